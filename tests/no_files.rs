//! Files that are no files: whatever is read or written, pipes, sockets, devices, folders and links that lead nowhere hang
//! nobody up, and are told with their path.
#![cfg(unix)]

use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::json;

use crate::support::{Scratch, repository};

/// What may lie in the place of a file.
const KINDS: [&str; 8] =
    ["pipe", "socket", "folder", "dead link", "link to a device", "link to itself", "link to the input", "unreadable"];

/// Puts something into the place of a file; false if it would be readable to us all the same.
fn put(kind: &str, path: &Path) -> bool {
    if path.is_dir() && !path.is_symlink() {
        std::fs::remove_dir_all(path).unwrap();
    } else if path.symlink_metadata().is_ok() {
        std::fs::remove_file(path).unwrap();
    }
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    match kind {
        "pipe" => assert!(Command::new("mkfifo").arg(path).status().unwrap().success()),
        // Sockets have short paths: it is made elsewhere and moved.
        "socket" => {
            let folder = tempfile::tempdir().unwrap();
            drop(UnixListener::bind(folder.path().join("s")).unwrap());
            if std::fs::rename(folder.path().join("s"), path).is_err() {
                drop(UnixListener::bind(path).unwrap());
            }
        }
        "folder" => std::fs::create_dir(path).unwrap(),
        "dead link" => symlink("nowhere", path).unwrap(),
        "link to a device" => symlink("/dev/zero", path).unwrap(),
        // It has a path only as long as the input is a file: that of a worker is a pipe.
        "link to the input" => symlink("/dev/fd/0", path).unwrap(),
        "link to itself" => symlink(path.file_name().unwrap(), path).unwrap(),
        "unreadable" => {
            std::fs::write(path, b"{}").unwrap();
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o000)).unwrap();
            // Whoever runs as the superuser may read everything.
            return std::fs::read(path).is_err();
        }
        other => unreachable!("{other}"),
    }
    true
}

