//! Zips of a pack in the folder for zips that no build of it writes any more.

use std::collections::BTreeSet;
use std::path::Path;

use super::audiences::file_name;
use super::codes::OLD_ZIP;
use crate::finding::{Finding, Spot};
use crate::pack;
use crate::workspace::{PackAddress, former};

/// Findings for the zips of a pack among the names in the folder, sorted, that are none of its audiences. They are read, since
/// `x.public.zip` may be that of a pack `x.public`.
pub(super) fn leftovers(pack: &PackAddress, audiences: &[&str], out: &Path, there: &[String]) -> Vec<Finding> {
    let own: BTreeSet<String> = match audiences {
        [] => [file_name(&pack.id, None)].into(),
        all => all.iter().map(|audience| file_name(&pack.id, Some(audience))).collect(),
    };
    let prefix = format!("{}.", pack.id);
    let from = there.partition_point(|name| *name < prefix);
    let alike = there.iter().skip(from).take_while(|name| name.starts_with(&prefix));
    let old = alike.filter(|name| name.ends_with(".zip") && !own.contains(*name)).filter(|name| {
        let manifest = former(&out.join(name)).ok().flatten().and_then(|zip| pack::manifest(&zip));
        manifest.is_some_and(|manifest| {
            manifest.pack == pack.id && file_name(&pack.id, manifest.audience.as_deref()) == **name
        })
    });
    let finding = |name: &String| {
        let path = out.join(name);
        let path = path.display();
        let (message, hint) = match *name == file_name(&pack.id, None) {
            true => (
                format!("`{path}` has everything that is in this pack: it was made before the pack had audiences"),
                format!("remove `{path}`, so that nobody sends it to others"),
            ),
            false => (
                format!("`{path}` was made for an audience that this pack no longer has"),
                format!("remove `{path}`, if nobody needs it"),
            ),
        };
        Finding::new(&OLD_ZIP, Spot::File(pack.definition()), message).hint(hint)
    };
    old.map(finding).collect()
}
