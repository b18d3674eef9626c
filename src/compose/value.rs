//! Values that templates hold, and how they are written into the XML that templates make.
//!
//! A value of the definition or the registry stands in the XML with a mark around it that says where it is written,
//! what language it is in and whether it is Markdown (module `marked`); so does a label. Text is escaped: nothing that a
//! definition says can become an element.

use std::collections::BTreeMap;

use minijinja::value::{Value, ValueKind, merge_maps};
use minijinja::{Error, ErrorKind};

use super::filled::{MarkedText, derived};
use super::marked::{self, Mark, holds_marks};
use super::scene::Scene;
use crate::finding::{Place, Placed};
use crate::meeting::{ByLanguage, Prose, Text};

/// The character that separates a message from its hint, in the detail of an error.
pub(super) const HINT: char = '\u{1f}';

/// Converts what a template captured in a block into its words, for filters; returns anything else unchanged.
pub(super) fn plain(value: Value) -> Value {
    let words = value.as_str().filter(|text| holds_marks(text)).and_then(marked::words);
    words.map_or(value, Value::from)
}

/// Words that begin a sentence.
pub(super) fn capital(words: &str) -> String {
    let mut chars = words.chars();
    let first: String = chars.next().map(char::to_uppercase).into_iter().flatten().collect();
    first + chars.as_str()
}

/// A role that begins a line: with a capital letter, if it is words.
pub(super) fn capital_of_role(role: &str) -> String {
    let is_words = role.chars().all(|c| c.is_alphabetic() || " \u{a0}-’'.,()".contains(c));
    if is_words { capital(role) } else { role.to_owned() }
}

/// Returns whether a value is words that know where they are written.
pub(super) fn is_of_words(value: &Value) -> bool {
    value.downcast_object_ref::<MarkedText>().is_some()
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
