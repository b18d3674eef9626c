//! Symbols of documents that were sent out and say something else now.

use super::{Date, Meeting, Text};

/// A document that is sent out again, because its text was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reissue {
    /// How often it was changed since it was first sent out, from 1.
    pub number: u32,
    /// The day on which the text that it replaces was sent out.
    pub replaces: Date,
}

impl Reissue {
    /// What the symbol ends in: a revision replaces the whole text.
    pub fn suffix(self) -> String {
        format!("/Rev.{}", self.number)
    }
}

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
        let is_typed = last.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("rev."));
        (!is_typed).then_some(symbol)
    }

    /// The reissue that a document is, if it is one.
    pub fn reissue_of(&self, document: &str) -> Option<Reissue> {
        self.reissues.get(self.counted_symbol(document)?).copied()
    }
}
