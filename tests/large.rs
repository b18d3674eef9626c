//! Definitions of any size and on one line end in time, and what is said of them can be read.
//!
//! What took minutes is run with a bound that only guards against never ending; how time grows is measured by the bench
//! (`cargo bench -- growth`).

#![allow(clippy::disallowed_methods, reason = "a guard against what never ended")]

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::{Scratch, events};

/// Far more than anything here takes; each of these took minutes, or did not end.
const GUARD: Duration = Duration::from_secs(60);

/// A definition with some parts set.
fn definition(parts: &Value) -> Value {
    let mut whole = json!({
        "version": 1,
        "title": "A large meeting",
        "status": "minutes-draft",
        "style": { "templates": "plain" },
        "body": "office",
        "bodies": { "office": { "name": "Office" } },
        "time": { "start": "2026-03-10T10:00", "zone": "Europe/Paris" },
        "agenda": [{ "id": "first", "title": "First" }],
    });
    for (key, value) in parts.as_object().unwrap() {
        whole[key] = value.clone();
    }
    whole
}

/// What `check` says of a definition before its pages are set, within the guard.
fn checked(definition: &str, arguments: &[&str]) -> (i32, String, String) {
    let scratch = Scratch::new();
    scratch.write("packs/case/meeting.json", definition.as_bytes());
    let start = Instant::now();
    let said = scratch.run(&[&["check", "--quick", "case"], arguments].concat());
    assert!(start.elapsed() < GUARD, "it took {:?}", start.elapsed());
    said
}

fn each(number: usize, of: impl Fn(usize) -> Value) -> Vec<Value> {
    (0..number).map(of).collect()
}

/// Findings of a definition on one line, as programs see them.
fn findings(parts: &Value) -> Vec<Value> {
    let (_, out, _) = checked(&definition(parts).to_string(), &["--format", "json"]);
    events(&out, "pack")[0]["findings"].as_array().unwrap().clone()
}

fn of_code<'a>(findings: &'a [Value], code: &str) -> Vec<&'a Value> {
    findings.iter().filter(|finding| finding["code"] == code).collect()
}

/// A word of letters that no other number has.
fn word(number: usize) -> String {
    let letter = |n: usize| char::from(b'a' + u8::try_from(n % 26).unwrap());
    format!("Melor{}tis", (0..4).map(|at| letter(number / 26_usize.pow(at))).collect::<String>())
}

#[test]
fn a_hundred_thousand_findings_are_counted_and_the_first_shown() {
    const VALUES: usize = 100_000;
    let text = definition(&json!({ "chairs": vec![1; VALUES] })).to_string();
    let (code, _, err) = checked(&text, &[]);
    assert_eq!(code, 1);
    assert_eq!(err.matches("error[wrong-type]").count(), 200);
    assert!(err.contains("\nand 99,800 more; `--format json` lists them all\n"), "{}", &err[err.len() - 300..]);
    assert!(err.contains("100000 errors in 1 pack"));
    let longest = err.lines().map(|line| line.chars().count()).max().unwrap();
    assert!(longest < 180, "a line of {longest} characters");
    assert!(err.len() < 400_000, "{} bytes for 200 findings", err.len());

    let (_, out, _) = checked(&text, &["--format", "json"]);
    assert_eq!(events(&out, "pack")[0]["findings"].as_array().unwrap().len(), VALUES);
    let (_, out, _) = checked(&text, &["--format", "sarif"]);
    let log: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(log["runs"][0]["results"].as_array().unwrap().len(), VALUES);
    let (_, out, _) = checked(&text, &["--format", "github"]);
    assert_eq!(out.matches("::error ").count(), 200);
    assert!(out.contains("::notice title=packwright::and 99,800 more"));
}

#[test]
fn errors_are_shown_before_warnings_where_not_all_are() {
    let words = "the the book. ".repeat(300);
    let (_, _, err) = checked(&definition(&json!({ "opening": format!("{words} @nobody") })).to_string(), &[]);
    assert!(err.starts_with("error[dangling-reference]"), "{}", &err[..200]);
    assert!(err.contains("warning[doubled-word]"));
}

