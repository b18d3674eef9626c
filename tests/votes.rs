//! Figures of votes, held against a reckoning of their own: random meetings with shares, groups, proxies, absences, comings and
//! goings, and what was written wrong on purpose. Every printed figure and every finding about votes is compared. Nothing here is
//! shared with the program: a meeting is made up with what is true of it, and the findings follow from that.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::support::{Scratch, events};

/// Codes that are about figures and who was there.
const CODES: [&str; 15] = [
    "tally-mismatch",
    "proxy-not-named",
    "voted-twice",
    "recused-voter",
    "absent-voter",
    "not-listed",
    "vote-without-right",
    "adopted-against-votes",
    "rejected-with-majority",
    "more-votes-than-members",
    "more-votes-than-there",
    "absent-otherwise",
    "quorum-gone",
    "no-quorum",
    "quorum-count",
];

const WAYS: [&str; 5] = ["for", "against", "abstain", "not_voting", "absent"];

/// Numbers that look random, the same in each run.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % below
    }

    /// Once in so many times.
    fn once_in(&mut self, times: usize) -> bool {
        self.roll(times) == 0
    }
}

/// What members have: a vote each, shares in a unit, or several votes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holding {
    Heads,
    Shares,
    Votes,
}

#[derive(Clone, Default)]
struct Member {
    stated: Option<usize>,
    presence: &'static str,
    proxy_of: Option<usize>,
    /// Minutes after ten.
    from: Option<usize>,
    until: Option<usize>,
    /// Whether proceedings tell of them.
    told: bool,
}

impl Member {
    fn votes(&self) -> usize {
        self.stated.unwrap_or(1)
    }
}

/// Somebody who votes by name: a member, an observer, somebody who is not listed, or a group that is only named.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Voter {
    Member(usize),
    Observer,
    Stranger,
    Group,
}

impl Voter {
    fn id(self) -> String {
        match self {
            Self::Member(number) => format!("m{number}"),
            Self::Observer => "observer".to_owned(),
            Self::Stranger => "stranger".to_owned(),
            Self::Group => "greens".to_owned(),
        }
    }

    fn name(self) -> String {
        match self {
            Self::Member(number) => {
                format!("Member {}", ["Ada", "Bo", "Cy", "Di", "Ed", "Fay", "Gus", "Hal", "Ida"][number])
            }
            Self::Observer => "Olga Low".to_owned(),
            Self::Stranger => "Sam Tull".to_owned(),
            Self::Group => "Greens".to_owned(),
        }
    }
}

#[derive(Clone, Default)]
struct Ballot {
    stated: Option<usize>,
    named: Option<Vec<Voter>>,
}

