//! The only fonts a build sees: those of the workspace's `fonts/`, and the program's own.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontInfo};
use typst::utils::LazyHash;

use super::codes;
use crate::finding::{Finding, Spot};
use crate::workspace::{EMBEDDED_FONTS, Files};

/// Fonts of a workspace, loaded once for all its packs. A face is parsed when it is first used.
pub struct Fonts {
    book: LazyHash<FontBook>,
    faces: Vec<Face>,
    own: Vec<(String, Bytes)>,
}

struct Face {
    data: Bytes,
    index: u32,
    font: OnceLock<Option<Font>>,
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fonts").field("faces", &self.faces.len()).finish_non_exhaustive()
    }
}

impl Fonts {
    /// Loads the program's fonts, and the workspace's in their place or beside them, in the order
    /// of their names: the order decides between fonts that fit equally well.
    pub fn load(files: &dyn Files) -> (Self, Vec<Finding>) {
        let mut found: BTreeMap<String, Bytes> =
            EMBEDDED_FONTS.iter().map(|(path, data)| ((*path).to_owned(), Bytes::new(*data))).collect();
        let mut findings = Vec::new();
        let mut replaced = Vec::new();
        for name in files.list("fonts") {
            let path = format!("fonts/{name}");
            match own(files, &path) {
                Ok(Some(data)) if found.get(&path) == Some(&data) => {}
                Ok(Some(data)) => {
                    replaced.push((path.clone(), data.clone()));
                    found.insert(path, data);
                }
                Ok(None) => {}
                Err(why) => findings.push(unusable(path, &why)),
            }
        }
        let mut infos = Vec::new();
        let mut faces = Vec::new();
        for (path, data) in found {
            let before = faces.len();
            for (index, info) in (0..).zip(FontInfo::iter(&data)) {
                infos.push(info);
                faces.push(Face { data: data.clone(), index, font: OnceLock::new() });
            }
            if faces.len() == before {
                findings.push(unusable(path, "it is no TrueType or OpenType font"));
            }
        }
        let book = LazyHash::new(FontBook::from_infos(infos));
        let fonts = Self { book, faces, own: replaced };
        (fonts, findings)
    }

    /// Path and content of the font files that came from the workspace and differ from the program's.
    pub fn own(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.own.iter().map(|(path, data)| (path.as_str(), data.as_slice()))
    }

    pub(super) fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    pub(super) fn font(&self, index: usize) -> Option<Font> {
        let face = self.faces.get(index)?;
        face.font.get_or_init(|| Font::new(face.data.clone(), face.index)).clone()
    }
}

/// A font file of the workspace; none if the program has the same, or if it is no font by its name.
fn own(files: &dyn Files, path: &str) -> Result<Option<Bytes>, String> {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    match ending.as_deref() {
        Some("ttf" | "otf" | "ttc" | "otc") => {}
        Some("woff" | "woff2") => {
            return Err("fonts for the web are packed; use the TrueType or OpenType file".to_owned());
        }
        _ => return Ok(None),
    }
    let data = files.read(path).map_err(|error| error.to_string())?;
    Ok(data.map(Bytes::new))
}

fn unusable(path: String, why: &str) -> Finding {
    Finding::new(&codes::UNUSABLE_FONT, Spot::File(path), format!("this font cannot be used: {why}"))
        .hint("replace the file, or remove it")
}
