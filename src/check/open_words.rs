//! The rule that what everybody reads does not say in plain words what other parts withhold: names, titles, whole sentences.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::mem::discriminant;
use std::ops::Range;

use super::names::without_possessive;
use super::passage::{Passage, words};
use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Place};
use crate::meeting::{Part, Text};

pub(super) const RULE: Rule = Rule { codes: &[&OPEN_WORDS], check };

const OPEN_WORDS: Code = Code::warning(
    "open-words",
    "An open text repeats something that is withheld from its readers elsewhere: the name of a person whom only withheld parts \
     name, a withheld title, or a withheld sentence. The program does not remove words from an open text. It looks for names of \
     registered people and of participants, titles of three words or more, and sentences of ten words or more, word by word. It \
     does not find shorter texts, the same thing in other words, nicknames or functions (\"the caretaker\"), and finds nothing \
     in languages without spaces. It does not report a title that an open part of the same kind also has, a name that open \
     parts also have, or a sentence that open parts repeat.",
)
.of(Group::Consistency);

/// The fewest words of a title, and of a sentence.
const TITLE: usize = 3;
const SENTENCE: usize = 10;
/// The most words that are compared: more are no other text by chance.
const LONGEST: usize = 100;
/// The fewest letters of a single word that is a name.
const NAME: usize = 3;

/// The kind of words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Looked for in the letters in which it is written.
    Name,
    Title,
    /// One that open parts say more than once is a formula: "The Board took note of the report."
    Sentence,
}

/// Words that some do not get.
struct Withheld {
    words: Vec<String>,
    kind: Kind,
    /// The last audience that gets them.
    rank: usize,
    place: Place,
}

impl Withheld {
    fn of(text: &str, kind: Kind, rank: usize, place: Place) -> Self {
        let word =
            |range: Range<usize>| if kind == Kind::Name { text[range].to_owned() } else { text[range].to_lowercase() };
        Self { words: words(text).into_iter().take(LONGEST).map(word).collect(), kind, rank, place }
    }
}

/// Withheld words as a tree, so that a text is read once however many there are: each step is a word.
#[derive(Default)]
struct Tree {
    /// The next steps, by the number of the step before; 0 is the beginning.
    steps: HashMap<(usize, String), usize>,
    /// What ends with a step; of the same words, what fewest get.
    ends: HashMap<usize, Withheld>,
}

impl Tree {
    fn add(&mut self, withheld: Withheld) {
        let mut at = 0;
        for word in &withheld.words {
            let next = self.steps.len() + 1;
            at = *self.steps.entry((at, word.clone())).or_insert(next);
        }
        let known = self.ends.get(&at).is_some_and(|known| known.rank <= withheld.rank);
        if !known {
            self.ends.insert(at, withheld);
        }
    }

    /// The longest words in it that a passage has from one of its words on and that some of its readers, who are those of
    /// `rank`, do not get; `read` gives a word as the tree has it.
    fn longest(&self, passage: &Passage<'_>, at: usize, rank: usize, read: fn(&str) -> String) -> Option<&Withheld> {
        let (mut step, mut found) = (0, None);
        for number in at..passage.len() {
            let word = read(passage.word(number));
            let mut ends = |next: Option<&usize>| {
                found = next.and_then(|next| self.ends.get(next)).filter(|one| one.rank < rank).or(found);
            };
            // Only the last word can have an ending.
            ends(self.steps.get(&(step, without_possessive(&word).to_owned())));
            let next = self.steps.get(&(step, word));
            ends(next);
            match next {
                Some(next) => step = *next,
                None => break,
            }
        }
        found
    }
}

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let meeting = subject.meeting;
    if meeting.audiences().len() < 2 || meeting.withholdings.parts.is_empty() {
        return Vec::new();
    }
    let names: Vec<&str> = meeting.audiences().iter().map(|name| name.as_str()).collect();
    // Names are looked for in the letters in which they are written.
    let (mut exact, mut folded) = (Tree::default(), Tree::default());
    names_of_people(subject).into_iter().for_each(|name| exact.add(name));
    texts(subject).into_iter().for_each(|text| folded.add(text));
    let (mut findings, mut said) = (Vec::new(), BTreeMap::<&Vec<String>, usize>::new());
    for passage in subject.passages.iter().filter(|passage| !matches!(passage.part, Part::Declarations)) {
        let mut told = BTreeSet::new();
        let mut at = 0;
        while at < passage.len() {
            let rank = meeting.rank_at(passage.place(passage.range(at, at), subject.sources));
            let name = exact.longest(passage, at, rank, str::to_owned);
            let found = name.into_iter().chain(folded.longest(passage, at, rank, str::to_lowercase));
            let Some(found) = found.max_by_key(|one| one.words.len()) else {
                at += 1;
                continue;
            };
            let range = passage.range(at, at + found.words.len() - 1);
            at += found.words.len();
            let place = passage.place(range.clone(), subject.sources);
            if !told.insert(found.place) {
                continue;
            }
            let (who, from) = (names.get(found.rank).unwrap_or(&""), names.get(rank).unwrap_or(&""));
            let typed: String = passage.plain[range].split_whitespace().collect::<Vec<_>>().join(" ");
            let (message, hint) = match found.kind {
                Kind::Name => (
                    format!("only parts for `{who}` name `{typed}`, but `{from}` reads the name here"),
                    format!(
                        "withhold it here, too (with `\"for\": \"{who}\"` or a passage `::: {who}`), or leave out the name"
                    ),
                ),
                Kind::Title | Kind::Sentence => (
                    format!("elsewhere these words are only for `{who}`, but `{from}` reads them here"),
                    format!(
                        "withhold them here, too (with `\"for\": \"{who}\"` or a passage `::: {who}`), or say it in other words"
                    ),
                ),
            };
            let finding = Finding::new(&OPEN_WORDS, place, message).hint(hint).related(found.place, "withheld here");
            *said.entry(&found.words).or_insert(0) += 1;
            findings.push((found, finding));
        }
    }
    let is_formula = |found: &Withheld| found.kind == Kind::Sentence && said.get(&found.words).is_some_and(|n| *n > 1);
    findings.into_iter().filter(|(found, _)| !is_formula(found)).map(|(_, finding)| finding).collect()
}

