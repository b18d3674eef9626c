//! Marks in documents beside what changed since a pack was sent out: the minutes with all words that came and went, and bars.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::content::Content;
use packwright::changes::{Legend, marked_page, read_page, read_traced_page, trace};
use packwright::compose::{self, General};
use packwright::document::Composition;
use packwright::leak::texts_of_pages;
use packwright::meeting::Language;
use packwright::write;
use serde_json::{Value, json};

use crate::changes::{Edited, Table, add_word, definition, edit, tables};
use crate::formats::compositions;
use crate::support::{pdf::ReadPdf, unzipped};

/// The definition of an example that asks for the redline and for bars.
fn marked(pack: &str) -> Value {
    let mut definition = definition(pack);
    if definition["pack"].as_array().is_none() {
        definition["pack"] = json!([{ "document": "agenda" }, { "document": "annexes" }, { "document": "minutes" }]);
    }
    definition["pack"].as_array_mut().unwrap().push(json!({ "document": "redline" }));
    definition["style"]["change_bars"] = true.into();
    definition
}

/// The edits of an example, each as what is left of its definition, by name.
fn edited(table: &Table) -> Vec<(String, Value)> {
    let mut all = marked(&table.pack);
    for (at, word) in &table.texts {
        add_word(&mut all, at, word);
    }
    let others = table.others.iter().filter(|one| !one["edits"].as_array().unwrap().is_empty());
    let others = others.map(|one| {
        let mut definition = marked(&table.pack);
        one["edits"].as_array().unwrap().iter().for_each(|one| edit(&mut definition, one));
        (one["name"].as_str().unwrap().to_owned(), definition)
    });
    others.chain([("all texts".to_owned(), all)]).collect()
}

/// What a document says on a page for browsers, without its head, in words; `left_out` is the element that is not read.
fn words(html: &str, document: &str, left_out: &str) -> Option<Vec<String>> {
    let section = html.split_once(&format!("<section class=\"{document}\""))?.1;
    // Notes are a section within it.
    let end = section.find("\n</section>\n<section class=").unwrap_or_else(|| section.find("</main>").unwrap());
    let mut text = section[section.find("</h2>").unwrap() + 5..end].to_owned();
    for (from, to) in [
        ("<p class=\"minor\">", "</p>"),
        ("<p class=\"status", "</p>"),
        // Notes that something moved.
        ("<span class=\"minor\">[", "</span>"),
        ("<span class=\"minor\">［", "</span>"),
        (&*format!("<{left_out}>"), &*format!("</{left_out}>")),
        (&*format!("<{left_out} class=\"blank\">"), &*format!("</{left_out}>")),
    ] {
        while let Some(at) = text.find(from) {
            let length = text[at..].find(to).unwrap() + to.len();
            text.replace_range(at..at + length, "");
        }
    }
    if document == "redline" {
        let at = text.find("</p>").unwrap();
        assert!(
            text[..at].contains("class=\"whole\"") || text[..at].chars().any(|c| c.is_numeric()),
            "the sentence on top"
        );
        text.replace_range(..at, "");
    }
    let mut said = String::new();
    for (at, part) in text.split('<').enumerate() {
        let (tag, after) = if at == 0 { ("", part) } else { part.split_once('>').unwrap() };
        // What does not stand in the line ends a word.
        let name = tag.trim_start_matches('/').split(' ').next().unwrap();
        said.push_str(if ["ins", "del", "strong", "em", "a", "span", "b", "i"].contains(&name) { "" } else { " " });
        said.push_str(after);
    }
    Some(said.split_whitespace().map(str::to_owned).collect())
}

/// The letters of words, how often each is there; numbers and marks are counted anew.
fn letters(words: &[String]) -> BTreeMap<char, usize> {
    let mut all = BTreeMap::new();
    let is_letter = |c: &char| c.is_ascii_alphabetic();
    let is_word = |word: &&String| !word.is_ascii() || word.chars().filter(is_letter).count() > 3;
    let letters = words.iter().filter(is_word).flat_map(|word| word.chars()).filter(|c| c.is_alphabetic());
    letters.for_each(|c| *all.entry(c).or_default() += 1);
    all
}

