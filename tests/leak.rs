//! Nothing that an audience must not get is in what it gets: one canary at each kind of place.

use std::io::Write;

use lopdf::{Dictionary, Document, Object, Stream, StringFormat, dictionary};
use packwright::finding::{FileNumber, Place};
use packwright::leak::{Leak, Open, Secret, Within, search, search_whole, telling, texts_of_file, texts_of_pages};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::support::{packwright, repository};

/// A word that is in no dictionary, and in no random bytes.
const CANARY: &str = "Zwyntharqol";

pub(crate) fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn secret(text: &str) -> Secret {
    Secret { text: text.to_owned(), place: None }
}

/// Looks for one text in one file.
fn leaks(name: &str, content: &[u8], text: &str) -> Vec<Leak> {
    search(&zipped(&[(name, content)]), &[secret(text)], &Open::default())
}

#[track_caller]
fn found_in(name: &str, content: &[u8], text: &str, within: Within) {
    let leaks = leaks(name, content, text);
    assert!(leaks.iter().any(|leak| leak.within == within && leak.path == name), "{text} in {name}: {leaks:?}");
}

/// A small PDF with one page.
struct Pdf {
    document: Document,
    page: (u32, u16),
    catalog: (u32, u16),
}

impl Pdf {
    fn new(content: &[u8]) -> Self {
        let mut document = Document::with_version("1.7");
        let font = document.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding",
        });
        let content = document.add_object(Stream::new(Dictionary::new(), content.to_vec()));
        let pages = document.new_object_id();
        let page = document.add_object(dictionary! {
            "Type" => "Page", "Parent" => pages, "Contents" => content,
            "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
            "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
        });
        document
            .objects
            .insert(pages, dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 }.into());
        let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
        document.trailer.set("Root", catalog);
        Self { document, page, catalog }
    }

    fn catalog(&mut self) -> &mut Dictionary {
        self.document.objects.get_mut(&self.catalog).unwrap().as_dict_mut().unwrap()
    }

    fn page(&mut self) -> &mut Dictionary {
        self.document.objects.get_mut(&self.page).unwrap().as_dict_mut().unwrap()
    }

    fn bytes(mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.document.compress();
        self.document.save_to(&mut bytes).unwrap();
        bytes
    }
}

fn utf_16(text: &str) -> Object {
    let units = text.encode_utf16().flat_map(u16::to_be_bytes);
    Object::String([0xfe, 0xff].into_iter().chain(units).collect(), StringFormat::Hexadecimal)
}

fn plain(text: &str) -> Object {
    Object::string_literal(text)
}

#[test]
fn a_canary_in_the_zip_itself_is_found() {
    let name = format!("annexes/{CANARY}.txt");
    let found = leaks(&name, b"nothing", CANARY);
    assert!(found.iter().any(|leak| leak.within == Within::FileName && leak.path == name), "{found:?}");

    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.set_comment(format!("made for {CANARY}")).unwrap();
    let zip = writer.finish().unwrap().into_inner();
    let found = search(&zip, &[secret(CANARY)], &Open::default());
    assert_eq!((found[0].within, found[0].path.as_str()), (Within::ZipComment, "the zip"));

    // A file that the directory does not name, packed.
    let hidden = zipped(&[("notes.txt", format!("notes on {CANARY}, {CANARY} and {CANARY}").as_bytes())]);
    let end = hidden.windows(4).position(|part| part == b"PK\x01\x02").unwrap();
    let mut zip = hidden[..end].to_vec();
    zip.extend(zipped(&[("a.txt", b"nothing")]));
    let found = search(&zip, &[secret(CANARY)], &Open::default());
    assert!(found.iter().any(|leak| leak.within == Within::ZipRest), "{found:?}");
}

