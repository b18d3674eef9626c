//! Words that leave the page.
//!
//! The engine sets a word that fits no line across the margin and over the edge without a word. What is
//! over the edge is lost in print.

use std::collections::BTreeSet;

use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::syntax::Span;
use typst::text::TextItem;

/// A word that reaches over the edge of its page.
pub(super) struct Overflow {
    pub(super) text: String,
    pub(super) span: Span,
}

/// All on the pages of a document, each word once.
pub(super) fn overflows<'a>(pages: impl Iterator<Item = &'a Frame>) -> Vec<Overflow> {
    let mut found: Vec<Overflow> = Vec::new();
    let mut seen = BTreeSet::new();
    for page in pages {
        walk(page, Point::zero(), page.width(), &mut |text| {
            if seen.insert(text.text.clone()) {
                let span = text.glyphs.first().map_or(Span::detached(), |glyph| glyph.span.0);
                found.push(Overflow { text: text.text.to_string(), span });
            }
        });
    }
    found
}

/// Frames that are turned or scaled are passed over: where their words end is another matter.
fn walk(frame: &Frame, origin: Point, edge: Abs, tell: &mut impl FnMut(&TextItem)) {
    for (position, item) in frame.items() {
        let at = origin + *position;
        match item {
            FrameItem::Text(text) if at.x + text.width() > edge || at.x + text.width() < Abs::zero() => tell(text),
            FrameItem::Group(group) if group.transform.is_only_translate() => {
                let moved = Point::new(group.transform.tx, group.transform.ty);
                walk(&group.frame, at + moved, edge, tell);
            }
            _ => {}
        }
    }
}
