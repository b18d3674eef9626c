//! Comparisons in templates of a workspace that are never true.
//!
//! Words that templates get know where they are written, so they are no plain texts: the engine finds them equal to none, and has no
//! way to be told otherwise. It refuses to guess: a name counts only if all that templates see by it are such words.

use std::collections::BTreeMap;
use std::ops::Range;

use minijinja::value::{Value, ValueKind};

use super::scene::Scene;
use super::templates::Templates;
use super::undefined::is_of_path;
use super::{codes, context, value};
use crate::finding::{FileNumber, Finding, Place, Sources};

/// The levels of values that are looked through.
const LEVELS: usize = 12;

/// A comparison of something with a text between quotation marks.
struct Compared<'t> {
    /// What is compared, as in `item.purpose_text == "For decision"`.
    name: &'t str,
    /// The value or label that it is: `item.title` of `item["title"]`, and of `x` after `set x = item.title`.
    path: String,
    /// Its place in the template.
    range: Range<usize>,
    /// `==`, `!=`, `in`, or `contains` where the text comes before `in`.
    sign: &'static str,
    /// The template before it.
    before: &'t str,
}

/// For the name of a value and that of the value that it is in, whether all that is called so are words. Without the latter, all
/// that have the name, wherever they are.
type AreWords = BTreeMap<(Option<String>, String), bool>;

/// Finds comparisons of words with a text between quotation marks.
pub(super) fn never_true(templates: &Templates, scene: &Scene, sources: &Sources) -> Vec<Finding> {
    let own = templates.templates(sources).filter_map(|(name, text)| Some((templates.file(name)?, text)));
    let compared: Vec<(FileNumber, Compared<'_>)> = own
        .filter(|(file, _)| sources.is_own(*file))
        .flat_map(|(file, text)| comparisons(text).map(move |compared| (file, compared)))
        .collect();
    if compared.is_empty() {
        return Vec::new();
    }
    let mut are_words = AreWords::new();
    for document in scene.documents.iter() {
        collect(&context::context(&scene.seen_from(Some(document.clone()))), None, LEVELS, &mut are_words);
    }
    let finding = |(file, Compared { name, range, sign, .. }): (FileNumber, Compared<'_>)| {
        let (never, compare) = match sign {
            "contains" => ("is never found to contain a text", format!("… in {name}|string")),
            sign => ("is never equal to a text", format!("{name}|string {sign} …")),
        };
        let message = format!("`{name}` {never}: it is words that know where they are written");
        let hint = format!("compare a text: `{compare}`");
        Finding::new(&codes::COMPARED_WORDS, Place::new(file, range), message).hint(hint)
    };
    compared.into_iter().filter(|(_, compared)| compared.is_of_words(&are_words)).map(finding).collect()
}

impl Compared<'_> {
    /// Returns whether what is compared is words: a label, or a value whose name stands for nothing else.
    fn is_of_words(&self, are_words: &AreWords) -> bool {
        let Some((around, name)) = self.path.rsplit_once('.') else { return true };
        let holder = around.rsplit('.').next().unwrap_or(around);
        let known = |holder: Option<&str>| are_words.get(&(holder.map(str::to_owned), name.to_owned())).copied();
        // An entry of a list is called as the list is, or as the template calls it.
        let plural = [format!("{holder}s"), format!("{}ies", holder.strip_suffix('y').unwrap_or(holder))];
        let holders = std::iter::once(holder).chain(self.list_of(around)).chain(plural.iter().map(String::as_str));
        let of_holders: Vec<bool> = holders.filter_map(|holder| known(Some(holder))).collect();
        match of_holders.is_empty() {
            true => known(None) == Some(true),
            false => of_holders.iter().all(|are_words| *are_words),
        }
    }

    /// The name of the list or value that a name of the template was given to before: `agenda` in `for one in meeting.agenda`.
    fn list_of(&self, name: &str) -> Option<&str> {
        let given = [format!("for {name} in "), format!("set {name} = ")];
        let ends = given.iter().filter_map(|given| Some(self.before.rfind(given)? + given.len()));
        let from = &self.before[ends.max()?..];
        from[..from.len() - from.trim_start_matches(is_of_path).len()].rsplit('.').next()
    }
}

/// Notes for the names in a value whether all that they name are words. `holder` is the name of the value.
fn collect(value: &Value, holder: Option<&str>, levels: usize, found: &mut AreWords) {
    let parts = || value.try_iter().into_iter().flatten();
    match value.kind() {
        _ if levels == 0 => {}
        ValueKind::Map => {
            for key in parts() {
                let Ok(part) = value.get_item(&key) else { continue };
                let name = key.as_str();
                let is_nothing = part.is_none() || part.is_undefined();
                if let Some(name) = name.filter(|_| !is_nothing) {
                    let are_words = value::is_of_words(&part);
                    for holder in [None, Some(holder.unwrap_or_default().to_owned())] {
                        let entry = found.entry((holder, name.to_owned()));
                        entry.and_modify(|known| *known &= are_words).or_insert(are_words);
                    }
                }
                collect(&part, name, levels - 1, found);
            }
        }
        ValueKind::Seq | ValueKind::Iterable => parts().for_each(|part| collect(&part, holder, levels - 1, found)),
        _ => {}
    }
}

