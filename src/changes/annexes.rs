//! Annexes that are files: which of their pages changed, and on which pages of the earlier documents things stood.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::said::{Said, Tree};
use crate::compare::{Bag, common, letters, likeness, words};
use crate::edition::{Change, EditionChanges, FilePage, What};
use crate::leak;
use crate::pack::{Opened, digest};
use crate::pdf::{
    Budget, Limits, Opened as OpenedPdf, Page, Plain, array, dictionary, entry, items, pages as pages_of, plain,
    resolved, whole_text,
};

/// The name with which the stamp on an outside page begins.
const STAMP: &[u8] = b"PwStamp";
/// Maximum nesting of forms that is read.
const MAX_NESTING: usize = 8;
/// Maximum number of pages of a document.
const MAX_PAGES: usize = 20_000;
/// Minimum share of equal text for two pages to count as versions of each other, in per cent.
const MIN_EQUAL_PERCENT: usize = 30;
/// The letters with which a block begins, by which it is found on a page; with fewer it may be another one.
const BEGINS: usize = 40;
const SHORTEST: usize = 8;
/// The pages after that of the last block on which one is looked for.
const AHEAD: usize = 8;

/// A page of a file.
#[derive(Debug, Clone)]
struct Sheet {
    /// Its place in the document, from 0.
    place: usize,
    /// The digest of what it draws.
    drawn: String,
}

/// A pack, the folder of an edition, and what that says.
type Edition<'a> = (&'a Opened, &'a str, &'a Said);

/// Adds the pages of files that changed.
pub(super) fn pages(old: Edition<'_>, new: Edition<'_>, changes: &mut EditionChanges) {
    let (before, now) = (file(old, "annexes"), file(new, "annexes"));
    if let (Some(before), Some(now)) = (before, now)
        && before != now
        && let (Some(former), Some(later)) = (tree(old.2, "annexes"), tree(new.2, "annexes"))
    {
        changed_pages((before, former), (now, later), new.2, changes);
    }
}

/// Notes on which page of its document each block begins: a heading as bookmarks say, and what is under it as pages say. Only
/// documents that are of interest are read.
pub(super) fn number_pages((opened, folder): (&Opened, &str), said: &mut Said, is_wanted: impl Fn(&Tree) -> bool) {
    for tree in said.documents.iter_mut().filter(|tree| !tree.name.is_empty() && is_wanted(tree)) {
        let Some(bytes) = opened.files.get(&format!("{folder}{}.pdf", tree.name)) else { continue };
        let Some(document) = read(bytes) else { continue };
        let places = bookmarks(&document, &mut Budget::new(&Limits::default(), 0));
        for block in tree.blocks.iter_mut().filter(|block| block.heading.is_some()) {
            block.page = places.get(&letters(&block.heading_line())).map(|page| page + 1);
        }
        let pages = LazyCell::new(|| texts(bytes).iter().map(|text| letters(text)).collect::<Vec<_>>());
        number_blocks(tree, |page| pages.get(page - 1).map(String::as_str));
    }
}

/// Notes which blocks begin on a later page than the heading over them; `letters_on` returns the letters on a page, from 1.
fn number_blocks<'a>(tree: &mut Tree, letters_on: impl Fn(usize) -> Option<&'a str>) {
    let headings: Vec<(usize, usize)> =
        tree.blocks.iter().enumerate().filter_map(|(at, block)| Some((at, block.page?))).collect();
    let last = (tree.blocks.len(), usize::MAX);
    for ((heading, first), (end, until)) in headings.iter().copied().zip(headings.iter().copied().skip(1).chain([last]))
    {
        let mut page = first;
        if until <= first {
            continue;
        }
        for at in heading + 1..end {
            let begins: String = letters(&tree.blocks[at].line()).chars().take(BEGINS).collect();
            let is_on = |page: &usize| letters_on(*page).is_some_and(|letters| letters.contains(&begins));
            let ahead = page.saturating_add(AHEAD).min(until);
            if let Some(found) = (page..=ahead).find(is_on).filter(|_| begins.chars().count() >= SHORTEST) {
                page = found;
            }
            // What is too short to be found is not before what was found last.
            tree.blocks[at].page = Some(page).filter(|page| tree.page(at) != Some(*page));
        }
    }
}