#[test]
fn a_canary_in_text_and_markup_is_found() {
    for (content, within) in [
        ("<p>Report of <b>Zwyn</b>tharqol</p>", Within::Text),
        ("<p>Report of Zwyn&shy;tharqol</p>", Within::Text),
        ("<p>Report of &#90;wynth&#x61;rqol</p>", Within::Text),
        ("<img alt='Zwyntharqol speaks'>", Within::Markup),
        ("<!-- Zwyntharqol -->", Within::Markup),
        ("<a href='files/Zwynth%61rqol.pdf'>x</a>", Within::Markup),
        ("<p data-who=zwyntharqol>", Within::Markup),
        ("<script>let x = \"Zwynth\\u0061rqol\"</script>", Within::Markup),
        // `<svg><text>Zwyntharqol</text></svg>`
        ("<img src='data:image/svg+xml;base64,PHN2Zz48dGV4dD5ad3ludGhhcnFvbDwvdGV4dD48L3N2Zz4='>", Within::DataAddress),
        ("<img src=\"data:image/svg+xml,%3Csvg%3E%3Ctext%3EZwyntharqol%3C/text%3E\">", Within::DataAddress),
    ] {
        found_in("index.html", content.as_bytes(), CANARY, within);
    }
    found_in("a.txt", "agenda: ZWYN-\nTHARQOL".as_bytes(), CANARY, Within::Text);
    found_in("a.txt", "Ｚｗｙｎｔｈａｒｑöl".as_bytes(), CANARY, Within::Text);
    found_in("manifest.json", br#"{"title": "of Zwynth\u0061rqol"}"#, CANARY, Within::Manifest);
    found_in("data.json", br#"{"zwyntharqol": 1}"#, CANARY, Within::Json);
}

#[test]
fn runs_of_words_are_found_however_they_are_torn() {
    let text = "The dismissal of the head of unit is proposed for cause.";
    found_in("a.txt", b"it says the dismis-\n  sal of\nthe HEAD of unit, and more", text, Within::Text);
    found_in("a.html", b"<td>dismissal of</td><td>the head of unit</td>", text, Within::Text);
    // Each word of it is open, and the run is not.
    let open = Open { texts: vec!["the dismissal", "of a head", "unit is proposed for a cause"] };
    let search = |zip: &[u8]| search(zip, &[secret(text)], &open);
    assert_eq!(search(&zipped(&[("a.txt", b"the head of a unit; a dismissal is proposed")])), []);
    assert_eq!(search(&zipped(&[("a.txt", b"dismissal of the head of unit")])).len(), 1);
}

#[test]
fn digests_ids_names_and_addresses_are_found() {
    let digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    found_in("manifest.json", format!("{{\"sha256\": \"sha256:{digest}\"}}").as_bytes(), digest, Within::Manifest);
    found_in("a.html", b"<h2 id='hr-7-ab'>x</h2>", "hr-7-ab", Within::Markup);
    found_in("a.txt", b"see hr-case.pdf there", "files/hr-case.pdf", Within::Text);
    found_in("a.txt", b"write to a.b@ex.org", "a.b@ex.org", Within::Text);
    found_in("a.txt", b"of Ann Low, and", "Ann Low", Within::Text);
    found_in("a.txt", b"call +43 (1) 234 56 78", "+43 1 234 5678", Within::Text);
    assert_eq!(leaks("a.txt", b"the shr-7-abc", "hr-7-ab"), []);
}

#[test]
fn a_canary_in_the_text_of_a_pdf_is_found() {
    for content in [
        "BT /F1 12 Tf 50 700 Td [(Zwy) -20 (nthar) 15 (qol)] TJ ET",
        "BT /F1 12 Tf 50 700 Td (Zwyn-) Tj 0 -14 Td (tharqol) Tj ET",
        "BT /F1 12 Tf 50 700 Td (Zwyn) Tj ET BT /F1 12 Tf 78.7 700 Td (tharqol) Tj ET",
        "BT /F1 12 Tf 50 700 Td [(Z) -400 (w) -400 (y) -400 (n) -400 (t) -400 (h) -400 (a) -400 (r) -400 (q) -400 (o) -400 (l)] TJ ET",
        "BT /F1 12 Tf 50 700 Td (Zwynth) Tj /Span <</ActualText (a)>> BDC (x) Tj EMC (rqol) Tj ET",
    ] {
        let found = leaks("a.pdf", &Pdf::new(content.as_bytes()).bytes(), CANARY);
        assert!(found.iter().any(|leak| leak.within == Within::Text), "{content}: {found:?}");
    }
    let run = "grounds for the dismissal of the head";
    let torn = b"BT /F1 12 Tf 50 700 Td [(for the dis) 20 (mis)] TJ 0 -14 Td (sal of the) Tj T* (head) Tj ET";
    found_in("a.pdf", &Pdf::new(torn).bytes(), run, Within::Text);
    let actual = b"/Span <</ActualText (Zwyntharqol)>> BDC EMC";
    found_in("a.pdf", &Pdf::new(actual).bytes(), CANARY, Within::Structure);
    // Letters that happen to stand in a longer word are no word.
    let longer = Pdf::new(b"BT /F1 12 Tf 50 700 Td [(un) 15 (employment)] TJ ET").bytes();
    assert_eq!(leaks("a.pdf", &longer, "employment"), []);
}

#[test]
fn a_canary_in_what_a_pdf_holds_beside_its_pages_is_found() {
    type Change = fn(&mut Pdf);
    let changes: &[(Within, Change)] = &[
        (Within::Metadata, |pdf| {
            let info = pdf.document.add_object(dictionary! { "Title" => utf_16(CANARY) });
            pdf.document.trailer.set("Info", info);
        }),
        (Within::Metadata, |pdf| {
            let xmp =
                format!("<x:xmpmeta><rdf:RDF><dc:title><rdf:li>{CANARY}</rdf:li></dc:title></rdf:RDF></x:xmpmeta>");
            let stream = Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, xmp.into_bytes());
            let id = pdf.document.add_object(stream);
            pdf.catalog().set("Metadata", id);
        }),
        (Within::Outline, |pdf| {
            let parent = pdf.document.new_object_id();
            let item = pdf.document.add_object(dictionary! { "Title" => plain(CANARY), "Parent" => parent });
            pdf.document.objects.insert(parent, dictionary! { "First" => item, "Last" => item }.into());
            pdf.catalog().set("Outlines", parent);
        }),
        (Within::Destination, |pdf| {
            let names = dictionary! { "Names" => vec![plain(CANARY), vec![Object::Null].into()] };
            pdf.catalog().set("Names", dictionary! { "Dests" => names });
        }),
        (Within::Destination, |pdf| {
            pdf.catalog().set("Dests", dictionary! { "to-zwyntharqol-7" => vec![Object::Null] });
        }),
        (Within::Structure, |pdf| {
            let element = dictionary! { "Type" => "StructElem", "S" => "Figure", "Alt" => utf_16(CANARY) };
            let element = pdf.document.add_object(element);
            pdf.catalog().set("StructTreeRoot", dictionary! { "K" => element });
        }),
        (Within::Attachment, |pdf| {
            let file =
                pdf.document.add_object(Stream::new(dictionary! { "Type" => "EmbeddedFile" }, b"nothing".to_vec()));
            let spec = dictionary! { "Type" => "Filespec", "F" => plain("Zwyntharqol.txt"), "EF" => dictionary! { "F" => file } };
            pdf.document.add_object(spec);
        }),
        (Within::Attachment, |pdf| {
            let inner = Pdf::new(b"BT /F1 12 Tf [(Zwyn) 3 (tharqol)] TJ ET").bytes();
            pdf.document.add_object(Stream::new(dictionary! { "Type" => "EmbeddedFile" }, inner));
        }),
        (Within::Label, |pdf| {
            let label = dictionary! { "S" => "D", "P" => plain(CANARY) };
            pdf.catalog().set("PageLabels", dictionary! { "Nums" => vec![0.into(), label.into()] });
        }),
        (Within::Layer, |pdf| {
            pdf.document.add_object(dictionary! { "Type" => "OCG", "Name" => plain(CANARY) });
        }),
        (Within::Annotation, |pdf| {
            let note = dictionary! { "Type" => "Annot", "Subtype" => "Text", "Contents" => plain(CANARY) };
            let note = pdf.document.add_object(note);
            pdf.page().set("Annots", vec![note.into()]);
        }),
        (Within::Form, |pdf| {
            pdf.document.add_object(dictionary! { "FT" => "Tx", "T" => plain("a"), "V" => plain(CANARY) });
        }),
        (Within::Link, |pdf| {
            pdf.document.add_object(dictionary! { "S" => "URI", "URI" => plain("https://x.org/zwynth%61rqol") });
        }),
        (Within::Name, |pdf| _ = pdf.document.add_object(dictionary! { "X" => Object::Name(CANARY.into()) })),
        (Within::String, |pdf| _ = pdf.document.add_object(dictionary! { "X" => plain(CANARY) })),
        (Within::Text, |pdf| {
            let form = dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 9.into(), 9.into()] };
            let content = b"BT /F1 9 Tf [(Zwyn) 3 (tharqol)] TJ ET".to_vec();
            pdf.document.add_object(Stream::new(form, content));
        }),
        (Within::Stream, |pdf| {
            let unknown = dictionary! { "Type" => "Unknown", "A" => 1, "B" => 2 };
            pdf.document.add_object(Stream::new(unknown, format!("{CANARY}{}", "\0".repeat(99)).into_bytes()));
        }),
    ];
    for (within, change) in changes {
        let mut pdf = Pdf::new(b"BT ET");
        change(&mut pdf);
        found_in("a.pdf", &pdf.bytes(), CANARY, *within);
    }
}

