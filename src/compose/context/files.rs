//! The context of templates: annexes that are files.

use minijinja::{Value, context};

use super::pieces::{name_of, optional_words};
use crate::compose::filled::derived;
use crate::compose::scene::Scene;
use crate::compose::value::{sourced, word};
use crate::edition::{Insertion, outside_page};
use crate::meeting::{Annex, AnnexFile, FileKind};

/// The files of an annex that the edition shows, and the items of the agenda that it belongs to.
pub(super) fn files(scene: &Scene, annex: &Annex) -> Value {
    let files = annex.files_in(&scene.language).into_iter();
    context! {
        files => files.map(|(at, file)| self::file(scene, annex, at, file)).collect::<Vec<_>>(),
        belongs_to => belongs_to(scene, annex),
    }
}

fn belongs_to(scene: &Scene, annex: &Annex) -> Vec<Value> {
    let item = |id: &String| {
        let values = context! {
            mark => scene.mark_of_item(id),
            title => scene.item_title(id),
            anchor => scene.anchor_at_home(id),
        };
        match scene.place_of(id) {
            Some(place) => sourced(values, place, &[("mark", "number"), ("title", "title")]),
            None => values,
        }
    };
    scene.whereabouts.items_naming(annex.id.as_str()).iter().map(item).collect()
}

fn file(scene: &Scene, annex: &Annex, at: usize, file: &AnnexFile) -> Value {
    let title = file.title.as_ref().or_else(|| scene.meeting.annex_title(annex));
    let other = file.language.as_ref().filter(|language| language.general() != scene.language.general());
    let folder = if scene.meeting.definition.languages.len() > 1 { "../" } else { "" };
    let insertion = insertion(scene, annex, at);
    // Who gets some pages of a file gets neither the file nor what it was made of.
    let has_original = insertion.is_none_or(|(_, insertion)| insertion.pdf.has_original);
    let original = has_original.then(|| annex.name_in_zip(at, &file.file.value));
    let source = file.source.as_ref().filter(|_| has_original);
    let source = source.map(|source| annex.name_in_zip(at, &source.value));
    let sheets = insertion.map_or_else(Vec::new, |(number, insertion)| sheets_of(number, insertion));
    context! {
        kind => if file.kind() == FileKind::Picture { "picture" } else { "pdf" },
        title => optional_words(scene, title),
        language => other.map(|language| name_of(scene, language)),
        tag => other.map(|language| language.as_str()),
        original => original.as_ref().map(|original| format!("{folder}{original}")),
        original_name => original.map(|original| derived(original, file.file.place, "")),
        source => source.as_ref().map(|source| format!("{folder}{source}")),
        source_name => source.map(|source| derived(source, file.file.place, "source")),
        anchor => format!("{}.{}.{}", "annexes", annex.id.as_str(), at + 1),
        pages => sheets.len(),
        pages_text => derived(sheets.len().max(1).to_string(), file.file.place, ""),
        sheets,
        picture => scene.pictures.name(file.file.value.as_str()).map(|name| word(&name, file.file.place)),
        alt => optional_words(scene, file.alt.as_ref()),
    }
}

/// The documents of an edition, as parts of one that holds them all.
pub(super) fn parts(scene: &Scene) -> Vec<Value> {
    let part = |(number, insertion): (usize, &Insertion)| {
        context! {
            title => insertion.title.as_str(),
            anchor => format!("complete.{}", number + 1),
            pages => insertion.pdf.pages.len(),
            sheets => sheets_of(number, insertion),
        }
    };
    scene.insertions.iter().enumerate().map(part).collect()
}

/// The pages that an edition has of a file, and which of all such files it is.
fn insertion<'s>(scene: &'s Scene, annex: &Annex, at: usize) -> Option<(usize, &'s Insertion)> {
    // Insertions are in the order of annexes and their files.
    let place = (scene.meeting.position_of_annex(annex.id.as_str()), at);
    let place_of = |one: &Insertion| (scene.meeting.position_of_annex(&one.pdf.annex), one.pdf.at);
    let number = scene.insertions.partition_point(|one| place_of(one) < place);
    let its = scene.insertions.get(number).filter(|one| place_of(one) == place);
    its.map(|insertion| (number, insertion))
}

/// The pages of a PDF: how large each is, the link that keeps its place, and what is stamped on it.
fn sheets_of(number: usize, insertion: &Insertion) -> Vec<Value> {
    let pages = insertion.pdf.pages.iter().zip(&insertion.descriptions);
    let sheet = |(size, words): (&crate::edition::OutsidePage, &String)| {
        context! { address => outside_page(number, size.index), width => size.width, height => size.height, label => words }
    };
    pages.map(sheet).collect()
}
