//! The text of a JSON file as values that know where they stand, and pieces of it put elsewhere.
//!
//! Pieces are cut and put by their offsets. The concrete tree of `jsonc-parser` would write each new object over several lines, and
//! takes blank lines along when it removes what stands before them: so what is inserted and removed again would leave traces.

use std::ops::Range;

use jsonc_parser::ast::{Object, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, parse_to_ast};
use serde_json::Value as Json;

use crate::workspace::STRICT_JSON;

/// A text, and the values in it.
pub(super) struct Tree<'t> {
    pub(super) text: &'t str,
    pub(super) root: Value<'t>,
}

impl<'t> Tree<'t> {
    /// Reads a text; nothing if it is not JSON.
    pub(super) fn parse(text: &'t str) -> Option<Self> {
        let root = parse_to_ast(text, &CollectOptions::default(), &STRICT_JSON).ok()?.value?;
        Some(Self { text, root })
    }

    /// The value at a place.
    pub(super) fn find(&self, steps: &[String]) -> Option<&Value<'t>> {
        steps.iter().try_fold(&self.root, |value, step| match value {
            Value::Object(object) => property(object, step).map(|at| &object.properties[at].value),
            Value::Array(array) => array.elements.get(position(step)?),
            _ => None,
        })
    }

    /// The text with another name for a key of the object at a place.
    pub(super) fn with_name(&self, holder: &[String], old: &str, new: &str) -> Option<String> {
        let Value::Object(object) = self.find(holder)? else { return None };
        let name = &object.properties[property(object, old)?].name;
        Some(replaced(self.text, name.start()..name.end(), &Json::from(new).to_string()))
    }
}

/// The position of a key in an object.
pub(super) fn property(object: &Object<'_>, key: &str) -> Option<usize> {
    object.properties.iter().position(|one| one.name.as_str() == key)
}

/// The position that a step of a pointer states.
pub(super) fn position(step: &str) -> Option<usize> {
    step.bytes().all(|byte| byte.is_ascii_digit()).then(|| step.parse().ok()).flatten()
}

/// The entries of a list or an object, each with its range in the text.
pub(super) struct Entries<'t> {
    text: &'t str,
    /// What is between the brackets.
    inside: Range<usize>,
    all: Vec<Range<usize>>,
    are_keys: bool,
}

impl<'t> Entries<'t> {
    /// The entries of a value; nothing if it has none by its type.
    pub(super) fn of(text: &'t str, value: &Value<'_>) -> Option<Self> {
        let all = match value {
            Value::Object(object) => {
                object.properties.iter().map(|one| one.name.start()..one.value.end()).collect::<Vec<_>>()
            }
            Value::Array(array) => array.elements.iter().map(|one| one.start()..one.end()).collect(),
            _ => return None,
        };
        Some(Self {
            text,
            inside: value.start() + 1..value.end() - 1,
            all,
            are_keys: matches!(value, Value::Object(_)),
        })
    }

    pub(super) fn count(&self) -> usize {
        self.all.len()
    }

