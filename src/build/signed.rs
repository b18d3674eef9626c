//! What was signed is kept: a pack's `signed.zip` is delivered as it is, as long as the definition says the same.

use std::collections::BTreeMap;
use std::path::Path;

use super::codes;
use super::inputs::Shared;
use super::work::Work;
use crate::finding::{Finding, Spot, quoted_list};
use crate::meeting::{Content, Language, Meeting};
use crate::pack::{self, Approved, Input, Opened, SEAL, Signatory};
use crate::workspace::Files;
use crate::{bundle, check, sign};

/// The name under which a signed pack lies in the pack's folder.
pub const SIGNED: &str = "signed.zip";

/// Digests of what the minutes say, by language.
pub(super) fn contents(meeting: &Meeting) -> BTreeMap<String, String> {
    let editions = meeting.definition.editions();
    let digest = |language| Content::digest(&Content::of(meeting, language).texts());
    editions.iter().map(|language| (language.as_str().to_owned(), digest(language))).collect()
}

/// Digests of how the minutes came about, by language.
pub(super) fn procedures(meeting: &Meeting) -> BTreeMap<String, String> {
    let editions = meeting.definition.editions();
    let digest = |language| Content::digest(&Content::of_procedure(meeting, language).texts());
    editions.iter().map(|language| (language.as_str().to_owned(), digest(language))).collect()
}

/// Approvals that stand, for the manifest.
pub(super) fn approvals(meeting: &Meeting) -> Vec<Approved> {
    let approved = meeting.approvals.standing().map(|approval| {
        let person = meeting.registry.people.get(approval.person.as_str());
        let name = person.map(|person| person.name.text_in(&approval.language).value.clone());
        Approved {
            person: approval.person.as_str().to_owned(),
            name: name.unwrap_or_default(),
            capacity: approval.capacity.clone(),
            language: approval.language.as_str().to_owned(),
            at: approval.at.to_string(),
            content: approval.content.value.clone(),
        }
    });
    approved.collect()
}

/// Who signs the minutes, in each edition.
pub(super) fn signatories(meeting: &Meeting) -> Vec<Signatory> {
    let mut all = Vec::new();
    for language in meeting.definition.editions() {
        for one in &meeting.definition.signatories {
            let person = meeting.registry.people.get(one.person.as_str());
            all.push(Signatory {
                person: one.person.as_str().to_owned(),
                name: person.map(|person| person.name.text_in(&language).value.clone()).unwrap_or_default(),
                language: language.as_str().to_owned(),
            });
        }
    }
    all
}

