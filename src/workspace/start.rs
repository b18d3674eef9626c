//! A new pack, like one of the examples that the program carries along.

use std::path::{Path, PathBuf};

use super::embedded::EXAMPLES;
use super::names::Misnamed;
use super::plain::is_there;
use super::write::write_new;
use super::{WriteError, fault_of_folder};

/// What editors read the format from, beside a pack that lies in no `packs/`, or in that folder.
const SCHEMA: &str = "meeting.schema.json";

/// Why a pack was not started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StartError {
    /// There is no example of this name.
    NoSuchExample,
    /// The folder has a definition already.
    Exists,
    /// The name of the folder cannot be the name of a pack.
    BadName(Misnamed),
    /// It cannot be written.
    Unwritten(WriteError),
}

/// Writes a definition like the example `like` into `folder`, seen from `here`, and the schema to where it says that
/// it is, unless one is there. Gives the definition's path as it was typed.
///
/// # Errors
/// If there is no such example, a definition is there already, or nothing can be written.
pub fn start(here: &Path, folder: &Path, like: &str, schema: &str) -> Result<PathBuf, StartError> {
    let (_, example) = EXAMPLES.iter().find(|(name, _)| *name == like).ok_or(StartError::NoSuchExample)?;
    // Whoever is in `packs/` already starts a pack there, too.
    let here = &here.canonicalize().unwrap_or_else(|_| here.to_path_buf());
    if let Some(misnamed) = fault_of_folder(&here.join(folder)) {
        return Err(StartError::BadName(misnamed));
    }
    let definition = here.join(folder).join("meeting.json");
    if is_there(&definition) {
        return Err(StartError::Exists);
    }
    let in_packs = here.join(folder).parent().and_then(Path::file_name).is_some_and(|parent| parent == "packs");
    let (reference, schema_path) = match in_packs {
        true => (format!("../{SCHEMA}"), here.join(folder).with_file_name(SCHEMA)),
        false => (SCHEMA.to_owned(), here.join(folder).join(SCHEMA)),
    };
    let text = String::from_utf8_lossy(example).replacen(&format!("../{SCHEMA}"), &reference, 1);
    write_new(&definition, text.as_bytes()).map_err(|error| match error.exists() {
        true => StartError::Exists,
        false => StartError::Unwritten(error),
    })?;
    // Where one lies it is left as it is.
    write_new(&schema_path, schema.as_bytes()).or_else(|error| match error.exists() {
        true => Ok(()),
        false => Err(StartError::Unwritten(error)),
    })?;
    Ok(folder.join("meeting.json"))
}
