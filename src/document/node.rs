//! Elements and text.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use super::vocabulary::{Kind, Stands, kind};
use crate::finding::Place;

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Node {
    /// An element with what is in it.
    Element(Element),
    /// Text.
    Run(Run),
}

/// An element of a document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Element {
    /// Its name: one of the vocabulary, or one of the workspace's own.
    pub name: Cow<'static, str>,
    /// Its attributes, by name. What is empty is not there.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<Cow<'static, str>, Value>,
    /// Its content.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub content: Vec<Node>,
    /// Its place in a template; none for what prose becomes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

/// The value of an attribute.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// Words for readers.
    Words(Vec<Run>),
    /// A name, an address or another text that is not read.
    Name(String),
    /// A number.
    Number(f64),
    /// Something that is so.
    Flag(bool),
}

/// Text of one origin.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Run {
    /// The text.
    pub text: String,
    /// The place where it is written, in the definition or the registry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// The label that it is made of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The value that it is derived from, if it is written nowhere as it is printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<DerivedFrom>,
    /// The parts that a label was filled with, and what is between them. Their letters are those of the text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<RunPart>,
    /// Its language, if that is another than the document's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// How it differs from what the document said when it was sent out before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changed: Option<Changed>,
    /// How it came about.
    #[serde(skip)]
    pub made: Made,
}

/// How a text came about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Made {
    /// It stands there as it is printed: in the definition, in a label, or in a template.
    #[default]
    Plain,
    /// It stands in the definition as Markdown.
    Markdown,
    /// The program put it together: a number, a date, a name, a reference.
    Composed,
}

/// A part of a text that has an origin of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct RunPart {
    /// The number of its letters.
    pub letters: usize,
    /// As of a [`Run`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// As of a [`Run`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// As of a [`Run`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<DerivedFrom>,
}

/// The value that derived words come from: a date in words from a date, names from ids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DerivedFrom {
    /// The place of the value, or of one in the same object.
    pub place: Place,
    /// Keys of the object, separated by blanks: the value is that of the first that is there, or else the object itself. None if the
    /// value is that at the place.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub keys: String,
}

/// How a text differs from an earlier state of its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Changed {
    /// The earlier state did not have it.
    Added,
    /// Only the earlier state had it.
    Removed,
    /// It stands in a block that changed: pages have a bar beside it.
    Beside,
}

impl Run {
    /// Text that only a template says, or that is composed.
    pub fn of(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Text that the program put together.
    pub fn composed(text: impl Into<String>) -> Self {
        Self { made: Made::Composed, ..Self::of(text) }
    }

    /// Text of a label.
    pub fn labelled(label: impl Into<String>, text: impl Into<String>) -> Self {
        Self { label: Some(label.into()), ..Self::of(text) }
    }

    /// Text that is written at a place.
    pub fn at(text: impl Into<String>, place: Place) -> Self {
        Self { place: Some(place), ..Self::of(text) }
    }

    /// How it is marked as changed: as what it is, but for the blank beside removed words.
    pub fn mark(&self) -> Option<Changed> {
        self.changed.filter(|_| !self.is_removed_blank())
    }

    /// Returns whether it is the blank beside removed words, which went with them and is not marked.
    pub fn is_removed_blank(&self) -> bool {
        self.changed == Some(Changed::Removed) && self.text.trim().is_empty()
    }

    /// Adds a text that is written nowhere else either, or is of the same label.
    pub fn append(&mut self, other: &Self) {
        let is_one = self.from == other.from && self.parts.is_empty() && other.parts.is_empty();
        if !is_one {
            let both = [&*self, other].into_iter().flat_map(Self::by_origin);
            self.parts = both.map(|(_, part)| part).collect();
            self.from = self.from.take().or_else(|| other.from.clone());
        }
        self.text.push_str(&other.text);
    }

    /// Notes that ranges of the text, in characters, come from values: each with its place, those within others after these.
    pub fn come_from(&mut self, values: &[(Range<usize>, Place)]) {
        let mut letters: Vec<RunPart> = Vec::new();
        for (_, part) in self.by_origin() {
            letters.extend(std::iter::repeat_n(RunPart { letters: 1, ..part.clone() }, part.letters));
        }
        for (range, place) in values {
            let there = letters.get_mut(range.clone()).into_iter().flatten();
            there.for_each(|letter| *letter = RunPart { letters: 1, place: Some(*place), ..RunPart::default() });
        }
        let mut parts: Vec<RunPart> = Vec::new();
        for letter in letters {
            match parts.last_mut().filter(|last| letter == RunPart { letters: 1, ..(*last).clone() }) {
                Some(last) => last.letters += 1,
                None => parts.push(letter),
            }
        }
        self.parts = parts;
    }

    /// The text in parts of one origin each.
    pub fn by_origin(&self) -> Vec<(&str, RunPart)> {
        let letters = self.text.chars().count();
        let Self { place, label, from, .. } = self.clone();
        // What was changed after it was filled in no longer has these parts.
        if self.parts.is_empty() || self.parts.iter().map(|part| part.letters).sum::<usize>() != letters {
            return vec![(self.text.as_str(), RunPart { letters, place, label, from })];
        }
        let (mut rest, mut all) = (self.text.as_str(), Vec::with_capacity(self.parts.len()));
        for part in &self.parts {
            let end = rest.char_indices().nth(part.letters).map_or(rest.len(), |(at, _)| at);
            let (text, after) = rest.split_at(end);
            all.push((text, part.clone()));
            rest = after;
        }
        all
    }
}

impl From<Element> for Node {
    fn from(element: Element) -> Self {
        Self::Element(element)
    }
}

impl Node {
    /// A text without an origin.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Run(Run::of(text))
    }

