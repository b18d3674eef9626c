//! From a meeting to its documents, through templates.
//!
//! Templates (`*.xml.j2`) say what a document consists of, in the elements of the vocabulary ([`crate::document`]); label
//! files (`labels/*.ftl`) hold the words that documents add by themselves. Everything a definition says enters as text
//! with its place, so no text can become an element; prose becomes blocks and inlines (`prose`).
//!
//! It refuses to know any format.

mod anchors;
mod appearance;
mod attributes;
mod audience;
mod blocks;
mod calendars;
mod codes;
mod comparisons;
mod composer;
mod context;
mod dates;
mod day_names;
mod english;
mod environment;
mod filled;
mod frame;
mod gender;
mod grammar;
mod hints;
mod homes;
mod insertions;
mod joined;
mod label_files;
mod label_references;
mod labels;
mod look;
mod marked;
mod materials;
mod members;
mod open_words;
mod origins;
mod pictures;
mod plurals;
mod prose;
mod reader;
mod register;
mod running;
mod scene;
mod screen;
mod stops;
mod templates;
mod titles;
mod undefined;
mod units;
mod unread;
mod unused;
mod value;
mod whereabouts;
mod wording;
mod zone_names;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use minijinja::Environment;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

pub use appearance::{Appearance, appearance};
pub use codes::CODES;
pub use day_names::day_names;
pub use open_words::{open_words, words_of_templates};
pub use register::{Lines, RegisterWords};
pub use scene::WholeNumbers;
pub use unused::unused;

use crate::document::{Composition, Document, DocumentKind, Look};
use crate::edition::{CalendarFile, Change, ChangesSince, CommentMatrix, KeptPlaces, OutsidePdf};
use crate::finding::{Finding, Sources};
use crate::meeting::{Entries, Language, Meeting, WordsInstead};
use crate::workspace::Files;
use composer::Composer;
use labels::Labels;
use materials::Materials;
use scene::Scene;
use screen::{edition_links, frame};
use templates::Templates;

/// The result of composing: documents if there are no errors, and all findings.
#[derive(Debug)]
pub struct Composing {
    /// The documents of an edition; none if there are errors.
    pub composed: Option<Composed>,
    /// All findings.
    pub findings: Vec<Finding>,
}

/// The documents of an edition, and the outside PDFs whose pages they keep places for.
#[derive(Debug)]
pub struct Composed {
    /// The documents.
    pub composition: Composition,
    /// The places that they keep.
    pub kept: KeptPlaces,
    /// Files for calendar programs.
    pub calendars: Vec<CalendarFile>,
}

impl Composing {
    fn of(composed: Result<Composed, Vec<Finding>>) -> Self {
        match composed {
            Ok(composed) => Self { composed: Some(composed), findings: Vec::new() },
            Err(findings) => Self { composed: None, findings },
        }
    }
}

/// Finds what would keep an edition from being composed. Our own templates are known to do; where the workspace has some
/// of its own, or words, they are tried.
pub fn check(
    meeting: &Arc<Meeting>,
    language: &Language,
    outside: &[OutsidePdf],
    files: &dyn Files,
    sources: &mut Sources,
) -> Vec<Finding> {
    let own_words = meeting.style().labels.iter().next().is_some();
    match files.list(templates::FOLDER).is_ok_and(|own| own.is_empty()) && !own_words {
        true => {
            let edition = Edition::prepare(meeting, language, outside, files, sources);
            edition.and_then(Edition::sound).err().unwrap_or_default()
        }
        false => compose(meeting, language, outside, files, sources).findings,
    }
}

/// Finds what is wrong with templates, labels and pictures of an edition, whatever is wrong with the meeting.
pub fn check_materials(
    meeting: &Meeting,
    language: &Language,
    files: &dyn Files,
    sources: &mut Sources,
) -> Vec<Finding> {
    Materials::load(meeting, language, files, sources).map_or_else(|findings| findings, |materials| materials.faults)
}

