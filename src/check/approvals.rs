//! Approvals hold as long as the minutes say what was approved, and the body has those that it demands.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::silence::{name, status_place};
use super::{Rule, Subject};
use crate::compare::{common, marked};
use crate::finding::{Code, Finding, Group, Place, Placed, Severity, count, quoted_and};
use crate::meeting::{Approval, Content, Demand, Holders, Id, Language, Line, Meeting};

pub(super) const RULE: Rule = Rule {
    codes: &[&APPROVAL_BROKEN, &APPROVAL_DAMAGED, &APPROVER_UNKNOWN, &OUT_OF_OFFICE, &APPROVAL_MISSING, &APPROVED_LATE],
    check,
};

const APPROVAL_BROKEN: Code = Code::error(
    "approval-broken",
    "Somebody approved the minutes, and something that the approval covers changed after that: a text, a number or a \
     name of the definition or of the registry, also if the minutes do not print it. What changed is shown word by \
     word. Layout, and the words of templates and label files, do not matter. `packs/README.md` lists what is covered. \
     A warning until the minutes are adopted.",
)
.of(Group::Contradiction);
const APPROVAL_DAMAGED: Code = Code::error(
    "approval-damaged",
    "`approvals.json` does not contain what was approved, or its digest does not match: the file was changed by hand. \
     Restore it from your repository, or have the minutes approved again.",
);
const APPROVER_UNKNOWN: Code =
    Code::error("approver-unknown", "An approval names a person whom neither the pack nor the registry has.")
        .of(Group::Completeness);
const OUT_OF_OFFICE: Code = Code::error(
    "out-of-office",
    "Somebody approved the minutes on a day that is in none of their terms of office (`terms` in the registry).",
)
.of(Group::Contradiction);
const APPROVAL_MISSING: Code = Code::error(
    "approval-missing",
    "The minutes are adopted, and an approval that the body requires (`sign_off.approvals`) is missing, was withdrawn, \
     or is no longer valid. `packwright approve PACK --as PERSON` records it.",
)
.of(Group::Completeness);

const APPROVED_LATE: Code = Code::warning(
    "approved-late",
    "Somebody approved the minutes after they were adopted, by the date in `history`, and had not approved them before. \
     Either the date of the adoption is wrong, or that of the approval (`--at` says when it was given).",
)
.of(Group::Contradiction);

/// The number of changes that a finding shows.
const SHOWN: usize = 8;

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut holding = Vec::new();
    let mut comparisons = Comparisons::default();
    let mut reported = BTreeSet::new();
    let mut late_people = BTreeSet::new();
    for approval in subject.meeting.approvals.standing() {
        let found = of_approval(subject, approval, &mut comparisons);
        if found.is_empty() {
            holding.push(approval);
            // Each edition is approved; that it was late is told once.
            if let Some(finding) = late(subject, approval).filter(|_| late_people.insert(approval.person.as_str())) {
                findings.push(finding);
            }
        } else {
            reported.insert(approval.person.as_str());
        }
        findings.extend(found);
    }
    // What was issued before the rule is not judged by it.
    let definition = &subject.meeting.definition;
    if definition.status().is_final() && !definition.as_issued {
        findings.extend(missing(subject, &holding, &reported));
    }
    findings
}

/// Results that are the same for many approvals.
#[derive(Default)]
struct Comparisons<'a> {
    /// Whether stored lines have the digest under which they are stored.
    sound: BTreeMap<&'a str, bool>,
    /// The present content of the minutes by language, with its digest.
    now: BTreeMap<&'a Language, (Content, Vec<String>, String)>,
    /// The changes, by language and digest.
    changes: BTreeMap<(&'a Language, &'a str), (usize, Vec<Change>)>,
}

fn of_approval<'a>(
    subject: &Subject<'a>,
    approval: &'a Placed<Approval>,
    comparisons: &mut Comparisons<'a>,
) -> Vec<Finding> {
    let id = &approval.person;
    let who = name(subject, id.as_str());
    let mut findings = Vec::new();
    match subject.meeting.registry.people.get(id.as_str()) {
        None => {
            let message = format!("`{}` approved the minutes, but nobody has this id", id.as_str());
            findings.push(
                Finding::new(&APPROVER_UNKNOWN, id.place, message).hint("register them, or withdraw the approval"),
            );
        }
        Some(person) => {
            let day = approval.at.utc().date();
            if !person.is_in_office(day) {
                let message = format!("{who} approved the minutes on {day}, but was not in office");
                let finding = Finding::new(&OUT_OF_OFFICE, approval.at.place, message);
                findings.push(finding.hint("have somebody approve who is in office, or correct `terms`"));
            }
        }
    }
    match subject.meeting.approvals.contents.get(&approval.content.value) {
        Some(lines) if comparisons.is_sound(&approval.content, lines) => {
            findings.extend(broken(subject, approval, lines, &who, comparisons));
        }
        _ => {
            let message = format!("this file does not contain what {who} approved");
            findings.push(
                Finding::new(&APPROVAL_DAMAGED, approval.content.place, message)
                    .hint("restore the file from your repository, or have the minutes approved again"),
            );
        }
    }
    findings
}

