//! What minutes say, and in what order: where decisions, actions and the opening stand, how lists, people and items are marked.

use packwright::document::{DocumentKind, Said};
use packwright::write;
use serde_json::{Value, json};

use super::{Files, composed, in_the_text, on_the_page};
use crate::support::html::nodes;

/// A meeting of one item with what `more` states beside it.
pub(super) fn meeting(more: &Value) -> Value {
    let mut definition = json!({
        "version": 1, "title": "Spring meeting", "body": "club", "bodies": { "club": { "name": "Reading Circle" } },
        "people": {
            "ana": { "name": "Ana Silva", "family_name": "Silva", "initials": "AS", "courtesy": "Ms.", "title": "Treasurer" },
            "bob": { "name": "Bob Lane", "family_name": "Lane", "initials": "BL", "courtesy": "Mr." },
        },
        "pack": [{ "document": "minutes" }], "status": "minutes-draft",
        "style": { "templates": "plain", "minutes": "by-item" },
        "time": { "start": "2026-03-10T18:30", "minutes": 60, "zone": "Europe/Paris" },
        "agenda": [{ "id": "one", "title": "Alpha" }],
    });
    merge(&mut definition, more);
    definition
}

pub(super) fn merge(into: &mut Value, from: &Value) {
    match (into, from) {
        (Value::Object(into), Value::Object(from)) => {
            from.iter().for_each(|(key, value)| merge(into.entry(key.clone()).or_insert(Value::Null), value));
        }
        (into, from) => *into = from.clone(),
    }
}

/// The text of a document of a meeting, which every format has.
pub(super) fn document(more: &Value, kind: &DocumentKind) -> String {
    let mut files = Files::new();
    files.insert("packs/registry.json".to_owned(), b"{}".to_vec());
    files.insert("packs/x/meeting.json".to_owned(), meeting(more).to_string().into_bytes());
    let composition = composed(&files, "x").remove(0).1.composition;
    let page = String::from_utf8(write::html(&composition).bytes).unwrap();
    let document = composition.documents.iter().find(|document| document.kind == *kind).unwrap();
    let mut wrong = on_the_page(&nodes(&page), document);
    wrong.extend(in_the_text(&write::text(document), document));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Said::of(&document.content).text.replace('\u{a0}', " ")
}

pub(super) fn minutes(more: &Value) -> String {
    document(more, &DocumentKind::Minutes)
}

/// Minutes with these proceedings of their item.
pub(super) fn with(proceedings: &Value, more: &Value) -> String {
    let mut all = json!({ "agenda": [{ "id": "one", "title": "Alpha", "proceedings": proceedings }] });
    merge(&mut all, more);
    minutes(&all)
}

/// Asserts that lines stand in a text, one after the other.
fn in_order(text: &str, lines: &[&str]) {
    let mut rest = text.lines();
    for line in lines {
        assert!(rest.any(|other| other.trim() == *line), "`{line}` is not there in its place:\n{text}");
    }
}

#[test]
fn lists_keep_the_marks_that_were_typed_where_a_body_has_no_pattern() {
    let text =
        json!([{ "text": "Regarding option 2:\n\n1. Stay.\n2. Move.\n   1. Soon.\n\nSay:\n\n3) Later.\n4) Never." }]);
    in_order(&with(&text, &json!({})), &["1. Stay.", "2.", "Move.", "1. Soon.", "3) Later.", "4) Never."]);
    let own = json!({ "style": { "labels": { "list-pattern": "(a)(i)" } } });
    in_order(&with(&text, &own), &["(a) Stay.", "(b)", "Move.", "(i) Soon.", "(c) Later.", "(d) Never."]);
    in_order(&with(&text, &json!({ "style": { "templates": "un" } })), &["(a) Stay.", "(b)", "Move.", "(c) Later."]);
}

#[test]
fn a_decision_can_be_a_numbered_paragraph() {
    let style =
        json!({ "minutes": "by-item", "templates": "un", "numbered_paragraphs": true, "decisions": "paragraph" });
    let more = json!({ "style": style, "decisions": [
        { "id": "d", "items": ["one"], "text": "The Club adopted the plan.", "method": "consensus", "disposition": "adopted" },
        { "id": "e", "items": ["one"], "title": "Fees", "text": "It set the fee:\n\n- at ten;\n- for a year.\n\nIt thanked all." },
        { "id": "f", "items": ["one"], "text": "Afterwards.", "number": "XVII/4" },
        { "id": "g", "items": ["one"], "operative": ["*Decides* to stay;"] },
    ] });
    let said =
        with(&json!([{ "text": "Before." }, { "decision": "d" }, { "decision": "e" }, { "text": "After." }]), &more);
    in_order(
        &said,
        &[
            "1. Before.",
            "2. The Club adopted the plan. (Decision 1)",
            "3. Fees. It set the fee:",
            "4. It thanked all. (Decision 2)",
            "5. After.",
            "6. Afterwards. (Decision XVII/4)",
            "Decision 4",
            "Decides to stay;",
        ],
    );
    assert_eq!(said.matches("adopted the plan").count(), 1, "{said}");
    assert_eq!(said.matches("Decision 1").count(), 1, "{said}");
}

