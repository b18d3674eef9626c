//! Pages of somebody else's, and of our own documents in one PDF, on their sheets: how large they are, where what is on them
//! lies, how they are counted and marked.

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};
use serde_json::{Value, json};

use crate::support::pdf::squeezed;
use crate::support::{Scratch, repository, unzipped};

/// Builds a pack with an annex for each file of `tests/cases/outside`, and gives a PDF of it. `more` is what the last annex says
/// besides, or the `style`.
fn built(files: &[&str], more: &Value, look: &Value, arguments: &[&str], name: &str) -> (Document, String) {
    let scratch = Scratch::new();
    let annex = |at: usize| {
        let file = json!({ "file": format!("{at}.pdf"), "language": "en" });
        json!({ "id": format!("x{at}"), "title": format!("Paper {at}"), "files": [file] })
    };
    let mut annexes: Vec<Value> = (0..files.len()).map(annex).collect();
    if let Some(last) = annexes.last_mut() {
        let more = more.as_object().unwrap().iter().filter(|(key, _)| *key != "style");
        more.for_each(|(key, value)| last[key] = value.clone());
    }
    let ids: Vec<String> = (0..files.len()).map(|at| format!("x{at}")).collect();
    let style = more.get("style").cloned().unwrap_or(json!({}));
    let definition = json!({
        "version": 1, "title": "Meeting", "style": style, "body": "own", "bodies": { "own": { "name": "Body" } }, "status": "convened",
        "time": { "start": "2026-03-10" }, "agenda": [{ "id": "item", "title": "Item", "documents": ids }], "annexes": annexes,
    });
    scratch.write("packs/own/meeting.json", definition.to_string().as_bytes());
    scratch.write("templates/look.json", look.to_string().as_bytes());
    for (at, file) in files.iter().enumerate() {
        let file = std::fs::read(repository().join("tests/cases/outside").join(file)).unwrap();
        scratch.write(&format!("packs/own/{at}.pdf"), &file);
    }
    let (code, _, err) = scratch.run(&[&["build", "own", "--no-cache"], arguments].concat());
    assert_eq!(code, 0, "{err}");
    let files = unzipped(&std::fs::read(scratch.path().join("out/own.zip")).unwrap());
    (Document::load_mem(&files[name]).unwrap(), err)
}

fn get<'a>(document: &'a Document, of: &'a Dictionary, key: &str) -> Option<&'a Object> {
    document.dereference(of.get(key.as_bytes()).ok()?).ok().map(|(_, object)| object)
}

fn numbers(document: &Document, of: &Dictionary, key: &str) -> Vec<f32> {
    let items = get(document, of, key).and_then(|items| items.as_array().ok());
    items.into_iter().flatten().map(|item| item.as_float().unwrap()).collect()
}

/// What a page shows, with its running heads and its stamp, without white space.
fn shown(document: &Document, page: ObjectId) -> String {
    let page_of = document.get_dictionary(page).unwrap();
    let mut shown = String::new();
    read(document, &document.get_page_content(page), get(document, page_of, "Resources"), &mut shown);
    squeezed(&shown)
}

fn read(document: &Document, content: &[u8], resources: Option<&Object>, shown: &mut String) {
    let Some(resources) = resources.and_then(|of| of.as_dict().ok()) else { return };
    let named = |kind: &str, name: &[u8]| {
        get(document, get(document, resources, kind)?.as_dict().ok()?, std::str::from_utf8(name).ok()?)
    };
    let mut font = None;
    for operation in Content::decode(content).unwrap().operations {
        let name = operation.operands.first().and_then(|name| name.as_name().ok());
        match operation.operator.as_str() {
            "Tf" => font = name.and_then(|name| named("Font", name)?.as_dict().ok()?.get_font_encoding(document).ok()),
            "Tj" | "TJ" => {
                let strings = operation
                    .operands
                    .iter()
                    .flat_map(|one| one.as_array().map_or(vec![one], |all| all.iter().collect()));
                for bytes in strings.filter_map(|one| one.as_str().ok()) {
                    shown.push_str(
                        &font.as_ref().and_then(|font| Document::decode_text(font, bytes).ok()).unwrap_or_default(),
                    );
                }
                shown.push(' ');
            }
            "Do" => {
                let form = name.and_then(|name| named("XObject", name)).and_then(|form| form.as_stream().ok());
                if let Some(form) = form.filter(|form| form.dict.get(b"Subtype").unwrap().as_name().unwrap() == b"Form")
                {
                    read(document, &form.get_plain_content().unwrap(), get(document, &form.dict, "Resources"), shown);
                }
            }
            _ => {}
        }
    }
}

