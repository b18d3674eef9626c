//! What pages need to know to keep the numbers with which they were sent out.

use std::fmt::Write;

use super::literal::literal;
use crate::document::{CHANGE, Composition, Document, Node, StableNumber};
use crate::edition::{KeptDocument, KeptPages, Project};

/// The parts that begin pages, by document and in order: the places where they begin. In a text that flows nothing does.
pub fn parts(composition: &Composition) -> Vec<(String, Vec<String>)> {
    let of = |document: &Document| {
        let mut parts = vec![format!("{}..start", document.kind.name())];
        gather(&document.content, &mut parts);
        (document.kind.name().to_owned(), parts)
    };
    composition.documents.iter().map(of).filter(|(_, parts)| parts.len() > 1).collect()
}

fn gather(nodes: &[Node], parts: &mut Vec<String>) {
    for node in nodes {
        let Node::Element(element) = node else { continue };
        let begins = match element.name.as_ref() {
            "annex" | "outside-page" | "picture" => true,
            "resolution" => element.says("apart"),
            _ => false,
        };
        // A sheet that changed has a place, and is no part.
        let is_part = |anchor: &&str| begins && !anchor.contains(CHANGE);
        parts.extend(element.name_of("anchor").filter(is_part).map(str::to_owned));
        gather(&element.content, parts);
    }
}

/// Has the pages of a project keep their numbers.
pub fn keep_pages(project: &mut Project, kept: &KeptPages) {
    let list = |all: &[String]| -> String { all.iter().map(|words| literal(words) + ",").collect() };
    let (words, unused) = (list(&kept.words), list(&kept.unused));
    let documents = kept.documents.iter().map(|(name, document)| format!("{}: {},", literal(name), of(document)));
    let documents: String = documents.collect();
    if let Some(theme) = project.source_files.get_mut("shape/theme.typ") {
        theme
            .text
            .push_str(&format!("#let kept-pages = (words: ({words}), unused: ({unused}), documents: ({documents}))\n"));
    }
}

fn of(document: &KeptDocument) -> String {
    let mut text = "(parts: (".to_owned();
    for (anchor, numbers) in &document.parts {
        let numbers: String = numbers.iter().map(|one| one.as_ref().map_or("none".to_owned(), number) + ",").collect();
        // Writing to a string cannot fail.
        let _ = write!(text, "({},({numbers})),", literal(anchor));
    }
    let used: String = document.used.iter().map(|one| number(one) + ",").collect();
    text + &format!("), used: ({used}))")
}

/// The number, and how often it is used.
fn number(number: &StableNumber) -> String {
    /// No document has more, and the engine reads no numbers that are too large.
    const MOST: usize = 1_000_000;
    format!("({},{})", number.counted().unwrap_or_default().min(MOST), number.times.min(MOST))
}
