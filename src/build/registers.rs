//! Lists over many meetings.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use super::policy::{Policy, SeverityOverrides};
use super::work::Work;
use super::{crew, fault, run};
use crate::compose::RegisterWords;
use crate::edition::{Register, RegisterKind, Row};
use crate::finding::{Finding, Sources, has_errors};
use crate::meeting::{CheckSettings, Language, Meeting};
use crate::read;
use crate::register::{Choice, gather};
use crate::workspace::{Misnamed, PackAddress, Workspace};

/// The registers that are asked for.
#[derive(Debug)]
pub struct RegisterRequest {
    /// Their kinds.
    pub kinds: Vec<RegisterKind>,
    /// The packs that are read.
    pub packs: Vec<PackAddress>,
    /// Folders that cannot be packs.
    pub misnamed: Vec<Misnamed>,
    /// The language; else that of the first pack.
    pub language: Option<Language>,
    /// The audience for which packs are narrowed; without one, registers hold everything.
    pub audience: Option<String>,
    /// The rows that are asked for.
    pub choice: Choice,
}

/// Registers, and what is not in them.
#[derive(Debug)]
pub struct Registers {
    /// The registers, in the order in which they are asked for.
    pub registers: Vec<Register>,
    /// True if lines of their language begin on the right.
    pub is_right_to_left: bool,
    /// Packs that could not be read.
    pub unread: Vec<String>,
    /// Packs that have audiences, but not the one that is asked for, with those that they have.
    pub left_out: Vec<(String, Vec<String>)>,
    /// Errors, in the order of the packs, with the texts that their places point into.
    pub findings: Vec<(Vec<Finding>, Sources)>,
    /// Ids of owners and of bodies in all rows, also in those that are not asked for.
    pub known: [BTreeSet<String>; 2],
}

/// What a pack gives.
enum Given {
    Rows(Vec<Vec<Row>>),
    NotFor(Vec<String>),
    Errors(Vec<Finding>, Sources),
}

/// Reads packs and lists what they say. Definitions are read and not checked: a register is of what they say, right or wrong.
/// A pack that cannot be read is reported, and the others are listed.
pub fn registers(workspace: &Workspace, request: &RegisterRequest) -> Registers {
    let mut all = Registers {
        registers: Vec::new(),
        is_right_to_left: false,
        unread: request.misnamed.iter().map(|misnamed| misnamed.folder.clone()).collect(),
        left_out: Vec::new(),
        findings: Vec::new(),
        known: Default::default(),
    };
    if !request.misnamed.is_empty() {
        let findings = request.misnamed.iter().map(run::bad_name).collect();
        all.findings.push((findings, Sources::new(&workspace.prefix)));
    }
    let language = request.language.clone().or_else(|| first_language(workspace, &request.packs));
    let language = language.unwrap_or_else(|| Language::new("en"));
    let words = match RegisterWords::load(language, &workspace.files, &workspace.prefix) {
        Ok(words) => words,
        Err(why) => {
            all.findings.push(why);
            return all;
        }
    };
    let policy = Policy::new(&SeverityOverrides::default(), &CheckSettings::default()).0;
    let given: Mutex<Vec<(usize, Given)>> = Mutex::default();
    let names: BTreeSet<&str> = request.packs.iter().map(|pack| pack.id.as_str()).collect();
    let work = |at: usize| {
        let pack = &request.packs[at];
        let one = fault::guarded(|| of_pack(workspace, pack, request, &policy, (&words, &names)));
        let one = one.unwrap_or_else(|place| {
            let outcome = fault::outcome(workspace, pack, &place);
            Given::Errors(outcome.findings, outcome.sources)
        });
        given.lock().unwrap_or_else(PoisonError::into_inner).push((at, one));
    };
    crew::in_parallel(crew::cores(), request.packs.len(), &|| {}, &work, &|| false);
    let mut given = given.into_inner().unwrap_or_else(PoisonError::into_inner);
    given.sort_by_key(|(at, _)| *at);
    let mut rows: Vec<Vec<Row>> = vec![Vec::new(); request.kinds.len()];
    for (at, given) in given {
        let id = &request.packs[at].id;
        match given {
            Given::Rows(more) => rows.iter_mut().zip(more).for_each(|(rows, more)| rows.extend(more)),
            Given::NotFor(audiences) => all.left_out.push((id.clone(), audiences)),
            Given::Errors(findings, sources) => {
                all.unread.push(id.clone());
                all.findings.push((findings, sources));
            }
        }
    }
    let facts = || rows.iter().flatten().map(|row| &row.facts);
    all.known = [
        facts().flat_map(|facts| facts.owners.iter().cloned()).collect(),
        facts().map(|facts| facts.body.clone()).collect(),
    ];
    for (kind, rows) in request.kinds.iter().zip(rows) {
        let mut register = words.empty(*kind);
        gather(&mut register, rows, &request.choice, *kind == RegisterKind::Actions);
        all.registers.push(register);
    }
    all.is_right_to_left = words.is_right_to_left();
    let (findings, sources) = words.findings();
    if has_errors(&findings) {
        all.findings.push((findings, sources));
    }
    all
}

/// The language of the first pack that can be read.
fn first_language(workspace: &Workspace, packs: &[PackAddress]) -> Option<Language> {
    let meeting = |pack| read::read(&workspace.files, pack, &mut Sources::new("")).meeting;
    packs.iter().find_map(meeting).map(|meeting| meeting.definition.first_edition())
}

fn of_pack(
    workspace: &Workspace,
    pack: &PackAddress,
    request: &RegisterRequest,
    policy: &Policy,
    (words, names): (&RegisterWords<'_>, &BTreeSet<&str>),
) -> Given {
    let mut work = Work::new(workspace, pack, policy);
    let meeting = match request.audience {
        // What may be told to whom is known only of a definition that is right.
        Some(_) => work.meeting(),
        None => {
            let reading = read::read(&workspace.files, pack, &mut work.sources);
            work.record(reading.findings);
            reading.meeting
        }
    };
    work.findings.retain(Finding::is_error);
    let meeting = meeting.filter(|_| work.findings.is_empty()).map(Arc::new);
    let meeting = match (meeting, &request.audience) {
        (Some(meeting), Some(audience)) if !meeting.audiences().is_empty() => {
            if meeting.rank_of(audience).is_none() {
                return Given::NotFor(names_of_audiences(&meeting));
            }
            let narrowed = work.audiences(&meeting, Some(audience)).and_then(|mut all| all.pop());
            narrowed.map(|one| one.meeting)
        }
        (meeting, _) => meeting,
    };
    match meeting {
        Some(meeting) => Given::Rows(words.rows(&meeting, &request.kinds, &|pack| names.contains(pack))),
        None => Given::Errors(work.findings, work.sources),
    }
}

fn names_of_audiences(meeting: &Meeting) -> Vec<String> {
    meeting.audiences().iter().map(|audience| audience.as_str().to_owned()).collect()
}
