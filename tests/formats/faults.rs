//! Faults that formats had while each had templates of its own: what one template says, every format says.

use packwright::document::{Composition, Element, Node, Said};
use packwright::write;
use serde_json::{Value, json};

use super::{Files, composed, in_the_text, on_the_page, workspace};
use crate::support::example_packs;
use crate::support::html::nodes;

/// Minutes by item of a meeting at which something was said.
fn minutes(proceedings: &Value, style: &Value) -> Composition {
    composed_of(&definition(proceedings, style))
}

fn definition(proceedings: &Value, style: &Value) -> Value {
    json!({
        "version": 1, "title": "Spring meeting", "body": "club", "bodies": { "club": { "name": "Reading Circle" } },
        "people": { "ana": { "name": "Ana Silva" } }, "pack": [{ "document": "minutes" }], "languages": ["en", "fr"], "status": "minutes-draft", "style": style,
        "time": { "start": "2026-03-10T18:30", "minutes": 60, "zone": "Europe/Paris" },
        "agenda": [{ "id": "one", "title": "Alpha", "proceedings": proceedings }],
    })
}

fn composed_of(definition: &Value) -> Composition {
    let mut files: Files = workspace("round-table");
    files.insert("packs/x/meeting.json".to_owned(), definition.to_string().into_bytes());
    let chart = files["packs/round-table/chart.svg"].clone();
    files.insert("packs/x/chart.svg".to_owned(), chart);
    composed(&files, "x").remove(0).1.composition
}

/// The text of the minutes, which every format has; and the page.
fn read(composition: &Composition) -> (String, String) {
    let page = String::from_utf8(write::html(composition).bytes).unwrap();
    let document = &composition.documents[0];
    let mut wrong = on_the_page(&nodes(&page), document);
    wrong.extend(in_the_text(&write::text(document), document));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    (Said::of(&document.content).text, page)
}

#[test]
fn who_speaks_is_said_also_before_a_list_or_a_quotation() {
    for (text, who) in [
        ("- One point.\n- Another.", "Ana Silva:"),
        ("> Quoted.", "Ana Silva:"),
        ("1. First.\n2. Second.", "Ana Silva:"),
        ("| A | B |\n|---|---|\n| 1 | 2 |", "Ana Silva:"),
        ("```\ncode\n```", "Ana Silva:"),
    ] {
        let (said, page) = read(&minutes(&json!([{ "who": ["ana"], "text": text }]), &json!({ "minutes": "by-item" })));
        assert!(said.contains(&format!("\n{who}\n")), "{text}: {said}");
        assert!(page.contains(&format!("<p><strong>{who}</strong></p>")), "{text}: {page}");
    }
}

/// "Ana Silva: Is this all?", but "Ana Silva asked whether this was all."
#[test]
fn who_speaks_in_words_of_their_own_has_a_colon() {
    let said = |text: &str, at: Option<&str>| {
        let event = json!([{ "who": ["ana"], "text": text, "at": at }]);
        let event = if at.is_some() { event } else { json!([{ "who": ["ana"], "text": text }]) };
        read(&minutes(&event, &json!({ "minutes": "by-item" }))).0
    };
    for (text, at, printed) in [
        ("Is this all?", None, "\nAna Silva: Is this all?"),
        ("“Is this all?”", None, "\nAna Silva: “Is this all?”"),
        ("*Élan* is all.", Some("18:40"), "\n18:40: Ana Silva: Élan is all."),
        ("asked whether this was all.", None, "\nAna Silva asked whether this was all."),
        ("@one was all.", None, "\nAna Silva item\u{a0}1 was all."),
        (", the host, agreed.", None, "\nAna Silva, the host, agreed."),
        ("(remotely) agreed.", None, "\nAna Silva (remotely) agreed."),
        ("+1 to that.", None, "\nAna Silva: +1"),
        ("1-2 days.", None, "\nAna Silva: 1-2"),
        ("$9 a day.", None, "\nAna Silva: $9"),
        ("... and so on.", None, "\nAna Silva: ..."),
        ("“all members” is vague.", None, "\nAna Silva: “all members”"),
        ("« les hommes »", None, "\nAna Silva: «"),
        ("https://example.org/a", None, "\nAna Silva: https://example.org/a"),
        ("`make` fails.", None, "\nAna Silva: make fails."),
    ] {
        assert!(said(text, at).contains(printed), "{text}: {}", said(text, at));
    }
}