#[test]
fn columns_are_those_of_the_file_however_long_the_line() {
    // Characters of one to four bytes, escapes of all kinds, and a finding behind them.
    let opening = "Ä 漢字 😀 \u{1} \"quoted\" \n ".repeat(500) + "the the end";
    let text = definition(&json!({ "opening": opening })).to_string();
    let escaped = text.replace('😀', "\\ud83d\\ude00").replace('漢', "\\u6f22");
    for text in [text, escaped] {
        let column = text.split("the the").next().unwrap().chars().count() + 1;
        let (_, out, _) = checked(&text, &["--format", "json"]);
        let findings = events(&out, "pack")[0]["findings"].clone();
        let doubled = of_code(findings.as_array().unwrap(), "doubled-word")[0].clone();
        assert_eq!((doubled["line"].as_u64(), doubled["column"].as_u64()), (Some(1), Some(column as u64)));
        assert_eq!(doubled["end_column"].as_u64(), Some(column as u64 + 7));
        let (_, _, err) = checked(&text, &[]);
        let shown = err.split("warning[doubled-word]").nth(1).unwrap();
        assert!(shown.contains(&format!("packs/case/meeting.json:1:{column}\n")), "{shown}");
        // The carets stand under the words, in columns as wide as terminals show them.
        let lines: Vec<&str> = shown.lines().collect();
        let at = lines.iter().position(|line| line.contains("^^^^^^^")).unwrap();
        let width = |text: &str| {
            text.chars().map(|c| if ('\u{2e80}'..='\u{1ffff}').contains(&c) { 2 } else { 1 }).sum::<usize>()
        };
        let before = |line: &str, part: &str| width(line.split(part).next().unwrap());
        assert_eq!(before(lines[at - 1], "the the"), before(lines[at], "^^^^^^^"), "{shown}");
        assert!(lines[at - 1].contains('…'), "{shown}");
    }
}

#[test]
fn no_message_quotes_megabytes() {
    let long = "Abcdefg h".repeat(300_000);
    let (_, _, err) = checked(
        &definition(&json!({ "body": long, "status": long, "agenda": [{ "id": long, "title": "A" }] })).to_string(),
        &[],
    );
    assert!(err.contains("error[bad-id]"));
    assert!(err.len() < 20_000, "{} bytes", err.len());
}

#[test]
fn a_text_of_megabytes_with_words_twice() {
    let text: String =
        (0..400_000).map(|n| if n % 400 == 0 { "the the \"\n".to_owned() } else { format!("{} ", word(n)) }).collect();
    let found = findings(&json!({ "opening": text }));
    assert_eq!(of_code(&found, "doubled-word").len(), 1000);
}

#[test]
fn deadlines_in_a_chain_have_their_dates() {
    let step = |n: usize| match n {
        0 => json!({ "id": "d0", "title": "Step", "date": "2026-01-01" }),
        _ => json!({ "id": format!("d{n}"), "title": "Step", "days": 1, "after": format!("d{}", n - 1) }),
    };
    let found = findings(&json!({ "deadlines": each(20_000, step) }));
    assert!(of_code(&found, "deadline-date").is_empty() && of_code(&found, "deadline-circle").is_empty());
    // Into a circle: only those of it are told.
    let step = |n: usize| json!({ "id": format!("d{n}"), "title": "Step", "days": 1, "after": format!("d{}", if n == 0 { 9 } else { n - 1 }) });
    assert_eq!(of_code(&findings(&json!({ "deadlines": each(20_000, step) })), "deadline-circle").len(), 10);
}

#[test]
fn crowds_of_names_are_told_apart() {
    const MANY: usize = 5000;
    let people: serde_json::Map<String, Value> =
        (0..MANY).map(|n| (format!("p{n}"), json!({ "name": format!("Ana {}", word(n)) }))).collect();
    let entities: serde_json::Map<String, Value> = (0..MANY)
        .map(|n| {
            (
                format!("e{n}"),
                json!({ "name": format!("Office for {} Affairs", word(n)), "abbreviation": format!("O{n}") }),
            )
        })
        .collect();
    let people_said: String = (0..MANY).map(|n| format!("Ana {} spoke. ", word(n).replace("elor", "eolr"))).collect();
    let offices_said: String =
        (0..MANY).map(|n| format!("The Office on {} Affairs and O{n} spoke. ", word(n))).collect();
    let found = findings(&json!({
        "people": people,
        "entities": entities,
        "opening": people_said,
        "attendance": { "summary": offices_said, "representatives": [{ "entity": "e0", "people": ["p0"] }] },
    }));
    let misspelt = of_code(&found, "name-near-miss");
    assert_eq!(misspelt.len(), MANY);
    assert!(misspelt[77]["message"].as_str().unwrap().contains(&format!("registered as `Ana {}`", word(77))));
    assert_eq!(of_code(&found, "entity-otherwise").len(), MANY);
    assert_eq!(of_code(&found, "entity-not-listed").len(), MANY - 1);
}

