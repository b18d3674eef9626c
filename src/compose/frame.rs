//! An element that is being read, and how what comes into it finds its place: text in lines, lines in paragraphs.

use crate::document::{Element, Holds, Kind, Node, Run, Value};
use crate::finding;

/// An element that has begun.
pub(super) struct Frame {
    pub(super) element: Element,
    /// The kind of its content.
    pub(super) holds: Holds,
    /// Its kind; none for the document itself and for elements of the workspace's own.
    pub(super) kind: Option<&'static Kind>,
    blocks: Vec<Node>,
    /// The number of columns so far, if it is a table.
    columns: usize,
    /// True if something is in it that is no part of a table.
    has_others: bool,
    line: Vec<Node>,
    /// True if the template has a space before what comes next.
    space: bool,
}

impl Frame {
    pub(super) fn new(element: Element, kind: Option<&'static Kind>, holds: Holds) -> Self {
        // A paragraph takes prose of several blocks, and becomes several.
        let holds = if element.name == "p" { Holds::Flow } else { holds };
        Self { element, holds, kind, blocks: Vec::new(), columns: 0, has_others: false, line: Vec::new(), space: false }
    }

    /// A message and a hint if this is a row that has other cells than its table has columns.
    pub(super) fn misfits(&self, table: &Self) -> Option<(String, String)> {
        // What else is in them is told there: it may be a misspelt part.
        if self.element.name != "row" || table.element.name != "table" || self.has_others || table.has_others {
            return None;
        }
        let columns = table.columns;
        let spans = self.blocks.iter().filter_map(|node| node.named("cell")).map(|cell| cell.count_of("span").max(1));
        let cells: usize = spans.sum();
        if columns == 0 {
            let hint =
                "write a `col` for each column before the first row; leave it empty if it has no heading".to_owned();
            return Some(("this table has no columns".to_owned(), hint));
        }
        (cells != columns).then(|| {
            let message = format!(
                "this row has {}, but its table has {}",
                finding::count(cells, "cell"),
                finding::count(columns, "column")
            );
            (message, "add `<cell/>`, or a `span` to a cell that covers several columns".to_owned())
        })
    }

    pub(super) fn takes_text(&self) -> bool {
        matches!(self.holds, Holds::Inlines | Holds::Flow | Holds::Verbatim)
    }

    /// Returns whether a text that comes next may begin no sentence: words are before it, a speaker is, or it is an entry of a list.
    pub(super) fn goes_on(&self) -> bool {
        let is_empty = self.line.is_empty() && (self.holds == Holds::Blocks || self.blocks.is_empty());
        let is_said = !self.element.words_of("speaker").is_empty();
        !is_empty || is_said || matches!(self.element.name.as_ref(), "li" | "note" | "fact" | "cell")
    }

    /// Takes in text of a template: its spaces and line ends are one space, and none at the edges of a block.
    pub(super) fn template_text(&mut self, text: &str) {
        if self.holds == Holds::Verbatim {
            return self.line.push(Node::text(text));
        }
        let is_space = |c: char| c.is_ascii_whitespace();
        for (at, word) in text.split(is_space).enumerate() {
            self.space |= at > 0;
            if !word.is_empty() {
                self.inline(Node::text(word));
            }
        }
    }

    /// Takes in something that stands in a line.
    pub(super) fn inline(&mut self, node: Node) {
        let is_inline = self.kind.is_some_and(|kind| kind.stands == crate::document::Stands::Inline);
        if std::mem::take(&mut self.space) && (!self.line.is_empty() || is_inline && self.blocks.is_empty()) {
            join(&mut self.line, Node::text(" "));
        }
        join(&mut self.line, node);
    }

    /// Takes in a block, or a part.
    pub(super) fn block(&mut self, node: Node) {
        if self.holds == Holds::Inlines {
            return self.line.push(node);
        }
        self.end_line();
        self.columns += usize::from(node.named("col").is_some());
        self.has_others |= ["cell", "col", "row"].iter().all(|part| node.named(part).is_none());
        self.blocks.push(node);
    }

    /// Adds prose: a single paragraph continues the line; words after several paragraphs continue the last one.
    pub(super) fn prose(&mut self, mut blocks: Vec<Node>) {
        let is_paragraph = |node: &Node| node.named("p").is_some();
        let content = |node: Node| match node {
            Node::Element(element) => element.content,
            Node::Run(run) => vec![Node::Run(run)],
        };
        match self.holds {
            Holds::Blocks => {
                self.end_line();
                return self.blocks.append(&mut blocks);
            }
            Holds::Flow if blocks.len() != 1 || !blocks.iter().all(is_paragraph) => {}
            // A line has no blocks: what would be some is parted by line ends.
            _ => {
                for (at, node) in blocks.into_iter().enumerate() {
                    if at > 0 {
                        self.inline(Element::new("br").into());
                    }
                    in_line(content(node)).into_iter().for_each(|node| self.inline(node));
                }
                return;
            }
        }
        let last = blocks.pop_if(|last| is_paragraph(last));
        let mut blocks = blocks.into_iter().peekable();
        if let Some(first) = blocks.next_if(is_paragraph) {
            content(first).into_iter().for_each(|node| self.inline(node));
        }
        self.end_line();
        self.blocks.extend(blocks);
        last.into_iter().flat_map(content).for_each(|node| self.inline(node));
    }

