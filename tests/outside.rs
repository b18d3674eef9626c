//! Outside PDFs merged into the annex bundle, read back by other means than they were written with.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use packwright::bundle::{self, MergeError as Error, Outside, OutsidePage, merge};
use packwright::edition::Insertion;
use packwright::finding::Sources;
use packwright::meeting::{AnnexLimits, Language};
use packwright::typeset::{Fonts, KeptSources};
use packwright::workspace::PackAddress;
use packwright::{compose, preflight, read, typeset, write};
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use serde_json::{Value, json};

use crate::support::pdf::ReadPdf;
use crate::support::{Scratch, repository, unzipped};

static FONTS: LazyLock<Fonts> = LazyLock::new(|| Fonts::load(&BTreeMap::<String, Vec<u8>>::new()).0);

/// What other programs made, and what was written by hand.
fn files() -> Vec<PathBuf> {
    let cases = repository().join("tests/cases/outside");
    let folders = [cases.clone(), cases.join("hand")];
    let entries = folders.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap());
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|ending| ending == "pdf")).collect();
    files.sort();
    files
}

fn own(name: &str) -> PathBuf {
    repository().join(format!("tests/cases/outside/hand/{name}.pdf"))
}

/// A definition with an annex for each file, of all pages or some.
fn definition(files: &[(&Path, Option<&str>)]) -> Value {
    let annex = |(at, (_, pages)): (usize, &(&Path, Option<&str>))| {
        let mut file = json!({ "file": format!("{at}.pdf"), "title": "The annex" });
        if let Some(pages) = pages {
            file["pages"] = json!(pages);
        }
        json!({ "id": format!("annex{}", "x".repeat(at)), "title": "The annex", "files": [file] })
    };
    json!({
        "version": 1, "title": "Meeting", "body": "own", "bodies": { "own": { "name": "Body" } },
        "time": { "start": "2026-03-10" }, "agenda": [{ "id": "item", "title": "Item" }],
        "annexes": files.iter().enumerate().map(annex).collect::<Vec<_>>(),
    })
}

/// The annexes as they are typeset, with places kept for the pages of files.
pub(crate) fn bundle_of(files: &[(&Path, Option<&str>)]) -> Result<(Vec<u8>, Vec<Insertion>), String> {
    let mut workspace: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    workspace.insert("packs/x/meeting.json".to_owned(), definition(files).to_string().into_bytes());
    for (at, (path, _)) in files.iter().enumerate() {
        workspace.insert(format!("packs/x/{at}.pdf"), std::fs::read(path).unwrap());
    }
    let pack = PackAddress { id: "x".to_owned(), folder: "packs/x".to_owned() };
    let sources = &mut Sources::new("");
    let meeting = Arc::new(read::read(&workspace, &pack, sources).meeting.unwrap());
    let examined = preflight::examine_annexes(&meeting, AnnexLimits::default(), &workspace);
    if let Some(error) = examined.findings.iter().find(|finding| finding.is_error()) {
        return Err(error.message.clone());
    }
    let composing = compose::compose(&meeting, &Language::new("en"), &examined.pdfs, &workspace, sources);
    let composed = composing.composed.unwrap_or_else(|| panic!("{:?}", composing.findings));
    let project = write::typst(&composed.composition, composed.kept);
    let pdfs = typeset::typeset(&project, &FONTS, &mut KeptSources::default()).pdfs.unwrap();
    let pdfs = bundle::link(pdfs).unwrap();
    let annexes = pdfs.into_iter().find(|pdf| pdf.plan.path == "annexes.pdf").unwrap();
    Ok((annexes.bytes, project.insertions))
}

fn outside(insertion: &Insertion) -> Outside<'_> {
    let pages = insertion.pdf.pages.iter();
    let pages = pages.map(|page| OutsidePage { index: page.index, alternative: "A page of the annex" });
    Outside {
        opened: &insertion.pdf.opened,
        file: None,
        title: "The annex",
        language: None,
        prefix_of_labels: "A-",
        pages: pages.collect(),
    }
}

/// Merges files.
fn merged_of(files: &[(&Path, Option<&str>)]) -> Result<Vec<u8>, String> {
    let (bundle, insertions) = bundle_of(files)?;
    let outside: Vec<Outside<'_>> = insertions.iter().map(outside).collect();
    Ok(merge(bundle, &outside).unwrap_or_else(|error| panic!("{files:?}: {error}")))
}

/// Merges one file, all its pages.
fn merged(path: &Path) -> Result<Vec<u8>, String> {
    merged_of(&[(path, None)])
}

