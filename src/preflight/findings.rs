//! Notes and refusals as findings.

use super::codes;
use super::note::{Note, Pages, Verdict};
use crate::finding::{Code, Finding, NOT_ACCESSIBLE, NOT_ARCHIVAL, Place, count};
use crate::meeting::{AnnexFile, FilePath};
use crate::pdf::Refusal;

pub(super) fn of_missing(file: &FilePath, place: Place, hint: String) -> Finding {
    let message = format!("there is no file `{file}` in the pack's folder");
    Finding::new(&codes::MISSING_ANNEX_FILE, place, message).hint(hint)
}

/// Minutes of the previous meeting that are signed nowhere.
pub(super) fn of_unsigned(place: Place, path: &str) -> Finding {
    let (zip, minutes) = path.split_once('#').unwrap_or((path, path));
    let message = format!("the minutes of the previous meeting are not signed: there is no `{minutes}` in `{zip}`");
    Finding::new(&codes::MISSING_ANNEX_FILE, place, message)
        .hint("sign them (`packwright sign`), or put their PDF into this pack's folder under another name")
}

/// A file that cannot be read.
pub(super) fn of_unreadable(file: &FilePath, place: Place, why: &str) -> Finding {
    Finding::new(&codes::MISSING_ANNEX_FILE, place, format!("`{file}` cannot be read: {why}")).hint(PUT_IT_THERE)
}

pub(super) const PUT_IT_THERE: &str = "put it beside `meeting.json`, or correct the path";

/// A file that can be neither merged nor shown.
pub(super) fn of_other_kind(file: &AnnexFile) -> Finding {
    let message = format!("`{}` is neither a PDF nor a picture", file.file.value);
    Finding::new(&codes::BAD_ANNEX_FILE, file.file.place, message)
        .hint("export it as PDF and name the PDF; this file can be its `source`")
}

/// A picture without a description.
pub(super) fn of_picture(file: &AnnexFile) -> Finding {
    let message = format!("`{}` has no description", file.file.value);
    Finding::new(&codes::MISSING_ALT, file.file.place, message)
        .hint("add `\"alt\"`: what it shows, in a sentence or two")
}

/// A file that cannot be merged.
pub(super) fn of_refusal(file: &AnnexFile, refusal: &Refusal) -> Finding {
    let path = &file.file.value;
    let (code, hint): (&'static Code, &str) = match refusal {
        Refusal::Empty | Refusal::Truncated => {
            (&codes::BAD_ANNEX_FILE, "ask for the file again: it was not copied completely")
        }
        Refusal::NotPdf => (&codes::BAD_ANNEX_FILE, "open it in the program that made it, and export it as PDF"),
        Refusal::Damaged(_) | Refusal::NoPages | Refusal::TooComplex(_) => {
            (&codes::BAD_ANNEX_FILE, "open it in a viewer and print it to PDF, or ask for it again")
        }
        Refusal::PasswordNeeded | Refusal::UnknownProtection(_) => {
            (&codes::LOCKED_ANNEX_FILE, "ask for a file without protection")
        }
        Refusal::TooManyBytes { .. } | Refusal::TooManyPages { .. } => {
            (&codes::LARGE_ANNEX_FILE, "choose some of its `pages`, or raise the limit in `packs/check.json`")
        }
        Refusal::PageTooLarge { .. } => {
            (&codes::LARGE_ANNEX_FILE, "print it to PDF on smaller paper, or leave the page out with `pages`")
        }
        Refusal::PageOutOfRange { .. } => (&codes::PAGE_OUT_OF_RANGE, "correct `pages`"),
    };
    let place = match (refusal, &file.pages) {
        (Refusal::PageOutOfRange { .. }, Some(pages)) => pages.place,
        _ => file.file.place,
    };
    Finding::new(code, place, format!("`{path}`: {refusal}")).hint(hint)
}

