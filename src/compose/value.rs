//! Values that templates hold, and how they are written into the XML that templates make.
//!
//! A value of the definition or the registry stands in the XML with a mark around it that says where it is written,
//! what language it is in and whether it is Markdown (module `marked`); so does a label. Text is escaped: nothing that a
//! definition says can become an element.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use minijinja::value::{Object, ObjectRepr, Value, ValueKind, merge_maps};
use minijinja::{Error, ErrorKind};

use super::marked::{self, LabelMark, Mark, holds_marks};
use super::scene::Scene;
use crate::document::DerivedFrom;
use crate::finding::{Place, Placed};
use crate::meeting::{ByLanguage, Prose, Text};

/// The character that separates a message from its hint, in the detail of an error.
pub(super) const HINT: char = '\u{1f}';

/// Converts what a template captured in a block into its words, for filters; returns anything else unchanged.
pub(super) fn plain(value: Value) -> Value {
    let words = value.as_str().filter(|text| holds_marks(text)).and_then(marked::words);
    words.map_or(value, Value::from)
}

/// A text with its origin.
struct MarkedText {
    text: String,
    mark: Mark,
}

impl MarkedText {
    fn value(text: String, mark: Mark) -> Value {
        Value::from_object(Self { text, mark })
    }

    /// Its parts with origins of their own.
    fn parts(&self) -> Vec<(String, Mark)> {
        match &self.mark {
            Mark::Label(LabelMark { parts, .. }) if !parts.is_empty() => {
                let mut letters = self.text.chars();
                let part = |(count, mark): &(usize, Mark)| (letters.by_ref().take(*count).collect(), mark.clone());
                parts.iter().map(part).collect()
            }
            mark => vec![(self.text.clone(), mark.clone())],
        }
    }
}

impl fmt::Debug for MarkedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("MarkedText").field(&self.text).finish()
    }
}

