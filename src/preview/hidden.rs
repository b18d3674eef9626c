//! Characters in a text that nobody sees, as a form tells them.

use serde_json::{Value as Json, json};

use crate::finding::{OF_SOFT_HYPHEN, SOFT_HYPHEN, invisible, name_of_invisible, shows_nothing, with_hidden_named};

/// The most characters that are told.
const TOLD: usize = 5;
/// The number of characters before one that say where it is.
const BEFORE: usize = 12;

/// The characters of a text that nobody sees, each once: what it is, how often it is there, and what it first stands after.
pub(super) fn hidden(text: &str) -> Json {
    let hyphens = text.match_indices(SOFT_HYPHEN).map(|(at, _)| (at, SOFT_HYPHEN, OF_SOFT_HYPHEN));
    let mut all: Vec<(usize, char, &str)> = invisible(text).chain(hyphens).collect();
    all.sort_by_key(|(at, ..)| *at);
    let mut found: Vec<(usize, char, &str, usize)> = Vec::new();
    for (at, c, what) in all {
        match found.iter_mut().find(|(_, other, ..)| *other == c) {
            Some((.., count)) => *count += 1,
            None => found.push((at, c, what, 1)),
        }
    }
    let told = found.iter().take(TOLD).map(|(at, c, what, count)| {
        let before: Vec<char> = text[..*at].chars().rev().take_while(|c| *c != '\n').take(BEFORE).collect();
        let before: String = before.into_iter().rev().collect();
        json!({ "name": name_of_invisible(*c, what), "count": count, "after": with_hidden_named(&before) })
    });
    json!({
        "told": told.collect::<Vec<_>>(),
        "more": found.len().saturating_sub(TOLD),
        "nothing": !text.trim().is_empty() && shows_nothing(text),
    })
}
