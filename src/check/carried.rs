//! What is carried over to those from whom earlier meetings withhold it: actions, and signed minutes.

use std::collections::BTreeSet;

use super::closed::holds_any;
use super::{Rule, Subject};
use crate::finding::{Code, FileNumber, Finding, Group, Place, Placed};
use crate::meeting::{
    Action, CHAIRS, EarlierMeeting, FilePath, FollowUp, Id, Markdown, Meeting, PREVIOUS_MINUTES_PDF, Prose, Text,
    last_held,
};

pub(super) const RULE: Rule = Rule { codes: &[&WITHHELD_BEFORE, &OPEN_MINUTES, &ID_OTHERWISE], check };

const WITHHELD_BEFORE: Code = Code::error(
    "withheld-before",
    "An earlier meeting of the series withholds something from people who get all of this pack: an open action, what was said \
     of it, or the title of the meeting. It would now be printed in their papers. All of a pack goes to the first of its \
     `audiences`, or to everybody if it has none. List the same audience first here and there; or, if the part is open now, \
     remove its `for` in the earlier pack.",
)
.of(Group::Contradiction);
const OPEN_MINUTES: Code = Code::error(
    "open-minutes",
    "An annex is the signed minutes of the previous meeting (`previous-minutes.pdf`). That meeting had audiences, and the \
     signed minutes are for the first of them, which gets everything; but here others get the annex, too. State for whom it is: \
     `\"for\": \"members\"`. For others, use the extract that was made for them: put its PDF into the folder of this pack.",
)
.of(Group::Contradiction);
const ID_OTHERWISE: Code = Code::error(
    "id-otherwise",
    "An action that is carried over names somebody by an id of its own meeting, but in this meeting the id is somebody \
     else's. The action would be given to the wrong person, and readers would see the wrong name. Give one of the two \
     another id; or, if both are the same person, write the same name.",
)
.of(Group::Contradiction);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let meeting = subject.meeting;
    let Some(pack) = meeting.definition.previous.as_ref().and_then(|previous| previous.pack.as_ref()) else {
        return Vec::new();
    };
    let first = meeting.first_audience();
    let carried = carried(meeting);
    let finding = |(number, one): (usize, &EarlierMeeting)| {
        let last = last_held(&meeting.series.earlier[..number]).map(|last| &last.definition.title);
        let carried: BTreeSet<Place> = carried.iter().copied().chain(named_in(one, last, &carried)).collect();
        let mut withheld =
            one.withholdings.parts.iter().filter(|part| !meeting.gets_of(one, first, &part.audience.value));
        // A register lists what all meetings say.
        let is_printed = meeting.has_register();
        let part = withheld.find(|part| is_printed || meets_any(part.of_action.unwrap_or(part.place), &carried))?;
        let (pack_before, known) = (&one.pack, &one.audiences);
        let message = match first {
            Some(first) => format!(
                "`{pack_before}` withholds from `{first}` something that is carried over here, and `{first}` gets all of this pack"
            ),
            None => {
                format!("`{pack_before}` withholds something that is carried over here, and everybody gets this pack")
            }
        };
        let hint = match (first, known.first()) {
            (_, None) => "list the same audiences there and here".to_owned(),
            (Some(_), Some(known)) => format!("name `{known}` first in `audiences`"),
            (None, Some(_)) => format!("list audiences here, too: `\"audiences\": {known:?}`"),
        };
        let hint = format!("{hint}; or, if it is open now, remove the `for` there");
        let finding = Finding::new(&WITHHELD_BEFORE, pack.place, message).hint(hint);
        Some(finding.related(part.audience.place, "withheld here"))
    };
    meeting
        .series
        .earlier
        .iter()
        .enumerate()
        .filter_map(finding)
        .chain(otherwise(meeting, pack.place))
        .chain(open_minutes(meeting))
        .collect()
}

/// Signed minutes of a meeting that withholds something, where others get them than those who get everything of both meetings.
fn open_minutes(meeting: &Meeting) -> Vec<Finding> {
    let is_for_some = |one: &&EarlierMeeting| one.audiences.len() > 1 || !one.withholdings.parts.is_empty();
    let Some(last) = meeting.series.last_held().filter(is_for_some) else { return Vec::new() };
    let first = last.audiences.first();
    let is_theirs = |place: Place| {
        let part = meeting.withholdings.around(place).map(|part| &part.audience.value);
        part.is_some_and(|part| meeting.rank_of(part) == Some(0) && Some(part) == first)
    };
    let files = meeting.definition.annexes.iter().flat_map(|annex| &annex.files).map(|file| &file.file);
    let minutes = files.filter(|file| file.value.as_str() == PREVIOUS_MINUTES_PDF && !is_theirs(file.place));
    let finding = |file: &Placed<FilePath>| {
        let (who, hint) = match first {
            Some(first) => (format!("`{first}`"), format!("add `\"for\": \"{first}\"` to this annex")),
            None => ("some".to_owned(), "list the same audiences there and here".to_owned()),
        };
        let message = format!(
            "the signed minutes of `{}` have everything that {who} get, but here others get them, too",
            last.pack
        );
        Finding::new(&OPEN_MINUTES, file.place, message).hint(hint)
    };
    minutes.map(finding).collect()
}

