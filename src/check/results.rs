//! Results fit the votes, and what became of a decision the words for it.
//!
//! Nothing is derived; contradictions are reported.

use std::ops::Range;

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, all_of, count};
use crate::meeting::{Ballot, Decision, Disposition, Meeting};

pub(super) const RULE: Rule = Rule { codes: &[&ADOPTED_AGAINST, &REJECTED_FOR, &RESULT_OTHERWISE], check };

const ADOPTED_AGAINST: Code = Code::warning(
    "adopted-against-votes",
    "Something is adopted although it has no votes for it, or no more than against it. The result is never derived \
     from votes. If another rule than a majority applies, state it in `needed`; if the Chair had a casting vote, say \
     so in `result`.",
)
.of(Group::Contradiction);
const REJECTED_FOR: Code = Code::warning(
    "rejected-with-majority",
    "Something is rejected although it has more votes for it than against it. The result is never derived from votes. \
     If another rule than a majority applies, state it in `needed`.",
)
.of(Group::Contradiction);

const RESULT_OTHERWISE: Code = Code::warning(
    "result-otherwise",
    "The words of a `result` say that something was adopted, and its `disposition` says that it was not, or the other \
     way round: \"Lost\" and `adopted`. Minutes print the words; summaries use the disposition. Or the words state \
     the numbers of votes (\"by 43 votes to 1\", \"4–1\"), and they are not those of the `vote`.",
)
.of(Group::Contradiction);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let decisions = &subject.meeting.definition.decisions;
    // A result that its own words contradict is no longer held against the votes, nor are the numbers of another vote.
    let of_one = |decision| {
        words(decision).map_or_else(
            || otherwise(subject.meeting, decision).into_iter().chain(numbers(subject, decision)).collect(),
            |finding| vec![finding],
        )
    };
    decisions.iter().flat_map(of_one).collect()
}

/// A result that contradicts its votes.
fn otherwise(meeting: &Meeting, decision: &Decision) -> Option<Finding> {
    let vote = decision.vote.as_ref().filter(|vote| vote.needed.is_none() && decision.election.is_none())?;
    let [yes, no, ..] = vote.ballots();
    let (yes, no) = (meeting.votes_for(vote, &yes)?, meeting.votes_for(vote, &no));
    let became = decision.disposition.or_else(|| said(decision))?;
    // Where nobody counted those against, they are not fewer than the others.
    let no = no.or((became == Disposition::Adopted).then_some(0))?;
    let adopted = match became {
        // The body's own words can say why a tie was enough.
        Disposition::Adopted if no > yes || yes == 0 || (no == yes && decision.result.is_none()) => true,
        Disposition::Rejected if yes > no => false,
        _ => return None,
    };
    let (code, became) = if adopted { (&ADOPTED_AGAINST, "adopted") } else { (&REJECTED_FOR, "rejected") };
    let message = format!("this is {became} with {} for it and {no} against", count(yes, "vote"));
    let hint = "correct the votes or the result, or say in `needed` what it takes";
    Some(Finding::new(code, decision.id.place, message).hint(hint))
}

/// The beginnings of results, in each language and parted by `|`, that say that something was adopted, and that it was not.
const ADOPTED: &str = "adopted|carried|approved|passed|agreed|adopté|approuvé|aprobad|adoptad|принят|утвержден|одобрен|通过|\
    获得通过|اعتُمد|اعتمد";
const REJECTED: &str = "lost|rejected|not carried|not adopted|not approved|defeated|failed|fails|not passed|not agreed|\
    did not carry|did not pass|rejeté|pas adopté|n’est pas adopté|n'est pas adopté|non adopté|repoussé|\
    rechazad|no aprobad|no se aprueba|no prospera|denegad|no adoptad|desestimad|отклонен|не принят|\
    не утвержден|не одобрен|否决|未通过|未获通过|رُفض|رفض|مرفوض|لم يُعتمد|لم يعتمد";

/// Words that may stand before these: the name of what was decided, with its article, and a verb.
const BEFORE: &str = "the motion resolution amendment proposal ordinance decision was is were has been la le proposition résolution \
                      délibération amendement décision est a été el moción propuesta resolución acuerdo enmienda decisión fue es \
                      queda ha sido решение предложение резолюция поправка постановление было была القرار المقترح الاقتراح التعديل";
/// The same without a space after them.
const JOINED: [&str; 8] = ["l’", "l'", "本", "该", "议案", "提案", "决议", "表决"];

