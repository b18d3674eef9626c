//! How new values are written: as a person would have, who looked at the values around them.

use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged;
use serde_json::Value as Json;

use super::tree::{Entries, Tree};
use crate::read::Shape;

/// The longest line into which the keys of an object, or the entries of a list, are put together.
const LONGEST_LINE: usize = 110;

/// How the files of a person are written: what there is of it in this one, and what is usual for the rest.
pub(super) struct Layout<'t> {
    tree: &'t Tree<'t>,
    newline: &'t str,
    /// One more level of indents.
    unit: &'t str,
    /// What stands between a key and its value.
    colon: &'t str,
    /// What stands between entries on one line.
    comma: &'t str,
    /// What stands between a brace and what it encloses, on one line; and a bracket.
    braces: &'t str,
    brackets: &'t str,
}

/// Whether a value is written on one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lines {
    One,
    /// One, if that is not too long.
    Few,
    Many,
}

/// A value that is new in its place.
#[derive(Clone, Copy)]
pub(super) struct New<'v> {
    pub(super) value: &'v Json,
    pub(super) shape: Shape,
    /// Its key; none for an entry of a list.
    pub(super) key: Option<&'v str>,
}

impl<'t> Layout<'t> {
    pub(super) fn of(tree: &'t Tree<'t>) -> Self {
        let text = tree.text;
        let entries = |value: &Value<'t>| Entries::of(text, value);
        let is_line = |value: &Value<'t>| !text[value.start()..value.end()].contains('\n');
        let first = |is_it: &dyn Fn(&Value<'t>) -> bool| tree.first(is_it).and_then(entries);
        let root = entries(&tree.root);
        let lead = root.as_ref().and_then(Entries::before_first).and_then(|lead| lead.rsplit('\n').next());
        let colon = match &tree.root {
            Value::Object(root) => root.properties.first().map(|one| &text[one.name.end()..one.value.start()]),
            _ => None,
        };
        let several = |value: &Value<'t>| is_line(value) && entries(value).is_some_and(|all| all.count() > 1);
        let object =
            |value: &Value<'t>| is_line(value) && matches!(value, Value::Object(one) if !one.properties.is_empty());
        let list = |value: &Value<'t>| is_line(value) && matches!(value, Value::Array(one) if !one.elements.is_empty());
        Self {
            tree,
            newline: if text.contains("\r\n") { "\r\n" } else { "\n" },
            unit: lead.filter(|lead| !lead.is_empty() && lead.trim().is_empty()).unwrap_or("  "),
            colon: colon.filter(|colon| !colon.contains('\n')).unwrap_or(": "),
            comma: first(&several).and_then(|all| all.separator(0, false)).unwrap_or(", "),
            braces: first(&object).and_then(|all| all.before_first()).unwrap_or(" "),
            brackets: first(&list).and_then(|all| all.before_first()).unwrap_or(""),
        }
    }

    /// A new entry of a list or an object at a position, and what separates it from others. `name` is the key of a list.
    pub(super) fn entry(&self, holder: &Value<'t>, name: &str, at: usize, new: New<'_>) -> Option<(String, String)> {
        let entries = Entries::of(self.tree.text, holder)?;
        let lines = self.lines(holder, name, new);
        let Some(lead) = entries.before_first() else {
            return Some((self.only(&entries, holder, name, lines, new), String::new()));
        };
        // Where nothing stands between two entries, the second begins as the first does.
        let alone = if lead.contains('\n') { format!(",{lead}") } else { self.comma.to_owned() };
        let indent_of = |separator: &str| match separator.rsplit_once('\n') {
            Some((_, indent)) => indent.to_owned(),
            None => entries.indent(Some(at.saturating_sub(1))).to_owned(),
        };
        let separator = entries.separator(at, false).unwrap_or(&alone);
        let text = self.text(new, &indent_of(separator), lines);
        if !text.contains('\n') {
            return Some((text, separator.to_owned()));
        }
        let separator = entries.separator(at, true).unwrap_or(&alone);
        Some((self.text(new, &indent_of(separator), lines), separator.to_owned()))
    }

    /// What is between the brackets of a holder that was empty, and gets one entry.
    fn only(&self, entries: &Entries<'_>, holder: &Value<'t>, name: &str, lines: Lines, new: New<'_>) -> String {
        let indent = entries.indent(None);
        let is_list = matches!(holder, Value::Array(_));
        let pad = if is_list { self.brackets } else { self.braces };
        if lines == Lines::One || !self.is_broken(is_list.then_some(name), new.value) {
            let line = format!("{pad}{}{pad}", self.text(new, indent, lines));
            if !line.contains('\n') {
                return line;
            }
        }
        let inner = format!("{indent}{}", self.unit);
        format!("{0}{inner}{1}{0}{indent}", self.newline, self.text(new, &inner, lines))
    }

    /// Returns whether a list begins a line for its entries: as others of its key do, or where these are objects.
    fn is_broken(&self, name: Option<&str>, entry: &Json) -> bool {
        let Some(other) = name.and_then(|name| self.tree.list_of(name)) else { return entry.is_object() };
        let lead = Entries::of(self.tree.text, other).and_then(|all| all.before_first());
        lead.is_some_and(|lead| lead.contains('\n'))
    }

    /// Whether a new value is written on one line: as those beside it, or those in other lists of the same key.
    fn lines(&self, holder: &Value<'t>, name: &str, new: New<'_>) -> Lines {
        let is_line = |value: &Value<'_>| !self.tree.text[value.start()..value.end()].contains('\n');
        let objects = |value: &Value<'t>| match value {
            Value::Array(list) => {
                list.elements.iter().filter(|one| matches!(one, Value::Object(_))).map(is_line).collect::<Vec<bool>>()
            }
            _ => Vec::new(),
        };
        if new.key.is_some() {
            let is_root = holder.start() == self.tree.root.start();
            return if is_line(holder) && !is_root { Lines::One } else { Lines::Few };
        }
        let mut beside = objects(holder);
        if beside.is_empty() {
            beside = self.tree.list_of(name).map(objects).unwrap_or_default();
        }
        match (beside.contains(&true), beside.contains(&false)) {
            (true, false) => Lines::One,
            (false, true) if new.value.is_object() => Lines::Many,
            _ => Lines::Few,
        }
    }

