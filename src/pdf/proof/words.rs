//! Why a document is too much, in words.

use crate::pdf::{Excess, Refusal};

/// Names what a document has too much of.
pub(super) fn words(refusal: Refusal) -> String {
    match refusal {
        Refusal::TooComplex(Excess::Operators) => "what is drawn on its pages".to_owned(),
        Refusal::TooComplex(Excess::Unpacked) => "bytes when it is unpacked".to_owned(),
        Refusal::TooComplex(excess) => excess.to_string(),
        refusal => refusal.to_string(),
    }
}