/// Composes the documents of one edition with the templates of its workspace or, failing those, the program's own.
/// `outside` are the outside PDFs of the meeting. Template texts go into `sources`.
pub fn compose(
    meeting: &Arc<Meeting>,
    language: &Language,
    outside: &[OutsidePdf],
    files: &dyn Files,
    sources: &mut Sources,
) -> Composing {
    compose_part(meeting, language, outside, WholeNumbers::new(), files, sources)
}

/// The same of what an audience gets, where `whole` are the numbered paragraphs of all that there is: those that the audience
/// gets keep their numbers.
pub fn compose_part(
    meeting: &Arc<Meeting>,
    language: &Language,
    outside: &[OutsidePdf],
    whole: WholeNumbers,
    files: &dyn Files,
    sources: &mut Sources,
) -> Composing {
    let edition = Edition::prepare(meeting, language, outside, files, sources);
    let mut warnings = Vec::new();
    let edition = edition.map(|mut edition| {
        edition.scene.whole = whole.into();
        // Templates are the same in every language.
        if *language == meeting.definition.first_edition() {
            warnings = comparisons::never_true(&edition.templates, &edition.scene, sources);
        }
        edition
    });
    let labels = edition.as_ref().ok().map(|edition| Arc::clone(&edition.labels));
    let mut composing = Composing::of(edition.and_then(|edition| edition.compose(sources)));
    composing.findings.extend(warnings);
    composing.findings.extend(labels.and_then(|labels| labels.left_in_english(sources)));
    composing
}

/// Composes what puts all documents of an edition into one: a cover that leads to them, and places for all their pages.
/// `parts` are the documents, each with its path as `annex`.
pub fn complete(
    meeting: &Arc<Meeting>,
    language: &Language,
    parts: &[OutsidePdf],
    files: &dyn Files,
    sources: &mut Sources,
) -> Composing {
    let edition = Edition::prepare(meeting, language, &[], files, sources);
    let edition = edition.map(|mut edition| {
        edition.scene.insertions = insertions::parts(&edition.scene, parts).into();
        edition.scene.documents = [DocumentKind::Complete].into();
        edition
    });
    Composing::of(edition.and_then(|edition| edition.compose(sources)))
}

/// Composes a document of what changed since a pack was last sent out: the list of changes, or the beginning of a document that
/// shows them. It leads to places in the other documents, which have to be there.
///
/// # Errors
/// As [`compose`].
pub fn since(
    kind: &DocumentKind,
    (meeting, language): (&Arc<Meeting>, &Language),
    since: ChangesSince,
    files: &dyn Files,
    sources: &mut Sources,
) -> Result<Document, Vec<Finding>> {
    alone(kind, (meeting, language), |scene| scene.changes = Some(Arc::new(since)), files, sources)
}

/// The number of changes that the list of changes has, and of all, if there are more than it can have.
pub fn limit_of_list(changes: &[Change]) -> Option<(usize, usize)> {
    context::limited(changes)
}

/// Composes the matrix of comments: what reviewers said of the documents, with the responses.
///
/// # Errors
/// As [`compose`].
pub fn comment_matrix(
    of: (&Arc<Meeting>, &Language),
    matrix: CommentMatrix,
    files: &dyn Files,
    sources: &mut Sources,
) -> Result<Document, Vec<Finding>> {
    alone(&DocumentKind::Comments, of, |scene| scene.comments = Some(Arc::new(matrix)), files, sources)
}

/// Composes a document of what is no part of the meeting: `tell` puts it into the scene.
fn alone(
    kind: &DocumentKind,
    (meeting, language): (&Arc<Meeting>, &Language),
    tell: impl FnOnce(&mut Scene),
    files: &dyn Files,
    sources: &mut Sources,
) -> Result<Document, Vec<Finding>> {
    let Edition { environment, templates, labels, mut scene, .. } =
        Edition::prepare(meeting, language, &[], files, sources)?.sound()?;
    tell(&mut scene);
    let document = Composer::new(environment, &templates, sources).document(&scene, Some(kind))?;
    let findings = labels.findings(sources);
    if findings.is_empty() { Ok(document) } else { Err(findings) }
}

