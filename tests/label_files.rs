//! Labels that a body or a workspace states: an empty one leaves no stray marks, and a misspelt one is told once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use crate::support::{Scratch, repository};

/// Names of all labels.
fn names() -> Vec<String> {
    let file = std::fs::read_to_string(repository().join("templates/labels/en.ftl")).unwrap();
    let names = file.lines().filter_map(|line| line.split_once(" =")).map(|(name, _)| name);
    // A body cannot state those of a currency, `money-EUR`.
    let is_stated = |name: &&str| name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    names.filter(is_stated).map(str::to_owned).collect()
}

/// An example with the labels empty: the text of its minutes.
struct Example {
    scratch: Scratch,
    definition: serde_json::Value,
}

impl Example {
    fn new(pack: &str) -> Self {
        let scratch = Scratch::new();
        let read = |path: &str| std::fs::read(repository().join(path)).unwrap();
        scratch.write("packs/registry.json", &read("packs/registry.json"));
        let definition = serde_json::from_slice(&read(&format!("packs/{pack}/meeting.json"))).unwrap();
        for entry in std::fs::read_dir(repository().join("packs").join(pack)).unwrap() {
            let entry = entry.unwrap();
            if entry.path().is_file() {
                let name = entry.file_name().into_string().unwrap();
                scratch.write(&format!("packs/own/{name}"), &std::fs::read(entry.path()).unwrap());
            }
        }
        Self { scratch, definition }
    }

    /// The minutes, or the errors.
    fn minutes(&self, empty: &BTreeSet<&str>) -> Result<String, String> {
        let mut definition = self.definition.clone();
        for label in empty {
            definition["style"]["labels"][label] = "{\"\"}".into();
        }
        self.scratch.write("packs/own/meeting.json", definition.to_string().as_bytes());
        let (code, text, err) = self.scratch.run(&["document", "own", "minutes", "--text"]);
        if code == 0 { Ok(text) } else { Err(err) }
    }

    /// The minutes without those labels that cannot be empty.
    fn minutes_without(&self, empty: &[&str]) -> String {
        let mut empty: BTreeSet<&str> = empty.iter().copied().collect();
        self.minutes(&empty).unwrap_or_else(|err| {
            empty.retain(|label| !err.contains(&format!("the label `{label}` cannot be empty")));
            self.minutes(&empty).unwrap_or_else(|err| panic!("{empty:?}: {err}"))
        })
    }
}

/// Returns whether a line has marks around nothing.
fn is_stray(line: &str) -> bool {
    const STRAY: [&str; 15] =
        ["()", "( )", " ,", " ;", " :", " . ", ", ,", ",,", ":.", ": .", ",.", ",:", ".:", "; ;", ". ."];
    // A time ends with a stop of its own: "7:44 p.m.: …".
    let line = line.replace('\u{a0}', " ").replace("a.m.:", "am:").replace("p.m.:", "pm:");
    let line = line.trim();
    let begins = line.starts_with([',', ';', ':']) || line.starts_with('.') && !line.starts_with("..");
    begins || line.ends_with(" .") || STRAY.iter().any(|stray| line.contains(stray))
}

/// What is left of a line is what the other labels and the definition say. Labels whose names begin alike are emptied together.
#[test]
fn a_label_that_is_empty_leaves_no_stray_marks() {
    let names = names();
    let mut alike: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for name in &names {
        alike.entry(name.split('-').next().unwrap_or(name)).or_default().push(name);
    }
    let strays: Mutex<Vec<String>> = Mutex::default();
    std::thread::scope(|scope| {
        for pack in ["board", "council"] {
            let (strays, alike) = (&strays, &alike);
            scope.spawn(move || {
                let example = Example::new(pack);
                let whole = example.minutes(&BTreeSet::new()).unwrap();
                let known: BTreeSet<&str> = whole.lines().collect();
                for (beginning, labels) in alike {
                    let text = example.minutes_without(labels);
                    let stray = text.lines().filter(|line| !known.contains(line) && is_stray(line));
                    strays.lock().unwrap().extend(stray.map(|line| format!("{pack}, {beginning}-…: {line}")));
                }
            });
        }
    });
    let strays = strays.into_inner().unwrap();
    assert!(strays.is_empty(), "{}", strays.join("\n"));
}

/// Without the sentence of an event, its time and its text are printed.
#[test]
fn an_event_without_a_sentence_keeps_its_time_and_text() {
    let example = Example::new("board");
    let text = example.minutes_without(&["event-opened", "event-resumed"]);
    assert!(text.contains("14:03: The Chair welcomed trustees"), "{text}");
    assert!(!text.contains("15:50"), "{text}");
}

/// The label that is missing and the one that is misspelt are told with the same remedy.
#[test]
fn a_misspelt_label_is_told_with_one_remedy() {
    let scratch = Scratch::new();
    let english = std::fs::read_to_string(repository().join("templates/labels/en.ftl")).unwrap();
    scratch.write("templates/labels/sw.ftl", english.replace("document-agenda =", "document-agend =").as_bytes());
    let definition = serde_json::json!({
        "version": 1, "languages": ["sw"], "title": "Mkutano", "body": "own", "time": { "start": "2026-03-10" },
        "bodies": { "own": { "name": "Baraza" } }, "agenda": [{ "id": "a", "title": "Bajeti" }]
    });
    scratch.write("packs/own/meeting.json", definition.to_string().as_bytes());
    let (_, _, err) = scratch.run(&["check", "own", "--quick", "--allow", "english-labels"]);
    assert!(err.contains("did you mean `document-agenda`?"), "{err}");
    assert!(err.contains("the label `document-agenda` is missing"), "{err}");
    assert!(err.contains("write this name in place of `document-agend`") && !err.contains("add a line"), "{err}");
    // Both stand at the line that has the name.
    let line = english.lines().position(|line| line.starts_with("document-agenda =")).unwrap() + 1;
    assert_eq!(err.matches(&format!("--> templates/labels/sw.ftl:{line}:1\n")).count(), 2, "{err}");
}
