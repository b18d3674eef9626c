//! What stays together on a page, wherever on the page it begins; and where lines do not end.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::support::pdf::{Line, ReadPdf};
use crate::support::{Scratch, unzipped};

/// So many places on a page each thing begins at.
pub(crate) const PLACES: usize = 45;

/// Lines of a page between its head and its foot.
fn body(page: Vec<Line>) -> Vec<Line> {
    page.into_iter().filter(|line| (60.0..790.0).contains(&line.y)).collect()
}

/// Builds packs of a workspace and gives the pages of one document of each.
pub(crate) fn pages(packs: &BTreeMap<String, Value>, document: &str) -> BTreeMap<String, Vec<Vec<Line>>> {
    let scratch = Scratch::new();
    for (name, definition) in packs {
        scratch.write(&format!("packs/{name}/meeting.json"), definition.to_string().as_bytes());
    }
    let (code, out, err) = scratch.run(&["build", "--no-cache", "--allow", "warnings"]);
    assert_eq!(code, 0, "{out}{err}");
    let read = |name: &String| {
        let files = unzipped(&std::fs::read(scratch.path().join(format!("out/{name}.zip"))).unwrap());
        let pages = ReadPdf::new(&files[&format!("{document}.pdf")]).lines();
        (name.clone(), pages.into_iter().map(body).collect())
    };
    packs.keys().map(read).collect()
}

pub(crate) fn definition(agenda: &Value) -> Value {
    json!({
        "version": 1, "title": "Meeting", "body": "own", "status": "minutes-draft",
        "bodies": { "own": { "name": "Reading Circle" } }, "style": { "minutes": "by-item" },
        "time": { "start": "2026-03-10T18:30", "minutes": 60, "zone": "Europe/Paris" },
        "people": { "ana": { "name": "Ana Silva" }, "ben": { "name": "Ben Okafor" }, "eve": { "name": "Eve Marsh" } },
        "agenda": agenda, "pack": [{ "document": "minutes" }],
    })
}

/// So many paragraphs of a line.
pub(crate) fn filler(lines: usize) -> String {
    "Text of one line.\n\n".repeat(lines + 1)
}

/// One document in which a text stands at many places of a page. `text` is given a number that each is told by.
fn at_many_places(text: impl Fn(usize) -> String) -> Vec<Vec<Line>> {
    let item = |at: usize| {
        json!({ "id": format!("i{at}"), "title": format!("Heading {at}."),
            "proceedings": [{ "text": format!("{}{}", filler(at), text(at)) }] })
    };
    let agenda: Vec<Value> = (0..PLACES).map(item).collect();
    pages(&[("own".to_owned(), definition(&agenda.into()))].into(), "minutes").remove("own").unwrap()
}

/// The page on which a line begins with words.
pub(crate) fn page_of(pages: &[Vec<Line>], words: &str) -> usize {
    let on = |page: &Vec<Line>| page.iter().any(|line| line.text.contains(words));
    pages.iter().position(on).unwrap_or_else(|| panic!("no `{words}`"))
}

#[test]
fn a_table_keeps_two_rows_at_either_end_and_what_leads_it_in() {
    for rows in [2, 3, 4, 9] {
        let cells = |at: usize| (1..=rows).map(|row| format!("| R{at}.{row}. | cell |\n")).collect::<String>();
        let pages = at_many_places(|at| {
            format!("Lead {at}. The figures are these.\n\n| Row | Cell |\n|---|---|\n{}", cells(at))
        });
        let mut parted = 0;
        for at in 0..PLACES {
            let page = |row: usize| page_of(&pages, &format!("R{at}.{row}."));
            assert_eq!(page(1), page(2), "{rows} rows, table {at}: the first row stands alone");
            assert_eq!(page(rows - 1), page(rows), "{rows} rows, table {at}: the last row stands alone");
            assert_eq!(
                page_of(&pages, &format!("Lead {at}.")),
                page(1),
                "{rows} rows, table {at}: parted from its lead-in"
            );
            parted += usize::from(page(1) != page(rows));
        }
        // It goes over pages where it can.
        assert_eq!(parted > 0, rows > 3, "{rows} rows: {parted} parted");
    }
}

