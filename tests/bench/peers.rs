//! What people would use instead, for the same pack; see `peers/README.md`.

use std::process::{Command, Stdio};

use crate::report::{Limit, Report};
use crate::{Bench, PACK, median, time, write_project_of};

const RUNS: usize = 5;

/// A chain: its script, what it is in words, what it is given besides the JSON, and how many times longer it is to take.
const CHAINS: [(&str, &str, Given, f64); 5] = [
    ("weasy.py", "Jinja2, WeasyPrint", Given::Fonts, 40.0),
    ("chromium.py", "HTML, Chromium", Given::Fonts, 40.0),
    ("libreoffice.py", "DOCX template, LibreOffice", Given::Templates, 40.0),
    ("pandoc.py", "Markdown, pandoc, XeLaTeX", Given::Fonts, 40.0),
    (TYPST, "Typst, a process a document", Given::FontsAndProject, 2.0),
];

const TYPST: &str = "typst_documents.py";

#[derive(Clone, Copy)]
enum Given {
    Fonts,
    FontsAndProject,
    Templates,
}

/// Installs the chains, has each make the pack, holds the results against its words, and measures.
pub(super) fn bench(bench: &Bench<'_>, report: &mut Report) {
    let scripts = bench.repository.join("tests/bench/peers");
    let installed = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("peers");
    std::fs::create_dir_all(&installed).unwrap();
    let done = Command::new(scripts.join("install")).arg(&installed).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    report.part(&format!(
        "{PACK}, whole processes, median of {RUNS} runs, each after one of the same, in turn; {}",
        String::from_utf8_lossy(&done.stdout).trim()
    ));
    let python = |script: &str| {
        let mut command = Command::new(installed.join("venv/bin/python"));
        command.arg("-B").arg(scripts.join(script)).stderr(Stdio::null());
        command
    };
    let out = bench.scratch.join("peers");
    let ours = || {
        let mut command = Command::new(bench.program);
        command.current_dir(bench.repository).args(["build", PACK, "--no-cache", "--out"]).arg(&out);
        command.stderr(Stdio::null());
        command
    };
    time(ours());
    let words = out.join("words.json");
    let mut read = python("words.py");
    read.arg(out.join(format!("{PACK}.zip"))).arg(&words);
    time(read);
    let (fonts, project) = (bench.repository.join("fonts"), out.join("project"));
    write_project_of(bench.repository, PACK, &project);
    let mut prepare = python(TYPST);
    prepare.arg("--prepare").arg(&fonts).arg(&project);
    time(prepare);
    let chain = |script: &str, given: Given| {
        let mut command = python(script);
        command.arg(&words).arg(out.join(format!("{script}.zip")));
        match given {
            Given::Fonts => command.arg(&fonts),
            Given::FontsAndProject => command.arg(&fonts).arg(&project),
            Given::Templates => command.arg(&installed),
        };
        command
    };
    for (script, _, given, _) in CHAINS {
        time(chain(script, given));
        let mut check = python("check.py");
        check.arg(&words).arg(out.join(format!("{script}.zip")));
        assert!(check.stdout(Stdio::null()).status().unwrap().success(), "{script} does not make the same pack");
    }
    let (mut of_ours, mut starts) = (Vec::new(), Vec::new());
    let mut of_chains = CHAINS.map(|_| Vec::new());
    for _ in 0..RUNS {
        // Each a second time at once: what others left in the processor's caches is nobody's fault.
        for (times, (script, _, given, _)) in of_chains.iter_mut().zip(CHAINS) {
            time(chain(script, given));
            times.push(time(chain(script, given)));
        }
        time(ours());
        of_ours.push(time(ours()));
        let mut start = Command::new(installed.join("venv/bin/python"));
        start.args(["-c", "import typst"]);
        starts.push(time(start));
    }
    let (ours, start) = (median(of_ours), median(starts));
    report.figure("peers", "packwright", ours, "ms");
    for ((script, what, _, limit), times) in CHAINS.into_iter().zip(of_chains) {
        // Python stands in for the command line of Typst, in each of three processes and the one that calls them.
        let spent = if script == TYPST { 4.0 * start } else { 0.0 };
        let taken = median(times) - spent;
        report.figure("peers", what, taken, "ms");
        report.limited("peers", &format!("{what} / packwright"), taken / ours, "×", Limit::AtLeast(limit));
    }
}
