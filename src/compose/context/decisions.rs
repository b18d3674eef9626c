//! The context of templates: decisions.

use std::collections::BTreeSet;
use std::sync::Arc;

use minijinja::value::merge_maps;
use minijinja::{Value, context};

use super::pieces::{amounts, anchor, clock, link, of_label, optional_rich, optional_words, related, riches, together};
use crate::compose::scene::Scene;
use crate::compose::value::{capital, derived, rich, sourced, word, words};
use crate::finding::{Place, Placed};
use crate::meeting::{
    Action, Ballot, Candidate, Decision, DecisionForm, Disposition, Election, Form, Id, Item, Vote, VoteForm,
};

/// All decisions, in the order in which they are numbered.
pub(super) fn decisions(scene: &Arc<Scene>) -> Vec<Value> {
    scene.meeting.definition.decisions.iter().map(|one| decision(scene, one)).collect()
}

/// The decisions that were taken under an item and are printed after its events: those that name it as their first item, and
/// are not printed among the events.
pub(super) fn decided_under(scene: &Arc<Scene>, item: &Item) -> Vec<Value> {
    let decisions = &scene.meeting.definition.decisions;
    let under = scene.whereabouts.decided_under(item.id.as_str()).iter();
    under.filter_map(|at| decisions.get(*at)).map(|one| decision(scene, one)).collect()
}

pub(super) fn decision(scene: &Arc<Scene>, decision: &Decision) -> Value {
    let id = decision.id.as_str();
    let number = scene.number_of_decision(id);
    let values = context! {
        id,
        anchor => anchor(scene, &decision.id),
        link => link(scene, &decision.id),
        kind => decision.kind.name(),
        resolution => decision.kind.is_resolution(),
        number => number.clone(),
        position => scene.index.numbers(id).first(),
        stated => decision.number.is_some(),
        told => scene.in_proceedings.contains_key(id),
        at => clock(scene, scene.in_proceedings.get(id).copied().flatten()),
        label => match number.is_empty() {
            true => scene.labels.say(&format!("heading-of-unnumbered-{}", decision.kind.name()), []),
            false => scene.labels.say(&format!("heading-of-{}", decision.kind.name()), [("number", number.into())]),
        },
        title => optional_words(scene, decision.title.as_ref()),
        footnote => optional_rich(scene, decision.footnote.as_ref()),
        text => optional_rich(scene, decision.text.as_ref()),
        preamble => riches(scene, &decision.preamble),
        operative => decision.operative.iter().enumerate().map(|(at, prose)| context! {
            number => (!scene.style.unnumbered_clauses.unwrap_or_default()).then_some(at + 1),
            text => rich(scene, prose),
        }).collect::<Vec<_>>(),
        items => decision.items.iter().map(|item| item_named(scene, item)).collect::<Vec<_>>(),
        documents => related(scene, decision.documents.iter().map(|id| (id, None))),
        motion => motion(scene, decision),
        as_paragraph => scene.style.decisions == Some(DecisionForm::Paragraph)
            && decision.text.is_some()
            && decision.preamble.is_empty()
            && decision.operative.is_empty(),
        movers => movers(scene, decision),
        method => decision.method.map(|method| method.name()),
        disposition => decision.disposition.map(|disposition| disposition.name()),
        result => result(scene, decision),
        outcome => outcome(scene, decision),
        tally => decision.vote.as_ref().and_then(|vote| tally(scene, vote)),
        dated => dated(scene, decision),
        date => decision.date.map(|date| scene.labels.say("decided-on", [("date", scene.date(date).into())])),
        vote => decision.vote.as_ref().map(|vote| self::vote(scene, vote, decision.id.place)),
        election => decision.election.as_ref().map(|election| self::election(scene, election)),
        amounts => amounts(scene, &decision.amounts),
        actions => decision.actions.iter().map(|one| action(scene, one)).collect::<Vec<_>>(),
    };
    sourced(values, decision.id.place, &SOURCES)
}

/// The keys of a decision that its words in print come from.
const SOURCES: [(&str, &str); 8] = [
    ("number", "number"),
    ("label", "number"),
    ("motion", "moved_by seconded_by"),
    ("result", "result disposition election method"),
    ("outcome", "result disposition method vote election"),
    ("tally", "vote"),
    ("dated", "date"),
    ("date", "date"),
];

/// An item that a decision names.
fn item_named(scene: &Scene, item: &Placed<Id>) -> Value {
    let values = context! {
        text => scene.called(item.as_str(), Form::Plain),
        title => scene.called(item.as_str(), Form::Title),
        anchor => anchor(scene, item),
        link => link(scene, item),
    };
    sourced(values, item.place, &[("text", ""), ("title", "")])
}

