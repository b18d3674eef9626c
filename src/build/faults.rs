//! Texts of files that nobody could build from are not written.

use std::collections::BTreeMap;

use super::approve::Refusal;
use super::overlaid::Overlaid;
use crate::finding::{Finding, Sources, Spot};
use crate::meeting::{CHAIRS, Index};
use crate::read;
use crate::workspace::{Files, LIMIT, PackAddress, Workspace};

/// Refuses a text that could not be read, breaks the schema where the one before did not, or gives an id twice that was given once.
pub(super) fn refuse_faults(
    workspace: &Workspace,
    pack: &PackAddress,
    path: &str,
    before: &str,
    after: &str,
) -> Result<(), Refusal> {
    if u64::try_from(after.len()).unwrap_or(u64::MAX) >= LIMIT {
        return Err(Refusal::of_use(format!("`{path}` would be too large to be read"), "nothing was written"));
    }
    let (before, after) = (Looked::at(workspace, pack, path, before), Looked::at(workspace, pack, path, after));
    let mut known: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for finding in &before.faults {
        *known.entry((finding.code.name, &finding.message)).or_default() += 1;
    }
    for finding in &after.faults {
        match known.get_mut(&(finding.code.name, finding.message.as_str())).filter(|left| **left > 0) {
            Some(left) => *left -= 1,
            None => {
                let hint = finding.hint.clone().unwrap_or_else(|| "nothing was written".to_owned());
                return Err(Refusal::of_pack(finding.message.clone(), hint));
            }
        }
    }
    match after.taken.iter().find(|id| !before.taken.contains(id)) {
        Some(id) => Err(Refusal::of_pack(
            format!("the id `{id}` is taken: something else has it, or it has a meaning of its own"),
            "nothing was written; choose another id",
        )),
        None => Ok(()),
    }
}

/// What is wrong with a file that has a certain text, as far as reading finds it.
struct Looked {
    /// The errors of its format.
    faults: Vec<Finding>,
    /// The ids that are given twice, or are reserved.
    taken: Vec<String>,
}

impl Looked {
    fn at(workspace: &Workspace, pack: &PackAddress, path: &str, text: &str) -> Self {
        let files: &dyn Files = &workspace.files;
        let mut sources = Sources::new("");
        let found = read::read(&Overlaid { files, path, content: text.as_bytes() }, pack, &mut sources);
        let is_of_file = |finding: &Finding| match &finding.spot {
            Spot::Text(place) => sources.path(place.file) == path,
            Spot::File(file) => file == path,
        };
        let is_fault =
            |finding: &Finding| finding.is_error() && read::is_of_format(finding.code) && is_of_file(finding);
        let taken = found.meeting.as_ref().map(|meeting| {
            let (index, clashes) = Index::of(meeting);
            let chairs = index.place(CHAIRS).map(|_| CHAIRS.to_owned());
            clashes.into_iter().map(|clash| clash.id).chain(chairs).collect()
        });
        Self { faults: found.findings.into_iter().filter(is_fault).collect(), taken: taken.unwrap_or_default() }
    }
}
