//! A signature beside what it signs: the seal of a pack, on its manifest.

use jiff::Timestamp;

use super::cms::{self, Signing};
use super::key::Key;
use super::problem::Problem;

/// Signs a message; the signature states the time and goes beside it.
///
/// # Errors
/// Only by a fault of this program.
pub fn sign_detached(message: &[u8], key: &Key, at: Timestamp) -> Result<Vec<u8>, Problem> {
    cms::sign(key, &Signing { message: &[message], at: Some(at) })?.finish()
}
