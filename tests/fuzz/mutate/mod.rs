//! Ways to change inputs, each knowing one form.

pub(super) mod bytes;
pub(super) mod der;
pub(super) mod font;
pub(super) mod json;
pub(super) mod markdown;
pub(super) mod pdf;
pub(super) mod pem;
pub(super) mod picture;
pub(super) mod source;
pub(super) mod text;
pub(super) mod xml;
pub(super) mod zip;
