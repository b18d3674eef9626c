//! Forms: values written, cleared, added, moved and removed, in definitions that remain as a person writes them.

use std::collections::BTreeSet;

use packwright::build::{Change, changed, proposed_id, referring};
use packwright::read::{Field, Kind, Shape};
use serde_json::{Map, Value, json};

use super::client::Running;
use super::{BY_HAND, DEFINITION, read, smallest, workspace};
use crate::support::{example_packs, repository};

/// The definitions of all example packs and the registry, each with its path.
pub(super) fn files() -> Vec<(String, String)> {
    let packs = example_packs().into_iter().map(|pack| format!("packs/{pack}/meeting.json"));
    let paths = packs.chain(["packs/registry.json".to_owned()]);
    paths.map(|path| (path.clone(), std::fs::read_to_string(repository().join(&path)).unwrap())).collect()
}

/// The same as other editors write it: with tabs, other ends of lines, nothing between signs, and everything in lines of its own.
fn otherwise(text: &str) -> Vec<String> {
    let tabs: String = text
        .lines()
        .map(|line| {
            let words = line.trim_start_matches(' ');
            format!("{}{words}\n", "\t".repeat((line.len() - words.len()) / 2))
        })
        .collect();
    let value: Value = serde_json::from_str(text).unwrap();
    vec![text.replace('\n', "\r\n"), tabs.replace('\n', "\r\n"), value.to_string(), format!("{value:#}\n")]
}

/// All values of a file, each with where it stands.
pub(super) fn values<'v>(value: &'v Value, pointer: &str, all: &mut Vec<(String, &'v Value)>) {
    all.push((pointer.to_owned(), value));
    match value {
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(at, one)| values(one, &format!("{pointer}/{at}"), all))
        }
        Value::Object(object) => {
            for (key, one) in object {
                values(one, &format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1")), all);
            }
        }
        _ => {}
    }
}

pub(super) fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

pub(super) fn insert(pointer: &str, at: usize, value: &Value) -> Change {
    Change::Insert { pointer: pointer.to_owned(), at, value: value.clone() }
}

fn move_to(pointer: &str, from: usize, to: usize) -> Change {
    Change::Move { pointer: pointer.to_owned(), from, to }
}

pub(super) fn remove(pointer: &str, at: usize) -> Change {
    Change::Remove { pointer: format!("{pointer}/{at}") }
}

pub(super) fn set(pointer: &str, value: &Value) -> Change {
    Change::Set { pointer: pointer.to_owned(), value: value.clone() }
}

pub(super) fn clear(pointer: &str) -> Change {
    Change::Clear { pointer: pointer.to_owned() }
}

/// An entry that a list could have one more of.
fn entry(list: &[Value], shape: Shape) -> Value {
    list.first().cloned().unwrap_or_else(|| sample(shape.entry().unwrap()))
}

/// Texts that were changed there and back: what got too long for its line was put in several, and stays so.
#[derive(Default)]
struct ThereAndBack {
    tried: usize,
    same: usize,
}

impl ThereAndBack {
    fn take(&mut self, back: &str, text: &str, what: &str) {
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(bare(back), bare(text), "{what}");
        self.tried += 1;
        self.same += usize::from(back == text);
    }

    fn are_mostly_the_same(&self) {
        assert!(100 * self.same >= 97 * self.tried, "{} of {}", self.same, self.tried);
    }
}

