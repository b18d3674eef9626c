//! A document has one title, an annex is used, and nothing is annexed twice.

use std::collections::BTreeMap;
use std::ops::Range;

use super::passage::Passage;
use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group};
use crate::meeting::{Annex, Part, Text, Wanted};

pub(super) const RULE: Rule =
    Rule { codes: &[&DOCUMENT_OTHERWISE, &STILL_PROPOSED, &UNUSED_ANNEX, &ANNEX_TWICE], check };

const DOCUMENT_OTHERWISE: Code = Code::warning(
    "document-otherwise",
    "A document is called by another name than its title: by one of the `other_names` registered for it, or by the \
     words of its title with other years or additions. Write `@id:title`. If another document is meant, register it \
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
    "Nothing in the agenda or the minutes refers to an annex. A reader does not learn why it is there.",
)
.of(Group::Completeness);
const ANNEX_TWICE: Code = Code::warning(
    "annex-twice",
    "Two annexes have the same title: one is annexed twice, or they cannot be told apart.",
)
.of(Group::Consistency);

/// How a text calls a document.
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

/// The documents that a passage names.
pub(super) fn mentions<'a>(subject: &Subject<'a>, passage: &Passage<'_>) -> Vec<Mention<'a>> {
    let mut all: Vec<Mention<'a>> = Vec::new();
    for annex in &subject.meeting.definition.annexes {
        for reference in passage.markdown.iter().flat_map(|markdown| &markdown.references) {
            if reference.id == annex.id.as_str() {
                all.push(Mention { annex, range: reference.range.clone(), called: Called::Reference });
            }
        }
        for (text, called) in names(subject, annex) {
            for name in text.all() {
                if let Some(start) = find(&passage.plain, name) {
                    all.push(Mention { annex, range: start..start + name.len(), called });
                }
            }
        }
    }
    // A name inside a longer one is a part of it.
    all.sort_by_key(|mention| std::cmp::Reverse(mention.range.len()));
    let mut kept: Vec<Mention<'a>> = Vec::new();
    for mention in all {
        let inside =
            |other: &Mention<'_>| other.range.start <= mention.range.start && mention.range.end <= other.range.end;
        if !kept.iter().any(inside) {
            kept.push(mention);
        }
    }
    kept
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

/// Where a text holds a name, as whole words.
fn find(text: &str, name: &str) -> Option<usize> {
    let whole = |at: usize| {
        let before = text[..at].chars().next_back();
        let after = text[at + name.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    };
    text.match_indices(name).map(|(at, _)| at).find(|at| whole(*at))
}

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let annexes = &subject.meeting.definition.annexes;
    if annexes.is_empty() {
        return Vec::new();
    }
    let mut findings = twice(subject);
    let mut used: Vec<&str> = Vec::new();
    let cores = Core::all(subject);
    let printed = subject.passages.iter().filter(|passage| !matches!(passage.part, Part::Declarations));
    for passage in printed {
        let mentions = mentions(subject, passage);
        if passage.is_of_the_meeting() {
            used.extend(mentions.iter().map(|mention| mention.annex.id.as_str()));
            findings.extend(mentions.iter().filter_map(|mention| told(subject, passage, mention)));
        }
        let known: Vec<Range<usize>> = mentions.into_iter().map(|mention| mention.range).collect();
        findings.extend(cores.iter().flat_map(|core| core.otherwise(subject, passage, &known)));
    }
    let stated = subject.parts.uses.iter().filter(|(_, wanted)| *wanted == Wanted::Document);
    used.extend(stated.map(|(id, _)| id.as_str()));
    let unused = annexes.iter().filter(|annex| !used.contains(&annex.id.as_str()));
    findings.extend(unused.map(|annex| {
        let id = annex.id.as_str();
        Finding::new(&UNUSED_ANNEX, annex.id.place, format!("nothing refers to the annex `{id}`"))
            .hint(format!("write `@{id}` where it is to be read, or remove the annex"))
    }));
    findings
}

fn told(subject: &Subject<'_>, passage: &Passage<'_>, mention: &Mention<'_>) -> Option<Finding> {
    let id = mention.annex.id.as_str();
    let place = passage.place(mention.range.clone(), subject.sources);
    let typed = &passage.plain[mention.range.clone()];
    let hint = format!("write `@{id}:title`");
    match mention.called {
        Called::Reference | Called::Title => None,
        Called::ProposedTitle if subject.meeting.definition.status().is_draft() => None,
        Called::ProposedTitle => {
            let message = "the minutes are adopted, and this still says what was proposed";
            Some(Finding::new(&STILL_PROPOSED, place, message).hint(hint))
        }
        Called::OtherName => {
            let message = format!("`{typed}` is not the title of the annex `{id}`");
            Some(Finding::new(&DOCUMENT_OTHERWISE, place, message).hint(hint))
        }
    }
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

/// Two words in capitals that only one title has: "Work Plan".
struct Core<'a> {
    annex: &'a Annex,
    title: String,
    words: [String; 2],
}

impl<'a> Core<'a> {
    fn all(subject: &Subject<'a>) -> Vec<Self> {
        let annexes = subject.meeting.definition.annexes.iter();
        let titled = annexes.filter_map(|annex| {
            let title = subject.meeting.annex_title(annex)?.all().next()?.value.clone();
            Some((annex, title))
        });
        let titled: Vec<_> = titled.collect();
        let names: Vec<String> = names_of_others(subject);
        let mut cores = Vec::new();
        for (annex, title) in &titled {
            // What comes before a colon or comma is the title proper.
            let proper = title.split([':', ',']).next().unwrap_or_default();
            let words: Vec<&str> = proper.split_whitespace().collect();
            for pair in words.windows(2) {
                let both = format!("{} {}", pair[0], pair[1]);
                let elsewhere = titled.iter().filter(|(_, other)| other.contains(&both)).count() > 1
                    || names.iter().any(|name| name.contains(&both));
                if pair.iter().all(|word| is_capital(word)) && !elsewhere {
                    cores.push(Self { annex, title: title.clone(), words: [pair[0].to_owned(), pair[1].to_owned()] });
                }
            }
        }
        cores
    }

    /// Phrases in capitals and numbers around the core that are no part of the title.
    fn otherwise(&self, subject: &Subject<'_>, passage: &Passage<'_>, known: &[Range<usize>]) -> Vec<Finding> {
        let mut findings = Vec::new();
        for at in 0..passage.len().saturating_sub(1) {
            if passage.word(at) != self.words[0] || passage.word(at + 1) != self.words[1] || passage.after(at) != " " {
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
            let told = known.iter().any(|other| other.start < range.end && range.start < other.end);
            if !told && !self.title.contains(phrase) {
                let id = self.annex.id.as_str();
                let place = passage.place(range.clone(), subject.sources);
                let message = format!("`{phrase}` is not what `{}` is called", self.title);
                findings.push(Finding::new(&DOCUMENT_OTHERWISE, place, message).hint(format!("write `@{id}:title`")));
            }
        }
        findings
    }
}

/// Names of bodies, entities and documents that are no annexes here.
fn names_of_others(subject: &Subject<'_>) -> Vec<String> {
    let registry = &subject.meeting.registry;
    let annexed = |id: &str| subject.meeting.definition.annexes.iter().any(|annex| annex.id.as_str() == id);
    let bodies = registry.bodies.iter().map(|(_, body)| &body.name);
    let entities = registry.entities.iter().map(|(_, entity)| &entity.name);
    let documents =
        registry.documents.iter().filter(|(id, _)| !annexed(id.as_str())).map(|(_, document)| &document.title);
    bodies.chain(entities).chain(documents).flat_map(|text| text.all()).map(|text| text.value.clone()).collect()
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
