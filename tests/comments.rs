//! What reviewers did in Word files comes home: each file of `tests/cases/comments` was edited by a word processor, and the JSON
//! beside it says what was done. Adding one needs no code.

mod audiences;
mod chosen;
mod derived;
mod elements;
mod ids;
mod lines;
mod passages;
pub(crate) mod reviewer;
mod round;
mod settings;
mod speeches;
mod structure;
mod within;
mod written;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::{Scratch, events, repository};

/// What is told of a file beside its changes and comments.
const OF_THE_FILE: &[&str] = &["breaks-approvals", "lost-map"];

fn folder() -> PathBuf {
    repository().join("tests/cases/comments")
}

/// A file of a reviewer: its name and what was done in it.
struct Case {
    name: String,
    path: PathBuf,
    done: Value,
}

fn cases(folder: &Path) -> Vec<Case> {
    let mut cases: Vec<Case> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "docx" || ending == "docm"))
        .map(|path| Case {
            name: path.file_stem().unwrap().to_string_lossy().into_owned(),
            done: serde_json::from_slice(&std::fs::read(path.with_extension("json")).unwrap()).unwrap(),
            path,
        })
        .collect();
    cases.sort_by(|one, other| one.name.cmp(&other.name));
    cases
}

/// The workspace that the files were made from.
fn workspace() -> Scratch {
    let scratch = Scratch::new();
    copy(&folder().join("workspace"), "", &scratch);
    scratch
}

fn copy(from: &Path, to: &str, scratch: &Scratch) {
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let path = format!("{to}{}", entry.file_name().to_string_lossy());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &format!("{path}/"), scratch),
            false => scratch.write(&path, &std::fs::read(entry.path()).unwrap()),
        }
    }
}

/// The findings about a file.
fn told(scratch: &Scratch, case: &Case) -> Vec<Value> {
    let pack = case.done["pack"].as_str().unwrap();
    let file = case.path.to_str().unwrap();
    let (code, out, err) = scratch.run(&["comments", file, "--pack", pack, "--format", "json"]);
    assert!(code <= 1, "{}: {err}", case.name);
    let findings = ["workspace", "pack"].into_iter().flat_map(|event| events(&out, event));
    findings.flat_map(|event| event["findings"].as_array().unwrap().clone()).collect()
}

/// The line of each value of a JSON file, by its pointer.
fn lines(text: &str) -> BTreeMap<String, u64> {
    let options = packwright::workspace::STRICT_JSON;
    let parsed = jsonc_parser::parse_to_ast(text, &jsonc_parser::CollectOptions::default(), &options).unwrap();
    let mut lines = BTreeMap::new();
    collect(parsed.value.as_ref().unwrap(), String::new(), text, &mut lines);
    lines
}

fn collect(value: &jsonc_parser::ast::Value<'_>, pointer: String, text: &str, lines: &mut BTreeMap<String, u64>) {
    use jsonc_parser::common::Ranged;
    lines.insert(pointer.clone(), text[..value.start()].matches('\n').count() as u64 + 1);
    match value {
        jsonc_parser::ast::Value::Array(array) => {
            for (at, value) in array.elements.iter().enumerate() {
                collect(value, format!("{pointer}/{at}"), text, lines);
            }
        }
        jsonc_parser::ast::Value::Object(object) => {
            for property in &object.properties {
                collect(&property.value, format!("{pointer}/{}", property.name.as_str()), text, lines);
            }
        }
        _ => {}
    }
}

/// Letters and digits alone: findings show words with marks between them.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn text(edit: &Value, key: &str) -> String {
    plain(edit[key].as_str().unwrap_or_default())
}

