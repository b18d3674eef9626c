//! Each mark that withholds something is taken away once: the search of the finished bytes has to find what it withheld.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use packwright::finding::Sources;
use packwright::leak::{self, Open, Secret};
use packwright::read::{self, definition_schema};
use packwright::workspace::{Files, Found, Workspace};
use packwright::{compose, meeting::Meeting};
use serde_json::Value;

use super::schema::Kind;
use super::{base, bases, name, plant, write};
use crate::fuzz::dice::Dice;
use crate::support::{packwright, repository, unzipped};

/// A mark that withholds something from the public.
#[derive(Debug, Clone)]
enum Guard {
    /// Of an object.
    Whole(String),
    /// Of a key of an object.
    Key(String, String),
    /// Of the passages of a text.
    Passages(String),
}

/// The marks of a definition that lie in no other.
fn guards(value: &Value, kind: Kind<'_>, pointer: &str, guards: &mut Vec<Guard>) {
    match value {
        Value::String(text) if kind.name == "Prose" && text.contains(":::") => {
            guards.push(Guard::Passages(pointer.to_owned()));
        }
        Value::Object(object) => {
            let mark = object.get("for").filter(|_| kind.is_withholdable() || kind.name.is_empty());
            let mut hidden = BTreeSet::new();
            match mark {
                Some(Value::String(_)) => return guards.push(Guard::Whole(pointer.to_owned())),
                Some(Value::Object(keys)) => {
                    for path in keys.keys() {
                        hidden.insert(path.split('.').next().unwrap());
                        guards.push(Guard::Key(pointer.to_owned(), path.clone()));
                    }
                }
                _ => {}
            }
            for (key, value) in object.iter().filter(|(key, _)| !hidden.contains(key.as_str())) {
                let inner = if kind.is_text() { kind } else { kind.key(key) };
                self::guards(value, inner, &format!("{pointer}/{key}"), guards);
            }
        }
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(at, value)| {
                self::guards(value, kind.entry(), &format!("{pointer}/{at}"), guards);
            });
        }
        _ => {}
    }
}

/// The definition without a mark.
fn without(definition: &Value, guard: &Guard) -> Value {
    let mut definition = definition.clone();
    match guard {
        Guard::Whole(pointer) => {
            let object = definition.pointer_mut(pointer).unwrap().as_object_mut().unwrap();
            object.remove("for");
            object.remove("instead");
        }
        Guard::Key(pointer, path) => {
            let object = definition.pointer_mut(pointer).unwrap().as_object_mut().unwrap();
            let keys = object["for"].as_object_mut().unwrap();
            keys.remove(path);
            if keys.is_empty() {
                object.remove("for");
            }
        }
        Guard::Passages(pointer) => {
            let text = definition.pointer_mut(pointer).unwrap();
            let lines = text.as_str().unwrap().lines().filter(|line| !line.starts_with(":::")).collect::<Vec<_>>();
            *text = lines.join("\n").into();
        }
    }
    definition
}

/// What the public must not get of a pack, and what it gets.
fn secrets(folder: &Path, pack: &str) -> (Vec<Secret>, Vec<String>) {
    let Found { workspace, packs, .. } = Workspace::find(folder, &[pack.to_owned()]).unwrap();
    let (files, mut sources) = (&workspace.files, Sources::new(""));
    let whole = read::read(files, &packs[0], &mut sources).meeting.unwrap();
    let words = compose::words_instead(&whole, files, &mut sources).unwrap();
    let cut = read::for_audience(&whole, &packs[0], 2, &words, &whole.tallies(), &mut sources, None).unwrap();
    let paths = |meeting: &Meeting| -> BTreeSet<String> {
        let annexes = meeting.definition.annexes.iter().flat_map(|annex| &annex.files);
        annexes.map(|file| file.file.value.as_str().to_owned()).collect()
    };
    let open = paths(&cut.meeting);
    let (mut secrets, mut said) = (cut.secrets.withheld, compose::open_words(&cut.meeting, files));
    said.extend(cut.secrets.open);
    let mut all: Vec<Secret> =
        secrets.drain(..).map(|text| Secret { text: text.value, place: Some(text.place) }).collect();
    for path in paths(&whole) {
        let texts = leak::texts_of_file(&path, &files.read(&whole.path_of(&path)).unwrap().unwrap());
        if open.contains(&path) {
            said.extend(texts);
        } else {
            all.extend(texts.into_iter().map(|text| Secret { text, place: None }));
        }
    }
    (all, said)
}

