//! `comments --matrix`: the matrix of comments, written beside each other in its formats.

use std::path::{Path, PathBuf};

use super::exit::Exit;
use super::output::Format;
use super::report;
use crate::build::{Matrix, MatrixFormat};
use crate::finding::count;
use crate::workspace::write_whole;

/// The files of a matrix: one if `out` has the ending of a format, else one for each format. Says if there can be none.
pub(super) fn places(out: &Path, files: &[PathBuf]) -> Option<Vec<(MatrixFormat, PathBuf)>> {
    let ending = out.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let named = MatrixFormat::ALL.into_iter().find(|format| format.name() == ending);
    let with = |format: MatrixFormat| {
        let mut path = out.as_os_str().to_owned();
        path.push(".");
        path.push(format.name());
        (format, PathBuf::from(path))
    };
    let is_other = !ending.is_empty() && ending.chars().all(|c| c.is_ascii_alphabetic());
    let has_name = out.file_name().is_some() && !out.is_dir();
    let places = match named {
        Some(format) => vec![(format, out.to_owned())],
        None if is_other || !has_name => {
            let why = if out.is_dir() { ", which is a folder" } else { "" };
            report::complain(&format!(
                "error: a matrix cannot be written to `{}`{why}\nhint: name a file that ends in .pdf, .html, .docx or .xlsx, or one without an \
                 ending for all of them",
                out.display()
            ));
            return None;
        }
        None => MatrixFormat::ALL.map(with).to_vec(),
    };
    let real = |path: &Path| path.canonicalize().ok();
    let sent = |path: &PathBuf| {
        real(path).is_some_and(|real_path| files.iter().any(|file| real(file) == Some(real_path.clone())))
    };
    match places.iter().find(|(_, path)| sent(path)) {
        Some((_, path)) => {
            report::complain(&format!(
                "error: `{}` is a file of a reviewer, which the matrix would replace\nhint: name another file with `--matrix`",
                path.display()
            ));
            None
        }
        None => Some(places),
    }
}

/// Writes the files, and says so.
pub(super) fn deliver(matrix: &Matrix, places: &[(MatrixFormat, PathBuf)], format: Format) -> Exit {
    if let Some(refusal) = &matrix.refusal {
        return report::refuse(refusal);
    }
    let say = |words: &str| match format {
        Format::Human => report::tell(words),
        _ => report::complain(words),
    };
    for ((_, path), (_, bytes)) in places.iter().zip(&matrix.files) {
        if let Err(why) = write_whole(path, bytes) {
            return report::misuse(&format!("{why}\nhint: {}", why.hint("name another file with `--matrix`")));
        }
        say(&format!("→ {}", path.display()));
    }
    if let Some(responses) = &matrix.responses {
        say(&format!("→ {responses}: entries for new comments"));
    }
    if matrix.unanswered > 0 {
        say(&format!("{} without a response: write them in `responses.json`", count(matrix.unanswered, "remark")));
    }
    Exit::Done
}
