//! Names in templates that are not defined: which of an expression it is, and what may be meant.

use std::collections::BTreeSet;

use minijinja::Value;
use minijinja::value::ValueKind;

use crate::finding::{did_you_mean, near_miss};

const HINT: &str = "correct the name; test with `is defined` if it may be absent";

/// The levels of values whose names are collected.
const LEVELS: usize = 12;

/// The message and the hint for an expression of a template that is not defined, where the template sees `context`.
pub(super) fn undefined(expression: &str, template: &str, context: Option<&Value>) -> (String, String) {
    let path = &expression[..expression.len() - expression.trim_start_matches(is_of_path).len()];
    let names: Vec<&str> = path.split('.').collect();
    let Some((at, known)) = context.and_then(|context| first_unknown(&names, template, context)) else {
        let message = match path {
            "" => "this name is not defined here".to_owned(),
            path => format!("`{path}` is not defined here"),
        };
        return (message, HINT.to_owned());
    };
    let hint = did_you_mean(near_miss(names[at], known.iter().map(String::as_str)), || HINT.to_owned());
    (format!("`{}` is not defined here", names[..=at].join(".")), hint)
}

/// The position of the first of the names that there is not, and those that there are in its place; none if this is not known.
fn first_unknown(names: &[&str], template: &str, context: &Value) -> Option<(usize, BTreeSet<String>)> {
    let mut value = context.clone();
    for (at, name) in names.iter().enumerate() {
        let next = value.get_attr(name).ok().filter(|next| !next.is_undefined());
        match next {
            Some(next) => value = next,
            // A name that the template gave itself is some value of those that it sees.
            None if at == 0 && is_given(name, template) => {
                let mut all = BTreeSet::new();
                collect(context, LEVELS, &mut all);
                let unknown = names.iter().skip(1).position(|name| !all.contains(*name))?;
                return Some((unknown + 1, all));
            }
            None => {
                let mut known = BTreeSet::new();
                collect(&value, 1, &mut known);
                return Some((at, known));
            }
        }
    }
    None
}

/// Returns whether a template gives a name to something: in a loop, by `set`, or as the argument of a macro.
fn is_given(name: &str, template: &str) -> bool {
    let is_whole = |at: usize| {
        let after = &template[at + name.len()..];
        let tag = template[..at].rfind("{%").map(|open| template[open + 2..at].trim_start_matches(['-', '+', ' ']));
        let gives = |tag: &str| ["for ", "set ", "macro ", "with "].iter().any(|word| tag.starts_with(word));
        tag.is_some_and(|tag| gives(tag) && !tag.contains("%}")) && !after.starts_with(is_of_path)
    };
    template.match_indices(name).any(|(at, _)| is_whole(at))
}

fn collect(value: &Value, levels: usize, names: &mut BTreeSet<String>) {
    let parts = || value.try_iter().into_iter().flatten();
    match value.kind() {
        _ if levels == 0 => {}
        ValueKind::Map => {
            for key in parts() {
                names.extend(key.as_str().map(str::to_owned));
                if let Ok(part) = value.get_item(&key) {
                    collect(&part, levels - 1, names);
                }
            }
        }
        ValueKind::Seq | ValueKind::Iterable => parts().for_each(|part| collect(&part, levels - 1, names)),
        _ => {}
    }
}

/// Returns whether a character can stand in the path of a value.
pub(super) fn is_of_path(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '.')
}
