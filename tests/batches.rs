//! Many packs at once, again and again: what is built, what is taken from the cache, what stays when a run is killed.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::{Scratch, events, unzipped};

/// Packs of the tests: even ones are chaired by `ana`, odd ones by `ben`.
const PACKS: usize = 6;

fn definition(number: usize, words: &str) -> Value {
    let chair = if number.is_multiple_of(2) { "ana" } else { "ben" };
    json!({
        "version": 1, "title": format!("Meeting {number}"), "body": "club",
        "time": { "start": "2026-03-10T18:30", "minutes": 60, "zone": "Europe/Paris" },
        "chairs": [{ "person": chair }],
        "agenda": [{ "id": "one", "title": "The first thing", "minutes": 60, "text": words }],
    })
}

fn registry() -> Value {
    json!({
        "bodies": { "club": { "name": "Reading Circle" } },
        "people": { "ana": { "name": "Ana Ruiz" }, "ben": { "name": "Ben Okafor" }, "cora": { "name": "Cora Lind" } },
    })
}

fn workspace() -> Scratch {
    let scratch = Scratch::new();
    scratch.write("packs/registry.json", registry().to_string().as_bytes());
    write_all(&scratch, "The club talks.");
    scratch
}

fn write_all(scratch: &Scratch, words: &str) {
    for number in 0..PACKS {
        let path = format!("packs/p{number}/meeting.json");
        scratch.write(&path, definition(number, words).to_string().as_bytes());
    }
}

/// How each pack was done, and why, in the order of their names.
fn done(scratch: &Scratch, arguments: &[&str]) -> Vec<(String, String)> {
    let (_, out, err) = scratch.run(&[&["build", "--format", "json"], arguments].concat());
    assert_eq!(err, "");
    let mut packs: Vec<(String, String, String)> = events(&out, "pack")
        .iter()
        .map(|line| {
            let why: Vec<&str> = line["why"].as_array().unwrap().iter().map(|why| why.as_str().unwrap()).collect();
            (line["pack"].as_str().unwrap().to_owned(), line["how"].as_str().unwrap().to_owned(), why.join(", "))
        })
        .collect();
    packs.sort();
    packs.into_iter().map(|(_, how, why)| (how, why)).collect()
}

fn ways(scratch: &Scratch, arguments: &[&str]) -> Vec<String> {
    done(scratch, arguments).into_iter().map(|(how, _)| how).collect()
}

fn zips(scratch: &Scratch, folder: &str) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(scratch.path().join(folder)).into_iter().flatten();
    let paths = entries.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|e| e == "zip"));
    paths.map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read(path).unwrap())).collect()
}

/// The entries of the cache.
fn cache_entries(scratch: &Scratch) -> Vec<PathBuf> {
    let files = std::fs::read_dir(scratch.path().join(".packwright-cache")).unwrap();
    let mut paths: Vec<_> = files.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    paths.sort();
    paths
}

/// What a run without a cache makes is what must lie in `out`.
fn is_as_if_built_anew(scratch: &Scratch) {
    let (code, _, err) = scratch.run(&["build", "--no-cache", "--out", "anew"]);
    assert_eq!(code, 0, "{err}");
    assert!(zips(scratch, "out") == zips(scratch, "anew"), "the cache gave something else than a build");
}

