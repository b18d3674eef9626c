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
use crate::finding::{FileNumber, Finding, Place, Sources};

/// The levels of values that are looked through.
const LEVELS: usize = 12;

/// A comparison of something with a text between quotation marks.
struct Compared<'t> {
    /// What is compared, as in `item.purpose_text == "For decision"`.
    name: &'t str,
    /// Its place in the template.
    range: Range<usize>,
    /// `==`, `!=` or `in`.
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
        let message = format!("`{name}` is never equal to a text: it is words that know where they are written");
        let hint = format!("compare a text: `{name}|string {sign} …`");
        Finding::new(&codes::COMPARED_WORDS, Place::new(file, range), message).hint(hint)
    };
    compared.into_iter().filter(|(_, compared)| compared.is_of_words(&are_words)).map(finding).collect()
}

impl Compared<'_> {
    /// Returns whether what is compared is words: a label, or a value whose name stands for nothing else.
    fn is_of_words(&self, are_words: &AreWords) -> bool {
        let Some((around, name)) = self.name.rsplit_once('.') else { return true };
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
    let signs = [("==", "=="), ("!=", "!="), (" in [", "in")];
    signs.into_iter().flat_map(move |(mark, sign)| {
        text.match_indices(mark).filter_map(move |(at, _)| {
            let before = text[..at].trim_end();
            let before = if sign == "in" { before.strip_suffix(" not").unwrap_or(before).trim_end() } else { before };
            let after = text[at + mark.len()..].trim_start();
            let is_in_tag = text[..at]
                .rfind(['{', '}'])
                .is_some_and(|open| text[..open].ends_with('{') || text[open..].starts_with("{%"));
            let is_text = |c: char| matches!(c, '"' | '\'');
            let (start, end) = match (before.ends_with(is_text), after.starts_with(is_text)) {
                (false, true) => (before.len() - last_operand(before)?.len(), before.len()),
                (true, false) if sign != "in" => {
                    let start = text.len() - after.len();
                    (start, start + first_operand(after)?.len())
                }
                _ => return None,
            };
            // What a filter or a call gives is something else.
            let goes_on = text[..start].trim_end().ends_with(['|', ')', ']', '.'])
                || text[end..].trim_start().starts_with(['|', '(', '[', '~']);
            let compared = Compared { name: &text[start..end], range: start..end, sign, before: &text[..start] };
            (is_in_tag && !goes_on).then_some(compared)
        })
    })
}

fn is_of_path(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '.')
}

/// The path or label that an expression ends with.
fn last_operand(text: &str) -> Option<&str> {
    let operand = match text.strip_suffix(')') {
        Some(call) => text.get(call.rfind('(')?.checked_sub(1)?..)?,
        None => &text[text.trim_end_matches(is_of_path).len()..],
    };
    let is_whole = !text[..text.len() - operand.len()].ends_with(is_of_path);
    (is_whole && is_operand(operand)).then_some(operand)
}

/// The path or label that an expression begins with.
fn first_operand(text: &str) -> Option<&str> {
    let path = &text[..text.len() - text.trim_start_matches(is_of_path).len()];
    let operand = if path == "t" { &text[..=text.find(')')?] } else { path };
    is_operand(operand).then_some(operand)
}

/// Returns whether it is a path of several names, or a label.
fn is_operand(operand: &str) -> bool {
    let is_path = operand.contains('.') && operand.chars().all(is_of_path);
    is_path || operand.starts_with("t(\"") || operand.starts_with("t('")
}
