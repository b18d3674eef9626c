//! The symbols that documents are filed under.

use super::{Meeting, Reissue, ReissueKind, Text};
use crate::finding::Placed;

impl Meeting {
    /// The symbol that a document is filed under: its own, or that of all.
    pub fn symbol_of(&self, document: &str) -> Option<&Text> {
        let own = self.paper(document).and_then(|paper| paper.masthead.as_ref());
        let shared = self.definition.masthead.as_ref();
        own.and_then(|own| own.symbol.as_ref()).or_else(|| shared?.symbol.as_ref())
    }

    /// The symbol under which a revision is counted: the same for all editions; none if it was typed with a revision, by who
    /// counts them.
    pub fn counted_symbol(&self, document: &str) -> Option<&str> {
        let symbol = self.symbol_of(document)?.text_in(&self.definition.first_edition()).value.as_str();
        let last = symbol.rsplit('/').next().unwrap_or_default();
        // An addendum of its own can be revised as any document, but of what somebody counts nothing else is counted.
        let is_typed = ["rev.", "corr."].iter().any(|mark| last.to_lowercase().starts_with(mark));
        (!is_typed).then_some(symbol)
    }

    /// What somebody decided that a document is to the one that was sent out before: its own head says it, or that of all.
    pub fn stated_reissue(&self, document: &str) -> Option<&Placed<ReissueKind>> {
        let own = self.paper(document).and_then(|paper| paper.masthead.as_ref());
        let shared = self.definition.masthead.as_ref();
        own.and_then(|own| own.reissued_as.as_ref()).or_else(|| shared?.reissued_as.as_ref())
    }

    /// The reissue that a document is, if it is one.
    pub fn reissue_of(&self, document: &str) -> Option<Reissue> {
        self.reissues.get(self.counted_symbol(document)?).copied()
    }
}
