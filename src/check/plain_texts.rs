//! Plain texts are printed as typed: references and Markdown belong into prose.

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Placed};
use crate::meeting::{Block, Inline, Kind, Markdown, Part, Parts, Text};

pub(super) const RULE: Rule = Rule { codes: &[&MARKUP_IN_PLAIN_TEXT], check };

const MARKUP_IN_PLAIN_TEXT: Code = Code::warning(
    "markup-in-plain-text",
    "A plain text (a title, a name, a place, a result in the body's words) contains `@id` or Markdown, which only prose \
     supports. It is printed as it is typed: write the words themselves. The schema says for each key whether it \
     is `Text`, which is plain, or `Prose`.",
)
.of(Group::Style);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let registry = Parts::of_registry(&subject.meeting.registry);
    let stated = subject.parts.said.iter().filter(|said| !matches!(said.part, Part::Declarations));
    let plain = stated.chain(&registry.said).filter(|said| matches!(said.kind, Kind::Title | Kind::Symbol));
    plain.flat_map(|said| said.text.all()).flat_map(|text| of_text(subject, text)).collect()
}

fn of_text(subject: &Subject<'_>, text: &Placed<String>) -> Vec<Finding> {
    // Most texts have none of what prose gives a meaning to.
    if !text.contains(['@', '*', '_', '`', '[', '~', '^', '<', '&', '\\']) {
        return Vec::new();
    }
    // Behind a word nothing begins a list or a heading.
    let typed = format!("{WORD}{}", text.replace(['\n', '\r', '\t'], " "));
    let markdown = Markdown::parse(&typed);
    let place = |range: std::ops::Range<usize>| {
        subject.sources.within_string(text.place, range.start - WORD.len()..range.end - WORD.len())
    };
    let known = markdown.references.iter().filter(|reference| subject.index.get(&reference.id).is_some());
    let references = known.map(|reference| {
        let hint = match name(subject, &reference.id) {
            Some(name) => format!("write the words: `{name}`"),
            None => "write the words".to_owned(),
        };
        let message = format!("`{}` is printed as typed: this text is plain", &typed[reference.range.clone()]);
        Finding::new(&MARKUP_IN_PLAIN_TEXT, place(reference.range.clone()), message).hint(hint)
    });
    let marks = first_mark(&typed, &markdown).map(|range| {
        let message = format!("`{}` is printed as typed: this text is plain", &typed[range.clone()]);
        Finding::new(&MARKUP_IN_PLAIN_TEXT, place(range), message).hint("remove the Markdown")
    });
    references.chain(marks).collect()
}

/// A word put before a text, so that it is read as the middle of a line.
const WORD: &str = "x ";

/// Where the first mark stands that prose would not print.
fn first_mark(typed: &str, markdown: &Markdown) -> Option<std::ops::Range<usize>> {
    let mut at = 0;
    let ends = typed.len()..typed.len();
    for run in markdown.runs.iter().chain([&ends]) {
        let gap = typed.get(at..run.start).unwrap_or_default();
        if !gap.trim().is_empty() {
            return Some(at..run.start);
        }
        at = at.max(run.end);
    }
    let raised = |inline: &Inline| matches!(inline, Inline::Above(_) | Inline::Below(_));
    let has_raised = |block: &Block| matches!(block, Block::Paragraph(inlines) if inlines.iter().any(raised));
    let raised = markdown.blocks.iter().any(has_raised).then(|| typed.find(['^', '~'])).flatten();
    raised.map(|at| at..at + 1).or_else(|| typed.find("[^").map(|at| at..at + 2))
}

/// The words for an id.
fn name<'a>(subject: &Subject<'a>, id: &str) -> Option<&'a str> {
    let registry = &subject.meeting.registry;
    let text: Option<&Text> = None
        .or_else(|| registry.people.get(id).map(|person| &person.name))
        .or_else(|| registry.entities.get(id).map(|entity| &entity.name))
        .or_else(|| registry.bodies.get(id).map(|body| &body.name))
        .or_else(|| registry.documents.get(id).map(|document| &document.title));
    text.map(|text| text.text_in(&subject.meeting.definition.first_edition()).as_str())
}
