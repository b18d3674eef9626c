//! What a forger can do: take a pack apart, change what they like, mend all digests, and sign with keys of their own.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use packwright::pack::{File, Manifest, Seal, State, digest};
use packwright::sign::{Key, Placing, sign_detached, sign_pdf};
use serde_json::{Value, json};

use super::{AT, definition, read, workspace, zipped};
use crate::support::{Scratch, unzipped};

/// A pack of agenda, annexes and minutes, approved by the chair, of which nothing is signed.
pub(super) fn meeting() -> Scratch {
    let scratch = workspace();
    write_meeting(&scratch, &whole());
    let approve = ["approve", "spring", "--as", "ana", "--capacity", "Chair", "--at", "2026-04-01T12:00:00Z"];
    let (code, _, err) = scratch.run(&approve);
    assert_eq!(code, 0, "{err}");
    scratch
}

/// What its definition says.
pub(super) fn whole() -> Value {
    let mut whole = definition();
    whole["pack"] = json!([{ "document": "agenda" }, { "document": "annexes" }, { "document": "minutes" }]);
    whole["agenda"] = json!([{ "id": "books", "title": "Books to buy", "minutes": 60 }]);
    whole["annexes"] = json!([{ "id": "list", "title": "List of books", "text": "Two books." }]);
    whole["decisions"][0]["text"] = json!("The circle buys two copies (@list).");
    whole["history"] =
        json!([{ "status": "circulated", "on": "2026-03-12" }, { "status": "adopted", "on": "2026-04-01" }]);
    whole
}

pub(super) fn write_meeting(scratch: &Scratch, meeting: &Value) {
    scratch.write("packs/spring/meeting.json", meeting.to_string().as_bytes());
}

/// Signs the pack of a workspace by people of `tests/cases/trust`, and gives the zip.
pub(super) fn signed_by(scratch: &Scratch, people: &[&str]) -> Vec<u8> {
    for person in people {
        let (code, _, err) = scratch.run(&["sign", "spring", "--key", &format!("trust/{person}.pem"), "--at", AT]);
        assert_eq!(code, 0, "{person}: {err}");
    }
    read(scratch, "packs/spring/signed.zip")
}

/// A pack that was taken apart.
#[derive(Clone)]
pub(crate) struct Forged {
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    pub(crate) manifest: Manifest,
    pub(super) seal: Option<Vec<u8>>,
}

impl Forged {
    pub(crate) fn of(zip: &[u8]) -> Self {
        let mut files = unzipped(zip);
        let manifest = serde_json::from_slice(&files.remove("manifest.json").unwrap()).unwrap();
        let seal = files.remove("manifest.json.p7s");
        Self { files, manifest, seal }
    }

    /// The same, changed.
    pub(crate) fn but(&self, change: impl FnOnce(&mut Self)) -> Vec<u8> {
        let mut changed = self.clone();
        change(&mut changed);
        changed.zip()
    }

    fn file(&mut self, path: &str) -> &mut File {
        self.manifest.files.iter_mut().find(|file| file.path == path).unwrap()
    }

    /// Puts a file in the place of another, and mends its digests.
    pub(crate) fn put(&mut self, path: &str, content: &[u8]) {
        let state = state(path, content);
        let file = self.file(path);
        (file.size, file.sha256, file.compressed_sha256) = (state.size, state.sha256, state.compressed_sha256);
        self.files.insert(path.to_owned(), content.to_vec());
    }

    /// Takes a file out.
    pub(super) fn remove(&mut self, path: &str) {
        self.manifest.files.retain(|file| file.path != path);
        self.files.remove(path);
    }

    /// Minutes as they were when a signer had sealed the pack, counted from 0.
    pub(super) fn minutes_at(&self, path: &str, signer: usize) -> Vec<u8> {
        self.files[path][..self.manifest.seals[signer].minutes[path].size].to_vec()
    }

    /// Puts back everything as it was when a signer had sealed the pack.
    pub(super) fn back_to(&mut self, signer: usize) {
        let minutes: Vec<String> = self.manifest.seals[signer].minutes.keys().cloned().collect();
        for path in minutes {
            self.put(&path, &self.minutes_at(&path, signer));
        }
        self.seal = Some(self.manifest.seals[signer].bytes());
        self.manifest.seals.truncate(signer);
    }

    /// Signs for a person as `sign` does, but looks at nothing first; with this binding, or the one that fits.
    pub(super) fn sign(&mut self, key: &Key, person: &str, binding: Option<&str>) {
        let former = self.manifest.minutes().map(|file| (file.path.clone(), of(file))).collect();
        if let Some(seal) = &self.seal {
            self.manifest.seals.push(Seal { minutes: former, seal: STANDARD.encode(seal) });
        }
        let paths: Vec<String> = self.manifest.minutes().map(|file| file.path.clone()).collect();
        for path in &paths {
            let file = self.file(path);
            let before = of(file);
            file.unsigned.get_or_insert(before);
        }
        let own = self.manifest.binding();
        for path in &paths {
            let at = AT.parse().unwrap();
            let page = self.files["agenda.pdf"].clone();
            let binding = binding.unwrap_or(&own);
            let placing = Placing { field: person, name: person, at, appearance: &page, binding };
            let signed = sign_pdf(&self.files[path], key, &placing, None).unwrap();
            self.put(path, &signed);
        }
        self.reseal(key);
    }

    /// Seals the manifest as it is now.
    pub(super) fn reseal(&mut self, key: &Key) {
        self.seal = Some(sign_detached(self.json().as_bytes(), key, AT.parse().unwrap()).unwrap());
    }

    fn json(&self) -> String {
        serde_json::to_string_pretty(&self.manifest).unwrap() + "\n"
    }

    pub(super) fn zip(&self) -> Vec<u8> {
        let json = self.json();
        let mut all: Vec<(&str, &[u8])> =
            self.manifest.files.iter().map(|file| (file.path.as_str(), self.files[&file.path].as_slice())).collect();
        all.push(("manifest.json", json.as_bytes()));
        all.extend(self.seal.iter().map(|seal| ("manifest.json.p7s", seal.as_slice())));
        zipped(&all, 6)
    }
}

fn of(file: &File) -> State {
    State { size: file.size, sha256: file.sha256.clone(), compressed_sha256: file.compressed_sha256.clone() }
}

fn state(path: &str, content: &[u8]) -> State {
    let zip = zipped(&[(path, content)], 6);
    let mut raw = Vec::new();
    zip::ZipArchive::new(Cursor::new(&zip)).unwrap().by_index_raw(0).unwrap().read_to_end(&mut raw).unwrap();
    State { size: content.len(), sha256: digest(content), compressed_sha256: digest(&raw) }
}
