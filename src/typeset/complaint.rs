//! Translates the engine's errors into our words, at the template line and the JSON place that caused them.

use std::collections::BTreeSet;

use typst::WorldExt;
use typst::diag::{Severity, SourceDiagnostic};
use typst::syntax::{DiagSpan, Span};

use super::codes;
use super::overflow::Overflow;
use super::unset::{Fault, Unset};
use super::words::words;
use super::world::EditionWorld;
use crate::edition::{Origin, Project};
use crate::finding::{Finding, Place, Spot, near_miss};

/// The folder of shapes in a project.
const SHAPES: &str = "shape/";

/// Findings for the engine's errors and warnings, without those that do not concern users.
pub(super) fn findings(world: &EditionWorld<'_>, project: &Project, complaints: &[SourceDiagnostic]) -> Vec<Finding> {
    let wanted = complaints.iter().filter(|complaint| !is_known_noise(complaint) && undisplayed(complaint).is_none());
    // Each use of a typeface that is not there is one complaint.
    let mut faces = BTreeSet::new();
    let wanted =
        wanted.filter(|complaint| typeface(complaint).is_none_or(|family| faces.insert(family.to_lowercase())));
    // Where a bracket is missing, what follows it is read as something else.
    let broken: Vec<_> = complaints.iter().filter(|one| is_of_brackets(one)).map(|one| one.span.id()).collect();
    let wanted = wanted.filter(|complaint| is_of_brackets(complaint) || !broken.contains(&complaint.span.id()));
    wanted.map(|complaint| finding(world, project, complaint)).collect()
}

/// Returns whether a bracket or quotation mark is what is missing, or is there once too often.
fn is_of_brackets(complaint: &SourceDiagnostic) -> bool {
    const OF_BRACKETS: [&str; 3] = ["unclosed delimiter", "unexpected closing ", "unclosed string"];
    OF_BRACKETS.iter().any(|beginning| complaint.message.starts_with(beginning))
}

/// The typeface that is not there, if that is what the engine complains of.
fn typeface(complaint: &SourceDiagnostic) -> Option<&str> {
    complaint.message.strip_prefix("unknown font family: ")
}

/// Returns whether a complaint is known: bundle export is experimental, which is our choice (see the documentation of the crate).
fn is_known_noise(complaint: &SourceDiagnostic) -> bool {
    complaint.severity == Severity::Warning && complaint.message.contains("bundle export is experimental")
}

/// A document that the templates were to make and did not.
pub(super) fn document_missing(path: &str) -> SourceDiagnostic {
    SourceDiagnostic::error(Span::detached(), format!("the templates do not make the document `{path}`"))
}

/// Words that reach over the edge of the page.
pub(super) fn overlong(world: &EditionWorld<'_>, project: &Project, overflows: &[Overflow]) -> Vec<Unset> {
    let unset = |one: &Overflow| {
        let origin = origin_of(world, project, one.span.into());
        // Where its text is not known, it is looked for by a word that it surely has.
        let is_placed = origin.is_some_and(|origin| origin.data.is_some());
        let text = if is_placed { Some(one.text.as_str()) } else { longest_word(&one.text) };
        of_text(text.unwrap_or_default(), Fault::Overlong, origin)
    };
    overflows.iter().map(unset).collect()
}

/// Texts that no font can display, as they stand on pages.
pub(super) fn no_glyphs(
    world: &EditionWorld<'_>,
    project: &Project,
    lost: impl Iterator<Item = (String, Span)>,
) -> Vec<Unset> {
    lost.map(|(text, span)| of_text(&text, Fault::NoGlyph, origin_of(world, project, span.into()))).collect()
}

/// Texts that no font can display, as the engine complains of them.
pub(super) fn without_glyphs(
    world: &EditionWorld<'_>,
    project: &Project,
    complaints: &[SourceDiagnostic],
) -> Vec<Unset> {
    let of_complaint = |complaint: &SourceDiagnostic| {
        let text = undisplayed(complaint)?;
        Some(of_text(&unescaped(text), Fault::NoGlyph, origin_of(world, project, complaint.span)))
    };
    complaints.iter().filter_map(of_complaint).collect()
}