/// The corners of what is shown of a page.
fn crop(document: &Document, page: ObjectId) -> Vec<f32> {
    let page = document.get_dictionary(page).unwrap();
    let crop = numbers(document, page, "CropBox");
    if crop.is_empty() { numbers(document, page, "MediaBox") } else { crop }
}

fn are_close(one: &[f32], other: &[f32]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| (one - other).abs() < 0.6)
}

/// Pages with boxes and turns of all kinds; the last ones of the annexes are those of the file.
fn with_source(look: &Value) -> Vec<(Document, ObjectId, Document, ObjectId)> {
    let (annexes, _) = built(&["hand/boxes.pdf"], &json!({}), look, &[], "annexes.pdf");
    let source = Document::load(repository().join("tests/cases/outside/hand/boxes.pdf")).unwrap();
    let (pages, sources): (Vec<_>, Vec<_>) = (annexes.page_iter().collect(), source.page_iter().collect());
    let last = pages[pages.len() - sources.len()..].to_vec();
    last.into_iter().zip(sources).map(|(page, of)| (annexes.clone(), page, source.clone(), of)).collect()
}

/// By how much each side of a sheet grew, and the scale of its link.
fn growth(pages: &[(Document, ObjectId, Document, ObjectId)]) -> Vec<(f32, f32)> {
    let grown = |(annexes, page, source, of): &(Document, ObjectId, Document, ObjectId)| {
        let (new, entries) = (crop(annexes, *page), source.get_dictionary(*of).unwrap());
        let old = {
            let (media, crop) = (numbers(source, entries, "MediaBox"), crop(source, *of));
            let sorted = |of: &[f32]| [of[0].min(of[2]), of[1].min(of[3]), of[0].max(of[2]), of[1].max(of[3])];
            let (media, crop) = (sorted(&media), sorted(&crop));
            [media[0].max(crop[0]), media[1].max(crop[1]), media[2].min(crop[2]), media[3].min(crop[3])]
        };
        let unit = entries.get(b"UserUnit").and_then(Object::as_float).unwrap_or(1.0);
        let size = |of: &[f32]| (of[2] - of[0]) + (of[3] - of[1]);
        let link = |document: &Document, page: ObjectId| {
            let annotations =
                get(document, document.get_dictionary(page).unwrap(), "Annots").unwrap().as_array().unwrap();
            let link = document.dereference(&annotations[0]).unwrap().1.as_dict().unwrap();
            let place = numbers(document, link, "Rect");
            place[2] - place[0]
        };
        ((size(&new) - size(&old)) * unit, link(annexes, *page) / link(source, *of))
    };
    pages.iter().map(grown).collect()
}

#[test]
fn sheets_keep_their_size_and_what_is_on_them_is_a_little_smaller() {
    for (grown, scale) in growth(&with_source(&json!({}))) {
        // The lowest is 300 points high.
        assert!(grown.abs() < 0.6 && (0.91..0.99).contains(&scale), "{grown} {scale}");
    }
    for (grown, scale) in growth(&with_source(&json!({ "stamp": "below" }))) {
        assert!((grown - 24.0).abs() < 0.6 && (scale - 1.0).abs() < 0.001, "{grown} {scale}");
    }
}

