//! Compares a pack with an earlier one.
//!
//! Everything is derived from the two zips, after they were compared with their manifests: words from the pages for browsers, which
//! are in every pack and are sealed with it, and pages of annexes from the PDFs. So nothing has to be recorded in a pack, nothing
//! recorded can be forged, and packs of an audience say no more about each other than they do themselves.
//!
//! It refuses to compare what does not belong together (other meetings, other audiences), and to guess where something moved.

mod annexes;
mod bars;
mod collect;
mod damage;
mod differ;
mod exchanged;
mod extent;
mod hidden;
mod issues;
mod kept;
mod languages;
mod links;
mod marked_page;
mod numbered;
mod numbers;
mod once;
mod page;
mod places;
mod redline;
mod renamed;
mod reshaped;
mod revisions;
mod rewrite;
mod said;
mod text;
mod trace;
mod withheld;

pub use annexes::SourceOfAnnex;
pub use bars::set_bars;
pub use damage::Damage;
pub use extent::Extent;
pub use issues::{Issue, IssuedFile, IssuedPack, Issues, schema};
pub use kept::{keep, sheet_numbers};
pub use marked_page::{Legend, marked_page};
pub use numbered::IssuedPages;
pub use page::{read as read_page, read_traced as read_traced_page};
pub use places::set_places;
pub use redline::redline;
pub use revisions::{Filed, Reissued};
pub use rewrite::{Part, removed_parts};
pub use said::{Block, Said, Tree, Within};
pub use text::in_words;
pub use trace::trace;
pub use withheld::leave_out_withheld;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use renamed::with_later_ids;

use crate::edition::{Change, Changes, EditionChanges, What};
use crate::pack::{Fault, Opened};

const PAGE: &str = "index.html";

/// The reason why two packs are not compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mismatch {
    /// They are packs of different meetings.
    OtherMeeting(String, String),
    /// They have the same name, and hardly anything in common: their titles.
    OtherTitle(String, String),
    /// They are for different audiences.
    OtherAudience(Option<String>, Option<String>),
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let audience = |name: &Option<String>| name.as_ref().map_or("everybody".to_owned(), |name| format!("`{name}`"));
        match self {
            Self::OtherMeeting(old, new) => {
                write!(f, "the packs are of different meetings, or of one that was renamed: `{old}` and `{new}`")
            }
            Self::OtherTitle(old, new) => {
                write!(f, "the packs are of different meetings: hardly anything that “{old}” says is in “{new}”")
            }
            Self::OtherAudience(old, new) => {
                write!(f, "one pack is for {}, the other for {}", audience(old), audience(new))
            }
        }
    }
}

/// Faults after which it is not certain what a pack says. That it was compressed or put together anew does not matter.
pub fn is_doubtful(fault: &Fault) -> bool {
    !matches!(fault, Fault::Recompressed(_) | Fault::Order | Fault::Layout)
}

/// Compares two packs.
///
/// # Errors
/// They do not belong together.
pub fn compare(old: &Opened, new: &Opened) -> Result<Changes, Mismatch> {
    let (earlier, later) = belong_together(old, new)?;
    let alone = |said: &Said, is_new| EditionChanges {
        language: said.language.clone(),
        is_new: Some(is_new),
        ..EditionChanges::default()
    };
    let mut all = Vec::new();
    for (folder, said) in &later {
        let Some((former_folder, former)) = earlier.iter().find(|(_, other)| other.language == said.language) else {
            all.push(alone(said, true));
            continue;
        };
        let (mut former, mut said) = (former.clone(), said.clone());
        let others = |all: &Said, than: &Said| {
            let known: BTreeMap<&str, &Tree> = than.documents.iter().map(|tree| (tree.name.as_str(), tree)).collect();
            let is_other = |tree: &&Tree| known.get(tree.name.as_str()) != Some(tree);
            all.documents.iter().filter(is_other).map(|tree| tree.name.clone()).collect::<BTreeSet<_>>()
        };
        let (of_old, of_new) = (others(&former, &said), others(&said, &former));
        annexes::number_pages((old, former_folder), &mut former, |tree| of_old.contains(&tree.name));
        annexes::number_pages((new, folder), &mut said, |tree| of_new.contains(&tree.name));
        let (former, said) = (&former, &said);
        let mut changes = collect::edition(former, said);
        annexes::pages((old, former_folder, former), (new, folder, said), &mut changes);
        numbered::name_pages(&mut changes, &numbered::numbered(old), &numbered::numbered(new));
        all.push(changes);
    }
    let is_gone = |said: &Said| later.iter().all(|(_, other)| other.language != said.language);
    all.extend(earlier.iter().filter(|(_, said)| is_gone(said)).map(|(_, said)| alone(said, false)));
    Ok(Changes {
        languages: languages::reordered(old.files.get(PAGE), new.files.get(PAGE)),
        editions: all,
        files: files(old, new),
    })
}