/// Where those who move and second stand: `first`, `after-preamble` or `last`.
fn movers(scene: &Scene, decision: &Decision) -> &'static str {
    let (first, between) = (scene.style.movers_first, scene.style.movers_after_preamble.unwrap_or_default());
    match (first.unwrap_or_default() || between, between && !decision.preamble.is_empty()) {
        (_, true) => "after-preamble",
        (true, false) => "first",
        (false, false) => "last",
    }
}

/// "Moved by A, seconded by B."
fn motion(scene: &Scene, decision: &Decision) -> Option<String> {
    let form = scene.style.name_form();
    let named = |ids: &[Placed<Id>]| (!ids.is_empty()).then(|| scene.in_sentence(ids, form));
    let who = if decision.moved_by.is_empty() { &decision.seconded_by } else { &decision.moved_by };
    let words = match (named(&decision.moved_by), named(&decision.seconded_by)) {
        (None, None) => return None,
        (Some(moved), None) => scene.labels.say("moved", [("moved", moved.into())]),
        (None, Some(seconded)) => scene.labels.say("seconded", [("seconded", seconded.into())]),
        (Some(moved), Some(seconded)) => {
            scene.labels.say("moved-and-seconded", [("moved", moved.into()), ("seconded", seconded.into())])
        }
    };
    Some(scene.sentence(&words, who, form))
}

/// The outcome of a decision: the body's own words before ours.
pub(in crate::compose) fn result(scene: &Scene, decision: &Decision) -> Option<String> {
    match (&decision.result, decision.disposition) {
        (Some(words), _) => Some(scene.words(words).to_owned()),
        (None, Some(Disposition::Adopted)) if decision.election.is_some() => elected(scene, decision),
        (None, Some(Disposition::Rejected)) if decision.election.is_some() => {
            Some(scene.labels.say("result-not-elected", []))
        }
        (None, Some(disposition)) => Some(
            scene.labels.say(&format!("disposition-{}", disposition.name()), [("kind", decision.kind.name().into())]),
        ),
        (None, None) if decision.election.is_some() && decision.method.is_some() => elected(scene, decision),
        (None, None) => None,
    }
}

/// "Elected": what became of an election.
fn elected(scene: &Scene, decision: &Decision) -> Option<String> {
    let election = decision.election.as_ref().filter(|election| !election.elected.is_empty())?;
    let label = if election.appointed { "result-appointed" } else { "result-elected" };
    Some(scene.labels.say(label, [("count", election.elected.len().into())]))
}

/// Returns whether words of the body's own already state the method: "Approved by unanimous vote", where that is "unanimously".
fn says(result: &str, method: &str) -> bool {
    const STEM: usize = 6;
    let [result, method] = [result, method].map(|words| words.to_lowercase().replace('\'', "’"));
    let stem = |word: &str| word.char_indices().nth(STEM).map(|(end, _)| word[..end].to_owned());
    let stems: Vec<String> = method.split_whitespace().filter_map(stem).collect();
    let has = |stem: &String| result.split_whitespace().any(|word| word.starts_with(stem.as_str()));
    result.contains(&method) || !stems.is_empty() && stems.iter().all(has)
}

/// "Adopted by roll call": what became of it, and how.
fn decided(scene: &Scene, decision: &Decision) -> Option<String> {
    let method = decision.method.map(|method| scene.labels.say(&format!("method-{}", method.name()), []));
    // A body's own words for who moved it may say it: "It was moved by A and resolved unanimously".
    let is_moved_so = |method: &String| motion(scene, decision).is_some_and(|motion| says(&motion, method));
    let method = method.filter(|method| !is_moved_so(method));
    let is_elected = decision.election.as_ref().is_some_and(|election| !election.elected.is_empty());
    match (result(scene, decision), method) {
        // The sentence before it says who was elected.
        (_, method) if is_elected && decision.result.is_none() && !is_lost(decision) => {
            method.map(|method| capital(&method))
        }
        // The body's own words say by themselves how it was decided, or are followed by it after a comma.
        (Some(result), Some(method)) if decision.result.is_some() && says(&result, &method) => Some(result),
        (Some(result), Some(method)) => {
            let label = if decision.result.is_some() { "stated-result-by-method" } else { "result-by-method" };
            let result = if decision.result.is_some() { result.trim_end_matches('.').to_owned() } else { result };
            Some(scene.labels.say(label, [("result", result.into()), ("method", method.into())]))
        }
        (None, Some(method)) => Some(scene.labels.say("decided-by-method", [("method", method.into())])),
        (result, None) => result,
    }
}

