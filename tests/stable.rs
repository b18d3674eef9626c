//! Numbers of annexes and pages that stay as they were sent out. Each file of `tests/cases/stable` is a pack that is sent out several
//! times. A step lists its annexes: `name`, with `*3` for a longer text, `=B` for a stated number, `:1-3` for pages of a PDF,
//! `@decision` for the decision that it belongs to, `id/` before it for another id than its name; and what has to be printed: how the annexes are called, the numbers of the
//! pages of `annexes.pdf`, its list of contents, references in the agenda, and the pages of files that the list of changes names. `UPDATE=1` writes what is printed now; read it before you accept it.

use std::collections::BTreeMap;

use packwright::leak::texts_of_pages;
use serde_json::{Value, json};

use crate::support::pdf::ReadPdf;
use crate::support::{Scratch, repository, unzipped};

const PACK: &str = "harbour";

/// An annex as a step writes it.
fn annex(written: &str) -> Value {
    if let Some((id, written)) = written.split_once('/') {
        let mut annex = annex(written);
        annex["id"] = id.into();
        return annex;
    }
    let end = written.find([':', '*', '=', '@']).unwrap_or(written.len());
    let (id, rest) = written.split_at(end);
    let mut annex = json!({ "id": id, "title": format!("Paper {id}") });
    match rest.split_at_checked(1) {
        Some((":", pages)) => annex["files"] = json!([{ "file": "paper.pdf", "pages": pages }]),
        Some(("*", times)) => {
            let paragraph = format!("{} about {id}.\n\n", "Many words ".repeat(40));
            annex["text"] = paragraph.repeat(6 * times.parse::<usize>().unwrap()).into();
        }
        Some(("=", number)) => annex["number"] = number.into(),
        Some(("@", decision)) => annex["decision"] = decision.into(),
        _ => {}
    }
    if annex.get("text").is_none() && annex.get("files").is_none() {
        annex["text"] = format!("A few words about {id}.").into();
    }
    annex
}

fn definition(case: &Value, step: &Value) -> Value {
    let annexes: Vec<Value> =
        step["annexes"].as_array().unwrap().iter().map(|one| annex(one.as_str().unwrap())).collect();
    let named: Vec<String> = annexes.iter().map(|one| format!("@{}", one["id"].as_str().unwrap())).collect();
    let mut style = json!({ "stable_pages": true, "templates": "plain" });
    for (key, value) in case["style"].as_object().into_iter().flatten() {
        style[key] = value.clone();
    }
    json!({
        "version": 1, "title": "Ordinary Meeting", "body": "board", "languages": case["languages"],
        "bodies": { "board": { "name": "Harbour Board" } }, "audiences": case["audiences"],
        "history": [{ "status": "convened", "on": "2026-03-01" }], "style": style,
        "time": { "start": "2026-03-12T14:00", "zone": "Europe/Helsinki" },
        "agenda": [{ "id": "papers", "title": "Papers", "text": format!("Before the Board: {}.", named.join(", ")) }],
        "decisions": case["decisions"], "annexes": annexes
    })
}

/// The words from here on to where they end.
fn between<'a>(text: &'a str, from: &str, to: &str) -> Option<&'a str> {
    let (_, rest) = text.rsplit_once(from)?;
    rest.split_once(to).map(|(words, _)| words)
}

/// What each page of a PDF says, with plain spaces.
fn pages(pdf: &[u8]) -> Vec<String> {
    let plain = |text: String| text.replace('\u{a0}', " ").split_whitespace().collect::<Vec<_>>().join(" ");
    (0..ReadPdf::new(pdf).pages()).map(|page| plain(texts_of_pages(pdf, &[page]).join(" "))).collect()
}

