//! What reviewers did in Word files: read, told at its place in the definition, and written into it if chosen.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::approve::Refusal;
use super::audiences::meeting_for;
use super::contested::contest;
use super::held::{HeldText, is_open};
use super::policy::{Policy, SeverityOverrides};
use super::word_maps::{with_paths, with_values_of};
use super::work::Work;
use crate::comments::{
    self, Aim, Located, Remark, RemarkKind, Values, WordFile, WordFileFault, breaks_approvals, is_matrix, lost_map,
    other_pack, renamed_pack, unreadable,
};
use crate::compose::compose;
use crate::document::DocumentKind;
use crate::edition::{OutsidePdf, WordMap};
use crate::finding::{Finding, Place, Sources, has_errors};
use crate::meeting::{ByLanguage, CheckSettings, Language, Meeting, ResponseState, Responses, Status};
use crate::read;
use crate::workspace::{Files, PackAddress, Workspace};
use crate::write::{self, Origins};

/// A file of a reviewer: its name, and what it is or why it cannot be read.
pub type ReviewedFile = (String, Result<WordFile, WordFileFault>);

/// What is to be done with files of reviewers.
#[derive(Debug, Default)]
pub struct Commenting {
    /// The changes that are written; none if nothing is to be written.
    pub apply: Option<Choice>,
    /// True if it is only shown what would be written.
    pub dry_run: bool,
    /// True if the pack was named, and not only found in the files.
    pub is_named: bool,
}

/// The changes that are chosen. Without any condition, all that nobody contests.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// Names of reviewers.
    pub authors: Vec<String>,
    /// Ids of changes, or codes of findings.
    pub only: Vec<String>,
}

impl Choice {
    /// Returns whether it has no condition.
    pub(super) fn is_free(&self) -> bool {
        self.authors.is_empty() && self.only.is_empty()
    }
}

/// The result of reading files of reviewers.
#[derive(Debug)]
pub struct Commented {
    /// What is wrong with the files themselves.
    pub of_files: Vec<Finding>,
    /// True if nothing is wrong with them.
    pub is_read: bool,
    /// What reviewers did and said, in the order of the definition.
    pub findings: Vec<Finding>,
    /// The texts that the findings' places point into.
    pub sources: Sources,
    /// The remarks that the findings tell, in the same order.
    pub remarks: Vec<Located>,
    /// The number of changes that are in the definition already, and are not told.
    pub done: usize,
    /// The ids of those of these that were chosen.
    pub chosen_done: Vec<String>,
    /// What was written, or would be: the place of each text, and its changes, word by word.
    pub written: Vec<(Place, String)>,
    /// The number of changes that were chosen and not written.
    pub left: usize,
    /// Why nothing was written.
    pub refusal: Option<Refusal>,
    /// What `check` finds after changes were written.
    pub checked: Vec<Finding>,
    /// The texts that the places of these point into.
    pub checked_sources: Sources,
}

/// Reads files of reviewers of a pack, and writes the chosen changes into its definition.
pub fn comments(workspace: &Workspace, pack: &PackAddress, files: Vec<ReviewedFile>, asked: &Commenting) -> Commented {
    comments_and((workspace, pack), files, asked, |_| ()).0
}

