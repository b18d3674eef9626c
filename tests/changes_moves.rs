//! What stands elsewhere, and what is only numbered, named or placed otherwise: each is told as what it is.

use serde_json::{Value, json};

use crate::changes::{Edited, definition, page, part};
use crate::redlines::bars;
use crate::support::unzipped;

const PARAGRAPHS: [&str; 5] = [
    "The north lamp burns whale oil all night.",
    "Two keepers share a single bed there.",
    "Ropes were bought from a chandler abroad.",
    "Gulls nest under every eave in spring.",
    "No visitor may climb beyond the gallery.",
];
const CHINESE: [&str; 5] = [
    "看守人整夜点着鲸油灯。",
    "两人合用一张床铺。",
    "绳索购自外国商贩。",
    "海鸥春天在檐下筑巢。",
    "访客不得登上回廊。",
];
const ROWS: [&str; 5] = [
    "| North | whale | 40 |",
    "| South | rape | 55 |",
    "| East | olive | 61 |",
    "| West | tallow | 72 |",
    "| Centre | gas | 83 |",
];
const ENTRIES: [&str; 5] =
    ["- lamps of copper", "- wicks of cotton", "- ropes of hemp", "- doors of oak", "- locks of brass"];

/// The changes between two states of a pack, each as `kind: item: before → after`, and the lines that people read.
fn told(before: &Value, now: &Value) -> (Vec<String>, String) {
    let edited = Edited::new();
    for (text, zip) in [(before, "old.zip"), (now, "new.zip")] {
        edited.add("board", "board", text);
        edited.build();
        std::fs::copy(edited.0.path().join("out/board.zip"), edited.0.path().join(zip)).unwrap();
    }
    let (code, lines, err) = edited.0.run(&["changes", "old.zip", "new.zip"]);
    assert_eq!(code, 0, "{err}");
    let (code, out, err) = edited.0.run(&["changes", "old.zip", "new.zip", "--format", "json"]);
    assert_eq!(code, 0, "{err}");
    let told: Value = serde_json::from_str(&out).unwrap();
    let word = |value: &Value| value.as_str().unwrap_or_default().replace('\u{a0}', " ");
    let changes = told["editions"][0]["changes"].as_array().unwrap().iter();
    let changes = changes.map(|change| {
        let [what, item, before, after] = ["what", "item", "before", "after"].map(|key| word(&change[key]));
        format!("{what}: {item}: {before} → {after}")
    });
    (changes.collect(), lines)
}

/// A pack with a text in its first annex, or as paragraphs of an item.
fn with(texts: &[&str], is_of_item: bool) -> Value {
    let mut text = definition("board");
    let separator = if texts[0].starts_with(['|', '-']) { "\n" } else { "\n\n" };
    let head = if texts[0].starts_with('|') { "| Lamp | Oil | Cost |\n|---|---|---|\n" } else { "" };
    match is_of_item {
        true => {
            let proceedings = text["agenda"][0]["proceedings"].as_array_mut().unwrap();
            proceedings.extend(texts.iter().map(|text| json!({ "text": text })));
        }
        false => {
            text["annexes"][0]["text"] = format!("{head}{}\n\nSee @audit-committee.", texts.join(separator)).into()
        }
    }
    text
}

#[test]
fn two_texts_that_change_places_moved_and_were_not_reworded() {
    for (texts, is_of_item) in
        [(&PARAGRAPHS, false), (&CHINESE, false), (&ROWS, false), (&ENTRIES, false), (&PARAGRAPHS, true)]
    {
        for (one, other) in [(0, 1), (0, 3), (1, 4)] {
            let mut now = *texts;
            now.swap(one, other);
            let (changes, _) = told(&with(texts, is_of_item), &with(&now, is_of_item));
            assert!(
                !changes.is_empty() && changes.iter().all(|change| change.starts_with("moved")),
                "{now:?}: {changes:#?}"
            );
        }
    }
    // What stands between them and was reworded is told as that.
    let mut now = PARAGRAPHS;
    now.swap(0, 4);
    now[2] = "Ropes were bought from a chandler ashore.";
    let (changes, _) = told(&with(&PARAGRAPHS, false), &with(&now, false));
    let kinds: Vec<&str> = changes.iter().filter_map(|change| change.split(':').next()).collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == "moved").count(), 2, "{changes:#?}");
    assert_eq!(kinds.iter().filter(|kind| **kind == "changed").count(), 1, "{changes:#?}");
    assert_eq!(kinds.len(), 3, "{changes:#?}");
}

