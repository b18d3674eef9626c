//! The texts of a page for browsers and of papers, taken apart for comparing.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::compare;

/// The most sentences that are looked for in part, and the most texts that stand in place of others.
pub(super) const COMPARED: usize = 500;

/// Texts that stand in the place of others, by their letters.
pub(super) type Instead = BTreeSet<String>;

/// What a file of an extract says that the whole does not.
#[derive(Debug, Default)]
pub(super) struct Compared {
    /// Sentences of it that are in the whole.
    pub(super) count: usize,
    /// Sentences that are not.
    pub(super) strange: Vec<String>,
    /// Sentences that stand in place of others.
    pub(super) stated: Vec<String>,
}

/// Elements that stand in a line.
const IN_LINE: [&str; 11] = ["a", "b", "em", "strong", "span", "i", "sub", "sup", "bdi", "del", "code"];

/// The texts between tags that part blocks; numbers and labels before a text are no part of it.
pub(super) fn blocks(html: &str) -> Vec<String> {
    let (mut all, mut block) = (Vec::new(), String::new());
    let (mut rest, mut was_raised) = (html, false);
    while let Some(open) = rest.find('<') {
        block.push_str(&rest[..open]);
        let tag = &rest[open + 1..];
        let end = tag.find('>').unwrap_or(tag.len());
        let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        let is_mark = tag.starts_with("span class=\"mark\"");
        // What pictures show is said, too.
        if let Some((_, alt)) = tag.get(..end).unwrap_or_default().split_once(" alt=\"") {
            all.push(alt.split('"').next().unwrap_or_default().to_owned());
        }
        if !IN_LINE.contains(&name.as_str()) || is_mark {
            all.push(std::mem::take(&mut block));
        }
        rest = tag.get(end + 1..).unwrap_or_default();
        // The mark of a note: notes are counted anew where one is withheld.
        let is_note = was_raised && tag.get(..end).unwrap_or_default().contains("role=\"doc-noteref\"");
        was_raised = name == "sup" && rest.starts_with("<a ");
        if is_note && let Some(close) = rest.find("</a>").filter(|close| rest[..*close].chars().all(char::is_numeric)) {
            rest = &rest[close..];
        }
        // The number of an item or paragraph: its text stays, as a sentence of its own.
        if is_mark && let Some(close) = rest.find("</span>") {
            all.push(rest[..close].to_owned());
            rest = &rest[close + "</span>".len()..];
        }
    }
    block.push_str(rest);
    all.push(block);
    all.into_iter().map(|text| unescaped(&text)).filter(|text| !text.trim().is_empty()).collect()
}

fn unescaped(text: &str) -> String {
    quick_xml::escape::unescape(text).map_or_else(|_| text.to_owned(), Cow::into_owned)
}

/// The sentences of a text that say anything, with single blanks.
pub(super) fn sentences(text: &str) -> Vec<String> {
    let words = |sentence: &str| sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    let all = compare::sentences(text).into_iter().map(words);
    all.filter(|sentence| sentence.chars().any(char::is_alphanumeric)).collect()
}

/// The letters and digits of a text, with a sign before and after each number: 20 is no part of 120.
pub(super) fn letters(text: &str) -> String {
    let (mut all, mut was_number) = (String::with_capacity(text.len()), false);
    for c in text.chars() {
        if c.is_numeric() != was_number {
            all.push('#');
            was_number = !was_number;
        }
        if c.is_alphanumeric() {
            all.extend(c.to_lowercase());
        }
    }
    if was_number {
        all.push('#');
    }
    all
}

/// The places where letters may be parted: not in numbers.
pub(super) fn cuts(letters: &str) -> impl Iterator<Item = usize> {
    let pairs = letters.char_indices().skip(1).zip(letters.chars());
    pairs.filter(|((_, c), before)| !c.is_numeric() && !before.is_numeric()).map(|((at, _), _)| at)
}

/// Letters without a number at their end.
pub(super) fn without_number(letters: &str) -> &str {
    letters.trim_end_matches(|c: char| c == '#' || c.is_numeric())
}

/// Returns whether letters are what is left of others when words in them are withheld, or when others stand in their place.
pub(super) fn is_left_of(own: &str, all: &str, instead: &Instead) -> bool {
    let is_part = |left: &str| is_part(left, all);
    all.contains(own) || instead.iter().any(|text| own.contains(text.as_str()) && own.split(text.as_str()).all(is_part))
}

/// Returns whether letters are a piece of others, or two pieces.
pub(super) fn is_part(left: &str, all: &str) -> bool {
    all.contains(left) || cuts(left).any(|at| all.contains(&left[..at]) && all.contains(&left[at..]))
}
