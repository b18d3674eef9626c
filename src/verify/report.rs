//! The report on a pack.

use crate::finding::choice;

choice! {
    /// The subject of a check.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Subject {
        /// The zip and what its manifest lists.
        Archive = "archive",
        /// The seal on the manifest.
        Seal = "seal",
        /// Signatures on the minutes.
        Signatures = "signatures",
        /// Approvals of what the minutes say.
        Approvals = "approvals",
        /// An extract of the minutes that came with the pack.
        Extract = "extract",
        /// Standards that the documents claim.
        Standards = "standards",
    }
}

choice! {
    /// The result of a check.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum State {
        /// Correct.
        Right = "right",
        /// Unknown, not done yet, or for the reader to judge.
        Open = "open",
        /// Wrong.
        Wrong = "wrong",
    }
}

/// One thing that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// The subject.
    pub subject: Subject,
    /// Its result.
    pub state: State,
    /// The stable name of what was found: `as-made`, `changed`.
    pub name: &'static str,
    /// The result in words.
    pub words: String,
}

/// All that was found about a pack.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// Id, title and status of the pack, by its manifest.
    pub of: Option<(String, String, String)>,
    /// All checks.
    pub checks: Vec<Check>,
    /// True if somebody trusted vouches for each signature that was checked; `None` if there is none.
    vouched: Option<bool>,
}

impl Report {
    /// The name of what a definition says otherwise than the pack, because it was changed since.
    pub const DEFINED_OTHERWISE: &'static str = "defined-otherwise";

    pub(super) fn add(&mut self, subject: Subject, state: State, name: &'static str, words: String) {
        // What a zip says of itself is shown on a line, and moves nothing else on the screen.
        let words = words.chars().filter(|c| crate::sign::is_shown(*c)).take(2000).collect();
        self.checks.push(Check { subject, state, name, words });
    }

    /// Takes note of whether a signature is vouched for.
    pub(super) fn vouch(&mut self, is_vouched_for: bool) {
        self.vouched = Some(is_vouched_for && self.vouched.unwrap_or(true));
    }

    /// The number of checks that found something wrong.
    pub fn wrong(&self) -> usize {
        self.checks.iter().filter(|check| check.state == State::Wrong).count()
    }

    /// Returns the checks that found the pack itself wrong, without those that differ because a definition was changed
    /// since.
    pub fn wrong_in_itself(&self) -> impl Iterator<Item = &Check> {
        self.checks.iter().filter(|check| check.state == State::Wrong && check.name != Self::DEFINED_OTHERWISE)
    }

    /// Returns whether nothing is wrong with the pack itself, it is signed, and those who are trusted vouch for every
    /// signer.
    pub fn is_vouched_for(&self) -> bool {
        self.vouched == Some(true) && self.wrong_in_itself().next().is_none()
    }

    /// Returns whether all that is wrong is explained by a definition that was changed since: with a pack that was never signed,
    /// or that those who are trusted vouch for. One that anybody may have signed explains nothing.
    pub fn is_of_another_definition(&self) -> bool {
        self.wrong() > 0 && self.wrong_in_itself().next().is_none() && self.vouched != Some(false)
    }

    /// The checks about one subject.
    pub fn about(&self, subject: Subject) -> impl Iterator<Item = &Check> {
        self.checks.iter().filter(move |check| check.subject == subject)
    }
}
