//! Pages: each document as source for the engine, with the way back to template and definition.
//!
//! Text enters as string literals only (module `literal`), so nothing in a document can become code. An element of
//! meetings is a call of the function of the same name, which a shape defines: attributes are named arguments, parts that
//! stand once or several times named content, entries positional arguments, and what it holds is its content.

mod inline;
mod keep;
mod literal;
mod source;
mod stable;
mod table;
mod theme;
mod words;

use crate::document::{
    As, Changed, Composition, Document, Element, Holds, Node, Run, Stands, Value, has_changed, text, without,
};
use crate::edition::{KeptPlaces, Plan, Project, SourceFile};
use literal::literal;
use source::Source;
pub use stable::{keep_pages, parts};
use theme::{language, theme};
use words::words_whole;

/// The source that the engine starts with.
const MAIN: &str = "edition/main.typ";

/// Shapes that define what documents call, in the order in which they build on each other.
const SHAPES: [&str; 5] = ["house", "masthead", "agenda", "minutes", "annexes"];

/// Writes the documents of an edition as one project for the engine.
pub fn typst(composition: &Composition, kept: KeptPlaces) -> Project {
    let mut project = Project {
        language: composition.language.clone(),
        main: MAIN.to_owned(),
        files: composition
            .logos
            .iter()
            .chain(&composition.pictures)
            .map(|(name, file)| (name.clone(), file.clone()))
            .collect(),
        plans: composition.documents.iter().map(plan).collect(),
        insertions: kept.insertions,
        holder: kept.holder,
        number_words: kept.number_words,
        unused_words: kept.unused_words,
        typefaces: composition.look.typefaces.clone(),
        own_shapes: composition.shapes.iter().filter(|(_, shape)| shape.own).map(|(name, _)| name.clone()).collect(),
        ..Project::default()
    };
    for (name, shape) in &composition.shapes {
        project.source_files.insert(name.clone(), SourceFile::verbatim(shape.text.clone(), shape.place));
    }
    let made = |text: String| SourceFile { text, ..SourceFile::default() };
    project.source_files.insert("shape/language.typ".to_owned(), made(language(composition)));
    project.source_files.insert("shape/theme.typ".to_owned(), made(theme(&composition.look)));
    project.source_files.insert(MAIN.to_owned(), made(pack(composition, metadata)));
    let imports = imports(composition);
    for document in &composition.documents {
        project.source_files.insert(
            format!("{}.typ", document.kind.name()),
            source_file(document, &imports, composition.is_right_to_left),
        );
    }
    project
}

/// The same project for pages that are only looked at. Titles and digests of documents are no part of it: the engine takes them
/// for styles of all that is in a document, and would lay out all of it again when they change.
pub fn typst_of_draft(composition: &Composition, kept: KeptPlaces) -> Project {
    let mut project = typst(composition, kept);
    let main = SourceFile { text: pack(composition, |_| String::new()), ..SourceFile::default() };
    project.source_files.insert(MAIN.to_owned(), main);
    project
}

/// The same project for documents that become parts of one PDF with a number of pages: each document, by its path, with the
/// number of its first page there.
pub fn typst_of_parts<'a>(project: &Project, starts: impl Iterator<Item = (&'a str, usize)>, pages: usize) -> Project {
    let mut parts = project.clone();
    let name = |path: &'a str| path.rsplit_once('.').map_or(path, |(name, _)| name);
    let starts: String = starts.map(|(path, start)| format!("{}: {start}, ", literal(name(path)))).collect();
    if let Some(theme) = parts.source_files.get_mut("shape/theme.typ") {
        // A part has the numbers of the whole, which go through.
        theme
            .text
            .push_str(&format!("#let counted-in = (pages: {pages}, starts: ({starts}))\n#let kept-pages = none\n"));
    }
    parts
}

fn plan(document: &Document) -> Plan {
    Plan {
        title: document.title.clone(),
        ident: document.ident.clone(),
        path: document.kind.path(crate::document::Format::Pdf),
    }
}

/// What a document says of itself: arguments of its call.
fn metadata(document: &Document) -> String {
    let keywords = document.digest.as_ref().map(|digest| format!("keywords: ({},), ", literal(digest)));
    format!("title: {}, {}", literal(&document.title), keywords.unwrap_or_default())
}

