//! The rules that votes add up, and that nobody votes who took no part.

use std::collections::{BTreeMap, BTreeSet};

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Place, Placed, Severity, count};
use crate::meeting::{Ballot, Decision, Id, Meeting, Method, Vote, What};

pub(super) const RULE: Rule =
    Rule { codes: &[&TALLY_MISMATCH, &VOTED_TWICE, &RECUSED_VOTER, &PROXY_NOT_NAMED, &UNANIMOUS_AGAINST], check };

const TALLY_MISMATCH: Code = Code::error(
    "tally-mismatch",
    "A stated number of votes is not the number of those named: of members, or of their `votes` if the vote has a \
     `unit`. A member who is represented and not named may be counted together with the holder of the proxy. If a \
     group has no number, its votes are not compared. Leave the number out, and the votes are counted.",
)
.of(Group::Contradiction);
const VOTED_TWICE: Code =
    Code::error("voted-twice", "Somebody is named twice in one vote: for and against it, or twice on the same side.")
        .of(Group::Contradiction);
const RECUSED_VOTER: Code = Code::error(
    "recused-voter",
    "Somebody took no part in an item because they declared an interest, but is named in a vote under that item.",
)
.of(Group::Contradiction);

const PROXY_NOT_NAMED: Code = Code::warning(
    "proxy-not-named",
    "The holder of a proxy is named in a vote, but the represented member is not, so the member's vote is not counted. \
     Name the member where they voted, or under `not_voting`, or state the number of votes.",
)
.of(Group::Completeness);
const UNANIMOUS_AGAINST: Code = Code::error(
    "unanimous-against",
    "A decision is said to be unanimous, but there are votes against it. With abstentions alone, it is still unanimous. \
     A warning if only the words of the `result` say so.",
)
.of(Group::Contradiction);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let decisions = subject.meeting.definition.decisions.iter();
    let recusals = Recusals::of(subject);
    let voted = decisions.filter_map(|decision| Some((decision, decision.vote.as_ref()?)));
    voted
        .flat_map(|(decision, vote)| {
            let mut findings = tally(subject.meeting, vote);
            findings.extend(twice(subject.meeting, vote));
            findings.extend(could_not(&recusals, decision, vote));
            findings.extend(unanimous(subject.meeting, decision, vote));
            findings
        })
        .collect()
}

/// Returns whether it is reported that names and numbers of a vote contradict each other.
pub(super) fn contradicts_itself(meeting: &Meeting, vote: &Vote) -> bool {
    tally(meeting, vote).iter().any(|finding| *finding.code == TALLY_MISMATCH) || !twice(meeting, vote).is_empty()
}

fn tally(meeting: &Meeting, vote: &Vote) -> Vec<Finding> {
    let ballots = vote.ballots();
    let wrong = ballots.iter().filter_map(|ballot| {
        let named = meeting.tally(vote, ballot)?;
        let Some(stated) = ballot.stated else {
            let who = ballot.who().first().filter(|_| named.represented > 0 && ballot.name != "absent")?;
            let message =
                format!("those named under `{}` represent others, who are not named in this vote", key(ballot));
            return Some(
                Finding::new(&PROXY_NOT_NAMED, who.place, message)
                    .hint("name them where they voted, or state the number of votes"),
            );
        };
        // Without a unit members may be counted, whatever votes they have.
        let members = (vote.unit.is_none() && ballot.groups.is_empty()).then(|| ballot.who().len());
        let number = stated.value as usize;
        if named.allows(number) || members == Some(number) || !meeting.knows_votes(vote) {
            return None;
        }
        let names = count(ballot.who().len() + ballot.groups.len(), "name");
        let message = match meeting.counts_votes(vote) || !ballot.groups.is_empty() {
            true => {
                format!("`{}` is stated as {number}, but has {names} with {}", key(ballot), count(named.votes, "vote"))
            }
            false => format!("`{}` is stated as {number}, and has {names}", key(ballot)),
        };
        Some(
            Finding::new(&TALLY_MISMATCH, stated.place, message)
                .hint("correct the number or the names, or leave the number out"),
        )
    });
    wrong.collect()
}

/// The name of a way to vote as a definition has it.
fn key(ballot: &Ballot<'_>) -> String {
    ballot.name.replace('-', "_")
}

