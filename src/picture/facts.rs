//! What is known of a picture, and how large it may be.

/// What is known of a picture that can be shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Facts {
    /// How many pixels it has when it is unpacked; those of the pictures in it, if it is an SVG.
    pub pixels: u64,
}

/// The most pixels of a picture: unpacked, they take four bytes each.
pub const PIXELS: u64 = 50_000_000;
