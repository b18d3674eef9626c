//! The arguments of the command line.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Parser, Subcommand};

use super::cache_choice::CacheChoice;
use super::candidates::{audiences, codes, documents, examples, languages, packs, people, templates};
use super::comments_args::CommentsArgs;
use super::help;
use super::output::Format;
use super::partition::PartitionChoice;
use super::preview_args::PreviewArgs;
use super::register_args::RegisterArgs;
use super::values;

/// Meeting packs from one JSON definition: agenda, annexes and minutes as accessible, archival PDFs
/// in one zip.
#[derive(Debug, Parser)]
#[command(
    name = "packwright",
    version,
    arg_required_else_help = true,
    after_help = help::PROGRAM
)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Build packs: one zip each, with agenda.pdf, annexes.pdf, minutes.pdf, index.html and manifest.json
    Build(Build),
    /// Check packs without building them, and list every problem with its place
    Check(Check),
    /// Show the pages of a pack in a browser while you write: live, with what is wrong, and with the place that each word comes from
    Preview(PreviewArgs),
    /// Record that a person approves the minutes of a pack in their present wording
    Approve(Approve),
    /// Sign the minutes of a pack, and seal the whole pack
    Sign(Sign),
    /// Check a pack that you were given: changes, signatures, standards
    Verify(Verify),
    /// Record that a pack was sent out, so that the next one begins with what has changed since
    Issue(IssueArgs),
    /// Say what changed between two zips of a pack: by document and item, with the words, times and pages
    Changes(ChangesArgs),
    /// Say what reviewers changed and commented in Word files, each at its place in the definition, and write what you choose
    Comments(CommentsArgs),
    /// Remove entries of the cache of built packs
    Cache(CacheArgs),
    /// Start a pack: a folder with a `meeting.json` that builds at once
    New(New),
    /// List actions, decisions, attendance or meetings of many packs: as a table, CSV, JSON or XLSX
    Register(RegisterArgs),
    /// Print the data that templates get for a pack, as JSON, for authors of templates
    Context(Context),
    /// Print the documents that templates make of a pack, as JSON or as text
    Document(DocumentArgs),
    /// Print the words that documents add to the definition, with the names by which you can change them
    #[command(after_help = help::LABELS)]
    Labels {
        /// The language
        #[arg(value_name = "TAG", default_value = "en", add = languages())]
        language: String,
    },
    /// Print one of the program's templates, or list them; a file of the same name in the workspace replaces it
    #[command(after_help = help::TEMPLATE)]
    Template {
        /// The template's name, as in the list: `minutes.xml.j2`, `shape/house.typ`, `look.json`
        #[arg(value_name = "NAME", add = templates())]
        name: Option<String>,
    },
    /// Explain a kind of finding, or list all kinds
    #[command(after_help = help::EXPLAIN)]
    Explain {
        /// A code such as `doubled-word`, or a group: form, contradiction, completeness, consistency, style; without one, all
        /// kinds are listed
        #[arg(value_name = "CODE", add = codes())]
        name: Option<String>,
    },
    /// Print the script with which a shell completes commands
    #[command(after_help = help::COMPLETIONS)]
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Write the manual, one page for each command
    #[command(after_help = help::MANUAL)]
    Manual {
        /// The folder
        #[arg(value_name = "DIR", default_value = "man")]
        folder: PathBuf,
    },
    /// Print the JSON Schema of a file, for editors
    #[command(after_help = help::SCHEMA)]
    Schema {
        /// The file: `meeting.json`, `approvals.json`, `issues.json` and `responses.json` of a pack; `packs/registry.json`,
        /// `packs/check.json`
        #[arg(value_enum, default_value_t = SchemaOf::Meeting)]
        of: SchemaOf,
    },
}

/// The files that have a schema.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub(super) enum SchemaOf {
    Meeting,
    Registry,
    Check,
    Approvals,
    Issues,
    Responses,
}

#[derive(Debug, clap::Args)]
#[command(after_help = help::CACHE)]
pub(super) struct CacheArgs {
    /// `prune` removes entries of packs that no longer exist, `clear` removes all
    #[arg(value_enum)]
    pub(super) what: CacheDo,

    /// The folder; `.packwright-cache` in the workspace if none is given
    #[arg(long, value_name = "DIR")]
    pub(super) cache: Option<PathBuf>,
}

/// An operation on a cache.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum CacheDo {
    Prune,
    Clear,
}

