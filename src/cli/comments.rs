//! `comments`: what reviewers did in Word files.

use std::path::Path;

use super::approve::the_pack;
use super::comments_args::CommentsArgs;
use super::exit::Exit;
use super::format::{self, OfPack, ReportedFinding};
use super::matrix::{deliver, places};
use super::output::Format;
use super::packs::is_on_github;
use super::report;
use super::tally::Tally;
use super::verify::read;
use crate::build::{self, Choice, Commented, Commenting, MatrixFormat, ReviewedFile};
use crate::comments;
use crate::finding::{Finding, Severity, Sources, count, has_errors, show};
use crate::workspace::{PackAddress, Workspace};

/// Reads reviewers' files, tells what is in them, and writes what was chosen.
pub(super) fn comments(args: CommentsArgs) -> Exit {
    let mut files: Vec<ReviewedFile> = Vec::new();
    for path in &args.files {
        let Some(bytes) = read(path) else { return Exit::IncorrectUsage };
        files.push((path.display().to_string(), comments::read(&bytes)));
    }
    let Some((workspace, pack)) = meant(args.pack.as_deref(), &files) else { return Exit::IncorrectUsage };
    let choice = Choice { authors: args.accept, only: args.only };
    let asked = Commenting { apply: args.apply.then_some(choice), dry_run: args.dry_run };
    let (found, matrix) = match &args.matrix {
        Some(out) => {
            let Some(places) = places(out, &args.files) else { return Exit::IncorrectUsage };
            let formats: Vec<MatrixFormat> = places.iter().map(|(format, _)| *format).collect();
            let (found, matrix) = build::comment_matrix(&workspace, &pack, files, &asked, &formats);
            (found, Some((matrix, places)))
        }
        None => (build::comments(&workspace, &pack, files, &asked), None),
    };
    let format = args.format.unwrap_or_else(|| if is_on_github() { Format::Github } else { Format::Human });
    tell(&pack, &found, format);
    let exit = conclude(&found, &asked, format);
    let written = matrix.map_or(Exit::Done, |(matrix, places)| deliver(&matrix, &places, format));
    if exit == Exit::Done { written } else { exit }
}

/// The pack that was named, or that the files say they were made from.
fn meant(named: Option<&str>, files: &[ReviewedFile]) -> Option<(Workspace, PackAddress)> {
    let map = |(_, file): &ReviewedFile| file.as_ref().ok()?.map.as_ref().map(|map| map.pack().to_owned());
    let said = || files.iter().find_map(map).filter(|id| Path::new(id).components().count() == 1);
    let around = || Workspace::pack_around(Path::new("."));
    match named.map(str::to_owned).or_else(said).or_else(around) {
        Some(pack) => the_pack(Some(&pack)),
        None => {
            let fault =
                |(name, file): &ReviewedFile| file.as_ref().err().map(|fault| comments::unreadable(name, fault));
            let faults: Vec<Finding> = files.iter().filter_map(fault).collect();
            faults.iter().for_each(|fault| report::complain(&format!("{}\n", show(fault, &Sources::new(""), true))));
            if !faults.is_empty() {
                return None;
            }
            report::complain(
                "error: the files do not say which pack they were made from\nhint: if they are Word files that were sent out, \
                 name the pack with `--pack`",
            );
            None
        }
    }
}

fn tell(pack: &PackAddress, found: &Commented, format: Format) {
    let nowhere = Sources::new("");
    let lists =
        [(&found.of_files, &nowhere), (&found.findings, &found.sources), (&found.checked, &found.checked_sources)];
    if format == Format::Human {
        for (findings, sources) in lists {
            findings.iter().for_each(|finding| report::complain(&format!("{}\n", show(finding, sources, true))));
        }
        return;
    }
    let reported = |(findings, sources): (&Vec<Finding>, &Sources)| {
        findings.iter().map(|finding| ReportedFinding::new(finding, sources)).collect::<Vec<_>>()
    };
    let [of_files, mut findings, checked] = lists.map(reported);
    findings.extend(checked);
    let told = [
        OfPack { findings: of_files, ..OfPack::default() },
        OfPack { pack: Some(pack.id.clone()), findings, ..OfPack::default() },
    ];
    match format {
        Format::Human => {}
        Format::Github => {
            told.iter().flat_map(|told| &told.findings).for_each(|told| report::say(&format::annotation(told)))
        }
        Format::Sarif => report::say(&format::sarif(&told)),
        Format::Json => {
            let all = || told.iter().flat_map(|told| &told.findings);
            let number = |severity: Severity| all().filter(|told| told.severity == severity).count();
            report::say(&format::begin(1, None));
            told.iter().for_each(|told| report::say(&format::json(told)));
            let (errors, warnings) = (number(Severity::Error), number(Severity::Warning));
            report::say(&format::end(&Tally { errors, warnings, ..Tally::default() }, 0.0));
        }
    }
}

/// Says what was written, and how it ended.
fn conclude(found: &Commented, asked: &Commenting, format: Format) -> Exit {
    let say = |words: &str| match format {
        Format::Human => report::say(words),
        _ => report::complain(words),
    };
    let verb = if asked.dry_run { "would write" } else { "wrote" };
    for (place, words) in &found.written {
        let at = found.sources.locate(*place);
        let path = found.sources.shown(found.sources.path(place.file));
        say(&format!("{verb} {path}:{}:{} {words}", at.line, at.column));
    }
    if let Some(refusal) = &found.refusal {
        return report::refuse(refusal);
    }
    if asked.apply.is_some() {
        say(&format!("{verb} {}", count(found.written.len(), "text")));
    } else if found.remarks.is_empty() {
        if found.of_files.is_empty() && found.done == 0 {
            say("nothing was changed, and nobody commented");
        }
    } else {
        let changes = found.remarks.iter().filter(|one| one.remark.is_change()).count();
        say(&format!("{}, {}", count(changes, "change"), count(found.remarks.len() - changes, "comment")));
    }
    if found.done > 0 {
        say(&format!("{} already in the definition", count(found.done, "change")));
    }
    match has_errors(&found.of_files) || has_errors(&found.checked) {
        true => Exit::Problems,
        false => Exit::Done,
    }
}