#[test]
fn what_is_added_and_removed_or_moved_and_moved_back_leaves_no_byte_changed() {
    let (mut lists, mut removals) = (0, ThereAndBack::default());
    for (path, text) in files() {
        for text in std::iter::once(text.clone()).chain(otherwise(&text)) {
            let file = parsed(&text);
            let mut all = Vec::new();
            values(&file, "", &mut all);
            for (pointer, list) in all.iter().filter_map(|(pointer, value)| Some((pointer, value.as_array()?))) {
                lists += 1;
                let shape = Shape::of_file(&path).at(pointer).unwrap_or_else(|| panic!("{path}{pointer}"));
                let new = entry(list, shape);
                for at in BTreeSet::from([0, 1.min(list.len()), list.len() / 2, list.len()]) {
                    let added = changed(&path, &text, &[insert(pointer, at, &new)]).unwrap();
                    let now = parsed(&added);
                    let mut expected = list.clone();
                    expected.insert(at, new.clone());
                    assert_eq!(now.pointer(pointer).unwrap(), &Value::Array(expected), "{path}{pointer}");
                    let removed = changed(&path, &added, &[remove(pointer, at)]).unwrap();
                    removals.take(&removed, &text, &format!("{path}{pointer}: added at {at}:\n{added}"));
                }
                for (from, to) in [(0, 1), (0, list.len().max(1) - 1), (list.len() / 2, 0)] {
                    if from.max(to) >= list.len() {
                        continue;
                    }
                    let moved = changed(&path, &text, &[move_to(pointer, from, to)]).unwrap();
                    let mut expected = list.clone();
                    let one = expected.remove(from);
                    expected.insert(to, one);
                    assert_eq!(parsed(&moved).pointer(pointer).unwrap(), &Value::Array(expected), "{path}{pointer}");
                    let back = changed(&path, &moved, &[move_to(pointer, to, from)]).unwrap();
                    assert_eq!(back, text, "{path}{pointer}: moved from {from} to {to}");
                }
            }
        }
    }
    assert!(lists > 3000, "{lists} lists");
    removals.are_mostly_the_same();
}

/// A value that fits.
fn sample(shape: Shape) -> Value {
    let example = |or: &str| shape.rule("examples").map_or_else(|| or.into(), |examples| examples[0].clone());
    match shape.kind() {
        Kind::Text { .. } => json!("Words, \"quoted\", of a text — and more."),
        Kind::Word { format: "date-as-known" | "when" } => json!("2026-03-10"),
        Kind::Word { .. } => example("x"),
        Kind::Choice(choices) => choices[0].0.clone(),
        Kind::Number => shape.rule("minimum").cloned().filter(|least| *least != json!(0)).unwrap_or(json!(3)),
        Kind::Flag => json!(true),
        Kind::List | Kind::Objects => json!([sample(shape.entry().unwrap())]),
        Kind::Object => {
            let required = shape.fields().into_iter().filter(|field| field.is_required);
            Value::Object(required.map(|field| (field.key.to_owned(), sample(field.shape))).collect::<Map<_, _>>())
        }
        Kind::ById => json!({ "somebody": sample(shape.key("somebody").unwrap()) }),
        Kind::Other => json!({ "text": sample(shape.key("text").unwrap()) }),
    }
}

/// Every field that objects of a file can have: once for each type, and for each way in which its objects are written.
#[test]
fn each_field_is_written_and_read_back_and_cleared_again() {
    let (mut fields, mut clearings) = (0, ThereAndBack::default());
    for (path, text) in files() {
        for text in std::iter::once(text.clone()).chain(otherwise(&text)) {
            let file = parsed(&text);
            let (mut all, mut done) = (Vec::new(), BTreeSet::new());
            values(&file, "", &mut all);
            for (pointer, object) in &all {
                let Some(shape) = Shape::of_file(&path).at(pointer).filter(|shape| shape.is_object()) else { continue };
                for Field { key, shape: of, .. } in shape.fields() {
                    let Some(object) = object.as_object() else { continue };
                    let is_new = done.insert((shape.name(), key, object.contains_key(key), object.len().min(3)));
                    if !is_new {
                        continue;
                    }
                    fields += 1;
                    let (place, value) = (format!("{pointer}/{key}"), sample(of));
                    let written = changed(&path, &text, &[set(&place, &value)]).unwrap();
                    let now = parsed(&written);
                    assert_eq!(now.pointer(&place), Some(&value), "{path}{place}");
                    let mut others = now.pointer(pointer).unwrap().as_object().unwrap().clone();
                    match object.get(key) {
                        Some(before) => drop(others.insert(key.to_owned(), before.clone())),
                        None => drop(others.remove(key)),
                    }
                    assert_eq!(&others, object, "{path}{place}");
                    if !object.contains_key(key) {
                        let cleared = changed(&path, &written, &[clear(&place)]).unwrap();
                        clearings.take(&cleared, &text, &format!("{path}{place} was written:\n{written}"));
                    }
                }
            }
        }
    }
    assert!(fields > 5000, "{fields} fields");
    clearings.are_mostly_the_same();
}

