//! Labels in a language of a workspace's own that are still the English ones.

use super::codes;
use super::label_files::label_in;
use crate::finding::{Finding, Spot, count};
use crate::workspace::embedded;

/// Labels that are no words to translate, or are never printed as such.
const NO_WORDS: [&str; 5] = ["abbreviations", "form-of-count", "list-pattern", "units", "zone-abbreviations"];

/// The number of labels that a finding names.
const NAMED: usize = 20;

/// Returns whether a label has the words of the English one, and several. One word may be the same in both languages.
pub(super) fn is_english(name: &str, text: impl Fn(&str) -> Option<String>) -> bool {
    if NO_WORDS.contains(&name) || name.starts_with("joined-") {
        return false;
    }
    let ours = embedded("templates/labels/en.ftl").and_then(|file| std::str::from_utf8(file).ok()).unwrap_or_default();
    let Some(english) = label_in(ours, name) else { return false };
    let words = |line: &str| line.split_whitespace().filter(|word| word.starts_with(char::is_alphabetic)).count();
    english.lines().any(|line| words(line) > 1) && text(name).is_some_and(|text| text == english)
}

/// That labels are English; none if there are none.
pub(super) fn to_finding(labels: &[&str], spot: Spot) -> Option<Finding> {
    if labels.is_empty() {
        return None;
    }
    let names: Vec<String> = labels.iter().take(NAMED).map(|name| format!("`{name}`")).collect();
    let more = match labels.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let are = if labels.len() == 1 { "is" } else { "are" };
    let printed = count(labels.len(), "label");
    let message = format!("{printed} that this pack uses {are} still English: {}{more}", names.join(", "));
    let hint = "translate them; `packwright labels` prints the English ones";
    Some(Finding::new(&codes::ENGLISH_LABELS, spot, message).hint(hint))
}
