//! Documents that were sent out and say something else now.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::codes::REISSUE_OTHERWISE;
use super::since::said;
use crate::changes::{Extent, Filed, Issues, Said};
use crate::compose::Composing;
use crate::edition::OutsidePdf;
use crate::finding::{Finding, Placed};
use crate::meeting::{Language, Meeting, Reissue, ReissueKind, ReissueSymbols};

/// A meeting with the documents that are reissues, and what was made to find them.
#[derive(Default)]
pub(super) struct Reissuing {
    /// All reissues, by their symbols.
    pub(super) reissues: BTreeMap<String, Reissue>,
    /// The editions, if nothing is a reissue: with the symbols that they have they need not be composed again.
    pub(super) composed: BTreeMap<Language, Composing>,
    /// What each of these says.
    pub(super) said: BTreeMap<Language, Said>,
    /// What somebody said of a reissue and what changed contradicts.
    pub(super) findings: Vec<Finding>,
}

/// Finds the documents that are reissues, where the body marks them: in all languages, since a document has the same symbol
/// in each. What keeps an edition from being composed is told when its documents are made.
pub(super) fn reissuing(
    meeting: &Arc<Meeting>,
    issues: &Issues,
    annexes: &[(OutsidePdf, Vec<u8>)],
    mut compose: impl FnMut(&Language) -> Composing,
) -> Reissuing {
    let mut found = Reissuing::default();
    let Some(symbols @ (ReissueSymbols::Revisions | ReissueSymbols::ByKind)) = meeting.style().reissue_symbols else {
        return found;
    };
    for language in meeting.definition.editions() {
        let composing = compose(&language);
        let Some(composed) = &composing.composed else { return Reissuing::default() };
        found.said.insert(language.clone(), said(&composed.composition));
        found.composed.insert(language, composing);
    }
    let now: Vec<Said> = meeting.definition.editions().iter().filter_map(|one| found.said.get(one).cloned()).collect();
    let names: BTreeSet<&str> = now.iter().flat_map(|said| &said.documents).map(|tree| tree.name.as_str()).collect();
    let counted: BTreeSet<&str> = names.iter().filter_map(|name| meeting.counted_symbol(name)).collect();
    for symbol in counted {
        let is_filed = |name: &str| meeting.counted_symbol(name) == Some(symbol);
        let stated = names.iter().filter(|name| is_filed(name)).filter_map(|name| meeting.stated_reissue(name));
        // Of what shares a symbol the widest counts.
        let stated: Option<&Placed<ReissueKind>> = stated.max_by_key(|stated| stated.value);
        let by_kind = symbols == ReissueSymbols::ByKind;
        let filed = Filed { is_filed: &is_filed, stated: stated.map(|stated| stated.value), by_kind };
        let Some(reissued) = issues.reissued(meeting.audience.as_deref(), (&now, annexes), &filed) else { continue };
        if let (Some(stated), Some(extent)) = (stated, reissued.extent) {
            found.findings.extend(contradiction(symbol, stated, extent));
        }
        found.reissues.insert(symbol.to_owned(), reissued.reissue);
    }
    // With other symbols they say something else in their heads.
    if !found.reissues.is_empty() {
        found.composed.clear();
        found.said.clear();
    }
    found
}

fn contradiction(symbol: &str, stated: &Placed<ReissueKind>, extent: Extent) -> Option<Finding> {
    let because = extent.contradicts(stated.value)?;
    let kind = stated.value.name();
    let message = format!("`{symbol}` is said to be sent out as `{kind}`, but {because} since it was sent out last");
    let hint = "state `revision`, or remove this key and what changed decides";
    Some(Finding::new(&REISSUE_OTHERWISE, stated.place, message).hint(hint))
}
