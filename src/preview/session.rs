//! What a running preview knows: the workspace, the views that browsers have open, and the edits that can be taken back.

use std::collections::BTreeMap;
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;

use super::attempts::Attempts;
use super::editor::Editor;
use super::form::Form;
use super::form_label::Names;
use super::live::LiveView;
use super::request::PreviewRequest;
use super::view::View;
use crate::build::{self, Change, Edit, EditedFor, Refusal, StringAt};
use crate::pack::digest;
use crate::read::REGISTRY;
use crate::workspace::{PackAddress, Workspace};

/// The most views that are kept up to date at once.
const VIEWS: usize = 8;
/// The most texts of files that edits may refer to, and the most edits that can be taken back.
const REMEMBERED: usize = 64;

/// The most packs whose definitions are searched for what the registry holds.
const NAMING: usize = 100;

/// A running preview.
#[derive(Debug)]
pub(super) struct Session {
    pub(super) workspace: Arc<Workspace>,
    /// The pack that is shown if a browser names none.
    pub(super) pack: PackAddress,
    pub(super) is_read_only: bool,
    pub(super) editor: Option<Editor>,
    views: Mutex<BTreeMap<View, Arc<LiveView>>>,
    /// The number of states of all views: a later one has a larger number, also if its view was begun anew.
    states: Arc<AtomicU64>,
    attempts: Arc<Attempts>,
    /// Texts of files as browsers saw them, by their digests, the oldest first.
    seen: Mutex<Vec<(String, Arc<str>)>>,
    /// Edits, the oldest first: the files of each, with the packs for which they were edited.
    edits: Mutex<Vec<Vec<EditedFor>>>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Session {
    /// `states` is the number after which states of views are counted.
    pub(super) fn new(request: PreviewRequest, states: u64, attempts: Attempts) -> Self {
        let PreviewRequest { workspace, pack, is_read_only, editor, .. } = request;
        Self {
            workspace: Arc::new(workspace),
            pack,
            is_read_only,
            editor,
            views: Mutex::default(),
            states: Arc::new(states.into()),
            attempts: Arc::new(attempts),
            seen: Mutex::default(),
            edits: Mutex::default(),
        }
    }

    /// The packs of the workspace.
    pub(super) fn packs(&self) -> Vec<PackAddress> {
        let mut packs = Workspace::find(&self.workspace.root, &[]).map(|found| found.packs).unwrap_or_default();
        if !packs.contains(&self.pack) {
            packs.insert(0, self.pack.clone());
        }
        packs
    }

    /// The pack of this name; the one that the preview was opened with if there is no name.
    pub(super) fn pack(&self, name: Option<&str>) -> Option<PackAddress> {
        match name {
            None => Some(self.pack.clone()),
            Some(name) if name == self.pack.id => Some(self.pack.clone()),
            Some(name) => self.packs().into_iter().find(|pack| pack.id == name),
        }
    }

    /// A view, which is kept up to date from now on; `None` if there are too many.
    pub(super) fn view(&self, view: &View) -> Option<Arc<LiveView>> {
        let mut views = lock(&self.views);
        if let Some(live) = views.get(view).filter(|live| live.is_running()) {
            return Some(Arc::clone(live));
        }
        views.retain(|_, live| live.is_running());
        if views.len() >= VIEWS {
            let unseen = views.iter().find(|(_, live)| !live.is_seen()).map(|(view, _)| view.clone())?;
            views.remove(&unseen);
        }
        let live = Arc::new(
            LiveView::begin(
                Arc::clone(&self.workspace),
                view.clone(),
                Arc::clone(&self.states),
                Arc::clone(&self.attempts),
            )
            .ok()?,
        );
        views.insert(view.clone(), Arc::clone(&live));
        Some(live)
    }

    /// A string of a file as it is now, with the digest of the file in its place: an edit names it.
    ///
    /// # Errors
    /// As [`build::string_at`].
    pub(super) fn string_at(&self, pack: &PackAddress, path: &str, pointer: &str) -> Result<StringAt, Refusal> {
        let there = build::string_at(&self.workspace, pack, path, pointer)?;
        Ok(StringAt { file: self.remember(there.file), ..there })
    }

    /// The form of a value of a file, with the digest of the file: changes name it. An object that is `known` is followed if it moved.
    ///
    /// # Errors
    /// As [`build::text_of`], or if there is no form.
    pub(super) fn form(
        &self,
        pack: &PackAddress,
        (path, pointer): (&str, &str),
        known: Option<Known<'_>>,
    ) -> Result<Value, Refusal> {
        let text = build::text_of(&self.workspace, pack, path)?;
        let read = |text: &str| serde_json::from_str::<Value>(text).ok();
        let file = read(&text);
        let is_registry = path != pack.definition();
        // What the registry holds is named in the definitions of all packs.
        let packs = if is_registry { self.packs() } else { Vec::new() };
        let paths = packs.iter().take(NAMING).map(|pack| (pack.clone(), pack.definition()));
        // And a definition names what the registry holds.
        let registry = (!is_registry).then(|| (pack.clone(), REGISTRY.to_owned()));
        let read_other = |(pack, path): (PackAddress, String)| {
            Some((read(&build::text_of_any(&self.workspace, &pack, &path).ok()?)?, path))
        };
        let others: Vec<(Value, String)> = paths.chain(registry).filter_map(read_other).collect();
        let others: Vec<(&str, &Value)> = others.iter().map(|(file, path)| (path.as_str(), file)).collect();
        let file = file.unwrap_or_default();
        let language = file["languages"][0].as_str().unwrap_or("en").to_owned();
        let names = Names::of(std::iter::once(&file).chain(others.iter().map(|(_, other)| *other)), &language);
        let pointer = &moved_to(&file, pointer, known);
        let form = Form::of((path, &file), pointer, &others, &names).filter(|_| file.is_object());
        let mut form = form.map(|form| form.to_json(pointer)).ok_or_else(|| Refusal {
            message: format!("`{path}` has nothing at `{pointer}` any more, or is not valid JSON now"),
            hint: "correct the file, or look at the page again".to_owned(),
            incorrect_usage: false,
        })?;
        form["file"] = path.into();
        form["shared"] = is_registry.into();
        form["seen"] = self.remember(text).into();
        Ok(form)
    }

    /// An id for what is new, from its title.
    pub(super) fn proposed_id(&self, pack: &PackAddress, title: &str, kind: &str) -> String {
        build::proposed_id(build::definition(&self.workspace, pack).as_ref(), title, kind)
    }

    /// Remembers a text of a file that a browser sees, and gives its digest.
    fn remember(&self, text: String) -> String {
        let digest = digest(text.as_bytes());
        let mut seen = lock(&self.seen);
        if !seen.iter().any(|(known, _)| *known == digest) {
            seen.push((digest.clone(), text.into()));
            keep_last(&mut seen);
        }
        digest
    }

    /// Writes a string of a file anew; `seen` is the digest of the file as it was seen.
    ///
    /// # Errors
    /// If nothing may be written, or as [`build::edit()`].
    pub(super) fn edit(
        &self,
        pack: &PackAddress,
        (path, pointer): (&str, &str),
        seen: &str,
        value: &str,
    ) -> Result<(), Refusal> {
        self.refuse_if_read_only()?;
        let text = self.seen(seen)?;
        let edited = build::edit(&self.workspace, pack, &Edit { path, pointer, seen: &text, value })?;
        self.note(vec![(pack.clone(), edited)]);
        Ok(())
    }

    /// Does changes of a file, all or none; `seen` is the digest of the file as it was seen. Gives that of the file afterwards.
    ///
    /// # Errors
    /// If nothing may be written, or as [`build::change()`].
    pub(super) fn change(
        &self,
        pack: &PackAddress,
        path: &str,
        seen: &str,
        changes: &[Change],
    ) -> Result<String, Refusal> {
        self.refuse_if_read_only()?;
        let text = self.seen(seen)?;
        let is_renamed = changes.iter().any(|change| matches!(change, Change::Rename { .. }));
        let packs = if is_renamed { self.packs() } else { Vec::new() };
        let edited = build::change(&self.workspace, pack, path, &text, changes, &packs)?;
        let after = edited.first().map(|(_, edited)| edited.after.clone()).unwrap_or_default();
        self.note(edited);
        Ok(self.remember(after))
    }

    /// The text of a file as a browser saw it.
    fn seen(&self, digest: &str) -> Result<Arc<str>, Refusal> {
        let text = lock(&self.seen).iter().find(|(known, _)| known == digest).map(|(_, text)| Arc::clone(text));
        text.ok_or_else(|| refusal("the file that was seen is not known any more", "open the text again"))
    }

    /// Keeps an edit, so that it can be taken back, and has it drawn.
    fn note(&self, edited: Vec<EditedFor>) {
        if edited.iter().any(|(_, one)| one.before != one.after) {
            let mut edits = lock(&self.edits);
            edits.push(edited);
            keep_last(&mut edits);
        }
        self.draw();
    }

    /// Takes the last edit back, and gives the path of its file.
    ///
    /// # Errors
    /// If nothing may be written, there is none, or as [`build::undo`]. An edit that cannot be taken back is forgotten.
    pub(super) fn undo(&self) -> Result<String, Refusal> {
        self.refuse_if_read_only()?;
        let last = lock(&self.edits).pop();
        let Some(edited) = last else {
            return Err(refusal("there is nothing to undo", "only edits on these pages can be undone here"));
        };
        build::undo(&self.workspace, &edited)?;
        self.draw();
        Ok(edited.first().map(|(_, one)| one.path.clone()).unwrap_or_default())
    }

    /// The file of the last edit, if it can be taken back: the files are what the edit made of them.
    pub(super) fn undoable(&self) -> Option<String> {
        let last = lock(&self.edits).last()?.clone();
        let is_same = |(pack, one): &EditedFor| {
            build::text_of(&self.workspace, pack, &one.path).is_ok_and(|now| now == one.after)
        };
        let (_, first) = last.first()?;
        (last.iter().all(is_same) && !self.is_read_only).then(|| first.path.clone())
    }

    /// Has all views look at their files now.
    fn draw(&self) {
        lock(&self.views).values().for_each(|live| live.wake());
    }

    fn refuse_if_read_only(&self) -> Result<(), Refusal> {
        match self.is_read_only {
            true => Err(refusal("this preview is read-only", "start it without `--read-only`")),
            false => Ok(()),
        }
    }
}

/// An object that a browser has open: where it stood, and its id.
pub(super) type Known<'k> = (&'k str, &'k str);

/// Where a value stands now, if somebody moved the entry of a list that it is a part of: the entry is known by its id.
fn moved_to(file: &Value, pointer: &str, known: Option<Known<'_>>) -> String {
    let moved = || {
        let (object, id) = known?;
        let rest = pointer.strip_prefix(object)?;
        let (list, _) = object.rsplit_once('/')?;
        let at = file.pointer(list)?.as_array()?.iter().position(|one| one["id"] == id)?;
        Some(format!("{list}/{at}{rest}"))
    };
    moved().unwrap_or_else(|| pointer.to_owned())
}

fn refusal(message: &str, hint: &str) -> Refusal {
    Refusal { message: message.to_owned(), hint: hint.to_owned(), incorrect_usage: true }
}

fn keep_last<T>(all: &mut Vec<T>) {
    let many = all.len().saturating_sub(REMEMBERED);
    all.drain(..many);
}
