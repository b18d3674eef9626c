//! A PDF: every object of all its revisions, and the text of its contents.

mod belongings;
mod cmap;
mod fonts;
mod objects;
mod text;
mod versions;

use super::within::{Piece, Sink, Within};
use crate::pdf::{Budget, Limits, Opened, every_object};

/// Larger limits than [`Limits::default`], because a search must not leave anything out.
fn limits() -> Limits {
    Limits { pages: usize::MAX, values: 12_000_000, unpacked: 1 << 30, steps: 10_000_000, ..Limits::default() }
}

/// Gives all pieces of a PDF.
pub(super) fn pieces(bytes: &[u8], sink: &mut Sink<'_>) {
    let limits = limits();
    let (every, is_whole) = every_object(bytes, &limits);
    let opened = Opened::open(bytes, &limits);
    if is_whole && opened.is_ok() {
        sink(Within::Bytes, Piece::Remains(bytes));
    } else {
        sink(Within::Bytes, Piece::Fabric(bytes));
        sink(Within::Bytes, Piece::Unread);
    }
    let opened = opened.ok();
    let is_protected = opened.as_ref().is_some_and(|opened| opened.protection.is_some());
    let document = opened.map(Opened::into_document);
    let mut budget = Budget::new(&limits, bytes.len());
    if !is_protected {
        objects::pieces(every.iter().map(|(_, object)| object), &mut budget, sink);
    }
    let versions = versions::versions(every, document, is_protected);
    if is_protected {
        let objects = versions.iter().flat_map(|version| version.objects.values());
        objects::pieces(objects, &mut budget, sink);
    }
    let mut texts = text::Texts::default();
    for version in &versions {
        texts.of(version, &mut Budget::new(&limits, bytes.len()), sink);
    }
}

/// The text that a file draws: as content, and other text such as running heads.
pub(super) fn drawn(bytes: &[u8]) -> Option<(Vec<String>, Vec<String>)> {
    let limits = limits();
    let opened = Opened::open(bytes, &limits).ok()?;
    text::drawn(&opened.into_document(), &mut Budget::new(&limits, bytes.len()))
}

/// The text of some pages of a file, counted from 0; none if the file cannot be opened.
pub(super) fn texts_of_pages(bytes: &[u8], wanted: &[usize]) -> Vec<String> {
    let limits = limits();
    let Ok(opened) = Opened::open(bytes, &limits) else { return Vec::new() };
    let mut budget = Budget::new(&limits, bytes.len());
    text::of_pages(&opened.into_document(), wanted, &mut budget)
}
