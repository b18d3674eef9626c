//! The tree of prose: blocks and inlines.

use std::ops::Range;

/// The maximum depth of lists, quotations and emphasis within each other.
pub(super) const MAX_DEPTH: usize = 12;

/// Markdown that prose does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsupported {
    /// HTML: printed as typed.
    Html,
    /// A thematic break: printed as typed.
    Rule,
    /// A heading: printed as a bold paragraph, except in an annex that is a text.
    Heading,
    /// An image that is no file of the pack: its description is printed.
    Image,
    /// A link that is not http, https or mailto: only its text is printed.
    Link,
    /// A note that nothing refers to: it is not printed.
    UnusedNote,
    /// A cell beyond the columns of the table: it is not printed.
    ExtraCell,
    /// An address that no link takes, `[name]: https://…`: it is not printed.
    UnusedLink,
    /// The title of a link or picture, which browsers show under the pointer: it is not printed.
    LinkTitle,
    /// A note too many: it is printed in parentheses, or as typed if it was printed before.
    Note,
    /// A list, quotation or emphasis that is nested too deeply: it is plain text.
    Depth,
    /// A table whose words fit on a page only in very small type.
    WideTable,
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
        /// True if a parenthesis follows the numbers, `1)`, not a point.
        bracket: bool,
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
    /// Aligned at the beginning of lines.
    Start,
    /// In the middle.
    Middle,
    /// Aligned at the end of lines: figures.
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
    /// Text below the line: `H~2~O`.
    Below(Vec<Inline>),
    /// Text above the line: `m^2^`.
    Above(Vec<Inline>),
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
    /// A description of what it shows, for people who cannot see it.
    pub description: String,
    /// Its range in the text.
    pub range: Range<usize>,
}

impl Image {
    /// Endings of the files that can be shown.
    pub const ENDINGS: [&'static str; 4] = [".png", ".jpg", ".jpeg", ".svg"];

    /// Returns whether an address is that of a file of the pack.
    pub(super) fn is_file(address: &str) -> bool {
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
    /// Its range in the text, from `@` on.
    pub range: Range<usize>,
    /// True if it stands in parentheses: then no second pair is put around a page number.
    pub in_parentheses: bool,
}

/// The wording of a reference.
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
    /// The shortest form: "USG Fleming".
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
