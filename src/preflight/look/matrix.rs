//! Places on a page (ISO 32000-1, 8.3).

use lopdf::{Document, Object};

/// A transformation, as the operator `cm` takes it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Matrix(pub(crate) [f32; 6]);

/// A rectangle: left, bottom, right, top.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rectangle {
    pub(crate) left: f32,
    pub(crate) bottom: f32,
    pub(crate) right: f32,
    pub(crate) top: f32,
}

impl Matrix {
    /// It changes nothing.
    pub(crate) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// First this, then the other.
    pub(crate) fn then(self, other: Self) -> Self {
        let ([a, b, c, d, e, f], [k, l, m, n, o, p]) = (self.0, other.0);
        Self([a * k + b * m, a * l + b * n, c * k + d * m, c * l + d * n, e * k + f * m + o, e * l + f * n + p])
    }

    /// From an array of six numbers.
    pub(crate) fn of(document: &Document, object: &Object) -> Option<Self> {
        let numbers = numbers(document, object)?;
        Some(Self(*numbers.first_chunk::<6>()?))
    }

    /// What the unit square becomes, where pictures are drawn (8.9.5), as the rectangle around it.
    pub(crate) fn of_unit_square(self) -> Rectangle {
        let [a, b, c, d, e, f] = self.0;
        let (across, up) = ([0.0, a, c, a + c], [0.0, b, d, b + d]);
        let least = |of: [f32; 4]| of.into_iter().fold(f32::INFINITY, f32::min);
        let most = |of: [f32; 4]| of.into_iter().fold(f32::NEG_INFINITY, f32::max);
        Rectangle { left: least(across) + e, bottom: least(up) + f, right: most(across) + e, top: most(up) + f }
    }
}

impl Rectangle {
    /// From an array of two opposite corners in any order (7.9.5).
    pub(crate) fn of(document: &Document, object: &Object) -> Option<Self> {
        let numbers = numbers(document, object)?;
        let [x, y, across, up] = *numbers.first_chunk::<4>()?;
        Some(Self { left: x.min(across), bottom: y.min(up), right: x.max(across), top: y.max(up) })
    }

    /// What lies in both.
    pub(crate) fn common(self, other: Self) -> Self {
        Self {
            left: self.left.max(other.left),
            bottom: self.bottom.max(other.bottom),
            right: self.right.min(other.right),
            top: self.top.min(other.top),
        }
    }

    /// How wide; nothing if it is empty or no finite number.
    pub(crate) fn width(self) -> Option<f32> {
        let width = self.right - self.left;
        (width.is_finite() && width > 0.0).then_some(width)
    }

    /// How high; nothing if it is empty or no finite number.
    pub(crate) fn height(self) -> Option<f32> {
        let height = self.top - self.bottom;
        (height.is_finite() && height > 0.0).then_some(height)
    }

    /// Its area; 0 if it is empty.
    pub(crate) fn area(self) -> f32 {
        self.width().zip(self.height()).map_or(0.0, |(width, height)| width * height)
    }
}

/// The numbers of an array, all of them.
fn numbers(document: &Document, object: &Object) -> Option<Vec<f32>> {
    let (_, array) = document.dereference(object).ok()?;
    let number = |object: &Object| document.dereference(object).ok()?.1.as_float().ok();
    // No array that is asked for has more than six.
    array.as_array().ok()?.iter().take(6).map(number).collect()
}
