//! The process that tries inputs. It says on standard output what it is at, before it is at it.

use std::collections::BTreeSet;
use std::io::Write;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::Value;

use super::plan::Plan;
use super::targets::{self, Target};
use super::{MEMORY, targets::Stack};

/// The variable that says what is to be done.
pub(super) const WORK: &str = "FUZZ_WORK";
/// What each line begins with; libraries may write others.
pub(super) const SAID: &str = "fuzz:";
/// Between the parts of a line.
pub(super) const BETWEEN: char = '\t';

/// How much memory a process may keep for the next input. The engine gives back what it remembers only when its process ends.
const RESTING: u64 = 320 << 20;

/// Whether the input came to what the target is for.
static IS_DEEP: AtomicBool = AtomicBool::new(false);

/// Takes notice that an input came to what its target is for: a document was typeset, a signature read.
pub(super) fn deep() {
    IS_DEEP.store(true, Ordering::Relaxed);
}

/// Panics since the input was begun: place and message.
static PANICS: Mutex<Vec<(String, String)>> = Mutex::new(Vec::new());

/// Does what `work` says, in JSON.
pub(super) fn work(work: &str) {
    panic::set_hook(Box::new(|told| {
        let place = told.location().map(|place| format!("{}:{}", place.file(), place.line())).unwrap_or_default();
        let message = told.payload_as_str().unwrap_or_default().chars().take(200).collect();
        PANICS.lock().unwrap().push((place, message));
    }));
    let work: Value = serde_json::from_str(work).unwrap();
    let name = work["target"].as_str().unwrap();
    let target = targets::TARGETS.iter().find(|target| target.name == name).unwrap();
    let all = || match &work["files"] {
        Value::Array(paths) => {
            let paths = paths.iter().map(|path| PathBuf::from(path.as_str().unwrap()));
            (0..).zip(paths).for_each(|(at, path)| Trial { target, number: at }.of_file(&path));
        }
        _ => of_plans(target, &work),
    };
    if panic::catch_unwind(AssertUnwindSafe(|| on_stack_of(target, all))).is_err() {
        let told = PANICS.lock().unwrap().pop().unwrap_or_default();
        say(&["fault", &told.0, &told.1]);
        return;
    }
    say(&["end"]);
}

/// A thread as a user's input meets it: a main thread, or one of those that build packs.
fn on_stack_of(target: &Target, work: impl FnOnce() + Send) {
    match target.stack {
        Stack::Main => std::thread::scope(|scope| {
            let thread = std::thread::Builder::new().stack_size(8 << 20).spawn_scoped(scope, work);
            thread.unwrap().join().unwrap();
        }),
        Stack::Build => {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(2).stack_size(32 << 20).build().unwrap();
            pool.install(work);
        }
    }
}

fn of_plans(target: &Target, work: &Value) {
    let seeds = (target.seeds)();
    let number = |key: &str| work[key].as_u64().unwrap();
    if let Some(path) = work["path"].as_str() {
        let plan = Plan::new(target, number("sequence"), number("first"));
        let kept: Vec<u64> = match &work["kept"] {
            Value::Array(kept) => kept.iter().map(|change| change.as_u64().unwrap()).collect(),
            _ => plan.changes.clone(),
        };
        std::fs::write(path, plan.input(target, &seeds, &kept)).unwrap();
        return;
    }
    for at in number("first")..number("first") + number("count") {
        let plan = Plan::new(target, number("sequence"), at);
        let input = plan.input(target, &seeds, &plan.changes);
        Trial { target, number: at }.of(&input, at.is_multiple_of(target.thorough_once_in));
        if resident("VmRSS").is_some_and(|bytes| bytes > RESTING) {
            say(&["resting", &at.to_string()]);
            return;
        }
    }
}

fn say(parts: &[&str]) {
    let line: Vec<String> = parts.iter().map(|part| part.replace(['\n', '\r', BETWEEN], " ")).collect();
    let mut out = std::io::stdout().lock();
    let written = writeln!(out, "{SAID}{BETWEEN}{}", line.join(&BETWEEN.to_string()));
    // If nobody listens any more, there is nothing to be done.
    if written.and_then(|()| out.flush()).is_err() {
        std::process::abort();
    }
}

struct Trial<'a> {
    target: &'a Target,
    number: u64,
}

impl Trial<'_> {
    fn of_file(&self, path: &Path) {
        self.of(&std::fs::read(path).unwrap(), true);
    }

    fn of(&self, input: &[u8], thorough: bool) {
        let number = self.number.to_string();
        say(&["at", &number]);
        // From here on the highest is counted anew (proc(5)).
        let is_measured = std::fs::write("/proc/self/clear_refs", "5").is_ok();
        let went = panic::catch_unwind(AssertUnwindSafe(|| (self.target.run)(input, thorough)));
        let panics = std::mem::take(&mut *PANICS.lock().unwrap());
        match went {
            // The last panic is the one that came through.
            Err(_) => {
                let (place, message) = panics.last().cloned().unwrap_or_default();
                say(&["panic", &number, &place, &message]);
            }
            Ok(()) => {
                let told: BTreeSet<_> = panics.into_iter().collect();
                told.iter().for_each(|(place, message)| say(&["inside", &number, place, message]));
            }
        }
        if IS_DEEP.swap(false, Ordering::Relaxed) {
            say(&["deep"]);
        }
        let most = resident("VmHWM").filter(|_| is_measured);
        if let Some(bytes) = most.filter(|bytes| *bytes > MEMORY) {
            say(&["memory", &number, &format!("{} MiB", bytes >> 20)]);
        }
    }
}

/// How much memory this process has, by the name of a line in its status (Linux); `None` elsewhere.
fn resident(name: &str) -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    memory_in(&status, name)
}

/// A line of `/proc/…/status`, in bytes.
pub(super) fn memory_in(status: &str, name: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
    Some(line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok()? << 10)
}
