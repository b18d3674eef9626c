//! What a document says, as source for the engine.

use super::keep;
use super::literal::literal;
use super::source::Source;
use super::words::words_whole;
use crate::document::{As, Element, Holds, Node, Run, Stands, Value, text, without};
use crate::write::is_within_numbered;

/// Elements in which paragraphs are running text, as in the document itself: where a language indents the first line, theirs are.
const RUNNING: [&str; 9] = ["annex", "as-typed", "clause", "decision", "event", "lang", "lead-in", "p", "resolution"];

/// Writes what a document says.
pub(super) struct Writer {
    pub(super) source: Source,
    /// The place at the end of the document, by which shapes know the document.
    pub(super) end: String,
    /// True if bars stand beside words that are marked.
    pub(super) has_bars: bool,
    /// True where paragraphs are running text.
    pub(super) is_running: bool,
    /// True if what is written stands in a cell of a table, where lines are short.
    pub(super) in_cell: bool,
    /// True in an item that others within it follow.
    pub(super) goes_on: bool,
    /// True in words that are struck through.
    pub(super) is_struck: bool,
    /// True where lines begin on the right.
    pub(super) is_right_to_left: bool,
}

impl Writer {
    /// Writes blocks, separated from each other. A list is close to the paragraph that introduces it, and introductions are
    /// kept with what follows.
    pub(super) fn blocks(&mut self, nodes: &[Node]) {
        let nodes = &*keep::opened(nodes);
        for (at, node) in nodes.iter().enumerate() {
            let is_paragraph = node.named("p").is_some();
            if at > 0 && is_paragraph {
                self.source.push("#parbreak();");
            }
            let is_within_numbered = is_within_numbered(&nodes[..at], node);
            if is_within_numbered {
                // Sub-paragraphs begin where the text of their numbered paragraph does.
                self.source.push("#[#set enum(indent: hang);#set list(indent: hang);");
            }
            let rest = &nodes[at + 1..];
            match node {
                Node::Element(list) if list.name == "list" && keep::ends_before(list, rest.first()) => {
                    self.list_before(list)
                }
                Node::Element(element) if !self.goes_on && keep::ends_item(element, rest.first()) => {
                    self.block(&element.clone().with("sticky", Value::Flag(false)));
                }
                Node::Element(item) if item.name == "inside" => {
                    let outer = std::mem::replace(&mut self.goes_on, keep::goes_on_inside(item, rest.first()));
                    self.block(item);
                    self.goes_on = outer;
                }
                Node::Element(element) if keep::leads_in(element, rest) => self.leading(element, rest.first()),
                Node::Element(element) => self.block(element),
                Node::Run(run) => self.run(run),
            }
            self.source.push(match is_within_numbered {
                true => "];\n",
                false if is_paragraph && !is_close(rest.first()) => "\n\n",
                false => "\n",
            });
        }
    }

    /// A block that leads in the next one.
    pub(super) fn leading(&mut self, element: &Element, next: Option<&Node>) {
        if element.kind().is_some_and(|kind| kind.attributes.iter().any(|(name, _)| *name == "sticky")) {
            return self.block(&element.clone().with("sticky", Value::Flag(true)));
        }
        let call = match element.name.as_ref() {
            "p" => format!("#leading(close: {})", is_close(next)),
            _ => "#leading(room: 1em)".to_owned(),
        };
        self.bracketed(&call, |writer| writer.block(element));
    }

    /// A list in two parts, so that its last entry goes with what follows.
    pub(super) fn list_before(&mut self, list: &Element) {
        let (mut first, mut last) = (list.clone(), list.clone());
        let at = list.content.iter().rposition(|node| node.named("li").is_some()).unwrap_or_default();
        last.content = first.content.split_off(at);
        self.list(&first);
        self.source.push("\n");
        let close = list.name_of("kind") != Some("numbered");
        self.bracketed(&format!("#going-on(close: {close})"), |writer| writer.list(&last));
    }

    /// Writes the content of an element: a line, or blocks.
    pub(super) fn flow(&mut self, nodes: &[Node]) {
        match nodes.iter().any(Node::is_block) {
            true => self.blocks(nodes),
            false => self.inlines(nodes),
        }
    }

    pub(super) fn block(&mut self, element: &Element) {
        let is_outer_running = self.is_running;
        self.is_running &= RUNNING.contains(&element.name.as_ref());
        self.one_block(element);
        self.is_running = is_outer_running;
    }

    /// The indent of the first line of running text, if the language has one.
    pub(super) fn first_line(&mut self) {
        if self.is_running {
            self.source.push("#first-line;");
        }
    }

