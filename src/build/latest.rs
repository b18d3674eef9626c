//! Which signed pack another signature goes onto: the one that is kept, or a later one in the folder of zips.
//!
//! People who were handed the zip sign the zip (`sign out/x.zip`); people who have the workspace sign the pack. Neither may
//! lose the other's signatures.

use std::path::Path;

use super::approve::Refusal;
use super::signed::{against, goes_on_from, is_sealed, owners, unsound};
use super::work::Work;
use crate::finding::Finding;
use crate::meeting::Meeting;
use crate::pack;

impl Work<'_> {
    /// Returns the pack with more signatures: the one `kept` in its folder, or the zip that is `there`, at its place; none if
    /// nobody has signed yet.
    ///
    /// # Errors
    /// If the zip has signatures that the kept pack does not have, and was not made from it, or differs from the definition.
    pub(super) fn latest_signed(
        &self,
        meeting: &Meeting,
        kept: Option<Vec<u8>>,
        there: Option<&[u8]>,
        path: &Path,
    ) -> Result<Option<Vec<u8>>, Refusal> {
        let Some(there) = there.filter(|there| is_sealed(there)) else { return Ok(kept) };
        if kept.as_deref().is_some_and(|kept| kept == there || goes_on_from(there, kept)) {
            return Ok(kept);
        }
        match self.why_not_latest(meeting, kept.as_deref(), there, path) {
            None => Ok(Some(there.to_vec())),
            Some(why) => {
                let kept = self.pack.signed();
                let message =
                    format!("`{}` is signed, but differs from what would be signed now: {why}", path.display());
                let hint =
                    format!("check it with `packwright verify`; to keep it, replace `{kept}` by it; else move it away");
                Err(Refusal::of_pack(message, hint))
            }
        }
    }

    /// The reason why a zip is not a later state of the pack that is kept, or of what would be built.
    fn why_not_latest(&self, meeting: &Meeting, kept: Option<&[u8]>, there: &[u8], path: &Path) -> Option<String> {
        if kept.is_some_and(|kept| !goes_on_from(kept, there)) {
            return Some(format!("`{}` has signatures that this zip does not have", self.pack.signed()));
        }
        let opening = pack::open(there);
        let owners = match owners(self.workspace, self.pack, meeting) {
            Ok(owners) => owners,
            Err(unreadable) => return unreadable.into_iter().next().map(|finding| finding.message),
        };
        if let Some(why) = unsound(&opening, meeting, owners).into_iter().next() {
            return Some(why);
        }
        let Some(opened) = opening.opened else { return Some("it is not a pack".to_owned()) };
        if opened.manifest.pack != self.pack.id {
            return Some("it is a different pack".to_owned());
        }
        let found = against(self.workspace, meeting, &opened, &path.display().to_string());
        found.into_iter().find(Finding::is_error).map(|finding| finding.message)
    }
}
