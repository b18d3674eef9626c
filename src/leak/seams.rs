//! Runs of words that arise where open texts are printed one after another: a name and an office, a number and a title.
//!
//! A closed item may say "Ann Lee, Treasurer", and the list of participants prints the same words from two open texts. So a run that
//! was found is not a leak if it can be made of the end of an open text, then whole open texts and figures, then the beginning of an
//! open text. A run from inside a withheld sentence can hardly ever be made in this way.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::fold::{Folded, fold, is_unspaced};

/// The most words of a piece; in scripts without spaces, characters.
const PIECE: usize = 12;
/// The most words or characters of a run.
const RUN: usize = 40;

/// The beginnings and ends of open texts, and short ones as a whole, as digests.
#[derive(Debug, Default)]
pub(super) struct Seams {
    wholes: HashSet<u64>,
    starts: HashSet<u64>,
    ends: HashSet<u64>,
}

impl Seams {
    pub(super) fn of<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let mut seams = Self::default();
        for text in texts {
            // Each line is a text of its own; what is in braces, tags and references is printed in another form.
            for piece in text.split(['\n', '\r', '{', '}', '<', '>', '=', '"', '[', ']', '|']) {
                let mut parts = piece.split('@');
                seams.add(parts.next().unwrap_or_default());
                let is_of_id = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
                parts.for_each(|part| seams.add(part.trim_start_matches(is_of_id)));
            }
        }
        seams
    }

    fn add(&mut self, text: &str) {
        let folded = fold(text);
        let units = units(&folded);
        let last = units.len() - 1;
        for length in 1..=last.min(PIECE) {
            self.starts.insert(digest(&folded, units[0], units[length]));
            self.ends.insert(digest(&folded, units[last - length], units[last]));
        }
        if (1..=PIECE).contains(&last) {
            self.wholes.insert(digest(&folded, 0, units[last]));
        }
    }

    /// Returns whether a run of words is made of open texts. `shown` are its words, `letters` what was found.
    pub(super) fn explain(&self, shown: &str, letters: &str) -> bool {
        let folded = fold(shown);
        let units = units(&folded);
        let count = units.len() - 1;
        // Figures alone may be a telephone number.
        if folded.letters != letters || count > RUN || !letters.contains(char::is_alphabetic) {
            return false;
        }
        let mut reached = vec![false; count + 1];
        reached[0] = true;
        for from in 0..count {
            if !reached[from] {
                continue;
            }
            for (to, reached) in reached.iter_mut().enumerate().skip(from + 1).take(PIECE) {
                *reached |= self.is_piece(&folded, &units, from, to);
            }
        }
        reached[count]
    }

    fn is_piece(&self, folded: &Folded, units: &[usize], from: usize, to: usize) -> bool {
        let (first, last) = (from == 0, to + 1 == units.len());
        let word = folded.letters.get(units[from]..units[to]).unwrap_or_default();
        let is_han = word.chars().all(is_unspaced);
        // Figures and single letters are numbers of items, and may be anywhere.
        if to == from + 1 && !is_han && (word.chars().all(char::is_numeric) || word.chars().nth(1).is_none()) {
            return true;
        }
        let code = digest(folded, units[from], units[to]);
        // Too many texts begin or end with the same Chinese character: one alone does not explain a short run.
        let is_long = !is_han || to > from + 1 || units.len() > 4;
        self.wholes.contains(&code)
            || is_long && (first && !last && self.ends.contains(&code) || last && !first && self.starts.contains(&code))
    }
}

/// The positions where words begin, and of each character in a script without spaces; the last one is the end.
fn units(folded: &Folded) -> Vec<usize> {
    let mut units = Vec::new();
    for (word, range, _) in folded.words() {
        match word.chars().next().is_some_and(is_unspaced) {
            true => units.extend(word.char_indices().map(|(at, _)| range.start + at)),
            false if !word.is_empty() => units.push(range.start),
            false => {}
        }
    }
    units.push(folded.letters.len());
    units
}

fn digest(folded: &Folded, from: usize, to: usize) -> u64 {
    let mut hasher = DefaultHasher::new();
    folded.letters.get(from..to).hash(&mut hasher);
    hasher.finish()
}
