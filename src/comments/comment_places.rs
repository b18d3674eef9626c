//! Where comments are, and on what words.

use std::collections::BTreeMap;
use std::ops::Range;

use super::body::{Letter, Mark};
use super::originals::{Original, accepted};

/// The most paragraphs of a comment, after the first, whose words are told.
const PARAGRAPHS: usize = 20;

#[derive(Debug, Default)]
pub(super) struct CommentPlace {
    /// The paragraph of the map that it begins in.
    pub(super) anchor: Option<usize>,
    /// The letters of that as they were sent.
    pub(super) at: Range<usize>,
    /// The words that it is on; those of further paragraphs begin with a line feed.
    pub(super) words: String,
    /// The paragraph as it is in the file.
    pub(super) context: String,
}

/// The places of comments, by their numbers.
#[derive(Debug, Default)]
pub(super) struct CommentPlaces(BTreeMap<String, CommentPlace>);

impl CommentPlaces {
    /// Takes in the comments of a paragraph; `place` says what letters of which paragraph of the map stand before one of its letters.
    pub(super) fn note(
        &mut self,
        (marks, letters): (&[(usize, Mark)], &[Letter]),
        place: impl Fn(usize) -> (Option<usize>, usize),
        context: &str,
    ) {
        let mut begun: BTreeMap<&str, usize> = BTreeMap::new();
        let of = |at: usize, end: usize, words: String| {
            let ((anchor, start), context) = (place(at), context.to_owned());
            CommentPlace { anchor, at: start..start.max(place(end).1), words, context }
        };
        for (at, mark) in marks {
            match mark {
                Mark::CommentBegins(number) => {
                    begun.insert(number, *at);
                    let words = || words_of(&letters[(*at).min(letters.len())..]);
                    self.0.entry(number.clone()).or_insert_with(|| of(*at, letters.len(), words()));
                }
                Mark::CommentEnds(number) => {
                    if let (Some(start), Some(found)) = (begun.get(number.as_str()), self.0.get_mut(number)) {
                        found.at.end = place(*at).1.max(found.at.start);
                        found.words = words_of(&letters[(*start).min(*at)..(*at).min(letters.len())]);
                    }
                }
                Mark::CommentHangs(number) => {
                    self.0.entry(number.clone()).or_insert_with(|| of(*at, *at, String::new()));
                }
                _ => {}
            }
        }
    }

    /// Takes in the words of comments that end in another paragraph than they begin in.
    pub(super) fn widen(&mut self, originals: &[Original]) {
        let mut open: BTreeMap<&str, (usize, String)> = BTreeMap::new();
        for original in originals {
            let end = |(at, mark): &'_ (usize, Mark)| match mark {
                Mark::CommentEnds(name) => Some((name.clone(), *at)),
                _ => None,
            };
            let ends: BTreeMap<String, usize> = original.marks.iter().filter_map(end).collect();
            open.retain(|name, (number, words)| {
                let end = ends.get(*name);
                let letters = &original.letters[..end.copied().unwrap_or(usize::MAX).min(original.letters.len())];
                words.push('\n');
                words.push_str(&words_of(letters));
                *number += 1;
                if let (Some(_), Some(found)) = (end, self.0.get_mut(*name)) {
                    found.words.push_str(words.trim_end());
                }
                end.is_none() && *number < PARAGRAPHS
            });
            for (_, mark) in &original.marks {
                if let Mark::CommentBegins(name) = mark
                    && !ends.contains_key(name)
                {
                    open.insert(name, (0, String::new()));
                }
            }
        }
    }

    pub(super) fn take(&mut self, number: &str) -> CommentPlace {
        self.0.remove(number).unwrap_or_default()
    }
}

/// The words that a comment is about: what stays of them, or what was deleted if nothing stays.
fn words_of(letters: &[Letter]) -> String {
    let stays = accepted(letters);
    if stays.is_empty() { letters.iter().map(|letter| letter.c).collect() } else { stays }
}
