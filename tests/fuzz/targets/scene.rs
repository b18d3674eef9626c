//! What several targets do: check, build, verify and sign a pack, as the program does.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use packwright::build::{Signing, sign_zip};
use packwright::finding::{Finding, Sources, Spot, has_errors, show};
use packwright::meeting::{AnnexLimits, Meeting};
use packwright::sign::{Certificate, Key, Loaded};
use packwright::typeset::{Fonts, KeptSources};
use packwright::verify::{VerifyOptions, verify};
use packwright::workspace::PackAddress;
use packwright::{bundle, check, compose, edition, preflight, read, typeset, write};
use serde_json::Value;

use crate::fuzz::mutate::zip::Zip;
use crate::fuzz::worker::deep;
use crate::support::repository;

/// The files of a workspace.
pub(super) type Workspace = BTreeMap<String, Vec<u8>>;

/// How many findings are shown.
const SHOWN: usize = 200;
/// How many editions are built.
const EDITIONS: usize = 2;

static FONTS: LazyLock<Fonts> = LazyLock::new(|| Fonts::load(&Workspace::new()).0);

/// A file of the repository.
pub(super) fn file(path: &str) -> Vec<u8> {
    std::fs::read(repository().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Files of a folder of the repository and those below with one of some endings, in the order of their names.
pub(super) fn files(folder: &str, endings: &[&str]) -> Vec<Vec<u8>> {
    fn add(folder: &Path, endings: &[&str], found: &mut Vec<Vec<u8>>) {
        let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                add(&path, endings, found);
            } else if endings.iter().any(|ending| path.to_str().unwrap().ends_with(ending)) {
                found.push(std::fs::read(&path).unwrap());
            }
        }
    }
    let mut found = Vec::new();
    add(&repository().join(folder), endings, &mut found);
    assert!(!found.is_empty(), "{folder}");
    found
}

/// A workspace with one pack, `x`.
pub(super) fn workspace(definition: &[u8]) -> Workspace {
    let mut files = Workspace::new();
    files.insert("packs/registry.json".to_owned(), file("packs/registry.json"));
    files.insert("packs/x/meeting.json".to_owned(), definition.to_vec());
    files.insert("packs/x/chart.svg".to_owned(), file("packs/round-table/chart.svg"));
    files
}

/// Reads and checks the pack, and shows what is found; with `typesets` also makes the PDFs, if it has no errors.
pub(super) fn done(files: &Workspace, typesets: bool) {
    done_with(files, typesets, &FONTS);
}

/// As [`done`], with fonts of its own.
pub(super) fn done_with(files: &Workspace, typesets: bool, fonts: &Fonts) {
    let pack = PackAddress { id: "x".to_owned(), folder: "packs/x".to_owned() };
    let sources = &mut Sources::new("");
    let mut findings = read::settings(files, sources).1;
    let reading = read::read(files, &pack, sources);
    findings.extend(reading.findings);
    if let Some(meeting) = reading.meeting {
        findings.extend(check::check(&meeting, &compose::day_names(&meeting, files), sources));
        let examined = preflight::examine_annexes(&meeting, AnnexLimits::default(), files);
        findings.extend(examined.findings);
        if !has_errors(&findings) {
            findings.extend(built(&Arc::new(meeting), &examined.pdfs, files, sources, typesets.then_some(fonts)));
        }
    }
    shown(&findings, sources);
}

fn built(
    meeting: &Arc<Meeting>,
    outside: &[edition::OutsidePdf],
    files: &Workspace,
    sources: &mut Sources,
    fonts: Option<&Fonts>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for language in meeting.definition.editions().into_iter().take(EDITIONS) {
        let composing = compose::compose(meeting, &language, outside, files, sources);
        findings.extend(composing.findings);
        let Some(composed) = composing.composed else { continue };
        let page = write::html(&composed.composition);
        composed.composition.documents.iter().for_each(|document| drop(write::text(document)));
        drop(page);
        let project = write::typst(&composed.composition, composed.kept);
        let Some(fonts) = fonts else {
            deep();
            continue;
        };
        let typesetting = typeset::typeset(&project, fonts, &mut KeptSources::default());
        findings.extend(typesetting.findings);
        findings.extend(typeset::to_findings(&typesetting.unset));
        let Some(pdfs) = typesetting.pdfs else { continue };
        deep();
        let inserted = |pdf: edition::Pdf| match pdf.plan.path == project.holder && !project.insertions.is_empty() {
            true => {
                bundle::insert(pdf, &project.insertions).and_then(|pdf| bundle::claimed(pdf, &project.insertions, &[]))
            }
            false => Ok(pdf),
        };
        let linked: Result<Vec<_>, _> = bundle::link(pdfs).and_then(|pdfs| pdfs.into_iter().map(inserted).collect());
        // What the engine has set is ours, so that it cannot be linked would be a fault; an outside PDF may be refused.
        if let Err(error) = linked {
            assert!(!outside.is_empty(), "what was typeset is not linked: {error}");
        }
    }
    findings
}

