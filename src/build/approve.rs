//! A person's word on what the minutes say, written to `approvals.json`.

use super::policy::{Policy, SeverityOverrides};
use super::work::Work;
use crate::check::is_of_approvals;
use crate::finding::{Finding, Place, Placed, Sources, has_errors, near_miss, quoted_and};
use crate::meeting::{
    Approval, ByLanguage, Chair, CheckSettings, Content, Given, Holders, Id, Instant, Language, Meeting, Person, Term,
};
use crate::workspace::{Held, PackAddress, Workspace, WriteError, hold_both};

/// An approval that is asked for.
#[derive(Debug, Clone)]
pub struct Approving {
    /// The id of the person.
    pub person: String,
    /// In what capacity; as the meeting has them if not stated.
    pub capacity: Option<String>,
    /// The editions; all if none is stated.
    pub languages: Vec<Language>,
    /// When.
    pub at: Instant,
    /// True if the approval is taken back and not given.
    pub withdraw: bool,
}

/// The result of approving.
#[derive(Debug)]
pub struct Approved {
    /// Language and digest of what was approved or taken back, or why nothing was.
    pub done: Result<Vec<(Language, String)>, Refusal>,
    /// A remark for the person who approves, if nobody waits for their approval.
    pub remark: Option<String>,
    /// The findings of the pack that prevent it.
    pub findings: Vec<Finding>,
    /// The texts that the findings' places point into.
    pub sources: Sources,
}

/// The reason why nothing was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The problem: lower case, no full stop.
    pub message: String,
    /// A suggestion what to do about it.
    pub hint: String,
    /// True if the usage of the command was incorrect, and nothing is wrong with the pack.
    pub incorrect_usage: bool,
}

impl Refusal {
    /// Something is wrong with the pack.
    pub(super) fn of_pack(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: hint.into(), incorrect_usage: false }
    }

    /// The usage of the command was incorrect.
    pub(crate) fn of_use(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { incorrect_usage: true, ..Self::of_pack(message, hint) }
    }
}

impl From<WriteError> for Refusal {
    fn from(error: WriteError) -> Self {
        Self::of_pack(error.to_string(), error.hint("free some space, or get permission to write there"))
    }
}

/// Gives or takes back an approval. Nobody approves a pack with errors, other than those of approvals themselves.
pub fn approve(workspace: &Workspace, pack: &PackAddress, asked: &Approving) -> Approved {
    let policy = Policy::new(&SeverityOverrides::default(), &CheckSettings::default()).0;
    let mut work = Work::new(workspace, pack, &policy);
    let mut remark = None;
    let done = work.approve(asked, &mut remark);
    Approved { done, remark, findings: work.findings, sources: work.sources }
}

impl Work<'_> {
    fn approve(&mut self, asked: &Approving, remark: &mut Option<String>) -> Result<Vec<(Language, String)>, Refusal> {
        // From before anything is read: others approve before or after, and nobody signs meanwhile.
        let path = |name: &str| self.workspace.root.join(name);
        let paths = [path(&self.pack.approvals()), path(&self.pack.signed())];
        let [approvals, signed] = hold_both([&paths[0], &paths[1]])?;
        let meeting = self.meeting();
        self.findings.retain(|finding| finding.is_error() && !is_of_approvals(finding.code));
        match meeting {
            Some(_) if signed.former().is_some() => Err(Refusal::of_pack(
                "these minutes are signed: approvals can no longer be given or withdrawn",
                "correct signed minutes in the minutes of a later meeting",
            )),
            Some(meeting) if !has_errors(&self.findings) => {
                *remark = needless(&meeting, &asked.person).filter(|_| !asked.withdraw);
                write(approvals, self.pack, meeting, asked)
            }
            _ => Err(Refusal::of_pack(
                "the pack has errors",
                "correct them first: contradictory minutes cannot be approved",
            )),
        }
    }
}

/// A remark that nobody waits for this person's approval: the body requires those of others, or, if it requires none, the
/// person has no role in the meeting.
fn needless(meeting: &Meeting, person: &str) -> Option<String> {
    let body = meeting.registry.bodies.get(meeting.definition.body.as_str());
    let rule = body.and_then(|body| body.sign_off.as_ref()).filter(|rule| !rule.approvals.is_empty());
    let holders = Holders::of(meeting);
    let Some(rule) = rule else {
        let has_role = holders.any().any(|id| id.as_str() == person);
        return (!has_role).then(|| {
            format!(
                "`{person}` is neither chair nor officer nor signatory of this meeting, and does not have to approve"
            )
        });
    };
    let awaited: Vec<&str> =
        rule.approvals.iter().flat_map(|demand| holders.holding(&demand.of)).map(|id| id.as_str()).collect();
    let others = match awaited.as_slice() {
        [] => "nobody in this meeting".to_owned(),
        names => quoted_and(names.iter().copied()),
    };
    (!awaited.contains(&person))
        .then(|| format!("`{person}` does not have to approve: the body requires the approval of {others}"))
}

fn write(
    approvals: Held,
    pack: &PackAddress,
    mut meeting: Meeting,
    asked: &Approving,
) -> Result<Vec<(Language, String)>, Refusal> {
    let done = if asked.withdraw { withdraw(&mut meeting, asked)? } else { give(&mut meeting, asked)? };
    approvals.replace(meeting.approvals.to_json(&pack.schema("approvals")).as_bytes())?;
    Ok(done)
}

