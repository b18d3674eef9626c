//! Work that is done by another process of this program, within bounds of time and memory.
//!
//! Whoever runs what others wrote (templates, shapes, fonts, pictures, a validator over somebody's PDF) may never come to an
//! end, take all memory, or end the process that it runs in. Where nothing else can bound that, a [`Worker`] does the work:
//! this program again, which may die alone. [`ask`] has one question answered by one, in time or not at all:
//!
//! ```no_run
//! # use std::time::Duration;
//! # use packwright::worker::{Death, WorkerCommand, WorkerLimits, ask};
//! let command = WorkerCommand::of_this_program("validator").expect("the program said that it has the entrance");
//! let limits = WorkerLimits { time: Duration::from_secs(60), memory: 1 << 30 };
//! match ask(&command, b"%PDF-1.7 ...", limits) {
//!     Ok(answer) => println!("{} bytes", answer.len()),
//!     Err(Death::OutOfTime) => println!("it took more than a minute"),
//!     Err(death) => println!("it {death}"),
//! }
//! ```
//!
//! The worker's side of it is [`answer`], under the name of its job in `cli`.
//!
//! Memory is bounded by the system where it can do that (Linux); on others a worker that takes too much is ended by the
//! system or by its time. It refuses to know what is worked on, to show the messages of a dying process, and to leave processes
//! running: a worker ends with the process that started it.

mod bounds;
mod command;
mod death;
mod question;
mod running;

pub use bounds::{begin, moment};
pub use command::{ENTRANCE, WorkerCommand, WorkerLimits, has_entrance};
pub use death::Death;
pub use question::{answer, ask};
pub use running::{Heard, Worker};
