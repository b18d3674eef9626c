//! The process that watches: starts workers, hears what they are at, and ends those that take too long or too much.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::targets::Target;
use super::worker::{BETWEEN, SAID, WORK, memory_in};
use super::{MEMORY, SECONDS, program};

/// What went wrong with an input.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Wrong {
    /// A panic that nothing caught, with its place.
    Panic(String),
    /// The process ended.
    Ended(String),
    /// It took too long.
    Slow,
    /// It took too much memory.
    Large,
}

impl Wrong {
    /// Whether the program survives what its library does not, because it gives such work to a process that may die. A
    /// panic is a fault wherever it is.
    ///
    /// # Errors
    /// What the program does with it instead, to be told behind what is wrong.
    pub(super) fn then(&self, target: &Target, input: &[u8]) -> Result<(), String> {
        match self {
            Self::Panic(_) => Err(String::new()),
            _ => program::survives(target, input).map_err(|what| format!("; {what}")),
        }
    }
}

/// What a worker did.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// Numbers of inputs with what was wrong with them, and in what words.
    pub(super) wrong: Vec<(u64, Wrong, String)>,
    /// Panics that the library caught itself: number, place, message.
    pub(super) caught: Vec<(u64, String, String)>,
    /// How many inputs were tried.
    pub(super) tried: u64,
    /// How many of them came to what the target is for.
    pub(super) deep: u64,
    /// The longest that one took, in seconds on the clock, and its number.
    pub(super) slowest: (f64, u64),
    /// The number after the last one.
    pub(super) next: Option<u64>,
    /// What brought the worker itself down.
    pub(super) fault: Option<String>,
    /// Whether all was done that was to be done.
    pub(super) is_done: bool,
}

struct Heard {
    told: Told,
    /// The input it is at, and since when.
    at: Option<(u64, Instant)>,
}

/// Has files tried; gives what is wrong, file by file.
pub(super) fn files(target: &Target, paths: &[PathBuf]) -> Vec<String> {
    let mut left = paths;
    let mut wrong = Vec::new();
    while !left.is_empty() {
        let told = one(&json!({ "target": target.name, "files": left }), None);
        for (at, what, words) in &told.wrong {
            let path = &left[usize::try_from(*at).unwrap()];
            if let Err(then) = what.then(target, &std::fs::read(path).unwrap()) {
                wrong.push(format!("{}: {what:?} {words}{then}", path.display()));
            }
        }
        match told.next {
            Some(next) if !told.is_done => left = &left[usize::try_from(next).unwrap()..],
            _ => left = &[],
        }
    }
    wrong
}

/// Runs one worker to its end, or until a time.
pub(super) fn one(work: &Value, until: Option<Instant>) -> Told {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["fuzz::worker", "--exact", "--ignored", "--nocapture"]).env(WORK, work.to_string());
    // Two threads are enough to find what two threads do to each other.
    command.env("RAYON_NUM_THREADS", "2").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let heard = Arc::new(Mutex::new(Heard { told: Told::default(), at: None }));
    let output = BufReader::new(child.stdout.take().unwrap());
    let listener = std::thread::spawn({
        let heard = Arc::clone(&heard);
        move || output.split(b'\n').map_while(Result::ok).for_each(|line| hear(&String::from_utf8_lossy(&line), &heard))
    });
    let end = until_end(&mut child, &heard, until);
    listener.join().unwrap();
    let mut heard = heard.lock().unwrap();
    let mut told = std::mem::take(&mut heard.told);
    assert!(told.fault.is_none(), "{work}: {:?}", told.fault);
    if let (Some((number, _)), Some((wrong, words))) = (heard.at, end) {
        told.wrong.push((number, wrong, words));
    }
    told
}

