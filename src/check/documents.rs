//! A document has one title, an annex is used, and nothing is annexed twice.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use super::passage::{Passage, words};
use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group};
use crate::meeting::{Annex, Part, Text, Wanted};

pub(super) const RULE: Rule =
    Rule { codes: &[&DOCUMENT_OTHERWISE, &STILL_PROPOSED, &UNUSED_ANNEX, &ANNEX_TWICE], check };

const DOCUMENT_OTHERWISE: Code = Code::warning(
    "document-otherwise",
    "A document is not named by its registered title, but by one of its `other_names`, or by its title with other \
     years or additions. Write `@id:title`. If another document is meant, register it \
     under `documents`.",
)
.of(Group::Consistency);
const STILL_PROPOSED: Code = Code::warning(
    "still-proposed",
    "The minutes are adopted, and a text still calls a document by its proposed title. `@id:title` changes with the \
     status.",
)
.of(Group::Consistency);
const UNUSED_ANNEX: Code = Code::warning(
    "unused-annex",
    "Nothing in the agenda or the minutes refers to an annex, so readers do not know why it is there.",
)
.of(Group::Completeness);
const ANNEX_TWICE: Code = Code::warning(
    "annex-twice",
    "Two annexes have the same title: one of them is annexed twice, or readers cannot distinguish them.",
)
.of(Group::Consistency);

/// The way in which a text names a document.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Called {
    /// By `@id`.
    Reference,
    /// By its title, typed.
    Title,
    /// By the title it had until adoption, typed.
    ProposedTitle,
    /// By a name it is not to be called by.
    OtherName,
}

/// A document that a text names.
pub(super) struct Mention<'a> {
    pub(super) annex: &'a Annex,
    pub(super) range: Range<usize>,
    pub(super) called: Called,
}

/// Longer titles and names, in bytes, are not looked for in texts.
const LONGEST: usize = 400;

/// All names of documents, searched word by word in one pass over a text.
#[derive(Default)]
pub(super) struct Names<'a> {
    /// From a node of the tree of names by a word to the next; the first node is 0.
    next: HashMap<(u32, &'a str), u32>,
    /// The names that end at a node: in the same words, with other marks between them.
    ends: Vec<Vec<Owned<'a>>>,
}

/// A document with the titles by which it is named.
#[derive(Clone, Copy)]
struct Owned<'a> {
    name: &'a str,
    annex: &'a Annex,
    called: Called,
    number: usize,
    /// Where its first word begins.
    begins: usize,
}

/// The most names in the same words that are looked for.
const SAME_WORDS: usize = 8;

impl<'a> Names<'a> {
    /// The names of all annexes. A name that two annexes have means the first.
    pub(super) fn of(subject: &Subject<'a>) -> Self {
        let meeting = subject.meeting;
        let mut all = Self { ends: vec![Vec::new()], ..Self::default() };
        let mut number = 0;
        for annex in &meeting.definition.annexes {
            for (text, called) in names(subject, annex) {
                for name in text.all().filter(|name| name.len() <= LONGEST) {
                    all.add(Owned { name: name.as_str(), annex, called, number, begins: 0 });
                    number += 1;
                }
            }
        }
        all
    }

    fn add(&mut self, mut owned: Owned<'a>) {
        let mut node = 0;
        let words = words(owned.name);
        owned.begins = words.first().map_or(0, |first| first.start);
        for word in words {
            let new = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
            node = *self.next.entry((node, &owned.name[word])).or_insert(new);
            if node == new {
                self.ends.push(Vec::new());
            }
        }
        let ends = &mut self.ends[node as usize];
        if node > 0 && ends.len() < SAME_WORDS && ends.iter().all(|other| other.name != owned.name) {
            ends.push(owned);
        }
    }

