//! Nothing that a definition says is lost: a word of its own stands in every text, and is in some document of the pack, or a
//! finding tells that no document prints it and which would. The fields are those of the schema, so that a new one is
//! covered by itself: where no definition has it, it is put into the first object that may have it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use packwright::document::{Composition, Document, Said};
use packwright::finding::{Finding, Sources, Spot};
use packwright::meeting::{AnnexLimits, Block, Inline, Language, Markdown, Meeting};
use packwright::workspace::PackAddress;
use packwright::{check, compose, preflight, read};
use serde_json::{Value, json};

use super::{Files, workspace};
use crate::hostile::{DEFINITIONS, definition};
use crate::support::{example_packs, repository};

/// Texts that need not be in a document, and why.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    ("AnnexFile", "alt", "it is the description of a picture, for those who do not see it"),
    ("Annex", "title", "of a title and a proposed title the status chooses"),
    ("Annex", "proposed_title", "as `title`"),
    ("AnnexFile", "title", "of files in several languages each edition has its own"),
    ("DocumentTitle", "other_names", "names that the document is not to be called by"),
    ("Masthead", "*", "a document's own masthead comes before that of all"),
    ("DocumentTitle", "proposed_title", "as `title` of an annex"),
    ("Objection", "text", "printed where the body's style has `history`"),
    ("Resolution", "text", "as `Objection`"),
    ("Step", "note", "as `Objection`"),
    ("Style", "labels", "words for labels are printed where documents ask for the label; an unknown one is reported"),
    ("Item", "instead", "it stands in the packs of audiences that do not get the part; see `audiences`"),
    ("Annex", "instead", "as of items"),
    ("Decision", "instead", "as of items"),
    ("Session", "instead", "as of items"),
    ("Participant", "instead", "as of items"),
    ("Event", "instead", "as of items"),
    ("Definition", "members", "what an audience is called stands in its own pack"),
    ("Definition", "observers", "as `members`"),
    ("Term", "office", "it is for those who read the registry"),
];

fn is_excepted(owner: &str, key: &str) -> bool {
    EXCEPTIONS.iter().any(|(one, other, _)| *one == owner && [key, "*"].contains(other))
}

/// Entries of the registry: documents take of them what they name. Each of their fields is printed by some pack below.
const REGISTERED: [&str; 4] = ["Person", "Entity", "Body", "DocumentTitle"];

/// The text of a field: the type that has it, its name, its word.
#[derive(Clone)]
struct Filled {
    owner: String,
    key: String,
    word: String,
}

impl Filled {
    fn is_excepted(&self) -> bool {
        is_excepted(&self.owner, &self.key)
    }
}

/// The schema of definitions, walked beside a definition.
struct Schema(Value);

impl Schema {
    fn read() -> Self {
        let text = std::fs::read_to_string(repository().join("packs/meeting.schema.json")).unwrap();
        Self(serde_json::from_str(&text).unwrap())
    }

