//! Files that annexes are made of, looked through: every file of `tests/cases/preflight`, and those of other programs in
//! `tests/cases/outside`. Beside `x.pdf` stands `x.pdf.txt`: lines that begin with `#` say why it is there, one with
//! `pages:` which pages are wanted, the rest is what is said. `UPDATE=1` writes what is said now; read it before you accept
//! it.

use std::fs;
use std::path::{Path, PathBuf};

use lopdf::{Document, Object};
use packwright::meeting::PageRanges;
use packwright::pdf::{Failure, Limits, Opened, Refusal};
use packwright::preflight::{Note, PageFacts, Preflight, Verdict, inspect_pdf, standards};

use crate::support::repository;

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = entries.filter(|path| path.extension().is_some_and(|ending| ending == "pdf")).collect();
    files.sort();
    files
}

/// What is wrong with a case, if anything.
fn mismatch(pdf: &Path, expectation: &Path) -> Option<String> {
    let bytes = fs::read(pdf).unwrap();
    let expected = fs::read_to_string(expectation).unwrap_or_default();
    let pages = expected.lines().find_map(|line| line.strip_prefix("pages: "));
    let used: Option<PageRanges> = pages.map(|pages| pages.parse().unwrap());
    let said = report(&bytes, used.as_ref(), true);
    let (kept, told): (Vec<&str>, Vec<&str>) =
        expected.lines().partition(|line| line.starts_with('#') || line.starts_with("pages: "));
    if std::env::var_os("UPDATE").is_some() {
        let kept: String = kept.iter().map(|line| format!("{line}\n")).collect();
        fs::write(expectation, kept + &said).unwrap();
        return None;
    }
    (said.lines().collect::<Vec<_>>() != told).then(|| format!("== {}\n{said}", pdf.display()))
}

