//! The forms in which findings are printed.

/// The form in which findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// Readable text, on standard error
    Human,
    /// One JSON object on each line of standard output, as things happen
    Json,
    /// SARIF 2.1.0 on standard output, at the end
    Sarif,
    /// Annotations of GitHub Actions
    Github,
}
