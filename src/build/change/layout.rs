//! How new values are written: as a person would have, who looked at the values around them.

use std::ops::Range;

use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged;
use serde_json::{Value as Json, json};

use super::habits::{Habits, Next, column, first_line, flat_width, kind_of};
use super::tree::{Entries, Tree};
use crate::read::Shape;

/// The longest line into which the keys of an object, or the entries of a list, are put together, where a file shows no habit.
const LONGEST_LINE: usize = 110;

/// How the files of a person are written: what there is of it in this one, and what is usual for the rest.
pub(super) struct Layout<'t> {
    tree: &'t Tree<'t>,
    habits: Habits<'t>,
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
    /// One, if others of its kind are, or it is short.
    Few,
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
    pub(super) fn of(tree: &'t Tree<'t>, shape: Shape) -> Self {
        let text = tree.text;
        let entries = |value: &Value<'t>| Entries::of(text, value);
        let is_line = |value: &Value<'t>| !text[value.start()..value.end()].contains('\n');
        let habits = Habits::of(tree, shape);
        let first = |is_it: &dyn Fn(&Value<'t>) -> bool| habits.values().find(|value| is_it(value)).and_then(entries);
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
            habits,
        }
    }

    /// The text of the file with a new entry in a list.
    pub(super) fn with_entry(&self, list: &Value<'t>, at: usize, new: New<'_>) -> Option<String> {
        let entries = Entries::of(self.tree.text, list)?;
        let around = self.habits.seen(list)?.kind.as_str();
        let Some(lead) = entries.before_first() else { return Some(self.filled(&entries, list, around, new)) };
        let lines = if self.is_line(list) { Lines::One } else { Lines::Few };
        let like = Json::Array(vec![new.value.clone(); entries.count() + 1]);
        if new.value.is_object() && self.is_too_long(list, around, &like, &self.text(around, new, "", Lines::One)) {
            let mut lines: Vec<_> = (0..entries.count()).map(|at| Some(at..at + 1)).collect();
            lines.insert(at, None);
            return Some(self.in_more_lines(&entries, around, &lines, new));
        }
        // Where nothing stands between two entries, the second begins as the first does.
        let alone = if lead.contains('\n') { format!(",{lead}") } else { self.comma.to_owned() };
        let indent_of = |separator: &str| match separator.rsplit_once('\n') {
            Some((_, indent)) => indent.to_owned(),
            None => entries.indent(Some(at.saturating_sub(1))).to_owned(),
        };
        let mut separator = entries.separator(at, false).unwrap_or(&alone);
        let mut text = self.text(around, new, &indent_of(separator), lines);
        if text.contains('\n') {
            separator = entries.separator(at, true).unwrap_or(&alone);
            text = self.text(around, new, &indent_of(separator), lines);
        }
        Some(entries.with(at, &text, separator))
    }

    /// The text of the file with a new key in an object: after the keys that stand before it in others, and in a line as there.
    pub(super) fn with_key(&self, object: &Value<'t>, shape: Shape, new: New<'_>) -> Option<String> {
        let entries = Entries::of(self.tree.text, object)?;
        let (around, key) = (self.habits.seen(object)?.kind.as_str(), new.key?);
        if entries.count() == 0 {
            return Some(self.filled(&entries, object, around, new));
        }
        let keys = keys_of(object);
        let at = self.habits.position(around, shape, &keys, key);
        if self.is_line(object) {
            let text = self.text(around, new, "", Lines::One);
            if holds_objects(new.value) && self.is_too_long(object, around, &json!({ key: new.value }), &text) {
                let lines = [Some(0..at), None, Some(at..keys.len())];
                return Some(self.in_more_lines(&entries, around, &lines, new));
            }
            return Some(entries.with(at, &text, entries.separator(at, false).unwrap_or(self.comma)));
        }
        Some(self.in_lines(&entries, object, around, at, new))
    }

    /// The text of the file with a new key in a position of an object that has several lines. What stands between the keys before and
    /// after it stands beside it, so that the key can be taken out again.
    fn in_lines(&self, entries: &Entries<'t>, object: &Value<'t>, around: &str, at: usize, new: New<'_>) -> String {
        let keys = keys_of(object);
        let key = new.key.unwrap_or_default();
        let is_break = |separator: &str| separator.contains('\n');
        let lead = entries.before_first().filter(|lead| is_break(lead)).map(str::to_owned);
        let lead = lead.unwrap_or_else(|| format!("{}{}{}", self.newline, entries.indent(None), self.unit));
        let line_break = entries.frequent(at, is_break).map_or_else(|| format!(",{lead}"), str::to_owned);
        let comma = entries.frequent(at, |separator| !is_break(separator)).unwrap_or(self.comma);
        let indent = line_break.rsplit_once('\n').map_or("", |(_, indent)| indent);
        let mut text = self.text(around, new, indent, Lines::Few);
        let next = |keys, span, width| Next { kind: around, keys, span, width };
        let mut start = indent.chars().count();
        let begins = at.checked_sub(1).map(|before| {
            let (end, other) = (entries.end(before), entries.entry(before));
            let width = column(self.tree.text, end) + comma.chars().count() + first_line(&text);
            let span = [is_break(other), is_break(&text)];
            let begins = self.habits.begins_line(&next([keys[before], key], span, width));
            if !begins {
                start = column(self.tree.text, end) + comma.chars().count();
            }
            begins
        });
        let ends = (at < keys.len()).then(|| {
            let other = entries.entry(at);
            let last = if is_break(&text) { column(&text, text.len()) } else { start + text.chars().count() };
            let span = [is_break(&text), is_break(other)];
            let width = last + comma.chars().count() + first_line(other);
            self.habits.begins_line(&next([key, keys[at]], span, width))
        });
        let between = |begins: bool| if begins { line_break.as_str() } else { comma };
        let there = entries.gap(at);
        let (before, after) = match (begins, ends) {
            (None, ends) => (there, between(ends.unwrap_or(true))),
            (Some(begins), None) => (between(begins), there),
            (Some(true), Some(false)) if is_break(there) => (there, comma),
            (Some(begins), Some(_)) if is_break(there) => (between(begins), there),
            // What shares a line is not put into several.
            _ => {
                text = self.text(around, new, indent, Lines::One);
                (there, there)
            }
        };
        entries.put(at, &format!("{before}{text}{after}"))
    }

    /// The text of the file with an entry, or a key, in a list or an object that has none.
    fn filled(&self, entries: &Entries<'t>, holder: &Value<'t>, around: &str, new: New<'_>) -> String {
        let indent = entries.indent(None);
        let is_list = matches!(holder, Value::Array(_));
        let pad = if is_list { self.brackets } else { self.braces };
        let line = self.text(around, new, indent, Lines::One);
        let of_list = Json::Array(vec![new.value.clone()]);
        let like = if is_list { &of_list } else { &Json::Null };
        let is_root = holder.start() == self.tree.root.start();
        if !is_root && !self.is_broken(around, like, &line, indent) {
            let line = self.text(around, new, indent, Lines::Few);
            if !line.contains('\n') {
                return entries.with_inside(&format!("{pad}{line}{pad}"));
            }
        }
        entries.with_inside(&self.enclosed(indent, |inner| self.text(around, new, inner, Lines::Few)))
    }

    /// Whether a list or an object that is on one line gets several with one more entry or key: if it would be long, and none of its
    /// kind is.
    fn is_too_long(&self, holder: &Value<'t>, around: &str, like: &Json, new: &str) -> bool {
        let line = format!("{}{}{new}", &self.tree.text[holder.start()..holder.end()], self.comma);
        let width = column(self.tree.text, holder.start()) + flat_width(&line);
        let is_one_line = self.is_line(holder) && !self.is_line(&self.tree.root);
        is_one_line && width > LONGEST_LINE && self.habits.is_broken(around, like, flat_width(&line)).is_none()
    }

    /// The text of the file with a list or an object in several lines that was on one: each has the entries of a range, or what is new.
    fn in_more_lines(
        &self,
        entries: &Entries<'t>,
        around: &str,
        lines: &[Option<Range<usize>>],
        new: New<'_>,
    ) -> String {
        entries.with_inside(&self.enclosed(entries.indent(None), |inner| {
            let texts = lines.iter().filter_map(|line| match line {
                Some(range) => entries.together(range.clone()).map(str::to_owned),
                None => Some(self.text(around, new, inner, Lines::Few)),
            });
            texts.collect::<Vec<_>>().join(&format!(",{}{inner}", self.newline))
        }))
    }

    fn is_line(&self, value: &Value<'_>) -> bool {
        !self.tree.text[value.start()..value.end()].contains('\n')
    }

    /// Whether a list or an object is broken into lines; `line` is what it has on one line.
    fn is_broken(&self, of: &str, like: &Json, line: &str, indent: &str) -> bool {
        let width = flat_width(line);
        let is_deep = |one: &Json| one.as_object().is_some_and(|one| one.values().any(holds_objects));
        let is_listing = |all: &Vec<Json>| holds_objects(like) && (all.len() > 1 || all.iter().any(is_deep));
        let is_large = like.as_array().is_some_and(is_listing);
        let fits = indent.chars().count() + width < LONGEST_LINE;
        self.habits.is_broken(of, like, width).unwrap_or(!fits || is_large)
    }

    /// What brackets enclose that begin in a line which is indented so far; `lines` gets the indentation of what is inside.
    fn enclosed(&self, indent: &str, lines: impl FnOnce(&str) -> String) -> String {
        let inner = format!("{indent}{}", self.unit);
        format!("{0}{inner}{1}{0}{indent}", self.newline, lines(&inner))
    }

    /// A value that takes the place of another one, in a line that is indented so far.
    pub(super) fn in_place(&self, place: &Value<'t>, new: New<'_>) -> String {
        let start = place.start();
        let line = &self.tree.text[self.tree.text[..start].rfind('\n').map_or(0, |at| at + 1)..];
        let indent = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
        let lines = if self.is_line(&self.tree.root) { Lines::One } else { Lines::Few };
        self.value("", new, indent, lines)
    }

    fn text(&self, around: &str, new: New<'_>, indent: &str, lines: Lines) -> String {
        let value = self.value(around, new, indent, lines);
        match new.key {
            Some(key) => format!("{}{}{value}", Json::from(key), self.colon),
            None => value,
        }
    }

    /// A value, beginning in a line that is indented so far.
    fn value(&self, around: &str, new: New<'_>, indent: &str, lines: Lines) -> String {
        let New { value, shape, key } = new;
        let (open, close, pad) = match value {
            Json::Array(_) => ('[', ']', self.brackets),
            Json::Object(_) => ('{', '}', self.braces),
            _ => return value.to_string(),
        };
        let of = &kind_of(around, key, Some(shape), value.is_array());
        let line = self.on_one_line(of, value, shape);
        if line.is_empty() {
            return format!("{open}{close}");
        }
        let line = format!("{open}{pad}{line}{pad}{close}");
        if lines == Lines::One || !self.is_broken(of, value, &line, indent) {
            return line;
        }
        let lines = self.enclosed(indent, |inner| self.on_lines(of, value, shape, inner));
        format!("{open}{lines}{close}")
    }

    fn on_one_line(&self, of: &str, value: &Json, shape: Shape) -> String {
        let texts = self.parts(of, value, shape).into_iter().map(|new| self.text(of, new, "", Lines::One));
        texts.collect::<Vec<_>>().join(self.comma)
    }

    /// The entries of a list, one a line; the keys of an object, those in one line that share one in others.
    fn on_lines(&self, of: &str, value: &Json, shape: Shape, inner: &str) -> String {
        let mut all = String::new();
        let mut before: Option<(&str, bool)> = None;
        for (at, new) in self.parts(of, value, shape).into_iter().enumerate() {
            let text = self.text(of, new, inner, Lines::Few);
            let is_spanning = text.contains('\n');
            if at > 0 {
                let width = inner.chars().count() * usize::from(!all.contains('\n')) + column(&all, all.len());
                let next = before.zip(new.key).map(|((key, is_broken), own)| Next {
                    kind: of,
                    keys: [key, own],
                    span: [is_broken, is_spanning],
                    width: width + 2 + first_line(&text),
                });
                match next.is_none_or(|next| self.habits.begins_line(&next)) {
                    true => all.push_str(&format!(",{}{inner}", self.newline)),
                    false => all.push_str(self.comma),
                }
            }
            all.push_str(&text);
            before = new.key.map(|key| (key, is_spanning));
        }
        all
    }

    /// The entries of a list, or the keys of an object in the order in which others have them, with their values.
    fn parts<'v>(&self, of: &str, value: &'v Json, shape: Shape) -> Vec<New<'v>> {
        match value {
            Json::Array(all) => {
                let shape = shape.entry().unwrap_or(shape);
                all.iter().map(|value| New { value, shape, key: None }).collect()
            }
            Json::Object(object) => {
                let mut stated: Vec<&str> = object.keys().map(String::as_str).collect();
                stated.sort_by_key(|key| shape.position(key));
                let mut keys: Vec<&str> = Vec::new();
                for key in stated {
                    keys.insert(self.habits.position(of, shape, &keys, key), key);
                }
                let new = |key: &'v str| {
                    Some(New { value: object.get(key)?, shape: shape.key(key).unwrap_or(shape), key: Some(key) })
                };
                keys.into_iter().filter_map(new).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// Whether a value is an object, or a list of objects.
fn holds_objects(value: &Json) -> bool {
    value.is_object() || value.as_array().is_some_and(|all| all.iter().any(Json::is_object))
}

fn keys_of<'v>(object: &'v Value<'_>) -> Vec<&'v str> {
    match object {
        Value::Object(object) => object.properties.iter().map(|one| one.name.as_str()).collect(),
        _ => Vec::new(),
    }
}
