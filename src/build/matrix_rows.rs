//! Remarks of reviewers as rows of the matrix: where each stands, what it proposes, and what is answered to it.

use std::collections::BTreeSet;
use std::ops::Range;

use super::comments::Reading;
use crate::changes::{Block, Said, Tree};
use crate::comments::{Aim, Located, Remark, RemarkKind, Values};
use crate::compare::{Fate, Piece, common, letters};
use crate::document::Composition;
use crate::edition::{CommentMatrix, MatrixGroup, MatrixRemark, MatrixRow, WordAnchor, WordMap};
use crate::meeting::Responses;

/// The most letters of a paragraph that are shown around a passage on either side, and around a change.
const PARAGRAPH: usize = 280;
const AROUND: usize = 60;
/// The most letters of a heading, and of what an entry of the file of responses says it is about.
const HEADING: usize = 120;
const ABOUT: usize = 60;
/// The letters around a change that have to be there, too, if it is to be found in a text.
const BESIDE: usize = 20;
/// The most blocks in which a part of one is looked for.
const NEAR: usize = 40;

/// What an edition says now.
pub(super) struct EditionText {
    /// Its language.
    pub(super) language: String,
    /// Its documents.
    pub(super) composition: Composition,
    /// Its words.
    pub(super) said: Said,
}

