//! Hangs the structure of an outside document into the bundle's.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId, StringFormat, dictionary};

use super::annotations::Outcome;
use super::attributes;
use super::copier::Copier;
use super::store::Store;
use super::structure::{Element, Kid};
use crate::pdf::{Matrix, resolved};

/// The entries that the roots of the bundle get from outside documents.
#[derive(Debug, Default)]
pub(super) struct Additions {
    /// The parent tree (ISO 32000-1, 14.7.4.4), and the first number that is free in it.
    pub(super) parents: BTreeMap<u32, Object>,
    pub(super) next_key: u32,
    /// Identifiers of elements, and classes of attributes.
    pub(super) ids: BTreeMap<Vec<u8>, ObjectId>,
    pub(super) classes: Dictionary,
    /// Named destinations.
    pub(super) names: BTreeMap<Vec<u8>, Object>,
}

impl Additions {
    pub(super) fn key(&mut self) -> u32 {
        let key = self.next_key;
        self.next_key = key.saturating_add(1);
        key
    }
}

/// Results of placing the pages.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'a> {
    /// The pages of the bundle, by the used page.
    pub(super) pages: &'a [ObjectId],
    /// The transformations of their coordinates.
    pub(super) matrices: &'a [Matrix],
    /// The results for annotations.
    pub(super) outcomes: &'a BTreeMap<ObjectId, Outcome>,
    /// Numbers in the parent tree: of annotations and forms as a whole, and of forms with marked content.
    pub(super) keys: &'a BTreeMap<ObjectId, u32>,
    /// Elements of the bundle that stand on such pages: the used page, the number of the marked content, the element.
    pub(super) headings: &'a [(usize, u32, ObjectId)],
}

/// The structure of one outside document on its way into the bundle.
pub(super) struct Graft<'a, 'b> {
    /// Stands before identifiers and names of classes, so that they are unique.
    pub(super) prefix: String,
    pub(super) copier: &'a mut Copier<'b>,
    pub(super) store: &'a mut Store,
    pub(super) additions: &'a mut Additions,
    known: Known<'a>,
    /// The keys of pages, given when the first mark is met.
    pub(super) page_keys: BTreeMap<usize, u32>,
    /// The elements of marked content, by the number of the page or form.
    marks: BTreeMap<u32, Vec<Object>>,
    /// The total length that these lists may reach: the number of marked content can be any number, and each costs memory.
    budget: usize,
    /// Identifiers, old and new.
    pub(super) ids: BTreeMap<Vec<u8>, Vec<u8>>,
}

/// A kid as the file has it.
enum GraftedKid {
    Kid(Object),
    Gone,
}

impl<'a, 'b> Graft<'a, 'b> {
    pub(super) fn new(
        prefix: String,
        copier: &'a mut Copier<'b>,
        store: &'a mut Store,
        additions: &'a mut Additions,
        known: Known<'a>,
        budget: usize,
    ) -> Self {
        let (page_keys, marks, ids) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Self { prefix, copier, store, additions, known, page_keys, marks, budget, ids }
    }

    /// Writes elements as kids of one of the bundle, and returns them. None if the lists become too long.
    pub(super) fn write(&mut self, elements: Vec<Element>, parent: ObjectId) -> Option<Vec<Object>> {
        for (page, number, id) in self.known.headings {
            self.hold(*page, *number, *id)?;
        }
        elements.iter().for_each(|element| self.collect_ids(element));
        let mut written = Vec::with_capacity(elements.len());
        for element in elements {
            written.extend(self.element(&element, parent)?.map(Object::Reference));
        }
        for (key, marks) in std::mem::take(&mut self.marks) {
            let marks = self.store.add(&marks.into());
            self.additions.parents.insert(key, marks.into());
        }
        Some(written)
    }

    /// Identifiers have to be known before the first reference to one.
    fn collect_ids(&mut self, element: &Element) {
        if let Some(id) = self.identifier(element) {
            let unique = [self.prefix.as_bytes(), &id].concat();
            self.ids.insert(id, unique);
        }
        for kid in &element.kids {
            if let Kid::Element(element) = kid {
                self.collect_ids(element);
            }
        }
    }

    fn identifier(&self, element: &Element) -> Option<Vec<u8>> {
        let id = element.said.get(b"ID").ok()?;
        Some(resolved(self.copier.document(), id).as_str().ok()?.to_vec())
    }

    /// Writes an element; nothing is written of one that has lost all it had. Elements nest as deep as they were read.
    fn element(&mut self, element: &Element, parent: ObjectId) -> Option<Option<ObjectId>> {
        let id = self.store.reserve();
        let mut written = dictionary! { "Type" => "StructElem", "P" => parent };
        let page = first_page(element);
        if let Some(page) = page {
            written.set("Pg", self.known.pages[page]);
        }
        let mut kids = Vec::with_capacity(element.kids.len());
        for kid in &element.kids {
            if let GraftedKid::Kid(kid) = self.kid(kid, id, page, &mut written)? {
                kids.push(kid);
            }
        }
        if kids.is_empty() && !element.kids.is_empty() {
            self.store.remove(id);
            return Some(None);
        }
        let kind = self.kind(element, &kids);
        written.set("S", Object::Name(kind));
        written.set("K", kids);
        self.say(element, id, &mut written);
        self.store.write(id, &written.into());
        Some(Some(id))
    }

    /// A link that lost all its annotations leads nowhere, and is no link.
    fn kind(&self, element: &Element, kids: &[Object]) -> Vec<u8> {
        let is_object = |kid: &&Kid| matches!(kid, Kid::Object { .. });
        let had = element.kids.iter().filter(is_object).count();
        let has = kids.iter().any(|kid| kid.as_dict().is_ok_and(|kid| kid.has_type(b"OBJR")));
        if element.kind == b"Link" && had > 0 && !has { b"Span".to_vec() } else { element.kind.clone() }
    }

