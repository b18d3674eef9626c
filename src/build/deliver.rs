//! A pack is built, taken as it was signed, taken from the cache, or compared.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::apart::SHEETS;
use super::audiences::ForAudience;
use super::cache::{self, Cache, Entry, Key, Unusable, Wanted};
use super::facts::signed_documents;
use super::inputs::{NONE, Shared};
use super::leftovers::leftovers;
use super::policy::Policy;
use super::signed::unmade;
use super::work::{Assembled, Work};
use super::{Built, How, Outcome, Request, codes};
use crate::finding::{Finding, Spot, has_errors};
use crate::meeting::Meeting;
use crate::typeset::Fonts;
use crate::workspace::{PackAddress, ReadError, Workspace, folder_names, former};
use crate::{pack, verify};

/// The things that all packs of a run have in common.
pub(super) struct Job<'a, 'f> {
    pub(super) workspace: &'a Workspace,
    pub(super) request: &'a Request,
    pub(super) policy: &'a Policy,
    pub(super) shared: &'a Shared,
    pub(super) fonts: &'a (dyn Fn() -> &'f Fonts + Sync),
    /// True if packs that are much to typeset are left to another process.
    pub(super) hands_over: bool,
    /// The names in the folder for zips, sorted, as they are when the first pack is built.
    pub(super) there: OnceLock<Vec<String>>,
}

/// A pack that can be taken as it was built.
struct Reusable {
    entry: Entry,
    zip: Zip,
}

/// The place of the zip of such a pack.
enum Zip {
    /// At its destination already, with this size in bytes.
    InPlace(usize),
    /// Kept in the cache.
    Kept(Vec<u8>),
}

/// The result of the stages, before it is reported.
struct Done {
    how: How,
    why: Vec<String>,
    built: Vec<Built>,
}

impl Done {
    fn failed() -> Self {
        Self { how: How::Failed, why: Vec::new(), built: Vec::new() }
    }

    /// This and another pack of the same meeting; one that is stale makes both so.
    fn and(mut self, other: Self) -> Self {
        self.how = if other.how == How::Stale { How::Stale } else { self.how };
        for why in other.why {
            if !self.why.contains(&why) {
                self.why.push(why);
            }
        }
        self.built.extend(other.built);
        self
    }
}

impl Job<'_, '_> {
    /// Does what was asked for with a pack; nothing if it is left to another process.
    pub(super) fn one(&self, pack: &PackAddress) -> Option<Outcome> {
        let mut work = Work::new(self.workspace, pack, self.policy);
        work.since.asked = self.request.since;
        work.sheets_at_most = if self.hands_over { SHEETS } else { usize::MAX };
        let Some(out) = &self.request.out else {
            match work.check_signed() {
                Some((meeting, _)) if self.request.quick => work.try_templates(&meeting),
                // What was signed is delivered as it is.
                Some((meeting, None)) => work.try_pages(&meeting, self.fonts, self.shared),
                _ => {}
            }
            if work.is_too_much {
                return None;
            }
            let how = if has_errors(&work.findings) { How::Failed } else { How::Checked };
            return Some(outcome(work, Done { how, why: Vec::new(), built: Vec::new() }));
        };
        let path = out.join(format!("{}.zip", pack.id));
        let done = match self.reusable(&work, &path) {
            Ok(Ok(reusable)) => self.reuse(&mut work, reusable, path),
            Ok(Err(why)) => self.build(&mut work, out, why),
            Err(Unusable { path, why }) => {
                let message = format!("`{}` in the cache cannot be read: {why}", path.display());
                let hint = "remove it, or build with `--no-cache`; nothing else is kept there";
                work.record(vec![
                    Finding::new(&codes::CACHE_UNUSABLE, Spot::File(pack.definition()), message).hint(hint),
                ]);
                Done::failed()
            }
        };
        (!work.is_too_much).then(|| outcome(work, done))
    }

    /// Records zips of a pack that no build of it writes.
    fn tell_leftovers(&self, work: &mut Work<'_>, audiences: &[&str], out: &Path) {
        let there = self.there.get_or_init(|| folder_names(out));
        work.record(leftovers(work.pack, audiences, out, there));
    }

