//! The texts of files of annexes, for the search of a finished pack: those that its audience gets, and those that it does not.

use std::collections::{BTreeMap, BTreeSet};

use super::codes::{OPEN_COPY, OPEN_FILE_NAMES};
use super::shares::{Share, Shares};
use crate::finding::{Finding, Place, Spot, quoted_and};
use crate::leak::{self, Open, Secret};
use crate::meeting::Meeting;
use crate::pack::digest;
use crate::workspace::Files;

/// The texts of all files of a meeting.
#[derive(Debug, Default)]
pub(super) struct FileTexts {
    /// What the audience does not get.
    pub(super) secrets: Vec<Secret>,
    /// The same of PDFs, but for their names and digests: it can be in a pack only if pages of them are.
    pub(super) of_pdfs: Vec<Secret>,
    /// What it gets.
    pub(super) open: Vec<OpenFile>,
    /// Withheld files whose content the audience gets under another name.
    copies: Vec<(String, Place, String)>,
}

/// A file that an audience gets, all or in part.
#[derive(Debug)]
pub(super) struct OpenFile {
    path: String,
    place: Option<Place>,
    pub(super) texts: Vec<String>,
}

impl FileTexts {
    /// The texts of the files of a meeting of which an audience has a cut one, and shares in the files.
    pub(super) fn of(whole: &Meeting, cut: &Meeting, shares: &Shares, files: &dyn Files) -> Self {
        let shown = shown_files(cut);
        let mut all = Self::default();
        let mut given: BTreeMap<String, String> = BTreeMap::new();
        for (path, places) in shown_files(whole) {
            let Ok(Some(bytes)) = files.read(&whole.path_of(&path)) else { continue };
            let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
            let own = digest(&bytes);
            let is_shown = shown.contains_key(&path);
            let place = places.iter().max_by_key(|place| whole.rank_at(**place)).copied();
            let mut texts = leak::texts_of_file(&path, &bytes);
            texts.retain(|text| is_shown || *text != name);
            let mut open = match shares.of_content(&bytes) {
                Some(Share::Whole) if is_shown => {
                    given.insert(own, path.clone());
                    texts
                }
                Some(Share::Whole) => {
                    all.copies.extend(place.map(|place| (path.clone(), place, own)));
                    texts
                }
                share => {
                    let secret = |text| Secret { text, place };
                    // Its name and digest are no text of its pages.
                    let is_of_pages = |text: &String| bytes.starts_with(b"%PDF-") && *text != name && *text != own;
                    let (of_pages, others): (Vec<_>, Vec<_>) = texts.into_iter().partition(is_of_pages);
                    all.of_pdfs.extend(of_pages.into_iter().map(secret));
                    all.secrets.extend(others.into_iter().map(secret));
                    match share {
                        Some(Share::Pages(pages)) => {
                            leak::texts_of_pages(&bytes, &pages.iter().copied().collect::<Vec<_>>())
                        }
                        _ => Vec::new(),
                    }
                }
            };
            open.extend(is_shown.then_some(path.clone()));
            all.open.push(OpenFile { path, place, texts: open });
        }
        all.copies.retain_mut(|(_, _, digest)| match given.get(digest) {
            Some(path) => {
                digest.clone_from(path);
                true
            }
            None => false,
        });
        all
    }

    /// What files say that the audience does not get.
    pub(super) fn pages_withheld(&self) -> impl Iterator<Item = Secret> {
        self.secrets.iter().chain(&self.of_pdfs).cloned()
    }

    /// Findings for withheld files of which the audience gets a copy.
    pub(super) fn copies(&self) -> Vec<Finding> {
        let finding = |(path, place, copy): &(String, Place, String)| {
            let message = format!("`{path}` is withheld, but `{copy}`, which has the same content, is open");
            let hint = format!("withhold `{copy}`, too; if it is a PDF, you can state which `pages` are open");
            Finding::new(&OPEN_COPY, Spot::Text(*place), message).hint(hint)
        };
        self.copies.iter().map(finding).collect()
    }

    /// Findings for files that the audience gets and that name people whom it does not find named elsewhere.
    pub(super) fn naming(&self, names: &[Secret], open: &Open<'_>) -> Vec<Finding> {
        if names.is_empty() {
            return Vec::new();
        }
        let finding = |file: &OpenFile| {
            let said = leak::said(&file.texts, names, open);
            let said: BTreeSet<&str> = said.iter().filter_map(|at| Some(names.get(*at)?.text.as_str())).collect();
            // A family name is told with the name that it is part of.
            let is_part = |name: &&&str| !said.iter().any(|other| other != *name && other.contains(**name));
            let told: Vec<&str> = said.iter().filter(is_part).copied().collect();
            let place = file.place.filter(|_| !told.is_empty())?;
            let message = format!(
                "`{}` names {}, whom the definition names only in parts that readers of this file do not get",
                file.path,
                quoted_and(told)
            );
            let hint = "if readers must not know the name, withhold the file, too; otherwise allow this warning";
            Some(Finding::new(&OPEN_FILE_NAMES, Spot::Text(place), message).hint(hint))
        };
        self.open.iter().filter_map(finding).collect()
    }
}

/// The files that annexes of a meeting show, by their paths, with the places that say so.
fn shown_files(meeting: &Meeting) -> BTreeMap<String, Vec<Place>> {
    let mut all: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    for file in meeting.definition.annexes.iter().flat_map(|annex| &annex.files) {
        for path in [Some(&file.file), file.source.as_ref()].into_iter().flatten() {
            all.entry(path.value.as_str().to_owned()).or_default().push(path.place);
        }
    }
    all
}
