//! Label files as they are written, and what is wrong with them.

use std::collections::BTreeMap;

use fluent_bundle::FluentError;
use fluent_bundle::resolver::ResolverError;
use fluent_bundle::resolver::errors::ReferenceKind;

use super::codes;
use crate::finding::{FileNumber, Finding, Place};

/// A message and a hint.
pub(super) type Fault = (String, String);

/// The text before the first `=` of each line of a label file, and the place of the line.
pub(super) fn labels_in(text: &str) -> impl Iterator<Item = (&str, std::ops::Range<usize>)> {
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        let (name, _) = line.split_once('=')?;
        Some((name.trim_end(), start..start + line.trim_end().len()))
    })
}

/// What a label file says for a label, as it is written there.
pub(super) fn label_in(file: &str, name: &str) -> Option<String> {
    let (_, place) = labels_in(file).find(|(label, _)| *label == name)?;
    let (_, begins) = file[place.clone()].split_once('=')?;
    let goes_on = |line: &&str| line.starts_with([' ', '\t', '}', '*', '[']);
    let further = file[place.end..].lines().skip(1).take_while(goes_on);
    Some(std::iter::once(begins).chain(further).map(str::trim).collect::<Vec<_>>().join("\n"))
}

/// What is wrong with a label file although it can be parsed: labels that are given twice, and a direction that is none.
pub(super) fn faults(text: &str, file: FileNumber) -> Vec<Finding> {
    let is_name = |name: &str| name.starts_with(|c: char| c.is_ascii_alphabetic());
    let mut first: BTreeMap<&str, Place> = BTreeMap::new();
    let mut findings = Vec::new();
    for (name, line) in labels_in(text).filter(|(name, _)| is_name(name)) {
        let place = Place::new(file, line.start..line.start + name.len());
        if let Some(first) = first.get(name) {
            let message = format!("the label `{name}` is given twice");
            let finding = Finding::new(&codes::BAD_LABELS, place, message).hint("keep one of the two");
            findings.push(finding.related(*first, "first given here"));
        }
        first.entry(name).or_insert(place);
        let words = text[line.clone()].split_once('=').map_or("", |(_, words)| words.trim());
        if name == "direction" && !["ltr", "rtl"].contains(&words) {
            let message = format!("`{words}` is not a direction of lines");
            let hint = "write `ltr` if lines begin on the left, and `rtl` if they begin on the right";
            findings.push(Finding::new(&codes::BAD_LABELS, Place::new(file, line), message).hint(hint));
        }
    }
    findings
}

/// Returns whether a place is the end of a choice of forms of which none is for all other cases.
pub(super) fn lacks_default(text: &str, at: usize) -> bool {
    let (Some(before), Some(after)) = (text.get(..at), text.get(at..)) else { return false };
    let forms = before.rfind("->").map(|from| &before[from..]);
    forms.is_some_and(|forms| forms.contains('[') && !forms.contains("*[")) && after.trim_start().starts_with('}')
}

/// What is wrong with a label that could not be filled in; `text` is what would be printed.
pub(super) fn fault(label: &str, error: &FluentError, text: &str) -> Fault {
    match error {
        FluentError::ResolverError(ResolverError::Cyclic) => (
            format!("the label `{label}` refers to itself"),
            format!("write `{{ ${label} }}` if a value of this name is meant"),
        ),
        FluentError::ResolverError(ResolverError::Reference(ReferenceKind::Function { id })) => (
            format!("the label `{label}` uses a function that does not exist: `{id}`"),
            "remove it: labels have the functions `BEGINS`, `ENDS` and `SMALL`".to_owned(),
        ),
        _ => (
            format!("the label `{label}` uses a value that it does not get: `{text}`"),
            format!("use the names that `packwright labels` shows for `{label}`"),
        ),
    }
}
