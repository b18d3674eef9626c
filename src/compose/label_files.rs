//! Label files as they are written, and what is wrong with them.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::catch_unwind;
use std::sync::LazyLock;

use fluent_bundle::resolver::ResolverError;
use fluent_bundle::resolver::errors::ReferenceKind;
use fluent_bundle::{FluentError, FluentResource};
use fluent_syntax::parser::{ErrorKind, ParserError};

use super::codes;
use crate::finding::{FileNumber, Finding, Place};
use crate::workspace::embedded;

/// A message and a hint.
pub(super) type Fault = (String, String);

/// The names of the program's labels, from the language that has all of them.
pub(super) static OUR_NAMES: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    let file = embedded("templates/labels/en.ftl").and_then(|file| std::str::from_utf8(file).ok()).unwrap_or_default();
    let names = file.lines().filter_map(|line| line.split_once(" =")).map(|(name, _)| name);
    names.filter(|name| !name.starts_with(['#', ' '])).collect()
});

/// The text before the first `=` of each line of a label file, and the place of the line.
pub(super) fn labels_in(text: &str) -> impl Iterator<Item = (&str, std::ops::Range<usize>)> {
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        let (name, _) = line.split_once('=')?;
        Some((name.trim_end(), start..start + line.trim_end().len()))
    })
}

/// What a label file says for a label, as it is written there.
pub(super) fn label_in(file: &str, name: &str) -> Option<String> {
    let (_, place) = labels_in(file).find(|(label, _)| *label == name)?;
    let (_, begins) = file[place.clone()].split_once('=')?;
    let goes_on = |line: &&str| line.starts_with([' ', '\t', '}', '*', '[']);
    let further = file[place.end..].lines().skip(1).take_while(goes_on);
    Some(std::iter::once(begins).chain(further).map(str::trim).collect::<Vec<_>>().join("\n"))
}

/// What is wrong with a label file although it can be parsed: labels that are given twice, and a direction that is none.
pub(super) fn faults(text: &str, file: FileNumber) -> Vec<Finding> {
    let is_name = |name: &str| name.starts_with(|c: char| c.is_ascii_alphabetic());
    let mut first: BTreeMap<&str, Place> = BTreeMap::new();
    let mut findings = Vec::new();
    for (name, line) in labels_in(text).filter(|(name, _)| is_name(name)) {
        let place = Place::new(file, line.start..line.start + name.len());
        if let Some(first) = first.get(name) {
            let message = format!("the label `{name}` is given twice");
            let finding = Finding::new(&codes::BAD_LABELS, place, message).hint("keep one of the two");
            findings.push(finding.related(*first, "first given here"));
        }
        first.entry(name).or_insert(place);
        let words = text[line.clone()].split_once('=').map_or("", |(_, words)| words.trim());
        if is_empty(words) && label_in(text, name).is_some_and(|words| is_empty(words.trim())) {
            findings.extend(cannot_be_empty(name, place));
        }
        if name == "direction" && !["ltr", "rtl"].contains(&words) {
            let message = format!("`{words}` is not a direction of lines");
            let hint = "write `ltr` if lines begin on the left, and `rtl` if they begin on the right";
            findings.push(Finding::new(&codes::BAD_LABELS, Place::new(file, line), message).hint(hint));
        }
    }
    findings
}

/// Returns whether a place is the end of a choice of forms of which none is for all other cases. Choices within its forms have
/// their own.
fn lacks_default(text: &str, at: usize) -> bool {
    let (Some(before), Some(after)) = (text.get(..at), text.get(at..)) else { return false };
    if !after.trim_start().starts_with('}') {
        return false;
    }
    let mut own = String::new();
    let mut depth = 0_usize;
    for c in before.chars().rev() {
        match c {
            '}' => depth += 1,
            '{' if depth == 0 => break,
            '{' => depth -= 1,
            _ if depth == 0 => own.push(c),
            _ => {}
        }
    }
    // It is read from its end.
    own.contains(">-") && own.contains('[') && !own.contains("[*")
}

/// What is wrong with a label that could not be filled in, besides what is known of its references.
pub(super) fn fault(label: &str, error: &FluentError) -> Fault {
    let (what, hint) = match error {
        FluentError::ResolverError(ResolverError::Reference(ReferenceKind::Term { id, attribute: None })) => (
            format!("refers to a term that does not exist: `-{id}`"),
            format!("add a line `-{id} = …`, or write the words themselves"),
        ),
        FluentError::ResolverError(ResolverError::TooManyPlaceables) => {
            ("refers to more than 100 values and labels".to_owned(), "write the words themselves".to_owned())
        }
        _ => ("refers to something that does not exist".to_owned(), "write `{ $name }` for a value".to_owned()),
    };
    (format!("the label `{label}` {what}"), hint)
}

