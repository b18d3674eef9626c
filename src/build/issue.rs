//! What was sent out is recorded.

use std::path::{Path, PathBuf};

use super::approve::Refusal;
use super::audiences::ForAudience;
use super::policy::{Policy, SeverityOverrides};
use super::since::{annex_files, to_own};
use super::stable;
use super::work::Work;
use crate::changes::{Issue, IssuedPack, Issues, is_doubtful};
use crate::finding::{Finding, Sources};
use crate::meeting::{CheckSettings, Date};
use crate::pack::{self, Fault, Opened};
use crate::workspace::{Files, PackAddress, Workspace, former, hold};

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
    /// The number of the issue and the zips that it records, or why nothing was recorded; no reason if the findings say it.
    pub done: Result<(u32, Vec<PathBuf>), Option<Refusal>>,
    /// Doubts about what was recorded, each with what to do.
    pub remarks: Vec<Refusal>,
    /// The findings of the pack that prevent it.
    pub findings: Vec<Finding>,
    /// The texts that the findings' places point into.
    pub sources: Sources,
}

/// Records that a pack was sent out as its zips are now.
pub fn issue(workspace: &Workspace, pack: &PackAddress, asked: &Issuing) -> Issued {
    let policy = Policy::new(&SeverityOverrides::default(), &CheckSettings::default()).0;
    let mut work = Work::new(workspace, pack, &policy);
    let mut remarks = Vec::new();
    let done = work.issue(asked, &mut remarks);
    Issued { done, remarks, findings: work.findings, sources: work.sources }
}

