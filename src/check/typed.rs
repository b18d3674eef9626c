//! Numbers typed by hand: "Annex 4", "item 2", "decision 6".
//!
//! What a typed number means is read from the words before it: the annex whose title shares most
//! with them. A number that agrees today is wrong after the next change, so it is told as well.

use std::collections::{BTreeMap, BTreeSet};

use super::passage::Passage;
use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group};
use crate::meeting::Target;

pub(super) const RULE: Rule = Rule { codes: &[&WRONG, &DANGLING, &TYPED], check };

const WRONG: Code = Code::error(
    "contradicting-reference",
    "A number typed by hand is not the number of what the words before it name: the text says \"the Outcome \
     Document (Annex 4)\", and the Outcome Document is Annex 3. Write the `@id` instead; it prints the right \
     number, also after the next change.",
)
.of(Group::Contradiction);
const DANGLING: Code = Code::error(
    "dangling-number",
    "A number typed by hand is higher than any that the pack has: the text says \"Annex 6\" and there are four. \
     Write the `@id` of what is meant instead.",
)
.of(Group::Contradiction);
const TYPED: Code = Code::warning(
    "typed-number",
    "A number typed by hand agrees with the pack today, and will not after the next change of order. Write the \
     `@id` instead; it prints the same words, as a link.",
)
.of(Group::Consistency);

/// What is numbered, and the words for it by language.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbered {
    Annex,
    Item,
    Decision,
    Section,
}

const WORDS: &[(&str, Numbered, &[&str])] = &[
    ("en", Numbered::Annex, &["annex", "annexes"]),
    ("en", Numbered::Item, &["item", "items"]),
    ("en", Numbered::Decision, &["decision", "decisions"]),
    ("en", Numbered::Section, &["section", "sections"]),
    ("fr", Numbered::Section, &["section", "sections"]),
    ("es", Numbered::Section, &["sección", "secciones"]),
    ("fr", Numbered::Annex, &["annexe", "annexes"]),
    ("fr", Numbered::Item, &["point", "points"]),
    ("fr", Numbered::Decision, &["décision", "décisions"]),
    ("es", Numbered::Annex, &["anexo", "anexos"]),
    ("es", Numbered::Item, &["tema", "temas"]),
    ("es", Numbered::Decision, &["decisión", "decisiones"]),
];

/// A typed number: the word for the kind at `at`, the number behind it.
struct Typed {
    kind: Numbered,
    at: usize,
    number: usize,
}

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let titles = Titles::of(subject);
    let mut findings = Vec::new();
    for passage in subject.passages.iter().filter(|passage| passage.markdown.is_some()) {
        for typed in typed_in(passage) {
            findings.extend(told(subject, passage, &typed, &titles));
        }
    }
    findings
}

fn typed_in(passage: &Passage<'_>) -> Vec<Typed> {
    let language = passage.language.as_str().split('-').next().unwrap_or_default();
    let mut all = Vec::new();
    for at in 0..passage.len().saturating_sub(1) {
        let next = passage.word(at + 1);
        let roman = roman(next);
        let Some(number) = roman.or_else(|| next.parse().ok()).filter(|number| (1..1000).contains(number)) else {
            continue;
        };
        // "item 4.1" and "Annex 2-3" are numbers of another scheme.
        let mut behind = passage.after(at + 1).chars();
        let goes_on = behind.next().is_some_and(|mark| matches!(mark, '.' | '-' | '–' | '/'))
            && behind.next().is_none()
            && at + 2 < passage.len();
        let word = passage.word(at).to_lowercase();
        let kind = WORDS.iter().find(|(of, _, words)| *of == language && words.contains(&word.as_str()));
        // Sections of the minutes have roman numbers, everything else has arabic ones.
        let kind = kind.filter(|(_, kind, _)| (*kind == Numbered::Section) == roman.is_some());
        if let Some((_, kind, _)) = kind.filter(|_| !goes_on && passage.after(at).trim().is_empty()) {
            all.push(Typed { kind: *kind, at, number });
        }
    }
    all
}

/// A roman number of the size that sections have.
fn roman(word: &str) -> Option<usize> {
    const NUMBERS: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    NUMBERS.iter().position(|number| *number == word).map(|at| at + 1)
}

