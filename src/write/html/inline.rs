//! Lines of text, with links, notes and pictures.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::writer::{Note, Writer};
use crate::document::{Changed, Element, Logo, Node, Run, Whole, pieces};

/// The maximum length of what is kept on one line, in characters: about the width of a small screen.
const LONGEST: usize = 24;

impl Writer<'_> {
    pub(super) fn inlines(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Run(run) => self.run(run),
                Node::Element(element) => self.inline(element),
            }
        }
    }

    pub(super) fn run(&mut self, run: &Run) {
        match run.changed {
            Some(Changed::Added) => self.element("ins", &[], |writer| writer.unmarked(run)),
            Some(Changed::Removed) if run.is_removed_blank() => {
                self.element("del", &[("class", "blank")], |writer| writer.unmarked(run));
            }
            Some(Changed::Removed) => self.element("del", &[], |writer| writer.unmarked(run)),
            // Screens have no margin: the list of changes leads to each.
            Some(Changed::Beside) | None => self.unmarked(run),
        }
    }

    fn unmarked(&mut self, run: &Run) {
        match &run.language {
            Some(language) => {
                self.element("span", &[("lang", language), ("dir", "auto")], |writer| writer.in_pieces(&run.text))
            }
            None => self.in_pieces(&run.text),
        }
    }

    /// Text in which figures are kept whole.
    fn in_pieces(&mut self, text: &str) {
        for (piece, whole) in pieces(text) {
            match whole {
                Whole::Plain => self.text(piece),
                Whole::Range => self.wrapped("span", &[("class", "whole")], piece),
                // A line that is filled has no room for a whole date; a cell has.
                Whole::Date => self.element("span", &[("class", "date")], |writer| {
                    for part in piece.split_inclusive(['年', '月', '日']) {
                        writer.wrapped("span", &[], part);
                    }
                }),
                Whole::Figure => self.wrapped("span", &[("class", "whole"), ("dir", "ltr")], piece),
            }
        }
    }

    pub(super) fn inline(&mut self, element: &Element) {
        let content = |writer: &mut Self| writer.inlines(&element.content);
        match element.name.as_ref() {
            name @ ("strong" | "em" | "s" | "del" | "ins" | "sub" | "sup" | "code") => self.element(name, &[], content),
            "struck" => self.element("s", &[], content),
            "opening" => self.element("i", &[], content),
            "name" => self.element("b", &[], content),
            "br" => self.raw("<br>"),
            // What waits for a page number is for pages.
            "page-number" => {}
            "keep" if length(&element.content) <= LONGEST => self.element("span", &[("class", "whole")], content),
            "keep" => content(self),
            "a" | "ref" => self.link(element),
            "file" => match element.name_of("path") {
                Some(path) => self.element("a", &[("href", path)], content),
                None => content(self),
            },
            "note" => self.note(element),
            "image" => self.image(element),
            "anchor" => {
                if let Some(name) = element.name_of("name") {
                    self.element("span", &[("id", name)], |_| {});
                }
            }
            "lang" => {
                let name = if element.is_block() { "div" } else { "span" };
                let language = element.name_of("code").unwrap_or_default();
                self.element(name, &[("lang", language), ("dir", "auto")], |writer| match element.is_block() {
                    true => writer.blocks(&element.content),
                    false => writer.inlines(&element.content),
                });
            }
            _ => self.own("span", element, |writer| writer.flow(&element.content)),
        }
    }

    /// A link: on the page, to a file beside it, or to the web. An address for screens takes precedence over a place in the pack.
    fn link(&mut self, element: &Element) {
        let url = element.name_of("url").map(str::to_owned);
        match url.or_else(|| element.name_of("anchor").map(|anchor| self.address(anchor))) {
            Some(address) => self.element("a", &[("href", &address)], |writer| writer.inlines(&element.content)),
            None => self.inlines(&element.content),
        }
    }

    /// The number of a note, which leads to it; notes stand at the end of the document.
    fn note(&mut self, element: &Element) {
        let number = element.text_of("number");
        let place = format!("{}..note-{number}", self.document);
        let reference = format!("{}..from-{number}", self.document);
        let mut inner = Writer::new(self.composition, self.document);
        inner.flow(&element.content);
        let address = format!("#{place}");
        self.element("sup", &[], |writer| {
            writer.wrapped("a", &[("href", &address), ("id", &reference), ("role", "doc-noteref")], &number);
        });
        self.notes.push(Note { place, reference, number, html: inner.out });
        self.notes.append(&mut inner.notes);
    }

    pub(super) fn image(&mut self, element: &Element) {
        let name = element.name_of("src").unwrap_or_default();
        let alt = element.text_of("alt");
        match self.composition.pictures.get(name) {
            Some(picture) => self.picture(name, &picture.content, &alt),
            None => self.text(&alt),
        }
    }

    /// The picture over the head of the page.
    pub(super) fn logo(&mut self, logo: &Logo) {
        if let Some(picture) = self.composition.logos.get(&logo.file) {
            self.element("p", &[("class", "logo")], |writer| writer.picture(&logo.file, &picture.content, &logo.alt));
            self.raw("\n");
        }
    }

    fn picture(&mut self, name: &str, content: &[u8], alt: &str) {
        let kind = match name.rsplit('.').next().map(str::to_ascii_lowercase).as_deref() {
            Some("png") => "png",
            Some("jpg" | "jpeg") => "jpeg",
            _ => "svg+xml",
        };
        let address = format!("data:image/{kind};base64,{}", BASE64_STANDARD.encode(content));
        self.open("img", &[("src", &address), ("alt", alt)]);
    }
}

/// The length of a line of text, in characters.
fn length(nodes: &[Node]) -> usize {
    let one = |node: &Node| match node {
        Node::Run(run) => run.text.chars().count(),
        Node::Element(element) => length(&element.content),
    };
    nodes.iter().map(one).sum()
}
