//! A preview that goes on when the process that draws it dies.
//!
//! Templates and fonts are programs of somebody, pictures and annexes files of somebody: drawing them may never end, or take all
//! memory. So another process of this program draws. When one dies, the next goes on under the same address, and does not draw
//! again what the last one died over until a file changes. Browsers connect again by themselves, and keep the pages that they have.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::attempts::{Attempt, Step};
use super::request::PreviewRequest;
use super::supervised::Task;
use crate::worker::{Death, Heard, Worker, WorkerCommand, WorkerLimits, moment};

/// The interval at which it is looked whether something takes too long.
const TICK: Duration = Duration::from_millis(100);
/// The time in which a process that is told to stop finishes what it writes.
const GRACE: Duration = Duration::from_secs(5);
/// The number of processes in a row that may die before they have drawn anything.
const BARREN: usize = 3;
/// The most fatal attempts that are remembered.
const REMEMBERED: usize = 64;

/// Has a preview run in other processes.
#[derive(Debug)]
pub struct Supervisor {
    /// Which program is started.
    pub command: WorkerCommand,
    /// The time that one state may take to be drawn, and the memory of everything together.
    pub limits: WorkerLimits,
    /// What is shown.
    pub request: PreviewRequest,
}

/// Why a preview came to an end that nobody asked for.
#[derive(Debug, PartialEq, Eq)]
pub enum Failure {
    /// It cannot listen: the port is taken, or whatever the system says.
    NotStarted(String),
    /// It ended again and again.
    Ended(String),
}

/// How a process ended.
enum End {
    Stopped,
    Refused(String),
    Died(Death, Vec<Attempt>),
}

impl Supervisor {
    /// Runs until `stopped`; `tell` hears the address as soon as there is one.
    ///
    /// # Errors
    /// See [`Failure`].
    pub fn run(self, stopped: &AtomicBool, mut tell: impl FnMut(&str)) -> Result<(), Failure> {
        let mut task = Task::new(&self.request, self.limits);
        let mut barren = 0;
        loop {
            let mut watched = Watched { time: self.limits.time, begun: Vec::new(), has_drawn: false };
            match self.round(&mut task, &mut watched, stopped, &mut tell) {
                End::Stopped => return Ok(()),
                End::Refused(why) if task.secret.is_none() => return Err(Failure::NotStarted(why)),
                End::Refused(why) => return Err(Failure::Ended(why)),
                End::Died(death, over) => {
                    barren = if over.is_empty() && !watched.has_drawn { barren + 1 } else { 0 };
                    if barren >= BARREN || matches!(death, Death::NotStarted(_)) {
                        return Err(Failure::Ended(format!("its process {death}")));
                    }
                    task.after(over, &death, REMEMBERED);
                }
            }
        }
    }

    /// One process, from start to end.
    fn round(&self, task: &mut Task, watched: &mut Watched, stopped: &AtomicBool, tell: &mut impl FnMut(&str)) -> End {
        let mut worker = match Worker::start(&self.command, self.limits.memory) {
            Ok(worker) => worker,
            Err(error) => return End::Died(Death::NotStarted(error.to_string()), Vec::new()),
        };
        worker.say(&serde_json::to_string(task).unwrap_or_default());
        let mut told = None;
        loop {
            match worker.hear(TICK) {
                Heard::Said(line) => match serde_json::from_slice(&line) {
                    Ok(Step::Listening { port, secret }) if task.secret.is_none() => {
                        task.listen(port, secret);
                        tell(&task.url());
                    }
                    Ok(Step::Refused(why)) => return End::Refused(why),
                    Ok(step) => watched.take(step),
                    // What is no message of ours is of another program, and nothing that it says is trusted.
                    Err(_) => worker.kill(),
                },
                Heard::Nothing => {}
                Heard::End if told.is_some() => return End::Stopped,
                Heard::End => {
                    let death = worker.end().unwrap_or_else(|| Death::Other("ended by itself".to_owned()));
                    return End::Died(death, watched.begun());
                }
            }
            let overdue = watched.overdue();
            if !overdue.is_empty() {
                return End::Died(Death::OutOfTime, overdue);
            }
            if stopped.load(Ordering::Relaxed) && told.is_none() {
                told = Some(moment());
                worker.say("stop");
            }
            if told.is_some_and(|told| told.elapsed() > GRACE) {
                return End::Stopped;
            }
        }
    }
}

/// What a process is drawing.
struct Watched {
    time: Duration,
    begun: Vec<(Attempt, Instant)>,
    has_drawn: bool,
}

impl Watched {
    fn take(&mut self, step: Step) {
        match step {
            Step::Began(attempt) => self.begun.push((attempt, moment())),
            Step::Done(attempt) => {
                self.has_drawn = true;
                self.begun.retain(|(begun, _)| *begun != attempt);
            }
            Step::Listening { .. } | Step::Refused(_) => {}
        }
    }

    fn begun(&self) -> Vec<Attempt> {
        self.begun.iter().map(|(attempt, _)| attempt.clone()).collect()
    }

    fn overdue(&self) -> Vec<Attempt> {
        let is_overdue = |(_, since): &&(Attempt, Instant)| since.elapsed() >= self.time;
        self.begun.iter().filter(is_overdue).map(|(attempt, _)| attempt.clone()).collect()
    }
}