/// Options for how findings are printed and which severity they have.
#[derive(Debug, clap::Args)]
pub(super) struct Telling {
    /// The form of findings and results; `github` where GITHUB_ACTIONS is set, else `human`
    #[arg(long, value_enum)]
    pub(super) format: Option<Format>,

    /// Print only what needs attention: findings, and packs with errors
    #[arg(long, short)]
    pub(super) quiet: bool,

    /// Warnings that count as errors: a code, a group, or `warnings` for all
    #[arg(long, value_name = "CODE|GROUP", value_delimiter = ',', add = codes())]
    pub(super) deny: Vec<String>,

    /// Warnings to leave out: a code, a group, or `warnings` for all; errors cannot be left out
    #[arg(long, value_name = "CODE|GROUP", value_delimiter = ',', add = codes())]
    pub(super) allow: Vec<String>,

    /// Standards that every document has to meet: it is an error if a file among the annexes prevents one
    #[arg(long, value_enum, value_name = "STANDARD", value_delimiter = ',')]
    pub(super) require: Vec<Standard>,
}

/// The number of packs after which a new process takes over, if none is stated.
pub(super) const PACKS_PER_PROCESS: u32 = 500;

/// Time and memory that a pack may take.
#[derive(Debug, clap::Args)]
pub(super) struct Budget {
    /// The time that a pack may take; if it takes longer, it is stopped and reported, and the others go on
    #[arg(long, value_name = "SECONDS", default_value_t = 120, value_parser = values::number(1..=u32::MAX))]
    pub(super) pack_time: u32,

    /// The memory that a pack may take; if it takes more, it is stopped and reported, and the others go on (only on Linux)
    #[arg(long, value_name = "MIB", default_value_t = 2048, value_parser = values::number(1..=u32::MAX))]
    pub(super) pack_memory: u32,
}

/// A standard, on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Standard {
    /// PDF/A-2a (ISO 19005-2)
    #[value(name = "pdf/a")]
    Archival,
    /// PDF/UA-1 (ISO 14289-1)
    #[value(name = "pdf/ua")]
    Accessible,
}

#[derive(Debug, clap::Args)]
#[command(after_help = help::BUILD)]
pub(super) struct Build {
    /// Packs to build, by folder, by name or by a pattern of names (`net-*`); without any, the pack in whose folder
    /// you are, else every pack of the workspace
    #[arg(value_name = "PACK", add = packs())]
    pub(super) packs: Vec<String>,

    /// The folder for the zips, which is created if needed [default: `out` of the workspace]
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,

    #[command(flatten)]
    pub(super) telling: Telling,

    /// The number of packs that are built at the same time, each by one thread [default: as many as the machine has threads]
    #[arg(long, short, value_name = "N", value_parser = values::number(1..=512_u16))]
    pub(super) jobs: Option<u16>,

    /// The number of packs after which a new process takes over, so that memory does not grow with the number of packs
    #[arg(long, value_name = "N", default_value_t = PACKS_PER_PROCESS, value_parser = values::number(1..=u32::MAX))]
    pub(super) packs_per_process: u32,

    #[command(flatten)]
    pub(super) budget: Budget,

    /// Begin no other pack after one with errors; without this option, the others are built
    #[arg(long)]
    pub(super) fail_fast: bool,

    /// Continue after a pack with errors (the default)
    #[arg(long, conflicts_with = "fail_fast")]
    pub(super) keep_going: bool,

    /// Build one part of the packs, when machines share the work: 2/5 is the second of five parts; `auto` is the part
    /// that the scheduler assigns to this machine (GitLab, Buildkite, CircleCI, an indexed Job of Kubernetes, an
    /// array of Slurm; on GitHub write 2/5, from the matrix). A pack belongs to a part by its name, so parts of few packs are
    /// uneven
    #[arg(long, value_name = "K/N|auto")]
    pub(super) partition: Option<PartitionChoice>,

    /// Write nothing: build everything, ignoring the cache, and report which zips differ from what was built, and why
    #[arg(long)]
    pub(super) check: bool,

    #[command(flatten)]
    pub(super) cache: CacheChoice,

    /// Print for each pack that is built which of its inputs changed
    #[arg(long)]
    pub(super) explain_rebuild: bool,

    /// Write a JUnit report with one test case for each pack; its folder is made if it is not there
    #[arg(long, value_name = "FILE")]
    pub(super) junit: Option<PathBuf>,