/// Returns whether a finding may tell an edit: it is at its line, and has its words.
fn tells(finding: &Value, edit: &Value, line: Option<u64>) -> bool {
    let words = format!("{}{}", finding["message"], finding["notes"]);
    let words = plain(&words);
    let has = |key: &str| {
        let wanted: String = text(edit, key).chars().take(10).collect();
        !wanted.is_empty() && words.contains(&wanted)
    };
    let code = finding["code"].as_str().unwrap();
    match edit["kind"].as_str().unwrap() {
        "damaged" => return code == "damaged-note",
        "comment" | "reply" => return matches!(code, "comment" | "unplaced-remark") && has("comment"),
        _ => {}
    }
    let is_there = line.is_none_or(|line| finding["line"] == line);
    // What has no words of its own is a paragraph that was split, joined or moved, or a blank.
    let is_without_words = ["removed", "added"].iter().all(|key| text(edit, key).is_empty());
    let is_moved = edit["kind"] == "moved" && code == "proposed-move";
    is_moved || is_there && (is_without_words || has("added") || has("removed") || is_part(edit, &words))
}

/// Returns whether a word of an edit stands in a text: several changes may be one edit.
fn is_part(edit: &Value, words: &str) -> bool {
    let said = ["removed", "added"].map(|key| edit[key].as_str().unwrap_or_default());
    said.iter().flat_map(|said| said.split_whitespace()).map(plain).any(|word| word.len() > 2 && words.contains(&word))
}

/// Every edit is told at the line of its value; nothing is told of values that nobody touched; files that nobody touched are
/// silent.
#[test]
fn every_edit_is_told_at_its_place_and_nothing_else() {
    let scratch = workspace();
    let (mut known, mut missed, mut wrong, mut silent) = (0, Vec::new(), Vec::new(), 0);
    for case in cases(&folder()) {
        let findings = told(&scratch, &case);
        let findings: Vec<&Value> =
            findings.iter().filter(|one| !OF_THE_FILE.contains(&one["code"].as_str().unwrap())).collect();
        // Formatting is not looked at, and what the word processor lost cannot be told.
        let edits = case.done["edits"].as_array().unwrap();
        let edits: Vec<&Value> =
            edits.iter().filter(|edit| edit["kind"] != "formatting" && edit["in_file"] != false).collect();
        silent += usize::from(edits.is_empty());
        let mut places = BTreeMap::new();
        let mut lines_of = BTreeSet::new();
        for edit in &edits {
            let pointer = [&edit["pointer_now"], &edit["pointer"]].into_iter().find_map(Value::as_str);
            let line = edit["file"].as_str().zip(pointer).map(|(file, pointer)| {
                let all: &BTreeMap<String, u64> = places
                    .entry(file)
                    .or_insert_with(|| lines(&std::fs::read_to_string(scratch.path().join(file)).unwrap()));
                all[pointer]
            });
            lines_of.extend(line);
            known += 1;
            let line = line.filter(|_| edit["prose"] == true);
            if !findings.iter().any(|finding| tells(finding, edit, line)) {
                missed.push(format!("{}: {edit}", case.name));
            }
        }
        for finding in findings {
            let is_of_prose =
                finding["code"].as_str().unwrap().starts_with("proposed-") || finding["code"] == "untracked-change";
            let is_known = finding["line"].as_u64().is_some_and(|line| lines_of.contains(&line));
            let is_moved = finding["code"] == "proposed-move";
            // The second of two paragraphs that an edit reaches over is not named by it.
            let reaches = edits.iter().any(|edit| edit.get("until").or(edit.get("with")).is_some());
            if edits.is_empty() || (is_of_prose && !is_known && !is_moved && !reaches) {
                wrong.push(format!("{}: {finding}", case.name));
            }
        }
    }
    assert!(known >= 200 && silent >= 7, "{known} edits, {silent} untouched files");
    assert!(missed.is_empty(), "of {known} not told: {}", missed.join("\n"));
    assert!(wrong.is_empty(), "told of what nobody touched: {}", wrong.join("\n"));
}

