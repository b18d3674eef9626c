//! The arguments of `comments`.

use std::path::PathBuf;

use super::candidates::packs;
use super::help;
use super::output::Format;

#[derive(Debug, clap::Args)]
#[command(after_help = help::COMMENTS)]
pub(super) struct CommentsArgs {
    /// The Word files that reviewers sent back: of one or several reviewers, of one or several rounds
    #[arg(value_name = "FILE.docx", required = true)]
    pub(super) files: Vec<PathBuf>,

    /// The pack, by folder or by name [default: the one that the files say they were made from]
    #[arg(long, value_name = "PACK", add = packs())]
    pub(super) pack: Option<String>,

    /// The form of findings; `github` where GITHUB_ACTIONS is set, else `human`
    #[arg(long, value_enum)]
    pub(super) format: Option<Format>,

    /// Write changes into the definition: all recorded ones that no other reviewer contests, or those that you choose
    #[arg(long)]
    pub(super) apply: bool,

    /// With `--apply`: only the changes of this reviewer, also where others contest them; can be repeated
    #[arg(long, value_name = "AUTHOR", requires = "apply")]
    pub(super) accept: Vec<String>,

    /// With `--apply`: only changes with this id, or of this code; can be repeated
    #[arg(long, value_name = "ID|CODE", requires = "apply")]
    pub(super) only: Vec<String>,

    /// With `--apply`: show what would be written, word by word, and write nothing
    #[arg(long, requires = "apply")]
    pub(super) dry_run: bool,

    /// Write all comments and changes as a table with responses: as OUT.pdf, OUT.html, OUT.docx and OUT.xlsx, or the one that is named
    #[arg(long, value_name = "OUT", conflicts_with = "dry_run")]
    pub(super) matrix: Option<PathBuf>,
}
