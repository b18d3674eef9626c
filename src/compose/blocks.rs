//! Blocks of templates: where one begins that is never closed.

use std::ops::Range;

/// Statements that hold something up to their `end…`.
const BLOCKS: [&str; 9] = ["autoescape", "block", "call", "filter", "for", "if", "macro", "raw", "with"];

/// The first block that is not closed before another one ends around it, or the text does; with its name.
pub(super) fn never_closed(text: &str) -> Option<(Range<usize>, &str)> {
    let mut open: Vec<(Range<usize>, &str)> = Vec::new();
    let mut at = 0;
    let opens = |found: &usize| text[*found + 1..].starts_with(['%', '#']);
    let next = |at: usize| text[at..].match_indices('{').map(|(found, _)| at + found).find(opens);
    while let Some(found) = next(at) {
        let is_comment = text[found..].starts_with("{#");
        let end = text[found..].find(if is_comment { "#}" } else { "%}" }).map(|end| found + end + 2)?;
        at = end;
        if is_comment {
            continue;
        }
        let statement = text[found + 2..end - 2].trim_matches(['-', '+']).trim();
        let name = statement.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or_default();
        if open.last().is_some_and(|(_, name)| *name == "raw") && name != "endraw" {
            continue;
        }
        if let Some(ended) = name.strip_prefix("end") {
            if open.last().is_none_or(|(_, name)| *name != ended) {
                return open.pop();
            }
            open.pop();
        } else if BLOCKS.contains(&name) || name == "set" && is_block_of_set(statement) {
            open.push((found..end, name));
        }
    }
    open.pop()
}

/// `{% set x %}`, and not `{% set x = 1 %}`.
fn is_block_of_set(statement: &str) -> bool {
    statement.split(['=', '|']).next().is_some_and(|before| !statement[before.len()..].starts_with('='))
}
