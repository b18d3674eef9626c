//! Why a worker ended before it was done.

use std::fmt;
use std::process::ExitStatus;

use serde::{Deserialize, Serialize};

/// The reason why a worker ended before it was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Death {
    /// It took longer than allowed, and was stopped.
    OutOfTime,
    /// It asked for more memory than allowed.
    OutOfMemory,
    /// Functions called each other until its stack was full.
    OutOfStack,
    /// Something else ended it: the system, a person, or a fault of the program.
    Other(String),
    /// It could not be started; the text is the system's message.
    NotStarted(String),
}

impl Death {
    /// The death of a process, by its status and by the last messages of the Rust runtime; `None` if it ended well.
    pub(super) fn of(status: ExitStatus, complaints: &str) -> Option<Self> {
        match () {
            () if status.success() => None,
            () if complaints.contains("memory allocation of") => Some(Self::OutOfMemory),
            () if complaints.contains("has overflowed its stack") => Some(Self::OutOfStack),
            () => Some(Self::Other(status.to_string())),
        }
    }
}

impl fmt::Display for Death {
    /// The cause of death, as words after the name of the work.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OutOfTime => f.write_str("took too long and was stopped"),
            Self::OutOfMemory => f.write_str("took too much memory and was stopped"),
            Self::OutOfStack => f.write_str("is nested too deeply"),
            Self::Other(how) => write!(f, "ended its process ({how})"),
            Self::NotStarted(why) => write!(f, "could not be built: no process could be started ({why})"),
        }
    }
}
