//! One pack through the stages.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::places::at_their_texts;
use super::policy::Policy;
use super::shares::Shares;
use super::since::{Since, annex_files, renamed_audiences, said, sources, with_numbers};
use super::written::{WantedFormats, written};
use super::{Built, codes, reissues, signed, stable};
use crate::changes::Issues;
use crate::compose::{Composed, Composing, WholeNumbers};
use crate::document::Composition;
use crate::edition::{Original, OutsidePdf, Page, Pdf, Project};
use crate::finding::{Code, Finding, Place, Severity, Sources, Spot, has_errors, shows_nothing};
use crate::meeting::{AnnexLimits, Language, Meeting};
use crate::pack::Input;
use crate::read::{Common, Doubts, Reading};
use crate::typeset::{Fault, Fonts, KeptSources, Unset};
use crate::workspace::{Files, PackAddress, Workspace, hold};
use crate::{check, compose, preflight, read, typeset, write};

/// A pack that is put together: its zip, and its documents with language, path and pages.
pub(super) struct Assembled {
    pub(super) bytes: Vec<u8>,
    pub(super) documents: Vec<(String, String, usize)>,
    /// The files that it was made of.
    pub(super) inputs: Vec<Input>,
}

/// One pack on its way.
pub(super) struct Work<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) pack: &'a PackAddress,
    policy: &'a Policy,
    pub(super) sources: Sources,
    /// What was read into these for other packs as well.
    pub(super) common: Common,
    pub(super) findings: Vec<Finding>,
    /// The number of findings, including allowed ones.
    pub(super) found_count: usize,
    /// Files that the documents show, for the manifest.
    pub(super) enclosures: Vec<Input>,
    /// PDFs that annexes are made of.
    pub(super) outside: Vec<OutsidePdf>,
    /// Files that go into the zip as they are.
    pub(super) originals: Vec<Original>,
    /// True if a part of the definition could not be read: nobody knows whether what was approved and signed is what it says.
    is_read_in_part: bool,
    /// Texts that cannot be printed, before they are reported.
    pub(super) unset: Vec<Unset>,
    /// Numbered paragraphs of all that there is, by edition: what audiences get of it keeps its numbers.
    pub(super) whole_numbers: BTreeMap<Language, WholeNumbers>,
    /// What is compared with what was sent out.
    pub(super) since: Since,
    /// Editions that are composed already.
    ahead: BTreeMap<Language, Composing>,
    /// The digest of the first seal of the signed pack that this one is an extract of.
    pub(super) extract_of: Option<String>,
    /// Texts that stand in the place of what the audience does not get.
    pub(super) instead: Vec<String>,
    /// The part of each file of annexes that the audience gets.
    pub(super) shares: Shares,
    /// Our own documents for an audience before anything outside is put into them, by their paths.
    pub(super) made: Vec<(String, Vec<u8>)>,
    /// The most source that is typeset for an edition, in bytes.
    pub(super) sheets_at_most: usize,
    /// True if there was more, so that nothing came of it.
    pub(super) is_too_much: bool,
    /// The sources of each edition, by its language and first document, where there are several audiences: most of what they get
    /// is the same.
    pub(super) kept: Option<BTreeMap<(String, Option<String>), KeptSources>>,
}

impl<'a> Work<'a> {
    pub(super) fn new(workspace: &'a Workspace, pack: &'a PackAddress, policy: &'a Policy) -> Self {
        let sources = Sources::new(&workspace.prefix);
        Self {
            workspace,
            pack,
            policy,
            sources,
            common: Common::default(),
            findings: Vec::new(),
            found_count: 0,
            enclosures: Vec::new(),
            outside: Vec::new(),
            originals: Vec::new(),
            is_read_in_part: false,
            unset: Vec::new(),
            whole_numbers: BTreeMap::new(),
            since: Since::default(),
            ahead: BTreeMap::new(),
            extract_of: None,
            instead: Vec::new(),
            shares: Shares::default(),
            made: Vec::new(),
            sheets_at_most: usize::MAX,
            is_too_much: false,
            kept: None,
        }
    }

    /// The bounds of files of annexes.
    pub(super) fn limits(&self) -> AnnexLimits {
        self.policy.limits
    }

    /// Takes in findings, with the weight they have in this run.
    pub(super) fn record(&mut self, findings: Vec<Finding>) {
        self.found_count += findings.len();
        self.findings.extend(self.policy.apply(Some(self.pack), findings));
    }

