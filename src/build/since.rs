//! What changed since a pack was last sent out: a document, the first of the next pack.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::codes::BAD_ISSUES;
use super::marked;
use crate::changes::{BadRecord, Issue, IssuedPack, Issues, Said, leave_out_withheld, read_page};
use crate::document::{Composition, DocumentKind};
use crate::edition::{ChangesSince, EditionChanges, OutsidePdf};
use crate::finding::{Finding, Sources, Spot};
use crate::meeting::{Language, Meeting};
use crate::workspace::{Files, PackAddress};
use crate::{compose, leak, write};

/// The PDFs of annexes with their bytes.
pub(super) fn annex_files(files: &dyn Files, outside: &[OutsidePdf]) -> Vec<(OutsidePdf, Vec<u8>)> {
    let read = |pdf: &OutsidePdf| Some((pdf.clone(), files.read(&pdf.path).ok().flatten()?));
    outside.iter().filter_map(read).collect()
}

/// What an audience does not get, to leave it out of what it once had.
#[derive(Default)]
pub(super) struct Withheld {
    pub(super) secrets: Vec<leak::Secret>,
    /// Words that it gets.
    pub(super) open: Vec<String>,
}

/// What an edition says, as it is held against others.
pub(super) fn said(composition: &Composition) -> Said {
    read_page(&String::from_utf8_lossy(&write::html(composition).bytes))
}

/// The record of what was sent out, which is read once.
#[derive(Default)]
enum Record {
    #[default]
    Unread,
    None,
    Damaged,
    Read(Arc<Issues>),
}

/// What is held against what was sent out.
#[derive(Default)]
pub(super) struct Since {
    /// The number of the issue since which changes are shown; if none is asked for, the last that said something else.
    pub(super) asked: Option<u32>,
    record: Record,
    /// All that each edition says, if the pack was sent out before and is made for audiences.
    pub(super) whole: BTreeMap<Language, Said>,
    /// What each edition says that was read already.
    pub(super) now: BTreeMap<Language, Said>,
    /// What the audience does not get.
    pub(super) withheld: Withheld,
}

impl Since {
    /// The record of issues, if there is one. The record is no input that a manifest states, since it grows when the pack is sent out:
    /// so a pack that was sent out is built again as it was, byte for byte.
    ///
    /// # Errors
    /// The record cannot be read, which is told once.
    pub(super) fn issues(
        &mut self,
        pack: &PackAddress,
        files: &dyn Files,
    ) -> Result<Option<Arc<Issues>>, Vec<Finding>> {
        if matches!(self.record, Record::Unread) {
            let path = pack.issues();
            let read = match files.read(&path) {
                Ok(None) => Ok(Record::None),
                Ok(Some(bytes)) => match Issues::read(&bytes) {
                    Ok(issues) => Ok(Record::Read(Arc::new(issues))),
                    Err(bad) => Err((bad.to_string(), bad.hint())),
                },
                Err(why) => Err((format!("this cannot be read: {why}"), BadRecord::Other.hint())),
            };
            self.record = match read {
                Ok(record) => record,
                Err((why, hint)) => {
                    self.record = Record::Damaged;
                    return Err(vec![Finding::new(&BAD_ISSUES, Spot::File(path), why).hint(hint)]);
                }
            };
        }
        match &self.record {
            Record::Damaged => Err(Vec::new()),
            Record::Read(issues) if self.has_asked(&issues.issues) => Ok(Some(Arc::clone(issues))),
            Record::None | Record::Unread if self.asked.is_none() => Ok(None),
            other => {
                let issues = if let Record::Read(issues) = other { issues.issues.as_slice() } else { &[] };
                let asked = self.asked.unwrap_or_default();
                let hint = match issues {
                    [] => "record with `packwright issue` what you send out".to_owned(),
                    [only] => format!("only issue {} is recorded", only.number),
                    [first, .., last] => format!("issues {} to {} are recorded", first.number, last.number),
                };
                self.record = Record::Damaged;
                let finding =
                    Finding::new(&BAD_ISSUES, Spot::File(pack.issues()), format!("there is no issue {asked}"));
                Err(vec![finding.hint(hint)])
            }
        }
    }

