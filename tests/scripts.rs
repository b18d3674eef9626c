//! How text is set where a language, a figure or a table asks for more: lines of Chinese, numbers in Arabic, wide tables.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Document, Object};
use serde_json::json;

use crate::support::pdf::{ReadPdf, squeezed};
use crate::support::{Scratch, unzipped};

/// The files of a pack in one language, with an agenda that a text introduces.
fn built(language: &str, style: &str, text: &str) -> BTreeMap<String, Vec<u8>> {
    let definition = json!({
        "version": 1, "languages": [language], "title": { language: "T" }, "body": "own", "style": { "templates": style },
        "bodies": { "own": { "name": { language: "B" } } }, "people": { "ana": { "name": "Ana Silva" } },
        "pack": [{ "document": "agenda", "introduction": { language: text } }],
        "time": { "start": "2026-03-10T18:30", "minutes": 15, "zone": "Asia/Shanghai" },
        "agenda": [{ "id": "one", "title": { language: "A" }, "minutes": 15, "lead": ["ana"], "purpose": "decide" }],
    });
    let scratch = Scratch::new();
    scratch.write("packs/own/meeting.json", definition.to_string().as_bytes());
    let (code, out, err) = scratch.run(&["build", "--no-cache", "--allow", "warnings"]);
    assert_eq!(code, 0, "{out}{err}");
    unzipped(&std::fs::read(scratch.path().join("out/own.zip")).unwrap())
}

fn page(files: &BTreeMap<String, Vec<u8>>) -> &str {
    std::str::from_utf8(&files["index.html"]).unwrap()
}

/// A piece of text as it is painted: where it begins, how large it is, and of how many glyphs it is.
struct Piece {
    x: f32,
    y: f32,
    size: f32,
    glyphs: usize,
}

fn pieces(pdf: &[u8]) -> Vec<Piece> {
    let document = Document::load_mem(pdf).unwrap();
    let number = |object: &Object| object.as_float().unwrap();
    let mut pieces = Vec::new();
    for page in document.get_pages().into_values() {
        let content = Content::decode(&document.get_page_content(page)).unwrap();
        let (mut at, mut size) = ((0.0, 0.0), 0.0);
        for operation in &content.operations {
            let glyphs = |object: &Object| object.as_str().map_or(0, |bytes| bytes.len() / 2);
            match (operation.operator.as_str(), operation.operands.as_slice()) {
                ("cm", [.., x, y]) => at = (number(x), number(y)),
                ("Tf", [_, points]) => size = number(points),
                ("Tj" | "TJ", [shown]) => {
                    let glyphs =
                        shown.as_array().map_or_else(|_| glyphs(shown), |parts| parts.iter().map(glyphs).sum());
                    pieces.push(Piece { x: at.0, y: at.1, size, glyphs });
                }
                _ => {}
            }
        }
    }
    pieces
}

#[test]
fn chinese_is_set_as_chinese_documents_are() {
    let text = "理事会审议了年度报告，并决定将其提交全体会议。".repeat(6);
    let files = built("zh", "plain", &text);
    let said = squeezed(&ReadPdf::new(&files["agenda.pdf"]).text());
    assert!(said.contains("（15分钟）") && said.contains("（北京时间）") && !said.contains('('), "{said}");
    assert!(page(&files).contains("</span> A<span class=\"more\">（15分钟）——Ana"), "{}", page(&files));
    // The first line of running text begins two letters further in than the margin, and the second at it.
    let margin = 87.874;
    let pieces = pieces(&files["agenda.pdf"]);
    let is_at = |piece: &Piece, x: f32| (piece.x - x).abs() < 0.1 && (piece.size - 10.5).abs() < 0.01;
    let first = pieces.iter().position(|piece| is_at(piece, margin + 21.0)).expect("a first line");
    assert!(pieces[first + 1..].iter().any(|piece| is_at(piece, margin)), "no second line");
    // As the United Nations write it, parentheses are as in English.
    let said = squeezed(&ReadPdf::new(&built("zh", "un", &text)["agenda.pdf"]).text());
    assert!(said.contains("(15分钟)") && !said.contains('（'), "{said}");
}

