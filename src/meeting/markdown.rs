//! Prose as a tree: CommonMark with tables and footnotes, and `@id` references.
//!
//! Parsing never fails and never loses text (but a footnote that nothing refers to is not printed):
//! what is not supported (HTML, rules, images elsewhere) stays as plain text and is listed in [`Markdown::unsupported`]. Nesting is bounded by [`MAX_DEPTH`];
//! what lies deeper is told apart no more.

use std::collections::BTreeMap;
use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{Alignment, Event, OffsetIter, Options, Parser, Tag, TagEnd};

/// How deep lists, quotes and emphasis may lie within each other.
const MAX_DEPTH: usize = 12;

/// A parsed text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Markdown {
    /// Its blocks, from top to bottom.
    pub blocks: Vec<Block>,
    /// References in it, in order.
    pub references: Vec<Reference>,
    /// Pictures in it, in order.
    pub images: Vec<Image>,
    /// What it contains that prose cannot have.
    pub unsupported: Vec<(Unsupported, Range<usize>)>,
    /// Where the source holds words that are printed as they stand there, in order.
    pub runs: Vec<Range<usize>>,
    /// Where its paragraphs stand, in order.
    pub paragraphs: Vec<Range<usize>>,
    /// Where the entries of its lists stand, and whether they are numbered.
    pub entries: Vec<(Range<usize>, bool)>,
}

/// Markdown that prose does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsupported {
    /// HTML: printed as typed.
    Html,
    /// A thematic break: printed as typed.
    Rule,
    /// A heading: printed as a strong paragraph, but for an annex that is a text.
    Heading,
    /// An image that is no file of the pack: its description is printed.
    Image,
    /// A link that is not http, https or mailto: only its text is printed.
    Link,
}

/// A block of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading.
    Heading {
        /// From 1, as typed.
        level: usize,
        /// The words.
        content: Vec<Inline>,
    },
    /// A list, numbered if `start` is given.
    List {
        /// The first number.
        start: Option<u64>,
        /// The entries.
        items: Vec<Vec<Block>>,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// Text set as typed.
    Code(String),
    /// A table with a head row.
    Table {
        /// On which side the columns stand.
        sides: Vec<Side>,
        /// Cells of the head.
        head: Vec<Vec<Inline>>,
        /// Rows of cells.
        rows: Vec<Vec<Vec<Inline>>>,
    },
}

/// On which side of its column a cell stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Where lines begin.
    Start,
    /// In the middle.
    Middle,
    /// Where lines end: figures.
    End,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Text.
    Text(String),
    /// Emphasis, usually italic.
    Emphasis(Vec<Inline>),
    /// Strong emphasis, usually bold.
    Strong(Vec<Inline>),
    /// Text that was taken out and is kept visible.
    Struck(Vec<Inline>),
    /// Text set as typed.
    Code(String),
    /// A link to a web or mail address.
    Link {
        /// The address.
        url: String,
        /// The text.
        content: Vec<Inline>,
    },
    /// A footnote.
    Footnote(Vec<Block>),
    /// A picture.
    Image(Image),
    /// A line break within a paragraph.
    Break,
    /// A reference to something by id.
    Reference(Reference),
}

/// A picture: `![description](file)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// The file, in the pack's folder.
    pub path: String,
    /// What it shows, for those who do not see it.
    pub description: String,
    /// Where it stands in the text.
    pub range: Range<usize>,
}

impl Image {
    /// Endings of the files that can be shown.
    pub const ENDINGS: [&'static str; 4] = [".png", ".jpg", ".jpeg", ".svg"];

    /// Whether an address is that of a file of the pack.
    fn is_file(address: &str) -> bool {
        let lower = address.to_ascii_lowercase();
        !address.contains(':') && Self::ENDINGS.iter().any(|ending| lower.ends_with(ending))
    }
}

/// `@id` or `@id:form`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The id.
    pub id: String,
    /// The form after the colon, as typed.
    pub form: Option<String>,
    /// Where it stands in the text, from `@`.
    pub range: Range<usize>,
    /// Whether it stands in parentheses: then no second pair is put around a page number.
    pub in_parentheses: bool,
}

/// How a reference is worded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// "Annex 3", "item 2", a person's name, an entity's abbreviation.
    #[default]
    Plain,
    /// The title of an item or annex; the post of a person.
    Title,
    /// The name in full: an entity's with its abbreviation, a person's with rank and entity.
    Full,
    /// Rank and name: "Under-Secretary-General Melissa Fleming".
    Formal,
    /// As short as can be: "USG Fleming".
    Short,
    /// The family name of a person: "Fleming".
    Family,
    /// Initials of a person: "MF".
    Initials,
}