/// Holds a page with marks to the two pages that it was made of: without what was removed each document says what it says now, and
/// without what was added what it said. Returns the number of documents.
fn says_both(marked: &str, (former, now): (&str, &str), place: &str) -> usize {
    let sections = now.split("\n<section class=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    let documents: Vec<&str> = sections.filter(|name| !["changes", "redline", "notes"].contains(name)).collect();
    for document in &documents {
        let words_now = words(now, document, "none").unwrap();
        let kept = words(marked, document, "del").unwrap();
        let other = std::iter::zip(&kept, &words_now).find(|(a, b)| a != b);
        assert!(kept == words_now, "{place}, {document}: {other:?}");
        let earlier = words(marked, document, "ins").unwrap();
        let old = words(former, document, "none").unwrap_or_default();
        let count = |all: &[String], word: &String| all.iter().filter(|other| *other == word).count();
        let more: BTreeSet<_> = earlier.iter().filter(|word| count(&earlier, word) > count(&old, word)).collect();
        let less: BTreeSet<_> = old.iter().filter(|word| count(&earlier, word) < count(&old, word)).collect();
        assert!(letters(&earlier) == letters(&old), "{place}, {document}: more {more:?}, less {less:?}");
    }
    assert!(!marked.contains("<section class=\"redline\"") && !marked.contains("href=\"#changes"), "{place}");
    documents.len()
}

#[test]
fn a_redline_says_what_the_minutes_say_and_what_they_said() {
    let (mut compared, mut pages_compared) = (0, 0);
    for table in tables() {
        let before = Edited::new();
        before.add("before", &table.pack, &marked(&table.pack));
        before.build();
        let (code, _, err) = before.0.run(&["issue", "before", "--on", "2026-03-05"]);
        assert_eq!(code, 0, "{err}");
        let record = std::fs::read_to_string(before.0.path().join("packs/before/issues.json")).unwrap();
        let edits = edited(&table);
        for (number, (_, definition)) in edits.iter().enumerate() {
            before.add(&format!("e{number}"), &table.pack, definition);
            let name = format!("e{number}");
            let record = record.replace("\"pack\": \"before\"", &format!("\"pack\": \"{name}\""));
            before.0.write(&format!("packs/{name}/issues.json"), record.as_bytes());
        }
        before.build();
        let pages = |zip: &str| {
            let files = unzipped(&std::fs::read(before.0.path().join(format!("out/{zip}.zip"))).unwrap());
            let pages = files.iter().filter(|(path, _)| path.ends_with("index.html"));
            let pages: Vec<_> =
                pages.map(|(path, html)| (path.clone(), String::from_utf8(html.clone()).unwrap())).collect();
            assert_eq!(
                files.keys().any(|path| path.ends_with("redline.pdf")),
                pages.iter().any(|(_, html)| html.contains("\"redline..start\""))
            );
            pages
        };
        let former: BTreeMap<_, _> = pages("before").into_iter().collect();
        let notes = ["[from here]", "[to here]"].map(str::to_owned).to_vec();
        let General { look, style, .. } = compose::general(&Language::new("en"), &[]).unwrap();
        let legend = Legend { marks: "The legend.".to_owned(), moved: notes, is_right_to_left: false, look, style };
        for (number, (name, _)) in edits.iter().enumerate() {
            for (path, html) in pages(&format!("e{number}")) {
                let marked = marked_page(&read_page(&former[&path]), &html, &legend);
                pages_compared += says_both(&marked, (&former[&path], &html), &format!("{path}, {name}"));
                let old = words(&former[&path], "minutes", "none");
                let now = words(&html, "minutes", "none");
                let (Some(old), Some(now)) = (old, now) else { continue };
                let place = format!("{}, {path}, {name}", table.pack);
                match words(&html, "redline", "del") {
                    Some(redline) => {
                        assert_eq!(redline.join(" "), now.join(" "), "{place}");
                        let earlier = words(&html, "redline", "ins").unwrap();
                        let others = |some: &[String], others: &[String]| {
                            some.iter().filter(|word| !others.contains(word)).cloned().collect::<Vec<_>>()
                        };
                        let (more, less) = (others(&earlier, &old), others(&old, &earlier));
                        assert!(letters(&earlier) == letters(&old), "{place}: more {more:?}, less {less:?}");
                        compared += 1;
                    }
                    None => assert_eq!(letters(&old), letters(&now), "{place}"),
                }
            }
        }
    }
    assert!(compared >= 15 && pages_compared >= 100, "{compared}, {pages_compared}");
}

#[test]
fn pages_say_the_same_whether_their_texts_are_traced_or_not() {
    let mut texts = 0;
    for (pack, composition) in compositions() {
        let mut with_marks = composition.clone();
        with_marks.documents.iter_mut().for_each(trace);
        let page = |composition: &Composition| String::from_utf8(write::html(composition).bytes).unwrap();
        let (plain, traced) = (read_page(&page(&composition)), read_traced_page(&page(&with_marks)));
        texts += traced.documents.iter().flat_map(|tree| &tree.blocks).map(|block| block.runs.len()).sum::<usize>();
        let json = |said| serde_json::to_string_pretty(said).unwrap();
        assert!(json(&plain) == json(&traced), "{pack}");
    }
    assert!(texts > 5_000, "{texts}");
}

/// Draft minutes with bars that were sent out, and their definition.
fn sent_draft() -> (Edited, Value) {
    let edited = Edited::new();
    let mut definition = marked("board");
    definition["status"] = "minutes-draft".into();
    edited.add("board", "board", &definition);
    edited.build();
    let (code, _, err) = edited.0.run(&["issue", "board", "--on", "2026-03-05"]);
    assert_eq!(code, 0, "{err}");
    (edited, definition)
}

#[test]
fn bars_stand_beside_what_changed_and_nowhere_else() {
    let (edited, mut definition) = sent_draft();
    let first = std::fs::read(edited.0.path().join("out/board.zip")).unwrap();
    edited.build();
    assert!(first == std::fs::read(edited.0.path().join("out/board.zip")).unwrap(), "nothing changed");
    definition["decisions"][1]["text"] = "A pump is no longer needed.".into();
    edited.0.write("packs/board/meeting.json", definition.to_string().as_bytes());
    edited.build();
    let files = unzipped(&std::fs::read(edited.0.path().join("out/board.zip")).unwrap());
    let former = unzipped(&first);
    assert_eq!(bars(&files["agenda.pdf"]), bars(&former["agenda.pdf"]));
    assert_eq!(bars(&files["minutes.pdf"]), bars(&former["minutes.pdf"]) + 1);
    // Words that came and went are tagged as such.
    let tagged = ReadPdf::new(&files["redline.pdf"]).elements();
    let words = |role: &str| {
        let of_role = tagged.iter().filter(|(name, _)| name == role);
        of_role.map(|(_, text)| text.as_str()).collect::<Vec<_>>().join("")
    };
    assert_eq!(words("Ins"), "A pump is no longer needed.");
    // Pages have one line through or under words, not two.
    definition["decisions"][1]["text"] = "A ~~small~~ pump is no longer needed.".into();
    edited.0.write("packs/board/meeting.json", definition.to_string().as_bytes());
    edited.build();
    assert_eq!(words("Del"), "[The Director may hire a standby pump for the dry dock until 30\u{a0}April\u{a0}2026.]");
}

/// A change of a definition.
type Edit<'e> = &'e dyn Fn(&mut Value);

/// Who does what and by when is no text of its own, and is looked for first.
#[test]
fn bars_stand_beside_what_is_said_of_actions_and_signatories() {
    let (edited, definition) = sent_draft();
    let minutes = |definition: &Value| {
        edited.0.write("packs/board/meeting.json", definition.to_string().as_bytes());
        edited.build();
        marks(&unzipped(&std::fs::read(edited.0.path().join("out/board.zip")).unwrap())["minutes.pdf"])
    };
    let before = minutes(&definition);
    let action = "/decisions/2/actions/0";
    let edits: [(&str, Edit<'_>); 5] = [
        ("due", &|all| {
            let action = all.pointer_mut(action).unwrap().as_object_mut().unwrap();
            action.remove("deadline");
            action.insert("due".into(), "2026-04-09".into());
        }),
        ("owners", &|all| all.pointer_mut(action).unwrap()["owners"] = json!(["stroud"])),
        ("an action", &|all| _ = all["decisions"][2]["actions"].as_array_mut().unwrap().pop()),
        ("a signatory", &|all| _ = all["signatories"].as_array_mut().unwrap().pop()),
        ("capacity", &|all| all["signatories"][1]["capacity"] = "Clerk of the Board".into()),
    ];
    for (name, edit) in edits {
        let mut other = definition.clone();
        edit(&mut other);
        assert_ne!(other, definition, "{name}");
        let (bars, triangles) = minutes(&other);
        assert!(bars + triangles > before.0 + before.1, "{name}");
    }
}

/// References beside bars go on to say the pages to which they lead.
#[test]
fn bars_take_nothing_from_what_pages_say() {
    let edited = Edited::new();
    let mut text = marked("water-points");
    edited.add("water-points", "water-points", &text);
    edited.build();
    assert_eq!(edited.0.run(&["issue", "water-points", "--on", "2026-03-05"]).0, 0);
    add_word(&mut text, "/agenda/0/text", "Qugotax");
    let mut agenda = |bars: bool| {
        text["style"]["change_bars"] = bars.into();
        edited.0.write("packs/water-points/meeting.json", text.to_string().as_bytes());
        edited.build();
        let zip = std::fs::read(edited.0.path().join("out/water-points.zip")).unwrap();
        let pdf = unzipped(&zip).remove("agenda.pdf").unwrap();
        let words = texts_of_pages(&pdf, &[0]).join(" ").replace('\u{a0}', " ");
        (bars.then(|| self::bars(&pdf)), words)
    };
    let ((lines, with), (_, without)) = (agenda(true), agenda(false));
    assert!(lines.is_some_and(|lines| lines > 0), "{lines:?}");
    assert!(with.contains("Qugotax") && with.contains("(page "), "{with}");
    assert_eq!(with, without);
}

/// The lines of a PDF that are as thick as bars.
pub(crate) fn bars(pdf: &[u8]) -> usize {
    marks(pdf).0
}

/// The lines of a PDF that are as thick as bars, and its triangles.
fn marks(pdf: &[u8]) -> (usize, usize) {
    let document = lopdf::Document::load_mem(pdf).unwrap();
    let count = |page| {
        let content = document.get_page_content(page);
        let operations = Content::decode(&content).unwrap().operations;
        let mut width = 0.0;
        let triangle = ["m", "l", "l", "h"];
        let triangles =
            operations.windows(triangle.len()).filter(|all| all.iter().map(|one| &one.operator).eq(triangle));
        let triangles = triangles.count();
        let mut bars = 0;
        for operation in operations {
            match operation.operator.as_str() {
                "w" => width = operation.operands[0].as_float().unwrap(),
                "S" if (width - 1.2).abs() < 0.01 => bars += 1,
                _ => {}
            }
        }
        (bars, triangles)
    };
    document.page_iter().map(count).fold((0, 0), |(bars, triangles), (more, others)| (bars + more, triangles + others))
}

/// A page in a zip is anybody's: nothing of it loads or runs.
#[test]
fn what_a_foreign_page_would_run_is_not_taken_over() {
    let General { look, style, .. } = compose::general(&Language::new("en"), &[]).unwrap();
    let legend = Legend { marks: "The legend.".into(), moved: Vec::new(), is_right_to_left: false, look, style };
    let hostile = [
        "<script>run()</script>",
        "<img src=x onerror=\"run()\">",
        "<img src=\"https://elsewhere.example/x.png\" alt=\"A picture\">",
        "<iframe src=\"https://elsewhere.example\"></iframe>",
        "<object data=\"x\"></object><embed src=\"x\"><svg onload=\"run()\"><animate onbegin=\"run()\"/></svg>",
        "<form action=\"https://elsewhere.example\"><input name=\"x\"><button formaction=\"javascript:run()\">Go</button></form>",
        "<a href=\"javascript:run()\" onclick=\"run()\">A link</a><a href=\"&#106;avascript:run()\">Another</a>",
        "<p style=\"background: url(https://elsewhere.example)\" onmouseover='run()'>A paragraph</p>",
        "<meta http-equiv=\"refresh\" content=\"0;url=https://elsewhere.example\"><base href=\"https://elsewhere.example\">",
        "<link rel=\"stylesheet\" href=\"https://elsewhere.example\"><style>@import url(https://elsewhere.example);</style>",
        "<p class=\"x\" title='\"><script>run()</script>'>Quotes</p>",
    ];
    let page = |inner: &str| {
        format!(
            "<!DOCTYPE html>\n<html lang=\"en\" onload=\"run()\"><head>{inner}<title>T</title></head>\n<body onload=\"run()\">\n<header>\n<h1>M</h1>\n\
             {inner}</header>\n<main>\n<section class=\"minutes\">\n<h2>Minutes</h2>\n<p>Words that stay.</p>\n{inner}\n</section>\n</main>\n</body></html>"
        )
    };
    let old = read_page(&page(""));
    let wrong = [
        " on",
        "<script",
        "<iframe",
        "<object",
        "<embed",
        "<svg",
        "<form",
        "<input",
        "<button",
        "javascript",
        "refresh",
        "<base",
    ];
    let also_wrong = ["<link", "@import", "style=", "src=\"http", "src=x"];
    for inner in hostile {
        let marked = marked_page(&old, &page(inner), &legend);
        let (head, body) = marked.split_once("<body>").unwrap();
        assert!(head.contains("default-src 'none'; style-src 'unsafe-inline'; img-src data:"), "{head}");
        assert!(body.contains("<p>Words that stay.</p>"), "{body}");
        for tag in body.split('<').skip(1).map(|part| format!("<{}", part.split('>').next().unwrap())) {
            let found = wrong.iter().chain(&also_wrong).find(|wrong| tag.contains(**wrong));
            assert!(found.is_none(), "{inner}: {tag}");
        }
    }
}

/// Papers keep their names in lists when another one comes before them.
#[test]
fn a_new_annex_renames_none_of_those_after_it() {
    let edited = Edited::new();
    let mut text = definition("board");
    edited.add("board", "board", &text);
    edited.build();
    let zip = || std::fs::read(edited.0.path().join("out/board.zip")).unwrap();
    edited.0.write("first.zip", &zip());
    text["annexes"]
        .as_array_mut()
        .unwrap()
        .insert(0, json!({ "id": "zeroth", "title": "Zeroth paper", "text": "New." }));
    edited.0.write("packs/board/meeting.json", text.to_string().as_bytes());
    edited.build();
    edited.0.write("second.zip", &zip());
    assert_eq!(edited.0.run(&["changes", "first.zip", "second.zip", "--redline", "marked.html"]).0, 0);
    let page = std::fs::read_to_string(edited.0.path().join("marked.html")).unwrap();
    let lines: Vec<&str> = page.lines().filter(|line| line.contains("href=\"#annexes.")).collect();
    assert!(lines.iter().any(|line| line.contains("<ins>") && line.contains("Zeroth paper")), "{lines:?}");
    for line in lines.iter().filter(|line| line.contains("<del>")) {
        let gone = line.split("<del>").skip(1).map(|part| part.split("</del>").next().unwrap());
        gone.for_each(|words| assert!(words.trim().parse::<usize>().is_ok(), "{line}"));
    }
}

/// What Word shows in a redline is nobody's change.
#[test]
fn an_untouched_redline_has_no_changes_of_reviewers() {
    let edited = Edited::new();
    let mut text = marked("board");
    edited.add("board", "board", &text);
    edited.build();
    assert_eq!(edited.0.run(&["issue", "board", "--on", "2026-03-05"]).0, 0);
    text["decisions"][1]["text"] = "A pump is no longer needed.".into();
    edited.0.write("packs/board/meeting.json", text.to_string().as_bytes());
    assert_eq!(edited.0.run(&["build", "board", "--docx"]).0, 0);
    let files = unzipped(&std::fs::read(edited.0.path().join("out/board.zip")).unwrap());
    for name in ["redline.docx", "changes.docx", "minutes.docx"] {
        edited.0.write(name, &files[name]);
        let (code, out, err) = edited.0.run(&["comments", name]);
        assert!(code == 0 && !(out.clone() + &err).contains("warning"), "{name}: {out}{err}");
    }
}
