//! Signed packs are kept: a pack's `signed.zip` is delivered as it is, as long as the definition says the same.

use std::collections::BTreeMap;

use super::inputs::Shared;
use super::{Request, codes};
use crate::document::{DocumentKind, Format};
use crate::finding::{Finding, Spot, has_errors, quoted_and};
use crate::meeting::{Language, Meeting};
use crate::pack::{self, Fault, Input, Opened, Opening, SEAL};
use crate::sign::Certificate;
use crate::workspace::{Files, PackAddress, Workspace};
use crate::{bundle, check, verify};

/// The pack as it was signed, if it was, and still is what the definition says; if it is not, that is among the findings.
pub(super) fn signed(workspace: &Workspace, pack: &PackAddress, meeting: &Meeting) -> (Option<Vec<u8>>, Vec<Finding>) {
    let path = pack.signed();
    let zip = match workspace.files.read(&path) {
        Ok(Some(zip)) => zip,
        Ok(None) => return (None, Vec::new()),
        Err(error) => {
            let message = format!("this signed pack cannot be read: {error}");
            return (None, vec![Finding::new(&codes::SIGNED_DAMAGED, Spot::File(path), message)]);
        }
    };
    let opening = pack::open(&zip);
    let owners = match owners(workspace, pack, meeting) {
        Ok(owners) => owners,
        Err(unreadable) => return (None, unreadable),
    };
    let findings = match unsound(&opening, meeting, owners) {
        wrong if !wrong.is_empty() => vec![damaged(wrong, path.clone(), &opening)],
        _ => opening.opened.iter().flat_map(|opened| against(workspace, meeting, opened, &path)).collect(),
    };
    ((!has_errors(&findings)).then_some(zip), findings)
}

/// Everything that `verify` finds wrong with a signed pack, other than that the definition was changed since.
pub(super) fn unsound(opening: &Opening, meeting: &Meeting, owners: Owners) -> Vec<String> {
    if opening.opened.as_ref().is_some_and(|opened| opened.seal.is_none()) && opening.faults.is_empty() {
        return vec!["it is not sealed, so nobody has signed it".to_owned()];
    }
    let options =
        verify::VerifyOptions { owners, definition: Some(meeting), without_standards: true, ..Default::default() };
    verify::examine(opening, &options).wrong_in_itself().map(|check| check.words.clone()).collect()
}

/// Everything that has changed since the pack was signed.
pub(super) fn against(workspace: &Workspace, meeting: &Meeting, opened: &Opened, path: &str) -> Vec<Finding> {
    let spot = || Spot::File(path.to_owned());
    let otherwise = |message: String, notes: Vec<String>| {
        let zip = format!("`{path}` and the zip in `out/`");
        let mut finding = Finding::new(&codes::SIGNED_OTHERWISE, spot(), message)
            .hint(format!("undo the change; to start again, remove {zip}, with their signatures"));
        finding.notes = notes;
        vec![finding]
    };
    let status = meeting.definition.status();
    if !status.is_final() {
        return otherwise(
            format!("the minutes were adopted when they were signed, and are `{}` now", status.name()),
            Vec::new(),
        );
    }
    if verify::contents_of(meeting) != opened.manifest.content {
        let message = "the minutes differ from what was signed".to_owned();
        return otherwise(message, changes_since(meeting, opened));
    }
    if verify::procedures_of(meeting) != opened.manifest.procedure {
        let message = "`history` or `silence` changed after the minutes were signed".to_owned();
        return otherwise(message, Vec::new());
    }
    let shared = Shared::read(&workspace.files);
    let changed = |input: &&Input| shared.now(&workspace.files, &input.path) != input.sha256;
    let changed: Vec<&str> = opened.manifest.inputs.iter().filter(changed).map(|input| input.path.as_str()).collect();
    if changed.is_empty() {
        return Vec::new();
    }
    let message = format!("{} changed after this pack was signed", quoted_and(changed));
    vec![
        Finding::new(&codes::SIGNED_BEFORE, spot(), message).hint(
            "the minutes did not change, so the pack is delivered as it was signed: this change is not in the zip",
        ),
    ]
}

/// The finding about what was asked for and is not in a pack that is delivered as it was signed.
pub(super) fn unmade(pack: &PackAddress, zip: &[u8], request: &Request) -> Option<Finding> {
    let manifest = pack::manifest(zip)?;
    let has = |ending: &str| manifest.files.iter().any(|file| file.path.ends_with(ending));
    let merged = DocumentKind::Complete.path(Format::Pdf);
    let asked = [
        (request.docx, Format::Docx.ending(), "Word files", "--docx"),
        (request.text, Format::Text.ending(), "texts", "--text"),
        (request.merged, merged.as_str(), "PDF of all documents", "--merged"),
    ];
    let missing: Vec<(&str, &str)> = asked
        .into_iter()
        .filter(|(is_asked, ending, ..)| *is_asked && !has(ending))
        .map(|(.., what, option)| (what, option))
        .collect();
    let (what, options): (Vec<&str>, Vec<&str>) = missing.into_iter().unzip();
    let message = format!("this pack is delivered as it was signed: it has no {}", what.join(", no "));
    let hint = format!("build with {} before a pack is signed", quoted_and(options.iter().copied()));
    (!what.is_empty()).then(|| Finding::new(&codes::SIGNED_UNCHANGED, Spot::File(pack.signed()), message).hint(hint))
}

