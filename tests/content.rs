//! What an approval covers: exactly what minutes say. Each value of large definitions is changed in turn, and the digest
//! of the content is held against what templates of minutes see, and against what our own templates print.

use std::collections::BTreeMap;
use std::sync::Arc;

use packwright::finding::Sources;
use packwright::meeting::{Content, Language, Meeting};
use packwright::workspace::PackAddress;
use serde_json::{Value, json};

use crate::support::{Scratch, repository};

/// Paths that minutes may print and an approval does not cover, since they tell how the papers go on or how they look.
/// The same list as in `src/meeting/content.rs`, seen from outside.
const APART: &[&str] = &["/status", "/history", "/silence", "/style", "/as_issued", "/bodies/*/style", "/languages"];

/// Whether a path is one of the patterns or lies under it.
fn is_under(path: &str, patterns: &[&str]) -> bool {
    patterns.iter().any(|pattern| {
        let mut parts = path.split('/');
        pattern.split('/').all(|step| parts.next().is_some_and(|part| step == "*" || step == part))
    })
}

/// A definition as approvals, templates and readers have it.
struct Seen {
    digest: String,
    seen_by_templates: Value,
    /// The minutes of each set and order.
    printed: Vec<String>,
}

/// What a definition comes to; `None` if it cannot be read.
fn seen(definition: &Value) -> Option<Seen> {
    let english = Language::new("en");
    let meeting = |definition: &Value| -> Option<Meeting> {
        let text = serde_json::to_string(definition).unwrap();
        let registry = std::fs::read(repository().join("packs/registry.json")).unwrap();
        let files: BTreeMap<String, Vec<u8>> =
            [("packs/x/meeting.json".to_owned(), text.into_bytes()), ("packs/registry.json".to_owned(), registry)]
                .into();
        let pack = PackAddress { id: "x".to_owned(), folder: "packs/x".to_owned() };
        let reading = packwright::read::read(&files, &pack, &mut Sources::new(""));
        if reading.findings.iter().any(|finding| finding.is_error()) { None } else { reading.meeting }
    };
    let read = meeting(definition)?;
    let digest = Content::digest(&Content::of(&read, &english).texts());
    let files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let context = packwright::compose::context(&Arc::new(read), &english, &[], &files, &mut Sources::new("")).ok()?;
    let mut printed = Vec::new();
    for (templates, order) in [("un", "decisions-first"), ("un", "by-item"), ("plain", "by-item")] {
        let mut definition = definition.clone();
        definition["style"]["templates"] = json!(templates);
        definition["style"]["minutes"] = json!(order);
        let meeting = Arc::new(meeting(&definition)?);
        let composed = packwright::compose::compose(&meeting, &english, &[], &files, &mut Sources::new("")).composed?;
        let project = packwright::write::typst(&composed.composition, composed.kept);
        // Marks of places move with every change before them.
        let sheet = project.source_files.get("minutes.typ").map_or("", |sheet| sheet.text.as_str());
        let unmarked = sheet.split("/*@").map(|part| part.split_once("*/").map_or(part, |(_, rest)| rest));
        printed.push(unmarked.collect::<String>());
    }
    let seen_by_templates = context.get("minutes").cloned().unwrap_or_default();
    Some(Seen { digest, seen_by_templates, printed })
}

/// Every value of a definition by its path, and how it may be changed so that it can still be read.
fn changes(value: &Value, path: &str, all: &mut Vec<(String, Vec<Value>)>) {
    match value {
        Value::Object(object) => object.iter().for_each(|(key, value)| changes(value, &format!("{path}/{key}"), all)),
        Value::Array(list) => {
            let mut shorter = list.clone();
            shorter.pop();
            all.push((path.to_owned(), vec![Value::Array(shorter)]));
            list.iter().enumerate().for_each(|(at, value)| changes(value, &format!("{path}/{at}"), all));
        }
        Value::Bool(value) => all.push((path.to_owned(), vec![json!(!value)])),
        Value::Number(number) => all.push((path.to_owned(), vec![json!(number.as_u64().unwrap() + 1)])),
        Value::String(text) => {
            let dated = ["2023-02-09", "2024-03-07T10:17", "11:13", "2031", "EUR 17"].map(|other| json!(other));
            let longer = json!(format!("{text} Zq"));
            all.push((path.to_owned(), std::iter::once(longer).chain(dated).collect()));
        }
        Value::Null => {}
    }
}

