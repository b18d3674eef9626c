//! The page for browsers of a pack, with all words marked that an earlier one had otherwise.
//!
//! The texts of the page are taken apart where they differ, and what is gone stands where it was. The page is read alone, so links to
//! other files are none, and what it says itself about earlier changes is left out.
//!
//! Zips are anybody's: of the page only elements and attributes are taken over that a page of ours has, and none that load or run
//! anything. Its head is written anew.

use std::collections::BTreeMap;

use quick_xml::escape::escape;

use super::page::{EMPTY, attribute, read_traced, spanned, unescaped};
use super::redline::edits;
use super::rewrite::{Edits, Gone, Shape};
use super::said::{CELL, Said, Tree};
use super::trace::{Text, is_marked, mark};
use crate::document::{Changed, Look};
use crate::write::{self, PageHead};

/// Documents of a pack that are about other changes.
const ABOUT_CHANGES: [&str; 2] = ["changes", "redline"];
/// Elements in which no paragraph stands by itself.
const CLOSED: [&str; 5] = ["table", "ul", "ol", "li", "dl"];
/// Blocks after which a paragraph can stand.
const BLOCKS: [&str; 12] = ["p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "div", "blockquote", "pre"];

/// Elements that are taken over.
const ELEMENTS: &str = "a abbr b bdi blockquote br caption code dd del div dl dt em figcaption figure footer h1 h2 h3 h4 h5 \
    h6 header hr i img ins li main nav ol p pre s section small span strong sub sup table tbody td th \
    thead time tr ul";
/// Attributes that are taken over, but for addresses.
const ATTRIBUTES: &str = "class id lang dir colspan rowspan scope role tabindex alt aria-label aria-labelledby aria-current \
    aria-level";
/// How addresses begin at which something may be.
const ADDRESSES: [&str; 4] = ["#", "https://", "http://", "mailto:"];
/// How pictures begin that are in the page itself.
const PICTURES: &str = "data:image/";

/// What a page with marks has beside the documents.
#[derive(Debug, Clone)]
pub struct Legend {
    /// What marks mean.
    pub marks: String,
    /// What stands where something was that moved, and where it is.
    pub moved: Vec<String>,
    /// True if lines begin on the right.
    pub is_right_to_left: bool,
    /// The look of the page.
    pub look: Look,
    /// The style of the page.
    pub style: String,
}

/// Marks in a page for browsers what an earlier pack said otherwise.
pub fn marked_page(old: &Said, html: &str, legend: &Legend) -> String {
    let mut pieces = alone(pieces(html));
    number(&mut pieces);
    let texts = texts(&pieces);
    let now = read_traced(&traced(&pieces));
    let mut page = Page::new(legend);
    for tree in &now.documents {
        let nothing = Tree::default();
        let before = old.documents.iter().find(|other| other.name == tree.name).unwrap_or(&nothing);
        page.compare(before, tree, &texts);
    }
    let is_gone =
        |tree: &&Tree| now.documents.iter().all(|other| other.name != tree.name) && !is_about_changes(&tree.name);
    page.gone = old.documents.iter().filter(is_gone).collect();
    page.write(&pieces, &texts);
    let head = PageHead {
        title: &title(html),
        language: &now.language,
        is_right_to_left: legend.is_right_to_left,
        look: &legend.look,
        style: &legend.style,
    };
    write::page(head, &format!("<body>\n{}\n</body>", page.out.trim()))
}

fn title(html: &str) -> String {
    let title = html.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>"));
    title.map(|(title, _)| unescaped(title).into_owned()).unwrap_or_default()
}

/// A tag with what is taken over of it; none if the element is not.
fn clean(tag: &str) -> Option<String> {
    let name = ELEMENTS.split(' ').find(|name| *name == name_of(tag))?;
    let begins = |value: &str, with: &[&str]| with.iter().any(|start| value.starts_with(start));
    let addresses = [("href", &ADDRESSES[..]), ("src", &[PICTURES])];
    let addresses =
        addresses.into_iter().filter(|(key, start)| attribute(tag, key).is_some_and(|value| begins(value, start)));
    let kept = ATTRIBUTES.split(' ').chain(addresses.map(|(key, _)| key));
    let kept = kept.filter_map(|key| Some(format!(" {key}=\"{}\"", attribute(tag, key)?)));
    Some(format!("<{name}{}>", kept.collect::<String>()))
}

fn is_about_changes(document: &str) -> bool {
    ABOUT_CHANGES.contains(&document)
}

/// A piece of a page.
#[derive(Debug, Clone, Copy)]
enum Piece<'a> {
    /// Text, and its number if it has words.
    Text(&'a str, Option<usize>),
    /// A tag, without its angle brackets.
    Tag(&'a str),
}

fn pieces(html: &str) -> Vec<Piece<'_>> {
    let body = html.find("<body").unwrap_or(html.len());
    let (head, mut rest) = html.split_at(body);
    let mut pieces = vec![Piece::Text(head, None)];
    while let Some((before, tag)) = rest.split_once('<') {
        pieces.push(Piece::Text(before, None));
        let (tag, behind) = tag.split_once('>').unwrap_or((tag, ""));
        pieces.push(Piece::Tag(tag));
        rest = behind;
    }
    pieces.push(Piece::Text(rest, None));
    pieces
}

/// Numbers the texts of the body that have words. A page that has marks already has none: they would be mistaken for ours.
fn number(pieces: &mut [Piece<'_>]) {
    if pieces.iter().any(|piece| matches!(piece, Piece::Text(text, _) if is_marked(text))) {
        return;
    }
    let mut numbers = 0..;
    for piece in pieces.iter_mut().skip(1) {
        if let Piece::Text(text, number) = piece
            && text.contains(|c: char| !c.is_whitespace())
        {
            *number = numbers.next();
        }
    }
}

/// Takes out what leads to files beside the page, and what the page says of earlier changes.
fn alone(pieces: Vec<Piece<'_>>) -> Vec<Piece<'_>> {
    let mut kept: Vec<Piece<'_>> = Vec::with_capacity(pieces.len());
    // The element that is left out, and how many of its kind are open in it.
    let mut left_out: Option<(&str, usize)> = None;
    let mut is_contents = false;
    for piece in pieces {
        let Piece::Tag(tag) = piece else {
            kept.extend(left_out.is_none().then_some(piece));
            continue;
        };
        let (closes, name) = (tag.starts_with('/'), name_of(tag));
        if let Some((of, depth)) = &mut left_out {
            match (*of == name, closes) {
                (true, false) => *depth += 1,
                (true, true) if *depth == 0 => left_out = None,
                (true, true) => *depth -= 1,
                (false, _) => {}
            }
            continue;
        }
        let class = attribute(tag, "class").unwrap_or_default();
        is_contents = if name == "nav" { !closes && class == "contents" } else { is_contents };
        let target = attribute(tag, "href").filter(|_| name == "a");
        let is_left_out = match name {
            "section" => is_about_changes(class),
            "nav" => !closes && class != "contents",
            "a" if is_contents => target.is_some_and(|target| !target.starts_with('#') || leads_to_changes(target)),
            _ => false,
        };
        match target.filter(|target| !leads_outside(target)) {
            _ if is_left_out => {
                left_out = Some((name, 0));
                kept.pop_if(|last| matches!(last, Piece::Text(text, _) if text.trim().is_empty()));
            }
            Some(_) => kept.push(Piece::Tag("a")),
            None => kept.push(piece),
        }
    }
    kept
}

/// Returns whether a link of the contents leads to a document about earlier changes.
fn leads_to_changes(target: &str) -> bool {
    target.strip_prefix('#').and_then(|id| id.split_once("..")).is_some_and(|(document, _)| is_about_changes(document))
}

/// Returns whether a link is good without the files beside the page.
fn leads_outside(target: &str) -> bool {
    target.starts_with('#') || target.contains(':')
}

fn name_of(tag: &str) -> &str {
    let tag = tag.trim_start_matches('/');
    &tag[..tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len())]
}

/// The texts that have words. What stands in bold is a label: nothing is put at its end.
fn texts(pieces: &[Piece<'_>]) -> Vec<Text> {
    let (mut texts, mut is_bold) = (Vec::new(), false);
    for piece in pieces {
        match piece {
            Piece::Tag(tag) => is_bold = *tag == "b",
            Piece::Text(text, Some(_)) => {
                texts.push(Text { words: unescaped(text).into_owned(), is_attribute: is_bold });
            }
            Piece::Text(_, None) => {}
        }
    }
    texts
}

fn traced(pieces: &[Piece<'_>]) -> String {
    let mut html = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(text, number) => {
                html.extend(number.and_then(mark));
                html.push_str(text);
            }
            Piece::Tag(tag) => html.extend(["<", tag, ">"]),
        }
    }
    html
}

/// The page as it is written.
struct Page<'a> {
    out: String,
    legend: &'a Legend,
    edits: Edits,
    /// What stood before everything in a document, by its name.
    first: BTreeMap<String, Vec<Gone>>,
    /// The former titles of documents that have others now, by their names.
    titles: BTreeMap<String, String>,
    /// Documents that are no longer there.
    gone: Vec<&'a Tree>,
    /// The elements that are open.
    open: Vec<String>,
    document: String,
    /// The cells of the row.
    cells: usize,
    /// What waits for an element to end after which it can stand.
    waiting: Vec<(Shape, Gone)>,
}

impl<'a> Page<'a> {
    fn new(legend: &'a Legend) -> Self {
        Self {
            legend,
            out: String::new(),
            edits: Edits::default(),
            first: BTreeMap::new(),
            titles: BTreeMap::new(),
            gone: Vec::new(),
            open: Vec::new(),
            document: String::new(),
            cells: 0,
            waiting: Vec::new(),
        }
    }

    fn compare(&mut self, before: &Tree, now: &Tree, texts: &[Text]) {
        let Edits { parts, after, first, notes, .. } = edits(texts, (before, now), &self.legend.moved, |_| true);
        self.edits.parts.extend(parts);
        self.edits.notes.extend(notes);
        for (run, gone) in after {
            self.edits.after.entry(run).or_default().extend(gone);
        }
        self.first.insert(now.name.clone(), first);
        if before.title != now.title {
            self.titles.insert(now.name.clone(), before.title.clone());
        }
    }

    fn write(&mut self, pieces: &[Piece<'_>], texts: &[Text]) {
        // The head is written anew.
        for piece in pieces.iter().skip(1) {
            match piece {
                Piece::Text(text, None) => self.out.push_str(text),
                Piece::Text(_, Some(number)) => self.text(*number, &texts[*number].words),
                Piece::Tag(tag) => match tag.strip_prefix('/') {
                    Some(name) => self.closes(name.trim()),
                    None => self.opens(tag),
                },
            }
        }
    }

    fn text(&mut self, number: usize, words: &str) {
        match self.edits.parts.remove(&number) {
            None => self.out.push_str(&escape(words)),
            Some(parts) => parts.iter().for_each(|(changed, text)| self.part(*changed, text)),
        }
        if let Some(note) = self.edits.notes.remove(&number) {
            self.note(&note);
        }
        self.waiting.extend(self.edits.after.remove(&number).into_iter().flatten());
    }

    fn part(&mut self, changed: Option<Changed>, text: &str) {
        match changed {
            Some(Changed::Added) => self.element("ins", text),
            Some(Changed::Removed) if text.trim().is_empty() => {
                self.out.push_str(&format!("<del class=\"blank\">{text}</del>"));
            }
            Some(Changed::Removed) => self.element("del", text),
            Some(Changed::Beside) | None => self.out.push_str(&escape(text)),
        }
    }

    fn element(&mut self, name: &str, text: &str) {
        self.out.push_str(&format!("<{name}>{}</{name}>", escape(text)));
    }

    fn note(&mut self, note: &str) {
        self.out.push_str(&format!(" <span class=\"minor\">{}</span>", escape(note)));
    }

    fn opens(&mut self, tag: &str) {
        let name = name_of(tag);
        match name {
            "tr" => self.cells = 0,
            "td" | "th" => self.cells += spanned(tag),
            _ => {}
        }
        let Some(tag_kept) = clean(tag) else { return };
        let is_top = !self.open.iter().any(|open| open == "section");
        self.out.push_str(&tag_kept);
        if is_top && matches!(name, "section" | "header") {
            let class = attribute(tag, "class").filter(|_| name == "section");
            self.document = class.unwrap_or_default().to_owned();
        }
        if !EMPTY.contains(&name) {
            self.open.push(name.to_owned());
        }
    }

    fn closes(&mut self, name: &str) {
        let Some(at) = self.open.iter().rposition(|open| open == name) else { return };
        if name == "h2"
            && let Some(former) = self.titles.remove(&self.document).filter(|former| !former.is_empty())
        {
            self.out.push(' ');
            self.element("del", &former);
        }
        if name == "main" {
            std::mem::take(&mut self.gone).into_iter().for_each(|tree| self.document(tree));
        }
        let is_head = name == "header" && !self.open[..at].iter().any(|open| open == "section" || open == "header");
        if is_head {
            self.out.push_str(&format!("<p class=\"notice\" role=\"note\">{}</p>\n", escape(&self.legend.marks)));
        }
        self.out.extend(["</", name, ">"]);
        self.open.truncate(at);
        let is_in_document = self.open.iter().any(|open| open == "section" || open == "header");
        if matches!(name, "h1" | "h2") {
            self.begins();
        }
        self.put_back(name, is_in_document);
    }

    /// Writes what stood before everything in a document.
    fn begins(&mut self) {
        for gone in self.first.remove(&self.document).into_iter().flatten() {
            self.gone("p", &gone);
        }
    }

    /// Writes what waits and can stand after an element that ended.
    fn put_back(&mut self, name: &str, is_in_document: bool) {
        let is_closed = self.open.iter().any(|open| CLOSED.contains(&open.as_str()));
        let is_block = BLOCKS.contains(&name) && !is_closed && is_in_document;
        let fits = |shape: Shape| match shape {
            Shape::Row => name == "tr" || is_block,
            Shape::Entry | Shape::Inside => name == "li" || is_block,
            Shape::Block => is_block,
        };
        for (_, gone) in self.waiting.extract_if(.., |(shape, _)| fits(*shape)).collect::<Vec<_>>() {
            match name {
                "tr" => self.row(&gone),
                "li" => self.gone("li", &gone),
                _ => self.gone("p", &gone),
            }
        }
    }

    fn gone(&mut self, name: &str, gone: &Gone) {
        self.out.push_str(&format!("\n<{name}>"));
        self.removed(gone);
        self.out.push_str(&format!("</{name}>"));
    }

    fn removed(&mut self, gone: &Gone) {
        let (before, after) = if gone.is_heading { ("<strong>", "</strong>") } else { ("", "") };
        self.out.push_str(before);
        self.element("del", &gone.text.replace(CELL, " "));
        self.out.push_str(after);
        gone.note.iter().for_each(|note| self.note(note));
    }

    fn row(&mut self, gone: &Gone) {
        let cells = gone.cells();
        self.out.push_str("\n<tr>");
        if cells.len() == self.cells {
            for cell in cells {
                self.out.push_str("<td>");
                self.element("del", cell);
                self.out.push_str("</td>");
            }
        } else {
            self.out.push_str(&format!("<td colspan=\"{}\">", self.cells.max(1)));
            self.removed(gone);
            self.out.push_str("</td>");
        }
        self.out.push_str("</tr>");
    }

    /// A document that is no longer there.
    fn document(&mut self, tree: &Tree) {
        self.out.push_str("<section class=\"removed\">\n<h2>");
        self.element("del", &tree.title);
        self.out.push_str("</h2>");
        for block in &tree.blocks {
            self.gone("p", &Gone::line(block));
        }
        self.out.push_str("\n</section>\n");
    }
}
