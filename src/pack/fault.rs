//! Faults of a zip.

use std::fmt;

/// One thing that is not as this program writes it, or not as the manifest says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It is not a zip.
    NotAZip,
    /// It has more files than any pack, or more bytes.
    TooLarge,
    /// A file has a name that a pack does not have: absolute, leading upwards, hidden, or with odd characters.
    Name(String),
    /// Two files have the same name, or names that are the same on some systems.
    Duplicate(String),
    /// A file is a link to another.
    IsLink(String),
    /// A file cannot be unpacked.
    Damaged(String),
    /// There is no manifest.
    NoManifest,
    /// The manifest cannot be read, or is not written as this program writes it.
    BadManifest,
    /// The manifest is of another version of its form; whether of an older one.
    OtherVersion(bool),
    /// A file of the manifest is not there.
    Missing(String),
    /// A file is there that the manifest does not list.
    Added(String),
    /// A file has another name than in the manifest: the first is the manifest's.
    Renamed(String, String),
    /// The files are in another order than in the manifest.
    Order,
    /// A file is not the one that the manifest lists.
    Changed(String),
    /// A file was compressed again.
    Recompressed(String),
    /// Something between or after the files is not as this program writes it: times, attributes, comments, other bytes.
    Layout,
}

impl Fault {
    /// Its stable name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::NotAZip => "not-a-zip",
            Self::TooLarge => "too-large",
            Self::Name(_) => "bad-name",
            Self::Duplicate(_) => "duplicate-name",
            Self::IsLink(_) => "link",
            Self::Damaged(_) => "damaged",
            Self::NoManifest => "no-manifest",
            Self::BadManifest => "bad-manifest",
            Self::OtherVersion(true) => "older-version",
            Self::OtherVersion(false) => "newer-version",
            Self::Missing(_) => "missing",
            Self::Added(_) => "added",
            Self::Renamed(..) => "renamed",
            Self::Order => "reordered",
            Self::Changed(_) => "changed",
            Self::Recompressed(_) => "recompressed",
            Self::Layout => "layout",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAZip => f.write_str("this is not a zip, or its end is missing"),
            Self::TooLarge => f.write_str("it has more files or bytes than a pack can have, so it is not unpacked"),
            Self::Name(name) => write!(f, "a file has the name `{name}`, which no file of a pack can have"),
            Self::Duplicate(name) => write!(f, "two files have the name `{name}`"),
            Self::IsLink(name) => write!(f, "`{name}` is a link to another file"),
            Self::Damaged(name) => write!(f, "`{name}` cannot be unpacked: it was changed or truncated"),
            Self::NoManifest => f.write_str("there is no manifest: it is not a pack, or not complete"),
            Self::BadManifest => f.write_str("the manifest is not one that packwright writes"),
            Self::OtherVersion(true) => f.write_str(
                "it was made by an older version of packwright, whose signatures do not bind the pack: build and sign it again",
            ),
            Self::OtherVersion(false) => f.write_str("it was made by a newer version of packwright: use that version"),
            Self::Missing(name) => write!(f, "`{name}` is missing"),
            Self::Added(name) => write!(f, "`{name}` was added"),
            Self::Renamed(name, other) => write!(f, "`{name}` was renamed to `{other}`"),
            Self::Order => f.write_str("the files were put in another order"),
            Self::Changed(name) => write!(f, "`{name}` was changed"),
            Self::Recompressed(name) => write!(f, "`{name}` was compressed again"),
            Self::Layout => f.write_str("the zip differs from what was written around its files: it was rewritten, cut or damaged, or something was added"),
        }
    }
}
