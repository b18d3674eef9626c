//! What people write who know other notations than JSON, or leave out a quotation mark: what the parser says of it, or where it
//! stops, does not show what was done.

use std::ops::Range;

use super::brackets::{closed_from, lacks_opening};
use super::codes;
use crate::finding::{FileNumber, Finding, Place};

/// What was written instead of JSON.
pub(super) struct Slip {
    range: Range<usize>,
    message: String,
    hint: String,
    /// What stands in its place while the rest is read: as long as it is. Of a text that does not end, nothing: only its end is written.
    instead: Option<String>,
    /// The start of a text that is not known.
    pub(super) doubtful: Option<usize>,
    /// A bracket that is another one with it, and what it becomes.
    closing: Option<(usize, &'static str)>,
}

impl Slip {
    fn new(range: Range<usize>, message: impl Into<String>, hint: impl Into<String>, instead: &str) -> Self {
        let blanks = " ".repeat(range.len().saturating_sub(instead.len()));
        let instead = Some(format!("{instead}{blanks}"));
        Self { range, message: message.into(), hint: hint.into(), instead, doubtful: None, closing: None }
    }

    /// The slip that made the parser stop at a place, if it is known.
    pub(super) fn at(text: &str, at: usize) -> Option<Self> {
        let rest = text.get(at..)?;
        unended_key(text, at).or_else(|| unended(text, at)).or_else(|| match rest.chars().next()? {
            ',' if text[..at].trim_end().ends_with(',') => {
                Some(Self::new(at..at + 1, "there is a comma before this one", "remove one of the two", ""))
            }
            '{' if text[..at].trim_end().ends_with('{') => Some(list_in_braces(text, at)),
            ':' => object_in_brackets(text, at),
            ']' | '"' | ',' => texts_not_opened(text, at),
            ';' => Some(Self::new(at..at + 1, "this is a semicolon", "write a comma, `,`", ",")),
            '=' => {
                let end = at + if rest.starts_with("=>") { 2 } else { 1 };
                Some(Self::new(at..end, "this is no colon", "write `:` between a key and its value", ":"))
            }
            '#' => {
                let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
                Some(Self::new(at..at + end, "JSON has no comments", "remove the comment", ""))
            }
            c if c.is_ascii_digit() => leading_zero(text, at).or_else(|| comma_in_number(text, at)),
            c if c.is_alphabetic() || c == '%' => unit(text, at).or_else(|| words(text, at)),
            '*' | '@' | '(' | '_' | '¿' | '¡' => words(text, at),
            _ => None,
        })
    }

    pub(super) fn finding(&self, file: FileNumber) -> Finding {
        Finding::new(&codes::JSON_SYNTAX, Place::new(file, self.range.clone()), self.message.as_str()).hint(&*self.hint)
    }

