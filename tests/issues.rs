//! Packs that are sent out again and again: what their documents are then (`/Rev.1`, `/Add.1`, `/Corr.1`), whom they go to, and the
//! record of it. `tests/cases/issues` has a file for each pack: what is edited before each issue, and what its symbols are
//! then. `UPDATE=1` writes what they are now; read it before you accept it.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::changes::{Edited, add_word, definition, edit, page, sent};
use crate::support::{Scratch, packwright, repository, unzipped, zip_of};

/// Text without its elements.
fn plain(html: &str) -> String {
    let mut text = String::new();
    for part in html.replace('\u{a0}', " ").split('<') {
        text.push_str(part.split_once('>').map_or(part, |(_, text)| text));
    }
    text
}

/// What stands under the names of documents that were sent out before: symbol, and what was done to it.
fn reissues(edited: &Edited, pack: &str) -> Vec<String> {
    let files = unzipped(&std::fs::read(edited.0.path().join("out").join(zip_of(pack))).unwrap());
    let pages = files.iter().filter(|(path, _)| path.ends_with("index.html"));
    let mut all = Vec::new();
    for (path, html) in pages {
        let html = String::from_utf8(html.clone()).unwrap();
        for section in html.split("<section class=\"").skip(1).filter(|section| section.contains("class=\"reissue\"")) {
            let name = section.split('"').next().unwrap();
            let head = section.split("<p class=\"minor\">").nth(1).unwrap().split("</p>").next().unwrap();
            let lines: Vec<String> = head.split("<br>").map(plain).collect();
            all.push(format!("{}{name}: {}", path.trim_end_matches("index.html"), lines.join(" | ")));
        }
    }
    all
}

