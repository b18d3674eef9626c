//! Files of a workspace's `templates/` that nothing uses.

use std::collections::BTreeMap;

use super::codes;
use super::labels::{Labels, line_of, our_names};
use super::templates::{ENDINGS, FOLDER, LOOK, SUBFOLDERS, TEMPLATE, WRITTEN, functions, is_changed, is_picture};
use crate::finding::{Finding, Place, Sources, Spot, near_miss};
use crate::workspace::{Files, embedded};

/// Finds files that nothing uses: by their names, by the folders in which they lie, and parts that no template names; and
/// functions of shapes that others hide.
pub fn unused(files: &dyn Files, sources: &mut Sources) -> Vec<Finding> {
    let all = all(files);
    let own: Vec<&(String, String)> =
        all.iter().filter(|(within, name)| is_changed(files, &path(within, name))).collect();
    let templates = own.iter().filter(|(_, name)| name.ends_with(TEMPLATE));
    let texts: Vec<String> = templates
        .filter_map(|(within, name)| {
            Some(String::from_utf8_lossy(&files.read(&path(within, name)).ok()??).into_owned())
        })
        .collect();
    let of_labels = own.iter().filter(|(_, name)| name.ends_with(".ftl"));
    let labels: Vec<Finding> =
        of_labels.flat_map(|(within, name)| of_labels_in(files, &path(within, name), &texts, sources)).collect();
    let hidden = hidden(files, &own, sources);
    own.into_iter().filter_map(|(within, name)| of_file(within, name, &texts)).chain(labels).chain(hidden).collect()
}

/// Labels of a file of the workspace's own that no document asks for: most are misspelt.
fn of_labels_in(files: &dyn Files, path: &str, templates: &[String], sources: &mut Sources) -> Vec<Finding> {
    let content = files.read(path).ok().flatten().unwrap_or_default();
    let text = String::from_utf8_lossy(&content);
    let names = text.lines().filter_map(|line| line.split_once('=')).map(|(name, _)| name.trim_end());
    let is_name =
        |name: &&str| name.starts_with(|c: char| c.is_ascii_alphabetic()) && !name.contains(char::is_whitespace);
    let is_asked_for = |name: &str| {
        Labels::is_ours(name)
            || Labels::is_of_place_or_language(name)
            || templates.iter().any(|template| template.contains(&format!("\"{name}\"")))
            || text.contains(&format!("{{ {name} }}"))
            || name.starts_with("document-")
    };
    let unused = names.filter(is_name).filter(|name| !is_asked_for(name));
    let unused: Vec<&str> = unused.collect();
    if unused.is_empty() {
        return Vec::new();
    }
    let file = sources.add(path, text.clone().into_owned(), true);
    unused
        .into_iter()
        .map(|name| {
            let hint = match near_miss(name, our_names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("ask for it in a template, `{{{{ t(\"{name}\") }}}}`, or take it out"),
            };
            let message = format!("no document asks for the label `{name}`");
            Finding::new(&codes::UNUSED_LABEL, Place::new(file, line_of(&text, name).unwrap_or_default()), message)
                .hint(hint)
        })
        .collect()
}