/// Whether something else became of an election than that somebody was elected.
fn is_lost(decision: &Decision) -> bool {
    decision.disposition.is_some_and(|disposition| disposition != Disposition::Adopted)
}

/// "Adopted by roll call: 5 for, 2 against, 1 abstaining".
fn outcome(scene: &Scene, decision: &Decision) -> Option<String> {
    let tally = decision.vote.as_ref().and_then(|vote| tally(scene, vote));
    match (decided(scene, decision), tally) {
        (Some(decided), Some(tally)) => {
            let result = decided.trim_end_matches('.').into();
            Some(scene.labels.say("result-with-tally", [("result", result), ("tally", tally.into())]))
        }
        (decided, tally) => decided.or(tally),
    }
}

/// "Adopted on 5 July 2024": what stands under the title of a resolution, if its day is stated.
fn dated(scene: &Scene, decision: &Decision) -> Option<String> {
    let date = scene.date(decision.date?);
    Some(match decided(scene, decision) {
        Some(decided) => {
            let result = decided.trim_end_matches('.').into();
            scene.labels.say("result-on", [("result", result), ("date", date.into())])
        }
        None => scene.labels.say("decided-on", [("date", date.into())]),
    })
}

/// "5 for, 2 against, 1 abstaining": what is stated or named.
fn tally(scene: &Scene, vote: &Vote) -> Option<String> {
    let ballots = vote.ballots();
    let counted = ballots.iter().filter_map(|ballot| {
        let count = scene.meeting.votes_for(vote, ballot)?;
        let unit = vote.unit.as_ref().map(|unit| scene.unit(unit, count));
        Some(match unit {
            Some(unit) => scene
                .labels
                .say(&format!("tally-{}-unit", ballot.name), [("count", count.into()), ("unit", unit.into())]),
            None => scene.labels.say(&format!("tally-{}", ballot.name), [("count", count.into())]),
        })
    });
    let counted: Vec<String> = counted.collect();
    (!counted.is_empty()).then(|| counted.join(&scene.labels.say("details-separator", [])))
}

/// The keys of a decision that the words of a ballot come from.
const OF_BALLOT: [(&str, &str); 2] = [("names", "vote"), ("count_text", "vote")];

/// A vote; `place` is in its decision.
fn vote(scene: &Scene, vote: &Vote, place: Place) -> Value {
    let all = vote.ballots();
    let ballots: Vec<Value> = all.iter().filter_map(|one| ballot(scene, vote, one)).collect();
    let ballots: Vec<Value> = ballots.into_iter().map(|one| sourced(one, place, &OF_BALLOT)).collect();
    let line = ballots.iter().filter_map(|ballot| {
        let label = ballot.get_attr("label").ok()?.to_string();
        let names = ballot.get_attr("names").ok().filter(|names| !names.is_none())?.to_string();
        Some(scene.labels.say("ballot-line", [("label", label.into()), ("names", names.into())]))
    });
    let line = line.collect::<Vec<_>>().join(&scene.labels.say("ballots-separator", []));
    let values = context! {
        in_line => scene.style.votes == Some(VoteForm::Line),
        line,
        ballots,
        by_name => all.iter().any(|ballot| !ballot.who().is_empty() || !ballot.groups.is_empty()),
        unit => optional_words(scene, vote.unit.as_ref()),
        needed => optional_words(scene, vote.needed.as_ref()),
    };
    sourced(values, place, &[("line", "vote")])
}

/// The number of people who voted in this way, and their names: "Reds (7), Ana Silva"; each with their votes where those are
/// counted.
fn ballot(scene: &Scene, vote: &Vote, ballot: &Ballot<'_>) -> Option<Value> {
    let count = scene.meeting.votes_for(vote, ballot)?;
    let form = scene.style.vote_name_form();
    let by_votes = scene.meeting.counts_votes(vote);
    let named = ballot.who().iter().map(|who| {
        let votes = if by_votes { scene.meeting.votes_of(who.as_str()) } else { None };
        with_votes(scene, scene.called(who.as_str(), form), votes)
    });
    // A group that has no vote of a kind is left out of it.
    let groups = ballot.groups.iter().filter(|(_, votes)| *votes > 0);
    let groups = groups.map(|(who, votes)| with_votes(scene, scene.called(who.as_str(), form), Some(*votes as usize)));
    let names: Vec<String> = groups.chain(named).collect();
    let nobody = ballot.says_who() && count == 0;
    Some(context! {
        name => ballot.name,
        count_text => count.to_string(),
        label => of_label(scene, &format!("ballot-{}", ballot.name)),
        count,
        names => match names.is_empty() {
            true => nobody.then(|| scene.labels.say("nobody", [])),
            false => Some(scene.labels.join(&names)),
        },
    })
}

