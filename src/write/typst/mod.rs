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
mod writer;

use crate::document::{Changed, Composition, Document, Run, has_changed};
use crate::edition::{KeptPlaces, Plan, Project, SourceFile};
use literal::literal;
use source::Source;
pub use stable::{keep_pages, parts};
use theme::{language, theme};
use writer::Writer;

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
        plans: composition.documents.iter().map(|document| plan(composition, document)).collect(),
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
    project.source_files.insert(MAIN.to_owned(), made(pack(composition)));
    let imports = imports(composition);
    for document in &composition.documents {
        project.source_files.insert(
            format!("{}.typ", document.kind.name()),
            source_file(document, &imports, composition.is_right_to_left),
        );
    }
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

fn plan(composition: &Composition, document: &Document) -> Plan {
    Plan {
        path: document.kind.path(crate::document::Format::Pdf),
        title: document.title.clone(),
        author: composition.author.clone(),
        date: composition.date,
        digest: document.digest.clone(),
        ident: document.ident.clone(),
    }
}

/// The whole pack: one document each. Counters run through all documents, so each document resets them. What documents say of
/// themselves is not here but in their plans: the engine takes it for styles of all that is in a document, and would lay out all
/// of it again when it changes.
fn pack(composition: &Composition) -> String {
    let mut pack = String::new();
    for document in &composition.documents {
        let source = format!("/{}.typ", document.kind.name());
        pack.push_str(&format!(
            "#document({})[\n  \
             #set text(lang: {}.split(\"-\").first())\n  \
             #counter(heading).update(0)\n  #counter(footnote).update(0)\n  #counter(figure.where(kind: table)).update(0)\n  \
             #include {}\n]\n",
            literal(&document.kind.path(crate::document::Format::Pdf)),
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
