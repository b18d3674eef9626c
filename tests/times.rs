//! Times as they are printed, case by case. A case is a file in `tests/cases/times`: a part of a definition, and what
//! templates see of it in each language, by JSON pointer. `UPDATE=1` writes what is seen now; read it before you accept it.
//! `.ci/times.py` holds 10,000 random meetings against Python's zoneinfo.

use image::Rgb;
use serde_json::{Value, json};

use crate::pictures::pages;
use crate::support::{Scratch, repository, unzipped};

/// The definition of a case: the smallest one, with what the case has of its own.
fn definition(case: &Value) -> Value {
    let mut definition = json!({
        "version": 1,
        "title": "Second meeting",
        "body": "panel",
        "bodies": { "panel": { "name": "Review Panel" } },
    });
    for (name, value) in case["definition"].as_object().unwrap() {
        definition[name] = value.clone();
    }
    definition["languages"] = case["expected"].as_object().unwrap().keys().cloned().collect();
    definition
}

/// The same with spaces as they are typed.
fn plain(value: &Value) -> Value {
    match value {
        Value::String(text) => text.replace('\u{a0}', " ").into(),
        Value::Array(values) => values.iter().map(plain).collect(),
        other => other.clone(),
    }
}

#[test]
fn times_are_printed_as_the_cases_say() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut cases: Vec<_> =
        std::fs::read_dir(repository().join("tests/cases/times")).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    assert!(cases.len() >= 18, "{} cases", cases.len());
    let mut wrong = Vec::new();
    for path in cases {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let mut case: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let scratch = Scratch::new();
        scratch.write(&format!("packs/{name}/meeting.json"), definition(&case).to_string().as_bytes());
        for (language, expected) in case["expected"].as_object_mut().unwrap() {
            let (code, out, err) = scratch.run(&["context", &name, "--language", language]);
            assert_eq!(code, 0, "{name}: {err}");
            let seen: Value = serde_json::from_str(&out).unwrap();
            // Annexes are seen whole in their own document.
            let document = seen.get("annexes").unwrap_or(&seen["agenda"]);
            for (pointer, expected) in expected.as_object_mut().unwrap() {
                let seen = plain(document.pointer(pointer).unwrap_or(&Value::Null));
                if seen != *expected {
                    wrong.push(format!("{name}, {language} {pointer}\n  printed:  {seen}\n  expected: {expected}"));
                }
                *expected = seen;
            }
        }
        if update {
            std::fs::write(&path, format!("{case:#}\n")).unwrap();
        }
    }
    assert!(update || wrong.is_empty(), "{}", wrong.join("\n"));
}

/// How many lines an agenda has whose text is ranges only, with `dash` in them: bands of rows that are not white.
fn lines_with(dash: &str) -> usize {
    let case = json!({
        "definition": {
            "time": { "start": "2026-05-18" },
            "agenda": [{ "id": "item", "title": "Item", "text": format!("2026{dash}2027 ").repeat(200) }],
        },
        "expected": { "en": {} },
    });
    let scratch = Scratch::new();
    scratch.write("packs/ranges/meeting.json", definition(&case).to_string().as_bytes());
    let (code, _, err) = scratch.run(&["build", "ranges", "--no-cache"]);
    assert_eq!(code, 0, "{err}");
    let files = unzipped(&std::fs::read(scratch.path().join("out/ranges.zip")).unwrap());
    let pages = pages(&files["agenda.pdf"], 1.0);
    let is_white = |row: image::buffer::Pixels<'_, Rgb<u8>>| row.clone().all(|pixel| pixel.0.iter().all(|c| *c > 200));
    let bands = pages.iter().map(|page| {
        let white: Vec<bool> = page.rows().map(is_white).collect();
        white.windows(2).filter(|pair| pair[0] && !pair[1]).count()
    });
    bands.sum()
}

/// No line ends behind the dash of "18–24 May": there are as many lines as if somebody had typed a word joiner (U+2060)
/// there, and more than if lines could end there.
#[test]
fn no_line_ends_within_a_range() {
    let (ours, typed, open) = (lines_with("–"), lines_with("–\u{2060}"), lines_with("–\u{200b}"));
    assert!(
        ours == typed && open < typed,
        "{ours} lines, {typed} with a word joiner, {open} with a space without width"
    );
}
