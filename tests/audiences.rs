//! Packs for several audiences, attacked: a word that is nowhere else is put into every text of what is withheld, and looked
//! for in all bytes of the packs that must not have it.
//!
//! The types that can be withheld are read out of the schema: one more is tried by itself, if an example has it.
//! `.ci/run` makes a thousand such packs (`CANARIES`, `CANARY_PACKS`), and searches them with other people's programs
//! (`.ci/canaries.py`).

mod delivered;
mod files;
mod mutations;
mod numbers;
mod papers;
mod plant;
mod schema;
mod search;
mod shares;
mod sites;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use packwright::read::definition_schema;
use serde_json::{Value, json};

use crate::fuzz::dice::Dice;
use crate::support::{example_packs, packwright, repository};
use plant::{AUDIENCES, Planted, plant};
use schema::Kind;
use sites::{Site, sites};

/// What those who get it do not always read: ids of people and of what nothing refers to, titles of people who are named by
/// name alone, names and descriptions of files that are merged or have a title, annotations without an annotated agenda.
const NOT_PRINTED: [&str; 6] =
    [":person-id", ":person-title", ":file-name", "AnnexFile.alt", "Item.annotation", "Session.id"];

/// How many packs an ordinary test run makes.
const PACKS: usize = 24;

/// Definitions that packs are made of: two that have everything, and the examples; each with the folder of its files.
fn bases() -> Vec<(Value, PathBuf)> {
    let examples = example_packs().into_iter().map(|pack| format!("packs/{pack}/meeting.json"));
    let cases = ["tests/cases/everything.json", "tests/cases/any-meeting.json"].map(str::to_owned);
    let schema = definition_schema();
    let read = |path: String| {
        let path = repository().join(path);
        let mut base: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        open(&mut base, Kind::of(&schema));
        let definition = base.as_object_mut().unwrap();
        definition.remove("$schema");
        definition.remove("audience_titles");
        // What is planted would contradict these.
        if let Some(Value::Object(bodies)) = definition.get_mut("bodies") {
            bodies.values_mut().for_each(|body| drop(body.as_object_mut().unwrap().remove("sign_off")));
        }
        if let Some(quorum) = definition.get_mut("attendance").and_then(|attendance| attendance.get_mut("quorum")) {
            quorum.as_object_mut().unwrap().remove("present");
        }
        // Its title is that of a document, by its id.
        for annex in definition.get_mut("annexes").and_then(Value::as_array_mut).into_iter().flatten() {
            annex.as_object_mut().unwrap().entry("title").or_insert_with(|| "An annex".into());
        }
        (base, path.parent().unwrap().to_owned())
    };
    cases.into_iter().chain(examples).map(read).collect()
}

/// A definition with an annex of files, and one after it. Of those that are large, but for every fourth, only some documents.
fn base(number: usize, bases: &[(Value, PathBuf)]) -> (Value, &Path) {
    let at = if number % 4 == 3 { 2 + number / 4 % (bases.len() - 2) } else { number % 2 };
    let (mut base, folder) = (bases[at].0.clone(), &bases[at].1);
    let definition = base.as_object_mut().unwrap();
    if number % 4 < 2 {
        definition.remove("pack");
        definition["decisions"].as_array_mut().unwrap().truncate(3);
    }
    let files = [
        json!({ "file": "papers/a.pdf", "title": "First file", "source": "papers/a.html" }),
        json!({ "file": "papers/b.svg", "title": "Second file", "alt": "A picture" }),
        json!({ "file": "papers/c.png", "title": "Third file", "alt": "Another picture" }),
    ];
    let file = &files[number / 2 % files.len()];
    let annexes = definition.entry("annexes").or_insert_with(|| json!([])).as_array_mut().unwrap();
    annexes.push(json!({ "id": "file-annex", "title": "An annex of a file", "files": [file] }));
    annexes.push(json!({ "id": "last-annex", "title": "The last annex", "text": "What is in @file-annex." }));
    (base, folder)
}

/// Takes out what a definition says of audiences.
fn open(value: &mut Value, kind: Kind<'_>) {
    match value {
        Value::Object(object) => {
            if kind.is_withholdable() || kind.name.is_empty() {
                object.remove("for");
                object.remove("instead");
                // What is planted under it is for whom it is for.
                if ["Item", "Session"].contains(&kind.name) {
                    object.remove("closed");
                }
            }
            object.iter_mut().for_each(|(key, value)| {
                open(value, if kind.is_text() { kind } else { kind.key(key) });
            });
        }
        Value::Array(list) => list.iter_mut().for_each(|value| open(value, kind.entry())),
        Value::String(text) if kind.is_text() && text.contains(":::") => {
            *text = text.lines().filter(|line| !line.starts_with(":::")).collect::<Vec<_>>().join("\n");
        }
        _ => {}
    }
}

/// A name of letters alone.
fn name(number: usize) -> String {
    format!("pack-{number:04}")
}

fn write(path: PathBuf, content: &[u8]) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, content).unwrap();
}

