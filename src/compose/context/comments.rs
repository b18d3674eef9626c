//! The context of templates: what reviewers said of documents that were sent out.

use std::str::FromStr;
use std::sync::Arc;

use minijinja::{Value, context};

use crate::compare::{Fate, Piece};
use crate::compose::scene::Scene;
use crate::edition::{CommentMatrix, MatrixRemark, MatrixRow};
use crate::meeting::Date;

/// The most comments that are listed; a workbook has all.
const LISTED: usize = 2000;
/// Letters of a cell that may be higher than a page, and those that a line holds.
const HIGH: usize = 900;
const LINE: usize = 30;

/// All comments by document, with numbers that go through.
pub(super) fn comments(scene: &Arc<Scene>, matrix: &CommentMatrix) -> Value {
    let (mut number, mut groups) = (0, Vec::new());
    for group in &matrix.groups {
        let mut rows = Vec::new();
        for one in group.rows.iter().take(LISTED - number.min(LISTED)) {
            number += 1;
            rows.push(row(scene, number, one));
        }
        if !rows.is_empty() {
            let is_long = group.rows.iter().any(is_long);
            groups.push(context! { title => group.title.clone(), rows, is_long });
        }
    }
    let left_out = matrix.count() - number;
    let left_out = (left_out > 0).then(|| scene.labels.say("comments-left-out", [("number", left_out.into())]));
    let is_change = |row: &MatrixRow| matches!(row.what, MatrixRemark::Change(_) | MatrixRemark::Move(..));
    let has_changes = matrix.groups.iter().flat_map(|group| &group.rows).any(is_change);
    context! { groups, left_out, has_changes }
}

/// Returns whether a row may be higher than a page.
fn is_long(row: &MatrixRow) -> bool {
    let remark = match &row.what {
        MatrixRemark::Change(pieces) => pieces.iter().map(|piece| piece.text.chars().count()).sum(),
        MatrixRemark::Move(from, _) => from.iter().map(|piece| piece.text.chars().count()).sum(),
        MatrixRemark::Withdrawal(of) => of.chars().count(),
        MatrixRemark::Comment { lines, .. } => lines.iter().map(|line| line.chars().count() + LINE).sum(),
        MatrixRemark::Join | MatrixRemark::Level => 0,
    };
    let response = row.response.lines().map(|line| line.chars().count() + LINE).sum::<usize>();
    remark.max(response) > HIGH
}

fn row(scene: &Scene, number: usize, row: &MatrixRow) -> Value {
    let say = |label: &str| scene.labels.say(label, []);
    let (mut notes, mut lines, mut on) = (Vec::new(), Vec::new(), "");
    let mut changed = Vec::new();
    match &row.what {
        MatrixRemark::Change(all) => changed = pieces(all),
        MatrixRemark::Move(from, after) => {
            changed = pieces(from);
            notes.push(scene.labels.moved_after(after.as_deref()));
        }
        MatrixRemark::Join => lines.push(say("comment-joined")),
        MatrixRemark::Level => lines.push(say("comment-level")),
        MatrixRemark::Withdrawal(of) => {
            changed = pieces(&[Piece { fate: Fate::Removed, text: of.clone() }]);
            notes.push(say("comment-withdrawn"));
        }
        MatrixRemark::Comment { on: words, lines: all, answers, is_resolved } => {
            on = words;
            lines.extend(all.iter().cloned());
            let answers = answers.as_deref();
            notes.extend(answers.map(|author| scene.labels.say("comment-answer", [("author", author.into())])));
            notes.extend(is_resolved.then(|| say("comment-resolved")));
        }
    }
    if row.author.is_none() {
        notes.push(say("comment-not-recorded"));
    }
    let mark = match row.mark.trim_end_matches(['.', '-', '–', ' ', '\u{a0}']) {
        number if number.chars().all(char::is_numeric) && !number.is_empty() => {
            scene.labels.say("comment-paragraph", [("number", number.into())])
        }
        _ => row.mark.clone(),
    };
    context! {
        number,
        heading => row.heading.clone(),
        mark,
        sent => row.sent.clone(),
        on,
        lines,
        pieces => changed,
        notes,
        author => row.author.clone(),
        date => Date::from_str(&row.date).map_or_else(|_| row.date.clone(), |date| scene.labels.date(date)),
        state => row.state.map(say),
        response => row.response.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect::<Vec<_>>(),
    }
}

fn pieces(all: &[Piece]) -> Vec<Value> {
    let fate = |fate: Fate| match fate {
        Fate::Kept => "kept",
        Fate::Removed => "removed",
        Fate::Added => "added",
    };
    all.iter().map(|piece| context! { text => piece.text.clone(), fate => fate(piece.fate) }).collect()
}
