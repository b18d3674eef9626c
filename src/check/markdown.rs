//! Prose keeps to the Markdown that documents can show.

use std::ops::Range;

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group};
use crate::meeting::{Part, Unsupported};

pub(super) const RULE: Rule = Rule { codes: &[&UNSUPPORTED_MARKDOWN, &IMAGE_WITHOUT_DESCRIPTION], check };

const UNSUPPORTED_MARKDOWN: Code = Code::warning(
    "unsupported-markdown",
    "Prose has Markdown that is not printed as such: it is CommonMark with tables and footnotes. HTML is printed as typed. Headings become bold paragraphs, because \
     documents have their own headings; an annex with a `text` may have headings. Images that are not files of the \
     pack are replaced by their descriptions, and links that are not http, https or mailto by their texts. If a \
     paragraph has more than 1,000 notes, they are printed in parentheses. The mark of a note that the text does not have, \
     `[^1]`, is printed as typed.",
)
.of(Group::Style);
const IMAGE_WITHOUT_DESCRIPTION: Code = Code::error(
    "image-without-description",
    "A picture has no description. People who cannot see it need the description; PDF/UA-1 (ISO 14289-1, 7.3) requires one.",
)
.of(Group::Completeness);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for passage in subject.passages {
        let Some(markdown) = &passage.markdown else { continue };
        for image in markdown.images.iter().filter(|image| image.description.trim().is_empty()) {
            let place = passage.place(image.range.clone(), subject.sources);
            findings.push(
                Finding::new(&IMAGE_WITHOUT_DESCRIPTION, place, format!("`{}` has no description", image.path))
                    .hint("write what it shows between the brackets: `![…](file)`"),
            );
        }
        let headed = matches!(passage.part, Part::Annex(annex) if annex.text.iter().any(|text| {
            text.place.start <= passage.text.place.start && passage.text.place.end <= text.place.end
        }));
        findings.extend(marks_of_no_note(passage.text, &markdown.runs).into_iter().map(|range| {
            let mark = &passage.text[range.clone()];
            let message = format!("this text has no note `{mark}`: the mark is printed as typed");
            let hint = format!("add a paragraph `{mark}: …` at the end of the text, or remove the mark");
            Finding::new(&UNSUPPORTED_MARKDOWN, passage.place(range, subject.sources), message).hint(hint)
        }));
        for (kind, range) in markdown.unsupported.iter().filter(|(kind, _)| !headed || *kind != Unsupported::Heading) {
            let (message, hint) = wording(*kind);
            let place = passage.place(range.clone(), subject.sources);
            findings.push(Finding::new(&UNSUPPORTED_MARKDOWN, place, message).hint(hint));
        }
    }
    findings
}

/// Marks of notes in what is printed as text: those of notes that are there are no text. The runs of text are in order.
fn marks_of_no_note(text: &str, runs: &[Range<usize>]) -> Vec<Range<usize>> {
    let is_in_run =
        |at: &usize| runs.get(runs.partition_point(|run| run.end <= *at)).is_some_and(|run| run.contains(at));
    let marks = text.match_indices("[^").map(|(at, _)| at).filter(|at| is_in_run(at) && !text[..*at].ends_with('\\'));
    let marks = marks.filter_map(|at| {
        let name = &text[at + "[^".len()..];
        let length = name.find(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_'))?;
        (length > 0 && name[length..].starts_with(']')).then_some(at..at + "[^]".len() + length)
    });
    marks.collect()
}

fn wording(kind: Unsupported) -> (&'static str, &'static str) {
    match kind {
        Unsupported::Html => ("HTML is printed as typed", "use Markdown; write `\\\\<` for a less-than sign"),
        Unsupported::Rule => (
            "prose has no horizontal lines: this is printed as typed",
            "remove the line, or write `\\\\-` for a hyphen",
        ),
        Unsupported::Heading => (
            "prose has no headings: this is printed as a bold paragraph",
            "write `**…**` if that is meant, or `\\\\#` for a number sign",
        ),
        Unsupported::Image => (
            "only pictures in the pack's folder are shown: the description of this one is printed",
            "put a PNG, JPEG or SVG file beside `meeting.json` and name it",
        ),
        Unsupported::UnusedNote => (
            "nothing refers to this note: it is not printed",
            "write `[^…]` with its name where it belongs, or remove it",
        ),
        Unsupported::UnusedLink => (
            "no link uses this address: it is not printed",
            "write `[…][name]` with its name where it belongs, or remove it",
        ),
        Unsupported::LinkTitle => (
            "titles of links and pictures are not printed",
            "write it into the text, and remove what is in quotation marks after the address",
        ),
        Unsupported::ExtraCell => (
            "this row has more cells than the table has columns: those after the last column are not printed",
            "add a column to the head, or write `\\\\|` for a bar in a cell",
        ),
        Unsupported::Note => (
            "a paragraph can have 1,000 notes, and a long note only once: this one is printed within the text",
            "divide the paragraph, or write it into the text",
        ),
        Unsupported::Depth => (
            "lists, quotations and emphasis are nested more than 12 deep: deeper ones are printed as plain text",
            "use fewer levels, or a paragraph of its own",
        ),
        Unsupported::WideTable => (
            "this table is too wide for a page: it is turned, or printed very small",
            "remove columns, divide the table, or turn its columns into rows",
        ),
        Unsupported::Link => (
            "only http, https and mailto links are allowed: only the text of this one is printed",
            "correct the address; refer to parts of the pack by `@id`",
        ),
    }
}
