//! Names in certificates, and whether they are those of people.
//!
//! Authorities write names as their registers have them: in capitals, without accents, without second names or with more of
//! them, with a title, a number or a note. A name of the same words is the same. Nothing here knows who bears it.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::finding::plain_letters;

/// More words than any name has: each is looked for among those of another.
const LONGEST: usize = 100;

/// Words before names that are no part of them.
const COURTESIES: &str = "mr mrs ms miss mx dr prof professor sir dame hon rev rt h.e ambassador m mme mlle s.e s.e.m sr sra srta d \
                          dra excmo excma herr frau г-н г-жа السيد السيدة الدكتور";

/// Letters that are written as others where there is no key for them.
const SPELT: [(char, &str); 8] =
    [('ä', "ae"), ('ö', "oe"), ('ü', "ue"), ('ø', "oe"), ('å', "aa"), ('đ', "dj"), ('ى', "ي"), ('ة', "ه")];

/// Letters that keyboards have in place of others, and lines that make words longer.
const ALIKE: [(&str, &str); 6] = [("i\u{307}", "i"), ("ş", "ș"), ("ţ", "ț"), ("ی", "ي"), ("ک", "ك"), ("ـ", "")];

/// Returns whether a text may be a name: it begins with a word, and not with a number or an address.
pub(super) fn is_name(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    !words(first).is_empty() && !first.contains(|c: char| c.is_ascii_digit())
}

/// Returns whether a name in a certificate is a person's: it has the first and the last word of that name, and all others that
/// it has are of that name, or all of that name are in it.
pub fn is_name_of(own: &str, person: &str) -> bool {
    let (own, person) = (name(own), name(person));
    if own.len().max(person.len()) > LONGEST {
        return false;
    }
    // Where registers write a name in one word, the last name is first ("FINCHTOBIAS").
    let last_first: Vec<String> =
        person.iter().cycle().skip(person.len().saturating_sub(1)).take(person.len()).cloned().collect();
    let (mut own, person) = (parted_as(&last_first, &parted_as(&person, &own)), parted_as(&own, &person));
    let kept = own.len().min(person.len());
    // "Li Li" is not "Li Wei": a word that was found is not found again.
    let mut has = |word: &str, fits: fn(&str, &str) -> bool| {
        own.iter().position(|one| fits(one, word)).map(|at| own.swap_remove(at)).is_some()
    };
    match &person[..] {
        [] => false,
        // "Eve Sukarno" is not "Sukarno".
        [only] => has(only, is_same) && own.is_empty(),
        // "Li Wei" is not "Li-Wei Chen".
        [first, between @ .., last] => {
            let has_ends = has(first, is_same) && has(last, is_same);
            has_ends && between.iter().filter(|word| has(word, is_same) || has(word, is_initial)).count() + 2 == kept
        }
    }
}

/// The words of a name, those that another name parts as they are there: "Jinping" as "Jin Ping". "Ann Alee" is not "Anna Lee".
fn parted_as(other: &[String], name: &[String]) -> Vec<String> {
    let parted = |word: &String| {
        let parts = (2..=4).flat_map(|count| other.windows(count)).find(|parts| is_same(&parts.concat(), word));
        parts.map_or_else(|| vec![word.clone()], <[String]>::to_vec)
    };
    name.iter().flat_map(parted).collect()
}

/// The words of a name: without courtesies before it, if two words are left, and without notes ("(Signature)", "- NIF
/// 12345678Z").
fn name(text: &str) -> Vec<String> {
    let text: String = text.nfkc().collect();
    let mut rest = text.trim();
    while let Some((first, after)) = rest.split_once(char::is_whitespace) {
        let first = first.trim_end_matches('.').to_lowercase();
        let after = after.trim_start();
        if COURTESIES.split(' ').all(|one| one != first) || !after.contains(char::is_whitespace) {
            break;
        }
        rest = after;
    }
    let before = rest.split(" - ").next().filter(|before| words(before).len() >= 2);
    let rest = before.unwrap_or(rest);
    let mut depth = 0;
    let outside = rest.split_inclusive(['(', ')', '[', ']']).filter(|part| {
        let is_outside = depth == 0;
        depth = if part.ends_with(['(', '[']) { depth + 1 } else { usize::saturating_sub(depth, 1) };
        is_outside
    });
    let named = words(&outside.collect::<String>());
    if named.is_empty() { words(rest) } else { named }
}

/// The words of a text; addresses and numbers are none. Letters and their accents may be one character or two, and capitals
/// those of two small letters ("Weiß", "WEISS"; of "i" with and without a dot).
fn words(text: &str) -> Vec<String> {
    let parts = text.split_whitespace().filter(|part| !part.contains('@'));
    // Apostrophes may be letters ("ʻ").
    let is_mark = |c: char| !c.is_alphanumeric() && !is_combining_mark(c) || ('\u{2b0}'..='\u{2ff}').contains(&c);
    let words = parts.flat_map(|part| part.split(is_mark));
    let words = words.filter(|word| !word.is_empty() && !word.contains(|c: char| c.is_ascii_digit()));
    let folded = words.map(|word| {
        ALIKE.iter().fold(word.to_uppercase().to_lowercase(), |word, (one, other)| word.replace(one, other))
    });
    folded.map(|word| word.nfc().collect()).collect()
}

/// Returns whether a mark is an accent, or a vowel of a script that omits them. Others are as much of a name as letters: "カワダ"
/// is not "カワタ".
fn is_accent(mark: char) -> bool {
    matches!(mark, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// Returns whether two words are the same, or one of them is the other without its accents: "Hưng" is not "Hùng", but either may
/// be written "HUNG".
fn is_same(one: &str, other: &str) -> bool {
    let spelt = |word: &str| SPELT.iter().fold(word.to_owned(), |word, (letter, as_two)| word.replace(*letter, as_two));
    let plain = |word: &str, other: &str| plain_letters(word) == other || plain_letters(&spelt(word)) == other;
    let only_accents = |word: &str| word.nfd().all(|c| is_accent(c) || !is_combining_mark(c));
    one == other || only_accents(one) && only_accents(other) && (plain(one, other) || plain(other, one))
}

/// Returns whether one of two words is the initial of the other. A Chinese or Korean character is a whole name.
fn is_initial(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    short.chars().count() == 1 && short < "\u{3000}" && long.starts_with(short)
}
