//! The context of templates: decisions.

use std::collections::BTreeSet;
use std::sync::Arc;

use minijinja::value::merge_maps;
use minijinja::{Value, context};

use super::pieces::{
    amounts, anchor, chosen, clock, link, listed, of_label, optional_rich, optional_words, related, riches,
};
use crate::compose::filled::{derived, from, recast};
use crate::compose::prose::{in_one_line, plain};
use crate::compose::scene::Scene;
use crate::compose::value::{capital, rich, sourced, word, words};
use crate::document::{DerivedFrom, shortened};
use crate::finding::{Place, Placed};
use crate::meeting::{
    Action, Ballot, Candidate, Decision, DecisionForm, Disposition, Election, Form, Id, Item, Method, Vote, VoteForm,
};

/// The most characters of a decision that a register shows: it is for finding decisions, not for reading them.
const SHORT: usize = 300;

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
    // A paragraph that stands alone needs no number.
    let is_numbered = !scene.style.unnumbered_clauses.unwrap_or_default() && decision.operative.len() > 1;
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
            number => is_numbered.then_some(at + 1),
            text => rich(scene, prose),
        }).collect::<Vec<_>>(),
        items => decision.items.iter().map(|item| item_named(scene, decision, item)).collect::<Vec<_>>(),
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
        tally => tally(scene, decision),
        dated => dated(scene, decision),
        date => decision.date.map(|date| {
            let date = derived(scene.date(date), decision.id.place, "date");
            scene.say("decided-on", [("date", date)], of(decision, "date"))
        }),
        vote => decision.vote.as_ref().map(|vote| self::vote(scene, vote, decision.id.place)),
        election => decision.election.as_ref().map(|election| self::election(scene, decision, election)),
        amounts => amounts(scene, &decision.amounts),
        actions => decision.actions.iter().map(|one| action(scene, one)).collect::<Vec<_>>(),
    };
    sourced(values, decision.id.place, &SOURCES)
}

/// The keys of a decision that its words in print come from.
const SOURCES: [(&str, &str); 2] = [("number", "number"), ("label", "number")];

/// The value of a decision that words of ours come from: see [`from`].
fn of(decision: &Decision, keys: &str) -> Option<DerivedFrom> {
    Some(from(decision.id.place, keys))
}

