//! The kinds of elements: what each is, where it stands, what it holds, which attributes it has.
//!
//! This table is what templates are checked against, what writers go by, and what `templates/README.md` lists.

use Holds::{Blocks, Flow, Inlines, Nothing, Parts, Verbatim};
use Stands::{Block, Inline};
use Takes::{Address, After, Before, Count, Flag, Length, Name, One, Unseen};

/// A kind of element.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    /// Its name in templates.
    pub name: &'static str,
    /// Where it stands.
    pub stands: Stands,
    /// The kind of its content.
    pub holds: Holds,
    /// Its attributes, in the order in which they are read.
    pub attributes: &'static [Attribute],
    /// Its description, for those who write templates.
    pub says: &'static str,
}

/// An attribute of a kind: its name, and what it takes.
pub type Attribute = (&'static str, Takes);

/// Where an element stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// Between other blocks.
    Block,
    /// In a line of text.
    Inline,
    /// In certain elements only, of which it is a part.
    Part(As, &'static [&'static str]),
}

/// How often a part stands in its element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum As {
    /// Once.
    One,
    /// Any number of times, apart from the other parts.
    Many,
    /// Any number of times, as the entries that the element is made of.
    Entry,
}

impl Stands {
    /// Returns true if it stands between other blocks.
    pub fn is_block(self) -> bool {
        matches!(self, Self::Block)
    }
}

/// The content that an element takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Nothing.
    Nothing,
    /// Its parts, and no text of its own.
    Parts,
    /// A line of text.
    Inlines,
    /// Blocks, and before them its parts.
    Blocks,
    /// A line of text, or blocks.
    Flow,
    /// Text, each space and line end of which counts.
    Verbatim,
}

/// The values that an attribute takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// Words that are read before what the element holds.
    Before,
    /// Words that are read after it.
    After,
    /// Words that are not printed: descriptions of pictures.
    Unseen,
    /// A name: of a place, a picture, a kind of list.
    Name,
    /// An address of the web or of mail, or a file of the pack.
    Address,
    /// One of these names.
    One(&'static [&'static str]),
    /// A whole number from 0 on.
    Count,
    /// A length or a share, which may be a fraction.
    Length,
    /// `true` or `false`.
    Flag,
}

/// The kinds of lists.
const LISTS: &[&str] = &["annexes", "attendees", "numbered", "ordered", "plain", "speakers", "typed"];

/// The kinds of tables that our documents have.
const TABLES: &[&str] = &[
    "actions",
    "activities",
    "calendar",
    "candidates",
    "deadlines",
    "decisions",
    "documents",
    "earlier-actions",
    "files",
    "history",
    "index",
    "plan",
    "timetable",
    "votes",
];

/// The kind of a name.
pub fn kind(name: &str) -> Option<&'static Kind> {
    KINDS.binary_search_by_key(&name, |kind| kind.name).ok().map(|at| &KINDS[at])
}

const fn of(
    name: &'static str,
    stands: Stands,
    holds: Holds,
    attributes: &'static [Attribute],
    says: &'static str,
) -> Kind {
    Kind { name, stands, holds, attributes, says }
}

/// A part that stands once in each of these.
const fn one(parents: &'static [&'static str]) -> Stands {
    Stands::Part(As::One, parents)
}

/// Parts that these are made of.
const fn entry(parents: &'static [&'static str]) -> Stands {
    Stands::Part(As::Entry, parents)
}

/// Parts that stand several times in these.
const fn many(parents: &'static [&'static str]) -> Stands {
    Stands::Part(As::Many, parents)
}

