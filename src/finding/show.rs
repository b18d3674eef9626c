//! Prints findings for people, in the style of rustc, by `annotate-snippets`.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Finding, Place, Severity, Sources, Spot};

/// The length up to which a line is shown completely, in characters. Of a longer one, only the part around the place is shown,
/// so that a finding takes the same time in files of any length, even with a single line.
const WHOLE: usize = 200;
/// The width of the part that is shown of a longer line, in columns, and how much of it is before the place. The renderer cuts
/// what is wider than 140 by itself.
const WINDOW: usize = 120;
const BEFORE: usize = 40;

/// A placeholder for a path until the columns are known; it has characters of the private use area, so no text contains it.
const PATH: &str = "\u{e000}path\u{e001}";

/// A finding as text for a terminal, with colour codes if `styled`.
pub fn show(finding: &Finding, sources: &Sources, styled: bool) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(finding.message.as_str()).id(finding.code.name);
    let mut group = Group::with_title(title);
    let spot = match &finding.spot {
        Spot::Text(place) => vec![Excerpt::of(sources, *place, AnnotationKind::Primary, "")],
        Spot::File(path) => {
            group = group.element(Origin::path(sources.shown(path)));
            Vec::new()
        }
    };
    let related = finding.related.iter();
    let related = related.map(|(place, label)| Excerpt::of(sources, *place, AnnotationKind::Context, label));
    let excerpts: Vec<Excerpt<'_>> = spot.into_iter().chain(related).collect();
    for excerpt in &excerpts {
        group = group.element(excerpt.snippet());
    }
    for note in &finding.notes {
        group = group.element(Level::NOTE.message(note.as_str()));
    }
    if let Some(hint) = &finding.hint {
        group = group.element(Level::HELP.message(hint.as_str()));
    }
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    with_origins(&renderer.render(&[group]), &excerpts, sources)
}

/// The line of a place, or what is shown of it. Of a place over several lines only the first is shown.
struct Excerpt<'a> {
    place: Place,
    text: String,
    annotation: std::ops::Range<usize>,
    kind: AnnotationKind,
    label: &'a str,
    line: usize,
}

impl<'a> Excerpt<'a> {
    fn of(sources: &Sources, place: Place, kind: AnnotationKind, label: &'a str) -> Self {
        let text = sources.text(place.file);
        let (whole, line) = sources.line_at(place.file, place.range().start.min(text.len()));
        let start = on_character(text, place.range().start.clamp(whole.start, whole.end));
        let end = on_character(text, place.range().end.clamp(start, whole.end));
        let shown = if is_long(&text[whole.clone()]) { window(text, &whole, start) } else { whole.clone() };
        let mark = |is_cut: bool| if is_cut { "…" } else { "" };
        let before = mark(shown.start > whole.start);
        let shift = |at: usize| at.min(shown.end) - shown.start + before.len();
        Self {
            place,
            annotation: shift(start)..shift(end),
            text: format!("{before}{}{}", &text[shown.clone()], mark(shown.end < whole.end)),
            kind,
            label,
            line,
        }
    }

    fn snippet(&self) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
        let annotation = self.kind.span(self.annotation.clone());
        let annotation = if self.label.is_empty() { annotation } else { annotation.label(self.label) };
        let path = format!("{PATH}{}", self.place.file.get());
        Snippet::source(self.text.as_str()).line_start(self.line).path(path).annotation(annotation)
    }
}

/// The start of the character at an offset.
fn on_character(text: &str, offset: usize) -> usize {
    (0..=offset).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

/// Returns whether a line has more characters than are shown whole.
fn is_long(line: &str) -> bool {
    line.len() > WHOLE && line.chars().nth(WHOLE).is_some()
}

/// Returns the part of a long line that is shown: up to ends of characters, some of which are two columns wide.
fn window(text: &str, line: &std::ops::Range<usize>, start: usize) -> std::ops::Range<usize> {
    let width = |c: char| if c.is_ascii() { 1 } else { 2 };
    let mut room = BEFORE;
    let mut from = start;
    for (at, c) in text[line.start..start].char_indices().rev() {
        if room < width(c) {
            break;
        }
        room -= width(c);
        from = line.start + at;
    }
    let mut room = WINDOW - BEFORE + room;
    let mut to = start;
    for (at, c) in text[start..line.end].char_indices() {
        if room < width(c) {
            break;
        }
        room -= width(c);
        to = start + at + c.len_utf8();
    }
    from..to
}

/// Puts in paths, with the lines and columns of the files: those of what is shown are others.
fn with_origins(rendered: &str, excerpts: &[Excerpt<'_>], sources: &Sources) -> String {
    let mut parts = rendered.split(PATH);
    let mut whole = parts.next().unwrap_or_default().to_owned();
    let mut excerpts = excerpts.iter();
    for part in parts {
        let after = part.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':');
        match excerpts.next().filter(|_| after.len() < part.len()) {
            Some(Excerpt { place, .. }) => {
                let location = sources.locate(*place);
                let path = sources.shown(sources.path(place.file));
                whole.push_str(&format!("{path}:{}:{}", location.line, location.column));
            }
            None => whole.extend([PATH, &part[..part.len() - after.len()]]),
        }
        whole.push_str(after);
    }
    whole
}
