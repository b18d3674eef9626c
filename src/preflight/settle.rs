//! Settles what the pages of an outside file show: what is hidden is taken out of it, and what readers draw by themselves is
//! drawn.

use lopdf::ObjectId;

use super::layers;
use super::note::Note;
use super::supply::{Supplied, supply};
use crate::pdf::{Budget, Opened, Refusal};

/// The facts about it that have to be reported.
#[derive(Debug, Default)]
pub(super) struct Settled {
    hidden: Vec<String>,
    supplied: Supplied,
}

/// Settles some pages, by their places in the file. The others are as they were; nothing of them is merged.
pub(super) fn settle(opened: &mut Opened, wanted: &[usize], budget: &mut Budget) -> Result<Settled, Refusal> {
    let hidden = layers::take_out(opened, wanted, budget)?;
    let mut annotations: Vec<(usize, ObjectId)> = Vec::new();
    let tree = opened.pages(usize::MAX, budget)?;
    for index in wanted {
        let page = tree.pages[*index];
        let listed = page.annotations(&opened.document, budget)?;
        annotations.extend(listed.into_iter().map(|(id, _)| (index + 1, id)));
    }
    let supplied = supply(&mut opened.document, &annotations, budget)?;
    Ok(Settled { hidden, supplied })
}

impl Settled {
    /// All that an officer should read about it.
    pub(super) fn notes(self) -> Vec<Note> {
        let Supplied { values, unshown, comments } = self.supplied;
        let remarks = [
            (values, Note::UnshownValues as fn(_) -> _),
            (unshown, Note::UnshownAnnotations),
            (comments, Note::Comments),
        ];
        let layers = (!self.hidden.is_empty()).then_some(Note::Layers(self.hidden));
        let remarks = remarks.into_iter().filter(|(remarks, _)| remarks.count > 0).map(|(remarks, note)| note(remarks));
        layers.into_iter().chain(remarks).collect()
    }
}
