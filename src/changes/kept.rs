//! Numbers of pages that stay as they were sent out.
//!
//! A part of a document that begins a page keeps the numbers of its pages, the most that it ever had. Pages of a file are known by
//! what they draw: one that comes between two others changes the numbers of none.

use std::collections::{BTreeMap, BTreeSet};

use super::issues::{IssuedFile, IssuedPack, Issues, drawn};
use super::numbered::IssuedPages;
use crate::compare::common;
use crate::document::StableNumber;
use crate::edition::{KeptDocument, OutsidePdf};

/// What the documents of an edition keep of the numbers with which an audience got them. `parts` are those that begin pages now, by
/// document, and `files` the PDFs of annexes.
pub fn keep(
    issues: &Issues,
    (audience, language): (Option<&str>, &str),
    parts: Vec<(String, Vec<String>)>,
    files: &[(OutsidePdf, Vec<u8>)],
) -> BTreeMap<String, KeptDocument> {
    let mut sent: Vec<&IssuedPack> = issues.of(audience).map(|(_, pack)| pack).collect();
    sent.reverse();
    let files = files.iter().map(|file| (format!("annexes.{}.{}", file.0.annex, file.0.at + 1), file)).collect();
    let kept = |(document, parts): (String, Vec<String>)| {
        let is_it = |pages: &&IssuedPages| pages.language == language && pages.document == document;
        let sent: Vec<Sent<'_>> =
            sent.iter().filter_map(|pack| Some((*pack, pack.numbered.iter().find(is_it)?))).collect();
        let all = sent.iter().flat_map(|(_, pages)| &pages.parts).flat_map(|part| &part.pages.0);
        let used: BTreeSet<&StableNumber> = all.collect();
        let numbers = |part: String| {
            let numbers = numbers(&part, &sent, &files);
            (part, numbers)
        };
        let parts = parts.into_iter().map(numbers).collect();
        (document, KeptDocument { parts, used: used.into_iter().cloned().collect() })
    };
    parts.into_iter().map(kept).collect()
}

/// A pack that was sent out, and the numbers of the pages of one of its documents.
type Sent<'a> = (&'a IssuedPack, &'a IssuedPages);

/// The numbers that the pages of a part keep.
fn numbers<'a>(
    part: &str,
    sent: &[Sent<'a>],
    files: &BTreeMap<String, &(OutsidePdf, Vec<u8>)>,
) -> Vec<Option<StableNumber>> {
    let of = |sent: &Sent<'a>| {
        let (pack, pages) = *sent;
        let part = pages.parts.iter().find(|one| one.part == part)?;
        Some((pack.files.as_slice(), part.pages.0.as_slice()))
    };
    let lists: Vec<(&'a [IssuedFile], &'a [StableNumber])> = sent.iter().filter_map(of).collect();
    let of_file = files.get(part).and_then(|(pdf, bytes)| {
        let is_it = |file: &&IssuedFile| file.annex == pdf.annex && file.at == pdf.at;
        let former = lists.iter().rev().map(|(files, numbers)| Some((files.iter().find(is_it)?, *numbers)));
        of_file(&former.collect::<Option<Vec<_>>>()?, (pdf, bytes))
    });
    of_file.unwrap_or_else(|| most(lists.iter().rev().map(|(_, numbers)| *numbers)).map(Some).collect())
}

/// The numbers of the pages of a file, counted from 1 when it was first sent out: a page that comes between two others later has the
/// number of the one before it again. `is_last` is true if no file follows it in its annex: then pages at its end are counted on.
/// None if all have the numbers of their places.
pub fn sheet_numbers(
    issues: &Issues,
    audience: Option<&str>,
    (pdf, bytes): (&OutsidePdf, &[u8]),
    is_last: bool,
) -> Vec<StableNumber> {
    let is_it = |file: &&IssuedFile| file.annex == pdf.annex && file.at == pdf.at;
    let mut files: Vec<&IssuedFile> =
        issues.of(audience).filter_map(|(_, pack)| pack.files.iter().find(is_it)).collect();
    files.reverse();
    let (_, drawn) = drawn(bytes, files.iter().copied());
    let now: Option<Vec<&String>> = pdf.pages.iter().map(|page| drawn.get(page.index)).collect();
    let sent: Option<Vec<Vec<&String>>> = files.iter().map(|file| file.shown()).collect();
    let (Some(now), Some(mut states)) = (now, sent.filter(|sent| !sent.is_empty())) else { return Vec::new() };
    states.push(now);
    let mut counted = Counted::first(&states[0]);
    states.windows(2).for_each(|pair| counted.next((&pair[0], &pair[1]), is_last));
    let is_of_place = |(at, number): (usize, &StableNumber)| *number == StableNumber::plain(at + 1);
    match counted.numbers.iter().enumerate().all(is_of_place) {
        true => Vec::new(),
        false => counted.numbers,
    }
}