    fn request_words(&self) -> Vec<String> {
        let asked = [
            (self.request.prove, "proved"),
            (self.request.merged, "merged"),
            (self.request.text, "text"),
            (self.request.docx, "docx"),
        ];
        asked.into_iter().filter(|(is_asked, _)| *is_asked).map(|(_, word)| word.to_owned()).collect()
    }

    /// The cache that is trusted. What is there is never compared with what a cache says. A list of changes since a certain issue is made
    /// anew, since a cache does not say that there are none.
    fn cache(&self) -> Option<&Cache> {
        self.request.cache.as_ref().filter(|_| !self.request.compare && self.request.since.is_none())
    }

    /// Returns the pack as it was built if it can be taken again, else why not.
    fn reusable(&self, work: &Work<'_>, path: &Path) -> Result<Result<Reusable, Vec<String>>, Unusable> {
        let Some(cache) = self.cache() else { return Ok(Err(Vec::new())) };
        let entry = cache.entry(work.pack)?;
        let request = self.request_words();
        let wanted = Wanted { request: &request, shared: self.shared, files: &self.workspace.files };
        let changes = cache::changes(entry.as_ref(), &wanted);
        let Some(entry) = entry.filter(|_| changes.is_empty()) else { return Ok(Err(changes)) };
        if let Some(size) = size_in_place(path, &entry) {
            return Ok(Ok(Reusable { entry, zip: Zip::InPlace(size) }));
        }
        Ok(match cache.zip(&entry)? {
            Some(zip) => Ok(Reusable { entry, zip: Zip::Kept(zip) }),
            None => Err(vec!["its zip in the cache is missing or damaged".to_owned()]),
        })
    }

    fn reuse(&self, work: &mut Work<'_>, reusable: Reusable, path: PathBuf) -> Done {
        let Reusable { entry, zip } = reusable;
        // Rules look at all of the registry, and what was found has to be told again.
        if !(entry.is_silent && entry.registry == self.shared.registry) && work.check().is_none() {
            return Done::failed();
        }
        let built = match zip {
            Zip::InPlace(size) => Some(Built { audience: None, path, size, documents: entry.documents }),
            Zip::Kept(bytes) => work.write(path, Assembled { bytes, documents: entry.documents, inputs: Vec::new() }),
        };
        if let Some(out) = &self.request.out {
            self.tell_leftovers(work, &[], out);
        }
        match built {
            Some(built) => Done { how: How::Reused, why: Vec::new(), built: vec![built] },
            None => Done::failed(),
        }
    }

    fn build(&self, work: &mut Work<'_>, out: &Path, why: Vec<String>) -> Done {
        let Some((meeting, signed)) = work.check_signed() else { return Done::failed() };
        let count_after_checking = work.found_count;
        if signed.as_ref().is_some_and(|signed| self.request.prove && !work.prove_signed(signed)) {
            return Done::failed();
        }
        let unmade = signed.as_deref().and_then(|zip| unmade(work.pack, zip, self.request));
        work.record(unmade.into_iter().collect());
        let Some(audiences) = work.audiences(&meeting, self.request.audience.as_deref()) else { return Done::failed() };
        let first_seal = signed.as_ref().and_then(|signed| verify::first_seal(&pack::open(signed).opened?));
        // Nothing is written before all are made: one that says too much would leave the others behind.
        let mut all = Vec::new();
        for audience in &audiences {
            let assembled = match &signed {
                Some(signed) if audience.is_whole() => {
                    let documents = signed_documents(signed);
                    Some(Assembled { bytes: signed.clone(), documents, inputs: Vec::new() })
                }
                _ => {
                    let seal = first_seal.clone();
                    work.assemble_for(audience, &meeting, seal, self.fonts, self.shared, self.request)
                }
            };
            let Some(assembled) = assembled.filter(|_| !has_errors(&work.findings)) else { return Done::failed() };
            all.push((audience, audience.path(out, &work.pack.id), assembled));
        }
        let names: Vec<&str> = meeting.audiences().iter().map(|name| name.as_str()).collect();
        // What a cache keeps says nothing of the folder.
        let count = work.found_count;
        self.tell_leftovers(work, &names, out);
        work.found_count = count;
        if has_errors(&work.findings) {
            return Done::failed();
        }
        if self.request.compare {
            return all
                .into_iter()
                .map(|(audience, path, assembled)| compared(audience, path, assembled))
                .fold(Done { how: How::Current, why: Vec::new(), built: Vec::new() }, Done::and);
        }
        // Of packs for several audiences each is made anew, and so is one that does not state its inputs.
        let is_for_all = meeting.audiences().is_empty() && !meeting.is_after_withheld();
        let may_be_kept = signed.is_none() && is_for_all && work.found_count == count_after_checking;
        let was_signed = signed.is_some();
        let is_there = |(_, path, assembled): &(&ForAudience, PathBuf, Assembled)| {
            former(path).is_ok_and(|there| there.as_ref() == Some(&assembled.bytes))
        };
        let is_reused = was_signed && all.iter().all(is_there);
        let why = match (is_reused, was_signed) {
            (true, _) => Vec::new(),
            (false, true) => vec!["the signed pack was not there".to_owned()],
            (false, false) => why,
        };
        let mut built = Vec::new();
        for (audience, path, assembled) in all {
            let audience = audience.name.clone();
            if is_reused {
                built.push(Built { audience, path, size: assembled.bytes.len(), documents: assembled.documents });
                continue;
            }
            let kept = self.cache().filter(|_| may_be_kept).map(|cache| {
                let entry = self.entry(work, &meeting, &assembled);
                (cache, entry, assembled.bytes.clone())
            });
            let Some(one) = work.write(path, assembled) else { return Done::failed() };
            built.push(Built { audience, ..one });
            if let Some((cache, entry, zip)) = kept {
                cache.keep(entry, &zip);
            }
        }
        Done { how: if is_reused { How::Reused } else { How::Built }, why, built }
    }

