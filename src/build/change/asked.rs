//! A change that is asked for.

use serde::Deserialize;
use serde_json::Value as Json;

/// A change of a file. Places are JSON pointers (RFC 6901); those of a set are places in the file after the changes before.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Change {
    /// Writes the value of a key or of an entry, whether there is one or not.
    Set {
        /// Where it stands.
        pointer: String,
        /// The value.
        value: Json,
    },
    /// Removes a key.
    Clear {
        /// Where it stands.
        pointer: String,
    },
    /// Adds an entry to a list.
    Insert {
        /// The list, which need not be there.
        pointer: String,
        /// The position that the entry gets.
        at: usize,
        /// The entry.
        value: Json,
    },
    /// Moves an entry of a list.
    Move {
        /// The list.
        pointer: String,
        /// The position of the entry.
        from: usize,
        /// The position that it gets.
        to: usize,
    },
    /// Removes an entry of a list.
    Remove {
        /// Where the entry stands.
        pointer: String,
    },
    /// Gives something another id. What refers to it does so by the new one.
    Rename {
        /// Where the object stands that has the id.
        pointer: String,
        /// The new id.
        to: String,
    },
}

impl Change {
    /// The place that it names.
    pub(super) fn pointer(&self) -> &str {
        let (Self::Set { pointer, .. }
        | Self::Clear { pointer }
        | Self::Insert { pointer, .. }
        | Self::Move { pointer, .. }
        | Self::Remove { pointer }
        | Self::Rename { pointer, .. }) = self;
        pointer
    }

    /// The same in another place.
    pub(super) fn at(&self, place: String) -> Self {
        let mut other = self.clone();
        let (Self::Set { pointer, .. }
        | Self::Clear { pointer }
        | Self::Insert { pointer, .. }
        | Self::Move { pointer, .. }
        | Self::Remove { pointer }
        | Self::Rename { pointer, .. }) = &mut other;
        *pointer = place;
        other
    }

    /// Returns true if it may give something another id.
    pub fn gives_id(&self) -> bool {
        match self {
            Self::Rename { .. } => true,
            Self::Set { pointer, .. } | Self::Clear { pointer } => pointer.ends_with("/id"),
            _ => false,
        }
    }

    /// The value that it writes.
    pub(super) fn value(&self) -> Option<&Json> {
        match self {
            Self::Set { value, .. } | Self::Insert { value, .. } => Some(value),
            _ => None,
        }
    }
}
