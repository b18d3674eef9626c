//! Many packs: against the bare engine, with one job and two, again when nothing changed, and in how much memory.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::generate::{self, name};
use crate::report::{Limit, Report};
use crate::{Bench, median, peak_memory, time, write_project_of};

const PACKS: usize = 200;
const RUNS: usize = 3;
/// Sizes of the workspaces whose peak memory is compared.
const MANY: [usize; 2] = [1000, 5000];

/// 200 packs.
pub(super) fn bench(bench: &Bench<'_>, report: &mut Report) {
    let workspace = bench.scratch.join("many");
    generate::workspace(bench.repository, &workspace, PACKS);
    let bare_folder = bench.scratch.join("bare-many");
    std::fs::create_dir_all(bare_folder.join("projects")).unwrap();
    std::os::unix::fs::symlink(bench.repository.join("fonts"), bare_folder.join("fonts")).unwrap();
    for number in 0..PACKS {
        write_project_of(&workspace, &name(number), &bare_folder.join("projects").join(name(number)));
    }
    let mut times = [(); 5].map(|()| Vec::new());
    for _ in 0..RUNS {
        times[0].push(time(build(bench, &workspace, &["--no-cache", "-j", "2"])));
        let mut bare = Command::new(std::env::current_exe().unwrap());
        bare.arg("--bare-many").arg(&bare_folder);
        times[1].push(time(bare));
        times[2].push(time(build(bench, &workspace, &["--no-cache", "-j", "1"])));
    }
    time(build(bench, &workspace, &[]));
    for _ in 0..RUNS {
        times[3].push(time(build(bench, &workspace, &[])));
    }
    for _ in 0..RUNS {
        std::fs::remove_dir_all(workspace.join("out")).unwrap();
        times[4].push(time(build(bench, &workspace, &[])));
    }
    let [two, bare, one, again, kept] = times.map(median);
    report.part(&format!("{PACKS} packs of seven kinds, median of {RUNS} runs, in turn"));
    report.figure("many", "bare engine, one process, two threads", bare, "ms");
    report.figure("many", "packwright, two jobs", two, "ms");
    report.limited("many", "packwright / bare engine", two / bare, "×", Limit::AtMost(1.15));
    report.limited("many", "two jobs against one", one / two, "×", Limit::AtLeast(1.8));
    report.limited("many", "again, nothing changed", 100.0 * again / two, "%", Limit::AtMost(2.0));
    report.figure("many", "again, the zips taken from the cache", 100.0 * kept / two, "%");
}

/// Thousands of packs: peak memory, and what is built again after a change.
pub(super) fn memory(bench: &Bench<'_>, report: &mut Report) {
    report.part("thousands of packs, two jobs");
    let folder = |packs: usize| bench.scratch.join(format!("memory-{packs}"));
    let peaks = MANY.map(|packs| {
        generate::workspace(bench.repository, &folder(packs), packs);
        let kibibytes = peak_memory(build(bench, &folder(packs), &["--no-cache", "-j", "2"])).expect("Linux tells it");
        kibibytes as f64 / 1024.0
    });
    report.figure("memory", &format!("peak of {} packs", MANY[0]), peaks[0], "MiB");
    report.limited("memory", &format!("peak of {} packs", MANY[1]), peaks[1], "MiB", Limit::AtMost(400.0));
    report.limited("memory", "one to the other", peaks[1] / peaks[0], "×", Limit::AtMost(1.1));

    let workspace = folder(MANY[0]);
    let cold = time(build(bench, &workspace, &["-j", "2"]));
    let again = time(build(bench, &workspace, &["-j", "2"]));
    report.limited("memory", "1,000 again, nothing changed", 100.0 * again / cold, "%", Limit::AtMost(2.0));
    let definition = workspace.join("packs").join(name(500)).join("meeting.json");
    edit(&definition, " were in view", " were in full view");
    report.limited("memory", "built after one definition changed", built(bench, &workspace), "", Limit::Exactly(1.0));
    edit(&workspace.join("packs/registry.json"), "Office 3", "Third Office");
    let users = MANY[0].div_ceil(generate::OFFICES) as f64;
    report.limited("memory", "built after an entry that 100 use", built(bench, &workspace), "", Limit::Exactly(users));
}

fn edit(path: &Path, from: &str, to: &str) {
    let text = std::fs::read_to_string(path).unwrap();
    assert!(text.contains(from));
    std::fs::write(path, text.replace(from, to)).unwrap();
}

/// How many packs a run builds.
fn built(bench: &Bench<'_>, workspace: &Path) -> f64 {
    let output = build(bench, workspace, &["-j", "2", "--format", "json"]).output().unwrap();
    let lines = String::from_utf8(output.stdout).unwrap();
    lines.lines().filter(|line| line.contains("\"how\":\"built\"")).count() as f64
}

fn build(bench: &Bench<'_>, workspace: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(bench.program);
    command.current_dir(workspace).arg("build").args(arguments).stderr(Stdio::null());
    command
}
