//! What the engine complains of, in our words, at the template line and the JSON place that caused it.

use std::collections::{BTreeMap, BTreeSet};

use typst::WorldExt;
use typst::diag::{Severity, SourceDiagnostic};
use typst::syntax::{DiagSpan, Span};

use super::codes;
use super::overflow::Overflow;
use super::words::words;
use super::world::EditionWorld;
use crate::edition::{Origin, Project};
use crate::finding::{Finding, Place, Spot};

/// The folder of shapes in a project.
const SHAPES: &str = "shape/";

/// Findings for the engine's errors and warnings, without those that concern nobody.
pub(super) fn findings(world: &EditionWorld<'_>, project: &Project, complaints: &[SourceDiagnostic]) -> Vec<Finding> {
    let wanted = complaints.iter().filter(|complaint| !is_known_noise(complaint));
    let texts: BTreeSet<&str> = complaints.iter().filter_map(undisplayed).collect();
    let origins = project.find_all(&texts);
    // Each use of a typeface that is not there is one complaint.
    let mut faces = BTreeSet::new();
    let wanted =
        wanted.filter(|complaint| typeface(complaint).is_none_or(|family| faces.insert(family.to_lowercase())));
    wanted.map(|complaint| finding(world, project, &origins, complaint)).collect()
}

/// The typeface that is not there, if that is what the engine complains of.
fn typeface(complaint: &SourceDiagnostic) -> Option<&str> {
    complaint.message.strip_prefix("unknown font family: ")
}

/// That bundle export is experimental is our choice, and told in the crate's documentation.
fn is_known_noise(complaint: &SourceDiagnostic) -> bool {
    complaint.severity == Severity::Warning && complaint.message.contains("bundle export is experimental")
}

/// A document that the templates were to make and did not.
pub(super) fn document_missing(path: &str) -> SourceDiagnostic {
    SourceDiagnostic::error(Span::detached(), format!("the templates do not make the document `{path}`"))
}

/// Words that reach over the edge of the page: one finding for a text, however many of its words are too long.
pub(super) fn overlong(world: &EditionWorld<'_>, project: &Project, overflows: &[Overflow]) -> Vec<Finding> {
    let of_data = |overflow: &Overflow| {
        let path = overflow.span.id()?.vpath().get_without_slash().to_owned();
        let origin = project.origin(&path, world.range(overflow.span)?);
        Some(origin).filter(|origin| origin.data.is_some())
    };
    let all: Vec<(&Overflow, Option<Origin>)> = overflows.iter().map(|one| (one, of_data(one))).collect();
    let texts = all.iter().filter(|(_, origin)| origin.is_none()).filter_map(|(one, _)| longest_word(&one.text));
    let of_texts = project.find_all(&texts.collect());
    let mut told = BTreeSet::new();
    let findings = all.into_iter().filter_map(|(overflow, origin)| {
        let origin = origin.or_else(|| of_texts.get(longest_word(&overflow.text)?).copied());
        let place = origin.and_then(|origin| origin.data.or(origin.template));
        let spot = place.map_or_else(|| Spot::File("templates".to_owned()), Spot::Text);
        let beginning: String = overflow.text.trim().chars().take(30).collect();
        let name = if beginning.chars().count() < 8 { "a word here".to_owned() } else { format!("`{beginning}…`") };
        let message = format!("{name} fits no line and reaches over the edge of the page");
        let hint = "put a space, a hyphen or a soft hyphen into it";
        told.insert(spot.clone()).then(|| Finding::new(&codes::OVERLONG_WORD, spot, message).hint(hint))
    });
    findings.collect()
}

fn longest_word(text: &str) -> Option<&str> {
    text.split(|c: char| !c.is_alphanumeric()).max_by_key(|word| word.len())
}

