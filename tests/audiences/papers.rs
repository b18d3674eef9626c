//! What readers see on papers for an audience: for whom they are, what is an extract, no place for what is not there.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::support::html::{nodes, values};
use crate::support::pdf::{Line, ReadPdf};
use crate::support::{Scratch, repository, unzipped};

type Files = BTreeMap<String, Vec<u8>>;

/// Builds a pack and gives its files for each audience.
fn packs(definition: &Value, audiences: &[&str]) -> Vec<Files> {
    let scratch = Scratch::new();
    scratch.write("packs/own/meeting.json", definition.to_string().as_bytes());
    let file = std::fs::read(repository().join("tests/cases/outside/latex-article.pdf")).unwrap();
    scratch.write("packs/own/opinion.pdf", &file);
    let (code, out, err) = scratch.run(&["build", "--no-cache", "--allow", "warnings"]);
    assert_eq!(code, 0, "{out}{err}");
    let read =
        |audience: &&str| unzipped(&std::fs::read(scratch.path().join(format!("out/own.{audience}.zip"))).unwrap());
    audiences.iter().map(read).collect()
}

fn definition(templates: &str) -> Value {
    json!({
        "version": 1, "title": "Ordinary Meeting", "body": "own", "status": "adopted",
        "bodies": { "own": { "name": "Board of Directors of the Regional Water Works of the Valley" } },
        "style": { "templates": templates, "minutes": "by-item" },
        "audiences": ["administrators", "public"],
        "audience_titles": { "administrators": "Reserved for administrators and for their deputies" },
        "time": { "start": "2026-03-10T18:30", "minutes": 60, "zone": "Europe/Paris" },
        "people": { "ana": { "name": "Ana Silva" } },
        "signatories": [{ "person": "ana", "capacity": "Chair" }], "certification": "Certified correct:",
        "agenda": [
            { "id": "plans", "title": "Plans", "documents": ["opinion", "secret"],
              "proceedings": [{ "text": "The Board heard of plans.\n\n".repeat(60) }] },
            { "id": "warden", "title": "Dismissal of the warden", "for": "administrators", "closed": true },
        ],
        "annexes": [
            { "id": "opinion", "title": "Opinion", "files": [
                { "file": "opinion.pdf", "pages": "1", "for": "administrators" },
                { "file": "opinion.pdf", "pages": "2-3" },
                { "file": "opinion.pdf", "pages": "4", "for": "administrators" },
            ] },
            { "id": "secret", "title": "Report on the warden", "text": "He took deposits.", "for": "administrators" },
            { "id": "more", "title": "Report on the roof", "text": "It leaks.", "for": "administrators" },
        ],
    })
}

fn page(files: &Files) -> String {
    String::from_utf8(files["index.html"].clone()).unwrap()
}

fn lines(files: &Files, path: &str) -> Vec<Vec<Line>> {
    ReadPdf::new(&files[path]).lines()
}

/// What a page says, but for spaces.
fn said(page: &[Line]) -> String {
    page.iter().flat_map(|line| line.text.split_whitespace()).collect()
}

#[test]
fn an_extract_says_that_it_is_one_and_has_no_place_for_signatures() {
    for templates in ["un", "plain"] {
        let [whole, part] = packs(&definition(templates), &["administrators", "public"]).try_into().unwrap();
        let says_extract = |files: &Files| said(&lines(files, "minutes.pdf")[0]).contains("Extractfromtheminutes.");
        assert!(says_extract(&part) && !says_extract(&whole), "{templates}");
        assert!(page(&part).contains("Extract from the minutes.") && !page(&whole).contains("Extract from"));
        let signed = |files: &Files| page(files).contains("Certified correct");
        assert!(signed(&whole) && !signed(&part), "{templates}");
        // What is withheld need not be closed, and what is closed is not so twice.
        assert!(page(&part).contains("Confidential item") && !page(&part).contains("Closed item"));
    }
}