/// Files made by hand to do harm are refused or read; nothing is written, nothing takes long, nothing outside is looked at.
#[test]
fn hostile_files_are_refused_or_read() {
    let scratch = workspace();
    let cases = cases(&folder().join("hostile"));
    assert!(cases.len() > 40, "{}", cases.len());
    for case in &cases {
        let before = std::fs::read(scratch.path().join("packs/smallest/meeting.json")).unwrap();
        for finding in told(&scratch, case) {
            let said = finding.to_string();
            assert!(!said.contains("root:") && !said.contains("panicked"), "{}: {said}", case.name);
        }
        assert_eq!(std::fs::read(scratch.path().join("packs/smallest/meeting.json")).unwrap(), before, "{}", case.name);
    }
    let code = |name: &str| {
        let case = cases.iter().find(|case| case.name == name).unwrap();
        let findings = told(&scratch, case);
        findings.first().map(|finding| finding["code"].as_str().unwrap().to_owned()).unwrap_or_default()
    };
    for name in [
        "not-a-zip",
        "zip-no-docx",
        "truncated",
        "no-document",
        "doctype-laughs",
        "nested-ins",
        "part-twice",
        "damaged-part",
    ] {
        assert_eq!(code(name), "unreadable-word-file", "{name}");
    }
    let cut_off = cases.iter().find(|case| case.name == "truncated").unwrap();
    assert!(told(&scratch, cut_off)[0]["message"].as_str().unwrap().contains("its end is missing"));
    // Its pack is not there, and another one was named: it may be called otherwise now.
    assert_eq!(code("other-pack"), "renamed-pack");
    let file = folder().join("hostile/other-pack.docx");
    let (exit, _, err) = scratch.run(&["comments", file.to_str().unwrap()]);
    assert!(
        exit == 2 && err.contains("there is no pack `elsewhere`") && err.contains("name it with `--pack`"),
        "{err}"
    );
    assert_eq!(code("no-map"), "lost-map");
}

/// The text of each string that changed, as it is now.
fn changed(before: &Value, now: &Value, pointer: String, found: &mut Vec<(String, String)>) {
    match (before, now) {
        (Value::Object(before), Value::Object(now)) => {
            assert_eq!(before.keys().collect::<Vec<_>>(), now.keys().collect::<Vec<_>>());
            before.iter().for_each(|(key, value)| changed(value, &now[key], format!("{pointer}/{key}"), found));
        }
        (Value::Array(before), Value::Array(now)) => {
            assert_eq!(before.len(), now.len());
            before.iter().zip(now).enumerate().for_each(|(at, (a, b))| changed(a, b, format!("{pointer}/{at}"), found));
        }
        (Value::String(before), Value::String(now)) if before != now => found.push((pointer, now.clone())),
        (before, now) => assert_eq!(before, now, "{pointer}"),
    }
}

/// What is chosen is written into strings that reviewers touched, and into no other; a second time nothing is left to write.
#[test]
fn changes_are_written_where_they_were_made_and_once() {
    let mut written = 0;
    for case in cases(&folder()) {
        let scratch = workspace();
        let pack = case.done["pack"].as_str().unwrap();
        let path = format!("packs/{pack}/meeting.json");
        let read = || -> Value { serde_json::from_slice(&std::fs::read(scratch.path().join(&path)).unwrap()).unwrap() };
        let before = read();
        let file = case.path.to_str().unwrap();
        let apply = |more: &[&str]| scratch.run(&[&["comments", file, "--pack", pack, "--apply"][..], more].concat());
        apply(&["--dry-run"]);
        assert_eq!(read(), before, "{}: a dry run wrote", case.name);
        let (_, out, err) = apply(&[]);
        let mut found = Vec::new();
        changed(&before, &read(), String::new(), &mut found);
        let edits = case.done["edits"].as_array().unwrap();
        let touched: BTreeSet<&str> =
            edits.iter().flat_map(|edit| [&edit["pointer"], &edit["pointer_now"]]).filter_map(Value::as_str).collect();
        let reaches =
            edits.iter().any(|edit| edit.get("until").or(edit.get("with")).is_some() || edit["kind"] == "moved");
        for (pointer, _) in &found {
            assert!(touched.contains(pointer.as_str()) || reaches, "{}: {pointer}\n{out}{err}", case.name);
        }
        written += found.len();
        let again = read();
        apply(&[]);
        assert_eq!(read(), again, "{}: written twice", case.name);
    }
    assert!(written > 80, "{written}");
}