/// The names of people whom some audience does not find named.
fn names_of_people(subject: &Subject<'_>) -> Vec<Withheld> {
    let meeting = subject.meeting;
    let everybody = meeting.audiences().len() - 1;
    let mut named: BTreeMap<String, (usize, Place)> = BTreeMap::new();
    let mut name = |id: &str, place: Place| {
        if meeting.registry.people.get(id).is_none() {
            return;
        }
        let rank = meeting.rank_at(place);
        let known = named.entry(id.to_owned()).or_insert((rank, place));
        if rank > known.0 {
            *known = (rank, place);
        }
    };
    subject.parts.uses.iter().for_each(|(id, _)| name(id.as_str(), id.place));
    for passage in subject.passages {
        for reference in passage.markdown.iter().flat_map(|markdown| &markdown.references) {
            name(&reference.id, passage.place(reference.range.clone(), subject.sources));
        }
    }
    let mut open: BTreeSet<String> = BTreeSet::new();
    let mut all: Vec<Withheld> = Vec::new();
    let mut take = |text: &Text, rank: usize, place: Place| {
        for text in text.all() {
            match rank == everybody {
                true => open.extend(words(text).into_iter().map(|range| text[range].to_owned())),
                false => all.push(Withheld::of(text, Kind::Name, rank, place)),
            }
        }
    };
    for (id, (rank, place)) in &named {
        let Some(person) = meeting.registry.people.get(id) else { continue };
        take(&person.name, *rank, *place);
        person.family_name.iter().for_each(|name| take(name, *rank, *place));
    }
    for participant in meeting.definition.attendance.iter().flat_map(|one| &one.participants) {
        let named = participant.name.iter().filter(|_| participant.who.is_none());
        named.for_each(|name| take(name, meeting.rank_at(name.place), name.place));
    }
    // The family of others, too.
    all.retain(|name| match name.words.as_slice() {
        [] => false,
        [only] => only.chars().count() >= NAME && !open.contains(only),
        _ => true,
    });
    all
}

/// Titles and long sentences that some audience does not get.
fn texts(subject: &Subject<'_>) -> Vec<Withheld> {
    let meeting = subject.meeting;
    let everybody = meeting.audiences().len() - 1;
    let of_words = subject.passages.iter().filter(|passage| !matches!(passage.part, Part::Declarations));
    let (mut all, mut open) = (Vec::new(), BTreeMap::new());
    for passage in of_words.filter(|passage| passage.len() >= TITLE) {
        let rank = meeting.rank_at(passage.text.place);
        if passage.markdown.is_none() {
            let title: Vec<String> =
                (0..passage.len().min(LONGEST)).map(|at| passage.word(at).to_lowercase()).collect();
            match rank == everybody {
                true => open.entry(title).or_insert_with(Vec::new).push(discriminant(&passage.part)),
                false => {
                    let withheld = Withheld { words: title, kind: Kind::Title, rank, place: passage.text.place };
                    all.push((withheld, Some(discriminant(&passage.part))));
                }
            }
            continue;
        }
        let mut first = 0;
        for at in 0..passage.len() {
            let after = passage.after(at);
            if at + 1 < passage.len() && !after.contains(['.', '?', '!', ';']) && !after.contains("\n\n") {
                continue;
            }
            let range = passage.range(first, at);
            let count = at + 1 - std::mem::replace(&mut first, at + 1);
            let place = passage.place(range.clone(), subject.sources);
            if count >= SENTENCE && meeting.rank_at(place) < everybody {
                all.push((Withheld::of(&passage.plain[range], Kind::Sentence, meeting.rank_at(place), place), None));
            }
        }
    }
    // What is called the same in the open is a name of many things: "Any other business".
    let is_common = |(withheld, part): &(Withheld, Option<_>)| {
        part.is_some_and(|part| open.get(&withheld.words).is_some_and(|parts| parts.contains(&part)))
    };
    all.into_iter().filter(|one| !is_common(one)).map(|(withheld, _)| withheld).collect()
}
