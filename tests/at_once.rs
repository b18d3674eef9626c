//! Several processes at once: nobody's signature, approval or zip is lost, and whoever has to stand back is told.

use std::fs::File;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use packwright::workspace::hold;
use serde_json::{Value, json};

use crate::support::{Scratch, repository, unzipped};

/// Who signs, and with what.
const SIGNERS: [(&str, &str); 3] =
    [("ana", "keys/p256.pem"), ("ben", "keys/p384-locked.pem"), ("cora", "keys/rsa-2048.pem")];

fn definition(status: &str) -> Value {
    json!({
        "version": 1, "title": "Spring meeting", "body": "club", "status": status,
        "time": { "start": "2026-03-10T18:30", "minutes": 60, "zone": "Europe/Paris" },
        "pack": [{ "document": "minutes" }],
        "bodies": { "club": { "name": "Reading Circle" } },
        "people": { "ana": { "name": "Ana Ruiz" }, "ben": { "name": "Ben Okafor" }, "cora": { "name": "Cora Lind" } },
        "decisions": [{ "id": "buy", "text": "The circle buys two copies." }],
        "signatories": [{ "person": "ana" }, { "person": "ben" }, { "person": "cora" }],
    })
}

fn workspace(status: &str) -> Scratch {
    let scratch = Scratch::new();
    scratch.write("packs/spring/meeting.json", definition(status).to_string().as_bytes());
    for entry in std::fs::read_dir(repository().join("tests/cases/keys")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        scratch.write(&format!("keys/{name}"), &std::fs::read(path).unwrap());
    }
    scratch.write("keys/passphrase", b"test\n");
    scratch
}

fn started(scratch: &Scratch, arguments: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_packwright"));
    command.current_dir(scratch.path()).args(arguments).env_remove("GITHUB_ACTIONS");
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn signing<'a>(target: &'a str, key: &'a str) -> Vec<&'a str> {
    vec!["sign", target, "--key", key, "--at", "2026-04-02T10:00:00Z", "--passphrase-file", "keys/passphrase"]
}

fn sign(scratch: &Scratch, target: &str, key: &str) -> (i32, String) {
    let (code, out, err) = scratch.run(&signing(target, key));
    (code, out + &err)
}

/// Lets commands run at once until each was done; who waited too long says so, and tries again.
fn all_done(scratch: &Scratch, commands: &[Vec<&str>]) {
    let mut left: Vec<&Vec<&str>> = commands.iter().collect();
    for _ in 0..5 {
        let running: Vec<_> = left.iter().map(|arguments| started(scratch, arguments)).collect();
        let outputs: Vec<Output> = running.into_iter().map(|child| child.wait_with_output().unwrap()).collect();
        let mut again = Vec::new();
        for (arguments, output) in left.into_iter().zip(outputs) {
            let err = String::from_utf8_lossy(&output.stderr);
            match output.status.code() {
                Some(0) => {}
                Some(1) if err.contains("has been working on it for more than 10 seconds") => again.push(arguments),
                code => panic!("{arguments:?}: {code:?} {err}"),
            }
        }
        if again.is_empty() {
            return;
        }
        left = again;
    }
    panic!("never done: {left:?}");
}

/// How many signatures the minutes of a zip have.
fn signatures(scratch: &Scratch, zip: &str) -> usize {
    let files = unzipped(&std::fs::read(scratch.path().join(zip)).unwrap());
    let minutes = &files["minutes.pdf"];
    minutes.windows(10).filter(|part| *part == b"/ByteRange").count()
}

/// Nothing of what is only there while somebody writes.
fn nothing_is_left_behind(scratch: &Scratch) {
    for folder in [".", "out", "packs", "packs/spring"] {
        for entry in std::fs::read_dir(scratch.path().join(folder)).into_iter().flatten() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let is_known = !name.starts_with('.') || name == ".packwright-cache";
            assert!(is_known, "{folder}/{name} stayed behind");
        }
    }
}

#[test]
fn signers_of_a_pack_at_once_all_sign() {
    for _ in 0..4 {
        let scratch = workspace("adopted");
        all_done(&scratch, &SIGNERS.map(|(_, key)| signing("spring", key)));
        assert_eq!(signatures(&scratch, "packs/spring/signed.zip"), SIGNERS.len());
        assert_eq!(signatures(&scratch, "out/spring.zip"), SIGNERS.len());
        nothing_is_left_behind(&scratch);
        let (code, _, err) = scratch.run(&["build"]);
        assert_eq!(code, 0, "{err}");
    }
}

