//! XML as a stream of tags and texts. Entities other than those of XML itself stand for nothing.

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// The maximum depth of elements: word processors write some twenty.
const DEPTH: usize = 500;

/// A tag or a text.
#[derive(Debug)]
pub(super) enum Step<'a> {
    /// An element begins; if it is empty, its end follows.
    Start(Tag<'a>),
    /// An element ends.
    End(String),
    /// Text.
    Text(String),
}

/// The beginning of an element.
#[derive(Debug)]
pub(super) struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    /// Its name, with its prefix.
    pub(super) fn name(&self) -> String {
        String::from_utf8_lossy(self.0.name().as_ref()).into_owned()
    }

    fn declares(&self, namespace: &str) -> bool {
        self.0.attributes().with_checks(false).flatten().any(|one| *one.value == *namespace.as_bytes())
    }

    /// An attribute by its name without prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let is_named = |key: &[u8]| key.rsplit(|byte| *byte == b':').next() == Some(name.as_bytes());
        let found = self.0.attributes().with_checks(false).flatten().find(|one| is_named(one.key.as_ref()))?;
        let raw = std::str::from_utf8(&found.value).ok()?;
        quick_xml::escape::unescape(raw).ok().map(std::borrow::Cow::into_owned)
    }
}

/// The steps of a part, one after the other.
pub(super) struct Tags<'a> {
    reader: Reader<&'a [u8]>,
    /// The end of an empty element, which follows its beginning.
    owed: Option<String>,
    depth: usize,
    /// True if it was not read to its end: it is no XML, or has more levels than are read.
    pub(super) is_broken: bool,
}

impl<'a> Tags<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { reader: Reader::from_str(text), owed: None, depth: 0, is_broken: false }
    }

    /// The next step; `None` at the end, and where the part is broken.
    pub(super) fn step(&mut self) -> Option<Step<'a>> {
        if let Some(name) = self.owed.take() {
            return Some(Step::End(name));
        }
        loop {
            match self.reader.read_event() {
                Ok(Event::Start(start)) => {
                    self.depth += 1;
                    if self.depth > DEPTH {
                        self.is_broken = true;
                        return None;
                    }
                    return Some(Step::Start(Tag(start)));
                }
                Ok(Event::Empty(start)) => {
                    self.owed = Some(String::from_utf8_lossy(start.name().as_ref()).into_owned());
                    return Some(Step::Start(Tag(start)));
                }
                Ok(Event::End(end)) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Some(Step::End(String::from_utf8_lossy(end.name().as_ref()).into_owned()));
                }
                Ok(Event::Text(text)) => return Some(Step::Text(String::from_utf8_lossy(&text).into_owned())),
                Ok(Event::CData(text)) => return Some(Step::Text(String::from_utf8_lossy(&text).into_owned())),
                Ok(Event::GeneralRef(reference)) => {
                    if let Some(text) = entity(&reference) {
                        return Some(Step::Text(text));
                    }
                }
                Ok(Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::DocType(_)) => {}
                Ok(Event::Eof) => {
                    self.is_broken |= self.depth > 0;
                    return None;
                }
                Err(_) => {
                    self.is_broken = true;
                    return None;
                }
            }
        }
    }

    /// The beginnings of elements that follow.
    fn starts(&mut self) -> impl Iterator<Item = Tag<'a>> {
        std::iter::from_fn(|| self.step()).filter_map(|step| match step {
            Step::Start(tag) => Some(tag),
            _ => None,
        })
    }

    /// The next beginning of an element of this name, whatever its prefix.
    pub(super) fn next_start(&mut self, name: &str) -> Option<Tag<'a>> {
        self.starts().find(|tag| tag.name().rsplit(':').next() == Some(name))
    }
}

/// Returns whether the first element of a part is in a namespace.
pub(super) fn is_xml_of(text: &str, namespace: &str) -> bool {
    Tags::of(text).starts().next().is_some_and(|tag| tag.declares(namespace))
}

/// The character that a reference stands for; none if it is no character of XML itself.
fn entity(reference: &BytesRef<'_>) -> Option<String> {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return Some(c.to_string());
    }
    resolve_xml_entity(std::str::from_utf8(reference).ok()?).map(str::to_owned)
}