/// Keys that a person wrote in the order in which types state them, or in another one: most are in that order.
#[test]
fn every_type_states_the_order_of_its_keys() {
    let mut open = vec![Shape::of_file("packs/x/meeting.json"), Shape::of_file("packs/registry.json")];
    let mut known = BTreeSet::new();
    while let Some(shape) = open.pop() {
        if !known.insert(shape.name()) {
            continue;
        }
        for field in shape.fields() {
            let of_audience = ["for", "instead"].contains(&field.key);
            assert!(of_audience || shape.position(field.key) < usize::MAX, "{}.{}", shape.name(), field.key);
            let inner = field.shape.entry().unwrap_or(field.shape);
            open.extend([inner, inner.key("x").unwrap_or(inner)].into_iter().filter(|shape| shape.is_object()));
        }
    }
    assert!(known.len() > 50, "{known:?}");
}

/// How changes look: cases as a person would have done them.
#[test]
fn what_is_new_is_written_as_what_is_around_it() {
    let text = smallest();
    let after = |changes: &[Change]| changed(DEFINITION, &text, changes).unwrap();
    let item = json!({ "title": "Any other business", "id": "other-business", "minutes": 5 });
    let last = "\"text\": \"After @last-time, *everybody* brings one book.\" }";
    assert_eq!(
        after(&[insert("/agenda", 2, &item)]),
        text.replace(
            last,
            &format!(
                "{last},\n    {{ \"id\": \"other-business\", \"title\": \"Any other business\", \"minutes\": 5 }}"
            )
        )
    );
    assert_eq!(
        after(&[set("/status", &json!("convened")), set("/agenda/0/lead", &json!(["ann", "ben"]))]).len() - text.len(),
        "\n  \"status\": \"convened\",".len() + ", \"lead\": [\"ann\", \"ben\"]".len()
    );
    let decision = json!({ "text": "Agreed.", "id": "agreed", "actions": [{ "text": "Buy it.", "owners": ["ann"] }] });
    let with = after(&[insert("/decisions", 0, &decision)]);
    let expected = "\n  ],\n  \"decisions\": [\n    { \"id\": \"agreed\", \"text\": \"Agreed.\", \"actions\": [{ \"text\": \"Buy it.\", \"owners\": \
        [\"ann\"] }] }\n  ]\n}";
    assert!(with.contains(expected), "{with}");
    assert_eq!(changed(DEFINITION, &with, &[remove("/decisions", 0)]).unwrap(), text);
    // Objects on the way are made, and go with their last key.
    let with = after(&[set("/venue/place", &json!("Library"))]);
    assert!(with.contains("\"venue\": { \"place\": \"Library\" }"), "{with}");
    assert_eq!(changed(DEFINITION, &with, &[clear("/venue/place")]).unwrap(), text);
    // A text becomes one by language, and each is edited where it stands.
    let with = after(&[set("/title", &json!({ "en": "Spring meeting", "fr": "Réunion de printemps" }))]);
    assert!(with.contains("\"title\": { \"en\": \"Spring meeting\", \"fr\": \"Réunion de printemps\" },"), "{with}");
    let with =
        changed(DEFINITION, &with, &[set("/title", &json!({ "en": "Spring meeting", "fr": "Rencontre" }))]).unwrap();
    assert!(with.contains("{ \"en\": \"Spring meeting\", \"fr\": \"Rencontre\" }"), "{with}");
    // Escapes, ends of lines and tabs of a hand remain.
    let by_hand = BY_HAND.trim_start_matches('\u{feff}');
    let title = set("/title", &json!("Café / \"Thé\" deux —"));
    let with =
        changed(DEFINITION, by_hand, &[title, insert("/agenda", 2, &json!({ "id": "three", "title": "Three" }))])
            .unwrap();
    let three = "{\"id\":\"two\",\"title\":\"Two\"},\r\n\r\n\t\t{\"id\": \"three\", \"title\": \"Three\"}";
    assert!(with.contains("\"Caf\\u00e9 \\/ \\\"Th\u{e9}\\\" deux \u{2014}\"") && with.contains(three), "{with}");
}

