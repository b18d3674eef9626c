//! What building can find.

use crate::finding::Code;

/// All codes of this room.
pub const CODES: &[&Code] = &[&CANNOT_WRITE, &PACK_FAILED, &UNKNOWN_CODE, &UNUSED_ALLOWANCE];

pub(super) const CANNOT_WRITE: Code = Code::error(
    "cannot-write",
    "The finished pack cannot be written: no right to write in that folder, no space, or a file where a \
     folder is needed. A former pack of the same name is untouched.",
);
pub(super) const PACK_FAILED: Code = Code::error(
    "pack-failed",
    "The documents were typeset, but could not be put together. This is a fault of the program.",
);
pub(super) const UNKNOWN_CODE: Code = Code::error(
    "unknown-code",
    "`packs/check.json` names a code or group that no finding has, so it would allow or deny nothing.",
);
pub(super) const UNUSED_ALLOWANCE: Code = Code::warning(
    "unused-allowance",
    "`packs/check.json` lets a finding pass that is no longer there. Left in the file, the allowance would hide the \
     next one. Told only when every pack of the workspace was looked at.",
);
