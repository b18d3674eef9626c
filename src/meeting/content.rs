//! The content of minutes: the part of a definition and its registry that an approval covers.
//!
//! The content is the meaning of the minutes in one language, written as lines `path: value`, and does not depend on
//! how they look. It includes **everything** that a definition states, except
//!
//! - what is not in the minutes: the content of annexes (their titles are), annotations of the agenda, what its documents are
//!   for, texts of sessions, the other documents of the pack, texts in other languages;
//! - how the minutes look and which words files put around the data: `style`, templates, label files and fonts (words that
//!   `style.labels` states are in the definition, and covered);
//! - the procedure: `status`, `history`, `silence`, terms of office, the rules of the body, for whom packs are made, what a
//!   document is that is sent out again;
//! - differences without meaning: `false`, empty lists and texts, the order of keys.
//!
//! Of the registry it takes the entries that the definition names, and those that these name. So a new field of the model
//! is covered from its first day, unless it is listed here. Whatever templates of minutes can print is covered: a
//! test changes each value of two large definitions and compares.

use std::collections::BTreeSet;

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::by_language::Variant;
use super::trees::tree;
use super::{ByLanguage, Id, Language, Markdown, Meeting, Prose, Text};
use crate::document::DocumentKind;
use crate::finding::Place;

/// Paths of a definition that an approval does not cover; `*` is any step of a path, `**` any number of steps.
const APART: &[&str] = &[
    "$schema",
    "version",
    "status",
    "history",
    "silence",
    "as_issued",
    "languages",
    "masthead/reissued_as",
    "audiences",
    "audience_titles",
    // Of the papers only the minutes count, and the list of participants where minutes refer to one.
    "pack",
    "minutes/document",
    "minutes/contents",
    "minutes/masthead/reissued_as",
    "agenda/**/annotation",
    "agenda/**/purposes",
    "sessions/*/text",
    // What the registry takes in.
    "people",
    "entities",
    "bodies",
    "documents",
    "annexes/*/draft",
    "annexes/*/notice",
    "annexes/*/footnote",
    "annexes/*/work_plan",
    "annexes/*/activity_summary",
    "annexes/*/outcome_document",
    "annexes/*/calendar",
    "annexes/*/text",
];

/// Parts of entries of the registry that an approval does not cover.
const APART_IN_REGISTRY: &[&str] = &[
    "people/*/terms",
    "bodies/*/sign_off",
    "bodies/*/audiences",
    "bodies/*/audience_titles",
    "documents/*/other_names",
];

/// The content of the minutes in one language.
#[derive(Debug, Clone)]
pub struct Content {
    /// Path and value of everything they say, in the order of the definition.
    pub lines: Vec<Line>,
}

/// One thing that minutes say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// `path: value`
    pub text: String,
    /// The place where it is written, if it is a text.
    pub place: Option<Place>,
}

impl Content {
    /// The content of the minutes of a meeting in a language.
    pub fn of(meeting: &Meeting, language: &Language) -> Self {
        let mut walk =
            Walk { language, apart: APART, lines: Vec::new(), named: BTreeSet::new(), is_part: meeting.is_part() };
        walk.take("", &meeting.trees().definition);
        for paper in &meeting.definition.pack {
            match DocumentKind::named(paper.document.as_str()) {
                DocumentKind::Minutes => walk.take("minutes", &tree(paper)),
                DocumentKind::Attendance => {
                    walk.say("attendance/elsewhere", "true", None);
                    walk.take("attendance/elsewhere/title", &tree(&paper.title));
                }
                _ => {}
            }
        }
        walk.apart = APART_IN_REGISTRY;
        walk.registry(meeting);
        Self { lines: walk.lines }
    }

    /// The procedure of the minutes in a language: history and silence procedure. Approvals do not cover it, because it
    /// continues after them; a signature does.
    pub fn of_procedure(meeting: &Meeting, language: &Language) -> Self {
        let mut walk =
            Walk { language, apart: &[], lines: Vec::new(), named: BTreeSet::new(), is_part: meeting.is_part() };
        walk.take("history", &tree(&meeting.definition.history));
        walk.take("silence", &tree(&meeting.definition.silence));
        Self { lines: walk.lines }
    }

    /// The lines without their places.
    pub fn texts(&self) -> Vec<String> {
        self.lines.iter().map(|line| line.text.clone()).collect()
    }

    /// The digest of lines: `sha256:` and the SHA-256 of them as one compact JSON array of strings.
    pub fn digest(lines: &[String]) -> String {
        let text = serde_json::to_string(lines).expect("lines are texts");
        format!("sha256:{}", hex::encode(Sha256::digest(text.as_bytes())))
    }
}

/// On the way through a definition.
struct Walk<'a> {
    language: &'a Language,
    apart: &'static [&'static str],
    lines: Vec<Line>,
    /// Ids that were named.
    named: BTreeSet<String>,
    /// True if it is what an audience gets.
    is_part: bool,
}

