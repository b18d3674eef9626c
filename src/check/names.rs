//! The rule that people, their posts and ranks, entities and bodies are named as they are registered.
//!
//! Registered names are looked for word by word; a passage that has nearly the words of one, and not exactly those of another,
//! is reported.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::rc::Rc;

use super::passage::Passage;
use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, NearMisses, Severity};
use crate::meeting::{Part, Text};

pub(super) const RULE: Rule = Rule { codes: &[&NAME_NEAR_MISS, &POST_OTHERWISE, &ENTITY_OTHERWISE], check };

const NAME_NEAR_MISS: Code = Code::error(
    "name-near-miss",
    "A name is nearly that of a registered person. If it is the same person, write `@id`; if it is somebody else, \
     add them under `people` with their name, and nothing more is reported about them. It is an error if the \
     difference is a typical typing error: in a word of five letters or more, a letter is missing, doubled, swapped \
     with the next one, or replaced by its neighbour on the keyboard. It is a warning if two people's names could \
     differ in this way: in the first or last letter, in an accent, in another letter.",
)
.of(Group::Contradiction);
const POST_OTHERWISE: Code = Code::warning(
    "post-otherwise",
    "A post or rank is written almost as registered: \"Under Secretary General\" for \
     \"Under-Secretary-General\". Write `@id:title` or `@id:formal`, or exactly the registered words.",
)
.of(Group::Consistency);
const ENTITY_OTHERWISE: Code = Code::warning(
    "entity-otherwise",
    "An entity or body is named almost as registered: \"Office for\" where it is \"Office on\". \
     Write `@id:title` or `@id:full`, or exactly the registered words.",
)
.of(Group::Consistency);

/// A registered name.
struct Name {
    code: &'static Code,
    id: String,
    form: &'static str,
    text: String,
    words: Vec<String>,
}

impl Name {
    fn is_person(&self) -> bool {
        *self.code == NAME_NEAR_MISS
    }

    /// Returns whether these are as many words, each as long as three letters where it differs.
    fn nearly(&self, said: &[String]) -> bool {
        let mut pairs = std::iter::zip(said, &self.words);
        said.len() == self.words.len() && pairs.all(|(a, b)| a == b || (a.chars().count() > 3 && b.chars().count() > 3))
    }
}

/// Where a name stands in a passage: words from `first`, and in how many it differs.
struct Match<'a> {
    name: &'a Name,
    words: Range<usize>,
    edits: usize,
    /// The similarity of its words to those of the name. Among names with equally many other words, the most similar is meant.
    likeness: f64,
}

/// Longer names, in words and bytes, are not looked for.
const MOST_WORDS: usize = 24;
const LONGEST: usize = 400;
/// Longer words, in bytes, are only compared with themselves.
const LONGEST_WORD: usize = 80;

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let names = registered(subject);
    let mut anchors: HashMap<&str, Vec<(&Name, usize)>> = HashMap::new();
    for name in &names {
        for at in anchor_words(&name.words) {
            anchors.entry(name.words[at].as_str()).or_default().push((name, at));
        }
    }
    let anchors = anchors.into_iter().map(|(word, names)| (word, Crowd::of(names))).collect();
    let listed = listed(subject);
    let said = subject.passages.iter().filter(|passage| !matches!(passage.part, Part::Declarations));
    said.flat_map(|passage| of_passage(subject, passage, &anchors, &listed)).collect()
}

fn registered(subject: &Subject<'_>) -> Vec<Name> {
    let registry = &subject.meeting.registry;
    let mut names: Vec<Name> = Vec::new();
    let mut known = BTreeSet::new();
    let mut add = |code, id: &str, form, text: &Text| {
        for text in text.all().filter(|text| text.len() <= LONGEST) {
            let words: Vec<String> = split(text).map(str::to_lowercase).collect();
            if (2..=MOST_WORDS).contains(&words.len()) && known.insert(text.value.clone()) {
                names.push(Name { code, id: id.to_owned(), form, text: text.value.clone(), words });
            }
        }
    };
    for (id, person) in registry.people.iter() {
        add(&NAME_NEAR_MISS, id.as_str(), "", &person.name);
        person.title.iter().for_each(|title| add(&POST_OTHERWISE, id.as_str(), ":title", title));
        person.rank.iter().for_each(|rank| add(&POST_OTHERWISE, id.as_str(), ":formal", rank));
    }
    for (id, entity) in registry.entities.iter() {
        add(&ENTITY_OTHERWISE, id.as_str(), ":title", &entity.name);
    }
    for (id, body) in registry.bodies.iter() {
        add(&ENTITY_OTHERWISE, id.as_str(), ":full", &body.name);
    }
    names
}

