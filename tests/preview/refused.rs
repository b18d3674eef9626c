//! What forms do not write, and how people and parts are called in them.

use serde_json::{Value, json};

use super::client::Running;
use super::{DEFINITION, read, smallest, workspace, write};

fn form(preview: &Running, pointer: &str) -> Value {
    preview.get(&format!("form.json?file={DEFINITION}&pointer={pointer}")).json()
}

#[test]
fn ids_that_are_taken_blank_titles_and_unprintable_characters_are_refused() {
    let scratch = workspace();
    let preview = Running::start(&scratch.path(), &["spring"]);
    let seen = form(&preview, "")["seen"].clone();
    let set = |key: &str, value: Value| json!({ "do": "set", "pointer": format!("/agenda/0/{key}"), "value": value });
    let cases = [
        (set("id", json!("next-book")), "the id `next-book` is taken"),
        (set("id", json!("book-club")), "the id `book-club` is taken"),
        (set("id", json!("chairs")), "the id `chairs` is taken"),
        (json!({ "do": "rename", "pointer": "/agenda/0", "to": "next-book" }), "the id `next-book` is taken"),
        (json!({ "do": "rename", "pointer": "/agenda/0", "to": "Next Book" }), "`Next Book`"),
        (json!({ "do": "rename", "pointer": "/agenda/7", "to": "x" }), "has nothing at"),
        (json!({ "do": "rename", "pointer": "/time", "to": "x" }), "has nothing at"),
        (
            json!({ "do": "insert", "pointer": "/agenda", "at": 0, "value": { "id": "last-time", "title": "Again" } }),
            "the id `last-time` is taken",
        ),
        (set("title", json!("   ")), "`title` is empty"),
        (set("title", json!("\u{a0}\u{3000}")), "`title` is empty"),
        (set("title", json!("\u{200b}\u{2060}\u{feff}")), "`title` is empty"),
        (set("title", json!({ "en": "\u{202e}\u{2066} \u{ad}" })), "is empty"),
        (set("id", json!("next\u{200b}book")), "`next"),
        (set("title", json!("A\u{0}B")), "no document can print U+0000"),
        (set("text", json!({ "en": "A\u{7}" })), "no document can print U+0007"),
        (set("title", json!("A\u{ffff}")), "no document can print U+FFFF"),
        (set("minutes", json!(60.0)), "a whole number is expected"),
        (set("minutes", json!(1e3)), "a whole number is expected"),
        (set("minutes", json!(1.5)), "a whole number is expected"),
    ];
    for (wrong, words) in cases {
        let answer = preview.post("change", &json!({ "file": DEFINITION, "seen": seen, "changes": [wrong] }));
        assert!(answer.status == 409 && answer.text().contains(words), "{wrong}: {}", answer.text());
        assert_eq!(read(&scratch, DEFINITION), smallest());
    }
    for nothing in ["", "  ", "\u{200b}\u{feff}"] {
        let (status, answer) = write(&preview, (DEFINITION, "/title"), &seen, nothing);
        assert!(status == 409 && answer["message"] == "`title` is empty", "{nothing:?}: {answer}");
        assert_eq!(read(&scratch, DEFINITION), smallest());
    }
    let wrong =
        json!({ "file": DEFINITION, "seen": seen, "changes": [{ "do": "move", "pointer": "", "from": 1.5, "to": 0 }] });
    assert!(!preview.post("change", &wrong).text().contains("usize"));
    // An id that is given twice already does not stand in the way of the rest.
    let twice = smallest().replace("\"id\": \"next-book\"", "\"id\": \"last-time\"");
    scratch.write(DEFINITION, twice.as_bytes());
    let seen = form(&preview, "")["seen"].clone();
    let title = json!([{ "do": "set", "pointer": "/title", "value": "Summer meeting" }]);
    assert_eq!(preview.post("change", &json!({ "file": DEFINITION, "seen": seen, "changes": title })).status, 200);
}

