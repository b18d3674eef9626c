//! The way back: for each paragraph the texts that it is made of and where they are written.
//!
//! A program that reads a commented file finds a paragraph by its bookmark (`_pw12`), and here its texts as they were printed.
//! A paragraph of a note also has the bookmark around the note's mark in the text (`_pwN1`). A reference (`@id`) is one piece, known by the bookmark that its link leads to (`_pwT3`). The map is a part of the file
//! that word processors keep (`customXml/item1.xml`).

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::origins::{Origin, Origins};
use super::xml::Xml;
use crate::compare::letters;
use crate::document::{DerivedFrom, Document, Run, RunPart};
use crate::edition::{
    WordAnchor, WordLink, WordMap, WordPicture, WordPiece, WordPieceKind, WordValue, printed_letters,
};
use crate::finding::Place;

/// Values up to this length, in bytes, are searched from their beginning, too, and not only from where the last text was found.
const SHORT: usize = 64 << 10;

/// A piece of the text of a paragraph.
struct Piece {
    text: String,
    place: Option<Place>,
    label: Option<String>,
    from: Option<DerivedFrom>,
    /// The reference that it belongs to.
    reference: Option<usize>,
}

impl Piece {
    /// Returns whether both come from the same.
    fn is_of_same(&self, other: &Self) -> bool {
        (self.place, self.reference) == (other.place, other.reference)
            && (&self.label, &self.from) == (&other.label, &other.from)
    }
}

/// A paragraph with a bookmark.
struct Anchor {
    name: String,
    /// The number of the note that it is in.
    note: Option<usize>,
    shape: String,
    level: Option<u32>,
    pictures: Vec<WordPicture>,
    links: Vec<WordLink>,
    pieces: Vec<Piece>,
}

/// The anchors of a document.
#[derive(Default)]
pub(super) struct Anchors {
    anchors: Vec<Anchor>,
    /// The paragraphs that are being written: notes are written inside others.
    open: Vec<usize>,
    /// For each reference what it is written as: `@id`.
    references: Vec<String>,
    /// The reference that is being written.
    inside: Option<usize>,
    /// The note that is being written.
    note: Option<usize>,
    /// The addresses of links.
    addresses: BTreeSet<String>,
}

/// The bookmark around the mark of a note in the text: word processors lose those in notes.
pub(super) fn bookmark_of_note(number: usize) -> String {
    format!("_pwN{number}")
}

impl Anchors {
    /// Begins a paragraph that is set like this, and has this level in a list; returns the name of its bookmark.
    pub(super) fn begin(&mut self, shape: String, level: Option<u32>) -> String {
        let name = format!("_pw{}", self.anchors.len() + 1);
        self.open.push(self.anchors.len());
        let (pictures, links, pieces) = (Vec::new(), Vec::new(), Vec::new());
        self.anchors.push(Anchor { name: name.clone(), note: self.note, shape, level, pictures, links, pieces });
        name
    }

    pub(super) fn end(&mut self) {
        self.open.pop();
    }

    /// States the note that is being written, or that it is written.
    pub(super) fn in_note(&mut self, note: Option<usize>) {
        self.note = note;
    }

    /// Begins a reference; returns the name of its bookmark.
    pub(super) fn begin_reference(&mut self, id: &str) -> String {
        self.inside = Some(self.references.len());
        self.references.push(format!("@{id}"));
        format!("_pwT{}", self.references.len())
    }

    pub(super) fn end_reference(&mut self) {
        self.inside = None;
    }

    /// Notes the address of a link.
    pub(super) fn address(&mut self, address: &str) {
        self.addresses.insert(address.to_owned());
    }

    /// Begins a link to an address; returns the number of letters before it in its paragraph.
    pub(super) fn begin_link(&mut self, address: &str) -> usize {
        self.address(address);
        self.letters()
    }

    /// Ends a link that began after so many letters. Those to other files of the pack are derived.
    pub(super) fn end_link(&mut self, address: &str, start: usize) {
        let (address, letters) = (address.to_owned(), start..self.letters());
        let is_outside = WordMap::is_outside(&address) && !letters.is_empty();
        if let Some(anchor) = self.open.last().and_then(|at| self.anchors.get_mut(*at)).filter(|_| is_outside) {
            anchor.links.push(WordLink { address, letters });
        }
    }

