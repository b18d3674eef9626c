//! Destinations of links and bookmarks of an outside document (ISO 32000-1, 12.3.2), and the actions that are kept.

use std::collections::BTreeMap;
use std::sync::Arc;

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat};

use super::markers::Placeholder;
use super::source::{Source, too_large};
use super::{Error, Outside};
use crate::pdf::{Budget, Matrix, Refusal, catalog_dictionary, dictionary, entry, name, named, resolved};

/// Addresses by which our pages reserve places; in outside documents they would be forgeries.
const OWN_SCHEME: &[u8] = b"packwright:";
/// Actions by name that every viewer knows (ISO 32000-1, table 211), and PDF/A-2 allows (ISO 19005-2, 6.5.1).
const NAMED: [&[u8]; 4] = [b"NextPage", b"PrevPage", b"FirstPage", b"LastPage"];

/// Destinations of one outside document, as those of the bundle.
#[derive(Debug)]
pub(super) struct Destinations {
    /// Stands before its names, so that they are unique.
    prefix: String,
    /// Its names, each with what they stand for.
    names: BTreeMap<Vec<u8>, Object>,
    /// Its pages: those used, by number and by object.
    pages: BTreeMap<ObjectId, ObjectId>,
    numbers: BTreeMap<usize, ObjectId>,
    /// The transformations of the coordinates of the bundle's pages, where they changed.
    pub(super) matrices: BTreeMap<ObjectId, Matrix>,
    /// The names that something leads to, with the destination.
    pub(super) used: BTreeMap<Vec<u8>, Object>,
    /// The destinations of addresses of files that are parts of the bundle.
    addresses: Arc<BTreeMap<String, Object>>,
}

impl Destinations {
    /// `targets` are the pages of the bundle that became the used pages.
    pub(super) fn read(
        source: &mut Source<'_>,
        targets: &[ObjectId],
        addresses: &Arc<BTreeMap<String, Object>>,
    ) -> Result<Self, Error> {
        let target = |used: &usize| targets[*used];
        Ok(Self {
            prefix: format!("o{}-", source.index),
            names: names(source.document, &mut source.budget).map_err(too_large(source.index))?,
            pages: source.used.iter().map(|(id, used)| (*id, target(used))).collect(),
            numbers: source.numbers.iter().map(|(number, used)| (*number, target(used))).collect(),
            matrices: BTreeMap::new(),
            used: BTreeMap::new(),
            addresses: Arc::clone(addresses),
        })
    }

    /// The destination in the bundle; none if its page is not used.
    pub(super) fn find(&mut self, document: &Document, destination: &Object) -> Option<Object> {
        let destination = resolved(document, destination);
        let (Object::String(name, _) | Object::Name(name)) = destination else {
            return self.explicit(document, destination);
        };
        let explicit = self.explicit(document, self.names.get(name)?)?;
        let name = [self.prefix.as_bytes(), name].concat();
        self.used.insert(name.clone(), explicit);
        Some(Object::String(name, StringFormat::Literal))
    }

    /// An array that begins with the page, or a dictionary that holds it.
    fn explicit(&self, document: &Document, destination: &Object) -> Option<Object> {
        let destination = match resolved(document, destination) {
            Object::Dictionary(dictionary) => entry(document, dictionary, b"D")?,
            other => other,
        };
        let (page, view) = destination.as_array().ok()?.split_first()?;
        let page = match page {
            Object::Reference(id) => self.pages.get(id),
            // Only for other files by the book, but written all the same.
            Object::Integer(number) => self.numbers.get(&usize::try_from(*number).ok()?),
            _ => None,
        };
        let page = *page?;
        let view = view.iter().take(5).map(|item| match resolved(document, item) {
            plain @ (Object::Name(_) | Object::Integer(_) | Object::Real(_)) => plain.clone(),
            _ => Object::Null,
        });
        let mut explicit = vec![Object::Reference(page)];
        explicit.extend(view);
        if let Some(matrix) = self.matrices.get(&page).filter(|matrix| **matrix != Matrix::IDENTITY) {
            lead_to(&mut explicit, *matrix);
        }
        if explicit.len() == 1 {
            explicit.push("Fit".into());
        }
        Some(explicit.into())
    }