fn tree<'a>(said: &'a Said, name: &str) -> Option<&'a Tree> {
    said.documents.iter().find(|tree| tree.name == name && !name.is_empty())
}

fn file<'a>((opened, folder, _): Edition<'a>, document: &str) -> Option<&'a [u8]> {
    opened.files.get(&format!("{folder}{document}.pdf")).map(Vec::as_slice)
}

fn read(bytes: &[u8]) -> Option<Document> {
    Some(OpenedPdf::open(bytes, &Limits::default()).ok()?.into_document())
}

fn changed_pages(
    (before, former): (&[u8], &Tree),
    (now, later): (&[u8], &Tree),
    said: &Said,
    changes: &mut EditionChanges,
) {
    let (old, new) = (sheets(before, former), sheets(now, later));
    // Texts are read only where something is drawn otherwise.
    let texts = LazyCell::new(|| (texts(before), texts(now)));
    for (anchor, sheets) in &new {
        if let Some(earlier) = old.get(anchor) {
            let found = held_against(earlier, sheets, || (texts.0.as_slice(), texts.1.as_slice()));
            let place = |sheets: &[Sheet], page: Option<usize>| Some(sheets.get(page?.checked_sub(1)?)?.place + 1);
            let found = found.into_iter().map(|change| Change {
                old_page: place(earlier, change.page.and_then(|page| page.before)),
                new_page: place(sheets, change.page.and_then(|page| page.after)),
                ..of_annex(change, anchor, later)
            });
            put(found, (said, later, anchor), changes);
        }
    }
}

/// The pages that are not the same in two files, in the order of the later. Those that are in both, and stand elsewhere among
/// the others, moved.
fn held_against<'a>(old: &[Sheet], new: &[Sheet], texts: impl Fn() -> (&'a [String], &'a [String])) -> Vec<Change> {
    let keys = |sheets: &[Sheet]| sheets.iter().map(|sheet| sheet.drawn.clone()).collect::<Vec<_>>();
    let same = common(&keys(old), &keys(new));
    let moved = moved((old, new), &same);
    let (mut all, mut from, mut to) = (Vec::new(), 0, 0);
    for (until_old, until_new) in same.into_iter().chain([(old.len(), new.len())]) {
        if from < until_old || to < until_new {
            let is_gone = |at: &usize| !moved.iter().any(|(before, _)| before == at);
            let is_new = |at: &usize| !moved.iter().any(|(_, now)| now == at);
            let gone: Vec<(usize, &Sheet)> = (from..until_old).filter(is_gone).map(|at| (at + 1, &old[at])).collect();
            let come: Vec<(usize, &Sheet)> = (to..until_new).filter(is_new).map(|at| (at + 1, &new[at])).collect();
            all.extend(between(&gone, &come, texts()));
            let here = moved.iter().filter(|(_, now)| (to..until_new).contains(now));
            all.extend(here.map(|(before, now)| change(What::Moved, Some(before + 1), Some(now + 1))));
        }
        (from, to) = (until_old + 1, until_new + 1);
    }
    all
}

/// The places, before and now, of pages that are in both files and not among those that stayed.
fn moved((old, new): (&[Sheet], &[Sheet]), stayed: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let stayed_old: BTreeSet<usize> = stayed.iter().map(|(old, _)| *old).collect();
    let stayed_new: BTreeSet<usize> = stayed.iter().map(|(_, new)| *new).collect();
    let mut left: BTreeMap<&str, VecDeque<usize>> = BTreeMap::new();
    for (at, sheet) in old.iter().enumerate().filter(|(at, _)| !stayed_old.contains(at)) {
        left.entry(&sheet.drawn).or_default().push_back(at);
    }
    let others = new.iter().enumerate().filter(|(at, _)| !stayed_new.contains(at));
    others.filter_map(|(now, sheet)| Some((left.get_mut(sheet.drawn.as_str())?.pop_front()?, now))).collect()
}

