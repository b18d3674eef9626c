//! Keeps together on a page: blocks with those that they introduce, rows at the ends of tables.
//!
//! Nothing is measured: the engine has its own means for all of it, and long blocks are known by the length of their text.

use std::borrow::Cow;

use crate::document::{Element, Node};

/// The maximum length, in characters, of an introduction that is kept with what follows: a longer one would leave a gap.
const LONGEST_LEAD: usize = 600;

/// A line that leads in others is no longer than this: "*encourages*", "The Conference,".
const LEAD_WORDS: usize = 60;

/// Rows with a cell of more characters are kept together with no other: in a narrow column they may fill a page.
const LONGEST_CELL: usize = 200;

/// The most notes of a text that stands further in. For each page with notes the engine lays out anew all that follows in it: time and
/// memory grow with the square.
const NOTES: usize = 50;

/// The maximum number of blocks that are kept with another because those between are.
const LONGEST_CHAIN: usize = 3;

/// Returns true if a block is kept with those that follow it.
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
        "clause" | "decision" | "p" | "quote" | "said" => goes_on,
        _ => false,
    };
    is_followed && length <= LONGEST_LEAD
}

/// Returns true if the last entry of a list is kept with what follows: the vote on it, or the signatures.
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

/// Returns true if an item ends with a block that would else be kept with what follows: its title or its facts. A list of titles,
/// each kept with the next, would have no place to break.
pub(super) fn ends_item(block: &Element, next: Option<&Node>) -> bool {
    let is_title = block.name == "item-heading";
    let is_kept = is_title || block.name == "facts" && block.says("sticky");
    is_kept
        && next.is_none_or(|next| title_level(next).is_some_and(|level| !is_title || level <= block.count_of("level")))
}

/// Returns true if an item that stands further in comes next: the first of those within it.
pub(super) fn goes_on_inside(item: &Element, next: Option<&Node>) -> bool {
    let level = item.content.first().and_then(title_level);
    level.zip(next.and_then(title_level)).is_some_and(|(level, next)| next > level)
}

/// The level of the title with which a block begins.
fn title_level(block: &Node) -> Option<usize> {
    let Node::Element(element) = block else { return None };
    match element.name.as_ref() {
        "heading" | "item-heading" => Some(element.count_of("level")),
        "inside" => element.content.first().and_then(title_level),
        _ => None,
    }
}

/// Returns true if the rows at both ends of a table are short enough to stand in twos.
pub(super) fn has_short_ends(table: &Element) -> bool {
    let rows: Vec<&Element> = table.children("row").collect();
    let is_short =
        |row: &&Element| row.children("cell").all(|cell| words(&cell.content).chars().count() <= LONGEST_CELL);
    let ends = rows.iter().take(2).chain(rows.iter().rev().take(2));
    rows.len() > 1 && ends.copied().all(|row| is_short(&row))
}

/// A text that stands further in, if it has many notes, in parts that end between paragraphs.
pub(super) fn in_parts(text: &Element) -> Option<Vec<Element>> {
    if notes(&text.content) <= NOTES {
        return None;
    }
    let empty = Element { content: Vec::new(), ..text.clone() };
    let mut parts = vec![empty.clone()];
    for (at, node) in text.content.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| text.content[before].named("p"));
        if node.named("p").is_some() && before.is_some_and(|before| !leads_in(before, &text.content[at..])) {
            parts.push(empty.clone());
        }
        parts.last_mut()?.content.push(node.clone());
    }
    Some(parts)
}

/// The number of notes in nodes.
fn notes(nodes: &[Node]) -> usize {
    let of = |node: &Node| match node {
        Node::Run(_) => 0,
        Node::Element(element) => usize::from(element.name == "note") + notes(&element.content),
    };
    nodes.iter().map(of).sum()
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

/// Blocks with those in their places that only close a document: these are kept with what follows like any others.
pub(super) fn opened(nodes: &[Node]) -> Cow<'_, [Node]> {
    let closes = |node: &Node| node.named("inside").is_some_and(|inside| inside.says("closes"));
    if !nodes.iter().any(closes) {
        return nodes.into();
    }
    let opened = nodes.iter().flat_map(|node| match node {
        Node::Element(inside) if closes(node) => inside.content.clone(),
        _ => vec![node.clone()],
    });
    opened.collect::<Vec<_>>().into()
}
