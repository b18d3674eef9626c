//! Tables of a text by which places in it are found without reading it from the beginning: a file may be one line of
//! megabytes with a hundred thousand findings in it.

use std::ops::Range;

/// The number of bytes between two entries of a table.
const STEP: usize = 512;

/// The offsets of lines, and the number of characters before each step.
#[derive(Debug, Clone)]
pub(super) struct LineTable {
    starts: Vec<u32>,
    characters: Vec<u32>,
}

/// Bytes that begin a character.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

/// Texts are held below 4 GiB by the limits of reading.
fn short(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

impl LineTable {
    pub(super) fn of(text: &str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(ends.map(|(at, _)| short(at + 1))).collect();
        let mut before = 0;
        let steps = text.as_bytes().chunks(STEP).map(|step| {
            before += characters(step);
            short(before)
        });
        Self { starts, characters: std::iter::once(0).chain(steps).collect() }
    }

    /// The line that holds an offset, without its end, and its number from 1.
    pub(super) fn line_at(&self, text: &str, offset: usize) -> (Range<usize>, usize) {
        let number = self.starts.partition_point(|start| *start as usize <= offset);
        let start = self.starts[number - 1] as usize;
        let end = self.starts.get(number).map_or(text.len(), |next| *next as usize - 1);
        let line = &text.as_bytes()[start..end];
        (start..if line.ends_with(b"\r") { end - 1 } else { end }, number)
    }

    /// The number of characters of the text that begin before an offset.
    pub(super) fn characters_before(&self, text: &str, offset: usize) -> usize {
        let step = offset / STEP;
        self.characters[step] as usize + characters(&text.as_bytes()[step * STEP..offset])
    }
}

/// The difference in length between the texts of a JSON file and their written form, up to some point in each step.
#[derive(Debug, Clone)]
pub(super) struct EscapeTable {
    /// Offsets outside escapes, each with the number of bytes by which the escapes before it are longer than their characters.
    points: Vec<(u32, u32)>,
}

impl EscapeTable {
    pub(super) fn of(text: &str) -> Self {
        let mut points = vec![(0, 0)];
        let (mut saved, mut after, mut next) = (0, 0, STEP);
        for (at, _) in text.bytes().enumerate().filter(|(_, byte)| *byte == b'\\') {
            // The second of two backslashes is the end of an escape.
            if at < after {
                continue;
            }
            let (raw, width) = escape_width(text, at);
            saved += raw - width;
            after = at + raw;
            if at >= next {
                points.push((short(after), short(saved)));
                next = at + STEP;
            }
        }
        Self { points }
    }

    /// The offset in the file at which the text of a string token has reached `decoded` bytes.
    pub(super) fn raw_offset(&self, text: &str, token: Range<usize>, decoded: usize) -> usize {
        let (start, end) = (token.start + 1, token.end.min(text.len()));
        let saved = self.saved_before(text, start);
        let decoded_at = |point: &(u32, u32)| point.0 as usize - start - (point.1 as usize - saved);
        // The last point inside the token that lies not behind what is looked for; before the first, the token's start.
        let is_reached = |point: &(u32, u32)| {
            let raw = point.0 as usize;
            raw <= start || (raw < end && decoded_at(point) <= decoded)
        };
        let point = self.points[self.points.partition_point(is_reached).saturating_sub(1)];
        let (mut raw, mut seen) =
            if point.0 as usize > start { (point.0 as usize, decoded_at(&point)) } else { (start, 0) };
        let last = point.0 as usize + STEP;
        while seen < decoded && raw + 1 < end {
            let plain = (decoded - seen).min(end - 1 - raw);
            match next_escape(text, raw, last.min(raw + plain)) {
                Some(at) => {
                    let (raw_width, width) = escape_width(text, at);
                    seen += at - raw + width;
                    raw = at + raw_width;
                }
                None => {
                    raw += plain;
                    seen += plain;
                }
            }
        }
        raw.min(end)
    }

    /// The number of bytes saved before an offset that is outside escapes.
    fn saved_before(&self, text: &str, offset: usize) -> usize {
        let point = self.points[self.points.partition_point(|point| point.0 as usize <= offset).saturating_sub(1)];
        let (mut raw, mut saved) = (point.0 as usize, point.1 as usize);
        let last = raw + STEP;
        while let Some(at) = next_escape(text, raw, last.min(offset)) {
            let (raw_width, width) = escape_width(text, at);
            saved += raw_width - width;
            raw = at + raw_width;
        }
        saved
    }
}

/// The first escape in a range. More than a step after a point of the table, there is none before the next point.
fn next_escape(text: &str, from: usize, to: usize) -> Option<usize> {
    text.as_bytes().get(from..to)?.iter().position(|byte| *byte == b'\\').map(|at| from + at)
}

/// Bytes in the file and in the text of the escape at `at`: `\n`, `\uXXXX`, or a surrogate pair.
fn escape_width(text: &str, at: usize) -> (usize, usize) {
    let unit = |from: usize| text.get(from + 2..from + 6).and_then(|hex| u32::from_str_radix(hex, 16).ok());
    match (text.as_bytes().get(at + 1), unit(at)) {
        (Some(b'u'), Some(0xD800..=0xDBFF)) => (12, 4),
        (Some(b'u'), Some(code)) => (6, char::from_u32(code).map_or(3, char::len_utf8)),
        _ => (2, 1),
    }
}
