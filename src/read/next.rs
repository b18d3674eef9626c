//! The definition of the next meeting: what stays the same from one to the other, as the former definition has it written.

use std::collections::BTreeSet;

use jsonc_parser::ast::{Object, Value};
use jsonc_parser::common::Ranged;
use serde_json::{Value as Json, json};

use super::json;
use crate::meeting::{Markdown, PREVIOUS_MINUTES};

/// What is new of a meeting.
#[derive(Debug, Clone)]
pub struct NextMeeting {
    /// The id of the former pack.
    pub after: String,
    /// The title, a text or texts by language.
    pub title: Json,
    /// When it starts, as a definition has it.
    pub start: String,
    /// The zone, if it differs from that of the former meeting.
    pub zone: Option<String>,
    /// The title of the item that approves the minutes.
    pub minutes: Json,
    /// The title of the item for open actions.
    pub matters: Json,
    /// Ids that mean the same in every meeting: entries of the registry.
    pub shared: BTreeSet<String>,
}

/// Keys that a meeting has in common with the one before it, in the order in which they are written.
const KEPT: [&str; 20] = [
    "kind",
    "closed",
    "for",
    "style",
    "pack",
    "masthead",
    "audiences",
    "audience_titles",
    "languages",
    "venue",
    "chairs",
    "officers",
    "non_attribution",
    "attendance",
    "certification",
    "signatories",
    "people",
    "entities",
    "bodies",
    "documents",
];
/// Keys that it has anew, for the same audiences.
const OF_NEW: [&str; 2] = ["title", "previous"];
/// Keys of a standing item.
const OF_ITEM: [&str; 14] = [
    "for",
    "instead",
    "id",
    "title",
    "standing",
    "section",
    "consent",
    "break",
    "purpose",
    "closed",
    "minutes",
    "lead",
    "text",
    "annotation",
];
/// Keys of a participant: who it is, and not what they did.
const OF_PARTICIPANT: [&str; 10] =
    ["for", "instead", "who", "name", "entity", "affiliation", "capacity", "class", "group", "votes"];
const OF_MASTHEAD: [&str; 4] = ["distribution", "original", "lines", "order"];
const OF_TIME: [&str; 2] = ["minutes", "shown_in"];

/// The definition of the meeting after that of a text; nothing if that is no definition.
pub fn next_definition(text: &str, next: &NextMeeting) -> Option<String> {
    let Value::Object(former) = json::parse(text)? else { return None };
    let writer = Writer { text, next, ids: standing_ids(&former, &next.shared) };
    let mut keys: Vec<(String, String)> = Vec::new();
    let mut say = |key: &str, value: String| keys.push((key.to_owned(), value));
    say("$schema", writer.of(&former, "$schema").unwrap_or_else(|| json!("../meeting.schema.json").to_string()));
    say("version", "1".to_owned());
    say("title", of_json(&next.title, 1));
    writer.of(&former, "body").into_iter().for_each(|body| say("body", body));
    say("previous", of_json(&json!({ "pack": next.after }), 1));
    say("time", writer.time(&former));
    for key in KEPT {
        let value = match (key, find(&former, key)) {
            ("attendance", Some(Value::Object(attendance))) => writer.attendance(attendance),
            ("masthead", Some(Value::Object(masthead))) => writer.only(masthead, &OF_MASTHEAD, 1),
            ("for", Some(marks)) => writer.mark(marks, &[&KEPT[..], &OF_NEW].concat(), 1),
            (_, value) => value.filter(|value| writer.says_the_same(value)).map(|value| writer.source(value, 1)),
        };
        value.into_iter().for_each(|value| say(key, value));
    }
    say("agenda", writer.agenda(&former));
    let lines = keys.iter().map(|(key, value)| format!("  {}: {value}", json!(key)));
    Some(format!("{{\n{}\n}}\n", lines.collect::<Vec<_>>().join(",\n")))
}

