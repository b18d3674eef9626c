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
const SPELT: [(char, &str); 7] =
    [('ä', "ae"), ('ö', "oe"), ('ü', "ue"), ('ø', "oe"), ('å', "aa"), ('ى', "ي"), ('ة', "ه")];

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
    let (mut own, person) = (parted_as(&person, &own), parted_as(&own, &person));
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

/// The words of a name: without courtesies before it, if two words are left, and without a note after it ("(Signature)",
/// "- NIF 12345678Z").
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
    for (mark, least) in [(" - ", 2), ("(", 1), ("[", 1)] {
        let before = rest.split(mark).next().filter(|before| words(before).len() >= least);
        rest = before.unwrap_or(rest);
    }
    words(rest)
}

/// The words of a text; addresses and numbers are none. Letters and their accents may be one character or two, and capitals
/// those of two small letters ("Weiß", "WEISS"; of "i" with and without a dot).
fn words(text: &str) -> Vec<String> {
    let parts = text.split_whitespace().filter(|part| !part.contains('@'));
    let words = parts.flat_map(|part| part.split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c)));
    let words = words.filter(|word| !word.is_empty() && !word.contains(|c: char| c.is_ascii_digit()));
    words
        .map(|word| {
            word.to_uppercase()
                .to_lowercase()
                .replace("i\u{307}", "i")
                .replace('ş', "ș")
                .replace('ţ', "ț")
                .nfc()
                .collect()
        })
        .collect()
}

/// Returns whether two words are the same, or one of them is the other without its accents: "Hưng" is not "Hùng", but either may
/// be written "HUNG".
fn is_same(one: &str, other: &str) -> bool {
    let spelt = |word: &str| SPELT.iter().fold(word.to_owned(), |word, (letter, as_two)| word.replace(*letter, as_two));
    let plain = |word: &str, other: &str| plain_letters(word) == other || plain_letters(&spelt(word)) == other;
    one == other || plain(one, other) || plain(other, one)
}

/// Returns whether one of two words is the initial of the other.
fn is_initial(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    short.chars().count() == 1 && long.starts_with(short)
}
