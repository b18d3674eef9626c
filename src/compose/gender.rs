//! The grammatical gender of people, for sentences that depend on it.

use super::scene::Scene;
use crate::meeting::{Gender, Id, Person};

/// Titles before the names of women and of men. They are not printed.
const OF_WOMEN: &str = "ms mrs miss madam mme mmes mlle madame mademoiselle \
    sra sras srta señora señorita dña doña d.ª dª dra г-жа госпожа السيدة الدكتورة 女士 frau";
const OF_MEN: &str = "mr sir m mm monsieur messieurs sr sres señor don г-н господин السيد الدكتور 先生 herr";

impl Scene {
    /// The gender with which words about people agree: `feminine` if all are, `masculine` if anybody is, `unknown` if it is not
    /// known of all.
    pub(super) fn gender<'a>(&self, ids: impl Iterator<Item = &'a Id>) -> &'static str {
        let genders: Option<Vec<Gender>> =
            ids.map(|id| gender(self, self.meeting.registry.people.get(id.as_str())?)).collect();
        match genders {
            Some(genders) if genders.contains(&Gender::Masculine) => "masculine",
            Some(genders) if !genders.is_empty() => "feminine",
            _ => "unknown",
        }
    }
}

fn gender(scene: &Scene, person: &Person) -> Option<Gender> {
    let courtesy = person.courtesy.as_ref().map(|courtesy| scene.words(courtesy));
    let first = scene.words(&person.name).split_whitespace().next().unwrap_or_default();
    // A single letter before a name is an initial, and "M." before one a courtesy.
    let words = courtesy.or(Some(first).filter(|first| first.ends_with('.') || first.chars().count() > 2))?;
    let is_french = scene.language.general() == "fr";
    let of = |word: &str| {
        let word = word.trim_end_matches('.').to_lowercase();
        let is_of = |words: &str| words.split(' ').any(|one| one == word);
        match () {
            () if is_of(OF_WOMEN) => Some(Gender::Feminine),
            () if is_of(OF_MEN) && (is_french || word != "m") => Some(Gender::Masculine),
            () => None,
        }
    };
    // Of several courtesies one is enough: "Excmo. Sr. D.".
    person.gender.or_else(|| words.split([' ', '\u{a0}']).find_map(of))
}
