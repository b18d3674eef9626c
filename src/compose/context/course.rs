//! The course of the meeting: what an event was, seen from those before and after it. One pass over all events, however
//! many times the chair is taken or the meeting adjourned.

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::{Place, Placed};
use crate::meeting::{Definition, Event, Item, What};

/// Events that are told otherwise because of others, by their places.
#[derive(Debug, Default)]
pub(super) struct Course {
    again: BTreeSet<Place>,
    goes_on: BTreeSet<Place>,
}

impl Course {
    pub(super) fn of(definition: &Definition) -> Self {
        let mut course = Self::default();
        course.look_at_chairs(definition);
        course.look_at_adjournments(definition);
        course
    }

    /// Whether those who take the chair had it before, and somebody else since: they took it, or were to chair and had it
    /// from the beginning.
    pub(super) fn chairs_again(&self, event: &Placed<Event>) -> bool {
        self.again.contains(&event.place)
    }

    /// Whether the meeting went on after it was adjourned: it was resumed or opened again, was adjourned once more, or another session follows.
    pub(super) fn goes_on(&self, event: &Placed<Event>) -> bool {
        self.goes_on.contains(&event.place)
    }

    fn look_at_chairs(&mut self, definition: &Definition) {
        let listed = definition.attendance.iter().flat_map(|attendance| &attendance.participants);
        let later = listed.filter(|one| one.value.from.is_some()).filter_map(|one| one.value.who.as_ref());
        // Who comes only later cannot have had the chair from the beginning.
        let mut came: BTreeSet<&str> = later.map(|id| id.as_str()).collect();
        let opens: BTreeSet<&str> = definition.chairs.iter().map(|chair| chair.person.as_str()).collect();
        let mut chaired = BTreeSet::new();
        let mut last: Option<BTreeSet<&str>> = None;
        for (_, event) in events(definition) {
            let who = || event.who.iter().map(|id| id.as_str());
            match event.what {
                What::Arrived => came.extend(who()),
                What::TookChair => {
                    let somebody_else = last.is_some_and(|last| !who().any(|id| last.contains(id)));
                    let had_it = |id: &str| chaired.contains(id) || opens.contains(id) && !came.contains(id);
                    if somebody_else && !event.who.is_empty() && who().all(had_it) {
                        self.again.insert(event.place);
                    }
                    chaired.extend(who());
                    last = Some(who().collect());
                }
                _ => {}
            }
        }
    }

    fn look_at_adjournments(&mut self, definition: &Definition) {
        let sittings = definition.sittings();
        let mut sitting_of = BTreeMap::new();
        for (at, sitting) in sittings.iter().enumerate() {
            sitting_of.extend(sitting.entries.iter().map(|entry| (entry.item.id.as_str(), at)));
        }
        let last = sittings.iter().rposition(|sitting| !sitting.entries.is_empty());
        let mut resumes = false;
        for (item, event) in events(definition).into_iter().rev() {
            match event.what {
                What::Resumed | What::Opened => resumes = true,
                What::Adjourned => {
                    let at = sitting_of.get(item.id.as_str());
                    if resumes || at.is_some_and(|at| last.is_some_and(|last| *at < last)) {
                        self.goes_on.insert(event.place);
                    }
                    // Nothing is closed twice.
                    resumes = true;
                }
                _ => {}
            }
        }
    }
}

/// All events in the order of items, each with its item.
fn events(definition: &Definition) -> Vec<(&Item, &Placed<Event>)> {
    let items = definition.items().into_iter();
    items.flat_map(|(item, _)| item.proceedings.iter().map(move |event| (item, event))).collect()
}