#[test]
fn ids_are_proposed_in_the_manner_of_those_that_people_write() {
    let id = |title: &str| proposed_id(None, title, "Item");
    assert_eq!(id("Extension of the car park"), "extension-car-park");
    assert_eq!(id("Élection au conseil d’administration"), "election-conseil");
    assert_eq!(id("2nd meeting"), "item-2nd-meeting");
    assert_eq!(id("Смета «Ёлочки» на 2027 год"), "smeta-elochki-2027");
    assert_eq!(id("ПРОТОКОЛ о съезде"), "protokol-sieezde");
    assert_eq!(id("О"), "o");
    assert_eq!(id("الميزانية"), "item");
    assert_eq!(id(""), "item");
    assert_eq!(id("Agenda"), "agenda-2");
    assert_eq!(id(&"x".repeat(5000)).len(), 28);
    let pattern = |id: &str| id.len() <= 64 && id.split('-').all(|part| !part.is_empty());
    for (_, text) in files() {
        let file = parsed(&text);
        let mut all = Vec::new();
        values(&file, "", &mut all);
        assert!(all.iter().filter_map(|(_, value)| value.as_str()).all(|title| pattern(&id(title))));
    }
}

#[test]
fn what_refers_to_a_part_is_known_before_it_is_removed() {
    let file = parsed(&smallest());
    let places = referring((DEFINITION, &file), "/agenda/0", &[]);
    let places: Vec<(&str, &str)> = places.iter().map(|one| (one.pointer.as_str(), one.id.as_str())).collect();
    assert_eq!(places, [("/agenda/1/text", "last-time")]);
    assert!(referring((DEFINITION, &file), "/agenda/1", &[]).is_empty());
    // What the registry holds is named in definitions.
    let (registry, plenary) = ("packs/registry.json", "packs/un-network-2023-02-08/meeting.json");
    let text = |path: &str| parsed(&std::fs::read_to_string(repository().join(path)).unwrap());
    let places = referring((registry, &text(registry)), "/people/brands-kehris", &[(plenary, &text(plenary))]);
    assert!(places.iter().any(|place| place.path == plenary && place.pointer == "/chairs/0/person"), "{places:?}");
    // Everything that any example refers to is found where it stands.
    let mut found = 0;
    for (path, text) in files() {
        let file = parsed(&text);
        for list in ["/agenda", "/annexes", "/decisions"] {
            let many = file.pointer(list).and_then(Value::as_array).map_or(0, Vec::len);
            for at in 0..many {
                let pointer = format!("{list}/{at}");
                for place in referring((&path, &file), &pointer, &[]) {
                    found += 1;
                    assert!(!place.pointer.starts_with(&format!("{pointer}/")), "{path}{pointer}: {place:?}");
                    assert!(file.pointer(&place.pointer).unwrap().as_str().unwrap().contains(&place.id));
                }
            }
        }
    }
    assert!(found > 100, "{found} places");
}

/// Has changes done, as the page does.
fn change(preview: &Running, file: &str, seen: &Value, changes: &Value) -> (u16, Value) {
    let answer = preview.post("change", &json!({ "file": file, "seen": seen, "changes": changes }));
    (answer.status, serde_json::from_slice(&answer.body).unwrap_or_default())
}

fn form(preview: &Running, pointer: &str) -> Value {
    preview.get(&format!("form.json?file={DEFINITION}&pointer={pointer}")).json()
}

fn field<'f>(form: &'f Value, key: &str) -> &'f Value {
    form["fields"].as_array().unwrap().iter().find(|field| field["key"] == key).unwrap_or_else(|| panic!("no {key}"))
}

