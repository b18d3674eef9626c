//! What public documents showed: where movers, days and annexes stand, what is said once, how sentences of ours begin.

use packwright::document::DocumentKind;
use packwright::write;
use serde_json::{Value, json};

use super::flow::{document, meeting, merge, minutes, with};
use super::{Files, composed};

/// Minutes in which one thing was decided.
fn decided(decision: &Value, more: &Value) -> String {
    let mut all = json!({ "id": "d", "items": ["one"], "disposition": "adopted" });
    merge(&mut all, decision);
    let mut definition = json!({ "decisions": [all] });
    merge(&mut definition, more);
    minutes(&definition)
}

/// Asserts that words stand in a text, one after the other.
fn in_order(text: &str, words: &[&str]) {
    let mut rest = text;
    for word in words {
        let at = rest.find(word).unwrap_or_else(|| panic!("`{word}` is not there in its place:\n{text}"));
        rest = &rest[at + word.len()..];
    }
}

/// The page for browsers.
fn page(more: &Value) -> String {
    let mut files = Files::new();
    files.insert("packs/registry.json".to_owned(), b"{}".to_vec());
    files.insert("packs/x/meeting.json".to_owned(), meeting(more).to_string().into_bytes());
    String::from_utf8(write::html(&composed(&files, "x").remove(0).1.composition).bytes).unwrap()
}

#[test]
fn who_moved_stands_first_between_or_last() {
    let whole = json!({
        "title": "Beta", "preamble": ["Whereas it rains,"], "operative": ["Be it resolved to wait."],
        "moved_by": ["ana"], "seconded_by": ["bob"],
    });
    let moved = "Moved by Ana Silva, seconded by Bob Lane.";
    for kind in ["decision", "resolution"] {
        let mut whole = whole.clone();
        whole["kind"] = kind.into();
        in_order(&decided(&whole, &json!({})), &["Beta", "Whereas", "Be it", moved, "Adopted"]);
        let first = json!({ "style": { "movers_first": true } });
        in_order(&decided(&whole, &first), &["Beta", moved, "Whereas", "Be it", "Adopted"]);
        let between = json!({ "style": { "movers_after_preamble": true } });
        in_order(&decided(&whole, &between), &["Beta", "Whereas", moved, "Be it", "Adopted"]);
        // Without a preamble they come before what was moved.
        let short = json!({ "title": "Beta", "text": "To wait.", "moved_by": ["ana"] });
        in_order(&decided(&short, &between), &["Beta", "Moved by Ana Silva.", "To wait.", "Adopted"]);
    }
    // Nor are they lost in resolutions, and where decisions come first.
    let mut resolution = whole;
    merge(&mut resolution, &json!({ "id": "d", "kind": "resolution", "items": ["one"] }));
    for style in [json!({ "movers_first": true }), json!({ "movers_after_preamble": true })] {
        let more = json!({ "pack": [{ "document": "resolutions" }], "decisions": [resolution], "style": style });
        assert_eq!(document(&more, &DocumentKind::Resolutions).matches(moved).count(), 1);
        let more =
            json!({ "decisions": [resolution], "style": { "minutes": "decisions-first", "movers_first": true } });
        assert_eq!(minutes(&more).matches(moved).count(), 1);
    }
}

#[test]
fn the_day_of_a_resolution_stands_under_its_title() {
    let of = |more: Value| {
        let mut resolution = json!({ "id": "d", "kind": "resolution", "number": "MSC.1(2)", "title": "Beta", "date": "2024-07-05",
            "operative": ["Decides to wait."], "disposition": "adopted" });
        merge(&mut resolution, &more);
        let more = json!({ "pack": [{ "document": "resolutions" }], "decisions": [resolution] });
        document(&more, &DocumentKind::Resolutions)
    };
    let plain = of(json!({}));
    in_order(&plain, &["Beta", "Adopted on 5 July 2024", "Decides"]);
    assert_eq!((plain.matches("Adopted").count(), plain.matches("5 July").count()), (1, 1), "{plain}");
    let by_vote = of(json!({ "method": "recorded-vote", "vote": { "for": 5, "against": 2 } }));
    in_order(&by_vote, &["Beta", "Adopted by recorded vote on 5 July 2024", "Decides", "5 for, 2 against"]);
}