/// "Reds (7)".
fn with_votes(scene: &Scene, name: String, votes: Option<usize>) -> String {
    let Some(votes) = votes else { return name };
    scene.labels.say("with-remark", [("text", name.into()), ("remark", votes.to_string().into())])
}

fn election(scene: &Scene, election: &Election) -> Value {
    let all: BTreeSet<&str> = election.elected.iter().map(|one| one.as_str()).collect();
    let elected = |who: &Placed<Id>| all.contains(who.as_str());
    let candidate = |candidate: &Candidate| {
        let values = context! {
            name => scene.called(candidate.who.as_str(), scene.plain_form()),
            votes => candidate.votes,
            votes_text => candidate.votes.map(|votes| votes.to_string()),
            told => candidate.votes.is_some() || !candidate.nominated_by.is_empty(),
            nominated_by => together(scene, &candidate.nominated_by, scene.plain_form()),
            elected => elected(&candidate.who),
        };
        sourced(
            values,
            candidate.who.place,
            &[("name", "who"), ("nominated_by", "nominated_by"), ("votes_text", "votes")],
        )
    };
    let names = together(scene, &election.elected, scene.plain_form());
    let post = || scene.words(&election.post).to_owned();
    let gender = scene.gender(election.elected.iter().map(|one| &one.value));
    let count = election.elected.len();
    let label = if election.appointed { "appointed" } else { "elected" };
    let sentence = names.as_ref().map(|names| match &election.term {
        Some(term) => scene.labels.say(
            &format!("{label}-for-term"),
            [
                ("names", names.into()),
                ("count", count.into()),
                ("gender", gender.into()),
                ("post", post().into()),
                ("term", scene.words(term).into()),
            ],
        ),
        None => scene.labels.say(
            label,
            [("names", names.into()), ("count", count.into()), ("gender", gender.into()), ("post", post().into())],
        ),
    });
    let values = context! {
        post => words(scene, &election.post),
        seats => election.seats.as_ref().map(|seats| seats.value),
        seats_text => election.seats.as_ref().map(|seats| derived(seats.value.to_string(), seats.place, "")),
        term => optional_words(scene, election.term.as_ref()),
        names => scene.called_together(election.candidates.iter().map(|candidate| &candidate.who.value), scene.plain_form()),
        candidates => election.candidates.iter().map(candidate).collect::<Vec<_>>(),
        elected => names,
        sentence,
    };
    sourced(values, election.post.place, &[("names", "candidates"), ("elected", "elected"), ("sentence", "elected")])
}

/// All actions of the meeting, each with what it follows from.
pub(super) fn actions(scene: &Arc<Scene>) -> Vec<Value> {
    let definition = &scene.meeting.definition;
    let followed = |id: &Id, one: &Action| {
        let follows_from = context! {
            text => derived(scene.called(id.as_str(), Form::Plain), scene.place_of(id.as_str()).unwrap_or(one.text.place), "number"),
            anchor => link(scene, id),
        };
        merge_maps([action(scene, one), context! { follows_from }])
    };
    definition.actions().into_iter().map(|(id, one)| followed(id, one)).collect()
}

pub(super) fn action(scene: &Arc<Scene>, action: &Action) -> Value {
    let due = scene.meeting.due(action);
    let owner = |id: &Placed<Id>| {
        let values = context! { id => id.as_str(), name => scene.called(id.as_str(), Form::Plain) };
        sourced(values, id.place, &[("name", "")])
    };
    let values = context! {
        text => rich(scene, &action.text),
        number => action.number.as_ref().map(|number| word(&number.value, number.place)),
        url => action.url.as_ref().map(|url| url.as_str().to_owned()),
        owners => together(scene, &action.owners, scene.plain_form()),
        owner_list => action.owners.iter().map(owner).collect::<Vec<_>>(),
        due => due.map(|due| scene.date(due)),
        due_date => due.map(|due| due.to_string()),
        status => action.status.name(),
        status_text => of_label(scene, &format!("action-{}", action.status.name())),
        from => match (&action.from, &action.made) {
            (None, Some(made)) => Some(derived(scene.of_meeting("action-made", made), made.title.place, "")),
            (stated, _) => optional_words(scene, stated.as_ref()),
        },
        remark => optional_rich(scene, action.remark.as_ref()),
    };
    sourced(values, action.text.place, &[("owners", "owners"), ("due", "due deadline"), ("url", "url")])
}
