//! Abbreviations are spelt out.
//!
//! A word in capitals is no abbreviation more often than it is one, so this looks for reasons to report nothing. Only running
//! text is checked. In scripts without capitals abbreviations cannot be recognized, and Cyrillic ones are ignored.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use unicode_normalization::UnicodeNormalization;

use super::passage::Passage;
use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group};
use crate::meeting::{Language, MinutesOrder, Part};

pub(super) const RULE: Rule = Rule { codes: &[&UNEXPLAINED, &LATE], check };

const UNEXPLAINED: Code = Code::warning(
    "abbreviation-unexplained",
    "An abbreviation is used in running text, and is never spelt out. Write the words where it first \
     occurs, followed by the abbreviation in parentheses: \"Executive Committee (EC)\"; or the other way round: \"EC \
     (Executive Committee)\" (Correspondence Manual of the United Nations). For a registered entity, `@id:full` prints \
     both, and `@id` is a link to its name. Not reported are: anything in parentheses beside words; abbreviations \
     whose words stand somewhere in the pack, in this order; well-known abbreviations; addresses, symbols, units and names. Nothing \
     is reported if the pack leaves more abbreviations unexplained than it explains: its readers know them; nor of bodies with \
     other templates than those of the United Nations.",
)
.of(Group::Style);
const LATE: Code = Code::warning(
    "abbreviation-late",
    "An abbreviation is used before it is spelt out in the same text. Spell it out where it first occurs: \"the \
     Executive Committee (EC) met. The EC …\".",
)
.of(Group::Style);

/// Abbreviations that are generally known, or are names by themselves.
const KNOWN: &str = "UN EU US USA UK UTC GMT EST EDT CET CEST USD EUR GBP CHF JPY CNY VAT GDP PDF ID IT AI TV AM PM OK ISO IEC HIV \
    AIDS TB NGO FAQ QR CV SMS USB CD DVD GPS HTML XML URL LLC LTD INC PLC NATO UNESCO UNICEF WHO ILO IMF FAO WTO OECD IAEA WIPO \
    UNDP UNEP UNHCR UNFPA OHCHR OCHA WFP SDG DNA ONU UE OMS ONG OTAN OCDE PIB OIT FMI OMC COVID TBC TBD TBA";

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    // Readers of other bodies know most of their abbreviations. Of a body that is not declared, which is reported, nobody knows whose
    // templates it has.
    let is_declared = subject.meeting.registry.bodies.get(subject.meeting.definition.body.as_str()).is_some();
    if !is_declared || subject.meeting.style().own_templates().is_some() {
        return Vec::new();
    }
    let mut others: BTreeSet<String> = KNOWN.split_whitespace().map(str::to_owned).collect();
    others.extend(names(subject));
    let words = subject.passages.iter().flat_map(|passage| (0..passage.len()).map(|at| passage.word(at)));
    let small = words.filter(|word| word.chars().skip(1).any(char::is_lowercase) && plural(word).is_none());
    others.extend(small.map(str::to_uppercase));
    others.extend(subject.passages.iter().flat_map(codes));
    let registered = registered(subject);
    let editions = subject.meeting.definition.editions();
    editions.iter().flat_map(|language| of_language(subject, &others, &registered, language)).collect()
}

/// "GB" of "GB-002": what codes begin with.
fn codes(passage: &Passage<'_>) -> Vec<String> {
    let is_code = |at: &usize| {
        matches!(passage.after(*at), "-" | "/" | "." | "_")
            && passage.word(at + 1).starts_with(|c: char| c.is_ascii_digit())
            && is_capitals(passage.word(*at))
    };
    (0..passage.len()).filter(is_code).map(|at| passage.word(at).to_owned()).collect()
}

/// Where something stands: in which passage, from which word to which.
type Spot = (usize, usize, usize);

