//! The rule for names of packs, wherever a pack is named.
//!
//! The name of a pack's folder becomes the name of its zip, a part of addresses and of the manifest. So it is made of ASCII
//! letters, digits, hyphens, underscores and full stops. Letters of other scripts are left to titles, which are what people
//! read: the same `ä` is one character on one system and two on another, so that the bytes of a pack would depend on
//! where it is built, and addresses and older tools for zips write such names in several ways.

use std::fmt;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest name, in characters: file systems take 255 bytes, and more is added to it.
const LENGTH: usize = 100;

/// Names that are devices on Windows, whatever follows after a full stop.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// The reason why a name cannot be that of a pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameFault {
    /// It is empty, or has characters that are not allowed.
    Characters,
    /// It begins or ends with a character that is only allowed inside.
    Edge,
    /// It is the name of a device on Windows.
    Device,
    /// It is too long.
    Length,
    /// Another folder has it in other case.
    Case,
    /// It lies in a folder `packs` within `packs`.
    Deep,
}

/// A folder with a definition whose name cannot be the name of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misnamed {
    /// The folder, as it can be shown in one line.
    pub folder: String,
    /// The other folder, if it is the same name in other case.
    pub other: Option<String>,
    /// The fault.
    pub fault: NameFault,
    /// A name that could take its place, if one is near.
    better: Option<String>,
}

/// Returns whether Windows takes a name for that of a device: such a file or folder cannot be made there.
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let numbered = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    DEVICES.contains(&stem.as_str())
        || numbered.is_some_and(|number| number.len() == 1 && number.as_bytes()[0].is_ascii_digit())
}

/// Returns whether a pack can have this name.
pub fn is_of_pack(name: &str) -> bool {
    name_fault(name).is_none()
}

/// The reason why a name cannot be that of a pack, as far as the name alone shows it.
pub(super) fn name_fault(name: &str) -> Option<NameFault> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    match () {
        () if name.is_empty() || !name.chars().all(allowed) => Some(NameFault::Characters),
        // Hidden files, options of commands, and what Windows cuts off.
        () if name.starts_with(['.', '-']) || name.ends_with('.') => Some(NameFault::Edge),
        () if is_device(name) => Some(NameFault::Device),
        () if name.len() > LENGTH => Some(NameFault::Length),
        () => None,
    }
}

impl Misnamed {
    /// A folder by its path.
    pub(super) fn new(folder: &str, fault: NameFault, other: Option<&str>) -> Self {
        let shown = |path: &str| path.escape_debug().to_string().replace("\\'", "'").replace("\\\"", "\"");
        let name = folder.rsplit('/').next().unwrap_or_default();
        let better = better(name, fault).filter(|better| name_fault(better).is_none());
        Self { folder: shown(folder), other: other.map(shown), fault, better }
    }

    /// The hint for a folder that is not there yet.
    pub fn hint_for_new(&self) -> String {
        match self.fault {
            NameFault::Case => "choose another name".to_owned(),
            _ => self.hint().replacen("rename the folder", "choose another name", 1),
        }
    }

    /// The hint.
    pub fn hint(&self) -> String {
        let example = self.better.as_ref().map(|name| format!(": `{name}`")).unwrap_or_default();
        match self.fault {
            NameFault::Case => "rename one of the two".to_owned(),
            NameFault::Deep => format!("move it to `{}`", self.folder.replacen("packs/", "", 1)),
            NameFault::Characters => {
                let letters = "ASCII letters, digits, hyphens, underscores and full stops";
                match &self.better {
                    Some(name) => format!("rename the folder, for example: `{name}`; a name has {letters}"),
                    None => format!("rename the folder; a name has {letters}"),
                }
            }
            _ => format!("rename the folder{example}"),
        }
    }
}

impl fmt::Display for Misnamed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let folder = &self.folder;
        if self.fault == NameFault::Deep {
            return write!(f, "`{folder}` is no pack of this workspace: it lies in a `packs` within `packs`");
        }
        let why = match self.fault {
            NameFault::Characters => "a character that not every system and address supports",
            NameFault::Edge => "a full stop or hyphen at its beginning, or a full stop at its end",
            NameFault::Device => "the name of a device on Windows",
            NameFault::Length => "more than 100 characters",
            NameFault::Deep => "too many folders",
            NameFault::Case => {
                let other = self.other.as_deref().unwrap_or_default();
                return write!(
                    f,
                    "the folders `{folder}` and `{other}` differ only in case: many systems treat them as one"
                );
            }
        };
        write!(f, "the folder `{folder}` cannot be a pack: its name has {why}")
    }
}

/// A name that is near and can be the name of a pack.
fn better(name: &str, fault: NameFault) -> Option<String> {
    let fits = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' };
    match fault {
        NameFault::Case | NameFault::Deep => None,
        NameFault::Device => Some(format!("{}-meeting", name.split('.').next().unwrap_or_default().trim_end())),
        NameFault::Length => Some(name.chars().take(40).collect()),
        NameFault::Characters | NameFault::Edge => {
            // Letters with marks lose these: `ete` of `été`.
            let letters = name.nfd().filter(|c| !is_combining_mark(*c));
            let fitting: String = letters.map(fits).take(LENGTH).collect();
            let fitting = fitting.trim_matches(['-', '.']);
            let has_letters = fitting.chars().any(|c| c.is_ascii_alphanumeric());
            has_letters.then(|| fitting.to_owned())
        }
    }
}
