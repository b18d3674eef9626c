//! Ids that become others, and what refers to them.

use serde_json::{Value, json};

use super::client::Running;
use super::{DEFINITION, read, smallest, workspace};
use crate::support::{Scratch, repository};

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

fn referring(preview: &Running, file: &str, pointer: &str) -> Value {
    preview.get(&format!("referring.json?file={file}&pointer={pointer}")).json()
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
    let item = referring(&preview, DEFINITION, "/agenda/0");
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
    assert_eq!((&lee["by_id"], &lee["shared"]), (&json!(true), &json!(true)), "{lee}");
    // All places are named, with their packs; but not those in the pack that has an entry of its own.
    let places = referring(&preview, REGISTRY, "/people/lee");
    assert_eq!(places["following"]["places"], 4, "{places}");
    let mut named: Vec<String> = Vec::new();
    for place in places["places"].as_array().unwrap() {
        named.push(format!("{} {} {}", place["pack"], place["label"], place["pointer"]));
    }
    let expected = [
        r#""autumn" "Ann Lee" "/chairs/0/person""#,
        r#""autumn" "What we read next" "/agenda/1/text""#,
        r#"null "Ann Lee" "/chairs/0/person""#,
        r#"null "What we read next" "/agenda/1/text""#,
    ];
    named.sort();
    assert_eq!((named, &places["count"]), (expected.map(str::to_owned).to_vec(), &json!(4)));
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

/// The form of a value that was open, by where its object stood in the file as it was seen.
fn again(preview: &Running, open: &Value, pointer: &str) -> Value {
    let (object, seen) = (open["pointer"].as_str().unwrap(), open["seen"].as_str().unwrap());
    preview.get(&format!("form.json?file={DEFINITION}&pointer={pointer}&object={object}&seen={seen}")).json()
}

#[test]
fn a_form_follows_an_entry_that_somebody_moved() {
    let scratch = workspace();
    let preview = Running::start(&scratch.path(), &["spring"]);
    let open = form(&preview, DEFINITION, "/agenda/1/text");
    let moved = smallest().replace("\"agenda\": [", "\"agenda\": [\n    { \"id\": \"new\", \"title\": \"New\" },");
    scratch.write(DEFINITION, moved.as_bytes());
    let now = again(&preview, &open, "/agenda/1/text");
    assert_eq!(
        (&now["pointer"], &now["asked"], &now["id"], &now["lost"]),
        (&json!("/agenda/2"), &json!("/agenda/2/text"), &json!("next-book"), &json!(false))
    );
}

#[test]
fn an_entry_without_an_id_is_followed_by_what_it_says_or_said_to_be_lost() {
    let scratch = workspace();
    let with = |entries: &[&str]| {
        let all: Vec<String> = entries.iter().map(|text| format!("{{ \"text\": \"{text}\" }}")).collect();
        let list = format!("\"proceedings\": [{}],", all.join(", "));
        smallest().replacen("\"id\": \"next-book\",", &format!("\"id\": \"next-book\", {list}"), 1)
    };
    let save = |entries: &[&str]| scratch.write(DEFINITION, with(entries).as_bytes());
    let preview = Running::start(&scratch.path(), &["spring"]);
    let event = "/agenda/1/proceedings/1";
    let cases: &[(&[&str], Option<usize>)] = &[
        (&["New.", "One.", "Two.", "Three."], Some(2)),
        (&["Two.", "One.", "Three."], Some(0)),
        (&["One.", "Changed.", "Three."], Some(1)),
        (&["One.", "Two.", "Changed."], Some(1)),
        (&["One.", "Three."], None),
        (&["New.", "One.", "Changed.", "Three."], None),
        (&["Two.", "One.", "Two.", "Three."], None),
    ];
    for (entries, there) in cases {
        save(&["One.", "Two.", "Three."]);
        let open = form(&preview, DEFINITION, event);
        save(entries);
        let now = again(&preview, &open, event);
        assert_eq!(now["lost"], there.is_none(), "{entries:?}");
        if let Some(at) = there {
            assert_eq!(now["pointer"], format!("/agenda/1/proceedings/{at}"), "{entries:?}");
        }
        // What is saved is written there, or nowhere.
        let changes = json!([{ "do": "set", "pointer": format!("{event}/text"), "value": "Mine." }]);
        let sent = json!({ "file": DEFINITION, "seen": open["seen"], "changes": changes });
        let status = preview.post("change", &sent).status;
        let is_same = there.is_some_and(|at| entries[at] == "Two.");
        assert_eq!(status == 200, is_same, "{entries:?}");
        let mut after = entries.to_vec();
        if let Some(at) = there.filter(|_| is_same) {
            after[at] = "Mine.";
        }
        assert_eq!(read(&scratch, DEFINITION), with(&after), "{entries:?}");
    }
    // What was to be added to the list of an item is not added to that of another one.
    save(&["One."]);
    let new = form(&preview, DEFINITION, "/agenda/1/proceedings/-");
    let moved = with(&["One."]).replace("\"agenda\": [", "\"agenda\": [\n    { \"id\": \"new\", \"title\": \"New\" },");
    scratch.write(DEFINITION, moved.as_bytes());
    assert_eq!(again(&preview, &new, "/agenda/1/proceedings/-")["pointer"], "/agenda/2/proceedings/-");
}

/// The example packs of a series, in folders of a workspace of their own.
fn series(scratch: &Scratch) {
    for pack in ["march", "june", "september", "december"] {
        let path = format!("packs/allotments-{pack}/meeting.json");
        scratch.write(&path, &std::fs::read(repository().join(&path)).unwrap());
    }
}

#[test]
fn follow_ups_of_later_meetings_follow_the_id_of_an_action() {
    let scratch = workspace();
    series(&scratch);
    let path = |pack: &str| format!("packs/allotments-{pack}/meeting.json");
    let [march, june, december] = ["march", "june", "december"].map(path);
    let preview = Running::start(&scratch.path(), &["allotments-march"]);
    let tenders = "/decisions/0/actions/0";
    let places = referring(&preview, &march, tenders);
    let named = places["places"].as_array().unwrap().iter().map(|place| &place["pack"]).collect::<Vec<_>>();
    assert!(named.contains(&&json!("allotments-june")) && named.contains(&&json!("allotments-december")), "{places}");
    let following = places["following"]["files"].as_array().unwrap();
    assert!(following.contains(&json!(june)) && following.contains(&json!(december)), "{places}");
    let before = [&march, &june, &december].map(|path| read(&scratch, path));
    let (status, answer) = change(&preview, &march, tenders, &renamed(tenders, "pump-tenders"));
    assert_eq!(status, 200, "{answer}");
    let follows = |text: &String| text.replace("\"tenders\"", "\"pump-tenders\"").replace("@tenders", "@pump-tenders");
    assert_eq!([&march, &june, &december].map(|path| read(&scratch, path)), before.each_ref().map(follows));
    assert_eq!(preview.post("undo", &json!({})).status, 200);
    assert_eq!([&march, &june, &december].map(|path| read(&scratch, path)), before);
    // Whoever named it with its pack still does.
    let with_pack = before[2].replace("\"tenders\"", "\"allotments-march/tenders\"");
    scratch.write(&december, with_pack.as_bytes());
    assert_eq!(change(&preview, &march, tenders, &renamed(tenders, "pump-tenders")).0, 200);
    assert_eq!(read(&scratch, &december), with_pack.replace("/tenders", "/pump-tenders"));
    assert_eq!(preview.post("undo", &json!({})).status, 200);
    scratch.write(&december, before[2].as_bytes());
    let (status, answer) = change(&preview, &march, tenders, &renamed(tenders, "order-pump"));
    assert!(status == 409 && answer.contains("that of another action before `allotments-december`"), "{answer}");
    // An action without an id has that of its decision or item, follows that, and can get one of its own.
    scratch.write(&march, before[0].replace("\"id\": \"tenders\", ", "").as_bytes());
    for (path, text) in [(&june, &before[1]), (&december, &before[2])] {
        scratch.write(path, text.replace("\"tenders\"", "\"pump-1\"").as_bytes());
    }
    let (status, answer) = change(&preview, &march, "/decisions/0", &renamed("/decisions/0", "new-pump"));
    assert_eq!(status, 200, "{answer}");
    assert_eq!(read(&scratch, &december), before[2].replace("\"tenders\"", "\"new-pump-1\""));
    let given = json!([{ "do": "set", "pointer": format!("{tenders}/id"), "value": "tenders" }]);
    let (status, answer) = change(&preview, &march, tenders, &given);
    assert_eq!(status, 200, "{answer}");
    assert_eq!(read(&scratch, &december), before[2]);
    // What is signed, or cannot be read, is told, and nothing is written.
    scratch.write("packs/allotments-december/signed.zip", b"");
    let (status, answer) = change(&preview, &march, tenders, &renamed(tenders, "pump"));
    assert!(status == 409 && answer.contains("the pack `allotments-december` names the action"), "{answer}");
    std::fs::remove_file(scratch.path().join("packs/allotments-december/signed.zip")).unwrap();
    for broken in [before[2][..before[2].len() - 4].to_owned(), before[2].replace("\"title\"", "\"titel\"")] {
        scratch.write(&december, broken.as_bytes());
        let (status, answer) = change(&preview, &march, tenders, &renamed(tenders, "pump"));
        assert!(status == 409 && answer.contains("may name the action"), "{answer}");
    }
    assert_eq!(read(&scratch, &june), before[1]);
}
