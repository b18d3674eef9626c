//! Text in a form in which it can be compared: without case, accents, width, hyphens, punctuation and line ends.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use crate::finding::without_stroke;

/// The separation between two words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Break {
    /// Blanks, punctuation, or a change of script.
    Plain,
    /// A hyphen.
    Hyphen,
    /// A hyphen at the end of a line: what follows may be the rest of the word, or a word of its own.
    Torn,
}

/// The letters and digits of a text, and where its words begin.
#[derive(Debug, Default)]
pub(super) struct Folded {
    pub(super) letters: String,
    /// Where each word but the first begins, and what stands before it.
    pub(super) breaks: Vec<(usize, Break)>,
}

/// The characters met since the last letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pending {
    Nothing,
    SoftHyphen,
    Hyphen,
    Torn,
    Plain,
}

pub(super) fn fold(text: &str) -> Folded {
    fold_bytes(text.as_bytes(), 0)
}

/// Folds the text that is in some bytes: stretches of `fewest` bytes or more. The others separate words.
pub(super) fn fold_bytes(bytes: &[u8], fewest: usize) -> Folded {
    let mut folded = Folded { letters: String::with_capacity(bytes.len()), breaks: Vec::new() };
    let mut folder = Folder { folded: &mut folded, pending: Pending::Nothing, was_unspaced: false };
    for chunk in bytes.utf8_chunks() {
        let is_text = chunk.valid().len() >= fewest;
        if is_text {
            folder.text(chunk.valid());
        }
        if !is_text || !chunk.invalid().is_empty() {
            folder.pending = Pending::Plain;
        }
    }
    folded
}

struct Folder<'a> {
    folded: &'a mut Folded,
    pending: Pending,
    was_unspaced: bool,
}

impl Folder<'_> {
    fn text(&mut self, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            // These characters join no other.
            let (alone, after) = rest.split_at(rest.find(|c: char| !c.is_ascii()).unwrap_or(rest.len()));
            self.ascii(alone);
            let (joining, after) = after.split_at(after.find(|c: char| c.is_ascii()).unwrap_or(after.len()));
            // A superscript figure is a note mark, not a part of the word before it.
            let unmarked = joining.chars().map(|c| if is_raised(c) { ' ' } else { c });
            let plain = unmarked.nfkd().filter(|c| canonical_combining_class(*c) == 0).nfc();
            plain.for_each(|character| self.take(character));
            rest = after;
        }
    }

    fn ascii(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            let letters = bytes.get(at..).into_iter().flatten().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            if letters > 0 {
                self.begin(false);
                let start = self.folded.letters.len();
                self.folded.letters.push_str(text.get(at..at + letters).unwrap_or_default());
                self.folded.letters.get_mut(start..).into_iter().for_each(str::make_ascii_lowercase);
            } else {
                self.take(char::from(*byte));
            }
            at += letters.max(1);
        }
    }

    fn take(&mut self, c: char) {
        if matches!(c, '\u{640}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        {
            return;
        }
        if c.is_alphanumeric() {
            return self.letter(c);
        }
        self.pending = match (self.pending, c) {
            (Pending::Nothing, '\u{ad}') => Pending::SoftHyphen,
            (pending, '\u{ad}') => pending,
            (Pending::Nothing | Pending::SoftHyphen, '-' | '\u{2010}' | '\u{2011}') => Pending::Hyphen,
            (Pending::Hyphen | Pending::SoftHyphen, '\n' | '\r') => Pending::Torn,
            (Pending::Torn, c) if c.is_whitespace() => Pending::Torn,
            _ => Pending::Plain,
        };
    }

    /// Ends what stands before a letter.
    fn begin(&mut self, is_unspaced: bool) {
        let at = self.folded.letters.len();
        let before = match self.pending {
            Pending::Nothing | Pending::SoftHyphen if is_unspaced == self.was_unspaced => None,
            Pending::Nothing | Pending::SoftHyphen | Pending::Plain => Some(Break::Plain),
            Pending::Hyphen => Some(Break::Hyphen),
            Pending::Torn => Some(Break::Torn),
        };
        if let Some(before) = before.filter(|_| at > 0) {
            self.folded.breaks.push((at, before));
        }
        (self.pending, self.was_unspaced) = (Pending::Nothing, is_unspaced);
    }

    fn letter(&mut self, c: char) {
        self.begin(is_unspaced(c));
        // To upper case and back, so that `ß` equals `SS`, and a final sigma any other.
        let lower = c.to_uppercase().flat_map(char::to_lowercase);
        let plain = lower.filter(|c| canonical_combining_class(*c) == 0);
        plain.for_each(|c| match (c, without_stroke(c)) {
            (_, Some(letters)) => self.folded.letters.push_str(letters),
            ('ħ', None) => self.folded.letters.push('h'),
            ('ŧ', None) => self.folded.letters.push('t'),
            (_, None) => self.folded.letters.push(c),
        });
    }
}

impl Folded {
    /// The words with what stands before each.
    pub(super) fn words(&self) -> impl Iterator<Item = (&str, std::ops::Range<usize>, Break)> {
        let starts = std::iter::once((0, Break::Plain)).chain(self.breaks.iter().copied());
        let ends = self.breaks.iter().map(|(at, _)| *at).chain(std::iter::once(self.letters.len()));
        let words = starts.zip(ends).map(|((start, before), end)| (start..end, before));
        words.filter_map(|(range, before)| Some((self.letters.get(range.clone())?, range, before)))
    }

    /// Returns whether a word begins or ends at a place.
    pub(super) fn is_border(&self, at: usize) -> bool {
        at == 0 || at == self.letters.len() || self.breaks.binary_search_by_key(&at, |(at, _)| *at).is_ok()
    }

    /// Returns whether no word begins inside a range.
    pub(super) fn is_one_word(&self, range: &std::ops::Range<usize>) -> bool {
        let next = self.breaks.partition_point(|(at, _)| *at <= range.start);
        self.breaks.get(next).is_none_or(|(at, _)| *at >= range.end)
    }
}

/// Returns whether a character is of a script that has no blanks between words, or few.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{3130}'..='\u{318f}'
        | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn is_raised(c: char) -> bool {
    matches!(c, '\u{b2}' | '\u{b3}' | '\u{b9}' | '\u{2070}'..='\u{2079}' | '\u{2080}'..='\u{2089}')
}
