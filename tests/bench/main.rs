//! How fast and how large: ratios, measured in one run and in turn, so that the machine cancels out.
//!
//! `cargo bench` measures all parts but those that take long, and prints a table; `cargo bench -- one many` only these.
//!
//! - `one`: a whole process of ours on the real pack against a bare program, which is this same binary called with
//!   `--bare FOLDER`: it loads the same fonts, compiles the same generated Typst project and exports the same documents
//!   with the same options, and does nothing else.
//! - `check`, `pages`, `signing`, `audiences`: what checking, a page, a signature and packs for several audiences cost.
//! - `registers`, `changes`: lists over 1,000 packs, alone and in series; a pack that begins with what changed.
//! - `many`: 200 packs against the bare program, with one job and two, and again when nothing changed.
//! - `merging`: outside PDFs put into the annexes, against qpdf (which has to be installed).
//! - `growth`, `growth-build`: whether any step of checking and of a build grows faster than what it is given (see `growth`;
//!   a quarter of an hour each).
//! - `memory`: 1,000 and 5,000 packs, and which of 1,000 are built when something is touched (ten minutes).
//! - `peers`: what people would use instead (see `peers/README.md`; they have to be installed).
//!
//! Everything is written to `bench.json` in cargo's folder for such files, or to `--json FILE`.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench prints and may fail")]
#![allow(clippy::disallowed_methods, reason = "a bench measures time")]

mod audiences;
mod bare;
mod batches;
mod generate;
mod growth;
mod merging;
mod peers;
mod report;
mod series;
mod signing;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Instant;

use packwright::finding::Sources;
use packwright::meeting::Meeting;
use packwright::workspace::{Found, PackAddress, Workspace};
use packwright::{compose, read, write};
use report::{Limit, Report};

/// The same as the program's, so that the bare engine has it as well.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const PACK: &str = "un-network-2023-02-08";
const RUNS: usize = 40;
/// Parts that run when none is named.
const USUAL: [&str; 6] = ["one", "check", "pages", "signing", "audiences", "many"];

/// How long the allocator keeps memory that is free, in milliseconds.
const PURGE: &str = "MIMALLOC_PURGE_DELAY";

type Part = fn(&Bench<'_>, &mut Report);

/// What a part measures with.
struct Bench<'a> {
    repository: &'a Path,
    program: &'a str,
    scratch: &'a Path,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let after = |flag: &str| {
        let at = arguments.iter().position(|argument| argument == flag)?;
        arguments.get(at + 1).map(PathBuf::from)
    };
    if let Some(folder) = after("--bare") {
        return bare::run(&folder);
    }
    if let Some(folder) = after("--bare-many") {
        return bare::run_many(&folder);
    }
    if let Some(folder) = after("--generate") {
        let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
        return generate::workspace(repository, &folder, 200);
    }
    if let Some(folder) = after("--merge") {
        return merging::run(&folder);
    }
    if let Some(zip) = after("--validate") {
        return signing::validate(&zip);
    }
    if arguments.iter().any(|argument| argument.starts_with("growth")) && std::env::var_os(PURGE).is_none() {
        // Memory that is given back to the system at once is asked for again with the next input, at a price that grows.
        let mut again = Command::new(std::env::current_exe().unwrap());
        assert!(again.args(&arguments).env(PURGE, "-1").status().unwrap().success());
        return;
    }
    let repository = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo runs the bench"));
    let scratch = tempfile::tempdir().unwrap();
    let bench = Bench { repository: &repository, program: env!("CARGO_BIN_EXE_packwright"), scratch: scratch.path() };
    let parts: [(&str, Part); 13] = [
        ("one", one),
        ("check", check),
        ("pages", pages),
        ("signing", signing::bench),
        ("audiences", audiences::bench),
        ("registers", series::registers),
        ("changes", series::changes),
        ("many", batches::bench),
        ("merging", merging::bench),
        ("growth", growth::check),
        ("growth-build", growth::build),
        ("memory", batches::memory),
        ("peers", peers::bench),
    ];
    let named = |part: &str| arguments.iter().any(|argument| argument == part);
    let is_chosen = parts.iter().any(|(part, _)| named(part));
    let mut report = Report::default();
    for (part, run) in parts {
        if if is_chosen { named(part) } else { USUAL.contains(&part) } {
            run(&bench, &mut report);
        }
    }
    report.write(&after("--json").unwrap_or_else(|| Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench.json")));
}

/// Whole process of ours against the bare program.
fn one(bench: &Bench<'_>, report: &mut Report) {
    write_project(bench.repository, bench.scratch);
    let out = bench.scratch.join("out");
    let ours = || {
        let mut command = Command::new(bench.program);
        command.current_dir(bench.repository).args(["build", PACK, "--no-cache", "--out"]).arg(&out);
        command.stderr(Stdio::null());
        command
    };
    let bare = || {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.arg("--bare").arg(bench.scratch);
        command
    };
    let (mut times_of_ours, mut times_of_bare) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        times_of_ours.push(time(ours()));
        times_of_bare.push(time(bare()));
    }
    let (ours_ms, bare_ms) = (median(times_of_ours), median(times_of_bare));
    report.part(&format!("{PACK}, whole process, median of {RUNS} runs, in turn"));
    report.figure("one", "bare engine", bare_ms, "ms");
    report.figure("one", "packwright", ours_ms, "ms");
    report.limited("one", "packwright / bare engine", ours_ms / bare_ms, "×", Limit::AtMost(1.25));
    if let Some(kibibytes) = peak_memory(ours()) {
        report.figure("one", "peak memory", kibibytes as f64 / 1024.0, "MiB");
    }
    editions(bench, report);
}