fn texts(bytes: &[u8]) -> Vec<String> {
    let (texts, _) = leak::drawn_texts(bytes).unwrap_or_default();
    texts.into_iter().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// Pages between two that are the same, each with its number: paired in order, if they have much in common or are as many.
fn between(old: &[(usize, &Sheet)], new: &[(usize, &Sheet)], texts: (&[String], &[String])) -> Vec<Change> {
    let text = |texts: &'_ [String], sheet: &Sheet| texts.get(sheet.place).cloned().unwrap_or_default();
    let added = |(number, _): &(usize, &Sheet)| change(What::Added, None, Some(*number));
    let mut all = Vec::new();
    let mut next = 0;
    for (at, (from, sheet)) in old.iter().enumerate() {
        let before = text(texts.0, sheet);
        let is_like = |other: &usize| {
            let now = text(texts.1, new[*other].1);
            old.len() == new.len() && *other == at
                || !before.is_empty() && Bag::of(&before).resemblance(&Bag::of(&now)) >= MIN_EQUAL_PERCENT
        };
        let Some(found) = (next..new.len().min(next + 20)).find(is_like) else {
            all.push(change(What::Removed, Some(*from), None));
            continue;
        };
        all.extend(new[next..found].iter().map(added));
        next = found + 1;
        let (to, sheet) = new[found];
        let now = text(texts.1, sheet);
        let told = change(What::Changed, Some(*from), Some(to));
        let pieces = words(&before, &now);
        all.push(match (before.is_empty() || now.is_empty(), before == now) {
            (false, false) if likeness(&pieces) >= MIN_EQUAL_PERCENT => {
                Change { before: Some(before), after: Some(now), words: pieces, ..told }
            }
            (false, false) => Change { what: What::Replaced, before: Some(before), after: Some(now), ..told },
            (false, true) => Change { what: What::Redrawn, ..told },
            (true, _) => told,
        });
    }
    all.extend(new[next..].iter().map(added));
    all
}

fn change(what: What, before: Option<usize>, after: Option<usize>) -> Change {
    Change { page: Some(FilePage { before, after }), ..Change::new(what, "annexes") }
}

/// The pages of files in a document, by the annex to which they belong.
fn sheets(bytes: &[u8], tree: &Tree) -> BTreeMap<String, Vec<Sheet>> {
    let mut all: BTreeMap<String, Vec<Sheet>> = BTreeMap::new();
    let Some(document) = read(bytes) else { return all };
    let mut budget = Budget::new(&Limits::default(), bytes.len());
    let marks = bookmarks(&document, &mut budget);
    let headings = tree.blocks.iter().filter(|block| block.heading.is_some());
    let starts = headings.filter_map(|block| {
        let page = marks.get(&letters(&block.heading_line()))?;
        Some((*page, block.id.clone()?))
    });
    let starts: BTreeMap<usize, String> = starts.collect();
    let Ok(pages) = pages_of(&document, MAX_PAGES, &mut budget) else { return all };
    for (place, page) in pages.pages.iter().enumerate() {
        let resources = dictionary(&document, page.dictionary, b"Resources");
        let objects = resources.and_then(|resources| dictionary(&document, resources, b"XObject"));
        if !objects.is_some_and(|objects| objects.iter().any(|(name, _)| name.starts_with(STAMP))) {
            continue;
        }
        let Some((_, anchor)) = starts.range(..=place).next_back() else { continue };
        let drawn = drawn(&document, page, &mut budget);
        all.entry(anchor.clone()).or_default().push(Sheet { place, drawn });
    }
    all
}

/// The digest of what each page of a file draws; nothing of one that cannot be read.
pub(super) fn drawn_pages(bytes: &[u8]) -> Vec<String> {
    let Some(document) = read(bytes) else { return Vec::new() };
    let mut budget = Budget::new(&Limits::default(), bytes.len());
    let Ok(pages) = pages_of(&document, MAX_PAGES, &mut budget) else { return Vec::new() };
    pages.pages.iter().map(|page| drawn(&document, page, &mut budget)).collect()
}

/// The pages that are not those that were sent out, of which no more is known than what they drew.
pub(super) fn pages_since(old: &[String], new: &[String]) -> Vec<Change> {
    let sheets = |drawn: &[String]| -> Vec<Sheet> {
        drawn.iter().enumerate().map(|(place, drawn)| Sheet { place, drawn: drawn.clone() }).collect()
    };
    held_against(&sheets(old), &sheets(new), || (&[] as &[String], &[] as &[String]))
}

/// Adds changes of pages to those of their annex.
pub(super) fn put_pages(annex: &str, found: impl Iterator<Item = Change>, said: &Said, changes: &mut EditionChanges) {
    let anchor = format!("annexes.{annex}");
    if let Some(tree) = tree(said, "annexes") {
        put(found.map(|change| of_annex(change, &anchor, tree)), (said, tree, &anchor), changes);
    }
}

/// A file of which an annex was made, as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceOfAnnex {
    /// The id of the annex.
    pub annex: String,
    /// Its path in the zip: `annexes/budget.xlsx`.
    pub path: String,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
}