/// Of an upright page of A4, everything lies where its content lies, and the stamp says how much smaller it is.
#[test]
fn what_leads_to_a_page_leads_to_where_its_content_lies() {
    let (annexes, _) = built(&["fonts-not-embedded.pdf"], &json!({}), &json!({}), &[], "annexes.pdf");
    let source = Document::load(repository().join("tests/cases/outside/fonts-not-embedded.pdf")).unwrap();
    let pages: Vec<ObjectId> = annexes.page_iter().collect();
    let page = pages[pages.len() - 2];
    assert!(are_close(&crop(&annexes, page), &[0.0, 0.0, 595.3, 841.9]), "{:?}", crop(&annexes, page));
    assert!(shown(&annexes, page).contains("97"), "{}", shown(&annexes, page));
    let scale = 1.0 - 24.0 / 841.9;
    let place = |document: &Document, page: ObjectId| {
        let annotations = get(document, document.get_dictionary(page).unwrap(), "Annots").unwrap().as_array().unwrap();
        numbers(document, document.dereference(&annotations[0]).unwrap().1.as_dict().unwrap(), "Rect")
    };
    let old = place(&source, source.page_iter().next().unwrap());
    let across = |x: f32| 297.65 + (x - 297.65) * scale;
    let up = |y: f32| 841.9 + (y - 841.9) * scale;
    let expected = [across(old[0]), up(old[1]), across(old[2]), up(old[3])];
    assert!(are_close(&place(&annexes, page), &expected), "{:?} {expected:?}", place(&annexes, page));
}

/// Printed on both sides, and in one PDF: each document and annex begins on a front, there is one count, and it is right.
#[test]
fn one_pdf_of_sheets_with_two_sides() {
    let files = ["rotated-90.pdf", "fonts-not-embedded.pdf"];
    for proposed in [json!({}), json!({ "proposed_title": "Draft paper" }), json!({ "draft": false })] {
        let (complete, err) = built(&files, &proposed, &json!({ "duplex": true }), &["--merged"], "complete.pdf");
        assert!(!err.contains("layout-warning"), "{err}");
        let pages: Vec<String> = complete.page_iter().map(|page| shown(&complete, page)).collect();
        assert!(pages.len().is_multiple_of(2), "{}", pages.len());
        let front = |words: &str| {
            let found = pages.iter().position(|page| page.contains(words));
            found.is_some_and(|at| at.is_multiple_of(2))
        };
        assert!(front("Completedocuments") && front("Item"), "{pages:#?}");
        for annex in ["Paper0", if proposed.get("proposed_title").is_some() { "Draftpaper" } else { "Paper1" }] {
            let at = pages.iter().rposition(|page| page.contains(annex) && page.contains("annexes/"));
            assert!(at.is_some_and(|at| at.is_multiple_of(2)), "{annex}: {pages:#?}");
        }
        for (at, page) in pages.iter().enumerate() {
            let own = format!("Page{}of{}", at + 1, pages.len());
            // A side that was left empty has no number.
            assert_eq!(page.contains(&own), !page.is_empty(), "{own}: {page}");
            assert!(page.matches(&format!("of{}", pages.len())).count() <= 1, "{page}");
        }
        // The agenda names the page that an annex has here.
        let annex = pages.iter().position(|page| page.contains("Paper0") && page.contains("annexes/")).unwrap() + 1;
        assert!(pages[2].contains(&format!("Annex1:Paper0page{annex}")), "{annex}: {}", pages[2]);
        let drafts = pages.iter().filter(|page| page.contains("DRAFT")).count();
        assert_eq!(drafts > 0, proposed.get("proposed_title").is_some(), "{pages:#?}");
    }
}

/// What is proposed is a draft, and what says so; nothing else is, once the meeting is convened.
#[test]
fn annexes_are_drafts_as_they_say_themselves() {
    let cases = [
        (json!({}), false),
        (json!({ "proposed_title": "Draft paper" }), true),
        (json!({ "proposed_title": "Draft paper", "draft": false }), false),
        (json!({ "draft": true }), true),
    ];
    for (annex, is_draft) in cases {
        let (annexes, _) = built(&["rotated-90.pdf"], &annex, &json!({}), &[], "annexes.pdf");
        let marked = annexes.page_iter().filter(|page| shown(&annexes, *page).contains("DRAFT")).count();
        assert_eq!(marked, usize::from(is_draft), "{annex}");
    }
}

