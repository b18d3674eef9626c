//! Changes of JSON that keep it JSON: keys twice, values moved, repeated, nested, of another type.

use super::{bytes, text};
use crate::fuzz::dice::Dice;

/// A value whose scalars and keys are kept as they are written.
#[derive(Clone)]
enum Json {
    Object(Vec<(String, Json)>),
    Array(Vec<Json>),
    Scalar(String),
}

/// Numbers that programs stumble over, and what is no number.
const SCALARS: &[&str] = &[
    "0",
    "-0",
    "-1",
    "1",
    "0.5",
    "255",
    "65536",
    "2147483648",
    "4294967296",
    "9007199254740993",
    "18446744073709551616",
    "-9223372036854775809",
    "1e308",
    "1e999",
    "1e-400",
    "true",
    "false",
    "null",
    "\"\"",
    "[]",
    "{}",
    "\"\\ud800\"",
    "\"\\u0000\"",
    "\"2026-02-29\"",
    "\"2026-03-29T02:30\"",
    "\"9999-12-31T23:59\"",
    "\"0001-01-01\"",
    "\"-000001-01-01\"",
    "\"24:00\"",
    "\"P1D\"",
];

/// Changes one place.
pub(in crate::fuzz) fn change(input: &mut Vec<u8>, others: &[Vec<u8>], dice: &mut Dice) {
    let parsed = std::str::from_utf8(input).ok().and_then(parse);
    let Some(mut json) = parsed.filter(|_| !dice.once_in(12)) else { return bytes::change(input, others, dice) };
    let words = json.words();
    let other = || std::str::from_utf8(&others[0]).ok().and_then(parse);
    let donor = if dice.once_in(4) {
        std::str::from_utf8(&others[dice.below(others.len())]).ok().and_then(parse)
    } else {
        None
    };
    let donor = donor.or_else(other).unwrap_or_else(|| json.clone());
    let count = json.count();
    if let Some(node) = json.nth(&mut dice.below(count)) {
        one(node, &donor, &words, dice);
    }
    let indented = !dice.once_in(3);
    let mut out = String::new();
    json.write(&mut out, indented.then_some(0));
    *input = out.into_bytes();
}

fn one(node: &mut Json, donor: &Json, words: &[String], dice: &mut Dice) {
    match (node, dice.below(9)) {
        (node, 0) => {
            let at = dice.below(donor.count());
            *node = donor.clone().nth(&mut { at }).unwrap().clone();
        }
        (node, 1) => nest(node, dice),
        (node, 2) => *node = Json::Scalar(dice.one_of(SCALARS).to_owned()),
        (Json::Scalar(scalar), _) => *scalar = changed(scalar, words, dice),
        (Json::Object(entries), what) if !entries.is_empty() => {
            let at = dice.below(entries.len());
            match what {
                3 => drop(entries.remove(at)),
                4 => entries.push(entries[at].clone()),
                5 => {
                    let times = dice.copies(4000, entries[at].1.size());
                    multiplied(entries, at, times, |(key, value), number| {
                        (renamed(key, number), value.with_id(number))
                    });
                }
                6 => entries[at].0 = quoted(&text::text(dice, &unquoted(&entries[at].0), words)),
                7 => {
                    let to = dice.below(entries.len());
                    let value = entries[to].1.clone();
                    entries[at].1 = value;
                }
                _ => one(&mut entries[at].1, donor, words, dice),
            }
        }
        (Json::Array(items), what) if !items.is_empty() => {
            let at = dice.below(items.len());
            match what {
                3 => drop(items.remove(at)),
                4 => items.push(items[at].clone()),
                5 | 6 => {
                    let times = dice.copies(4000, items[at].size());
                    multiplied(items, at, times, Json::with_id);
                }
                7 => {
                    let to = dice.below(items.len());
                    items.swap(at, to);
                }
                _ => one(&mut items[at], donor, words, dice),
            }
        }
        (node, _) => *node = Json::Scalar(quoted(&text::text(dice, "", words))),
    }
}

/// Many of one thing, each with an id of its own.
fn multiplied<T>(list: &mut Vec<T>, at: usize, times: usize, one: impl Fn(&T, usize) -> T) {
    let more: Vec<T> = (1..=times).map(|number| one(&list[at], number)).collect();
    list.extend(more);
}

fn nest(node: &mut Json, dice: &mut Dice) {
    let depth = dice.times(10_000);
    let (open, close) = if dice.once_in(2) { ("[", "]") } else { ("{\"items\":", "}") };
    let mut inner = String::new();
    node.write(&mut inner, None);
    *node = Json::Scalar(format!("{}{inner}{}", open.repeat(depth), close.repeat(depth)));
}

fn changed(scalar: &str, words: &[String], dice: &mut Dice) -> String {
    if !scalar.starts_with('"') {
        return dice.one_of(SCALARS).to_owned();
    }
    quoted(&text::text(dice, &unquoted(scalar), words))
}