    /// The element that it is, if it is one of this name.
    pub fn named(&self, name: &str) -> Option<&Element> {
        match self {
            Self::Element(element) if element.name == name => Some(element),
            _ => None,
        }
    }

    /// Returns whether it stands between other blocks, and not in a line.
    pub fn is_block(&self) -> bool {
        matches!(self, Self::Element(element) if element.is_block())
    }

    /// Returns whether it is a part of the element in which it stands.
    pub fn is_part(&self) -> bool {
        matches!(self, Self::Element(element) if element.is_part())
    }
}

impl Element {
    /// An element of a name, with nothing in it.
    pub fn new(name: impl Into<Cow<'static, str>>) -> Self {
        Self { name: name.into(), attributes: BTreeMap::new(), content: Vec::new(), place: None }
    }

    /// Returns the element with content.
    #[must_use]
    pub fn holding(mut self, content: Vec<Node>) -> Self {
        self.content = content;
        self
    }

    /// Returns the element with an attribute.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: Value) -> Self {
        self.attributes.insert(name.into(), value);
        self
    }

    /// Its entry in the vocabulary; none for an element of the workspace's own.
    pub fn kind(&self) -> Option<&'static Kind> {
        kind(&self.name)
    }

    /// Returns whether it stands between other blocks. An element of the workspace's own does unless a template puts it into a
    /// line, as does text in another language that holds blocks.
    pub fn is_block(&self) -> bool {
        match self.kind() {
            Some(kind) if kind.name == "lang" => self.content.iter().any(Node::is_block),
            Some(kind) => kind.stands.is_block(),
            None => !self.says("in-line"),
        }
    }

    /// A name that an attribute states.
    pub fn name_of(&self, attribute: &str) -> Option<&str> {
        match self.attributes.get(attribute)? {
            Value::Name(name) => Some(name),
            _ => None,
        }
    }

    /// A number that an attribute states.
    pub fn number_of(&self, attribute: &str) -> Option<f64> {
        match self.attributes.get(attribute)? {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// A small whole number that an attribute states, else 0.
    pub fn count_of(&self, attribute: &str) -> usize {
        // Bounded, so that nothing that counts up to it takes long; a float is never negative here.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a small range before")]
        let count = self.number_of(attribute).unwrap_or_default().clamp(0.0, 1000.0) as usize;
        count
    }

    /// Returns whether an attribute says that something is so.
    pub fn says(&self, attribute: &str) -> bool {
        matches!(self.attributes.get(attribute), Some(Value::Flag(true)))
    }

    /// The words of an attribute.
    pub fn words_of(&self, attribute: &str) -> &[Run] {
        match self.attributes.get(attribute) {
            Some(Value::Words(runs)) => runs,
            _ => &[],
        }
    }

    /// The words of an attribute as a text.
    pub fn text_of(&self, attribute: &str) -> String {
        text(self.words_of(attribute))
    }

    /// Returns whether it is a part of the element in which it stands.
    pub fn is_part(&self) -> bool {
        self.kind().is_some_and(|kind| matches!(kind.stands, Stands::Part(..)))
    }

    /// Its content besides its parts.
    pub fn own_content(&self) -> Cow<'_, [Node]> {
        without(&self.content, Node::is_part)
    }

    /// Returns true for a table whose columns have no heads.
    pub fn is_headless(&self) -> bool {
        self.children("col").all(|column| column.content.is_empty())
    }

    /// A table without the columns that only pages have: those of page numbers.
    pub fn off_pages(&self) -> Cow<'_, Self> {
        let stay: Vec<bool> = self.children("col").map(|column| !column.says("on-pages")).collect();
        if stay.iter().all(|stays| *stays) {
            return Cow::Borrowed(self);
        }
        let mut table = self.clone();
        table.keep_columns(&stay);
        Cow::Owned(table)
    }

    /// Takes out the columns of a table in which no cell has anything.
    pub fn drop_empty_columns(&mut self) {
        let columns = self.children("col").count();
        let mut filled = vec![self.children("row").next().is_none(); columns];
        for row in self.children("row").filter(|row| row.content.len() == columns) {
            row.children("cell").zip(&mut filled).for_each(|(cell, filled)| *filled |= !cell.content.is_empty());
        }
        self.keep_columns(&filled);
    }

    /// Removes columns. A row of fewer cells covers all that are kept.
    fn keep_columns(&mut self, stay: &[bool]) {
        let count = stay.iter().filter(|stays| **stays).count();
        let mut columns = stay.iter();
        self.content.retain(|node| node.named("col").is_none() || columns.next() == Some(&true));
        for node in &mut self.content {
            match node {
                Node::Element(row) if row.name == "row" && row.content.len() == stay.len() => {
                    let mut cells = stay.iter();
                    row.content.retain(|_| cells.next() == Some(&true));
                }
                Node::Element(row) if row.name == "row" => {
                    for cell in &mut row.content {
                        if let Node::Element(cell) = cell
                            && let Some(Value::Number(span)) = cell.attributes.get_mut("span")
                        {
                            #[allow(clippy::cast_precision_loss, reason = "a count of columns")]
                            let most = count.max(1) as f64;
                            *span = span.min(most);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// The elements of a name among those in it.
    pub fn children<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.content.iter().filter_map(move |node| node.named(name))
    }
}

/// Nodes without some of them, copied only if there are such.
pub fn without(nodes: &[Node], is_out: impl Fn(&Node) -> bool) -> Cow<'_, [Node]> {
    match nodes.iter().any(&is_out) {
        true => Cow::Owned(nodes.iter().filter(|node| !is_out(node)).cloned().collect()),
        false => Cow::Borrowed(nodes),
    }
}

/// The text of runs.
pub fn text(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}
