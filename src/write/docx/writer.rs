//! Paragraphs: each with its style, its number, its bookmark and its words.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::anchors::Anchors;
use super::face::Face;
use super::links::{Links, Relation};
use super::media::Pictures;
use super::numbering::{Number, Numbering};
use super::sections::Sections;
use super::xml::Xml;
use crate::document::{Composition, Document, Look, Paper, Run};

/// The line beside paragraphs that are set off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Rule {
    #[default]
    None,
    Decision,
    Action,
    Quotation,
}

/// What the elements around a paragraph make of it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Flow {
    /// The indent of its lines, in twentieths of a point.
    pub(super) indent: i32,
    pub(super) rule: Rule,
    /// The style of plain paragraphs; that of the body, if none is stated.
    pub(super) style: Option<&'static str>,
    pub(super) is_right_to_left: bool,
    /// The number of lists with marks around it.
    pub(super) depth: usize,
    /// True in cells and notes, where no section can end.
    pub(super) is_enclosed: bool,
    /// The width of the lines, in twentieths of a point.
    pub(super) width: i32,
}

/// A paragraph besides its words.
#[derive(Debug, Clone, Default)]
pub(super) struct Form {
    pub(super) style: Cow<'static, str>,
    pub(super) keeps_next: bool,
    pub(super) begins_page: bool,
    /// How far the first line stands before the others.
    pub(super) hang: i32,
    /// A line over it that parts it from what is before.
    pub(super) is_apart: bool,
    /// The side to which its lines are set: that where they end, or the middle.
    pub(super) side: Option<&'static str>,
}

impl Form {
    pub(super) fn of(style: impl Into<Cow<'static, str>>) -> Self {
        Self { style: style.into(), ..Self::default() }
    }

    /// A paragraph that stays on the page of the next.
    pub(super) fn leading(style: impl Into<Cow<'static, str>>) -> Self {
        Self { keeps_next: true, ..Self::of(style) }
    }
}

/// Writes the parts of a file in which a document is.
pub(super) struct Writer<'a> {
    pub(super) composition: &'a Composition,
    pub(super) document: &'a Document,
    pub(super) xml: Xml,
    pub(super) anchors: Anchors,
    pub(super) numbering: Numbering,
    pub(super) links: Links,
    pub(super) pictures: Pictures,
    pub(super) heads: Sections,
    pub(super) flow: Flow,
    pub(super) face: Face,
    /// The notes, each as XML.
    pub(super) notes: Vec<String>,
    pub(super) note_relations: Vec<(Relation, String)>,
    /// True inside a link, which cannot have another in it.
    pub(super) is_linked: bool,
    /// True inside a note, which cannot have another in it.
    pub(super) in_note: bool,
    /// Notes on what the note says that is being written.
    pub(super) inner_notes: Vec<(String, Vec<crate::document::Node>)>,
    /// The number of the next paragraph.
    pub(super) number: Option<Number>,
    /// Places that the next paragraph is.
    pub(super) places: Vec<usize>,
    /// The last paragraph that a section can end in.
    pub(super) last: Option<usize>,
    /// What ends a section, by the paragraph.
    pub(super) sections: BTreeMap<usize, String>,
    /// The number of paragraphs.
    paragraphs: usize,
    /// The number of scopes of numbers.
    pub(super) scopes: usize,
    /// The styles of the workspace's own elements: the name of each, and true if it is one of words in a line.
    pub(super) own_styles: BTreeMap<(String, bool), String>,
    pub(super) bookmarks: usize,
}

impl<'a> Writer<'a> {
    pub(super) fn new(composition: &'a Composition, document: &'a Document) -> Self {
        let language = document.language.starts_with("zh").then(|| document.language.clone());
        let is_right_to_left = composition.is_right_to_left;
        Self {
            composition,
            document,
            xml: Xml::default(),
            anchors: Anchors::default(),
            numbering: Numbering::default(),
            links: Links::of(document),
            pictures: Pictures::default(),
            heads: Sections::new(&document.running),
            flow: Flow {
                is_right_to_left,
                width: width(&composition.look, document.running.is_wide),
                ..Flow::default()
            },
            face: Face { language, ..Face::default() },
            notes: Vec::new(),
            note_relations: Vec::new(),
            is_linked: false,
            in_note: false,
            inner_notes: Vec::new(),
            number: None,
            places: Vec::new(),
            last: None,
            sections: BTreeMap::new(),
            paragraphs: 0,
            scopes: SCOPES,
            own_styles: BTreeMap::new(),
            bookmarks: 0,
        }
    }