/// The pages for browsers of a pack, each with its language and with all words marked that an earlier pack had otherwise. Languages
/// that the earlier one did not have are left out. `legend` returns the words of a language.
///
/// # Errors
/// The packs do not belong together.
pub fn marked_pages(
    old: &Opened,
    new: &Opened,
    legend: impl Fn(&str) -> Option<Legend>,
) -> Result<Vec<(String, String)>, Mismatch> {
    let (earlier, later) = belong_together(old, new)?;
    let page = |(folder, said): (String, Said)| {
        let (_, former) = earlier.iter().find(|(_, other)| other.language == said.language)?;
        let html = String::from_utf8_lossy(new.files.get(&format!("{folder}{PAGE}"))?);
        let marked = marked_page(former, &html, &legend(&said.language)?);
        Some((said.language, marked))
    };
    Ok(later.into_iter().filter_map(page).collect())
}

/// An edition, after its folder.
type Read = (String, Said);

/// The editions of two packs that are of one meeting and for one audience.
fn belong_together(old: &Opened, new: &Opened) -> Result<(Vec<Read>, Vec<Read>), Mismatch> {
    let (before, now) = (&old.manifest, &new.manifest);
    if before.pack != now.pack {
        return Err(Mismatch::OtherMeeting(before.pack.clone(), now.pack.clone()));
    }
    if before.audience != now.audience {
        return Err(Mismatch::OtherAudience(before.audience.clone(), now.audience.clone()));
    }
    let (mut earlier, later) = (editions(old), editions(new));
    if before.title != now.title && !have_in_common(&earlier, &later) {
        return Err(Mismatch::OtherTitle(before.title.clone(), now.title.clone()));
    }
    for (_, former) in &mut earlier {
        let same = later.iter().find(|(_, said)| said.language == former.language);
        if let Some(Cow::Owned(renamed)) = same.map(|(_, said)| with_later_ids(former, said)) {
            *former = renamed;
        }
    }
    Ok((earlier, later))
}

/// How many of the things of the smaller pack are in the other one, if both are of one meeting: one of so many. Two meetings of any body
/// have an item for other business.
const SHARED: usize = 4;

/// Returns whether two packs print many things with the same ids, or the same day, time and place; or one of them nothing with an id.
fn have_in_common(earlier: &[Read], later: &[Read]) -> bool {
    let ids = |all: &[Read]| -> BTreeSet<String> {
        let trees = all.iter().flat_map(|(_, said)| &said.documents).filter(|tree| !tree.name.is_empty());
        trees.flat_map(|tree| &tree.blocks).filter_map(|block| block.id.clone()).collect()
    };
    // What the head says, but for the title.
    let head = |all: &[Read]| -> Vec<String> {
        let head = all.first().and_then(|(_, said)| said.documents.iter().find(|tree| tree.name.is_empty()));
        let blocks = head.into_iter().flat_map(|tree| &tree.blocks).filter(|block| block.heading.is_none());
        blocks.map(said::Block::line).collect()
    };
    let (before, now) = (head(earlier), head(later));
    let (earlier, later) = (ids(earlier), ids(later));
    let shared = earlier.intersection(&later).count();
    let is_same_head = before == now && before.iter().any(|line| line.contains(char::is_numeric));
    earlier.is_empty()
        || later.is_empty()
        || shared > 0 && SHARED * shared >= earlier.len().min(later.len())
        || is_same_head
}

/// The editions of a pack, with their folders.
fn editions(opened: &Opened) -> Vec<Read> {
    let is_page = |path: &str| path == PAGE || path.ends_with(&format!("/{PAGE}"));
    let pages: Vec<&str> =
        opened.manifest.files.iter().map(|file| file.path.as_str()).filter(|path| is_page(path)).collect();
    // Where there are several, the first leads to the others.
    let own = pages.iter().filter(|path| pages.len() == 1 || **path != PAGE);
    let read = own.filter_map(|path| {
        let html = String::from_utf8_lossy(opened.files.get(*path)?);
        Some((path.trim_end_matches(PAGE).to_owned(), page::read(&html)))
    });
    let mut all: Vec<Read> = read.collect();
    let order = languages::listed(opened.files.get(PAGE));
    all.sort_by_key(|(_, said)| order.iter().position(|language| *language == said.language));
    all
}

/// Files of annexes that lie in the packs as they are.
fn files(old: &Opened, new: &Opened) -> Vec<Change> {
    let are_files = |path: &&String| path.starts_with("annexes/");
    let change = |what, path: &String| Change { item: path.clone(), ..Change::new(what, "annexes") };
    let mut all = Vec::new();
    for path in new.files.keys().filter(are_files) {
        match old.files.get(path) {
            None => all.push(change(What::Added, path)),
            Some(former) if new.files.get(path) != Some(former) => all.push(change(What::Replaced, path)),
            Some(_) => {}
        }
    }
    let gone = old.files.keys().filter(are_files).filter(|path| !new.files.contains_key(*path));
    all.extend(gone.map(|path| change(What::Removed, path)));
    all
}
