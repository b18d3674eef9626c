//! `preview`: the pages in a browser, while they are written.

use super::approve::the_pack;
use super::exit::Exit;
use super::preview_args::PreviewArgs;
use super::report;
use crate::preview::{PreviewRequest, Server};
use crate::worker::limit_memory;

/// The memory that a preview may take, in MiB: a pack of 300 pages takes a tenth.
const MEMORY: u64 = 4096;

/// Serves the pages of a pack until Ctrl-C.
pub(super) fn preview(args: PreviewArgs) -> Exit {
    let Some((workspace, pack)) = the_pack(args.pack.as_deref()) else { return Exit::IncorrectUsage };
    let port = args.port.unwrap_or_default();
    let request = PreviewRequest { workspace, pack, port, is_read_only: args.read_only, editor: args.editor };
    let server = match Server::new(request) {
        Ok(server) => server,
        Err(why) => {
            report::complain(&format!("error: no preview can start here: {why}\nhint: name another port, or none"));
            return Exit::IncorrectUsage;
        }
    };
    limit_memory(MEMORY);
    let stopper = server.stopper();
    drop(ctrlc::set_handler(move || stopper.stop()));
    report::say(&server.url());
    report::complain("open this address in a browser on this machine; end with Ctrl-C");
    match server.run() {
        Ok(()) => Exit::Done,
        Err(why) => {
            report::complain(&format!("error: the preview ended: {why}\nhint: start it again"));
            Exit::OurBug
        }
    }
}
