//! The elements of documents: the table in `templates/README.md` is that of the program, and every example in it is
//! taken by every format.
//!
//! `UPDATE=1 cargo test --release vocabulary` writes the table.

mod examples;

use std::fmt::Write;

use packwright::document::{As, Holds, KINDS, Kind, Stands, Takes};

use self::examples::EXAMPLES;
use crate::support::word::Word;
use crate::support::{Scratch, repository, unzipped};

fn table() -> String {
    let mut table =
        "| element | stands in | holds | attributes | what it is, and an example |\n|---|---|---|---|---|\n".to_owned();
    for kind in KINDS {
        let example = example(kind).replace('|', "\\|");
        writeln!(
            table,
            "| `{}` | {} | {} | {} | {} `` {example} `` |",
            kind.name,
            stands(kind),
            holds(kind),
            attributes(kind),
            kind.says
        )
        .unwrap();
    }
    table
}

fn example(kind: &Kind) -> &'static str {
    EXAMPLES.iter().find(|(name, _)| *name == kind.name).unwrap_or_else(|| panic!("`{}` has no example", kind.name)).1
}

fn stands(kind: &Kind) -> String {
    match kind.stands {
        Stands::Block => "block".to_owned(),
        Stands::Inline => "inline".to_owned(),
        Stands::Part(how, parents) => {
            let parents: Vec<String> = parents.iter().map(|parent| format!("`{parent}`")).collect();
            format!("{} ({})", parents.join(", "), if how == As::One { "once" } else { "any number" })
        }
    }
}

fn holds(kind: &Kind) -> &'static str {
    match kind.holds {
        Holds::Nothing => "nothing",
        Holds::Parts => "parts",
        Holds::Inlines => "a line",
        Holds::Blocks => "blocks",
        Holds::Flow => "a line or blocks",
        Holds::Verbatim => "text as typed",
    }
}

fn attributes(kind: &Kind) -> String {
    let shown = kind.attributes.iter().map(|(name, takes)| match takes {
        Takes::Before | Takes::After => format!("`{name}` (words)"),
        Takes::Unseen => format!("`{name}` (words, not printed)"),
        Takes::Name | Takes::Address => format!("`{name}`"),
        Takes::One(names) => {
            let names: Vec<String> = names.iter().map(|one| format!("`{one}`")).collect();
            format!("`{name}` ({})", names.join(", "))
        }
        Takes::Count | Takes::Length => format!("`{name}` (number)"),
        Takes::Flag => format!("`{name}` (true)"),
    });
    shown.collect::<Vec<_>>().join(", ")
}

#[test]
#[allow(clippy::disallowed_methods, reason = "asked by whoever runs the tests")]
fn the_readme_has_all_elements() {
    let names: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
    assert!(names.is_sorted() && names.len() > 50, "elements are found by their order");
    assert_eq!(names, EXAMPLES.iter().map(|(name, _)| *name).collect::<Vec<_>>(), "an example each");
    let path = repository().join("templates/README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = readme.split_once("<!-- elements -->\n").unwrap();
    let (now, after) = rest.split_once("<!-- /elements -->").unwrap();
    if std::env::var("UPDATE").is_ok() {
        std::fs::write(&path, format!("{before}<!-- elements -->\n{}<!-- /elements -->{after}", table())).unwrap();
        return;
    }
    assert_eq!(now, table(), "UPDATE=1 writes the table");
}

/// All examples but those for which a pack has nothing, in one document.
#[test]
fn every_example_is_taken_by_every_format() {
    let scratch = Scratch::new();
    let definition = r#"{
        "version": 1, "title": "Spring meeting", "body": "club", "time": { "start": "2026-03-10T18:30", "minutes": 60, "zone": "Europe/Paris" },
        "bodies": { "club": { "name": "Reading Circle" } }, "agenda": [{ "id": "one", "title": "First" }],
        "pack": [{ "document": "trial", "formats": ["text", "docx"] }]
    }"#;
    scratch.write("packs/spring/meeting.json", definition.as_bytes());
    let mut template = "{% include \"parts/masthead.xml.j2\" %}\n<heading level=\"1\">All</heading>\n".to_owned();
    let mut tried = 0;
    for kind in KINDS.iter().filter(|kind| kind.name != "signature-stamp") {
        let example = example(kind);
        if ["{{ file", "{{ sheet", "{{ annex", "{{ event"].iter().any(|name| example.contains(name)) {
            continue;
        }
        tried += 1;
        let example = example.replace("level=\"2\"", "level=\"1\"");
        match kind.stands {
            Stands::Inline if !example.starts_with("<event") => writeln!(template, "<p>{example}</p>").unwrap(),
            _ => writeln!(template, "{example}").unwrap(),
        }
    }
    assert!(tried > 50, "{tried}");
    scratch.write("templates/trial.xml.j2", template.as_bytes());
    let (code, out, err) = scratch.run(&["build"]);
    assert!(code == 0 && err.is_empty(), "{code}\n{out}\n{err}");
    let files = unzipped(&std::fs::read(scratch.path().join("out/spring.zip")).unwrap());
    let word = Word::new(&files["trial.docx"]);
    assert_eq!(word.faults(), Vec::<String>::new());
    let said = word.said().0.join("\n");
    for words in
        ["Ana Silva", "We the peoples.", "(a) the budget;", "1. The first paragraph.", "line by line", "Decision 1"]
    {
        assert!(said.contains(words), "{words}: {said}");
    }
}