impl Work<'_> {
    /// The pack as it was signed, if it was, and still is what the definition says. If it is not, that is found.
    pub(super) fn signed(&mut self, meeting: &Meeting) -> Option<Vec<u8>> {
        let path = self.pack.file(SIGNED);
        let zip = match self.workspace.files.read(&path) {
            Ok(zip) => zip?,
            Err(error) => {
                let message = format!("this signed pack cannot be read: {error}");
                self.found(vec![Finding::new(&codes::SIGNED_DAMAGED, Spot::File(path), message)]);
                return None;
            }
        };
        let found = match intact(&zip) {
            Ok(opened) => self.against(meeting, &opened, &path),
            Err(why) => {
                let finding = Finding::new(&codes::SIGNED_DAMAGED, Spot::File(path), why);
                vec![finding.hint("take it from your repository again; `packwright verify` says more")]
            }
        };
        let fits = !found.iter().any(Finding::is_error);
        self.found(found);
        fits.then_some(zip)
    }

    /// What is otherwise now than it was when the pack was signed.
    pub(super) fn against(&self, meeting: &Meeting, opened: &Opened, path: &str) -> Vec<Finding> {
        let spot = || Spot::File(path.to_owned());
        let otherwise = |message: String, notes: Vec<String>| {
            let zip = format!("`{path}` and the zip in `out/`");
            let mut finding = Finding::new(&codes::SIGNED_OTHERWISE, spot(), message)
                .hint(format!("take back what changed; to begin anew remove {zip}, and their signatures with them"));
            finding.notes = notes;
            vec![finding]
        };
        let status = meeting.definition.status();
        if !status.is_final() {
            return otherwise(
                format!("the minutes were signed as adopted, and are `{}` now", status.name()),
                Vec::new(),
            );
        }
        if contents(meeting) != opened.manifest.content {
            let message = "the minutes say something else than what was signed".to_owned();
            return otherwise(message, changes_since(meeting, opened));
        }
        if procedures(meeting) != opened.manifest.procedure {
            let message = "`history` or `silence` say something else than when the minutes were signed".to_owned();
            return otherwise(message, Vec::new());
        }
        let shared = Shared::read(&self.workspace.files);
        let changed = |input: &&Input| shared.now(&self.workspace.files, &input.path) != input.sha256;
        let changed: Vec<&str> =
            opened.manifest.inputs.iter().filter(changed).map(|input| input.path.as_str()).collect();
        if changed.is_empty() {
            return Vec::new();
        }
        let message = format!("{} changed after this pack was signed", quoted_list(changed).replace(" or ", " and "));
        vec![
            Finding::new(&codes::SIGNED_BEFORE, spot(), message)
                .hint("the minutes say the same; the pack is delivered as it was signed"),
        ]
    }

    /// Has the second validator look at what was signed; says whether it agrees.
    pub(super) fn prove_signed(&mut self, zip: &[u8]) -> bool {
        let Some(opened) = pack::open(zip).opened else { return false };
        let spot = Spot::File(self.pack.file(SIGNED));
        let broken = opened.manifest.files.iter().filter_map(|file| Some((file, opened.files.get(&file.path)?)));
        let broken = broken.flat_map(|(file, content)| bundle::prove_file(content, &file.standards, &file.path, &spot));
        let broken: Vec<Finding> = broken.collect();
        let agrees = broken.is_empty();
        self.found(broken);
        agrees
    }

    /// Whether signatures would be lost if a pack were written where a former one lies: then that stays there.
    pub(super) fn would_drop_signatures(&mut self, path: &Path, former: Option<&[u8]>, bytes: &[u8]) -> bool {
        let former = former.filter(|former| *former != bytes && is_sealed(former));
        let drops = former.is_some_and(|former| !goes_on_from(former, bytes));
        if drops {
            let message = format!("`{}` has signatures that what is delivered now has not", path.display());
            let hint = format!("keep it as `{}`, or choose another folder with `--out`", self.pack.file(SIGNED));
            self.fail(&codes::WOULD_DROP_SIGNATURES, message, &hint);
        }
        drops
    }
}

/// Whether a pack has all that was signed in a former one: each of its minutes begins with those.
pub(super) fn goes_on_from(former: &[u8], now: &[u8]) -> bool {
    let (Some(former), Some(now)) = (pack::open(former).opened, pack::open(now).opened) else { return false };
    former.manifest.minutes().all(|file| {
        let (before, after) = (former.files.get(&file.path), now.files.get(&file.path));
        matches!((before, after), (Some(before), Some(after)) if after.starts_with(before))
    })
}

/// What changed word by word since a pack was signed, where what it said is known: from an approval of it.
fn changes_since(meeting: &Meeting, opened: &Opened) -> Vec<String> {
    let mut changes = Vec::new();
    for (language, digest) in &opened.manifest.content {
        if let Some(lines) = meeting.approvals.contents.get(digest) {
            changes.extend(check::changes_since(meeting, &Language::new(language.as_str()), lines));
        }
    }
    changes
}

/// A pack that is as it was signed, or why it is not.
pub(super) fn intact(zip: &[u8]) -> Result<Opened, String> {
    let opening = pack::open(zip);
    if let Some(fault) = opening.faults.first() {
        return Err(format!("this signed pack is not as it was: {fault}"));
    }
    let Some(opened) = opening.opened else { return Err("this is no pack".to_owned()) };
    let Some(seal) = &opened.seal else { return Err("this pack is not signed".to_owned()) };
    if !sign::examine_detached(&opened.manifest_bytes, seal).is_valid() {
        return Err("the seal of this pack does not hold".to_owned());
    }
    Ok(opened)
}

/// Whether a zip has a seal, by the names at its end.
pub(super) fn is_sealed(zip: &[u8]) -> bool {
    zip.windows(SEAL.len()).rev().take(64 * 1024).any(|part| part == SEAL.as_bytes())
}
