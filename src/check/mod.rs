//! Rules that compare the statements of a meeting with each other.
//!
//! Each rule is a file of its own with the codes it can give. To add one: write the file, name it in
//! `RULES` below, add a case to `tests/cases/findings`.
//!
//! It refuses to read files, to look at layout, and to stop at the first problem.

mod abbreviations;
mod actions;
mod agenda;
mod annexes;
mod apostrophes;
mod approvals;
mod attendance;
mod audiences;
mod budget;
mod calendar;
mod carried;
mod causes;
mod chronology;
mod clock_changes;
mod closed;
mod concordance;
mod dates;
mod deadlines;
mod decisions;
mod documents;
mod doubled;
mod elections;
mod entries;
mod forms;
mod hidden;
mod ids;
mod ladder;
mod languages;
mod markdown;
mod most_votes;
mod names;
mod namesakes;
mod not_printed;
mod numbers;
mod of_others;
mod open_words;
mod originals;
mod papers;
mod paragraphs;
mod participants;
mod passage;
mod plain_texts;
mod presence;
mod proceedings;
mod quorum;
mod recordings;
mod references;
mod reissues;
mod results;
mod room;
mod rule;
mod series;
mod sessions;
mod silence;
mod spelling;
mod tense;
mod terms;
mod time;
mod typed;
mod uses;
mod voters;
mod votes;
mod weekdays;
mod zip_names;
mod zone_places;
mod zones;

use std::collections::{BTreeMap, BTreeSet};

use crate::edition::DayNames;
use crate::finding::{Code, FileNumber, Finding, Group, Severity, Sources, Spot};
use crate::meeting::{Index, Language, Meeting, Parts};
use passage::Passage;
use rule::{Rule, Subject};

const RULES: &[Rule] = &[
    ids::RULE,
    references::RULE,
    uses::RULE,
    entries::RULE,
    typed::RULE,
    numbers::RULE,
    agenda::RULE,
    time::RULE,
    budget::RULE,
    clock_changes::RULE,
    zone_places::RULE,
    zones::RULE,
    dates::RULE,
    weekdays::RULE,
    forms::RULE,
    annexes::RULE,
    originals::RULE,
    papers::RULE,
    reissues::RULE,
    not_printed::RULE,
    zip_names::RULE,
    documents::RULE,
    calendar::RULE,
    chronology::RULE,
    series::RULE,
    names::RULE,
    namesakes::RULE,
    attendance::RULE,
    participants::RULE,
    quorum::RULE,
    sessions::RULE,
    proceedings::RULE,
    presence::RULE,
    decisions::RULE,
    votes::RULE,
    voters::RULE,
    results::RULE,
    elections::RULE,
    deadlines::RULE,
    ladder::RULE,
    silence::RULE,
    approvals::RULE,
    concordance::RULE,
    actions::RULE,
    audiences::RULE,
    carried::RULE,
    closed::RULE,
    recordings::RULE,
    open_words::RULE,
    languages::RULE,
    markdown::RULE,
    plain_texts::RULE,
    hidden::RULE,
    paragraphs::RULE,
    tense::RULE,
    terms::RULE,
    abbreviations::RULE,
    spelling::RULE,
    apostrophes::RULE,
    doubled::RULE,
];

/// All codes of this module.
pub fn codes() -> impl Iterator<Item = &'static Code> {
    RULES.iter().flat_map(|rule| rule.codes.iter().copied())
}

/// The changes between lines that were approved and the present minutes, each in words.
pub fn changes_since(meeting: &Meeting, language: &Language, approved: &[String]) -> Vec<String> {
    approvals::changes_since(meeting, language, approved)
}

/// Returns whether a code is about approvals, which a new approval corrects.
pub fn is_of_approvals(code: &Code) -> bool {
    approvals::RULE.codes.contains(&code)
}

/// Returns whether a code is about characters that nobody sees.
pub fn is_of_hidden(code: &Code) -> bool {
    hidden::RULE.codes.contains(&code)
}

/// Returns whether a code is about a used id, which is reliable even if something beside it is missing.
pub fn is_of_references(code: &Code) -> bool {
    references::RULE.codes.contains(&code) || uses::RULE.codes.contains(&code)
}

/// Returns whether a code holds days and times against each other, of which one may be made up.
pub fn is_about_dates(code: &Code) -> bool {
    let rules = [
        &time::RULE,
        &budget::RULE,
        &zones::RULE,
        &dates::RULE,
        &weekdays::RULE,
        &calendar::RULE,
        &chronology::RULE,
        &sessions::RULE,
        &deadlines::RULE,
        &ladder::RULE,
        &silence::RULE,
        &approvals::RULE,
        &actions::RULE,
        &tense::RULE,
        &terms::RULE,
    ];
    rules.iter().any(|rule| rule.codes.contains(&code))
}

/// Everything that is wrong or doubtful in a meeting; `days` are the names of days in its languages. Contradictions in a transcription
/// of an issued document cannot be changed any more: they are reported as warnings.
pub fn check(meeting: &Meeting, days: &[DayNames], sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    by_rule(meeting, days, sources, |_, found| findings.extend(found));
    causes::causes_only(meeting, findings)
}

/// As [`check`], rule by rule: `take` gets the codes of each rule and what it found. The first call is for what all rules
/// look at, and has neither.
pub fn by_rule(
    meeting: &Meeting,
    days: &[DayNames],
    sources: &Sources,
    mut take: impl FnMut(&'static [&'static Code], Vec<Finding>),
) {
    let (index, clashes) = Index::of(meeting);
    let parts = Parts::of(&meeting.definition);
    let first = meeting.definition.first_edition();
    let passages: Vec<Passage<'_>> =
        parts.said.iter().filter(|said| said.kind.is_of_words()).flat_map(|said| Passage::of(said, &first)).collect();
    let mut by_language: BTreeMap<&Language, Vec<usize>> = BTreeMap::new();
    for (at, passage) in passages.iter().enumerate() {
        by_language.entry(&passage.language).or_default().push(at);
    }
    let subject = Subject {
        meeting,
        index: &index,
        clashes: &clashes,
        parts: &parts,
        passages: &passages,
        by_language: &by_language,
        days,
        sources,
    };
    take(&[], Vec::new());
    // What is doubtful in earlier meetings is told when they are checked; what prevents a pack is told here, too.
    let earlier: BTreeSet<FileNumber> = meeting.series.earlier.iter().map(|one| one.file).collect();
    let is_told_there = |finding: &Finding| match finding.spot {
        Spot::Text(place) => !finding.is_error() && earlier.contains(&place.file),
        Spot::File(_) => false,
    };
    let of_audiences = [&audiences::RULE, &carried::RULE, &closed::RULE];
    for rule in RULES {
        let mut findings = (rule.check)(&subject);
        findings.retain(|finding| series::RULE.codes.contains(&finding.code) || !is_told_there(finding));
        // For whom something is, no issued document says.
        if meeting.definition.as_issued && !of_audiences.iter().any(|one| one.codes == rule.codes) {
            for finding in findings.iter_mut().filter(|finding| finding.code.group == Group::Contradiction) {
                finding.severity = Severity::Warning;
            }
        }
        take(rule.codes, findings);
    }
}
