//! Comparisons in templates of a workspace that are never true.
//!
//! Words that templates get know where they are written, so they are no plain texts: the engine finds them equal to none, and has no
//! way to be told otherwise. It refuses to guess: a name counts only if all that templates see by it are such words.

use std::collections::BTreeMap;
use std::ops::Range;

use minijinja::value::{Value, ValueKind};

use super::scene::Scene;
use super::templates::Templates;
use super::{codes, context, value};
use crate::finding::{Finding, Place, Sources};

/// The levels of values that are looked through.
const LEVELS: usize = 12;

/// Finds comparisons of words with a text between quotation marks.
pub(super) fn never_true(templates: &Templates, scene: &Scene, sources: &Sources) -> Vec<Finding> {
    let own = templates.templates(sources).filter_map(|(name, text)| Some((templates.file(name)?, text)));
    let compared: Vec<(Place, &str, &str)> = own
        .filter(|(file, _)| sources.is_own(*file))
        .flat_map(|(file, text)| {
            comparisons(text).map(move |(range, name, sign)| (Place::new(file, range), name, sign))
        })
        .collect();
    if compared.is_empty() {
        return Vec::new();
    }
    let mut are_words: BTreeMap<String, bool> = BTreeMap::new();
    for document in scene.documents.iter() {
        collect(&context::context(&scene.seen_from(Some(document.clone()))), LEVELS, &mut are_words);
    }
    let is_of_words = |path: &str| are_words.get(path.rsplit('.').next().unwrap_or(path)) == Some(&true);
    let finding = |(place, path, sign): (Place, &str, &str)| {
        let message = format!("`{path}` is never equal to a text: it is words that know where they are written");
        Finding::new(&codes::COMPARED_WORDS, place, message).hint(format!("compare a text: `{path}|string {sign} …`"))
    };
    compared.into_iter().filter(|(_, path, _)| is_of_words(path)).map(finding).collect()
}

/// Notes for the names in a value whether all that they name are words.
fn collect(value: &Value, levels: usize, found: &mut BTreeMap<String, bool>) {
    let parts = || value.try_iter().into_iter().flatten();
    match value.kind() {
        _ if levels == 0 => {}
        ValueKind::Map => {
            for key in parts() {
                let Ok(part) = value.get_item(&key) else { continue };
                let is_nothing = part.is_none() || part.is_undefined();
                if let Some(name) = key.as_str().filter(|_| !is_nothing) {
                    let are_words = value::is_of_words(&part);
                    found.entry(name.to_owned()).and_modify(|known| *known &= are_words).or_insert(are_words);
                }
                collect(&part, levels - 1, found);
            }
        }
        ValueKind::Seq | ValueKind::Iterable => parts().for_each(|part| collect(&part, levels - 1, found)),
        _ => {}
    }
}

/// The paths in a template that are compared with a text, as `item.purpose_text` in `item.purpose_text == "For decision"`: the place of
/// each, the path, and the sign.
fn comparisons(text: &str) -> impl Iterator<Item = (Range<usize>, &str, &str)> {
    let signs = text.match_indices("==").chain(text.match_indices("!="));
    signs.filter_map(|(at, sign)| {
        let (before, after) = (text[..at].trim_end(), text[at + sign.len()..].trim_start());
        let is_in_tag = text[..at]
            .rfind(['{', '}'])
            .is_some_and(|open| text[..open].ends_with('{') || text[open..].starts_with("{%"));
        let is_of_path = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.');
        let is_text = |c: char| matches!(c, '"' | '\'');
        let (start, end) = match (before.ends_with(is_text), after.starts_with(is_text)) {
            (false, true) => (before.trim_end_matches(is_of_path).len(), before.len()),
            (true, false) => {
                let start = text.len() - after.len();
                (start, start + after.len() - after.trim_start_matches(is_of_path).len())
            }
            _ => return None,
        };
        let path = &text[start..end];
        // What a filter or a call gives is something else.
        let is_more = |rest: &str, marks: &[char]| rest.trim_start().starts_with(marks);
        let goes_on =
            text[..start].trim_end().ends_with(['|', ')', ']', '.']) || is_more(&text[end..], &['|', '(', '[', '~']);
        (path.contains('.') && is_in_tag && !goes_on).then_some((start..end, path, sign))
    })
}
