//! Pages that are drawn, to be shared between threads.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use serde::Serialize;

use super::choice::SentIssue;
use super::origin::{Ways, WaysOfPage, WordOrigin};
use super::outside::{OutsideFiles, OutsideSheet};
use super::traced::Tracer;
use crate::build::fault;
use crate::document::Composition;
use crate::finding::{Finding, Place, Sources};
use crate::typeset::{Area, LaidOutDocument, LaidOutPage, PrintedWord};
use crate::write;

/// A pack as it was drawn. It is cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Drawn {
    /// The documents, in the order of the pack.
    pub documents: Vec<DrawnDocument>,
    /// What was found, in the order of the places.
    pub findings: Vec<Finding>,
    /// True if the documents are those of the files as they are now. With errors they are the last that were good.
    pub is_current: bool,
    /// The texts that the places of findings point into.
    pub sources: Arc<Sources>,
    /// The languages of the pack, as BCP 47 tags.
    pub editions: Vec<String>,
    /// The audiences of the pack.
    pub audiences: Vec<String>,
    /// What the audience got that is looked at, the last first.
    pub issues: Vec<SentIssue>,
}

/// A document that is drawn.
#[derive(Debug, Clone)]
pub struct DrawnDocument {
    /// Its name: `minutes`.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Its language as a BCP 47 tag.
    pub language: String,
    /// Its pages.
    pub pages: Vec<DrawnPage>,
}

/// A page that is drawn. It is cheap to clone.
#[derive(Debug, Clone)]
pub struct DrawnPage {
    /// Its width in points.
    pub width: f64,
    /// Its height in points.
    pub height: f64,
    /// A digest of what is seen on it: pages that look the same have the same. Their words may come from other lines of a file.
    pub digest: u128,
    /// The page of an outside PDF whose place it keeps, if it does.
    pub outside: Option<Arc<OutsideSheet>>,
    inside: Arc<Inside>,
}

#[derive(Debug)]
struct Inside {
    page: LaidOutPage,
    edition: Arc<Edition>,
    words: OnceLock<Arc<[DrawnWord]>>,
}

/// A word on a page and where it comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawnWord {
    /// The word, or the part of it that comes from one value.
    pub text: String,
    /// True if it continues the word before it.
    pub goes_on: bool,
    /// Where it stands.
    pub area: Area,
    /// Where it comes from.
    pub origin: Arc<WordOrigin>,
}

/// A place on a page where a value is printed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Printed {
    /// The document by its position.
    pub document: usize,
    /// The page by its position.
    pub page: usize,
    /// Where it stands.
    #[serde(flatten)]
    pub area: Area,
}

/// What all pages of an edition lead back to. It is made when somebody first asks for words.
#[derive(Debug)]
struct Edition {
    sources: Arc<Sources>,
    ways: OnceLock<Ways>,
    /// What it is made of, until then.
    untraced: Mutex<Option<(Composition, Tracer)>>,
}

impl Edition {
    fn ways(&self) -> &Ways {
        self.ways.get_or_init(|| {
            let untraced = self.untraced.lock().unwrap_or_else(PoisonError::into_inner).take();
            let (mut composition, tracer) = untraced.expect("it is taken once");
            // A fault there costs only what would have been found.
            let _ = fault::guarded(|| tracer.trace(&mut composition, &self.sources));
            Ways::of(&composition, &self.sources)
        })
    }
}

/// The documents of an edition with their pages.
pub(super) fn documents(
    composition: Composition,
    (pages, files): (Vec<LaidOutDocument>, &OutsideFiles),
    tracer: Tracer,
    sources: &Arc<Sources>,
) -> Vec<DrawnDocument> {
    let titles = composition.documents.iter().map(|one| (one.kind.name().to_owned(), one.title.clone()));
    let titles: Vec<(String, String)> = titles.collect();
    let language = composition.language.clone();
    let untraced = Mutex::new(Some((composition, tracer)));
    let edition = Arc::new(Edition { sources: Arc::clone(sources), ways: OnceLock::new(), untraced });
    let page = |page: LaidOutPage| DrawnPage {
        width: page.width,
        height: page.height,
        digest: page.digest,
        outside: files.on(&page),
        inside: Arc::new(Inside { page, edition: Arc::clone(&edition), words: OnceLock::new() }),
    };
    let document = |((name, title), laid_out): ((String, String), LaidOutDocument)| DrawnDocument {
        name,
        title,
        language: language.clone(),
        pages: laid_out.pages.into_iter().map(page).collect(),
    };
    titles.into_iter().zip(pages).map(document).collect()
}

