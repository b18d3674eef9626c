//! The cache that a command uses.

use std::path::PathBuf;

/// The cache that a command uses.
#[derive(Debug, clap::Args)]
pub(super) struct CacheChoice {
    /// The cache of what was made before, which is reused while nothing changes [default: `.packwright-cache` of the
    /// workspace]. Anybody who can write into it can change what is delivered: share it only with people you trust,
    /// or use `--cache-key-file`
    #[arg(long, value_name = "DIR")]
    pub(super) cache: Option<PathBuf>,

    /// A file with a secret of at least 16 bytes: only entries of the cache that were written with the same secret are used
    #[arg(long, value_name = "FILE", conflicts_with = "no_cache")]
    pub(super) cache_key_file: Option<PathBuf>,

    /// Use no cache: make everything anew
    #[arg(long)]
    pub(super) no_cache: bool,
}
