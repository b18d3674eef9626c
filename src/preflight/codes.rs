//! Codes of the findings about files.

use crate::finding::{Code, Group, NOT_ACCESSIBLE, NOT_ARCHIVAL};

/// All codes of this module.
pub const CODES: &[&Code] = &[
    &MISSING_ANNEX_FILE,
    &BAD_ANNEX_FILE,
    &LOCKED_ANNEX_FILE,
    &LARGE_ANNEX_FILE,
    &PAGE_OUT_OF_RANGE,
    &MISSING_ALT,
    &SCAN_WITHOUT_TEXT,
    &FONTS_NOT_EMBEDDED,
    &NO_LANGUAGE,
    &TAKEN_OUT,
    &HIDDEN_LAYER,
    &VALUE_NOT_SHOWN,
    &ANNOTATION_NOT_SHOWN,
    &ANNEX_COMMENTS,
    &SIGNED_ANNEX_FILE,
    &PAGE_SIZE,
    &ROTATED_PAGES,
    &REPAIRED,
    &RESTRICTED,
    &NOT_ACCESSIBLE,
    &NOT_ARCHIVAL,
];

pub(super) const MISSING_ANNEX_FILE: Code = Code::error(
    "missing-annex-file",
    "An annex names a file that is not in the pack's folder, or cannot be read there.",
)
.of(Group::Completeness);
pub(super) const BAD_ANNEX_FILE: Code = Code::error(
    "bad-annex-file",
    "A file that an annex names is not what its name says, or is damaged: empty, cut off, no PDF at all, or built as \
     no regular program builds files. Nothing of it is merged. Most such files come from a download or an upload \
     that stopped; ask for the file again, or open it in the program that made it and save it anew.",
);
pub(super) const LOCKED_ANNEX_FILE: Code = Code::error(
    "locked-annex-file",
    "A PDF opens only with a password. A pack is read by many people, for years: ask for a file without one.",
);
pub(super) const LARGE_ANNEX_FILE: Code = Code::error(
    "large-annex-file",
    "A file has more bytes or pages than an annex may have, or a page that is larger than a PDF may have (ISO 32000-1, annex C). The limits are generous and can be set in `packs/check.json` \
     (`\"limits\": { \"annex_megabytes\": 64, \"annex_pages\": 1000 }`).",
);
pub(super) const PAGE_OUT_OF_RANGE: Code = Code::error(
    "page-out-of-range",
    "`pages` asks for a page that the file does not have. Pages are counted from 1, whatever is printed on them.",
)
.of(Group::Contradiction);
pub(super) const MISSING_ALT: Code = Code::error(
    "missing-alt",
    "A picture is an annex, and nothing says what it shows. Who cannot see it would hear nothing (ISO 14289-1, 7.3): `alt` \
     says in a sentence or two what there is to be seen, the numbers of a chart included.",
)
.of(Group::Completeness);
pub(super) const SCAN_WITHOUT_TEXT: Code = Code::warning(
    "scan-without-text",
    "Pages of a file are pictures of pages: nobody can search them, copy from them, or have them read out. Run a text \
     recognition (OCR) over the file, or ask for the document that was scanned.",
);
pub(super) const FONTS_NOT_EMBEDDED: Code = Code::warning(
    "fonts-not-embedded",
    "A file names fonts that it does not carry along. Each reader shows others in their place, and one day none: an \
     archive (ISO 19005-2, 6.2.11.4) requires them to be embedded. Export the file again with its fonts.",
);
pub(super) const NO_LANGUAGE: Code = Code::warning(
    "annex-file-language",
    "A file does not say in which language it is, so that it is read out in that of the edition. State it: \
     `\"language\": \"fr\"` with the file.",
);
pub(super) const TAKEN_OUT: Code = Code::warning(
    "taken-out",
    "A file has parts that are removed when its pages are merged: scripts, forms, attachments, links that \
     start programs or lead to other files. What a form shows remains visible. The file itself is in the pack, unchanged.",
);
pub(super) const HIDDEN_LAYER: Code = Code::warning(
    "hidden-layer",
    "A file has layers that nobody sees when it is opened, or only on paper. In the annexes they are not there, \
     neither their text nor their pictures, and what is on other layers cannot be switched off any more. The file \
     itself is in the pack, unchanged, with all of them.",
);
pub(super) const VALUE_NOT_SHOWN: Code = Code::warning(
    "value-not-shown",
    "Something is filled into a form that its page does not show: the field is hidden or too small, or has characters that \
     its font lacks. Values that a file brings no picture of are drawn as readers draw them; these could not be.",
)
.of(Group::Completeness);
pub(super) const ANNOTATION_NOT_SHOWN: Code = Code::warning(
    "annotation-not-shown",
    "Somebody put something on a page that is not shown in the annexes: it is hidden, is no drawing, or says nowhere \
     how it looks. The message says what it is, whose, and what it says. The file itself is in the pack, unchanged.",
)
.of(Group::Completeness);
pub(super) const ANNEX_COMMENTS: Code = Code::warning(
    "annex-comments",
    "A file has comments that remain in the annexes: they are not seen on paper, but anybody can open them on a \
     screen. If they were meant only for those who prepared the file, remove them from it; the file is in the pack, \
     unchanged.",
);
pub(super) const SIGNED_ANNEX_FILE: Code = Code::warning(
    "signed-annex-file",
    "A file is signed. In the annex bundle the signature is a picture and proves nothing: what was signed is the file, \
     which is in the pack, unchanged.",
);
pub(super) const PAGE_SIZE: Code = Code::warning(
    "page-size",
    "Pages of a file are neither of the A series nor Letter, Legal or Tabloid. They are shown as they are; a printer \
     will scale them.",
)
.of(Group::Style);
pub(super) const ROTATED_PAGES: Code = Code::warning(
    "rotated-pages",
    "Pages of a file are turned when they are shown. They are shown as they are, with the stamp upright below them; on \
     paper they lie across.",
)
.of(Group::Style);
pub(super) const REPAIRED: Code = Code::warning(
    "damaged-annex-file",
    "A file states wrongly where its parts are, or a part of a page cannot be read. What was found is merged; check \
     that nothing is missing.",
);
pub(super) const RESTRICTED: Code = Code::warning(
    "restricted-annex-file",
    "A PDF is encrypted. It opens without a password, but its author may have restricted what is done with it. PDF/A \
     allows no encryption: merged pages have none, the file itself is in the pack, unchanged. Ask the author.",
);
