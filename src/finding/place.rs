//! Places in the files of one pack.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::tables::{EscapeTable, LineTable};

/// The number of a file among the [`Sources`] of one pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FileNumber(u16);

impl FileNumber {
    /// The number as it travels through serde, see [`super::Placed`].
    pub fn get(self) -> u16 {
        self.0
    }

    /// The reverse of [`FileNumber::get`].
    pub fn from_raw(number: u16) -> Self {
        Self(number)
    }
}

/// A range of bytes in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The file.
    pub file: FileNumber,
    /// Offset of the first byte.
    pub start: u32,
    /// Offset after the last byte.
    pub end: u32,
}

impl Place {
    /// The place of `range` in `file`. Files are held below 4 GiB by the limits of reading.
    pub fn new(file: FileNumber, range: Range<usize>) -> Self {
        let offset = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
        Self { file, start: offset(range.start), end: offset(range.end) }
    }

    /// The place of the bracket that opens an object, for findings about the whole object.
    #[must_use]
    pub fn opening(self) -> Self {
        Self { end: self.end.min(self.start + 1), ..self }
    }

    /// Returns whether another place begins in it.
    pub fn holds(self, other: Place) -> bool {
        self.file == other.file && (self.start..self.end).contains(&other.start)
    }

    /// The range of bytes.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct SourceFile {
    path: String,
    text: String,
    own: bool,
    /// The positions of its lines, characters and escapes; computed when the first place is requested.
    #[serde(skip)]
    lines: OnceLock<LineTable>,
    #[serde(skip)]
    escapes: OnceLock<EscapeTable>,
}

impl SourceFile {
    fn lines(&self) -> &LineTable {
        self.lines.get_or_init(|| LineTable::of(&self.text))
    }
}

/// A place as editors count it: lines and columns from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Location {
    /// Line of the first character.
    pub line: usize,
    /// Column of the first character.
    pub column: usize,
    /// Line of the end.
    pub end_line: usize,
    /// Column after the last character.
    pub end_column: usize,
}

/// The texts that places of one pack point into: its definition, the registry, templates.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Sources {
    prefix: String,
    files: Vec<SourceFile>,
    /// The last file taken in under each path.
    #[serde(skip)]
    numbers: BTreeMap<String, FileNumber>,
}

impl Sources {
    /// No texts yet. `prefix` is put before every path that messages name.
    pub fn new(prefix: impl Into<String>) -> Self {
        Self { prefix: prefix.into(), ..Self::default() }
    }

    /// Takes in a text under its path in the workspace. It is the workspace's `own`, or else the
    /// program's. The same text again, for another edition, has the same number.
    ///
    /// ```
    /// # use packwright::finding::Sources;
    /// let mut sources = Sources::new("");
    /// let first = sources.add("templates/agenda.xml.j2", "<p>Agenda</p>".to_owned(), false);
    /// assert_eq!(sources.add("templates/agenda.xml.j2", "<p>Agenda</p>".to_owned(), false), first);
    /// assert_ne!(sources.add("templates/agenda.xml.j2", "<p>Today</p>".to_owned(), true), first);
    /// ```
    pub fn add(&mut self, path: impl Into<String>, text: String, own: bool) -> FileNumber {
        let path = path.into();
        if let Some(known) = self.numbers.get(&path).filter(|number| self.text(**number) == text) {
            return *known;
        }
        let number = u16::try_from(self.files.len());
        let number = FileNumber(number.expect("folders are bounded, and a pack reads a dozen of them"));
        self.numbers.insert(path.clone(), number);
        self.files.push(SourceFile { path, text, own, lines: OnceLock::new(), escapes: OnceLock::new() });
        number
    }

    /// Path and text of the files that came from the workspace.
    pub fn own(&self) -> impl Iterator<Item = (&str, &str)> {
        let own = self.files.iter().filter(|file| file.own);
        own.map(|file| (file.path.as_str(), file.text.as_str()))
    }

    /// Number, path and text of the files that came from the workspace.
    pub fn numbered(&self) -> impl Iterator<Item = (FileNumber, &str, &str)> {
        let files = (0..).zip(&self.files).filter(|(_, file)| file.own);
        files.map(|(number, file)| (FileNumber(number), file.path.as_str(), file.text.as_str()))
    }

    /// True if a file came from the workspace, and is not the program's.
    pub fn is_own(&self, file: FileNumber) -> bool {
        self.files[usize::from(file.0)].own
    }

    /// A path of the workspace as messages name it.
    pub fn shown(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }

    /// The path of a file in the workspace.
    pub fn path(&self, file: FileNumber) -> &str {
        &self.files[usize::from(file.0)].path
    }

    /// The whole text.
    pub fn text(&self, file: FileNumber) -> &str {
        &self.files[usize::from(file.0)].text
    }

    /// The place as editors count it.
    pub fn locate(&self, place: Place) -> Location {
        let (line, column) = self.line_and_column(place.file, place.start as usize);
        let (end_line, end_column) = self.line_and_column(place.file, place.end as usize);
        Location { line, column, end_line, end_column }
    }

    /// The line that holds an offset, without its end, and its number from 1.
    pub fn line_at(&self, file: FileNumber, offset: usize) -> (Range<usize>, usize) {
        let file = &self.files[usize::from(file.0)];
        file.lines().line_at(&file.text, offset)
    }

    fn line_and_column(&self, file: FileNumber, offset: usize) -> (usize, usize) {
        let file = &self.files[usize::from(file.0)];
        let (lines, text) = (file.lines(), file.text.as_str());
        let offset = offset.min(text.len());
        let (line, number) = lines.line_at(text, offset);
        (number, lines.characters_before(text, offset) - lines.characters_before(text, line.start) + 1)
    }

    /// The place of a part of a JSON string: `part` is a range of the decoded text, `string` the
    /// place of the token with its quotes. Escapes are longer in the file than in the text.
    pub fn within_string(&self, string: Place, part: Range<usize>) -> Place {
        let file = &self.files[usize::from(string.file.0)];
        let escapes = file.escapes.get_or_init(|| EscapeTable::of(&file.text));
        let raw = |decoded| escapes.raw_offset(&file.text, string.range(), decoded);
        Place::new(string.file, raw(part.start)..raw(part.end))
    }
}
