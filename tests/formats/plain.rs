//! A text file read back: what wrapping, indents, lines under headings and frames of tables did is undone.

use packwright::document::{Node, Said};
use unicode_width::UnicodeWidthStr;

use crate::support::pdf::squeezed;

/// How wide lines are.
const WIDTH: usize = 78;

/// Whether a line is wider than it may be: it has more than one word, and none that fills it alone.
pub(crate) fn is_too_wide(line: &str) -> bool {
    let longest = line.split(' ').map(UnicodeWidthStr::width).max().unwrap_or_default();
    // A word too long for its line is not broken: web addresses above all.
    line.width() > WIDTH && longest < WIDTH - 20
}

/// The text of a file without white space; tables are read cell by cell. An error names the table that is not there.
pub(crate) fn undone(file: &str, content: &[Node]) -> Result<String, String> {
    let lines: Vec<&str> = file.lines().map(unquoted).collect();
    let mut said = String::new();
    let mut at = 0;
    for table in tables(content) {
        let found = (at..lines.len()).find_map(|start| Some((start, table.lines(&lines[start..])?)));
        let (start, height) = found.ok_or_else(|| table.said.clone())?;
        lines[at..start].iter().for_each(|line| take(line, &mut said));
        said.push_str(&table.said);
        at = start + height;
    }
    lines[at..].iter().for_each(|line| take(line, &mut said));
    Ok(said)
}

/// A line without the marks of a quotation before it.
fn unquoted(line: &str) -> &str {
    let mut rest = line;
    while let Some(after) =
        rest.trim_start_matches(' ').strip_prefix('>').filter(|after| after.is_empty() || after.starts_with(' '))
    {
        rest = after;
    }
    rest
}

fn is_ruler(line: &str) -> bool {
    let line = line.trim();
    line.len() > 1
        && (line.chars().all(|c| matches!(c, '-' | ' '))
            || ["=", "~"].iter().any(|mark| line.replace(mark, "").is_empty()))
}

/// Takes what a line says, if it is no line under a heading.
fn take(line: &str, said: &mut String) {
    if !is_ruler(line) {
        // Words that are struck out stand between marks.
        said.push_str(&squeezed(line).replace("~~", ""));
    }
}

/// A table: all of it, its heads, and its rows, without white space.
struct Table {
    said: String,
    heads: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// The tables of a document that lie in no other, in order.
fn tables(nodes: &[Node]) -> Vec<Table> {
    let mut tables = Vec::new();
    for node in nodes {
        let Node::Element(element) = node else { continue };
        if element.name != "table" {
            tables.extend(self::tables(&element.content));
            continue;
        }
        let said = |node: &Node| squeezed(&Said::of(std::slice::from_ref(node)).text);
        let of_name = |name: &'static str| element.content.iter().filter(move |node| node.named(name).is_some());
        let cells = |row: &Node| row.named("row").unwrap().content.iter().map(said).collect();
        tables.push(Table {
            said: said(node),
            heads: of_name("col").map(said).collect(),
            rows: of_name("row").map(cells).collect(),
        });
    }
    tables
}

impl Table {
    /// How many of the lines are this table, if they begin with it.
    fn lines(&self, lines: &[&str]) -> Option<usize> {
        self.beside(lines, false).or_else(|| self.beside(lines, true)).or_else(|| self.one_under_the_other(lines))
    }

    /// Columns beside each other: heads over a line of hyphens, then rows of a line each, or rows that empty lines part.
    fn beside(&self, lines: &[&str], is_loose: bool) -> Option<usize> {
        let ruler = lines.iter().take_while(|line| !line.is_empty()).position(|line| is_ruler(line))?;
        let columns = columns(lines[ruler]);
        if columns.len() != self.heads.len() || cut(&lines[..ruler], &columns) != self.heads {
            return None;
        }
        let mut at = ruler + 1;
        for (number, row) in self.rows.iter().enumerate() {
            if number > 0 && is_loose {
                at += usize::from(lines.get(at)?.is_empty());
            }
            let height = lines[at.min(lines.len())..].iter().take_while(|line| !line.is_empty()).count();
            let height = if is_loose { height } else { height.min(1) };
            let lines = &lines[at..at + height];
            let cells = if row.len() == columns.len() { cut(lines, &columns) } else { vec![squeezed(&lines.concat())] };
            if cells != *row {
                return None;
            }
            at += height;
        }
        Some(at)
    }

    /// Cells under each other, each after its head.
    fn one_under_the_other(&self, lines: &[&str]) -> Option<usize> {
        let head = |at: usize| if self.heads[at].is_empty() { String::new() } else { format!("{}:", self.heads[at]) };
        let listed = |row: &Vec<String>| -> String {
            let is_under_heads = row.len() == self.heads.len();
            let cells = row.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
            cells.map(|(at, cell)| if is_under_heads { format!("{}{cell}", head(at)) } else { cell.clone() }).collect()
        };
        let listed = self.rows.iter().map(listed).collect::<String>().replace('：', ":");
        let mut said = String::new();
        for (at, line) in lines.iter().enumerate() {
            said.push_str(&squeezed(line).replace('：', ":"));
            if said == listed {
                return Some(at + 1);
            }
            if !listed.starts_with(&said) || said.is_empty() {
                return None;
            }
        }
        None
    }
}

/// Where the columns over a line of hyphens begin and end.
fn columns(ruler: &str) -> Vec<(usize, usize)> {
    let mut columns = Vec::new();
    for (at, c) in ruler.char_indices().filter(|(_, c)| *c == '-') {
        match columns.last_mut() {
            Some((_, end)) if *end == at => *end = at + c.len_utf8(),
            _ => columns.push((at, at + 1)),
        }
    }
    columns
}

/// What stands in each column of some lines. A word too wide for the last column goes on.
fn cut(lines: &[&str], columns: &[(usize, usize)]) -> Vec<String> {
    let mut cells = vec![String::new(); columns.len()];
    for line in lines {
        for (start, c) in line.char_indices() {
            // The width of a text is not the sum of those of its characters.
            let at = line[..start].width();
            let column = columns.iter().rposition(|(start, _)| *start <= at).unwrap_or_default();
            cells[column].push(c);
        }
    }
    cells.iter().map(|cell| squeezed(cell)).collect()
}
