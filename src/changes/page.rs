//! The page for browsers of an edition, read back: it is in every pack, has the words of all documents, and the anchors of
//! what they are about.

use std::borrow::Cow;

use super::hidden::{EMPHASIS, HIDDEN, put};
use super::said::{Block, CELL, MAX_COLUMNS, Said, Tree, Within};
use super::trace::number;
use crate::meeting::read_suffix;
use crate::pack::digest;

/// Elements that stand in a line.
const IN_LINE: [&str; 16] =
    ["a", "b", "i", "em", "strong", "s", "sub", "sup", "span", "code", "br", "img", "bdi", "u", "del", "ins"];
/// Blocks within each other, beyond which more count as beside each other.
const DEEPEST: usize = 24;
/// Elements within each other; what is deeper is read as if it were not.
const FRAMES: usize = 100;
/// Documents of a page, each with a name of its own: what else calls itself one is part of the one before it.
const DOCUMENTS: usize = 200;
/// Elements that hold nothing.
pub(super) const EMPTY: [&str; 5] = ["br", "img", "hr", "meta", "link"];

/// Reads a page.
pub fn read(html: &str) -> Said {
    read_as(html, false)
}

/// Reads a page of documents that are traced: blocks know of which texts they are made.
pub fn read_traced(html: &str) -> Said {
    read_as(html, true)
}

fn read_as(html: &str, is_traced: bool) -> Said {
    let language = html.split_once("<html lang=\"").and_then(|(_, rest)| rest.split_once('"'));
    let mut reader = Reader {
        said: Said {
            language: language.map(|(language, _)| language.to_owned()).unwrap_or_default(),
            documents: Vec::new(),
        },
        is_traced,
        ..Reader::default()
    };
    let body = html.find("<body").map_or("", |at| &html[at..]);
    let mut rest = body;
    while let Some((before, tag)) = rest.split_once('<') {
        reader.text(before);
        let (tag, behind) = tag.split_once('>').unwrap_or((tag, ""));
        reader.tag(tag);
        rest = behind;
    }
    reader.said
}

/// An element that is open.
struct Frame {
    name: String,
    /// Its anchor, until a block has taken it.
    id: Option<String>,
    /// True if the blocks in it are those of the first of them.
    holds: bool,
    /// True if what is in it only leads to what stands elsewhere.
    is_index: bool,
    /// How many blocks were open around it.
    depth: usize,
}

/// A line that is read.
#[derive(Default)]
struct Line {
    block: Block,
    /// Where the words now go: a part of the line, by the depth of the elements in line, or nowhere.
    into: Vec<(Part, usize)>,
    /// The depth of elements in a line.
    depth: usize,
    /// Words in links within the pack, and all of them.
    linked: usize,
    link: Option<(String, String)>,
    /// True in a fact whose bold words have not ended.
    is_fact: bool,
    /// Of a row, the columns of the cells that have begun.
    cells: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Mark,
    Clock,
    Label,
    Link,
    /// The reissue line, which is not compared.
    Reissue,
    Nowhere,
}

#[derive(Default)]
struct Reader {
    said: Said,
    frames: Vec<Frame>,
    /// Blocks that are open in the document, from the outermost.
    open: Vec<(usize, Option<usize>)>,
    line: Line,
    /// True within a document or the head.
    is_in: bool,
    /// The depth of frames at which something that is left out ends.
    skipped: Option<usize>,
    title: Option<String>,
    is_traced: bool,
}

impl Reader {
    fn text(&mut self, text: &str) {
        if !self.is_in || self.skipped.is_some() {
            return;
        }
        let text = unescaped(text);
        let mut rest = text.as_ref();
        while let Some((at, mark)) = rest.char_indices().find(|(_, c)| self.is_traced && number(*c).is_some()) {
            self.words(&rest[..at]);
            self.begins(number(mark));
            rest = &rest[at + mark.len_utf8()..];
        }
        self.words(rest);
    }