#[test]
fn a_form_has_the_fields_of_the_object_that_a_value_stands_in() {
    let scratch = workspace();
    let preview = Running::start(&scratch.path(), &["spring"]);
    let of = form(&preview, "/agenda/1/text");
    assert_eq!((&of["pointer"], &of["field"], &of["what"]), (&json!("/agenda/1"), &json!("text"), &json!("Item")));
    assert_eq!(of["list"], json!({ "pointer": "/agenda", "at": 1, "of": 2 }));
    assert_eq!(of["around"], json!([{ "pointer": "", "what": "Meeting", "label": "", "lang": null }]));
    let keys: Vec<&str> = of["fields"].as_array().unwrap().iter().map(|one| one["key"].as_str().unwrap()).collect();
    assert_eq!(keys[..3], ["id", "number", "title"]);
    assert_eq!((&field(&of, "title")["kind"], &field(&of, "title")["required"]), (&json!("text"), &json!(true)));
    assert_eq!(field(&of, "text")["kind"], "prose");
    assert_eq!(field(&of, "minutes")["kind"], "number");
    assert_eq!(field(&of, "purpose")["kind"], "choice");
    assert!(field(&of, "purpose")["choices"].as_array().unwrap().contains(&json!(["decide", "To decide."])));
    assert_eq!(field(&of, "lead")["entries"], json!({ "kind": "word", "format": "id" }));
    assert!(!field(&of, "minutes")["words"].as_str().unwrap().is_empty());
    let referring = preview.get(&format!("referring.json?file={DEFINITION}&pointer=/agenda/0")).json();
    assert_eq!(referring["count"], 1, "{referring}");
    let time = form(&preview, "/time/start");
    assert_eq!((&time["pointer"], &time["field"]), (&json!("/time"), &json!("start")));
    let meeting = form(&preview, "");
    assert_eq!(field(&meeting, "agenda")["kind"], "objects");
    assert_eq!(field(&meeting, "agenda")["links"][1]["label"], "What we read next");
    assert_eq!(field(&meeting, "people")["kind"], "by-id");
    // What is not there yet has a form, too.
    let new = form(&preview, "/agenda/-");
    assert_eq!((&new["there"], &new["list"]["at"]), (&json!(false), &json!(2)));
    assert_eq!(form(&preview, "/venue")["there"], false);
    // And nothing else has.
    for pointer in
        ["/none", "/agenda/x/title", "/title/0/x", "/__proto__", "/agenda/0/__proto__/x", "/constructor/prototype"]
    {
        let answer = preview.get(&format!("form.json?file={DEFINITION}&pointer={pointer}"));
        let is_of_another = answer.status == 200 && answer.json()["field"] != Value::Null;
        assert!(answer.status == 409 || is_of_another, "{pointer}: {}", answer.text());
    }
}

#[test]
fn a_set_of_changes_is_written_whole_and_undone_whole() {
    let scratch = workspace();
    scratch.write(DEFINITION, BY_HAND.as_bytes());
    let preview = Running::start(&scratch.path(), &["spring"]);
    let mut events = preview.events();
    events.next();
    let seen = form(&preview, "/time")["seen"].clone();
    let changes = json!([
        { "do": "set", "pointer": "/time/start", "value": "2026-03-11" },
        { "do": "insert", "pointer": "/agenda", "at": 1, "value": { "title": "Middle", "id": "middle", "minutes": 10 } },
        { "do": "move", "pointer": "/agenda", "from": 1, "to": 2 },
        { "do": "set", "pointer": "/agenda/2/purpose", "value": "decide" },
        { "do": "clear", "pointer": "/agenda/2/minutes" },
        { "do": "remove", "pointer": "/agenda/0" },
    ]);
    let (status, answer) = change(&preview, DEFINITION, &seen, &changes);
    assert_eq!((status, &answer["undo"]), (200, &json!(DEFINITION)), "{answer}");
    events.next();
    let now = read(&scratch, DEFINITION);
    assert!(now.starts_with('\u{feff}') && now.contains("\r\n\t\"time\": { \"start\": \"2026-03-11\" },\r\n"), "{now}");
    let agenda = parsed(now.trim_start_matches('\u{feff}'))["agenda"].clone();
    assert_eq!(
        agenda,
        json!([{ "id": "two", "title": "Two" }, { "id": "middle", "title": "Middle", "purpose": "decide" }])
    );
    assert!(preview.words(0, 0).contains("Middle"));
    assert_eq!(preview.post("undo", &json!({})).status, 200);
    assert_eq!(read(&scratch, DEFINITION), BY_HAND);
}

