//! Right-to-left text in the order in which it is read.
//!
//! The engine keeps the parts of a line in order, and sets the letters of each part from the left, those of Arabic too, so
//! that they stand backwards in the content of the page, as do the pieces of a part that has several typefaces; a letter
//! with a vowel mark says both twice. Where it can, the engine marks letters as reversed, which few programs know: search,
//! copying and readers that go by the content (ISO 32000-1, 14.8.2.3.3) meet words that run backwards. So before pages are
//! written, pieces and letters are put in order, each set back by its width. Nothing moves on the page.
//!
//! It refuses to decide where words stand: that is the layout, and done.

use typst::layout::{Dir, Em, Frame, FrameItem, GroupItem, Point};
use typst::model::Document;
use typst::text::{Glyph, TextItem};
use typst_layout::PagedDocument;
use unicode_bidi::{BidiClass, bidi_class};

/// The document with its letters in order; none where nothing reads from the right.
pub(super) fn in_reading_order(document: &PagedDocument) -> Option<PagedDocument> {
    if !document.pages().iter().any(|page| has_reversed(&page.frame)) {
        return None;
    }
    let mut pages = document.pages().to_vec();
    for page in &mut pages {
        page.frame = in_order(&page.frame);
    }
    Some(PagedDocument::new(pages.into(), document.info().clone()))
}

fn has_reversed(frame: &Frame) -> bool {
    frame.items().any(|(_, item)| match item {
        FrameItem::Group(group) => has_reversed(&group.frame),
        FrameItem::Text(text) => direction(text) == Some(Dir::RTL),
        _ => false,
    })
}

/// From which side a piece is read; none where its letters do not tell.
fn direction(text: &TextItem) -> Option<Dir> {
    let tells = |goes: fn(&Glyph, &Glyph) -> bool| text.glyphs.windows(2).any(|pair| goes(&pair[0], &pair[1]));
    if tells(|left, right| left.range.start > right.range.start) {
        Some(Dir::RTL)
    } else if tells(|left, right| left.range.start < right.range.start) {
        Some(Dir::LTR)
    } else {
        text.text.chars().find_map(|c| match bidi_class(c) {
            BidiClass::R | BidiClass::AL => Some(Dir::RTL),
            BidiClass::L | BidiClass::EN | BidiClass::AN => Some(Dir::LTR),
            _ => None,
        })
    }
}

fn in_order(frame: &Frame) -> Frame {
    let mut ordered = Frame::new(frame.size(), frame.kind());
    if frame.has_baseline() {
        ordered.set_baseline(frame.baseline());
    }
    let mut run = Run::default();
    for (position, item) in frame.items() {
        match item {
            FrameItem::Text(text) => {
                if !run.takes(*position, text) {
                    run.write(&mut ordered);
                }
                run.add(*position, text);
            }
            FrameItem::Group(group) => {
                run.write(&mut ordered);
                let group = GroupItem { frame: in_order(&group.frame), ..group.clone() };
                ordered.push(*position, FrameItem::Group(group));
            }
            _ => {
                run.write(&mut ordered);
                ordered.push(*position, item.clone());
            }
        }
    }
    run.write(&mut ordered);
    ordered
}

/// Pieces of a line that touch each other, from the left, and are read from the same side.
#[derive(Default)]
struct Run {
    pieces: Vec<(Point, TextItem)>,
    direction: Option<Dir>,
}

impl Run {
    /// How far apart pieces may be that touch, in points: positions are rounded.
    const TOUCH: f64 = 0.01;

    fn takes(&self, position: Point, text: &TextItem) -> bool {
        let Some((at, last)) = self.pieces.last() else { return true };
        let touches =
            (at.x + last.width() - position.x).to_pt().abs() < Self::TOUCH && (at.y - position.y).abs() < last.size;
        touches && (self.direction.is_none() || direction(text).is_none_or(|other| self.direction == Some(other)))
    }

    fn add(&mut self, position: Point, text: &TextItem) {
        self.direction = self.direction.or(direction(text));
        self.pieces.push((position, text.clone()));
    }

    /// Writes its pieces as they are read, and begins anew.
    fn write(&mut self, frame: &mut Frame) {
        let Self { mut pieces, direction } = std::mem::take(self);
        // Marks alone go with the language.
        let direction = direction.or(pieces.first().map(|(_, text)| text.lang.dir()));
        if direction == Some(Dir::RTL) {
            divide_clusters(&mut pieces);
            for (position, text) in pieces.into_iter().rev() {
                let end = Point::with_x(text.width());
                frame.push(position + end, FrameItem::Text(turned(text)));
            }
        } else {
            frame.push_multiple(pieces.into_iter().map(|(position, text)| (position, FrameItem::Text(text))));
        }
    }
}

/// Gives each mark its own character, and the letter to the right of it the others: the engine gives all of them to each.
fn divide_clusters(pieces: &mut [(Point, TextItem)]) {
    let mut marks: Vec<(usize, usize)> = Vec::new();
    let all =
        pieces.iter().enumerate().flat_map(|(piece, (_, text))| (0..text.glyphs.len()).map(move |at| (piece, at)));
    for (piece, at) in all.collect::<Vec<_>>() {
        let text = &pieces[piece].1;
        let letters = cluster(text, at);
        if marks.first().is_some_and(|(piece, at)| cluster(&pieces[*piece].1, *at) != letters) {
            marks.clear();
        }
        if text.glyphs[at].x_advance == Em::zero() {
            marks.push((piece, at));
            continue;
        }
        // From the letter on: those of its characters that no mark is left for, then one for each.
        let ends: Vec<usize> = letters.char_indices().map(|(start, c)| start + c.len_utf8()).collect();
        if !marks.is_empty() && ends.len() > marks.len() {
            let of_letter = ends.len() - marks.len();
            restrict(&mut pieces[piece].1.glyphs[at], 0, ends[of_letter - 1]);
            for (number, (piece, at)) in marks.iter().rev().enumerate() {
                let glyph = &mut pieces[*piece].1.glyphs[*at];
                restrict(glyph, ends[of_letter + number - 1], ends[of_letter + number]);
            }
        }
        marks.clear();
    }
}

/// The characters that a glyph stands for, with others perhaps.
fn cluster(text: &TextItem, at: usize) -> String {
    text.text.get(text.glyphs[at].range()).unwrap_or_default().to_owned()
}

/// Lets a glyph stand for a part of its characters.
fn restrict(glyph: &mut Glyph, start: usize, end: usize) {
    let at = |offset: usize| glyph.range.start.saturating_add(u16::try_from(offset).unwrap_or(u16::MAX));
    glyph.range = at(start)..at(end);
}

/// A piece from its end, going back.
fn turned(mut text: TextItem) -> TextItem {
    text.glyphs.reverse();
    for glyph in &mut text.glyphs {
        glyph.x_offset -= glyph.x_advance;
        glyph.x_advance = -glyph.x_advance;
    }
    text
}
