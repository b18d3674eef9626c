//! Lines of text, with links and notes.

use super::face::{Face, directions};
use super::links::Leads;
use super::writer::{Form, Writer};
use crate::document::{Changed, Element, Node, Run, Whole, pieces};

impl Writer<'_> {
    pub(super) fn inlines(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Run(run) => self.run(run),
                Node::Element(element) => self.inline(element),
            }
        }
    }

    pub(super) fn words(&mut self, runs: &[Run]) {
        runs.iter().for_each(|run| self.run(run));
    }

    /// Words in a style of characters.
    pub(super) fn styled(&mut self, style: &'static str, inner: impl FnOnce(&mut Self)) {
        self.faced(|face| face.styled(style), inner);
    }

    /// Words of an attribute in a style of characters; none if there are none.
    pub(super) fn styled_words(&mut self, style: &'static str, runs: &[Run]) {
        self.styled(style, |writer| writer.words(runs));
    }

    fn faced(&mut self, change: impl FnOnce(&Face) -> Face, inner: impl FnOnce(&mut Self)) {
        let changed = change(&self.face);
        let outer = std::mem::replace(&mut self.face, changed);
        inner(self);
        self.face = outer;
    }

    pub(super) fn run(&mut self, run: &Run) {
        if run.text.is_empty() {
            return;
        }
        let brackets = ["[", "]"].map(Run::of);
        let all: Vec<&Run> = match run.mark() {
            Some(Changed::Removed) => vec![&brackets[0], run, &brackets[1]],
            _ => vec![run],
        };
        let face = match run.mark() {
            Some(Changed::Added) => Face { is_underlined: true, ..self.face.clone() },
            Some(Changed::Removed) => Face { is_struck: true, ..self.face.clone() },
            // Word processors show by themselves what was changed in them.
            _ => self.face.clone(),
        };
        let written = |writer: &mut Self| {
            for run in all {
                writer.anchors.text(run);
                writer.unmarked(run);
            }
        };
        self.faced(|_| face, written);
    }

    fn unmarked(&mut self, run: &Run) {
        let outer = run.language.clone().map(|language| self.face.language.replace(language));
        for (piece, whole) in pieces(&run.text) {
            if whole == Whole::Figure {
                self.pieces_of(piece, false);
            } else {
                for (piece, is_right_to_left) in directions(piece, self.flow.is_right_to_left) {
                    self.pieces_of(piece, is_right_to_left);
                }
            }
        }
        if let Some(outer) = outer {
            self.face.language = outer;
        }
    }

    /// One run: line ends and tabs are elements of their own.
    fn pieces_of(&mut self, text: &str, is_right_to_left: bool) {
        self.xml.open("w:r", &[]);
        self.face.properties(&mut self.xml, text, is_right_to_left);
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.xml.empty("w:br", &[]);
            }
            for (at, part) in line.split('\t').enumerate() {
                if at > 0 {
                    self.xml.empty("w:tab", &[]);
                }
                if !part.is_empty() {
                    self.xml.leaf("w:t", &[("xml:space", "preserve")], part);
                }
            }
        }
        self.xml.close("w:r");
    }

    pub(super) fn inline(&mut self, element: &Element) {
        let content = |writer: &mut Self| writer.inlines(&element.content);
        match element.name.as_ref() {
            "strong" => self.styled("Strong", content),
            "em" => self.styled("Emphasis", content),
            "opening" => self.styled("Opening", content),
            "name" => self.styled("Name", content),
            "minor" => self.styled("Minor", content),
            "happened" => self.styled("Happened", content),
            "struck" => self.styled("Struck", content),
            "tags" => self.styled("Tags", content),
            "code" | "file" if element.name_of("path").is_none() => self.styled("HTMLCode", content),
            "s" | "del" => self.faced(|face| Face { is_struck: true, ..face.clone() }, content),
            "ins" => self.faced(|face| Face { is_underlined: true, ..face.clone() }, content),
            "sub" => self.faced(|face| Face { side: Some("subscript"), ..face.clone() }, content),
            "sup" => self.faced(|face| Face { side: Some("superscript"), ..face.clone() }, content),
            "br" => self.run(&Run::of("\n")),
            // Word processors number pages themselves, and would overwrite what is written here.
            "page-number" => {}
            "keep" | "reissue" => content(self),
            "a" | "file" => self.link(element),
            "ref" => self.reference(element),
            "note" => self.note(element),
            "image" => self.image(element),
            "anchor" => self.place(element),
            "lang" => self.in_language(element, |writer| writer.inlines(&element.content)),
            name if element.kind().is_none() => {
                let style = self.own_style(name, true);
                self.faced(|face| face.styled(style), |writer| writer.line_of(&element.content));
            }
            _ => self.line_of(&element.content),
        }
    }

    /// What an element in a line holds, in that line.
    fn line_of(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Element(element) if element.is_block() || element.is_part() => self.line_of(&element.content),
                node => self.inlines(std::slice::from_ref(node)),
            }
        }
    }

    /// Writes in another language.
    pub(super) fn in_language(&mut self, element: &Element, inner: impl FnOnce(&mut Self)) {
        let language = element.name_of("code").map(str::to_owned);
        self.faced(|face| Face { language: language.or_else(|| face.language.clone()), ..face.clone() }, inner);
    }

    /// A place that links lead to: here, or else at the next paragraph.
    fn place(&mut self, element: &Element) {
        if let Some(place) = element.name_of("name").and_then(|name| self.links.write(name)) {
            self.xml.raw(&format!("<?place {place}?><?end {place}?>"));
        }
    }

    fn link(&mut self, element: &Element) {
        let leads = match element.name_of("path") {
            Some(path) => Leads::To(super::links::address(path)),
            None => self.links.leads(element, self.composition),
        };
        let style = if element.name == "file" { "FileName" } else { "Hyperlink" };
        match leads {
            _ if self.is_linked => self.inlines(&element.content),
            Leads::Nowhere => self.inlines(&element.content),
            Leads::Here(place) => {
                let bookmark = self.links.bookmark(&place);
                self.linked(&[("w:anchor", &bookmark)], style, &element.content);
            }
            Leads::To(address) => {
                let start = self.anchors.begin_link(&address);
                let id = self.links.relation(super::links::Relation::Address, &address);
                self.linked(&[("r:id", &id)], style, &element.content);
                self.anchors.end_link(&address, start);
            }
        }
    }

    fn linked(&mut self, attributes: &[(&str, &str)], style: &'static str, content: &[Node]) {
        let history = [("w:history", "1")];
        self.xml.open("w:hyperlink", &[attributes, &history].concat());
        self.is_linked = true;
        self.styled(style, |writer| writer.inlines(content));
        self.is_linked = false;
        self.xml.close("w:hyperlink");
    }

    /// A reference by its id, which has a bookmark of its own: at the place that it leads to, or else around it.
    fn reference(&mut self, element: &Element) {
        let Some(id) = element.name_of("id") else { return self.link(element) };
        let bookmark = self.anchors.begin_reference(id);
        let is_plain = std::mem::replace(&mut self.is_linked, true);
        match self.links.leads(element, self.composition) {
            _ if is_plain => self.around(&bookmark, |writer| writer.inlines(&element.content)),
            Leads::Here(place) => {
                self.links.refer(&place, bookmark.clone());
                self.linked(&[("w:anchor", &bookmark)], "Hyperlink", &element.content);
            }
            Leads::To(address) => {
                self.anchors.address(&address);
                let id = self.links.relation(super::links::Relation::Address, &address);
                self.around(&bookmark, |writer| writer.linked(&[("r:id", &id)], "Hyperlink", &element.content));
            }
            // It leads to itself, so that it stays one piece.
            Leads::Nowhere => {
                self.around(&bookmark, |writer| {
                    writer.linked(&[("w:anchor", &bookmark)], "Reference", &element.content)
                });
            }
        }
        self.is_linked = is_plain;
        self.anchors.end_reference();
    }

    fn around(&mut self, bookmark: &str, inner: impl FnOnce(&mut Self)) {
        let id = self.next_bookmark();
        self.xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", bookmark)]);
        inner(self);
        self.xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
    }

    /// The number of a note, which leads to it; one on a note is at its end.
    fn note(&mut self, note: &Element) {
        let number = note.text_of("number");
        if self.in_note {
            self.faced(|face| Face { side: Some("superscript"), ..face.clone() }, |writer| writer.gap(&number));
            return self.inner_notes.push((number, note.content.clone()));
        }
        let id = self.notes.len() + 1;
        let is_counted = number == id.to_string();
        self.note_content(id, &number, is_counted, &note.content);
        let bookmark = super::anchors::bookmark_of_note(id);
        self.around(&bookmark, |writer| writer.mark_of_note(id, &number, is_counted));
    }

    fn mark_of_note(&mut self, id: usize, number: &str, is_counted: bool) {
        let id = id.to_string();
        self.xml.open("w:r", &[]);
        Face::default().styled("FootnoteReference").properties(&mut self.xml, "", false);
        match is_counted {
            true => self.xml.empty("w:footnoteReference", &[("w:id", &id)]),
            false => {
                self.xml.empty("w:footnoteReference", &[("w:customMarkFollows", "1"), ("w:id", &id)]);
                self.xml.leaf("w:t", &[], number);
                self.anchors.text(&Run::of(number));
            }
        }
        self.xml.close("w:r");
    }

    /// Writes a note into the part that holds all of them.
    fn note_content(&mut self, id: usize, number: &str, is_counted: bool, content: &[Node]) {
        let outer_xml = std::mem::take(&mut self.xml);
        let outer_flow = self.flow;
        let face = Face { language: self.face.language.clone(), ..Face::default() };
        let outer_face = std::mem::replace(&mut self.face, face);
        let outer = (self.number.take(), std::mem::take(&mut self.places), self.is_linked, self.last);
        self.links.swap(&mut self.note_relations);
        let document = self.composition.is_right_to_left;
        self.flow = super::writer::Flow {
            indent: 0,
            rule: super::writer::Rule::None,
            style: Some("FootnoteText"),
            is_right_to_left: document,
            depth: 0,
            is_enclosed: true,
            width: outer_flow.width,
        };
        (self.in_note, self.is_linked) = (true, false);
        self.anchors.in_note(Some(id));
        self.xml.open("w:footnote", &[("w:id", &id.to_string())]);
        let mark = (number.to_owned(), is_counted);
        self.noted(&mark, content);
        // Notes on it stand after it.
        while let Some((number, content)) = (!self.inner_notes.is_empty()).then(|| self.inner_notes.remove(0)) {
            self.noted(&(number, false), &content);
        }
        self.xml.close("w:footnote");
        self.in_note = false;
        self.anchors.in_note(None);
        self.links.swap(&mut self.note_relations);
        let note = std::mem::replace(&mut self.xml, outer_xml).finish();
        self.notes.push(note);
        self.flow = outer_flow;
        self.face = outer_face;
        (self.number, self.places, self.is_linked, self.last) = outer;
    }

    /// A note after its mark, which begins its first paragraph.
    fn noted(&mut self, mark: &(String, bool), content: &[Node]) {
        let first = content.iter().position(Node::is_block).unwrap_or(content.len());
        let (line, rest) = content.split_at(first);
        let (line, rest) = match (line, rest) {
            ([], [Node::Element(first), rest @ ..]) if first.name == "p" => (first.content.as_slice(), rest),
            other => other,
        };
        self.paragraph(&Form::of("FootnoteText"), |writer| {
            writer.note_mark(mark);
            writer.inlines(line);
        });
        self.blocks(rest);
        if rest.last().is_some_and(|node| node.named("table").is_some()) {
            self.spacer();
        }
    }

    fn note_mark(&mut self, (number, is_counted): &(String, bool)) {
        if *is_counted {
            self.xml.open("w:r", &[]);
            Face::default().styled("FootnoteReference").properties(&mut self.xml, "", false);
            self.xml.empty("w:footnoteRef", &[]);
            self.xml.close("w:r");
        } else {
            self.styled("FootnoteReference", |writer| writer.gap(number));
        }
        self.gap(" ");
    }
}
