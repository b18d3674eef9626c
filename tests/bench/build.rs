//! Whole process of ours against a bare program on the real pack, alternating in one run.
//!
//! `cargo bench` prints both medians, their ratio and the peak memory. The bare program is this same
//! binary called with `--bare FOLDER`: it loads the same fonts, compiles the same generated Typst
//! project and exports the same documents with the same options, and does nothing else.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench prints and may fail")]
#![allow(clippy::disallowed_methods, reason = "a bench measures time")]

mod bare;
mod batches;
mod signing;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Instant;

use packwright::finding::Sources;
use packwright::meeting::Meeting;
use packwright::workspace::{PackAddress, Workspace};
use packwright::{read, render};

const PACK: &str = "un-network-2023-02-08";
const RUNS: usize = 40;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--bare") {
        return bare::run(Path::new(&arguments[at + 1]));
    }
    if let Some(at) = arguments.iter().position(|argument| argument == "--bare-many") {
        return bare::run_many(Path::new(&arguments[at + 1]));
    }
    if let Some(at) = arguments.iter().position(|argument| argument == "--validate") {
        return signing::validate(Path::new(&arguments[at + 1]));
    }
    let repository = std::path::PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo runs the bench"));
    let repository = repository.as_path();
    let scratch = tempfile::tempdir().unwrap();
    write_project(repository, scratch.path());
    let program = env!("CARGO_BIN_EXE_packwright");
    let out = scratch.path().join("out");
    let ours = || {
        let mut command = Command::new(program);
        command.current_dir(repository).args(["build", PACK, "--no-cache", "--out"]).arg(&out);
        command
    };
    let bare = || {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.arg("--bare").arg(scratch.path());
        command
    };
    let (mut times_of_ours, mut times_of_bare) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        times_of_ours.push(time(ours()));
        times_of_bare.push(time(bare()));
    }
    check(repository, program, scratch.path());
    pages(program, scratch.path());
    signing::bench(repository, program, scratch.path());
    batches::bench(repository, program, scratch.path());
    let (ours_ms, bare_ms) = (median(times_of_ours), median(times_of_bare));
    println!("{PACK}, whole process, median of {RUNS} runs, alternating:");
    println!("  bare engine   {bare_ms:.1} ms");
    println!("  packwright    {ours_ms:.1} ms");
    println!("  ratio         {:.2}", ours_ms / bare_ms);
    println!(
        "  peak memory   {} MiB",
        peak_memory(ours()).map_or("unknown".to_owned(), |kib| (kib / 1024).to_string())
    );
}

/// What `check` adds to a process that does nothing, and whether it grows with the definition.
fn check(repository: &Path, program: &str, scratch: &Path) {
    let run = |folder: &Path, arguments: &[&str]| {
        let mut command = Command::new(program);
        command.current_dir(folder).args(arguments).stderr(Stdio::null());
        time(command)
    };
    let workspace = scratch.join("large");
    for items in [200, 2000] {
        let folder = workspace.join(format!("packs/p{items}"));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("meeting.json"), large(items)).unwrap();
    }
    let mut times = [(); 4].map(|()| Vec::new());
    for _ in 0..RUNS {
        times[0].push(run(repository, &["--version"]));
        times[1].push(run(repository, &["check", PACK]));
        times[2].push(run(&workspace, &["check", "p200"]));
        times[3].push(run(&workspace, &["check", "p2000"]));
    }
    let [nothing, real, small, large] = times.map(median);
    println!("check, whole process, median of {RUNS} runs, alternating:");
    println!("  {PACK}: {:.1} ms more than `--version`", real - nothing);
    println!("  200 items {:.1} ms, 2,000 items (1 MB) {:.1} ms more", small - nothing, large - nothing);
    println!("  ratio of ten times the items  {:.1}", (large - nothing) / (small - nothing));
}

/// What a page costs in minutes of 30 items and of 300, each item with speeches, a decision and a vote by name: the
/// exponent by which time grows with pages. 1 means that a page costs the same in both.
fn pages(program: &str, scratch: &Path) {
    const PAGE_RUNS: usize = 7;
    let workspace = scratch.join("pages");
    for items in [30, 300] {
        let folder = workspace.join(format!("packs/p{items}"));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("meeting.json"), minutes(items)).unwrap();
    }
    let build = |pack: &str| {
        let mut command = Command::new(program);
        command.current_dir(&workspace).args(["build", pack, "--no-cache", "--format", "json"]).stderr(Stdio::null());
        command
    };
    let pages = |pack: &str| {
        let output = build(pack).output().unwrap();
        let lines = String::from_utf8(output.stdout).unwrap();
        let lines = lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        let report = lines.into_iter().find(|line| line["event"] == "pack").unwrap();
        let documents = report["built"]["documents"].as_array().unwrap();
        documents.iter().map(|document| document["pages"].as_f64().unwrap()).sum::<f64>()
    };
    let counted = [pages("p30"), pages("p300")];
    let mut times = [(); 2].map(|()| Vec::new());
    for _ in 0..PAGE_RUNS {
        times[0].push(time(build("p30")));
        times[1].push(time(build("p300")));
    }
    let [small, large] = times.map(median);
    println!("minutes by item, whole process, median of {PAGE_RUNS} runs, alternating:");
    println!("  30 items, {} pages   {small:.0} ms, {:.2} ms a page", counted[0], small / counted[0]);
    println!("  300 items, {} pages  {large:.0} ms, {:.2} ms a page", counted[1], large / counted[1]);
    println!("  exponent of time over pages  {:.3}", (large / small).ln() / (counted[1] / counted[0]).ln());
}

