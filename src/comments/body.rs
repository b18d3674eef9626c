//! The text of a Word file as it is stored: paragraphs of letters, each with who inserted it and who deleted it.

use std::collections::BTreeMap;

use super::fields::{self, Fields};
use super::setting::Setting;
use super::stamps::{Stamps, Who};
use super::word_file::Targets;
use super::xml::{Step, Tag, Tags};

/// The most letters of a part that are read: some thousand pages.
pub(super) const LETTERS: usize = 4_000_000;

/// A letter of the text.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Letter {
    pub(super) c: char,
    pub(super) inserted: Option<Who>,
    pub(super) deleted: Option<Who>,
    /// The number of the move that it is a part of, by the name that the word processor gave it.
    pub(super) moved: Option<u32>,
}

/// Something at an offset in the letters of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    /// A bookmark begins: its name.
    Begins(String),
    /// A bookmark ends: its name.
    Ends(String),
    /// A comment begins: its number.
    CommentBegins(String),
    /// A comment ends.
    CommentEnds(String),
    /// Where a comment hangs.
    CommentHangs(String),
    /// The mark of a note: the number of the note, and who deleted it.
    Note(String, Option<Who>),
    /// A picture of the document.
    Picture(Picture),
    /// A link begins: its address, and the number of its letters.
    Link(String, usize),
    /// A line ends within the paragraph, as it was sent.
    Break,
}

/// A picture of the document, as it is called and described there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Picture {
    pub(super) name: String,
    pub(super) alt: String,
    /// The digest of its file, if that was read.
    pub(super) digest: Option<String>,
    pub(super) deleted: Option<Who>,
}

/// A paragraph as it is stored.
#[derive(Debug, Clone, Default)]
pub(super) struct Paragraph {
    pub(super) letters: Vec<Letter>,
    pub(super) marks: Vec<(usize, Mark)>,
    /// Who inserted and who deleted its end.
    pub(super) end_inserted: Option<Who>,
    pub(super) end_deleted: Option<Who>,
    /// The row of a table that it is in.
    pub(super) row: Option<Row>,
    /// The cell, note or box that it is in: no change reaches over the edge of one.
    pub(super) cell: usize,
    /// Who added or deleted the cell alone that it is in.
    pub(super) torn: Option<Torn>,
    /// The number of the note that it is in.
    pub(super) note: Option<String>,
    /// How it is set.
    pub(super) setting: Setting,
}

/// A break of a line within a paragraph, as a letter.
pub(super) const BREAK: char = '\u{b}';
/// A picture, as a letter.
pub(super) const PICTURE: char = '\u{fffc}';
/// An equation, as a letter.
pub(super) const EQUATION: char = '\u{fffb}';
/// A sign of a font for signs, as a letter.
pub(super) const SYMBOL: char = '\u{fffd}';

/// A cell that somebody added to its row, or deleted from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Torn {
    pub(super) by: Who,
    pub(super) is_deleted: bool,
}

/// A row of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) number: usize,
    pub(super) inserted: Option<Who>,
    pub(super) deleted: Option<Who>,
}

/// The text of a part.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) paragraphs: Vec<Paragraph>,
    /// True if the part was not read to its end.
    pub(super) is_broken: bool,
    /// True if it has more letters than are read.
    pub(super) is_too_large: bool,
}

/// Reads the text of a part; `targets` is what it refers to. Cells are numbered on from `cells`, so that those of several parts differ.
pub(super) fn read(xml: &str, targets: &Targets, stamps: &mut Stamps, cells: &mut usize) -> Body {
    *cells += 1;
    let mut reading = Reading {
        stamps,
        cells: vec![Cell { number: *cells, note: None, torn: None }],
        next_cell: cells,
        open: Vec::new(),
        rows: Vec::new(),
        inserted: Vec::new(),
        deleted: Vec::new(),
        bookmarks: BTreeMap::new(),
        moves: Vec::new(),
        targets,
        links: Vec::new(),
        waiting: Vec::new(),
        properties: Vec::new(),
        passed_over: 0,
        fields: Fields::default(),
        is_instruction: false,
        is_text: false,
        is_equation: false,
        letters: 0,
        body: Body::default(),
    };
    let mut tags = Tags::of(xml);
    while let Some(step) = tags.step() {
        reading.step(step);
        if reading.letters > LETTERS {
            reading.body.is_too_large = true;
            break;
        }
    }
    reading.body.is_broken = tags.is_broken;
    reading.body
}

