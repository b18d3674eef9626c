//! One string of a definition or of the registry, written anew where it stands. No other byte of the file changes.
//!
//! Whoever edits a text saw a file. If it is another one by now, the text is looked for in it by ids and by its neighbours, and
//! must still be the text that was seen.

use super::approve::Refusal;
use super::edited::Edited;
use super::faults::refuse_faults;
use super::held::{HeldText, again, hold_all, is_open, read, refuse_if_signed, replace_all};
use super::there::still_there;
use super::unprintable::refuse_unprintable;
use crate::comments::{Replacement, written};
use crate::finding::{Place, Sources};
use crate::read::REGISTRY;
use crate::workspace::{PackAddress, Workspace};
use crate::write::Origins;

/// A string that is to be written anew.
#[derive(Debug, Clone)]
pub struct Edit<'a> {
    /// The file, by its path in the workspace.
    pub path: &'a str,
    /// Where the string stands in the file as it was seen: a JSON pointer (RFC 6901).
    pub pointer: &'a str,
    /// The text of the file as it was seen.
    pub seen: &'a str,
    /// The new string.
    pub value: &'a str,
}

/// The files of which strings can be edited: the definition of a pack unless it is signed, and the registry.
pub fn editable(workspace: &Workspace, pack: &PackAddress) -> Vec<String> {
    let definition = is_open(workspace, pack).then(|| pack.definition());
    definition.into_iter().chain([REGISTRY.to_owned()]).collect()
}

/// A string in the text of a file that can be edited.
///
/// # Errors
/// If there is none.
pub fn string_at(path: &str, text: &str, pointer: &str) -> Result<String, Refusal> {
    StringIn::find(path, text, pointer).map(|there| there.value)
}

/// Writes a string anew.
///
/// # Errors
/// If the file is none whose strings can be edited, the string changed since it was seen, the file cannot be written, or could not be
/// read afterwards as a definition: a required text would be empty.
pub fn edit(workspace: &Workspace, pack: &PackAddress, edit: &Edit<'_>) -> Result<Edited, Refusal> {
    refuse_unprintable(edit.value)?;
    must_be_editable(workspace, pack, edit.path)?;
    let before = read(workspace, edit.path)?;
    let after = edit.done_in(&before)?;
    if after != before {
        refuse_faults(workspace, pack, edit.path, &before, &after)?;
    }
    // Whoever wrote something while this was looked at wrote it before.
    let act = || {
        let held = HeldText::hold(workspace, edit.path)?;
        let before = held.text().to_owned();
        let after = edit.done_in(&before)?;
        if after != before {
            held.replace(&after)?;
        }
        Ok(Edited { path: edit.path.to_owned(), before, after })
    };
    again(|| read(workspace, edit.path).ok(), act)
}

impl Edit<'_> {
    /// The text of the file as it is now, with the new string.
    fn done_in(&self, now: &str) -> Result<String, Refusal> {
        let seen = StringIn::find(self.path, self.seen, self.pointer)?;
        if now == self.seen {
            return Ok(seen.with(now, self.value));
        }
        let json = |text: &str| serde_json::from_str(text).ok();
        let Some(file) = json(now) else {
            let hint = "nothing was written; correct the file, and save again";
            return Err(Refusal::of_pack(format!("`{}` is not valid JSON now", self.path), hint));
        };
        let pointer = json(self.seen).and_then(|seen| still_there(self.pointer, &seen, &file));
        let there = pointer.and_then(|pointer| StringIn::find(self.path, now, &pointer).ok());
        // What somebody else has written already is no reason to refuse it.
        let is_known = |there: &StringIn| [&*seen.value, self.value].contains(&&*there.value);
        there.filter(is_known).map(|there| there.with(now, self.value)).ok_or_else(|| changed(self.path))
    }
}

/// Takes an edit back, in all of its files or in none; each is with the pack for which it was edited.
///
/// # Errors
/// If a file is not what the edit made of it any more, or cannot be written.
pub fn undo(workspace: &Workspace, edited: &[(PackAddress, Edited)]) -> Result<(), Refusal> {
    let files: Vec<_> = edited.iter().map(|(pack, one)| (one.path.clone(), pack.clone())).collect();
    let held = hold_all(workspace, &files)?;
    if let Some((_, (_, one))) = held.iter().zip(edited).find(|(held, (_, one))| held.text() != one.after) {
        return Err(changed(&one.path));
    }
    let back = |one: &Edited| Edited { path: one.path.clone(), before: one.after.clone(), after: one.before.clone() };
    let back: Vec<_> = edited.iter().map(|(pack, one)| (pack.clone(), back(one))).collect();
    replace_all(workspace, held, &back)
}

pub(super) fn must_be_editable(workspace: &Workspace, pack: &PackAddress, path: &str) -> Result<(), Refusal> {
    must_be_known(pack, path)?;
    if path == REGISTRY { Ok(()) } else { refuse_if_signed(workspace, pack) }
}

/// Refuses files that are neither the definition of a pack nor the registry.
pub(super) fn must_be_known(pack: &PackAddress, path: &str) -> Result<(), Refusal> {
    if ![pack.definition().as_str(), REGISTRY].contains(&path) {
        let hint = format!("`{}` and the registry can be", pack.definition());
        return Err(Refusal::of_use(format!("`{path}` cannot be changed on these pages"), hint));
    }
    Ok(())
}

pub(super) fn changed(path: &str) -> Refusal {
    Refusal::of_pack(
        format!("`{path}` was changed meanwhile, and so was this text"),
        "nothing was written; look at the page again",
    )
}

/// A string in the text of a file.
pub(super) struct StringIn {
    sources: Sources,
    place: Place,
    value: String,
}

impl StringIn {
    pub(super) fn find(path: &str, text: &str, pointer: &str) -> Result<Self, Refusal> {
        let mut sources = Sources::new("");
        sources.add(path, text.to_owned(), true);
        let found = Origins::of(&sources)
            .strings()
            .find(|(_, _, origin)| origin.pointer == pointer)
            .map(|(_, place, origin)| (place, origin.value.clone()));
        let found = found.map(|(place, value)| Self { sources, place, value });
        found.ok_or_else(|| {
            let message = format!("`{path}` has no text at `{pointer}`, or is not valid JSON now");
            Refusal::of_pack(message, "correct the file, or look at the page again")
        })
    }

    /// The text of the file with another string here; what both strings begin and end with stays as it is written.
    pub(super) fn with(&self, text: &str, value: &str) -> String {
        // A text box knows one end of lines.
        let value = match self.value.contains("\r\n") {
            true => value.replace("\r\n", "\n").replace('\n', "\r\n"),
            false => value.to_owned(),
        };
        let start = common_bytes(self.value.chars(), value.chars());
        let (old, new) = (&self.value[start..], &value[start..]);
        let end = common_bytes(old.chars().rev(), new.chars().rev());
        let range = start..self.value.len() - end;
        let by = new[..new.len() - end].to_owned();
        written(&self.sources, text, &[Replacement { place: self.place, range, by }])
    }
}

fn common_bytes(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> usize {
    one.zip(other).take_while(|(one, other)| one == other).map(|(c, _)| c.len_utf8()).sum()
}