/// The time of an entry that only names a decision stands with the decision, wherever that is printed.
#[test]
fn when_a_decision_was_taken_is_said() {
    for style in ["by-item", "decisions-first"] {
        let mut definition = definition(&json!([{ "decision": "d", "at": "18:42" }]), &json!({ "minutes": style }));
        definition["decisions"] = json!([{ "id": "d", "items": ["one"], "text": "Approved." }]);
        let (said, page) = read(&composed_of(&definition));
        assert!(said.contains("Time: 18:42\n") && page.contains("18:42"), "{style}: {said}");
    }
}

/// A method that a body's own words for a result state is not said again.
#[test]
fn how_it_was_decided_is_said_once() {
    for (result, method, printed) in [
        ("Agreed unanimously", "unanimous", "\nAgreed unanimously\n"),
        ("Approved by unanimous vote.", "unanimous", "\nApproved by unanimous vote.\n"),
        ("Approved by consensus", "consensus", "\nApproved by consensus\n"),
        ("Approved", "written-procedure", "\nApproved, by written procedure\n"),
        ("Procedural motion carried", "written-procedure", "\nProcedural motion carried, by written procedure\n"),
    ] {
        let mut definition = definition(&json!([{ "text": "They spoke." }]), &json!({ "minutes": "by-item" }));
        definition["decisions"] =
            json!([{ "id": "d", "items": ["one"], "text": "The report.", "result": result, "method": method }]);
        let (said, _) = read(&composed_of(&definition));
        assert!(format!("{said}\n").contains(printed), "{result}, {method}: {said}");
    }
}

#[test]
fn a_heading_without_words_has_no_colon() {
    let style = json!({ "minutes": "by-item", "unnumbered_decisions": true, "labels": { "heading-of-unnumbered-resolution": "{\"\"}" } });
    let mut definition = definition(&json!([{ "text": "They spoke." }]), &style);
    definition["decisions"] = json!([{ "id": "d", "kind": "resolution", "title": "Vote on the report", "items": ["one"], "text": "Approved." }]);
    let (said, _) = read(&composed_of(&definition));
    assert!(said.contains("\nVote on the report\n"), "{said}");
}

#[test]
fn a_paragraph_that_is_only_a_picture_has_no_number() {
    let style = json!({ "minutes": "by-item", "numbered_paragraphs": true });
    let text = "Before.\n\n![A chart](chart.svg)\n\nAfter.";
    let (said, _) = read(&minutes(&json!([{ "text": text }, { "text": "The next." }]), &style));
    let numbered: Vec<&str> =
        said.lines().filter(|line| ["Before.", "After.", "The next."].iter().any(|end| line.ends_with(end))).collect();
    assert_eq!(numbered, ["1. Before.", "2. After.", "3. The next."], "{said}");
    // Those of a text that is not translated are counted, too.
    let (said, _) = read(&minutes(&json!([{ "text": { "fr": "Un.\n\nDeux." } }]), &style));
    assert!(said.contains("\n1. Un.\n2. Deux.\n"), "{said}");
}

#[test]
fn words_that_open_a_paragraph_are_set_off_and_not_stressed() {
    let (_, page) = read(&minutes(
        &json!([{ "text": "*Recalling* its resolution,\n\n*All of it.*" }]),
        &json!({ "minutes": "by-item" }),
    ));
    assert!(page.contains("<i>Recalling</i> its resolution"), "{page}");
    assert!(page.contains("<em>All of it.</em>"), "{page}");
}