/// A cell, note or box that has begun.
#[derive(Debug, Clone)]
struct Cell {
    number: usize,
    note: Option<String>,
    torn: Option<Torn>,
}

struct Reading<'a> {
    stamps: &'a mut Stamps,
    next_cell: &'a mut usize,
    cells: Vec<Cell>,
    /// Paragraphs that have begun: a box stands within one.
    open: Vec<Paragraph>,
    /// Rows that have begun.
    rows: Vec<Row>,
    inserted: Vec<Who>,
    deleted: Vec<Who>,
    /// Names of bookmarks by their numbers.
    bookmarks: BTreeMap<String, String>,
    /// Halves of moves that have begun: the number of each half in the file, and that of the move.
    moves: Vec<(String, u32)>,
    targets: &'a Targets,
    /// Links that have begun: where each leads, and the letters before it.
    links: Vec<(Option<String>, usize)>,
    /// Marks between two paragraphs, for the next one.
    waiting: Vec<Mark>,
    /// Elements with properties that have begun.
    properties: Vec<String>,
    /// The number of elements that have begun of those that are passed over.
    passed_over: usize,
    /// Fields that have begun.
    fields: Fields,
    is_instruction: bool,
    is_text: bool,
    is_equation: bool,
    letters: usize,
    body: Body,
}

