//! Takes over what the pages of an outside document are drawn with: fonts, images, forms, colour spaces.
//!
//! It refuses to follow a reference to a page, the catalog or the structure tree: those are made again.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::colours;
use super::store::Store;
use crate::pdf::{Matrix, dictionary, entry, references, replace_references};

/// Numbers of objects and streams in the structure's parent tree (ISO 32000-1, 14.7.4.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ParentKey {
    /// The stream is a part of the structure as a whole.
    Whole(u32),
    /// The stream's marked content is.
    Marks(u32),
}

/// Dictionaries that nothing may lead to.
const BARRED: [&[u8]; 6] = [b"Page", b"Pages", b"Catalog", b"StructTreeRoot", b"StructElem", b"Filespec"];

/// The maximum number of bytes of patterns that are copied for moved pages; each page size needs its own copy.
const MOST_PLACED: usize = 64 << 20;

/// Takes over objects of one outside document.
#[derive(Debug)]
pub(super) struct Copier<'a> {
    document: &'a Document,
    /// Objects that were copied or replaced by others.
    done: BTreeMap<ObjectId, Object>,
    /// Parent keys, by the stream.
    pub(super) keys: BTreeMap<ObjectId, ParentKey>,
    /// Streams that pages are going to draw as forms, whatever they say they are.
    forms: BTreeSet<ObjectId>,
    /// Patterns for moved pages, by the pattern and the transformation of the page's coordinates.
    placed: BTreeMap<(ObjectId, [u32; 6]), ObjectId>,
    /// The number of bytes that those may still have.
    room: usize,
    /// Default colour spaces for all resources.
    colours: Dictionary,
}

/// An object whose references are being copied.
struct Open {
    id: ObjectId,
    object: Object,
    pending: Vec<ObjectId>,
}

impl<'a> Copier<'a> {
    /// `barred` are objects that nothing may lead to, `colours` default colour spaces for all resources.
    pub(super) fn new(document: &'a Document, barred: &BTreeSet<ObjectId>, colours: Dictionary) -> Self {
        let done = barred.iter().map(|id| (*id, Object::Null)).collect();
        let forms = BTreeSet::new();
        Self { document, done, keys: BTreeMap::new(), forms, placed: BTreeMap::new(), room: MOST_PLACED, colours }
    }