    /// A value that takes the place of another one, in a line that is indented so far.
    pub(super) fn in_place(&self, place: &Value<'t>, new: New<'_>) -> String {
        let start = place.start();
        let line = &self.tree.text[self.tree.text[..start].rfind('\n').map_or(0, |at| at + 1)..];
        let indent = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
        self.value(new.value, new.shape, indent, Lines::Few)
    }

    fn text(&self, New { value, shape, key }: New<'_>, indent: &str, lines: Lines) -> String {
        let value = self.value(value, shape, indent, lines);
        match key {
            Some(key) => format!("{}{}{value}", Json::from(key), self.colon),
            None => value,
        }
    }

    /// A value, beginning in a line that is indented so far.
    fn value(&self, value: &Json, shape: Shape, indent: &str, lines: Lines) -> String {
        let (open, close, pad) = match value {
            Json::Array(_) => ('[', ']', self.brackets),
            Json::Object(_) => ('{', '}', self.braces),
            _ => return value.to_string(),
        };
        let entries = |indent: &str, lines: Lines| self.entries(value, shape, indent, lines);
        let line = entries(indent, Lines::One).join(self.comma);
        if line.is_empty() {
            return format!("{open}{close}");
        }
        let has_objects = value.as_array().is_some_and(|all| all.iter().any(Json::is_object));
        let fits = indent.chars().count() + line.chars().count() < LONGEST_LINE;
        if lines == Lines::One || lines == Lines::Few && fits && !has_objects {
            return format!("{open}{pad}{line}{pad}{close}");
        }
        let inner = format!("{indent}{}", self.unit);
        let between = format!(",{}{inner}", self.newline);
        let entries = entries(&inner, Lines::Few).join(&between);
        format!("{open}{0}{inner}{entries}{0}{indent}{close}", self.newline)
    }

    /// The entries of a list, or the keys of an object in their order with their values.
    fn entries(&self, value: &Json, shape: Shape, indent: &str, lines: Lines) -> Vec<String> {
        match value {
            Json::Array(all) => {
                let entry = shape.entry().unwrap_or(shape);
                all.iter().map(|one| self.value(one, entry, indent, lines)).collect()
            }
            Json::Object(object) => {
                let mut all: Vec<(&String, &Json)> = object.iter().collect();
                all.sort_by_key(|(key, _)| shape.position(key));
                let new = |(key, value)| New { value, shape: shape.key(key).unwrap_or(shape), key: Some(key) };
                all.into_iter()
                    .map(|(key, value): (&String, &Json)| self.text(new((key.as_str(), value)), indent, lines))
                    .collect()
            }
            _ => Vec::new(),
        }
    }
}