impl DrawnPage {
    /// The page as an SVG.
    pub fn svg(&self) -> String {
        self.inside.page.svg()
    }

    /// The text of a file of the workspace as it was when the page was drawn, if it was read: that of its words, also while the files
    /// have errors.
    pub fn text_of(&self, path: &str) -> Option<&str> {
        self.inside.edition.sources.own().filter(|(own, _)| *own == path).last().map(|(_, text)| text)
    }

    /// The words on the page, in the order in which they are set. They are looked up when they are first asked for.
    pub fn words(&self) -> Arc<[DrawnWord]> {
        let Inside { page, edition, words } = &*self.inside;
        let drawn = || {
            let mut origins = edition.ways().of_page(&edition.sources);
            page.words().into_iter().map(|word| drawn_word(word, &mut origins)).collect()
        };
        Arc::clone(words.get_or_init(drawn))
    }
}

fn drawn_word(word: PrintedWord, origins: &mut WaysOfPage<'_>) -> DrawnWord {
    let origin = Arc::new(origins.origin(&word));
    let PrintedWord { text, goes_on, area, .. } = word;
    DrawnWord { text, goes_on, area, origin }
}

impl Drawn {
    /// Where the value at a JSON pointer of a file is printed, in the order of the pages. Words of one line are one place.
    pub fn places_of(&self, file: &str, pointer: &str) -> Vec<Printed> {
        let of_value = |origin: &WordOrigin| {
            origin.pointer.as_deref() == Some(pointer) && origin.place.as_ref().is_some_and(|place| place.file == file)
        };
        self.printed(of_value)
    }

    /// Where that is printed which a finding is about: the words that stand at a place, or in it; else the text that holds it. A
    /// place of an earlier state is none.
    pub fn spots_of(&self, place: Place) -> Vec<Printed> {
        let file = self.sources.path(place.file);
        let range = self.sources.locate(place);
        let of_place = |origin: &WordOrigin| {
            origin.place.as_ref().is_some_and(|there| there.file == file && there.is_within(&range))
        };
        let exact = self.printed(of_place);
        if !exact.is_empty() {
            return exact;
        }
        let origins = write::Origins::of(&self.sources);
        origins.at(place).map(|(file, _, text)| self.places_of(file, &text.pointer)).unwrap_or_default()
    }

    fn printed(&self, is_meant: impl Fn(&WordOrigin) -> bool) -> Vec<Printed> {
        let mut all = Vec::new();
        for (document, of) in self.documents.iter().enumerate() {
            for (page, drawn) in of.pages.iter().enumerate() {
                let words = drawn.words();
                let mut lines: Vec<Printed> = Vec::new();
                for word in words.iter().filter(|word| is_meant(&word.origin)) {
                    match lines.last_mut().filter(|line| is_beside(line.area, word.area)) {
                        Some(line) => line.area = around(line.area, word.area),
                        None => lines.push(Printed { document, page, area: word.area }),
                    }
                }
                all.extend(lines);
            }
        }
        all
    }
}

/// Returns true if a word stands in a line, close to what is there: whatever the direction, and the order in which it is set.
fn is_beside(line: Area, word: Area) -> bool {
    let middle = word.top + word.height / 2.0;
    let gap = (word.left - (line.left + line.width)).max(line.left - (word.left + word.width));
    (line.top..line.top + line.height).contains(&middle) && gap < 2.0 * word.height
}

/// The area that two take up together.
fn around(one: Area, other: Area) -> Area {
    let right = (one.left + one.width).max(other.left + other.width);
    let bottom = (one.top + one.height).max(other.top + other.height);
    let (left, top) = (one.left.min(other.left), one.top.min(other.top));
    Area { left, top, width: right - left, height: bottom - top }
}
