//! Registers as CSV (RFC 4180): commas, lines that end in CR LF, quotes where they are needed.

use super::formula::is_like_formula;
use crate::edition::{Cell, Register};

/// Writes a register as CSV, in UTF-8; `with_mark` puts the byte order mark before it, without which Excel takes it for
/// another encoding.
pub fn csv(register: &Register, with_mark: bool) -> String {
    let mut text = String::from(if with_mark { "\u{feff}" } else { "" });
    line(&mut text, register.columns.iter().map(|column| of_words(&column.title)));
    for row in &register.rows {
        line(&mut text, row.cells.iter().map(of_cell));
    }
    text
}

fn line(text: &mut String, fields: impl Iterator<Item = String>) {
    for (at, field) in fields.enumerate() {
        text.push_str(if at > 0 { "," } else { "" });
        text.push_str(&field);
    }
    text.push_str("\r\n");
}

/// A cell as a field. CSV has no types, and quotes do not keep a program from calculating what begins like a formula: only a
/// character before it does. The apostrophe is the one that programs of tables know as the mark of a text.
fn of_cell(cell: &Cell) -> String {
    if cell.is_written() { of_words(&cell.words()) } else { field(&cell.words()) }
}

fn of_words(words: &str) -> String {
    if is_like_formula(words) { field(&format!("'{words}")) } else { field(words) }
}

fn field(words: &str) -> String {
    let needs_quotes = words.contains([',', '"', '\r', '\n', ';', '\t']) || words.trim() != words;
    if needs_quotes { format!("\"{}\"", words.replace('"', "\"\"")) } else { words.to_owned() }
}