    /// The name of a type and what it is.
    fn resolved<'a>(&'a self, node: &'a Value, name: &str) -> (String, &'a Value) {
        match node["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/")) {
            Some(name) => (name.to_owned(), &self.0["$defs"][name]),
            None => (name.to_owned(), node),
        }
    }

    /// Every text field that a type has: the type, its name.
    fn fields(&self) -> BTreeSet<(String, String)> {
        let definitions = self.0["$defs"].as_object().unwrap().iter().map(|(name, node)| (name.as_str(), node));
        let all = definitions.chain([("Definition", &self.0)]);
        let of = |(owner, node): (&str, &Value)| -> Vec<(String, String)> {
            let properties = node["properties"].as_object().into_iter().flatten();
            let texts = properties.filter(|(_, node)| self.text_of(node).is_some());
            texts.map(|(key, _)| (owner.to_owned(), key.clone())).collect()
        };
        all.flat_map(of).collect()
    }

    /// `Text` or `Prose`, if a property is one or a list of them.
    fn text_of(&self, node: &Value) -> Option<&'static str> {
        let node = if node["items"].is_object() { &node["items"] } else { node };
        let (name, _) = self.resolved(node, "");
        ["Text", "Prose"].into_iter().find(|one| *one == name)
    }

    /// Calls `visit` for each text in a value, and `object` for each object, with the type that has it.
    fn walk(
        &self,
        node: &Value,
        value: &mut Value,
        at: (&str, &str),
        visit: &mut impl FnMut(&str, &str, bool, &mut Value),
    ) {
        let (owner, key) = at;
        let (name, node) = self.resolved(node, owner);
        match (name.as_str(), value) {
            ("Text" | "Prose", value) => visit(owner, key, name == "Prose", value),
            (_, Value::Array(list)) => {
                list.iter_mut().for_each(|one| self.walk(&node["items"], one, (owner, key), visit));
            }
            (_, Value::Object(object)) => {
                for (key, value) in object.iter_mut() {
                    let property = &node["properties"][key];
                    let property = if property.is_null() { &node["additionalProperties"] } else { property };
                    self.walk(property, value, (&name, key), visit);
                }
            }
            _ => {}
        }
    }

    /// The paths of all objects of a type.
    fn objects(&self, node: &Value, value: &Value, at: (&str, String), wanted: &str, found: &mut Vec<String>) {
        let (owner, path) = at;
        let (name, node) = self.resolved(node, owner);
        match value {
            Value::Array(list) => {
                for (at, one) in list.iter().enumerate() {
                    self.objects(&node["items"], one, (owner, format!("{path}/{at}")), wanted, found);
                }
            }
            Value::Object(object) => {
                if name == wanted && !matches!(name.as_str(), "Text" | "Prose") {
                    found.push(path.clone());
                }
                for (key, value) in object {
                    let property = &node["properties"][key];
                    let property = if property.is_null() { &node["additionalProperties"] } else { property };
                    let name = if name == "Definition" { "" } else { name.as_str() };
                    self.objects(property, value, (name, format!("{path}/{key}")), wanted, found);
                }
            }
            _ => {}
        }
    }
}

/// A pack that was read and checked.
struct Checked {
    meeting: Option<Arc<Meeting>>,
    findings: Vec<Finding>,
    sources: Sources,
}

fn checked(files: &Files) -> Checked {
    let address = PackAddress { id: "x".to_owned(), folder: "packs/x".to_owned() };
    let mut sources = Sources::new("");
    let reading = read::read(files, &address, &mut sources);
    let mut findings = reading.findings;
    let check = |meeting| check::check(meeting, &compose::day_names(meeting, files), &sources);
    findings.extend(reading.meeting.iter().flat_map(check));
    Checked { meeting: reading.meeting.map(Arc::new), findings, sources }
}

/// The documents of the first edition, the head of the page for browsers among them.
fn documents(checked: &mut Checked, files: &Files) -> Composition {
    let meeting = checked.meeting.as_ref().unwrap();
    let outside = preflight::examine_annexes(meeting, AnnexLimits::default(), files).pdfs;
    let language: Language = meeting.definition.first_edition();
    let composing = compose::compose(meeting, &language, &outside, files, &mut checked.sources);
    composing.composed.unwrap_or_else(|| panic!("{:?}", composing.findings)).composition
}

/// All that documents say, their notes included.
fn said(composition: &Composition) -> String {
    let of = |document: &Document| {
        let said = Said::of(&document.content);
        said.text + &said.notes.into_iter().map(|(_, note)| note).collect::<String>()
    };
    composition.documents.iter().chain([&composition.cover]).map(of).collect()
}

/// Texts of the source at the places of findings that something is not printed.
fn told(checked: &Checked, codes: &[&str]) -> String {
    let found = checked.findings.iter().filter(|finding| codes.contains(&finding.code.name));
    let text = |finding: &Finding| match finding.spot {
        Spot::Text(place) => checked.sources.text(place.file)[place.range()].to_owned(),
        _ => String::new(),
    };
    found.map(|finding| text(finding) + "\n").collect()
}

