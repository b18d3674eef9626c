//! Results fit the votes, and what became of a decision the words for it.
//!
//! Nothing is derived; contradictions are reported.

use super::passage::is_in;
use super::typed_tally::{TypedVotes, typed_votes};
use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Placed, count};
use crate::meeting::{Decision, Disposition, Meeting, Vote};

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
     way round: \"Lost\" and `adopted`. Minutes print the words; summaries use the disposition. Or the words state a number \
     of votes (\"8 in favour\") that is not that of the `vote`, which minutes print beside them.",
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

/// A number of votes in the words of a result that is not that of the vote.
fn numbers(subject: &Subject<'_>, decision: &Decision) -> Option<Finding> {
    let vote = decision.vote.as_ref().filter(|vote| vote.unit.is_none())?;
    let score =
        || decision.result.iter().flat_map(|result| result.all()).find_map(|text| score_otherwise(subject, vote, text));
    let ballots = vote.ballots();
    let counted = |name: &str| {
        let ballot = ballots.iter().find(|ballot| ballot.name == name)?;
        subject.meeting.votes_for(vote, ballot)
    };
    let of_words = decision.result.iter().flat_map(|result| result.all()).find_map(|text| {
        let typed = typed_votes(text);
        // Of several numbers of one kind the others may be of an amendment.
        let is_there = |name: &str| typed.iter().any(|one| one.ballot == name && Some(one.number) == counted(name));
        let is_turned = |one: &TypedVotes| {
            one.is_score && decision.disposition != Some(Disposition::Adopted) && {
                let turned = if one.ballot == "for" { "against" } else { "for" };
                counted(turned) == Some(one.number)
            }
        };
        let other =
            typed.iter().find(|one| counted(one.ballot).is_some() && !is_there(one.ballot) && !is_turned(one))?;
        let message = format!("this says {}, but `{}` is {}", other.number, other.ballot, counted(other.ballot)?);
        let place = subject.sources.within_string(text.place, other.range.clone());
        Some(Finding::new(&RESULT_OTHERWISE, place, message).hint("correct one of the two, or leave the number out"))
    });
    of_words.or_else(score)
}

/// "Carried 3–1" beside other numbers of votes.
fn score_otherwise(subject: &Subject<'_>, vote: &Vote, text: &Placed<String>) -> Option<Finding> {
    let (yes, no) = score(text)?;
    let [of_yes, of_no, ..] = vote.ballots();
    let (for_it, against) = (subject.meeting.votes_for(vote, &of_yes)?, subject.meeting.votes_for(vote, &of_no));
    // Where names are listed, and none against it, nobody was against it.
    let against = against.or_else(|| vote.names.as_ref().map(|_| 0))?;
    // Of what was lost some state the votes against it first.
    let is_it = (yes, no) == (for_it, against) || (no, yes) == (for_it, against) && for_it < against;
    let message = format!("this says {yes}–{no}, but the vote is {for_it} for and {against} against");
    let hint = "correct one of the two, or leave the numbers out";
    (!is_it).then(|| Finding::new(&RESULT_OTHERWISE, text.place, message).hint(hint))
}

/// The words that may stand between what became of something and the votes: "carried by a vote of 3–1".
const BY: &str = "by a an the vote of with on division roll call show hands count ballot par vote por votación";

/// The votes for and against of a result that has nothing but these after its first word: "Carried 3–1", "failed (2–3–1)".
fn score(text: &str) -> Option<(usize, usize)> {
    let words = verdict(text);
    let begin = beginning(&words, REJECTED).or_else(|| beginning(&words, ADOPTED))?;
    let rest = words[begin.len()..].trim_start_matches(char::is_alphabetic);
    let at = rest.find(|c: char| c.is_ascii_digit())?;
    let between = rest[..at].split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let mut numbers = Vec::new();
    let mut left = &rest[at..];
    loop {
        let digits = left.len() - left.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        numbers.push(left[..digits].parse::<usize>().ok()?);
        left = &left[digits..];
        match left.strip_prefix(['–', '-', '‑', '—', '−']) {
            Some(next) if numbers.len() < 3 => left = next,
            _ => break,
        }
    }
    let is_alone = left.chars().next().is_none_or(|c| matches!(c, ')' | '.' | ',' | ';' | ' '));
    let [yes, no] = numbers.get(..2)?.try_into().ok()?;
    // "Carried 2025-3" is a number of a decision.
    (between.into_iter().all(|word| is_in(BY, word)) && is_alone && yes < 1000).then_some((yes, no))
}
