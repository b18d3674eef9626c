//! Tags that the engine cannot be made to write, or kept from writing.
//!
//! The engine writes an empty label for each entry of a list without marks. A label is what precedes an entry (ISO 32000-1,
//! table 336), so an empty one says nothing, and is left out here.
//!
//! For words that were removed and added it writes spans with lines through and under them. Here they become `Del` and `Ins`, the
//! structure types that ISO 32000-2 (table 368) has for them; in PDF 1.7, which PDF/UA-1 is based on, they are mapped to `Span`.

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

/// A span, its type, and the type of what stands for the line that it is known by: a line of this thickness.
const SPAN: &[u8] = b"<</Type/StructElem/S/Span/";
const TYPE: Range<usize> = 18..25;
const LINES: [(&[u8], &str); 2] =
    [(b"/TextDecorationType/LineThrough", "/S/Del"), (b"/TextDecorationType/Underline", "/S/Ins")];
const THICKNESS: &[u8] = b"/TextDecorationThickness 0.61";
/// The beginning of the map of types.
const ROLES: &[u8] = b"<</Type/StructTreeRoot/RoleMap<<";

/// The edits that give words that were removed and added their types.
pub(super) fn revisions(pdf: &[u8], table: &Table) -> Vec<(Range<usize>, String)> {
    let mut edits: Vec<_> = table.objects().filter_map(|at| revision(pdf, at)).collect();
    if !edits.is_empty() {
        let root =
            table.objects().filter_map(|at| object(pdf, at)).find(|(_, root)| pdf[root.clone()].starts_with(ROLES));
        // Without the map the types would mean nothing.
        match root.map(|(_, root)| root.start + ROLES.len()) {
            Some(at) => edits.push((at..at, "/Del/Span/Ins/Span".to_owned())),
            None => edits.clear(),
        }
    }
    edits
}

fn revision(pdf: &[u8], at: usize) -> Option<(Range<usize>, String)> {
    let (_, span) = object(pdf, at)?;
    let text = &pdf[span.clone()];
    let has = |part: &[u8]| text.windows(part.len()).any(|bytes| bytes == part);
    if !text.starts_with(SPAN) || !has(THICKNESS) {
        return None;
    }
    let (_, name) = LINES.into_iter().find(|(line, _)| has(line))?;
    Some((span.start + TYPE.start..span.start + TYPE.end, name.to_owned()))
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
