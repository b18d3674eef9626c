//! The templates of a workspace, and the program's own where it has none of that name.

mod style_sheet;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use style_sheet::{loading, unclosed};

use super::codes;
use super::look::look;
use super::marked::{CLOSE, OPEN, TEXT};
use super::unread::without_unread;
use crate::document::{Enclosure, Look, Shape};
use crate::finding::{FileNumber, Finding, Place, Placed, Sources, Spot, did_you_mean, near_miss};
use crate::meeting::{Id, Image, Language, UN_TEMPLATES};
use crate::picture;
use crate::workspace::{EMBEDDED_TEMPLATES, Files, embedded, own_or_embedded};

pub(super) const FOLDER: &str = "templates";
/// Folders inside it that are searched.
pub(super) const SUBFOLDERS: [&str; 4] = ["annexes", "labels", "parts", "shape"];
/// Endings of the files that are read, besides those of pictures.
pub(super) const ENDINGS: [&str; 4] = [".typ", TEMPLATE, ".css", ".ftl"];

pub(super) const LOOK: &str = "look.json";

/// Shapes that are written for each edition.
pub(super) const WRITTEN: [&str; 2] = ["language.typ", "theme.typ"];

/// The ending of templates.
pub(super) const TEMPLATE: &str = ".xml.j2";

/// Texts of templates, shapes and labels, by name: `minutes.xml.j2`, `shape/house.typ`.
pub(super) struct Templates {
    files: BTreeMap<String, FileNumber>,
    /// Pictures beside them: a logo.
    pictures: BTreeMap<String, Enclosure>,
    /// The look that the body owns.
    pub(super) look: Look,
    /// The set that the pack uses, if it names one.
    set: Option<String>,
}

impl Templates {
    /// Loads all there are of a set. Every template is loaded, used or not: a workspace's own documents may
    /// include any of them.
    pub(super) fn load(
        files: &dyn Files,
        set: Option<&Placed<Id>>,
        sources: &mut Sources,
    ) -> Result<Self, Vec<Finding>> {
        let (templates, findings) = Self::load_with_faults(files, set, sources)?;
        if findings.is_empty() { Ok(templates) } else { Err(findings) }
    }

    /// The same, although the look, a style sheet or a picture has faults: templates and labels do not depend on them.
    pub(super) fn load_with_faults(
        files: &dyn Files,
        set: Option<&Placed<Id>>,
        sources: &mut Sources,
    ) -> Result<(Self, Vec<Finding>), Vec<Finding>> {
        let mut loaded = BTreeMap::new();
        let mut findings = Vec::new();
        let mut pictures = BTreeMap::new();
        for (name, path) in names(files, set)? {
            if is_picture(&name) {
                match files.read(&path) {
                    Ok(Some(content)) => match picture::inspect(&name, &content) {
                        Ok(_) => drop(pictures.insert(name, Enclosure { path, content: content.into() })),
                        Err(fault) => findings.push(bad_picture(path, &fault)),
                    },
                    Ok(None) => {}
                    Err(error) => findings.push(unreadable(path, &error.to_string())),
                }
                continue;
            }
            let (content, own) = match own_or_embedded(files, &path) {
                Ok(found) => found.unwrap_or_default(),
                Err(error) => {
                    findings.push(unreadable(path, &error.to_string()));
                    continue;
                }
            };
            match String::from_utf8(content) {
                Ok(text) => {
                    let reserved = text.find([OPEN, TEXT, CLOSE]).filter(|_| name.ends_with(TEMPLATE));
                    let file = sources.add(path, text, own);
                    findings.extend(reserved.map(|at| reserved_character(file, at)));
                    let style = Some(sources.text(file)).filter(|_| own && name.ends_with(".css"));
                    findings.extend(style.and_then(|text| unclosed(text, file)));
                    findings.extend(style.into_iter().flat_map(|text| loading(text, file)));
                    loaded.insert(name, file);
                }
                Err(_) => findings.push(unreadable(path, "it is not UTF-8 text")),
            }
        }
        let looks = looks(files, set, sources, &mut findings);
        let names: Vec<&str> = pictures.keys().map(String::as_str).collect();
        let look = look(&looks, &names, sources).unwrap_or_else(|more| {
            findings.extend(more);
            Look::default()
        });
        match findings.iter().all(Self::is_of_looks) {
            true => {
                let set = set.map(|set| set.as_str().to_owned());
                Ok((Self { files: loaded, pictures, look, set }, findings))
            }
            false => Err(findings),
        }
    }

