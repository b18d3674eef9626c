//! Words that templates hold, with their origins: one for all of them, or one for each part.
//!
//! A label that is filled with such words keeps the origin of each where it stands in the label; what the label says itself has that
//! of the value that chose the label.

use std::fmt;
use std::sync::Arc;

use fluent_bundle::{FluentArgs, FluentValue};
use minijinja::Value;
use minijinja::value::{Object, ObjectRepr, ValueKind};

use super::labels::Labels;
use super::marked::{LabelMark, Mark};
use super::plurals::shown_as;
use super::scene::Scene;
use crate::document::DerivedFrom;
use crate::finding::Place;

/// A text with its origin.
pub(super) struct MarkedText {
    pub(super) text: String,
    pub(super) mark: Mark,
    /// The number that it is, for labels that depend on it.
    number: Option<i64>,
}

impl MarkedText {
    pub(super) fn value(text: String, mark: Mark) -> Value {
        Value::from_object(Self { text, mark, number: None })
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

/// The value that words are derived from: that of the first of `keys` that the object around `place` has, else the object itself;
/// without keys, the value at `place`.
pub(super) fn from(place: Place, keys: &str) -> DerivedFrom {
    DerivedFrom { place, keys: keys.to_owned() }
}

/// Words that are derived from a value, see [`from`].
pub(super) fn derived(text: String, place: Place, keys: &str) -> Value {
    MarkedText::value(text, Mark::Composed(Some(from(place, keys))))
}

/// A label with its variables filled in; none if there is no such label. What it says itself is derived from `source`.
pub(super) fn filled(
    labels: &Labels,
    name: &str,
    arguments: &[(&str, Value)],
    source: Option<DerivedFrom>,
) -> Option<Value> {
    let mut all = FluentArgs::new();
    for (key, value) in arguments {
        let argument = match value.downcast_object_ref::<MarkedText>() {
            Some(MarkedText { number: Some(number), text, .. }) => shown_as(*number, text),
            None if value.kind() == ValueKind::Number => FluentValue::from(value.as_i64().unwrap_or_default()),
            _ => FluentValue::from(value.to_string()),
        };
        all.set((*key).to_owned(), argument);
    }
    let text = labels.find(name, &all)?;
    Some(label(name, text, arguments.iter().map(|(_, value)| value), source))
}

/// The text of a label that was filled with nothing.
pub(super) fn of_label(name: &str, text: String) -> Value {
    label(name, text, std::iter::empty(), None)
}

fn label<'a>(
    name: &str,
    text: String,
    arguments: impl Iterator<Item = &'a Value>,
    source: Option<DerivedFrom>,
) -> Value {
    let given = arguments.filter_map(|value| value.downcast_object_ref::<MarkedText>());
    let (mut parts, mut missing) = (vec![(text.clone(), None)], None);
    for given in given {
        let all = given.parts();
        if put(&mut parts, &given.text, all.clone()) {
            continue;
        }
        // What is not found in it was changed on the way: it is what the label as a whole is derived from.
        for (words, mark) in all {
            if !put(&mut parts, &words, vec![(words.clone(), mark.clone())]) {
                missing = missing.or_else(|| mark.source());
            }
        }
    }
    let source = source.or(missing);
    let mark = |parts| Mark::Label(LabelMark { name: name.to_owned(), from: source.clone(), parts });
    let is_one = parts.len() == 1 && parts.iter().all(|(_, known)| known.is_none());
    let part =
        |(text, known): (String, Option<Mark>)| (text.chars().count(), known.unwrap_or_else(|| mark(Vec::new())));
    let parts = if is_one { Vec::new() } else { parts.into_iter().map(part).collect() };
    MarkedText::value(text, mark(parts))
}

/// The parts of a text, each with its origin if that is known.
type Parts = Vec<(String, Option<Mark>)>;

/// Puts words with their origins into the part without one in which they stand; returns whether there is one.
fn put(parts: &mut Parts, words: &str, marked: Vec<(String, Mark)>) -> bool {
    let is_line = marked.iter().all(|(_, mark)| !matches!(mark, Mark::Markdown { .. }));
    let stands = |(text, known): &(String, Option<Mark>)| split(text, words).filter(|_| known.is_none() && is_line);
    let Some((at, [before, after])) = parts.iter().enumerate().find_map(|(at, part)| Some((at, stands(part)?))) else {
        return false;
    };
    let inside = marked.into_iter().map(|(text, mark)| (text, Some(mark)));
    let there = std::iter::once((before, None)).chain(inside).chain([(after, None)]);
    parts.splice(at..=at, there.filter(|(text, _)| !text.is_empty()).collect::<Parts>());
    true
}

/// The text before and after words that stand in it once, as whole words.
fn split(text: &str, words: &str) -> Option<[String; 2]> {
    let goes_on = |one: Option<char>, other: Option<char>| {
        one.zip(other).is_some_and(|(one, other)| one.is_alphanumeric() && other.is_alphanumeric() && one < '\u{2e80}')
    };
    let around = |at: usize| (&text[..at], &text[at + words.len()..]);
    let is_whole = |(at, _): &(usize, &str)| {
        let (before, after) = around(*at);
        !goes_on(before.chars().next_back(), words.chars().next())
            && !goes_on(words.chars().next_back(), after.chars().next())
    };
    let mut found = text.match_indices(words).filter(|_| !words.is_empty()).filter(is_whole);
    let (Some((at, _)), None) = (found.next(), found.next()) else { return None };
    let (before, after) = around(at);
    Some([before.to_owned(), after.to_owned()])
}

/// Values with a label between them.
fn strung(values: &[Value], name: &str, separator: &str) -> Value {
    let parts_of = |value: &Value| match value.downcast_object_ref::<MarkedText>() {
        Some(words) => words.parts(),
        None => vec![(value.to_string(), Mark::Composed(None))],
    };
    let between =
        || (separator.to_owned(), Mark::Label(LabelMark { name: name.to_owned(), from: None, parts: vec![] }));
    let mut parts: Vec<(String, Mark)> = Vec::new();
    for value in values {
        parts.extend((!parts.is_empty()).then(between));
        parts.extend(parts_of(value));
    }
    of_parts(name, None, parts)
}

/// A text of a label of these parts.
fn of_parts(name: &str, from: Option<DerivedFrom>, parts: Vec<(String, Mark)>) -> Value {
    let text: String = parts.iter().map(|(text, _)| text.as_str()).collect();
    let parts = parts.into_iter().filter(|(text, _)| !text.is_empty());
    let parts = parts.map(|(text, mark)| (text.chars().count(), mark)).collect();
    MarkedText::value(text, Mark::Label(LabelMark { name: name.to_owned(), from, parts }))
}

/// Words in other letters: what stays at the beginning and the end keeps its origins, what is between them gets that of the first
/// letter that is replaced.
pub(super) fn recast(value: &Value, change: impl FnOnce(&str) -> String) -> Value {
    let Some(words) = value.downcast_object_ref::<MarkedText>() else { return change(&value.to_string()).into() };
    let text = change(&words.text);
    let Mark::Label(LabelMark { name, from, parts }) = &words.mark else {
        return MarkedText::value(text, words.mark.clone());
    };
    if parts.is_empty() || text == words.text {
        return MarkedText::value(text, words.mark.clone());
    }
    let [old, new] = [&words.text, &text].map(|text| text.chars().collect::<Vec<char>>());
    let first = std::iter::zip(&old, &new).take_while(|(one, other)| one == other).count();
    let left = old.len().min(new.len()) - first;
    let last = std::iter::zip(old.iter().rev(), new.iter().rev()).take(left);
    let last = last.take_while(|(one, other)| one == other).count();
    let origins: Vec<&Mark> = parts.iter().flat_map(|(letters, mark)| std::iter::repeat_n(mark, *letters)).collect();
    let origin = |at: usize| match at {
        at if at < first => origins.get(at),
        at if at + last >= new.len() => origins.get(at + old.len() - new.len()),
        _ => origins.get(first).or(origins.last()),
    };
    let mut all: Vec<(String, Mark)> = Vec::new();
    for (at, letter) in new.iter().enumerate() {
        let Some(mark) = origin(at) else { continue };
        match all.last_mut().filter(|(_, known)| known == *mark) {
            Some((text, _)) => text.push(*letter),
            None => all.push((letter.to_string(), (*mark).clone())),
        }
    }
    of_parts(name, from.clone(), all)
}

impl Scene {
    /// A number of votes or people in words that are derived from a value, see [`from`]: labels have a form for it. It is
    /// printed in groups of digits.
    pub(super) fn counted(&self, number: usize, place: Place, keys: &str) -> Value {
        let mark = Mark::Composed(Some(from(place, keys)));
        let text = self.labels.grouped(&number.to_string());
        Value::from_object(MarkedText { text, mark, number: i64::try_from(number).ok() })
    }