/// The places in documents that links can lead to.
pub fn places(documents: &[Document]) -> BTreeSet<String> {
    anchors::places(documents)
}

/// Returns the words that stand in the place of what an audience does not get, in the language of each edition.
///
/// # Errors
/// If templates or labels cannot be read.
pub fn words_instead(
    meeting: &Meeting,
    files: &dyn Files,
    sources: &mut Sources,
) -> Result<Vec<(Language, WordsInstead)>, Vec<Finding>> {
    const TITLES: [(&str, &str); 4] = [
        ("Item", "withheld-item"),
        ("Annex", "withheld-annex"),
        ("Decision", "withheld-decision"),
        ("Session", "withheld-session"),
    ];
    let style = meeting.style();
    let templates = Templates::load(files, style.own_templates(), sources)?;
    let words = |language: Language| {
        let labels = Labels::load(&language, &templates, &style.labels, sources)?;
        let say = |label: &str| labels.say(label, []);
        let called = |name: &str| {
            let title = meeting.title_of_audience(name).map(|title| title.text_in(&language).value.clone());
            (name.to_owned(), audience::audience_in(&labels, name, title))
        };
        let words = WordsInstead {
            titles: TITLES.map(|(kind, label)| (kind, say(label))).into(),
            annex: say("withheld-annex-text"),
            reference: say("withheld-reference"),
            extract: say("extract-of-minutes"),
            passage: say("withheld-passage"),
            audiences: meeting.audiences().iter().map(|name| called(name.as_str())).collect(),
        };
        Ok((language, words))
    };
    meeting.definition.editions().into_iter().map(words).collect()
}

/// Returns what labels say, in the language of each edition.
///
/// # Errors
/// If templates or labels cannot be read.
pub fn words_of(
    meeting: &Meeting,
    labels: &[&str],
    files: &dyn Files,
    sources: &mut Sources,
) -> Result<Vec<(Language, Vec<String>)>, Vec<Finding>> {
    let style = meeting.style();
    let templates = Templates::load(files, style.own_templates(), sources)?;
    let said = |language: Language| {
        let all = Labels::load(&language, &templates, &style.labels, sources)?;
        Ok((language, labels.iter().map(|label| all.say(label, [])).collect()))
    };
    meeting.definition.editions().into_iter().map(said).collect()
}

/// What a page has that belongs to no workspace.
#[derive(Debug, Clone)]
pub struct General {
    /// What the labels say that were asked for, in their order.
    pub words: Vec<String>,
    /// True if the language is written from right to left.
    pub is_right_to_left: bool,
    /// The look of the program.
    pub look: Look,
    /// The style of its pages for browsers.
    pub style: String,
}

/// Returns what the program says and how its pages look, in a language; nothing if it has no labels in it.
pub fn general(language: &Language, labels: &[&str]) -> Option<General> {
    let mut sources = Sources::new("");
    let templates = Templates::load(&BTreeMap::new(), None, &mut sources).ok()?;
    let all = Labels::load(language, &templates, &Entries::default(), &sources).ok()?;
    Some(General {
        words: labels.iter().map(|label| all.say(label, [])).collect(),
        is_right_to_left: all.say("direction", []) == "rtl",
        look: templates.look.clone(),
        style: templates.style(&sources),
    })
}

