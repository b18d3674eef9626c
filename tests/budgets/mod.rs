//! What takes too much time or memory, or ends its process: the pack at fault is told, in time, and all others are built.

mod files;
mod templates;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::support::{Scratch, events};

/// Small budgets, so that the tests do not take long. What ends them is minutes or for ever beyond.
pub(super) const BUDGET: [&str; 4] = ["--pack-time", "4", "--pack-memory", "512"];

pub(super) fn definition(more: Value) -> Value {
    let mut definition = json!({
        "version": 1, "title": "Spring meeting", "body": "club", "bodies": { "club": { "name": "Reading Circle" } },
        "time": { "start": "2026-03-10T18:30", "minutes": 60, "zone": "Europe/Paris" },
        "agenda": [{ "id": "one", "title": "The first thing", "minutes": 60 }],
    });
    let own = definition.as_object_mut().unwrap();
    own.extend(more.as_object().unwrap().clone());
    definition
}

/// A workspace with a pack that nothing is wrong with.
pub(super) fn workspace() -> Scratch {
    let scratch = Scratch::new();
    scratch.write("packs/innocent/meeting.json", definition(json!({})).to_string().as_bytes());
    scratch
}

/// Exit code, and of each pack how it was done and the codes of its findings.
pub(super) fn told(scratch: &Scratch, arguments: &[&str]) -> (i32, BTreeMap<String, (String, Vec<String>)>) {
    let (code, out, err) = scratch.run(&[arguments, &BUDGET[..], &["--format", "json"]].concat());
    assert_eq!(err, "", "a dying process was heard");
    let packs = events(&out, "pack").into_iter().map(|line| {
        let findings = line["findings"].as_array().unwrap();
        let codes = findings.iter().map(|finding| finding["code"].as_str().unwrap().to_owned());
        (line["pack"].as_str().unwrap().to_owned(), (line["how"].as_str().unwrap().to_owned(), codes.collect()))
    });
    (code, packs.collect())
}

#[test]
fn budgets_are_numbers_above_zero() {
    let scratch = workspace();
    for command in ["build", "check"] {
        for option in ["--pack-time", "--pack-memory"] {
            for wrong in ["0", "-1", "much", ""] {
                assert_eq!(scratch.run(&[command, option, wrong]).0, 2, "{command} {option} {wrong}");
            }
            assert_eq!(scratch.run(&[command, option, "4000000000"]).0, 0);
        }
    }
}

/// The words that people read.
#[test]
fn a_pack_over_its_budget_is_told_with_what_to_look_at() {
    let scratch = workspace();
    let endless = "#for a in range(9000) { for b in range(9000) { for c in range(9000) { } } }";
    scratch.write("templates/slow/shape/slow.typ", endless.as_bytes());
    let slow = definition(json!({ "style": { "templates": "slow" } }));
    scratch.write("packs/slow/meeting.json", slow.to_string().as_bytes());
    let (code, out, err) = scratch.run(&["build", "--pack-time", "2"]);
    assert_eq!(code, 1, "{out}{err}");
    assert_eq!(
        err,
        "error[over-time]: `slow` took more than 2 s and was stopped\n--> packs/slow/meeting.json\n = help: look at \
         `templates/slow/shape/slow.typ`, and at its pictures and annexes; or allow more time with `--pack-time`\n\n\
         slow: not built, 1 error\n1 error in 2 packs, 1 not built\n"
    );
    assert!(out.contains("innocent: agenda 1 page") && out.contains("1 built, 1 failed"), "{out}");
    assert!(!scratch.path().join("out/slow.zip").exists());
}

/// A pack over which its process is ended twice: whoever did that, it is told of that pack, and the other is built.
#[test]
#[cfg(target_os = "linux")]
#[allow(clippy::disallowed_methods, reason = "a test is no build: it waits for a process")]
fn a_process_that_somebody_ends_is_told_of_its_pack() {
    use std::collections::BTreeMap;
    use std::time::{Duration, Instant};
    let scratch = workspace();
    let endless = "#for a in range(9000) { for b in range(9000) { for c in range(9000) { } } }";
    scratch.write("templates/slow/shape/slow.typ", endless.as_bytes());
    let slow = definition(json!({ "style": { "templates": "slow" } }));
    scratch.write("packs/slow/meeting.json", slow.to_string().as_bytes());
    let mut run = std::process::Command::new(env!("CARGO_BIN_EXE_packwright"));
    run.current_dir(scratch.path()).args(["build", "--no-cache", "-j", "1", "--pack-time", "60"]);
    run.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).env_remove("GITHUB_ACTIONS");
    let mut run = run.spawn().unwrap();
    let children = format!("/proc/{0}/task/{0}/children", run.id());
    let mut born: BTreeMap<String, Instant> = BTreeMap::new();
    while run.try_wait().unwrap().is_none() {
        for child in std::fs::read_to_string(&children).unwrap_or_default().split_whitespace() {
            // By then a process is long at the pack that does not end.
            if born.entry(child.to_owned()).or_insert_with(Instant::now).elapsed() > Duration::from_secs(4) {
                assert!(std::process::Command::new("kill").args(["-9", child]).status().unwrap().success());
            }
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    let output = run.wait_with_output().unwrap();
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(1), "{out}{err}");
    assert!(err.starts_with("error[process-died]: `slow` ended its process (signal: 9 (SIGKILL))"), "{err}");
    assert!(err.contains("--> packs/slow/meeting.json\n") && err.contains("templates/slow/shape/slow.typ"), "{err}");
    assert!(out.contains("innocent: agenda 1 page") && out.contains("1 built, 1 failed"), "{out}");
}

/// More templates than a workspace may have are told, and only of the pack that is made with them.
#[test]
fn a_folder_of_too_many_templates_is_told() {
    let scratch = workspace();
    for number in 0..5000 {
        scratch.write(&format!("templates/many/t{number}.xml.j2"), b"");
    }
    let many = definition(json!({ "style": { "templates": "many" } }));
    scratch.write("packs/many/meeting.json", many.to_string().as_bytes());
    let (code, out, err) = scratch.run(&["build", "--no-cache"]);
    assert_eq!(code, 1, "{out}{err}");
    assert!(err.contains("error[unreadable-template]") && err.contains("it has more than 4096 files"), "{err}");
    assert!(err.contains("templates/many"), "{err}");
    assert!(out.contains("innocent: agenda 1 page") && out.contains("1 built, 1 failed"), "{out}");
}