/// Puts a text with a word of its own into every field; prose that refers to something goes on referring to it.
fn fill(schema: &Schema, definition: &mut Value, number: &mut usize) -> Vec<Filled> {
    let mut all = Vec::new();
    schema.walk(&schema.0, definition, ("Definition", ""), &mut |owner, key, is_prose, value| {
        if (owner, key) == ("Style", "labels") {
            return;
        }
        *number += 1;
        let word = format!("zq{number:05}z");
        let old = value.as_str().filter(|old| is_prose && old.contains('@')).map(|old| format!("{old}\n\n"));
        *value = json!(format!("{}{word}", old.unwrap_or_default()));
        all.push(Filled { owner: owner.to_owned(), key: key.to_owned(), word });
    });
    all
}

/// The definitions that texts are put into, with the files of their packs.
fn bases() -> Vec<(String, Value, Files)> {
    let plain = DEFINITIONS.map(|path| (path.to_owned(), definition(path), workspace("board")));
    let packs = example_packs().into_iter().map(|pack| {
        let files = workspace(&pack);
        let folder = format!("packs/{pack}/");
        let definition = jsonc(&files[&format!("packs/{pack}/meeting.json")]);
        let moved = files.into_iter().map(|(path, file)| (path.replace(&folder, "packs/x/"), file));
        (pack, definition, moved.filter(|(path, _)| !path.ends_with("approvals.json")).collect())
    });
    plain.into_iter().chain(packs).collect()
}

fn jsonc(file: &[u8]) -> Value {
    serde_json::from_slice(file).unwrap()
}

fn with(files: &Files, definition: &Value) -> Files {
    let mut files = files.clone();
    files.insert("packs/x/meeting.json".to_owned(), definition.to_string().into_bytes());
    files
}

/// Puts fields that no definition has into the first object that may have them.
fn complete(schema: &Schema, bases: &mut [(String, Value, Files)]) {
    let mut there = BTreeSet::new();
    for (_, definition, _) in bases.iter_mut() {
        schema.walk(&schema.0, definition, ("Definition", ""), &mut |owner, key, _, _| {
            there.insert((owner.to_owned(), key.to_owned()));
        });
    }
    let mut absent = Vec::new();
    for (owner, key) in schema.fields().difference(&there) {
        if EXCEPTIONS.iter().any(|(one, other, _)| (*one, *other) == (owner.as_str(), key.as_str())) {
            continue;
        }
        let node = if owner == "Definition" { &schema.0 } else { &schema.0["$defs"][owner] };
        let value = if node["properties"][key]["items"].is_object() { json!(["new"]) } else { json!("new") };
        let put = bases.iter_mut().any(|(_, definition, files)| {
            let mut paths = Vec::new();
            schema.objects(&schema.0, definition, ("Definition", String::new()), owner, &mut paths);
            paths.iter().any(|path| {
                let mut changed = definition.clone();
                changed.pointer_mut(path).unwrap()[key] = value.clone();
                let is_sound = !checked(&with(files, &changed)).findings.iter().any(Finding::is_error);
                if is_sound {
                    *definition = changed;
                }
                is_sound
            })
        });
        if !put {
            absent.push(format!("{owner}/{key}"));
        }
    }
    assert!(absent.is_empty(), "no definition can have these texts: {absent:?}");
}

/// The packs that a definition is tried as: its own, each document alone, in each set and order.
fn variants(definition: &Value, is_whole: bool) -> Vec<Value> {
    let kinds = [
        "agenda",
        "annotated-agenda",
        "timetable",
        "attendance",
        "annexes",
        "minutes",
        "decisions",
        "summary",
        "resolutions",
    ];
    let papers = definition["pack"].as_array().cloned().unwrap_or_default();
    let paper = |kind: &str| {
        papers.iter().find(|paper| paper["document"] == kind).cloned().unwrap_or_else(|| json!({ "document": kind }))
    };
    let mut packs: Vec<Option<Value>> = vec![None];
    if is_whole {
        packs.push(Some(kinds.iter().map(|kind| paper(kind)).collect()));
        packs.extend(kinds.iter().map(|kind| Some(json!([paper(kind)]))));
    }
    let styles = [("un", "decisions-first"), ("un", "by-item"), ("plain", "by-item")];
    let styled = packs.iter().flat_map(|pack| styles.map(|style| (pack.clone(), style)));
    styled
        .map(|(pack, (templates, order))| {
            let mut definition = definition.clone();
            if let Some(pack) = pack {
                definition["pack"] = pack;
            }
            definition["style"]["templates"] = json!(templates);
            definition["style"]["minutes"] = json!(order);
            definition
        })
        .collect()
}

