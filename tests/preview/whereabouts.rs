//! What is open on a page is found by what it is in a file that somebody else wrote meanwhile, and never by its position.

use serde_json::{Value, json};

use super::client::Running;
use super::{DEFINITION, read, smallest, workspace, write};

/// A definition whose second item has these events.
fn with_events(events: &Value) -> String {
    let mut file: Value = serde_json::from_str(&smallest()).unwrap();
    file["agenda"][1]["proceedings"] = events.clone();
    serde_json::to_string_pretty(&file).unwrap()
}

fn events() -> Value {
    json!([{ "text": "One." }, { "who": ["lee"], "text": "Two." }, { "text": "Three." }])
}

#[test]
fn a_text_on_the_page_is_that_of_its_entry_or_of_none() {
    let scratch = workspace();
    let preview = Running::start(&scratch.path(), &["spring"]);
    scratch.write(DEFINITION, with_events(&events()).as_bytes());
    let asked = "/agenda/1/proceedings/1/text";
    let text = |more: &str| preview.get(&format!("text.json?file={DEFINITION}&pointer={asked}{more}")).json();
    let open = text("");
    assert_eq!((&open["text"], &open["pointer"]), (&json!("Two."), &json!(asked)));
    let again = format!("&object={asked}&seen={}", open["seen"].as_str().unwrap());
    // Moved.
    let moved =
        json!([{ "text": "New." }, { "text": "One." }, { "who": ["lee"], "text": "Two." }, { "text": "Three." }]);
    scratch.write(DEFINITION, with_events(&moved).as_bytes());
    let now = text(&again);
    assert_eq!((&now["text"], &now["pointer"]), (&json!("Two."), &json!("/agenda/1/proceedings/2/text")));
    // Removed: the next entry stands in its place.
    scratch.write(DEFINITION, with_events(&json!([{ "text": "One." }, { "text": "Three." }])).as_bytes());
    assert_eq!(text(&again), json!({ "lost": true }));
}

#[test]
fn what_is_open_is_remembered_however_often_somebody_else_saves() {
    let scratch = workspace();
    let preview = Running::start(&scratch.path(), &["spring"]);
    let mut file: Value = serde_json::from_str(&smallest()).unwrap();
    let asked = "/agenda/0/title";
    let open = preview.get(&format!("text.json?file={DEFINITION}&pointer={asked}")).json();
    let seen = open["seen"].as_str().unwrap();
    for minutes in 1..=70 {
        file["agenda"][1]["minutes"] = json!(minutes);
        scratch.write(DEFINITION, serde_json::to_string_pretty(&file).unwrap().as_bytes());
        // A form is shown anew, and the text is asked for, as browsers do with each state.
        preview.get(&format!("form.json?file={DEFINITION}&pointer=/agenda/1"));
        preview.get(&format!("text.json?file={DEFINITION}&pointer={asked}&object={asked}&seen={seen}"));
    }
    let (status, answer) = write(&preview, (DEFINITION, asked), &open["seen"], "Mine");
    assert_eq!(status, 200, "{answer}");
    assert!(read(&scratch, DEFINITION).contains("\"Mine\""));
}

