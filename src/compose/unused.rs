//! Files of a workspace's `templates/` that nothing uses.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::codes;
use super::label_files::{OUR_NAMES, labels_in};
use super::labels::Labels;
use super::templates::{ENDINGS, FOLDER, LOOK, SUBFOLDERS, TEMPLATE, WRITTEN, functions, is_changed, is_picture};
use crate::document::KINDS;
use crate::finding::{Finding, Place, Sources, Spot, did_you_mean, near_miss};
use crate::workspace::{EMBEDDED_TEMPLATES, Files, embedded};

/// The most labels of a file that are each compared with all of ours: nobody misspells more.
const COMPARED: usize = 1_000;

/// Finds files that nothing uses: by their names, by their folders, and parts that no template names; and
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
    let documents: BTreeSet<&str> = all.iter().filter_map(|(_, name)| name.strip_suffix(TEMPLATE)).collect();
    let labels: Vec<Finding> = of_labels
        .flat_map(|(within, name)| of_labels_in(files, &path(within, name), (&texts, &documents), sources))
        .collect();
    let mut hidden = hidden(files, &own, sources);
    hidden.extend(not_called(files, &own, &texts, sources));
    let misnamed = own.iter().filter_map(|(within, name)| misnamed(files, within, name, &texts)).collect::<Vec<_>>();
    let unused = own.into_iter().filter_map(|(within, name)| of_file(within, name, &texts));
    unused.chain(misnamed).chain(labels).chain(hidden).collect()
}

/// A template of a document that is called nearly as one of ours, and that neither a pack nor a template names.
fn misnamed(files: &dyn Files, within: &str, name: &str, texts: &[String]) -> Option<Finding> {
    let stem = name.strip_suffix(TEMPLATE).filter(|_| !within.contains('/') && !SUBFOLDERS.contains(&within))?;
    let ours = EMBEDDED_TEMPLATES.iter().filter_map(|(path, _)| path.strip_prefix(FOLDER)?.strip_prefix('/'));
    let ours: Vec<&str> =
        ours.filter_map(|path| path.strip_suffix(TEMPLATE)).filter(|path| !path.contains('/')).collect();
    let near = near_miss(stem, ours.iter().copied()).filter(|_| !ours.contains(&stem))?;
    let quoted = format!("\"{stem}\"");
    let is_named_in = |pack: &String| {
        let definition = files.read(&format!("packs/{pack}/meeting.json")).ok().flatten().unwrap_or_default();
        String::from_utf8_lossy(&definition).contains(&quoted)
    };
    let is_used =
        texts.iter().any(|text| text.contains(name)) || files.list("packs").unwrap_or_default().iter().any(is_named_in);
    let finding = || {
        Finding::new(&codes::UNUSED_TEMPLATE, Spot::File(path(within, name)), "nothing uses this file".to_owned())
            .hint(format!("did you mean `{near}{TEMPLATE}`? Else name it in the `pack` of a definition: `{{\"document\": {quoted}}}`"))
    };
    (!is_used).then(finding)
}

/// Labels of a file of the workspace's own that no document asks for: most are misspelt. Its own templates are given, and the
/// names of the documents that they are for.
fn of_labels_in(
    files: &dyn Files,
    path: &str,
    (templates, documents): (&[String], &BTreeSet<&str>),
    sources: &mut Sources,
) -> Vec<Finding> {
    let content = files.read(path).ok().flatten().unwrap_or_default();
    let text = String::from_utf8_lossy(&content);
    let referred_to = referred_to(&text);
    let quoted: BTreeSet<&str> = templates.iter().flat_map(|template| quoted(template)).collect();
    let is_name =
        |name: &str| name.starts_with(|c: char| c.is_ascii_alphabetic()) && !name.contains(char::is_whitespace);
    // Some languages have labels that others can do without.
    let ours = embedded(path).and_then(|ours| std::str::from_utf8(ours).ok()).unwrap_or_default();
    let ours: BTreeSet<&str> = labels_in(ours).map(|(name, _)| name).collect();
    let own: BTreeSet<&str> = labels_in(&text).map(|(name, _)| name).collect();
    let others = || quoted.iter().copied().filter(|name| !Labels::is_ours(name) && !own.contains(name));
    // One that is misspelt in a template is reported there.
    let is_misspelt = |name: &str| near_miss(name, others()).is_some();
    let is_asked_for = |name: &str| {
        Labels::is_ours(name)
            || ours.contains(name)
            || Labels::is_of_place_or_language(name)
            || quoted.contains(name)
            || referred_to.contains(name)
            || name.strip_prefix("document-").is_some_and(|document| documents.contains(document))
    };
    let unused: Vec<(&str, Range<usize>)> =
        labels_in(&text).filter(|(name, _)| is_name(name) && !is_asked_for(name) && !is_misspelt(name)).collect();
    if unused.is_empty() {
        return Vec::new();
    }
    let file = sources.add(path, text.clone().into_owned(), true);
    unused
        .into_iter()
        .enumerate()
        .map(|(number, (name, line))| {
            let near = (number < COMPARED).then(|| near_miss(name, OUR_NAMES.iter().copied())).flatten();
            let hint = did_you_mean(near, || format!("use it in a template, `{{{{ t(\"{name}\") }}}}`, or remove it"));
            let message = format!("no document uses the label `{name}`");
            Finding::new(&codes::UNUSED_LABEL, Place::new(file, line), message).hint(hint)
        })
        .collect()
}

