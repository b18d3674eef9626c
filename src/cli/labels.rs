//! `labels` and `template`: the words and the templates that the program carries along.

use super::exit::Exit;
use super::report;
use crate::finding::{did_you_mean, near_miss, quoted_and};
use crate::workspace::{EMBEDDED_TEMPLATES, embedded};

/// Prints the label file of a language.
pub(super) fn labels(language: &str) -> Exit {
    match embedded(&format!("templates/labels/{language}.ftl")) {
        Some(file) => {
            report::say(String::from_utf8_lossy(file).trim_end());
            Exit::Done
        }
        None => {
            let files = || EMBEDDED_TEMPLATES.iter().filter_map(|(path, _)| path.strip_prefix("templates/labels/"));
            let names = || files().filter_map(|name| name.strip_suffix(".ftl"));
            let near = near_miss(&language.to_lowercase(), names())
                .map(|near| format!("did you mean `{near}`? "))
                .unwrap_or_default();
            let has = format!("it has {}", quoted_and(names()));
            let adds = format!("; a workspace adds a language by a file `templates/labels/{language}.ftl`");
            let adds = if near.is_empty() { adds } else { String::new() };
            report::misuse(&format!("the program has no labels for `{language}`\nhint: {near}{has}{adds}"))
        }
    }
}

/// Prints a template, or the names of all.
pub(super) fn template(name: Option<&str>) -> Exit {
    // The page of `preview` is the same in every workspace.
    let names = || {
        let names = EMBEDDED_TEMPLATES.iter().filter_map(|(path, _)| path.strip_prefix("templates/"));
        names.filter(|name| !name.starts_with("preview/"))
    };
    let Some(name) = name else {
        names().for_each(report::say);
        return Exit::Done;
    };
    match embedded(&format!("templates/{name}")) {
        Some(file) => {
            report::say(String::from_utf8_lossy(file).trim_end());
            Exit::Done
        }
        None => {
            let hint = did_you_mean(near_miss(name, names()), || "`packwright template` lists them".to_owned());
            report::misuse(&format!("there is no template `{name}`\nhint: {hint}"))
        }
    }
}
