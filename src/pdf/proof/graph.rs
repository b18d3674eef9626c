//! The length of chains of references between objects.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::pdf::{items, resolved};

/// The number of values of which an object is made. Recurses by the depth of values, which is limited.
pub(super) fn values(object: &Object) -> usize {
    1 + match object {
        Object::Array(items) => items.iter().map(values).sum(),
        Object::Dictionary(entries) => entries.iter().map(|(_, value)| values(value)).sum(),
        Object::Stream(stream) => stream.dict.iter().map(|(_, value)| values(value)).sum(),
        _ => 0,
    }
}

/// The depth that is reached by following every reference from every object in turn, each object once. The validator does the
/// same in search of colour spaces, recursively.
pub(super) fn depth(document: &Document) -> usize {
    let mut seen: BTreeSet<ObjectId> = BTreeSet::new();
    let mut deepest = 0;
    for (id, object) in &document.objects {
        if !seen.insert(*id) {
            continue;
        }
        // What is still to be gone into, the next at the end, and how deep it lies.
        let mut open = vec![(object, 1)];
        while let Some((object, depth)) = open.pop() {
            deepest = deepest.max(depth);
            match object {
                Object::Reference(id) if seen.insert(*id) => {
                    open.extend(document.objects.get(id).map(|object| (object, depth + 1)));
                }
                Object::Array(items) => open.extend(items.iter().rev().map(|item| (item, depth + 1))),
                Object::Dictionary(entries) => open.extend(within(entries, depth)),
                Object::Stream(stream) => open.extend(within(&stream.dict, depth)),
                _ => {}
            }
        }
    }
    deepest
}

fn within(entries: &Dictionary, depth: usize) -> Vec<(&Object, usize)> {
    let mut within: Vec<(&Object, usize)> = entries.iter().map(|(_, value)| (value, depth + 1)).collect();
    within.reverse();
    within
}

/// The longest chain of names that map to names; none if one is a circle.
pub(super) fn longest_chain(document: &Document, map: &Dictionary) -> Option<usize> {
    let mut lengths: HashMap<&[u8], usize> = HashMap::new();
    for (name, _) in map {
        let mut chain: Vec<&[u8]> = Vec::new();
        let mut on_chain: BTreeSet<&[u8]> = BTreeSet::new();
        let mut next = Some(name.as_slice());
        while let Some(name) = next.filter(|name| !lengths.contains_key(name)) {
            if !on_chain.insert(name) {
                return None;
            }
            chain.push(name);
            next = map.get(name).ok().and_then(|value| resolved(document, value).as_name().ok());
        }
        let mut length = next.and_then(|name| lengths.get(name).copied()).unwrap_or_default();
        for name in chain.into_iter().rev() {
            length += 1;
            lengths.insert(name, length);
        }
    }
    Some(lengths.into_values().max().unwrap_or_default())
}

/// Every dictionary of a document, those within others and of streams included.
pub(super) fn dictionaries<'a>(document: &'a Document, visit: &mut impl FnMut(&'a Dictionary)) {
    document.objects.values().for_each(|object| dictionaries_in(object, visit));
}

/// Recurses by the depth of values, which is bounded.
fn dictionaries_in<'a>(object: &'a Object, visit: &mut impl FnMut(&'a Dictionary)) {
    let entries = match object {
        Object::Array(items) => return items.iter().for_each(|item| dictionaries_in(item, visit)),
        Object::Dictionary(entries) => entries,
        Object::Stream(stream) => &stream.dict,
        _ => return,
    };
    visit(entries);
    entries.iter().for_each(|(_, value)| dictionaries_in(value, visit));
}

/// The largest colour space of a document: the number of its values, and their number if everything that it refers to is
/// written out at each reference.
pub(super) fn colour_spaces(document: &Document) -> (usize, usize) {
    let mut spaces = Vec::new();
    dictionaries(document, &mut |entries| {
        let stated = [b"ColorSpace".as_slice(), b"CS", b"Cs"].into_iter().filter_map(|key| entries.get(key).ok());
        for value in stated {
            match resolved(document, value) {
                Object::Dictionary(named) => spaces.extend(named.iter().map(|(_, value)| value)),
                Object::Array(_) => spaces.push(value),
                _ => {}
            }
        }
    });
    let mut sizes = BTreeMap::new();
    let largest = spaces.iter().map(|space| values(resolved(document, space))).max().unwrap_or_default();
    let unfolded = spaces.iter().map(|space| unfolded(document, space, &mut sizes)).max().unwrap_or_default();
    (largest, unfolded)
}

/// The number of values of something if everything that it refers to is written out. A reference back to itself counts once.
fn unfolded(document: &Document, root: &Object, sizes: &mut BTreeMap<ObjectId, usize>) -> usize {
    enum Step<'a> {
        Enter(&'a Object),
        Leave(ObjectId),
    }
    // Sizes of what is being written out, the innermost last.
    let mut open = vec![0_usize];
    let mut steps = vec![Step::Enter(root)];
    let add = |open: &mut Vec<usize>, more: usize| {
        if let Some(size) = open.last_mut() {
            *size = size.saturating_add(more);
        }
    };
    while let Some(step) = steps.pop() {
        match step {
            Step::Leave(id) => {
                let size = open.pop().unwrap_or_default();
                sizes.insert(id, size);
                add(&mut open, size);
            }
            Step::Enter(Object::Reference(id)) => match sizes.get(id).copied() {
                Some(size) => add(&mut open, size),
                None => {
                    sizes.insert(*id, 1);
                    open.push(1);
                    steps.push(Step::Leave(*id));
                    steps.extend(document.objects.get(id).map(Step::Enter));
                }
            },
            Step::Enter(object) => {
                add(&mut open, 1);
                match object {
                    Object::Array(items) => steps.extend(items.iter().map(Step::Enter)),
                    Object::Dictionary(entries) => steps.extend(entries.iter().map(|(_, value)| Step::Enter(value))),
                    Object::Stream(stream) => steps.extend(stream.dict.iter().map(|(_, value)| Step::Enter(value))),
                    _ => {}
                }
            }
        }
    }
    open.pop().unwrap_or_default()
}

/// The values of an array, or the value itself, each looked up.
pub(super) fn each<'a>(document: &'a Document, object: &'a Object) -> impl Iterator<Item = &'a Object> {
    items(document, object).iter().map(|item| resolved(document, item))
}