#[test]
fn words_of_pages_before_an_error_name_the_text_of_the_file_that_they_stand_in() {
    let scratch = workspace();
    let preview = Running::start(&scratch.path(), &["spring"]);
    let seen_by = |words: &Value| words["seen"][DEFINITION].as_str().unwrap().to_owned();
    let before = seen_by(&preview.get("words.json?document=0&page=0").json());
    let mut file: Value = serde_json::from_str(&smallest()).unwrap();
    let second = file["agenda"][1]["title"].clone();
    file["version"] = json!("1");
    file["agenda"].as_array_mut().unwrap().rotate_left(1);
    scratch.write(DEFINITION, serde_json::to_string_pretty(&file).unwrap().as_bytes());
    preview.until("the error is told", |state| state["current"] == false);
    assert_eq!(seen_by(&preview.get("words.json?document=0&page=0").json()), before);
    let ask = |what: &str, object: &str, pointer: &str| {
        preview.get(&format!("{what}.json?file={DEFINITION}&pointer={pointer}&object={object}&seen={before}"))
    };
    let text = || ask("text", "/agenda/1/title", "/agenda/1/title");
    assert_eq!((&text().json()["text"], &text().json()["pointer"]), (&second, &json!("/agenda/0/title")));
    assert_eq!(ask("form", "/agenda/1", "/agenda/1").json()["pointer"], "/agenda/0");
    // It is gone.
    file["agenda"].as_array_mut().unwrap().remove(0);
    scratch.write(DEFINITION, serde_json::to_string_pretty(&file).unwrap().as_bytes());
    assert_eq!(text().json(), json!({ "lost": true }));
}

/// `form.json` for the participant at a position of the file as it was seen.
fn participant(preview: &Running, at: usize, seen: &Value) -> Value {
    let pointer = format!("/attendance/participants/{at}");
    let seen = seen.as_str().unwrap();
    preview.get(&format!("form.json?file={DEFINITION}&pointer={pointer}&object={pointer}&seen={seen}")).json()
}

fn with_people(people: &Value) -> String {
    let mut file: Value = serde_json::from_str(&smallest()).unwrap();
    file["attendance"] = json!({ "participants": people });
    serde_json::to_string_pretty(&file).unwrap()
}

#[test]
fn an_entry_of_another_person_is_another_entry() {
    let scratch = workspace();
    let preview = Running::start(&scratch.path(), &["spring"]);
    let case = |now: Value| {
        scratch.write(DEFINITION, with_people(&json!([{ "who": "ann" }, { "who": "bo" }, { "who": "cy" }])).as_bytes());
        let open = preview.get(&format!("form.json?file={DEFINITION}&pointer=/attendance/participants/1")).json();
        scratch.write(DEFINITION, with_people(&now).as_bytes());
        participant(&preview, 1, &open["seen"])
    };
    assert_eq!(case(json!([{ "who": "ann" }, { "who": "bo", "remote": true }, { "who": "cy" }]))["lost"], false);
    assert_eq!(case(json!([{ "who": "ann" }, { "who": "dee" }, { "who": "cy" }]))["lost"], true);
    assert_eq!(case(json!([{ "who": "ann" }, { "name": "Dee Day" }, { "who": "cy" }]))["lost"], true);
    assert_eq!(case(json!([{ "who": "ann" }, { "who": "cy" }]))["lost"], true);
}

/// What is written answers with the file as the browser knows it: what it shows is found in what somebody else made of it.
#[test]
fn an_entry_is_found_after_it_was_written_into_a_file_that_changed_meanwhile() {
    let scratch = workspace();
    let preview = Running::start(&scratch.path(), &["spring"]);
    scratch.write(DEFINITION, with_people(&json!([{ "who": "ann" }, { "who": "bo" }])).as_bytes());
    let open = preview.get(&format!("form.json?file={DEFINITION}&pointer=/attendance/participants/1")).json();
    scratch.write(DEFINITION, with_people(&json!([{ "who": "new" }, { "who": "ann" }, { "who": "bo" }])).as_bytes());
    let set = json!([{ "do": "set", "pointer": "/attendance/participants/1/capacity", "value": "Treasurer" }]);
    let answer = preview.post("change", &json!({ "file": DEFINITION, "seen": open["seen"], "changes": set })).json();
    let written: Value = serde_json::from_str(&read(&scratch, DEFINITION)).unwrap();
    assert_eq!(written["attendance"]["participants"][2], json!({ "who": "bo", "capacity": "Treasurer" }));
    let now = participant(&preview, 1, &answer["seen"]);
    assert_eq!((&now["lost"], &now["pointer"]), (&json!(false), &json!("/attendance/participants/2")));
}
