//! The XML that a template makes, read as a document.
//!
//! It refuses what the vocabulary does not have, at the line of the template that says it; depth and the number of
//! findings are bounded, and it takes one pass.

use std::collections::BTreeSet;

use quick_xml::Reader;
use quick_xml::errors::{Error as XmlError, IllFormedError};
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::attributes::attributes;
use super::codes;
use super::frame::Frame;
use super::hints::{NEEDED, is_name, is_slip, no_element, unknown};
use super::marked::{CLOSE, Mark, OPEN, TEXT, behind};
use super::origins::{Origins, at_caller};
use super::prose::prose;
use super::scene::Scene;
use crate::document::{Element, Holds, Node, Run, Stands, Takes, Value, kind};
use crate::finding::{Finding, Place, Spot};

/// The maximum depth of elements.
const DEPTH: usize = 60;

/// How the hint begins for an element that may not stand in one that is open.
const CLOSE_BEFORE: &str = "close ";

/// More findings than these of one document are consequences of each other.
const FINDINGS: usize = 20;

/// Reads the content of a document. `own` are the elements that the workspace's shapes define.
pub(super) fn read(
    xml: &str,
    places: &Origins<'_>,
    scene: Option<&Scene>,
    own: &BTreeSet<String>,
) -> Result<Vec<Node>, Vec<Finding>> {
    let document = Frame::new(Element::new("document"), None, Holds::Blocks);
    let reading = Reading {
        places,
        scene,
        own,
        frames: vec![document],
        mark: None,
        findings: Vec::new(),
        reported: BTreeSet::new(),
        skipped: 0,
        crossed: Vec::new(),
        left_open: BTreeSet::new(),
    };
    reading.read(xml)
}

struct Reading<'a> {
    places: &'a Origins<'a>,
    /// The meeting that prose refers to; none in the field of a signature.
    scene: Option<&'a Scene>,
    own: &'a BTreeSet<String>,
    /// The elements that have begun; the first is the document.
    frames: Vec<Frame>,
    /// The value that has begun.
    mark: Option<Marked>,
    findings: Vec<Finding>,
    /// The findings by message and place: a loop repeats them.
    reported: BTreeSet<(String, Option<Place>)>,
    /// The number of elements begun that are nested too deeply.
    skipped: usize,
    /// The names of elements that were closed by the end of another.
    crossed: Vec<String>,
    /// The elements that were reported to be open where they should be closed.
    left_open: BTreeSet<Option<Place>>,
}

/// A value in the XML: its mark, and its text so far.
struct Marked {
    origin: String,
    text: Option<String>,
}

