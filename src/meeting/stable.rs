//! Numbers of annexes that stay as they were sent out: one that is inserted later is 3 bis, and one that is removed leaves a gap.
//!
//! Annexes are known by their ids, so one that is moved keeps its number. Items and decisions are numbered by their places: an agenda
//! is the order in which things are taken, and a decision has the number under which it was taken.

use std::collections::{BTreeMap, BTreeSet};

use super::{Annex, Index, KeptNumbers, Meeting, SentAnnex};
use crate::document::StableNumber;

/// The annexes of one decision, or of none.
#[derive(Default)]
struct Group<'a> {
    /// Those that are there now: its id in the whole meeting, and the annex.
    now: Vec<(&'a str, &'a Annex)>,
    /// Those that were sent out, with their last numbers.
    sent: BTreeMap<&'a str, &'a StableNumber>,
    /// Numbers that were ever used, and those that are stated.
    used: BTreeSet<StableNumber>,
}

impl Group<'_> {
    /// The numbers of its annexes, in their order.
    fn numbers(&mut self) -> Vec<StableNumber> {
        self.used.extend(self.now.iter().filter_map(|(_, annex)| stated(annex)));
        let last = self.now.iter().rposition(|(id, _)| self.sent.contains_key(id));
        let kept = |(id, annex): &(&str, &Annex)| stated(annex).or_else(|| self.sent.get(id).copied().cloned());
        StableNumber::filled(self.now.iter().map(kept).collect(), last, &mut self.used)
    }
}

fn stated(annex: &Annex) -> Option<StableNumber> {
    annex.number.as_ref().map(|number| StableNumber::from(number.value.trim().to_owned()))
}

impl Meeting {
    /// Keeps the numbers of annexes as they were sent out: `sent` are those of each issue, the first first. `whole` is the meeting
    /// that this is cut from: what stands in place of an annex has the number of that.
    pub fn keep_numbers<'a>(&mut self, sent: impl Iterator<Item = &'a [SentAnnex]>, whole: Option<&Meeting>) {
        let of_all = whole.unwrap_or(self);
        let mut groups: BTreeMap<Option<String>, Group<'_>> = BTreeMap::new();
        for annex in sent.flatten() {
            let group = groups.entry(annex.decision.clone()).or_default();
            group.sent.insert(&annex.id, &annex.number);
            group.used.insert(annex.number.clone());
        }
        if groups.is_empty() {
            return;
        }
        for (at, annex) in self.definition.annexes.iter().enumerate() {
            let id = self.id_in(of_all, at);
            groups.entry(self.decision_in(of_all, annex)).or_default().now.push((id, annex));
        }
        let mut kept = KeptNumbers::default();
        for (decision, group) in &mut groups {
            // Where nothing was sent out, numbers follow from places.
            if group.sent.is_empty() {
                continue;
            }
            let numbers = group.numbers();
            let is_of_place = |(at, number): (usize, &StableNumber)| *number == StableNumber::plain(at + 1);
            kept.is_other |= !numbers.iter().enumerate().all(is_of_place);
            let own = group.now.iter().zip(numbers).filter(|((_, annex), _)| annex.number.is_none());
            kept.annexes.extend(own.map(|((_, annex), number)| (annex.id.as_str().to_owned(), number)));
            let here = group.now.first().and_then(|(_, annex)| annex.decision.as_ref());
            if let (Some(_), Some(here), true) = (decision, here, group.used.len() > 1) {
                kept.several.insert(here.as_str().to_owned());
            }
        }
        self.kept = kept;
    }

    /// The annexes with their numbers, as a record keeps them. `whole` is the meeting that this is cut from.
    pub fn sent_annexes(&self, whole: &Meeting) -> Vec<SentAnnex> {
        let index = Index::of(self).0;
        let sent = |(at, annex): (usize, &Annex)| {
            let id = annex.id.as_str();
            let derived = || index.numbers(id).first().map(StableNumber::plain);
            let number = stated(annex).or_else(|| self.kept.annex(id).cloned()).or_else(derived)?;
            Some(SentAnnex { id: self.id_in(whole, at).to_owned(), decision: self.decision_in(whole, annex), number })
        };
        self.definition.annexes.iter().enumerate().filter_map(sent).collect()
    }

    /// The id that an annex has in the meeting that this is cut from: each that is withheld leaves something in its place.
    fn id_in<'a>(&'a self, whole: &'a Meeting, at: usize) -> &'a str {
        let all = if whole.definition.annexes.len() == self.definition.annexes.len() { whole } else { self };
        all.definition.annexes[at].id.as_str()
    }

    fn decision_in(&self, whole: &Meeting, annex: &Annex) -> Option<String> {
        let id = annex.decision.as_ref()?.as_str();
        let (own, all) = (&self.definition.decisions, &whole.definition.decisions);
        let at = own.iter().position(|decision| decision.id.as_str() == id).filter(|_| own.len() == all.len());
        Some(at.map_or(id, |at| all[at].id.as_str()).to_owned())
    }
}
