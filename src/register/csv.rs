//! Registers as CSV (RFC 4180): commas, lines that end in CR LF, quotes where they are needed.

use super::formula::is_like_formula;
use crate::edition::{Cell, Register};

/// Writes a register as CSV, in UTF-8. `with_mark` puts a byte order mark before it; without the mark, Excel assumes another
/// encoding.
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

/// A cell as a field. CSV has no types, and quotation marks do not prevent a spreadsheet program from running text that begins like a
/// formula; a character before it does. Spreadsheet programs know the apostrophe as the sign of a text.
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
