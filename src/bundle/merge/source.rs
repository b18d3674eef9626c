//! An outside document while it is merged.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, ObjectId};

use super::{Error, Outside};
use crate::pdf::{
    Budget, Limits, Opened, Page, Pages, Plain, Refusal, catalog_dictionary, dictionary, items, plain, resolved,
};

/// An outside document with its pages.
#[derive(Debug)]
pub(super) struct Source<'a> {
    pub(super) index: usize,
    pub(super) document: &'a Document,
    /// All pages in order, and the nodes that hold them, which nothing else may lead to.
    pub(super) tree: Pages<'a>,
    /// The used ones, by their objects: which of the used pages it is.
    pub(super) used: BTreeMap<ObjectId, usize>,
    /// Its number among the used pages, by the page's number in the document.
    pub(super) numbers: BTreeMap<usize, usize>,
    /// The budget that is left for reading it.
    pub(super) budget: Budget,
}

impl<'a> Source<'a> {
    /// Finds the pages of a document, which is that of `outside`.
    pub(super) fn new(index: usize, outside: &Outside<'_>, opened: &'a Opened) -> Result<Self, Error> {
        // How many pages it may have was asked before.
        let limits = Limits::default();
        let mut budget = opened.budget(&limits);
        let tree = opened.pages(usize::MAX, &mut budget);
        let tree = tree.map_err(|refusal| Error::Unreadable { document: index, reason: refusal.to_string() })?;
        let document = opened.document();
        let mut source = Self { index, document, tree, used: BTreeMap::new(), numbers: BTreeMap::new(), budget };
        for (at, page) in outside.pages.iter().enumerate() {
            let id = source.page(page.index)?.id;
            source.used.entry(id).or_insert(at);
            if source.numbers.insert(page.index, at).is_some() {
                return Err(Error::Placeholder { document: index, page: page.index });
            }
        }
        Ok(source)
    }

    pub(super) fn page(&self, number: usize) -> Result<Page<'a>, Error> {
        let pages = &self.tree.pages;
        let missing = || Error::Page { document: self.index, page: number, pages: pages.len() };
        pages.get(number).copied().ok_or_else(missing)
    }

    pub(super) fn structure(&self) -> Option<&'a Dictionary> {
        catalog_dictionary(self.document, b"StructTreeRoot")
    }

    /// The content of a page, unpacked; none if a part of it cannot be.
    ///
    /// # Errors
    /// If the document unpacks to too much.
    pub(super) fn content(&mut self, page: &Dictionary) -> Result<Option<Vec<u8>>, Error> {
        let mut content = Vec::new();
        let Ok(parts) = page.get(b"Contents") else { return Ok(Some(content)) };
        for part in items(self.document, parts) {
            let Ok(stream) = resolved(self.document, part).as_stream() else { continue };
            match plain(self.document, stream, &mut self.budget).map_err(too_large(self.index))? {
                Plain::Whole(bytes) if content.is_empty() => content = bytes,
                Plain::Whole(bytes) => content.extend_from_slice(&bytes),
                Plain::Broken(_) | Plain::Picture => return Ok(None),
            }
            // No token reaches over the end of a stream (ISO 32000-1, 7.8.2).
            content.push(b'\n');
        }
        Ok(Some(content))
    }

    /// A dictionary of the page's resources, such as its `Properties`.
    pub(super) fn resources<'b>(&'b self, page: &'b Dictionary, kind: &[u8]) -> Option<&'b Dictionary> {
        dictionary(self.document, dictionary(self.document, page, b"Resources")?, kind)
    }
}

/// The error for a document that costs too much to read.
pub(super) fn too_large(document: usize) -> impl Fn(Refusal) -> Error {
    move |_| Error::TooLarge { document }
}
