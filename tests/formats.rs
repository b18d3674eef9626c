//! Each format says what its document says: exactly, in order, nothing more and nothing less.
//!
//! What a format leaves out by design, or words otherwise, and why:
//!
//! | format | what | why | held to it by |
//! |---|---|---|---|
//! | page for browsers | the lines of a document's head that are not its own, and notes on them | the head of the page says them once for all documents | each is in the head of the page |
//! | page for browsers | the name of a document comes before its head | it is the heading of the section | `document-title` is the name |
//! | page for browsers, text | columns of tables that pages alone have, numbers of pages | they have no pages | attribute `on-pages`, element `page-number` |
//! | pages | references say the page, too (`paged`) | paper has no links | the number stands where the document has a gap for it |
//! | pages | notes stand at the foot | they are found there on paper | they are compared by themselves |
//! | pages | the lines of a document's head are in the order of the shape, which may part them by a dot | the head is laid out in columns | each is there once, before all else |
//! | pages | running heads and feet, pages of outside PDFs | they are no part of the text | they are artifacts; places kept for pages |
//! | pages | Arabic | its letters lie as they are painted | `.ci/arabic.py` |
//! | Word | columns of tables that pages alone have, numbers of pages, `paged` references, pages of outside PDFs | word processors make pages themselves | attribute `on-pages`, element `page-number` |
//! | Word | the lines of a document's head are in two columns; marks of bullets | as on pages; they are no words | each is there once, before all else |
//! | text | pictures as their descriptions in brackets, web addresses after links, notes in brackets, bullets, lines to sign on | a text has nothing else to show them | `as_text` |
//! | text | the heads of a table before each of its cells, where it is too wide for a line | columns do not fit beside each other | every cell is under its head |

pub(crate) mod expected;
mod faults;
mod flow;
mod hostile;
mod nothing_lost;
mod own;
mod placed;
mod plain;
mod word;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use packwright::compose::{self, Composed};
use packwright::document::{Composition, Document, DocumentKind, Format, Said};
use packwright::finding::Sources;
use packwright::meeting::AnnexLimits;
use packwright::typeset::{self, Fonts, KeptSources};
use packwright::workspace::PackAddress;
use packwright::{preflight, read, write};

use crate::support::html::{self, nodes};
use crate::support::pdf::{ReadPdf, squeezed};
use crate::support::word::Word;
use crate::support::{example_packs, packwright, repository, unzipped};
use expected::{after_head, as_pages, as_text, in_xml, off_pages, on_screen, reach};

type Files = BTreeMap<String, Vec<u8>>;

static FONTS: LazyLock<Fonts> = LazyLock::new(|| Fonts::load(&Files::new()).0);

/// The files of a pack, the registry and the meetings of the series that is an example, as a workspace.
fn workspace(pack: &str) -> Files {
    let mut files = Files::new();
    let mut folders = vec![format!("packs/{pack}")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(repository().join(&folder)).unwrap().map(Result::unwrap) {
            let path = format!("{folder}/{}", entry.file_name().into_string().unwrap());
            if entry.path().is_dir() {
                folders.push(path);
            } else {
                files.insert(path, std::fs::read(entry.path()).unwrap());
            }
        }
    }
    let earlier = example_packs().into_iter().filter(|one| one.starts_with("allotments-") && one != pack);
    let earlier = earlier.map(|one| format!("packs/{one}/meeting.json"));
    for path in earlier.chain(["packs/registry.json".to_owned()]) {
        let file = std::fs::read(repository().join(&path)).unwrap();
        files.insert(path, file);
    }
    files
}

/// The editions of a pack as they are composed, with the folder of each in the zip.
fn composed(files: &Files, pack: &str) -> Vec<(String, Composed)> {
    let address = PackAddress { id: pack.to_owned(), folder: format!("packs/{pack}") };
    let sources = &mut Sources::new("");
    let meeting = read::read(files, &address, sources).meeting.unwrap();
    // Of packs for several audiences that of the first is compared.
    let first = meeting.audiences().first().map(|audience| audience.as_str().to_owned());
    let meeting = Arc::new(first.into_iter().fold(meeting, |meeting, first| meeting.made_for(first)));
    let outside = preflight::examine_annexes(&meeting, AnnexLimits::default(), files).pdfs;
    let languages = meeting.definition.editions();
    let editions = languages.iter().map(|language| {
        let folder = if languages.len() > 1 { format!("{}/", language.as_str()) } else { String::new() };
        let composing = compose::compose(&meeting, language, &outside, files, sources);
        (folder, composing.composed.unwrap_or_else(|| panic!("{pack}: {:?}", composing.findings)))
    });
    editions.collect()
}

