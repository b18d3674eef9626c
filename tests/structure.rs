//! The structure of every document of every example pack, read back: what a screen reader is told (ISO 14289-1).

use packwright::pdf::Proof;
use serde_json::json;

use crate::support::pdf::{Element, ReadPdf};
use crate::support::{Scratch, built, documents, example_packs, packwright, repository, unzipped};

/// Calls for each document of each pack, but for that which holds other people's pages: what these tell, `outside` holds
/// against what they told before.
fn each_document(mut take: impl FnMut(&str, &ReadPdf)) {
    for pack in example_packs() {
        let files = built(&pack);
        let holds_others =
            |path: &str| path == "annexes.pdf" && files.keys().any(|other| other.starts_with("annexes/"));
        for (path, bytes) in documents(&files).filter(|(path, _)| !holds_others(path)) {
            take(&format!("{pack}/{path}"), &ReadPdf::new(bytes));
        }
    }
}

fn below(tree: &[Element], at: usize) -> impl Iterator<Item = &Element> {
    tree.iter().filter(move |element| element.parent == Some(at))
}

/// All text in an element and those below it.
fn text(tree: &[Element], at: usize) -> String {
    let inside = (at..tree.len()).filter(|below| {
        let above = |element: &usize| tree[*element].parent;
        std::iter::successors(Some(*below), above).take_while(|element| *element >= at).any(|element| element == at)
    });
    inside.map(|element| tree[element].text.as_str()).collect()
}

#[test]
fn headings_lists_tables_links_and_pictures_are_told() {
    let mut told = [0; 5];
    each_document(|path, pdf| {
        let tree = pdf.tree();
        let levels: Vec<u32> = tree.iter().filter_map(|element| element.role.strip_prefix('H')?.parse().ok()).collect();
        assert_eq!(levels.first(), Some(&1), "{path}: begins with {levels:?}");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{path}: a level is left out in {levels:?}");
        told[0] += levels.len();
        for (at, element) in tree.iter().enumerate() {
            let kids: Vec<&str> = below(&tree, at).map(|kid| kid.role.as_str()).collect();
            let here = || format!("{path}: {} of {kids:?} ({})", element.role, text(&tree, at));
            match element.role.as_str() {
                "L" => {
                    assert!(!kids.is_empty() && kids.iter().all(|kid| ["LI", "L"].contains(kid)), "{}", here());
                    told[1] += 1;
                }
                "LI" => assert!(matches!(kids[..], ["Lbl", "LBody"] | ["LBody"]), "{}", here()),
                "Table" => {
                    assert!(
                        kids.iter().all(|kid| ["Caption", "THead", "TBody", "TFoot", "TR"].contains(kid)),
                        "{}",
                        here()
                    );
                    let rows = tree.iter().filter(|row| {
                        row.role == "TR" && (row.parent == Some(at) || tree[row.parent.unwrap()].parent == Some(at))
                    });
                    assert!(rows.count() > 1, "{}", here());
                    told[2] += 1;
                }
                "TR" => assert!(kids.iter().all(|kid| ["TH", "TD"].contains(kid)), "{}", here()),
                "TH" => assert!(element.scope.as_ref().is_some_and(|scope| !scope.is_empty()), "{}", here()),
                "Lbl" => assert!(!text(&tree, at).trim().is_empty(), "{}: a label without words", here()),
                "Note" => {
                    let above = std::iter::successors(element.parent, |above| tree[*above].parent);
                    let in_heading = above.map(|above| &tree[above].role).any(|role| role.starts_with('H'));
                    assert!(!in_heading, "{}: whoever goes from heading to heading is told it", here());
                }
                "Document" | "Part" | "Sect" | "Div" => {
                    assert!(element.text.trim().is_empty(), "{}: `{}` is in no paragraph", here(), element.text);
                    let spans = below(&tree, at).filter(|kid| ["Span", "Em", "Strong"].contains(&kid.role.as_str()));
                    assert_eq!(spans.count(), 0, "{}: words in no paragraph", here());
                }
                "Link" => {
                    assert!(element.has_annotation, "{}", here());
                    assert!(!text(&tree, at).trim().is_empty(), "{}: a link without words", here());
                    told[3] += 1;
                }
                "Figure" => {
                    assert!(element.description.as_ref().is_some_and(|words| !words.is_empty()), "{}", here());
                    told[4] += 1;
                }
                _ => {}
            }
        }
    });
    let at_least = [300, 100, 50, 100, 1];
    assert!(told.iter().zip(at_least).all(|(told, least)| *told >= least), "only {told:?}");
}

