//! The text of lines, and how wide the lines of a table are.

use super::tree::{Block, Inline};

/// Returns true if the longest words of all columns take more characters, with the space between them, than a page has in small
/// type: 9 points have 65 to 80, and less than two thirds of it is hard to read.
pub(super) fn is_too_wide(table: &Block) -> bool {
    const MOST: usize = 145;
    let Block::Table { head, rows, .. } = table else { return false };
    let longest = |cell: &Vec<Inline>| {
        let text = plain(cell);
        let words = text.split([' ', '-']).filter(|word| !word.starts_with("http")).map(|word| word.chars().count());
        words.max().unwrap_or_default()
    };
    let of_column = |at: usize| {
        let cells = std::iter::once(head).chain(rows).filter_map(|row| row.get(at));
        cells.map(longest).max().unwrap_or_default() + 3
    };
    (0..head.len()).map(of_column).sum::<usize>() > MOST
}

/// The words of inlines, without what sets them off.
pub(super) fn plain(inlines: &[Inline]) -> String {
    let words = inlines.iter().map(|inline| match inline {
        Inline::Text(text) | Inline::Code(text) => text.clone(),
        Inline::Emphasis(content)
        | Inline::Strong(content)
        | Inline::Struck(content)
        | Inline::Below(content)
        | Inline::Above(content) => plain(content),
        Inline::Link { content, .. } => plain(content),
        Inline::Footnote(_) | Inline::Image(_) | Inline::Reference(_) => String::new(),
        Inline::Break => " ".to_owned(),
    });
    words.collect()
}

/// Adds text to the last piece, if that is text too: one piece of text is one string in the end.
pub(super) fn push_text(out: &mut Vec<Inline>, text: &str) {
    match out.last_mut() {
        _ if text.is_empty() => {}
        Some(Inline::Text(last)) => last.push_str(text),
        _ => out.push(Inline::Text(text.to_owned())),
    }
}
