//! Searches for all needles in one pass, in a time that depends only on the length of the text.

use std::collections::HashMap;

use aho_corasick::{AhoCorasick, MatchKind};

use super::fold::{Break, Folded, fold_bytes, is_unspaced};
use super::needles::{Kind, Needle, RUN, WORD};
use super::vocabulary::is_of_formats;
use super::within::Piece;

/// How a piece is searched; see [`Piece`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Care {
    Words,
    Code,
    Fabric,
    Remains,
}

impl Care {
    /// Returns whether the piece is text, and not bytes among which there may be some.
    fn is_of_text(self) -> bool {
        matches!(self, Self::Words | Self::Code)
    }
}

/// Needles, indexed for the search.
#[derive(Debug)]
pub(super) struct Hunt {
    pub(super) needles: Vec<Needle>,
    words: HashMap<String, usize>,
    grams: HashMap<String, usize>,
    /// Runs by the rolling hash of their first bytes.
    runs: HashMap<u64, Vec<usize>>,
    /// A bit for each hash that a run has: most hashes of a text are rejected by it at once.
    sieve: Vec<u64>,
    phrases: Option<Automaton>,
    verbatim: Option<Automaton>,
}

/// A search for several texts, with the numbers of their needles.
type Automaton = (AhoCorasick, Vec<usize>);

/// The multiplier of the rolling hash; any odd number works.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
/// The number of bits in the sieve.
const SIEVE: u64 = 1 << 20;
/// The fewest bytes of a text among bytes that are not text. In packed data, hardly any are so long by chance.
const STRETCH: usize = 5;
/// The most runs with the same beginning. A secret with more also has runs with other beginnings.
const ALIKE: usize = 256;
/// The most bytes of a word that is spelt with spaces between its letters.
const SPELT: usize = 64;
/// The fewest letters of a word that is searched for in bytes that are not text: shorter words occur there by chance.
const LONG: usize = 10;
/// The fewest characters of such a word if it has both letters and digits.
const ODD: usize = 8;

impl Hunt {
    pub(super) fn new(needles: Vec<Needle>) -> Self {
        let mut hunt = Self {
            words: HashMap::new(),
            grams: HashMap::new(),
            runs: HashMap::new(),
            sieve: vec![0; (SIEVE / 64) as usize],
            phrases: automaton(&needles, Kind::Phrase),
            verbatim: automaton(&needles, Kind::Verbatim),
            needles,
        };
        for (number, needle) in hunt.needles.iter().enumerate() {
            match needle.kind {
                Kind::Word => _ = hunt.words.insert(needle.text.clone(), number),
                Kind::Gram => _ = hunt.grams.insert(needle.text.clone(), number),
                Kind::Run => {
                    let Some(first) = needle.text.as_bytes().get(..RUN) else { continue };
                    let code = first.iter().fold(0, |code, byte| rolled(code, *byte));
                    hunt.sieve[(spread(code) / 64) as usize] |= 1 << (spread(code) % 64);
                    let alike = hunt.runs.entry(code).or_default();
                    if alike.len() < ALIKE {
                        alike.push(number);
                    }
                }
                Kind::Phrase | Kind::Verbatim => {}
            }
        }
        hunt
    }

    /// Calls `found` with the number of each needle that is in a piece; returns the number of bytes that were searched.
    pub(super) fn search(&self, piece: &Piece<'_>, found: &mut dyn FnMut(usize)) -> usize {
        match piece {
            Piece::Words(text) => self.bytes(text.as_bytes(), Care::Words, found),
            Piece::Code(text) => self.bytes(text.as_bytes(), Care::Code, found),
            Piece::Fabric(bytes) => self.narrow_and_wide(bytes, Care::Fabric, found),
            Piece::Remains(bytes) => self.narrow_and_wide(bytes, Care::Remains, found),
            Piece::File(..) | Piece::Unread => 0,
        }
    }

    /// Searches bytes also as text with two bytes for each character, if it may be such.
    fn narrow_and_wide(&self, bytes: &[u8], care: Care, found: &mut dyn FnMut(usize)) -> usize {
        let read = self.bytes(bytes, care, found);
        if bytes.iter().filter(|byte| **byte == 0).count() <= bytes.len() / 16 {
            return read;
        }
        let plain: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
        read + self.bytes(&plain, care, found)
    }

    fn bytes(&self, bytes: &[u8], care: Care, found: &mut dyn FnMut(usize)) -> usize {
        let fewest = if care.is_of_text() { 0 } else { STRETCH };
        if let Some((verbatim, numbers)) = &self.verbatim {
            let mut found = |number: usize| found(numbers[number]);
            let texts = bytes.utf8_chunks().map(|chunk| chunk.valid());
            for text in texts.filter(|text| text.len() >= fewest) {
                find_verbatim(verbatim, text, &mut found);
                if !text.is_ascii() {
                    find_verbatim(verbatim, &text.to_lowercase(), &mut found);
                }
            }
        }
        let folded = fold_bytes(bytes, fewest);
        self.runs_in(&folded, found);
        self.words_in(&folded, care, found);
        if care.is_of_text() {
            self.phrases_in(&folded, found);
        }
        bytes.len()
    }

    /// Finds runs by a rolling hash.
    fn runs_in(&self, folded: &Folded, found: &mut dyn FnMut(usize)) {
        if self.runs.is_empty() {
            return;
        }
        let bytes = folded.letters.as_bytes();
        let leaving = (0..RUN).fold(1_u64, |power, _| power.wrapping_mul(FACTOR));
        let mut code = 0;
        for (at, byte) in bytes.iter().enumerate() {
            code = rolled(code, *byte);
            if let Some(gone) = at.checked_sub(RUN) {
                code = code.wrapping_sub(leaving.wrapping_mul(u64::from(bytes[gone]) + 1));
            }
            let slot = spread(code);
            if at + 1 < RUN || self.sieve[(slot / 64) as usize] & (1 << (slot % 64)) == 0 {
                continue;
            }
            let rest = bytes.get(at + 1 - RUN..).unwrap_or_default();
            for number in self.runs.get(&code).into_iter().flatten() {
                if rest.starts_with(self.needles[*number].text.as_bytes()) {
                    found(*number);
                }
            }
        }
    }