/// All editions of all example packs, by pack.
pub(crate) fn compositions() -> Vec<(String, Composition)> {
    let editions = |pack: String| {
        let composed = composed(&workspace(&pack), &pack);
        composed.into_iter().map(move |(_, composed)| (pack.clone(), composed.composition))
    };
    example_packs().into_iter().flat_map(editions).collect()
}

/// White space as one space between words, as a browser shows it.
fn collapsed(text: &str) -> String {
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    words.join(" ")
}

/// Where two texts differ, or nothing.
fn difference(expected: &str, actual: &str) -> Option<String> {
    let same = expected.chars().zip(actual.chars()).take_while(|(one, other)| one == other).count();
    if expected == actual {
        return None;
    }
    let around = |text: &str| text.chars().skip(same.saturating_sub(40)).take(120).collect::<String>();
    Some(format!("document: …{}\n  format: …{}", around(expected), around(actual)))
}

/// What the section of a document on the page for browsers says otherwise than the document.
fn on_the_page(page: &[html::Node], document: &Document) -> Vec<String> {
    let (text, notes) = html::section(page, document.kind.name());
    let screen = on_screen(document);
    let said = Said::of(&screen.content);
    let head = collapsed(&html::head(page));
    let elsewhere =
        screen.elsewhere.iter().map(|words| collapsed(words)).filter(|words| !head.contains(words.as_str()));
    let mut wrong: Vec<String> = elsewhere.map(|words| format!("not in the head of the page: {words}")).collect();
    wrong.extend(difference(&collapsed(&said.text), &collapsed(&text)));
    let expected: Vec<String> =
        said.notes.iter().map(|(number, note)| collapsed(&format!("{number} {note}"))).collect();
    let notes: Vec<String> = notes.iter().map(|note| collapsed(note)).collect();
    wrong.extend(difference(&expected.join("\n"), &notes.join("\n")));
    wrong
}

/// What the text file of a document says otherwise than the document.
fn in_the_text(text: &str, document: &Document) -> Vec<String> {
    let wide = text.lines().filter(|line| plain::is_too_wide(line));
    let mut wrong: Vec<String> = wide.map(|line| format!("too wide: {line}")).collect();
    let content = as_text(&off_pages(&document.content));
    let said = Said::of(&content);
    let notes: String = said.notes.iter().map(|(number, note)| format!("{number}{note}")).collect();
    match plain::undone(text, &content) {
        Ok(text) => wrong.extend(difference(&squeezed(&format!("{}{notes}", said.text)), &text)),
        Err(table) => wrong.push(format!("a table is not there: {table}")),
    }
    wrong
}

/// What a PDF says otherwise than the document.
fn in_the_pdf(pdf: &[u8], document: &Document) -> Vec<String> {
    let (text, mut notes) = ReadPdf::new(pdf).said();
    let content = as_pages(&document.content);
    let said = Said::of(&content);
    let (head, rest): (Vec<_>, Vec<_>) = content.into_iter().partition(|node| node.named("masthead").is_some());
    let text = squeezed(&text);
    let (missing, text) = after_head(&head, &text);
    let mut wrong: Vec<String> = missing.iter().map(|part| format!("not in the head: {part}")).collect();
    wrong.extend(reach(&squeezed(&Said::of(&rest).text), text).err());
    let mut expected: Vec<String> =
        said.notes.iter().map(|(number, note)| squeezed(&format!("{number}{note}"))).collect();
    notes.iter_mut().for_each(|note| *note = squeezed(note));
    // They stand where the pages end.
    expected.sort();
    notes.sort();
    wrong.extend(expected.iter().zip(&notes).filter_map(|(expected, note)| reach(expected, note).err()));
    if expected.len() != notes.len() {
        wrong.push(format!("{} notes, not {}: {notes:?}", notes.len(), expected.len()));
    }
    wrong
}

