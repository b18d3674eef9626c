//! The parts of a Word file (ISO 29500-2), unpacked within bounds. Nothing in it is run, and nothing outside it is looked at.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::xml::{Tags, is_xml_of};
use crate::edition::WordMap;
use crate::pack::{digest, number_of_files};

/// The most bytes that all parts that are read may have together.
const BYTES: u64 = 64 << 20;
/// The most files that the zip may hold.
const FILES: usize = 4000;
/// The most parts with data of other programs that are looked through for our map.
const CUSTOM_PARTS: usize = 50;

/// The reason why a Word file was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WordFileFault {
    /// It is not a zip, or a zip without a Word document.
    NotWord,
    /// It is a document of the program before 2007, or is protected by a password.
    OldOrLocked,
    /// It is a zip without its end.
    CutOff,
    /// A part of it cannot be read.
    Damaged(String),
    /// Two parts have the same name: programs differ in which of them they show.
    Twice,
    /// It is larger than what is read.
    TooLarge,
    /// It declares a document type: such files can make much of little.
    DocType,
}

impl fmt::Display for WordFileFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotWord => f.write_str("it is not a Word file (DOCX)"),
            Self::OldOrLocked => f.write_str("it is a Word file of the old format (DOC), or needs a password"),
            Self::CutOff => f.write_str("it is damaged: its end is missing"),
            Self::Damaged(part) => write!(f, "it is damaged: `{part}` cannot be read"),
            Self::Twice => f.write_str("it is damaged: a part of it is there twice"),
            Self::TooLarge => f.write_str("it is larger than what is read of a Word file (64 MiB unpacked)"),
            Self::DocType => f.write_str("it declares a document type, which no word processor writes"),
        }
    }
}

impl WordFileFault {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NotWord => {
                "name the file that the reviewer sent back; of a mail with attachments, save the attachment first"
            }
            Self::OldOrLocked => "open it, and save it as `.docx` without a password",
            Self::CutOff | Self::Damaged(_) | Self::Twice => {
                "ask for the file again, or open it in a word processor and save it as `.docx`"
            }
            Self::TooLarge => "remove pictures that reviewers put into it, and save it again",
            Self::DocType => "ask the reviewer for the file as the word processor saved it",
        }
    }
}

/// The parts that are read.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) document: String,
    /// Footnotes, and the notes at the end of the document that reviewers add.
    pub(super) notes: [String; 2],
    pub(super) comments: String,
    /// Which comments are answers, and which are resolved.
    pub(super) comments_extended: String,
    /// Heads and feet of pages.
    pub(super) running: Vec<String>,
    /// Our map; empty if it was lost.
    pub(super) map: String,
    /// Who saved it, and when.
    pub(super) core: String,
    /// What the document and its notes refer to.
    pub(super) targets: [Targets; 3],
}

/// What a part refers to, by the ids of relationships.
#[derive(Debug, Default)]
pub(super) struct Targets {
    /// What links lead to.
    pub(super) addresses: BTreeMap<String, String>,
    /// The digests of the files of pictures.
    pub(super) pictures: BTreeMap<String, String>,
}

/// Unpacks what is read of a Word file.
pub(super) fn parts(bytes: &[u8]) -> Result<Parts, WordFileFault> {
    // The compound file of Microsoft: old documents, and new ones that are encrypted.
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(WordFileFault::OldOrLocked);
    }
    let is_zip = bytes.starts_with(b"PK\x03\x04");
    let fault = || if is_zip { WordFileFault::CutOff } else { WordFileFault::NotWord };
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| fault())?;
    match number_of_files(bytes) {
        Some(number) if number > FILES => return Err(WordFileFault::TooLarge),
        Some(number) if number == archive.len() => {}
        _ => return Err(WordFileFault::Twice),
    }
    let mut unpacking = Unpacking { archive, left: BYTES, left_of_pictures: BYTES, digests: BTreeMap::new() };
    let roots = unpacking.relations("_rels/.rels")?;
    let document = target(&roots, "", "officeDocument").unwrap_or_else(|| "word/document.xml".to_owned());
    let folder = document.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let name = document.rsplit('/').next().unwrap_or_default();
    let relations = unpacking.relations(&format!("{folder}/_rels/{name}.rels"))?;
    let beside = |kind: &str| target(&relations, &folder, kind);
    let Some(body) = unpacking.text(&document)? else { return Err(WordFileFault::NotWord) };
    let mut optional = |path: Option<String>| path.map_or(Ok(None), |path| unpacking.text(&path));
    let mut parts = Parts {
        document: body,
        comments: optional(beside("comments"))?.unwrap_or_default(),
        comments_extended: optional(beside("commentsExtended"))?.unwrap_or_default(),
        core: optional(target(&roots, "", "core-properties"))?.unwrap_or_default(),
        ..Parts::default()
    };
    let running = relations.iter().filter(|(kind, _)| kind == "header" || kind == "footer");
    for (_, path) in running.take(CUSTOM_PARTS) {
        parts.running.extend(optional(Some(joined(&folder, path)))?);
    }
    let [footnotes, endnotes] = ["footnotes", "endnotes"].map(beside);
    parts.notes = [optional(footnotes.clone())?.unwrap_or_default(), optional(endnotes.clone())?.unwrap_or_default()];
    let of_parts = [Some(document), footnotes, endnotes].into_iter().zip(&mut parts.targets);
    for (part, targets) in of_parts.filter_map(|(part, targets)| Some((part?, targets))) {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", &part));
        *targets = unpacking.targets(folder, &format!("{folder}/_rels/{name}.rels"))?;
    }
    for name in unpacking.custom_parts() {
        let text = unpacking.text(&name)?.unwrap_or_default();
        if is_xml_of(&text, WordMap::NAMESPACE) {
            parts.map = text;
            break;
        }
    }
    Ok(parts)
}