    pub(super) fn one_block(&mut self, element: &Element) {
        self.source.at(element.place);
        match element.name.as_ref() {
            "p" => self.paragraph(element),
            "list" => self.list(element),
            "quote" => self.bracketed("#quote(block: true)", |writer| writer.blocks(&element.content)),
            "pre" => {
                let text: String = element.content.iter().map(text_of).collect();
                self.source.push(&format!("#raw(block: true, {});", literal(&text)));
            }
            "heading" => self.call("#section-heading", element),
            "table" => self.table(element),
            "lang" | "anchor" => self.inline(element),
            "off-pages" => {}
            "indented" => {
                let parts = keep::in_parts(element);
                for (at, part) in parts.as_deref().unwrap_or(std::slice::from_ref(element)).iter().enumerate() {
                    self.source.push(if at > 0 { "\n" } else { "" });
                    self.call("#indented", part);
                }
            }
            _ => {
                let call = format!("#{}", element.name);
                self.call(&call, element);
            }
        }
    }

    pub(super) fn paragraph(&mut self, element: &Element) {
        self.anchor(element);
        match (element.content.as_slice(), element.words_of("number")) {
            // A picture by itself is as wide as the page.
            ([Node::Element(only)], _) if only.name == "image" => self.image(only),
            (content, []) => {
                self.first_line();
                self.inlines(content);
            }
            (content, number) => {
                self.source.push("#numbered-paragraph(");
                self.words(number);
                self.bracketed(")", |writer| writer.inlines(content));
            }
        }
    }

    /// `[…];` after a call, with what `inner` writes between the brackets.
    pub(super) fn bracketed(&mut self, call: &str, inner: impl FnOnce(&mut Self)) {
        self.source.push(call);
        self.source.push("[");
        inner(self);
        self.source.push("];");
    }

    /// `[…],`: an argument.
    pub(super) fn argument(&mut self, inner: impl FnOnce(&mut Self)) {
        self.source.push("[");
        inner(self);
        self.source.push("],");
    }

    pub(super) fn anchor(&mut self, element: &Element) {
        if let Some(anchor) = element.name_of("anchor") {
            self.source.push(&format!("#anchored({});", literal(anchor)));
        }
    }

    pub(super) fn list(&mut self, list: &Element) {
        let kind = list.name_of("kind").unwrap_or("bullets");
        let has_marks = list.children("li").any(|entry| !entry.words_of("mark").is_empty());
        self.source.push(&format!("#marked-list({},", literal(kind)));
        if has_marks {
            self.source.push("marks: (");
            for entry in list.children("li") {
                self.words(entry.words_of("mark"));
                self.source.push(",");
            }
            self.source.push("),");
        }
        for entry in list.children("li") {
            self.argument(|writer| {
                writer.anchor(entry);
                writer.flow(&entry.content);
            });
        }
        self.source.push(");");
    }

    /// Writes the content of a cell or an action: lines that belong together, or anything else.
    pub(super) fn lines(&mut self, nodes: &[Node]) {
        if !nodes.iter().any(|node| node.named("line").is_some()) {
            return self.flow(nodes);
        }
        self.source.push("#several-lines(");
        for line in nodes.iter().filter_map(|node| node.named("line")) {
            self.argument(|writer| match line.name_of("kind") {
                Some(kind) => writer.bracketed(&format!("#{kind}-line"), |writer| writer.flow(&line.content)),
                None => writer.flow(&line.content),
            });
        }
        self.source.push(");");
    }

    /// A call of the function that is named as the element.
    pub(super) fn call(&mut self, call: &str, element: &Element) {
        self.source.push(call);
        self.source.push("(");
        self.arguments(element);
        self.source.push(")");
        self.content(element);
        self.source.push(";");
    }

    /// Attributes and parts of an element, as arguments.
    pub(super) fn arguments(&mut self, element: &Element) {
        // Where an element makes pages of its own, these have the head of the document's.
        if matches!(element.name.as_ref(), "annex" | "outside-page") {
            self.source.push("head: head,");
        }
        for (name, value) in element.attributes.iter().filter(|(name, _)| *name != "in-line" && *name != "closes") {
            self.source.push(&format!("{name}: "));
            match value {
                Value::Words(runs) if is_string(element, name) => {
                    let of = runs.iter().find(|run| run.place.is_some()).or(runs.first());
                    self.source.text(&text(runs), of);
                }
                // Headings of a document begin under its name, which is the first.
                Value::Number(level) if *name == "level" => self.source.push(&(level + 1.0).to_string()),
                value => self.value(value),
            }
            self.source.push(",");
        }
        let notes = element.content.iter().filter_map(|node| node.named("note")).filter(|_| lifts_notes(element));
        for note in notes {
            self.lifted_note(note);
        }
        self.parts(element);
    }

