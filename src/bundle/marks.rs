//! Lists without marks.
//!
//! The engine writes an empty label for each entry of a list without marks. A label is what precedes an entry (ISO 32000-1,
//! table 336), so an empty one says nothing, and is left out here.

use std::ops::Range;

use super::splice::Table;

/// An empty label: the bytes before the number of its list entry, and those after it.
const LABEL: &[u8] = b"<</Type/StructElem/S/Lbl/P ";
const EMPTY: &[u8] = b" 0 R/K[]>>";
/// The key under which a list entry names its kids.
const KIDS: &[u8] = b"/K[";

/// The edits that leave out empty labels: nothing in their place, and no mention in their entries.
pub(super) fn empty_labels<'a>(pdf: &'a [u8], table: &'a Table) -> impl Iterator<Item = (Range<usize>, String)> + 'a {
    table.objects().filter_map(|at| empty_label(pdf, table, at)).flatten()
}

fn empty_label(pdf: &[u8], table: &Table, at: usize) -> Option<[(Range<usize>, String); 2]> {
    let (number, label) = object(pdf, at)?;
    let entry = pdf[label.start..].strip_prefix(LABEL)?.split(|byte| *byte == b' ').next()?;
    let end = label.start + LABEL.len() + entry.len() + EMPTY.len();
    if pdf.get(end - EMPTY.len()..end)? != EMPTY {
        return None;
    }
    let (_, entry) = object(pdf, table.object(std::str::from_utf8(entry).ok()?.parse().ok()?)?)?;
    let mention = [KIDS, number, b" 0 R "].concat();
    let kids = pdf[entry.clone()].windows(mention.len()).position(|bytes| bytes == mention)?;
    let mention = entry.start + kids + KIDS.len()..entry.start + kids + mention.len();
    Some([(label.start..end, "null".to_owned()), (mention, String::new())])
}

/// The digits of an object's number, and where its dictionary stands: a line each.
fn object(pdf: &[u8], at: usize) -> Option<(&[u8], Range<usize>)> {
    let lines = &mut pdf.get(at..)?.split(|byte| *byte == b'\n');
    let (head, dictionary) = (lines.next()?, lines.next()?);
    let begin = at + head.len() + 1;
    Some((head.strip_suffix(b" 0 obj")?, begin..begin + dictionary.len()))
}
