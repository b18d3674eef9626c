//! The map of a Word file, read back. What a reviewer's file says of itself is believed only where our own files agree: see
//! `values`.

use super::xml::{Step, Tag, Tags};
use crate::edition::{WordAnchor, WordLink, WordMap, WordPicture, WordPiece, WordPieceKind, WordValue};

/// The most values, paragraphs and texts that are read.
const ENTRIES: usize = 500_000;

/// Reads a map; `None` if it is none, or is damaged.
pub(super) fn read(xml: &str) -> Option<WordMap> {
    let mut map = WordMap::default();
    let mut tags = Tags::of(xml);
    let mut numbers = std::collections::BTreeMap::new();
    let mut piece: Option<WordPiece> = None;
    let mut entries = 0;
    while let Some(step) = tags.step() {
        match step {
            Step::Start(tag) => {
                entries += 1;
                let text = |name: &str| tag.attribute(name).unwrap_or_default();
                match tag.name().rsplit(':').next().unwrap_or_default() {
                    "map" => {
                        (map.ident, map.document) = (text("ident"), text("document"));
                        (map.language, map.digest) = (text("language"), text("digest"));
                        let addresses = tag.attribute("addresses");
                        map.addresses = addresses.map(|all| all.split_whitespace().map(str::to_owned).collect());
                    }
                    "value" => {
                        numbers.insert(text("number"), map.values.len());
                        map.values.push(value(&tag));
                    }
                    "anchor" => map.anchors.push(WordAnchor {
                        name: text("name"),
                        note: tag.attribute("note"),
                        level: tag.attribute("level").and_then(|level| level.parse().ok()),
                        ..WordAnchor::default()
                    }),
                    "picture" => map.anchors.last_mut().into_iter().for_each(|anchor| {
                        anchor.pictures.push(WordPicture {
                            name: text("name"),
                            sha256: text("sha256"),
                            alt: text("alt"),
                        });
                    }),
                    "link" => map.anchors.last_mut().into_iter().for_each(|anchor| {
                        let number = |name: &str| text(name).parse().unwrap_or_default();
                        let letters = number("start")..number("end");
                        anchor.links.push(WordLink { address: text("address"), letters });
                    }),
                    kind => {
                        let kind = match kind {
                            "prose" => WordPieceKind::Prose,
                            "reference" => WordPieceKind::Reference { name: text("name"), to: text("to") },
                            _ => WordPieceKind::Derived,
                        };
                        let value = tag.attribute("value").and_then(|number| numbers.get(&number).copied());
                        piece = Some(WordPiece { text: String::new(), value, label: tag.attribute("label"), kind });
                    }
                }
            }
            Step::Text(text) => piece.iter_mut().for_each(|piece| piece.text.push_str(&text)),
            Step::End(_) => {
                if let (Some(piece), Some(anchor)) = (piece.take(), map.anchors.last_mut()) {
                    anchor.pieces.push(piece);
                }
            }
        }
        if entries > ENTRIES {
            return None;
        }
    }
    (!tags.is_broken && !map.ident.is_empty()).then_some(map)
}

fn value(tag: &Tag<'_>) -> WordValue {
    let text = |name: &str| tag.attribute(name).unwrap_or_default();
    WordValue {
        file: text("file"),
        pointer: text("pointer"),
        id_path: tag.attribute("id-path").unwrap_or_else(|| text("pointer")),
        sha256: text("sha256"),
    }
}