/// What a template compares with a text between quotation marks: paths such as `item.purpose_text`, and labels such as
/// `t("column-date")`.
fn comparisons(text: &str) -> impl Iterator<Item = Compared<'_>> {
    let signs = [("==", "=="), ("!=", "!="), (" in ", "in")];
    signs.into_iter().flat_map(move |(mark, sign)| {
        text.match_indices(mark).filter_map(move |(at, _)| {
            let before = text[..at].trim_end();
            let before = if sign == "in" { before.strip_suffix(" not").unwrap_or(before).trim_end() } else { before };
            let after = text[at + mark.len()..].trim_start();
            let is_in_tag = text[..at]
                .rfind(['{', '}'])
                .is_some_and(|open| text[..open].ends_with('{') || text[open..].starts_with("{%"));
            let is_text = |c: char| matches!(c, '"' | '\'');
            let is_list =
                sign == "in" && after.strip_prefix('[').is_some_and(|list| list.trim_start().starts_with(is_text));
            let is_before = is_list || sign != "in" && after.starts_with(is_text);
            let (range, sign) = match (before.ends_with(is_text), is_before) {
                (false, true) => (before.len() - last_operand(before).len()..before.len(), sign),
                (true, false) => {
                    let start = text.len() - after.len();
                    (start..start + first_operand(after).len(), if sign == "in" { "contains" } else { sign })
                }
                _ => return None,
            };
            // What is put together of several, or called, is something else.
            let goes_on = text[..range.start].trim_end().ends_with(['|', '.', '~', '+'])
                || text[range.end..].trim_start().starts_with(['|', '~', '+']);
            let is_given = text[..range.start].trim_end().ends_with("for");
            let (name, before) = (&text[range.clone()], &text[..range.start]);
            let path = path_of(name, before).filter(|_| is_in_tag && !goes_on && !is_given)?;
            Some(Compared { name, path, range, sign, before })
        })
    })
}

/// The expression that a text ends with: names, brackets with what is in them, and filters.
fn last_operand(text: &str) -> &str {
    let mut start = text.len();
    while let Some(c) = text[..start].chars().next_back() {
        start = match c {
            ')' | ']' => match opening(&text[..start]) {
                Some(open) => open,
                None => break,
            },
            c if is_of_path(c) || c == '|' => start - 1,
            _ => break,
        };
    }
    &text[start..]
}

/// The expression that a text begins with.
fn first_operand(text: &str) -> &str {
    let mut end = 0;
    while let Some(c) = text[end..].chars().next() {
        end = match c {
            '(' | '[' => match text[end..].find(if c == '(' { ')' } else { ']' }) {
                Some(close) => end + close + 1,
                None => break,
            },
            c if is_of_path(c) || c == '|' => end + 1,
            _ => break,
        };
    }
    &text[..end]
}

/// Where the bracket is opened that a text ends with.
fn opening(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    text.char_indices().rev().take(LONGEST).find_map(|(at, c)| {
        match c {
            ')' | ']' => depth += 1,
            '(' | '[' => depth -= 1,
            _ => {}
        }
        (depth == 0).then_some(at)
    })
}

/// The longest expression in brackets, in characters.
const LONGEST: usize = 500;

/// The path of several names, or the label, that an expression stands for; none if it is something else.
fn path_of(expression: &str, before: &str) -> Option<String> {
    let mut inner = expression.trim();
    if let Some((value, filter)) = inner.split_once('|') {
        // This filter gives the value itself, if there is one.
        let is_default = ["default", "d"].contains(&filter.split('(').next().unwrap_or_default().trim());
        inner = Some(value.trim()).filter(|_| is_default && !filter.contains('|'))?;
    }
    while let Some(bracketed) = inner.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
        inner = bracketed.trim();
    }
    if ["t(\"", "t('"].iter().any(|label| inner.starts_with(label)) {
        return inner.ends_with(')').then(|| inner.to_owned());
    }
    let path = inner.replace("[\"", ".").replace("['", ".").replace("\"]", "").replace("']", "");
    if path.is_empty() || !path.chars().all(is_of_path) {
        return None;
    }
    if path.contains('.') {
        return Some(path);
    }
    let given = format!("set {path} = ");
    let (_, value) = before.rsplit_once(&given)?;
    let value = value.split("%}").next()?.trim_end_matches('-').trim();
    Some(value).filter(|value| value.contains('.') && value.chars().all(is_of_path)).map(str::to_owned)
}