struct Vote {
    ballots: [Ballot; 5],
    /// Name and votes by way, of groups.
    groups: Vec<(&'static str, [Option<usize>; 5])>,
    unit: bool,
    adopted: bool,
    /// When it is taken, in minutes after ten.
    at: usize,
    /// Members who are there when it is taken.
    there: BTreeSet<usize>,
    recused: BTreeSet<usize>,
}

struct Made {
    holding: Holding,
    members: Vec<Member>,
    needed: usize,
    of: Option<usize>,
    present: Option<usize>,
    votes: Vec<Vote>,
    /// What happened before each vote.
    proceedings: Vec<Vec<Value>>,
}

fn clock(minutes: usize) -> String {
    format!("{:02}:{:02}", 10 + minutes / 60, minutes % 60)
}

/// A meeting, with what is true of it.
fn made(dice: &mut Dice) -> Made {
    let holding = [Holding::Heads, Holding::Shares, Holding::Votes][dice.roll(3)];
    let count = 3 + dice.roll(7);
    let mut members: Vec<Member> = Vec::new();
    for at in 0..count {
        let mut member = Member { presence: "present", ..Member::default() };
        if holding != Holding::Heads && (at == 0 || !dice.once_in(4)) {
            let most = if dice.once_in(2) { 2 } else { 150 };
            member.stated = Some(1 + dice.roll(most));
        }
        // The first is there all the time, and holds proxies.
        match dice.roll(8) {
            _ if at == 0 => {}
            0 => member.presence = "excused",
            1 => member.presence = "absent",
            2 => (member.presence, member.proxy_of) = ("by-proxy", Some(0)),
            3 => member.from = Some(1 + dice.roll(40)),
            4 => member.until = Some(10 + dice.roll(40)),
            _ => {}
        }
        members.push(member);
    }
    let mut here: BTreeSet<usize> =
        (0..count).filter(|at| ["present", "by-proxy"].contains(&members[*at].presence)).collect();
    // Somebody who comes later is told of by proceedings, which say first that they arrived.
    let late: Vec<usize> = (1..count)
        .filter(|at| {
            members[*at].presence == "present" && members[*at].from.or(members[*at].until).is_none() && dice.once_in(5)
        })
        .collect();
    here.retain(|at| !late.contains(at));
    late.iter().for_each(|at| members[*at].told = true);
    let mut coming = late;
    let (mut votes, mut proceedings, mut now) = (Vec::new(), Vec::new(), 0);
    for _ in 0..1 + dice.roll(7) {
        let mut happened = Vec::new();
        now += 1 + dice.roll(6);
        if let Some(at) = coming.pop_if(|_| now % 2 == 0) {
            happened.push(json!({ "what": "arrived", "at": clock(now), "who": [format!("m{at}")] }));
            here.insert(at);
        }
        let movable: Vec<usize> = here
            .iter()
            .copied()
            .filter(|at| {
                *at > 0 && members[*at].presence == "present" && members[*at].from.or(members[*at].until).is_none()
            })
            .collect();
        if !movable.is_empty() && dice.once_in(3) {
            let at = movable[dice.roll(movable.len())];
            happened.push(json!({ "what": "left", "at": clock(now), "who": [format!("m{at}")] }));
            here.remove(&at);
            members[at].told = true;
            if dice.once_in(3) {
                now += 1;
                happened.push(json!({ "what": "returned", "at": clock(now), "who": [format!("m{at}")] }));
                here.insert(at);
            }
        }
        now += 1;
        let by_hours = |at: &usize| {
            members[*at].from.is_none_or(|from| from <= now) && members[*at].until.is_none_or(|until| now <= until)
        };
        let there: BTreeSet<usize> = here.iter().copied().filter(by_hours).collect();
        let mut recused = BTreeSet::new();
        let able: Vec<usize> = there.iter().copied().filter(|at| members[*at].presence == "present").collect();
        if dice.once_in(4) && able.len() > 1 {
            let at = able[1 + dice.roll(able.len() - 1)];
            happened.push(json!({ "what": "recused", "who": [format!("m{at}")] }));
            recused.insert(at);
        }
        votes.push(Vote { at: now, ..vote(dice, holding, &members, there, recused) });
        happened.push(json!({ "at": clock(now), "decision": format!("d{}", votes.len()) }));
        proceedings.push(happened);
    }
    // Whoever has not come was absent.
    for at in coming {
        (members[at].presence, members[at].told) = ("absent", false);
    }
    let weigh = |at: usize| if holding == Holding::Shares { members[at].votes() } else { 1 };
    let all: usize = (0..count).map(weigh).sum();
    let opening: usize =
        (0..count).filter(|at| ["present", "by-proxy"].contains(&members[*at].presence)).map(weigh).sum();
    let present = match dice.roll(4) {
        0 => Some(opening),
        1 => Some(dice.roll(all + 3)),
        _ => None,
    };
    let needed = 1 + dice.roll(all);
    let of = dice.once_in(2).then_some(all);
    Made { holding, members, needed, of, present, votes, proceedings }
}

fn vote(
    dice: &mut Dice,
    holding: Holding,
    members: &[Member],
    there: BTreeSet<usize>,
    recused: BTreeSet<usize>,
) -> Vote {
    let mut ballots: [Ballot; 5] = Default::default();
    let mut groups = Vec::new();
    let unit = holding == Holding::Shares && !dice.once_in(4);
    let by_votes = unit || holding == Holding::Votes;
    let weigh = |at: usize| if by_votes { members[at].votes() } else { 1 };
    let by_name = !dice.once_in(3);
    let mut counted = [0; 5];
    for ballot in &mut ballots {
        ballot.named = (by_name && !dice.once_in(6)).then(Vec::new);
    }
    for (at, member) in members.iter().enumerate() {
        let is_there = there.contains(&at);
        // Faults: somebody who is away votes, a represented member is not named, one is named twice.
        let way = match () {
            () if !is_there && dice.once_in(12) => dice.roll(3),
            () if !is_there => 4,
            () if recused.contains(&at) && !dice.once_in(4) => 3,
            () => [0, 0, 0, 1, 1, 2, 3][dice.roll(7)],
        };
        let forgotten = member.presence == "by-proxy" && dice.once_in(3);
        if !forgotten {
            counted[way] += weigh(at);
            if let Some(named) = &mut ballots[way].named {
                named.push(Voter::Member(at));
                if dice.once_in(25) {
                    named.push(Voter::Member(at));
                }
            }
        }
    }
    for (voter, times) in [(Voter::Observer, 15), (Voter::Stranger, 15), (Voter::Group, 20)] {
        let way = dice.roll(3);
        if let Some(named) = ballots[way].named.as_mut().filter(|_| dice.once_in(times)) {
            named.push(voter);
            counted[way] += 1;
        }
    }
    if dice.once_in(4) {
        for name in ["reds", "blues"] {
            groups.push((name, [(); 5].map(|()| dice.once_in(2).then(|| dice.roll(3)))));
        }
    }
    for way in 0..5 {
        let grouped: usize = groups.iter().filter_map(|(_, votes)| votes[way]).sum();
        let right = counted[way] + grouped;
        ballots[way].stated = match dice.roll(8) {
            0 | 1 => Some(right),
            2 if dice.once_in(2) => Some(right + 1 + dice.roll(3)),
            3 if dice.once_in(2) => Some(right.saturating_sub(1)),
            _ if !by_name && way < 3 => Some(right),
            _ => None,
        };
    }
    Vote { ballots, groups, unit, adopted: dice.once_in(2), at: 0, there, recused }
}

impl Made {
    /// The definition. Each decision is a line, so that findings can be told apart by their lines.
    fn definition(&self) -> String {
        let mut people = serde_json::Map::new();
        for voter in (0..self.members.len()).map(Voter::Member).chain([Voter::Observer, Voter::Stranger]) {
            people.insert(voter.id(), json!({ "name": voter.name() }));
        }
        let mut participants: Vec<Value> = self
            .members
            .iter()
            .enumerate()
            .map(|(at, member)| {
                let mut one = json!({ "who": format!("m{at}"), "presence": member.presence });
                for (key, value) in [
                    ("votes", member.stated.map(Value::from)),
                    ("proxy", member.proxy_of.map(|holder| format!("m{holder}").into())),
                    ("from", member.from.map(|minutes| clock(minutes).into())),
                    ("until", member.until.map(|minutes| clock(minutes).into())),
                ] {
                    value.into_iter().for_each(|value| one[key] = value);
                }
                one
            })
            .collect();
        participants.push(json!({ "who": "observer", "class": "observer" }));
        let agenda: Vec<Value> = self
            .proceedings
            .iter()
            .enumerate()
            .map(|(at, events)| json!({ "id": format!("i{}", at + 1), "title": "Matter", "proceedings": events }))
            .collect();
        let mut quorum = json!({ "needed": self.needed });
        self.of.iter().for_each(|of| quorum["of"] = (*of).into());
        self.present.iter().for_each(|present| quorum["present"] = (*present).into());
        if self.holding == Holding::Shares {
            quorum["unit"] = "shares".into();
        }
        let rest = json!({
            "version": 1, "title": "Meeting", "body": "club", "bodies": { "club": { "name": "Club" } },
            "style": { "templates": "plain" }, "status": "minutes-draft", "time": { "start": "2026-05-12" },
            "entities": { "reds": { "name": "Reds" }, "blues": { "name": "Blues" }, "greens": { "name": "Greens" } },
            "people": people, "agenda": agenda,
        });
        let rest = rest.to_string();
        let decisions: Vec<String> =
            self.votes.iter().enumerate().map(|(at, vote)| vote.decision(at + 1).to_string()).collect();
        let text = format!(
            "{},\n\"attendance\": {{ \"participants\": {},\n\"quorum\": {quorum} }},\n\"decisions\": [\n{}\n]}}",
            rest.strip_suffix('}').unwrap(),
            Value::from(participants),
            decisions.join(",\n"),
        );
        text
    }

