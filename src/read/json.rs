//! JSON text as a tree that knows where everything stands.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use jsonc_parser::ast::{ObjectPropName, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::errors::{ParseError, ParseErrorKind};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::blanks::blank_out;
use super::brackets::{
    NotClosed, close_entry, entry_not_closed, is_end_missing, is_key_of_entry, list_not_opened, not_closed,
    of_other_kind,
};
use super::codes;
use super::kinds::values;
use super::slips::Slip;
use crate::finding::{FileNumber, Finding, Place, count};
use crate::workspace::{STRICT_JSON, json_fault};

/// The number of errors in one file that are amended to continue reading.
const MENDED: usize = 50;

/// The number of texts in other quotation marks that are amended: each requires reading the file again.
const MOST_QUOTES: usize = 200;

/// The end of the message on such a text.
const NOT_OF_JSON: &str = "is not the quotation mark of JSON";

/// A text that can be parsed, and the corrections that this needed. Places are those of the text as written, because nothing is
/// moved.
pub(super) struct Mended<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) findings: Vec<Finding>,
    /// True if the corrected text can be parsed.
    pub(super) whole: bool,
    /// Starts of values that were made up.
    pub(super) left_out: BTreeSet<usize>,
}

/// Tells every error of syntax. The parser stops at the first; if it is plain what was meant (a comma
/// too many, a bracket that is not closed) that is corrected, and the parser continues after it.
pub(super) fn mend(text: &str, file: FileNumber) -> Mended<'_> {
    let mut mended =
        Mended { text: Cow::Borrowed(text), findings: Vec::new(), whole: false, left_out: BTreeSet::new() };
    let (mut others, mut blanks) = (0, 0);
    // Once a key without quotation marks was met, all of them are read, and told in the end.
    let mut options = STRICT_JSON;
    while mended.findings.len() <= MENDED {
        let error = match parse_to_ast(&mended.text, &CollectOptions::default(), &options) {
            Ok(parsed) => {
                mended.whole = parsed.value.is_some();
                if !mended.whole {
                    mended.findings.push(nothing(file));
                }
                let more = parsed.value.iter().flat_map(bare_keys).skip(1);
                let text = &mended.text;
                let more = more.map(|(range, key)| match by_text(text, &range) {
                    Some((place, message, hint)) => {
                        Finding::new(&codes::JSON_SYNTAX, Place::new(file, place), message).hint(hint)
                    }
                    None => bare_key(file, range, key),
                });
                mended.findings.extend(more);
                break;
            }
            Err(error) => error,
        };
        let at = error.range().start;
        if blanks < MOST_QUOTES && blank_out(mended.text.to_mut(), at) {
            blanks += 1;
            continue;
        }
        if let Some(other) = of_other_kind(&mended.text).filter(|other| other.before <= reached(&mended.text, &error)) {
            let finding = mended.exchange(&other, file);
            mended.findings.push(finding);
            continue;
        }
        if let Some(slip) = Slip::at(&mended.text, at).filter(|_| !is_plain_text(text)) {
            mended.findings.push(slip.finding(file));
            mended.left_out.extend(slip.doubtful);
            if slip.mend(mended.text.to_mut()) {
                continue;
            }
            break;
        }
        // A text from a word processor has them everywhere.
        if opens_with_other_quotes(mended.text.get(error.range().start..).unwrap_or_default()) && others < MOST_QUOTES {
            others += 1;
            if others > 1 && mended.repair(error.kind(), error.range().start..error.range().end) {
                continue;
            }
        }
        if is_plain_text(text) {
            mended.findings.push(no_object(file, text));
            break;
        }
        if let Some(finding) = mended.close(&error, file) {
            mended.findings.push(finding);
            continue;
        }
        mended.findings.push(to_finding(&error, &mended.text, file));
        let is_word = |text: &str| text.chars().all(|c| c.is_alphanumeric() || "_-".contains(c));
        if matches!(error.kind(), ParseErrorKind::ExpectedStringObjectProperty)
            && mended.text.get(error.range().start..error.range().end).is_some_and(is_word)
        {
            options.allow_loose_object_property_names = true;
            continue;
        }
        if !mended.repair(error.kind(), error.range().start..error.range().end) {
            break;
        }
    }
    if others > 1 {
        let first = mended.findings.iter_mut().find(|finding| finding.message.ends_with(NOT_OF_JSON));
        if let Some(first) = first {
            first.notes.push(format!("this file has {} in such quotation marks", count(others - 1, "other text")));
        }
    }
    mended
}

