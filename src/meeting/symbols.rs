//! The symbols that documents are filed under.

use super::{Masthead, Meeting, Reissue, ReissueKind, Text};
use crate::document::DocumentKind;
use crate::finding::{Place, Placed};

impl Meeting {
    /// The heads that say how a document is filed: its own, then that of all documents. The minutes with changes marked are filed as
    /// the minutes are. The list of changes is no document of the meeting, so it has only its own.
    pub fn filing_heads(&self, document: &str) -> impl Iterator<Item = &Masthead> {
        let own = |document: &str| self.paper(document).and_then(|paper| paper.masthead.as_ref());
        let is = |kind: &DocumentKind| kind.name() == document;
        let minutes = is(&DocumentKind::Redline).then(|| own(DocumentKind::Minutes.name())).flatten();
        let shared = self.definition.masthead.as_ref().filter(|_| !is(&DocumentKind::Changes));
        [own(document), minutes, shared].into_iter().flatten()
    }

    /// The symbol that a document is filed under.
    pub fn symbol_of(&self, document: &str) -> Option<&Text> {
        self.filing_heads(document).find_map(|head| head.symbol.as_ref())
    }

    /// The place where a symbol is stated: in the head of a document, or for a document that is cited.
    pub fn place_of_symbol(&self, symbol: &str) -> Option<Place> {
        let language = self.definition.first_edition();
        let papers = self.definition.pack.iter().filter_map(|paper| paper.masthead.as_ref());
        let heads = papers.chain(&self.definition.masthead).filter_map(|head| head.symbol.as_ref());
        let cited = [&self.definition.documents, &self.registry.documents].into_iter().flat_map(|all| all.iter());
        let cited = cited.filter_map(|(_, document)| document.symbol.as_ref());
        let stated = heads.chain(cited).map(|stated| stated.text_in(&language));
        stated.filter(|stated| stated.value.trim() == symbol).map(|stated| stated.place).next()
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
        self.filing_heads(document).find_map(|head| head.reissued_as.as_ref())
    }

    /// The reissue that a document is, if it is one.
    pub fn reissue_of(&self, document: &str) -> Option<Reissue> {
        self.reissues.get(self.counted_symbol(document)?).copied()
    }
}