impl Form {
    /// The forms that are typed, by the word after the colon.
    pub const TYPED: [(&'static str, Self); 6] = [
        ("title", Self::Title),
        ("full", Self::Full),
        ("formal", Self::Formal),
        ("short", Self::Short),
        ("family", Self::Family),
        ("initials", Self::Initials),
    ];
}

impl Reference {
    /// The form asked for; `None` if there is no form of that name.
    pub fn known_form(&self) -> Option<Form> {
        match &self.form {
            None => Some(Form::Plain),
            Some(typed) => Form::TYPED.iter().find(|(name, _)| name == typed).map(|(_, form)| *form),
        }
    }
}

impl Markdown {
    /// Parses `text`.
    pub fn parse(text: &str) -> Self {
        let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
        let none = BTreeMap::new();
        let mut notes = Builder::new(text, options, &none);
        notes.blocks(None, 0);
        let footnotes = std::mem::take(&mut notes.footnotes);
        let mut builder = Builder::new(text, options, &footnotes);
        let blocks = builder.blocks(None, 0);
        builder.references.sort_by_key(|reference| reference.range.start);
        builder.runs.sort_by_key(|run| run.start);
        Self {
            blocks,
            references: builder.references,
            images: builder.images,
            unsupported: builder.unsupported,
            runs: builder.runs,
            paragraphs: builder.paragraphs,
            entries: builder.entries,
        }
    }
}

struct Builder<'a> {
    text: &'a str,
    events: Peekable<OffsetIter<'a>>,
    /// Bodies of footnotes met so far, by name; their first pass is over when the second begins.
    footnotes: BTreeMap<String, Vec<Block>>,
    known: &'a BTreeMap<String, Vec<Block>>,
    references: Vec<Reference>,
    images: Vec<Image>,
    unsupported: Vec<(Unsupported, Range<usize>)>,
    runs: Vec<Range<usize>>,
    paragraphs: Vec<Range<usize>>,
    entries: Vec<(Range<usize>, bool)>,
    open_parentheses: usize,
}

impl<'a> Builder<'a> {
    fn new(text: &'a str, options: Options, known: &'a BTreeMap<String, Vec<Block>>) -> Self {
        Self {
            text,
            events: Parser::new_ext(text, options).into_offset_iter().peekable(),
            footnotes: BTreeMap::new(),
            known,
            references: Vec::new(),
            images: Vec::new(),
            unsupported: Vec::new(),
            runs: Vec::new(),
            paragraphs: Vec::new(),
            entries: Vec::new(),
            open_parentheses: 0,
        }
    }

    /// Blocks up to the tag's end.
    fn blocks(&mut self, until: Option<TagEnd>, depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        // Containers that lie too deep and were passed through; their ends are still to come.
        let mut passed = 0_usize;
        while let Some((event, _)) = self.events.peek() {
            match event {
                Event::Start(tag) if depth >= MAX_DEPTH && is_container(&tag.to_end()) => {
                    self.events.next();
                    passed += 1;
                }
                Event::End(end) if passed > 0 && is_container(end) => {
                    self.events.next();
                    passed -= 1;
                }
                Event::End(end) if Some(*end) == until => {
                    self.events.next();
                    break;
                }
                Event::Start(tag) if is_block(tag) => {
                    if let Some((Event::Start(tag), range)) = self.events.next() {
                        self.block(tag, range, depth, &mut blocks);
                    }
                }
                Event::End(_) => {
                    self.events.next();
                }
                Event::Rule => {
                    if let Some((_, range)) = self.events.next() {
                        let typed = self.text[range.clone()].trim().to_owned();
                        self.unsupported.push((Unsupported::Rule, range));
                        blocks.push(Block::Paragraph(vec![Inline::Text(typed)]));
                    }
                }
                _ => {
                    let inlines = self.loose_inlines(depth);
                    blocks.push(Block::Paragraph(inlines));
                }
            }
        }
        blocks
    }