/// Adds a file of an annex that is another one now, though its pages that are shown are the same or of another file.
pub(super) fn add_file(annex: &str, name: &str, said: &Said, changes: &mut EditionChanges) {
    let anchor = format!("annexes.{annex}");
    let Some(tree) = tree(said, "annexes") else { return };
    let block = tree.blocks.iter().position(|block| block.id.as_deref() == Some(&anchor));
    let (before, after) = (Some(name.to_owned()), Some(name.to_owned()));
    let change = Change { before, after, block, is_at_anchor: true, ..Change::new(What::Replaced, "annexes") };
    put(std::iter::once(of_annex(change, &anchor, tree)), (said, tree, &anchor), changes);
}

/// Puts changes of pages behind the others of their annex.
fn put(found: impl Iterator<Item = Change>, (said, tree, annex): (&Said, &Tree, &str), changes: &mut EditionChanges) {
    let place = |name: &str| said.documents.iter().position(|tree| tree.name == name);
    let own = place("annexes");
    let heading = tree.blocks.iter().position(|block| block.id.as_deref() == Some(annex)).unwrap_or_default();
    let level = tree.blocks.get(heading).and_then(|block| block.heading);
    let is_next = |at: &usize| tree.blocks[*at].heading.is_some_and(|other| Some(other) <= level);
    let end = (heading + 1..tree.blocks.len()).find(is_next).unwrap_or(tree.blocks.len());
    let is_before = |change: &Change| match place(&change.document) {
        _ if change.is_of_time => true,
        at if at == own => change.block.is_none_or(|block| block < end),
        at => at.is_some() && at < own,
    };
    let at = changes.changes.iter().rposition(is_before).map_or(0, |last| last + 1);
    changes.changes.splice(at..at, found);
}

/// A change of a page, with the annex that it is of.
fn of_annex(change: Change, anchor: &str, tree: &Tree) -> Change {
    let heading = tree.blocks.iter().position(|block| block.id.as_deref() == Some(anchor));
    let item = heading.map(|at| tree.around(at).0).unwrap_or_default();
    Change { item, anchor: Some(anchor.to_owned()), title: tree.title.clone(), ..change }
}

fn drawn(document: &Document, page: &Page<'_>, budget: &mut Budget) -> String {
    let mut drawing = Drawing { document, budget, bytes: Vec::new() };
    let parts = page.dictionary.get(b"Contents").map(|parts| items(document, parts)).unwrap_or_default();
    parts.iter().for_each(|part| drawing.stream(part, false));
    if let Some(resources) = page.resources(document) {
        drawing.objects(resources, 0);
    }
    drawing.annotations(page);
    drawing.bytes.extend(turned_and_cut(document, page));
    digest(&drawing.bytes)
}