#[test]
fn annexes_have_stated_numbers_or_belong_to_a_resolution() {
    let annexes = |annexes: Value| {
        let decisions = json!([{ "id": "three", "kind": "resolution", "number": "3", "title": "Beta", "text": "As set out in @a." }]);
        let more = json!({ "pack": [{ "document": "minutes" }, { "document": "annexes" }], "annexes": annexes, "decisions": decisions });
        (document(&more, &DocumentKind::Annexes), minutes(&more))
    };
    let (own, said) = annexes(
        json!([{ "id": "a", "number": "B-7", "title": "Plan", "text": "Text." }, { "id": "b", "title": "Map", "text": "Text." }]),
    );
    assert!(own.contains("Annex B-7") && own.contains("Annex 1"), "{own}");
    assert!(said.contains("As set out in Annex B-7"), "{said}");
    let (one, said) = annexes(
        json!([{ "id": "a", "decision": "three", "title": "Plan", "text": "Text." }, { "id": "b", "title": "Map", "text": "Text." }]),
    );
    assert!(one.contains("Annex to resolution 3") && one.contains("Annex 1"), "{one}");
    assert!(said.contains("As set out in Annex to resolution 3"), "{said}");
    let (two, _) = annexes(json!([
        { "id": "a", "decision": "three", "title": "Plan", "text": "Text." }, { "id": "b", "decision": "three", "title": "Map", "text": "Text." },
    ]));
    assert!(two.contains("Annex 1 to resolution 3") && two.contains("Annex 2 to resolution 3"), "{two}");
    for (language, words) in [
        ("ar", "المرفق للقرار 3"),
        ("es", "Anexo de la resolución 3"),
        ("fr", "Annexe à la résolution 3"),
        ("ru", "Приложение к резолюции 3"),
        ("zh", "第3号决议附件"),
    ] {
        let more = json!({
            "languages": [language], "pack": [{ "document": "annexes" }],
            "annexes": [{ "id": "a", "decision": "three", "title": "Plan", "text": "Text." }],
            "decisions": [{ "id": "three", "kind": "resolution", "number": "3", "title": "Beta", "text": "Text." }],
        });
        let text = document(&more, &DocumentKind::Annexes);
        assert!(text.contains(words), "{language}: {text}");
    }
}

#[test]
fn the_bodys_own_marks_of_lists_hold_in_annexes() {
    let with = |style: Value| {
        let more = json!({ "pack": [{ "document": "annexes" }], "style": style, "annexes": [{ "id": "a", "title": "Plan", "text": "1. Wind\n2. Rain" }] });
        document(&more, &DocumentKind::Annexes)
    };
    in_order(&with(json!({})), &["1.", "Wind", "2.", "Rain"]);
    in_order(&with(json!({ "labels": { "list-pattern": ".1.1" } })), &[".1", "Wind", ".2", "Rain"]);
}

#[test]
fn a_rule_ends_a_section_that_items_follow() {
    let sections = |rest: Value| {
        let mut agenda =
            json!([{ "id": "s", "title": "Reports", "section": true, "items": [{ "id": "one", "title": "Alpha" }] }]);
        agenda.as_array_mut().unwrap().extend(rest.as_array().unwrap().clone());
        page(&json!({ "agenda": agenda, "pack": [{ "document": "agenda" }] })).matches("<hr>").count()
    };
    assert_eq!(sections(json!([])), 0);
    assert_eq!(sections(json!([{ "id": "two", "title": "Beta" }, { "id": "three", "title": "Gamma" }])), 1);
    let another =
        json!([{ "id": "t", "title": "Others", "section": true, "items": [{ "id": "two", "title": "Beta" }] }]);
    assert_eq!(sections(another), 0);
}

#[test]
fn what_was_said_is_not_said_again() {
    // Who was elected.
    let elected =
        json!({ "title": "Chair", "method": "unanimous", "election": { "post": "Chair", "elected": ["ana"] } });
    let text = decided(&elected, &json!({}));
    in_order(&text, &["Elected unanimously (Chair): Ana Silva."]);
    assert_eq!(text.matches("lected").count(), 1, "{text}");
    let by_ballot = json!({ "title": "Chair", "method": "secret-ballot", "vote": { "for": 5 }, "election": { "post": "Chair", "elected": ["ana"] } });
    in_order(&decided(&by_ballot, &json!({})), &["Elected by secret ballot (Chair): Ana Silva.", "5 for"]);
    let nobody = json!({ "title": "Chair", "method": "secret-ballot", "disposition": "rejected", "election": { "post": "Chair" } });
    in_order(&decided(&nobody, &json!({})), &["Nobody elected by secret ballot"]);
    // How it was decided, where the words for who moved it say so.
    let moved =
        json!({ "title": "Beta", "text": "To wait.", "moved_by": ["ana"], "method": "unanimous", "result": "ADOPTÉE" });
    let own = json!({ "languages": ["fr"], "style": { "labels": { "moved": "Proposé par { $moved } et résolu à l'unanimité" } } });
    let text = decided(&moved, &own);
    assert_eq!(text.matches("unanimité").count(), 1, "{text}");
    // The heading over those who were there.
    let present = |group: &str| {
        let participants = json!([{ "who": "ana", "group": group }, { "who": "bob", "group": "Guests" }]);
        minutes(&json!({ "attendance": { "participants": participants } }))
    };
    assert_eq!(present("Participants").matches("Participants").count(), 1);
    in_order(&present("Council"), &["Participants", "Council", "Ana", "Guests", "Bob"]);
    // What an item is about, where minutes tell what happened.
    let told = |proceedings: Value| {
        let item = json!({ "id": "one", "title": "Alpha", "text": "Goal: agree.", "questions": ["When?"], "proceedings": proceedings });
        minutes(&json!({ "agenda": [item], "style": { "minutes": "decisions-first" } }))
    };
    assert!(
        !told(json!([{ "who": ["ana"], "text": "We agree." }])).contains("Goal") && told(json!([])).contains("Goal")
    );
    // How items of a section are decided, once they are.
    let section = json!([{ "id": "s", "title": "Consent", "section": true, "consent": true, "items": [{ "id": "one", "title": "Alpha" }] }]);
    assert!(!minutes(&json!({ "agenda": section })).contains("unless a member"));
    let agenda = json!({ "agenda": section, "pack": [{ "document": "agenda" }] });
    assert!(document(&agenda, &DocumentKind::Agenda).contains("unless a member"));
}