/// Standards that a signed pack does not meet, by the second validator; nothing if the pack cannot be opened.
pub(super) fn broken_standards(pack: &PackAddress, zip: &[u8]) -> Option<Vec<Finding>> {
    let opened = pack::open(zip).opened?;
    let spot = Spot::File(pack.signed());
    let files = opened.manifest.files.iter().filter_map(|file| Some((file, opened.files.get(&file.path)?)));
    Some(files.flat_map(|(file, content)| bundle::prove_file(content, &file.standards, &file.path, &spot)).collect())
}

/// Returns whether signatures would be lost if a pack replaced an earlier one.
pub(super) fn drops_signatures(former: Option<&[u8]>, now: &[u8]) -> bool {
    former.is_some_and(|former| former != now && is_sealed(former) && !goes_on_from(former, now))
}

/// Returns whether a pack has all that was signed in a former one: each of its minutes begins with those.
pub(super) fn goes_on_from(former: &[u8], now: &[u8]) -> bool {
    let (Some(former), Some(now)) = (pack::open(former).opened, pack::open(now).opened) else { return false };
    former.manifest.minutes().all(|file| {
        let (before, after) = (former.files.get(&file.path), now.files.get(&file.path));
        matches!((before, after), (Some(before), Some(after)) if after.starts_with(before))
    })
}

/// Changes word by word since a pack was signed, where its former words are known from an approval.
fn changes_since(meeting: &Meeting, opened: &Opened) -> Vec<String> {
    let mut changes = Vec::new();
    for (language, digest) in &opened.manifest.content {
        if let Some(lines) = meeting.approvals.contents.get(digest) {
            changes.extend(check::changes_since(meeting, &Language::new(language.as_str()), lines));
        }
    }
    changes
}

/// A finding that a signed pack cannot be delivered, with everything that is wrong with it.
fn damaged(wrong: Vec<String>, path: String, opening: &Opening) -> Finding {
    let mut wrong = wrong.into_iter();
    let first = wrong.next().unwrap_or_default();
    let alone = verify::VerifyOptions { without_standards: true, ..Default::default() };
    let is_whole = opening.opened.as_ref().is_some_and(|opened| opened.seal.is_some())
        && verify::examine(opening, &alone).wrong_in_itself().next().is_none();
    let message = match is_whole {
        true => format!("this signed pack and the workspace contradict each other: {first}"),
        false => format!("this signed pack was changed: {first}"),
    };
    let finding = Finding::new(&codes::SIGNED_DAMAGED, Spot::File(path), message);
    let finding = finding.hint(match opening.faults.contains(&Fault::OtherVersion(true)) {
        true => "remove it and the zip in `out/`, and sign the pack again",
        false if is_whole => {
            "restore from your repository whichever was changed: it, the definition, the registry or `approvals.json`"
        }
        false => "restore it from your repository; `packwright verify` says more",
    });
    wrong.fold(finding, |finding, words| finding.note(words))
}

/// Certificates by the ids of those whose they are.
pub type Owners = BTreeMap<String, Certificate>;

/// Certificates that the workspace keeps as those of signatories though they are in another name: `sign --any-name` writes
/// each to `signers/PERSON.pem` in the pack's folder.
///
/// # Errors
/// A finding for each unreadable certificate: without it, a valid signature would be taken for somebody else's.
pub fn owners(workspace: &Workspace, pack: &PackAddress, meeting: &Meeting) -> Result<Owners, Vec<Finding>> {
    let (mut owners, mut unreadable) = (Owners::new(), BTreeMap::new());
    for person in meeting.definition.signatories.iter().map(|one| one.person.as_str()) {
        let path = pack.file(&owner_file(person));
        let kept = workspace.files.read(&path).map_err(|error| error.to_string()).and_then(|file| {
            let certificates = file.map(|file| Certificate::read_all(&file)).transpose();
            certificates.map_err(|problem| problem.to_string())
        });
        match kept {
            Ok(kept) => owners.extend(kept.into_iter().flatten().next().map(|one| (person.to_owned(), one))),
            Err(why) => drop(unreadable.insert(path, why)),
        }
    }
    let told = |(path, why): (String, String)| {
        let message = format!("this certificate of a signatory cannot be read: {why}");
        Finding::new(&codes::SIGNER_UNREADABLE, Spot::File(path), message)
            .hint("restore it from your repository; if it was never used, remove it")
    };
    if unreadable.is_empty() { Ok(owners) } else { Err(unreadable.into_iter().map(told).collect()) }
}

/// The path of a signatory's certificate that is in another name.
pub(super) fn owner_file(person: &str) -> String {
    format!("signers/{person}.pem")
}

/// Returns whether a zip has a seal, by the names at its end.
pub(super) fn is_sealed(zip: &[u8]) -> bool {
    zip.windows(SEAL.len()).rev().take(64 * 1024).any(|part| part == SEAL.as_bytes())
}
