//! The resources of a page (ISO 32000-1, 7.8.3), as far as its content names them: documents made by office programs
//! have one list for all pages.

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::copier::{Copier, placed};
use super::prepare::Sheet;
use super::store::Store;
use crate::pdf::{Matrix, dictionary, entry, name as name_of, resolved};

const KINDS: [&[u8]; 7] = [b"ExtGState", b"ColorSpace", b"Pattern", b"Shading", b"XObject", b"Font", b"Properties"];
/// Used without being named (ISO 32000-1, 8.6.5.6).
const IMPLIED: [&[u8]; 3] = [b"DefaultGray", b"DefaultRGB", b"DefaultCMYK"];

/// The resources that a page uses, as objects of the bundle. `place` is what the coordinates of the page become.
pub(super) fn used(sheet: &Sheet, place: Matrix, copier: &mut Copier<'_>, store: &mut Store) -> Dictionary {
    let document = copier.document();
    let Some(all) = dictionary(document, &sheet.page, b"Resources") else { return Dictionary::new() };
    let chosen = match &sheet.content {
        Some(content) => {
            let names = || content.names.iter().map(Vec::as_slice).chain(IMPLIED);
            choose(document, all, |of| names().filter_map(|name| Some((name, of.get(name).ok()?))).collect())
        }
        None => None,
    };
    let every = |of: &Dictionary| of.iter().map(|(name, value)| (name.clone(), value.clone())).collect::<Dictionary>();
    let mut chosen: Dictionary = chosen.unwrap_or_else(|| {
        KINDS.iter().filter_map(|kind| Some((*kind, every(dictionary(document, all, kind)?).into()))).collect()
    });
    let tiles = place_patterns(&mut chosen, place, document);
    copier.characterise(&mut chosen);
    let Object::Dictionary(mut taken) = copier.take(chosen.into(), store) else { return Dictionary::new() };
    if let Ok(patterns) = taken.get_mut(b"Pattern").and_then(Object::as_dict_mut) {
        for (name, tile) in tiles {
            if let Some(tile) = copier.take_placed(tile, place, store) {
                patterns.set(name, tile);
            }
        }
    }
    taken
}

/// Moves the patterns of a page with the page: they are laid out on the page as a whole, whatever is drawn with them (ISO
/// 32000-1, 8.7.2). Tiles, which are streams, are returned by name, to be copied one by one.
fn place_patterns(chosen: &mut Dictionary, place: Matrix, document: &Document) -> Vec<(Vec<u8>, ObjectId)> {
    let mut tiles = Vec::new();
    let Ok(patterns) = chosen.get_mut(b"Pattern").and_then(Object::as_dict_mut) else { return tiles };
    for (name, pattern) in patterns.iter_mut().filter(|_| place != Matrix::IDENTITY) {
        match (resolved(document, pattern), pattern.as_reference()) {
            (Object::Dictionary(entries), _) => {
                let mut entries = entries.clone();
                entries.set("Matrix", placed(document, &entries, place));
                *pattern = entries.into();
            }
            (Object::Stream(_), Ok(id)) => tiles.push((name.clone(), id)),
            _ => {}
        }
    }
    tiles
}

/// Chooses from every kind; none if something chosen itself uses the page's resources.
fn choose<'a>(
    document: &'a Document,
    all: &'a Dictionary,
    pick: impl Fn(&'a Dictionary) -> Vec<(&'a [u8], &'a Object)>,
) -> Option<Dictionary> {
    let mut chosen = Dictionary::new();
    for kind in KINDS {
        let Some(of) = dictionary(document, all, kind) else { continue };
        let picked = pick(of);
        if picked.iter().any(|(_, value)| borrows(document, value)) {
            return None;
        }
        if !picked.is_empty() {
            let picked: Dictionary = picked.into_iter().map(|(name, value)| (name, value.clone())).collect();
            chosen.set(kind, picked);
        }
    }
    Some(chosen)
}

/// Returns whether a form or a font of drawn characters has no resources of its own, and so uses those of the page (ISO
/// 32000-1, 7.8.3 and table 112).
fn borrows(document: &Document, object: &Object) -> bool {
    let dictionary = match resolved(document, object) {
        Object::Stream(stream) => &stream.dict,
        Object::Dictionary(dictionary) => dictionary,
        _ => return false,
    };
    let kind = name_of(document, dictionary, b"Subtype");
    matches!(kind, Some(b"Form" | b"Type3")) && entry(document, dictionary, b"Resources").is_none()
}

/// Gives a form a name in the resources of a page that no other has.
pub(super) fn name(resources: &mut Dictionary, stem: &str, form: ObjectId) -> String {
    if !resources.has(b"XObject") {
        resources.set("XObject", Dictionary::new());
    }
    let Ok(forms) = resources.get_mut(b"XObject").and_then(Object::as_dict_mut) else { return stem.to_owned() };
    // One of so many names is free.
    let names = (forms.len()..=2 * forms.len()).map(|number| format!("{stem}{number}"));
    let name = names.into_iter().find(|name| !forms.has(name.as_bytes())).unwrap_or_else(|| stem.to_owned());
    forms.set(name.as_bytes(), form);
    name
}
