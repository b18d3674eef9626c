//! The progress of a process with its packs.

use std::time::{Duration, Instant};

use crate::worker::Death;
use crate::workspace::PackAddress;

/// The progress of a process with one pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Waiting,
    Begun(Instant),
    Overdue,
    Done,
}

/// The progress of a process with its packs, and how it died, if it did.
pub(super) struct Progress<'p> {
    packs: Vec<(&'p PackAddress, State)>,
    /// The time that each may take.
    time: Duration,
    /// The time at which a pack was begun last, or the process started.
    last: Instant,
    death: Option<Death>,
}

impl<'p> Progress<'p> {
    pub(super) fn new(packs: &'p [PackAddress], time: Duration, now: Instant) -> Self {
        Self { packs: packs.iter().map(|pack| (pack, State::Waiting)).collect(), time, last: now, death: None }
    }

    /// Takes notice that a pack is begun.
    pub(super) fn begin(&mut self, folder: &str, now: Instant) -> Option<&'p PackAddress> {
        self.last = now;
        self.set(folder, State::Begun(now))
    }

    /// Takes notice that a pack is done.
    pub(super) fn finish(&mut self, folder: &str) -> Option<&'p PackAddress> {
        self.set(folder, State::Done)
    }

    fn set(&mut self, folder: &str, state: State) -> Option<&'p PackAddress> {
        let (pack, old) = self.packs.iter_mut().find(|(pack, _)| pack.folder == folder)?;
        *old = state;
        Some(pack)
    }

    /// Records that the process ended, by itself or abnormally. Packs that it had begun without a result count as failed by it
    /// in any case.
    pub(super) fn end(&mut self, death: Option<Death>) {
        let unsaid = || Death::Other("without a result".to_owned());
        self.death = death.or_else(|| (!self.begun().is_empty()).then(unsaid));
    }

    /// Returns whether a pack takes longer than it may, or the process does before it begins one: that is its death.
    pub(super) fn is_overdue(&mut self, now: Instant) -> bool {
        let is_over = |since: Instant| now.saturating_duration_since(since) >= self.time;
        let mut is_overdue = is_over(self.last) && self.begun().is_empty();
        for (_, state) in &mut self.packs {
            if matches!(*state, State::Begun(since) if is_over(since)) {
                *state = State::Overdue;
                is_overdue = true;
            }
        }
        if is_overdue {
            self.death = Some(Death::OutOfTime);
        }
        is_overdue
    }

    fn are(&self, fits: impl Fn(State) -> bool) -> Vec<&'p PackAddress> {
        self.packs.iter().filter(|(_, state)| fits(*state)).map(|(pack, _)| *pack).collect()
    }

    fn begun(&self) -> Vec<&'p PackAddress> {
        self.are(|state| matches!(state, State::Begun(_)))
    }

    pub(super) fn is_done(&self) -> bool {
        self.packs.iter().all(|(_, state)| *state == State::Done)
    }

    /// Returns whether the process took up nothing: it could not be started, or is not this program any more.
    pub(super) fn has_done_nothing(&self) -> bool {
        let is_untouched = self.packs.iter().all(|(_, state)| *state == State::Waiting);
        is_untouched && matches!(self.death, None | Some(Death::NotStarted(_)))
    }

    /// The cause of death of the process, if it died.
    pub(super) fn death(&self) -> Option<&Death> {
        self.death.as_ref()
    }

    /// The packs that surely are at fault for its death: those that took too long, and the only one that it was at, unless
    /// somebody else may have ended it.
    pub(super) fn at_fault(&self) -> Vec<&'p PackAddress> {
        match (&self.death, self.begun().as_slice()) {
            (Some(Death::OutOfTime), _) => self.are(|state| state == State::Overdue),
            (Some(Death::OutOfMemory | Death::OutOfStack), [only]) => vec![only],
            _ => Vec::new(),
        }
    }

    /// The packs that may be at fault: others that it was at; if there are none at all, the first that it was to take up.
    pub(super) fn suspects(&self) -> Vec<&'p PackAddress> {
        let at_fault = self.at_fault();
        let others: Vec<_> = self.begun().into_iter().filter(|pack| !at_fault.contains(pack)).collect();
        let is_of_none = self.death.is_some() && others.is_empty() && at_fault.is_empty();
        if is_of_none { self.are(|state| state == State::Waiting).into_iter().take(1).collect() } else { others }
    }

    /// The packs that wait for another process.
    pub(super) fn waiting(&self) -> Vec<PackAddress> {
        let suspects = self.suspects();
        let waiting = self.are(|state| state == State::Waiting).into_iter();
        waiting.filter(|pack| !suspects.contains(pack)).cloned().collect()
    }
}