    /// What a vote counts: votes, or heads.
    fn by_votes(&self, vote: &Vote) -> bool {
        vote.unit || self.holding == Holding::Votes
    }

    /// Votes of one who is named; `None` if no list says so.
    fn weight(&self, vote: &Vote, voter: Voter) -> Option<usize> {
        match voter {
            Voter::Group => None,
            _ if !self.by_votes(vote) => Some(1),
            Voter::Member(at) => Some(self.members[at].votes()),
            Voter::Observer => Some(1),
            Voter::Stranger => None,
        }
    }

    /// What those named for a way come to; with those they represent who are named nowhere.
    fn reckoned(&self, vote: &Vote, way: usize) -> Option<(usize, usize)> {
        let grouped: Vec<usize> = vote.groups.iter().filter_map(|(_, votes)| votes[way]).collect();
        let named = vote.ballots[way].named.clone();
        if named.is_none() && grouped.is_empty() {
            return None;
        }
        let everybody: Vec<Voter> = vote.ballots.iter().filter_map(|ballot| ballot.named.clone()).flatten().collect();
        let named = named.unwrap_or_default();
        let own: usize = named.iter().map(|voter| self.weight(vote, *voter).unwrap_or(1)).sum();
        let holders = named.iter().filter(|voter| **voter == Voter::Member(0)).count();
        let carried: usize = (0..self.members.len())
            .filter(|at| self.members[*at].presence == "by-proxy" && !everybody.contains(&Voter::Member(*at)))
            .map(|at| self.weight(vote, Voter::Member(at)).unwrap())
            .sum();
        Some((own + grouped.iter().sum::<usize>(), holders * carried))
    }

    fn count(&self, vote: &Vote, way: usize) -> Option<usize> {
        vote.ballots[way].stated.or_else(|| self.reckoned(vote, way).map(|(own, _)| own))
    }

