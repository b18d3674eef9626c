//! A text file of the workspace that is changed in place: nobody else of this program changes it meanwhile.

use std::path::{Path, PathBuf};

use super::approve::Refusal;
use super::edited::Edited;
use crate::comments::SIGNED;
use crate::workspace::{Files, Held, PackAddress, Workspace, WriteError, hold};

/// The mark that some editors begin a text with (a byte order mark). It is no part of the text, and stays.
const MARK: char = '\u{feff}';

/// As often is tried to write a text that somebody else writes all the time.
const TRIES: usize = 5;

/// Acts, and acts again where it was refused and somebody else has written the files meanwhile; `texts` are these as they are now.
pub(super) fn again<T, S: PartialEq>(
    texts: impl Fn() -> S,
    act: impl Fn() -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    for _ in 1..TRIES {
        let before = texts();
        match act() {
            Err(_) if texts() != before => {}
            done => return done,
        }
    }
    act()
}

pub(super) struct HeldText {
    held: Held,
    /// The folder of the workspace.
    root: PathBuf,
    is_marked: bool,
    text: String,
}

impl HeldText {
    /// Holds a file of the workspace, and reads it.
    ///
    /// # Errors
    /// As [`read`], if it is being replaced, or if it is read-only.
    pub(super) fn hold(workspace: &Workspace, path: &str) -> Result<Self, Refusal> {
        let place = workspace.root.join(path);
        // Of a link in the workspace, the file that it leads to is changed.
        let place = place.canonicalize().unwrap_or(place);
        if place.metadata().is_ok_and(|there| there.permissions().readonly()) {
            return Err(Refusal::of_pack(
                format!("`{path}` is read-only"),
                "nothing was written; allow writing, and try again",
            ));
        }
        let held = hold(&place).map_err(|error| in_workspace(workspace, error))?;
        let text = whole(workspace, path)?;
        if held.former() != Some(text.as_bytes()) {
            return Err(Refusal::of_pack(format!("`{path}` is being changed by somebody else"), "try again"));
        }
        Ok(Self { held, root: workspace.root.clone(), is_marked: text.starts_with(MARK), text: unmarked(text) })
    }

    /// The text, without the mark that it may begin with.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Replaces the text, whole or not at all; the mark stays.
    ///
    /// # Errors
    /// If somebody else replaced it, or what the system says.
    pub(super) fn replace(self, text: &str) -> Result<(), Refusal> {
        let mark = if self.is_marked { MARK.to_string() } else { String::new() };
        let written = self.held.replace(format!("{mark}{text}").as_bytes());
        written.map_err(|error| named_within(&self.root, error))
    }
}

/// Holds several files, each with the pack for which it is changed, in the order of their locks; gives them in their own order.
///
/// # Errors
/// As [`HeldText::hold`], or if a pack is signed.
pub(super) fn hold_all(workspace: &Workspace, files: &[(String, PackAddress)]) -> Result<Vec<HeldText>, Refusal> {
    let lock_of = |path: &str| {
        let path = Path::new(path);
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        path.with_file_name(format!(".{name}.lock"))
    };
    let mut order: Vec<usize> = (0..files.len()).collect();
    order.sort_by_key(|at| lock_of(&files[*at].0));
    let mut held = Vec::new();
    for at in order {
        let (path, pack) = &files[at];
        if *path == pack.definition() {
            refuse_if_signed(workspace, pack)?;
        }
        held.push((at, HeldText::hold(workspace, path)?));
    }
    held.sort_by_key(|(at, _)| *at);
    Ok(held.into_iter().map(|(_, held)| held).collect())
}

/// Replaces the texts of files that are held, all or none.
///
/// # Errors
/// As [`HeldText::replace`]; those that were replaced before have their former texts then.
pub(super) fn replace_all(
    workspace: &Workspace,
    held: Vec<HeldText>,
    edited: &[(PackAddress, Edited)],
) -> Result<(), Refusal> {
    let mut done: Vec<&Edited> = Vec::new();
    for (held, (_, edited)) in held.into_iter().zip(edited) {
        if edited.before == edited.after {
            continue;
        }
        if let Err(why) = held.replace(&edited.after) {
            for Edited { path, before, after } in done {
                // Whoever has changed it since then has seen it as it was written.
                let again = HeldText::hold(workspace, path).ok().filter(|again| again.text() == after);
                drop(again.map(|again| again.replace(before)));
            }
            return Err(why);
        }
        done.push(edited);
    }
    Ok(())
}

/// What could not be written, by its path in the workspace.
fn in_workspace(workspace: &Workspace, error: WriteError) -> Refusal {
    named_within(&workspace.root, error)
}

fn named_within(root: &Path, error: WriteError) -> Refusal {
    let refusal = Refusal::from(error);
    let inside = |words: String| words.replace(&format!("{}{}", root.display(), std::path::MAIN_SEPARATOR), "");
    Refusal { message: inside(refusal.message), hint: inside(refusal.hint), ..refusal }
}

/// The text of a file of the workspace, without the mark that it may begin with.
///
/// # Errors
/// If it is not there, not in the workspace, or no text.
pub(super) fn read(workspace: &Workspace, path: &str) -> Result<String, Refusal> {
    whole(workspace, path).map(unmarked)
}

fn whole(workspace: &Workspace, path: &str) -> Result<String, Refusal> {
    let unreadable = |why: String| {
        Refusal::of_pack(format!("`{path}` cannot be read: {why}"), "`packwright check` says more; correct that first")
    };
    // The workspace refuses what lies outside it, also where a link leads there.
    let content = workspace.files.read(path).map_err(|why| unreadable(why.to_string()))?;
    let content = content.ok_or_else(|| unreadable("there is no such file".to_owned()))?;
    String::from_utf8(content).map_err(|_| unreadable("it is not UTF-8".to_owned()))
}

fn unmarked(text: String) -> String {
    text.strip_prefix(MARK).map(str::to_owned).unwrap_or(text)
}

/// Returns whether the definition of a pack may be changed: what was signed may not.
pub(super) fn is_open(workspace: &Workspace, pack: &PackAddress) -> bool {
    !workspace.root.join(pack.signed()).exists()
}

/// Refuses to change the definition of a pack that is signed.
pub(super) fn refuse_if_signed(workspace: &Workspace, pack: &PackAddress) -> Result<(), Refusal> {
    match is_open(workspace, pack) {
        true => Ok(()),
        false => Err(Refusal::of_pack("nothing was written: the pack is signed", SIGNED)),
    }
}