#[test]
fn times_that_changed_stand_first_and_scales_of_maps_do_not() {
    let state = |lamp: &str, figures: &str| {
        let mut text = definition("board");
        text["agenda"][1]["text"] = lamp.into();
        text["annexes"][0]["text"] = format!("On the board stands {figures}.\n\nSee @audit-committee.").into();
        text
    };
    for (before, now, first) in [("9:30", "9:45", "9:45"), ("1:2500", "1:5000", "gas")] {
        let (changes, _) = told(&state("The lamp burns oil.", before), &state("The lamp burns gas.", now));
        assert!(changes.len() == 2 && changes[0].contains(first), "{changes:#?}");
    }
}

/// The last entry of a list ends in another sign than the others, and the one before it in a word: both follow from the place.
#[test]
fn signs_at_the_end_of_entries_follow_from_their_places() {
    let entries = ["copper lamps for the mole", "cotton wicks", "hemp ropes", "oak doors", "brass locks"];
    let list = |order: &[usize], signs: [&str; 3]| {
        let mut text = definition("board");
        let last = order.len() - 1;
        let lines = order.iter().enumerate();
        let lines = lines.map(|(at, entry)| {
            let sign = signs[(at + 2).saturating_sub(last)];
            let start = if sign.ends_with("**") { "**" } else { "" };
            format!("- {start}{}{sign}", entries[*entry])
        });
        text["annexes"][0]["text"] =
            format!("{}\n\nSee @audit-committee.", lines.collect::<Vec<_>>().join("\n")).into();
        text
    };
    let cases = [
        (&[1, 2, 3, 0][..], "moved", 0),
        (&[3, 0, 1, 2], "moved", 3),
        (&[0, 1, 2, 3, 4], "added", 4),
        (&[0, 1, 2], "removed", 3),
    ];
    for (signs, (order, kind, entry)) in [
        [";", ";", "."],
        [",", ",", ""],
        ["；", "；", "。"],
        [" ;", " ;", "."],
        ["\u{a0};", "\u{a0};", ""],
        [";**", ";**", ".**"],
    ]
    .into_iter()
    .chain([[";", "; and", "."], [" ;", " ; et", "."], ["；", "；和", "。"], [";", "؛ و", "."], [";", "; и", ""]])
    .flat_map(|signs| cases.map(|case| (signs, case)))
    {
        let (changes, _) = told(&list(&[0, 1, 2, 3], signs), &list(order, signs));
        let is_it = |change: &String| change.starts_with(kind) && change.contains(entries[entry]);
        assert!(changes.len() == 1 && is_it(&changes[0]), "{signs:?} {order:?}: {changes:#?}");
    }
    // A sign that changes where it is, is told.
    for signs in [[";", ";", ";"], [";", "; and", "."], [";", ",", "."]] {
        let (changes, _) = told(&list(&[0, 1, 2, 3], [";", ";", "."]), &list(&[0, 1, 2, 3], signs));
        assert!(changes.len() == 1 && changes[0].starts_with("changed"), "{changes:#?}");
    }
}

/// Votes by name, for instance: nothing took their place.
#[test]
fn the_same_words_in_another_order_are_changed_and_not_replaced() {
    let of = |words: &str| {
        let mut text = definition("board");
        text["annexes"][0]["text"] = format!("{words}\n\nSee @audit-committee.").into();
        text
    };
    let (before, now) = ("Vane Harker Stroud Oxbow Ferris Crake", "Crake Ferris Oxbow Stroud Harker Vane");
    for (now, kind) in [(now, "changed"), ("Penny Rook Quill Marsh Tern Gull", "replaced")] {
        let (changes, _) = told(&of(before), &of(now));
        assert!(changes.len() == 1 && changes[0].starts_with(kind), "{changes:#?}");
    }
}

