//! The text of a Word file as it is stored: paragraphs of letters, each with who inserted it and who deleted it.

use std::collections::BTreeMap;

use super::xml::{Step, Tag, Tags};

/// The most letters of a part that are read: some thousand pages.
const LETTERS: usize = 4_000_000;

/// Who changed something, and when.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stamp {
    pub(super) author: String,
    /// True for one half of a move.
    pub(super) is_move: bool,
    /// As the file has it: `2026-03-05T10:00:00Z`.
    pub(super) date: String,
}

/// The number of a [`Stamp`].
pub(super) type Who = u32;

/// A letter of the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letter {
    pub(super) c: char,
    pub(super) inserted: Option<Who>,
    pub(super) deleted: Option<Who>,
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
    /// The number of the note that it is in.
    pub(super) note: Option<String>,
    /// Its style and its list, as the file names them.
    pub(super) form: String,
}

/// A break of a line within a paragraph, as a letter.
pub(super) const BREAK: char = '\u{b}';
/// A picture, as a letter.
pub(super) const PICTURE: char = '\u{fffc}';
/// A sign of a font for signs, as a letter.
pub(super) const SYMBOL: char = '\u{fffd}';

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

/// Stamps, each once.
#[derive(Debug, Default)]
pub(super) struct Stamps {
    pub(super) all: Vec<Stamp>,
    numbers: BTreeMap<Stamp, Who>,
}

impl Stamps {
    fn number(&mut self, tag: &Tag<'_>) -> Who {
        let stamp = Stamp {
            author: tag.attribute("author").unwrap_or_default(),
            is_move: matches!(tag.name().as_str(), "w:moveFrom" | "w:moveTo"),
            date: tag.attribute("date").unwrap_or_default(),
        };
        *self.numbers.entry(stamp).or_insert_with_key(|stamp| {
            self.all.push(stamp.clone());
            Who::try_from(self.all.len() - 1).unwrap_or(Who::MAX)
        })
    }
}

/// Reads the text of a part. Cells are numbered on from `cells`, so that those of several parts differ.
pub(super) fn read(xml: &str, stamps: &mut Stamps, cells: &mut usize) -> Body {
    *cells += 1;
    let mut reading = Reading {
        stamps,
        cells: vec![Cell { number: *cells, note: None }],
        next_cell: cells,
        open: Vec::new(),
        rows: Vec::new(),
        inserted: Vec::new(),
        deleted: Vec::new(),
        bookmarks: BTreeMap::new(),
        waiting: Vec::new(),
        properties: Vec::new(),
        passed_over: 0,
        is_text: false,
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
    /// Marks between two paragraphs, for the next one.
    waiting: Vec<Mark>,
    /// Elements with properties that have begun.
    properties: Vec<String>,
    /// The number of elements that have begun of those that are passed over.
    passed_over: usize,
    is_text: bool,
    letters: usize,
    body: Body,
}

impl Reading<'_> {
    fn step(&mut self, step: Step<'_>) {
        match step {
            Step::Start(tag) => self.start(&tag),
            Step::End(name) => self.end(&name),
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
            let is_of_paragraph = within == "w:pPr" && self.properties.len() == 1;
            if let ("w:pStyle" | "w:numId" | "w:ilvl", Some(paragraph), true) =
                (name.as_str(), self.open.last_mut(), is_of_paragraph)
            {
                paragraph.form.push_str(&format!("{name}={} ", tag.attribute("val").unwrap_or_default()));
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
            "w:footnote" | "w:endnote" => self.begin_cell(tag.attribute("id")),
            "w:ins" | "w:moveTo" => {
                let who = self.stamps.number(tag);
                self.inserted.push(who);
            }
            "w:del" | "w:moveFrom" => {
                let who = self.stamps.number(tag);
                self.deleted.push(who);
            }
            "w:t" | "w:delText" => self.is_text = true,
            "w:noBreakHyphen" => self.letter('\u{2011}'),
            "w:softHyphen" => self.letter('\u{ad}'),
            // Our own breaks and tabs are no text; those that a reviewer inserts are.
            "w:br" if tag.attribute("type").is_some_and(|of| of != "textWrapping") => {}
            "w:br" | "w:cr" if !self.inserted.is_empty() => self.letter(BREAK),
            "w:tab" | "w:ptab" if !self.inserted.is_empty() => self.letter('\t'),
            "w:sym" => self.letter(SYMBOL),
            // Our own pictures are called by their files.
            "w:drawing" | "w:pict" | "w:object" if !self.inserted.is_empty() => self.letter(PICTURE),
            "wp:docPr" if self.inserted.is_empty() => {
                if !tag.attribute("name").is_some_and(|name| name.starts_with("media/")) {
                    self.letter(PICTURE);
                }
            }
            _ => self.mark_of(&name, tag),
        }
    }

    fn mark_of(&mut self, name: &str, tag: &Tag<'_>) {
        let id = || tag.attribute("id").unwrap_or_default();
        let mark = match name {
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
            "w:footnoteReference" | "w:endnoteReference" => Mark::Note(id(), self.deleted.last().copied()),
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

    fn begin_paragraph(&mut self) {
        let cell = self.cells.last().cloned().unwrap_or(Cell { number: 0, note: None });
        let marks = std::mem::take(&mut self.waiting).into_iter().map(|mark| (0, mark)).collect();
        let row = self.rows.last().copied();
        self.open.push(Paragraph { cell: cell.number, note: cell.note, marks, row, ..Paragraph::default() });
    }

    fn begin_cell(&mut self, note: Option<String>) {
        *self.next_cell += 1;
        let note = note.or_else(|| self.cells.last().and_then(|cell| cell.note.clone()));
        self.cells.push(Cell { number: *self.next_cell, note });
    }

    fn letter(&mut self, c: char) {
        let (inserted, deleted) = (self.inserted.last().copied(), self.deleted.last().copied());
        if let Some(paragraph) = self.open.last_mut() {
            self.letters += 1;
            paragraph.letters.push(Letter { c, inserted, deleted });
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
            _ => {}
        }
    }
}

fn is_properties(name: &str) -> bool {
    matches!(name, "w:pPr" | "w:rPr" | "w:tblPr" | "w:trPr" | "w:tcPr" | "w:sectPr" | "w:sdtPr")
}