/// The documents of an edition as pages, before pages of outside PDFs come to them.
fn typeset_alone(composed: &Composed) -> BTreeMap<String, Vec<u8>> {
    let kept = composed.kept.clone();
    let pdfs =
        typeset::typeset(&write::typst(&composed.composition, kept), &FONTS, &mut KeptSources::default()).pdfs.unwrap();
    pdfs.into_iter().map(|pdf| (pdf.plan.path.clone(), pdf.bytes)).collect()
}

/// What a Word file says otherwise than the document, and what is wrong with it.
fn in_word(docx: &[u8], document: &Document) -> Vec<String> {
    let word = Word::new(docx);
    let mut wrong = word.faults();
    let (paragraphs, notes) = word.said();
    let content = in_xml(&off_pages(&document.content));
    let said = Said::of(&content);
    let (head, rest): (Vec<_>, Vec<_>) = content.into_iter().partition(|node| node.named("masthead").is_some());
    let head = head.iter().filter_map(|node| node.named("masthead")).flat_map(|head| &head.content);
    let mut head: Vec<String> = head.map(|part| squeezed(&Said::of(std::slice::from_ref(part)).text)).collect();
    head.retain(|part| !part.is_empty());
    let mut text = paragraphs.iter().map(|text| squeezed(text)).filter(|text| !text.is_empty());
    let mut shown: Vec<String> = text.by_ref().take(head.len()).collect();
    head.sort();
    shown.sort();
    wrong.extend((head != shown).then(|| format!("not the head: {head:?}\n{shown:?}")));
    wrong.extend(difference(&squeezed(&Said::of(&rest).text), &text.collect::<String>()));
    let expected: String = said.notes.iter().map(|(number, note)| format!("{number}{note}")).collect();
    wrong.extend(difference(&squeezed(&expected), &squeezed(&notes)));
    wrong
}

#[test]
fn formats_say_what_documents_say() {
    let out = tempfile::tempdir().unwrap();
    let output =
        packwright(repository(), &["build", "--text", "--docx", "--no-cache", "--out", out.path().to_str().unwrap()]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let (mut compared, mut wrong) = (0, Vec::new());
    for pack in example_packs() {
        let files = unzipped(&std::fs::read(out.path().join(crate::support::zip_of(&pack))).unwrap());
        for (folder, edition) in composed(&workspace(&pack), &pack) {
            // A pack that was signed is delivered as it was: what it would be now is compared.
            let is_kept = !files.keys().any(|path| path.ends_with(".txt"));
            let holds_others = !edition.kept.insertions.is_empty();
            let alone = if holds_others || is_kept { typeset_alone(&edition) } else { BTreeMap::new() };
            let page = match is_kept {
                true => write::html(&edition.composition).bytes,
                false => files[&format!("{folder}index.html")].clone(),
            };
            let page = nodes(std::str::from_utf8(&page).unwrap());
            for document in &edition.composition.documents {
                let mut tell = |format: Format, found: Vec<String>| {
                    compared += 1;
                    let path = document.kind.path(format);
                    wrong.extend(found.into_iter().map(|what| format!("{pack}/{folder}{path}: {what}")));
                };
                tell(Format::Html, on_the_page(&page, document));
                let text = match is_kept {
                    true => write::text(document).into_bytes(),
                    false => files[&format!("{folder}{}", document.kind.path(Format::Text))].clone(),
                };
                tell(Format::Text, in_the_text(std::str::from_utf8(&text).unwrap(), document));
                let docx = match is_kept {
                    true => write::docx(&edition.composition, document, &write::Origins::default()),
                    false => files[&format!("{folder}{}", document.kind.path(Format::Docx))].clone(),
                };
                tell(Format::Docx, in_word(&docx, document));
                let path = document.kind.path(Format::Pdf);
                let is_of_others = holds_others && document.kind == DocumentKind::Annexes;
                let pdf = if is_of_others || is_kept { &alone[&path] } else { &files[&format!("{folder}{path}")] };
                if document.language != "ar" {
                    tell(Format::Pdf, in_the_pdf(pdf, document));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {compared}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(compared > 220, "only {compared} documents");
}
