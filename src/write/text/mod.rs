//! Plain text: UTF-8, wrapped at 78 columns, for mail and for those who compare.
//!
//! It says what pages say, in their order. Lines under headings, bullets, frames of tables and the brackets of notes are
//! no words. Pages of outside PDFs and numbers of pages are left out.

mod grid;
mod wrap;

use crate::document::{Document, Element, Node, Run};
use wrap::{WIDTH, width, wrapped};

/// Writes a document as text.
///
/// ```
/// # use packwright::document::{Document, DocumentKind, Element, Node, Running};
/// let document = Document {
///     kind: DocumentKind::Agenda, name: "Agenda".into(), title: "Agenda".into(), language: "en".into(),
///     ident: String::new(), digest: None, formats: Vec::new(), running: Running::default(),
///     content: vec![Element::new("p").holding(vec![Node::text("Opening.")]).into()],
/// };
/// assert_eq!(packwright::write::text(&document), "Opening.\n");
/// ```
pub fn text(document: &Document) -> String {
    let mut writer = Writer::default();
    writer.blocks(&document.content);
    let notes = std::mem::take(&mut writer.notes);
    if !notes.is_empty() {
        writer.gap();
        writer.lines.push("-".repeat(20));
        for (number, note) in notes {
            writer.gap();
            writer.entry(&format!("[{number}]"), |writer| writer.flow(&note));
        }
    }
    let mut text = writer.lines.join("\n");
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

#[derive(Default)]
struct Writer {
    lines: Vec<String>,
    /// What stands before each line.
    indent: String,
    /// Notes on the way, by their numbers.
    notes: Vec<(String, Vec<Node>)>,
}

impl Writer {
    /// An empty line, unless there is one.
    fn gap(&mut self) {
        let bare = self.indent.trim_end();
        if self.lines.last().is_some_and(|line| !line.is_empty() && line != bare) {
            self.lines.push(bare.to_owned());
        }
    }

    /// Lines of text, wrapped.
    fn put(&mut self, text: &str) {
        for line in text.split('\n') {
            for part in wrapped(line, WIDTH.saturating_sub(width(&self.indent)).max(20)) {
                self.lines.push(format!("{}{part}", self.indent));
            }
        }
    }

    /// What stands further in, under a mark.
    fn entry(&mut self, mark: &str, inner: impl FnOnce(&mut Self)) {
        let before = self.indent.clone();
        let start = self.lines.len();
        // Deeper than half the line nothing goes in further.
        let step = if width(&before) > WIDTH / 2 { 0 } else { width(mark).max(1) + 1 };
        self.indent.push_str(&" ".repeat(step));
        inner(self);
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

    fn blocks(&mut self, nodes: &[Node]) {
        for node in nodes {
            if let Node::Element(element) = node {
                self.block(element);
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

    fn heading(&mut self, text: &str, underline: Option<char>) {
        self.gap();
        let start = self.lines.len();
        self.put(text);
        let longest = self.lines[start..].iter().map(|line| width(line)).max().unwrap_or_default();
        if let Some(c) = underline {
            let indent = width(&self.indent);
            self.lines.push(format!("{}{}", self.indent, c.to_string().repeat(longest.saturating_sub(indent).max(3))));
        }
        self.gap();
    }

    fn block(&mut self, element: &Element) {
        match element.name.as_ref() {
            "p" => match words(element.words_of("number")).as_str() {
                "" => self.paragraph(&element.content),
                number => {
                    self.gap();
                    self.entry(number, |writer| writer.flow(&element.content));
                    self.gap();
                }
            },
            "heading" | "sitting-heading" => {
                let own = without_parts(element);
                let text = self.inlines(&own);
                self.heading(&text, (element.count_of("level") <= 1).then_some('-'));
                element.children("details").for_each(|part| self.paragraph(&part.content));
            }
            "item-heading" => self.item_heading(element),
            "document-title" => {
                let mut text = self.inlines(&element.content);
                let status = words(element.words_of("status"));
                if !status.is_empty() {
                    text = format!("{text}  {status}");
                }
                self.heading(&text, Some('='));
            }
            "list" => self.list(element),
            "contents" | "facts" | "representatives" => self.entries(element),
            "quote" => {
                self.gap();
                let before = self.indent.clone();
                self.indent.push_str("> ");
                self.blocks(&element.content);
                self.indent = before;
                self.gap();
            }
            "pre" => self.verbatim(element),
            "table" => {
                self.gap();
                let room = WIDTH.saturating_sub(width(&self.indent)).max(20);
                for line in grid::grid(self, element, room) {
                    self.lines.push(format!("{}{line}", self.indent).trim_end().to_owned());
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
                self.further_in(1, &element.content);
                self.gap();
            }
            "picture" => self.paragraph(&[Node::Element(Element { name: "image".into(), ..element.clone() })]),
            "outside-page" => {}
            "anchor" => {}
            _ => self.paragraph(&element.content),
        }
    }

    fn item_heading(&mut self, element: &Element) {
        let mut text = words(element.words_of("clock"));
        let title = self.inlines(&without_parts(element));
        if !text.is_empty() {
            text.push_str("  ");
        }
        text.push_str(&title);
        let duration = words(element.words_of("duration"));
        if !duration.is_empty() {
            text.push_str(&format!(" {duration}"));
        }
        text.push_str(&words(element.words_of("lead")));
        for tags in element.children("tags") {
            text.push_str(&self.inlines(&tags.content));
        }
        self.gap();
        match words(element.words_of("mark")).as_str() {
            "" => self.put(&text),
            mark => self.entry(mark, |writer| writer.put(&text)),
        }
        self.gap();
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
            let before = [entry.words_of("mark"), entry.words_of("label")].map(words).concat();
            let text = self.inlines(&entry.content);
            let text = if before.is_empty() { text } else { format!("{before} {text}") };
            let steps = 2 * entry.count_of("depth").min(8);
            let start = self.lines.len();
            // Further lines of an entry stand further in.
            let outer = self.indent.clone();
            self.indent.push_str(&" ".repeat(steps + 2));
            self.put(&text);
            self.indent = outer;
            if let Some(first) = self.lines.get_mut(start) {
                first.replace_range(self.indent.len()..self.indent.len() + 2, "");
            }
        }
        self.gap();
    }

    fn list(&mut self, list: &Element) {
        let is_marked = !matches!(list.name_of("kind"), Some("plain" | "typed" | "speakers" | "attendees" | "annexes"));
        let is_loose = list.name_of("kind") == Some("numbered");
        self.gap();
        for entry in list.children("li") {
            let mark = words(entry.words_of("mark"));
            let mark = if mark.is_empty() && is_marked { "-".to_owned() } else { mark };
            if mark.is_empty() {
                self.flow(&entry.content)
            } else {
                self.entry(&mark, |writer| writer.flow(&entry.content))
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

    fn masthead(&mut self, element: &Element) {
        for names in [&["organization", "who", "session"][..], &["title"], &["filing"], &["head-line"]] {
            for node in &element.content {
                let Node::Element(part) = node else { continue };
                if names.contains(&part.name.as_ref()) {
                    let text = self.inlines(&part.content);
                    self.put(&text);
                }
            }
            self.gap();
        }
    }

    fn action(&mut self, element: &Element) {
        self.gap();
        self.entry("*", |writer| {
            element.children("line").for_each(|line| writer.flow(&line.content));
            let facts = ["owner", "due"].map(|name| words(element.words_of(name)));
            let facts: Vec<String> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
            if !facts.is_empty() {
                writer.put(&facts.join("  "));
            }
        });
        self.gap();
    }

    /// Something with a title over it.
    fn titled(&mut self, element: &Element) {
        let title: Vec<String> = element.children("title").map(|title| self.inlines(&title.content)).collect();
        let label = words(element.words_of("label"));
        let text = std::iter::once(label).chain(title).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n");
        let underline = match element.name.as_ref() {
            "annex" => Some('='),
            "resolution" => Some('-'),
            _ => None,
        };
        if !text.is_empty() {
            self.heading(&text, underline);
        }
        for part in ["only-in", "notice"] {
            element.children(part).for_each(|part| self.paragraph(&part.content));
        }
        let is_part = |node: &Node| ["title", "only-in", "notice"].into_iter().any(|name| node.named(name).is_some());
        let rest: Vec<Node> = element.content.iter().filter(|node| !is_part(node)).cloned().collect();
        self.blocks(&rest);
    }

    fn signatures(&mut self, element: &Element) {
        for certification in element.children("certification") {
            self.paragraph(&certification.content);
        }
        for one in element.children("signature") {
            self.gap();
            self.lines.push(format!("{}{}", self.indent, "_".repeat(30)));
            for attribute in ["name", "capacity"] {
                let text = words(one.words_of(attribute));
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
            "note" => {
                let number = words(element.words_of("number"));
                text.push_str(&format!("[{number}]"));
                self.notes.push((number, element.content.clone()));
            }
            "image" => text.push_str(&format!("[{}]", words(element.words_of("alt")))),
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

/// What an element holds besides its parts.
fn without_parts(element: &Element) -> Vec<Node> {
    let is_part =
        |node: &&Node| matches!(node, Node::Element(part) if matches!(part.name.as_ref(), "tags" | "details"));
    element.content.iter().filter(|node| !is_part(node)).cloned().collect()
}

fn words(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}