/// The whole pack: one document each. Counters run through all documents, so each document resets them.
fn pack(composition: &Composition, metadata: impl Fn(&Document) -> String) -> String {
    let (year, month, day) = composition.date;
    let mut pack = String::new();
    for document in &composition.documents {
        let source = format!("/{}.typ", document.kind.name());
        pack.push_str(&format!(
            "#document({}, {}author: {}, date: datetime(year: {year}, month: {month}, day: {day}))[\n  \
             #set text(lang: {}.split(\"-\").first())\n  \
             #counter(heading).update(0)\n  #counter(footnote).update(0)\n  #counter(figure.where(kind: table)).update(0)\n  \
             #include {}\n]\n",
            literal(&document.kind.path(crate::document::Format::Pdf)),
            metadata(document),
            literal(&composition.author),
            literal(&document.language),
            literal(&source),
        ));
    }
    pack
}

/// Our shapes, then those of the workspace's own.
fn imports(composition: &Composition) -> String {
    let own = composition.shapes.keys().filter_map(|name| name.strip_prefix("shape/")?.strip_suffix(".typ"));
    let own = own.filter(|name| !SHAPES.contains(name) && !["language", "script", "theme"].contains(name));
    SHAPES
        .into_iter()
        .chain(own)
        .map(|name| format!("#import {}: *\n", literal(&format!("/shape/{name}.typ"))))
        .collect()
}

/// The source of a document: what stands on its pages, then what it says.
fn source_file(document: &Document, imports: &str, is_right_to_left: bool) -> SourceFile {
    let end = document.running.end.clone();
    let mut writer = Writer {
        source: Source::default(),
        end,
        has_bars: document.running.has_bars,
        is_running: true,
        in_cell: false,
        goes_on: false,
        is_struck: false,
        is_right_to_left,
    };
    writer.source.push(imports);
    // What a field of a signature shows is no page of a document.
    if document.content.iter().all(|node| node.named("signature-stamp").is_none()) {
        head(document, &mut writer.source);
    }
    writer.blocks(&document.content);
    writer.source.finish()
}

/// Writes what is on each page of a document.
fn head(document: &Document, source: &mut Source) {
    let running = &document.running;
    let words = |source: &mut Source, name: &str, words: Option<&Run>| {
        source.push(&format!("{name}: "));
        match words {
            Some(words) => {
                source.push("[#");
                source.text(&words.text, Some(words));
                source.push(";]");
            }
            None => source.push("none"),
        }
        source.push(", ");
    };
    source.push("#let head = (");
    words(source, "running", Some(&running.line));
    words(source, "symbol", running.symbol.as_ref());
    words(source, "name", Some(&running.name));
    words(source, "mark", running.mark.as_ref());
    // Shapes of a workspace may know of no audience.
    if let Some(audience) = &running.audience {
        words(source, "audience", Some(audience));
        source.push(&format!("restricted: {}, ", running.is_restricted));
    }
    let has_bars = running.has_bars || has_changed(&document.content, &[Changed::Beside]);
    let bars = if has_bars { ", bars: true" } else { "" };
    // Shapes of a workspace may know only pages that stand.
    let wide = if running.is_wide { ", wide: true" } else { "" };
    source.push(&format!(
        "page-pattern: {}, end-label: {}{bars})\n\
         #show: house.with(..head, language: {}, in-parts: {}{wide})\n#anchored({})\n",
        literal(&running.page_of_pages),
        literal(&running.end),
        literal(&document.language),
        running.in_parts,
        literal(&format!("{}..start", document.kind.name())),
    ));
}

/// Elements in which paragraphs are running text, as in the document itself: where a language indents the first line, theirs are.
const RUNNING: [&str; 9] = ["annex", "as-typed", "clause", "decision", "event", "lang", "lead-in", "p", "resolution"];

struct Writer {
    source: Source,
    /// The place at the end of the document, by which shapes know the document.
    end: String,
    /// True if bars stand beside words that are marked.
    has_bars: bool,
    /// True where paragraphs are running text.
    is_running: bool,
    /// True if what is written stands in a cell of a table, where lines are short.
    in_cell: bool,
    /// True in an item that others within it follow.
    goes_on: bool,
    /// True in words that are struck through.
    is_struck: bool,
    /// True where lines begin on the right.
    is_right_to_left: bool,
}

