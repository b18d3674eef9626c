//! Tables as text: columns side by side if they fit, else each row as a list of its cells.

use super::wrap::{WIDTH, is_wide, longest_piece, width, wrapped};

/// Between two columns.
const GAP: usize = 2;

/// No column is narrower, unless all that is in it is.
const NARROWEST: usize = 9;

/// A table as text: what its heads and cells say, and which columns end where their cells end.
pub(super) struct Grid {
    pub(super) head: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
    pub(super) to_the_end: Vec<bool>,
}

fn widest(text: &str) -> usize {
    text.split('\n').map(width).max().unwrap_or_default()
}

impl Grid {
    /// The lines of the table, no wider than the given width.
    pub(super) fn lines(&self, room: usize) -> Vec<String> {
        // In a cell there is no room for columns.
        match self.widths(room).filter(|_| room <= WIDTH) {
            Some(widths) => self.beside(&widths),
            None => self.one_under_the_other(room),
        }
    }

    /// The widths of the columns; none if they do not fit side by side with all words whole.
    fn widths(&self, room: usize) -> Option<Vec<usize>> {
        let columns = self.head.len();
        // A row of one cell stands over all columns.
        let rows = || self.rows.iter().filter(|row| row.len() == columns);
        let column = |at: usize| std::iter::once(&self.head[at]).chain(rows().map(move |row| &row[at]));
        let widest_of =
            |at: usize, wide: fn(&str) -> usize| column(at).map(|cell| wide(cell)).max().unwrap_or_default();
        let natural: Vec<usize> = (0..columns).map(|at| widest_of(at, widest)).collect();
        let least: Vec<usize> =
            (0..columns).map(|at| widest_of(at, longest_piece).max(NARROWEST).min(natural[at])).collect();
        let room = room.checked_sub(GAP * columns.saturating_sub(1))?;
        if natural.iter().sum::<usize>() <= room {
            return Some(natural);
        }
        room.checked_sub(least.iter().sum())?;
        // A table is lowest where columns are as wide as the square root of how much they hold.
        let holds: Vec<usize> = (0..columns).map(|at| column(at).map(|cell| width(cell)).sum()).collect();
        let scaled = |scale: usize| -> Vec<usize> {
            (0..columns).map(|at| (scale * holds[at].isqrt() / 1024).clamp(least[at], natural[at])).collect()
        };
        let (mut low, mut high) = (0, room * 1024 + 1);
        while high - low > 1 {
            let middle = usize::midpoint(low, high);
            let fits = scaled(middle).iter().sum::<usize>() <= room;
            if fits { low = middle } else { high = middle }
        }
        Some(scaled(low))
    }

    fn beside(&self, widths: &[usize]) -> Vec<String> {
        let mut lines = Vec::new();
        if self.head.iter().any(|head| !head.is_empty()) {
            lines = self.row(&self.head, widths);
        }
        lines.push(widths.iter().map(|wide| "-".repeat((*wide).max(1))).collect::<Vec<_>>().join(&" ".repeat(GAP)));
        let rows: Vec<Vec<String>> = self.rows.iter().map(|row| self.row(row, widths)).collect();
        let is_loose = rows.iter().any(|row| row.len() > 1);
        for (at, row) in rows.into_iter().enumerate() {
            if at > 0 && is_loose {
                lines.push(String::new());
            }
            lines.extend(row);
        }
        lines
    }

    fn row(&self, row: &[String], widths: &[usize]) -> Vec<String> {
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
            for (column, (cell, wide)) in cells.iter().zip(widths).enumerate() {
                let text = cell.get(at).map_or("", String::as_str);
                let room = " ".repeat(wide.saturating_sub(width(text)));
                let is_at_the_end = row.len() == self.head.len() && self.to_the_end[column];
                line.push_str(&if is_at_the_end { format!("{room}{text}") } else { format!("{text}{room}") });
                line.push_str(&" ".repeat(GAP));
            }
            line.trim_end_matches(' ').to_owned()
        };
        (0..height).map(line).collect()
    }

    fn one_under_the_other(&self, room: usize) -> Vec<String> {
        let mut lines = Vec::new();
        for row in &self.rows {
            if !lines.is_empty() {
                lines.push(String::new());
            }
            let is_under_heads = row.len() == self.head.len();
            for (at, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                let head = self.head.get(at).filter(|head| !head.is_empty() && is_under_heads);
                let colon = |head: &String| if head.ends_with(is_wide) { "：" } else { ": " };
                let text = format!("{}{cell}", head.map(|head| format!("{head}{}", colon(head))).unwrap_or_default());
                lines.extend(text.split('\n').flat_map(|line| wrapped(line, room)));
            }
        }
        lines
    }
}
