//! Marks around values in the XML that templates make: where each is written, its language, whether it is Markdown.
//!
//! A mark is `U+E010 origin U+E012 text U+E013`, in content and in attributes. Values and templates cannot hold these
//! characters: in values they are written as character references, which are data and never a mark.

use crate::finding::{FileNumber, Place};

/// Where a mark begins, where its text begins, where it ends.
pub(super) const OPEN: char = '\u{e010}';
pub(super) const TEXT: char = '\u{e012}';
pub(super) const CLOSE: char = '\u{e013}';

/// The origin of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    /// A text of the definition or the registry, and its language if that is another than the edition's.
    Text { place: Place, language: Option<String> },
    /// Markdown, likewise.
    Markdown { place: Place, language: Option<String> },
    /// A label.
    Label(String),
    /// A text that the program composed of several.
    Composed,
}

impl Mark {
    /// The text with this mark around it, escaped.
    pub(super) fn around(&self, text: &str) -> String {
        let origin = match self {
            Self::Text { place, language } => Self::of_place('t', *place, language.as_deref()),
            Self::Markdown { place, language } => Self::of_place('m', *place, language.as_deref()),
            Self::Label(name) => format!("l{name}"),
            Self::Composed => "c".to_owned(),
        };
        format!("{OPEN}{origin}{TEXT}{}{CLOSE}", escaped(text))
    }

    fn of_place(kind: char, place: Place, language: Option<&str>) -> String {
        let language = language.unwrap_or_default();
        format!("{kind}{}.{}.{}.{language}", place.file.get(), place.start, place.end)
    }

    /// The mark of an origin; none if it is not one that we wrote.
    pub(super) fn parse(origin: &str) -> Option<Self> {
        let (kind, rest) = origin.split_at_checked(1)?;
        match kind {
            "l" => return Some(Self::Label(rest.to_owned())),
            "c" => return Some(Self::Composed),
            _ => {}
        }
        let mut parts = rest.splitn(4, '.');
        let file = FileNumber::from_raw(parts.next()?.parse().ok()?);
        let (start, end) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let language = parts.next().filter(|language| !language.is_empty()).map(str::to_owned);
        let place = Place { file, start, end };
        match kind {
            "t" => Some(Self::Text { place, language }),
            "m" => Some(Self::Markdown { place, language }),
            _ => None,
        }
    }
}

/// Returns true if a value stands in a text.
pub(super) fn holds_value(text: &str) -> bool {
    text.contains([OPEN, TEXT, CLOSE])
}

/// Text as it stands in XML. What is no part of the text's own, and every control character, is written as a reference,
/// so that no reader of XML changes it; but for NUL, which no reference can name.
pub(super) fn escaped(text: &str) -> String {
    let is_plain = |c: char| {
        !matches!(c, '&' | '<' | '>' | '"' | '\'' | OPEN | TEXT | CLOSE)
            && (!c.is_control() || matches!(c, '\n' | '\0'))
    };
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_plain(c) {
            escaped.push(c);
        } else {
            escaped.push_str(&format!("&#{};", u32::from(c)));
        }
    }
    escaped
}
