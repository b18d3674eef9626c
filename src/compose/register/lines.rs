//! Texts in Markdown as one line of plain words.

use crate::compose::prose;
use crate::compose::scene::Scene;
use crate::document::Said;

/// What prints texts of a meeting in one line, with the words of references.
pub struct Lines(Scene);

impl Lines {
    pub(super) fn new(scene: Scene) -> Self {
        Self(scene)
    }

    /// A text in Markdown as it is printed, in one line.
    pub fn line(&self, text: &str) -> String {
        // Where it stands matters to nobody here.
        let place = self.0.meeting.definition.body.place;
        let nodes = prose::prose(&self.0, text, place, None, (None, false));
        Said::of(&nodes).text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
