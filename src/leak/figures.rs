//! Figures, initials and short names, which the search of a finished zip passes over because they may occur anywhere.

use std::collections::BTreeSet;

use super::fold::{fold, is_unspaced};
use super::moments::{Months, moments};
use super::needles::WORD;
use super::numerals::{NumberWords, numbers};

/// The words with which languages write dates and amounts.
#[derive(Debug, Clone, Default)]
pub struct Notations {
    /// The names of months.
    pub months: Months,
    /// The words for numbers.
    pub numbers: NumberWords,
}

/// The figures and short names of texts, each folded, and their dates, times and numbers, however they are written; and what stands
/// beside a figure or a letter with it, so that a time of day or a name of initials is told from its parts. Of scripts without blanks,
/// two characters are a word.
pub(super) fn figures<'a>(
    texts: impl Iterator<Item = &'a str>,
    notations: &Notations,
    with_months: bool,
) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for text in texts {
        all.extend(moments(text, &notations.months, with_months));
        let (numbers, in_figures) = numbers(text, &notations.numbers);
        all.extend(numbers);
        all.extend(in_figures.iter().flat_map(|text| moments(text, &notations.months, with_months)));
        let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        for word in &words {
            let letters: Vec<char> = word.chars().collect();
            let pairs = letters.windows(2).filter(|pair| pair.iter().all(|c| is_unspaced(*c)));
            all.extend(pairs.map(|pair| pair.iter().collect::<String>()));
        }
        all.extend(large_numbers(text));
        all.extend(words.iter().filter(|word| is_telling(word)).map(|word| fold(word).letters));
        let pairs = words.windows(2).filter(|pair| pair.iter().all(|word| is_short(word)));
        let pairs = pairs.filter(|pair| pair.iter().any(|word| is_part(word)));
        all.extend(
            pairs.map(|pair| fold(&pair.join(" ")).words().map(|(word, ..)| word).collect::<Vec<_>>().join(" ")),
        );
    }
    all
}

/// Numbers of four digits and more, without what stands between groups of digits: 412,000.
fn large_numbers(text: &str) -> impl Iterator<Item = String> {
    let is_between = |c: char| matches!(c, ',' | '.' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}' | '٬');
    let numbers = text.split(move |c: char| !c.is_numeric() && !is_between(c));
    let digits = numbers.map(|number| number.chars().filter(|c| c.is_numeric()).collect::<String>());
    digits.filter(|digits| digits.chars().count() >= WORD)
}

/// Returns whether a word is a figure, or a name and not a word of the language: those begin with a small letter.
fn is_telling(word: &str) -> bool {
    let has_figure = word.contains(char::is_numeric);
    has_figure || is_short(word) && !word.starts_with(char::is_lowercase) && !word.starts_with(is_unspaced)
}

fn is_short(word: &str) -> bool {
    word.chars().count() < WORD || word.starts_with(char::is_numeric)
}

/// Returns whether a word is often a part of something: a number, a letter.
fn is_part(word: &str) -> bool {
    word.starts_with(char::is_numeric) || word.chars().count() == 1
}
