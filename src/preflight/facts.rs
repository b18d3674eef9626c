//! Facts about a page.

/// A page as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct PageFacts {
    /// Its number in the file; the first is 1.
    pub number: usize,
    /// Its width in points, cropped, turned and in its own unit (CropBox within MediaBox, Rotate, UserUnit).
    pub width_pt: f32,
    /// Its height in points, likewise.
    pub height_pt: f32,
    /// By how much it is turned clockwise: 0, 90, 180 or 270 degrees.
    pub rotation: u16,
    /// The label that readers show for its number, where the file has one: `iv`, `A-3` (ISO 32000-1, 12.4.2).
    pub label: Option<String>,
}

/// Points in a millimetre.
const POINTS: f32 = 72.0 / 25.4;

/// The most that two sizes may differ by and still count as one, in points.
const TOLERANCE: f32 = 3.0 * POINTS;

/// A0 to A6 (ISO 216), Letter and Legal, in millimetres, the shorter side first.
const USUAL: [(f32, f32); 9] = [
    (841.0, 1189.0),
    (594.0, 841.0),
    (420.0, 594.0),
    (297.0, 420.0),
    (210.0, 297.0),
    (148.0, 210.0),
    (105.0, 148.0),
    (215.9, 279.4),
    (215.9, 355.6),
];

impl PageFacts {
    /// Its sides in points, the shorter first.
    pub fn sides(&self) -> (f32, f32) {
        (self.width_pt.min(self.height_pt), self.width_pt.max(self.height_pt))
    }

    /// Returns whether its size is a usual one, to within 3 mm.
    pub fn is_usual(&self) -> bool {
        let (short, long) = self.sides();
        let is_near = |one: f32, other: f32| (one - other * POINTS).abs() <= TOLERANCE;
        USUAL.iter().any(|usual| is_near(short, usual.0) && is_near(long, usual.1))
    }
}
