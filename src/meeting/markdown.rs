//! Prose as a tree: CommonMark with tables and footnotes, and `@id` references.
//!
//! Parsing never fails and never loses text (but a footnote that nothing refers to is not printed):
//! what is not supported (HTML, rules, images elsewhere) stays as plain text and is listed in [`Markdown::unsupported`]. Nesting is bounded by [`MAX_DEPTH`];
//! what lies deeper is told apart no more.

mod builder;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::Options;

use builder::Builder;

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
    /// A note too many: it is printed in parentheses, or as typed if it was printed before.
    Note,
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
    /// Whether words stand close to a name before them: "Ana Silva, the host, said".
    pub fn stands_close(words: &[Inline]) -> bool {
        matches!(words.first(), Some(Inline::Text(text)) if text.starts_with([',', ';', ':', '.', '’', '\'']))
    }

    /// The words of a line, without what they look like and where they lead.
    pub fn plain(words: &[Inline]) -> String {
        let plain = |inline: &Inline| match inline {
            Inline::Text(text) | Inline::Code(text) => text.clone(),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) => Self::plain(inner),
            Inline::Link { content, .. } => Self::plain(content),
            Inline::Image(image) => image.description.clone(),
            Inline::Break => " ".to_owned(),
            Inline::Footnote(_) | Inline::Reference(_) => String::new(),
        };
        words.iter().map(plain).collect()
    }

    /// Blocks with the levels of headings among them, the highest at `top`: levels follow each other without gaps, whatever
    /// was typed.
    pub fn outlined(blocks: &[Block], top: usize) -> impl Iterator<Item = (&Block, Option<usize>)> {
        let typed = |block: &Block| match block {
            Block::Heading { level, .. } => Some(*level),
            _ => None,
        };
        let ranks: BTreeSet<usize> = blocks.iter().filter_map(typed).collect();
        let mut deepest = top;
        blocks.iter().map(move |block| {
            let level = typed(block).map(|typed| {
                let rank = ranks.iter().position(|other| *other == typed).unwrap_or_default();
                let level = (top + rank).min(deepest);
                deepest = level + 1;
                level
            });
            (block, level)
        })
    }

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