/// Six editions of a pack against one.
fn editions(bench: &Bench<'_>, report: &mut Report) {
    const SIX: &str = "six-languages";
    let packs = bench.scratch.join("editions/packs");
    let definition = std::fs::read_to_string(bench.repository.join("packs").join(SIX).join("meeting.json")).unwrap();
    let mut one: serde_json::Value = serde_json::from_str(&definition).unwrap();
    one["languages"] = serde_json::json!(["en"]);
    for (name, text) in [("one", one.to_string()), ("six", definition)] {
        std::fs::create_dir_all(packs.join(name)).unwrap();
        std::fs::write(packs.join(name).join("meeting.json"), text).unwrap();
    }
    std::fs::copy(bench.repository.join("packs/registry.json"), packs.join("registry.json")).unwrap();
    let run = |name: &str| {
        let mut command = Command::new(bench.program);
        command.current_dir(&packs).args(["build", name, "--no-cache"]).stderr(Stdio::null());
        time(command)
    };
    let mut times = [(); 2].map(|()| Vec::new());
    for _ in 0..RUNS {
        times[0].push(run("one"));
        times[1].push(run("six"));
    }
    let [one, six] = times.map(median);
    report.figure("one", &format!("{SIX}, one edition"), one, "ms");
    report.limited("one", "six editions against one", six / one, "×", Limit::AtMost(5.2));
}

/// What `check` adds to a process that does nothing, and whether it grows with the definition.
fn check(bench: &Bench<'_>, report: &mut Report) {
    let run = |folder: &Path, arguments: &[&str]| {
        let mut command = Command::new(bench.program);
        command.current_dir(folder).args(arguments).stderr(Stdio::null());
        time(command)
    };
    let workspace = bench.scratch.join("large");
    for items in [200, 2000] {
        let folder = workspace.join(format!("packs/p{items}"));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("meeting.json"), generate::agenda(items)).unwrap();
    }
    let mut times = [(); 6].map(|()| Vec::new());
    for _ in 0..RUNS {
        times[0].push(run(bench.repository, &["--version"]));
        times[1].push(run(bench.repository, &["check", "--quick", PACK]));
        times[2].push(run(&workspace, &["check", "--quick", "p200"]));
        times[3].push(run(&workspace, &["check", "--quick", "p2000"]));
        times[4].push(run(bench.repository, &["check", PACK]));
        times[5].push(run(&workspace, &["check", "p200"]));
    }
    let [nothing, real, small, large, real_pages, small_pages] = times.map(median);
    report.part(&format!("check, whole process, median of {RUNS} runs, in turn; what it takes more than `--version`"));
    report.figure("check", &format!("{PACK}, pages set"), real_pages - nothing, "ms");
    report.figure("check", "200 items, pages set", small_pages - nothing, "ms");
    report.figure("check", &format!("{PACK}, `--quick`"), real - nothing, "ms");
    report.figure("check", "200 items, `--quick`", small - nothing, "ms");
    report.figure("check", "2,000 items (1 MB), `--quick`", large - nothing, "ms");
    report.figure("check", "ten times the items", (large - nothing) / (small - nothing), "×");
}