#[test]
fn a_canary_in_what_nothing_leads_to_is_found() {
    // An earlier revision, compressed, with its text torn.
    let mut bytes = Pdf::new(b"BT /F1 12 Tf [(Zwyn) 3 (tharqol)] TJ ET").bytes();
    let content = bytes.windows(9).position(|part| part == b"endstream").unwrap();
    let before = &bytes[..content];
    let start = before.windows(4).rposition(|part| part == b" obj").unwrap();
    let number: String =
        String::from_utf8_lossy(&before[start - 6..start]).split_whitespace().rev().nth(1).unwrap().into();
    let at = bytes.len();
    write!(bytes, "{number} 0 obj\n<</Length 5>>\nstream\nBT ET\nendstream\nendobj\n").unwrap();
    let xref = bytes.len();
    let previous = String::from_utf8_lossy(&bytes);
    let previous = previous.rsplit("startxref").next().unwrap().split_whitespace().next().unwrap().to_owned();
    write!(
        bytes,
        "xref\n{number} 1\n{at:010} 00000 n \ntrailer\n<</Size 99/Root 5 0 R/Prev {previous}>>\nstartxref\n{xref}\n%%EOF\n"
    )
    .unwrap();
    found_in("a.pdf", &bytes, CANARY, Within::Text);

    // A packed object.
    let packed = format!("90 0 <</X ({CANARY}){}>>", " ".repeat(999));
    let mut stream = Stream::new(Dictionary::new(), packed.into_bytes());
    stream.compress().unwrap();
    let mut bytes = Pdf::new(b"BT ET").bytes();
    let length = stream.content.len();
    write!(bytes, "89 0 obj\n<</Type/ObjStm/N 1/First 5/Filter/FlateDecode/Length {length}>>stream\n").unwrap();
    bytes.extend(&stream.content);
    write!(bytes, "\nendstream\nendobj\n").unwrap();
    assert!(stream.dict.get(b"Filter").is_ok());
    found_in("a.pdf", &bytes, CANARY, Within::String);

    // No PDF at all behind its head, and one whose end is missing.
    found_in("a.pdf", format!("%PDF-1.7\n1 0 obj ({CANARY}").as_bytes(), CANARY, Within::Bytes);
    let whole = Pdf::new(b"BT /F1 12 Tf [(Zwyn) 3 (tharqol)] TJ ET").bytes();
    found_in("a.pdf", &whole[..whole.len() - 40], CANARY, Within::Text);
}

