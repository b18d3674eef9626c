//! The bounds that a worker sets itself.

use std::time::Instant;

/// The memory that the program needs by itself, in MiB: its fonts, the stacks of its threads, and a reserve.
#[cfg(target_os = "linux")]
const BASE: u64 = 256;

/// The present time of the clock that measures how long a worker takes.
#[allow(clippy::disallowed_methods, reason = "it ends work that does not end; it changes no pack")]
pub fn moment() -> Instant {
    Instant::now()
}

/// Sets up a worker: from here on it has a limited number of MiB in addition to what the program needs, writes no core dump
/// when it dies, and dies with the process that started it.
#[cfg(target_os = "linux")]
pub fn begin(memory: u64) {
    use rustix::process::{Signal, set_parent_process_death_signal};
    limit_memory(memory);
    let _ = set_parent_process_death_signal(Some(Signal::KILL));
}

/// From here on this process has a limited number of MiB in addition to what the program needs, and writes no core dump when it dies
/// for want of more.
#[cfg(target_os = "linux")]
fn limit_memory(memory: u64) {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let lower = |resource: Resource, bytes: u64| {
        // Whoever started us may have set a lower one.
        let maximum = getrlimit(resource).maximum.map_or(bytes, |maximum| maximum.min(bytes));
        // Where the system does not take it, time still bounds the work.
        let _ = setrlimit(resource, Rlimit { current: Some(maximum), maximum: Some(maximum) });
    };
    // Of all limits this one counts what is really written to; addresses alone cost nothing.
    lower(Resource::Data, memory.saturating_add(BASE).saturating_mul(1 << 20));
    lower(Resource::Core, 0);
}

/// Other systems set no bound on memory that a program could count on.
#[cfg(not(target_os = "linux"))]
pub fn begin(_memory: u64) {}