#[test]
fn what_documents_are_that_are_sent_again_follows_from_what_changed() {
    let folder = repository().join("tests/cases/issues");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 3);
    let mut failed = Vec::new();
    for path in paths {
        let mut case: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let pack = case["pack"].as_str().unwrap().to_owned();
        let edited = Edited::new();
        let mut text = definition(&pack);
        case["edits"].as_array().unwrap().iter().for_each(|one| edit(&mut text, one));
        edited.add(&pack, &pack, &text);
        let zip = edited.0.path().join("out").join(zip_of(&pack));
        for (number, step) in case["issues"].as_array_mut().unwrap().iter_mut().enumerate() {
            step["edits"].as_array().unwrap().iter().for_each(|one| edit(&mut text, one));
            for (path, from) in step["files"].as_object().into_iter().flatten() {
                let file = std::fs::read(repository().join(from.as_str().unwrap())).unwrap();
                edited.0.write(&format!("packs/{pack}/{path}"), &file);
            }
            edited.0.write(&format!("packs/{pack}/meeting.json"), text.to_string().as_bytes());
            edited.build();
            let told = reissues(&edited, &pack);
            if step["tells"] != json!(told) {
                failed.push(format!("{}, {}:\n  {}", path.display(), step["name"], told.join("\n  ")));
                step["tells"] = json!(told);
            }
            let before = std::fs::read(&zip).unwrap();
            let day = format!("2026-04-{:02}", number + 1);
            let (code, out, err) = edited.0.run(&["issue", &pack, "--on", &day]);
            assert_eq!((code, err.as_str()), (0, ""), "{out}");
            edited.build();
            assert!(before == std::fs::read(&zip).unwrap(), "{}: what was sent out stays as it was", step["name"]);
        }
        #[allow(clippy::disallowed_methods, reason = "a test is no build")]
        if std::env::var("UPDATE").is_ok() {
            let lines = |all: &Value| {
                let lines: Vec<String> = all.as_array().unwrap().iter().map(|one| format!("    {one}")).collect();
                lines.join(",\n")
            };
            let (edits, issues) = (lines(&case["edits"]), lines(&case["issues"]));
            let text = format!(
                "{{\n  \"pack\": {},\n  \"edits\": [\n{edits}\n  ],\n  \"issues\": [\n{issues}\n  ]\n}}\n",
                case["pack"]
            );
            std::fs::write(&path, text).unwrap();
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// What `packwright issue` writes is what the published schema describes, and keeps what somebody else put at its beginning.
#[test]
fn the_record_is_as_its_schema_says() {
    let edited = sent("hospital");
    let path = edited.0.path().join("packs/hospital/issues.json");
    let record: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    let schema: Value =
        serde_json::from_slice(&std::fs::read(repository().join("packs/issues.schema.json")).unwrap()).unwrap();
    fits(&schema, &schema, &record, "");
    assert_eq!(record["$schema"], "../issues.schema.json");
    assert_eq!(record["issues"][0]["audiences"], json!(["members", "observers", "public"]));
    let mut other = record.clone();
    other["$schema"] = "https://example.org/issues.schema.json".into();
    edited.0.write("packs/hospital/issues.json", other.to_string().as_bytes());
    let mut text = definition("hospital");
    add_word(&mut text, "/title", "anew");
    edited.0.write("packs/hospital/meeting.json", text.to_string().as_bytes());
    edited.build();
    assert_eq!(edited.0.run(&["issue", "hospital", "--on", "2026-03-06"]).0, 0);
    let written: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    assert_eq!((&written["$schema"], written["issues"].as_array().unwrap().len()), (&other["$schema"], 2));
}

/// Whether a value is as a schema of ours describes it: keys, types, references.
fn fits(root: &Value, rules: &Value, value: &Value, at: &str) {
    if let Some(reference) = rules["$ref"].as_str() {
        return fits(root, root.pointer(reference.trim_start_matches('#')).unwrap(), value, at);
    }
    if let Some(words) = rules["oneOf"].as_array() {
        return assert!(words.iter().any(|word| word["const"] == *value), "{at}: {value}");
    }
    match value {
        Value::Object(object) => {
            for key in rules["required"].as_array().into_iter().flatten() {
                assert!(object.contains_key(key.as_str().unwrap()), "{at} has no {key}");
            }
            for (key, value) in object {
                let other = Some(&rules["additionalProperties"]).filter(|rules| rules.is_object());
                let rules = rules["properties"].get(key).or(other);
                let rules = rules.unwrap_or_else(|| panic!("{at} has a key {key}"));
                fits(root, rules, value, &format!("{at}/{key}"));
            }
        }
        Value::Array(list) if rules["prefixItems"].is_array() => {
            assert_eq!(rules["prefixItems"].as_array().unwrap().len(), list.len(), "{at}");
        }
        Value::Array(list) => list.iter().for_each(|one| fits(root, &rules["items"], one, &format!("{at}/*"))),
        Value::String(_) => assert_eq!(rules["type"], "string", "{at}"),
        Value::Number(_) => assert_eq!(rules["type"], "integer", "{at}"),
        Value::Bool(_) => assert_eq!(rules["type"], "boolean", "{at}"),
        Value::Null => panic!("{at} is null"),
    }
}

/// An audience that there was not when the pack was sent out is told that it has nothing to compare, and nothing else; so it stays once
/// the pack was sent to it.
#[test]
fn an_audience_that_is_new_is_told_so() {
    let edited = sent("hospital");
    let mut text = definition("hospital");
    text["audiences"] = json!(["members", "observers", "press", "public"]);
    let closed = text["agenda"].as_array().unwrap().iter().position(|item| item["for"] == "members").unwrap();
    text["agenda"][closed]["title"] = "Something else altogether".into();
    text["agenda"][0]["title"] = "Otherwise for all".into();
    edited.0.write("packs/hospital/meeting.json", text.to_string().as_bytes());
    edited.build();
    let section = |audience: &str| {
        let html = page(&edited, &format!("out/hospital.{audience}.zip"));
        html.split("<section class=\"changes\"").nth(1).unwrap().split("</section>").next().unwrap().to_owned()
    };
    let first =
        "This is the first issue of this pack for these recipients: there is no earlier one to compare it with.";
    let press = section("press");
    assert!(press.contains(first) && !press.contains("<table") && !press.contains("altogether"), "{press}");
    for audience in ["members", "observers", "public"] {
        assert!(section(audience).contains("Otherwise for all") && !section(audience).contains(first), "{audience}");
    }
    let zips = || {
        ["members", "observers", "press", "public"]
            .map(|one| std::fs::read(edited.0.path().join(format!("out/hospital.{one}.zip"))).unwrap())
    };
    let before = zips();
    assert_eq!(edited.0.run(&["issue", "hospital", "--on", "2026-03-06"]).0, 0);
    edited.build();
    assert!(before == zips(), "what was sent out stays as it was");
    text["agenda"][0]["title"] = "Once more for all".into();
    edited.0.write("packs/hospital/meeting.json", text.to_string().as_bytes());
    edited.build();
    assert!(section("press").contains("Once more") && !section("press").contains(first), "{}", section("press"));
}

/// What was sent to everybody was sent to each audience, of which there are some now; what was sent to audiences went to nobody
/// who is none of them.
#[test]
fn what_went_to_everybody_is_held_against_what_each_audience_gets() {
    let edited = Edited::new();
    let mut text = definition("hospital");
    let audiences = text["audiences"].take();
    fn open(value: &mut Value) {
        match value {
            Value::Object(object) => {
                object.retain(|key, _| !["for", "instead", "closed", "audience_titles"].contains(&key.as_str()));
                object.values_mut().for_each(open);
            }
            Value::Array(list) => list.iter_mut().for_each(open),
            Value::String(text) => {
                *text = text.replace("::: observers ", "").replace("::: members\n", "").replace("\n:::", "")
            }
            _ => {}
        }
    }
    let mut all = text.clone();
    all.as_object_mut().unwrap().remove("audiences");
    open(&mut all);
    edited.add("hospital", "hospital", &all);
    edited.build();
    assert_eq!(edited.0.run(&["issue", "hospital", "--on", "2026-03-05"]).0, 0);
    text["audiences"] = audiences;
    add_word(&mut text, "/agenda/0/title", "Zymurgy");
    edited.0.write("packs/hospital/meeting.json", text.to_string().as_bytes());
    edited.build();
    let closed = text["agenda"].as_array().unwrap().iter().find(|item| item["for"] == "members").unwrap();
    for audience in ["members", "observers", "public"] {
        let html = page(&edited, &format!("out/hospital.{audience}.zip"));
        assert!(html.contains("changes..start") && html.contains("Zymurgy"), "{audience}");
        let tells = html.contains(closed["title"].as_str().unwrap());
        assert_eq!(tells, audience == "members", "{audience}");
    }
    // And back: those who had less then are shown nothing of what others had.
    assert_eq!(edited.0.run(&["issue", "hospital", "--on", "2026-03-06"]).0, 0);
    add_word(&mut all, "/agenda/1/title", "Quixotry");
    edited.0.write("packs/hospital/meeting.json", all.to_string().as_bytes());
    edited.build();
    let html = page(&edited, "out/hospital.zip");
    let section = html.split("<section class=\"changes\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(section.contains("Quixotry") && section.contains("issue 1"), "{section}");
}

/// From outside of the workspace, a build puts zips into the present folder: there they are recorded.
#[test]
fn zips_are_looked_for_where_a_build_puts_them() {
    let workspace = Scratch::new();
    let smallest = std::fs::read(repository().join("packs/smallest/meeting.json")).unwrap();
    workspace.write("packs/smallest/meeting.json", &smallest);
    let pack = workspace.path().join("packs/smallest");
    let (outside, pack) = (tempfile::tempdir().unwrap(), pack.to_str().unwrap());
    assert!(packwright(outside.path(), &["build", pack]).status.success());
    assert!(outside.path().join("out/smallest.zip").is_file());
    let issued = packwright(outside.path(), &["issue", pack, "--on", "2026-03-05"]);
    let said = String::from_utf8_lossy(&issued.stdout).into_owned() + &String::from_utf8_lossy(&issued.stderr);
    assert!(issued.status.success() && said.ends_with(": out/smallest.zip\n"), "{said}");
}
