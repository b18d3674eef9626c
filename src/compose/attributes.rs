//! Attributes of an element in the XML that a template makes.

use std::borrow::Cow;
use std::collections::BTreeMap;

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::BytesStart;

use super::marked::{CLOSE, Mark, OPEN, TEXT};
use crate::document::{Kind, Run, Takes, Value};
use crate::finding::near_miss;

/// The attributes of an element, and what is wrong with some: where, what, and what to do.
#[derive(Default)]
pub(super) struct Found {
    pub(super) attributes: BTreeMap<Cow<'static, str>, Value>,
    pub(super) wrong: Vec<(usize, String, String)>,
}

/// Reads the attributes of an element that begins at an offset. What is empty is not there.
pub(super) fn attributes(start: &BytesStart<'_>, kind: Option<&'static Kind>, at: usize) -> Found {
    let mut found = Found::default();
    for attribute in start.attributes() {
        let Ok(attribute) = attribute else {
            let hint = "write `name=\"value\"`, each name once".to_owned();
            found.wrong.push((at, "this is no attribute, or it is there twice".to_owned(), hint));
            break;
        };
        let name = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
        // The name lies in the text of the element, which begins after its `<`.
        let at = at + 1 + (attribute.key.as_ref().as_ptr() as usize).saturating_sub(start.as_ptr() as usize);
        let raw = String::from_utf8_lossy(&attribute.value);
        let Some(kind) = kind else {
            // Those of an element of the workspace's own are names, for its shape.
            let text: String = runs(&raw).unwrap_or_default().into_iter().map(|run| run.text).collect();
            if !text.is_empty() {
                found.attributes.insert(name.into(), Value::Name(text));
            }
            continue;
        };
        match of_kind(kind, &name, &raw) {
            Ok(Some((name, value))) => drop(found.attributes.insert(name.into(), value)),
            Ok(None) => {}
            Err((message, hint)) => found.wrong.push((at, message, hint)),
        }
    }
    found
}

type Wrong = (String, String);

fn of_kind(kind: &Kind, name: &str, raw: &str) -> Result<Option<(&'static str, Value)>, Wrong> {
    let Some((name, takes)) = kind.attributes.iter().find(|known| known.0 == name) else {
        let hint = match near_miss(name, kind.attributes.iter().map(|known| known.0)) {
            Some(near) => format!("did you mean `{near}`?"),
            None if kind.attributes.is_empty() => "it has none".to_owned(),
            None => {
                let names: Vec<String> = kind.attributes.iter().map(|known| format!("`{}`", known.0)).collect();
                format!("it has {}", names.join(", "))
            }
        };
        return Err((format!("`{}` has no attribute `{name}`", kind.name), hint));
    };
    let runs = runs(raw)
        .map_err(|message| (format!("`{name}` of `{}` {message}", kind.name), "put it into the element".to_owned()))?;
    let text = || runs.iter().map(|run| run.text.as_str()).collect::<String>();
    if runs.is_empty() {
        return Ok(None);
    }
    let not = |what: &str| (format!("`{name}` of `{}` is {what}: `{}`", kind.name, text()), String::new());
    let value = match takes {
        Takes::Before | Takes::After | Takes::Unseen => Value::Words(runs),
        Takes::Name => Value::Name(text()),
        Takes::Number => match text().trim().parse::<f64>() {
            Ok(number) if number.is_finite() => Value::Number(number),
            _ => return Err(with_hint(not("not a number"), "write a number, as in `level=\"2\"`")),
        },
        Takes::Flag => match text().trim() {
            "true" => Value::Flag(true),
            "false" => return Ok(None),
            _ => return Err(with_hint(not("neither `true` nor `false`"), "write `true`, `false` or nothing")),
        },
    };
    Ok(Some((*name, value)))
}

fn with_hint(wrong: Wrong, hint: &str) -> Wrong {
    (wrong.0, hint.to_owned())
}

/// The value of an attribute as text with its origins.
fn runs(raw: &str) -> Result<Vec<Run>, &'static str> {
    let mut runs = Vec::new();
    let mut rest = raw;
    while let Some(open) = rest.find(OPEN) {
        push(&mut runs, Run::of(unescaped(&rest[..open])?));
        let marked = &rest[open + OPEN.len_utf8()..];
        let (value, after) = marked.split_once(CLOSE).ok_or("has a character of the private use area")?;
        let (origin, text) = value.split_once(TEXT).ok_or("has a character of the private use area")?;
        let text = unescaped(text)?;
        let run = match Mark::parse(origin) {
            Some(Mark::Text { place, language }) => Run { language, ..Run::at(text, place) },
            Some(Mark::Label(label)) => Run { label: Some(label), ..Run::of(text) },
            Some(Mark::Markdown { .. }) => return Err("cannot be prose, which may have several paragraphs"),
            Some(Mark::Composed) | None => Run::of(text),
        };
        push(&mut runs, run);
        rest = after;
    }
    push(&mut runs, Run::of(unescaped(rest)?));
    Ok(runs)
}

fn push(runs: &mut Vec<Run>, run: Run) {
    if !run.text.is_empty() {
        runs.push(run);
    }
}

fn unescaped(text: &str) -> Result<String, &'static str> {
    let resolve = |name: &str| if name == "nbsp" { Some("\u{a0}") } else { resolve_xml_entity(name) };
    let text = quick_xml::escape::unescape_with(text, resolve);
    text.map(Cow::into_owned).map_err(|_| "has an `&` that begins no character: write `&amp;`")
}
