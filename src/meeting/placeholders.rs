//! Which part of the whole meeting each placeholder of a withheld part stands for.

use std::collections::BTreeMap;

use super::{Annex, Decision, Item, Meeting, Session};

impl Meeting {
    /// The ids of placeholders in this part of a meeting, each with the id of the part that it stands for. A placeholder is at the
    /// same position as its part in the whole meeting.
    pub fn placeholders(&self, whole: &Meeting) -> BTreeMap<String, String> {
        let mut all = BTreeMap::new();
        let (own, of_all) = (&self.definition, &whole.definition);
        of_items(&own.agenda, &of_all.agenda, &mut all);
        pairs(&own.annexes, &of_all.annexes, |annex: &Annex| annex.id.as_str(), &mut all);
        pairs(&own.decisions, &of_all.decisions, |decision: &Decision| decision.id.as_str(), &mut all);
        pairs(&own.sessions, &of_all.sessions, |session: &Session| session.id.as_str(), &mut all);
        all.retain(|id, _| self.stubs.contains(id));
        all
    }
}

fn of_items(own: &[Item], whole: &[Item], all: &mut BTreeMap<String, String>) {
    pairs(own, whole, |item: &Item| item.id.as_str(), all);
    if own.len() == whole.len() {
        own.iter().zip(whole).for_each(|(own, whole)| of_items(&own.items, &whole.items, all));
    }
}

/// Lists of different lengths are not compared: a part without a placeholder is missing.
fn pairs<T>(own: &[T], whole: &[T], id: impl Fn(&T) -> &str, all: &mut BTreeMap<String, String>) {
    if own.len() == whole.len() {
        all.extend(own.iter().zip(whole).map(|(own, whole)| (id(own).to_owned(), id(whole).to_owned())));
    }
}
