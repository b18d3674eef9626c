//! Where an edition has outside PDFs, and the words for them.

use std::collections::BTreeMap;

use super::scene::Scene;
use crate::document::{DocumentKind, Format, PAGE, PAGES, StableNumber};
use crate::edition::{Insertion, OutsidePdf};
use crate::meeting::{Annex, AnnexFile};

/// The outside PDFs that an edition shows, in the order of its annexes.
pub(super) fn insertions(scene: &Scene, outside: &[OutsidePdf]) -> Vec<Insertion> {
    if !scene.documents.contains(&DocumentKind::Annexes) {
        return Vec::new();
    }
    let outside: BTreeMap<(&str, usize), &OutsidePdf> =
        outside.iter().map(|pdf| ((pdf.annex.as_str(), pdf.at), pdf)).collect();
    let annexes = scene.meeting.definition.annexes.iter();
    annexes.flat_map(|annex| of_annex(scene, annex, &outside)).collect()
}

/// The document that keeps the places for them.
pub(super) fn holder(scene: &Scene) -> String {
    let annexes = scene.documents.iter().find(|document| **document == DocumentKind::Annexes);
    annexes.or(scene.documents.first()).map(|document| document.path(Format::Pdf)).unwrap_or_default()
}

/// The documents of an edition as parts of one that holds them all.
pub(super) fn parts(scene: &Scene, parts: &[OutsidePdf]) -> Vec<Insertion> {
    let part = |pdf: &OutsidePdf| {
        let name = pdf.annex.strip_suffix(".pdf").unwrap_or(&pdf.annex);
        let title = scene.document_name(&DocumentKind::named(name));
        let description = |page: usize| {
            let arguments =
                [("annex", title.as_str().into()), ("page", page.into()), ("pages", pdf.pages.len().into())];
            scene.labels.say("outside-page", arguments)
        };
        let descriptions = (1..=pdf.pages.len()).map(description).collect();
        Insertion { pdf: pdf.clone(), title: title.clone(), before_labels: String::new(), descriptions }
    };
    parts.iter().map(part).collect()
}

/// Numbers that are used again, in words, where the body keeps numbers of pages: "14 bis".
pub(super) fn number_words(scene: &Scene) -> Vec<String> {
    /// The last has no word of its own.
    const LAST: usize = 11;
    let words = |times| match times {
        LAST => {
            let arguments = [("number", PAGE.to_string().into()), ("times", PAGES.to_string().into())];
            scene.labels.say("number-again", arguments)
        }
        times => scene.labels.number_again(&PAGE.to_string(), times),
    };
    let keeps = scene.style.stable_pages == Some(true);
    (2..=LAST).filter(|_| keeps).map(words).collect()
}

/// The largest number of the pages of a file.
fn count(pdf: &OutsidePdf) -> usize {
    pdf.numbers.iter().filter_map(StableNumber::counted).max().unwrap_or(pdf.pages.len())
}

/// The words for pages that are no longer used: for one page, and for several.
pub(super) fn unused_words(scene: &Scene) -> Vec<String> {
    let arguments = || [("page", PAGE.to_string().into()), ("pages", PAGES.to_string().into())];
    let keeps = scene.style.stable_pages == Some(true);
    ["page-unused", "pages-unused"]
        .into_iter()
        .filter(|_| keeps)
        .map(|label| scene.labels.say(label, arguments()))
        .collect()
}

/// Pages are counted through all files of an annex.
fn of_annex(scene: &Scene, annex: &Annex, outside: &BTreeMap<(&str, usize), &OutsidePdf>) -> Vec<Insertion> {
    let find = |at: usize| outside.get(&(annex.id.as_str(), at)).copied();
    let files = annex.files_in(&scene.language).into_iter();
    let pdfs: Vec<(&AnnexFile, &OutsidePdf)> = files.filter_map(|(at, file)| Some((file, find(at)?))).collect();
    let all: usize = pdfs.iter().map(|(_, pdf)| count(pdf)).sum();
    let label = scene.annex_label(annex.id.as_str());
    let mut before = 0;
    let insertion = |(file, pdf): (&AnnexFile, &OutsidePdf)| {
        let title = file.title.as_ref().or_else(|| scene.meeting.annex_title(annex));
        let first = before;
        before += count(pdf);
        let description = |at: usize| {
            let stable = pdf.numbers.get(at).and_then(|number| Some((number.counted()?, number.times)));
            let (number, times) = stable.unwrap_or((at + 1, 1));
            let page = scene.labels.stable(&StableNumber { number: (first + number).to_string(), times });
            let arguments = [("annex", label.as_str().into()), ("page", page.as_str().into()), ("pages", all.into())];
            scene.labels.say("outside-page", arguments)
        };
        Insertion {
            pdf: pdf.clone(),
            title: title.map_or_else(|| label.clone(), |title| scene.words(title).to_owned()),
            // Readers type the labels of pages, with plain spaces.
            before_labels: format!("{label}{}", scene.labels.say("details-separator", [])).replace('\u{a0}', " "),
            descriptions: (0..pdf.pages.len()).map(description).collect(),
        }
    };
    pdfs.into_iter().map(insertion).collect()
}
