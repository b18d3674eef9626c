//! The packs of one meeting: one for each audience.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Request;
use super::codes::{LEAK, NO_SUCH_AUDIENCE, ONE_ZIP, TELLING_FOLDER, UNSEARCHED};
use super::file_texts::FileTexts;
use super::inputs::Shared;
use super::shares::Shares;
use super::since::Withheld;
use super::work::{Assembled, Work};
use super::written::WantedFormats;
use crate::document::Format;
use crate::finding::{Finding, Placed, Sources, Spot, has_errors, near_miss, quoted_list};
use crate::leak;
use crate::meeting::{Id, Meeting};
use crate::read::{self, Secrets};
use crate::typeset::Fonts;
use crate::workspace::{Files, PackAddress, folder_names};
use crate::{compose, pack, preflight};

/// The pack of one audience.
pub(super) struct ForAudience {
    /// The audience; none if everybody gets the same.
    pub(super) name: Option<String>,
    pub(super) meeting: Arc<Meeting>,
    /// The texts that it must not contain; none for the audience that gets everything.
    secrets: Option<Secrets>,
}

impl ForAudience {
    /// Where its zip goes: `out/board.public.zip`.
    pub(super) fn path(&self, out: &Path, pack: &str) -> PathBuf {
        out.join(file_name(pack, self.name.as_deref()))
    }

    /// Returns whether it gets everything.
    pub(super) fn is_whole(&self) -> bool {
        self.secrets.is_none()
    }
}

/// The name of the zip for an audience.
pub(super) fn file_name(pack: &str, audience: Option<&str>) -> String {
    match audience {
        Some(audience) => format!("{pack}.{audience}.zip"),
        None => format!("{pack}.zip"),
    }
}

/// A meeting as an audience gets it; none if it does not have this audience, or cannot be cut for it.
pub(super) fn meeting_for(
    meeting: &Arc<Meeting>,
    audience: Option<&str>,
    pack: &PackAddress,
    files: &dyn Files,
    sources: &mut Sources,
) -> Option<Arc<Meeting>> {
    let Some(name) = audience else { return Some(Arc::clone(meeting)) };
    match meeting.rank_of(name)? {
        0 => Some(Arc::new(meeting.as_ref().clone().made_for(name.to_owned()))),
        rank => {
            let words = compose::words_instead(meeting, files, sources).ok()?;
            let cut = read::for_audience(meeting, pack, rank, &words, &meeting.tallies(), sources, None)?;
            Some(Arc::new(cut.meeting))
        }
    }
}

/// The file name of the zip of all that a meeting says.
pub(super) fn whole_file_name(meeting: &Meeting) -> String {
    file_name(&meeting.id, meeting.audiences().first().map(|audience| audience.as_str()))
}

