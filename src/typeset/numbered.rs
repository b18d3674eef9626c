//! The numbers of pages, as shapes say that they are printed.

use typst::foundations::{Label, Selector, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::utils::PicoStr;

use crate::document::StableNumber;
use crate::edition::{NumberedPages, PageNumbers, PagesOfPart};

/// The numbers of the pages of a document; none if it does not keep them.
pub(super) fn numbered(document: &dyn Introspector, name: &str) -> NumberedPages {
    read(document, name).unwrap_or_default()
}

fn read(document: &dyn Introspector, name: &str) -> Option<NumberedPages> {
    let label = Label::new(PicoStr::intern(&format!("{name}..numbers")))?;
    let found = document.query(&Selector::Label(label));
    let value = found.iter().find_map(|content| Some(content.to_packed::<MetadataElem>()?.value.clone()))?;
    let Value::Array(said) = value else { return None };
    let [Value::Array(numbers), Value::Array(parts), ..] = said.as_slice() else { return None };
    let numbers: Vec<(StableNumber, String)> = numbers.iter().map(number).collect::<Option<_>>()?;
    let starts: Vec<(String, usize)> = parts.iter().map(start).collect::<Option<_>>()?;
    let part = |(at, (part, from)): (usize, &(String, usize))| {
        let later = &starts[at + 1..];
        let is_its = |(next, start): &(String, usize)| start == from && next.starts_with(&format!("{part}."));
        // What begins with a file has no pages besides those of the file.
        let end = match later.first().is_some_and(is_its) {
            true => *from,
            false => later.iter().map(|(_, start)| *start).find(|start| start > from).unwrap_or(numbers.len() + 1),
        };
        let pages = numbers.get(from.saturating_sub(1)..end.saturating_sub(1)).unwrap_or_default();
        let pages = PageNumbers(pages.iter().map(|(number, _)| number.clone()).collect());
        PagesOfPart { part: part.clone(), from: *from, pages }
    };
    let plain = |(at, (number, _)): (usize, &(StableNumber, String))| *number == StableNumber::plain(at + 1);
    let is_plain = numbers.iter().enumerate().all(plain);
    let labels = numbers.iter().filter(|_| !is_plain).map(|(_, words)| words.clone()).collect();
    Some(NumberedPages { parts: starts.iter().enumerate().map(part).collect(), labels })
}

/// A number, how often it is used, and its words.
fn number(value: &Value) -> Option<(StableNumber, String)> {
    let Value::Array(array) = value else { return None };
    match array.as_slice() {
        [Value::Int(number), Value::Int(times), Value::Str(words)] => {
            let number = StableNumber { number: number.to_string(), times: usize::try_from(*times).ok()? };
            Some((number, words.to_string()))
        }
        _ => None,
    }
}

/// A part and the page where it begins.
fn start(value: &Value) -> Option<(String, usize)> {
    let Value::Array(array) = value else { return None };
    match array.as_slice() {
        [Value::Str(part), Value::Int(page)] => Some((part.to_string(), usize::try_from(*page).ok()?)),
        _ => None,
    }
}
