//! What is no change, and how many changes are listed: the same values in another shape, the limit of the list, numbers that follow.

use packwright::leak::texts_of_pages;
use serde_json::{Value, json};

use crate::changes::{Edited, definition, page, sent};
use crate::support::pdf::{ReadPdf, squeezed};
use crate::support::unzipped;

/// What an example that was sent out says has changed, after an edit.
fn list(edited: &Edited, pack: &str, text: &Value, options: &[&str]) -> String {
    edited.0.write(&format!("packs/{pack}/meeting.json"), text.to_string().as_bytes());
    let arguments = [&["build", pack, "--no-cache", "--allow", "warnings", "--quiet"], options].concat();
    let (code, out, err) = edited.0.run(&arguments);
    assert_eq!(code, 0, "{out}{err}");
    let html = page(edited, &format!("out/{pack}.zip")).replace('\u{a0}', " ");
    html.split("<section class=\"changes\"").nth(1).unwrap().split("</section>").next().unwrap().to_owned()
}

fn sent_as(pack: &str, text: &Value) -> Edited {
    let edited = Edited::new();
    edited.add(pack, pack, text);
    edited.build();
    let (code, out, err) = edited.0.run(&["issue", pack, "--on", "2026-03-05"]);
    assert_eq!(code, 0, "{out}{err}");
    edited
}

fn files(edited: &Edited, pack: &str) -> std::collections::BTreeMap<String, Vec<u8>> {
    unzipped(&std::fs::read(edited.0.path().join(format!("out/{pack}.zip"))).unwrap())
}

/// Every change between two zips, as `kind: before → after`, of one document.
fn told(edited: &Edited, old: &str, new: &str, document: &str) -> Vec<String> {
    let (code, out, err) = edited.0.run(&["changes", old, new, "--format", "json"]);
    assert_eq!(code, 0, "{err}");
    let told: Value = serde_json::from_str(&out).unwrap();
    let changes = told["editions"][0]["changes"].as_array().unwrap().iter();
    let word = |value: &Value| value.as_str().unwrap_or_default().replace('\u{a0}', " ");
    changes
        .filter(|change| change["document"] == document)
        .map(|change| format!("{}: {} → {}", word(&change["what"]), word(&change["before"]), word(&change["after"])))
        .collect()
}

#[test]
fn papers_in_another_shape_are_no_change() {
    let mut text = definition("water-points");
    text["masthead"] = json!({ "symbol": "WP/1" });
    text["style"]["reissue_symbols"] = "by-kind".into();
    let edited = sent_as("water-points", &text);
    let zip = |name: &str| std::fs::copy(edited.0.path().join("out/water-points.zip"), edited.0.path().join(name));
    zip("line.zip").unwrap();
    // The third paper makes a table of the line.
    let annexes = text["annexes"].as_array_mut().unwrap();
    annexes.push(json!({ "id": "late", "title": "Late paper", "text": "It came late." }));
    text["agenda"][0]["documents"].as_array_mut().unwrap().push("late".into());
    let list = list(&edited, "water-points", &text, &[]);
    for absent in ["First Quarterly Report", "Households", "Symbol<", "Document</ins>"] {
        assert!(!list.contains(absent), "{absent}: {list}");
    }
    assert!(list.contains("<ins>Late paper | Annex 4</ins>"), "{list}");
    let html = page(&edited, "out/water-points.zip");
    assert!(html.contains("WP/1<span class=\"reissue\">/Add.1</span>"), "nothing but a paper came");
    zip("table.zip").unwrap();
    assert_eq!(told(&edited, "line.zip", "table.zip", "agenda"), ["added:  → Late paper | Annex 4"]);
    assert_eq!(told(&edited, "table.zip", "line.zip", "agenda"), ["removed: Late paper | Annex 4 → "]);
    let (code, _, err) = edited.0.run(&["changes", "line.zip", "table.zip", "--redline", "marked.html"]);
    assert_eq!(code, 0, "{err}");
    let marked = std::fs::read_to_string(edited.0.path().join("marked.html")).unwrap();
    assert!(!marked.contains("<del>") && marked.contains("<ins>Late paper</ins>"), "{marked}");
    // A title that changed with the shape is told as changed.
    text["annexes"][1]["title"] = "Households without Safe Water".into();
    edited.0.write("packs/water-points/meeting.json", text.to_string().as_bytes());
    edited.build();
    zip("titled.zip").unwrap();
    let told = told(&edited, "line.zip", "titled.zip", "agenda");
    let changed = "changed: Annex 2 (Households with Safe Water) → Households without Safe Water | Annex 2";
    assert!(told.iter().any(|one| one == changed), "{told:?}");
}

