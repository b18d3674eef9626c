//! A meeting and those before it say the same of each other.

use std::collections::BTreeMap;

use super::ladder::is_before;
use super::uses::NAME_PREVIOUS;
use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Place, Placed, count, near_miss, quoted_list, quoted_some};
use crate::meeting::{
    CalendarEntry, DecisionKind, Definition, Disposition, EarlierAction, EarlierMeeting, Item, Meant, OutOfTurn,
    PREVIOUS_MINUTES, Series, Status, When,
};

pub(super) const RULE: Rule = Rule {
    codes: &[
        &UNKNOWN_ACTION,
        &FOLLOWED_TWICE,
        &ACTION_ID_TWICE,
        &ACTIONS_LEFT_OUT,
        &OWNER_LEFT,
        &OTHER_BODY,
        &NEXT_DIFFERS,
        &PREVIOUS_DIFFERS,
        &NUMBER_IN_SERIES,
        &NO_EARLIER_MINUTES,
        &EARLIER_MINUTES_DRAFT,
        &PACK_MISPLACED,
    ],
    check,
};

const UNKNOWN_ACTION: Code = Code::error(
    "unknown-action",
    "`follow_up` is about an action that no earlier meeting agreed, or that an earlier meeting already closed. Name an action \
     by its `id`; if it has none, by the id of its decision or item and its position there (`reserves-1`). If several open \
     actions have the same id, put the pack in front: `q1/reserves-1`.",
)
.of(Group::Completeness);
const FOLLOWED_TWICE: Code = Code::error(
    "followed-twice",
    "A meeting states twice what became of an action, so its status is not clear. Keep one of the two.",
)
.of(Group::Contradiction);
const ACTION_ID_TWICE: Code = Code::error(
    "action-id-twice",
    "Two actions of a meeting have the same id, so later meetings could not state which of them is done.",
)
.of(Group::Contradiction);
const ACTIONS_LEFT_OUT: Code = Code::warning(
    "actions-left-out",
    "Earlier meetings of the series left actions open, but no item of the agenda follows them up, so no document lists them. \
     Add `\"follow_up\": []` to the item for matters arising: open actions are then listed there.",
)
.of(Group::Completeness);
const OWNER_LEFT: Code = Code::warning(
    "owner-left",
    "The owner of an open action that is carried over is no longer in office: according to the registry, their last term ended \
     before this meeting. Name a new owner in `follow_up`.",
)
.of(Group::Contradiction);
const OTHER_BODY: Code = Code::warning(
    "previous-of-another-body",
    "The pack that is named as the previous meeting is a meeting of another body. If this body has replaced the other one, \
     allow this warning.",
)
.of(Group::Contradiction);
const NEXT_DIFFERS: Code = Code::warning(
    "next-differs",
    "The previous meeting announced another date for this meeting. If the meeting was moved, state that in `time` \
     (`moved_from`).",
)
.of(Group::Contradiction);
const PREVIOUS_DIFFERS: Code = Code::warning(
    "previous-differs",
    "A meeting names the pack of the previous meeting, but states another date for it than that pack does. Leave the date out: \
     it comes from that pack.",
)
.of(Group::Contradiction);
const EARLIER_MINUTES_DRAFT: Code = Code::warning(
    "earlier-minutes-draft",
    "A meeting adopted the minutes of the previous one (`previous-minutes`), but they are still a draft in their own pack. Add \
     the step to `history` in that pack and build it again: then they are no longer marked as a draft.",
)
.of(Group::Completeness);
const NUMBER_IN_SERIES: Code = Code::warning(
    "number-in-series",
    "A decision states a number that an earlier meeting of the series already gave to a decision of the same kind, or a lower \
     one; or it leaves out a number although the numbers of this body go on from meeting to meeting (`decision_numbers`). If \
     the body begins again at each meeting, leave `number` out: the numbers are then derived for each meeting.",
)
.of(Group::Contradiction);
const NO_EARLIER_MINUTES: Code = Code::warning(
    "no-earlier-minutes",
    "A text refers to the minutes of the previous meeting (`previous-minutes`), but the pack of that meeting has no minutes: \
     nothing is recorded in it yet.",
)
.of(Group::Completeness);
const PACK_MISPLACED: Code = Code::error(
    "pack-misplaced",
    "Only `previous` can name the pack of a meeting. The next meeting will name this pack itself, and entries of a calendar \
     only state a date.",
)
.of(Group::Completeness);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let definition = &subject.meeting.definition;
    let series = &subject.meeting.series;
    let mut findings = misplaced(definition);
    findings.extend(ids(definition));
    // If the earlier meetings could not be read, that was reported.
    let pack = definition.previous.as_ref().and_then(|previous| previous.pack.as_ref());
    if pack.is_none() || series.last().is_some() {
        findings.extend(followed(definition, series, pack));
    }
    if let (Some(last), Some(pack)) = (series.last(), pack) {
        findings.extend(owners(subject, pack));
        findings.extend(match &subject.meeting.style().decision_numbers {
            Some(pattern) => out_of_turn(definition, series, pattern),
            None => numbers(definition, series),
        });
        findings.extend(of_last(subject, last, pack));
    }
    findings
}

