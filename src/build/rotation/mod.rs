//! Processes that work on the packs of a run, and relieve each other.
//!
//! They do so for packs that may take any time and memory (`apart`), and in long runs. If a pack takes more than its budget,
//! its process is stopped; packs that were begun in it without fault are each tried again in a process of their own, so that
//! only the faulty one is reported, and all others are built.
//!
//! In long runs each few hundred packs have a process: what the engine remembers it forgets after each edition, but it
//! keeps the memory of its tables for as long as its process runs (comemo 0.5.1, `accelerate::evict`), 40 KB and more for
//! each pack.
//!
//! It refuses to run two processes at once: threads do that, and share fonts.

mod messages;
mod progress;

use std::io::{BufRead, BufReader, Read, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::death::of_death;
use super::in_process::run_in_process;
use super::policy::Policy;
use super::{Event, How, Outcome, Request, Workers, crew};
use crate::finding::Sources;
use crate::worker::{Death, Heard, Worker, moment};
use crate::workspace::{PackAddress, Workspace};
use messages::{Message, Task};
use progress::Progress;

/// A run that processes do the work of.
pub(super) struct ProcessRotation<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) request: &'a Request,
    pub(super) policy: &'a Policy,
    pub(super) tell: &'a (dyn Fn(Event<'_>) + Sync),
    pub(super) workers: &'a Workers,
    /// Template and font files of the workspace, to name them in hints.
    pub(super) brought: &'a [String],
}

/// The interval at which it is checked whether a run is to stop.
const TICK: Duration = Duration::from_millis(100);

impl ProcessRotation<'_> {
    /// Has packs worked on, one process after the other; gives those that no process could be started for, and whether
    /// a process died, so that not all that there is to find was found.
    pub(super) fn run(&self, packs: Vec<PackAddress>) -> (Vec<PackAddress>, bool) {
        let mut waiting = packs;
        let (mut is_first, mut died_once) = (true, false);
        while !waiting.is_empty() && !self.request.stopped.load(Ordering::Relaxed) {
            let later = waiting.split_off(waiting.len().min(self.workers.packs.max(1)));
            let progress = self.round(&waiting, is_first);
            if progress.has_done_nothing() {
                waiting.extend(later);
                return (waiting, died_once);
            }
            is_first = false;
            died_once |= self.after(&progress);
            waiting = progress.waiting();
            waiting.extend(later);
        }
        (Vec::new(), died_once)
    }

    /// Handles the packs that a process was at when it ended; returns whether it died.
    fn after(&self, progress: &Progress<'_>) -> bool {
        let Some(death) = progress.death() else { return false };
        for pack in progress.at_fault() {
            self.tell_dead(pack, death);
        }
        for pack in progress.suspects() {
            let alone = self.round(std::slice::from_ref(pack), false);
            if !alone.is_done() {
                self.tell_dead(pack, alone.death().unwrap_or(death));
            }
        }
        true
    }

    /// One process, from start to end. Its findings about the workspace are reported only for the first process, because all
    /// have the same.
    fn round<'p>(&self, packs: &'p [PackAddress], is_first: bool) -> Progress<'p> {
        let mut progress = Progress::new(packs, self.workers.limits.time, moment());
        let threads = self.request.jobs.unwrap_or_else(crew::cores);
        let at_once = threads.clamp(1, packs.len().max(1)) as u64;
        let stacks = (threads * crew::STACK) as u64;
        let memory = self.workers.limits.memory.saturating_mul(at_once).saturating_add(stacks);
        let mut worker = match Worker::start(&self.workers.command, memory) {
            Ok(worker) => worker,
            Err(error) => {
                progress.end(Some(Death::NotStarted(error.to_string())));
                return progress;
            }
        };
        worker.say(&serde_json::to_string(&Task::new(self.workspace, self.request, packs)).unwrap_or_default());
        let mut is_told = false;
        // A process that has said what came of all its packs is ended without waiting for it.
        while !progress.is_done() && !progress.is_overdue(moment()) {
            match worker.hear(TICK) {
                Heard::Said(line) => match serde_json::from_slice(&line) {
                    Ok(message) => self.heard(message, &mut progress, is_first),
                    // What is no message of ours is of another program, and nothing that it says is trusted.
                    Err(_) => worker.kill(),
                },
                Heard::Nothing => {}
                Heard::End => {
                    progress.end(worker.end());
                    return progress;
                }
            }
            if self.request.stopped.load(Ordering::Relaxed) && !is_told {
                is_told = true;
                worker.say("stop");
            }
        }
        progress
    }

    fn heard(&self, message: Message, progress: &mut Progress<'_>, is_first: bool) {
        match message {
            Message::Workspace(found) if is_first => {
                let (findings, sources) = found.heard();
                (self.tell)(Event::Workspace(findings, sources));
            }
            Message::Workspace(_) => {}
            Message::Began(folder) => {
                if let Some(pack) = progress.begin(&folder, moment()) {
                    (self.tell)(Event::Began(pack));
                }
            }
            Message::Done { folder, how, why, built, found, fired } => {
                self.policy.also_fired(&fired);
                if let Some(pack) = progress.finish(&folder) {
                    let (findings, sources) = found.heard();
                    self.tell_done(pack, Outcome { findings, sources, how, why, built });
                }
            }
        }
    }

    /// Tells of a pack over which a process died.
    fn tell_dead(&self, pack: &PackAddress, death: &Death) {
        let finding = of_death(pack, death, self.workers.limits, self.brought);
        let outcome = Outcome {
            findings: vec![finding],
            sources: Sources::new(&self.workspace.prefix),
            how: How::Failed,
            why: Vec::new(),
            built: Vec::new(),
        };
        self.tell_done(pack, outcome);
    }

    fn tell_done(&self, pack: &PackAddress, outcome: Outcome) {
        self.request.note(&outcome);
        (self.tell)(Event::Pack(pack, outcome));
    }
}

/// Does a part of a run for the process that started this one: hears what to do from `input`, and says on `output` what
/// happens. After a second line of input, or when `stopped` is set, nothing else is begun. When the input ends, that process
/// has ended: `abandoned` is called, which has to end this one, too.
pub fn run_worker(
    input: impl Read + Send + 'static,
    output: impl Write + Send,
    stopped: &Arc<AtomicBool>,
    abandoned: impl FnOnce() + Send + 'static,
) {
    let mut input = BufReader::new(input);
    let mut line = String::new();
    let task = input.read_line(&mut line).ok().and_then(|_| serde_json::from_str::<Task>(&line).ok());
    let Some((workspace, request)) = task.and_then(Task::taken) else { return };
    let request = Request { stopped: Arc::clone(stopped), ..request };
    let told = Arc::clone(stopped);
    std::thread::spawn(move || {
        if input.read_line(&mut String::new()).is_ok_and(|length| length > 0) {
            told.store(true, Ordering::Relaxed);
            drop(std::io::copy(&mut input, &mut std::io::sink()));
        }
        abandoned();
    });
    let output = Mutex::new(output);
    let say = |message: &Message| {
        let mut line = serde_json::to_string(message).unwrap_or_default();
        line.push('\n');
        let mut output = output.lock().unwrap_or_else(PoisonError::into_inner);
        if output.write_all(line.as_bytes()).and_then(|()| output.flush()).is_err() {
            stopped.store(true, Ordering::Relaxed);
        }
    };
    let (policy, _) = Policy::read(&workspace.files, &request.overrides, &mut Sources::new(&workspace.prefix));
    let tell = |event: Event<'_>| say(&Message::of(event, &policy));
    run_in_process(&workspace, &request, &request.packs, &policy, false, &tell);
}