    fn sum(&self, members: impl Iterator<Item = usize>, by_votes: bool) -> usize {
        members.map(|at| if by_votes { self.members[at].votes() } else { 1 }).sum()
    }

    /// What there is to tell of each vote, and under 0 of the quorum.
    fn findings(&self) -> BTreeSet<(usize, &'static str)> {
        let mut found = BTreeSet::new();
        let (mut strangers, mut observers) = (false, false);
        let is_listed = |at: &usize| ["present", "by-proxy"].contains(&self.members[*at].presence);
        let shares = self.holding == Holding::Shares;
        let listed = self.sum((0..self.members.len()).filter(is_listed), shares);
        let moving = self.sum(
            (0..self.members.len()).filter(|at| {
                let one = &self.members[*at];
                one.presence == "present" && (one.told || one.from.is_some() || one.until.is_some())
            }),
            shares,
        );
        // Proxies may count for the quorum, or not.
        let in_person = self.sum((0..self.members.len()).filter(|at| self.members[*at].presence == "present"), shares);
        let is_of = |present: usize, all: usize| present <= all && present + moving >= all;
        if let Some(present) = self.present
            && (self.of.is_some_and(|of| present > of) || !is_of(present, listed) && !is_of(present, in_person))
        {
            found.insert((0, "quorum-count"));
        }
        if self.present.unwrap_or(listed) < self.needed && self.votes.iter().any(|vote| vote.adopted) {
            found.insert((0, "no-quorum"));
        }
        for (at, vote) in self.votes.iter().enumerate() {
            let mut tell = |code| {
                found.insert((at + 1, code));
            };
            let by_votes = self.by_votes(vote);
            let mut seen = BTreeSet::new();
            // What is wrong with the vote by itself is told, and not what follows for the numbers of those who were there.
            let mut is_at_odds = false;
            for (way, ballot) in vote.ballots.iter().enumerate() {
                let named = ballot.named.clone().unwrap_or_default();
                if let Some((own, carried)) = self.reckoned(vote, way) {
                    let is_known = named.iter().all(|voter| self.weight(vote, *voter).is_some());
                    let as_heads = !vote.unit && vote.groups.iter().all(|(_, votes)| votes[way].is_none());
                    match ballot.stated {
                        Some(stated) => {
                            let is_off = stated < own || is_known && stated > own + carried;
                            if is_off && (!as_heads || stated != named.len()) {
                                tell("tally-mismatch");
                                is_at_odds = true;
                            }
                        }
                        None if carried > 0 && way < 4 => tell("proxy-not-named"),
                        None => {}
                    }
                }
                for voter in named {
                    // A group may vote both ways.
                    if !seen.insert(voter) {
                        tell("voted-twice");
                        is_at_odds = true;
                    }
                    is_at_odds |= matches!(voter, Voter::Observer) && way < 3;
                    let Voter::Member(member) = voter else {
                        match voter {
                            Voter::Stranger if way < 3 && !std::mem::replace(&mut strangers, true) => {
                                tell("not-listed")
                            }
                            Voter::Observer if way < 3 && !std::mem::replace(&mut observers, true) => {
                                tell("vote-without-right")
                            }
                            _ => {}
                        }
                        continue;
                    };
                    if way < 3 && vote.recused.contains(&member) {
                        tell("recused-voter");
                    }
                    if way < 3 && !vote.there.contains(&member) {
                        tell("absent-voter");
                    }
                }
            }
            if !is_at_odds {
                self.numbers(vote, by_votes, &mut tell);
            }
            let enough = listed >= self.needed;
            if vote.adopted && enough && self.sum(vote.there.iter().copied(), shares) < self.needed {
                tell("quorum-gone");
            }
            match (self.count(vote, 0), self.count(vote, 1)) {
                (Some(yes), Some(no)) if vote.adopted && (no >= yes || yes == 0) => tell("adopted-against-votes"),
                (Some(yes), Some(no)) if !vote.adopted && yes > no => tell("rejected-with-majority"),
                _ => {}
            }
        }
        found
    }