/// Everything that is painted is in the structure or an artifact, and each piece of it once.
#[test]
fn what_is_painted_is_told_once_or_is_an_artifact() {
    each_document(|path, pdf| {
        let tree = pdf.tree();
        for (at, (page, painted)) in pdf.painted().into_iter().enumerate() {
            assert_eq!(painted.stray, 0, "{path}, page {}: text that nobody is told", at + 1);
            // The number of the page at least.
            assert!(painted.artifacts > 0, "{path}, page {}: no foot", at + 1);
            let told: Vec<i64> = tree
                .iter()
                .flat_map(|element| &element.marked)
                .filter(|(on, ..)| *on == page)
                .map(|(_, n, _)| *n)
                .collect();
            for number in &painted.marked {
                let times = told.iter().filter(|told| *told == number).count();
                assert_eq!(times, 1, "{path}, page {}: marked content {number}", at + 1);
            }
        }
    });
}

/// What is read out follows what is painted: within a block, and from block to block. (A note stands at the foot.)
#[test]
fn reading_order_is_the_order_of_the_page() {
    each_document(|path, pdf| {
        let tree = pdf.tree();
        for (at, (page, painted)) in pdf.painted().into_iter().enumerate() {
            let blocks = tree.iter().filter(|element| element.role != "Note");
            let is_note = |element: &Element| {
                std::iter::successors(element.parent, |above| tree[*above].parent)
                    .any(|above| tree[above].role == "Note")
            };
            let told = blocks.filter(|element| !is_note(element)).flat_map(|element| &element.marked);
            let mut told: Vec<_> = told.filter(|(on, ..)| *on == page).collect();
            told.sort_by_key(|(.., order)| *order);
            let places =
                told.iter().filter_map(|(_, number, _)| painted.marked.iter().position(|other| other == number));
            let places: Vec<usize> = places.collect();
            assert!(places.is_sorted(), "{path}, page {}: read in the order {places:?}", at + 1);
        }
    });
}

/// With `--merged`, too: nothing is lost on the way into one PDF, and what that claims is proved on the bytes in the zip.
#[test]
fn one_pdf_of_everything_is_told_and_meets_what_it_claims() {
    let out = tempfile::tempdir().unwrap();
    let build = ["build", "--no-cache", "--merged", "--out", out.path().to_str().unwrap()];
    let output = packwright(repository(), &build);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let (mut labels, mut claimed) = (0, 0);
    for pack in example_packs() {
        let files = unzipped(&std::fs::read(out.path().join(crate::support::zip_of(&pack))).unwrap());
        let manifest: serde_json::Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
        for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with("complete.pdf")) {
            let tree = ReadPdf::new(bytes).tree();
            for (at, _) in tree.iter().enumerate().filter(|(_, element)| element.role == "Lbl") {
                assert!(!text(&tree, at).trim().is_empty(), "{pack}/{path}: a label without words");
                labels += 1;
            }
            let listed = manifest["files"].as_array().unwrap().iter().find(|file| file["path"] == **path).unwrap();
            let claims = listed["standards"].as_array().unwrap().iter();
            let claims: Vec<&str> = claims.map(|claim| claim.as_str().unwrap()).collect();
            let proofs = packwright::bundle::hold_against(bytes, &claims);
            assert_eq!(proofs.len(), claims.len(), "{pack}/{path}");
            assert!(proofs.iter().all(|(_, proof)| *proof == Proof::Met), "{pack}/{path}: {proofs:?}");
            let said = String::from_utf8_lossy(bytes);
            let says = |property: &str| said.contains(&format!("<{property}>"));
            assert_eq!(says("pdfuaid:part"), claims.contains(&"PDF/UA-1"), "{pack}/{path}: {claims:?}");
            assert_eq!(says("pdfaid:part"), claims.iter().any(|claim| claim.starts_with("PDF/A")), "{pack}/{path}");
            claimed += claims.len();
        }
    }
    assert!(labels > 50 && claimed > 20, "{labels} labels, {claimed} claims");
}

/// Texts that nobody translated are told in the language they are in, also where an edition is in another.
#[test]
fn what_is_not_translated_is_told_in_its_own_language() {
    let scratch = Scratch::new();
    let definition = json!({
        "version": 1, "title": "Spring meeting", "body": "club", "bodies": { "club": { "name": "Book Club" } },
        "time": { "start": "2026-03-10T18:00", "minutes": 60 }, "languages": ["en", "fr"],
        "agenda": [{ "id": "x", "title": "Books", "text": "Which books are read next." }],
    });
    scratch.write("packs/x/meeting.json", definition.to_string().as_bytes());
    let (code, out, err) = scratch.run(&["build", "--no-cache", "--allow", "warnings"]);
    assert_eq!(code, 0, "{out}{err}");
    let files = unzipped(&std::fs::read(scratch.path().join("out/x.zip")).unwrap());
    let pdf = ReadPdf::new(&files["fr/agenda.pdf"]);
    let (foreign, own) = (pdf.text_in("en"), pdf.text());
    assert_eq!(pdf.language(), "fr");
    assert!(["Books", "Which books are read next."].iter().all(|words| foreign.contains(words)), "{foreign}");
    assert!(own.contains("Ordre du jour") && !foreign.contains("Ordre du jour"), "{foreign}");
}
