//! Letters of reviewers that no font has: with them, no document could be built.

use std::collections::{BTreeMap, BTreeSet};

use super::comments::Reading;
use super::writing::Left;
use crate::finding::invisible;
use crate::typeset::Fonts;

impl Reading<'_> {
    /// Takes out changes with letters that are not in the text of the definition yet, and that no font has.
    pub(super) fn with_glyphs(&self, chosen: BTreeSet<usize>, text: &str) -> (BTreeSet<usize>, Left) {
        let known: BTreeSet<char> = text.chars().collect();
        let mut fonts: Option<Fonts> = None;
        let mut there: BTreeMap<char, bool> = BTreeMap::new();
        let (mut fits, mut left) = (BTreeSet::new(), Vec::new());
        for at in chosen {
            let added = &self.located[at].1.remark.added;
            let unseen: BTreeSet<char> = invisible(added).map(|(_, c, _)| c).collect();
            let is_new = |c: &char| !c.is_ascii() && !c.is_whitespace() && !known.contains(c) && !unseen.contains(c);
            let mut has_glyph = |c: char| {
                let fonts = fonts.get_or_insert_with(|| Fonts::load(&self.work.workspace.files).0);
                *there.entry(c).or_insert_with(|| fonts.have(c))
            };
            match added.chars().filter(is_new).find(|c| !has_glyph(*c)) {
                None => drop(fits.insert(at)),
                Some(c) => left
                    .push((at, format!("no font has `{c}` (U+{:04X}), so no document could print it", u32::from(c)))),
            }
        }
        (fits, left)
    }
}
