//! Blanks between the values of a file that JSON does not have, and characters that nobody sees there: pasted with what is around
//! them. They are read as spaces, and reported, because other programs refuse the file.

use std::ops::Range;

use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged;

use super::codes;
use super::kinds::values;
use crate::finding::{FileNumber, Finding, Place, foreign_blank, name_of_invisible};

/// One finding for all such characters of a file, at the first of them. `written` is the text as it was before anything was
/// corrected.
pub(super) fn foreign_blanks(root: &Value<'_>, written: &str, file: FileNumber) -> Option<Finding> {
    let mut found = Vec::new();
    let mut from = 0;
    let end = written.len()..written.len();
    for text in texts(root).into_iter().chain([end]) {
        let gap = written.get(from..text.start).unwrap_or_default();
        found.extend(gap.char_indices().filter_map(|(at, c)| Some((from + at, c, foreign_blank(c)?))));
        from = text.end;
    }
    let (at, c, what) = *found.first()?;
    let more = match found.len() - 1 {
        0 => String::new(),
        more => format!(", and {more} more of its kind"),
    };
    let message = format!("there is {}, between values{more}", name_of_invisible(c, what));
    let hint = "put a space in its place: other programs do not read the file as it is";
    Some(Finding::new(&codes::CONTROL_CHARACTER, Place::new(file, at..at + c.len_utf8()), message).hint(hint))
}

/// Where texts and keys stand, in their order.
fn texts(root: &Value<'_>) -> Vec<Range<usize>> {
    let keys = values(root).filter_map(Value::as_object).flat_map(|object| &object.properties);
    let keys = keys.map(|property| property.name.start()..property.name.end());
    let texts = values(root).filter_map(Value::as_string_lit).map(|text| text.start()..text.end());
    let mut texts: Vec<_> = keys.chain(texts).collect();
    texts.sort_by_key(|range| range.start);
    texts
}

/// Puts spaces in place of such characters where the parser stopped at one; nothing is moved. Says whether it did.
pub(super) fn blank_out(text: &mut String, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    let length = rest.char_indices().find(|(_, c)| foreign_blank(*c).is_none()).map_or(rest.len(), |(end, _)| end);
    if length > 0 {
        text.replace_range(at..at + length, &" ".repeat(length));
    }
    length > 0
}
