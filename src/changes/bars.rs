//! Bars in the margin of a document, beside what changed in it.

use super::rewrite::Edits;
use super::said::Tree;
use super::trace::texts;
use crate::document::{Changed, Node};
use crate::edition::Marked;

/// Marks a document where it changed: pages have bars beside it. `now` was read from its traced page.
pub fn set_bars(content: &mut Vec<Node>, now: &Tree, marked: &Marked) {
    let texts = texts(content);
    let mut edits = Edits::default();
    let runs = |at: &usize| now.blocks.get(*at).map(|block| block.runs.as_slice()).unwrap_or_default();
    // Where something was removed, the bar is as long as the line before it.
    for (_, run) in marked.ends.iter().filter_map(|at| runs(at).last()) {
        if let Some(text) = texts.get(*run) {
            edits.parts.insert(*run, vec![(None, text.words.clone()), (Some(Changed::Beside), String::new())]);
        }
    }
    for (_, run) in marked.blocks.iter().flat_map(runs) {
        if let Some(text) = texts.get(*run) {
            edits.parts.insert(*run, vec![(Some(Changed::Beside), text.words.clone())]);
        }
    }
    edits.carry_out(content);
}
