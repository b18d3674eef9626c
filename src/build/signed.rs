//! What was signed is kept: a pack's `signed.zip` is delivered as it is, as long as the definition says the same.

use std::collections::BTreeMap;
use std::path::Path;

use super::codes;
use super::inputs::Shared;
use super::work::Work;
use crate::bundle;
use crate::finding::{Finding, Spot, quoted_list};
use crate::meeting::{Content, Meeting};
use crate::pack::{self, Approved, Input, Opened, SEAL, Signatory};
use crate::sign;
use crate::workspace::Files;

/// The name under which a signed pack lies in the pack's folder.
pub const SIGNED: &str = "signed.zip";

/// Digests of what the minutes say, by language.
pub(super) fn contents(meeting: &Meeting) -> BTreeMap<String, String> {
    let editions = meeting.definition.editions();
    let digest = |language| Content::digest(&Content::of(meeting, language).texts());
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
    fn against(&self, meeting: &Meeting, opened: &Opened, path: &str) -> Vec<Finding> {
        let spot = || Spot::File(path.to_owned());
        let otherwise = |message: String| {
            vec![
                Finding::new(&codes::SIGNED_OTHERWISE, spot(), message)
                    .hint("take back what changed, or remove this file and its signatures with it"),
            ]
        };
        let status = meeting.definition.status();
        if !status.is_final() {
            return otherwise(format!("the minutes were signed as adopted, and are `{}` now", status.name()));
        }
        if contents(meeting) != opened.manifest.content {
            return otherwise("the minutes say something else than what was signed".to_owned());
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

    /// Whether a signed pack lies where another would go that is not: then it stays there.
    pub(super) fn would_drop_signatures(&mut self, path: &Path, bytes: &[u8]) -> bool {
        let former = crate::workspace::former(path);
        let signed = former.is_some_and(|former| former != bytes && is_sealed(&former));
        if signed {
            let message = format!("`{}` is signed, and what is built now is not", path.display());
            let hint = format!("keep it as `{}`, or choose another folder with `--out`", self.pack.file(SIGNED));
            self.fail(&codes::WOULD_DROP_SIGNATURES, message, &hint);
        }
        signed
    }
}

/// A pack that is as it was signed, or why it is not.
fn intact(zip: &[u8]) -> Result<Opened, String> {
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
fn is_sealed(zip: &[u8]) -> bool {
    zip.windows(SEAL.len()).rev().take(64 * 1024).any(|part| part == SEAL.as_bytes())
}
