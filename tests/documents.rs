//! The documents of every example pack: standards, links, structure.

use std::collections::BTreeMap;

use packwright::bundle::prove;
use packwright::edition::{Pdf, Plan};

use crate::support::pdf::{ReadPdf, squeezed};
use crate::support::{Scratch, built, documents as pdfs, example_packs, repository, unzipped};

/// A finished document that claims both standards.
fn pdf(path: &str, bytes: Vec<u8>) -> Pdf {
    let plan = Plan { path: path.to_owned(), ..Plan::default() };
    let standards = packwright::typeset::STANDARDS.to_vec();
    Pdf {
        plan,
        language: "en".to_owned(),
        pages: 1,
        standards,
        missed: Vec::new(),
        numbered: Default::default(),
        bytes,
    }
}

#[test]
fn second_validator_agrees_on_pdf_a_and_pdf_ua() {
    for pack in example_packs() {
        for (path, bytes) in pdfs(&built(&pack)) {
            let findings: Vec<String> =
                prove(&pdf(path, bytes.clone()), path).into_iter().map(|finding| finding.message).collect();
            assert!(findings.is_empty(), "{pack}/{path}: {findings:?}");
        }
    }
}

#[test]
fn second_validator_notices_a_broken_file() {
    let files = built("smallest");
    let bytes = String::from_utf8_lossy(&files["agenda.pdf"]).replace("pdfuaid:part", "pdfuaid:pert");
    assert!(!prove(&pdf("agenda.pdf", bytes.into_bytes()), "agenda.pdf").is_empty());
}

/// The validator takes the last byte of such a stream for a part of the line end behind it.
#[test]
fn a_stream_that_ends_in_a_carriage_return_is_no_fault() {
    let files = built("smallest");
    let mut document = lopdf::Document::load_mem(&files["agenda.pdf"]).unwrap();
    let page = *document.get_pages().values().next().unwrap();
    let content = [document.get_page_content(page), b"\r".to_vec()].concat();
    let id = document.get_page_contents(page)[0];
    let stream = document.get_object_mut(id).unwrap().as_stream_mut().unwrap();
    stream.dict.remove(b"Filter");
    stream.set_content(content);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    assert!(prove(&pdf("agenda.pdf", bytes.clone()), "agenda.pdf").is_empty());
    let at = bytes.windows(11).position(|window| window == b"\r\nendstream").unwrap();
    bytes.splice(at..at, *b"   ");
    assert!(!prove(&pdf("agenda.pdf", bytes), "agenda.pdf").is_empty());
}

#[test]
fn every_link_between_the_documents_leads_to_a_destination_that_exists() {
    let mut links = 0;
    for pack in example_packs() {
        let files = built(&pack);
        let read: BTreeMap<&String, ReadPdf> = pdfs(&files).map(|(path, bytes)| (path, ReadPdf::new(bytes))).collect();
        for (path, pdf) in &read {
            for (file, destination) in pdf.links_out() {
                // Each edition lies in a folder of its own.
                let file = path.rsplit_once('/').map_or(file.clone(), |(folder, _)| format!("{folder}/{file}"));
                let target = read.get(&file).unwrap_or_else(|| panic!("{pack}/{path} links to {file}"));
                assert!(target.destinations().contains(&destination), "{pack}/{path}: no {destination} in {file}");
                links += 1;
            }
            for address in pdf.web_links() {
                assert!(address.contains(':'), "{pack}/{path}: `{address}` is a relative web address");
            }
        }
    }
    assert!(links > 20, "only {links} links");
}

/// One definition, six editions: the same structure in each, with every title in its own language.
#[test]
fn editions_agree() {
    let files = built("six-languages");
    let definition = std::fs::read(repository().join("packs/six-languages/meeting.json")).unwrap();
    let definition: serde_json::Value = serde_json::from_slice(&definition).unwrap();
    let lists = |key: &str| definition[key].as_array().unwrap().iter().map(|one| &one["title"]).collect::<Vec<_>>();
    // Pages from right to left lie in the file in the order of their glyphs, so letters are counted.
    let letters = |text: &str| {
        let mut letters = BTreeMap::new();
        for c in text.chars().filter(|c| c.is_alphabetic()) {
            *letters.entry(c).or_insert(0) += 1;
        }
        letters
    };
    let mut shapes = Vec::new();
    for language in ["en", "fr", "es", "ru", "zh", "ar"] {
        let mut shape = Vec::new();
        for (document, titles) in
            [("agenda", lists("agenda")), ("annexes", lists("annexes")), ("minutes", lists("agenda"))]
        {
            let pdf = ReadPdf::new(&files[&format!("{language}/{document}.pdf")]);
            let elements = pdf.elements();
            let printed: Vec<_> =
                elements.iter().filter(|(role, _)| role.starts_with('H')).map(|(_, text)| letters(text)).collect();
            for title in titles {
                let wanted = letters(title[language].as_str().unwrap());
                let holds = |printed: &BTreeMap<char, i32>| {
                    wanted.iter().all(|(letter, count)| printed.get(letter).is_some_and(|there| there >= count))
                };
                assert!(printed.iter().any(holds), "{language}/{document}: no heading has {}", title[language]);
            }
            let roles = ["H1", "H2", "H3", "LI", "Table", "TR", "TH", "TD"];
            shape.extend(roles.map(|role| elements.iter().filter(|(other, _)| other == role).count()));
        }
        shapes.push((language, shape));
    }
    for (language, shape) in &shapes {
        assert_eq!(*shape, shapes[0].1, "{language} has another structure than English");
    }
}

