//! The meetings before one, each named by the one after it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::succession::previous_of;
use super::withhold::{Cut, Secrets, cut, record, secrets};
use super::{Common, codes, de, json, schema};
use crate::document::DocumentKind;
use crate::finding::{FileNumber, Finding, Place, Placed, Sources, did_you_mean, near_miss};
use crate::meeting::{
    Approvals, Definition, EarlierMeeting, Index, Language, Markdown, Meeting, Paper, Registry, Series, Withholdings,
    WordsInstead, series_of,
};
use crate::workspace::{Files, PackAddress, ReadError, is_of_pack};

/// The maximum number of meetings before one: monthly ones for twenty years.
const LONGEST: usize = 240;

/// Reads the meetings before one, and tells what prevents it. If one cannot be read, what came before it is not known either,
/// and nothing is said of any.
pub(super) fn series(
    files: &dyn Files,
    pack: &PackAddress,
    definition: &Definition,
    registry: &Registry,
    sources: &mut Sources,
    common: &mut Common,
) -> (Series, Vec<Finding>) {
    let mut earlier: Vec<EarlierMeeting> = Vec::new();
    let mut seen = BTreeSet::from([pack.id.clone()]);
    let mut next = named(definition);
    // What is wrong with the series of an earlier meeting is reported there.
    let own = next.clone();
    while let Some(name) = next {
        let told = |finding: Finding| (Series::default(), vec![finding]);
        let absent = || match (earlier.last(), &own) {
            (Some(last), Some(own)) => lost(own, &beside(pack, &last.pack), &name.value),
            _ => missing(files, pack, &name),
        };
        if !seen.insert(name.value.clone()) {
            return told(circle(&name));
        }
        if earlier.len() == LONGEST {
            return told(too_long(&name));
        }
        // What cannot be the name of a pack is no path either.
        if !is_of_pack(&name.value) {
            return told(absent());
        }
        let address = beside(pack, &name.value);
        let path = address.definition();
        let one = match common.earlier.get(&path) {
            Some(known) => known.clone(),
            None => match read_earlier(files, &address, registry, sources) {
                Ok(Some(read)) => common.earlier.entry(path).or_insert(read).clone(),
                Ok(None) => return told(absent()),
                Err(Unreadable) => return told(broken(&name, &address)),
            },
        };
        next = named(&one.definition);
        earlier.push(one);
    }
    earlier.reverse();
    (series_of(earlier), Vec::new())
}

/// A definition that cannot be read; what is wrong with it is told where it is checked.
struct Unreadable;

/// Reads a meeting before another, if there is one.
fn read_earlier(
    files: &dyn Files,
    address: &PackAddress,
    registry: &Registry,
    sources: &mut Sources,
) -> Result<Option<EarlierMeeting>, Unreadable> {
    let Some(bytes) = files.read(&address.definition()).map_err(|_| Unreadable)? else { return Ok(None) };
    let text = String::from_utf8(bytes).map_err(|_| Unreadable)?;
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    let file = sources.add(address.definition(), text.clone(), true);
    let mut tree = json::parse(&text).ok_or(Unreadable)?;
    let recorded = record(&mut tree, &schema::DEFINITION.schema, file, sources);
    let definition = de::read::<Definition>(&tree, file).map_err(|_| Unreadable)?;
    // Of a mark that is wrong nobody knows what it was to withhold.
    if recorded.faults(&definition, registry).next().is_some() {
        return Err(Unreadable);
    }
    let audiences = definition.audiences_by(registry).iter().map(|one| one.as_str().to_owned()).collect();
    let (definition, withholdings) = (Arc::new(definition), Arc::new(Withholdings::new(recorded.parts)));
    Ok(Some(EarlierMeeting { pack: address.id.clone(), definition, file, audiences, withholdings }))
}

/// The pack that a definition names as the one before it.
fn named(definition: &Definition) -> Option<Placed<String>> {
    definition.previous.as_ref()?.pack.clone()
}

/// The pack of that name in the same folder.
fn beside(pack: &PackAddress, name: &str) -> PackAddress {
    let folder = match pack.folder.rsplit_once('/') {
        Some((parent, _)) => format!("{parent}/{name}"),
        None => name.to_owned(),
    };
    PackAddress { id: name.to_owned(), folder }
}

