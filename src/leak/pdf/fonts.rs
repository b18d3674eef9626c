//! The characters that the codes of a font stand for, and their widths.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object};

use super::cmap::{CMap, number};
use crate::pdf::{Budget, Plain, array, dictionary, entry, integer, name, plain, resolved};

/// What a font states about its characters.
#[derive(Debug)]
pub(super) struct Font {
    to_unicode: Option<CMap>,
    /// The codes of a font with several bytes a character.
    codes: Option<Codes>,
    /// The characters of a font with one byte a character.
    simple: Vec<String>,
    widths: BTreeMap<u32, f32>,
    /// `None` if the font does not state them; standard fonts need not.
    default_width: Option<f32>,
    pub(super) is_vertical: bool,
}

#[derive(Debug)]
enum Codes {
    /// Two bytes, which are the character itself unless stated otherwise.
    Two,
    /// By a table in the file.
    Own(CMap),
}

/// The maximum number of widths that a font may state.
const MOST_WIDTHS: usize = 70_000;

impl Font {
    pub(super) fn read(document: &Document, font: &Dictionary, budget: &mut Budget) -> Self {
        let mut table = |object: Option<&Object>| {
            let stream = object?.as_stream().ok()?;
            match plain(document, stream, budget).ok()? {
                Plain::Whole(bytes) | Plain::Broken(bytes) => Some(CMap::read(&bytes)),
                Plain::Picture => None,
            }
        };
        let to_unicode = table(entry(document, font, b"ToUnicode"));
        let is_composite = name(document, font, b"Subtype") == Some(b"Type0");
        let encoding = name(document, font, b"Encoding").unwrap_or_default();
        let own = table(entry(document, font, b"Encoding"));
        let codes = is_composite.then(|| own.filter(|own| !own.spaces.is_empty()).map_or(Codes::Two, Codes::Own));
        let (widths, default_width) = if is_composite { wide(document, font) } else { narrow(document, font) };
        let simple = if is_composite { Vec::new() } else { simple(document, font) };
        Self { to_unicode, codes, simple, widths, default_width, is_vertical: encoding.ends_with(b"-V") }
    }

    /// The characters of a string: text, width in thousandths, and whether word spacing counts.
    pub(super) fn characters(&self, bytes: &[u8], take: &mut dyn FnMut(&str, f32, bool)) {
        let mut rest = bytes;
        while !rest.is_empty() {
            let length = match &self.codes {
                None => 1,
                Some(Codes::Own(own)) => own.length(rest).unwrap_or(2),
                Some(Codes::Two) => match &self.to_unicode {
                    // If codes are not two bytes long, the table has the character.
                    Some(map) if map.spaces.iter().any(|(length, ..)| *length != 2) => map.length(rest).unwrap_or(2),
                    _ => 2,
                },
            };
            let (code, behind) = rest.split_at(length.clamp(1, rest.len()));
            rest = behind;
            let code = number(code);
            let character = self.character(code);
            let width = self.widths.get(&code).copied().or(self.default_width);
            let width = width.unwrap_or_else(|| usual_width(&character));
            take(&character, width, length == 1 && code == 32);
        }
    }

    fn character(&self, code: u32) -> String {
        if let Some(text) = self.to_unicode.as_ref().and_then(|map| map.get(code)) {
            return text;
        }
        match self.codes {
            None => self.simple.get(code as usize).cloned().unwrap_or_default(),
            Some(_) => char::from_u32(code).filter(|c| !c.is_control()).map(String::from).unwrap_or_default(),
        }
    }
}

fn narrow(document: &Document, font: &Dictionary) -> (BTreeMap<u32, f32>, Option<f32>) {
    let first = integer(document, font, b"FirstChar").and_then(|first| u32::try_from(first).ok()).unwrap_or_default();
    let stated = array(document, font, b"Widths").map(Vec::as_slice).unwrap_or_default();
    let type3 = name(document, font, b"Subtype") == Some(b"Type3");
    let scale = array(document, font, b"FontMatrix").and_then(|matrix| matrix.first()?.as_float().ok());
    let scale = if type3 { scale.unwrap_or(0.001) * 1000.0 } else { 1.0 };
    let width = |object: &Object| resolved(document, object).as_float().unwrap_or_default() * scale;
    let missing = dictionary(document, font, b"FontDescriptor")
        .and_then(|descriptor| entry(document, descriptor, b"MissingWidth")?.as_float().ok());
    let widths = (first..).zip(stated.iter().take(256).map(width)).collect();
    (widths, missing.filter(|missing| *missing > 0.0))
}

