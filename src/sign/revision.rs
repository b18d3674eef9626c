//! Updates of a PDF that do nothing but sign it (ISO 32000-1, 7.5.6).
//!
//! Readers differ in what they make of an update that is not quite in order: an object listed twice or marked as free, a second
//! table, bytes after the end. One reader then shows something else than another one checks. So an update counts as a signature
//! only if it is laid out as this program (and most others) writes it, and there is one way to read it.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::document::{fields, load_any};
use super::pdf::find_in;
use crate::pdf::references;

/// The most keys of a field for a signature. Each is looked for in all of it.
const KEYS: usize = 100;

/// A file from its beginning to the end of one of its updates.
pub(super) struct Revision<'a> {
    file: &'a [u8],
    pub(super) document: Document,
    /// True if all readers see the same in it.
    pub(super) is_exact: bool,
}

impl<'a> Revision<'a> {
    /// Reads a file up to an end; `None` if it cannot be read.
    pub(super) fn read(file: &'a [u8], end: usize) -> Option<Self> {
        let file = file.get(..end)?;
        let (document, is_exact) = load_any(file)?;
        Some(Self { file, document, is_exact })
    }

    /// Returns whether what this revision adds to another signs one open field and does nothing else.
    pub(super) fn only_signs(&self, former: &Self) -> bool {
        self.is_exact && former.is_exact && only_signs(former, self).unwrap_or(false)
    }
}

fn only_signs(former: &Revision<'_>, now: &Revision<'_>) -> Option<bool> {
    let (file, from, to) = (now.file, former.file.len(), now.file.len());
    let (_, former_table) = end_of(former.file)?;
    let (tail, table) = end_of(file)?;
    if !(from..to).contains(&table) {
        return Some(false);
    }
    let (offsets, trailer) = table_at(file.get(table..tail)?)?;
    if !is_plain(trailer, former_table)? || !are_side_by_side(file, from, table, &offsets) {
        return Some(false);
    }
    let (before, after) = (&former.document, &now.document);
    let same = |key: &[u8]| before.trailer.get(key).ok() == after.trailer.get(key).ok();
    let form = before.catalog().ok()?.get(b"AcroForm").ok()?.as_reference().ok()?;
    let open: Vec<ObjectId> =
        fields(before)?.into_iter().filter(|(_, field)| !field.has(b"V")).map(|(id, _)| id).collect();
    let mut named = Vec::new();
    before.objects.values().for_each(|object| references(object, &mut named));
    let dangling: BTreeSet<ObjectId> = named.into_iter().filter(|id| !before.objects.contains_key(id)).collect();
    let mut signed = 0;
    for (id, offset) in &offsets {
        let id = (*id, 0);
        let raw = file.get(*offset..table)?;
        let (former, now) = (before.objects.get(&id), after.objects.get(&id)?);
        let right = match former {
            Some(former) if open.contains(&id) => {
                signed += 1;
                now.as_dict().is_ok_and(|now| now.has(b"V")) && same_but(former, now, raw, &[b"V", b"AP", b"M", b"F"])
            }
            Some(former) if form == id => same_but(former, now, raw, &[b"SigFlags"]),
            Some(_) => false,
            // Nothing that was signed may have waited for it.
            None => id.0 > before.max_id && !dangling.contains(&id),
        };
        if !right {
            return Some(false);
        }
    }
    Some(signed == 1 && same(b"Root") && same(b"Info"))
}

/// The offset of the last line of a file, and the offset that this line states for the table.
fn end_of(file: &[u8]) -> Option<(usize, usize)> {
    let text = file.trim_ascii_end().strip_suffix(b"%%EOF")?.trim_ascii_end();
    let digits = text.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let number = std::str::from_utf8(&text[text.len() - digits..]).ok()?.parse().ok()?;
    let text = text[..text.len() - digits].trim_ascii_end().strip_suffix(b"startxref")?;
    Some((text.len(), number))
}

