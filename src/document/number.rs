//! Numbers of paragraphs and notes, and marks of lists: set once, here, for all formats.

use codex::numeral_systems::NamedNumeralSystem;

use super::node::{Element, Node, Run, Value};

/// The marks of a language for numbered things.
pub struct Marks<'a> {
    /// The marks of ordered lists, level by level: `(a)(i)`.
    pub list_pattern: String,
    /// The mark of a numbered paragraph: "12.".
    pub paragraph: &'a dyn Fn(usize) -> String,
}

/// Sets all numbers of a document, in the order in which they are read.
pub fn number(content: &mut [Node], marks: &Marks<'_>) {
    let mut numbering = Numbering { marks, paragraphs: 0, notes: 0 };
    numbering.nodes(content, &Lists { pattern: &marks.list_pattern, depth: 0 });
}

struct Numbering<'a> {
    marks: &'a Marks<'a>,
    paragraphs: usize,
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
            "p" if element.attributes.remove("counted").is_some() => {
                self.paragraphs += 1;
                set(element, "number", (self.marks.paragraph)(self.paragraphs));
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
    element.attributes.insert(attribute.into(), Value::Words(vec![Run::of(words)]));
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
