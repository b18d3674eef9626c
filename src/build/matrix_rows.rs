//! Remarks of reviewers as rows of the matrix: where each stands, what it proposes, and what is answered to it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::comments::Reading;
use crate::changes::{Block, Said, Tree};
use crate::comments::{Located, Remark, RemarkKind, Values};
use crate::compare::{Fate, Piece, common, letters};
use crate::document::{Composition, ending, shortened};
use crate::edition::{CommentMatrix, MatrixGroup, MatrixRemark, MatrixRow, WordAnchor, WordMap, WordPieceKind};
use crate::meeting::Responses;

/// The most letters of a paragraph that are shown around a passage on either side, and around a change.
const PARAGRAPH: usize = 280;
const AROUND: usize = 60;
/// The most letters of a heading, and of what an entry of the file of responses says it is about.
const HEADING: usize = 120;
const ABOUT: usize = 60;
/// The most blocks in which a part of one is looked for.
const NEAR: usize = 40;

/// What an edition says now.
pub(super) struct EditionText {
    pub(super) language: String,
    pub(super) composition: Composition,
    pub(super) said: Said,
    /// Where these are written.
    pub(super) maps: Vec<WordMap>,
}

/// All remarks in the order of the text, each once, with the responses.
pub(super) fn rows(reading: &Reading<'_>, editions: &[EditionText], responses: &Responses) -> CommentMatrix {
    let maps = || reading.files.iter().map(Values::map);
    let places: Vec<Vec<Option<usize>>> = reading.files.iter().map(|values| places(values, editions)).collect();
    let mut keys: Vec<(&str, &str)> = maps().map(key).collect();
    let mut seen = BTreeSet::new();
    keys.retain(|key| seen.insert(*key));
    let mut known = BTreeSet::new();
    let mut groups: Vec<Vec<(Order, MatrixRow)>> = keys.iter().map(|_| Vec::new()).collect();
    let all = reading.located.iter().map(|one| (one, false)).chain(reading.done.iter().map(|one| (one, true)));
    for ((number, one), is_done) in all {
        let map = reading.files[*number].map();
        let is_shown = !matches!(one.remark.kind, RemarkKind::MovedHere | RemarkKind::DamagedNote);
        let Some(group) = keys.iter().position(|known| *known == key(map)).filter(|_| is_shown) else { continue };
        if !known.insert(one.remark.id.as_str()) {
            continue;
        }
        let anchor = one.remark.anchor.or(one.remark.near);
        let at = anchor.and_then(|anchor| places[*number].get(anchor).copied().flatten());
        let mut row = row(one);
        if let Some((tree, at)) = tree(editions, map).zip(at) {
            (row.heading, row.mark) = (short(&tree.around(at).0, HEADING), mark(&tree.blocks[at]));
        }
        answer(&mut row, responses);
        if row.state.is_none() && row.response.is_empty() && is_done {
            row.state = Some("response-accepted");
        }
        groups[group].push(((at.is_none(), at, anchor, one.remark.at.start), row));
    }
    let title = |(document, language): (&str, &str)| {
        let edition = editions.iter().find(|edition| edition.language == language);
        let of =
            edition.and_then(|edition| edition.composition.documents.iter().find(|one| one.kind.name() == document));
        of.map_or_else(|| document.to_owned(), |document| document.name.clone())
    };
    let groups = keys.into_iter().zip(groups).filter(|(_, rows)| !rows.is_empty()).map(|(key, mut rows)| {
        rows.sort_by_key(|(order, _)| *order);
        MatrixGroup { title: title(key), rows: rows.into_iter().map(|(_, row)| row).collect() }
    });
    let mut matrix = CommentMatrix { groups: groups.collect() };
    matrix.map_texts(&seen_alone);
    matrix
}

/// Where a row stands among others: the block, and the passage in it; those without a place are the last.
type Order = (bool, Option<usize>, Option<usize>, usize);

fn key(map: &WordMap) -> (&str, &str) {
    (&map.document, &map.language)
}

fn edition<'a>(editions: &'a [EditionText], map: &WordMap) -> Option<&'a EditionText> {
    editions.iter().find(|edition| edition.language == map.language)
}

