//! A rule, and what it looks at.

use std::collections::BTreeMap;

use super::passage::Passage;
use crate::edition::DayNames;
use crate::finding::{Code, Finding, Sources};
use crate::meeting::{Clash, Index, Language, Meeting, Parts};

/// The subject that rules check.
pub(super) struct Subject<'a> {
    pub(super) meeting: &'a Meeting,
    pub(super) index: &'a Index,
    pub(super) clashes: &'a [Clash],
    pub(super) parts: &'a Parts<'a>,
    /// Every text in every language.
    pub(super) passages: &'a [Passage<'a>],
    /// The same by the language that each is written in.
    pub(super) by_language: &'a BTreeMap<&'a Language, Vec<usize>>,
    /// The names of days and months in the languages of the pack.
    pub(super) days: &'a [DayNames],
    pub(super) sources: &'a Sources,
}

/// If a pack has more editions, each is checked without texts for the general language.
const EDITIONS_LOOKED_AT_WHOLE: usize = 16;

impl<'a> Subject<'a> {
    pub(super) fn written_in(&self, language: &Language) -> impl Iterator<Item = &'a Passage<'a>> {
        let passages = self.passages;
        self.by_language.get(language).into_iter().flatten().map(move |at| &passages[*at])
    }

    /// The passages that an edition has in its language, with those that are written for its general language.
    pub(super) fn of_edition(&self, language: &Language) -> Vec<&'a Passage<'a>> {
        let general = Language::new(language.general());
        if general == *language || self.meeting.definition.languages.len() > EDITIONS_LOOKED_AT_WHOLE {
            return self.written_in(language).collect();
        }
        let numbers = [language, &general].into_iter().filter_map(|language| self.by_language.get(language));
        let mut numbers: Vec<usize> = numbers.flatten().copied().collect();
        numbers.sort_unstable();
        numbers.into_iter().map(|at| &self.passages[at]).collect()
    }
}

/// A rule: the codes it can give, and how it finds them.
pub(super) struct Rule {
    pub(super) codes: &'static [&'static Code],
    pub(super) check: fn(&Subject<'_>) -> Vec<Finding>,
}