    /// The entry that the cache keeps of a pack.
    fn entry(&self, work: &Work<'_>, meeting: &Meeting, assembled: &Assembled) -> Entry {
        let made_of = assembled.inputs.iter().map(|input| (input.path.clone(), input.sha256.clone()));
        let mut inputs: BTreeMap<String, String> = made_of.collect();
        for path in cache::looked_for(work.pack) {
            inputs.entry(path.clone()).or_insert_with(|| self.shared.now(&self.workspace.files, &path));
        }
        let missing = self.shared.missing_of(meeting);
        inputs.extend(missing.into_iter().map(|path| (path, NONE.to_owned())));
        Entry {
            pack: work.pack.clone(),
            key: Key { tool: cache::tool(), request: self.request_words(), inputs },
            registry: self.shared.registry.clone(),
            is_silent: work.found_count == 0,
            zip: pack::digest(&assembled.bytes),
            documents: assembled.documents.clone(),
        }
    }
}

/// The size of the zip at the place of a pack, if it is the one that was built: by its digest, and by its own manifest.
fn size_in_place(path: &Path, entry: &Entry) -> Option<usize> {
    let zip = former(path).ok()??;
    let is_it = pack::digest(&zip) == entry.zip && pack::manifest(&zip).is_some_and(|manifest| entry.says(&manifest));
    is_it.then_some(zip.len())
}

/// Holds the zip that is there against what would be written.
fn compared(audience: &ForAudience, path: PathBuf, assembled: Assembled) -> Done {
    let Assembled { bytes, documents, .. } = assembled;
    let there = former(&path);
    let why = match &there {
        Ok(Some(there)) if *there == bytes => Vec::new(),
        Ok(Some(there)) => differences(there, &bytes),
        Ok(None) => vec!["there is no zip".to_owned()],
        Err(why) => vec![unreadable(&path, why)],
    };
    let how = if why.is_empty() { How::Current } else { How::Stale };
    let audience = audience.name.clone();
    // Of several packs it is said which.
    let name = path.file_name().filter(|_| audience.is_some()).map(|name| name.to_string_lossy().into_owned());
    let why =
        why.into_iter().map(|why| name.as_ref().map_or(why.clone(), |name| format!("{why} (`{name}`)"))).collect();
    let built = there.ok().flatten().map(|there| Built { audience, path, size: there.len(), documents });
    Done { how, why, built: built.into_iter().collect() }
}

fn unreadable(path: &Path, why: &ReadError) -> String {
    format!("`{}` cannot be read: {why}", path.display())
}

/// The differences between two zips, as far as their manifests state them.
fn differences(there: &[u8], now: &[u8]) -> Vec<String> {
    let (Some(there), Some(now)) = (pack::open(there).opened, pack::open(now).opened) else {
        return vec!["the existing file is not a pack, or is damaged".to_owned()];
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
        why.push("the zip is a different one".to_owned());
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