/// The same, and what `look` makes of it before anything is written.
pub(super) fn comments_and<T>(
    (workspace, pack): (&Workspace, &PackAddress),
    files: Vec<ReviewedFile>,
    asked: &Commenting,
    look: impl FnOnce(&Reading<'_>) -> T,
) -> (Commented, T) {
    let policy = Policy::new(&SeverityOverrides::default(), &CheckSettings::default()).0;
    // From before it is read until it is written: who changes it meanwhile waits, and what was changed before is read.
    let held = asked.apply.as_ref().map(|_| HeldText::hold(workspace, &pack.definition()));
    let mut work = Work::new(workspace, pack, &policy);
    let meeting = work.meeting().map(Arc::new);
    let is_json = !work.findings.iter().any(|finding| read::is_of_syntax(finding.code));
    let meeting = meeting.filter(|_| is_json);
    // What a definition that cannot be read says has no place: that is said, and not only that places are missing.
    let mut broken = std::mem::take(&mut work.findings);
    broken.retain(|finding| finding.is_error() && (meeting.is_none() || read::is_of_format(finding.code)));
    let sources = std::mem::take(&mut work.sources);
    let origins = Origins::of(&sources);
    let (responses, wrong) = read::responses(&workspace.files, pack, &mut Sources::new(""));
    let mut reading = Reading {
        work: &work,
        meeting: meeting.as_ref(),
        origins: &origins,
        sources: &sources,
        now: BTreeMap::new(),
        of_files: Vec::new(),
        names: Vec::new(),
        files: Vec::new(),
        located: Vec::new(),
        known: BTreeMap::new(),
        done: Vec::new(),
        is_named: asked.is_named,
        responses: (!has_errors(&wrong)).then_some(responses),
    };
    for (name, file) in files {
        reading.file(&name, file);
    }
    contest(&mut reading.located, reading.sources);
    reading.sort();
    let (risk, mut findings) = (reading.at_risk(), reading.findings(|_| true));
    let looked = look(&reading);
    let (mut changes, mut left, mut refusal, mut chosen_done) = (Vec::new(), 0, None, Vec::new());
    if let Some((choice, held)) = asked.apply.as_ref().zip(held) {
        chosen_done = reading.done_of(choice);
        match reading.apply(choice, held, asked.dry_run) {
            // What was written is told by its words, and what was not chosen is not repeated.
            Ok(applied) => {
                changes = applied.written;
                left = applied.left.len();
                let is_rest = |at| choice.is_free() && !applied.settled.contains(&at);
                findings = applied.left;
                findings.extend(reading.findings(is_rest));
            }
            Err(why) => {
                findings.clear();
                refusal = Some(why);
            }
        }
    }
    findings.extend(risk);
    // After a change was written, `check` tells it.
    findings.extend(broken.into_iter().filter(|_| changes.is_empty() || asked.dry_run));
    let done = reading.done.len();
    let (of_files, remarks) = (reading.of_files, reading.located.into_iter().map(|(_, one)| one).collect());
    let mut again = Work::new(workspace, pack, &policy);
    if !changes.is_empty() && !asked.dry_run {
        again.meeting();
    }
    let (checked, checked_sources) = (again.findings, again.sources);
    (
        Commented {
            is_read: of_files.is_empty(),
            of_files,
            findings,
            sources,
            remarks,
            done,
            chosen_done,
            written: changes,
            left,
            refusal,
            checked,
            checked_sources,
        },
        looked,
    )
}

/// The language of an edition, and its audience.
pub(super) type Edition = (String, Option<String>);

/// Files of reviewers that are being read.
pub(super) struct Reading<'a> {
    pub(super) work: &'a Work<'a>,
    pub(super) meeting: Option<&'a Arc<Meeting>>,
    pub(super) origins: &'a Origins,
    pub(super) sources: &'a Sources,
    /// The maps of all documents of an edition as they are now, by its language and audience.
    now: BTreeMap<Edition, Vec<WordMap>>,
    of_files: Vec<Finding>,
    /// The names of the files that were read.
    pub(super) names: Vec<String>,
    /// For each file that was read the values that its map names.
    pub(super) files: Vec<Values<'a>>,
    /// Remarks, each with the number of its file.
    pub(super) located: Vec<(usize, Located)>,
    /// Changes that are in the definition already, each with the number of its file.
    pub(super) done: Vec<(usize, Located)>,
    /// True if the pack was named.
    is_named: bool,
    /// What is answered to remarks; none if that cannot be read.
    pub(super) responses: Option<Responses>,
    /// The positions of remarks by their ids.
    pub(super) known: BTreeMap<String, Vec<usize>>,
}

