//! Every text is there in every language of the pack.

use std::collections::{BTreeMap, BTreeSet};

use super::passage::Passage;
use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Place, Placed, count};
use crate::meeting::{ByLanguage, Language, Part, Said};

pub(super) const RULE: Rule = Rule { codes: &[&MISSING_TRANSLATION, &UNTRANSLATED_EDITION, &LANGUAGE_TWICE], check };

const MISSING_TRANSLATION: Code = Code::warning(
    "missing-translation",
    "A text is given by language, but not in a language of the pack. The edition in that language shows the first \
     language of the text instead, tagged as that language; an annex says so in brackets. If an annex exists in one \
     language only, state its `language`.",
)
.of(Group::Completeness);
const UNTRANSLATED_EDITION: Code = Code::warning(
    "untranslated-edition",
    "A language is listed under `languages`, but no text of the pack is written in it, or some texts are not. In the \
     edition of that language, these texts are in the first language; only the labels are translated. If no text is in this language, all texts are \
     marked as in the first language. If some are, a text without a language is marked as in the language of the \
     edition, and screen readers may read it incorrectly. Give the texts by language, `{\"en\": …, \"fr\": …}`; names \
     and numbers can stay as they are.",
)
.of(Group::Completeness);
const LANGUAGE_TWICE: Code =
    Code::error("language-twice", "A language is listed twice under `languages`. Each language makes one edition.")
        .of(Group::Completeness);

/// The maximum number of texts shown that are in one language.
const SHOWN: usize = 4;

/// The maximum number of languages for which a missing text is reported: there may be thousands of texts and of languages.
const REPORTED: usize = 12;

/// Finds editions in which a text is missing. A text for a general language, or for all languages, is in every edition of it.
fn missing(text: &ByLanguage, by_general: &BTreeMap<&str, Vec<&Language>>) -> Vec<Finding> {
    if text.states_none() {
        return Vec::new();
    }
    let open = by_general.iter().filter(|(general, _)| text.written_in(&Language::new(**general)).is_none());
    let missing = open.flat_map(|(_, editions)| editions).filter(|language| text.written_in(language).is_none());
    let reported = missing.take(REPORTED).map(|language| {
        let message = format!("this text is not given in `{}`", language.as_str());
        Finding::new(&MISSING_TRANSLATION, text.place, message).hint(format!("add `\"{}\": …`", language.as_str()))
    });
    reported.collect()
}

/// The texts by language in the registry, for the people and entities that this pack names.
fn registered<'a>(subject: &'a Subject<'_>) -> impl Iterator<Item = &'a ByLanguage> {
    let registry = &subject.meeting.registry;
    let named: BTreeSet<&str> = subject.parts.uses.iter().map(|(id, _)| id.as_str()).collect();
    let people: Vec<_> = named.iter().filter_map(|id| registry.people.get(id)).collect();
    let theirs = people.iter().filter_map(|person| person.entity.as_ref()).map(|id| id.as_str());
    let entities: BTreeSet<&str> = named.iter().copied().chain(theirs).collect();
    let entities = entities.into_iter().filter_map(|id| registry.entities.get(id));
    let of_entities = entities.flat_map(|entity| std::iter::once(&entity.name).chain(&entity.abbreviation));
    let of_people = people.into_iter().flat_map(|person| std::iter::once(&person.name).chain(&person.title));
    of_people.chain(of_entities).map(|text| &**text)
}

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let definition = &subject.meeting.definition;
    // What is said to be there in one language only is not missing in the others.
    let is_in_one = |said: &&Said<'_>| matches!(said.part, Part::Annex(annex) if annex.language.is_some());
    let all: Vec<&ByLanguage> =
        subject.parts.said.iter().filter(|said| !is_in_one(said)).map(|said| said.text).collect();
    let editions = definition.editions();
    let mut by_general: BTreeMap<&str, Vec<&Language>> = BTreeMap::new();
    for language in &editions {
        by_general.entry(language.general()).or_default().push(language);
    }
    let reported: BTreeSet<Place> = all.iter().map(|text| text.place).collect();
    // Of an edition in which nothing is written only that is reported; it is not of the first.
    let (written, first) = (written(subject), definition.first_edition());
    by_general.retain(|general, _| written.contains(general) || *general == first.general());
    let mut findings: Vec<Finding> = all.iter().flat_map(|text| missing(text, &by_general)).collect();
    let registered = registered(subject).filter(|text| !reported.contains(&text.place));
    findings.extend(registered.flat_map(|text| missing(text, &by_general)));
    let mut first = BTreeMap::new();
    let twice = definition.languages.iter().filter_map(|language| {
        let before = *first.entry(&language.value).or_insert(language.place);
        let message = format!("the language `{}` is listed twice", language.as_str());
        (before != language.place).then(|| {
            Finding::new(&LANGUAGE_TWICE, language.place, message)
                .hint("remove one of the two")
                .related(before, "first listed here")
        })
    });
    findings.extend(twice);
    findings.extend(untranslated(subject));
    findings
}