#[test]
fn rows_that_are_long_are_on_their_pages() {
    let long = "many words in a cell ".repeat(120);
    let table = |at: usize| format!("| Row | Cell |\n|---|---|\n| R{at}.1. | {long} |\n| R{at}.2. | {long} |\n");
    let pages = at_many_places(table);
    for at in 0..PLACES {
        assert!(page_of(&pages, &format!("R{at}.1.")) <= page_of(&pages, &format!("R{at}.2.")));
    }
    let shown: usize = pages.iter().flatten().map(|line| line.text.matches("many").count()).sum();
    assert_eq!(shown, PLACES * 2 * 120, "words are off the pages");
}

#[test]
fn a_heading_keeps_two_lines() {
    for text in [
        "- One.\n- Two.\n- Three.",
        "> Quoted.",
        "Short.\n\nAnother.",
        "Much longer than a line of the page is, so that it goes on in a second one, and that one in a third, which is the last.",
    ] {
        let item = |at: usize| json!({ "id": format!("h{at}"), "title": format!("Under {at}."), "proceedings": [{ "text": format!("{text}\n\n{}", filler(at)) }] });
        let agenda: Vec<Value> = (0..PLACES).map(item).collect();
        let pages = pages(&[("own".to_owned(), definition(&agenda.into()))].into(), "minutes").remove("own").unwrap();
        for at in 0..PLACES {
            let page = &pages[page_of(&pages, &format!("Under {at}."))];
            let line = page.iter().position(|line| line.text.contains(&format!("Under {at}."))).unwrap();
            assert!(page.len() - line > 2, "heading {at} keeps {} lines", page.len() - line - 1);
        }
    }
}

#[test]
fn what_leads_in_is_not_the_last_line() {
    for (lead, follows) in [
        ("*encourages*", "- N{}. members to pay;\n- members to come."),
        (
            "The Circle,",
            "N{}. *Recalling* its resolution 4, which is longer than a line and goes on and on to the end of it and further.",
        ),
        ("It was agreed as follows:", "N{}. The books are read aloud."),
        ("*decides*", "1. N{}. to meet;\n2. to part."),
        ("It was written there.", "```\nN{}. code\n```"),
    ] {
        let pages =
            at_many_places(|at| format!("Before.\n\nL{at}. {lead}\n\n{}", follows.replace("{}", &at.to_string())));
        for at in 0..PLACES {
            let (lead, next) = (page_of(&pages, &format!("L{at}.")), page_of(&pages, &format!("N{at}.")));
            assert_eq!(lead, next, "{follows}: parted from its lead-in");
        }
    }
}

/// Minutes with so many lines before their end.
fn ending(lines: usize, more: &Value) -> Value {
    let item = json!({ "id": "one", "title": "One", "proceedings": [{ "text": filler(lines) }] });
    let mut definition = definition(&json!([item]));
    definition.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    definition
}

#[test]
fn signatures_go_with_the_last_paragraph() {
    for signatories in 1..=3 {
        let signing: Vec<Value> =
            ["ana", "ben", "eve"][..signatories].iter().map(|who| json!({ "person": who })).collect();
        let more =
            json!({ "closing": "The last paragraph.", "certification": "Certified correct.", "signatories": signing });
        let packs = (0..PLACES).map(|lines| (format!("p{lines}"), ending(lines, &more))).collect();
        for (name, pages) in pages(&packs, "minutes") {
            let page = page_of(&pages, "Ana Silva");
            assert_eq!(page_of(&pages, "The last paragraph."), page, "{name}, {signatories}");
            assert_eq!(page_of(&pages, "Certified correct."), page, "{name}, {signatories}");
            // Names stand on as few lines as they can, and no line begins with a hole but that of a single one.
            let names =
                pages[page].iter().filter(|line| ["Ana Silva", "Ben Okafor", "Eve Marsh"].contains(&line.text.trim()));
            let names: Vec<&Line> = names.collect();
            assert_eq!(names.len(), signatories, "{name}");
            assert!(names.iter().all(|line| (line.y - names[0].y).abs() < 1.0), "{name}: {names:?}");
            assert_eq!(names[0].x > 250.0, signatories == 1, "{name}: {names:?}");
        }
    }
}