impl Reading<'_> {
    /// The maps of the documents of an edition as they are now.
    pub(super) fn now(&mut self, language: &str, audience: Option<&str>) -> &[WordMap] {
        let maps = || {
            let mut sources = self.sources.clone();
            let (files, pack) = (&self.work.workspace.files, self.work.pack);
            let meeting = meeting_for(self.meeting?, audience, pack, files, &mut sources)?;
            maps(&meeting, language, &self.work.outside, files, &mut sources, self.origins)
        };
        let edition = (language.to_owned(), audience.map(str::to_owned));
        self.now.entry(edition).or_insert_with(|| maps().unwrap_or_default())
    }

    /// Returns whether the definition may still be changed: its pack is not signed.
    pub(super) fn is_open(&self) -> bool {
        is_open(self.work.workspace, self.work.pack)
    }

    /// Returns whether a file was made from this pack when it was called otherwise: it was named, and the other one is not there.
    fn is_renamed(&self, map: &WordMap) -> bool {
        let pack = self.work.pack;
        let parent = pack.folder.strip_suffix(pack.id.as_str()).unwrap_or_default();
        let former = PackAddress { id: map.pack().to_owned(), folder: format!("{parent}{}", map.pack()) };
        self.is_named && self.work.workspace.files.length(&former.definition()).is_none()
    }

    fn file(&mut self, name: &str, file: Result<WordFile, WordFileFault>) {
        let mut file = match file {
            Ok(file) => file,
            Err(fault) => return self.of_files.push(unreadable(name, &fault)),
        };
        let map = match file.map.take() {
            Some(map) if map.pack() != self.work.pack.id && !self.is_renamed(&map) => {
                return self.of_files.push(other_pack(name, map.pack(), &self.work.pack.id));
            }
            Some(map) if map.document == DocumentKind::Comments.name() => {
                return self.of_files.push(is_matrix(name, &self.work.pack.responses()));
            }
            Some(map) => {
                if map.pack() != self.work.pack.id {
                    self.of_files.push(renamed_pack(name, map.pack(), &self.work.pack.id));
                }
                let map = with_paths(map, self.work.pack, self.sources);
                self.with_values(map)
            }
            None => match self.likest(&file) {
                Some(map) => {
                    self.of_files.push(lost_map(name, &map.ident));
                    map
                }
                None => return self.of_files.push(other_pack(name, "", &self.work.pack.id)),
            },
        };
        let (values, definition) = (Values::of(map, self.origins), self.work.pack.definition());
        let mut all: Vec<Located> = comments::remarks(file, values.map())
            .into_iter()
            .map(|remark| Located::new(remark, (name, &definition), &values, self.sources))
            .collect();
        for at in 0..all.len() {
            if let RemarkKind::Move { to } = all[at].remark.kind
                && to < all.len()
            {
                // What is moved within its text is no entry of a list, wherever it stands in it.
                if let Aim::Text { value, .. } = all[at].aim {
                    all[to].within(value, &values, self.sources);
                }
                all[at].goal = all[to].place;
                all[at].moved_after = all[to].remark.follows(values.map());
            }
        }
        // What was written in an earlier round is not told again.
        let number = self.files.len();
        let (language, audience) = (values.map().language.clone(), values.map().audience().map(str::to_owned));
        let mut now = self.now(&language, audience.as_deref()).iter();
        let now = now.find(|now| now.document == values.map().document);
        let of_ids: BTreeMap<&str, &Remark> = all.iter().map(|one| (one.remark.id.as_str(), &one.remark)).collect();
        let is_done = |one: &Located| {
            // What a reference or a name prints is changed elsewhere, if at all.
            let is_text = matches!(one.aim, Aim::Text { .. } | Aim::Changed(_));
            let with = || written_together(&one.remark, &of_ids);
            one.remark.is_change() && is_text && now.is_some_and(|now| values.is_done(&one.remark, &with(), now))
        };
        let is_done: Vec<bool> = all.iter().map(is_done).collect();
        let (done, all): (Vec<_>, Vec<_>) = std::iter::zip(is_done, all).partition(|(is_done, _)| *is_done);
        let [done, all] = [done, all].map(|all| all.into_iter().map(|(_, one)| one).collect::<Vec<Located>>());
        for one in done {
            // The same file may be named twice.
            let is_known = |(_, known): &(usize, Located)| known.remark.id == one.remark.id && known.sent == one.sent;
            if !self.done.iter().any(is_known) {
                self.done.push((number, one));
            }
        }
        self.files.push(values);
        self.names.push(name.to_owned());
        for one in all {
            let known = self.known.entry(one.remark.id.clone()).or_default();
            match known.iter().find(|at| self.located[**at].1.sent == one.sent) {
                Some(at) => self.located[*at].1.files.push(name.to_owned()),
                None => {
                    known.push(self.located.len());
                    self.located.push((number, one));
                }
            }
        }
    }

    /// A map that says where its texts are written. That of an audience does not: it takes it from the same texts as they are now.
    fn with_values(&mut self, map: WordMap) -> WordMap {
        if !map.values.is_empty() {
            return map;
        }
        let (language, audience) = (map.language.clone(), map.audience().map(str::to_owned));
        let now = self.now(&language, audience.as_deref()).iter().find(|now| now.document == map.document);
        let Some(now) = now else { return map };
        with_values_of(map, now)
    }

    /// The document as it is now that a file without a map was made from: by the digest in it, else by its text.
    fn likest(&mut self, file: &WordFile) -> Option<WordMap> {
        let editions = self.meeting.map(|meeting| meeting.definition.editions()).unwrap_or_default();
        let mut best: Option<(usize, WordMap)> = None;
        for language in editions {
            for map in self.now(language.as_str(), None) {
                let is_it = file.digest.as_ref().is_some_and(|digits| map.digest.starts_with(digits.as_str()));
                let alike = if is_it { usize::MAX } else { file.paragraphs_of(map) };
                if alike > best.as_ref().map_or(0, |(most, _)| *most) {
                    best = Some((alike, map.clone()));
                }
            }
        }
        best.map(|(_, map)| map)
    }

    /// The ids of changes that are chosen, and are in the definition already.
    fn done_of(&self, choice: &Choice) -> Vec<String> {
        let ids = self.done.iter().map(|(_, one)| &one.remark.id).filter(|id| choice.only.contains(id));
        ids.cloned().collect()
    }

    /// Returns whether a change, or one that is written with it, was answered with no.
    pub(super) fn is_rejected(&self, one: &Located) -> bool {
        let state = |id: &String| self.responses.as_ref()?.responses.get(id)?.state;
        let ids = std::iter::once(&one.remark.id).chain(&one.remark.together);
        ids.into_iter().any(|id| state(id) == Some(ResponseState::Rejected))
    }

    /// Puts remarks in the order of the definition.
    fn sort(&mut self) {
        self.located.sort_by_key(|(number, one)| {
            (one.place.is_none(), one.place.map(|place| (place.file, place.start)), *number, one.remark.anchor)
        });
        self.known.clear();
        for (at, (_, one)) in self.located.iter().enumerate() {
            self.known.entry(one.remark.id.clone()).or_default().push(at);
        }
    }

    /// The findings about remarks that are wanted, by their positions.
    fn findings(&self, is_wanted: impl Fn(usize) -> bool) -> Vec<Finding> {
        let (definition, is_open) = (self.work.pack.definition(), self.is_open());
        let told = self.located.iter().enumerate();
        let told = told.filter(|(at, (_, one))| one.remark.kind != RemarkKind::MovedHere && is_wanted(*at));
        let finding = |(_, (number, one)): (usize, &(usize, Located))| {
            let finding = one.finding(&self.files[*number], self.sources, (&definition, is_open));
            let finding = match self.is_rejected(one) {
                true => finding.note("it is rejected in the responses, and not written"),
                false => finding,
            };
            match self.as_objection(one) {
                Some(objection) => finding.note(objection),
                None => finding,
            }
        };
        told.map(finding).collect()
    }

    /// What a comment is as an objection, while silence is kept: an entry of `silence.objections`.
    fn as_objection(&self, one: &Located) -> Option<String> {
        let meeting = self.meeting.filter(|meeting| meeting.definition.status() == Status::Circulated)?;
        let silence = meeting.definition.silence.as_ref()?;
        let (begins, ends) = (silence.circulated.value.to_string(), silence.deadline.value.to_string());
        let day = one.remark.date.as_str();
        // Word processors can be told to leave out the times of changes.
        if !day.is_empty() && (begins.get(..day.len()).is_some_and(|first| day < first) || day > ends.as_str()) {
            return None;
        }
        let (author, RemarkKind::Comment { .. }) = (one.remark.author.as_ref()?, &one.remark.kind) else { return None };
        let is_author = |words: &ByLanguage| words.all().any(|words| words.value == *author);
        let registry = &meeting.registry;
        let people = registry.people.iter().filter(|(_, person)| is_author(&person.name)).map(|(id, _)| id.as_str());
        let entities =
            registry.entities.iter().filter(|(_, entity)| is_author(&entity.name)).map(|(id, _)| id.as_str());
        let by = people.chain(entities).next().unwrap_or("?");
        let objection = serde_json::json!({ "by": by, "at": one.remark.date, "text": one.remark.added });
        Some(format!("if it is an objection, it is, in `silence.objections`: {objection}"))
    }

    /// What the changes would break if they were written.
    fn at_risk(&self) -> Option<Finding> {
        let definition = self.work.pack.definition();
        let meeting = self.meeting.filter(|_| self.is_open())?;
        let map = |number: &usize| self.files[*number].map();
        let is_minutes = |number: &usize| matches!(map(number).document.as_str(), "minutes" | "complete");
        let language = self
            .located
            .iter()
            .find(|(number, one)| one.is_writable() && is_minutes(number))
            .map(|(number, _)| &map(number).language)?;
        let standing: Vec<_> =
            meeting.approvals.standing().filter(|approval| approval.language.as_str() == language).collect();
        let name = |id: &str| {
            let person = meeting.registry.people.iter().find(|(known, _)| known.as_str() == id);
            person
                .and_then(|(_, person)| person.name.all().next().map(|name| name.value.clone()))
                .unwrap_or_else(|| id.to_owned())
        };
        let who: Vec<String> = standing.iter().map(|approval| name(approval.person.as_str())).collect();
        let state = match meeting.definition.status() {
            status @ (Status::Circulated | Status::Adopted) => Some(status.name()),
            _ => None,
        };
        if who.is_empty() && state.is_none() {
            return None;
        }
        Some(breaks_approvals(standing.first().map(|approval| approval.place), &definition, &who, state))
    }
}