fn misplaced(definition: &Definition) -> Vec<Finding> {
    let calendars = definition.annexes.iter().filter_map(|annex| annex.calendar.as_ref());
    let entries = calendars.flat_map(|calendar| &calendar.entries).chain(&definition.next);
    let packs = entries.filter_map(|entry| entry.pack.as_ref());
    let finding = |pack: &Placed<String>| {
        Finding::new(&PACK_MISPLACED, pack.place, "only `previous` can name a pack").hint("remove it")
    };
    packs.map(finding).collect()
}

fn ids(definition: &Definition) -> Vec<Finding> {
    let mut seen: BTreeMap<String, Place> = BTreeMap::new();
    let twice = definition.actions_by_id().into_iter().filter_map(|(id, action)| {
        let place = action.id.as_ref().map_or(action.text.place, |id| id.place);
        let first = *seen.entry(id.clone()).or_insert(place);
        (first != place).then(|| {
            Finding::new(&ACTION_ID_TWICE, place, format!("two actions have the id `{id}`"))
                .hint("give one of them another id")
                .related(first, "the other")
        })
    });
    twice.collect()
}

/// What is said of earlier actions, and of which nothing can be said.
fn followed(definition: &Definition, series: &Series, pack: Option<&Placed<String>>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut said: BTreeMap<usize, Place> = BTreeMap::new();
    for follow_up in definition.follow_ups() {
        let Placed { value: name, place } = &follow_up.action;
        let finding = |message: String| Finding::new(&UNKNOWN_ACTION, *place, message);
        let found = match series.meant(name) {
            Meant::Open(at) => {
                let first = *said.entry(at).or_insert(*place);
                if first == *place {
                    continue;
                }
                Finding::new(&FOLLOWED_TWICE, *place, format!("`{name}` is followed up twice"))
                    .hint("keep one of the two")
                    .related(first, "the other")
            }
            Meant::Several(all) => {
                let names: Vec<String> = all.iter().map(|at| series.action(*at).made.name()).collect();
                finding(format!("several open actions have the id `{name}`"))
                    .hint(format!("write {}", quoted_list(names.iter().map(String::as_str))))
            }
            Meant::Closed(at) => {
                let closed = series.action(at).closed.clone().unwrap_or_default();
                finding(format!("`{name}` was closed at an earlier meeting, in `{closed}`"))
                    .hint("remove it, or name an action that is open")
            }
            Meant::Nothing if pack.is_none() => {
                finding(format!("no earlier meeting is known that could have agreed `{name}`")).hint(NAME_PREVIOUS)
            }
            Meant::Nothing => {
                let finding = finding(format!("no open action has the id `{name}`")).hint(near(series, name));
                noted(finding, series)
            }
        };
        findings.push(found);
    }
    let follows = definition.items().into_iter().any(|(item, _)| item.follow_up.is_some());
    let open = series.open().count();
    if let (Some(pack), false, 1..) = (pack, follows, open) {
        let message = format!("no item follows up {} of earlier meetings", count(open, "open action"));
        let finding = Finding::new(&ACTIONS_LEFT_OUT, pack.place, message)
            .hint("add `\"follow_up\": []` to the item for matters arising");
        findings.push(noted(finding, series));
    }
    findings
}

/// The number of open actions that are named in a finding.
const SHOWN: usize = 5;

/// A finding with the first open actions: whoever has to name one knows its words and not its id.
fn noted(finding: Finding, series: &Series) -> Finding {
    let note = |at: usize| {
        let EarlierAction { action, made, .. } = series.action(at);
        let words = action.text.all().next().map(|text| text.value.as_str()).unwrap_or_default();
        let line: String = words.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(60).collect();
        format!("`{}`: {line}", made.name())
    };
    series.open().take(SHOWN).map(note).fold(finding, Finding::note)
}

fn near(series: &Series, name: &str) -> String {
    let open: Vec<String> =
        series.open().map(|at| &series.action(at).made).flat_map(|made| [made.id.clone(), made.name()]).collect();
    if let Some(near) = near_miss(name, open.iter().map(String::as_str)) {
        return format!("write `{near}`");
    }
    let names: Vec<String> = series.open().map(|at| series.action(at).made.name()).collect();
    match names.is_empty() {
        true => "no action is open: remove it".to_owned(),
        false => format!("these are open: {}", quoted_some(names.iter().map(String::as_str))),
    }
}