    /// Notes where a text of the document begins in the line.
    fn begins(&mut self, run: Option<usize>) {
        let block = &mut self.line.block;
        match self.line.into.last().map(|(part, _)| part) {
            Some(Part::Nowhere | Part::Reissue) => {}
            Some(Part::Mark) => block.mark_runs.extend(run),
            Some(Part::Clock) => block.clock_runs.extend(run),
            Some(Part::Label | Part::Link) | None => block.runs.extend(run.map(|run| (block.text.len(), run))),
        }
    }

    fn words(&mut self, text: &str) {
        let part = self.line.into.last().map(|(part, _)| *part);
        let block = &mut self.line.block;
        match part {
            Some(Part::Nowhere) => return,
            Some(Part::Reissue) => return self.reissue(text),
            Some(Part::Mark) => return put(&mut block.mark, text),
            Some(Part::Clock) => return put(&mut block.clock, text),
            Some(Part::Label) => put(&mut block.label, text),
            _ => {}
        }
        if let Some((_, words)) = &mut self.line.link {
            put(words, text);
            self.line.linked += text.chars().filter(|c| c.is_alphanumeric()).count();
        }
        put(&mut block.text, text);
        put(&mut block.whole, text);
    }

    /// Notes what follows the symbol of the document; what else is said of the reissue follows from that.
    fn reissue(&mut self, text: &str) {
        if let Some(tree) = self.said.documents.last_mut().filter(|tree| tree.reissue.is_empty())
            && read_suffix(text.trim()).is_some()
        {
            tree.reissue = text.trim().to_owned();
        }
    }

    fn tag(&mut self, tag: &str) {
        let (closes, tag) = match tag.strip_prefix('/') {
            Some(tag) => (true, tag),
            None => (false, tag),
        };
        let name: String = tag.chars().take_while(char::is_ascii_alphanumeric).collect();
        let is_in_line = IN_LINE.contains(&name.as_str());
        if is_in_line && self.skipped.is_some() {
            return;
        }
        match (is_in_line, closes) {
            (true, false) => self.opens_in_line(&name, tag),
            (true, true) => self.closes_in_line(&name),
            (false, false) => self.opens(name, tag),
            (false, true) => self.closes(&name),
        }
    }

    fn opens_in_line(&mut self, name: &str, tag: &str) {
        let line = &mut self.line;
        match name {
            "br" => return self.words(" / "),
            "img" => {
                let source = attribute(tag, "src").unwrap_or_default();
                let alt = attribute(tag, "alt").map(|alt| unescaped(alt).into_owned()).unwrap_or_default();
                line.block.whole.push_str(&format!("\u{1}{}", digest(source.as_bytes())));
                return self.words(&format!("[{alt}]"));
            }
            _ => {}
        }
        line.depth += 1;
        let depth = line.depth;
        let class = attribute(tag, "class").unwrap_or_default();
        match (name, class) {
            ("span", "mark" | "label") => line.into.push((Part::Mark, depth)),
            // Lengths and names behind a title are none of it.
            ("span", "more" | "in-line more") if line.block.title.is_empty() => {
                line.block.title = line.block.text.trim().to_owned();
            }
            ("span", "clock") => line.into.push((Part::Clock, depth)),
            // The reissue line follows from what changed, so it is not compared.
            ("span", "reissue") => {
                for text in [&mut line.block.text, &mut line.block.whole] {
                    text.truncate(text.trim_end_matches(" / ").len());
                }
                line.into.push((Part::Reissue, depth));
            }
            ("b", _) if line.is_fact && line.block.text.is_empty() => line.into.push((Part::Label, depth)),
            ("a", _) => match (attribute(tag, "href"), attribute(tag, "role")) {
                (_, Some("doc-noteref" | "doc-backlink")) => line.into.push((Part::Nowhere, depth)),
                (Some(address), _) => match inner(address) {
                    Some(target) => {
                        line.link = Some((target.to_owned(), String::new()));
                        line.into.push((Part::Link, depth));
                    }
                    None => line.block.whole.push_str(&format!("\u{1}{address}\u{1}")),
                },
                _ => {}
            },
            _ if EMPHASIS.contains(&name) => line.block.whole.push_str(&format!("\u{1}{name}\u{1}")),
            _ => {}
        }
        if let Some(id) = attribute(tag, "id").filter(|id| !id.contains("..")) {
            line.block.id.get_or_insert_with(|| id.to_owned());
        }
    }