    /// Returns whether what is wrong is only in how documents look: what they say can be composed, and is looked at, too.
    pub(super) fn is_of_looks(finding: &Finding) -> bool {
        [&codes::BAD_LOOK, &codes::BAD_STYLE, &codes::BAD_PICTURE].contains(&finding.code)
    }

    /// The texts of templates and of the labels of some languages; of shapes and styles, too, unless only what documents say is asked for.
    pub(super) fn texts(&self, languages: &[Language], only_said: bool, sources: &Sources) -> Vec<String> {
        let is_of = |name: &str| {
            let tag = name.strip_prefix("labels/").and_then(|name| name.strip_suffix(".ftl"));
            let is_theirs = |tag| languages.iter().any(|one| one.as_str() == tag || one.general() == tag);
            let is_code = || name.ends_with(".typ") || name.ends_with(".css");
            tag.map_or_else(|| !only_said || !is_code(), is_theirs)
        };
        let names = self.files.iter().filter(|(name, _)| is_of(name));
        let ours = names.clone().flat_map(|(name, _)| self.ours(name).map(move |text| without_unread(name, text)));
        names.map(|(name, file)| without_unread(name, sources.text(*file))).chain(ours).collect()
    }

    /// Pictures that shapes may show, by their path in the project.
    pub(super) fn pictures(&self) -> impl Iterator<Item = (String, Enclosure)> {
        self.pictures.iter().map(|(name, picture)| (name.clone(), picture.clone()))
    }

    /// The program's files of a name: that for all sets, and after it that of the set.
    pub(super) fn ours<'a>(&self, name: &str) -> impl Iterator<Item = &'a str> {
        let of_set = self.set.as_ref().map(|set| format!("{FOLDER}/{set}/{name}"));
        let paths = std::iter::once(format!("{FOLDER}/{name}")).chain(of_set);
        paths.filter_map(|path| std::str::from_utf8(embedded(&path)?).ok())
    }

    /// The file of a template that makes a document.
    pub(super) fn of_document(&self, name: &str) -> Option<FileNumber> {
        self.file(&format!("{name}{TEMPLATE}"))
    }

    pub(super) fn file(&self, name: &str) -> Option<FileNumber> {
        self.files.get(name).copied()
    }

    /// A label file of the workspace that may be meant for a language that has none: `DE.ftl`, `de-DE.ftl`, `ger.ftl`,
    /// `deutsch.ftl`. `meant` is the tag that is meant by a code.
    pub(super) fn misnamed_labels(
        &self,
        language: &Language,
        meant: impl Fn(&str) -> Option<&'static str>,
    ) -> Option<&str> {
        let is_meant = |tag: &&str| {
            let general = tag.split('-').next().unwrap_or_default();
            [*tag, general].iter().any(|one| one.eq_ignore_ascii_case(language.as_str()))
                || meant(general) == Some(language.general())
        };
        let tags = || self.files.keys().filter_map(|name| name.strip_prefix("labels/")?.strip_suffix(".ftl"));
        tags().find(is_meant).or_else(|| tags().find(|tag| !Language::is_tag(tag)))
    }

