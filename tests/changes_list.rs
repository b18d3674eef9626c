//! The list of changes as its readers see it: what is new in a pack of many pages, from the first of them.

use serde_json::{Value, json};

use crate::changes::{Edited, definition, page, sent};
use crate::support::unzipped;

fn list(edited: &Edited, zip: &str) -> String {
    let html = page(edited, zip).replace('\u{a0}', " ");
    html.split("<section class=\"changes\"").nth(1).unwrap().split("</section>").next().unwrap().to_owned()
}

/// A pack with an annex of many paragraphs, sent out.
fn long(paragraphs: &[String]) -> (Edited, Value) {
    let mut text = definition("water-points");
    text["annexes"]
        .as_array_mut()
        .unwrap()
        .push(json!({ "id": "notes", "title": "Notes", "text": paragraphs.join("\n\n") }));
    text["agenda"][1]["documents"].as_array_mut().unwrap().push("notes".into());
    text["style"]["change_bars"] = true.into();
    let edited = Edited::new();
    edited.add("water-points", "water-points", &text);
    edited.build();
    let (code, _, err) = edited.0.run(&["issue", "water-points", "--on", "2026-03-05"]);
    assert_eq!(code, 0, "{err}");
    (edited, text)
}

#[test]
fn many_changes_begin_with_a_line_for_each_document_and_neighbours_share_a_row() {
    let paragraphs: Vec<String> =
        (1..=60).map(|at| format!("Paragraph {at} of the notes. {}", "Wells were seen. ".repeat(25))).collect();
    let (edited, mut text) = long(&paragraphs);
    let mut fewer = [&paragraphs[..40], &paragraphs[45..]].concat();
    fewer[0] = fewer[0].replace("of the notes", "of all notes");
    text["annexes"].as_array_mut().unwrap().last_mut().unwrap()["text"] = fewer.join("\n\n").into();
    text["annexes"].as_array_mut().unwrap().push(json!({ "id": "map", "title": "Map of wells", "text": "The map." }));
    text["agenda"][0]["documents"].as_array_mut().unwrap().push("map".into());
    text["agenda"][2]["title"] = "Other matters of the group".into();
    text["time"]["start"] = "2026-07-17T10:00".into();
    text["venue"]["place"] = "Council Hall, Lower Maro".into();
    edited.0.write("packs/water-points/meeting.json", text.to_string().as_bytes());
    edited.build();
    let list = list(&edited, "out/water-points.zip");
    let overview = list.split("</table>").next().unwrap();
    for part in [
        "<td>Meeting, times and places</td><td><strong>Changed (2):</strong> Time, Venue</td>",
        "<a href=\"#annexes..start\">Annexes</a>",
        "<strong>Changed (6):</strong>",
        "Map of wells</a>",
    ] {
        assert!(overview.contains(part), "{part}: {overview}");
    }
    assert!(list.contains("<del>Paragraph 41 of the notes."), "the first words: {list}");
    let is_one_row = list.matches("Removed (5)").count() == 1;
    assert!(list.contains("<del>Paragraph 45 of the notes.") && is_one_row, "the first words of each: {list}");
    // The page is that of the paragraphs, not of the heading over them.
    let old_page = |words: &str| -> usize {
        let row = list.split(words).nth(1).unwrap().split("</tr>").next().unwrap();
        let number = row.split("page").nth(1).unwrap().trim_start_matches(['s', ' ']);
        number.split(|c: char| !c.is_numeric()).next().unwrap().parse().unwrap()
    };
    assert!(old_page("<del>Paragraph 41") > old_page("Paragraph 1 of"), "{list}");
}

#[test]
fn a_redline_has_removed_words_in_their_cells_and_says_what_moved() {
    let edited = Edited::new();
    let mut text = definition("council");
    text["pack"].as_array_mut().unwrap().push(json!({ "document": "redline" }));
    edited.add("council", "council", &text);
    edited.build();
    let (code, _, err) = edited.0.run(&["issue", "council", "--on", "2026-03-05"]);
    assert_eq!(code, 0, "{err}");
    let decisions = text["decisions"].as_array_mut().unwrap();
    let names = &mut decisions.iter_mut().find(|one| one["id"] == "buy-sweeper").unwrap()["vote"]["names"];
    let moved = names.as_object_mut().unwrap().remove("abstain").unwrap();
    names["against"].as_array_mut().unwrap().push(moved[0].clone());
    text["time"]["start"] = text["time"]["start"].as_str().unwrap().replace("T19:00", "T18:30").into();
    let agenda = text["agenda"].as_array_mut().unwrap();
    agenda.swap(5, 6);
    edited.0.write("packs/council/meeting.json", text.to_string().as_bytes());
    edited.build();
    let html = page(&edited, "out/council.zip");
    let redline = html.split("<section class=\"redline\"").nth(1).unwrap().split("\n</section>").next().unwrap();
    let number = "<del>1</del><del class=\"blank\"> </del><ins>2</ins>";
    for part in ["<td><del>Abstaining</del></td>", "<td><del>Ines Caldera-Moss</del></td>", number] {
        assert!(redline.contains(part), "{part}: {redline}");
    }
    for part in ["[moved from here]", "[moved here]"] {
        assert!(redline.contains(part), "{part}: {redline}");
    }
}

#[test]
fn a_change_has_a_name_and_a_place_of_its_own() {
    let edited = sent("board");
    let mut text = definition("board");
    text["decisions"][1]["text"] = "A pump is no longer needed.".into();
    text["masthead"]["symbol"] = "THF/B/43".into();
    edited.0.write("packs/board/meeting.json", text.to_string().as_bytes());
    edited.build();
    let html = page(&edited, "out/board.zip");
    let list = list(&edited, "out/board.zip");
    assert!(list.contains("Symbol, date and distribution"), "{list}");
    let place = list.split("<a href=\"#minutes..at-").nth(1).unwrap().split('"').next().unwrap();
    let target = format!("<span id=\"minutes..at-{place}\"></span>A pump is no longer needed.");
    assert!(html.contains(&target), "{target}");
    // A place is nothing that a document says: what is recorded next is the same.
    let (code, _, err) = edited.0.run(&["issue", "board", "--on", "2026-03-08"]);
    assert_eq!(code, 0, "{err}");
    let record = std::fs::read_to_string(edited.0.path().join("packs/board/issues.json")).unwrap();
    assert!(!record.contains("..at-"));
    let files = unzipped(&std::fs::read(edited.0.path().join("out/board.zip")).unwrap());
    assert!(files.contains_key("changes.pdf"));
}

/// Who follows a link has to know that it leads elsewhere now.
#[test]
fn another_address_is_shown_and_what_has_no_heading_is_named() {
    let edited = Edited::new();
    let mut text = definition("board");
    text["agenda"][2]["text"] = "See [the book](https://b.example/1).".into();
    edited.add("board", "board", &text);
    edited.build();
    assert_eq!(edited.0.run(&["issue", "board", "--on", "2026-03-05"]).0, 0);
    text["agenda"][2]["text"] = "See [the book](https://b.example/2).".into();
    text["closing"] = "Everybody went home late in the evening and nobody was sorry.".into();
    edited.0.write("packs/board/meeting.json", text.to_string().as_bytes());
    edited.build();
    let list = list(&edited, "out/board.zip");
    assert!(list.contains("https://<del>b.example/1</del>"), "{list}");
    assert!(list.contains("https://<ins>b.example/2</ins>"), "{list}");
    assert!(list.contains("Everybody went home late in the evening…"), "{list}");
}