    /// Add `complete.pdf` to each edition: all documents in one PDF, with continuous page numbers
    #[arg(long)]
    pub(super) merged: bool,
    /// Only the pack of this audience; without it, one for each audience that the pack or its body names
    #[arg(long, value_name = "AUDIENCE", add = audiences())]
    pub(super) audience: Option<String>,
    /// Add each document as plain text: `minutes.txt`
    #[arg(long)]
    pub(super) text: bool,
    /// Show what changed since the issue of this number; without it, since the last issue whose text differs
    /// from the present one
    #[arg(long, value_name = "ISSUE", value_parser = values::issue)]
    pub(super) since: Option<u32>,
    /// Add each document as a Word file for comment: `minutes.docx`
    #[arg(long)]
    pub(super) docx: bool,

    /// Check PDF/A-2a and PDF/UA-1 with a second, independent validator (takes about as long as typesetting)
    #[arg(long)]
    pub(super) prove: bool,
}

#[derive(Debug, clap::Args)]
#[command(after_help = help::APPROVE)]
pub(super) struct Approve {
    /// The pack, by folder or by name; without it, the pack in whose folder you are
    #[arg(value_name = "PACK", add = packs())]
    pub(super) pack: Option<String>,

    /// The id of the person who approves
    #[arg(long = "as", value_name = "PERSON", add = people())]
    pub(super) person: String,

    /// The capacity in which the person approves [default: as the meeting states it]
    #[arg(long, value_name = "WORDS")]
    pub(super) capacity: Option<String>,

    /// The edition that is approved [default: all]
    #[arg(long, value_name = "TAG", add = languages())]
    pub(super) language: Vec<String>,

    /// The time of the approval, if it is not now: 2026-03-02T14:05:09Z
    #[arg(long, value_name = "TIME", value_parser = crate::meeting::Instant::from_str)]
    pub(super) at: Option<crate::meeting::Instant>,

    /// Withdraw the approval
    #[arg(long)]
    pub(super) withdraw: bool,
}

#[derive(Debug, clap::Args)]
#[command(after_help = help::SIGN)]
pub(super) struct Sign {
    /// The pack, by folder or by name, or a zip
    #[arg(value_name = "PACK|ZIP", add = packs())]
    pub(super) target: String,

    /// The private key: PKCS#12 (.p12, .pfx) with its certificate, or PEM
    #[arg(long, value_name = "FILE")]
    pub(super) key: PathBuf,

    /// The certificate and the chain that vouches for it, if they are not in the same file
    #[arg(long, value_name = "FILE")]
    pub(super) cert: Option<PathBuf>,

    /// The id of the person who signs [default: the one whom the certificate names]
    #[arg(long = "as", value_name = "PERSON", add = people())]
    pub(super) person: Option<String>,

    /// Sign although the certificate is in another name than the person's; recipients then have to trust this certificate itself
    #[arg(long)]
    pub(super) any_name: bool,

    /// A file of certificates that you trust, of authorities or of earlier signers (PEM or DER); can be given several times
    #[arg(long, value_name = "FILE")]
    pub(super) trust: Vec<PathBuf>,

    /// A time-stamping authority (RFC 3161): http://…
    #[arg(long, value_name = "URL")]
    pub(super) timestamp: Option<String>,

    /// A file whose first line is the key's passphrase; without this option and the next, you are asked for it
    #[arg(long, value_name = "FILE", conflicts_with = "passphrase_env")]
    pub(super) passphrase_file: Option<PathBuf>,

    /// The name of an environment variable that holds the passphrase
    #[arg(long, value_name = "NAME")]
    pub(super) passphrase_env: Option<String>,

    /// The time of the signature, if it is not now: 2026-03-02T14:05:09Z
    #[arg(long, value_name = "TIME", value_parser = crate::meeting::Instant::from_str)]
    pub(super) at: Option<crate::meeting::Instant>,

    /// The folder for the zip of a pack [default: `out` of the workspace]
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
#[command(after_help = help::VERIFY)]
pub(super) struct Verify {
    /// The zip
    #[arg(value_name = "ZIP")]
    pub(super) zip: PathBuf,

    /// A file of certificates that you trust, of authorities or of signers (PEM or DER); can be given several times. Name each
    /// self-signed certificate
    #[arg(long, value_name = "FILE")]
    pub(super) trust: Vec<PathBuf>,

    /// Accept a pack that nobody you trust vouches for: check only that nothing was changed
    #[arg(long, conflicts_with = "trust")]
    pub(super) untrusted: bool,

    /// The pack's definition, to compare the minutes with: its folder or name
    #[arg(long, value_name = "PACK", add = packs())]
    pub(super) definition: Option<String>,

