//! Sections, and the parts with their heads and feet.

use crate::document::Running;

#[derive(Debug, Clone, Default)]
pub(super) struct Section {
    /// The words at the end of the head: the name of the document, or the label of an annex.
    pub(super) name: String,
    pub(super) mark: Option<String>,
    pub(super) is_wide: bool,
    /// True for one that begins with the head of the document, so that its first page has no running head.
    pub(super) is_first: bool,
}

/// The sections of a document, and their heads and feet.
#[derive(Debug, Default)]
pub(super) struct Sections {
    pub(super) current: Section,
    /// The parts with heads and feet, by their names: `header1`.
    pub(super) parts: Vec<(String, String)>,
}

impl Sections {
    pub(super) fn new(running: &Running) -> Self {
        let Running { name, mark, is_wide, .. } = running.clone();
        let (name, mark) = (name.text, mark.map(|mark| mark.text));
        Self { current: Section { name, mark, is_wide, is_first: true }, parts: Vec::new() }
    }

    /// Takes in a part; returns the id by which it is known.
    pub(super) fn add(&mut self, kind: &str, xml: String) -> String {
        if let Some((name, _)) = self.parts.iter().find(|(name, known)| name.starts_with(kind) && *known == xml) {
            return format!("rId-{name}");
        }
        let name = format!("{kind}{}", self.parts.len() + 1);
        let id = format!("rId-{name}");
        self.parts.push((name, xml));
        id
    }
}