impl Mended<'_> {
    /// Closes a bracket that is not closed where the indentation says that it should be, if that is what an error comes from.
    fn close(&mut self, error: &ParseError, file: FileNumber) -> Option<Finding> {
        let missing = not_closed(&self.text).filter(|missing| missing.before <= reached(&self.text, error))?;
        let mut closed = self.text.to_string();
        if !missing.close_in(&mut closed) {
            return None;
        }
        // Where nothing is indented, it is not known.
        let options = ParseOptions { allow_loose_object_property_names: true, ..STRICT_JSON };
        let other = parse_to_ast(&closed, &CollectOptions::default(), &options).err();
        if other.is_some_and(|other| reached(&closed, &other) <= missing.before) {
            return None;
        }
        self.text = Cow::Owned(closed);
        let NotClosed { open, close, before } = missing;
        let what = if close == '}' { "object" } else { "list" };
        let finding =
            Finding::new(&codes::JSON_SYNTAX, Place::new(file, open..open + 1), format!("this {what} is not closed"));
        let finding =
            finding.related(Place::new(file, before..before + 1), "by its indentation, this is outside of it");
        Some(finding.hint(format!("add `{close}` where it ends")))
    }

    /// Writes the bracket that closes something in place of one of the other kind.
    fn exchange(&mut self, NotClosed { open, close, before }: &NotClosed, file: FileNumber) -> Finding {
        let range = *before..before + 1;
        let message =
            format!("`{}` does not end what `{}` begins", &self.text[range.clone()], &self.text[*open..=*open]);
        self.text.to_mut().replace_range(range.clone(), &close.to_string());
        let begins = Place::new(file, *open..open + 1);
        Finding::new(&codes::JSON_SYNTAX, Place::new(file, range), message)
            .related(begins, "it begins here")
            .hint(format!("write `{close}`"))
    }

    /// Mends one error without moving anything; says whether it could.
    fn repair(&mut self, kind: &ParseErrorKind, range: Range<usize>) -> bool {
        use ParseErrorKind as K;
        let text = self.text.to_mut();
        let end = range.end.min(text.len());
        let start = range.start.min(end);
        match kind {
            _ if opens_with_other_quotes(&text[start..]) => return straighten(text, start),
            K::TrailingCommasNotAllowed | K::UnexpectedComma if text[start..end].starts_with(',') => {
                text.replace_range(start..=start, " ");
            }
            K::TrailingCommasNotAllowed => match text[..start].rfind(',') {
                Some(at) => text.replace_range(at..=at, " "),
                None => return false,
            },
            K::ExpectedComma => {
                let gap = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_whitespace);
                let at = if gap(start) { start } else { start.saturating_sub(1) };
                if !gap(at) {
                    return false;
                }
                text.replace_range(at..=at, ",");
            }
            K::CommentsNotAllowed => {
                let blank: String =
                    text[start..end].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
                if blank.trim_matches(['\n', ' ']).is_empty() && end > start {
                    text.replace_range(start..end, &blank);
                } else {
                    return false;
                }
            }
            // The list ends where the comma before the key is; the blank after it becomes the comma.
            K::UnexpectedColon => match key_in_list(text, start) {
                Some((_, key)) if is_key_of_entry(text, &key) => return write_before(text, key.start, "{"),
                Some((comma, _))
                    if text[comma..].starts_with(',')
                        && text.as_bytes().get(comma + 1).is_some_and(u8::is_ascii_whitespace) =>
                {
                    text.replace_range(comma..comma + 2, "],");
                }
                _ => return false,
            },
            K::ExpectedStringObjectProperty | K::UnexpectedTokenInObject if text[start..].starts_with(['{', ']']) => {
                return match list_not_opened(text, start) {
                    Some(first) => write_before(text, first, "["),
                    None => text[start..].starts_with('{') && close_entry(text, start),
                };
            }
            // Where an inner bracket is not closed, and no indentation says which, nothing after it is known.
            K::UnterminatedObject | K::UnterminatedArray if !is_end_missing(text) => return false,
            K::UnterminatedObject => text.push('}'),
            K::UnterminatedArray => text.push(']'),
            K::UnexpectedWord | K::UnexpectedToken if as_long(&text[start..end]).is_some() => {
                let word = as_long(&text[start..end]).unwrap_or_default();
                text.replace_range(start..end, word);
            }
            K::UnexpectedWord | K::UnexpectedToken
                if (matches!(kind, K::UnexpectedWord) || instead_of(&text[start..end]).is_some())
                    && end - start >= 2
                    && text[start..end].bytes().all(|b| b.is_ascii_alphanumeric()) =>
            {
                let made_up = format!("\"{}\"", " ".repeat(end - start - 2));
                text.replace_range(start..end, &made_up);
                self.left_out.insert(start);
            }
            _ => return false,
        }
        true
    }
}