#[test]
fn an_action_stands_where_it_arose() {
    let action = json!({ "text": "Write to all.", "owners": ["ana"], "due": "2026-05", "number": "A-7", "url": "https://x.example/7" });
    let proceedings = json!([{ "text": "Before." }, { "action": action }, { "text": "After." }]);
    let more = json!({ "pack": [{ "document": "minutes" }, { "document": "summary" }] });
    for style in [json!({}), json!({ "style": { "templates": "un", "minutes": "decisions-first" } })] {
        let mut more = more.clone();
        merge(&mut more, &style);
        in_order(&with(&proceedings, &more), &["Before.", "A-7. Write to all.", "After."]);
    }
    let mut all = json!({ "agenda": [{ "id": "one", "title": "Alpha", "proceedings": proceedings }] });
    merge(&mut all, &more);
    let summary = document(&all, &DocumentKind::Summary);
    assert!(summary.contains("A-7. Write to all."), "{summary}");
    // An address without a number is printed itself.
    let action = json!([{ "action": { "text": "Write.", "url": "https://x.example/8" } }]);
    in_order(&with(&action, &json!({})), &["Write. https://x.example/8"]);
}

#[test]
fn the_opening_stands_before_or_after_those_present() {
    let attendance =
        json!({ "attendance": { "participants": [{ "who": "ana" }] }, "opening": "The chair greeted all." });
    let opens = "The chair greeted all.";
    let (listed, late) = ("Ana Silva (AS), Treasurer", json!({ "style": { "opening": "after-attendance" } }));
    in_order(&minutes(&attendance), &[opens, listed, "1. Alpha"]);
    for order in ["by-item", "decisions-first"] {
        let mut more = attendance.clone();
        merge(&mut more, &late);
        more["style"]["minutes"] = json!(order);
        let said = minutes(&more);
        in_order(&said, &[listed, opens, "1. Alpha"]);
        assert_eq!(said.matches(opens).count(), 1, "{said}");
    }
    // Where there is nobody to list, it is printed all the same.
    let mut alone = json!({ "opening": opens });
    merge(&mut alone, &late);
    in_order(&minutes(&alone), &[opens, "1. Alpha"]);
}

#[test]
fn a_group_of_those_away_is_their_heading() {
    let of = |participants: Value| minutes(&json!({ "attendance": { "participants": participants } }));
    for group in ["Apologies", "Regrets"] {
        let said = of(json!([{ "who": "ana" }, { "who": "bob", "group": group, "presence": "excused" },
            { "name": "Cy Poe", "group": group, "presence": "excused" }]));
        in_order(&said, &[group, "Bob Lane (BL)", "Cy Poe"]);
        assert_eq!(said.matches(group).count(), 1, "{said}");
    }
    // Those without a group have the same heading, if it is the same.
    let said = of(json!([{ "who": "bob", "group": "Apologies", "presence": "excused" },
        { "who": "ana", "presence": "excused" }]));
    assert_eq!(said.matches("Apologies").count(), 1, "{said}");
    // Of a group that was there in part it is said who was not.
    let said = of(
        json!([{ "who": "ana", "group": "Officers" }, { "who": "bob", "group": "Officers", "presence": "excused" }]),
    );
    in_order(&said, &["Officers", "Ana Silva (AS), Treasurer", "Apologies", "Bob Lane (BL) – Officers"]);
    // One heading over two kinds of absence says which.
    let said = of(
        json!([{ "who": "ana", "group": "Away", "presence": "excused" }, { "who": "bob", "group": "Away", "presence": "absent" }]),
    );
    in_order(&said, &["Away", "Ana Silva (AS), Treasurer – Apologies", "Bob Lane (BL) – Absent"]);
}

#[test]
fn those_present_can_be_listed_one_behind_the_other() {
    let participants = json!([{ "who": "ana" }, { "who": "bob", "remote": true }, { "name": "Cy Poe", "affiliation": "Press", "class": "observer" }]);
    let more = json!({ "attendance": { "participants": participants }, "style": { "attendance": "run-in" } });
    in_order(
        &minutes(&more),
        &["Members", "Ana Silva (AS), Treasurer; Bob Lane (BL) – remotely", "Observer", "Cy Poe, Press"],
    );
}

