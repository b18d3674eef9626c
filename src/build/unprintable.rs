//! Characters that no document can print are not written.

use serde_json::Value as Json;

use super::approve::Refusal;

/// Refuses a text with a character that no document can print: a control character, or what is no character at all.
fn refuse_unprintable(text: &str) -> Result<(), Refusal> {
    let is_unprintable = |c: &char| match c {
        '\n' | '\r' | '\t' => false,
        c => c.is_control() || u32::from(*c) & 0xfffe == 0xfffe || ('\u{fdd0}'..='\u{fdef}').contains(c),
    };
    match text.chars().find(is_unprintable) {
        Some(c) => Err(Refusal::of_pack(
            format!("no document can print U+{:04X}, which is in this text", u32::from(c)),
            "nothing was written; remove the character",
        )),
        None => Ok(()),
    }
}

/// The same of all texts in a value.
pub(super) fn refuse_unprintable_value(value: &Json) -> Result<(), Refusal> {
    match value {
        Json::String(text) => refuse_unprintable(text),
        Json::Array(all) => all.iter().try_for_each(refuse_unprintable_value),
        Json::Object(all) => all.values().try_for_each(refuse_unprintable_value),
        _ => Ok(()),
    }
}