    fn has_asked(&self, issues: &[Issue]) -> bool {
        self.asked.is_none_or(|asked| issues.iter().any(|issue| issue.number == asked))
    }

    /// Shows in an edition what changed since its audience last got it: the document of changes before all others, the minutes with
    /// changes marked where the pack names them, and bars where the body wants them. Nothing if it says the same.
    ///
    /// # Errors
    /// Templates cannot be run.
    pub(super) fn tell(
        &mut self,
        issues: &Issues,
        of: (&Arc<Meeting>, &Language),
        composition: &mut Composition,
        annexes: &[(OutsidePdf, Vec<u8>)],
        files: &dyn Files,
        sources: &mut Sources,
    ) -> Result<(), Vec<Finding>> {
        let (meeting, language) = of;
        let has_bars = meeting.style().change_bars == Some(true);
        let has_redline = meeting.listed_documents().contains(&DocumentKind::Redline);
        let now = match self.now.remove(language).filter(|_| !has_bars && !has_redline) {
            Some(now) => now,
            None if has_bars || has_redline => marked::traced_said(composition),
            None => said(composition),
        };
        let Some((former, mut since)) = self.changes(issues, of, &now, annexes) else { return Ok(()) };
        let redline = match former.filter(|_| has_redline) {
            Some(former) => marked::redline(of, composition, (former, &now), &since, files, sources)?,
            None => None,
        };
        if has_bars {
            marked::set_bars(meeting, composition, &now, &since);
        }
        // What is no longer there has no place to lead to.
        let places = compose::places(&composition.documents);
        for change in &mut since.changes.changes {
            change.anchor = change.anchor.take().filter(|anchor| places.contains(anchor));
        }
        let list = compose::since(&DocumentKind::Changes, of, since, files, sources)?;
        composition.insert(0, list);
        if let Some(redline) = redline {
            let minutes = composition.documents.iter().position(|document| document.kind == DocumentKind::Minutes);
            composition.insert(minutes.map_or(1, |at| at + 1), redline);
        }
        Ok(())
    }

    fn changes<'a>(
        &self,
        issues: &'a Issues,
        (meeting, language): (&'a Arc<Meeting>, &Language),
        now: &Said,
        annexes: &[(OutsidePdf, Vec<u8>)],
    ) -> Option<(Option<&'a IssuedPack>, ChangesSince)> {
        let audience = meeting.audience.as_deref();
        // A state that was sent out goes on to say what it said then: what had changed since the one before.
        let is_asked = |issue: &Issue| self.asked.is_none_or(|asked| issue.number == asked);
        let found = issues.of(audience).filter(|(issue, _)| is_asked(issue)).find_map(|(issue, pack)| {
            let changes = pack.changes(now, annexes);
            (!changes.is_empty()).then_some((issue, pack, changes))
        });
        let Some((issue, pack, mut changes)) = found else {
            let issue = issues.before_audience(audience)?;
            let changes = EditionChanges { language: language.as_str().to_owned(), ..EditionChanges::default() };
            return Some((
                None,
                ChangesSince { number: issue.number, date: issue.date.clone(), is_first: true, changes },
            ));
        };
        if meeting.is_part() {
            let first = meeting.first_audience();
            let of_first = issue.packs.iter().find(|other| other.audience.as_deref() == first);
            let whole = self.whole.get(language);
            let lost = |pack| whole.map(|whole| IssuedPack::changes(pack, whole, &[]));
            let of_all: Vec<_> = [Some(pack), of_first].into_iter().flatten().filter_map(lost).collect();
            let open = leak::Open { texts: self.withheld.open.iter().map(String::as_str).collect() };
            leave_out_withheld(&mut changes, &of_all, |texts| leak::telling(texts, &self.withheld.secrets, &open));
        }
        let since = ChangesSince { number: issue.number, date: issue.date.clone(), is_first: false, changes };
        (!since.changes.is_empty()).then_some((Some(pack), since))
    }
}