/// People who are named twice. A group may vote for and against, unless it is listed as one member.
fn twice(meeting: &Meeting, vote: &Vote) -> Vec<Finding> {
    let mut first: BTreeMap<(&str, &str), Place> = BTreeMap::new();
    let mut findings = Vec::new();
    let ballots = vote.ballots();
    let named = ballots.iter().flat_map(|ballot| ballot.who().iter().map(|who| (ballot.name, who)));
    let groups: BTreeSet<&str> = vote.groups.iter().map(|group| group.who.as_str()).collect();
    let is_one = |who: &str| meeting.registry.people.get(who).is_some() || meeting.is_listed(who);
    for (name, who) in named.chain(vote.groups.iter().map(|group| ("groups", &group.who))) {
        let within = if is_one(who.as_str()) || groups.contains(who.as_str()) { "" } else { name };
        match first.get(&(who.as_str(), within)) {
            Some(place) => findings.push(
                Finding::new(&VOTED_TWICE, who.place, format!("`{}` is named twice in this vote", who.as_str()))
                    .hint("remove one")
                    .related(*place, "first named here"),
            ),
            None => drop(first.insert((who.as_str(), within), who.place)),
        }
    }
    findings
}

/// Who took no part in which items.
struct Recusals<'a> {
    /// The places where it is stated, by person and item.
    places: BTreeMap<(&'a str, &'a str), Place>,
    /// Items by person.
    items: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

impl<'a> Recusals<'a> {
    fn of(subject: &Subject<'a>) -> Self {
        let (mut places, mut items) = (BTreeMap::new(), BTreeMap::<&str, BTreeSet<&str>>::new());
        for (item, _) in subject.meeting.definition.items() {
            let recusals = item.proceedings.iter().filter(|event| event.what == What::Recused);
            for who in recusals.flat_map(|event| &event.who) {
                places.insert((who.as_str(), item.id.as_str()), who.place);
                items.entry(who.as_str()).or_default().insert(item.id.as_str());
            }
        }
        Self { places, items }
    }

    /// Where somebody took no part in one of some items.
    fn in_any(&self, who: &'a str, under: &BTreeSet<&'a str>) -> Option<Place> {
        let items = self.items.get(who)?;
        let (fewer, more) = if items.len() < under.len() { (items, under) } else { (under, items) };
        let item = fewer.iter().find(|item| more.contains(*item))?;
        self.places.get(&(who, item)).copied()
    }
}

/// Voters who took no part in the item.
fn could_not<'a>(recusals: &Recusals<'a>, decision: &'a Decision, vote: &'a Vote) -> Vec<Finding> {
    let under: BTreeSet<&str> = decision.items.iter().map(|item| item.as_str()).collect();
    let reported = |who: &'a Placed<Id>| {
        let place = recusals.in_any(who.as_str(), &under)?;
        let message = format!("`{}` votes, but took no part in the item", who.as_str());
        Some(
            Finding::new(&RECUSED_VOTER, who.place, message)
                .hint("name them under `not_voting`, or remove the recusal")
                .related(place, "took no part"),
        )
    };
    vote.cast().flat_map(|ballot| ballot.who()).filter_map(reported).collect()
}

/// Words for "unanimous" begin so, or hold this.
const UNANIMOUS: [&str; 5] = ["unanim", "unánim", "единогласн", "一致", "بالإجماع"];

/// "Unanimously", and somebody against it.
fn unanimous(meeting: &Meeting, decision: &Decision, vote: &Vote) -> Option<Finding> {
    let against = vote.ballots().into_iter().find(|ballot| ballot.name == "against")?;
    let mut results = decision.result.iter().flat_map(|result| result.all());
    let is_of_method = decision.method == Some(Method::Unanimous);
    let is_unanimous = is_of_method || results.any(|text| says_unanimous(text));
    let number = meeting.votes_for(vote, &against).filter(|number| *number > 0 && is_unanimous)?;
    let place = against.stated.map(|stated| stated.place).or_else(|| against.who().first().map(|who| who.place));
    let place = place.or_else(|| against.groups.first().map(|(who, _)| who.place))?;
    let message = format!("this was decided unanimously, but {} against it", count(number, "vote"));
    let mut finding =
        Finding::new(&UNANIMOUS_AGAINST, place, message).hint("correct the method, the result or the votes");
    if !is_of_method {
        finding.severity = Severity::Warning;
    }
    Some(finding)
}

/// Returns whether a result has a word for "unanimous", and no word for "not" before it.
fn says_unanimous(result: &str) -> bool {
    let result = result.to_lowercase();
    let before = UNANIMOUS.iter().find_map(|word| result.split_once(word)).map(|(before, _)| before.trim_end());
    before.is_some_and(|before| !["not", "non", "не", "no por"].iter().any(|not| before.ends_with(not)))
}