/// All or nothing: the last of a set is wrong.
#[test]
fn what_no_definition_can_be_is_refused_in_the_words_of_the_finding() {
    let scratch = workspace();
    let preview = Running::start(&scratch.path(), &["spring"]);
    let before = read(&scratch, DEFINITION);
    let seen = form(&preview, "")["seen"].clone();
    let deep = (0..100).fold(json!(1), |inner, _| json!([inner]));
    let cases = [
        (
            json!({ "do": "set", "pointer": "/agenda/0/minutes", "value": "ten" }),
            409,
            "`minutes` is a text, but a whole number is expected",
        ),
        (json!({ "do": "set", "pointer": "/time/start", "value": "2026-02-30" }), 409, "2026-02-30"),
        (json!({ "do": "set", "pointer": "/agenda/0/purpose", "value": "sleep" }), 409, "sleep"),
        (json!({ "do": "clear", "pointer": "/title" }), 409, "`title`"),
        (json!({ "do": "insert", "pointer": "/agenda", "at": 0, "value": { "minutes": 3 } }), 409, "`"),
        (
            json!({ "do": "set", "pointer": "/agenda/0/colour", "value": "red" }),
            409,
            "the format has no key `colour` here",
        ),
        (json!({ "do": "set", "pointer": "/__proto__", "value": {} }), 409, "the format has no key `__proto__` here"),
        (json!({ "do": "set", "pointer": "/people/__proto__", "value": { "name": "X" } }), 409, "__proto__"),
        (json!({ "do": "set", "pointer": "/agenda/0/constructor/prototype", "value": 1 }), 409, "`prototype`"),
        (json!({ "do": "set", "pointer": "", "value": {} }), 409, "has nothing at"),
        (json!({ "do": "set", "pointer": "title", "value": "x" }), 409, "has nothing at"),
        (json!({ "do": "set", "pointer": "/agenda/9/title", "value": "x" }), 409, "has nothing at"),
        (json!({ "do": "insert", "pointer": "/agenda", "at": 9, "value": {} }), 409, "has nothing at"),
        (json!({ "do": "insert", "pointer": "/title", "at": 0, "value": "x" }), 409, "has nothing at"),
        (json!({ "do": "move", "pointer": "/agenda", "from": 0, "to": 2 }), 409, "has nothing at"),
        (json!({ "do": "remove", "pointer": "/agenda/2" }), 409, "has nothing at"),
        (json!({ "do": "remove", "pointer": "/title" }), 409, "has nothing at"),
        (json!({ "do": "set", "pointer": "/agenda/0/title", "value": deep }), 409, "`title`"),
        (json!({ "do": "set", "pointer": "/items/0".repeat(90), "value": 1 }), 409, "no key"),
        (json!({ "do": "set", "pointer": "/x".repeat(1000), "value": 1 }), 403, "too large"),
        (json!({ "do": "set", "pointer": "/agenda/0/text", "value": "x".repeat(200_000) }), 403, "too large"),
        (json!({ "do": "replace", "pointer": "/title", "value": "x" }), 400, "not understood"),
        (
            json!({ "do": "set", "pointer": "/title", "value": "x", "file": "packs/other/meeting.json" }),
            400,
            "not understood",
        ),
    ];
    let mut others = Vec::new();
    for (wrong, status, words) in cases {
        let first = json!({ "do": "set", "pointer": "/title", "value": "Half" });
        let (was, answer) = change(&preview, DEFINITION, &seen, &json!([first, wrong]));
        let message = answer["message"].as_str().unwrap_or_default();
        if was != status || !message.contains(words) {
            others.push(format!("{was} {message}\n{wrong:.200}"));
        }
        assert_eq!(read(&scratch, DEFINITION), before);
    }
    assert!(others.is_empty(), "{}", others.join("\n"));
    let many: Vec<Value> = (0..101).map(|_| json!({ "do": "set", "pointer": "/title", "value": "x" })).collect();
    assert_eq!(change(&preview, DEFINITION, &seen, &json!(many)).0, 403);
    let large = json!([{ "do": "set", "pointer": "/title", "value": "x".repeat(1 << 20) }]);
    assert_eq!(change(&preview, DEFINITION, &seen, &large).0, 413);
    let nested = format!("[{}]", "[".repeat(400) + &"]".repeat(400));
    assert_eq!(preview.post("change", &json!({ "file": DEFINITION, "seen": seen, "changes": nested })).status, 400);
    assert_eq!(read(&scratch, DEFINITION), before);
    // What is wrong already does not stand in the way of the rest.
    scratch.write(DEFINITION, before.replace("\"minutes\": 20", "\"minutes\": \"20\"").as_bytes());
    let seen = form(&preview, "")["seen"].clone();
    let title = json!([{ "do": "set", "pointer": "/title", "value": "Summer meeting" }]);
    assert_eq!(change(&preview, DEFINITION, &seen, &title).0, 200);
    let mended = json!([{ "do": "set", "pointer": "/agenda/0/minutes", "value": 20 }]);
    let seen = form(&preview, "")["seen"].clone();
    assert_eq!(change(&preview, DEFINITION, &seen, &mended).0, 200);
    assert_eq!(read(&scratch, DEFINITION), before.replace("Spring", "Summer"));
}

