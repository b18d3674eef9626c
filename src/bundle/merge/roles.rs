//! The standard type that a structure element stands for (ISO 32000-1, 14.7.3 and 14.8.4).

use crate::pdf::{dictionary, entry, name, resolved};
use lopdf::{Dictionary, Document, Object};

/// The types of PDF 1.7, in which the bundle is written.
const STANDARD: [&[u8]; 49] = [
    b"Document",
    b"Part",
    b"Art",
    b"Sect",
    b"Div",
    b"BlockQuote",
    b"Caption",
    b"TOC",
    b"TOCI",
    b"Index",
    b"NonStruct",
    b"Private",
    b"P",
    b"H",
    b"H1",
    b"H2",
    b"H3",
    b"H4",
    b"H5",
    b"H6",
    b"L",
    b"LI",
    b"Lbl",
    b"LBody",
    b"Table",
    b"TR",
    b"TH",
    b"TD",
    b"THead",
    b"TBody",
    b"TFoot",
    b"Span",
    b"Quote",
    b"Note",
    b"Reference",
    b"BibEntry",
    b"Code",
    b"Link",
    b"Annot",
    b"Ruby",
    b"RB",
    b"RT",
    b"RP",
    b"Warichu",
    b"WT",
    b"WP",
    b"Figure",
    b"Formula",
    b"Form",
];
/// The types that PDF 2.0 adds (ISO 32000-2, 14.8.4), each with the nearest type of PDF 1.7.
const ADDED: [(&[u8], &[u8]); 7] = [
    (b"DocumentFragment", b"Div"),
    (b"Aside", b"Div"),
    (b"Title", b"P"),
    (b"FENote", b"Note"),
    (b"Sub", b"Span"),
    (b"Em", b"Span"),
    (b"Strong", b"Span"),
];
/// The type of PDF 2.0 for what is not part of the content.
pub(super) const ARTIFACT: &[u8] = b"Artifact";
const PDF_2: &[u8] = b"http://iso.org/pdf2/ssn";
const MATHML: &[u8] = b"http://www.w3.org/1998/Math/MathML";
/// A chain of roles longer than this is a circle.
const CHAIN: usize = 32;

/// The type of an element in PDF 1.7. A type that no role map explains is kept, which is an error of the file.
pub(super) fn role(document: &Document, root: &Dictionary, element: &Dictionary) -> Vec<u8> {
    let mut kind = name(document, element, b"S").unwrap_or(b"NonStruct").to_vec();
    let mut namespace = dictionary(document, element, b"NS");
    let roles = dictionary(document, root, b"RoleMap");
    for _ in 0..CHAIN {
        if let Some(standard) = standard(document, &kind, namespace) {
            return standard.to_vec();
        }
        let Some((next, within)) = step(document, roles, &kind, namespace) else { break };
        (kind, namespace) = (next, within);
    }
    added(&kind).map_or(kind, <[u8]>::to_vec)
}

fn standard<'a>(document: &Document, kind: &'a [u8], namespace: Option<&Dictionary>) -> Option<&'a [u8]> {
    let address = namespace.and_then(|namespace| entry(document, namespace, b"NS")?.as_str().ok());
    match address {
        Some(MATHML) => Some(if kind == b"math" { b"Formula" } else { b"Span" }),
        Some(PDF_2) => Some(added(kind).unwrap_or(kind)),
        _ => STANDARD.contains(&kind).then_some(kind),
    }
}

fn added(kind: &[u8]) -> Option<&'static [u8]> {
    // Headings go on for ever in PDF 2.0, and to six before.
    let is_deep = kind.strip_prefix(b"H").is_some_and(|level| {
        !level.is_empty() && level.iter().all(u8::is_ascii_digit) && !STANDARD.contains(&kind) && level[0] != b'0'
    });
    let known = ADDED.iter().find(|(added, _)| *added == kind).map(|(_, nearest)| *nearest);
    known.or(is_deep.then_some(b"H6"))
}

/// Looks a type up in the role map of the document or of the namespace (ISO 32000-2, 14.7.4.2).
fn step<'a>(
    document: &'a Document,
    roles: Option<&'a Dictionary>,
    kind: &[u8],
    namespace: Option<&'a Dictionary>,
) -> Option<(Vec<u8>, Option<&'a Dictionary>)> {
    let roles = match namespace {
        Some(namespace) => dictionary(document, namespace, b"RoleMapNS").or(roles),
        None => roles,
    };
    match entry(document, roles?, kind)? {
        Object::Name(next) => Some((next.clone(), None)),
        Object::Array(pair) => {
            let next = resolved(document, pair.first()?).as_name().ok()?;
            Some((next.to_vec(), pair.get(1).and_then(|within| resolved(document, within).as_dict().ok())))
        }
        _ => None,
    }
}