/// All kinds, by name.
pub static KINDS: &[Kind] = &[
    of(
        "a",
        Inline,
        Inlines,
        &[("anchor", Name), ("url", Address)],
        "A link to a place in the pack or to the web; with both, pages lead to the place and screens to the other.",
    ),
    of(
        "action",
        Block,
        Parts,
        &[("owner", After), ("due", After)],
        "An action: `line`s, then who does it and by when.",
    ),
    of("anchor", Inline, Nothing, &[("name", Name)], "A place that links find. Nothing is printed."),
    of(
        "annex",
        Block,
        Blocks,
        &[
            ("anchor", Name),
            ("label", Before),
            ("bookmark", Unseen),
            ("follows", Flag),
            ("mark", Unseen),
            ("outside", Flag),
            ("shared", Flag),
            ("uncovered", Flag),
            ("wide", Flag),
        ],
        "An annex: its `title` and what it says, on pages of its own; `wide` turns them, `mark` stands on each, and the last is \
         `outside` if it is a page of an outside PDF. The cover of one that is `shared` stands with others; it `follows` one. One that is `uncovered` has no page of its own: the \
         page that `opens` it names it.",
    ),
    of(
        "as-typed",
        Block,
        Blocks,
        &[("level", Count)],
        "A text with headings and numbers of its own, the highest heading at `level`.",
    ),
    of("br", Inline, Nothing, &[], "A new line."),
    of(
        "cell",
        entry(&["row"]),
        Flow,
        &[("inside", Count), ("span", Count)],
        "A cell: text, blocks or `line`s; over several columns if it has a `span`.",
    ),
    of("certification", one(&["signatures"]), Flow, &[], "What those who sign certify."),
    of("clause", Block, Flow, &[], "A paragraph of a resolution."),
    of("code", Inline, Verbatim, &[], "Text as typed, in a line."),
    of(
        "col",
        entry(&["table"]),
        Inlines,
        &[("name", Name), ("on-pages", Flag), ("side", One(&["start", "middle", "end"])), ("width", Length)],
        "A column by its head. Figures stand at the `end`; `width` is its share of the table, as wide as its words if there is none.",
    ),
    of("contents", Block, Parts, &[], "The list of what is in the document."),
    of(
        "contents-line",
        entry(&["contents"]),
        Inlines,
        &[("anchor", Name), ("depth", Count), ("mark", Before)],
        "A line of it.",
    ),
    of(
        "decision",
        Block,
        Blocks,
        &[("anchor", Name), ("level", Count)],
        "A decision: its `title` and what it says; `level` is that of its title on screens.",
    ),
    of("delegation", Block, Blocks, &[("anchor", Name)], "People under what they come from, its `title`."),
    of("details", one(&["sitting-heading"]), Inlines, &[], "When and where, under the heading."),
    of("document-title", Block, Inlines, &[("status", After)], "The name of the document, with its status."),
    of("em", Inline, Inlines, &[], "Words that are stressed."),
    of("event", Block, Flow, &[], "Something that happened without anybody speaking: `happened`, and why."),
    of("fact", entry(&["facts"]), Inlines, &[("label", Before)], "One of the facts, under its label if it has one."),
    of(
        "facts",
        Block,
        Parts,
        &[("inside", Flag), ("kind", One(&["counts", "neighbours"])), ("sticky", Flag)],
        "Facts in small type; `sticky` keeps them on the page of what follows, `inside` sets them under an item.",
    ),
    of("file", Inline, Inlines, &[("path", Address)], "The name of a file of the pack, and where it lies."),
    of(
        "filing",
        many(&["masthead"]),
        Inlines,
        &[],
        "A line of what the document is filed under: distribution, date, language.",
    ),
    of("happened", Inline, Inlines, &[], "The sentence for something that happened."),
    of(
        "head-line",
        many(&["masthead"]),
        Inlines,
        &[("own", Flag)],
        "A line of the head: when and where, who presides. Screens say it once for all documents, unless it is the document's `own`.",
    ),
    of(
        "heading",
        Block,
        Inlines,
        &[("anchor", Name), ("level", Count)],
        "A heading; levels count from 1 under the document's name.",
    ),
    of(
        "image",
        Inline,
        Nothing,
        &[("alt", Unseen), ("src", Name)],
        "A picture of the pack; by itself in a paragraph it is as wide as the page.",
    ),
    of("indented", Block, Flow, &[], "Text that stands under an item."),
    of("inside", Block, Blocks, &[("steps", Count)], "Blocks that stand further in, by so many steps."),
    of(
        "item-heading",
        Block,
        Inlines,
        &[
            ("anchor", Name),
            ("level", Count),
            ("mark", Before),
            ("clock", Before),
            ("duration", After),
            ("lead", After),
        ],
        "The heading of an item: its title with number, time, length and who leads it; then `tags`.",
    ),
    of(
        "job-number",
        one(&["masthead"]),
        Inlines,
        &[],
        "The number of the printing job, at the foot of the first page.",
    ),
    of("keep", Inline, Inlines, &[], "Words that are not broken over lines."),
    of("lang", Inline, Flow, &[("code", Name)], "Text or blocks in another language."),
    of("lead-in", Block, Flow, &[], "Text that is not parted from what it leads in."),
    of(
        "lead-line",
        Block,
        Inlines,
        &[("kind", One(&["annexes", "questions"]))],
        "A line over a list: plain, `questions` or `annexes`.",
    ),
    of("li", entry(&["list"]), Flow, &[("anchor", Name), ("mark", Before)], "An entry of a list."),
    of(
        "line",
        Stands::Part(As::Entry, &["cell", "action"]),
        Flow,
        &[("kind", One(&["pause", "under"]))],
        "One of several lines; `under` in small type, `pause` for a break.",
    ),
    of(
        "list",
        Block,
        Parts,
        &[("kind", One(LISTS)), ("start", Count)],
        "A list: with bullets; `ordered`: (a), (b), (c), or as the language does it; `numbered`: paragraphs with the marks that their entries state, else 1, 2, 3; `typed`: with the marks that they state; `plain`: with none. `speakers`, `attendees` and `annexes` are those of our documents.",
    ),
    of("masthead", Block, Parts, &[], "The head of a document: who meets, what, when and where."),
    of("minor", Inline, Inlines, &[], "Words of less weight."),
    of("name", Inline, Inlines, &[], "The name of somebody or something in a list."),
    of("note", Inline, Flow, &[("number", Before)], "A footnote on the words before it; its number is set."),
    of("notice", one(&["annex"]), Inlines, &[], "What readers of an annex are to know first."),
    of("off-pages", Block, Blocks, &[], "Blocks that pages do without, and screens and plain text show."),
    of("only-in", one(&["annex"]), Inlines, &[], "The language of an annex that is not in that of the edition."),
    of("opening", Inline, Inlines, &[], "Words that open a paragraph and are set off by custom."),
    of("organization", one(&["masthead"]), Inlines, &[], "The organization of the body."),
    of("outcome", Block, Inlines, &[("sticky", Flag)], "What became of it."),
    of(
        "outside-page",
        Block,
        Nothing,
        &[
            ("address", Name),
            ("anchor", Name),
            ("bare", Flag),
            ("begins", Flag),
            ("height", Length),
            ("opens", Flag),
            ("stamp", Unseen),
            ("width", Length),
        ],
        "The place for a page of an outside PDF; one of ours is `bare`, and nothing is stamped on it. Where one `begins`, so does a sheet; where one `opens`, its foot names the annex.",
    ),
    of(
        "p",
        Block,
        Inlines,
        &[("anchor", Name), ("counted", Flag), ("number", Before)],
        "A paragraph. Prose of several blocks makes several.",
    ),
    of(
        "page-number",
        Inline,
        Nothing,
        &[("of", Name), ("pattern", Unseen)],
        "The page at which a place is; on pages only.",
    ),
    of("parent", many(&["masthead"]), Inlines, &[], "A body above the one that meets, the highest first."),
    of(
        "picture",
        Block,
        Nothing,
        &[("alt", Unseen), ("anchor", Name), ("first", Flag), ("src", Name)],
        "A picture that is an annex, as large as the page.",
    ),
    of("pre", Block, Verbatim, &[], "Text as typed, line by line."),
    of("quote", Block, Blocks, &[], "A quotation."),
    of(
        "ref",
        Inline,
        Inlines,
        &[("anchor", Name), ("id", Name), ("paged", Unseen), ("url", Address)],
        "A reference to something by its id; `paged` is how pages word it.",
    ),
    of(
        "representation",
        entry(&["representatives"]),
        Inlines,
        &[("anchor", Name), ("label", Before)],
        "An entity and those who represent it.",
    ),
    of("representatives", Block, Parts, &[], "Entities, and beside each its people."),
    of(
        "resolution",
        Block,
        Blocks,
        &[("anchor", Name), ("apart", Flag), ("first", Flag)],
        "A resolution: its `title` and what it says; on pages of its own if it stands `apart`.",
    ),
    of("row", entry(&["table"]), Parts, &[], "A row of a table."),
    of("s", Inline, Inlines, &[], "Words that were taken out."),
    of(
        "said",
        Block,
        Flow,
        &[("counted", Flag), ("speaker", Before)],
        "What somebody said: the first paragraph begins with the speaker. It becomes paragraphs.",
    ),
    of(
        "session",
        many(&["masthead"]),
        Inlines,
        &[("own", Flag)],
        "A line over the title: the session of the body, or another `head-line` that stands there.",
    ),
    of(
        "signature",
        entry(&["signatures"]),
        Nothing,
        &[("name", Before), ("capacity", Before), ("field", Name)],
        "Somebody who signs, and the field for it.",
    ),
    of(
        "signature-stamp",
        Block,
        Nothing,
        &[("width", Length), ("height", Length), ("who", Before), ("at", Before), ("certificate", Before)],
        "What the field of a signature shows; a document of its own.",
    ),
    of("signatures", Block, Parts, &[], "Names to be signed over."),
    of(
        "sitting-heading",
        Block,
        Inlines,
        &[("anchor", Name), ("level", Count)],
        "The heading of a sitting, with `details`.",
    ),
    of("status", Block, Inlines, &[("draft", Flag)], "How far the papers are."),
    of("strong", Inline, Inlines, &[], "Words that are stressed strongly."),
    of("struck", Inline, Inlines, &[], "Words for something that is off."),
    of("sub", Inline, Inlines, &[], "Text below the line."),
    of("sup", Inline, Inlines, &[], "Text above the line."),
    of("symbol", one(&["masthead"]), Inlines, &[], "The symbol that the document is filed under."),
    of(
        "table",
        Block,
        Parts,
        &[("kind", One(TABLES))],
        "A table: `col`s, then `row`s. The kinds are those of our documents and give the widths of their columns.",
    ),
    of("tags", one(&["item-heading"]), Inlines, &[], "What is to be done with an item."),
    of(
        "title",
        one(&["masthead", "annex", "decision", "resolution", "delegation"]),
        Inlines,
        &[],
        "The title of what it stands in.",
    ),
    of("who", one(&["masthead"]), Inlines, &[], "The body that meets."),
];