/// Returns whether words of a label print nothing.
pub(super) fn is_empty(words: &str) -> bool {
    words.chars().all(|c| matches!(c, '{' | '"' | '}' | ' '))
}

/// That a label which prints nothing has to print something: a heading over others, a pattern, or words that others stand for in
/// sentences; none if documents can do without.
pub(super) fn cannot_be_empty(name: &str, place: Place) -> Option<Finding> {
    const HEADINGS: [&str; 5] = ["annotations", "label-with-title", "list-pattern", "session", "weekday-and-date"];
    const IN_SENTENCES: [&str; 15] = [
        "annex",
        "chairs",
        "date-day",
        "date-month",
        "date-year",
        "event",
        "event-at",
        "item-number",
        "item-number-inside",
        "list-of-many",
        "list-of-two",
        "person-of-entity",
        "person-with-rank",
        "time",
        "with-remark",
    ];
    let why = match name {
        _ if name.starts_with("document-") || HEADINGS.contains(&name) => "it is the heading above other headings",
        _ if name.starts_with("reference-to-") || IN_SENTENCES.contains(&name) => "sentences and lines are made of it",
        _ => return None,
    };
    let message = format!("the label `{name}` cannot be empty");
    Some(Finding::new(&codes::BAD_LABELS, place, message).hint(format!("{why}: write a text, or leave the label out")))
}

/// The hint for forms of which none has a `*`.
const OF_FORMS: &str = "write `*` before one of the forms after `->`, as in `*[other]`";
/// The hint for a brace without its other.
const OF_BRACES: &str = "close each brace: `{ $name }` for a value, `{\"{\"}` for the character itself";
/// The hint for a line of a label file that is no label.
const OF_A_FILE: &str = "write `name = text`, and indent further lines of the text";

/// Parses a label file; anything in it that is not a label is reported at its place.
///
/// The parser (fluent-syntax 0.12) panics where an escape of a code point ends at a letter of several bytes.
pub(super) fn parsed(text: &str, place: impl Fn(usize) -> Place) -> Result<FluentResource, Vec<Finding>> {
    let found = |at, message: &str, hint: &str| Finding::new(&codes::BAD_LABELS, place(at), message).hint(hint);
    let no_label = |at, hint: &str| found(at, "this is not a label", hint);
    match catch_unwind(|| FluentResource::try_new(text.to_owned())) {
        Ok(Ok(resource)) => Ok(resource),
        Ok(Err((_, errors))) => {
            let finding = |error: &ParserError| {
                // What is missing at the end of a line is looked for on the lines after it.
                let at = error.pos.start;
                let end = text.get(..at).map_or(at, |before| before.trim_end().len().saturating_sub(1));
                match error.kind {
                    _ if lacks_default(text, at) => found(end, "none of these forms is for all other cases", OF_FORMS),
                    ErrorKind::ExpectedToken('}') => found(end, "`}` is missing here", OF_BRACES),
                    _ => no_label(at, OF_A_FILE),
                }
            };
            Err(errors.iter().map(finding).collect())
        }
        Err(_) => {
            let hint = r"`\u` is followed by four digits from 0 to F, `\U` by six";
            Err(vec![no_label(broken_escape(text).unwrap_or_default(), hint)])
        }
    }
}

/// What is wrong with a label that a body states in its `style`, where no line has its name.
pub(super) fn of_style(mut finding: Finding, name: &str) -> Finding {
    finding.message = format!("the words of the label `{name}` are not in the form of labels");
    match finding.hint.as_deref() == Some(OF_A_FILE) {
        true => finding.hint(OF_BRACES),
        false => finding,
    }
}

/// Where the first escape of a code point begins that has too few digits.
fn broken_escape(text: &str) -> Option<usize> {
    let is_broken = |(at, _): &(usize, &str)| {
        let digits = text[at + 2..].bytes().take_while(u8::is_ascii_hexdigit).count();
        digits < if text[at + 1..].starts_with('u') { 4 } else { 6 }
    };
    text.match_indices(r"\u").chain(text.match_indices(r"\U")).filter(is_broken).map(|(at, _)| at).min()
}