    fn block(&mut self, tag: Tag<'a>, range: Range<usize>, depth: usize, out: &mut Vec<Block>) {
        let end = tag.to_end();
        match tag {
            Tag::Paragraph => {
                self.open_parentheses = 0;
                self.paragraphs.push(range);
                out.push(Block::Paragraph(self.inlines(end, depth)));
            }
            Tag::Heading { level, .. } => {
                self.unsupported.push((Unsupported::Heading, range));
                let content = self.inlines(end, depth);
                out.push(Block::Heading { level: level as usize, content });
            }
            Tag::BlockQuote(_) => out.push(Block::Quote(self.blocks(Some(end), depth + 1))),
            Tag::CodeBlock(_) => out.push(Block::Code(self.verbatim(end))),
            Tag::HtmlBlock => {
                self.unsupported.push((Unsupported::Html, range));
                let typed = self.verbatim(end);
                out.push(Block::Paragraph(vec![Inline::Text(typed)]));
            }
            Tag::List(start) => {
                let mut items = Vec::new();
                while let Some((event, range)) = self.events.next() {
                    match event {
                        Event::Start(Tag::Item) => {
                            self.entries.push((range, start.is_some()));
                            items.push(self.blocks(Some(TagEnd::Item), depth + 1));
                        }
                        Event::End(TagEnd::List(_)) => break,
                        _ => {}
                    }
                }
                out.push(Block::List { start, items });
            }
            Tag::FootnoteDefinition(name) => {
                let body = self.blocks(Some(end), depth + 1);
                self.footnotes.insert(name.to_string(), body);
            }
            Tag::Table(sides) => out.push(self.table(&sides, depth)),
            _ => out.extend(self.blocks(Some(end), depth)),
        }
    }

    fn table(&mut self, sides: &[Alignment], depth: usize) -> Block {
        let sides = sides.iter().map(|side| match side {
            Alignment::None | Alignment::Left => Side::Start,
            Alignment::Center => Side::Middle,
            Alignment::Right => Side::End,
        });
        let (mut head, mut rows) = (Vec::new(), Vec::new());
        let mut row = Vec::new();
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::TableCell) => row.push(self.inlines(TagEnd::TableCell, depth)),
                Event::End(TagEnd::TableHead) => head = std::mem::take(&mut row),
                Event::End(TagEnd::TableRow) => rows.push(std::mem::take(&mut row)),
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        Block::Table { sides: sides.collect(), head, rows }
    }

    /// The text up to the tag's end, as typed.
    fn verbatim(&mut self, end: TagEnd) -> String {
        let mut typed = String::new();
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Text(text) | Event::Html(text) => typed.push_str(&text),
                Event::End(tag) if tag == end => break,
                _ => {}
            }
        }
        typed.trim_end_matches('\n').to_owned()
    }

    /// Pieces of a list entry that has no paragraph of its own.
    fn loose_inlines(&mut self, depth: usize) -> Vec<Inline> {
        let mut inlines = Vec::new();
        while let Some((event, _)) = self.events.peek() {
            let stop = match event {
                Event::Start(tag) => is_block(tag),
                Event::End(_) => true,
                _ => false,
            };
            if stop {
                break;
            }
            if let Some((event, range)) = self.events.next() {
                self.inline(event, range, depth, &mut inlines);
            }
        }
        inlines
    }

    fn inlines(&mut self, end: TagEnd, depth: usize) -> Vec<Inline> {
        let mut inlines = Vec::new();
        while let Some((event, range)) = self.events.next() {
            if event == Event::End(end) {
                break;
            }
            self.inline(event, range, depth, &mut inlines);
        }
        inlines
    }

    fn inline(&mut self, event: Event<'a>, range: Range<usize>, depth: usize, out: &mut Vec<Inline>) {
        match event {
            Event::Text(text) => self.text(&text, range, out),
            Event::Code(text) => out.push(Inline::Code(text.to_string())),
            Event::Html(text) | Event::InlineHtml(text) => {
                self.unsupported.push((Unsupported::Html, range));
                out.push(Inline::Text(text.to_string()));
            }
            Event::FootnoteReference(name) => {
                let body = self.known.get(&*name).cloned().unwrap_or_default();
                out.push(Inline::Footnote(body));
            }
            Event::SoftBreak => out.push(Inline::Text(" ".to_owned())),
            Event::HardBreak => out.push(Inline::Break),
            // Too deep: the text goes on without this emphasis, and an end that is met closes the
            // next one around it.
            Event::Start(_) if depth >= MAX_DEPTH => {}
            Event::Start(tag) => self.span(tag, range, depth, out),
            _ => {}
        }
    }

    fn span(&mut self, tag: Tag<'a>, range: Range<usize>, depth: usize, out: &mut Vec<Inline>) {
        let content = self.inlines(tag.to_end(), depth + 1);
        match tag {
            Tag::Emphasis => out.push(Inline::Emphasis(content)),
            Tag::Strong => out.push(Inline::Strong(content)),
            Tag::Strikethrough => out.push(Inline::Struck(content)),
            Tag::Link { dest_url, .. } if is_web_address(&dest_url) => {
                out.push(Inline::Link { url: dest_url.to_string(), content })
            }
            Tag::Link { .. } => {
                self.unsupported.push((Unsupported::Link, range));
                out.extend(content);
            }
            Tag::Image { dest_url, .. } if Image::is_file(&dest_url) => {
                let image = Image { path: dest_url.to_string(), description: plain(&content), range };
                self.images.push(image.clone());
                out.push(Inline::Image(image));
            }
            Tag::Image { .. } => {
                self.unsupported.push((Unsupported::Image, range));
                out.extend(content);
            }
            _ => out.extend(content),
        }
    }

    /// Splits text at its references. Text that was escaped (`\@`) or holds entities is not the
    /// same in the source; references are looked for only where it is.
    fn text(&mut self, text: &str, range: Range<usize>, out: &mut Vec<Inline>) {
        let as_typed = self.text.get(range.clone()) == Some(text);
        if as_typed {
            self.runs.push(range.clone());
        }
        let mut done = 0;
        for (at, c) in text.char_indices() {
            match c {
                '(' | '（' => self.open_parentheses += 1,
                ')' | '）' => self.open_parentheses = self.open_parentheses.saturating_sub(1),
                '@' if as_typed && at >= done => {
                    let start = range.start + at;
                    if let Some(reference) = self.reference_at(start, range.end) {
                        push_text(out, &text[done..at]);
                        done = reference.range.end - range.start;
                        self.references.push(reference.clone());
                        out.push(Inline::Reference(reference));
                    }
                }
                _ => {}
            }
        }
        push_text(out, &text[done..]);
    }

    fn reference_at(&self, start: usize, end: usize) -> Option<Reference> {
        let before = self.text[..start].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '\\' | '@' | '.' | '_' | '-' | '/')) {
            return None;
        }
        let rest = &self.text[start + 1..end];
        let id = &rest[..id_length(rest)];
        if id.is_empty() {
            return None;
        }
        let form = rest[id.len()..].strip_prefix(':').map_or("", |after| &after[..word_length(after)]);
        let length = 1 + id.len() + if form.is_empty() { 0 } else { 1 + form.len() };
        Some(Reference {
            id: id.to_owned(),
            form: (!form.is_empty()).then(|| form.to_owned()),
            range: start..start + length,
            in_parentheses: self.open_parentheses > 0,
        })
    }
}