    /// A required label as a value; what it says itself is derived from `source`.
    pub(super) fn say<const N: usize>(
        &self,
        name: &str,
        arguments: [(&str, Value); N],
        source: Option<DerivedFrom>,
    ) -> Value {
        filled(&self.labels, name, &arguments, source).unwrap_or_else(|| self.labels.miss(name).into())
    }

    /// Values with the label `separator` between them, without those that are empty; none if there are none.
    pub(super) fn strung(&self, values: &[Value], separator: &str) -> Option<Value> {
        let values: Vec<Value> = values.iter().filter(|value| value.is_true()).cloned().collect();
        match values.as_slice() {
            [] => None,
            [only] => Some(only.clone()),
            values => Some(strung(values, separator, &self.labels.say(separator, []))),
        }
    }

    /// Names joined as the language joins them: "a, b and c"; none if there are none.
    pub(super) fn list(&self, names: &[Value]) -> Option<Value> {
        // What joins them is at the first of them.
        let source = || names.first()?.downcast_object_ref::<MarkedText>()?.mark.source();
        match names {
            [first, last] => {
                Some(self.say("list-of-two", [("first", first.clone()), ("last", last.clone())], source()))
            }
            [first @ .., last] if first.len() > 1 => {
                let first = self.strung(first, "list-separator")?;
                Some(self.say("list-of-many", [("first", first), ("last", last.clone())], source()))
            }
            names => self.strung(names, "list-separator"),
        }
    }
}
