//! Takes out what is on hidden layers (optional content, ISO 32000-1, 8.11), and makes a plain part of the page of what is on
//! the others.
//!
//! Whoever hides a layer means that nobody sees it. A layer that is merely switched off is found by every search and copied
//! with every page; so its text, its pictures and its annotations go, and what structure says of them.

mod content;
mod structure;
mod visibility;

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use crate::pdf::{
    Budget, Lexer, Opened, Plain, Refusal, Token, catalog_entry, dictionary, entry, hidden_layers, items, plain,
    plain_name, references, resolved, text,
};
use content::{Resources, rewritten};
use structure::{Gone, prune};
use visibility::Visibility;

/// The kinds of resources that show something.
const SHOWN: [&[u8]; 4] = [b"XObject", b"Pattern", b"Shading", b"Properties"];

/// Takes hidden layers out of some pages, and says what they are called.
///
/// # Errors
///
/// The budget is used up.
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
    let (pages, resources) = pages(opened, wanted, budget)?;
    let document = &mut opened.document;
    let gone = hidden_objects(document, &visibility, budget)?;
    let (rewritten, marks) = contents(document, &pages, &resources, &visibility, &gone, budget)?;
    for (id, object) in rewritten {
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

/// The wanted pages, each once, with what they draw with.
fn pages(
    opened: &Opened,
    wanted: &[usize],
    budget: &mut Budget,
) -> Result<(Vec<ObjectId>, BTreeMap<ObjectId, Dictionary>), Refusal> {
    let tree = opened.pages(usize::MAX, budget)?;
    let document = &opened.document;
    let of =
        |index: &usize| (tree.pages[*index].id, tree.pages[*index].resources(document).cloned().unwrap_or_default());
    let resources: BTreeMap<ObjectId, Dictionary> = wanted.iter().map(of).collect();
    Ok((resources.keys().copied().collect(), resources))
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

/// The contents of pages and forms without what is hidden, and which marks went with it.
fn contents(
    document: &mut Document,
    pages: &[ObjectId],
    resources: &BTreeMap<ObjectId, Dictionary>,
    visibility: &Visibility,
    hidden: &BTreeSet<ObjectId>,
    budget: &mut Budget,
) -> Result<(Vec<(ObjectId, Object)>, Gone), Refusal> {
    let (mut changed, mut gone) = (Vec::new(), Gone::new());
    // A form without resources uses those of the page that draws it (7.8.3), which may be any.
    let of_pages = united(document, resources.values());
    let (forms, last) = (forms(document), document.max_id);
    for (id, (stream, own)) in forms.iter().filter(|(id, _)| !hidden.contains(id)) {
        let content = unpacked(document, stream, budget)?;
        let own = own.as_ref().unwrap_or(&of_pages);
        let around = Resources { document, own, visibility, hidden };
        let written = rewritten(&content, &around, budget)?;
        let mut form = stream.clone();
        form.dict.set("Resources", used(document, own, written.content.as_deref().unwrap_or(&content)));
        gone.extend(written.marks.into_iter().map(|mark| (*id, mark)));
        if let Some(content) = written.content {
            form = packed(form.dict, content);
        }
        changed.push((*id, form.into()));
    }
    for (at, page) in pages.iter().enumerate() {
        let Ok(entries) = document.get_dictionary(*page) else { continue };
        let mut content = Vec::new();
        for part in entries.get(b"Contents").map(|parts| items(document, parts)).unwrap_or_default() {
            if let Ok(stream) = resolved(document, part).as_stream() {
                content.extend(unpacked(document, stream, budget)?);
                content.push(b'\n');
            }
        }
        let own = &resources[page];
        let written = rewritten(&content, &Resources { document, own, visibility, hidden }, budget)?;
        let mut entries = entries.clone();
        entries.set("Resources", used(document, own, written.content.as_deref().unwrap_or(&content)));
        gone.extend(written.marks.into_iter().map(|mark| (*page, mark)));
        if let Some(content) = written.content {
            let number = last + 1 + u32::try_from(at).unwrap_or_default();
            entries.set("Contents", Object::Reference((number, 0)));
            changed.push(((number, 0), packed(Dictionary::new(), content).into()));
        }
        changed.push((*page, entries.into()));
    }
    document.max_id = last.saturating_add(u32::try_from(pages.len()).unwrap_or_default());
    Ok((changed, gone))
}

/// All streams that draw and are no page's: forms, patterns, and characters that are drawn. Each with its resources.
fn forms(document: &Document) -> BTreeMap<ObjectId, (Stream, Option<Dictionary>)> {
    let own = |of: &Dictionary| dictionary(document, of, b"Resources").cloned();
    let mut forms = BTreeMap::new();
    for (id, object) in &document.objects {
        match object {
            // Forms and patterns have one, and no other streams (8.7.3 and 8.10).
            Object::Stream(stream) if stream.dict.has(b"BBox") => {
                forms.insert(*id, (stream.clone(), own(&stream.dict)));
            }
            Object::Dictionary(font) => {
                for (_, character) in dictionary(document, font, b"CharProcs").into_iter().flatten() {
                    if let Ok((Some(id), Object::Stream(stream))) = document.dereference(character) {
                        forms.insert(id, (stream.clone(), own(font)));
                    }
                }
            }
            _ => {}
        }
    }
    forms
}

/// What several pages draw with; of one name the first.
fn united<'a>(document: &Document, all: impl Iterator<Item = &'a Dictionary>) -> Dictionary {
    let mut united: BTreeMap<Vec<u8>, Dictionary> = BTreeMap::new();
    for (kind, of) in all.flatten().filter_map(|(kind, of)| Some((kind, resolved(document, of).as_dict().ok()?))) {
        let into = united.entry(kind.clone()).or_default();
        for (name, value) in of {
            if !into.has(name) {
                into.set(name.clone(), value.clone());
            }
        }
    }
    united.into_iter().map(|(kind, of)| (kind, Object::Dictionary(of))).collect()
}

/// Resources without what a content does not name.
fn used(document: &Document, resources: &Dictionary, content: &[u8]) -> Dictionary {
    let mut names = BTreeSet::new();
    let mut lexer = Lexer::new(content, 0);
    loop {
        match lexer.name_or_word() {
            Token::End => break,
            Token::Name(name) => drop(names.insert(plain_name(name))),
            Token::Word(b"ID") => lexer.skip_image(),
            _ => {}
        }
    }
    let mut used = resources.clone();
    for kind in SHOWN {
        if let Some(of) = dictionary(document, resources, kind) {
            let of = of.iter().filter(|(name, _)| names.contains(*name));
            used.set(kind, of.map(|(name, value)| (name.clone(), value.clone())).collect::<Dictionary>());
        }
    }
    used
}

/// A content, as far as it can be read: what cannot be might be hidden.
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

/// Takes away what binds an object to a layer, and pictures that would be shown in its place. Recurses by the depth of values,
/// which is bounded.
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
        budget.step()?;
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