/// The word of JSON that is as long as one in other case.
fn as_long(word: &str) -> Option<&'static str> {
    instead_of(word).filter(|instead| instead.len() == word.len())
}

/// How far a text was read before an error: to its end, if a bracket is not closed.
fn reached(text: &str, error: &ParseError) -> usize {
    match error.kind() {
        ParseErrorKind::UnterminatedArray | ParseErrorKind::UnterminatedObject => text.len(),
        _ => error.range().start,
    }
}

/// Writes a bracket in place of the blank before something; says whether there is one.
fn write_before(text: &mut String, at: usize, bracket: &str) -> bool {
    let is_free = text[..at].ends_with([' ', '\t', '\n']);
    if is_free {
        text.replace_range(at - 1..at, bracket);
    }
    is_free
}

/// The comma or bracket before a text that a colon follows, and that text: in a list it is the key after the end of it.
fn key_in_list(text: &str, colon: usize) -> Option<(usize, Range<usize>)> {
    let (key, before) = text_before(text, colon)?;
    before.ends_with([',', '[']).then(|| (before.len() - 1, key))
}

/// Where the text in quotation marks stands that ends before a place, and what is before it.
fn text_before(text: &str, at: usize) -> Option<(Range<usize>, &str)> {
    let end = text.get(..at)?.trim_end().len();
    let inner = text[..end].strip_suffix('"')?;
    let start = inner.rfind(['"', '\n']).filter(|start| inner[*start..].starts_with('"'))?;
    Some((start..end, text[..start].trim_end()))
}

/// Parses a text that was corrected, or needed no correction.
pub(super) fn parse(text: &str) -> Option<Value<'_>> {
    let options = ParseOptions { allow_loose_object_property_names: true, ..STRICT_JSON };
    parse_to_ast(text, &CollectOptions::default(), &options).ok()?.value
}

/// The keys that are not in quotation marks, in the order of the text, and where they are.
fn bare_keys<'a>(root: &'a Value<'a>) -> Vec<(Range<usize>, &'a str)> {
    let properties = values(root).filter_map(Value::as_object).flat_map(|object| &object.properties);
    let words = properties.filter_map(|property| match &property.name {
        ObjectPropName::Word(word) => Some((word.start()..word.end(), word.value)),
        ObjectPropName::String(_) => None,
    });
    let mut keys: Vec<_> = words.collect();
    keys.sort_by_key(|(range, _)| range.start);
    keys
}