/// Owners of carried actions who have left.
fn owners(subject: &Subject<'_>, pack: &Placed<String>) -> Vec<Finding> {
    let definition = &subject.meeting.definition;
    let day = definition.time.first_day();
    let carried = definition.items().into_iter().flat_map(|(item, _)| &item.earlier_actions);
    let mut findings = Vec::new();
    for action in carried.filter(|action| !action.status.is_closed()) {
        let Some(made) = &action.made else { continue };
        for owner in &action.owners {
            let Some(person) = subject.meeting.registry.people.get(owner.as_str()) else { continue };
            if person.terms.iter().any(|term| term.from.value.first_day() > day) || person.is_in_office(day) {
                continue;
            }
            let message =
                format!("`{}` owns the open action `{}`, but is no longer in office", owner.as_str(), made.name());
            let hint = format!(
                "name another owner in `follow_up`: `{{ \"action\": \"{}\", \"owners\": [\"…\"] }}`",
                made.name()
            );
            findings
                .push(Finding::new(&OWNER_LEFT, pack.place, message).hint(hint).related(owner.place, "agreed here"));
        }
    }
    findings
}

/// The last run of digits of a number that is not a year, if there are others, and the rest of it.
fn parted(number: &str) -> Option<(String, u64)> {
    let is_digit = |c: char| c.is_ascii_digit();
    let begins = number.match_indices(is_digit).map(|(at, _)| at).filter(|at| !number[..*at].ends_with(is_digit));
    let runs = begins.map(|at| (at, number[at..].find(|c| !is_digit(c)).map_or(number.len(), |end| at + end)));
    let runs: Vec<(usize, usize)> = runs.collect();
    let is_year = |(start, end): &&(usize, usize)| number[*start..*end].parse().is_ok_and(|year| YEARS.contains(&year));
    let (start, end) = *runs.iter().rfind(|run| !is_year(run)).or(runs.last())?;
    Some((format!("{}#{}", &number[..start], &number[end..]), number[start..end].parse().ok()?))
}

/// Numbers that are taken for years.
const YEARS: std::ops::RangeInclusive<u64> = 1900..=2199;

/// Numbers of decisions that go on through the series, each once and in order.
fn numbers(definition: &Definition, series: &Series) -> Vec<Finding> {
    let mut last: BTreeMap<(DecisionKind, String), (u64, Place, &str)> = BTreeMap::new();
    for one in &series.earlier {
        for decision in &one.definition.decisions {
            let Some((scheme, number)) = decision.number.as_ref().and_then(|number| parted(&number.value)) else {
                continue;
            };
            let place = decision.number.as_ref().map_or(decision.id.place, |number| number.place);
            let entry = last.entry((decision.kind, scheme)).or_insert((number, place, &one.pack));
            if number >= entry.0 {
                *entry = (number, place, &one.pack);
            }
        }
    }
    let of_this = definition.decisions.iter().filter_map(|decision| Some((decision, decision.number.as_ref()?)));
    let found = of_this.filter_map(|(decision, stated)| {
        let (scheme, number) = parted(&stated.value)?;
        // A number that is nothing else may be that of the meeting.
        if scheme == "#" {
            return None;
        }
        let (highest, place, pack) = last.get(&(decision.kind, scheme))?;
        (number <= *highest).then(|| {
            let message =
                format!("`{}` does not come after the last number of an earlier meeting, `{pack}`", stated.value);
            Finding::new(&NUMBER_IN_SERIES, stated.place, message)
                .hint("go on with the next number")
                .related(*place, "the last one there")
        })
    });
    found.collect()
}

/// Stated numbers that do not follow, where the body numbers decisions through.
fn out_of_turn(definition: &Definition, series: &Series, pattern: &str) -> Vec<Finding> {
    let finding = |OutOfTurn { decision, expected, is_taken }: OutOfTurn<'_>| {
        let stated = decision.number.as_ref()?;
        let why = if is_taken { "was given before" } else { "leaves out a number" };
        let message = format!("`{}` {why}: `{expected}` is the next one", stated.value);
        let hint =
            "leave `number` out: the numbers of this body go on from meeting to meeting, and the next one is derived";
        Some(Finding::new(&NUMBER_IN_SERIES, stated.place, message).hint(hint))
    };
    definition.out_of_turn(series, pattern).into_iter().filter_map(finding).collect()
}