impl Walk<'_> {
    /// Entries of the registry that were named, and those that they name, each kind in the order of ids.
    fn registry(&mut self, meeting: &Meeting) {
        let trees = &meeting.trees().registry;
        let mut taken: Vec<(String, Vec<Line>)> = Vec::new();
        let mut open: Vec<String> = std::mem::take(&mut self.named).into_iter().collect();
        let mut seen: BTreeSet<String> = open.iter().cloned().collect();
        while let Some(id) = open.pop() {
            for (kind, entries) in trees {
                let Some(entry) = entries.get(&id) else { continue };
                let before = std::mem::take(&mut self.lines);
                let path = format!("{kind}/{id}");
                self.take(&path, entry);
                taken.push((path, std::mem::replace(&mut self.lines, before)));
            }
            let named = std::mem::take(&mut self.named);
            open.extend(named.into_iter().filter(|id| seen.insert(id.clone())));
        }
        taken.sort_by(|a, b| a.0.cmp(&b.0));
        self.lines.extend(taken.into_iter().flat_map(|(_, lines)| lines));
    }

    fn take(&mut self, path: &str, value: &Value) {
        if is_of_the_looks(path) || self.apart.iter().any(|apart| fits(apart, path)) {
            return;
        }
        match value {
            Value::Null | Value::Bool(false) => {}
            Value::Bool(true) => self.say(path, "true", None),
            Value::Number(number) => self.say(path, &number.to_string(), None),
            Value::String(text) if text.is_empty() => {}
            Value::String(text) => self.say(path, text, None),
            Value::Array(entries) => {
                for (at, entry) in entries.iter().enumerate() {
                    let id = entry.get("id").and_then(|id| id.get(Id::MARK)).and_then(Value::as_str);
                    let name = id.map_or_else(|| (at + 1).to_string(), str::to_owned);
                    self.take(&format!("{path}/{name}"), entry);
                }
            }
            Value::Object(object) => {
                if let Some(id) = object.get(Id::MARK).and_then(Value::as_str) {
                    self.named.insert(id.to_owned());
                    return self.say(path, id, None);
                }
                for mark in [Text::MARK, Prose::MARK] {
                    if let Some(variants) = object.get(mark) {
                        return self.text(path, variants, mark == Prose::MARK);
                    }
                }
                // The order of keys means nothing.
                let mut keys: Vec<&String> = object.keys().collect();
                keys.sort_unstable();
                for key in keys {
                    let path = if path.is_empty() { key.clone() } else { format!("{path}/{key}") };
                    self.take(&path, &object[key]);
                }
            }
        }
    }

    fn text(&mut self, path: &str, variants: &Value, is_prose: bool) {
        let variants: Vec<Variant> = serde_json::from_value(variants.clone()).expect("what was serialized");
        let text = ByLanguage::from(variants);
        let chosen = text.text_in(self.language);
        if is_prose {
            self.named.extend(Markdown::parse(chosen).references.into_iter().map(|reference| reference.id));
        }
        match self.is_part {
            true => self.say(path, &without_gaps(chosen), Some(chosen.place)),
            false => self.say(path, chosen, Some(chosen.place)),
        }
    }

    fn say(&mut self, path: &str, value: &str, place: Option<Place>) {
        self.lines.push(Line { text: format!("{path}: {value}"), place });
    }
}

/// A text without the blanks that stand in place of what an audience does not get: their number would say how long that is.
fn without_gaps(text: &str) -> String {
    let is_blank = |line: &&str| line.trim().is_empty();
    let lines: Vec<&str> = text.split('\n').map(|line| line.trim_end_matches('\r')).collect();
    let mut kept: Vec<&str> = Vec::with_capacity(lines.len());
    for group in lines.chunk_by(|a, b| is_blank(a) == is_blank(b)) {
        let is_gap = is_blank(&group[0]) && group.iter().any(|line| !line.is_empty());
        if is_gap {
            if let Some(before) = kept.last_mut() {
                *before = before.trim_end();
            }
            kept.push("");
        } else {
            kept.extend(group);
        }
    }
    kept.join("\n").trim_end().to_owned()
}

/// Returns whether a path is of a `style`, and not one of the words that it states.
fn is_of_the_looks(path: &str) -> bool {
    let of_body = || path.strip_prefix("bodies/").and_then(|rest| rest.split_once('/')).map(|(_, key)| key);
    let key = path.strip_prefix("style/").or_else(|| of_body()?.strip_prefix("style/"));
    key.is_some_and(|key| key != "labels" && !key.starts_with("labels/"))
}

/// Returns whether a path is the one that a pattern names.
fn fits(pattern: &str, path: &str) -> bool {
    fn steps_fit(patterns: &[&str], steps: &[&str]) -> bool {
        match (patterns, steps) {
            ([], []) => true,
            (["**", patterns @ ..], _) => (0..=steps.len()).any(|at| steps_fit(patterns, &steps[at..])),
            ([pattern, patterns @ ..], [step, steps @ ..]) => {
                (*pattern == "*" || pattern == step) && steps_fit(patterns, steps)
            }
            _ => false,
        }
    }
    // Most paths differ from most patterns in their first letters.
    let first = |text: &str| text.split('/').next().map(str::len);
    if first(pattern) != first(path) || pattern.as_bytes().first() != path.as_bytes().first() {
        return false;
    }
    steps_fit(&pattern.split('/').collect::<Vec<_>>(), &path.split('/').collect::<Vec<_>>())
}
