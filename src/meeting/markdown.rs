//! Prose as a tree: CommonMark with tables and footnotes, and `@id` references.
//!
//! Parsing never fails and never loses text, except notes and addresses that nothing refers to, titles of links, and cells
//! beyond the columns, which are reported. Unsupported parts (HTML, horizontal lines, images from elsewhere) are kept as plain
//! text and listed in [`Markdown::unsupported`]. Nesting is limited by `MAX_DEPTH`; deeper levels are plain text.

mod builder;
mod inlines;
mod note;
mod tags;
mod text_blocks;
mod tree;
mod typed;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::Options;

use builder::Builder;
use note::Note;
pub use text_blocks::{Container, TextBlock, TextBlockKind};
pub use tree::{Block, Form, Image, Inline, Reference, Side, Unsupported};
pub(crate) use typed::may_precede_reference;

/// The maximum depth of notes within notes.
const NOTES_WITHIN_NOTES: usize = 3;

/// The parts of Markdown beside CommonMark that prose has.
const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_FOOTNOTES).union(Options::ENABLE_STRIKETHROUGH);

/// A parsed text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Markdown {
    /// Its blocks, from top to bottom.
    pub blocks: Vec<Block>,
    /// References in it, in order.
    pub references: Vec<Reference>,
    /// Pictures in it, in order.
    pub images: Vec<Image>,
    /// The parts of it that prose does not support.
    pub unsupported: Vec<(Unsupported, Range<usize>)>,
    /// The ranges of the source whose words are printed as they are, in order.
    pub runs: Vec<Range<usize>>,
    /// The ranges of its paragraphs, in order.
    pub paragraphs: Vec<Range<usize>>,
    /// The ranges of the entries of its lists.
    pub entries: Vec<Range<usize>>,
}

impl Markdown {
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

    /// The blocks of `text` that hold words, each with what it stands in.
    pub fn text_blocks(text: &str) -> Vec<TextBlock> {
        text_blocks::text_blocks(text, OPTIONS)
    }

    /// Parses `text`.
    pub fn parse(text: &str) -> Self {
        let options = OPTIONS;
        // Notes may have notes: each pass over them knows those of the pass before.
        let mut footnotes = BTreeMap::new();
        for _ in 0..NOTES_WITHIN_NOTES {
            let mut notes = Builder::new(text, options, &footnotes);
            notes.blocks(None, 0);
            let more = std::mem::take(&mut notes.footnotes);
            let have_notes = more.values().any(Note::has_notes);
            footnotes = more;
            if !have_notes {
                break;
            }
        }
        let mut builder = Builder::new(text, options, &footnotes);
        let blocks = builder.blocks(None, 0);
        builder.tell_unused();
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
