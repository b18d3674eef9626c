//! Registers over many packs, read back in every format as other programs read them.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::support::{Scratch, copied, packwright, repository, unzipped};

/// The packs of the cases; `broken` only if it is asked for.
fn workspace(with_broken: bool) -> tempfile::TempDir {
    let workspace = copied(&repository().join("tests/cases/registers"));
    if !with_broken {
        std::fs::remove_dir_all(workspace.path().join("packs/broken")).unwrap();
    }
    workspace
}

/// Runs `register` there; exit code, standard output as bytes, standard error.
fn register(folder: &tempfile::TempDir, arguments: &[&str]) -> (i32, Vec<u8>, String) {
    let all: Vec<&str> = ["register"].iter().chain(arguments).copied().collect();
    let output = packwright(folder.path(), &all);
    (output.status.code().unwrap(), output.stdout, String::from_utf8(output.stderr).unwrap())
}

fn text(folder: &tempfile::TempDir, arguments: &[&str]) -> String {
    let (code, out, err) = register(folder, arguments);
    assert_eq!((code, err.as_str()), (0, ""), "{arguments:?}");
    String::from_utf8(out).unwrap()
}

fn json(folder: &tempfile::TempDir, arguments: &[&str]) -> Value {
    let arguments: Vec<&str> = arguments.iter().copied().chain(["--format", "json"]).collect();
    serde_json::from_str(&text(folder, &arguments)).unwrap()
}

