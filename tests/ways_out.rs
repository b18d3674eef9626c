//! The forms in which findings are told, and what is allowed or denied.

use crate::support::{Scratch, events, repository};

/// A workspace with one warning: `the` stands twice.
fn with_a_warning() -> Scratch {
    let scratch = Scratch::new();
    let definition = std::fs::read(repository().join("tests/cases/findings/doubled-word/meeting.json")).unwrap();
    let definition = String::from_utf8(definition).unwrap();
    let (before, rest) = definition.split_once("\"text\": \"").unwrap();
    let (_, after) = rest.split_once('"').unwrap();
    let definition = format!("{before}\"text\": \"“Ça” is the the book.\"{after}");
    scratch.write("packs/one/meeting.json", definition.as_bytes());
    scratch
}

#[test]
fn json_tells_code_place_and_hint() {
    let (code, out, err) = with_a_warning().run(&["check", "--format", "json"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let (begin, end) = (&events(&out, "begin")[0], &events(&out, "end")[0]);
    assert_eq!((&begin["version"], &begin["packs"]), (&2.into(), &1.into()));
    assert_eq!((&end["errors"], &end["warnings"], &end["checked"]), (&0.into(), &1.into(), &1.into()));
    let pack = &events(&out, "pack")[0];
    assert_eq!((&pack["pack"], &pack["how"]), (&"one".into(), &"checked".into()));
    let finding = &pack["findings"][0];
    assert_eq!(finding["code"], "doubled-word");
    assert_eq!(finding["group"], "style");
    assert_eq!(finding["file"], "packs/one/meeting.json");
    let line = std::fs::read_to_string(repository().join("tests/cases/findings/doubled-word/meeting.json")).unwrap();
    let line = line.lines().position(|line| line.contains("\"text\"")).unwrap() + 1;
    assert_eq!(finding["line"], line);
    // Columns count characters: `      "text": "“Ça” is ` is 23 of them.
    assert_eq!((&finding["column"], &finding["end_column"]), (&24.into(), &31.into()));
}

#[test]
fn json_of_a_build_tells_what_was_written() {
    let (code, out, _) = with_a_warning().run(&["build", "--format", "json"]);
    assert_eq!(code, 0);
    let pack = &events(&out, "pack")[0];
    assert_eq!(pack["how"], "built");
    let built = &pack["built"];
    assert_eq!(built["path"], "out/one.zip");
    assert_eq!(built["documents"][0]["path"], "agenda.pdf");
}

#[test]
fn github_gets_annotations_without_being_asked() {
    let scratch = with_a_warning();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_packwright"))
        .current_dir(scratch.path())
        .args(["check"])
        .env("GITHUB_ACTIONS", "true")
        .output()
        .unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    assert!(out.starts_with("::warning file=packs/one/meeting.json,line="), "{out}");
    assert!(out.contains("title=doubled-word::`the` stands twice%0Aremove one of the two"), "{out}");
}

#[test]
fn what_is_denied_stops_the_build_and_what_is_allowed_is_silent() {
    let scratch = with_a_warning();
    let silent = (0, "1 pack checked, nothing found\n".to_owned(), String::new());
    assert_eq!(scratch.run(&["check", "--allow", "doubled-word"]), silent);
    assert_eq!(scratch.run(&["check", "--allow", "style"]), silent);
    for denied in ["doubled-word", "style", "warnings"] {
        let (code, _, err) = scratch.run(&["build", "--deny", denied]);
        assert_eq!(code, 1, "{denied}");
        assert!(err.contains("error[doubled-word]") && err.contains("one: not built, 1 error"), "{err}");
    }
    assert!(!scratch.path().join("out").exists());
    // A code goes before a group.
    assert_eq!(scratch.run(&["check", "--deny", "style", "--allow", "doubled-word"]), silent);
    let (code, _, err) = scratch.run(&["check", "--deny", "doubeld-word"]);
    assert_eq!(code, 2);
    assert!(err.contains("did you mean `doubled-word`?"), "{err}");
}

#[test]
fn an_error_is_never_let_pass() {
    let scratch = with_a_warning();
    scratch.write("packs/one/meeting.json", b"{");
    assert_eq!(scratch.run(&["check", "--allow", "json-syntax", "--allow", "form"]).0, 1);
}

#[test]
fn a_workspace_lets_pass_with_a_reason_and_is_told_when_it_is_over() {
    let scratch = with_a_warning();
    scratch.write(
        "packs/check.json",
        br#"{ "allow": [{ "code": "doubled-word", "pack": "one", "because": "a title" }] }"#,
    );
    assert_eq!(scratch.run(&["check"]), (0, "1 pack checked, nothing found\n".to_owned(), String::new()));
    scratch.write(
        "packs/check.json",
        br#"{ "allow": [{ "code": "doubled-word", "pack": "two", "because": "a title" }] }"#,
    );
    let (code, _, err) = scratch.run(&["check"]);
    assert_eq!(code, 0);
    assert!(err.contains("warning[doubled-word]") && err.contains("warning[unused-allowance]"), "{err}");
    assert!(err.contains("there is no pack `two`"), "{err}");
    let of_error = br#"{ "allow": [{ "code": "json-syntax", "because": "a draft" }] }"#;
    scratch.write("packs/check.json", of_error);
    assert!(scratch.run(&["check"]).2.contains("`json-syntax` is an error, and errors cannot be left out"));
    // Of a part of the workspace nothing is known of the rest.
    assert!(!scratch.run(&["check", "one"]).2.contains("unused-allowance"));
    scratch.write("packs/check.json", br#"{ "deny": ["style"] }"#);
    assert_eq!(scratch.run(&["check"]).0, 1);
}

#[test]
fn every_code_and_group_is_explained() {
    let scratch = Scratch::new();
    for code in packwright::build::codes() {
        let (exit, out, _) = scratch.run(&["explain", code.name]);
        assert_eq!(exit, 0);
        assert!(out.contains(&format!("[{}], group {}", code.name, code.group.name())), "{out}");
    }
    let (_, out, _) = scratch.run(&["explain"]);
    for word in
        ["contradiction:", "completeness:", "consistency:", "style:", "doubled-word", "A word occurs twice in a row"]
    {
        assert!(out.contains(word), "{out}");
    }
    let (exit, _, err) = scratch.run(&["explain", "doubeld-word"]);
    assert_eq!(exit, 2);
    assert!(err.contains("did you mean `doubled-word`?"), "{err}");
}

#[test]
fn schemas_are_printed() {
    for (name, path) in [("meeting", "meeting"), ("registry", "registry"), ("check", "check")] {
        let (code, out, _) = Scratch::new().run(&["schema", name]);
        let published = std::fs::read_to_string(repository().join(format!("packs/{path}.schema.json"))).unwrap();
        assert_eq!((code, out), (0, published));
    }
}
