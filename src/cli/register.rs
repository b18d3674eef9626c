//! `register`: lists over many packs.

use std::collections::BTreeSet;
use std::io::IsTerminal;
use std::path::Path;

use clap::ValueEnum;

use super::cache::is_usable;
use super::exit::Exit;
use super::register_args::{RegisterArgs, RegisterChoice, RegisterFormat};
use super::report;
use crate::build::{self, PROGRAM_FAULT, RegisterRequest, Registers};
use crate::edition::{Register, RegisterKind};
use crate::finding::{count, near_miss, quoted_and, quoted_list, show, there_are};
use crate::meeting::{Date, Language};
use crate::register::{self, Choice};
use crate::workspace::{Found, Workspace, write_whole};

/// Lists what packs say, and prints or writes the list.
pub(super) fn register(args: RegisterArgs) -> Exit {
    let (kinds, packs) = kinds(&args);
    if let Some((message, hint)) = misuse(&args, &kinds) {
        return report::misuse(&format!("{message}\nhint: {hint}"));
    }
    let Some(key) = args.cache.key() else { return Exit::IncorrectUsage };
    let here = Path::new(".");
    let around = if packs.is_empty() { Workspace::pack_around(here) } else { None };
    if let Some(out) = args.out.as_ref().filter(|out| is_source(out)) {
        report::complain(&format!(
            "error: `{}` is a source file of packs, which a register would replace",
            out.display()
        ));
        report::complain("hint: name another file with `--out`");
        return Exit::IncorrectUsage;
    }
    let found = Workspace::find(here, around.as_ref().map_or(packs, std::slice::from_ref));
    let Found { workspace, packs, misnamed } = match found {
        Ok(found) => found,
        Err(errors) => {
            report::show_find_errors(&errors);
            return Exit::IncorrectUsage;
        }
    };
    if packs.is_empty() && misnamed.is_empty() {
        report::complain("there are no packs in `packs/`");
        return Exit::IncorrectUsage;
    }
    let request = RegisterRequest {
        kinds,
        packs,
        misnamed,
        language: args.language.as_deref().map(Language::new),
        audience: args.audience.clone(),
        choice: choice(&args),
        cache: args.cache.of(&workspace, key),
    };
    if !is_usable(request.cache.as_ref()) {
        return Exit::IncorrectUsage;
    }
    let made = build::registers(&workspace, &request);
    for (findings, sources) in &made.findings {
        findings.iter().for_each(|finding| report::complain(&format!("{}\n", show(finding, sources, true))));
    }
    if made.registers.is_empty() {
        return if args.language.is_some() { Exit::IncorrectUsage } else { Exit::Problems };
    }
    if let Some(exit) = report_left_out(&request, &made) {
        return exit;
    }
    if let Some(exit) = report_unknown(&request.choice, &made) {
        return exit;
    }
    if let Some(exit) = deliver(&args, &made) {
        return exit;
    }
    let is_fault = made.findings.iter().flat_map(|(findings, _)| findings).any(|one| *one.code == PROGRAM_FAULT);
    match made.findings.is_empty() {
        _ if is_fault => Exit::OurBug,
        true => Exit::Done,
        false => Exit::Problems,
    }
}

/// The registers that are named, each once, and after them the packs.
fn kinds(args: &RegisterArgs) -> (Vec<RegisterKind>, &[String]) {
    let kind = |choice| match choice {
        RegisterChoice::Actions => RegisterKind::Actions,
        RegisterChoice::Decisions => RegisterKind::Decisions,
        RegisterChoice::Attendance => RegisterKind::Attendance,
        RegisterChoice::Calendar => RegisterKind::Calendar,
    };
    let named: Vec<_> = args.more.iter().map_while(|word| RegisterChoice::from_str(word, false).ok()).collect();
    let packs = &args.more[named.len()..];
    let mut kinds = vec![kind(args.first)];
    for named in named.into_iter().map(kind) {
        if !kinds.contains(&named) {
            kinds.push(named);
        }
    }
    (kinds, packs)
}

/// Options that cannot be used together: a message and a hint.
fn misuse(args: &RegisterArgs, kinds: &[RegisterKind]) -> Option<(&'static str, &'static str)> {
    if !args.has_known_ending() {
        return Some((
            "a register cannot be written in the format of this file",
            "end its name in `.csv`, `.json`, `.xlsx` or `.txt`, or state the format: `--format table`",
        ));
    }
    let to_screen = args.out.is_none() && std::io::stdout().is_terminal();
    if args.format() == RegisterFormat::Csv && kinds.len() > 1 {
        return Some((
            "a CSV file can hold only one register",
            "name one, or write `--format xlsx` or `--format json`",
        ));
    }
    if args.format() == RegisterFormat::Xlsx && to_screen {
        return Some(("a workbook cannot be shown in a terminal", "name a file with `--out register.xlsx`"));
    }
    if args.bom && args.format() != RegisterFormat::Csv {
        return Some(("`--bom` is for CSV", "write `--format csv`, or leave out `--bom`"));
    }
    if args.from.zip(args.until).is_some_and(|(from, until)| until.last_day() < from.first_day()) {
        return Some(("`--from` is after `--until`", "swap them, or correct one"));
    }
    if choice(args).is_of_actions() && !kinds.contains(&RegisterKind::Actions) {
        let hint = "write `packwright register actions`, or leave out this option";
        return Some(("`--open`, `--overdue` and `--owner` are for actions", hint));
    }
    None
}

