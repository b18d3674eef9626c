//! Numbers of paragraphs and notes, and marks of lists: set once, here, for all formats.

use std::collections::BTreeMap;

use codex::numeral_systems::NamedNumeralSystem;

use super::node::{Element, Node, Run, Value};
use crate::finding::Place;

/// The marks of a language for numbered things.
pub struct Marks<'a> {
    /// The marks of ordered lists, level by level: `(a)(i)`.
    pub list_pattern: String,
    /// The mark of a numbered paragraph: "12.".
    pub paragraph: &'a dyn Fn(usize) -> String,
    /// The numbered paragraphs of the whole document of which this is a part: those that are here keep their numbers.
    pub whole: &'a [NumberedParagraph],
}

/// A numbered paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberedParagraph {
    /// Its number, from 1.
    pub number: usize,
    /// Where its first words are written.
    place: Option<Place>,
    /// Its letters and digits.
    letters: String,
}

impl NumberedParagraph {
    fn of(number: usize, paragraph: &Element) -> Self {
        let mut own = Self { number, place: None, letters: String::new() };
        own.take(&paragraph.content);
        own
    }

    fn take(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Run(run) => {
                    self.place = self.place.or(run.place);
                    self.letters.extend(run.text.chars().filter(|c| c.is_alphanumeric()));
                }
                Node::Element(element) => self.take(&element.content),
            }
        }
    }
}

/// Sets all numbers of a document, in the order in which they are read. Returns its numbered paragraphs.
pub fn number(content: &mut [Node], marks: &Marks<'_>) -> Vec<NumberedParagraph> {
    let mut by_place: BTreeMap<Option<Place>, Vec<usize>> = BTreeMap::new();
    for (at, paragraph) in marks.whole.iter().enumerate() {
        by_place.entry(paragraph.place).or_default().push(at);
    }
    let mut numbering = Numbering { marks, by_place, paragraphs: Vec::new(), whole: 0, notes: 0 };
    numbering.nodes(content, &Lists { pattern: &marks.list_pattern, depth: 0 });
    numbering.paragraphs
}

/// "(a) step up …": a part of the paragraph before it, whose letter was typed.
fn begins_with_letter(paragraph: &Element) -> bool {
    let Some(Node::Run(run)) = paragraph.content.first() else { return false };
    let Some((letter, rest)) = run.text.strip_prefix('(').and_then(|inside| inside.split_once(')')) else {
        return false;
    };
    let is_letter = letter.len() == 1 && letter.starts_with(|c: char| c.is_ascii_lowercase());
    let is_roman = !letter.is_empty() && letter.chars().all(|c| "ivx".contains(c));
    (is_letter || is_roman) && rest.starts_with(char::is_whitespace)
}

/// Among so many paragraphs of one text, what is left of a text is looked for.
const NEAR: usize = 1000;

struct Numbering<'a> {
    marks: &'a Marks<'a>,
    paragraphs: Vec<NumberedParagraph>,
    /// Positions in the whole, by the places of the paragraphs.
    by_place: BTreeMap<Option<Place>, Vec<usize>>,
    /// The number of paragraphs of the whole document that have been passed.
    whole: usize,
    notes: usize,
}

/// The lists around a point of the document, which decide how the next one is marked.
struct Lists<'a> {
    pattern: &'a str,
    /// The number of lists with marks around it.
    depth: usize,
}