impl Work<'_> {
    fn issue(&mut self, asked: &Issuing, remarks: &mut Vec<Refusal>) -> Result<(u32, Vec<PathBuf>), Option<Refusal>> {
        let held = hold(&self.workspace.root.join(self.pack.issues())).map_err(Refusal::from)?;
        let mut issues = self.recorded(held.former())?;
        let Some(meeting) = self.check() else {
            let hint = "correct them, and build the pack that you send out";
            return Err(Some(Refusal::of_pack("the pack has errors", hint)));
        };
        let audiences = self.audiences(&meeting, asked.audience.as_deref()).ok_or(None)?;
        self.refuse_later(&issues, asked.date, &audiences)?;
        let number = issues.next_number().ok_or_else(|| {
            Refusal::of_pack("no further issue can be numbered", "correct the numbers of the issues in `issues.json`")
        })?;
        let (mut packs, mut paths) = (Vec::new(), Vec::new());
        for audience in &audiences {
            let path = audience.path(&asked.out, &self.pack.id);
            self.turn_to(audience, &meeting);
            let mut issued = self.issued(audience, &path, remarks)?;
            issued.withheld = audience.meeting.placeholders(&meeting);
            if stable::is_wanted(&meeting) {
                issued.annexes = audience.meeting.sent_annexes(&meeting);
            }
            packs.push(issued);
            paths.push(path);
        }
        if let Some(last) = issues.issues.last().filter(|last| say_the_same(&last.packs, &packs)) {
            let message = format!("this pack is recorded already, as issue {}, sent out on {}", last.number, last.date);
            return Err(Some(Refusal::of_use(message, self.how_to_correct())));
        }
        let audiences = meeting.audiences().iter().map(|audience| audience.as_str().to_owned()).collect();
        issues.issues.push(Issue { number, date: asked.date.to_string(), audiences, packs });
        issues.schema.get_or_insert_with(|| self.pack.schema("issues"));
        issues.pack = Some(self.pack.id.clone());
        held.replace(issues.to_json().as_bytes()).map_err(Refusal::from)?;
        Ok((number, paths))
    }

    /// The record as it is, to which an issue is added.
    fn recorded(&self, record: Option<&[u8]>) -> Result<Issues, Refusal> {
        let path = self.pack.issues();
        let issues = record.map_or_else(|| Ok(Issues::default()), Issues::read).map_err(|damage| {
            let hint = "restore it from your repository: it holds what was sent out";
            Refusal::of_pack(format!("`{path}` cannot be read: {damage}"), hint)
        })?;
        if let Some(other) = issues.other_pack(&self.pack.id) {
            let message = format!("`{path}` is the record of the pack `{other}`");
            return Err(Refusal::of_pack(message, to_own(self.pack)));
        }
        Ok(issues)
    }

    /// Refuses to record what was sent out before something else that the same people got; others may be recorded later.
    fn refuse_later(&self, issues: &Issues, date: Date, audiences: &[ForAudience]) -> Result<(), Refusal> {
        let names: Vec<Option<&str>> = audiences.iter().map(|audience| audience.name.as_deref()).collect();
        let Some(later) = issues.after(date, &names) else { return Ok(()) };
        let message = format!("issue {} was sent out later, on {}", later.number, later.date);
        Err(Refusal::of_use(message, self.how_to_correct()))
    }

    fn how_to_correct(&self) -> String {
        let path = self.pack.issues();
        format!(
            "to correct the date of an issue, change it in `{path}`; to withdraw the last issue, remove its entry there"
        )
    }

    /// The record of a zip.
    fn issued(&self, audience: &ForAudience, path: &Path, remarks: &mut Vec<Refusal>) -> Result<IssuedPack, Refusal> {
        let shown = path.display();
        let build = || format!("build it first: `packwright build {}`", self.pack.id);
        let zip = former(path).ok().flatten();
        let zip = zip.ok_or_else(|| Refusal::of_pack(format!("there is no `{shown}`"), build()))?;
        let opened = self.opened(&zip, audience.name.as_deref());
        let opened = opened.map_err(|problem| Refusal::of_pack(format!("`{shown}` {problem}"), build()))?;
        let definition = self.pack.definition();
        let present = self.workspace.files.read(&definition).ok().flatten();
        let built_from = opened.manifest.inputs.iter().find(|input| input.path == definition);
        if built_from.zip(present).is_some_and(|(input, present)| input.sha256 != pack::digest(&present)) {
            let message = format!("`{definition}` has changed since `{shown}` was built: the zip is recorded as it is");
            let hint = "if you sent out another zip, remove the last entry of `issues.json`, build the pack and record it again";
            remarks.push(Refusal::of_pack(message, hint));
        }
        Ok(IssuedPack::of(&opened, &zip, &annex_files(&self.workspace.files, &self.outside)))
    }

    /// Opens a zip of this pack for an audience; else says what it is instead.
    fn opened(&self, zip: &[u8], audience: Option<&str>) -> Result<Opened, String> {
        let opening = pack::open(zip);
        let fault = opening.faults.iter().find(|fault| is_doubtful(fault));
        let opened = match (fault, opening.opened) {
            (None, Some(opened)) => opened,
            (Some(Fault::OtherVersion(_)), _) => return Err("was made by another version of packwright".to_owned()),
            (Some(fault), _) => return Err(format!("is damaged: {fault}")),
            (None, None) => return Err("is damaged".to_owned()),
        };
        let (pack, for_whom) = (&opened.manifest.pack, opened.manifest.audience.as_deref());
        if *pack != self.pack.id {
            return Err(format!("is the pack `{pack}`, and not `{}`", self.pack.id));
        }
        if for_whom != audience {
            return Err(
                for_whom.map_or("is the pack for everybody".to_owned(), |name| format!("is the pack for `{name}`"))
            );
        }
        Ok(opened)
    }
}

/// Returns whether packs are recorded alike: a list of changes before the documents makes another zip, but says nothing new.
fn say_the_same(last: &[IssuedPack], now: &[IssuedPack]) -> bool {
    let without_zip = |pack: &IssuedPack| IssuedPack { zip: String::new(), ..pack.clone() };
    last.len() == now.len() && last.iter().zip(now).all(|(last, now)| without_zip(last) == without_zip(now))
}