    pub(super) fn parts(&mut self, element: &Element) {
        let parts = |wanted: As| {
            element.content.iter().filter_map(move |node| match node {
                Node::Element(part)
                    if part.kind().is_some_and(|kind| matches!(kind.stands, Stands::Part(how, _) if how == wanted)) =>
                {
                    Some(part)
                }
                _ => None,
            })
        };
        for part in parts(As::One) {
            let note = part.content.iter().find_map(|node| node.named("note")).filter(|_| lifts_notes(element));
            if let Some(note) = note {
                self.lifted_note(note);
            }
            self.source.push(&format!("{}: ", part.name));
            self.argument(|writer| match note {
                Some(_) => writer.without_notes(&part.content),
                None => writer.flow(&part.content),
            });
        }
        let mut names: Vec<&str> = parts(As::Many).map(|part| part.name.as_ref()).collect();
        names.dedup();
        for name in names {
            self.source.push(&format!("{name}: ("));
            for part in parts(As::Many).filter(|part| part.name == name) {
                self.argument(|writer| writer.flow(&part.content));
            }
            self.source.push("),");
        }
        if element.kind().is_none_or(|kind| kind.holds == Holds::Parts) && element.name != "action" {
            for part in parts(As::Entry) {
                self.source.at(part.place);
                self.call(&part.name.clone(), part);
                self.source.pop();
                self.source.push(",");
            }
        }
    }

    /// Writes the content of an element besides its parts, as Typst content.
    pub(super) fn content(&mut self, element: &Element) {
        let holds = element.kind().map_or(Holds::Flow, |kind| kind.holds);
        match holds {
            Holds::Nothing => {}
            // An element of the workspace's own may hold nothing: then its function takes nothing.
            Holds::Flow if element.kind().is_none() && element.content.is_empty() => {}
            Holds::Parts if element.name == "action" => {
                self.source.push("[");
                self.lines(&element.content);
                self.source.push("]");
            }
            Holds::Parts => {}
            _ => {
                let own = element.own_content();
                self.source.push("[");
                if matches!(element.name.as_ref(), "clause" | "event" | "lead-in") && !own.iter().any(Node::is_block) {
                    self.first_line();
                }
                if lifts_notes(element) {
                    self.without_notes(&own)
                } else {
                    self.flow(&own)
                }
                self.source.push("]");
            }
        }
    }

    pub(super) fn without_notes(&mut self, nodes: &[Node]) {
        self.flow(&without(nodes, |node| node.named("note").is_some()));
    }

    /// A note whose place is not where it is written: its number and its text.
    pub(super) fn lifted_note(&mut self, note: &Element) {
        self.source.push("note: (number: ");
        self.words(note.words_of("number"));
        self.source.push(", body: ");
        self.argument(|writer| writer.flow(&note.content));
        self.source.push("),");
    }

    pub(super) fn value(&mut self, value: &Value) {
        match value {
            Value::Words(runs) => self.words(runs),
            Value::Name(name) => self.source.push(&literal(name)),
            Value::Number(number) => self.source.push(&number.to_string()),
            Value::Flag(is_so) => self.source.push(&is_so.to_string()),
        }
    }

    /// Words where code is read: as content, which knows where it is written; a string that a function takes does not.
    pub(super) fn words(&mut self, runs: &[Run]) {
        match runs {
            [run] if run.text.is_empty() => self.source.push("\"\""),
            [run]
                if run.language.is_none()
                    && run.changed.is_none()
                    && words_whole(&run.text, self.in_cell).iter().all(|(_, whole)| !whole) =>
            {
                self.source.push("[#");
                self.source.text(&run.text, Some(run));
                self.source.push(";]");
            }
            runs => {
                self.source.push("[");
                runs.iter().for_each(|run| self.run(run));
                self.source.push("]");
            }
        }
    }
}

/// Returns whether a function takes words as a string: what is set into a string itself, or not printed; and all that a
/// workspace's own function takes, whatever it is made of.
fn is_string(element: &Element, attribute: &str) -> bool {
    element.kind().is_none() || matches!(attribute, "alt" | "bookmark" | "pattern")
}

/// Returns whether a block is a list that stands close to the paragraph before it.
fn is_close(block: Option<&Node>) -> bool {
    let list = block.and_then(|block| block.named("list"));
    let has_marks = |list: &Element| list.children("li").any(|entry| !entry.words_of("mark").is_empty());
    list.is_some_and(|list| match list.name_of("kind") {
        None | Some("ordered") => true,
        kind => kind == Some("typed") && has_marks(list),
    })
}

/// Returns whether the notes of an element's line come after it, because the line is used as a whole: headings.
fn lifts_notes(element: &Element) -> bool {
    matches!(element.name.as_ref(), "heading" | "item-heading" | "annex" | "resolution")
}

pub(super) fn text_of(node: &Node) -> String {
    match node {
        Node::Run(run) => run.text.clone(),
        Node::Element(element) => element.content.iter().map(text_of).collect(),
    }
}