fn wide(document: &Document, font: &Dictionary) -> (BTreeMap<u32, f32>, Option<f32>) {
    let mut widths = BTreeMap::new();
    let descendant =
        array(document, font, b"DescendantFonts").and_then(|fonts| resolved(document, fonts.first()?).as_dict().ok());
    let Some(descendant) = descendant else { return (widths, Some(1000.0)) };
    let default = entry(document, descendant, b"DW").and_then(|width| width.as_float().ok()).unwrap_or(1000.0);
    let mut rest = array(document, descendant, b"W").map(Vec::as_slice).unwrap_or_default();
    let code = |object: &Object| resolved(document, object).as_i64().ok().and_then(|code| u32::try_from(code).ok());
    while let [first, second, behind @ ..] = rest {
        let Some(first) = code(first) else { break };
        if let Object::Array(list) = resolved(document, second) {
            let width = |object: &Object| resolved(document, object).as_float().unwrap_or_default();
            widths.extend((first..).zip(list.iter().map(width)));
            rest = behind;
        } else if let ([width, behind @ ..], Some(last)) = (behind, code(second)) {
            let width = resolved(document, width).as_float().unwrap_or_default();
            widths.extend((first..=last.min(first.saturating_add(0xffff))).map(|code| (code, width)));
            rest = behind;
        } else {
            break;
        }
        if widths.len() > MOST_WIDTHS {
            break;
        }
    }
    (widths, Some(default))
}

/// The approximate width of a character in Helvetica and Times.
fn usual_width(character: &str) -> f32 {
    match character.chars().next().unwrap_or(' ') {
        'i' | 'j' | 'l' | 'I' | 't' | 'f' | 'r' => 270.0,
        'm' | 'w' | 'M' | 'W' => 780.0,
        c if c.is_ascii_punctuation() || c.is_whitespace() => 290.0,
        c if c.is_uppercase() => 670.0,
        _ => 520.0,
    }
}

/// The characters of the codes of a font with one byte a character.
fn simple(document: &Document, font: &Dictionary) -> Vec<String> {
    let encoding = entry(document, font, b"Encoding");
    let of_dictionary = encoding.and_then(|encoding| encoding.as_dict().ok());
    let base = encoding.and_then(|encoding| encoding.as_name().ok());
    let base = base.or_else(|| name(document, of_dictionary?, b"BaseEncoding"));
    let default: &[u8] =
        if name(document, font, b"Subtype") == Some(b"TrueType") { b"WinAnsiEncoding" } else { b"StandardEncoding" };
    let mut characters: Vec<String> =
        (0..=255).map(|byte| decoded(Object::Name(base.unwrap_or(default).to_vec()), byte)).collect();
    let differences = of_dictionary.and_then(|encoding| array(document, encoding, b"Differences"));
    let mut code = 0_usize;
    for object in differences.into_iter().flatten().take(1_024) {
        match resolved(document, object) {
            Object::Integer(number) => code = usize::try_from(*number).unwrap_or(256),
            Object::Name(glyph) => {
                if let Some(character) = characters.get_mut(code) {
                    *character = of_glyph(glyph);
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    characters
}

/// The character that a byte stands for in an encoding.
fn decoded(encoding: Object, byte: u8) -> String {
    let font: Dictionary = [("Type", Object::Name(b"Font".to_vec())), ("Encoding", encoding)].into_iter().collect();
    let nowhere = Document::new();
    let text = font.get_font_encoding(&nowhere).and_then(|encoding| encoding.bytes_to_string(&[byte]));
    text.unwrap_or_default()
}

/// The characters that a name of a glyph stands for, as the Adobe Glyph List has it.
fn of_glyph(glyph: &[u8]) -> String {
    let name = String::from_utf8_lossy(glyph);
    let name = name.split('.').next().unwrap_or_default();
    name.split('_').map(of_part).collect()
}

fn of_part(name: &str) -> String {
    let hexadecimal = |digits: &str| u32::from_str_radix(digits, 16).ok().and_then(char::from_u32).map(String::from);
    let coded = match (name.strip_prefix("uni"), name.strip_prefix('u')) {
        (Some(digits), _) if digits.len() >= 4 => hexadecimal(digits.get(..4).unwrap_or_default()),
        (_, Some(digits)) if (4..=6).contains(&digits.len()) => hexadecimal(digits),
        _ => None,
    };
    coded.unwrap_or_else(|| {
        let differences = Object::Array(vec![Object::Integer(0), Object::Name(name.as_bytes().to_vec())]);
        let encoding: Dictionary =
            [("Type", Object::Name(b"Encoding".to_vec())), ("Differences", differences)].into_iter().collect();
        decoded(Object::Dictionary(encoding), 0)
    })
}