fn tree<'a>(editions: &'a [EditionText], map: &WordMap) -> Option<&'a Tree> {
    edition(editions, map)?.said.documents.iter().find(|tree| tree.name == map.document)
}

/// For each paragraph of a file the block of the document as it is now that has its words or, if it was changed since, those that are
/// written in its place now; or else the one that it follows.
fn places(values: &Values<'_>, editions: &[EditionText]) -> Vec<Option<usize>> {
    let map = values.map();
    let tree = tree(editions, map);
    let blocks: Vec<String> = tree.iter().flat_map(|tree| &tree.blocks).map(|block| letters(&block.text)).collect();
    let anchors: Vec<String> = map.anchors.iter().map(|anchor| letters(&WordAnchor::text(anchor))).collect();
    let mut places = vec![None; anchors.len()];
    for (anchor, block) in common(&anchors, &blocks) {
        places[anchor] = Some(block);
    }
    let now = edition(editions, map).and_then(|edition| edition.maps.iter().find(|now| now.document == map.document));
    let now = now.map(|now| by_pointers(now)).unwrap_or_default();
    let mut last = None;
    for (at, place) in places.iter_mut().enumerate() {
        if place.is_none() {
            let from = last.unwrap_or_default();
            let find = |text: &str| {
                let is_part = |block: &String| text.len() > 3 && block.contains(text);
                blocks.iter().skip(from).take(NEAR).position(is_part).map(|at| from + at)
            };
            let written = written_in(&map.anchors[at]).and_then(|value| values.found(value));
            let present = || find(now.get(written?.pointer)?);
            *place = find(&anchors[at]).or_else(present).or(last);
        }
        last = (*place).or(last);
    }
    places
}

/// The value of the first words of a paragraph that are written as they are printed.
fn written_in(anchor: &WordAnchor) -> Option<usize> {
    anchor.pieces.iter().find(|piece| piece.kind == WordPieceKind::Prose).and_then(|piece| piece.value)
}

/// The letters of the paragraphs of a map, by the pointers of the values that are written in them.
fn by_pointers(map: &WordMap) -> BTreeMap<&str, String> {
    let mut found = BTreeMap::new();
    for anchor in &map.anchors {
        if let Some(value) = written_in(anchor).and_then(|value| map.values.get(value)) {
            found.entry(value.pointer.as_str()).or_insert_with(|| letters(&anchor.text()));
        }
    }
    found
}

/// The number of a paragraph. A heading is named already.
fn mark(block: &Block) -> String {
    if block.heading.is_some() { String::new() } else { short(&block.mark, HEADING) }
}

fn row(one: &Located) -> MatrixRow {
    let Remark { id, author, date, at, .. } = &one.remark;
    let sent: Vec<char> = one.sent.chars().collect();
    let sent = match sent.is_empty() {
        true => short(&one.remark.context, 2 * PARAGRAPH),
        false => {
            let (from, to) = (at.start.min(sent.len()), at.end.min(sent.len()).max(at.start.min(sent.len())));
            let words = |range: Range<usize>| sent[range].iter().collect::<String>();
            before(&words(0..from), PARAGRAPH) + &words(from..to) + &shortened(&words(to..sent.len()), PARAGRAPH)
        }
    };
    MatrixRow {
        id: id.clone(),
        sent,
        what: what(one),
        author: author.clone(),
        date: date.clone(),
        ..MatrixRow::default()
    }
}

fn what(one: &Located) -> MatrixRemark {
    let Remark { kind, removed, added, at, .. } = &one.remark;
    match kind {
        RemarkKind::Comment { is_resolved, answers } => MatrixRemark::Comment {
            on: short(removed, 2 * AROUND),
            lines: added.split('\n').filter(|line| !line.trim().is_empty()).map(|line| one.named(line)).collect(),
            answers: answers.clone(),
            is_resolved: *is_resolved,
        },
        // A whole paragraph stands beside it as it was sent.
        RemarkKind::Move { .. } | RemarkKind::Moved => {
            let is_whole = at.len() >= one.sent.chars().count();
            let from = if is_whole { Vec::new() } else { pieces(one) };
            MatrixRemark::Move(from, one.moved_after.as_ref().map(|words| short(words, 2 * AROUND)))
        }
        RemarkKind::Join => MatrixRemark::Join,
        RemarkKind::Level { .. } => MatrixRemark::Level,
        RemarkKind::Withdrawal { of } => MatrixRemark::Withdrawal(one.named(of)),
        _ => MatrixRemark::Change(pieces(one)),
    }
}

