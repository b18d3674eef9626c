//! The editor in which a place is opened, if the person names a command for it.

use std::path::Path;
use std::process::{Command, Stdio};

use serde::{Deserialize, Serialize};

/// A command: a program and its arguments. No shell sees them, so nothing in the name of a file means anything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Editor {
    program: String,
    arguments: Vec<String>,
}

impl Editor {
    /// A command as it is typed, with blanks between its words; a word with blanks in it is between quotation marks. `{file}`, `{line}` and
    /// `{column}` stand for a place; without `{file}`, the file and the line are two more arguments. `None` if it has no words.
    ///
    /// ```
    /// use packwright::preview::Editor;
    /// assert!(Editor::typed("code --goto {file}:{line}:{column}").is_some());
    /// assert!(Editor::typed(" ").is_none());
    /// assert_eq!(Editor::typed("'vi' \"{file}\""), Editor::typed("vi {file}"));
    /// assert_ne!(Editor::typed("'my vi' {file}"), Editor::typed("my vi {file}"));
    /// ```
    pub fn typed(command: &str) -> Option<Self> {
        let mut words = vec![String::new()];
        let mut mark = None;
        for c in command.chars() {
            let is_begun = words.last().is_some_and(|word| !word.is_empty());
            match c {
                '"' | '\'' if mark.is_none() && !is_begun => mark = Some(c),
                _ if mark == Some(c) => mark = None,
                _ if mark.is_none() && c.is_whitespace() => words.push(String::new()),
                _ => words.last_mut()?.push(c),
            }
        }
        let mut words = words.into_iter().filter(|word| !word.is_empty());
        let program = words.next()?;
        let mut arguments: Vec<String> = words.collect();
        if !arguments.iter().any(|word| word.contains("{file}")) {
            arguments.extend(["{file}".to_owned(), "{line}".to_owned()]);
        }
        Some(Self { program, arguments })
    }

    /// Opens a file at a line and a column, and does not wait for the editor to end.
    ///
    /// # Errors
    /// The reason why the command does not start, in the system's words.
    pub(super) fn open(&self, file: &Path, line: usize, column: usize) -> Result<(), String> {
        let arguments = self.arguments.iter().map(|word| {
            // The name of a file is filled in last: it may contain anything.
            let word = word.replace("{line}", &line.to_string()).replace("{column}", &column.to_string());
            word.replace("{file}", &file.display().to_string())
        });
        let mut command = Command::new(&self.program);
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|error| format!("`{}` does not start: {error}", self.program))?;
        std::thread::spawn(move || child.wait());
        Ok(())
    }
}
