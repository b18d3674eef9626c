//! Which changes are in the definition already.
//!
//! A change is there if the text as it is now lies behind it: the way from the text that was sent to the one that is there now is as
//! long as the way to the text with the change, and from there on. Whatever else was changed meanwhile is on that way, too.

use super::remark::Remark;
use super::values::Values;
use crate::compare::distance;
use crate::edition::{WordAnchor, WordMap, WordPieceKind};

impl Values<'_> {
    /// Returns whether the texts of a paragraph say what a reviewer wants; `with` are the changes that are written with it, `now` is the
    /// document as it is now.
    pub fn is_done(&self, remark: &Remark, with: &[&Remark], now: &WordMap) -> bool {
        let Some(anchor) = remark.anchor else { return false };
        let written = |piece: &&crate::edition::WordPiece| piece.kind != WordPieceKind::Derived;
        let of_anchor = self.map().anchors[anchor].pieces.iter().filter(written).filter_map(|piece| piece.value);
        let values: Vec<usize> = of_anchor.collect();
        let found: Vec<_> = values.iter().filter_map(|value| self.found(*value)).collect();
        if found.iter().all(|found| found.is_as_sent) {
            return false;
        }
        let is_of = |anchor: &WordAnchor, is_value: &dyn Fn(usize) -> bool| {
            anchor.pieces.iter().filter(written).filter_map(|piece| piece.value).any(is_value)
        };
        let is_found = |value: usize| {
            let value = now.values.get(value);
            value.is_some_and(|value| found.iter().any(|one| one.path == value.file && one.pointer == value.pointer))
        };
        let (mut sent, mut wanted, mut present) = (Lines::default(), Lines::default(), Lines::default());
        for (at, one) in
            self.map().anchors.iter().enumerate().filter(|(_, one)| is_of(one, &|value| values.contains(&value)))
        {
            let text = one.text();
            let mut here: Vec<&Remark> =
                std::iter::once(&remark).chain(with).copied().filter(|one| one.anchor == Some(at)).collect();
            here.sort_by_key(|one| std::cmp::Reverse((one.at.start, one.at.end)));
            let changed = here.iter().fold(text.clone(), |text, one| changed(&text, one));
            sent.put(&text, false);
            wanted.put(&changed, here.iter().any(|one| one.joins));
        }
        now.anchors.iter().filter(|one| is_of(one, &is_found)).for_each(|one| present.put(&one.text(), false));
        let (change, rest) = (distance(&sent.text, &wanted.text), distance(&wanted.text, &present.text));
        change > 0 && change + rest <= distance(&sent.text, &present.text)
    }
}

/// Paragraphs, one after the other; those that say nothing are left out.
#[derive(Default)]
struct Lines {
    text: String,
    goes_on: bool,
}

impl Lines {
    fn put(&mut self, text: &str, joins: bool) {
        for line in text.split('\n').filter(|line| !line.trim().is_empty()) {
            if !std::mem::replace(&mut self.goes_on, false) && !self.text.is_empty() {
                self.text.push('\n');
            }
            self.text.extend(line.trim().chars().map(|c| if matches!(c, '\u{a0}' | '\u{202f}') { ' ' } else { c }));
        }
        self.goes_on = joins;
    }
}

/// A paragraph with a change.
fn changed(text: &str, remark: &Remark) -> String {
    let letters =
        |from: usize, until: usize| text.chars().skip(from).take(until.saturating_sub(from)).collect::<String>();
    let (start, end) = (remark.at.start, remark.at.end);
    let after: String = text.chars().skip(end).collect();
    // The blanks that parted a word from its end are gone with it.
    match (remark.added.is_empty(), after.is_empty()) {
        (true, true) => letters(0, start).trim_end().to_owned(),
        _ => format!("{}{}{after}", letters(0, start), remark.added),
    }
}
