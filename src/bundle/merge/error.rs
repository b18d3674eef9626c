//! Errors of merging.

use std::fmt;

/// The reason why outside documents could not be merged. `document` counts the outside documents from 0, `page` their pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// The bundle itself is not a tagged PDF as the engine writes it.
    Bundle(String),
    /// A page is to be used that has no placeholder in the bundle, or more than one.
    Placeholder {
        /// The outside document.
        document: usize,
        /// Its page.
        page: usize,
    },
    /// A page is to be used that the document does not have.
    Page {
        /// The outside document.
        document: usize,
        /// The page that was asked for.
        page: usize,
        /// The number of pages that there are.
        pages: usize,
    },
    /// The document is broken beyond reading.
    Unreadable {
        /// The outside document.
        document: usize,
        /// The reader's message.
        reason: String,
    },
    /// The document is larger, when it is unpacked, than that of any regular program.
    TooLarge {
        /// The outside document.
        document: usize,
    },
    /// The XMP metadata of the bundle do not state a standard that could be rewritten.
    Metadata,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bundle(reason) => write!(f, "the bundle is not as the engine writes it: {reason}"),
            Self::Placeholder { document, page } => {
                write!(
                    f,
                    "page {} of outside document {} does not have exactly one placeholder",
                    page + 1,
                    document + 1
                )
            }
            Self::Page { document, page, pages } => {
                write!(f, "outside document {} has {pages} pages, not a page {}", document + 1, page + 1)
            }
            Self::Unreadable { document, reason } => {
                write!(f, "outside document {} cannot be read: {reason}", document + 1)
            }
            Self::TooLarge { document } => {
                write!(f, "outside document {} is too large when it is unpacked", document + 1)
            }
            Self::Metadata => f.write_str("the metadata do not state the standard"),
        }
    }
}

impl std::error::Error for Error {}