    /// The number of letters of the paragraph that is being written.
    fn letters(&self) -> usize {
        let anchor = self.open.last().and_then(|at| self.anchors.get(*at));
        anchor.map_or(0, |anchor| anchor.pieces.iter().map(|piece| piece.text.chars().count()).sum())
    }

    /// Notes a picture of the paragraph that is being written.
    pub(super) fn picture(&mut self, name: &str, content: &[u8], alt: &str) {
        if let Some(anchor) = self.open.last().and_then(|at| self.anchors.get_mut(*at)) {
            let sha256 = hex::encode(Sha256::digest(content));
            anchor.pictures.push(WordPicture { name: name.to_owned(), sha256, alt: alt.to_owned() });
        }
    }

    /// Notes a text of the paragraph that is being written.
    pub(super) fn text(&mut self, run: &Run) {
        let Some(anchor) = self.open.last().and_then(|at| self.anchors.get_mut(*at)) else { return };
        for (text, RunPart { place, label, from, .. }) in run.by_origin() {
            let piece = Piece { text: text.to_owned(), place, label, from, reference: self.inside };
            match anchor.pieces.last_mut() {
                Some(last) if last.is_of_same(&piece) => last.text.push_str(&piece.text),
                _ => anchor.pieces.push(piece),
            }
        }
    }

    /// The digest of the document as it is printed: of its identifier and of the text of each paragraph. It tells from which
    /// state a file was made; two states that print the same have the same.
    fn digest(&self, document: &Document) -> String {
        let mut digest = Sha256::new();
        let mut put = |text: &str| {
            digest.update(text.as_bytes());
            digest.update([0]);
        };
        put(&document.ident);
        for anchor in &self.anchors {
            anchor.pieces.iter().for_each(|piece| put(&piece.text));
            put("");
        }
        hex::encode(digest.finalize())
    }

    pub(super) fn map(&self, document: &Document, origins: &Origins) -> WordMap {
        let mut values = Values::default();
        let anchors = self.anchors.iter().map(|anchor| self.anchor(anchor, origins, &mut values)).collect();
        WordMap {
            ident: document.ident.clone(),
            document: document.kind.name().to_owned(),
            language: document.language.clone(),
            digest: self.digest(document),
            values: values.listed,
            anchors,
            addresses: Some(self.addresses.iter().cloned().collect()),
        }
    }

    fn anchor(&self, anchor: &Anchor, origins: &Origins, values: &mut Values) -> WordAnchor {
        let piece = |piece: &Piece| {
            let written = piece.place.and_then(|place| origins.at(place));
            let value = written.or_else(|| origins.source(piece.from.as_ref()?)).map(|found| values.number(found));
            let is_prose = values.is_prose(piece, value);
            let kind = match piece.reference.and_then(|at| Some((at + 1, self.references.get(at)?))) {
                Some((number, to)) => WordPieceKind::Reference { name: format!("_pwT{number}"), to: to.clone() },
                None if is_prose => WordPieceKind::Prose,
                None => WordPieceKind::Derived,
            };
            WordPiece { text: piece.text.clone(), value, label: piece.label.clone(), kind }
        };
        WordAnchor {
            name: anchor.name.clone(),
            note: anchor.note.map(bookmark_of_note),
            shape: anchor.shape.clone(),
            level: anchor.level,
            pictures: anchor.pictures.clone(),
            links: anchor.links.clone(),
            pieces: anchor.pieces.iter().map(piece).collect(),
        }
    }
}

/// The map as the part of the file that word processors keep.
pub(super) fn part(map: &WordMap) -> String {
    let mut xml = Xml::default();
    xml.raw(Xml::DECLARATION);
    let names =
        [("ident", &map.ident), ("document", &map.document), ("language", &map.language), ("digest", &map.digest)];
    let names = names.map(|(name, value)| (name, value.as_str()));
    let addresses = map.addresses.as_deref().unwrap_or_default().join(" ");
    let own = [("xmlns", WordMap::NAMESPACE)];
    xml.open("map", &[&own[..], &names, &[("addresses", addresses.as_str())]].concat());
    for (at, value) in map.values.iter().enumerate() {
        let number = (at + 1).to_string();
        let WordValue { file, pointer, sha256, .. } = value;
        let attributes = [("number", number.as_str()), ("file", file), ("pointer", pointer), ("sha256", sha256)];
        let id_path = (value.id_path != value.pointer).then_some(("id-path", value.id_path.as_str()));
        xml.empty("value", &attributes.into_iter().chain(id_path).collect::<Vec<_>>());
    }
    map.anchors.iter().for_each(|anchor| part_of_anchor(anchor, &mut xml));
    xml.close("map");
    xml.finish()
}