#[test]
fn every_text_of_a_definition_is_printed_or_told() {
    let schema = Schema::read();
    let mut bases = bases();
    complete(&schema, &mut bases);
    let (mut number, mut wrong, mut covered) = (0, BTreeMap::new(), BTreeSet::new());
    for (at, (name, base, files)) in bases.iter().enumerate() {
        for mut definition in variants(base, at < DEFINITIONS.len()) {
            let filled = fill(&schema, &mut definition, &mut number);
            let files = with(files, &definition);
            let mut checked = checked(&files);
            let variant = format!("{name} {} {}", definition["style"], definition["pack"]);
            let errors: Vec<&Finding> = checked.findings.iter().filter(|finding| finding.is_error()).collect();
            assert!(checked.meeting.is_some(), "{variant}: {errors:?}");
            let (said, told) = (said(&documents(&mut checked, &files)), told(&checked, &["not-printed"]));
            for one in filled {
                let field = format!("{}/{}", one.owner, one.key);
                let (is_said, is_told) = (said.contains(&one.word), told.contains(&one.word));
                if is_said {
                    covered.insert((one.owner.clone(), one.key.clone()));
                }
                let is_free = one.is_excepted() || REGISTERED.contains(&one.owner.as_str());
                match (is_said, is_told) {
                    (false, false) if !is_free => wrong.entry(format!("{field} is lost")).or_insert(variant.clone()),
                    (true, true) => wrong.entry(format!("{field} is printed, and told")).or_insert(variant.clone()),
                    _ => continue,
                };
            }
        }
    }
    let never = schema.fields().into_iter().filter(|field| !covered.contains(field)).filter(|(owner, key)| {
        !EXCEPTIONS.iter().any(|(one, other, _)| (*one, *other) == (owner.as_str(), key.as_str()))
    });
    let never: Vec<String> = never.map(|(owner, key)| format!("{owner}/{key} is printed by no pack")).collect();
    let wrong: Vec<String> = wrong.into_iter().map(|(what, variant)| format!("{what}: {variant}")).collect();
    assert!(wrong.is_empty() && never.is_empty(), "{}\n{}", wrong.join("\n"), never.join("\n"));
    assert!(number > 10_000, "only {number} texts");
}

/// Prose with everything that Markdown has, a word in each; some of it is not printed, which is told.
const CONSTRUCTS: &str = "# zqAz\n\nzqBz *zqCz* **zqDz** ~~zqEz~~ H~zqFz~ m^zqGz^ `zqHz` [zqIz](https://x.example/a \"zquz\") \
    [zqJz](other.html) <b>zqKz</b> ![zqLz](chart.svg) ![zqMz](https://x.example/p.png) zqNz[^n] https://x.example/zqOz \
    &amp;zqPz \\*zqQz\\* <https://x.example/zqRz>  \nzqSz\\\nzqTz\n\n- zqUz\n  1. zqVz\n\n     zqWz\n- [ ] zqXz\n\n> zqYz\n>\n> - zqZz\n\n\
    ```\nzqaz\n```\n\n    zqbz\n\n| zqcz | zqdz |\n|---|--:|\n| zqez | zqfz | zqgz |\n\n***\n\n<div>zqhz</div>\n\n3) zqiz\n\n\
    [^n]: zqjz[^m]\n\n    - zqkz\n\n[^m]: zqlz\n[^unused]: zqmz\n\n[zqnz]\n\n[zqnz]: https://x.example/n \"zqoz\"\n\nzqpz\n===\n\n&#122;zqqz @one:full zqrz\n\n[zqsz]: https://x.example/zqtz";