#[test]
fn only_what_changed_is_built_again() {
    let scratch = workspace();
    let all = |how: &str| vec![how.to_owned(); PACKS];
    assert_eq!(ways(&scratch, &[]), all("built"));
    assert_eq!(ways(&scratch, &[]), all("reused"));
    // The same bytes at another time.
    write_all(&scratch, "The club talks.");
    assert_eq!(ways(&scratch, &[]), all("reused"));
    let but = |number: usize, how: &str| {
        let mut ways = all("reused");
        how.clone_into(&mut ways[number]);
        ways
    };
    scratch.write("packs/p3/meeting.json", definition(3, "The club listens.").to_string().as_bytes());
    assert_eq!(done(&scratch, &[])[3], ("built".to_owned(), "`packs/p3/meeting.json` changed".to_owned()));
    // An entry of the registry: exactly those that use it. One that nobody uses: nobody.
    let mut entries = registry();
    entries["people"]["ana"]["name"] = json!("Ana Ruiz Soler");
    entries["people"]["cora"]["name"] = json!("Cora Lind-Berg");
    scratch.write("packs/registry.json", entries.to_string().as_bytes());
    let users: Vec<String> =
        (0..PACKS).map(|n| if n.is_multiple_of(2) { "built" } else { "reused" }.to_owned()).collect();
    let found = done(&scratch, &[]);
    assert_eq!(found.iter().map(|(how, _)| how.clone()).collect::<Vec<_>>(), users);
    assert_eq!(found[0].1, "`packs/registry.json#people/ana` changed");
    // What may change every pack, what was not there before, and what is gone again.
    scratch.write("templates/labels/en.ftl", b"document-agenda = Order of the day\n");
    assert_eq!(ways(&scratch, &[]), all("built"));
    scratch.write("packs/p1/approvals.json", b"{\"version\": 1}");
    assert_eq!(done(&scratch, &[])[1].1, "`packs/p1/approvals.json` is new");
    std::fs::remove_file(scratch.path().join("packs/p1/approvals.json")).unwrap();
    assert_eq!(done(&scratch, &[])[1].1, "`packs/p1/approvals.json` is gone");
    // A zip that is gone or damaged is there again, from the cache; what is damaged in the cache is built.
    std::fs::remove_file(scratch.path().join("out/p2.zip")).unwrap();
    scratch.write("out/p4.zip", b"damaged");
    assert_eq!(ways(&scratch, &[]), all("reused"));
    is_as_if_built_anew(&scratch);
    std::fs::remove_file(scratch.path().join("out/p2.zip")).unwrap();
    for entry in std::fs::read_dir(scratch.path().join(".packwright-cache")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "zip") {
            std::fs::write(path, b"damaged").unwrap();
        }
    }
    assert_eq!(ways(&scratch, &[]), but(2, "built"));
    for path in cache_entries(&scratch) {
        std::fs::write(path, b"{").unwrap();
    }
    assert_eq!(ways(&scratch, &[]), all("built"));
    is_as_if_built_anew(&scratch);
    let (_, out, _) = scratch.run(&["cache", "prune"]);
    assert!(out.ends_with("removed\n"), "{out}");
    assert_eq!(ways(&scratch, &[]), all("reused"));
    scratch.run(&["cache", "clear"]);
    assert_eq!(ways(&scratch, &["--cache", "elsewhere"]), all("built"));
    assert!(zips(&scratch, "elsewhere").len() >= PACKS);
}

/// Changes an entry by hand, as somebody could who knows how its code is made if there is no key.
fn edit(path: &PathBuf, change: impl Fn(&mut Value)) {
    let mut written: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    change(&mut written["entry"]);
    std::fs::write(path, written.to_string()).unwrap();
}

