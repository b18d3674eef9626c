//! What is passed over, so that the rest can be read.

use std::collections::BTreeSet;

/// Starts of values that are not read.
pub(super) type LeftOut = BTreeSet<usize>;