/// Ids that carried actions have from the definition of an earlier meeting, and that are somebody else's here.
fn otherwise(meeting: &Meeting, place: Place) -> Vec<Finding> {
    let mut ids: BTreeSet<(FileNumber, String)> = BTreeSet::new();
    for action in meeting.definition.items().into_iter().flat_map(|(item, _)| &item.earlier_actions) {
        ids.extend(action.owners.iter().map(|owner| (owner.place.file, owner.as_str().to_owned())));
        for text in action.words() {
            let references = Markdown::parse(&text.value).references.into_iter();
            ids.extend(references.map(|reference| (text.place.file, reference.id)));
        }
    }
    let finding = |(file, id): (FileNumber, String)| {
        let one = meeting.series.earlier.iter().find(|one| one.file == file)?;
        let (before, now) = (&one.definition, &meeting.registry);
        let names = [
            (before.people.get(&id).map(|one| &one.name), now.people.get(&id).map(|one| &one.name)),
            (before.entities.get(&id).map(|one| &one.name), now.entities.get(&id).map(|one| &one.name)),
            (before.bodies.get(&id).map(|one| &one.name), now.bodies.get(&id).map(|one| &one.name)),
        ];
        let words = |name: &Text| name.all().map(|name| name.value.clone()).collect::<Vec<_>>();
        let before = names.iter().find_map(|(before, _)| *before).map(words)?;
        let now = names.iter().find_map(|(_, now)| *now).map(words)?;
        (before != now).then(|| {
            let message = format!("`{id}` is {} in `{}`, but {} here", before.join(" / "), one.pack, now.join(" / "));
            Finding::new(&ID_OTHERWISE, place, message)
                .hint("give one of the two another id, or, if both are the same, write the same name")
        })
    };
    ids.into_iter().filter_map(finding).collect()
}

/// The places in earlier definitions of what this meeting repeats: words and owners of open actions, what was said of these, and
/// titles of meetings.
fn carried(meeting: &Meeting) -> BTreeSet<Place> {
    let items = meeting.definition.items().into_iter();
    let actions = || items.clone().flat_map(|(item, _)| &item.earlier_actions).filter(|action| action.made.is_some());
    let names: BTreeSet<String> = actions().flat_map(|action| &action.made).map(|made| made.name()).collect();
    let words = actions().flat_map(|action| action.words().map(|words| words.place));
    let owners = actions().flat_map(|action| action.owners.iter().map(|owner| owner.place));
    let titles = actions().flat_map(|action| &action.made).map(|made| &made.title);
    let titles = titles.chain(meeting.series.last_held().map(|last| &last.definition.title));
    let titles = titles.flat_map(|title| title.all().map(|title| title.place));
    let said = meeting.series.said().filter(|(_, name)| names.contains(*name)).map(|(place, _)| place);
    words.chain(owners).chain(titles).chain(said).collect()
}

/// The places of what actions that are carried over name in their own definition, and say here in words: titles in the place of
/// references, those who chair, days of deadlines.
fn named_in(one: &EarlierMeeting, last: Option<&Text>, carried: &BTreeSet<Place>) -> Vec<Place> {
    let definition = &one.definition;
    let (titles, mut places) = (definition.titles(last), Vec::new());
    let mut read = |text: &Prose| {
        for text in text.all().filter(|text| carried.contains(&text.place)) {
            let references = Markdown::parse(&text.value).references;
            let named = references.iter().filter_map(|reference| titles.get(reference.id.as_str()));
            places.extend(named.flat_map(|title| title.all().map(|title| title.place)));
            let is_named = |id: &&Placed<Id>| references.iter().any(|reference| id.as_str() == reference.id);
            places.extend(definition.untitled().filter(is_named).map(|id| id.place));
        }
    };
    let follow_ups: Vec<&FollowUp> = definition.follow_ups().collect();
    let actions: Vec<&Action> = definition.actions().into_iter().map(|(_, action)| action).collect();
    follow_ups.iter().filter_map(|one| one.remark.as_ref()).for_each(&mut read);
    actions.iter().flat_map(|action| [Some(&action.text), action.remark.as_ref()]).flatten().for_each(&mut read);
    let owners = actions.iter().flat_map(|one| &one.owners).chain(follow_ups.iter().flat_map(|one| &one.owners));
    if owners.into_iter().any(|owner| owner.as_str() == CHAIRS && carried.contains(&owner.place)) {
        places.extend(definition.chairs.iter().map(|chair| chair.person.place));
    }
    let is_carried = |action: &&&Action| action.text.all().any(|text| carried.contains(&text.place));
    let deadlines = actions.iter().filter(is_carried).filter_map(|action| action.deadline.as_ref());
    let deadlines = deadlines.filter_map(|id| definition.deadlines.iter().find(|one| one.id.value == id.value));
    places.extend(deadlines.map(|deadline| deadline.id.place));
    places
}

/// Returns whether one of some places begins inside a part, or a part inside one of them.
fn meets_any(part: Place, places: &BTreeSet<Place>) -> bool {
    holds_any(part, places) || places.range(..part).next_back().is_some_and(|before| before.holds(part))
}
