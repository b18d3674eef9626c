//! A copy of a file, for the validator alone, that states what the pack states for the pages it takes in.
//!
//! Of a file that is merged its pages, its tags and what they draw with go into the pack. Title, metadata, the intended
//! colours and the statement of standards are the pack's. Without this, every file that is not yet PDF/A would be reported as
//! lacking them, and the two findings that matter would be lost among ten that do not.

use lopdf::{Dictionary, Document, Object, Stream, text_string};

/// Metadata that meet both standards (ISO 19005-2, 6.6; ISO 14289-1, clause 5).
const METADATA: &str = r#"<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Pack</rdf:li></rdf:Alt></dc:title>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Part</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"#;

/// Gives a document the metadata of a pack, and removes what a pack does not take over.
pub(crate) fn wrap(document: &mut Document) {
    document.objects.values_mut().for_each(mend);
    let metadata = entries([("Type", name("Metadata")), ("Subtype", name("XML"))]);
    let metadata = document.add_object(Stream::new(metadata, METADATA.as_bytes().to_vec()));
    let profile = document.add_object(Stream::new(entries([("N", Object::Integer(3))]), profile()));
    let intent = entries([
        ("Type", name("OutputIntent")),
        ("S", name("GTS_PDFA1")),
        ("OutputConditionIdentifier", text_string("sRGB")),
        ("DestOutputProfile", Object::Reference(profile)),
    ]);
    document.version = "1.7".to_owned();
    let id = Object::Array(vec![text_string("0123456789abcdef"); 2]);
    document.trailer.set("ID", id);
    // Were it kept, it would have to agree with the metadata.
    document.trailer.remove(b"Info");
    let Ok(catalog) = document.catalog_mut() else { return };
    catalog.set("Metadata", Object::Reference(metadata));
    catalog.set("OutputIntents", Object::Array(vec![Object::Dictionary(intent)]));
    catalog.set("MarkInfo", Object::Dictionary(entries([("Marked", Object::Boolean(true))])));
    catalog.set("ViewerPreferences", Object::Dictionary(entries([("DisplayDocTitle", Object::Boolean(true))])));
    // That none is stated has its own note.
    if !catalog.has(b"Lang") {
        catalog.set("Lang", text_string("en"));
    }
    // They stay behind, and have their own notes.
    for key in [b"Names".as_slice(), b"OpenAction", b"AA", b"AF", b"Perms", b"Collection", b"Requirements", b"Version"]
    {
        catalog.remove(key);
    }
}

/// Does what a merge does to objects, and removes attached files: the validator opens those that are PDFs, with lopdf, without
/// the limits for this file. Recurses by the depth of values, which is limited.
fn mend(object: &mut Object) {
    let of_entries = |entries: &mut Dictionary| {
        entries.remove(b"EF");
        let is = |key: &[u8], name: &[u8]| entries.get(key).and_then(Object::as_name).is_ok_and(|value| value == name);
        let (is_page, is_image, is_link) = (is(b"Type", b"Page"), is(b"Subtype", b"Image"), is(b"Subtype", b"Link"));
        if is_link && !entries.has(b"F") {
            entries.set("F", 4);
        }
        let says_nothing = |text: &Object| text.as_str().is_ok_and(<[u8]>::is_empty);
        if is_link && entries.get(b"Contents").map_or(true, says_nothing) {
            entries.set("Contents", text_string("link"));
        }
        if is_page {
            entries.set("Tabs", name("S"));
        }
        if is_image {
            entries.remove(b"Interpolate");
        }
        entries.iter_mut().for_each(|(_, entry)| mend(entry));
    };
    match object {
        Object::Array(items) => items.iter_mut().for_each(mend),
        Object::Dictionary(entries) => of_entries(entries),
        Object::Stream(stream) => of_entries(&mut stream.dict),
        _ => {}
    }
}

fn name(text: &str) -> Object {
    Object::Name(text.as_bytes().to_vec())
}

fn entries<const COUNT: usize>(entries: [(&str, Object); COUNT]) -> Dictionary {
    entries.into_iter().collect()
}

/// The header of a profile of colours for RGB screens (ICC.1:2010, 7.2), which is what the validator looks at.
fn profile() -> Vec<u8> {
    const LENGTH: usize = 132;
    let mut bytes = vec![0; LENGTH];
    let fields: [(usize, &[u8]); 7] = [
        (0, &(LENGTH as u32).to_be_bytes()),
        (8, &[2, 0x10, 0, 0]),
        (12, b"mntr"),
        (16, b"RGB "),
        (20, b"XYZ "),
        (36, b"acsp"),
        (68, &[0, 0, 0xf6, 0xd6, 0, 1, 0, 0, 0, 0, 0xd3, 0x2d]),
    ];
    for (at, field) in fields {
        bytes[at..at + field.len()].copy_from_slice(field);
    }
    bytes
}
