//! The only fonts a build sees: those of the workspace's `fonts/`, and the program's own.
//!
//! The program's are in two parts: the two families of the house, which every build takes, and those of other scripts,
//! which are parsed when a text first has a character that the others lack. A build in Latin letters pays nothing for
//! seven thousand Chinese characters.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontInfo};
use typst::utils::LazyHash;

use super::{codes, font_file};
use crate::edition::Project;
use crate::finding::{Finding, Severity, Spot};
use crate::workspace::{EMBEDDED_FONTS, EMBEDDED_SCRIPT_FONTS, Files, ReadError, embedded};

const FOLDER: &str = "fonts";

/// Fonts of a workspace, loaded once for all its packs.
pub struct Fonts {
    /// The program's faces and those of the workspace.
    usual: Faces,
    /// Font files of other scripts by their paths, and all faces with theirs.
    scripts: BTreeMap<String, Bytes>,
    all: OnceLock<Faces>,
    own: Vec<(String, Bytes)>,
    /// Fonts that exist and cannot be read: nothing is built then, because nobody knows how it would look.
    unreadable: Vec<Finding>,
}

/// Faces that the engine chooses among. A face is parsed when it is first used.
#[derive(Clone)]
pub(super) struct Faces {
    book: LazyHash<FontBook>,
    faces: Vec<Face>,
}

#[derive(Clone)]
struct Face {
    data: Bytes,
    index: u32,
    font: OnceLock<Option<Font>>,
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fonts").field("usual", &self.usual.faces.len()).finish_non_exhaustive()
    }
}

impl Fonts {
    /// Loads the program's fonts and the workspace's, which replace or complement them, in the order of their names: the order
    /// decides between fonts that fit equally well.
    pub fn load(files: &dyn Files) -> (Self, Vec<Finding>) {
        let carried = |fonts: &[(&str, &'static [u8])]| -> BTreeMap<String, Bytes> {
            fonts.iter().map(|(path, data)| ((*path).to_owned(), Bytes::new(*data))).collect()
        };
        let (mut usual, mut scripts) = (carried(EMBEDDED_FONTS), carried(EMBEDDED_SCRIPT_FONTS));
        let (mut findings, mut unread) = (Vec::new(), Vec::new());
        let mut replaced = Vec::new();
        let names = files.list(FOLDER).unwrap_or_else(|why| {
            unread.push(unreadable(FOLDER, &why));
            Vec::new()
        });
        for name in names {
            let path = format!("{FOLDER}/{name}");
            match own(files, &path) {
                Ok(Some(data)) if usual.get(&path).or_else(|| scripts.get(&path)) == Some(&data) => {}
                Ok(Some(data)) => match font_file::fault(&data) {
                    None => {
                        replaced.push((path.clone(), data.clone()));
                        scripts.remove(&path);
                        usual.insert(path, data);
                    }
                    Some(why) => findings.push(unusable(path, &why)),
                },
                Ok(None) => {}
                Err(finding) if finding.is_error() => unread.push(*finding),
                Err(finding) => findings.push(*finding),
            }
        }
        (
            Self {
                usual: Faces::new(usual.values()),
                scripts,
                all: OnceLock::new(),
                own: replaced,
                unreadable: unread,
            },
            findings,
        )
    }

    /// The program's fonts alone.
    pub fn ours() -> Self {
        Self::load(&BTreeMap::new()).0
    }

    /// Fonts of the workspace that are there and cannot be read.
    pub fn unreadable(&self) -> &[Finding] {
        &self.unreadable
    }

    /// The findings that loading the fonts of a workspace would have. Fonts of the same length as one of the program's own are
    /// not loaded.
    pub fn check(files: &dyn Files) -> Vec<Finding> {
        let names = match files.list(FOLDER) {
            Ok(names) => names,
            Err(why) => return vec![unreadable(FOLDER, &why)],
        };
        let paths = names.into_iter().map(|name| format!("{FOLDER}/{name}"));
        let is_ours = |path: &String| embedded(path).is_some_and(|ours| Some(ours.len() as u64) == files.length(path));
        let faults = paths.filter(|path| !is_ours(path)).filter_map(|path| match own(files, &path) {
            Ok(data) => font_file::fault(&data?).map(|why| unusable(path, &why)),
            Err(finding) => Some(*finding),
        });
        faults.collect()
    }

    /// Path and content of the font files that came from the workspace and differ from the program's.
    pub fn own(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.own.iter().map(|(path, data)| (path.as_str(), data.as_slice()))
    }

    /// Returns whether some font has a letter.
    pub fn have(&self, c: char) -> bool {
        self.usual.have(c) || self.with_scripts().have(c)
    }

    fn with_scripts(&self) -> &Faces {
        self.all.get_or_init(|| self.usual.clone().and(Faces::new(self.scripts.values())))
    }

    /// The faces for a project: with those of other scripts if it has a character that the usual ones lack.
    pub(super) fn of(&self, project: &Project) -> &Faces {
        let mut beyond = project.source_files.values().flat_map(|sheet| sheet.text.chars()).filter(|c| !c.is_ascii());
        match beyond.any(|c| !self.usual.have(c)) {
            true => self.with_scripts(),
            false => &self.usual,
        }
    }
}

impl Faces {
    fn new<'a>(files: impl Iterator<Item = &'a Bytes>) -> Self {
        let mut infos = Vec::new();
        let mut faces = Vec::new();
        for data in files {
            for (index, info) in (0..).zip(FontInfo::iter(data)) {
                infos.push(info);
                faces.push(Face { data: data.clone(), index, font: OnceLock::new() });
            }
        }
        Self { book: LazyHash::new(FontBook::from_infos(infos)), faces }
    }

    fn and(mut self, others: Self) -> Self {
        let infos =
            |faces: &Self| (0..faces.faces.len()).filter_map(|at| faces.book.info(at).cloned()).collect::<Vec<_>>();
        let infos = infos(&self).into_iter().chain(infos(&others));
        self.book = LazyHash::new(FontBook::from_infos(infos));
        self.faces.extend(others.faces);
        self
    }

    fn have(&self, c: char) -> bool {
        (0..self.faces.len()).filter_map(|at| self.book.info(at)).any(|info| info.coverage.contains(c.into()))
    }

    pub(super) fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    pub(super) fn font(&self, index: usize) -> Option<Font> {
        let face = self.faces.get(index)?;
        face.font.get_or_init(|| Font::new(face.data.clone(), face.index)).clone()
    }
}

/// A font file of the workspace; none if its name is not that of a font.
fn own(files: &dyn Files, path: &str) -> Result<Option<Bytes>, Box<Finding>> {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    match ending.as_deref() {
        Some("ttf" | "otf" | "ttc" | "otc") => {}
        Some("woff" | "woff2") => {
            let why = "web fonts are compressed; use the TrueType or OpenType file";
            return Err(Box::new(unusable(path.to_owned(), why)));
        }
        _ => return Ok(None),
    }
    let data = files.read(path).map_err(|error| Box::new(unreadable(path, &error)))?;
    Ok(data.map(Bytes::new))
}

/// An error, other than a file that is no font: that is the same on every machine.
fn unreadable(path: &str, why: &ReadError) -> Finding {
    Finding { severity: Severity::Error, ..unusable(path.to_owned(), &why.to_string()) }
}

fn unusable(path: String, why: &str) -> Finding {
    Finding::new(&codes::UNUSABLE_FONT, Spot::File(path), format!("this font cannot be used: {why}"))
        .hint("replace the file, or remove it")
}
