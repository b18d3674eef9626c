//! A worker that runs, as the process that started it sees it.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, ExitStatus};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::{Death, WorkerCommand};

/// The number of bytes that are kept of the messages of a dying process; the rest is read and discarded.
const COMPLAINTS: u64 = 64 * 1024;
/// The time that a process may take to end after its last output.
const GRACE: Duration = Duration::from_secs(5);

/// A process that does a part of the work. It ends with this value.
#[derive(Debug)]
pub struct Worker {
    process: Child,
    input: Option<ChildStdin>,
    output: Receiver<Vec<u8>>,
    complaints: Option<JoinHandle<String>>,
}

/// A message from a worker.
#[derive(Debug, PartialEq, Eq)]
pub enum Heard {
    /// A line, or all that it had to say, as it was started.
    Said(Vec<u8>),
    /// Nothing, for as long as it was waited.
    Nothing,
    /// Nothing more: it has ended, or is about to.
    End,
}

impl Worker {
    /// Starts a worker that may take this much memory, in bytes, and communicates in lines.
    ///
    /// # Errors
    /// If the system starts no process.
    pub fn start(command: &WorkerCommand, memory: u64) -> io::Result<Self> {
        Self::reading(command, memory, lines)
    }

    pub(super) fn reading(
        command: &WorkerCommand,
        memory: u64,
        read: fn(ChildStdout, &Sender<Vec<u8>>),
    ) -> io::Result<Self> {
        let mut process = command.command(memory).spawn()?;
        let (sender, output) = channel();
        if let Some(stdout) = process.stdout.take() {
            thread::spawn(move || read(stdout, &sender));
        }
        let complaints = process.stderr.take().map(|stderr| thread::spawn(move || beginning(stderr)));
        Ok(Self { input: process.stdin.take(), process, output, complaints })
    }

    /// Says a line to it. Whether it hears that is seen by what it does.
    pub fn say(&mut self, line: &str) {
        let said = self.input.as_mut().map(|input| writeln!(input, "{line}"));
        if said.is_none_or(|said| said.is_err()) {
            self.input = None;
        }
    }

    pub(super) fn input(&mut self) -> Option<ChildStdin> {
        self.input.take()
    }

    /// Waits for what it says next, so long at most.
    pub fn hear(&self, wait: Duration) -> Heard {
        match self.output.recv_timeout(wait) {
            Ok(said) => Heard::Said(said),
            Err(RecvTimeoutError::Timeout) => Heard::Nothing,
            Err(RecvTimeoutError::Disconnected) => Heard::End,
        }
    }

    /// Ends it at once.
    pub fn kill(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }

    /// Waits until it has ended by itself; returns the cause if it did not end normally.
    pub fn end(mut self) -> Option<Death> {
        let status = self.status();
        let complaints = self.complaints.take().and_then(|read| read.join().ok()).unwrap_or_default();
        match status {
            Some(status) => Death::of(status, &complaints),
            None => Some(Death::OutOfTime),
        }
    }

    /// Its status after it has ended; none if it does not end, although it closed its output.
    fn status(&mut self) -> Option<ExitStatus> {
        let mut wait = Duration::from_micros(100);
        let mut waited = Duration::ZERO;
        while waited < GRACE {
            if let Ok(Some(status)) = self.process.try_wait() {
                return Some(status);
            }
            thread::sleep(wait);
            waited += wait;
            wait = (wait * 2).min(Duration::from_millis(50));
        }
        self.kill();
        None
    }
}

impl Drop for Worker {
    /// Stops it now, because its results are no longer needed. Files are written completely or not at all.
    fn drop(&mut self) {
        self.kill();
    }
}

fn lines(stdout: ChildStdout, sender: &Sender<Vec<u8>>) {
    let mut stdout = BufReader::new(stdout);
    loop {
        let mut line = Vec::new();
        match stdout.read_until(b'\n', &mut line) {
            // A line without its end is of a process that died while it wrote it.
            Ok(_) if line.ends_with(b"\n") => {
                if sender.send(line).is_err() {
                    return;
                }
            }
            _ => return,
        }
    }
}

fn beginning(stderr: impl Read) -> String {
    let mut stderr = stderr;
    let mut text = Vec::new();
    drop(stderr.by_ref().take(COMPLAINTS).read_to_end(&mut text));
    drop(io::copy(&mut stderr, &mut io::sink()));
    String::from_utf8_lossy(&text).into_owned()
}
