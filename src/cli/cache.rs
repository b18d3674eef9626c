//! `cache`: what is kept of packs that were built.

use std::path::Path;

use super::args::{CacheArgs, CacheDo};
use super::exit::Exit;
use super::packs::CACHE;
use super::report;
use crate::build::Cache;
use crate::finding::count;
use crate::workspace::Workspace;

/// Clears the cache of a workspace, or removes what is of no more use.
pub(super) fn cache(args: &CacheArgs) -> Exit {
    let (workspace, packs) = match Workspace::find(Path::new("."), &[]) {
        Ok(found) => found,
        Err(errors) => {
            report::show_find_errors(&errors);
            return Exit::WrongUse;
        }
    };
    let cache = Cache::new(args.cache.clone().unwrap_or_else(|| workspace.root.join(CACHE)));
    let removed = match args.what {
        CacheDo::Clear => cache.clear(),
        CacheDo::Prune => cache.prune(&packs),
    };
    report::say(&format!("{} removed", count(removed, "file")));
    Exit::Done
}