fn told(subject: &Subject<'_>, passage: &Passage<'_>, typed: &Typed, titles: &Titles) -> Option<Finding> {
    let place = passage.place(passage.range(typed.at, typed.at + 1), subject.sources);
    let written = format!("{} {}", passage.word(typed.at), passage.word(typed.at + 1));
    let number_of = |target: &Target| number_of(subject, target, typed.kind);
    // Where a body states numbers of its own, a typed one is no position.
    if subject.index.states_numbers() && matches!(typed.kind, Numbered::Item | Numbered::Decision) {
        return None;
    }
    let count = subject.index.ids(|target| number_of(target).is_some()).count();
    // A pack without annexes speaks of those of others.
    if count == 0 {
        return None;
    }
    let meant = (typed.kind == Numbered::Annex).then(|| titles.meant(passage, typed)).flatten();
    if let Some((id, title)) = meant {
        let number = subject.index.numbers(id).first().copied().unwrap_or_default();
        if number != typed.number {
            let message = format!("this says `{written}`, but `{title}` is Annex {number}");
            let code = if typed.number > count { &DANGLING } else { &WRONG };
            return Some(Finding::new(code, place, message).hint(format!("write `@{id}`")));
        }
    }
    let id = subject
        .index
        .ids(|target| number_of(target) == Some(typed.number))
        .min_by_key(|id| id.len())
        .map(str::to_owned);
    match id {
        Some(id) => Some(
            Finding::new(&TYPED, place, format!("the number of `{written}` is typed by hand"))
                .hint(format!("write `@{id}`")),
        ),
        None => Some(
            Finding::new(&DANGLING, place, format!("there is no `{written}`: the last is {count}"))
                .hint("write the `@id` of what is meant"),
        ),
    }
}

fn number_of(subject: &Subject<'_>, target: &Target, kind: Numbered) -> Option<usize> {
    match (target, kind) {
        (Target::Section(section), Numbered::Section) => {
            let mut sections = subject.meeting.sections().into_iter();
            sections.position(|other| other == *section).map(|at| at + 1)
        }
        (Target::Annex(number), Numbered::Annex) | (Target::Decision(number), Numbered::Decision) => Some(*number),
        (Target::Item(numbers), Numbered::Item) if numbers.len() == 1 => numbers.first().copied(),
        _ => None,
    }
}

/// Words of the annexes' titles and other names, and how much each tells: the fewer titles have it, the more.
struct Titles {
    annexes: Vec<(String, String, BTreeSet<String>)>,
    weights: BTreeMap<String, f64>,
}

impl Titles {
    fn of(subject: &Subject<'_>) -> Self {
        let mut annexes: Vec<(String, String, BTreeSet<String>)> = Vec::new();
        for annex in &subject.meeting.definition.annexes {
            let Some(title) = subject.meeting.annex_title(annex) else { continue };
            let registered = subject.meeting.registry.documents.get(annex.id.as_str());
            let others = registered.into_iter().flat_map(|document| &document.other_names);
            let names = title.all().chain(others.flat_map(|name| name.all()));
            let words = names.flat_map(|text| significant(text)).collect();
            let shown = title.all().next().map(|text| text.value.clone()).unwrap_or_default();
            annexes.push((annex.id.as_str().to_owned(), shown, words));
        }
        let mut weights: BTreeMap<String, f64> = BTreeMap::new();
        for word in annexes.iter().flat_map(|(_, _, words)| words) {
            *weights.entry(word.clone()).or_default() += 1.0;
        }
        weights.values_mut().for_each(|count| *count = 1.0 / (*count * *count));
        Self { annexes, weights }
    }

    /// The annex whose title the words before a reference call up, if one does so clearly, and they hold nothing
    /// that only the title of the annex of the typed number has.
    fn meant(&self, passage: &Passage<'_>, typed: &Typed) -> Option<(&str, &str)> {
        let at = typed.at;
        let first = passage.start_of_sentence(at, &[';', '.', ':', '!', '?', ')']).max(at.saturating_sub(20));
        let said: BTreeSet<String> = (first..at).flat_map(|at| significant(passage.word(at))).collect();
        let score = |words: &BTreeSet<String>| -> f64 {
            words.intersection(&said).filter_map(|word| self.weights.get(word)).sum()
        };
        let mut scores: Vec<_> =
            self.annexes.iter().map(|(id, title, words)| (score(words), id.as_str(), title.as_str())).collect();
        scores.sort_by(|a, b| b.0.total_cmp(&a.0));
        let own = self.annexes.get(typed.number - 1).map_or(0.0, |(_, _, words)| score(words));
        let best = *scores.first()?;
        let next = scores.get(1).map_or(0.0, |score| score.0);
        (best.0 >= 1.0 && best.0 >= 1.5 * next && own < 0.5).then_some((best.1, best.2))
    }
}

/// Words that tell one title from another: those of four letters and more, and numbers.
fn significant(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let telling = words.filter(|word| word.chars().count() > 3 || word.starts_with(|c: char| c.is_ascii_digit()));
    telling.map(|word| word.to_lowercase().trim_end_matches('s').to_owned()).collect()
}
