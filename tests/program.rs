//! The program as a user meets it: help, exit codes, incorrect usage, failed builds.

use crate::support::pdf::ReadPdf;
use crate::support::{Scratch, example_packs, packwright, repository, unzipped};

fn scratch_with_smallest() -> Scratch {
    let scratch = Scratch::new();
    let definition = std::fs::read(repository().join("packs/smallest/meeting.json")).unwrap();
    scratch.write("packs/smallest/meeting.json", &definition);
    scratch
}

#[test]
fn help_tells_the_exit_codes_and_wrong_use_is_two() {
    let scratch = scratch_with_smallest();
    let (code, out, _) = scratch.run(&["--help"]);
    assert_eq!(code, 0);
    let codes = [
        "0  done",
        "1  there are problems in the packs",
        "2  incorrect usage",
        "3  a fault of the program",
        "4  `verify`: nothing is wrong with the pack, but nobody you trust vouches for it",
    ];
    for line in codes {
        assert!(out.contains(line), "{out}");
    }
    let page = std::fs::read_to_string(repository().join(".github/AUTOMATION.md")).unwrap();
    for line in codes {
        let (number, words) = line.split_once("  ").unwrap();
        assert!(page.contains(&format!("| {number} | {words}")), "{line}");
    }
    let (_, out, _) = scratch.run(&["verify", "--help"]);
    for line in [
        "0  nothing is wrong, and those you trust vouch",
        "1  something is wrong",
        "2  incorrect usage",
        "4  nothing is wrong, but",
    ] {
        assert!(out.contains(line), "{out}");
    }
    assert_eq!(scratch.run(&["verify", "a.zip", "--untrusted", "--trust", "a.pem"]).0, 2);
    assert_eq!(scratch.run(&["biuld"]).0, 2);
    assert_eq!(scratch.run(&["build", "--nothing"]).0, 2);
    assert_eq!(scratch.run(&[]).0, 2);
}