fn item_named(scene: &Scene, decision: &Decision, item: &Placed<Id>) -> Value {
    let title = scene.called(item.as_str(), Form::Title);
    let is_title = decision.title.as_ref().is_some_and(|own| scene.words(own) == title);
    // The title of an item inside another may say little by itself: "Library (Accounts 2025)".
    let around = scene.meeting.definition.item_around(item.as_str()).map(|around| words(scene, &around.title));
    let title = match around {
        Some(around) => scene.say("with-remark", [("text", derived(title, item.place, "")), ("remark", around)], None),
        None => title.into(),
    };
    let values = context! {
        text => scene.called(item.as_str(), Form::Plain),
        title,
        is_title,
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
fn motion(scene: &Scene, decision: &Decision) -> Option<Value> {
    let form = scene.style.name_form();
    let named = |ids: &[Placed<Id>]| scene.in_sentence(ids, |_| form);
    let (moves, seconds) = (of(decision, "moved_by"), of(decision, "seconded_by"));
    let who = if decision.moved_by.is_empty() { &decision.seconded_by } else { &decision.moved_by };
    let words = match (named(&decision.moved_by), named(&decision.seconded_by)) {
        (None, None) => return None,
        (Some(moved), None) => scene.say("moved", [("moved", moved)], moves),
        (None, Some(seconded)) => scene.say("seconded", [("seconded", seconded)], seconds),
        (Some(moved), Some(seconded)) => {
            scene.say("moved-and-seconded", [("moved", moved), ("seconded", seconded)], moves)
        }
    };
    Some(scene.sentence(&words, who, form))
}

/// The text of a decision in one line, shortened at the end of a word if it is long.
pub(in crate::compose) fn short_text(scene: &Scene, decision: &Decision) -> String {
    let first = decision.text.as_ref().or(decision.operative.first());
    let words = first.map(|text| plain(scene, text)).unwrap_or_default();
    shortened(&in_one_line(&words), SHORT)
}

/// The outcome of a decision: the body's own words before ours.
pub(in crate::compose) fn result(scene: &Scene, decision: &Decision) -> Option<Value> {
    match (&decision.result, decision.disposition) {
        (Some(result), _) => Some(words(scene, result)),
        (None, Some(Disposition::Adopted)) if decision.election.is_some() => elected(scene, decision),
        (None, Some(Disposition::Rejected)) if decision.election.is_some() => {
            Some(scene.say("result-not-elected", [], of(decision, "disposition")))
        }
        (None, Some(disposition)) => Some(scene.say(
            &format!("disposition-{}", disposition.name()),
            [("kind", decision.kind.name().into())],
            of(decision, "disposition"),
        )),
        (None, None) if decision.election.is_some() => elected(scene, decision),
        (None, None) => None,
    }
}

/// "Elected": what became of an election.
fn elected(scene: &Scene, decision: &Decision) -> Option<Value> {
    let election = decision.election.as_ref()?;
    if election.elected.is_empty() {
        // Before the minutes it is still to be held.
        let is_held = scene.meeting.definition.has_minutes() && decision.disposition.is_none();
        return is_held.then(|| scene.say("result-not-elected", [], of(decision, "election/elected election")));
    }
    // The sentence beside it says who.
    if decision.disposition.is_none() && decision.method.is_none() {
        return None;
    }
    let label = if election.appointed { "result-appointed" } else { "result-elected" };
    Some(scene.say(label, [("count", election.elected.len().into())], of(decision, "disposition election/elected")))
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
fn decided(scene: &Scene, decision: &Decision) -> Option<Value> {
    let method =
        decision.method.map(|method| scene.say(&format!("method-{}", method.name()), [], of(decision, "method")));
    // A body's own words for who moved it may say it: "It was moved by A and resolved unanimously".
    let says = |words: &Value, method: &Value| says(&words.to_string(), &method.to_string());
    let is_moved_so = |method: &Value| motion(scene, decision).is_some_and(|motion| says(&motion, method));
    let method = method.filter(|method| !is_moved_so(method));
    let elected = decision.election.as_ref().filter(|election| !election.elected.is_empty());
    match (result(scene, decision), method) {
        // The sentence before it says who was elected.
        (_, method) if elected.is_some() && decision.result.is_none() && !is_lost(decision) => {
            let sentence = elected.and_then(|election| elected_sentence(scene, decision, election));
            let method = method.filter(|method| sentence.is_none_or(|sentence| !is_in(method, &sentence)));
            method.map(|method| recast(&method, capital))
        }
        // The body's own words say by themselves how it was decided, or are followed by it after a comma.
        (Some(result), Some(method)) if decision.result.is_some() && says(&result, &method) => Some(result),
        (Some(result), Some(method)) => {
            let label = if decision.result.is_some() { "stated-result-by-method" } else { "result-by-method" };
            let result = if decision.result.is_some() { without_a_stop(scene, &result) } else { result };
            Some(scene.say(label, [("result", result), ("method", method)], of(decision, "method")))
        }
        (None, Some(method)) => Some(scene.say("decided-by-method", [("method", method)], of(decision, "method"))),
        (result, None) => result,
    }
}

fn is_in(words: &Value, sentence: &Value) -> bool {
    sentence.to_string().to_lowercase().contains(&words.to_string().to_lowercase())
}

/// Words without the full stop at their end: they go on. An abbreviation keeps its own.
fn without_a_stop(scene: &Scene, words: &Value) -> Value {
    recast(words, |text| match scene.joined.ends_in_an_abbreviation(text) {
        true => text.to_owned(),
        false => text.trim_end_matches(['.', '。']).to_owned(),
    })
}

/// Whether something else became of an election than that somebody was elected.
fn is_lost(decision: &Decision) -> bool {
    decision.disposition.is_some_and(|disposition| disposition != Disposition::Adopted)
}

/// "Adopted by roll call: 5 for, 2 against, 1 abstaining".
fn outcome(scene: &Scene, decision: &Decision) -> Option<Value> {
    match (decided(scene, decision), tally(scene, decision)) {
        (Some(decided), Some(tally)) => {
            let result = without_a_stop(scene, &decided);
            Some(scene.say("result-with-tally", [("result", result), ("tally", tally)], of(decision, "vote")))
        }
        (decided, tally) => decided.or(tally.map(|tally| recast(&tally, capital))),
    }
}

/// "Adopted on 5 July 2024": what stands under the title of a resolution, if its day is stated.
fn dated(scene: &Scene, decision: &Decision) -> Option<Value> {
    let date = derived(scene.date(decision.date?), decision.id.place, "date");
    let source = of(decision, "date");
    Some(match decided(scene, decision) {
        Some(decided) => scene.say("result-on", [("result", without_a_stop(scene, &decided)), ("date", date)], source),
        None => scene.say("decided-on", [("date", date)], source),
    })
}

/// "5 for, 2 against, 1 abstaining": what is stated or named. The body's own words for the result may have the numbers already:
/// "Adopted by 34 votes to 1, with 2 abstentions".
fn tally(scene: &Scene, decision: &Decision) -> Option<Value> {
    let vote = decision.vote.as_ref()?;
    let ballots = vote.ballots();
    let counts = ballots.iter().filter_map(|ballot| scene.meeting.votes_for(vote, ballot));
    let counts: Vec<usize> = counts.filter(|count| *count > 0).collect();
    let words = decision.result.as_ref().map_or("", |result| scene.words(result));
    let typed: Vec<usize> = words.split(|c: char| !c.is_ascii_digit()).filter_map(|word| word.parse().ok()).collect();
    // "5–0" has two numbers, too.
    let are_several = counts.len() > 1 || counts.len() == 1 && typed.contains(&0);
    if are_several && vote.unit.is_none() && counts.iter().all(|count| typed.contains(count)) {
        return None;
    }
    // Papers with one of several names on them are not for or against anybody.
    let is_contest = decision.method == Some(Method::SecretBallot)
        && decision.election.as_ref().is_some_and(|election| election.candidates.len() > 1)
        && ballots.iter().all(|ballot| ballot.name != "against" || scene.meeting.votes_for(vote, ballot).is_none());
    let told = ballots.iter().filter_map(|ballot| {
        let count = scene.meeting.votes_for(vote, ballot)?;
        let unit = vote.unit.as_ref().map(|unit| scene.unit(unit, count));
        let keys = of_ballot(ballot);
        let (count, source) = (scene.counted(count, decision.id.place, &keys), of(decision, &keys));
        Some(match unit {
            Some(unit) => {
                let unit = derived(unit, decision.id.place, "vote/unit");
                scene.say(&format!("tally-{}-unit", ballot.name), [("count", count), ("unit", unit)], source)
            }
            None if is_contest && ballot.name == "for" => scene.say("tally-papers", [("count", count)], source),
            None => scene.say(&format!("tally-{}", ballot.name), [("count", count)], source),
        })
    });
    scene.strung(&told.collect::<Vec<_>>(), "details-separator")
}

/// The keys of a decision that have the votes of a kind: their number, or else the names.
fn of_ballot(ballot: &Ballot<'_>) -> String {
    let key = ballot.name.replace('-', "_");
    format!("vote/{key} vote/names/{key} vote/groups vote")
}

/// A vote; `place` is in its decision.
fn vote(scene: &Scene, vote: &Vote, place: Place) -> Value {
    let all = vote.ballots();
    let ballots: Vec<Value> = all.iter().filter_map(|one| ballot(scene, vote, one, place)).collect();
    let line = ballots.iter().filter_map(|ballot| {
        let label = ballot.get_attr("label").ok()?;
        let names = ballot.get_attr("names").ok().filter(|names| !names.is_none())?;
        Some(scene.say("ballot-line", [("label", label), ("names", names)], None))
    });
    let line = scene.strung(&line.collect::<Vec<_>>(), "ballots-separator").unwrap_or_else(|| "".into());
    context! {
        in_line => scene.style.votes == Some(VoteForm::Line),
        line,
        ballots,
        by_name => all.iter().any(|ballot| !ballot.who().is_empty() || !ballot.groups.is_empty()),
        unit => optional_words(scene, vote.unit.as_ref()),
        needed => optional_words(scene, vote.needed.as_ref()),
    }
}

/// The number of people who voted in this way, and their names: "Reds (7), Ana Silva"; each with their votes where those are
/// counted.
fn ballot(scene: &Scene, vote: &Vote, ballot: &Ballot<'_>, place: Place) -> Option<Value> {
    let keys = of_ballot(ballot);
    let count = scene.meeting.votes_for(vote, ballot)?;
    let form = scene.style.vote_name_form();
    let by_votes = scene.meeting.counts_votes(vote);
    let named = ballot.who().iter().map(|who| {
        let votes = if by_votes { scene.meeting.votes_of(who.as_str()) } else { None };
        let votes = votes.map(|votes| scene.labels.grouped(&votes.to_string()).into());
        with_votes(scene, derived(scene.called(who.as_str(), form), who.place, ""), votes)
    });
    // A group that has no vote of a kind is left out of it.
    let groups = ballot.groups.iter().filter(|(_, votes)| *votes > 0);
    let groups = groups.map(|(who, votes)| {
        let votes = scene.counted(*votes as usize, who.place, &ballot.name.replace('-', "_"));
        with_votes(scene, derived(scene.called(who.as_str(), form), who.place, ""), Some(votes))
    });
    let names: Vec<Value> = groups.chain(named).collect();
    let nobody = ballot.says_who() && count == 0;
    Some(context! {
        name => ballot.name,
        count_text => scene.counted(count, place, &keys),
        label => of_label(scene, &format!("ballot-{}", ballot.name)),
        count,
        names => match names.is_empty() {
            true => nobody.then(|| chosen(scene, "nobody", place, &keys)),
            false => scene.list(&names),
        },
    })
}

/// "Reds (7)".
fn with_votes(scene: &Scene, name: Value, votes: Option<Value>) -> Value {
    let Some(votes) = votes else { return name };
    scene.say("with-remark", [("text", name), ("remark", votes)], None)
}

/// "Elected unanimously (Treasurer): Ann Lee."; none if nobody is elected.
fn elected_sentence(scene: &Scene, decision: &Decision, election: &Election) -> Option<Value> {
    let names = scene.in_sentence_from(&election.elected, |id| scene.listed_form(id))?;
    let source = Some(from(election.post.place, "elected"));
    // How it was decided stands there, unless another result does.
    let method = decision.method.filter(|_| decision.result.is_none() && !is_lost(decision));
    let method = method.map(|method| scene.say(&format!("method-{}", method.name()), [], of(decision, "method")));
    let gender = scene.gender(election.elected.iter().map(|one| &one.value));
    let (names, post) = (("names", names), ("post", words(scene, &election.post)));
    let (count, gender) = (("count", election.elected.len().into()), ("gender", gender.into()));
    let method = ("method", method.unwrap_or_else(|| "none".into()));
    let label = if election.appointed { "appointed" } else { "elected" };
    let sentence = match &election.term {
        Some(term) => {
            let term = ("term", words(scene, term));
            scene.say(&format!("{label}-for-term"), [names, post, term, count, gender, method], source)
        }
        None => scene.say(label, [names, post, count, gender, method], source),
    };
    Some(scene.within_sentence(&sentence))
}

fn election(scene: &Scene, decision: &Decision, election: &Election) -> Value {
    let all: BTreeSet<&str> = election.elected.iter().map(|one| one.as_str()).collect();
    let elected = |who: &Placed<Id>| all.contains(who.as_str());
    let candidate = |candidate: &Candidate| {
        let values = context! {
            name => scene.called(candidate.who.as_str(), scene.listed_form(&candidate.who)),
            votes => candidate.votes,
            votes_text => candidate.votes.map(|votes| scene.counted(votes as usize, candidate.who.place, "votes")),
            told => candidate.votes.is_some() || !candidate.nominated_by.is_empty(),
            nominated_by => listed(scene, &candidate.nominated_by),
            elected => elected(&candidate.who),
        };
        sourced(values, candidate.who.place, &[("name", "who")])
    };
    let standing: Vec<Placed<Id>> = election.candidates.iter().map(|candidate| candidate.who.clone()).collect();
    context! {
        post => words(scene, &election.post),
        seats => election.seats.as_ref().map(|seats| seats.value),
        seats_text => election.seats.as_ref().map(|seats| scene.counted(seats.value as usize, seats.place, "")),
        term => optional_words(scene, election.term.as_ref()),
        names => listed(scene, &standing).unwrap_or_else(|| "".into()),
        candidates => election.candidates.iter().map(candidate).collect::<Vec<_>>(),
        elected => listed(scene, &election.elected),
        sentence => elected_sentence(scene, decision, election),
    }
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
        owners => listed(scene, &action.owners),
        owner_list => action.owners.iter().map(owner).collect::<Vec<_>>(),
        due => due.map(|due| scene.date(due)),
        due_date => due.map(|due| due.to_string()),
        status => action.status.name(),
        status_text => chosen(scene, &format!("action-{}", action.status.name()), action.text.place, "status"),
        from => match (&action.from, &action.made) {
            (None, Some(made)) => Some(derived(scene.of_meeting("action-made", made), made.title.place, "")),
            (stated, _) => optional_words(scene, stated.as_ref()),
        },
        remark => optional_rich(scene, action.remark.as_ref()),
    };
    sourced(values, action.text.place, &[("due", "due deadline"), ("url", "url")])
}