/// The words of a result from the one on that says what it was.
fn verdict(words: &str) -> String {
    let words = words.trim_start().to_lowercase();
    let mut rest = words.as_str();
    let apart =
        |rest: &str| BEFORE.split(' ').find_map(|word| rest.strip_prefix(word)?.strip_prefix(' ').map(str::len));
    let joined = |rest: &str| JOINED.iter().find_map(|word| rest.strip_prefix(word).map(str::len));
    while let Some(left) = apart(rest).or_else(|| joined(rest)) {
        rest = &rest[rest.len() - left..];
    }
    rest.to_owned()
}

/// The longest of some beginnings that a text has.
fn beginning(words: &str, all: &'static str) -> Option<&'static str> {
    all.split('|').filter(|begin| words.starts_with(begin)).max_by_key(|begin| begin.len())
}

/// The disposition of a decision according to its words.
fn said(decision: &Decision) -> Option<Disposition> {
    let words = verdict(decision.result.as_ref()?.all().next()?);
    match () {
        () if beginning(&words, REJECTED).is_some() => Some(Disposition::Rejected),
        () if beginning(&words, ADOPTED).is_some() => Some(Disposition::Adopted),
        () => None,
    }
}

/// Words that say another result than the disposition.
fn words(decision: &Decision) -> Option<Finding> {
    let (contrary, says) = match decision.disposition? {
        Disposition::Adopted => (REJECTED, "rejected"),
        Disposition::Rejected => (ADOPTED, "adopted"),
        _ => return None,
    };
    let result = decision.result.iter().flat_map(|result| result.all());
    let word = result.into_iter().find(|words| beginning(&verdict(words), contrary).is_some())?;
    let is = if says == "rejected" { "adopted" } else { "rejected" };
    let message = format!("this says that it was {says}, but the `disposition` is `{is}`");
    Some(Finding::new(&RESULT_OTHERWISE, word.place, message).hint("correct one of the two"))
}

/// The numbers of a result that are not those of the vote, where all but one of them are ("by 43 votes to 1" beside 34 and 1), or
/// where they are a score and add up to the same ("4–1" beside 5 and none). Which number is for what, the words of no language
/// have to say.
fn numbers(subject: &Subject<'_>, decision: &Decision) -> Option<Finding> {
    let vote = decision.vote.as_ref().filter(|vote| vote.unit.is_none())?;
    let votes_for = |ballot: &Ballot<'_>| subject.meeting.votes_for(vote, ballot);
    let ballots = vote.ballots();
    let counts: Vec<usize> = ballots.iter().filter_map(votes_for).filter(|count| *count > 0).collect();
    let has_none = ballots.iter().take(2).any(|ballot| votes_for(ballot).is_none_or(|count| count == 0));
    decision.result.iter().flat_map(|result| result.all()).find_map(|text| {
        let typed = figures(text);
        let mut left = counts.clone();
        let mut others = typed.iter().filter(|(_, number)| match left.iter().position(|count| count == number) {
            Some(at) => {
                left.swap_remove(at);
                false
            }
            None => *number > 0 || !has_none,
        });
        let (first, other) = others.next()?;
        let (range, says) = match others.last() {
            None => (first.clone(), other.to_string()),
            Some((last, _)) => {
                let all: Vec<usize> = typed.iter().map(|(_, number)| *number).collect();
                let range = first.start..last.end;
                let is_score = !text[range.clone()].contains(char::is_alphabetic);
                let is_split = is_score && all.iter().sum::<usize>() == counts.iter().sum::<usize>();
                (range, is_split.then(|| words_of(&all))?)
            }
        };
        let is_of_votes = (2..=counts.len() + usize::from(has_none)).contains(&typed.len()) && *other <= MOST_VOTES;
        let message = format!("this says {says}, but the votes are {}", words_of(&counts));
        let place = subject.sources.within_string(text.place, range);
        let hint = "correct one of the two, or leave the number out";
        is_of_votes.then(|| Finding::new(&RESULT_OTHERWISE, place, message).hint(hint))
    })
}

/// Higher numbers are years, or numbers of documents.
const MOST_VOTES: usize = 1000;

/// "34, 1 and 2".
fn words_of(counts: &[usize]) -> String {
    all_of(&counts.iter().map(ToString::to_string).collect::<Vec<_>>())
}

/// The numbers in a text, each with its place.
fn figures(text: &str) -> Vec<(Range<usize>, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()).map(|start| at + start) {
        let digits = text[start..].len() - text[start..].trim_start_matches(|c: char| c.is_ascii_digit()).len();
        at = start + digits;
        found.extend(text[start..at].parse().ok().map(|number| (start..at, number)));
    }
    found
}
