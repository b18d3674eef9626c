//! A meeting as a narrower audience gets it.

use std::collections::{BTreeMap, BTreeSet};

use super::withhold::{Cut, Secrets, cut, secrets};
use super::{Trace, de, json, schema, series};
use crate::finding::{FileNumber, Placed, Sources};
use crate::meeting::{
    Action, Approvals, Definition, FollowUp, Index, Item, Language, Meeting, Series, Tallies, Unsaid, WordsInstead,
    counts_after_sections,
};
use crate::workspace::PackAddress;

/// A meeting as an audience gets it, and what it does not get.
#[derive(Debug)]
pub struct Narrowed {
    /// The meeting, which holds nothing else than what the audience gets.
    pub meeting: Meeting,
    /// The texts that are not in it.
    pub secrets: Secrets,
}

/// Cuts a meeting that was read without errors for the audience at `rank`. `tallies` are the numbers of votes whose names may
/// be withheld; with a `trace`, its texts have marks. Nothing if a part is withheld that a meeting needs, which reading told.
pub fn for_audience(
    meeting: &Meeting,
    pack: &PackAddress,
    rank: usize,
    words: &[(Language, WordsInstead)],
    tallies: &Tallies,
    sources: &mut Sources,
    trace: Option<&mut Trace>,
) -> Option<Narrowed> {
    let audiences: Vec<String> = meeting.audiences().iter().map(|one| one.as_str().to_owned()).collect();
    let audience = audiences.get(rank)?.clone();
    let path = pack.definition();
    let text = sources.own().find(|(one, _)| *one == path).map(|(_, text)| text.to_owned())?;
    let file = sources.add(path, text.clone(), true);
    let tree = json::parse(&text)?;
    let gets = |name: &str| rank <= audiences.iter().position(|one| one == name).unwrap_or(0);
    let mut secrets = secrets(&tree, file, &gets);
    let taken: BTreeSet<&str> =
        meeting.withholdings.parts.iter().flat_map(|part| &part.ids).map(|id| id.value.as_str()).collect();
    let index = Index::of(meeting).0;
    let is_taken = |id: &str| taken.contains(id) || index.get(id).is_some();
    // What is for nobody that is known, only the first gets.
    let is_for = |name: &str| rank <= meeting.rank_of(name).unwrap_or(0);
    let how = Cut::new(&is_for, &meeting.withholdings, is_taken, words);
    let mut tree = cut(&tree, &schema::DEFINITION.schema, &how)?;
    if let Some(trace) = trace {
        trace.mark(&mut tree, &schema::DEFINITION.schema, file);
    }
    let mut definition: Definition = de::read(&tree, file).ok()?;
    let (series, of_series) = series::narrowed(meeting, rank, words, sources)?;
    secrets.withheld.extend(of_series.withheld);
    secrets.instead.extend(of_series.instead);
    secrets.open.extend(of_series.open);
    let carried = follow(&mut definition, meeting, &series, &how);
    secrets.withheld.extend(left_out(meeting, &carried));
    put_tallies(&mut definition, tallies, &how);
    let counts = counts_after_sections(&meeting.definition.agenda).into_iter();
    let counts = counts.filter_map(|(id, count)| Some((how.id_of(&id)?, count))).collect();
    count_on(&mut definition.agenda, &counts);
    let mut narrowed = Meeting::new(
        meeting.id.clone(),
        meeting.folder.clone(),
        definition,
        meeting.registry.clone(),
        Approvals::default(),
    )
    .after(series)
    .made_for(audience.clone());
    secrets.instead.extend(words.iter().flat_map(|(_, words)| words.said_to(&audience)).map(str::to_owned));
    secrets.open.extend(secrets.instead.iter().cloned());
    secrets.open.extend(narrowed.series.texts());
    // How audiences are called that know more is their own affair.
    for (at, name) in audiences.iter().enumerate() {
        for title in meeting.definition.audience_titles.get(name).into_iter().flat_map(|title| title.all()) {
            match at < rank {
                true => secrets.withheld.push(title.clone()),
                false => secrets.open.push(title.value.clone()),
            }
        }
    }
    let open: BTreeSet<String> = narrowed.named_entries().into_iter().collect();
    let registry = narrowed.registry_of(&open);
    let closed: Vec<String> = meeting.named_entries().into_iter().filter(|entry| !open.contains(entry)).collect();
    let people = closed.iter().map(String::as_str).filter(|entry| entry.starts_with("people/"));
    secrets.names = meeting.texts_of_entries(people);
    secrets.withheld.extend(meeting.texts_of_entries(closed.iter().map(String::as_str)));
    secrets.open.extend(meeting.strings_of_entries(open.iter().map(String::as_str)));
    let Definition { people, entities, bodies, documents, .. } = &mut narrowed.definition;
    *people = std::mem::take(people).only(|id| registry.people.get(id).is_some());
    *entities = std::mem::take(entities).only(|id| registry.entities.get(id).is_some());
    *bodies = std::mem::take(bodies).only(|id| registry.bodies.get(id).is_some());
    *documents = std::mem::take(documents).only(|id| registry.documents.get(id).is_some());
    let Meeting { id, folder, definition, approvals, series, .. } = narrowed;
    let meeting = Meeting::new(id, folder, definition, registry, approvals)
        .after(series)
        .made_for(audience)
        .with_stubs(how.stubs());
    Some(Narrowed { meeting, secrets })
}