fn withdraw(meeting: &mut Meeting, asked: &Approving) -> Result<Vec<(Language, String)>, Refusal> {
    let theirs = |approval: &&Placed<Approval>| {
        approval.person.as_str() == asked.person
            && (asked.languages.is_empty() || asked.languages.contains(&approval.language))
    };
    let standing = meeting.approvals.standing().filter(theirs);
    let done: Vec<_> =
        standing.map(|approval| (approval.language.value.clone(), approval.content.value.clone())).collect();
    let Some(person) = meeting.approvals.standing().find(theirs).map(|approval| approval.person.value.clone()) else {
        let message = format!("there is no approval by `{}` that could be withdrawn", asked.person);
        return Err(Refusal::of_use(message, "`approvals.json` lists who approved what"));
    };
    for (language, _) in &done {
        meeting.approvals.withdraw(&person, Some(language), asked.at);
    }
    Ok(done)
}

fn give(meeting: &mut Meeting, asked: &Approving) -> Result<Vec<(Language, String)>, Refusal> {
    let people = &meeting.registry.people;
    let Some((id, person)) = people.iter().find(|(id, _)| id.as_str() == asked.person) else {
        let near = || near_miss(&asked.person, people.iter().map(|(id, _)| id.as_str()));
        let hint = match meant(meeting, &asked.person) {
            Some(hint) => hint,
            None => near().map_or("register them under `people`".to_owned(), |near| format!("did you mean `{near}`?")),
        };
        return Err(Refusal::of_use(format!("nobody is registered as `{}`", asked.person), hint));
    };
    if !meeting.definition.status().has_minutes() {
        let status = meeting.definition.status().name();
        let message = format!("the status of the meeting is `{status}`, so there are no finished minutes to approve");
        let hint = "when they are written, state `\"status\": \"minutes-draft\"`, or the next step in `history`";
        return Err(Refusal::of_pack(message, hint));
    }
    let day = asked.at.utc().date();
    if !person.is_in_office(day) {
        let name = person.name.all().next().map_or(asked.person.as_str(), |name| name.as_str());
        let message = format!("{name} is not in office on {day} ({})", in_office(person));
        let hint = "have somebody approve who is in office, correct `terms` in the registry, or state with `--at` when \
        the approval was given";
        return Err(Refusal::of_pack(message, hint));
    }
    let start = meeting.definition.time.first_day();
    if day < start {
        let message = format!("on {day} the meeting of {start} had not taken place yet");
        return Err(Refusal::of_pack(message, "state with `--at` when the minutes were approved"));
    }
    let id = id.value.clone();
    let editions = meeting.definition.editions();
    if let Some(unknown) = asked.languages.iter().find(|language| !editions.contains(language)) {
        let known = editions.iter().map(Language::as_str).collect::<Vec<_>>().join(", ");
        let message = format!("the pack has no edition `{}`", unknown.as_str());
        return Err(Refusal::of_use(message, format!("it has: {known}")));
    }
    let languages = if asked.languages.is_empty() { editions } else { asked.languages.clone() };
    let capacity = asked.capacity.clone().or_else(|| capacity(meeting, &id, &languages[0]));
    let mut done = Vec::new();
    for language in languages {
        let lines = Content::of(meeting, &language).texts();
        let digest = Content::digest(&lines);
        let nowhere = Place::new(crate::finding::FileNumber::from_raw(0), 0..0);
        let approval = Approval {
            person: Placed::new(id.clone(), nowhere),
            capacity: capacity.clone(),
            language: Placed::new(language.clone(), nowhere),
            at: Placed::new(asked.at, nowhere),
            content: Placed::new(digest.clone(), nowhere),
            withdrawn: None,
        };
        meeting.approvals.give(Given { approval, lines });
        done.push((language, digest));
    }
    Ok(done)
}

/// Whom somebody means who names a role or a person by their name in the place of an id.
fn meant(meeting: &Meeting, typed: &str) -> Option<String> {
    let (definition, typed) = (&meeting.definition, typed.to_lowercase());
    let is_typed = |words: &ByLanguage| words.all().any(|words| words.to_lowercase() == typed);
    if let Some((id, _)) = meeting.registry.people.iter().find(|(_, person)| is_typed(&person.name)) {
        return Some(format!("give the id: `{}`", id.as_str()));
    }
    let is_chair = |chair: &&Chair| {
        typed == "chair" || typed == "chairs" || chair.role.as_ref().is_some_and(|role| is_typed(role))
    };
    let chairs = definition.chairs.iter().filter(is_chair).map(|chair| chair.person.as_str());
    let officers = definition.officers.iter().filter(|officer| is_typed(&officer.role));
    let ids: Vec<&str> = chairs.chain(officers.flat_map(|officer| &officer.who).map(|id| id.as_str())).collect();
    (!ids.is_empty()).then(|| format!("`--as` takes the id of a person: the {typed} is {}", quoted_and(ids)))
}

/// "2025-01 to 2026-12, from 2028".
pub(super) fn in_office(person: &Person) -> String {
    let term = |term: &Term| match &term.until {
        Some(until) => format!("{} to {}", term.from.value, until.value),
        None => format!("from {}", term.from.value),
    };
    person.terms.iter().map(term).collect::<Vec<_>>().join(", ")
}

/// In what capacity somebody acts in a meeting: as a signatory, else by their role as chair or officer.
fn capacity(meeting: &Meeting, id: &Id, language: &Language) -> Option<String> {
    let definition = &meeting.definition;
    let signs = definition.signatories.iter().find(|one| one.person.value == *id);
    let chairs = definition.chairs.iter().find(|one| one.person.value == *id);
    let serves = definition.officers.iter().find(|one| one.who.iter().any(|who| who.value == *id));
    let words = signs.and_then(|one| one.capacity.as_ref());
    let words = words.or_else(|| chairs.and_then(|one| one.role.as_ref())).or_else(|| serves.map(|one| &one.role));
    words.map(|words| words.text_in(language).value.clone())
}
