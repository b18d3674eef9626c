//! An outside document, opened.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use lopdf::{DecompressError, Dictionary, Document, Object, ObjectId};

use super::objects::{array, dictionary, entry, resolved};
use super::{Error, Outside};
use crate::pdf::{self, Limits, Refusal};

/// What a single stream may unpack to, in bytes.
const UNPACKED: usize = 64 << 20;
/// More nodes than any page tree has.
const NODES: usize = 1 << 20;
/// What pages inherit (ISO 32000-1, table 30).
const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];

/// An outside document with its pages.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) index: usize,
    pub(super) document: Document,
    /// All pages in order.
    pub(super) pages: Vec<ObjectId>,
    /// The used ones, by their objects: which of the used pages it is.
    pub(super) used: BTreeMap<ObjectId, usize>,
    /// Which of the used pages it is, by the page's number in the document.
    pub(super) numbers: BTreeMap<usize, usize>,
    /// Attributes from the page tree, by the used page.
    inherited: Vec<Arc<Dictionary>>,
    /// Nodes of the page tree, which nothing else may lead to.
    pub(super) nodes: BTreeSet<ObjectId>,
    /// How many bytes of content may still be unpacked.
    pub(super) budget: usize,
}

impl Source {
    /// Opens a document and finds its pages.
    pub(super) fn open(index: usize, outside: &Outside<'_>) -> Result<Self, Error> {
        let document = load(index, outside.bytes)?;
        let mut source = Self {
            index,
            document,
            pages: Vec::new(),
            used: BTreeMap::new(),
            numbers: BTreeMap::new(),
            inherited: Vec::new(),
            nodes: BTreeSet::new(),
            // Text unpacks to about ten times its size; a hundred times is a trap.
            budget: UNPACKED + outside.bytes.len().saturating_mul(100),
        };
        let inherited = source.find_pages();
        source.choose(outside, inherited)?;
        Ok(source)
    }

    /// Walks the page tree. A node is entered once, so that it ends.
    fn find_pages(&mut self) -> Vec<Arc<Dictionary>> {
        let mut all = Vec::new();
        let root = self.document.catalog().and_then(|catalog| catalog.get(b"Pages")).and_then(Object::as_reference);
        let mut open: Vec<(ObjectId, Arc<Dictionary>)> = root.into_iter().map(|root| (root, Arc::default())).collect();
        for _ in 0..NODES {
            let Some((id, inherited)) = open.pop() else { break };
            let Ok(node) = self.document.get_dictionary(id) else { continue };
            let Some(kids) = array(&self.document, node, b"Kids") else {
                self.pages.push(id);
                all.push(inherited);
                continue;
            };
            if !self.nodes.insert(id) {
                continue;
            }
            let own = INHERITED.iter().filter_map(|key| Some((*key, node.get(key).ok()?.clone())));
            let mut passed_on = (*inherited).clone();
            own.for_each(|(key, value)| passed_on.set(key, value));
            let passed_on = Arc::new(passed_on);
            let kids = kids.iter().rev().filter_map(|kid| kid.as_reference().ok());
            open.extend(kids.map(|kid| (kid, Arc::clone(&passed_on))));
        }
        all
    }

    fn choose(&mut self, outside: &Outside<'_>, inherited: Vec<Arc<Dictionary>>) -> Result<(), Error> {
        for (at, page) in outside.pages.iter().enumerate() {
            let error = Error::Page { document: self.index, page: page.index, pages: self.pages.len() };
            let id = *self.pages.get(page.index).ok_or(error)?;
            self.used.entry(id).or_insert(at);
            if self.numbers.insert(page.index, at).is_some() {
                return Err(Error::Placeholder { document: self.index, page: page.index });
            }
            self.inherited.push(Arc::clone(&inherited[page.index]));
        }
        Ok(())
    }

    /// Frees what was read: the elements of the structure are most of a tagged document's objects.
    pub(super) fn forget_structure(&mut self) {
        self.document.objects.retain(|_, object| {
            let kind = object.type_name();
            !kind.is_ok_and(|kind| matches!(kind, b"StructElem" | b"ObjStm" | b"XRef"))
        });
    }

    pub(super) fn catalog(&self) -> Option<&Dictionary> {
        self.document.catalog().ok()
    }

    /// A used page with what it inherits.
    pub(super) fn page(&self, id: ObjectId, used: usize) -> Dictionary {
        let mut page = (*self.inherited[used]).clone();
        if let Ok(own) = self.document.get_dictionary(id) {
            own.iter().for_each(|(key, value)| page.set(key.clone(), value.clone()));
        }
        page
    }

    /// The content of a page, unpacked; none if a part of it cannot be.
    ///
    /// # Errors
    /// If the document unpacks to too much.
    pub(super) fn content(&mut self, page: &Dictionary) -> Result<Option<Vec<u8>>, Error> {
        let mut content = Vec::new();
        let Ok(parts) = page.get(b"Contents") else { return Ok(Some(content)) };
        for part in super::objects::items(&self.document, parts) {
            let Ok(stream) = resolved(&self.document, part).as_stream() else { continue };
            let limit = self.budget.min(UNPACKED);
            match stream.get_plain_content_with_limit(limit) {
                Ok(plain) => {
                    self.budget -= plain.len();
                    content.extend_from_slice(&plain);
                    // No token reaches over the end of a stream (ISO 32000-1, 7.8.2).
                    content.push(b'\n');
                }
                Err(lopdf::Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => {
                    return Err(Error::TooLarge { document: self.index });
                }
                Err(_) => return Ok(None),
            }
        }
        Ok(Some(content))
    }

    /// A dictionary of the page's resources, such as its `Properties`.
    pub(super) fn resources<'a>(&'a self, page: &'a Dictionary, kind: &[u8]) -> Option<&'a Dictionary> {
        dictionary(&self.document, dictionary(&self.document, page, b"Resources")?, kind)
    }

    /// The annotations of a page: an object each, or a dictionary right in the array.
    pub(super) fn annotations(&self, page: &Dictionary) -> Vec<Object> {
        entry(&self.document, page, b"Annots").and_then(|list| list.as_array().ok()).cloned().unwrap_or_default()
    }
}

/// Reads a file, which may be hostile.
fn load(index: usize, bytes: &[u8]) -> Result<Document, Error> {
    // How many pages and bytes it may have was asked before.
    let limits = Limits { pages: usize::MAX, bytes: usize::MAX, ..Limits::default() };
    pdf::document(bytes, &limits).map_err(|refusal| match refusal {
        Refusal::PasswordNeeded => Error::Encrypted { document: index },
        refusal => Error::Unreadable { document: index, reason: refusal.to_string() },
    })
}
