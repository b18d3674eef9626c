//! Takes out what is on hidden layers (optional content, ISO 32000-1, 8.11), and makes a plain part of the page of what is on
//! the others.
//!
//! People who hide a layer want nobody to see it. A layer that is only switched off is found by every search and copied with
//! every page; so its text, its pictures and its annotations are removed, and what structure says of them.

mod advance;
mod content;
mod structure;
mod visibility;

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use crate::pdf::{
    Budget, Lexer, Opened, Page, Plain, Refusal, Token, catalog_entry, dictionary, entry, hidden_layers, items, plain,
    plain_name, references, resolved, text,
};
use content::{Resources, rewritten};
use structure::{Gone, prune};
use visibility::Visibility;

/// The kinds of resources (7.8.3), and those that are used without being named (8.6.5.6).
const KINDS: [&[u8]; 7] = [b"ExtGState", b"ColorSpace", b"Pattern", b"Shading", b"XObject", b"Font", b"Properties"];
const IMPLIED: [&[u8]; 3] = [b"DefaultGray", b"DefaultRGB", b"DefaultCMYK"];

/// Removes hidden layers from some pages, and returns their names.
pub(super) fn take_out(opened: &mut Opened, wanted: &[usize], budget: &mut Budget) -> Result<Vec<String>, Refusal> {
    let is_layer = |object: &Object| object.as_dict().is_ok_and(|of| of.has_type(b"OCG") || of.has_type(b"OCMD"));
    let layers: Vec<ObjectId> =
        opened.document.objects.iter().filter(|(_, object)| is_layer(object)).map(|(id, _)| *id).collect();
    if layers.is_empty() && catalog_entry(&opened.document, b"OCProperties").is_none() {
        return Ok(Vec::new());
    }
    let hidden = hidden_layers(&opened.document, budget)?;
    let names = hidden.iter().filter_map(|layer| opened.document.get_dictionary(*layer).ok());
    let names: Vec<String> = names
        .map(|of| of.get(b"Name").ok().and_then(|name| text(&opened.document, name)).unwrap_or_default())
        .collect();
    let visibility = Visibility::new(hidden.into_iter().collect());
    let tree = opened.pages(usize::MAX, budget)?;
    // Each once, in whatever order they are wanted.
    let pages: BTreeMap<ObjectId, &Page<'_>> = wanted.iter().map(|at| (tree.pages[*at].id, &tree.pages[*at])).collect();
    let gone = hidden_objects(&opened.document, &visibility, budget)?;
    let (rewritten, marks) = contents(&opened.document, &pages, &visibility, &gone, budget)?;
    let pages: Vec<ObjectId> = pages.into_keys().collect();
    let document = &mut opened.document;
    for (id, object) in rewritten {
        document.max_id = document.max_id.max(id.0);
        document.objects.insert(id, object);
    }
    for id in gone.into_iter().chain(layers) {
        document.objects.insert(id, Object::Null);
    }
    document.objects.values_mut().for_each(unbind);
    if let Ok(catalog) = document.catalog_mut() {
        catalog.remove(b"OCProperties");
    }
    let drawn = drawn(document, &pages, budget)?;
    prune(document, &marks, &drawn, budget)?;
    Ok(names)
}

/// Forms, pictures and annotations that are on a hidden layer as a whole.
fn hidden_objects(
    document: &Document,
    visibility: &Visibility,
    budget: &mut Budget,
) -> Result<BTreeSet<ObjectId>, Refusal> {
    let mut hidden = BTreeSet::new();
    for (id, object) in &document.objects {
        let entries = match object {
            Object::Stream(stream) => &stream.dict,
            Object::Dictionary(entries) => entries,
            _ => continue,
        };
        // Resources may be called by any names, these too.
        if let Ok(layer) = entries.get(b"OC")
            && entries.has(b"Subtype")
            && !visibility.shows(document, layer, budget)?
        {
            hidden.insert(*id);
        }
    }
    Ok(hidden)
}

/// The contents of pages and forms without hidden parts, and the marks that were removed with them.
fn contents(
    document: &Document,
    pages: &BTreeMap<ObjectId, &Page<'_>>,
    visibility: &Visibility,
    hidden: &BTreeSet<ObjectId>,
    budget: &mut Budget,
) -> Result<(Vec<(ObjectId, Object)>, Gone), Refusal> {
    let (mut changed, mut gone) = (Vec::new(), Gone::new());
    let none = Dictionary::new();
    // A form without resources uses those of the page that draws it (7.8.3), which may be any.
    let of_pages = united(document, pages.values().filter_map(|page| page.resources(document)), budget)?;
    for (id, (stream, own)) in forms(document).into_iter().filter(|(id, _)| !hidden.contains(id)) {
        let content = unpacked(document, stream, budget)?;
        let own = own.unwrap_or(&of_pages);
        let written = rewritten(&content, &Resources { document, own, visibility, hidden }, budget)?;
        let mut form = stream.clone();
        form.dict.set("Resources", used(document, own, written.content.as_deref().unwrap_or(&content)));
        gone.extend(written.marks.into_iter().map(|mark| (id, mark)));
        if let Some(content) = written.content {
            form = packed(form.dict, content);
        }
        changed.push((id, form.into()));
    }
    let mut last = document.max_id;
    for (id, page) in pages {
        let mut content = Vec::new();
        for part in page.dictionary.get(b"Contents").map(|parts| items(document, parts)).unwrap_or_default() {
            if let Ok(stream) = resolved(document, part).as_stream() {
                content.extend(unpacked(document, stream, budget)?);
                content.push(b'\n');
            }
        }
        let own = page.resources(document).unwrap_or(&none);
        let written = rewritten(&content, &Resources { document, own, visibility, hidden }, budget)?;
        let mut entries = page.dictionary.clone();
        entries.set("Resources", used(document, own, written.content.as_deref().unwrap_or(&content)));
        gone.extend(written.marks.into_iter().map(|mark| (*id, mark)));
        if let Some(content) = written.content {
            last += 1;
            entries.set("Contents", Object::Reference((last, 0)));
            changed.push(((last, 0), packed(Dictionary::new(), content).into()));
        }
        changed.push((*id, entries.into()));
    }
    Ok((changed, gone))
}

