//! Lines of a calendar file (RFC 5545, 3.1 and 3.3.11): folded, with what has a meaning escaped in texts.

use jiff::civil::DateTime;

/// The most bytes of a line, without its end.
const WIDTH: usize = 75;

/// Lines that are written.
#[derive(Debug, Default)]
pub(super) struct Lines(String);

impl Lines {
    /// Adds a line whose value is written as it is.
    pub(super) fn plain(&mut self, name: &str, value: &str) {
        let mut width = 0;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if width + c.len_utf8() > WIDTH {
                self.0.push_str("\r\n ");
                width = 1;
            }
            self.0.push(c);
            width += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    /// Adds a line with a text, if there is any.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.plain(name, &escaped(text));
        }
    }

    /// Adds other lines.
    pub(super) fn append(&mut self, other: Self) {
        self.0.push_str(&other.0);
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }
}

/// A time of the clock as a value (RFC 5545, 3.3.5).
pub(super) fn clock(local: DateTime) -> String {
    local.strftime("%Y%m%dT%H%M%S").to_string()
}

/// A text as a value: line ends of every system are one kind, and other control characters, which no value may have, spaces.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push_str("\\n"),
            '\\' | ';' | ',' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
