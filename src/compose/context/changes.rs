//! The context of templates: what changed since the pack was last sent out.

use std::str::FromStr;
use std::sync::Arc;

use minijinja::{Value, context};

use super::overview::{self, Row};
use crate::compare::{Fate, Piece};
use crate::compose::scene::Scene;
use crate::document::{StableNumber, beginning, ending};
use crate::edition::{Change, ChangesSince, Numbered, Renumbered, What, put_dashes};
use crate::meeting::Date;

/// The most characters of a text that is shown whole, those at either end of one that is not, and those of words in common around
/// what changed.
const SHOWN: usize = 400;
const HEAD: usize = 200;
const TAIL: usize = 100;
const AROUND: usize = 60;
/// The most lines of which the beginning is shown, and the characters of it.
const LINES: usize = 12;
const BEGIN: usize = 140;
/// The most rows that are shown, and the most numbers.
const LISTED: usize = 300;
const NUMBERS: usize = 12;
/// What stands between the cells of a row.
const MARK: char = '|';
/// The rows that a reader takes in without an overview.
const FEW: usize = 5;

/// All changes, by document.
pub(super) fn changes(scene: &Arc<Scene>, since: &ChangesSince) -> Value {
    let all = rows(&since.changes.changes);
    let overview = if all.len() > FEW { overview::overview(scene, &grouped(scene, &all)) } else { Vec::new() };
    let listed = most_important(&all);
    let groups = grouped(scene, &listed);
    let group = |(title, rows): (String, Vec<Row<'_>>)| {
        let mut last = None;
        let row = |changes: &Row<'_>| {
            let item = overview::name(scene, changes[0]);
            // Names are said once for all that happened there.
            let names = (item.clone(), changes[0].also.clone());
            let is_said = last.replace(names.clone()).as_ref() == Some(&names);
            let (item, again) = if is_said { (String::new(), Some(item)) } else { (item, None) };
            row(scene, changes, item, again)
        };
        context! { title, changes => rows.iter().map(row).collect::<Vec<_>>() }
    };
    let groups = groups.into_iter().map(group).collect::<Vec<_>>();
    let limit = (listed.len() < all.len()).then(|| {
        let count = |rows: &[Row<'_>]| rows.iter().map(Vec::len).sum::<usize>();
        let arguments = [("listed", count(&listed).into()), ("number", count(&all).into())];
        scene.labels.say("changes-listed", arguments)
    });
    let numbers: Vec<String> = Numbered::ALL.into_iter().filter_map(|of| numbers(scene, since, of)).collect();
    let label = match (since.is_first, since.changes.is_new.is_some()) {
        (true, _) => "changes-new-audience",
        (false, true) => "changes-new-edition",
        (false, false) => "changes-since",
    };
    let marked = sent(scene, since, "changes-marked");
    context! { since => sent(scene, since, label), marked, limit, overview, groups, numbers }
}

/// The number of changes that are listed, if there are more than a list has, and the number of all.
pub(in crate::compose) fn limited(changes: &[Change]) -> Option<(usize, usize)> {
    let rows = rows(changes);
    let listed = most_important(&rows).iter().map(Vec::len).sum();
    (rows.len() > LISTED).then_some((listed, changes.len()))
}

fn grouped<'a>(scene: &Scene, rows: &[Row<'a>]) -> Vec<(String, Vec<Row<'a>>)> {
    let mut groups: Vec<(String, Vec<Row<'a>>)> = Vec::new();
    for row in rows {
        let title = overview::title(scene, row[0]);
        match groups.last_mut() {
            Some((last, rows)) if *last == title => rows.push(row.clone()),
            _ => groups.push((title, vec![row.clone()])),
        }
    }
    groups
}

/// As many rows as are listed, in their order: times and places before all else, and last what only stands elsewhere or looks otherwise.
fn most_important<'a>(rows: &[Row<'a>]) -> Vec<Row<'a>> {
    let rank = |row: &Row<'_>| match row[0] {
        Change { is_of_time: true, .. } => 0,
        Change { what: What::Moved | What::Redrawn, .. } => 2,
        _ => 1,
    };
    let mut places: Vec<usize> = (0..rows.len()).collect();
    places.sort_by_key(|place| (rank(&rows[*place]), *place));
    places.truncate(LISTED);
    places.sort_unstable();
    places.into_iter().map(|place| rows[place].clone()).collect()
}

/// Changes by row: what came or went beside each other is one.
fn rows(changes: &[Change]) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    for change in changes {
        let is_same = |other: &Change| {
            let is_alone = matches!(change.what, What::Added | What::Removed) && !change.is_of_time;
            let of = |change: &Change| (change.what, change.page.is_some(), change.is_of_time, change.is_filing);
            let pages = |change: &Change| change.page.map(|page| page.before.or(page.after).unwrap_or_default());
            let lines = |change: &Change| change.after.as_deref().map_or(0, |after| after.lines().count());
            is_alone
                && of(change) == of(other)
                && (&change.document, &change.item, &change.also) == (&other.document, &other.item, &other.also)
                && pages(change) == pages(other).map(|page| page + 1)
                && (change.page.is_some() || change.block == other.block.map(|block| block + lines(other)))
        };
        match rows.last_mut() {
            Some(row) if row.last().is_some_and(|last| is_same(last)) => row.push(change),
            _ => rows.push(vec![change]),
        }
    }
    rows
}