impl Object for MarkedText {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn is_true(self: &Arc<Self>) -> bool {
        !self.text.is_empty()
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Words that begin a sentence.
pub(super) fn capital(words: &str) -> String {
    let mut chars = words.chars();
    let first: String = chars.next().map(char::to_uppercase).into_iter().flatten().collect();
    first + chars.as_str()
}

/// A plain text as a value.
pub(super) fn words(scene: &Scene, text: &Text) -> Value {
    written(scene, text, false)
}

/// A word of the definition that is no text in a language, such as the name of a file.
pub(super) fn word(word: &str, place: Place) -> Value {
    MarkedText::value(word.to_owned(), Mark::Text { place, language: None })
}

/// Markdown as a value; it becomes paragraphs when the XML is read.
pub(super) fn rich(scene: &Scene, prose: &Prose) -> Value {
    written(scene, prose, true)
}

/// A label as a value. What it was filled with keeps its origin where it stands in the label as it was given.
pub(super) fn label(name: &str, text: String, arguments: &[Value]) -> Value {
    let given = arguments.iter().filter_map(|value| value.downcast_object_ref::<MarkedText>());
    // What is not found in it was changed on the way: it is what the label as a whole is derived from.
    let (mut parts, mut from): (Vec<(String, Option<Mark>)>, _) = (vec![(text.clone(), None)], None);
    for (words, mark) in given.flat_map(MarkedText::parts) {
        let is_line = !matches!(mark, Mark::Markdown { .. });
        let stands =
            |(text, known): &(String, Option<Mark>)| split(text, &words).filter(|_| known.is_none() && is_line);
        match parts.iter().enumerate().find_map(|(at, part)| Some((at, stands(part)?))) {
            Some((at, [before, after])) => {
                let there = [(before, None), (words, Some(mark)), (after, None)];
                parts.splice(at..=at, there.into_iter().filter(|(text, _)| !text.is_empty()));
            }
            None => from = from.or_else(|| mark.source()),
        }
    }
    let mark = |parts| Mark::Label(LabelMark { name: name.to_owned(), from: from.clone(), parts });
    let is_one = parts.len() == 1 && parts.iter().all(|(_, known)| known.is_none());
    let part =
        |(text, known): (String, Option<Mark>)| (text.chars().count(), known.unwrap_or_else(|| mark(Vec::new())));
    let parts = if is_one { Vec::new() } else { parts.into_iter().map(part).collect() };
    MarkedText::value(text, mark(parts))
}

/// The text before and after words that stand in it once, as whole words.
fn split(text: &str, words: &str) -> Option<[String; 2]> {
    let mut found = text.match_indices(words).filter(|_| !words.is_empty());
    let (Some((at, _)), None) = (found.next(), found.next()) else { return None };
    let (before, after) = (&text[..at], &text[at + words.len()..]);
    let goes_on = |one: Option<char>, other: Option<char>| {
        one.zip(other).is_some_and(|(one, other)| one.is_alphanumeric() && other.is_alphanumeric() && one < '\u{2e80}')
    };
    let is_part = goes_on(before.chars().next_back(), words.chars().next())
        || goes_on(words.chars().next_back(), after.chars().next());
    (!is_part).then(|| [before.to_owned(), after.to_owned()])
}

/// Words that are derived from a value: from that of the first of `keys` that the object around `place` has, else from the object
/// itself; without keys, from the value at `place`.
pub(super) fn derived(text: String, place: Place, keys: &str) -> Value {
    MarkedText::value(text, Mark::Composed(Some(DerivedFrom { place, keys: keys.to_owned() })))
}

/// The values for a thing of the definition, those that are plain words with what they are derived from: `place` is in the thing,
/// and `sources` has the keys of the thing, separated by blanks, for the names of values.
pub(super) fn sourced(values: Value, place: Place, sources: &[(&str, &str)]) -> Value {
    let with_source = |value: Value, keys: &str| match value.kind() {
        ValueKind::String if !value.is_safe() => derived(value.to_string(), place, keys),
        _ => value,
    };
    let of_name = |(name, keys): &(&str, &str)| {
        let value = values.get_attr(name).ok()?;
        let value = match value.kind() {
            ValueKind::Seq | ValueKind::Iterable => {
                let all = value.try_iter().into_iter().flatten();
                all.map(|one| with_source(one, keys)).collect::<Vec<Value>>().into()
            }
            _ => with_source(value, keys),
        };
        Some(((*name).to_owned(), value))
    };
    let with_sources: BTreeMap<String, Value> = sources.iter().filter_map(of_name).collect();
    merge_maps([values.clone(), Value::from(with_sources)])
}

fn written(scene: &Scene, text: &ByLanguage, is_markdown: bool) -> Value {
    let (text, foreign): (&Placed<String>, _) = scene.text(text);
    let (place, language) = (text.place, foreign.map(|language| language.as_str().to_owned()));
    let mark = if is_markdown { Mark::Markdown { place, language } } else { Mark::Text { place, language } };
    MarkedText::value(text.value.clone(), mark)
}

/// Writes a value into the XML.
pub(super) fn xml(value: &Value) -> Result<String, Error> {
    if let Some(written) = value.downcast_object_ref::<MarkedText>() {
        return Ok(if written.text.is_empty() { String::new() } else { written.mark.around(&written.text) });
    }
    match value.kind() {
        // Undefined is only what an `if` without `else` leaves: names without a value do not come here.
        ValueKind::None | ValueKind::Undefined => Ok(String::new()),
        ValueKind::Bool => Ok(value.is_true().to_string()),
        ValueKind::String if value.is_safe() => Ok(value.to_string()),
        // What was captured, and then taken as a text: its words, without where they come from.
        ValueKind::String if value.as_str().is_some_and(holds_marks) => match marked::words(&value.to_string()) {
            Some(words) => Ok(composed(&words)),
            None => {
                let hint = "convert it to a string first: `(name|string)[:20]`";
                let detail = format!("this takes a part of a text that was set in a block{HINT}{hint}");
                Err(Error::new(ErrorKind::InvalidOperation, detail))
            }
        },
        ValueKind::String | ValueKind::Number => Ok(composed(&value.to_string())),
        _ => Err(Error::new(ErrorKind::InvalidOperation, format!("a {} cannot be printed here", value.kind()))),
    }
}

fn composed(text: &str) -> String {
    if text.is_empty() { String::new() } else { Mark::Composed(None).around(text) }
}

/// A value as JSON, for those who write templates: texts as they were written.
pub(super) fn json(value: &Value) -> serde_json::Value {
    let parts = || value.try_iter().into_iter().flatten();
    match value.kind() {
        ValueKind::Undefined | ValueKind::None => serde_json::Value::Null,
        ValueKind::Bool => value.is_true().into(),
        ValueKind::Number => value.as_i64().map_or_else(|| value.to_string().into(), Into::into),
        ValueKind::Seq | ValueKind::Iterable => parts().map(|part| json(&part)).collect::<Vec<_>>().into(),
        ValueKind::Map => {
            let entry = |key: Value| Some((key.to_string(), json(&value.get_item(&key).ok()?)));
            serde_json::Value::Object(parts().filter_map(entry).collect())
        }
        _ => value.to_string().into(),
    }
}
