//! Documents that were sent out and say something else now.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::codes::{REISSUE_OTHERWISE, SYMBOL_TAKEN};
use super::marked::traced_said;
use crate::changes::{Extent, Filed, Issues, Reissued, Said};
use crate::compose::Composing;
use crate::edition::OutsidePdf;
use crate::finding::{Finding, Placed};
use crate::meeting::{Language, Meeting, Reissue, ReissueKind, ReissueSymbols, suffix};

/// A meeting with the documents that are reissues, and what was made to find them.
#[derive(Default)]
pub(super) struct Reissuing {
    /// All reissues, by their symbols.
    pub(super) reissues: BTreeMap<String, Reissue>,
    /// The editions, if nothing is a reissue: with the symbols that they have they need not be composed again.
    pub(super) composed: BTreeMap<Language, Composing>,
    /// What each of these says, with the texts that it is made of.
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
        found.said.insert(language.clone(), traced_said(&composed.composition));
        found.composed.insert(language, composing);
    }
    let now: Vec<Said> = meeting.definition.editions().iter().filter_map(|one| found.said.get(one).cloned()).collect();
    let names: BTreeSet<&str> = now.iter().flat_map(|said| &said.documents).map(|tree| tree.name.as_str()).collect();
    let counted: BTreeSet<&str> = names.iter().filter_map(|name| meeting.counted_symbol(name)).collect();
    for symbol in counted {
        let is_filed = |name: &str| meeting.counted_symbol(name) == Some(symbol);
        let stated = names.iter().filter(|name| is_filed(name)).filter_map(|name| meeting.stated_reissue(name));
        // Documents with one symbol get the widest kind: revision, addendum, corrigendum.
        let stated: Option<&Placed<ReissueKind>> = stated.max_by_key(|stated| stated.value);
        let by_kind = symbols == ReissueSymbols::ByKind;
        let with_suffix = |kind, number, revision| symbol.to_owned() + &suffix(kind, number, revision);
        let is_taken = |kind, number, revision| meeting.place_of_symbol(&with_suffix(kind, number, revision)).is_some();
        let filed =
            Filed { is_filed: &is_filed, stated: stated.map(|stated| stated.value), by_kind, is_taken: &is_taken };
        let reissued = issues.reissued(meeting.audience.as_deref(), (&now, annexes), &filed);
        found.findings.extend(stated.and_then(|stated| without_effect(symbol, stated, reissued.as_ref())));
        let Some(reissued) = reissued else { continue };
        if let (Some(stated), Some(extent)) = (stated, reissued.extent) {
            found.findings.extend(contradiction(symbol, stated, extent));
        }
        let taken = reissued.taken.map(|number| Reissue { number, ..reissued.reissue });
        found.findings.extend(taken.and_then(|taken| skipped(meeting, symbol, taken, reissued.reissue)));
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
    let message =
        format!("`reissued_as` says that `{symbol}` is sent out as `{kind}`, but {because} since it was last sent out");
    let hint = "state `revision`, or remove this key and what changed decides";
    Some(Finding::new(&REISSUE_OTHERWISE, stated.place, message).hint(hint))
}

/// Reports that a number was skipped, since another document has the symbol.
fn skipped(meeting: &Meeting, symbol: &str, taken: Reissue, used: Reissue) -> Option<Finding> {
    let (taken, used) = (symbol.to_owned() + &taken.suffix(), symbol.to_owned() + &used.suffix());
    let message = format!("`{taken}` is the symbol of another document, so `{symbol}` is sent out as `{used}`");
    let hint = "give one of the two another symbol, or state `reissued_as`";
    Some(Finding::new(&SYMBOL_TAKEN, meeting.place_of_symbol(&taken)?, message).hint(hint))
}

/// Reports that a stated kind decides nothing, since the text did not change; what was sent out as of this kind may go on to say so.
fn without_effect(symbol: &str, stated: &Placed<ReissueKind>, found: Option<&Reissued>) -> Option<Finding> {
    let kind = stated.value;
    let is_unchanged = found.is_none_or(|found| found.extent.is_none() && found.reissue.kind != kind);
    let message = format!(
        "`reissued_as` says `{}`, but nothing has changed in `{symbol}` since it was last sent out",
        kind.name()
    );
    let finding = Finding::new(&REISSUE_OTHERWISE, stated.place, message);
    is_unchanged.then(|| finding.hint("remove this key, and state it when the text changes"))
}
