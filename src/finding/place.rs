//! Places in the files of one pack.

use std::ops::Range;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

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

    /// The place of the bracket that opens an object: what is said of the whole stands there.
    #[must_use]
    pub fn opening(self) -> Self {
        Self { end: self.end.min(self.start + 1), ..self }
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
    /// Offsets at which its lines start; found when the first place is asked for.
    #[serde(skip)]
    lines: OnceLock<Vec<usize>>,
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
}

impl Sources {
    /// No texts yet. `prefix` is put before every path that messages name.
    pub fn new(prefix: impl Into<String>) -> Self {
        Self { prefix: prefix.into(), files: Vec::new() }
    }

    /// Takes in a text under its path in the workspace. It is the workspace's `own`, or else the
    /// program's.
    pub fn add(&mut self, path: impl Into<String>, text: String, own: bool) -> FileNumber {
        let number = u16::try_from(self.files.len()).expect("a pack reads far fewer than 65,536 files");
        let path = path.into();
        self.files.push(SourceFile { path, text, own, lines: OnceLock::new() });
        FileNumber(number)
    }

    /// Path and text of the files that came from the workspace.
    pub fn own(&self) -> impl Iterator<Item = (&str, &str)> {
        let own = self.files.iter().filter(|file| file.own);
        own.map(|file| (file.path.as_str(), file.text.as_str()))
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

    /// The offset at which the line starts that holds an offset, and its number from 1.
    pub fn line_at(&self, file: FileNumber, offset: usize) -> (usize, usize) {
        let file = &self.files[usize::from(file.0)];
        let lines = file.lines.get_or_init(|| {
            let ends = file.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
            std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect()
        });
        let line = lines.partition_point(|start| *start <= offset);
        (lines[line - 1], line)
    }

    fn line_and_column(&self, file: FileNumber, offset: usize) -> (usize, usize) {
        let text = self.text(file);
        let offset = offset.min(text.len());
        let (start, line) = self.line_at(file, offset);
        (line, text.get(start..offset).map_or(1, |before| before.chars().count() + 1))
    }

    /// The place of a part of a JSON string: `part` is a range of the decoded text, `string` the
    /// place of the token with its quotes. Escapes are longer in the file than in the text.
    pub fn within_string(&self, string: Place, part: Range<usize>) -> Place {
        let token = &self.text(string.file)[string.range()];
        let start = string.start as usize;
        Place::new(string.file, start + raw_offset(token, part.start)..start + raw_offset(token, part.end))
    }
}

/// The offset in a JSON string token at which the decoded text has reached `decoded` bytes.
fn raw_offset(token: &str, decoded: usize) -> usize {
    let bytes = token.as_bytes();
    let (mut raw, mut seen) = (1, 0);
    while seen < decoded && raw + 1 < bytes.len() {
        let (raw_width, width) = match (bytes[raw], bytes.get(raw + 1)) {
            (b'\\', Some(b'u')) => escape_width(token, raw),
            (b'\\', _) => (2, 1),
            _ => (1, 1),
        };
        raw += raw_width;
        seen += width;
    }
    raw.min(token.len())
}

/// Bytes in the file and in the text of the `\uXXXX` escape (or surrogate pair) at `at`.
fn escape_width(token: &str, at: usize) -> (usize, usize) {
    let unit = |from: usize| token.get(from + 2..from + 6).and_then(|hex| u32::from_str_radix(hex, 16).ok());
    match unit(at) {
        Some(0xD800..=0xDBFF) => (12, 4),
        Some(code) => (6, char::from_u32(code).map_or(3, char::len_utf8)),
        None => (2, 1),
    }
}
