//! Codes of the findings of a build.

use crate::finding::{Code, Group};
use crate::{bundle, check, compose, preflight, read, typeset};

/// All codes of all modules.
pub fn codes() -> Vec<&'static Code> {
    let stages = [read::CODES, preflight::CODES, compose::CODES, typeset::CODES, bundle::CODES, CODES];
    stages.into_iter().flatten().copied().chain(check::codes()).collect()
}

/// All codes of this module.
pub const CODES: &[&Code] = &[
    &CANNOT_WRITE,
    &CACHE_UNUSABLE,
    &BAD_PACK_NAME,
    &PACK_FAILED,
    &PROGRAM_FAULT,
    &OVER_TIME,
    &OVER_MEMORY,
    &PROCESS_DIED,
    &UNKNOWN_CODE,
    &UNUSED_ALLOWANCE,
    &SIGNED_DAMAGED,
    &SIGNER_UNREADABLE,
    &SIGNED_OTHERWISE,
    &SIGNED_BEFORE,
    &WOULD_DROP_SIGNATURES,
];

pub(super) const CANNOT_WRITE: Code = Code::error(
    "cannot-write",
    "The finished pack cannot be written: no right to write in that folder, no space, a file where a folder \
     is needed, something that is no file where the zip goes, or another process that has been writing it for ten seconds. A \
     former pack of the same name is untouched.",
);
pub(super) const CACHE_UNUSABLE: Code = Code::error(
    "cache-unusable",
    "Where the cache keeps a file there is something that cannot be read: a folder, a named pipe, a device, a link that \
     leads nowhere, or a file that the system does not let you read. packwright did not put it there. Remove it, or name \
     another folder with `--cache`.",
);
pub(super) const BAD_PACK_NAME: Code = Code::error(
    "bad-pack-name",
    "The name of a pack's folder becomes the name of its zip and a part of addresses, on every system. It consists of ASCII \
     letters, digits, hyphens, underscores and full stops (100 at most), begins with neither a full stop nor a hyphen, does \
     not end in a full stop, is not the name of a device on Windows (`con`, `aux`, `nul`, `com1`), and differs from the names \
     beside it in more than upper and lower case. Titles may be in any script.",
);
pub(super) const PACK_FAILED: Code = Code::error(
    "pack-failed",
    "The documents were typeset, but could not be put together. This is a fault of the program; please report it.",
);
/// Known by name where it decides the exit code.
pub const PROGRAM_FAULT: Code = Code::error(
    "program-fault",
    "The program has a fault, which this pack shows: it stopped its work on the pack. The other packs of the run are \
     not affected. Please report it, with the pack and the place that the message names.",
);
pub(super) const OVER_TIME: Code = Code::error(
    "over-time",
    "The pack took longer than a pack may (`--pack-time`, 120 seconds if not stated), and its process was ended: a \
     template or shape that does not come to an end, or a font, picture or annex that takes too long to unpack. The \
     other packs of the run are not affected. For comparison: minutes of 800 pages took 9 seconds on a machine of \
     two cores.",
);
pub(super) const OVER_MEMORY: Code = Code::error(
    "over-memory",
    "The pack took more memory than a pack may (`--pack-memory`, 2,048 MiB if not stated), and its process was ended: a \
     template or shape that makes too much of something, or a font, picture or annex that is large when it is unpacked. \
     The other packs of the run are not affected. Memory is bounded on Linux; other systems bound the time alone.",
);
pub(super) const PROCESS_DIED: Code = Code::error(
    "process-died",
    "The process that worked on the pack ended before it was done, and did so again when it worked on that pack \
     alone: something in the pack is nested too deep, or it was ended by somebody or by the system. The other packs \
     of the run are not affected.",
);
pub(super) const SIGNED_DAMAGED: Code = Code::error(
    "signed-damaged",
    "The pack's `signed.zip` is not one in which `verify` finds nothing wrong: a file or a date in it was changed, \
     an approval or a signatory put in, a seal taken off, or somebody else signed for a signatory. Such a pack is \
     not delivered. Take it from your repository again; `packwright verify` says more.",
);
pub(super) const SIGNER_UNREADABLE: Code = Code::error(
    "signer-unreadable",
    "A certificate that the workspace keeps as that of a signatory, `signers/PERSON.pem` in the pack's folder, is \
     there and cannot be read. Without it a signature by a certificate in another name could not be distinguished \
     from somebody else's.",
);
pub(super) const SIGNED_OTHERWISE: Code = Code::error(
    "signed-otherwise",
    "The minutes were signed, and the definition says something else now: what was signed is not changed. Take back the \
     change. To begin anew remove `signed.zip`; its signatures are lost then.",
)
.of(Group::Contradiction);
pub(super) const SIGNED_BEFORE: Code = Code::warning(
    "signed-before",
    "A file that the pack was made of changed after it was signed, and the minutes say the same. What is delivered is the \
     pack as it was signed: changes of annexes or looks are not in it.",
)
.of(Group::Consistency);
pub(super) const WOULD_DROP_SIGNATURES: Code = Code::error(
    "would-drop-signatures",
    "The folder for the zip has a signed pack of this name, and what is built now would replace it without the \
     signatures. Keep the signed one as `signed.zip` in the pack's folder, and every build delivers it; or choose \
     another folder.",
);
pub(super) const UNKNOWN_CODE: Code = Code::error(
    "unknown-code",
    "`packs/check.json` names a code or group that no finding has, so it would allow or deny nothing.",
);
pub(super) const UNUSED_ALLOWANCE: Code = Code::warning(
    "unused-allowance",
    "`packs/check.json` allows a finding that is no longer there. Left in the file, the allowance would hide the \
     next one. Reported only when every pack of the workspace is checked.",
);