fn bare_key(file: FileNumber, range: Range<usize>, key: &str) -> Finding {
    Finding::new(&codes::JSON_SYNTAX, Place::new(file, range), "this key is not in quotation marks")
        .hint(format!("write `\"{key}\"`, with straight double quotation marks"))
}

/// Returns whether a file begins with words that are not of JSON.
fn is_plain_text(text: &str) -> bool {
    let begins = text.trim_start();
    let word = begins.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    !word.is_empty() && !word.starts_with(|c: char| c.is_ascii_digit()) && !matches!(word, "true" | "false" | "null")
}

fn no_object(file: FileNumber, text: &str) -> Finding {
    let start = text.len() - text.trim_start().len();
    let end = text[start..].find(char::is_whitespace).map_or(text.len(), |length| start + length);
    Finding::new(&codes::JSON_SYNTAX, Place::new(file, start..end), "the file is not JSON: it begins with words")
        .hint("a definition is one JSON object, in braces")
}

fn nothing(file: FileNumber) -> Finding {
    Finding::new(&codes::JSON_SYNTAX, Place::new(file, 0..0), "the file is empty")
        .hint("a definition is one JSON object, in braces")
}

/// Quotation marks of word processors, and single ones.
const OTHER_QUOTES: [char; 9] = ['“', '”', '„', '‟', '«', '»', '‘', '’', '\''];

fn opens_with_other_quotes(text: &str) -> bool {
    text.starts_with(OTHER_QUOTES)
}

/// Puts straight quotation marks in place of those that a text begins and ends with, on one line; nothing is moved.
fn straighten(text: &mut String, start: usize) -> bool {
    let line = text[start..].lines().next().unwrap_or_default();
    let Some(open) = line.chars().next() else { return false };
    let inner = &line[open.len_utf8()..];
    let is_end = |(at, c): &(usize, char)| {
        let behind = inner[at + c.len_utf8()..].trim_start();
        (OTHER_QUOTES.contains(c) || *c == '"') && (behind.is_empty() || behind.starts_with([':', ',', '}', ']']))
    };
    let Some((at, close)) = inner.char_indices().find(is_end) else { return false };
    if inner[..at].contains(['"', '\\']) {
        return false;
    }
    let straight = |c: char, first: bool| {
        let blanks = " ".repeat(c.len_utf8() - 1);
        if first { format!("{blanks}\"") } else { format!("\"{blanks}") }
    };
    let end = start + open.len_utf8() + at;
    text.replace_range(end..end + close.len_utf8(), &straight(close, false));
    text.replace_range(start..start + open.len_utf8(), &straight(open, true));
    true
}

/// The JSON word for one of Python, YAML or JavaScript; an empty text for nothing.
fn instead_of(word: &str) -> Option<&'static str> {
    match word {
        "True" | "TRUE" | "yes" | "Yes" => Some("true"),
        "False" | "FALSE" | "no" | "No" => Some("false"),
        "None" | "NULL" | "Null" | "nil" | "undefined" | "NaN" => Some(""),
        _ => None,
    }
}

