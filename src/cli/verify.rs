//! `verify`: whether a pack is what it says.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::args::{Verify, VerifyFormat};
use super::exit::Exit;
use super::report;
use crate::build::{self, Owners};
use crate::finding::{Sources, count, near_miss};
use crate::meeting::Meeting;
use crate::pack::{self, Opening};
use crate::sign::Certificate;
use crate::verify::{self, Check, Report, State, Subject, VerifyOptions};
use crate::workspace::{Found, PackAddress, Workspace, is_there, read_file};

/// Examines a zip and prints the report.
pub(super) fn verify(args: &Verify) -> Exit {
    let Some(zip) = read(&args.zip) else { return Exit::IncorrectUsage };
    if zip.starts_with(b"%PDF") {
        return report::misuse(&format!(
            "`{}` is a PDF, not a pack\nhint: ask for the zip that it is from; PDF readers show the signatures of a PDF",
            args.zip.display()
        ));
    }
    let Some(trusted) = trusted(&args.trust) else { return Exit::IncorrectUsage };
    let opening = pack::open(&zip);
    let definition = match definition(args, &opening) {
        Ok(definition) => definition,
        Err(exit) => return exit,
    };
    let (definition, owners) = definition.map_or_else(Default::default, |(meeting, owners)| (Some(meeting), owners));
    // Who only asks whether a zip is as it was made does not ask for what has become of its definition.
    let definition = definition.filter(|_| !args.untrusted || args.definition.is_some());
    let options = VerifyOptions { trusted, owners, definition: definition.as_ref(), without_standards: false };
    let mut found = verify::examine(&opening, &options);
    if let Some(path) = &args.extract {
        let Some(extract) = read(path) else { return Exit::IncorrectUsage };
        verify::compare(&opening, &pack::open(&extract), &mut found);
    }
    match args.format {
        VerifyFormat::Human => report::tell(&in_words(&args.zip, &found)),
        VerifyFormat::Json => report::say(&format!("{:#}", in_json(&found))),
    }
    match found.wrong() {
        0 if found.is_vouched_for() || args.untrusted => Exit::Done,
        0 => Exit::NotVouchedFor,
        _ => Exit::Problems,
    }
}

/// Certificates in files that were named on the command line; none if one cannot be read, which is reported.
pub(super) fn trusted(paths: &[PathBuf]) -> Option<Vec<Certificate>> {
    let mut trusted = Vec::new();
    for path in paths {
        match Certificate::read_all(&read(path)?) {
            Ok(certificates) => trusted.extend(certificates),
            Err(problem) => {
                report::complain(&format!("error: `{}`: {problem}\nhint: {}", path.display(), problem.hint));
                return None;
            }
        }
    }
    Some(trusted)
}

/// A file that was named on the command line; none if it cannot be read, which is reported.
pub(super) fn read(path: &Path) -> Option<Vec<u8>> {
    match read_file(path) {
        Ok(content) => Some(content),
        Err(why) => {
            let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let files = if is_there(path) { Vec::new() } else { crate::workspace::folder_names(folder) };
            let built = PathBuf::from(format!("out/{name}.zip"));
            let hint = match near_miss(&name, files.iter().map(String::as_str)) {
                _ if path == Path::new(&*name) && is_there(&built) => format!("did you mean `{}`?", built.display()),
                Some(near) => format!("did you mean `{}`?", path.with_file_name(near).display()),
                None if is_there(&path.join("meeting.json")) => {
                    "name a file; the zip of a pack is in `out/`".to_owned()
                }
                None if path.is_dir() => "name a file in it".to_owned(),
                None if path.extension().is_some_and(|ending| ending == "zip") => {
                    "name a file that exists; the zip of a pack is in `out/`".to_owned()
                }
                None => "name a file that exists".to_owned(),
            };
            report::complain(&format!("error: `{}` cannot be read: {why}\nhint: {hint}", path.display()));
            None
        }
    }
}

/// The definition to hold the pack against: the one that was named, else the workspace's of the same name, if we are in one.
fn definition(args: &Verify, opening: &Opening) -> Result<Option<Defined>, Exit> {
    let id = opening.opened.as_ref().map(|opened| opened.manifest.pack.clone());
    let audience = opening.opened.as_ref().and_then(|opened| opened.manifest.audience.as_deref());
    let Some(typed) = &args.definition else {
        // By its name, among the packs of the workspace that we are in: what the zip says is no path.
        let Ok(Found { workspace, packs, .. }) = Workspace::find(Path::new("."), &[]) else { return Ok(None) };
        let pack = packs.iter().find(|pack| Some(&pack.id) == id.as_ref());
        return pack.map_or(Ok(None), |pack| defined(&workspace, pack, audience));
    };
    match Workspace::find(Path::new("."), std::slice::from_ref(typed)) {
        Ok(Found { workspace, packs, .. }) => {
            let pack = packs.first();
            if let (Some(pack), Some(id)) = (pack, id)
                && pack.id != id
            {
                return Err(report::misuse(&format!(
                    "this is the pack `{id}`, not `{}`\nhint: name the definition of that pack",
                    pack.id
                )));
            }
            pack.map_or(Ok(None), |pack| defined(&workspace, pack, audience))
        }
        Err(errors) => {
            report::show_find_errors(&errors);
            Err(Exit::IncorrectUsage)
        }
    }
}