/// Between a date and the figures behind it there is the space that there is between any letter and figure.
#[test]
fn figures_stand_apart_from_a_date_in_chinese() {
    let pieces = pieces(&built("zh", "plain", "会议9月20日12时开始。")["agenda.pdf"]);
    let glyphs = |pieces: &[Piece]| pieces.iter().map(|piece| piece.glyphs).collect::<Vec<_>>();
    let found = pieces.windows(3).find(|three| glyphs(three) == [1, 2, 4]).expect("日, 12, 时开始。");
    assert!(found[1].x - found[0].x > 12.5, "{}", found[1].x - found[0].x);
}

#[test]
fn what_a_workspace_says_in_chinese_comes_over_a_set() {
    let scratch = Scratch::new();
    scratch.write("templates/labels/zh.ftl", "document-agenda = 日程\n".as_bytes());
    let definition = json!({
        "version": 1, "languages": ["zh"], "title": { "zh": "T" }, "body": "own", "style": { "templates": "plain" },
        "bodies": { "own": { "name": { "zh": "B" } } },
        "time": { "start": "2026-03-10T18:30", "minutes": 15, "zone": "Asia/Shanghai" },
        "agenda": [{ "id": "one", "title": { "zh": "A" }, "minutes": 15 }],
    });
    scratch.write("packs/own/meeting.json", definition.to_string().as_bytes());
    let (code, out, err) = scratch.run(&["build", "--no-cache", "--allow", "warnings"]);
    assert_eq!(code, 0, "{out}{err}");
    let files = unzipped(&std::fs::read(scratch.path().join("out/own.zip")).unwrap());
    let said = squeezed(&ReadPdf::new(&files["agenda.pdf"]).text());
    assert!(said.contains("日程") && said.contains("（15分钟）"), "{said}");
}

/// No line ends in a number, and where lines begin on the right numbers and ranges are not turned round.
#[test]
fn figures_are_whole_in_every_language() {
    let text = "من 18–24 أيار: −5 و 40 000 دولار و 9 192 631 770، الهاتف +41 22 917 12 34.";
    let files = built("ar", "un", text);
    let page = page(&files);
    for shown in [
        "<span class=\"whole\">18–24</span>",
        "<span class=\"whole\" dir=\"ltr\">−5</span>",
        "40\u{a0}000\u{a0}دولار",
        "9\u{a0}192\u{a0}631\u{a0}770،",
    ] {
        assert!(page.contains(shown), "no {shown} in {page}");
    }
    let number = "<span class=\"whole\" dir=\"ltr\">+41 22 917 12 34</span>";
    assert!(page.replace('\u{a0}', " ").contains(number), "{page}");
    let files = built("zh", "un", "自2025年3月12日起，共40 000美元。");
    let page = self::page(&files);
    assert!(
        page.contains(
            "自<span class=\"date\"><span>2025年</span><span>3月</span><span>12日</span></span>起，共40\u{a0}000美元。"
        ),
        "{page}"
    );
    // Where a dash or a dot parts two things, no line begins with it.
    let files = built("en", "un", "Ana Silva – the Chair – said A · B.");
    let page = self::page(&files);
    assert!(page.contains("Silva\u{a0}– the Chair\u{a0}– said A\u{a0}· B."), "{page}");
    assert!(page.contains("minutes)\u{a0}– facilitated by Ana Silva") && page.contains("\u{a0}·\u{a0}"), "{page}");
}

/// Figures stand on the right of their column where lines begin on the right, too: units are under units.
#[test]
fn figures_are_under_figures_in_arabic() {
    let files = built("ar", "plain", "| البند | المبلغ |\n|---|---:|\n| رسوم | 40 |\n| رسوم | 70,000,000 |");
    let pieces = pieces(&files["agenda.pdf"]);
    let x = |glyphs: usize| {
        let is_it = |piece: &&Piece| piece.glyphs == glyphs && (piece.size - 9.0).abs() < 0.01;
        pieces.iter().find(is_it).unwrap_or_else(|| panic!("nothing of {glyphs} glyphs")).x
    };
    assert!(x(2) - x(10) > 20.0, "{} and {}", x(2), x(10));
    assert!(page(&files).contains(".end { text-align: right; }"));
}