fn sent(scene: &Scene, since: &ChangesSince, label: &str) -> String {
    let date = Date::from_str(&since.date).map_or_else(|_| since.date.clone(), |date| scene.labels.date(date));
    scene.labels.say(label, [("number", (since.number as usize).into()), ("date", date.as_str().into())])
}

/// Numbers of a kind that follow from other changes, in a line: "7 is now 6".
fn numbers(scene: &Scene, since: &ChangesSince, of: Numbered) -> Option<String> {
    let numbers = since.changes.numbers.iter().filter(|one| one.of == of);
    let numbers: Vec<_> = numbers.filter_map(Renumbered::bare).collect();
    let label = match of {
        Numbered::Item => "changes-items-renumbered",
        Numbered::Paragraph => "changes-paragraphs-renumbered",
        Numbered::Other => "changes-numbers",
    };
    let named = numbers.iter().take(NUMBERS);
    let named = named.map(|(before, after)| {
        scene.labels.say("change-number", [("before", (*before).into()), ("after", (*after).into())])
    });
    let more = (numbers.len() > NUMBERS).then(|| "…".to_owned());
    let list = named.chain(more).collect::<Vec<_>>().join(&scene.labels.say("list-separator", []));
    (!numbers.is_empty()).then(|| scene.labels.say(label, [("list", list.as_str().into())]))
}

/// A line: pieces of text, each with whether it is in this state alone.
type Line = Vec<(String, bool)>;

fn row(scene: &Scene, changes: &Row<'_>, item: String, again: Option<String>) -> Value {
    let say = |label: &str| scene.labels.say(label, []);
    let (change, last) = (changes[0], changes[changes.len() - 1]);
    let also = (!change.also.is_empty() && !item.is_empty()).then(|| {
        let documents = change.also.join(&say("list-separator"));
        scene.labels.say("change-also", [("documents", documents.as_str().into())])
    });
    let what = overview::what(scene, change.what);
    let what = match changes.len() {
        1 => what,
        number => scene.labels.say("change-times", [("what", what.as_str().into()), ("number", number.into())]),
    };
    let (before, now) = sides(scene, changes);
    let is_with_dashes = changes.iter().any(|change| change.shows_empty_cells());
    let cells = |line: Line| if is_with_dashes { with_dashes(line) } else { without_gaps(line) };
    let printed = |change: &Change| {
        let number = change.old_number.as_ref().map(|number| scene.labels.stable(number));
        number.or_else(|| change.old_page.map(|page| page.to_string()))
    };
    let old_page = printed(change).map(|from| match printed(last).filter(|to| *to != from) {
        Some(to) => scene.labels.say("change-pages", [("from", from.as_str().into()), ("to", to.as_str().into())]),
        None => scene.labels.say("page-number", [("page", from.as_str().into())]),
    });
    context! {
        item,
        again,
        anchor => change.anchor.clone(),
        page => overview::page(scene, change),
        what,
        also,
        old_page => old_page.filter(|_| !before.is_empty()),
        before => before.into_iter().map(cells).map(pieces).collect::<Vec<_>>(),
        now => now.into_iter().map(cells).map(pieces).collect::<Vec<_>>(),
    }
}

/// What the earlier state says, and the present one.
fn sides(scene: &Scene, changes: &Row<'_>) -> (Vec<Line>, Vec<Line>) {
    let change = changes[0];
    let is_alone = matches!(change.what, What::Added | What::Removed);
    let page = |page: usize, sheet: &Option<StableNumber>| {
        let number = sheet.as_ref().map_or_else(|| page.to_string(), |number| scene.labels.stable(number));
        vec![(scene.labels.say("change-page", [("page", number.as_str().into())]), is_alone)]
    };
    let more = |number: usize| scene.labels.say("change-times", [("what", "…".into()), ("number", number.into())]);
    match change.what {
        What::Moved if change.page.is_none() => {
            let before = (!change.is_from_withheld).then(|| moved(scene, change, &change.before));
            (before.into_iter().collect(), vec![moved(scene, change, &change.after)])
        }
        _ if change.page.is_some() => {
            let before = changes.iter().filter_map(|change| Some(page(change.page?.before?, &change.old_sheet)));
            let after = changes.iter().filter_map(|change| Some(page(change.page?.after?, &change.new_sheet)));
            (before.collect(), after.collect())
        }
        _ if !change.words.is_empty() => {
            let of = |own: Fate| vec![filed(change, side(&change.words, own))];
            (of(Fate::Removed), of(Fate::Added))
        }
        _ => {
            let of = |of: fn(&Change) -> Option<&str>| {
                let lines: Vec<&str> =
                    changes.iter().filter_map(|change| of(change)).flat_map(|text| text.split('\n')).collect();
                let lines = shown(&lines, &change.item, change.what != What::Redrawn, more);
                lines.into_iter().map(|line| filed(change, line)).collect()
            };
            (of(|change| change.before.as_deref()), of(|change| change.after.as_deref()))
        }
    }
}

