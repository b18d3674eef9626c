//! Lists over many meetings.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use super::listed::{self, Question};
use super::policy::{Policy, SeverityOverrides};
use super::work::Work;
use super::{Cache, crew, fault, run};
use crate::compose::RegisterWords;
use crate::edition::{Register, RegisterKind, Row};
use crate::finding::{Finding, Sources, has_errors};
use crate::meeting::{CheckSettings, Language, Meeting, Registry};
use crate::read::{self, Common};
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
    /// The cache of what was listed before, if one is used.
    pub cache: Option<Cache>,
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
    /// True if some pack has the audience, or none is asked for.
    pub knows_audience: bool,
    /// Errors, in the order of the packs, with the texts that their places point into.
    pub findings: Vec<(Vec<Finding>, Sources)>,
    /// Ids of owners and of bodies in all rows, also in those that are not asked for, and those asked for that packs or the
    /// registry know.
    pub known: [BTreeSet<String>; 2],
}

/// The number of packs that are read together. Those of a series stand near each other, and what they have in common is read
/// once; its texts are kept only as long as that.
const BLOCK: usize = 48;

/// What was read for packs that are read together.
struct Read {
    sources: Sources,
    common: Common,
}

impl Read {
    fn new(workspace: &Workspace) -> Self {
        Self { sources: Sources::new(&workspace.prefix), common: Common::default() }
    }
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
        knows_audience: true,
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
    let rows = listed(workspace, request, &words, &mut all);
    if let Some(audience) = &request.audience {
        all.knows_audience = is_known(workspace, &request.packs, audience);
    }
    let facts = || rows.iter().flatten().map(|row| &row.facts);
    all.known[0].extend(facts().flat_map(|facts| facts.owners.iter().cloned()));
    all.known[1].extend(facts().map(|facts| facts.body.clone()));
    let asked = [&request.choice.owner, &request.choice.body];
    for (at, id) in asked.into_iter().enumerate().filter_map(|(at, id)| Some((at, id.as_ref()?))) {
        if !all.known[at].contains(id) && is_declared(workspace, &request.packs, id, at == 0) {
            all.known[at].insert(id.clone());
        }
    }
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

/// The rows of all packs by kind, as they were listed before or as they are read now.
fn listed(
    workspace: &Workspace,
    request: &RegisterRequest,
    words: &RegisterWords<'_>,
    all: &mut Registers,
) -> Vec<Vec<Row>> {
    // Few packs are read as quickly as an entry.
    let Some(cache) = request.cache.as_ref().filter(|_| request.packs.len() > BLOCK) else {
        return read_rows(workspace, request, words, all).0;
    };
    let kinds = request.kinds.iter().map(|kind| kind.name());
    let question = Question::new(kinds, words.language(), request.audience.as_ref(), &request.packs);
    let inputs = || listed::inputs(workspace, &request.packs);
    let before = inputs();
    if let Some(known) = cache.listed(&question, &before) {
        all.left_out = known.left_out;
        return known.rows;
    }
    let (rows, is_closed) = read_rows(workspace, request, words, all);
    let is_sound = all.findings.is_empty() && words.findings().0.is_empty();
    // What was written meanwhile may or may not be in the rows.
    if is_closed && is_sound && inputs() == before {
        cache.keep_listed(question, before, &rows, &all.left_out);
    }
    rows
}

/// Reads all packs; says also whether all meetings before others are among them.
fn read_rows(
    workspace: &Workspace,
    request: &RegisterRequest,
    words: &RegisterWords<'_>,
    all: &mut Registers,
) -> (Vec<Vec<Row>>, bool) {
    let policy = Policy::new(&SeverityOverrides::default(), &CheckSettings::default()).0;
    let given: Mutex<Vec<(usize, Given)>> = Mutex::default();
    let others: Mutex<BTreeSet<String>> = Mutex::default();
    let names: BTreeSet<&str> = request.packs.iter().map(|pack| pack.id.as_str()).collect();
    let blocks: Vec<&[PackAddress]> = request.packs.chunks(BLOCK).collect();
    let work = |block: usize| {
        let mut read = Read::new(workspace);
        for (at, pack) in blocks[block].iter().enumerate() {
            let one = fault::guarded(|| of_pack(workspace, pack, request, &policy, (words, &names), &mut read));
            let one = one.unwrap_or_else(|place| {
                let outcome = fault::outcome(workspace, pack, &place);
                Given::Errors(outcome.findings, outcome.sources)
            });
            given.lock().unwrap_or_else(PoisonError::into_inner).push((block * BLOCK + at, one));
        }
        others.lock().unwrap_or_else(PoisonError::into_inner).extend(read.common.earlier().map(str::to_owned));
    };
    crew::in_parallel(crew::cores(), blocks.len(), &|| {}, &work, &|| false);
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
    let others = others.into_inner().unwrap_or_else(PoisonError::into_inner);
    let read: BTreeSet<String> = request.packs.iter().map(PackAddress::definition).collect();
    (rows, others.is_subset(&read))
}

/// Returns whether a pack or the registry declares a body of this id, or else somebody who can be an owner.
fn is_declared(workspace: &Workspace, packs: &[PackAddress], id: &str, as_owner: bool) -> bool {
    let declares = |pack| {
        let meeting = read::read(&workspace.files, pack, &mut Sources::new("")).meeting?;
        let Registry { people, entities, bodies, .. } = &meeting.registry;
        let is_person = as_owner && (people.get(id).is_some() || entities.get(id).is_some());
        (is_person || bodies.get(id).is_some()).then_some(())
    };
    packs.iter().find_map(declares).is_some()
}

fn is_known(workspace: &Workspace, packs: &[PackAddress], audience: &str) -> bool {
    let meeting = |pack| read::read(&workspace.files, pack, &mut Sources::new("")).meeting;
    packs.iter().filter_map(meeting).any(|meeting| meeting.rank_of(audience).is_some())
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
    read: &mut Read,
) -> Given {
    let mut work = Work::new(workspace, pack, policy);
    // After an error, whose places point into them, texts are read anew.
    let Read { sources, common } = std::mem::replace(read, Read::new(workspace));
    (work.sources, work.common) = (sources, common);
    let meeting = match request.audience {
        // What may be told to whom is known only of a definition that is right.
        Some(_) => work.meeting(),
        None => {
            let reading = work.read();
            work.record(reading.findings);
            reading.meeting
        }
    };
    work.findings.retain(Finding::is_error);
    let meeting = meeting.filter(|_| work.findings.is_empty()).map(Arc::new);
    let meeting = match (meeting, &request.audience) {
        (Some(meeting), Some(audience)) if !meeting.audiences().is_empty() => {
            if meeting.rank_of(audience).is_none() {
                *read = Read { sources: work.sources, common: work.common };
                return Given::NotFor(names_of_audiences(&meeting));
            }
            let narrowed = work.audiences(&meeting, Some(audience)).and_then(|mut all| all.pop());
            narrowed.map(|one| one.meeting)
        }
        (meeting, _) => meeting,
    };
    match meeting {
        Some(meeting) => {
            *read = Read { sources: work.sources, common: work.common };
            Given::Rows(words.rows(&meeting, &request.kinds, &|pack| names.contains(pack)))
        }
        None => Given::Errors(work.findings, work.sources),
    }
}

fn names_of_audiences(meeting: &Meeting) -> Vec<String> {
    meeting.audiences().iter().map(|audience| audience.as_str().to_owned()).collect()
}