/// What the previous meeting is and says.
fn of_last(subject: &Subject<'_>, last: &EarlierMeeting, pack: &Placed<String>) -> Vec<Finding> {
    let definition = &subject.meeting.definition;
    let mut findings = Vec::new();
    if last.definition.body.as_str() != definition.body.as_str() {
        let message = format!(
            "`{}` is a meeting of `{}`, but this one is of `{}`",
            last.pack,
            last.definition.body.as_str(),
            definition.body.as_str()
        );
        findings.push(Finding::new(&OTHER_BODY, pack.place, message).hint("name the previous meeting of this body"));
    }
    findings.extend(announced(definition, last, pack));
    let last = subject.meeting.series.last_held().unwrap_or(last);
    findings.extend(stated_date(definition, last, pack));
    let uses = subject.parts.uses.iter().filter(|(id, _)| id.as_str() == PREVIOUS_MINUTES).map(|(id, _)| id.place);
    let has_none = !last.definition.has_minutes();
    let refers = subject.parts.said.iter().flat_map(|said| said.text.all());
    let refers = refers.filter(|text| text.value.contains(&format!("@{PREVIOUS_MINUTES}"))).map(|text| text.place);
    findings.extend(uses.chain(refers).take(1).filter(|_| has_none).map(|place| {
        Finding::new(&NO_EARLIER_MINUTES, place, format!("`{}` has no minutes yet", last.pack))
            .hint("record there what was decided, or name the meeting whose minutes are approved")
    }));
    findings.extend(adopted(definition, last));
    findings
}

/// Returns whether two times are of days that may be the same, as exactly as they are known.
fn is_same_day(one: When, other: When) -> bool {
    let [one, other] = [one, other].map(|when| When::Date(when.date()));
    !is_before(one, other) && !is_before(other, one)
}

/// A date of the previous meeting that is stated here, and differs from that of its pack.
fn stated_date(definition: &Definition, last: &EarlierMeeting, pack: &Placed<String>) -> Option<Finding> {
    let previous = definition.previous.as_ref()?;
    let date = previous.date.as_ref().map(|date| Placed::new(When::Date(date.value), date.place));
    let stated = previous.start.as_ref().map(|start| Placed::new(When::Time(start.value), start.place)).or(date)?;
    let slot = &last.definition.time;
    let days = [slot.start.value, When::Date(slot.ends_on())];
    // One that is not stated has the place of the pack from which it comes.
    if stated.place == pack.place || days.iter().any(|day| is_same_day(*day, stated.value)) {
        return None;
    }
    let message = format!("`{}` was on {}, and not on {}", last.pack, slot.date(), stated.value.date());
    let finding = Finding::new(&PREVIOUS_DIFFERS, stated.place, message)
        .hint("leave the date out: it comes from that pack")
        .related(slot.start.place, "stated there");
    Some(finding)
}

/// Minutes that this meeting adopted, and their pack still has as a draft.
fn adopted(definition: &Definition, last: &EarlierMeeting) -> Option<Finding> {
    let adopts = |item: &Item| {
        item.disposition == Some(Disposition::Adopted)
            && item.documents.iter().any(|id| id.as_str() == PREVIOUS_MINUTES)
    };
    let item = definition.items().into_iter().map(|(item, _)| item).find(|item| adopts(item))?;
    if !last.definition.has_minutes() || last.definition.status() == Status::Adopted {
        return None;
    }
    let message = format!("the minutes of `{}` are adopted here, but are still a draft in their own pack", last.pack);
    let step = format!("{{ \"status\": \"adopted\", \"on\": \"{}\" }}", definition.time.date());
    let finding = Finding::new(&EARLIER_MINUTES_DRAFT, item.id.place, message)
        .hint(format!("add `{step}` to `history` there, and build that pack again"));
    Some(finding)
}

/// Whether this meeting is when the previous one said.
fn announced(definition: &Definition, last: &EarlierMeeting, pack: &Placed<String>) -> Option<Finding> {
    let next: &Placed<CalendarEntry> = last.definition.next.as_ref()?;
    let said = next.date.as_ref().map(|date| Placed::new(When::Date(date.value), date.place));
    let said = said.or_else(|| next.start.as_ref().map(|start| Placed::new(When::Time(start.value), start.place)))?;
    let begins = definition.time.start.value;
    let day = |when: When| When::Date(when.date());
    let is_same = is_same_day(begins, said.value);
    let until = next.until.map(When::Date);
    let is_within =
        until.is_some_and(|until| !is_before(day(begins), day(said.value)) && !is_before(until, day(begins)));
    let is_moved = definition.time.moved_from.is_some_and(|from| is_same_day(When::Date(from), said.value));
    if is_same || is_within || is_moved {
        return None;
    }
    let message = format!(
        "`{}` announces the next meeting for {}, but this one is on {}",
        pack.value,
        said.value.date(),
        begins.date()
    );
    let finding = Finding::new(&NEXT_DIFFERS, definition.time.start.place, message)
        .hint("correct the date, or state `\"moved_from\"` in `time`")
        .related(said.place, "announced here");
    Some(finding)
}