/// Covers of annexes that are PDFs can stand on one page, before the PDFs in their order; each is found in the bookmarks.
#[test]
fn covers_share_a_page() {
    let files = ["rotated-90.pdf", "fonts-not-embedded.pdf", "userunit.pdf"];
    let style = json!({ "style": { "covers": "shared" } });
    for (look, pages) in [(json!({}), 6), (json!({ "duplex": true }), 8)] {
        let (annexes, err) = built(&files, &style, &look, &["--prove"], "annexes.pdf");
        assert!(!err.contains("layout-warning"), "{err}");
        let shown: Vec<String> = annexes.page_iter().map(|page| shown(&annexes, page)).collect();
        let covers = shown.iter().find(|page| page.contains("annexes/x0.pdf")).unwrap();
        assert!((0..3).all(|at| covers.contains(&format!("annexes/x{at}.pdf"))), "{covers}");
        let stamps = ["Annex1,page1of1", "Annex2,page1of2", "Annex2,page2of2", "Annex3,page1of1"];
        let at = |stamp: &&str| shown.iter().position(|page| page.contains(*stamp)).unwrap();
        let places: Vec<usize> = stamps.iter().map(at).collect();
        assert!(places.is_sorted() && places[0] > 1, "{places:?}");
        if look.get("duplex").is_some() {
            assert!([0, 1, 3].iter().all(|at| places[*at].is_multiple_of(2)), "{places:?}");
        }
        assert!(shown.len() >= pages && shown.len() <= pages + 4, "{}", shown.len());
        assert!(shown.last().unwrap().is_empty() || shown.last().unwrap().contains(&format!("of{}", shown.len())));
    }
}

/// An annex that is one PDF can do without a cover: the foot of its first page names it, and the index and the bookmarks
/// lead there. Pages that are low, turned or wide too.
#[test]
fn annexes_do_without_covers() {
    let files = ["rotated-90.pdf", "fonts-not-embedded.pdf", "userunit.pdf", "cropped.pdf"];
    let style = json!({ "style": { "covers": "none" } });
    for look in [json!({}), json!({ "duplex": true }), json!({ "stamp": "below" })] {
        let (annexes, err) = built(&files, &style, &look, &["--prove"], "annexes.pdf");
        assert!(!err.contains("layout-warning"), "{err}");
        let shown: Vec<String> = annexes.page_iter().map(|page| shown(&annexes, page)).collect();
        assert!(!shown.iter().any(|page| page.contains("annexes/x")), "{shown:#?}");
        let opening = |at: usize| shown.iter().position(|page| page.contains(&format!("Annex{at},page1of"))).unwrap();
        let first: Vec<usize> = (1..=files.len()).map(opening).collect();
        assert!(first.is_sorted() && first[0] > 0, "{first:?}");
        for (at, page) in first.iter().enumerate() {
            assert!(shown[*page].contains(&format!("Annex{}Paper{at}", at + 1)), "{}", shown[*page]);
            assert!(shown[0].contains(&format!("Annex{}Paper{at}{}", at + 1, page + 1)), "{}", shown[0]);
        }
        if look.get("duplex").is_none() {
            assert_eq!(first, [1, 2, 4, 5], "{shown:#?}");
        } else {
            assert!(first.iter().all(|page| page.is_multiple_of(2)), "{first:?}");
        }
    }
    // What only a cover says keeps it.
    let annex = json!({ "notice": "For the members alone", "style": { "covers": "none" } });
    let (annexes, _) = built(&files[..1], &annex, &json!({}), &[], "annexes.pdf");
    assert!(annexes.page_iter().any(|page| self::shown(&annexes, page).contains("Forthemembersalone")));
}

/// The example is printed as it is, on A4.
#[test]
fn all_pages_of_an_example_are_of_one_size() {
    let files = crate::support::built("water-points");
    let annexes = Document::load_mem(&files["annexes.pdf"]).unwrap();
    for page in annexes.page_iter() {
        let [left, bottom, right, top] = *crop(&annexes, page) else { panic!("no box") };
        let mut sides = [right - left, top - bottom];
        sides.sort_by(f32::total_cmp);
        assert!(are_close(&sides, &[595.3, 841.9]), "{sides:?}");
    }
}
