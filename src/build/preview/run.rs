//! A pack through the stages, up to its pages.

use std::sync::Arc;

use super::outside::OutsideFiles;
use super::{Choice, SentIssue};
use crate::build::work::Work;
use crate::changes::Issues;
use crate::document::Composition;
use crate::edition::OutsidePdf;
use crate::meeting::{Language, Meeting};
use crate::typeset::{Fonts, KeptSources, LaidOutDocument};

/// What came of a run: all of it, or nothing where there are errors.
pub(super) struct Run {
    pub(super) composition: Composition,
    pub(super) pages: Vec<LaidOutDocument>,
    pub(super) outside: Vec<OutsidePdf>,
    /// Those of the edition, where its pages keep places for theirs.
    pub(super) files: OutsideFiles,
    /// What the audience got, the last first.
    pub(super) issues: Vec<SentIssue>,
}

/// Checks a meeting, composes the edition that is looked at, and lays it out.
pub(super) fn run(
    work: &mut Work<'_>,
    meeting: &Arc<Meeting>,
    choice: &Choice,
    fonts: &Fonts,
    kept: &mut KeptSources,
) -> Option<Run> {
    let outside = work.outside.clone();
    let whole = meeting;
    let (meeting, language) = edition(work, whole, choice)?;
    let issues = sent(work, &meeting);
    let (project, composition) = work.drafted(&meeting, &language)?;
    work.tell_unchanged(&meeting);
    let pages = work.lay_out(&project, fonts, kept);
    work.tell_unset(&meeting);
    let files = OutsideFiles::of(project.insertions, whole);
    Some(Run { composition, pages: pages?, outside, files, issues })
}

/// The issues that the audience of a meeting got, the last first.
fn sent(work: &mut Work<'_>, meeting: &Meeting) -> Vec<SentIssue> {
    let issues = work.issues().ok().flatten();
    let of = |issues: Arc<Issues>| {
        let sent = issues.of(meeting.audience.as_deref());
        sent.map(|(issue, _)| SentIssue { number: issue.number, date: issue.date.clone() }).collect()
    };
    issues.map(of).unwrap_or_default()
}

/// The meeting as the audience gets it that is looked at, and the language; nothing if there are errors.
pub(super) fn edition(work: &mut Work<'_>, whole: &Arc<Meeting>, choice: &Choice) -> Option<(Arc<Meeting>, Language)> {
    (work.since.asked, work.since.marks_all) = (choice.since, choice.since.is_some());
    let first = whole.first_audience().map(str::to_owned);
    let audience = work.audiences(whole, choice.audience.clone().or(first).as_deref())?.pop()?;
    work.turn_to(&audience, whole);
    let meeting = work.reissued(&audience.meeting);
    let mut editions = meeting.definition.editions();
    let wanted = choice.language.as_deref();
    let at = editions.iter().position(|language| Some(language.as_str()) == wanted);
    let language = editions.swap_remove(at.unwrap_or_default());
    Some((meeting, language))
}