/// The languages in which something is written in a pack, without regions.
fn written<'a>(subject: &'a Subject<'_>) -> BTreeSet<&'a str> {
    let variants = subject.parts.said.iter().flat_map(|said| said.text.variants());
    variants.filter_map(|(language, _)| Some(language?.general())).collect()
}

/// Editions but the first, and those of its language, in which nothing is written, or texts are missing.
fn untranslated(subject: &Subject<'_>) -> Vec<Finding> {
    let definition = &subject.meeting.definition;
    let first = definition.first_edition();
    let written = written(subject);
    let mut open = definition.languages.iter().filter(|language| language.general() != first.general()).peekable();
    let plain: Vec<Place> = if open.peek().is_some() { in_one_language(subject).collect() } else { Vec::new() };
    let finding = |language: &Placed<Language>| {
        if written.contains(language.general()) {
            return some_missing(language, &first, &plain);
        }
        let message = format!(
            "no text is written in `{}`: the texts of this edition are all in `{}`",
            language.as_str(),
            first.as_str()
        );
        let finding = Finding::new(&UNTRANSLATED_EDITION, language.place, message);
        Some(finding.hint(format!("give the texts by language, or remove `{}`", language.as_str())))
    };
    open.filter_map(finding).collect()
}

/// That some texts of an edition are there in the first language only.
fn some_missing(language: &Placed<Language>, first: &Language, plain: &[Place]) -> Option<Finding> {
    if plain.is_empty() {
        return None;
    }
    let (one, are) = if plain.len() == 1 { ("it", "is") } else { ("them", "are") };
    let (tag, first) = (language.as_str(), first.as_str());
    let message = format!("{} {are} only in `{first}`, and missing in `{tag}`", count(plain.len(), "text"));
    let finding = Finding::new(&UNTRANSLATED_EDITION, language.place, message)
        .hint(format!("give {one} by language: `{{ \"{first}\": \"…\", \"{tag}\": \"…\" }}`"));
    Some(plain.iter().take(SHOWN).fold(finding, |finding, place| finding.related(*place, format!("only in `{first}`"))))
}

/// Texts that state no language and would be said otherwise in another: sentences and titles, but not names, addresses and
/// symbols.
fn in_one_language<'a>(subject: &'a Subject<'_>) -> impl Iterator<Item = Place> + 'a {
    let plain: BTreeSet<Place> = subject
        .parts
        .said
        .iter()
        .filter(|said| said.kind.is_of_words() && said.text.states_none())
        .map(|said| said.text.place)
        .collect();
    let of_words = subject.passages.iter().filter(|passage| match passage.part {
        Part::Annex(annex) => annex.language.is_none(),
        Part::Masthead | Part::Participants | Part::Declarations => false,
        _ => true,
    });
    of_words
        .filter(move |passage| plain.contains(&passage.text.place) && has_words(passage))
        .map(|passage| passage.text.place)
}

/// Returns whether a text has words that no name is made of: two in small letters.
fn has_words(passage: &Passage<'_>) -> bool {
    let is_word = |word: &str| {
        !word.starts_with('@')
            && word.chars().count() > 2
            && word.chars().all(|c| c.is_lowercase() || !c.is_alphabetic())
            && word.chars().any(char::is_alphabetic)
    };
    (0..passage.len()).filter(|at| is_word(passage.word(*at))).nth(1).is_some()
}
