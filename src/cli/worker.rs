//! The jobs of workers: processes of this program that were started by another one.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::exit::Exit;
use crate::build::{self, DRAW, PACKS, SEE};
use crate::preview::{PREVIEW, run_supervised};
use crate::worker::{answer, begin};

/// Does the job named first, with the memory named second.
pub(super) fn work(mut typed: impl Iterator<Item = String>) -> Exit {
    let (job, memory) = (typed.next().unwrap_or_default(), typed.next().and_then(|memory| memory.parse().ok()));
    let Some(memory) = memory else { return Exit::IncorrectUsage };
    begin(memory);
    match job.as_str() {
        PACKS => packs(),
        DRAW => answered(|question| build::draw(&question)),
        PREVIEW => preview(),
        SEE => answered(|question| build::see(&question)),
        _ => Exit::IncorrectUsage,
    }
}

fn answered(work: impl FnOnce(Vec<u8>) -> Vec<u8>) -> Exit {
    if answer(work, end_at_once).is_ok() { Exit::Done } else { Exit::IncorrectUsage }
}

/// Does a part of a run. On Ctrl-C, which a terminal sends to both, the process that gave it speaks.
fn packs() -> Exit {
    let stopped = Arc::new(AtomicBool::new(false));
    let interrupted = Arc::clone(&stopped);
    drop(ctrlc::set_handler(move || interrupted.store(true, Ordering::Relaxed)));
    build::run_worker(std::io::stdin(), std::io::stdout(), &stopped, end_at_once);
    Exit::Done
}

/// Draws a preview. On Ctrl-C, which a terminal sends to both, the process that started it tells it to stop.
fn preview() -> Exit {
    drop(ctrlc::set_handler(|| ()));
    run_supervised(std::io::stdin(), std::io::stdout(), end_at_once);
    Exit::Done
}

/// Files are written whole or not at all even so.
#[allow(clippy::exit, reason = "asked for twice, or nobody is there any more to hear of it")]
pub(super) fn end_at_once() {
    std::process::exit(i32::from(Exit::Stopped as u8));
}