    /// Puts what can be read in its place; nothing is moved. Says whether it could.
    pub(super) fn mend(self, text: &mut String) -> bool {
        let Some(instead) = self.instead else { return close(text, self.range.end) };
        text.replace_range(self.range, &instead);
        if let Some((at, bracket)) = self.closing {
            text.replace_range(at..=at, bracket);
        }
        true
    }
}

/// `{ {"id": …}, … }`: a list in the brackets of an object.
fn list_in_braces(text: &str, at: usize) -> Slip {
    let open = text[..at].trim_end().len() - 1;
    let message = "objects without keys follow this brace";
    let closing = closed_from(text, open, 0).filter(|(_, bracket)| *bracket == '}').map(|(at, _)| (at, "]"));
    Slip { closing, ..Slip::new(open..open + 1, message, "write `[…]` around the entries of a list", "[") }
}

/// `[ "needed": 3 }`: the bracket of a list before a key, and a brace at the end.
fn object_in_brackets(text: &str, at: usize) -> Option<Slip> {
    let key = text[..at].trim_end().strip_suffix('"')?;
    let open = key[..key.rfind('"')?].trim_end().strip_suffix('[')?.len();
    let is_object = closed_from(text, open, 0).is_some_and(|(at, bracket)| bracket == '}' && is_end_of(text, open, at));
    is_object.then(|| Slip::new(open..open + 1, "a key follows this bracket of a list", "write `{`", "{"))
}

/// Returns whether a brace ends what a bracket begins: it stands on its line, or as deep as that, and no list ends after it.
fn is_end_of(text: &str, open: usize, close: usize) -> bool {
    let line = |at: usize| text[..at].rfind('\n').map_or(0, |start| start + 1);
    let indent = |at: usize| text[line(at)..].chars().take_while(|c| *c == ' ' || *c == '\t').count();
    let is_first = text[line(close)..close].trim().is_empty();
    let is_there = line(open) == line(close) || is_first && indent(open) == indent(close);
    // What encloses it ends next: the bracket is counted with those after it.
    is_there && closed_from(text, close + 1, 1).is_some_and(|(_, bracket)| bracket == '}')
}

/// `"who": "lee", "ruiz"]`: a list of texts whose first bracket is missing, before the text or the bracket at a place.
fn texts_not_opened(text: &str, at: usize) -> Option<Slip> {
    let rest = text[at..].trim_start_matches(|c: char| c.is_whitespace() || c == ',');
    // If no bracket of a list is missing, the one that ends this is that of a list around an object that is not closed.
    if !ends_list(rest) || !lacks_opening(text) {
        return None;
    }
    let mut first = None;
    let mut before = text[..at].trim_end();
    while let Some(inner) = before.strip_suffix(',').unwrap_or(before).trim_end().strip_suffix('"') {
        let start = inner.rfind(['"', '\n']).filter(|start| inner[*start..].starts_with('"'))?;
        first = Some(start);
        before = text[..start].trim_end();
    }
    let first = first.filter(|first| before.ends_with(':') && text[..*first].ends_with([' ', '\t', '\n']))?;
    let slip = Slip::new(
        first..first + 1,
        "`[` is missing before this",
        "put `[` before the first of these texts, and `]` after the last",
        "\"",
    );
    Some(Slip { closing: Some((first - 1, "[")), ..slip })
}

/// Whether nothing but texts comes before the end of a list.
fn ends_list(mut rest: &str) -> bool {
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        let Some(text) = rest.strip_prefix('"') else { return rest.starts_with(']') };
        let line = text.lines().next().unwrap_or_default();
        let Some(end) = line.find('"') else { return false };
        rest = &text[end + 1..];
    }
}

/// `060`: the parser reads `0`, and then expects a comma.
fn leading_zero(text: &str, at: usize) -> Option<Slip> {
    let zeros = text[..at].len() - text[..at].trim_end_matches('0').len();
    let start = at - zeros;
    let is_number = zeros > 0 && text[..start].ends_with([':', ',', '[', ' ', '\t', '\n']);
    let rest = &text[start..];
    let number = &rest[..rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len())];
    let digits = number.trim_start_matches('0');
    let instead = format!("{}{digits}", " ".repeat(number.len() - digits.len()));
    (is_number && !digits.is_empty()).then(|| {
        Slip::new(
            start..start + number.len(),
            "a number does not begin with a zero",
            format!("write `{digits}`"),
            &instead,
        )
    })
}