/// Packs that withhold things, with their files.
struct Made {
    registry: Value,
    packs: Vec<(String, Value, BTreeMap<String, Vec<u8>>)>,
    /// What each withholds that is in it nowhere else.
    canaries: BTreeMap<String, Vec<String>>,
}

fn made(schema: &Value) -> Made {
    let mut registry: Value =
        serde_json::from_slice(&std::fs::read(repository().join("packs/registry.json")).unwrap()).unwrap();
    let mut hospital: Value =
        serde_json::from_slice(&std::fs::read(repository().join("packs/hospital/meeting.json")).unwrap()).unwrap();
    // What is closed and open is refused before anything is searched.
    let items = hospital["agenda"].as_array_mut().unwrap().iter_mut().filter_map(Value::as_object_mut);
    items.for_each(|item| drop(item.remove("closed")));
    let opinion = std::fs::read(repository().join("packs/hospital/papers/opinion.pdf")).unwrap();
    let mut made = vec![("hospital".to_owned(), hospital, [("papers/opinion.pdf".to_owned(), opinion)].into())];
    let (bases, mut canaries) = (bases(), BTreeMap::from([("hospital".to_owned(), Vec::new())]));
    for number in 0..2 {
        let (base, _) = base(number, &bases);
        let one = plant(&base, schema, number, &mut Dice::of("mutations", &[number as u64]));
        registry["people"].as_object_mut().unwrap().extend(one.registered);
        let withheld = one.canaries.into_iter().filter(|canary| canary.rank < 2).map(|canary| canary.word);
        canaries.insert(name(number), withheld.collect::<Vec<_>>());
        made.push((name(number), one.definition, one.files));
    }
    Made { registry, packs: made, canaries }
}

/// Marks that the search cannot miss when they are gone: who voted how are names that everybody reads elsewhere.
const UNSEEN: [&str; 1] = ["Key(\"/decisions/0\", \"vote.names\")"];

#[test]
fn each_mark_that_is_taken_away_is_told() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path();
    let schema = definition_schema();
    let put = |pack: &str, path: &str, content: &[u8]| write(folder.join("packs").join(pack).join(path), content);
    // Each with the name of the pack that it is made of.
    let mut tried: Vec<(String, Guard, String)> = Vec::new();
    let Made { registry, packs: made, canaries } = made(&schema);
    for (pack, definition, files) in &made {
        let mut all = Vec::new();
        guards(definition, Kind::of(&schema), "", &mut all);
        put(pack, "meeting.json", definition.to_string().as_bytes());
        files.iter().for_each(|(path, file)| put(pack, path, file));
        for (number, guard) in all.into_iter().enumerate() {
            let mutant = format!("{pack}-without-{number}");
            put(&mutant, "meeting.json", without(definition, &guard).to_string().as_bytes());
            files.iter().for_each(|(path, file)| put(&mutant, path, file));
            tried.push((pack.clone(), guard, mutant));
        }
    }
    write(folder.join("packs/registry.json"), registry.to_string().as_bytes());
    let mut arguments = vec!["build", "--no-cache", "--audience", "public", "--out", "out"];
    arguments.extend(tried.iter().map(|(_, _, mutant)| mutant.as_str()));
    let output = packwright(folder, &arguments);
    let said = String::from_utf8(output.stderr).unwrap();
    let mut missed = Vec::new();
    for (pack, guard, mutant) in &tried {
        // What is left says what was withheld: the build itself tells.
        let Ok(zip) = std::fs::read(folder.join(format!("out/{mutant}.public.zip"))) else {
            assert!(said.contains("error[leak]"), "{guard:?} of {pack}: {said}");
            continue;
        };
        let (secrets, open) = secrets(folder, pack);
        let found = leak::search(&zip, &secrets, &Open { texts: open.iter().map(String::as_str).collect() });
        // What no document of the pack prints cannot be found.
        let words: Vec<&str> = canaries[pack].iter().map(String::as_str).collect();
        let is_printed = words.is_empty() || !super::search::found(&zip, &words).is_empty();
        if found.is_empty() && is_printed && !UNSEEN.contains(&format!("{guard:?}").as_str()) {
            missed.push(format!("{pack}: {guard:?}"));
        }
    }
    assert!(missed.is_empty(), "of {} marks taken away these were not missed:\n{}", tried.len(), missed.join("\n"));
    assert!(tried.len() >= 15, "{} marks", tried.len());
}

