//! What building can find.

use crate::finding::Code;

/// All codes of this room.
pub const CODES: &[&Code] = &[&CANNOT_WRITE, &PACK_FAILED];

pub(super) const CANNOT_WRITE: Code = Code::error(
    "cannot-write",
    "The finished pack cannot be written: no right to write in that folder, no space, or a file where a \
     folder is needed. A former pack of the same name is untouched.",
);
pub(super) const PACK_FAILED: Code = Code::error(
    "pack-failed",
    "The documents were typeset, but could not be put together. This is a fault of the program.",
);