/// A value as it is written into a definition, in a line that is indented so far.
fn of_json(value: &Json, depth: usize) -> String {
    let text = value.to_string();
    json::parse(&text).map_or(text.clone(), |value| laid_out(&text, &value, depth))
}

/// A value of a text, in lines that are not too long, whatever lines it had there.
fn laid_out(text: &str, value: &Value<'_>, depth: usize) -> String {
    match value {
        Value::Object(object) => {
            let entry = |name: &str, value| format!("{}: {}", json!(name), laid_out(text, value, depth + 1));
            let entries = object.properties.iter().map(|one| entry(one.name.as_str(), &one.value));
            block('{', &entries.collect::<Vec<_>>(), '}', depth)
        }
        Value::Array(array) => {
            let entries = array.elements.iter().map(|one| laid_out(text, one, depth + 1));
            block('[', &entries.collect::<Vec<_>>(), ']', depth)
        }
        other => text[other.start()..other.end()].to_owned(),
    }
}

fn find<'o, 'a>(object: &'o Object<'a>, key: &str) -> Option<&'o Value<'a>> {
    object.properties.iter().find(|property| property.name.as_str() == key).map(|property| &property.value)
}

fn is_standing(item: &Object<'_>) -> bool {
    matches!(find(item, "standing"), Some(Value::BooleanLit(standing)) if standing.value)
}

fn items<'o, 'a>(of: &'o Object<'a>, key: &str) -> Vec<&'o Object<'a>> {
    match find(of, key) {
        Some(Value::Array(items)) => items.elements.iter().filter_map(|item| item.as_object()).collect(),
        _ => Vec::new(),
    }
}

/// Ids that mean the same in the next meeting.
fn standing_ids(former: &Object<'_>, shared: &BTreeSet<String>) -> BTreeSet<String> {
    let mut ids = shared.clone();
    ids.insert(PREVIOUS_MINUTES.to_owned());
    for key in ["people", "entities", "bodies", "documents"] {
        if let Some(Value::Object(entries)) = find(former, key) {
            ids.extend(entries.properties.iter().map(|entry| entry.name.as_str().to_owned()));
        }
    }
    let mut open: Vec<&Object<'_>> = items(former, "agenda");
    while let Some(item) = open.pop() {
        if let Some(Value::StringLit(id)) = find(item, "id").filter(|_| is_standing(item)) {
            ids.insert(id.value.to_string());
        }
        open.extend(items(item, "items"));
    }
    ids
}

/// The minutes that an item or a meeting takes: as stated, else those of the items inside.
fn minutes_of(item: &Object<'_>) -> u32 {
    match find(item, "minutes") {
        Some(Value::NumberLit(minutes)) => minutes.value.parse().unwrap_or(0),
        _ => items(item, "items").into_iter().map(minutes_of).sum(),
    }
}

/// The minutes of an item for the last minutes or for open actions.
const FEW_MINUTES: u32 = 5;

struct Writer<'t> {
    text: &'t str,
    next: &'t NextMeeting,
    ids: BTreeSet<String>,
}

