//! Follows actions from meeting to meeting.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{
    Action, Approvals, CHAIRS, Date, Definition, EarlierAction, EarlierMeeting, FollowUp, Id, Language, Made, Markdown,
    Meeting, PREVIOUS_MINUTES, Prose, Registry, Section, Series, Text,
};
use crate::finding::Placed;

/// Makes a series of meetings, which begin with the first one.
pub fn series_of(earlier: Vec<EarlierMeeting>) -> Series {
    let mut series = Series::default();
    for meeting in earlier {
        follow(&mut series, &meeting);
        series.earlier.push(meeting);
    }
    series
}

/// Applies the follow-ups of a meeting to earlier actions, and adds its own actions.
fn follow(series: &mut Series, meeting: &EarlierMeeting) {
    let definition = &meeting.definition;
    let last = series.last_held().map(|last| Arc::clone(&last.definition));
    let words = Words::of(definition, last.as_ref().map(|last| &last.title));
    let told: Vec<(usize, &FollowUp)> =
        definition.follow_ups().filter_map(|one| Some((series.followed(one)?, one))).collect();
    for (at, follow_up) in told {
        series.said.insert(follow_up.action.place, series.actions[at].made.name());
        let remark = follow_up.remark.as_ref().map(|remark| words.kept(remark));
        let followed = follow_up.applied(&series.actions[at].action, words.owners(&follow_up.owners), remark);
        series.actions[at].closed = followed.status.is_closed().then(|| meeting.pack.clone());
        series.actions[at].action = followed;
        series.actions[at].said_on = definition.time.ends_on();
    }
    let dated = Dated::of(meeting);
    for (id, action) in definition.actions_by_id() {
        let (title, on) = (definition.title.clone(), definition.time.ends_on());
        let made = Made { pack: meeting.pack.clone(), id, title, on };
        // If several actions have the same id (an error in that pack), the first is followed.
        if series.by_id.contains_key(&made.name()) {
            continue;
        }
        let at = series.actions.len();
        for name in [made.id.clone(), made.name()] {
            series.by_id.entry(name).or_default().push(at);
        }
        let action = Action {
            text: words.kept(&action.text),
            remark: action.remark.as_ref().map(|remark| words.kept(remark)),
            owners: words.owners(&action.owners),
            due: dated.due(action),
            deadline: None,
            made: Some(made.clone()),
            ..action.clone()
        };
        let closed = action.status.is_closed().then(|| meeting.pack.clone());
        series.actions.push(EarlierAction { action, said_on: made.on, made, closed });
    }
}

impl Definition {
    /// The titles that replace references in texts that are carried over, by id; `last` is the title of the previous meeting.
    pub fn titles<'a>(&'a self, last: Option<&'a Text>) -> BTreeMap<&'a str, &'a Text> {
        let items = self.items().into_iter().map(|(item, _)| (item.id.as_str(), &item.title));
        let decisions = self.decisions.iter().filter_map(|one| Some((one.id.as_str(), one.title.as_ref()?)));
        let annexes = self.annexes.iter().filter_map(|one| Some((one.id.as_str(), one.title.as_ref()?)));
        let sessions = self.sessions.iter().filter_map(|one| Some((one.id.as_str(), one.title.as_ref()?)));
        let deadlines = self.deadlines.iter().map(|one| (one.id.as_str(), &one.title));
        let minutes = last.map(|title| (PREVIOUS_MINUTES, title));
        items.chain(decisions).chain(annexes).chain(sessions).chain(deadlines).chain(minutes).collect()
    }

    /// The ids of decisions without a title: references to these become words, too.
    pub fn untitled(&self) -> impl Iterator<Item = &Placed<Id>> {
        self.decisions.iter().filter(|one| one.title.is_none()).map(|one| &one.id)
    }
}

/// Words that replace ids of one meeting: at other meetings these ids mean nothing, or something else.
struct Words<'a> {
    first: Language,
    titles: BTreeMap<&'a str, &'a Text>,
    /// Ids that are words themselves: of decisions without a title, and of sections of minutes.
    ids: BTreeSet<&'a str>,
    chairs: Vec<&'a Placed<Id>>,
}

impl<'a> Words<'a> {
    fn of(definition: &'a Definition, last: Option<&'a Text>) -> Self {
        Self {
            first: definition.first_edition(),
            titles: definition.titles(last),
            ids: definition.untitled().map(|id| id.as_str()).chain(Section::ALL.map(Section::name)).collect(),
            chairs: definition.chairs.iter().map(|chair| &chair.person).collect(),
        }
    }

    /// A text in which references to parts of its own meeting are replaced by titles.
    fn kept(&self, prose: &Prose) -> Prose {
        prose.map(|language, text| {
            let mut kept = text.to_owned();
            for reference in Markdown::parse(text).references.iter().rev() {
                let id = reference.id.as_str();
                let words = match self.titles.get(id) {
                    Some(title) => format!("*{}*", escaped(&title.text_in(language.unwrap_or(&self.first)).value)),
                    None if self.ids.contains(id) => id.replace('-', " "),
                    None => continue,
                };
                kept.replace_range(reference.range.clone(), &words);
            }
            kept
        })
    }

    /// The owners, with the people who chair in place of `chairs`: other meetings may have another chair.
    fn owners(&self, owners: &[Placed<Id>]) -> Vec<Placed<Id>> {
        let by_name = |owner: &Placed<Id>| match owner.as_str() {
            CHAIRS => self.chairs.iter().map(|chair| Placed::new(chair.value.clone(), owner.place)).collect(),
            _ => vec![owner.clone()],
        };
        let mut seen = BTreeSet::new();
        let owners: Vec<_> = owners.iter().flat_map(by_name).collect();
        owners.into_iter().filter(|owner| seen.insert(owner.as_str().to_owned())).collect()
    }
}

/// A plain text as Markdown that says the same.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_punctuation() {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// The deadlines of a meeting, counted when an action names one.
struct Dated<'a>(&'a EarlierMeeting, OnceCell<Meeting>);

impl<'a> Dated<'a> {
    fn of(meeting: &'a EarlierMeeting) -> Self {
        Self(meeting, OnceCell::new())
    }

    fn due(&self, action: &Action) -> Option<Date> {
        if action.deadline.is_none() {
            return action.due;
        }
        let meeting = self.1.get_or_init(|| {
            let definition = Definition::clone(&self.0.definition);
            Meeting::new(self.0.pack.clone(), String::new(), definition, Registry::default(), Approvals::default())
        });
        meeting.due(action)
    }
}
