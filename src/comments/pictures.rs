//! Pictures of the document that were taken away or replaced, or are there more often than they were sent, and other descriptions of them.
//! What a reviewer brings along is a letter of its paragraph.

use std::collections::BTreeMap;

use super::body::{Mark, PICTURE, Picture};
use super::originals::NOBODY;
use super::placing::Placing;
use super::run::Edit;
use super::stamps::Who;
use crate::edition::{WordMap, WordPicture};

/// A change of a picture: the paragraph of the map that it is in, or that stands before it; and what was done.
pub(super) struct PictureEdit {
    pub(super) anchor: Option<usize>,
    /// The position of the paragraph in the file, and of the picture in its letters; none if neither is there any more.
    pub(super) there: Option<(usize, usize)>,
    pub(super) edit: Edit,
    /// True if it is another description.
    pub(super) is_alt: bool,
}

/// What was done with the pictures of a document.
pub(super) fn pictures(map: &WordMap, placing: &Placing) -> Vec<PictureEdit> {
    let mut sent: BTreeMap<&str, Vec<&WordPicture>> = BTreeMap::new();
    let mut there: BTreeMap<&str, usize> = BTreeMap::new();
    for picture in map.anchors.iter().flat_map(|anchor| &anchor.pictures) {
        sent.entry(&picture.name).or_default().push(picture);
    }
    let (mut edits, mut last) = (Vec::new(), None);
    for (number, original) in placing.originals.iter().enumerate() {
        last = placing.anchor_of[number].or(last);
        for (at, mark) in &original.marks {
            let Mark::Picture(picture) = mark else { continue };
            let number_there = there.entry(&picture.name).or_default();
            *number_there += 1;
            let sent = sent.get(picture.name.as_str());
            let is_more = sent.is_some_and(|sent| *number_there > sent.len());
            let mut put = |edit: Option<Edit>, is_alt: bool| {
                let there = Some((number, *at));
                edits.extend(edit.map(|edit| PictureEdit { anchor: last, there, edit, is_alt }));
            };
            match (picture.deleted, sent) {
                (Some(by), _) if !is_more => put(Some(removed(by)), false),
                (None, _) if is_more => {
                    put(Some(Edit { added: PICTURE.to_string(), ..Edit::of_all(NOBODY, "") }), false)
                }
                (None, Some(sent)) => {
                    put(replaced(picture, sent), false);
                    put(described(picture, sent), true);
                }
                _ => {}
            }
        }
    }
    let mut left: BTreeMap<&str, usize> = sent.iter().map(|(name, sent)| (*name, sent.len())).collect();
    for (anchor, picture) in
        map.anchors.iter().enumerate().flat_map(|(at, one)| one.pictures.iter().map(move |picture| (at, picture)))
    {
        let name = picture.name.as_str();
        if let Some(left) = left.get_mut(name).filter(|left| **left > there.get(name).copied().unwrap_or_default()) {
            *left -= 1;
            edits.push(PictureEdit { anchor: Some(anchor), there: None, edit: removed(NOBODY), is_alt: false });
        }
    }
    edits
}

fn removed(by: Who) -> Edit {
    Edit { at: 0..0, ..Edit::of_all(by, &PICTURE.to_string()) }
}

/// The change of a picture that has another file: word processors do not record that.
fn replaced(picture: &Picture, sent: &[&WordPicture]) -> Option<Edit> {
    let digest = picture.digest.as_ref()?;
    (!sent.iter().any(|sent| sent.sha256 == *digest)).then(|| Edit { added: PICTURE.to_string(), ..removed(NOBODY) })
}

/// The change of its description.
fn described(picture: &Picture, sent: &[&WordPicture]) -> Option<Edit> {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_known = |sent: &&WordPicture| plain(&sent.alt) == plain(&picture.alt);
    let edit = Edit { at: 0..0, added: picture.alt.clone(), ..Edit::of_all(NOBODY, &sent.first()?.alt) };
    (!sent.iter().any(is_known)).then_some(edit)
}
