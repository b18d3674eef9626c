//! A set of changes of a definition or of the registry: values written, cleared, added, moved and removed.
//!
//! The file remains as a person would have written it: no byte changes that does not have to (`apply`), and what is new is laid
//! out as what is around it (`layout`). Changes name places of the file as it was seen. If it is another one by now, each place is
//! looked for in it, and what is changed must be as it was seen.

mod anywhere;
mod apply;
mod asked;
mod follow_ups;
mod habits;
mod layout;
mod pointer;
mod proposal;
mod referring;
mod rename;
mod same;
mod tree;

pub use anywhere::{following_anywhere, referring_anywhere};
pub use asked::Change;
pub use proposal::proposed_id;
pub use referring::{Referring, own_id, referring};
pub use same::place_now;

use serde_json::Value as Json;

use super::approve::Refusal;
use super::edit::must_be_editable;
use super::edited::Edited;
use super::faults::refuse_faults;
use super::held::{again, hold_all, read as read_text, replace_all};
use super::unprintable::refuse_unprintable_value;
use crate::read::REGISTRY;
use crate::workspace::{PackAddress, Workspace};
use apply::Rules;
use rename::Renamed;

/// The most changes in a set.
const MANY: usize = 100;
/// The longest text in a value, in bytes.
const LONGEST: usize = 128 * 1024;
/// The longest place, in bytes.
const LONGEST_POINTER: usize = 1024;

/// A pack, and what a set of changes did to a file for it.
pub type EditedFor = (PackAddress, Edited);

/// Does a set of changes, all or none; `seen` is the text of the file as it was seen, `packs` are those whose definitions may refer to
/// what is in the registry, or name actions. Gives the file first, then those in which references follow an id that is another one now.
///
/// # Errors
/// If the file is none that can be changed, has nothing in a place, was changed there since it was seen, cannot be written, or
/// could not be read afterwards as a definition: then the finding says why. If an id is taken, or what refers to it cannot follow.
pub fn change(
    workspace: &Workspace,
    pack: &PackAddress,
    path: &str,
    seen: &str,
    changes: &[Change],
    packs: &[PackAddress],
) -> Result<Vec<EditedFor>, Refusal> {
    refuse_large(changes)?;
    changes.iter().filter_map(Change::value).try_for_each(refuse_unprintable_value)?;
    must_be_editable(workspace, pack, path)?;
    let renamed = Renamed::all(path, seen, changes);
    let is_registry = path == REGISTRY;
    let later = if is_registry { Vec::new() } else { follow_ups::later(workspace, pack, seen, changes, packs)? };
    let followers = match is_registry {
        true => rename::followers(workspace, packs, &renamed)?,
        false => later.iter().map(|one| one.pack.clone()).collect(),
    };
    let files = followers.into_iter().map(|pack| (pack.definition(), pack));
    let files: Vec<(String, PackAddress)> = std::iter::once((path.to_owned(), pack.clone())).chain(files).collect();
    let done_in = |texts: Vec<String>| -> Result<Vec<EditedFor>, Refusal> {
        let done = |((file, of), before): (&(String, PackAddress), String)| {
            let after = if file == path { merged(path, seen, &before, changes)? } else { before.clone() };
            let after = match later.iter().find(|one| one.pack == *of && file != path) {
                Some(later) => later.followed(file, &after)?,
                None => renamed.iter().try_fold(after, |text, one| one.followed(file, &text))?,
            };
            Ok((of.clone(), Edited { path: file.clone(), before, after }))
        };
        files.iter().zip(texts).map(done).collect()
    };
    let texts = || files.iter().map(|(file, _)| read_text(workspace, file)).collect::<Result<Vec<_>, _>>();
    for (of, Edited { path, before, after }) in &done_in(texts()?)? {
        if after != before {
            refuse_faults(workspace, of, path, before, after)?;
        }
    }
    // Whoever wrote something while this was looked at wrote it before.
    let act = || {
        let held = hold_all(workspace, &files)?;
        let edited = done_in(held.iter().map(|held| held.text().to_owned()).collect())?;
        replace_all(workspace, held, &edited)?;
        Ok(edited)
    };
    again(|| texts().ok(), act)
}

/// The text of a file after a set of changes. Whether it is one that a definition can have is not looked at.
///
/// ```
/// use packwright::build::{Change, changed};
/// let set = Change::Set { pointer: "/time/minutes".to_owned(), value: 60.into() };
/// let text = r#"{ "version": 1, "time": { "start": "2026-03-10T18:30" } }"#;
/// let after = changed("packs/spring/meeting.json", text, &[set]).unwrap();
/// assert_eq!(after, r#"{ "version": 1, "time": { "start": "2026-03-10T18:30", "minutes": 60 } }"#);
/// ```
///
/// # Errors
/// If it is not JSON, or has nothing in a place.
pub fn changed(path: &str, text: &str, changes: &[Change]) -> Result<String, Refusal> {
    merged(path, text, text, changes)
}

/// The same of a file that may be another one than was seen.
fn merged(path: &str, seen: &str, now: &str, changes: &[Change]) -> Result<String, Refusal> {
    let rules = Rules::of(path);
    let (mut seen, mut now) = (seen.to_owned(), now.to_owned());
    for change in changes {
        if seen == now {
            now = rules.apply(&now, change)?;
            seen.clone_from(&now);
        } else {
            rules.refuse_if_broken(&now)?;
            let here = same::in_another(change, &seen, &now).ok_or_else(|| super::edit::changed(path))?;
            seen = rules.apply(&seen, change)?;
            now = rules.apply(&now, &here)?;
        }
    }
    Ok(now)
}

fn refuse_large(changes: &[Change]) -> Result<(), Refusal> {
    fn is_large(value: &Json) -> bool {
        match value {
            Json::String(text) => text.len() > LONGEST,
            Json::Array(all) => all.iter().any(is_large),
            Json::Object(all) => all.iter().any(|(key, value)| key.len() > LONGEST_POINTER || is_large(value)),
            _ => false,
        }
    }
    let is_large = |one: &Change| one.pointer().len() > LONGEST_POINTER || one.value().is_some_and(is_large);
    if changes.len() > MANY || changes.iter().any(is_large) {
        let hint =
            format!("nothing was written; a text has up to {} KB here, a file in an editor more", LONGEST / 1024);
        return Err(Refusal::of_use("this is too large to be written from a form", hint));
    }
    Ok(())
}