#[test]
fn another_column_is_something_new() {
    let mut text = definition("water-points");
    text["masthead"] = json!({ "symbol": "WP/1" });
    text["style"]["reissue_symbols"] = "by-kind".into();
    text["agenda"][2]["text"] = "| Village | Wells |\n|---|---|\n| Upper Maro | 12 |\n| Lower Maro | 9 |".into();
    let edited = sent_as("water-points", &text);
    text["agenda"][2]["text"] =
        "| Village | Wells | Pumps |\n|---|---|---|\n| Upper Maro | 12 | 3 |\n| Lower Maro | 9 | 4 |".into();
    list(&edited, "water-points", &text, &[]);
    assert!(page(&edited, "out/water-points.zip").contains("WP/1<span class=\"reissue\">/Add.1</span>"));
}

/// A list has the most important changes, and says on top that it does not have all.
#[test]
fn a_long_list_has_the_most_important_and_says_so_on_top() {
    let item = |number: usize| json!({ "id": format!("item-{number}"), "title": format!("Matter of well {number}") });
    let mut text = definition("smallest");
    text["agenda"] = (1..=340).map(item).collect();
    text.as_object_mut().unwrap().remove("decisions");
    let edited = sent_as("smallest", &text);
    let agenda = text["agenda"].as_array_mut().unwrap();
    agenda.reverse();
    for item in agenda.iter_mut().step_by(4) {
        item["title"] = format!("{} and its pump", item["title"].as_str().unwrap()).into();
    }
    text["time"]["start"] = "2026-05-05T11:15".into();
    let list = list(&edited, "smallest", &text, &[]);
    let limit = list.find("most important are listed.").unwrap_or_else(|| panic!("{list}"));
    assert!(limit < list.find("<table").unwrap(), "it stands on top");
    let (overview, rows) = list.split_once("</table>").unwrap();
    assert!(overview.contains("Moved (339)") && overview.contains("Changed (85)"), "all are counted: {overview}");
    assert_eq!(rows.matches(" <ins>and its pump</ins>").count(), 85, "{rows}");
    assert!(rows.find("11:15").unwrap() < rows.find("pump").unwrap());
    let build = ["build", "smallest", "--no-cache", "--quiet"];
    let (code, _, err) = edited.0.run(&build);
    assert!(
        code == 0 && err.contains("warning[long-list]: the list of changes has the 300 most important of"),
        "{err}"
    );
}

#[test]
fn numbers_that_follow_are_those_of_items_or_of_paragraphs() {
    let edited = sent("hospital");
    let mut text = definition("hospital");
    let item = json!({ "id": "parking", "title": "Parking", "proceedings": [{ "text": "It was discussed." }] });
    text["agenda"].as_array_mut().unwrap().insert(1, item);
    edited.0.write("packs/hospital/meeting.json", text.to_string().as_bytes());
    edited.build();
    let html = page(&edited, "out/hospital.members.zip").replace('\u{a0}', " ");
    let html = html.split("<section class=\"changes\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(html.contains("Items renumbered: 2 is now 3, 3 is now 4, 4 is now 5"), "{html}");
    assert!(html.contains("Paragraphs renumbered: 3 is now 4, 4 is now 5"), "{html}");
}

/// On a page that goes on with a table, it is seen where the first row is; those who listen heard it already.
#[test]
fn a_row_after_a_page_break_says_again_where_it_is() {
    let edited = sent("board");
    let mut text = definition("board");
    for item in text["agenda"].as_array_mut().unwrap() {
        for said in item.get_mut("proceedings").and_then(Value::as_array_mut).into_iter().flatten() {
            let more = "It was said again at some length, so that all who came late could follow.";
            said["text"] = format!("{} {more}", said["text"].as_str().unwrap_or_default()).into();
        }
    }
    list(&edited, "board", &text, &[]);
    let pdf = files(&edited, "board").remove("changes.pdf").unwrap();
    let pages = ReadPdf::new(&pdf).pages();
    let texts = texts_of_pages(&pdf, &(0..pages).collect::<Vec<_>>());
    let first_words = |text: &String| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        text.split_once("Where Before Now").map(|(_, rest)| rest.trim().to_owned())
    };
    let begins: Vec<String> = texts.iter().skip(2).filter_map(first_words).collect();
    assert!(begins.len() > 1, "{texts:?}");
    let goes_on = |begin: &&String| begin.starts_with("Changed") || begin.starts_with("New");
    assert_eq!(begins.iter().find(goes_on), None);
    let tagged = ReadPdf::new(&pdf).text().replace('\u{a0}', " ");
    let count = |text: &str| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        text.matches("Repair of the north slipway").count()
    };
    let html = page(&edited, "out/board.zip");
    let section = html.split("<section class=\"changes\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert_eq!(count(&tagged), count(&section.replace('\u{a0}', " ")), "it is read once");
    assert!(count(&texts.join(" ").replace('\u{a0}', " ")) > count(&tagged), "and seen again");
}

