//! The pictures that prose and annexes show: files of the pack's folder.

use std::collections::BTreeMap;
use std::io::Cursor;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use image::{ImageFormat, ImageReader};

use super::codes;
use crate::edition::Enclosure;
use crate::finding::{Finding, Place, Sources};
use crate::meeting::{FileKind, Kind, Markdown, Meeting, Parts};
use crate::workspace::Files;

/// Files by their path in the pack's folder.
#[derive(Default)]
pub(super) struct Pictures {
    files: BTreeMap<String, Enclosure>,
}

impl Pictures {
    /// Reads the files of all pictures of a meeting; what is wrong with them is told at the text that shows them.
    pub(super) fn load(meeting: &Meeting, files: &dyn Files, sources: &Sources) -> (Self, Vec<Finding>) {
        let mut loaded = BTreeMap::new();
        let mut findings = Vec::new();
        for (path, place) in shown(meeting, sources) {
            if loaded.contains_key(&path) {
                continue;
            }
            let full = meeting.path_of(&path);
            match files.read(&full) {
                Ok(Some(content)) => match fault(&path, &content) {
                    None => drop(loaded.insert(path, Enclosure { path: full, content })),
                    Some((what, hint)) => {
                        findings.push(Finding::new(&codes::BAD_PICTURE, place, format!("`{path}` {what}")).hint(hint))
                    }
                },
                Ok(None) => findings.push(
                    Finding::new(&codes::MISSING_PICTURE, place, format!("there is no file `{path}`"))
                        .hint("put it beside `meeting.json`, or correct the name"),
                ),
                Err(error) => findings.push(
                    Finding::new(&codes::MISSING_PICTURE, place, format!("`{path}` cannot be read: {error}"))
                        .hint("put it beside `meeting.json`, or correct the name"),
                ),
            }
        }
        (Self { files: loaded }, findings)
    }

    /// The name in the project of the picture of this path. Names are the same for every pack, since the engine keeps them
    /// for ever.
    pub(super) fn name(&self, path: &str) -> Option<String> {
        let at = self.files.keys().position(|known| known == path)?;
        Some(format!("/picture{at}.{}", ending(path)))
    }

    /// The picture as an address that holds all of it, for pages that take nothing from elsewhere.
    pub(super) fn address(&self, path: &str) -> Option<String> {
        let kind = match ending(path).as_str() {
            "png" => "png",
            "jpg" | "jpeg" => "jpeg",
            _ => "svg+xml",
        };
        Some(format!("data:image/{kind};base64,{}", BASE64_STANDARD.encode(&self.files.get(path)?.content)))
    }

    /// The files, by their names in the project.
    pub(super) fn files(&self) -> impl Iterator<Item = (String, Enclosure)> {
        let inside = |path: &str| self.name(path).unwrap_or_default().trim_start_matches('/').to_owned();
        self.files.iter().map(move |(path, file)| (inside(path), file.clone()))
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

/// Annexes that are pictures.
fn annexes(meeting: &Meeting) -> impl Iterator<Item = (String, Place)> {
    let files = meeting.definition.annexes.iter().flat_map(|annex| &annex.files);
    let pictures = files.filter(|file| file.kind() == FileKind::Picture);
    pictures.map(|file| (file.file.value.as_str().to_owned(), file.file.place))
}

/// The most pixels of a picture: unpacked, they take four bytes each.
const PIXELS: u64 = 50_000_000;

/// What keeps a picture from being shown, and what to do; nothing if it can be.
fn fault(path: &str, content: &[u8]) -> Option<(&'static str, &'static str)> {
    let otherwise =
        ("is not the picture that its name says", "save it as PNG, JPEG or SVG, with the ending of its kind");
    let format = match ending(path).as_str() {
        "png" => ImageFormat::Png,
        "jpg" | "jpeg" => ImageFormat::Jpeg,
        _ => return (!std::str::from_utf8(content).is_ok_and(|text| text.contains("<svg"))).then_some(otherwise),
    };
    if image::guess_format(content).ok() != Some(format) {
        return Some(otherwise);
    }
    let reader = || ImageReader::with_format(Cursor::new(content), format);
    match reader().into_dimensions() {
        Ok((width, height)) if u64::from(width) * u64::from(height) > PIXELS => {
            return Some(("has too many pixels", "save it smaller: a page shows no more than 20 million"));
        }
        _ => {}
    }
    if format == ImageFormat::Jpeg && components(content) == Some(4) {
        return Some((
            "has the colours of print (CMYK), which archives do not take",
            "save it with colours for screens (RGB)",
        ));
    }
    reader().decode().is_err().then_some(("is damaged", "save it anew, or ask for it again"))
}

/// How many colours a JPEG file has, by its frame header (ITU-T T.81, B.2.2); the library turns all into those of screens.
fn components(content: &[u8]) -> Option<u8> {
    let mut segments = content.get(2..)?;
    loop {
        let [0xff, kind, high, low, ..] = *segments else { return None };
        let length = usize::from(u16::from_be_bytes([high, low]));
        if matches!(kind, 0xc0..=0xcf) && !matches!(kind, 0xc4 | 0xc8 | 0xcc) {
            return segments.get(9).copied();
        }
        segments = segments.get(2 + length..)?;
    }
}
