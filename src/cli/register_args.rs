//! The arguments of `register`.

use std::ffi::OsStr;
use std::path::PathBuf;

use clap::ValueEnum;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};

use super::cache_choice::CacheChoice;
use super::candidates::{audiences, languages, packs};
use super::{help, values};
use crate::meeting::Date;

#[derive(Debug, clap::Args)]
#[command(after_help = help::REGISTER)]
pub(super) struct RegisterArgs {
    /// The register
    #[arg(value_name = "REGISTER", value_enum)]
    pub(super) first: RegisterChoice,

    /// More registers, then packs: by folder, by name or by a pattern of names [default: the pack in whose folder you are, else
    /// every pack of the workspace]
    #[arg(value_name = "REGISTER|PACK", add = others())]
    pub(super) more: Vec<String>,

    /// The format [default: by the ending of the file in `--out` (`.csv`, `.json`, `.xlsx`), else table]
    #[arg(long, value_enum)]
    pub(super) format: Option<RegisterFormat>,

    /// The file, which is written completely or not at all [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,

    /// The language of the table's heads and words [default: the first language of the first pack]
    #[arg(long, value_name = "TAG", add = languages())]
    pub(super) language: Option<String>,

    /// Begin CSV with a byte order mark, which tells Excel that the file is UTF-8
    #[arg(long)]
    pub(super) bom: bool,

    /// The width of the table, in characters [default: that of the terminal; where there is none, each row is one line]
    #[arg(long, value_name = "COLUMNS", value_parser = values::number(20..=u16::MAX))]
    pub(super) width: Option<u16>,

    /// Only actions that are not done or dropped
    #[arg(long)]
    pub(super) open: bool,

    /// Only actions that are open and were due before this date
    #[arg(long, value_name = "DATE", value_parser = values::date)]
    pub(super) overdue: Option<Date>,

    /// Only actions of this owner: the id of a person, entity or body
    #[arg(long, value_name = "ID")]
    pub(super) owner: Option<String>,

    /// Only meetings of this body: its id
    #[arg(long, value_name = "ID")]
    pub(super) body: Option<String>,

    /// Only from this day, month or year on: 2026-02-08, 2026-02 or 2026; of actions and decisions, the date of their meeting
    /// counts
    #[arg(long, value_name = "DATE", value_parser = values::date)]
    pub(super) from: Option<Date>,

    /// Only until the end of this day, month or year
    #[arg(long, value_name = "DATE", value_parser = values::date)]
    pub(super) until: Option<Date>,

    /// Only what this audience gets of each pack; packs that have audiences, but not this one, are left out
    #[arg(long, value_name = "AUDIENCE", add = audiences())]
    pub(super) audience: Option<String>,

    #[command(flatten)]
    pub(super) cache: CacheChoice,
}

impl RegisterArgs {
    /// Returns whether the ending of the file name stands for a format, where none is asked for: that of texts for a table.
    pub(super) fn has_known_ending(&self) -> bool {
        const OF_TEXTS: [&str; 3] = ["txt", "text", "md"];
        let ending =
            self.out.as_ref().and_then(|out| out.extension()).map(|ending| ending.to_string_lossy().to_lowercase());
        let is_known = |ending: &str| OF_TEXTS.contains(&ending) || RegisterFormat::from_str(ending, true).is_ok();
        self.format.is_some() || ending.is_none_or(|ending| is_known(&ending))
    }

    /// The format that is asked for, else the one that the ending of the file name stands for.
    pub(super) fn format(&self) -> RegisterFormat {
        let ending = || self.out.as_ref()?.extension()?.to_str();
        let promised = || RegisterFormat::from_str(ending()?, true).ok();
        self.format.or_else(promised).unwrap_or(RegisterFormat::Table)
    }
}

/// A register, on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum RegisterChoice {
    /// What somebody was asked to do, and its state
    Actions,
    /// What was decided
    Decisions,
    /// Who took part in which meeting
    Attendance,
    /// Meetings that have a pack, and the dates in their calendars
    Calendar,
}

/// The format of a register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum RegisterFormat {
    /// Readable text
    Table,
    /// One register as CSV (RFC 4180, UTF-8)
    Csv,
    /// One JSON object
    Json,
    /// An Excel workbook, with one sheet for each register
    Xlsx,
}

/// Registers after the first, and packs.
fn others() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        let names = RegisterChoice::value_variants().iter().filter_map(ValueEnum::to_possible_value);
        let names = names.map(|one| one.get_name().to_owned());
        let begun = names.filter(|name| name.starts_with(&*typed.to_string_lossy())).map(CompletionCandidate::new);
        begun.chain(packs().complete(typed)).collect()
    })
}