    /// A length of the type in twentieths of a point: 2 for two letters' widths.
    pub(super) fn em(&self, ems: f64) -> i32 {
        twips(self.composition.look.body_size * ems)
    }

    /// How far numbers hang: lists, items and decisions all start their text here.
    pub(super) fn hang(&self) -> i32 {
        self.em(2.1)
    }

    /// Runs `inner` with a changed flow.
    pub(super) fn with_flow(&mut self, change: impl FnOnce(&mut Flow), inner: impl FnOnce(&mut Self)) {
        let outer = self.flow;
        change(&mut self.flow);
        inner(self);
        self.flow = outer;
    }

    /// Runs `inner` further in.
    pub(super) fn further_in(&mut self, steps: i32, inner: impl FnOnce(&mut Self)) {
        self.with_flow(|flow| flow.indent += steps, inner);
    }

    /// A bookmark's number, which the marks of its start and end share.
    pub(super) fn next_bookmark(&mut self) -> String {
        self.bookmarks += 1;
        self.bookmarks.to_string()
    }

    /// A paragraph, with what `inner` writes in it.
    pub(super) fn paragraph(&mut self, form: &Form, inner: impl FnOnce(&mut Self)) {
        let paragraph = self.paragraphs;
        self.paragraphs += 1;
        self.xml.open("w:p", &[]);
        self.xml.open("w:pPr", &[]);
        let (shape, level) = (self.shape(form), self.number.and_then(|number| u32::try_from(number.level).ok()));
        self.properties(form);
        if !self.flow.is_enclosed {
            self.last = Some(paragraph);
            self.xml.raw(&format!("<?section {paragraph}?>"));
        }
        self.xml.close("w:pPr");
        let places = std::mem::take(&mut self.places);
        places.iter().for_each(|place| self.xml.raw(&format!("<?place {place}?>")));
        let (name, id) = (self.anchors.begin(shape, level), self.next_bookmark());
        self.xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", &name)]);
        inner(self);
        self.xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
        self.anchors.end();
        places.iter().rev().for_each(|place| self.xml.raw(&format!("<?end {place}?>")));
        self.xml.close("w:p");
    }

    /// An empty paragraph that nobody sees: between tables, and after one where a paragraph has to be.
    pub(super) fn spacer(&mut self) {
        self.xml.open("w:p", &[]);
        self.xml.open("w:pPr", &[]);
        self.xml.empty("w:pStyle", &[("w:val", "Spacer")]);
        if !self.flow.is_enclosed {
            self.last = Some(self.paragraphs);
            self.xml.raw(&format!("<?section {}?>", self.paragraphs));
        }
        self.paragraphs += 1;
        self.xml.close("w:pPr");
        self.xml.close("w:p");
    }

    /// The number of paragraphs that were written.
    pub(super) fn paragraph_count(&self) -> usize {
        self.paragraphs
    }

    /// How a paragraph is set: what readers see of its place among others.
    fn shape(&self, form: &Form) -> String {
        let number = match self.number {
            None => "",
            Some(number) if Numbering::bullet(number.level) == number => "bullet",
            Some(_) => "number",
        };
        let Flow { depth, rule, is_enclosed, .. } = self.flow;
        format!("{} {number} {depth} {rule:?} {is_enclosed}", form.style)
    }

