//! Annexes that are files, in lists of changes: which of their pages came, went, moved or differ.

use lopdf::{Document, Object};
use serde_json::json;

use crate::changes::{Edited, definition, page, part};
use crate::support::repository;

/// A file of two pages, edited.
fn report(edit: impl FnOnce(&mut Document)) -> Vec<u8> {
    let path = repository().join("packs/water-points/papers/quarterly-report.pdf");
    let mut document = Document::load_mem(&std::fs::read(path).unwrap()).unwrap();
    edit(&mut document);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

fn page_numbered(document: &mut Document, number: u32) -> &mut lopdf::Dictionary {
    let id = document.get_pages()[&number];
    document.get_dictionary_mut(id).unwrap()
}

/// The page draws one line more.
fn draw_on(document: &mut Document, number: u32) {
    let id = document.get_pages()[&number];
    document.add_page_contents(id, b"q 10 10 m 90 90 l S Q".to_vec()).unwrap();
}

fn swap(document: &mut Document) {
    let root = document.catalog().unwrap().get(b"Pages").unwrap().as_reference().unwrap();
    document.get_dictionary_mut(root).unwrap().get_mut(b"Kids").unwrap().as_array_mut().unwrap().reverse();
}

/// The list of changes, with plain blanks, after an annex of `hospital` with `files` was sent out and another file stands in its
/// place: by audience.
fn told(files: &serde_json::Value, later: &serde_json::Value, now: &[u8]) -> Vec<(&'static str, String)> {
    told_with([("report", files), ("report", later)], now)
}

/// The same, with the ids of the annex.
fn told_with(annexes: [(&str, &serde_json::Value); 2], now: &[u8]) -> Vec<(&'static str, String)> {
    let edited = Edited::new();
    for (at, (id, files)) in annexes.into_iter().enumerate() {
        let mut definition = definition("hospital");
        let annex = json!({ "id": id, "title": "Report", "files": files });
        definition["annexes"].as_array_mut().unwrap().push(annex);
        edited.add("hospital", "hospital", &definition);
        let bytes = if at == 0 { report(|_| {}) } else { now.to_vec() };
        edited.0.write("packs/hospital/papers/report.pdf", &bytes);
        edited.build();
        if at == 0 {
            let (code, _, err) = edited.0.run(&["issue", "hospital", "--on", "2026-06-12"]);
            assert_eq!(code, 0, "{err}");
        }
    }
    let list = |audience: &str| {
        part(&page(&edited, &format!("out/hospital.{audience}.zip")), "changes").replace('\u{a0}', " ")
    };
    ["members", "observers", "public"].into_iter().map(|audience| (audience, list(audience))).collect()
}

/// What happened to which pages, row by row: "Removed: Page 1 of the annex".
fn rows(list: &str) -> Vec<String> {
    let text = |cell: &str| {
        let parts: Vec<&str> = cell
            .split('<')
            .filter_map(|part| part.split_once('>').map_or(Some(part), |(_, text)| Some(text)))
            .collect();
        parts.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let rows = list.split("<tr>").skip(1).filter(|row| row.contains("of the annex"));
    rows.map(|row| row.split("<td>").skip(1).map(text).collect::<Vec<_>>().join(" | ").replace("  ", " ")).collect()
}

#[test]
fn pages_are_told_as_what_became_of_them() {
    let whole = json!([{ "file": "papers/report.pdf" }]);
    let of = |pages: &str| json!([{ "file": "papers/report.pdf", "pages": pages }]);
    let plain = report(|_| {});
    let turned = report(|document| page_numbered(document, 1).set("Rotate", Object::Integer(90)));
    let cut = report(|document| {
        let part = vec![0.into(), 0.into(), 300.into(), 300.into()];
        page_numbered(document, 2).set("CropBox", Object::Array(part));
    });
    let both = json!([{ "file": "papers/report.pdf", "pages": "2" }, { "file": "papers/report.pdf", "pages": "1" }]);
    let cases = [
        ("turned", &whole, &whole, turned, "Changed | Page 1 of the annex"),
        ("cut", &whole, &whole, cut, "Changed | Page 2 of the annex"),
        ("drawn on", &whole, &whole, report(|document| draw_on(document, 2)), "Changed | Page 2 of the annex"),
        ("in another order", &whole, &whole, report(swap), "Moved | Page"),
        ("in another order, as listed", &whole, &both, plain.clone(), "Moved | Page"),
        ("no longer taken", &whole, &of("2"), plain.clone(), "Removed | Page 1 of the annex"),
        ("taken as well", &of("1"), &whole, plain.clone(), "New | | Page 2 of the annex"),
        ("not taken", &of("2"), &of("2"), report(|document| draw_on(document, 1)), ""),
    ];
    for (name, before, now, file, expected) in cases {
        for (audience, list) in told(before, now, &file) {
            let rows = rows(&list);
            match expected {
                // The file is in the pack of the first audience as it is, too.
                "" => assert!(
                    rows.is_empty() && (audience != "members" || list.contains("report.pdf")),
                    "{name}, {audience}: {rows:?}, {list}"
                ),
                _ => assert!(rows.len() == 1 && rows[0].contains(expected), "{name}, {audience}: {rows:?}, {list}"),
            }
        }
    }
}

#[test]
fn pages_of_an_annex_that_has_another_id_now_are_told_as_well() {
    let files = json!([{ "file": "papers/report.pdf" }]);
    for (audience, list) in
        told_with([("report", &files), ("account", &files)], &report(|document| draw_on(document, 2)))
    {
        let rows = rows(&list);
        assert!(rows.len() == 1 && rows[0].contains("Changed | Page 2 of the annex"), "{audience}: {rows:?}, {list}");
    }
}

/// A file that is listed in parts: each audience reads of the pages that it gets, by the numbers on them.
#[test]
fn an_audience_reads_of_its_own_pages_alone() {
    let parts = json!([
        { "file": "papers/report.pdf", "pages": "1", "for": "members" },
        { "file": "papers/report.pdf", "pages": "2" }
    ]);
    for (changed, of_members, of_others) in
        [(1, "Page 1 of the annex", None), (2, "Page 2 of the annex", Some("Page 1 of the annex"))]
    {
        for (audience, list) in told(&parts, &parts, &report(|document| draw_on(document, changed))) {
            let rows = rows(&list);
            match if audience == "members" { Some(of_members) } else { of_others } {
                None => assert!(list.is_empty(), "{changed}, {audience}: {list}"),
                Some(page) => {
                    assert!(rows.len() == 1 && rows[0].contains(page), "{changed}, {audience}: {rows:?}, {list}")
                }
            }
        }
    }
}

/// What is on the pages of a file that is withheld is said by nothing else; what an open file says is open.
#[test]
fn words_of_a_file_that_is_withheld_are_not_shown_as_they_were_before() {
    let said = ["The committees lined 276,500 wells.", "Pipes were looked after."];
    let list = |file_before: Option<&str>, file_now: Option<&str>| {
        let edited = Edited::new();
        for (at, audience) in [file_before, file_now].into_iter().enumerate() {
            let mut text = definition("hospital");
            let mut annex = json!({ "id": "report", "title": "Report", "files": [{ "file": "papers/report.pdf" }] });
            if let Some(audience) = audience {
                annex["for"] = audience.into();
            }
            text["annexes"].as_array_mut().unwrap().push(annex);
            let words = if at == 0 { said } else { ["Wells.", "Nothing was looked after."] };
            let words = words.iter().map(|words| json!({ "text": words }));
            text["agenda"][1]["proceedings"].as_array_mut().unwrap().extend(words);
            edited.add("hospital", "hospital", &text);
            edited.0.write("packs/hospital/papers/report.pdf", &report(|_| {}));
            edited.build();
            if at == 0 {
                assert_eq!(edited.0.run(&["issue", "hospital", "--on", "2026-06-12"]).0, 0);
            }
        }
        ["members", "public"].map(|audience| {
            let html = page(&edited, &format!("out/hospital.{audience}.zip"));
            html.split_once("<section class=\"changes\"").map_or_else(String::new, |_| part(&html, "changes"))
        })
    };
    for before in [None, Some("members")] {
        let [members, public] = list(before, Some("members"));
        assert!(members.contains("276,500"), "{members}");
        for word in ["276,500", "committees", "Pipes"] {
            assert!(!public.contains(word), "{before:?}, {word}: {public}");
        }
    }
    let [_, public] = list(None, None);
    assert!(public.contains("276,500") && public.contains("Pipes"), "{public}");
}

/// What comments of label files and templates have as examples, nobody reads: it is no open word.
#[test]
fn names_and_figures_in_comments_of_templates_are_not_open() {
    let edited = Edited::new();
    for (open, of_members) in [
        (["Silva asked for quiet.", "Quiet is kept from 12:00."], None),
        (["Quiet was asked for.", "Quiet is kept."], Some(["Silva paid.", "It closed at 12:00."])),
    ] {
        let mut text = definition("hospital");
        let mut add = |at: usize, words: &str, audience: Option<&str>| {
            let mut entry = json!({ "text": words });
            if let Some(audience) = audience {
                entry["for"] = audience.into();
            }
            text["agenda"][at]["proceedings"].as_array_mut().unwrap().push(entry);
        };
        open.iter().for_each(|words| add(1, words, None));
        of_members.iter().flatten().for_each(|words| add(0, words, Some("members")));
        edited.add("hospital", "hospital", &text);
        edited.build();
        if of_members.is_none() {
            assert_eq!(edited.0.run(&["issue", "hospital", "--on", "2026-06-12"]).0, 0);
        }
    }
    let list = |audience: &str| part(&page(&edited, &format!("out/hospital.{audience}.zip")), "changes");
    let (members, public) = (list("members"), list("public"));
    for word in ["Silva", "12:00"] {
        assert!(members.contains(word), "{word}: {members}");
        assert!(!public.contains(word), "{word}: {public}");
    }
}
