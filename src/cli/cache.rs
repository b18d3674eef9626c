//! `cache`: what is kept of packs that were built.

use std::path::Path;

use super::args::{CacheArgs, CacheDo};
use super::cache_choice::CacheChoice;
use super::exit::Exit;
use super::report;
use super::verify::read;
use crate::build::{Cache, NoCache};
use crate::finding::count;
use crate::workspace::{Found, Workspace};

/// The folder of the cache in a workspace, unless another is named.
const CACHE: &str = ".packwright-cache";

impl CacheChoice {
    /// The key; none if it is not usable, which is reported.
    pub(super) fn key(&self) -> Option<Vec<u8>> {
        self.cache_key_file.as_deref().map_or_else(|| Some(Vec::new()), cache_key)
    }

    /// The cache that is used in a workspace, if any.
    pub(super) fn of(&self, workspace: &Workspace, key: Vec<u8>) -> Option<Cache> {
        let folder = self.cache.clone().unwrap_or_else(|| workspace.root.join(CACHE));
        (!self.no_cache).then(|| Cache::new(folder).with_key(key))
    }
}

/// Returns whether there can be a cache where one is wanted; if not, that is reported.
pub(super) fn is_usable(cache: Option<&Cache>) -> bool {
    let Some((cache, why)) = cache.and_then(|cache| Some((cache, cache.fault()?))) else { return true };
    let folder = cache.folder().display();
    report::complain(&format!(
        "error: there can be no cache in `{folder}`: {why}\nhint: name another folder with `--cache`"
    ));
    false
}

/// The key of a cache; none if it is not usable, which is reported.
fn cache_key(path: &Path) -> Option<Vec<u8>> {
    let key = read(path)?.trim_ascii_end().to_vec();
    if key.len() < Cache::KEY {
        report::complain(&format!(
            "error: `{}` has fewer than {} bytes, too few for a key\nhint: make one, for example by `openssl rand -hex 32`",
            path.display(),
            Cache::KEY
        ));
        return None;
    }
    Some(key)
}

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
        Err(NoCache) => report::misuse(&format!(
            "`{}` is not a cache of packwright: it has no `CACHEDIR.TAG` that says so\nhint: name the \
                 folder that you gave to `build --cache`; the next build adds the file to a cache of an earlier version",
            cache.folder().display()
        )),
    }
}
