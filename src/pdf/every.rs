//! Every object that stands in a file: those of all its revisions, and those that nothing leads to.

use lopdf::{Document, Object, ObjectId};

use super::budget::Budget;
use super::lexer::Lexer;
use super::object::object_at;
use super::packed::objects_of;
use super::scan::{Landmark, landmarks, scan};
use super::value::value;
use super::{Limits, Refusal, open};

/// Every object, in the order in which they stand in the file; those of object streams after all others. The second is false
/// if a bound was met and there may be more.
pub(crate) fn every_object(bytes: &[u8], limits: &Limits) -> (Vec<(ObjectId, Object)>, bool) {
    let mut budget = Budget::new(limits, bytes.len());
    let mut objects = Vec::new();
    let found = super::guarded(std::panic::AssertUnwindSafe(|| {
        collect(bytes, &mut objects, &mut budget)?;
        unpack(&mut objects, &mut budget)
    }));
    (objects, found.is_ok())
}

fn collect(bytes: &[u8], objects: &mut Vec<(ObjectId, Object)>, budget: &mut Budget) -> Result<(), Refusal> {
    let known = scan(bytes, budget)?;
    let length_of = |id: ObjectId| known.places.get(&id.0).and_then(|at| open::number_at(bytes, *at, id.0));
    landmarks(bytes, &mut |landmark| {
        match landmark {
            Landmark::Object { start, .. } => {
                let found = object_at(bytes, start, &length_of, budget)?;
                objects.extend(found.and_then(|found| Some((found.id, found.object?))));
            }
            Landmark::Trailer { start } => {
                let content = start + b"trailer".len();
                let mut lexer = Lexer::new(bytes, content);
                objects.extend(value(&mut lexer, budget)?.map(|trailer| ((0, 0), trailer)));
                budget.read(lexer.at - start)?;
            }
        }
        Ok(())
    })
}

/// The objects of all object streams.
fn unpack(objects: &mut Vec<(ObjectId, Object)>, budget: &mut Budget) -> Result<(), Refusal> {
    let is_container = |object: &Object| object.as_stream().is_ok_and(|stream| stream.dict.has_type(b"ObjStm"));
    let containers: Vec<usize> =
        objects.iter().enumerate().filter(|(_, (_, object))| is_container(object)).map(|(at, _)| at).collect();
    for at in containers {
        let mut alone = Document::new();
        alone.objects.extend(objects.get(at).cloned());
        let ids: Vec<ObjectId> = alone.objects.keys().copied().collect();
        for id in ids {
            objects.extend(objects_of(&alone, id, &|_| true, budget)?);
        }
    }
    Ok(())
}
