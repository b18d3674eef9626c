//! Rows of tables as a line: their cells, with a stroke between two, and a dash in those that are empty.

use super::changes::Change;

/// What stands between the cells of a row.
const MARK: char = '|';

impl Change {
    /// Returns whether the values of a row would not be seen to stand where they do, if its empty cells were not shown: all that came or
    /// went is one row, or other cells are empty now.
    pub fn shows_empty_cells(&self) -> bool {
        let empty = |text: &str| text.split(MARK).map(|cell| cell.trim().is_empty()).collect::<Vec<bool>>();
        let (before, now) = (self.before.as_deref().map(empty), self.after.as_deref().map(empty));
        let is_row = self.is_row && !self.is_filing;
        match (before, now) {
            (Some(before), Some(now)) => is_row && before.len() > 1 && now.len() > 1 && before != now,
            (Some(one), None) | (None, Some(one)) => is_row && one.len() > 1 && one.contains(&true),
            (None, None) => false,
        }
    }
}

/// A text in one line, with a sign where its lines ended.
#[must_use]
pub fn one_line(text: &str) -> String {
    text.split('\n').map(str::trim).collect::<Vec<_>>().join(" / ")
}

/// A row with a dash in each cell that is empty.
///
/// ```
/// assert_eq!(packwright::edition::with_dashes(" | 9 | | 8"), "– | 9 | – | 8");
/// assert_eq!(packwright::edition::with_dashes(" |  |  | 8"), "– | – | – | 8");
/// ```
pub fn with_dashes(row: &str) -> String {
    let mut parts = [row.to_owned()];
    put_dashes(&mut parts.iter_mut().collect::<Vec<_>>());
    let [row] = parts;
    row
}

/// Puts a dash into each cell that is empty; `parts` are those of one row.
pub fn put_dashes(parts: &mut [&mut String]) {
    let has_cells = parts.iter().any(|part| part.contains(MARK));
    let (mut is_empty, mut is_after_blank) = (true, true);
    for part in parts.iter_mut() {
        let mut kept = String::with_capacity(part.len());
        for c in part.chars() {
            match c {
                MARK if is_empty => {
                    kept.truncate(kept.trim_end().len());
                    kept.push_str(if kept.is_empty() && is_after_blank { "– |" } else { " – |" });
                }
                c => kept.push(c),
            }
            is_empty = c == MARK || is_empty && c == ' ';
        }
        is_after_blank = kept.chars().next_back().map_or(is_after_blank, |c| c == ' ');
        **part = kept;
    }
    for part in parts.iter_mut() {
        **part = part.trim_start().to_owned();
        if !part.is_empty() {
            break;
        }
    }
    if let Some(last) = parts.last_mut().filter(|_| is_empty && has_cells) {
        last.truncate(last.trim_end().len());
        last.push_str(" –");
    }
}