impl Writer {
    /// Writes blocks, separated from each other. A list is close to the paragraph that introduces it, and introductions are
    /// kept with what follows.
    fn blocks(&mut self, nodes: &[Node]) {
        let nodes = &*keep::opened(nodes);
        for (at, node) in nodes.iter().enumerate() {
            let is_paragraph = node.named("p").is_some();
            if at > 0 && is_paragraph {
                self.source.push("#parbreak();");
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
            self.source.push(if is_paragraph && !is_close(rest.first()) { "\n\n" } else { "\n" });
        }
    }

    /// A block that leads in the next one.
    fn leading(&mut self, element: &Element, next: Option<&Node>) {
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
    fn list_before(&mut self, list: &Element) {
        let (mut first, mut last) = (list.clone(), list.clone());
        let at = list.content.iter().rposition(|node| node.named("li").is_some()).unwrap_or_default();
        last.content = first.content.split_off(at);
        self.list(&first);
        self.source.push("\n");
        let close = list.name_of("kind") != Some("numbered");
        self.bracketed(&format!("#going-on(close: {close})"), |writer| writer.list(&last));
    }

    /// Writes the content of an element: a line, or blocks.
    fn flow(&mut self, nodes: &[Node]) {
        match nodes.iter().any(Node::is_block) {
            true => self.blocks(nodes),
            false => self.inlines(nodes),
        }
    }

    fn block(&mut self, element: &Element) {
        let is_outer_running = self.is_running;
        self.is_running &= RUNNING.contains(&element.name.as_ref());
        self.one_block(element);
        self.is_running = is_outer_running;
    }

    /// The indent of the first line of running text, if the language has one.
    fn first_line(&mut self) {
        if self.is_running {
            self.source.push("#first-line;");
        }
    }

    fn one_block(&mut self, element: &Element) {
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
            _ => {
                let call = format!("#{}", element.name);
                self.call(&call, element);
            }
        }
    }

    fn paragraph(&mut self, element: &Element) {
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
    fn bracketed(&mut self, call: &str, inner: impl FnOnce(&mut Self)) {
        self.source.push(call);
        self.source.push("[");
        inner(self);
        self.source.push("];");
    }

    /// `[…],`: an argument.
    fn argument(&mut self, inner: impl FnOnce(&mut Self)) {
        self.source.push("[");
        inner(self);
        self.source.push("],");
    }

    fn anchor(&mut self, element: &Element) {
        if let Some(anchor) = element.name_of("anchor") {
            self.source.push(&format!("#anchored({});", literal(anchor)));
        }
    }

    fn list(&mut self, list: &Element) {
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
    fn lines(&mut self, nodes: &[Node]) {
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
    fn call(&mut self, call: &str, element: &Element) {
        self.source.push(call);
        self.source.push("(");
        self.arguments(element);
        self.source.push(")");
        self.content(element);
        self.source.push(";");
    }

    /// Attributes and parts of an element, as arguments.
    fn arguments(&mut self, element: &Element) {
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

    fn parts(&mut self, element: &Element) {
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
    fn content(&mut self, element: &Element) {
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

    fn without_notes(&mut self, nodes: &[Node]) {
        self.flow(&without(nodes, |node| node.named("note").is_some()));
    }

    /// A note whose place is not where it is written: its number and its text.
    fn lifted_note(&mut self, note: &Element) {
        self.source.push("note: (number: ");
        self.words(note.words_of("number"));
        self.source.push(", body: ");
        self.argument(|writer| writer.flow(&note.content));
        self.source.push("),");
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::Words(runs) => self.words(runs),
            Value::Name(name) => self.source.push(&literal(name)),
            Value::Number(number) => self.source.push(&number.to_string()),
            Value::Flag(is_so) => self.source.push(&is_so.to_string()),
        }
    }

    /// Words where code is read: as content, which knows where it is written; a string that a function takes does not.
    fn words(&mut self, runs: &[Run]) {
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

fn text_of(node: &Node) -> String {
    match node {
        Node::Run(run) => run.text.clone(),
        Node::Element(element) => element.content.iter().map(text_of).collect(),
    }
}