/// Up to so many names of one word are all compared with what stands around it. Of more, those are that have another word
/// in common with it, or nearly: a word that so many share does not distinguish them.
const FEW: usize = 32;

/// The names that have a word, each with its place in the name.
struct Crowd<'a> {
    all: Vec<(&'a Name, usize)>,
    /// Of many names, which have each of their other words.
    having: HashMap<&'a str, Vec<usize>>,
    words: NearMisses<'a>,
    /// Results for words that were met: each is compared once for all words around it.
    met: RefCell<HashMap<String, Rc<[usize]>>>,
    /// The most words of a name.
    longest: usize,
}

impl<'a> Crowd<'a> {
    fn of(all: Vec<(&'a Name, usize)>) -> Self {
        let mut having: HashMap<&str, Vec<usize>> = HashMap::new();
        if all.len() > FEW {
            for (number, (name, anchor)) in all.iter().enumerate() {
                let others = name.words.iter().enumerate().filter(|(at, _)| at != anchor);
                others.for_each(|(_, word)| having.entry(word).or_default().push(number));
            }
            having.retain(|_, names| names.len() <= FEW);
        }
        // The order of a hash map is nobody's.
        let mut words: Vec<&str> = having.keys().copied().collect();
        words.sort_unstable();
        let words = NearMisses::new(words);
        let longest = all.iter().map(|(name, _)| name.words.len()).max().unwrap_or_default();
        Self { all, having, words, met: RefCell::default(), longest }
    }

    /// The names that have another word that stands around one.
    fn sharing(&self, lower: &[String], at: usize) -> Vec<(&'a Name, usize)> {
        if self.all.len() <= FEW {
            return self.all.clone();
        }
        let numbers =
            self.around(lower, at).iter().filter_map(|word| self.having.get(word.as_str())).flatten().copied();
        self.of_numbers(numbers.collect())
    }

    /// The names that have nearly a word that stands around one.
    fn nearly_sharing(&self, lower: &[String], at: usize) -> Vec<(&'a Name, usize)> {
        let mut numbers = BTreeSet::new();
        for word in self.around(lower, at).iter().filter(|word| word.len() > 3 && self.all.len() > FEW) {
            numbers.extend(self.having_nearly(word).iter());
        }
        self.of_numbers(numbers)
    }

    fn around<'l>(&self, lower: &'l [String], at: usize) -> &'l [String] {
        &lower[at.saturating_sub(self.longest)..(at + self.longest + 1).min(lower.len())]
    }

    fn of_numbers(&self, numbers: BTreeSet<usize>) -> Vec<(&'a Name, usize)> {
        numbers.into_iter().map(|number| self.all[number]).collect()
    }

    /// Numbers of names that have a word, or one that differs from it in a letter.
    fn having_nearly(&self, word: &str) -> Rc<[usize]> {
        if let Some(known) = self.met.borrow().get(word) {
            return Rc::clone(known);
        }
        let near = self.words.twins_of(word).into_iter();
        let numbers: Rc<[usize]> = near.flat_map(|word| self.having.get(word).into_iter().flatten().copied()).collect();
        self.met.borrow_mut().insert(word.to_owned(), Rc::clone(&numbers));
        numbers
    }
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’')).filter(|word| !word.is_empty())
}

/// "Strang" of "Strang's": whose something is, is no other name.
pub(super) fn without_possessive(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

/// The two longest words: one of them is hardly ever written wrong where the other is.
fn anchor_words(words: &[String]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..words.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(words[at].chars().count()));
    order.truncate(2);
    order
}