#[test]
fn structure_has_heading_levels_lists_and_table_heads() {
    let files = built("un-network-2023-02-08");
    let annexes = ReadPdf::new(&files["annexes.pdf"]).elements();
    let count = |role: &str| annexes.iter().filter(|(other, _)| other == role).count();
    assert_eq!(count("H1"), 1);
    assert_eq!(count("H2"), 4);
    let tables = 1 + 4 + 1 + 1 + 1;
    assert_eq!(count("Table"), tables);
    assert!(count("TH") >= 3 + 4 * 6 + 3 + 3 + 6);
    assert!(annexes.iter().any(|(role, text)| role == "H2" && text.contains("Network Work Plan 2021+")));
    let minutes = ReadPdf::new(&files["minutes.pdf"]).elements();
    let levels: Vec<u32> = minutes.iter().filter_map(|(role, _)| role.strip_prefix('H')?.parse().ok()).collect();
    assert_eq!(levels[0], 1);
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    assert!(minutes.iter().filter(|(role, _)| role == "LI").count() > 30);
}

#[test]
fn manifest_says_what_is_in_the_zip() {
    use sha2::{Digest, Sha256};
    let files = built("un-network-2023-02-08");
    let manifest: serde_json::Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    let listed = manifest["files"].as_array().unwrap();
    assert_eq!(listed.len(), files.len() - 1);
    for file in listed {
        let bytes = &files[file["path"].as_str().unwrap()];
        let digest: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(file["sha256"], digest);
        assert_eq!(file["size"], bytes.len());
        if file["path"] == "index.html" || file["path"].as_str().unwrap().ends_with(".ics") {
            // A page for browsers has no pages and claims nothing; nor does a calendar file.
            assert!(file.get("pages").is_none() && file.get("standards").is_none());
            continue;
        }
        assert_eq!(file["pages"], ReadPdf::new(bytes).pages());
        assert_eq!(file["standards"], serde_json::json!(["PDF/A-2a", "PDF/UA-1"]));
    }
    let inputs: Vec<&str> =
        manifest["inputs"].as_array().unwrap().iter().map(|i| i["path"].as_str().unwrap()).collect();
    // Of the registry only what the meeting names: not the body of another pack.
    assert!(inputs.contains(&"packs/un-network-2023-02-08/meeting.json"));
    assert!(inputs.contains(&"packs/registry.json#people/ramos"));
    assert!(!inputs.contains(&"packs/registry.json#bodies/book-club"));
}

#[test]
fn table_heads_repeat_on_every_page() {
    let files = built("un-network-2023-02-08");
    let document = lopdf::Document::load_mem(&files["annexes.pdf"]).unwrap();
    let head = ["Date", "Time", "Meeting", "Level", "Place", "Status"];
    let pages = document.get_pages();
    let with_head = pages.keys().filter(|page| {
        let text = document.extract_text(&[**page]).unwrap_or_default();
        head.iter().all(|word| text.contains(word)) && text.contains("Confirmed")
    });
    assert_eq!(with_head.count(), 2, "the calendar has two pages");
}

/// A note on a title is printed once, also on the last one of all, and in a document of the workspace's own.
#[test]
fn notes_on_headings_are_printed() {
    let scratch = Scratch::new();
    let own = std::fs::read(repository().join("templates/agenda.xml.j2")).unwrap();
    scratch.write("templates/programme.xml.j2", &own);
    let definition = serde_json::json!({
        "version": 1, "title": "Spring meeting", "body": "club", "bodies": { "club": { "name": "Reading Circle" } },
        "time": { "start": "2026-03-10T18:30", "minutes": 60, "zone": "Europe/Paris" },
        "pack": [{ "document": "agenda" }, { "document": "programme", "title": "Programme" }],
        "agenda": [
            { "id": "one", "title": "Alpha", "footnote": "The first note." },
            { "id": "two", "title": "Beta", "footnote": "The last note." },
        ],
    });
    scratch.write("packs/own/meeting.json", definition.to_string().as_bytes());
    let (code, _, err) = scratch.run(&["build", "--allow", "warnings"]);
    assert_eq!(code, 0, "{err}");
    let files = unzipped(&std::fs::read(scratch.path().join("out/own.zip")).unwrap());
    for path in ["agenda.pdf", "programme.pdf"] {
        let text = squeezed(&ReadPdf::new(&files[path]).text());
        for note in ["The first note.", "The last note."] {
            assert_eq!(text.matches(&squeezed(note)).count(), 1, "{path}: `{note}` in {text}");
        }
    }
}