/// Ids of the actions in a register.
fn ids(folder: &tempfile::TempDir, arguments: &[&str]) -> Vec<String> {
    let arguments: Vec<&str> = ["actions"].iter().chain(arguments).copied().collect();
    let all = json(folder, &arguments);
    all["actions"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
}

/// Fields of CSV by the letter of RFC 4180: every line ends in CR LF and has as many fields as the first, quotes are at both
/// ends of a field and doubled inside, and nowhere else.
fn strictly(csv: &str) -> Vec<Vec<String>> {
    let mut rows = vec![Vec::new()];
    let mut chars = csv.chars().peekable();
    while chars.peek().is_some() {
        let mut field = String::new();
        if chars.next_if_eq(&'"').is_some() {
            loop {
                match chars.next().expect("a quote is not closed") {
                    '"' if chars.next_if_eq(&'"').is_some() => field.push('"'),
                    '"' => break,
                    c => field.push(c),
                }
            }
        } else {
            while let Some(c) = chars.next_if(|c| !matches!(c, ',' | '\r')) {
                assert!(c != '"' && c != '\n', "`{c}` outside of quotes");
                field.push(c);
            }
        }
        rows.last_mut().unwrap().push(field);
        match chars.next() {
            Some(',') => {}
            Some('\r') if chars.next() == Some('\n') => rows.push(Vec::new()),
            other => panic!("{other:?} after a field"),
        }
    }
    assert_eq!(rows.pop(), Some(Vec::new()), "the last line has an end");
    assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{rows:?}");
    rows
}

#[test]
fn a_table_is_for_people() {
    let folder = workspace(false);
    let table = text(&folder, &["actions", "--open", "--width", "110"]);
    let lines: Vec<&str> = table.lines().collect();
    assert!(lines[0].starts_with("Action ") && lines[0].contains("Owner") && lines[0].contains("Due"), "{table}");
    assert!(lines[1].starts_with("───"), "{table}");
    assert!(table.contains("Buy the boat") && table.contains("Under way") && table.contains("2026-08-31"), "{table}");
    assert!(!table.contains("Three came in") && lines.iter().all(|line| line.chars().count() <= 110), "{table}");
    // Without a terminal each row is a line.
    assert_eq!(text(&folder, &["actions"]).lines().count(), 2 + 6);
    // In a narrow one each row is a block.
    let narrow = text(&folder, &["actions", "--width", "40"]);
    assert!(narrow.lines().all(|line| line.chars().count() <= 40), "{narrow}");
    assert!(narrow.contains("Action: Buy the boat\n  Owner: Ben Okafor\n  Due: 2026-08-31\n"), "{narrow}");
    // Several have their titles.
    let both = text(&folder, &["decisions", "calendar", "spring"]);
    assert!(both.starts_with("Decisions\n\n") && both.contains("\nCalendar\n\n"), "{both}");
}

#[test]
fn csv_is_read_by_a_strict_reader() {
    let folder = workspace(false);
    let csv = text(&folder, &["actions", "--format", "csv"]);
    let rows = strictly(&csv);
    assert_eq!(rows[0][..5], ["Action", "Owner", "Due", "Status", "Remark"]);
    let all: Vec<&str> = rows[1..].iter().map(|row| row[0].as_str()).collect();
    assert!(all.contains(&"Ask for tenders, as decision RB-7 says, soon; see \"the list\"."), "{all:?}");
    let with_mark = text(&folder, &["actions", "--format", "csv", "--bom"]);
    assert_eq!(with_mark.strip_prefix('\u{feff}'), Some(csv.as_str()));
    for kind in ["decisions", "attendance", "calendar"] {
        assert!(strictly(&text(&folder, &[kind, "--format", "csv"])).len() > 2, "{kind}");
    }
}

#[test]
fn what_begins_like_a_formula_is_text() {
    let folder = workspace(false);
    let cells: Vec<String> = ["actions", "decisions", "attendance"]
        .iter()
        .flat_map(|kind| strictly(&text(&folder, &[kind, "--format", "csv"])).into_iter().skip(1).flatten())
        .collect();
    let formula = |cell: &&String| cell.starts_with(['=', '+', '-', '@', '\t']);
    assert_eq!(cells.iter().filter(formula).collect::<Vec<_>>(), [""; 0]);
    for cell in ["'=HYPERLINK(", "'+1 boat", "'-4", "'=1+1", "'@home"] {
        assert!(cells.iter().any(|one| one.starts_with(cell)), "{cell}: {cells:?}");
    }
    let book = workbook(&folder, &["actions", "decisions", "attendance"]);
    assert!(book.values().all(|sheet| !sheet.contains("<f>") && !sheet.contains("<f ")), "a formula");
    assert!(book["xl/sharedStrings.xml"].contains(">=HYPERLINK("));
    assert!(book["xl/styles.xml"].contains("quotePrefix=\"1\""));
}

/// The texts of a workbook.
fn workbook(folder: &tempfile::TempDir, kinds: &[&str]) -> BTreeMap<String, String> {
    let arguments: Vec<&str> = kinds.iter().copied().chain(["--format", "xlsx", "--out", "register.xlsx"]).collect();
    let said = text(folder, &arguments);
    assert!(said.ends_with("→ register.xlsx\n"), "{said}");
    let zip = std::fs::read(folder.path().join("register.xlsx")).unwrap();
    unzipped(&zip).into_iter().map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

#[test]
fn a_workbook_has_types_filters_widths_and_a_head_that_stays() {
    let folder = workspace(false);
    let book = workbook(&folder, &["actions", "decisions", "calendar"]);
    let parsed = |path: &str| roxmltree::Document::parse(&book[path]).unwrap();
    let names = parsed("xl/workbook.xml");
    let names = names.descendants().filter(|node| node.has_tag_name_local("sheet"));
    assert_eq!(
        names.filter_map(|node| node.attribute("name")).collect::<Vec<_>>(),
        ["Actions", "Decisions", "Calendar"]
    );
    let strings = parsed("xl/sharedStrings.xml");
    let strings: Vec<&str> =
        strings.descendants().filter(|node| node.has_tag_name_local("t")).filter_map(|node| node.text()).collect();
    for number in 1..=3 {
        let sheet = parsed(&format!("xl/worksheets/sheet{number}.xml"));
        let one = |name: &str| sheet.descendants().find(|node| node.has_tag_name_local(name));
        assert_eq!(one("pane").unwrap().attribute("state"), Some("frozen"));
        assert_eq!(one("pane").unwrap().attribute("ySplit"), Some("1"));
        assert!(one("autoFilter").unwrap().attribute("ref").unwrap().starts_with("A1:"));
        assert_eq!(one("sheetView").unwrap().attribute("rightToLeft"), None);
        let widths = sheet.descendants().filter(|node| node.has_tag_name_local("col"));
        let widths: Vec<f64> = widths.map(|node| node.attribute("width").unwrap().parse().unwrap()).collect();
        assert!(widths.iter().all(|width| (8.0..=62.0).contains(width)) && widths.len() > 1, "{widths:?}");
    }
    // 2026-04-30 as the number of days that Excel counts, and not as words; a month is words.
    let sheet = parsed("xl/worksheets/sheet1.xml");
    let cells = sheet.descendants().filter(|node| node.has_tag_name_local("c"));
    let due: Vec<(Option<&str>, String)> = cells
        .filter(|cell| cell.attribute("r").unwrap().starts_with('C') && cell.first_element_child().is_some())
        .map(|cell| (cell.attribute("t"), cell.first_element_child().unwrap().text().unwrap().to_owned()))
        .collect();
    assert!(due.contains(&(None, "46142".to_owned())), "{due:?}");
    let words: Vec<&str> = due
        .iter()
        .filter(|(kind, _)| *kind == Some("s"))
        .map(|(_, at)| strings[at.parse::<usize>().unwrap()])
        .collect();
    assert_eq!(words, ["Due", "2026-05"]);
}

trait Local {
    fn has_tag_name_local(&self, name: &str) -> bool;
}

impl Local for roxmltree::Node<'_, '_> {
    fn has_tag_name_local(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }
}

#[test]
fn the_same_packs_give_the_same_bytes() {
    let (one, other) = (workspace(false), workspace(false));
    for arguments in [
        &["actions", "attendance", "--format", "xlsx"][..],
        &["actions", "decisions", "attendance", "calendar", "--format", "json"],
        &["attendance", "--format", "csv"],
    ] {
        let (_, first, _) = register(&one, arguments);
        assert!(first.len() > 100);
        assert_eq!(first, register(&other, arguments).1, "{arguments:?}");
    }
}

#[test]
fn arabic_is_from_right_to_left() {
    let folder = workspace(false);
    let arguments = ["actions", "club", "--language", "ar", "--format", "xlsx", "--out", "register.xlsx"];
    text(&folder, &arguments);
    let book = unzipped(&std::fs::read(folder.path().join("register.xlsx")).unwrap());
    let part = |path: &str| String::from_utf8(book[path].clone()).unwrap();
    assert!(part("xl/worksheets/sheet1.xml").contains("rightToLeft=\"1\""));
    assert!(part("xl/workbook.xml").contains("name=\"الإجراءات\""));
    assert!(part("xl/sharedStrings.xml").contains("طلب الكتب"));
}

#[test]
fn the_words_are_in_the_language_that_is_asked_for() {
    let folder = workspace(false);
    let heads = |language: &str| {
        let csv = text(&folder, &["decisions", "spring", "--format", "csv", "--language", language]);
        let rows = strictly(&csv);
        (rows[0].clone(), rows[1].clone())
    };
    let (english, _) = heads("en");
    for language in ["ar", "es", "fr", "ru", "zh"] {
        let (other, row) = heads(language);
        let same: Vec<_> = english.iter().zip(&other).filter(|(a, b)| a == b).collect();
        assert!(same.len() <= 1, "{language}: {same:?}");
        assert!(!row.contains(&"Adopted".to_owned()), "{language}: {row:?}");
    }
    let (code, _, err) = register(&folder, &["actions", "--language", "xx"]);
    assert_eq!(code, 2, "{err}");
    assert!(err.contains("there are no labels for the language `xx`"), "{err}");
}

#[test]
fn rows_are_chosen() {
    let folder = workspace(false);
    assert_eq!(ids(&folder, &[]), ["boat", "tenders", "budget-2", "letter", "next-1", "paint-1"]);
    assert_eq!(ids(&folder, &["--open"]), ["boat", "budget-2", "letter", "next-1", "paint-1"]);
    // What is due in May is not overdue on its last day.
    assert_eq!(ids(&folder, &["--overdue", "2026-05-31"]), ["letter", "next-1"]);
    assert_eq!(ids(&folder, &["--overdue", "2026-06-01"]), ["letter", "next-1", "budget-2"]);
    // The chairs are those who chair; who took over an action is its owner.
    assert_eq!(ids(&folder, &["--owner", "ana"]), ["budget-2"]);
    assert_eq!(ids(&folder, &["--owner", "ben"]), ["boat", "tenders", "paint-1"]);
    assert_eq!(ids(&folder, &["--body", "club"]), ["next-1"]);
    assert_eq!(ids(&folder, &["--from", "2026-04"]), ["next-1", "paint-1"]);
    assert_eq!(ids(&folder, &["--from", "2026-04-01", "--until", "2026-05"]), ["next-1"]);
    assert_eq!(ids(&folder, &["club", "--until", "2025"]), [""; 0]);
    let (code, out, err) = register(&folder, &["actions", "--owner", "bem"]);
    assert_eq!((code, out.len()), (2, 0));
    assert!(err.contains("there is no owner `bem` in these packs\nhint: did you mean `ben`?"), "{err}");
}

#[test]
fn an_action_is_listed_once_as_it_was_left() {
    let folder = workspace(false);
    let row = |arguments: &[&str], id: &str| {
        let all = json(&folder, arguments);
        let rows = all["actions"].as_array().unwrap().iter();
        rows.filter(|row| row["id"] == id).cloned().collect::<Vec<Value>>()
    };
    let [tenders] = &row(&["actions"], "tenders")[..] else { panic!("once") };
    assert_eq!(tenders["status"]["id"], "done");
    assert_eq!(tenders["remark"], "Three came in.");
    assert_eq!((&tenders["pack"], &tenders["date"]), (&"spring".into(), &"2026-03-12".into()));
    assert_eq!(tenders["from"], "Item 1");
    // The day of the meeting that said so.
    assert_eq!(tenders["as_of"], "2026-06-11");
    assert_eq!(row(&["actions"], "budget-2")[0]["as_of"], "2026-03-12");
    assert_eq!(row(&["actions", "summer"], "budget-2")[0]["as_of"], "2026-03-12");
    let [boat] = &row(&["actions"], "boat")[..] else { panic!("once") };
    assert_eq!((&boat["status"]["id"], &boat["due"]), (&"under-way".into(), &"2026-08-31".into()));
    assert_eq!(boat["owner"], serde_json::json!([{ "id": "ben", "name": "Ben Okafor" }]));
    // Of the earlier meeting alone what it said itself; of the later one alone what is carried over.
    let [alone] = &row(&["actions", "spring"], "tenders")[..] else { panic!("once") };
    assert_eq!((&alone["status"]["id"], &alone["as_of"]), (&"open".into(), &"2026-03-12".into()));
    let [carried] = &row(&["actions", "summer"], "boat")[..] else { panic!("once") };
    assert_eq!((&carried["due"], &carried["meeting"]), (&"2026-08-31".into(), &"Spring meeting".into()));
    assert_eq!(ids(&folder, &["summer", "--open"]), ["boat", "budget-2", "letter", "paint-1"]);
}

#[test]
fn a_meeting_between_that_is_not_read_has_closed_what_it_closed() {
    let folder = workspace(false);
    let autumn = r#"{ "version": 1, "title": "Autumn meeting", "body": "board", "time": { "start": "2026-09-10" },
        "previous": { "pack": "summer" }, "agenda": [{ "id": "any", "title": "Any" }] }"#;
    std::fs::create_dir(folder.path().join("packs/autumn")).unwrap();
    std::fs::write(folder.path().join("packs/autumn/meeting.json"), autumn).unwrap();
    let rows = json(&folder, &["actions", "spring", "autumn"]);
    let tenders = rows["actions"].as_array().unwrap().iter().find(|row| row["id"] == "tenders").unwrap();
    assert_eq!(tenders["status"]["id"], "done");
    assert_eq!(ids(&folder, &["spring", "autumn", "--open"]), ["boat", "budget-2", "letter", "paint-1"]);
}

#[test]
fn decisions_attendance_and_meetings_have_what_is_stated() {
    let folder = workspace(false);
    let all = json(&folder, &["decisions", "attendance", "calendar"]);
    let boats = &all["decisions"][0];
    assert_eq!((&boats["number"], &boats["title"]), (&"RB-7".into(), &"+1 boat".into()));
    assert_eq!(boats["decision"], "The Board decided to buy a boat, if Ana Ruiz agrees.");
    assert_eq!((&boats["for"], &boats["against"], &boats["abstaining"]), (&5.into(), &1.into(), &0.into()));
    assert_eq!(boats["outcome"], serde_json::json!({ "id": "adopted", "name": "Adopted" }));
    assert_eq!(boats["body"], serde_json::json!({ "id": "board", "name": "Board" }));
    let attendance = all["attendance"].as_array().unwrap();
    assert_eq!(attendance.len(), 6);
    assert_eq!(attendance[0]["entity"], serde_json::json!({ "id": "works", "name": "Water Works" }));
    assert_eq!(attendance[1]["presence"], serde_json::json!({ "id": "excused", "name": "Excused" }));
    assert_eq!(attendance[1]["remark"], "proxy held by Ana Ruiz");
    assert_eq!((&attendance[2]["name"]["name"], &attendance[2]["remark"]), (&"Water Works".into(), &"remotely".into()));
    let meetings = all["calendar"].as_array().unwrap();
    let titles: Vec<&str> = meetings.iter().map(|row| row["title"].as_str().unwrap()).collect();
    // What the calendar of spring says of summer is in the row of summer.
    let in_order =
        ["Spring meeting", "Reading evening", "Summer meeting", "Autumn meeting", "Zebrafish day", "Away day"];
    assert_eq!(titles, in_order);
    assert_eq!((&meetings[0]["time"], &meetings[0]["zone"]), (&"10:00".into(), &"Europe/Zurich".into()));
    assert_eq!(meetings[0]["place"], "Town hall, Zoom");
    assert_eq!((&meetings[3]["date"], &meetings[3]["state"]["id"]), (&"2026-09".into(), &"to-be-confirmed".into()));
}

#[test]
fn a_broken_pack_is_told_and_the_others_are_listed() {
    let folder = workspace(true);
    let (code, out, err) = register(&folder, &["actions", "--format", "json"]);
    assert_eq!(code, 1);
    let all: Value = serde_json::from_slice(&out).unwrap();
    assert_eq!(all["actions"].as_array().unwrap().len(), 6);
    assert_eq!(all["not_read"], serde_json::json!(["broken"]));
    assert!(err.contains("error[") && err.contains("packs/broken/meeting.json:"), "{err}");
    // The same as `check` says.
    let checked = packwright(folder.path(), &["check", "broken", "--quick"]);
    let checked = String::from_utf8(checked.stderr).unwrap();
    assert!(checked.starts_with(err.trim_end()), "{err}\n{checked}");
}

#[test]
fn a_register_for_an_audience_has_nothing_of_others() {
    let folder = workspace(false);
    let kinds = ["actions", "decisions", "attendance", "calendar"];
    let whole = text(&folder, &[&kinds[..], &["--format", "json"]].concat());
    assert_eq!(whole.matches("ebrafish").count(), 3);
    let mut told = 0;
    for format in ["table", "json", "xlsx"] {
        let arguments = [&kinds[..], &["--audience", "public", "--format", format]].concat();
        let (code, out, err) = register(&folder, &arguments);
        assert_eq!((code, err.as_str()), (0, ""), "{format}");
        let parts = if format == "xlsx" { unzipped(&out).into_values().collect() } else { vec![out] };
        let said: Vec<String> = parts.into_iter().map(|part| String::from_utf8(part).unwrap()).collect();
        assert!(!said.iter().any(|part| part.contains("ebrafish")), "{format}: {said:?}");
        told += said.iter().filter(|part| part.contains("Buy the boat") && part.contains("Reading evening")).count();
    }
    assert_eq!(told, 3, "what is open is there, and so is a pack that has no audiences");
    // Rows that are filtered out say nothing either.
    let (code, out, err) = register(&folder, &["actions", "--audience", "public", "--owner", "cor"]);
    assert!(code == 2 && out.is_empty() && !err.contains("zebrafish"), "{err}");
}

#[test]
fn a_pack_without_the_audience_is_left_out() {
    let folder = workspace(false);
    let club = std::fs::read_to_string(folder.path().join("packs/club/meeting.json")).unwrap();
    let club = club.replace("\"body\": \"club\"", "\"body\": \"club\", \"audiences\": [\"readers\", \"guests\"]");
    std::fs::write(folder.path().join("packs/club/meeting.json"), club).unwrap();
    let (code, out, err) = register(&folder, &["actions", "--audience", "public"]);
    assert_eq!(code, 0);
    assert!(!String::from_utf8(out).unwrap().contains("Order the books"));
    assert_eq!(err, "left out, because they have no audience `public`: `club`\n");
    let (code, _, err) = register(&folder, &["actions", "--audience", "pubic"]);
    assert_eq!(code, 2);
    assert!(err.contains("no pack has an audience `pubic`") && err.contains("did you mean `public`?"), "{err}");
}

#[test]
fn what_cannot_be_is_incorrect_usage() {
    let folder = workspace(false);
    for name in ["issues.json", "responses.json"] {
        std::fs::write(folder.path().join("packs/club").join(name), "{}").unwrap();
    }
    for (arguments, words) in [
        (&["actions", "decisions", "--format", "csv"][..], "a CSV file can hold only one register"),
        (&["decisions", "--open"], "are for actions"),
        (&["actions", "--owner", "been"], "there is no owner `been` in these packs\nhint: did you mean `ben`?"),
        (&["calendar", "--body", "Readers"], "hint: it is an id, such as `board` or `club`"),
        (&["actions", "--bom"], "`--bom` is for CSV"),
        (&["actions", "nowhere"], "there is no pack `nowhere`"),
        (&["acts"], "invalid value 'acts'"),
        (&["actions", "--overdue", "soon"], "write a day as `2026-03-05`"),
        (&["actions", "--format", "xlsx", "--out", "packs"], "hint: "),
        (&["actions", "--out", "packs/club/meeting.json"], "is a source file of packs"),
        (&["actions", "--out", "packs/club/issues.json"], "is a source file of packs"),
        (&["actions", "--out", "packs/club/responses.json"], "is a source file of packs"),
        (&["actions", "--out", "a.pdf"], "cannot be written in the format of this file"),
        (&["actions", "club", "--audience", "public"], "leave out `--audience`: these packs have no audiences"),
        (&["actions", "--audience", "pubic"], "hint: did you mean `public`?"),
        (&["actions", "--from", "2026", "--until", "2025-12-31"], "`--from` is after `--until`"),
    ] {
        let (code, out, err) = register(&folder, arguments);
        assert_eq!((code, out.len()), (2, 0), "{arguments:?}: {err}");
        assert!(err.contains(words), "{arguments:?}: {err}");
    }
    let scratch = Scratch::new();
    let (code, _, err) = scratch.run(&["register", "actions"]);
    assert_eq!((code, err.as_str()), (2, "there are no packs in `packs/`\n"));
}

#[test]
fn a_file_has_the_form_that_its_name_promises() {
    let folder = workspace(false);
    for (name, begins) in [("a.xlsx", &b"PK"[..]), ("a.CSV", b"Action,"), ("a.json", b"{"), ("a.txt", b"Action  ")] {
        let (code, _, err) = register(&folder, &["actions", "--out", name]);
        assert_eq!((code, err.as_str()), (0, ""), "{name}");
        assert!(std::fs::read(folder.path().join(name)).unwrap().starts_with(begins), "{name}");
    }
    let (code, _, err) = register(&folder, &["actions", "decisions", "--out", "a.csv"]);
    assert!(code == 2 && err.contains("a CSV file can hold only one register"), "{err}");
}

#[test]
fn nobody_took_part_in_a_meeting_of_which_nothing_is_minuted() {
    let folder = workspace(false);
    let path = folder.path().join("packs/summer/meeting.json");
    let summer = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, summer.replace("\"minutes-draft\"", "\"convened\"")).unwrap();
    let all = json(&folder, &["attendance", "spring", "summer"]);
    let packs: Vec<&str> =
        all["attendance"].as_array().unwrap().iter().map(|row| row["pack"].as_str().unwrap()).collect();
    assert_eq!(packs, ["spring"; 4]);
}