fn finding(
    world: &EditionWorld<'_>,
    project: &Project,
    of_texts: &BTreeMap<&str, Origin>,
    complaint: &SourceDiagnostic,
) -> Finding {
    let mut trace = vec![complaint.span];
    trace.extend(complaint.trace.iter().map(|point| DiagSpan::from(point.span)));
    let frames = trace.into_iter().filter_map(|span| {
        let path = span.id()?.vpath().get_without_slash().to_owned();
        // What is wrong inside a picture is told where the picture is shown.
        let origin = match project.files.contains_key(&path) {
            true => project.find(path.split('.').next().unwrap_or_default())?,
            false => project.origin(&path, world.range(span)?),
        };
        Some((path, origin))
    });
    let frames: Vec<(String, Origin)> = frames.collect();
    let is_in_ours =
        frames.first().is_some_and(|(path, _)| path.starts_with(SHAPES) && !project.own_shapes.contains(path));
    // What a shape of the workspace's own hands to one of ours is wrong where it is handed over.
    let own = frames.iter().find(|(path, _)| project.own_shapes.contains(path)).filter(|_| is_in_ours);
    let own = own.and_then(|(_, origin)| origin.template);
    let own = own.or_else(|| use_of_ours(world, project, complaint.span).filter(|_| is_in_ours));
    let mut origins = frames.into_iter().map(|(_, origin)| origin);
    let first = origins.next().or_else(|| undisplayed(complaint).and_then(|text| of_texts.get(text).copied()));
    let callers: Vec<Origin> = origins.collect();
    // The last of them is the element of a template.
    let caller = callers.iter().rev().find_map(|origin| origin.template);
    let template = first.and_then(|origin| origin.template);
    // What a standard forbids is the doing of whoever calls a shape, and so is what one of ours cannot do.
    let is_of_caller = complaint.message.starts_with("PDF/") || is_in_ours;
    let template = if is_of_caller { caller.or(template) } else { template };
    let data = first.and_then(|origin| origin.data).or_else(|| callers.iter().find_map(|origin| origin.data));
    let (code, message, hint) = wording(complaint);
    // A typeface that the look names is missing there, and not in the shape that uses it.
    if let Some(place) = typeface(complaint).and_then(|family| project.typefaces.get(&family.to_lowercase())) {
        return Finding::new(code, *place, message).hint(hint);
    }
    if let Some(place) = own {
        let finding = Finding::new(code, place, message).hint(hint);
        return match caller.filter(|caller| caller.file != place.file) {
            Some(element) => finding.related(element, "while this was printed"),
            None => finding,
        };
    }
    // A name that a shape misspells is the shape's fault, whatever text was to be printed.
    let of_shape = !is_in_ours && first.is_some_and(|origin| origin.data.is_none()) && is_of_the_code(complaint);
    let (data, template) = if of_shape && template.is_some() { (template, data.or(caller)) } else { (data, template) };
    let spot = match (data, template) {
        (Some(place), _) | (None, Some(place)) => Spot::Text(place),
        (None, None) => Spot::File("templates".to_owned()),
    };
    let finding = Finding::new(code, spot, message).hint(hint);
    match (data, template) {
        (Some(_), Some(text)) if of_shape => finding.related(text, "while this was printed"),
        (Some(_), Some(template)) => finding.related(template, "printed by this element of a template"),
        _ => finding,
    }
}

/// Where a shape of the workspace's own uses the function of ours that a place is in: what is laid out later is reported without callers.
fn use_of_ours(world: &EditionWorld<'_>, project: &Project, span: DiagSpan) -> Option<Place> {
    let path = span.id()?.vpath().get_without_slash().to_owned();
    let before = project.sheets.get(&path)?.text.get(..world.range(span)?.start)?;
    let definition = &before[before.rfind(DEFINITION)? + DEFINITION.len()..];
    let name = definition.split(|c: char| !c.is_alphanumeric() && c != '-').next()?;
    let used = |own: &String| {
        let start = project.sheets.get(own)?.text.find(&format!("{name}("))?;
        project.origin(own, start..start + name.len()).template
    };
    project.own_shapes.iter().find_map(used)
}

/// The beginning of a function in a shape.
const DEFINITION: &str = "\n#let ";

/// Returns whether the engine complains of the code of a template, and not of what it is to print.
fn is_of_the_code(complaint: &SourceDiagnostic) -> bool {
    const BEGINNINGS: [&str; 5] = ["unknown variable", "expected ", "unexpected ", "unclosed ", "missing argument"];
    BEGINNINGS.iter().any(|beginning| complaint.message.starts_with(beginning))
}

fn wording(complaint: &SourceDiagnostic) -> (&'static crate::finding::Code, String, String) {
    let said = complaint.message.as_str();
    if let Some(text) = undisplayed(complaint) {
        return (
            &codes::MISSING_GLYPH,
            format!("no font of `fonts/` has `{text}`"),
            "write it differently, or add a font that has it to `fonts/`".to_owned(),
        );
    }
    let code = match complaint.severity {
        Severity::Error => &codes::LAYOUT_ERROR,
        Severity::Warning => &codes::LAYOUT_WARNING,
    };
    let words = words(said);
    (code, words.message, words.hint.to_owned())
}

/// The text that no font can display, if that is what the engine complains of. It does not know the
/// place of text that reached it as a string.
fn undisplayed(complaint: &SourceDiagnostic) -> Option<&str> {
    let (_, said) = complaint.message.split_once("the text `\"")?;
    said.split_once("\"` could not be displayed").map(|(text, _)| text)
}
