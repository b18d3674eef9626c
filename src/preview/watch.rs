//! The files that pages are made of, and whether any changed.
//!
//! They are looked at again and again, by what the file system says about them: that costs less than half a millisecond. Events of
//! the system would be sooner by some milliseconds, but there are none on network drives and in shared folders of containers, and
//! editors that save under another name and rename lose those that watch a file.

use std::collections::{BTreeMap, BTreeSet};

use crate::pack::digest;
use crate::workspace::{Disk, Files, Stamp};

/// Folders inside a folder that are looked into.
const DEPTH: usize = 4;

/// Files and folders, as they were when they were looked at.
#[derive(Debug, Clone)]
pub(super) struct Watch {
    stamps: BTreeMap<String, Option<Stamp>>,
}

impl Watch {
    /// Looks at all files in folders, and at single files, which need not be there.
    pub(super) fn look(files: &Disk, folders: &[&str], single: &BTreeSet<String>) -> Self {
        let mut watch = Self { stamps: BTreeMap::new() };
        watch.add(files, single);
        for folder in folders {
            watch.look_into(files, folder, DEPTH);
        }
        watch
    }

    /// Looks at more single files; those that it knows stay as they were.
    pub(super) fn add(&mut self, files: &Disk, single: &BTreeSet<String>) {
        for path in single {
            self.stamps.entry(path.clone()).or_insert_with(|| files.stamp(path));
        }
    }

    fn look_into(&mut self, files: &Disk, folder: &str, depth: usize) {
        let stamp = files.stamp(folder);
        self.stamps.insert(folder.to_owned(), stamp);
        if !stamp.is_some_and(|stamp| stamp.is_folder) {
            return;
        }
        for name in files.list(folder).unwrap_or_default() {
            let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            match files.stamp(&path) {
                Some(stamp) if stamp.is_folder && depth == 0 => {}
                Some(stamp) if stamp.is_folder => self.look_into(files, &path, depth - 1),
                stamp => drop(self.stamps.insert(path, stamp)),
            }
        }
    }

    /// Returns whether any file or folder is another one by now.
    pub(super) fn is_over(&self, files: &Disk) -> bool {
        self.stamps.iter().any(|(path, stamp)| files.stamp(path) != *stamp)
    }

    /// Returns whether the files are the same. Names that begin with a dot do not count: they are those of locks, and of files that
    /// are being written.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.files().eq(other.files())
    }

    /// A digest of the files, to know them again.
    pub(super) fn digest(&self) -> String {
        let all: Vec<_> = self.files().collect();
        digest(format!("{all:?}").as_bytes())
    }

    fn files(&self) -> impl Iterator<Item = (&String, &Option<Stamp>)> {
        let is_hidden = |path: &str| path.rsplit('/').next().is_some_and(|name| name.starts_with('.'));
        let is_folder = |stamp: &Option<Stamp>| stamp.is_some_and(|stamp| stamp.is_folder);
        self.stamps.iter().filter(move |(path, stamp)| !is_hidden(path) && !is_folder(stamp))
    }
}