/// A row that begins with the name of a thing is about that thing, whatever its number is now.
#[test]
fn rows_about_things_that_change_places_are_not_reworded() {
    let (before, mut now) = (definition("board"), definition("board"));
    let decisions = now["decisions"].as_array_mut().unwrap();
    let last = decisions.len() - 1;
    decisions.swap(0, last);
    let (changes, lines) = told(&before, &now);
    assert!(!changes.is_empty() && changes.iter().all(|change| change.starts_with("moved")), "{changes:#?}");
    assert!(lines.contains("Renumbered"), "{lines}");
}

/// A row of a table that is sorted, with another time or date: what it is about moved.
#[test]
fn rows_about_things_that_moved_and_have_another_time_are_changed() {
    let before = definition("board");
    let mut now: Value =
        serde_json::from_str(&before.to_string().replace("2026-03-12T14:00", "2026-03-13T14:00")).unwrap();
    let agenda = now["agenda"].as_array_mut().unwrap();
    let last = agenda.pop().unwrap();
    agenda.insert(2, last);
    let (changes, _) = told(&before, &now);
    let of_summary = changes.iter().filter(|change| change.contains("three days in June")).collect::<Vec<_>>();
    assert!(!of_summary.is_empty() && of_summary.iter().all(|change| change.starts_with("changed")), "{changes:#?}");
}

/// An annex with another id is the same, and references to it follow.
#[test]
fn references_to_an_annex_that_has_another_id_and_another_number_are_no_change() {
    let with = |id: &str, others: &[Value]| {
        let mut text = definition("board");
        let annexes = text["annexes"].as_array_mut().unwrap();
        annexes.insert(0, json!({ "id": id, "title": "Rules", "text": "Nobody runs." }));
        annexes.splice(0..0, others.iter().cloned());
        text["agenda"][0]["proceedings"].as_array_mut().unwrap().push(json!({ "text": format!("See @{id}.") }));
        text
    };
    let other = json!({ "id": "map", "title": "Map", "text": "The harbour lies in the east." });
    let (changes, lines) = told(&with("rules", &[]), &with("rules-2026", &[other]));
    assert!(changes.len() == 1 && changes[0].starts_with("added"), "{changes:#?}");
    assert!(lines.contains("Renumbered"), "{lines}");
}

/// Items and decisions with other ids are known by their titles: neither they nor their rows and lines are told because one comes before.
#[test]
fn things_that_have_another_id_and_another_number_are_no_change() {
    let before = definition("board");
    let decision =
        json!({ "id": "lamps", "title": "Lamps", "text": "Lamps are lit.", "items": ["n-opening-business"] });
    for (list, first) in [("agenda", json!({ "id": "lamps", "title": "Lamps" })), ("decisions", decision)] {
        let things = before["agenda"].as_array().unwrap().iter().chain(before["decisions"].as_array().unwrap());
        let named = things.map(|thing| thing["id"].as_str().unwrap()).fold(before.to_string(), |text, id| {
            let quoted = |id: &str| format!("\"{id}\"");
            // Other ids begin so, too.
            let text = text
                .replace(&format!("@{id}-"), &format!("\u{1}{id}-"))
                .replace(&quoted(id), &quoted(&format!("n-{id}")));
            text.replace(&format!("@{id}"), &format!("@n-{id}")).replace('\u{1}', "@")
        });
        let mut now: Value = serde_json::from_str(&named).unwrap();
        now[list].as_array_mut().unwrap().insert(0, first);
        let (changes, lines) = told(&before, &now);
        assert!(!changes.is_empty() && changes.iter().all(|change| change.starts_with("added")), "{changes:#?}");
        assert!(lines.to_lowercase().contains("renumbered"), "{lines}");
    }
}

/// An outcome document with sections.
fn sections(titles: &[&str]) -> Value {
    let mut text = definition("board");
    let section =
        |title: &&str| json!({ "title": title, "paragraphs": [format!("Of {title} there is much to say here.")] });
    let annex = text["annexes"][0].as_object_mut().unwrap();
    annex.remove("text");
    annex.insert("outcome_document".into(), json!({ "sections": titles.iter().map(section).collect::<Vec<_>>() }));
    text
}

