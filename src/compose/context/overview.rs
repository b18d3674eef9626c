//! The context of templates: what changed, in a line for each document, and how things that changed are called.

use std::collections::BTreeSet;

use minijinja::{Value, context};

use crate::compare::letters;
use crate::compose::scene::Scene;
use crate::document::{self, PAGE};
use crate::edition::{Change, What, one_line};

/// The most characters of a name.
const SHOWN: usize = 200;
/// The most names of a line.
const NAMED: usize = 4;
/// The most characters of the words before a colon that are taken for a name.
const LABEL: usize = 40;

/// Neighbours to which the same happened: one row.
pub(super) type Row<'a> = Vec<&'a Change>;

/// How many changes there are of each kind in each document, and where.
pub(super) fn overview(scene: &Scene, groups: &[(String, Vec<Row<'_>>)]) -> Vec<Value> {
    let line = |(title, rows): &(String, Vec<Row<'_>>)| {
        let kinds = [What::Added, What::Removed, What::Moved, What::Changed];
        let kinds = kinds.into_iter().filter_map(|what| kind(scene, what, rows)).collect::<Vec<_>>();
        let first = rows.iter().flatten().next();
        let document = first.filter(|change| !change.is_of_time && change.what != What::Removed);
        let is_gone = rows.iter().flatten().any(|change| change.item.is_empty() && change.what == What::Removed);
        let anchor = document.filter(|_| !is_gone).map(|change| format!("{}..start", change.document));
        context! { title, anchor, kinds }
    };
    groups.iter().map(line).collect()
}

/// The changes of a kind in a document; what was changed, replaced or redrawn says something else.
fn kind(scene: &Scene, what: What, rows: &[Row<'_>]) -> Option<Value> {
    let is_it = |change: &&&Change| match change.what {
        What::Replaced | What::Redrawn => what == What::Changed,
        // A thing of which a part came or went is another one now.
        What::Added | What::Removed if !is_whole(change) => what == What::Changed,
        other => other == what,
    };
    let all: Vec<&Change> = rows.iter().flatten().filter(is_it).copied().collect();
    let mut known = BTreeSet::new();
    let named = all.iter().map(|change| (called(scene, change), *change));
    let named: Vec<_> = named.filter(|(name, _)| known.insert(name.clone())).take(NAMED + 1).collect();
    let is_more = named.len() > NAMED;
    let places = named.into_iter().take(NAMED);
    let place = |(name, change): (String, &Change)| context! { name, anchor => change.anchor.clone(), page => page(scene, change) };
    let places: Vec<Value> = places.map(place).collect();
    let words = self::what(scene, what);
    let arguments = [("what", words.as_str().into()), ("number", all.len().into())];
    (!all.is_empty()).then(|| context! { what => scene.labels.say("change-times", arguments), places, is_more })
}

/// Returns whether a thing came or went with all that is in it, and not a part of it: a line, a page.
fn is_whole(change: &Change) -> bool {
    let text = change.after.as_deref().or(change.before.as_deref());
    change.page.is_none() && text.is_none_or(|text| text.starts_with(&change.item))
}

/// The kind of a change in words.
pub(super) fn what(scene: &Scene, what: What) -> String {
    scene.labels.say(&format!("change-{}", what.name()), [])
}

/// The title under which a change stands.
pub(super) fn title(scene: &Scene, change: &Change) -> String {
    if change.is_of_time { scene.labels.say("changes-meeting", []) } else { shortened(&change.title) }
}

/// What a change is of: the heading over it, or what it says of itself.
pub(super) fn name(scene: &Scene, change: &Change) -> String {
    let say = |label: &str| scene.labels.say(label, []);
    match change {
        Change { is_running: true, .. } => say("changes-running"),
        Change { is_filing: true, .. } => say("changes-filing"),
        Change { document, .. } if document.is_empty() => of_head(scene, change),
        Change { item, .. } if item.is_empty() => beginning(change),
        Change { item, .. } => shortened(item),
    }
}

/// What a change is of, in a line with others: a heading that came or went says little without what stands under it.
fn called(scene: &Scene, change: &Change) -> String {
    let name = name(scene, change);
    let text = match change.what {
        What::Added => change.after.as_deref(),
        What::Removed => change.before.as_deref(),
        _ => None,
    };
    let inner = text.and_then(|text| text.strip_prefix(change.item.as_str())?.strip_prefix('\n'));
    let has_own_name = change.item.is_empty() || change.item.contains(char::is_numeric);
    match inner.filter(|_| !has_own_name) {
        Some(inner) => {
            let arguments = [("label", name.as_str().into())];
            format!("{} {}", scene.labels.say("label", arguments), first_words(inner))
        }
        None => name,
    }
}

/// The first words of what stands under no heading: an opening, a certification.
fn beginning(change: &Change) -> String {
    first_words(change.after.as_deref().or(change.before.as_deref()).unwrap_or_default())
}

fn first_words(text: &str) -> String {
    document::shortened(text.lines().next().unwrap_or_default(), LABEL)
}

/// The name of a line in the head of all documents: the time, or the words before its colon.
fn of_head(scene: &Scene, change: &Change) -> String {
    let text = change.after.as_deref().or(change.before.as_deref()).unwrap_or_default();
    if letters(&scene.when(&scene.meeting.definition.time)) == letters(text) {
        return scene.labels.say("column-time", []);
    }
    let label = text.split_once([':', '：']).map(|(label, _)| label.trim());
    let is_name = |label: &&str| label.chars().count() <= LABEL && !label.contains(char::is_numeric);
    label.filter(is_name).map_or_else(|| scene.labels.say("column-meeting", []), str::to_owned)
}

/// The page on which something stands now, which pages alone know: its place, and the words around the number.
pub(super) fn page(scene: &Scene, change: &Change) -> Option<Value> {
    let anchor = change.anchor.clone().filter(|_| change.what != What::Removed && !change.document.is_empty())?;
    let label = if change.is_at_anchor { "page-number" } else { "change-page-from" };
    Some(context! { anchor, pattern => scene.labels.say(label, [("page", PAGE.to_string().into())]) })
}

/// A text in a line, not too long.
pub(super) fn shortened(text: &str) -> String {
    document::shortened(&one_line(text), SHOWN)
}