/// The bytes of a pack of the repository.
fn built(pack: &str) -> Vec<u8> {
    let scratch = tempfile::tempdir().unwrap();
    let out = scratch.path().to_str().unwrap();
    let output = packwright(repository(), &["build", &format!("packs/{pack}"), "--no-cache", "--out", out]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    std::fs::read(scratch.path().join(format!("{pack}.zip"))).unwrap()
}

/// Words of each script, as the engine sets them.
#[test]
fn words_of_six_languages_are_found_in_pages() {
    let zip = built("six-languages");
    let files = crate::support::unzipped(&zip);
    let mut looked_for = 0;
    for language in ["ar", "zh", "ru", "en"] {
        let path = format!("{language}/annexes.pdf");
        let said = texts_of_file("annexes.pdf", &files[&path]);
        let longest = said.iter().max_by_key(|text| text.len()).unwrap();
        assert!(longest.len() > 300, "{language}");
        let page = crate::support::html::nodes(&String::from_utf8_lossy(&files[&format!("{language}/index.html")]));
        let page = crate::support::html::section(&page, "minutes").0;
        // Words of the page for browsers, which come from the same document.
        let words: Vec<&str> = page.split_whitespace().filter(|word| word.chars().count() >= 6).collect();
        let wanted: Vec<&&str> = words.iter().step_by(words.len() / 12).collect();
        let only = zipped(&[
            ("a.pdf", &files[&path]),
            ("b.pdf", &files[&format!("{language}/minutes.pdf")]),
            ("c.pdf", &files[&format!("{language}/agenda.pdf")]),
        ]);
        for word in wanted {
            let found = search(&only, &[secret(word)], &Open::default());
            let is_needle =
                !search(&zipped(&[("a.txt", word.as_bytes())]), &[secret(word)], &Open::default()).is_empty();
            let is_found = found.iter().any(|leak| leak.within == Within::Text);
            assert!(is_found || !is_needle, "{language}: {word}: {found:?}");
            looked_for += usize::from(is_needle);
        }
        // Runs alone: each of their words is open, in one text that has them in another order.
        let all: Vec<&str> = page.split_whitespace().collect();
        let mut sorted = all.clone();
        sorted.sort_unstable();
        let sorted = sorted.join(" ");
        let open = Open { texts: vec![&sorted] };
        let runs: Vec<String> = all.chunks(7).map(|run| run.join(" ")).step_by(3).collect();
        let is_found =
            |run: &&String| search(&only, &[secret(run)], &open).iter().any(|leak| leak.within == Within::Text);
        let found = runs.iter().filter(is_found).count();
        assert!(3 * found > runs.len(), "{language}: {found} of {} runs", runs.len());
    }
    assert!(looked_for > 30, "{looked_for}");
}

#[test]
fn nothing_is_found_in_a_pack_without_secrets() {
    let zip = built("council");
    let secrets = [
        "The dismissal of the head of procurement was proposed, as the parent company and its producer had no language in common.",
        "Structure of remuneration, content of the settlement, catalog of measures, encoding of names, length of service",
        "Magdalena Hofstätter",
        "hr-file-2026-17",
        "files/opinion-dismissal.pdf",
        "注意：人事事項不公開審議",
        "عزل رئيس الوحدة بسبب الإهمال الجسيم",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    ];
    let secrets: Vec<Secret> = secrets.iter().map(|text| secret(text)).collect();
    let files = crate::support::unzipped(&zip);
    let open: Vec<String> = files.iter().flat_map(|(path, bytes)| texts_of_file(path, bytes)).collect();
    let found = search_whole(&zip, &secrets, &Open { texts: open.iter().map(String::as_str).collect() });
    assert_eq!(found.leaks, []);
    assert_eq!(found.unread, [""; 0]);
}

/// What packs and files are made of is no text of theirs: with all texts of a pack open, the texts of everything else are in it
/// nowhere, be it keys of PDFs, licences of fonts or classes of HTML.
#[test]
fn texts_of_other_files_are_not_found_in_what_formats_say() {
    let mut secrets = Vec::new();
    for path in std::fs::read_dir(repository().join("tests/cases/outside")).unwrap().map(|entry| entry.unwrap().path())
    {
        if path.is_file() {
            let bytes = std::fs::read(&path).unwrap();
            let texts = texts_of_file(path.file_name().unwrap().to_str().unwrap(), &bytes).into_iter();
            secrets.extend(texts.map(|text| Secret { text, place: None }));
        }
    }
    for (path, bytes) in crate::support::unzipped(&built("plenary")) {
        secrets.extend(texts_of_file(&path, &bytes).into_iter().map(|text| Secret { text, place: None }));
    }
    for pack in ["council", "six-languages", "session"] {
        let zip = built(pack);
        let files = crate::support::unzipped(&zip);
        let open: Vec<String> = files.iter().flat_map(|(path, bytes)| texts_of_file(path, bytes)).collect();
        let found = search(&zip, &secrets, &Open { texts: open.iter().map(String::as_str).collect() });
        assert_eq!(found, [], "{pack}");
    }
}

#[test]
fn open_words_are_never_found() {
    let zip = zipped(&[("a.txt", b"The budget of 2026 was adopted on 12 March 2026 by the council of Zwyntharqol.")]);
    let secrets =
        ["The budget of 2026 was adopted on 12 March 2026", "Zwyntharqol", "12 March 2026", "budgets adopted"];
    let secrets: Vec<Secret> = secrets.iter().map(|text| secret(text)).collect();
    let open = Open { texts: vec!["The budget of 2026 was adopted on 12 March 2026 by the council of Zwyntharqol."] };
    assert_eq!(search(&zip, &secrets, &open), []);
}

/// What is printed of open texts one after another is no leak, though a withheld text says the same.
#[test]
fn open_texts_one_after_another_are_no_leak() {
    let open = [
        "Maria Lopez",
        "Treasurer",
        "annex = Annex { $number }",
        "Financial statement of the year",
        "months = { $number } minutes",
        "主席",
        "李明华",
    ];
    let text = "Maria Lopez, Treasurer (6 minutes). Annex 2: Financial statement of the year. 主席李明华";
    let found = |secret: &str| {
        let zip = zipped(&[("a.txt", text.as_bytes())]);
        search(&zip, &[self::secret(secret)], &Open { texts: open.to_vec() }).len()
    };
    for secret in [
        "Presented by Maria Lopez, Treasurer",
        "Annex 2, Financial statement of the year, was withdrawn",
        "6 minutes",
        "主席李明华",
    ] {
        assert_eq!(found(secret), 0, "{secret}");
    }
    let zip = zipped(&[("a.txt", "the financial statement Maria Lopez signed; 华李主席".as_bytes())]);
    let open = Open { texts: open.to_vec() };
    for secret in ["financial statement Maria Lopez signed", "华李主席"] {
        assert_eq!(search(&zip, &[self::secret(secret)], &open).len(), 1, "{secret}");
    }
}

/// Notes, bookmarks and labels are open with the pages to which they belong.
#[test]
fn what_belongs_to_a_page_is_open_with_it() {
    let mut pdf = Pdf::new(b"BT /F1 12 Tf 50 700 Td (Report) Tj ET");
    let (first, root) = (pdf.page, pdf.document.new_object_id());
    let mut other = pdf.page().clone();
    let note = |text: &str| dictionary! { "Type" => "Annot", "Subtype" => "Text", "Contents" => plain(text) };
    let notes = [CANARY, "Quorvath"].map(|text| pdf.document.add_object(note(text)));
    pdf.page().set("Annots", vec![notes[0].into()]);
    other.set("Annots", vec![notes[1].into()]);
    let parent = other.get(b"Parent").unwrap().as_reference().unwrap();
    let second = pdf.document.add_object(other);
    let kids = dictionary! { "Type" => "Pages", "Kids" => vec![first.into(), second.into()], "Count" => 2 };
    pdf.document.objects.insert(parent, kids.into());
    for (title, page) in [("Ilmarine", first), ("Vosk", second)] {
        let to = vec![page.into(), "Fit".into()];
        pdf.document.add_object(dictionary! { "Title" => plain(title), "Parent" => root, "Dest" => to });
    }
    let label = |text: &str| Object::from(dictionary! { "S" => "D", "P" => plain(text) });
    let labels = vec![0.into(), label("Open-"), 1.into(), label("Closed-")];
    pdf.catalog().set("PageLabels", dictionary! { "Nums" => labels });
    let texts = texts_of_pages(&pdf.bytes(), &[0]).join("\n");
    for text in ["Report", CANARY, "Ilmarine", "Open-"] {
        assert!(texts.contains(text), "{text}: {texts}");
    }
    for text in ["Quorvath", "Vosk", "Closed-"] {
        assert!(!texts.contains(text), "{text}: {texts}");
    }
}

/// Each leak says which secret, where, and in which file, once.
#[test]
fn a_leak_names_its_secret_and_its_place() {
    let place = Place::new(FileNumber::from_raw(3), 7..9);
    let secrets = [secret("Quorvath"), Secret { text: CANARY.to_owned(), place: Some(place) }];
    let text = format!("{CANARY} {CANARY}");
    let found = search(&zipped(&[("b.txt", text.as_bytes()), ("c.txt", b"nothing")]), &secrets, &Open::default());
    let text: Vec<&Leak> = found.iter().filter(|leak| leak.within == Within::Text).collect();
    assert_eq!(text.len(), 1);
    assert_eq!((text[0].place, text[0].path.as_str(), text[0].secret.as_str()), (Some(place), "b.txt", "zwyntharqol"));
    let many: Vec<Secret> = (0..80).map(|number| secret(&format!("Quorvath{number}"))).collect();
    let all: String = many.iter().map(|secret| format!("{} ", secret.text)).collect();
    assert_eq!(search(&zipped(&[("a.txt", all.as_bytes())]), &many, &Open::default()).len(), 50);
}

/// What a withheld file says is found in another form of it.
#[test]
fn texts_of_a_file_are_found_where_they_are_printed() {
    let mut pdf = Pdf::new(b"BT /F1 12 Tf 50 700 Td [(Opin) 4 (ion of Quorvath)] TJ ET");
    let info =
        pdf.document.add_object(dictionary! { "Author" => plain("Ilmarine Vosk"), "Producer" => plain("Setter 7") });
    pdf.document.trailer.set("Info", info);
    let texts = texts_of_file("files/opinion.pdf", &pdf.bytes());
    for text in ["Opinion of Quorvath", "Ilmarine Vosk", "opinion.pdf"] {
        assert!(texts.iter().any(|found| found == text), "{text}: {texts:?}");
    }
    assert!(
        texts.iter().any(|text| text.len() == 64) && !texts.iter().any(|text| text.contains("Setter")),
        "{texts:?}"
    );
}

/// Whatever the bytes are, a search ends.
#[test]
fn nothing_panics_on_any_bytes() {
    let secrets = [
        secret("The quorvath of the zwynhead of munit 2026-17 vas brobosed"),
        secret("人事事項不公開"),
        secret("a.b@ex.org"),
    ];
    let mut folders = vec![repository().join("tests/cases/outside")];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = std::fs::read(&path).unwrap();
            if bytes.len() > 1 << 20 {
                continue;
            }
            let name = path.file_name().unwrap().to_str().unwrap();
            let zip = zipped(&[(name, &bytes)]);
            let found = search(&zip, &secrets, &Open::default());
            assert_eq!(found, [], "{name}");
            let cut = &zip[..zip.len() / 2];
            search(cut, &secrets, &Open::default());
        }
    }
}