#[test]
fn a_list_of_what_is_overdue_names_people_and_begins_with_what_waits_longest() {
    let folder = workspace(false);
    let path = folder.path().join("packs/spring/meeting.json");
    let spring = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, spring.replace("\"due\": \"2026-05\"", "\"due\": \"2025-05\"")).unwrap();
    let all = json(&folder, &["actions", "--overdue", "2027-01-01"]);
    let rows = all["actions"].as_array().unwrap();
    assert_eq!((&rows[0]["id"], &rows[0]["owner"][0]["name"]), (&"budget-2".into(), &"Ana Ruiz".into()));
    let due: Vec<&str> = rows.iter().map(|row| row["due"].as_str().unwrap()).collect();
    assert!(due.is_sorted() && due.len() > 2, "{due:?}");
    // Who has nothing to do is known all the same.
    assert_eq!(ids(&folder, &["--overdue", "2020-01-01", "--owner", "cora"]), [""; 0]);
}

#[test]
fn examples_give_all_registers_in_all_languages() {
    for language in ["ar", "en", "es", "fr", "ru", "zh"] {
        let arguments =
            ["register", "actions", "decisions", "attendance", "calendar", "--format", "json", "--language", language];
        let output = packwright(repository(), &arguments);
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), err.as_str()), (Some(0), ""), "{language}");
        let all: Value = serde_json::from_slice(&output.stdout).unwrap();
        for kind in ["actions", "decisions", "attendance", "calendar"] {
            assert!(all[kind].as_array().unwrap().len() > 10, "{kind}");
        }
    }
}

