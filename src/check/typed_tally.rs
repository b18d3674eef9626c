//! Numbers of votes in the words of a result: "8 in favour, 1 against", in the languages of the United Nations.

use std::ops::Range;

use super::passage::is_in;

/// A number of votes that a text states.
#[derive(Debug)]
pub(super) struct TypedVotes {
    /// The way to vote, by its name in a definition.
    pub(super) ballot: &'static str,
    pub(super) number: usize,
    /// The number in the text.
    pub(super) range: Range<usize>,
    /// True for "by 9 votes to 1", where of what was lost the votes against it come first.
    pub(super) is_score: bool,
}

/// Words for votes, between a number and the words for how they were cast.
const VOTES: &str = "vote votes voix suffrages voto votos голос голоса голосов голосами صوت صوتا أصوات";

/// Words after a number of votes, with the way to vote.
const AFTER: [(&str, &str); 18] = [
    ("in favour", "for"),
    ("in favor", "for"),
    ("a favor", "for"),
    ("en contra", "against"),
    ("abstention", "abstain"),
    ("abstentions", "abstain"),
    ("abstaining", "abstain"),
    ("abstained", "abstain"),
    ("abstención", "abstain"),
    ("abstenciones", "abstain"),
    ("воздержался", "abstain"),
    ("воздержались", "abstain"),
    ("воздержавшихся", "abstain"),
    ("مؤيد", "for"),
    ("مؤيدا", "for"),
    ("مؤيدة", "for"),
    ("معارض", "against"),
    ("معارضا", "against"),
];

/// Words that say so only beside others of their kind, or after the word for votes: "8 for, 1 against".
const BESIDE: [(&str, &str); 13] = [
    ("for", "for"),
    ("pour", "for"),
    ("за", "for"),
    ("against", "against"),
    ("contre", "against"),
    ("против", "against"),
    ("معارضة", "against"),
    ("aye", "for"),
    ("ayes", "for"),
    ("yeas", "for"),
    ("nay", "against"),
    ("nays", "against"),
    ("noes", "against"),
];

/// Words that stand before their number as well as after it, with nothing between: "Ayes 3, nays 1".
const ALSO_BEFORE: [&str; 5] = ["ayes", "yeas", "nay", "nays", "noes"];

/// Words between the votes for and those against: "by 9 votes to 1".
const TO: &str = "to against contre contra против";

/// The same in Chinese, after the number and its measure word.
const IN_CHINESE: [(&str, &str); 4] = [("赞成", "for"), ("同意", "for"), ("反对", "against"), ("弃权", "abstain")];

/// A word with its place, and whether a mark of punctuation or the end follows it.
struct Word<'a> {
    text: &'a str,
    range: Range<usize>,
    ends: bool,
}

/// The numbers of votes that a text states in digits.
pub(super) fn typed_votes(text: &str) -> Vec<TypedVotes> {
    let small = text.to_lowercase();
    // Letters of some scripts change their length.
    if small.len() != text.len() {
        return Vec::new();
    }
    let words = words(&small);
    let (mut found, mut beside) = (in_chinese(&small), Vec::new());
    let mut at = 0;
    while at < words.len() {
        let Some(votes) = number(&small, &words[at]) else {
            at += 1;
            continue;
        };
        let counts = words.get(at + 1).is_some_and(|word| is_in(VOTES, word.text)) && !words[at].ends;
        let next = at + 1 + usize::from(counts);
        let mut add = |ballot, number, at: usize, is_score| {
            found.push(TypedVotes { ballot, number, range: words[at].range.clone(), is_score });
        };
        let other = words.get(next + 1).and_then(|word| number(&small, word));
        match (words.get(next), other) {
            _ if words[next - 1].ends => {}
            (Some(to), Some(other)) if counts && is_in(TO, to.text) && !to.ends => {
                add("for", votes, at, true);
                add("against", other, next + 1, true);
                at = next + 1;
            }
            (Some(_), _) => match follows(&words[next..], &AFTER) {
                Some((ballot, _)) => add(ballot, votes, at, false),
                None => {
                    let ballot = follows(&words[next..], &BESIDE).filter(|(_, ends)| counts || *ends);
                    beside.extend(ballot.map(|(ballot, _)| (counts, ballot, votes, words[at].range.clone())));
                }
            },
            (None, _) => {}
        }
        at += 1;
    }
    beside.extend(after_words(&small, &words).into_iter().map(|(ballot, votes, range)| (false, ballot, votes, range)));
    let is_sure = beside.len() + found.len() > 1;
    let beside = beside.into_iter().filter(|(counts, ..)| *counts || is_sure);
    found.extend(beside.map(|(_, ballot, number, range)| TypedVotes { ballot, number, range, is_score: false }));
    found
}

