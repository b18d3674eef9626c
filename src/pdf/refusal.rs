//! Why a file cannot be merged at all.

use std::fmt;

/// The one thing that keeps a file from being merged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The file has no bytes: often an upload that failed.
    Empty,
    /// The file does not begin as a PDF does: it is a picture, a web page, a document of a word processor.
    NotPdf,
    /// The end of the file is missing: a download or a copy stopped midway.
    Truncated,
    /// The file has its end, but something that is needed is not where it should be.
    Damaged(Damage),
    /// The file opens only with a password.
    PasswordNeeded,
    /// The file is protected in a way that only certain programs undo; the name is that of the security handler.
    UnknownProtection(String),
    /// The file is larger than any annex.
    TooManyBytes {
        /// Its bytes.
        bytes: usize,
        /// The most that is taken.
        limit: usize,
    },
    /// The file has more pages than any annex.
    TooManyPages {
        /// The most that is taken.
        limit: usize,
    },
    /// The file is valid, but has no page.
    NoPages,
    /// The definition asks for a page that the file does not have.
    PageOutOfRange {
        /// The page that was asked for; the first is 1.
        wanted: usize,
        /// The pages of the file.
        pages: usize,
    },
    /// A page is larger than a page of a PDF can be.
    PageTooLarge {
        /// Its number; the first is 1.
        page: usize,
        /// Its width and height, in millimetres.
        millimetres: (u32, u32),
    },
    /// Reading the file would cost more than any file of a regular program does.
    TooComplex(Excess),
}

/// The part that is not where it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Damage {
    /// Neither a trailer nor a catalog can be found.
    NoCatalog,
    /// The catalog leads to no page tree.
    NoPageTree,
    /// The page tree leads to something that is no page. The number is that of the page; the first is 1.
    NotAPage(usize),
    /// A page is its own ancestor. The number is that of the page.
    PageLoop(usize),
    /// The page tree states another number of pages than it has, in a file that had to be repaired.
    PageCount {
        /// The stated number.
        stated: i64,
        /// The actual number.
        found: usize,
    },
    /// A page has no size, or an impossible one.
    NoSize(usize),
    /// The entries that say how the file is protected contradict each other.
    Protection,
    /// Something departs from the standard, so that PDF readers would show different content.
    Inexact,
    /// The reader met an unexpected case. The text is its message.
    Unforeseen(String),
}

/// The thing of which there is too much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Excess {
    /// Arrays and dictionaries within each other.
    Depth,
    /// Values.
    Values,
    /// Bytes that are read again and again.
    Rereading,
    /// Revisions of the file.
    Revisions,
    /// Bytes of one stream, or all streams, when unpacked.
    Unpacked,
    /// Operators of content streams.
    Operators,
    /// Things that refer to other things.
    Steps,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the file is empty"),
            Self::NotPdf => f.write_str("this is not a PDF"),
            Self::Truncated => f.write_str("the end of the file is missing"),
            Self::Damaged(damage) => write!(f, "the file is damaged: {damage}"),
            Self::PasswordNeeded => f.write_str("the file opens only with a password"),
            Self::UnknownProtection(name) => write!(f, "the file is protected by `{name}`, which is not a password"),
            Self::TooManyBytes { bytes, limit } => write!(f, "the file has {bytes} bytes, more than {limit}"),
            Self::TooManyPages { limit } => write!(f, "the file has more than {limit} pages"),
            Self::NoPages => f.write_str("the file has no pages"),
            Self::PageOutOfRange { wanted, pages: 1 } => write!(f, "there is no page {wanted}: the file has 1 page"),
            Self::PageOutOfRange { wanted, pages } => {
                write!(f, "there is no page {wanted}: the file has {pages} pages")
            }
            Self::PageTooLarge { page, millimetres: (width, height) } => {
                write!(f, "page {page} measures {width} × {height} mm; the maximum of a PDF is 5080 × 5080 mm")
            }
            Self::TooComplex(excess) => {
                write!(f, "the file is built in a way in which no regular program builds files: {excess}")
            }
        }
    }
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoCatalog => f.write_str("its catalog cannot be found"),
            Self::NoPageTree => f.write_str("its list of pages cannot be found"),
            Self::NotAPage(page) => write!(f, "page {page} cannot be found"),
            Self::PageLoop(page) => write!(f, "its list of pages contains itself, at page {page}"),
            Self::PageCount { stated, found } => write!(f, "{found} of {stated} pages can be found"),
            Self::NoSize(page) => write!(f, "page {page} has no size"),
            Self::Protection => f.write_str("its protection is not stated correctly"),
            Self::Inexact => f.write_str("PDF readers would show different content"),
            Self::Unforeseen(what) => write!(f, "it cannot be read ({what})"),
        }
    }
}

impl fmt::Display for Excess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Depth => "values are nested too deeply",
            Self::Values => "it has too many values",
            Self::Rereading => "its parts overlap",
            Self::Revisions => "it has too many revisions",
            Self::Unpacked => "it is too large when it is unpacked",
            Self::Operators => "too much is drawn on its pages",
            Self::Steps => "it has too many references",
        })
    }
}

impl std::error::Error for Refusal {}
