//! Checks streams that the validator reads with parsers of their own: XML, maps of fonts, the boxes of JPEG 2000.

use lopdf::{Document, Object, Stream};

use super::graph::{self, each};
use super::words::words;
use crate::pdf::{Budget, Plain, catalog_dictionary, catalog_entry, entry, items, plain, resolved};

/// Bytes of a packet of XML. Our own metadata are five kilobytes.
const PACKET: usize = 1 << 20;
/// Elements of a packet.
const ELEMENTS: usize = 20_000;
/// The maximum number of comparisons, to find two equal attributes of one element and the namespace of each element.
const COMPARISONS: usize = 10_000_000;
/// Boxes of JPEG 2000 within each other; two are usual.
const BOXES: usize = 32;

/// Characters that the maps of all fonts name.
pub(super) const MAPPINGS: usize = 1_000_000;
/// The most bytes that a code, or what it stands for, may have (Adobe Technical Note 5411, 1.4.1): a page may show it any number of times.
const LONGEST: usize = 512;
/// The maximum memory of these codes, each as long as the longest of them, in bytes.
const MAPPED: usize = 64 << 20;

/// Looks through them.
///
/// # Errors
/// There is too much in one; the words say in which.
pub(super) fn look_through(document: &Document, budget: &mut Budget) -> Result<(), String> {
    for stream in xml(document) {
        if !is_moderate(&unpacked(document, stream, budget)?) {
            return Err("metadata".to_owned());
        }
    }
    let (mut mappings, mut longest) = (0, 0);
    // Several fonts may share a map; it is held for each of them.
    for stream in maps(document) {
        longest = mapped(&unpacked(document, stream, budget)?, &mut mappings).max(longest);
        if !are_few(mappings, longest) {
            return Err("characters that its fonts map".to_owned());
        }
    }
    let streams = document.objects.values().filter_map(|object| object.as_stream().ok());
    if !streams.filter(|stream| is_jpeg_2000(document, stream)).all(|stream| has_flat_boxes(&stream.content)) {
        return Err("boxes of its pictures".to_owned());
    }
    Ok(())
}

fn unpacked(document: &Document, stream: &Stream, budget: &mut Budget) -> Result<Vec<u8>, String> {
    match plain(document, stream, budget).map_err(words)? {
        Plain::Whole(bytes) | Plain::Broken(bytes) => Ok(bytes),
        Plain::Picture => Ok(Vec::new()),
    }
}

/// Returns whether parsing an XML packet takes time in proportion to its length.
fn is_moderate(packet: &[u8]) -> bool {
    // UTF-16 and UTF-32 have zeros between.
    let bytes: Vec<u8> = packet.iter().copied().filter(|byte| *byte != 0).collect();
    let (mut elements, mut namespaces, mut comparisons) = (0_usize, 0_usize, 0_usize);
    let mut rest = bytes.as_slice();
    while let Some(at) = rest.iter().position(|byte| *byte == b'<') {
        rest = &rest[at + 1..];
        let length = tag_length(rest);
        let (tag, behind) = rest.split_at(length);
        let attributes = tag.iter().filter(|byte| **byte == b'=').count();
        elements += 1;
        namespaces += tag.windows(5).filter(|window| window == b"xmlns").count();
        comparisons = comparisons.saturating_add(attributes.saturating_mul(attributes));
        rest = behind;
    }
    bytes.len() <= PACKET
        && elements <= ELEMENTS
        && comparisons.saturating_add(elements.saturating_mul(namespaces)) <= COMPARISONS
}

/// Up to the end of a tag; a `>` between quotes does not end it.
fn tag_length(tag: &[u8]) -> usize {
    let mut quote = None;
    let ends = tag.iter().position(|byte| match quote {
        Some(open) => {
            quote = (open != *byte).then_some(open);
            false
        }
        None => {
            quote = matches!(byte, b'"' | b'\'').then_some(*byte);
            *byte == b'>'
        }
    });
    ends.unwrap_or(tag.len())
}

/// Adds how many codes a map names, ranges written out, and gives the length of the longest code in bytes.
fn mapped(map: &[u8], mappings: &mut usize) -> usize {
    let mut longest = 0;
    let mut is_range = false;
    let mut codes: Vec<u64> = Vec::new();
    let tokens = map.split(|byte| byte.is_ascii_whitespace()).filter(|token| !token.is_empty());
    for token in tokens {
        if token.starts_with(b"begin") {
            is_range = token == b"beginbfrange" || token == b"begincidrange";
            codes.clear();
        } else if let Some(digits) = token.strip_prefix(b"<") {
            longest = longest.max(digits.len() / 2);
            *mappings += 1;
            codes.push(
                digits.iter().fold(0, |value, digit| {
                    value << 4 | u64::from(char::from(*digit).to_digit(16).unwrap_or_default())
                }),
            );
        }
        if is_range && codes.len() == 3 {
            let range = codes[1].wrapping_sub(codes[0]).min(u64::from(u16::MAX));
            *mappings = mappings.saturating_add(usize::try_from(range).unwrap_or(usize::MAX));
            codes.clear();
        }
    }
    longest
}

fn is_jpeg_2000(document: &Document, stream: &Stream) -> bool {
    stream.dict.get(b"Filter").is_ok_and(|filters| {
        each(document, filters).any(|filter| matches!(filter, Object::Name(name) if name == b"JPXDecode"))
    })
}

/// Returns whether boxes are not nested more deeply than is usual; the validator recurses into two kinds of them.
fn has_flat_boxes(picture: &[u8]) -> bool {
    let mut open = vec![(picture, 0)];
    while let Some((bytes, depth)) = open.pop() {
        if depth > BOXES {
            return false;
        }
        let mut rest = bytes;
        while let Some((head, _)) = rest.split_at_checked(8) {
            let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
            if length < 8 || length > rest.len() {
                break;
            }
            if matches!(&head[4..], b"jp2h" | b"jp2c") {
                open.push((&rest[8..length], depth + 1));
            }
            rest = &rest[length..];
        }
    }
    true
}

/// The maps from codes to characters (9.10.3) that fonts have, each as often as a font has it.
fn maps(document: &Document) -> Vec<&Stream> {
    let mut maps = Vec::new();
    graph::dictionaries(document, &mut |entries| {
        let stated = [b"ToUnicode".as_slice(), b"Encoding"].into_iter().filter_map(|key| entries.get(key).ok());
        maps.extend(stated.filter_map(|map| resolved(document, map).as_stream().ok()));
    });
    maps
}

/// Returns whether so many codes, the longest of so many bytes, can be held.
fn are_few(mappings: usize, longest: usize) -> bool {
    mappings <= MAPPINGS && longest <= LONGEST && mappings.saturating_mul(longest) <= MAPPED
}

/// The packets of XML in a document: its metadata, and a form of the kind XFA.
fn xml(document: &Document) -> Vec<&Stream> {
    let metadata = catalog_entry(document, b"Metadata").into_iter();
    let form = catalog_dictionary(document, b"AcroForm").and_then(|form| entry(document, form, b"XFA"));
    let parts = form.map(|form| items(document, form)).unwrap_or_default();
    let parts = parts.iter().map(|part| resolved(document, part));
    metadata.chain(form).chain(parts).filter_map(|part| part.as_stream().ok()).collect()
}
