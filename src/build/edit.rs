//! Which files can be edited, a string in one of them, written anew where it stands, and edits that are taken back.

use super::approve::Refusal;
use super::edited::Edited;
use super::held::{hold_all, is_open, read, refuse_if_signed, replace_all};
use crate::comments::{Replacement, written};
use crate::finding::{Place, Sources};
use crate::read::REGISTRY;
use crate::workspace::{PackAddress, Workspace};
use crate::write::Origins;

/// The files of which strings can be edited: the definition of a pack unless it is signed, and the registry.
pub fn editable(workspace: &Workspace, pack: &PackAddress) -> Vec<String> {
    let definition = is_open(workspace, pack).then(|| pack.definition());
    definition.into_iter().chain([REGISTRY.to_owned()]).collect()
}

/// The text of a file that can be changed, as it is now.
///
/// # Errors
/// If the file is none that can be changed for the pack, or cannot be read.
pub fn text_of(workspace: &Workspace, pack: &PackAddress, path: &str) -> Result<String, Refusal> {
    must_be_editable(workspace, pack, path)?;
    read(workspace, path)
}

/// The text of the definition of a pack or of the registry, whether it can be changed or not.
///
/// # Errors
/// If it is neither, or cannot be read.
pub fn text_of_any(workspace: &Workspace, pack: &PackAddress, path: &str) -> Result<String, Refusal> {
    must_be_known(pack, path)?;
    read(workspace, path)
}

/// A string in the text of a file that can be edited.
///
/// # Errors
/// If there is none.
pub fn string_at(path: &str, text: &str, pointer: &str) -> Result<String, Refusal> {
    StringIn::find(path, text, pointer).map(|there| there.value)
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
