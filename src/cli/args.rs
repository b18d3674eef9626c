//! The arguments of the command line.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Parser, Subcommand};

use super::partition::PartitionChoice;

/// Meeting packs from one JSON definition: agenda, annexes and minutes as accessible, archival PDFs
/// in one zip.
#[derive(Debug, Parser)]
#[command(
    name = "packwright",
    version,
    arg_required_else_help = true,
    after_help = "\
A pack is a folder with a `meeting.json`; a workspace is a folder with `packs/`, and perhaps its own
`templates/` and `fonts/`. The format is described in `packs/README.md` and `packs/meeting.schema.json`.

Exit codes:
  0  done
  1  there are problems in the packs; they are listed
  2  incorrect usage: an unknown option, no such pack
  3  a fault of the program
  4  `verify`: nothing is wrong with the pack, but nobody you trust vouches for it
  130  Ctrl-C: what was begun was finished, the rest was not begun

Examples:
  packwright new packs/spring             starts a pack
  packwright check packs/network-2023     every problem, with line, column and what to do
  packwright build packs/network-2023     makes out/network-2023.zip
  packwright build                        builds every pack of the workspace"
)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Build packs: one zip each, with agenda.pdf, annexes.pdf, minutes.pdf and manifest.json
    Build(Build),
    /// Check packs and build nothing: every problem at once, each at its place
    Check(Check),
    /// Approve the minutes of a pack: a person's word on exactly what they say
    Approve(Approve),
    /// Sign the minutes of a pack, and seal it
    Sign(Sign),
    /// Tell whether a pack is what it says: nothing changed, whose signatures, which standards
    Verify(Verify),
    /// Remove what is kept of packs that were built
    Cache(CacheArgs),
    /// Start a pack: a folder with a `meeting.json` that builds at once
    New(New),
    /// Print what templates see of a pack, as JSON, for those who write them
    Context(Context),
    /// Print what templates make of a pack: its documents, as JSON or as text
    Document(DocumentArgs),
    /// Print the words that documents add of their own, by the names under which they can be changed
    Labels {
        /// The language
        #[arg(value_name = "TAG", default_value = "en")]
        language: String,
    },
    /// Print one of the program's templates, or list them; a workspace's file of the same name replaces it
    Template {
        /// Its name, as in the list: `minutes.xml.j2`, `shape/house.typ`, `look.json`
        #[arg(value_name = "NAME")]
        name: Option<String>,
    },
    /// Explain a kind of finding, or list all kinds
    Explain {
        /// A code such as `doubled-word`, or a group: form, contradiction, completeness, consistency, style
        #[arg(value_name = "CODE")]
        name: Option<String>,
    },
    /// Print what a shell completes commands from
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Write the manual, one page for each command: `man ./man/packwright-build.1`
    Manual {
        /// The folder
        #[arg(value_name = "DIR", default_value = "man")]
        folder: PathBuf,
    },
    /// Print the JSON Schema of a file, from which editors complete and check
    Schema {
        /// Of which file: a pack's `meeting.json`, `approvals.json`, `packs/registry.json`, `packs/check.json`
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
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Entries are checked when they are used: what is damaged is built again. Nothing is lost by clearing. Only files are removed
that the cache made, and only in a folder that it marked as its own.

Exit codes: 0 done, 2 incorrect usage")]
pub(super) struct CacheArgs {
    /// `prune` removes what belongs to no pack any more, `clear` everything
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

/// In what form findings are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// Readable text, on standard error
    Human,
    /// One JSON object a line on standard output, as things happen
    Json,
    /// SARIF 2.1.0 on standard output, when all is done
    Sarif,
    /// Annotations of GitHub Actions
    Github,
}

/// How findings are told and weighed.
#[derive(Debug, clap::Args)]
pub(super) struct Telling {
    /// In what form; `github` where GITHUB_ACTIONS is set, else `human`
    #[arg(long, value_enum)]
    pub(super) format: Option<Format>,

    /// Warnings that count as errors: a code, a group, or `warnings` for all
    #[arg(long, value_name = "CODE|GROUP")]
    pub(super) deny: Vec<String>,

    /// Warnings that are allowed: a code, a group, or `warnings`; errors never are
    #[arg(long, value_name = "CODE|GROUP")]
    pub(super) allow: Vec<String>,

    /// Standards that every document has to meet, whatever files annexes are made of
    #[arg(long, value_enum, value_name = "STANDARD", value_delimiter = ',')]
    pub(super) require: Vec<Standard>,
}

/// After how many packs another process goes on, if that is not stated.
pub(super) const PACKS_PER_PROCESS: u32 = 500;

/// Time and memory that a pack may take.
#[derive(Debug, clap::Args)]
pub(super) struct Budget {
    /// How long a pack may take; one that takes longer is ended and told, and the others go on
    #[arg(long, value_name = "SECONDS", default_value_t = 120, value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) pack_time: u32,

    /// How much memory a pack may take; one that takes more is ended and told, and the others go on (on Linux)
    #[arg(long, value_name = "MIB", default_value_t = 2048, value_parser = clap::value_parser!(u32).range(1..))]
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
#[command(after_help = "\
A pack that has errors is not built, and its former zip remains as it is. The others are built all the same.
A zip appears whole or not at all. The same files give the same bytes on any machine.

Exit codes: 0 all packs built, 1 problems in the packs (`--check`: or stale), 2 incorrect usage, 3 a fault of the program, 130 stopped by Ctrl-C")]
pub(super) struct Build {
    /// Packs to build, by folder, by name or by a pattern of names (`net-*`); if none is given, the pack in whose folder this is, or every pack of the workspace
    #[arg(value_name = "PACK")]
    pub(super) packs: Vec<String>,

    /// The folder that the zips go to; it is made if it is not there [default: `out` of the workspace]
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,

    #[command(flatten)]
    pub(super) telling: Telling,

    /// How many packs are worked on at once, each by one thread; as many as the machine has threads if not given
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    pub(super) jobs: Option<u16>,

    /// After how many packs another process goes on, so that memory does not grow with their number
    #[arg(long, value_name = "N", default_value_t = PACKS_PER_PROCESS, value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) packs_per_process: u32,

    #[command(flatten)]
    pub(super) budget: Budget,

    /// Begin no other pack when one has errors; without it all others are built
    #[arg(long)]
    pub(super) fail_fast: bool,

    /// Go on when a pack has errors: so it is without `--fail-fast`, too
    #[arg(long, conflicts_with = "fail_fast")]
    pub(super) keep_going: bool,

    /// One part of the packs, for machines that share the work: 2/5 is the second of five parts; `auto` is the part that the
    /// scheduler gives this machine (GitLab, Buildkite, CircleCI, an indexed Job of Kubernetes, an array of Slurm)
    #[arg(long, value_name = "K/N|auto")]
    pub(super) partition: Option<PartitionChoice>,

    /// Write nothing; build everything, whatever a cache says, and tell which zips are not what was built, and why
    #[arg(long)]
    pub(super) check: bool,

    /// Where packs are kept that were built, to be taken again while nothing changes; `.packwright-cache` in the workspace.
    /// Whoever can write there decides what is delivered: share it with those whom you trust, or use `--cache-key-file`
    #[arg(long, value_name = "DIR")]
    pub(super) cache: Option<PathBuf>,

    /// A file with a secret of at least 16 bytes: of a cache only what was kept with the same secret is taken
    #[arg(long, value_name = "FILE", conflicts_with = "no_cache")]
    pub(super) cache_key_file: Option<PathBuf>,

    /// Build everything, and keep nothing
    #[arg(long)]
    pub(super) no_cache: bool,

    /// Say of each pack that is built which of its inputs changed
    #[arg(long)]
    pub(super) explain_rebuild: bool,

    /// Write a report in the form of JUnit, one test case a pack
    #[arg(long, value_name = "FILE")]
    pub(super) junit: Option<PathBuf>,

    /// Add one PDF of all documents to each edition, agenda to minutes, with pages numbered through: `complete.pdf`
    #[arg(long)]
    pub(super) merged: bool,
    /// Add each document as plain text: `minutes.txt`
    #[arg(long)]
    pub(super) text: bool,

    /// Have a second, independent validator prove PDF/A-2a and PDF/UA-1 (takes about as long as typesetting)
    #[arg(long)]
    pub(super) prove: bool,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
The approval is written to `approvals.json` beside the definition, with a digest of what the minutes say: every text, number
and name in them, in their language, those of the registry included. If anything of it changes later, `check` and `build`
tell whose approval no longer holds, and what changed word by word. How the minutes look does not matter.

Exit codes: 0 done, 1 the pack has errors or the person is not in office, 2 incorrect usage")]
pub(super) struct Approve {
    /// The pack, by folder or by name
    #[arg(value_name = "PACK")]
    pub(super) pack: String,

    /// The id of the person who approves
    #[arg(long = "as", value_name = "PERSON")]
    pub(super) person: String,

    /// In what capacity; as the meeting has them if not given
    #[arg(long, value_name = "WORDS")]
    pub(super) capacity: Option<String>,

    /// The edition that is approved; all if none is given
    #[arg(long, value_name = "TAG")]
    pub(super) language: Vec<String>,

    /// When it was approved, if not now: 2026-03-02T14:05:09Z
    #[arg(long, value_name = "TIME", value_parser = crate::meeting::Instant::from_str)]
    pub(super) at: Option<crate::meeting::Instant>,

    /// Take the approval back
    #[arg(long)]
    pub(super) withdraw: bool,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Of a pack the signed zip goes into its folder as `signed.zip`, from where every build delivers it as it is, and to `--out`.
A zip is signed in its place; keep it as `signed.zip` in the pack's folder. Several people sign one after the other; earlier signatures hold.
Who has `terms` of office signs within them, and nobody before the minutes are approved and adopted.
Whoever signs vouches for the whole pack: the signature carries a digest of all other files, of title, dates, signatories and
approvals. So nothing is signed that `verify` finds anything wrong with.
The signature is PAdES B-B, with a time stamp B-T; the seal is a CMS signature on the manifest, by the same key.

Exit codes: 0 signed, 1 the pack, key or certificate cannot be used, 2 incorrect usage")]
pub(super) struct Sign {
    /// The pack, by folder or by name, or a zip
    #[arg(value_name = "PACK|ZIP")]
    pub(super) target: String,

    /// The private key: PKCS#12 (.p12, .pfx) with its certificate, or PEM
    #[arg(long, value_name = "FILE")]
    pub(super) key: PathBuf,

    /// The certificate, and those that vouch for it, if they are not in the same file
    #[arg(long, value_name = "FILE")]
    pub(super) cert: Option<PathBuf>,

    /// The id of the person who signs; without it the one whom the certificate names
    #[arg(long = "as", value_name = "PERSON")]
    pub(super) person: Option<String>,

    /// Sign although the certificate has another name than the person; readers then have to trust that very certificate
    #[arg(long)]
    pub(super) any_name: bool,

    /// Certificates of those whose word you take on who signed before (PEM or DER)
    #[arg(long, value_name = "FILE")]
    pub(super) trust: Vec<PathBuf>,

    /// A time-stamping authority (RFC 3161): http://…
    #[arg(long, value_name = "URL")]
    pub(super) timestamp: Option<String>,

    /// A file whose first line is the key's passphrase; without it and the next, it is asked for
    #[arg(long, value_name = "FILE", conflicts_with = "passphrase_env")]
    pub(super) passphrase_file: Option<PathBuf>,

    /// The name of a variable that holds the passphrase
    #[arg(long, value_name = "NAME")]
    pub(super) passphrase_env: Option<String>,

    /// When it is signed, if not now: 2026-03-02T14:05:09Z
    #[arg(long, value_name = "TIME", value_parser = crate::meeting::Instant::from_str)]
    pub(super) at: Option<crate::meeting::Instant>,

    /// The folder that the zip of a pack goes to [default: `out` of the workspace]
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Nothing is written and no network is asked. A zip of any origin may be given; nothing in it is trusted or run.
The definition is taken from `--definition`, else from the workspace that you are in, if it has a pack of that name.
Anybody can make a pack and sign it with a certificate that they made themselves: only with `--trust` is it known who did.

Exit codes:
  0  nothing is wrong, and those you trust vouch for every signature (or `--untrusted` was given)
  1  something is wrong: do not rely on the pack
  2  incorrect usage
  4  nothing is wrong, but nobody you trust vouches for it: it is not signed, `--trust` was not given, or it cannot be told")]
pub(super) struct Verify {
    /// The zip
    #[arg(value_name = "ZIP")]
    pub(super) zip: PathBuf,

    /// Certificates of those whose word you take on who somebody is (PEM or DER)
    #[arg(long, value_name = "FILE")]
    pub(super) trust: Vec<PathBuf>,

    /// Be content with a pack that nobody you trust vouches for: only that nothing was changed since whoever made it
    #[arg(long, conflicts_with = "trust")]
    pub(super) untrusted: bool,

    /// The pack's definition, to hold the minutes against: its folder or name
    #[arg(long, value_name = "PACK")]
    pub(super) definition: Option<String>,

    /// In what form
    #[arg(long, value_enum, default_value_t = VerifyFormat::Human)]
    pub(super) format: VerifyFormat,
}

/// In what form `verify` tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum VerifyFormat {
    /// For people
    Human,
    /// One JSON object
    Json,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Nothing that is there is overwritten. `smallest` has a dozen lines; the other examples are whole meetings of a kind, to be changed into
yours: board, council, plenary, session, assemblee, round-table, sign-off, six-languages, water-points, un-network-2023-02-08 and the
same as issued. A registry and the schemas, from which editors offer what can be written, are put beside the pack in `packs`.

Exit codes: 0 done, 2 incorrect usage: the pack is there already, or there is no such example")]
pub(super) struct New {
    /// The folder; its name becomes the name of the pack
    #[arg(value_name = "DIR")]
    pub(super) folder: PathBuf,

    /// The example to start from
    #[arg(long, value_name = "EXAMPLE", default_value = "smallest")]
    pub(super) like: String,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
One object by document, with the names that its template can use. Texts stand in the language of the edition; a number of a
page that only the engine knows is a character of the private use area.

Exit codes: 0 done, 1 errors in the pack, 2 incorrect usage")]
pub(super) struct Context {
    /// The pack, by folder or by name
    #[arg(value_name = "PACK")]
    pub(super) pack: String,

    /// One document only: agenda, minutes, …
    #[arg(long, value_name = "NAME")]
    pub(super) document: Option<String>,

    /// The language; the first of the pack if none is given
    #[arg(long, value_name = "TAG")]
    pub(super) language: Option<String>,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
What a document says before it has any format: elements and text, each with the place where the definition has it. The
elements are those of `templates/README.md`.

Exit codes: 0 done, 1 errors in the pack, 2 incorrect usage")]
pub(super) struct DocumentArgs {
    /// The pack, by folder or by name
    #[arg(value_name = "PACK")]
    pub(super) pack: String,

    /// One document only: agenda, minutes, …
    #[arg(value_name = "NAME")]
    pub(super) document: Option<String>,

    /// Print plain text, as `build --text` writes it
    #[arg(long)]
    pub(super) text: bool,

    /// The language; the first of the pack if none is given
    #[arg(long, value_name = "TAG")]
    pub(super) language: Option<String>,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Nothing is written. Errors would stop a build, warnings would not. `packwright explain CODE` says more of a finding.
What a workspace allows and denies for good stands in `packs/check.json`.

Exit codes: 0 no errors, 1 errors in the packs, 2 incorrect usage, 3 a fault of the program")]
pub(super) struct Check {
    /// Packs to check, by folder or by name; every pack of the workspace if none is given
    #[arg(value_name = "PACK")]
    pub(super) packs: Vec<String>,

    #[command(flatten)]
    pub(super) telling: Telling,

    #[command(flatten)]
    pub(super) budget: Budget,
}
