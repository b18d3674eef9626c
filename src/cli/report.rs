//! The one reporter: findings go to standard error, results to standard output, colour only to a
//! terminal. A reader that has gone away (a closed pipe) is no problem of ours.

use std::io::Write;

use super::args::Format;
use super::exit::Exit;
use super::format::{self, OfPack, Told};
use crate::build::{Built, Event, Outcome, Refusal, Request};
use crate::finding::{Finding, Severity, Sources, count, near_miss, quoted_list, show};
use crate::workspace::{FindError, PackAddress};

/// Speaks of packs as they get done, and sums up in the end.
pub(super) struct Report {
    packs: usize,
    builds: bool,
    format: Format,
    /// What JSON and SARIF tell in the end.
    told: Vec<OfPack>,
    errors: usize,
    warnings: usize,
    failed: usize,
}

impl Report {
    pub(super) fn new(request: &Request, format: Format) -> Self {
        let builds = request.out.is_some();
        Self { packs: request.packs.len(), builds, format, told: Vec::new(), errors: 0, warnings: 0, failed: 0 }
    }

    pub(super) fn tell(&mut self, event: Event<'_>) {
        match event {
            Event::Workspace(findings, sources) => self.findings(None, &findings, &sources),
            Event::Pack(pack, outcome) => self.pack(pack, outcome),
        }
    }

    fn pack(&mut self, pack: &PackAddress, outcome: Outcome) {
        let errors = self.errors;
        self.findings(Some(&pack.id), &outcome.findings, &outcome.sources);
        self.failed += usize::from(self.errors > errors);
        if self.is_read_by_programs() {
            if let Some(told) = self.told.last_mut() {
                told.built = outcome.built;
            }
            return;
        }
        match &outcome.built {
            Some(built) => say(&line(pack, built)),
            None if self.errors > errors && self.builds => {
                complain(&format!("{}: not built, {}", pack.id, count(self.errors - errors, "error")));
            }
            None => {}
        }
    }

    fn is_read_by_programs(&self) -> bool {
        matches!(self.format, Format::Json | Format::Sarif)
    }

    fn findings(&mut self, pack: Option<&str>, findings: &[Finding], sources: &Sources) {
        let told = findings.iter().map(|finding| Told::new(finding, sources));
        match self.format {
            Format::Human => {}
            Format::Github => told.for_each(|told| say(&format::annotation(&told))),
            Format::Json | Format::Sarif => {
                let findings = told.collect();
                self.told.push(OfPack { pack: pack.map(str::to_owned), findings, built: None });
            }
        }
        for finding in findings {
            match finding.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
            }
            if self.format == Format::Human {
                complain(&format!("{}\n", show(finding, sources, true)));
            }
        }
    }

    /// The last words, and how the run ended.
    pub(super) fn finish(self) -> Exit {
        if self.packs == 0 {
            complain("there are no packs in `packs/`");
            return Exit::WrongUse;
        }
        if self.is_read_by_programs() {
            let exit = if self.errors > 0 { Exit::Problems } else { Exit::Done };
            self.report();
            return exit;
        }
        let found = [(self.errors, count(self.errors, "error")), (self.warnings, count(self.warnings, "warning"))];
        let found: Vec<String> = found.into_iter().filter(|(number, _)| *number > 0).map(|(_, words)| words).collect();
        let packs = count(self.packs, "pack");
        match (found.is_empty(), self.builds) {
            (true, true) => {}
            (true, false) => say(&format!("{packs} checked, nothing found")),
            (false, true) if self.failed > 0 => {
                complain(&format!("{} in {packs}, {} not built", found.join(" and "), self.failed));
            }
            (false, _) => complain(&format!("{} in {packs}", found.join(" and "))),
        }
        if self.errors > 0 { Exit::Problems } else { Exit::Done }
    }
}

impl Report {
    /// One report of everything; packs in the order of their names, however they came.
    fn report(mut self) {
        self.told.sort_by(|a, b| a.pack.cmp(&b.pack));
        match self.format {
            Format::Sarif => say(&format::sarif(&self.told)),
            _ => say(&format::json(&self.told)),
        }
    }
}

/// `network: agenda 2 pages, minutes 5 pages → out/network.zip (210 KB)`
fn line(pack: &PackAddress, built: &Built) -> String {
    let several = built.documents.iter().any(|(language, ..)| *language != built.documents[0].0);
    let documents = built.documents.iter().map(|(language, path, pages)| {
        let name = path.trim_end_matches(".pdf");
        let language = if several { format!("{language} ") } else { String::new() };
        format!("{language}{name} {}", count(*pages, "page"))
    });
    let documents: Vec<String> = documents.collect();
    format!("{}: {} → {} ({} KB)", pack.id, documents.join(", "), built.path.display(), built.size.div_ceil(1000))
}

pub(super) fn say(line: &str) {
    let _ = writeln!(anstream::stdout(), "{line}");
}

pub(super) fn complain(line: &str) {
    let _ = writeln!(anstream::stderr(), "{line}");
}

/// Help, version, or what was wrong with the arguments.
pub(super) fn show_usage(error: &clap::Error) {
    let _ = error.print();
}

/// Why a command did nothing.
pub(super) fn refuse(refusal: &Refusal) -> Exit {
    complain(&format!("error: {}\nhint: {}", refusal.message, refusal.hint));
    if refusal.wrong_use { Exit::WrongUse } else { Exit::Problems }
}

pub(super) fn show_fault(place: &str) {
    complain(&format!(
        "this is a fault of packwright, not of your files (at {place})\nplease report it, if you can with the pack that shows it"
    ));
}

pub(super) fn show_find_errors(errors: &[FindError]) {
    for error in errors {
        let (message, hint) = wording(error);
        complain(&format!("error: {message}\nhint: {hint}"));
    }
}

fn wording(error: &FindError) -> (String, String) {
    match error {
        FindError::NoSuchPack { typed, known } => {
            let name = typed.trim_end_matches('/').rsplit('/').next().unwrap_or(typed);
            let hint = match near_miss(name, known.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None if known.is_empty() => "a pack is a folder with a `meeting.json`".to_owned(),
                None => format!("there are {}", quoted_list(known.iter().map(String::as_str)).replace(" or ", " and ")),
            };
            (format!("there is no pack `{typed}`"), hint)
        }
        FindError::NoDefinition(folder) => (
            format!("the folder `{folder}` has no `meeting.json`"),
            "a pack is a folder with a `meeting.json`".to_owned(),
        ),
        FindError::NoWorkspace => (
            "there is no folder `packs` here or above".to_owned(),
            "change to your workspace, or name the pack's folder".to_owned(),
        ),
        FindError::TwoWorkspaces(a, b) => {
            (format!("these packs lie in two workspaces: `{a}` and `{b}`"), "build them in two calls".to_owned())
        }
        FindError::BadName(name) => (
            format!("the folder name `{name}` cannot be the name of a pack"),
            "rename it: ASCII letters, digits, hyphens, underscores and full stops".to_owned(),
        ),
    }
}
