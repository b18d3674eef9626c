//! Files that are annexes: other people's PDFs, and pictures.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::written::written_as_string;
use super::{Language, Text};
use crate::finding::Placed;

/// A file that is an annex, or a part of one.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct AnnexFile {
    /// Its path in the pack's folder: `papers/budget.pdf`. A PDF, or a picture: PNG, JPEG, SVG.
    pub file: Placed<FilePath>,
    /// The pages of a PDF that are taken, in this order; all of them if not stated.
    #[serde(default)]
    pub pages: Option<Placed<PageRanges>>,
    /// Its title, if the annex has several files.
    #[serde(default)]
    pub title: Option<Text>,
    /// The language it is in, if not that of the edition. Of files in several languages an edition takes those in its own;
    /// where there is none, those in the language that is stated first.
    #[serde(default)]
    pub language: Option<Language>,
    /// A description of what a picture shows, for people who cannot see it.
    #[serde(default)]
    pub alt: Option<Text>,
    /// The file from which it was made (DOCX, ODT, XLSX). It is put into the zip beside it.
    #[serde(default)]
    pub source: Option<Placed<FilePath>>,
}

/// The kind of a file, by its ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A PDF.
    Pdf,
    /// A picture that pages and browsers can show.
    Picture,
    /// Anything else.
    Other,
}

impl AnnexFile {
    /// The kind of the file.
    pub fn kind(&self) -> FileKind {
        match self.file.value.ending().as_str() {
            "pdf" => FileKind::Pdf,
            "png" | "jpg" | "jpeg" | "svg" => FileKind::Picture,
            _ => FileKind::Other,
        }
    }
}

/// A path in the pack's folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilePath(String);

impl FilePath {
    /// The path itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The ending of its name, in lower case; empty if it has none.
    pub fn ending(&self) -> String {
        let name = self.0.rsplit('/').next().unwrap_or_default();
        name.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_ascii_lowercase())
    }
}

impl fmt::Display for FilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for FilePath {
    type Err = &'static str;

    /// Nothing that could lead out of the folder, on any system.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_plain = |part: &str| {
            !part.is_empty()
                && part.trim() == part
                && part != "."
                && part != ".."
                && !part.chars().any(char::is_control)
        };
        let inside = text.split('/').all(is_plain) && !text.contains(['\\', ':', '\0']);
        inside.then(|| Self(text.to_owned())).ok_or("not a path in the pack's folder")
    }
}

written_as_string!(FilePath, {
    "description": "A file in the pack's folder: `papers/budget.pdf`. Folders are separated by `/`; the path cannot \
     lead out of the folder.",
    "type": "string",
    "format": "file-path",
    "minLength": 1,
    "maxLength": 300,
    "examples": ["papers/budget.pdf"],
});

/// Pages of a file: `1-4, 9` or `7-`, counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageRanges(Vec<(usize, Option<usize>)>);

/// A page that a file does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutOfRange {
    /// The page, from 1.
    pub page: usize,
}

/// Returns whether two ranges have a page in common.
fn meet(a: &(usize, Option<usize>), b: &(usize, Option<usize>)) -> bool {
    let end = |range: &(usize, Option<usize>)| range.1.unwrap_or(usize::MAX);
    a.0 <= end(b) && b.0 <= end(a)
}

impl PageRanges {
    /// Returns whether it has a page of others.
    pub fn meet(&self, others: &Self) -> bool {
        self.0.iter().any(|range| others.0.iter().any(|other| meet(range, other)))
    }

    /// The pages of a file of so many, from 0, in the order stated.
    ///
    /// # Errors
    /// If it has less.
    pub fn of(&self, pages: usize) -> Result<Vec<usize>, OutOfRange> {
        let mut all = Vec::new();
        for (first, last) in &self.0 {
            let last = last.unwrap_or(pages.max(*first));
            if last > pages {
                return Err(OutOfRange { page: last.min((*first).max(pages + 1)) });
            }
            all.extend(first - 1..last);
        }
        Ok(all)
    }
}

impl fmt::Display for PageRanges {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (first, last)) in self.0.iter().enumerate() {
            let comma = if at == 0 { "" } else { ", " };
            match last {
                Some(last) if last == first => write!(f, "{comma}{first}")?,
                Some(last) => write!(f, "{comma}{first}-{last}")?,
                None => write!(f, "{comma}{first}-")?,
            }
        }
        Ok(())
    }
}

impl FromStr for PageRanges {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let ranges: Option<Vec<_>> = text.split(',').map(|part| range(part.trim())).collect();
        let ranges = ranges.ok_or("no pages")?;
        // A page that is taken twice would have two places, and a link to it none.
        let twice = ranges.iter().enumerate().any(|(at, range)| ranges[..at].iter().any(|other| meet(range, other)));
        if twice { Err("a page twice") } else { Ok(Self(ranges)) }
    }
}

/// `3`, `1-4` or `7-`.
fn range(text: &str) -> Option<(usize, Option<usize>)> {
    let number = |digits: &str| {
        let is_number = !digits.is_empty() && digits.len() <= 6 && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| digits.parse::<usize>().ok()).flatten().filter(|number| *number > 0)
    };
    match text.split_once('-') {
        None => number(text).map(|page| (page, Some(page))),
        Some((first, last)) if last.trim().is_empty() => number(first.trim()).map(|first| (first, None)),
        Some((first, last)) => {
            let (first, last) = (number(first.trim())?, number(last.trim())?);
            (first <= last).then_some((first, Some(last)))
        }
    }
}

written_as_string!(PageRanges, {
    "description": "Pages of a file, counted from 1: `1-4, 9`, or `7-` for the seventh and all after it. List each page once.",
    "type": "string",
    "format": "page-ranges",
    "maxLength": 200,
    "examples": ["1-4, 9", "7-"],
});