/// A line may end behind "II." and not behind "V.", which may be initials: nobody sees which blank stands there.
#[test]
fn numbers_of_sections_that_only_follow_are_no_change_whatever_blank_stands_behind_them() {
    let titles = ["Members", "Votes", "Money", "Boats", "Keys"];
    let more = ["Dogs", "Members", "Votes", "Money", "Boats", "Keys"];
    for (before, now, kind) in [(&titles[..], &more[..], "added"), (&more[..], &titles[..], "removed")] {
        let (changes, lines) = told(&sections(before), &sections(now));
        assert!(changes.iter().all(|change| change.starts_with(kind)), "{changes:#?}");
        assert!(lines.contains("Renumbered: "), "{lines}");
    }
}

fn table(rows: &[&str]) -> Value {
    let mut text = definition("board");
    text["annexes"][0]["text"] = format!("| Pro | Contra |\n|---|---|\n{}", rows.join("\n")).into();
    text
}

#[test]
fn a_row_that_came_or_went_or_moved_has_its_empty_cells() {
    let rows = ["| y | z |", "| u | v |"];
    let with = |row: &'static str, at: usize| {
        let mut rows = rows.to_vec();
        rows.insert(at, row);
        table(&rows)
    };
    let cases = [("|  | too dear |", " | too dear", "– | too dear"), ("| too dear |  |", "too dear |", "too dear | –")];
    for (row, words, shown) in cases {
        let (changes, lines) = told(&table(&rows), &with(row, 2));
        assert!(changes.len() == 1 && changes[0].ends_with(&format!("→ {words}")), "{changes:?}");
        assert!(lines.contains(&format!("added    {{+{shown}+}}")), "{lines}");
        let (changes, lines) = told(&with(row, 2), &table(&rows));
        assert!(changes.len() == 1 && changes[0].contains(&format!(": {words} →")), "{changes:?}");
        assert!(lines.contains(&format!("removed  [-{shown}-]")), "{lines}");
        let (changes, _) = told(&with(row, 0), &with(row, 2));
        assert!(changes.len() == 1 && changes[0].starts_with(&format!("moved: {shown}: ")), "{changes:?}");
    }
    let (_, lines) = told(&with("|  | too dear |", 1), &with("| too dear |  |", 1));
    assert!(lines.contains("[-– | too dear-]{+too dear | –+}"), "{lines}");
    // On the page as well.
    let edited = Edited::new();
    edited.add("board", "board", &table(&rows));
    edited.build();
    assert_eq!(edited.0.run(&["issue", "board", "--on", "2026-06-20"]).0, 0);
    edited.add("board", "board", &with("|  | too dear |", 2));
    edited.build();
    let list = part(&page(&edited, "out/board.zip"), "changes").replace('\u{a0}', " ");
    assert!(list.contains("<ins>– | too dear</ins>"), "{list}");
}

/// Who gets the corrected agenda finds out what was corrected in it.
#[test]
fn lines_that_name_what_has_another_title_have_bars_and_their_documents_are_named() {
    let mut text = definition("board");
    text["style"]["change_bars"] = true.into();
    text["status"] = "minutes-draft".into();
    let edited = Edited::new();
    edited.add("board", "board", &text);
    edited.build();
    let bars_of = |name: &str| {
        let zip = std::fs::read(edited.0.path().join("out/board.zip")).unwrap();
        bars(&unzipped(&zip)[name])
    };
    assert_eq!(edited.0.run(&["issue", "board", "--on", "2026-06-20"]).0, 0);
    let before = ["agenda.pdf", "minutes.pdf"].map(bars_of);
    text["annexes"][0]["title"] = "Reserves Rules".into();
    edited.0.write("packs/board/meeting.json", text.to_string().as_bytes());
    edited.build();
    let list = part(&page(&edited, "out/board.zip"), "changes").replace('\u{a0}', " ");
    let also = list.split("Also in: ").nth(1).and_then(|rest| rest.split('<').next()).unwrap_or_default();
    assert!(also.contains("Agenda") && also.contains("Minutes"), "{list}");
    let now = ["agenda.pdf", "minutes.pdf"].map(bars_of);
    assert!(std::iter::zip(before, now).all(|(before, now)| before < now), "{before:?}, {now:?}");
}