/// Offsets of the objects in a table, and the trailer after it. No object is listed twice, none is marked as free.
fn table_at(table: &[u8]) -> Option<(BTreeMap<u32, usize>, &[u8])> {
    let mut rest = table.strip_prefix(b"xref")?.trim_ascii_start();
    let mut offsets = BTreeMap::new();
    while !rest.starts_with(b"trailer") {
        let line = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'))?;
        let mut numbers = std::str::from_utf8(&rest[..line]).ok()?.split_ascii_whitespace();
        let (first, count): (u32, u32) = (numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?);
        rest = rest[line..].trim_ascii_start();
        for id in first..first.checked_add(count)? {
            let (entry, behind) = rest.split_at_checked(20)?;
            let entry = std::str::from_utf8(entry).ok()?;
            rest = behind;
            match (id, entry.get(10..18)?) {
                (0, " 65535 f") => {}
                (_, " 00000 n") => {
                    if offsets.insert(id, entry.get(..10)?.parse().ok()?).is_some() {
                        return None;
                    }
                }
                _ => return None,
            }
        }
        rest = rest.trim_ascii_start();
    }
    Some((offsets, rest))
}

/// Returns whether a trailer has each of its keys once, and leads to the table before it.
fn is_plain(trailer: &[u8], former_table: usize) -> Option<bool> {
    let text = trailer.strip_prefix(b"trailer")?;
    let once = |key: &[u8]| count(text, key) == 1;
    let previous = format!("/Prev {former_table}");
    let behind = find_in(text, previous.as_bytes()).and_then(|at| text.get(at + previous.len()));
    let leads_back = behind.is_some_and(|byte| !byte.is_ascii_digit());
    let plain = once(b"/Prev") && once(b"/Root") && once(b"/Size") && count(text, b"/Info") <= 1;
    Some(leads_back && plain && count(text, b"/XRefStm") == 0 && count(text, b"/Encrypt") == 0)
}

/// Returns whether objects fill the bytes between two places, each as its entry says.
fn are_side_by_side(file: &[u8], from: usize, to: usize, offsets: &BTreeMap<u32, usize>) -> bool {
    let mut places: Vec<(usize, u32)> = offsets.iter().map(|(id, offset)| (*offset, *id)).collect();
    places.sort_unstable();
    let ends = places.iter().skip(1).map(|(offset, _)| *offset).chain([to]);
    let first = places.first().map_or(to, |(offset, _)| *offset);
    let gap = file.get(from..first).is_some_and(|gap| gap.trim_ascii().is_empty());
    gap && places.iter().zip(ends).all(|((start, id), end)| {
        let head = format!("{id} 0 obj");
        let object = file.get(*start..end);
        object.is_some_and(|object| object.starts_with(head.as_bytes()) && object.trim_ascii_end().ends_with(b"endobj"))
    })
}

/// Returns whether two dictionaries are equal except for some keys, and the new one has each of its keys once.
fn same_but(former: &Object, now: &Object, raw: &[u8], keys: &[&[u8]]) -> bool {
    let (Ok(former), Ok(now)) = (former.as_dict(), now.as_dict()) else { return false };
    let without = |of: &Dictionary| {
        let mut of = of.clone();
        keys.iter().for_each(|key| drop(of.remove(key)));
        of
    };
    let end = find_in(raw, b"endobj").unwrap_or(raw.len());
    let once = |key: &[u8]| count(&raw[..end], &[b"/", key].concat()) == 1;
    now.len() <= KEYS && now.iter().all(|(key, _)| once(key)) && without(former) == without(now)
}

/// The number of times that a name occurs in a text as a whole.
fn count(text: &[u8], name: &[u8]) -> usize {
    let ends = |at: usize| text.get(at + name.len()).is_none_or(|byte| !byte.is_ascii_alphanumeric());
    text.windows(name.len()).enumerate().filter(|(at, part)| *part == name && ends(*at)).count()
}
