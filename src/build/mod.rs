//! One pack through the stages; many packs in parallel.
//!
//! This room alone knows all stages and their order. It tells what happens as [`Event`]s and leaves
//! it to its caller to speak of them.
//!
//! It refuses to print, to look at the clock, and to leave anything of a failed build behind: a
//! pack is written at the very end, whole, and the former one stays until then.

mod approve;
mod codes;
mod crew;
mod policy;
mod sign;
mod signed;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

pub use approve::{Approved, Approving, Refusal, approve};
pub use codes::CODES;
pub use policy::{Selector, Wishes};
pub use sign::{Signed, SignedPack, Signing, sign_pack, sign_zip};
pub use signed::SIGNED;

use crate::edition::Pdf;
use crate::finding::{Code, Finding, Sources, Spot, has_errors};
use crate::meeting::{CheckSettings, Language, Meeting};
use crate::pack::{Facts, Input};
use crate::typeset::Fonts;
use crate::workspace::{PackAddress, Workspace, write_whole};
use crate::{bundle, check, pack, read, render, typeset};
use policy::Policy;

/// What is to be done with the packs of a workspace, every default resolved.
#[derive(Debug, Clone)]
pub struct Request {
    /// The packs.
    pub packs: Vec<PackAddress>,
    /// Where zips go; `None` to check only.
    pub out: Option<PathBuf>,
    /// Whether these are all packs of the workspace.
    pub whole: bool,
    /// What the user allows and denies.
    pub wishes: Wishes,
    /// How many threads work at once; as many as the machine has if not stated.
    pub jobs: Option<usize>,
    /// Whether a second validator has to agree that the PDFs meet their standards.
    pub prove: bool,
}

/// What happened.
#[derive(Debug)]
pub enum Event<'a> {
    /// Something about the workspace as a whole.
    Workspace(Vec<Finding>, Sources),
    /// A pack is done, well or badly.
    Pack(&'a PackAddress, Outcome),
}

/// What came of one pack.
#[derive(Debug)]
pub struct Outcome {
    /// Everything found, sorted by place.
    pub findings: Vec<Finding>,
    /// The texts that the findings' places point into.
    pub sources: Sources,
    /// What was written, if it was.
    pub built: Option<Built>,
}

/// A pack that was written.
#[derive(Debug, Clone)]
pub struct Built {
    /// The zip.
    pub path: PathBuf,
    /// Its size in bytes.
    pub size: usize,
    /// Its documents: language, path, pages.
    pub documents: Vec<(String, String, usize)>,
}

/// All codes of all rooms.
pub fn codes() -> Vec<&'static Code> {
    let stages = [read::CODES, render::CODES, typeset::CODES, bundle::CODES, CODES];
    stages.into_iter().flatten().copied().chain(check::codes()).collect()
}

/// The JSON Schema of `packs/check.json`, published as `packs/check.schema.json`, with the names of all codes
/// and groups, so that editors offer them.
pub fn settings_schema() -> serde_json::Value {
    let mut names: Vec<&str> = codes().into_iter().map(|code| code.name).collect();
    names.sort_unstable();
    let groups = crate::finding::Group::ALL.map(crate::finding::Group::name);
    let names: Vec<&str> = groups.into_iter().chain([policy::WARNINGS]).chain(names).collect();
    let mut schema = read::settings_schema();
    for place in ["/properties/deny/items", "/$defs/Allowance/properties/code"] {
        if let Some(of_name) = schema.pointer_mut(place) {
            of_name["enum"] = names.clone().into();
        }
    }
    schema
}

