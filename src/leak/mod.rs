//! The leak search: does a finished zip contain anything that is withheld from its audience?
//!
//! The zip is taken apart completely: files, streams, strings, text as readers extract it, files inside files. Withheld texts
//! are searched for as single words that no open text has, as runs of several words, and unchanged (digests, ids, addresses).
//! Differences of case, accents, hyphens and line ends do not prevent a match, nor do words that are broken into parts.
//!
//! This module does not know how a pack is made: otherwise it would search only where a leak is expected.
//!
//! It cannot find: text that is drawn as paths or pixels, or in fonts that do not state their characters; what is
//! encrypted with a password; words of fewer than four letters; other words for the same thing; and single short words in
//! bytes that are not text (font programs, unknown formats).

mod archive;
mod calendar;
mod figures;
mod files;
mod fold;
mod hunt;
mod json;
mod markup;
mod needles;
mod pdf;
mod pictures;
mod seams;
mod secret;
mod stems;
mod vocabulary;
mod within;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

pub use secret::{Leak, Open, Search, Secret};
pub use within::Within;

use figures::figures;
use hunt::Hunt;
use needles::Kind;
use seams::Seams;
use stems::Stems;
use within::Piece;

/// The most leaks that are reported.
const MOST: usize = 50;

/// Searches the bytes of a finished zip: the first leak of each secret, file and part of it, 50 at most.
pub fn search(zip: &[u8], secrets: &[Secret], open: &Open<'_>) -> Vec<Leak> {
    search_whole(zip, secrets, open).leaks
}

/// Does the same as [`search`], and also returns the files that could not be searched.
pub fn search_whole(zip: &[u8], secrets: &[Secret], open: &Open<'_>) -> Search {
    let hunt = hunt(secrets, open);
    // Created only if something is found, which is rare.
    let seams = LazyLock::new(|| Seams::of(open.texts.iter().copied()));
    let parts = archive::Parts::of(zip);
    let of_part = |part| {
        let mut search = Search::default();
        let mut reported = BTreeSet::new();
        let mut explained: BTreeMap<usize, bool> = BTreeMap::new();
        parts.pieces(part, &mut |path, within, piece| {
            if matches!(piece, Piece::Unread) && search.unread.is_empty() {
                search.unread.push(path.to_owned());
            }
            search.bytes += hunt.search(&piece, &mut |number| {
                let needle = &hunt.needles[number];
                let is_of_words = matches!(needle.kind, Kind::Run | Kind::Phrase | Kind::Gram);
                let mut explain = || seams.explain(&needle.shown, &needle.text);
                if is_of_words && *explained.entry(number).or_insert_with(&mut explain) {
                    return;
                }
                if search.leaks.len() < MOST && reported.insert((needle.secret, within)) {
                    let (secret, place) = (needle.shown.clone(), secrets[needle.secret].place);
                    search.leaks.push(Leak { secret, place, path: path.to_owned(), within });
                }
            });
        });
        search
    };
    let searched: Vec<Search> = (0..parts.count()).into_par_iter().map(of_part).collect();
    let mut all = Search::default();
    for part in searched {
        all.leaks.extend(part.leaks);
        all.unread.extend(part.unread);
        all.bytes += part.bytes;
    }
    all.leaks.truncate(MOST);
    all.unread.dedup();
    all
}

/// Words that programs write into files as text, and that reveal nothing: XMP's name of the default language, keywords of PNG.
const OF_FORMATS: &str = "x-default https http www mailto Title Author Description Copyright Creation Time Software Disclaimer Warning Source Comment";

/// Prepares the search: the words of all secrets, without those that open texts have as well.
fn hunt(secrets: &[Secret], open: &Open<'_>) -> Hunt {
    hunt_for(needles::needles(secrets), open)
}

fn hunt_for(needles: Vec<needles::Needle>, open: &Open<'_>) -> Hunt {
    let all = Hunt::new(needles);
    let mut is_open = vec![false; all.needles.len()];
    for text in open.texts.iter().chain([&OF_FORMATS]) {
        all.search(&Piece::Words(text), &mut |number| is_open[number] = true);
    }
    let kept = all.needles.into_iter().zip(is_open).filter(|(_, is_open)| !is_open);
    Hunt::new(kept.map(|(needle, _)| needle).collect())
}