/// Every table of every document, with its path.
fn tables<'a>(nodes: &'a [Node], found: &mut Vec<&'a Element>) {
    for node in nodes {
        if let Node::Element(element) = node {
            if element.name == "table" {
                found.push(element);
            }
            tables(&element.content, found);
        }
    }
}

/// No column is without cells that say something, no heading and no list without words: votes that were not counted have no
/// column.
#[test]
fn nothing_is_empty() {
    let mut columns = 0;
    for pack in example_packs() {
        for (folder, edition) in composed(&workspace(&pack), &pack) {
            for document in &edition.composition.documents {
                let here = format!("{pack}/{folder}{}", document.kind.name());
                let mut found = Vec::new();
                tables(&document.content, &mut found);
                for table in found {
                    let heads: Vec<&Element> = table.children("col").collect();
                    let rows: Vec<Vec<&Element>> =
                        table.children("row").map(|row| row.children("cell").collect()).collect();
                    assert!(!rows.is_empty(), "{here}: a table without rows");
                    for (at, head) in heads.iter().enumerate().filter(|(_, head)| !head.says("on-pages")) {
                        let says = |row: &Vec<&Element>| {
                            row.len() == heads.len() && !Said::of(&row[at].content).text.trim().is_empty()
                        };
                        assert!(rows.iter().any(says), "{here}: an empty column {:?}", Said::of(&head.content).text);
                        columns += 1;
                    }
                }
                let shows = |element: &Element| {
                    ["outside-page", "picture", "anchor"].contains(&element.name.as_ref())
                        || element.children("image").next().is_some()
                };
                let empty = document.content.iter().find(|node| {
                    let shows = matches!(node, Node::Element(element) if shows(element));
                    !shows && Said::of(std::slice::from_ref(*node)).text.trim().is_empty()
                });
                assert!(empty.is_none(), "{here}: {empty:?} says nothing");
            }
        }
    }
    assert!(columns > 150, "only {columns} columns");
}

/// What prose says is printed, whatever it is: each of these was lost or changed once.
#[test]
fn nothing_of_prose_is_lost() {
    let of = |text: &str| read(&minutes(&json!([{ "text": text }]), &json!({ "minutes": "by-item" })));
    let printed = |text: &str, wanted: &str| {
        let composition = minutes(&json!([{ "text": text }]), &json!({ "minutes": "by-item" }));
        let said = Said::of(&composition.documents[0].content);
        let all = format!(
            "{}\n{}",
            said.text,
            said.notes.iter().map(|(_, note)| note.as_str()).collect::<Vec<_>>().join("\n")
        );
        assert!(all.contains(wanted), "{text}: {all}");
    };
    printed("A[^1].\n\n[^1]: Note with a note[^2].\n\n[^2]: Innermost.", "Innermost.");
    printed("1986. A great year.", "(1986)");
    printed("name\tvalue", "name value");
    // In text files "m2" would be no square metre: it is "m^2" there.
    let text = "Water is H~2~O, an area is m^2^, and 2^10 and 3^4 are numbers.";
    let page = write::html(&minutes(&json!([{ "text": text }]), &json!({ "minutes": "by-item" }))).bytes;
    let page = String::from_utf8(page).unwrap();
    assert!(
        page.contains("H<sub>2</sub>O") && page.contains("m<sup>2</sup>") && page.contains("2^10 and 3^4"),
        "{page}"
    );
    let (_, page) = of("See https://example.org/a?b=c (or http://example.org/x).");
    assert!(page.contains("<a href=\"https://example.org/a?b=c\">https://example.org/a?b=c</a>"), "{page}");
    assert!(page.contains("<a href=\"http://example.org/x\">http://example.org/x</a>)."), "{page}");
    let (_, page) = of("| | |\n|---|---|\n| one | two |");
    assert!(!page.contains("<thead>"), "{page}");
    // The mark of an entry stands before its words, however deep.
    let composition = minutes(&json!([{ "text": "- a\n- b\n  - c" }]), &json!({ "minutes": "by-item" }));
    let text = write::text(&composition.documents[0]);
    assert!(text.contains("- a\n- b\n"), "{text}");
}