#[test]
fn a_pack_that_is_not_there_is_wrong_use_with_a_near_miss() {
    let scratch = scratch_with_smallest();
    let (code, out, err) = scratch.run(&["build", "packs/smalest"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert_eq!(err, "error: there is no pack `packs/smalest`\nhint: did you mean `smallest`?\n");
}

#[test]
fn a_folder_without_a_definition_is_wrong_use() {
    let scratch = scratch_with_smallest();
    scratch.write("packs/empty/notes.txt", b"");
    let (code, _, err) = scratch.run(&["check", "packs/empty", "packs/smalles"]);
    assert_eq!(code, 2);
    assert!(err.contains("error: the folder `packs/empty` has no `meeting.json`"), "{err}");
    assert!(err.contains("did you mean `smallest`?"), "all that is wrong is told: {err}");
}

#[test]
fn a_folder_in_place_of_a_file_is_wrong_use_with_a_hint_that_fits() {
    let scratch = scratch_with_smallest();
    scratch.write("keys/authority.pem", b"");
    assert_eq!(scratch.run(&["build"]).0, 0);
    let hint = |arguments: &[&str]| {
        let (code, _, err) = scratch.run(arguments);
        assert_eq!(code, 2, "{err}");
        err.split("hint: ").nth(1).unwrap().trim().to_owned()
    };
    assert_eq!(hint(&["verify", "out/smallest.zip", "--trust", "keys/"]), "name a file in it");
    assert_eq!(hint(&["verify", "keys"]), "name a file in it");
    let zip = "name a file; the zip of a pack is in `out/`";
    assert_eq!(hint(&["verify", "packs/smallest"]), zip);
    assert_eq!(hint(&["changes", "packs/smallest", "out/smallest.zip"]), zip);
}

#[test]
fn no_pack_named_means_every_pack() {
    let scratch = scratch_with_smallest();
    let (code, out, err) = scratch.run(&["build"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.starts_with("smallest: agenda 1 page → out/smallest.zip ("), "{out}");
    let (code, out, err) = scratch.run(&["check"]);
    assert_eq!((code, out.as_str(), err.as_str()), (0, "1 pack checked, nothing found\n", ""));
}

#[test]
fn paths_in_messages_can_be_opened_from_where_the_user_is() {
    let scratch = scratch_with_smallest();
    scratch.write("packs/smallest/meeting.json", b"{");
    let output = packwright(&scratch.path().join("packs/smallest"), &["check", "."]);
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(err.contains("--> ../../packs/smallest/meeting.json:1:"), "{err}");
}

#[test]
fn a_failed_build_leaves_the_former_pack_and_nothing_else() {
    let scratch = scratch_with_smallest();
    assert_eq!(scratch.run(&["build"]).0, 0);
    let zip = scratch.path().join("out/smallest.zip");
    let former = std::fs::read(&zip).unwrap();
    let definition = std::fs::read_to_string(scratch.path().join("packs/smallest/meeting.json")).unwrap();
    scratch.write("packs/smallest/meeting.json", definition.replace("\"minutes\": 40", "\"minutes\": 400").as_bytes());
    assert_eq!(scratch.run(&["build"]).0, 1);
    assert_eq!(std::fs::read(&zip).unwrap(), former);
    assert_eq!(std::fs::read_dir(scratch.path().join("out")).unwrap().count(), 1);
}

#[test]
fn a_broken_pack_does_not_stop_the_others() {
    let scratch = scratch_with_smallest();
    scratch.write("packs/broken/meeting.json", b"{");
    let (code, out, err) = scratch.run(&["build"]);
    assert_eq!(code, 1);
    assert!(out.contains("out/smallest.zip"), "{out}");
    assert!(err.contains("broken: not built, "), "{err}");
}

#[cfg(unix)]
#[test]
fn nothing_outside_the_workspace_is_read_through_a_link() {
    let scratch = scratch_with_smallest();
    let elsewhere = tempfile::tempdir().unwrap();
    let secret = elsewhere.path().join("registry.json");
    std::fs::write(&secret, b"{}").unwrap();
    let registry = scratch.path().join("packs/registry.json");
    std::fs::remove_file(&registry).unwrap();
    std::os::unix::fs::symlink(secret, registry).unwrap();
    let (code, _, err) = scratch.run(&["check"]);
    assert_eq!(code, 1);
    assert!(err.contains("error[unreadable-file]: this file cannot be read: it is outside the workspace"), "{err}");
}

#[test]
fn a_workspace_template_wins_and_one_label_is_enough() {
    let scratch = scratch_with_smallest();
    scratch.write("templates/labels/en.ftl", b"document-agenda = Programme\n");
    assert_eq!(scratch.run(&["build"]).0, 0);
    let files = crate::support::unzipped(&std::fs::read(scratch.path().join("out/smallest.zip")).unwrap());
    let text = crate::support::pdf::ReadPdf::new(&files["agenda.pdf"]).text();
    assert!(text.contains("Programme") && !text.contains("Agenda"), "{text}");
    assert!(String::from_utf8_lossy(&files["manifest.json"]).contains("templates/labels/en.ftl"));
}

#[test]
fn a_zone_in_which_the_day_is_another_says_so() {
    let scratch = scratch_with_smallest();
    let definition = std::fs::read_to_string(scratch.path().join("packs/smallest/meeting.json")).unwrap();
    let zones = "\"zone\": \"Europe/Paris\", \"shown_in\": [\"America/New_York\", \"Asia/Tokyo\", \"Asia/Dhaka\"]";
    let definition = definition.replace("\"zone\": \"Europe/Paris\"", zones);
    scratch.write("packs/smallest/meeting.json", definition.as_bytes());
    assert_eq!(scratch.run(&["build"]).0, 0);
    let files = crate::support::unzipped(&std::fs::read(scratch.path().join("out/smallest.zip")).unwrap());
    let text = crate::support::pdf::squeezed(&crate::support::pdf::ReadPdf::new(&files["agenda.pdf"]).text());
    let expected =
        "18:30–19:30 (CET) / 13:30–14:30 (EDT) / 2:30–3:30 (JST), 11 March 2026 / 23:30 – 11 March 2026, 0:30 (UTC+6)";
    assert!(text.contains(&crate::support::pdf::squeezed(expected)), "{text}");
}

#[test]
fn every_example_pack_is_silent() {
    // What was issued cannot be changed: `seed` holds its findings against the list of its faults.
    for pack in example_packs().into_iter().filter(|pack| !pack.ends_with("-as-issued")) {
        let output = packwright(repository(), &["check", &pack]);
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{pack}");
        assert!(output.status.success());
    }
}

#[test]
fn the_readme_shows_the_smallest_pack() {
    let readme = std::fs::read_to_string(repository().join("README.md")).unwrap();
    let definition = std::fs::read_to_string(repository().join("packs/smallest/meeting.json")).unwrap();
    assert!(readme.contains(definition.trim()));
}

#[test]
fn a_new_pack_builds_at_once_like_any_example() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let output = packwright(folder.path(), arguments);
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout) + &text(output.stderr))
    };
    // The first brings its registry along, which is left as it is.
    let names = packwright::workspace::EXAMPLES.iter().map(|example| example.name);
    let (first, others): (Vec<&str>, Vec<&str>) = names.partition(|name| name.starts_with("un-network"));
    // Those of a series bring along the ones before them.
    for name in first.into_iter().chain(others) {
        let pack = format!("packs/like-{name}");
        let (code, said) = run(&["new", &pack, "--like", name]);
        assert_eq!((code, said.starts_with(&format!("{pack}/meeting.json is like `{name}`"))), (0, true), "{said}");
    }
    // A real meeting, with what was wrong in it, is not silent.
    let of_example = |name: &str| format!("like-{name}");
    let invented = packwright::workspace::EXAMPLES.iter().filter(|example| !example.name.starts_with("un-network"));
    let invented: Vec<String> = invented.map(|example| of_example(example.name)).collect();
    // Copies of a series follow the same meetings as what they are copied from.
    let arguments: Vec<&str> = ["build", "--deny", "warnings", "--allow", "forked-series"]
        .into_iter()
        .chain(invented.iter().map(String::as_str))
        .collect();
    let (code, said) = run(&arguments);
    assert_eq!(code, 0, "{said}");
    let (code, said) = run(&["build"]);
    assert_eq!((code, said.contains("20 packs")), (0, true), "{said}");
    for of in ["meeting", "registry", "check", "approvals", "issues", "responses"] {
        let file = &format!("{of}.schema.json");
        let ours = std::fs::read(repository().join("packs").join(file)).unwrap();
        assert_eq!(std::fs::read(folder.path().join("packs").join(file)).unwrap(), ours, "{file}");
    }
    let there = std::fs::read_dir(repository().join("packs")).unwrap().map(|entry| entry.unwrap());
    let examples = there.filter(|entry| entry.path().is_dir()).map(|entry| entry.file_name().into_string().unwrap());
    for name in examples {
        assert!(folder.path().join("packs").join(of_example(&name)).is_dir(), "`{name}` is no example to start from");
    }
    let (_, said) = run(&["new", "packs/again", "--like", "un-network-2023-02-08"]);
    // The registry that is there has all that the example needs.
    assert!(!said.contains("registry"), "{said}");
    std::fs::remove_dir_all(folder.path().join("packs/again")).unwrap();
    let (code, said) = run(&["new", "elsewhere", "--like", "un-network-2023-02-08"]);
    assert!(code == 2 && said.contains("start it in that folder: `packwright new packs/NAME`"), "{said}");
    let (code, said) = run(&["new", "packs/like-board"]);
    assert_eq!((code, said.contains("has a `meeting.json` already")), (2, true), "{said}");
    let (code, said) = run(&["new", "packs/x", "--like", "bord"]);
    assert_eq!((code, said.contains("did you mean `board`?")), (2, true), "{said}");
    let (code, _) = run(&["new", "packs/.hidden"]);
    assert_eq!((code, folder.path().join("packs/.hidden").exists()), (2, false));
}

