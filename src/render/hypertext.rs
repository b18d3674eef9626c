//! Prose as HTML, for the page that browsers show. All text is escaped; nothing in it can become an element.

use std::fmt::Write;

use minijinja::HtmlEscape;

use super::scene::Scene;
use crate::finding::Placed;
use crate::meeting::{Block, Image, Inline, Markdown, Side};

/// A text within other words: one paragraph stands without an element of its own.
pub(super) fn words(scene: &Scene, text: &Placed<String>) -> String {
    let mut writer = Writer::new(scene);
    writer.held(&Markdown::parse(text).blocks);
    writer.out
}

/// A text that stands by itself.
pub(super) fn paragraphs(scene: &Scene, text: &Placed<String>) -> String {
    let mut writer = Writer::new(scene);
    writer.blocks(&Markdown::parse(text).blocks);
    writer.out
}

/// A text whose paragraphs are numbered through the document.
pub(super) fn numbered(scene: &Scene, text: &Placed<String>) -> String {
    let mut writer = Writer::new(scene);
    for block in &Markdown::parse(text).blocks {
        match block {
            Block::Paragraph(inlines) => writer.numbered(|writer| writer.inlines(inlines)),
            other => writer.block(other),
        }
    }
    writer.out
}

/// What somebody said: who, and the words, of which the first paragraph goes on in the same line.
pub(super) fn spoken(scene: &Scene, who: &str, text: &Placed<String>, counted: bool) -> String {
    let mut writer = Writer::new(scene);
    for (at, block) in Markdown::parse(text).blocks.iter().enumerate() {
        let Block::Paragraph(inlines) = block else {
            writer.block(block);
            continue;
        };
        let paragraph = |writer: &mut Writer<'_>| {
            if at == 0 && !who.is_empty() {
                writer.element("strong", |writer| writer.text(who));
                if !Markdown::stands_close(inlines) {
                    writer.out.push(' ');
                }
            }
            writer.inlines(inlines);
        };
        if counted { writer.numbered(paragraph) } else { writer.element("p", paragraph) }
    }
    writer.out
}

/// A text with headings of its own, the highest at `level`.
pub(super) fn headed(scene: &Scene, text: &Placed<String>, level: usize) -> String {
    let mut writer = Writer::new(scene);
    for (block, level) in Markdown::outlined(&Markdown::parse(text).blocks, level) {
        match (block, level) {
            (Block::Heading { content, .. }, Some(level)) => {
                writer.element(&format!("h{}", level.min(6)), |writer| writer.inlines(content));
            }
            _ => writer.block(block),
        }
    }
    writer.out
}

/// The number of a note, which leads to it; notes stand at the end of the document.
pub(super) fn note(scene: &Scene, text: String) -> String {
    let note = scene.add_note(text);
    format!("<sup><a href=\"#{}\" id=\"{}\" role=\"doc-noteref\">{}</a></sup>", note.place, note.reference, note.number)
}

struct Writer<'a> {
    scene: &'a Scene,
    out: String,
}

impl<'a> Writer<'a> {
    fn new(scene: &'a Scene) -> Self {
        Self { scene, out: String::new() }
    }

    fn element(&mut self, name: &str, inner: impl FnOnce(&mut Self)) {
        self.open(name, &[]);
        inner(self);
        self.close(name);
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.out.push('<');
        self.out.push_str(name);
        for (attribute, value) in attributes {
            // Writing to a string cannot fail.
            let _ = write!(self.out, " {attribute}=\"{}\"", HtmlEscape(value));
        }
        self.out.push('>');
    }

    fn close(&mut self, name: &str) {
        let _ = write!(self.out, "</{name}>");
    }

    fn text(&mut self, text: &str) {
        let _ = write!(self.out, "{}", HtmlEscape(text));
    }