/// Markup that invites to be read again and again.
#[test]
fn nothing_is_read_again_and_again() {
    for (name, part) in [
        ("a.html", "<script></script>"),
        ("b.html", "<style>"),
        ("c.html", "<a '>"),
        ("d.html", "<!--"),
        ("e.html", "&&"),
        ("f.txt", "data:"),
        ("g.txt", "data:,"),
        ("h.txt", "a-"),
        ("i.txt", "a "),
        ("j.json", "\"\\"),
        ("k.pdf", "%PDF-1 0 obj<<"),
        ("l.html", "<a x=\"'>"),
        ("m.txt", "%4"),
        ("n.txt", "PK\u{3}\u{4}"),
    ] {
        let content = part.repeat((1 << 19) / part.len());
        let found =
            search_whole(&zipped(&[(name, content.as_bytes())]), &[secret("Zwyntharqol of a-b-c")], &Open::default());
        assert!(found.bytes < 16 * content.len(), "{part}: {} times", found.bytes / content.len());
    }
}

/// Twice as much to search is twice as much work, and no more.
#[test]
fn the_work_grows_with_the_bytes() {
    let sentence =
        "The quick brown fox jumps over the lazy dog of the neighbour and says no word about it to anybody.\n";
    let secrets: Vec<Secret> = (0..500)
        .map(|n| secret(&format!("The dismissal of person quorvath{n} was proposed by the head of unit {n}.")))
        .collect();
    let of = |times: usize| {
        let text = sentence.repeat(times);
        search_whole(&zipped(&[("a.txt", text.as_bytes()), ("b.html", text.as_bytes())]), &secrets, &Open::default())
    };
    let (small, large) = (of(11_000), of(110_000));
    assert_eq!((small.leaks.len(), large.leaks.len()), (0, 0));
    assert!(large.bytes < 11 * small.bytes && large.bytes > 20 << 20, "{} {}", small.bytes, large.bytes);
}