    /// Names of templates that may make documents: those that are not in a subfolder.
    pub(super) fn documents(&self) -> Vec<String> {
        let names = self.files.keys().filter_map(|name| name.strip_suffix(TEMPLATE));
        names.filter(|name| !name.contains('/')).map(str::to_owned).collect()
    }

    /// Templates proper: name and text.
    pub(super) fn templates<'a>(&'a self, sources: &'a Sources) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.with_ending(".j2", sources).map(|(name, text, _)| (name, text))
    }

    /// The style of screens: ours, and over it what the workspace has of its own.
    pub(super) fn style(&self, sources: &Sources) -> String {
        let ours =
            embedded("templates/shape/style.css").and_then(|style| std::str::from_utf8(style).ok()).unwrap_or_default();
        let own = self.with_ending(".css", sources).map(|(_, text, _)| text).filter(|text| *text != ours);
        std::iter::once(ours).chain(own).collect::<Vec<_>>().join("\n")
    }

    /// Shapes of pages, by name.
    pub(super) fn shapes(&self, sources: &Sources) -> BTreeMap<String, Shape> {
        let files = self.with_ending(".typ", sources);
        let shape = |text: &str, file| Shape {
            text: text.to_owned(),
            place: Place::new(file, 0..text.len()),
            own: sources.is_own(file),
        };
        files.map(|(name, text, file)| (name.to_owned(), shape(text, file))).collect()
    }

    /// Elements of the workspace's own: the functions that its own shapes define.
    pub(super) fn own_elements(&self, sources: &Sources) -> BTreeSet<String> {
        let own =
            self.with_ending(".typ", sources).filter(|(name, _, _)| embedded(&format!("{FOLDER}/{name}")).is_none());
        own.flat_map(|(_, text, _)| functions(text)).map(|(name, _)| name.to_owned()).collect()
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

/// The functions that a shape defines, with the place of their names.
pub(super) fn functions(text: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    const LET: &str = "#let ";
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = at + LET.len();
        at += line.len();
        let (name, _) = line.strip_prefix(LET)?.split_once('(')?;
        let name = name.trim_end();
        Some((name, start..start + name.len()))
    })
}

fn bad_picture(path: String, fault: &picture::Fault) -> Finding {
    Finding::new(&codes::BAD_PICTURE, Spot::File(path), format!("this picture {}", fault.what)).hint(fault.hint)
}

fn reserved_character(file: FileNumber, at: usize) -> Finding {
    let message = "a template cannot have this character: the program uses it to mark values";
    Finding::new(&codes::TEMPLATE_SYNTAX, Place::new(file, at..at + OPEN.len_utf8()), message)
        .hint("remove U+E010, U+E012 and U+E013 of the private use area")
}

fn unreadable(path: String, why: &str) -> Finding {
    Finding::new(&codes::UNREADABLE_TEMPLATE, Spot::File(path), format!("this template cannot be read: {why}"))
        .hint("repair the file, or remove it to use the program's own")
}

/// Names of templates with the path of each: those of the set, and those that it does not have.
fn names(files: &dyn Files, set: Option<&Placed<Id>>) -> Result<BTreeMap<String, String>, Vec<Finding>> {
    let path = |name: String| (name.clone(), format!("{FOLDER}/{name}"));
    let mut all: BTreeMap<String, String> = in_folder(files, FOLDER)?.into_iter().map(path).collect();
    if let Some(set) = set {
        let folder = format!("{FOLDER}/{}", set.as_str());
        let own = in_folder(files, &folder)?;
        if own.is_empty() {
            return Err(vec![unknown_set(files, set)]);
        }
        // What a workspace has for all sets comes before what a set of ours has.
        all.retain(|name, path| {
            !own.contains(name) || (is_changed(files, path) && !is_there(files, &format!("{folder}/{name}")))
        });
        for name in own {
            all.entry(name.clone()).or_insert_with(|| format!("{folder}/{name}"));
        }
    }
    Ok(all)
}