#[test]
fn a_paper_that_is_gone_with_its_document_has_a_row_of_its_own() {
    let mut text = definition("smallest");
    text["annexes"] = json!([{ "id": "history", "title": "History", "text": "It was long ago." }]);
    text["agenda"][0]["documents"] = json!(["history"]);
    let edited = sent_as("smallest", &text);
    text.as_object_mut().unwrap().remove("annexes");
    text["agenda"][0].as_object_mut().unwrap().remove("documents");
    let list = list(&edited, "smallest", &text, &["--text"]);
    assert!(list.contains("<del>Annex 1 History</del>"), "{list}");
    let text = String::from_utf8(files(&edited, "smallest").remove("changes.txt").unwrap()).unwrap();
    let text = text.replace('\u{a0}', " ");
    assert!(text.contains("Annex 1 History") && text.contains("Removed"), "{text}");
}

#[test]
fn one_pdf_of_all_calls_documents_by_their_titles() {
    let mut text = definition("six-languages");
    text["pack"] = json!([{ "document": "agenda" }, { "document": "minutes" }, { "document": "redline" }]);
    let edited = sent_as("six-languages", &text);
    for (_, title) in text["agenda"][1]["title"].as_object_mut().unwrap() {
        *title = format!("{} ++", title.as_str().unwrap()).into();
    }
    list_of_all(&edited, &text);
    let files = files(&edited, "six-languages");
    let titles = [
        ("en", "Minutes with changes marked"),
        ("fr", "Procès-verbal avec modifications apparentes"),
        ("es", "Acta con modificaciones visibles"),
        ("ru", "Протокол с выделенными изменениями"),
        ("zh", "会议记录（标明变更）"),
        ("ar", "محضر الاجتماع مع إظهار التغييرات"),
    ];
    for (language, title) in titles {
        let said = squeezed(&ReadPdf::new(&files[&format!("{language}/complete.pdf")]).text());
        // Arabic is read in the order in which it stands on the page.
        let title = squeezed(title);
        let title = if language == "ar" { title.chars().rev().collect() } else { title };
        assert!(!said.contains(".pdf") && said.contains(&title), "{language}: {said}");
        let html = String::from_utf8(files[&format!("{language}/index.html")].clone()).unwrap();
        let redline = html.split("<section class=\"redline\"").nth(1).unwrap().split("\n</section>").next().unwrap();
        assert!(!redline.contains("class=\"signatures\""), "nobody signs a marked copy: {redline}");
    }
    // The marked copy is called as the minutes are.
    text["pack"][1]["title"] = json!({ "en": "Report of the Working Group" });
    text["languages"] = json!(["en"]);
    list_of_all(&edited, &text);
    let html = page(&edited, "out/six-languages.zip");
    assert!(html.contains("Report of the Working Group with changes marked"));
}

fn list_of_all(edited: &Edited, text: &Value) {
    edited.0.write("packs/six-languages/meeting.json", text.to_string().as_bytes());
    let arguments = ["build", "six-languages", "--no-cache", "--allow", "warnings", "--quiet", "--merged"];
    let (code, out, err) = edited.0.run(&arguments);
    assert_eq!(code, 0, "{out}{err}");
}