/// "За — 9, против — 1": the number that follows a word and a dash or colon.
fn after_words(text: &str, words: &[Word<'_>]) -> Vec<(&'static str, usize, Range<usize>)> {
    let pairs = std::iter::zip(words, words.iter().skip(1));
    let found = pairs.filter_map(|(word, next)| {
        let known = BESIDE.iter().chain(&AFTER).find(|(known, _)| *known == word.text)?;
        let between = text[word.range.end..next.range.start].trim();
        let votes = number(text, next).filter(|_| {
            ["—", "–", "-", ":"].contains(&between) || between.is_empty() && ALSO_BEFORE.contains(&word.text)
        })?;
        Some((known.1, votes, next.range.clone()))
    });
    found.collect()
}

/// The way to vote whose words come next, and whether a mark, another number or "and" follows these.
fn follows(words: &[Word<'_>], known: &[(&'static str, &'static str)]) -> Option<(&'static str, bool)> {
    let is_next = |phrase: &str| {
        let parts: Vec<&str> = phrase.split(' ').collect();
        let fits = words.len() >= parts.len() && parts.iter().zip(words).all(|(part, word)| *part == word.text);
        let is_joined = words.iter().take(parts.len().saturating_sub(1)).all(|word| !word.ends);
        (fits && is_joined).then_some(parts.len())
    };
    let (length, ballot) = known.iter().find_map(|(phrase, ballot)| Some((is_next(phrase)?, *ballot)))?;
    let next = words.get(length).map_or("", |word| word.text);
    Some((ballot, words[length - 1].ends || ["and", "et", "y", "и"].contains(&next)))
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut all: Vec<Word<'_>> = Vec::new();
    let mut at = 0;
    for part in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let word = part.trim_end_matches(|c: char| !c.is_alphanumeric());
        let range = at..at + word.len();
        at += part.len();
        let mark = text[range.end..at].chars().next();
        match all.last_mut() {
            // Of several marks one is enough.
            Some(last) if word.is_empty() => last.ends |= mark.is_some_and(|mark| !mark.is_whitespace()),
            _ if word.is_empty() => {}
            _ => all.push(Word {
                text: &text[range.clone()],
                range,
                ends: mark.is_none_or(|mark| !mark.is_whitespace()),
            }),
        }
    }
    all
}

/// A word of digits that is no part of another number, a date or a code.
fn number(text: &str, word: &Word<'_>) -> Option<usize> {
    let before = text[..word.range.start].chars().next_back();
    let is_apart = before.is_none_or(|c| c.is_whitespace() || "(:—–[".contains(c));
    let mut after = text[word.range.end..].chars();
    let is_whole = match after.next() {
        None => true,
        Some(c) if ",;.)]".contains(c) => after.next().is_none_or(|c| !c.is_alphanumeric()),
        Some(c) => c.is_whitespace(),
    };
    (is_apart && is_whole).then(|| word.text.parse().ok())?
}

/// "9票赞成", and "赞成9票".
fn in_chinese(text: &str) -> Vec<TypedVotes> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('票') {
        let head = &text[..at];
        let digits = head.trim_end_matches(|c: char| c.is_ascii_digit());
        let range = digits.len()..at;
        let Ok(number) = text[range.clone()].parse() else { continue };
        let before = IN_CHINESE.iter().find(|(word, _)| digits.trim_end().ends_with(word));
        let after = IN_CHINESE.iter().find(|(word, _)| text[at + '票'.len_utf8()..].starts_with(word));
        // Two of them around a number leave it open which is meant.
        if let (Some((_, ballot)), None) | (None, Some((_, ballot))) = (before, after) {
            found.push(TypedVotes { ballot, number, range, is_score: false });
        }
    }
    found
}