#[test]
fn a_cache_cannot_lie() {
    let scratch = workspace();
    let all = |how: &str| vec![how.to_owned(); PACKS];
    assert_eq!(ways(&scratch, &[]), all("built"));
    let cache = scratch.path().join(".packwright-cache");
    let former = zips(&scratch, "out");
    let digest = |name: &str| packwright::pack::digest(&former[name]);
    let others = digest("p1.zip");
    // What an entry names is another pack's zip, or no zip; and what it was made of is not said.
    let lies: [&dyn Fn(&mut Value); 6] = [
        &|entry| entry["zip"] = json!(others),
        &|entry| entry["key"]["inputs"] = json!({}),
        &|entry| drop(entry["key"]["inputs"].as_object_mut().unwrap().remove("packs/p0/meeting.json")),
        &|entry| drop(entry["key"]["inputs"].as_object_mut().unwrap().remove("templates")),
        &|entry| drop(entry.as_object_mut().unwrap().remove("registry")),
        &|entry| entry["pack"]["id"] = json!("p1"),
    ];
    for (at, lie) in lies.iter().enumerate() {
        edit(&cache_entries(&scratch)[0], lie);
        std::fs::remove_file(scratch.path().join("out/p0.zip")).unwrap();
        assert_eq!(ways(&scratch, &["p0"]), ["built"], "lie {at}");
        assert!(zips(&scratch, "out") == former, "lie {at}");
    }
    // A definition that is broken now is never unchanged.
    edit(&cache_entries(&scratch)[0], |entry| entry["key"]["inputs"] = json!({}));
    scratch.write("packs/p0/meeting.json", b"{");
    assert_eq!(ways(&scratch, &["p0"]), ["failed"]);
    write_all(&scratch, "The club talks.");
    assert_eq!(ways(&scratch, &[])[0], "built");
    // The whole entry of another pack, under the name of this one.
    let paths = cache_entries(&scratch);
    std::fs::copy(&paths[1], &paths[0]).unwrap();
    assert_eq!(ways(&scratch, &["p0"]), ["built"]);
    // A comparison believes nothing: the zip in `out` and the cache agree, and both are not what would be built.
    scratch.write("out/p0.zip", &former["p1.zip"]);
    edit(&paths[0], |entry| entry["zip"] = json!(others));
    let (code, out, _) = scratch.run(&["build", "p0", "--check"]);
    assert!(code == 1 && out.contains("p0: STALE"), "{out}");
    // What is no zip is not delivered, whatever it is called.
    let no_zip = packwright::pack::digest(b"no zip");
    std::fs::write(cache.join(format!("{no_zip}.zip")), b"no zip").unwrap();
    edit(&paths[0], |entry| entry["zip"] = json!(no_zip));
    scratch.write("out/p0.zip", b"no zip");
    assert_eq!(ways(&scratch, &["p0"]), ["built"]);
    is_as_if_built_anew(&scratch);
}

/// With a key only what was kept with it is taken; without one everybody can write an entry that fits.
#[test]
fn a_cache_with_a_key_believes_those_who_have_it() {
    let scratch = workspace();
    let all = |how: &str| vec![how.to_owned(); PACKS];
    scratch.write("key", b"0123456789abcdef0123456789abcdef\n");
    scratch.write("other-key", b"fedcba9876543210fedcba9876543210");
    let with = |key: &'static str| ways(&scratch, &["--cache-key-file", key]);
    assert_eq!(ways(&scratch, &[]), all("built"));
    assert_eq!(with("key"), all("built"));
    assert_eq!(with("key"), all("reused"));
    assert_eq!(with("other-key"), all("built"));
    assert_eq!(ways(&scratch, &[]), all("built"));
    assert_eq!(with("key"), all("built"));
    // In processes that relieve each other, too.
    assert_eq!(ways(&scratch, &["--cache-key-file", "key", "--packs-per-process", "2"]), all("reused"));
    assert_eq!(scratch.run(&["cache", "prune"]).1, format!("{} files removed\n", 0));
    scratch.write("short", b"0123456789");
    for (key, told) in [("short", "fewer than 16 bytes"), ("absent", "cannot be read")] {
        let (code, _, err) = scratch.run(&["build", "--cache-key-file", key]);
        assert!(code == 2 && err.contains(told) && err.contains(key), "{err}");
    }
}

