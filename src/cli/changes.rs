//! `changes`: lists what differs between two zips of a pack.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::args::{ChangesArgs, VerifyFormat};
use super::exit::Exit;
use super::report;
use super::verify::read;
use crate::build;
use crate::changes::{self, Legend, Mismatch};
use crate::compose::{self, General};
use crate::edition::Changes;
use crate::finding::{Code, Finding, ReportedFinding, Sources, Spot, quoted_some};
use crate::meeting::Language;
use crate::pack::{self, Fault, File, Opened};
use crate::workspace::write_whole;

/// Compares two zips and prints what changed.
pub(super) fn changes(args: &ChangesArgs) -> Exit {
    let (Some(old), Some(new)) = (read(&args.old), read(&args.new)) else { return Exit::IncorrectUsage };
    let (old, new) = match (opened(&args.old, &old), opened(&args.new, &new)) {
        (Ok(old), Ok(new)) => (old, new),
        (old, new) => {
            return refuse(&[old.err(), new.err()].into_iter().flatten().flatten().collect::<Vec<_>>(), args.format);
        }
    };
    let found = match changes::compare(&old, &new) {
        Ok(found) => found,
        Err(mismatch) => {
            return refuse(&[finding(&args.new, code_of(&mismatch), mismatch.to_string())], args.format);
        }
    };
    if let Some(path) = &args.redline
        && let Err(exit) = write_redlines(path, &old, &new)
    {
        return exit;
    }
    match args.format {
        VerifyFormat::Human if found.is_empty() => report::tell(&unchanged(&old, &new)),
        VerifyFormat::Human => report::tell(&changes::in_words(&found)),
        VerifyFormat::Json => report::say(&format!("{:#}", in_json(&old, &new, &found))),
    }
    Exit::Done
}

/// Says that no words changed, and what is not the same all the same.
fn unchanged(old: &Opened, new: &Opened) -> String {
    match others(old, new).as_slice() {
        [] => "nothing changed".to_owned(),
        others => format!(
            "no words changed, but not the same in both are {}: they were made anew, or changed by somebody; \
             `packwright verify` says whether a signed pack was changed",
            quoted_some(others.iter().map(String::as_str))
        ),
    }
}

/// The files that are not the same, and what the manifest states otherwise. Signatures make no other file of minutes.
fn others(old: &Opened, new: &Opened) -> Vec<String> {
    fn files(opened: &Opened) -> BTreeMap<&str, &[u8]> {
        let unsigned = |file: &File| opened.files.get(&file.path)?.get(..file.unsigned.as_ref()?.size);
        let minutes = opened.manifest.files.iter().filter_map(|file| Some((file.path.as_str(), unsigned(file)?)));
        opened.files.iter().map(|(path, content)| (path.as_str(), &content[..])).chain(minutes).collect()
    }
    let stated = |opened: &Opened| json!(opened.manifest).as_object().cloned().unwrap_or_default();
    let mut others = unlike(&files(old), &files(new));
    let (before, now) = (stated(old), stated(new));
    let of_files = |key: &str| ["tool", "files", "inputs", "seals"].contains(&key);
    let stated = unlike(&before.iter().collect(), &now.iter().collect());
    others.extend(stated.into_iter().filter(|key| !of_files(key)).map(|key| format!("manifest.json: {key}")));
    others
}

/// The keys whose values are not the same.
fn unlike<K: Ord + ToString, V: PartialEq>(before: &BTreeMap<K, V>, now: &BTreeMap<K, V>) -> Vec<String> {
    let keys: BTreeSet<&K> = before.keys().chain(now.keys()).collect();
    keys.into_iter().filter(|key| before.get(*key) != now.get(*key)).map(ToString::to_string).collect()
}

