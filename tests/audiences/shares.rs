//! Files of which an audience gets a part: it gets neither the file itself nor what that was made of, under no name. And papers
//! that every secretary has, which hold nothing that could leak: earlier minutes, files of the same program.

use packwright::leak::{Open, Secret, search};
use serde_json::{Value, json};

use crate::support::{Scratch, packwright, repository, unzipped};

/// A PDF of four pages, each with a word of its own, in colours and with fonts as programs state them.
fn paper() -> Vec<u8> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R /OutputIntents [<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) \
         /Info (sRGB IEC61966-2.1) >>] >>"
            .to_owned(),
        "<< /Type /Pages /Kids [4 0 R 6 0 R 8 0 R 10 0 R] /Count 4 >>".to_owned(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    for word in ["Quorvath", "Zwyntharqol", "Ilmarine", "Bremthusk"] {
        let content = format!("BT /F 18 Tf 72 700 Td (The {word} of the house) Tj ET");
        let number = objects.len() + 1;
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R /Resources << /Font << /F 3 0 R >> >> >>",
            number + 1
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
    objects.push("<< /Title (The house) >>".to_owned());
    super::files::assembled(&objects)
}

/// A workspace of one pack with annexes, and files beside it.
fn workspace(annexes: Value, files: &[(&str, &[u8])]) -> Scratch {
    let scratch = Scratch::new();
    let definition = json!({
        "version": 1, "title": "Regular meeting", "body": "board", "bodies": { "board": { "name": "Board" } },
        "time": { "start": "2026-03-10T18:30", "minutes": 60, "zone": "Europe/Paris" },
        "audiences": ["members", "public"], "style": { "templates": "plain" },
        "agenda": [
            { "id": "a", "title": "One", "minutes": 30 },
            { "id": "b", "title": "Earlier papers", "minutes": 30, "for": "members" },
        ],
        "annexes": annexes,
    });
    scratch.write("packs/board/meeting.json", definition.to_string().as_bytes());
    files.iter().for_each(|(path, bytes)| scratch.write(&format!("packs/board/{path}"), bytes));
    scratch
}

/// What each audience gets: the names of the files in its zip, and the words of the paper that it can read there.
fn built(scratch: &Scratch) -> [(Vec<String>, Vec<&'static str>); 2] {
    let (code, _, err) = scratch.run(&["build", "board", "--no-cache"]);
    assert_eq!(code, 0, "{err}");
    ["members", "public"].map(|audience| {
        let zip = std::fs::read(scratch.path().join(format!("out/board.{audience}.zip"))).unwrap();
        let words = ["Quorvath", "Zwyntharqol", "Ilmarine", "Bremthusk"];
        let words = words
            .into_iter()
            .filter(|word| {
                !search(&zip, &[Secret { text: (*word).to_owned(), place: None }], &Open::default()).is_empty()
            })
            .collect();
        (unzipped(&zip).into_keys().filter(|name| name.starts_with("annexes/")).collect(), words)
    })
}

#[test]
fn whoever_gets_some_pages_does_not_get_the_file() {
    let paper = paper();
    let all = ["Quorvath", "Zwyntharqol", "Ilmarine", "Bremthusk"];
    let middle = ["Zwyntharqol", "Ilmarine"];
    let source = "The Quorvath, the Zwyntharqol, the Ilmarine and the Bremthusk of the house.";
    let files: [(&str, &[u8]); 3] = [("a.pdf", &paper), ("b.pdf", &paper), ("a.txt", source.as_bytes())];
    let file = |file: &str, pages: &str| json!({ "file": file, "pages": pages, "language": "en" });
    let whole = |file: &str| json!({ "file": file, "language": "en" });
    let cases = [
        // Pages for everybody.
        json!([{ "id": "x", "title": "House", "files": [file("a.pdf", "2-3")] }]),
        json!([{ "id": "x", "title": "House", "files": [
            { "file": "a.pdf", "pages": "2-", "language": "en", "source": "a.txt" }] }]),
        // The same bytes under another name.
        json!([
            { "id": "x", "title": "House", "for": "members", "files": [whole("a.pdf")] },
            { "id": "y", "title": "House", "files": [file("b.pdf", "2-3")] },
        ]),
        // One entry for each part.
        json!([{ "id": "x", "title": "House", "files": [
            { "file": "a.pdf", "pages": "1", "language": "en", "for": "members", "title": "First" },
            { "file": "a.pdf", "pages": "2-3", "language": "en", "title": "Middle" },
            { "file": "a.pdf", "pages": "4", "language": "en", "for": "members", "title": "Last" },
        ] }]),
        json!([{ "id": "x", "title": "House", "files": [
            { "file": "a.pdf", "language": "en", "for": "members", "source": "a.txt", "title": "Whole" },
            { "file": "a.pdf", "pages": "2-3", "language": "en", "title": "Middle" },
        ] }]),
    ];
    for (number, annexes) in cases.into_iter().enumerate() {
        let is_open_at_the_end = number == 1;
        let [(theirs, _), (ours, words)] = built(&workspace(annexes, &files));
        assert!(!theirs.is_empty(), "{number}");
        assert_eq!(ours, [""; 0], "{number}");
        assert_eq!(words.as_slice(), if is_open_at_the_end { &all[1..] } else { &middle }, "{number}");
    }
    // All pages in parts are the file.
    let annexes = json!([{ "id": "x", "title": "House", "files": [
        { "file": "a.pdf", "pages": "1-2", "language": "en", "title": "First", "source": "a.txt" },
        { "file": "a.pdf", "pages": "3-", "language": "en", "title": "Last" },
    ] }]);
    let [_, (ours, words)] = built(&workspace(annexes, &files));
    assert!(!ours.is_empty() && words == all, "{ours:?} {words:?}");
}

/// Earlier minutes have labels, numbers, names of files and of destinations, and words of standards in common with these.
#[test]
fn our_own_papers_and_words_of_formats_can_be_withheld() {
    let out = tempfile::tempdir().unwrap();
    let output = packwright(repository(), &["build", "hospital", "--no-cache", "--out", out.path().to_str().unwrap()]);
    assert!(output.status.success());
    let earlier = unzipped(&std::fs::read(out.path().join("hospital.members.zip")).unwrap());
    for (name, paper) in
        [("minutes", &earlier["minutes.pdf"]), ("annexes", &earlier["annexes.pdf"]), ("paper", &paper())]
    {
        for open in [json!([]), json!([{ "file": "m.pdf", "pages": "1", "language": "en", "title": "First page" }])] {
            let mut files = open.as_array().unwrap().clone();
            files.push(json!({ "file": "m.pdf", "for": "members", "language": "en", "title": "All of it" }));
            let annexes = json!([
                { "id": "x", "title": "Old papers", "files": files },
                { "id": "y", "title": "A table", "text": "| One | Two |\n|---|---|\n| 1 | 2 |" },
            ]);
            let scratch = workspace(annexes, &[("m.pdf", paper)]);
            let (code, _, err) = scratch.run(&["build", "board", "--no-cache"]);
            assert_eq!(code, 0, "{name} {open}: {err}");
        }
    }
}
