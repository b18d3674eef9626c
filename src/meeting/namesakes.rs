//! People of a pack who would be called the same by a short form of their names.

use std::collections::{BTreeMap, BTreeSet};

use super::{Form, Kind, Language, Markdown, Meeting, Parts, Person, Text};

/// People who share a short form of their name with others, in one language.
#[derive(Debug, Clone, Default)]
pub struct Namesakes(BTreeMap<(String, Form), Namesake>);

/// Somebody who shares a short form with others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Namesake {
    /// The name that they share: the family name, or initials.
    pub shared: String,
    /// Ids of the others.
    pub others: Vec<String>,
    /// The name that replaces a family name: with an initial, or the whole name where the initial is the same, too. Initials
    /// are stated by people, and are not changed.
    pub distinguished: Option<String>,
}

impl Namesakes {
    /// Somebody, if a form of their name is that of others.
    pub fn get(&self, id: &str, form: Form) -> Option<&Namesake> {
        if self.0.is_empty() { None } else { self.0.get(&(id.to_owned(), form)) }
    }
}

/// People with the same family name and rank, or the same initials.
type SameName<'a> = BTreeMap<(Form, Option<&'a str>, &'a str), Vec<(&'a str, &'a Person)>>;

impl Meeting {
    /// The people who share a short form of their name with somebody else in the pack.
    pub fn namesakes(&self, language: &Language) -> Namesakes {
        let mut same = SameName::new();
        for (id, person) in self.registry.people.iter() {
            let mut add = |form, rank, name| same.entry((form, rank, name)).or_default().push((id.as_str(), person));
            if let Some(family) = words(&person.family_name, language) {
                let ranks = [&person.rank_abbreviation, &person.rank, &person.courtesy];
                add(Form::Family, None, family);
                add(Form::Short, ranks.into_iter().find_map(|rank| words(rank, language)), family);
            }
            if let Some(initials) = words(&person.initials, language) {
                add(Form::Initials, None, initials);
            }
        }
        same.retain(|_, people| people.len() > 1);
        let named = if same.is_empty() { BTreeSet::new() } else { self.named() };
        let mut all = BTreeMap::new();
        for ((form, _, shared), mut people) in same {
            people.retain(|(id, _)| named.contains(*id));
            let initialled: Vec<Option<String>> =
                people.iter().map(|(_, person)| with_initial(&person.name.text_in(language).value, shared)).collect();
            for (at, (id, person)) in people.iter().enumerate().filter(|_| people.len() > 1) {
                let others = people.iter().filter(|(other, _)| other != id).map(|(other, _)| (*other).to_owned());
                let is_apart = initialled.iter().filter(|other| **other == initialled[at]).count() == 1;
                let apart = initialled[at].clone().filter(|_| is_apart);
                let apart = apart.unwrap_or_else(|| person.name.text_in(language).value.clone());
                let namesake = Namesake {
                    shared: shared.to_owned(),
                    others: others.collect(),
                    distinguished: (form != Form::Initials).then_some(apart),
                };
                all.insert(((*id).to_owned(), form), namesake);
            }
        }
        Namesakes(all)
    }

    /// Ids that the definition names: as such, or in prose.
    fn named(&self) -> BTreeSet<String> {
        let parts = Parts::of(&self.definition);
        let prose = parts.said.iter().filter(|said| said.kind == Kind::Prose).flat_map(|said| said.text.all());
        let in_prose = prose.flat_map(|text| Markdown::parse(text).references).map(|reference| reference.id);
        parts.uses.iter().map(|(id, _)| id.as_str().to_owned()).chain(in_prose).collect()
    }
}

fn words<'a>(text: &'a Option<Text>, language: &Language) -> Option<&'a str> {
    text.as_ref().map(|text| text.text_in(language).value.as_str())
}

/// "A. Roque" of Ana Roque, in scripts that have capitals; "A Roque" if the name is registered so.
fn with_initial(name: &str, family: &str) -> Option<String> {
    let (before, after) = name.split_once(family)?;
    let given = if before.trim().is_empty() { after } else { before }.trim();
    if !given.is_empty() && given.split_whitespace().all(is_initial) {
        return Some(format!("{}\u{a0}{family}", given.replace(' ', "\u{a0}")));
    }
    let initial = given.chars().next().filter(|c| c.is_uppercase())?;
    Some(format!("{initial}.\u{a0}{family}"))
}

/// "P", "P.".
pub(crate) fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && ["", "."].contains(&chars.as_str())
}