/// Returns whether a file is one that people write, and that a register would replace.
fn is_source(path: &Path) -> bool {
    let names = ["meeting.json", "registry.json", "check.json", "approvals.json", "issues.json", "responses.json"];
    path.exists() && path.file_name().is_some_and(|name| names.iter().any(|one| name.eq_ignore_ascii_case(one)))
}

fn choice(args: &RegisterArgs) -> Choice {
    Choice {
        open: args.open,
        overdue: args.overdue.map(Date::first_day),
        owner: args.owner.clone(),
        body: args.body.clone(),
        from: args.from.map(Date::first_day),
        until: args.until.map(Date::last_day),
    }
}

/// Reports which packs do not have the audience; if no pack has it, it was mistyped.
fn report_left_out(request: &RegisterRequest, made: &Registers) -> Option<Exit> {
    let audience = request.audience.as_ref()?;
    // A pack that cannot be read may have it.
    let may_be_known = !made.unread.is_empty() && made.left_out.len() + made.unread.len() < request.packs.len();
    if made.knows_audience || may_be_known {
        let names = quoted_and(made.left_out.iter().map(|(pack, _)| pack.as_str()));
        if !names.is_empty() {
            report::complain(&format!("left out, because they have no audience `{audience}`: {names}"));
        }
        return None;
    }
    let known: BTreeSet<&str> = made.left_out.iter().flat_map(|(_, names)| names).map(String::as_str).collect();
    let hint = match near_miss(audience, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() => "leave out `--audience`: these packs have no audiences".to_owned(),
        None => there_are(known),
    };
    report::complain(&format!("error: no pack has an audience `{audience}`\nhint: {hint}"));
    Some(Exit::IncorrectUsage)
}

/// Reports an id of an owner or body that no pack has: it is a typing error, unless a pack could not be read. An empty list would
/// mean that there is nothing to do.
fn report_unknown(choice: &Choice, made: &Registers) -> Option<Exit> {
    let [owners, bodies] = &made.known;
    for (typed, known, what) in [(&choice.owner, owners, "owner"), (&choice.body, bodies, "body")] {
        let Some(typed) = typed.as_ref().filter(|typed| !known.contains(*typed)) else { continue };
        let ids = || known.iter().map(String::as_str);
        let hint = match near_miss(typed, ids()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if known.is_empty() => "leave out this option".to_owned(),
            None => format!("it is an id, such as {}", quoted_list(ids().take(SOME))),
        };
        report::complain(&format!("error: there is no {what} `{typed}` in these packs\nhint: {hint}"));
        if made.unread.is_empty() {
            return Some(Exit::IncorrectUsage);
        }
    }
    None
}

/// The number of ids that are named in a hint.
const SOME: usize = 5;

/// Writes or prints the registers; returns the exit code if that failed.
fn deliver(args: &RegisterArgs, made: &Registers) -> Option<Exit> {
    let registers = &made.registers;
    let file = match args.format() {
        RegisterFormat::Table => tables(registers, width(args)).into_bytes(),
        RegisterFormat::Csv => register::csv(&registers[0], args.bom).into_bytes(),
        RegisterFormat::Json => (register::json(registers, &made.unread) + "\n").into_bytes(),
        RegisterFormat::Xlsx => match register::xlsx(registers, made.is_right_to_left) {
            Ok(file) => file,
            Err(why) => {
                report::complain(&format!("error: no workbook can be made: {why}\nhint: choose fewer rows"));
                return Some(Exit::IncorrectUsage);
            }
        },
    };
    let rows: Vec<String> = registers.iter().map(rows_in_words).collect();
    let Some(path) = &args.out else {
        // What stands for an empty table must not be taken for its content.
        if args.format() == RegisterFormat::Table && registers.iter().all(|register| register.rows.is_empty()) {
            report::complain(&rows.join(", "));
        } else {
            report::put(&file);
        }
        return None;
    };
    if let Err(why) = write_whole(path, &file) {
        report::complain(&format!("error: {why}\nhint: {}", why.hint("name another file with `--out`")));
        return Some(Exit::IncorrectUsage);
    }
    report::say(&format!("{} → {}", rows.join(", "), path.display()));
    None
}

/// "12 actions"
fn rows_in_words(register: &Register) -> String {
    let noun = match register.kind {
        RegisterKind::Actions => "action",
        RegisterKind::Decisions => "decision",
        RegisterKind::Attendance => "attendance",
        RegisterKind::Calendar => "meeting",
        RegisterKind::Comments => "comment",
    };
    count(register.rows.len(), noun)
}

/// The width of tables in characters; none if the output does not go to a terminal.
fn width(args: &RegisterArgs) -> Option<usize> {
    let of_terminal = || terminal_size::terminal_size().map(|(width, _)| width.0);
    let is_seen = args.out.is_none() && std::io::stdout().is_terminal();
    args.width.or_else(|| of_terminal().filter(|_| is_seen)).map(usize::from)
}

/// Tables one after the other, under their titles if there are several.
fn tables(registers: &[Register], width: Option<usize>) -> String {
    let table = |one: &Register| match registers.len() {
        1 => register::table(one, width),
        _ => format!("{}\n\n{}", one.title, register::table(one, width)),
    };
    registers.iter().map(table).collect::<Vec<_>>().join("\n")
}
