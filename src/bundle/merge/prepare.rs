//! Facts about an outside document by itself: its structure, and how each page is to be enclosed.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, ObjectId, Stream, dictionary, text_string};

use super::annotations::caption;
use super::content::{Content, Fate, What, remarked};
use super::source::{Source, too_large};
use super::structure::{Element, Kid, Structure};
use super::{Error, Outside, OutsidePage};
use crate::pdf::{Opened, Page, Rectangle, Shown, dictionary, entry, integer, name};

/// An outside document, ready to be placed.
#[derive(Debug)]
pub(super) struct Prepared<'a> {
    pub(super) source: Source<'a>,
    pub(super) structure: Structure,
    /// The used pages in the order asked for.
    pub(super) pages: Vec<Sheet>,
}

/// A used page.
#[derive(Debug)]
pub(super) struct Sheet {
    /// The page with what it inherits.
    pub(super) page: Dictionary,
    pub(super) display: Shown,
    /// The length of a unit of its coordinates, in points.
    pub(super) unit: f32,
    /// The state in which its content leaves the graphics, and the names that it uses; none if it cannot be unpacked.
    pub(super) content: Option<Content>,
    /// The content with other marks, if they had to be changed.
    pub(super) remarked: Option<Stream>,
    /// True if all of its content is enclosed in one mark because it has no structure.
    pub(super) is_enclosed: bool,
    /// A number for marked content that is not in use, nor any above.
    pub(super) next_mark: u32,
    pub(super) annotations: Vec<ObjectId>,
}

impl<'a> Prepared<'a> {
    /// Reads a document.
    ///
    /// # Errors
    /// If a page is not there, or it unpacks to too much.
    pub(super) fn read(index: usize, outside: &Outside<'_>, opened: &'a Opened) -> Result<Self, Error> {
        let mut source = Source::new(index, outside, opened)?;
        let mut annotations: BTreeMap<ObjectId, Vec<ObjectId>> = BTreeMap::new();
        for one in &outside.pages {
            let page = source.page(one.index)?;
            let listed = page.annotations(source.document, &mut source.budget).map_err(too_large(index))?;
            let mut seen = BTreeSet::new();
            annotations.insert(page.id, listed.into_iter().map(|(id, _)| id).filter(|id| seen.insert(*id)).collect());
        }
        let mut structure = Structure::read(&source, &annotations)?;
        let mut sheets = Vec::with_capacity(outside.pages.len());
        for (used, one) in outside.pages.iter().enumerate() {
            let page = source.page(one.index)?;
            // The structure can hold a page object once; where it is used again, its marks are as good as none.
            let is_first = source.used.get(&page.id) == Some(&used);
            let mut sheet = Sheet::read(&mut source, &structure, page, used, is_first)?;
            sheet.annotations = annotations.get(&page.id).filter(|_| is_first).cloned().unwrap_or_default();
            sheet.amend(&source, &mut structure, used, outside);
            sheets.push(sheet);
        }
        structure.weave(|used| outside.pages.get(used).map(|page| page.index));
        Ok(Self { source, structure, pages: sheets })
    }
}

