//! Statements of a file about itself.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, Permissions};

use super::actions::file_name;
use crate::pdf::{
    Budget, Plain, Refusal, catalog_dictionary, catalog_entry, dictionary, entry, named, plain, shown, shown_name, text,
};
use crate::preflight::note::Restriction;
use crate::preflight::tagging::Tagging;

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
    let info = || entry(document, dictionary(document, &document.trailer, b"Info")?, b"Title");
    let title = title.or_else(|| text(document, info()?));
    Ok(title.filter(|title| !title.is_empty()))
}

/// The first alternative of `dc:title`. The metadata are XML, of which only this element is read.
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

/// Returns whether the file is tagged (14.7 and 14.8).
pub(crate) fn tagging(document: &Document) -> Tagging {
    let mark = catalog_dictionary(document, b"MarkInfo");
    let marked = mark.and_then(|mark| entry(document, mark, b"Marked")?.as_bool().ok());
    let kids = catalog_dictionary(document, b"StructTreeRoot").and_then(|root| entry(document, root, b"K"));
    let has_tags = kids.is_some_and(|kids| !matches!(kids, Object::Array(kids) if kids.is_empty()));
    match (marked.unwrap_or(false), has_tags) {
        (true, true) => Tagging::Tagged,
        (false, false) => Tagging::Untagged,
        _ => Tagging::Half,
    }
}

/// Returns the restrictions of a file's author (7.6.3.2, table 22).
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
    let tree = catalog_dictionary(document, b"Names").and_then(|names| dictionary(document, names, b"EmbeddedFiles"));
    let files = tree.map(|tree| named(document, tree, budget)).transpose()?.unwrap_or_default();
    let name = |(name, file): (&[u8], &Object)| file_name(document, file).unwrap_or_else(|| shown_name(name));
    Ok(files.into_iter().map(name).collect())
}

/// The file that a note on a page carries (12.5.6.15).
pub(crate) fn attached(document: &Document, annotation: &Dictionary) -> Option<String> {
    file_name(document, annotation.get(b"FS").ok()?)
}
