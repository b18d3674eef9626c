//! Tables.

use super::keep;
use super::literal::literal;
use super::writer::{Writer, text_of};
use crate::document::{Element, Node};

impl Writer {
    pub(super) fn table(&mut self, table: &Element) {
        let kind = table.name_of("kind").map_or_else(|| "none".to_owned(), literal);
        // Rows of changes may be long: a table that waited for a page of its own would leave a gap.
        let has_changes = table.name_of("kind") == Some("changes");
        let in_twos = !has_changes && keep::has_short_ends(table);
        self.source.push(&format!("#data-table(kind: {kind}, in-twos: {in_twos}, ("));
        // How wide the columns of our own kinds are is settled.
        let longest = if table.name_of("kind").is_none() { longest_words(table) } else { Vec::new() };
        let narrow = if table.name_of("kind").is_none() { narrow(table) } else { Vec::new() };
        for (at, column) in table.children("col").enumerate() {
            let narrow = narrow.get(at).is_some_and(|narrow| *narrow);
            let name = |attribute: &str| column.name_of(attribute).map_or_else(|| "none".to_owned(), literal);
            let (side, name) = (name("side"), name("name"));
            let width = column
                .number_of("width")
                .map_or_else(|| "none".to_owned(), |width| width.clamp(0.1, 100.0).to_string());
            let longest = longest
                .get(at)
                .map_or_else(|| "none".to_owned(), |(head, cell)| format!("({}, {})", literal(head), literal(cell)));
            self.source.push(&format!(
                "(name: {name}, side: {side}, width: {width}, narrow: {narrow}, longest: {longest}, head: "
            ));
            self.argument(|writer| writer.inlines(&column.content));
            self.source.push("),");
        }
        self.source.push("),");
        for row in table.children("row") {
            self.source.push("(");
            for (at, cell) in row.children("cell").enumerate() {
                self.cell(cell, has_changes && at == 0);
            }
            self.source.push("),");
        }
        self.source.push(");");
    }

    fn cell(&mut self, cell: &Element, begins_row: bool) {
        let outer = std::mem::replace(&mut self.in_cell, true);
        self.source.at(cell.place);
        let span = cell.count_of("span");
        if span > 1 {
            self.source.push(&format!("spanning({span})"));
        }
        match cell.count_of("inside") {
            0 => self.argument(|writer| {
                if begins_row {
                    writer.row_begins(cell);
                }
                writer.lines(&cell.content);
            }),
            steps => self.argument(|writer| {
                writer.bracketed(&format!("#further-in({steps})"), |writer| writer.lines(&cell.content));
            }),
        }
        self.in_cell = outer;
    }

    /// Notes where a row begins, and what the first of a page says again.
    fn row_begins(&mut self, cell: &Element) {
        self.source.push("#row-begins(");
        if cell.attributes.contains_key("again") {
            self.source.push("again: ");
            self.words(cell.words_of("again"));
        }
        self.source.push(");");
    }
}

/// The number of characters of a table's text that a line of a page has room for.
const ROOM: usize = 90;

/// Whether each column is so narrow that it needs less than half of an equal share, while another one needs more than its own.
fn narrow(table: &Element) -> Vec<bool> {
    let count = |nodes: &[Node]| {
        let text: String = nodes.iter().map(text_of).collect();
        text.lines().map(|line| line.chars().count()).max().unwrap_or_default()
    };
    let mut longest: Vec<usize> = table.children("col").map(|column| count(&column.content)).collect();
    for row in table.children("row") {
        let cells = row.children("cell").filter(|cell| cell.count_of("span") < 2);
        for (longest, cell) in longest.iter_mut().zip(cells) {
            *longest = (*longest).max(count(&cell.content));
        }
    }
    let share = ROOM / longest.len().max(1);
    let is_stated = table.children("col").any(|column| column.number_of("width").is_some());
    let has_long = longest.iter().any(|length| *length > share) && !is_stated;
    longest.iter().map(|length| has_long && length * 2 <= share).collect()
}

/// The longest word of each column, in its head and under it: no column can be narrower.
fn longest_words(table: &Element) -> Vec<(String, String)> {
    let mut longest: Vec<(String, String)> =
        table.children("col").map(|column| (longest_word(&column.content), String::new())).collect();
    for row in table.children("row") {
        let cells = row.children("cell").filter(|cell| cell.count_of("span") < 2);
        for ((_, longest), cell) in longest.iter_mut().zip(cells) {
            let word = longest_word(&cell.content);
            if word.chars().count() > longest.chars().count() {
                *longest = word;
            }
        }
    }
    longest
}

/// The longest word of a text at which no line ends. Lines end in web addresses, between characters of Chinese and after hyphens.
fn longest_word(nodes: &[Node]) -> String {
    let text: String = nodes.iter().map(text_of).collect();
    let parts =
        |c: char| c.is_whitespace() && !"\u{a0}\u{202f}".contains(c) || matches!(c, '-' | '\u{2e80}'..='\u{ffef}');
    let is_address = |word: &&str| word.starts_with("http");
    let words = text.split(parts).filter(|word| !is_address(word));
    words.max_by_key(|word| word.chars().count()).unwrap_or_default().to_owned()
}