fn missing(files: &dyn Files, pack: &PackAddress, name: &Placed<String>) -> Finding {
    let parent = pack.folder.rsplit_once('/').map_or("", |(parent, _)| parent);
    let there: Result<Vec<String>, ReadError> = files.list(parent);
    let there = there.unwrap_or_default();
    let mut there: Vec<&str> = there.iter().map(String::as_str).filter(|one| *one != pack.id).collect();
    let near = loop {
        let Some(near) = near_miss(&name.value, there.iter().copied()) else { break None };
        if !comes_after(files, pack, near) {
            break Some(near);
        }
        there.retain(|one| *one != near);
    };
    let hint = did_you_mean(near, || {
        "write the name of the folder of the previous meeting, which is beside this one".to_owned()
    });
    Finding::new(&codes::MISSING_PREVIOUS, name.place, format!("there is no pack `{}` beside this one", name.value))
        .hint(hint)
}

/// Returns whether a pack is one of those after this one, and so cannot be before it.
fn comes_after(files: &dyn Files, pack: &PackAddress, name: &str) -> bool {
    let mut next = Some(name.to_owned());
    for _ in 0..LONGEST {
        match next.filter(|name| is_of_pack(name)) {
            None => return false,
            Some(name) if name == pack.id => return true,
            Some(name) => next = previous_of(files, &beside(pack, &name)),
        }
    }
    true
}

fn lost(own: &Placed<String>, last: &PackAddress, name: &str) -> Finding {
    let message = format!("`{}` names `{name}` as its previous pack, but there is no such pack", last.id);
    Finding::new(&codes::BROKEN_PREVIOUS, own.place, message)
        .hint(format!("run `packwright check {}`, and correct what it reports", last.folder))
}

fn broken(name: &Placed<String>, address: &PackAddress) -> Finding {
    let message = format!("the definition of `{}` cannot be read", name.value);
    Finding::new(&codes::BROKEN_PREVIOUS, name.place, message)
        .hint(format!("run `packwright check {}`, and correct what it reports", address.folder))
}

fn circle(name: &Placed<String>) -> Finding {
    let message = format!("`{}` is this meeting, or one that comes after it", name.value);
    Finding::new(&codes::PREVIOUS_CIRCLE, name.place, message).hint("name the meeting that was held before this one")
}

fn too_long(name: &Placed<String>) -> Finding {
    let message = format!("more than {LONGEST} meetings follow each other");
    Finding::new(&codes::PREVIOUS_CIRCLE, name.place, message)
        .hint("begin a new series: state title and date of this previous meeting in place of its `pack`")
}

/// Joins a meeting with its series: numbers that go on, actions that are carried over, what they name, and the date of the previous meeting.
pub(super) fn join(definition: &mut Definition, series: &Series, registry: &Registry) {
    definition.number_on(series, registry);
    let Some(last) = series.last_held() else { return };
    definition.follow(last);
    let unsaid = definition.unsaid(series);
    definition.carry(series, &unsaid);
    borrow(definition, series, registry);
}

/// Takes over what earlier packs declare themselves, and actions name that are carried over, or are in a register.
fn borrow(definition: &mut Definition, series: &Series, registry: &Registry) {
    let carried = definition.items().into_iter().flat_map(|(item, _)| &item.earlier_actions);
    let mut named: BTreeSet<String> = BTreeSet::new();
    let is_register = |paper: &Paper| paper.document.as_str() == DocumentKind::Register.name();
    let listed = series.actions().filter(|_| definition.pack.iter().any(is_register)).map(|(_, one)| &one.action);
    for action in carried.filter(|action| action.made.is_some()).chain(listed) {
        named.extend(action.owners.iter().map(|owner| owner.as_str().to_owned()));
        let texts = action.text.all().chain(action.remark.iter().flat_map(|remark| remark.all()));
        named.extend(texts.flat_map(|text| Markdown::parse(&text.value).references).map(|reference| reference.id));
    }
    if named.is_empty() {
        return;
    }
    for meeting in series.earlier.iter().rev() {
        let one = &meeting.definition;
        let Definition { people, entities, bodies, documents, .. } = definition;
        let take = |id: &str| named.contains(id);
        people.borrow(&one.people, |id| take(id) && registry.people.get(id).is_none());
        entities.borrow(&one.entities, |id| take(id) && registry.entities.get(id).is_none());
        bodies.borrow(&one.bodies, |id| take(id) && registry.bodies.get(id).is_none());
        documents.borrow(&one.documents, |id| take(id) && registry.documents.get(id).is_none());
    }
}

