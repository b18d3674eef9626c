//! Name trees and number trees (ISO 32000-1, 7.9.6 and 7.9.7), which PDF uses for whatever has many entries.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object};

use super::look_up::{array, resolved};
use super::{Budget, Refusal};

/// The entries of a tree, in the order of its leaves; `leaf` is `Names` or `Nums`. A node is read once.
fn entries<'a>(
    document: &'a Document,
    root: &'a Dictionary,
    leaf: &[u8],
    budget: &mut Budget,
) -> Result<Vec<(&'a Object, &'a Object)>, Refusal> {
    let mut entries = Vec::new();
    let mut seen = BTreeSet::new();
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        let list = |key: &[u8]| array(document, node, key).map(Vec::as_slice).unwrap_or_default();
        let (pairs, kids) = (list(leaf), list(b"Kids"));
        budget.steps(pairs.len() / 2 + kids.len())?;
        entries.extend(pairs.chunks_exact(2).map(|pair| (resolved(document, &pair[0]), &pair[1])));
        let fresh = kids.iter().rev().filter(|kid| kid.as_reference().is_ok_and(|id| seen.insert(id)));
        open.extend(fresh.filter_map(|kid| resolved(document, kid).as_dict().ok()));
    }
    Ok(entries)
}

/// The entries of a number tree whose keys are not negative.
pub(crate) fn numbered<'a>(
    document: &'a Document,
    root: &'a Dictionary,
    budget: &mut Budget,
) -> Result<Vec<(u32, &'a Object)>, Refusal> {
    let entries = entries(document, root, b"Nums", budget)?.into_iter();
    Ok(entries.filter_map(|(key, value)| Some((u32::try_from(key.as_i64().ok()?).ok()?, value))).collect())
}

/// The entries of a name tree.
pub(crate) fn named<'a>(
    document: &'a Document,
    root: &'a Dictionary,
    budget: &mut Budget,
) -> Result<Vec<(&'a [u8], &'a Object)>, Refusal> {
    let entries = entries(document, root, b"Names", budget)?.into_iter();
    Ok(entries.filter_map(|(key, value)| Some((key.as_str().ok()?, value))).collect())
}