    /// Tries what a build would do with the templates, up to typesetting.
    pub(super) fn try_templates(&mut self, meeting: &Arc<Meeting>) {
        for language in meeting.definition.editions() {
            let found = compose::check(meeting, &language, &self.outside, &self.workspace.files, &mut self.sources);
            self.record(found);
        }
    }

    /// Returns whether the fonts are those that are meant.
    pub(super) fn has_fonts(&mut self, fonts: &Fonts) -> bool {
        let unreadable = fonts.unreadable();
        if !unreadable.is_empty() {
            self.record(unreadable.to_vec());
        }
        unreadable.is_empty()
    }

    /// An edition in all formats, before its pages are set; nothing if it has errors, or is more than is done here.
    pub(super) fn composed(
        &mut self,
        meeting: &Arc<Meeting>,
        language: &Language,
        formats: WantedFormats,
    ) -> Option<(Project, Vec<Page>, Option<Page>)> {
        let composed = self.told(meeting, language)?;
        let parts = stable::is_wanted(meeting).then(|| write::parts(&composed.composition));
        // How much an audience does not get would be seen from where its texts stand in the definition.
        let is_whole = !meeting.is_part() && !meeting.is_after_withheld();
        let mut written = written(composed, formats, is_whole.then_some(&self.sources));
        self.keep_pages((meeting, language), parts, &mut written.0);
        let sheets = written.0.source_files.values();
        self.is_too_much |= sheets.map(|sheet| sheet.text.len()).sum::<usize>() > self.sheets_at_most;
        (!self.is_too_much).then_some(written)
    }

    /// An edition with what changed since it was sent out; nothing if it has errors.
    pub(super) fn told(&mut self, meeting: &Arc<Meeting>, language: &Language) -> Option<Composed> {
        let composing = self.ahead.remove(language).unwrap_or_else(|| self.compose(meeting, language));
        self.record(composing.findings);
        let mut composed = composing.composed?;
        if meeting.audience.is_some() && !meeting.is_part() {
            self.keep_whole(language, &composed.composition);
        }
        if let Some(issues) = self.issues().ok()? {
            let (files, composition) = (&self.workspace.files, &mut composed.composition);
            let annexes = annex_files(files, &self.outside);
            self.since.sources = sources(meeting, &self.originals);
            let told = self.since.tell(&issues, (meeting, language), composition, &annexes, files, &mut self.sources);
            if let Err(findings) = told {
                self.record(findings);
                return None;
            }
        }
        Some(composed)
    }

    /// Has pages keep their numbers, where the body wants it. `parts` are the places that begin pages.
    pub(super) fn keep_pages(
        &mut self,
        (meeting, language): (&Arc<Meeting>, &Language),
        parts: Option<Vec<(String, Vec<String>)>>,
        project: &mut Project,
    ) {
        let Some(parts) = parts else { return };
        let issues = self.issues().ok().flatten().unwrap_or_default();
        stable::keep_pages(&issues, (meeting, language), parts, &self.outside, project, &self.workspace.files);
    }

    fn compose(&mut self, meeting: &Arc<Meeting>, language: &Language) -> Composing {
        let whole = self.whole_numbers.get(language).cloned().unwrap_or_default();
        compose::compose_part(meeting, language, &self.outside, whole, &self.workspace.files, &mut self.sources)
    }

    /// The record of issues; an error if there is one that cannot be read.
    pub(super) fn issues(&mut self) -> Result<Option<Arc<Issues>>, ()> {
        let issues = self.since.issues(self.pack, &self.workspace.files, &mut self.sources);
        issues.map_err(|findings| self.record(findings))
    }

    /// The meeting with the documents that are reissues, where its body marks them.
    pub(super) fn reissued(&mut self, meeting: &Arc<Meeting>) -> Arc<Meeting> {
        self.ahead.clear();
        self.since.now.clear();
        let Ok(Some(issues)) = self.issues() else { return Arc::clone(meeting) };
        let annexes = annex_files(&self.workspace.files, &self.outside);
        let found = reissues::reissuing(meeting, &issues, &annexes, |language| self.compose(meeting, language));
        (self.ahead, self.since.now) = (found.composed, found.said);
        // What an audience gets tells the same once more.
        if !meeting.is_part() {
            self.record(found.findings);
        }
        match found.reissues.is_empty() {
            true => Arc::clone(meeting),
            false => Arc::new(Meeting::clone(meeting).reissuing(found.reissues)),
        }
    }

