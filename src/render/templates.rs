//! The templates of a workspace, and the program's own where it has none of that name.

use std::collections::{BTreeMap, BTreeSet};

use super::codes;
use crate::finding::{FileNumber, Finding, Sources, Spot};
use crate::workspace::{EMBEDDED_TEMPLATES, Files, own_or_embedded};

/// Where templates lie in a workspace.
const FOLDER: &str = "templates";
/// Folders inside it that are looked into.
const SUBFOLDERS: [&str; 3] = ["annexes", "labels", "shape"];

/// Texts of templates, shapes and labels, by name: `minutes.typ.j2`, `shape/house.typ`.
pub(super) struct Templates {
    files: BTreeMap<String, FileNumber>,
}

impl Templates {
    /// Loads all there are. Every template is loaded, used or not: a workspace's own documents may
    /// include any of them.
    pub(super) fn load(files: &dyn Files, sources: &mut Sources) -> Result<Self, Vec<Finding>> {
        let mut loaded = BTreeMap::new();
        let mut findings = Vec::new();
        for name in names(files) {
            let path = format!("{FOLDER}/{name}");
            let (content, own) = match own_or_embedded(files, &path) {
                Ok(found) => found.unwrap_or_default(),
                Err(error) => {
                    findings.push(unreadable(path, &error.to_string()));
                    continue;
                }
            };
            match String::from_utf8(content) {
                Ok(text) => drop(loaded.insert(name, sources.add(path, text, own))),
                Err(_) => findings.push(unreadable(path, "it is not UTF-8 text")),
            }
        }
        if findings.is_empty() { Ok(Self { files: loaded }) } else { Err(findings) }
    }

    /// The file of a template.
    pub(super) fn file(&self, name: &str) -> Option<FileNumber> {
        self.files.get(name).copied()
    }

    /// Templates proper: name and text.
    pub(super) fn templates<'a>(&'a self, sources: &'a Sources) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.with_ending(".typ.j2", sources).map(|(name, text, _)| (name, text))
    }

    /// Shapes: name, text and file.
    pub(super) fn shapes<'a>(&'a self, sources: &'a Sources) -> impl Iterator<Item = (&'a str, &'a str, FileNumber)> {
        self.with_ending(".typ", sources)
    }

    fn with_ending<'a>(
        &'a self,
        ending: &'a str,
        sources: &'a Sources,
    ) -> impl Iterator<Item = (&'a str, &'a str, FileNumber)> {
        let files = self.files.iter().filter(move |(name, _)| name.ends_with(ending));
        files.map(|(name, file)| (name.as_str(), sources.text(*file), *file))
    }
}

fn unreadable(path: String, why: &str) -> Finding {
    Finding::new(&codes::UNREADABLE_TEMPLATE, Spot::File(path), format!("this template cannot be read: {why}"))
        .hint("mend the file, or remove it to use the program's own")
}

/// Names of the program's templates and of those in the workspace's folder.
fn names(files: &dyn Files) -> BTreeSet<String> {
    let embedded = EMBEDDED_TEMPLATES.iter().filter_map(|(path, _)| path.strip_prefix("templates/"));
    let folders = std::iter::once(String::new()).chain(SUBFOLDERS.map(|folder| format!("{folder}/")));
    let own = folders.flat_map(|folder| {
        let names = files.list(format!("{FOLDER}/{folder}").trim_end_matches('/'));
        names.into_iter().map(move |name| format!("{folder}{name}"))
    });
    let known = |name: &String| [".typ", ".typ.j2", ".ftl"].iter().any(|ending| name.ends_with(ending));
    embedded.map(str::to_owned).chain(own).filter(known).collect()
}
