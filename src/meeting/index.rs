//! The thing that each id stands for, and its number, which follows from its place.

use std::collections::BTreeMap;

use super::{KeptNumbers, Meeting, MinutesOrder, Section};
use crate::document::StableNumber;
use crate::finding::{Place, Placed};

/// The thing that an id stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// An item of the agenda with its number, outermost first: item 2 (a) is `[2, 1]`. Empty for a
    /// section or a break, which have none.
    Item(Vec<usize>),
    /// An annex with its number.
    Annex(usize),
    /// A decision with its number.
    Decision(usize),
    /// A registered document that is no annex of the pack.
    Document,
    /// A session with its number.
    Session(usize),
    /// A deadline.
    Deadline,
    /// A registered person.
    Person,
    /// A registered entity.
    Entity,
    /// A registered body.
    Body,
    /// A section that the minutes have.
    Section(Section),
}

/// Every id of a meeting.
#[derive(Debug, Clone, Default)]
pub struct Index {
    targets: BTreeMap<String, (Target, Option<Place>)>,
    /// Numbers of items, decisions and annexes that are stated, by id.
    stated: BTreeMap<String, String>,
    /// Numbers of annexes that stay as they were sent out.
    kept: KeptNumbers,
}

/// An id that was given twice.
#[derive(Debug, Clone)]
pub struct Clash {
    /// The id.
    pub id: String,
    /// The place where it is given again.
    pub place: Place,
    /// The place where it was given first; `None` for a reserved word.
    pub first: Option<Place>,
}

impl Index {
    /// Gives every id of the meeting its kind and number. The first use of an id counts.
    pub fn of(meeting: &Meeting) -> (Self, Vec<Clash>) {
        let mut index = Self { kept: meeting.kept.clone(), ..Self::default() };
        let mut clashes = Vec::new();
        for section in meeting.sections() {
            index.targets.insert(section.name().to_owned(), (Target::Section(section), None));
        }
        let reserved = |id: &str| meeting.reserved_sections().iter().any(|section| section.name() == id);
        for (id, place, target) in entries(meeting) {
            if reserved(id) {
                clashes.push(Clash { id: id.to_owned(), place, first: None });
                // What refers to it means it, and is not wrong besides.
                index.targets.insert(id.to_owned(), (target, Some(place)));
                continue;
            }
            match index.targets.get(id) {
                Some((_, first)) => clashes.push(Clash { id: id.to_owned(), place, first: *first }),
                None => {
                    index.targets.insert(id.to_owned(), (target, Some(place)));
                }
            }
        }
        for (item, _) in meeting.definition.items() {
            if let Some(number) = &item.number {
                index.stated.insert(item.id.as_str().to_owned(), number.value.clone());
            }
        }
        let of_decisions = meeting.definition.decisions.iter().map(|decision| (&decision.id, &decision.number));
        let of_annexes = meeting.definition.annexes.iter().map(|annex| (&annex.id, &annex.number));
        for (id, number) in of_decisions.chain(of_annexes) {
            index.stated.extend(number.iter().map(|number| (id.as_str().to_owned(), number.value.clone())));
        }
        // An annex lends its registered title under its own id, which is no clash.
        for (id, _) in meeting.registry.documents.iter() {
            index.targets.entry(id.as_str().to_owned()).or_insert((Target::Document, Some(id.place)));
        }
        (index, clashes)
    }

    /// The number that the definition states for an item, decision or annex, if it does.
    pub fn stated_number(&self, id: &str) -> Option<&str> {
        self.stated.get(id).map(String::as_str)
    }

    /// The number of an annex that stays as it was sent out.
    pub fn kept_number(&self, id: &str) -> Option<&StableNumber> {
        self.kept.annex(id)
    }

    /// Returns whether annexes have other numbers than those of their places, because they stay as they were sent out.
    pub fn keeps_numbers(&self) -> bool {
        self.kept.is_other()
    }

    /// Returns the thing that `id` stands for.
    pub fn get(&self, id: &str) -> Option<&Target> {
        self.targets.get(id).map(|(target, _)| target)
    }

    /// The place where an id was given; `None` for reserved and unknown ids.
    pub fn place(&self, id: &str) -> Option<Place> {
        self.targets.get(id).and_then(|(_, place)| *place)
    }

