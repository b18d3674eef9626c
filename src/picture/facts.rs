//! Facts about a picture, and size limits.

/// Facts about a picture that can be shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Facts {
    /// The number of its pixels when it is unpacked; of an SVG, that of the pictures in it.
    pub pixels: u64,
}

/// The most pixels of a picture: unpacked, they take four bytes each.
pub const PIXELS: u64 = 50_000_000;