#[test]
fn ids_nearly_known_among_many_are_offered() {
    const MANY: usize = 5000;
    let people: serde_json::Map<String, Value> =
        (0..MANY).map(|n| (format!("speaker-{n}-of-many"), json!({ "name": word(n) }))).collect();
    // Letters exchanged, one left out, one too many, another, and an end that is missing.
    let typed =
        ["spaeker-4321-of-many", "speaker-77of-many", "speakerr-5-of-many", "speaker-x00-of-many", "speaker-4999-of"];
    let agenda = each(
        MANY,
        |n| json!({ "id": format!("i{n}"), "title": "Subject", "speakers": [typed.get(n).map_or_else(|| format!("nobody{n}"), |id| (*id).to_owned())] }),
    );
    let found = findings(&json!({ "people": people, "agenda": agenda }));
    let unknown = of_code(&found, "unknown-id");
    assert_eq!(unknown.len(), MANY);
    let hint = |at: usize| unknown[at]["hint"].as_str().unwrap();
    assert_eq!(hint(0), "did you mean `speaker-4321-of-many`?");
    assert_eq!(hint(1), "did you mean `speaker-77-of-many`?");
    assert_eq!(hint(2), "did you mean `speaker-5-of-many`?");
    assert!(hint(3).ends_with("00-of-many`?"), "{}", hint(3));
    assert_eq!(hint(4), "did you mean `speaker-4999-of-many`?");
}

#[test]
fn annexes_by_the_thousand_are_found_by_title_and_number() {
    const MANY: usize = 5000;
    let annex =
        |n: usize| json!({ "id": format!("a{n}"), "title": format!("Report {} Plan", word(n)), "text": "Words." });
    let said: String =
        (0..MANY).map(|n| format!("The Report {} Plan was read (Annex {}). ", word(n), n % 900 + 2)).collect();
    let found = findings(&json!({ "annexes": each(MANY, annex), "opening": said }));
    assert!(of_code(&found, "unused-annex").is_empty());
    assert_eq!(of_code(&found, "contradicting-reference").len(), MANY);
}

#[test]
fn notes_are_printed_once_each_and_no_more_than_a_paragraph_can_have() {
    let notes: String = (0..3000).map(|n| format!("[^{n}]: Note.\n\n")).collect();
    let words: String = (0..3000).map(|n| format!("word[^{n}] ")).collect();
    let found = findings(&json!({ "opening": format!("{words}\n\n{notes}") }));
    let over = of_code(&found, "unsupported-markdown");
    assert_eq!(over.len(), 2000);
    let paragraphs: String =
        (0..3000).map(|n| format!("word[^{n}]{}", if n % 10 == 9 { "\n\n" } else { " " })).collect();
    let found = findings(&json!({ "opening": format!("{paragraphs}\n\n{notes}") }));
    assert!(of_code(&found, "unsupported-markdown").is_empty());
    // A long note that is referred to again and again is not copied each time.
    let long = format!("{}\n\n[^a]: {}", "word[^a] ".repeat(20_000), "words ".repeat(50_000));
    assert!(of_code(&findings(&json!({ "opening": long })), "unsupported-markdown").len() > 19_000);
}

#[test]
fn wrong_values_by_the_thousand_are_all_told() {
    const MANY: usize = 20_000;
    let people: serde_json::Map<String, Value> =
        (0..MANY).map(|n| (format!("p{n}"), json!({ "nam": "Ana" }))).collect();
    let found = findings(
        &json!({ "people": people, "agenda": each(MANY, |n| n.into()), "signatories": each(MANY, |_| json!({})) }),
    );
    assert_eq!(of_code(&found, "unknown-key").len(), MANY);
    assert_eq!(of_code(&found, "wrong-type").len(), MANY);
    assert_eq!(of_code(&found, "missing-key").len(), MANY);
}

