//! Numbers typed by hand: "Annex 4", "item 2", "decision 6".
//!
//! The words before a typed number show what it means: the annex whose title shares most words with them. A number that is
//! correct today is wrong after the next change, so it is reported as well.

use std::collections::{BTreeMap, BTreeSet};

use super::of_others::{Numbered, Ownership, ownership};
use super::passage::Passage;
use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Severity};
use crate::meeting::{Annex, Section, Target};

pub(super) const RULE: Rule = Rule { codes: &[&WRONG, &DANGLING, &TYPED], check };

const WRONG: Code = Code::error(
    "contradicting-reference",
    "A number typed by hand is not the number of the thing named before it: the text says \"the Outcome \
     Document (Annex 4)\", and the Outcome Document is Annex 3. Write the `@id` instead; it prints the right \
     number, also after the next change.",
)
.of(Group::Contradiction);
const DANGLING: Code = Code::error(
    "dangling-number",
    "A number typed by hand is higher than any that the pack has: the text says \"Annex 6\" and there are four. \
     Write the `@id` of the thing instead. Not reported if the text says that it is of something else: \"item 76 of the \
     provisional agenda of the General Assembly\", \"Annex 7 to the Convention\", \"resolution 56/242, annex 2\", \"its \
     decision 5\". A warning unless the words before it are the title of an annex.",
)
.of(Group::Contradiction);
const TYPED: Code = Code::warning(
    "typed-number",
    "A number typed by hand is correct now, but will be wrong when the order changes. Write the \
     `@id` instead; it prints the same words, as a link.",
)
.of(Group::Consistency);

/// The words for each kind of numbered things, by language.
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
    ("es", Numbered::Item, &["tema", "temas", "punto", "puntos"]),
    ("es", Numbered::Decision, &["decisión", "decisiones"]),
];

/// A typed number: the word for its kind is at `at`, the number follows.
struct Typed {
    kind: Numbered,
    at: usize,
    number: usize,
}

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let (titles, numbers) = (Titles::of(subject), Numbers::of(subject));
    let mut findings = Vec::new();
    for passage in subject.passages.iter().filter(|passage| passage.markdown.is_some()) {
        for typed in typed_in(passage) {
            findings.extend(to_finding(subject, passage, &typed, &titles, &numbers));
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
        // "l’annexe 4"
        let word = word.rsplit(['’', '\'']).next().unwrap_or_default();
        let kind = WORDS.iter().find(|(of, _, words)| *of == language && words.contains(&word));
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

fn to_finding(
    subject: &Subject<'_>,
    passage: &Passage<'_>,
    typed: &Typed,
    titles: &Titles,
    numbers: &Numbers<'_>,
) -> Option<Finding> {
    let place = passage.place(passage.range(typed.at, typed.at + 1), subject.sources);
    let written = format!("{} {}", passage.word(typed.at), passage.word(typed.at + 1));
    // Where a body states numbers of its own, a typed one is no position.
    let definition = &subject.meeting.definition;
    let has_own = match typed.kind {
        Numbered::Item => {
            subject.meeting.style().unnumbered_items.unwrap_or_default()
                || definition.items().into_iter().any(|(item, _)| item.number.is_some())
        }
        Numbered::Decision => definition.decisions.iter().any(|decision| decision.number.is_some()),
        Numbered::Annex | Numbered::Section => false,
    };
    let ownership = ownership(passage, typed.at, typed.kind);
    if has_own || ownership == Ownership::OfAnother {
        return None;
    }
    let annexes = &subject.meeting.definition.annexes;
    let is_own = |annex: &Annex| annex.number.is_some() || annex.decision.is_some();
    if typed.kind == Numbered::Annex && (subject.index.keeps_numbers() || annexes.iter().any(is_own)) {
        return None;
    }
    let count = numbers.count(typed.kind);
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
    let is_doubtful = ownership == Ownership::Doubtful;
    match numbers.id(typed.kind, typed.number) {
        Some(_) if typed.kind == Numbered::Annex && is_doubtful && !titles.recalls(passage, typed) => None,
        Some(id) => Some(
            Finding::new(&TYPED, place, format!("the number of `{written}` is typed by hand"))
                .hint(format!("write `@{id}`")),
        ),
        None if is_doubtful => None,
        None => {
            let mut finding = Finding::new(&DANGLING, place, format!("there is no `{written}`: the last is {count}"))
                .hint(match typed.kind {
                    Numbered::Item => "write the `@id` of what is meant, or say of which agenda it is",
                    _ => "write the `@id` of what is meant, or say of what it is",
                });
            finding.severity = Severity::Warning;
            Some(finding)
        }
    }
}

/// The things of each kind that have a number.
struct Numbers<'a> {
    /// The shortest id of each number.
    ids: BTreeMap<(Numbered, usize), &'a str>,
    counts: BTreeMap<Numbered, usize>,
}

impl<'a> Numbers<'a> {
    fn of(subject: &Subject<'a>) -> Self {
        let (mut ids, mut counts) = (BTreeMap::new(), BTreeMap::new());
        let sections = subject.meeting.sections();
        let index = subject.index;
        for id in index.ids(|_| true) {
            let number = index.get(id).and_then(|target| number_of(&sections, target));
            let Some((kind, number)) = number else { continue };
            *counts.entry(kind).or_default() += 1;
            let shortest: &mut &str = ids.entry((kind, number)).or_insert(id);
            if id.len() < shortest.len() {
                *shortest = id;
            }
        }
        Self { ids, counts }
    }

    fn count(&self, kind: Numbered) -> usize {
        self.counts.get(&kind).copied().unwrap_or_default()
    }

    fn id(&self, kind: Numbered, number: usize) -> Option<&'a str> {
        self.ids.get(&(kind, number)).copied()
    }
}

