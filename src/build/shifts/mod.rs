//! Processes that relieve each other in a long run.
//!
//! What the engine remembers it forgets after each edition, but it keeps the memory of its tables for as long as its process
//! runs (comemo 0.5.1, `accelerate::evict`): 40 KB and more for each pack. So in a run of many packs each few hundred are
//! built by a process of their own, which is this program again and tells what happens, and this process hears it as if it
//! had done the work. If one dies, it takes no more with it than the packs that it was at.
//!
//! It refuses to run two at once: threads do that, and share fonts.

mod words;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::policy::Policy;
use super::{Event, How, Outcome, Request, codes};
use crate::finding::{Finding, Sources, Spot};
use crate::workspace::{PackAddress, Workspace};
use words::{Task, Word};

/// When another process goes on.
#[derive(Debug, Clone)]
pub struct Relief {
    /// This program, which takes a shift by calling [`take`].
    pub program: PathBuf,
    /// What it is called with to do so.
    pub argument: &'static str,
    /// After how many packs.
    pub packs: usize,
}

/// How far a process is with a pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Progress {
    Waiting,
    Begun,
    Done,
}

/// A run that others do the work of.
pub(super) struct Shifts<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) request: &'a Request,
    pub(super) policy: &'a Policy,
    pub(super) tell: &'a (dyn Fn(Event<'_>) + Sync),
}

impl Shifts<'_> {
    /// Has all packs built, one process after the other; gives those that no process could be started for, and whether
    /// a process died, so that not all that there is to find was found.
    pub(super) fn run(&self, relief: &Relief) -> (Vec<PackAddress>, bool) {
        let mut left = self.request.packs.clone();
        let (mut is_first, mut died_once) = (true, false);
        while !left.is_empty() && !self.request.stopped.load(Ordering::Relaxed) {
            let later = left.split_off(left.len().min(relief.packs.max(1)));
            let progress = self.shift(relief, &left, is_first);
            if progress.values().all(|progress| *progress == Progress::Waiting) {
                left.extend(later);
                return (left, died_once);
            }
            for pack in left.iter().filter(|pack| progress[&pack.folder] == Progress::Begun) {
                died_once = true;
                self.tell_done(pack, died(self.workspace, pack));
            }
            left.retain(|pack| progress[&pack.folder] == Progress::Waiting);
            left.extend(later);
            is_first = false;
        }
        (Vec::new(), died_once)
    }

    /// One process, from start to end. What it says of the workspace is told for the first: all say the same.
    fn shift(&self, relief: &Relief, packs: &[PackAddress], is_first: bool) -> BTreeMap<String, Progress> {
        let mut progress: BTreeMap<String, Progress> =
            packs.iter().map(|pack| (pack.folder.clone(), Progress::Waiting)).collect();
        let mut command = Command::new(&relief.program);
        let started = command.arg(relief.argument).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let Ok(mut process) = started else { return progress };
        let task = serde_json::to_string(&Task::new(self.workspace, self.request, packs)).unwrap_or_default();
        // It stays open as long as this process lives.
        let mut input = process.stdin.take().filter(|input| writeln!(&mut &*input, "{task}").is_ok());
        let mut is_told = false;
        let lines = process.stdout.take().map(|output| BufReader::new(output).lines());
        for line in lines.into_iter().flatten().map_while(Result::ok) {
            let Ok(word) = serde_json::from_str(&line) else { break };
            let at = |folder: &str| packs.iter().find(|pack| pack.folder == folder);
            match word {
                Word::Workspace(found) if is_first => {
                    let (findings, sources) = found.heard();
                    (self.tell)(Event::Workspace(findings, sources));
                }
                Word::Workspace(_) => {}
                Word::Began(folder) => {
                    if let Some(pack) = at(&folder) {
                        progress.insert(folder, Progress::Begun);
                        (self.tell)(Event::Began(pack));
                    }
                }
                Word::Done { folder, how, why, built, found, fired } => {
                    self.policy.also_fired(&fired);
                    if let Some(pack) = at(&folder) {
                        progress.insert(folder, Progress::Done);
                        let (findings, sources) = found.heard();
                        self.tell_done(pack, Outcome { findings, sources, how, why, built });
                    }
                }
            }
            if self.request.stopped.load(Ordering::Relaxed) && !is_told {
                is_told = true;
                input = input.filter(|input| writeln!(&mut &*input, "stop").is_ok());
            }
        }
        // Whatever it still did, it ends now: nobody hears it any more.
        drop(input);
        drop(process.wait());
        progress
    }

    fn tell_done(&self, pack: &PackAddress, outcome: Outcome) {
        self.request.note(&outcome);
        (self.tell)(Event::Pack(pack, outcome));
    }
}

/// What comes of a pack in whose midst a process died.
fn died(workspace: &Workspace, pack: &PackAddress) -> Outcome {
    let message = "the process that built it ended before it was done";
    let finding = Finding::new(&codes::PACK_FAILED, Spot::File(pack.definition()), message)
        .hint("build it alone; if that fails too, please report it with the pack");
    Outcome {
        findings: vec![finding],
        sources: Sources::new(&workspace.prefix),
        how: How::Failed,
        why: Vec::new(),
        built: None,
    }
}

/// Does a part of a run for the process that started this one: hears what to do from `input`, and says on `output` what
/// happens. After a second line of input, or when `stopped` is set, nothing else is begun. When the input ends, that process
/// is no more: `abandoned` is called, which is to end this one, too.
pub fn take(
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
    let say = |word: &Word| {
        let mut line = serde_json::to_string(word).unwrap_or_default();
        line.push('\n');
        let mut output = output.lock().unwrap_or_else(PoisonError::into_inner);
        if output.write_all(line.as_bytes()).and_then(|()| output.flush()).is_err() {
            stopped.store(true, Ordering::Relaxed);
        }
    };
    let (policy, _) = super::policy_of(&workspace, &request, &mut Sources::new(&workspace.prefix));
    super::here(&workspace, &request, &request.packs, &policy, &|event| say(&Word::of(event, &policy)));
}