    /// Makes a paragraph of the line that has begun.
    fn end_line(&mut self) {
        self.space = false;
        if !self.line.is_empty() {
            let paragraph = Element { place: self.element.place, ..Element::new("p") };
            self.blocks.push(paragraph.holding(std::mem::take(&mut self.line)).into());
        }
    }

    /// The element with its content; none if it is empty. A paragraph may become several.
    pub(super) fn finish(mut self) -> Vec<Node> {
        let is_inline = self.kind.is_some_and(|kind| kind.stands == crate::document::Stands::Inline);
        if self.space && is_inline && !self.line.is_empty() {
            join(&mut self.line, Node::text(" "));
        }
        if self.element.name == "said" {
            return self.said();
        }
        if self.blocks.is_empty() && self.holds != Holds::Blocks {
            self.element.content = self.line;
            return if is_nothing(&self.element, self.holds) { Vec::new() } else { vec![self.element.into()] };
        }
        self.end_line();
        if self.element.name == "p" {
            if let Some(Node::Element(first)) = self.blocks.first_mut().filter(|first| first.named("p").is_some()) {
                first.attributes = self.element.attributes;
            }
            return self.blocks;
        }
        self.element.content = self.blocks;
        // Columns of prose, and of responses to comments, may be there to be filled in.
        let is_filled_in = |kind: &str| kind.starts_with("comments");
        if self.element.name == "table" && self.element.name_of("kind").is_some_and(|kind| !is_filled_in(kind)) {
            self.element.drop_empty_columns();
        }
        if is_nothing(&self.element, self.holds) { Vec::new() } else { vec![self.element.into()] }
    }

    /// Makes paragraphs of a speech: the first begins with the speaker, who has one to himself before a list or a
    /// quotation. Where paragraphs are counted, one that is only a picture is not.
    fn said(mut self) -> Vec<Node> {
        self.end_line();
        let counted = self.element.says("counted");
        if let Some(Value::Words(speaker)) = self.element.attributes.remove("speaker") {
            let speaker = Element::new("strong").holding(speaker.into_iter().map(Node::Run).collect());
            match self.blocks.first_mut() {
                Some(Node::Element(first)) if first.name == "p" => {
                    let gap = if stands_close(&first.content) { None } else { Some(Node::text(" ")) };
                    first.content.splice(0..0, std::iter::once(speaker.into()).chain(gap));
                }
                _ => self.blocks.insert(0, Element::new("p").holding(vec![speaker.into()]).into()),
            }
        }
        if counted {
            self.blocks.iter_mut().for_each(count);
        }
        self.blocks
    }

    /// The document's content, if this is the document.
    pub(super) fn content(mut self) -> Vec<Node> {
        self.end_line();
        self.blocks
    }
}

/// Marks a paragraph to be counted, unless it is only a picture; so are those of text in another language.
fn count(block: &mut Node) {
    let Node::Element(element) = block else { return };
    match element.name.as_ref() {
        "p" if !is_picture(&element.content) => drop(element.attributes.insert("counted".into(), Value::Flag(true))),
        "lang" => element.content.iter_mut().for_each(count),
        _ => {}
    }
}

fn is_picture(content: &[Node]) -> bool {
    match content {
        [Node::Element(only)] => only.name == "image" || only.name == "lang" && is_picture(&only.content),
        _ => false,
    }
}

/// Adds to a line; text of the same origin is merged.
fn join(line: &mut Vec<Node>, node: Node) {
    if let (Some(Node::Run(before)), Node::Run(run)) = (line.last_mut(), &node)
        && (&before.place, &before.label, &before.language) == (&run.place, &run.label, &run.language)
        && before.place.is_none()
    {
        return before.append(run);
    }
    line.push(node);
}

/// Words that stand close to a name before them: "Ana Silva, the host, said", and all of Chinese.
fn stands_close(content: &[Node]) -> bool {
    let is_close =
        |c: char| matches!(c, ',' | ';' | ':' | '.' | '’' | '\'' | '\u{3000}'..='\u{9fff}' | '\u{ff00}'..='\u{ff60}');
    matches!(content.first(), Some(Node::Run(Run { text, .. })) if text.starts_with(is_close) && !text.starts_with(".."))
}

/// Returns the inlines of nodes that may be blocks.
fn in_line(nodes: Vec<Node>) -> Vec<Node> {
    let mut line = Vec::new();
    for node in nodes {
        match node {
            Node::Element(block) if block.is_block() || block.name == "li" => {
                if !line.is_empty() {
                    line.push(Element::new("br").into());
                }
                line.extend(in_line(block.content));
            }
            other => line.push(other),
        }
    }
    line
}

/// Returns true if there is nothing to keep: an element without content, unless it is one that never has any, a cell that keeps its
/// place in a table, or a block that says something by its attributes.
fn is_nothing(element: &Element, holds: Holds) -> bool {
    let speaks = element.attributes.values().any(|value| matches!(value, Value::Words(_)));
    element.content.is_empty()
        && holds != Holds::Nothing
        && !matches!(element.name.as_ref(), "cell" | "col")
        && !(speaks && element.is_block())
}
