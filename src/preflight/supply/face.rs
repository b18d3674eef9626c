//! The font that the value of a field is shown in: which characters it has, and how wide they are.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Encoding, Object, dictionary};

use crate::pdf::{array, dictionary, entry, integer, name, resolved};

/// A font with one byte a character.
#[derive(Debug, Clone)]
pub(super) struct Face {
    /// The font, as resources name it.
    pub(super) resource: Object,
    codes: BTreeMap<char, u8>,
    /// In thousandths of the size.
    widths: [f32; 256],
}

/// Characters in the upper half of the Windows encoding (ISO 32000-1, annex D) where Latin-1 has none.
const WINDOWS: [(u8, char); 27] = [
    (0x80, '€'),
    (0x82, '‚'),
    (0x83, 'ƒ'),
    (0x84, '„'),
    (0x85, '…'),
    (0x86, '†'),
    (0x87, '‡'),
    (0x88, 'ˆ'),
    (0x89, '‰'),
    (0x8a, 'Š'),
    (0x8b, '‹'),
    (0x8c, 'Œ'),
    (0x8e, 'Ž'),
    (0x91, '‘'),
    (0x92, '’'),
    (0x93, '“'),
    (0x94, '”'),
    (0x95, '•'),
    (0x96, '–'),
    (0x97, '—'),
    (0x98, '˜'),
    (0x99, '™'),
    (0x9a, 'š'),
    (0x9b, '›'),
    (0x9c, 'œ'),
    (0x9e, 'ž'),
    (0x9f, 'Ÿ'),
];

/// The widths of Helvetica from the blank to `~`.
const HELVETICA: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
];

impl Face {
    /// Helvetica: every PDF reader has it, or a similar font.
    pub(super) fn helvetica() -> Self {
        let resource = dictionary! {
            "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding",
        };
        let latin = (0x20..0x7f).chain(0xa0..=0xff).map(|code: u8| (char::from(code), code));
        let codes = latin.chain(WINDOWS.into_iter().map(|(code, character)| (character, code))).collect();
        Self { resource: resource.into(), codes, widths: of_helvetica() }
    }

    /// The cost of reading a font of the file, whose lists can have any length.
    pub(super) fn cost(document: &Document, font: &Object) -> usize {
        let Ok(font) = resolved(document, font).as_dict() else { return 0 };
        let length = |of: &Dictionary, key: &[u8]| array(document, of, key).map_or(0, Vec::len);
        let differences = dictionary(document, font, b"Encoding").map_or(0, |of| length(of, b"Differences"));
        length(font, b"Widths").saturating_add(differences).saturating_add(500)
    }

    /// A font of the file, if it is one with a byte a character that says which.
    pub(super) fn of_file(document: &Document, font: &Object) -> Option<Self> {
        let found = resolved(document, font).as_dict().ok()?;
        if !matches!(name(document, found, b"Subtype"), Some(b"Type1" | b"TrueType" | b"MMType1")) {
            return None;
        }
        let codes = codes(document, found)?;
        Some(Self { resource: font.clone(), codes, widths: widths(document, found) })
    }

    /// A text as the font has it; nothing if it lacks a character.
    pub(super) fn encoded(&self, text: &str) -> Option<Vec<u8>> {
        text.chars().map(|character| self.codes.get(&character).copied()).collect()
    }

    /// The width of encoded text, in multiples of its size.
    pub(super) fn width(&self, encoded: &[u8]) -> f32 {
        encoded.iter().map(|code| self.widths[usize::from(*code)]).sum::<f32>() / 1000.0
    }
}

fn of_helvetica() -> [f32; 256] {
    let mut widths = [556.0; 256];
    for (width, known) in widths[0x20..].iter_mut().zip(HELVETICA) {
        *width = f32::from(known);
    }
    widths
}

/// The character of each code that has one. An encoding by differences that `lopdf` cannot follow comes out as another, so
/// it is asked which it is.
fn codes(document: &Document, font: &Dictionary) -> Option<BTreeMap<char, u8>> {
    let stated = entry(document, font, b"Encoding")?;
    let mut font = font.clone();
    font.remove(b"ToUnicode");
    let encoding = font.get_font_encoding(document).ok()?;
    let is_followed = match &encoding {
        Encoding::Differences(_) => stated.as_dict().is_ok(),
        Encoding::OneByteEncoding(_) => stated.as_name().is_ok(),
        _ => false,
    };
    let character = |code: u8| encoding.bytes_to_string(&[code]).ok()?.chars().next();
    let pairs = (0x20..=0xff).rev().filter_map(|code| Some((character(code)?, code)));
    is_followed.then(|| pairs.collect())
}

/// The widths that a font states; those of Helvetica, if it is one that need not.
pub(in crate::preflight) fn widths(document: &Document, font: &Dictionary) -> [f32; 256] {
    let Some(stated) = array(document, font, b"Widths") else { return of_helvetica() };
    let missing = dictionary(document, font, b"FontDescriptor").and_then(|of| entry(document, of, b"MissingWidth"));
    let mut widths = [missing.and_then(|width| width.as_float().ok()).unwrap_or_default(); 256];
    let first = integer(document, font, b"FirstChar").and_then(|first| usize::try_from(first).ok()).unwrap_or_default();
    for (width, stated) in widths.iter_mut().skip(first).zip(stated) {
        *width = resolved(document, stated).as_float().ok().filter(|width| width.is_finite()).unwrap_or_default();
    }
    widths
}
