//! Merging outside PDFs into a bundle that the engine has typeset.
//!
//! The engine lays out a placeholder for every outside page: as large as that page is displayed, carrying a stamp, and
//! found by a link to `packwright:outside/<document>/<page>`. Here the outside page takes the placeholder's place, and
//! what belongs to it comes along: structure, links, bookmarks, labels, layers.
//!
//! It refuses to copy actions (scripts, forms, films, triggers) and links to other files, and to claim a standard that a
//! document does not meet. Removed parts are reported.

mod annotations;
mod attributes;
mod boxes;
mod claim;
mod colours;
mod content;
mod copier;
mod destinations;
mod error;
mod fields;
mod finish;
mod graft;
mod markers;
mod merger;
mod outline;
mod outside;
mod place;
mod prepare;
mod resources;
mod roles;
mod source;
mod stamp;
mod store;
mod structure;
mod written;

use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::ObjectId;
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use self::markers::{Placeholder, Placeholders};
use self::merger::Merger;
use self::prepare::Prepared;
use crate::pdf::{Budget, Limits, Opened, Refusal, exact, pages};

pub(super) use claim::claim;
pub use error::Error;
pub use outside::{Outside, OutsidePage};

/// Merges outside documents into a bundle that has a placeholder for each of their pages. A bundle without any placeholder is
/// not changed: its template shows none of them.
///
/// # Errors
/// If the bundle is not as the engine writes it, a placeholder is missing, or an outside document cannot be read.
pub fn merge(bundle: Vec<u8>, outside: &[Outside<'_>]) -> Result<Vec<u8>, Error> {
    let broken = |refusal: Refusal| Error::Bundle(refusal.to_string());
    let document = exact(&bundle, &Limits::ours()).map_err(broken)?.document;
    let pages = pages(&document, usize::MAX, &mut Budget::ours()).map_err(broken)?;
    let pages: Vec<ObjectId> = pages.pages.iter().map(|page| page.id).collect();
    let found = markers::find(&document, &pages);
    if found.is_empty() {
        return Ok(bundle);
    }
    let length = outside.iter().map(|outside| outside.opened.rest.length).sum::<usize>() + bundle.len();
    drop(bundle);
    let placeholders = placeholders(&found, outside)?;
    let mut merger = Merger::new(document, pages, outside, &placeholders, length)?;
    // A few at a time, so that memory does not hold all of them read.
    let size = rayon::current_num_threads().max(1);
    for (wave, documents) in outside.chunks(size).enumerate() {
        let first = wave * size;
        let opened: Vec<Opened> = documents.par_iter().map(|outside| outside.opened.opened()).collect();
        let numbered = documents.par_iter().zip(&opened).enumerate();
        let read: Vec<Result<Prepared<'_>, Error>> =
            numbered.map(|(at, (outside, opened))| read(first + at, outside, opened)).collect();
        for (at, prepared) in read.into_iter().enumerate() {
            merger.add(&documents[at], prepared?, &placeholders[first + at])?;
        }
    }
    Ok(merger.finish())
}

/// Reads one. Its readers are caught should they panic: files come from anywhere.
fn read<'a>(index: usize, outside: &Outside<'_>, opened: &'a Opened) -> Result<Prepared<'a>, Error> {
    let gave_up = |_| Err(Error::Unreadable { document: index, reason: "the reader gave up".to_owned() });
    catch_unwind(AssertUnwindSafe(|| Prepared::read(index, outside, opened))).unwrap_or_else(gave_up)
}

/// The placeholder of every outside page used.
fn placeholders(found: &Placeholders, outside: &[Outside<'_>]) -> Result<Vec<Vec<Placeholder>>, Error> {
    let of = |index: usize, page: usize| {
        found.get(&(index, page)).copied().flatten().ok_or(Error::Placeholder { document: index, page })
    };
    let all = outside.iter().enumerate();
    all.map(|(index, outside)| outside.pages.iter().map(|page| of(index, page.index)).collect()).collect()
}
