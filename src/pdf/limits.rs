//! Limits on how much of a file is read.

/// Limits for outside files. Each is a number of things, none is a time: so a file has the same result on every machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Pages of the file.
    pub pages: usize,
    /// Values of the whole file: each number, name, string, array, dictionary and reference counts one. A value is
    /// about 150 bytes in memory.
    pub values: usize,
    /// Arrays and dictionaries within each other. lopdf refuses more than 100, and needs about 10 KB of stack for each.
    pub depth: usize,
    /// Bytes of one stream when its filters are undone.
    pub stream: usize,
    /// Bytes of all streams that are read, after their filters are undone.
    pub unpacked: usize,
    /// Operators of all content streams that are read; a form counts each time it is drawn.
    pub operators: usize,
    /// Operators of all content streams of a file that is given to the validator, which takes fifty times as long for one.
    pub validated_operators: usize,
    /// Steps through everything that refers to something else: pages, outlines, fields, actions, name trees.
    pub steps: usize,
}

impl Default for Limits {
    /// Enough for a report of a thousand tagged pages, and less than a gigabyte of memory.
    fn default() -> Self {
        Self {
            bytes: 256 << 20,
            pages: 5_000,
            values: 4_000_000,
            depth: 60,
            stream: 64 << 20,
            unpacked: 512 << 20,
            operators: 50_000_000,
            validated_operators: 2_000_000,
            steps: 1_000_000,
        }
    }
}

impl Limits {
    /// For what comes out of a pack and is proved or signed again: minutes, and whole bundles of a thousand pages.
    pub(crate) fn of_packs() -> Self {
        Self { pages: usize::MAX, values: 1_500_000, ..Self::default() }
    }

    /// For documents that we write, which have as many pages as all that is put into them.
    pub(crate) fn ours() -> Self {
        Self { bytes: usize::MAX, pages: usize::MAX, values: 16_000_000, ..Self::default() }
    }
}