/// The changes of a file that are written with one, or not at all: its other parts, and theirs.
fn written_together<'a>(remark: &Remark, of_ids: &BTreeMap<&str, &'a Remark>) -> Vec<&'a Remark> {
    const MOST: usize = 50;
    let mut ids: Vec<&str> = remark.together.iter().take(MOST).map(String::as_str).collect();
    let mut found: Vec<&Remark> = Vec::new();
    while let Some(id) = ids.pop() {
        let other = of_ids.get(id).copied();
        let is_new = |other: &&Remark| other.id != remark.id && !found.iter().any(|known| known.id == other.id);
        if let Some(other) = other.filter(is_new).filter(|_| found.len() < MOST) {
            ids.extend(other.together.iter().take(MOST).map(String::as_str));
            found.push(other);
        }
    }
    found
}

/// The maps of all documents of an edition.
pub(super) fn maps(
    meeting: &Arc<Meeting>,
    language: &str,
    outside: &[OutsidePdf],
    files: &dyn Files,
    sources: &mut Sources,
    origins: &Origins,
) -> Option<Vec<WordMap>> {
    let composed = compose(meeting, &Language::new(language), outside, files, sources).composed?;
    let composition = composed.composition;
    Some(composition.documents.iter().map(|document| write::word_map(&composition, document, origins)).collect())
}