/// What is printed: the headings of the annexes on the page for browsers, the numbers at the feet, and the list of contents.
fn printed(zip: &[u8], folder: &str) -> Value {
    let files = unzipped(zip);
    let html = String::from_utf8(files[&format!("{folder}index.html")].clone()).unwrap().replace('\u{a0}', " ");
    let section = html.split("<section class=\"annexes\"").nth(1).unwrap_or_default();
    let rows = section.split("<tr>").skip(2).map_while(|row| between(row.split("</td>").next()?, "\">", "</a>"));
    let rows: Vec<String> = rows.map(str::to_owned).collect();
    let texts = pages(&files[&format!("{folder}annexes.pdf")]);
    let feet: Vec<&str> = texts.iter().map(|text| text.split("Page ").find_map(foot).unwrap_or("?")).collect();
    let listed = texts[0].split("Annex Title Page ").nth(1).unwrap_or_default();
    let listed = listed.split("Harbour Board · ").next().unwrap_or_default().trim();
    let agenda = pages(&files[&format!("{folder}agenda.pdf")]).join(" ");
    let cited = between(&agenda, "Before the Board: ", ". ").unwrap_or_default();
    let stamped: Vec<String> = texts.iter().filter_map(|text| stamp(text)).collect();
    let unused: Vec<String> = texts.iter().filter_map(|text| unused(text)).collect();
    let (stamped, unused) = (stamped.join(", "), unused.join(", "));
    let changes = html.split("<section class=\"changes\"").nth(1).unwrap_or_default();
    let changes = changes.split("</section>").next().unwrap_or_default();
    let told: Vec<&str> = changes
        .split("Page ")
        .skip(1)
        .filter_map(|rest| rest.split_once(" of the annex").map(|(page, _)| page))
        .collect();
    let told = told.into_iter().filter(|page| page.len() < 10).collect::<Vec<_>>().join(", ");
    let names: Vec<String> = rows.iter().map(|row| row.replace("Annex ", "")).collect();
    json!({ "called": names.join(", "), "pages": feet.join(", "), "listed": listed, "cited": cited, "stamped": stamped, "told": told, "unused": unused })
}

/// "2: 7 bis of 20" of "Annex 2, page 7 bis of 20", which is stamped on pages of files.
fn stamp(text: &str) -> Option<String> {
    let (before, rest) = text.rsplit_once(", page ")?;
    let annex = before.rsplit_once("Annex ")?.1;
    Some(format!("{annex}: {}", foot(rest)?))
}

/// "page 5 is no longer used" at the foot of the page before.
fn unused(text: &str) -> Option<String> {
    let (_, rest) = text.rsplit_once(" · page")?;
    let (numbers, _) = rest.split_once(" no longer used")?;
    Some(format!("page{numbers} no longer used"))
}

/// "3 bis of 4" at the foot of a page, of what follows "Page ".
fn foot(text: &str) -> Option<&str> {
    let (number, rest) =
        text.split_once(" of ").filter(|(number, _)| number.starts_with(|c: char| c.is_ascii_digit()))?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    (digits > 0 && number.len() < 20).then(|| &text[..number.len() + 4 + digits])
}

struct Sent(Scratch);

impl Sent {
    fn new() -> Self {
        let scratch = Scratch::new();
        let pdf = std::fs::read(repository().join("tests/cases/outside/latex-article.pdf")).unwrap();
        scratch.write(&format!("packs/{PACK}/paper.pdf"), &pdf);
        Self(scratch)
    }

    fn build(&self, definition: &Value) -> BTreeMap<String, Vec<u8>> {
        let mut definition = definition.clone();
        definition.as_object_mut().unwrap().retain(|_, value| !value.is_null());
        self.0.write(&format!("packs/{PACK}/meeting.json"), definition.to_string().as_bytes());
        self.build_again()
    }

    fn build_again(&self) -> BTreeMap<String, Vec<u8>> {
        let (code, out, err) = self.0.run(&["build", "--no-cache", "--allow", "warnings", "--quiet"]);
        assert_eq!(code, 0, "{out}{err}");
        let zips = std::fs::read_dir(self.0.path().join("out")).unwrap().map(|entry| entry.unwrap());
        zips.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "zip"))
            .map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap()))
            .collect()
    }

    fn issue(&self, day: usize) {
        let (code, out, err) = self.0.run(&["issue", PACK, "--on", &format!("2026-03-{day:02}")]);
        assert_eq!((code, err.as_str()), (0, ""), "{out}");
    }
}