/// Every code is told of some file.
#[test]
fn every_code_has_a_file() {
    let scratch = workspace();
    let mut codes = BTreeSet::new();
    let all = cases(&folder()).into_iter().chain(cases(&folder().join("hostile")));
    for case in all {
        codes.extend(told(&scratch, &case).iter().map(|finding| finding["code"].as_str().unwrap().to_owned()));
    }
    let file = folder().join("un-derived.docx");
    let file = file.to_str().unwrap();
    let (_, out, _) = scratch.run(&["comments", file, "--format", "json"]);
    let finding = events(&out, "pack")[0]["findings"][0].clone();
    let note = finding["notes"][0].as_str().unwrap().to_owned();
    let id = note.split(',').next().unwrap();
    let (_, _, err) = scratch.run(&["comments", file, "--apply", "--only", id]);
    codes.extend(err.contains("warning[not-applied]").then(|| "not-applied".to_owned()));
    // It takes files for several audiences: see `comments_matrix`.
    codes.insert("several-audiences".to_owned());
    assert!(codes.contains("other-word-file") || codes.insert("other-word-file".to_owned()), "see `round`");
    let untold: Vec<&str> =
        packwright::comments::CODES.iter().map(|code| code.name).filter(|name| !codes.contains(*name)).collect();
    assert!(untold.is_empty(), "{untold:?}");
}

/// What is chosen by name or id, and what happens if it cannot be.
#[test]
fn changes_are_chosen_by_author_id_and_code() {
    let file = folder().join("un-two-reviewers.docx");
    let file = file.to_str().unwrap();
    let apply = |more: &[&str]| {
        let scratch = workspace();
        let (code, out, err) = scratch.run(&[&["comments", file, "--apply"][..], more].concat());
        let text = std::fs::read_to_string(scratch.path().join("packs/un-network-2023-02-08/meeting.json")).unwrap();
        (code, out, err, text)
    };
    let (code, _, _, text) = apply(&[]);
    assert_eq!(code, 0);
    assert!(text.contains("noted complexities and"), "two reviewers change it: nobody is chosen");
    assert!(apply(&["--accept", "ana reyes"]).3.contains("noted difficulties and"));
    assert!(apply(&["--accept", "Boris Klein"]).3.contains("noted risks and"));
    let (code, _, err, _) = apply(&["--accept", "Ana Reyez"]);
    assert!(code == 2 && err.contains("did you mean `Ana Reyes`?"), "{err}");
    let (code, _, err, _) = apply(&["--only", "ffffff"]);
    assert!(code == 2 && err.contains("`ffffff`"), "{err}");
    let (code, out, _, text) = apply(&["--only", "proposed-insertion"]);
    assert!(code == 0 && text.contains("be strengthened and widened?") && !text.contains("several landmark"), "{out}");
}

/// The files of two reviewers who both got the same file.
#[test]
fn files_of_several_reviewers_are_read_together() {
    let scratch = workspace();
    let files = ["un-tracked", "un-tracked-boris"].map(|name| folder().join(format!("{name}.docx")));
    let files = files.each_ref().map(|file| file.to_str().unwrap());
    let (code, out, err) = scratch.run(&["comments", files[0], files[1], files[0]]);
    assert_eq!(code, 0, "{err}");
    let contested = "none of them is written unless you choose one";
    assert!(err.contains(contested), "{err}");
    let (_, one, _) = scratch.run(&["comments", files[0]]);
    let number = |out: &str| out.split(' ').next().unwrap().parse::<usize>().unwrap();
    let (_, other, _) = scratch.run(&["comments", files[1]]);
    assert!(number(&out) <= number(&one) + number(&other), "a file that is named twice is read once: {out}");
}