/// All remarks in the order of the text, each once, with the responses.
pub(super) fn rows(reading: &Reading<'_>, editions: &[EditionText], responses: &Responses) -> CommentMatrix {
    let maps = || reading.files.iter().map(Values::map);
    let places: Vec<Vec<Option<usize>>> = maps().map(|map| places(map, tree(editions, map))).collect();
    let mut keys: Vec<(&str, &str)> = maps().map(key).collect();
    let mut seen = BTreeSet::new();
    keys.retain(|key| seen.insert(*key));
    let mut known = BTreeSet::new();
    let mut groups: Vec<Vec<(Order, MatrixRow)>> = keys.iter().map(|_| Vec::new()).collect();
    let all = reading.located.iter().map(|one| (one, false)).chain(reading.done.iter().map(|one| (one, true)));
    for ((number, one), is_done) in all {
        let values = &reading.files[*number];
        let map = values.map();
        let is_shown = !matches!(one.remark.kind, RemarkKind::MovedHere | RemarkKind::DamagedNote);
        let Some(group) = keys.iter().position(|known| *known == key(map)).filter(|_| is_shown) else { continue };
        if !known.insert(one.remark.id.as_str()) {
            continue;
        }
        let anchor = one.remark.anchor.or(one.remark.near);
        let at = anchor.and_then(|anchor| places[*number].get(anchor).copied().flatten());
        let mut row = row(reading, one);
        if let Some((tree, at)) = tree(editions, map).zip(at) {
            (row.heading, row.mark) = (shortened(&tree.around(at).0, HEADING), mark(&tree.blocks[at]));
        }
        answer(&mut row, responses);
        if row.state.is_none() && row.response.is_empty() && (is_done || is_applied(one, values)) {
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

fn tree<'a>(editions: &'a [EditionText], map: &WordMap) -> Option<&'a Tree> {
    let edition = editions.iter().find(|edition| edition.language == map.language)?;
    edition.said.documents.iter().find(|tree| tree.name == map.document)
}

/// For each paragraph of a map the block of the document as it is now that has its words, or else the one that it follows.
fn places(map: &WordMap, tree: Option<&Tree>) -> Vec<Option<usize>> {
    let blocks: Vec<String> = tree.iter().flat_map(|tree| &tree.blocks).map(|block| letters(&block.text)).collect();
    let anchors: Vec<String> = map.anchors.iter().map(|anchor| letters(&WordAnchor::text(anchor))).collect();
    let mut places = vec![None; anchors.len()];
    for (anchor, block) in common(&anchors, &blocks) {
        places[anchor] = Some(block);
    }
    let mut last = None;
    for (anchor, place) in anchors.iter().zip(&mut places) {
        if place.is_none() {
            let from = last.unwrap_or_default();
            let part = |block: &String| anchor.len() > 3 && block.contains(anchor.as_str());
            let found = blocks.iter().skip(from).take(NEAR).position(part).map(|at| from + at);
            *place = found.or(last);
        }
        last = (*place).or(last);
    }
    places
}

/// The number of a paragraph, or the bold words at its beginning. A heading is named already.
fn mark(block: &Block) -> String {
    let mark = if block.mark.is_empty() { &block.label } else { &block.mark };
    if block.heading.is_some() { String::new() } else { shortened(mark, HEADING) }
}

fn row(reading: &Reading<'_>, one: &Located) -> MatrixRow {
    let Remark { id, author, date, at, .. } = &one.remark;
    let sent: Vec<char> = one.sent.chars().collect();
    let sent = match sent.is_empty() {
        true => shortened(&one.remark.context, 2 * PARAGRAPH),
        false => {
            let (from, to) = (at.start.min(sent.len()), at.end.min(sent.len()).max(at.start.min(sent.len())));
            let passage: String = sent[from..to].iter().collect();
            before(&sent[..from], PARAGRAPH) + &passage + &after(&sent[to..], PARAGRAPH)
        }
    };
    MatrixRow {
        id: id.clone(),
        sent,
        what: what(reading, one),
        author: author.clone(),
        date: date.clone(),
        ..MatrixRow::default()
    }
}

fn what(reading: &Reading<'_>, one: &Located) -> MatrixRemark {
    let Remark { kind, removed, added, .. } = &one.remark;
    match kind {
        RemarkKind::Comment { is_resolved, answers } => MatrixRemark::Comment {
            on: shortened(removed, 2 * AROUND),
            lines: added.split('\n').filter(|line| !line.trim().is_empty()).map(str::to_owned).collect(),
            answers: answers.clone(),
            is_resolved: *is_resolved,
        },
        RemarkKind::Move { .. } => {
            let other = one.other_half.as_ref();
            let to = reading.located.iter().find(|(_, to)| Some(&to.remark.id) == other);
            MatrixRemark::Move(pieces(one), to.map(|(_, to)| pieces(to)).unwrap_or_default())
        }
        RemarkKind::Moved => MatrixRemark::Move(pieces(one), Vec::new()),
        RemarkKind::Join => MatrixRemark::Join,
        RemarkKind::Withdrawal { of } => MatrixRemark::Withdrawal(of.clone()),
        _ => MatrixRemark::Change(pieces(one)),
    }
}

/// What is removed and added, with the words around it.
fn pieces(one: &Located) -> Vec<Piece> {
    let Remark { at, removed, added, kind, .. } = &one.remark;
    let sent: Vec<char> = one.sent.chars().collect();
    let Range { start, end } = at.start.min(sent.len())..at.end.min(sent.len()).max(at.start.min(sent.len()));
    let is_whole = matches!(kind, RemarkKind::Row | RemarkKind::Moved);
    let kept = |text: String| Piece { fate: Fate::Kept, text: if is_whole { String::new() } else { text } };
    let paragraphs = |text: &str| text.replace('\n', " ¶ ");
    let pieces = [
        kept(before(&sent[..start], AROUND)),
        Piece { fate: Fate::Removed, text: paragraphs(removed) },
        Piece { fate: Fate::Added, text: paragraphs(added) },
        kept(after(&sent[end..], AROUND)),
    ];
    pieces.into_iter().filter(|piece| !piece.text.is_empty()).collect()
}

/// The end of a text, from the beginning of a word.
fn before(text: &[char], most: usize) -> String {
    if text.len() <= most {
        return text.iter().collect();
    }
    let end = &text[text.len() - most..];
    let word = end.iter().position(|c| *c == ' ').map_or(0, |at| at + 1);
    std::iter::once('…').chain(end[word..].iter().copied()).collect()
}

/// The beginning of a text, up to the end of a word.
fn after(text: &[char], most: usize) -> String {
    if text.len() <= most {
        return text.iter().collect();
    }
    let word = text[..most].iter().rposition(|c| *c == ' ').unwrap_or(most);
    text[..word].iter().copied().chain(['…']).collect()
}

fn shortened(text: &str, most: usize) -> String {
    after(&text.trim().replace('\n', " ").chars().collect::<Vec<_>>(), most)
}

/// Takes in what is typed.
fn answer(row: &mut MatrixRow, responses: &Responses) {
    let Some(typed) = responses.responses.get(&row.id) else { return };
    row.response = typed.response.as_deref().unwrap_or_default().trim().to_owned();
    row.state = typed.state.map(crate::meeting::ResponseState::label);
}

/// Returns whether the text says what a reviewer wanted, and no longer what it said.
fn is_applied(one: &Located, values: &Values<'_>) -> bool {
    let is_plain = matches!(one.remark.kind, RemarkKind::Insertion | RemarkKind::Deletion | RemarkKind::Replacement);
    let (Aim::Changed(value) | Aim::Text { value, .. }) = one.aim else { return false };
    let Some(found) = values.found(value).filter(|found| is_plain && !found.is_as_sent) else { return false };
    let sent: Vec<char> = one.sent.chars().collect();
    let Range { start, end } = one.remark.at.clone();
    if start > end || end > sent.len() {
        return false;
    }
    let with = |words: &str| {
        let (from, to) = (start.saturating_sub(BESIDE), (end + BESIDE).min(sent.len()));
        let around = [&sent[from..start], &sent[end..to]].map(|part| part.iter().collect::<String>());
        letters(&format!("{}{words}{}", around[0], around[1]))
    };
    let (wanted, had, now) = (with(&one.remark.added), with(&one.remark.removed), letters(found.text));
    wanted.chars().count() >= BESIDE / 2 && wanted != had && now.contains(&wanted) && !now.contains(&had)
}

/// Whose remark it is, and a few of its words.
pub(super) fn about(row: &MatrixRow) -> String {
    let words = |pieces: &[Piece], fate: Fate| {
        let all: String = pieces.iter().filter(|piece| piece.fate == fate).map(|piece| piece.text.as_str()).collect();
        shortened(&all, ABOUT)
    };
    let said = match &row.what {
        MatrixRemark::Change(pieces) => match (words(pieces, Fate::Removed), words(pieces, Fate::Added)) {
            (removed, added) if removed.is_empty() => format!("adds “{added}”"),
            (removed, added) if added.is_empty() => format!("deletes “{removed}”"),
            (removed, added) => format!("“{removed}” → “{added}”"),
        },
        MatrixRemark::Move(from, _) => format!("moves “{}”", words(from, Fate::Removed)),
        MatrixRemark::Join => "joins two paragraphs".to_owned(),
        MatrixRemark::Withdrawal(of) => format!("deletes the addition “{}”", shortened(of, ABOUT)),
        MatrixRemark::Comment { lines, .. } => shortened(&lines.join(" "), 2 * ABOUT),
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
