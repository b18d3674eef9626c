//! The kinds of findings that say what keeps a document from a standard: several modules find it.

use super::Code;

/// A file prevents the annex bundle from meeting PDF/UA-1.
pub const NOT_ACCESSIBLE: Code = Code::warning(
    "not-accessible",
    "A file prevents `annexes.pdf` from meeting PDF/UA-1 (ISO 14289-1): it has no tags that say what is a heading, a \
     list or a table, or tags that the standard does not allow. So `annexes.pdf` does not claim the standard, and the \
     manifest says why. Export the file again as a tagged PDF. `--require pdf/ua` makes this an error.",
);
/// A file prevents the annex bundle from meeting PDF/A-2a.
pub const NOT_ARCHIVAL: Code = Code::warning(
    "not-archival",
    "A file prevents `annexes.pdf` from meeting PDF/A-2a (ISO 19005-2). It then claims PDF/A-2u, PDF/A-2b, or nothing, \
     and the manifest says why. Export the file again as PDF/A. `--require pdf/a` \
     makes this an error.",
);
