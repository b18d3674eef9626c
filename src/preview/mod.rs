//! Pages while they are written: a browser beside the editor, and edits on the pages themselves.
//!
//! A [`Supervisor`] has it run in another process, since what is drawn may never end. There a [`Server`] answers browsers on this
//! machine. It draws what they look at whenever a file changes (`live`), and writes one string of a definition at a time, or what is
//! filled in on a form (`form`), as `build` does it.
//!
//! It refuses to answer anybody who does not know its secret, comes from another page or names another host (`guard`), to listen
//! to other machines, to load anything from a network, and to write anything but definitions and
//! the registry.

mod address;
mod attempts;
mod connections;
mod editor;
mod form;
mod form_label;
mod guard;
mod hidden;
mod ids;
mod live;
mod referrers;
mod request;
mod routes;
mod server;
mod session;
mod snapshot;
mod supervised;
mod supervisor;
mod view;
mod watch;

pub use editor::Editor;
pub use request::PreviewRequest;
pub use server::{Server, Stopper};
pub use supervised::{PREVIEW, run_supervised};
pub use supervisor::{Failure, Supervisor};