/// What is removed and added, with the words around it.
fn pieces(one: &Located) -> Vec<Piece> {
    let Remark { at, removed, added, kind, .. } = &one.remark;
    let sent: Vec<char> = one.sent.chars().collect();
    let Range { start, end } = at.start.min(sent.len())..at.end.min(sent.len()).max(at.start.min(sent.len()));
    let is_whole = matches!(kind, RemarkKind::Row | RemarkKind::Cell | RemarkKind::Moved);
    let kept = |text: String| Piece { fate: Fate::Kept, text: if is_whole { String::new() } else { text } };
    let paragraphs = |text: &str| text.replace('\n', " ¶ ");
    let pieces = [
        kept(before(&sent[..start].iter().collect::<String>(), AROUND)),
        Piece { fate: Fate::Removed, text: paragraphs(&one.named(removed)) },
        Piece { fate: Fate::Added, text: paragraphs(&one.named(added)) },
        kept(shortened(&sent[end..].iter().collect::<String>(), AROUND)),
    ];
    pieces.into_iter().filter(|piece| !piece.text.is_empty()).collect()
}

/// The end of a text, with a sign that more stands before it.
fn before(text: &str, most: usize) -> String {
    match ending(text, most) {
        all if all.len() == text.len() => all.to_owned(),
        words => format!("…{words}"),
    }
}

fn short(text: &str, most: usize) -> String {
    shortened(&text.trim().replace('\n', " "), most)
}

/// Takes in what is typed.
fn answer(row: &mut MatrixRow, responses: &Responses) {
    let Some(typed) = responses.responses.get(&row.id) else { return };
    row.response = typed.response.as_deref().unwrap_or_default().trim().to_owned();
    row.state = typed.state.map(crate::meeting::ResponseState::label);
}

/// Whose remark it is, and a few of its words.
pub(super) fn about(row: &MatrixRow) -> String {
    let words = |pieces: &[Piece], fate: Fate| {
        let all: String = pieces.iter().filter(|piece| piece.fate == fate).map(|piece| piece.text.as_str()).collect();
        short(&all, ABOUT)
    };
    let said = match &row.what {
        MatrixRemark::Change(pieces) => match (words(pieces, Fate::Removed), words(pieces, Fate::Added)) {
            (removed, added) if removed.is_empty() => format!("adds “{added}”"),
            (removed, added) if added.is_empty() => format!("deletes “{removed}”"),
            (removed, added) => format!("“{removed}” → “{added}”"),
        },
        MatrixRemark::Move(from, _) if from.is_empty() => format!("moves “{}”", short(&row.sent, ABOUT)),
        MatrixRemark::Move(from, _) => format!("moves “{}”", words(from, Fate::Removed)),
        MatrixRemark::Join => "joins two paragraphs".to_owned(),
        MatrixRemark::Level => format!("changes the level of “{}”", short(&row.sent, ABOUT)),
        MatrixRemark::Withdrawal(of) => format!("deletes the addition “{}”", short(of, ABOUT)),
        MatrixRemark::Comment { lines, .. } => short(&lines.join(" "), 2 * ABOUT),
    };
    match &row.author {
        Some(author) => format!("{author}: {said}"),
        None => said,
    }
}

/// A text without characters that are not seen, or change the direction of what follows them.
fn seen_alone(text: &str) -> String {
    let is_unseen = |c: char| {
        c.is_control() && c != '\n'
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}')
    };
    text.chars().map(|c| if c == '\t' { ' ' } else { c }).filter(|c| !is_unseen(*c)).collect()
}
