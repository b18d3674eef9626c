//! The matrix of comments, in every format and over rounds, from files that word processors saved.

use std::io::Read;

use serde_json::{Value, json};

use crate::comments::reviewer::{Change, reviewed};
use crate::support::html;
use crate::support::pdf::ReadPdf;
use crate::support::word::Word;
use crate::support::{copied, packwright, repository, unzipped};

const RESPONSES: &str = "packs/un-network-2023-02-08/responses.json";

/// The workspace from which the files of reviewers were made, with these files in it.
fn workspace(files: &[&str]) -> tempfile::TempDir {
    let cases = repository().join("tests/cases/comments");
    let workspace = copied(&cases.join("workspace"));
    for file in files {
        std::fs::copy(cases.join(file), workspace.path().join(file)).unwrap();
    }
    workspace
}

/// Runs `comments` there; exit code, standard output, standard error.
fn comments(folder: &tempfile::TempDir, arguments: &[&str]) -> (i32, String, String) {
    let all: Vec<&str> = ["comments"].iter().chain(arguments).copied().collect();
    let output = packwright(folder.path(), &all);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn file(folder: &tempfile::TempDir, path: &str) -> Vec<u8> {
    std::fs::read(folder.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn responses(folder: &tempfile::TempDir) -> Value {
    serde_json::from_slice(&file(folder, RESPONSES)).unwrap()
}

/// All texts of a workbook.
fn texts_of_book(bytes: &[u8]) -> (String, String) {
    let parts = unzipped(bytes);
    let part = |path: &str| String::from_utf8(parts[path].clone()).unwrap();
    (part("xl/sharedStrings.xml"), part("xl/worksheets/sheet1.xml"))
}

#[test]
fn a_matrix_has_every_remark_in_every_format_and_is_the_same_each_time() {
    let files = ["un-two-reviewers.docx", "un-tracked.docx"];
    let folder = workspace(&files);
    let (code, out, _) = comments(&folder, &[files[0], files[1], "--matrix", "out"]);
    assert_eq!(code, 0, "{out}");
    for ending in ["pdf", "html", "docx", "xlsx"] {
        assert!(out.contains(&format!("→ out.{ending}\n")), "{out}");
    }
    let (_, told, _) = comments(&folder, &[files[0], files[1], "--format", "json"]);
    let ids: Vec<String> = responses(&folder)["responses"].as_object().unwrap().keys().cloned().collect();
    assert!(ids.len() > 20 && ids.iter().all(|id| told.contains(id.as_str())), "{ids:?}");
    let page = String::from_utf8(file(&folder, "out.html")).unwrap();
    let nodes = html::nodes(&page);
    assert!(html::is_inert(&nodes));
    assert_eq!(page.matches("<tr>").count(), ids.len() + page.matches("<thead>").count());
    assert!(page.contains("<del>a number of</del><ins>several</ins>"), "{page}");
    let (pdf, word) = (ReadPdf::new(&file(&folder, "out.pdf")), Word::new(&file(&folder, "out.docx")));
    let (strings, sheet) = texts_of_book(&file(&folder, "out.xlsx"));
    let said = word.said().0.join("\n");
    for words in ["I preferred the old words.", "Boris Klein", "Ana Reyes", "several", "a number of"] {
        for (name, text) in [("pdf", &pdf.text()), ("docx", &said), ("html", &page)] {
            assert!(text.contains(words), "{name}: {words}");
        }
        assert!(strings.contains(words), "xlsx: {words}");
    }
    assert!(ids.iter().all(|id| strings.contains(id.as_str())));
    assert!(strings.contains("<strike/>") && strings.contains("<u/>"), "{strings}");
    assert!(sheet.contains("<autoFilter ref=\"A1:K"), "{sheet}");
    assert_eq!(word.faults(), Vec::<String>::new());
    let before: Vec<Vec<u8>> =
        ["pdf", "html", "docx", "xlsx"].iter().map(|ending| file(&folder, &format!("out.{ending}"))).collect();
    let (code, out, _) = comments(&folder, &[files[0], files[1], "--matrix", "out"]);
    assert!(code == 0 && !out.contains("responses.json: entries"), "{out}");
    for (ending, before) in ["pdf", "html", "docx", "xlsx"].iter().zip(before) {
        assert!(file(&folder, &format!("out.{ending}")) == before, "out.{ending} differs");
    }
}

#[test]
fn the_pages_of_a_matrix_meet_the_standards_in_every_direction() {
    for (reviewed, pack, language) in [
        ("ar-reviewed.docx", "six-languages", "ar"),
        ("zh-reviewed.docx", "six-languages", "zh"),
        ("fr-reviewed.docx", "assemblee", "fr"),
    ] {
        let folder = workspace(&[reviewed]);
        let (code, out, err) = comments(&folder, &[reviewed, "--matrix", "m.pdf"]);
        assert_eq!(code, 0, "{out}{err}");
        assert!(!folder.path().join("m.html").exists());
        let bytes = file(&folder, "m.pdf");
        assert_eq!(ReadPdf::new(&bytes).language(), language);
        let spot = packwright::finding::Spot::File("m.pdf".to_owned());
        let found = packwright::bundle::prove_file(&bytes, &packwright::typeset::STANDARDS, "m.pdf", &spot);
        assert!(found.is_empty(), "{pack}: {found:?}");
        assert!(ReadPdf::new(&bytes).elements().iter().any(|(role, _)| role == "TH"));
    }
}

#[test]
fn responses_are_typed_once_and_kept_over_rounds() {
    let folder = workspace(&["un-two-reviewers.docx", "un-comments.docx"]);
    let run = |file: &str| {
        let (code, out, err) = comments(&folder, &[file, "--matrix", "m.html"]);
        assert_eq!(code, 0, "{out}{err}");
        String::from_utf8(self::file(&folder, "m.html")).unwrap()
    };
    let page = run("un-two-reviewers.docx");
    assert!(!page.contains("Not accepted"));
    let first = responses(&folder);
    assert_eq!(first["$schema"], "../responses.schema.json");
    let (id, entry) = first["responses"]
        .as_object()
        .unwrap()
        .iter()
        .find(|(_, entry)| entry["about"] == "Boris Klein: I preferred the old words.")
        .unwrap();
    assert_eq!(entry["response"], "");
    // Typed by a person, in whatever form.
    let text = String::from_utf8(file(&folder, RESPONSES)).unwrap();
    let at = text.find(&format!("\"{id}\"")).unwrap();
    let typed = text[at..].replacen(
        "\"response\": \"\"",
        "\"state\" :  \"rejected\", \"response\": \"No: <b>they</b> = old.\"",
        1,
    );
    let typed = format!("{}{typed}", &text[..at]);
    std::fs::write(folder.path().join(RESPONSES), &typed).unwrap();
    let page = run("un-two-reviewers.docx");
    assert!(page.contains("Not accepted") && page.contains("No: &lt;b&gt;they&lt;/b&gt; = old."), "{page}");
    assert_eq!(String::from_utf8(file(&folder, RESPONSES)).unwrap(), typed);
    // Another round, of another reviewer.
    let page = run("un-comments.docx");
    assert!(page.contains("Which ones? Please name two.") && !page.contains("Not accepted"));
    let second = responses(&folder);
    let (old, new) = (first["responses"].as_object().unwrap(), second["responses"].as_object().unwrap());
    assert!(new.len() > old.len() && old.keys().all(|id| new.contains_key(id)));
    assert_eq!(new[id]["state"], "rejected");
    let left: String = String::from_utf8(file(&folder, RESPONSES)).unwrap();
    assert!(left.contains("\"state\" :  \"rejected\""), "{left}");
}

#[test]
fn a_change_that_was_written_meanwhile_is_shown_as_accepted() {
    let folder = workspace(&["un-two-reviewers.docx"]);
    let (code, out, err) = comments(&folder, &["un-two-reviewers.docx", "--apply", "--only", "16ae65"]);
    assert!(code == 0 && out.contains("wrote 1 text"), "{out}{err}");
    let (code, out, err) = comments(&folder, &["un-two-reviewers.docx", "--matrix", "m.html"]);
    assert_eq!(code, 0, "{out}{err}");
    let page = String::from_utf8(file(&folder, "m.html")).unwrap();
    let rows: Vec<&str> = page.split("<tr>").filter(|row| row.contains("<strong>Accepted</strong>")).collect();
    assert_eq!(rows.len(), 1, "{page}");
    assert!(rows[0].contains("<del>a number of</del><ins>several</ins>"), "{}", rows[0]);
}

#[test]
fn responses_that_cannot_be_read_are_told_at_their_place_and_stay() {
    let cases = [
        ("{ \"responses\": { \"x\": { \"state\": \"perhaps\" } } }", "responses.json:1:34"),
        ("{ \"responses\": { \"x\": { \"anwser\": \"a\" } } }", "responses.json:1:25"),
        ("{ \"responses\": {", "responses.json:1"),
    ];
    for (bad, place) in cases {
        let folder = workspace(&["un-comments.docx"]);
        std::fs::write(folder.path().join(RESPONSES), bad).unwrap();
        let (code, _, err) = comments(&folder, &["un-comments.docx", "--matrix", "m"]);
        assert!(code == 1 && err.contains(place), "{code} {err}");
        assert_eq!(file(&folder, RESPONSES), bad.as_bytes());
        assert!(!folder.path().join("m.pdf").exists());
    }
}

#[test]
fn a_matrix_replaces_neither_files_of_reviewers_nor_what_is_no_file() {
    let folder = workspace(&["un-comments.docx"]);
    let sent = file(&folder, "un-comments.docx");
    for out in ["un-comments.docx", "un-comments", "./packs/../un-comments.docx", "m.txt", "packs", ".."] {
        let (code, _, err) = comments(&folder, &["un-comments.docx", "--matrix", out]);
        assert!(code == 2 && err.contains("hint: "), "{out}: {code} {err}");
    }
    assert!(file(&folder, "un-comments.docx") == sent);
    std::fs::create_dir(folder.path().join("m.pdf")).unwrap();
    let (code, _, err) = comments(&folder, &["un-comments.docx", "--matrix", "m"]);
    assert!(code == 2 && err.contains("m.pdf"), "{code} {err}");
    let (code, _, _) = comments(&folder, &["un-comments.docx", "--matrix", "m", "--apply", "--dry-run"]);
    assert_eq!(code, 2);
}

/// A file of a reviewer with other text in its comments.
fn with_comment(from: &str, old: &str, new: &str) -> Vec<u8> {
    let bytes = std::fs::read(repository().join("tests/cases/comments").join(from)).unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).unwrap();
        let (name, mut content) = (entry.name().unwrap().into_owned(), Vec::new());
        entry.read_to_end(&mut content).unwrap();
        if name == "word/comments.xml" {
            let text = String::from_utf8(content).unwrap();
            assert!(text.contains(old), "{text}");
            content = text.replace(old, new).into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut out, &content).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn comments_may_say_anything() {
    let long = "https://example.org/".to_owned() + &"x".repeat(400);
    let cases = [
        ("Really \u{1f600}\u{fe0f} so?", "Really [U+1F600] so?"),
        ("=HYPERLINK(\"http://e.org\")", "=HYPERLINK(\"http://e.org\")"),
        ("#let x = 1; *bold* @dgc", "#let x = 1; *bold* @dgc"),
        (&format!("See {long}"), "See"),
    ];
    for (said, shown) in cases {
        let folder = workspace(&[]);
        let escaped = said.replace('&', "&amp;").replace('<', "&lt;");
        let bytes = with_comment("un-comments.docx", "Which ones? Please name two.", &escaped);
        std::fs::write(folder.path().join("a.docx"), bytes).unwrap();
        let (code, out, err) = comments(&folder, &["a.docx", "--matrix", "m"]);
        assert_eq!(code, 0, "{said}: {out}{err}");
        // Lines can end in long words.
        let text = ReadPdf::new(&file(&folder, "m.pdf")).text().replace('\u{200b}', "");
        assert!(text.contains(shown), "{said}: {text}");
        let (strings, sheet) = texts_of_book(&file(&folder, "m.xlsx"));
        assert!(!sheet.contains("<f>"), "{sheet}");
        let begins: String = said.chars().take(5).collect();
        assert!(strings.contains(&begins), "{begins}: {strings}");
    }
    let folder = workspace(&[]);
    let answers = json!({ "responses": { "nobody": { "response": "Kept." } } });
    std::fs::write(folder.path().join(RESPONSES), answers.to_string()).unwrap();
    std::fs::copy(repository().join("tests/cases/comments/un-thread-as-word.docx"), folder.path().join("a.docx"))
        .unwrap();
    let (code, out, err) = comments(&folder, &["a.docx", "--matrix", "m.html"]);
    assert_eq!(code, 0, "{out}{err}");
    assert!(String::from_utf8(file(&folder, "m.html")).unwrap().contains("Reply to"));
    assert_eq!(responses(&folder)["responses"]["nobody"]["response"], "Kept.");
}

/// The rows of a matrix as a page, made of a file there.
fn rows(folder: &tempfile::TempDir, name: &str) -> (String, Vec<String>) {
    let (code, out, err) = comments(folder, &[name, "--matrix", "m.html"]);
    assert_eq!(code, 0, "{out}{err}");
    let page = String::from_utf8(file(folder, "m.html")).unwrap();
    let rows = page.split("<tr>").skip(2).map(str::to_owned).collect();
    (page, rows)
}

/// A document of a pack there, as a reviewer sent it back.
fn sent_back(folder: &tempfile::TempDir, (pack, document): (&str, &str), within: &str, words: (&str, &str)) {
    let output = packwright(folder.path(), &["build", pack, "--docx", "--no-cache", "--allow", "warnings"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let docx = unzipped(&file(folder, &format!("out/{pack}.zip")))[document].clone();
    let (reviewed, done) = reviewed(&docx, "Ana", &[Change::of(&docx, within, words)]);
    assert_eq!(done, [true]);
    std::fs::write(folder.path().join("a.docx"), reviewed).unwrap();
}

#[test]
fn the_page_has_no_links_and_lines_of_the_meeting() {
    let folder = workspace(&["board-tracked.docx"]);
    let (page, _) = rows(&folder, "board-tracked.docx");
    assert!(page.contains("Forty-second Meeting") && !page.contains("/meetings/42/recording"), "{page}");
    let head = page.split("</header>").next().unwrap();
    assert!(!head.contains("<ul") && !head.contains("Adopted"), "{head}");
}

#[test]
fn a_heading_that_was_changed_meanwhile_stands_under_itself() {
    let folder = workspace(&[]);
    sent_back(&folder, ("smallest", "agenda.docx"), "What we read next", ("next", "then"));
    let path = "packs/smallest/meeting.json";
    let definition = String::from_utf8(file(&folder, path)).unwrap();
    let changed = definition.replace("\"What we read next\"", "\"Books for the summer\"");
    std::fs::write(folder.path().join(path), changed).unwrap();
    let (_, rows) = rows(&folder, "a.docx");
    assert!(rows[0].contains("2. Books for the summer") && !rows[0].contains("last time"), "{}", rows[0]);
}

#[test]
fn only_numbers_stand_in_the_place_of_numbers() {
    let folder = workspace(&[]);
    let within = "Minutes of the forty-first meeting)";
    sent_back(&folder, ("board", "minutes.docx"), within, ("forty", "fifty"));
    let (_, rows) = rows(&folder, "a.docx");
    let cell = rows[0].split("</td>").nth(1).unwrap();
    assert!(!cell.contains("Document"), "{cell}");
}

#[test]
fn a_move_is_shown_once_and_says_where_to() {
    let folder = workspace(&["un-across.docx", "un-structure-tracked.docx", "un-structure-untracked.docx"]);
    let moved = "The meeting requested receipt of a plan in this regard.";
    let (_, all) = rows(&folder, "un-across.docx");
    let row = all.iter().find(|row| row.contains("Moved")).unwrap();
    assert_eq!((row.matches(moved).count(), row.matches("<ins>").count()), (2, 0), "{row}");
    assert!(row.contains("Moved after “") && row.contains("to be identified."), "{row}");
    for name in ["un-structure-tracked.docx", "un-structure-untracked.docx"] {
        let (_, all) = rows(&folder, name);
        let row = all.iter().find(|row| row.contains("Moved")).unwrap();
        assert!(row.contains("Moved after “") && !row.contains("<del>"), "{row}");
        let (_, _, err) = comments(&folder, &[name]);
        assert!(err.contains("it would stand after `"), "{err}");
    }
}

#[test]
fn rows_of_a_workbook_are_told_apart_on_paper() {
    let folder = workspace(&["un-comments.docx"]);
    assert_eq!(comments(&folder, &["un-comments.docx", "--matrix", "m.xlsx"]).0, 0);
    let (_, sheet) = texts_of_book(&file(&folder, "m.xlsx"));
    assert!(sheet.contains("<printOptions gridLines=\"1\"/>"), "{sheet}");
}

#[test]
fn a_matrix_that_comes_back_is_known_as_one() {
    let folder = workspace(&["un-comments.docx"]);
    assert_eq!(comments(&folder, &["un-comments.docx", "--matrix", "m.docx"]).0, 0);
    let (code, _, err) = comments(&folder, &["m.docx"]);
    let is_known = err.contains("this is the matrix of comments itself") && err.contains(RESPONSES);
    assert!(code == 1 && is_known, "{code} {err}");
}
