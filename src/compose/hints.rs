//! Hints: what to write instead of an unknown element, and what an element needs.

use std::collections::BTreeSet;

use super::marked::holds_value;
use crate::document::{KINDS, kind};
use crate::finding::{did_you_mean, near_miss, similarity};

/// Elements of HTML that have other names here, and what to write.
const OF_HTML: &[(&str, &str)] = &[
    ("b", "write `strong`"),
    ("blockquote", "write `quote`"),
    ("del", "write `s`"),
    ("div", "remove it: blocks need nothing around them; or define an element of your own"),
    ("h1", "write `<heading level=\"1\">`"),
    ("h2", "write `<heading level=\"1\">`"),
    ("h3", "write `<heading level=\"2\">`"),
    ("h4", "write `<heading level=\"3\">`"),
    ("hr", "remove it: headings separate sections"),
    ("i", "write `em`"),
    ("img", "write `image`"),
    ("header", "remove it: `parts/masthead.xml.j2` is the head of a document"),
    ("ol", "write `<list kind=\"ordered\">`"),
    ("para", "write `p`"),
    ("paragraph", "write `p`"),
    ("section", "remove it: headings separate sections"),
    ("span", "remove it, or write `strong`, `em` or `minor`"),
    ("tbody", "remove it: rows are directly in the table"),
    ("td", "write `cell`"),
    ("th", "write `col`, in the table before its first row"),
    ("thead", "remove it: `col`s are the headings of a table"),
    ("tr", "write `row`"),
    ("ul", "write `list`"),
];

/// Attributes without which an element means nothing.
pub(super) const NEEDED: &[(&str, &str)] = &[
    ("anchor", "name"),
    ("heading", "level"),
    ("image", "src"),
    ("item-heading", "level"),
    ("page-number", "of"),
    ("picture", "src"),
];

/// A message and a hint for an element that neither the vocabulary has nor the shapes of the workspace, `own`.
pub(super) fn unknown(name: &str, own: &BTreeSet<String>) -> (String, String) {
    if holds_value(name) {
        return ("a value cannot be the name of an element".to_owned(), "write the name into the template".to_owned());
    }
    let lower = name.to_ascii_lowercase();
    let message = format!("there is no element `{name}`");
    if let Some((_, hint)) = OF_HTML.iter().find(|(theirs, _)| *theirs == lower) {
        return (message, (*hint).to_owned());
    }
    if kind(&lower).is_some() {
        return (message, format!("write `{lower}`, in small letters"));
    }
    let names = KINDS.iter().map(|kind| kind.name).chain(own.iter().map(String::as_str));
    // Names of two words are those of elements of one's own; ours are seldom what is meant.
    let near = near_miss(name, names).or_else(|| KINDS.iter().map(|kind| kind.name).find(|ours| is_slip(name, ours)));
    let near = near.filter(|near| name.contains('-') == near.contains('-'));
    let hint = did_you_mean(near, || {
        format!(
            "`templates/README.md` lists the elements; to define your own, write a function `#let {name}(…)` in a file \
             of `templates/shape/`"
        )
    });
    (message, hint)
}

/// Returns whether one name is written for another: nearly it or, where it is short, with one letter wrong or two exchanged.
pub(super) fn is_slip(typed: &str, meant: &str) -> bool {
    let is_of_one_letter = || typed.len() == meant.len() && strsim::osa_distance(typed, meant) == 1;
    similarity(typed, meant).is_some() || typed.len() > 2 && is_of_one_letter()
}

/// Returns true if a tag has a name; the rest of it is for the vocabulary to know.
pub(super) fn is_name(name: &[u8]) -> bool {
    name.first().is_some_and(|first| first.is_ascii_alphabetic() || *first > 127)
}

/// The hint for a `<` after which no name begins.
pub(super) fn no_element(after: &[u8]) -> String {
    let after = String::from_utf8_lossy(after);
    let name = after.trim_start().split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next().unwrap_or_default();
    match kind(name) {
        Some(_) => format!("write `&lt;`; or `<{name}`, without a blank, if the element is meant"),
        None => "write `&lt;`".to_owned(),
    }
}
