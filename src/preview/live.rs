//! A view that is kept up to date: drawn again when a file changes, as long as somebody looks.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread::{self, Builder, JoinHandle};
use std::time::Duration;

use tokio::sync::watch;

use super::attempts::{Attempt, Attempts, Step};
use super::snapshot::Snapshot;
use super::view::View;
use super::watch::Watch;
use crate::build::{Drawn, Preview};
use crate::read::{REGISTRY, SETTINGS};
use crate::worker::moment;
use crate::workspace::Workspace;

/// The stack of a thread that lays out pages, in bytes: the engine lays out what is nested by calling itself.
pub(super) const STACK: usize = 32 * 1024 * 1024;
/// The time between two looks at the files: one takes less than half a millisecond.
const PAUSE: Duration = Duration::from_millis(10);
/// The time for which files have to stay as they are to be shown: editors write several at once, or one in several steps. It is longer
/// than a tick of the clock of file systems, so what changes afterwards has another stamp.
const SETTLED: Duration = Duration::from_millis(12);
/// The most times that files are drawn before they are shown: some programs never stop writing.
const ROUNDS: usize = 8;
/// The number of looks after which a view that nobody has open ends: two minutes.
const UNSEEN: usize = 12_000;

/// Files that every pack depends on, besides those in folders.
const SHARED: [&str; 2] = [REGISTRY, SETTINGS];

fn shared() -> BTreeSet<String> {
    SHARED.iter().map(|path| (*path).to_owned()).collect()
}

/// The last state of a view; none before it is first drawn.
pub(super) type Latest = Option<Arc<Snapshot>>;

/// A view that is kept up to date by a thread.
#[derive(Debug)]
pub(super) struct LiveView {
    latest: Arc<watch::Sender<Latest>>,
    /// Wakes the thread, which ends with this end of it.
    wake: mpsc::Sender<()>,
    thread: JoinHandle<()>,
}

impl LiveView {
    /// Begins to draw a view.
    ///
    /// # Errors
    /// If the system has no thread left.
    pub(super) fn begin(
        workspace: Arc<Workspace>,
        view: View,
        states: Arc<AtomicU64>,
        attempts: Arc<Attempts>,
    ) -> std::io::Result<Self> {
        let latest = Arc::new(watch::Sender::new(None));
        let (wake, woken) = mpsc::channel();
        let mut drawing = Drawing { workspace, view, latest: Arc::clone(&latest), states, attempts, woken };
        let thread = Builder::new().name("preview".to_owned()).stack_size(STACK).spawn(move || drawing.run())?;
        Ok(Self { latest, wake, thread })
    }

    /// The state of the view, and what comes after it.
    pub(super) fn subscribe(&self) -> watch::Receiver<Latest> {
        self.latest.subscribe()
    }

    /// Has the thread look at the files now.
    pub(super) fn wake(&self) {
        // It may have ended, because nobody looked.
        self.wake.send(()).ok();
    }

    /// Returns whether the thread still draws.
    pub(super) fn is_running(&self) -> bool {
        !self.thread.is_finished()
    }

    /// Returns whether a browser has it open.
    pub(super) fn is_seen(&self) -> bool {
        self.latest.receiver_count() > 0
    }
}

/// The thread that draws a view.
struct Drawing {
    workspace: Arc<Workspace>,
    view: View,
    latest: Arc<watch::Sender<Latest>>,
    states: Arc<AtomicU64>,
    attempts: Arc<Attempts>,
    woken: mpsc::Receiver<()>,
}

impl Drawing {
    /// Draws, and draws again whenever files change, until nobody looks any more.
    fn run(&mut self) {
        let View { pack, choice } = self.view.clone();
        let mut preview = Preview::new((*self.workspace).clone(), pack, choice);
        let (mut single, mut shown) = (shared(), None);
        loop {
            let (mut now, drawn) = self.settled(&mut preview, &single);
            // What came and went is no other state.
            if shown.as_ref().is_none_or(|shown| !now.is_same(shown)) {
                let number = self.states.fetch_add(1, Ordering::Relaxed) + 1;
                let before = self.latest.borrow().clone();
                let snapshot = Snapshot::new(number, drawn, before.as_deref());
                single.extend(snapshot.paths().map(str::to_owned));
                self.latest.send_replace(Some(Arc::new(snapshot)));
                // Files that were read for the first time are looked at from now on.
                now.add(&self.workspace.files, &single);
                shown = Some(now.clone());
            }
            preview.forget();
            if !self.has_changed(now, &single) {
                return;
            }
        }
    }

    /// What is drawn of files that stay as they are meanwhile, and the files. Where they change, it is drawn again: so nobody sees
    /// what an editor has written in part.
    fn settled(&self, preview: &mut Preview, single: &BTreeSet<String>) -> (Watch, Drawn) {
        let mut rounds = 0;
        loop {
            let began = moment();
            let watch = self.look(single);
            let drawn = self.drawn(preview);
            thread::sleep(SETTLED.saturating_sub(began.elapsed()));
            rounds += 1;
            if rounds >= ROUNDS || self.look(single).is_same(&watch) {
                return (watch, drawn);
            }
        }
    }

    /// What is drawn, unless a process died over the same files.
    fn drawn(&self, preview: &mut Preview) -> Drawn {
        let files = self.look(&shared()).digest();
        let attempt = Attempt { view: self.view.clone(), files };
        if let Some(death) = self.attempts.death(&attempt) {
            return preview.not_drawn(death, self.attempts.limits);
        }
        (self.attempts.tell)(&Step::Began(attempt.clone()));
        let drawn = preview.draw();
        (self.attempts.tell)(&Step::Done(attempt));
        drawn
    }

    fn look(&self, single: &BTreeSet<String>) -> Watch {
        let folders = [self.view.pack.folder.as_str(), "templates", "fonts"];
        Watch::look(&self.workspace.files, &folders, single)
    }

    /// Waits until a file has changed, or somebody says so. False if nobody looks any more.
    fn has_changed(&self, mut before: Watch, single: &BTreeSet<String>) -> bool {
        let mut unseen = 0;
        loop {
            match self.woken.recv_timeout(PAUSE) {
                Ok(()) => return true,
                Err(RecvTimeoutError::Disconnected) => return false,
                Err(RecvTimeoutError::Timeout) => {}
            }
            if before.is_over(&self.workspace.files) {
                let now = self.look(single);
                if !now.is_same(&before) {
                    return true;
                }
                before = now;
            }
            unseen = if self.latest.receiver_count() > 0 { 0 } else { unseen + 1 };
            if unseen > UNSEEN {
                return false;
            }
        }
    }
}