/// What came under a heading is named with it; nothing leads from what is gone to what stands beside it now.
#[test]
fn a_person_who_came_is_named_and_one_who_is_gone_leads_nowhere() {
    let edited = sent("board");
    let mut text = definition("board");
    let mut fewer = text.clone();
    let people = text["attendance"]["participants"].as_array_mut().unwrap();
    people.push(json!({ "name": "Zed Zoologist", "class": "observer", "affiliation": "Zoo" }));
    text["closing"] = "Everybody went home late.".into();
    text["certification"] = "We certify it.".into();
    fewer["attendance"]["participants"].as_array_mut().unwrap().retain(|one| one["presence"] != "absent");
    let overview = |text: &mut Value| {
        for at in [0, 1, 2, 3, 4] {
            text["agenda"][at]["title"] = format!("Matter {at}").into();
        }
        let list = list(&edited, "board", text, &[]);
        assert!(!list.contains("Absent</a>"), "{list}");
        list.split("</table>").next().unwrap().to_owned()
    };
    let (more, fewer) = (overview(&mut text), overview(&mut fewer));
    assert!(more.contains("Observer: Zed Zoologist, Zoo</a>"), "{more}");
    assert!(fewer.contains("<strong>Removed (1):</strong> Absent: Perpetua Loomis"), "{fewer}");
}

/// A removed part shows how it began; a cell without words is a dash.
#[test]
fn long_and_empty_parts_are_shown_by_what_they_say() {
    let mut text = definition("smallest");
    let long = |words: &str| format!("{words} {}", "It went on and on for a long time. ".repeat(8));
    text["agenda"][1]["text"] =
        format!("{}\n\n{}\n\n{}", long("First of all."), long("Then."), long("At last.")).into();
    text["agenda"][0]["text"] = "| Day | Time | Where |\n|---|---|---|\n| Monday | 10:00 | Hall |".into();
    let edited = sent_as("smallest", &text);
    text["agenda"].as_array_mut().unwrap().remove(1);
    text["agenda"][0]["text"] =
        "| Day | Time | Where |\n|---|---|---|\n| Monday | 10:00 | Hall |\n| Friday | | Boat |".into();
    let list = list(&edited, "smallest", &text, &[]);
    assert!(list.contains("First of all."), "{list}");
    assert!(list.contains("<ins>Friday | – | Boat</ins>"), "{list}");
}

#[test]
fn another_source_of_a_file_is_a_row() {
    let edited = sent("water-points");
    let path = edited.0.path().join("packs/water-points/papers/terms-of-reference.html");
    let source = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, source + "<!-- anew -->").unwrap();
    let list = list(&edited, "water-points", &definition("water-points"), &[]);
    assert!(list.contains("Annex 3 Terms of Reference") && list.contains("terms-of-reference.html"), "{list}");
}

/// Each page knows only its own bars: pages that looked for all of them took memory by the square of their number. Memory is limited on
/// Linux alone.
#[cfg(target_os = "linux")]
#[test]
fn thousands_of_bars_take_no_more_memory_than_as_many_texts() {
    let said =
        |number: usize| json!({ "text": format!("Paragraph {number} says something about wells, pumps and tanks.") });
    let mut text = definition("smallest");
    text["status"] = "minutes-draft".into();
    text["style"]["change_bars"] = true.into();
    text["pack"] = json!([{ "document": "minutes" }, { "document": "redline" }]);
    text["agenda"][0]["proceedings"] = (0..1200).map(said).collect();
    let edited = sent_as("smallest", &text);
    let path = edited.0.path().join("packs/smallest/issues.json");
    let mut record: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    let documents = record.pointer_mut("/issues/0/packs/0/editions/0/documents").unwrap().as_array_mut().unwrap();
    let minutes = documents.iter_mut().find(|document| document["name"] == "minutes").unwrap();
    minutes["blocks"] =
        (0..2500).map(|at| json!({ "text": format!("Nothing at all, {at} times, in {}", at * 31) })).collect();
    std::fs::write(&path, record.to_string()).unwrap();
    let build = ["build", "smallest", "--no-cache", "--allow", "warnings", "--quiet", "--pack-memory", "800"];
    let (code, out, err) = edited.0.run(&build);
    assert_eq!(code, 0, "{out}{err}");
}
