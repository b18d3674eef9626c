//! The page tree (ISO 32000-1, 7.7.3), and how its pages are shown.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::look_up::{array, dictionary, entry, resolved};
use super::{Budget, Damage, Opened, Rectangle, Refusal};

/// The entries that a page may have from its ancestors (table 30).
const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];

/// The entries that a node passes on to its kids.
type Inheritance<'a> = [Option<&'a Object>; INHERITED.len()];

/// A page of the tree.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Page<'a> {
    pub(crate) id: ObjectId,
    /// Its own entries.
    pub(crate) dictionary: &'a Dictionary,
    inherited: Inheritance<'a>,
}

/// The pages of a document in their order, and the nodes that hold them.
#[derive(Debug)]
pub(crate) struct Pages<'a> {
    pub(crate) pages: Vec<Page<'a>>,
    pub(crate) nodes: BTreeSet<ObjectId>,
}

/// The part of a page that is shown, and how far it is turned for that.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Shown {
    /// The crop box within the media box (14.11.2.1).
    pub(crate) part: Rectangle,
    /// Quarter turns clockwise.
    pub(crate) turns: u8,
}

impl Opened {
    /// The pages of a file, at most so many. In a repaired file the stated number of them has to be there: half a file must
    /// not pass for a whole.
    ///
    /// # Errors
    /// The tree leads to something that is no page, or runs in a circle; there are too many pages, or none.
    pub(crate) fn pages(&self, most: usize, budget: &mut Budget) -> Result<Pages<'_>, Refusal> {
        let pages = pages(&self.document, most, budget)?;
        let found = pages.pages.len();
        let root = self.document.catalog().ok().and_then(|catalog| dictionary(&self.document, catalog, b"Pages"));
        let stated = root.and_then(|root| entry(&self.document, root, b"Count")?.as_i64().ok()).unwrap_or(-1);
        match found {
            _ if self.is_repaired && usize::try_from(stated) != Ok(found) => {
                Err(Refusal::Damaged(Damage::PageCount { stated, found }))
            }
            0 => Err(Refusal::NoPages),
            _ => Ok(pages),
        }
    }
}

/// The pages of a document.
///
/// # Errors
/// The tree leads to something that is no page, or runs in a circle; there are too many pages.
pub(crate) fn pages<'a>(document: &'a Document, most: usize, budget: &mut Budget) -> Result<Pages<'a>, Refusal> {
    let catalog = document.catalog().map_err(|_| Refusal::Damaged(Damage::NoCatalog))?;
    let no_tree = || Refusal::Damaged(Damage::NoPageTree);
    let root = catalog.get(b"Pages").ok().and_then(|root| object(document, root));
    let (root, node) = root.ok_or_else(no_tree)?;
    let mut found = Pages { pages: Vec::new(), nodes: BTreeSet::from([root]) };
    // The children that are still to be visited, the next at the end.
    let mut open = children(document, node, [None; INHERITED.len()]).ok_or_else(no_tree)?;
    budget.steps(open.len())?;
    while let Some((child, inherited)) = open.pop() {
        let number = found.pages.len() + 1;
        let not_a_page = || Refusal::Damaged(Damage::NotAPage(number));
        let (id, dictionary) = object(document, child).ok_or_else(not_a_page)?;
        if dictionary.has(b"Kids") {
            if !found.nodes.insert(id) {
                return Err(Refusal::Damaged(Damage::PageLoop(number)));
            }
            let children = children(document, dictionary, inherited).ok_or_else(not_a_page)?;
            budget.steps(children.len())?;
            open.extend(children);
        } else if found.pages.len() == most {
            return Err(Refusal::TooManyPages { limit: most });
        } else {
            found.pages.push(Page { id, dictionary, inherited: handed_down(dictionary, inherited) });
        }
    }
    Ok(found)
}

/// The dictionary that is an object of its own, and its number.
fn object<'a>(document: &'a Document, object: &'a Object) -> Option<(ObjectId, &'a Dictionary)> {
    let (id, object) = document.dereference(object).ok()?;
    Some((id?, object.as_dict().ok()?))
}

/// The children of a node, the first at the end.
fn children<'a>(
    document: &'a Document,
    node: &'a Dictionary,
    inherited: Inheritance<'a>,
) -> Option<Vec<(&'a Object, Inheritance<'a>)>> {
    let inherited = handed_down(node, inherited);
    Some(array(document, node, b"Kids")?.iter().rev().map(|kid| (kid, inherited)).collect())
}

/// Entries of the node itself take precedence over those it inherits (7.7.3.4).
fn handed_down<'a>(node: &'a Dictionary, inherited: Inheritance<'a>) -> Inheritance<'a> {
    let mut own = inherited;
    for (entry, key) in own.iter_mut().zip(INHERITED) {
        *entry = node.get(key).ok().or(*entry);
    }
    own
}

impl<'a> Page<'a> {
    pub(crate) fn resources(&self, document: &'a Document) -> Option<&'a Dictionary> {
        resolved(document, self.inherited[0]?).as_dict().ok()
    }

    /// Its own entries and those that it inherits.
    pub(crate) fn whole(&self) -> Dictionary {
        let mut whole = self.dictionary.clone();
        for (key, value) in INHERITED.into_iter().zip(self.inherited) {
            if let Some(value) = value {
                whole.set(key, value.clone());
            }
        }
        whole
    }

    /// The size and rotation at which it is shown; none if it has no size.
    pub(crate) fn shown(&self, document: &Document) -> Option<Shown> {
        let media = Rectangle::read(document, self.inherited[1]?)?;
        let crop = self.inherited[2].and_then(|crop| Rectangle::read(document, crop)).unwrap_or(media);
        // A crop box beside the media box is of no use to anybody; readers then show the media box.
        let part = crop.common(media).unwrap_or(media);
        let rotate = self.inherited[3].and_then(|rotate| resolved(document, rotate).as_float().ok());
        // The cast saturates; only multiples of 90 are allowed (table 30).
        let angle = rotate.unwrap_or_default() as i64;
        let turns = if angle % 90 == 0 { (angle / 90).rem_euclid(4) } else { 0 };
        // Neither empty nor without bounds.
        (part.area() > 0.0).then_some(Shown { part, turns: u8::try_from(turns).unwrap_or_default() })
    }

    /// The length of a unit of its coordinates, in points.
    pub(crate) fn unit(&self, document: &Document) -> f32 {
        let unit = entry(document, self.dictionary, b"UserUnit").and_then(|unit| unit.as_float().ok());
        unit.filter(|unit| unit.is_finite() && *unit > 0.0).unwrap_or(1.0)
    }

    /// Its annotations: objects each, since opening sees to that.
    pub(crate) fn annotations(
        &self,
        document: &'a Document,
        budget: &mut Budget,
    ) -> Result<Vec<(ObjectId, &'a Dictionary)>, Refusal> {
        let listed = array(document, self.dictionary, b"Annots").map(Vec::as_slice).unwrap_or_default();
        budget.steps(listed.len())?;
        Ok(listed.iter().filter_map(|annotation| object(document, annotation)).collect())
    }
}