fn is_there(files: &dyn Files, path: &str) -> bool {
    files.read(path).is_ok_and(|content| content.is_some())
}

/// Returns true if a workspace has a file of its own where the program has another, or none.
pub(super) fn is_changed(files: &dyn Files, path: &str) -> bool {
    files.read(path).is_ok_and(|own| own.is_some_and(|own| embedded(path) != Some(own.as_slice())))
}

/// The files of a look, each of which comes over those before it: ours for all sets and for the set, then the workspace's.
fn looks(
    files: &dyn Files,
    set: Option<&Placed<Id>>,
    sources: &mut Sources,
    findings: &mut Vec<Finding>,
) -> Vec<FileNumber> {
    let paths = || {
        std::iter::once(format!("{FOLDER}/{LOOK}")).chain(set.map(|set| format!("{FOLDER}/{}/{LOOK}", set.as_str())))
    };
    let mut looks = Vec::new();
    for path in paths() {
        if let Some(text) = embedded(&path).and_then(|content| std::str::from_utf8(content).ok()) {
            looks.push(sources.add(format!("packwright/{path}"), text.to_owned(), false));
        }
    }
    for path in paths() {
        match files.read(&path).map(|content| content.map(String::from_utf8)) {
            Ok(Some(Ok(text))) if embedded(&path) != Some(text.as_bytes()) => looks.push(sources.add(path, text, true)),
            Ok(None | Some(Ok(_))) => {}
            Ok(Some(Err(_))) => findings.push(unreadable(path, "it is not UTF-8 text")),
            Err(error) => findings.push(unreadable(path, &error.to_string())),
        }
    }
    looks
}

/// Names of the program's templates in a folder and of those in the workspace's folder of that name.
fn in_folder(files: &dyn Files, folder: &str) -> Result<BTreeSet<String>, Vec<Finding>> {
    let within = |path: &str| path.strip_prefix(folder)?.strip_prefix('/').map(str::to_owned);
    let known_folder = |name: &String| match name.rsplit_once('/') {
        Some((folder, _)) => SUBFOLDERS.contains(&folder),
        None => true,
    };
    let carried = EMBEDDED_TEMPLATES.iter().filter_map(|(path, _)| within(path)).filter(known_folder);
    let folders = std::iter::once(String::new()).chain(SUBFOLDERS.map(|folder| format!("{folder}/")));
    let mut own = Vec::new();
    for inner in folders {
        let path = format!("{folder}/{inner}");
        let path = path.trim_end_matches('/');
        let names = files.list(path).map_err(|error| vec![unreadable(path.to_owned(), &error.to_string())])?;
        own.extend(names.into_iter().map(|name| format!("{inner}{name}")));
    }
    let known = |name: &String| ENDINGS.iter().any(|ending| name.ends_with(ending)) || is_picture(name);
    Ok(carried.chain(own).filter(known).collect())
}

pub(super) fn is_picture(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    Image::ENDINGS.iter().any(|ending| lower.ends_with(ending))
}

fn unknown_set(files: &dyn Files, set: &Placed<Id>) -> Finding {
    let name = set.as_str();
    let carried = EMBEDDED_TEMPLATES.iter().filter_map(|(path, _)| path.split('/').nth(1)).map(str::to_owned);
    let folders = carried.chain(files.list(FOLDER).unwrap_or_default()).filter(|name| !name.contains('.'));
    let sets: BTreeSet<String> =
        folders.filter(|other| !SUBFOLDERS.contains(&other.as_str()) && other != name).collect();
    let hint = did_you_mean(near_miss(name, sets.iter().map(String::as_str).chain([UN_TEMPLATES])), || {
        format!("use `{UN_TEMPLATES}` or `plain`, or put templates into `templates/{name}/`")
    });
    Finding::new(&codes::UNKNOWN_TEMPLATES, set.place, format!("there is no set of templates `{name}`")).hint(hint)
}
