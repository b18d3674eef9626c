//! Many packs at once.
//!
//! Each worker takes one pack at a time and does all of it in a pool of threads of its own. With one pool for everything,
//! a thread that waits for a part of its pack would take up other packs meanwhile, one inside the other, until its
//! stack is full.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use rayon::ThreadPoolBuilder;

/// The stack of a thread, in bytes: the engine lays out what is nested by calling itself.
pub(super) const STACK: usize = 32 * 1024 * 1024;

/// The number of threads that the machine can run at once.
pub(super) fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Does `work` for each number below `count`, with as many threads as there are `jobs`: in the order of the numbers as far
/// as they are taken up, and with several threads to one where there are fewer tasks than jobs. `prepare` is what
/// every worker can begin with. No more tasks are taken up when `stop` says so; those begun are finished.
pub(super) fn in_parallel(
    jobs: usize,
    count: usize,
    prepare: &(dyn Fn() + Sync),
    work: &(dyn Fn(usize) + Sync),
    stop: &(dyn Fn() -> bool + Sync),
) {
    let workers = jobs.min(count).max(1);
    let next = AtomicUsize::new(0);
    let worker = |threads: usize| {
        let pool = ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK).build();
        let tasks = || {
            while !stop() {
                let task = next.fetch_add(1, Ordering::Relaxed);
                if task >= count {
                    break;
                }
                work(task);
            }
        };
        match pool {
            Ok(pool) => drop(pool.install(|| rayon::join(prepare, tasks))),
            // A machine without threads to spare still builds.
            Err(_) => tasks(),
        }
    };
    thread::scope(|scope| {
        for index in 0..workers {
            // What is left over goes to the first ones.
            let threads = jobs / workers + usize::from(index < jobs % workers);
            scope.spawn(move || worker(threads.max(1)));
        }
    });
}