impl<'a> Comparisons<'a> {
    fn is_sound(&mut self, digest: &'a str, lines: &[String]) -> bool {
        *self.sound.entry(digest).or_insert_with(|| Content::digest(lines) == digest)
    }

    /// The changes since an approval: their number, and those that are shown; none if nothing changed.
    fn changes(
        &mut self,
        meeting: &Meeting,
        approval: &'a Approval,
        approved: &[String],
    ) -> Option<&(usize, Vec<Change>)> {
        let language = &approval.language.value;
        let (now, texts, digest) = self.now.entry(language).or_insert_with(|| {
            let now = Content::of(meeting, language);
            let texts = now.texts();
            let digest = Content::digest(&texts);
            (now, texts, digest)
        });
        let content = approval.content.as_str();
        (digest != content).then(|| {
            self.changes.entry((language, content)).or_insert_with(|| {
                let mut changes = changes(approved, texts, &now.lines);
                let count = changes.len();
                changes.truncate(SHOWN);
                (count, changes)
            }) as &_
        })
    }
}

/// An approval after the adoption by somebody who had not approved before it. Whose minutes were corrected approves them again.
fn late(subject: &Subject<'_>, approval: &Placed<Approval>) -> Option<Finding> {
    let step = subject.meeting.definition.history.iter().rfind(|step| step.status.value.is_final())?;
    // A day is over everywhere half a day after it is in UTC.
    let adopted = step.on.value.date().last_day();
    let is_late = |approval: &Approval| {
        let over = adopted.tomorrow().map(|day| day.at(12, 0, 0, 0));
        over.is_ok_and(|over| approval.at.utc() > over)
    };
    let before = |other: &&Placed<Approval>| other.person.value == approval.person.value && !is_late(other);
    if !is_late(approval) || subject.meeting.approvals.approvals.iter().any(|other| before(&other)) {
        return None;
    }
    let who = name(subject, approval.person.as_str());
    let message =
        format!("{who} approved the minutes on {}, after they were adopted on {adopted}", approval.at.utc().date());
    Some(
        Finding::new(&APPROVED_LATE, approval.at.place, message)
            .hint("correct the date of the adoption, or approve anew with the `--at` at which the approval was given")
            .related(step.on.place, "adopted here"),
    )
}

fn broken<'a>(
    subject: &Subject<'a>,
    approval: &'a Approval,
    approved: &[String],
    who: &str,
    comparisons: &mut Comparisons<'a>,
) -> Option<Finding> {
    let (number, changes) = comparisons.changes(subject.meeting, approval, approved)?;
    let editions = subject.meeting.definition.editions();
    let edition = match editions.len() {
        1 => String::new(),
        _ => format!(" (edition `{}`)", approval.language.as_str()),
    };
    let since = approval.at.utc().strftime("%Y-%m-%d %H:%M UTC");
    let message = format!(
        "{who} approved these minutes on {since}{edition}, but they changed after that: {}",
        count(*number, "change")
    );
    let mut finding = Finding::new(&APPROVAL_BROKEN, approval.person.place, message).hint(format!(
        "undo the change, or have the minutes approved again: `packwright approve {} --as {}`",
        subject.meeting.id,
        approval.person.as_str()
    ));
    for change in changes {
        finding = finding.note(change.words.as_str());
        if let Some(place) = change.place {
            finding = finding.related(place, "changed here");
        }
    }
    if *number > SHOWN {
        finding = finding.note(format!("and {}", count(number - SHOWN, "other change")));
    }
    if !subject.meeting.definition.status().is_final() {
        finding.severity = Severity::Warning;
    }
    Some(finding)
}

/// One thing that minutes say otherwise than before.
struct Change {
    words: String,
    place: Option<Place>,
}

