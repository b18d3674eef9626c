//! What an object is called in links to its form.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use serde_json::Value as Json;

use crate::build::{self, Lines};
use crate::finding::with_hidden_named;
use crate::read::{Kind, Shape};
use crate::workspace::{PackAddress, Workspace};

/// The keys that say what an object is, the most telling first.
const TELLING: [&str; 17] = [
    "name", "title", "text", "topic", "who", "person", "role", "what", "entity", "id", "file", "date", "at", "start",
    "status", "url", "document",
];
/// Keys of ids of people, entities and bodies: these are called by their names.
const WHO: [&str; 3] = ["who", "person", "entity"];
/// Where files have people and others by their ids.
const NAMED: [&str; 3] = ["people", "entities", "bodies"];
/// The longest label, in characters.
const LONGEST: usize = 70;

/// Signs without which Markdown is the words that are printed, at least in one line.
const MARKS: [char; 14] = ['@', '*', '_', '`', '[', ']', '\\', '<', '#', '>', '~', '&', '|', '^'];

/// The names of people, entities and bodies by their ids, and how texts of a pack are printed.
pub(super) struct Names<'w> {
    names: BTreeMap<String, String>,
    /// The language of texts in several.
    language: &'w str,
    of: (&'w Workspace, &'w PackAddress),
    /// Made when a text first needs it.
    lines: OnceCell<Option<Lines>>,
}

impl<'w> Names<'w> {
    /// The names in files; the first file that has an id counts.
    pub(super) fn of<'f>(
        of: (&'w Workspace, &'w PackAddress),
        files: impl Iterator<Item = &'f Json>,
        language: &'w str,
    ) -> Self {
        let mut names = BTreeMap::new();
        for file in files {
            let all = NAMED.iter().filter_map(|list| file[list].as_object()).flatten();
            for (id, entry) in all {
                if let Some(name) = words_of(&entry["name"], language) {
                    names.entry(id.clone()).or_insert(name);
                }
            }
        }
        Self { names, language, of, lines: OnceCell::new() }
    }

    fn called(&self, value: &Json) -> Option<String> {
        let name = |id: &str| self.names.get(id).cloned().unwrap_or_else(|| id.to_owned());
        match value {
            Json::String(id) => Some(name(id)),
            Json::Array(all) => {
                let names: Vec<String> = all.iter().filter_map(Json::as_str).map(name).collect();
                (!names.is_empty()).then(|| names.join(", "))
            }
            other => words_of(other, self.language),
        }
    }

    /// What an object is called: the first of its telling keys, in the words that are printed. Empty if nothing in it has words.
    pub(super) fn label(&self, object: &Json, shape: Option<Shape>) -> String {
        let words = |key: &str, value: &Json| {
            let words = words_of(value, self.language)?;
            let is_prose =
                shape.and_then(|shape| shape.key(key)).map(Shape::kind) == Some(Kind::Text { is_prose: true });
            Some(if is_prose { self.printed(&words) } else { words })
        };
        let called = |key: &&str| {
            let value = object.get(key)?;
            if WHO.contains(key) { self.called(value) } else { words(key, value) }
        };
        let any = || {
            let values = object.as_object().into_iter().flatten().filter(|(key, _)| !key.starts_with('$'));
            values.filter_map(|(key, value)| words(key, value)).find(|words| words.contains(char::is_alphabetic))
        };
        let label = TELLING.iter().find_map(called).or_else(any).unwrap_or_default();
        // A part that people have, and who has it.
        let role = object.get("role").and_then(|role| words_of(role, self.language)).filter(|role| *role != label);
        shortened(&role.map_or(label.clone(), |role| format!("{role}: {label}")))
    }

    /// The language in which [`Self::label`] calls an object; nothing where no language is stated.
    pub(super) fn language(&self, object: &Json) -> Option<String> {
        let said = |key: &&str| object.get(*key).filter(|value| words_of(value, self.language).is_some());
        let texts = TELLING.iter().find_map(said)?.as_object()?;
        let own = texts.contains_key(self.language).then(|| self.language.to_owned());
        own.or_else(|| texts.keys().next().cloned())
    }

    /// A text in Markdown as it is printed.
    fn printed(&self, text: &str) -> String {
        if !text.contains(MARKS) {
            return text.to_owned();
        }
        let lines = self.lines.get_or_init(|| build::lines(self.of.0, self.of.1));
        lines.as_ref().map_or_else(|| text.to_owned(), |lines| lines.line(text))
    }
}

fn words_of(value: &Json, language: &str) -> Option<String> {
    match value {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        Json::Array(all) => {
            let words: Vec<String> = all.iter().filter_map(|one| one.as_str().map(str::to_owned)).collect();
            (!words.is_empty()).then(|| words.join(", "))
        }
        Json::Object(all) => {
            all.get(language).or_else(|| all.values().next()).and_then(Json::as_str).map(str::to_owned)
        }
        _ => None,
    }
}

fn shortened(text: &str) -> String {
    let line = with_hidden_named(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}