fn of_language(
    subject: &Subject<'_>,
    others: &BTreeSet<String>,
    registered: &BTreeMap<&str, &str>,
    language: &Language,
) -> Vec<Finding> {
    let passages = subject.of_edition(language);
    let explained = explained(subject, language, &passages);
    let mut uses: BTreeMap<String, Spot> = BTreeMap::new();
    for (number, passage) in passages.iter().enumerate() {
        if !passage.is_of_the_meeting() || passage.markdown.is_none() || passage.is_shouted {
            continue;
        }
        for at in 0..passage.len() {
            let Some((last, parts)) = abbreviation_at(passage, at) else { continue };
            // Of "EC/DC" both are to be known; it is told once.
            if parts.iter().all(|part| others.contains(part) || (parts.len() > 1 && explained.contains_key(part))) {
                continue;
            }
            uses.entry(parts.join("/")).or_insert((number, at, last));
        }
    }
    // Where minutes go by item, the definition is not in the order in which it is read.
    let in_order = subject.meeting.style().order() == MinutesOrder::DecisionsFirst;
    let mut unexplained: BTreeMap<String, Spot> = uses.clone();
    unexplained.retain(|part, _| !explained.contains_key(part));
    // There the list of participants stands last but for the agenda.
    let is_read = |passage: &Passage<'_>| !in_order || !matches!(passage.part, Part::Participants);
    for part in spelt_somewhere(&passages, &unexplained, is_read) {
        unexplained.remove(&part);
        uses.remove(&part);
    }
    // What most in a text are not is no slip: its readers know them.
    if unexplained.len() > explained.keys().filter(|part| !others.contains(*part)).count() {
        uses.retain(|part, _| !unexplained.contains_key(part));
    }
    let place = |(number, first, last): Spot| {
        let passage: &Passage<'_> = passages[number];
        passage.place(passage.range(first, last), subject.sources)
    };
    let is_late = |first: &Spot, later: &Spot| {
        (later.0 == first.0 && later.1 > first.2)
            || (in_order && later.0 > first.0 && passages[later.0].is_of_the_meeting())
    };
    let finding = |(part, spot): (&String, &Spot)| match explained.get(part) {
        Some(later) if is_late(spot, later) => Some(
            Finding::new(&LATE, place(*spot), format!("`{part}` is used here before it is spelt out"))
                .hint("spell it out here")
                .related(place(*later), "spelt out here"),
        ),
        Some(_) => None,
        None => Some(
            Finding::new(&UNEXPLAINED, place(*spot), format!("`{part}` is never spelt out"))
                .hint(hint(registered, part)),
        ),
    };
    uses.iter().filter_map(finding).collect()
}

/// Ids of entities by their abbreviations in any language.
fn registered<'a>(subject: &Subject<'a>) -> BTreeMap<&'a str, &'a str> {
    let mut ids = BTreeMap::new();
    for (id, entity) in subject.meeting.registry.entities.iter() {
        for abbreviation in entity.abbreviation.iter().flat_map(|text| text.all()) {
            ids.entry(abbreviation.as_str()).or_insert(id.as_str());
        }
    }
    ids
}

fn hint(registered: &BTreeMap<&str, &str>, abbreviation: &str) -> String {
    match registered.get(abbreviation) {
        Some(id) => format!("write `@{id}:full` where it first occurs, and `@{id}` afterwards"),
        None => {
            format!("write the words and then `({abbreviation})`, or `{abbreviation}` and the words in parentheses")
        }
    }
}

/// Words of the names of people and bodies, and the initials of people: none of them abbreviates.
fn names(subject: &Subject<'_>) -> BTreeSet<String> {
    let registry = &subject.meeting.registry;
    let people = registry.people.iter().flat_map(|(_, person)| std::iter::once(&person.name).chain(&person.initials));
    let bodies = registry.bodies.iter().filter_map(|(_, body)| body.short_name.as_ref());
    let attendance = subject.meeting.definition.attendance.iter();
    let listed = attendance.flat_map(|attendance| &attendance.participants).filter_map(|one| one.name.as_ref());
    let mut all = BTreeSet::new();
    for text in people.chain(bodies).chain(listed).flat_map(|text| text.all()) {
        let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let initials = |words: &[&str]| -> String { words.iter().filter_map(|word| word.chars().next()).collect() };
        all.insert(initials(&words).to_uppercase());
        if let [first, .., last] = words.as_slice() {
            all.insert(initials(&[first, last]).to_uppercase());
        }
        all.extend(words.into_iter().map(str::to_owned));
    }
    all
}

/// The abbreviation in a word of capitals: "ONU" in "L’ONU", "EC" in "EC’s", "CQI" in "CQIs".
fn core(word: &str) -> Option<&str> {
    let core = match word.split_once(['\'', '’']) {
        Some((head, tail)) if head.chars().count() <= 2 && tail.chars().count() > 1 => tail,
        Some((head, _)) => head,
        None => word,
    };
    plural(core).or_else(|| is_capitals(core).then_some(core))
}

fn plural(word: &str) -> Option<&str> {
    word.strip_suffix('s').filter(|word| is_capitals(word))
}

