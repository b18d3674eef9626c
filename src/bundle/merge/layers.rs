//! Layers (optional content, ISO 32000-1, 8.11): what an outside document hides at first stays hidden.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::objects::{array, dictionary, name, resolved};

/// The layers of a document that its default configuration hides.
pub(super) fn hidden(document: &Document) -> BTreeSet<ObjectId> {
    let properties = document.catalog().ok().and_then(|catalog| dictionary(document, catalog, b"OCProperties"));
    let Some(properties) = properties else { return BTreeSet::new() };
    let list = |of: &Dictionary, key: &[u8]| -> BTreeSet<ObjectId> {
        let groups = array(document, of, key).into_iter().flatten();
        groups.filter_map(|group| group.as_reference().ok()).collect()
    };
    let Some(default) = dictionary(document, properties, b"D") else { return BTreeSet::new() };
    let mut hidden = list(default, b"OFF");
    if name(document, default, b"BaseState") == Some(b"OFF") {
        let on = list(default, b"ON");
        hidden = list(properties, b"OCGs").into_iter().filter(|group| !on.contains(group)).collect();
    }
    // What viewers switch off by themselves (ISO 32000-1, 8.11.4.4); archives may not have them do so.
    for usage in array(document, default, b"AS").into_iter().flatten() {
        if let Ok(usage) = resolved(document, usage).as_dict()
            && name(document, usage, b"Event") == Some(b"View")
        {
            hidden.extend(list(usage, b"OCGs").into_iter().filter(|group| is_off_on_screens(document, *group)));
        }
    }
    hidden
}

fn is_off_on_screens(document: &Document, group: ObjectId) -> bool {
    let usage = document.get_dictionary(group).ok().and_then(|group| dictionary(document, group, b"Usage"));
    let view = usage.and_then(|usage| dictionary(document, usage, b"View"));
    view.is_some_and(|view| name(document, view, b"ViewState") == Some(b"OFF"))
}

/// The catalog's entry for layers; each comes with whether it is hidden. A configuration has a name and no list of layers
/// to switch, as archives want it (ISO 19005-2, 6.9).
pub(super) fn properties(layers: &[(ObjectId, bool)]) -> Dictionary {
    let all: Vec<Object> = layers.iter().map(|(id, _)| Object::Reference(*id)).collect();
    let hidden = layers.iter().filter(|(_, is_hidden)| *is_hidden).map(|(id, _)| Object::Reference(*id));
    let default = dictionary! { "Name" => Object::string_literal("Default"), "OFF" => hidden.collect::<Vec<_>>() };
    dictionary! { "OCGs" => all, "D" => default }
}
