//! Blocks of a document as HTML. All text is escaped; nothing in it can become an element.

use quick_xml::escape::escape;

use crate::document::{Composition, Element, Node, Run, Value, gap_after, gap_before, text};

/// Headings of documents begin under their names, which are second.
const BASE: usize = 2;

pub(super) struct Writer<'a> {
    pub(super) composition: &'a Composition,
    /// The document, by the name that its places begin with.
    pub(super) document: &'a str,
    pub(super) out: String,
    pub(super) notes: Vec<Note>,
}

/// A note of a document: where it stands, what leads to it, its number, and its text as HTML.
pub(super) struct Note {
    pub(super) place: String,
    pub(super) reference: String,
    pub(super) number: String,
    pub(super) html: String,
}

impl<'a> Writer<'a> {
    pub(super) fn new(composition: &'a Composition, document: &'a str) -> Self {
        Self { composition, document, out: String::new(), notes: Vec::new() }
    }

    pub(super) fn raw(&mut self, html: &str) {
        self.out.push_str(html);
    }

    pub(super) fn text(&mut self, text: &str) {
        self.out.push_str(&escape(text));
    }

    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.out.push('<');
        self.out.push_str(name);
        for (attribute, value) in attributes {
            self.out.push_str(&format!(" {attribute}=\"{}\"", escape(*value)));
        }
        self.out.push('>');
    }

    pub(super) fn close(&mut self, name: &str) {
        self.out.push_str(&format!("</{name}>"));
    }

    /// An element with text in it.
    pub(super) fn wrapped(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        self.text(text);
        self.close(name);
    }

    /// An element with what `inner` writes in it.
    pub(super) fn element(&mut self, name: &str, attributes: &[(&str, &str)], inner: impl FnOnce(&mut Self)) {
        self.open(name, attributes);
        inner(self);
        self.close(name);
    }

    /// A block of a class, which links find if it has an anchor; with what `inner` writes in it.
    pub(super) fn classed(&mut self, name: &str, class: &str, element: &Element, inner: impl FnOnce(&mut Self)) {
        self.set_off(name, class, element.name_of("anchor"), inner);
    }

    /// The same, with an anchor for links.
    fn set_off(&mut self, name: &str, class: &str, anchor: Option<&str>, inner: impl FnOnce(&mut Self)) {
        let class = (!class.is_empty()).then_some(("class", class));
        let attributes: Vec<(&str, &str)> = class.into_iter().chain(anchor.map(|anchor| ("id", anchor))).collect();
        self.element(name, &attributes, inner);
        self.raw("\n");
    }

    pub(super) fn blocks(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Element(element) => self.block(element),
                Node::Run(run) => self.run(run),
            }
        }
    }

    /// Writes the content of an entry or a cell: a line, or blocks.
    pub(super) fn flow(&mut self, nodes: &[Node]) {
        if !nodes.iter().any(Node::is_block) {
            return self.inlines(nodes);
        }
        match nodes {
            // "Text:" with a list under it.
            [Node::Element(first), rest @ ..]
                if first.name == "p"
                    && first.attributes.is_empty()
                    && rest.iter().all(|node| node.named("list").is_some()) =>
            {
                self.inlines(&first.content);
                self.blocks(rest);
            }
            nodes => self.blocks(nodes),
        }
    }

    /// Writes inlines as a paragraph of their own; blocks as they are.
    fn paragraphs(&mut self, nodes: &[Node]) {
        if nodes.iter().any(Node::is_block) {
            return self.blocks(nodes);
        }
        self.element("p", &[], |writer| writer.inlines(nodes));
        self.raw("\n");
    }

    fn heading(&mut self, element: &Element, level: usize, inner: impl FnOnce(&mut Self)) {
        let name = format!("h{}", (level.max(1) + BASE).min(6));
        self.classed(&name, "", element, inner);
    }

    fn block(&mut self, element: &Element) {
        let content = |writer: &mut Self| writer.inlines(&element.content);
        match element.name.as_ref() {
            "p" => self.paragraph(element),
            "heading" => self.heading(element, element.count_of("level"), content),
            "item-heading" => self.item_heading(element),
            "sitting-heading" => {
                let title = element.own_content();
                self.heading(element, element.count_of("level"), |writer| writer.inlines(&title));
                self.part(element, "details", "fact");
            }
            "document-title" => self.attribute("p", "status", element, "status"),
            "masthead" => self.masthead(element),
            "status" => {
                let class = if element.says("draft") { "status draft" } else { "status" };
                self.classed("p", class, element, content);
            }
            "list" => self.list(element),
            "contents" => self.list_of("ul", "plain index", element, "contents-line"),
            "representatives" => self.list_of("ul", "plain", element, "representation"),
            "quote" => self.classed("blockquote", "", element, |writer| writer.blocks(&element.content)),
            "pre" => self.classed("pre", "", element, |writer| writer.element("code", &[], content)),
            "table" => self.table(element),
            "facts" => self.facts(element),
            "outcome" => self.classed("p", "outcome", element, content),
            "event" if !element.content.iter().any(Node::is_block) => self.classed("p", "event", element, content),
            "lead-line" => self.lead_line(element),
            "action" => self.action(element),
            "decision" | "resolution" => self.decision(element),
            "delegation" => self.delegation(element),
            "signatures" => self.signatures(element),
            "annex" => self.annex(element),
            "picture" => self.classed("figure", "", element, |writer| writer.image(element)),
            "off-pages" => self.blocks(&element.content),
            "inside" if element.says("closes") => {
                self.classed("div", "ends", element, |writer| writer.blocks(&element.content));
            }
            "inside" if element.says("apart") => {
                self.classed("div", "set-apart", element, |writer| writer.blocks(&element.content));
            }
            "inside" if element.count_of("steps") == 0 => self.blocks(&element.content),
            "indented" | "lead-in" | "clause" | "event" => self.paragraphs(&element.content),
            "outside-page" => {}
            "anchor" | "lang" => self.inline(element),
            _ => {
                self.own("div", element, |writer| writer.paragraphs(&element.content));
                self.raw("\n");
            }
        }
    }

    /// An element of the workspace's own, or one that has no element of HTML: its name is a class, which a style can set
    /// off, and so can what its attributes say.
    pub(super) fn own(&mut self, name: &str, element: &Element, inner: impl FnOnce(&mut Self)) {
        let is_plain = |name: &str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let data = |name: &str| (element.kind().is_none() && is_plain(name)).then(|| format!("data-{name}"));
        let names = element.attributes.iter().filter_map(|(name, value)| match value {
            Value::Name(value) if name == "anchor" => Some(("id".to_owned(), value.clone())),
            Value::Name(value) => Some((data(name)?, value.clone())),
            Value::Words(runs) => Some((data(name)?, text(runs))),
            _ => None,
        });
        let names: Vec<(String, String)> = names.collect();
        let names = names.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let attributes: Vec<(&str, &str)> = std::iter::once(("class", element.name.as_ref())).chain(names).collect();
        self.element(name, &attributes, inner);
    }

    fn paragraph(&mut self, element: &Element) {
        let class = if element.words_of("number").is_empty() { "" } else { "numbered" };
        self.classed("p", class, element, |writer| {
            writer.before("span", "mark", element, "number");
            writer.inlines(&element.content);
        });
    }

    /// Words of an attribute that are read before others, in an element of a class, and the gap after them.
    fn before(&mut self, name: &str, class: &str, element: &Element, attribute: &str) {
        let words = element.words_of(attribute);
        if !words.is_empty() {
            let class: &[(&str, &str)] = if class.is_empty() { &[] } else { &[("class", class)] };
            self.element(name, class, |writer| writer.words(words));
            self.raw(gap_after(&element.text_of(attribute)));
        }
    }

    fn words(&mut self, words: &[Run]) {
        words.iter().for_each(|run| self.run(run));
    }

    /// Words of an attribute in an element of their own.
    fn attribute(&mut self, name: &str, class: &str, element: &Element, attribute: &str) {
        let words = element.words_of(attribute);
        if !words.is_empty() {
            self.element(name, &[("class", class)], |writer| writer.words(words));
            self.raw("\n");
        }
    }

    /// A part in a paragraph of its own.
    fn part(&mut self, element: &Element, part: &str, class: &str) {
        for part in element.children(part) {
            self.classed("p", class, part, |writer| writer.inlines(&part.content));
        }
    }

    fn item_heading(&mut self, element: &Element) {
        if element.says("apart") {
            self.raw("<hr>\n");
        }
        self.heading(element, element.count_of("level"), |writer| {
            writer.before("span", "mark", element, "mark");
            writer.before("span", "clock", element, "clock");
            writer.inlines(&element.own_content());
            let more = ["duration", "lead"];
            let first = more.iter().find(|attribute| !element.words_of(attribute).is_empty());
            if first.is_none() && element.children("tags").next().is_none() {
                return;
            }
            writer.raw(first.map_or("", |attribute| gap_before(&element.text_of(attribute))));
            // What begins with a dash or a dot goes on in the line of the title.
            let class = if first == Some(&"duration") { "more" } else { "in-line more" };
            writer.element("span", &[("class", class)], |writer| {
                for attribute in more {
                    if Some(&attribute) != first {
                        writer.raw(gap_before(&element.text_of(attribute)));
                    }
                    writer.words(element.words_of(attribute));
                }
                for tags in element.children("tags") {
                    writer.element("span", &[("class", "tag")], |writer| writer.inlines(&tags.content));
                }
            });
        });
    }

    /// In the head of the page all there is; in that of a document what is its own.
    fn masthead(&mut self, element: &Element) {
        if self.document == "pack" {
            self.part(element, "organization", "organization");
            self.part(element, "parent", "organization");
            self.part(element, "who", "body");
            self.part(element, "session", "minor");
            for title in element.children("title") {
                self.element("h1", &[], |writer| writer.inlines(&title.content));
                self.raw("\n");
            }
            self.part(element, "filing", "minor");
            if element.children("head-line").next().is_some() {
                self.list_of("ul", "lines", element, "head-line");
            }
            return;
        }
        let own = |node: &&Node| match node {
            Node::Element(part) => match part.name.as_ref() {
                "symbol" | "filing" | "job-number" => true,
                "session" | "head-line" => part.says("own"),
                _ => false,
            },
            Node::Run(_) => false,
        };
        let lines: Vec<&Node> = element.content.iter().filter(own).collect();
        if lines.is_empty() {
            return;
        }
        self.open("p", &[("class", "minor")]);
        for (at, line) in lines.into_iter().enumerate() {
            if at > 0 {
                self.raw("<br>");
            }
            match line {
                // A symbol has a direction of its own.
                Node::Element(line) if line.name == "symbol" && self.composition.is_right_to_left => {
                    self.element("bdi", &[], |writer| writer.inlines(&line.content));
                }
                Node::Element(line) => self.inlines(&line.content),
                Node::Run(_) => {}
            }
        }
        self.raw("</p>\n");
    }

    fn list(&mut self, list: &Element) {
        match list.name_of("kind") {
            None => self.list_of("ul", "", list, "li"),
            Some("typed") if list.children("li").all(|entry| entry.words_of("mark").is_empty()) => {
                self.list_of("ul", "plain", list, "li");
            }
            Some("ordered" | "typed") => self.list_of("ol", "marks", list, "li"),
            Some("numbered") => self.list_of("ol", "marks numbers", list, "li"),
            // Lines that only lead to what stands elsewhere.
            Some("annexes") => self.list_of("ul", "plain index", list, "li"),
            Some(_) => self.list_of("ul", "plain", list, "li"),
        }
    }

    /// Entries of a name as a list, each after its mark or label.
    fn list_of(&mut self, name: &str, class: &str, list: &Element, entries: &str) {
        self.classed(name, class, list, |writer| {
            writer.raw("\n");
            for entry in list.children(entries) {
                let inside = if entry.count_of("depth") > 0 { "inside" } else { "" };
                // The anchor of a line of the contents is where it leads, not where it stands.
                let anchor = entry.name_of("anchor").filter(|_| entry.name != "contents-line");
                writer.set_off("li", inside, anchor, |writer| writer.entry(entry));
            }
        });
    }

    fn entry(&mut self, entry: &Element) {
        for attribute in ["mark", "label"] {
            self.before("span", attribute, entry, attribute);
        }
        match entry.name_of("anchor").filter(|_| entry.name == "contents-line") {
            Some(anchor) => {
                let address = self.address(anchor);
                self.element("a", &[("href", &address)], |writer| writer.inlines(&entry.content));
            }
            None => self.flow(&entry.content),
        }
    }

    fn facts(&mut self, element: &Element) {
        // What stands at the end of a document is of none of its items.
        let class = match element.name_of("kind") {
            Some("neighbours") => "facts ends",
            _ if element.says("closes") => "facts apart",
            _ => "facts",
        };
        self.classed("div", class, element, |writer| {
            for fact in element.children("fact") {
                writer.classed("p", "fact", fact, |writer| {
                    writer.before("b", "", fact, "label");
                    writer.inlines(&fact.content);
                });
            }
        });
    }

    fn lead_line(&mut self, element: &Element) {
        let class = match element.name_of("kind") {
            Some("annexes") => "fact list ends",
            Some(_) => "fact",
            None => return self.classed("p", "", element, |writer| writer.inlines(&element.content)),
        };
        self.classed("p", class, element, |writer| writer.element("b", &[], |writer| writer.inlines(&element.content)));
    }

    fn action(&mut self, element: &Element) {
        self.classed("div", "action", element, |writer| {
            for line in element.children("line") {
                match line.name_of("kind") {
                    Some(_) => writer.classed("div", "minor", line, |writer| writer.paragraphs(&line.content)),
                    None => writer.paragraphs(&line.content),
                }
            }
            let facts: Vec<&[Run]> = ["owner", "due"]
                .into_iter()
                .map(|name| element.words_of(name))
                .filter(|words| !words.is_empty())
                .collect();
            if !facts.is_empty() {
                writer.open("p", &[("class", "owner")]);
                for (at, fact) in facts.into_iter().enumerate() {
                    if at > 0 {
                        writer.raw(" ");
                    }
                    writer.element("span", &[], |writer| writer.words(fact));
                }
                writer.raw("</p>\n");
            }
        });
    }

    fn decision(&mut self, element: &Element) {
        self.classed("div", "decision", element, |writer| {
            for title in element.children("title") {
                writer.heading(title, element.count_of("level"), |writer| writer.inlines(&title.content));
            }
            writer.blocks(&element.own_content());
        });
    }

    fn delegation(&mut self, element: &Element) {
        for title in element.children("title") {
            self.classed("p", "fact", element, |writer| {
                writer.element("b", &[], |writer| writer.inlines(&title.content))
            });
        }
        self.element("div", &[("class", "inside")], |writer| writer.blocks(&element.own_content()));
    }

    fn signatures(&mut self, element: &Element) {
        for certification in element.children("certification") {
            self.paragraphs(&certification.content);
        }
        if element.children("signature").next().is_none() {
            return;
        }
        self.classed("ul", "signatures", element, |writer| {
            for one in element.children("signature") {
                writer.open("li", &[]);
                writer.element("b", &[], |writer| writer.words(one.words_of("name")));
                let capacity = one.words_of("capacity");
                if !capacity.is_empty() {
                    writer.raw("<br>");
                    writer.element("span", &[("class", "minor")], |writer| writer.words(capacity));
                }
                writer.raw("</li>\n");
            }
        });
    }

    fn annex(&mut self, element: &Element) {
        self.heading(element, 1, |writer| {
            writer.before("span", "label", element, "label");
            element.children("title").for_each(|title| writer.inlines(&title.content));
        });
        self.part(element, "only-in", "minor");
        self.part(element, "notice", "notice");
        self.blocks(&element.own_content());
    }

    /// The address of a place in the pack: on the page, or in a PDF beside it.
    pub(super) fn address(&self, anchor: &str) -> String {
        let document = anchor.split('.').next().unwrap_or_default();
        let is_here = self.composition.documents.iter().any(|one| one.kind.name() == document);
        if is_here { format!("#{anchor}") } else { format!("{document}.pdf#{anchor}") }
    }
}