    /// All ids of the kinds that `wanted` takes.
    pub fn ids<'a>(&'a self, wanted: impl Fn(&Target) -> bool + 'a) -> impl Iterator<Item = &'a str> {
        self.targets.iter().filter(move |(_, (target, _))| wanted(target)).map(|(id, _)| id.as_str())
    }

    /// The number of an item, annex, decision or session: its own position among its siblings.
    pub fn numbers(&self, id: &str) -> &[usize] {
        match self.get(id) {
            Some(Target::Item(numbers)) => numbers,
            Some(Target::Annex(number) | Target::Decision(number) | Target::Session(number)) => {
                std::slice::from_ref(number)
            }
            _ => &[],
        }
    }
}

/// Ids with their places, in the order that decides which use of an id is the first.
fn entries(meeting: &Meeting) -> Vec<(&str, Place, Target)> {
    let definition = &meeting.definition;
    let mut all = Vec::new();
    number_items(&definition.agenda, &[], &mut 0, &mut all);
    // Annexes of a decision are numbered by themselves.
    let mut counts: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    for annex in &definition.annexes {
        let count = counts.entry(annex.decision.as_ref().map(|id| id.as_str())).or_default();
        advance(count, annex.number.as_ref());
        let kept = meeting.kept.annex(annex.id.as_str()).and_then(StableNumber::counted);
        all.push((annex.id.as_str(), annex.id.place, Target::Annex(kept.unwrap_or((*count).max(1)))));
    }
    // Where decisions come first they are one numbered list; elsewhere each kind has numbers of its own.
    let through = meeting.style().order() == MinutesOrder::DecisionsFirst;
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for decision in &definition.decisions {
        let count = counts.entry(if through { "" } else { decision.kind.name() }).or_default();
        *count += 1;
        all.push((decision.id.as_str(), decision.id.place, Target::Decision(*count)));
    }
    for (index, session) in definition.sessions.iter().enumerate() {
        all.push((session.id.as_str(), session.id.place, Target::Session(index + 1)));
    }
    all.extend(definition.deadlines.iter().map(|deadline| (deadline.id.as_str(), deadline.id.place, Target::Deadline)));
    let registry = &meeting.registry;
    all.extend(registry.people.iter().map(|(id, _)| (id.as_str(), id.place, Target::Person)));
    all.extend(registry.entities.iter().map(|(id, _)| (id.as_str(), id.place, Target::Entity)));
    all.extend(registry.bodies.iter().map(|(id, _)| (id.as_str(), id.place, Target::Body)));
    all
}

/// Counts one more. A number of the body's own uses up none, unless it is one of a row: after a stated 5 comes 6.
fn advance(count: &mut usize, stated: Option<&Placed<String>>) {
    match stated.map(|number| number.value.trim().parse::<usize>()) {
        None => *count += 1,
        Some(Ok(stated)) if stated > 0 && stated < 100_000 => *count = stated,
        Some(_) => {}
    }
}

/// Numbers items in order. A section passes its parent's count on to its items.
fn number_items<'a>(
    items: &'a [super::Item],
    parent: &[usize],
    count: &mut usize,
    all: &mut Vec<(&'a str, Place, Target)>,
) {
    for item in items {
        let id = item.id.as_str();
        if item.section || item.is_break {
            all.push((id, item.id.place, Target::Item(Vec::new())));
            number_items(&item.items, parent, count, all);
            *count = item.counted_to.unwrap_or(*count);
        } else {
            advance(count, item.number.as_ref());
            let numbers: Vec<usize> = parent.iter().copied().chain([(*count).max(1)]).collect();
            number_items(&item.items, &numbers, &mut 0, all);
            all.push((id, item.id.place, Target::Item(numbers)));
        }
    }
}

/// How far items have been counted at the end of each section, by its id: what follows goes on from there.
pub fn counts_after_sections(items: &[super::Item]) -> BTreeMap<String, usize> {
    fn walk(items: &[super::Item], count: &mut usize, all: &mut BTreeMap<String, usize>) {
        for item in items {
            if item.section || item.is_break {
                walk(&item.items, count, all);
                all.insert(item.id.as_str().to_owned(), *count);
            } else {
                advance(count, item.number.as_ref());
                walk(&item.items, &mut 0, all);
            }
        }
    }
    let mut all = BTreeMap::new();
    walk(items, &mut 0, &mut all);
    all
}
