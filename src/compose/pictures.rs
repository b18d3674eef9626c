//! The pictures that prose and annexes show: files of the pack's folder.

use std::collections::BTreeMap;

use super::codes;
use crate::document::Enclosure;
use crate::finding::{Finding, Place, Sources, hint_for_missing_file};
use crate::meeting::{FileKind, Kind, Markdown, Meeting, Parts};
use crate::picture::{self, PIXELS};
use crate::workspace::Files;

/// Files by their path in the pack's folder.
#[derive(Default)]
pub(super) struct Pictures {
    files: BTreeMap<String, Enclosure>,
    /// Their positions among these.
    numbers: BTreeMap<String, usize>,
}

impl Pictures {
    /// Reads the files of all pictures of a meeting; errors in them are reported at the text that shows them.
    pub(super) fn load(meeting: &Meeting, files: &dyn Files, sources: &Sources) -> (Self, Vec<Finding>) {
        let mut loaded = BTreeMap::new();
        let mut findings = Vec::new();
        let mut pixels = 0;
        for (path, place) in shown(meeting, sources) {
            if loaded.contains_key(&path) {
                continue;
            }
            let full = meeting.path_of(&path);
            match files.read(&full) {
                Ok(Some(content)) => match looked_at(&path, &content, &mut pixels) {
                    Ok(()) => drop(loaded.insert(path, Enclosure { path: full, content: content.into() })),
                    Err(fault) => {
                        let message = format!("`{path}` {}", fault.what);
                        findings.push(Finding::new(&codes::BAD_PICTURE, place, message).hint(fault.hint));
                    }
                },
                Ok(None) => {
                    let list = |folder: &str| files.list(folder).unwrap_or_default();
                    let otherwise = "put the file beside `meeting.json`, or correct the name";
                    let hint = hint_for_missing_file(&meeting.folder, &path, list, otherwise);
                    let message = format!("there is no file `{path}`");
                    findings.push(Finding::new(&codes::MISSING_PICTURE, place, message).hint(hint));
                }
                Err(error) => findings.push(
                    Finding::new(&codes::MISSING_PICTURE, place, format!("`{path}` cannot be read: {error}"))
                        .hint("put the file beside `meeting.json`, or correct the name"),
                ),
            }
        }
        let numbers = loaded.keys().cloned().zip(0..).collect();
        (Self { files: loaded, numbers }, findings)
    }

    /// The name that documents have for the picture of this path. Names are the same for every pack, since the engine keeps
    /// them for ever.
    pub(super) fn name(&self, path: &str) -> Option<String> {
        let at = self.numbers.get(path)?;
        Some(format!("picture{at}.{}", ending(path)))
    }

    /// The files, by the names that documents have for them.
    pub(super) fn files(&self) -> impl Iterator<Item = (String, Enclosure)> {
        self.files.iter().map(|(path, file)| (self.name(path).unwrap_or_default(), file.clone()))
    }
}

fn ending(path: &str) -> String {
    path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase()
}

/// All pictures of a meeting with the place that shows each.
fn shown(meeting: &Meeting, sources: &Sources) -> Vec<(String, Place)> {
    let parts = Parts::of(&meeting.definition);
    let texts = parts.said.iter().filter(|said| said.kind == Kind::Prose).flat_map(|said| said.text.all());
    let with_pictures = texts.filter(|text| text.contains("!["));
    with_pictures
        .flat_map(|text| {
            let images = Markdown::parse(text).images.into_iter();
            images.map(|image| (image.path, sources.within_string(text.place, image.range)))
        })
        .chain(annexes(meeting))
        .collect()
}

fn annexes(meeting: &Meeting) -> impl Iterator<Item = (String, Place)> {
    let files = meeting.definition.annexes.iter().flat_map(|annex| &annex.files);
    let pictures = files.filter(|file| file.kind() == FileKind::Picture);
    pictures.map(|file| (file.file.value.as_str().to_owned(), file.file.place))
}

/// The most pixels of all pictures of a pack: the engine has all of them unpacked at once.
const PIXELS_IN_ALL: u64 = 5 * PIXELS;

/// Looks through a picture, and adds its pixels to those of the others.
fn looked_at(path: &str, content: &[u8], pixels: &mut u64) -> Result<(), picture::Fault> {
    // Those behind are not even unpacked.
    if *pixels <= PIXELS_IN_ALL {
        *pixels += picture::inspect(path, content)?.pixels;
    }
    match *pixels > PIXELS_IN_ALL {
        true => Err(picture::Fault {
            what: "and the pictures before it have more than 250 million pixels in all".to_owned(),
            hint: "save them smaller: a page shows no more than 20 million",
        }),
        false => Ok(()),
    }
}
