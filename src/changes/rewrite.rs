//! Texts of a document in parts, and blocks that are put between others.

use std::collections::BTreeMap;

use super::said::{Block, cells_of};
use crate::document::{Changed, Element, Node, Run, Value, read_attributes};

/// Elements in which no paragraph stands by itself.
const CLOSED: [&str; 6] = ["table", "list", "note", "facts", "masthead", "signatures"];

/// Elements that begin with a place for a link to lead to, and those in which there is none: pages do not have them, or twice.
const PLACED: [&str; 6] = ["p", "li", "cell", "line", "fact", "outcome"];
const PLACELESS: [&str; 6] = ["off-pages", "ref", "note", "col", "masthead", "signatures"];

/// A part of a text: how it differs, and its words.
pub type Part = (Option<Changed>, String);

/// Where something that is put into a document stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Between blocks of the document.
    Block,
    /// Between blocks in an entry of a list.
    Inside,
    /// An entry of a list.
    Entry,
    /// A row of a table.
    Row,
}

/// A removed paragraph, and a note behind it.
#[derive(Debug, Clone)]
pub(super) struct Gone {
    pub(super) text: String,
    pub(super) note: Option<String>,
    /// True if it was a heading: it is bold, and none of the headings that the document has now.
    pub(super) is_heading: bool,
    /// If it was a row, how many of its cells were empty before the first that says something.
    pub(super) empty_before: usize,
}

impl Gone {
    /// A removed line of a document.
    pub(super) fn line(block: &Block) -> Self {
        let (text, is_heading) = (block.listed(), block.heading.is_some());
        Self { text, note: None, is_heading, empty_before: block.empty_before }
    }

    /// Removed words of a table.
    pub(super) fn cell(text: &str) -> Self {
        Self { text: text.to_owned(), note: None, is_heading: false, empty_before: 0 }
    }

    /// The words of each cell, if it was a row.
    pub(super) fn cells(&self) -> Vec<&str> {
        cells_of(self.empty_before, &self.text).map(|(_, words)| words).collect()
    }
}

/// What is to become of a document.
#[derive(Debug, Default)]
pub(super) struct Edits {
    /// The parts that texts are taken apart into, by their numbers.
    pub(super) parts: BTreeMap<usize, Vec<Part>>,
    /// Removed paragraphs that come back after the block of a text, by the number of the text.
    pub(super) after: BTreeMap<usize, Vec<(Shape, Gone)>>,
    /// Removed paragraphs that come back before everything.
    pub(super) first: Vec<Gone>,
    /// Notes behind texts, by the number of the text.
    pub(super) notes: BTreeMap<usize, String>,
    /// Names of places for links to lead to, by the number of a text: each in the paragraph, the entry or the cell of that text.
    pub(super) places: BTreeMap<usize, String>,
}

impl Edits {
    pub(super) fn carry_out(mut self, content: &mut Vec<Node>) {
        let mut next = 0;
        let nodes = self.nodes(std::mem::take(content), &mut next, Around::NOTHING);
        let is_head =
            |node: &Node| ["masthead", "document-title", "status"].iter().any(|name| node.named(name).is_some());
        let heads = nodes.iter().take_while(|node| is_head(node)).count();
        *content = nodes;
        let first = std::mem::take(&mut self.first).into_iter().map(|gone| holding("p", gone));
        content.splice(heads..heads, first);
    }

    fn nodes(&mut self, nodes: Vec<Node>, next: &mut usize, around: Around) -> Vec<Node> {
        let mut all = Vec::new();
        for node in nodes {
            match node {
                Node::Run(run) => {
                    let note = self.notes.remove(next).filter(|_| !around.is_verbatim);
                    all.extend(self.runs(vec![run], next, around.is_verbatim).into_iter().map(Node::Run));
                    all.extend(note.into_iter().flat_map(noted));
                }
                Node::Element(element) => {
                    let from = *next;
                    let element = self.element(element, next, around);
                    let here = self.taken(&element, from..*next, around);
                    all.push(Node::Element(element));
                    all.extend(here);
                }
            }
        }
        all
    }

    fn element(&mut self, mut element: Element, next: &mut usize, around: Around) -> Element {
        let from = *next;
        let is_bar = |parts: &Vec<Part>| parts.iter().any(|(changed, _)| *changed == Some(Changed::Beside));
        let mut barred = Vec::new();
        for name in read_attributes(&element) {
            if let Some(Value::Words(runs)) = element.attributes.get_mut(name) {
                let keep = self.parts.range(*next..*next + runs.len()).any(|(_, parts)| is_bar(parts));
                barred.extend(keep.then_some((name, *next)));
                *runs = self.runs(std::mem::take(runs), next, keep);
            }
        }
        let around = around.within(&element);
        let inner = *next;
        element.content = self.nodes(std::mem::take(&mut element.content), next, around);
        // A bar stands beside what an element holds, or else beside what is said of it: who does it, and by when.
        if !self.parts.range(inner..*next).any(|(_, parts)| is_bar(parts)) {
            for (name, mut at) in barred {
                if let Some(Value::Words(runs)) = element.attributes.get_mut(name) {
                    *runs = self.runs(std::mem::take(runs), &mut at, false);
                }
            }
        }
        if around.takes_places && PLACED.contains(&element.name.as_ref()) {
            let here: Vec<usize> = self.places.range(from..*next).map(|(run, _)| *run).collect();
            let names = here.iter().filter_map(|run| self.places.remove(run));
            let places = names.map(|name| Element::new("anchor").with("name", Value::Name(name)).into());
            element.content.splice(0..0, places.collect::<Vec<Node>>());
        }
        if element.name == "ref" {
            self.mark_paged(&mut element, from..*next);
        }
        element
    }

