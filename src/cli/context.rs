//! `context`: what templates see.

use std::path::Path;

use super::args::Context;
use super::exit::Exit;
use super::report;
use crate::build;
use crate::finding::{has_errors, near_miss, quoted_list, show};
use crate::meeting::Language;
use crate::workspace::Workspace;

/// Prints what the templates of a pack see.
pub(super) fn context(args: &Context) -> Exit {
    let (workspace, packs) = match Workspace::find(Path::new("."), std::slice::from_ref(&args.pack)) {
        Ok(found) => found,
        Err(errors) => {
            report::show_find_errors(&errors);
            return Exit::WrongUse;
        }
    };
    let language = args.language.as_deref().map(Language::new);
    let seen = packs.first().map(|pack| build::context(&workspace, pack, language.as_ref()));
    let Some(build::Seen { documents, findings, sources }) = seen else { return Exit::WrongUse };
    for finding in findings.iter().filter(|finding| finding.is_error()) {
        report::complain(&format!("{}\n", show(finding, &sources, true)));
    }
    if has_errors(&findings) {
        return Exit::Problems;
    }
    match &args.document {
        None => report::say(&format!("{:#}", serde_json::Value::from(documents))),
        Some(name) => match documents.get(name) {
            Some(document) => report::say(&format!("{document:#}")),
            None => {
                let names = || documents.keys().map(String::as_str);
                let hint = match near_miss(name, names()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("there are {}", quoted_list(names()).replace(" or ", " and ")),
                };
                report::complain(&format!("error: this pack has no document `{name}`\nhint: {hint}"));
                return Exit::WrongUse;
            }
        },
    }
    Exit::Done
}