/// The words of inlines, without what sets them off.
fn plain(inlines: &[Inline]) -> String {
    let words = inlines.iter().map(|inline| match inline {
        Inline::Text(text) | Inline::Code(text) => text.clone(),
        Inline::Emphasis(content) | Inline::Strong(content) | Inline::Struck(content) => plain(content),
        Inline::Link { content, .. } => plain(content),
        Inline::Footnote(_) | Inline::Image(_) | Inline::Reference(_) => String::new(),
        Inline::Break => " ".to_owned(),
    });
    words.collect()
}

/// Adds text to the last piece, if that is text too: one piece of text is one string in the end.
fn push_text(out: &mut Vec<Inline>, text: &str) {
    match out.last_mut() {
        _ if text.is_empty() => {}
        Some(Inline::Text(last)) => last.push_str(text),
        _ => out.push(Inline::Text(text.to_owned())),
    }
}

/// Bytes of the id at the start of `text`: see [`super::Id`].
fn id_length(text: &str) -> usize {
    if !text.starts_with(|c: char| c.is_ascii_lowercase()) {
        return 0;
    }
    let run = text.find(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')).unwrap_or(text.len());
    text[..run].find("--").unwrap_or(text[..run].trim_end_matches('-').len())
}

fn word_length(text: &str) -> usize {
    text.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(text.len())
}

fn is_web_address(url: &str) -> bool {
    ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}

fn is_container(end: &TagEnd) -> bool {
    matches!(end, TagEnd::List(_) | TagEnd::Item | TagEnd::BlockQuote(_))
}

fn is_block(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::BlockQuote(_)
            | Tag::CodeBlock(_)
            | Tag::HtmlBlock
            | Tag::List(_)
            | Tag::Item
            | Tag::FootnoteDefinition(_)
            | Tag::Table(_)
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
    )
}
