//! How an outside page lies on the placeholder that it takes the place of.

use crate::pdf::{Matrix, Rectangle, Shown};

impl Shown {
    /// The same with as much room below, as it is displayed, as the placeholder is higher: there it carries the stamp.
    pub(super) fn with_room(self, placeholder: Rectangle, unit: f32) -> Self {
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
