//! The position of an outside page on the placeholder that it replaces.

use crate::pdf::{Matrix, Rectangle, Shown};

/// The position of an outside page in the bundle.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lie {
    /// The part of it that is shown, including room for the stamp.
    pub(super) display: Shown,
    /// The transformation of its coordinates; it may be smaller than it was.
    pub(super) matrix: Matrix,
}

impl Lie {
    /// The boxes of a page on its placeholder. `strip` is the height of the space for a stamp, for which it is reduced, in
    /// points.
    pub(super) fn of(display: Shown, placeholder: Rectangle, strip: Option<f32>, unit: f32) -> Self {
        match strip {
            Some(strip) => Self { display, matrix: display.shrunk(strip / unit) },
            None => Self { display: display.with_room(placeholder, unit), matrix: Matrix::IDENTITY },
        }
    }
}

impl Shown {
    /// Reduces everything, so that there is this much space below it as it is displayed, and equal space on both sides.
    fn shrunk(self, strip: f32) -> Matrix {
        let Rectangle { left, bottom, right, top } = self.part;
        let (across, up) = (f32::midpoint(left, right), f32::midpoint(bottom, top));
        // The middle of what is displayed as the upper edge stays where it is.
        let ((x, y), high) = match self.turns {
            1 => ((left, up), self.part.width()),
            2 => ((across, bottom), self.part.height()),
            3 => ((right, up), self.part.width()),
            _ => ((across, top), self.part.height()),
        };
        let scale = ((high - strip) / high).clamp(0.1, 1.0);
        Matrix([scale, 0.0, 0.0, scale, x - x * scale, y - y * scale])
    }

    /// The same with space below, as it is displayed: as much as the placeholder is higher. The stamp is there.
    fn with_room(self, placeholder: Rectangle, unit: f32) -> Self {
        let (wide, high) = match self.turns {
            1 | 3 => (self.part.height(), self.part.width()),
            _ => (self.part.width(), self.part.height()),
        };
        // The engine rounds; the width tells by how much.
        let scale = if wide > 0.0 { placeholder.width() / (wide * unit) } else { 1.0 };
        let room = (placeholder.height() / (scale * unit) - high).max(0.0);
        let Rectangle { left, bottom, right, top } = self.part;
        let part = match self.turns {
            1 => Rectangle { left, bottom, right: right + room, top },
            2 => Rectangle { left, bottom, right, top: top + room },
            3 => Rectangle { left: left - room, bottom, right, top },
            _ => Rectangle { left, bottom: bottom - room, right, top },
        };
        Self { part, ..self }
    }

    /// From the coordinates of the placeholder, which is as large as the page is displayed and not turned, to those of
    /// the page.
    pub(super) fn matrix(self, placeholder: Rectangle) -> Matrix {
        let Rectangle { left, bottom, right, top } = self.part;
        let (width, height) = (self.part.width(), self.part.height());
        let (wide, high) = (placeholder.width().max(1.0), placeholder.height().max(1.0));
        Matrix(match self.turns {
            1 => [0.0, height / wide, -width / high, 0.0, right, bottom],
            2 => [-width / wide, 0.0, 0.0, -height / high, right, top],
            3 => [0.0, -height / wide, width / high, 0.0, left, top],
            _ => [width / wide, 0.0, 0.0, height / high, left, bottom],
        })
    }
}
