//! What was sent out is recorded.

use std::path::{Path, PathBuf};

use super::approve::Refusal;
use super::audiences::ForAudience;
use super::policy::{Policy, SeverityOverrides};
use super::since::annex_files;
use super::stable;
use super::work::Work;
use crate::changes::{Issue, IssuedPack, Issues, is_doubtful};
use crate::finding::{Finding, Sources};
use crate::meeting::{CheckSettings, Date};
use crate::pack;
use crate::workspace::{PackAddress, Workspace, former, hold};

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
            Some(there) => {
                Issues::read(there).map_err(|bad| Refusal::of_pack(format!("`issues.json`: {bad}"), bad.hint()))?
            }
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
            let mut issued = self.issued(audience, &path)?;
            if stable::is_wanted(&meeting) {
                issued.annexes = audience.meeting.sent_annexes(&meeting);
            }
            packs.push(issued);
            paths.push(path);
        }
        let last = issues.issues.last();
        if last.is_some_and(|last| last.packs == packs) {
            let hint = "build the pack again if it has changed since";
            return Err(Refusal::of_use("this pack is recorded already", hint));
        }
        let number = last.map_or(1, |last| last.number.saturating_add(1));
        let audiences = meeting.audiences().iter().map(|audience| audience.as_str().to_owned()).collect();
        issues.issues.push(Issue { number, date: asked.date.to_string(), audiences, packs });
        let in_packs = self.pack.folder.starts_with("packs/");
        let schema = if in_packs { "../issues.schema.json" } else { "issues.schema.json" };
        issues.schema.get_or_insert_with(|| schema.to_owned());
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
            Some(opened) => Ok(IssuedPack::of(&opened, &zip, &annex_files(&self.workspace.files, &self.outside))),
            None => Err(Refusal::of_pack(format!("`{shown}` is damaged, or another pack"), build)),
        }
    }
}