/// A more exact description of an error than its kind gives: from the text at its place.
fn by_text(text: &str, range: &Range<usize>) -> Option<(Range<usize>, String, String)> {
    let rest = text.get(range.start..)?;
    if opens_with_other_quotes(rest) {
        let mark = rest.chars().next()?;
        let message = format!("`{mark}` {NOT_OF_JSON}");
        let hint = "write straight double quotation marks, `\"…\"`; use a plain-text editor, not a word processor";
        return Some((range.start..range.start + mark.len_utf8(), message, hint.to_owned()));
    }
    let word: &str = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    if let Some(instead) = instead_of(word) {
        let hint = match instead {
            "" => "leave the key out if it has no value".to_owned(),
            word => format!("write `{word}`"),
        };
        return Some((range.start..range.start + word.len(), format!("JSON has no word `{word}`"), hint));
    }
    if rest.starts_with(':')
        && let Some((key, before)) = text_before(text, range.start)
        && let Some((bracket, hint)) = match before.chars().next_back()? {
            ',' | '[' if is_key_of_entry(text, &key) => {
                Some(("{", "put `{` before this key, and `}` where the object ends"))
            }
            ',' => Some(("]", "put `]` where the list ends; it goes on to this key")),
            ':' => Some(("{", "put `{` before this key, and `}` where the object ends")),
            _ => None,
        }
    {
        return Some((key, format!("`{bracket}` is missing before this"), hint.to_owned()));
    }
    if rest.starts_with(['{', ']'])
        && let Some(first) = list_not_opened(text, range.start)
    {
        let hint = "put `[` before the first of these objects, and `]` after the last";
        return Some((first..first + 1, "`[` is missing before this".to_owned(), hint.to_owned()));
    }
    if let Some(open) = rest.strip_prefix('{').and_then(|_| entry_not_closed(text, range.start)) {
        return Some((open..open + 1, "this object is not closed".to_owned(), "add `}` where it ends".to_owned()));
    }
    // A text that began with a straight mark and ended with another goes on to the next straight one.
    let line_start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let line = text[line_start..].lines().next()?;
    let closing = line.char_indices().find(|(at, c)| {
        OTHER_QUOTES[..6].contains(c) && line[at + c.len_utf8()..].trim_start().starts_with([':', ',', '}', ']'])
    });
    let (at, mark) = closing.filter(|(at, _)| line_start + at < range.start.max(range.end))?;
    let place = line_start + at..line_start + at + mark.len_utf8();
    let message = format!("`{mark}` {NOT_OF_JSON}");
    Some((place, message, "write a straight one, `\"`, at both ends".to_owned()))
}

fn to_finding(error: &ParseError, text: &str, file: FileNumber) -> Finding {
    let range = error.range();
    if let Some((place, message, hint)) = by_text(text, &(range.start..range.end)) {
        return Finding::new(&codes::JSON_SYNTAX, Place::new(file, place), message).hint(hint);
    }
    if let (ParseErrorKind::ExpectedStringObjectProperty, Some(word)) = (error.kind(), text.get(range.start..range.end))
    {
        return bare_key(file, range.start..range.end, word);
    }
    // Of what is not closed the opening bracket is shown.
    let end = match error.kind() {
        ParseErrorKind::UnterminatedArray | ParseErrorKind::UnterminatedObject => range.start + 1,
        _ => range.end.max(range.start),
    };
    let (message, hint) = json_fault(error.kind());
    Finding::new(&codes::JSON_SYNTAX, Place::new(file, range.start..end), message).hint(hint)
}

/// The place of a key, with its quotation marks.
pub(super) fn key_place(name: &ObjectPropName<'_>, file: FileNumber) -> Place {
    Place::new(file, name.start()..name.end())
}

/// The tree without places, for the schema's validator.
pub(super) fn plain(value: &Value<'_>) -> serde_json::Value {
    match value {
        Value::StringLit(text) => text.value.as_ref().into(),
        Value::NumberLit(number) => number
            .value
            .parse::<serde_json::Number>()
            .map_or_else(|_| serde_json::Value::String(number.value.to_owned()), serde_json::Value::Number),
        Value::BooleanLit(boolean) => boolean.value.into(),
        Value::NullKeyword(_) => serde_json::Value::Null,
        Value::Array(array) => array.elements.iter().map(plain).collect(),
        Value::Object(object) => object
            .properties
            .iter()
            .map(|property| (property.name.as_str().to_owned(), plain(&property.value)))
            .collect(),
    }
}
