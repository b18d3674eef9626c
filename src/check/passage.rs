//! A text as rules read it: words with their places, free of markup.

use std::borrow::Cow;
use std::ops::Range;

use crate::finding::{Place, Placed, Sources};
use crate::meeting::{Kind, Language, Markdown, Part, Said};

/// One text in one language.
pub(super) struct Passage<'a> {
    /// The language it is written in; that of the first edition if it is written for all.
    pub(super) language: Language,
    /// The text as written.
    pub(super) text: &'a Placed<String>,
    /// Where it belongs.
    pub(super) part: Part<'a>,
    /// Parsed, if it is Markdown.
    pub(super) markdown: Option<Markdown>,
    /// The same bytes with blanks in place of markup, so that offsets are those of the text.
    pub(super) plain: Cow<'a, str>,
    /// Ranges of its words in `plain`.
    words: Vec<Range<usize>>,
    /// True if it is set in capitals altogether.
    pub(super) is_shouted: bool,
}

impl<'a> Passage<'a> {
    /// All passages of a text; `first` is the language of the first edition.
    pub(super) fn of(said: &Said<'a>, first: &Language) -> Vec<Self> {
        let variants = said.text.variants();
        variants.map(|(language, text)| Self::new(*said, language.unwrap_or(first), text)).collect()
    }

    fn new(said: Said<'a>, language: &Language, text: &'a Placed<String>) -> Self {
        let language = language.clone();
        let markdown = (said.kind == Kind::Prose).then(|| Markdown::parse(text));
        let plain = match &markdown {
            None => Cow::Borrowed(text.value.as_str()),
            Some(markdown) => Cow::Owned(without_markup(text, &markdown.runs)),
        };
        let words = words(&plain);
        let is_shouted = words.len() > 1 && !plain.chars().any(char::is_lowercase);
        Self { language, text, part: said.part, markdown, plain, words, is_shouted }
    }

    /// The number of its words.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// A word; the empty text past the end. A reference `@id` is one word, with its at sign.
    pub(super) fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |range| &self.plain[range.clone()])
    }

    /// The range of the words from `first` up to and with `last`.
    pub(super) fn range(&self, first: usize, last: usize) -> Range<usize> {
        self.words[first].start..self.words[last].end
    }

    /// The characters between a word and the next, or after the last.
    pub(super) fn after(&self, at: usize) -> &str {
        let start = self.words[at].end;
        let end = self.words.get(at + 1).map_or(self.plain.len(), |next| next.start);
        &self.plain[start..end]
    }

    /// The characters typed between a word and the next, including markup.
    pub(super) fn typed_after(&self, at: usize) -> &str {
        let end = self.words.get(at + 1).map_or(self.text.len(), |next| next.start);
        &self.text[self.words[at].end..end]
    }

    /// The characters before a word, from the word before it or the beginning.
    pub(super) fn before(&self, at: usize) -> &str {
        let start = if at == 0 { 0 } else { self.words[at - 1].end };
        &self.plain[start..self.words[at].start]
    }

    /// The first word of the sentence, or part of one, that a word belongs to: what is cut off by
    /// any of `marks`, or by an empty line. Of a long one a word not more than `most` before it.
    pub(super) fn start_of_sentence(&self, at: usize, marks: &[char], most: usize) -> usize {
        let mut first = at;
        while first > at.saturating_sub(most)
            && !self.before(first).contains(marks)
            && !self.before(first).contains("\n\n")
        {
            first -= 1;
        }
        first
    }

    pub(super) fn place(&self, range: Range<usize>, sources: &Sources) -> Place {
        sources.within_string(self.text.place, range)
    }

    /// Returns whether it is in English, which some rules know more about than other languages.
    pub(super) fn is_english(&self) -> bool {
        self.language.as_str() == "en" || self.language.as_str().starts_with("en-")
    }

    /// Returns whether it is printed in the minutes or agenda, and not in an annex or only declared.
    pub(super) fn is_of_the_meeting(&self) -> bool {
        !matches!(self.part, Part::Annex(_) | Part::Declarations)
    }
}

/// Where the runs are, the text; elsewhere blanks and line ends.
fn without_markup(text: &str, runs: &[Range<usize>]) -> String {
    let blank = |part: &str| part.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect::<String>();
    let mut plain = String::with_capacity(text.len());
    for run in runs {
        if run.start >= plain.len() {
            plain.push_str(&blank(&text[plain.len()..run.start]));
            plain.push_str(&text[run.clone()]);
        }
    }
    plain.push_str(&blank(&text[plain.len()..]));
    plain
}

/// Returns whether a word is one of a list, whose words are parted by spaces.
pub(super) fn is_in(words: &str, word: &str) -> bool {
    words.split(' ').any(|one| one == word)
}

/// Letters and digits, with apostrophes between them; a reference with its at sign.
pub(super) fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let reference = c == '@';
        if !c.is_alphanumeric() && !reference {
            continue;
        }
        let mut end = start + c.len_utf8();
        while let Some(&(at, next)) = chars.peek() {
            let joins = matches!(next, '\'' | '’') || (reference && matches!(next, '-' | ':'));
            let goes_on = next.is_alphanumeric()
                || (joins && text[at + next.len_utf8()..].chars().next().is_some_and(char::is_alphanumeric));
            if !goes_on {
                break;
            }
            end = at + next.len_utf8();
            chars.next();
        }
        if !reference || end > start + 1 {
            words.push(start..end);
        }
    }
    words
}
