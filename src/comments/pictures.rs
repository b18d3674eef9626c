//! Pictures of the document that were taken away, or are there more often than they were sent. What a reviewer brings along is a letter of
//! its paragraph.

use std::collections::BTreeMap;

use super::body::{Mark, PICTURE, Who};
use super::edits::Edit;
use super::originals::NOBODY;
use super::placing::Placing;
use crate::edition::WordMap;

/// A change of a picture: the paragraph of the map that it is in, or that stands before it; and what was done.
pub(super) struct PictureEdit {
    pub(super) anchor: Option<usize>,
    /// The position of the paragraph in the file, and of the picture in its letters; none if neither is there any more.
    pub(super) there: Option<(usize, usize)>,
    pub(super) edit: Edit,
}

/// What was done with the pictures of a document.
pub(super) fn pictures(map: &WordMap, placing: &Placing) -> Vec<PictureEdit> {
    let (mut sent, mut there): (BTreeMap<&str, usize>, BTreeMap<&str, usize>) = (BTreeMap::new(), BTreeMap::new());
    for name in map.anchors.iter().flat_map(|anchor| &anchor.pictures) {
        *sent.entry(name).or_default() += 1;
    }
    let (mut edits, mut last) = (Vec::new(), None);
    for (number, original) in placing.originals.iter().enumerate() {
        last = placing.anchor_of[number].or(last);
        for (at, mark) in &original.marks {
            let Mark::Picture(name, deleted) = mark else { continue };
            *there.entry(name).or_default() += 1;
            // Maps of earlier versions of the program name no pictures.
            let is_more = sent.get(name.as_str()).is_some_and(|sent| there[name.as_str()] > *sent);
            let edit = match deleted {
                Some(by) if !is_more => removed(*by),
                None if is_more => Edit { added: PICTURE.to_string(), ..Edit::of_all(NOBODY, "") },
                _ => continue,
            };
            edits.push(PictureEdit { anchor: last, there: Some((number, *at)), edit });
        }
    }
    for (anchor, name) in
        map.anchors.iter().enumerate().flat_map(|(at, one)| one.pictures.iter().map(move |name| (at, name)))
    {
        let left =
            sent.get_mut(name.as_str()).filter(|sent| **sent > there.get(name.as_str()).copied().unwrap_or_default());
        if let Some(left) = left {
            *left -= 1;
            edits.push(PictureEdit { anchor: Some(anchor), there: None, edit: removed(NOBODY) });
        }
    }
    edits
}

fn removed(by: Who) -> Edit {
    Edit { at: 0..0, ..Edit::of_all(by, &PICTURE.to_string()) }
}
