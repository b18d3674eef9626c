//! What a running preview knows: the workspace, the views that browsers have open, and the edits that can be taken back.

use std::collections::BTreeMap;
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::{Value, json};

use super::attempts::Attempts;
use super::editor::Editor;
use super::form::Form;
use super::form_label::Names;
use super::live::LiveView;
use super::referrers::referrers;
use super::request::PreviewRequest;
use super::snapshot::Snapshot;
use super::view::View;
use crate::build::{self, Change, EditedFor, Refusal};
use crate::pack::digest;
use crate::read::REGISTRY;
use crate::workspace::{PackAddress, Workspace};

/// The most views that are kept up to date at once.
const VIEWS: usize = 8;
/// The most texts of files that edits may refer to, and the most edits that can be taken back.
const REMEMBERED: usize = 64;

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
    /// Texts of files as browsers saw them, by their digests. Those that were named last are at the end: what is open is named with each
    /// state, and is remembered for as long as that.
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

    pub(super) fn packs(&self) -> Vec<PackAddress> {
        let mut packs = Workspace::find(&self.workspace.root, &[]).map(|found| found.packs).unwrap_or_default();
        if !packs.contains(&self.pack) {
            packs.insert(0, self.pack.clone());
        }
        packs
    }

    /// The pack of this name; the one that the preview was opened with if there is no name.
    pub(super) fn pack(&self, name: Option<&str>) -> Option<PackAddress> {
        match name.filter(|name| *name != self.pack.id) {
            None => Some(self.pack.clone()),
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
        let (workspace, states, attempts) = (self.workspace.clone(), self.states.clone(), self.attempts.clone());
        let live = Arc::new(LiveView::begin(workspace, view.clone(), states, attempts).ok()?);
        views.insert(view.clone(), Arc::clone(&live));
        Some(live)
    }

    /// The words of a page by its document and position, with the digests of the files that can be changed as they were when it was
    /// drawn: whoever asks for a value by its place there names them, since the files may be others by now.
    pub(super) fn words(&self, view: &View, snapshot: &Snapshot, page: (usize, usize)) -> Value {
        let mut words = snapshot.words(page.0, page.1);
        let definition = view.pack.definition();
        let text =
            |path: &str| snapshot.text_of(page, path).map(|text| (path.to_owned(), self.remember(text.to_owned())));
        words["seen"] = [definition.as_str(), REGISTRY]
            .into_iter()
            .filter_map(text)
            .map(|(path, seen)| (path, json!(seen)))
            .collect();
        words
    }

    /// The digest of a file as it is now, a string in it, and its place: an edit names digest and place. What is `known` is followed if it
    /// moved; where nobody can tell where it is now, there is nothing.
    ///
    /// # Errors
    /// As [`build::text_of`], or if there is no string.
    pub(super) fn string_at(
        &self,
        pack: &PackAddress,
        (path, pointer): (&str, &str),
        known: Option<Known<'_>>,
    ) -> Result<Option<(String, String, String)>, Refusal> {
        let text = build::text_of(&self.workspace, pack, path)?;
        // Of a file that is no JSON now, that is the reason why there is nothing.
        let is_broken = || serde_json::from_str::<Value>(&text).is_err();
        let moved = self.moved_to(&text, pointer, known).or_else(|| is_broken().then(|| pointer.to_owned()));
        let Some(pointer) = moved else { return Ok(None) };
        let there = build::string_at(path, &text, &pointer)?;
        Ok(Some((self.remember(text), there, pointer)))
    }

    /// The form of a value of a file, with the digest of the file: changes name it. An object that is `known` is followed if it moved;
    /// where nobody can tell where it is now, it is said to be lost. Names are those of the edition.
    ///
    /// # Errors
    /// As [`build::text_of`], or if there is no form.
    pub(super) fn form(
        &self,
        pack: &PackAddress,
        (path, pointer): (&str, &str),
        known: Option<Known<'_>>,
        edition: Option<&str>,
    ) -> Result<Value, Refusal> {
        let text = build::text_of(&self.workspace, pack, path)?;
        let read = |text: &str| serde_json::from_str::<Value>(text).ok();
        let file = read(&text).unwrap_or_default();
        let is_registry = path != pack.definition();
        // A definition names what the registry holds.
        let registry = (!is_registry).then(|| build::text_of_any(&self.workspace, pack, REGISTRY).ok()).flatten();
        let registry = registry.as_deref().and_then(read);
        let language = edition.or_else(|| file["languages"][0].as_str()).unwrap_or("en");
        let names = Names::of((&self.workspace, pack), std::iter::once(&file).chain(&registry), language);
        let moved = self.moved_to(&text, pointer, known);
        let (is_lost, pointer) = (moved.is_none(), &moved.unwrap_or_else(|| pointer.to_owned()));
        let form = Form::of((path, &file), pointer, registry.as_ref(), &names).filter(|_| file.is_object());
        let mut form = form.map(|form| form.to_json(pointer)).ok_or_else(|| Refusal {
            message: format!("`{path}` has nothing at `{pointer}` any more, or is not valid JSON now"),
            hint: "correct the file, or look at the page again".to_owned(),
            incorrect_usage: false,
        })?;
        form["file"] = path.into();
        form["lost"] = is_lost.into();
        form["shared"] = is_registry.into();
        form["seen"] = self.remember(text).into();
        Ok(form)
    }

    /// Where a value stands in the text of a file, if somebody moved the object that it is a part of; nothing if that is not certain.
    fn moved_to(&self, text: &str, pointer: &str, known: Option<Known<'_>>) -> Option<String> {
        let Some((object, of_seen)) = known else { return Some(pointer.to_owned()) };
        if of_seen == digest(text.as_bytes()) {
            return Some(pointer.to_owned());
        }
        let seen = self.seen(of_seen).ok()?;
        let rest = pointer.strip_prefix(object)?;
        Some(build::place_now(object, &seen, text)? + rest)
    }

    /// What refers to an object, in all packs.
    ///
    /// # Errors
    /// As [`build::referring_anywhere`].
    pub(super) fn referrers(&self, pack: &PackAddress, of: (&str, &str)) -> Result<Value, Refusal> {
        referrers(&self.workspace, pack, of, &self.packs())
    }

    /// An id for what is new, from its title.
    pub(super) fn proposed_id(&self, pack: &PackAddress, title: &str, kind: &str) -> String {
        build::proposed_id(build::definition(&self.workspace, pack).as_ref(), title, kind)
    }

    /// Remembers a text of a file that a browser sees, and gives its digest.
    fn remember(&self, text: String) -> String {
        let digest = digest(text.as_bytes());
        let mut seen = lock(&self.seen);
        seen.retain(|(known, _)| *known != digest);
        seen.push((digest.clone(), text.into()));
        keep_last(&mut seen);
        digest
    }

    /// Does changes of a file, all or none; `seen` is the digest of the file as it was seen. Gives that of the same text with the changes:
    /// what somebody else wrote meanwhile is in the file, and the browser has not seen it.
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
        let packs = if changes.iter().any(Change::gives_id) { self.packs() } else { Vec::new() };
        let edited = build::change(&self.workspace, pack, path, &text, changes, &packs)?;
        let after = match edited.first() {
            Some((_, one)) if one.before == *text => one.after.clone(),
            _ => build::changed(path, &text, changes)?,
        };
        self.note(edited);
        Ok(self.remember(after))
    }

    /// The text of a file as a browser saw it.
    fn seen(&self, digest: &str) -> Result<Arc<str>, Refusal> {
        let mut seen = lock(&self.seen);
        let at = seen.iter().position(|(known, _)| known == digest);
        let named = at.map(|at| seen.remove(at));
        let named = named
            .ok_or_else(|| Refusal::of_use("the file that was seen is not known any more", "open the text again"))?;
        let text = Arc::clone(&named.1);
        seen.push(named);
        Ok(text)
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
        // Whoever asks meanwhile what can be taken back waits: the one before can, once this is written.
        let mut edits = lock(&self.edits);
        let last = edits.pop();
        let Some(edited) = last else {
            return Err(Refusal::of_use("there is nothing to undo", "only edits on these pages can be undone here"));
        };
        build::undo(&self.workspace, &edited)?;
        drop(edits);
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
        let refusal = || Refusal::of_use("this preview is read-only", "start it without `--read-only`");
        if self.is_read_only { Err(refusal()) } else { Ok(()) }
    }
}

/// An object that a browser has open: where it stood, and the digest of the file as it was seen.
pub(super) type Known<'k> = (&'k str, &'k str);

fn keep_last<T>(all: &mut Vec<T>) {
    let many = all.len().saturating_sub(REMEMBERED);
    all.drain(..many);
}
