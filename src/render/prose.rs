//! Prose as Typst markup: calls of a few built-in functions, with string literals as their only text.

use super::literal::literal;
use super::scene::Scene;
use super::wording::{PAGE, Worded};
use crate::edition::mark;
use crate::finding::{Place, Placed};
use crate::meeting::{Block, Image, Inline, Markdown, Side};

/// Markup for what somebody said: who, and the words, of which the first paragraph goes on in the same line.
pub(super) fn spoken(scene: &Scene, who: &str, text: &Placed<String>, counted: bool) -> String {
    let mut writer = Writer { scene, place: text.place, out: String::new() };
    let blocks = Markdown::parse(text).blocks;
    let (first, rest) = match blocks.split_first() {
        Some((Block::Paragraph(inlines), rest)) => (inlines.as_slice(), rest),
        _ => (&[][..], blocks.as_slice()),
    };
    let call = if counted { "#numbered-paragraph" } else { "#par" };
    writer.bracketed(call, |writer| {
        if !who.is_empty() {
            writer.bracketed("#said-by", |writer| writer.text(who));
            if !Markdown::stands_close(first) {
                writer.out.push_str("#\" \";");
            }
        }
        writer.inlines(first);
    });
    for block in rest {
        match block {
            Block::Paragraph(inlines) if !matches!(inlines.as_slice(), [Inline::Image(_)]) => {
                writer.bracketed(call, |writer| writer.inlines(inlines));
            }
            other => writer.block(other),
        }
    }
    writer.out
}

/// Markup for a text with headings of its own, the highest at `level`.
pub(super) fn headed(scene: &Scene, text: &Placed<String>, level: usize) -> String {
    let mut writer = Writer { scene, place: text.place, out: String::new() };
    for (block, level) in Markdown::outlined(&Markdown::parse(text).blocks, level) {
        match (block, level) {
            (Block::Heading { content, .. }, Some(level)) => {
                writer.bracketed(&format!("#heading(level: {level})"), |writer| writer.inlines(content));
            }
            _ => {
                writer.out.push_str("#parbreak();");
                writer.block(block);
            }
        }
    }
    writer.out
}

/// Markup for a text. `place` is repeated behind every literal, as the way back to the definition.
pub(super) fn markup(scene: &Scene, text: &Placed<String>) -> String {
    let mut writer = Writer { scene, place: text.place, out: String::new() };
    writer.blocks(&Markdown::parse(text).blocks);
    writer.out
}

/// Markup for a text whose paragraphs are numbered: each is an argument of the shape's `numbered-paragraph`.
pub(super) fn numbered(scene: &Scene, text: &Placed<String>) -> String {
    let mut writer = Writer { scene, place: text.place, out: String::new() };
    for block in &Markdown::parse(text).blocks {
        match block {
            Block::Paragraph(inlines) => writer.bracketed("#numbered-paragraph", |writer| writer.inlines(inlines)),
            other => writer.block(other),
        }
    }
    writer.out
}

struct Writer<'a> {
    scene: &'a Scene,
    place: Place,
    out: String,
}

