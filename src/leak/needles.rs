//! The texts to search for, for each secret: single words, runs of words, digests, ids and addresses.

use std::collections::BTreeMap;
use std::ops::Range;

use super::fold::{Folded, fold, is_unspaced};
use super::secret::Secret;

/// The way in which a needle is searched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A whole word.
    Word,
    /// A few characters of a text in a script without spaces.
    Gram,
    /// The letters of several words in a row, regardless of the spaces between them.
    Run,
    /// A few short words in a row.
    Phrase,
    /// The characters unchanged, in upper or lower case.
    Verbatim,
}

/// Something to look for.
#[derive(Debug, Clone)]
pub(super) struct Needle {
    pub(super) kind: Kind,
    /// Folded text, except for needles that are searched for unchanged.
    pub(super) text: String,
    pub(super) secret: usize,
    /// The words as they are written in the secret.
    pub(super) shown: String,
}

/// The most needles of one kind; if there are more, only every second, third and so on is used.
const MOST: usize = 200_000;
/// The fewest letters of a run.
pub(super) const RUN: usize = 12;
/// The fewest letters of a word.
pub(super) const WORD: usize = 4;
/// The number of characters of a [`Kind::Gram`].
const GRAM: usize = 4;
/// The characters of a run in such a script.
const LONG_GRAM: usize = 8;
/// The number of words of a run, and of a run of a short secret.
const WORDS: usize = 5;
const FEW_WORDS: usize = 3;
/// The most characters that a finding shows.
const SHOWN: usize = 120;

/// All needles of all secrets. A needle that several secrets have belongs to the first of them.
pub(super) fn needles(secrets: &[Secret]) -> Vec<Needle> {
    let mut all = Needles::default();
    for (secret, Secret { text, .. }) in secrets.iter().enumerate() {
        all.of(secret, text);
    }
    let mut kept = Vec::new();
    for kind in [Kind::Word, Kind::Gram, Kind::Run, Kind::Phrase, Kind::Verbatim] {
        let of_kind: Vec<Needle> = all.0.extract_if(.., |key, _| key.0 == kind).map(|(_, needle)| needle).collect();
        let step = of_kind.len().div_ceil(MOST).max(1);
        kept.extend(of_kind.into_iter().step_by(step));
    }
    kept
}

#[derive(Default)]
struct Needles(BTreeMap<(Kind, String), Needle>);

impl Needles {
    fn add(&mut self, kind: Kind, text: &str, secret: usize, shown: &str) {
        let key = (kind, text.to_owned());
        self.0.entry(key).or_insert_with(|| {
            let shown = shown.trim().chars().take(SHOWN).collect();
            Needle { kind, text: text.to_owned(), secret, shown }
        });
    }

    fn of(&mut self, secret: usize, text: &str) {
        for token in text.split(|c: char| c.is_whitespace() || matches!(c, '–' | '—')) {
            self.verbatim(secret, token);
        }
        let folded = fold(text);
        let words: Vec<(&str, Range<usize>)> = folded.words().map(|(word, range, _)| (word, range)).collect();
        for (word, _) in &words {
            self.word(secret, word);
        }
        self.joined(secret, &folded);
        self.runs(secret, text, &folded, &words);
    }

    fn word(&mut self, secret: usize, word: &str) {
        if word.chars().next().is_some_and(is_unspaced) {
            return self.grams(secret, word);
        }
        if is_telling(word) {
            self.add(Kind::Word, word, secret, word);
        }
    }

    /// Adds the parts of a text in a script without spaces.
    fn grams(&mut self, secret: usize, word: &str) {
        let starts: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
        let count = starts.len() - 1;
        if (2..=GRAM).contains(&count) {
            self.add(Kind::Gram, word, secret, word);
        }
        for (length, kind) in [(GRAM, Kind::Gram), (LONG_GRAM, Kind::Run)] {
            for window in starts.windows(length + 1) {
                if let Some(part) = window.first().zip(window.last()).and_then(|(from, to)| word.get(*from..*to)) {
                    self.add(kind, part, secret, part);
                }
            }
        }
    }

    /// Adds words with hyphens as one word.
    fn joined(&mut self, secret: usize, folded: &Folded) {
        let mut start = 0;
        let mut is_joined = false;
        let ends = folded.breaks.iter().copied().map(Some).chain([None]);
        for end in ends {
            let (at, goes_on) = match end {
                Some((at, before)) => (at, before != super::fold::Break::Plain),
                None => (folded.letters.len(), false),
            };
            if goes_on {
                is_joined = true;
                continue;
            }
            let word = folded.letters.get(start..at).unwrap_or_default();
            if is_joined && is_telling(word) {
                self.add(Kind::Word, word, secret, word);
            }
            (start, is_joined) = (at, false);
        }
    }