#[test]
fn a_vote_is_not_alone_on_a_page() {
    let decision = |at: usize, form: usize| {
        let body = match form {
            0 => json!({ "text": format!("{}D{at}. The book is read aloud.", filler(20)) }),
            _ => json!({ "text": filler(20), "operative": ["Decides to read;", format!("D{at}. Decides to write.")] }),
        };
        let mut decision = json!({ "id": format!("d{at}"), "items": [format!("i{at}")],
            "vote": { "names": { "for": ["ana", "ben"], "against": ["eve"] } }, "method": "roll-call", "disposition": "adopted" });
        decision.as_object_mut().unwrap().extend(body.as_object().unwrap().clone());
        decision
    };
    for form in 0..2 {
        let item = |at: usize| json!({ "id": format!("i{at}"), "title": format!("Item {at}."), "proceedings": [{ "text": filler(at) }] });
        let mut definition = definition(&(0..PLACES).map(item).collect());
        definition["decisions"] = (0..PLACES).map(|at| decision(at, form)).collect();
        let pages = pages(&[("own".to_owned(), definition)].into(), "minutes").remove("own").unwrap();
        for at in 0..PLACES {
            let page = page_of(&pages, &format!("D{at}."));
            let after = pages[page].iter().position(|line| line.text.contains(&format!("D{at}."))).unwrap();
            let votes =
                pages[page][after..].iter().filter(|line| line.text.contains("Ana Silva and Ben Okafor")).count();
            let shown: Vec<&str> = pages[page][after..].iter().map(|line| line.text.as_str()).collect();
            assert!(
                votes > 0,
                "form {form}: the vote on decision {at} is on another page than what was voted on: {shown:?}"
            );
        }
    }
}

/// Words at which no line ends: beginnings of what belongs together.
const PARTS: [&str; 26] = [
    "(EC/",
    "2014/",
    "2014/23/",
    "Nº",
    "57",
    "57 192",
    "57 192 631",
    "18–",
    "18–24",
    "18–24 May",
    "83",
    "No.",
    "6\u{2009}",
    "6\u{2009}022\u{2009}",
    "A/",
    "A/RES/",
    "e-",
    "7 h",
    "L.",
    "May",
    "June",
    "6.9(d)",
    "+",
    "≥",
    "CIML-",
    "CIML-59-",
];

/// What belongs together, of which a part is set off.
const SET_OFF: [&str; 7] = [
    "**83** months",
    "83 *months*",
    "No. **7**",
    "*Nº* 10425",
    "*57 192* 631 770",
    "18–24 **May** 2024",
    "**57** 192 631 770",
];

/// What belongs together, between words of many lengths: so many phrases.
fn kept_together(count: usize) -> String {
    let phrases = [
        "(EC/DC)",
        "2014/23/UE",
        "Nº 10425",
        "57 192 631 770",
        "18–24 May 2024",
        "83 months",
        "No. 7",
        "6\u{2009}022\u{2009}140",
        "A/RES/70/1",
        "e-Satis",
        "7 h 12",
        "L. 5211-10",
        "May 5–6, 2025",
        "June 2025",
        "6.9(d)(2)",
        "+ 3.1 %",
        "≥ 12",
        "CIML-59-WD-2.1",
    ];
    between_words(&phrases, count)
}

fn between_words(phrases: &[&str], count: usize) -> String {
    let word = |at: usize| "abcdefghij"[..at % 10 + 1].to_owned();
    (0..count).map(|at| format!("{} {}", word(at * 7), phrases[at % phrases.len()])).collect::<Vec<_>>().join(" ")
}

