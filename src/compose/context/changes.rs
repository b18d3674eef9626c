//! The context of templates: what changed since the pack was last sent out.

use std::str::FromStr;
use std::sync::Arc;

use minijinja::{Value, context};

use crate::compare::{Fate, Piece};
use crate::compose::scene::Scene;
use crate::edition::{Change, ChangesSince, FilePage, What};
use crate::meeting::Date;

/// The most characters of a text that is shown whole, and of words in common around what changed.
const SHOWN: usize = 500;
const AROUND: usize = 60;
/// The most changes that are shown, and the most numbers.
const LISTED: usize = 300;
const NUMBERS: usize = 12;

/// All changes, by document.
pub(super) fn changes(scene: &Arc<Scene>, since: &ChangesSince) -> Value {
    let mut groups: Vec<(String, Vec<Value>)> = Vec::new();
    let changes = &since.changes;
    for change in changes.changes.iter().take(LISTED) {
        let title = if change.is_of_time { scene.labels.say("changes-meeting", []) } else { shortened(&change.title) };
        match groups.last_mut() {
            Some((last, rows)) if *last == title => rows.push(row(scene, change)),
            _ => groups.push((title, vec![row(scene, change)])),
        }
    }
    let groups = groups.into_iter().map(|(title, changes)| context! { title, changes }).collect::<Vec<_>>();
    let left_out = changes.left_out + changes.changes.len().saturating_sub(LISTED);
    let numbers = match left_out {
        0 => numbers(scene, since),
        _ => Some(scene.labels.say("changes-left-out", [("number", left_out.into())])),
    };
    let label = match (since.is_first, since.changes.is_new.is_some()) {
        (true, _) => "changes-new-audience",
        (false, true) => "changes-new-edition",
        (false, false) => "changes-since",
    };
    context! { since => sent(scene, since, label), marked => sent(scene, since, "changes-marked"), groups, numbers }
}

fn sent(scene: &Scene, since: &ChangesSince, label: &str) -> String {
    let date = Date::from_str(&since.date).map_or_else(|_| since.date.clone(), |date| scene.labels.date(date));
    scene.labels.say(label, [("number", (since.number as usize).into()), ("date", date.as_str().into())])
}

/// Numbers that follow from other changes, in a line.
fn numbers(scene: &Scene, since: &ChangesSince) -> Option<String> {
    let numbers = &since.changes.numbers;
    let mut named: Vec<String> =
        numbers.iter().take(NUMBERS).map(|one| format!("{} → {}", one.before, one.after)).collect();
    if numbers.len() > NUMBERS {
        named.push("…".to_owned());
    }
    let list = named.join(&scene.labels.say("list-separator", []));
    (!numbers.is_empty()).then(|| scene.labels.say("changes-numbers", [("list", list.as_str().into())]))
}

fn row(scene: &Scene, change: &Change) -> Value {
    let say = |label: &str| scene.labels.say(label, []);
    let what = say(match change.what {
        What::Added => "change-added",
        What::Removed => "change-removed",
        What::Moved => "change-moved",
        What::Changed => "change-changed",
        What::Replaced => "change-replaced",
        What::Redrawn => "change-redrawn",
    });
    let page = |page: usize| scene.labels.say("change-page", [("page", page.into())]);
    let also = (!change.also.is_empty()).then(|| {
        let documents = change.also.join(&say("list-separator"));
        scene.labels.say("change-also", [("documents", documents.as_str().into())])
    });
    let moved = |text: &Option<String>| {
        let title = text.as_deref().map(shortened);
        let after = title.map(|title| (scene.labels.say("change-after", [("title", title.as_str().into())]), false));
        after.into_iter().collect()
    };
    let whole = |text: &Option<String>| {
        let text = text.as_deref().map(shortened).filter(|text| !text.is_empty());
        text.map(|text| (text, change.what != What::Redrawn)).into_iter().collect()
    };
    let (before, now) = match change.what {
        What::Moved => (moved(&change.before), moved(&change.after)),
        _ if change.page.is_some() => {
            let is_alone = matches!(change.what, What::Added | What::Removed);
            let of = |of: fn(&FilePage) -> Option<usize>| {
                let number = change.page.as_ref().and_then(of);
                number.map(|number| (page(number), is_alone)).into_iter().collect()
            };
            (of(|page| page.before), of(|page| page.after))
        }
        _ if !change.words.is_empty() => (side(&change.words, Fate::Removed), side(&change.words, Fate::Added)),
        _ => (whole(&change.before), whole(&change.after)),
    };
    context! {
        item => if change.is_running { say("changes-running") } else { shortened(&change.item) },
        anchor => change.anchor.clone(),
        what,
        also,
        old_page => change.old_page.map(|page| match &change.old_number {
            Some(number) => scene.labels.say("page-number", [("page", scene.labels.stable(number).into())]),
            None => scene.labels.say("page-number", [("page", page.into())]),
        }),
        before => pieces(before),
        now => pieces(now),
    }
}

fn pieces(all: Vec<(String, bool)>) -> Vec<Value> {
    all.into_iter().map(|(text, differs)| context! { text, differs }).collect()
}

/// What one of two texts says: words in common, shortened where they are many, and its own.
fn side(words: &[Piece], own: Fate) -> Vec<(String, bool)> {
    let shown: Vec<&Piece> = words.iter().filter(|piece| piece.fate == Fate::Kept || piece.fate == own).collect();
    let last = shown.len().saturating_sub(1);
    let mut all = Vec::new();
    for (at, piece) in shown.into_iter().enumerate() {
        match piece.fate {
            Fate::Kept => all.push((around(&piece.text, at > 0, at < last), false)),
            // Blanks around words are not theirs.
            _ => {
                let (words, text) = (piece.text.trim(), piece.text.as_str());
                let before = &text[..text.len() - text.trim_start().len()];
                let after = &text[text.trim_end().len().max(before.len())..];
                let parts = [(before.to_owned(), false), (shortened(words), true), (after.to_owned(), false)];
                all.extend(parts.into_iter().filter(|(text, _)| !text.is_empty()));
            }
        }
    }
    all
}

/// The words near what changed.
fn around(text: &str, follows: bool, leads: bool) -> String {
    let count = text.chars().count();
    if count <= 2 * AROUND + 20 {
        return text.to_owned();
    }
    let head: String = text.chars().take(AROUND).collect();
    let tail: String = text.chars().skip(count - AROUND).collect();
    let head = head.rsplit_once(' ').map_or(head.as_str(), |(head, _)| head);
    let tail = tail.split_once(' ').map_or(tail.as_str(), |(_, tail)| tail);
    match (follows, leads) {
        (true, true) => format!("{head} … {tail}"),
        (true, false) => format!("{head} …"),
        (false, true) => format!("… {tail}"),
        (false, false) => text.to_owned(),
    }
}

fn shortened(text: &str) -> String {
    let line = text.split('\n').map(str::trim).collect::<Vec<_>>().join(" / ");
    match line.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}
