//! The documents of a pack.

use crate::meeting::{DecisionKind, Meeting, Paper, Status, Target};

/// The documents that the program can make.
pub(super) const OURS: [&str; 8] =
    ["agenda", "annotated-agenda", "timetable", "attendance", "annexes", "minutes", "decisions", "resolutions"];

/// A document of a pack, by the name that its template, its file and its labels share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Document(String);

impl Document {
    /// The documents that a meeting's pack has: those it names, else agenda, annexes and minutes. A document that there
    /// is nothing for yet is left out, so that a pack can name all documents it will have in the end.
    pub(super) fn of(meeting: &Meeting) -> Vec<Self> {
        let named = meeting.definition.pack.iter().map(|paper| paper.document.as_str());
        let named: Vec<&str> = named.collect();
        let names = if named.is_empty() { vec!["agenda", "annexes", "minutes"] } else { named };
        let mut documents: Vec<Self> = Vec::new();
        for name in names.into_iter().filter(|name| is_due(meeting, name)) {
            // One that is named twice is told by a rule; it is made once.
            if !documents.iter().any(|document| document.name() == name) {
                documents.push(Self(name.to_owned()));
            }
        }
        documents
    }

    /// Its name, in templates and labels.
    pub(super) fn name(&self) -> &str {
        &self.0
    }

    /// Whether it is one of the program's.
    pub(super) fn is_ours(&self) -> bool {
        OURS.contains(&self.name())
    }

    /// Its file in the zip.
    pub(super) fn path(&self) -> String {
        format!("{}.pdf", self.0)
    }

    /// Its sheet in the Typst project.
    pub(super) fn sheet(&self) -> String {
        format!("{}.typ", self.0)
    }

    /// What the definition says of it.
    pub(super) fn paper<'a>(&self, meeting: &'a Meeting) -> Option<&'a Paper> {
        meeting.definition.pack.iter().find(|paper| paper.document.as_str() == self.0)
    }

    /// Whether its template sets an anchor at a thing, so that links can lead there.
    pub(super) fn shows(&self, meeting: &Meeting, id: &str, target: &Target) -> bool {
        match (self.name(), target) {
            ("agenda" | "annotated-agenda" | "minutes", Target::Item(_))
            | ("annexes", Target::Annex(_))
            | ("minutes", Target::Section(_))
            | ("minutes" | "decisions", Target::Decision(_))
            | ("timetable", Target::Session(_)) => true,
            ("resolutions", Target::Decision(_)) => {
                let mut decisions = meeting.definition.decisions.iter();
                decisions.any(|decision| decision.id.as_str() == id && is_resolution(decision.kind))
            }
            ("attendance", Target::Person | Target::Entity) => represents(meeting, id) || participates(meeting, id),
            ("minutes", Target::Person | Target::Entity) => {
                // Where the list of participants has a document of its own, minutes do not repeat it.
                let elsewhere = meeting.definition.pack.iter().any(|paper| paper.document.as_str() == "attendance");
                represents(meeting, id) || (!elsewhere && participates(meeting, id))
            }
            _ => false,
        }
    }

    /// The documents in which a thing is at home, the first that a pack has before the others.
    pub(super) fn homes(target: &Target) -> &'static [&'static str] {
        match target {
            Target::Item(_) => &["agenda", "annotated-agenda", "minutes"],
            Target::Annex(_) => &["annexes"],
            Target::Decision(_) => &["minutes", "decisions", "resolutions"],
            Target::Section(_) => &["minutes"],
            Target::Session(_) => &["timetable"],
            Target::Person | Target::Entity | Target::Body | Target::Document | Target::Deadline => &[],
        }
    }
}

/// Whether there is anything for a document to say.
fn is_due(meeting: &Meeting, name: &str) -> bool {
    let definition = &meeting.definition;
    match name {
        "agenda" | "annotated-agenda" => !definition.agenda.is_empty(),
        "annexes" => !definition.annexes.is_empty(),
        "minutes" => definition.has_minutes(),
        "decisions" => !definition.decisions.is_empty(),
        "resolutions" => definition.decisions.iter().any(|decision| is_resolution(decision.kind)),
        "attendance" => definition.attendance.is_some() && definition.status >= Status::Convened,
        _ => true,
    }
}

/// Whether the document `resolutions` prints decisions of this kind.
pub(super) fn is_resolution(kind: DecisionKind) -> bool {
    matches!(kind, DecisionKind::Resolution | DecisionKind::Ordinance)
}

/// Whether somebody represents an entity, or is one that is represented.
fn represents(meeting: &Meeting, id: &str) -> bool {
    let attendance = meeting.definition.attendance.iter();
    let mut lines = attendance.flat_map(|attendance| &attendance.representatives);
    lines.any(|line| line.entity.as_str() == id || line.people.iter().any(|one| one.as_str() == id))
}

/// Whether somebody or something is in the list of participants.
fn participates(meeting: &Meeting, id: &str) -> bool {
    let attendance = meeting.definition.attendance.iter();
    let mut listed = attendance.flat_map(|attendance| &attendance.participants).filter_map(|one| one.who.as_ref());
    listed.any(|who| who.as_str() == id)
}
