//! Votes add up, and nobody votes who took no part.

use std::collections::{BTreeMap, BTreeSet};

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Place, Placed, count};
use crate::meeting::{Decision, Id, Method, Vote, What};

pub(super) const RULE: Rule =
    Rule { codes: &[&TALLY_MISMATCH, &VOTED_TWICE, &RECUSED_VOTER, &UNANIMOUS_AGAINST], check };

const TALLY_MISMATCH: Code = Code::error(
    "tally-mismatch",
    "A stated number of votes is not the number of those named for it. Leave the number out and it is counted. Not \
     told where `unit` says that something else than members is counted.",
)
.of(Group::Contradiction);
const VOTED_TWICE: Code =
    Code::error("voted-twice", "Somebody is named twice in one vote: for and against, or twice on one side.")
        .of(Group::Contradiction);
const RECUSED_VOTER: Code = Code::error(
    "recused-voter",
    "Somebody declared an interest in an item and took no part, and is named among those who voted under it.",
)
.of(Group::Contradiction);

const UNANIMOUS_AGAINST: Code = Code::error(
    "unanimous-against",
    "A decision is said to have been taken unanimously, and there are votes against it. Abstentions leave it unanimous.",
)
.of(Group::Contradiction);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let decisions = subject.meeting.definition.decisions.iter();
    let recusals = Recusals::of(subject);
    let voted = decisions.filter_map(|decision| Some((decision, decision.vote.as_ref()?)));
    voted
        .flat_map(|(decision, vote)| {
            let mut findings = tally(vote);
            findings.extend(twice(vote));
            findings.extend(could_not(&recusals, decision, vote));
            findings.extend(unanimous(decision, vote));
            findings
        })
        .collect()
}

fn tally(vote: &Vote) -> Vec<Finding> {
    if vote.unit.is_some() {
        return Vec::new();
    }
    let ballots = vote.ballots();
    let wrong = ballots.iter().filter_map(|ballot| {
        let stated =
            ballot.stated.filter(|stated| !ballot.who().is_empty() && stated.value as usize != ballot.who().len())?;
        let named = count(ballot.who().len(), "name");
        let message = format!("`{}` is stated as {}, and has {named}", ballot.name.replace('-', "_"), stated.value);
        Some(
            Finding::new(&TALLY_MISMATCH, stated.place, message)
                .hint("correct the number or the names, or leave the number out"),
        )
    });
    wrong.collect()
}

fn twice(vote: &Vote) -> Vec<Finding> {
    let mut first: BTreeMap<&str, Place> = BTreeMap::new();
    let mut findings = Vec::new();
    for who in vote.ballots().iter().flat_map(|ballot| ballot.who()) {
        match first.get(who.as_str()) {
            Some(place) => findings.push(
                Finding::new(&VOTED_TWICE, who.place, format!("`{}` is named twice in this vote", who.as_str()))
                    .hint("remove one")
                    .related(*place, "first named here"),
            ),
            None => drop(first.insert(who.as_str(), who.place)),
        }
    }
    findings
}

/// Who took no part in which items.
struct Recusals<'a> {
    /// Where it is said, by person and item.
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
    let told = |who: &'a Placed<Id>| {
        let place = recusals.in_any(who.as_str(), &under)?;
        let message = format!("`{}` votes, and took no part in the item", who.as_str());
        Some(
            Finding::new(&RECUSED_VOTER, who.place, message)
                .hint("name them under `not_voting`, or remove the recusal")
                .related(place, "took no part"),
        )
    };
    vote.cast().flat_map(|ballot| ballot.who()).filter_map(told).collect()
}

/// "Unanimously", and somebody against it.
fn unanimous(decision: &Decision, vote: &Vote) -> Option<Finding> {
    let against = vote.ballots().into_iter().find(|ballot| ballot.name == "against")?;
    let number = against.count().filter(|number| *number > 0 && decision.method == Some(Method::Unanimous))?;
    let place = against.stated.map(|stated| stated.place).or_else(|| against.who().first().map(|who| who.place))?;
    let message = format!("this was decided unanimously, and {} against it", count(number, "vote"));
    Some(Finding::new(&UNANIMOUS_AGAINST, place, message).hint("correct the method or the votes"))
}
