//! What changed between two packs. `tests/cases/changes` has edits of the examples, a file for each: texts to which a made-up word
//! is added, and others with what has to be told of them. `UPDATE=1` writes what is told now; read it before you accept it.

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use packwright::changes::{compare, read_page};
use packwright::edition::{Change, Changes};
use packwright::pack::{Opened, open};
use serde_json::{Value, json};

use crate::support::{Scratch, repository, unzipped, zip_of};

/// The edits of an example.
pub(crate) struct Table {
    pub(crate) pack: String,
    path: PathBuf,
    /// Places of texts, each with the word that is added to it.
    pub(crate) texts: Vec<(String, String)>,
    pub(crate) others: Vec<Value>,
}

pub(crate) fn tables() -> Vec<Table> {
    let folder = repository().join("tests/cases/changes");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let table = |path: PathBuf| {
        let table: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let words = |one: &Value| (one[0].as_str().unwrap().to_owned(), one[1].as_str().unwrap().to_owned());
        Table {
            pack: path.file_stem().unwrap().to_str().unwrap().to_owned(),
            texts: table["texts"].as_array().unwrap().iter().map(words).collect(),
            others: table["others"].as_array().unwrap().clone(),
            path,
        }
    };
    paths.into_iter().map(table).collect()
}

pub(crate) fn definition(pack: &str) -> Value {
    serde_json::from_slice(&std::fs::read(repository().join(format!("packs/{pack}/meeting.json"))).unwrap()).unwrap()
}

/// Adds a word to a text, before the full stop at its end.
pub(crate) fn add_word(definition: &mut Value, at: &str, word: &str) {
    let text = definition.pointer_mut(at).unwrap_or_else(|| panic!("there is nothing at {at}"));
    let old = text.as_str().unwrap();
    let (words, end) = match old.char_indices().last() {
        Some((at, '.' | '。' | '!' | '?')) => old.split_at(at),
        _ => (old, ""),
    };
    *text = format!("{words} {word}{end}").into();
}

fn holder<'a>(definition: &'a mut Value, at: &str) -> (&'a mut Value, String) {
    let (above, key) = at.rsplit_once('/').unwrap();
    (definition.pointer_mut(above).unwrap(), key.to_owned())
}

fn take(definition: &mut Value, at: &str) -> Value {
    let (holder, key) = holder(definition, at);
    match holder {
        Value::Array(items) => items.remove(key.parse().unwrap()),
        other => other.as_object_mut().unwrap().remove(&key).unwrap(),
    }
}

fn insert(definition: &mut Value, at: &str, value: Value) {
    let (holder, key) = holder(definition, at);
    holder.as_array_mut().unwrap().insert(key.parse().unwrap(), value);
}

pub(crate) fn edit(definition: &mut Value, edit: &Value) {
    let text = |key: &str| edit[key].as_str().unwrap().to_owned();
    if edit["move"].is_string() {
        let moved = take(definition, &text("move"));
        insert(definition, &text("to"), moved);
    } else if edit["remove"] == true {
        take(definition, &text("at"));
    } else if !edit["insert"].is_null() {
        insert(definition, &text("at"), edit["insert"].clone());
    } else {
        let at = text("at");
        let (holder, key) = holder(definition, &at);
        match holder {
            Value::Array(list) => list[key.parse::<usize>().unwrap()] = edit["set"].clone(),
            other => other[key] = edit["set"].clone(),
        }
    }
}

/// A workspace with examples that were edited, each beside the others.
pub(crate) struct Edited(pub(crate) Scratch);

impl Edited {
    pub(crate) fn new() -> Self {
        let scratch = Scratch::new();
        for name in ["registry.json", "check.json"] {
            scratch.write(&format!("packs/{name}"), &std::fs::read(repository().join("packs").join(name)).unwrap());
        }
        Self(scratch)
    }

    pub(crate) fn add(&self, name: &str, pack: &str, definition: &Value) {
        fn files(folder: &Path, below: &str, scratch: &Scratch) {
            for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap()) {
                let path = format!("{below}/{}", entry.file_name().to_str().unwrap());
                match entry.path().is_dir() {
                    true => files(&entry.path(), &path, scratch),
                    false => scratch.write(&path, &std::fs::read(entry.path()).unwrap()),
                }
            }
        }
        let folder = format!("packs/{name}");
        files(&repository().join("packs").join(pack), &folder, &self.0);
        self.0.write(&format!("{folder}/meeting.json"), definition.to_string().as_bytes());
    }

    pub(crate) fn build(&self) {
        let (code, out, err) = self.0.run(&["build", "--no-cache", "--allow", "warnings", "--quiet"]);
        assert_eq!(code, 0, "{out}{err}");
    }

    /// A pack that was built, by the name of the example: the packs are those of one meeting.
    fn opened(&self, name: &str, pack: &str) -> Opened {
        let zip = std::fs::read(self.0.path().join(format!("out/{name}.zip"))).unwrap();
        let mut opened = open(&zip).opened.unwrap();
        opened.manifest.pack = pack.to_owned();
        opened
    }
}

fn all(changes: &Changes) -> Vec<&Change> {
    changes.editions.iter().flat_map(|edition| &edition.changes).chain(&changes.files).collect()
}

/// What is wrong with what is told of texts that got these words.
fn wrong(changes: &Changes, words: &[&str]) -> Vec<String> {
    let told: Vec<String> = all(changes).into_iter().map(|change| serde_json::to_string(change).unwrap()).collect();
    let untold = words.iter().filter(|word| !told.iter().any(|told| told.contains(**word)));
    let mut wrong: Vec<String> = untold.map(|word| format!("{word} is not told")).collect();
    let needless = told.iter().filter(|told| !words.iter().any(|word| told.contains(word)));
    wrong.extend(needless.map(|told| format!("told for nothing: {told}")));
    let numbers = changes.editions.iter().flat_map(|edition| &edition.numbers);
    wrong.extend(numbers.map(|one| format!("told for nothing: {one:?}")));
    wrong
}

