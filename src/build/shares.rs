//! How much an audience gets of each file of annexes: all of it, some pages, or nothing.
//!
//! A file is known by its content: another name for the same bytes withholds nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::edition::Original;
use crate::meeting::Meeting;
use crate::pack::digest;
use crate::preflight::Examined;

/// The part of a file that an audience gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Share {
    /// All of it: also as it is.
    Whole,
    /// These pages, counted from 0.
    Pages(BTreeSet<usize>),
}

/// The files that an audience gets, by the digests of their contents.
#[derive(Debug, Clone, Default)]
pub(super) struct Shares(BTreeMap<String, Share>);

impl Shares {
    /// The shares of an audience in the files of its meeting, which were examined.
    pub(super) fn of(examined: &Examined, meeting: &Meeting) -> Self {
        let digests: BTreeMap<&str, String> =
            examined.originals.iter().map(|original| (original.from.as_str(), digest(&original.bytes))).collect();
        let mut taken: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for pdf in &examined.pdfs {
            let pages = digests.get(pdf.path.as_str()).map(|digest| taken.entry(digest).or_default());
            pages.into_iter().for_each(|taken| taken.extend(pdf.pages.iter().map(|page| page.index)));
        }
        let files = meeting.definition.annexes.iter().flat_map(|annex| &annex.files);
        let shown: BTreeSet<String> = files.clone().map(|file| meeting.path_of(file.file.value.as_str())).collect();
        let mut shares = Self::default();
        for original in examined.originals.iter().filter(|original| shown.contains(&original.from)) {
            let Some(digest) = digests.get(original.from.as_str()) else { continue };
            let share = match (original.pages, taken.get(digest.as_str())) {
                (Some(all), Some(pages)) if pages.len() < all => Share::Pages(pages.clone()),
                _ => Share::Whole,
            };
            shares.0.insert(digest.clone(), share);
        }
        // Of what it gets in part, it does not get what that was made of.
        for file in files {
            let Some(source) = &file.source else { continue };
            let path = meeting.path_of(file.file.value.as_str());
            let is_whole = digests.get(path.as_str()).is_some_and(|digest| shares.0.get(digest) == Some(&Share::Whole));
            let source = digests.get(meeting.path_of(source.value.as_str()).as_str()).filter(|_| is_whole);
            source.into_iter().for_each(|digest| _ = shares.0.entry(digest.clone()).or_insert(Share::Whole));
        }
        shares
    }

    /// The part of a file that the audience gets; nothing if it gets none of it.
    pub(super) fn of_content(&self, bytes: &[u8]) -> Option<&Share> {
        self.0.get(&digest(bytes))
    }

    /// Returns whether the audience gets a file as it is.
    pub(super) fn holds_whole(&self, original: &Original) -> bool {
        self.of_content(&original.bytes) == Some(&Share::Whole)
    }
}
