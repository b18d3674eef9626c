//! Secrets, open texts, and the results of a search.

use super::within::Within;
use crate::finding::Place;

/// A text that an audience must not get.
#[derive(Debug, Clone)]
pub struct Secret {
    /// The text.
    pub text: String,
    /// Where the definition has it.
    pub place: Option<Place>,
}

/// Texts that may be printed: those of the definition and the registry that the audience gets, labels, texts of templates, and
/// what open files say ([`super::texts_of_file`]). Words that are in these are not searched for.
#[derive(Debug, Clone, Default)]
pub struct Open<'a> {
    /// The texts.
    pub texts: Vec<&'a str>,
}

/// A secret that is in the finished bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leak {
    /// The words that were found, as they are written in the secret.
    pub secret: String,
    /// Where the definition has them.
    pub place: Option<Place>,
    /// The file in the zip, or `the zip`.
    pub path: String,
    /// The part of the file.
    pub within: Within,
}

/// The result of a search.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// The leaks that were found, at most 50.
    pub leaks: Vec<Leak>,
    /// Files that are too large, damaged or protected in part: that part was searched only as raw bytes.
    pub unread: Vec<String>,
    /// The number of bytes that were searched; bytes that are read in several ways count each time.
    pub bytes: usize,
}