#[test]
fn only_files_of_the_cache_are_removed() {
    let scratch = workspace();
    scratch.write("mine/report.json", b"{}");
    scratch.write("mine/p0-0123abcd.json", b"{}");
    let zip = format!("mine/{}.zip", "0".repeat(64));
    scratch.write(&zip, b"mine");
    scratch.write("mine/CACHEDIR.TAG", b"Signature: 8a477f597d28d172789f06886806bc55\n# This is somebody else's.\n");
    let files = |folder: &str| std::fs::read_dir(scratch.path().join(folder)).unwrap().count();
    for what in ["clear", "prune"] {
        let (code, _, err) = scratch.run(&["cache", what, "--cache", "mine"]);
        assert!(code == 2 && err.contains("`mine` is not a cache of packwright") && err.contains("hint: "), "{err}");
        assert_eq!(files("mine"), 4);
    }
    // A cache that has foreign files in it, too.
    scratch.run(&["build", "--cache", "cache"]);
    scratch.write("cache/report.json", b"{}");
    scratch.write("cache/p0-0123abcd.json", b"{}");
    scratch.write("cache/pictures.zip", b"mine");
    let (code, out, _) = scratch.run(&["cache", "clear", "--cache", "cache"]);
    assert_eq!((code, out), (0, format!("{} files removed\n", 2 * PACKS)));
    assert_eq!(files("cache"), 5, "the two that mark it, and three of somebody's");
    assert_eq!(scratch.run(&["cache", "clear", "--cache", "absent"]).1, "0 files removed\n");
}

/// A folder that is marked as a cache is left out of backups and repositories.
#[test]
fn no_folder_of_other_files_becomes_a_cache() {
    let scratch = workspace();
    scratch.write("mine/thesis.txt", b"mine");
    for folder in [".", "packs", "packs/p0", "mine"] {
        for command in [["build", "p0"], ["register", "actions"]] {
            let (code, out, err) = scratch.run(&[command, ["--cache", folder]].concat());
            assert!(code == 2 && err.contains("the folder is of other files, such as `"), "{out}{err}");
            assert!(!scratch.path().join(folder).join("CACHEDIR.TAG").exists());
            assert!(!scratch.path().join(folder).join(".gitignore").exists());
        }
    }
    // One of an earlier version has no mark.
    scratch.run(&["build", "p0", "--cache", "cache"]);
    std::fs::remove_file(scratch.path().join("cache/CACHEDIR.TAG")).unwrap();
    assert_eq!(scratch.run(&["build", "p0", "--cache", "cache"]).0, 0);
}

#[test]
fn findings_are_told_again_of_what_is_reused() {
    let scratch = workspace();
    scratch.write("packs/p0/meeting.json", definition(0, "The the club talks.").to_string().as_bytes());
    for how in ["built", "reused"] {
        let (code, out, _) = scratch.run(&["build", "p0", "--format", "json"]);
        let pack = &events(&out, "pack")[0];
        assert_eq!((code, &pack["how"], &pack["findings"][0]["code"]), (0, &how.into(), &"doubled-word".into()));
    }
    let (code, out, _) = scratch.run(&["build", "p0", "--format", "json", "--deny", "warnings"]);
    assert_eq!((code, &events(&out, "pack")[0]["how"]), (1, &"failed".into()));
    // A rule looks at all of the registry: a name that comes into it may be misspelt in a pack that does not use it.
    scratch.write("packs/p1/meeting.json", definition(1, "Cora Lindd reads aloud.").to_string().as_bytes());
    let mut entries = registry();
    entries["people"].as_object_mut().unwrap().remove("cora");
    scratch.write("packs/registry.json", entries.to_string().as_bytes());
    let found = |scratch: &Scratch| {
        let (_, out, _) = scratch.run(&["build", "p1", "--format", "json"]);
        let pack = events(&out, "pack").remove(0);
        (pack["how"].as_str().unwrap().to_owned(), pack["findings"].as_array().unwrap().len())
    };
    assert_eq!(found(&scratch), ("built".to_owned(), 0));
    scratch.write("packs/registry.json", registry().to_string().as_bytes());
    // It is told of what is taken from the cache as if it were built anew.
    assert_eq!(found(&scratch), ("reused".to_owned(), 1));
    scratch.run(&["cache", "clear"]);
    assert_eq!(found(&scratch).1, 1);
}