    fn words_in(&self, folded: &Folded, care: Care, found: &mut dyn FnMut(usize)) {
        let words: Vec<_> = folded.words().collect();
        let hyphen_follows = |at: usize, what: Break| words.get(at + 1).is_some_and(|word| word.2 == what);
        let mut spelt = 0..0;
        for (at, (word, range, before)) in words.iter().enumerate() {
            if word.chars().next().is_some_and(is_unspaced) {
                self.grams_in(word, care, found);
            } else if *before != Break::Torn && !hyphen_follows(at, Break::Torn) {
                self.word(word, care, found);
            }
            // A word with hyphens, in up to four parts.
            if *before == Break::Plain && words.get(at + 1).is_some_and(|next| next.2 != Break::Plain) {
                let pieces = words[at + 1..].iter().take(3).take_while(|next| next.2 != Break::Plain);
                for (_, next, _) in pieces {
                    self.word(folded.letters.get(range.start..next.end).unwrap_or_default(), care, found);
                }
            } else if *before == Break::Hyphen && hyphen_follows(at, Break::Torn) {
                let next = &words[at + 1];
                self.word(folded.letters.get(range.start..next.1.end).unwrap_or_default(), care, found);
            }
            // A word with spaces between its l e t t e r s.
            let is_single = word.chars().nth(1).is_none();
            spelt = if is_single && spelt.end == range.start && !spelt.is_empty() {
                spelt.start..range.end
            } else if is_single {
                range.clone()
            } else {
                0..0
            };
            let is_last = words.get(at + 1).is_none_or(|next| next.0.chars().nth(1).is_some());
            if is_last && (4..=SPELT).contains(&spelt.len()) {
                self.word(folded.letters.get(spelt.clone()).unwrap_or_default(), care, found);
            }
        }
    }

    fn word(&self, word: &str, care: Care, found: &mut dyn FnMut(usize)) {
        let shortest = if care.is_of_text() { WORD } else { ODD };
        if word.len() < shortest {
            return;
        }
        let Some(number) = self.words.get(word) else { return };
        let is_looked_for = match care {
            Care::Words => true,
            Care::Code => !is_of_formats(word),
            Care::Fabric => is_odd(word) && !is_of_formats(word),
            Care::Remains => is_odd(word) && word.contains(char::is_numeric) && !is_of_formats(word),
        };
        if is_looked_for {
            found(*number);
        }
    }

    fn grams_in(&self, word: &str, care: Care, found: &mut dyn FnMut(usize)) {
        if self.grams.is_empty() {
            return;
        }
        let starts: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
        // In bytes that are not text, only sequences that do not occur by chance.
        let shortest = if care.is_of_text() { 2 } else { 4 };
        for length in shortest..=4 {
            for window in starts.windows(length + 1) {
                let part = window.first().zip(window.last()).and_then(|(from, to)| word.get(*from..*to));
                if let Some(number) = part.and_then(|part| self.grams.get(part)) {
                    found(*number);
                }
            }
        }
    }

    fn phrases_in(&self, folded: &Folded, found: &mut dyn FnMut(usize)) {
        let Some((phrases, numbers)) = &self.phrases else { return };
        for hit in phrases.find_overlapping_iter(&folded.letters) {
            if folded.is_border(hit.start()) && folded.is_border(hit.end()) && !folded.is_one_word(&hit.range()) {
                found(numbers[hit.pattern().as_usize()]);
            }
        }
    }
}

fn rolled(code: u64, byte: u8) -> u64 {
    code.wrapping_mul(FACTOR).wrapping_add(u64::from(byte) + 1)
}

/// The bit of a hash in the sieve.
fn spread(code: u64) -> u64 {
    (code ^ (code >> 29)) % SIEVE
}

fn automaton(needles: &[Needle], kind: Kind) -> Option<Automaton> {
    let of_kind = needles.iter().enumerate().filter(|(_, needle)| needle.kind == kind);
    let (numbers, patterns): (Vec<_>, Vec<_>) = of_kind.map(|(number, needle)| (number, &needle.text)).unzip();
    let mut builder = AhoCorasick::builder();
    builder.ascii_case_insensitive(true).match_kind(MatchKind::Standard);
    (!numbers.is_empty()).then(|| builder.build(patterns).ok()).flatten().map(|automaton| (automaton, numbers))
}

/// Finds needles that are searched for unchanged; a letter or digit before or after a match excludes it.
fn find_verbatim(automaton: &AhoCorasick, text: &str, found: &mut dyn FnMut(usize)) {
    let goes_on = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    for hit in automaton.find_overlapping_iter(text) {
        let before = text.get(..hit.start()).and_then(|text| text.chars().next_back());
        let after = text.get(hit.end()..).and_then(|text| text.chars().next());
        if !goes_on(before) && !goes_on(after) {
            found(hit.pattern().as_usize());
        }
    }
}

/// Returns whether a word is so long or unusual that it does not occur by chance.
fn is_odd(word: &str) -> bool {
    let count = word.chars().count();
    let digits = word.chars().filter(|c| c.is_numeric()).count();
    count >= LONG && (digits < count) || count >= ODD && digits > 0 && digits < count || word.len() >= 16
}
