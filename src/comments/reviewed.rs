//! A Word file, read: its paragraphs with all that was done in them, its comments, and what it says of where it is from.

use std::collections::BTreeSet;

use super::body::{self, Mark};
use super::comment_part::{self, Comment};
use super::map_part;
use super::originals::{Original, originals};
use super::stamps::{Stamp, Stamps};
use super::word_file::{Targets, WordFileFault, parts};
use super::xml::{Step, Tags};
use crate::edition::{WordAnchor, WordMap};

/// A Word file that was read.
#[derive(Debug, Clone, Default)]
pub struct WordFile {
    /// Our map, if it is still there.
    pub map: Option<WordMap>,
    /// The digest in the name of a bookmark: it is still there if the map was lost.
    pub digest: Option<String>,
    pub(super) originals: Vec<Original>,
    pub(super) running: Vec<Original>,
    pub(super) comments: Vec<Comment>,
    pub(super) stamps: Vec<Stamp>,
    pub(super) saved: Stamp,
}

impl WordFile {
    /// How many of its paragraphs have the text of one of a map.
    pub fn paragraphs_of(&self, map: &WordMap) -> usize {
        let texts: BTreeSet<String> = map.anchors.iter().map(WordAnchor::text).collect();
        self.originals.iter().filter(|original| !original.is_blank() && texts.contains(&original.stored())).count()
    }
}

/// Reads a Word file.
///
/// # Errors
/// If it is none, is damaged, or is larger than what is read.
pub fn read(bytes: &[u8]) -> Result<WordFile, WordFileFault> {
    let parts = parts(bytes)?;
    let (mut stamps, mut cells) = (Stamps::default(), 0);
    let none = Targets::default();
    let mut part = |xml: &str, targets: &Targets, name: &str| {
        let body = body::read(xml, targets, &mut stamps, &mut cells);
        match (body.is_too_large, body.is_broken) {
            (true, _) => Err(WordFileFault::TooLarge),
            (_, true) if !xml.is_empty() => Err(WordFileFault::Damaged(name.to_owned())),
            _ => Ok(originals(body.paragraphs)),
        }
    };
    let mut text = part(&parts.document, &parts.targets[0], "word/document.xml")?;
    let of_notes = parts.notes.iter().zip(&parts.targets[1..]).zip(["word/footnotes.xml", "word/endnotes.xml"]);
    for ((xml, targets), name) in of_notes {
        text.extend(part(xml, targets, name)?);
    }
    let mut running = Vec::new();
    for xml in &parts.running {
        running.extend(part(xml, &none, "word/header1.xml")?);
    }
    let digest = text.iter().flat_map(|original| &original.marks).find_map(|(_, mark)| match mark {
        Mark::Begins(name) => name.strip_prefix("_pwD").map(str::to_owned),
        _ => None,
    });
    let comments = comment_part::read(&parts.comments, &parts.comments_extended)
        .ok_or_else(|| WordFileFault::Damaged("word/comments.xml".to_owned()))?;
    if comments.iter().map(|comment| comment.text.chars().count()).sum::<usize>() > body::LETTERS {
        return Err(WordFileFault::TooLarge);
    }
    Ok(WordFile {
        map: map_part::read(&parts.map),
        digest,
        originals: text,
        running,
        comments,
        stamps: stamps.all,
        saved: saved(&parts.core),
    })
}

/// Who saved a file, and when.
fn saved(core: &str) -> Stamp {
    let mut stamp = Stamp::default();
    let mut tags = Tags::of(core);
    let mut within = String::new();
    while let Some(step) = tags.step() {
        match step {
            Step::Start(tag) => within = tag.name(),
            Step::End(_) => within.clear(),
            Step::Text(text) => match within.as_str() {
                "cp:lastModifiedBy" => stamp.author.push_str(&text),
                "dcterms:modified" => stamp.date.push_str(&text),
                _ => {}
            },
        }
    }
    stamp
}