    /// What stands between the opening bracket and the first entry; nothing if there is none.
    pub(super) fn before_first(&self) -> Option<&'t str> {
        self.all.first().map(|first| &self.text[self.inside.start..first.start])
    }

    /// What stands between entries, from the first to the last.
    fn between(&self) -> Vec<&'t str> {
        self.all.windows(2).map(|two| &self.text[two[0].end..two[1].start]).collect()
    }

    /// What most often stands between entries, of what something is true of; of those that are as frequent, the one that is nearest
    /// to a position.
    pub(super) fn frequent(&self, at: usize, is_it: impl Fn(&str) -> bool) -> Option<&'t str> {
        let all: Vec<&str> = self.between().into_iter().filter(|one| is_it(one)).collect();
        let frequency = |one: &str| all.iter().filter(|other| **other == one).count();
        let most = all.iter().map(|one| frequency(one)).max()?;
        let frequent = all.iter().enumerate().filter(|(_, one)| frequency(one) == most);
        frequent.min_by_key(|(number, _)| number.abs_diff(at.saturating_sub(1))).map(|(_, one)| *one)
    }

    /// The same of everything that stands between entries. With `in_lines`, one that ends a line, if there is one.
    pub(super) fn separator(&self, at: usize, in_lines: bool) -> Option<&'t str> {
        let line = in_lines.then(|| self.frequent(at, |one| one.contains('\n'))).flatten();
        line.or_else(|| self.frequent(at, |_| true))
    }

    /// What stands before the entry of a position: after the one before it, or after the bracket; behind the last, before the bracket.
    pub(super) fn gap(&self, at: usize) -> &'t str {
        &self.text[self.range_of_gap(at)]
    }

    fn range_of_gap(&self, at: usize) -> Range<usize> {
        let start = at.checked_sub(1).and_then(|before| self.all.get(before)).map_or(self.inside.start, |one| one.end);
        start..self.all.get(at).map_or(self.inside.end, |one| one.start)
    }

    pub(super) fn entry(&self, at: usize) -> &'t str {
        &self.text[self.all[at].clone()]
    }

    /// The text of entries that stand one after the other; nothing for none.
    pub(super) fn together(&self, range: Range<usize>) -> Option<&'t str> {
        let all = &self.all[range];
        Some(&self.text[all.first()?.start..all.last()?.end])
    }

    /// Where an entry ends.
    pub(super) fn end(&self, at: usize) -> usize {
        self.all[at].end
    }

    /// The text with something else before the entry of a position.
    pub(super) fn put(&self, at: usize, by: &str) -> String {
        self.replaced(self.range_of_gap(at), by)
    }

    /// The blanks with which the line begins that an entry begins in, or the brackets do.
    pub(super) fn indent(&self, entry: Option<usize>) -> &'t str {
        let start = entry.and_then(|at| self.all.get(at)).map_or(self.inside.start, |entry| entry.start);
        let line = &self.text[self.text[..start].rfind('\n').map_or(0, |at| at + 1)..];
        &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
    }

    /// The text with something else between the brackets.
    pub(super) fn with_inside(&self, by: &str) -> String {
        self.replaced(self.inside.clone(), by)
    }

    /// The text with one more entry.
    pub(super) fn with(&self, at: usize, entry: &str, separator: &str) -> String {
        match (at.checked_sub(1).and_then(|before| self.all.get(before)), self.all.first()) {
            (Some(before), _) => self.replaced(before.end..before.end, &format!("{separator}{entry}")),
            (None, Some(first)) => self.replaced(first.start..first.start, &format!("{entry}{separator}")),
            (None, None) => self.with_inside(entry),
        }
    }

    /// The text without an entry, and without what separates it from the one before. A key that begins a line is followed on it by
    /// the next one.
    pub(super) fn without(&self, at: usize) -> String {
        let is_break = |at: usize| self.gap(at).contains('\n');
        let range = match (at, self.all.len()) {
            (_, 1) => self.inside.clone(),
            (0, _) => self.all[0].start..self.all[1].start,
            (_, many) if self.are_keys && at + 1 < many && is_break(at) && !is_break(at + 1) => {
                self.all[at].start..self.all[at + 1].start
            }
            _ => self.all[at - 1].end..self.all[at].end,
        };
        self.replaced(range, "")
    }

    /// The text with an entry in another position. What separates entries stays where it is.
    pub(super) fn moved(&self, from: usize, to: usize) -> String {
        let mut order: Vec<usize> = (0..self.all.len()).collect();
        let entry = order.remove(from);
        order.insert(to, entry);
        let (Some(first), Some(last)) = (self.all.first(), self.all.last()) else { return self.text.to_owned() };
        let between = self.between().into_iter().chain([""]);
        let entries = order.iter().map(|at| &self.text[self.all[*at].clone()]);
        let by: String = entries.zip(between).flat_map(|(entry, between)| [entry, between]).collect();
        self.replaced(first.start..last.end, &by)
    }

    fn replaced(&self, range: Range<usize>, by: &str) -> String {
        replaced(self.text, range, by)
    }
}

/// A text with other bytes in the place of some.
pub(super) fn replaced(text: &str, range: Range<usize>, by: &str) -> String {
    [&text[..range.start], by, &text[range.end..]].concat()
}