/// Runs a command that has to end by itself; exit code, and all that it said.
fn run(scratch: &Scratch, arguments: &[&str]) -> (i32, String) {
    let said = tempfile::NamedTempFile::new().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_packwright"))
        .current_dir(scratch.path())
        .args(arguments)
        .env_remove("GITHUB_ACTIONS")
        .stdin(Stdio::null())
        .stdout(said.as_file().try_clone().unwrap())
        .stderr(said.as_file().try_clone().unwrap())
        .spawn()
        .unwrap();
    for _ in 0..6000 {
        if let Some(status) = child.try_wait().unwrap() {
            return (status.code().unwrap_or(-1), String::from_utf8_lossy(&std::fs::read(said.path()).unwrap()).into());
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    child.kill().unwrap();
    panic!("{arguments:?} does not end");
}

/// A pack that reads a file of every kind, signed, and built once.
fn workspace() -> Scratch {
    let scratch = Scratch::new();
    let definition = json!({
        "version": 1, "title": "Spring meeting", "body": "club", "status": "adopted",
        "time": { "start": "2026-03-10T18:30", "minutes": 60, "zone": "Europe/Paris" },
        "bodies": { "club": { "name": "Reading Circle" } },
        "people": { "ana": { "name": "Ana Ruiz" } },
        "agenda": [{ "id": "one", "title": "Papers", "minutes": 60, "text": "We see @paper, @chart. ![A chart](prose.png)" }],
        "annexes": [
            { "id": "paper", "title": "Paper", "files": [{ "file": "papers/paper.pdf", "source": "papers/paper.docx" }] },
            { "id": "chart", "title": "Chart", "files": [{ "file": "chart.png", "alt": "A chart" }] },
        ],
        "decisions": [{ "id": "buy", "text": "The circle buys two copies." }],
        "signatories": [{ "person": "ana" }],
    });
    scratch.write("packs/spring/meeting.json", definition.to_string().as_bytes());
    let picture = std::fs::read(repository().join("packs/water-points/papers/access.png")).unwrap();
    let paper = std::fs::read(repository().join("packs/water-points/papers/quarterly-report.pdf")).unwrap();
    scratch.write("packs/spring/prose.png", &picture);
    scratch.write("packs/spring/chart.png", &picture);
    scratch.write("packs/spring/papers/paper.pdf", &paper);
    scratch.write("packs/spring/papers/paper.docx", b"any");
    for key in ["p256.pem", "authority.pem", "p256-alone.pem", "p256-certificate.pem"] {
        scratch.write(&format!("keys/{key}"), &std::fs::read(repository().join("tests/cases/keys").join(key)).unwrap());
    }
    scratch.write("keys/passphrase", b"test\n");
    scratch.write("keys/cache", b"0123456789abcdef0123456789abcdef");
    scratch
}

/// Puts everything into the place of a file, one after the other, and runs commands that read or write it.
fn each_kind(path: &str, commands: &[&[&str]], but: &[&str]) {
    for kind in KINDS.into_iter().filter(|kind| !but.contains(kind)) {
        let scratch = workspace();
        if !put(kind, &scratch.path().join(path)) {
            println!("{path}, {kind}: skipped, for this user may read everything");
            continue;
        }
        for arguments in commands {
            let (code, said) = run(&scratch, arguments);
            let context = format!("{path} as {kind}, {arguments:?}: {code}\n{said}");
            assert!([1, 2].contains(&code), "{context}");
            let built = scratch.path().join("out/spring.zip").is_file();
            assert!(
                !built || !["templates", "fonts"].iter().any(|shared| path.starts_with(shared)),
                "built all the same: {context}"
            );
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            let folder = folder.strip_prefix("packs/spring").unwrap_or(folder).trim_start_matches('/');
            assert!(said.contains(folder) && said.contains(name), "not named: {context}");
            assert!(!said.contains("fault of packwright") && !said.contains("report this"), "{context}");
        }
    }
}

const SIGN: [&str; 6] = ["sign", "spring", "--at", "2026-04-02T10:00:00Z", "--key", "keys/p256.pem"];

#[test]
fn as_files_of_a_pack() {
    each_kind("packs/spring/meeting.json", &[&["check"], &["build", "spring"], &["context", "packs/spring"]], &[]);
    let approve = ["approve", "spring", "--as", "ana"];
    each_kind("packs/spring/approvals.json", &[&["check"], &["build"], &approve], &[]);
    each_kind("packs/spring/signed.zip", &[&["check"], &["build"], &SIGN, &approve], &[]);
    for path in ["papers/paper.pdf", "papers/paper.docx", "chart.png", "prose.png"] {
        each_kind(&format!("packs/spring/{path}"), &[&["check"], &["build", "--no-cache"]], &[]);
    }
}

#[test]
fn as_files_of_a_workspace() {
    each_kind("packs/registry.json", &[&["check"], &["build"]], &[]);
    each_kind("packs/check.json", &[&["check"], &["build"]], &[]);
    let templates = ["agenda.xml.j2", "mine.xml.j2", "shape/theme.typ", "labels/en.ftl", "shape/style.css", "logo.png"];
    for template in templates {
        each_kind(&format!("templates/{template}"), &[&["check"], &["build"]], &[]);
    }
    each_kind("fonts/Mine.ttf", &[&["check"], &["build"]], &[]);
    // What was a pack is not left out in silence.
    each_kind(
        "packs/gone",
        &[&["check"], &["build"]],
        &["pipe", "socket", "folder", "link to a device", "link to the input", "unreadable"],
    );
    for folder in ["templates", "fonts", "templates/labels"] {
        each_kind(folder, &[&["build"]], &["folder"]);
    }
}

#[test]
fn as_files_that_are_named() {
    let zip = ["verify", "out/spring.zip"];
    each_kind("out/spring.zip", &[&zip], &[]);
    each_kind("keys/trusted.pem", &[&["verify", "packs/spring/prose.png", "--trust", "keys/trusted.pem"]], &[]);
    let signing = |more: &[&'static str]| [&["sign", "spring"], more].concat();
    each_kind("keys/mine.pem", &[&signing(&["--key", "keys/mine.pem"])], &[]);
    each_kind("keys/cert.pem", &[&signing(&["--key", "keys/p256-alone.pem", "--cert", "keys/cert.pem"])], &[]);
    each_kind("keys/secret", &[&signing(&["--key", "keys/p256.pem", "--passphrase-file", "keys/secret"])], &[]);
    each_kind("keys/for-cache", &[&["build", "--cache-key-file", "keys/for-cache"]], &[]);
    each_kind("x.zip", &[&["sign", "x.zip", "--key", "keys/p256.pem"]], &[]);
}

#[test]
fn where_something_is_written() {
    let build = ["build", "--no-cache"];
    each_kind("out/spring.zip", &[&build, &["build", "--check"], &SIGN], &[]);
    // One lies where a lock is to lie: that is told, too.
    each_kind("out/.spring.zip.lock", &[&build, &SIGN], &["unreadable"]);
    each_kind("out", &[&build, &SIGN], &["folder", "unreadable"]);
    each_kind("junit.xml", &[&["build", "--junit", "junit.xml"]], &["unreadable"]);
    each_kind("man", &[&["manual", "man"]], &["folder", "unreadable"]);
    each_kind("man/packwright-build.1", &[&["manual", "man"]], &["unreadable"]);
    each_kind("packs/new/meeting.json", &[&["new", "packs/new"]], &[]);
    each_kind("packs/new", &[&["new", "packs/new"]], &["folder", "unreadable"]);
    each_kind("cache", &[&["build", "--cache", "cache"]], &["folder", "unreadable"]);
    each_kind("cache/CACHEDIR.TAG", &[&["cache", "clear", "--cache", "cache"]], &[]);
}

#[test]
fn as_files_of_a_cache() {
    for kind in KINDS {
        for ending in [".entry.json", ".zip"] {
            let scratch = workspace();
            let (code, said) = run(&scratch, &["build"]);
            assert_eq!(code, 0, "{said}");
            std::fs::remove_file(scratch.path().join("out/spring.zip")).unwrap();
            let mut files = std::fs::read_dir(scratch.path().join(".packwright-cache")).unwrap();
            let path = files
                .find_map(|file| Some(file.unwrap().path()).filter(|path| path.to_str().unwrap().ends_with(ending)));
            let path = path.unwrap();
            if !put(kind, &path) {
                println!("{ending}, {kind}: skipped, for this user may read everything");
                continue;
            }
            let (code, said) = run(&scratch, &["build"]);
            let name = path.file_name().unwrap().to_str().unwrap();
            assert!(code == 1 && said.contains(name) && said.contains("cache-unusable"), "{kind}: {code} {said}");
            assert_eq!(run(&scratch, &["build", "--no-cache"]).0, 0);
        }
    }
}

/// What has no length, or another than it says.
#[test]
fn what_grows_while_it_is_read_ends() {
    let scratch = workspace();
    // The system makes it up as it is read, and says that it is empty.
    if Path::new("/proc/self/status").exists() {
        let (code, said) = run(&scratch, &["verify", "/proc/self/status"]);
        assert!(code == 2 && said.contains("its length changes while it is read"), "{said}");
    }
    // More than there is memory for, as a file with a hole.
    let path = scratch.path().join("packs/spring/papers/paper.pdf");
    std::fs::File::create(path).unwrap().set_len(1 << 40).unwrap();
    let (code, said) = run(&scratch, &["check"]);
    assert!(code == 1 && said.contains("papers/paper.pdf") && said.contains("larger than 64 MiB"), "{said}");
    let path = scratch.path().join("large.zip");
    std::fs::File::create(path).unwrap().set_len(1 << 40).unwrap();
    let (code, said) = run(&scratch, &["verify", "large.zip"]);
    assert!(code == 2 && said.contains("larger than 512 MiB"), "{said}");
}

/// Links inside the workspace are followed, as before.
#[test]
fn links_in_a_workspace_lead_to_its_files() {
    let scratch = workspace();
    std::fs::rename(scratch.path().join("packs/spring/prose.png"), scratch.path().join("picture.png")).unwrap();
    symlink("../../picture.png", scratch.path().join("packs/spring/prose.png")).unwrap();
    let (code, said) = run(&scratch, &["build"]);
    assert_eq!(code, 0, "{said}");
    // A zip that is signed through a link is signed where it lies.
    std::fs::rename(scratch.path().join("out/spring.zip"), scratch.path().join("elsewhere.zip")).unwrap();
    symlink("elsewhere.zip", scratch.path().join("mine.zip")).unwrap();
    let (code, said) = run(&scratch, &[&["sign", "mine.zip"], &SIGN[2..]].concat());
    assert_eq!(code, 0, "{said}");
    assert!(scratch.path().join("mine.zip").is_symlink());
    let (_, said) = run(&scratch, &["verify", "elsewhere.zip"]);
    assert!(said.contains("Ana Ruiz signed"), "{said}");
}
