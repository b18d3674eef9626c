//! Attributes of an element in the XML that a template makes.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::BytesStart;
use quick_xml::events::attributes::AttrError;

use super::marked::{CLOSE, Mark, OPEN, TEXT, behind, holds_value};
use crate::document::{Kind, Run, Takes, Value, text};
use crate::finding::{did_you_mean, near_miss, quoted_list};

/// The attributes of an element, and what is wrong with some: where, what, and what to do.
#[derive(Default)]
pub(super) struct ReadAttributes {
    pub(super) attributes: BTreeMap<Cow<'static, str>, Value>,
    pub(super) wrong: Vec<(usize, String, String)>,
}

/// The maximum number of wrong attributes of one element that are reported.
const WRONG: usize = 20;

/// Reads the attributes of an element that begins at an offset. What is empty is not there.
pub(super) fn attributes(start: &BytesStart<'_>, kind: Option<&'static Kind>, at: usize) -> ReadAttributes {
    let mut found = ReadAttributes::default();
    let mut seen = BTreeSet::new();
    // Whether one is there twice is looked up in `seen`, as the reader compares each with each.
    for attribute in start.attributes().with_checks(false) {
        if found.wrong.len() >= WRONG {
            break;
        }
        let attribute = match attribute {
            Ok(attribute) => attribute,
            Err(error) => {
                let (message, hint) = ("this is not an attribute".to_owned(), "write `name=\"value\"`".to_owned());
                found.wrong.push((at + 1 + position(&error), message, hint));
                break;
            }
        };
        let name = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
        // The name lies in the text of the element, which begins after its `<`.
        let at = at + 1 + (attribute.key.as_ref().as_ptr() as usize).saturating_sub(start.as_ptr() as usize);
        if holds_value(&name) {
            let hint = "write the name into the template".to_owned();
            found.wrong.push((at, "a value cannot be the name of an attribute".to_owned(), hint));
            break;
        }
        if !seen.insert(name.clone()) {
            found.wrong.push((at, format!("`{name}` is given twice"), "leave one out".to_owned()));
            continue;
        }
        let raw = String::from_utf8_lossy(&attribute.value);
        let read = match kind {
            Some(kind) => of_kind(kind, &name, &raw).map(|read| read.map(|(name, value)| (name.into(), value))),
            None => of_own(start, name, &raw),
        };
        match read {
            Ok(Some((name, value))) => drop(found.attributes.insert(name, value)),
            Ok(None) => {}
            Err((message, hint)) => found.wrong.push((at, message, hint)),
        }
    }
    found
}

type Wrong = (String, String);

/// A message and a hint for a value that is wrong.
type Fault = (&'static str, &'static str);

const PRIVATE: Fault = ("has a character of the private use area", "leave it out");
const PROSE: Fault = ("cannot be prose, which may have several paragraphs", "put it into the element");
const AMPERSAND: Fault = ("has an `&` that does not begin a character", "write `&amp;`");

/// An attribute of an element of the workspace's own: an argument of its function, so its name has to be one. A value of the
/// definition keeps its place, so that errors of the shape with it are reported there.
fn of_own(start: &BytesStart<'_>, name: String, raw: &str) -> Result<Option<(Cow<'static, str>, Value)>, Wrong> {
    let element = String::from_utf8_lossy(start.name().as_ref()).into_owned();
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if KEYWORDS.contains(&name.as_str()) {
        let hint = "choose another name: this is a keyword of Typst".to_owned();
        return Err((format!("`{name}` of `{element}` cannot be the name of an argument"), hint));
    }
    if !name.starts_with(|c: char| c.is_ascii_lowercase()) || !name.chars().all(is_part) {
        let hint = "begin with a small letter; go on with letters, digits and `-`".to_owned();
        return Err((format!("`{name}` of `{element}` cannot be the name of an argument"), hint));
    }
    let runs = of_runs(&element, &name, raw)?;
    let value = match name != "anchor" && runs.iter().any(|run| run.place.is_some()) {
        _ if runs.is_empty() => return Ok(None),
        true => Value::Words(runs),
        false => Value::Name(text(&runs)),
    };
    Ok(Some((name.into(), value)))
}

fn of_runs(element: &str, name: &str, raw: &str) -> Result<Vec<Run>, Wrong> {
    runs(raw).map_err(|(message, hint)| (format!("`{name}` of `{element}` {message}"), hint.to_owned()))
}

/// The place of an error in a tag.
fn position(error: &AttrError) -> usize {
    match error {
        AttrError::ExpectedEq(at)
        | AttrError::ExpectedValue(at)
        | AttrError::UnquotedValue(at)
        | AttrError::ExpectedQuote(at, _)
        | AttrError::Duplicated(at, _) => *at,
    }
}

