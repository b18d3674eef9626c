//! Tables of text: columns beside each other where they fit, else each row as a list of its cells.

use super::Writer;
use super::wrap::{width, wrapped};
use crate::document::{Element, Node};

/// Between two columns.
const GAP: usize = 2;

/// No column is narrower, unless all that is in it is.
const NARROWEST: usize = 9;

/// The lines of a table that are no wider than the room.
pub(super) fn grid(writer: &mut Writer, table: &Element, room: usize) -> Vec<String> {
    let table = table.off_pages();
    let head: Vec<String> = table.children("col").map(|column| writer.inlines(&column.content)).collect();
    let mut rows: Vec<Vec<String>> = Vec::new();
    for row in table.children("row") {
        rows.push(row.children("cell").map(|cell| cell_text(writer, cell)).collect());
    }
    match widths(&head, &rows, room) {
        Some(widths) => beside(&head, &rows, &widths),
        None => one_under_the_other(&head, &rows, room),
    }
}

/// What a cell says, line by line.
fn cell_text(writer: &mut Writer, cell: &Element) -> String {
    let lines = |nodes: &[Node], writer: &mut Writer| match nodes.iter().any(Node::is_block) {
        false => writer.inlines(nodes),
        true => {
            let mut inner = Writer::default();
            inner.blocks(nodes);
            writer.notes.append(&mut inner.notes);
            inner.lines.join("\n").trim().to_owned()
        }
    };
    if !cell.content.iter().any(|node| node.named("line").is_some()) {
        return lines(&cell.content, writer);
    }
    let parts: Vec<String> = cell.children("line").map(|line| lines(&line.content, writer)).collect();
    parts.join("\n")
}

fn widest(text: &str) -> usize {
    text.split('\n').map(width).max().unwrap_or_default()
}

/// How wide the columns are; none if they do not fit beside each other.
fn widths(head: &[String], rows: &[Vec<String>], room: usize) -> Option<Vec<usize>> {
    // A row of one cell stands over all columns.
    let rows = || rows.iter().filter(|row| row.len() == head.len());
    let column = |at: usize| std::iter::once(&head[at]).chain(rows().map(move |row| &row[at]));
    let natural: Vec<usize> =
        (0..head.len()).map(|at| column(at).map(|cell| widest(cell)).max().unwrap_or_default()).collect();
    let least: Vec<usize> = (0..head.len())
        .map(|at| {
            let words = column(at).flat_map(|cell| cell.split([' ', '\n'])).map(width).max().unwrap_or_default();
            words.min(NARROWEST * 2).max(NARROWEST).min(natural[at])
        })
        .collect();
    let room = room.checked_sub(GAP * head.len().saturating_sub(1))?;
    if natural.iter().sum::<usize>() <= room {
        return Some(natural);
    }
    let spare = room.checked_sub(least.iter().sum())?;
    // What is left goes to the columns by what they lack.
    let lack: Vec<usize> = natural.iter().zip(&least).map(|(natural, least)| natural - least).collect();
    let all: usize = lack.iter().sum::<usize>().max(1);
    Some(least.iter().zip(lack).map(|(least, lack)| least + spare * lack / all).collect())
}

fn beside(head: &[String], rows: &[Vec<String>], widths: &[usize]) -> Vec<String> {
    let mut lines = row_lines(head, widths);
    lines.push(widths.iter().map(|wide| "-".repeat((*wide).max(1))).collect::<Vec<_>>().join(&" ".repeat(GAP)));
    let is_loose = rows.iter().any(|row| row_lines(row, widths).len() > 1);
    for (at, row) in rows.iter().enumerate() {
        if at > 0 && is_loose {
            lines.push(String::new());
        }
        lines.extend(row_lines(row, widths));
    }
    lines
}

fn row_lines(row: &[String], widths: &[usize]) -> Vec<String> {
    let all = [widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1)];
    let widths = if row.len() == widths.len() { widths } else { &all };
    let cells: Vec<Vec<String>> = row
        .iter()
        .zip(widths)
        .map(|(cell, wide)| cell.split('\n').flat_map(|line| wrapped(line, (*wide).max(1))).collect())
        .collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or_default();
    let line = |at: usize| {
        let mut line = String::new();
        for (cell, wide) in cells.iter().zip(widths) {
            let text = cell.get(at).map_or("", String::as_str);
            line.push_str(text);
            line.push_str(&" ".repeat(wide.saturating_sub(width(text)) + GAP));
        }
        line.trim_end().to_owned()
    };
    (0..height).map(line).collect()
}

fn one_under_the_other(head: &[String], rows: &[Vec<String>], room: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for row in rows {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        for (at, cell) in row.iter().enumerate() {
            let label =
                head.get(at).filter(|one| !one.is_empty() && row.len() == head.len()).map(|head| format!("{head}: "));
            let text = format!("{}{cell}", label.unwrap_or_default());
            lines.extend(text.split('\n').flat_map(|line| wrapped(line, room)));
        }
    }
    lines
}