/// How a page is turned and cut, as bytes: none if it stands upright and whole.
fn turned_and_cut(document: &Document, page: &Page<'_>) -> Vec<u8> {
    let whole = page.whole();
    let (media, crop) = (whole.get(b"MediaBox").ok(), whole.get(b"CropBox").ok());
    let is_cut = crop.is_some() && crop != media;
    let shown = page.shown(document).filter(|shown| shown.turns != 0 || is_cut);
    shown.map(|shown| format!("{shown:?}").into_bytes()).unwrap_or_default()
}

/// What a page draws, as bytes.
struct Drawing<'a, 'b> {
    document: &'a Document,
    budget: &'b mut Budget,
    bytes: Vec<u8>,
}

impl Drawing<'_, '_> {
    fn stream(&mut self, object: &Object, is_picture: bool) {
        let Object::Stream(stream) = resolved(self.document, object) else { return };
        let unpacked = if is_picture { None } else { plain(self.document, stream, self.budget).ok() };
        match unpacked {
            Some(Plain::Whole(bytes) | Plain::Broken(bytes)) => self.bytes.extend(bytes),
            _ => self.bytes.extend(digest(&stream.content).into_bytes()),
        }
        self.bytes.push(b'\n');
    }

    /// Remarks, stamps and values of forms, as they are drawn.
    fn annotations(&mut self, page: &Page<'_>) {
        for (_, annotation) in page.annotations(self.document, self.budget).unwrap_or_default() {
            let drawn =
                dictionary(self.document, annotation, b"AP").and_then(|drawn| entry(self.document, drawn, b"N"));
            match drawn {
                Some(Object::Dictionary(states)) => {
                    let state = annotation.get(b"AS").and_then(Object::as_name);
                    state.and_then(|state| states.get(state)).into_iter().for_each(|state| self.stream(state, false));
                }
                Some(drawn) => self.stream(drawn, false),
                None => {}
            }
        }
    }

    /// Pictures and forms, without the stamp.
    fn objects(&mut self, resources: &Dictionary, depth: usize) {
        let Some(objects) = dictionary(self.document, resources, b"XObject") else { return };
        for (_, object) in objects.iter().filter(|(name, _)| !name.starts_with(STAMP)) {
            let Object::Stream(stream) = resolved(self.document, object) else { continue };
            if self.budget.step().is_err() {
                return;
            }
            let is_picture = stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Image");
            self.stream(object, is_picture);
            if let Some(inner) = dictionary(self.document, &stream.dict, b"Resources").filter(|_| depth < MAX_NESTING) {
                self.objects(inner, depth + 1);
            }
        }
    }
}

/// The pages to which bookmarks lead, from 0, by the letters of their titles.
fn bookmarks(document: &Document, budget: &mut Budget) -> BTreeMap<String, usize> {
    let mut all = BTreeMap::new();
    let Ok(pages) = pages_of(document, MAX_PAGES, budget) else { return all };
    let numbers: BTreeMap<ObjectId, usize> = pages.pages.iter().enumerate().map(|(at, page)| (page.id, at)).collect();
    for object in document.objects.values() {
        let Object::Dictionary(mark) = object else { continue };
        if !mark.has(b"Title") || !mark.has(b"Parent") {
            continue;
        }
        let action = || array(document, dictionary(document, mark, b"A")?, b"D");
        let target = entry(document, mark, b"Dest").and_then(|target| target.as_array().ok()).or_else(action);
        let page = target.and_then(|target| numbers.get(&target.first()?.as_reference().ok()?));
        let title = mark.get(b"Title").ok().and_then(|title| whole_text(document, resolved(document, title)));
        if let (Some(page), Some(title)) = (page, title) {
            all.entry(letters(&title)).or_insert(*page);
        }
    }
    all
}
