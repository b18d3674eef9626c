//! Layers (optional content, ISO 32000-1, 8.11).

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::look_up::{array, catalog_dictionary, dictionary, name, resolved};
use super::{Budget, Refusal};

/// The layers of a document that are not shown as it is opened: its default configuration hides them, or has viewers switch
/// them off on screens. In the order in which they are listed, each once.
pub(crate) fn hidden_layers(document: &Document, budget: &mut Budget) -> Result<Vec<ObjectId>, Refusal> {
    let Some(properties) = catalog_dictionary(document, b"OCProperties") else { return Ok(Vec::new()) };
    let Some(default) = dictionary(document, properties, b"D") else { return Ok(Vec::new()) };
    let mut list = |of: &Dictionary, key: &[u8]| -> Result<Vec<ObjectId>, Refusal> {
        let groups = array(document, of, key).map(Vec::as_slice).unwrap_or_default();
        budget.steps(groups.len())?;
        Ok(groups.iter().filter_map(|group| group.as_reference().ok()).collect())
    };
    let mut hidden = list(default, b"OFF")?;
    if name(document, default, b"BaseState") == Some(b"OFF") {
        let on: BTreeSet<ObjectId> = list(default, b"ON")?.into_iter().collect();
        hidden = list(properties, b"OCGs")?.into_iter().filter(|group| !on.contains(group)).collect();
    }
    // What viewers switch off by themselves (ISO 32000-1, 8.11.4.4).
    for usage in array(document, default, b"AS").into_iter().flatten() {
        if let Ok(usage) = resolved(document, usage).as_dict()
            && name(document, usage, b"Event") == Some(b"View")
        {
            hidden.extend(list(usage, b"OCGs")?.into_iter().filter(|group| is_off_on_screens(document, *group)));
        }
    }
    let mut seen = BTreeSet::new();
    let is_group = |id: &ObjectId| matches!(document.objects.get(id), Some(Object::Dictionary(_)));
    hidden.retain(|group| is_group(group) && seen.insert(*group));
    Ok(hidden)
}

fn is_off_on_screens(document: &Document, group: ObjectId) -> bool {
    let usage = document.get_dictionary(group).ok().and_then(|group| dictionary(document, group, b"Usage"));
    let view = usage.and_then(|usage| dictionary(document, usage, b"View"));
    view.is_some_and(|view| name(document, view, b"ViewState") == Some(b"OFF"))
}
