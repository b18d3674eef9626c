//! The changes of a text, word by word.

use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffTag, capture_diff_slices};

/// What became of a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// It is in both.
    Kept,
    /// It is in the former alone.
    Removed,
    /// It is in the latter alone.
    Added,
}

/// A piece of two texts that were compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Piece {
    /// What became of it.
    pub fate: Fate,
    /// Its text.
    pub text: String,
}

/// The number of words that are shown around a change.
const CONTEXT: usize = 5;
/// The most words of both texts that are compared with each other; of more, sentences are compared first.
const COMPARED: usize = 2000;

/// The most words of both texts whose distance is measured.
const MEASURED: usize = 10_000;

/// Two texts in pieces: what both have, and what one has alone.
pub fn words(before: &str, after: &str) -> Vec<Piece> {
    let mut pieces = Pieces(Vec::new());
    let (old, new) = (parts(before), parts(after));
    if old.len() + new.len() <= COMPARED {
        pieces.compare(&old, &new);
        return pieces.joined();
    }
    let (old, new) = (lines(before), lines(after));
    for operation in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let (tag, of_old, of_new) = operation.as_tag_tuple();
        let (old, new) = (old[of_old].concat(), new[of_new].concat());
        match tag {
            DiffTag::Equal => pieces.add(Fate::Kept, &old),
            _ => {
                let (old_parts, new_parts) = (parts(&old), parts(&new));
                match old_parts.len() + new_parts.len() <= COMPARED {
                    true => pieces.compare(&old_parts, &new_parts),
                    false => pieces.replace(&old, &new),
                }
            }
        }
    }
    pieces.joined()
}

/// How many words, blanks and marks are in one of two texts alone.
///
/// ```
/// assert_eq!(packwright::compare::distance("asked for a plan", "asked for the plan"), 2);
/// ```
pub fn distance(before: &str, after: &str) -> usize {
    let (old, new) = (parts(before), parts(after));
    let is_same = |(one, other): &(&&str, &&str)| one == other;
    let first = std::iter::zip(&old, &new).take_while(is_same).count();
    let (old, new) = (&old[first..], &new[first..]);
    let last = std::iter::zip(old.iter().rev(), new.iter().rev()).take_while(is_same).count();
    let (old, new) = (&old[..old.len() - last], &new[..new.len() - last]);
    // What is too long to be compared is another text.
    if old.len() + new.len() > MEASURED {
        return old.len() + new.len();
    }
    let changed = |operation: similar::DiffOp| match operation.as_tag_tuple() {
        (DiffTag::Equal, ..) => 0,
        (_, old, new) => old.len() + new.len(),
    };
    capture_diff_slices(Algorithm::Myers, old, new).into_iter().map(changed).sum()
}

/// The removed and the added words, as `git diff --word-diff` marks them. Of the words in common, only those next to a change
/// are shown.
///
/// ```
/// assert_eq!(packwright::compare::marked("asked for a plan", "asked for a report"), "asked for a [-plan-]{+report+}");
/// ```
pub fn marked(before: &str, after: &str) -> String {
    in_marks(&words(before, after))
}

/// Pieces as [`marked()`] writes them.
pub fn in_marks(pieces: &[Piece]) -> String {
    let last = pieces.len().saturating_sub(1);
    let runs = pieces.iter().enumerate().map(|(at, piece)| match piece.fate {
        Fate::Removed => format!("[-{}-]", piece.text),
        Fate::Added => format!("{{+{}+}}", piece.text),
        Fate::Kept => around(&piece.text, at > 0, at < last),
    });
    runs.collect::<String>().replace('\n', " ").trim().to_owned()
}

/// The letters and digits of a text.
///
/// ```
/// assert_eq!(packwright::compare::letters("14:30, l’été"), "1430lété");
/// ```
pub fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// How much of two texts is the same, from 0 to 100.
pub fn likeness(pieces: &[Piece]) -> usize {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let of =
        |fate: Fate| pieces.iter().filter(|piece| piece.fate == fate).map(|piece| letters(&piece.text)).sum::<usize>();
    let (kept, removed, added) = (of(Fate::Kept), of(Fate::Removed), of(Fate::Added));
    (200 * kept).checked_div(2 * kept + removed + added).unwrap_or(100)
}

/// The words of a text without their order, to be compared with those of others.
#[derive(Debug)]
pub struct Bag<'a>(Vec<&'a str>);

impl<'a> Bag<'a> {
    /// The words of a text.
    pub fn of(text: &'a str) -> Self {
        let mut parts = parts(text);
        parts.retain(|part| part.chars().any(char::is_alphanumeric));
        parts.sort_unstable();
        Self(parts)
    }

    /// The number of its words.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns whether it has none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Its words, in alphabetical order.
    pub fn into_words(self) -> Vec<&'a str> {
        self.0
    }

    /// The words that another text does not have.
    pub fn without<'s>(&'s self, other: &'s Bag<'_>) -> impl Iterator<Item = &'a str> + 's {
        self.0.iter().copied().filter(|word| other.0.binary_search(word).is_err())
    }

    /// How many words two texts have in common, from 0 to 100.
    pub fn resemblance(&self, other: &Self) -> usize {
        let (mut a, mut b, mut shared) = (0, 0, 0);
        while let (Some(one), Some(two)) = (self.0.get(a), other.0.get(b)) {
            shared += usize::from(one == two);
            (a, b) = (a + usize::from(one <= two), b + usize::from(two <= one));
        }
        (200 * shared).checked_div(self.0.len() + other.0.len()).unwrap_or(100)
    }
}

