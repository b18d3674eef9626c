//! The words of a document, in the order in which they are read.

use super::node::{Element, Node};
use super::vocabulary::{Holds, Takes};

/// The character that stands for the number of a page until pages are made.
pub const PAGE: char = '\u{e000}';

/// The character that stands for the number of pages.
pub const PAGES: char = '\u{e001}';

/// In the name of a place at which something changed, what stands between the document and a number.
pub const CHANGE: &str = "..at-";

/// The words of a document: its text and, separately, its notes.
///
/// Formats have the same words, in the same order; what each leaves out is listed where it is tested (`tests/formats`).
///
/// ```
/// use packwright::document::{Element, Node, Said};
///
/// let said = Said::of(&[Element::new("p").holding(vec![Node::text("The meeting was opened.")]).into()]);
/// assert_eq!(said.text.trim(), "The meeting was opened.");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// The text: a line for each block and each cell of a table. Of notes it has the numbers.
    pub text: String,
    /// The notes in order: the number and the text of each.
    pub notes: Vec<(String, String)>,
}

impl Said {
    /// The words of a document's content.
    pub fn of(content: &[Node]) -> Self {
        let mut said = Self::default();
        said.nodes(content);
        said
    }

    fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Run(run) => self.text.push_str(&run.text),
                Node::Element(element) => self.element(element),
            }
        }
    }

    fn element(&mut self, element: &Element) {
        match element.name.as_ref() {
            "note" => return self.note(element),
            "br" => return self.text.push('\n'),
            _ => {}
        }
        let stands_apart = element.is_block() || element.is_part() && element.name != "tags";
        self.end_line(stands_apart);
        for words in attributes(element, Takes::Before) {
            self.text.push_str(&words);
            self.text.push_str(gap_after(&words));
        }
        // What belongs to a line of text, as the tags of a heading do, comes after all of the line.
        let is_last = |node: &&Node| element.kind().is_some_and(|kind| kind.holds == Holds::Inlines) && node.is_part();
        let content = element.content.iter();
        content.clone().filter(|node| !is_last(node)).for_each(|node| self.nodes(std::slice::from_ref(node)));
        for words in attributes(element, Takes::After) {
            self.text.push_str(gap_before(&words));
            self.text.push_str(&words);
        }
        content.filter(is_last).for_each(|node| self.nodes(std::slice::from_ref(node)));
        self.end_line(stands_apart);
    }

    fn note(&mut self, element: &Element) {
        let number = element.text_of("number");
        self.text.push_str(&number);
        let mut note = Self::of(&element.content);
        self.notes.push((number, note.text.trim().to_owned()));
        self.notes.append(&mut note.notes);
    }

    fn end_line(&mut self, stands_apart: bool) {
        if stands_apart && !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }
}

/// The words of the attributes of an element that are read before or after what it holds.
fn attributes(element: &Element, wanted: Takes) -> impl Iterator<Item = String> {
    let known = element.kind().map_or(&[][..], |kind| kind.attributes).iter();
    let words = known.filter(move |known| known.1 == wanted).map(|known| element.text_of(known.0));
    words.filter(|words| !words.is_empty())
}

/// The space after words that are read before others, such as a label: none after a mark that is as wide as a letter
/// of Chinese, since it brings its own.
pub fn gap_after(words: &str) -> &'static str {
    let brings_its_own = |c: char| c.is_whitespace() || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff60}');
    if words.is_empty() || words.trim_end_matches(is_private).ends_with(brings_its_own) { "" } else { " " }
}

/// The space before words that are read after others: none where they bring what parts them (" – facilitated by …").
pub fn gap_before(words: &str) -> &'static str {
    let brings_its_own = |c: char| c.is_whitespace() || "—（".contains(c);
    if words.is_empty() || words.trim_start_matches(is_private).starts_with(brings_its_own) { "" } else { " " }
}

/// Returns whether a character is of the supplementary areas for private use: what marks text for a moment is, and is not seen.
fn is_private(c: char) -> bool {
    c >= '\u{f0000}'
}
