//! The pictures of a file. A drawing (SVG) becomes a picture of pixels, since few word processors show any other; it was inspected
//! before ([`crate::picture`]).

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;

use image::ImageReader;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, fontdb};

use crate::document::Enclosure;
use crate::workspace::{EMBEDDED_FONTS, EMBEDDED_SCRIPT_FONTS};

/// A drawing is made so many pixels wide, or high: enough for print across a page.
const DRAWN: f32 = 1600.0;

/// The pictures of a file, by their paths in it.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    pub(super) files: BTreeMap<String, Picture>,
    /// The number of drawings: each has an id of its own.
    pub(super) drawings: usize,
}

/// A picture that word processors can show.
#[derive(Debug, Clone)]
pub(super) struct Picture {
    pub(super) content: Arc<[u8]>,
    /// Its size in pixels, at 72 to an inch.
    pub(super) size: (u32, u32),
}

impl Pictures {
    /// Takes in a picture under a name; returns its path in the file and its size, or none if word processors cannot show it.
    pub(super) fn take(&mut self, name: &str, file: &Enclosure) -> Option<(String, (u32, u32))> {
        let (stem, ending) = name.rsplit_once('.')?;
        let ending = match ending.to_ascii_lowercase().as_str() {
            "png" => "png",
            "jpg" | "jpeg" => "jpeg",
            _ => "svg.png",
        };
        let path = format!("media/{}.{ending}", stem.replace(|c: char| !c.is_ascii_alphanumeric(), "-"));
        let picture = match self.files.get(&path) {
            Some(known) => known.clone(),
            None if ending == "svg.png" => drawn(&file.content)?,
            None => Picture { content: Arc::clone(&file.content), size: size(&file.content)? },
        };
        let size = picture.size;
        self.files.insert(path.clone(), picture);
        Some((path, size))
    }
}

/// The size of a picture in pixels.
fn size(content: &[u8]) -> Option<(u32, u32)> {
    ImageReader::new(Cursor::new(content)).with_guessed_format().ok()?.into_dimensions().ok()
}

/// A drawing as a picture of pixels; its size is that which it states.
fn drawn(content: &[u8]) -> Option<Picture> {
    let mut options = usvg::Options::default();
    for (_, font) in EMBEDDED_FONTS.iter().chain(EMBEDDED_SCRIPT_FONTS) {
        options.fontdb_mut().load_font_source(fontdb::Source::Binary(Arc::new(*font)));
    }
    options.fontdb_mut().set_sans_serif_family("Source Sans 3");
    options.fontdb_mut().set_serif_family("Source Serif 4");
    let tree = usvg::Tree::from_data(content, &options).ok()?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = DRAWN / width.max(height);
    let mut pixels = Pixmap::new(whole(width * scale), whole(height * scale))?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    Some(Picture { content: pixels.encode_png().ok()?.into(), size: (whole(width), whole(height)) })
}

/// A length in whole pixels, between one and what a page can have.
fn whole(length: f32) -> u32 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a small range before")]
    let whole = length.round().clamp(1.0, 20_000.0) as u32;
    whole
}
