//! Plain text: UTF-8, wrapped at 78 columns, for mail and for those who compare.
//!
//! It says what pages say, in their order. Lines under headings, bullets, lines to sign on and the brackets of notes are
//! no words. Numbers of pages and pages of outside PDFs are left out; pictures stand as their descriptions, and links
//! to the web show where they lead.

mod grid;
mod wrap;

use std::borrow::Cow;
use std::collections::VecDeque;

use crate::document::{Changed, Document, Element, Node, each_run, gap_after, gap_before, has_changed};
use grid::Grid;
use wrap::{WIDTH, width, wrapped};

/// The content with brackets around words that were added and removed, as `git diff --word-diff` has them.
fn in_brackets(content: &[Node]) -> Cow<'_, [Node]> {
    if !has_changed(content, &[Changed::Added, Changed::Removed]) {
        return content.into();
    }
    let mut marked = content.to_vec();
    each_run(&mut marked, &mut |run, _| {
        let (before, after) = match run.mark() {
            Some(Changed::Added) => ("{+", "+}"),
            Some(Changed::Removed) => ("[-", "-]"),
            Some(Changed::Beside) | None => return,
        };
        run.text = format!("{before}{}{after}", run.text);
    });
    marked.into()
}

/// Writes a document as text.
///
/// ```
/// # use packwright::document::{Document, DocumentKind, Element, Node, Running};
/// let document = Document {
///     kind: DocumentKind::Agenda, name: "Agenda".into(), title: "Agenda".into(), language: "en".into(),
///     ident: String::new(), digest: None, formats: Vec::new(), numbered: Vec::new(), running: Running::default(),
///     content: vec![Element::new("p").holding(vec![Node::text("Opening.")]).into()],
/// };
/// assert_eq!(packwright::write::text(&document), "Opening.\n");
/// ```
pub fn text(document: &Document) -> String {
    let mut writer = Writer::new(WIDTH);
    writer.blocks(&in_brackets(&document.content));
    if !writer.notes.is_empty() {
        writer.gap();
        writer.lines.push("-".repeat(20));
    }
    let mut notes: VecDeque<_> = std::mem::take(&mut writer.notes).into();
    while let Some((number, note)) = notes.pop_front() {
        writer.gap();
        writer.entry(&format!("[{number}]"), |writer| writer.flow(&note));
        // A note on a note follows it.
        writer.notes.drain(..).rev().for_each(|inner| notes.push_front(inner));
    }
    let mut text = writer.lines.join("\n");
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

struct Writer {
    lines: Vec<String>,
    /// Their maximum width.
    width: usize,
    /// The text before each line.
    indent: String,
    /// Notes on the way, by their numbers.
    notes: Vec<(String, Vec<Node>)>,
    /// The first line of the entry that has begun.
    begun: usize,
}

impl Writer {
    fn new(width: usize) -> Self {
        Self { lines: Vec::new(), width, indent: String::new(), notes: Vec::new(), begun: 0 }
    }

    /// The maximum width of what comes next.
    fn room(&self) -> usize {
        self.width.saturating_sub(width(&self.indent)).max(20)
    }

    /// An empty line, unless there is one.
    fn gap(&mut self) {
        let bare = self.indent.trim_end();
        // The mark of an entry stands before its first words.
        if self.lines.len() > self.begun && self.lines.last().is_some_and(|line| !line.is_empty() && line != bare) {
            self.lines.push(bare.to_owned());
        }
    }

    /// Lines of text, wrapped.
    fn put(&mut self, text: &str) {
        for line in text.split('\n') {
            for part in wrapped(line, self.room()) {
                self.lines.push(format!("{}{part}", self.indent));
            }
        }
    }

    /// Writes an entry: its mark, and its content indented.
    fn entry(&mut self, mark: &str, inner: impl FnOnce(&mut Self)) {
        let before = self.indent.clone();
        let start = self.lines.len();
        // Deeper than half the line nothing goes in further.
        let step = if width(&before) > WIDTH / 2 { 0 } else { width(mark).max(1) + 1 };
        self.indent.push_str(&" ".repeat(step));
        let begun = std::mem::replace(&mut self.begun, start);
        inner(self);
        self.begun = begun;
        self.indent.clone_from(&before);
        match self.lines.get_mut(start) {
            Some(first) if !mark.is_empty() => {
                let rest = first.get(before.len() + step..).unwrap_or_default().to_owned();
                let gap = " ".repeat(step.saturating_sub(width(mark)).max(1));
                *first = format!("{before}{mark}{gap}{rest}").trim_end().to_owned();
            }
            None if !mark.is_empty() => self.lines.push(format!("{before}{mark}")),
            _ => {}
        }
    }

    /// The same where there is a mark, else as it is.
    fn marked(&mut self, mark: &str, inner: impl FnOnce(&mut Self)) {
        if mark.is_empty() { inner(self) } else { self.entry(mark, inner) }
    }

    /// Writes a text whose lines after the first are indented.
    fn hanging(&mut self, text: &str) {
        let start = self.lines.len();
        let at = self.indent.len();
        self.indent.push_str("  ");
        self.put(text);
        self.indent.truncate(at);
        if let Some(first) = self.lines.get_mut(start) {
            first.replace_range(at..at + 2, "");
        }
    }

    fn blocks(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Element(element) => self.block(element),
                Node::Run(run) => self.put(&run.text),
            }
        }
    }

    fn flow(&mut self, nodes: &[Node]) {
        match nodes.iter().any(Node::is_block) {
            true => self.blocks(nodes),
            false => {
                let text = self.inlines(nodes);
                self.put(&text);
            }
        }
    }

    /// A paragraph of what an element holds.
    fn paragraph(&mut self, nodes: &[Node]) {
        self.gap();
        self.flow(nodes);
        self.gap();
    }

    /// A heading by itself, after its mark; over a line of a character, if it has one.
    fn heading(&mut self, mark: &str, text: &str, underline: Option<char>) {
        self.gap();
        let start = self.lines.len();
        self.marked(mark, |writer| writer.put(text));
        if let Some(c) = underline {
            let longest = self.lines[start..].iter().map(|line| width(line)).max().unwrap_or_default();
            let line = c.to_string().repeat(longest.saturating_sub(width(&self.indent)).max(3));
            self.lines.push(format!("{}{line}", self.indent));
        }
        self.gap();
    }

    fn block(&mut self, element: &Element) {
        match element.name.as_ref() {
            "p" => {
                self.gap();
                self.marked(&element.text_of("number"), |writer| writer.flow(&element.content));
                self.gap();
            }
            "heading" | "sitting-heading" => {
                let text = self.inlines(&element.own_content());
                self.heading("", &text, underline(element.count_of("level")));
                element.children("details").for_each(|part| self.paragraph(&part.content));
            }
            "item-heading" => self.item_heading(element),
            "document-title" => {
                let mut text = self.inlines(&element.content);
                let status = element.text_of("status");
                if !status.is_empty() {
                    text = format!("{text}  {status}");
                }
                self.heading("", &text, Some('='));
            }
            "list" => self.list(element),
            "contents" | "facts" | "representatives" => self.entries(element),
            "quote" => {
                self.gap();
                let before = self.indent.clone();
                self.indent.push_str("> ");
                self.blocks(&element.content);
                // The room after its last paragraph is room after the quotation.
                let bare = self.indent.trim_end().to_owned();
                self.lines.pop_if(|last| *last == bare);
                self.indent = before;
                self.gap();
            }
            "pre" => self.verbatim(element),
            "table" => {
                self.gap();
                for line in self.grid(element).lines(self.room()) {
                    self.lines.push(format!("{}{line}", self.indent).trim_end_matches(' ').to_owned());
                }
                self.gap();
            }
            "masthead" => self.masthead(element),
            "action" => self.action(element),
            "decision" | "resolution" | "delegation" | "annex" => self.titled(element),
            "signatures" => self.signatures(element),
            "inside" => self.further_in(element.count_of("steps").min(8), &element.content),
            "indented" => {
                self.gap();
                self.further_in(usize::from(!element.says("flush")), &element.content);
                self.gap();
            }
            "picture" => self.paragraph(&[Node::Element(Element { name: "image".into(), ..element.clone() })]),
            "outside-page" | "anchor" => {}
            "off-pages" => self.blocks(&element.content),
            _ => self.paragraph(&element.content),
        }
    }

    fn item_heading(&mut self, element: &Element) {
        let mut text = element.text_of("clock");
        if !text.is_empty() {
            text.push_str("  ");
        }
        text.push_str(&self.inlines(&element.own_content()));
        for attribute in ["duration", "lead"] {
            let words = element.text_of(attribute);
            text.push_str(gap_before(&words));
            text.push_str(&words);
        }
        for tags in element.children("tags") {
            text.push_str(&self.inlines(&tags.content));
        }
        self.heading(&element.text_of("mark"), &text, underline(element.count_of("level")));
    }

    fn further_in(&mut self, steps: usize, content: &[Node]) {
        match steps {
            0 => self.flow(content),
            steps => self.entry("", |writer| writer.further_in(steps - 1, content)),
        }
    }

    /// Parts one under the other, each after its mark or label.
    fn entries(&mut self, element: &Element) {
        self.gap();
        for node in &element.content {
            let Node::Element(entry) = node else { continue };
            let before = ["mark", "label"].map(|attribute| entry.text_of(attribute)).concat();
            let text = format!("{before}{}{}", gap_after(&before), self.inlines(&entry.content));
            let outer = self.indent.len();
            self.indent.push_str(&" ".repeat(2 * entry.count_of("depth").min(8)));
            self.hanging(&text);
            self.indent.truncate(outer);
        }
        self.gap();
    }

    fn list(&mut self, list: &Element) {
        let is_bulleted = list.name_of("kind").is_none();
        let is_loose = list.name_of("kind") == Some("numbered");
        self.gap();
        for entry in list.children("li") {
            match entry.text_of("mark").as_str() {
                "" if is_bulleted => self.entry("-", |writer| writer.flow(&entry.content)),
                "" if entry.content.iter().any(Node::is_block) => self.blocks(&entry.content),
                "" => {
                    let text = self.inlines(&entry.content);
                    self.hanging(&text);
                }
                mark => self.entry(mark, |writer| writer.flow(&entry.content)),
            }
            if is_loose {
                self.gap();
            }
        }
        self.gap();
    }

    fn verbatim(&mut self, element: &Element) {
        self.gap();
        let text = self.inlines(&element.content);
        for line in text.trim_end_matches('\n').split('\n') {
            self.lines.push(format!("{}    {line}", self.indent));
        }
        self.gap();
    }

    /// A table: what its heads and cells say.
    fn grid(&mut self, table: &Element) -> Grid {
        let table = table.off_pages();
        let head = table.children("col").map(|column| self.inlines(&column.content)).collect();
        let to_the_end = table.children("col").map(|column| column.name_of("side") == Some("end")).collect();
        let mut cell = |cell: &Element| {
            let step = "  ".repeat(cell.count_of("inside").min(8));
            format!("{step}{}", self.cell(&cell.content).replace('\n', &format!("\n{step}")))
        };
        let rows = table.children("row").map(|row| row.children("cell").map(&mut cell).collect()).collect();
        Grid { head, rows, to_the_end }
    }

    /// The text of a cell, line by line.
    fn cell(&mut self, content: &[Node]) -> String {
        let lines: Vec<&Element> = content.iter().filter_map(|node| node.named("line")).collect();
        if !lines.is_empty() {
            return lines.iter().map(|line| self.cell(&line.content)).collect::<Vec<_>>().join("\n");
        }
        if !content.iter().any(Node::is_block) {
            return self.inlines(content);
        }
        // The column is not known yet: lines are broken when it is.
        let mut inner = Self::new(usize::MAX);
        inner.blocks(content);
        self.notes.append(&mut inner.notes);
        inner.lines.join("\n").trim_matches('\n').to_owned()
    }

    /// Its lines in their order; groups of them stand apart.
    fn masthead(&mut self, element: &Element) {
        let group = |name: &str| match name {
            "organization" | "parent" | "who" => 0,
            "symbol" | "filing" | "job-number" => 1,
            "session" => 2,
            "title" => 3,
            _ => 4,
        };
        let mut before = 0;
        for node in &element.content {
            let Node::Element(part) = node else { continue };
            if group(&part.name) != std::mem::replace(&mut before, group(&part.name)) {
                self.gap();
            }
            let text = self.inlines(&part.content);
            self.hanging(&text);
        }
        self.gap();
    }

    fn action(&mut self, element: &Element) {
        self.gap();
        self.entry("*", |writer| {
            element.children("line").for_each(|line| writer.flow(&line.content));
            let facts = ["owner", "due"].map(|name| element.text_of(name));
            let facts: Vec<String> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
            if !facts.is_empty() {
                writer.put(&facts.join("  "));
            }
        });
        self.gap();
    }

    /// Something with a title over it.
    fn titled(&mut self, element: &Element) {
        let mut lines: Vec<String> = element.children("title").map(|title| self.inlines(&title.content)).collect();
        lines.insert(0, element.text_of("label"));
        lines.retain(|line| !line.is_empty());
        let underline = match element.name.as_ref() {
            "annex" => Some('='),
            "resolution" => Some('-'),
            _ => None,
        };
        if !lines.is_empty() {
            self.heading("", &lines.join("\n"), underline);
        }
        for part in ["only-in", "notice"] {
            element.children(part).for_each(|part| self.paragraph(&part.content));
        }
        self.blocks(&element.own_content());
    }

    fn signatures(&mut self, element: &Element) {
        for certification in element.children("certification") {
            self.paragraph(&certification.content);
        }
        for one in element.children("signature") {
            self.gap();
            self.lines.push(format!("{}{}", self.indent, "_".repeat(30)));
            for attribute in ["name", "capacity"] {
                let text = one.text_of(attribute);
                if !text.is_empty() {
                    self.put(&text);
                }
            }
        }
        self.gap();
    }

    /// A line of text; notes in it are kept for the end of the document.
    fn inlines(&mut self, nodes: &[Node]) -> String {
        let mut text = String::new();
        for node in nodes {
            match node {
                Node::Run(run) => text.push_str(&run.text),
                Node::Element(element) => self.inline(element, &mut text),
            }
        }
        text
    }

    fn inline(&mut self, element: &Element, text: &mut String) {
        match element.name.as_ref() {
            "br" => text.push('\n'),
            // "m2" is no square metre.
            "sup" => text.push_str(&format!("^{}", self.inlines(&element.content))),
            // Words that are struck out are not in force.
            "s" => text.push_str(&format!("~~{}~~", self.inlines(&element.content))),
            "note" => {
                let number = element.text_of("number");
                text.push_str(&format!("[{number}]"));
                self.notes.push((number, element.content.clone()));
            }
            "image" => text.push_str(&format!("[{}]", element.text_of("alt"))),
            "a" => {
                let words = self.inlines(&element.content);
                text.push_str(&words);
                // Where a word leads would be lost.
                if let Some(url) = element.name_of("url").filter(|url| url.contains(':') && !words.contains(*url)) {
                    text.push_str(&format!(" <{url}>"));
                }
            }
            _ => text.push_str(&self.inlines(&element.content)),
        }
    }
}

/// The character that underlines a heading of a level.
fn underline(level: usize) -> Option<char> {
    match level {
        0 | 1 => Some('-'),
        2 => Some('~'),
        _ => None,
    }
}
