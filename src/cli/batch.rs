//! The one reporter of builds and checks: it hears what happens and speaks of it, as lines, as a bar that grows, as lines of
//! JSON, as annotations; and sums up in the end.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::IsTerminal;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::exit::Exit;
use super::format::{self, OfPack, Root};
use super::output::Format;
use super::partition::Assignment;
use super::report::{complain, misuse, say};
use super::tally::{Tally, seconds};
use crate::build::{Built, Event, How, Outcome, PROGRAM_FAULT, Request};
use crate::finding::{Finding, ReportedFinding, Severity, Sources, Spot, count, show};
use crate::workspace::PackAddress;

/// The reports of a run, besides its findings.
#[derive(Debug, Default)]
pub(super) struct ReportOptions {
    /// True if only what needs attention is printed.
    pub(super) quiet: bool,
    /// True if the reasons are reported why packs were built again.
    pub(super) explain: bool,
    /// Where the report for CI systems goes.
    pub(super) junit: Option<PathBuf>,
    /// Where GitHub shows a summary from.
    pub(super) summary: Option<PathBuf>,
    /// The part of the packs that is built; all if none is stated.
    pub(super) part: Option<Assignment>,
}

/// The most warnings of a pack that are shown where several are built: more of them would bury the result.
const MANY: usize = 10;

/// Hears what happens.
pub(super) struct Batch {
    /// The number of packs that there are; the run may do only a part of them.
    known: usize,
    packs: usize,
    builds: bool,
    compares: bool,
    format: Format,
    /// The folder from which programs look for files; none for where the command runs.
    root: Option<Root>,
    options: ReportOptions,
    /// Findings that SARIF lists in the end.
    told: Vec<OfPack>,
    /// Findings about files that packs share, which people read once: each with its file, its place and its words.
    shared: BTreeSet<(String, u32, String)>,
    tally: Tally,
    begun: BTreeMap<String, Instant>,
    start: Instant,
    bar: Option<ProgressBar>,
}

/// Reads the clock, to measure how long something takes.
#[allow(clippy::disallowed_methods, reason = "people want to know how long it takes; no pack depends on it")]
fn clock() -> Instant {
    Instant::now()
}

impl Batch {
    pub(super) fn new(request: &Request, known: usize, format: Format, options: ReportOptions) -> Self {
        let builds = request.out.is_some();
        if format == Format::Json {
            say(&format::begin(request.packs.len(), options.part.as_ref()));
        }
        let live =
            format == Format::Human && !options.quiet && request.packs.len() > 1 && std::io::stderr().is_terminal();
        Self {
            known,
            packs: request.packs.len(),
            builds,
            compares: request.compare,
            format,
            root: if matches!(format, Format::Github | Format::Sarif) { Root::find() } else { None },
            options,
            told: Vec::new(),
            shared: BTreeSet::new(),
            tally: Tally::default(),
            begun: BTreeMap::new(),
            start: clock(),
            bar: live.then(|| bar(request.packs.len())),
        }
    }

    pub(super) fn tell(&mut self, event: Event<'_>) {
        match event {
            Event::Workspace(findings, sources) => {
                let (told, more) = self.findings(&findings, &sources, None);
                self.programs(OfPack { findings: told, more, ..OfPack::default() });
            }
            Event::Began(pack) => {
                self.begun.insert(pack.id.clone(), clock());
                self.show_running();
            }
            Event::Pack(pack, outcome) => self.pack(pack, outcome),
        }
    }

    fn show_running(&self) {
        if let Some(bar) = &self.bar {
            let names: Vec<&str> = self.begun.keys().map(String::as_str).take(4).collect();
            bar.set_message(names.join(", "));
        }
    }

    fn pack(&mut self, pack: &PackAddress, outcome: Outcome) {
        let took = self.begun.remove(&pack.id).map_or(Duration::ZERO, |began| began.elapsed());
        let errors = outcome.findings.iter().filter(|finding| finding.is_error()).count();
        let (told, more) = self.findings(&outcome.findings, &outcome.sources, Some(pack));
        let shown = match self.options.junit {
            Some(_) => in_words(&outcome.findings, &outcome.sources, false).collect(),
            None => Vec::new(),
        };
        self.tally.pack(&pack.id, &outcome, took, shown);
        if self.format == Format::Human {
            self.line(pack, &outcome, errors);
        }
        if let Some(bar) = &self.bar {
            bar.inc(1);
        }
        self.show_running();
        self.programs(OfPack {
            pack: Some(pack.id.clone()),
            findings: told,
            more,
            how: Some(outcome.how),
            why: outcome.why,
            seconds: took.as_secs_f64(),
            built: outcome.built,
        });
    }

