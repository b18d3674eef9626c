//! What nobody sees in the words of reviewers: it is named wherever they are printed, and written only if it is chosen by its id.

use super::body::{BREAK, EQUATION, PICTURE, SYMBOL};
use super::located::Located;
use crate::finding::{OF_SOFT_HYPHEN, SOFT_HYPHEN, invisible, name_of_invisible, with_hidden_named};

/// The blank at which no line ends.
const UNBREAKABLE: char = '\u{a0}';

impl Located {
    /// What it changes that nobody sees, each by its number and what it is.
    pub fn invisible(&self) -> Vec<String> {
        let sent: Vec<char> = self.sent.chars().collect();
        let part = |range: std::ops::Range<usize>| sent.get(range).unwrap_or_default().iter().collect::<String>();
        let start = self.remark.at.start.min(sent.len());
        let at = start..self.remark.at.end.clamp(start, sent.len().max(start));
        let (before, added) = (part(0..at.start), &self.remark.added);
        let text = format!("{before}{added}{}", part(at.end..sent.len()));
        let range = before.len()..before.len() + added.len();
        let name = |(_, c, what): (usize, char, &str)| name_of_invisible(c, what);
        let mut names: Vec<String> = invisible(&text).filter(|(at, ..)| range.contains(at)).map(name).collect();
        names.dedup();
        let has_hyphen = added.contains(SOFT_HYPHEN) && !self.remark.removed.contains(SOFT_HYPHEN);
        names.extend(has_hyphen.then(|| name_of_invisible(SOFT_HYPHEN, OF_SOFT_HYPHEN)));
        let blank = "`U+00A0`, a blank at which no line ends, in the place of another one";
        names.extend((self.is_of_blanks() && added.contains(UNBREAKABLE)).then(|| blank.to_owned()));
        let plain = "a blank in the place of `U+00A0`, at which no line ends";
        names.extend((self.is_of_blanks() && !added.contains(UNBREAKABLE)).then(|| plain.to_owned()));
        names
    }

    /// Returns whether it changes nothing but the kind of blanks.
    fn is_of_blanks(&self) -> bool {
        let plain = |text: &str| text.replace(UNBREAKABLE, " ");
        let (removed, added) = (&self.remark.removed, &self.remark.added);
        self.remark.is_change() && removed != added && !added.is_empty() && plain(removed) == plain(added)
    }

    /// Words of it in which is named what nobody sees.
    pub fn named(&self, words: &str) -> String {
        let words = words.replace(PICTURE, "[picture]").replace(EQUATION, "[equation]").replace(SYMBOL, "[symbol]");
        let words = words.replace('\t', "⇥").replace(BREAK, "↵");
        let named =
            if self.invisible().is_empty() && self.remark.is_change() { words } else { with_hidden_named(&words) };
        if self.is_of_blanks() { named.replace(UNBREAKABLE, "[U+00A0]") } else { named }
    }
}