/// The series as an audience gets it, and what it does not get of the actions in it; of all that is in it, if there is a
/// register, which prints more of it.
pub(super) fn narrowed(
    meeting: &Meeting,
    rank: usize,
    words: &[(Language, WordsInstead)],
    sources: &Sources,
) -> Option<(Series, Secrets)> {
    let audience = meeting.audiences().get(rank)?.as_str();
    let numbered = if meeting.has_register() { meeting.earlier_meetings() } else { &[] };
    let narrow = |(at, one): (usize, _)| {
        let numbered = numbered.get(at).map(|meeting| &meeting.definition);
        narrowed_meeting(meeting, one, audience, words, sources, numbered)
    };
    let earlier: Option<Vec<EarlierMeeting>> = meeting.series.earlier.iter().enumerate().map(narrow).collect();
    let mut secrets = secrets_of(meeting, rank, sources);
    if meeting.has_register() {
        return Some((series_of(earlier?), secrets));
    }
    let words = meeting.series.actions().flat_map(|(_, one)| one.action.words());
    let definitions = || meeting.series.earlier.iter().map(|one| &one.definition);
    let titles = definitions().flat_map(|one| one.titles(None).into_values().chain([&one.title]));
    let places: BTreeMap<(FileNumber, u32), u32> = words
        .chain(titles.flat_map(|title| title.all()))
        .map(|one| ((one.place.file, one.place.start), one.place.end))
        .collect();
    let is_carried = |place: Place| {
        let before = places.range(..=(place.file, place.start)).next_back();
        before.is_some_and(|((file, _), end)| *file == place.file && place.end <= *end)
    };
    secrets.withheld.retain(|one| is_carried(one.place));
    Some((series_of(earlier?), secrets))
}

/// The texts of the earlier meetings by whether an audience gets them. This meeting's own list is looked at once more, so that the
/// search does not share a mistake about that of the earlier one with the cut.
pub(super) fn secrets_of(meeting: &Meeting, rank: usize, sources: &Sources) -> Secrets {
    let mut all = Secrets::default();
    let audience = meeting.audiences().get(rank).map(|one| one.as_str());
    let is_printed = meeting.has_register();
    for one in &meeting.series.earlier {
        let text = sources.text(one.file);
        let says_for_whom = text.contains("for") || text.contains(":::");
        let Some(tree) = Some(text).filter(|_| says_for_whom || is_printed).and_then(json::parse) else { continue };
        let gets =
            |name: &str| meeting.rank_of(name).is_none_or(|last| rank <= last) && meeting.gets_of(one, audience, name);
        let Secrets { withheld, instead, open, .. } = secrets(&tree, one.file, &gets);
        all.withheld.extend(withheld);
        all.instead.extend(instead);
        all.open.extend(open.into_iter().filter(|_| is_printed));
    }
    all
}

fn narrowed_meeting(
    meeting: &Meeting,
    one: &EarlierMeeting,
    audience: &str,
    words: &[(Language, WordsInstead)],
    sources: &Sources,
    numbered: Option<&Definition>,
) -> Option<EarlierMeeting> {
    let gets = |name: &str| meeting.gets_of(one, Some(audience), name);
    if one.withholdings.parts.iter().all(|part| gets(&part.audience.value)) {
        let definition = numbered.map_or_else(|| Arc::clone(&one.definition), |numbered| Arc::new(numbered.clone()));
        return Some(EarlierMeeting { definition, ..one.clone() });
    }
    let whole = Meeting::new(
        one.pack.clone(),
        String::new(),
        Definition::clone(&one.definition),
        Registry::default(),
        Approvals::default(),
    );
    let index = Index::of(&whole).0;
    let how = Cut::new(&gets, &one.withholdings, |id| index.get(id).is_some(), words);
    let tree = cut(&json::parse(sources.text(one.file))?, &schema::DEFINITION.schema, &how)?;
    let mut narrow: Definition = de::read(&tree, one.file).ok()?;
    narrow.keep_ids(&whole.definition, |place| meeting.series.said_at(place));
    if let Some(numbered) = numbered {
        narrow.keep_numbers(numbered, |id| how.id_of(id));
    }
    Some(EarlierMeeting { definition: Arc::new(narrow), ..one.clone() })
}