fn is_capitals(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The last word of an abbreviation that begins at a word, and what it is made of: "EC/DC" is one of two.
fn abbreviation_at(passage: &Passage<'_>, at: usize) -> Option<(usize, Vec<String>)> {
    let joined = |at: usize| {
        let gap = passage.after(at);
        // "EU-funded" is a word of its own behind the hyphen.
        let is_word = gap == "-" && passage.word(at + 1).starts_with(char::is_lowercase);
        at + 1 < passage.len()
            && !is_word
            && !gap.is_empty()
            && !gap.contains([' ', '\u{a0}', '\u{202f}', '\n', '\t', '(', ')', ','])
    };
    let mut parts = vec![core(passage.word(at))?.to_owned()];
    if at > 0 && joined(at - 1) {
        return None;
    }
    let mut last = at;
    while joined(last) {
        // Addresses, symbols and codes have other marks between their words, digits or small letters.
        parts.push(core(passage.word(last + 1)).filter(|_| passage.after(last) == "/")?.to_owned());
        last += 1;
    }
    let alone = parts.len() == 1;
    let skipped = is_label(passage, at, last)
        || is_with_a_number(passage, at, last)
        || (alone && (parts[0].len() > 6 || is_roman(&parts[0])))
        || is_shouted_among_others(passage, at, last)
        || is_name(passage, at, &parts[0])
        || passage.typed_after(last).contains('|');
    (!skipped).then_some((last, parts))
}

/// "FOURTH.", "NOTE:": what begins a paragraph, or with a colon a sentence, and is set off from it.
fn is_label(passage: &Passage<'_>, first: usize, last: usize) -> bool {
    let begins = first == 0 || passage.before(first).contains('\n');
    let after = passage.after(last).trim_start();
    (begins && after.starts_with(['.', ':', '–', '—', '-', ')']))
        || (passage.before(first).contains(['.', '!', '?', ';']) && after.starts_with(':'))
}

/// "ISO 9001", "500 MW", "14:30 CET", "CB(2)".
fn is_with_a_number(passage: &Passage<'_>, first: usize, last: usize) -> bool {
    let number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let close = |gap: &str| gap.chars().all(|c| c.is_whitespace() || c == '(') && !gap.contains('\n');
    let before = first > 0 && number(passage.word(first - 1)) && close(passage.after(first - 1));
    before || (number(passage.word(last + 1)) && close(passage.after(last)))
}

fn is_roman(word: &str) -> bool {
    word.bytes().all(|byte| b"IVXLCDM".contains(&byte))
}

/// "NOW, THEREFORE, BE IT RESOLVED": words in capitals, and none that abbreviates.
fn is_shouted_among_others(passage: &Passage<'_>, first: usize, last: usize) -> bool {
    let shouted = |at: usize| {
        let word = passage.word(at);
        word.chars().count() > 1 && word.chars().all(char::is_uppercase)
    };
    // Abbreviations that are listed have commas between them.
    (first > 0 && shouted(first - 1) && passage.after(first - 1) == " ")
        || (shouted(last + 1) && passage.after(last) == " ")
}

/// Returns whether a word is a name, because it is beside a name or a title and can be pronounced: "Mme PETIT", "J. PETIT", "Jacques
/// PETIT", "PETIT Jacques".
fn is_name(passage: &Passage<'_>, at: usize, word: &str) -> bool {
    let is_mixed = |word: &str| {
        word.starts_with(char::is_uppercase) && word.chars().skip(1).any(char::is_lowercase) && core(word).is_none()
    };
    let near = |gap: &str| gap.trim_matches(['.', ' ', '\u{a0}', '\u{202f}']).is_empty();
    let before = if at > 0 && near(passage.after(at - 1)) { passage.word(at - 1) } else { "" };
    let after = if near(passage.after(at)) { passage.word(at + 1) } else { "" };
    // "The WMO" begins a sentence, and no name.
    let begins = |at: usize| at == 0 || passage.before(at).contains(['.', ':', ';', '\n', '!', '?']);
    let is_initial = before.chars().count() == 1 && passage.before(at).contains('.');
    let sayable = word.len() > 3 && word.contains(['A', 'E', 'I', 'O', 'U', 'Y']);
    is_initial
        || sayable && (is_mixed(before) && !begins(at - 1) || is_mixed(after) && !passage.after(at).contains('.'))
}

/// All abbreviations that are explained, each with the place of the first explanation within a text.
fn explained(subject: &Subject<'_>, language: &Language, passages: &[&Passage<'_>]) -> BTreeMap<String, Spot> {
    let mut explained: BTreeMap<String, Spot> = BTreeMap::new();
    for (number, passage) in passages.iter().enumerate() {
        for at in 0..passage.len() {
            let mut note = |at: usize, last: usize| {
                let parts = (at..=last).filter_map(|at| core(passage.word(at)));
                for part in parts {
                    explained.entry(part.to_owned()).or_insert((number, at, last));
                }
            };
            if passage.before(at).contains(['(', '（', '[']) {
                beside_parentheses(passage, at, &mut note);
            }
            if is_label(passage, at, at) {
                note(at, at);
            }
            let reference = passage.word(at).strip_prefix('@').and_then(|word| word.strip_suffix(":full"));
            let entity = reference.and_then(|id| subject.meeting.registry.entities.get(id));
            if let Some(abbreviation) = entity.and_then(|entity| entity.abbreviation.as_ref()) {
                let abbreviation = abbreviation.text_in(language).value.clone();
                explained.entry(abbreviation).or_insert((number, at, at));
            }
        }
    }
    explained
}

