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
    for note in &finding.notes {
        group = group.element(Level::NOTE.message(note.as_str()));
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
    let window = line_around(text, sources.line_at(place.file, place.range().start.min(text.len())).0);
    let start = place.range().start.clamp(window.start, window.end);
    let end = place.range().end.clamp(start, window.end);
    let mut annotation = kind.span(start - window.start..end - window.start);
    if !label.is_empty() {
        annotation = annotation.label(label);
    }
    Snippet::source(&text[window.clone()])
        .line_start(sources.line_at(place.file, window.start).1)
        .path(sources.shown(sources.path(place.file)))
        .annotation(annotation)
}

/// The line that starts at `start`, so that a long file costs no more than a short one. Of a place over
/// several lines only the first is shown.
fn line_around(text: &str, start: usize) -> Range<usize> {
    let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let end = if text[start..end].ends_with('\r') { end - 1 } else { end };
    start..end
}
