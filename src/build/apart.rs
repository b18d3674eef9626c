//! Finds the packs that are built in a process of their own, because parts of them may take any time and memory.
//!
//! Templates and fonts of a workspace are programs of somebody; pictures, PDFs and signed packs are files of somebody, which
//! libraries unpack. All of that is bounded where it can be, and what is left over may end its process. A pack of this process
//! consists of our own parts, except a few small pictures ([`is_plain`]), and a definition and registry whose size limits what
//! can be made of them: a text may be printed as often as it is referred to. If this still becomes too much, the pack is handed
//! over before it is typeset ([`SHEETS`]).
//!
//! A process takes 5 ms; a run has one for all its packs, so either all packs are built there or none.

use rayon::iter::{IntoParallelIterator, ParallelExtend, ParallelIterator};

use crate::picture::{PLAIN, is_plain};
use crate::read::REGISTRY;
use crate::workspace::{Files, PackAddress, embedded};

/// The job of working on packs.
pub const PACKS: &str = "packs";

/// The most that a definition, its approvals and the registry may have together, in bytes.
const TEXTS: u64 = 64 * 1024;

/// The most source that is typeset in the process of the run, in bytes: some 300 pages.
pub(super) const SHEETS: usize = 1024 * 1024;

/// Endings of text files beside templates and fonts, such as licences.
const TEXTS_BESIDE: [&str; 2] = [".txt", ".md"];

/// The maximum number of files in a pack's folder that are examined.
const FILES: usize = 16;

/// Folders inside `templates` and `fonts`, and inside those of sets of templates.
const DEPTH: usize = 4;

/// Files of `templates` and `fonts` that a workspace has of its own, and what is there and is no file: a copy of the
/// program's file is none.
pub(super) fn brought(files: &dyn Files, with_fonts: bool) -> Vec<String> {
    let (mut own, mut perhaps) = (Vec::new(), Vec::new());
    walk(files, "templates", DEPTH, &mut own, &mut perhaps);
    if with_fonts {
        walk(files, "fonts", DEPTH, &mut own, &mut perhaps);
    }
    let is_own = |(path, ours): &(String, &[u8])| !files.holds(path, ours);
    own.par_extend(perhaps.into_par_iter().filter(is_own).map(|(path, _)| path));
    own.sort();
    own
}

/// Parts files that are a workspace's own from those that may be copies of the program's, which are given with them.
fn walk(
    files: &dyn Files,
    folder: &str,
    depth: usize,
    own: &mut Vec<String>,
    perhaps: &mut Vec<(String, &'static [u8])>,
) {
    let Ok(names) = files.list(folder) else { return own.push(folder.to_owned()) };
    for name in names.into_iter().filter(|name| !TEXTS_BESIDE.iter().any(|ending| name.ends_with(ending))) {
        let path = format!("{folder}/{name}");
        match embedded(&path) {
            Some(ours) => perhaps.push((path, ours)),
            None if files.length(&path).is_none() && depth > 0 => walk(files, &path, depth - 1, own, perhaps),
            None => own.push(path),
        }
    }
}

/// Returns whether a pack of a workspace without templates and fonts of its own is made of other files than texts, or
/// of large ones.
pub(super) fn brings_files(files: &dyn Files, pack: &PackAddress) -> bool {
    let lengths =
        [pack.definition(), pack.approvals(), REGISTRY.to_owned()].map(|path| files.length(&path).unwrap_or(0));
    if lengths.iter().sum::<u64>() > TEXTS || files.length(&pack.signed()).is_some() {
        return true;
    }
    let definition = files.length(&pack.definition()).and_then(|_| files.read(&pack.definition()).ok()?);
    let Some(definition) = definition else { return false };
    // Files are named under `files` and in `![…](…)`; an escaped letter may hide either.
    let has = |part: &[u8]| definition.windows(part.len()).any(|window| window == part);
    [&b"\"files\""[..], b"![", b"\\u"].into_iter().any(has) && !are_plain(files, &pack.folder, &mut { FILES }, DEPTH)
}

/// Returns whether the folder of a pack, from which it takes its files, holds nothing but its texts and a few plain pictures.
fn are_plain(files: &dyn Files, folder: &str, left: &mut usize, depth: usize) -> bool {
    let Ok(names) = files.list(folder) else { return false };
    names.into_iter().all(|name| {
        let path = format!("{folder}/{name}").trim_start_matches('/').to_owned();
        let Some(length) = files.length(&path) else { return depth > 0 && are_plain(files, &path, left, depth - 1) };
        *left = left.saturating_sub(1);
        let content = || if length <= PLAIN { files.read(&path).ok().flatten() } else { None };
        *left > 0 && (name.ends_with(".json") || content().is_some_and(|content| is_plain(&name, &content)))
    })
}
