//! Machines that share the packs: what schedulers say of a part, and that all parts are all packs, each once.

use std::collections::BTreeMap;
use std::process::{Command, Output};

use crate::support::{Scratch, events, repository};

/// Every variable that is read. None of the scheduler that runs the tests is left.
const VARIABLES: [&str; 13] = [
    "CI_NODE_INDEX",
    "CI_NODE_TOTAL",
    "BUILDKITE_PARALLEL_JOB",
    "BUILDKITE_PARALLEL_JOB_COUNT",
    "CIRCLE_NODE_INDEX",
    "CIRCLE_NODE_TOTAL",
    "JOB_COMPLETION_INDEX",
    "PACKWRIGHT_PARTS",
    "SLURM_ARRAY_TASK_ID",
    "SLURM_ARRAY_TASK_COUNT",
    "SLURM_ARRAY_TASK_MIN",
    "SLURM_ARRAY_TASK_MAX",
    "GITHUB_ACTIONS",
];

/// How many packs the tests have.
const PACKS: usize = 12;

fn workspace() -> Scratch {
    let scratch = Scratch::new();
    let definition = std::fs::read(repository().join("packs/smallest/meeting.json")).unwrap();
    for number in 0..PACKS {
        scratch.write(&format!("packs/p{number}/meeting.json"), &definition);
    }
    scratch
}

fn run(scratch: &Scratch, arguments: &[&str], variables: &[(String, String)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_packwright"));
    for name in VARIABLES {
        command.env_remove(name);
    }
    let variables = variables.iter().map(|(name, value)| (name, value));
    command.current_dir(scratch.path()).args(arguments).envs(variables).output().unwrap()
}

/// `A=1 B=2`.
fn variables(text: &str) -> Vec<(String, String)> {
    let pairs = text.split_whitespace().map(|pair| pair.split_once('=').unwrap());
    pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

#[test]
fn a_scheduler_gives_the_part_and_what_cannot_be_told_is_refused() {
    let scratch = workspace();
    let table = std::fs::read_to_string(repository().join("tests/cases/partition.txt")).unwrap();
    for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (set, expected) = line.split_once(" => ").unwrap();
        let output = run(&scratch, &["build", "--partition", "auto"], &variables(set));
        let err = String::from_utf8(output.stderr).unwrap();
        let (first, rest) = err.split_once('\n').unwrap();
        assert_eq!(first, expected, "{set}");
        let refused = expected.starts_with("error: ");
        assert_eq!(output.status.code(), Some(if refused { 2 } else { 0 }), "{set}: {err}");
        assert_eq!(rest.starts_with("hint: "), refused, "{set}: {err}");
        assert!(!set.contains("GITHUB") || rest.contains("`--partition ${{ matrix.part }}/3`"), "{err}");
    }
}

/// The variables of the job with a number from 0 of so many, by scheduler.
fn job(scheduler: &str, number: usize, of: usize) -> Vec<(String, String)> {
    let set = match scheduler {
        "gitlab" => format!("CI_NODE_INDEX={} CI_NODE_TOTAL={of}", number + 1),
        "buildkite" => format!("BUILDKITE_PARALLEL_JOB={number} BUILDKITE_PARALLEL_JOB_COUNT={of}"),
        "circleci" => format!("CIRCLE_NODE_INDEX={number} CIRCLE_NODE_TOTAL={of}"),
        "kubernetes" => format!("JOB_COMPLETION_INDEX={number} PACKWRIGHT_PARTS={of}"),
        _ => format!(
            "SLURM_ARRAY_TASK_ID={} SLURM_ARRAY_TASK_COUNT={of} SLURM_ARRAY_TASK_MIN=3 SLURM_ARRAY_TASK_MAX={}",
            3 + 2 * number,
            1 + 2 * of
        ),
    };
    variables(&set)
}

#[test]
fn all_parts_of_any_scheduler_are_all_packs_each_once() {
    let scratch = workspace();
    for scheduler in ["gitlab", "buildkite", "circleci", "kubernetes", "slurm"] {
        // More parts than packs: some have none, which is no fault.
        for parts in [1, 3, PACKS + 5] {
            let mut seen = BTreeMap::new();
            for number in 0..parts {
                let arguments = ["build", "--partition", "auto", "--format", "json"];
                let output = run(&scratch, &arguments, &job(scheduler, number, parts));
                let out = String::from_utf8(output.stdout).unwrap();
                assert_eq!(output.status.code(), Some(0), "{scheduler} {number}/{parts}: {out}");
                let begin = &events(&out, "begin")[0]["partition"];
                let expected = serde_json::json!({ "part": number + 1, "parts": parts, "scheduler": scheduler });
                assert_eq!(*begin, expected);
                for pack in events(&out, "pack") {
                    *seen.entry(pack["pack"].as_str().unwrap().to_owned()).or_insert(0) += 1;
                }
            }
            assert_eq!(seen, (0..PACKS).map(|number| (format!("p{number}"), 1)).collect::<BTreeMap<_, _>>());
        }
    }
}

#[test]
fn a_part_that_is_typed_asks_no_scheduler_and_one_without_packs_is_done() {
    let scratch = workspace();
    let begin = |arguments: &[&str], set: &str| {
        let output = run(&scratch, &[&["build", "--format", "json"], arguments].concat(), &variables(set));
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
        events(&String::from_utf8(output.stdout).unwrap(), "begin")[0]["partition"].clone()
    };
    let typed = begin(&["--partition", "2/5"], "CI_NODE_INDEX=3 CI_NODE_TOTAL=4 JOB_COMPLETION_INDEX=x");
    assert_eq!(typed, serde_json::json!({ "part": 2, "parts": 5, "scheduler": null }));
    assert_eq!(begin(&[], "CI_NODE_INDEX=3"), serde_json::Value::Null);
    let said: Vec<String> = (1..=PACKS + 5)
        .map(|part| {
            let output = run(&scratch, &["build", "--partition", &format!("{part}/{}", PACKS + 5)], &[]);
            assert_eq!(output.status.code(), Some(0));
            String::from_utf8(output.stdout).unwrap()
        })
        .collect();
    let empty = said.iter().filter(|said| said.starts_with("no pack is in part ")).count();
    assert!(empty >= 5, "{said:?}");
    // A workspace without packs is a mistake in every part.
    let nothing = Scratch::new();
    nothing.write("packs/registry.json", b"{}");
    assert_eq!(run(&nothing, &["build", "--partition", "1/2"], &[]).status.code(), Some(2));
}
