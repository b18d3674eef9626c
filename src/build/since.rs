//! What changed since a pack was last sent out: a document, the first of the next pack.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::codes::{BAD_ISSUES, ISSUES_OF_ANOTHER, NO_SUCH_ISSUE, RENAMED_AUDIENCE};
use super::marked;
use crate::changes::{Block, Issue, IssuedPack, Issues, Said, SourceOfAnnex, leave_out_withheld, read_page};
use crate::document::{Composition, DocumentKind};
use crate::edition::{ChangesSince, EditionChanges, Original, OutsidePdf};
use crate::finding::{Finding, Place, Sources, Spot, quoted_and};
use crate::meeting::{Language, Meeting, Text};
use crate::pack::digest;
use crate::workspace::{Files, PackAddress};
use crate::{compose, leak, write};

/// The PDFs of annexes with their bytes.
pub(super) fn annex_files(files: &dyn Files, outside: &[OutsidePdf]) -> Vec<(OutsidePdf, Vec<u8>)> {
    let read = |pdf: &OutsidePdf| Some((pdf.clone(), files.read(&pdf.path).ok().flatten()?));
    outside.iter().filter_map(read).collect()
}

/// The files that are in the pack because something else was made of them.
pub(super) fn sources(meeting: &Meeting, originals: &[Original]) -> Vec<SourceOfAnnex> {
    let mut all = Vec::new();
    for annex in &meeting.definition.annexes {
        let sources = annex.files.iter().enumerate().filter_map(|(at, file)| Some((at, file.source.as_ref()?)));
        for path in sources.map(|(at, source)| annex.name_in_zip(at, &source.value)) {
            let original = originals.iter().find(|original| original.path == path);
            all.extend(original.map(|original| SourceOfAnnex {
                annex: annex.id.as_str().to_owned(),
                path,
                sha256: digest(&original.bytes),
            }));
        }
    }
    all
}

/// Reports audiences to which a pack was sent under names that it no longer has, while others are new: an audience that was only
/// renamed would read that it gets its first issue.
pub(super) fn renamed_audiences(pack: &PackAddress, issues: &Issues, meeting: &Meeting) -> Option<Finding> {
    let unknown = issues.unknown_audiences(&meeting.audience_names());
    let last = issues.issues.last()?;
    let message = format!(
        "issue {} has packs for {}, which {} no audience of this pack",
        last.number,
        quoted_and(unknown.iter().copied()),
        if unknown.len() == 1 { "is" } else { "are" }
    );
    let hint = "if an audience has another name now, rename it in this file, too; else it is reported until the next issue is recorded";
    let finding = Finding::new(&RENAMED_AUDIENCE, Spot::File(pack.issues()), message);
    (!unknown.is_empty()).then(|| finding.hint(hint))
}

/// What an audience does not get, to leave it out of what it once had.
#[derive(Default)]
pub(super) struct Withheld {
    pub(super) secrets: Vec<leak::Secret>,
    /// Words that it may read anywhere in its pack, be it in code.
    pub(super) open: Vec<String>,
    /// Words that it reads in documents.
    pub(super) printed: Vec<String>,
    /// The ids of placeholders, each with the id of the part for which it stands.
    pub(super) placeholders: BTreeMap<String, String>,
}

/// The text of an edition, as it is compared with others.
pub(super) fn said(composition: &Composition) -> Said {
    read_page(&String::from_utf8_lossy(&write::html(composition).bytes))
}