    pub(super) fn document(&self) -> &'a Document {
        self.document
    }

    /// Lets an object of the bundle stand for one of the document.
    pub(super) fn stand_in(&mut self, id: ObjectId, object: impl Into<Object>) {
        self.done.insert(id, object.into());
    }

    /// The object of the bundle that replaces one of the document, if it was taken over or has a stand-in.
    pub(super) fn standing(&self, id: ObjectId) -> Option<&Object> {
        self.done.get(&id)
    }

    /// An object of the document as one of the bundle; whatever it refers to is taken over.
    pub(super) fn take(&mut self, mut object: Object, store: &mut Store) -> Object {
        self.clean(&mut object, None);
        let mut found = Vec::new();
        references(&object, &mut found);
        found.into_iter().for_each(|id| self.take_reference(id, store));
        replace_references(&mut object, &mut |id| self.done.get(&id).cloned().unwrap_or(Object::Null));
        object
    }

    /// A stream of the document as a form that pages can draw.
    pub(super) fn take_form(&mut self, id: ObjectId, store: &mut Store) -> Option<ObjectId> {
        self.forms.insert(id);
        self.take(Object::Reference(id), store).as_reference().ok()
    }

    /// A pattern of the document for a moved page; none if copies of patterns become too large.
    pub(super) fn take_placed(&mut self, id: ObjectId, place: Matrix, store: &mut Store) -> Option<ObjectId> {
        let key = (id, place.0.map(f32::to_bits));
        if let Some(placed) = self.placed.get(&key) {
            return Some(*placed);
        }
        let stream = self.document.objects.get(&id)?.as_stream().ok()?;
        self.room = self.room.checked_sub(stream.content.len())?;
        let mut stream = stream.clone();
        stream.dict.set("Matrix", placed(self.document, &stream.dict, place));
        let taken = self.take(stream.into(), store);
        let taken = store.add_once(&taken);
        self.placed.insert(key, taken);
        Some(taken)
    }

    /// Copies leaves first, without recursion: chains of references can have any length.
    fn take_reference(&mut self, root: ObjectId, store: &mut Store) {
        let mut reserved: BTreeMap<ObjectId, ObjectId> = BTreeMap::new();
        let mut stack = Vec::new();
        let mut within = BTreeSet::new();
        self.open(root, &mut stack, &mut within);
        while let Some(open) = stack.last_mut() {
            if let Some(next) = open.pending.pop() {
                if within.contains(&next) && !self.done.contains_key(&next) {
                    // A circle: the object is referred to before it is complete.
                    let id = *reserved.entry(next).or_insert_with(|| store.reserve());
                    self.done.insert(next, Object::Reference(id));
                } else {
                    self.open(next, &mut stack, &mut within);
                }
                continue;
            }
            let Some(Open { id, mut object, .. }) = stack.pop() else { break };
            replace_references(&mut object, &mut |id| self.done.get(&id).cloned().unwrap_or(Object::Null));
            let taken = match reserved.get(&id) {
                Some(reserved) => {
                    store.write(*reserved, &object);
                    *reserved
                }
                None => store.add_once(&object),
            };
            self.done.insert(id, taken.into());
        }
    }

    fn open(&mut self, id: ObjectId, stack: &mut Vec<Open>, within: &mut BTreeSet<ObjectId>) {
        if self.done.contains_key(&id) || !within.insert(id) {
            return;
        }
        let mut object = match self.document.objects.get(&id) {
            Some(Object::Stream(stream)) if self.forms.contains(&id) => {
                let mut form = stream.clone();
                form.dict.set("Type", "XObject");
                form.dict.set("Subtype", "Form");
                Object::Stream(form)
            }
            Some(object) if !is_barred(object) => object.clone(),
            _ => Object::Null,
        };
        self.clean(&mut object, Some(id));
        let mut pending = Vec::new();
        references(&object, &mut pending);
        stack.push(Open { id, object, pending });
    }

    /// Adds the default colour spaces to resources.
    pub(super) fn characterise(&self, resources: &mut Dictionary) {
        if !self.colours.is_empty() {
            colours::add(self.document, &self.colours, resources);
        }
    }

    /// Does the same for the resources of a form, a pattern or a font of drawn characters.
    fn characterise_own(&self, of: &mut Dictionary) {
        let own = dictionary(self.document, of, b"Resources").filter(|_| !self.colours.is_empty());
        if let Some(mut own) = own.cloned() {
            self.characterise(&mut own);
            of.set("Resources", own);
        }
    }

    /// Removes what leads out of the drawing: metadata, private data, attached and external files.
    fn clean(&self, object: &mut Object, id: Option<ObjectId>) {
        match object {
            Object::Dictionary(dictionary) => self.clean_dictionary(dictionary),
            Object::Array(items) => items.iter_mut().for_each(|item| self.clean(item, None)),
            Object::Stream(stream) => {
                self.clean_dictionary(&mut stream.dict);
                Self::clean_keys(&mut stream.dict);
                self.clean_stream(&mut stream.dict, id);
                // The length may be an object of its own, or wrong.
                let content = std::mem::take(&mut stream.content);
                stream.set_content(content);
            }
            _ => {}
        }
    }

    fn clean_dictionary(&self, dictionary: &mut Dictionary) {
        self.characterise_own(dictionary);
        dictionary.iter_mut().for_each(|(_, value)| self.clean(value, None));
        // Without a kind it may be a dictionary of resources, which have any names.
        let has_name = |key: &[u8]| dictionary.get(key).is_ok_and(|kind| kind.as_name().is_ok());
        if has_name(b"Type") || has_name(b"Subtype") {
            Self::clean_keys(dictionary);
        }
    }

    fn clean_keys(dictionary: &mut Dictionary) {
        for key in [&b"Metadata"[..], b"PieceInfo", b"LastModified", b"AF"] {
            dictionary.remove(key);
        }
    }

    fn clean_stream(&self, dictionary: &mut Dictionary, id: Option<ObjectId>) {
        // Smoothing is left to viewers: PDF/A allows no word on it (ISO 19005-2, 6.2.8). Content from another file (ISO 32000-1,
        // table 5), and a form that stands for a page of one (8.10.4).
        let smoothed = [&b"StructParent"[..], b"StructParents", b"OPI", b"PS", b"Interpolate"];
        for key in smoothed.into_iter().chain([&b"F"[..], b"FFilter", b"FDecodeParms", b"Ref"]) {
            dictionary.remove(key);
        }
        match id.and_then(|id| self.keys.get(&id)) {
            Some(ParentKey::Whole(key)) => dictionary.set("StructParent", i64::from(*key)),
            Some(ParentKey::Marks(key)) => dictionary.set("StructParents", i64::from(*key)),
            None => {}
        }
    }
}

fn is_barred(object: &Object) -> bool {
    object.as_dict().is_ok_and(|dictionary| BARRED.iter().any(|kind| dictionary.has_type(kind)))
}

/// The matrix of a pattern on a moved page.
pub(super) fn placed(document: &Document, pattern: &Dictionary, place: Matrix) -> Object {
    let own = entry(document, pattern, b"Matrix").and_then(|own| Matrix::read(document, own));
    own.unwrap_or(Matrix::IDENTITY).then(place).object()
}