fn tells(text: &str, secret: &str, open: &[&str]) -> bool {
    let secrets = [Secret { text: secret.to_owned(), place: None }];
    telling(&[text.to_owned()], &secrets, &Open { texts: open.to_vec() })[0]
}

/// Each part of a date, a time, an amount or a name may be open by itself; together they are withheld as they are printed.
#[test]
fn figures_tell_what_they_say_with_their_neighbours() {
    let parts = "1 2 5 10 14 30 38 250 2026 million may september 月 日 A and B";
    let open = "before 2 May, 1 million and after";
    for secret in ["30 September 2026", "10 May", "14:10", "2.38", "5 million", "€5,250", "A&B", "9月30日", "王五"]
    {
        let before = format!("before {secret} after");
        assert!(tells(&before, &format!("said {secret}"), &[parts]), "{secret}");
        assert!(!tells(&before, &format!("said {secret}"), &[parts, secret]), "{secret} is open");
        assert!(!tells(open, &format!("said {secret}"), &[parts, open]), "{secret}");
    }
    assert!(tells("412 000 euros", "EUR 412,000", &["412 and 000 euros"]), "what stands between digits");
    assert!(tells("定于9月30日举行", "9月30日", &["9月29日 8月30日 定于某日举行"]), "the day is a part of a word");
}

