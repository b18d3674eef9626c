//! Signatures, seals and what `verify` says of them. Keys are those of `tests/cases/keys` and `tests/cases/trust`, which
//! everybody has.

mod chains;
pub(crate) mod forge;
mod forgeries;
mod kept;
mod keys;
mod takeover;
mod zips;

use std::io::{Cursor, Write};

use packwright::sign::{Certificate, Key, Loaded};
use packwright::verify::{VerifyOptions, verify};
use serde_json::{Value, json};

use crate::support::pdf::{ReadPdf, squeezed};
use crate::support::{Scratch, repository};

/// When the tests sign: the same always.
const AT: &str = "2026-04-02T10:00:00Z";

/// A pack of three people, adopted, with nothing but its minutes.
fn definition() -> Value {
    json!({
        "version": 1, "title": "Spring meeting", "body": "club", "status": "adopted",
        "time": { "start": "2026-03-10T18:30", "minutes": 60, "zone": "Europe/Paris" },
        "pack": [{ "document": "minutes" }],
        "bodies": { "club": { "name": "Reading Circle" } },
        "people": { "ana": { "name": "Ana Ruiz" }, "ben": { "name": "Ben Okafor" }, "cora": { "name": "Cora Lind" } },
        "decisions": [{ "id": "buy", "text": "The circle buys two copies." }],
        "signatories": [{ "person": "ana", "capacity": "Chair" }, { "person": "ben" }, { "person": "cora" }],
    })
}

fn workspace() -> Scratch {
    let scratch = Scratch::new();
    scratch.write("packs/spring/meeting.json", definition().to_string().as_bytes());
    for (from, to) in [("keys", "keys"), ("trust", "trust")] {
        for entry in std::fs::read_dir(repository().join("tests/cases").join(from)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            scratch.write(&format!("{to}/{name}"), &std::fs::read(path).unwrap());
        }
    }
    scratch.write("keys/passphrase", b"test\n");
    scratch
}

/// Arguments that sign with a key of the tests.
fn signing<'a>(target: &'a str, key: &'a str) -> Vec<&'a str> {
    vec!["sign", target, "--key", key, "--at", AT, "--passphrase-file", "keys/passphrase"]
}

fn built(scratch: &Scratch) -> Vec<u8> {
    let (code, _, err) = scratch.run(&["build", "spring"]);
    assert_eq!(code, 0, "{err}");
    read(scratch, "out/spring.zip")
}

fn read(scratch: &Scratch, path: &str) -> Vec<u8> {
    std::fs::read(scratch.path().join(path)).unwrap()
}

/// The zip signed by one key.
fn sealed(scratch: &Scratch, key: &str) -> Vec<u8> {
    scratch.write("out/spring.zip", &built(scratch));
    let (code, _, err) = scratch.run(&signing("out/spring.zip", key));
    assert_eq!(code, 0, "{key}: {err}");
    let zip = read(scratch, "out/spring.zip");
    std::fs::remove_file(scratch.path().join("out/spring.zip")).unwrap();
    zip
}

/// Names of everything that is wrong with a zip.
fn wrong(zip: &[u8]) -> Vec<&'static str> {
    let report = verify(zip, &VerifyOptions { without_standards: true, ..VerifyOptions::default() });
    let wrong = report.checks.iter().filter(|check| check.state.name() == "wrong");
    wrong.map(|check| check.name).collect()
}

/// Text that fields show, without spaces.
fn shown_in_fields(pdf: &[u8]) -> String {
    squeezed(&ReadPdf::new(pdf).appearances())
}

/// A zip of files, as anybody's program writes one.
fn zipped(files: &[(&str, &[u8])], level: i64) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        let method = match *name {
            "manifest.json" | "manifest.json.p7s" => zip::CompressionMethod::Stored,
            _ => zip::CompressionMethod::Deflated,
        };
        let level = (method == zip::CompressionMethod::Deflated).then_some(level);
        let options = zip::write::SimpleFileOptions::default().compression_method(method).compression_level(level);
        writer.start_file(*name, options.unix_permissions(0o644)).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A key of the tests.
fn key(path: &str) -> Key {
    let file = std::fs::read(repository().join("tests/cases").join(path)).unwrap();
    match Key::load(&file, None, Some("test")).unwrap() {
        Loaded::Key(key) => key,
        Loaded::Locked => panic!("{path} is locked"),
    }
}

/// Certificates of the tests.
fn certificates(path: &str) -> Vec<Certificate> {
    Certificate::read_all(&std::fs::read(repository().join("tests/cases").join(path)).unwrap()).unwrap()
}