/// Notes that an officer should read about a file that can be merged.
pub(super) fn of_notes(file: &AnnexFile, notes: &[Note], states_language: bool) -> Vec<Finding> {
    let path = &file.file.value;
    let finding = |code: &'static Code, words: String, hint: &str| {
        Some(Finding::new(code, file.file.place, format!("`{path}` {words}")).hint(hint))
    };
    let is_untagged = notes.iter().any(|note| matches!(note, Note::Untagged | Note::HalfTagged(_)));
    let is_restricted = notes.iter().any(|note| matches!(note, Note::OwnerPassword(_)));
    let one = |note: &Note| match note {
        Note::Repaired => finding(
            &codes::REPAIRED,
            "is damaged, but its parts were found".to_owned(),
            "check its pages in the annexes, or ask for the file again",
        ),
        Note::Garbled(pages) => finding(
            &codes::REPAIRED,
            format!("cannot be read completely on {}", on(pages)),
            "check these pages in the annexes, or ask for the file again",
        ),
        Note::OwnerPassword(names) => {
            let words = format!("is protected: its author restricts {}", names.join(", "));
            finding(
                &codes::RESTRICTED,
                words,
                "ask whether it may be put into the pack, or for a file without protection",
            )
        }
        Note::Encrypted if !is_restricted => finding(
            &codes::RESTRICTED,
            "is encrypted, although it opens without a password".to_owned(),
            "ask for a \
            file without protection",
        ),
        Note::ScanWithoutText(pages) => finding(
            &codes::SCAN_WITHOUT_TEXT,
            format!("has scanned pictures without text on {}", on(pages)),
            "run text recognition (OCR) on it",
        ),
        Note::FontsNotEmbedded { names, pages } => {
            let words =
                format!("lacks the font{} {} on {}", if names.len() == 1 { "" } else { "s" }, quoted(names), on(pages));
            finding(&codes::FONTS_NOT_EMBEDDED, words, "export it with its fonts embedded")
        }
        Note::Untagged => finding(
            &NOT_ACCESSIBLE,
            "has no tags: screen readers find no headings, lists and tables in it".to_owned(),
            "export it as tagged PDF",
        ),
        Note::HalfTagged(pages) => {
            finding(&NOT_ACCESSIBLE, format!("has no tags for {}", on(pages)), "export it as tagged PDF")
        }
        Note::NoLanguage if !states_language => {
            finding(&codes::NO_LANGUAGE, "does not state its language".to_owned(), "add `\"language\"` to the file")
        }
        Note::Signatures(number) => {
            let words = format!("has {}, which prove nothing in the annexes", count(*number, "signature"));
            finding(&codes::SIGNED_ANNEX_FILE, words, "tell readers to open the file itself, which is in the pack")
        }
        Note::Layers(names) => {
            let words = format!(
                "has hidden layers ({}), which are removed from the annexes, but are still in the file",
                quoted(names)
            );
            finding(&codes::HIDDEN_LAYER, words, "ask for a file without them, if nobody should read them")
        }
        Note::UnshownValues(values) => finding(
            &codes::VALUE_NOT_SHOWN,
            format!("has {} that the page does not show: {values}", count(values.count, "value")),
            "make the fields larger, or print it to PDF from a viewer that shows them",
        ),
        Note::UnshownAnnotations(unshown) => finding(
            &codes::ANNOTATION_NOT_SHOWN,
            format!("has {} that the annexes do not show: {unshown}", count(unshown.count, "annotation")),
            "print it to PDF together with them, or tell readers to open the file itself",
        ),
        Note::Comments(comments) => finding(
            &codes::ANNEX_COMMENTS,
            format!("has {} that remain in the annexes: {comments}", count(comments.count, "comment")),
            "remove them from the file if they are not for all readers",
        ),
        Note::OddPageSize(pages) => finding(
            &codes::PAGE_SIZE,
            format!("has an unusual size on {}", on(pages)),
            "export it for A4 or Letter, if it is to be printed",
        ),
        Note::Rotated(pages) => finding(
            &codes::ROTATED_PAGES,
            format!("has rotated pages: {}", on(pages)),
            "nothing has to be done if they are readable on a screen",
        ),
        Note::NotAccessible(verdict) if !is_untagged => {
            finding(&NOT_ACCESSIBLE, broken(verdict, "PDF/UA-1"), "export it as PDF/UA, or correct its tags")
        }
        // What only level A asks for are tags.
        Note::NotArchival(verdict) if verdict.standard != "PDF/A-2a" => {
            finding(&NOT_ARCHIVAL, broken(verdict, verdict.standard), "export it as PDF/A")
        }
        _ => None,
    };
    let left = left_behind(notes);
    let taken_out = (!left.is_empty()).then(|| {
        let message = format!("`{path}` has {}, removed when it is merged", left.join(", "));
        Finding::new(&codes::TAKEN_OUT, file.file.place, message)
            .hint("ask for a file without them, or tell readers to open the file itself")
    });
    notes.iter().filter_map(one).chain(taken_out).collect()
}

/// Returns the parts that a merge removes.
fn left_behind(notes: &[Note]) -> Vec<String> {
    let left = notes.iter().filter_map(|note| {
        Some(match note {
            Note::Form { fields, pages } => format!("{} ({})", count(*fields, "form field"), on(pages)),
            Note::Xfa => "an XFA form, which most programs cannot show".to_owned(),
            Note::JavaScript => "scripts".to_owned(),
            Note::ForbiddenActions(kinds) => format!("actions ({})", kinds.join(", ")),
            Note::ExternalLinks(files) => format!("links to other files ({})", quoted(files)),
            Note::Attachments(names) => format!("attachments ({})", quoted(names)),
            _ => return None,
        })
    });
    left.collect()
}

fn quoted(names: &[String]) -> String {
    const SHOWN: usize = 3;
    // Names come from the file: nothing in them moves a cursor.
    let plain = |name: &String| name.chars().filter(|c| !c.is_control()).take(60).collect::<String>();
    let shown: Vec<String> = names.iter().take(SHOWN).map(|name| format!("`{}`", plain(name))).collect();
    let more = names.len().saturating_sub(SHOWN);
    if more == 0 { shown.join(", ") } else { format!("{} and {more} more", shown.join(", ")) }
}

fn on(pages: &Pages) -> String {
    match pages.0.len() {
        0 => "the file as a whole".to_owned(),
        1 => format!("page {pages}"),
        _ => format!("pages {pages}"),
    }
}

/// "does not meet PDF/UA-1 in 3 places: …", or that nobody knows.
fn broken(verdict: &Verdict, standard: &str) -> String {
    let mut reported: Vec<&str> = verdict.first_rules.iter().map(|(_, words)| words.as_str()).collect();
    reported.dedup();
    let reported = reported.join("; ");
    match verdict.count {
        Some(number) => format!("does not meet {standard} in {}: {reported}", count(number, "place")),
        None => format!("is not known to meet {standard}: {reported}"),
    }
}
