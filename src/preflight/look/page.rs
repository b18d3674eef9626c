//! A page.

use lopdf::{Dictionary, Document, Object};

use crate::pdf::{Budget, Rectangle, Refusal};
use crate::preflight::facts::Size;

/// The entries that a page may have from its ancestors (ISO 32000-1, table 30).
pub(crate) const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];

/// A page of the tree.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Leaf<'a> {
    /// Its own entries.
    pub(crate) dictionary: &'a Dictionary,
    inherited: [Option<&'a Object>; INHERITED.len()],
}

impl<'a> Leaf<'a> {
    pub(crate) fn new(dictionary: &'a Dictionary, inherited: [Option<&'a Object>; INHERITED.len()]) -> Self {
        Self { dictionary, inherited }
    }

    /// What it draws with.
    pub(crate) fn resources(&self, document: &'a Document) -> Option<&'a Dictionary> {
        document.dereference(self.inherited[0]?).ok()?.1.as_dict().ok()
    }

    /// The part of it that is seen, before it is turned.
    pub(crate) fn seen(&self, document: &Document) -> Option<Rectangle> {
        let media = Rectangle::read(document, self.inherited[1]?)?;
        let crop = self.inherited[2].and_then(|crop| Rectangle::read(document, crop)).unwrap_or(media);
        // A crop box beside the media box is of no use to anybody; readers then show the media box.
        let seen = crop.common(media).unwrap_or(media);
        // Neither empty nor without bounds.
        (seen.area() > 0.0).then_some(seen)
    }

    fn rotation(&self, document: &Document) -> u16 {
        let rotate = self.inherited[3].and_then(|rotate| document.dereference(rotate).ok()?.1.as_i64().ok());
        let turns = rotate.filter(|rotate| rotate % 90 == 0).unwrap_or(0).rem_euclid(360);
        u16::try_from(turns).unwrap_or(0)
    }
}

/// How large a page is as it is shown; nothing if that cannot be said.
pub(crate) fn size(document: &Document, leaf: &Leaf<'_>) -> Option<Size> {
    let seen = leaf.seen(document)?;
    let unit = leaf.dictionary.get(b"UserUnit").and_then(|unit| document.dereference(unit));
    let unit = unit.and_then(|(_, unit)| unit.as_float()).ok().filter(|unit| unit.is_finite() && *unit > 0.0);
    let unit = unit.unwrap_or(1.0);
    let rotation = leaf.rotation(document);
    let (across, up) = (seen.width() * unit, seen.height() * unit);
    let (width_pt, height_pt) = if rotation.is_multiple_of(180) { (across, up) } else { (up, across) };
    (width_pt.is_finite() && height_pt.is_finite()).then_some(Size { width_pt, height_pt, rotation })
}

/// The annotations of a page.
///
/// # Errors
///
/// The budget is used up.
pub(crate) fn annotations<'a>(
    document: &'a Document,
    leaf: &Leaf<'a>,
    budget: &mut Budget,
) -> Result<Vec<&'a Dictionary>, Refusal> {
    let mut found = Vec::new();
    let array = leaf.dictionary.get(b"Annots").and_then(|array| document.dereference(array));
    let Ok(array) = array.and_then(|(_, array)| array.as_array()) else { return Ok(found) };
    for annotation in array {
        budget.step()?;
        if let Ok((_, annotation)) = document.dereference(annotation) {
            found.extend(annotation.as_dict().ok());
        }
    }
    Ok(found)
}
