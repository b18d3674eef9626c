//! One question to a worker, and its answer.

use std::io::{self, Read, Write};
use std::process::ChildStdout;
use std::sync::mpsc::Sender;
use std::thread;

use super::{Death, Heard, Worker, WorkerCommand, WorkerLimits};

/// Has a question answered by a process of its own.
///
/// # Errors
/// The cause of the death.
pub fn ask(command: &WorkerCommand, question: &[u8], limits: WorkerLimits) -> Result<Vec<u8>, Death> {
    let started = Worker::reading(command, limits.memory, whole);
    let mut worker = started.map_err(|error| Death::NotStarted(error.to_string()))?;
    let input = worker.input();
    let heard = thread::scope(|scope| {
        // A process that dies while it reads lets this end, too. The input stays open until the answer is there: when it
        // closes, the worker knows that nobody waits for it any more.
        let said =
            scope.spawn(move || input.and_then(|mut input| write_question(&mut input, question).ok().map(|()| input)));
        let heard = worker.hear(limits.time);
        if heard == Heard::Nothing {
            worker.kill();
        }
        drop(said.join());
        heard
    });
    match heard {
        Heard::Nothing => Err(Death::OutOfTime),
        Heard::Said(answer) => worker.end().map_or(Ok(answer), Err),
        Heard::End => Err(worker.end().unwrap_or_else(|| Death::Other("without an answer".to_owned()))),
    }
}

/// Answers the question that the process which started this one asks: reads it, and writes what `work` makes of it.
/// `abandoned` is called when that process has ended; it has to end this one.
///
/// # Errors
/// If the question cannot be read or the answer not be written.
pub fn answer(work: impl FnOnce(Vec<u8>) -> Vec<u8>, abandoned: impl FnOnce() + Send + 'static) -> io::Result<()> {
    let mut input = io::stdin();
    let question = read_question(&mut input)?;
    thread::spawn(move || {
        drop(io::copy(&mut input, &mut io::sink()));
        abandoned();
    });
    let mut output = io::stdout();
    output.write_all(&work(question))?;
    output.flush()
}

fn whole(mut stdout: ChildStdout, sender: &Sender<Vec<u8>>) {
    let mut said = Vec::new();
    if stdout.read_to_end(&mut said).is_ok() {
        drop(sender.send(said));
    }
}

fn write_question(input: &mut impl Write, question: &[u8]) -> io::Result<()> {
    input.write_all(&(question.len() as u64).to_le_bytes())?;
    input.write_all(question)?;
    input.flush()
}

fn read_question(input: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut length = [0; 8];
    input.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    let mut question = Vec::new();
    input.take(length).read_to_end(&mut question)?;
    if question.len() as u64 == length { Ok(question) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}