    /// Marks the words that a reference has on pages as those that it has elsewhere. If it changed in parts, it has the same on pages.
    fn mark_paged(&self, element: &mut Element, runs: std::ops::Range<usize>) {
        if self.parts.range(runs.clone()).next().is_none() {
            return;
        }
        let of_run = |run| match self.parts.get(&run) {
            Some(parts) => parts.iter().map(|(changed, _)| *changed).collect(),
            None => vec![None],
        };
        let changed: Vec<Option<Changed>> = runs.flat_map(of_run).collect();
        let is_all = |mark| changed.iter().all(|changed| *changed == Some(mark));
        let mark = match changed.contains(&Some(Changed::Beside)) {
            true => Some(Changed::Beside),
            false => [Changed::Added, Changed::Removed].into_iter().find(|mark| is_all(*mark)),
        };
        match (mark, element.attributes.get_mut("paged")) {
            (Some(_), Some(Value::Words(paged))) => paged.iter_mut().for_each(|run| run.changed = mark),
            _ => {
                element.attributes.remove("paged");
            }
        }
    }

    /// Texts in their parts; as they are if nothing in them can be marked.
    fn runs(&self, runs: Vec<Run>, next: &mut usize, keep: bool) -> Vec<Run> {
        let mut all = Vec::new();
        for run in runs {
            match self.parts.get(next).filter(|_| !keep) {
                Some(parts) => all.extend(parts.iter().map(|(changed, text)| Run {
                    text: text.clone(),
                    changed: *changed,
                    ..run.clone()
                })),
                None => all.push(run),
            }
            *next += 1;
        }
        all
    }

    /// What comes back after an element, if it may stand there.
    fn taken(&mut self, element: &Element, runs: std::ops::Range<usize>, around: Around) -> Vec<Node> {
        let fits = |shape: Shape| match shape {
            Shape::Row => element.name == "row" || element.is_block() && !around.is_closed,
            Shape::Entry => element.name == "li" || element.is_block() && !around.is_closed,
            Shape::Inside => element.is_block() && around.is_in_blocks || element.name == "li",
            Shape::Block => element.is_block() && !around.is_closed,
        };
        let mut here = Vec::new();
        for (_, waiting) in self.after.range_mut(runs) {
            for (_, gone) in waiting.extract_if(.., |(shape, _)| fits(*shape)) {
                here.push(match element.name.as_ref() {
                    "row" => row(gone, around.columns),
                    "li" => holding("li", gone),
                    _ => holding("p", gone),
                });
            }
        }
        here
    }
}

/// What is known of the elements around others.
#[derive(Debug, Clone, Copy)]
struct Around {
    /// True where places for links may be.
    takes_places: bool,
    /// True in a list, a table and the like.
    is_closed: bool,
    /// True directly in an entry that has blocks.
    is_in_blocks: bool,
    /// True in a text as typed.
    is_verbatim: bool,
    /// The columns of the table.
    columns: usize,
}

impl Around {
    const NOTHING: Self =
        Self { takes_places: true, is_closed: false, is_in_blocks: false, is_verbatim: false, columns: 0 };

    fn within(self, element: &Element) -> Self {
        Self {
            takes_places: self.takes_places && !PLACELESS.contains(&element.name.as_ref()),
            is_closed: self.is_closed || CLOSED.contains(&element.name.as_ref()),
            is_in_blocks: element.name == "li" || self.is_in_blocks && element.name != "list",
            is_verbatim: self.is_verbatim || element.name == "pre",
            columns: if element.name == "table" { element.children("col").count().max(1) } else { self.columns },
        }
    }
}

/// A removed row: each cell in its column, or all words in one.
fn row(gone: Gone, columns: usize) -> Node {
    let cells = gone.cells();
    let cells = match cells.len() == columns {
        true => {
            let cell = |text: &str| match text {
                "" => Element::new("cell").into(),
                text => holding("cell", Gone::cell(text)),
            };
            cells.into_iter().map(cell).collect()
        }
        false => {
            #[allow(clippy::cast_precision_loss, reason = "a count of columns")]
            let cell = Element::new("cell").with("span", Value::Number(columns as f64));
            vec![cell.holding(vec![removed(gone.text)]).into()]
        }
    };
    Element::new("row").holding(cells).into()
}

fn holding(name: &'static str, gone: Gone) -> Node {
    let note = gone.note.into_iter().flat_map(noted);
    let words = match gone.is_heading {
        true => Element::new("strong").holding(vec![removed(gone.text)]).into(),
        false => removed(gone.text),
    };
    Element::new(name).holding([words].into_iter().chain(note).collect()).into()
}

/// A note behind a text.
fn noted(note: String) -> [Node; 2] {
    let note = Element::new("minor").holding(vec![Node::Run(Run::of(note))]).into();
    [Node::Run(Run::of(" ")), note]
}

/// Removed words, and the blanks around them as parts of their own: those have no marks.
pub fn removed_parts(words: &str) -> impl Iterator<Item = Part> + '_ {
    let inner = words.trim();
    let at = words.len() - words.trim_start().len();
    let parts = [&words[..at], inner, &words[at + inner.len()..]];
    parts.into_iter().filter(|part| !part.is_empty()).map(|part| (Some(Changed::Removed), part.to_owned()))
}

fn removed(text: String) -> Node {
    Node::Run(Run { changed: Some(Changed::Removed), ..Run::of(text) })
}