    /// Numbers that do not fit those who are listed, and who were there.
    fn numbers(&self, vote: &Vote, by_votes: bool, tell: &mut impl FnMut(&'static str)) {
        let all = self.sum(0..self.members.len(), by_votes);
        let cast: usize = (0..3).filter_map(|way| self.count(vote, way)).sum();
        let same = by_votes == (self.holding == Holding::Shares);
        let most = [self.of, self.present].into_iter().flatten().filter(|_| same).chain([all]).max().unwrap();
        let has_numbers = vote.ballots[..3].iter().any(|ballot| ballot.stated.is_some()) || !vote.groups.is_empty();
        if cast > most && has_numbers {
            tell("more-votes-than-members");
        }
        let is_away = |voter: &Voter| matches!(voter, Voter::Member(at) if !vote.there.contains(at));
        if vote.ballots[..3].iter().filter_map(|ballot| ballot.named.as_ref()).flatten().any(is_away) {
            return;
        }
        // Where nothing is written there is nothing to point at.
        let says = |way: usize| {
            vote.ballots[way].stated.is_some()
                || vote.ballots[way].named.as_ref().is_some_and(|named| !named.is_empty())
                || vote.groups.iter().any(|(_, votes)| votes[way].is_some())
        };
        let there = self.sum(vote.there.iter().copied(), by_votes);
        let recused = self.sum(vote.recused.iter().copied(), by_votes);
        // Who is named as not voting may have left the room.
        let others = vote.ballots[3].stated.unwrap_or_default();
        // Who votes though recused is told, and not that it makes one vote too many.
        let is_recused = |voter: &Voter| matches!(voter, Voter::Member(at) if vote.recused.contains(at));
        let is_told = vote.ballots[..3].iter().filter_map(|ballot| ballot.named.as_ref()).flatten().any(is_recused);
        let is_too_many = cast + recused > there || cast + others > there;
        if (0..3).any(says) && is_too_many && cast <= all && !is_told {
            tell("more-votes-than-there");
        }
        let away = self.members.len() - vote.there.len();
        if !by_votes && says(4) && self.count(vote, 4).is_some_and(|absent| absent != away) {
            tell("absent-otherwise");
        }
    }

    /// The texts that the minutes print of a vote.
    fn printed(&self, number: usize, vote: &Vote) -> Vec<String> {
        let mut texts = vec![format!("Motion {number}: Matter {number}"), "Time:".to_owned(), clock(vote.at)];
        let counted = |way: usize| {
            let count = self.count(vote, way)?;
            let share = if count == 1 { "share" } else { "shares" };
            let end = if count == 1 { "" } else { "s" };
            Some(match (vote.unit, way) {
                (false, 2) => format!("{count} abstention{end}"),
                (true, 2) => format!("{count} {share} abstaining"),
                (false, _) => format!("{count} {}", WAYS[way].replace('_', " ")),
                (true, _) => format!("{count} {share} {}", WAYS[way].replace('_', " ")),
            })
        };
        let tally: Vec<String> = (0..5).filter_map(counted).collect();
        let became = if vote.adopted { "Adopted" } else { "Rejected" };
        texts.push(if tally.is_empty() { became.to_owned() } else { format!("{became}: {}", tally.join(", ")) });
        let names = |way: usize| {
            let groups =
                vote.groups.iter().filter_map(|(name, votes)| Some((name, votes[way].filter(|votes| *votes > 0)?)));
            let groups =
                groups.map(|(name, votes)| format!("{} ({votes})", if *name == "reds" { "Reds" } else { "Blues" }));
            let named = vote.ballots[way].named.iter().flatten().map(|voter| {
                let votes = self.weight(vote, *voter).filter(|_| self.by_votes(vote));
                votes.map_or(voter.name(), |votes| format!("{} ({votes})", voter.name()))
            });
            groups.chain(named).collect::<Vec<String>>()
        };
        let is_named = vote.ballots.iter().any(|ballot| ballot.named.as_ref().is_some_and(|named| !named.is_empty()));
        let is_grouped = vote.groups.iter().any(|(_, votes)| votes.iter().any(Option::is_some));
        if !is_named && !is_grouped {
            return texts;
        }
        texts.extend(["Vote", "Number", "Names"].map(str::to_owned));
        for way in 0..5 {
            let Some(count) = self.count(vote, way) else { continue };
            texts.push(["For", "Against", "Abstaining", "Not voting", "Absent"][way].to_owned());
            texts.push(count.to_string());
            let names = names(way);
            match names.split_last() {
                Some((last, [])) => texts.push(last.clone()),
                Some((last, first)) => texts.push(format!("{} and {last}", first.join(", "))),
                None if count == 0 && self.reckoned(vote, way).is_some() => texts.push("None".to_owned()),
                None => {}
            }
        }
        texts
    }

    /// What is printed of those present: their votes, and the quorum.
    fn attendance(&self) -> Vec<String> {
        let unit = |count: usize| match (self.holding == Holding::Shares, count == 1) {
            (true, true) => "share",
            (true, false) => "shares",
            (false, true) => "member",
            (false, false) => "members",
        };
        let shares = self.holding == Holding::Shares;
        let is_listed = |at: &usize| ["present", "by-proxy"].contains(&self.members[*at].presence);
        let present = self.present.unwrap_or_else(|| self.sum((0..self.members.len()).filter(is_listed), shares));
        let of = match self.of {
            Some(of) => format!("{present} of {of} {}", unit(of)),
            None => format!("{present} {}", unit(present)),
        };
        let all = || 0..self.members.len();
        let in_person = self.sum(all().filter(|at| self.members[*at].presence == "present"), shares);
        let has_proxies = self.members.iter().any(|member| member.presence == "by-proxy");
        let is_represented = has_proxies && self.present.is_none_or(|present| present > in_person);
        let there = if is_represented { "present or represented" } else { "present" };
        let mut texts = vec![format!("Quorum: {of} {there}, {} needed.", self.needed)];
        for member in &self.members {
            let votes = member.stated.map(|votes| match (shares, votes == 1) {
                (true, one) => format!("{votes} share{}", if one { "" } else { "s" }),
                (false, one) => format!("{votes} vote{}", if one { "" } else { "s" }),
            });
            let hours = match (member.from, member.until) {
                (Some(from), _) => Some(format!("from {}", clock(from))),
                (None, Some(until)) => Some(format!("until {}", clock(until))),
                (None, None) => None,
            };
            let proxy = member.proxy_of.map(|holder| format!("proxy held by {}", Voter::Member(holder).name()));
            let remarks: Vec<String> = [votes, hours, proxy].into_iter().flatten().collect();
            if !remarks.is_empty() {
                texts.push(remarks.join(", "));
            }
        }
        texts
    }
}

impl Vote {
    fn decision(&self, number: usize) -> Value {
        let mut vote = json!({});
        for (way, ballot) in WAYS.iter().zip(&self.ballots) {
            ballot.stated.iter().for_each(|stated| vote[*way] = (*stated).into());
            if let Some(named) = &ballot.named {
                vote["names"][*way] = named.iter().map(|voter| Value::from(voter.id())).collect();
            }
        }
        if !self.groups.is_empty() {
            let group = |(name, votes): &(&str, [Option<usize>; 5])| {
                let mut group = json!({ "who": name });
                for (way, votes) in WAYS.iter().zip(votes) {
                    votes.iter().for_each(|votes| group[*way] = (*votes).into());
                }
                group
            };
            vote["groups"] = self.groups.iter().map(group).collect();
        }
        if self.unit {
            vote["unit"] = "shares".into();
        }
        json!({
            "id": format!("d{number}"), "kind": "motion", "title": format!("Matter {number}"), "items": [format!("i{number}")],
            "vote": vote, "disposition": if self.adopted { "adopted" } else { "rejected" },
        })
    }
}

/// Every text of a document, in order.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            if let Some(text) = fields.get("text").and_then(Value::as_str) {
                found.push(text.replace('\u{a0}', " "));
            }
            fields.values().for_each(|value| texts(value, found));
        }
        Value::Array(values) => values.iter().for_each(|value| texts(value, found)),
        _ => {}
    }
}

