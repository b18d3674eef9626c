//! Documents that were sent out and say something else now.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::since::{annex_files, said};
use crate::changes::Issues;
use crate::compose;
use crate::compose::WholeNumbers;
use crate::edition::OutsidePdf;
use crate::finding::Sources;
use crate::meeting::{Language, Meeting, Reissue};
use crate::workspace::{Files, PackAddress};

/// The meeting with the documents that are reissues, where its body marks them. It is composed for that once more, in all
/// languages: a document has the same symbol in each.
pub(super) fn reissued(
    pack: &PackAddress,
    meeting: &Arc<Meeting>,
    outside: &[OutsidePdf],
    numbers: &BTreeMap<Language, WholeNumbers>,
    files: &dyn Files,
    sources: &mut Sources,
) -> Arc<Meeting> {
    let reissues = reissues(pack, meeting, outside, numbers, files, sources).unwrap_or_default();
    if reissues.is_empty() {
        return Arc::clone(meeting);
    }
    let mut meeting = Meeting::clone(meeting);
    meeting.reissues = reissues;
    Arc::new(meeting)
}

/// All reissues, by their symbols. What prevents it is told when the documents are made.
fn reissues(
    pack: &PackAddress,
    meeting: &Arc<Meeting>,
    outside: &[OutsidePdf],
    numbers: &BTreeMap<Language, WholeNumbers>,
    files: &dyn Files,
    sources: &mut Sources,
) -> Option<BTreeMap<String, Reissue>> {
    if meeting.style().reissue_symbols != Some(true) {
        return None;
    }
    let issues = Issues::read(&files.read(&pack.issues()).ok().flatten()?)?;
    let mut now = Vec::new();
    for language in meeting.definition.editions() {
        let whole = numbers.get(&language).cloned().unwrap_or_default();
        let composing = compose::compose_part(meeting, &language, outside, whole, files, sources);
        now.push(said(&composing.composed?.composition));
    }
    let annexes = annex_files(files, outside);
    let names = now.iter().flat_map(|said| &said.documents).map(|tree| tree.name.as_str());
    let symbols: BTreeSet<&str> = names.filter_map(|name| meeting.counted_symbol(name)).collect();
    let reissue = |symbol: &str| {
        let is_filed = |name: &str| meeting.counted_symbol(name) == Some(symbol);
        let revision = issues.revision(meeting.audience.as_deref(), (&now, &annexes), &is_filed)?;
        let replaces = revision.replaces.parse().ok()?;
        Some((symbol.to_owned(), Reissue { number: revision.number, replaces }))
    };
    Some(symbols.into_iter().filter_map(reissue).collect())
}