fn of_kind(kind: &Kind, name: &str, raw: &str) -> Result<Option<(&'static str, Value)>, Wrong> {
    let Some((name, takes)) = kind.attributes.iter().find(|known| known.0 == name) else {
        let hint = match near_miss(name, kind.attributes.iter().map(|known| known.0)) {
            Some(near) => format!("did you mean `{near}`?"),
            None if kind.attributes.is_empty() => format!("leave it out: `{}` has no attributes", kind.name),
            None => {
                let names: Vec<String> = kind.attributes.iter().map(|known| format!("`{}`", known.0)).collect();
                format!("it has {}", names.join(", "))
            }
        };
        return Err((format!("`{}` has no attribute `{name}`", kind.name), hint));
    };
    let runs = of_runs(kind.name, name, raw)?;
    let text = || text(&runs);
    if runs.is_empty() {
        return Ok(None);
    }
    let not = |what: &str| (format!("`{name}` of `{}` is {what}: `{}`", kind.name, text()), String::new());
    let value = match takes {
        Takes::Before | Takes::After | Takes::Unseen => Value::Words(runs),
        Takes::Address if !leads_somewhere(&text()) => {
            return Err(with_hint(
                not("not a web or mail address"),
                "write one that begins with `https://` or `mailto:`",
            ));
        }
        Takes::Name | Takes::Address => Value::Name(text()),
        Takes::One(names) => match names.iter().find(|one| **one == text().trim()) {
            Some(one) => Value::Name((*one).to_owned()),
            None => {
                let hint = did_you_mean(near_miss(text().trim(), names.iter().copied()), || {
                    format!("it is {}", quoted_list(names.iter().copied()))
                });
                return Err((format!("`{}` has no {name} `{}`", kind.name, text()), hint));
            }
        },
        Takes::Count | Takes::Length => match text().trim().parse::<f64>() {
            Ok(number) if number.is_finite() && number >= 0.0 && (*takes == Takes::Length || number.fract() == 0.0) => {
                Value::Number(number)
            }
            Ok(_) if *takes == Takes::Count => {
                return Err(with_hint(not("not a whole number from 0 on"), &number(name)));
            }
            _ => return Err(with_hint(not("not a number from 0 on"), &number(name))),
        },
        Takes::Flag => match text().trim() {
            "true" => Value::Flag(true),
            "false" => return Ok(None),
            _ => return Err(with_hint(not("neither `true` nor `false`"), "write `true`, `false` or nothing")),
        },
    };
    Ok(Some((*name, value)))
}

/// The hint for an attribute that takes a number.
fn number(name: &str) -> String {
    format!("write a number, as in `{name}=\"2\"`")
}

/// Returns true for addresses of the web and of mail, and for files of the pack.
fn leads_somewhere(address: &str) -> bool {
    let scheme = address.split(['/', '?', '#']).next().unwrap_or_default();
    let lower = address.trim_start().to_ascii_lowercase();
    !scheme.contains(':') || ["http://", "https://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme))
}

/// Names that shapes cannot give to an argument: words of their language.
const KEYWORDS: [&str; 22] = [
    "and", "as", "auto", "break", "context", "continue", "else", "false", "for", "if", "import", "in", "include",
    "let", "none", "not", "or", "return", "set", "show", "true", "while",
];

fn with_hint(wrong: Wrong, hint: &str) -> Wrong {
    (wrong.0, hint.to_owned())
}

/// The value of an attribute as text with its origins.
fn runs(raw: &str) -> Result<Vec<Run>, Fault> {
    let mut runs = Vec::new();
    let mut rest = raw;
    while let Some(open) = rest.find(OPEN) {
        push(&mut runs, Run::of(unescaped(&rest[..open])?));
        let marked = behind(&rest[open + OPEN.len_utf8()..]);
        let (value, after) = marked.split_once(CLOSE).ok_or(PRIVATE)?;
        let (origin, text) = value.split_once(TEXT).ok_or(PRIVATE)?;
        let text = unescaped(behind(text))?;
        let run = match Mark::parse(origin) {
            Some(Mark::Markdown { .. }) => return Err(PROSE),
            mark => Run { text, ..mark.map(Mark::run).unwrap_or_default() },
        };
        push(&mut runs, run);
        rest = behind(after);
    }
    push(&mut runs, Run::of(unescaped(rest)?));
    Ok(runs)
}

fn push(runs: &mut Vec<Run>, run: Run) {
    if !run.text.is_empty() {
        runs.push(run);
    }
}

fn unescaped(text: &str) -> Result<String, Fault> {
    let resolve = |name: &str| if name == "nbsp" { Some("\u{a0}") } else { resolve_xml_entity(name) };
    let text = quick_xml::escape::unescape_with(text, resolve);
    text.map(Cow::into_owned).map_err(|_| AMPERSAND)
}
