//! Puts an outside page on its placeholder: the page's content, and over it what the placeholder carried.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId, Stream, dictionary};

use super::annotations::{self, Outcome, Places};
use super::boxes::Lie;
use super::copier::Copier;
use super::destinations::Destinations;
use super::fields::{self, Drawing};
use super::markers::{self, Placeholder};
use super::prepare::Sheet;
use super::resources;
use super::stamp;
use super::store::Store;
use crate::pdf::{Matrix, Rectangle, Shown, entry, items, resolved};

/// The entries of a page that are taken over unchanged (ISO 32000-1, table 30), and its boxes.
const KEPT: [&[u8]; 4] = [b"MediaBox", b"Rotate", b"UserUnit", b"Group"];
const BOXES: [&[u8]; 3] = [b"BleedBox", b"TrimBox", b"ArtBox"];

/// Puts a page in the place of its placeholder, and says what became of its annotations.
pub(super) fn place(
    sheet: &mut Sheet,
    placeholder: &Placeholder,
    places: &Places<'_>,
    destinations: &mut Destinations,
    copier: &mut Copier<'_>,
    store: &mut Store,
) -> BTreeMap<ObjectId, Outcome> {
    let sorted = annotations::sort(&sheet.annotations, places, destinations, copier, store);
    let kept = |id: &ObjectId| match copier.standing(*id) {
        Some(Object::Reference(kept)) => Outcome::Kept(*kept),
        _ => Outcome::Removed,
    };
    let mut outcomes: BTreeMap<ObjectId, Outcome> = sheet.annotations.iter().map(|id| (*id, kept(id))).collect();
    let mut drawings = Vec::new();
    for id in sorted.fields {
        if let Some(drawing) = fields::draw(id, copier, store) {
            let number = sheet.next_mark;
            sheet.next_mark = number.saturating_add(1);
            outcomes.insert(id, Outcome::Drawn { number, said: drawing.said.clone() });
            drawings.push((number, drawing));
        }
    }
    write(sheet, placeholder, drawings, sorted.kept, copier, store);
    outcomes
}

fn write(
    sheet: &Sheet,
    placeholder: &Placeholder,
    drawings: Vec<(u32, Drawing)>,
    kept: Vec<ObjectId>,
    copier: &mut Copier<'_>,
    store: &mut Store,
) {
    let lie = lie(sheet, placeholder, store);
    let mut page = page_attributes(sheet, lie, copier, store);
    let mut resources = resources::used(sheet, lie.matrix, copier, store);
    let bounds = media(placeholder, store);
    let stamps = stamp::forms(placeholder, bounds, lie.display.matrix(bounds), store);
    let contents = contents(sheet, lie.matrix, &stamps, drawings, &mut resources, copier, store);
    page.set("Contents", contents);
    page.set("Resources", resources);
    let mut annotations: Vec<Object> = kept.into_iter().map(Object::Reference).collect();
    annotations.extend(moved_annotations(placeholder, lie.display, store));
    if !annotations.is_empty() {
        page.set("Annots", annotations);
    }
    if let Ok(old) = store.document.get_dictionary(placeholder.page)
        && let Ok(parent) = old.get(b"Parent")
    {
        page.set("Parent", parent.clone());
    }
    store.set(placeholder.page, page);
}

/// The position of a page on its placeholder.
pub(super) fn lie(sheet: &Sheet, placeholder: &Placeholder, store: &Store) -> Lie {
    Lie::of(sheet.display, media(placeholder, store), placeholder.strip, sheet.unit)
}

fn page_attributes(sheet: &Sheet, lie: Lie, copier: &mut Copier<'_>, store: &mut Store) -> Dictionary {
    let mut page = dictionary! { "Type" => "Page", "Tabs" => "S" };
    for key in KEPT {
        if let Some(value) = entry(copier.document(), &sheet.page, key).cloned() {
            page.set(key, copier.take(value, store));
        }
    }
    for key in BOXES {
        let place = entry(copier.document(), &sheet.page, key);
        if let Some(place) = place.and_then(|place| Rectangle::read(copier.document(), place)) {
            page.set(key, place.transformed(lie.matrix).object());
        }
    }
    let shown = lie.display.part;
    let media = page.get(b"MediaBox").ok().and_then(|media| Rectangle::read(&store.document, media));
    page.set("MediaBox", media.map_or(shown, |media| media.around(shown)).object());
    page.set("CropBox", shown.object());
    page
}