/// The words of a table that is too wide for its text do not reach into the next column.
#[test]
fn wide_tables_do_not_overlap() {
    let words = ["Rainfall", "Discharge", "Temperature", "Sediment", "Conductivity"];
    let heads: Vec<String> = (0..20).map(|at| format!("{}{at}", words[at % 5])).collect();
    let table = |columns: usize| {
        format!(
            "| {} |\n|{}\n| {} |",
            heads[..columns].join(" | "),
            "---|".repeat(columns),
            vec!["1"; columns].join(" | ")
        )
    };
    let of_table = |columns: usize| {
        let mut pieces = pieces(&built("en", "un", &table(columns))["agenda.pdf"]);
        pieces.retain(|piece| piece.size <= 9.0);
        pieces
    };
    let wide = of_table(11);
    let mut rows: BTreeMap<i32, Vec<&Piece>> = BTreeMap::new();
    wide.iter().for_each(|piece| rows.entry((piece.y * 10.0) as i32).or_default().push(piece));
    let row = rows.values().find(|row| row.len() == 11).expect("a row of heads");
    for pair in row.windows(2) {
        let width = 0.42 * pair[0].size * pair[0].glyphs as f32;
        assert!(pair[1].x - pair[0].x > width, "{} glyphs at {}, next at {}", pair[0].glyphs, pair[0].x, pair[1].x);
    }
    assert!(row[0].size < 9.0);
    // One that could not be read so is turned.
    let smallest = of_table(20).iter().map(|piece| piece.size).fold(9.0, f32::min);
    assert!(smallest > 4.5, "{smallest} points");
    // One that has room is set as large as any.
    assert!(of_table(4).iter().any(|piece| (piece.size - 9.0).abs() < 0.01));
}

/// Marks of emphasis in a web address are a part of it.
#[test]
fn addresses_keep_their_marks() {
    let text = "See https://a.example/_drafts_/b*c*d?x=~~y~~, and https://b.example/__z__. A *stressed* word, https://c.example/_open and close_.";
    let files = built("en", "un", text);
    let page = page(&files);
    for address in ["https://a.example/_drafts_/b*c*d?x=~~y~~", "https://b.example/__z__"] {
        assert!(page.contains(&format!("<a href=\"{address}\">{address}</a>")), "no {address} in {page}");
    }
    assert!(page.contains("A <em>stressed</em> word") && page.contains("_drafts_"), "{page}");
}

/// The page says calmly that a meeting is convened; an annotated agenda begins with its items; each document is named once.
#[test]
fn the_page_begins_with_what_a_reader_looks_for() {
    let definition = json!({
        "version": 1, "title": "Spring meeting", "body": "own", "bodies": { "own": { "name": "Reading Circle" } },
        "pack": [{ "document": "annotated-agenda" }, { "document": "timetable" }], "status": "convened", "history": [{ "status": "convened", "on": "2026-02-10" }],
        "time": { "start": "2026-03-10T18:30", "minutes": 20, "zone": "Europe/Paris" },
        "agenda": [
            { "id": "one", "title": "Alpha", "minutes": 10, "purpose": "decide" },
            { "id": "two", "title": "Beta", "minutes": 10 }
        ],
    });
    let scratch = Scratch::new();
    scratch.write("packs/own/meeting.json", definition.to_string().as_bytes());
    let (code, out, err) = scratch.run(&["build", "--no-cache", "--allow", "warnings"]);
    assert_eq!(code, 0, "{out}{err}");
    let files = unzipped(&std::fs::read(scratch.path().join("out/own.zip")).unwrap());
    let page = page(&files);
    assert!(page.contains("<p class=\"status\">As convened</p>"), "{page}");
    assert!(page.contains("<a href=\"#annotated-agenda.two\">Beta</a>"), "{page}");
    assert!(!page.contains("(PDF)") && page.matches(">Annotated agenda</a>").count() == 1, "{page}");
}

#[test]
fn no_line_ends_within_a_date_of_words() {
    for (language, date, ends) in [
        ("es", "16 de mayo de 2025", &["16", "16 de", "mayo", "mayo de"][..]),
        ("fr", "mars 2025", &["mars"]),
        ("ar", "آذار/مارس 2025", &["آذار/مارس"]),
    ] {
        let words = (0..60).map(|at| format!("{} {date}", "abcdefghij".split_at(at * 7 % 10 + 1).0));
        let files = built(language, "plain", &words.collect::<Vec<_>>().join(" "));
        let lines = ReadPdf::new(&files["agenda.pdf"]).lines();
        let of_text: Vec<&str> = lines.iter().flatten().map(|line| line.text.trim()).collect();
        let ended = of_text.iter().find(|line| ends.iter().any(|end| line.ends_with(&format!(" {end}"))));
        assert_eq!(ended, None, "{language}");
    }
}
