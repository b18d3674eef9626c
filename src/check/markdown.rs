//! Prose keeps to the Markdown that documents can show.

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group};
use crate::meeting::Unsupported;

pub(super) const RULE: Rule = Rule { codes: &[&UNSUPPORTED_MARKDOWN], check };

const UNSUPPORTED_MARKDOWN: Code = Code::warning(
    "unsupported-markdown",
    "Prose is CommonMark with tables and footnotes. HTML is printed as typed, headings become strong \
     paragraphs (documents have their own), images are replaced by their descriptions, and links that \
     are not http, https or mailto by their texts.",
)
.of(Group::Style);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for passage in subject.passages {
        let Some(markdown) = &passage.markdown else { continue };
        for (kind, range) in &markdown.unsupported {
            let (message, hint) = wording(*kind);
            let place = passage.place(range.clone(), subject.sources);
            findings.push(Finding::new(&UNSUPPORTED_MARKDOWN, place, message).hint(hint));
        }
    }
    findings
}

fn wording(kind: Unsupported) -> (&'static str, &'static str) {
    match kind {
        Unsupported::Html => ("HTML is printed as typed", "use Markdown; write `\\\\<` for a less-than sign"),
        Unsupported::Rule => {
            ("prose has no rules: this is printed as typed", "remove the line, or write `\\\\-` for a hyphen")
        }
        Unsupported::Heading => (
            "prose has no headings: this is printed as a strong paragraph",
            "write `**…**` if that is meant, or `\\\\#` for a number sign",
        ),
        Unsupported::Image => ("prose has no images: only the description is printed", "remove the image"),
        Unsupported::Link => (
            "only http, https and mailto links are kept: only the text is printed",
            "correct the address; refer to parts of the pack by `@id`",
        ),
    }
}
