//! Findings, case by case. A case is a folder in `tests/cases/findings`: a workspace's files, with
//! `meeting.json` standing for the pack `case`, and `expected.txt`, what the user reads. Cases with
//! `templates`, `fonts` or `out` are built, the others checked. `UPDATE=1` writes what is read now;
//! read it before you accept it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::support::{Scratch, events, repository};

/// Codes that no file of a user can cause, with the reason.
const WITHOUT_CASE: &[(&str, &str)] = &[
    ("unreadable-file", "it takes a link, which a case cannot hold everywhere; see `program`"),
    ("missing-file", "a pack without a definition is told before it is read, as incorrect usage; see `program`"),
    ("standard-broken", "the engine enforces the standards; `documents` breaks a finished file instead"),
    ("standard-unproved", "a document of ours is never so large; `doors` holds files against the bounds"),
    ("unused-allowance", "it is told of whole workspaces only; see `ways_out`"),
    ("signed-damaged", "it takes a signed zip, which is made when it is needed; see `signing`"),
    ("signer-unreadable", "as `signed-damaged`"),
    ("signed-otherwise", "as `signed-damaged`"),
    ("signed-before", "as `signed-damaged`"),
    ("signed-unchanged", "it takes an option; see `comments`"),
    ("would-drop-signatures", "as `signed-damaged`"),
    ("bad-pack-name", "it is told of all folders of a workspace; see `names`"),
    ("cache-unusable", "it takes a pipe or a folder in a cache; see `no_files`"),
    ("leak", "it guards against a fault of ours, and of templates; see `audiences`"),
    ("unsearched", "it takes a file beyond bounds; see `audiences`"),
    ("no-such-audience", "it takes an option; see `audiences`"),
    ("no-such-issue", "it takes an option; see `issues`"),
    ("nothing-since", "as `no-such-issue`"),
    ("long-list", "it takes hundreds of changes; see `changes_shapes`"),
    ("renamed-audience", "it takes a record of what was sent out; see `wrong_issues`"),
    ("old-zip", "it takes a zip that was made before; see `audiences`"),
    ("telling-folder", "all cases have the same folder; see `audiences`"),
    ("other-meeting", "it takes two zips; see `changes`"),
    ("other-audience", "as `other-meeting`"),
    ("other-version", "as `other-meeting`"),
    ("damaged-pack", "as `other-meeting`"),
    ("pack-failed", "it guards against a fault of ours"),
    ("program-fault", "as `pack-failed`"),
    ("over-time", "it takes long by its nature; see `budgets`"),
    ("over-memory", "memory is bounded on Linux alone; see `budgets`"),
    ("process-died", "somebody has to end the process; see `budgets`"),
];

/// Returns whether a code is one of files of reviewers: it takes such a file; see `comments`.
fn is_of_reviewers(name: &str) -> bool {
    packwright::comments::CODES.iter().any(|code| code.name == name)
}

fn cases() -> Vec<(String, std::path::PathBuf)> {
    let folder = repository().join("tests/cases/findings");
    let mut cases: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), entry.path()))
        .collect();
    cases.sort();
    cases
}

fn copy(from: &Path, prefix: &str, scratch: &Scratch) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let path = match name.as_str() {
            "meeting.json" if prefix.is_empty() => "packs/case/meeting.json".to_owned(),
            "registry.json" | "check.json" if prefix.is_empty() => format!("packs/{name}"),
            _ => format!("{prefix}{name}"),
        };
        if entry.path().is_dir() {
            copy(&entry.path(), &format!("{path}/"), scratch);
        } else if name != "expected.txt" {
            scratch.write(&path, &std::fs::read(entry.path()).unwrap());
        }
    }
}

/// Files of annexes that several cases name lie in `tests/cases/outside`.
fn copy_outside(scratch: &Scratch) {
    let definition = std::fs::read(scratch.path().join("packs/case/meeting.json")).unwrap_or_default();
    let definition: serde_json::Value = serde_json::from_slice(&definition).unwrap_or_default();
    let annexes = definition["annexes"].as_array().into_iter().flatten();
    for file in annexes.filter_map(|annex| annex["files"].as_array()).flatten() {
        for name in [&file["file"], &file["source"]].into_iter().filter_map(|name| name.as_str()) {
            for folder in ["tests/cases/outside", "tests/cases/outside/hand"] {
                let path = repository().join(folder).join(name);
                if !name.contains(['/', '\\']) && path.is_file() {
                    scratch.write(&format!("packs/case/{name}"), &std::fs::read(path).unwrap());
                }
            }
        }
    }
}

