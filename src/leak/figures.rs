//! Figures, initials and short names, which the search of a finished zip passes over because they may occur anywhere.

use std::collections::BTreeSet;

use super::fold::{fold, is_unspaced};
use super::needles::WORD;

/// The figures and short names of texts, each folded, and what stands beside a figure or a letter with it, so that a day, a time or a
/// name of initials is told from its parts. Of scripts without blanks, two characters are a word.
pub(super) fn figures<'a>(texts: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for text in texts {
        let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
        let words: Vec<&str> = parts.flat_map(by_script).collect();
        for word in &words {
            let letters: Vec<char> = word.chars().collect();
            let pairs = letters.windows(2).filter(|pair| pair.iter().all(|c| is_unspaced(*c)));
            all.extend(pairs.map(|pair| pair.iter().collect::<String>()));
        }
        all.extend(large_numbers(text));
        all.extend(words.iter().filter(|word| is_telling(word)).map(|word| fold(word).letters));
        let is_number = |word: &str| word.starts_with(char::is_numeric);
        let is_pair = |pair: &&[&str]| {
            let has_letter = pair.iter().any(|word| word.chars().count() == 1);
            pair.iter().any(|word| is_number(word)) || has_letter && pair.iter().all(|word| is_short(word))
        };
        // 9月30日
        let is_day = |words: &&[&str]| is_number(words[0]) && is_number(words[2]);
        let together = words.windows(2).filter(is_pair).chain(words.windows(3).filter(is_day));
        all.extend(
            together.map(|words| fold(&words.join(" ")).words().map(|(word, ..)| word).collect::<Vec<_>>().join(" ")),
        );
    }
    all
}

/// A word, or the figures and words that stand in one without blanks: 9月30日.
fn by_script(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let is_first_unspaced = is_unspaced(rest.chars().next()?);
        let (part, others) = rest.split_at(rest.find(|c| is_unspaced(c) != is_first_unspaced).unwrap_or(rest.len()));
        rest = others;
        Some(part)
    })
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
