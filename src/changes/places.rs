//! Places in a document for links to lead to, where something changed.

use std::collections::BTreeMap;

use super::rewrite::Edits;
use super::said::Tree;
use super::trace::texts;
use crate::document::Node;

/// Names places in a document, by the blocks that begin there. `now` was read from its traced page. Where pages cannot have a
/// place, there is none.
pub fn set_places(content: &mut Vec<Node>, now: &Tree, names: &BTreeMap<usize, String>) {
    let texts = texts(content);
    let run = |at: &usize| {
        let block = now.blocks.get(*at)?;
        // A heading without an anchor of its own has none: the place is in what stands under it.
        let under = block.heading.and_then(|_| now.blocks.get(*block.children.first()?));
        let runs = under.unwrap_or(block).runs.iter().map(|(_, run)| *run);
        runs.into_iter().find(|run| texts.get(*run).is_some_and(|text| !text.is_attribute))
    };
    let places = names.iter().filter_map(|(at, name)| Some((run(at)?, name.clone()))).collect();
    Edits { places, ..Edits::default() }.carry_out(content);
}
