//! What packs of a workspace have in common.

use std::collections::BTreeMap;

use super::trace::Trace;
use crate::meeting::{EarlierMeeting, Registry};

/// What packs of a workspace have in common: their registry, and the meetings before them. Each is read once for all packs that
/// are read with it. Places in it are those of the [`Sources`](crate::finding::Sources) that it was read into.
///
/// ```
/// use packwright::finding::Sources;
/// use packwright::read::{Common, read_among};
/// use packwright::workspace::Workspace;
///
/// let found = Workspace::find(".".as_ref(), &["packs/allotments-june".into(), "packs/allotments-september".into()]).unwrap();
/// let (mut sources, mut common) = (Sources::new(""), Common::default());
/// for pack in &found.packs {
///     let reading = read_among(&found.workspace.files, pack, &mut sources, &mut common);
///     assert!(reading.meeting.is_some());
/// }
/// ```
#[derive(Debug, Default)]
pub struct Common {
    registry: Option<Registry>,
    /// Marks around the texts of the pack and of the registry; none unless somebody asks for them.
    pub trace: Option<Trace>,
    /// Meetings before others, by the paths of their definitions.
    pub(super) earlier: BTreeMap<String, EarlierMeeting>,
}

impl Common {
    /// Paths of the definitions of meetings before others.
    pub fn earlier(&self) -> impl Iterator<Item = &str> {
        self.earlier.keys().map(String::as_str)
    }

    /// The registry, which `read` reads and says whether it is sound: what is wrong with it is told for each pack.
    pub(super) fn registry(&mut self, read: impl FnOnce() -> (Registry, bool)) -> Registry {
        if let Some(registry) = &self.registry {
            return registry.clone();
        }
        let (registry, is_sound) = read();
        self.registry = is_sound.then(|| registry.clone());
        registry
    }
}
