//! The key that was probably meant by one that an object cannot have.
//!
//! A required key that is missing was meant before any other, and a key was meant only if what is written under the other one
//! would be right under it: whoever follows a wrong help has two faults.

use serde_json::{Map, Value as Json, json};

use super::synonyms::synonyms;
use super::validate::{Validator, Violation};
use crate::finding::similarity;

/// The fewest letters of a key that is known by one letter more, less or other than it has, and by two.
const SHORT: usize = 3;
const LONG: usize = 5;

/// An object with a key that is missing or not known, and the keys that it can have.
pub(super) struct Keys<'v> {
    validator: &'v Validator,
    rules: &'v Json,
    object: Option<&'v Map<String, Json>>,
    known: Vec<&'v str>,
}

/// A key that was meant by another.
#[derive(Clone, Copy)]
pub(super) struct Meant<'v> {
    pub(super) key: &'v str,
    /// How it is written, if that is not as it was typed.
    pub(super) example: &'static str,
    /// True if the object has it.
    pub(super) is_there: bool,
}

impl<'v> Keys<'v> {
    /// The keys that the schema allows where a violation is: the properties beside the violated rule.
    pub(super) fn of(validator: &'v Validator, violation: &Violation<'v>) -> Self {
        let properties = violation.rules["properties"].as_object().into_iter().flatten();
        let known = properties.map(|(key, _)| key.as_str()).filter(|key| *key != "$schema").collect();
        Self { validator, rules: violation.rules, object: violation.value.as_object(), known }
    }

    pub(super) fn known(&self) -> &[&'v str] {
        &self.known
    }

    /// Returns whether the object has a key that is not known and by which this one was meant.
    pub(super) fn is_misspelt(&self, key: &str) -> bool {
        let mut unknown =
            self.object.into_iter().flat_map(Map::keys).filter(|typed| !self.known.contains(&typed.as_str()));
        unknown.any(|typed| self.meant(typed).is_some_and(|meant| meant.key == key))
    }

    /// The key that was probably meant by one that is not known.
    pub(super) fn meant(&self, typed: &str) -> Option<Meant<'v>> {
        let value = self.object?.get(typed)?;
        let alike = |key: &&'v str| {
            let score = similarity(typed, key).or_else(|| is_typing_error(typed, key).then_some(0.0));
            Some((score?, *key))
        };
        let mut near: Vec<(f64, &str)> = self.known.iter().filter_map(alike).collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        let synonyms = synonyms(typed, &self.known).into_iter().map(|(key, example)| (key, example, true));
        let near = near.into_iter().map(|(_, key)| (key, "", false));
        let ranked = synonyms.chain(near).filter_map(|(key, example, is_synonym)| {
            let is_there = self.object.is_some_and(|object| object.contains_key(key));
            let fits = || !example.is_empty() || self.validator.fits(&self.rules["properties"][key], value);
            let is_sure = || is_synonym || key.len() >= LONG && is_typing_error(typed, key);
            let rank = match is_there {
                false if self.is_required(key) => 0,
                false if fits() => 1,
                false if is_sure() => 2,
                true if fits() && self.holds_more(key) => 3,
                true if fits() || !is_synonym && is_sure() => 4,
                _ => return None,
            };
            Some((rank, Meant { key, example, is_there }))
        });
        ranked.min_by_key(|(rank, _)| *rank).map(|(_, meant)| meant)
    }

    /// Returns whether the value of a key holds more than one word or number, so that something can be added to it.
    fn holds_more(&self, key: &str) -> bool {
        let node = &self.rules["properties"][key];
        [json!("Some words"), json!({}), json!([])].iter().any(|value| self.validator.fits(node, value))
    }

    fn is_required(&self, key: &str) -> bool {
        self.rules["required"].as_array().is_some_and(|keys| keys.iter().any(|one| one == key))
    }
}

/// Returns whether a key is another one with letters exchanged, too many, too few or wrong.
fn is_typing_error(typed: &str, key: &str) -> bool {
    let most = match key.len() {
        ..SHORT => return false,
        SHORT..=LONG => 1,
        _ => 2,
    };
    typed.len().abs_diff(key.len()) <= most && strsim::osa_distance(&typed.to_lowercase(), key) <= most
}