    fn properties(&mut self, form: &Form) {
        let flow = self.flow;
        self.xml.empty("w:pStyle", &[("w:val", &form.style)]);
        if form.keeps_next {
            self.xml.empty("w:keepNext", &[]);
        }
        if form.begins_page {
            self.xml.empty("w:pageBreakBefore", &[]);
        }
        let number = self.number.take();
        if let Some(number) = number {
            self.xml.open("w:numPr", &[]);
            self.xml.empty("w:ilvl", &[("w:val", &number.level.to_string())]);
            self.xml.empty("w:numId", &[("w:val", &number.list.to_string())]);
            self.xml.close("w:numPr");
        }
        self.borders(form);
        if flow.is_right_to_left != self.composition.is_right_to_left {
            self.xml.empty("w:bidi", &[("w:val", if flow.is_right_to_left { "1" } else { "0" })]);
        }
        let is_bullet = number.is_some_and(|number| Numbering::bullet(number.level) == number);
        let (left, hang) = if is_bullet { (flow.indent, self.hang()) } else { (flow.indent + form.hang, form.hang) };
        // Other numbers bring their indents along; those of bullets are only right in lists that begin at the margin.
        if is_bullet || number.is_none() && left != 0 {
            self.xml.empty("w:ind", &[("w:left", &left.to_string()), ("w:hanging", &hang.to_string())]);
        }
        if let Some(side) = form.side {
            self.xml.empty("w:jc", &[("w:val", side)]);
        }
    }

    fn borders(&mut self, form: &Form) {
        let colours = &self.composition.look.colours;
        let side = if self.flow.is_right_to_left { "w:right" } else { "w:left" };
        let (size, colour, space) = match self.flow.rule {
            Rule::None if !form.is_apart => return,
            Rule::None => ("", "", ""),
            Rule::Decision => ("16", bare(&colours.accent), "8"),
            Rule::Action => ("10", bare(&colours.accent), "7"),
            Rule::Quotation => ("10", bare(&colours.hairline), "9"),
        };
        self.xml.open("w:pBdr", &[]);
        if form.is_apart {
            let line = [("w:val", "single"), ("w:sz", "4"), ("w:space", "14"), ("w:color", bare(&colours.hairline))];
            self.xml.empty("w:top", &line);
        }
        if !size.is_empty() {
            let line = [("w:val", "single"), ("w:sz", size), ("w:space", space), ("w:color", colour)];
            self.xml.empty(side, &line);
        }
        self.xml.close("w:pBdr");
    }

    /// Words that the writer puts between others: a gap.
    pub(super) fn gap(&mut self, text: &str) {
        if !text.is_empty() {
            self.run(&Run::of(text));
        }
    }
}

/// The scopes of numbers that run through a document: numbered paragraphs, items, the table of contents. Each list has its own.
pub(super) const PARAGRAPHS: usize = 0;
pub(super) const ITEMS: usize = 1;
pub(super) const CONTENTS: usize = 2;
const SCOPES: usize = 3;

/// Points in twentieths.
pub(super) fn twips(points: f64) -> i32 {
    // Lengths of pages and of type: a few thousand.
    #[allow(clippy::cast_possible_truncation, reason = "clamped to a small range before")]
    let twips = (points * 20.0).round().clamp(-40_000.0, 40_000.0) as i32;
    twips
}

/// A colour without its sign.
pub(super) fn bare(colour: &str) -> &str {
    colour.trim_start_matches('#')
}

/// The size of a page in twentieths of a point.
pub(super) fn page(look: &Look) -> (i32, i32) {
    match look.paper {
        Paper::A4 => (11_906, 16_838),
        Paper::UsLetter => (12_240, 15_840),
    }
}

/// The margins at the sides, inside and outside, in twentieths of a point.
pub(super) fn sides(look: &Look, is_wide: bool) -> (i32, i32) {
    const CENTIMETRE: f64 = 72.0 / 2.54;
    let both = |centimetres: f64| twips(centimetres * CENTIMETRE);
    match (is_wide, look.duplex, look.paper) {
        (true, ..) => (both(2.3), both(2.3)),
        (false, true, _) => (both(3.4), both(2.8)),
        (false, false, Paper::A4) => (both(3.1), both(3.1)),
        (false, false, Paper::UsLetter) => (both(3.4), both(3.4)),
    }
}

/// The width of lines, on a page that stands or lies.
pub(super) fn width(look: &Look, is_wide: bool) -> i32 {
    let (across, along) = page(look);
    let (inside, outside) = sides(look, is_wide);
    (if is_wide { along } else { across }) - inside - outside
}
