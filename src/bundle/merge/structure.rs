//! The structure tree of an outside document (ISO 32000-1, 14.7), as far as it belongs to the pages used.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::Error;
use super::roles::{self, ARTIFACT};
use super::source::Source;
use crate::pdf::{entry, integer, items, name, resolved};

/// Deeper than people or programs nest; it also bounds the recursion.
const DEPTH: usize = 160;
/// More parts of marked content than any page has; their numbers begin at 0.
const MARKS: u32 = 1 << 20;
/// Kids of all elements together; a report of a thousand pages has a fifth of it.
const KIDS: usize = 2_000_000;
/// The entries that describe an element, and are taken over unchanged (ISO 32000-1, table 323).
const SAID: [&[u8]; 9] = [b"T", b"Lang", b"Alt", b"E", b"ActualText", b"ID", b"A", b"C", b"R"];

#[derive(Debug)]
pub(super) struct Element {
    /// Its standard type.
    pub(super) kind: Vec<u8>,
    /// The entries that describe it; references are those of the outside document.
    pub(super) said: Dictionary,
    pub(super) kids: Vec<Kid>,
    /// The first of the used pages that it has content on.
    pub(super) first: usize,
}

/// A kid of an element.
#[derive(Debug)]
pub(super) enum Kid {
    Element(Element),
    /// A part of marked content, of a page or of a form on it.
    Mark {
        page: usize,
        form: Option<ObjectId>,
        number: u32,
    },
    /// An annotation or a form as a whole.
    Object {
        page: usize,
        id: ObjectId,
    },
}

/// The structure of the pages used.
#[derive(Debug, Default)]
pub(super) struct Structure {
    pub(super) elements: Vec<Element>,
    /// Elements for pages that the structure of the file leaves out, by page; they are to be put among the others.
    pub(super) added: Vec<Element>,
    /// The used pages that have marked content in the structure.
    pub(super) pages: BTreeSet<usize>,
    /// Marked content of elements that are artifacts in PDF 2.0, by the used page.
    pub(super) artifacts: BTreeSet<(usize, u32)>,
    /// The greatest number of marked content, by the used page.
    pub(super) greatest: BTreeMap<usize, u32>,
    /// Objects that elements hold as a whole, with their page.
    pub(super) objects: BTreeMap<ObjectId, usize>,
    /// Forms whose marked content elements hold.
    pub(super) forms: BTreeSet<ObjectId>,
}

/// Whether an element has content, and on which pages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Content {
    Used,
    Unused,
    #[default]
    Nothing,
}

/// Walks the tree.
struct Walk<'a> {
    document: &'a Document,
    root: &'a Dictionary,
    used: &'a BTreeMap<ObjectId, usize>,
    /// The used pages that annotations are on.
    annotations: BTreeMap<ObjectId, usize>,
    /// Elements that were entered, each once.
    entered: BTreeSet<ObjectId>,
    is_whole: bool,
    structure: Structure,
    /// The number of kids that may still be read: elements may share their lists.
    left: usize,
}

/// The position of the traversal.
#[derive(Clone, Copy)]
struct Place {
    page: Option<ObjectId>,
    depth: usize,
    is_artifact: bool,
}

impl Structure {
    /// Reads the structure of a document that has one and states that it is tagged (ISO 32000-1, 14.7.1).
    pub(super) fn read(source: &Source<'_>, annotations: &BTreeMap<ObjectId, Vec<ObjectId>>) -> Result<Self, Error> {
        let document = source.document;
        let Some(root) = source.structure() else { return Ok(Self::default()) };
        let of_page = |(id, used): (&ObjectId, &usize)| {
            annotations.get(id).into_iter().flatten().map(|annotation| (*annotation, *used)).collect::<Vec<_>>()
        };
        let mut walk = Walk {
            document,
            root,
            used: &source.used,
            annotations: source.used.iter().flat_map(of_page).collect(),
            entered: BTreeSet::new(),
            is_whole: source.used.len() == source.tree.pages.len(),
            structure: Self::default(),
            left: KIDS,
        };
        let place = Place { page: None, depth: 0, is_artifact: false };
        let (kids, _) = root.get(b"K").map(|kids| walk.kids(kids, place)).unwrap_or_default();
        let elements = kids.into_iter().filter_map(|kid| match kid {
            Kid::Element(element) => Some(element),
            _ => None,
        });
        walk.structure.elements = elements.collect();
        if walk.left == 0 { Err(Error::TooLarge { document: source.index }) } else { Ok(walk.structure) }
    }

    /// Puts what was added before the first element of a later page, and keeps the file's own order. `number` is that
    /// of a used page in the file.
    pub(super) fn weave(&mut self, number: impl Fn(usize) -> Option<usize>) {
        self.added.sort_by_key(|element| number(element.first));
        let mut added = std::mem::take(&mut self.added).into_iter().peekable();
        let mut woven = Vec::with_capacity(self.elements.len() + added.len());
        for element in std::mem::take(&mut self.elements) {
            if let Some(page) = number(element.first) {
                while let Some(before) = added.next_if(|added| number(added.first) < Some(page)) {
                    woven.push(before);
                }
            }
            woven.push(element);
        }
        woven.extend(added);
        self.elements = woven;
    }
}

