//! Many packs: against the bare engine, with one job and two, again when nothing changed, and in how much memory.

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::{median, peak_memory, time, write_project_of};

/// Kinds of packs that a workspace is made of, in turn.
const KINDS: [&str; 6] = ["un-network-2023-02-08", "board", "council", "plenary", "session", "assemblee"];
const WORDS: [&str; 12] = [
    "resources",
    "training",
    "figures",
    "members",
    "committees",
    "budgets",
    "regions",
    "networks",
    "policies",
    "measures",
    "partners",
    "evidence",
];
const PACKS: usize = 200;
const RUNS: usize = 3;

/// Runs all of it. With `--long` among the arguments memory is measured with 1,000 and 5,000 packs.
pub(super) fn bench(repository: &Path, program: &str, scratch: &Path) {
    let workspace = scratch.join("many");
    generate(repository, &workspace, PACKS);
    let bare_folder = scratch.join("bare-many");
    std::fs::create_dir_all(bare_folder.join("projects")).unwrap();
    std::os::unix::fs::symlink(repository.join("fonts"), bare_folder.join("fonts")).unwrap();
    for number in 0..PACKS {
        write_project_of(&workspace, &name(number), &bare_folder.join("projects").join(name(number)));
    }
    let build = |workspace: &Path, arguments: &[&str]| {
        let mut command = Command::new(program);
        command.current_dir(workspace).arg("build").args(arguments).stderr(Stdio::null());
        command
    };
    let mut times = [(); 4].map(|()| Vec::new());
    for _ in 0..RUNS {
        times[0].push(time(build(&workspace, &["--no-cache", "-j", "2"])));
        let mut bare = Command::new(std::env::current_exe().unwrap());
        bare.arg("--bare-many").arg(&bare_folder);
        times[1].push(time(bare));
        times[2].push(time(build(&workspace, &["--no-cache", "-j", "1"])));
    }
    time(build(&workspace, &[]));
    for _ in 0..RUNS {
        times[3].push(time(build(&workspace, &[])));
    }
    let [two, bare, one, again] = times.map(median);
    println!("{PACKS} packs of six kinds, median of {RUNS} runs, alternating:");
    println!("  bare engine, one process, two threads  {:.1} s", bare / 1000.0);
    println!("  packwright, two jobs                   {:.1} s", two / 1000.0);
    println!("  ratio                                  {:.2}", two / bare);
    println!("  two jobs against one                   {:.2} times the packs", one / two);
    println!("  again, nothing changed                 {:.2} s, {:.2} % of that", again / 1000.0, 100.0 * again / two);
    let sizes = if std::env::args().any(|argument| argument == "--long") { [1000, 5000] } else { [100, 500] };
    let peaks = sizes.map(|packs| {
        let workspace = scratch.join(format!("memory-{packs}"));
        generate(repository, &workspace, packs);
        peak_memory(build(&workspace, &["--no-cache", "-j", "2"])).unwrap_or_default() / 1024
    });
    println!("  peak memory of {} packs {} MiB, of {} packs {} MiB", sizes[0], peaks[0], sizes[1], peaks[1]);
}

fn name(number: usize) -> String {
    format!("p{number:05}")
}

/// A workspace of packs of all kinds, each with words of its own.
fn generate(repository: &Path, workspace: &Path, packs: usize) {
    let kinds = KINDS.map(|kind| {
        let text = std::fs::read(repository.join(format!("packs/{kind}/meeting.json"))).unwrap();
        serde_json::from_slice::<Value>(&text).unwrap()
    });
    std::fs::create_dir_all(workspace.join("packs")).unwrap();
    std::fs::copy(repository.join("packs/registry.json"), workspace.join("packs/registry.json")).unwrap();
    for number in 0..packs {
        let mut definition = kinds[number % kinds.len()].clone();
        let mut seed = number as u64 + 1;
        vary(&mut definition, "", &mut seed);
        let folder = workspace.join("packs").join(name(number));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("meeting.json"), definition.to_string()).unwrap();
    }
}

/// Adds a sentence to each long text.
fn vary(value: &mut Value, key: &str, seed: &mut u64) {
    match value {
        Value::Object(object) => object.iter_mut().for_each(|(key, value)| vary(value, key, seed)),
        Value::Array(list) => list.iter_mut().for_each(|value| vary(value, key, seed)),
        Value::String(text) if text.len() > 50 && ["text", "summary", "opening", "request", "note"].contains(&key) => {
            let mut next = || {
                *seed ^= *seed << 13;
                *seed ^= *seed >> 7;
                *seed ^= *seed << 17;
                WORDS[(*seed % WORDS.len() as u64) as usize]
            };
            let (a, b, c) = (next(), next(), next());
            text.push_str(&format!(" {a}, {b} and {c} were in view, {} before {}.", next(), next()));
        }
        _ => {}
    }
}