fn part_of_anchor(anchor: &WordAnchor, xml: &mut Xml) {
    let is_prose = anchor.pieces.iter().any(|piece| piece.kind == WordPieceKind::Prose);
    let kind = if is_prose { "prose" } else { "derived" };
    let mut attributes = vec![("name", anchor.name.as_str()), ("kind", kind)];
    attributes.extend(anchor.note.as_deref().map(|note| ("note", note)));
    let level = anchor.level.map(|level| level.to_string());
    attributes.extend(level.as_deref().map(|level| ("level", level)));
    xml.open("anchor", &attributes);
    for WordPicture { name, sha256, alt } in &anchor.pictures {
        xml.empty("picture", &[("name", name.as_str()), ("sha256", sha256), ("alt", alt)]);
    }
    for WordLink { address, letters } in &anchor.links {
        let (start, end) = (letters.start.to_string(), letters.end.to_string());
        xml.empty("link", &[("address", address.as_str()), ("start", start.as_str()), ("end", &end)]);
    }
    for piece in &anchor.pieces {
        let value = piece.value.map(|value| (value + 1).to_string());
        let mut attributes: Vec<(&str, &str)> = Vec::new();
        attributes.extend(value.as_deref().map(|value| ("value", value)));
        attributes.extend(piece.label.as_deref().map(|label| ("label", label)));
        let element = match &piece.kind {
            WordPieceKind::Prose => "prose",
            WordPieceKind::Derived => "derived",
            WordPieceKind::Reference { name, to } => {
                attributes.extend([("name", name.as_str()), ("to", to.as_str())]);
                "reference"
            }
        };
        xml.leaf(element, &attributes, &piece.text);
    }
    xml.close("anchor");
}

/// A value of a file of which texts were printed.
struct Printed {
    /// Its letters and digits: Markdown and escapes have others.
    letters: String,
    /// The offset in these after the text that was found last.
    found: usize,
    /// True if it is a text of the pack itself, and neither of what many packs share nor another value.
    is_own: bool,
}

/// The values that anchors name, numbered in the order in which they are printed first.
#[derive(Default)]
struct Values {
    numbers: BTreeMap<(String, u32), usize>,
    printed: Vec<Printed>,
    listed: Vec<WordValue>,
}

impl Values {
    /// The number of a value; it is listed when it is met first.
    fn number(&mut self, (path, start, origin): (&str, u32, &Origin)) -> usize {
        let number = self.printed.len();
        match self.numbers.entry((path.to_owned(), start)) {
            Entry::Occupied(known) => return *known.get(),
            Entry::Vacant(entry) => entry.insert(number),
        };
        let is_own = path.ends_with("/meeting.json") && origin.is_string;
        self.printed.push(Printed { letters: letters_in(&origin.value), found: 0, is_own });
        self.listed.push(WordValue {
            file: path.to_owned(),
            pointer: origin.pointer.clone(),
            id_path: origin.id_path.clone(),
            sha256: hex::encode(Sha256::digest(origin.value.as_bytes())),
        });
        number
    }

    /// Returns whether a piece stands in its value as it is printed: a date or a name is made of its value, and does not.
    fn is_prose(&mut self, piece: &Piece, value: Option<usize>) -> bool {
        let Some(printed) = value.and_then(|number| self.printed.get_mut(number)) else { return false };
        if piece.reference.is_some() || piece.label.is_some() || piece.from.is_some() || !printed.is_own {
            return false;
        }
        let wanted = letters(&piece.text);
        let after = printed.letters[printed.found..].find(&wanted).map(|at| printed.found + at);
        let again = || printed.letters.find(&wanted).filter(|_| printed.letters.len() <= SHORT);
        let Some(at) = after.or_else(again) else { return false };
        printed.found = at + wanted.len();
        true
    }
}

/// The letters and digits that are printed of a value in Markdown.
fn letters_in(value: &str) -> String {
    let chars: Vec<char> = value.chars().collect();
    printed_letters(value).into_iter().map(|at| chars[at]).collect()
}
