//! Hostile strings through every text field into all formats: text out is text in, and none of it is interpreted.

use packwright::document::{Composition, Said};
use packwright::write;

use super::{Files, composed, in_the_text, in_word, on_the_page};
use crate::hostile::{DEFINITIONS, definition, fill};
use crate::support::Scratch;
use crate::support::html::{is_inert, nodes};
use crate::support::pdf::squeezed;

/// What some format, template, mark or reader gives a meaning to.
const HOSTILE: &[&str] = &[
    "<p>&amp;]]><!--",
    "--><script>alert(1)</script>",
    "</style><script>x</script>",
    "</section></main>",
    "{{ 7*7 }}{% raw %}",
    "{%- include 'x' -%}{# x",
    "#import \"x\": *",
    "\")#eval(\"1\")//",
    "\u{e010}t0.0.1.\u{e012}y\u{e013}",
    "\u{e013}\u{e012}\u{e010}",
    "\u{e001}\u{f8ff}\u{fffd}\u{10ffff}",
    "*a* _b_ [x](y) `z`",
    "&#60;b&#62;&lt;&nbsp;&#0;&unknown;",
    "\u{202e}evil\u{2066}",
    "\u{200b}\u{200e}\u{ad}\u{301}",
    "/*@0.1.2*/\\u{41}\\",
    "a\u{1}b\u{1b}[31mc\u{7f}",
    "%00%0a\\0\\n",
    "[1] [n] ---- ====",
    "javascript:alert(1)",
    "data-x=\"1\" onload='y'",
    "\u{feff}\u{fffe}",
    "𝕏🖋️漢字，العربية",
    "longlonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglong",
];

/// What the literals of Typst source say, and the source without them and without marks of places.
fn literals(source: &str) -> (String, String) {
    let (mut said, mut rest) = (String::new(), String::new());
    for (at, part) in source.split('"').enumerate() {
        if at % 2 == 0 {
            rest.push_str(part);
            continue;
        }
        let mut pieces = part.split("\\u{");
        said.push_str(pieces.next().unwrap());
        for piece in pieces {
            let (code, after) = piece.split_once('}').unwrap();
            said.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
            said.push_str(after);
        }
    }
    (said, rest)
}

/// All that the documents of an edition say, their notes included.
fn said(composition: &Composition) -> String {
    let one = |document: &packwright::document::Document| {
        let said = Said::of(&document.content);
        let notes: Vec<String> = said.notes.into_iter().map(|(_, note)| note).collect();
        format!("{}\n{}\n", said.text, notes.join("\n"))
    };
    composition.documents.iter().map(one).collect()
}

#[test]
fn hostile_strings_go_through_every_format_as_they_are() {
    let mut strings = 0;
    for round in 0..HOSTILE.len() {
        let mut definition = definition(DEFINITIONS[round % 2]);
        let mut printed = Vec::new();
        let mut number = round;
        let mut next = || {
            number += 1;
            format!("x7q{}q7x", HOSTILE[number % HOSTILE.len()])
        };
        fill(&mut definition, "", "", &mut next, &mut printed);
        let mut files = Files::new();
        files
            .insert("packs/registry.json".to_owned(), super::workspace("board").remove("packs/registry.json").unwrap());
        files.insert("packs/hostile/meeting.json".to_owned(), serde_json::to_vec(&definition).unwrap());
        let (_, edition) = composed(&files, "hostile").remove(0);
        let composition = &edition.composition;
        let document = squeezed(&said(composition));
        let page = write::html(composition);
        let page = nodes(std::str::from_utf8(&page.bytes).unwrap());
        assert!(is_inert(&page), "round {round}: the page runs or loads something");
        let project = write::typst(composition, edition.kept.clone());
        let sheets = project.source_files.iter().filter(|(name, _)| !name.starts_with("shape/"));
        let (typst, code): (String, String) = sheets.map(|(_, sheet)| literals(&sheet.text)).collect();
        assert!(!code.contains("x7q") && !code.contains("q7x"), "round {round}: text is code");
        let typst = squeezed(&typst);
        for (field, string) in &printed {
            let string = squeezed(string);
            assert!(document.contains(&string), "round {round}: {field} is not in a document: {string}");
            // What has no width and is no letter of a PDF is not set.
            let string = string.replace('\u{feff}', "");
            assert!(typst.contains(&string), "round {round}: {field} is in no literal: {string}");
        }
        for one in &composition.documents {
            let mut wrong = on_the_page(&page, one);
            wrong.extend(in_the_text(&write::text(one), one));
            wrong.extend(in_word(&write::docx(composition, one, &write::Origins::default()), one));
            assert!(wrong.is_empty(), "round {round}, {}: {}", one.kind.name(), wrong.join("\n"));
        }
        strings += printed.len();
    }
    assert!(strings > 2000, "only {strings} strings");
}

/// Control characters are no text: no font has them, and the finding is at the value that has one, NUL included.
#[test]
fn control_characters_are_told_where_they_are_written() {
    for code in (0..0x20).chain([0x7f]).filter(|code| ![0x9, 0xa, 0xb, 0xc, 0xd].contains(code)) {
        let scratch = Scratch::new();
        let definition = serde_json::json!({
            "version": 1, "title": "Spring meeting", "body": "club", "bodies": { "club": { "name": "Reading Circle" } },
            "time": { "start": "2026-03-10T18:30", "minutes": 60, "zone": "Europe/Paris" },
            "agenda": [{ "id": "one", "title": format!("Alpha{}Beta", char::from_u32(code).unwrap()) }],
        });
        scratch.write("packs/x/meeting.json", serde_json::to_string_pretty(&definition).unwrap().as_bytes());
        let (exit, _, err) = scratch.run(&["build", "--no-cache", "--allow", "warnings"]);
        let told = match code {
            0 => {
                "error[layout-error]: the engine cannot lay out what this line asks for (PDF/A-2a, PDF/UA-1)".to_owned()
            }
            _ => format!("error[missing-glyph]: no font of `fonts/` has `U+{code:04X}`"),
        };
        let told = format!("{told}\n --> packs/x/meeting.json:");
        assert!(exit == 1 && err.contains(&told), "{code:x}: {err}");
    }
}