impl Reading<'_> {
    fn read(mut self, xml: &str) -> Result<Vec<Node>, Vec<Finding>> {
        let mut reader = Reader::from_str(xml);
        let config = reader.config_mut();
        // Ends are held against beginnings here, so that what was not closed is reported where it was opened.
        (config.check_end_names, config.allow_unmatched_ends) = (false, true);
        let is_whole = loop {
            let at = offset(reader.buffer_position());
            match reader.read_event() {
                Ok(Event::Eof) => break self.skipped == 0,
                // What such a tag takes in up to the next `>` is not read, so what follows cannot be judged.
                Ok(Event::Start(start) | Event::Empty(start)) if !is_name(start.name().as_ref()) => {
                    self.wrong(at, "`<` does not begin an element".to_owned(), no_element(&start));
                    break false;
                }
                Ok(event) => self.event(event, at),
                Err(error) => {
                    self.malformed(&error, offset(reader.error_position()));
                    break false;
                }
            }
            if self.findings.len() >= FINDINGS {
                break false;
            }
        };
        while self.frames.len() > 1 && is_whole {
            let frame = self.frames.pop().expect("there is one more than the document");
            self.never_closed(&frame);
        }
        match self.findings.is_empty() {
            true => {
                let mut content = self.frames.pop().expect("the document never ends").content();
                if let Some(scene) = self.scene {
                    scene.joined.join_runs(&mut content);
                }
                Ok(content)
            }
            false => Err(self.findings),
        }
    }

    fn event(&mut self, event: Event<'_>, at: usize) {
        match event {
            Event::Start(start) => self.begin(&start, at, Holds::Flow),
            Event::Empty(start) => {
                self.begin(&start, at, Holds::Nothing);
                self.end();
            }
            Event::End(end) => {
                let name = String::from_utf8_lossy(end.name().as_ref()).into_owned();
                self.end_named(&name, at);
            }
            Event::Text(text) => self.text(&String::from_utf8_lossy(&text), at),
            Event::GeneralRef(reference) => match character(&reference) {
                Some(c) => self.character(c, at),
                None => {
                    let name = String::from_utf8_lossy(&reference).into_owned();
                    self.wrong(
                        at,
                        format!("there is no character `&{name};`"),
                        "write the character itself, or its number: `&#160;`".to_owned(),
                    );
                }
            },
            Event::Comment(_) => {}
            Event::CData(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Eof => {
                self.wrong(
                    at,
                    "this is not part of a document".to_owned(),
                    "remove declarations, processing instructions and `<![CDATA[`".to_owned(),
                );
            }
        }
    }

    /// Text of a template, with the marks in it.
    fn text(&mut self, text: &str, at: usize) {
        let mut rest = text;
        while let Some(found) = rest.find([OPEN, TEXT, CLOSE]) {
            let (before, marked) = rest.split_at(found);
            let at = at + (text.len() - rest.len());
            self.words(before, at);
            let mut chars = marked.chars();
            match chars.next() {
                Some(OPEN) => self.mark = Some(Marked { origin: String::new(), text: None }),
                Some(TEXT) => {
                    if let Some(value) = &mut self.mark {
                        value.text = Some(String::new());
                    }
                }
                _ => self.value(at),
            }
            rest = behind(chars.as_str());
        }
        self.words(rest, at + (text.len() - rest.len()));
    }

    /// Characters: of a value that has begun, else of the template.
    fn words(&mut self, words: &str, at: usize) {
        match &mut self.mark {
            Some(Marked { text: Some(text), .. }) => text.push_str(words),
            Some(value) => value.origin.push_str(words),
            None => self.template_text(words, at),
        }
    }

    fn character(&mut self, c: char, at: usize) {
        if let Some(value) = &mut self.mark {
            value.text.iter_mut().for_each(|text| text.push(c));
        } else if self.skipped > 0 {
            // It is in an element that is passed over.
        } else if self.takes_text() {
            self.frame().inline(Node::text(c));
        } else {
            self.bare(&c.to_string(), at);
        }
    }

    fn template_text(&mut self, text: &str, at: usize) {
        if self.skipped > 0 {
            return;
        }
        if self.takes_text() {
            return self.frame().template_text(text);
        }
        let words = text.trim_ascii();
        if !words.is_empty() {
            let shift = text.find(words).unwrap_or_default();
            self.bare(words, at + shift);
        }
    }

    fn takes_text(&self) -> bool {
        self.frames.last().is_some_and(Frame::takes_text)
    }

    /// A value that has ended.
    fn value(&mut self, at: usize) {
        let Some(Marked { origin, text: Some(text) }) = self.mark.take() else { return };
        if self.skipped > 0 {
            return;
        }
        let run = match Mark::parse(&origin) {
            Some(Mark::Markdown { place, language }) if self.scene.is_none() => Run { language, ..Run::at("", place) },
            Some(Mark::Markdown { place, language }) => {
                let Some(scene) = self.scene else { return };
                let outline = self.frames.last().filter(|frame| frame.element.name == "as-typed");
                let outline = outline.map(|frame| frame.element.count_of("level").max(1));
                let goes_on = self.frames.last().is_some_and(Frame::goes_on);
                let blocks = prose(scene, &text, place, language.as_deref(), (outline, goes_on));
                return match self.frame().holds {
                    Holds::Nothing | Holds::Parts => self.bare(&text, at),
                    _ => self.frame().prose(blocks),
                };
            }
            mark => mark.map(Mark::run).unwrap_or_default(),
        };
        let text = self.joined(text);
        match self.takes_text() {
            true => self.frame().inline(Node::Run(Run { text, ..run })),
            false => self.bare(&text, at),
        }
    }

    /// A text in which words that belong together are kept on one line, and a tab or line end is a space. File names are not
    /// changed.
    fn joined(&self, text: String) -> String {
        let is_as_typed =
            self.frames.last().is_some_and(|frame| frame.holds == Holds::Verbatim || frame.element.name == "file");
        let Some(scene) = self.scene.filter(|_| !is_as_typed) else { return text };
        let text = match text.contains(['\t', '\n', '\r']) {
            true => text.split(['\t', '\n', '\r']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "),
            false => text,
        };
        scene.joined.join(&text)
    }

    fn frame(&mut self) -> &mut Frame {
        self.frames.last_mut().expect("the document never ends")
    }

    /// An element that begins; `own` is what it holds if it is one of the workspace's own.
    fn begin(&mut self, start: &BytesStart<'_>, at: usize, own: Holds) {
        if self.skipped > 0 || self.frames.len() > DEPTH {
            if self.skipped == 0 {
                self.wrong(
                    at,
                    format!("elements are nested more than {DEPTH} deep"),
                    "close them, or use fewer levels".to_owned(),
                );
            }
            self.skipped += 1;
            return;
        }
        let name = String::from_utf8_lossy(start.name().as_ref()).into_owned();
        let known = kind(&name);
        if known.is_none() && !self.own.contains(&name) {
            let (message, hint) = unknown(&name, self.own);
            self.wrong(at, message, hint);
        }
        let mut element = Element { place: self.places.at(at, 1 + name.len()), ..Element::new(name) };
        if let Some(known) = known {
            element.name = known.name.into();
        }
        let found = attributes(start, known, at);
        element.attributes = found.attributes;
        let takes = known.map_or(&[][..], |kind| kind.attributes);
        let is_read = |name: &str| {
            takes.iter().any(|(known, takes)| *known == name && matches!(takes, Takes::Before | Takes::After))
        };
        for (name, value) in &mut element.attributes {
            if let Value::Words(runs) = value
                && is_read(name)
            {
                runs.iter_mut().for_each(|run| run.text = self.joined(std::mem::take(&mut run.text)));
            }
        }
        let is_whole = found.wrong.is_empty();
        for (at, message, hint) in found.wrong {
            self.wrong(at, message, hint);
        }
        self.close_before_another(&element);
        if let Err((message, hint)) = self.may_stand(&mut element) {
            let parent = self.frames.last().filter(|_| hint.starts_with(CLOSE_BEFORE));
            self.left_open.extend(parent.map(|parent| parent.element.place));
            self.wrong(at, message, hint);
        }
        let needed = NEEDED.iter().find(|(name, _)| is_whole && *name == element.name);
        if let Some((name, needed)) = needed.filter(|(_, needed)| !element.attributes.contains_key(*needed)) {
            self.wrong(at, format!("`{name}` has no `{needed}`"), format!("write `{needed}=\"…\"`"));
        }
        if element.name == "signature-stamp" && self.scene.is_some() {
            let hint = "write `signatures` with a `signature` for each signatory".to_owned();
            self.wrong(at, "`signature-stamp` can only be in signature fields".to_owned(), hint);
        }
        let holds = known.map_or(own, |kind| kind.holds);
        self.frames.push(Frame::new(element, known, holds));
    }

    /// Closes a part in which another of its kind begins, as in `<row>…<row>`: it was not closed.
    fn close_before_another(&mut self, element: &Element) {
        let Some(Stands::Part(_, parents)) = element.kind().map(|kind| kind.stands) else { return };
        let is_same = self.frames.len() > 1 && self.frames.last().is_some_and(|last| last.element.name == element.name);
        if is_same && !parents.contains(&element.name.as_ref()) {
            let frame = self.frames.pop().expect("there are two");
            self.never_closed(&frame);
            self.frames.push(frame);
            self.end();
        }
    }

    fn may_stand(&self, element: &mut Element) -> Result<(), (String, String)> {
        let Some(parent) = self.frames.last() else { return Ok(()) };
        let name = element.name.clone();
        let within = &parent.element.name;
        match element.kind().map(|kind| kind.stands) {
            Some(Stands::Part(_, parents)) => {
                let names: Vec<String> = parents.iter().map(|name| format!("`{name}`")).collect();
                let hint = format!("put it into {}", names.join(" or "));
                let message = match self.frames.len() {
                    1 => format!("`{name}` has to be inside another element"),
                    _ => format!("`{name}` is not allowed in `{within}`"),
                };
                (parents.contains(&within.as_ref()) || self.is_unknown(parent)).then_some(()).ok_or((message, hint))
            }
            Some(Stands::Block) if parent.takes_text() && parent.holds != Holds::Flow => Err((
                format!("`{name}` is not allowed in a line of text, in `{within}`"),
                format!("{CLOSE_BEFORE}`{within}` before it"),
            )),
            Some(Stands::Block) if parent.holds == Holds::Parts || parent.holds == Holds::Nothing => {
                Err((format!("`{name}` is not allowed in `{within}`"), format!("{CLOSE_BEFORE}`{within}` before it")))
            }
            Some(Stands::Inline) if !parent.takes_text() && !matches!(name.as_ref(), "anchor" | "lang") => {
                Err((format!("`{name}` is not in a paragraph"), "put it into a `p`".to_owned()))
            }
            // An element of the workspace's own in a paragraph is a part of its line.
            None if parent.holds == Holds::Inlines || within == "p" => {
                element.attributes.insert("in-line".into(), Value::Flag(true));
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// True if the element is unknown: then its content is not known either.
    fn is_unknown(&self, frame: &Frame) -> bool {
        self.frames.len() > 1 && frame.kind.is_none() && !self.own.contains(frame.element.name.as_ref())
    }

    fn end_named(&mut self, name: &str, at: usize) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        // Where an unknown element begins, the slip is there.
        let is_meant = |frame: &Frame| self.is_unknown(frame) && is_slip(&frame.element.name, name);
        let mut open = self.frames.iter().skip(1);
        if open.next_back().is_some_and(|frame| frame.element.name == name || is_meant(frame)) {
            return self.end();
        }
        match self.frames.iter().skip(1).rposition(|frame| frame.element.name == name) {
            Some(open) => {
                // What was opened since and not closed is the cause.
                let open = open + 1;
                while self.frames.len() > open + 1 {
                    let frame = self.frames.pop().expect("there are more than those");
                    self.never_closed(&frame);
                    self.crossed.push(frame.element.name.to_string());
                    self.frames.push(frame);
                    self.end();
                }
                self.end();
            }
            // It closes what another end has closed before it, as in `<em>a<strong>b</em></strong>`.
            None if self.crossed.last().is_some_and(|crossed| crossed == name) => drop(self.crossed.pop()),
            None => self.wrong(
                at,
                format!("`</{name}>` closes nothing"),
                "remove it, or open the element before it".to_owned(),
            ),
        }
    }

    fn end(&mut self) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        if self.frames.len() < 2 {
            return;
        }
        let frame = self.frames.pop().expect("there are two");
        if let Some((message, hint)) = self.frames.last().and_then(|parent| frame.misfits(parent)) {
            let place = frame.element.place;
            self.tell(place.map_or_else(|| self.places.template(), Spot::Text), (message, place), hint);
        }
        let parent_takes = self.frame().holds;
        for node in frame.finish() {
            let is_block = node.is_block() || node.is_part() || parent_takes == Holds::Blocks;
            if is_block { self.frame().block(node) } else { self.frame().inline(node) }
        }
    }

    fn bare(&mut self, words: &str, at: usize) {
        if self.frames.last().is_some_and(|frame| frame.holds == Holds::Nothing && frame.kind.is_some()) {
            // It was never closed, which is reported where it is opened.
            return;
        }
        let within = self.frames.last().map(|frame| frame.element.name.clone()).unwrap_or_default();
        let shown: String = words.chars().take(30).collect();
        let message = match self.frames.len() {
            1 => format!("this text is not in a paragraph: `{shown}`"),
            _ => format!("this text is not in a part of `{within}`: `{shown}`"),
        };
        self.wrong(at, message, "put it into a `p`, or into the element to which it belongs".to_owned());
    }

    fn never_closed(&mut self, frame: &Frame) {
        if frame.element.place.is_some() && self.left_open.contains(&frame.element.place) {
            return;
        }
        let name = frame.element.name.clone();
        let finding = (format!("`<{name}>` is never closed"), frame.element.place);
        let hint = match frame.holds {
            Holds::Nothing => format!("write `<{name}/>`: it has no content"),
            _ => format!("write `</{name}>` after its content"),
        };
        self.tell(finding.1.map_or_else(|| self.places.template(), Spot::Text), finding, hint);
    }

    fn malformed(&mut self, error: &XmlError, at: usize) {
        let (message, hint) = match error {
            XmlError::IllFormed(IllFormedError::UnclosedReference) => {
                ("`&` does not begin a character".to_owned(), "write `&amp;`")
            }
            _ => ("this is not well-formed XML".to_owned(), "look for a `<`, `>` or quotation mark that is missing"),
        };
        self.wrong(at, message, hint.to_owned());
    }

    fn wrong(&mut self, at: usize, message: String, hint: String) {
        let place = self.places.at(at, 0);
        self.tell(place.map_or_else(|| self.places.template(), Spot::Text), (message, place), hint);
    }

    fn tell(&mut self, spot: Spot, what: (String, Option<Place>), hint: String) {
        let (message, place) = what.clone();
        if self.reported.insert(what) {
            let caller = place.and_then(|place| Some((self.places.caller(place)?, place)));
            let finding = Finding::new(&codes::TEMPLATE_ELEMENT, spot, message).hint(hint);
            self.findings.push(match caller {
                // What stands wrong in a part of ours, who includes it put there.
                Some((caller, place)) => at_caller(finding, caller, place),
                None => finding,
            });
        }
    }
}

/// The character that a reference stands for.
fn character(reference: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return Some(c);
    }
    let name: &[u8] = reference;
    match name {
        b"amp" => Some('&'),
        b"lt" => Some('<'),
        b"gt" => Some('>'),
        b"quot" => Some('"'),
        b"apos" => Some('\''),
        b"nbsp" => Some('\u{a0}'),
        _ => None,
    }
}

fn offset(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}
