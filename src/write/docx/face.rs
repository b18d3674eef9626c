//! The look of words in a line, and the directions in which they are read.

use std::borrow::Cow;

use super::xml::Xml;

/// The look of words: a style of characters, and what comes on top of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Face {
    pub(super) style: Option<Cow<'static, str>>,
    pub(super) is_bold: bool,
    pub(super) is_struck: bool,
    pub(super) is_underlined: bool,
    pub(super) side: Option<&'static str>,
    /// The language, if it is another than the document's.
    pub(super) language: Option<String>,
}

impl Face {
    /// The face with a style; words that have one keep it, and become bold if they are to stand out more.
    pub(super) fn styled(&self, style: impl Into<Cow<'static, str>>) -> Self {
        let style = style.into();
        match &self.style {
            Some(own) if style == "Strong" || *own == "Strong" => {
                let style = if style == "Strong" { own.clone() } else { style };
                Self { style: Some(style), is_bold: true, ..self.clone() }
            }
            _ => Self { style: Some(style), ..self.clone() },
        }
    }

    /// Writes the properties of a run: from the right to the left, or not.
    pub(super) fn properties(&self, xml: &mut Xml, text: &str, is_right_to_left: bool) {
        let mut inner = Xml::default();
        if let Some(style) = &self.style {
            inner.empty("w:rStyle", &[("w:val", style)]);
        }
        let is_wide = self.language.as_deref().is_some_and(|tag| tag.starts_with("zh"));
        if is_wide && text.contains(['“', '”', '‘', '’', '…', '—', '·']) {
            inner.empty("w:rFonts", &[("w:hint", "eastAsia")]);
        }
        if self.is_bold {
            inner.empty("w:b", &[]);
            inner.empty("w:bCs", &[]);
        }
        if self.is_struck {
            inner.empty("w:strike", &[]);
        }
        if self.is_underlined {
            inner.empty("w:u", &[("w:val", "single")]);
        }
        if let Some(side) = self.side {
            inner.empty("w:vertAlign", &[("w:val", side)]);
        }
        if is_right_to_left {
            inner.empty("w:rtl", &[]);
        }
        if let Some(language) = &self.language {
            inner.empty("w:lang", &[("w:val", language), ("w:eastAsia", language), ("w:bidi", language)]);
        }
        let inner = inner.finish();
        if !inner.is_empty() {
            xml.open("w:rPr", &[]);
            xml.raw(&inner);
            xml.close("w:rPr");
        }
    }
}

/// A text in pieces of one direction each, and whether that is from the right to the left. What has none of its own has that of
/// the paragraph, unless it stands between letters of the other.
pub(super) fn directions(text: &str, is_right_to_left: bool) -> Vec<(&str, bool)> {
    let mut pieces: Vec<(&str, bool)> = Vec::new();
    let (mut start, mut direction, mut neutral) = (0, None, None);
    for (at, c) in text.char_indices() {
        let Some(own) = strong(c) else {
            neutral.get_or_insert(at);
            continue;
        };
        if let Some(before) = direction.filter(|before| *before != own) {
            // Blanks and marks between two directions go with that of the paragraph.
            let end = if before == is_right_to_left { at } else { neutral.unwrap_or(at) };
            pieces.push((&text[start..end], before));
            start = end;
        } else if direction.is_none() && own != is_right_to_left && at > 0 {
            pieces.push((&text[..at], is_right_to_left));
            start = at;
        }
        direction = Some(own);
        neutral = None;
    }
    let last = direction.unwrap_or(is_right_to_left);
    match neutral.filter(|at| last != is_right_to_left && *at > start) {
        Some(at) => pieces.extend([(&text[start..at], last), (&text[at..], is_right_to_left)]),
        None if start < text.len() => pieces.push((&text[start..], last)),
        None => {}
    }
    pieces
}

/// The direction of a letter; none for digits, blanks and marks.
fn strong(c: char) -> Option<bool> {
    match c {
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' if c.is_alphabetic() => Some(true),
        c if c.is_alphabetic() => Some(false),
        _ => None,
    }
}
