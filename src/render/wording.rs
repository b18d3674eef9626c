//! How things are called in running text, and where a reference to them leads.

use super::document::DocumentKind;
use super::scene::Scene;
use crate::meeting::{CHAIRS, Form, Id, Person, Reference, Section, Target, Text};

/// The character that stands for a page number until the engine knows it. It is one that no label
/// can want: the first of the private use area.
pub(super) const PAGE: char = '\u{e000}';

/// A reference in words, and where it leads.
pub(super) struct Worded {
    /// The words; [`PAGE`] stands for the page number.
    pub(super) text: String,
    /// The anchor it leads to.
    pub(super) anchor: Option<String>,
}

impl Scene {
    /// A text in the language of the edition.
    pub(super) fn words<'a>(&self, text: &'a Text) -> &'a str {
        &text.text_in(&self.language).value
    }

    fn person<'a>(&'a self, id: &str) -> Option<&'a Person> {
        self.meeting.registry.people.get(id)
    }

    /// Words, link and page of a reference in prose.
    pub(super) fn reference(&self, reference: &Reference) -> Worded {
        let form = reference.known_form().unwrap_or_default();
        let text = self.called(&reference.id, form);
        let here = self.document.and_then(|document| self.anchor(document, &reference.id));
        if here.is_some() {
            return Worded { text, anchor: here };
        }
        let elsewhere = match self.index.get(&reference.id) {
            Some(Target::Item(_)) => self.anchor(DocumentKind::Agenda, &reference.id),
            Some(Target::Annex(_)) => self.anchor(DocumentKind::Annexes, &reference.id),
            Some(Target::Decision(_) | Target::Section(_)) => self.anchor(DocumentKind::Minutes, &reference.id),
            _ => None,
        };
        let with_page = match reference.in_parentheses {
            true => "reference-with-page-in-parentheses",
            false => "reference-with-page",
        };
        let text = match (&elsewhere, form) {
            (Some(_), Form::Plain) => {
                self.labels.say(with_page, [("reference", text.into()), ("page", PAGE.to_string().into())])
            }
            _ => text,
        };
        Worded { text, anchor: elsewhere }
    }

    /// What an id is called in a form.
    pub(super) fn called(&self, id: &str, form: Form) -> String {
        if id == CHAIRS {
            let count = self.meeting.definition.chairs.len();
            return self.labels.say("chairs", [("count", count.into())]);
        }
        match self.index.get(id) {
            Some(Target::Item(_)) if form != Form::Plain => self.item_title(id),
            Some(Target::Item(numbers)) if numbers.is_empty() => self.item_title(id),
            Some(Target::Item(_)) => self.labels.say("reference-to-item", [("number", self.number_of_item(id).into())]),
            Some(Target::Annex(_)) if form != Form::Plain => self.annex_title(id),
            Some(Target::Annex(number)) => self.labels.say("annex", [("number", (*number).into())]),
            Some(Target::Decision(number)) => self.labels.say("reference-to-decision", [("number", (*number).into())]),
            Some(Target::Section(section)) => {
                let number = self.section_number(*section);
                self.labels.say("reference-to-section", [("number", number.into())])
            }
            Some(Target::Person) => self.person_called(id, form),
            Some(Target::Entity) => self.entity_called(id, form),
            Some(Target::Body) => self.body_called(id, form),
            None => id.to_owned(),
        }
    }

    /// The names of several, joined.
    pub(super) fn called_together<'a>(&self, ids: impl IntoIterator<Item = &'a Id>, form: Form) -> String {
        let names: Vec<String> = ids.into_iter().map(|id| self.called(id.as_str(), form)).collect();
        self.labels.join(&names)
    }

    fn item_title(&self, id: &str) -> String {
        let items = self.meeting.definition.items();
        let item = items.iter().find(|(item, _)| item.id.as_str() == id);
        item.map(|(item, _)| self.words(&item.title).to_owned()).unwrap_or_default()
    }

    fn annex_title(&self, id: &str) -> String {
        let annex = self.meeting.definition.annexes.iter().find(|annex| annex.id.as_str() == id);
        let title = annex.and_then(|annex| self.meeting.annex_title(annex));
        title.map(|title| self.words(title).to_owned()).unwrap_or_default()
    }

    /// The number of an item: the stated one, else the derived one.
    pub(super) fn number_of_item(&self, id: &str) -> String {
        let stated = self.index.stated_number(id).map(str::to_owned);
        stated.unwrap_or_else(|| self.item_number(self.index.numbers(id)))
    }

    /// What stands before an item's title. A stated number that ends in a bracket or letter takes no
    /// full stop.
    pub(super) fn mark_of_item(&self, id: &str) -> String {
        match self.index.stated_number(id) {
            Some(stated) if stated.ends_with(|c: char| c.is_ascii_digit()) => {
                self.labels.say("item-mark", [("number", stated.to_owned().into())])
            }
            Some(stated) => stated.to_owned(),
            None => self.item_mark(self.index.numbers(id)),
        }
    }

    /// "2", or "2 (a)" for an item inside another.
    fn item_number(&self, numbers: &[usize]) -> String {
        match numbers {
            [] => String::new(),
            [number] => self.labels.say("item-number", [("number", (*number).into())]),
            [outer @ .., last] => self.labels.say(
                "item-number-inside",
                [("outer", self.item_number(outer).into()), ("letter", letter(*last).into())],
            ),
        }
    }

    /// "2.", or "(a)" for an item inside another.
    fn item_mark(&self, numbers: &[usize]) -> String {
        match numbers {
            [] => String::new(),
            [number] => self.labels.say("item-mark", [("number", (*number).into())]),
            [.., last] => self.labels.say("item-mark-inside", [("letter", letter(*last).into())]),
        }
    }

    /// "III" for the third section of the minutes.
    pub(super) fn section_number(&self, section: Section) -> String {
        let position = self.meeting.definition.sections().iter().position(|other| *other == section);
        let number = position.map_or(0, |position| position + 1);
        self.labels.say("section-number", [("number", number.into())])
    }

    fn person_called(&self, id: &str, form: Form) -> String {
        let Some(person) = self.person(id) else { return id.to_owned() };
        let name = self.words(&person.name);
        let rank = person.rank.as_ref().map(|rank| self.words(rank));
        let short_rank = person.rank_abbreviation.as_ref().map(|rank| self.words(rank)).or(rank);
        let entity = person.entity.as_ref().map(|entity| self.called(entity.as_str(), Form::Plain));
        let with_rank = |rank: Option<&str>, name: &str| match rank {
            Some(rank) => self.labels.say("person-with-rank", [("rank", rank.into()), ("name", name.into())]),
            None => name.to_owned(),
        };
        match form {
            Form::Plain => name.to_owned(),
            Form::Title => person.title.as_ref().map_or(name, |title| self.words(title)).to_owned(),
            Form::Formal => with_rank(rank, name),
            Form::Short => with_rank(short_rank, person.family_name.as_ref().map_or(name, |family| self.words(family))),
            Form::Full => {
                let ranked = with_rank(short_rank, name);
                match entity {
                    Some(entity) => {
                        self.labels.say("person-of-entity", [("person", ranked.into()), ("entity", entity.into())])
                    }
                    None => ranked,
                }
            }
        }
    }

    fn entity_called(&self, id: &str, form: Form) -> String {
        let Some(entity) = self.meeting.registry.entities.get(id) else { return id.to_owned() };
        let name = self.words(&entity.name);
        match (&entity.abbreviation, form) {
            (None, _) | (_, Form::Title | Form::Formal) => name.to_owned(),
            (Some(abbreviation), Form::Plain | Form::Short) => self.words(abbreviation).to_owned(),
            (Some(abbreviation), Form::Full) => self.labels.say(
                "entity-with-abbreviation",
                [("name", name.into()), ("abbreviation", self.words(abbreviation).into())],
            ),
        }
    }

    fn body_called(&self, id: &str, form: Form) -> String {
        let Some(body) = self.meeting.registry.bodies.get(id) else { return id.to_owned() };
        let name = self.words(&body.name);
        let short = body.short_name.as_ref().filter(|_| matches!(form, Form::Plain | Form::Short));
        short.map_or(name, |short| self.words(short)).to_owned()
    }
}

/// a, b, … z, aa, ab, …
fn letter(number: usize) -> String {
    let mut rest = number;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'a' + u8::try_from(rest % 26).unwrap_or_default()));
        rest /= 26;
    }
    letters.iter().rev().collect()
}
