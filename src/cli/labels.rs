//! `labels`: the words that documents add of their own.

use super::exit::Exit;
use super::report;
use crate::finding::quoted_list;
use crate::workspace::{EMBEDDED_TEMPLATES, embedded};

/// Prints the label file of a language.
pub(super) fn labels(language: &str) -> Exit {
    match embedded(&format!("templates/labels/{language}.ftl")) {
        Some(file) => {
            report::say(String::from_utf8_lossy(file).trim_end());
            Exit::Done
        }
        None => {
            let names = EMBEDDED_TEMPLATES.iter().filter_map(|(path, _)| path.strip_prefix("templates/labels/"));
            let names = quoted_list(names.filter_map(|name| name.strip_suffix(".ftl")));
            report::complain(&format!(
                "error: the program has no labels for `{language}`\nhint: it has {}; a workspace adds a language by a file \
                 `templates/labels/{language}.ftl`",
                names.replace(" or ", " and ")
            ));
            Exit::WrongUse
        }
    }
}
