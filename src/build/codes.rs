//! Codes of the findings of a build.

use crate::finding::{Code, Group};
use crate::{bundle, check, comments, compose, preflight, read, typeset};

/// All codes of all modules.
pub fn codes() -> Vec<&'static Code> {
    let stages = [read::CODES, preflight::CODES, compose::CODES, typeset::CODES, bundle::CODES, comments::CODES, CODES];
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
    &LEAK,
    &OPEN_FILE_NAMES,
    &UNSEARCHED,
    &NO_SUCH_AUDIENCE,
    &ONE_ZIP,
    &OPEN_COPY,
    &TELLING_FOLDER,
    &OLD_ZIP,
    &BAD_ISSUES,
    &ISSUES_OF_ANOTHER,
    &NO_SUCH_ISSUE,
    &NO_NUMBERS_KEPT,
    &NOTHING_SINCE,
    &LONG_LIST,
    &RENAMED_AUDIENCE,
    &REISSUE_OTHERWISE,
    &SYMBOL_TAKEN,
    &OTHER_MEETING,
    &OTHER_AUDIENCE,
    &OTHER_VERSION,
    &DAMAGED_PACK,
    &UNKNOWN_CODE,
    &UNUSED_ALLOWANCE,
    &SIGNED_DAMAGED,
    &SIGNER_UNREADABLE,
    &SIGNED_OTHERWISE,
    &SIGNED_BEFORE,
    &SIGNED_UNCHANGED,
    &WOULD_DROP_SIGNATURES,
];

