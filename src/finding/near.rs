//! Near misses: what somebody probably meant.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hasher};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The least similarity of a near miss.
const ALIKE: f64 = 0.8;
/// The most bytes of a word that is compared: comparing takes the square of them.
const LONGEST: usize = 80;
/// Up to so many candidates are all compared; of more only the likeliest.
const FEW: usize = 64;
/// The number of neighbours in alphabetical order that are compared, on each side.
const NEIGHBOURS: usize = 12;
/// The number of names that differ in the same letter that are compared.
const TWINS: usize = 8;

/// The candidate that `typed` was probably meant to be, by Jaro-Winkler similarity.
pub fn near_miss<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let alike = candidates.into_iter().filter_map(|candidate| Some((similarity(typed, candidate)?, candidate)));
    alike.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1))).map(|(_, candidate)| candidate)
}

/// How much a key resembles what was typed; nothing if the two are not alike.
pub fn similarity(typed: &str, candidate: &str) -> Option<f64> {
    if typed.len().max(candidate.len()) > LONGEST {
        return None;
    }
    Some(strsim::jaro_winkler(typed, candidate)).filter(|score| *score >= ALIKE)
}

/// Small letters without their marks, as names without accents are written: `mocion` of "Moción".
pub fn plain_letters(typed: &str) -> String {
    let lower = typed.to_lowercase();
    let mut plain = String::new();
    for c in lower.nfd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'ß' => plain.push_str("ss"),
            'ı' => plain.push('i'),
            other => match without_stroke(other) {
                Some(letters) => plain.push_str(letters),
                None => plain.push(other),
            },
        }
    }
    plain
}

/// The letters that stand for a small one that is joined, or has a stroke, where a keyboard has it not; Unicode takes none of them
/// apart.
pub fn without_stroke(c: char) -> Option<&'static str> {
    let letters = match c {
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        _ => return None,
    };
    Some(letters)
}

/// The hint for a missing file: `list` returns the names of the files in a folder; `otherwise` is the hint if no name is similar.
/// The typed path begins in the folder `root`.
///
/// Letters with marks are written in two ways, as one character or as a letter and its mark (Unicode Standard Annex 15). A
/// name typed in one way does not find a file named in the other, although both look the same.
pub fn hint_for_missing_file(root: &str, typed: &str, list: impl Fn(&str) -> Vec<String>, otherwise: &str) -> String {
    let (inside, name) = typed.rsplit_once('/').map_or(("", typed), |(folder, name)| (folder, name));
    let folder = [root, inside].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/");
    let names = list(&folder);
    let composed = |name: &str| name.nfc().collect::<String>();
    let wanted = composed(name);
    if names.iter().any(|there| composed(there) == wanted) {
        return "there is a file whose name looks the same, but has other characters (accents that are separate from \
        their letters): rename it, or copy its name into the definition"
            .to_owned();
    }
    let lower = wanted.to_lowercase();
    let in_other_case = names.iter().find(|there| composed(there).to_lowercase() == lower);
    let near = in_other_case.map(String::as_str).or_else(|| near_miss(name, names.iter().map(String::as_str)));
    let meant = match (near, inside) {
        (Some(near), "") => Some(near.to_owned()),
        (Some(near), folder) => Some(format!("{folder}/{near}")),
        (None, _) => elsewhere(root, &lower, list),
    };
    meant.map_or_else(|| otherwise.to_owned(), |near| format!("did you mean `{near}`?"))
}

/// The file of a name, in lower case, that lies in a folder, or in a folder in it.
fn elsewhere(root: &str, name: &str, list: impl Fn(&str) -> Vec<String>) -> Option<String> {
    const LOOKED_INTO: usize = 64;
    let is_it = |there: &String| there.nfc().collect::<String>().to_lowercase() == name;
    let beside = list(root);
    if let Some(there) = beside.iter().find(|there| is_it(there)) {
        return Some(there.clone());
    }
    let folders = beside.iter().filter(|name| !name.contains('.')).take(LOOKED_INTO);
    folders.into_iter().find_map(|folder| {
        let path = if root.is_empty() { folder.clone() } else { format!("{root}/{folder}") };
        Some(format!("{folder}/{}", list(&path).into_iter().find(is_it)?))
    })
}