#[test]
fn forms_write_only_where_texts_can_be_edited() {
    let scratch = workspace();
    scratch.write("packs/other/meeting.json", smallest().as_bytes());
    let title = json!([{ "do": "set", "pointer": "/title", "value": "x" }]);
    let preview = Running::start(&scratch.path(), &["spring"]);
    let seen = form(&preview, "")["seen"].clone();
    for file in [
        "packs/other/meeting.json",
        "packs/spring/approvals.json",
        "../x.json",
        "/etc/hostname",
        "packs/spring/../other/meeting.json",
    ] {
        assert_eq!(preview.get(&format!("form.json?file={file}&pointer=")).status, 403, "{file}");
        assert_eq!(change(&preview, file, &seen, &title).0, 403, "{file}");
    }
    assert_eq!(change(&preview, DEFINITION, &json!("0"), &title).0, 403, "a file that nobody saw");
    drop(preview);
    let preview = Running::start(&scratch.path(), &["spring", "--read-only"]);
    let seen = form(&preview, "")["seen"].clone();
    assert_eq!(change(&preview, DEFINITION, &seen, &title).0, 403);
    drop(preview);
    scratch.write("packs/spring/signed.zip", b"");
    let preview = Running::start(&scratch.path(), &["spring"]);
    assert_eq!(preview.get(&format!("form.json?file={DEFINITION}&pointer=")).status, 409);
    assert_eq!(read(&scratch, DEFINITION), smallest());
}

#[test]
fn a_form_of_a_file_that_changed_meanwhile_is_merged_or_refused() {
    let scratch = workspace();
    let preview = Running::start(&scratch.path(), &["spring"]);
    let case = |other: &dyn Fn(String) -> String, changes: Value| {
        scratch.write(DEFINITION, smallest().as_bytes());
        let seen = form(&preview, "")["seen"].clone();
        let theirs = other(smallest());
        assert_ne!(theirs, smallest());
        scratch.write(DEFINITION, theirs.as_bytes());
        (change(&preview, DEFINITION, &seen, &changes).0, theirs)
    };
    let before = |text: String| text.replace("\"agenda\": [", "\"agenda\": [{ \"id\": \"new\", \"title\": \"New\" },");
    let minutes = json!([{ "do": "set", "pointer": "/agenda/0/minutes", "value": 25 }]);
    let (status, theirs) = case(&before, minutes.clone());
    assert_eq!((status, read(&scratch, DEFINITION)), (200, theirs.replace("\"minutes\": 20", "\"minutes\": 25")));
    let (status, theirs) = case(&|text| text.replace("\"minutes\": 20", "\"minutes\": 21"), minutes.clone());
    assert_eq!((status, read(&scratch, DEFINITION)), (409, theirs));
    // Two who write the same.
    let (status, theirs) = case(&|text| text.replace("\"minutes\": 20", "\"minutes\": 25"), minutes);
    assert_eq!((status, read(&scratch, DEFINITION)), (200, theirs));
    let swap = json!([{ "do": "move", "pointer": "/agenda", "from": 0, "to": 1 }]);
    let (status, theirs) = case(&before, swap.clone());
    assert_eq!((status, read(&scratch, DEFINITION)), (409, theirs));
    let (status, _) = case(&|text| text.replace("What we read next", "And then"), swap);
    assert_eq!((status, parsed(&read(&scratch, DEFINITION))["agenda"][0]["title"].clone()), (200, json!("And then")));
    let gone = json!([{ "do": "remove", "pointer": "/agenda/0" }]);
    let (status, theirs) = case(&|text| text.replace("What we read last time", "Changed"), gone);
    assert_eq!((status, read(&scratch, DEFINITION)), (409, theirs));
    // Added by both: an entry, and the same key.
    let theirs = |text: String| text.replace("\"time\": {", "\"status\": \"convened\",\n  \"time\": {");
    let (status, _) = case(&theirs, json!([{ "do": "set", "pointer": "/status", "value": "draft" }]));
    assert_eq!(status, 409);
}
