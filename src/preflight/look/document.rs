//! What a file says of itself.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, Permissions};

use super::actions::file_name;
use super::text::{shown, text};
use crate::pdf::Refusal;
use crate::pdf::{Budget, Plain, plain};
use crate::preflight::examine::Tagging;
use crate::preflight::note::Restriction;

fn catalog_entry<'a>(document: &'a Document, key: &[u8]) -> Option<&'a Object> {
    Some(document.dereference(document.catalog().ok()?.get(key).ok()?).ok()?.1)
}

fn dictionary_in<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
    document.dereference(dictionary.get(key).ok()?).ok()?.1.as_dict().ok()
}

/// The language of the file (ISO 32000-1, 14.9.2).
pub(crate) fn language(document: &Document) -> Option<String> {
    let language = text(document, catalog_entry(document, b"Lang")?)?;
    (!language.is_empty()).then_some(language)
}

/// The title: that of the metadata (14.3.2), or else of the older dictionary (14.3.3). Programs write their own file names
/// and `untitled` there; that is for people to judge.
///
/// # Errors
///
/// The budget is used up.
pub(crate) fn title(document: &Document, budget: &mut Budget) -> Result<Option<String>, Refusal> {
    let mut title = None;
    if let Some(Object::Stream(stream)) = catalog_entry(document, b"Metadata")
        && let Plain::Whole(metadata) | Plain::Broken(metadata) = plain(document, stream, budget)?
    {
        title = title_of_metadata(&metadata);
    }
    let info = || dictionary_in(document, &document.trailer, b"Info")?.get(b"Title").ok();
    let title = title.or_else(|| text(document, info()?));
    Ok(title.filter(|title| !title.is_empty()))
}

/// The first alternative of `dc:title`. Metadata are XML, of which no more is understood here than where that stands.
fn title_of_metadata(metadata: &[u8]) -> Option<String> {
    let metadata = String::from_utf8_lossy(metadata);
    let (_, behind) = metadata.split_once("<dc:title")?;
    let (inside, _) = behind.split_once("</dc:title")?;
    let (_, item) = inside.split_once("<rdf:li")?;
    let (_, item) = item.split_once('>')?;
    let (item, _) = item.split_once('<')?;
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    let plain = entities.iter().fold(shown(item), |text, (entity, sign)| text.replace(entity, sign));
    (!plain.is_empty()).then_some(plain)
}

/// Whether the file is tagged (14.7 and 14.8).
pub(crate) fn tagging(document: &Document) -> Tagging {
    let mark = catalog_entry(document, b"MarkInfo").and_then(|mark| mark.as_dict().ok());
    let marked = mark.and_then(|mark| document.dereference(mark.get(b"Marked").ok()?).ok()?.1.as_bool().ok());
    let root = catalog_entry(document, b"StructTreeRoot").and_then(|root| root.as_dict().ok());
    let kids = root.and_then(|root| Some(document.dereference(root.get(b"K").ok()?).ok()?.1));
    let has_tags = kids.is_some_and(|kids| match kids {
        Object::Array(kids) => !kids.is_empty(),
        kids => !kids.is_null(),
    });
    match (marked.unwrap_or(false), has_tags) {
        (true, true) => Tagging::Tagged,
        (false, false) => Tagging::Untagged,
        _ => Tagging::Half,
    }
}

/// What an author restricts (7.6.3.2, table 22).
pub(crate) fn restrictions(permissions: Permissions) -> Vec<Restriction> {
    let all = [
        (Permissions::PRINTABLE, Restriction::Print),
        (Permissions::MODIFIABLE, Restriction::Change),
        (Permissions::COPYABLE, Restriction::Copy),
        (Permissions::ANNOTABLE, Restriction::Comment),
        (Permissions::FILLABLE, Restriction::Fill),
        (Permissions::ASSEMBLABLE, Restriction::Assemble),
    ];
    all.into_iter()
        .filter(|(permission, _)| !permissions.contains(*permission))
        .map(|(_, forbidden)| forbidden)
        .collect()
}

/// The files that are attached to the document, by name (7.11.4).
///
/// # Errors
///
/// The budget is used up.
pub(crate) fn attachments(document: &Document, budget: &mut Budget) -> Result<BTreeSet<String>, Refusal> {
    let mut found = BTreeSet::new();
    let names = document.catalog().ok().and_then(|catalog| dictionary_in(document, catalog, b"Names"));
    let mut open: Vec<&Object> = names.and_then(|names| names.get(b"EmbeddedFiles").ok()).into_iter().collect();
    let mut seen = BTreeSet::new();
    while let Some(node) = open.pop() {
        let Ok((id, node)) = document.dereference(node) else { continue };
        let Some(node) = node.as_dict().ok().filter(|_| id.is_none_or(|id| seen.insert(id))) else { continue };
        let array = |key: &[u8]| document.dereference(node.get(key).ok()?).ok()?.1.as_array().ok();
        let (kids, names) = (array(b"Kids"), array(b"Names"));
        budget.steps([kids, names].into_iter().flatten().map(Vec::len).sum())?;
        open.extend(kids.into_iter().flatten());
        for pair in names.into_iter().flat_map(|names| names.chunks_exact(2)) {
            found.extend(file_name(document, &pair[1]).or_else(|| text(document, &pair[0])));
        }
    }
    Ok(found)
}

/// The file that a note on a page carries (12.5.6.15).
pub(crate) fn attached(document: &Document, annotation: &Dictionary) -> Option<String> {
    file_name(document, annotation.get(b"FS").ok()?)
}

/// The layers that are not shown as the file is opened (8.11.4.3), by name.
///
/// # Errors
///
/// The budget is used up.
pub(crate) fn hidden_layers(document: &Document, budget: &mut Budget) -> Result<Vec<String>, Refusal> {
    let properties = catalog_entry(document, b"OCProperties").and_then(|properties| properties.as_dict().ok());
    let Some(properties) = properties else { return Ok(Vec::new()) };
    let default = dictionary_in(document, properties, b"D");
    let array = |dictionary: Option<&Dictionary>, key: &[u8]| -> Vec<Object> {
        let array =
            dictionary.and_then(|dictionary| document.dereference(dictionary.get(key).ok()?).ok()?.1.as_array().ok());
        array.cloned().unwrap_or_default()
    };
    let base = default.and_then(|default| default.get(b"BaseState").ok()?.as_name().ok());
    let hidden = if base == Some(b"OFF") {
        let shown: BTreeSet<_> = array(default, b"ON").iter().filter_map(|layer| layer.as_reference().ok()).collect();
        let all = array(Some(properties), b"OCGs").into_iter();
        all.filter(|layer| layer.as_reference().is_ok_and(|layer| !shown.contains(&layer))).collect()
    } else {
        array(default, b"OFF")
    };
    budget.steps(hidden.len())?;
    let name = |layer: &Object| {
        let layer = document.dereference(layer).ok()?.1.as_dict().ok()?;
        Some(layer.get(b"Name").ok().and_then(|name| text(document, name)).unwrap_or_default())
    };
    Ok(hidden.iter().filter_map(name).collect())
}
