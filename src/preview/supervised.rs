//! A process that draws for another one, which watches it.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::address::Address;
use super::attempts::{Attempt, Attempts, Step, Tell};
use super::editor::Editor;
use super::request::PreviewRequest;
use super::server::Server;
use crate::worker::{Death, WorkerLimits};
use crate::workspace::{Disk, PackAddress, Workspace};

/// The job of drawing a preview.
pub const PREVIEW: &str = "preview";

/// The most states of all views in one process: the numbers of those of the next are larger.
const STATES: u64 = 1 << 32;

/// What a process is to show: the first line that it reads.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Task {
    root: PathBuf,
    prefix: String,
    pack: PackAddress,
    port: u16,
    /// The secret of the address, if there is one already.
    pub(super) secret: Option<String>,
    is_read_only: bool,
    editor: Option<Editor>,
    fatal: Vec<(Attempt, Death)>,
    seconds: u64,
    memory: u64,
    /// The number after which states are counted.
    states: u64,
}

impl Task {
    pub(super) fn new(request: &PreviewRequest, limits: WorkerLimits) -> Self {
        Self {
            root: request.workspace.root.clone(),
            prefix: request.workspace.prefix.clone(),
            pack: request.pack.clone(),
            port: request.port,
            secret: None,
            is_read_only: request.is_read_only,
            editor: request.editor.clone(),
            fatal: Vec::new(),
            seconds: limits.time.as_secs(),
            memory: limits.memory,
            states: 0,
        }
    }

    /// Goes on under an address.
    pub(super) fn listen(&mut self, port: u16, secret: String) {
        (self.port, self.secret) = (port, Some(secret));
    }

    /// The address to open in a browser.
    pub(super) fn url(&self) -> String {
        Address::known(self.port, self.secret.clone().unwrap_or_default()).url()
    }

    /// Goes on after a death, without what it was about; the last `most` are remembered.
    pub(super) fn after(&mut self, over: Vec<Attempt>, death: &Death, most: usize) {
        self.states += STATES;
        self.fatal.extend(over.into_iter().map(|attempt| (attempt, death.clone())));
        let many = self.fatal.len().saturating_sub(most);
        self.fatal.drain(..many);
    }
}

/// Draws for the process that started this one: hears what to show from `input`, and says on `output` what it does. It ends after
/// another line; when the input ends, that process has ended: `abandoned` is called, which has to end this one, too.
pub fn run_supervised(
    input: impl Read + Send + 'static,
    output: impl Write + Send + 'static,
    abandoned: impl FnOnce() + Send + 'static,
) {
    let mut input = BufReader::new(input);
    let mut line = String::new();
    let task = input.read_line(&mut line).ok().and_then(|_| serde_json::from_str::<Task>(&line).ok());
    let Some(task) = task else { return };
    let output = Mutex::new(output);
    let tell: Tell = Arc::new(move |step: &Step| {
        let mut line = serde_json::to_string(step).unwrap_or_default();
        line.push('\n');
        let mut output = output.lock().unwrap_or_else(PoisonError::into_inner);
        // If nobody hears it, this process is about to be ended.
        drop(output.write_all(line.as_bytes()).and_then(|()| output.flush()));
    });
    let Task { root, prefix, pack, port, secret, is_read_only, editor, fatal, seconds, memory, states } = task;
    let limits = WorkerLimits { time: Duration::from_secs(seconds), memory };
    let workspace = Workspace { files: Disk::new(root.clone()), root, prefix };
    let request = PreviewRequest { workspace, pack, port, is_read_only, editor };
    let attempts = Attempts { fatal, limits, tell: Arc::clone(&tell) };
    let server = match Server::listening(request, secret, states, attempts) {
        Ok(server) => server,
        Err(why) => return tell(&Step::Refused(why)),
    };
    let (port, secret) = server.parts();
    tell(&Step::Listening { port, secret });
    let stopper = server.stopper();
    std::thread::spawn(move || {
        if input.read_line(&mut String::new()).is_ok_and(|length| length > 0) {
            stopper.stop();
            drop(std::io::copy(&mut input, &mut std::io::sink()));
        }
        abandoned();
    });
    // Why it ends otherwise is seen by the one who watches.
    drop(server.run());
}