/// Of each text, the first words of a secret that stand in it one after the other, as many as are not written by chance. Single words do
/// not count.
pub fn quoted(texts: &[&str], secrets: &[Secret], open: &Open<'_>) -> Vec<Option<String>> {
    let runs = needles::needles(secrets).into_iter().filter(|needle| needle.kind == Kind::Run).collect();
    let hunt = hunt_for(runs, open);
    let quoted = |text: &&str| {
        let mut first = None;
        hunt.search(&Piece::Words(text), &mut |number| _ = first.get_or_insert(number));
        first.map(|number| hunt.needles[number].shown.clone())
    };
    texts.iter().map(quoted).collect()
}

/// The numbers of the secrets of which some words are in `texts`.
pub fn said(texts: &[String], secrets: &[Secret], open: &Open<'_>) -> BTreeSet<usize> {
    let all = Hunt::new(needles::needles(secrets));
    let mut found = BTreeSet::new();
    for text in texts {
        all.search(&Piece::Words(text), &mut |number| _ = found.insert(number));
    }
    // Only for what was found, the open texts have to be read.
    let found = all.needles.into_iter().enumerate().filter(|(number, _)| found.contains(number));
    let found: Vec<_> = found.map(|(_, needle)| needle).collect();
    if found.is_empty() {
        return BTreeSet::new();
    }
    hunt_for(found, open).needles.iter().map(|needle| needle.secret).collect()
}

/// Of each text, whether some words of a secret are in it, also in another form ("wardens"). Figures and short names count, too, unless
/// they are in an open text: leaving out one text too many costs little. The same said in other words or figures is not recognized.
pub fn telling(texts: &[String], secrets: &[Secret], open: &Open<'_>) -> Vec<bool> {
    let hunt = hunt(secrets, open);
    let of_open = figures(open.texts.iter().copied());
    let withheld = &figures(secrets.iter().map(|secret| secret.text.as_str())) - &of_open;
    let words = hunt.needles.iter().filter(|needle| needle.kind == Kind::Word).map(|needle| needle.text.as_str());
    let stems = Stems::new(words, secrets, open);
    let is_telling = |text: &String| {
        let has_figures = || !figures(std::iter::once(text.as_str())).is_disjoint(&withheld);
        let mut is_telling = stems.are_in(text) || has_figures();
        hunt.search(&Piece::Words(text), &mut |_| is_telling = true);
        is_telling
    };
    texts.iter().map(is_telling).collect()
}

/// Every text of an annex file, to search for it when the file is withheld: the text of its pages, metadata, bookmarks, notes,
/// values of fields, alternative texts, names of layers, of attachments and of the file itself, and the digest of its bytes
/// (SHA-256, in hexadecimal digits). Words that programs write into every file are not included.
pub fn texts_of_file(name: &str, bytes: &[u8]) -> Vec<String> {
    let mut texts = BTreeSet::new();
    let name = name.rsplit('/').next().unwrap_or(name);
    files::pieces(name, bytes, &mut |within, piece| {
        if let Piece::Words(text) = piece
            && !matches!(within, Within::Bytes | Within::Stream | Within::Name | Within::Destination)
        {
            texts.insert(text.trim().to_owned());
        }
    });
    texts.insert(name.to_owned());
    texts.insert(digest(bytes));
    texts.remove("");
    // A text that is nothing but a keyword of a format reveals nothing.
    texts.retain(|text| text != "x-default" && !vocabulary::is_of_formats(&text.to_lowercase()));
    texts.into_iter().collect()
}

/// The texts of some pages of a PDF, counted from 0. They are open if an audience gets only these pages.
pub fn texts_of_pages(bytes: &[u8], pages: &[usize]) -> Vec<String> {
    pdf::texts_of_pages(bytes, pages)
}

/// The text that a PDF draws, by pages and forms: first the content of pages, then the other text (running heads). `None` if a part
/// of the file cannot be read.
pub fn drawn_texts(bytes: &[u8]) -> Option<(Vec<String>, Vec<String>)> {
    pdf::drawn(bytes)
}

fn digest(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    hex::encode(Sha256::digest(bytes))
}