/// The box of a placeholder: as wide as the outside page is displayed, and higher by the space for the stamp.
fn media(placeholder: &Placeholder, store: &Store) -> Rectangle {
    let page = store.document.get_dictionary(placeholder.page).ok();
    let media = page.and_then(|page| Rectangle::read(&store.document, entry(&store.document, page, b"MediaBox")?));
    media.unwrap_or(Rectangle::of([0.0, 0.0, 595.0, 842.0]))
}

/// The contents: the outside page's own, in a saved graphics state, then its fields, then the stamp.
fn contents(
    sheet: &Sheet,
    place: Matrix,
    stamps: &[stamp::Form],
    drawings: Vec<(u32, Drawing)>,
    resources: &mut Dictionary,
    copier: &mut Copier<'_>,
    store: &mut Store,
) -> Vec<Object> {
    let (before, mut after) = enclosure(sheet, place);
    for (number, drawing) in drawings {
        let name = resources::name(resources, "PwField", drawing.form);
        let matrix = drawing.matrix.then(place).written();
        after.push_str(&format!("/Form <</MCID {number}>> BDC q {matrix} cm /{name} Do Q EMC\n"));
    }
    for stamp::Form { mark, form } in stamps {
        let name = resources::name(resources, "PwStamp", *form);
        let tag = match mark {
            // The tag is that of the element only by custom.
            Some(mark) => format!("/Span <</MCID {}>>", sheet.next_mark.saturating_add(*mark)),
            None => "/Artifact <</Type/Pagination>>".to_owned(),
        };
        after.push_str(&format!("{tag} BDC q /{name} Do Q EMC\n"));
    }
    let stream = |text: String| Object::from(Stream::new(Dictionary::new(), text.into_bytes()));
    let mut contents = vec![store.add_once(&stream(before)).into()];
    contents.extend(own_contents(sheet, copier, store));
    contents.push(store.add_once(&stream(after)).into());
    contents
}

/// The outside page's own streams, or the one that stands for them.
fn own_contents(sheet: &Sheet, copier: &mut Copier<'_>, store: &mut Store) -> Vec<Object> {
    if let Some(stream) = &sheet.remarked {
        return vec![store.add_once(&stream.clone().into()).into()];
    }
    let parts = sheet.page.get(b"Contents").map(|parts| items(copier.document(), parts)).unwrap_or_default();
    let is_stream = |part: &&Object| resolved(copier.document(), part).as_stream().is_ok();
    let parts: Vec<Object> = parts.iter().filter(is_stream).cloned().collect();
    parts.into_iter().map(|part| copier.take(part, store)).collect()
}

/// The operators to put before and after a page's content, so that it leaves no state behind.
fn enclosure(sheet: &Sheet, place: Matrix) -> (String, String) {
    let (mut before, mut after) = (String::new(), String::from("\n"));
    let (mut saved, mut open) = (1, 1);
    if sheet.is_enclosed {
        // The tag is that of the element only by custom.
        before.push_str("/Span <</MCID 0>> BDC ");
    }
    if let Some(content) = &sheet.content {
        after.push_str(if content.is_text_open { "ET " } else { "" });
        after.push_str(&"EMC ".repeat(content.marks_open));
        (saved, open) = (content.states_needed + 1, content.states_open + 1);
    }
    before.push_str(&"q ".repeat(saved));
    if place != Matrix::IDENTITY {
        before.push_str(&format!("{} cm ", place.written()));
    }
    // What lay outside the page stays outside, however large the page is now.
    let Rectangle { left, bottom, .. } = sheet.display.part;
    let (width, height) = (sheet.display.part.width(), sheet.display.part.height());
    before.push_str(&format!("{left} {bottom} {width} {height} re W n"));
    after.push_str(&"Q ".repeat(open));
    if sheet.is_enclosed {
        after.push_str("EMC ");
    }
    before.push('\n');
    after.push('\n');
    (before, after)
}

/// The other annotations of the placeholder, such as a link in the stamp, moved along with it.
fn moved_annotations(placeholder: &Placeholder, display: Shown, store: &mut Store) -> Vec<Object> {
    let matrix = display.matrix(media(placeholder, store));
    let others = markers::others(&store.document, placeholder);
    for id in &others {
        let annotation = store.document.get_dictionary(*id).ok();
        let rectangle = annotation.and_then(|annotation| annotation.get(b"Rect").ok());
        let rectangle = rectangle.and_then(|rectangle| Rectangle::read(&store.document, rectangle));
        if let (Some(rectangle), Some(annotation)) = (rectangle, store.dictionary_mut(*id)) {
            annotation.remove(b"QuadPoints");
            annotation.set("Rect", rectangle.transformed(matrix).object());
        }
    }
    others.into_iter().map(Object::Reference).collect()
}