fn get<'a>(document: &'a Document, of: &'a Dictionary, key: &str) -> Option<&'a Object> {
    document.dereference(of.get(key.as_bytes()).ok()?).ok().map(|(_, object)| object)
}

fn dict<'a>(document: &'a Document, of: &'a Dictionary, key: &str) -> Option<&'a Dictionary> {
    get(document, of, key)?.as_dict().ok()
}

/// The strings that each part of marked content shows.
fn shown(document: &Document, content: &[u8]) -> BTreeMap<i64, Vec<u8>> {
    let mut shown: BTreeMap<i64, Vec<u8>> = BTreeMap::new();
    let mut open: Vec<Option<i64>> = Vec::new();
    for operation in Content::decode(content).map(|content| content.operations).unwrap_or_default() {
        match operation.operator.as_str() {
            "BDC" => {
                let number = operation.operands.get(1).and_then(|list| list.as_dict().ok());
                open.push(number.and_then(|list| get(document, list, "MCID")?.as_i64().ok()));
            }
            "BMC" => open.push(None),
            "EMC" => {
                open.pop();
            }
            "Tj" | "TJ" | "'" => {
                if let Some(number) = open.iter().rev().find_map(|number| *number) {
                    let mut text = format!("{:?}", operation.operands).into_bytes();
                    shown.entry(number).or_default().append(&mut text);
                }
            }
            _ => {}
        }
    }
    shown
}

static NULL: Object = Object::Null;

/// Reads the structure below some kids: types as standard ones, and what is shown.
struct Reader<'a> {
    document: &'a Document,
    roles: Option<&'a Dictionary>,
    pages: BTreeMap<ObjectId, BTreeMap<i64, Vec<u8>>>,
    seen: BTreeSet<ObjectId>,
    lines: Vec<String>,
}

impl<'a> Reader<'a> {
    fn new(document: &'a Document) -> Self {
        let root = dict(document, document.catalog().unwrap(), "StructTreeRoot");
        let content = |page| shown(document, &document.get_page_content(page));
        let pages = document.page_iter().map(|page| (page, content(page))).collect();
        let roles = root.and_then(|root| dict(document, root, "RoleMap"));
        Self { document, roles, pages, seen: BTreeSet::new(), lines: Vec::new() }
    }

    fn kind(&self, element: &Dictionary) -> String {
        const STANDARD: [&str; 10] = ["P", "Span", "Link", "Sect", "Div", "L", "LI", "Table", "Figure", "Document"];
        let mut kind =
            get(self.document, element, "S").map_or(&b"NonStruct"[..], |kind| kind.as_name().unwrap()).to_vec();
        for _ in 0..20 {
            if STANDARD.contains(&String::from_utf8_lossy(&kind).as_ref()) {
                break;
            }
            match self.roles.and_then(|roles| roles.get(&kind).ok()?.as_name().ok()) {
                Some(next) => kind = next.to_vec(),
                None => break,
            }
        }
        let kind = String::from_utf8_lossy(&kind).into_owned();
        match kind.as_str() {
            "Title" => "P".to_owned(),
            "Em" | "Strong" | "Sub" => "Span".to_owned(),
            "FENote" => "Note".to_owned(),
            "Aside" | "DocumentFragment" => "Div".to_owned(),
            _ => kind,
        }
    }