    fn runs(&mut self, secret: usize, text: &str, folded: &Folded, words: &[(&str, Range<usize>)]) {
        let count = words.len();
        if folded.letters.len() >= RUN {
            if has_letters(&folded.letters) {
                self.add(Kind::Run, &folded.letters, secret, text);
            }
        } else if count > 1 && folded.letters.chars().count() >= 6 && has_letters(&folded.letters) {
            self.add(Kind::Phrase, &folded.letters, secret, text);
        }
        // Numbers of telephones, accounts and files.
        if !has_letters(&folded.letters) && folded.letters.len() >= 8 && !is_date(&folded.letters) {
            self.add(Kind::Phrase, &folded.letters, secret, text);
        }
        let length = if count <= WORDS { FEW_WORDS } else { WORDS };
        for window in words.windows(length) {
            let Some((first, last)) = window.first().zip(window.last()) else { continue };
            let run = folded.letters.get(first.1.start..last.1.end).unwrap_or_default();
            if run.len() >= RUN && has_letters(run) {
                let shown: Vec<&str> = window.iter().map(|(word, _)| *word).collect();
                self.add(Kind::Run, run, secret, &shown.join(" "));
            }
        }
    }

    /// Digests, names of files, ids and addresses.
    fn verbatim(&mut self, secret: usize, token: &str) {
        let token = token.trim_matches(|c: char| !c.is_alphanumeric());
        // `sha256:` stands before a digest.
        let bare = token.rsplit(':').next().unwrap_or(token);
        if bare.len() == 64 && bare.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return self.add(Kind::Verbatim, &bare.to_ascii_lowercase(), secret, bare);
        }
        let mut inner = token.char_indices().filter(|(_, c)| matches!(c, '-' | '_' | '.' | '@' | '/' | ':'));
        let has_sign = inner.next().is_some();
        let letters = token.chars().filter(|c| c.is_alphabetic()).count();
        // `and/or` is words.
        let has_sign = has_sign && !token.chars().all(|c| c.is_alphabetic() || c == '/');
        if has_sign && letters >= 2 && (5..=300).contains(&token.len()) && !is_clock(token) {
            self.add(Kind::Verbatim, &token.to_lowercase(), secret, token);
            // The last part of a path is the name of the file.
            if let Some((_, name)) = token.rsplit_once('/').filter(|(_, name)| name.contains('.')) {
                self.add(Kind::Verbatim, &name.to_lowercase(), secret, name);
            }
        }
    }
}

/// Returns whether a token is a date or time such as `2026-11-28T10:00Z`.
fn is_clock(token: &str) -> bool {
    token.starts_with(|c: char| c.is_ascii_digit()) && token.chars().filter(|c| c.is_alphabetic()).count() <= 2
}

/// Returns whether at least half of a run is letters: dates and row numbers may occur anywhere.
fn has_letters(run: &str) -> bool {
    let letters = run.chars().filter(|c| c.is_alphabetic()).count();
    letters * 2 >= run.chars().count()
}

/// Returns whether a word reveals anything by itself: short numbers, parts of dates, ordinals and Roman numerals do not.
fn is_telling(word: &str) -> bool {
    let count = word.chars().count();
    let digits = word.chars().filter(|c| c.is_numeric()).count();
    if digits == count {
        return count >= 6 && !is_date(word);
    }
    let begins_as_number = word.starts_with(char::is_numeric);
    count >= WORD
        && !(begins_as_number && count < 7)
        && !(begins_as_number && count - digits <= 2 && is_date(word))
        && !word.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'l' | 'c'))
}

/// Returns whether digits are a date, with the year first or last, and perhaps a time after it.
fn is_date(digits: &str) -> bool {
    let digits: Vec<u8> = digits.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect();
    let is_year = |at: usize| matches!(digits.get(at..at + 2), Some([1, 9] | [2, 0]));
    let two = |at: usize| digits.get(at..at + 2).map_or(99, |pair| pair[0] * 10 + pair[1]);
    let is = |value: u8, most: u8| (1..=most).contains(&value);
    match digits.len() {
        6 => is_year(0) && is(two(4), 12),
        8 => {
            is_year(0) && is(two(4), 12) && is(two(6), 31)
                || is_year(4) && is(two(0), 31) && is(two(2), 31)
                || is_year(0) && is_year(4)
        }
        12 | 14 => is_year(0) && is(two(4), 12) && is(two(6), 31),
        _ => false,
    }
}
