//! Documents in their formats: each is a folder here.
//!
//! | format | folder | what it makes |
//! |---|---|---|
//! | [`Format::Pdf`](crate::document::Format::Pdf) | `typst` | the source of pages, for `typeset` |
//! | [`Format::Html`](crate::document::Format::Html) | `html` | one page for browsers with all documents of an edition |
//! | [`Format::Docx`](crate::document::Format::Docx) | `docx` | a Word file for comment |
//! | [`Format::Text`](crate::document::Format::Text) | `text` | plain text, wrapped |
//!
//! Besides, `calendar` writes the events of an edition for calendar programs.
//!
//! A writer uses the vocabulary: it writes the elements that every text has (paragraphs, lists, tables …) itself, and
//! the elements of meetings by one rule each format has for all of them. It refuses to know meetings and templates, and
//! adds no words: what a reader sees is in the document.

mod calendar;
mod docx;
mod html;
mod text;
mod typst;

use crate::document::Node;

pub use calendar::calendar;
pub use docx::{Origin, Origins, docx, word_map};
pub use html::{PageHead, WORDS_OF_PAGES, front, html, page};
pub use text::text;
pub use typst::{keep_pages, parts, typst, typst_of_parts};

/// Returns true if a block is a list of sub-paragraphs: one that follows a numbered paragraph.
fn is_within_numbered(before: &[Node], block: &Node) -> bool {
    let paragraph = before.last().and_then(|last| last.named("p"));
    block.named("list").is_some() && paragraph.is_some_and(|one| !one.words_of("number").is_empty())
}