    fn numbered(&mut self, inner: impl FnOnce(&mut Self)) {
        let number = self.scene.next_paragraph();
        let mark = self.scene.labels.say("item-mark", [("number", number.into())]);
        self.open("p", &[("class", "numbered")]);
        self.open("span", &[("class", "mark")]);
        self.text(&mark);
        self.close("span");
        self.out.push(' ');
        inner(self);
        self.close("p");
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    /// Blocks inside an entry or a note: a single paragraph needs no element of its own.
    fn held(&mut self, blocks: &[Block]) {
        match blocks {
            [Block::Paragraph(inlines)] => self.inlines(inlines),
            // "Text:" with a list under it.
            [Block::Paragraph(inlines), rest @ ..] if rest.iter().all(|block| matches!(block, Block::List { .. })) => {
                self.inlines(inlines);
                self.blocks(rest);
            }
            blocks => self.blocks(blocks),
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(inlines) => self.element("p", |writer| writer.inlines(inlines)),
            Block::Heading { content, .. } => {
                self.element("p", |writer| writer.element("strong", |writer| writer.inlines(content)));
            }
            Block::List { start, items } => self.list(*start, items),
            Block::Quote(blocks) => self.element("blockquote", |writer| writer.blocks(blocks)),
            Block::Code(text) => self.element("pre", |writer| writer.element("code", |writer| writer.text(text))),
            Block::Table { sides, head, rows } => self.table(sides, head, rows),
        }
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>]) {
        let name = if start.is_some() { "ol" } else { "ul" };
        match start.filter(|start| *start != 1) {
            Some(start) => self.open(name, &[("start", &start.min(u64::from(u32::MAX >> 1)).to_string())]),
            None => self.open(name, &[]),
        }
        for item in items {
            self.element("li", |writer| writer.held(item));
        }
        self.close(name);
    }

    /// A table in a frame that can be moved where it is wider than the screen.
    fn table(&mut self, sides: &[Side], head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) {
        let name: Vec<String> = head.iter().map(|cell| Markdown::plain(cell)).filter(|cell| !cell.is_empty()).collect();
        let name = name.join(&self.scene.labels.say("details-separator", []));
        self.open("div", &[("class", "wide"), ("role", "group"), ("tabindex", "0"), ("aria-label", &name)]);
        self.open("table", &[]);
        self.element("thead", |writer| writer.row("th", sides, head));
        self.open("tbody", &[]);
        for row in rows {
            self.row("td", sides, row);
        }
        self.close("tbody");
        self.close("table");
        self.close("div");
    }

    fn row(&mut self, name: &str, sides: &[Side], cells: &[Vec<Inline>]) {
        self.open("tr", &[]);
        for (at, cell) in cells.iter().enumerate() {
            let mut attributes = Vec::new();
            // A head without words heads nothing.
            let name = if cell.is_empty() { "td" } else { name };
            if name == "th" {
                attributes.push(("scope", "col"));
            }
            match sides.get(at) {
                Some(Side::Middle) => attributes.push(("class", "middle")),
                Some(Side::End) => attributes.push(("class", "end")),
                Some(Side::Start) | None => {}
            }
            self.open(name, &attributes);
            self.inlines(cell);
            self.close(name);
        }
        self.close("tr");
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(text) => self.text(&self.scene.joined.join(text)),
            Inline::Emphasis(content) => self.element("em", |writer| writer.inlines(content)),
            Inline::Strong(content) => self.element("strong", |writer| writer.inlines(content)),
            Inline::Struck(content) => self.element("s", |writer| writer.inlines(content)),
            Inline::Code(text) => self.element("code", |writer| writer.text(text)),
            Inline::Link { url, content } => {
                self.open("a", &[("href", url)]);
                self.inlines(content);
                self.close("a");
            }
            Inline::Footnote(blocks) => self.note(blocks),
            Inline::Image(image) => self.image(image),
            Inline::Break => self.out.push_str("<br>"),
            Inline::Reference(reference) => {
                let worded = self.scene.reference(reference);
                let address = worded.anchor.as_ref().map(|anchor| self.scene.address(anchor)).or(worded.url);
                match address {
                    Some(address) => {
                        self.open("a", &[("href", &address)]);
                        self.text(&worded.text);
                        self.close("a");
                    }
                    None => self.text(&worded.text),
                }
            }
        }
    }

    fn note(&mut self, blocks: &[Block]) {
        let mut inner = Writer::new(self.scene);
        inner.held(blocks);
        self.out.push_str(&note(self.scene, inner.out));
    }

    /// A picture, if its file was found; else its description.
    fn image(&mut self, image: &Image) {
        match self.scene.pictures.address(&image.path) {
            Some(address) => self.open("img", &[("src", &address), ("alt", &image.description)]),
            None => self.text(&image.description),
        }
    }
}