#[test]
fn participants_by_the_thousand_are_told_from_those_registered() {
    const MANY: usize = 20_000;
    let people: serde_json::Map<String, Value> =
        (0..MANY).map(|n| (format!("p{n}"), json!({ "name": format!("Ana {}", word(n)) }))).collect();
    let participants = each(MANY, |n| json!({ "name": format!("Ana {}", word(n)) }));
    let found = findings(&json!({
        "people": people,
        "attendance": { "participants": participants },
        "opening": format!("Ana {} spoke.", word(77).replace("elor", "eolr")),
    }));
    assert_eq!(of_code(&found, "name-near-miss").len(), 1);
}

#[test]
fn abbreviations_by_the_thousand_are_looked_for_among_as_many_entities() {
    const MANY: usize = 30_000;
    let letters = |n: usize| word(n)[5..9].to_uppercase();
    let entities: serde_json::Map<String, Value> = (0..MANY)
        .map(|n| (format!("e{n}"), json!({ "name": format!("Office {}", word(n)), "abbreviation": letters(n) + "Z" })))
        .collect();
    let explained: String = (0..MANY).map(|n| format!("The unit of words (Y{}) met. ", letters(n))).collect();
    let not: String = (0..MANY).map(|n| format!("the {}Z met, ", letters(n))).collect();
    let found = findings(&json!({ "style": { "templates": "un" }, "entities": entities, "opening": explained + &not }));
    let unexplained = of_code(&found, "abbreviation-unexplained");
    assert_eq!(unexplained.len(), MANY);
    assert!(unexplained[0]["hint"].as_str().unwrap().starts_with("write `@e0:full`"), "{}", unexplained[0]);
}

#[test]
fn keys_by_the_thousand_that_are_no_ids_are_all_mended() {
    const MANY: usize = 20_000;
    let people: serde_json::Map<String, Value> =
        (0..MANY).map(|n| (format!("Speaker {n}"), json!({ "name": word(n), "entity": "nowhere" }))).collect();
    let found = findings(&json!({ "people": people }));
    assert_eq!(of_code(&found, "bad-id").len(), MANY);
    // What they say is read all the same.
    assert_eq!(of_code(&found, "unknown-id").len(), MANY);
}

/// What a template of the workspace's own makes of it, line by line.
fn built(template: &str) -> Vec<Value> {
    let scratch = Scratch::new();
    let own = definition(&json!({ "style": { "templates": "own" }, "pack": [{ "document": "agenda" }] }));
    scratch.write("packs/case/meeting.json", own.to_string().as_bytes());
    scratch.write("templates/own/agenda.xml.j2", template.as_bytes());
    let start = Instant::now();
    let (_, out, _) = scratch.run(&["build", "case", "--no-cache", "--format", "json"]);
    assert!(start.elapsed() < GUARD, "it took {:?}", start.elapsed());
    events(&out, "pack")[0]["findings"].as_array().unwrap().clone()
}

/// Each at its own line, though one shape makes all of them.
#[test]
fn headings_that_leave_out_a_level_are_told_by_the_thousand() {
    const MANY: usize = 2000;
    let pair = |n: usize| format!("<heading level=\"1\">A {n}</heading>\n<heading level=\"3\">B {n}</heading>\n");
    let template: String = (0..MANY).map(pair).collect();
    let found = built(&format!("{{% include \"parts/masthead.xml.j2\" %}}\n{template}"));
    let lines: Vec<u64> = of_code(&found, "layout-error").iter().filter_map(|one| one["line"].as_u64()).collect();
    assert!(lines.iter().copied().eq((1..=MANY as u64).map(|n| 2 * n + 1)), "{lines:?}");
}

#[test]
fn words_that_fit_no_line_are_told_by_the_thousand() {
    const MANY: usize = 2000;
    let template: String = (0..MANY).map(|n| format!("<p>{}{}</p>\n", "w".repeat(120), word(n))).collect();
    let found = built(&template);
    let lines: Vec<u64> = of_code(&found, "overlong-word").iter().filter_map(|one| one["line"].as_u64()).collect();
    assert!(lines.iter().copied().eq(1..=MANY as u64), "{lines:?}");
}