    fn kid(&mut self, kid: &Kid, id: ObjectId, home: Option<usize>, written: &mut Dictionary) -> Option<GraftedKid> {
        Some(match kid {
            Kid::Element(element) => match self.element(element, id)? {
                Some(kid) => GraftedKid::Kid(kid.into()),
                None => GraftedKid::Gone,
            },
            Kid::Mark { page, form, number } => GraftedKid::Kid(self.mark(*page, *form, *number, id, home)?),
            Kid::Object { page, id: object } => self.object(*page, *object, id, home, written)?,
        })
    }

    fn mark(
        &mut self,
        page: usize,
        form: Option<ObjectId>,
        number: u32,
        id: ObjectId,
        home: Option<usize>,
    ) -> Option<Object> {
        match form {
            Some(form) => self.own(*self.known.keys.get(&form)?, number, id)?,
            None => self.hold(page, number, id)?,
        }
        if form.is_none() && home == Some(page) {
            return Some(Object::Integer(number.into()));
        }
        let mut reference =
            dictionary! { "Type" => "MCR", "Pg" => self.known.pages[page], "MCID" => i64::from(number) };
        if let Some(form) = form {
            reference.set("Stm", self.copier.take(form.into(), self.store));
        }
        Some(reference.into())
    }

    /// Enters the element of marked content of a page.
    pub(super) fn hold(&mut self, page: usize, number: u32, id: ObjectId) -> Option<()> {
        let additions = &mut *self.additions;
        let key = *self.page_keys.entry(page).or_insert_with(|| additions.key());
        self.own(key, number, id)
    }

    /// Enters the element of marked content.
    fn own(&mut self, key: u32, number: u32, id: ObjectId) -> Option<()> {
        let list = self.marks.entry(key).or_default();
        let at = usize::try_from(number).ok()?;
        if list.len() <= at {
            self.budget = self.budget.checked_sub(at + 1 - list.len())?;
            list.resize(at + 1, Object::Null);
        }
        list[at] = id.into();
        Some(())
    }

    fn object(
        &mut self,
        page: usize,
        object: ObjectId,
        id: ObjectId,
        home: Option<usize>,
        written: &mut Dictionary,
    ) -> Option<GraftedKid> {
        let taken = match self.known.outcomes.get(&object) {
            Some(Outcome::Drawn { number, said }) => {
                said.iter().for_each(|(key, value)| written.set(key.clone(), value.clone()));
                return self.mark(page, None, *number, id, home).map(GraftedKid::Kid);
            }
            Some(Outcome::Removed) => return Some(GraftedKid::Gone),
            Some(Outcome::Kept(kept)) => Object::Reference(*kept),
            None => self.copier.take(object.into(), self.store),
        };
        if taken.is_null() {
            return Some(GraftedKid::Gone);
        }
        if let Some(key) = self.known.keys.get(&object) {
            self.additions.parents.insert(*key, id.into());
        }
        Some(GraftedKid::Kid(dictionary! { "Type" => "OBJR", "Pg" => self.known.pages[page], "Obj" => taken }.into()))
    }

    /// Writes the entries of an element that describe it.
    fn say(&mut self, element: &Element, id: ObjectId, written: &mut Dictionary) {
        for (key, value) in &element.said {
            let value = resolved(self.copier.document(), value).clone();
            let said = match key.as_slice() {
                b"ID" => self.unique_id(&value, id),
                b"A" => {
                    let place = self.known.matrices.get(element.first).copied().unwrap_or(Matrix::IDENTITY);
                    attributes::attributes(self.copier, self.store, &value, &self.ids, place)
                }
                b"C" => Some(self.classes(&value)),
                _ => matches!(value, Object::String(..) | Object::Integer(_)).then_some(value),
            };
            if let Some(said) = said.filter(|_| !written.has(key)) {
                written.set(key.clone(), said);
            }
        }
        // A note has to have an identifier (ISO 14289-1, 7.9), which the footnotes of PDF 2.0 need not.
        if element.kind == b"Note" && !written.has(b"ID") {
            let unique = format!("{}note-{}", self.prefix, id.0).into_bytes();
            self.additions.ids.insert(unique.clone(), id);
            written.set("ID", Object::String(unique, StringFormat::Literal));
        }
    }

    /// The classes of an element; the attributes that they stand for are taken over.
    fn classes(&mut self, old: &Object) -> Object {
        let (new, renamed) = attributes::classes(self.copier.document(), old, &self.prefix);
        for (name, old) in renamed {
            if !self.additions.classes.has(&name)
                && let Some(class) = attributes::class(self.copier.document(), &old)
                && let Some(class) =
                    attributes::attributes(self.copier, self.store, &class, &self.ids, Matrix::IDENTITY)
            {
                self.additions.classes.set(name, class);
            }
        }
        new
    }

    /// The new identifier; none if another element has it.
    fn unique_id(&mut self, old: &Object, id: ObjectId) -> Option<Object> {
        let unique = self.ids.get(old.as_str().ok()?)?.clone();
        if self.additions.ids.contains_key(&unique) {
            return None;
        }
        self.additions.ids.insert(unique.clone(), id);
        Some(Object::String(unique, StringFormat::Literal))
    }
}

/// The page that an element begins on. Readers ask it of tables and lists, too, whose content is their kids'.
fn first_page(element: &Element) -> Option<usize> {
    element.kids.iter().find_map(|kid| match kid {
        Kid::Mark { page, .. } | Kid::Object { page, .. } => Some(*page),
        Kid::Element(element) => first_page(element),
    })
}