    fn closes_in_line(&mut self, name: &str) {
        let line = &mut self.line;
        if EMPHASIS.contains(&name) {
            line.block.whole.push(HIDDEN);
        }
        if let Some((part, _)) = line.into.pop_if(|(_, depth)| *depth == line.depth)
            && part == Part::Link
        {
            line.block.links.extend(line.link.take());
        }
        line.depth = line.depth.saturating_sub(1);
    }

    fn opens(&mut self, name: String, tag: &str) {
        let in_row = self.frames.iter().any(|frame| frame.name == "tr");
        if in_row {
            let is_cell = matches!(name.as_str(), "td" | "th");
            if is_cell && self.line.block.text.is_empty() {
                self.line.block.empty_before = self.line.cells;
            }
            if is_cell {
                self.line.cells += spanned(tag);
            }
            self.words(if is_cell && !self.line.block.text.is_empty() { CELL } else { " " });
        } else {
            self.finish(None);
        }
        if EMPTY.contains(&name.as_str()) || self.frames.len() >= FRAMES {
            return;
        }
        let class = attribute(tag, "class").unwrap_or_default();
        let is_top = self.frames.iter().all(|frame| frame.name != "section" && frame.name != "header");
        // What changed before is no part of what papers say.
        if is_top && name == "section" && matches!(class, "changes" | "redline") {
            self.is_in = false;
        } else if is_top && (name == "header" || name == "section") {
            let own = if name == "header" { "" } else { class };
            let running = attribute(tag, "data-pages").map(|words| unescaped(words).into_owned()).unwrap_or_default();
            let documents = &mut self.said.documents;
            if documents.len() < DOCUMENTS && documents.iter().all(|tree| tree.name != own) {
                documents.push(Tree { name: own.to_owned(), running, ..Tree::default() });
            }
            self.open.clear();
            self.is_in = true;
        }
        if class == "ends" || class.ends_with(" ends") || class == "notes" {
            self.open.clear();
        } else if class.ends_with(" apart") {
            let heading = self.open.iter().rposition(|(_, level)| level.is_some());
            self.open.truncate(heading.unwrap_or(self.open.len()));
        }
        self.line.is_fact = class.starts_with("fact");
        let begins = self.said.documents.last().is_some_and(|tree| !tree.name.is_empty() && tree.blocks.is_empty());
        let is_filing = class.starts_with("status") || class == "minor" && begins;
        self.line.block.is_filing = name == "p" && is_filing;
        if name == "nav" && self.skipped.is_none() {
            self.skipped = Some(self.frames.len());
        }
        // What encloses the documents has an anchor to which readers skip, which is that of no thing.
        let id = attribute(tag, "id").filter(|id| self.is_in && !id.contains("..")).map(str::to_owned);
        if name == "h2" {
            self.title = Some(String::new());
        }
        let holds = id.is_some() || name == "li";
        let is_index = class == "index" || class.ends_with(" index");
        self.frames.push(Frame { holds, id, is_index, depth: self.open.len(), name });
    }

    fn closes(&mut self, name: &str) {
        // Ignores closing tags without an opening one.
        let Some(at) = self.frames.iter().rposition(|frame| frame.name == name) else { return };
        if name != "tr" && self.frames.iter().any(|frame| frame.name == "tr") {
            self.words(" ");
            self.frames.truncate(at);
            return;
        }
        self.finish(Some(name));
        let depth = self.frames[at].depth;
        let is_heading = level(name).is_some();
        self.frames.truncate(at);
        if !is_heading {
            self.open.truncate(depth);
        }
        if self.skipped.is_some_and(|skipped| self.frames.len() <= skipped) {
            self.skipped = None;
        }
        if (name == "section" || name == "header") && !self.frames.iter().any(|frame| frame.name == "section") {
            self.is_in = false;
        }
    }

