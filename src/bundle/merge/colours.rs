//! Colours that mean something only by the output intent of their document (ISO 32000-1, 14.11.5).
//!
//! The bundle's output intent is sRGB, which says nothing of CMYK. An outside document that says what its CMYK is keeps
//! that by a default colour space in all its resources (8.6.5.6), which archives take as well (ISO 19005-2, 6.2.4.3).

use crate::pdf::{array, entry, integer, resolved};
use lopdf::{Dictionary, Document, Object};

/// The default colour spaces that stand for a document's output intent.
pub(super) fn characterised(document: &Document) -> Dictionary {
    let intents = document.catalog().ok().and_then(|catalog| array(document, catalog, b"OutputIntents"));
    let intents = intents.into_iter().flatten().filter_map(|intent| resolved(document, intent).as_dict().ok());
    let mut profiles = intents.filter_map(|intent| intent.get(b"DestOutputProfile").ok());
    let is_cmyk = |profile: &&Object| {
        let stream = resolved(document, profile).as_stream();
        stream.is_ok_and(|stream| integer(document, &stream.dict, b"N") == Some(4))
    };
    let space = |profile: &Object| Object::Array(vec!["ICCBased".into(), profile.clone()]);
    profiles.find(is_cmyk).map(|profile| ("DefaultCMYK", space(profile))).into_iter().collect()
}

/// Adds default colour spaces to resources that have none of the kind.
pub(super) fn add(document: &Document, spaces: &Dictionary, resources: &mut Dictionary) {
    let own = entry(document, resources, b"ColorSpace").and_then(|own| own.as_dict().ok());
    let mut own = own.cloned().unwrap_or_default();
    for (name, space) in spaces {
        if !own.has(name) {
            own.set(name.clone(), space.clone());
        }
    }
    resources.set("ColorSpace", own);
}