/// The texts in quotation marks in a template.
fn quoted(template: &str) -> impl Iterator<Item = &str> {
    let mut pieces = template.split('"').skip(1).peekable();
    std::iter::from_fn(move || pieces.next().filter(|_| pieces.peek().is_some()))
}

/// The labels that others in a file refer to: `{ name }`.
fn referred_to(text: &str) -> BTreeSet<&str> {
    let names = text.match_indices("{ ").filter_map(|(at, open)| text[at + open.len()..].split_once(' '));
    names.filter(|(_, rest)| rest.starts_with('}')).map(|(name, _)| name).collect()
}

/// Functions that several shapes of the workspace's own define: that of the file whose name comes last hides the others. To
/// replace one of ours is not an error.
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
        // Those of one file do not hide each other, and its set is that of all of them.
        let by_file: Vec<&[(&str, Place)]> = places.chunk_by(|(_, one), (_, next)| one.file == next.file).collect();
        for (at, file) in by_file.iter().enumerate() {
            let meets = |other: &&&[(&str, Place)]| {
                let (set, then) = (file[0].0, other[0].0);
                then == set || then.is_empty() || set.is_empty()
            };
            let Some((_, then)) = by_file[at + 1..].iter().find(meets).map(|other| other[0]) else { continue };
            let message = format!("`{function}` is defined again in another shape, which hides this one");
            let hint = "remove one of them, or give it another name";
            let finding = |(_, place): &(&str, Place)| {
                Finding::new(&codes::HIDDEN_FUNCTION, *place, message.as_str())
                    .hint(hint)
                    .related(then, "defined here, too")
            };
            findings.extend(file.iter().map(finding));
        }
    }
    findings
}

/// Functions of the workspace's own shapes that no template has an element for and nothing else calls. A function with the name
/// of one of ours replaces ours.
fn not_called(
    files: &dyn Files,
    own: &[&(String, String)],
    templates: &[String],
    sources: &mut Sources,
) -> Vec<Finding> {
    let shapes = own.iter().filter(|(within, name)| within.ends_with("shape") && name.ends_with(".typ"));
    let shapes: Vec<(String, String)> = shapes
        .filter_map(|(within, name)| {
            let path = path(within, name);
            let text = String::from_utf8(files.read(&path).ok()??).ok()?;
            Some((path, text))
        })
        .collect();
    let ours = EMBEDDED_TEMPLATES.iter().filter(|(path, _)| path.ends_with(".typ"));
    let ours: Vec<&str> = ours.filter_map(|(_, text)| std::str::from_utf8(text).ok()).collect();
    let words = shapes.iter().map(|(_, text)| text.as_str()).chain(templates.iter().map(String::as_str));
    let mut named: BTreeMap<&str, usize> = BTreeMap::new();
    for word in words.chain(ours).flat_map(words_of) {
        *named.entry(word).or_default() += 1;
    }
    let mut findings = Vec::new();
    for (path, text) in &shapes {
        // An element that is called nearly so is told in its template.
        let is_misspelt = |function: &str| templates.iter().any(|text| near_miss(function, words_of(text)).is_some());
        let unused = functions(text).filter(|(function, _)| named.get(function) == Some(&1) && !is_misspelt(function));
        let unused: Vec<_> = unused.collect();
        if unused.is_empty() {
            continue;
        }
        let file = sources.add(path, text.clone(), true);
        findings.extend(unused.into_iter().map(|(function, range)| {
            let near = near_miss(function, KINDS.iter().map(|kind| kind.name));
            let hint = did_you_mean(near.filter(|near| function.contains('-') == near.contains('-')), || {
                format!("use an element `<{function}>` in a template, or remove the function")
            });
            let message = format!("nothing uses the function `{function}`");
            Finding::new(&codes::UNUSED_TEMPLATE, Place::new(file, range), message).hint(hint)
        }));
    }
    findings
}

/// Names of functions and elements, and whatever else looks like them.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !"-_".contains(c))
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
        format!("templates are now `*{TEMPLATE}`, for all formats: see `templates/README.md`")
    } else if let Some(near) = misnamed {
        format!("did you mean `templates/{near}/`?")
    } else if !is_known || within == "html" {
        "correct its name, or remove it".to_owned()
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