/// `60 min`: a number and what it counts.
fn unit(text: &str, at: usize) -> Option<Slip> {
    let before = text[..at].trim_end_matches([' ', '\t']);
    let number = &before[before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').len()..];
    let is_value = before[..before.len() - number.len()].trim_end().ends_with([':', ',', '[']);
    let rest = &text[at..];
    let end = rest.find([',', '}', ']', '\n', '\r', '"', ':']).unwrap_or(rest.len());
    let words = rest[..end].trim_end();
    // A key without quotation marks is another fault.
    let is_unit = is_value && number.starts_with(|c: char| c.is_ascii_digit()) && !rest[end..].starts_with(':');
    is_unit.then(|| {
        let message = format!("`{words}` follows a number");
        Slip::new(at..at + words.len(), message, format!("write the number alone: `{number}`"), "")
    })
}

/// `30,5` or `1,200`: the parser ends the number at its comma, and expects a key.
fn comma_in_number(text: &str, at: usize) -> Option<Slip> {
    let is_digit = |c: char| c.is_ascii_digit();
    let before = text[..at].strip_suffix(',')?;
    let start = before.trim_end_matches(is_digit).len();
    let rest = &text[start..];
    let number = rest[..rest.find(|c: char| !is_digit(c) && c != ',').unwrap_or(rest.len())].trim_end_matches(',');
    let after = rest[number.len()..].trim_start();
    let is_number = start < before.len() && text[..start].trim_end().ends_with(':') && after.starts_with([',', '}']);
    let (whole, digits) = (&before[start..], number.replace(',', ""));
    let (hint, instead) = match number.split(',').skip(1).all(|group| group.len() == 3) {
        true => (format!("write `{digits}`"), digits.as_str()),
        false => ("write a whole number".to_owned(), whole),
    };
    is_number.then(|| Slip::new(start..start + number.len(), "there is a comma in this number", hint, instead))
}

/// `"place": Millbrook Hall" }`: a text without a quotation mark at its beginning, or several words without any.
fn words(text: &str, at: usize) -> Option<Slip> {
    let line = text[at..].lines().next()?;
    let (words, rest) = line.split_at(line.find(['"', '{', '}', '[', ']']).unwrap_or(line.len()));
    let ends = |rest: &str| rest.is_empty() || rest.starts_with([',', '}', ']']);
    let is_ended = rest.strip_prefix('"').is_some_and(|after| ends(after.trim_start()));
    let alone = words.trim_end();
    let is_alone = ends(rest) || alone.ends_with(',');
    let (message, hint, length) = match is_ended {
        true => ("this text has no quotation mark at its beginning", "put one before it", words.len() + 1),
        false => (
            "these words are not in quotation marks",
            "put texts in double quotation marks",
            alone.trim_end_matches(',').len(),
        ),
    };
    let is_value = text[..at].trim_end().ends_with([':', '[']);
    (is_value && (is_ended || is_alone && alone.contains(' '))).then(|| Slip {
        doubtful: Some(at),
        ..Slip::new(at..at + length, message, hint, &format!("\"{}\"", " ".repeat(length - 2)))
    })
}

/// `"title: "Spring meeting"`: what the parser takes for a text ends where the next one begins.
fn unended_key(text: &str, at: usize) -> Option<Slip> {
    let before = text.get(..at)?.strip_suffix('"')?;
    let start = before.rfind('"')?;
    let (key, after) = before[start + 1..].split_once(": ")?;
    let is_of_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '$');
    let is_between = after.chars().all(|c| c.is_whitespace() || "{[".contains(c));
    let is_first = text[..start].trim_end().ends_with(['{', ',']);
    (is_first && is_between && !key.is_empty() && key.chars().all(is_of_key)).then(|| {
        let hint = format!("put a quotation mark after it: `\"{key}\"`");
        Slip::new(start..start + key.len() + 3, "this key does not end", hint, &format!("\"{key}\":"))
    })
}

/// The text before a place that goes on to the first quotation mark of a later line: it was to end on its own line.
fn unended(text: &str, at: usize) -> Option<Slip> {
    let (mut start, mut last) = (None, None);
    let mut is_escaped = false;
    for (here, byte) in text.bytes().enumerate().take(at) {
        match (byte, start) {
            (b'"', None) => start = Some(here),
            (b'"', Some(begun)) if !is_escaped => {
                last = Some(begun..here);
                start = None;
            }
            _ => {}
        }
        is_escaped = start.is_some() && byte == b'\\' && !is_escaped;
    }
    let last = last.unwrap_or_default();
    let written = text.get(last.start..last.end)?;
    // Between the end of a text and the next there is no word.
    let (line, after) = written.split_once('\n')?;
    let is_between = |c: char| c.is_whitespace() || c.is_ascii_digit() || "{}[],:".contains(c);
    let is_last_line = after.rsplit('\n').next().is_some_and(|line| line.chars().all(is_between));
    let line = line.trim_end();
    let is_near = text.get(last.end + 1..at.max(last.end + 1))?.trim().is_empty();
    (is_last_line && is_near).then(|| Slip {
        instead: None,
        doubtful: Some(last.start),
        ..Slip::new(
            last.start..last.start + line.len(),
            "this text does not end on its line",
            "put a quotation mark at its end; write a line break within it as `\\n`",
            "",
        )
    })
}

/// Writes a quotation mark over the last character of a line of text, before the comma or bracket that may end the line; says whether
/// there is one.
fn close(text: &mut String, end: usize) -> bool {
    let line = text[..end].trim_end_matches([',', '}', ']', ' ']);
    let Some(last) = line.chars().next_back().filter(|last| *last != '"') else { return false };
    let at = line.len() - last.len_utf8();
    text.replace_range(at..at + last.len_utf8(), &format!("{}\"", " ".repeat(last.len_utf8() - 1)));
    true
}