impl Writer<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for (at, block) in blocks.iter().enumerate() {
            if at > 0 {
                self.out.push_str("#parbreak();");
            }
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(inlines) => match inlines.as_slice() {
                [Inline::Image(image)] => {
                    let image = self.image(image);
                    self.out.push_str(&image);
                }
                // What opens a paragraph is set off by custom, as the first words of clauses are, and not stressed.
                [Inline::Emphasis(opening), rest @ ..] if !rest.is_empty() => {
                    self.bracketed("#opening", |writer| writer.inlines(opening));
                    self.inlines(rest);
                }
                inlines => self.inlines(inlines),
            },
            Block::Heading { content, .. } => self.bracketed("#strong", |writer| writer.inlines(content)),
            Block::List { start, items } => self.list(*start, items),
            Block::Quote(blocks) => self.bracketed("#quote(block: true)", |writer| writer.blocks(blocks)),
            Block::Code(text) => {
                let code = format!("#raw(block: true, {});", literal(text));
                self.out.push_str(&code);
            }
            Block::Table { sides, head, rows } => self.table(sides, head, rows),
        }
    }

    /// `call[…];` with what `inner` writes between the brackets.
    fn bracketed(&mut self, call: &str, inner: impl FnOnce(&mut Self)) {
        self.out.push_str(call);
        self.out.push('[');
        inner(self);
        self.out.push_str("];");
    }

    /// `[…],`: an argument.
    fn argument(&mut self, inner: impl FnOnce(&mut Self)) {
        self.out.push('[');
        inner(self);
        self.out.push_str("],");
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>]) {
        match start {
            None => self.out.push_str("#list("),
            Some(start) => self.out.push_str(&format!("#enum(start: {},", start.min(u64::from(u32::MAX)))),
        }
        for item in items {
            self.argument(|writer| writer.blocks(item));
        }
        self.out.push_str(");");
    }

    fn table(&mut self, sides: &[Side], head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) {
        let sides = sides.iter().map(|side| match side {
            Side::Start => "start + top,",
            Side::Middle => "center + top,",
            Side::End => "end + top,",
        });
        // Tables fill the measure like all others; what is a figure or short takes no more than it needs.
        let columns = sides.clone().map(|side| if side.starts_with("start") { "1fr," } else { "auto," });
        let (sides, columns): (String, String) = (sides.collect(), columns.collect());
        self.out.push_str(&format!("#table(columns: ({columns}), align: ({sides}), table.header("));
        for cell in head {
            self.argument(|writer| writer.inlines(cell));
        }
        self.out.push_str("),");
        for cell in rows.iter().flatten() {
            self.argument(|writer| writer.inlines(cell));
        }
        self.out.push_str(");");
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(text) => self.text(&self.scene.joined.join(text)),
            Inline::Emphasis(content) => self.bracketed("#emph", |writer| writer.inlines(content)),
            Inline::Struck(content) => self.bracketed("#strike", |writer| writer.inlines(content)),
            Inline::Strong(content) => self.bracketed("#strong", |writer| writer.inlines(content)),
            Inline::Code(text) => self.out.push_str(&format!("#raw({});{}", literal(text), mark(self.place))),
            Inline::Link { url, content } => {
                self.bracketed(&format!("#link({})", literal(url)), |writer| writer.inlines(content));
            }
            Inline::Footnote(blocks) => self.bracketed("#footnote", |writer| writer.blocks(blocks)),
            Inline::Image(image) => {
                let image = self.image(image);
                self.out.push_str(&format!("#box[{image}];"));
            }
            Inline::Break => self.out.push_str("#linebreak();"),
            Inline::Reference(reference) => {
                let worded = self.scene.reference(reference);
                self.reference(&worded);
            }
        }
    }

    /// A picture, if its file was found; else its description.
    fn image(&self, image: &Image) -> String {
        let description = literal(&image.description);
        match self.scene.pictures.name(&image.path) {
            Some(name) => format!("#image({}{}, alt: {description});", literal(&name), mark(self.place)),
            None => format!("#{description};"),
        }
    }

    fn text(&mut self, text: &str) {
        if !text.is_empty() {
            self.out.push_str(&format!("#{};{}", literal(text), mark(self.place)));
        }
    }

    /// Words that are not broken over lines if they are a symbol.
    fn whole(&mut self, worded: &Worded) {
        if worded.symbol {
            self.bracketed("#box", |writer| writer.text(&worded.text));
        } else {
            self.text(&worded.text);
        }
    }

    /// A link with its words, and the page number where the words have a gap for it.
    fn reference(&mut self, worded: &Worded) {
        let Some(anchor) = &worded.anchor else {
            return match &worded.url {
                Some(url) => self.bracketed(&format!("#link({})", literal(url)), |writer| writer.whole(worded)),
                None => self.whole(worded),
            };
        };
        let label = format!("label({})", literal(anchor));
        self.bracketed(&format!("#link({label})"), |writer| {
            let (before, after) = worded.text.split_once(PAGE).unwrap_or((&worded.text, ""));
            writer.text(before);
            if worded.text.contains(PAGE) {
                writer.out.push_str(&format!("#context counter(page).display(at: {label});"));
            }
            writer.text(after);
        });
    }
}
