//! Notes that an officer should read about a file that can be merged.

use std::fmt;

/// Pages of a file by number, ascending; the first is 1. None are named where the file as a whole is meant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pages(pub Vec<usize>);

/// One thing. It does not keep the file from being merged; whether it should is the caller's to say.
#[derive(Debug, Clone, PartialEq)]
pub enum Note {
    /// The file states incorrectly where its parts are, but they were found.
    Repaired,
    /// Something on these pages cannot be read: a part of what is drawn is missing.
    Garbled(Pages),
    /// The file is encrypted, and opens without a password. PDF/A allows no encryption, the merged pages have none.
    Encrypted,
    /// Its author restricted what may be done with the file, and set a password for lifting that.
    OwnerPassword(Vec<&'static str>),
    /// The pages are pictures without text: nothing can be searched, copied or read aloud.
    ScanWithoutText(Pages),
    /// Text is shown in fonts that are not in the file: it may look different elsewhere, and PDF/A does not allow it.
    FontsNotEmbedded {
        /// The fonts by name.
        names: Vec<String>,
        /// The pages on which they are used.
        pages: Pages,
    },
    /// There are no tags: a screen reader has to guess headings, lists, tables and the order of reading.
    Untagged,
    /// There are tags, but not for what these pages show.
    HalfTagged(Pages),
    /// The file does not say in which language it is.
    NoLanguage,
    /// There is a form; the merged pages show what was filled in, and perhaps cannot be filled in further.
    Form {
        /// Its fields, of the whole file.
        fields: usize,
        /// The pages on which it can be filled in.
        pages: Pages,
    },
    /// The form is of a kind (XFA) that only Adobe's programs show; the pages may be a mere notice that says so.
    Xfa,
    /// The file runs programs. PDF/A does not allow it.
    JavaScript,
    /// The file does something else that PDF/A does not allow, such as starting a program, playing a sound, or emptying a
    /// form; the names are those of ISO 32000-1, table 198.
    ForbiddenActions(Vec<String>),
    /// There are links to these other files, which lead nowhere once the file is merged.
    ExternalLinks(Vec<String>),
    /// Other files are attached.
    Attachments(Vec<String>),
    /// The file is signed; merged pages no longer are.
    Signatures(usize),
    /// Something on these pages is hidden, or shown only on paper; it is taken out.
    Layers(Vec<String>),
    /// Values of form fields that are not shown.
    UnshownValues(Remarks),
    /// Annotations that are not shown, and are not merged.
    UnshownAnnotations(Remarks),
    /// Annotations that come along with words that are not on the page.
    Comments(Remarks),
    /// The pages are of no usual size: neither A0 to A6 nor Letter nor Legal, by more than 3 mm.
    OddPageSize(Pages),
    /// The pages are turned when they are shown.
    Rotated(Pages),
    /// Something on the pages is not as PDF/A has it.
    NotArchival(Verdict),
    /// Something on the pages or in the tags is not as PDF/UA has it.
    NotAccessible(Verdict),
}

/// A text that somebody wrote into a file, or on one of its pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The page that it is on; the first is 1.
    pub page: usize,
    /// The kind of annotation, or the name of the field.
    pub what: String,
    /// Its author, if it is stated.
    pub author: Option<String>,
    /// Its words; none where it has none.
    pub words: String,
}

/// The first of such remarks, and how many there are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remarks {
    /// The first ones.
    pub first: Vec<Remark>,
    /// Their number in all.
    pub count: usize,
}

impl Remarks {
    /// The maximum number that is reported one by one.
    const MOST: usize = 25;

    /// Counts one, which is made only if it will be reported.
    pub(crate) fn add(&mut self, remark: impl FnOnce() -> Remark) {
        self.count += 1;
        if self.first.len() < Self::MOST {
            self.first.push(remark());
        }
    }
}

impl fmt::Display for Remarks {
    /// `a note by Ana on page 2: "Where is the table?"; …`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, Remark { page, what, author, words }) in self.first.iter().enumerate() {
            f.write_str(if at == 0 { "" } else { "; " })?;
            let author = author.as_ref().map(|author| format!(" by {author}")).unwrap_or_default();
            write!(f, "{what}{author} on page {page}")?;
            if !words.is_empty() {
                write!(f, ": \"{words}\"")?;
            }
        }
        match self.count - self.first.len() {
            0 => Ok(()),
            more => write!(f, "; and {more} more"),
        }
    }
}

/// The validator's verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The standard that is not met: the lowest level, as it includes the higher ones.
    pub standard: &'static str,
    /// The first rules that are broken, each with what is wrong.
    pub first_rules: Vec<(String, String)>,
    /// The number of broken rules; none if the validator could not finish.
    pub count: Option<usize>,
}

impl fmt::Display for Pages {
    /// `1-3, 7`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, run) in self.0.chunk_by(|page, next| page + 1 == *next).enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            match run {
                [page] => write!(f, "{comma}{page}")?,
                [first, .., last] => write!(f, "{comma}{first}-{last}")?,
                [] => {}
            }
        }
        Ok(())
    }
}
