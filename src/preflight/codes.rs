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
    "A file that an annex names is not of the kind that its name says, or is damaged: it is empty, truncated, not a \
     PDF at all, or built in a way in which no regular program builds files. It is not merged. Most such files come \
     from a download or an upload \
     that stopped; ask for the file again, or open it in the program that made it and save it again.",
);
pub(super) const LOCKED_ANNEX_FILE: Code = Code::error(
    "locked-annex-file",
    "A PDF opens only with a password. Many people have to be able to read a pack, for years: ask for a file without a password.",
);
pub(super) const LARGE_ANNEX_FILE: Code = Code::error(
    "large-annex-file",
    "A file has more bytes or pages than an annex may have, or a page that is larger than a PDF may have (ISO 32000-1, \
     annex C). The limits are generous and can be set in `packs/check.json` \
     (`\"limits\": { \"annex_megabytes\": 64, \"annex_pages\": 1000 }`).",
);
pub(super) const PAGE_OUT_OF_RANGE: Code = Code::error(
    "page-out-of-range",
    "`pages` asks for a page that the file does not have. Pages are counted from 1; the numbers that are printed on \
     them do not matter.",
)
.of(Group::Contradiction);
pub(super) const MISSING_ALT: Code = Code::error(
    "missing-alt",
    "An annex is a picture, and has no description for people who cannot see it (ISO 14289-1, 7.3). Describe in `alt`, \
     in a sentence or two, what it shows, including the numbers of a chart.",
)
.of(Group::Completeness);
pub(super) const SCAN_WITHOUT_TEXT: Code = Code::warning(
    "scan-without-text",
    "Pages of a file are scanned pictures: nobody can search them, copy text from them, or have them read aloud. Run \
     text recognition (OCR) on the file, or ask for the document that was scanned.",
);
pub(super) const FONTS_NOT_EMBEDDED: Code = Code::warning(
    "fonts-not-embedded",
    "A file names fonts that it does not contain. Readers show other fonts in their place, and cannot always do so. \
     PDF/A (ISO 19005-2, 6.2.11.4) requires fonts to be embedded. Export the file again with its fonts.",
);
pub(super) const NO_LANGUAGE: Code = Code::warning(
    "annex-file-language",
    "A file does not say in which language it is, so a screen reader takes it for the language of the edition. State it: \
     `\"language\": \"fr\"` with the file.",
);
pub(super) const TAKEN_OUT: Code = Code::warning(
    "taken-out",
    "A file has parts that are removed when its pages are merged: scripts, forms, attachments, links that \
     start programs or lead to other files. What a form shows remains visible. The file itself is in the pack, unchanged.",
);
pub(super) const HIDDEN_LAYER: Code = Code::warning(
    "hidden-layer",
    "A file has layers that are hidden when it is opened, or shown only in print. They are removed from the annexes, \
     with their text and pictures. The other layers become plain content, which cannot be switched off. The file \
     itself is in the pack, unchanged, with all of its layers.",
);
pub(super) const VALUE_NOT_SHOWN: Code = Code::warning(
    "value-not-shown",
    "A form has a value that its page does not show: the field is hidden or too small, or the value has characters \
     that its font does not have. Values without an appearance in the file are drawn as PDF readers draw them, but \
     this one cannot be drawn.",
)
.of(Group::Completeness);
pub(super) const ANNOTATION_NOT_SHOWN: Code = Code::warning(
    "annotation-not-shown",
    "A page has an annotation that the annexes cannot show: it is hidden, is not a drawing, or has no appearance. The \
     message states its kind, its author and its text. The file itself is in the pack, unchanged.",
)
.of(Group::Completeness);
pub(super) const ANNEX_COMMENTS: Code = Code::warning(
    "annex-comments",
    "A file has comments that remain in the annexes. They are not printed, but anybody can open them on a screen. If \
     they were meant only for those who prepared the file, remove them from it; the file is in the pack, \
     unchanged.",
);
pub(super) const SIGNED_ANNEX_FILE: Code = Code::warning(
    "signed-annex-file",
    "A file is signed. In `annexes.pdf` the signature is only a picture, and proves nothing. The signed file itself is \
     in the pack, unchanged.",
);
pub(super) const PAGE_SIZE: Code = Code::warning(
    "page-size",
    "Pages of a file are neither of the A series nor Letter, Legal or Tabloid. They keep their size; a printer will scale them.",
)
.of(Group::Style);
pub(super) const ROTATED_PAGES: Code = Code::warning(
    "rotated-pages",
    "Pages of a file are rotated for display. They are merged as they are displayed, with the stamp upright below \
     them; on paper they are sideways.",
)
.of(Group::Style);
pub(super) const REPAIRED: Code = Code::warning(
    "damaged-annex-file",
    "A file states incorrectly where its parts are, or a part of a page cannot be read. Everything that could be read \
     is merged; check that nothing is missing.",
);
pub(super) const RESTRICTED: Code = Code::warning(
    "restricted-annex-file",
    "A PDF is encrypted. It opens without a password, but its author may have restricted what is done with it. PDF/A \
     does not allow encryption, so the merged pages are not encrypted. The file itself is in the pack, unchanged. Ask \
     the author whether it may be used.",
);