    /// The destination of an annotation or bookmark, as its entry in the bundle: `Dest` or `A`. None if it has none, or does what
    /// archives do not allow (ISO 19005-2, 6.5.1).
    pub(super) fn lead(&mut self, document: &Document, from: &Dictionary) -> Option<(&'static str, Object)> {
        if let Some(destination) = entry(document, from, b"Dest") {
            return self.find(document, destination).map(|found| ("Dest", found));
        }
        let action = dictionary(document, from, b"A")?;
        if let Some(place) = address(document, action).and_then(|address| self.addresses.get(&address)) {
            return Some(("Dest", place.clone()));
        }
        self.action(document, action).map(|action| ("A", action.into()))
    }

    fn action(&mut self, document: &Document, action: &Dictionary) -> Option<Dictionary> {
        let kind = name(document, action, b"S")?;
        let (key, value) = match kind {
            b"URI" => ("URI", harmless(document, action)?),
            b"GoTo" => ("D", self.find(document, entry(document, action, b"D")?)?),
            b"Named" => {
                let name = name(document, action, b"N").filter(|name| NAMED.contains(name))?;
                ("N", Object::Name(name.to_vec()))
            }
            _ => return None,
        };
        let mut kept = Dictionary::new();
        kept.set("Type", "Action");
        kept.set("S", Object::Name(kind.to_vec()));
        kept.set(key, value);
        Some(kept)
    }
}

/// Has a destination lead to where its place on the page is now (ISO 32000-1, table 151). The third number of `XYZ` is no place.
fn lead_to(explicit: &mut [Object], matrix: Matrix) {
    let [_, view, places @ ..] = explicit else { return };
    let axes: &[usize] = match view.as_name().unwrap_or_default() {
        b"XYZ" => &[0, 1],
        b"FitH" | b"FitBH" => &[1],
        b"FitV" | b"FitBV" => &[0],
        b"FitR" => &[0, 1, 0, 1],
        _ => &[],
    };
    for (place, axis) in places.iter_mut().zip(axes) {
        if let Ok(number) = place.as_float() {
            let (x, y) = matrix.apply(number, number);
            *place = Object::Real(if *axis == 0 { x } else { y });
        }
    }
}

/// A web address, unless it does what other actions may not.
fn harmless(document: &Document, action: &Dictionary) -> Option<Object> {
    let address = entry(document, action, b"URI")?.as_str().ok()?;
    // Viewers are lenient with spaces and control characters.
    let plain: Vec<u8> = address.iter().filter(|byte| **byte > b' ').map(u8::to_ascii_lowercase).collect();
    let acts = [&b"javascript:"[..], b"vbscript:", b"data:", b"file:", OWN_SCHEME];
    let is_harmless = !acts.into_iter().any(|scheme| plain.starts_with(scheme));
    is_harmless.then(|| Object::String(address.to_vec(), StringFormat::Literal))
}

/// The web address that an action leads to.
pub(super) fn address(document: &Document, action: &Dictionary) -> Option<String> {
    String::from_utf8(entry(document, action, b"URI")?.as_str().ok()?.to_vec()).ok()
}

/// The places in the bundle that addresses of its parts lead to: `file#name`. Parts are files with a name.
pub(super) fn addresses(
    outside: &[Outside<'_>],
    placeholders: &[Vec<Placeholder>],
) -> Result<BTreeMap<String, Object>, Error> {
    let mut all = BTreeMap::new();
    for (index, part) in outside.iter().enumerate() {
        let Some(file) = part.file else { continue };
        let opened = part.opened.opened();
        let mut source = Source::new(index, part, &opened)?;
        let targets: Vec<ObjectId> = placeholders[index].iter().map(|placeholder| placeholder.page).collect();
        let own = Destinations::read(&mut source, &targets, &Arc::default())?;
        for (name, place) in &own.names {
            if let Some(place) = own.explicit(source.document, place) {
                all.insert(format!("{file}#{}", String::from_utf8_lossy(name)), place);
            }
        }
    }
    Ok(all)
}

/// All names of a document: of the dictionary of PDF 1.1 and of the name tree (ISO 32000-1, 12.3.2.3).
fn names(document: &Document, budget: &mut Budget) -> Result<BTreeMap<Vec<u8>, Object>, Refusal> {
    let old = catalog_dictionary(document, b"Dests").into_iter().flat_map(Dictionary::iter);
    let old = old.map(|(name, value)| (name.clone(), value));
    let root = catalog_dictionary(document, b"Names").and_then(|names| dictionary(document, names, b"Dests"));
    let tree = root.map(|root| named(document, root, budget)).transpose()?.unwrap_or_default();
    let tree = tree.into_iter().map(|(name, value)| (name.to_vec(), value));
    Ok(old.chain(tree).map(|(name, value)| (name, resolved(document, value).clone())).collect())
}