    /// The names that begin with a word of a passage, each with its range.
    fn beginning_at(&self, passage: &Passage<'_>, at: usize, mut found: impl FnMut(Owned<'a>, Range<usize>)) {
        let start = passage.range(at, at).start;
        let mut node = 0;
        for last in at..passage.len() {
            let word = passage.word(last);
            // Whose something is, is called by its name all the same.
            let cut = word.find(['\'', '’']).map(|end| &word[..end]);
            let owner = cut.and_then(|word| self.next.get(&(node, word)));
            let next = self.next.get(&(node, word));
            for end in owner.into_iter().chain(next) {
                for owned in &self.ends[*end as usize] {
                    let Some(from) = start.checked_sub(owned.begins) else { continue };
                    let range = from..from + owned.name.len();
                    if passage.plain.get(range.clone()) == Some(owned.name) && is_whole(&passage.plain, &range) {
                        found(*owned, range);
                    }
                }
            }
            match next {
                Some(next) => node = *next,
                None => return,
            }
        }
    }

    /// The documents that a passage names, in order.
    pub(super) fn mentions(&self, subject: &Subject<'a>, passage: &Passage<'_>) -> Vec<Mention<'a>> {
        let meeting = subject.meeting;
        let references = passage.markdown.iter().flat_map(|markdown| &markdown.references);
        let mut all: Vec<Mention<'a>> = references
            .filter_map(|reference| {
                let annex = meeting.annex(&reference.id)?;
                Some(Mention { annex, range: reference.range.clone(), called: Called::Reference })
            })
            .collect();
        let mut seen = BTreeSet::new();
        for at in 0..passage.len() {
            self.beginning_at(passage, at, |owned, range| {
                if seen.insert(owned.number) {
                    all.push(Mention { annex: owned.annex, range, called: owned.called });
                }
            });
        }
        // A name inside a longer one is a part of it.
        all.sort_by_key(|mention| (mention.range.start, std::cmp::Reverse(mention.range.end)));
        let mut reached = 0;
        all.retain(|mention| {
            let is_outside = mention.range.end > reached;
            reached = reached.max(mention.range.end);
            is_outside
        });
        all
    }
}

fn names<'a>(subject: &Subject<'a>, annex: &'a Annex) -> Vec<(&'a Text, Called)> {
    let registered = subject.meeting.registry.documents.get(annex.id.as_str());
    let titles = annex.title.iter().chain(registered.map(|document| &document.title));
    let proposed = annex.proposed_title.iter().chain(registered.and_then(|document| document.proposed_title.as_ref()));
    let others = registered.into_iter().flat_map(|document| &document.other_names);
    titles
        .map(|title| (title, Called::Title))
        .chain(proposed.map(|title| (title, Called::ProposedTitle)))
        .chain(others.map(|name| (name, Called::OtherName)))
        .collect()
}

fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let annexes = &subject.meeting.definition.annexes;
    if annexes.is_empty() {
        return Vec::new();
    }
    let mut findings = twice(subject);
    let mut used: BTreeSet<&str> = BTreeSet::new();
    let (names, cores) = (Names::of(subject), Cores::of(subject));
    let printed = subject.passages.iter().filter(|passage| !matches!(passage.part, Part::Declarations));
    for passage in printed {
        let mentions = names.mentions(subject, passage);
        if passage.is_of_the_meeting() {
            used.extend(mentions.iter().map(|mention| mention.annex.id.as_str()));
            findings.extend(mentions.iter().filter_map(|mention| to_finding(subject, passage, mention)));
        }
        let known: Vec<Range<usize>> = mentions.into_iter().map(|mention| mention.range).collect();
        findings.extend(cores.otherwise(subject, passage, &known));
    }
    let stated = subject.parts.uses.iter().filter(|(_, wanted)| *wanted == Wanted::Document);
    used.extend(stated.map(|(id, _)| id.as_str()));
    let unused = annexes.iter().filter(|annex| annex.decision.is_none() && !used.contains(annex.id.as_str()));
    findings.extend(unused.map(|annex| {
        let id = annex.id.as_str();
        Finding::new(&UNUSED_ANNEX, annex.id.place, format!("nothing refers to the annex `{id}`"))
            .hint(format!("write `@{id}` where readers need it, or remove the annex"))
    }));
    findings
}

fn to_finding(subject: &Subject<'_>, passage: &Passage<'_>, mention: &Mention<'_>) -> Option<Finding> {
    let id = mention.annex.id.as_str();
    let place = passage.place(mention.range.clone(), subject.sources);
    let typed = &passage.plain[mention.range.clone()];
    let hint = hint(passage, id);
    match mention.called {
        Called::Reference | Called::Title => None,
        Called::ProposedTitle if subject.meeting.definition.status().is_draft() => None,
        Called::ProposedTitle => {
            let message = "the minutes are adopted, but this is still the proposed title";
            Some(Finding::new(&STILL_PROPOSED, place, message).hint(hint))
        }
        Called::OtherName => {
            let message = format!("`{typed}` is not the title of the annex `{id}`");
            Some(Finding::new(&DOCUMENT_OTHERWISE, place, message).hint(hint))
        }
    }
}

fn hint(passage: &Passage<'_>, id: &str) -> String {
    if passage.markdown.is_some() { format!("write `@{id}:title`") } else { "write its title".to_owned() }
}