#[test]
fn of_meetings_whose_days_are_not_known_the_later_one_in_the_series_has_the_last_word() {
    let folder = workspace(false);
    let meeting = |previous: &str, item: &str| {
        format!(
            r#"{{ "version": 1, "title": "A meeting", "body": "club", "time": {{ "start": "2026" }}, {previous}
            "agenda": [{{ "id": "one", "title": "One", {item} }}] }}"#
        )
    };
    let told = |status: &str| format!(r#""follow_up": [{{ "action": "paint", "status": "{status}" }}]"#);
    for (pack, definition) in [
        ("z-first", meeting("", r#""actions": [{ "id": "paint", "text": "Paint" }]"#)),
        ("a-second", meeting(r#""previous": { "pack": "z-first" },"#, &told("under-way"))),
        ("b-third", meeting(r#""previous": { "pack": "a-second" },"#, &told("open"))),
        ("a-fourth", meeting(r#""previous": { "pack": "b-third" },"#, &told("dropped"))),
    ] {
        std::fs::create_dir(folder.path().join("packs").join(pack)).unwrap();
        std::fs::write(folder.path().join("packs").join(pack).join("meeting.json"), definition).unwrap();
    }
    let rows = json(&folder, &["actions", "--from", "2026", "--body", "club"]);
    let paint = rows["actions"].as_array().unwrap().iter().find(|row| row["id"] == "paint").unwrap();
    assert_eq!((&paint["status"]["id"], &paint["pack"]), (&"dropped".into(), &"z-first".into()));
    assert_eq!(ids(&folder, &["--body", "club", "--open"]), ["next-1"]);
}

/// A workspace of so many packs that what they say is kept: a series of `SERIES` meetings with an action each.
fn many() -> tempfile::TempDir {
    let folder = workspace(false);
    let one = |number: usize| {
        let previous = match number {
            0 => Value::Null,
            _ => serde_json::json!({ "pack": format!("m{:02}", number - 1) }),
        };
        serde_json::json!({
            "version": 1, "title": format!("Meeting {number}"), "body": "board", "languages": ["en"],
            "bodies": { "board": { "name": "Board" } }, "previous": previous,
            "time": { "start": format!("20{:02}-02-03T09:00", 10 + number), "minutes": 60, "zone": "Asia/Tokyo" },
            "agenda": [{ "id": "old", "title": "Matters arising", "follow_up": [] },
                       { "id": "new", "title": "New", "actions": [{ "id": "act", "text": format!("Do number {number}.") }] }],
        })
    };
    for number in 0..SERIES {
        let pack = folder.path().join(format!("packs/m{number:02}"));
        std::fs::create_dir(&pack).unwrap();
        let mut meeting = one(number);
        if number == 0 {
            let fields = meeting.as_object_mut().unwrap();
            fields.remove("previous");
            fields["agenda"].as_array_mut().unwrap().remove(0);
        }
        std::fs::write(pack.join("meeting.json"), meeting.to_string()).unwrap();
    }
    folder
}

const SERIES: usize = 60;

/// What an edit to a file makes of a register that was listed before, held against one without a cache.
#[test]
fn a_register_that_was_kept_says_what_packs_say_now() {
    let folder = many();
    let list = |more: &[&str]| text(&folder, &[&["actions", "decisions", "--format", "json"], more].concat());
    let fresh = || list(&["--no-cache"]);
    let cache = folder.path().join(".packwright-cache");
    let entries = || {
        let all = std::fs::read_dir(&cache).map(|all| all.map(|one| one.unwrap().path()).collect()).unwrap_or_default();
        let all: Vec<std::path::PathBuf> = all;
        all.into_iter().filter(|path| path.to_str().unwrap().ends_with(".register.json")).collect::<Vec<_>>()
    };
    let first = fresh();
    assert!(!cache.exists(), "nothing is kept without a cache");
    assert_eq!((list(&[]), entries().len()), (first.clone(), 1));
    assert_eq!((list(&[]), entries().len()), (first.clone(), 1));
    // It is really taken from there: the time at which an entry was written stays.
    let written = || std::fs::metadata(&entries()[0]).unwrap().modified().unwrap();
    let before = written();
    assert_eq!(list(&["--open"]), list(&["--open", "--no-cache"]), "rows are chosen afterwards");
    assert_eq!(written(), before);
    type Edit<'a> = (&'a str, &'a dyn Fn(&std::path::Path));
    let edits: [Edit<'_>; 5] = [
        ("packs/m00/meeting.json", &|path| replace(path, "Do number 0.", "Do it.")),
        ("packs/registry.json", &|path| replace(path, "\"name\": \"", "\"name\": \"New ")),
        ("packs/m07/approvals.json", &|path| std::fs::write(path, r#"{ "version": 1, "approvals": [] }"#).unwrap()),
        ("packs/m07/approvals.json", &|path| std::fs::remove_file(path).unwrap()),
        ("templates/labels/en.ftl", &|path| {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "action-open = still to be done\n").unwrap();
        }),
    ];
    for (path, edit) in edits {
        edit(&folder.path().join(path));
        let at = written();
        assert_eq!(list(&[]), fresh(), "{path}");
        assert!(written() > at, "`{path}` is no input");
    }
    assert!(list(&[]).contains("Do it.") && list(&[]).contains("still to be done"));
    // An entry that somebody else wrote is none.
    for lie in ["Do it.", "\"inputs\""] {
        replace(&entries()[0], lie, "\"said\"");
        assert_eq!(list(&[]), fresh(), "{lie}");
    }
    let (_, out, _) = register_of(&folder, &["cache", "prune"]);
    assert_eq!((out.as_str(), entries().len()), ("1 file removed\n", 0));
}

#[test]
fn no_register_is_kept_in_which_something_is_wrong_or_of_half_a_series() {
    let folder = many();
    let cache = folder.path().join(".packwright-cache");
    std::fs::write(folder.path().join("packs/m59/meeting.json"), "{").unwrap();
    assert_eq!(register(&folder, &["actions"]).0, 1);
    assert_eq!(register(&folder, &["actions"]).0, 1, "it is told again");
    let later: Vec<String> = (5..SERIES - 1).map(|number| format!("m{number:02}")).collect();
    let asked: Vec<&str> = ["actions"].into_iter().chain(later.iter().map(String::as_str)).collect();
    text(&folder, &asked);
    assert!(!cache.exists());
}

fn replace(path: &std::path::Path, from: &str, to: &str) {
    let text = std::fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{}", path.display());
    std::fs::write(path, text.replace(from, to)).unwrap();
}

fn register_of(folder: &tempfile::TempDir, arguments: &[&str]) -> (i32, String, String) {
    let output = packwright(folder.path(), arguments);
    let words = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), words(output.stdout), words(output.stderr))
}
