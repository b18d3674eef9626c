//! Inspecting a PDF. Each file in this module answers one question of an officer's, walks what it has to walk without
//! recursing, and takes every step from the budget.

mod actions;
mod canvas;
mod document;
mod fonts;
mod forms;
mod operand;
mod painted;

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document};

use super::facts::PageFacts;
use super::note::{Note, Pages};
use super::settle::settle;
use super::tagging::Tagging;
use crate::meeting::{OutOfRange, PageRanges};
use crate::pdf::{Budget, Damage, Labels, Limits, Opened, Page, Refusal, guarded, name};
use actions::Actions;
use forms::FormFacts;
use painted::Painted;

/// A file that can be merged.
#[derive(Debug, Clone, PartialEq)]
pub struct Preflight {
    /// The number of pages of the file.
    pub total: usize,
    /// The pages that are wanted, in the order in which they are.
    pub pages: Vec<PageFacts>,
    /// The language of the file, as it says: `en`, `fr-CH`.
    pub language: Option<String>,
    /// The state of its tags.
    pub tagging: Tagging,
    /// Notes that an officer should read, the gravest first.
    pub notes: Vec<Note>,
}

/// Settles what the wanted pages of an outside file show, all or some, and looks at them. Notes about pages speak of those that
/// are wanted.
///
/// # Errors
///
/// The file cannot be merged.
pub fn inspect_pdf(opened: &mut Opened, used: Option<&PageRanges>, limits: &Limits) -> Result<Preflight, Refusal> {
    guarded(move || {
        let mut budget = opened.budget(limits);
        let total = opened.pages(limits.pages, &mut budget)?.pages.len();
        let wanted = wanted(used, total)?;
        let settled = settle(opened, &wanted, &mut budget)?;
        let pages = opened.pages(limits.pages, &mut budget)?.pages;
        let mut preflight = preflight(opened, &pages, &wanted, &mut budget)?;
        preflight.notes.extend(settled.notes());
        Ok(preflight)
    })
}

fn wanted(used: Option<&PageRanges>, total: usize) -> Result<Vec<usize>, Refusal> {
    let refusal = |OutOfRange { page }| Refusal::PageOutOfRange { wanted: page, pages: total };
    used.map_or_else(|| Ok((0..total).collect()), |used| used.of(total).map_err(refusal))
}