/// A name may be withheld in one form and stand in another one in what was open.
#[test]
fn words_with_another_ending_are_the_same() {
    let same = [
        ("Müller", "the Müllers were heard"),
        ("Müllers", "Mr Müller was heard"),
        ("Müller", "MUELLER"),
        ("Mueller", "Müller"),
        ("Byrne", "the Byrnes"),
        ("Lévy", "les Lévys"),
        ("warden", "two wardens"),
        ("Иваненков", "дано Иваненкову"),
        ("Иваненкову", "у Иваненкова"),
        ("زعفراني", "قال الزعفراني"),
        ("الزعفراني", "زعفراني"),
        ("قسطنطين", "رسالة لقسطنطين"),
        ("الزعفراني", "وبالزعفراني"),
        ("Щукина", "дано Щукиной"),
        ("Łuszcz", "Mr Luszcz"),
        ("Thordis", "Þórdís"),
        ("Ørskov", "Orskov"),
        ("agency", "two agencies"),
        ("Treaties", "one treaty"),
        ("OEUVRAY", "l’Œuvray"),
        ("Ørskov", "Oerskov"),
    ];
    for (secret, text) in same {
        assert!(tells(text, secret, &[]), "{secret}: {text}");
        assert!(!tells(text, secret, &[text]), "{secret}: {text} is open");
    }
    for (secret, text) in [
        ("warden", "the wardrobe"),
        ("Byrne", "a burn"),
        ("Quist", "quiet"),
        ("Иваненков", "Иванов"),
        ("زعفران", "الفران"),
    ] {
        assert!(!tells(text, secret, &[]), "{secret}: {text}");
    }
}
