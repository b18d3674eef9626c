//! The level of a paragraph in its list: it is written in the definition, and the numbers that are printed follow from it.

use super::body::Letter;
use super::originals::{NOBODY, Original};
use super::setting::{Level, Levels, OtherSetting, Setting};
use super::stamps::Who;
use crate::edition::WordAnchor;

/// How the paragraphs are set that one is now.
#[derive(Debug, Clone)]
pub(super) struct Settings<'a> {
    /// That of the paragraph with the words that were sent; none if that is not known.
    own: Option<&'a Setting>,
    all: Vec<&'a Setting>,
}

impl<'a> Settings<'a> {
    /// Those of a paragraph that stands in several; `before` is for each of its letters the number of those that were sent before it.
    pub(super) fn of(parts: &[&'a Original], letters: &[Letter], before: &[usize]) -> Self {
        let all: Vec<&Setting> = parts.iter().flat_map(|part| &part.settings).collect();
        let ends: Vec<usize> =
            letters.iter().enumerate().filter(|(_, letter)| letter.c == '\n').map(|(at, _)| at).collect();
        let starts = std::iter::once(0).chain(ends.iter().map(|end| end + 1));
        let sent = |at: usize| before.get(at).copied().unwrap_or_default();
        let has_words = |(start, end): (usize, usize)| sent(start) < sent(end);
        let own = std::iter::zip(starts, ends.iter().copied().chain([letters.len()])).position(has_words);
        // A paragraph without words is the last one: its end is that of the paragraph that was sent.
        let own = own.unwrap_or(ends.len());
        let is_known = ends.len() + 1 == all.len() && !parts.iter().any(|part| part.is_cut);
        Self { own: is_known.then(|| all.get(own).copied()).flatten(), all }
    }

    /// In what a new one is set otherwise than the one with the words that were sent.
    pub(super) fn other(&self) -> Option<OtherSetting> {
        let beside = self.own.or(self.all.first().copied())?;
        self.all.iter().find_map(|one| one.other_than(beside))
    }

    /// Who changed the level of the paragraph, the level that it had, and the one that it has; `is_stated` says that the map has levels.
    pub(super) fn changed(&self, anchor: &WordAnchor, is_stated: bool) -> Option<(Who, Level, Level)> {
        let Levels { now, former } = self.own?.levels;
        let (by, was) = former.or_else(|| is_stated.then_some((NOBODY, anchor.level)))?;
        (was != now).then_some((by, was, now))
    }
}