/// All that an edition prints, by lines.
fn lines(said: &Said) -> BTreeSet<String> {
    said.documents.iter().flat_map(|tree| &tree.blocks).map(Block::line).collect()
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

fn read_record(pack: &PackAddress, files: &dyn Files, sources: &mut Sources) -> Result<Option<Issues>, Vec<Finding>> {
    let path = pack.issues();
    let read = files.read(&path).map_err(|why| {
        let message = format!("this record of issues cannot be read: {why}");
        vec![Finding::new(&BAD_ISSUES, Spot::File(path.clone()), message).hint("restore the file from your repository")]
    });
    let Some(bytes) = read? else { return Ok(None) };
    match Issues::read(&bytes) {
        Ok(issues) => match issues.other_pack(&pack.id) {
            None => Ok(Some(issues)),
            Some(other) => {
                let message = format!("this is the record of the pack `{other}`, and not of `{}`", pack.id);
                Err(vec![Finding::new(&ISSUES_OF_ANOTHER, Spot::File(path), message).hint(to_own(pack))])
            }
        },
        Err(damage) => {
            let spot = match (damage.at, String::from_utf8(bytes)) {
                (Some(at), Ok(text)) => Spot::Text(place_in(sources, path, text, at)),
                _ => Spot::File(path),
            };
            let message = format!("this record of issues cannot be read: {}", damage.message);
            Err(vec![
                Finding::new(&BAD_ISSUES, spot, message)
                    .hint("restore the file from your repository; if a later packwright wrote it, use that version"),
            ])
        }
    }
}

/// What keeps its numbers and pages: annexes and decisions that have a title, each with the name of a document and its id.
pub(super) fn with_numbers(meeting: &Meeting) -> Vec<([String; 2], Text)> {
    let definition = &meeting.definition;
    let mut all = Vec::new();
    let mut add = |kind: DocumentKind, id: &str, title: Option<&Text>| {
        all.extend(title.map(|title| ([kind.name().to_owned(), id.to_owned()], title.clone())));
    };
    for annex in &definition.annexes {
        add(DocumentKind::Annexes, annex.id.as_str(), meeting.annex_title(annex));
    }
    for decision in &definition.decisions {
        add(DocumentKind::Minutes, decision.id.as_str(), decision.title.as_ref());
        add(DocumentKind::Resolutions, decision.id.as_str(), decision.title.as_ref());
    }
    all
}

/// What to do about the record of another pack.
pub(super) fn to_own(pack: &PackAddress) -> String {
    format!("remove it if you copied the folder; if you renamed the pack, write `{}` in its `pack`", pack.id)
}

/// The place of a line and column, from 1, in a text; columns count bytes.
fn place_in(sources: &mut Sources, path: String, text: String, (line, column): (usize, usize)) -> Place {
    let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let mut at = (start + column - 1).min(text.len().saturating_sub(1));
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let end = text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
    Place::new(sources.add(path, text, true), at..end)
}

/// What is compared with what was sent out.
#[derive(Default)]
pub(super) struct Since {
    /// The number of the issue since which changes are shown; if none is asked for, the last whose text differs.
    pub(super) asked: Option<u32>,
    /// True if changes are marked wherever they are, and not only where the pack and its body want them.
    pub(super) marks_all: bool,
    record: Record,
    /// What keeps its numbers, with the titles that it has now: one with another id may be one that was sent out.
    pub(super) with_numbers: Vec<([String; 2], Text)>,
    /// The files of which annexes were made.
    pub(super) sources: Vec<SourceOfAnnex>,
    /// The number of changes that a list has, and of all, if there are more than it can have.
    pub(super) limit: Option<(usize, usize)>,
    /// True if any edition shows changes.
    pub(super) has_changes: bool,
    /// All that each edition says, if the pack was sent out before and is made for audiences.
    pub(super) whole: BTreeMap<Language, Said>,
    /// What each edition says that was read already, with the texts that it is made of.
    pub(super) now: BTreeMap<Language, Said>,
    /// What the audience does not get.
    pub(super) withheld: Withheld,
}

impl Since {
    /// The record of issues, if there is one. The record is no input that a manifest states, since it grows when the pack is sent out:
    /// so a pack that was sent out is built again as it was, byte for byte.
    ///
    /// # Errors
    /// The record cannot be read, which is reported once.
    pub(super) fn issues(
        &mut self,
        pack: &PackAddress,
        files: &dyn Files,
        sources: &mut Sources,
    ) -> Result<Option<Arc<Issues>>, Vec<Finding>> {
        if matches!(self.record, Record::Unread) {
            self.record = Record::Damaged;
            self.record = match read_record(pack, files, sources)? {
                None => Record::None,
                Some(mut issues) => {
                    issues.follow(|language| {
                        let language = Language::new(language);
                        let title = |text: &Text| text.text_in(&language).value.clone();
                        let all = self.with_numbers.iter().cloned();
                        all.map(|([document, id], text)| [document, id, title(&text)]).collect()
                    });
                    Record::Read(Arc::new(issues))
                }
            };
        }
        match &self.record {
            Record::Damaged => Err(Vec::new()),
            Record::Read(issues) if self.has_asked(&issues.issues) => Ok(Some(Arc::clone(issues))),
            Record::None | Record::Unread if self.asked.is_none() => Ok(None),
            other => {
                let hint = match other {
                    Record::Read(issues) if !issues.issues.is_empty() => {
                        format!("it has {}", issues.numbers_in_words())
                    }
                    _ => format!("record with `packwright issue {}` what you send out", pack.id),
                };
                let asked = self.asked.unwrap_or_default();
                self.record = Record::Damaged;
                let message = format!("`{}` has no issue {asked}", pack.id);
                Err(vec![Finding::new(&NO_SUCH_ISSUE, Spot::File(pack.definition()), message).hint(hint)])
            }
        }
    }

    fn has_asked(&self, issues: &[Issue]) -> bool {
        self.asked.is_none_or(|asked| issues.iter().any(|issue| issue.number == asked))
    }

    /// Shows in an edition what changed since its audience last got it: the document of changes before all others, the minutes with
    /// changes marked where the pack names them, and bars where the body wants them. Nothing if its text is the same.
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
        let has_bars = self.marks_all || meeting.style().change_bars == Some(true);
        let has_redline = self.marks_all || meeting.listed_documents().contains(&DocumentKind::Redline);
        let now = self.now.remove(language).unwrap_or_else(|| marked::traced_said(composition));
        let Some((former, mut since)) = self.changes(issues, of, &now, annexes) else { return Ok(()) };
        let mut redline = match former.filter(|_| has_redline) {
            Some(former) => marked::redline(of, composition, (former, &now), &since, files, sources)?,
            None => None,
        };
        if has_bars {
            redline.iter_mut().for_each(|redline| redline.running.has_bars = true);
            // Minutes have none in their pack once they are adopted.
            let with_records = self.marks_all || meeting.definition.status().is_draft();
            marked::set_bars(composition, &now, &since, with_records);
        }
        marked::set_places(composition, &now, &mut since.changes);
        self.limit = self.limit.max(compose::limit_of_list(&since.changes.changes));
        let list = compose::since(&DocumentKind::Changes, of, since, files, sources)?;
        composition.insert(0, list);
        self.has_changes = true;
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
        // What it had when that issue was sent out, if it was not sent to this audience.
        let asked = self.asked.map(|asked| issues.of(audience).find(|(issue, _)| issue.number <= asked));
        let asked = asked.map(|found| found.map_or(0, |(issue, _)| issue.number));
        // A state that was sent out goes on to say what it said then: what had changed since the one before.
        let is_asked = |issue: &Issue| asked.is_none_or(|asked| issue.number == asked);
        let found = issues.of(audience).filter(|(issue, _)| is_asked(issue)).find_map(|(issue, pack)| {
            let mut changes = pack.changes(now, annexes, &self.withheld.placeholders);
            pack.add_sources(now, &self.sources, &mut changes);
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
            let lost = |pack| whole.map(|whole| IssuedPack::changes(pack, whole, &[], &BTreeMap::new()));
            let of_all: Vec<_> = [Some(pack), of_first].into_iter().flatten().filter_map(lost).collect();
            let (of_whole, own) = (whole.map(lines).unwrap_or_default(), lines(now));
            let withheld = of_whole.difference(&own).map(|line| leak::Secret { text: line.clone(), place: None });
            let secrets: Vec<_> = self.withheld.secrets.iter().cloned().chain(withheld).collect();
            let open = self.withheld.printed.iter().chain(&own).map(String::as_str);
            let open = leak::Open { texts: open.collect() };
            leave_out_withheld(&mut changes, &of_all, |texts| leak::telling(texts, &secrets, &open));
        }
        let since = ChangesSince { number: issue.number, date: issue.date.clone(), is_first: false, changes };
        (!since.changes.is_empty()).then_some((Some(pack), since))
    }
}