#[test]
fn figures_and_findings_are_those_of_an_independent_reckoning() {
    const MEETINGS: usize = 100;
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let scratch = Scratch::new();
    scratch.write("packs/registry.json", b"{}");
    let all: Vec<Made> = (0..MEETINGS).map(|_| made(&mut dice)).collect();
    let mut wanted: BTreeMap<String, BTreeSet<(usize, &str)>> = BTreeMap::new();
    for (at, one) in all.iter().enumerate() {
        let name = format!("v{at}");
        scratch.write(&format!("packs/{name}/meeting.json"), one.definition().as_bytes());
        wanted.insert(name, one.findings());
    }
    let (_, out, _) = scratch.run(&["check", "--format", "json"]);
    // What contradicts itself is printed of a document as it was issued.
    for (at, one) in all.iter().enumerate() {
        let definition = one.definition().replacen('{', "{\"as_issued\":true,", 1);
        scratch.write(&format!("packs/v{at}/meeting.json"), definition.as_bytes());
    }
    let mut told: BTreeMap<String, BTreeSet<(usize, String)>> = BTreeMap::new();
    let packs = events(&out, "pack");
    for finding in packs.iter().filter_map(|pack| pack["findings"].as_array()).flatten() {
        let code = finding["code"].as_str().unwrap_or_default().to_owned();
        let path = finding["file"].as_str().unwrap_or_default();
        let line = finding["line"].as_u64().unwrap_or_default() as usize;
        if CODES.contains(&code.as_str()) {
            let name = path.split('/').nth(1).unwrap_or_default().to_owned();
            // The quorum is on the third line; decisions begin on the fifth.
            told.entry(name).or_default().insert((line.saturating_sub(4), code));
        }
    }
    let mut wrong = Vec::new();
    let mut by_code: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, one) in all.iter().enumerate() {
        let name = format!("v{at}");
        let wanted: BTreeSet<(usize, String)> =
            wanted[&name].iter().map(|(at, code)| (*at, (*code).to_owned())).collect();
        let told = told.remove(&name).unwrap_or_default();
        for (_, code) in &wanted {
            *by_code.entry(CODES.iter().find(|known| *known == code).unwrap()).or_default() += 1;
        }
        if wanted != told {
            let missing: Vec<_> = wanted.difference(&told).collect();
            let false_ones: Vec<_> = told.difference(&wanted).collect();
            wrong.push(format!("{name}: not told {missing:?}, told and not so {false_ones:?}\n{}", one.definition()));
        }
        let (_, out, err) = scratch.run(&["document", &name, "minutes"]);
        let mut printed = Vec::new();
        match serde_json::from_str(&out) {
            Ok(document) => texts(&document, &mut printed),
            Err(_) => wrong.push(format!("{name}: no document: {err}")),
        }
        for expected in one.attendance() {
            if !printed.contains(&expected) {
                wrong.push(format!("{name}: not printed: {expected}\n{printed:?}"));
            }
        }
        for (number, vote) in one.votes.iter().enumerate() {
            let expected = one.printed(number + 1, vote);
            let start = printed.iter().position(|text| *text == expected[0]).unwrap_or(printed.len());
            let shown: Vec<String> = printed[start..].iter().take(expected.len()).cloned().collect();
            if shown != expected {
                wrong.push(format!("{name}\n  printed:  {shown:?}\n  expected: {expected:?}"));
            }
        }
    }
    let votes: usize = all.iter().map(|one| one.votes.len()).sum();
    assert!(wrong.is_empty(), "{} wrong of {votes} votes:\n{}", wrong.len(), wrong[..wrong.len().min(5)].join("\n"));
    for code in CODES {
        assert!(by_code.contains_key(code), "no meeting has `{code}`: {by_code:?}");
    }
}