/// Shows findings in the forms of the program.
fn shown(findings: &[Finding], sources: &Sources) {
    for finding in findings {
        if let Spot::Text(place) = &finding.spot {
            let location = sources.locate(*place);
            assert!(location.line > 0 && location.column > 0, "{location:?}");
        }
    }
    for finding in findings.iter().take(SHOWN) {
        assert!(!show(finding, sources, true).is_empty());
    }
}

/// The signed pack that others are made of.
pub(super) static SIGNED: LazyLock<Vec<u8>> = LazyLock::new(|| file("packs/sign-off/signed.zip"));

static DEFINITION: LazyLock<Meeting> = LazyLock::new(|| {
    let mut files = workspace(&file("packs/sign-off/meeting.json"));
    files.insert("packs/x/approvals.json".to_owned(), file("packs/sign-off/approvals.json"));
    let pack = PackAddress { id: "sign-off".to_owned(), folder: "packs/x".to_owned() };
    read::read(&files, &pack, &mut Sources::new("")).meeting.unwrap()
});

/// A folder with a zip.
pub(super) fn zip(zip: Vec<u8>) -> Workspace {
    Workspace::from([("x.zip".to_owned(), zip)])
}

/// The key that the tests sign with.
pub(super) static KEY: LazyLock<Key> = LazyLock::new(|| key(&file("packs/sign-off/test-keys/secretary.pem")));

/// A key without a passphrase.
pub(super) fn key(pem: &[u8]) -> Key {
    match Key::load(pem, None, None) {
        Ok(Loaded::Key(key)) => key,
        other => panic!("{other:?}"),
    }
}

static AUTHORITY: LazyLock<Vec<Certificate>> =
    LazyLock::new(|| Certificate::read_all(&file("packs/sign-off/test-keys/authority.pem")).unwrap());

/// Verifies a zip, with and without a definition and trust, and signs it; gives whether it has a manifest that can be read.
pub(super) fn examined(zip: &[u8], thorough: bool) -> bool {
    let trusted = AUTHORITY.clone();
    let report = verify(
        zip,
        &VerifyOptions {
            trusted,
            definition: Some(&DEFINITION),
            without_standards: !thorough,
            ..VerifyOptions::default()
        },
    );
    assert!(!report.checks.is_empty(), "nothing is told of a zip");
    if thorough {
        verify(zip, &VerifyOptions { without_standards: true, ..VerifyOptions::default() });
        let at = "2026-04-10T10:00:00Z".parse().unwrap();
        let signing = Signing { person: None, key: &KEY, at, authority: None, any_name: true, trusted: Vec::new() };
        let _ = sign_zip(zip, &signing, &Workspace::new());
    }
    report.of.is_some()
}

/// The pack of [`SIGNED`] with other files in the place of some, and a manifest that lists them as they are.
pub(super) struct Repacked {
    pub(super) files: BTreeMap<String, Vec<u8>>,
}

impl Repacked {
    pub(super) fn new() -> Self {
        Self { files: crate::support::unzipped(&SIGNED) }
    }

    /// The manifest with the digests of the files as they are now, in the form in which it is written.
    pub(super) fn manifest(&self) -> String {
        let manifest = String::from_utf8(self.files["manifest.json"].clone()).unwrap();
        let former: Value = serde_json::from_str(&manifest).unwrap();
        let mut text = manifest;
        for entry in former["files"].as_array().unwrap() {
            let path = entry["path"].as_str().unwrap();
            let Some(content) = self.files.get(path) else { continue };
            let mut replace = |key: &str, new: String| {
                let old = entry[key].to_string();
                text = text.replace(&format!("\"{key}\": {old}"), &format!("\"{key}\": {new}"));
            };
            let packed = Zip::of(&[(path, content)]).entries[0].packed_digest();
            replace("size", content.len().to_string());
            replace("sha256", format!("\"{}\"", packwright::pack::digest(content)));
            replace("compressed_sha256", format!("\"{packed}\""));
        }
        text
    }

    /// The zip, with this manifest and seal, in the order in which the manifest lists its files.
    pub(super) fn zip(&self, manifest: &[u8], seal: Option<&[u8]>) -> Vec<u8> {
        let documents = self.files.iter().filter(|(name, _)| !name.starts_with("manifest.json"));
        let mut files: Vec<(&str, &[u8])> =
            documents.map(|(name, content)| (name.as_str(), content.as_slice())).collect();
        files.push(("manifest.json", manifest));
        files.extend(seal.map(|seal| ("manifest.json.p7s", seal)));
        Zip::of(&files).written()
    }
}