#[test]
fn characters_that_nobody_sees_are_named_before_a_text_is_saved() {
    let scratch = workspace();
    let preview = Running::start(&scratch.path(), &["spring"]);
    let hidden = |text: &str| -> Value {
        serde_json::from_slice(&preview.post("hidden.json", &json!({ "text": text })).body).unwrap()
    };
    let told = |text: &str| {
        let found = hidden(text);
        let names = found["told"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned());
        (names.collect::<Vec<_>>(), found["nothing"] == true)
    };
    let cases = [
        ("Wel\u{200b}come", "`U+200B`, a space without width", false),
        ("Welcome\u{2060}", "`U+2060`, without width", false),
        ("\u{feff}", "`U+FEFF`, without width", true),
        ("a\u{202e}b", "`U+202E`, which changes the direction of the text after it", false),
        ("a\u{202a}b", "`U+202A`, which embeds a text of another direction", false),
        ("a\u{2068}b", "`U+2068`, which isolates a text of another direction", false),
        ("a\u{7}b", "`U+0007`, a control character", false),
        ("co\u{ad}op", "`U+00AD`, a hyphen that is seen only at the end of a line", false),
    ];
    for (text, name, is_nothing) in cases {
        assert_eq!(told(text), (vec![name.to_owned()], is_nothing), "{text:?}");
    }
    // What a script needs is not told; what is there twice is told once.
    for text in ["caf\u{e9}", "\u{645}\u{6cc}\u{200c}\u{62e}\u{648}\u{627}\u{647}\u{645}", "two\nlines", ""] {
        assert_eq!(told(text), (vec![], false), "{text:?}");
    }
    let twice = hidden("Ann\u{200b} Lee\u{200b}");
    assert_eq!((&twice["told"][0]["count"], &twice["told"][0]["after"]), (&json!(2), &json!("Ann")));
}

#[test]
fn people_are_called_by_their_names_and_fields_as_people_read_them() {
    let scratch = workspace();
    let people = "\"people\": { \"lee\": { \"name\": \"Ann Lee\", \"title\": \"Mayor\" } },\n  \"chairs\": [{ \"person\": \"lee\" }],\n  \
        \"attendance\": { \"quorum\": { \"needed\": 3 } },\n  \"agenda\"";
    scratch.write(DEFINITION, smallest().replace("\"agenda\"", people).as_bytes());
    let preview = Running::start(&scratch.path(), &["spring"]);
    let meeting = form(&preview, "");
    let field = |key: &str| {
        meeting["fields"].as_array().unwrap().iter().find(|field| field["key"] == key).cloned().unwrap_or_default()
    };
    assert_eq!(field("people")["links"][0]["label"], "Ann Lee");
    assert_eq!(field("chairs")["links"][0]["label"], "Ann Lee");
    assert_eq!(field("attendance")["label"], "");
    assert_eq!(field("previous")["name"], "Previous meeting");
    assert_eq!(field("for"), Value::Null, "there are no audiences");
    let person = form(&preview, "/people/lee");
    assert_eq!(
        (&person["fields"][0]["key"], &person["fields"][0]["value"], &person["by_id"]),
        (&json!("id"), &json!("lee"), &json!(true))
    );
    let new = form(&preview, "/people/-");
    assert_eq!(
        (&new["there"], &new["fields"][0]["value"], &new["what"]),
        (&json!(false), &Value::Null, &json!("Person"))
    );
    let ids = preview.get("ids.json").json();
    assert!(ids.as_array().unwrap().contains(&json!(["lee", "person", "Ann Lee"])), "{ids}");
    assert!(ids.as_array().unwrap().contains(&json!(["last-time", "item", "What we read last time"])), "{ids}");
    assert_eq!(form(&preview, "/agenda/0")["fields"][2]["words"], "", "\"The title.\" says nothing");
    let registry = preview.get("form.json?file=packs/registry.json&pointer=/people");
    assert!(registry.status == 409 || registry.json()["what"] == "Registry", "{}", registry.text());
    // Where there are audiences, one is chosen.
    scratch.write(
        DEFINITION,
        smallest().replace("\"agenda\"", "\"audiences\": [\"members\", \"public\"],\n  \"agenda\"").as_bytes(),
    );
    let item = form(&preview, "/agenda/0");
    let audience = item["fields"].as_array().unwrap().iter().find(|field| field["key"] == "for").unwrap();
    assert_eq!(
        (&audience["kind"], &audience["choices"][1][0], &audience["name"]),
        (&json!("choice"), &json!("public"), &json!("For which audience"))
    );
}