fn of_passage<'a>(
    subject: &Subject<'_>,
    passage: &Passage<'_>,
    anchors: &HashMap<&str, Crowd<'a>>,
    listed: &BTreeSet<&str>,
) -> Vec<Finding> {
    let lower = (0..passage.len()).map(|at| without_possessive(passage.word(at)).to_lowercase());
    let lower: Vec<String> = lower.collect();
    let mut matches: Vec<Match<'a>> = Vec::new();
    for at in 0..lower.len() {
        let Some(crowd) = anchors.get(lower[at].as_str()) else { continue };
        let known = matches.len();
        let fit = |(name, anchor): (&'a Name, usize)| best(passage, &lower, name, at, anchor);
        matches.extend(crowd.sharing(&lower, at).into_iter().filter_map(fit));
        if matches.len() == known {
            matches.extend(crowd.nearly_sharing(&lower, at).into_iter().filter_map(fit));
        }
    }
    matches.sort_by(|a, b| {
        let order = |found: &Match<'_>| (std::cmp::Reverse(found.name.words.len()), found.edits);
        let likest = || b.likeness.total_cmp(&a.likeness);
        order(a).cmp(&order(b)).then_with(likest).then(a.words.start.cmp(&b.words.start))
    });
    // Ends by starts; none lies in another.
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    let mut findings = Vec::new();
    for found in matches {
        let before = taken.range(..found.words.end).next_back();
        if before.is_some_and(|(_, end)| found.words.start < *end) {
            continue;
        }
        taken.insert(found.words.start, found.words.end);
        findings.extend(to_finding(subject, passage, &found, listed));
    }
    findings
}

/// The best fit of a name around the word `at`, which is its word `anchor`.
fn best<'a>(passage: &Passage<'_>, lower: &[String], name: &'a Name, at: usize, anchor: usize) -> Option<Match<'a>> {
    let length = name.words.len();
    let allowed = if length < 6 { 1 } else { 2 };
    let mut best: Option<Match<'a>> = None;
    for first in (at.saturating_sub(anchor + 1)..=(at + 1).saturating_sub(anchor)).filter(|first| *first <= at) {
        for end in [first + length, first + length - 1, first + length + 1] {
            // A name begins and ends with its own words; a word more at either end is the sentence's.
            let edges = |words: &[String]| {
                let ends = [(words.first(), name.words.first()), (words.last(), name.words.last())];
                ends.into_iter().all(|pair| matches!(pair, (Some(said), Some(own)) if alike(said, own)))
            };
            if end <= at || end > lower.len() || !edges(&lower[first..end]) || broken(passage, first..end) {
                continue;
            }
            let edits = distance(&lower[first..end], &name.words, allowed);
            // Short words of a person's name are what tells it from another.
            let far = edits > 0 && name.is_person() && !name.nearly(&lower[first..end]);
            if !far && edits <= allowed && best.as_ref().is_none_or(|found| edits < found.edits) {
                best = Some(Match { name, words: first..end, edits, likeness: 0.0 });
            }
        }
    }
    best.map(|found| Match { likeness: likeness(&lower[found.words.clone()], &name.words), ..found })
}

fn likeness(said: &[String], name: &[String]) -> f64 {
    let pairs = std::iter::zip(said, name).filter(|(a, b)| a.len() <= LONGEST_WORD && b.len() <= LONGEST_WORD);
    pairs.map(|(a, b)| if a == b { 1.0 } else { strsim::jaro_winkler(a, b) }).sum()
}

/// Returns whether something other than a gap, hyphen or comma stands between the words.
fn broken(passage: &Passage<'_>, words: Range<usize>) -> bool {
    let starts_small = passage.word(words.start).starts_with(char::is_lowercase);
    let mut gaps = (words.start..words.end - 1).map(|at| match passage.word(at).chars().count() {
        // "Ann R. Lee"
        1 => passage.after(at).trim_start_matches('.'),
        _ => passage.after(at),
    });
    let over_cells = (words.start..words.end - 1).any(|at| passage.typed_after(at).contains('|'));
    starts_small
        || over_cells
        || gaps
            .any(|gap| !gap.chars().all(|c| c.is_whitespace() || matches!(c, '-' | ',' | '/')) || gap.contains("\n\n"))
}

/// In how many words two texts differ. Only words that are nearly the same, and small ones, may; any
/// other difference counts as more than allowed.
fn distance(said: &[String], name: &[String], allowed: usize) -> usize {
    const FAR: usize = 100;
    let small = |word: &str| word.chars().count() <= 3 && !word.starts_with(|c: char| c.is_ascii_digit());
    let change = |a: &str, b: &str| match a == b || a.replace('\'', "’") == b.replace('\'', "’") {
        true => 0,
        false if small(a) && small(b) => 1,
        false if alike(a, b) => 1,
        false => FAR,
    };
    let skip = |word: &str| if small(word) { 1 } else { FAR };
    let mut row: Vec<usize> = std::iter::once(0)
        .chain(name.iter().scan(0, |sum, word| {
            *sum += skip(word);
            Some(*sum)
        }))
        .collect();
    for word in said {
        let mut next = vec![row[0] + skip(word)];
        for (at, of_name) in name.iter().enumerate() {
            let changed = row[at] + change(word, of_name);
            next.push(changed.min(row[at + 1] + skip(word)).min(next[at] + skip(of_name)));
        }
        if next.iter().min().is_some_and(|least| *least > allowed) {
            return FAR;
        }
        row = next;
    }
    row.last().copied().unwrap_or(FAR)
}

/// Returns whether two words are one, or one spelt in two ways: one letter differs, of longer ones two.
fn alike(a: &str, b: &str) -> bool {
    // Comparing takes the square of the letters.
    let comparable = a.len() <= LONGEST_WORD && b.len() <= LONGEST_WORD;
    let shorter = a.chars().count().min(b.chars().count());
    a == b
        || (comparable
            && shorter > 3
            && strsim::jaro_winkler(a, b) >= 0.85
            && strsim::osa_distance(a, b) <= if shorter < 7 { 1 } else { 2 })
}

fn to_finding(
    subject: &Subject<'_>,
    passage: &Passage<'_>,
    found: &Match<'_>,
    listed: &BTreeSet<&str>,
) -> Option<Finding> {
    let range = passage.range(found.words.start, found.words.end - 1);
    let said = &passage.plain[range.clone()];
    let without_hyphens = |text: &str| text.replace('-', " ").split_whitespace().collect::<Vec<_>>().join(" ");
    let name = found.name;
    if name.is_person() && listed.contains(squeezed(said).as_str()) {
        return None;
    }
    // The same words, in another case or with other marks between them, are another way only if it is hyphens.
    if found.edits == 0 && (said == name.text || without_hyphens(said) != without_hyphens(&name.text)) {
        return None;
    }
    let words = found.words.clone().map(|at| without_possessive(passage.word(at)).to_lowercase());
    let words: Vec<String> = words.collect();
    let differing = std::iter::zip(&words, &name.words).filter(|(a, b)| a != b).collect::<Vec<_>>();
    let is_slip = matches!(differing.as_slice(), [(a, b)] if is_slip(a, b));
    // Posts and names of entities have forms; of names of people only where languages inflect them.
    let has_forms = !name.is_person() || passage.language.general() == "ru";
    let inflected =
        has_forms && words.len() == name.words.len() && differing.iter().all(|(a, b)| is_inflected(a, b, passage));
    let is_joined = words[1..] == name.words[1..] && is_joined_in_arabic(&words[0], &name.words[0]);
    if found.edits > 0 && (goes_on(passage, &found.words) || (inflected && !is_slip) || is_joined) {
        return None;
    }
    let said = squeezed(said);
    let message = format!("`{said}` is registered as `{}`", name.text);
    let hint = match subject.index.get(&name.id) {
        Some(_) if passage.markdown.is_some() => format!("write `@{}{}`, or the registered words", name.id, name.form),
        _ => "write the registered words".to_owned(),
    };
    let mut finding = Finding::new(name.code, passage.place(range, subject.sources), message);
    if !name.is_person() {
        return Some(finding.hint(hint));
    }
    if !is_slip {
        finding.severity = Severity::Warning;
    }
    Some(finding.hint(format!("{hint}; if this is somebody else, add them to `people`: `\"name\": \"{said}\"`")))
}

/// Typed names in the list of participants, which do not mean registered people.
fn listed<'a>(subject: &Subject<'a>) -> BTreeSet<&'a str> {
    let attendance = subject.meeting.definition.attendance.iter();
    let names = attendance.flat_map(|attendance| &attendance.participants).filter_map(|one| one.name.as_ref());
    names.flat_map(|name| name.all()).map(|name| name.as_str()).collect()
}

