//! A pack on its way through the checks, and what it is compared with.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::meeting::{Instant, Meeting};
use crate::pack::{File, Opened};
use crate::sign::{Certificate, Examined};

/// The options of a verification.
#[derive(Debug, Default)]
pub struct VerifyOptions<'a> {
    /// Whose word on certificates is taken: authorities, or certificates themselves.
    pub trusted: Vec<Certificate>,
    /// Certificates that are known to be a person's, by their id, though they are in another name.
    pub owners: BTreeMap<String, Certificate>,
    /// The definition of the meeting, if it is at hand.
    pub definition: Option<&'a Meeting>,
    /// True if the standards of the PDFs are left unproved, which takes most of the time.
    pub without_standards: bool,
}

/// A pack on its way through the checks.
pub(super) struct Case<'a> {
    pub(super) opened: &'a Opened,
    pub(super) options: &'a VerifyOptions<'a>,
    /// The digest of everything that is final in the pack.
    pub(super) binding: String,
    /// The minutes that are as the manifest lists them, and can be read.
    pub(super) minutes: Vec<Minutes<'a>>,
}

/// The minutes of an edition.
pub(super) struct Minutes<'a> {
    pub(super) file: &'a File,
    pub(super) content: &'a [u8],
    pub(super) examined: Examined,
}

impl Case<'_> {
    /// Returns whether all minutes that the manifest lists could be read.
    pub(super) fn has_all_minutes(&self) -> bool {
        self.minutes.len() == self.opened.manifest.minutes().count()
    }

    /// The name of a signatory, as an edition has it or else any.
    pub(super) fn name_of(&self, id: &str, language: &str) -> String {
        let named = || self.opened.manifest.signatories.iter().filter(|one| one.person == id);
        let one = named().find(|one| one.language == language).or_else(|| named().next());
        one.map_or_else(|| format!("`{id}`"), |one| one.name.clone())
    }
}

/// "2026-05-04 09:30 UTC".
pub(super) fn day_and_time(at: Timestamp) -> String {
    Instant(at).utc().strftime("%Y-%m-%d %H:%M UTC").to_string()
}
