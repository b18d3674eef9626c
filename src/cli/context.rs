//! `context`: what templates see; `document`: what they make.

use super::approve::the_pack;
use super::args::{Context, DocumentArgs};
use super::exit::Exit;
use super::report;
use crate::build::{self, Seen};
use crate::document::DocumentKind;
use crate::finding::{did_you_mean, has_errors, near_miss, there_are};
use crate::meeting::Language;

/// Prints what the templates of a pack see.
pub(super) fn context(args: &Context) -> Exit {
    let Some((workspace, pack)) = the_pack(Some(&args.pack)) else { return Exit::IncorrectUsage };
    let language = args.language.as_deref().map(Language::new);
    let seen = build::context(&workspace, &pack, language.as_ref());
    print(&seen, args.document.as_deref(), false)
}

/// Prints the documents that templates make of a pack.
pub(super) fn document(args: &DocumentArgs) -> Exit {
    let Some((workspace, pack)) = the_pack(Some(&args.pack)) else { return Exit::IncorrectUsage };
    let language = args.language.as_deref().map(Language::new);
    let seen = build::documents(&workspace, &pack, language.as_ref());
    print(&seen, args.document.as_deref(), args.text)
}

/// Prints one document or all, unless there are errors.
fn print(seen: &Seen, name: Option<&str>, as_text: bool) -> Exit {
    let Seen { documents, texts, pending, findings, sources } = seen;
    report::show_errors(findings, sources);
    if has_errors(findings) {
        return Exit::Problems;
    }
    let is_pending = |name: &&str| pending.iter().any(|one| one == name) || *name == DocumentKind::Changes.name();
    if let Some(name) = name.filter(is_pending) {
        let (why, hint) = not_due(&DocumentKind::named(name));
        return report::misuse(&format!("the document `{name}` cannot be printed: {why}\nhint: {hint}"));
    }
    if let Some(name) = name.filter(|name| !documents.contains_key(*name)) {
        let names = || documents.keys().map(String::as_str);
        let hint = did_you_mean(near_miss(name, names()), || there_are(names()));
        return report::misuse(&format!("this pack has no document `{name}`\nhint: {hint}"));
    }
    let is_asked = |document: &str| name.is_none_or(|name| name == document);
    if as_text {
        texts.iter().filter(|(document, _)| is_asked(document)).for_each(|(_, text)| report::say(text));
    } else {
        match name.and_then(|name| documents.get(name)) {
            Some(document) => report::say(&format!("{document:#}")),
            None => report::say(&format!("{:#}", serde_json::Value::from(documents.clone()))),
        }
    }
    Exit::Done
}

/// Why a document has nothing to say, and when it has.
fn not_due(kind: &DocumentKind) -> (&'static str, &'static str) {
    match kind {
        DocumentKind::Timetable => ("there are no items and no sessions", "state `agenda` or `sessions`"),
        DocumentKind::Annexes => ("there are no annexes", "state `annexes`"),
        DocumentKind::Minutes => (
            "nothing is decided or recorded in `proceedings`",
            "state `decisions`, `proceedings`, or the status `minutes-draft`",
        ),
        DocumentKind::Decisions => ("nothing is decided", "state `decisions`"),
        DocumentKind::Summary => ("there are no decisions and no actions", "state `decisions` or `actions`"),
        DocumentKind::Register => (
            "there are no decisions, no actions and no meetings before",
            "state `previous.pack`, `decisions` or `actions`",
        ),
        DocumentKind::Resolutions => {
            ("no decision is a resolution", "state `\"kind\": \"resolution\"` of a decision that is one")
        }
        DocumentKind::Attendance => (
            "the meeting is not convened and there are no minutes, or nobody is listed",
            "state `attendance`, and the status `convened` or what was decided",
        ),
        DocumentKind::Changes | DocumentKind::Redline => (
            "a build makes it, by comparing with what was sent out",
            "once `packwright issue` has recorded that, it is in the zip",
        ),
        DocumentKind::Comments => {
            ("it is made of what reviewers send back", "write it with `packwright comments … --matrix`")
        }
        _ => ("there are no items", "state `agenda`"),
    }
}
