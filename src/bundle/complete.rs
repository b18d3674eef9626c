//! All documents of an edition in one: the links that led from file to file lead from page to page.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::Error;
use super::fields::address;
use crate::edition::{OutsidePdf, Pdf};

/// Nodes of a name tree, more than which no document of ours has.
const NODES: usize = 100_000;

/// Turns links to documents by their files into links to their pages in this one, which holds `parts` after its own first
/// pages. Each part says its file as `annex`, and is as it was before [`super::link`].
///
/// # Errors
/// If a part or the whole cannot be read back.
pub fn relink(pdf: Pdf, parts: &[OutsidePdf]) -> Result<Pdf, Error> {
    let mut document = Document::load_mem(&pdf.bytes)?;
    let pages: Vec<ObjectId> = document.page_iter().collect();
    let held: usize = parts.iter().map(|part| part.pages.len()).sum();
    let mut first = pages.len().saturating_sub(held);
    let mut places: BTreeMap<String, Object> = BTreeMap::new();
    for part in parts {
        let end = (first + part.pages.len()).min(pages.len());
        places.extend(destinations(part, &pages[first..end])?);
        first = end;
    }
    for object in document.objects.values_mut() {
        if let Ok(annotation) = object.as_dict_mut()
            && let Some(place) = address(annotation).and_then(|address| places.get(&address))
        {
            annotation.remove(b"A");
            annotation.set("Dest", place.clone());
        }
    }
    let mut bytes = Vec::with_capacity(pdf.bytes.len());
    document.save_to(&mut bytes).map_err(lopdf::Error::from)?;
    Ok(Pdf { bytes, ..pdf })
}

/// The named destinations of a part, by the addresses that lead to them, on the pages that hold it now.
fn destinations(part: &OutsidePdf, pages: &[ObjectId]) -> Result<Vec<(String, Object)>, Error> {
    let document = Document::load_mem(&part.bytes)?;
    let own: BTreeMap<ObjectId, ObjectId> = document.page_iter().zip(pages.iter().copied()).collect();
    let resolved = |object: &Object| document.dereference(object).ok().map(|(_, object)| object.clone());
    let dictionary = |of: &Dictionary, key: &[u8]| resolved(of.get(key).ok()?)?.as_dict().ok().cloned();
    let tree = dictionary(document.catalog()?, b"Names").and_then(|names| dictionary(&names, b"Dests"));
    let mut open: Vec<Dictionary> = tree.into_iter().collect();
    let mut found = Vec::new();
    for _ in 0..NODES {
        let Some(node) = open.pop() else { break };
        let list = |key: &[u8]| node.get(key).ok().and_then(resolved).and_then(|list| list.as_array().ok().cloned());
        let kids = list(b"Kids").unwrap_or_default();
        open.extend(kids.iter().filter_map(|kid| resolved(kid)?.as_dict().ok().cloned()));
        for pair in list(b"Names").unwrap_or_default().chunks_exact(2) {
            let place = resolved(&pair[1]).and_then(|place| match place {
                Object::Dictionary(of) => of.get(b"D").ok().and_then(resolved),
                place => Some(place),
            });
            let (Ok(name), Some(Object::Array(mut place))) = (pair[0].as_str(), place) else { continue };
            let page = place.first().and_then(|page| page.as_reference().ok()).and_then(|page| own.get(&page));
            if let Some(page) = page {
                place[0] = Object::Reference(*page);
                found.push((format!("{}#{}", part.annex, String::from_utf8_lossy(name)), Object::Array(place)));
            }
        }
    }
    Ok(found)
}