#[test]
fn signers_of_a_zip_at_once_all_sign() {
    for _ in 0..4 {
        let scratch = workspace("adopted");
        scratch.run(&["build"]);
        all_done(&scratch, &SIGNERS.map(|(_, key)| signing("out/spring.zip", key)));
        assert_eq!(signatures(&scratch, "out/spring.zip"), SIGNERS.len());
        nothing_is_left_behind(&scratch);
    }
}

#[test]
fn who_signs_the_zip_and_who_signs_the_pack_lose_nothing_of_each_other() {
    for round in 0..4 {
        let scratch = workspace("adopted");
        scratch.run(&["build"]);
        if round == 0 {
            // One after the other.
            for (target, (_, key)) in ["out/spring.zip", "spring", "out/spring.zip"].into_iter().zip(SIGNERS) {
                let (code, said) = sign(&scratch, target, key);
                assert_eq!(code, 0, "{said}");
            }
        } else {
            let targets = ["out/spring.zip", "spring", "out/spring.zip"];
            let commands: Vec<_> =
                targets.into_iter().zip(SIGNERS).map(|(target, (_, key))| signing(target, key)).collect();
            all_done(&scratch, &commands);
        }
        assert_eq!(signatures(&scratch, "out/spring.zip"), SIGNERS.len(), "round {round}");
    }
}

#[test]
fn a_signed_zip_that_is_something_else_is_left_as_it_is() {
    let scratch = workspace("adopted");
    scratch.run(&["build"]);
    assert_eq!(sign(&scratch, "out/spring.zip", SIGNERS[0].1).0, 0);
    let signed = std::fs::read(scratch.path().join("out/spring.zip")).unwrap();
    // The definition says something else by now.
    let changed = definition("adopted").to_string().replace("two copies", "three copies");
    scratch.write("packs/spring/meeting.json", changed.as_bytes());
    let (code, said) = sign(&scratch, "spring", SIGNERS[1].1);
    assert!(
        code == 1 && said.contains("`out/spring.zip` is signed, but differs from what would be signed now"),
        "{said}"
    );
    assert!(
        said.contains("the minutes differ from what was signed") && said.contains("packs/spring/signed.zip"),
        "{said}"
    );
    // Both were signed, each by somebody else.
    scratch.write("packs/spring/meeting.json", definition("adopted").to_string().as_bytes());
    let (code, said) = scratch_sign_elsewhere(&scratch);
    assert_eq!(code, 0, "{said}");
    let kept = std::fs::read(scratch.path().join("packs/spring/signed.zip")).unwrap();
    let (code, said) = sign(&scratch, "spring", SIGNERS[2].1);
    assert!(
        code == 1 && said.contains("`packs/spring/signed.zip` has signatures that this zip does not have"),
        "{said}"
    );
    assert!(std::fs::read(scratch.path().join("out/spring.zip")).unwrap() == signed);
    assert!(std::fs::read(scratch.path().join("packs/spring/signed.zip")).unwrap() == kept);
    nothing_is_left_behind(&scratch);
}

fn scratch_sign_elsewhere(scratch: &Scratch) -> (i32, String) {
    let (code, out, err) = scratch.run(&[signing("spring", SIGNERS[1].1), vec!["--out", "elsewhere"]].concat());
    (code, out + &err)
}

#[test]
fn approvals_at_once_are_all_there() {
    for _ in 0..8 {
        let scratch = workspace("minutes-draft");
        let approving =
            |person: &'static str| vec!["approve", "spring", "--as", person, "--at", "2026-03-20T10:00:00Z"];
        all_done(&scratch, &SIGNERS.map(|(person, _)| approving(person)));
        let text = std::fs::read(scratch.path().join("packs/spring/approvals.json")).unwrap();
        let written: Value = serde_json::from_slice(&text).unwrap();
        let mut people: Vec<&str> =
            written["approvals"].as_array().unwrap().iter().map(|one| one["person"].as_str().unwrap()).collect();
        people.sort_unstable();
        assert_eq!(people, ["ana", "ben", "cora"]);
        nothing_is_left_behind(&scratch);
    }
}

/// A pack for three audiences that was built, in a workspace of its own.
fn for_audiences() -> Scratch {
    let scratch = workspace("adopted");
    let mut definition = definition("adopted");
    definition["audiences"] = json!(["board", "staff", "public"]);
    scratch.write("packs/spring/meeting.json", definition.to_string().as_bytes());
    let (code, out, err) = scratch.run(&["build", "--allow", "warnings"]);
    assert_eq!(code, 0, "{out}{err}");
    scratch
}

fn issuing(audience: &str) -> Vec<&str> {
    vec!["issue", "spring", "--on", "2026-03-05", "--audience", audience]
}