fn number_of(sections: &[Section], target: &Target) -> Option<(Numbered, usize)> {
    match target {
        Target::Section(section) => {
            let position = sections.iter().position(|other| other == section);
            position.map(|at| (Numbered::Section, at + 1))
        }
        Target::Annex(number) => Some((Numbered::Annex, *number)),
        Target::Decision(number) => Some((Numbered::Decision, *number)),
        Target::Item(numbers) if numbers.len() == 1 => Some((Numbered::Item, numbers[0])),
        _ => None,
    }
}

/// Words of the annexes' titles and other names, each with its weight: the fewer titles have it, the greater.
struct Titles {
    annexes: Vec<(String, String, BTreeSet<String>)>,
    /// Numbers of the annexes that have a word.
    having: BTreeMap<String, Vec<usize>>,
}

/// A word that occurs in more titles than this distinguishes none of them.
const TELLING: usize = 64;

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
        let mut having: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, (_, _, words)) in annexes.iter().enumerate() {
            for word in words {
                having.entry(word.clone()).or_default().push(at);
            }
        }
        having.retain(|_, annexes| annexes.len() <= TELLING);
        Self { annexes, having }
    }

    /// The degree to which the words before a number recall each title; titles that no word recalls are left out.
    fn scores(&self, said: &BTreeSet<String>) -> BTreeMap<usize, f64> {
        let mut scores = BTreeMap::new();
        for annexes in said.iter().filter_map(|word| self.having.get(word)) {
            let weight = 1.0 / (annexes.len() * annexes.len()) as f64;
            annexes.iter().for_each(|at| *scores.entry(*at).or_default() += weight);
        }
        scores
    }

    /// Returns whether the words before a number recall the title of the annex that has it.
    fn recalls(&self, passage: &Passage<'_>, typed: &Typed) -> bool {
        self.scores(&said(passage, typed)).contains_key(&(typed.number - 1))
    }

    /// The annex whose title the words before a reference call up, if one does so clearly, and they hold nothing
    /// that only the title of the annex of the typed number has.
    fn meant(&self, passage: &Passage<'_>, typed: &Typed) -> Option<(&str, &str)> {
        let scores = self.scores(&said(passage, typed));
        let own = scores.get(&(typed.number - 1)).copied().unwrap_or_default();
        let mut scores: Vec<(f64, usize)> = scores.into_iter().map(|(at, score)| (score, at)).collect();
        scores.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (best, at) = *scores.first()?;
        let next = scores.get(1).map_or(0.0, |score| score.0);
        let (id, title, _) = &self.annexes[at];
        (best >= 1.0 && best >= 1.5 * next && own < 0.5).then_some((id.as_str(), title.as_str()))
    }
}

/// The words before a number in its sentence that may be of a title.
fn said(passage: &Passage<'_>, typed: &Typed) -> BTreeSet<String> {
    let first = passage.start_of_sentence(typed.at, &[';', '.', ':', '!', '?', ')'], 20);
    (first..typed.at).flat_map(|at| significant(passage.word(at))).collect()
}

/// Words that distinguish titles: those of four letters or more, and numbers.
fn significant(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let telling = words.filter(|word| word.chars().count() > 3 || word.starts_with(|c: char| c.is_ascii_digit()));
    telling.map(|word| word.to_lowercase().trim_end_matches('s').to_owned()).collect()
}