    /// One line a pack, or none where a bar says as much.
    fn line(&self, pack: &PackAddress, outcome: &Outcome, errors: usize) {
        let why = outcome.why.join(", ");
        let is_shown = self.bar.is_none();
        match outcome.how {
            How::Built | How::Reused | How::Current if self.options.quiet => {}
            How::Built if is_shown => outcome.built.iter().for_each(|built| self.aloud(&line(pack, built))),
            How::Reused if is_shown => {
                let paths = outcome.built.iter().map(|built| built.path.display());
                paths.for_each(|path| self.aloud(&format!("{}: unchanged → {path}", pack.id)));
            }
            How::Current if is_shown => self.aloud(&format!("{}: current", pack.id)),
            How::Stale => self.aloud(&format!("{}: STALE: {why}", pack.id)),
            How::Failed if self.builds => {
                let words = format!("{}: not built, {}", pack.id, count(errors, "error"));
                self.complain(&words);
            }
            _ => {}
        }
        if self.options.explain && outcome.how == How::Built && !why.is_empty() {
            self.aloud(&format!("{}: built because {why}", pack.id));
        }
    }

    fn aloud(&self, words: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| say(words)),
            None => say(words),
        }
    }

    fn complain(&self, words: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| complain(words)),
            None => complain(words),
        }
    }

    /// Prints the findings of a pack, or of the workspace.
    fn show(&self, findings: &[Finding], sources: &Sources, pack: Option<&PackAddress>) {
        let warnings = findings.iter().filter(|finding| !finding.is_error()).count();
        let Some(pack) = pack.filter(|_| self.builds && self.packs > 1 && warnings > MANY) else {
            in_words(findings, sources, true).for_each(|words| self.complain(&format!("{words}\n")));
            return;
        };
        let errors: Vec<Finding> = findings.iter().filter(|finding| finding.is_error()).cloned().collect();
        in_words(&errors, sources, true).for_each(|words| self.complain(&format!("{words}\n")));
        let id = &pack.id;
        self.complain(&format!("{id}: {}; `packwright check {id}` shows them", count(warnings, "warning")));
    }

    /// Prints findings for people, and gives them for programs, with the number of those that are left out.
    fn findings(
        &mut self,
        findings: &[Finding],
        sources: &Sources,
        pack: Option<&PackAddress>,
    ) -> (Vec<ReportedFinding>, usize) {
        let findings = match self.format {
            Format::Human | Format::Github => {
                let untold = findings.iter().filter(|finding| self.is_untold(finding, sources, pack));
                Cow::Owned(untold.cloned().collect())
            }
            Format::Json | Format::Sarif => Cow::Borrowed(findings),
        };
        let findings: &[Finding] = &findings;
        for finding in findings {
            self.tally.faults += usize::from(*finding.code == PROGRAM_FAULT);
            match finding.severity {
                Severity::Error => self.tally.errors += 1,
                Severity::Warning => self.tally.warnings += 1,
            }
        }
        match self.format {
            Format::Human => {
                self.show(findings, sources, pack);
                (Vec::new(), 0)
            }
            // Annotations are for people.
            Format::Github => {
                let (shown, more) = format::shown(findings);
                (shown.into_iter().map(|finding| self.reported(finding, sources)).collect(), more)
            }
            Format::Json | Format::Sarif => {
                (findings.iter().map(|finding| self.reported(finding, sources)).collect(), 0)
            }
        }
    }

    /// Returns whether a finding was not told yet: what is wrong with a file that packs share is found in each of them.
    fn is_untold(&mut self, finding: &Finding, sources: &Sources, pack: Option<&PackAddress>) -> bool {
        let (path, start) = match &finding.spot {
            Spot::Text(place) => (sources.path(place.file), place.start),
            Spot::File(path) => (path.as_str(), 0),
        };
        let is_own = pack.is_some_and(|pack| path.starts_with(&format!("{}/", pack.folder)));
        is_own || self.shared.insert((path.to_owned(), start, format!("{} {}", finding.code.name, finding.message)))
    }

    fn reported(&self, finding: &Finding, sources: &Sources) -> ReportedFinding {
        let told = ReportedFinding::new(finding, sources);
        match &self.root {
            Some(root) => root.rebased(told),
            None => told,
        }
    }

    fn programs(&mut self, told: OfPack) {
        match self.format {
            Format::Human => {}
            Format::Json => say(&format::json(&told)),
            Format::Github => {
                told.findings.iter().for_each(|told| say(&format::annotation(told)));
                if told.more > 0 {
                    say(&format::left_out(told.more));
                }
            }
            Format::Sarif => self.told.push(told),
        }
    }

    /// The last words, and how the run ended; `stopped` if it was asked to end before all was done.
    pub(super) fn finish(mut self, stopped: bool) -> Exit {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
        if self.known == 0 && self.tally.errors == 0 {
            complain("there are no packs in `packs/`");
            return Exit::IncorrectUsage;
        }
        let took = self.start.elapsed();
        match self.format {
            Format::Human | Format::Github => self.sum_up(took),
            Format::Json => say(&format::end(&self.tally, took.as_secs_f64())),
            Format::Sarif => {
                self.told.sort_by(|a, b| a.pack.cmp(&b.pack));
                say(&format::sarif(&self.told));
            }
        }
        for (path, text) in [
            (&self.options.junit, format::junit as fn(&Tally, Duration) -> String),
            (&self.options.summary, format::summary),
        ] {
            if let Some(path) = path
                && let Err(why) = crate::workspace::append_or_write(
                    path,
                    &text(&self.tally, took),
                    self.options.summary.as_ref() == Some(path),
                )
            {
                return misuse(&format!("{why}\nhint: {}", why.hint("name another file")));
            }
        }
        match () {
            () if stopped => Exit::Stopped,
            () if self.tally.faults > 0 => Exit::OurBug,
            () if self.tally.errors > 0 || self.tally.number(How::Stale) > 0 => Exit::Problems,
            () => Exit::Done,
        }
    }

    fn sum_up(&self, took: Duration) {
        let tally = &self.tally;
        let found = [(tally.errors, count(tally.errors, "error")), (tally.warnings, count(tally.warnings, "warning"))];
        let found: Vec<String> = found.into_iter().filter(|(number, _)| *number > 0).map(|(_, words)| words).collect();
        let packs = count(self.packs, "pack");
        let failed = tally.number(How::Failed);
        match (found.is_empty(), self.builds) {
            (true, true) => {}
            (true, false) if self.options.quiet => {}
            (true, false) => say(&format!("{packs} checked, nothing found")),
            (false, true) if failed > 0 => complain(&format!("{} in {packs}, {failed} not built", found.join(" and "))),
            (false, _) => complain(&format!("{} in {packs}", found.join(" and "))),
        }
        if self.options.quiet {
            return;
        }
        if let (0, Some(part)) = (self.packs, &self.options.part) {
            say(&format!("no pack is in {}", part.part_in_words()));
        }
        if self.packs > 1 && self.builds {
            say(&format!("{packs} in {}: {}", seconds(took), tally.in_words()));
            if let Some(slowest) = tally.slowest_in_words().filter(|_| !self.compares) {
                say(&format!("slowest: {slowest}"));
            }
        }
    }
}

/// Findings as people read them, as many as are shown, and that there are more.
fn in_words(findings: &[Finding], sources: &Sources, styled: bool) -> impl Iterator<Item = String> {
    let (shown, more) = format::shown(findings);
    let words = shown.into_iter().map(move |finding| show(finding, sources, styled));
    words.chain((more > 0).then(|| format::more(more)))
}

fn bar(packs: usize) -> ProgressBar {
    // In a terminal of 40 columns, the line still fits, and names are cut.
    let style = ProgressStyle::with_template("{bar:10} {pos}/{len}, {eta} left: {wide_msg}");
    let bar = ProgressBar::new(packs as u64);
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
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
    let audience = built.audience.as_ref().map_or_else(String::new, |audience| format!(" ({audience})"));
    let size = built.size.div_ceil(1000);
    format!("{}{audience}: {} → {} ({size} KB)", pack.id, documents.join(", "), built.path.display())
}