/// The texts of a document of a small meeting with these decisions.
fn printed(decisions: &Value, document: &str, language: &str) -> Vec<String> {
    let scratch = Scratch::new();
    let definition = json!({
        "version": 1, "title": "Meeting", "body": "club", "bodies": { "club": { "name": "Club" } }, "languages": [language],
        "style": { "templates": "plain" }, "status": "minutes-draft", "time": { "start": "2026-05-12" },
        "people": {
            "ana": { "name": "Ana Silva", "courtesy": "Mme" }, "luc": { "name": "Luc Roque", "gender": "masculine" },
            "eva": { "name": "Mme Eva Lys" }, "kim": { "name": "Kim Noor" },
        },
        "entities": { "reds": { "name": "Reds" }, "blues": { "name": "Blues" } },
        "agenda": [{ "id": "one", "title": "Matter" }], "decisions": decisions,
    });
    scratch.write("packs/x/meeting.json", definition.to_string().as_bytes());
    let (code, out, err) = scratch.run(&["document", "x", document]);
    assert_eq!(code, 0, "{err}");
    let mut found = Vec::new();
    texts(&serde_json::from_str(&out).unwrap(), &mut found);
    found
}

#[test]
fn elections_are_told_in_the_words_of_the_language() {
    let told = |election: Value, language: &str| {
        let mut decision = json!({ "id": "d", "items": ["one"], "election": election });
        if decision["election"]["elected"].is_null() {
            decision["disposition"] = "rejected".into();
        }
        printed(&json!([decision]), "minutes", language).join("|")
    };
    for (election, wanted) in [
        (json!({ "post": "Présidente", "elected": ["ana"] }), "|Est élue présidente : Ana Silva."),
        (json!({ "post": "Président", "term": "2026", "elected": ["luc"] }), "|Est élu président (2026) : Luc Roque."),
        (json!({ "post": "Secrétaire", "elected": ["kim"] }), "|Élection (Secrétaire) : Kim Noor."),
        (json!({ "post": "Présidence", "elected": ["ana"] }), "|Élection (Présidence) : Ana Silva."),
        (
            json!({ "post": "Membres du bureau", "elected": ["ana", "eva"] }),
            "|Sont élues membres du bureau : Ana Silva et Mme Eva Lys.",
        ),
        (
            json!({ "post": "membre", "appointed": true, "elected": ["ana", "luc"] }),
            "|Sont nommés (membre) : Ana Silva et Luc Roque.",
        ),
        (
            json!({ "post": "Président", "seats": 1, "candidates": [{ "who": "luc" }] }),
            "|Poste :|Président|Sièges à pourvoir :|1|Candidature :|Luc Roque|Personne n’est élu",
        ),
        // Nobody is said to have nominated anybody: there is no column for it.
        (
            json!({ "post": "Président", "candidates": [{ "who": "luc", "votes": 3 }, { "who": "ana", "votes": 1 }], "elected": ["luc"] }),
            "|Poste :|Président|Candidature|Voix|Luc Roque|3|Ana Silva|1|Est élu président : Luc Roque.",
        ),
    ] {
        let told = told(election, "fr");
        assert!(told.ends_with(wanted), "{told}\n{wanted}");
    }
    let told = told(json!({ "post": "Presidenta", "elected": ["ana"] }), "es");
    assert!(told.ends_with("|Acuerdo 1|Se elige para el cargo de presidenta a Ana Silva."), "{told}");
}

