//! Findings about processes that died while they worked on a pack.

use crate::build::codes;
use crate::finding::{Code, Finding, Spot, quoted_and};
use crate::worker::{Death, WorkerLimits};
use crate::workspace::PackAddress;

/// Files of a workspace that are named as what to look at, at most.
const NAMED: usize = 3;

/// The finding at the definition of the pack; `brought` are the files of templates and fonts that the workspace has of its
/// own.
pub(super) fn of_death(pack: &PackAddress, death: &Death, limits: WorkerLimits, brought: &[String]) -> Finding {
    let id = &pack.id;
    let (code, message): (&'static Code, String) = match death {
        Death::OutOfTime => {
            (&codes::OVER_TIME, format!("`{id}` took more than {} s and was stopped", limits.time.as_secs()))
        }
        Death::OutOfMemory => {
            (&codes::OVER_MEMORY, format!("`{id}` took more than {} MiB and was stopped", limits.memory >> 20))
        }
        Death::OutOfStack | Death::Other(_) | Death::NotStarted(_) => (&codes::PROCESS_DIED, format!("`{id}` {death}")),
    };
    let option = match death {
        Death::OutOfTime => "; or allow more time with `--pack-time`",
        Death::OutOfMemory => "; or allow more memory with `--pack-memory`",
        _ => "; if none of them is the cause, please report it with the pack",
    };
    let look = format!("look at {}{option}", suspicious(brought));
    Finding::new(code, Spot::File(pack.definition()), message).hint(look)
}

/// The finding that a library of the program failed over a pack to which the workspace brought templates and fonts of its own:
/// these are programs that ask the engine for anything. None if it brought none, or the fault is in the program's own parts.
pub(super) fn of_library(pack: &PackAddress, place: &str, brought: &[String]) -> Option<Finding> {
    if brought.is_empty() || place.starts_with("src/") {
        return None;
    }
    let library = place.rsplit("registry/src/").next().and_then(|path| Some(path.split_once('/')?.1)).unwrap_or(place);
    let message = format!("`{}` made a library of the program fail (at {library})", pack.id);
    let look = format!("look at {}; if none of them is the cause, please report it with the pack", suspicious(brought));
    Some(Finding::new(&codes::PROCESS_DIED, Spot::File(pack.definition()), message).hint(look))
}

/// The files that may be the cause.
fn suspicious(brought: &[String]) -> String {
    let own = match brought {
        [] => return "its pictures and annexes".to_owned(),
        few if few.len() <= NAMED => quoted_and(few.iter().map(String::as_str)),
        many => {
            let first = many.iter().take(NAMED).map(|path| format!("`{path}`")).collect::<Vec<_>>().join(", ");
            format!("{first} and {} more templates and fonts of the workspace", many.len() - NAMED)
        }
    };
    format!("{own}, and at its pictures and annexes")
}
