//! Makes a new pack, like one of the examples in the program.

use std::path::{Path, PathBuf};

use super::embedded::{EXAMPLE_REGISTRY, EXAMPLES, Example};
use super::find::{Misplaced, as_typed, better_place, plain_path};
use super::names::Misnamed;
use super::plain::is_there;
use super::write::{write_new, write_whole};
use super::{WriteError, fault_of_folder};

/// The file from which editors read the format: beside a pack that is not in a `packs/`, or in that folder.
const SCHEMA: &str = "meeting.schema.json";

/// Files of `packs/`, which a pack elsewhere does not have.
const OF_ALL_PACKS: [&str; 2] = ["registry", "check"];

/// Examples that name entries of the registry.
const NAMING_REGISTRY: [&str; 6] = [
    "allotments-march",
    "allotments-june",
    "allotments-september",
    "allotments-december",
    "un-network-2023-02-08",
    "un-network-2023-02-08-as-issued",
];

/// The registry to begin with: what several meetings name goes there.
const EMPTY_REGISTRY: &str = r#"{
  "$schema": "registry.schema.json",
  "bodies": {},
  "entities": {},
  "people": {},
  "documents": {}
}
"#;

/// A schema that is written beside packs, for editors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schema {
    /// The name of the file that it describes, without its ending.
    pub of: String,
    /// Its text.
    pub text: String,
}

/// The reason why a pack was not started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StartError {
    /// There is no example of this name.
    NoSuchExample,
    /// The folder has a definition already.
    Exists,
    /// The name of the folder cannot be the name of a pack.
    BadName(Misnamed),
    /// It would lie in another pack, or in a `packs` within `packs`; where it belongs is as it is typed here.
    Misplaced(Misplaced),
    /// The example names entries of a registry or other packs, and a pack outside `packs/` has none.
    NeedsRegistry,
    /// It would not lie beside the pack that it names as the one before it.
    Apart,
    /// It cannot be written.
    Unwritten(WriteError),
}

/// What a pack begins with.
#[derive(Debug, Clone, Copy)]
pub enum Beginning<'a> {
    /// What the example of this name has.
    Like(&'a str),
    /// A definition that names the pack in this folder as the one before it.
    After {
        /// The text of the definition.
        definition: &'a str,
        /// The folder of the former pack.
        folder: &'a Path,
    },
}

/// A pack that was started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Started {
    /// The definition, by its path as it was typed.
    pub definition: PathBuf,
    /// True if somebody's registry is there, which may not have all that the example needs.
    pub keeps_registry: bool,
}

/// Writes a new pack into `folder`, seen from `here`; beside it, in `packs/`, the schemas that its files name, a registry and the
/// examples that it names as those before it, if they are not there.
///
/// # Errors
/// If there is no such example, a definition is there already, or nothing can be written.
pub fn start(here: &Path, folder: &Path, beginning: Beginning<'_>, schemas: &[Schema]) -> Result<Started, StartError> {
    let example = match beginning {
        Beginning::Like(like) => Some(example(like).ok_or(StartError::NoSuchExample)?),
        Beginning::After { .. } => None,
    };
    // Whoever is in `packs/` already starts a pack there, too.
    let here = &here.canonicalize().unwrap_or_else(|_| here.to_path_buf());
    let pack = here.join(folder);
    if let Some(Misplaced { inside, better }) = better_place(&plain_path(&pack)) {
        return Err(StartError::Misplaced(Misplaced { inside, better: as_typed(here, &better) }));
    }
    if let Some(misnamed) = fault_of_folder(&pack) {
        return Err(StartError::BadName(misnamed));
    }
    if is_there(&pack.join("meeting.json")) {
        return Err(StartError::Exists);
    }
    let plain = plain_path(&pack);
    let in_packs = plain.parent().and_then(Path::file_name).is_some_and(|parent| parent == "packs");
    let shared = plain.parent().filter(|_| in_packs).unwrap_or(&pack);
    let mut keeps_registry = false;
    match (beginning, example) {
        (Beginning::After { definition, folder }, _) => {
            if plain.parent() != plain_path(folder).parent() {
                return Err(StartError::Apart);
            }
            if !write(&pack.join("meeting.json"), definition.as_bytes())? {
                return Err(StartError::Exists);
            }
        }
        (Beginning::Like(like), Some(example)) => {
            let needs_registry = NAMING_REGISTRY.contains(&like);
            let earlier = earlier(example);
            if (needs_registry || !earlier.is_empty()) && !in_packs {
                return Err(StartError::NeedsRegistry);
            }
            if !write_example(example, &pack, in_packs)? {
                return Err(StartError::Exists);
            }
            for one in earlier {
                write_example(one, &shared.join(one.name), in_packs)?;
            }
            if in_packs {
                let path = shared.join("registry.json");
                if !needs_registry {
                    write(&path, EMPTY_REGISTRY.as_bytes())?;
                } else if is_text(&path, EMPTY_REGISTRY) {
                    write_whole(&path, EXAMPLE_REGISTRY).map_err(StartError::Unwritten)?;
                } else {
                    let is_there = !write(&path, EXAMPLE_REGISTRY)?;
                    keeps_registry = is_there && !is_text(&path, &String::from_utf8_lossy(EXAMPLE_REGISTRY));
                }
            }
        }
        (Beginning::Like(_), None) => return Err(StartError::NoSuchExample),
    }
    for Schema { of, text } in schemas.iter().filter(|schema| in_packs || !OF_ALL_PACKS.contains(&schema.of.as_str())) {
        write(&shared.join(format!("{of}.schema.json")), text.as_bytes())?;
    }
    Ok(Started { definition: folder.join("meeting.json"), keeps_registry })
}

fn example(name: &str) -> Option<&'static Example> {
    EXAMPLES.iter().find(|example| example.name == name)
}

/// The examples before one that is of a series.
fn earlier(of: &Example) -> Vec<&'static Example> {
    let before = |one: &Example| {
        let definition: serde_json::Value = serde_json::from_slice(one.files.first()?.1).ok()?;
        example(definition["previous"]["pack"].as_str()?)
    };
    std::iter::successors(before(of), |one| before(one)).take(EXAMPLES.len()).collect()
}

/// Writes the files of an example, and returns whether its definition was not there.
fn write_example(example: &Example, pack: &Path, in_packs: bool) -> Result<bool, StartError> {
    let reference = if in_packs { format!("../{SCHEMA}") } else { SCHEMA.to_owned() };
    let mut files = example.files.iter();
    let (_, definition) = files.next().expect("each example has a definition");
    let text = String::from_utf8_lossy(definition).replacen(&format!("../{SCHEMA}"), &reference, 1);
    let is_new = write(&pack.join("meeting.json"), text.as_bytes())?;
    for (path, content) in files.filter(|_| is_new) {
        write(&pack.join(path), content)?;
    }
    Ok(is_new)
}

/// Returns whether a file has these lines: an empty registry is one that was written here and that nobody has changed.
fn is_text(path: &Path, text: &str) -> bool {
    std::fs::read_to_string(path).is_ok_and(|there| there.lines().eq(text.lines()))
}

/// Writes a file unless it exists, and returns whether it did. An existing file is not changed.
fn write(path: &Path, content: &[u8]) -> Result<bool, StartError> {
    match write_new(path, content) {
        Ok(()) => Ok(true),
        Err(error) if error.exists() => Ok(false),
        Err(error) => Err(StartError::Unwritten(error)),
    }
}
