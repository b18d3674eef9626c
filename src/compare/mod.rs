//! The one differ in the house: what two texts, or two sequences, have in common, and what became of the rest.
//!
//! Words are compared, not characters; of scripts that part no words (Chinese, Japanese) each character is one. Long texts are
//! compared by sentences first. Work is limited, whatever the texts are: of two that have little in common one is put in the
//! place of the other.
//!
//! It refuses to know what the texts are of.

mod order;
mod words;

pub use order::{common, growing};
pub use words::{Bag, Fate, Piece, distance, in_marks, letters, likeness, marked, sentences, words};
