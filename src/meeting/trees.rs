//! The definition of a meeting and its registry, serialized: for code that reads all of it without knowing its types.

use serde::Serialize;
use serde_json::Value;

use super::{Definition, Registry};

/// A definition and its registry, serialized.
#[derive(Debug, Clone)]
pub(super) struct Trees {
    pub(super) definition: Value,
    /// The registry's entries of each kind.
    pub(super) registry: [(&'static str, Value); 4],
}

impl Trees {
    pub(super) fn of(definition: &Definition, registry: &Registry) -> Self {
        Self {
            definition: tree(definition),
            registry: [
                ("people", tree(&registry.people)),
                ("entities", tree(&registry.entities)),
                ("bodies", tree(&registry.bodies)),
                ("documents", tree(&registry.documents)),
            ],
        }
    }
}

/// A part of the model, serialized: texts and ids are marked as such.
pub(super) fn tree(of: &impl Serialize) -> Value {
    serde_json::to_value(of).expect("the model is texts, numbers, lists and objects by text")
}
