//! The bundle on the way: outside documents are added to it one after another.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary, text_string};

use super::annotations::{Outcome, Places};
use super::colours;
use super::copier::{Copier, ParentKey};
use super::destinations::{Destinations, address, addresses};
use super::finish;
use super::graft::{Additions, Graft, Known};
use super::markers::{self, Placeholder};
use super::outline::{self, Outline};
use super::place;
use super::prepare::Prepared;
use super::source::{Source, too_large};
use super::stamp;
use super::store::Store;
use super::structure::Structure;
use super::{Error, Outside};
use crate::pdf::{Label, Labels, Matrix, catalog_entry, dictionary};

/// The bundle on the way.
pub(super) struct Merger {
    store: Store,
    pages: Vec<ObjectId>,
    outline: Outline,
    /// The section of each outside document, and what it hangs in.
    sections: BTreeMap<usize, ObjectId>,
    holders: BTreeMap<usize, ObjectId>,
    root: ObjectId,
    additions: Additions,
    labels: BTreeMap<usize, Label>,
    /// The places in the bundle that addresses of other files lead to, as those files are parts of it.
    addresses: Arc<BTreeMap<String, Object>>,
}

impl Merger {
    /// `length` is about that of the file to come.
    pub(super) fn new(
        document: Document,
        pages: Vec<ObjectId>,
        outside: &[Outside<'_>],
        placeholders: &[Vec<Placeholder>],
        length: usize,
    ) -> Result<Self, Error> {
        let broken = |what: &str| Error::Bundle(what.to_owned());
        let root = document.catalog().and_then(|catalog| catalog.get(b"StructTreeRoot")).and_then(Object::as_reference);
        let root = root.map_err(|_| broken("it has no structure"))?;
        let (mut parents, next_key) = document
            .get_dictionary(root)
            .map(|root| markers::parents(&document, root))
            .map_err(|_| broken("it has no structure"))?;
        let mut store = Store::new(document, length);
        let used = outside.iter().enumerate().filter(|(_, outside)| !outside.pages.is_empty());
        let sections: BTreeMap<usize, ObjectId> = used.map(|(index, _)| (index, store.reserve())).collect();
        let mut marks: Vec<(usize, Placeholder)> =
            placeholders.iter().enumerate().flat_map(|(index, of)| of.iter().map(move |one| (index, *one))).collect();
        marks.sort_by_key(|(_, placeholder)| placeholder.number);
        let holders = markers::Clearing { placeholders: &marks, sections: &sections }.apply(&mut store, &mut parents);
        if holders.len() < sections.len() {
            return Err(broken("a placeholder has no element"));
        }
        let outline = Outline::read(&mut store, &pages).ok_or_else(|| broken("it has no catalog"))?;
        let additions = Additions { parents, next_key, ..Additions::default() };
        let addresses = Arc::new(addresses(outside, placeholders)?);
        lead_inwards(&mut store, &addresses);
        Ok(Self { store, pages, outline, sections, holders, root, additions, labels: BTreeMap::new(), addresses })
    }

    pub(super) fn add(
        &mut self,
        outside: &Outside<'_>,
        prepared: Prepared<'_>,
        placeholders: &[Placeholder],
    ) -> Result<(), Error> {
        let Prepared { mut source, structure, mut pages } = prepared;
        let (index, document) = (source.index, source.document);
        let Some(first) = placeholders.iter().map(|placeholder| placeholder.number).min() else {
            return Ok(());
        };
        self.label(outside, &mut source, placeholders)?;
        let language = language(outside, document);
        let targets: Vec<ObjectId> = placeholders.iter().map(|placeholder| placeholder.page).collect();
        let matrices = pages
            .iter()
            .zip(placeholders)
            .map(|(sheet, placeholder)| place::lie(sheet, placeholder, &self.store).matrix);
        let matrices: Vec<Matrix> = matrices.collect();
        let mut destinations = Destinations::read(&mut source, &targets, &self.addresses)?;
        destinations.matrices = targets.iter().copied().zip(matrices.iter().copied()).collect();
        let keys = self.keys(&structure);
        let mut copier = copier(&source, &targets);
        copier.keys = parent_keys(&structure.forms, &keys);
        let mut outcomes: BTreeMap<ObjectId, Outcome> = BTreeMap::new();
        let mut headings = Vec::new();
        for ((used, (sheet, placeholder)), matrix) in pages.iter_mut().zip(placeholders).enumerate().zip(&matrices) {
            let key = stamp::key(&self.store.document, placeholder.page);
            let (page, title, matrix) = (placeholder.page, outside.title, *matrix);
            let places = Places { page, title, keys: &keys, matrix };
            outcomes.extend(place::place(sheet, placeholder, &places, &mut destinations, &mut copier, &mut self.store));
            let own = key.and_then(|key| self.additions.parents.remove(&key));
            let own = stamp::renumber(own, placeholder.page, sheet.next_mark, &mut self.store);
            headings.extend(own.into_iter().map(|(mark, element)| (used, mark, element)));
        }
        let known =
            Known { pages: &targets, matrices: &matrices, outcomes: &outcomes, keys: &keys, headings: &headings };
        let section = self.section(index, outside, language);
        self.graft(index, outside, structure, section, known, &mut copier)?;
        let bookmarks = outline::read(document, &mut destinations);
        outline::write(&bookmarks, self.outline.above(first), &mut self.store);
        self.additions.names.extend(destinations.used);
        Ok(())
    }

    /// Numbers in the parent tree for all objects that need their number when they are copied.
    fn keys(&mut self, structure: &Structure) -> BTreeMap<ObjectId, u32> {
        structure.objects.keys().chain(&structure.forms).map(|id| (*id, self.additions.key())).collect()
    }

    /// Hangs the structure into its section, and the section into the bundle.
    fn graft(
        &mut self,
        index: usize,
        outside: &Outside<'_>,
        structure: Structure,
        mut section: Dictionary,
        known: Known<'_>,
        copier: &mut Copier<'_>,
    ) -> Result<(), Error> {
        let id = self.sections[&index];
        let pages = known.pages;
        // An element and a mark cost more than this many bytes, packed.
        let budget = outside.opened.rest.length.saturating_mul(8).saturating_add(1 << 16);
        let mut graft = Graft::new(format!("o{index}-"), copier, &mut self.store, &mut self.additions, known, budget);
        let kids = graft.write(structure.elements, id).ok_or(Error::TooLarge { document: index })?;
        for (used, key) in graft.page_keys {
            if let Some(page) = self.store.dictionary_mut(pages[used]) {
                page.set("StructParents", i64::from(key));
            }
        }
        section.set("K", kids);
        self.store.set(id, section);
        Ok(())
    }

    fn section(&self, index: usize, outside: &Outside<'_>, language: Option<Object>) -> Dictionary {
        let mut section = dictionary! {
            "Type" => "StructElem",
            "S" => "Sect",
            "P" => self.holders[&index],
            "T" => text_string(outside.title),
        };
        if let Some(language) = language {
            section.set("Lang", language);
        }
        section
    }

    /// The pages keep their labels if the document gives any.
    fn label(
        &mut self,
        outside: &Outside<'_>,
        source: &mut Source<'_>,
        placeholders: &[Placeholder],
    ) -> Result<(), Error> {
        let labels = Labels::read(source.document, &mut source.budget).map_err(too_large(source.index))?;
        for (page, placeholder) in outside.pages.iter().zip(placeholders) {
            if let Some(label) = labels.of(page.index) {
                self.labels.insert(placeholder.number, label.after(outside.prefix_of_labels));
            }
        }
        Ok(())
    }

    /// The file, complete.
    pub(super) fn finish(mut self) -> Vec<u8> {
        finish::roots(&mut self.store, self.root, self.additions);
        finish::labels(&mut self.store, &self.labels, self.pages.len());
        self.store.finish()
    }
}

/// The definition's word on the language goes before the file's own.
fn language(outside: &Outside<'_>, document: &Document) -> Option<Object> {
    let own = || catalog_entry(document, b"Lang").filter(|language| language.as_str().is_ok()).cloned();
    outside.language.map(text_string).or_else(own)
}

/// A copier for a document whose pages have become those of the bundle.
fn copier<'a>(source: &Source<'a>, targets: &[ObjectId]) -> Copier<'a> {
    let pages = source.tree.pages.iter().map(|page| page.id);
    let barred: BTreeSet<ObjectId> = source.tree.nodes.iter().copied().chain(pages).collect();
    let colours = colours::characterised(source.document);
    let mut copier = Copier::new(source.document, &barred, colours);
    for (id, used) in &source.used {
        copier.stand_in(*id, targets[*used]);
    }
    copier
}

/// A form with marked content has one key for that; other objects one for themselves.
fn parent_keys(forms: &BTreeSet<ObjectId>, keys: &BTreeMap<ObjectId, u32>) -> BTreeMap<ObjectId, ParentKey> {
    let key = |id: &ObjectId, key: u32| if forms.contains(id) { ParentKey::Marks(key) } else { ParentKey::Whole(key) };
    keys.iter().map(|(id, number)| (*id, key(id, *number))).collect()
}

/// Links of the bundle's own pages that lead to files which are parts of it lead to their pages.
fn lead_inwards(store: &mut Store, addresses: &BTreeMap<String, Object>) {
    if addresses.is_empty() {
        return;
    }
    let document = &store.document;
    let led = document.objects.iter().filter_map(|(id, object)| {
        let address = address(document, dictionary(document, object.as_dict().ok()?, b"A")?)?;
        Some((*id, addresses.get(&address)?.clone()))
    });
    let led: Vec<(ObjectId, Object)> = led.collect();
    for (id, place) in led {
        if let Some(annotation) = store.dictionary_mut(id) {
            annotation.remove(b"A");
            annotation.set("Dest", place);
        }
    }
}
