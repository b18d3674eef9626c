//! Figures and short words, which the search of a finished zip passes over because they may occur anywhere.

use std::collections::BTreeSet;

use super::fold::{fold, is_unspaced};
use super::needles::WORD;

/// The figures and short words of texts, each folded; and what stands beside a figure or a letter with it, so that a time of day or
/// a name of initials is told from its parts. Of scripts without blanks, two characters are a word.
pub(super) fn figures<'a>(texts: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for text in texts {
        let folded = fold(text);
        let words: Vec<&str> = folded.words().map(|(word, ..)| word).collect();
        all.extend(words.iter().filter(|word| is_short(word)).map(|word| (*word).to_owned()));
        for word in words.iter().filter(|word| word.starts_with(is_unspaced)) {
            let letters: Vec<char> = word.chars().collect();
            all.extend(letters.windows(2).map(|pair| pair.iter().collect::<String>()));
        }
        let pairs = words.windows(2).filter(|pair| pair.iter().all(|word| is_short(word)));
        all.extend(pairs.filter(|pair| pair.iter().any(|word| is_part(word))).map(|pair| pair.join(" ")));
    }
    all
}

fn is_short(word: &str) -> bool {
    !word.starts_with(is_unspaced) && (word.chars().count() < WORD || word.starts_with(char::is_numeric))
}

/// Returns whether a word is often a part of something: a number, a letter.
fn is_part(word: &str) -> bool {
    word.starts_with(char::is_numeric) || word.chars().count() == 1
}
