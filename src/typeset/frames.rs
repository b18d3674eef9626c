//! What stands where on a page that is laid out.

use std::hash::{Hash, Hasher};

use typst::layout::{Abs, Frame, FrameItem, Point, Transform};
use typst::model::Destination;
use typst::syntax::Span;
use typst::text::{Glyph, TextItem};

/// A text on a page, between two blanks and of one literal of a source.
pub(super) struct PieceOfText {
    pub(super) text: String,
    /// True if nothing parts it from the piece before.
    pub(super) goes_on: bool,
    /// Upper left and lower right corner.
    pub(super) corners: (Point, Point),
    /// The text of a source that it comes from, and the offset of its first letter there.
    pub(super) span: Span,
    pub(super) offset: usize,
}

/// What is seen of a frame, for a digest: where it came from does not count.
pub(super) struct Seen<'a>(pub(super) &'a Frame);

impl Hash for Seen<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.size().hash(state);
        self.0.items().len().hash(state);
        for (position, item) in self.0.items() {
            match item {
                FrameItem::Group(group) => (position, group.transform, &group.clip, Seen(&group.frame)).hash(state),
                FrameItem::Text(text) => (position, SeenText(text)).hash(state),
                FrameItem::Shape(shape, _) => (position, shape).hash(state),
                FrameItem::Image(image, size, _) => (position, image, size).hash(state),
                FrameItem::Link(Destination::Url(url), size) => (position, url, size).hash(state),
                FrameItem::Link(..) | FrameItem::Tag(_) => {}
            }
        }
    }
}

struct SeenText<'a>(&'a TextItem);

impl Hash for SeenText<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let TextItem { font, size, fill, stroke, lang, region, text, glyphs } = self.0;
        (font, size, fill, stroke, lang, region, text).hash(state);
        for glyph in glyphs {
            let Glyph { id, x_advance, x_offset, y_advance, y_offset, range, span: _ } = glyph;
            (id, x_advance, x_offset, y_advance, y_offset, range).hash(state);
        }
    }
}

/// Texts on a page, or parts of them, that no font has, each with where it comes from.
pub(super) fn without_glyphs(page: &Frame) -> Vec<(String, Span)> {
    let mut found = Vec::new();
    each_text(page, Transform::identity(), &mut |text, _| {
        let lost = text.glyphs.iter().filter(|glyph| glyph.id == 0);
        found.extend(lost.map(|glyph| (text.text[glyph.range()].to_owned(), glyph.span.0)));
    });
    found
}

/// All texts on a page, in the order in which they are set.
pub(super) fn pieces(page: &Frame) -> Vec<PieceOfText> {
    let mut pieces = Vec::new();
    each_text(page, Transform::identity(), &mut |text, transform| pieces_of(text, transform, &mut pieces));
    pieces
}

/// The web addresses that a page leads to, in the order in which their links are set.
pub(super) fn addresses(page: &Frame) -> Vec<&str> {
    let mut found = Vec::new();
    for (_, item) in page.items() {
        match item {
            FrameItem::Link(Destination::Url(url), _) => found.push(url.as_str()),
            FrameItem::Group(group) => found.extend(addresses(&group.frame)),
            _ => {}
        }
    }
    found
}

fn each_text(frame: &Frame, transform: Transform, visit: &mut impl FnMut(&TextItem, Transform)) {
    for (position, item) in frame.items() {
        let moved = transform.pre_concat(Transform::translate(position.x, position.y));
        match item {
            FrameItem::Text(text) => visit(text, moved),
            FrameItem::Group(group) => each_text(&group.frame, moved.pre_concat(group.transform), visit),
            _ => {}
        }
    }
}

/// The pieces of a text. Glyphs stand from left to right, whatever the direction of the text: so they are ordered by the text
/// first, and a piece is as wide as all its glyphs together.
fn pieces_of(item: &TextItem, transform: Transform, pieces: &mut Vec<PieceOfText>) {
    let mut glyphs = Vec::with_capacity(item.glyphs.len());
    let mut x = Abs::zero();
    for glyph in &item.glyphs {
        let next = x + glyph.x_advance.at(item.size);
        glyphs.push((glyph, x, next));
        x = next;
    }
    glyphs.sort_by_key(|(glyph, ..)| glyph.range.start);
    let metrics = item.font.metrics();
    let (top, bottom) = (-metrics.ascender.at(item.size), -metrics.descender.at(item.size));
    let mut open: Option<(Span, PieceOfText)> = None;
    let mut is_apart = true;
    for (glyph, left, right) in glyphs {
        let text = &item.text[glyph.range()];
        if text.chars().all(char::is_whitespace) && !text.is_empty() {
            pieces.extend(open.take().map(|(_, piece)| piece));
            is_apart = true;
            continue;
        }
        let corners = corners(transform, (left, top), (right, bottom));
        match &mut open {
            Some((span, piece)) if *span == glyph.span.0 && !is_word(text) && !is_word(&piece.text) => {
                // Brackets and quotation marks may come from elsewhere: a word is from where its first letter is.
                if !piece.text.contains(char::is_alphanumeric) {
                    piece.offset = usize::from(glyph.span.1);
                }
                piece.text.push_str(text);
                piece.corners = (piece.corners.0.min(corners.0), piece.corners.1.max(corners.1));
            }
            _ => {
                let before = open.take();
                let goes_on = before.is_some() || !is_apart;
                pieces.extend(before.map(|(_, piece)| piece));
                let (span, offset) = (glyph.span.0, usize::from(glyph.span.1));
                open = Some((span, PieceOfText { text: text.to_owned(), goes_on, corners, span, offset }));
            }
        }
        is_apart = false;
    }
    pieces.extend(open.map(|(_, piece)| piece));
}

/// Returns true if a text is a word by itself: Chinese has no blanks between words.
fn is_word(text: &str) -> bool {
    text.chars().next_back().is_some_and(|c| ('\u{2e80}'..='\u{ffef}').contains(&c))
}

/// The corners of the upright box around a box that may be turned.
fn corners(transform: Transform, start: (Abs, Abs), end: (Abs, Abs)) -> (Point, Point) {
    let all = [(start.0, start.1), (end.0, start.1), (start.0, end.1), (end.0, end.1)];
    let all = all.map(|(x, y)| Point::new(x, y).transform(transform));
    let [first, rest @ ..] = all;
    rest.into_iter().fold((first, first), |(least, most), point| (least.min(point), most.max(point)))
}
