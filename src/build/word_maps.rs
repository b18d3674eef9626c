//! Maps of files of reviewers, as they are understood in a workspace as it is now.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::compare::{Bag, common};
use crate::edition::{WordAnchor, WordMap, WordPiece, WordPieceKind};
use crate::finding::Sources;
use crate::workspace::PackAddress;

/// With as many words in common, in per cent, a paragraph was reworded, and not replaced by another.
const ALIKE: usize = 50;

/// A map with the paths that its files have now: the folder of the packs may be called otherwise, and so may the pack.
pub(super) fn with_paths(mut map: WordMap, pack: &PackAddress, sources: &Sources) -> WordMap {
    let former = map.pack().to_owned();
    let mut paths: BTreeMap<String, String> = BTreeMap::new();
    for value in &mut map.values {
        let now = paths.entry(value.file.clone()).or_insert_with_key(|path| present(path, (&former, pack), sources));
        value.file.clone_from(now);
    }
    map
}

/// The path of a file now: the pack's definition, or what has the same name in the same folder, or at least the same name.
fn present(path: &str, (former, pack): (&str, &PackAddress), sources: &Sources) -> String {
    let definition = pack.definition();
    let ends = |path: &str| {
        let mut steps = path.rsplit('/').map(str::to_owned);
        (steps.next(), steps.next())
    };
    let ((name, folder), (own, _)) = (ends(path), ends(&definition));
    if name == own && folder.as_deref() == Some(former) {
        return definition;
    }
    let known = || sources.numbered().map(|(_, path, _)| path);
    if known().any(|known| known == path) {
        return path.to_owned();
    }
    let in_folder = known().find(|known| ends(known) == (name.clone(), folder.clone()));
    // Each pack has a definition: another one is none of its.
    let of_name = || known().find(|known| name != own && ends(known).0 == name);
    in_folder.or_else(of_name).unwrap_or(path).to_owned()
}

/// A map that does not say where its texts are written, with what a map of the same texts as they are now says.
pub(super) fn with_values_of(mut map: WordMap, now: &WordMap) -> WordMap {
    let texts = |map: &WordMap| map.anchors.iter().map(WordAnchor::text).collect::<Vec<_>>();
    let (sent, present) = (texts(&map), texts(now));
    map.values.clone_from(&now.values);
    let (mut before, mut after) = (0, 0);
    let same = common(&sent, &present);
    for (until_before, until_after) in same.into_iter().chain([(sent.len(), present.len())]) {
        for (one, other) in reworded((before..until_before, &sent), (after..until_after, &present)) {
            let pieces = in_pieces(&sent[one], &now.anchors[other].pieces);
            // What it comes from no longer says what it said.
            for value in pieces.iter().filter_map(|piece| piece.value) {
                if let Some(value) = map.values.get_mut(value) {
                    value.sha256.clear();
                }
            }
            map.anchors[one].pieces = pieces;
        }
        if let (Some(anchor), Some(present)) = (map.anchors.get_mut(until_before), now.anchors.get(until_after)) {
            anchor.pieces.clone_from(&present.pieces);
        }
        (before, after) = (until_before + 1, until_after + 1);
    }
    map
}

/// Paragraphs between two that are the same, as they were and as they are: as many on either side, or alike.
fn reworded(
    (former, sent): (Range<usize>, &[String]),
    (now, present): (Range<usize>, &[String]),
) -> Vec<(usize, usize)> {
    let is_alike = |one: usize, other: usize| Bag::of(&sent[one]).resemblance(&Bag::of(&present[other])) >= ALIKE;
    if former.len() == now.len() {
        return std::iter::zip(former, now).collect();
    }
    let (mut pairs, mut next) = (Vec::new(), now.start);
    for one in former {
        if let Some(other) = (next..now.end).find(|other| is_alike(one, *other)) {
            pairs.push((one, other));
            next = other + 1;
        }
    }
    pairs
}

/// A paragraph as it was sent, in pieces like those that it has now: what a template says before and after it stays, the rest is what was
/// reworded.
fn in_pieces(sent: &str, now: &[WordPiece]) -> Vec<WordPiece> {
    let is_ours = |piece: &&WordPiece| piece.kind == WordPieceKind::Derived;
    let (mut rest, mut first, mut last) = (sent, Vec::new(), Vec::new());
    for piece in now.iter().take_while(is_ours) {
        let Some(after) = rest.strip_prefix(piece.text.as_str()) else { break };
        rest = after;
        first.push(piece.clone());
    }
    for piece in now.iter().skip(first.len()).rev().take_while(is_ours) {
        let Some(before) = rest.strip_suffix(piece.text.as_str()) else { break };
        rest = before;
        last.insert(0, piece.clone());
    }
    let written = now.iter().find(|piece| piece.kind == WordPieceKind::Prose && piece.value.is_some());
    let kind = if written.is_some() { WordPieceKind::Prose } else { WordPieceKind::Derived };
    let value = written.and_then(|piece| piece.value);
    first.push(WordPiece { text: rest.to_owned(), value, label: None, kind });
    first.extend(last);
    first
}
