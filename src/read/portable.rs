//! JSON that we can read and that other programs read otherwise or not at all (RFC 8259, 4 and 7).

use std::collections::{BTreeMap, BTreeSet};

use jsonc_parser::ast::{Object, StringLit, Value};
use jsonc_parser::common::Ranged;

use super::codes;
use super::json::key_place;
use super::kinds::values;
use crate::finding::{FileNumber, Finding, Place};

/// Objects with the same key twice or more often, each key once. The first counts; the starts of later ones are given back.
pub(super) fn duplicate_keys(root: &Value<'_>, file: FileNumber) -> (Vec<Finding>, BTreeSet<usize>) {
    let (mut findings, mut left_out) = (Vec::new(), BTreeSet::new());
    for object in values(root).filter_map(Value::as_object) {
        duplicates_of(object, file, &mut findings, &mut left_out);
    }
    (findings, left_out)
}

fn duplicates_of(object: &Object<'_>, file: FileNumber, findings: &mut Vec<Finding>, left_out: &mut BTreeSet<usize>) {
    // By each key, where it first stands; where it stands again, and how often it is there.
    let (mut seen, mut again) = (BTreeMap::new(), Vec::<(&str, Place, Place, usize)>::new());
    for property in &object.properties {
        let (key, place) = (property.name.as_str(), key_place(&property.name, file));
        let (first, repeated) = seen.entry(key).or_insert((place, None));
        if *first == place {
            continue;
        }
        left_out.insert(property.value.start());
        let at = *repeated.get_or_insert(again.len());
        match again.get_mut(at) {
            Some((.., number)) => *number += 1,
            None => again.push((key, place, *first, 2)),
        }
    }
    findings.extend(again.into_iter().map(|(key, place, first, number)| {
        let (often, keep) = match number {
            2 => ("twice".to_owned(), "keep one of the two"),
            _ => (format!("{number} times"), "keep one of them"),
        };
        Finding::new(&codes::DUPLICATE_KEY, place, format!("the key `{key}` is given {often}"))
            .hint(keep)
            .related(first, "first given here")
    }));
}

/// Texts in which a line break, tab or other control character stands as it is. We read them, and other programs do not.
pub(super) fn control_characters(root: &Value<'_>, text: &str, file: FileNumber) -> Vec<Finding> {
    let finding = |literal: &StringLit<'_>| {
        let written = text.get(literal.start()..literal.end())?;
        let (at, c) = written.char_indices().find(|(_, c)| *c < ' ')?;
        let (what, instead) = match c {
            '\n' | '\r' => ("a line break", "\\n"),
            '\t' => ("a tab", "\\t"),
            _ => ("a control character", "\\u…"),
        };
        let place = Place::new(file, literal.start()..literal.start() + at);
        let hint = format!("write `{instead}`: other programs do not read the file as it is");
        Some(Finding::new(&codes::CONTROL_CHARACTER, place, format!("this text has {what} in it")).hint(hint))
    };
    values(root).filter_map(Value::as_string_lit).filter_map(finding).collect()
}