    /// Ends a line: it is a block, if it says anything.
    fn finish(&mut self, closed: Option<&str>) {
        let line = std::mem::take(&mut self.line);
        let Line { mut block, linked, is_fact, .. } = line;
        let text = block.text.trim_start().trim_start_matches("| ");
        let cut = block.text.len() - text.len();
        block.runs.iter_mut().for_each(|(at, _)| *at = at.saturating_sub(cut));
        block.text = text.trim_end().to_owned();
        block.runs.retain(|(at, _)| *at < block.text.len());
        let is_silent = block.text.is_empty() && !block.whole.contains(HIDDEN);
        if !self.is_in || is_silent {
            // A number waits for its words.
            let waits = closed.is_none() || block.mark.is_empty();
            let Block { mark, clock, mark_runs, clock_runs, .. } = if waits { block } else { Block::default() };
            let block = Block { mark, clock, mark_runs, clock_runs, ..Block::default() };
            self.line = Line { block, is_fact, ..Line::default() };
            return;
        }
        let Some(tree) = self.said.documents.last_mut() else { return };
        if self.title.take().is_some() && closed == Some("h2") && tree.title.is_empty() {
            tree.title = block.text;
            return;
        }
        for text in [&mut block.mark, &mut block.clock, &mut block.label, &mut block.whole] {
            *text = text.trim().to_owned();
        }
        // Numbers of notes are counted; their text says which is which.
        if self.frames.iter().filter(|frame| frame.name == "section").count() > 1 {
            block.mark.clear();
        }
        let is_in = |name: &str| self.frames.iter().any(|frame| frame.name == name);
        if is_in("blockquote") {
            block.whole.insert_str(0, "\u{1}blockquote\u{1}");
        }
        if block.whole == block.text {
            block.whole.clear();
        }
        block.heading = closed.and_then(level);
        let count = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
        block.within = is_in("tr").then_some(Within::Row).or_else(|| is_in("li").then_some(Within::Entry));
        block.is_head = is_in("thead");
        let is_index = self.frames.iter().any(|frame| frame.is_index);
        block.is_repeated = is_index && linked > 0 && linked == count(&block.text);
        self.put(block);
    }

    fn put(&mut self, mut block: Block) {
        let Some(tree) = self.said.documents.last_mut() else { return };
        let at = tree.blocks.len();
        // What was open when the element around the heading began stays open.
        let base = self.frames.iter().nth_back(1).map_or(0, |frame| frame.depth);
        if let Some(level) = block.heading {
            while self.open.len() > base
                && self.open.last().is_some_and(|(_, other)| other.is_some_and(|other| other >= level))
            {
                self.open.pop();
            }
        }
        // The innermost element that waits for its first block gives its anchor to this one.
        let holder = self.frames.iter_mut().rev().find(|frame| frame.holds);
        let is_first = holder.is_some();
        if let Some(frame) = holder {
            frame.holds = false;
            block.id = frame.id.take().or(block.id);
        }
        block.parent = self.open.last().map(|(parent, _)| *parent);
        match block.parent {
            Some(parent) => tree.blocks[parent].children.push(at),
            None => tree.top.push(at),
        }
        if (block.heading.is_some() || is_first) && self.open.len() < DEEPEST {
            self.open.push((at, block.heading));
        }
        tree.blocks.push(block);
    }
}

fn level(name: &str) -> Option<usize> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (3..=6).contains(&level).then_some(level)
}

/// The anchor to which an address within the pack leads.
fn inner(address: &str) -> Option<&str> {
    let (file, anchor) = address.split_once('#')?;
    (file.is_empty() || file.ends_with(".pdf") && !file.contains(':')).then_some(anchor)
}

pub(super) fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = tag;
    while let Some((before, behind)) = rest.split_once("=\"") {
        let (value, behind) = behind.split_once('"')?;
        if before.rsplit(' ').next() == Some(name) {
            return Some(value);
        }
        rest = behind;
    }
    None
}

/// How many columns a cell stands in.
pub(super) fn spanned(tag: &str) -> usize {
    attribute(tag, "colspan").and_then(|span| span.parse().ok()).unwrap_or(1).min(MAX_COLUMNS)
}

pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    quick_xml::escape::unescape(text).unwrap_or(Cow::Borrowed(text))
}