#[test]
fn in_the_folder_of_a_pack_commands_mean_that_pack() {
    let scratch = tempfile::tempdir().unwrap();
    let run = |folder: &str, arguments: &[&str]| {
        let output = packwright(&scratch.path().join(folder), arguments);
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout) + &text(output.stderr))
    };
    for pack in ["packs/spring", "packs/autumn"] {
        assert_eq!(run("", &["new", pack]).0, 0);
    }
    std::fs::create_dir_all(scratch.path().join("packs/spring/papers/old")).unwrap();
    let zip = scratch.path().join("out/spring.zip");
    for (folder, shown) in [("packs/spring", "../../out"), ("packs/spring/papers/old", "../../../../out")] {
        let (code, said) = run(folder, &["build", "--no-cache"]);
        assert_eq!(code, 0, "{said}");
        assert!(said.starts_with(&format!("spring: agenda 1 page → {shown}/spring.zip")), "{said}");
        assert_eq!(std::fs::read_dir(scratch.path().join("out")).unwrap().count(), 1);
        std::fs::remove_file(&zip).unwrap();
    }
    for folder in ["", "packs"] {
        let (code, said) = run(folder, &["check"]);
        assert_eq!((code, said.as_str()), (0, "2 packs checked, nothing found\n"));
    }
    let (code, said) = run("packs/autumn", &["build", "spring", "--no-cache"]);
    assert!(code == 0 && zip.is_file(), "{said}");
}

#[test]
fn of_many_packs_the_near_ones_are_offered() {
    let scratch = tempfile::tempdir().unwrap();
    for n in 0..60 {
        std::fs::create_dir_all(scratch.path().join(format!("packs/network-{n}"))).unwrap();
        std::fs::write(scratch.path().join(format!("packs/network-{n}/meeting.json")), "{}").unwrap();
    }
    let said = |name: &str| String::from_utf8(packwright(scratch.path(), &["check", name]).stderr).unwrap();
    assert!(said("netwrk-7").contains("hint: did you mean `network-7`?"), "{}", said("netwrk-7"));
    assert!(said("budget").contains("`network-19` and 48 others\n"), "{}", said("budget"));
}