impl Walk<'_> {
    /// The kids that are kept, and whether they have content.
    fn kids(&mut self, kids: &Object, place: Place) -> (Vec<Kid>, Content) {
        let document = self.document;
        let kids = items(document, kids);
        self.left = self.left.saturating_sub(kids.len());
        if self.left == 0 {
            return (Vec::new(), Content::Nothing);
        }
        let read: Vec<(Option<Kid>, Content)> = kids.iter().map(|kid| self.kid(kid, place)).collect();
        let has = |wanted: Content| read.iter().any(|(_, content)| *content == wanted);
        let content = match () {
            () if has(Content::Used) => Content::Used,
            () if has(Content::Unused) => Content::Unused,
            () => Content::Nothing,
        };
        // What has no content, such as an empty cell, stays or goes with what stands before it, or else after.
        let first = read.iter().map(|(_, content)| *content).find(|content| *content != Content::Nothing);
        let mut before = first.unwrap_or(if self.is_whole { Content::Used } else { content });
        let mut kept = Vec::new();
        for (kid, content) in read {
            if content != Content::Nothing {
                before = content;
            }
            kept.extend(kid.filter(|_| content == Content::Used || self.is_whole || before == Content::Used));
        }
        (kept, content)
    }

    fn kid(&mut self, kid: &Object, place: Place) -> (Option<Kid>, Content) {
        let id = kid.as_reference().ok();
        match resolved(self.document, kid) {
            Object::Integer(number) => self.mark(*number, place.page, None, place),
            Object::Dictionary(dictionary) => {
                let page = dictionary.get(b"Pg").and_then(Object::as_reference).ok().or(place.page);
                let kind = name(self.document, dictionary, b"Type");
                if let Some(number) =
                    integer(self.document, dictionary, b"MCID").filter(|_| kind != Some(b"StructElem"))
                {
                    let form = dictionary.get(b"Stm").and_then(Object::as_reference).ok();
                    self.mark(number, page, form, place)
                } else if kind == Some(b"OBJR") || (kind.is_none() && dictionary.has(b"Obj")) {
                    self.object(dictionary, page, place)
                } else if id.is_none_or(|id| self.entered.insert(id)) {
                    self.element(dictionary, page, place)
                } else {
                    (None, Content::Nothing)
                }
            }
            _ => (None, Content::Nothing),
        }
    }

    fn mark(
        &mut self,
        number: i64,
        page: Option<ObjectId>,
        form: Option<ObjectId>,
        place: Place,
    ) -> (Option<Kid>, Content) {
        let page = page.and_then(|page| self.used.get(&page).copied());
        let number = u32::try_from(number).ok().filter(|number| *number < MARKS);
        let (Some(page), Some(number)) = (page, number) else { return (None, Content::Unused) };
        if place.is_artifact {
            if form.is_none() {
                self.structure.artifacts.insert((page, number));
            }
            return (None, Content::Nothing);
        }
        match form {
            Some(form) => {
                self.structure.forms.insert(form);
            }
            None => {
                let greatest = self.structure.greatest.entry(page).or_default();
                *greatest = number.max(*greatest);
            }
        }
        self.structure.pages.insert(page);
        (Some(Kid::Mark { page, form, number }), Content::Used)
    }

    fn object(&mut self, reference: &Dictionary, page: Option<ObjectId>, place: Place) -> (Option<Kid>, Content) {
        let Ok(id) = reference.get(b"Obj").and_then(Object::as_reference) else { return (None, Content::Nothing) };
        let is_stream = self.document.objects.get(&id).is_some_and(|object| object.as_stream().is_ok());
        let page = match self.annotations.get(&id) {
            Some(page) => Some(*page),
            None if is_stream => page.and_then(|page| self.used.get(&page).copied()),
            None => None,
        };
        match page {
            Some(_) if place.is_artifact => (None, Content::Nothing),
            // Held by two elements, it would be under the first one's number only.
            Some(_) if self.structure.objects.contains_key(&id) => (None, Content::Nothing),
            Some(page) => {
                self.structure.objects.insert(id, page);
                (Some(Kid::Object { page, id }), Content::Used)
            }
            None => (None, Content::Unused),
        }
    }

    fn element(&mut self, element: &Dictionary, page: Option<ObjectId>, place: Place) -> (Option<Kid>, Content) {
        if place.depth == DEPTH {
            return (None, Content::Nothing);
        }
        let kind = roles::role(self.document, self.root, element);
        let is_artifact = place.is_artifact || kind == ARTIFACT;
        let below = Place { page, depth: place.depth + 1, is_artifact };
        let (kids, content) = element.get(b"K").map(|kids| self.kids(kids, below)).unwrap_or_default();
        if is_artifact {
            return (None, Content::Nothing);
        }
        let first = kids.iter().map(Kid::first).min().unwrap_or(usize::MAX);
        let said = SAID.iter().filter_map(|key| Some((*key, element.get(key).ok()?.clone())));
        let said = said.filter(|(key, _)| entry(self.document, element, key).is_some()).collect();
        (Some(Kid::Element(Element { kind, said, kids, first })), content)
    }
}

impl Element {
    pub(super) fn new(kind: &str, said: Dictionary, kids: Vec<Kid>, first: usize) -> Self {
        Self { kind: kind.as_bytes().to_vec(), said, kids, first }
    }
}

impl Kid {
    fn first(&self) -> usize {
        match self {
            Self::Element(element) => element.first,
            Self::Mark { page, .. } | Self::Object { page, .. } => *page,
        }
    }
}
