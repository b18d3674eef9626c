//! The documents that print each thing of a meeting: found once, and asked for each of many references.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::DocumentKind;
use crate::meeting::{Id, Meeting};

/// Ids by what is printed of them.
pub(super) struct Whereabouts {
    /// People who represent an entity, and entities that are represented.
    represented: BTreeSet<String>,
    /// People in the list of participants.
    participating: BTreeSet<String>,
    breaks: BTreeSet<String>,
    resolutions: BTreeSet<String>,
    /// True if the list of participants has a document of its own.
    pub(super) lists_apart: bool,
    pub(super) has_sections: bool,
    /// Positions of the decisions that are printed after the events of an item.
    decided: BTreeMap<String, Vec<usize>>,
    /// Items that name a document.
    naming: BTreeMap<String, Vec<String>>,
}

impl Whereabouts {
    pub(super) fn of(meeting: &Meeting) -> Self {
        let definition = &meeting.definition;
        let owned = |id: &Id| id.as_str().to_owned();
        let attendance = definition.attendance.iter();
        let lines = attendance.clone().flat_map(|attendance| &attendance.representatives);
        let represented = lines.flat_map(|line| std::iter::once(&line.entity).chain(&line.people));
        let listed = attendance.flat_map(|attendance| &attendance.participants).filter_map(|one| one.who.as_ref());
        let items = definition.items();
        let mut naming: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (item, _) in &items {
            let documents: BTreeSet<&str> = item.documents.iter().map(|document| document.as_str()).collect();
            for document in documents {
                naming.entry(document.to_owned()).or_default().push(owned(&item.id));
            }
        }
        let minuted = definition.decisions_in_proceedings();
        let mut decided: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, decision) in definition.decisions.iter().enumerate() {
            if let Some(first) = decision.items.first().filter(|_| !minuted.contains_key(decision.id.as_str())) {
                decided.entry(owned(first)).or_default().push(at);
            }
        }
        let resolutions = definition.decisions.iter().filter(|decision| decision.kind.is_resolution());
        Self {
            represented: represented.map(|id| owned(id)).collect(),
            participating: listed.map(|id| owned(id)).collect(),
            breaks: items.iter().filter(|(item, _)| item.is_break).map(|(item, _)| owned(&item.id)).collect(),
            resolutions: resolutions.map(|decision| owned(&decision.id)).collect(),
            lists_apart: meeting.documents().contains(&DocumentKind::Attendance),
            has_sections: !meeting.sections().is_empty(),
            decided,
            naming,
        }
    }

    /// Returns true if somebody represents an entity, or is one that is represented.
    pub(super) fn is_represented(&self, id: &str) -> bool {
        self.represented.contains(id)
    }

    /// Returns true if somebody or something is in the list of participants.
    pub(super) fn participates(&self, id: &str) -> bool {
        self.participating.contains(id)
    }

    pub(super) fn is_break(&self, id: &str) -> bool {
        self.breaks.contains(id)
    }

    pub(super) fn is_resolution(&self, id: &str) -> bool {
        self.resolutions.contains(id)
    }

    /// Positions of the decisions that are printed after the events of an item: those that name it as their first item, and are
    /// not printed among the events.
    pub(super) fn decided_under(&self, item: &str) -> &[usize] {
        self.decided.get(item).map(Vec::as_slice).unwrap_or_default()
    }

    /// Ids of the items that name a document.
    pub(super) fn items_naming(&self, document: &str) -> &[String] {
        self.naming.get(document).map(Vec::as_slice).unwrap_or_default()
    }
}