pub(super) const CANNOT_WRITE: Code = Code::error(
    "cannot-write",
    "The finished pack cannot be written: you are not allowed to write in that folder, there is no space, there is a \
     file where a folder is needed, there is something other than a file at the place of the zip, or another process \
     has been writing it for ten seconds. An earlier pack of the same name is unchanged.",
);
pub(super) const CACHE_UNUSABLE: Code = Code::error(
    "cache-unusable",
    "At the place of a file of the cache there is something that cannot be read: a folder, a named pipe, a device, a \
     link to nothing, or a file that you are not allowed to read. packwright did not put it there. Remove it, or name \
     another folder with `--cache`.",
);
pub(super) const BAD_PACK_NAME: Code = Code::error(
    "bad-pack-name",
    "The folder of a pack has a name that its zip cannot have on every system, or that is another one's. It consists of ASCII \
     letters, digits, hyphens, underscores and full stops (100 at most), begins with neither a full stop nor a hyphen, does \
     not end in a full stop, is not the name of a device on Windows (`con`, `aux`, `nul`, `com1`), and differs from the names \
     beside it in more than upper and lower case. Titles may be in any script.",
);
pub(super) const PACK_FAILED: Code = Code::error(
    "pack-failed",
    "The documents were typeset, but could not be put together. This is a fault of the program; please report it.",
);
pub(super) const BAD_ISSUES: Code = Code::error(
    "bad-issues",
    "`issues.json`, in which `packwright issue` records what was sent out, cannot be read: it was changed by hand, is \
     incomplete, or was written by a later version of packwright. Restore it from your repository. Without it, the pack is \
     built without a list of changes.",
);
pub(super) const ISSUES_OF_ANOTHER: Code = Code::error(
    "issues-of-another",
    "`issues.json` records what was sent out of another pack: the folder was copied with it, or the pack was renamed. The list of \
     changes would compare two meetings. Remove the file from a copy. If the pack was renamed, write its new name in `pack` of the \
     file.",
);
pub(super) const NO_SUCH_ISSUE: Code = Code::error(
    "no-such-issue",
    "`--since` names an issue that the record of the pack does not have. `packwright issue` records what was sent out, and numbers \
     the issues of each pack from 1.",
);
pub(super) const NO_NUMBERS_KEPT: Code = Code::warning(
    "no-numbers-kept",
    "`stable_pages` was stated after the pack was sent out. The record of the last issue has no numbers of annexes and \
     pages, so in this issue they may differ from what was sent. From the next issue on they stay the same.",
)
.of(Group::Consistency);
pub(super) const NOTHING_SINCE: Code = Code::warning(
    "nothing-since",
    "`--since` asks for what changed since an issue, and the text of the pack is the same as then: there is no list of changes.",
)
.of(Group::Completeness);
pub(super) const LONG_LIST: Code = Code::warning(
    "long-list",
    "So much has changed since the pack was last sent out that the list of changes has only the most important ones: \
     times and places, then what is new, removed or worded differently, then what moved. Its counts, the redline and \
     the bars are of all changes. `packwright changes` lists them all.",
)
.of(Group::Completeness);
pub(super) const RENAMED_AUDIENCE: Code = Code::warning(
    "renamed-audience",
    "`issues.json` records that the pack was sent to an audience that it no longer has, and the pack has another audience that it did not \
     have then. If this is the same audience under another name, rename it in `issues.json`, too: otherwise it reads that this is its first \
     issue. If it is not the same, nothing has to be done; this is reported until the next issue is recorded.",
)
.of(Group::Consistency);
pub(super) const REISSUE_OTHERWISE: Code = Code::warning(
    "reissue-otherwise",
    "`reissued_as` says that a document is sent out as an addendum or a corrigendum, but something else changed in it since it was \
     sent out, or nothing did. An addendum only adds: items, annexes, paragraphs, rows, pages. A corrigendum only corrects words where \
     they stand: nothing is added, removed or moved. All else is a revision. If the statement was for an earlier issue, remove it.",
)
.of(Group::Contradiction);
pub(super) const SYMBOL_TAKEN: Code = Code::warning(
    "symbol-taken",
    "The symbol that a document gets when it is sent out again (`reissue_symbols`) is already the symbol of another document: the \
     pack or the registry states it. Two documents would be filed under one symbol, so the next free number is used. Give one of \
     them another symbol, or state `reissued_as` if it is of another kind.",
)
.of(Group::Contradiction);
/// Of two zips that were to be compared.
pub const OTHER_MEETING: Code = Code::error(
    "other-meeting",
    "The two zips are packs of different meetings: their manifests name different packs. What changed from one meeting to the \
     next is in `earlier_actions` and in registers. Name two zips of the same pack.",
);
/// Of two zips that were to be compared.
pub const OTHER_AUDIENCE: Code = Code::error(
    "other-audience",
    "The two zips are for different audiences. A comparison would show what one of the audiences must not get. Compare each \
     with an earlier zip for the same audience.",
);
/// Of two zips that were to be compared.
pub const OTHER_VERSION: Code = Code::error(
    "other-version",
    "A zip was made by a version of packwright that writes another form of manifest. This version cannot read it, so it cannot \
     tell what the pack contains. Use the later of the two versions, or build the older pack again.",
);
/// Of two zips that were to be compared.
pub const DAMAGED_PACK: Code = Code::error(
    "damaged-pack",
    "One of the two zips is not a pack, or does not match its manifest: a file is missing, changed, or cannot be unpacked. \
     Otherwise damage in transit would look like a change. `packwright verify` lists everything that is \
     wrong with it.",
);
/// Known by name where it decides the exit code.
pub const PROGRAM_FAULT: Code = Code::error(
    "program-fault",
    "The program has a fault, and stopped its work on this pack. The other packs of the run are \
     not affected. Please report it, with the pack and the place that the message names.",
);
pub(super) const OVER_TIME: Code = Code::error(
    "over-time",
    "The pack took longer than a pack may (`--pack-time`, 120 seconds if not stated), and its process was stopped. The \
     cause is a template or shape that never ends, or a font, picture or annex that takes too long to unpack. The \
     other packs of the run are not affected. For comparison: minutes of 800 pages took 9 seconds on a machine with two cores.",
);
pub(super) const OVER_MEMORY: Code = Code::error(
    "over-memory",
    "The pack took more memory than a pack may (`--pack-memory`, 2,048 MiB if not stated), and its process was \
     stopped. The cause is a template or shape that makes too much of something, or a font, picture or annex that is \
     large when it is unpacked. The other packs of the run are not affected. Memory is limited only on Linux; time is \
     limited on all systems.",
);
pub(super) const PROCESS_DIED: Code = Code::error(
    "process-died",
    "The process that worked on the pack ended before it was done, and again when it worked on this pack alone. \
     Something in the pack is nested too deeply, or a person or the system stopped the process. Or a template or shape of the \
     workspace asks for something over which a library of the program fails. The other packs of the run are not affected.",
);
pub(super) const SIGNED_DAMAGED: Code = Code::error(
    "signed-damaged",
    "`verify` finds something wrong with the pack's `signed.zip`: a file or a date in it was changed, an approval or a \
     signatory was added, a seal was removed, or somebody else signed for a signatory. Or it is as it was signed, and the registry or \
     `approvals.json` says something else now. Such a pack is not delivered. Restore whichever was changed from your \
     repository; `packwright verify` says more.",
);
pub(super) const SIGNER_UNREADABLE: Code = Code::error(
    "signer-unreadable",
    "A certificate that the workspace keeps for a signatory, `signers/PERSON.pem` in the pack's folder, cannot be \
     read. It is needed to know that a signature by a certificate in another name is that of the signatory.",
);
pub(super) const SIGNED_OTHERWISE: Code = Code::error(
    "signed-otherwise",
    "The minutes were signed, and the definition was changed after that. Signed minutes are not changed: undo the \
     change. To start again, remove `signed.zip`; its signatures are then lost.",
)
.of(Group::Contradiction);
pub(super) const SIGNED_BEFORE: Code = Code::warning(
    "signed-before",
    "A file from which the pack was made changed after it was signed; the content of the minutes did not. The pack is \
     delivered as it was signed: changes to annexes or to the look are not in it.",
)
.of(Group::Consistency);
pub(super) const SIGNED_UNCHANGED: Code = Code::warning(
    "signed-unchanged",
    "The pack is signed, and is delivered as it was signed. `--docx`, `--text` and `--merged` add nothing to it: build \
     with them before the pack is signed. Signed minutes can no longer be commented on.",
);
pub(super) const WOULD_DROP_SIGNATURES: Code = Code::error(
    "would-drop-signatures",
    "The folder for the zip has a signed pack of this name, and what is built now would replace it without the \
     signatures. Keep the signed one as `signed.zip` in the pack's folder, and every build delivers it; or choose \
     another folder.",
);
pub(super) const UNKNOWN_CODE: Code = Code::error(
    "unknown-code",
    "`packs/check.json` names a code or group that does not exist, so the entry has no effect.",
);
pub(super) const UNUSED_ALLOWANCE: Code = Code::warning(
    "unused-allowance",
    "`packs/check.json` allows a finding that is no longer there. If it is kept, it would hide the next finding of \
     this kind. Reported only when every pack of the workspace is checked.",
);
pub(super) const LEAK: Code = Code::error(
    "leak",
    "The finished pack of an audience contains something that the definition withholds from it, so nothing was written. Before \
     a pack is written, all of its bytes are searched for what the audience must not get: pages as readers extract their text, \
     bookmarks, metadata, names of files, the page for browsers, the manifest. Withheld parts are removed before any document \
     is made. So the cause is a bug in the program, or a template or shape of the workspace.",
);
pub(super) const OPEN_FILE_NAMES: Code = Code::warning(
    "open-file-names",
    "An annex file contains the name of a person whom the definition names only in parts that readers of the file do not get. \
     The program does not black out anything in annex files: whoever gets the file can read the name. If readers must not know \
     the name, withhold the file or the pages that have it.",
)
.of(Group::Consistency);
pub(super) const UNSEARCHED: Code = Code::error(
    "unsearched",
    "A file in the pack of an audience is protected, damaged or too large, and cannot be searched for what is withheld. So the \
     program cannot tell what it contains, and nothing was written. Withhold the file from that audience, or ask for a new \
     export without protection.",
);
pub(super) const ONE_ZIP: Code = Code::error(
    "one-zip",
    "A pack has the name of another pack and one of its audiences, so one zip would replace the other: the pack `board.public`, \
     and the zip of `board` for `public`, `board.public.zip`. Rename one of the two.",
);
pub(super) const OPEN_COPY: Code = Code::warning(
    "open-copy",
    "A file is withheld, but those from whom it is withheld get a file of another name with the same content. Withhold the \
     copy, too. If it is a PDF, you can instead state `pages` for it: then they get only these pages, and neither of the two \
     files.",
)
.of(Group::Contradiction);
pub(super) const TELLING_FOLDER: Code = Code::warning(
    "telling-folder",
    "The name of the pack's folder contains a word that is withheld. It is the name of the zips and is in each manifest, so \
     every audience reads it. Rename the folder.",
)
.of(Group::Consistency);
pub(super) const OLD_ZIP: Code = Code::warning(
    "old-zip",
    "The folder for zips has an old zip of this pack, which a build would no longer write: the pack for everybody, made before the pack had \
     audiences, or a pack for an audience that was removed. Whoever sends out the whole folder would send it, too. The program \
     deletes nothing; remove the zip if nobody needs it.",
)
.of(Group::Consistency);
pub(super) const NO_SUCH_AUDIENCE: Code = Code::error(
    "no-such-audience",
    "`--audience` names an audience that the pack does not have. A pack lists its audiences under \
     `audiences`; if it has no such list, the list of its body applies.",
);
