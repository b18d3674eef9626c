//! Actions of a file when it is opened, turned or clicked on (ISO 32000-1, 12.6).

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::pdf::{Budget, Refusal, catalog_dictionary, dictionary, entry, name, resolved, shown_name, text};

/// Actions that ISO 19005-2, 6.5.1, does not permit, except JavaScript, which has its own note; and sending a form, which it
/// permits, but which no annex should do. Of the named actions only four are permitted.
const FORBIDDEN: [&[u8]; 11] = [
    b"Launch",
    b"Sound",
    b"Movie",
    b"ResetForm",
    b"ImportData",
    b"Hide",
    b"SetOCGState",
    b"Rendition",
    b"Trans",
    b"GoTo3DView",
    b"SubmitForm",
];

const PERMITTED_NAMES: [&[u8]; 4] = [b"NextPage", b"PrevPage", b"FirstPage", b"LastPage"];

/// The actions of a file.
#[derive(Debug, Default)]
pub(crate) struct Actions {
    /// True if one of them runs programs.
    pub(crate) has_scripts: bool,
    /// Other actions that are not permitted.
    pub(crate) forbidden: BTreeSet<String>,
    /// Other files that links lead to.
    pub(crate) files: BTreeSet<String>,
}

impl Actions {
    /// Records the actions of an annotation, a page or a field.
    pub(crate) fn of(&mut self, document: &Document, owner: &Dictionary, budget: &mut Budget) -> Result<(), Refusal> {
        for key in [b"A".as_slice(), b"PA", b"OpenAction"] {
            if let Ok(action) = owner.get(key) {
                self.follow(document, action, budget)?;
            }
        }
        for (_, action) in dictionary(document, owner, b"AA").into_iter().flatten() {
            self.follow(document, action, budget)?;
        }
        Ok(())
    }

    /// Records the actions of the file itself: when it is opened, and from its outline.
    pub(crate) fn of_document(&mut self, document: &Document, budget: &mut Budget) -> Result<(), Refusal> {
        let Ok(catalog) = document.catalog() else { return Ok(()) };
        self.of(document, catalog, budget)?;
        if catalog_dictionary(document, b"Names").is_some_and(|names| names.has(b"JavaScript")) {
            self.has_scripts = true;
        }
        self.of_outline(document, catalog, budget)
    }

    /// Bookmarks refer to their next and first below (12.3.3).
    fn of_outline(&mut self, document: &Document, catalog: &Dictionary, budget: &mut Budget) -> Result<(), Refusal> {
        let mut open: Vec<&Object> = catalog.get(b"Outlines").into_iter().collect();
        let mut seen = BTreeSet::new();
        while let Some(item) = open.pop() {
            budget.step()?;
            let Ok((id, item)) = document.dereference(item) else { continue };
            let Some(item) = item.as_dict().ok().filter(|_| id.is_none_or(|id| seen.insert(id))) else { continue };
            self.of(document, item, budget)?;
            open.extend(item.get(b"Next").into_iter().chain(item.get(b"First")));
        }
        Ok(())
    }

    /// An action and those that follow it.
    fn follow(&mut self, document: &Document, action: &Object, budget: &mut Budget) -> Result<(), Refusal> {
        let mut open = vec![action];
        let mut seen: BTreeSet<ObjectId> = BTreeSet::new();
        while let Some(action) = open.pop() {
            budget.step()?;
            let Ok((id, action)) = document.dereference(action) else { continue };
            if !id.is_none_or(|id| seen.insert(id)) {
                continue;
            }
            match action {
                Object::Dictionary(entries) => {
                    self.one(document, entries);
                    open.extend(entries.get(b"Next").ok());
                }
                // `Next` may be several; an open action may be a place, which is an array of other things.
                Object::Array(items) => {
                    budget.steps(items.len())?;
                    open.extend(items.iter().filter(|item| !is_page(document, item)));
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn one(&mut self, document: &Document, action: &Dictionary) {
        let kind = name(document, action, b"S").unwrap_or_default();
        let which = name(document, action, b"N").unwrap_or_default();
        match kind {
            b"JavaScript" => self.has_scripts = true,
            b"Named" if !PERMITTED_NAMES.contains(&which) => drop(self.forbidden.insert(shown_name(which))),
            _ if FORBIDDEN.contains(&kind) => drop(self.forbidden.insert(shown_name(kind))),
            _ => {}
        }
        self.files.extend(other_file(document, kind, action));
    }
}

fn is_page(document: &Document, object: &Object) -> bool {
    resolved(document, object).as_dict().is_ok_and(|dictionary| dictionary.has_type(b"Page"))
}

/// The file that an action leads to, if it is another.
fn other_file(document: &Document, kind: &[u8], action: &Dictionary) -> Option<String> {
    match kind {
        b"GoToR" | b"GoToE" | b"Launch" | b"Thread" => file_name(document, action.get(b"F").ok()?),
        b"URI" => {
            let address = text(document, action.get(b"URI").ok()?)?;
            is_file(&address).then_some(address)
        }
        _ => None,
    }
}

/// Returns whether an address leads to a local file: one without a scheme, or with `file`.
fn is_file(address: &str) -> bool {
    match address.split_once(':') {
        Some((scheme, _)) if scheme.len() > 1 => scheme.eq_ignore_ascii_case("file"),
        // A drive of Windows.
        Some(_) => true,
        None => !address.starts_with(['#', '?']) && !address.starts_with("www.") && !address.is_empty(),
    }
}

/// A file specification (7.11): a string, or a dictionary with one.
pub(crate) fn file_name(document: &Document, object: &Object) -> Option<String> {
    match resolved(document, object) {
        Object::Dictionary(entries) => {
            let keys = [b"UF".as_slice(), b"F", b"Unix", b"DOS", b"Mac"];
            keys.iter().find_map(|key| text(document, entry(document, entries, key)?))
        }
        object => text(document, object),
    }
}