fn twice(subject: &Subject<'_>) -> Vec<Finding> {
    let mut seen = BTreeMap::new();
    let mut findings = Vec::new();
    for annex in &subject.meeting.definition.annexes {
        let Some(title) = subject.meeting.annex_title(annex).and_then(|title| title.all().next()) else { continue };
        match seen.get(&title.value) {
            Some(first) => findings.push(
                Finding::new(&ANNEX_TWICE, annex.id.place, format!("`{}` is annexed already", title.value))
                    .hint("remove one, or give it its own title")
                    .related(*first, "first annexed here"),
            ),
            None => drop(seen.insert(title.value.clone(), annex.id.place)),
        }
    }
    findings
}

/// Pairs of words in capitals that only one title has, "Work Plan", with the annex and its title.
struct Cores<'a>(HashMap<(&'a str, &'a str), (&'a Annex, &'a str)>);

impl<'a> Cores<'a> {
    fn of(subject: &Subject<'a>) -> Self {
        let meeting = subject.meeting;
        let titled = meeting.definition.annexes.iter().filter_map(|annex| {
            let title = meeting.annex_title(annex)?.all().next()?;
            Some((annex, title.as_str())).filter(|_| title.len() <= LONGEST)
        });
        let titled: Vec<(&Annex, &str)> = titled.collect();
        let mut cores: HashMap<(&str, &str), (&Annex, &str)> = HashMap::new();
        for (annex, title) in &titled {
            // What comes before a colon or comma is the title proper.
            let proper = title.split([':', ',']).next().unwrap_or_default();
            let words: Vec<&str> = proper.split_whitespace().collect();
            for pair in words.windows(2).filter(|pair| pair.iter().all(|word| is_capital(word))) {
                cores.entry((pair[0], pair[1])).or_insert((*annex, *title));
            }
        }
        let mut times: HashMap<(&str, &str), usize> = HashMap::new();
        let others = names_of_others(subject);
        let texts = titled.iter().map(|(_, title)| (*title, 1)).chain(others.map(|name| (name, 2)));
        for (text, counts) in texts {
            let words: Vec<Range<usize>> = words(text);
            let pairs = words.windows(2).map(|pair| (&text[pair[0].clone()], &text[pair[1].clone()]));
            pairs.collect::<BTreeSet<_>>().into_iter().for_each(|pair| *times.entry(pair).or_default() += counts);
        }
        cores.retain(|pair, _| times.get(pair).is_none_or(|times| *times < 2));
        Self(cores)
    }

    /// Phrases in capitals and numbers around a core that are not part of its title. `known` has the correctly named ones, in
    /// order.
    fn otherwise(&self, subject: &Subject<'_>, passage: &Passage<'_>, known: &[Range<usize>]) -> Vec<Finding> {
        let mut findings = Vec::new();
        for at in 0..passage.len().saturating_sub(1) {
            let Some((annex, title)) = self.0.get(&(passage.word(at), passage.word(at + 1))) else { continue };
            if passage.after(at) != " " {
                continue;
            }
            let (mut first, mut last) = (at, at + 1);
            while first > 0 && joins(passage.after(first - 1)) && is_number(passage.word(first - 1)) {
                first -= 1;
            }
            while joins(passage.after(last)) && is_number(passage.word(last + 1)) {
                last += 1;
            }
            let mut range = passage.range(first, last);
            if passage.plain[range.end..].starts_with('+') {
                range.end += 1;
            }
            let phrase = &passage.plain[range.clone()];
            let next = known.get(known.partition_point(|other| other.end <= range.start));
            let reported = next.is_some_and(|other| other.start < range.end);
            if !reported && !title.contains(phrase) {
                let id = annex.id.as_str();
                let place = passage.place(range.clone(), subject.sources);
                let message = format!("`{phrase}` is not what `{title}` is called");
                findings.push(Finding::new(&DOCUMENT_OTHERWISE, place, message).hint(hint(passage, id)));
            }
        }
        findings
    }
}

/// Names of bodies, entities and documents that are no annexes here.
fn names_of_others<'a>(subject: &Subject<'a>) -> impl Iterator<Item = &'a str> {
    let meeting = subject.meeting;
    let registry = &meeting.registry;
    let bodies = registry.bodies.iter().map(|(_, body)| &body.name);
    let entities = registry.entities.iter().map(|(_, entity)| &entity.name);
    let documents = registry.documents.iter();
    let documents =
        documents.filter(|(id, _)| meeting.annex(id.as_str()).is_none()).map(|(_, document)| &document.title);
    bodies.chain(entities).chain(documents).flat_map(|text| text.all()).map(|text| text.value.as_str())
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

fn is_number(word: &str) -> bool {
    word.len() == 4 && word.chars().all(|c| c.is_ascii_digit())
}

fn joins(between: &str) -> bool {
    matches!(between, " " | "-" | "–")
}
