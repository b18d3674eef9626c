//! Abbreviations are spelt out where they first stand.

use std::collections::{BTreeMap, BTreeSet};

use super::passage::Passage;
use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Place};
use crate::meeting::Language;

pub(super) const RULE: Rule = Rule { codes: &[&UNEXPLAINED, &LATE], check };

const UNEXPLAINED: Code = Code::warning(
    "abbreviation-unexplained",
    "An abbreviation is typed and never spelt out: \"Executive Committee (EC)\". Spell it out where it first stands \
     (Correspondence Manual of the United Nations), or write `@id:full` for a registered entity. `@id` alone is not \
     told: it is a link to the full name.",
)
.of(Group::Style);
const LATE: Code = Code::warning(
    "abbreviation-late",
    "An abbreviation is used before the place where it is spelt out, in the order in which the minutes are read.",
)
.of(Group::Style);

/// What everybody knows, or what stands for itself.
const KNOWN: [&str; 34] = [
    "UN", "EU", "US", "USA", "UK", "UTC", "GMT", "USD", "EUR", "GBP", "CHF", "JPY", "PDF", "ID", "IT", "HR", "AI",
    "TV", "MS", "CEO", "CFO", "AGM", "PO", "AM", "PM", "OK", "VAT", "ISO", "HIV", "AIDS", "NGO", "FAQ", "QR", "CV",
];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let words = Words::of(subject);
    subject.meeting.definition.editions().iter().flat_map(|language| of_language(subject, &words, language)).collect()
}

/// What tells whether words in capitals abbreviate, and whom.
struct Words {
    /// What stands in capitals and abbreviates nothing: names, zones, and what also stands in small letters somewhere.
    others: BTreeSet<String>,
    /// Ids of entities, by their abbreviations in any language.
    ids: BTreeMap<String, String>,
}

impl Words {
    fn of(subject: &Subject<'_>) -> Self {
        let mut others = names(subject);
        others.extend(zones(subject));
        let words = subject.passages.iter().flat_map(|passage| (0..passage.len()).map(|at| passage.word(at)));
        let small = words.filter(|word| word.chars().skip(1).any(char::is_lowercase));
        others.extend(small.map(str::to_uppercase));
        let mut ids = BTreeMap::new();
        for (id, entity) in subject.meeting.registry.entities.iter() {
            for abbreviation in entity.abbreviation.iter().flat_map(|text| text.all()) {
                ids.entry(abbreviation.value.clone()).or_insert_with(|| id.as_str().to_owned());
            }
        }
        Self { others, ids }
    }
}

#[derive(Default)]
struct Use {
    first: Option<Place>,
    explained: Option<Place>,
}

fn of_language(subject: &Subject<'_>, words: &Words, language: &Language) -> Vec<Finding> {
    let abbreviation = |id: &str| subject.meeting.registry.entities.get(id)?.abbreviation.as_ref();
    let mut uses: BTreeMap<String, Use> = BTreeMap::new();
    let read = subject.of_edition(language).into_iter();
    for passage in read.filter(|passage| passage.is_of_the_meeting()) {
        for at in 0..passage.len() {
            if let Some(reference) = passage.word(at).strip_prefix('@') {
                if let Some(abbreviation) = reference.strip_suffix(":full").and_then(abbreviation) {
                    let place = passage.place(passage.range(at, at), subject.sources);
                    let abbreviation = abbreviation.text_in(language).value.clone();
                    uses.entry(abbreviation).or_default().explained.get_or_insert(place);
                }
                continue;
            }
            let Some(last) = abbreviation_at(passage, at) else { continue };
            let range = passage.range(at, last);
            let abbreviation = passage.plain[range.clone()].to_owned();
            let place = passage.place(range, subject.sources);
            let entry = uses.entry(abbreviation.clone()).or_default();
            if is_explained(passage, at, last, &abbreviation) {
                entry.explained.get_or_insert(place);
            } else if entry.explained.is_none() {
                entry.first.get_or_insert(place);
            }
        }
    }
    let told = uses.into_iter().filter(|(abbreviation, _)| !words.others.contains(abbreviation));
    told.filter_map(|(abbreviation, found)| finding(words, &abbreviation, &found)).collect()
}

fn finding(words: &Words, abbreviation: &str, found: &Use) -> Option<Finding> {
    let place = found.first?;
    if let Some(explained) = found.explained {
        return Some(
            Finding::new(&LATE, place, format!("`{abbreviation}` stands here before it is spelt out"))
                .hint("spell it out here")
                .related(explained, "spelt out here"),
        );
    }
    let hint = match words.ids.get(abbreviation) {
        Some(id) => format!("write `@{id}:full` where it first stands, and `@{id}` afterwards"),
        None => format!("write the words and then `({abbreviation})`"),
    };
    Some(Finding::new(&UNEXPLAINED, place, format!("`{abbreviation}` is nowhere spelt out")).hint(hint))
}

