//! The level of a paragraph in its list: it is written in the definition, and the numbers that are printed follow from it.

use super::body::{Level, Levels, Who};
use super::originals::{NOBODY, Original};
use crate::edition::WordAnchor;

/// Who changed the level of a paragraph, the level that it had, and the one that it has; `is_stated` says that the map has levels.
pub(super) fn changed(anchor: &WordAnchor, original: &Original, is_stated: bool) -> Option<(Who, Level, Level)> {
    let Levels { now, former } = original.levels?;
    let (by, was) = former.or_else(|| is_stated.then_some((NOBODY, anchor.level)))?;
    (was != now).then_some((by, was, now))
}