/// Minutes of many items.
fn minutes(items: usize) -> String {
    const SPEECH: &str = "said that the report of the working group on resources was welcome, in particular on training, \
        data and the participation of those concerned; that the figures for the coming year were still open; and that \
        the members should have them in writing before they were asked to decide.";
    let people: Vec<String> = (0..12)
        .map(|number| format!("member-{}", ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"][number]))
        .collect();
    let item = |number: usize| {
        let speech = |who: usize| serde_json::json!({ "who": [people[(number + who) % 12]], "text": SPEECH });
        serde_json::json!({
            "id": format!("i{number}"),
            "title": format!("Subject {number}"),
            "text": format!("The members will consider the report; see @i{}.", if number == 0 { 1 } else { number - 1 }),
            "proceedings": [speech(0), speech(1), speech(2), speech(3)],
        })
    };
    let decision = |number: usize| {
        serde_json::json!({
            "id": format!("d{number}"),
            "text": format!("The body takes note of the report under @i{number} and asks for figures in writing."),
            "items": [format!("i{number}")],
            "moved_by": [people[0]],
            "seconded_by": [people[1]],
            "method": "roll-call",
            "disposition": "adopted",
            "vote": { "names": { "for": people[..8], "against": people[8..10], "abstain": people[10..] } },
        })
    };
    let declared: serde_json::Map<String, serde_json::Value> = people
        .iter()
        .map(|id| (id.clone(), serde_json::json!({ "name": format!("Member {}", id.to_uppercase()) })))
        .collect();
    let definition = serde_json::json!({
        "version": 1,
        "title": "A large meeting",
        "status": "minutes-draft",
        "style": { "templates": "plain" },
        "body": "body",
        "bodies": { "body": { "name": "A Body" } },
        "people": declared,
        "time": { "start": "2026-03-10T10:00", "zone": "Europe/Paris" },
        "agenda": (0..items).map(item).collect::<Vec<_>>(),
        "decisions": (0..items).map(decision).collect::<Vec<_>>(),
    });
    format!("{definition:#}")
}

/// A definition of many items, each with some prose and a reference.
fn large(items: usize) -> String {
    const PROSE: &str = "The meeting considered the report of the working group on resources and took note of its \
        findings, in particular on training, data and the participation of those concerned; it thanked the authors. ";
    let item = |number: usize| {
        let text = format!("{PROSE}{PROSE}See @i{}.", if number == 0 { 1 } else { number - 1 });
        match number % 60 {
            59 => serde_json::json!({ "id": format!("i{number}"), "title": "Pause", "break": true, "minutes": 2 }),
            _ => {
                serde_json::json!({ "id": format!("i{number}"), "title": format!("Subject {number}"), "minutes": 2, "text": text })
            }
        }
    };
    let definition = serde_json::json!({
        "version": 1,
        "title": "A large meeting",
        "body": "body",
        "bodies": { "body": { "name": "A Body" } },
        "time": { "start": "2026-03-10T10:00", "minutes": items * 2, "zone": "Europe/Paris" },
        "agenda": (0..items).map(item).collect::<Vec<_>>(),
    });
    format!("{definition:#}")
}

/// Writes the Typst project that the program makes of the pack, and a link to the fonts.
fn write_project(repository: &Path, folder: &Path) {
    write_project_of(repository, PACK, &folder.join("project"));
    std::os::unix::fs::symlink(repository.join("fonts"), folder.join("fonts")).unwrap();
}

/// Writes the Typst project that the program makes of a pack.
fn write_project_of(workspace: &Path, pack: &str, folder: &Path) {
    let (workspace, packs) = Workspace::find(workspace, &[pack.to_owned()]).unwrap();
    let pack: &PackAddress = &packs[0];
    let mut sources = Sources::new("");
    let meeting: Arc<Meeting> = Arc::new(read::read(&workspace.files, pack, &mut sources).meeting.unwrap());
    let language = meeting.definition.editions().remove(0);
    let project = render::render(&meeting, &language, &workspace.files, &mut sources).project.unwrap();
    let sheets: BTreeMap<_, _> = project.sheets.iter().map(|(path, sheet)| (path, &sheet.text)).collect();
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

/// Peak resident memory in KiB, as Linux tells it of a child that has ended.
fn peak_memory(command: Command) -> Option<u64> {
    let line: Vec<_> = std::iter::once(command.get_program()).chain(command.get_args()).collect();
    let script = "import resource,subprocess,sys\nsubprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL,check=True)\nprint(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)";
    let folder = command.get_current_dir()?;
    let output = Command::new("python3").current_dir(folder).args(["-c", script]).args(line).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}
