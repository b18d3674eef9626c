//! What typesetting can find.

use crate::finding::Code;

/// All codes of this module.
pub const CODES: &[&Code] = &[&OVERLONG_WORD, &MISSING_GLYPH, &LAYOUT_ERROR, &LAYOUT_WARNING, &UNUSABLE_FONT];

pub(super) const OVERLONG_WORD: Code = Code::error(
    "overlong-word",
    "A word without a place to break it is longer than a line and reaches over the edge of the page, where it is lost \
     in print: mostly a web address or a file name. Write addresses as links, `[the report](https://…)`.",
);
pub(super) const MISSING_GLYPH: Code = Code::error(
    "missing-glyph",
    "A character is in none of the fonts of `fonts/`. It would print as an empty box and could not be read \
     aloud, which PDF/A and PDF/UA forbid. Add a font that has it, or write the text otherwise.",
);
pub(super) const LAYOUT_ERROR: Code = Code::error(
    "layout-error",
    "The templates ask for something that the typesetting engine cannot do, or that PDF/A-2a or PDF/UA-1 \
     does not allow. Mostly a matter for whoever changed the templates.",
);
pub(super) const LAYOUT_WARNING: Code = Code::warning(
    "layout-warning",
    "The typesetting engine could do what the templates ask, but not as asked: a font family that does \
     not exist, a page that does not settle.",
);
pub(super) const UNUSABLE_FONT: Code = Code::warning(
    "unusable-font",
    "A file in `fonts/` looks like a font but cannot be used, and is passed over. Fonts are TrueType or OpenType files; what \
     one says of itself (how many faces it has, where its tables are, which characters it has) must be so.",
);
