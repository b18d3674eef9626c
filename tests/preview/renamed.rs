//! Ids that become others, and what refers to them.

use serde_json::{Value, json};

use super::client::Running;
use super::{DEFINITION, read, smallest, workspace};

const REGISTRY: &str = "packs/registry.json";

fn form(preview: &Running, file: &str, pointer: &str) -> Value {
    preview.get(&format!("form.json?file={file}&pointer={pointer}")).json()
}

/// Has changes done, as the page does.
fn change(preview: &Running, file: &str, pointer: &str, changes: &Value) -> (u16, String) {
    let seen = form(preview, file, pointer)["seen"].clone();
    let answer = preview.post("change", &json!({ "file": file, "seen": seen, "changes": changes }));
    (answer.status, answer.text())
}

fn renamed(pointer: &str, to: &str) -> Value {
    json!([{ "do": "rename", "pointer": pointer, "to": to }])
}

#[test]
fn what_refers_to_an_id_follows_it_in_one_write() {
    let scratch = workspace();
    let text = smallest().replace(
        "brings one book.\"",
        "brings one book (@last-time, not @last-times), as in @last-time:title.\", \"documents\": [\"last-time\"]",
    );
    scratch.write(DEFINITION, text.as_bytes());
    let preview = Running::start(&scratch.path(), &["spring"]);
    let item = form(&preview, DEFINITION, "/agenda/0");
    assert_eq!(item["following"], json!({ "places": 4, "files": [DEFINITION] }), "{item}");
    let (status, answer) = change(&preview, DEFINITION, "/agenda/0", &renamed("/agenda/0", "last-spring"));
    assert_eq!(status, 200, "{answer}");
    let expected = text.replace("last-time", "last-spring").replace("@last-springs", "@last-times");
    assert_eq!(read(&scratch, DEFINITION), expected);
    assert_eq!(preview.post("undo", &json!({})).status, 200);
    assert_eq!(read(&scratch, DEFINITION), text);
}

fn with_lee(text: &str) -> String {
    text.replace("\"agenda\"", "\"chairs\": [{ \"person\": \"lee\" }],\n  \"agenda\"")
        .replace("After @last-time", "After @lee")
}

#[test]
fn an_id_of_the_registry_is_followed_in_all_packs_or_in_none() {
    let scratch = workspace();
    let registry =
        "{\n  \"people\": {\n    \"lee\": { \"name\": \"Ann Lee\" },\n    \"ray\": { \"name\": \"Bo Ray\" }\n  }\n}\n";
    let own = smallest().replace(
        "\"agenda\"",
        "\"people\": { \"lee\": { \"name\": \"Zoe Lee\" } },\n  \"chairs\": [{ \"person\": \"lee\" }],\n  \"agenda\"",
    );
    let texts = [
        (DEFINITION, with_lee(&smallest())),
        ("packs/autumn/meeting.json", with_lee(&smallest())),
        ("packs/own/meeting.json", own),
        (REGISTRY, registry.to_owned()),
    ];
    for (path, text) in &texts {
        scratch.write(path, text.as_bytes());
    }
    let all = || texts.iter().map(|(path, _)| read(&scratch, path)).collect::<Vec<_>>();
    let before = all();
    let preview = Running::start(&scratch.path(), &["spring"]);
    let lee = form(&preview, REGISTRY, "/people/lee");
    assert_eq!(
        (&lee["by_id"], &lee["shared"], &lee["following"]["places"]),
        (&json!(true), &json!(true), &json!(4)),
        "{lee}"
    );
    // What is signed, broken or taken is told, and nothing is written.
    let refused = |words: &str| {
        let now = all();
        let (status, answer) = change(&preview, REGISTRY, "/people/lee", &renamed("/people/lee", "lee-ann"));
        assert!(status == 409 && answer.contains(words), "{status} {answer}");
        assert_eq!(all(), now);
    };
    scratch.write("packs/autumn/signed.zip", b"");
    refused("the pack `autumn` refers to it, and is signed");
    std::fs::remove_file(scratch.path().join("packs/autumn/signed.zip")).unwrap();
    scratch.write("packs/autumn/meeting.json", &before[1].as_bytes()[..before[1].len() - 4]);
    refused("`packs/autumn/meeting.json` is not valid JSON now");
    scratch.write("packs/autumn/meeting.json", before[1].replace("\"next-book\"", "\"lee-ann\"").as_bytes());
    refused("the id `lee-ann` is taken in the pack `autumn`");
    scratch.write("packs/autumn/meeting.json", before[1].as_bytes());
    let (status, answer) = change(&preview, REGISTRY, "/people/lee", &renamed("/people/lee", "ray"));
    assert!(status == 409 && answer.contains("taken"), "{answer}");
    // All follow, but the pack that has an entry of its own under the id; and all are undone at once.
    let (status, answer) = change(&preview, REGISTRY, "/people/lee", &renamed("/people/lee", "lee-ann"));
    assert_eq!(status, 200, "{answer}");
    let follows = |text: &String| text.replace("\"lee\"", "\"lee-ann\"").replace("@lee", "@lee-ann");
    assert_eq!(all(), [follows(&before[0]), follows(&before[1]), before[2].clone(), follows(&before[3])]);
    assert_eq!(preview.post("undo", &json!({})).status, 200);
    assert_eq!(all(), before);
}

#[test]
fn a_form_follows_an_entry_that_somebody_moved() {
    let scratch = workspace();
    let preview = Running::start(&scratch.path(), &["spring"]);
    let moved = smallest().replace("\"agenda\": [", "\"agenda\": [\n    { \"id\": \"new\", \"title\": \"New\" },");
    scratch.write(DEFINITION, moved.as_bytes());
    let known = "object=/agenda/1&id=next-book";
    let form = preview.get(&format!("form.json?file={DEFINITION}&pointer=/agenda/1/text&{known}")).json();
    assert_eq!(
        (&form["pointer"], &form["asked"], &form["id"]),
        (&json!("/agenda/2"), &json!("/agenda/2/text"), &json!("next-book"))
    );
}