/// All edits of texts, alone and in tens: each is told, and nothing else is.
#[test]
fn every_text_that_changed_is_told_and_nothing_else() {
    let tables = tables();
    let edited = Edited::new();
    let mut tried: Vec<(String, &str, Vec<&str>)> = Vec::new();
    for Table { pack, texts, .. } in &tables {
        edited.add(pack, pack, &definition(pack));
        for size in [1, 10] {
            for (number, some) in texts.chunks(size).enumerate() {
                let mut definition = definition(pack);
                some.iter().for_each(|(at, word)| add_word(&mut definition, at, word));
                let name = format!("{pack}-{size}-{number}");
                edited.add(&name, pack, &definition);
                tried.push((name, pack, some.iter().map(|(_, word)| word.as_str()).collect()));
            }
        }
    }
    edited.build();
    let mut failed = Vec::new();
    for (name, pack, words) in &tried {
        let changes = compare(&edited.opened(pack, pack), &edited.opened(name, pack)).unwrap();
        failed.extend(wrong(&changes, words).into_iter().map(|wrong| format!("{name}: {wrong}")));
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert!(tried.len() > 200, "{}", tried.len());
}

/// A change in one line.
fn line(change: &Change) -> String {
    let page = change.page.map(|page| format!(" page {:?} {:?}", page.before, page.after)).unwrap_or_default();
    let first = |text: &Option<String>| text.as_deref().unwrap_or_default().chars().take(60).collect::<String>();
    let (before, after) = (first(&change.before), first(&change.after));
    let anchor = change.anchor.as_deref().unwrap_or(&change.item);
    let also = if change.also.is_empty() { String::new() } else { format!(" and in {}", change.also.join(", ")) };
    format!("{} {anchor}{page}: {before} → {after}{also}", change.what.name())
}

/// What is told of other edits: things that came, went and moved, times, files.
#[test]
fn what_came_went_and_moved_is_told_as_such() {
    let mut failed = Vec::new();
    for mut table in tables().into_iter().filter(|table| !table.others.is_empty()) {
        let edited = Edited::new();
        let pack = table.pack.as_str();
        edited.add(pack, pack, &definition(pack));
        for (number, other) in table.others.iter().enumerate() {
            let mut definition = definition(pack);
            other["edits"].as_array().unwrap().iter().for_each(|one| edit(&mut definition, one));
            let name = format!("{pack}-{number}");
            edited.add(&name, pack, &definition);
            for (path, from) in other["files"].as_object().into_iter().flatten() {
                let file = std::fs::read(repository().join(from.as_str().unwrap())).unwrap();
                edited.0.write(&format!("packs/{name}/{path}"), &file);
            }
        }
        edited.build();
        for (number, other) in table.others.iter_mut().enumerate() {
            let changes =
                compare(&edited.opened(pack, pack), &edited.opened(&format!("{pack}-{number}"), pack)).unwrap();
            let mut told: Vec<String> = all(&changes).into_iter().map(line).collect();
            let numbers = changes.editions.iter().flat_map(|edition| &edition.numbers);
            told.extend(numbers.map(|one| format!("number {} → {}", one.before, one.after)));
            if other["tells"] != json!(told) {
                failed.push(format!("{pack}, {}:\n  {}", other["name"], told.join("\n  ")));
                other["tells"] = json!(told);
            }
        }
        #[allow(clippy::disallowed_methods, reason = "a test is no build")]
        if std::env::var("UPDATE").is_ok() {
            let lines = |all: Vec<Value>| all.iter().map(|one| format!("    {one}")).collect::<Vec<_>>().join(",\n");
            let texts = lines(table.texts.iter().map(|(at, word)| json!([at, word])).collect());
            let others = lines(table.others.clone());
            let text = format!("{{\n  \"texts\": [\n{texts}\n  ],\n  \"others\": [\n{others}\n  ]\n}}\n");
            std::fs::write(&table.path, text).unwrap();
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn two_builds_of_the_same_state_are_the_same_bytes_and_nothing_changed() {
    let edited = Edited::new();
    edited.add("board", "board", &definition("board"));
    edited.build();
    let first = std::fs::read(edited.0.path().join("out/board.zip")).unwrap();
    edited.build();
    assert!(first == std::fs::read(edited.0.path().join("out/board.zip")).unwrap());
    edited.0.write("first.zip", &first);
    let (code, out, err) = edited.0.run(&["changes", "first.zip", "out/board.zip"]);
    assert_eq!((code, out.as_str(), err.as_str()), (0, "nothing changed\n", ""));
}

fn zip_with_manifest(manifest: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("manifest.json", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(manifest).unwrap();
    zip.finish().unwrap().into_inner()
}

/// Zips that do not belong together, and what is no pack.
#[test]
fn what_cannot_be_compared_is_an_error_and_nothing_is_guessed() {
    let edited = Edited::new();
    for pack in ["smallest", "round-table", "hospital"] {
        edited.add(pack, pack, &definition(pack));
    }
    edited.build();
    let scratch = &edited.0;
    let whole = std::fs::read(scratch.path().join("out/smallest.zip")).unwrap();
    // Another meeting in a folder of the same name.
    let other = Edited::new();
    other.add("smallest", "round-table", &definition("round-table"));
    other.build();
    scratch.write("other.zip", &std::fs::read(other.0.path().join("out/smallest.zip")).unwrap());
    let (code, out, err) = scratch.run(&["changes", "other.zip", "out/smallest.zip"]);
    assert!(
        code == 1 && out.is_empty() && err.contains("different meetings: hardly anything that"),
        "{code} {out}{err}"
    );
    scratch.write("cut.zip", &whole[..whole.len() / 2]);
    let mut changed = whole.clone();
    let at = changed.len() / 2;
    changed[at] ^= 1;
    scratch.write("changed.zip", &changed);
    scratch.write("newer.zip", &zip_with_manifest(br#"{ "format": "packwright-manifest", "version": 3 }"#));
    scratch.write("text.zip", b"no zip at all");
    let members = format!("out/{}", zip_of("hospital"));
    let cases = [
        (["out/smallest.zip", "out/round-table.zip"], "other-meeting"),
        ([members.as_str(), "out/hospital.public.zip"], "other-audience"),
        (["out/smallest.zip", "cut.zip"], "damaged-pack"),
        (["changed.zip", "out/smallest.zip"], "damaged-pack"),
        (["text.zip", "out/smallest.zip"], "damaged-pack"),
        (["out/smallest.zip", "newer.zip"], "other-version"),
    ];
    for ([old, new], code) in cases {
        let (exit, out, err) = scratch.run(&["changes", old, new]);
        assert_eq!((exit, out.as_str()), (1, ""), "{old} {new}: {err}");
        assert!(err.contains(&format!("error[{code}]")), "{old} {new}: {err}");
    }
    let (exit, _, err) = scratch.run(&["changes", "out/smallest.zip", "out/smalest.zip"]);
    assert_eq!(exit, 2, "{err}");
    assert!(err.contains("did you mean `out/smallest.zip`?"), "{err}");
}

/// A pack that was sent out on 5 March 2026.
pub(crate) fn sent(pack: &str) -> Edited {
    let edited = Edited::new();
    edited.add(pack, pack, &definition(pack));
    edited.build();
    let (code, out, err) = edited.0.run(&["issue", pack, "--on", "2026-03-05"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(out.contains(&format!("issue 1 of {pack}, sent out on 2026-03-05")), "{out}");
    edited
}

pub(crate) fn page(edited: &Edited, zip: &str) -> String {
    let files = unzipped(&std::fs::read(edited.0.path().join(zip)).unwrap());
    assert_eq!(
        files.contains_key("changes.pdf"),
        files["index.html"].windows(16).any(|part| part == b"\"changes..start\"")
    );
    String::from_utf8(files["index.html"].clone()).unwrap()
}

#[test]
fn a_pack_that_was_sent_out_is_followed_by_one_that_says_what_changed() {
    let edited = sent("board");
    let before = std::fs::read(edited.0.path().join("out/board.zip")).unwrap();
    edited.build();
    assert!(before == std::fs::read(edited.0.path().join("out/board.zip")).unwrap(), "nothing changed");
    let mut changed = definition("board");
    changed["time"]["start"] = "2026-03-12T15:00".into();
    changed["decisions"][1]["text"] = "A pump is no longer needed.".into();
    edited.0.write("packs/board/meeting.json", changed.to_string().as_bytes());
    edited.build();
    let html = page(&edited, "out/board.zip");
    let html = html.replace('\u{a0}', " ");
    let section = html.split("<section class=\"changes\"").nth(1).unwrap().split("</section>").next().unwrap();
    for part in [
        "issue 1 of this pack, which was sent out on 5 March 2026",
        "<del><span class=\"whole\">14:00–16:30</span></del>",
        "<ins><span class=\"whole\">15:00–17:30</span></ins>",
        "<a href=\"#minutes..at-2\">Decision 2: Hire of a standby pump</a>",
        "<ins>A pump is no longer needed.</ins>",
        "page 2",
    ] {
        assert!(section.contains(part), "{part}: {section}");
    }
    assert!(html.find("\"changes..start\"") < html.find("\"agenda..start\""), "it is the first");
    // What was sent out stays as it was, and the next state is held against it.
    let second = std::fs::read(edited.0.path().join("out/board.zip")).unwrap();
    let (code, _, err) = edited.0.run(&["issue", "board", "--on", "2026-03-08"]);
    assert_eq!(code, 0, "{err}");
    edited.build();
    assert!(second == std::fs::read(edited.0.path().join("out/board.zip")).unwrap());
    changed["decisions"][1]["text"] = "Two pumps are needed.".into();
    edited.0.write("packs/board/meeting.json", changed.to_string().as_bytes());
    edited.build();
    let html = page(&edited, "out/board.zip").replace('\u{a0}', " ");
    let section = html.split("<section class=\"changes\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(
        section.contains("issue 2 of this pack, which was sent out on 8 March 2026") && section.contains("Two pumps"),
        "{section}"
    );
}

/// What stands under the name of a document on the page for browsers: its symbol, to whom it goes, its day.
fn filed(edited: &Edited, zip: &str, document: &str) -> String {
    let files = unzipped(&std::fs::read(edited.0.path().join(zip)).unwrap());
    let html = String::from_utf8(files["index.html"].clone()).unwrap().replace('\u{a0}', " ");
    let section = html.split(&format!("<section class=\"{document}\"")).nth(1).unwrap();
    section.split("<p class=\"minor\">").nth(1).unwrap().split("</p>").next().unwrap().to_owned()
}

#[test]
fn documents_that_changed_have_revised_symbols_where_the_body_marks_them() {
    let edited = Edited::new();
    let mut text = definition("plenary");
    text["style"]["reissue_symbols"] = true.into();
    let write = |text: &Value| {
        edited.0.write("packs/plenary/meeting.json", text.to_string().as_bytes());
        edited.build();
    };
    let issue = |day: &str| {
        let before = std::fs::read(edited.0.path().join("out/plenary.zip")).unwrap();
        let (code, out, err) = edited.0.run(&["issue", "plenary", "--on", day]);
        assert_eq!((code, err.as_str()), (0, ""), "{out}");
        edited.build();
        assert!(
            before == std::fs::read(edited.0.path().join("out/plenary.zip")).unwrap(),
            "it stays as it was sent out"
        );
    };
    let symbols = || ["agenda", "minutes"].map(|document| filed(&edited, "out/plenary.zip", document));
    edited.add("plenary", "plenary", &text);
    write(&text);
    assert!(symbols().iter().all(|filed| !filed.contains("Rev.")), "nothing was sent out yet");
    issue("2025-06-25");
    // Words of the minutes alone, and no new day is stated.
    add_word(&mut text, "/decisions/0/title", "anew");
    write(&text);
    let [agenda, minutes] = symbols();
    assert!(agenda.starts_with("QLF/P12/1<br>"), "{agenda}");
    let revised = |number: u32| format!("QLF/P12/5<span class=\"reissue\">/Rev.{number}</span><br>");
    assert!(minutes.starts_with(&revised(1)), "{minutes}");
    let replaced = "24 June 2025<br><span class=\"reissue\">Replaces the text sent out on 25 June 2025</span>";
    assert!(minutes.contains(replaced), "{minutes}");
    let html = page(&edited, "out/plenary.zip");
    let section = html.split("<section class=\"changes\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(section.contains("anew") && !section.contains("QLF/P12/5"), "the symbol is no change: {section}");
    issue("2025-06-26");
    // Another day alone is no other text; with other words it is the day of these.
    let of_minutes = text["pack"].as_array().unwrap().iter().position(|paper| paper["document"] == "minutes").unwrap();
    text["pack"][of_minutes]["masthead"]["date"] = "2025-07-01".into();
    write(&text);
    assert!(symbols()[1].starts_with(&revised(1)), "{:?}", symbols());
    add_word(&mut text, "/decisions/0/title", "again");
    write(&text);
    let [agenda, minutes] = symbols();
    assert!(agenda.starts_with("QLF/P12/1<br>"), "{agenda}");
    assert!(minutes.starts_with(&revised(2)) && minutes.contains("Reissued on 1 July 2025"), "{minutes}");
    assert!(!minutes.contains("Replaces") && minutes.matches("2025").count() == 1, "{minutes}");
    issue("2025-07-01");
    // A revision that was typed is left to whom it was typed by.
    text["pack"][of_minutes]["masthead"]["symbol"] = "QLF/P12/5/Rev.7".into();
    add_word(&mut text, "/decisions/0/title", "at last");
    write(&text);
    assert!(symbols()[1].starts_with("QLF/P12/5/Rev.7<br>"), "{:?}", symbols());
    // Who does not mark them goes on without.
    text["pack"][of_minutes]["masthead"]["symbol"] = "QLF/P12/5".into();
    text["style"].as_object_mut().unwrap().remove("reissue_symbols");
    write(&text);
    assert!(symbols().iter().all(|filed| !filed.contains("Rev.")), "{:?}", symbols());
}

/// A list of papers that names one more has something new, though each line of it only leads to a paper.
#[test]
fn an_agenda_that_lists_another_annex_has_another_text() {
    let edited = Edited::new();
    let mut text = definition("plenary");
    text["style"]["reissue_symbols"] = "by-kind".into();
    edited.add("plenary", "plenary", &text);
    edited.build();
    let (code, _, err) = edited.0.run(&["issue", "plenary", "--on", "2025-06-25"]);
    assert_eq!(code, 0, "{err}");
    text["annexes"].as_array_mut().unwrap().push(json!({ "id": "map", "title": "Map", "text": "A map." }));
    edited.0.write("packs/plenary/meeting.json", text.to_string().as_bytes());
    edited.build();
    let agenda = filed(&edited, "out/plenary.zip", "agenda");
    assert!(agenda.starts_with("QLF/P12/1<span class=\"reissue\">/Add.1</span>"), "{agenda}");
    let list = part(&page(&edited, "out/plenary.zip"), "changes");
    assert!(list.contains("Map") && !list.contains("Annotated agenda"), "{list}");
}

#[test]
fn a_symbol_that_documents_share_is_revised_with_any_of_them_and_in_all_languages() {
    let edited = Edited::new();
    let mut text = definition("six-languages");
    text["style"]["reissue_symbols"] = true.into();
    text["masthead"]["symbol"] = "R/1".into();
    edited.add("six-languages", "six-languages", &text);
    let former = text["languages"].take();
    text["languages"] = serde_json::json!(["en", "fr"]);
    let write = |text: &Value| {
        edited.0.write("packs/six-languages/meeting.json", text.to_string().as_bytes());
        edited.build();
    };
    write(&text);
    assert_eq!(edited.0.run(&["issue", "six-languages", "--on", "2026-03-05"]).0, 0);
    text["languages"] = former;
    text["agenda"][0]["title"]["fr"] = "Tout autre chose".into();
    write(&text);
    let files = unzipped(&std::fs::read(edited.0.path().join("out/six-languages.zip")).unwrap());
    for language in ["ar", "zh", "en", "fr", "ru", "es"] {
        let html = String::from_utf8(files[&format!("{language}/index.html")].clone()).unwrap();
        assert!(html.contains("R/1<span class=\"reissue\">/Rev.1</span>"), "{language}: {html}");
    }
    // An edition that the recipients did not have says so, and lists nothing.
    let said = |language: &str| {
        let html = String::from_utf8(files[&format!("{language}/index.html")].clone()).unwrap().replace('\u{a0}', " ");
        html.split("<section class=\"changes\"").nth(1).map(|rest| rest.split("</section>").next().unwrap().to_owned())
    };
    let spanish = said("es").unwrap();
    assert!(spanish.contains("Esta versión lingüística es nueva: no figuraba en el envío núm. 1"), "{spanish}");
    assert!(!spanish.contains("<table"), "{spanish}");
    assert!(said("fr").unwrap().contains("Tout autre chose"));
}

#[test]
fn an_audience_is_told_only_what_changed_for_it() {
    let edited = sent("hospital");
    let mut changed = definition("hospital");
    let closed = changed["agenda"].as_array().unwrap().iter().position(|item| item["for"] == "members").unwrap();
    changed["agenda"][closed]["title"] = "Something else altogether".into();
    edited.0.write("packs/hospital/meeting.json", changed.to_string().as_bytes());
    edited.build();
    assert!(page(&edited, "out/hospital.members.zip").contains("changes..start"));
    for audience in ["observers", "public"] {
        assert!(!page(&edited, &format!("out/hospital.{audience}.zip")).contains("changes..start"), "{audience}");
    }
}

/// What was open and is withheld now stands in no pack for those who do not get it, not as it was before either: it may have been
/// sent out by mistake, and reworded since.
#[test]
fn what_an_audience_once_had_and_no_longer_gets_is_not_shown_to_it_again() {
    let edited = sent("hospital");
    let mut changed = definition("hospital");
    let last = changed["agenda"].as_array().unwrap().len() - 1;
    for (key, value) in [("for", "members"), ("instead", "Other matters"), ("title", "Debts of the spring fair")] {
        changed["agenda"][last][key] = value.into();
    }
    changed["agenda"][last]["proceedings"][0]["text"] = "Nobody was thanked.".into();
    changed["agenda"][last]["actions"][0]["text"] = "Keep all figures under lock.".into();
    changed["decisions"][2]["for"] = "members".into();
    changed["decisions"][2]["text"] = "The Board *sues* the organizers.".into();
    changed["agenda"][0]["proceedings"][1].as_object_mut().unwrap().remove("who");
    changed["agenda"][0]["proceedings"][1]["text"] = "Overtime could not be kept up, it was said.".into();
    changed["agenda"][1]["title"] = "Car park by the river".into();
    changed["style"]["change_bars"] = true.into();
    if changed["pack"].is_null() {
        changed["pack"] = json!([{ "document": "agenda" }, { "document": "annexes" }, { "document": "minutes" }]);
    }
    changed["pack"].as_array_mut().unwrap().push(json!({ "document": "redline" }));
    edited.0.write("packs/hospital/meeting.json", changed.to_string().as_bytes());
    edited.build();
    let named = |document: &str, audience: &str| {
        let html = page(&edited, &format!("out/hospital.{audience}.zip"));
        let start = format!("<section class=\"{document}\"");
        html.split(&start).nth(1).unwrap().split("</section>").next().unwrap().to_owned()
    };
    let section = |audience: &str| named("changes", audience);
    assert!(named("redline", "members").contains("thanked the volunteers"));
    let members = section("members");
    for part in ["Any other business", "thanked the volunteers", "second quarter", "all volunteers"] {
        assert!(members.contains(part), "{part}: {members}");
    }
    for audience in ["observers", "public"] {
        let told = section(audience);
        let redline = named("redline", audience);
        for part in ["other business", "volunteers", "second quarter", "Thanks"] {
            assert!(!told.contains(part), "{audience}, {part}: {told}");
            assert!(!redline.contains(part), "{audience}, {part}: {redline}");
        }
        assert!(redline.contains("<del>"), "{audience}: {redline}");
        for part in ["Other matters", "Extension of</del>", "by the river", "on behalf of the", "it was said"] {
            assert!(told.contains(part), "{audience}, {part}: {told}");
        }
    }
    // One of them alone is made as with the others, and what was sent to it alone is enough.
    let zip = std::fs::read(edited.0.path().join("out/hospital.public.zip")).unwrap();
    let alone = ["build", "hospital", "--audience", "public", "--no-cache", "--allow", "warnings", "--quiet"];
    let (code, out, err) = edited.0.run(&alone);
    assert_eq!(code, 0, "{out}{err}");
    assert!(zip == std::fs::read(edited.0.path().join("out/hospital.public.zip")).unwrap());
}

/// A pack that was sent out with a text in an item, and has another one now.
fn reworded(pack: &str, before: &str, now: &str) -> Edited {
    let edited = Edited::new();
    for (at, text) in [before, now].into_iter().enumerate() {
        let mut definition = definition(pack);
        if definition["pack"].is_null() {
            definition["pack"] =
                json!([{ "document": "agenda" }, { "document": "annexes" }, { "document": "minutes" }]);
        }
        definition["pack"].as_array_mut().unwrap().push(json!({ "document": "redline" }));
        definition["agenda"][1]["proceedings"] = json!([{ "text": text }]);
        edited.add(pack, pack, &definition);
        edited.build();
        if at == 0 {
            let (code, _, err) = edited.0.run(&["issue", pack, "--on", "2026-03-05"]);
            assert_eq!(code, 0, "{err}");
        }
    }
    edited
}

/// A part of a page for browsers: one of its documents.
pub(crate) fn part(html: &str, document: &str) -> String {
    let start = format!("<section class=\"{document}\"");
    html.split(&start).nth(1).unwrap_or_default().split("</section>").next().unwrap().to_owned()
}

/// Figures and short words are searched for in no finished zip, since they may occur anywhere; in what was said before they count.
#[test]
fn figures_that_are_withheld_now_are_not_shown_as_they_were_before() {
    let withheld = ["€412,000", "EUR 5000", "14:37", "3.38 p.m.", "A&B LLP", "٤١٢٬٠٠٠", "4.5 %", "Ox"];
    let before: Vec<_> = withheld.iter().map(|figure| format!("The offer: {figure}, it was said.")).collect();
    let open: Vec<_> = withheld
        .iter()
        .enumerate()
        .map(|(at, _)| format!("The offer: {}, it was said.", "word".repeat(at + 1)))
        .collect();
    let now = format!("{}\n\n::: members\n{}\n:::", open.join("\n\n"), withheld.join("; "));
    let edited = reworded("hospital", &before.join("\n\n"), &now);
    let told = |audience: &str| {
        page(&edited, &format!("out/hospital.{audience}.zip")).replace("&amp;", "&").replace('\u{a0}', " ")
    };
    for audience in ["observers", "public"] {
        let told = told(audience);
        assert!(part(&told, "changes").contains("wordword"), "{told}");
        for figure in withheld {
            assert!(!told.contains(figure), "{audience}, {figure}: {}", part(&told, "changes"));
        }
    }
    let members = told("members");
    assert!(withheld.iter().all(|figure| part(&members, "changes").contains(figure)), "{members}");
}

#[test]
fn words_that_are_struck_out_otherwise_are_a_change() {
    let edited = reworded("board", "Keep at least ~~three~~ four months.", "Keep at least three ~~four~~ months.");
    let html = page(&edited, "out/board.zip");
    for (document, words) in [
        ("changes", "<del>Keep at least [three] four months.</del>"),
        ("changes", "<ins>Keep at least three [four] months.</ins>"),
        ("redline", "<del>"),
    ] {
        assert!(part(&html, document).contains(words), "{}", part(&html, document));
    }
    // Words that were struck out before and are so now are no longer in force, whatever else changed.
    let struck = "The fee is ~~thirty~~ forty euros, payable in";
    let (before, now) =
        (format!("{struck} advance.\n\n~~No~~ Dogs."), format!("{struck} arrears.\n\n~~No~~ Cats are ~~not~~ kept."));
    let list = part(&page(&reworded("board", &before, &now), "out/board.zip"), "changes");
    let list = without_marks(&list);
    assert_eq!(list.matches("The fee is [thirty] forty euros").count(), 2, "{list}");
    assert!(list.contains("[No] Dogs.") && list.contains("[No] Cats are [not] kept."), "{list}");
    // It makes no difference what is within.
    let now = "It is ~~**thirty** or so~~ forty, ~~see [the list](https://example.org/list) *of* fees~~ and so ~~so~~.";
    let list = without_marks(&part(&page(&reworded("board", "Fees.", now), "out/board.zip"), "changes"));
    assert!(list.contains("It is [thirty or so] forty, [see the list of fees] and so [so]."), "{list}");
    // A blank at which no line ends is a matter of look.
    let edited = reworded("board", "Keep the money safe.", "Keep\u{a0}the money safe.");
    let html = page(&edited, "out/board.zip");
    assert!(part(&html, "changes").contains("Same text") && part(&html, "redline").is_empty(), "{html}");
}

/// The words of a list of changes without the marks of what came and went.
fn without_marks(list: &str) -> String {
    let words = ["<del>", "</del>", "<ins>", "</ins>"].iter().fold(list.to_owned(), |list, tag| list.replace(tag, ""));
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where the values of a row stand is seen: words of a cell that is empty now stood in the cell beside it, or nowhere.
#[test]
fn values_of_a_table_stand_in_their_columns() {
    let table = |rows: &str| format!("| Trustee | For | Against |\n|--|--|--|\n{rows}\n| Vane | x | |");
    let edited = reworded("board", &table("| Rook | x | |"), &table("| Rook | | x |"));
    let html = page(&edited, "out/board.zip");
    let list = without_marks(&part(&html, "changes"));
    for row in [">Rook | x | –<", ">Rook | – | x<"] {
        assert!(list.contains(row), "{row}: {list}");
    }
    let redline = part(&html, "redline");
    let row = "<tr><td><del>Rook</del></td><td><del>x</del></td><td></td></tr>";
    assert!(redline.contains(row) && redline.contains("<ins>Rook</ins>"), "{redline}");
    // So it is with cells before the first that says something.
    let edited = reworded("board", &table("| Rook | x | late |"), &table("| | Rook | x |"));
    let html = page(&edited, "out/board.zip");
    let row = "<tr><td></td><td><ins>Rook</ins></td><td><ins>x</ins></td></tr>";
    assert!(part(&html, "redline").contains(row), "{html}");
    let edited = reworded("board", &table("| | x | late |"), &table("| x | late | |"));
    let html = page(&edited, "out/board.zip");
    let list = without_marks(&part(&html, "changes"));
    for row in [">– | x | late<", ">x | late | –<"] {
        assert!(list.contains(row), "{row}: {list}");
    }
    let row = "<tr><td></td><td><del>x</del></td><td><del>late</del></td></tr>";
    assert!(part(&html, "redline").contains(row), "{html}");
    // A cell that is filled is marked alone.
    let edited = reworded("board", &table("| Rook | x | |"), &table("| Rook | x | late |"));
    let redline = part(&page(&edited, "out/board.zip"), "redline");
    assert!(redline.contains("<ins>late</ins>") && !redline.contains("<del>"), "{redline}");
}

/// Lines of contents are led to what they repeat; lines that somebody wrote are not.
#[test]
fn entries_and_rows_of_references_alone_are_told() {
    let list = |entries: &[&str]| {
        let entries = entries.iter().map(|id| format!("- @{id}:title (@{id})\n")).collect::<String>();
        format!("The Board adopted:\n\n{entries}")
    };
    let table = |ids: &[&str]| {
        let rows = ids.iter().map(|id| format!("| @{id}:title | @{id} |\n")).collect::<String>();
        format!("| Paper | Item |\n|--|--|\n{rows}")
    };
    let first = ["reserves-policy", "boathouse", "friends"];
    for make in [&list as &dyn Fn(&[&str]) -> String, &table] {
        for now in [&["reserves-policy", "friends"][..], &["reserves-policy", "slipway", "friends"]] {
            let edited = reworded("board", &make(&first), &make(now));
            let html = page(&edited, "out/board.zip");
            let told = without_marks(&part(&html, "changes"));
            assert!(told.contains("Lease of the boathouse"), "{told}");
            assert_eq!(told.contains("Repair of the north slipway"), now.contains(&"slipway"), "{told}");
        }
    }
}

/// What a quotation says is said by others.
#[test]
fn words_that_were_a_quotation_are_told() {
    let edited = reworded("board", "> We take note.", "We take note.");
    assert!(part(&page(&edited, "out/board.zip"), "changes").contains("We take note."));
}

/// The list says what of a thing came or went, and the line on top does not say that the thing did.
#[test]
fn a_thing_of_which_a_part_went_is_not_gone() {
    let paragraphs = |count: usize| {
        let words = |at| {
            format!(
                "Paragraph {at} says a number of things that are of some length, so that it takes more than a line."
            )
        };
        (0..count).map(words).collect::<Vec<_>>()
    };
    let edited = Edited::new();
    for count in [15, 1] {
        let mut definition = definition("board");
        let all: Vec<Value> = paragraphs(count).into_iter().map(|text| json!({ "text": text })).collect();
        definition["agenda"][1]["proceedings"] = all.into();
        for item in [2, 3, 4, 5, 6] {
            definition["agenda"][item]["purpose"] = if count == 15 { "note".into() } else { "decide".into() };
            definition["agenda"][item]["title"] = format!("Item {item} of {count}").into();
        }
        edited.add("board", "board", &definition);
        edited.build();
        if count == 15 {
            edited.0.run(&["issue", "board", "--on", "2026-03-05"]);
        }
    }
    let list = part(&page(&edited, "out/board.zip"), "changes").replace('\u{a0}', " ");
    let overview = list.split("<table>").nth(1).unwrap();
    assert!(!overview.contains("Removed"), "{overview}");
    for words in ["Paragraph 1 says", "Paragraph 8 says", "Removed (14)", "… (3)"] {
        assert!(list.contains(words), "{words}: {list}");
    }
}

/// A paragraph that was withheld renumbers those after it: nobody edited them.
#[test]
fn paragraphs_after_what_is_withheld_are_renumbered_and_not_changed() {
    let edited = sent("hospital");
    let mut changed = definition("hospital");
    let items = changed["agenda"].as_array_mut().unwrap();
    let closed = items.iter_mut().find(|item| item["id"] == "dismissal").unwrap();
    closed["proceedings"].as_array_mut().unwrap().push(json!({ "text": "One more." }));
    edited.0.write("packs/hospital/meeting.json", changed.to_string().as_bytes());
    edited.build();
    let html = page(&edited, "out/hospital.public.zip");
    let list = html.split("<section class=\"changes\"").nth(1).unwrap().split("</section>").next().unwrap();
    let list = list.replace('\u{a0}', " ");
    assert!(list.contains("Paragraphs renumbered: 8 is now 9") && !list.contains("<ins>"), "{list}");
}

#[test]
fn pages_of_files_that_changed_are_told_after_an_issue() {
    let edited = sent("water-points");
    let file = std::fs::read(repository().join("packs/hospital/papers/opinion.pdf")).unwrap();
    edited.0.write("packs/water-points/papers/quarterly-report.pdf", &file);
    edited.build();
    let html = page(&edited, "out/water-points.zip");
    for part in ["<del>Page 1\u{a0}of the annex</del>", "<del>Page 2\u{a0}of the annex</del>"] {
        assert!(html.contains(part), "{part}");
    }
}

/// A record that was changed by hand could end the program, or a build in a finding about a template of ours.
#[test]
fn a_record_that_no_page_was_read_to_is_refused() {
    let edited = sent("smallest");
    let path = "packs/smallest/issues.json";
    let good: Value = serde_json::from_slice(&std::fs::read(edited.0.path().join(path)).unwrap()).unwrap();
    let blocks = "/issues/0/packs/0/editions/0/documents/1/blocks";
    let chain =
        (0..100_000).map(|at| if at == 0 { json!({ "text": "x" }) } else { json!({ "text": "x", "parent": at - 1 }) });
    let cases = [
        (blocks, chain.collect::<Value>()),
        (blocks, json!([{ "text": "bell \u{7}" }])),
        (blocks, json!([{ "text": "itself", "parent": 0 }])),
        ("/issues/0/date", json!("yesterday")),
        ("/version", json!(2)),
    ];
    for (at, value) in cases {
        let mut forged = good.clone();
        *forged.pointer_mut(at).unwrap() = value;
        edited.0.write(path, forged.to_string().as_bytes());
        let (code, out, err) = edited.0.run(&["build", "--no-cache", "--allow", "warnings", "--quiet"]);
        assert_eq!(code, 1, "{at}: {out}{err}");
        assert!(err.contains("error[bad-issues]"), "{at}: {err}");
    }
}

/// A record that is there and cannot be read is not taken for none.
#[test]
fn a_record_in_whose_place_something_else_is_is_told() {
    let edited = sent("smallest");
    let path = edited.0.path().join("packs/smallest/issues.json");
    std::fs::remove_file(&path).unwrap();
    std::fs::create_dir(&path).unwrap();
    for command in ["check", "build"] {
        let (code, out, err) = edited.0.run(&[command]);
        assert_eq!(code, 1, "{command}: {out}{err}");
        assert!(
            err.contains("error[bad-issues]: this record of issues cannot be read: it is a folder"),
            "{command}: {err}"
        );
    }
}

/// Languages that stand in another order; one that is new stands nowhere else than before.
#[test]
fn another_order_of_languages_is_told() {
    let edited = Edited::new();
    let mut text = definition("six-languages");
    let mut told = |languages: Value| {
        text["languages"] = languages;
        edited.add("six-languages", "six-languages", &text);
        edited.build();
        let zip = std::fs::read(edited.0.path().join("out/six-languages.zip")).unwrap();
        if !edited.0.path().join("first.zip").exists() {
            edited.0.write("first.zip", &zip);
        }
        let (code, out, err) = edited.0.run(&["changes", "first.zip", "out/six-languages.zip"]);
        assert_eq!((code, err.as_str()), (0, ""));
        out
    };
    assert_eq!(told(json!(["en", "fr"])), "nothing changed\n");
    assert_eq!(told(json!(["fr", "en"])), "Languages\n  moved    from en, fr to fr, en\n");
    let added = told(json!(["ru", "en", "fr"]));
    assert!(added.contains("this edition is new") && !added.contains("Languages"), "{added}");
}

#[test]
fn what_cannot_be_recorded_is_told() {
    let edited = Edited::new();
    edited.add("smallest", "smallest", &definition("smallest"));
    let issue = |more: &[&str]| edited.0.run(&[&["issue", "smallest", "--on", "2026-03-05"], more].concat());
    let (code, _, err) = issue(&[]);
    assert_eq!(code, 1);
    assert!(err.contains("packwright build smallest"), "{err}");
    edited.build();
    assert_eq!(issue(&["--audience", "press"]).0, 2);
    assert_eq!(issue(&[]).0, 0);
    let (code, _, err) = issue(&[]);
    assert_eq!(code, 2);
    assert!(err.contains("recorded already"), "{err}");
    assert_eq!(edited.0.run(&["issue", "smallest"]).0, 2, "the day is stated, and no clock is read");
}

/// A page for each language in which all words are marked that changed.
#[test]
fn two_zips_become_a_page_with_all_changes_marked() {
    let edited = Edited::new();
    let mut text = definition("six-languages");
    text["languages"] = json!(["fr", "ar"]);
    for name in ["first.zip", "second.zip"] {
        edited.add("six-languages", "six-languages", &text);
        edited.build();
        let zip = std::fs::read(edited.0.path().join("out/six-languages.zip")).unwrap();
        edited.0.write(name, &zip);
        text["agenda"][1]["title"]["fr"] = "État des lieux".into();
    }
    let redline = |to: &str| edited.0.run(&["changes", "first.zip", "second.zip", "--redline", to]);
    let (code, out, err) = redline("marked.html");
    assert_eq!((code, err.as_str()), (0, "→ marked.fr.html\n→ marked.ar.html\n"), "{out}");
    let page = |name: &str| std::fs::read_to_string(edited.0.path().join(name)).unwrap();
    let french = page("marked.fr.html");
    let heading = french.lines().find(|line| line.starts_with("<h3 id=\"agenda.state\"")).unwrap_or_default();
    let french_words = heading.replace("<del class=\"blank\"> </del>", " ");
    let marked = "État <del>de l’accessibilité</del> des <del>documents de réunion</del> <ins>lieux</ins>";
    assert!(french_words.contains(marked), "{heading}");
    assert!(french.contains("les suppressions sont barrées"));
    assert!(!french.contains(".pdf\"") && !french.contains(".ics\""), "links to files that are not beside it");
    assert!(!page("marked.ar.html").contains("<ins>"));
    for wrong in ["marked.pdf", "marked", "first.zip/marked.html"] {
        let (code, out, err) = redline(wrong);
        assert_eq!((code, out.as_str()), (2, ""), "{err}");
        assert!(err.contains(wrong.trim_end_matches(".html")) && err.contains("hint: "), "{err}");
    }
}

/// A page of more sections than any has documents: the first ones are, and no words of the others are lost.
#[test]
fn a_page_of_thousands_of_sections_has_few_documents() {
    let page = |name: fn(usize) -> String| {
        let section = |number| format!("<section class=\"{}\"><h3>Title</h3><p>Text</p></section>", name(number));
        let said = read_page(&format!("<html><body>{}</body></html>", (0..5_000).map(section).collect::<String>()));
        (said.documents.len(), said.documents.iter().map(|tree| tree.blocks.len()).sum::<usize>())
    };
    assert_eq!(page(|_| "minutes".to_owned()), (1, 10_000));
    let said = read_page("<body><section class=\"minutes\"><h2>Minutes</h2><h2>It ended</h2></section></body>");
    assert_eq!((said.documents[0].title.as_str(), said.documents[0].blocks[0].text.as_str()), ("Minutes", "It ended"));
    assert_eq!(page(|number| format!("paper-{number}")), (200, 10_000));
}