#[test]
fn annexes_and_pages_keep_the_numbers_that_were_sent_out() {
    let folder = repository().join("tests/cases/stable");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 5);
    let mut failed = Vec::new();
    for path in paths {
        let mut case: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let sent = Sent::new();
        if case["look"].is_object() {
            sent.0.write("templates/look.json", case["look"].to_string().as_bytes());
        }
        let mut steps = case["steps"].as_array().unwrap().clone();
        for (at, step) in steps.iter_mut().enumerate() {
            let zips = sent.build(&definition(&case, step));
            let zip = &zips[&format!("{PACK}.zip")];
            let now = printed(zip, "");
            for (key, value) in now.as_object().unwrap() {
                if step[key] != *value {
                    failed.push(format!("{} {at}: {key}: {value}", path.display()));
                    step[key] = value.clone();
                }
            }
            sent.issue(at + 1);
            assert!(zips == sent.build_again(), "{} {at}: it stays as it was sent out", path.display());
        }
        case["steps"] = steps.into();
        #[allow(clippy::disallowed_methods, reason = "a test is no build")]
        if std::env::var("UPDATE").is_ok() {
            std::fs::write(&path, serde_json::to_string_pretty(&case).unwrap() + "\n").unwrap();
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// What a PDF calls its pages.
fn labels(pdf: &[u8]) -> Vec<String> {
    let document = lopdf::Document::load_mem(pdf).unwrap();
    let Ok(labels) = document.catalog().unwrap().get(b"PageLabels") else { return Vec::new() };
    let ranges = labels.as_dict().unwrap().get(b"Nums").unwrap().as_array().unwrap();
    let label = |range: &lopdf::Object| {
        let range = range.as_dict().unwrap();
        let number = range.get(b"St").ok().map(|number| number.as_i64().unwrap().to_string());
        number.unwrap_or_else(|| lopdf::decode_text_string(range.get(b"P").unwrap()).unwrap())
    };
    ranges.chunks_exact(2).map(|pair| label(&pair[1])).collect()
}

#[test]
fn numbers_that_are_used_again_have_the_words_of_each_language() {
    let sent = Sent::new();
    let step = |annexes: &[&str]| {
        definition(&json!({ "languages": ["en", "fr", "es", "ru", "zh", "ar"] }), &json!({ "annexes": annexes }))
    };
    sent.build(&step(&["one", "two"]));
    sent.issue(1);
    let zips = sent.build(&step(&["one", "new", "newer", "two"]));
    let files = unzipped(&zips[&format!("{PACK}.zip")]);
    let words = [
        ("en", ["Annex 1 bis", "Annex 1 ter"], ["2 bis", "2 ter"]),
        ("fr", ["Annexe 1 bis", "Annexe 1 ter"], ["2 bis", "2 ter"]),
        ("es", ["Anexo 1 bis", "Anexo 1 ter"], ["2 bis", "2 ter"]),
        ("ru", ["Приложение 1-бис", "Приложение 1-тер"], ["2-бис", "2-тер"]),
        ("zh", ["附件1之二", "附件1之三"], ["2之二", "2之三"]),
        ("ar", ["المرفق الأول مكررا", "المرفق الأول مكررا ثانيا"], ["2 مكررا", "2 مكررا ثانيا"]),
    ];
    for (language, annexes, pages) in words {
        let html = String::from_utf8(files[&format!("{language}/index.html")].clone()).unwrap().replace('\u{a0}', " ");
        for annex in annexes {
            assert!(html.contains(&format!("\">{annex}</a>")), "{language}: {annex}");
        }
        let [bis, ter] = pages;
        assert_eq!(labels(&files[&format!("{language}/annexes.pdf")]), ["1", bis, ter, "3"], "{language}");
    }
    // The page on which something stood is called as it was.
    sent.issue(2);
    let files = unzipped(&sent.build(&step(&["one", "new", "two"]))[&format!("{PACK}.zip")]);
    let html = String::from_utf8(files["en/index.html"].clone()).unwrap().replace('\u{a0}', " ");
    let section = html.split("<section class=\"changes\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(section.contains("page 2 ter"), "{section}");
}

#[test]
fn each_audience_counts_what_it_got() {
    let sent = Sent::new();
    let step = |annexes: &[&str], withheld: &[&str]| {
        let mut all = definition(&json!({ "audiences": ["members", "public"] }), &json!({ "annexes": annexes }));
        for annex in all["annexes"].as_array_mut().unwrap() {
            if withheld.contains(&annex["id"].as_str().unwrap()) {
                annex["for"] = "members".into();
            }
        }
        all
    };
    let shown = |zips: &BTreeMap<String, Vec<u8>>| {
        ["members", "public"].map(|audience| printed(&zips[&format!("{PACK}.{audience}.zip")], ""))
    };
    sent.build(&step(&["one", "secret*2", "three"], &["secret"]));
    sent.issue(1);
    // Another confidential paper, and one for everybody.
    let zips = sent.build(&step(&["one", "hidden", "secret*2", "new", "three"], &["secret", "hidden"]));
    let [members, public] = shown(&zips);
    assert_eq!(members["called"], "1, 1 bis, 2, 2 bis, 3");
    assert_eq!(public["called"], "1, 2 bis, 3");
    // Pages that the public never had leave no gap.
    assert_eq!(public["pages"], "1 of 3, 2 of 3, 2 bis of 3, 3 of 3");
    sent.issue(2);
    assert!(zips == sent.build_again());
    // What is no longer confidential has the number under which it was withheld.
    let zips = sent.build(&step(&["one", "hidden", "secret*2", "new", "three"], &["hidden"]));
    let [members, public] = shown(&zips);
    assert_eq!(members["called"], "1, 1 bis, 2, 2 bis, 3");
    assert_eq!(public["called"], "1, 2, 2 bis, 3");
}

#[test]
fn numbers_follow_from_places_where_the_body_does_not_want_them_to_stay() {
    let sent = Sent::new();
    let case = json!({ "style": { "stable_pages": false } });
    sent.build(&definition(&case, &json!({ "annexes": ["one", "two"] })));
    sent.issue(1);
    let record = std::fs::read(sent.0.path().join(format!("packs/{PACK}/issues.json"))).unwrap();
    let record: Value = serde_json::from_slice(&record).unwrap();
    let pack = &record["issues"][0]["packs"][0];
    assert!(pack["files"].is_array() && pack["numbered"].is_null() && pack["annexes"].is_null(), "{pack}");
    let zips = sent.build(&definition(&case, &json!({ "annexes": ["one", "new", "two"] })));
    let now = printed(&zips[&format!("{PACK}.zip")], "");
    assert_eq!(now["called"], "1, 2, 3");
    assert_eq!(now["pages"], "1 of 4, 2 of 4, 3 of 4, 4 of 4");
}

/// A record of an earlier version says nothing of numbers.
#[test]
fn an_older_record_is_read() {
    let sent = Sent::new();
    let step = |annexes: &[&str]| definition(&json!({}), &json!({ "annexes": annexes }));
    sent.build(&step(&["one", "two"]));
    sent.issue(1);
    let path = format!("packs/{PACK}/issues.json");
    let mut record: Value = serde_json::from_slice(&std::fs::read(sent.0.path().join(&path)).unwrap()).unwrap();
    for pack in record["issues"][0]["packs"].as_array_mut().unwrap() {
        assert!(pack.as_object_mut().unwrap().remove("numbered").is_some());
        assert!(pack.as_object_mut().unwrap().remove("annexes").is_some());
    }
    sent.0.write(&path, record.to_string().as_bytes());
    let zips = sent.build(&step(&["one", "new", "two"]));
    assert_eq!(printed(&zips[&format!("{PACK}.zip")], "")["called"], "1, 2, 3");
    // One that was changed by hand is told, and no list of pages is longer than a document can be.
    let numbered = json!([{ "language": "en", "document": "annexes", "parts": [{ "part": "annexes..start", "from": 1, "pages": "1-99999999999" }] }]);
    record["issues"][0]["packs"][0]["numbered"] = numbered;
    sent.0.write(&path, record.to_string().as_bytes());
    let (code, _, err) = sent.0.run(&["build", "--no-cache"]);
    assert_eq!(code, 1, "{err}");
    assert!(err.contains("error[bad-issues]"), "{err}");
}

/// Each resolution that begins a page goes on to begin that page; the agenda refers to it there.
#[test]
fn resolutions_begin_on_the_pages_on_which_they_were_sent_out() {
    let sent = Sent::new();
    let step = |ids: &[&str]| {
        let resolution = |id: &&str| json!({ "id": id, "title": format!("On {id}"), "kind": "resolution", "items": ["papers"], "text": "So it is." });
        let mut all = definition(&json!({}), &json!({ "annexes": ["one"] }));
        all["pack"] = json!([{ "document": "agenda" }, { "document": "annexes" }, { "document": "resolutions" }]);
        all["style"]["resolutions"] = "apart".into();
        all["decisions"] = ids.iter().map(resolution).collect();
        all["agenda"][0]["text"] =
            format!("See @one, {}.", ids.iter().map(|id| format!("@{id}")).collect::<Vec<_>>().join(", ")).into();
        all
    };
    let agenda = |zips: &BTreeMap<String, Vec<u8>>| {
        let files = unzipped(&zips[&format!("{PACK}.zip")]);
        (pages(&files["agenda.pdf"]).join(" "), labels(&files["resolutions.pdf"]))
    };
    let (text, called) = agenda(&sent.build(&step(&["pump", "pier", "crane"])));
    assert!(text.contains("resolution 2 (page 2), resolution 3 (page 3)") && called.is_empty(), "{text} {called:?}");
    sent.issue(1);
    let zips = sent.build(&step(&["pump", "lock", "gate", "pier", "crane"]));
    let (text, called) = agenda(&zips);
    assert_eq!(called, ["1", "1 bis", "1 ter", "2"]);
    assert!(text.contains("resolution 2 (page 1 bis), resolution 3 (page 1 ter), resolution 4 (page 2)"), "{text}");
    sent.issue(2);
    assert!(zips == sent.build_again());
    // With another id and the same title it is the same one.
    let renamed = step(&["pump", "lock", "gate", "pier", "crane"]).to_string();
    let renamed = renamed.replace("\"pier\"", "\"quay\"").replace("@pier", "@quay").replace("\"lock\"", "\"sluice\"");
    let renamed = renamed.replace("@lock", "@sluice");
    assert_eq!(agenda(&sent.build(&serde_json::from_str(&renamed).unwrap())), (text, called));
}