/// What a page costs in minutes of 3, 30 and 300 items, each item with speeches, a decision and a vote by name: the
/// exponent by which time grows with pages. 1 means that a page costs the same in all.
fn pages(bench: &Bench<'_>, report: &mut Report) {
    const PAGE_RUNS: usize = 7;
    let workspace = bench.scratch.join("pages");
    for items in [3, 30, 300] {
        let folder = workspace.join(format!("packs/p{items}"));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("meeting.json"), generate::minutes(items)).unwrap();
    }
    let build = |pack: &str| {
        let mut command = Command::new(bench.program);
        command.current_dir(&workspace).args(["build", pack, "--no-cache", "--format", "json"]).stderr(Stdio::null());
        command
    };
    let pages = |pack: &str| {
        let output = build(pack).output().unwrap();
        let lines = String::from_utf8(output.stdout).unwrap();
        let lines = lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        let done = lines.into_iter().find(|line| line["event"] == "pack").unwrap();
        let documents = done["built"]["documents"].as_array().unwrap();
        documents.iter().map(|document| document["pages"].as_f64().unwrap()).sum::<f64>()
    };
    let packs = ["p3", "p30", "p300"];
    let counted = packs.map(pages);
    let mut times = [(); 3].map(|()| Vec::new());
    for _ in 0..PAGE_RUNS {
        for (times, pack) in times.iter_mut().zip(packs) {
            times.push(time(build(pack)));
        }
    }
    let times = times.map(median);
    report.part(&format!("minutes by item, whole process, median of {PAGE_RUNS} runs, in turn"));
    for (pages, time) in counted.iter().zip(times) {
        report.figure("pages", &format!("{pages} pages, a page"), time / pages, "ms");
    }
    let exponent = (times[2] / times[1]).ln() / (counted[2] / counted[1]).ln();
    report.figure("pages", "exponent of time over pages", exponent, "×");
}

/// Writes the Typst project that the program makes of the pack, and a link to the fonts.
fn write_project(repository: &Path, folder: &Path) {
    write_project_of(repository, PACK, &folder.join("project"));
    std::os::unix::fs::symlink(repository.join("fonts"), folder.join("fonts")).unwrap();
}

/// Writes the Typst project that the program makes of a pack.
fn write_project_of(workspace: &Path, pack: &str, folder: &Path) {
    let Found { workspace, packs, .. } = Workspace::find(workspace, &[pack.to_owned()]).unwrap();
    let pack: &PackAddress = &packs[0];
    let mut sources = Sources::new("");
    let meeting: Arc<Meeting> = Arc::new(read::read(&workspace.files, pack, &mut sources).meeting.unwrap());
    let language = meeting.definition.editions().remove(0);
    let composed = compose::compose(&meeting, &language, &[], &workspace.files, &mut sources).composed.unwrap();
    let project = write::typst(&composed.composition, composed.kept);
    let sheets: BTreeMap<_, _> = project.source_files.iter().map(|(path, sheet)| (path, &sheet.text)).collect();
    for (path, text) in sheets {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}

fn time(mut command: Command) -> f64 {
    let start = Instant::now();
    let status = command.stdout(Stdio::null()).status().unwrap();
    assert!(status.success());
    start.elapsed().as_secs_f64() * 1000.0
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Peak resident memory in KiB, as Linux tells it: of the process, and of the largest that it started.
fn peak_memory(mut command: Command) -> Option<u64> {
    const OFTEN: std::time::Duration = std::time::Duration::from_millis(20);
    let mut run = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok()?;
    let peak = |process: &str| {
        let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
        line.trim().strip_suffix(" kB")?.parse::<u64>().ok()
    };
    let own = run.id().to_string();
    let (mut first, mut others) = (None, 0);
    while run.try_wait().ok()?.is_none() {
        first = first.max(peak(&own));
        let started = std::fs::read_to_string(format!("/proc/{own}/task/{own}/children")).unwrap_or_default();
        others = started.split_whitespace().filter_map(peak).fold(others, u64::max);
        std::thread::sleep(OFTEN);
    }
    Some(first? + others)
}