impl Sheet {
    fn read(
        source: &mut Source<'_>,
        structure: &Structure,
        leaf: Page<'_>,
        used: usize,
        is_first: bool,
    ) -> Result<Self, Error> {
        let page = leaf.whole();
        let unpacked = source.content(&page)?;
        let (content, marks) = unpacked.as_deref().map(Content::read).unzip();
        let marks = marks.unwrap_or_default();
        let is_tagged = is_first && structure.pages.contains(&used);
        // A page of nothing but artifacts has no place in the structure, and is complete without.
        let paints = content.as_ref().is_none_or(|content| content.paints);
        let is_enclosed = !is_tagged && paints;
        let lists = source.resources(&page, b"Properties");
        let number = |what: What<'_>| mark_number(source.document, lists, what);
        let is_artifact = |number| !is_tagged || structure.artifacts.contains(&(used, number));
        let fate = |what: What<'_>| match what {
            _ if is_enclosed => Fate::Unmarked,
            _ if number(what).is_some_and(is_artifact) => Fate::Artifact,
            _ => Fate::Kept,
        };
        let changed = unpacked.as_deref().and_then(|content| remarked(content, &marks, fate));
        let numbers = marks.iter().filter_map(|mark| number(mark.what)).chain(structure.greatest.get(&used).copied());
        let next_mark = if is_tagged { numbers.max().map_or(0, |greatest| greatest.saturating_add(1)) } else { 1 };
        // Readers take a page without a box for one of US Letter; it is refused before.
        let letter = Rectangle { left: 0.0, bottom: 0.0, right: 612.0, top: 792.0 };
        let display = leaf.shown(source.document).unwrap_or(Shown { part: letter, turns: 0 });
        // Marks that are gone are not open at the end.
        let content = changed.as_deref().map(|changed| Content::read(changed).0).or(content);
        Ok(Self {
            page,
            display,
            unit: leaf.unit(source.document),
            content,
            remarked: changed.map(compressed),
            is_enclosed,
            next_mark,
            annotations: Vec::new(),
        })
    }

    /// Adds to the structure what it does not say: the page as a whole if it says nothing, and annotations that would
    /// else have no element (ISO 14289-1, 7.18.1).
    fn amend(&self, source: &Source<'_>, structure: &mut Structure, used: usize, outside: &Outside<'_>) {
        let kinds = self.annotations.iter().filter(|id| !structure.objects.contains_key(id));
        let kinds = kinds.filter_map(|id| Some((*id, element_kind(source, *id)?)));
        let is_bare = !structure.pages.contains(&used);
        let homeless: Vec<(ObjectId, &str)> = kinds.filter(|(_, kind)| is_bare || *kind == "Form").collect();
        if self.is_enclosed {
            structure.added.push(self.whole(source, used, &outside.pages[used]));
        }
        let homes = homeless.into_iter().map(|(id, kind)| {
            structure.objects.insert(id, used);
            let mut said = Dictionary::new();
            if kind == "Link" {
                said.set("Alt", caption(source.document, id, outside.title));
            }
            Kid::Element(Element::new(kind, said, vec![Kid::Object { page: used, id }], used))
        });
        let homes: Vec<Kid> = homes.collect();
        if !homes.is_empty() {
            structure.added.push(Element::new("P", Dictionary::new(), homes, used));
        }
    }

    /// The element of a page without structure: a paragraph where its text can be read, and else a picture with words
    /// that stand for it. Words in the place of text would hide it.
    fn whole(&self, source: &Source<'_>, used: usize, outside: &OutsidePage<'_>) -> Element {
        let kids = vec![Kid::Mark { page: used, form: None, number: 0 }];
        if self.content.as_ref().is_some_and(|content| content.shows_text) && self.is_readable(source) {
            return Element::new("P", dictionary! { "T" => text_string(outside.alternative) }, kids, used);
        }
        let layout = dictionary! { "O" => "Layout", "Placement" => "Block", "BBox" => self.display.part.object() };
        let said = dictionary! { "Alt" => text_string(outside.alternative), "A" => layout };
        Element::new("Figure", said, kids, used)
    }

    /// Returns whether the fonts that the page uses map their glyphs to characters (ISO 14289-1, 7.21.7).
    fn is_readable(&self, source: &Source<'_>) -> bool {
        let (Some(fonts), Some(content)) = (source.resources(&self.page, b"Font"), &self.content) else { return false };
        let mut used = content.names.iter().filter_map(|name| dictionary(source.document, fonts, name));
        used.all(|font| {
            let has = |key: &[u8]| entry(source.document, font, key).is_some();
            let is_simple = name(source.document, font, b"Subtype") != Some(b"Type0");
            has(b"ToUnicode") || (is_simple && (has(b"Encoding") || !has(b"FontDescriptor")))
        })
    }
}

/// The element that an annotation of this kind belongs under (ISO 14289-1, 7.18.1, 7.18.4 and 7.18.5).
fn element_kind(source: &Source<'_>, id: ObjectId) -> Option<&'static str> {
    let annotation = source.document.get_dictionary(id).ok()?;
    match name(source.document, annotation, b"Subtype")? {
        b"Link" => Some("Link"),
        b"Widget" => Some("Form"),
        b"Popup" => None,
        _ => Some("Annot"),
    }
}

/// The number of marked content, from the operator or from the property list it names (ISO 32000-1, 14.6.2).
fn mark_number(document: &Document, lists: Option<&Dictionary>, what: What<'_>) -> Option<u32> {
    let What::Begin { number, properties, .. } = what else { return None };
    number.or_else(|| {
        let list = dictionary(document, lists?, properties?)?;
        u32::try_from(integer(document, list, b"MCID")?).ok()
    })
}

fn compressed(content: Vec<u8>) -> Stream {
    let mut stream = Stream::new(Dictionary::new(), content);
    // Uncompressed it is as good.
    let _ = stream.compress();
    stream
}