#[test]
fn what_is_said_of_files() {
    let cases = repository().join("tests/cases");
    let own = files(&cases.join("preflight")).into_iter().map(|pdf| (pdf.clone(), pdf.with_extension("pdf.txt")));
    let outside = files(&cases.join("outside")).into_iter().map(|pdf| {
        let expectation = cases.join("preflight").join(format!("{}.txt", pdf.file_name().unwrap().to_str().unwrap()));
        (pdf, expectation)
    });
    let pairs: Vec<_> = own.chain(outside).collect();
    assert!(pairs.len() > 100, "only {} files", pairs.len());
    let wrong: Vec<String> = pairs.iter().filter_map(|(pdf, expectation)| mismatch(pdf, expectation)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Where lopdf is wrong or we are content to differ, and why.
const DIFFERENT: [&str; 0] = [];

#[test]
fn objects_are_the_same() {
    let folder = repository().join("tests/cases/outside");
    let mut wrong = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if !name.ends_with(".pdf") || DIFFERENT.contains(&name.as_str()) {
            continue;
        }
        let bytes = fs::read(&path).expect("it was listed");
        let Ok(ours) = Opened::open(&bytes, &Limits::default()) else { continue };
        let opened = ours.document().clone();
        // As it is kept until it is merged.
        let ours = ours.condensed().opened();
        let ours = ours.document();
        assert_eq!(
            (&ours.trailer, &ours.version, ours.max_id),
            (&opened.trailer, &opened.version, opened.max_id),
            "{name}"
        );
        assert!(ours.objects.keys().eq(opened.objects.keys()), "{name}");
        let Ok(theirs) = Document::load_mem(&bytes) else { continue };
        let is_shell = |object: &Object| {
            object.as_stream().is_ok_and(|stream| stream.dict.has_type(b"ObjStm") || stream.dict.has_type(b"XRef"))
        };
        let plain = |object: &Object| match object {
            Object::Stream(stream) => {
                let mut stream = stream.clone();
                stream.start_position = None;
                stream.set_content(stream.content.clone());
                Object::Stream(stream)
            }
            other => other.clone(),
        };
        for (own, before) in ours.objects.values().zip(opened.objects.values()) {
            assert_eq!(plain(own), plain(before), "{name}");
        }
        let theirs = theirs.objects.iter().filter(|(_, object)| !is_shell(object));
        for (id, object) in theirs {
            match ours.objects.get(id) {
                Some(own) if plain(own) == plain(object) => {}
                own => wrong.push(
                    format!("{name} {id:?}:\n  lopdf {object:?}\n  ours  {own:?}")
                        .chars()
                        .take(600)
                        .collect::<String>(),
                ),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// All that is said of a file.
fn report(bytes: &[u8], used: Option<&PageRanges>, asks_validator: bool) -> String {
    let limits = &Limits::default();
    let looked =
        Opened::open(bytes, limits).and_then(|mut opened| Ok((inspect_pdf(&mut opened, used, limits)?, opened)));
    let (mut lines, opened) = match looked {
        Ok((preflight, opened)) => (facts(&preflight), opened),
        Err(refusal) => return format!("refused {}: {refusal}\n", name_of_refusal(&refusal)),
    };
    if !asks_validator {
        return lines.join("\n") + "\n";
    }
    match standards(&opened, limits) {
        Ok(notes) => lines.extend(notes.iter().map(note)),
        Err(refusal) => lines.push(format!("standards refused {}: {refusal}", name_of_refusal(&refusal))),
    }
    lines.join("\n") + "\n"
}

fn facts(preflight: &Preflight) -> Vec<String> {
    let mut lines = vec![
        format!("total {}", preflight.total),
        format!("language {}", preflight.language.as_deref().unwrap_or("-")),
        format!("tagging {:?}", preflight.tagging),
    ];
    let alike = |one: &PageFacts, next: &PageFacts| {
        (one.number + 1, one.width_pt, one.height_pt, one.rotation)
            == (next.number, next.width_pt, next.height_pt, next.rotation)
    };
    for run in preflight.pages.chunk_by(alike) {
        let (first, last) = (&run[0], &run[run.len() - 1]);
        let label = |page: &PageFacts| page.label.clone().map(|label| format!(" `{label}`")).unwrap_or_default();
        let size = format!("{:.1} x {:.1} pt, turned {}", first.width_pt, first.height_pt, first.rotation);
        lines.push(format!("page {}{} to {}{}: {size}", first.number, label(first), last.number, label(last)));
    }
    lines.extend(preflight.notes.iter().map(note));
    lines
}

fn note(note: &Note) -> String {
    let name = name_of(note);
    match note {
        Note::Garbled(pages)
        | Note::ScanWithoutText(pages)
        | Note::HalfTagged(pages)
        | Note::OddPageSize(pages)
        | Note::Rotated(pages) => format!("{name} on {pages}"),
        Note::FontsNotEmbedded { names, pages } => format!("{name} {} on {pages}", names.join(", ")),
        Note::Form { fields, pages } => format!("{name} {fields} on {pages}"),
        Note::ForbiddenActions(names) | Note::ExternalLinks(names) | Note::Attachments(names) | Note::Layers(names) => {
            format!("{name} {}", names.join(", "))
        }
        Note::OwnerPassword(names) => format!("{name} {}", names.join(", ")),
        Note::UnshownValues(remarks) | Note::UnshownAnnotations(remarks) | Note::Comments(remarks) => {
            format!("{name} {remarks}")
        }
        Note::Signatures(count) => format!("{name} {count}"),
        Note::NotArchival(verdict) | Note::NotAccessible(verdict) => self::verdict(name, verdict),
        Note::Repaired | Note::Encrypted | Note::Untagged | Note::NoLanguage | Note::JavaScript | Note::Xfa => {
            name.to_owned()
        }
    }
}

/// The name of a note in the expected files.
fn name_of(note: &Note) -> &'static str {
    match note {
        Note::Repaired => "repaired",
        Note::Garbled(_) => "garbled",
        Note::Encrypted => "encrypted",
        Note::OwnerPassword(_) => "owner-password",
        Note::ScanWithoutText(_) => "scan-without-text",
        Note::FontsNotEmbedded { .. } => "fonts-not-embedded",
        Note::Untagged => "untagged",
        Note::HalfTagged(_) => "half-tagged",
        Note::NoLanguage => "no-language",
        Note::Form { .. } => "form",
        Note::Xfa => "xfa",
        Note::JavaScript => "javascript",
        Note::ForbiddenActions(_) => "forbidden-actions",
        Note::ExternalLinks(_) => "external-links",
        Note::Attachments(_) => "attachments",
        Note::Signatures(_) => "signatures",
        Note::Layers(_) => "layers",
        Note::UnshownValues(_) => "unshown-values",
        Note::UnshownAnnotations(_) => "unshown-annotations",
        Note::Comments(_) => "comments",
        Note::OddPageSize(_) => "odd-page-size",
        Note::Rotated(_) => "rotated",
        Note::NotArchival(_) => "not-archival",
        Note::NotAccessible(_) => "not-accessible",
    }
}

/// The name of a refusal in the expected files.
fn name_of_refusal(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Empty => "empty",
        Refusal::NotPdf => "not-pdf",
        Refusal::Truncated => "truncated",
        Refusal::Damaged(_) => "damaged",
        Refusal::PasswordNeeded => "password-needed",
        Refusal::UnknownProtection(_) => "unknown-protection",
        Refusal::TooManyBytes { .. } => "too-many-bytes",
        Refusal::TooManyPages { .. } => "too-many-pages",
        Refusal::NoPages => "no-pages",
        Refusal::PageOutOfRange { .. } => "page-out-of-range",
        Refusal::PageTooLarge { .. } => "page-too-large",
        Refusal::TooComplex(_) => "too-complex",
    }
}

fn verdict(name: &str, verdict: &Verdict) -> String {
    let count = verdict.count.map_or_else(|| "unfinished".to_owned(), |count| count.to_string());
    let rules = verdict.first_rules.iter().map(|(rule, text)| format!("\n  {rule} {text}"));
    format!("{name} {} ({count}){}", verdict.standard, rules.collect::<String>())
}

/// A name that looks the same and is written in other characters is told as what it is.
#[test]
fn names_written_in_other_characters_are_told() {
    let composed = "\u{dc}bersicht Gr\u{f6}\u{df}e.pdf";
    let apart = "U\u{308}bersicht Gro\u{308}\u{df}e.pdf";
    for (typed, there) in [(composed, apart), (apart, composed)] {
        let scratch = crate::support::Scratch::new();
        let definition = serde_json::json!({
            "version": 1, "title": "Meeting", "body": "own", "bodies": { "own": { "name": "Body" } },
            "time": { "start": "2026-03-10" }, "agenda": [{ "id": "one", "title": "One", "documents": ["x"] }],
            "annexes": [{ "id": "x", "title": "Paper", "files": [{ "file": format!("papers/{typed}"), "language": "en" }] }],
        });
        scratch.write("packs/own/meeting.json", definition.to_string().as_bytes());
        scratch.write(&format!("packs/own/papers/{there}"), b"%PDF-1.7");
        let (code, _, err) = scratch.run(&["check", "own"]);
        assert!(code == 1 && err.contains("looks the same"), "{err}");
    }
}

/// The rules of the two standards, by their clauses.
const CLAUSES: [(&str, &str); 2] = [
    (
        "ISO 19005-2:2011",
        "6.1.2 6.1.3 6.1.4 6.1.6 6.1.7.1 6.1.7.2 6.1.8 6.1.9 6.1.10 6.1.12 6.1.13 6.2.2 6.2.3 6.2.4.2 6.2.4.3 6.2.4.4 6.2.5 6.2.6 \
         6.2.8 6.2.8.3 6.2.9 6.2.10 6.2.11.2 6.2.11.3.1 6.2.11.3.2 6.2.11.3.3 6.2.11.4.1 6.2.11.4.2 6.2.11.5 6.2.11.6 6.2.11.7.2 \
         6.2.11.7.3 6.2.11.8 6.3.1 6.3.2 6.3.3 6.4.1 6.4.2 6.4.3 6.5.1 6.5.2 6.6.2.1 6.6.2.3.1 6.6.2.3.2 6.6.2.3.3 6.6.4 6.7.2.2 \
         6.7.3.3 6.7.3.4 6.7.4 6.8 6.9 6.10 6.11",
    ),
    (
        "ISO 14289-1:2014",
        "5 6.1 6.2 7.1 7.2 7.3 7.4.2 7.4.4 7.5 7.7 7.9 7.10 7.11 7.15 7.16 7.18.1 7.18.2 7.18.3 7.18.4 7.18.5 7.18.6.2 7.18.8 \
         7.20 7.21.3.1 7.21.3.2 7.21.3.3 7.21.4.1 7.21.4.2 7.21.5 7.21.6 7.21.7 7.21.8",
    ),
];

#[test]
fn every_rule_of_the_standards_is_told_in_words_for_people() {
    let said = "font object has rendered CID 1 width -0.000 in its embedded CIDFontType0C program on page 3, /W";
    for (standard, clauses) in CLAUSES {
        for clause in clauses.split(' ') {
            let told = Failure::of(format!("{standard}:{clause}:1"), said).message;
            let words = told.strip_suffix(" (page 3)").unwrap();
            assert!(words.len() > 20 && words != "a rule of the standard is broken", "{standard} {clause}: {told}");
            for internal in ["CID", "/", "dictionary", "object", "stream"] {
                assert!(!words.replace("PDF/", "").contains(internal), "{standard} {clause}: {told}");
            }
        }
    }
    assert_eq!(
        Failure::of("ISO 19005-2:2011:6.2.11.5:1".to_owned(), "font object has").message,
        "letters have other widths in a font than the file states"
    );
}
