//! `responses.json`: what is answered to comments, typed by people. Entries are added to it; nothing else in it changes.

use std::collections::BTreeSet;

use jsonc_parser::ast::{Object, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, parse_to_ast};

use crate::workspace::STRICT_JSON;

#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) id: String,
    /// Whose it is, and a few of its words.
    pub(super) about: String,
}

/// The text of the file with an empty entry for each of `entries` that it does not have, after the entry that comes before it among
/// these. Every other byte stays. `None` if nothing is to be added, or the text is no JSON.
pub(super) fn with_entries(former: Option<&str>, schema: &str, entries: &[Entry]) -> Option<String> {
    let Some(former) = former.filter(|text| !text.trim_matches(['\u{feff}', ' ', '\r', '\n', '\t']).is_empty()) else {
        let all = written(entries.iter(), "\n").join(",\n");
        return Some(format!("{{\n  \"$schema\": {},\n  \"responses\": {{\n{all}\n  }}\n}}\n", quoted(schema)));
    };
    let mark = former.len() - former.trim_start_matches('\u{feff}').len();
    let parsed = parse_to_ast(&former[mark..], &CollectOptions::default(), &STRICT_JSON).ok()?;
    let Some(Value::Object(root)) = parsed.value else { return None };
    let end = if former.contains("\r\n") { "\r\n" } else { "\n" };
    let there = root.properties.iter().find(|property| property.name.as_str() == "responses");
    let mut added: Vec<(usize, String)> = match there.map(|property| &property.value) {
        Some(Value::Object(responses)) => insertions(responses, entries, end),
        Some(_) => return None,
        None => {
            let all = written(entries.iter(), end).join(&format!(",{end}"));
            let comma = if root.properties.is_empty() { "" } else { "," };
            vec![(root.range.start + 1, format!("{end}  \"responses\": {{{end}{all}{end}  }}{comma}"))]
        }
    };
    added.retain(|(_, text)| !text.is_empty());
    if added.is_empty() {
        return None;
    }
    let (mut text, mut from) = (former[..mark].to_owned(), 0);
    for (at, more) in added {
        text.push_str(&former[mark + from..mark + at]);
        text.push_str(&more);
        from = at;
    }
    text.push_str(&former[mark + from..]);
    Some(text)
}

/// What is added to an object, and the bytes before which it is.
fn insertions(responses: &Object<'_>, entries: &[Entry], end: &str) -> Vec<(usize, String)> {
    let known: BTreeSet<&str> = responses.properties.iter().map(|property| property.name.as_str()).collect();
    let position = |id: &str| responses.properties.iter().position(|property| property.name.as_str() == id);
    // Those that follow the same entry, in their order.
    let mut groups: Vec<(Option<usize>, Vec<&Entry>)> = vec![(None, Vec::new())];
    for entry in entries {
        match known.contains(entry.id.as_str()) {
            true => groups.push((position(&entry.id), Vec::new())),
            false => groups.last_mut().into_iter().for_each(|(_, group)| group.push(entry)),
        }
    }
    let added = |(after, group): (Option<usize>, Vec<&Entry>)| {
        let all = written(group.into_iter(), end);
        if all.is_empty() {
            return (0, String::new());
        }
        let separator = format!(",{end}");
        match after.and_then(|at| responses.properties.get(at)) {
            Some(before) => (before.value.end(), format!("{separator}{}", all.join(&separator))),
            None if responses.properties.is_empty() => {
                (responses.range.start + 1, format!("{end}{}{end}  ", all.join(&separator)))
            }
            None => (responses.range.start + 1, format!("{end}{},", all.join(&separator))),
        }
    };
    let mut all: Vec<(usize, String)> = groups.into_iter().map(added).collect();
    all.sort_by_key(|(at, _)| *at);
    all
}

/// Entries as they are written, each without a comma.
fn written<'a>(entries: impl Iterator<Item = &'a Entry>, end: &str) -> Vec<String> {
    let one = |entry: &Entry| {
        let (id, about) = (quoted(&entry.id), quoted(&entry.about));
        format!("    {id}: {{{end}      \"about\": {about},{end}      \"response\": \"\"{end}    }}")
    };
    entries.map(one).collect()
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