/// Writes the page for browsers of each language, with all words marked that changed.
fn write_redlines(path: &Path, old: &Opened, new: &Opened) -> Result<(), Exit> {
    if path.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("html")) {
        return Err(report::misuse(&format!(
            "the redline cannot be written to `{}`\nhint: it is a page for browsers: name a file that ends in .html",
            path.display()
        )));
    }
    let pages = changes::marked_pages(old, new, legend).unwrap_or_default();
    if pages.is_empty() {
        report::complain(
            "error: no redline was written: the two packs have no language in common\nhint: name two zips with a page of the same language",
        );
        return Err(Exit::Problems);
    }
    let is_alone = pages.len() == 1;
    for (language, page) in pages {
        let path = if is_alone { path.to_owned() } else { beside(path, &language) };
        if let Err(why) = write_whole(&path, page.as_bytes()) {
            return Err(report::misuse(&format!("{why}\nhint: {}", why.hint("name another file with `--redline`"))));
        }
        report::complain(&format!("→ {}", path.display()));
    }
    Ok(())
}

/// The file of a language: `redline.fr.html` for `redline.html`.
fn beside(path: &Path, language: &str) -> PathBuf {
    let tag: String = language.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    path.with_extension(format!("{tag}.html"))
}

/// What stands around marks, in the language of the page if the program has labels for it.
fn legend(language: &str) -> Option<Legend> {
    const LABELS: [&str; 3] = ["changes-marked-between", "redline-moved-from", "redline-moved-to"];
    let general = |language: &str| compose::general(&Language::new(language), &LABELS);
    let General { mut words, is_right_to_left, look, style } = general(language).or_else(|| general("en"))?;
    let moved = words.split_off(1);
    Some(Legend { marks: words.pop()?, moved, is_right_to_left, look, style })
}

/// Opens a zip as a pack; the findings say why it cannot be trusted.
fn opened(path: &Path, zip: &[u8]) -> Result<Opened, Vec<Finding>> {
    let opening = pack::open(zip);
    let faults: Vec<&Fault> = opening.faults.iter().filter(|fault| changes::is_doubtful(fault)).collect();
    let of_fault = |fault: &&Fault| {
        let code = match fault {
            Fault::OtherVersion(_) => &build::OTHER_VERSION,
            _ => &build::DAMAGED_PACK,
        };
        finding(path, code, fault.to_string())
    };
    match opening.opened {
        Some(opened) if faults.is_empty() => Ok(opened),
        _ => Err(faults.iter().map(of_fault).collect()),
    }
}

fn code_of(mismatch: &Mismatch) -> &'static Code {
    match mismatch {
        Mismatch::OtherMeeting(..) | Mismatch::OtherTitle(..) => &build::OTHER_MEETING,
        Mismatch::OtherAudience(..) => &build::OTHER_AUDIENCE,
    }
}

fn finding(path: &Path, code: &'static Code, message: String) -> Finding {
    let hint = match code.name {
        "other-version" => "use the version of packwright that made it, or a later one",
        "damaged-pack" => "ask for the zip again; `packwright verify` lists all that is wrong with it",
        "other-meeting" => "name two zips of the same pack",
        _ => "name two zips for the same audience",
    };
    Finding::new(code, Spot::File(path.display().to_string()), message).hint(hint)
}

/// Says why the zips are not compared, in the form that was asked for: `{"version": 1, "tool", "findings": […]}`, each as `check` gives
/// them to programs.
fn refuse(findings: &[Finding], format: VerifyFormat) -> Exit {
    let sources = Sources::new("");
    match format {
        VerifyFormat::Human => report::show_errors(findings, &sources),
        VerifyFormat::Json => {
            let findings = findings.iter().map(|finding| ReportedFinding::new(finding, &sources).to_json().into());
            let findings: Vec<Value> = findings.collect();
            let tool = env!("CARGO_PKG_VERSION");
            report::say(&format!("{:#}", json!({ "version": 1, "tool": tool, "findings": findings })));
        }
    }
    Exit::Problems
}

/// `{"version": 1, "tool", "pack", "title", "languages", "editions": [{"language", "changes": […], "numbers": […]}], "files": […],
/// "others": […]}`: the last are all files that are not the same. New keys may be added without a new version.
fn in_json(old: &Opened, new: &Opened, found: &Changes) -> Value {
    json!({
        "version": 1,
        "tool": env!("CARGO_PKG_VERSION"),
        "pack": old.manifest.pack,
        "title": old.manifest.title,
        "audience": old.manifest.audience,
        "languages": found.languages,
        "editions": found.editions,
        "files": found.files,
        "others": others(old, new),
    })
}
