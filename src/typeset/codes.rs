//! Codes of findings of typesetting.

use crate::finding::Code;

/// All codes of this module.
pub const CODES: &[&Code] = &[&OVERLONG_WORD, &MISSING_GLYPH, &LAYOUT_ERROR, &LAYOUT_WARNING, &UNUSABLE_FONT];

pub(super) const OVERLONG_WORD: Code = Code::error(
    "overlong-word",
    "A word that cannot be broken is longer than a line, and runs off the page. It is usually a web address or a file \
     name. Write addresses as links, `[the report](https://…)`.",
);
pub(super) const MISSING_GLYPH: Code = Code::error(
    "missing-glyph",
    "No font of `fonts/` has a character. It would print as an empty box and could not be read \
     aloud, which PDF/A and PDF/UA forbid. Add a font that has it, or write the text differently.",
);
pub(super) const LAYOUT_ERROR: Code = Code::error(
    "layout-error",
    "The templates ask for something that the typesetting engine cannot do, or that PDF/A-2a or PDF/UA-1 \
     does not allow. Whoever changed the templates should look at it.",
);
pub(super) const LAYOUT_WARNING: Code = Code::warning(
    "layout-warning",
    "The typesetting engine could not do exactly what the templates ask: a font family does not exist, or the layout \
     of a page does not become stable.",
);
pub(super) const UNUSABLE_FONT: Code = Code::warning(
    "unusable-font",
    "A file in `fonts/` looks like a font but cannot be used, and is ignored. Fonts are TrueType or OpenType files. \
     What a font states about itself (its number of faces, the places of its tables, its characters) has to be correct.",
);
