//! Sources that are kept from one time to the next.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use typst::syntax::{FileId, Source};

use crate::compare;

/// The most lines that are compared one by one, from the first to the last that differ: more are replaced as a whole.
const LINES_AT_MOST: usize = 3_000;

/// Sources that are kept between one time and the next. What changes in one is put into it, so that the engine takes the rest of
/// it as unchanged and does not lay it out again.
#[derive(Debug, Default)]
pub struct KeptSources(pub(super) Arc<HashMap<FileId, Source>>);

/// The shapes of the last edition in this process: most editions have the same, which need not be read again.
static SHAPES: LazyLock<Mutex<HashMap<FileId, Source>>> = LazyLock::new(Mutex::default);

impl KeptSources {
    /// A source with this text.
    pub(super) fn with(&self, id: FileId, text: &str) -> Source {
        match self.0.get(&id).cloned() {
            Some(mut source) => {
                put(&mut source, text);
                source
            }
            None if id.vpath().get_without_slash().starts_with("shape/") => shape(id, text),
            None => Source::new(id, text.to_owned()),
        }
    }
}

fn shape(id: FileId, text: &str) -> Source {
    let last = || SHAPES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = last().get(&id).filter(|known| known.text() == text) {
        return known.clone();
    }
    let source = Source::new(id, text.to_owned());
    last().insert(id, source.clone());
    source
}

/// Puts a text in the place of a source's: only the lines that differ.
fn put(source: &mut Source, text: &str) {
    let old: Vec<&str> = source.text().split_inclusive('\n').collect();
    let new: Vec<&str> = text.split_inclusive('\n').collect();
    let first = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let last = old[first..].iter().rev().zip(new[first..].iter().rev()).take_while(|(old, new)| old == new).count();
    let (old, new) = (&old[..old.len() - last], &new[..new.len() - last]);
    if old.len().max(new.len()) - first > LINES_AT_MOST {
        source.replace(text);
        return;
    }
    let starts = starts(old.iter().map(|line| line.len()));
    let same = compare::common(&old[first..], &new[first..]);
    // From the last to the first, so that what stands before a change stays where it is.
    let (mut old_end, mut new_end, mut edits) = (old.len(), new.len(), Vec::new());
    let pairs = same.into_iter().rev().map(|(before, after)| (before + first + 1, after + first + 1));
    for (before, after) in pairs.chain([(first, first)]) {
        if before < old_end || after < new_end {
            edits.push((starts[before]..starts[old_end], new[after..new_end].concat()));
        }
        (old_end, new_end) = (before.saturating_sub(1), after.saturating_sub(1));
    }
    for (range, lines) in edits {
        source.edit(range, &lines);
    }
}

/// Where each line starts, and where the last one ends, in bytes.
fn starts(lengths: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut starts = vec![0];
    starts.extend(lengths.scan(0, |end, length| {
        *end += length;
        Some(*end)
    }));
    starts
}
