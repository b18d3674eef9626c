//! How a finding looks to a person: the look of rustc, by `annotate-snippets`.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Finding, Place, Severity, Sources, Spot};

/// A finding as text for a terminal, with colour codes if `styled`.
pub fn show(finding: &Finding, sources: &Sources, styled: bool) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(finding.message.as_str()).id(finding.code.name);
    let mut group = Group::with_title(title);
    match &finding.spot {
        Spot::Text(place) => group = group.element(snippet(sources, *place, AnnotationKind::Primary, "")),
        Spot::File(path) => group = group.element(annotate_snippets::Origin::path(sources.shown(path))),
    }
    for (place, label) in &finding.related {
        group = group.element(snippet(sources, *place, AnnotationKind::Context, label));
    }
    if let Some(hint) = &finding.hint {
        group = group.element(Level::HELP.message(hint.as_str()));
    }
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group])
}

fn snippet<'a>(
    sources: &'a Sources,
    place: Place,
    kind: AnnotationKind,
    label: &'a str,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let text = sources.text(place.file);
    let window = lines_around(text, place.range());
    let start = place.range().start.clamp(window.start, window.end);
    let end = place.range().end.clamp(start, window.end);
    let mut annotation = kind.span(start - window.start..end - window.start);
    if !label.is_empty() {
        annotation = annotation.label(label);
    }
    Snippet::source(&text[window.clone()])
        .line_start(text.as_bytes()[..window.start].iter().filter(|&&b| b == b'\n').count() + 1)
        .path(sources.shown(sources.path(place.file)))
        .annotation(annotation)
}

/// The lines that hold the start of `range`, so that a long file costs no more than a short one.
/// Only the first line of a range over several is shown.
fn lines_around(text: &str, range: Range<usize>) -> Range<usize> {
    let bytes = text.as_bytes();
    let at = range.start.min(bytes.len());
    let start = bytes[..at].iter().rposition(|&b| b == b'\n').map_or(0, |i| i + 1);
    let end = bytes[at..].iter().position(|&b| b == b'\n').map_or(bytes.len(), |i| at + i);
    let end = if bytes[start..end].ends_with(b"\r") { end - 1 } else { end };
    start..end
}