impl Writer<'_> {
    /// A value of the former definition.
    fn source(&self, value: &Value<'_>, depth: usize) -> String {
        laid_out(self.text, value, depth)
    }

    fn of(&self, object: &Object<'_>, key: &str) -> Option<String> {
        find(object, key).map(|value| self.source(value, 1))
    }

    /// Returns whether a value refers to nothing that the next meeting does not have.
    fn says_the_same(&self, value: &Value<'_>) -> bool {
        match value {
            Value::StringLit(text) if text.value.contains('@') => {
                Markdown::parse(&text.value).references.iter().all(|reference| self.ids.contains(&reference.id))
            }
            Value::Array(array) => array.elements.iter().all(|one| self.says_the_same(one)),
            Value::Object(object) => object.properties.iter().all(|one| self.says_the_same(&one.value)),
            _ => true,
        }
    }

    /// Some keys of an object, for a line that is indented so far; nothing without any.
    fn only(&self, object: &Object<'_>, keys: &[&str], depth: usize) -> Option<String> {
        let kept = object.properties.iter().filter_map(|one| {
            let key = Some(one.name.as_str()).filter(|key| keys.contains(key))?;
            Some(format!("{}: {}", json!(key), self.value(key, &one.value, keys, depth + 1)?))
        });
        let kept: Vec<String> = kept.collect();
        (!kept.is_empty()).then(|| block('{', &kept, '}', depth))
    }

    /// The value of a key of an object that keeps some; nothing if it refers to what the next meeting does not have.
    fn value(&self, key: &str, value: &Value<'_>, kept: &[&str], depth: usize) -> Option<String> {
        match key {
            "for" => self.mark(value, kept, depth),
            // What is no prose refers to nothing, whatever it looks like.
            "title" => Some(self.source(value, depth)),
            _ => self.says_the_same(value).then(|| self.source(value, depth)),
        }
    }

    fn time(&self, former: &Object<'_>) -> String {
        let mut keys = vec![format!("\"start\": {}", json!(self.next.start))];
        if let Some(Value::Object(time)) = find(former, "time") {
            let zone = self.next.zone.as_ref().map(|zone| json!(zone).to_string()).or_else(|| self.of(time, "zone"));
            let kept = OF_TIME.iter().filter_map(|key| Some(format!("{}: {}", json!(key), self.of(time, key)?)));
            keys.extend(kept);
            keys.extend(zone.map(|zone| format!("\"zone\": {zone}")));
        }
        block('{', &keys, '}', 1)
    }

    /// Those who are expected, and how they are listed and counted.
    fn attendance(&self, attendance: &Object<'_>) -> Option<String> {
        let people = items(attendance, "participants");
        let people: Vec<String> = people.into_iter().filter_map(|one| self.only(one, &OF_PARTICIPANT, 3)).collect();
        let list = (!people.is_empty()).then(|| format!("\"participants\": {}", block('[', &people, ']', 2)))?;
        let mark = find(attendance, "for").and_then(|mark| self.mark(mark, &["participants", "quorum"], 2));
        let mark = mark.map(|mark| format!("\"for\": {mark}"));
        let kept = ["by_entity", "quorum"].iter().filter_map(|key| Some((key, find(attendance, key)?)));
        let kept = kept.map(|(key, value)| format!("\"{key}\": {}", self.source(value, 2)));
        Some(block('{', &mark.into_iter().chain([list]).chain(kept).collect::<Vec<_>>(), '}', 1))
    }

    /// For whom an object is, or those of its keys that are kept.
    fn mark(&self, mark: &Value<'_>, kept: &[&str], depth: usize) -> Option<String> {
        let Value::Object(keys) = mark else { return Some(self.source(mark, depth)) };
        let first = |path: &str| path.split('.').next().unwrap_or_default().to_owned();
        let keys = keys.properties.iter().filter(|one| kept.contains(&first(one.name.as_str()).as_str()));
        let keys: Vec<String> =
            keys.map(|one| format!("{}: {}", json!(one.name.as_str()), self.source(&one.value, depth + 1))).collect();
        (!keys.is_empty()).then(|| block('{', &keys, '}', depth))
    }

    fn agenda(&self, former: &Object<'_>) -> String {
        let mut written = Vec::new();
        let mut has = Has::default();
        let mut minutes = 0;
        for item in items(former, "agenda") {
            if let Some(item_of_next) = self.item(item, 2, &mut has) {
                written.push(item_of_next);
                minutes += minutes_of(item);
            }
        }
        let whole = match find(former, "time") {
            Some(Value::Object(time)) => minutes_of(time),
            _ => 0,
        };
        let mut first = Vec::new();
        let added = usize::from(!has.minutes) + usize::from(!has.matters);
        // Where the others have times, these get some, too, if there is room.
        let is_timed =
            minutes > 0 && (whole == 0 || minutes + FEW_MINUTES * u32::try_from(added).unwrap_or(0) <= whole);
        let minutes = is_timed.then(|| format!("\"minutes\": {FEW_MINUTES}"));
        let mut add = |id: &str, title: &Json, rest: &[&str]| {
            let id = format!("\"id\": {}", json!(self.free(id)));
            let begin = [id, format!("\"title\": {}", of_json(title, 3)), "\"standing\": true".to_owned()];
            let rest = minutes.iter().cloned().chain(rest.iter().map(|one| (*one).to_owned()));
            first.push(block('{', &begin.into_iter().chain(rest).collect::<Vec<_>>(), '}', 2));
        };
        if !has.minutes {
            let documents = format!("\"documents\": [\"{PREVIOUS_MINUTES}\"]");
            add("minutes-before", &self.next.minutes, &["\"purpose\": \"decide\"", &documents]);
        }
        if !has.matters {
            add("matters-arising", &self.next.matters, &["\"follow_up\": []"]);
        }
        first.extend(written);
        block('[', &first, ']', 1)
    }

    /// An id that no standing item has.
    fn free(&self, id: &str) -> String {
        let mut ids = std::iter::once(id.to_owned()).chain((2..).map(|number| format!("{id}-{number}")));
        ids.find(|id| !self.ids.contains(id)).unwrap_or_else(|| id.to_owned())
    }

    /// A standing item, or one that has such items inside.
    fn item(&self, item: &Object<'_>, depth: usize, has: &mut Has) -> Option<String> {
        let inside: Vec<String> =
            items(item, "items").into_iter().filter_map(|one| self.item(one, depth + 2, has)).collect();
        if !is_standing(item) && inside.is_empty() {
            return None;
        }
        let mut keys: Vec<String> = Vec::new();
        for one in &item.properties {
            let key = one.name.as_str();
            let value = match (key, &one.value) {
                ("documents", Value::Array(ids)) => {
                    let ids = ids.elements.iter().filter_map(|id| Some(id.as_string_lit()?.value.to_string()));
                    let ids: Vec<String> = ids.filter(|id| self.ids.contains(id)).collect();
                    has.minutes |= ids.iter().any(|id| id == PREVIOUS_MINUTES);
                    (!ids.is_empty()).then(|| json!(ids).to_string())
                }
                ("follow_up", _) => {
                    has.matters = true;
                    Some("[]".to_owned())
                }
                (key, value) if OF_ITEM.contains(&key) => self.value(key, value, &OF_ITEM, depth + 1),
                _ => None,
            };
            keys.extend(value.map(|value| format!("{}: {value}", json!(key))));
        }
        if !inside.is_empty() {
            keys.push(format!("\"items\": {}", block('[', &inside, ']', depth + 1)));
        }
        Some(block('{', &keys, '}', depth))
    }
}

/// Standing items that an agenda has.
#[derive(Default)]
struct Has {
    minutes: bool,
    matters: bool,
}

/// The longest line into which entries are put together.
const LONGEST_LINE: usize = 110;

/// Entries between brackets, in a line that is indented so far, if they fit there, else one in a line.
fn block(opening: char, entries: &[String], closing: char, depth: usize) -> String {
    if entries.is_empty() {
        return format!("{opening}{closing}");
    }
    let space = if opening == '{' { " " } else { "" };
    let line = format!("{opening}{space}{}{space}{closing}", entries.join(", "));
    if !line.contains('\n') && 2 * depth + line.chars().count() <= LONGEST_LINE {
        return line;
    }
    let indent = "  ".repeat(depth);
    let entries: Vec<String> = entries.iter().map(|entry| format!("{indent}  {entry}")).collect();
    format!("{opening}\n{}\n{indent}{closing}", entries.join(",\n"))
}
