//! The program itself, for inputs that its library does not survive alone: what may take any time and memory it gives to
//! a process with a budget. It has to come to an end within that, and say so.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::targets::Target;
use super::watch::memory_of;
use super::{MEMORY, SECONDS};

/// How long it may take on a machine that is at other things, too.
const PATIENCE: Duration = Duration::from_secs(12 * SECONDS);

/// Arguments that build a pack within less than an input may take.
pub(super) const BUILD: &[&str] = &["build", "x", "--no-cache", "--pack-time", "8", "--pack-memory", "900"];
/// Arguments that verify a zip.
pub(super) const VERIFY: &[&str] = &["verify", "x.zip"];

/// Whether the program does with an input what it should; if not, what it does.
///
/// # Errors
/// What it did.
pub(super) fn survives(target: &Target, input: &[u8]) -> Result<(), String> {
    let folder = tempfile::tempdir().unwrap();
    let (files, arguments) = (target.program)(input);
    for (path, content) in &files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }
    run(folder.path(), arguments)
}

fn run(folder: &Path, arguments: &[&str]) -> Result<(), String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_packwright"));
    command.current_dir(folder).args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut process = command.spawn().unwrap();
    let start = Instant::now();
    let what = loop {
        if let Some(status) = process.try_wait().unwrap() {
            // 3 is a fault of the program; without a code it was ended. No input makes a build incorrect usage.
            return match status.code() {
                Some(code) if code != 3 && !(code == 2 && arguments[0] == "build") => Ok(()),
                _ => Err(format!("the program ended with {status}")),
            };
        }
        if start.elapsed() > PATIENCE {
            break "the program does not end";
        }
        if memory_of(process.id()).is_some_and(|bytes| bytes > MEMORY) {
            break "the program takes too much memory";
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    process.kill().unwrap();
    process.wait().unwrap();
    Err(what.to_owned())
}
