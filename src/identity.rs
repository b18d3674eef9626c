//! Run by cargo before the crate is compiled: gives it a digest of its own sources as `PACKWRIGHT_SOURCES`, so that what an
//! earlier state of the program kept in a cache is not taken for what this one would make. (Not a part of the crate.)

#![allow(clippy::print_stdout, reason = "so cargo is told")]

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// The sources on which the bytes of a pack depend.
const SOURCES: [&str; 4] = ["src", "templates", "fonts", "Cargo.lock"];

fn main() {
    let mut files = BTreeSet::new();
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
        collect(Path::new(source), &mut files);
    }
    // The same in every process: no random keys.
    let mut digest = DefaultHasher::new();
    for file in files {
        file.to_string_lossy().replace('\\', "/").hash(&mut digest);
        std::fs::read(&file).unwrap_or_default().hash(&mut digest);
    }
    println!("cargo::rustc-env=PACKWRIGHT_SOURCES={:016x}", digest.finish());
}

fn collect(path: &Path, files: &mut BTreeSet<PathBuf>) {
    if !path.is_dir() {
        files.insert(path.to_path_buf());
        return;
    }
    for entry in std::fs::read_dir(path).into_iter().flatten().flatten() {
        collect(&entry.path(), files);
    }
}