#[test]
fn two_of_one_family_name_are_told_apart() {
    let people = json!({
        "luc": { "name": "Luc Roque", "family_name": "Roque", "rank": "Mr." },
        "lea": { "name": "Roque Léa", "family_name": "Roque", "rank": "Ms." },
        "marc": { "name": "Marc Dupont", "family_name": "Dupont" },
        "max": { "name": "Max Dupont", "family_name": "Dupont" },
        "wei": { "name": "李伟", "family_name": "李" },
        "na": { "name": "李娜", "family_name": "李" },
        "elsewhere": { "name": "Hugo Silva", "family_name": "Silva" },
    });
    let said = |text: &str| with(&json!([{ "text": text }]), &json!({ "people": people }));
    // Where the initial is the same, too, they are named in full.
    in_order(&said("@luc:family and @lea:family came."), &["Luc Roque and Roque Léa came."]);
    in_order(&said("@luc:short and @lea:short came."), &["Mr. Roque and Ms. Roque came."]);
    in_order(&said("@marc:family and @max came."), &["Marc Dupont and Max Dupont came."]);
    in_order(&said("@wei:family, @na:family."), &["李伟, 李娜."]);
    // Who is named nowhere in the pack is nobody to be taken for.
    in_order(&said("@ana:family came."), &["Silva came."]);
    let named = json!({ "style": { "names": "family" }, "people": {
        "ana": { "name": "Ana Roque", "family_name": "Roque", "courtesy": "Dr" },
        "bob": { "name": "Bob Roque", "family_name": "Roque", "courtesy": "Dr" },
    } });
    let proceedings = json!([{ "who": ["ana"], "text": "said yes." }, { "who": ["bob"], "text": "said no." }, { "text": "@bob:short left." }]);
    in_order(&with(&proceedings, &named), &["A. Roque said yes.", "B. Roque said no.", "Dr B. Roque left."]);
}

#[test]
fn an_open_date_and_a_stated_number_are_printed_as_they_should_be() {
    let said = minutes(&json!({
        "next": { "state": "to-be-confirmed" },
        "agenda": [{ "id": "one", "number": "I", "title": "Alpha" }, { "id": "two", "number": "7(a)", "title": "Beta" },
            { "id": "three", "number": "IV.", "title": "Gamma" }],
    }));
    in_order(&said, &["I. Alpha", "7(a) Beta", "IV. Gamma", "Next meeting: to be confirmed"]);
}

#[test]
fn numbers_of_items_go_on_past_those_that_are_stated() {
    let item = |id: &str, number: &str| match number {
        "" => json!({ "id": id, "title": id }),
        number => json!({ "id": id, "title": id, "number": number }),
    };
    let more = json!({ "agenda": [item("one", ""), item("bis", "1 bis"), item("two", ""), item("seven", "7(a)"), item("after", "")] });
    in_order(&minutes(&more), &["1. one", "1 bis bis", "2. two", "7(a) seven", "3. after"]);
}

#[test]
fn each_level_of_items_has_a_mark_of_its_own() {
    let more = json!({ "agenda": [{ "id": "one", "title": "Alpha", "items": [{ "id": "two", "title": "Beta", "items": [
        { "id": "three", "title": "Gamma", "proceedings": [{ "text": "See @two and @three." }] },
    ] }] }] });
    in_order(&minutes(&more), &["1. Alpha", "(a) Beta", "(i) Gamma", "See item 1 (a) and item 1 (a) (i)."]);
}

#[test]
fn closing_the_meeting_comes_last() {
    let proceedings = json!([{ "text": "Before." }, { "what": "adjourned", "at": "19:20" }]);
    let more = json!({ "decisions": [{ "id": "d", "kind": "conclusion", "items": ["one"], "text": "It was good." }] });
    let said = with(&proceedings, &more);
    in_order(&said, &["Before.", "It was good.", "19:20: the meeting was closed."]);
}

#[test]
fn initials_stand_for_all_but_those_who_are_introduced() {
    let more = json!({
        "style": { "names": "initials" }, "attendance": { "participants": [{ "who": "ana" }, { "who": "bob" }] },
        "decisions": [{ "id": "d", "items": ["one"], "election": { "post": "Chair", "candidates": [{ "who": "ana" }], "elected": ["ana"] },
            "actions": [{ "text": "Write.", "owners": ["bob"] }] }],
    });
    let said = with(&json!([{ "who": ["bob"], "text": "agreed." }]), &more);
    in_order(
        &said,
        &["Ana Silva (AS), Treasurer", "BL agreed.", "Candidate: AS", "Elected (Chair): AS.", "Action: BL"],
    );
    assert_eq!(said.matches("Bob Lane").count(), 1, "{said}");
}

#[test]
fn courtesy_is_printed_where_people_are_introduced_formally() {
    let more = json!({ "style": { "names": "formal" }, "attendance": { "participants": [{ "who": "ana" }] },
        "signatories": [{ "person": "bob", "capacity": "Secretary" }] });
    let said = minutes(&more);
    in_order(&said, &["Ms. Ana Silva (AS), Treasurer"]);
    assert!(said.contains("Mr. Bob Lane"), "{said}");
}

#[test]
fn actions_of_earlier_meetings_stand_in_the_agenda_and_in_minutes() {
    let earlier = json!([{ "text": "Mend the roof.", "from": "Winter meeting", "status": "under-way", "remark": "Tiles are ordered." }]);
    let more = json!({ "pack": [{ "document": "agenda" }, { "document": "minutes" }],
        "agenda": [{ "id": "one", "title": "Alpha", "earlier_actions": earlier }] });
    for kind in [DocumentKind::Agenda, DocumentKind::Minutes] {
        let said = document(&more, &kind);
        for words in ["Mend the roof.", "Winter meeting", "Under way", "Tiles are ordered."] {
            assert!(said.contains(words), "{words} is not in the {}: {said}", kind.name());
        }
    }
}