#[test]
fn check_compares_and_writes_nothing() {
    let scratch = workspace();
    for cache in [&[][..], &["--no-cache"]] {
        std::fs::remove_dir_all(scratch.path().join("out")).ok();
        let arguments = [&["--check"], cache].concat();
        assert!(
            done(&scratch, &arguments)
                .iter()
                .all(|(how, why)| (how.as_str(), why.as_str()) == ("stale", "there is no zip"))
        );
        assert!(!scratch.path().join("out").exists());
        scratch.run(&["build"]);
        assert!(ways(&scratch, &arguments).iter().all(|how| how == "current"));
        let before = zips(&scratch, "out");
        scratch.write("packs/p5/meeting.json", definition(5, "The club sings.").to_string().as_bytes());
        let mut damaged = before["p0.zip"].clone();
        damaged[100] ^= 1;
        scratch.write("out/p0.zip", &damaged);
        let (code, out, _) = scratch.run(&[&["build"], &arguments[..]].concat());
        assert_eq!(code, 1);
        assert!(out.contains("p5: STALE: `packs/p5/meeting.json` changed"), "{out}");
        assert!(out.contains("p0: STALE: "), "{out}");
        assert!(out.contains(&format!("{PACKS} packs in ")) && out.contains(": 4 current, 2 stale"), "{out}");
        assert!(zips(&scratch, "out")["p0.zip"] == damaged, "a comparison wrote something");
        write_all(&scratch, "The club talks.");
    }
}

#[test]
fn parts_are_the_whole_and_stay_the_same() {
    let scratch = workspace();
    let part = |part: &str| {
        std::fs::remove_dir_all(scratch.path().join("out")).ok();
        scratch.run(&["build", "--partition", part]);
        zips(&scratch, "out").into_keys().collect::<Vec<_>>()
    };
    let parts: Vec<Vec<String>> = ["1/3", "2/3", "3/3"].map(part).to_vec();
    let mut all: Vec<String> = parts.concat();
    all.sort();
    assert_eq!(all, (0..PACKS).map(|number| format!("p{number}.zip")).collect::<Vec<_>>());
    // Another pack moves nobody.
    scratch.write("packs/q/meeting.json", definition(0, "The club talks.").to_string().as_bytes());
    for (name, former) in ["1/3", "2/3", "3/3"].iter().zip(&parts) {
        assert!(former.iter().all(|zip| part(name).contains(zip)));
    }
    for wrong in ["0/3", "4/3", "1/0", "x", "1"] {
        assert_eq!(scratch.run(&["build", "--partition", wrong]).0, 2);
    }
    let (_, out, _) = scratch.run(&["build", "p[12]", "packs/p4*"]);
    assert!(out.contains("3 packs in "), "{out}");
    let (code, _, err) = scratch.run(&["build", "nothing-*"]);
    assert!(code == 2 && err.contains("there is no pack `nothing-*`"), "{err}");
}

