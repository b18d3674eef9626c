//! Marks around values in the XML that templates make: where each is written, its language, whether it is Markdown.
//!
//! A mark is `U+E010 origin U+E012 text U+E013`, a sign after each of the three, in content and in attributes. Values and
//! templates cannot hold these characters: in values they are written as character references, which are data and never a mark.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::LazyLock;

use quick_xml::escape::unescape;

use crate::document::{DerivedFrom, Made, Run, RunPart};
use crate::finding::{FileNumber, Place};

/// The characters at which a mark begins, its text begins, and the mark ends.
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
    Label(LabelMark),
    /// A text that the program composed, and the value that it is derived from.
    Composed(Option<DerivedFrom>),
}

/// The origin of a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LabelMark {
    pub(super) name: String,
    /// The value that it was filled with, if that is not one of its parts.
    pub(super) from: Option<DerivedFrom>,
    /// The number of letters of each of its parts, and their origins; none if it is one.
    pub(super) parts: Vec<(usize, Mark)>,
}

impl Mark {
    /// The text with this mark around it, escaped.
    pub(super) fn around(&self, text: &str) -> String {
        format!("{OPEN}{sign}{}{TEXT}{sign}{}{CLOSE}{sign}", self.origin(), escaped(text), sign = *SIGN)
    }

    fn origin(&self) -> String {
        match self {
            Self::Text { place, language } => Self::of_place('t', *place, language.as_deref()),
            Self::Markdown { place, language } => Self::of_place('m', *place, language.as_deref()),
            Self::Label(LabelMark { name, from, parts }) => {
                let parts = parts.iter().map(|(letters, mark)| format!(";{letters}:{}", mark.origin()));
                format!("l{name}{}{}", Self::of_source(from.as_ref()), parts.collect::<String>())
            }
            Self::Composed(from) => format!("c{}", Self::of_source(from.as_ref())),
        }
    }

    fn of_place(kind: char, place: Place, language: Option<&str>) -> String {
        let language = language.unwrap_or_default();
        format!("{kind}{}.{}.{}.{language}", place.file.get(), place.start, place.end)
    }

    fn of_source(from: Option<&DerivedFrom>) -> String {
        let of = |DerivedFrom { place, keys }: &DerivedFrom| {
            format!(".{}.{}.{}.{keys}", place.file.get(), place.start, place.end)
        };
        from.map(of).unwrap_or_default()
    }

    /// The value that the text comes from.
    pub(super) fn source(&self) -> Option<DerivedFrom> {
        match self {
            Self::Text { place, .. } | Self::Markdown { place, .. } => {
                Some(DerivedFrom { place: *place, keys: String::new() })
            }
            Self::Label(LabelMark { from, .. }) | Self::Composed(from) => from.clone(),
        }
    }

    /// A run of this origin, without its text.
    pub(super) fn run(self) -> Run {
        match self {
            Self::Text { place, language } => Run { language, ..Run::at("", place) },
            Self::Markdown { place, language } => Run { language, made: Made::Markdown, ..Run::at("", place) },
            Self::Label(LabelMark { name, from, parts }) => {
                let part = |(letters, mark): (usize, Self)| {
                    let Run { place, label, from, .. } = mark.run();
                    RunPart { letters, place, label, from }
                };
                Run { label: Some(name), from, parts: parts.into_iter().map(part).collect(), ..Run::default() }
            }
            Self::Composed(from) => Run { from, ..Run::composed("") },
        }
    }

    /// The mark of an origin; none if it is not one that we wrote.
    pub(super) fn parse(origin: &str) -> Option<Self> {
        let (kind, rest) = origin.split_at_checked(1)?;
        let source = |rest: &str| placed(rest).map(|(place, keys)| DerivedFrom { place, keys: keys.to_owned() });
        match kind {
            "l" => {
                let mut parts = rest.split(';');
                let (name, from) = parts.next()?.split_once('.').unwrap_or((rest.split(';').next()?, ""));
                let part = |part: &str| {
                    let (letters, origin) = part.split_once(':')?;
                    Some((letters.parse().ok()?, Self::parse(origin)?))
                };
                let parts = parts.filter_map(part).collect();
                return Some(Self::Label(LabelMark { name: name.to_owned(), from: source(from), parts }));
            }
            "c" => return Some(Self::Composed(source(rest.trim_start_matches('.')))),
            _ => {}
        }
        let (place, language) = placed(rest)?;
        let language = (!language.is_empty()).then(|| language.to_owned());
        match kind {
            "t" => Some(Self::Text { place, language }),
            "m" => Some(Self::Markdown { place, language }),
            _ => None,
        }
    }
}

/// A place as marks have it, and what follows it.
fn placed(text: &str) -> Option<(Place, &str)> {
    let mut parts = text.splitn(4, '.');
    let file = FileNumber::from_raw(parts.next()?.parse().ok()?);
    let (start, end) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Some((Place { file, start, end }, parts.next().unwrap_or_default()))
}

pub(super) fn holds_value(text: &str) -> bool {
    text.contains([OPEN, TEXT, CLOSE])
}

/// The character after each character of a mark; it differs from process to process. If a template takes apart what it captured
/// in a block, marks get into texts, and nothing from a definition may then be taken for a mark.
static SIGN: LazyLock<char> = LazyLock::new(|| {
    let drawn = RandomState::new().build_hasher().finish() % 0xfff0;
    u32::try_from(drawn).ok().and_then(|drawn| char::from_u32(0xf_0000 + drawn)).unwrap_or('\u{f0000}')
});

/// The text after a character of a mark.
pub(super) fn behind(rest: &str) -> &str {
    rest.strip_prefix(*SIGN).unwrap_or(rest)
}

/// The text before the first character of a mark that we wrote, that character, and the text after it.
fn next_mark(text: &str) -> Option<(&str, char, &str)> {
    text.match_indices([OPEN, TEXT, CLOSE]).find_map(|(at, mark)| {
        let rest = text[at + mark.len()..].strip_prefix(*SIGN)?;
        Some((&text[..at], mark.chars().next()?, rest))
    })
}

/// Returns true if a text holds marks, or parts of some: it is, or was, what a template captured in a block.
pub(super) fn holds_marks(text: &str) -> bool {
    next_mark(text).is_some()
}

/// The words of what `{% set x %}…{% endset %}` captured; none if a mark is torn.
pub(super) fn words(captured: &str) -> Option<String> {
    let mut words = String::with_capacity(captured.len());
    let mut rest = captured;
    let within = |rest, wanted| next_mark(rest).filter(|(_, mark, _)| *mark == wanted);
    while holds_marks(rest) {
        let (before, _, marked) = within(rest, OPEN)?;
        let (_, _, marked) = within(marked, TEXT)?;
        let (text, _, after) = within(marked, CLOSE)?;
        words.push_str(before);
        words.push_str(text);
        rest = after;
    }
    words.push_str(rest);
    Some(unescape(&words).map_or_else(|_| words.clone(), |words| words.into_owned()))
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
