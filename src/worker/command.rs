//! The command that starts a worker, and its limits.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// The first argument of a worker, followed by its job and its memory in MiB. Users do not type it.
pub const ENTRANCE: &str = "__worker";

/// True if this program has the entrance.
static HAS_ENTRANCE: AtomicBool = AtomicBool::new(false);

/// Says that this program can be a worker: its `main` looks for [`ENTRANCE`]. A program that uses the library and does not call
/// this (a test) does all work in its own process.
pub fn has_entrance() {
    HAS_ENTRANCE.store(true, Ordering::Relaxed);
}

/// This program as a worker with a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkerCommand {
    /// The program.
    pub program: PathBuf,
    /// Its job, by a name that the program knows.
    pub job: &'static str,
}

/// The limits of a worker for one piece of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkerLimits {
    /// The time limit.
    pub time: Duration,
    /// The memory limit in bytes, in addition to what the program needs by itself.
    pub memory: u64,
}

impl Default for WorkerLimits {
    /// Generous: minutes of 800 pages took 9 seconds on a machine of two cores.
    fn default() -> Self {
        Self { time: Duration::from_secs(120), memory: 2048 << 20 }
    }
}

impl WorkerCommand {
    /// The program that runs; on Linux by a link that leads to it even if its file was replaced in the meantime. `None` if the
    /// system does not know it, or if the program cannot be a worker.
    pub fn of_this_program(job: &'static str) -> Option<Self> {
        if !HAS_ENTRANCE.load(Ordering::Relaxed) {
            return None;
        }
        let itself = PathBuf::from("/proc/self/exe");
        let program = if itself.exists() { Some(itself) } else { std::env::current_exe().ok() };
        Some(Self { program: program?, job })
    }

    /// The command, with all three streams in our hands: what a dying process complains of is for us, not for the user.
    pub(super) fn command(&self, memory: u64) -> Command {
        let mut command = Command::new(&self.program);
        command.args([ENTRANCE, self.job, &memory.div_ceil(1 << 20).to_string()]);
        // Memory is counted as it is taken, not by the gigabyte that the allocator reserves at once.
        command.env("MIMALLOC_ARENA_EAGER_COMMIT", "0");
        command.env("RUST_BACKTRACE", "0").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }
}