struct Pieces(Vec<Piece>);

impl Pieces {
    fn add(&mut self, fate: Fate, text: &str) {
        match self.0.last_mut() {
            Some(last) if last.fate == fate => last.text.push_str(text),
            _ if text.is_empty() => {}
            _ => self.0.push(Piece { fate, text: text.to_owned() }),
        }
    }

    fn replace(&mut self, old: &str, new: &str) {
        self.add(Fate::Removed, old);
        self.add(Fate::Added, new);
    }

    fn compare(&mut self, old: &[&str], new: &[&str]) {
        for operation in capture_diff_slices(Algorithm::Myers, old, new) {
            let (tag, of_old, of_new) = operation.as_tag_tuple();
            match tag {
                DiffTag::Equal => self.add(Fate::Kept, &old[of_old].concat()),
                _ => self.replace(&old[of_old].concat(), &new[of_new].concat()),
            }
        }
    }

    /// Blanks and marks that stand alone between two changes belong to both: "a plan" became "the report", and not two words one
    /// by one.
    fn joined(self) -> Vec<Piece> {
        let mut joined: Vec<Piece> = Vec::new();
        let all = self.0;
        let is_change = |piece: Option<&Piece>| piece.is_some_and(|piece| piece.fate != Fate::Kept);
        // What was removed and added since the last text in common.
        let (mut removed, mut added) = (String::new(), String::new());
        for (at, piece) in all.iter().enumerate() {
            match piece.fate {
                Fate::Removed => removed.push_str(&piece.text),
                Fate::Added => added.push_str(&piece.text),
                Fate::Kept => {
                    let is_between = at > 0 && is_change(all.get(at - 1)) && is_change(all.get(at + 1));
                    let is_blank = piece.text.chars().all(char::is_whitespace);
                    if is_between && is_blank && !removed.is_empty() && !added.is_empty() {
                        removed.push_str(&piece.text);
                        added.push_str(&piece.text);
                        continue;
                    }
                    finish(&mut joined, &mut removed, &mut added);
                    joined.push(piece.clone());
                }
            }
        }
        finish(&mut joined, &mut removed, &mut added);
        joined
    }
}

fn finish(joined: &mut Vec<Piece>, removed: &mut String, added: &mut String) {
    for (fate, text) in [(Fate::Removed, removed), (Fate::Added, added)] {
        if !text.is_empty() {
            joined.push(Piece { fate, text: std::mem::take(text) });
        }
    }
}

/// The words of a text, and what stands between them.
fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut chars) = (0, text.char_indices().peekable());
    let mut last = Kind::Blank;
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let now = match kind(c) {
            // Within a word or a number such marks are a part of it: 14:30, THF/B/42, l'ordre.
            Kind::Mark if last == Kind::Word && next.is_some_and(|next| kind(next) == Kind::Word) && joins(c) => {
                Kind::Word
            }
            now => now,
        };
        if at > 0 && (now != last || matches!(now, Kind::Mark | Kind::Single)) {
            parts.push(&text[start..at]);
            start = at;
        }
        last = now;
    }
    if start < text.len() {
        parts.push(&text[start..]);
    }
    parts
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Blank,
    Word,
    Mark,
    /// A character that is a word.
    Single,
}

fn kind(c: char) -> Kind {
    match c {
        _ if c.is_whitespace() => Kind::Blank,
        // Kana, ideographs and their marks.
        '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}' => {
            Kind::Single
        }
        _ if c.is_alphanumeric() => Kind::Word,
        // Vowel marks of Arabic, accents that stand alone, joiners.
        '\u{300}'..='\u{36f}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{200c}'..='\u{200f}' => {
            Kind::Word
        }
        _ => Kind::Mark,
    }
}

fn joins(c: char) -> bool {
    matches!(c, '.' | ',' | ':' | '/' | '-' | '\'' | '’' | '_' | '‑' | '–' | '\u{ad}' | '@' | '&')
}

/// The sentences of each line of a text.
fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').flat_map(sentences).collect()
}

/// The sentences of a text, with the blanks after each.
///
/// ```
/// assert_eq!(packwright::compare::sentences("At 9.30? Yes. 对。好。"), ["At 9.30? ", "Yes. ", "对。", "好。"]);
/// ```
pub fn sentences(text: &str) -> Vec<&str> {
    let (mut all, mut start) = (Vec::new(), 0);
    let mut chars = text.char_indices().peekable();
    let mut has_ended = false;
    while let Some((at, c)) = chars.next() {
        if has_ended && !c.is_whitespace() {
            all.push(&text[start..at]);
            (start, has_ended) = (at, false);
        }
        has_ended |= match c {
            '.' | '!' | '?' | '؟' | ';' | '؛' => chars.peek().is_none_or(|(_, next)| next.is_whitespace()),
            '。' | '！' | '？' | '；' => true,
            _ => false,
        };
    }
    if start < text.len() {
        all.push(&text[start..]);
    }
    all
}

/// The words of an unchanged stretch that follow the change before it and lead to the one after it.
fn around(text: &str, follows: bool, leads: bool) -> String {
    let words: Vec<&str> = text.split_inclusive(char::is_whitespace).collect();
    let head = if follows { CONTEXT } else { 0 };
    let tail = if leads { CONTEXT } else { 0 };
    if words.len() <= head + tail {
        return text.to_owned();
    }
    format!("{}… {}", words[..head].concat(), words[words.len() - tail..].concat())
}