fn preflight(
    opened: &Opened,
    leaves: &[Page<'_>],
    wanted: &[usize],
    budget: &mut Budget,
) -> Result<Preflight, Refusal> {
    let document = &opened.document;
    let labels = Labels::read(document, budget)?;
    let pages = wanted.iter().map(|index| facts(document, &leaves[*index], *index, &labels));
    let pages: Vec<PageFacts> = pages.collect::<Result<_, _>>()?;
    let seen = PageProperties::of(document, leaves, wanted, budget)?;
    let mut preflight = Preflight {
        total: leaves.len(),
        pages,
        language: document::language(document),
        tagging: document::tagging(document),
        notes: Vec::new(),
    };
    preflight.notes = notes(opened, &preflight, seen);
    Ok(preflight)
}

/// The lengths that the side of a page can have, in points (ISO 32000-1, annex C; ISO 19005-2, 6.1.13).
const SIDE: std::ops::RangeInclusive<f32> = 3.0..=14_400.0;

fn facts(document: &Document, page: &Page<'_>, index: usize, labels: &Labels) -> Result<PageFacts, Refusal> {
    let number = index + 1;
    let no_size = Refusal::Damaged(Damage::NoSize(number));
    let Some(shown) = page.shown(document) else { return Err(no_size) };
    let unit = page.unit(document);
    let (across, up) = (shown.part.width() * unit, shown.part.height() * unit);
    let (width_pt, height_pt) = if shown.turns.is_multiple_of(2) { (across, up) } else { (up, across) };
    let sides = [width_pt, height_pt];
    // What no sheet in the world has is no size.
    if sides.iter().all(|side| (*SIDE.start()..1e6).contains(side)) && sides.iter().any(|side| side > SIDE.end()) {
        let [width, height] = sides.map(|side| (side * 25.4 / 72.0).round() as u32);
        return Err(Refusal::PageTooLarge { page: number, millimetres: (width, height) });
    }
    if !sides.iter().all(|side| SIDE.contains(side)) {
        return Err(no_size);
    }
    let label = labels.of(index).map(|label| label.to_string());
    Ok(PageFacts { number, width_pt, height_pt, rotation: u16::from(shown.turns) * 90, label })
}

/// The properties of the wanted pages. Pages by number.
#[derive(Debug, Default)]
struct PageProperties {
    garbled: Vec<usize>,
    scans: Vec<usize>,
    fonts: BTreeSet<String>,
    font_pages: Vec<usize>,
    /// Pages that show something, and are in no way tied to tags.
    untied: Vec<usize>,
    fields: Vec<usize>,
    attachments: BTreeSet<String>,
    actions: Actions,
    form: FormFacts,
}

/// The part of a page that pictures have to cover for it to be a scan, if there is no text. Scanners leave out white margins.
const SCAN: f32 = 0.6;

impl PageProperties {
    fn of(document: &Document, leaves: &[Page<'_>], wanted: &[usize], budget: &mut Budget) -> Result<Self, Refusal> {
        let mut seen = Self { attachments: document::attachments(document, budget)?, ..Self::default() };
        let mut ascending = wanted.to_vec();
        ascending.sort_unstable();
        for index in ascending {
            seen.page(document, &leaves[index], index + 1, budget)?;
        }
        seen.actions.of_document(document, budget)?;
        seen.form = forms::form(document, budget)?;
        Ok(seen)
    }

    fn page(
        &mut self,
        document: &Document,
        leaf: &Page<'_>,
        number: usize,
        budget: &mut Budget,
    ) -> Result<(), Refusal> {
        let annotations = leaf.annotations(document, budget)?;
        let painted = painted::painted(document, leaf, &annotations, budget)?;
        self.shown(&painted, leaf, number);
        self.actions.of(document, leaf.dictionary, budget)?;
        for (_, annotation) in annotations {
            self.annotation(document, annotation, number);
            self.actions.of(document, annotation, budget)?;
        }
        Ok(())
    }

    fn shown(&mut self, painted: &Painted, leaf: &Page<'_>, number: usize) {
        let mut note = |is_so: bool, list: fn(&mut Self) -> &mut Vec<usize>| {
            if is_so {
                list(self).push(number);
            }
        };
        note(painted.is_garbled, |seen| &mut seen.garbled);
        note(!painted.has_text && painted.covered >= SCAN, |seen| &mut seen.scans);
        note(!painted.missing_fonts.is_empty(), |seen| &mut seen.font_pages);
        note(painted.has_marks && !leaf.dictionary.has(b"StructParents"), |seen| &mut seen.untied);
        self.fonts.extend(painted.missing_fonts.iter().cloned());
    }

    fn annotation(&mut self, document: &Document, annotation: &Dictionary, number: usize) {
        match name(document, annotation, b"Subtype") {
            Some(b"Widget") if self.fields.last() != Some(&number) => self.fields.push(number),
            Some(b"FileAttachment") => self.attachments.extend(document::attached(document, annotation)),
            _ => {}
        }
    }
}

/// All that is remarkable.
fn notes(opened: &Opened, preflight: &Preflight, seen: PageProperties) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut note = |is_so: bool, note: Note| {
        if is_so {
            notes.push(note);
        }
    };
    let pages = |of: &[usize]| Pages(of.to_vec());
    note(opened.is_repaired, Note::Repaired);
    note(!seen.garbled.is_empty(), Note::Garbled(pages(&seen.garbled)));
    note(seen.form.signatures > 0, Note::Signatures(seen.form.signatures));
    note(opened.protection.is_some(), Note::Encrypted);
    let restrictions =
        opened.protection.map(|protection| document::restrictions(protection.permissions)).unwrap_or_default();
    note(!restrictions.is_empty(), Note::OwnerPassword(restrictions));
    note(seen.form.has_xfa, Note::Xfa);
    note(!seen.scans.is_empty(), Note::ScanWithoutText(pages(&seen.scans)));
    let fonts = Note::FontsNotEmbedded { names: seen.fonts.into_iter().collect(), pages: pages(&seen.font_pages) };
    note(!seen.font_pages.is_empty(), fonts);
    note(preflight.tagging == Tagging::Untagged, Note::Untagged);
    let is_half = preflight.tagging == Tagging::Half || preflight.tagging == Tagging::Tagged && !seen.untied.is_empty();
    note(is_half, Note::HalfTagged(pages(&seen.untied)));
    note(preflight.language.is_none(), Note::NoLanguage);
    let fields = Note::Form { fields: seen.form.fields, pages: pages(&seen.fields) };
    note(seen.form.fields > seen.form.signatures && !seen.fields.is_empty(), fields);
    let Actions { has_scripts, forbidden, files } = seen.actions;
    note(has_scripts, Note::JavaScript);
    note(!forbidden.is_empty(), Note::ForbiddenActions(forbidden.into_iter().collect()));
    note(!files.is_empty(), Note::ExternalLinks(files.into_iter().collect()));
    note(!seen.attachments.is_empty(), Note::Attachments(seen.attachments.into_iter().collect()));
    notes.extend(of_sizes(&preflight.pages));
    notes
}

/// Returns notes about the sizes of pages.
fn of_sizes(pages: &[PageFacts]) -> Vec<Note> {
    let which = |is_so: &dyn Fn(&PageFacts) -> bool| {
        let mut numbers: Vec<usize> = pages.iter().filter(|page| is_so(page)).map(|page| page.number).collect();
        numbers.sort_unstable();
        Pages(numbers)
    };
    let (odd, rotated) = (which(&|page| !page.is_usual()), which(&|page| page.rotation != 0));
    let mut notes = Vec::new();
    notes.extend((!odd.0.is_empty()).then_some(Note::OddPageSize(odd)));
    notes.extend((!rotated.0.is_empty()).then_some(Note::Rotated(rotated)));
    notes
}
