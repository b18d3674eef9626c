//! Marks around texts, by which they are found again in what is made of them.
//!
//! Names, titles and labels are put together before a template sees them, and then nobody knows any more what is what. So for those
//! who ask, a meeting is read once more, with a mark around each of its texts: what is composed of it has the marks in it, and
//! otherwise says the same.

use std::borrow::Cow;

use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged;
use serde_json::Value as Json;

use super::withhold::Node;
use crate::finding::{FileNumber, Place};

/// The first character that begins a text, and the one that ends any: they are of the last private use area, which no text of a
/// meeting has reason to use.
const FIRST: u32 = 0x10_0000;
const END: char = '\u{10fffd}';

/// The texts that have marks, in the order of their first characters.
#[derive(Debug, Default)]
pub struct Trace {
    places: Vec<Place>,
}

impl Trace {
    /// Puts marks around all plain texts in a tree.
    pub(super) fn mark(&mut self, tree: &mut Value<'_>, schema: &Json, file: FileNumber) {
        self.value(tree, Node::of(schema), file);
    }

    fn value(&mut self, value: &mut Value<'_>, node: Node<'_>, file: FileNumber) {
        let place = Place::new(file, value.start()..value.end());
        match value {
            Value::Object(object) => {
                for property in &mut object.properties {
                    // A text by language has the same type as a single text.
                    let inner = if node.is_text() { node } else { node.key(property.name.as_str()) };
                    self.value(&mut property.value, inner, file);
                }
            }
            Value::Array(array) => array.elements.iter_mut().for_each(|entry| self.value(entry, node.entry(), file)),
            Value::StringLit(text) if node.is_text() && !text.value.is_empty() && !holds_marks(&text.value) => {
                if let Some(begin) = self.begin(place) {
                    text.value = Cow::Owned(format!("{begin}{}{END}", text.value));
                }
            }
            _ => {}
        }
    }

    /// The character that begins the text at a place; none if there are too many.
    fn begin(&mut self, place: Place) -> Option<char> {
        let begin = u32::try_from(self.places.len()).ok().and_then(|at| char::from_u32(FIRST + at));
        let begin = begin.filter(|begin| *begin < END)?;
        self.places.push(place);
        Some(begin)
    }

    /// A text without marks, and what was between them: each part with its range in characters.
    pub fn unmarked(&self, text: &str) -> (String, Vec<(std::ops::Range<usize>, Place)>) {
        let (mut plain, mut length) = (String::with_capacity(text.len()), 0);
        let (mut open, mut parts) = (Vec::new(), Vec::new());
        for c in text.chars() {
            match c {
                END => parts.extend(open.pop().map(|(start, place)| (start..length, place))),
                c if u32::from(c) >= FIRST => {
                    let place = self.places.get((u32::from(c) - FIRST) as usize);
                    open.extend(place.map(|place| (length, *place)));
                }
                c => {
                    plain.push(c);
                    length += 1;
                }
            }
        }
        // What was cut off after its mark reaches to the end.
        parts.extend(open.into_iter().map(|(start, place)| (start..length, place)));
        parts.retain(|(range, _)| !range.is_empty());
        parts.sort_by_key(|(range, _): &(std::ops::Range<usize>, Place)| (range.start, std::cmp::Reverse(range.end)));
        (plain, parts)
    }
}

fn holds_marks(text: &str) -> bool {
    text.chars().any(|c| u32::from(c) >= FIRST)
}