#[test]
fn labels_are_the_words_that_are_printed() {
    let scratch = workspace();
    let list = "\"id\": \"next-book\", \"proceedings\": [\
        { \"what\": \"said\", \"text\": \"asked for **more** of @last-time, and [a list](https://books.example/list).\" }, \
        { \"what\": \"said\", \"text\": \"asked for 2 * 3 books.\" }, { \"what\": \"said\", \"text\": \"ab\u{202e}cd\" }],";
    scratch.write(DEFINITION, smallest().replace("\"id\": \"next-book\",", list).as_bytes());
    let preview = Running::start(&scratch.path(), &["spring"]);
    let item = form(&preview, "/agenda/1");
    let events = item["fields"].as_array().unwrap().iter().find(|field| field["key"] == "proceedings").unwrap();
    let label = |at: usize| events["links"][at]["label"].as_str().unwrap().to_owned();
    assert_eq!(label(0), "asked for more of item 1, and a list.");
    assert_eq!(label(1), "asked for 2 * 3 books.");
    assert_eq!(label(2), "ab[U+202E]cd");
    assert_eq!(form(&preview, "/agenda/1/proceedings/0")["label"], label(0));
}

#[test]
fn what_cannot_be_written_is_named_by_its_path_in_the_workspace() {
    let scratch = workspace();
    let preview = Running::start(&scratch.path(), &["spring"]);
    let seen = form(&preview, "")["seen"].clone();
    // Something that is no file stands where the lock would be.
    std::fs::create_dir(scratch.path().join("packs/spring/.meeting.json.lock")).unwrap();
    let title = json!([{ "do": "set", "pointer": "/title", "value": "Summer meeting" }]);
    let answer = preview.post("change", &json!({ "file": DEFINITION, "seen": seen, "changes": title }));
    let text = answer.text();
    assert!(answer.status == 409 && text.contains("`packs/spring/meeting.json`"), "{text}");
    assert!(!text.contains(scratch.path().to_str().unwrap()), "{text}");
}

/// Where there are no audiences nobody is asked for which of them something is; the votes for something are asked for everywhere.
#[test]
fn votes_for_something_are_no_audience() {
    let scratch = workspace();
    let groups = "\"groups\": [{ \"name\": \"Owners\", \"for\": 1 }]";
    let decision = format!(
        "\"decisions\": [{{ \"id\": \"agreed\", \"text\": \"Agreed.\", \"vote\": {{ \"against\": 1, {groups} }} }}],\n  \"agenda\""
    );
    scratch.write(DEFINITION, smallest().replace("\"agenda\"", &decision).as_bytes());
    let preview = Running::start(&scratch.path(), &["spring"]);
    let keys = |pointer: &str| -> Vec<String> {
        let form = form(&preview, pointer);
        form["fields"].as_array().unwrap().iter().map(|field| field["key"].as_str().unwrap().to_owned()).collect()
    };
    for pointer in ["/decisions/0/vote", "/decisions/0/vote/names", "/decisions/0/vote/groups/0"] {
        assert!(keys(pointer).contains(&"for".to_owned()), "{pointer}: {:?}", keys(pointer));
    }
    for pointer in ["/decisions/0", "/agenda/0"] {
        let keys = keys(pointer);
        assert!(!keys.is_empty() && !keys.iter().any(|key| ["for", "instead"].contains(&key.as_str())), "{keys:?}");
    }
}

#[test]
fn a_file_that_somebody_breaks_meanwhile_is_called_so() {
    let scratch = workspace();
    let preview = Running::start(&scratch.path(), &["spring"]);
    let seen = form(&preview, "")["seen"].clone();
    scratch.write(DEFINITION, smallest().replacen('{', "{{", 1).as_bytes());
    let (status, answer) = write(&preview, (DEFINITION, "/title"), &seen, "Mine");
    assert_eq!(status, 409);
    assert_eq!(answer["message"], format!("`{DEFINITION}` is not valid JSON now"));
}
