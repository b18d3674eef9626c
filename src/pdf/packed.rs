//! Object streams (ISO 32000-1, 7.5.7).

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Document, Object, ObjectId};

use super::Refusal;
use super::budget::Budget;
use super::filters::{Plain, plain};
use super::lexer::Lexer;
use super::numbers::HIGHEST;
use super::value::value;

/// Unpacks those objects that the cross-reference stream says are packed: by number, the number of the object stream.
pub(super) fn unpack(document: &mut Document, packed: &BTreeMap<u32, u32>, budget: &mut Budget) -> Result<(), Refusal> {
    let containers: BTreeSet<u32> = packed.values().copied().collect();
    for container in containers {
        let wanted = |number: u32| packed.get(&number) == Some(&container);
        let objects = objects_of(document, (container, 0), &wanted, budget)?;
        document.objects.extend(objects);
    }
    Ok(())
}

/// Unpacks every object stream of a file that does not state where its objects are. Objects outside streams take precedence
/// over packed ones, and a later object stream over an earlier one.
pub(super) fn unpack_all(document: &mut Document, budget: &mut Budget) -> Result<(), Refusal> {
    let is_container = |object: &Object| object.as_stream().is_ok_and(|stream| stream.dict.has_type(b"ObjStm"));
    let containers = document.objects.iter().filter(|(_, object)| is_container(object)).map(|(id, _)| *id);
    let containers: Vec<ObjectId> = containers.collect();
    for container in containers.into_iter().rev() {
        for (id, object) in objects_of(document, container, &|_| true, budget)? {
            document.objects.entry(id).or_insert(object);
        }
    }
    Ok(())
}

/// The wanted objects of an object stream. Reading each is taken from the budget, so that an index which names one array a
/// million times ends.
pub(super) fn objects_of(
    document: &Document,
    container: ObjectId,
    wanted: &dyn Fn(u32) -> bool,
    budget: &mut Budget,
) -> Result<BTreeMap<ObjectId, Object>, Refusal> {
    let mut objects = BTreeMap::new();
    let Some(Object::Stream(stream)) = document.objects.get(&container) else {
        budget.forgive()?;
        return Ok(objects);
    };
    let number =
        |key: &[u8]| stream.dict.get(key).and_then(|object| document.dereference(object)).ok()?.1.as_i64().ok();
    let (Some(count), Some(first)) = (number(b"N"), number(b"First").and_then(|first| usize::try_from(first).ok()))
    else {
        budget.forgive()?;
        return Ok(objects);
    };
    let bytes = match plain(document, stream, budget)? {
        Plain::Whole(bytes) => bytes,
        Plain::Broken(bytes) => {
            budget.forgive()?;
            bytes
        }
        Plain::Picture => {
            budget.forgive()?;
            return Ok(objects);
        }
    };
    let mut index = Lexer::new(&bytes, 0);
    for _ in 0..count {
        let (Some(number), Some(offset)) = (index.integer(), index.integer()) else {
            budget.forgive()?;
            break;
        };
        budget.value()?;
        let (Ok(number), Ok(offset)) = (u32::try_from(number), usize::try_from(offset)) else {
            budget.forgive()?;
            continue;
        };
        let Some(at) = first.checked_add(offset).filter(|at| number <= HIGHEST && wanted(number) && *at < bytes.len())
        else {
            continue;
        };
        let mut lexer = Lexer::new(&bytes, at);
        let object = value(&mut lexer, budget)?;
        budget.read(lexer.at - at)?;
        match object {
            Some(object) => drop(objects.insert((number, 0), object)),
            None => budget.forgive()?,
        }
    }
    Ok(objects)
}
