//! The words that documents add by themselves, as a secretary of the language would write them. A case is a folder in
//! `tests/cases/worded`: a definition, and a text for each document and language that is looked at, `minutes.txt` or `minutes.fr.txt`.
//! `UPDATE=1` writes what is said now; read it before you accept it.

use std::collections::BTreeMap;

use crate::support::{Scratch, repository};

#[test]
fn documents_say_what_is_expected() {
    let mut differ = Vec::new();
    for entry in std::fs::read_dir(repository().join("tests/cases/worded")).unwrap() {
        let folder = entry.unwrap().path();
        let scratch = Scratch::new();
        scratch.write("packs/own/meeting.json", &std::fs::read(folder.join("meeting.json")).unwrap());
        let files = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path());
        let texts: Vec<_> = files.filter(|file| file.extension().is_some_and(|end| end == "txt")).collect();
        assert!(!texts.is_empty(), "{} has no text", folder.display());
        for file in texts {
            let name = file.file_stem().unwrap().to_str().unwrap();
            let (document, language) = name.split_once('.').map_or((name, None), |(name, tag)| (name, Some(tag)));
            let language = language.map_or(Vec::new(), |tag| vec!["--language", tag]);
            let (code, text, err) = scratch.run(&[&["document", "own", document, "--text"], &language[..]].concat());
            assert_eq!(code, 0, "{}: {err}", folder.display());
            if std::env::var_os("UPDATE").is_some() {
                std::fs::write(&file, &text).unwrap();
            } else if std::fs::read_to_string(&file).unwrap() != text {
                differ.push(format!("{}:\n{text}", file.display()));
            }
        }
    }
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}

/// Each label of each language, filled with values that end in a full stop, has one at its end, and none inside is doubled.
#[test]
fn no_label_doubles_a_full_stop() {
    for language in ["ar", "en", "en-US", "es", "fr", "ru", "zh"] {
        let labels =
            |tag: &str| std::fs::read_to_string(repository().join(format!("templates/labels/{tag}.ftl"))).unwrap();
        let all = variables(&labels(language));
        let asked = all.iter().map(|(label, variables)| {
            let given: Vec<String> = variables.iter().map(|name| format!("{name:?}: \"Ray Co Ltd.\"")).collect();
            format!("<p>{label} | {{{{ t({label:?}, **{{{}}}) }}}}</p>\n", given.join(", "))
        });
        let scratch = Scratch::new();
        scratch.write("templates/minutes.xml.j2", asked.collect::<String>().as_bytes());
        let definition = serde_json::json!({
            "version": 1, "languages": [language], "title": "Meeting", "body": "own", "status": "minutes-draft",
            "bodies": { "own": { "name": "Council" } }, "time": { "start": "2026-03-10" },
            "agenda": [{ "id": "a", "title": "Budget" }]
        });
        scratch.write("packs/own/meeting.json", definition.to_string().as_bytes());
        let (code, text, err) = scratch.run(&["document", "own", "minutes", "--text"]);
        assert_eq!(code, 0, "{language}: {err}");
        let text = text.replace('\n', " ");
        let least = if language.contains('-') { 8 } else { 200 };
        assert!(text.matches("Ltd.").count() > least, "{language}");
        assert!(
            !text.contains(".."),
            "{language}: {}",
            &text[text.find("..").unwrap_or_default().saturating_sub(200)..]
        );
    }
}

/// The variables of each label of a file, with those of labels that it refers to.
fn variables(file: &str) -> BTreeMap<String, Vec<String>> {
    let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut label = String::new();
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        if let Some((name, _)) = line.split_once(" = ").filter(|(name, _)| !name.contains([' ', '{'])) {
            label = name.to_owned();
        }
        let names = line
            .split('$')
            .skip(1)
            .map(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect::<String>());
        all.entry(label.clone()).or_default().extend(names);
    }
    // Labels that are referred to may refer to others.
    for _ in 0..2 {
        of_others(file, &mut all);
    }
    all.retain(|name, _| !name.is_empty() && !name.starts_with('-'));
    all
}

/// Adds the variables of labels to which labels refer.
fn of_others(file: &str, all: &mut BTreeMap<String, Vec<String>>) {
    let known = all.clone();
    for (label, variables) in all {
        let text = file.split(&format!("\n{label} = ")).nth(1).and_then(|rest| rest.split("\n\n").next()).unwrap_or("");
        let others = known.iter().filter(|(other, _)| text.contains(&format!("{{ {other} }}")));
        variables.extend(others.flat_map(|(_, names)| names.clone()));
        variables.sort();
        variables.dedup();
    }
}
