//! `cache`: what is kept of packs that were built.

use std::path::Path;

use super::args::{CacheArgs, CacheDo};
use super::exit::Exit;
use super::packs::CACHE;
use super::report;
use crate::build::{Cache, NoCache};
use crate::finding::count;
use crate::workspace::{Found, Workspace};

/// Clears the cache of a workspace, or removes entries that are no longer used.
pub(super) fn cache(args: &CacheArgs) -> Exit {
    let Found { workspace, packs, .. } = match Workspace::find(Path::new("."), &[]) {
        Ok(found) => found,
        Err(errors) => {
            report::show_find_errors(&errors);
            return Exit::IncorrectUsage;
        }
    };
    let cache = Cache::new(args.cache.clone().unwrap_or_else(|| workspace.root.join(CACHE)));
    let removed = match args.what {
        CacheDo::Clear => cache.clear(),
        CacheDo::Prune => cache.prune(&packs),
    };
    match removed {
        Ok(removed) => {
            report::say(&format!("{} removed", count(removed, "file")));
            Exit::Done
        }
        Err(NoCache) => {
            report::complain(&format!(
                "error: `{}` is not a cache of packwright: it has no `CACHEDIR.TAG` that says so\nhint: name the \
                 folder that you gave to `build --cache`; the next build adds the file to a cache of an earlier version",
                cache.folder().display()
            ));
            Exit::IncorrectUsage
        }
    }
}
