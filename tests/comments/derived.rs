//! Words that are written nowhere as they are printed: each is told at the value that it comes from.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::reviewer::{Change, reviewed};
use crate::support::{Scratch, events, example_packs, repository, unzipped, zip_of};

/// A piece of a paragraph of a map that is derived.
#[derive(Debug, Clone)]
struct Piece {
    anchor: String,
    text: String,
    /// The text of the paragraph before it.
    before: String,
    label: Option<String>,
    /// The file and the pointer of the value that it comes from.
    value: Option<(String, String)>,
}

impl Piece {
    /// What it is made of, without positions and names.
    fn kind(&self) -> (String, String) {
        let steps = |pointer: &str| {
            let mut steps: Vec<&str> = pointer.split('/').collect();
            steps.iter_mut().filter(|step| step.parse::<usize>().is_ok()).for_each(|step| *step = "0");
            steps.join("/")
        };
        let value = self.value.as_ref().map(|(file, pointer)| match file.strip_suffix("registry.json") {
            Some(_) => format!(
                "registry{}",
                pointer
                    .split('/')
                    .enumerate()
                    .filter(|(at, _)| *at != 2)
                    .map(|(_, step)| format!("/{step}"))
                    .skip(1)
                    .collect::<String>()
            ),
            None => steps(pointer),
        });
        (self.label.clone().unwrap_or_default(), value.unwrap_or_default())
    }

    /// The longest word in it.
    fn word(&self) -> Option<&str> {
        self.text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .max_by_key(|word| word.chars().count())
    }
}

fn pieces(docx: &[u8]) -> Vec<Piece> {
    const NAMESPACE: &str = "urn:packwright:word-map:1";
    let map = String::from_utf8(unzipped(docx)["customXml/item1.xml"].clone()).unwrap();
    let map = roxmltree::Document::parse(&map).unwrap();
    let named = |name: &'static str| map.descendants().filter(move |node| node.has_tag_name((NAMESPACE, name)));
    let values: BTreeMap<&str, (String, String)> = named("value")
        .map(|node| {
            let attribute = |name: &str| node.attribute(name).unwrap_or_default();
            (attribute("number"), (attribute("file").to_owned(), attribute("pointer").to_owned()))
        })
        .collect();
    let mut all = Vec::new();
    for anchor in named("anchor") {
        let mut before = String::new();
        for piece in anchor.children().filter(roxmltree::Node::is_element) {
            let text = piece.text().unwrap_or_default();
            if piece.has_tag_name((NAMESPACE, "derived")) {
                all.push(Piece {
                    anchor: anchor.attribute("name").unwrap().to_owned(),
                    text: text.to_owned(),
                    before: before.clone(),
                    label: piece.attribute("label").map(str::to_owned),
                    value: piece.attribute("value").map(|number| values[number].clone()),
                });
            }
            before.push_str(text);
        }
    }
    all
}

