//! No text of a definition becomes code: hostile strings through every text field, text out = text in.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::Value;

use crate::support::html::{self, is_inert, nodes};
use crate::support::pdf::{ReadPdf, squeezed};
use crate::support::{Scratch, repository, unzipped};

/// How often the whole definition is filled anew; each time fills about 200 fields.
const ROUNDS: u32 = 16;

/// What an attacker would write, in pieces; all of it in the fonts.
const PIECES: &[&str] = &[
    "#",
    "#eval(\"1\")",
    "#import \"/x\": *",
    "#sys.inputs",
    "\"",
    "\\",
    "]",
    "[",
    "{",
    "}",
    "{{ 7 * 7 }}",
    "{% raw %}",
    "$x$",
    "`",
    "```",
    "//",
    "/*",
    "*/",
    "/*@0.1.2*/",
    "<label>",
    "@work-plan",
    "\\u{41}",
    ";",
    "#\"x\";",
    "*b*",
    "_e_",
    "= H",
    "- l",
    "+ n",
    "~",
    "--",
    "---",
    "...",
    "'",
    "<b>",
    "&amp;",
    "![i](j)",
    "[^1]",
    "|a|b|",
    "http://x.y",
    "%",
    "é",
    "Ж",
    "ß",
    "“",
    "”",
    " ",
    "a",
    "Z",
    "0",
    "(",
    ")",
    ",",
    ".",
    ":",
    "!",
    "?",
    "^",
];

fn hostile() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(PIECES), 1..7)
        .prop_map(|pieces| format!("x{}x", pieces.concat()))
}

/// Markdown that prints exactly `text`: every ASCII punctuation may be escaped (CommonMark 2.4).
pub(crate) fn as_markdown(text: &str) -> String {
    text.chars().flat_map(|c| c.is_ascii_punctuation().then_some('\\').into_iter().chain([c])).collect()
}

/// Keys of free text, and whether it is Markdown. Everything else keeps its meaning.
fn kind_of_text(key: &str, inside: &str) -> Option<bool> {
    match key {
        "name" | "family_name" | "rank" | "rank_abbreviation" | "abbreviation" | "short_name" | "organization"
        | "place" | "platform" | "role" | "capacity" | "notice" | "level" | "people_are" | "entities_are"
        | "symbol" | "distribution" | "original" | "agenda_item" | "lines" | "affiliation" | "group" | "of"
        | "unit" | "needed" | "term" | "post" | "stage" | "result" | "host" | "held_with" | "initials" => Some(false),
        // A clock time of participants, a text of actions.
        "from" => (inside == "earlier_actions").then_some(false),
        "title" => Some(inside == "activities"),
        "annotation" | "closing" | "certification" | "footnote" | "remark" => Some(true),
        "text" | "summary" | "opening" | "introduction" | "request" | "note" | "objective" | "resources"
        | "outcome" | "list" | "questions" | "for_endorsement" | "preamble" | "operative" | "paragraphs" => Some(true),
        _ => None,
    }
}

/// Puts a new text into every text field but those that refer to something, so that every registered
/// text is printed somewhere; gives what has to be printed.
pub(crate) fn fill(
    value: &mut Value,
    key: &str,
    inside: &str,
    next: &mut impl FnMut() -> String,
    printed: &mut Vec<(String, String)>,
) {
    match value {
        Value::String(text) => {
            let refers = text.contains('@');
            if let Some(markdown) = kind_of_text(key, inside).filter(|_| !refers) {
                let new = next();
                *text = if markdown { as_markdown(&new) } else { new.clone() };
                printed.push((format!("{inside}/{key}"), new));
            }
        }
        Value::Array(list) => list.iter_mut().for_each(|value| fill(value, key, key, next, printed)),
        Value::Object(object) => {
            let inside = if ["people", "entities", "bodies", "documents"].contains(&inside) { inside } else { key };
            object.iter_mut().for_each(|(key, value)| fill(value, key, inside, next, printed));
        }
        _ => {}
    }
}

/// Two definitions that have every kind of field between them, and print all that they register.
pub(crate) const DEFINITIONS: [&str; 2] = ["tests/cases/everything.json", "tests/cases/any-meeting.json"];

pub(crate) fn definition(path: &str) -> Value {
    serde_json::from_str(&std::fs::read_to_string(repository().join(path)).unwrap()).unwrap()
}

#[test]
fn hostile_strings_are_printed_as_they_are() {
    let mut strings = 0;
    let mut runner = TestRunner::deterministic();
    for round in 0..ROUNDS * 2 {
        let mut definition = definition(DEFINITIONS[round as usize % 2]);
        let mut printed = Vec::new();
        let strategy = hostile();
        let mut next = || strategy.new_tree(&mut runner).unwrap().current();
        fill(&mut definition, "", "", &mut next, &mut printed);
        let scratch = Scratch::new();
        scratch.write("packs/hostile/meeting.json", serde_json::to_string_pretty(&definition).unwrap().as_bytes());
        let (code, _, err) = scratch.run(&["build", "hostile"]);
        assert_eq!(code, 0, "round {round}: {err}");
        let files = unzipped(&std::fs::read(scratch.path().join("out/hostile.zip")).unwrap());
        let pdfs = files.iter().filter(|(path, _)| path.ends_with(".pdf"));
        let text: String = pdfs.map(|(_, bytes)| squeezed(&ReadPdf::new(bytes).text())).collect();
        let absent = printed.iter().filter(|(_, string)| !text.contains(&squeezed(string)));
        let absent: Vec<String> = absent.map(|(field, string)| format!("{field}: {string}")).collect();
        assert!(absent.is_empty(), "round {round}: not printed as it is\n{}", absent.join("\n"));
        let page = nodes(std::str::from_utf8(&files["index.html"]).unwrap());
        let text = squeezed(&html::text(&page));
        let absent = printed.iter().filter(|(_, string)| !text.contains(&squeezed(string)));
        let absent: Vec<String> = absent.map(|(field, string)| format!("{field}: {string}")).collect();
        assert!(absent.is_empty(), "round {round}: not on the page as it is\n{}", absent.join("\n"));
        assert!(is_inert(&page), "round {round}: the page runs or loads something");
        strings += printed.len();
    }
    assert!(strings > 2000, "only {strings} strings");
}
