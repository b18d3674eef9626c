//! A pack is built, taken as it was signed, taken from the cache, or compared.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::cache::{self, Entry, Key, Wanted};
use super::inputs::{NONE, Shared};
use super::policy::Policy;
use super::work::{Assembled, Work, signed_documents};
use super::{Built, How, Outcome, Request, SIGNED};
use crate::finding::{Finding, has_errors};
use crate::meeting::Meeting;
use crate::pack;
use crate::typeset::Fonts;
use crate::workspace::{PackAddress, Workspace, former};

/// What all packs of a run have in common.
pub(super) struct Job<'a, 'f> {
    pub(super) workspace: &'a Workspace,
    pub(super) request: &'a Request,
    pub(super) policy: &'a Policy,
    pub(super) shared: &'a Shared,
    pub(super) fonts: &'a (dyn Fn() -> &'f Fonts + Sync),
}

/// A pack that can be taken as it was built.
struct Reusable {
    entry: Entry,
    /// Its zip, unless that is where it is to go already.
    zip: Option<Vec<u8>>,
}

/// What the stages gave, before it is told.
struct Done {
    how: How,
    why: Vec<String>,
    built: Option<Built>,
}

impl Done {
    fn failed() -> Self {
        Self { how: How::Failed, why: Vec::new(), built: None }
    }
}

impl Job<'_, '_> {
    /// Does what was asked for with a pack.
    pub(super) fn one(&self, pack: &PackAddress) -> Outcome {
        let mut work = Work::new(self.workspace, pack, self.policy);
        let Some(out) = &self.request.out else {
            if let Some((meeting, _)) = work.check_signed() {
                work.try_templates(&meeting);
            }
            let how = if has_errors(&work.findings) { How::Failed } else { How::Checked };
            return outcome(work, Done { how, why: Vec::new(), built: None });
        };
        let path = out.join(format!("{}.zip", pack.id));
        let done = match self.reusable(&work, &path) {
            Ok(reusable) => self.reuse(&mut work, reusable, path),
            Err(why) => self.build(&mut work, path, why),
        };
        outcome(work, done)
    }

    fn request_words(&self) -> Vec<String> {
        let asked = [(self.request.prove, "proved"), (self.request.merged, "merged")];
        asked.into_iter().filter(|(is_asked, _)| *is_asked).map(|(_, word)| word.to_owned()).collect()
    }

    /// Whether a pack can be taken as it was built, or why not.
    fn reusable(&self, work: &Work<'_>, path: &Path) -> Result<Reusable, Vec<String>> {
        let Some(cache) = &self.request.cache else { return Err(Vec::new()) };
        let entry = cache.entry(work.pack);
        let request = self.request_words();
        let wanted = Wanted { request: &request, shared: self.shared, files: &self.workspace.files };
        let changes = cache::changes(entry.as_ref(), &wanted);
        let Some(entry) = entry.filter(|_| changes.is_empty()) else { return Err(changes) };
        if cache::digest_of(path).is_some_and(|digest| digest == entry.zip) {
            return Ok(Reusable { entry, zip: None });
        }
        match cache.zip(&entry) {
            Some(zip) => Ok(Reusable { entry, zip: Some(zip) }),
            None => Err(vec!["its zip is gone from the cache, or damaged".to_owned()]),
        }
    }

    fn reuse(&self, work: &mut Work<'_>, reusable: Reusable, path: PathBuf) -> Done {
        let Reusable { entry, zip } = reusable;
        // Rules look at all of the registry, and what was found has to be told again.
        if !(entry.is_silent && entry.registry == self.shared.registry) && work.check().is_none() {
            return Done::failed();
        }
        let Some(zip) = zip else {
            let size = former(&path).map_or(0, |zip| zip.len());
            let how = if self.request.compare { How::Current } else { How::Reused };
            return Done { how, why: Vec::new(), built: Some(Built { path, size, documents: entry.documents }) };
        };
        let assembled = Assembled { bytes: zip, documents: entry.documents, inputs: Vec::new() };
        if self.request.compare {
            return compared(path, assembled);
        }
        if work.would_drop_signatures(&path, &assembled.bytes) {
            return Done::failed();
        }
        match work.write(path, assembled) {
            Some(built) => Done { how: How::Reused, why: Vec::new(), built: Some(built) },
            None => Done::failed(),
        }
    }