struct Unpacking<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
    /// The bytes of pictures that may still be read.
    left_of_pictures: u64,
    /// The digests of pictures, by their paths.
    digests: BTreeMap<String, String>,
}

impl Unpacking<'_> {
    /// A part as text; `None` if there is none. The sizes that a zip states are not trusted.
    fn text(&mut self, path: &str) -> Result<Option<String>, WordFileFault> {
        let damaged = || WordFileFault::Damaged(path.chars().filter(|c| !c.is_control()).take(80).collect());
        let Some(at) = self.archive.index_for_name(path) else { return Ok(None) };
        let part = self.archive.by_index(at).map_err(|_| damaged())?;
        let mut content = Vec::new();
        part.take(self.left + 1).read_to_end(&mut content).map_err(|_| damaged())?;
        let length = u64::try_from(content.len()).unwrap_or(u64::MAX);
        self.left = self.left.checked_sub(length).ok_or(WordFileFault::TooLarge)?;
        let text = decoded(content).ok_or_else(damaged)?;
        match text.contains("<!DOCTYPE") {
            true => Err(WordFileFault::DocType),
            false => Ok(Some(text)),
        }
    }

    /// The relationships in a part: the last word of each kind, and where it leads.
    fn relations(&mut self, path: &str) -> Result<Vec<(String, String)>, WordFileFault> {
        let Some(text) = self.text(path)? else { return Ok(Vec::new()) };
        let mut relations = Vec::new();
        let mut tags = Tags::of(&text);
        while let Some(tag) = tags.next_start("Relationship") {
            let is_outside = tag.attribute("TargetMode").is_some_and(|mode| mode == "External");
            if let (Some(kind), Some(target), false) = (tag.attribute("Type"), tag.attribute("Target"), is_outside) {
                relations.push((kind.rsplit('/').next().unwrap_or_default().to_owned(), target));
            }
        }
        Ok(relations)
    }

    /// What a part refers to.
    fn targets(&mut self, folder: &str, path: &str) -> Result<Targets, WordFileFault> {
        let text = self.text(path)?.unwrap_or_default();
        let (mut targets, mut tags) = (Targets::default(), Tags::of(&text));
        while let Some(tag) = tags.next_start("Relationship") {
            let kind = tag.attribute("Type").unwrap_or_default();
            let (Some(id), Some(target)) = (tag.attribute("Id"), tag.attribute("Target")) else { continue };
            match kind.rsplit('/').next() {
                Some("hyperlink") => drop(targets.addresses.insert(id, target)),
                Some("image") => {
                    targets.pictures.extend(self.digest(&joined(folder, &target)).map(|digest| (id, digest)));
                }
                _ => {}
            }
        }
        Ok(targets)
    }

    /// The digest of the file of a picture; none if it is not there, or is larger than what is still read.
    fn digest(&mut self, path: &str) -> Option<String> {
        if let Some(known) = self.digests.get(path) {
            return Some(known.clone());
        }
        let at = self.archive.index_for_name(path)?;
        let mut content = Vec::new();
        self.archive.by_index(at).ok()?.take(self.left_of_pictures + 1).read_to_end(&mut content).ok()?;
        let left = self.left_of_pictures.checked_sub(u64::try_from(content.len()).ok()?);
        self.left_of_pictures = left.unwrap_or_default();
        left?;
        let digest = digest(&content);
        self.digests.insert(path.to_owned(), digest.clone());
        Some(digest)
    }

    /// Parts with data of other programs, in the order of their names.
    fn custom_parts(&self) -> Vec<String> {
        let is_custom =
            |name: &String| name.starts_with("customXml/") && name.ends_with(".xml") && !name.contains("Props");
        let names = self.archive.file_names().flatten().map(std::borrow::Cow::into_owned);
        let mut names: Vec<String> = names.filter(is_custom).collect();
        names.sort();
        names.truncate(CUSTOM_PARTS);
        names
    }
}

/// Where the first relationship of a kind of a part in a folder leads, as a path in the zip.
fn target(relations: &[(String, String)], folder: &str, kind: &str) -> Option<String> {
    let found = relations.iter().find(|(of, _)| of == kind)?;
    Some(joined(folder, &found.1))
}

/// A target as a path in the zip.
fn joined(folder: &str, path: &str) -> String {
    if let Some(path) = path.strip_prefix('/') {
        return path.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Text in UTF-8 or UTF-16, as its first bytes say.
fn decoded(bytes: Vec<u8>) -> Option<String> {
    let pairs = |order: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|pair| order([pair[0], pair[1]])).collect();
        String::from_utf16(&units).ok()
    };
    match bytes.as_slice() {
        [0xff, 0xfe, ..] => pairs(u16::from_le_bytes),
        [0xfe, 0xff, ..] => pairs(u16::from_be_bytes),
        _ => String::from_utf8(bytes).ok().map(|text| text.trim_start_matches('\u{feff}').to_owned()),
    }
}
