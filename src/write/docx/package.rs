//! The package (ISO 29500-2): its parts, what each is, which needs which; and the zip of them.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::xml::Xml;
use crate::document::{Composition, Document};
use crate::edition::WordMap;

/// The namespaces that every part declares.
pub(super) const NAMESPACES: [(&str, &str); 5] = [
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
];

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The level at which parts are compressed, as in the pack's own zip.
const LEVEL: i64 = 6;

/// The files of a package, by their paths.
pub(super) type Parts = BTreeMap<String, Vec<u8>>;

/// The type of a relationship of a document.
pub(super) fn relation_type(name: &str) -> String {
    format!("http://schemas.openxmlformats.org/officeDocument/2006/relationships/{name}")
}

/// A relationship: its id, its type and its target.
pub(super) fn relationship(xml: &mut Xml, id: &str, kind: &str, target: &str) {
    xml.empty("Relationship", &[("Id", id), ("Type", kind), ("Target", target)]);
}

/// A part that lists relationships.
pub(super) fn relationships(inner: impl FnOnce(&mut Xml)) -> Vec<u8> {
    let mut xml = Xml::default();
    xml.raw(Xml::DECLARATION);
    xml.open("Relationships", &[("xmlns", RELATIONSHIPS)]);
    inner(&mut xml);
    xml.close("Relationships");
    xml.finish().into_bytes()
}

/// The parts that belong to every package: what it is, and what its properties and its map are.
pub(super) fn around(parts: &mut Parts, composition: &Composition, document: &Document) {
    let root = relationships(|xml| {
        relationship(xml, "rId1", &relation_type("officeDocument"), "word/document.xml");
        let core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
        relationship(xml, "rId2", core, "docProps/core.xml");
    });
    parts.insert("_rels/.rels".to_owned(), root);
    parts.insert("docProps/core.xml".to_owned(), properties(composition, document).into_bytes());
    let item = relationships(|xml| {
        relationship(xml, "rId1", &relation_type("customXmlProps"), "itemProps1.xml");
    });
    parts.insert("customXml/_rels/item1.xml.rels".to_owned(), item);
    parts.insert("customXml/itemProps1.xml".to_owned(), item_properties().into_bytes());
    let types = content_types(parts);
    parts.insert("[Content_Types].xml".to_owned(), types.into_bytes());
}

/// Title, author and language. There is no time: the same document is the same file.
fn properties(composition: &Composition, document: &Document) -> String {
    let mut xml = Xml::default();
    xml.raw(Xml::DECLARATION);
    xml.open(
        "cp:coreProperties",
        &[
            ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ],
    );
    xml.leaf("dc:creator", &[], &composition.author);
    xml.leaf("dc:identifier", &[], &document.ident);
    xml.leaf("dc:language", &[], &document.language);
    xml.leaf("dc:title", &[], &document.title);
    xml.close("cp:coreProperties");
    xml.finish()
}

/// The map's name for word processors: the same in every file, since it says of what kind the map is.
fn item_properties() -> String {
    let mut xml = Xml::default();
    xml.raw(Xml::DECLARATION);
    let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/customXml";
    let id = "{9B1D5F0E-6C1B-5C1A-8B7E-50574D415031}";
    xml.open("ds:datastoreItem", &[("xmlns:ds", namespace), ("ds:itemID", id)]);
    xml.open("ds:schemaRefs", &[]);
    xml.empty("ds:schemaRef", &[("ds:uri", WordMap::NAMESPACE)]);
    xml.close("ds:schemaRefs");
    xml.close("ds:datastoreItem");
    xml.finish()
}

fn content_types(parts: &Parts) -> String {
    let mut xml = Xml::default();
    xml.raw(Xml::DECLARATION);
    xml.open("Types", &[("xmlns", TYPES)]);
    let endings = [
        ("jpeg", "image/jpeg"),
        ("png", "image/png"),
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("svg", "image/svg+xml"),
        ("xml", "application/xml"),
    ];
    for (ending, kind) in endings {
        xml.empty("Default", &[("Extension", ending), ("ContentType", kind)]);
    }
    for path in parts.keys() {
        if let Some(kind) = content_type(path) {
            xml.empty("Override", &[("PartName", &format!("/{path}")), ("ContentType", &kind)]);
        }
    }
    xml.close("Types");
    xml.finish()
}

fn content_type(path: &str) -> Option<String> {
    let own = match path {
        "docProps/core.xml" => "application/vnd.openxmlformats-package.core-properties+xml".to_owned(),
        "customXml/itemProps1.xml" => {
            "application/vnd.openxmlformats-officedocument.customXmlProperties+xml".to_owned()
        }
        "word/document.xml" => format!("{WORD}.document.main+xml"),
        path => {
            let name = path.strip_prefix("word/")?.strip_suffix(".xml")?;
            format!("{WORD}.{}+xml", name.trim_end_matches(|c: char| c.is_ascii_digit()))
        }
    };
    Some(own)
}

/// The zip of all parts: sorted, with one fixed time. What they are comes first, as word processors expect it.
pub(super) fn zipped(parts: &Parts) -> Vec<u8> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(LEVEL))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in parts {
        writer.start_file(path.as_str(), options).expect("names are ours, and memory takes everything");
        writer.write_all(bytes).expect("memory takes everything");
    }
    writer.finish().expect("memory takes everything").into_inner()
}