/// The definition with more words in what a mark withholds.
fn longer(definition: &mut Value, guard: &Guard) -> bool {
    const MORE: &str = "There is more of it than anybody else may know";
    match guard {
        Guard::Key(..) => return false,
        Guard::Whole(pointer) => {
            let object = definition.pointer_mut(pointer).and_then(Value::as_object_mut).unwrap();
            let key = ["text", "title"].into_iter().find(|key| object.get(*key).is_some_and(Value::is_string));
            let Some(key) = key else { return false };
            object[key] = format!("{} {MORE}", object[key].as_str().unwrap()).into();
        }
        Guard::Passages(pointer) => {
            let text = definition.pointer_mut(pointer).unwrap();
            let is_end = |line: &str| line.trim() == ":::";
            let lines = text.as_str().unwrap().lines();
            let lines = lines.map(|line| if is_end(line) { format!("{MORE}.\n{line}") } else { line.into() });
            *text = lines.collect::<Vec<_>>().join("\n").into();
        }
    }
    true
}

/// Zips do not say how long that is which their readers do not get. A paragraph more does show where paragraphs are numbered, since
/// all audiences have the same numbers.
#[test]
fn how_long_a_withheld_text_is_shows_nowhere() {
    let schema = definition_schema();
    let Made { registry, packs, .. } = made(&schema);
    let mut count = 0;
    let mut zips = [false, true].map(|is_longer| {
        let scratch = tempfile::tempdir().unwrap();
        write(scratch.path().join("packs/registry.json"), registry.to_string().as_bytes());
        let mut arguments = vec!["build", "--no-cache", "--docx", "--audience", "public", "--out", "out"];
        for (pack, definition, files) in &packs {
            let mut definition = definition.clone();
            let mut all = Vec::new();
            guards(&definition, Kind::of(&schema), "", &mut all);
            count += if is_longer { all.iter().filter(|guard| longer(&mut definition, guard)).count() } else { 0 };
            let put = |path: &str, content: &[u8]| write(scratch.path().join("packs").join(pack).join(path), content);
            put("meeting.json", definition.to_string().as_bytes());
            files.iter().for_each(|(path, file)| put(path, file));
            arguments.push(pack);
        }
        let output = packwright(scratch.path(), &arguments);
        let zip = |pack: &String| {
            let read = std::fs::read(scratch.path().join(format!("out/{pack}.public.zip")));
            (pack.clone(), read.unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr))))
        };
        packs.iter().map(|(pack, ..)| zip(pack)).collect::<BTreeMap<_, _>>()
    });
    assert!(count >= 8, "{count} texts");
    let [before, after] = &mut zips;
    for (pack, zip) in before {
        let (before, after) = (unzipped(zip), unzipped(&after[pack]));
        let differ: Vec<&String> = before.keys().filter(|path| before.get(*path) != after.get(*path)).collect();
        assert!(differ.is_empty() && before.len() == after.len(), "{pack}: {differ:?}");
    }
}
