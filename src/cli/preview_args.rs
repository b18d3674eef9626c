//! The arguments of `preview`.

use super::candidates::packs;
use super::help;
use super::values;

#[derive(Debug, clap::Args)]
#[command(after_help = help::PREVIEW)]
pub(super) struct PreviewArgs {
    /// The pack that is shown first, by folder or by name; without it, the pack in whose folder you are
    #[arg(value_name = "PACK", add = packs())]
    pub(super) pack: Option<String>,

    /// The port of this machine [default: one that is free]
    #[arg(long, value_name = "N", value_parser = values::number(1..=u16::MAX))]
    pub(super) port: Option<u16>,

    /// Show pages, and write nothing
    #[arg(long)]
    pub(super) read_only: bool,

    /// The time that the pages may take; if they take longer, they are given up and reported, until a file changes
    #[arg(long, value_name = "SECONDS", default_value_t = 120, value_parser = values::number(1..=u32::MAX))]
    pub(super) pack_time: u32,

    /// The memory that the preview may take; pages that take more are given up and reported, until a file changes (only on Linux)
    #[arg(long, value_name = "MIB", default_value_t = 4096, value_parser = values::number(1..=u32::MAX))]
    pub(super) pack_memory: u32,

    /// The command that opens a place in your editor; `{file}`, `{line}` and `{column}` stand for it, and a path with spaces is in
    /// double quotation marks. Without it, places are links that Visual Studio Code opens
    #[arg(long, value_name = "COMMAND", value_parser = values::editor)]
    pub(super) editor: Option<crate::preview::Editor>,
}