/// A stream that draws, with its resources.
type Form<'a> = (&'a Stream, Option<&'a Dictionary>);

/// All streams that draw and are no page's: forms, patterns, and characters that are drawn.
fn forms(document: &Document) -> BTreeMap<ObjectId, Form<'_>> {
    let mut forms = BTreeMap::new();
    for (id, object) in &document.objects {
        match object {
            // Forms and patterns have one, and no other streams (8.7.3 and 8.10).
            Object::Stream(stream) if stream.dict.has(b"BBox") => {
                forms.insert(*id, (stream, dictionary(document, &stream.dict, b"Resources")));
            }
            Object::Dictionary(font) => {
                for (_, character) in dictionary(document, font, b"CharProcs").into_iter().flatten() {
                    if let Ok((Some(id), Object::Stream(stream))) = document.dereference(character) {
                        forms.insert(id, (stream, dictionary(document, font, b"Resources")));
                    }
                }
            }
            _ => {}
        }
    }
    forms
}

/// The resources of several pages; of one name, the first.
fn united<'a>(
    document: &'a Document,
    all: impl Iterator<Item = &'a Dictionary>,
    budget: &mut Budget,
) -> Result<Dictionary, Refusal> {
    let mut united: BTreeMap<&[u8], Dictionary> = BTreeMap::new();
    // Most pages of a file have the same ones.
    let mut seen: BTreeSet<*const Dictionary> = BTreeSet::new();
    for resources in all.filter(|resources| seen.insert(std::ptr::from_ref(*resources))) {
        for (kind, of) in resources {
            let Ok(of) = resolved(document, of).as_dict() else { continue };
            budget.drawn(of.len())?;
            let into = united.entry(kind).or_default();
            for (name, value) in of {
                if !into.has(name) {
                    into.set(name.clone(), value.clone());
                }
            }
        }
    }
    Ok(united.into_iter().map(|(kind, of)| (kind, Object::Dictionary(of))).collect())
}

/// The resources that a content names.
fn used(document: &Document, resources: &Dictionary, content: &[u8]) -> Dictionary {
    let mut names: BTreeSet<Vec<u8>> = IMPLIED.iter().map(|name| name.to_vec()).collect();
    let mut lexer = Lexer::new(content, 0);
    loop {
        match lexer.name_or_word() {
            Token::End => break,
            Token::Name(name) => drop(names.insert(plain_name(name))),
            Token::Word(b"ID") => lexer.skip_image(),
            _ => {}
        }
    }
    let mut used = Dictionary::new();
    for (kind, of) in KINDS.iter().filter_map(|kind| Some((*kind, dictionary(document, resources, kind)?))) {
        let of = names.iter().filter_map(|name| Some((name.clone(), of.get(name).ok()?.clone())));
        used.set(kind, of.collect::<Dictionary>());
    }
    used
}

/// The readable part of a content: unreadable parts might be hidden.
fn unpacked(document: &Document, stream: &Stream, budget: &mut Budget) -> Result<Vec<u8>, Refusal> {
    Ok(match plain(document, stream, budget)? {
        Plain::Whole(bytes) | Plain::Broken(bytes) => bytes,
        Plain::Picture => Vec::new(),
    })
}

fn packed(mut entries: Dictionary, content: Vec<u8>) -> Stream {
    for key in [b"Filter".as_slice(), b"DecodeParms", b"Length"] {
        entries.remove(key);
    }
    let mut stream = Stream::new(entries, content);
    // Unpacked it is as good.
    let _ = stream.compress();
    stream
}

/// Removes the link from an object to a layer, and pictures that would be shown in its place. Recurses by the depth of values,
/// which is limited.
fn unbind(object: &mut Object) {
    let entries = match object {
        Object::Array(items) => return items.iter_mut().for_each(unbind),
        Object::Dictionary(entries) => entries,
        Object::Stream(stream) => &mut stream.dict,
        _ => return,
    };
    if entries.has(b"Subtype") {
        entries.remove(b"OC");
        entries.remove(b"Alternates");
    }
    entries.iter_mut().for_each(|(_, entry)| unbind(entry));
}

/// The objects that pages are still drawn with.
fn drawn(document: &Document, pages: &[ObjectId], budget: &mut Budget) -> Result<BTreeSet<ObjectId>, Refusal> {
    let mut open = Vec::new();
    for page in pages.iter().filter_map(|page| document.get_dictionary(*page).ok()) {
        for key in [b"Resources".as_slice(), b"Annots"] {
            page.get(key).into_iter().for_each(|object| references(object, &mut open));
        }
    }
    let mut drawn = BTreeSet::new();
    while let Some(id) = open.pop() {
        budget.drawn(1)?;
        if !drawn.insert(id) {
            continue;
        }
        let Some(object) = document.objects.get(&id) else { continue };
        let leads_on = |entries: &Dictionary| {
            let kinds = [b"Page".as_slice(), b"Pages", b"Catalog", b"StructElem", b"StructTreeRoot"];
            !kinds.iter().any(|kind| entries.has_type(kind)) && entry(document, entries, b"Kids").is_none()
        };
        if object.as_dict().map_or(true, leads_on) {
            references(object, &mut open);
        }
    }
    Ok(drawn)
}
