//! Statements of a file about itself.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, Permissions};

use super::actions::file_name;
use crate::pdf::{Budget, Refusal, catalog_dictionary, catalog_entry, dictionary, entry, named, shown_name, text};
use crate::preflight::tagging::Tagging;

/// The language of the file (ISO 32000-1, 14.9.2).
pub(crate) fn language(document: &Document) -> Option<String> {
    let language = text(document, catalog_entry(document, b"Lang")?)?;
    (!language.is_empty()).then_some(language)
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

/// What a file's author asks readers not to do (ISO 32000-1, 7.6.3.2, table 22).
pub(crate) fn restrictions(permissions: Permissions) -> Vec<&'static str> {
    let all = [
        (Permissions::PRINTABLE, "printing"),
        (Permissions::MODIFIABLE, "changing"),
        (Permissions::COPYABLE, "copying"),
        (Permissions::ANNOTABLE, "commenting"),
        (Permissions::FILLABLE, "filling in"),
        (Permissions::ASSEMBLABLE, "assembling"),
    ];
    all.into_iter()
        .filter(|(permission, _)| !permissions.contains(*permission))
        .map(|(_, forbidden)| forbidden)
        .collect()
}

/// The files that are attached to the document, by name (7.11.4).
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
