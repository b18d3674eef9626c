//! Word: a document for comment, as ISO 29500 describes it, that leads back to the definition.
//!
//! It says what other formats say, in their order, in the built-in styles of word processors. Numbers are those of native
//! lists, so that nobody edits them. Numbers of pages, which word processors make themselves, and pages of outside PDFs are left out.
//!
//! Each paragraph has a hidden bookmark, and the file a map of what each is made of (module `anchors`). Changes are
//! recorded from the beginning. The digest of the document as it is printed is in the map and in the name of a bookmark, so that a file
//! whose map was lost can be told from others.
//!
//! The parts that are the same for all are files in `templates/docx`. The same document gives the same bytes.

mod anchors;
mod blocks;
mod face;
mod heads;
mod inline;
mod links;
mod measure;
mod media;
mod numbering;
mod origins;
mod package;
mod pictures;
mod running;
mod sections;
mod styles;
mod table;
mod writer;
mod xml;

use crate::document::{Composition, Document};
use crate::edition::WordMap;
use crate::workspace::embedded;
use links::relations;
pub use origins::{Origin, Origins};
use package::{NAMESPACES, Parts, relation_type, relationship, relationships};
use writer::Writer;
use xml::Xml;

/// Writes a document as a Word file. `origins` are the values that its texts come from; without them it has bookmarks, but
/// does not say what they stand for in files.
pub fn docx(composition: &Composition, document: &Document, origins: &Origins) -> Vec<u8> {
    let mut writer = Writer::new(composition, document);
    writer.places.push(links::DIGEST);
    writer.places.extend(writer.links.write(&links::start(document)));
    writer.blocks(&document.content);
    let section = writer.section();
    let map = writer.anchors.map(document, origins);
    writer.links.name_bookmarks(map.digest_bookmark(), writer.bookmarks + 1);
    let body = body(&mut writer, &section);
    let mut parts = Parts::new();
    let mut put = |path: &str, xml: String| drop(parts.insert(path.to_owned(), xml.into_bytes()));
    put("word/document.xml", body);
    put("word/footnotes.xml", footnotes(&mut writer));
    put("word/numbering.xml", writer.numbering.part(writer.hang(), &NAMESPACES[..1]));
    put("word/styles.xml", writer.styles(&ours("styles.xml")));
    put("word/fontTable.xml", styles::font_table(&composition.look));
    put("word/settings.xml", settings(composition));
    put("customXml/item1.xml", anchors::part(&map));
    for (name, xml) in &writer.heads.parts {
        put(&format!("word/{name}.xml"), xml.clone());
    }
    parts.insert("word/_rels/document.xml.rels".to_owned(), relationships(|xml| of_document(&writer, xml)));
    if !writer.note_relations.is_empty() {
        let notes = relationships(|xml| relations(&writer.note_relations, xml));
        parts.insert("word/_rels/footnotes.xml.rels".to_owned(), notes);
    }
    for (path, picture) in &writer.pictures.files {
        parts.insert(format!("word/{path}"), picture.content.to_vec());
    }
    package::around(&mut parts, composition, document);
    package::zipped(&parts)
}

/// What a Word file of a document would say of where its texts are written.
pub fn word_map(composition: &Composition, document: &Document, origins: &Origins) -> WordMap {
    let mut writer = Writer::new(composition, document);
    writer.blocks(&document.content);
    writer.anchors.map(document, origins)
}

/// One of our files.
fn ours(name: &str) -> String {
    let bytes = embedded(&format!("templates/docx/{name}")).unwrap_or_default();
    String::from_utf8_lossy(bytes).into_owned()
}

/// How word processors handle the file. Where sheets have two sides, the margins of pages mirror each other.
fn settings(composition: &Composition) -> String {
    let mirrored = if composition.look.duplex { "<w:mirrorMargins/>" } else { "" };
    ours("settings.xml").replace("{mirrored}", mirrored).replace("{language}", &composition.language)
}

/// The relationships of the document to other parts.
fn of_document(writer: &Writer<'_>, xml: &mut Xml) {
    for name in ["fontTable", "footnotes", "numbering", "settings", "styles"] {
        relationship(xml, &format!("rId-{name}"), &relation_type(name), &format!("{name}.xml"));
    }
    relationship(xml, "rId-map", &relation_type("customXml"), "../customXml/item1.xml");
    for (name, _) in &writer.heads.parts {
        let kind = name.trim_end_matches(|c: char| c.is_ascii_digit());
        relationship(xml, &format!("rId-{name}"), &relation_type(kind), &format!("{name}.xml"));
    }
    writer.links.relations(xml);
}

fn body(writer: &mut Writer<'_>, section: &str) -> String {
    let text = std::mem::take(&mut writer.xml).finish();
    let mut xml = Xml::default();
    xml.raw(Xml::DECLARATION);
    xml.open("w:document", &NAMESPACES);
    xml.open("w:body", &[]);
    xml.raw(&filled(writer, &text));
    // Places that became no paragraph: links to them lead to the end.
    for place in writer.links.unwritten().into_iter().chain(std::mem::take(&mut writer.places)) {
        xml.raw(&starts(writer, place));
        xml.raw(&ends(writer, place));
    }
    xml.raw(section);
    xml.close("w:body");
    xml.close("w:document");
    xml.finish()
}

/// The part with the notes: after the two lines that word processors draw over them.
fn footnotes(writer: &mut Writer<'_>) -> String {
    let notes = std::mem::take(&mut writer.notes).concat();
    let mut xml = Xml::default();
    xml.raw(Xml::DECLARATION);
    xml.open("w:footnotes", &NAMESPACES);
    for (id, kind) in [("-1", "separator"), ("0", "continuationSeparator")] {
        xml.open("w:footnote", &[("w:type", kind), ("w:id", id)]);
        xml.raw("<w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr><w:r>");
        xml.empty(&format!("w:{kind}"), &[]);
        xml.raw("</w:r></w:p>");
        xml.close("w:footnote");
    }
    xml.raw(&filled(writer, &notes));
    xml.close("w:footnotes");
    xml.finish()
}

/// XML in which what was not known before is filled in: the bookmarks at places, the ends of sections. Text cannot
/// look like what stands for these, since all text is escaped.
fn filled(writer: &Writer<'_>, xml: &str) -> String {
    let mut out = String::with_capacity(xml.len() + xml.len() / 8);
    let mut rest = xml;
    while let Some((before, after)) = rest.split_once("<?") {
        out.push_str(before);
        let (what, after) = after.split_once("?>").unwrap_or((after, ""));
        let (name, number) = what.split_once(' ').unwrap_or((what, ""));
        let number = number.parse().unwrap_or_default();
        out.push_str(&match name {
            "place" => starts(writer, number),
            "end" => ends(writer, number),
            _ => writer.sections.get(&number).cloned().unwrap_or_default(),
        });
        rest = after;
    }
    out.push_str(rest);
    out
}

fn starts(writer: &Writer<'_>, place: usize) -> String {
    let mut xml = Xml::default();
    for (id, name) in writer.links.bookmarks(place) {
        xml.empty("w:bookmarkStart", &[("w:id", &id.to_string()), ("w:name", name)]);
    }
    xml.finish()
}

fn ends(writer: &Writer<'_>, place: usize) -> String {
    let mut xml = Xml::default();
    for (id, _) in writer.links.bookmarks(place) {
        xml.empty("w:bookmarkEnd", &[("w:id", &id.to_string())]);
    }
    xml.finish()
}
