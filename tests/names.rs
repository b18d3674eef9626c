//! What packs may be called: one rule, however a pack is named.

use crate::support::{Scratch, events, packwright, repository};

/// Names that cannot be those of packs, and what to write instead if a name is near.
const BAD: [(&str, &str); 10] = [
    (".hid", "`hid`"),
    ("a b", "`a-b`"),
    ("a\n", "`a`"),
    ("ä", "ASCII letters"),
    ("con", "`con-meeting`"),
    ("AUX.2026", "`AUX-meeting`"),
    ("end.", "`end`"),
    ("-x", "`x`"),
    ("会议", "ASCII letters"),
    ("a'b", "`a-b`"),
];

fn workspace(names: &[&str]) -> Scratch {
    let scratch = Scratch::new();
    let definition = std::fs::read(repository().join("packs/smallest/meeting.json")).unwrap();
    for name in names {
        scratch.write(&format!("packs/{name}/meeting.json"), &definition);
    }
    scratch
}

/// The folder as messages show it: in one line.
fn shown(name: &str) -> String {
    name.replace('\n', "\\n")
}

#[cfg(unix)]
#[test]
fn one_rule_holds_however_a_pack_is_named() {
    for (name, hint) in BAD {
        let scratch = workspace(&["good", name]);
        let folder = format!("packs/{}", shown(name));
        let told = |code: i32, said: &str, expected: i32| {
            assert_eq!(code, expected, "{name:?}: {said}");
            assert!(said.contains(&format!("the folder `{folder}` cannot be a pack")), "{name:?}: {said}");
            assert!(said.contains(hint), "{name:?}: {said}");
        };
        // All of them, and by pattern: a finding, and the others are built.
        for arguments in [&["build"][..], &["build", "*"], &["check"]] {
            let (code, out, err) = scratch.run(arguments);
            told(code, &err, 1);
            assert!(err.contains("error[bad-pack-name]"), "{err}");
            assert!(arguments[0] == "check" || out.contains("out/good.zip"), "{out}");
        }
        let (_, out, _) = scratch.run(&["check", "--format", "json"]);
        assert!(out.contains("\"bad-pack-name\""), "{out}");
        assert_eq!(std::fs::read_dir(scratch.path().join("out")).unwrap().count(), 1, "{name:?}");
        // By name and by path: incorrect usage, in the same words.
        let path = format!("./packs/{name}");
        for typed in [path.as_str(), &format!("{path}/meeting.json")] {
            for command in ["build", "check", "context"] {
                let (code, _, err) = scratch.run(&[command, typed]);
                told(code, &err, 2);
            }
        }
        if !name.starts_with('-') {
            let (code, _, err) = scratch.run(&["check", name]);
            told(code, &err, 2);
        }
        let (code, _, err) = Scratch::new().run(&["new", &format!("packs/{name}")]);
        assert!(code == 2 && err.contains(&format!("the folder `{folder}` cannot be a pack")), "{name:?}: {err}");
        assert!(err.contains(hint) && err.contains("choose another name") && !err.contains("rename"), "{err}");
    }
    for good in ["a", "2026", "a.b", "A-b_c", "_draft", "console", "com10", "nul-1"] {
        let (code, _, err) = workspace(&[good]).run(&["check"]);
        assert_eq!(code, 0, "{good}: {err}");
    }
}

#[test]
fn a_pattern_is_of_the_name_alone_or_of_the_path() {
    let scratch = workspace(&["housing", "parish", "board-2026", "plenary-2026"]);
    for (pattern, names) in [
        ("p*", &["parish", "plenary-2026"][..]),
        ("[p]*", &["parish", "plenary-2026"]),
        ("[hp]*", &["housing", "parish", "plenary-2026"]),
        ("p*-2026", &["plenary-2026"]),
        ("pa*", &["parish"]),
        ("packs/p*", &["parish", "plenary-2026"]),
        ("packs/*-2026", &["board-2026", "plenary-2026"]),
        ("*", &["board-2026", "housing", "parish", "plenary-2026"]),
    ] {
        let (code, out, _) = scratch.run(&["check", pattern, "--quick", "--format", "json"]);
        let events = events(&out, "pack");
        let mut checked: Vec<&str> = events.iter().filter_map(|event| event["pack"].as_str()).collect();
        checked.sort_unstable();
        assert_eq!((code, checked.as_slice()), (0, names), "{pattern}: {out}");
    }
    for pattern in ["pac*", "pa*/parish", "*packs*"] {
        assert_eq!(scratch.run(&["check", pattern]).0, 2, "{pattern}");
    }
}

/// Also where a system tells them apart.
#[cfg(target_os = "linux")]
#[test]
fn names_that_differ_in_case_only_are_refused() {
    let scratch = workspace(&["x", "X", "y"]);
    let told = |err: &str| {
        assert!(err.contains("differ only in case") && err.contains("`packs/x`") && err.contains("`packs/X`"), "{err}");
        assert!(err.contains("rename one of the two"), "{err}");
    };
    let (code, out, err) = scratch.run(&["build"]);
    told(&err);
    assert!(code == 1 && out.contains("out/y.zip") && !out.contains("out/x.zip"), "{out}");
    for typed in ["x", "X", "packs/x", "packs/X/meeting.json"] {
        let (code, _, err) = scratch.run(&["build", typed]);
        assert_eq!(code, 2);
        told(&err);
    }
    let (code, _, err) = scratch.run(&["build", "[xX]"]);
    assert_eq!(code, 1);
    told(&err);
    let (code, _, err) = scratch.run(&["new", "packs/Y"]);
    assert!(code == 2 && err.contains("`packs/Y` and `packs/y` differ only in case"), "{err}");
    assert!(!scratch.path().join("packs/Y").exists());
    let output = packwright(&scratch.path().join("packs"), &["new", "Y"]);
    assert!(output.status.code() == Some(2) && !scratch.path().join("packs/Y").exists());
    // Of two workspaces' folders of one name one zip would come.
    scratch.write("drafts/y/meeting.json", &std::fs::read(repository().join("packs/smallest/meeting.json")).unwrap());
    let (code, _, err) = scratch.run(&["build", "packs/y", "drafts/y"]);
    assert!(code == 2 && err.contains("`packs/y` and `drafts/y` would go into the same zip"), "{err}");
}

/// The first build makes `out`, and the second must find the pack of that name.
#[test]
fn a_folder_that_is_no_pack_hides_none_of_its_name() {
    let scratch = workspace(&["out", "templates", "packs"]);
    scratch.write("templates/readme.md", b"");
    for name in ["out", "out", "templates", "packs"] {
        let (code, out, err) = scratch.run(&["build", name]);
        assert_eq!(code, 0, "{name}: {out}{err}");
    }
}

#[test]
fn a_command_for_one_pack_takes_one() {
    let scratch = workspace(&["x1", "x2"]);
    for arguments in [&["context", "x*"][..], &["approve", "x?", "--as", "ana"]] {
        let (code, _, err) = scratch.run(arguments);
        assert!(code == 2 && err.contains("matches several packs: `x1` and `x2`"), "{err}");
    }
}