/// Writes a workspace of packs with canaries, and `canaries.json`, which says what is hidden where.
fn planted(folder: &Path, packs: usize) -> Vec<Planted> {
    let (schema, bases) = (definition_schema(), bases());
    let registry = std::fs::read(repository().join("packs/registry.json")).unwrap();
    let mut registry: Value = serde_json::from_slice(&registry).unwrap();
    let mut all = Vec::new();
    let mut told = BTreeMap::new();
    for number in 0..packs {
        let mut dice = Dice::of("canaries", &[number as u64]);
        let (base, files) = base(number, &bases);
        let one = plant(&base, &schema, number, &mut dice);
        let pack = folder.join("packs").join(name(number));
        pictures(files).for_each(|(name, picture)| write(pack.join(name), &picture));
        write(pack.join("meeting.json"), format!("{:#}", one.definition).as_bytes());
        one.files.iter().for_each(|(path, file)| write(pack.join(path), file));
        registry["people"].as_object_mut().unwrap().extend(one.registered.clone());
        let canary = |one: &plant::Canary| json!({ "word": one.word, "rank": one.rank, "at": one.at });
        told.insert(name(number), one.canaries.iter().map(canary).collect::<Vec<_>>());
        all.push(one);
    }
    // Those of a series need the ones before them.
    for pack in example_packs().into_iter().filter(|pack| pack.starts_with("allotments-")) {
        let path = format!("packs/{pack}/meeting.json");
        write(folder.join(&path), &std::fs::read(repository().join(&path)).unwrap());
    }
    write(folder.join("packs/registry.json"), format!("{registry:#}").as_bytes());
    write(folder.join("canaries.json"), json!({ "audiences": AUDIENCES, "packs": told }).to_string().as_bytes());
    all
}

/// Pictures of an example, which its texts show.
fn pictures(folder: &Path) -> impl Iterator<Item = (String, Vec<u8>)> {
    let names = ["chart.svg"].into_iter().filter(|name| folder.join(name).is_file());
    names.map(|name| (name.to_owned(), std::fs::read(folder.join(name)).unwrap()))
}

/// Builds a workspace; the packs that were refused, with what was said.
fn built(folder: &Path) -> String {
    let output = packwright(folder, &["build", "--no-cache", "--out", "out"]);
    let said = String::from_utf8(output.stderr).unwrap();
    if output.status.success() { String::new() } else { said }
}

fn zip(folder: &Path, pack: &str, audience: &str) -> Option<Vec<u8>> {
    std::fs::read(folder.join(format!("out/{pack}.{audience}.zip"))).ok()
}

#[test]
fn every_type_that_may_be_withheld_is_in_some_base() {
    let schema = definition_schema();
    let mut missing = schema::withholdable(&schema);
    for (base, _) in bases() {
        for site in sites(&base, &schema) {
            if let Site::Whole(_, kind) = site {
                missing.remove(kind.as_str());
            }
        }
    }
    assert!(missing.is_empty(), "no example has {missing:?}");
}

/// Whatever an audience gets of each pack has the numbers of the whole.
fn numbers_are_kept(folder: &Path) {
    let mut wrong = Vec::new();
    for number in 0..PACKS {
        let whole = zip(folder, &name(number), AUDIENCES[0]).unwrap();
        for audience in &AUDIENCES[1..] {
            let part = zip(folder, &name(number), audience).unwrap();
            let others = numbers::other_numbers(&whole, &part);
            wrong.extend(others.into_iter().map(|other| format!("{} {audience}: {other}", name(number))));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_withheld_is_in_no_byte_of_others() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path();
    let packs = planted(folder, PACKS);
    let said = built(folder);
    assert!(said.is_empty(), "{said}");
    numbers_are_kept(folder);
    let (mut leaks, mut unread) = (Vec::new(), BTreeMap::<&str, [usize; 2]>::new());
    for (number, pack) in packs.iter().enumerate() {
        for (rank, audience) in AUDIENCES.iter().enumerate() {
            let zip = zip(folder, &name(number), audience).unwrap();
            let words: Vec<&str> = pack.canaries.iter().map(|canary| canary.word.as_str()).collect();
            let found = search::found(&zip, &words);
            for canary in &pack.canaries {
                let place = found.get(canary.word.as_str());
                if rank > canary.rank {
                    leaks.extend(place.map(|place| {
                        format!("{} {audience}: {} `{}` in {place}", name(number), canary.at, canary.word)
                    }));
                } else {
                    unread.entry(&canary.at).or_default()[usize::from(place.is_some())] += 1;
                }
            }
        }
    }
    assert!(leaks.is_empty(), "{}", leaks.join("\n"));
    let never: BTreeSet<&str> = unread.iter().filter(|(_, [_, there])| *there == 0).map(|(at, _)| *at).collect();
    let printed = unread.iter().filter(|(at, _)| !NOT_PRINTED.iter().any(|one| at.ends_with(*one)));
    let [missing, there] = printed.fold([0, 0], |sum, (_, one)| [sum[0] + one[0], sum[1] + one[1]]);
    println!("{there} canaries read where they may be read, {missing} not; never: {never:?}");
    assert!(there > 50 * missing, "{unread:?}");
}

/// Writes the workspace that `.ci/canaries.py` builds and searches.
#[test]
#[ignore = "`.ci/run` searches what it writes"]
#[allow(clippy::disallowed_methods, reason = "a test is no build")]
fn workspace() {
    let Some(folder) = std::env::var_os("CANARIES") else { return };
    let packs = std::env::var("CANARY_PACKS").map_or(1000, |packs| packs.parse().unwrap());
    planted(Path::new(&folder), packs);
}