    /// Keeps the numbers of paragraphs of an edition, for what other audiences get of it, and what it says, if that is held
    /// against what was sent out.
    pub(super) fn keep_whole(&mut self, language: &Language, of: &Composition) {
        let numbers = of.documents.iter().map(|one| (one.kind.name().to_owned(), one.numbered.clone()));
        self.whole_numbers.insert(language.clone(), numbers.collect());
        if self.was_sent_out() {
            self.since.whole.insert(language.clone(), said(of));
        }
    }

    /// The record of issues, where the body wants numbers to stay as they were sent out.
    fn issues_to_keep(&mut self, meeting: &Meeting) -> Option<Arc<Issues>> {
        stable::is_wanted(meeting).then(|| self.issues().ok().flatten()).flatten()
    }

    /// Keeps the numbers of annexes, where the body wants it. `whole` is the meeting that it is cut from.
    pub(super) fn keep_numbers(&mut self, meeting: &mut Meeting, whole: Option<&Meeting>) {
        if let Some(issues) = self.issues_to_keep(meeting) {
            stable::keep_numbers(&issues, meeting, whole);
        }
    }

    /// Keeps the numbers that are stamped on pages of files, where the body wants it.
    pub(super) fn keep_sheets(&mut self, meeting: &Meeting) {
        if let Some(issues) = self.issues_to_keep(meeting) {
            stable::keep_sheets(&issues, meeting, &mut self.outside, &self.workspace.files);
        }
    }

    /// Returns whether there is a record of issues.
    pub(super) fn was_sent_out(&mut self) -> bool {
        self.issues().is_ok_and(|issues| issues.is_some())
    }

    pub(super) fn typeset(&mut self, project: &Project, fonts: &Fonts) -> Option<Vec<Pdf>> {
        let mut once = KeptSources::default();
        let kept = match &mut self.kept {
            Some(kept) => {
                let first = project.plans.first().map(|plan| plan.path.clone());
                kept.entry((project.language.clone(), first)).or_default()
            }
            None => &mut once,
        };
        let typesetting = typeset::typeset(project, fonts, kept);
        self.record(typesetting.findings);
        self.unset.extend(typesetting.unset);
        typesetting.pdfs
    }

    /// Tells the texts of all editions that cannot be printed, each once.
    pub(super) fn tell_unset(&mut self, meeting: &Meeting) {
        let mut unset = at_their_texts(meeting, std::mem::take(&mut self.unset));
        unset.retain(|one| !self.is_told_as_hidden(one));
        self.record(typeset::to_findings(&unset));
    }

    /// Returns whether what cannot be printed is a character that nobody sees and that was told where it stands: this is then an
    /// error.
    fn is_told_as_hidden(&mut self, unset: &Unset) -> bool {
        let Spot::Text(text) = unset.spot else { return false };
        let is_unseen = unset.is_placed && unset.fault == Fault::NoGlyph && shows_nothing(&unset.text);
        let is_within = |place: &Place| place.file == text.file && text.start <= place.start && place.start < text.end;
        let hidden = self.findings.iter_mut().filter(|finding| check::is_of_hidden(finding.code));
        let mut hidden = hidden.filter(|finding| matches!(&finding.spot, Spot::Text(place) if is_within(place)));
        match hidden.next().filter(|_| is_unseen) {
            Some(finding) => {
                finding.severity = Severity::Error;
                true
            }
            None => false,
        }
    }

    pub(super) fn read(&mut self) -> Reading {
        read::read_among(&self.workspace.files, self.pack, &mut self.sources, &mut self.common)
    }