    fn build(&self, work: &mut Work<'_>, path: PathBuf, why: Vec<String>) -> Done {
        let Some((meeting, signed)) = work.check_signed() else { return Done::failed() };
        let found_by_checking = work.found;
        let was_signed = signed.is_some();
        let assembled = match signed {
            Some(signed) if self.request.prove && !work.prove_signed(&signed) => return Done::failed(),
            Some(signed) => {
                let documents = signed_documents(&signed);
                Some(Assembled { bytes: signed, documents, inputs: Vec::new() })
            }
            None => work.assemble(&meeting, self.fonts, self.shared, self.request),
        };
        let Some(assembled) = assembled.filter(|_| !has_errors(&work.findings)) else { return Done::failed() };
        if self.request.compare {
            return compared(path, assembled);
        }
        if work.would_drop_signatures(&path, &assembled.bytes) {
            return Done::failed();
        }
        let kept = (self.request.cache.is_some() && !was_signed && work.found == found_by_checking)
            .then(|| (self.entry(work, &meeting, &assembled), assembled.bytes.clone()));
        let Some(built) = work.write(path, assembled) else { return Done::failed() };
        if let (Some(cache), Some((entry, zip))) = (&self.request.cache, kept) {
            cache.keep(work.pack, &entry, &zip);
        }
        Done { how: How::Built, why, built: Some(built) }
    }

    /// What the cache keeps of a pack.
    fn entry(&self, work: &Work<'_>, meeting: &Meeting, assembled: &Assembled) -> Entry {
        let made_of = assembled.inputs.iter().map(|input| (input.path.clone(), input.sha256.clone()));
        let mut inputs: BTreeMap<String, String> = made_of.collect();
        // What was looked for and is not there; folders of which any file may count.
        let looked_for = [work.pack.approvals(), work.pack.file(SIGNED), "templates".to_owned(), "fonts".to_owned()];
        for path in looked_for {
            inputs.entry(path.clone()).or_insert_with(|| self.shared.now(&self.workspace.files, &path));
        }
        let missing = self.shared.missing_of(meeting);
        inputs.extend(missing.into_iter().map(|path| (path, NONE.to_owned())));
        Entry {
            key: Key { tool: cache::tool(), request: self.request_words(), inputs },
            registry: self.shared.registry.clone(),
            is_silent: work.found == 0,
            zip: pack::digest(&assembled.bytes),
            documents: assembled.documents.clone(),
        }
    }
}

/// Holds the zip that is there against what would be written.
fn compared(path: PathBuf, assembled: Assembled) -> Done {
    let Assembled { bytes, documents, .. } = assembled;
    let there = former(&path);
    let why = match &there {
        Some(there) if *there == bytes => Vec::new(),
        Some(there) => differences(there, &bytes),
        None => vec!["there is no zip".to_owned()],
    };
    let how = if why.is_empty() { How::Current } else { How::Stale };
    let built = there.map(|there| Built { path, size: there.len(), documents });
    Done { how, why, built }
}

/// In what a zip differs from another, as far as their manifests say.
fn differences(there: &[u8], now: &[u8]) -> Vec<String> {
    let (Some(there), Some(now)) = (pack::open(there).opened, pack::open(now).opened) else {
        return vec!["what is there is no pack, or a damaged one".to_owned()];
    };
    let (there, now) = (there.manifest, now.manifest);
    let mut why = Vec::new();
    if there.tool != now.tool {
        why.push(format!("it was made by packwright {}", there.tool.version));
    }
    let digest = |inputs: &[pack::Input], path: &str| {
        inputs.iter().find(|input| input.path == path).map(|input| input.sha256.clone())
    };
    for input in &now.inputs {
        match digest(&there.inputs, &input.path) {
            None => why.push(format!("`{}` is new", input.path)),
            Some(other) if other != input.sha256 => why.push(format!("`{}` changed", input.path)),
            Some(_) => {}
        }
    }
    let gone = there.inputs.iter().filter(|input| digest(&now.inputs, &input.path).is_none());
    why.extend(gone.map(|input| format!("`{}` is gone", input.path)));
    if why.is_empty() {
        let other = |path: &str| there.files.iter().find(|file| file.path == path).map(|file| file.sha256.clone());
        let differ = now.files.iter().filter(|file| other(&file.path).as_ref() != Some(&file.sha256));
        why.extend(differ.map(|file| format!("`{}` is another", file.path)));
    }
    if why.is_empty() {
        why.push("the zip is another".to_owned());
    }
    why
}

fn outcome(work: Work<'_>, done: Done) -> Outcome {
    let Work { mut findings, sources, .. } = work;
    sort(&mut findings);
    Outcome { findings, sources, how: done.how, why: done.why, built: done.built }
}

fn sort(findings: &mut Vec<Finding>) {
    findings.sort_by(|a, b| (&a.spot, a.code.name, &a.message).cmp(&(&b.spot, b.code.name, &b.message)));
    findings.dedup_by(|a, b| a.spot == b.spot && a.code == b.code && a.message == b.message);
}