/// Functions that several shapes of the workspace's own define: that of the file whose name comes last hides the others. To
/// define one of ours anew is no fault.
fn hidden(files: &dyn Files, own: &[&(String, String)], sources: &mut Sources) -> Vec<Finding> {
    let mut defined: BTreeMap<String, Vec<(&str, Place)>> = BTreeMap::new();
    for (within, name) in own.iter().filter(|(_, name)| name.ends_with(".typ")).map(|one| (&one.0, &one.1)) {
        let Some(set) = within.strip_suffix("shape").map(|set| set.trim_end_matches('/')) else { continue };
        if embedded(&format!("{FOLDER}/shape/{name}")).is_some() {
            continue;
        }
        let content = files.read(&path(within, name)).ok().flatten().unwrap_or_default();
        let Ok(text) = String::from_utf8(content) else { continue };
        let file = sources.add(path(within, name), text.clone(), true);
        for (function, range) in functions(&text) {
            defined.entry(function.to_owned()).or_default().push((set, Place::new(file, range)));
        }
    }
    let mut findings = Vec::new();
    for (function, places) in &defined {
        for (at, (set, place)) in places.iter().enumerate() {
            let meets = |(other, then): &&(&str, Place)| {
                then.file != place.file && (other == set || other.is_empty() || set.is_empty())
            };
            let Some((_, then)) = places[at + 1..].iter().find(meets) else { continue };
            let message = format!("`{function}` is defined again in another shape, which hides this one");
            let finding = Finding::new(&codes::HIDDEN_FUNCTION, *place, message);
            findings.push(
                finding.hint("take one of them out, or give it another name").related(*then, "defined here, too"),
            );
        }
    }
    findings
}

/// The folders and names of all files that templates, shapes and labels may be, those for people left out.
fn all(files: &dyn Files) -> Vec<(String, String)> {
    let list = |folder: &str| files.list(format!("{FOLDER}/{folder}").trim_end_matches('/')).unwrap_or_default();
    let top = list("");
    let sets = top.iter().filter(|name| !name.contains('.') && !SUBFOLDERS.contains(&name.as_str()));
    let sets: Vec<&String> = sets.collect();
    let inside = |folder: &str| SUBFOLDERS.map(|inner| format!("{folder}{inner}"));
    let folders = std::iter::once(String::new()).chain(inside(""));
    let folders = folders
        .chain(["html".to_owned()])
        .chain(sets.iter().flat_map(|set| std::iter::once((*set).clone()).chain(inside(&format!("{set}/")))));
    let is_for_people =
        |name: &str| [".md", ".txt"].iter().any(|ending| name.ends_with(ending)) || name.starts_with('.');
    let mut all: Vec<(String, String)> = folders
        .flat_map(|folder| list(&folder).into_iter().map(move |name| (folder.clone(), name)))
        .filter(|(_, name)| name.contains('.') && !is_for_people(name))
        .collect();
    all.sort();
    all.dedup();
    all
}

fn path(within: &str, name: &str) -> String {
    if within.is_empty() { format!("{FOLDER}/{name}") } else { format!("{FOLDER}/{within}/{name}") }
}

fn of_file(within: &str, name: &str, texts: &[String]) -> Option<Finding> {
    let is_known = ENDINGS.iter().any(|ending| name.ends_with(ending)) || is_picture(name) || name == LOOK;
    let (set, inner) = within.rsplit_once('/').unwrap_or(("", within));
    // A folder that is called nearly as one of ours is not a set.
    let misnamed = near_miss(within, SUBFOLDERS).filter(|_| set.is_empty() && !SUBFOLDERS.contains(&within));
    let is_part = inner == "parts" && name.ends_with(TEMPLATE);
    let named = format!("parts/{name}");
    let hint = if inner == "shape" && WRITTEN.contains(&name) {
        "write `templates/look.json`: colours, typefaces, paper and logo for all formats".to_owned()
    } else if name.ends_with(".typ.j2") || name.ends_with(".html.j2") {
        format!("templates are `*{TEMPLATE}` now, one for all formats: see `templates/README.md`")
    } else if let Some(near) = misnamed {
        format!("did you mean `templates/{near}/`?")
    } else if !is_known || within == "html" {
        "correct its name, or take it out".to_owned()
    } else if is_part
        && embedded(&format!("{FOLDER}/{named}")).is_none()
        && !texts.iter().any(|text| text.contains(&named))
    {
        format!("include it in a template: `{{% include \"{named}\" %}}`, or correct its name")
    } else {
        return None;
    };
    let spot = Spot::File(path(within, name));
    Some(Finding::new(&codes::UNUSED_TEMPLATE, spot, "nothing uses this file".to_owned()).hint(hint))
}