/// The command that a case is told by.
fn command(case: &Path) -> &'static str {
    let builds = ["templates", "fonts", "out"].iter().any(|name| case.join(name).exists());
    if builds { "build" } else { "check" }
}

/// The workspace of a case.
fn laid_out(case: &Path) -> Scratch {
    let scratch = Scratch::new();
    copy(case, "", &scratch);
    std::fs::create_dir_all(scratch.path().join("packs/case")).unwrap();
    copy_outside(&scratch);
    scratch
}

fn told(case: &Path) -> String {
    let scratch = laid_out(case);
    let command = command(case);
    let (code, out, err) = scratch.run(&[command, "packs/case/meeting.json"]);
    let written: Vec<_> = std::fs::read_dir(scratch.path().join("out")).into_iter().flatten().collect();
    assert!(code == 0 || written.is_empty(), "a failed build wrote something");
    format!("$ packwright {command} packs/case\n{out}{err}exit code {code}\n")
}

#[test]
fn every_case_tells_what_is_expected() {
    let mut wrong = Vec::new();
    for (name, case) in cases() {
        let told = told(&case);
        let path = case.join("expected.txt");
        #[allow(clippy::disallowed_methods, reason = "a test is no build")]
        if std::env::var("UPDATE").is_ok() {
            std::fs::write(&path, &told).unwrap();
        }
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        if told != expected {
            wrong.push(format!("{name}\n--- expected\n{expected}--- told\n{told}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// How each pack of a workspace was done, and what was found in it.
fn outcomes(scratch: &Scratch, command: &[&str]) -> BTreeMap<String, (bool, Vec<String>)> {
    let (_, out, _) = scratch.run(&[command, &["--format", "json"]].concat());
    let packs = events(&out, "pack").into_iter().map(|pack| {
        let findings = pack["findings"].as_array().unwrap().iter();
        let told = findings.map(|one| format!("{} {} {}", one["severity"], one["code"], one["line"])).collect();
        (pack["pack"].as_str().unwrap().to_owned(), (pack["how"] == "failed", told))
    });
    packs.collect()
}

/// What builds was silent of errors, and what is silent of them builds: both tell the same of all cases. Those that bring
/// along no more than a pack are packs of one workspace. (That example packs are silent and build, others hold: `program`,
/// `documents`.)
#[test]
fn check_and_build_never_disagree() {
    let together = Scratch::new();
    let mut scratches = Vec::new();
    // Where zips go, `check` does not know.
    for (name, case) in cases().into_iter().filter(|(_, case)| !case.join("out").exists()) {
        let brings = ["templates", "fonts", "registry.json", "check.json"].iter().any(|name| case.join(name).exists());
        let scratch = laid_out(&case);
        match brings {
            true => scratches.push(scratch),
            false => copy(&scratch.path().join("packs/case"), &format!("packs/{name}/"), &together),
        }
    }
    scratches.push(together);
    let mut count = 0;
    for scratch in &scratches {
        let checked = outcomes(scratch, &["check"]);
        count += checked.len();
        assert_eq!(checked, outcomes(scratch, &["build", "--no-cache"]));
    }
    assert!(count > 300, "{count}");
}

#[test]
fn every_code_has_a_case_and_an_explanation() {
    let expected: String =
        cases().iter().map(|(_, case)| std::fs::read_to_string(case.join("expected.txt")).unwrap()).collect();
    let mut names = BTreeSet::new();
    for code in packwright::build::codes() {
        assert!(names.insert(code.name), "{} is declared twice", code.name);
        assert!(code.explain.len() > 60, "{} is not explained", code.name);
        let excused = WITHOUT_CASE.iter().any(|(name, _)| *name == code.name) || is_of_reviewers(code.name);
        let told = expected.contains(&format!("[{}]", code.name));
        assert!(told != excused, "{}: has a case: {told}, is excused: {excused}", code.name);
    }
}