/// Where something stood, or stands.
fn moved(scene: &Scene, change: &Change, place: &Option<String>) -> Line {
    let label = if change.is_elsewhere { "change-under" } else { "change-after" };
    let words = match place.as_deref().map(overview::shortened) {
        Some(title) => scene.labels.say(label, [("title", title.as_str().into())]),
        None => scene.labels.say("change-first", []),
    };
    vec![(words, false)]
}

/// Symbols have strokes: lines of filing are parted otherwise.
fn filed(change: &Change, line: Line) -> Line {
    match change.is_filing {
        true => line.into_iter().map(|(text, differs)| (text.replace(" / ", " · "), differs)).collect(),
        false => line,
    }
}

/// Lines as they are shown, without the name that stands beside them: of a long one the first words and the last, of many the first
/// words of each; `more` says how many are left out.
fn shown(lines: &[&str], item: &str, differs: bool, more: impl Fn(usize) -> String) -> Vec<Line> {
    let lines: Vec<&str> = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
    let lines = match lines.as_slice() {
        [first, rest @ ..] if !rest.is_empty() && *first == item => rest,
        all => all,
    };
    let count = |line: &str| line.chars().count();
    let gap = |text: &str| (text.to_owned(), false);
    let whole = |line: &str| vec![(line.to_owned(), differs)];
    match lines {
        lines if lines.iter().map(|line| count(line)).sum::<usize>() <= SHOWN => {
            lines.iter().map(|line| whole(line)).collect()
        }
        [line] => vec![vec![
            (beginning(line, HEAD).to_owned(), differs),
            gap(" … "),
            (ending(line, TAIL).to_owned(), differs),
        ]],
        lines => {
            let begin = |line: &str| match count(line) > BEGIN {
                true => vec![(beginning(line, BEGIN).to_owned(), differs), gap(" …")],
                false => whole(line),
            };
            let listed = if lines.len() > LINES { LINES - 1 } else { lines.len() };
            let more = (listed < lines.len()).then(|| vec![gap(&more(lines.len() - listed))]);
            lines[..listed].iter().map(|line| begin(line)).chain(more).collect()
        }
    }
}

/// A line with a dash in each cell that is empty.
fn with_dashes(mut line: Line) -> Line {
    put_dashes(&mut line.iter_mut().map(|(text, _)| text).collect::<Vec<_>>());
    line
}

/// A line without the marks between cells that are empty.
fn without_gaps(line: Line) -> Line {
    // Before the first words, and after a mark: whether a blank is due.
    let mut gap = Some("");
    let mut keep = |(text, differs): (String, bool)| {
        let mut kept = String::with_capacity(text.len());
        for c in text.chars() {
            match gap {
                Some(_) if c == MARK || c == ' ' => continue,
                gap => kept.push_str(gap.unwrap_or_default()),
            }
            kept.push(c);
            gap = (c == MARK).then_some(" ");
        }
        (kept, differs)
    };
    let mut line: Line = line.into_iter().map(&mut keep).collect();
    if let Some((last, _)) = line.last_mut() {
        last.truncate(last.trim_end_matches([MARK, ' ']).len());
    }
    line.retain(|(text, _)| !text.is_empty());
    line
}

fn pieces(all: Line) -> Vec<Value> {
    all.into_iter().map(|(text, differs)| context! { text, differs }).collect()
}

/// What one of two texts says: words in common, shortened where they are many, and its own.
fn side(words: &[Piece], own: Fate) -> Vec<(String, bool)> {
    // Both sides show the same words in common: a text to which something was only added is not shown whole.
    let last = words.len().saturating_sub(1);
    let mut all = Vec::new();
    for (at, piece) in words.iter().enumerate() {
        match piece.fate {
            fate if fate != Fate::Kept && fate != own => {}
            Fate::Kept => all.push((in_common(&piece.text, at > 0, at < last), false)),
            // Blanks around words are not theirs.
            _ => {
                let (words, text) = (piece.text.trim(), piece.text.as_str());
                let before = &text[..text.len() - text.trim_start().len()];
                let after = &text[text.trim_end().len().max(before.len())..];
                let parts = [(before.to_owned(), false), (overview::shortened(words), true), (after.to_owned(), false)];
                all.extend(parts.into_iter().filter(|(text, _)| !text.is_empty()));
            }
        }
    }
    all
}

/// The words near what changed.
fn in_common(text: &str, follows: bool, leads: bool) -> String {
    match (text.chars().count() <= 2 * AROUND + 20, follows, leads) {
        (true, _, _) | (_, false, false) => text.to_owned(),
        (_, true, true) => format!("{} … {}", beginning(text, AROUND), ending(text, AROUND)),
        (_, true, false) => format!("{} …", beginning(text, AROUND)),
        (_, false, true) => format!("… {}", ending(text, AROUND)),
    }
}
