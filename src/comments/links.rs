//! Links that lead elsewhere than they did: new ones, those with another address, and those that were taken away from their words.

use std::collections::BTreeSet;

use super::body::Mark;
use super::originals::{NOBODY, Original, accepted};
use super::placing::Placing;
use super::run::Edit;
use super::stamps::Who;
use crate::edition::{WordLink, WordMap};

/// A change of a link: the paragraph of the map that it is in, or that stands before it, that of the file, and what was done.
pub(super) struct LinkEdit {
    pub(super) anchor: Option<usize>,
    pub(super) original: usize,
    pub(super) edit: Edit,
}

/// A link of the file.
struct Link<'a> {
    address: &'a str,
    words: String,
    by: Who,
    original: usize,
}

/// What was done with the links of a document; nothing if its map does not state their addresses.
pub(super) fn links(map: &WordMap, placing: &Placing) -> Vec<LinkEdit> {
    let Some(sent) = &map.addresses else { return Vec::new() };
    let sent: BTreeSet<String> = sent.iter().map(|address| comparable(address)).collect();
    let (mut edits, mut last) = (Vec::new(), None);
    let mut of_anchors: Vec<Vec<Link<'_>>> = map.anchors.iter().map(|_| Vec::new()).collect();
    let mut strays = Vec::new();
    for (number, original) in placing.originals.iter().enumerate() {
        last = placing.anchor_of[number].or(last);
        for link in of_original(original, number) {
            match placing.anchor_of[number] {
                Some(anchor) => of_anchors[anchor].push(link),
                None => strays.push((last, link)),
            }
        }
    }
    for (anchor, mut links) in of_anchors.into_iter().enumerate() {
        let own = &map.anchors[anchor];
        let mut gone: Vec<&WordLink> = Vec::new();
        for link in &own.links {
            let same = links.iter().position(|there| comparable(there.address) == comparable(&link.address));
            match same {
                Some(same) => drop(links.remove(same)),
                None => gone.push(link),
            }
        }
        let parts = &placing.of_anchor[anchor];
        let text = own.text();
        let there: String = parts.iter().map(|part| placing.originals[*part].accepted()).collect();
        for WordLink { address, letters } in gone {
            let words: String = text.chars().skip(letters.start).take(letters.len()).collect();
            // Words that are gone, too, are told themselves.
            let Some(original) = parts.first().copied().filter(|_| there.contains(words.trim())) else { continue };
            let now = links.iter().position(|link| link.words.trim() == words.trim()).map(|at| links.remove(at));
            let added = now.as_ref().map(|link| format!("[{}]({})", link.words, link.address)).unwrap_or_default();
            let by = now.map_or(NOBODY, |link| link.by);
            let at = letters.start..letters.start;
            let edit = Edit { at, added, ..Edit::of_all(by, &format!("[{words}]({address})")) };
            edits.push(LinkEdit { anchor: Some(anchor), original, edit });
        }
        strays.extend(links.into_iter().map(|link| (Some(anchor), link)));
    }
    for (anchor, link) in strays.into_iter().filter(|(_, link)| !sent.contains(&comparable(link.address))) {
        let edit = Edit { added: format!("[{}]({})", link.words, link.address), ..Edit::of_all(link.by, "") };
        edits.push(LinkEdit { anchor, original: link.original, edit });
    }
    edits
}

/// The links of a paragraph of the file to what is outside of the pack: programs write where files of the pack are in their own ways.
fn of_original(original: &Original, number: usize) -> impl Iterator<Item = Link<'_>> {
    original.marks.iter().filter_map(move |(at, mark)| {
        let Mark::Link(address, length) = mark else { return None };
        let letters = original.letters.get(*at..at + length).unwrap_or_default();
        let (words, by) = (accepted(letters), letters.iter().find_map(|letter| letter.inserted).unwrap_or(NOBODY));
        let is_told = WordMap::is_outside(address) && !words.trim().is_empty();
        is_told.then_some(Link { address, words, by, original: number })
    })
}

/// An address without what programs write in several ways.
fn comparable(address: &str) -> String {
    address.trim_end_matches('/').to_lowercase()
}