fn of_text(text: &str, fault: Fault, origin: Option<Origin>) -> Unset {
    let data = origin.and_then(|origin| origin.data);
    let place = data.or_else(|| origin.and_then(|origin| origin.template));
    let spot = place.map_or_else(|| Spot::File("templates".to_owned()), Spot::Text);
    Unset { text: text.to_owned(), fault, spot, is_placed: data.is_some() }
}

fn origin_of(world: &EditionWorld<'_>, project: &Project, span: DiagSpan) -> Option<Origin> {
    let path = span.id()?.vpath().get_without_slash().to_owned();
    Some(project.origin(&path, world.range(span)?))
}

fn longest_word(text: &str) -> Option<&str> {
    text.split(|c: char| !c.is_alphanumeric()).max_by_key(|word| word.len())
}

fn finding(world: &EditionWorld<'_>, project: &Project, complaint: &SourceDiagnostic) -> Finding {
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
    let first = origins.next();
    let callers: Vec<Origin> = origins.collect();
    // The last of them is the element of a template.
    let caller = callers.iter().rev().find_map(|origin| origin.template);
    let template = first.and_then(|origin| origin.template);
    // What a standard forbids is the doing of whoever calls a shape, and so is what one of ours cannot do.
    let is_of_caller = complaint.message.starts_with("PDF/") || is_in_ours;
    let template = if is_of_caller { caller.or(template) } else { template };
    let data = first.and_then(|origin| origin.data).or_else(|| callers.iter().find_map(|origin| origin.data));
    let (code, message, hint) = wording(project, complaint);
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

/// The place where a shape of the workspace uses that function of ours which contains a place: the engine reports errors of
/// later layout without callers.
fn use_of_ours(world: &EditionWorld<'_>, project: &Project, span: DiagSpan) -> Option<Place> {
    let path = span.id()?.vpath().get_without_slash().to_owned();
    let before = project.source_files.get(&path)?.text.get(..world.range(span)?.start)?;
    let definition = &before[before.rfind(DEFINITION)? + DEFINITION.len()..];
    let name = definition.split(|c: char| !c.is_alphanumeric() && c != '-').next()?;
    let used = |own: &String| {
        let start = project.source_files.get(own)?.text.find(&format!("{name}("))?;
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

fn wording(project: &Project, complaint: &SourceDiagnostic) -> (&'static crate::finding::Code, String, String) {
    let said = complaint.message.as_str();
    let code = match complaint.severity {
        Severity::Error => &codes::LAYOUT_ERROR,
        Severity::Warning => &codes::LAYOUT_WARNING,
    };
    let words = words(said);
    let near = said.strip_prefix("unexpected argument: ").and_then(|name| near_argument(project, name));
    (code, words.message, near.map_or_else(|| words.hint.to_owned(), |near| format!("did you mean `{near}`?")))
}

/// The argument of a function of the workspace's own shapes that is nearly called so.
fn near_argument<'p>(project: &'p Project, name: &str) -> Option<&'p str> {
    let texts =
        project.own_shapes.iter().filter_map(|own| project.source_files.get(own)).map(|file| file.text.as_str());
    let parameters = texts.flat_map(|text| text.split("#let ").skip(1)).filter_map(|function| {
        let (_, parameters) = function.split_once('(')?;
        Some(&parameters[..parameters.find("= ").unwrap_or(parameters.len())])
    });
    let named = parameters.flat_map(|parameters| parameters.split(['(', ',']));
    near_miss(name, named.filter_map(|parameter| parameter.split_once(':')).map(|(name, _)| name.trim()))
}

/// The text that no font can display, as the engine writes it, if that is what it complains of.
fn undisplayed(complaint: &SourceDiagnostic) -> Option<&str> {
    let (_, said) = complaint.message.split_once("the text `\"")?;
    said.split_once("\"` could not be displayed").map(|(text, _)| text)
}

/// Undoes the escapes of a string that the engine wrote: `\u{94d}`, `\"`.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        plain.push_str(before);
        let code = after.strip_prefix("u{").and_then(|code| code.split_once('}'));
        let escaped =
            code.and_then(|(code, after)| Some((char::from_u32(u32::from_str_radix(code, 16).ok()?)?, after)));
        let escaped = escaped.or_else(|| Some((after.chars().next()?, after.get(1..)?)));
        let Some((escaped, after)) = escaped else { break };
        plain.push(escaped);
        rest = after;
    }
    plain.push_str(rest);
    plain
}