#[test]
fn context_shows_what_templates_see() {
    let run = |arguments: &[&str]| packwright(repository(), arguments);
    let output = run(&["context", "council", "--document", "minutes"]);
    let seen: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(seen["meeting"]["date"], "May\u{a0}13, 2025");
    assert_eq!(seen["decisions"][1]["label"], "Resolution RES-2025-29");
    assert_eq!(seen["document"]["kind"], "minutes");
    let output = run(&["context", "council", "--document", "minuts"]);
    assert!(String::from_utf8(output.stderr).unwrap().contains("did you mean `minutes`?"));
}

#[test]
fn words_and_templates_are_printed_to_start_from() {
    let run = |arguments: &[&str]| {
        let output = packwright(repository(), arguments);
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
    };
    assert!(run(&["labels", "fr"]).1.contains("document-agenda = Ordre du jour"));
    assert_eq!(run(&["labels", "tlh"]).0, 2);
    let (_, names) = run(&["template"]);
    assert!(names.lines().any(|name| name == "shape/theme.typ"));
    let theme = std::fs::read_to_string(repository().join("templates/shape/theme.typ")).unwrap();
    assert_eq!(run(&["template", "shape/theme.typ"]).1.trim(), theme.trim());
}

/// A document of a workspace's own is a template and nothing else; it links to where things are at home.
#[test]
fn a_document_of_its_own_is_a_template_alone() {
    let scratch = Scratch::new();
    let definition = std::fs::read_to_string(repository().join("packs/board/meeting.json")).unwrap();
    let definition = definition
        .replace("{ \"document\": \"agenda\"", "{ \"document\": \"press-release\" }, { \"document\": \"agenda\"");
    assert!(definition.contains("press-release"));
    scratch.write("packs/board/meeting.json", definition.as_bytes());
    let template = "{% include \"parts/masthead.xml.j2\" %}\n\
        {% for decision in decisions %}<p><a anchor=\"{{ decision.link }}\">{{ decision.label }}</a></p>{% endfor %}\n";
    scratch.write("templates/press-release.xml.j2", template.as_bytes());
    let (code, _, err) = scratch.run(&["build", "board", "--prove"]);
    assert_eq!(code, 0, "{err}");
    let files = unzipped(&std::fs::read(scratch.path().join("out/board.zip")).unwrap());
    let press_release = ReadPdf::new(&files["press-release.pdf"]);
    assert!(press_release.text().contains("press release"));
    assert!(press_release.links_out().iter().any(|(file, _)| file == "minutes.pdf"));
    // What is wrong with it, `check` tells.
    scratch.write("templates/press-release.xml.j2", b"<p>{{ meetting.title }}</p>\n");
    let (code, _, err) = scratch.run(&["check", "board"]);
    assert!(code == 1 && err.contains("templates/press-release.xml.j2:1:7"), "{err}");
}

#[test]
fn who_need_not_approve_is_told_so() {
    let scratch = crate::support::Scratch::new();
    let mut definition = serde_json::json!({
        "version": 1,
        "title": "Spring meeting",
        "status": "minutes-draft",
        "style": { "templates": "plain" },
        "body": "club",
        "bodies": { "club": { "name": "Tuesday Book Club" } },
        "people": { "ana": { "name": "Ana Ruiz" }, "ben": { "name": "Ben Okafor" } },
        "chairs": [{ "person": "ana" }],
        "time": { "start": "2026-03-10" },
        "agenda": [{ "id": "x", "title": "Books" }],
    });
    let approve = |definition: &serde_json::Value, person: &str| {
        scratch.write("packs/spring/meeting.json", definition.to_string().as_bytes());
        let (code, _, err) = scratch.run(&["approve", "spring", "--as", person, "--at", "2026-04-01T10:00:00Z"]);
        assert_eq!(code, 0, "{err}");
        err
    };
    assert_eq!(approve(&definition, "ana"), "");
    let said = approve(&definition, "ben");
    assert!(said.starts_with("warning: `ben` is neither chair nor officer nor signatory of this meeting"), "{said}");
    definition["bodies"]["club"]["sign_off"] = serde_json::json!({ "approvals": [{ "of": "chairs" }] });
    assert_eq!(approve(&definition, "ana"), "");
    let said = approve(&definition, "ben");
    assert!(
        said.starts_with("warning: `ben` does not have to approve: the body requires the approval of `ana`"),
        "{said}"
    );
}