/// Puts actions of earlier meetings where the whole meeting has them, but for those of which the audience does not get what is
/// said. Returns the names of those that it gets.
fn follow(definition: &mut Definition, whole: &Meeting, series: &Series, cut: &Cut<'_>) -> BTreeSet<String> {
    if let Some(last) = series.last_held() {
        definition.follow(last);
    }
    definition.keep_numbers(&whole.definition, |id| cut.id_of(id));
    let name_of = |one: &FollowUp| Some(whole.series.action(whole.series.followed(one)?).made.name());
    let meant = whole.definition.follow_ups().filter_map(|one| Some((one.action.place.start, name_of(one)?)));
    let meant: BTreeMap<u32, String> = meant.collect();
    definition.keep_ids(&whole.definition, |place| meant.get(&place.start));
    let told: BTreeSet<&String> = meant.values().collect();
    let mut unsaid = Unsaid::new();
    for (item, _) in whole.definition.items().into_iter().filter(|(item, _)| item.follow_up.is_some()) {
        let names = item.earlier_actions.iter().filter_map(|action| Some(action.made.as_ref()?.name()));
        let names = names.filter(|name| !told.contains(name)).collect();
        unsaid.extend(cut.id_of(item.id.as_str()).map(|id| (id, names)));
    }
    definition.carry(series, &unsaid);
    let actions = definition.items().into_iter().flat_map(|(item, _)| &item.earlier_actions);
    actions.filter_map(|action| Some(action.made.as_ref()?.name())).collect()
}

/// The words of actions that the whole meeting carries over and that are none of these.
fn left_out(whole: &Meeting, carried: &BTreeSet<String>) -> Vec<Placed<String>> {
    let actions = whole.definition.items().into_iter().flat_map(|(item, _)| &item.earlier_actions);
    let is_out = |action: &&Action| action.made.as_ref().is_some_and(|made| !carried.contains(&made.name()));
    actions.filter(is_out).flat_map(|action| action.words().cloned().collect::<Vec<_>>()).collect()
}

/// The texts that stand in the place of what some audience does not get; none if there is nothing of that kind.
pub fn all_instead(
    meeting: &Meeting,
    pack: &PackAddress,
    words: &[(Language, WordsInstead)],
    sources: &Sources,
) -> Vec<String> {
    let path = pack.definition();
    let text = sources.own().find(|(one, _)| *one == path).map(|(_, text)| text.to_owned());
    let Some(tree) = text.as_deref().and_then(json::parse) else { return Vec::new() };
    let names = meeting.audiences();
    let of = |rank: usize| {
        let own = secrets(&tree, FileNumber::from_raw(0), &|name| rank <= meeting.rank_of(name).unwrap_or(0));
        series::secrets_of(meeting, rank, sources).instead.into_iter().chain(own.instead)
    };
    let mut all: BTreeSet<String> = (1..names.len()).flat_map(of).collect();
    all.extend(words.iter().flat_map(|(_, words)| words.all()).map(str::to_owned));
    all.into_iter().collect()
}

/// States the numbers that were those of lists: the lists may be gone, or shorter.
fn put_tallies(definition: &mut Definition, tallies: &Tallies, cut: &Cut<'_>) {
    let votes = tallies.votes.iter().filter_map(|(id, numbers)| Some((cut.id_of(id)?, numbers)));
    let votes: BTreeMap<String, _> = votes.collect();
    for decision in &mut definition.decisions {
        if let (Some(vote), Some(numbers)) = (&mut decision.vote, votes.get(decision.id.as_str())) {
            vote.state(numbers);
        }
    }
    let quorum = definition.attendance.as_mut().and_then(|attendance| attendance.quorum.as_mut());
    if let (Some(quorum), Some(present)) = (quorum, tallies.present) {
        let place = quorum.needed.place;
        quorum.present.get_or_insert(Placed::new(present, place));
    }
}

/// Has the numbers go on after sections whose items are withheld.
fn count_on(items: &mut [Item], counts: &BTreeMap<String, usize>) {
    for item in items {
        if item.section || item.is_break {
            item.counted_to = counts.get(item.id.as_str()).copied();
        }
        count_on(&mut item.items, counts);
    }
}
