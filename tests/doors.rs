//! The doors through which other people's PDFs come in: a zip to be verified or signed, and a file of an annex, which is
//! merged, proved, and put into one PDF with everything else. No file ends the program, keeps it for long or fills its memory.

#![allow(clippy::disallowed_methods, reason = "a test is no build: it is ended after a time")]

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use packwright::edition::{Pdf, Plan};
use packwright::pack::{Contents, Manifest, Signatory, pack};
use serde_json::json;

use crate::support::killers::killers;
use crate::support::{Scratch, repository};

/// A guard against never ending; a file that is passed over takes a fraction of a second.
const LONGEST: Duration = Duration::from_secs(60);
/// The most memory, in KiB.
const MOST_MEMORY: u64 = 1 << 20;

/// How a run of the program ended.
struct Ended {
    code: Option<i32>,
    said: String,
    took: Duration,
    /// Its peak memory in KiB, where the system tells.
    memory: u64,
}

fn run(scratch: &Scratch, arguments: &[&str]) -> Ended {
    let said = scratch.path().join("said");
    let file = fs::File::create(&said).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_packwright"))
        .current_dir(scratch.path())
        .args(arguments)
        .env_remove("GITHUB_ACTIONS")
        .stdin(Stdio::null())
        .stdout(file.try_clone().unwrap())
        .stderr(file)
        .spawn()
        .unwrap();
    let start = Instant::now();
    let status = format!("/proc/{}/status", child.id());
    let mut memory = 0;
    let code = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status.code();
        }
        if start.elapsed() > LONGEST {
            child.kill().unwrap();
            child.wait().unwrap();
            break None;
        }
        let peak = fs::read_to_string(&status).unwrap_or_default();
        let peak = peak.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok());
        memory = peak.unwrap_or(0).max(memory);
        std::thread::sleep(Duration::from_millis(5));
    };
    Ended { code, said: fs::read_to_string(said).unwrap(), took: start.elapsed(), memory }
}

/// What is wrong with how a run ended, if anything.
fn complaint(door: &str, name: &str, ended: &Ended) -> Option<String> {
    println!("{door} {name}: {:?} in {:.1?}, {} MiB", ended.code, ended.took, ended.memory >> 10);
    let is_right =
        ended.code.is_some_and(|code| code < 3) && ended.memory <= MOST_MEMORY && !ended.said.contains("panicked");
    let tail: String = ended.said.chars().take(600).collect();
    (!is_right).then(|| format!("{door} {name}: {:?} in {:?}, {} KiB: {tail}", ended.code, ended.took, ended.memory))
}

/// A pack whose agenda and minutes are a file that claims everything.
fn zip_with(bytes: &[u8]) -> Vec<u8> {
    let pdf = |path: &str| Pdf {
        plan: Plan { path: path.to_owned(), title: "Title".to_owned(), ..Plan::default() },
        language: "en".to_owned(),
        numbered: Default::default(),
        pages: 1,
        standards: packwright::typeset::STANDARDS.to_vec(),
        missed: Vec::new(),
        bytes: bytes.to_vec(),
    };
    let digest = format!("sha256:{}", "0".repeat(64));
    let manifest = Manifest {
        pack: "x".to_owned(),
        title: "Title".to_owned(),
        status: "adopted".to_owned(),
        content: BTreeMap::from([("en".to_owned(), digest.clone())]),
        procedure: BTreeMap::from([("en".to_owned(), digest)]),
        adopted: Some("2026-03-10".to_owned()),
        signatories: vec![Signatory {
            person: "ana".to_owned(),
            name: "Ana Ruiz".to_owned(),
            language: "en".to_owned(),
        }],
        ..Manifest::new()
    };
    let contents = Contents { pdfs: vec![pdf("agenda.pdf"), pdf("minutes.pdf")], ..Contents::default() };
    pack(manifest, &contents).unwrap().bytes
}

/// Those that `FILE` names, or all.
fn wanted() -> BTreeMap<&'static str, Vec<u8>> {
    let only = std::env::var("FILE").ok();
    let mut files = killers();
    files.retain(|name, _| only.as_ref().is_none_or(|only| name.contains(only.as_str())));
    files
}

#[test]
fn a_zip_is_verified_and_signed_or_refused() {
    let mut wrong = Vec::new();
    for (name, bytes) in wanted() {
        let scratch = Scratch::new();
        for key in ["p256.pem", "authority.pem"] {
            scratch.write(&format!("keys/{key}"), &fs::read(repository().join("tests/cases/keys").join(key)).unwrap());
        }
        scratch.write("x.zip", &zip_with(&bytes));
        let verified = run(&scratch, &["verify", "x.zip"]);
        wrong.extend(complaint("verify", name, &verified));
        // It is wrong or unknown, and never right.
        if verified.said.lines().any(|line| line.contains("right") && line.contains("meets PDF")) {
            wrong.push(format!("{name} was proved: {}", verified.said));
        }
        let signed = run(&scratch, &["sign", "x.zip", "--key", "keys/p256.pem", "--at", "2026-04-02T10:00:00Z"]);
        wrong.extend(complaint("sign", name, &signed));
        assert_ne!(signed.code, Some(0), "{name} was signed");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_annex_is_merged_and_proved_or_refused() {
    let definition = json!({
        "version": 1, "title": "Meeting", "body": "own", "bodies": { "own": { "name": "Body" } },
        "time": { "start": "2026-03-10" }, "agenda": [{ "id": "item", "title": "The item" }],
        "annexes": [{ "id": "x", "title": "The annex", "files": [{ "file": "x.pdf", "language": "en" }] }],
    });
    let mut wrong = Vec::new();
    for (name, bytes) in wanted() {
        let scratch = Scratch::new();
        scratch.write("packs/x/meeting.json", definition.to_string().as_bytes());
        scratch.write("packs/x/x.pdf", &bytes);
        let built = run(&scratch, &["build", "x", "--no-cache", "--merged", "--prove"]);
        wrong.extend(complaint("annex", name, &built));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Nothing but `src/pdf` opens a PDF, and nothing at all by lopdf's loaders: they believe what a file says of itself.
#[test]
fn there_is_one_door() {
    let mut folders = vec![repository().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            for word in ["Document::load", "IncrementalDocument::load", "load_mem", "load_metadata"] {
                assert!(!code.contains(word), "{} calls `{word}`", path.display());
            }
            let is_door = path.components().any(|part| part.as_os_str() == "pdf");
            assert!(is_door || !code.contains("page_validation"), "{} calls the validator", path.display());
        }
    }
}