#[test]
fn sentences_begin_with_a_capital_and_ranks_have_their_article() {
    let happened = |what: &str, who: Value, more: Value| with(&json!([{ "what": what, "who": who }]), &more);
    assert!(happened("opened", json!([]), json!({})).contains("The meeting was opened."));
    let named = json!({ "people": { "ana": { "name": "eholk" } } });
    assert!(happened("arrived", json!(["ana"]), named).contains("eholk arrived."));
    let at = with(&json!([{ "what": "opened", "at": "18:30" }]), &json!({}));
    assert!(at.contains("18:30: the meeting was opened."), "{at}");
    // References begin paragraphs and sentences, and go on in others.
    let opening = "@chairs welcomed all, and @chairs spoke of @one. @one was put off. See paras. @one. *@chairs* left.";
    let text = minutes(&json!({ "chairs": [{ "person": "ana" }], "opening": opening }));
    assert!(
        text.contains("The Chair welcomed all, and the Chair spoke of item 1. Item 1 was put off. See paras. item 1."),
        "{text}"
    );
    let goes_on =
        with(&json!([{ "who": ["ana"], "text": "@chairs thanked." }]), &json!({ "chairs": [{ "person": "bob" }] }));
    assert!(goes_on.contains("Ana Silva the Chair thanked."), "{goes_on}");

    let of = |language: &str, rank: &str, gender: &str, label: &str| {
        let people = json!({ "ana": { "name": "Ana Silva", "rank": rank, "gender": gender, "courtesy": "" } });
        let decision = json!({ "title": "Beta", "text": "Texte.", "moved_by": ["ana"] });
        let mut more = json!({ "languages": [language], "style": { "names": "formal" }, "people": people });
        if !label.is_empty() {
            more["style"]["labels"] = json!({ "moved": label });
        }
        more["people"]["ana"].as_object_mut().unwrap().remove("courtesy");
        decided(&decision, &more)
    };
    let own = "Il est proposé par { $moved }";
    assert!(of("fr", "conseiller", "masculine", own).contains("Il est proposé par le conseiller Ana Silva"));
    assert!(of("fr", "adjointe", "feminine", own).contains("par l’adjointe Ana Silva"));
    assert!(of("fr", "la conseillère", "feminine", own).contains("par la conseillère Ana Silva"));
    assert!(of("fr", "maire", "masculine", "Sur proposition de { $moved }").contains("Sur proposition du maire Ana"));
    assert!(of("fr", "maire", "masculine", "{ $moved } propose").contains("Le maire Ana Silva propose"));
    assert!(of("es", "concejal", "masculine", "").contains("A propuesta del concejal Ana Silva."));
    assert!(of("en", "Councillor", "masculine", "").contains("Moved by Councillor Ana Silva."));
}

#[test]
fn a_distance_from_utc_is_printed_where_somebody_needs_it() {
    let times = |more: Value| {
        let mut all = json!({ "languages": ["fr"], "pack": [{ "document": "agenda" }], "venue": { "place": "Paris" } });
        merge(&mut all, &more);
        document(&all, &DocumentKind::Agenda)
    };
    assert!(!times(json!({})).contains("UTC"), "{}", times(json!({})));
    assert!(times(json!({ "venue": { "platform": "Zoom" } })).contains("UTC+1"));
    assert!(times(json!({ "time": { "shown_in": ["Asia/Tokyo"] } })).contains("UTC+1"));
    // The clocks are changed while they meet.
    assert!(times(json!({ "time": { "start": "2026-03-29T00:30", "minutes": 180 } })).contains("UTC+2"));
}

#[test]
fn the_foot_says_the_date_once() {
    for (title, foot) in [
        ("Council 2026-03-10", "Reading Circle · Council 2026-03-10"),
        ("Meeting of 10 March 2026", "Reading Circle · Meeting of 10 March 2026"),
        ("Spring meeting", "Reading Circle · Spring meeting · 10 March 2026"),
    ] {
        let mut files = Files::new();
        files.insert("packs/registry.json".to_owned(), b"{}".to_vec());
        files.insert("packs/x/meeting.json".to_owned(), meeting(&json!({ "title": title })).to_string().into_bytes());
        let composition = composed(&files, "x").remove(0).1.composition;
        assert_eq!(composition.documents[0].running.line.text.replace('\u{a0}', " "), foot);
    }
}