fn renamed(key: &str, number: usize) -> String {
    quoted(&format!("{}-{number}", unquoted(key)))
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

fn unquoted(text: &str) -> String {
    serde_json::from_str(text).unwrap_or_default()
}

impl Json {
    fn count(&self) -> usize {
        1 + match self {
            Self::Object(entries) => entries.iter().map(|(_, value)| value.count()).sum(),
            Self::Array(items) => items.iter().map(Self::count).sum(),
            Self::Scalar(_) => 0,
        }
    }

    /// How long it is.
    fn size(&self) -> usize {
        let mut out = String::new();
        self.write(&mut out, None);
        out.len()
    }

    /// The value of a number, counted from the outside.
    fn nth(&mut self, number: &mut usize) -> Option<&mut Self> {
        if *number == 0 {
            return Some(self);
        }
        *number -= 1;
        match self {
            Self::Object(entries) => entries.iter_mut().find_map(|(_, value)| value.nth(number)),
            Self::Array(items) => items.iter_mut().find_map(|item| item.nth(number)),
            Self::Scalar(_) => None,
        }
    }

    /// Texts of one word, which ids are, and keys.
    fn words(&self) -> Vec<String> {
        let mut words = Vec::new();
        let mut open = vec![self];
        while let Some(json) = open.pop() {
            match json {
                Self::Object(entries) => {
                    words.extend(entries.iter().map(|(key, _)| unquoted(key)));
                    open.extend(entries.iter().map(|(_, value)| value));
                }
                Self::Array(items) => open.extend(items),
                Self::Scalar(scalar) => {
                    let text = unquoted(scalar);
                    words.extend((!text.is_empty() && text.len() < 24 && !text.contains(' ')).then_some(text));
                }
            }
            if words.len() > 400 {
                break;
            }
        }
        words
    }

    /// A copy whose id is another.
    fn with_id(&self, number: usize) -> Self {
        let mut copy = self.clone();
        if let Self::Object(entries) = &mut copy {
            for (_, value) in entries.iter_mut().filter(|(key, _)| key == "\"id\"") {
                if let Self::Scalar(scalar) = value {
                    *scalar = renamed(scalar, number);
                }
            }
        }
        copy
    }

    fn write(&self, out: &mut String, indent: Option<usize>) {
        let inner = indent.map(|indent| indent + 1);
        let line = |out: &mut String, indent: Option<usize>| {
            if let Some(indent) = indent {
                out.push('\n');
                out.push_str(&" ".repeat(indent.min(40)));
            }
        };
        match self {
            Self::Scalar(scalar) => out.push_str(scalar),
            Self::Array(items) => {
                out.push('[');
                for (at, item) in items.iter().enumerate() {
                    out.push_str(if at > 0 { "," } else { "" });
                    line(out, inner);
                    item.write(out, inner);
                }
                line(out, indent);
                out.push(']');
            }
            Self::Object(entries) => {
                out.push('{');
                for (at, (key, value)) in entries.iter().enumerate() {
                    out.push_str(if at > 0 { "," } else { "" });
                    line(out, inner);
                    out.push_str(key);
                    out.push_str(": ");
                    value.write(out, inner);
                }
                line(out, indent);
                out.push('}');
            }
        }
    }
}

/// How deep values are taken apart; what is deeper stays a text.
const DEPTH: usize = 100;

fn parse(text: &str) -> Option<Json> {
    let mut rest = text.trim_start();
    let json = value(&mut rest, 0)?;
    rest.trim().is_empty().then_some(json)
}

fn value(rest: &mut &str, depth: usize) -> Option<Json> {
    *rest = rest.trim_start();
    if depth > DEPTH {
        return None;
    }
    match rest.chars().next()? {
        '{' => {
            let mut entries = Vec::new();
            list(rest, '}', |rest| {
                let key = scalar(rest)?;
                *rest = rest.trim_start().strip_prefix(':')?;
                entries.push((key, value(rest, depth + 1)?));
                Some(())
            })?;
            Some(Json::Object(entries))
        }
        '[' => {
            let mut items = Vec::new();
            list(rest, ']', |rest| {
                items.push(value(rest, depth + 1)?);
                Some(())
            })?;
            Some(Json::Array(items))
        }
        _ => scalar(rest).map(Json::Scalar),
    }
}

fn list<'a>(rest: &mut &'a str, end: char, mut one: impl FnMut(&mut &'a str) -> Option<()>) -> Option<()> {
    *rest = rest[1..].trim_start();
    while !rest.starts_with(end) {
        one(rest)?;
        *rest = rest.trim_start();
        if let Some(behind) = rest.strip_prefix(',') {
            *rest = behind.trim_start();
        } else if !rest.starts_with(end) {
            return None;
        }
    }
    *rest = &rest[1..];
    Some(())
}

fn scalar(rest: &mut &str) -> Option<String> {
    *rest = rest.trim_start();
    let end = if rest.starts_with('"') {
        let mut escaped = false;
        let ends = |(_, c): &(usize, char)| {
            let end = *c == '"' && !escaped;
            escaped = *c == '\\' && !escaped;
            end
        };
        rest.char_indices().skip(1).find(ends).map(|(at, _)| at + 1)?
    } else {
        rest.find(|c: char| matches!(c, ',' | ']' | '}' | ':') || c.is_whitespace()).unwrap_or(rest.len())
    };
    let (scalar, behind) = rest.split_at(end);
    *rest = behind;
    (!scalar.is_empty()).then(|| scalar.to_owned())
}
