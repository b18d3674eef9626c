//! What stays together on a page: blocks with those that they lead in, rows at the ends of tables.
//!
//! Nothing is measured: the engine has means of its own for all of it, and what is long is known by its text.

use crate::document::{Element, Node};

/// What leads in is kept with what follows if it is no longer than this, in characters: longer, it would leave a hole.
const LONGEST_LEAD: usize = 600;

/// A line that leads in others is no longer than this: "*encourages*", "The Conference,".
const LEAD_WORDS: usize = 60;

/// Rows with a cell of more characters are kept together with no other: in a narrow column they may fill a page.
const LONGEST_CELL: usize = 200;

/// So many blocks go with another because the ones between do.
const LONGEST_CHAIN: usize = 3;

/// Returns true if a block is not parted from those that follow it.
pub(super) fn leads_in(block: &Element, rest: &[Node]) -> bool {
    leads(block, rest, LONGEST_CHAIN)
}

fn leads(block: &Element, rest: &[Node], links: usize) -> bool {
    let Some((Node::Element(next), rest)) = rest.split_first() else { return false };
    if !matches!(block.name.as_ref(), "p" | "clause" | "event" | "facts" | "outcome") {
        return false;
    }
    let text = words(&block.content);
    let length = text.chars().count();
    let is_sentence = text.ends_with(['.', '!', '?', '…', ';', '。', '！', '？', '；', '؟', '؛']);
    let is_text = matches!(block.name.as_ref(), "p" | "clause");
    let goes_on = is_text && (text.ends_with([':', '：']) || length <= LEAD_WORDS && !is_sentence);
    let is_followed = match next.name.as_ref() {
        "list" | "outcome" | "pre" | "representatives" | "signatures" | "table" => true,
        // The meetings before and after end a document: two lines are no page.
        "facts" => {
            next.says("sticky")
                || next.name_of("kind") == Some("neighbours")
                || links > 0 && leads(next, rest, links - 1)
        }
        "event" => links > 0 && leads(next, rest, links - 1),
        "clause" | "p" | "quote" | "said" => goes_on,
        _ => false,
    };
    is_followed && length <= LONGEST_LEAD
}

/// Returns true if the last entry of a list is not parted from what follows: how it was voted on, who signs it.
pub(super) fn ends_before(list: &Element, next: Option<&Node>) -> bool {
    let Some(Node::Element(next)) = next else { return false };
    let is_kept = matches!(next.name.as_ref(), "outcome" | "signatures") || next.name == "facts" && next.says("sticky");
    let entries: Vec<&Element> = list.children("li").collect();
    let last = entries.last().map_or(0, |last| words(&last.content).chars().count());
    is_kept
        && entries.len() > 1
        && last <= LONGEST_LEAD
        && list.name_of("kind").is_none_or(|kind| matches!(kind, "ordered" | "numbered"))
}

/// Returns true if the rows at both ends of a table are short enough to stand in twos.
pub(super) fn has_short_ends(table: &Element) -> bool {
    let rows: Vec<&Element> = table.children("row").collect();
    let is_short =
        |row: &&Element| row.children("cell").all(|cell| words(&cell.content).chars().count() <= LONGEST_CELL);
    let ends = rows.iter().take(2).chain(rows.iter().rev().take(2));
    rows.len() > 1 && ends.copied().all(|row| is_short(&row))
}

/// The text of nodes without notes; a picture is as long as it is high.
fn words(nodes: &[Node]) -> String {
    let words = |node: &Node| match node {
        Node::Run(run) => run.text.clone(),
        Node::Element(element) => match element.name.as_ref() {
            "note" => String::new(),
            "image" | "picture" => "\u{fffc}".repeat(LONGEST_LEAD),
            _ => words(&element.content),
        },
    };
    nodes.iter().map(words).collect()
}

/// A word that is kept whole is no longer than this, in characters: in a cell, and in a line of the page.
const LONGEST_WORD: [usize; 2] = [18, 30];

/// A text in pieces, and which of them are kept whole: words at whose dashes, slashes and thin spaces the engine would end
/// lines, "18–24", "(EC/DC)", "A/RES/70/1".
pub(super) fn pieces(text: &str, in_cell: bool) -> Vec<(&str, bool)> {
    let longest = LONGEST_WORD[usize::from(!in_cell)];
    let mut pieces = Vec::new();
    let (mut from, mut rest) = (0, 0);
    while let Some(found) = text[rest..].find(BREAKS) {
        let at = rest + found;
        let word = word_around(text, rest, at);
        let is_whole = text[word.clone()].chars().count() <= longest && is_kept(&text[word.clone()]);
        if is_whole {
            pieces.extend((from < word.start).then(|| (&text[from..word.start], false)));
            pieces.push((&text[word.clone()], true));
            from = word.end;
        }
        rest = word.end;
    }
    pieces.extend((from < text.len()).then(|| (&text[from..], false)));
    pieces
}

/// Characters after which the engine ends lines, between parts of a word.
const BREAKS: [char; 3] = ['–', '/', '\u{2009}'];

/// The word at a place of a text. Squares of Chinese are words by themselves, and a space of no width is typed where a line may end.
fn word_around(text: &str, from: usize, at: usize) -> std::ops::Range<usize> {
    let is_out = |c: char| {
        c.is_whitespace() && c != '\u{2009}' && c != '\u{a0}' && c != '\u{202f}' || c == '\u{200b}' || c >= '\u{2e80}'
    };
    let start = text[from..at]
        .rfind(is_out)
        .map_or(from, |blank| from + blank + text[from + blank..].chars().next().map_or(0, char::len_utf8));
    let end = text[at..].find(is_out).map_or(text.len(), |blank| at + blank);
    start..end
}

/// Returns true if no line ends in a word: a range, a symbol, names beside each other; no address.
fn is_kept(word: &str) -> bool {
    let inner = word.trim_matches(|c: char| !c.is_alphanumeric());
    !word.contains("//") && !word.contains('@') && inner.contains(BREAKS)
}
