//! Every text is there in every language of the pack.

use std::collections::{BTreeMap, BTreeSet};

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Placed};
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
    "A language is listed under `languages`, but no text of the pack is written in it. Its edition has all texts in \
     the first language, but labels in its own. The pages are tagged as being in that language, so screen readers read \
     them incorrectly. Give the texts by language, `{\"en\": …, \"fr\": …}`; names and numbers can stay as they are.",
)
.of(Group::Completeness);
const LANGUAGE_TWICE: Code =
    Code::error("language-twice", "A language is listed twice under `languages`. Each language makes one edition.")
        .of(Group::Completeness);

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
    let mut findings: Vec<Finding> = all.into_iter().flat_map(|text| missing(text, &by_general)).collect();
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

/// Editions but the first, and those of its language, in which nothing is written.
fn untranslated(subject: &Subject<'_>) -> Vec<Finding> {
    let definition = &subject.meeting.definition;
    let first = definition.first_edition();
    let variants = subject.parts.said.iter().flat_map(|said| said.text.variants());
    let written: BTreeSet<&str> = variants.filter_map(|(language, _)| Some(language?.general())).collect();
    let open = definition
        .languages
        .iter()
        .filter(|language| language.general() != first.general() && !written.contains(language.general()));
    let finding = |language: &Placed<Language>| {
        let message = format!(
            "no text is written in `{}`: the texts of this edition are all in `{}`",
            language.as_str(),
            first.as_str()
        );
        Finding::new(&UNTRANSLATED_EDITION, language.place, message)
            .hint(format!("give the texts by language, or remove `{}`", language.as_str()))
    };
    open.map(finding).collect()
}