impl Reading<'_> {
    fn step(&mut self, step: Step<'_>) {
        match step {
            Step::Start(tag) => self.start(&tag),
            Step::End(name) => self.end(&name),
            Step::Text(text) if self.is_instruction => self.fields.instruct(&text),
            Step::Text(text) if self.is_text && self.passed_over == 0 => {
                // The breaks of lines of the file itself are none of the text.
                text.chars().filter(|c| !matches!(c, '\n' | '\r')).for_each(|c| self.letter(c));
            }
            Step::Text(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        let name = tag.name();
        if self.passed_over > 0 || name == "mc:Fallback" {
            self.passed_over += 1;
            return;
        }
        if self.is_equation {
            self.mark_equation(&name, tag);
        }
        if let Some(within) = self.properties.last() {
            // Of all properties, only those of the end of a paragraph are changes of the text.
            let is_of_end = within == "w:rPr" && self.properties.first().is_some_and(|first| first == "w:pPr");
            match (name.as_str(), self.open.last_mut()) {
                ("w:ins" | "w:moveTo", Some(paragraph)) if is_of_end && self.properties.len() == 2 => {
                    paragraph.end_inserted = Some(self.stamps.number(tag));
                }
                ("w:del" | "w:moveFrom", Some(paragraph)) if is_of_end && self.properties.len() == 2 => {
                    paragraph.end_deleted = Some(self.stamps.number(tag));
                }
                ("w:cellDel" | "w:cellIns", _) if self.properties.len() == 1 && within == "w:tcPr" => {
                    let torn = Torn { by: self.stamps.number(tag), is_deleted: name == "w:cellDel" };
                    self.cells.iter_mut().last().into_iter().for_each(|cell| cell.torn = Some(torn));
                }
                ("w:del" | "w:ins", _) if self.properties.len() == 1 && within == "w:trPr" => {
                    let who = Some(self.stamps.number(tag));
                    match (self.rows.last_mut(), name.as_str()) {
                        (Some(row), "w:del") => row.deleted = who,
                        (Some(row), _) => row.inserted = who,
                        (None, _) => {}
                    }
                }
                _ => {}
            }
            if let Some(paragraph) = self.open.last_mut() {
                paragraph.setting.take(&name, tag, &self.properties, self.stamps);
            }
            if is_properties(&name) || name.ends_with("Change") {
                self.properties.push(name);
            }
            return;
        }
        match name.as_str() {
            name if is_properties(name) => self.properties.push(name.to_owned()),
            "w:p" => self.begin_paragraph(),
            "w:tr" => {
                *self.next_cell += 1;
                self.rows.push(Row { number: *self.next_cell, inserted: None, deleted: None });
            }
            "w:tc" | "w:txbxContent" => self.begin_cell(None),
            "w:footnote" | "w:endnote" => self.begin_cell(Some(number_of_note(tag))),
            "w:ins" | "w:moveTo" => {
                let who = self.stamps.number(tag);
                self.inserted.push(who);
            }
            "w:del" | "w:moveFrom" => {
                let who = self.stamps.number(tag);
                self.deleted.push(who);
            }
            "w:t" | "w:delText" => self.is_text = true,
            "w:instrText" | "w:delInstrText" => self.is_instruction = true,
            "w:fldChar" => self.field(&tag.attribute("fldCharType").unwrap_or_default()),
            "w:fldSimple" => self.begin_link(fields::address(&tag.attribute("instr").unwrap_or_default())),
            "w:noBreakHyphen" => self.letter('\u{2011}'),
            "w:softHyphen" => self.letter('\u{ad}'),
            // Our own breaks and tabs are no text; those that a reviewer inserts are.
            "w:br" if tag.attribute("type").is_some_and(|of| of != "textWrapping") => {}
            "w:br" | "w:cr" if !self.inserted.is_empty() => self.letter(BREAK),
            "w:tab" | "w:ptab" if !self.inserted.is_empty() => self.letter('\t'),
            "w:sym" => self.letter(SYMBOL),
            "w:hyperlink" => {
                let address = tag.attribute("id").and_then(|id| self.targets.addresses.get(&id));
                let place = tag.attribute("anchor");
                let address = address.map(|address| fields::with_place(address, place.as_deref()));
                self.begin_link(address);
            }
            "m:oMath" => {
                self.letter(EQUATION);
                self.is_equation = true;
            }
            "w:drawing" if !self.inserted.is_empty() => self.letter(PICTURE),
            "w:pict" | "w:object" => self.letter(PICTURE),
            "wp:docPr" if self.inserted.is_empty() => self.picture(tag),
            "a:blip" => self.picture_file(tag),
            _ => self.mark_of(&name, tag),
        }
    }

    fn mark_of(&mut self, name: &str, tag: &Tag<'_>) {
        let id = || tag.attribute("id").unwrap_or_default();
        let mark = match name {
            "w:moveFromRangeStart" | "w:moveToRangeStart" => {
                let number = self.stamps.number_of_move(tag.attribute("name").unwrap_or_default());
                return self.moves.push((id(), number));
            }
            "w:moveFromRangeEnd" | "w:moveToRangeEnd" => return self.moves.retain(|(begun, _)| *begun != id()),
            "w:bookmarkStart" => {
                let name = tag.attribute("name").unwrap_or_default();
                self.bookmarks.insert(id(), name.clone());
                Mark::Begins(name)
            }
            "w:bookmarkEnd" => match self.bookmarks.get(&id()) {
                Some(name) => Mark::Ends(name.clone()),
                None => return,
            },
            "w:commentRangeStart" => Mark::CommentBegins(id()),
            "w:commentRangeEnd" => Mark::CommentEnds(id()),
            "w:commentReference" => Mark::CommentHangs(id()),
            "w:footnoteReference" | "w:endnoteReference" => {
                Mark::Note(number_of_note(tag), self.deleted.last().copied())
            }
            "w:br" | "w:cr" => Mark::Break,
            _ => return,
        };
        // What ends between two paragraphs ends with the former.
        let is_end = matches!(mark, Mark::Ends(_) | Mark::CommentEnds(_));
        let former = self.body.paragraphs.last_mut().filter(|_| is_end);
        match self.open.last_mut().or(former) {
            Some(paragraph) => paragraph.marks.push((paragraph.letters.len(), mark)),
            None => self.waiting.push(mark),
        }
    }

    /// Takes in a picture. Our own are called by their files.
    fn picture(&mut self, tag: &Tag<'_>) {
        let text = |name: &str| tag.attribute(name).unwrap_or_default();
        let (name, alt, deleted) = (text("name"), text("descr"), self.deleted.last().copied());
        match self.open.last_mut() {
            Some(paragraph) if name.starts_with("media/") => {
                let mark = Mark::Picture(Picture { name, alt, digest: None, deleted });
                paragraph.marks.push((paragraph.letters.len(), mark));
            }
            _ => self.letter(PICTURE),
        }
    }

    /// Takes in the file of the picture that has begun.
    fn picture_file(&mut self, tag: &Tag<'_>) {
        let digest = tag.attribute("embed").and_then(|id| self.targets.pictures.get(&id).cloned());
        let mark = self.open.last_mut().and_then(|paragraph| paragraph.marks.last_mut());
        if let Some((_, Mark::Picture(picture))) = mark {
            picture.digest = picture.digest.take().or(digest);
        }
    }

    /// Takes in who added or deleted an equation, which may stand in it.
    fn mark_equation(&mut self, name: &str, tag: &Tag<'_>) {
        let is_insertion = matches!(name, "w:ins" | "w:moveTo");
        if !is_insertion && !matches!(name, "w:del" | "w:moveFrom") {
            return;
        }
        let who = self.stamps.number(tag);
        if let Some(letter) = self.open.last_mut().and_then(|paragraph| paragraph.letters.last_mut()) {
            let change = if is_insertion { &mut letter.inserted } else { &mut letter.deleted };
            change.get_or_insert(who);
        }
    }

    fn begin_paragraph(&mut self) {
        let cell = self.cells.last().cloned().unwrap_or(Cell { number: 0, note: None, torn: None });
        let marks = std::mem::take(&mut self.waiting).into_iter().map(|mark| (0, mark)).collect();
        let row = self.rows.last().copied();
        let Cell { number, note, torn } = cell;
        self.open.push(Paragraph { cell: number, note, torn, marks, row, ..Paragraph::default() });
    }

    fn begin_cell(&mut self, note: Option<String>) {
        *self.next_cell += 1;
        let note = note.or_else(|| self.cells.last().and_then(|cell| cell.note.clone()));
        self.cells.push(Cell { number: *self.next_cell, note, torn: None });
    }

    fn letter(&mut self, c: char) {
        let (inserted, deleted) = (self.inserted.last().copied(), self.deleted.last().copied());
        let is_move = |who: Who| self.stamps.all.get(who as usize).is_some_and(|stamp| stamp.is_move);
        let is_moved = inserted.into_iter().chain(deleted).any(is_move);
        let moved = self.moves.last().map(|(_, number)| *number).filter(|_| is_moved);
        if let Some(paragraph) = self.open.last_mut() {
            self.letters += 1;
            paragraph.letters.push(Letter { c, inserted, deleted, moved });
        }
    }

    fn end(&mut self, name: &str) {
        if self.passed_over > 0 {
            self.passed_over -= 1;
            return;
        }
        if !self.properties.is_empty() {
            if self.properties.last().is_some_and(|within| within == name) {
                self.properties.pop();
            }
            return;
        }
        match name {
            "w:tr" => drop(self.rows.pop()),
            "w:p" => self.body.paragraphs.extend(self.open.pop()),
            "w:tc" | "w:txbxContent" | "w:footnote" | "w:endnote" if self.cells.len() > 1 => drop(self.cells.pop()),
            "w:ins" | "w:moveTo" => drop(self.inserted.pop()),
            "w:del" | "w:moveFrom" => drop(self.deleted.pop()),
            "w:t" | "w:delText" => self.is_text = false,
            "m:oMath" => self.is_equation = false,
            "w:instrText" | "w:delInstrText" => self.is_instruction = false,
            "w:hyperlink" | "w:fldSimple" => self.end_link(),
            _ => {}
        }
    }

    fn letters_of_paragraph(&self) -> usize {
        self.open.last().map_or(0, |paragraph| paragraph.letters.len())
    }

    fn begin_link(&mut self, address: Option<String>) {
        self.links.push((address, self.letters_of_paragraph()));
    }

    /// A field begins, its result begins, or it ends: some word processors write links so.
    fn field(&mut self, kind: &str) {
        let place = (self.body.paragraphs.len(), self.letters_of_paragraph());
        match kind {
            "begin" => self.fields.begin(),
            "separate" => self.fields.separate(place),
            "end" => {
                let link = self.fields.end(place).map(|(start, address, length)| (start, Mark::Link(address, length)));
                self.open.last_mut().into_iter().for_each(|paragraph| paragraph.marks.extend(link.clone()));
            }
            _ => {}
        }
    }

    fn end_link(&mut self) {
        let Some((Some(address), start)) = self.links.pop() else { return };
        if let Some(paragraph) = self.open.last_mut() {
            let length = paragraph.letters.len().saturating_sub(start);
            paragraph.marks.push((start, Mark::Link(address, length)));
        }
    }
}

/// The number of a note, or of its mark: those at the end of the document are numbered apart from footnotes.
fn number_of_note(tag: &Tag<'_>) -> String {
    let id = tag.attribute("id").unwrap_or_default();
    if tag.name().starts_with("w:endnote") { format!("end {id}") } else { id }
}

fn is_properties(name: &str) -> bool {
    matches!(name, "w:pPr" | "w:rPr" | "w:tblPr" | "w:trPr" | "w:tcPr" | "w:sectPr" | "w:sdtPr")
}
