//! Style sheets of a workspace: whether what is opened in them is closed.

use crate::compose::codes;
use crate::finding::{FileNumber, Finding, Place};

/// The first thing in a style sheet that is not closed, or closes nothing.
pub(super) fn unclosed(text: &str, file: FileNumber) -> Option<Finding> {
    let wrong = |at: usize, message: &str, hint: &str| {
        Some(Finding::new(&codes::BAD_STYLE, Place::new(file, at..at + 1), message).hint(hint))
    };
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at + c.len_utf8()..];
        let mut next = at + c.len_utf8();
        match c {
            '{' => open.push(at),
            '}' if open.pop().is_none() => {
                return wrong(at, "this brace closes nothing", "remove it, or write `{` before");
            }
            '\\' => next += rest.chars().next().map_or(0, char::len_utf8),
            '/' if rest.starts_with('*') => match rest[1..].find("*/") {
                Some(end) => next += 1 + end + 2,
                None => return wrong(at, "this comment is not closed", "write `*/` where it ends"),
            },
            '"' | '\'' => match end_of_text(rest, c) {
                Some(end) => next += end,
                None => {
                    return wrong(
                        at,
                        "this text is not closed",
                        "write a quotation mark where it ends, in the same line",
                    );
                }
            },
            _ => {}
        }
        at = next;
    }
    open.last().and_then(|at| wrong(*at, "this brace is not closed", "write `}` where its rules end"))
}

/// What a style sheet asks browsers to load from elsewhere: the page for browsers refuses it.
pub(super) fn loading(text: &str, file: FileNumber) -> Vec<Finding> {
    let lower = text.to_ascii_lowercase();
    let is_elsewhere = |after: &str| {
        let address = after.trim_start_matches(['"', '\'', ' ']);
        !address.starts_with("data:") && !address.starts_with('#')
    };
    let addresses = lower.match_indices("url(").filter(|(at, open)| is_elsewhere(&lower[at + open.len()..]));
    let imports = lower.match_indices("@import");
    let is_import = |at: usize| lower[..at].trim_end().ends_with("@import");
    let mut found: Vec<(usize, usize)> =
        addresses.filter(|(at, _)| !is_import(*at)).chain(imports).map(|(at, what)| (at, what.len())).collect();
    found.sort_unstable();
    found
        .into_iter()
        .map(move |(at, length)| {
            let message =
                "this loads another file, which the page for browsers refuses: it shows nothing that is not in it";
            let hint =
                "copy the rules into this file, or write the picture as `url(data:…)`; typefaces go into `fonts/`";
            Finding::new(&codes::BAD_STYLE, Place::new(file, at..at + length), message).hint(hint)
        })
        .collect()
}

/// Where a text between quotation marks ends, in the same line.
fn end_of_text(text: &str, mark: char) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '\n' => return None,
            _ if c == mark => return Some(at + c.len_utf8()),
            _ => {}
        }
    }
    None
}