    /// The pack of another audience, made of the same minutes: every sentence of its minutes has to be in these
    #[arg(long, value_name = "ZIP")]
    pub(super) extract: Option<PathBuf>,

    /// The form of the report
    #[arg(long, value_enum, default_value_t = VerifyFormat::Human)]
    pub(super) format: VerifyFormat,
}

/// The form of the report of `verify`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum VerifyFormat {
    /// Readable text
    Human,
    /// One JSON object
    Json,
}

#[derive(Debug, clap::Args)]
#[command(after_help = help::ISSUE)]
pub(super) struct IssueArgs {
    /// The pack, by folder or by name; without it, the pack in whose folder you are
    #[arg(value_name = "PACK", add = packs())]
    pub(super) pack: Option<String>,

    /// The day on which it was sent out: 2026-03-05
    #[arg(long, value_name = "DATE", value_parser = values::day)]
    pub(super) on: crate::meeting::Date,

    /// Only to this audience; without it, to all that the pack has
    #[arg(long, value_name = "AUDIENCE", add = audiences())]
    pub(super) audience: Option<String>,

    /// The folder of the zips [default: `out` of the workspace]
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
#[command(after_help = help::CHANGES)]
pub(super) struct ChangesArgs {
    /// The earlier zip
    #[arg(value_name = "OLD.zip")]
    pub(super) old: PathBuf,

    /// The later zip
    #[arg(value_name = "NEW.zip")]
    pub(super) new: PathBuf,

    /// Also write the later pack as a page for browsers in which added words are underlined and removed words struck through; one for
    /// each language
    #[arg(long, value_name = "FILE.html")]
    pub(super) redline: Option<PathBuf>,

    /// The form of the report
    #[arg(long, value_enum, default_value_t = VerifyFormat::Human)]
    pub(super) format: VerifyFormat,
}

#[derive(Debug, clap::Args)]
#[command(after_help = help::NEW)]
pub(super) struct New {
    /// The folder; its name becomes the name of the pack
    #[arg(value_name = "DIR")]
    pub(super) folder: PathBuf,

    /// The example to start from
    #[arg(long, value_name = "EXAMPLE", default_value = "smallest", add = examples())]
    pub(super) like: String,

    /// Start the next meeting of a series: the pack of the meeting before it
    #[arg(long, value_name = "PACK", conflicts_with = "like", add = packs())]
    pub(super) after: Option<String>,

    /// The day of the next meeting, if the definition of the meeting before it does not state one
    #[arg(long, value_name = "DATE", requires = "after", value_parser = values::day)]
    pub(super) on: Option<crate::meeting::Date>,
}

#[derive(Debug, clap::Args)]
#[command(after_help = help::CONTEXT)]
pub(super) struct Context {
    /// The pack, by folder or by name
    #[arg(value_name = "PACK", add = packs())]
    pub(super) pack: String,

    /// Print only this document: agenda, minutes, …
    #[arg(long, value_name = "NAME", add = documents())]
    pub(super) document: Option<String>,

    /// The language [default: the first of the pack]
    #[arg(long, value_name = "TAG", add = languages())]
    pub(super) language: Option<String>,
}

#[derive(Debug, clap::Args)]
#[command(after_help = help::DOCUMENT)]
pub(super) struct DocumentArgs {
    /// The pack, by folder or by name
    #[arg(value_name = "PACK", add = packs())]
    pub(super) pack: String,

    /// Print only this document: agenda, minutes, …
    #[arg(value_name = "NAME", add = documents())]
    pub(super) document: Option<String>,

    /// Print plain text, as `build --text` writes it
    #[arg(long)]
    pub(super) text: bool,

    /// The language [default: the first of the pack]
    #[arg(long, value_name = "TAG", add = languages())]
    pub(super) language: Option<String>,
}

#[derive(Debug, clap::Args)]
#[command(after_help = help::CHECK)]
pub(super) struct Check {
    /// Packs to check, by folder, by name or by a pattern of names; without any, the pack in whose folder you are,
    /// else every pack of the workspace
    #[arg(value_name = "PACK", add = packs())]
    pub(super) packs: Vec<String>,

    #[command(flatten)]
    pub(super) telling: Telling,

    /// Do not lay out pages: characters that no font has, words too long for a line and errors in shapes are then
    /// found only by `build`
    #[arg(long)]
    pub(super) quick: bool,

    #[command(flatten)]
    pub(super) budget: Budget,
}
