//! Putting other words in the place of some in a PDF that the engine wrote, without reading all of it.
//!
//! To read a tagged PDF into objects and write it again takes a tenth of the time of typesetting it; of the bytes a few
//! hundred change. Here they are changed in place, and the cross-reference table (ISO 32000-1, 7.5.4), which states the offsets
//! of objects, is adjusted.
//!
//! It refuses whatever is laid out otherwise than the engine does: one table of one section, at the end.

use std::ops::Range;

/// An entry of the table: ten digits, five digits, `n` or `f`, and two bytes that end the line.
const ENTRY: usize = 20;
const OFFSET: Range<usize> = 0..10;
const KIND: usize = 17;
/// The beginning of the table, before the number of its entries.
const HEAD: &[u8] = b"xref\n0 ";

/// The cross-reference table of a PDF.
pub(super) struct Table {
    /// The offset of `xref`, and the number at the end that states it.
    start: usize,
    pointer: Range<usize>,
    /// The offset of its entries.
    entries: Range<usize>,
    /// The offset of each object in use, by its number.
    offsets: Vec<Option<usize>>,
}

impl Table {
    /// The table of a PDF; none if it is not as the engine writes it.
    pub(super) fn read(pdf: &[u8]) -> Option<Self> {
        let before = pdf.strip_suffix(b"\n%%EOF")?;
        let pointer = before.iter().rposition(|byte| *byte == b'\n')? + 1..before.len();
        let start: usize = number(&pdf[pointer.clone()])?;
        let count = pdf.get(start..)?.strip_prefix(HEAD)?.split(|byte| *byte == b'\n').next()?;
        let first = start + HEAD.len() + count.len() + 1;
        let count: usize = number(count)?;
        let entries = first..first.checked_add(count.checked_mul(ENTRY)?)?;
        let mut offsets = Vec::with_capacity(count);
        for entry in pdf.get(entries.clone())?.chunks_exact(ENTRY) {
            offsets.push(if entry[KIND] == b'n' { Some(number(&entry[OFFSET])?) } else { None });
        }
        pdf[entries.end..].starts_with(b"trailer\n").then_some(Self { start, pointer, entries, offsets })
    }

    /// The offsets of objects, each at its number.
    pub(super) fn objects(&self) -> impl Iterator<Item = usize> {
        self.offsets.iter().copied().flatten()
    }

    /// The offset of the object with a number, if it is in use.
    pub(super) fn object(&self, number: usize) -> Option<usize> {
        self.offsets.get(number).copied().flatten()
    }

    /// The PDF with other text at these places, which are inside objects.
    pub(super) fn splice(&self, pdf: &[u8], edits: &[(Range<usize>, String)]) -> Vec<u8> {
        let mut edits: Vec<&(Range<usize>, String)> = edits.iter().collect();
        edits.sort_by_key(|(range, _)| range.start);
        // How much longer, and how much shorter, all is up to each edit.
        let mut changes = vec![(0, 0)];
        for (range, words) in &edits {
            let (longer, shorter) = changes[changes.len() - 1];
            changes.push((longer + words.len(), shorter + range.len()));
        }
        let moved = |at: usize| {
            let (longer, shorter) = changes[edits.partition_point(|(range, _)| range.start < at)];
            at + longer - shorter
        };
        let mut spliced = Vec::with_capacity(moved(pdf.len()));
        let mut done = 0;
        for (range, words) in &edits {
            spliced.extend_from_slice(&pdf[done..range.start]);
            spliced.extend_from_slice(words.as_bytes());
            done = range.end;
        }
        spliced.extend_from_slice(&pdf[done..self.entries.start]);
        for entry in pdf[self.entries.clone()].chunks_exact(ENTRY) {
            match number(&entry[OFFSET]) {
                Some(offset) if entry[KIND] == b'n' => spliced.extend(format!("{:010}", moved(offset)).bytes()),
                _ => spliced.extend_from_slice(&entry[OFFSET]),
            }
            spliced.extend_from_slice(&entry[OFFSET.end..]);
        }
        spliced.extend_from_slice(&pdf[self.entries.end..self.pointer.start]);
        spliced.extend(moved(self.start).to_string().bytes());
        spliced.extend_from_slice(&pdf[self.pointer.end..]);
        spliced
    }
}

fn number(digits: &[u8]) -> Option<usize> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}
