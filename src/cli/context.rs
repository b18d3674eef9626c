//! `context`: what templates see.

use super::approve::the_pack;
use super::args::Context;
use super::exit::Exit;
use super::report;
use crate::build;
use crate::finding::{has_errors, near_miss, quoted_list, show};
use crate::meeting::Language;

/// Prints what the templates of a pack see.
pub(super) fn context(args: &Context) -> Exit {
    let Some((workspace, pack)) = the_pack(&args.pack) else { return Exit::IncorrectUsage };
    let language = args.language.as_deref().map(Language::new);
    let build::Seen { documents, findings, sources } = build::context(&workspace, &pack, language.as_ref());
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
                return Exit::IncorrectUsage;
            }
        },
    }
    Exit::Done
}
