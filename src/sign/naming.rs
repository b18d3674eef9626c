//! Names in certificates, and whether they are those of people.
//!
//! Authorities write names as their registers have them: in capitals, without accents, without second names or with more of
//! them, with a title, a number or a note. A name of the same words is the same. Nothing here knows who bears it.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::finding::plain_letters;

/// Words before names that are no part of them.
const COURTESIES: &str = "mr mrs ms miss mx dr prof professor sir dame hon rev rt h.e ambassador m mme mlle s.e s.e.m sr sra srta d \
                          dra excmo excma herr frau г-н г-жа السيد السيدة الدكتور";

/// Letters that are written as two where there is no key for them.
const SPELT: [(char, &str); 5] = [('ä', "ae"), ('ö', "oe"), ('ü', "ue"), ('ø', "oe"), ('å', "aa")];

/// Returns whether a text may be a name: it begins with a word, and not with a number or an address.
pub(super) fn is_name(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    !words(first).is_empty() && !first.contains(|c: char| c.is_ascii_digit())
}

/// Returns whether a name in a certificate is a person's: it has the first and the last word of that name, and all others that
/// it has are of that name, or all of that name are in it; or the two are the same without their spaces.
pub fn is_name_of(own: &str, person: &str) -> bool {
    let (mut own, person) = (name(own), name(person));
    let (together, persons) = (own.concat(), person.concat());
    if own.is_empty() || is_same(&together, &persons) {
        return !own.is_empty();
    }
    let [first, between @ .., last] = &person[..] else { return false };
    let kept = own.len().min(person.len());
    // "Li Li" is not "Li Wei": a word that was found is not found again.
    let mut has = |word: &str, fits: fn(&str, &str) -> bool| {
        own.iter().position(|one| fits(one, word)).map(|at| own.swap_remove(at)).is_some()
    };
    // "Li Wei" is not "Li-Wei Chen".
    let has_ends = has(first, is_same) && has(last, is_same);
    has_ends && between.iter().filter(|word| has(word, is_same) || has(word, is_initial)).count() + 2 == kept
}

/// The words of a name: without courtesies before it, and a note after it ("(Signature)", "- NIF 12345678Z"), if two
/// words are left.
fn name(text: &str) -> Vec<String> {
    let mut rest = text.trim();
    while let Some((first, after)) = rest.split_once(char::is_whitespace) {
        let first = first.trim_end_matches('.').to_lowercase();
        let after = after.trim_start();
        if COURTESIES.split(' ').all(|one| one != first) || !after.contains(char::is_whitespace) {
            break;
        }
        rest = after;
    }
    let noted = rest.find(" - ").into_iter().chain(rest.find('(')).min();
    let short = words(&rest[..noted.unwrap_or(rest.len())]);
    if short.len() < 2 { words(rest) } else { short }
}

/// The words of a text; addresses and numbers are none. Letters and their accents may be one character or two, and capitals
/// those of two small letters ("Weiß", "WEISS"; of "i" with and without a dot).
fn words(text: &str) -> Vec<String> {
    let parts = text.split_whitespace().filter(|part| !part.contains('@'));
    let words = parts.flat_map(|part| part.split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c)));
    let words = words.filter(|word| !word.is_empty() && !word.contains(|c: char| c.is_ascii_digit()));
    words.map(|word| word.to_uppercase().to_lowercase().replace("i\u{307}", "i").nfc().collect()).collect()
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