/// Many candidates, in an order in which the likeliest are found without comparing all: those that differ by one letter
/// left out, typed too much, exchanged or another; those that begin or end alike.
#[derive(Debug, Default)]
pub struct NearMisses<'a> {
    candidates: Vec<&'a str>,
    /// Numbers of candidates in the order of their letters, and of their letters from the end.
    forwards: Vec<u32>,
    backwards: Vec<u32>,
    /// Numbers of candidates by what is left of each without one letter: where those of a digest begin and end.
    shortened: HashMap<u64, (u32, u32)>,
    twins: Vec<u32>,
}

impl<'a> NearMisses<'a> {
    /// Puts candidates in order.
    pub fn new(candidates: impl IntoIterator<Item = &'a str>) -> Self {
        let candidates: Vec<&str> =
            candidates.into_iter().filter(|candidate| (1..=LONGEST).contains(&candidate.len())).collect();
        if candidates.len() <= FEW {
            return Self { candidates, ..Self::default() };
        }
        let numbers = || 0..u32::try_from(candidates.len()).unwrap_or(u32::MAX);
        let (mut forwards, mut backwards): (Vec<u32>, Vec<u32>) = (numbers().collect(), numbers().collect());
        forwards.sort_by_key(|at| candidates[*at as usize]);
        backwards.sort_by(|a, b| reversed(candidates[*a as usize]).cmp(reversed(candidates[*b as usize])));
        let mut shortened: Vec<(u64, u32)> =
            numbers().flat_map(|at| shortened(candidates[at as usize]).map(move |hash| (hash, at))).collect();
        shortened.sort_unstable();
        shortened.dedup();
        let twins = shortened.iter().map(|(_, at)| *at).collect();
        let mut by_digest = HashMap::new();
        let mut from = 0;
        for same in shortened.chunk_by(|a, b| a.0 == b.0) {
            let to = from + u32::try_from(same.len()).unwrap_or(u32::MAX);
            by_digest.insert(same[0].0, (from, to));
            from = to;
        }
        Self { candidates, forwards, backwards, shortened: by_digest, twins }
    }

    /// Like [`near_miss`], among the likeliest candidates.
    pub fn find(&self, typed: &str) -> Option<&'a str> {
        if typed.len() > LONGEST {
            return None;
        }
        if self.candidates.len() <= FEW {
            return near_miss(typed, self.candidates.iter().copied());
        }
        let of = |at: &u32| self.candidates[*at as usize];
        let before = self.forwards.partition_point(|at| of(at) < typed);
        let behind = self.backwards.partition_point(|at| reversed(of(at)).lt(reversed(typed)));
        let mut likely: Vec<u32> = [around(&self.forwards, before), around(&self.backwards, behind)].concat();
        likely.extend(self.twins(typed));
        likely.sort_unstable();
        likely.dedup();
        near_miss(typed, likely.iter().map(of))
    }

    /// Candidates that differ from a word by no more than a letter in either; of few candidates all.
    pub fn twins_of(&self, typed: &str) -> Vec<&'a str> {
        if self.candidates.len() <= FEW {
            return self.candidates.clone();
        }
        let mut twins = if typed.len() > LONGEST { Vec::new() } else { self.twins(typed) };
        twins.sort_unstable();
        twins.dedup();
        twins.into_iter().map(|at| self.candidates[at as usize]).collect()
    }

    fn twins(&self, typed: &str) -> Vec<u32> {
        let places = shortened(typed).filter_map(|digest| self.shortened.get(&digest));
        places.flat_map(|(from, to)| self.twins[*from as usize..*to as usize].iter().take(TWINS).copied()).collect()
    }
}

fn reversed(text: &str) -> impl Iterator<Item = char> {
    text.chars().rev()
}

fn around(order: &[u32], at: usize) -> &[u32] {
    &order[at.saturating_sub(NEIGHBOURS)..(at + NEIGHBOURS).min(order.len())]
}

/// Digests of a word, and of what is left of it without each letter.
fn shortened(word: &str) -> impl Iterator<Item = u64> {
    let digest = |parts: [&str; 2]| {
        let mut hasher = DefaultHasher::new();
        parts.iter().for_each(|part| hasher.write(part.as_bytes()));
        hasher.finish()
    };
    let without = word.char_indices().map(move |(at, c)| digest([&word[..at], &word[at + c.len_utf8()..]]));
    std::iter::once(digest([word, ""])).chain(without)
}