    fn read(&mut self, kids: &'a Object, page: Option<ObjectId>, depth: usize) {
        let document = self.document;
        let resolve = |object: &'a Object| document.dereference(object).map_or(&NULL, |(_, object)| object);
        let kids = match resolve(kids) {
            Object::Array(items) => items.as_slice(),
            _ => std::slice::from_ref(kids),
        };
        for kid in kids {
            match resolve(kid) {
                Object::Integer(number) => self.text(page, *number, depth),
                Object::Dictionary(of) => {
                    let page = of.get(b"Pg").and_then(Object::as_reference).ok().or(page);
                    if let Some(Object::Integer(number)) = get(self.document, of, "MCID") {
                        self.text(page, *number, depth);
                    } else if of.has(b"Obj") {
                        self.lines.push(format!("{depth} object"));
                    } else if kid.as_reference().is_ok_and(|id| self.seen.insert(id)) && depth < 150 {
                        self.lines.push(format!("{depth} {}", self.kind(of)));
                        if let Ok(kids) = of.get(b"K") {
                            self.read(kids, page, depth + 1);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn text(&mut self, page: Option<ObjectId>, number: i64, depth: usize) {
        let text = page.and_then(|page| self.pages.get(&page)?.get(&number)).cloned().unwrap_or_default();
        self.lines.push(format!("{depth} {}", String::from_utf8_lossy(&text)));
    }
}

fn structure(document: &Document) -> Vec<String> {
    let Ok(catalog) = document.catalog() else { return Vec::new() };
    let Some(root) = dict(document, catalog, "StructTreeRoot") else { return Vec::new() };
    let mut reader = Reader::new(document);
    if let Ok(kids) = root.get(b"K") {
        reader.read(kids, None, 0);
    }
    reader.lines
}

/// The section that an outside document became.
fn section(document: &Document) -> &Dictionary {
    let is_section = |object: &&Object| {
        let title = object.as_dict().ok().and_then(|of| of.get(b"T").ok()).and_then(|title| title.as_str().ok());
        object.as_dict().is_ok_and(|of| of.has_type(b"StructElem")) && title == Some(b"The annex")
    };
    let sections: Vec<&Dictionary> =
        document.objects.values().filter(is_section).map(|of| of.as_dict().unwrap()).collect();
    assert_eq!(sections.len(), 1);
    sections[0]
}

fn structure_of_section(document: &Document) -> Vec<String> {
    let mut reader = Reader::new(document);
    reader.read(section(document).get(b"K").unwrap(), None, 0);
    reader.lines
}

/// Every key of the parent tree leads to an element that holds what has the key, and the other way round.
fn check_parents(document: &Document, name: &str) {
    let root = dict(document, document.catalog().unwrap(), "StructTreeRoot").unwrap();
    let tree = dict(document, root, "ParentTree").unwrap();
    let pairs = get(document, tree, "Nums").unwrap().as_array().unwrap();
    let keys: Vec<i64> = pairs.chunks(2).map(|pair| pair[0].as_i64().unwrap()).collect();
    assert!(keys.is_sorted_by(|a, b| a < b), "{name}: keys in order");
    assert!(keys.last().unwrap() < &get(document, root, "ParentTreeNextKey").unwrap().as_i64().unwrap());
    let values: BTreeMap<i64, &Object> =
        pairs.chunks(2).map(|pair| (pair[0].as_i64().unwrap(), document.dereference(&pair[1]).unwrap().1)).collect();
    let mut used = BTreeSet::new();
    for (id, object) in &document.objects {
        let of = match object {
            Object::Dictionary(of) => of,
            Object::Stream(stream) => &stream.dict,
            _ => continue,
        };
        for key in ["StructParents", "StructParent"] {
            let Some(Object::Integer(number)) = get(document, of, key) else { continue };
            assert!(used.insert(*number), "{name}: key {number} twice");
            let value = values.get(number).unwrap_or_else(|| panic!("{name}: {id:?} has no entry {number}"));
            let elements = value.as_array().map_or(std::slice::from_ref(*value), Vec::as_slice);
            for element in elements.iter().filter(|element| !element.is_null()) {
                let element = document.dereference(element).unwrap().1.as_dict().unwrap();
                assert!(element.has_type(b"StructElem"), "{name}: {number}");
            }
        }
    }
    assert_eq!(used.len(), values.len(), "{name}: entries for nothing");
}

fn check_sorted_names(document: &Document, name: &str) {
    let names = dict(document, document.catalog().unwrap(), "Names").and_then(|names| dict(document, names, "Dests"));
    let Some(Object::Array(pairs)) = names.and_then(|names| get(document, names, "Names")) else { return };
    let keys: Vec<&[u8]> = pairs.chunks(2).map(|pair| pair[0].as_str().unwrap()).collect();
    assert!(keys.is_sorted_by(|a, b| a < b), "{name}: {keys:?}");
}

/// No reference leads to nothing, and everything can be reached.
fn check_references(document: &Document, name: &str) {
    let lost = unreachable(document, name);
    assert!(lost.is_empty(), "{name}: not reachable: {lost:?}");
}

/// Objects that nothing leads to. No reference leads to nothing.
pub(crate) fn unreachable(document: &Document, name: &str) -> Vec<ObjectId> {
    let mut open = vec![Object::Dictionary(document.trailer.clone())];
    let mut seen = BTreeSet::new();
    while let Some(object) = open.pop() {
        match object {
            Object::Reference(id) if seen.insert(id) => {
                open.push(document.objects.get(&id).unwrap_or_else(|| panic!("{name}: {id:?} is missing")).clone());
            }
            Object::Array(items) => open.extend(items),
            Object::Dictionary(of) => open.extend(of.into_iter().map(|(_, value)| value)),
            Object::Stream(stream) => open.extend(stream.dict.into_iter().map(|(_, value)| value)),
            _ => {}
        }
    }
    document.objects.keys().copied().filter(|id| !seen.contains(id)).collect()
}

#[test]
fn every_file_is_merged_or_refused() {
    let mut told = Vec::new();
    for path in files() {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let merged = match merged(&path) {
            Ok(merged) => merged,
            Err(error) => {
                told.push(format!("{name}: {error}"));
                continue;
            }
        };
        let document = Document::load_mem(&merged).unwrap();
        check_parents(&document, &name);
        check_sorted_names(&document, &name);
        check_references(&document, &name);
        assert!(!document.objects.values().any(|object| object.as_dict().is_ok_and(|of| of.has(b"JS"))), "{name}");
    }
    // The list shows in the output of a failing test, or with --nocapture.
    assert!(told.len() < 25, "{told:#?}");
}

/// What damaging files by chance has found: nothing in what is made of them leads nowhere.
#[test]
fn damaged_files_that_were_found_are_merged() {
    let folder = repository().join("tests/cases/outside/damaged");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.display().to_string();
        let Ok(merged) = merged(&path) else { continue };
        let document = Document::load_mem(&merged).unwrap();
        unreachable(&document, &name);
        check_parents(&document, &name);
    }
}

#[test]
fn the_structure_reads_the_same() {
    let mut compared = 0;
    for path in files() {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let Ok(before) = Document::load(&path) else { continue };
        // Those lose elements on purpose: fields become content, loops and depth are cut, namespaces resolved, layers hidden.
        let is_special = ["fields-tagged", "pdf2", "loops", "deep-structure", "huge-marks", "mixed", "layer-words"]
            .contains(&name.as_str());
        let before = structure(&before);
        if before.is_empty() || is_special {
            continue;
        }
        let Ok(merged) = merged(&path) else { continue };
        let after = structure_of_section(&Document::load_mem(&merged).unwrap());
        let end = after.iter().zip(&before).position(|(after, before)| after != before);
        let at = end.unwrap_or(after.len().min(before.len()));
        assert_eq!(after, before, "{name} from line {at}: {:?} {:?}", after.get(at), before.get(at));
        compared += 1;
    }
    assert!(compared >= 2, "{compared}");
}

/// Readers ask a table for its page, though all its content is in its cells.
#[test]
fn every_element_says_on_which_page_it_begins() {
    fn check(document: &Document, element: &Dictionary, name: &str) -> usize {
        let Some(Object::Array(kids)) = get(document, element, "K") else { return 0 };
        let mut checked = 0;
        for kid in kids.iter().filter_map(|kid| document.dereference(kid).ok()?.1.as_dict().ok()) {
            if kid.has(b"S") && kid.has(b"K") {
                assert!(kid.get(b"Pg").is_ok_and(|page| page.as_reference().is_ok()), "{name}: {kid:?}");
                checked += 1 + check(document, kid, name);
            }
        }
        checked
    }
    let mut checked = 0;
    for path in ["quarterly-report.pdf", "terms-of-reference.pdf"] {
        let merged = merged(&repository().join("packs/water-points/papers").join(path)).unwrap();
        let document = Document::load_mem(&merged).unwrap();
        checked += check(&document, section(&document), path);
    }
    assert!(checked > 100, "{checked}");
}

#[test]
fn standards_of_the_file_are_kept() {
    for path in files() {
        let bytes = std::fs::read(&path).unwrap();
        for profile in [ValidationProfile::PdfUa1, ValidationProfile::PdfA2a] {
            let meets = |bytes: &[u8]| {
                validate_pdf_bytes(bytes, &ValidationOptions::default().profile(profile))
                    .is_ok_and(|report| report.is_compliant)
            };
            if meets(&bytes) {
                let merged = merged(&path).unwrap();
                assert!(meets(&merged), "{}", path.display());
            }
        }
    }
}

/// Each of these operators once went through all marks that are open: with 300,000 of both that took minutes.
#[test]
fn many_marks_within_each_other_are_gone_through_once() {
    let content = [b"/P BMC\n".repeat(300_000), b"0 0 9 9 re f\n".repeat(300_000)].concat();
    let mut document = Document::with_version("1.7");
    let content = document.add_object(Stream::new(Dictionary::new(), content));
    let pages = document.new_object_id();
    let page = dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content,
        "MediaBox" => [0, 0, 595, 842].map(Object::Integer).to_vec(),
    };
    let page = document.add_object(page);
    document
        .objects
        .insert(pages, dictionary! { "Type" => "Pages", "Kids" => vec![Object::Reference(page)], "Count" => 1 }.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    let scratch = Scratch::new();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    scratch.write("marks.pdf", &bytes);
    assert!(merged(&scratch.path().join("marks.pdf")).is_ok());
}

#[test]
fn the_same_bytes_every_time() {
    let paths = ["actions", "tables", "fields-tagged", "half", "layers", "xobject"].map(own);
    let files: Vec<(&Path, Option<&str>)> = paths.iter().map(|path| (path.as_path(), None)).collect();
    let first = merged_of(&files).unwrap();
    assert_eq!(first, merged_of(&files).unwrap());
    check_parents(&Document::load_mem(&first).unwrap(), "all");
    check_references(&Document::load_mem(&first).unwrap(), "all");
}

#[test]
fn what_acts_is_removed() {
    let merged = merged(&own("actions")).unwrap();
    for word in [
        "JavaScript",
        "Launch",
        "GoToR",
        "GoToE",
        "SubmitForm",
        "EmbeddedFile",
        "Filespec",
        "/JS",
        "/AA",
        "/AF",
        "/Rendition",
        "RichMedia",
        "/Movie",
    ] {
        assert!(!merged.windows(word.len()).any(|window| window == word.as_bytes()), "{word}");
    }
}

#[test]
fn links_bookmarks_and_labels_come_along() {
    let merged = merged(&own("actions")).unwrap();
    let document = Document::load_mem(&merged).unwrap();
    let pages: Vec<ObjectId> = document.page_iter().collect();
    let first = document.get_page_annotations(pages[2]).unwrap();
    assert_eq!(first.len(), 5);
    let names = dict(&document, dict(&document, document.catalog().unwrap(), "Names").unwrap(), "Dests").unwrap();
    let names = get(&document, names, "Names").unwrap().as_array().unwrap();
    let names: Vec<&[u8]> = names.chunks(2).map(|pair| pair[0].as_str().unwrap()).collect();
    let theirs: Vec<&[u8]> = names.into_iter().filter(|name| name.starts_with(b"o0-")).collect();
    assert_eq!(theirs, [&b"o0-old"[..], b"o0-third"]);
    let titles = titles(&document);
    for title in ["One", "One a", "Three"] {
        assert!(titles.contains(&title.to_owned()), "{titles:?}");
    }
    let labels = labels(&document);
    assert_eq!(labels, ["1", "2", "A-i", "A-ii", "A-X-7"]);
}

/// Titles of bookmarks, in no order.
fn titles(document: &Document) -> Vec<String> {
    let dictionaries = document.objects.values().filter_map(|object| object.as_dict().ok());
    let bookmarks = dictionaries.filter(|of| of.has(b"Title") && of.has(b"Parent"));
    bookmarks.map(|of| lopdf::decode_text_string(get(document, of, "Title").unwrap()).unwrap()).collect()
}

fn labels(document: &Document) -> Vec<String> {
    let tree = dict(document, document.catalog().unwrap(), "PageLabels").unwrap();
    let pairs = get(document, tree, "Nums").unwrap().as_array().unwrap();
    let ranges: BTreeMap<i64, &Dictionary> = pairs
        .chunks(2)
        .map(|pair| (pair[0].as_i64().unwrap(), document.dereference(&pair[1]).unwrap().1.as_dict().unwrap()))
        .collect();
    let label = |page: i64| {
        let (first, label) = ranges.range(..=page).next_back().unwrap();
        let number = get(document, label, "St").map_or(1, |start| start.as_i64().unwrap()) + page - first;
        let prefix =
            get(document, label, "P").map_or_else(String::new, |prefix| lopdf::decode_text_string(prefix).unwrap());
        let number = match get(document, label, "S").unwrap().as_name().unwrap() {
            b"r" => "i".repeat(usize::try_from(number).unwrap()),
            _ => number.to_string(),
        };
        prefix + &number
    };
    (0..i64::try_from(document.page_iter().count()).unwrap()).map(label).collect()
}

#[test]
fn some_pages_bring_only_what_is_theirs() {
    let merged = merged_of(&[(&own("actions"), Some("3, 1"))]).unwrap();
    let document = Document::load_mem(&merged).unwrap();
    check_references(&document, "subset");
    check_parents(&document, "subset");
    // The link to the page that is not used goes, those to the others stay.
    let pages: Vec<ObjectId> = document.page_iter().collect();
    assert_eq!(document.get_page_annotations(pages[3]).unwrap().len(), 4);
    assert!(!String::from_utf8_lossy(&merged).contains("One a"));
    assert_eq!(labels(&document)[2..4], ["A-X-7", "A-i"]);
}

#[test]
fn a_page_without_tags_goes_among_those_with() {
    let merged = merged(&own("mixed")).unwrap();
    let lines = structure_of_section(&Document::load_mem(&merged).unwrap());
    let kinds: Vec<&str> = lines.iter().filter(|line| line.starts_with("0 ")).map(String::as_str).collect();
    assert_eq!(kinds, ["0 H1", "0 P", "0 H2"]);
    assert!(lines[3].contains("Page 1"), "{lines:?}");
}

#[test]
fn some_pages_bring_their_part_of_the_structure() {
    let path = own("tagged");
    let bytes = std::fs::read(&path).unwrap();
    let whole = structure(&Document::load_mem(&bytes).unwrap());
    let merged = merged_of(&[(&path, Some("2"))]).unwrap();
    let document = Document::load_mem(&merged).unwrap();
    check_parents(&document, "part");
    check_references(&document, "part");
    let part = structure_of_section(&document);
    assert!(part.len() < whole.len() && part.iter().all(|line| whole.contains(line)), "{part:#?}");
    let has = |kind: &str| part.iter().any(|line| line.ends_with(kind));
    assert!(has("Table") && has("TH") && has("H2") && !has("BlockQuote") && !has("Note"), "{part:#?}");
    for profile in [ValidationProfile::PdfUa1, ValidationProfile::PdfA2a] {
        let report = validate_pdf_bytes(&merged, &ValidationOptions::default().profile(profile)).unwrap();
        assert!(report.is_compliant, "{:?}", report.failures);
    }
}

#[test]
fn fields_become_content_of_their_elements() {
    let merged = merged(&own("fields-tagged")).unwrap();
    let lines = structure_of_section(&Document::load_mem(&merged).unwrap());
    assert_eq!(lines.iter().filter(|line| line.ends_with("Form")).count(), 3, "{lines:?}");
    assert!(!lines.iter().any(|line| line.ends_with("object")), "{lines:?}");
    let text = String::from_utf8_lossy(&merged).into_owned();
    assert!(!text.contains("Widget") && !text.contains("AcroForm") && !text.contains("HIDDEN"));
}

/// Nothing is left to switch: what is hidden is gone, what is seen belongs to the page.
#[test]
fn hidden_layers_are_gone() {
    let merged = merged(&own("layers")).unwrap();
    let text = String::from_utf8_lossy(&merged).into_owned();
    assert!(!text.contains("OCProperties") && !text.contains("/OCG"));
}

#[test]
fn what_is_the_same_is_stored_once() {
    let path = own("boxes");
    let merged = merged_of(&[(&path, Some("1")), (&path, Some("2")), (&path, Some("3"))]).unwrap();
    let document = Document::load_mem(&merged).unwrap();
    let is_font = |object: &&Object| {
        object
            .as_dict()
            .is_ok_and(|of| of.get(b"BaseFont").is_ok_and(|name| name.as_name().is_ok_and(|name| name == b"Helvetica")))
    };
    assert_eq!(document.objects.values().filter(is_font).count(), 1);
}

#[test]
fn errors_say_which_document() {
    let (bundle, insertions) = bundle_of(&[(&own("half"), None), (&own("half"), None)]).unwrap();
    let second = |index: usize| {
        let pages = vec![OutsidePage { index, alternative: "" }];
        let second = Outside { pages, ..outside(&insertions[1]) };
        merge(bundle.clone(), &[outside(&insertions[0]), second]).map(|_| ())
    };
    assert_eq!(second(7), Err(Error::Placeholder { document: 1, page: 7 }));
    assert!(matches!(merge(b"no".to_vec(), &[]), Err(Error::Bundle(_))));
}

/// Builds a pack of files of `tests/cases/outside`, whatever is told of them.
fn packed(files: &[&str], arguments: &[&str]) -> (Scratch, i32, String) {
    let scratch = Scratch::new();
    let cases = repository().join("tests/cases/outside");
    let annex = |name: &&str| {
        let id = name.split('.').next().unwrap();
        json!({ "id": id, "title": format!("About {id}"), "files": [{ "file": name, "alt": "A picture", "language": "en" }] })
    };
    let ids: Vec<&str> = files.iter().map(|name| name.split('.').next().unwrap()).collect();
    let definition = json!({
        "version": 1, "title": "Meeting", "body": "own", "bodies": { "own": { "name": "Body" } },
        "time": { "start": "2026-03-10" }, "agenda": [{ "id": "item", "title": "The item", "documents": ids }],
        "annexes": files.iter().map(annex).collect::<Vec<_>>(),
    });
    scratch.write("packs/own/meeting.json", definition.to_string().as_bytes());
    for name in files {
        scratch.write(&format!("packs/own/{name}"), &std::fs::read(cases.join(name)).unwrap());
    }
    let (code, _, err) = scratch.run(&[&["build", "--no-cache"], arguments].concat());
    (scratch, code, err)
}

/// The bundle claims what it meets, and the manifest says what it does not and why.
#[test]
fn claims_are_what_is_met() {
    let expected: &[(&[&str], &[&str], &[&str])] = &[
        (&["typst-ua.pdf"], &["PDF/A-2a", "PDF/UA-1"], &[]),
        (&["fonts-not-embedded.pdf"], &[], &["PDF/UA-1", "PDF/A-2a", "PDF/A-2u", "PDF/A-2b"]),
        (&["ghostscript-scan.pdf"], &["PDF/A-2u"], &["PDF/UA-1", "PDF/A-2a"]),
    ];
    for (files, met, missed) in expected {
        let (scratch, code, err) = packed(files, &[]);
        assert_eq!(code, 0, "{err}");
        let files_of = unzipped(&std::fs::read(scratch.path().join("out/own.zip")).unwrap());
        let manifest: Value = serde_json::from_slice(&files_of["manifest.json"]).unwrap();
        let listed = manifest["files"].as_array().unwrap();
        let annexes = listed.iter().find(|file| file["path"] == "annexes.pdf").unwrap();
        let names = |list: &Value, key: Option<&str>| -> Vec<String> {
            let list = list.as_array().into_iter().flatten();
            list.map(|one| key.map_or(one, |key| &one[key]).as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(names(&annexes["standards"], None), *met, "{files:?}: {}", annexes["missed"]);
        assert_eq!(names(&annexes["missed"], Some("standard")), *missed, "{files:?}");
        let text = String::from_utf8_lossy(&files_of["annexes.pdf"]);
        assert_eq!(text.contains("<pdfuaid:part>"), met.contains(&"PDF/UA-1"), "{files:?}");
        assert_eq!(text.contains("<pdfaid:part>"), met.iter().any(|name| name.starts_with("PDF/A")), "{files:?}");
        // Whoever is handed the pack finds the same.
        let (_, out, err) = scratch.run(&["verify", "out/own.zip"]);
        assert!(!format!("{out}{err}").contains("standard-broken"), "{out}{err}");
        // Where it is demanded, it is an error.
        let is_enough = met.contains(&"PDF/UA-1") && met.iter().any(|name| name.starts_with("PDF/A"));
        let (code, _, err) = scratch.run(&["build", "--no-cache", "--require", "pdf/a,pdf/ua"]);
        assert_eq!(code == 0, is_enough, "{files:?}: {err}");
    }
}

/// The validator passes over what it cannot read, so of a document with such a page nothing is claimed.
#[test]
fn a_page_that_cannot_be_read_whole_claims_nothing() {
    let scratch = Scratch::new();
    let annex = json!({ "id": "x", "title": "The annex", "files": [{ "file": "x.pdf", "language": "en" }] });
    let mut definition = definition(&[]);
    definition["annexes"] = json!([annex]);
    scratch.write("packs/own/meeting.json", definition.to_string().as_bytes());
    for name in
        ["content-broken", "content-cut", "content-picture-within", "content-not-closed", "content-hex-not-closed"]
    {
        let unread = std::fs::read(repository().join(format!("tests/cases/preflight/{name}.pdf"))).unwrap();
        scratch.write("packs/own/x.pdf", &unread);
        let (code, _, err) = scratch.run(&["build", "own", "--no-cache", "--merged", "--prove"]);
        assert_eq!(code, 0, "{err}");
        let files = unzipped(&std::fs::read(scratch.path().join("out/own.zip")).unwrap());
        let manifest: Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
        let reasons = [("annexes.pdf", "`packs/own/x.pdf` cannot"), ("complete.pdf", "`annexes.pdf` cannot")];
        for (path, reason) in reasons {
            let listed = manifest["files"].as_array().unwrap().iter().find(|file| file["path"] == path).unwrap();
            assert_eq!(listed["standards"].as_array().map_or(0, Vec::len), 0, "{name} {path}: {listed}");
            let missed = listed["missed"].as_array().unwrap();
            assert_eq!(missed.len(), 4, "{name} {path}: {listed}");
            let is_told = |one: &Value| one["because"].as_str().is_some_and(|because| because.starts_with(reason));
            assert!(name != "content-broken" || missed.iter().all(is_told), "{path}: {listed}");
            assert!(!String::from_utf8_lossy(&files[path]).contains("<pdfaid:part>"), "{name} {path}");
        }
    }
}

/// Originals lie in the pack as they are; agenda, cover and page lead to each other.
#[test]
fn originals_are_kept_and_links_lead_both_ways() {
    let (scratch, code, err) = packed(&["typst-ua.pdf", "chart.png"], &["--prove"]);
    assert_eq!(code, 0, "{err}");
    let files = unzipped(&std::fs::read(scratch.path().join("out/own.zip")).unwrap());
    for name in ["typst-ua.pdf", "chart.png"] {
        let original = std::fs::read(repository().join("tests/cases/outside").join(name)).unwrap();
        assert_eq!(files[&format!("annexes/{name}")], original, "{name}");
    }
    let annexes = ReadPdf::new(&files["annexes.pdf"]);
    let agenda = ReadPdf::new(&files["agenda.pdf"]);
    let leads = |from: &ReadPdf, file: &str, to: &ReadPdf| {
        from.links_out().iter().any(|(other, name)| other == file && to.destinations().contains(name))
    };
    assert!(leads(&agenda, "annexes.pdf", &annexes), "{:?}", agenda.links_out());
    assert!(leads(&annexes, "agenda.pdf", &agenda), "{:?}", annexes.links_out());
    assert!(annexes.descriptions().contains(&"A picture".to_owned()));
    let page = String::from_utf8_lossy(&files["index.html"]).replace("&#x2f;", "/");
    for link in ["href=\"annexes/typst-ua.pdf\"", "href=\"annexes/chart.png\"", "alt=\"A picture\""] {
        assert!(page.contains(link), "no {link}");
    }
}

/// `--merged` adds one PDF of everything: it meets both standards, its pages are those of all documents, and what led from
/// file to file leads from page to page.
#[test]
fn one_pdf_of_everything() {
    for pack in ["un-network-2023-02-08", "water-points"] {
        let out = tempfile::tempdir().unwrap();
        let folder = out.path().to_str().unwrap();
        let build = ["build", pack, "--no-cache", "--merged", "--prove", "--out", folder];
        let output = crate::support::packwright(repository(), &build);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let files = unzipped(&std::fs::read(out.path().join(crate::support::zip_of(pack))).unwrap());
        let parts = ["agenda.pdf", "annexes.pdf", "minutes.pdf"].map(|name| files.get(name));
        let parts: Vec<ReadPdf> = parts.into_iter().flatten().map(|bytes| ReadPdf::new(bytes)).collect();
        let complete = ReadPdf::new(&files["complete.pdf"]);
        assert_eq!(complete.pages(), 1 + parts.iter().map(ReadPdf::pages).sum::<usize>(), "{pack}");
        // Numbers of pages are those of the whole (see `sheets`).
        let said = |pdf: &ReadPdf| -> String {
            crate::support::pdf::squeezed(&pdf.text()).chars().filter(|letter| !letter.is_ascii_digit()).collect()
        };
        let all = said(&complete);
        for part in &parts {
            assert!(all.contains(&said(part)), "{pack}: a part reads otherwise");
        }
        assert!(
            complete.links_out().is_empty() && complete.web_links().iter().all(|link| link.contains(':')),
            "{pack}"
        );
        let document = Document::load_mem(&files["complete.pdf"]).unwrap();
        let pages: BTreeSet<ObjectId> = document.page_iter().collect();
        let inside = document.objects.values().filter_map(|object| object.as_dict().ok()?.get(b"Dest").ok());
        let led: Vec<ObjectId> =
            inside.filter_map(|place| place.as_array().ok()?.first()?.as_reference().ok()).collect();
        let before: usize = parts.iter().map(|part| part.links_out().len()).sum();
        assert!(led.len() >= before && before > 0, "{pack}: {} links of {before}", led.len());
        assert!(led.iter().all(|page| pages.contains(page)), "{pack}: a link leads nowhere");
        let manifest: Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
        let listed = manifest["files"].as_array().unwrap().iter().find(|file| file["path"] == "complete.pdf").unwrap();
        assert_eq!(listed["standards"], json!(["PDF/A-2a", "PDF/UA-1"]), "{pack}: {}", listed["missed"]);
    }
}
