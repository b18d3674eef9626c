//! The page tree (ISO 32000-1, 7.7.3).

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::page::{INHERITED, Leaf};
use crate::pdf::Limits;
use crate::pdf::{Budget, Opened};
use crate::pdf::{Damage, Refusal};

/// What a node hands down.
type Inheritance<'a> = [Option<&'a Object>; INHERITED.len()];

/// The pages in their order.
///
/// # Errors
///
/// The tree leads to something that is no page, or runs in a circle; there are too many pages, or none.
pub(crate) fn leaves<'a>(opened: &'a Opened, limits: &Limits, budget: &mut Budget) -> Result<Vec<Leaf<'a>>, Refusal> {
    let document = &opened.document;
    let catalog = document.catalog().map_err(|_| Refusal::Damaged(Damage::NoCatalog))?;
    let root = catalog.get(b"Pages").map_err(|_| Refusal::Damaged(Damage::NoPageTree))?;
    let (Some(root_id), Some(node)) = resolved(document, root) else {
        return Err(Refusal::Damaged(Damage::NoPageTree));
    };
    let mut leaves = Vec::new();
    let mut seen = BTreeSet::from([root_id]);
    // The children that are still to be visited, the next at the end.
    let mut open = children(document, node, [None; INHERITED.len()]).ok_or(Refusal::Damaged(Damage::NoPageTree))?;
    budget.steps(open.len())?;
    while let Some((child, inheritance)) = open.pop() {
        let number = leaves.len() + 1;
        let (id, dictionary) = resolved(document, child);
        let Some(dictionary) = dictionary else { return Err(Refusal::Damaged(Damage::NotAPage(number))) };
        if dictionary.has(b"Kids") {
            if !id.is_none_or(|id| seen.insert(id)) {
                return Err(Refusal::Damaged(Damage::PageLoop(number)));
            }
            let damage = Refusal::Damaged(Damage::NotAPage(number));
            let children = children(document, dictionary, inheritance).ok_or(damage)?;
            budget.steps(children.len())?;
            open.extend(children);
        } else if leaves.len() == limits.pages {
            return Err(Refusal::TooManyPages { limit: limits.pages });
        } else {
            leaves.push(Leaf::new(dictionary, handed_down(dictionary, inheritance)));
        }
    }
    counted(opened, node, leaves)
}

/// In a repaired file the stated number of pages has to be there: half a file must not pass for a whole.
fn counted<'a>(opened: &Opened, root: &Dictionary, leaves: Vec<Leaf<'a>>) -> Result<Vec<Leaf<'a>>, Refusal> {
    let count = root.get(b"Count").and_then(|count| opened.document.dereference(count));
    let stated = count.and_then(|(_, count)| count.as_i64()).unwrap_or(-1);
    let found = leaves.len();
    match found {
        _ if opened.is_repaired && usize::try_from(stated) != Ok(found) => {
            Err(Refusal::Damaged(Damage::PageCount { stated, found }))
        }
        0 => Err(Refusal::NoPages),
        _ => Ok(leaves),
    }
}

fn resolved<'a>(document: &'a Document, object: &'a Object) -> (Option<ObjectId>, Option<&'a Dictionary>) {
    match document.dereference(object) {
        Ok((id, object)) => (id, object.as_dict().ok()),
        Err(_) => (None, None),
    }
}

/// The children of a node, the first at the end.
fn children<'a>(
    document: &'a Document,
    node: &'a Dictionary,
    inheritance: Inheritance<'a>,
) -> Option<Vec<(&'a Object, Inheritance<'a>)>> {
    let (_, kids) = document.dereference(node.get(b"Kids").ok()?).ok()?;
    let inheritance = handed_down(node, inheritance);
    Some(kids.as_array().ok()?.iter().rev().map(|kid| (kid, inheritance)).collect())
}

/// What a node has itself goes before what it inherits (7.7.3.4).
fn handed_down<'a>(node: &'a Dictionary, inheritance: Inheritance<'a>) -> Inheritance<'a> {
    let mut own = inheritance;
    for (entry, key) in own.iter_mut().zip(INHERITED) {
        *entry = node.get(key).ok().or(*entry);
    }
    own
}
