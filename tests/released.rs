//! Definitions of released versions build for ever: every folder of `tests/cases/released`, see `.github/STABILITY.md`. Folders of
//! released versions are never changed. The newest one uses every key and every word of the format.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use packwright::read::{definition_schema, registry_schema};
use serde_json::Value;

use crate::support::{copied, events, packwright, repository};

/// The workspaces of a version, by their folders.
fn workspaces(version: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(version).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders
}

/// Released versions, the newest last.
fn versions() -> Vec<PathBuf> {
    let mut folders = workspaces(&repository().join("tests/cases/released"));
    let number = |folder: &PathBuf| -> Vec<u32> {
        folder.file_name().unwrap().to_str().unwrap().split('.').map(|part| part.parse().unwrap()).collect()
    };
    folders.sort_by_key(number);
    folders
}

#[test]
fn what_was_released_builds_without_errors() {
    for workspace in versions().iter().flat_map(|version| workspaces(version)) {
        let scratch = copied(&workspace);
        let output = packwright(scratch.path(), &["build", "--no-cache", "--format", "json"]);
        let out = String::from_utf8(output.stdout).unwrap();
        let failed: Vec<Value> = events(&out, "pack").into_iter().filter(|pack| pack["how"] == "failed").collect();
        assert!(output.status.success() && failed.is_empty(), "{}: {failed:#?}", workspace.display());
        // A signed pack of then is delivered as it is, and nothing is wrong with it now.
        for pack in workspaces(&scratch.path().join("packs")).iter().filter(|pack| pack.join("signed.zip").is_file()) {
            let zip = format!("out/{}.zip", pack.file_name().unwrap().to_str().unwrap());
            let output = packwright(scratch.path(), &["verify", &zip, "--untrusted"]);
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
            assert_eq!(
                std::fs::read(pack.join("signed.zip")).unwrap(),
                std::fs::read(scratch.path().join(zip)).unwrap()
            );
        }
    }
}

/// The keys of events that other programs may rely on.
#[test]
fn events_have_the_keys_that_are_promised() {
    let scratch = copied(&versions()[0].join("rest"));
    std::fs::write(scratch.path().join("packs/words/meeting.json"), "{ \"version\": 1 }").unwrap();
    let out = String::from_utf8(packwright(scratch.path(), &["build", "--format", "json"]).stdout).unwrap();
    let has =
        |event: &Value, keys: &[&str]| keys.iter().for_each(|key| assert!(event.get(key).is_some(), "{key}: {event}"));
    has(&events(&out, "begin")[0], &["version", "tool", "packs"]);
    let packs = events(&out, "pack");
    packs.iter().for_each(|pack| has(pack, &["pack", "how", "why", "seconds", "findings"]));
    let built = packs.iter().find(|pack| pack["how"] == "built").unwrap();
    has(&built["built"], &["path", "bytes", "documents"]);
    let failed = packs.iter().find(|pack| pack["how"] == "failed").unwrap();
    let keys = [
        "code",
        "group",
        "severity",
        "message",
        "notes",
        "hint",
        "file",
        "line",
        "column",
        "end_line",
        "end_column",
        "related",
    ];
    has(&failed["findings"][0], &keys);
    has(&events(&out, "end")[0], &["errors", "warnings", "built", "failed", "seconds"]);
}

#[test]
fn the_newest_version_uses_every_key_and_word_of_the_format() {
    let (mut all, mut used) = (BTreeSet::new(), BTreeSet::new());
    for (schema, file) in [(definition_schema(), "meeting.json"), (registry_schema(), "registry.json")] {
        possible(&schema, &schema, "", &mut Vec::new(), &mut all);
        for path in files(versions().last().unwrap(), file) {
            let value: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
            found(&value, &schema, &schema, "", &mut used);
        }
    }
    assert!(all.len() > 400, "the schema was not read: {}", all.len());
    // Files of tests name no schema.
    let missing: Vec<&String> = all.difference(&used).filter(|name| !name.ends_with(".$schema")).collect();
    assert!(missing.is_empty(), "in a pack of {} use {missing:?}", versions().last().unwrap().display());
}

fn files(folder: &Path, name: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| match path.is_dir() {
            true => files(&path, name),
            false => Vec::from_iter(path.ends_with(name).then_some(path)),
        })
        .collect()
}

/// A part of a schema and its name: that of what it refers to, if it refers to something.
fn resolved<'a>(part: &'a Value, root: &'a Value, name: &str) -> (&'a Value, String) {
    match part["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/")) {
        Some(of) => (&root["$defs"][of], of.to_owned()),
        None => (part, name.to_owned()),
    }
}

fn entries(part: &Value, key: &str) -> Vec<Value> {
    part[key].as_array().cloned().unwrap_or_default()
}

/// The words of an enumeration.
fn words(part: &Value) -> Vec<String> {
    let described = entries(part, "oneOf").into_iter().map(|word| word["const"].clone());
    let words = entries(part, "enum").into_iter().chain(described);
    words.filter_map(|word| word.as_str().map(str::to_owned)).collect()
}

/// Every key (`Item.title`) and every word (`Purpose=decide`) that a schema has.
fn possible(part: &Value, root: &Value, name: &str, within: &mut Vec<String>, all: &mut BTreeSet<String>) {
    let (part, name) = resolved(part, root, name);
    if within.contains(&name) {
        return;
    }
    within.push(name.clone());
    all.extend(words(part).into_iter().map(|word| format!("{name}={word}")));
    for (key, value) in part["properties"].as_object().into_iter().flatten() {
        all.insert(format!("{name}.{key}"));
        possible(value, root, &format!("{name}.{key}"), within, all);
    }
    for key in ["items", "additionalProperties"] {
        if part[key].is_object() {
            possible(&part[key], root, &format!("{name}.{key}"), within, all);
        }
    }
    for choice in entries(part, "anyOf") {
        possible(&choice, root, &format!("{name}.choice"), within, all);
    }
    within.pop();
}

/// Those that a file uses.
fn found(value: &Value, part: &Value, root: &Value, name: &str, used: &mut BTreeSet<String>) {
    let (part, name) = resolved(part, root, name);
    if let Some(word) = value.as_str().filter(|word| words(part).iter().any(|known| known == word)) {
        used.insert(format!("{name}={word}"));
    }
    for choice in entries(part, "anyOf") {
        found(value, &choice, root, &format!("{name}.choice"), used);
    }
    for (key, value) in value.as_object().into_iter().flatten() {
        match part["properties"].get(key) {
            Some(of) => {
                used.insert(format!("{name}.{key}"));
                found(value, of, root, &format!("{name}.{key}"), used);
            }
            None => found(value, &part["additionalProperties"], root, &format!("{name}.additionalProperties"), used),
        }
    }
    for value in value.as_array().into_iter().flatten() {
        found(value, &part["items"], root, &format!("{name}.items"), used);
    }
}
