//! Registers as tables of plain text, for people in a terminal.
//!
//! Texts that are too long for their column are wrapped. If there is no room for columns at all, each row is a block with a line
//! for each cell.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::edition::{Column, Register};

/// The space between two columns.
const GAP: usize = 2;

/// The smallest width of a column of words, which is also the longest word that is not broken.
const NARROWEST: usize = 8;
const LONGEST_WORD: usize = 24;

/// Writes a register for a terminal of `width` columns; without it each row is one line, for other programs.
pub fn table(register: &Register, width: Option<usize>) -> String {
    let shown: Vec<usize> = (0..register.columns.len()).filter(|at| is_shown(register, *at)).collect();
    let titles: Vec<&str> = shown.iter().map(|at| register.columns[*at].title.as_str()).collect();
    let rows: Vec<Vec<String>> =
        register.rows.iter().map(|row| shown.iter().map(|at| row.cells[*at].words()).collect()).collect();
    let widest = |at: usize| rows.iter().map(|row| row[at].width()).chain([titles[at].width()]).max().unwrap_or(0);
    let word = |words: &str| words.split(' ').map(UnicodeWidthStr::width).max().unwrap_or(0).min(LONGEST_WORD);
    let least = |at: usize| rows.iter().map(|row| word(&row[at])).chain([word(titles[at])]).max().unwrap_or(0);
    let columns: Vec<(usize, usize)> = (0..titles.len()).map(|at| (least(at), widest(at))).collect();
    let natural = || Some(columns.iter().map(|(_, widest)| *widest).collect());
    match width.map_or_else(natural, |width| fitted(&columns, width)) {
        Some(widths) => in_columns(&titles, &rows, &widths),
        None => in_blocks(&titles, &rows, width.unwrap_or(NARROWEST).max(NARROWEST)),
    }
}

/// Returns whether the table has a column: it is not empty, and not only for other formats (`aside`).
fn is_shown(register: &Register, at: usize) -> bool {
    let Column { aside, .. } = register.columns[at];
    !aside && register.rows.iter().any(|row| !row.cells[at].words().is_empty())
}

/// The widths of columns that fit, given the smallest and largest width of each. The widest columns are made narrower, all to the same
/// width, as long as no word is broken. `None` if there is not enough room.
fn fitted(columns: &[(usize, usize)], width: usize) -> Option<Vec<usize>> {
    let room = width.checked_sub(GAP * columns.len().saturating_sub(1))?;
    let at_most = |limit: usize| columns.iter().map(move |(least, most)| limit.clamp(*least, *most.max(least)));
    let limits = (NARROWEST..=room.max(NARROWEST)).rev();
    let limit = limits.into_iter().find(|limit| at_most(*limit).sum::<usize>() <= room)?;
    Some(at_most(limit).collect())
}

fn in_columns(titles: &[&str], rows: &[Vec<String>], widths: &[usize]) -> String {
    let mut text = String::new();
    lines(&mut text, titles.iter().copied(), widths);
    let rules: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
    lines(&mut text, rules.iter().map(String::as_str), widths);
    for row in rows {
        lines(&mut text, row.iter().map(String::as_str), widths);
    }
    text
}

/// A row, with as many lines as its highest cell.
fn lines<'a>(text: &mut String, cells: impl Iterator<Item = &'a str>, widths: &[usize]) {
    let cells: Vec<Vec<String>> = cells.zip(widths).map(|(cell, width)| wrapped(cell, *width)).collect();
    for at in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
        let mut line = String::new();
        let mut end = 0;
        for (cell, width) in cells.iter().zip(widths) {
            let words = cell.get(at).map_or("", String::as_str);
            line.push_str(&" ".repeat(end - line.width().min(end)));
            line.push_str(words);
            end += width + GAP;
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
}

/// Rows as blocks: the main cell, and below it the other cells with their heads.
fn in_blocks(titles: &[&str], rows: &[Vec<String>], width: usize) -> String {
    let block = |row: &Vec<String>| {
        let mut lines = Vec::new();
        for (title, cell) in titles.iter().zip(row).filter(|(_, cell)| !cell.is_empty()) {
            let indent = if lines.is_empty() { "" } else { "  " };
            let words = wrapped(&format!("{title}: {cell}"), width - 4);
            lines.extend(words.into_iter().enumerate().map(|(at, words)| match at {
                0 => format!("{indent}{words}\n"),
                _ => format!("{indent}  {words}\n"),
            }));
        }
        lines.concat()
    };
    rows.iter().map(block).collect::<Vec<_>>().join("\n")
}

/// Wraps a text into lines of at most `width` columns, between words if possible.
fn wrapped(words: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in words.split(' ') {
        let line = lines.last_mut().map(|line| (line.width(), line));
        match line {
            Some((0, line)) => line.push_str(word),
            Some((used, line)) if used + 1 + word.width() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
        while lines.last().is_some_and(|line| line.width() > width) {
            let line = lines.pop().unwrap_or_default();
            let (begin, rest) = line.split_at(prefix(&line, width));
            lines.extend([begin.to_owned(), rest.to_owned()]);
        }
    }
    lines
}

/// The number of bytes of the characters that fit into `width`; at least one character.
fn prefix(line: &str, width: usize) -> usize {
    let mut used = 0;
    let fits = |(_, c): &(usize, char)| {
        used += c.width().unwrap_or(0);
        used <= width
    };
    let fitting = line.char_indices().take_while(fits).last().or_else(|| line.char_indices().next());
    fitting.map_or(line.len(), |(at, c)| at + c.len_utf8())
}
