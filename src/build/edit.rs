//! One string of a definition or of the registry, written anew where it stands. No other byte of the file changes.
//!
//! Whoever edits a text saw a file. If it is another one by now, the text is looked for in it by ids and by its neighbours, and
//! must still be the text that was seen.

use super::approve::Refusal;
use super::held::{HeldText, is_open, read, refuse_if_signed};
use super::there::still_there;
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

/// What an edit did to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edited {
    /// The file, by its path in the workspace.
    pub path: String,
    /// Its text before.
    pub before: String,
    /// Its text after.
    pub after: String,
}

/// The files of which strings can be edited: the definition of a pack unless it is signed, and the registry.
pub fn editable(workspace: &Workspace, pack: &PackAddress) -> Vec<String> {
    let definition = is_open(workspace, pack).then(|| pack.definition());
    definition.into_iter().chain([REGISTRY.to_owned()]).collect()
}

/// A file as it is now, and a string in it.
///
/// # Errors
/// If the file is none whose strings can be edited, cannot be read, or has no string there.
pub fn string_at(
    workspace: &Workspace,
    pack: &PackAddress,
    path: &str,
    pointer: &str,
) -> Result<(String, String), Refusal> {
    must_be_editable(workspace, pack, path)?;
    let text = read(workspace, path)?;
    let value = StringIn::find(path, &text, pointer)?.value;
    Ok((text, value))
}

/// Writes a string anew.
///
/// # Errors
/// If the file is none whose strings can be edited, the string changed since it was seen, or the file cannot be written.
pub fn edit(workspace: &Workspace, pack: &PackAddress, edit: &Edit<'_>) -> Result<Edited, Refusal> {
    let held = held(workspace, pack, edit.path)?;
    let seen = StringIn::find(edit.path, edit.seen, edit.pointer)?;
    let before = held.text().to_owned();
    let there = match before == edit.seen {
        true => seen,
        false => {
            let json = |text: &str| serde_json::from_str(text).ok();
            let pointer =
                json(edit.seen).zip(json(&before)).and_then(|(seen, now)| still_there(edit.pointer, &seen, &now));
            let there = pointer.and_then(|pointer| StringIn::find(edit.path, &before, &pointer).ok());
            there.filter(|there| there.value == seen.value).ok_or_else(|| changed(edit.path))?
        }
    };
    let after = there.with(&before, edit.value);
    if after != before {
        held.replace(&after)?;
    }
    Ok(Edited { path: edit.path.to_owned(), before, after })
}

/// Takes an edit back.
///
/// # Errors
/// If the file is not what the edit made of it any more, or cannot be written.
pub fn undo(workspace: &Workspace, pack: &PackAddress, edited: &Edited) -> Result<(), Refusal> {
    let held = held(workspace, pack, &edited.path)?;
    if held.text() != edited.after {
        return Err(changed(&edited.path));
    }
    held.replace(&edited.before)
}

pub(super) fn held(workspace: &Workspace, pack: &PackAddress, path: &str) -> Result<HeldText, Refusal> {
    must_be_editable(workspace, pack, path)?;
    HeldText::hold(workspace, path)
}

pub(super) fn must_be_editable(workspace: &Workspace, pack: &PackAddress, path: &str) -> Result<(), Refusal> {
    if ![pack.definition().as_str(), REGISTRY].contains(&path) {
        let hint = format!("texts of `{}` and of the registry can be", pack.definition());
        return Err(Refusal::of_use(format!("texts of `{path}` are not edited here"), hint));
    }
    if path == REGISTRY { Ok(()) } else { refuse_if_signed(workspace, pack) }
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
        match found {
            Some((place, value)) => Ok(Self { sources, place, value }),
            None => Err(Refusal::of_pack(
                format!("`{path}` has no text at `{pointer}`, or is not valid JSON now"),
                "correct the file, or look at the page again",
            )),
        }
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