/// The kinds of blocks and inlines that a text has. A new kind is asked for here, and then in the text above.
fn kinds_in(blocks: &[Block], found: &mut BTreeSet<&'static str>) {
    fn inlines(all: &[Inline], found: &mut BTreeSet<&'static str>) {
        for inline in all {
            let (name, inner): (_, &[Inline]) = match inline {
                Inline::Text(_) => ("text", &[]),
                Inline::Emphasis(inner) => ("emphasis", inner),
                Inline::Strong(inner) => ("strong", inner),
                Inline::Struck(inner) => ("struck", inner),
                Inline::Below(inner) => ("below", inner),
                Inline::Above(inner) => ("above", inner),
                Inline::Code(_) => ("code", &[]),
                Inline::Link { content, .. } => ("link", content),
                Inline::Footnote(blocks) => {
                    kinds_in(blocks, found);
                    ("footnote", &[])
                }
                Inline::Image(_) => ("image", &[]),
                Inline::Break => ("break", &[]),
                Inline::Reference(_) => ("reference", &[]),
            };
            found.insert(name);
            inlines(inner, found);
        }
    }
    for block in blocks {
        let name = match block {
            Block::Paragraph(content) => {
                inlines(content, found);
                "paragraph"
            }
            Block::Heading { content, .. } => {
                inlines(content, found);
                "heading"
            }
            Block::List { items, .. } => {
                items.iter().for_each(|item| kinds_in(item, found));
                "list"
            }
            Block::Quote(blocks) => {
                kinds_in(blocks, found);
                "quote"
            }
            Block::Code(_) => "code block",
            Block::Table { head, rows, .. } => {
                head.iter().chain(rows.iter().flatten()).for_each(|cell| inlines(cell, found));
                "table"
            }
        };
        found.insert(name);
    }
}

/// Wherever prose stands, nothing of it is lost: in paragraphs, entries, cells, notes, lines.
#[test]
fn everything_of_markdown_is_printed_or_told() {
    let mut kinds = BTreeSet::new();
    kinds_in(&Markdown::parse(CONSTRUCTS).blocks, &mut kinds);
    assert_eq!(kinds.len(), 18, "{kinds:?}");
    let schema = Schema::read();
    let letters = || ('A'..='Z').chain('a'..='u');
    let (mut tried, mut wrong) = (0, BTreeMap::new());
    for path in DEFINITIONS {
        for mut definition in variants(&definition(path), false) {
            let mut fields = Vec::new();
            schema.walk(&schema.0, &mut definition, ("Definition", ""), &mut |owner, key, is_prose, value| {
                if is_prose && !value.as_str().is_some_and(|old| old.contains('@')) {
                    let number = fields.len();
                    fields.push(format!("{owner}/{key}"));
                    let text = letters().fold(CONSTRUCTS.to_owned(), |text, letter| {
                        text.replace(&format!("zq{letter}z"), &format!("zq{letter}{number}z"))
                    });
                    *value = json!(text);
                }
            });
            let mut files = with(&workspace("round-table"), &definition);
            let chart = files["packs/round-table/chart.svg"].clone();
            files.insert("packs/x/chart.svg".to_owned(), chart);
            let mut checked = checked(&files);
            let composition = documents(&mut checked, &files);
            // Descriptions of pictures and addresses of links are no text.
            let all = format!("{}{:?}", said(&composition), composition.documents);
            let told = told(&checked, &["not-printed", "unsupported-markdown"]);
            for (number, field) in fields.iter().enumerate() {
                let absent = letters().filter(|letter| {
                    let word = format!("zq{letter}{number}z");
                    !all.contains(&word) && !told.contains(&word)
                });
                let absent: String = absent.collect();
                tried += 1;
                if !absent.is_empty() {
                    wrong.entry(format!("{field} loses {absent}")).or_insert_with(|| definition["style"].to_string());
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(tried > 300, "only {tried} texts");
}