#[test]
fn candidates_stand_in_the_agenda_and_a_title_with_a_vote_is_a_decision() {
    let decisions = json!([
        { "id": "chair", "items": ["one"], "election": { "post": "Chair", "candidates": [{ "who": "luc" }, { "who": "kim" }] } },
        { "id": "close", "kind": "motion", "title": "Closure", "items": ["one"], "vote": { "for": 2, "against": 1 }, "disposition": "adopted" },
    ]);
    let agenda = printed(&decisions, "agenda", "en").join("|");
    assert!(agenda.ends_with("|Chair:|Luc Roque and Kim Noor"), "{agenda}");
    let minutes = printed(&decisions, "minutes", "en").join("|");
    assert!(minutes.ends_with("|Motion 1: Closure|Adopted: 2 for, 1 against"), "{minutes}");
}

#[test]
fn groups_vote_with_numbers() {
    let vote = json!({ "groups": [{ "who": "reds", "for": 5, "against": 1 }, { "who": "blues", "against": 6 }], "names": { "for": ["kim"] } });
    let decisions = json!([
        { "id": "a", "kind": "motion", "title": "A", "items": ["one"], "vote": vote, "disposition": "rejected" },
        { "id": "b", "kind": "motion", "title": "B", "items": ["one"], "vote": { "for": 7, "against": 2, "names": { "for": ["reds"] } } },
    ]);
    let minutes = printed(&decisions, "minutes", "en").join("|");
    let a =
        "|Rejected: 6 for, 7 against|Vote|Number|Names|For|6|Reds (5) and Kim Noor|Against|7|Reds (1) and Blues (6)|";
    assert!(minutes.contains(a), "{minutes}");
    assert!(minutes.ends_with("|7 for, 2 against|Vote|Number|Names|For|7|Reds|Against|2"), "{minutes}");
}

/// What is counted goes by the number, as each language counts; words that are not known state their forms.
#[test]
fn words_beside_numbers_go_by_them() {
    for (language, unit, wanted) in [
        ("en", "shares", [(1, "1 share for"), (0, "0 shares for"), (121, "121 shares for")]),
        ("fr", "parts", [(0, "0 part pour"), (1, "1 part pour"), (2, "2 parts pour")]),
        ("fr", "lot|lots", [(1, "1 lot pour"), (3, "3 lots pour"), (0, "0 lot pour")]),
        ("es", "acciones", [(1, "1 acción a favor"), (2, "2 acciones a favor"), (0, "0 acciones a favor")]),
        ("ru", "акций", [(21, "За — 21 акция"), (22, "За — 22 акции"), (111, "За — 111 акций")]),
        ("ru", "голосов", [(3, "За — 3 голоса"), (12, "За — 12 голосов"), (1004, "За — 1 004 голоса")]),
        ("zh", "股", [(1, "1股赞成"), (2, "2股赞成"), (121, "121股赞成")]),
        ("ar", "أسهم", [(103, "التأييد: 103 أسهم"), (111, "التأييد: 111 سهما"), (100, "التأييد: 100 سهم")]),
        ("en", "bushels", [(1, "1 bushels for"), (2, "2 bushels for"), (3, "3 bushels for")]),
    ] {
        for (number, wanted) in wanted {
            let vote = json!({ "for": number, "unit": unit });
            let decisions = json!([{ "id": "a", "kind": "motion", "title": "A", "items": ["one"], "vote": vote }]);
            let told = printed(&decisions, "minutes", language).join("|");
            assert!(told.contains(wanted), "{told}\n{wanted}");
        }
    }
    // Labels of other words, too: the library's own rules know "3" and not "23".
    let vote = json!({ "for": 103, "against": 115 });
    let told =
        printed(&json!([{ "id": "a", "title": "A", "items": ["one"], "vote": vote }]), "minutes", "ar").join("|");
    assert!(told.contains("103 أصوات مؤيدة، 115 صوتا معارضا"), "{told}");
}

/// Papers that say nothing, or nothing valid, are counted and printed in each language.
#[test]
fn blank_and_invalid_papers_are_printed() {
    let vote = json!({ "for": 8, "against": 1, "blank": 2, "invalid": 1 });
    let decisions = json!([{ "id": "d", "items": ["one"], "text": "Chosen.", "disposition": "adopted", "vote": vote }]);
    for (language, words) in [
        ("ar", "ورقتان بيضاوان، ورقة باطلة واحدة"),
        ("en", "8 for, 1 against, 2 blank, 1 invalid"),
        ("es", "2 votos en blanco, 1 voto nulo"),
        ("fr", "2 bulletins blancs, 1 bulletin nul"),
        ("ru", "незаполненные бюллетени — 2, недействительные бюллетени — 1"),
        ("zh", "2票空白，1票无效"),
    ] {
        let printed = printed(&decisions, "minutes", language);
        assert!(printed.iter().any(|text| text.contains(words)), "{language}: {printed:#?}");
    }
}
