//! The kinds of elements: what each is, where it stands, what it holds, which attributes it has.
//!
//! Templates are checked with this table, writers use it, and `templates/README.md` lists it.

use Holds::{Blocks, Flow, Inlines, Nothing, Parts, Verbatim};
use Stands::{Block, Inline};
use Takes::{Address, After, Before, Count, Flag, Length, Name, One, Unseen};

/// A kind of element.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    /// Its name in templates.
    pub name: &'static str,
    /// The place where it is allowed.
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

/// The place where an element is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// Between other blocks.
    Block,
    /// In a line of text.
    Inline,
    /// In certain elements only, of which it is a part.
    Part(As, &'static [&'static str]),
}

/// The number of times that a part can be in its element.
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

const LISTS: &[&str] = &["annexes", "attendees", "numbered", "ordered", "plain", "speakers", "typed"];

/// The kinds of tables that our documents have.
const TABLES: &[&str] = &[
    "actions",
    "activities",
    "calendar",
    "candidates",
    "changes",
    "comments",
    "comments-in-parts",
    "deadlines",
    "decisions",
    "documents",
    "earlier-actions",
    "files",
    "history",
    "index",
    "plan",
    "register-attendance",
    "register-decisions",
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
        "A link to a place in the pack or on the web. If it has both, pages link to the place and screens to the web.",
    ),
    of(
        "action",
        Block,
        Parts,
        &[("owner", After), ("due", After)],
        "An action: `line`s, then who does it and by when.",
    ),
    of("anchor", Inline, Nothing, &[("name", Name)], "A place that links can lead to. Nothing is printed."),
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
        "An annex: its `title` and its content, on pages of its own. `wide` turns the pages, `mark` is printed on each of them; it is \
         `outside` if its last page is one of an outside PDF. If it is `shared`, its cover is on a page with other covers, and \
         `follows` another there. If it is `uncovered`, it has no page of its own: the page that `opens` it names it.",
    ),
    of(
        "as-typed",
        Block,
        Blocks,
        &[("level", Count)],
        "A text with headings and numbers of its own, the highest heading at `level`.",
    ),
    of("br", Inline, Nothing, &[], "A line break."),
    of(
        "cell",
        entry(&["row"]),
        Flow,
        &[("again", Unseen), ("inside", Count), ("span", Count)],
        "A cell: text, blocks or `line`s. `span` is the number of columns that it covers. The first row of a page of `changes` begins with what its first cell says `again`.",
    ),
    of("certification", one(&["signatures"]), Flow, &[], "What those who sign certify."),
    of("clause", Block, Flow, &[], "A paragraph of a resolution."),
    of("code", Inline, Verbatim, &[], "Text as typed, within a line."),
    of(
        "col",
        entry(&["table"]),
        Inlines,
        &[("name", Name), ("on-pages", Flag), ("side", One(&["start", "middle", "end"])), ("width", Length)],
        "A column, with its heading. Figures are aligned at the `end`. `width` is its share of the table; without it, the column is as wide as its words.",
    ),
    of("contents", Block, Parts, &[], "The table of contents."),
    of(
        "contents-line",
        entry(&["contents"]),
        Inlines,
        &[("anchor", Name), ("depth", Count), ("mark", Before)],
        "A line of the table of contents.",
    ),
    of(
        "decision",
        Block,
        Blocks,
        &[("anchor", Name), ("level", Count)],
        "A decision: its `title` and its content. `level` is that of its title on screens.",
    ),
    of("del", Inline, Inlines, &[], "Words that an earlier state had."),
    of("delegation", Block, Blocks, &[("anchor", Name)], "People from one entity, which is the `title`."),
    of("details", one(&["sitting-heading"]), Inlines, &[], "Time and place, under the heading."),
    of("document-title", Block, Inlines, &[("status", After)], "The name of the document, with its status."),
    of("em", Inline, Inlines, &[], "Emphasized words."),
    of("event", Block, Flow, &[], "An event without a speech: the sentence `happened`, then perhaps a text."),
    of("fact", entry(&["facts"]), Inlines, &[("label", Before)], "One fact, with its label if it has one."),
    of(
        "facts",
        Block,
        Parts,
        &[("closes", Flag), ("inside", Flag), ("kind", One(&["counts", "neighbours"])), ("sticky", Flag)],
        "Facts in small type. `sticky` keeps them on the same page as what follows; `inside` indents them under an item; `closes` says that they do not belong under the heading before them.",
    ),
    of("file", Inline, Inlines, &[("path", Address)], "The name of a file in the pack, and its path."),
    of(
        "filing",
        many(&["masthead"]),
        Inlines,
        &[],
        "A line of what the document is filed under: distribution, date, language.",
    ),
    of("happened", Inline, Inlines, &[], "The sentence that states an event."),
    of(
        "head-line",
        many(&["masthead"]),
        Inlines,
        &[("own", Flag)],
        "A line of the head: when and where, who presides. Screens show it once for all documents, unless it is the document's `own`.",
    ),
    of(
        "heading",
        Block,
        Inlines,
        &[("anchor", Name), ("level", Count)],
        "A heading. Level 1 is the level below the name of the document.",
    ),
    of(
        "image",
        Inline,
        Nothing,
        &[("alt", Unseen), ("src", Name)],
        "A picture of the pack. Alone in a paragraph, it is as wide as the page.",
    ),
    of(
        "indented",
        Block,
        Flow,
        &[("flush", Flag)],
        "Text that is indented under an item, or at the margin (`flush`) where the item has no number.",
    ),
    of("ins", Inline, Inlines, &[], "Words that an earlier state did not have."),
    of(
        "inside",
        Block,
        Blocks,
        &[("apart", Flag), ("closes", Flag), ("steps", Count)],
        "Blocks that are indented by a number of `steps`. `apart` sets them off from what is before them; `closes` says that they belong to none of the headings before them.",
    ),
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
            ("aside", Flag),
            ("apart", Flag),
        ],
        "The heading of an item: its title with its number, clock time, duration and the people who lead it; then `tags`. \
         `aside` is for an item without a number among numbered ones, `apart` for one that follows a section.",
    ),
    of(
        "job-number",
        one(&["masthead"]),
        Inlines,
        &[],
        "The number of the printing job, at the foot of the first page.",
    ),
    of("keep", Inline, Inlines, &[], "Words that are kept on one line."),
    of("lang", Inline, Flow, &[("code", Name)], "Text or blocks in another language."),
    of("lead-in", Block, Flow, &[], "Text that introduces the next block, and stays on the same page."),
    of(
        "lead-line",
        Block,
        Inlines,
        &[("kind", One(&["annexes", "questions"]))],
        "A line that introduces a list: of any kind, of `questions` or of `annexes`.",
    ),
    of("li", entry(&["list"]), Flow, &[("anchor", Name), ("mark", Before)], "An entry of a list."),
    of(
        "line",
        Stands::Part(As::Entry, &["cell", "action"]),
        Flow,
        &[("kind", One(&["pause", "under"]))],
        "One of several lines. `under` is in small type, `pause` is a break.",
    ),
    of(
        "list",
        Block,
        Parts,
        &[("kind", One(LISTS)), ("start", Count)],
        "A list. Without a `kind` it has bullets. `ordered`: (a), (b), (c), or as is usual in the language. `numbered`: numbered paragraphs, 1, 2, 3 unless entries state their marks. `typed`: with the marks that entries state. `plain`: without marks. `speakers`, `attendees` and `annexes` are lists of our documents.",
    ),
    of("masthead", Block, Parts, &[], "The head of a document: who meets, what, when and where."),
    of("minor", Inline, Inlines, &[], "Less important words."),
    of("name", Inline, Inlines, &[], "The name of somebody or something in a list."),
    of("note", Inline, Flow, &[("number", Before)], "A footnote on the words before it. It is numbered automatically."),
    of("notice", one(&["annex"]), Inlines, &[], "A notice to readers at the beginning of an annex."),
    of("off-pages", Block, Blocks, &[], "Blocks that are only on screens and in plain text, not on pages."),
    of(
        "only-in",
        one(&["annex"]),
        Inlines,
        &[],
        "The language of an annex that does not exist in the language of the edition.",
    ),
    of("opening", Inline, Inlines, &[], "The first words of a paragraph, which are set off by custom."),
    of("organization", one(&["masthead"]), Inlines, &[], "The organization of the body."),
    of("outcome", Block, Inlines, &[("sticky", Flag)], "The outcome of an item or decision."),
    of(
        "outside-page",
        Block,
        Nothing,
        &[
            ("address", Name),
            ("anchor", Name),
            ("bare", Flag),
            ("begins", Flag),
            ("changed", Flag),
            ("height", Length),
            ("opens", Flag),
            ("stamp", Unseen),
            ("width", Length),
        ],
        "The place for a page of an outside PDF. A page of ours is `bare`, and has no stamp. One that `begins` is on a new sheet of paper; the foot of one that `opens` an annex names the annex.",
    ),
    of(
        "p",
        Block,
        Inlines,
        &[("anchor", Name), ("counted", Flag), ("number", Before)],
        "A paragraph. Prose of several blocks becomes several paragraphs.",
    ),
    of(
        "page-number",
        Inline,
        Nothing,
        &[("of", Name), ("pattern", Unseen)],
        "The page number of a place. Only pages show it.",
    ),
    of("parent", many(&["masthead"]), Inlines, &[], "A parent body of the one that meets; the highest comes first."),
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
        "A reference to something by its id. `paged` is its wording on pages.",
    ),
    of(
        "reissue",
        Inline,
        Inlines,
        &[],
        "Words that say that a document was sent out before, in a head. They are no part of what changed in it.",
    ),
    of(
        "representation",
        entry(&["representatives"]),
        Inlines,
        &[("anchor", Name), ("label", Before)],
        "An entity and those who represent it.",
    ),
    of("representatives", Block, Parts, &[], "Entities, each with its people beside it."),
    of(
        "resolution",
        Block,
        Blocks,
        &[("anchor", Name), ("apart", Flag), ("first", Flag)],
        "A resolution: its `title` and its content. If it is `apart`, it has pages of its own.",
    ),
    of("row", entry(&["table"]), Parts, &[], "A row of a table."),
    of("s", Inline, Inlines, &[], "Deleted words."),
    of(
        "said",
        Block,
        Flow,
        &[("counted", Flag), ("speaker", Before)],
        "What somebody said. It becomes paragraphs, the first of which begins with the speaker.",
    ),
    of(
        "session",
        many(&["masthead"]),
        Inlines,
        &[("own", Flag)],
        "A line above the title: the session of the body, or another line of the head.",
    ),
    of(
        "signature",
        entry(&["signatures"]),
        Nothing,
        &[("name", Before), ("capacity", Before), ("field", Name)],
        "A person who signs, and the signature field.",
    ),
    of(
        "signature-stamp",
        Block,
        Nothing,
        &[("width", Length), ("height", Length), ("who", Before), ("at", Before), ("certificate", Before)],
        "The appearance of a signature field; a document of its own.",
    ),
    of("signatures", Block, Parts, &[], "The signature block."),
    of(
        "sitting-heading",
        Block,
        Inlines,
        &[("anchor", Name), ("level", Count)],
        "The heading of a sitting, with `details`.",
    ),
    of("status", Block, Inlines, &[("draft", Flag)], "The status of the papers."),
    of("strong", Inline, Inlines, &[], "Strongly emphasized words."),
    of("struck", Inline, Inlines, &[], "Words for something that is cancelled."),
    of("sub", Inline, Inlines, &[], "Subscript."),
    of("sup", Inline, Inlines, &[], "Superscript."),
    of("symbol", one(&["masthead"]), Inlines, &[], "The symbol that the document is filed under."),
    of(
        "table",
        Block,
        Parts,
        &[("kind", One(TABLES))],
        "A table: `col`s, then `row`s. The kinds are those of our documents; each sets the widths of its columns.",
    ),
    of("tags", one(&["item-heading"]), Inlines, &[], "What is to be done with an item."),
    of(
        "title",
        one(&["masthead", "annex", "decision", "resolution", "delegation"]),
        Inlines,
        &[],
        "The title of the element that it is in.",
    ),
    of("who", one(&["masthead"]), Inlines, &[], "The body that meets."),
];
