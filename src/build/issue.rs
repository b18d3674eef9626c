//! What was sent out is recorded, and what changed since goes into the next pack.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::approve::Refusal;
use super::audiences::ForAudience;
use super::codes::BAD_ISSUES;
use super::policy::{Policy, SeverityOverrides};
use super::work::Work;
use crate::changes::{Issue, IssuedPack, Issues, is_doubtful, read_page};
use crate::document::Composition;
use crate::edition::{ChangesSince, OutsidePdf};
use crate::finding::{Finding, Sources, Spot, has_errors};
use crate::meeting::{CheckSettings, Date, Language, Meeting};
use crate::pack::{self, Input};
use crate::workspace::{Files, PackAddress, Workspace, former, hold};
use crate::{compose, write};

/// What is to be recorded.
#[derive(Debug, Clone)]
pub struct Issuing {
    /// The day on which the pack was sent out.
    pub date: Date,
    /// The folder of the zips.
    pub out: PathBuf,
    /// The audience to which it was sent; all if none is stated.
    pub audience: Option<String>,
}

/// The result of recording.
#[derive(Debug)]
pub struct Issued {
    /// The number of the issue and the zips that it records, or why nothing was recorded.
    pub done: Result<(u32, Vec<PathBuf>), Refusal>,
    /// The findings of the pack that prevent it.
    pub findings: Vec<Finding>,
    /// The texts that the findings' places point into.
    pub sources: Sources,
}

/// Records that a pack was sent out as its zips are now.
pub fn issue(workspace: &Workspace, pack: &PackAddress, asked: &Issuing) -> Issued {
    let policy = Policy::new(&SeverityOverrides::default(), &CheckSettings::default()).0;
    let mut work = Work::new(workspace, pack, &policy);
    let done = work.issue(asked);
    Issued { done, findings: work.findings, sources: work.sources }
}

impl Work<'_> {
    fn issue(&mut self, asked: &Issuing) -> Result<(u32, Vec<PathBuf>), Refusal> {
        let held = hold(&self.workspace.root.join(self.pack.issues()))?;
        let mut issues = match held.former() {
            Some(there) => Issues::read(there).ok_or_else(|| {
                Refusal::of_pack(
                    "`issues.json` cannot be read",
                    "restore it from your repository: it holds what was sent out",
                )
            })?,
            None => Issues::default(),
        };
        let Some(meeting) = self.check() else {
            return Err(Refusal::of_pack("the pack has errors", "correct them, and build the pack that you send out"));
        };
        let audiences = self.audiences(&meeting, asked.audience.as_deref());
        let audiences =
            audiences.ok_or_else(|| Refusal::of_use("there is no such audience", "name one that the pack has"))?;
        let (mut packs, mut paths) = (Vec::new(), Vec::new());
        for audience in &audiences {
            let path = audience.path(&asked.out, &self.pack.id);
            self.turn_to(audience, &meeting);
            packs.push(self.issued(audience, &path)?);
            paths.push(path);
        }
        let last = issues.issues.last();
        if last.is_some_and(|last| last.packs == packs) {
            let hint = "build the pack again if it has changed since";
            return Err(Refusal::of_use("this pack is recorded already", hint));
        }
        let number = last.map_or(1, |last| last.number.saturating_add(1));
        issues.issues.push(Issue { number, date: asked.date.to_string(), packs });
        held.replace(issues.to_json().as_bytes())?;
        Ok((number, paths))
    }

    /// The record of a zip.
    fn issued(&self, audience: &ForAudience, path: &Path) -> Result<IssuedPack, Refusal> {
        let shown = path.display();
        let build = format!("build it first: `packwright build {}`", self.pack.id);
        let zip = former(path).ok().flatten();
        let zip = zip.ok_or_else(|| Refusal::of_pack(format!("there is no `{shown}`"), build.clone()))?;
        let opening = pack::open(&zip);
        let is_sound = !opening.faults.iter().any(is_doubtful);
        let opened = opening.opened.filter(|opened| {
            is_sound && opened.manifest.pack == self.pack.id && opened.manifest.audience == audience.name
        });
        match opened {
            Some(opened) => Ok(IssuedPack::of(&opened, &zip, &self.annex_files())),
            None => Err(Refusal::of_pack(format!("`{shown}` is damaged, or another pack"), build)),
        }
    }

    /// The PDFs of annexes with their bytes.
    fn annex_files(&self) -> Vec<(OutsidePdf, Vec<u8>)> {
        let files = self.outside.iter().filter_map(|pdf| {
            let bytes = self.workspace.files.read(&pdf.path).ok().flatten()?;
            Some((pdf.clone(), bytes))
        });
        files.collect()
    }

    /// Adds the document of what changed since the pack was last sent out, as the first; nothing if it cannot be made.
    pub(super) fn add_changes(
        &mut self,
        meeting: &Arc<Meeting>,
        language: &Language,
        composition: &mut Composition,
    ) -> Option<()> {
        let path = self.pack.issues();
        let Some(bytes) = self.workspace.files.read(&path).ok().flatten() else { return Some(()) };
        let Some(issues) = Issues::read(&bytes) else {
            let finding = Finding::new(&BAD_ISSUES, Spot::File(path), "this is no record of issues");
            self.record(vec![finding.hint("restore the file from your repository")]);
            return None;
        };
        let Some(since) = self.changes_since(meeting, &issues, composition) else { return Some(()) };
        let files = &self.workspace.files;
        match compose::changes(meeting, language, since, files, &mut self.sources) {
            Ok(document) => {
                // A pack that says what it said when it was sent out is the same, byte for byte.
                self.enclosures.push(Input::new(&path, &bytes));
                composition.documents.insert(0, document);
                composition.frame.notes.insert(0, String::new());
                Some(())
            }
            Err(findings) => {
                self.record(findings);
                (!has_errors(&self.findings)).then_some(())
            }
        }
    }

    /// What changed in an edition since its audience last got it; nothing if it says the same.
    fn changes_since(&self, meeting: &Meeting, issues: &Issues, composition: &Composition) -> Option<ChangesSince> {
        let (issue, pack) = issues.last(meeting.audience.as_deref())?;
        let page = write::html(composition);
        let now = read_page(&String::from_utf8_lossy(&page.bytes));
        let mut changes = pack.changes(&now, &self.annex_files()).filter(|changes| !changes.is_empty())?;
        // What is no longer there has no place to lead to.
        let places = compose::places(&composition.documents);
        for change in &mut changes.changes {
            change.anchor = change.anchor.take().filter(|anchor| places.contains(anchor));
        }
        Some(ChangesSince { number: issue.number, date: issue.date.clone(), changes })
    }
}