/// Builds or checks packs, in parallel, and tells of each when it is done. Fonts are loaded once, while
/// the first packs are read.
pub fn run(workspace: &Workspace, request: &Request, tell: &(dyn Fn(Event<'_>) + Sync)) {
    let mut sources = Sources::new(&workspace.prefix);
    let (settings, mut findings) = read::settings(&workspace.files, &mut sources);
    let (policy, unknown) = Policy::new(&request.wishes, &settings);
    findings.extend(unknown);
    if !findings.is_empty() {
        tell(Event::Workspace(findings, sources.clone()));
    }
    let fonts = OnceLock::new();
    let fonts = || fonts.get_or_init(|| load_fonts(workspace, tell));
    let prepare = || {
        if request.out.is_some() {
            let _: &Fonts = fonts();
        }
    };
    let work = |at: usize| {
        let pack = &request.packs[at];
        tell(Event::Pack(pack, one(workspace, pack, request, &policy, &fonts)));
    };
    crew::in_parallel(request.jobs.unwrap_or_else(crew::cores), request.packs.len(), &prepare, &work, &|| false);
    let unused = policy.unused();
    if request.whole && !unused.is_empty() {
        tell(Event::Workspace(unused, sources));
    }
}

/// What templates see of a pack.
#[derive(Debug)]
pub struct Seen {
    /// By document.
    pub documents: serde_json::Map<String, serde_json::Value>,
    /// What was found on the way; with errors there are no documents.
    pub findings: Vec<Finding>,
    /// The texts that the findings' places point into.
    pub sources: Sources,
}

/// What templates see of a pack, in a language or else in its first.
pub fn context(workspace: &Workspace, pack: &PackAddress, language: Option<&Language>) -> Seen {
    let policy = Policy::new(&Wishes::default(), &CheckSettings::default()).0;
    let mut work = Work::new(workspace, pack, &policy);
    let mut documents = serde_json::Map::new();
    if let Some(meeting) = work.check() {
        let language = language.cloned().unwrap_or_else(|| meeting.definition.editions().remove(0));
        match render::context(&meeting, &language, &workspace.files, &mut work.sources) {
            Ok(seen) => documents = seen,
            Err(findings) => work.found(findings),
        }
    }
    Seen { documents, findings: work.findings, sources: work.sources }
}

/// The definition of a pack as it is now, whatever is wrong with it; none if it cannot be read.
pub fn definition(workspace: &Workspace, pack: &PackAddress) -> Option<Meeting> {
    read::read(&workspace.files, pack, &mut Sources::new("")).meeting
}

fn load_fonts(workspace: &Workspace, tell: &(dyn Fn(Event<'_>) + Sync)) -> Fonts {
    let (fonts, findings) = Fonts::load(&workspace.files);
    if !findings.is_empty() {
        tell(Event::Workspace(findings, Sources::new(&workspace.prefix)));
    }
    fonts
}

fn one<'a>(
    workspace: &Workspace,
    pack: &PackAddress,
    request: &Request,
    policy: &Policy,
    fonts: &(dyn Fn() -> &'a Fonts + Sync),
) -> Outcome {
    let mut work = Work::new(workspace, pack, policy);
    let built = match (work.check(), &request.out) {
        (Some(meeting), Some(out)) => work.build(&meeting, fonts, out, request.prove),
        (Some(meeting), None) => {
            work.signed(&meeting);
            work.try_templates(&meeting);
            None
        }
        (None, _) => None,
    };
    Outcome::new(work.findings, work.sources, built)
}

impl Outcome {
    fn new(mut findings: Vec<Finding>, sources: Sources, built: Option<Built>) -> Self {
        findings.sort_by(|a, b| (&a.spot, a.code.name, &a.message).cmp(&(&b.spot, b.code.name, &b.message)));
        findings.dedup_by(|a, b| a.spot == b.spot && a.code == b.code && a.message == b.message);
        Self { findings, sources, built }
    }
}

/// A pack that is put together: its zip, and its documents with language, path and pages.
struct Assembled {
    bytes: Vec<u8>,
    documents: Vec<(String, String, usize)>,
}

/// What the system says, without its number.
fn reason(error: &std::io::Error) -> String {
    error.to_string().split(" (os error").next().unwrap_or_default().to_owned()
}

/// The documents of a pack that was signed.
fn signed_documents(zip: &[u8]) -> Vec<(String, String, usize)> {
    let files = pack::open(zip).opened.map(|opened| opened.manifest.files).unwrap_or_default();
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    files.into_iter().map(|file| (file.language, name(&file.path), file.pages)).collect()
}

/// One pack on its way.
struct Work<'a> {
    workspace: &'a Workspace,
    pack: &'a PackAddress,
    policy: &'a Policy,
    sources: Sources,
    findings: Vec<Finding>,
    /// Files that the documents show, for the manifest.
    enclosures: Vec<Input>,
}

impl<'a> Work<'a> {
    fn new(workspace: &'a Workspace, pack: &'a PackAddress, policy: &'a Policy) -> Self {
        let sources = Sources::new(&workspace.prefix);
        Self { workspace, pack, policy, sources, findings: Vec::new(), enclosures: Vec::new() }
    }

    /// Takes in findings, with the weight they have in this run.
    fn found(&mut self, findings: Vec<Finding>) {
        self.findings.extend(self.policy.apply(self.pack, findings));
    }

    /// Tries what a build would do with the templates, up to typesetting.
    fn try_templates(&mut self, meeting: &Arc<Meeting>) {
        for language in meeting.definition.editions() {
            let rendering = render::check(meeting, &language, &self.workspace.files, &mut self.sources);
            self.found(rendering);
        }
    }

    /// Reads and checks; gives the meeting if there is one, whatever was found.
    fn meeting(&mut self) -> Option<Meeting> {
        let reading = read::read(&self.workspace.files, self.pack, &mut self.sources);
        self.found(reading.findings);
        let meeting = reading.meeting?;
        self.found(check::check(&meeting, &self.sources));
        Some(meeting)
    }

    /// Reads and checks; gives the meeting if it may be built.
    fn check(&mut self) -> Option<Arc<Meeting>> {
        let meeting = self.meeting()?;
        (!has_errors(&self.findings)).then(|| Arc::new(meeting))
    }

    /// Builds the pack, or takes it as it was signed, and writes it.
    fn build<'f>(
        &mut self,
        meeting: &Arc<Meeting>,
        fonts: &(dyn Fn() -> &'f Fonts + Sync),
        out: &Path,
        prove: bool,
    ) -> Option<Built> {
        let path = out.join(format!("{}.zip", self.pack.id));
        if let Some(signed) = self.signed(meeting) {
            if prove && !self.prove_signed(&signed) {
                return None;
            }
            let documents = signed_documents(&signed);
            return self.write(path, Assembled { bytes: signed, documents });
        }
        if has_errors(&self.findings) {
            return None;
        }
        let assembled = self.assemble(meeting, fonts, prove)?;
        if self.would_drop_signatures(&path, &assembled.bytes) {
            return None;
        }
        self.write(path, assembled)
    }

    /// All editions, put together.
    fn assemble<'f>(
        &mut self,
        meeting: &Arc<Meeting>,
        fonts: &(dyn Fn() -> &'f Fonts + Sync),
        prove: bool,
    ) -> Option<Assembled> {
        let mut pdfs = Vec::new();
        for language in meeting.definition.editions() {
            pdfs.extend(self.edition(meeting, &language, fonts).unwrap_or_default());
        }
        if has_errors(&self.findings) {
            return None;
        }
        if prove {
            let shown = self.pack.definition();
            let proofs: Vec<Finding> = pdfs.par_iter().flat_map_iter(|pdf| bundle::prove(pdf, &shown)).collect();
            self.found(proofs);
            if has_errors(&self.findings) {
                return None;
            }
        }
        match pack::pack(&self.facts(meeting, fonts(), &pdfs), &pdfs) {
            Ok(packed) => {
                let documents = pdfs.iter().map(|pdf| (pdf.language.clone(), pdf.plan.path.clone(), pdf.pages));
                Some(Assembled { bytes: packed.bytes, documents: documents.collect() })
            }
            Err(error) => {
                let message = format!("the pack cannot be put together: {error}");
                self.fail(&codes::PACK_FAILED, message, "please report this as a bug");
                None
            }
        }
    }

    fn edition<'f>(
        &mut self,
        meeting: &Arc<Meeting>,
        language: &Language,
        fonts: &(dyn Fn() -> &'f Fonts + Sync),
    ) -> Option<Vec<Pdf>> {
        let rendering = render::render(meeting, language, &self.workspace.files, &mut self.sources);
        self.found(rendering.findings);
        let project = rendering.project?;
        self.enclosures.extend(project.files.values().map(|file| Input::new(&file.path, &file.content)));
        let typesetting = typeset::typeset(&project, fonts());
        self.found(typesetting.findings);
        match bundle::link(typesetting.pdfs?) {
            Ok(pdfs) => Some(pdfs),
            Err(error) => {
                self.fail(
                    &codes::PACK_FAILED,
                    format!("the documents cannot be linked: {error}"),
                    "please report this as a bug",
                );
                None
            }
        }
    }

    fn write(&mut self, path: PathBuf, assembled: Assembled) -> Option<Built> {
        let Assembled { bytes, documents } = assembled;
        if let Err(error) = write_whole(&path, &bytes) {
            let message = format!("`{}` cannot be written: {}", path.display(), reason(&error));
            self.fail(&codes::CANNOT_WRITE, message, "choose another folder with `--out`, or make room");
            return None;
        }
        Some(Built { path, size: bytes.len(), documents })
    }

    fn facts(&self, meeting: &Meeting, fonts: &Fonts, pdfs: &[Pdf]) -> Facts {
        let definition = &meeting.definition;
        let texts = self.sources.own().map(|(path, text)| Input::new(path, text.as_bytes()));
        let fonts = fonts.own().map(|(path, data)| Input::new(path, data));
        let mut inputs: Vec<Input> = texts.chain(fonts).chain(self.enclosures.iter().cloned()).collect();
        inputs.sort_by(|a, b| a.path.cmp(&b.path));
        inputs.dedup_by(|a, b| a.path == b.path);
        let minutes = pdfs.iter().any(|pdf| pdf.plan.path == "minutes.pdf");
        Facts {
            pack: meeting.id.clone(),
            title: definition.title.text_in(&definition.editions()[0]).value.clone(),
            status: definition.status().name().to_owned(),
            content: if minutes { signed::contents(meeting) } else { BTreeMap::new() },
            approvals: signed::approvals(meeting),
            signatories: if minutes { signed::signatories(meeting) } else { Vec::new() },
            inputs,
        }
    }

    fn fail(&mut self, code: &'static Code, message: String, hint: &str) {
        let spot = Spot::File(self.pack.definition());
        self.findings.push(Finding::new(code, spot, message).hint(hint));
    }
}