    /// Reads and checks; gives the meeting if there is one, whatever was found.
    pub(super) fn meeting(&mut self) -> Option<Meeting> {
        let reading = self.read();
        self.is_read_in_part = has_errors(&reading.findings);
        self.record(reading.findings);
        let mut meeting = reading.meeting?;
        self.since.with_numbers = with_numbers(&meeting);
        self.keep_numbers(&mut meeting, None);
        let doubts = reading.doubts;
        if !doubts.is_without_registry {
            let days = compose::day_names(&meeting, &self.workspace.files);
            let found = check::check(&meeting, &days, &self.sources);
            let mut found = doubts.causes_only(found, check::is_of_references);
            found.retain(|finding| {
                let is_undated = doubts.is_undated && check::is_about_dates(finding.code);
                let is_unread = doubts.is_without_approvals || self.is_read_in_part;
                let is_unapproved = is_unread && check::is_of_approvals(finding.code);
                !is_undated && !is_unapproved
            });
            self.record(found);
        }
        let examined = preflight::examine_annexes(&meeting, self.policy.limits, &self.workspace.files);
        self.record(doubts.causes_only(examined.findings, |_| true));
        (self.outside, self.originals) = (examined.pdfs, examined.originals);
        self.keep_sheets(&meeting);
        if meeting.first_audience().is_some()
            && let Ok(Some(issues)) = self.issues()
        {
            self.record(renamed_audiences(self.pack, &issues, &meeting).into_iter().collect());
        }
        if let Some(issues) = self.issues_to_keep(&meeting) {
            self.record(stable::without_numbers(self.pack, &issues, &meeting).into_iter().collect());
        }
        if has_errors(&self.findings) && !doubts.is_without_registry {
            self.try_materials(&meeting, &doubts);
        }
        Some(meeting)
    }

    /// Finds what is wrong with templates, labels and pictures of a meeting that is not composed.
    fn try_materials(&mut self, meeting: &Meeting, doubts: &Doubts) {
        for language in meeting.definition.editions() {
            let found = compose::check_materials(meeting, &language, &self.workspace.files, &mut self.sources);
            self.record(doubts.without_made_up(found));
        }
    }

    /// Reads, checks, and holds what was signed against it; gives the meeting if it may be built or delivered, and the pack
    /// as it was signed.
    pub(super) fn check_signed(&mut self) -> Option<(Arc<Meeting>, Option<Vec<u8>>)> {
        let meeting = self.meeting()?;
        if self.is_read_in_part {
            return None;
        }
        let before = self.findings.len();
        let (signed, findings) = signed::signed(self.workspace, self.pack, &meeting);
        self.record(findings);
        if has_errors(&self.findings[before..]) {
            // What is wrong with approvals follows from it, and would be mended in vain.
            self.findings.retain(|finding| !check::is_of_approvals(finding.code));
        }
        (!has_errors(&self.findings)).then(|| (Arc::new(meeting), signed))
    }

    /// Reads and checks; gives the meeting if it may be built.
    pub(super) fn check(&mut self) -> Option<Arc<Meeting>> {
        let meeting = self.meeting()?;
        (!has_errors(&self.findings)).then(|| Arc::new(meeting))
    }

    /// Has the second validator look at what was signed; says whether it agrees.
    pub(super) fn prove_signed(&mut self, zip: &[u8]) -> bool {
        let Some(broken) = signed::broken_standards(self.pack, zip) else { return false };
        let agrees = broken.is_empty();
        self.record(broken);
        agrees
    }

    /// Writes a pack to its place, unless signatures would be lost; the file there is locked meanwhile.
    pub(super) fn write(&mut self, path: PathBuf, assembled: Assembled) -> Option<Built> {
        let Assembled { bytes, documents, .. } = assembled;
        let written = match hold(&path) {
            Ok(held) if signed::drops_signatures(held.former(), &bytes) => {
                let message = format!("`{}` has signatures that the new pack does not have", path.display());
                let signed = self.pack.signed();
                // What is kept as signed is delivered, and not built: it was not there when this began.
                let hint = match self.workspace.files.read(&signed) {
                    Ok(Some(kept)) if *kept != *bytes => {
                        "somebody signed it meanwhile: run the command again".to_owned()
                    }
                    _ => format!(
                        "keep it as `{signed}`; to start again without the signatures, remove `{0}`; or choose another folder with `--out`",
                        path.display()
                    ),
                };
                self.fail(&codes::WOULD_DROP_SIGNATURES, message, &hint);
                return None;
            }
            Ok(held) => held.replace(&bytes),
            Err(error) => Err(error),
        };
        if let Err(error) = written {
            let hint = error.hint("choose another folder with `--out`, or free some space");
            self.fail(&codes::CANNOT_WRITE, error.to_string(), &hint);
            return None;
        }
        Some(Built { audience: None, path, size: bytes.len(), documents })
    }

    pub(super) fn fail(&mut self, code: &'static Code, message: String, hint: &str) {
        let spot = Spot::File(self.pack.definition());
        self.findings.push(Finding::new(code, spot, message).hint(hint));
    }
}