/// The most words of parentheses that explain: "(hereinafter referred to as “the XN”)", and of those that are explained by.
const FEW: usize = 8;
const SEVERAL: usize = 60;

/// Notes abbreviations in parentheses after their long form, and those before parentheses with their long form. The letters are
/// not compared: names are abbreviated in other languages, and by other parts of words.
fn beside_parentheses(passage: &Passage<'_>, first: usize, note: &mut impl FnMut(usize, usize)) {
    let ends = |at: &usize| passage.after(*at).contains([')', '）', ']']);
    let Some(last) = (first..passage.len().min(first + SEVERAL)).find(ends) else { return };
    if last - first < FEW && first > 0 {
        note(first, last);
    }
    if last > first && first > 0 {
        for at in first.saturating_sub(3 * FEW)..first {
            if core(passage.word(at)).is_some_and(|part| is_made_of(part, passage, first..=last)) {
                note(at, at);
            }
        }
        let joined = |at: &usize| passage.after(*at - 1) == "/";
        let start = (1..first).rev().take_while(joined).last().unwrap_or(first);
        note(start - 1, first - 1);
    }
}

/// Returns whether the letters of an abbreviation stand in order in some words, from the first letter of one on.
fn is_made_of(abbreviation: &str, passage: &Passage<'_>, mut words: RangeInclusive<usize>) -> bool {
    let last = *words.end();
    let mut own = abbreviation.chars();
    let initial = own.next();
    // What stands in order from a later word on, does so from the first that begins with the letter.
    let first = words.find(|at| passage.word(*at).chars().next().map(folded) == initial);
    first.is_some_and(|first| {
        let mut letters = (first..=last).flat_map(|at| passage.word(at).chars().map(folded)).skip(1);
        own.all(|own| letters.any(|letter| letter == own))
    })
}

/// A letter as it is written in an abbreviation: a capital without its accent.
fn folded(letter: char) -> char {
    letter.to_uppercase().nfd().next().unwrap_or(letter)
}

/// Those abbreviations that are made of the initials of words which occur together somewhere.
fn spelt_somewhere(
    passages: &[&Passage<'_>],
    abbreviations: &BTreeMap<String, Spot>,
    is_read: impl Fn(&Passage<'_>) -> bool,
) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let longest = abbreviations.keys().map(String::len).max().unwrap_or_default().min(FEW);
    for (number, passage) in passages.iter().enumerate().filter(|(_, one)| longest > 0 && is_read(one)) {
        for first in 0..passage.len() {
            for with_small in [true, false] {
                let (mut initials, mut is_title) = (String::new(), true);
                for at in (first..passage.len()).take(longest * 3) {
                    let word = passage.word(at);
                    let small = word.chars().count() <= 3 && word.starts_with(char::is_lowercase);
                    if with_small || !small {
                        initials.extend(word.chars().next().map(folded));
                        is_title &= word.starts_with(char::is_uppercase);
                    }
                    // Two or three words have any initials by chance, but for those of a name and those beside it.
                    if let Some(spot) = abbreviations.get(&initials).filter(|_| at > first) {
                        let is_beside = spot.0 == number && first.abs_diff(spot.1) <= FEW;
                        if is_title || is_beside || initials.len() > 3 {
                            found.insert(initials.clone());
                        }
                    }
                    if initials.len() >= longest || passage.after(at).contains(['.', ';', '\n', '!', '?']) {
                        break;
                    }
                }
            }
        }
    }
    found
}
