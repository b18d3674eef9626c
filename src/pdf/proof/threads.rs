//! The threads that the validator works in.
//!
//! Each is a pool of one, and not a plain thread: lopdf's reader works in parallel in the pool that it is called from, and the
//! thread that waits for the validator may be one that the validator would wait for.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rayon::{ThreadPool, ThreadPoolBuilder};

/// The stack of the validator, which recurses by the depth that `bounds` leaves. Only what is used of it takes memory.
const STACK: usize = 512 << 20;

/// Threads that are not at work, while others are: a new one would ask the system for the memory that they have. When none
/// is at work any more, all are ended.
static THREADS: Mutex<Threads> = Mutex::new(Threads { busy: 0, idle: Vec::new() });

struct Threads {
    busy: usize,
    idle: Vec<ThreadPool>,
}

/// How often a thread is asked for, and how long is waited in between: those that were ended give their memory back a little later.
const ATTEMPTS: usize = 50;
const PAUSE: Duration = Duration::from_millis(10);

/// A thread for one piece of work; none if the system has no memory for it.
pub(super) fn take() -> Option<ThreadPool> {
    (0..ATTEMPTS).find_map(|attempt| {
        if attempt > 0 {
            std::thread::sleep(PAUSE);
        }
        try_to_take()
    })
}

fn try_to_take() -> Option<ThreadPool> {
    let mut threads = THREADS.lock().unwrap_or_else(PoisonError::into_inner);
    let new = || ThreadPoolBuilder::new().num_threads(1).stack_size(STACK).build().ok();
    let thread = threads.idle.pop().or_else(new)?;
    threads.busy += 1;
    Some(thread)
}

/// Gives a thread back, or nothing if it is still at work and was given up.
pub(super) fn give_back(thread: Option<ThreadPool>) {
    let mut threads = THREADS.lock().unwrap_or_else(PoisonError::into_inner);
    threads.busy = threads.busy.saturating_sub(1);
    threads.idle.extend(thread);
    if threads.busy == 0 {
        threads.idle.clear();
    }
}
