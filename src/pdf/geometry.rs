//! Places on a page (ISO 32000-1, 8.3).

use lopdf::{Document, Object};

use super::look_up::resolved;

/// A rectangle in the coordinates of a page, from its lower left to its upper right corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rectangle {
    pub(crate) left: f32,
    pub(crate) bottom: f32,
    pub(crate) right: f32,
    pub(crate) top: f32,
}

/// A transformation of coordinates, as the operator `cm` takes it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Matrix(pub(crate) [f32; 6]);

impl Rectangle {
    /// From an array. Any two opposite corners will do (7.9.5).
    pub(crate) fn read(document: &Document, object: &Object) -> Option<Self> {
        numbers(document, object).map(Self::of)
    }

    pub(crate) fn of([a, b, c, d]: [f32; 4]) -> Self {
        Self { left: a.min(c), bottom: b.min(d), right: a.max(c), top: b.max(d) }
    }

    pub(crate) fn width(self) -> f32 {
        self.right - self.left
    }

    pub(crate) fn height(self) -> f32 {
        self.top - self.bottom
    }

    /// Nothing if the numbers are too large for it.
    pub(crate) fn area(self) -> f32 {
        Some(self.width() * self.height()).filter(|area| area.is_finite()).unwrap_or_default()
    }

    /// The intersection of both, unless it is empty.
    pub(crate) fn common(self, other: Self) -> Option<Self> {
        let common = Self {
            left: self.left.max(other.left),
            bottom: self.bottom.max(other.bottom),
            right: self.right.min(other.right),
            top: self.top.min(other.top),
        };
        (common.width() > 0.0 && common.height() > 0.0).then_some(common)
    }

    /// The smallest rectangle around both.
    pub(crate) fn around(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            bottom: self.bottom.min(other.bottom),
            right: self.right.max(other.right),
            top: self.top.max(other.top),
        }
    }

    /// The smallest upright rectangle around this one after a transformation.
    pub(crate) fn transformed(self, matrix: Matrix) -> Self {
        let corners =
            [(self.left, self.bottom), (self.right, self.bottom), (self.left, self.top), (self.right, self.top)];
        let corners = corners.map(|(x, y)| matrix.apply(x, y));
        let fold = |pick: fn(f32, f32) -> f32, axis: fn(&(f32, f32)) -> f32| {
            corners.iter().map(axis).reduce(pick).unwrap_or_default()
        };
        Self {
            left: fold(f32::min, |corner| corner.0),
            bottom: fold(f32::min, |corner| corner.1),
            right: fold(f32::max, |corner| corner.0),
            top: fold(f32::max, |corner| corner.1),
        }
    }

    pub(crate) fn object(self) -> Object {
        [self.left, self.bottom, self.right, self.top].map(Object::Real).to_vec().into()
    }
}

impl Matrix {
    /// The matrix that changes nothing.
    pub(crate) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// From an array.
    pub(crate) fn read(document: &Document, object: &Object) -> Option<Self> {
        numbers(document, object).map(Self)
    }

    pub(crate) fn apply(self, x: f32, y: f32) -> (f32, f32) {
        let Self([a, b, c, d, e, f]) = self;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// The operands of `cm`.
    pub(crate) fn written(self) -> String {
        self.0.map(|number| number.to_string()).join(" ")
    }

    /// First this, then the other.
    pub(crate) fn then(self, other: Self) -> Self {
        let ([a, b, c, d, e, f], [k, l, m, n, o, p]) = (self.0, other.0);
        Self([a * k + b * m, a * l + b * n, c * k + d * m, c * l + d * n, e * k + f * m + o, e * l + f * n + p])
    }

    /// The image of the unit square, in which pictures are drawn (8.9.5), as the rectangle around it.
    pub(crate) fn of_unit_square(self) -> Rectangle {
        Rectangle { left: 0.0, bottom: 0.0, right: 1.0, top: 1.0 }.transformed(self)
    }

    pub(crate) fn object(self) -> Object {
        self.0.map(Object::Real).to_vec().into()
    }
}

/// The first numbers of an array, all finite.
fn numbers<const N: usize>(document: &Document, object: &Object) -> Option<[f32; N]> {
    let items = resolved(document, object).as_array().ok()?;
    let mut numbers = [0.0; N];
    for (number, item) in numbers.iter_mut().zip(items) {
        *number = resolved(document, item).as_float().ok()?;
    }
    (items.len() >= N && numbers.iter().all(|number| number.is_finite())).then_some(numbers)
}
