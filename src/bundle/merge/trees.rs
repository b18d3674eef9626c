//! Name trees and number trees (ISO 32000-1, 7.9.6 and 7.9.7), which PDF uses for whatever has many entries.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object};

use super::objects::{array, resolved};

/// More nodes than any tree has.
const NODES: usize = 1 << 20;

/// The entries of a tree, in the order of its leaves; `leaf` is `Names` or `Nums`. A node is read once.
pub(super) fn entries<'a>(document: &'a Document, root: &'a Dictionary, leaf: &[u8]) -> Vec<(&'a Object, &'a Object)> {
    let mut entries = Vec::new();
    let mut seen = BTreeSet::new();
    let mut open = vec![root];
    for _ in 0..NODES {
        let Some(node) = open.pop() else { break };
        for pair in array(document, node, leaf).map(Vec::as_slice).unwrap_or_default().chunks_exact(2) {
            entries.push((resolved(document, &pair[0]), &pair[1]));
        }
        let kids = array(document, node, b"Kids").map(Vec::as_slice).unwrap_or_default();
        let fresh = kids.iter().rev().filter(|kid| kid.as_reference().is_ok_and(|id| seen.insert(id)));
        open.extend(fresh.filter_map(|kid| resolved(document, kid).as_dict().ok()));
    }
    entries
}

/// The same of a number tree whose keys are not negative.
pub(super) fn numbered<'a>(document: &'a Document, root: &'a Dictionary) -> Vec<(u32, &'a Object)> {
    let entries = entries(document, root, b"Nums").into_iter();
    entries.filter_map(|(key, value)| Some((u32::try_from(key.as_i64().ok()?).ok()?, value))).collect()
}

/// The same of a name tree.
pub(super) fn named<'a>(document: &'a Document, root: &'a Dictionary) -> Vec<(&'a [u8], &'a Object)> {
    let entries = entries(document, root, b"Names").into_iter();
    entries.filter_map(|(key, value)| Some((key.as_str().ok()?, value))).collect()
}