impl Work<'_> {
    /// The meeting as each audience gets it, or as the one that is asked for does; nothing if there are errors. A pack without
    /// audiences is for everybody.
    pub(super) fn audiences(&mut self, meeting: &Arc<Meeting>, only: Option<&str>) -> Option<Vec<ForAudience>> {
        let names: Vec<String> = meeting.audiences().iter().map(|one| one.as_str().to_owned()).collect();
        if let Some(only) = only.filter(|only| !names.iter().any(|name| name == only)) {
            self.record(vec![self.unknown_audience(only, &names)]);
            return None;
        }
        if names.is_empty() {
            return Some(vec![ForAudience { name: None, meeting: Arc::clone(meeting), secrets: None }]);
        }
        let taken = self.taken(meeting);
        if !taken.is_empty() {
            self.record(taken);
            return None;
        }
        let words = compose::words_instead(meeting, &self.workspace.files, &mut self.sources);
        let words = match words {
            Ok(words) => words,
            Err(findings) => {
                self.record(findings);
                return None;
            }
        };
        // What stands in the place of anything for anybody: so the whole vouches for it.
        self.instead = read::all_instead(meeting, self.pack, &words, &self.sources);
        let tallies = meeting.tallies();
        let mut all = Vec::new();
        for (rank, name) in names.into_iter().enumerate().filter(|(_, name)| only.is_none_or(|only| name == only)) {
            let (meeting, secrets) = match rank {
                0 => (Arc::new(meeting.as_ref().clone().made_for(name.clone())), None),
                _ => {
                    let trace = self.common.trace.as_mut();
                    let mut cut =
                        read::for_audience(meeting, self.pack, rank, &words, &tallies, &mut self.sources, trace)?;
                    self.keep_numbers(&mut cut.meeting, Some(meeting));
                    (Arc::new(cut.meeting), Some(cut.secrets))
                }
            };
            all.push(ForAudience { name: Some(name), meeting, secrets });
        }
        self.kept = (all.len() > 1).then(BTreeMap::new);
        Some(all)
    }

    /// Packs beside this one whose zip would be that of an audience.
    fn taken(&self, meeting: &Meeting) -> Vec<Finding> {
        let folder = self.workspace.root.join(&self.pack.folder);
        let beside = folder.parent().map(folder_names).unwrap_or_default();
        let finding = |name: &Placed<Id>| {
            let zip = file_name(&self.pack.id, Some(name.as_str()));
            let other = beside.iter().find(|other| file_name(other, None).eq_ignore_ascii_case(&zip))?;
            let message = format!("the pack for `{}` and the pack `{other}` would go into the same zip", name.as_str());
            Some(Finding::new(&ONE_ZIP, name.place, message).hint("give the folder of the other pack another name"))
        };
        meeting.audiences().iter().filter_map(finding).collect()
    }

    fn unknown_audience(&self, typed: &str, names: &[String]) -> Finding {
        let message = format!("this pack has no audience `{typed}`");
        let hint = match near_miss(typed, names.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None if names.is_empty() => "name the audiences of the pack or its body under `audiences`".to_owned(),
            None => format!("it has {}", quoted_list(names.iter().map(String::as_str))),
        };
        Finding::new(&NO_SUCH_AUDIENCE, Spot::File(self.pack.definition()), message).hint(hint)
    }

    /// Prepares the work for an audience: keeps only the annex files that it gets. `whole` is what the first audience gets; its
    /// paragraph numbers are computed if they are not known yet.
    pub(super) fn turn_to(&mut self, audience: &ForAudience, whole: &Arc<Meeting>) {
        if audience.is_whole() {
            return;
        }
        let is_needed = whole.style().numbered_paragraphs == Some(true) || self.was_sent_out();
        if let Some(first) = whole.audiences().first().filter(|_| is_needed && self.whole_numbers.is_empty()) {
            let whole = Arc::new(whole.as_ref().clone().made_for(first.as_str().to_owned()));
            for language in whole.definition.editions() {
                let files = &self.workspace.files;
                let composing = compose::compose(&whole, &language, &self.outside, files, &mut self.sources);
                if let Some(composed) = composing.composed {
                    self.keep_whole(&language, &composed.composition);
                }
            }
        }
        // Findings about these files were already reported for the first audience.
        let examined = preflight::examine_annexes(&audience.meeting, self.limits(), &self.workspace.files);
        let shares = Shares::of(&examined, &audience.meeting);
        (self.outside, self.originals) = (examined.pdfs, examined.originals);
        self.keep_sheets(&audience.meeting);
        self.originals.retain(|original| shares.holds_whole(original));
        self.shares = shares;
        self.made.clear();
        for pdf in &mut self.outside {
            pdf.has_original = self.originals.iter().any(|original| original.from == pdf.path);
        }
        self.enclosures.clear();
    }

    /// Puts together the pack of an audience, and makes sure that it holds nothing of what the audience must not get.
    /// `extract_of` is the digest of the first seal of the signed pack, if it is an extract of one.
    pub(super) fn assemble_for<'f>(
        &mut self,
        audience: &ForAudience,
        whole: &Arc<Meeting>,
        extract_of: Option<String>,
        fonts: &(dyn Fn() -> &'f Fonts + Sync),
        shared: &Shared,
        request: &Request,
    ) -> Option<Assembled> {
        self.turn_to(audience, whole);
        self.extract_of = extract_of;
        self.since.withheld = Withheld::default();
        let mut file_texts = FileTexts::default();
        if let Some(secrets) = &audience.secrets {
            self.instead.clone_from(&secrets.instead);
            file_texts = FileTexts::of(whole, &audience.meeting, &self.shares, &self.workspace.files);
            if self.was_sent_out() {
                self.since.withheld = self.withheld(secrets, &audience.meeting);
                self.since.withheld.placeholders = audience.meeting.placeholders(whole);
                let (meeting, files) = (&audience.meeting, &self.workspace.files);
                self.since.withheld.printed = compose::words_of_templates(meeting, files);
                self.since.withheld.printed.extend(secrets.open.iter().cloned());
                // Before there are pages, only files themselves say what is on their pages.
                self.since.withheld.secrets.extend(file_texts.pages_withheld());
                self.since.withheld.printed.extend(file_texts.open.iter().flat_map(|file| file.texts.iter().cloned()));
            }
        }
        let assembled = self.assemble(&audience.meeting, fonts, shared, request)?;
        if let Some(secrets) = &audience.secrets {
            let leaks = self.leaks(&assembled.bytes, secrets, audience, file_texts);
            self.record(leaks);
            if has_errors(&self.findings) {
                return None;
            }
        }
        Some(assembled)
    }

    /// Tries what a build would do, up to the pages of all editions: what is made of them then fails only by a fault of ours.
    pub(super) fn try_pages<'f>(
        &mut self,
        meeting: &Arc<Meeting>,
        fonts: &(dyn Fn() -> &'f Fonts + Sync),
        shared: &Shared,
    ) {
        if !self.has_fonts(fonts()) {
            return;
        }
        let Some(audiences) = self.audiences(meeting, None) else { return };
        for audience in audiences {
            if !audience.is_whole() {
                // The search for withheld texts needs the finished pack.
                self.assemble_for(&audience, meeting, None, fonts, shared, &Request::default());
                continue;
            }
            let meeting = &self.reissued(&audience.meeting);
            for language in meeting.definition.editions() {
                if let Some((project, ..)) = self.composed(meeting, &language, WantedFormats::default()) {
                    self.typeset(&project, fonts());
                }
            }
        }
        self.tell_unset(meeting);
    }

    /// The texts of a definition that an audience must not get, and the words that it gets.
    fn withheld(&self, secrets: &Secrets, meeting: &Meeting) -> Withheld {
        let secret = |text: &Placed<String>| leak::Secret { text: text.value.clone(), place: Some(text.place) };
        let mut open = compose::open_words(meeting, &self.workspace.files);
        open.extend(secrets.open.iter().cloned());
        open.extend(crate::write::WORDS_OF_PAGES.map(str::to_owned));
        open.extend(meeting.documents().iter().map(|document| document.path(Format::Pdf)));
        let time = &meeting.definition.time;
        open.extend(time.moments(time).into_iter().map(|(start, _)| start.abbreviation));
        Withheld { secrets: secrets.withheld.iter().map(secret).collect(), open, ..Withheld::default() }
    }

    /// Finds secrets of an audience in the bytes that it would get: an error, or a warning if a file meant for the audience
    /// names somebody whom the definition names only in parts that the audience does not get.
    fn leaks(&self, zip: &[u8], secrets: &Secrets, audience: &ForAudience, files: FileTexts) -> Vec<Finding> {
        let secret = |text: &Placed<String>| leak::Secret { text: text.value.clone(), place: Some(text.place) };
        let Withheld { secrets: mut all, mut open, .. } = self.withheld(secrets, &audience.meeting);
        // The reasons why a file misses a standard are the program's own words, so they are not secrets.
        let manifest = pack::manifest(zip);
        let missed = manifest.into_iter().flat_map(|manifest| manifest.files).flat_map(|file| file.missed);
        open.extend(missed.map(|missed| missed.because));
        let is_open = leak::Open { texts: open.iter().map(String::as_str).collect() };
        let mut findings: Vec<Finding> = self.telling_name(&all, &is_open).into_iter().collect();
        let names: Vec<leak::Secret> = secrets.names.iter().map(secret).collect();
        findings.extend(files.copies());
        let naming = files.naming(&names, &is_open);
        all.extend(files.secrets);
        open.extend(files.open.into_iter().flat_map(|file| file.texts));
        open.push(self.pack.id.clone());
        let search = |secrets: &[leak::Secret], open: &[String]| {
            leak::search_whole(zip, secrets, &leak::Open { texts: open.iter().map(String::as_str).collect() })
        };
        let mut found = search(&[all.as_slice(), &files.of_pdfs].concat(), &open);
        if !found.leaks.is_empty() {
            // What our own documents say before any outside page is in them, they do not say of a withheld page.
            let made = self.made.iter().flat_map(|(path, bytes)| leak::texts_of_file(path, bytes));
            let made: Vec<String> = open.iter().cloned().chain(made).collect();
            found.leaks = search(&all, &open).leaks;
            found.leaks.extend(search(&files.of_pdfs, &made).leaks);
        }
        let name = audience.name.as_deref().unwrap_or_default();
        let count = findings.len();
        findings.extend(found.leaks.into_iter().map(|leak| {
            let spot = leak.place.map_or_else(|| Spot::File(self.pack.definition()), Spot::Text);
            let (secret, within, path) = (&leak.secret, leak.within.name(), &leak.path);
            let message = format!("`{secret}` is withheld from `{name}`, but is in its pack: in {within} of `{path}`");
            let hint = "nothing was written; if no template of yours prints this text, please report a bug";
            Finding::new(&LEAK, spot, message).hint(hint)
        }));
        findings.extend(found.unread.into_iter().map(|path| {
            let message =
                format!("`{path}` in the pack of `{name}` cannot be searched completely for what is withheld");
            let hint = "withhold the file as well, or ask for a new export without protection";
            Finding::new(&UNSEARCHED, Spot::File(self.pack.definition()), message).hint(hint)
        }));
        if findings.len() == count {
            findings.extend(naming);
        }
        findings
    }

    /// Told if the name of the pack's folder, which everybody gets, says something that is withheld.
    fn telling_name(&self, secrets: &[leak::Secret], open: &leak::Open<'_>) -> Option<Finding> {
        let id = &self.pack.id;
        let said = leak::said(std::slice::from_ref(id), secrets, open);
        let place = said.first().and_then(|number| secrets.get(*number)?.place)?;
        let message =
            format!("the name of the pack's folder, `{id}`, has a word of this text, which not everybody gets");
        let hint = "rename the folder: everybody reads its name, as the name of the zip and in the manifest";
        Some(Finding::new(&TELLING_FOLDER, Spot::Text(place), message).hint(hint))
    }
}