#[test]
fn every_page_and_every_title_says_for_whom_it_is() {
    for templates in ["un", "plain"] {
        let all = packs(&definition(templates), &["administrators", "public"]);
        let title = ["Reserved for administrators and for their deputies", "Public"];
        for (files, title) in all.iter().zip(title) {
            let squeezed: String = title.split(' ').collect::<String>().to_uppercase();
            for (path, _) in files.iter().filter(|(path, _)| path.ends_with(".pdf") && !path.contains('/')) {
                // What is stamped on pages of others is read by other means.
                for (at, page) in lines(files, path).iter().enumerate().take(2) {
                    assert!(said(page).to_uppercase().contains(&squeezed), "{templates} {path} {}", at + 1);
                }
            }
            assert!(page(files).contains(&format!("<title>{title} · Ordinary Meeting")), "{templates}");
        }
    }
}

#[test]
fn the_foot_says_who_meets_and_nothing_in_the_head_collides() {
    for templates in ["un", "plain"] {
        let all = packs(&definition(templates), &["administrators", "public"]);
        for files in &all {
            let pages = lines(files, "minutes.pdf");
            for page in &pages {
                let foot = page.iter().filter(|line| line.y < 70.0);
                let foot: String = foot.map(|line| line.text.as_str()).collect();
                assert!(
                    foot.contains("Board") && foot.contains("2026") && foot.contains("Page"),
                    "{templates}: {foot}"
                );
            }
            // In a line of the head each thing ends before the next begins: words of 9 points are no narrower than this.
            for page in &pages {
                let mut head: Vec<&Line> = page.iter().filter(|line| line.y > 700.0).collect();
                head.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)));
                for pair in head.windows(2).filter(|pair| (pair[0].y - pair[1].y).abs() < 4.0) {
                    let end = pair[0].x + 3.2 * pair[0].text.chars().count() as f32;
                    assert!(end < pair[1].x, "{templates}: `{}` reaches `{}`", pair[0].text, pair[1].text);
                }
            }
        }
    }
}

#[test]
fn nothing_leads_to_a_file_that_is_not_there() {
    let all = packs(&definition("plain"), &["administrators", "public"]);
    for files in &all {
        let page = page(files);
        for (_, path) in values(&nodes(&page), "href").filter(|(_, path)| !path.contains(':') && !path.starts_with('#'))
        {
            let path = path.split('#').next().unwrap();
            assert!(files.contains_key(path), "{path}");
        }
        for (path, _) in files.iter().filter(|(path, _)| path.ends_with(".pdf") && !path.contains('/')) {
            for (file, _) in ReadPdf::new(&files[path]).links_out() {
                assert!(files.contains_key(&file), "{path}: {file}");
            }
        }
    }
    // Who gets the parts of a file gets it once; who gets some pages gets none of it.
    let originals = |files: &Files| files.keys().filter(|path| path.starts_with("annexes/")).count();
    assert_eq!([originals(&all[0]), originals(&all[1])], [1, 0]);
}

#[test]
fn an_annex_that_is_withheld_is_a_line_of_the_index() {
    let [whole, part] = packs(&definition("plain"), &["administrators", "public"]).try_into().unwrap();
    // The index, a cover and two pages; with the two texts and the other pages of the file.
    assert_eq!([lines(&whole, "annexes.pdf").len(), lines(&part, "annexes.pdf").len()], [8, 4]);
    let index = said(&lines(&part, "annexes.pdf")[0]);
    assert_eq!(index.matches("Confidentialannex").count(), 2, "{index}");
    let mut all = definition("plain");
    all["annexes"].as_array_mut().unwrap().remove(0);
    all["agenda"][0]["documents"] = json!(["secret"]);
    let [part] = packs(&all, &["public"]).try_into().unwrap();
    assert_eq!(lines(&part, "annexes.pdf").len(), 1);
}

#[test]
fn the_page_before_several_languages_says_for_whom_the_pack_is_in_each() {
    let mut definition = definition("un");
    definition["languages"] = json!(["en", "fr"]);
    definition["audience_titles"] =
        json!({ "administrators": { "en": "For administrators", "fr": "Pour les administrateurs" } });
    let [files] = packs(&definition, &["administrators"]).try_into().unwrap();
    let page = page(&files);
    assert!(page.contains(">For administrators · Ordinary Meeting<"), "{page}");
    assert!(page.contains(">Pour les administrateurs · Ordinary Meeting<"), "{page}");
}
