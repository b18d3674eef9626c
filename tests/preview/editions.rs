//! What the preview says of texts in several languages, and of texts whose blanks do not break.

use serde_json::{Value, json};

use super::client::Running;
use super::{DEFINITION, smallest, workspace};

fn labels(preview: &Running, query: &str) -> Vec<String> {
    let form = preview.get(&format!("form.json?file={DEFINITION}&pointer=&{query}")).json();
    let fields = form["fields"].as_array().unwrap();
    let links = fields.iter().find(|field| field["key"] == "agenda").unwrap()["links"].as_array().unwrap();
    links.iter().map(|link| link["label"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn names_in_forms_are_those_of_the_edition_that_is_looked_at() {
    let scratch = workspace();
    let title = r#""title": { "en": "Opening", "fr": "Ouverture" }"#;
    let text = smallest().replacen(r#""title": "What we read last time""#, title, 1);
    let text = text.replacen(r#""version": 1,"#, r#""version": 1, "languages": ["en", "fr"],"#, 1);
    scratch.write(DEFINITION, text.as_bytes());
    let preview = Running::start(&scratch.path(), &["spring"]);
    assert_eq!(labels(&preview, "")[0], "Opening");
    assert_eq!(labels(&preview, "edition=fr")[0], "Ouverture");
    let within = preview.get(&format!("form.json?file={DEFINITION}&pointer=/agenda/0/proceedings/-&edition=fr")).json();
    assert_eq!(within["around"][1]["label"], "Ouverture");
    // The language of a name is that of its text, and of a plain text nobody knows it.
    assert_eq!((&within["around"][1]["lang"], &within["around"][0]["lang"]), (&json!("fr"), &json!(null)));
    let spanish = preview.get(&format!("form.json?file={DEFINITION}&pointer=/agenda/0&edition=es")).json();
    assert_eq!(spanish["lang"], "en");
    let ids = preview.get("ids.json?edition=fr").json();
    assert!(ids.as_array().unwrap().iter().any(|id| id[2] == "Ouverture"), "{ids}");
}

#[test]
fn a_word_of_a_text_with_blanks_that_do_not_break_is_found_in_the_string() {
    let scratch = workspace();
    let text = smallest().replacen("What we read last time", "What\u{a0}we read\u{a0}last time", 1);
    scratch.write(DEFINITION, text.as_bytes());
    let preview = Running::start(&scratch.path(), &["spring"]);
    let found = preview.get("words.json?document=0&page=0").json();
    let words = found["words"].as_array().unwrap();
    let at = words.iter().find(|word| word[0].as_str().is_some_and(|word| word.ends_with("last"))).unwrap();
    let place = &found["origins"][usize::try_from(at[6].as_u64().unwrap()).unwrap()]["place"];
    let number = |key: &str| usize::try_from(place[key].as_u64().unwrap()).unwrap();
    let line: Vec<char> = text.lines().nth(number("line") - 1).unwrap().chars().collect();
    let here: String = line[number("column") - 1..].iter().take(4).collect();
    let word = at[0].as_str().unwrap();
    assert!(word.starts_with(&here) || here == "last", "`{here}` instead of `{word}`: {}", Value::clone(place));
}