#[test]
fn no_line_ends_in_the_middle_of_what_belongs_together() {
    let (words, few) = (kept_together(40), kept_together(18));
    let set_off = between_words(&SET_OFF, 60);
    let prose = format!(
        "{set_off}\n\n- {set_off}\n\n{words}[^1]\n\n> {words}\n\n- {words}\n\n1. {words}\n\n| {few} | Other | Third |\n|---|---|---|\n| {few} | {few} | {few} |\n| *{few}* | {few} | {few} |\n\n[^1]: {words}\n"
    );
    let definition = json!({
        "version": 1, "title": few, "body": "own", "status": "minutes-draft", "footnote": words,
        "bodies": { "own": { "name": few, "short_name": "Circle", "organization": few, "parents": [few] } },
        "style": { "minutes": "by-item" }, "masthead": { "lines": [few], "session": few, "agenda_item": few },
        "time": { "start": "2026-03-10T18:30", "minutes": 60, "zone": "Europe/Paris" }, "venue": { "place": few },
        "people": { "ana": { "name": "Ana Silva", "title": few } },
        "documents": { "a": { "title": few, "symbol": "A/HRC/52/1" }, "b": { "title": few }, "c": { "title": few } },
        "opening": words, "closing": words, "certification": words, "signatories": [{ "person": "ana", "capacity": few }],
        "attendance": { "summary": words, "participants": [{ "who": "ana", "class": "member", "capacity": few }] },
        "officers": [{ "role": few, "who": ["ana"] }],
        "deadlines": [{ "id": "due", "title": few, "date": "2026-05-01" }],
        "agenda": [
            { "id": "one", "title": few, "footnote": words, "text": prose, "questions": [words], "note": words, "stage": few,
              "documents": ["a", "b", "c"], "proceedings": [{ "what": "said", "who": ["ana"], "text": prose }],
              "roles": [{ "role": few, "who": ["ana"] }], "actions": [{ "text": words, "owners": ["ana"] }] },
            { "id": "two", "title": few, "section": true, "items": [{ "id": "three", "title": few, "annotation": prose, "result": few }] },
        ],
        "decisions": [{ "id": "d", "kind": "resolution", "title": few, "text": prose, "preamble": [words], "operative": [words, words],
            "result": few, "actions": [{ "text": words, "owners": ["ana"], "remark": few }] }],
        "annexes": [{ "id": "x", "title": few, "footnote": words, "notice": few, "text": format!("## {few}\n\n{prose}") }],
        "pack": [{ "document": "agenda", "title": few }, { "document": "annotated-agenda" }, { "document": "annexes" },
            { "document": "attendance" }, { "document": "minutes" }, { "document": "resolutions" }, { "document": "summary" }],
    });
    let files = files(&definition);
    let mut wrong = Vec::new();
    for (path, pdf) in files.iter().filter(|(path, _)| path.ends_with(".pdf")) {
        for line in ReadPdf::new(pdf).lines().iter().flatten() {
            let text = &line.text;
            let ends = |part: &&str| {
                text.trim_end().strip_suffix(*part).is_some_and(|before| before.is_empty() || before.ends_with(' '))
            };
            if PARTS.iter().any(ends) {
                wrong.push(format!("{path}: {text}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Builds one pack, without a word, and gives its files.
pub(crate) fn files(definition: &Value) -> BTreeMap<String, Vec<u8>> {
    let scratch = Scratch::new();
    scratch.write("packs/own/meeting.json", definition.to_string().as_bytes());
    let (code, out, err) = scratch.run(&["build", "--no-cache", "--allow", "warnings", "--require", "pdf/a,pdf/ua"]);
    assert_eq!(code, 0, "{out}{err}");
    unzipped(&std::fs::read(scratch.path().join("out/own.zip")).unwrap())
}

/// The heights at which texts stand on the first page, from its top.
fn heights(pdf: &[u8], texts: &[&str]) -> Vec<f32> {
    let page = ReadPdf::new(pdf).lines().remove(0);
    let height =
        |text: &&str| page.iter().find(|line| line.text.contains(text)).unwrap_or_else(|| panic!("{text}: {page:?}")).y;
    texts.iter().map(height).collect()
}

#[test]
fn heads_are_in_the_order_of_the_united_nations_or_as_stated() {
    let mut definition = definition(&json!([{ "id": "one", "title": "One" }]));
    definition["bodies"]["own"] = json!({ "name": "Committee on Rivers", "organization": "United Nations", "parents": ["Economic and Social Council"] });
    definition["languages"] = json!(["fr"]);
    definition["venue"] = json!({ "place": "Geneva" });
    definition["pack"] = json!([{ "document": "agenda" }]);
    definition["masthead"] = json!({ "symbol": "E/R/2026/1", "distribution": "General", "date": "2026-02-01", "original": "anglais",
        "session": "Ninth session", "lines": ["Host: City of Lund"], "agenda_item": "Item 3", "job_number": "V.26-00012 (F)" });
    let usual = [
        "United Nations",
        "Economic and Social Council",
        "Committee on Rivers",
        "Ninth session",
        "Item 3",
        "Meeting",
        "Geneva",
        "Host: City of Lund",
    ];
    let in_order = |texts: &[&str], pdf: &[u8]| {
        let heights = heights(pdf, texts);
        assert!(heights.windows(2).all(|pair| pair[0] > pair[1]), "{texts:?}: {heights:?}");
    };
    let files = self::files(&definition);
    in_order(&usual, &files["agenda.pdf"]);
    // The symbol is over the rule, what follows under it, and the number of the job at the foot of the page.
    in_order(
        &["E/R/2026/1", "Distr. General", "1er février 2026", "Français", "Original : anglais", "V.26-00012 (F)"],
        &files["agenda.pdf"],
    );
    let at_foot = heights(&files["agenda.pdf"], &["V.26-00012 (F)", "United Nations", "E/R/2026/1"]);
    assert!(at_foot[0] < 100.0 && (at_foot[1] - at_foot[2]).abs() < 3.0, "{at_foot:?}");
    definition["masthead"]["order"] = json!(["lines", "place", "session"]);
    let files = self::files(&definition);
    in_order(
        &["Committee on Rivers", "Host: City of Lund", "Geneva", "Ninth session", "Item 3", "Meeting"],
        &files["agenda.pdf"],
    );
    // Nothing is said of the language where it is the original's.
    definition["masthead"]["original"] = json!("français");
    let files = self::files(&definition);
    assert!(!ReadPdf::new(&files["agenda.pdf"]).text().contains("Français"));
}

#[test]
fn papers_of_an_item_are_a_table_with_what_each_is_for() {
    let ids = ["a", "b", "c", "d"];
    let documents: serde_json::Map<String, Value> = ids
        .iter()
        .map(|id| {
            ((*id).to_owned(), json!({ "title": format!("Report {id}"), "symbol": format!("E/R/2026/{id}/Add.1") }))
        })
        .collect();
    let mut definition = definition(&json!([
        { "id": "one", "title": "One", "purpose": "decide", "documents": ids, "purposes": { "a": "decide", "d": "note" }, "annotation": "Text." },
        { "id": "two", "title": "Two", "documents": ["a", "b"], "annotation": "Text." },
    ]));
    definition["documents"] = documents.into();
    definition["pack"] =
        json!([{ "document": "agenda" }, { "document": "annotated-agenda" }, { "document": "minutes" }]);
    let files = files(&definition);
    for document in ["agenda", "annotated-agenda", "minutes"] {
        let pdf = ReadPdf::new(&files[&format!("{document}.pdf")]);
        let rows: Vec<String> =
            pdf.elements().into_iter().filter(|(role, _)| role == "TR").map(|(_, text)| text).collect();
        let for_what = document != "minutes";
        let row =
            |id: &str, purpose: &str| format!("Report {id}E/R/2026/{id}/Add.1{}", if for_what { purpose } else { "" });
        let expected = [row("a", "For decision"), row("b", ""), row("c", ""), row("d", "To note")];
        assert_eq!(rows[1..5], expected, "{document}");
        assert!(pdf.text().contains("E/R/2026/b/Add.1 (Report b)"), "{document}: two are said in a line");
        assert_eq!(pdf.text().matches("For decision").count(), if for_what { 2 } else { 0 }, "{document}");
    }
}

#[test]
fn resolutions_begin_pages_where_that_is_so() {
    for (templates, form, pages) in
        [("un", None, 3), ("plain", None, 1), ("plain", Some("apart"), 3), ("un", Some("continued"), 1)]
    {
        let mut definition = definition(&json!([{ "id": "one", "title": "One" }]));
        let decision = |at: usize| json!({ "id": format!("d{at}"), "kind": "resolution", "title": "A title", "operative": ["Decides to read."], "items": ["one"] });
        definition["decisions"] = (1..=3).map(decision).collect();
        definition["pack"] = json!([{ "document": "resolutions" }]);
        definition["style"] = json!({ "templates": templates });
        if let Some(form) = form {
            definition["style"]["resolutions"] = json!(form);
        }
        assert_eq!(ReadPdf::new(&files(&definition)["resolutions.pdf"]).pages(), pages, "{templates}, {form:?}");
    }
}

/// Titles that nothing follows are no chain: a list of them fills its pages, in the agenda and in minutes.
#[test]
fn titles_alone_fill_their_pages() {
    let items = |at: usize| match at % 3 {
        0 => json!({ "id": format!("i{at}"), "title": format!("Title {at}.") }),
        1 => json!({ "id": format!("i{at}"), "title": format!("Title {at}."), "purpose": "decide", "stage": "Title" }),
        _ => {
            json!({ "id": format!("i{at}"), "title": format!("Title {at}."), "items": [{ "id": format!("n{at}"), "title": "Within" }] })
        }
    };
    for templates in ["un", "plain"] {
        let mut definition = definition(&(0..50).map(items).collect::<Vec<_>>().into());
        definition["style"] = json!({ "templates": templates, "minutes": "by-item" });
        definition["pack"] = json!([{ "document": "agenda" }, { "document": "minutes" }]);
        for document in ["agenda", "minutes"] {
            let pages = pages(&[("own".to_owned(), definition.clone())].into(), document).remove("own").unwrap();
            assert_eq!(page_of(&pages, "Title 0."), 0, "{templates}, {document}");
            let most = pages.iter().map(Vec::len).max().unwrap();
            for page in &pages[..pages.len() - 1] {
                assert!(page.len() + 12 >= most, "{templates}, {document}: {} of {most} lines", page.len());
                // An item that others are within is not parted from the first of them.
                let last = &page.last().unwrap().text;
                assert!(!(0..50).any(|at| at % 3 == 2 && last.contains(&format!("Title {at}."))), "{last}");
            }
        }
        let printed = pages(&[("own".to_owned(), definition)].into(), "agenda").remove("own").unwrap();
        let stages = printed.iter().flatten().filter(|line| line.text.contains("· Title")).count();
        assert!(stages >= 16, "{stages}");
    }
}

/// Lines of a head that a body puts before the title are lines of their own; titles and texts of items without numbers begin
/// at the margin.
#[test]
fn lines_of_the_head_stand_apart_and_nothing_hangs_without_a_number() {
    let mut meeting = definition(&json!([
        { "id": "one", "title": "A long title ".repeat(12).trim(), "text": "Goal: agree." },
    ]));
    meeting["style"] = json!({ "templates": "plain", "unnumbered_items": true });
    meeting["masthead"] = json!({ "lines": ["Host: City of Lund"], "order": ["lines"] });
    meeting["pack"] = json!([{ "document": "agenda" }]);
    let packs = BTreeMap::from([("x".to_owned(), meeting)]);
    let lines = pages(&packs, "agenda").remove("x").unwrap().remove(0);
    let line = |words: &str| lines.iter().find(|line| line.text.contains(words)).unwrap_or_else(|| panic!("{words}"));
    assert!(!line("Host").text.contains("Reading Circle"));
    let (goal, first) = (line("Goal"), line("A long title"));
    let next = lines.iter().filter(|line| line.text.contains("long title")).nth(1).unwrap();
    assert!((first.x - goal.x).abs() < 1.0 && (first.x - next.x).abs() < 1.0, "{} {} {}", first.x, next.x, goal.x);
}

/// People of a list by entities who belong to none stand at the margin like their heading.
#[test]
fn people_of_no_entity_stand_at_the_margin() {
    let mut meeting =
        definition(&json!([{ "id": "one", "title": "One", "proceedings": [{ "text": "It was read." }] }]));
    meeting["people"] = json!({ "ana": { "name": "Ana Silva", "entity": "lund" }, "ben": { "name": "Ben Okafor" } });
    meeting["entities"] = json!({ "lund": { "name": "City of Lund" } });
    meeting["style"] = json!({ "templates": "plain" });
    meeting["attendance"] =
        json!({ "by_entity": true, "participants": [{ "who": "ana" }, { "who": "ben", "class": "staff" }] });
    let packs = BTreeMap::from([("x".to_owned(), meeting)]);
    let lines = pages(&packs, "minutes").remove("x").unwrap().remove(0);
    let x = |words: &str| lines.iter().find(|line| line.text.contains(words)).unwrap_or_else(|| panic!("{words}")).x;
    assert!((x("Ben Okafor") - x("Secretariat")).abs() < 1.0 && x("Ana Silva") > x("City of Lund") + 1.0);
}
