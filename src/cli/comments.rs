//! `comments`: what reviewers did in Word files.

use std::path::Path;

use super::approve::the_pack;
use super::batch::{Batch, ReportOptions};
use super::comments_args::CommentsArgs;
use super::exit::Exit;
use super::format;
use super::matrix::{deliver, places};
use super::output::Format;
use super::packs::is_on_github;
use super::report;
use super::verify::read;
use crate::build::{
    self, Choice, Commented, Commenting, Event, How, Matrix, MatrixFormat, Outcome, Request, ReviewedFile,
};
use crate::comments::{self, Located, RemarkKind};
use crate::finding::{Finding, Sources, count};
use crate::workspace::{PackAddress, Workspace};

/// Reads reviewers' files, tells what is in them, and writes what was chosen.
pub(super) fn comments(args: CommentsArgs) -> Exit {
    let mut files: Vec<ReviewedFile> = Vec::new();
    for path in &args.files {
        let Some(bytes) = read(path) else { return Exit::IncorrectUsage };
        files.push((path.display().to_string(), comments::read(&bytes)));
    }
    let format = args.format.unwrap_or_else(|| if is_on_github() { Format::Github } else { Format::Human });
    let (workspace, pack) = match meant(args.pack.as_deref(), &files, format) {
        Ok(meant) => meant,
        Err(exit) => return exit,
    };
    let choice = Choice { authors: args.accept, only: args.only };
    let asked =
        Commenting { apply: args.apply.then_some(choice), dry_run: args.dry_run, is_named: args.pack.is_some() };
    let (mut found, mut matrix) = match &args.matrix {
        Some(out) => {
            let Some(places) = places(out, &args.files) else { return Exit::IncorrectUsage };
            let formats: Vec<MatrixFormat> = places.iter().map(|(format, _)| *format).collect();
            let (found, matrix) = build::comment_matrix(&workspace, &pack, files, &asked, &formats);
            (found, Some((matrix, places)))
        }
        None => (build::comments(&workspace, &pack, files, &asked), None),
    };
    let ended = tell(&pack, &mut found, matrix.as_mut().map(|(matrix, _)| matrix), format);
    let concluded = conclude(&found, &asked, format);
    let delivered = matrix.map_or(Exit::Done, |(matrix, places)| deliver(&matrix, &places, format));
    // How it was used is said before what was found.
    [concluded, delivered, ended].into_iter().find(|exit| *exit != Exit::Done).unwrap_or(Exit::Done)
}

/// The pack that was named, or that the files say they were made from.
fn meant(named: Option<&str>, files: &[ReviewedFile], format: Format) -> Result<(Workspace, PackAddress), Exit> {
    let map = |(_, file): &ReviewedFile| file.as_ref().ok()?.map.as_ref().map(|map| map.pack().to_owned());
    let said = || files.iter().find_map(map).filter(|id| Path::new(id).components().count() == 1);
    let around = || Workspace::pack_around(Path::new("."));
    match named.map(str::to_owned).or_else(said).or_else(around) {
        Some(pack) => the_pack(Some(&pack)).ok_or_else(|| {
            if named.is_none() && said().is_some() {
                report::complain(
                    "hint: the files were made from it: if it is called otherwise now, name it with `--pack`",
                );
            }
            Exit::IncorrectUsage
        }),
        None => {
            let fault =
                |(name, file): &ReviewedFile| file.as_ref().err().map(|fault| comments::unreadable(name, fault));
            let faults: Vec<Finding> = files.iter().filter_map(fault).collect();
            if !faults.is_empty() {
                let mut batch = Batch::new(
                    &Request::default(),
                    1,
                    format,
                    ReportOptions { quiet: true, ..ReportOptions::default() },
                );
                batch.tell(Event::Workspace(faults, Sources::new("")));
                return Err(batch.finish(false));
            }
            report::complain(
                "error: the files do not say which pack they were made from\nhint: if they are Word files that were sent out, \
                 name the pack with `--pack`",
            );
            Err(Exit::IncorrectUsage)
        }
    }
}

/// Tells what was found, as for other commands.
fn tell(pack: &PackAddress, found: &mut Commented, matrix: Option<&mut Matrix>, format: Format) -> Exit {
    let request = Request { packs: vec![pack.clone()], ..Request::default() };
    let mut batch = Batch::new(&request, 1, format, ReportOptions { quiet: true, ..ReportOptions::default() });
    let of_files = std::mem::take(&mut found.of_files);
    batch.tell(Event::Workspace(of_files, Sources::new("")));
    let mut of_pack = |findings: &mut Vec<Finding>, sources: &Sources| {
        let (findings, sources) = (std::mem::take(findings), sources.clone());
        batch.tell(Event::Pack(
            pack,
            Outcome { findings, sources, how: How::Checked, why: Vec::new(), built: Vec::new() },
        ));
    };
    of_pack(&mut found.findings, &found.sources);
    if !found.checked.is_empty() {
        of_pack(&mut found.checked, &found.checked_sources);
    }
    if let Some(matrix) = matrix.filter(|matrix| !matrix.findings.is_empty()) {
        of_pack(&mut matrix.findings, &matrix.sources);
    }
    if let Some(refusal) = found.refusal.as_ref().filter(|_| format == Format::Json) {
        report::say(&format::refused(&refusal.message, &refusal.hint));
    }
    batch.finish(false)
}

/// Says what was written, and how it ended.
fn conclude(found: &Commented, asked: &Commenting, format: Format) -> Exit {
    let say = |words: &str| match format {
        Format::Human => report::tell(words),
        _ => report::complain(words),
    };
    let verb = if asked.dry_run { "would write" } else { "wrote" };
    for (place, words) in &found.written {
        let at = found.sources.locate(*place);
        let path = found.sources.shown(found.sources.path(place.file));
        say(&format!("{verb} {path}:{}:{} {words}", at.line, at.column));
    }
    if let Some(refusal) = &found.refusal {
        return match format {
            Format::Json if refusal.incorrect_usage => Exit::IncorrectUsage,
            Format::Json => Exit::Problems,
            _ => report::refuse(refusal),
        };
    }
    if asked.apply.is_some() {
        say(&format!("{verb} {}", count(found.written.len(), "text")));
    } else if found.remarks.is_empty() {
        if found.is_read && found.done == 0 {
            say("nothing was changed, and nobody commented");
        }
    } else {
        // Of a move one half is told.
        let is_told = |one: &&Located| one.remark.is_change() && one.remark.kind != RemarkKind::MovedHere;
        let changes = found.remarks.iter().filter(is_told).count();
        let is_comment = |one: &&Located| matches!(one.remark.kind, RemarkKind::Comment { .. });
        let comments = found.remarks.iter().filter(is_comment).count();
        say(&format!("{}, {}", count(changes, "change"), count(comments, "comment")));
    }
    found.chosen_done.iter().for_each(|id| say(&format!("{id} is in the definition already")));
    if found.done > 0 {
        say(&format!("{} already in the definition", count(found.done, "change")));
    }
    // Of what was chosen, nothing could be written.
    if found.left > 0 && found.written.is_empty() { Exit::Problems } else { Exit::Done }
}