/// Words of the names and initials of people: none of them abbreviates.
fn names(subject: &Subject<'_>) -> BTreeSet<String> {
    let registered = subject.meeting.registry.people.iter().map(|(_, person)| person);
    let registered = registered.flat_map(|person| std::iter::once(&person.name).chain(&person.initials));
    let bodies = subject.meeting.registry.bodies.iter().filter_map(|(_, body)| body.short_name.as_ref());
    let registered = registered.chain(bodies);
    let attendance = subject.meeting.definition.attendance.iter();
    let listed = attendance.flat_map(|attendance| &attendance.participants).filter_map(|one| one.name.as_ref());
    let texts = registered.chain(listed).flat_map(|text| text.all());
    texts.flat_map(|text| text.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// Abbreviations of the meeting's zones explain themselves behind a time.
fn zones(subject: &Subject<'_>) -> Vec<String> {
    let slot = &subject.meeting.definition.time;
    let year = slot.first_day().year();
    let seasons = [1, 7].map(|month| crate::meeting::LocalTime(jiff::civil::date(year, month, 1).at(12, 0, 0, 0)));
    let zones = slot.zone.iter().chain(&slot.shown_in);
    let moments = zones.flat_map(|zone| {
        seasons.iter().filter_map(|local| zone.instant(*local).map(|instant| zone.moment(instant).abbreviation))
    });
    moments.collect()
}

/// The last word of an abbreviation that begins at a word: "EC/DC" is one.
fn abbreviation_at(passage: &Passage<'_>, at: usize) -> Option<usize> {
    let capitals =
        |word: &str| word.chars().count() > 1 && word.chars().all(|c| c.is_uppercase() || c == '’' || c == '\'');
    let joined = |at: usize| passage.after(at) == "/";
    if !capitals(passage.word(at)) || (at > 0 && joined(at - 1) && capitals(passage.word(at - 1))) {
        return None;
    }
    let mut last = at;
    while joined(last) && capitals(passage.word(last + 1)) {
        last += 1;
    }
    let word = passage.word(at);
    if is_part_of_a_symbol(passage, at, last) || is_shouted_among_others(passage, at, last) {
        return None;
    }
    let roman = word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    (!(last == at && (KNOWN.contains(&word) || roman)) && !passage.is_shouted).then_some(last)
}

/// "A/53/PV.107", "COVID-19", "E.ON": capitals joined to digits or letters by a mark are no abbreviation of words.
fn is_part_of_a_symbol(passage: &Passage<'_>, first: usize, last: usize) -> bool {
    let is_mark = |text: &str| text.chars().count() == 1 && text.chars().all(|c| matches!(c, '/' | '.' | '-'));
    let odd = |word: &str| word.chars().any(|c| c.is_ascii_digit()) || word.chars().count() == 1;
    let before = first > 0 && is_mark(passage.after(first - 1)) && odd(passage.word(first - 1));
    let after = last + 1 < passage.len() && is_mark(passage.after(last)) && odd(passage.word(last + 1));
    before || after
}

/// "NOW, THEREFORE, BE IT RESOLVED": words in capitals, and none that abbreviates.
fn is_shouted_among_others(passage: &Passage<'_>, first: usize, last: usize) -> bool {
    const OPENERS: [&str; 11] =
        ["WHEREAS", "RESOLVED", "NOW", "NOTE", "DRAFT", "ATTEST", "AYES", "NOES", "ABSENT", "EXCUSED", "MM"];
    let shouted = |at: usize| {
        let word = passage.word(at);
        word.chars().count() > 1 && word.chars().all(char::is_uppercase)
    };
    let word = passage.word(first);
    let accented = !word.is_ascii();
    let apart = |at: usize| passage.after(at).trim_matches([' ', ',', '\n']).is_empty();
    let before = first > 0 && shouted(first - 1) && apart(first - 1);
    let after = last + 1 < passage.len() && shouted(last + 1) && apart(last);
    // A surname in capitals follows a given name: "Jacques BOULAGNON".
    let long = word.chars().count() > 6;
    OPENERS.contains(&word)
        || accented
        || long
        || (before && passage.after(first - 1) == " ")
        || (after && passage.after(last) == " ")
        || (before && after)
}

/// "Office of the Special Adviser (OSA)": the initials of the words before it hold its letters in order.
fn is_explained(passage: &Passage<'_>, at: usize, last: usize, abbreviation: &str) -> bool {
    if !passage.before(at).ends_with('(') || !passage.after(last).starts_with(')') || at == 0 {
        return false;
    }
    let letters: Vec<char> = abbreviation.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
    let first = at.saturating_sub(letters.len() * 3);
    let mut initials =
        (first..at).filter_map(|at| passage.word(at).chars().next()).map(|c| c.to_lowercase().to_string());
    letters.iter().all(|letter| initials.any(|initial| initial == letter.to_string()))
}