/// Paths whose values another document prints, if the pack has one: the list of participants that minutes refer to, and
/// deadlines that are over when the meeting ends; what an item was to be about that something happened under; words of the body
/// for other documents. Whoever approves minutes approves them too.
const ELSEWHERE: &[&str] = &[
    "/attendance/participants",
    "/deadlines",
    "/agenda/0/items/0/text",
    "/people/three",
    "/style/labels",
    "/bodies/*/style/labels",
];

#[test]
fn approvals_cover_exactly_what_minutes_say() {
    let (mut tried, mut wrong) = (0, Vec::new());
    for name in ["everything", "any-meeting"] {
        let text = std::fs::read_to_string(repository().join(format!("tests/cases/{name}.json"))).unwrap();
        let definition: Value = serde_json::from_str(&text).unwrap();
        let before = seen(&definition).unwrap();
        let mut all = Vec::new();
        changes(&definition, "", &mut all);
        // Which documents a pack has changes where links of the minutes lead, and nothing that they say.
        for (path, values) in
            all.iter().filter(|(path, _)| path != "/pack" && (path.contains("/style/labels") || !is_under(path, APART)))
        {
            let after = values.iter().find_map(|value| {
                let mut changed = definition.clone();
                *changed.pointer_mut(path).unwrap() = value.clone();
                seen(&changed)
            });
            let Some(after) = after else { continue };
            tried += 1;
            let (covered, printed) = (before.digest != after.digest, before.printed != after.printed);
            if !covered && (printed || before.seen_by_templates != after.seen_by_templates) {
                wrong.push(format!("{name}{path} can be printed, and approvals do not cover it"));
            }
            if covered && !printed && !is_under(path, ELSEWHERE) {
                wrong.push(format!("{name}{path} is not printed, and approvals cover it"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(tried > 600, "only {tried} values were changed");
}

/// Edits of real packs after approval: `tests/cases/edits-after-approval.json`.
#[test]
fn edits_break_an_approval_or_do_not() {
    let cases = std::fs::read(repository().join("tests/cases/edits-after-approval.json")).unwrap();
    let cases: Vec<Value> = serde_json::from_slice(&cases).unwrap();
    let sides = [true, false].map(|breaks| cases.iter().filter(|case| case["breaks"] == breaks).count());
    assert!(sides.iter().all(|number| *number >= 10), "{sides:?}");
    for case in &cases {
        let text = |key: &str| case[key].as_str().unwrap();
        let (what, pack, file, find) = (text("what"), text("pack"), text("file"), text("find"));
        let scratch = Scratch::new();
        let definition = format!("packs/{pack}/meeting.json");
        scratch.write(&definition, &std::fs::read(repository().join(&definition)).unwrap());
        let person = if pack == "board" { "quillfeather" } else { "ramos" };
        let (code, _, err) = scratch.run(&["approve", pack, "--as", person, "--at", "2026-05-04T09:30:00Z"]);
        assert_eq!(code, 0, "{what}: {err}");
        // A file of the workspace, one of the program's with something added, or a new one.
        let former = std::fs::read_to_string(scratch.path().join(file));
        let former = former.or_else(|_| std::fs::read_to_string(repository().join(file))).unwrap_or_default();
        let edited = match former.contains(find) && !find.is_empty() {
            true => former.replacen(find, text("replace"), 1),
            false if file.starts_with("templates/shape") => format!("{former}{}", text("replace")),
            false => text("replace").to_owned(),
        };
        assert!(edited != former, "{what}: nothing was edited");
        scratch.write(file, edited.as_bytes());
        let (code, _, err) = scratch.run(&["check", pack]);
        let breaks = err.contains("[approval-broken]");
        assert_eq!(breaks, case["breaks"] == true, "{what}: {err}");
        assert_eq!(code, i32::from(breaks), "{what}: {err}");
    }
}