/// The numbers of the pages of a file from one issue to the next.
struct Counted<'a> {
    numbers: Vec<StableNumber>,
    used: BTreeSet<StableNumber>,
    /// The number that each page had last, by what it draws.
    known: BTreeMap<&'a String, StableNumber>,
}

impl<'a> Counted<'a> {
    fn first(pages: &[&'a String]) -> Self {
        let numbers: Vec<StableNumber> = (1..=pages.len()).map(StableNumber::plain).collect();
        let known = pages.iter().copied().zip(numbers.iter().cloned()).collect();
        Self { used: numbers.iter().cloned().collect(), numbers, known }
    }

    fn next(&mut self, (old, new): (&[&'a String], &[&'a String]), counts_on: bool) {
        let mut kept: Vec<Option<StableNumber>> = vec![None; new.len()];
        for (old, new, _) in pairs(old, new) {
            kept[new] = self.numbers.get(old).cloned();
        }
        // A page that was once there and is again has its number again.
        for (at, page) in new.iter().enumerate().filter(|(at, _)| kept[*at].is_none()).collect::<Vec<_>>() {
            kept[at] = self.known.get(page).filter(|number| !kept.iter().flatten().any(|one| one == *number)).cloned();
        }
        // Where another file follows, what comes last is not counted on.
        let last = if counts_on { kept.iter().rposition(Option::is_some) } else { Some(usize::MAX) };
        let numbers = StableNumber::filled(kept, last, &mut self.used);
        self.known.extend(new.iter().copied().zip(numbers.iter().cloned()));
        self.numbers = numbers;
    }
}

/// The numbers that a part had last, and those that it had besides when it was longer.
fn most<'a>(lists: impl Iterator<Item = &'a [StableNumber]>) -> impl Iterator<Item = StableNumber> {
    let mut all: Vec<StableNumber> = Vec::new();
    for numbers in lists {
        let more: Vec<_> = numbers.iter().skip(all.len()).filter(|number| !all.contains(number)).cloned().collect();
        all.extend(more);
    }
    all.into_iter()
}

/// The numbers of the pages of a file: those that are the same keep theirs, and so do those in place of others. Pages that were once
/// there, and are again, have their numbers again. `former` is the file as it was sent out, the last first.
fn of_file(
    former: &[(&IssuedFile, &[StableNumber])],
    (pdf, bytes): (&OutsidePdf, &[u8]),
) -> Option<Vec<Option<StableNumber>>> {
    let (_, drawn) = drawn(bytes, former.iter().map(|(file, _)| *file));
    let new: Vec<&String> = pdf.pages.iter().map(|page| drawn.get(page.index)).collect::<Option<_>>()?;
    let mut kept: Vec<Option<StableNumber>> = vec![None; new.len()];
    for (at, (file, numbers)) in former.iter().enumerate() {
        let old = file.shown().filter(|old| old.len() <= numbers.len())?;
        for (old, new, is_same) in pairs(&old, &new) {
            let number = numbers.get(old);
            if (at == 0 || is_same) && kept[new].is_none() && !kept.iter().flatten().any(|one| Some(one) == number) {
                kept[new] = number.cloned();
            }
        }
        if kept.iter().all(Option::is_some) {
            break;
        }
    }
    // A blank page may follow the file.
    let (last, numbers) = former.first()?;
    kept.extend(numbers.iter().skip(last.shown()?.len()).cloned().map(Some));
    Some(kept)
}

/// Pages that belong together, and whether they are the same: others stand in place of those between the same, as far as they go.
fn pairs(old: &[&String], new: &[&String]) -> Vec<(usize, usize, bool)> {
    let (mut all, mut from, mut to) = (Vec::new(), 0, 0);
    for (until_old, until_new) in common(old, new).into_iter().chain([(old.len(), new.len())]) {
        all.extend((from..until_old).zip(to..until_new).map(|(old, new)| (old, new, false)));
        if until_old < old.len() {
            all.push((until_old, until_new, true));
        }
        (from, to) = (until_old + 1, until_new + 1);
    }
    all
}
