//! Words in another form than the one that is withheld: plurals of names, cases, umlauts written as two letters.
//!
//! No language is known here, but that an English "y" becomes "ies": of two words with the same beginning, few letters at the end of one may be its ending. Where lines begin on
//! the right, articles and prepositions are written in one word with what follows, so it may also have few letters more at its beginning.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use super::fold::{fold, is_unspaced};
use super::needles::WORD;
use super::secret::{Open, Secret};
use crate::finding::is_right_to_left;

/// The most letters of an ending.
const ENDING: usize = 2;
/// The fewest letters that two words have in common, if both have an ending: "Иваненкову" and "Иваненкова".
const LONG: usize = 6;
/// The same in Cyrillic, where nearly every word has an ending: "Щукина" and "Щукиной".
const LONG_IN_CYRILLIC: usize = 5;
/// The most letters of an article with a preposition before it: "وبال".
const BEGINNING: usize = 4;
/// The letters of articles and prepositions that are written in one word with what follows.
const PREFIXED: &str = "الوفبكسهמשוכלב";
/// The dots of an umlaut, by themselves.
const DOTS: char = '\u{308}';

/// Words that are withheld, without their endings.
#[derive(Debug)]
pub(super) struct Stems {
    /// Whole words.
    words: BTreeSet<String>,
    /// Words without an ending.
    stems: BTreeSet<String>,
    /// Words that say nothing, in the forms in which they are open.
    open: BTreeSet<String>,
}

impl Stems {
    /// Prepares words that are withheld, as they are folded, and are in no open text.
    pub(super) fn new<'a>(words: impl Iterator<Item = &'a str>, secrets: &[Secret], open: &Open<'_>) -> Self {
        let mut all: BTreeSet<String> = words.map(str::to_owned).collect();
        let others = secrets.iter().flat_map(|secret| written_otherwise(&secret.text));
        let of_withheld = others.filter(|(word, _)| all.contains(word)).map(|(_, other)| other);
        let of_withheld: Vec<String> = of_withheld.collect();
        all.extend(of_withheld);
        let bare: Vec<String> = all.iter().flat_map(|word| without_beginning(word)).map(str::to_owned).collect();
        all.extend(bare);
        all.retain(|word| is_plain(word));
        let stems = all.iter().flat_map(|word| without_ending(word)).map(str::to_owned).collect();
        let open = match all.is_empty() {
            true => BTreeSet::new(),
            false => open.texts.iter().flat_map(|text| forms(text)).collect(),
        };
        Self { words: all, stems, open }
    }

    /// Returns whether a text has one of the words in another form.
    pub(super) fn are_in(&self, text: &str) -> bool {
        if self.words.is_empty() {
            return false;
        }
        forms(text).any(|word| self.has(&word))
    }

    fn has(&self, word: &str) -> bool {
        let is_cyrillic = word.starts_with(|c| ('\u{400}'..='\u{4ff}').contains(&c));
        let long = if is_cyrillic { LONG_IN_CYRILLIC } else { LONG };
        let is_withheld =
            |stem: &str| self.words.contains(stem) || stem.chars().count() >= long && self.stems.contains(stem);
        is_plain(word)
            && !self.open.contains(word)
            && (self.words.contains(word)
                || self.stems.contains(word)
                || without_ending(word).any(is_withheld)
                || without_beginning(word).any(|bare| self.words.contains(bare) && !self.open.contains(bare)))
    }
}

/// Returns whether a word has letters alone, and blanks around it.
fn is_plain(word: &str) -> bool {
    word.chars().count() >= WORD && word.chars().all(|c| c.is_alphabetic() && !is_unspaced(c))
}

/// A word without its last letters, one after another.
fn without_ending(word: &str) -> impl Iterator<Item = &str> {
    let ends = word.char_indices().rev().take(ENDING).map(|(at, _)| &word[..at]);
    ends.filter(|stem| stem.chars().count() >= WORD)
}

/// A word without an article or preposition that may be written in one with it.
fn without_beginning(word: &str) -> impl Iterator<Item = &str> {
    let starts = word.char_indices().skip(1).take(BEGINNING).map(|(at, _)| at);
    let starts =
        starts.filter(|at| word[..*at].chars().all(|c| PREFIXED.contains(c)) && word.contains(is_right_to_left));
    starts.map(|at| &word[at..]).filter(|bare| bare.chars().count() >= WORD)
}

/// The words of a text, folded, and those that can be written otherwise also in their other form.
fn forms(text: &str) -> impl Iterator<Item = String> {
    let words: Vec<String> = fold(text).words().map(|(word, ..)| word.to_owned()).collect();
    words.into_iter().chain(written_otherwise(text).into_iter().map(|(_, other)| other))
}

/// The words of a text that can be written otherwise, folded, each with its other form: "Müller" and "Mueller", "bakeries" and "bakery".
fn written_otherwise(text: &str) -> Vec<(String, String)> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != DOTS);
    let others = words.filter_map(|word| {
        let folded = || fold(word).letters;
        if word.is_ascii() {
            let stem = word.strip_suffix("ies").or_else(|| word.strip_suffix("IES"))?;
            return Some((folded(), fold(stem).letters + "y"));
        }
        let other: String = word.nfd().flat_map(spelled).collect();
        (!word.nfd().eq(other.chars())).then(|| (folded(), fold(&other).letters))
    });
    others.collect()
}

/// A letter as it is spelled where a keyboard has it not: the dots of an umlaut are an `e`.
fn spelled(c: char) -> impl Iterator<Item = char> {
    let letters = match c {
        DOTS => ['e', '\0'],
        'ø' | 'Ø' => ['o', 'e'],
        c => [c, '\0'],
    };
    letters.into_iter().filter(|c| *c != '\0')
}
