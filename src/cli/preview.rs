//! `preview`: the pages in a browser, while they are written.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::approve::the_pack;
use super::exit::Exit;
use super::preview_args::PreviewArgs;
use super::report;
use crate::preview::{Failure, PREVIEW, PreviewRequest, Server, Supervisor};
use crate::worker::{WorkerCommand, WorkerLimits};

/// Serves the pages of a pack until Ctrl-C.
pub(super) fn preview(args: PreviewArgs) -> Exit {
    let Some((workspace, pack)) = the_pack(args.pack.as_deref()) else { return Exit::IncorrectUsage };
    let port = args.port.unwrap_or_default();
    let request = PreviewRequest { workspace, pack, port, is_read_only: args.read_only, editor: args.editor };
    let limits =
        WorkerLimits { time: Duration::from_secs(args.pack_time.into()), memory: u64::from(args.pack_memory) << 20 };
    let ended = match WorkerCommand::of_this_program(PREVIEW) {
        Some(command) => {
            let stopped = Arc::new(AtomicBool::new(false));
            let interrupted = Arc::clone(&stopped);
            drop(ctrlc::set_handler(move || interrupted.store(true, Ordering::Relaxed)));
            let unheard = Arc::clone(&stopped);
            let tell = move |url: &str| {
                tell(url);
                // Nobody can open an address that nobody has read.
                unheard.fetch_or(report::is_lost(), Ordering::Relaxed);
            };
            Supervisor { command, limits, request }.run(&stopped, tell)
        }
        None => here(request),
    };
    match ended {
        Ok(()) => Exit::Done,
        Err(Failure::NotStarted(why)) => {
            report::misuse(&format!("no preview can start here: {why}\nhint: name another port, or none"))
        }
        Err(Failure::Ended(why)) => {
            report::complain(&format!("error: the preview ended: {why}\nhint: start it again"));
            Exit::OurBug
        }
    }
}

/// In this process, where the system does not say which program it is.
fn here(request: PreviewRequest) -> Result<(), Failure> {
    let server = Server::new(request).map_err(Failure::NotStarted)?;
    let stopper = server.stopper();
    drop(ctrlc::set_handler(move || stopper.stop()));
    tell(&server.url());
    server.run().map_err(Failure::Ended)
}

fn tell(url: &str) {
    report::say(url);
    report::complain("open this address in a browser on this machine; end with Ctrl-C");
}
