//! The words of a document, in the order in which they are read.

use super::node::{Element, Node, Run};
use super::vocabulary::{As, Holds, Stands, Takes};

/// The character that stands for the number of a page until pages are made.
pub const PAGE: char = '\u{e000}';

/// The character that stands for the number of pages.
pub const PAGES: char = '\u{e001}';

/// What a document says: its text and, apart from it, its notes.
///
/// ```
/// use packwright::document::{Element, Node, Said};
///
/// let said = Said::of(&[Element::new("p").holding(vec![Node::text("The meeting was opened.")]).into()]);
/// assert_eq!(said.text.trim(), "The meeting was opened.");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// The text: a line for each block, tabs between cells. Notes are told by their numbers.
    pub text: String,
    /// The texts of the notes, in order.
    pub notes: Vec<String>,
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

    fn runs(&mut self, runs: &[Run]) {
        for run in runs {
            self.text.push_str(&run.text);
        }
    }

    fn element(&mut self, element: &Element) {
        let kind = element.kind();
        let attributes = |takes: Takes| {
            let attributes = kind.map_or(&[][..], |kind| kind.attributes).iter();
            attributes.filter(move |attribute| attribute.1 == takes).map(|attribute| element.words_of(attribute.0))
        };
        let apart = element.is_block()
            || kind.is_some_and(|kind| matches!(kind.stands, Stands::Part(as_what, _) if as_what != As::One || kind.holds != Holds::Inlines));
        self.part(apart);
        for words in attributes(Takes::Before) {
            self.runs(words);
            self.text.push(' ');
        }
        match element.name.as_ref() {
            "note" => {
                let mut note = Self::default();
                note.nodes(&element.content);
                self.notes.push(note.text.trim().to_owned());
                self.notes.append(&mut note.notes);
            }
            "br" => self.text.push('\n'),
            _ => self.nodes(&element.content),
        }
        for words in attributes(Takes::After) {
            self.text.push(' ');
            self.runs(words);
        }
        self.part(apart);
    }

    /// Ends the line that has begun.
    fn part(&mut self, apart: bool) {
        if apart && !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }
}