#[test]
fn a_pack_with_errors_stops_others_only_if_asked() {
    let scratch = workspace();
    scratch.write("packs/p2/meeting.json", b"{");
    let (code, out, err) = scratch.run(&["build", "-j", "1", "--junit", "report/junit.xml"]);
    assert!(code == 1 && out.contains("5 built, 1 failed") && err.contains("p2: not built"), "{out}{err}");
    let xml = String::from_utf8(std::fs::read(scratch.path().join("report/junit.xml")).unwrap()).unwrap();
    assert!(xml.contains("tests=\"6\"") && xml.contains("failures=\"1\""), "{xml}");
    assert!(xml.contains("name=\"p2\"") && xml.contains("json-syntax"), "{xml}");
    // Why it failed is the message, and is not repeated after the findings.
    assert_eq!((xml.matches("(packs/p2/meeting.json:1)").count(), xml.contains("p2 is failed")), (1, false), "{xml}");
    let (code, out, _) = scratch.run(&["build", "-j", "1", "--fail-fast", "--no-cache"]);
    assert!(code == 1 && out.contains("2 built, 1 failed"), "{out}");
    // On GitHub: annotations, and a summary.
    let (output, summary) = scratch.run_on_github(&["build"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("::error file=packs/p2/meeting.json"));
    assert!(summary.contains("| p2 | failed |"), "{summary}");
}

#[test]
fn the_same_bytes_whatever_the_surroundings() {
    let scratch = workspace();
    let (code, _, err) = scratch.run(&["build", "--no-cache", "-j", "1"]);
    assert_eq!(code, 0, "{err}");
    let expected = zips(&scratch, "out");
    let other = workspace();
    for (number, jobs) in ["1", "2", "7"].into_iter().enumerate() {
        let mut command = Command::new("sh");
        let script = format!("umask 0{number}7; exec \"$0\" build --no-cache --jobs {jobs} p5 p0 p3 p1 p4 p2");
        command.current_dir(other.path().join("packs")).args(["-c", &script, env!("CARGO_BIN_EXE_packwright")]);
        command
            .env("TZ", ["Asia/Tokyo", "America/Lima", "UTC"][number])
            .env("LC_ALL", ["tr_TR.UTF-8", "C", "ar_EG"][number]);
        command.env_remove("GITHUB_ACTIONS").args(["--out", "../out"]);
        assert!(command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap().success());
        assert!(zips(&other, "packs/out") == expected || zips(&other, "out") == expected);
    }
}

/// A run that is killed leaves whole zips, former or new, and the next one completes.
fn killed(times: u64) {
    let scratch = workspace();
    let (code, _, err) = scratch.run(&["build"]);
    assert_eq!(code, 0, "{err}");
    let mut former = zips(&scratch, "out");
    let mut random = 0x2545_F491_4F6C_DD1D_u64;
    for round in 0..times {
        write_all(&scratch, &format!("The club talks for the {round}th time."));
        let mut child = Command::new(env!("CARGO_BIN_EXE_packwright"))
            .current_dir(scratch.path())
            .args(["build", "--packs-per-process", ["2", "500"][usize::from(round % 2 == 0)]])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Xorshift: the same moments in every run, as far as a machine keeps time.
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        std::thread::sleep(Duration::from_micros(random % 60_000));
        child.kill().unwrap();
        child.wait().unwrap();
        for (name, zip) in zips(&scratch, "out") {
            // Whole: every file unpacks.
            assert!(former.get(&name) == Some(&zip) || unzipped(&zip).contains_key("manifest.json"));
        }
        assert_eq!(zips(&scratch, "out").len(), PACKS, "a former pack is lost");
        if round % 10 == 9 {
            let (code, _, err) = scratch.run(&["build"]);
            assert_eq!(code, 0, "{err}");
            is_as_if_built_anew(&scratch);
            former = zips(&scratch, "out");
        }
    }
}

/// Processes that relieve each other do what one does: the same bytes, the same words.
#[test]
fn it_is_the_same_in_several_processes() {
    let scratch = workspace();
    scratch.write("packs/p2/meeting.json", b"{\"version\": 1, \"titel\": \"x\"}");
    scratch.write("packs/p4/meeting.json", definition(4, "The the club talks.").to_string().as_bytes());
    let allowed = json!({ "allow": [
        { "code": "single-heading", "because": "nothing has it" }, { "code": "doubled-word", "pack": "p4", "because": "so it was said" },
    ] });
    scratch.write("packs/check.json", allowed.to_string().as_bytes());
    let told = |arguments: &[&str]| {
        let (code, out, err) =
            scratch.run(&[&["build", "--no-cache", "-j", "1", "--junit", "junit.xml"], arguments].concat());
        let without_times = |text: &str| {
            let lines = text.lines().filter(|line| !line.starts_with("slowest: "));
            lines.map(|line| line.split(" packs in ").next().unwrap().to_owned()).collect::<Vec<_>>()
        };
        // An allowance is used in whatever process that is found.
        assert!(
            err.matches("[unused-allowance]").count() == 1 && err.contains("this has no effect: `single-heading`"),
            "{err}"
        );
        (code, without_times(&out), err, zips(&scratch, "out"))
    };
    let expected = told(&[]);
    assert_eq!((expected.0, expected.3.len()), (1, PACKS - 1));
    for packs in ["1", "2", "5"] {
        std::fs::remove_dir_all(scratch.path().join("out")).unwrap();
        assert!(told(&["--packs-per-process", packs]) == expected, "with {packs} packs a process");
    }
    let (code, out, _) = scratch.run(&["build", "--no-cache", "-j", "1", "--packs-per-process", "2", "--fail-fast"]);
    assert!(code == 1 && out.contains("2 built, 1 failed"), "{out}");
}

/// A process that somebody ends takes no pack with it: those that it was at are tried again.
#[test]
#[cfg(target_os = "linux")]
fn a_process_that_dies_is_relieved() {
    let scratch = workspace();
    // What is allowed in a pack before it dies is no less allowed.
    scratch.write("packs/p0/meeting.json", definition(0, "The the club talks.").to_string().as_bytes());
    let allowed = json!({ "allow": [{ "code": "doubled-word", "because": "so it was said" }] });
    scratch.write("packs/check.json", allowed.to_string().as_bytes());
    let run = Command::new(env!("CARGO_BIN_EXE_packwright"))
        .current_dir(scratch.path())
        .args(["build", "--no-cache", "-j", "1", "--packs-per-process", "5"])
        .env_remove("GITHUB_ACTIONS")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let children = format!("/proc/{0}/task/{0}/children", run.id());
    let child = std::iter::repeat_with(|| std::fs::read_to_string(&children).unwrap_or_default());
    let child = child.take(1_000_000).find(|child| !child.trim().is_empty()).expect("a process was started");
    // It is at a pack when the first zip is there.
    while zips(&scratch, "out").is_empty() {
        std::thread::yield_now();
    }
    assert!(Command::new("kill").args(["-9", child.trim()]).status().unwrap().success());
    let output = run.wait_with_output().unwrap();
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(0), "{out}{err}");
    assert!(out.contains("6 built") && !err.contains("error"), "{out}{err}");
    assert!(!err.contains("unused-allowance"), "{err}");
    assert_eq!(zips(&scratch, "out").len(), PACKS);
}

#[test]
fn a_killed_run_loses_nothing() {
    killed(30);
}

/// 200 times, which takes a while; `.ci/run` does.
#[test]
#[ignore = "200 kills: run by .ci/run"]
fn a_run_killed_200_times_loses_nothing() {
    killed(200);
}

#[test]
fn people_read_once_what_is_wrong_with_a_file_of_all_packs() {
    let scratch = workspace();
    let mut entries = registry();
    entries["people"]["ana"]["gender"] = "female".into();
    scratch.write("packs/registry.json", entries.to_string().as_bytes());
    for (arguments, beginning) in [(&["check"][..], "error["), (&["check", "--format", "github"], "::error ")] {
        let (code, out, err) = scratch.run(arguments);
        let told = out.lines().chain(err.lines()).filter(|line| line.starts_with(beginning)).count();
        assert!(code == 1 && told == 1 && (out + &err).contains("1 error in 6 packs"), "{arguments:?}");
    }
    // Programs get it with each pack, and so does the report on each.
    let (_, out, _) = scratch.run(&["check", "--format", "json"]);
    let packs = events(&out, "pack");
    assert!(packs.iter().all(|pack| pack["findings"].as_array().unwrap().len() == 1), "{out}");
}