fn issues(scratch: &Scratch) -> Vec<Value> {
    let text = std::fs::read(scratch.path().join("packs/spring/issues.json")).unwrap_or_default();
    if text.is_empty() {
        return Vec::new();
    }
    serde_json::from_slice::<Value>(&text).unwrap()["issues"].as_array().unwrap().clone()
}

#[test]
fn issues_at_once_are_all_recorded() {
    for _ in 0..4 {
        let scratch = for_audiences();
        all_done(&scratch, &["board", "staff", "public"].map(issuing));
        let recorded = issues(&scratch);
        let numbers: Vec<u64> = recorded.iter().map(|issue| issue["number"].as_u64().unwrap()).collect();
        assert_eq!(numbers, [1, 2, 3]);
        let mut audiences: Vec<&str> =
            recorded.iter().map(|issue| issue["packs"][0]["audience"].as_str().unwrap()).collect();
        audiences.sort_unstable();
        assert_eq!(audiences, ["board", "public", "staff"]);
        nothing_is_left_behind(&scratch);
        // Of those who record the same, one does, and the others are told.
        let same: Vec<_> = (0..4).map(|_| started(&scratch, &["issue", "spring", "--on", "2026-03-06"])).collect();
        let outputs: Vec<Output> = same.into_iter().map(|child| child.wait_with_output().unwrap()).collect();
        assert_eq!(outputs.iter().filter(|output| output.status.success()).count(), 1);
        for output in outputs.iter().filter(|output| !output.status.success()) {
            let err = String::from_utf8_lossy(&output.stderr);
            assert!(err.contains("recorded already"), "{err}");
        }
        assert_eq!(issues(&scratch).len(), 4);
    }
}

/// Whenever it is ended: what was recorded before is there, whole.
#[test]
fn an_issue_that_is_killed_leaves_a_whole_record() {
    let scratch = for_audiences();
    let (mut done, mut before) = (0, Vec::new());
    for round in 0..40 {
        let audience = ["board", "staff", "public"][round % 3];
        let mut child = started(&scratch, &issuing(audience));
        std::thread::sleep(Duration::from_millis(round as u64 * 3));
        child.kill().unwrap();
        child.wait().unwrap();
        let now = issues(&scratch);
        assert!(now.len() == before.len() || now.len() == before.len() + 1, "{} {}", now.len(), before.len());
        assert_eq!(now[..before.len()], before, "round {round}");
        done += now.len() - before.len();
        before = now;
    }
    let (code, out, err) = scratch.run(&["issue", "spring", "--on", "2026-03-07"]);
    assert_eq!(code, 0, "{out}{err}");
    assert_eq!(issues(&scratch).len(), done + 1);
}

/// Builds that run while somebody signs: the signed zip stays, whoever is first.
#[test]
fn a_build_takes_no_signature_away() {
    for _ in 0..6 {
        let scratch = workspace("adopted");
        scratch.run(&["build", "--no-cache"]);
        let builds: Vec<_> = (0..3).map(|_| started(&scratch, &["build", "--no-cache"])).collect();
        let signer = started(&scratch, &signing("out/spring.zip", SIGNERS[0].1));
        assert_eq!(signer.wait_with_output().unwrap().status.code(), Some(0));
        for build in builds {
            let output = build.wait_with_output().unwrap();
            let err = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success() || err.contains("would-drop-signatures"), "{err}");
        }
        assert_eq!(signatures(&scratch, "out/spring.zip"), 1);
        nothing_is_left_behind(&scratch);
    }
}