fn hear(line: &str, heard: &Mutex<Heard>) {
    let mut parts = line.split(BETWEEN);
    // The test runner may have begun the line.
    if !parts.next().is_some_and(|begin| begin.ends_with(SAID)) {
        return;
    }
    let heard = &mut *heard.lock().unwrap();
    let parts: Vec<&str> = parts.collect();
    let number = || parts[1].parse::<u64>().unwrap();
    let told = &mut heard.told;
    match parts[0] {
        "at" => {
            told.tried += 1;
            told.next = Some(number() + 1);
            if let Some((former, since)) = heard.at {
                let seconds = since.elapsed().as_secs_f64();
                told.slowest = if seconds > told.slowest.0 { (seconds, former) } else { told.slowest };
            }
            heard.at = Some((number(), Instant::now()));
        }
        "deep" => told.deep += 1,
        "panic" => told.wrong.push((number(), Wrong::Panic(parts[2].to_owned()), parts[3].to_owned())),
        "inside" => told.caught.push((number(), parts[2].to_owned(), parts[3].to_owned())),
        "memory" => told.wrong.push((number(), Wrong::Large, parts[2].to_owned())),
        // What tries is to blame, and not what is tried.
        "fault" => told.fault = Some(parts[1..].join(" ")),
        "end" => told.is_done = true,
        _ => {}
    }
}

/// Waits for a worker; gives why it ended before its time.
fn until_end(child: &mut Child, heard: &Mutex<Heard>, until: Option<Instant>) -> Option<(Wrong, String)> {
    let mut begun: Option<(u64, f64)> = None;
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return (!status.success()).then(|| (Wrong::Ended(how(status)), String::new()));
        }
        let at = heard.lock().unwrap().at;
        let worked = seconds_of_work(child.id());
        let wrong = at.and_then(|(number, since)| {
            if begun.is_none_or(|(former, _)| former != number) {
                begun = Some((number, worked.unwrap_or_default()));
            }
            let before = begun.map_or(0.0, |(_, before)| before);
            excess(child.id(), since.elapsed(), worked.map(|worked| worked - before))
        });
        if wrong.is_some() || until.is_some_and(|until| Instant::now() > until) {
            child.kill().unwrap();
            child.wait().unwrap();
            return wrong;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// What of time and memory is too much. Time is that of work: the machine may be at other things. But if nothing is
/// done at all, something waits for itself.
fn excess(process: u32, elapsed: Duration, worked: Option<f64>) -> Option<(Wrong, String)> {
    let limit = Duration::from_secs(SECONDS);
    let is_slow = match worked {
        Some(worked) => worked > limit.as_secs_f64() || elapsed > limit * 12,
        None => elapsed > limit * 3,
    };
    if is_slow {
        return Some((Wrong::Slow, format!("{:.0} s", worked.unwrap_or(elapsed.as_secs_f64()))));
    }
    let memory = memory_of(process).filter(|bytes| *bytes > MEMORY)?;
    Some((Wrong::Large, format!("{} MiB and more", memory >> 20)))
}

/// How much memory a process has (Linux).
pub(super) fn memory_of(process: u32) -> Option<u64> {
    memory_in(&std::fs::read_to_string(format!("/proc/{process}/status")).ok()?, "VmRSS")
}

/// How long a process has worked (Linux): the fields `utime` and `stime`, in hundredths of a second (proc(5)).
fn seconds_of_work(process: u32) -> Option<f64> {
    let line = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let fields: Vec<&str> = line.rsplit_once(')')?.1.split_ascii_whitespace().collect();
    let ticks: u32 = [11, 12].iter().filter_map(|at| fields.get(*at)?.parse::<u32>().ok()).sum();
    Some(f64::from(ticks) / 100.0)
}

#[cfg(unix)]
fn how(status: ExitStatus) -> String {
    use std::os::unix::process::ExitStatusExt;
    status.signal().map_or_else(|| status.to_string(), |signal| format!("signal {signal}"))
}

#[cfg(not(unix))]
fn how(status: ExitStatus) -> String {
    status.to_string()
}