/// The changes between the approved lines and those of today. A line with the same path on both sides is one change.
fn changes(before: &[String], after: &[String], lines: &[Line]) -> Vec<Change> {
    let path = |line: &str| line.split_once(": ").map_or("", |(path, _)| path).to_owned();
    let value = |line: &str| line.split_once(": ").map_or("", |(_, value)| value).to_owned();
    let pairs = common(before, after);
    let stays: [BTreeSet<usize>; 2] =
        [pairs.iter().map(|pair| pair.0).collect(), pairs.iter().map(|pair| pair.1).collect()];
    let gone: Vec<&String> = (0..before.len()).filter(|at| !stays[0].contains(at)).map(|at| &before[at]).collect();
    let come = (0..after.len()).filter(|at| !stays[1].contains(at)).map(|at| (&after[at], &lines[at]));
    // What went, by path in the order of the lines; what comes again under its path is one change with it.
    let mut by_path: BTreeMap<String, VecDeque<usize>> = BTreeMap::new();
    for (at, line) in gone.iter().enumerate() {
        by_path.entry(path(line)).or_default().push_back(at);
    }
    let mut changes: Vec<Change> = Vec::new();
    let mut reported = BTreeSet::new();
    for (text, line) in come {
        let former = by_path.get_mut(&path(text)).and_then(VecDeque::pop_front).map(|at| gone[at]);
        let words = match former {
            // What moved is reported once, and not line by line.
            Some(former) if former == text => format!("{}: moved to another place", part(&path(text))),
            Some(former) => format!("{}: {}", path(text), marked(&value(former), &value(text))),
            None => format!("{}: {{+{}+}}", path(text), value(text)),
        };
        if reported.insert(words.clone()) {
            changes.push(Change { words, place: line.place });
        }
    }
    let left: BTreeSet<usize> = by_path.into_values().flatten().collect();
    let left = left.into_iter().map(|at| gone[at]);
    changes.extend(left.map(|line| Change { words: format!("{}: [-{}-]", path(line), value(line)), place: None }));
    changes
}

/// The part of a definition to which a path belongs: `decisions/lend` of `decisions/lend/text`.
fn part(path: &str) -> String {
    path.splitn(3, '/').take(2).collect::<Vec<_>>().join("/")
}

/// The changes in words, as many as a finding shows.
pub(super) fn changes_since(meeting: &Meeting, language: &Language, approved: &[String]) -> Vec<String> {
    let now = Content::of(meeting, language);
    changes(approved, &now.texts(), &now.lines).into_iter().take(SHOWN).map(|change| change.words).collect()
}

/// Approvals that the body demands and that are not there.
fn missing(subject: &Subject<'_>, holding: &[&Placed<Approval>], reported: &BTreeSet<&str>) -> Vec<Finding> {
    let meeting = subject.meeting;
    let body = meeting.registry.bodies.get(meeting.definition.body.as_str());
    let demands = body.and_then(|body| body.sign_off.as_ref()).into_iter().flat_map(|rule| &rule.approvals);
    let editions = meeting.definition.editions();
    let holding = holding.iter().map(|approval| (approval.person.as_str(), approval.language.as_str())).collect();
    let holders = Holders::of(meeting);
    demands
        .filter_map(|demand| unmet(subject, demand, holders.holding(&demand.of), (&holding, reported), &editions))
        .collect()
}

fn unmet(
    subject: &Subject<'_>,
    demand: &Demand,
    holders: &[&Id],
    (holding, reported): (&BTreeSet<(&str, &str)>, &BTreeSet<&str>),
    editions: &[Language],
) -> Option<Finding> {
    let approved = |id: &Id, language: &Language| holding.contains(&(id.as_str(), language.as_str()));
    let given = |id: &&Id| editions.iter().all(|language| approved(id, language));
    let needed = demand.number.map_or(holders.len(), |number| number as usize).max(1);
    // An approval that does not hold was reported as such: it is there.
    let is_reported = |id: &&Id| reported.contains(id.as_str());
    let there = holders.iter().copied().filter(|id| given(id) || is_reported(id)).count();
    if there >= needed {
        return None;
    }
    let place = status_place(subject);
    if holders.len() < needed {
        let message = format!(
            "the body requires {} of `{}`, but {} in this meeting",
            count(needed, "approval"),
            demand.of.value,
            are(holders.len())
        );
        return Some(
            Finding::new(&APPROVAL_MISSING, place, message)
                .hint("state who they are under `chairs`, `officers` or `signatories`, or correct the rule")
                .related(demand.of.place, "the rule of the body"),
        );
    }
    let waited_for: Vec<&Id> = holders.iter().copied().filter(|id| !given(id) && !is_reported(id)).collect();
    let open: Vec<&str> = waited_for.iter().map(|id| id.as_str()).collect();
    let missing = editions.iter().find(|language| editions.len() > 1 && !approved(waited_for[0], language));
    let edition = missing.map(|language| format!(" of the edition `{}`", language.as_str())).unwrap_or_default();
    let all = if needed == holders.len() { String::new() } else { format!(", {} of them needed", needed - there) };
    let message =
        format!("the minutes are adopted without the approval{edition} of {}{all}", quoted_and(open.iter().copied()));
    Some(
        Finding::new(&APPROVAL_MISSING, place, message)
            .hint(format!("`packwright approve {} --as {}`", subject.meeting.id, open[0]))
            .related(demand.of.place, "the rule of the body"),
    )
}

fn are(number: usize) -> String {
    match number {
        0 => "there is nobody".to_owned(),
        1 => "there is 1".to_owned(),
        many => format!("there are {many}"),
    }
}