/// Returns whether a name has more parts than were compared: "Okonjo-Iweala" is no Okoro, and "Anna-Lena Berg" no Lene Berg.
fn goes_on(passage: &Passage<'_>, words: &Range<usize>) -> bool {
    let capital = |at: usize| passage.word(at).starts_with(char::is_uppercase);
    let joins = |gap: &str| matches!(gap, "-" | "‐" | "‑" | "–");
    (words.start > 0 && joins(passage.after(words.start - 1)) && capital(words.start - 1))
        || (joins(passage.after(words.end - 1)) && capital(words.end))
}

/// Returns whether two words are forms of one: in English only the plural is, elsewhere the ending may differ.
fn is_inflected(a: &str, b: &str, passage: &Passage<'_>) -> bool {
    let (shorter, longer) = if a.len() < b.len() { (a, b) } else { (b, a) };
    if longer.strip_prefix(shorter).is_some_and(|ending| matches!(ending, "s" | "es")) {
        return true;
    }
    let common: String = std::iter::zip(a.chars(), b.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect();
    let ending = |word: &str| word.chars().count() - common.chars().count();
    !passage.is_english() && common.chars().count() >= 3 && ending(a) <= 3 && ending(b) <= 3
}

/// Returns whether a word is another with the small words that Arabic writes together with it: "for", "in", "and" ("لمجلس",
/// "للمجلس", "والمجلس").
fn is_joined_in_arabic(said: &str, name: &str) -> bool {
    const SMALL: [char; 5] = ['و', 'ف', 'ب', 'ك', 'ل'];
    let begin = said.strip_suffix(name).or_else(|| {
        // After "for" the article has no alif.
        let rest = name.strip_prefix("ال")?;
        said.strip_suffix(rest)?.strip_suffix("لل")
    });
    begin.is_some_and(|begin| begin.chars().count() <= 2 && begin.chars().all(|c| SMALL.contains(&c)))
}

/// Returns whether one word is another with a typing error. People's names, too, differ in their first and last letters, in
/// accents, and in letters that are far apart: Peterson and Petersen, Anna and Hanna, Petrov and Petrova.
fn is_slip(said: &str, name: &str) -> bool {
    let (said, name): (Vec<char>, Vec<char>) = (said.chars().collect(), name.chars().collect());
    let before = std::iter::zip(&said, &name).take_while(|(a, b)| a == b).count();
    let behind =
        std::iter::zip(said[before..].iter().rev(), name[before..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (here, there) = (&said[before..said.len() - behind], &name[before..name.len() - behind]);
    let inside = before > 0 && behind > 0;
    let slip = match (here, there) {
        ([one, two], [other, another]) => before > 0 && one == another && two == other,
        ([typed], []) => inside && (before > 0 && said[before - 1] == *typed || said[before + 1] == *typed),
        ([], [_]) => inside,
        ([typed], [meant]) => inside && are_neighbours(*typed, *meant),
        _ => false,
    };
    slip && name.len() >= 5
}

/// Returns whether two letters are neighbours in a row of a keyboard.
fn are_neighbours(a: char, b: char) -> bool {
    const ROWS: [&str; 8] =
        ["qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "qwertzuiop", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"];
    ROWS.iter().any(|row| {
        let mut pairs = std::iter::zip(row.chars(), row.chars().skip(1));
        pairs.any(|(left, right)| (left, right) == (a, b) || (left, right) == (b, a))
    })
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