#[test]
fn builds_at_once_share_a_folder_and_a_cache() {
    let scratch = workspace("adopted");
    let definition = std::fs::read(repository().join("packs/smallest/meeting.json")).unwrap();
    for number in 0..4 {
        scratch.write(&format!("packs/small-{number}/meeting.json"), &definition);
    }
    for round in 0..3 {
        let builds: Vec<_> = (0..4).map(|_| started(&scratch, &["build", "--junit", "junit.xml"])).collect();
        for build in builds {
            let output = build.wait_with_output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
        let (code, out, err) = scratch.run(&["build", "--check"]);
        assert!(code == 0 && out.contains("5 current"), "round {round}: {out}{err}");
        nothing_is_left_behind(&scratch);
        std::fs::remove_dir_all(scratch.path().join("out")).unwrap();
    }
}

#[test]
fn of_many_that_start_a_pack_one_does() {
    let folder = Scratch::new();
    let starting: Vec<_> = (0..6).map(|_| started(&folder, &["new", "packs/spring"])).collect();
    let outputs: Vec<Output> = starting.into_iter().map(|child| child.wait_with_output().unwrap()).collect();
    assert_eq!(outputs.iter().filter(|output| output.status.success()).count(), 1);
    for output in outputs.iter().filter(|output| !output.status.success()) {
        let err = String::from_utf8_lossy(&output.stderr);
        assert!(err.contains("has a `meeting.json` already"), "{err}");
    }
}

#[test]
fn who_waits_too_long_is_told_for_whom() {
    let scratch = workspace("adopted");
    let path = scratch.path().join("out/.spring.zip.lock");
    // What is left by a process that was killed holds nobody up.
    scratch.write("out/.spring.zip.lock", b"process 4242\n");
    assert_eq!(scratch.run(&["build"]).0, 0);
    assert!(!path.exists());
    // What somebody wrote into a file of that name, or of another that is the same file, stays.
    for precious in ["precious", "process of appointment", "process 4242 of 2026"] {
        scratch.write("out/.spring.zip.lock", precious.as_bytes());
        let (code, _, err) = scratch.run(&["build", "--no-cache"]);
        assert!(code == 1 && err.contains("it is not a lock"), "{err}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), precious);
        std::fs::remove_file(&path).unwrap();
    }
    // Somebody who takes a second is waited for, and somebody who takes for ever is not.
    for (takes, expected) in [(1, 0), (20, 1)] {
        scratch.write("out/.spring.zip.lock", b"process 4242\n");
        let lock = File::options().read(true).write(true).open(&path).unwrap();
        lock.lock().unwrap();
        let building = started(&scratch, &["build", "--no-cache"]);
        if takes == 1 {
            std::thread::sleep(Duration::from_secs(1));
            std::fs::remove_file(&path).unwrap();
            drop(lock);
        }
        let output = building.wait_with_output().unwrap();
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(expected), "{err}");
        if expected == 1 {
            let told =
                "`out/spring.zip` cannot be written: process 4242 has been working on it for more than 10 seconds";
            assert!(err.contains(told) && err.contains("try again when that process is done"), "{err}");
        }
    }
}

/// Somebody who knows nothing of our locks.
#[test]
fn what_was_changed_meanwhile_is_not_replaced() {
    let scratch = Scratch::new();
    let path = scratch.path().join("x.zip");
    for (before, after) in [(None, Some("b")), (Some("a"), Some("b")), (Some("a"), None)] {
        let put = |content: Option<&str>| match content {
            Some(content) => std::fs::write(&path, content).unwrap(),
            None => drop(std::fs::remove_file(&path)),
        };
        put(before);
        let held = hold(&path).unwrap();
        assert_eq!(held.former(), before.map(str::as_bytes));
        put(after);
        let told = held.replace(b"ours").unwrap_err().to_string();
        assert!(told.contains("was changed by somebody else in the meantime"), "{told}");
        assert_eq!(std::fs::read_to_string(&path).ok().as_deref(), after);
    }
    assert_eq!(std::fs::read_dir(scratch.path()).unwrap().count(), 1 + usize::from(path.exists()));
}

/// Editors know nothing of our locks. Whatever one saves after a file was read stays, however it saves and whenever: ours is
/// written only if nobody else wrote.
#[test]
fn what_another_program_saves_meanwhile_is_never_overwritten() {
    const ROUNDS: u32 = 300;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("meeting.json");
    let (mut written, mut refused) = (0, 0);
    for round in 0..ROUNDS {
        std::fs::write(&path, "as it was read").unwrap();
        let held = hold(&path).unwrap();
        let saved = format!("of an editor, {round}");
        let wait = Duration::from_micros(u64::from(round * 37 % 4000));
        let replaced = std::thread::scope(|scope| {
            scope.spawn(|| {
                std::thread::sleep(wait);
                if round % 2 == 0 {
                    std::fs::write(folder.path().join("4913"), &saved).unwrap();
                    std::fs::rename(folder.path().join("4913"), &path).unwrap();
                } else {
                    std::fs::write(&path, &saved).unwrap();
                }
            });
            held.replace(b"of this program").is_ok()
        });
        written += usize::from(replaced);
        refused += usize::from(!replaced);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), saved, "round {round}, {wait:?}");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    }
    assert!(written > 0 && refused > 0, "{written} written, {refused} refused");
}

/// A definition that only its owner can read stays so.
#[cfg(unix)]
#[test]
fn rights_of_a_file_stay() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("meeting.json");
    for mode in [0o600, 0o640, 0o664, 0o644] {
        std::fs::write(&path, "before").unwrap();
        std::fs::set_permissions(&path, PermissionsExt::from_mode(mode)).unwrap();
        hold(&path).unwrap().replace(b"after").unwrap();
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, mode);
    }
}