/// Returns the data that the template of each document sees, as JSON.
///
/// # Errors
/// As [`compose`]; templates themselves are not run.
pub fn context(
    meeting: &Arc<Meeting>,
    language: &Language,
    outside: &[OutsidePdf],
    files: &dyn Files,
    sources: &mut Sources,
) -> Result<serde_json::Map<String, serde_json::Value>, Vec<Finding>> {
    let edition = Edition::prepare(meeting, language, outside, files, sources)?.sound()?;
    let seen = edition.scene.documents.iter().map(|document| {
        let scene = edition.scene.seen_from(Some(document.clone()));
        (document.name().to_owned(), value::json(&context::context(&scene)))
    });
    Ok(seen.collect())
}

/// One language of a meeting with everything that composing it takes.
struct Edition {
    environment: Environment<'static>,
    templates: Templates,
    labels: Arc<Labels>,
    scene: Scene,
    /// What is wrong with the look alone.
    faults: Vec<Finding>,
}

impl Edition {
    fn prepare(
        meeting: &Arc<Meeting>,
        language: &Language,
        outside: &[OutsidePdf],
        files: &dyn Files,
        sources: &mut Sources,
    ) -> Result<Self, Vec<Finding>> {
        let Materials { environment, templates, labels, pictures, faults } =
            Materials::load(meeting, language, files, sources)?;
        let labels = Arc::new(labels);
        let documents = meeting.documents();
        let documents: Vec<DocumentKind> = documents.into_iter().filter(|one| *one != DocumentKind::Complete).collect();
        let mut scene = Scene::new(meeting, language, &labels, &documents, pictures);
        scene.insertions = insertions::insertions(&scene, outside).into();
        Ok(Self { environment, templates, labels, scene, faults })
    }

    /// The edition, if nothing is wrong with its look.
    fn sound(self) -> Result<Self, Vec<Finding>> {
        if self.faults.is_empty() { Ok(self) } else { Err(self.faults) }
    }

    /// Runs the templates of all documents and of the head of the page for browsers.
    fn compose(self, sources: &Sources) -> Result<Composed, Vec<Finding>> {
        let Self { environment, templates, labels, scene, faults } = self;
        let composer = Composer::new(environment, &templates, sources);
        let kinds: Vec<Option<&DocumentKind>> = scene.documents.iter().map(Some).chain([None]).collect();
        let composed: Vec<_> = kinds.par_iter().map(|kind| composer.document(&scene, *kind)).collect();
        let mut findings = Vec::new();
        let mut documents = Vec::new();
        for document in composed {
            match document {
                Ok(document) => documents.push(document),
                Err(more) => findings.extend(more),
            }
        }
        let calendars = calendars::calendars(&scene.seen_from(None));
        let frame = frame(&scene, &documents, &calendars);
        let (direction, separator) = (labels.say("direction", []), labels.say("details-separator", []));
        if findings.is_empty() {
            findings.extend(anchors::check(&documents));
        }
        findings.extend(labels.findings(sources));
        findings.extend(faults);
        let Some(cover) = documents.pop().filter(|_| findings.is_empty()) else { return Err(findings) };
        let definition = &scene.meeting.definition;
        let day = definition.time.first_day();
        let body = scene.meeting.registry.bodies.get(definition.body.as_str());
        let composition = Composition {
            language: scene.language.as_str().to_owned(),
            is_right_to_left: direction == "rtl",
            author: body.map(|body| scene.words(&body.name).to_owned()).unwrap_or_default(),
            date: (day.year(), day.month(), day.day()),
            separator,
            documents,
            cover,
            frame,
            editions: edition_links(&scene.meeting, &templates, sources),
            look: templates.look.clone(),
            shapes: templates.shapes(sources),
            style: templates.style(sources),
            pictures: scene.pictures.files().collect(),
            logos: templates.pictures().collect(),
        };
        let kept = KeptPlaces {
            insertions: scene.insertions.to_vec(),
            holder: insertions::holder(&scene),
            number_words: insertions::number_words(&scene),
            unused_words: insertions::unused_words(&scene),
        };
        Ok(Composed { composition, kept, calendars })
    }
}