/// Over all example packs, for each kind of derived word: it says what it comes from, as the list of them in `derived.txt`; and where a
/// reviewer changes it, this is told at the line of that value, with its name.
#[test]
fn derived_words_are_told_at_the_value_that_they_come_from() {
    let mut kinds: BTreeMap<(String, String), String> = BTreeMap::new();
    let (mut told, mut lost) = (0, 0);
    for pack in example_packs() {
        let scratch = Scratch::new();
        super::copy(&repository().join("packs"), "packs/", &scratch);
        if scratch.path().join(format!("packs/{pack}/signed.zip")).exists() {
            continue;
        }
        let (code, out, err) = scratch.run(&["build", &pack, "--docx", "--no-cache", "--allow", "warnings"]);
        assert_eq!(code, 0, "{pack}: {out}{err}");
        let files = unzipped(&std::fs::read(scratch.path().join("out").join(zip_of(&pack))).unwrap());
        // A list over several meetings has cells of all of them.
        let papers = files.iter().filter(|(name, _)| name.ends_with(".docx") && !name.contains("register"));
        for (name, docx) in papers {
            let mut waiting = Vec::new();
            for piece in pieces(docx).into_iter().filter(|piece| piece.word().is_some()) {
                if let Entry::Vacant(entry) = kinds.entry(piece.kind()) {
                    entry.insert(piece.text.trim().to_owned());
                    waiting.push(piece);
                }
            }
            while !waiting.is_empty() {
                let (now, later) = one_in_each_paragraph(waiting);
                waiting = later;
                let (one, other) = told_of(&scratch, &pack, name, docx, &now);
                (told, lost) = (told + one, lost + other);
            }
        }
    }
    assert!(told > 150 && lost * 20 < told, "{told} told, {lost} could not be changed");
    let list: String = kinds.iter().map(|((label, value), text)| format!("{value} | {label} | {text}\n")).collect();
    let path = repository().join("tests/cases/comments/derived.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &list).unwrap();
    }
    assert_eq!(list, std::fs::read_to_string(&path).unwrap_or_default(), "UPDATE=1 replaces the list");
    let nowhere: Vec<&String> =
        kinds.iter().filter(|((label, value), _)| label.is_empty() && value.is_empty()).map(|(_, text)| text).collect();
    assert!(nowhere.is_empty(), "{nowhere:?}");
}

/// Pieces of which no two are in the same paragraph, and the others.
fn one_in_each_paragraph(pieces: Vec<Piece>) -> (Vec<Piece>, Vec<Piece>) {
    let mut seen = BTreeSet::new();
    pieces.into_iter().partition(|piece| seen.insert(piece.anchor.clone()))
}

/// How many of these pieces were changed and told as they should be, and how many could not be changed.
fn told_of(scratch: &Scratch, pack: &str, name: &str, docx: &[u8], pieces: &[Piece]) -> (usize, usize) {
    let change = |(at, piece): (usize, &Piece)| {
        let word = piece.word().unwrap();
        let start = piece.text.find(word).unwrap();
        let before = format!("{}{}", piece.before, &piece.text[..start]);
        let by = format!("Zq{at}q");
        Change {
            anchor: piece.anchor.clone(),
            word: word.to_owned(),
            before: before.matches(word).count(),
            by,
            is_after: false,
        }
    };
    let changes: Vec<Change> = pieces.iter().enumerate().map(change).collect();
    let (file, done) = reviewed(docx, "Ana", &changes);
    scratch.write("reviewed.docx", &file);
    let (code, out, err) = scratch.run(&["comments", "reviewed.docx", "--pack", pack, "--format", "json"]);
    assert_eq!(code, 0, "{pack} {name}: {err}");
    let findings: Vec<serde_json::Value> =
        events(&out, "pack").iter().flat_map(|event| event["findings"].as_array().unwrap().clone()).collect();
    let mut told = 0;
    for ((piece, change), done) in pieces.iter().zip(&changes).zip(&done) {
        if !done {
            continue;
        }
        let finding = findings.iter().find(|finding| finding["message"].as_str().unwrap().contains(&change.by));
        let finding = finding.unwrap_or_else(|| panic!("{pack} {name}: not told: {piece:?}\n{out}"));
        assert_eq!(finding["code"], "changed-derived", "{pack} {name}: {piece:?}: {finding}");
        let notes = finding["notes"].to_string();
        match &piece.value {
            Some((file, pointer)) => {
                let line = super::lines(&std::fs::read_to_string(scratch.path().join(file)).unwrap())[pointer];
                let is_there = finding["file"].as_str() == Some(file) && finding["line"].as_u64() == Some(line);
                assert!(is_there && notes.contains(&format!("`{pointer}` at")), "{pack} {name}: {piece:?}: {finding}");
            }
            None => assert!(finding["line"].is_null(), "{pack} {name}: {piece:?}: {finding}"),
        }
        if let Some(label) = &piece.label {
            assert!(notes.contains(&format!("`{label}`")), "{pack} {name}: {piece:?}: {finding}");
        }
        told += 1;
    }
    (told, done.iter().filter(|done| !**done).count())
}
