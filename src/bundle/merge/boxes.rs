//! Where a page lies in its own coordinates, and how it is displayed.

use lopdf::{Dictionary, Document};

use super::objects::entry;
use crate::pdf::{Matrix, Rectangle};

/// US Letter, which readers take for a page without a box.
const LETTER: Rectangle = Rectangle { left: 0.0, bottom: 0.0, right: 612.0, top: 792.0 };

/// How a page is displayed: what of it, and turned how far.
#[derive(Debug, Clone, Copy)]
pub(super) struct Display {
    /// The part of the page that is displayed: the crop box within the media box (ISO 32000-1, 14.11.2.1).
    pub(super) shown: Rectangle,
    /// Quarter turns clockwise.
    pub(super) turns: i64,
}

impl Display {
    /// Of a page that has its inherited attributes.
    pub(super) fn read(document: &Document, page: &Dictionary) -> Self {
        let rectangle = |key: &[u8]| Rectangle::read(document, entry(document, page, key)?);
        let media = rectangle(b"MediaBox").and_then(|media| media.common(media)).unwrap_or(LETTER);
        let shown = rectangle(b"CropBox").and_then(|crop| crop.common(media)).unwrap_or(media);
        let rotation = entry(document, page, b"Rotate").and_then(|angle| angle.as_float().ok()).unwrap_or_default();
        // The cast saturates; only multiples of 90 are allowed (ISO 32000-1, table 30).
        let angle = rotation as i64;
        let turns = if angle % 90 == 0 { (angle / 90).rem_euclid(4) } else { 0 };
        Self { shown, turns }
    }

    /// The same with as much room below, as it is displayed, as the placeholder is higher: there it carries the stamp.
    pub(super) fn with_room(self, placeholder: Rectangle, unit: f32) -> Self {
        let (wide, high) = match self.turns {
            1 | 3 => (self.shown.height(), self.shown.width()),
            _ => (self.shown.width(), self.shown.height()),
        };
        // The engine rounds; the width tells by how much.
        let scale = if wide > 0.0 { placeholder.width() / (wide * unit) } else { 1.0 };
        let room = (placeholder.height() / (scale * unit) - high).max(0.0);
        let Rectangle { left, bottom, right, top } = self.shown;
        let shown = match self.turns {
            1 => Rectangle { left, bottom, right: right + room, top },
            2 => Rectangle { left, bottom, right, top: top + room },
            3 => Rectangle { left: left - room, bottom, right, top },
            _ => Rectangle { left, bottom: bottom - room, right, top },
        };
        Self { shown, ..self }
    }

    /// From the coordinates of the placeholder, which is as large as the page is displayed and not turned, to those of
    /// the page.
    pub(super) fn matrix(self, placeholder: Rectangle) -> Matrix {
        let Rectangle { left, bottom, right, top } = self.shown;
        let (width, height) = (self.shown.width(), self.shown.height());
        let (wide, high) = (placeholder.width().max(1.0), placeholder.height().max(1.0));
        Matrix(match self.turns {
            1 => [0.0, height / wide, -width / high, 0.0, right, bottom],
            2 => [-width / wide, 0.0, 0.0, -height / high, right, top],
            3 => [0.0, -height / wide, width / high, 0.0, left, top],
            _ => [width / wide, 0.0, 0.0, height / high, left, bottom],
        })
    }
}
