//! What an object is called in links to its form.

use serde_json::Value as Json;

/// The keys that say what an object is, the most telling first.
const TELLING: [&str; 16] = [
    "title", "name", "text", "topic", "who", "person", "role", "what", "entity", "id", "file", "date", "at", "start",
    "status", "url",
];
/// The longest label, in characters.
const LONGEST: usize = 70;

/// What an object is called: the first of its telling keys, in a language if there are several.
pub(super) fn label(object: &Json, language: &str) -> String {
    let telling = TELLING.iter().filter_map(|key| object.get(key)).find_map(|value| words_of(value, language));
    let any = || object.as_object().into_iter().flatten().find_map(|(_, value)| words_of(value, language));
    shortened(&telling.or_else(any).unwrap_or_default())
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
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}