/// A definition, and the certificates in other names that its workspace keeps.
type Defined = (Meeting, Owners);

fn defined(workspace: &Workspace, pack: &PackAddress, audience: Option<&str>) -> Result<Option<Defined>, Exit> {
    let Some(meeting) = build::definition_for(workspace, pack, audience) else { return Ok(None) };
    match build::owners(workspace, pack, &meeting) {
        Ok(owners) => Ok(Some((meeting, owners))),
        Err(unreadable) => {
            report::show_errors(&unreadable, &Sources::new(&workspace.prefix));
            Err(Exit::IncorrectUsage)
        }
    }
}

fn in_words(path: &Path, found: &Report) -> String {
    let mut lines = Vec::new();
    lines.push(match &found.of {
        Some((pack, title, status)) => {
            let line = format!("{}: {title} ({pack}), {status}", path.display());
            line.chars().filter(|c| crate::sign::is_shown(*c)).take(500).collect()
        }
        None => format!("{}: not a pack that can be read", path.display()),
    });
    for subject in Subject::ALL {
        let mut checks = found.about(subject).peekable();
        if checks.peek().is_some() {
            lines.push(String::new());
            lines.push(heading(subject).to_owned());
        }
        lines.extend(checks.map(|check| format!("  {:<7}{}", mark(found, check), check.words)));
    }
    lines.push(String::new());
    let vouched = found.is_vouched_for();
    let is_other = found.is_of_another_definition();
    let verdict = match found.wrong() {
        _ if is_other && vouched => {
            "the pack is unchanged since it was signed, but your definition differs from it".to_owned()
        }
        _ if is_other => {
            "your definition was changed since this zip was built, or the zip is from elsewhere: build it anew"
                .to_owned()
        }
        0 if vouched => "nothing is wrong, and every signature leads back to a certificate that you trust".to_owned(),
        0 if found.checks.iter().any(|check| check.name == "trusted") => {
            "nothing is wrong, but those you trust do not vouch for everybody who signed it".to_owned()
        }
        0 => "nothing is wrong, but nobody you trust vouches for it: anybody could have made it".to_owned(),
        1 => "1 thing is WRONG: do not rely on this pack".to_owned(),
        many => format!("{} are WRONG: do not rely on this pack", count(many, "thing")),
    };
    let open = found.checks.iter().filter(|check| check.name == "not-signed").count();
    lines.push(match open {
        0 => verdict,
        open => format!("{verdict}; {} missing", count(open, "signature")),
    });
    lines.join("\n")
}

fn heading(subject: Subject) -> &'static str {
    match subject {
        Subject::Archive => "The zip",
        Subject::Seal => "The seal",
        Subject::Signatures => "Signatures",
        Subject::Approvals => "Approvals",
        Subject::Extract => "The extract",
        Subject::Standards => "Standards",
    }
}

fn mark(found: &Report, check: &Check) -> &'static str {
    match check.state {
        State::Wrong if found.is_of_another_definition() => "other",
        State::Right => "right",
        State::Open => "note",
        State::Wrong => "WRONG",
    }
}

/// `{"version": 1, "tool", "pack", "title", "status", "wrong": 0, "trusted": false, "checks": [{"subject", "state", "name",
/// "words"}]}`. New keys, subjects and names may be added without a new version.
fn in_json(found: &Report) -> Value {
    let (pack, title, status) = match &found.of {
        Some((pack, title, status)) => (Some(pack), Some(title), Some(status)),
        None => (None, None, None),
    };
    let checks = found.checks.iter().map(|check| {
        json!({
            "subject": check.subject.name(),
            "state": check.state.name(),
            "name": check.name,
            "words": check.words,
        })
    });
    json!({
        "version": 1,
        "tool": env!("CARGO_PKG_VERSION"),
        "pack": pack,
        "title": title,
        "status": status,
        "wrong": found.wrong(),
        "trusted": found.is_vouched_for(),
        "checks": checks.collect::<Vec<_>>(),
    })
}