impl Numbering<'_> {
    fn nodes(&mut self, nodes: &mut [Node], lists: &Lists<'_>) {
        for node in nodes {
            if let Node::Element(element) = node {
                self.element(element, lists);
            }
        }
    }

    fn element(&mut self, element: &mut Element, lists: &Lists<'_>) {
        match element.name.as_ref() {
            "p" if element.attributes.remove("counted").is_some() && !begins_with_letter(element) => {
                let number = self.paragraph(element);
                set(element, "number", (self.marks.paragraph)(number));
            }
            "note" => {
                self.notes += 1;
                set(element, "number", self.notes.to_string());
            }
            "list" => return self.list(element, lists),
            _ => {}
        }
        self.nodes(&mut element.content, lists);
    }

    /// The number of the next paragraph: the next one, or the one that it has in the whole.
    fn paragraph(&mut self, paragraph: &Element) -> usize {
        let next = self.paragraphs.last().map_or(1, |last| last.number + 1);
        let mut own = NumberedParagraph::of(next, paragraph);
        let here = self.by_place.get(&own.place).map_or(&[] as &[usize], Vec::as_slice);
        let left = &here[here.partition_point(|at| *at < self.whole)..];
        let is_same = |at: &&usize| self.marks.whole[**at].letters == own.letters;
        // Words that stand in place of others, or that were reworded, are at the place of what they stand for.
        let reworded = || left.first().filter(|_| own.place.is_some());
        if let Some(at) = left.iter().take(NEAR).find(is_same).or_else(reworded) {
            own.number = self.marks.whole[*at].number;
            self.whole = at + 1;
        }
        let number = own.number;
        self.paragraphs.push(own);
        number
    }

    fn list(&mut self, list: &mut Element, lists: &Lists<'_>) {
        match list.name_of("kind") {
            Some("ordered") => {
                let start = list.number_of("start").map_or(1, whole);
                for (at, entry) in list.content.iter_mut().enumerate() {
                    let Node::Element(entry) = entry else { continue };
                    set(entry, "mark", mark(lists.pattern, lists.depth, start + at));
                    self.nodes(&mut entry.content, &Lists { depth: lists.depth + 1, ..*lists });
                }
            }
            // Lists inside numbered paragraphs are lettered, whatever numbers the paragraphs.
            Some("numbered") => {
                let opens: String = lists.pattern.chars().take_while(|c| "(（".contains(*c)).collect();
                let pattern = format!("{opens}1){}", self.marks.list_pattern);
                for (at, entry) in list.content.iter_mut().enumerate() {
                    if let Node::Element(entry) = entry
                        && entry.words_of("mark").is_empty()
                    {
                        set(entry, "mark", (self.marks.paragraph)(at + 1));
                    }
                }
                self.nodes(&mut list.content, &Lists { pattern: &pattern, depth: 1 });
            }
            _ => self.nodes(&mut list.content, lists),
        }
    }
}

fn set(element: &mut Element, attribute: &'static str, words: String) {
    element.attributes.insert(attribute.into(), Value::Words(vec![Run::composed(words)]));
}

/// The mark of an entry: what stands before the first number of the pattern, the number in the way of its level, and what
/// stands after the last one. Deeper levels are counted as the last.
fn mark(pattern: &str, depth: usize, number: usize) -> String {
    let (before, counted, after) = counted(pattern, depth, number);
    format!("{before}{counted}{after}")
}

/// A number in the way in which a pattern counts a level, without what stands around it: "ii" for the second of the
/// second level of `(a)(i)`.
pub fn numeral(pattern: &str, depth: usize, number: usize) -> String {
    counted(pattern, depth, number).1
}

fn counted(pattern: &str, depth: usize, number: usize) -> (&str, String, &str) {
    let system = |c: char| NamedNumeralSystem::from_shorthand(c.encode_utf8(&mut [0; 4]));
    let levels: Vec<(usize, NamedNumeralSystem, usize)> =
        pattern.char_indices().filter_map(|(at, c)| Some((at, system(c)?, at + c.len_utf8()))).collect();
    let (Some(first), Some(last)) = (levels.first(), levels.last()) else { return ("", number.to_string(), ".") };
    let level = levels.get(depth).unwrap_or(last);
    let around = (&pattern[..first.0], &pattern[last.2..]);
    let counted = match level.1.system().represent(u64::try_from(number).unwrap_or(u64::MAX)) {
        // Symbols repeat themselves; beyond these numbers they are no marks any more.
        Ok(represented) if number < 1000 => represented.to_string(),
        _ => number.to_string(),
    };
    (around.0, counted, around.1)
}

/// A first number of a list, which is never larger than a million.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a small range before")]
fn whole(number: f64) -> usize {
    number.clamp(0.0, 1_000_000.0) as usize
}
