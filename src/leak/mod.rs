//! The leak search: is anything of what an audience must not get in the bytes that it would get?
//!
//! A finished zip is taken apart, however deep: files, streams, strings, text as readers extract it, files within files. What
//! is withheld is looked for as single words that occur nowhere open, as runs of words, and as they are (digests, ids,
//! addresses). Case, accents, hyphens, line ends and torn words hide nothing.
//!
//! It refuses to know how a pack is made, or it would look only where its makers think that something is.
//!
//! It cannot find: text that is drawn as paths or pixels, or in fonts that say nothing of their characters; what is
//! encrypted with a password; words of fewer than four letters; other words for the same thing; and, in bytes that are not
//! text (programs of fonts, unknown formats), single short words.

mod archive;
mod calendar;
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
mod vocabulary;
mod within;

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

pub use secret::{Leak, Open, Search, Secret};
pub use within::Within;

use hunt::Hunt;
use needles::Kind;
use seams::Seams;
use within::Piece;

/// The most leaks that are told.
const MOST: usize = 50;

/// Searches the bytes of a finished zip: the first leak of each secret, file and part of it, 50 at most.
pub fn search(zip: &[u8], secrets: &[Secret], open: &Open<'_>) -> Vec<Leak> {
    search_whole(zip, secrets, open).leaks
}

/// The same with what could not be searched.
pub fn search_whole(zip: &[u8], secrets: &[Secret], open: &Open<'_>) -> Search {
    let hunt = hunt(secrets, open);
    let mut search = Search::default();
    let mut told = BTreeSet::new();
    // Most packs have nothing to explain.
    let seams = LazyCell::new(|| Seams::of(open.texts.iter().copied()));
    let mut explained: BTreeMap<usize, bool> = BTreeMap::new();
    archive::pieces(zip, &mut |path, within, piece| {
        if matches!(piece, Piece::Unread) && search.unread.last().is_none_or(|last| last != path) {
            search.unread.push(path.to_owned());
        }
        search.bytes += hunt.search(&piece, &mut |number| {
            let needle = &hunt.needles[number];
            let is_of_words = matches!(needle.kind, Kind::Run | Kind::Phrase | Kind::Gram);
            let mut explain = || seams.explain(&needle.shown, &needle.text);
            if is_of_words && *explained.entry(number).or_insert_with(&mut explain) {
                return;
            }
            let key = (needle.secret, path.to_owned(), within);
            if search.leaks.len() < MOST && told.insert(key) {
                let place = secrets[needle.secret].place;
                search.leaks.push(Leak { secret: needle.shown.clone(), place, path: path.to_owned(), within });
            }
        });
    });
    search
}

/// Words that files of any origin have as text, and that say nothing: XMP's name of the default language, keywords of PNG.
const OF_FORMATS: &str = "x-default https http www mailto Title Author Description Copyright Creation Time Software Disclaimer Warning Source Comment";

/// The texts to search for: all secrets that are in no open text.
fn hunt(secrets: &[Secret], open: &Open<'_>) -> Hunt {
    let all = Hunt::new(needles::needles(secrets));
    let mut is_open = vec![false; all.needles.len()];
    for text in open.texts.iter().chain([&OF_FORMATS]) {
        all.search(&Piece::Words(text), &mut |number| is_open[number] = true);
    }
    let kept = all.needles.into_iter().zip(is_open).filter(|(_, is_open)| !is_open);
    Hunt::new(kept.map(|(needle, _)| needle).collect())
}

/// The numbers of the secrets of which texts say something.
pub fn said(texts: &[String], secrets: &[Secret], open: &Open<'_>) -> BTreeSet<usize> {
    let hunt = hunt(secrets, open);
    let mut said = BTreeSet::new();
    for text in texts {
        hunt.search(&Piece::Words(text), &mut |number| _ = said.insert(hunt.needles[number].secret));
    }
    said
}

/// Every text that a file of somebody else's holds, to be looked for when the file is withheld: what is on its pages, what it
/// says of itself, bookmarks, notes, values of fields, alternative texts, names of layers, of attachments and of the file
/// itself, and the digest of its bytes (SHA-256, in hexadecimal digits). What programs write into every file is not among them.
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
    // Types of languages and keywords of chunks are words of formats, too, where they are all that a text says.
    texts.retain(|text| text != "x-default" && !vocabulary::is_of_formats(&text.to_lowercase()));
    texts.into_iter().collect()
}

/// The texts on some pages of a PDF, counted from 0: they are open where an audience gets these pages, and not the others.
pub fn texts_of_pages(bytes: &[u8], pages: &[usize]) -> Vec<String> {
    pdf::texts_of_pages(bytes, pages)
}

/// The text that a PDF draws as content of its pages, and what it draws besides (running heads), by pages and forms; nothing if a
/// part of it cannot be read.
pub fn drawn_texts(bytes: &[u8]) -> Option<(Vec<String>, Vec<String>)> {
    pdf::drawn(bytes)
}

fn digest(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
