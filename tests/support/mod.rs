//! What several tests use: packs built in a scratch folder, the program as a user runs it, PDFs read back.

pub(crate) mod html;
pub(crate) mod killers;
pub(crate) mod pdf;
pub(crate) mod word;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

/// The repository. Asked when the tests run: a build folder shared by several clones may hold a binary compiled in another.
pub(crate) fn repository() -> &'static Path {
    static REPOSITORY: LazyLock<PathBuf> = LazyLock::new(|| std::env::var_os("CARGO_MANIFEST_DIR").unwrap().into());
    &REPOSITORY
}

/// Names of the example packs.
pub(crate) fn example_packs() -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(repository().join("packs"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().join("meeting.json").is_file())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Runs the program in a folder, as on a terminal also where the tests run on GitHub.
pub(crate) fn packwright(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_packwright"));
    command.current_dir(folder).args(arguments).env_remove("GITHUB_ACTIONS").output().unwrap()
}

/// Builds a pack of the repository and gives the files of its zip.
pub(crate) fn built(pack: &str) -> BTreeMap<String, Vec<u8>> {
    let scratch = tempfile::tempdir().unwrap();
    let out = scratch.path().join("out");
    let output =
        packwright(repository(), &["build", &format!("packs/{pack}"), "--no-cache", "--out", out.to_str().unwrap()]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    unzipped(&std::fs::read(out.join(zip_of(pack))).unwrap())
}

/// The name of the zip that holds all that an example says: that of its first audience, if it has some.
pub(crate) fn zip_of(pack: &str) -> String {
    let definition = std::fs::read(repository().join(format!("packs/{pack}/meeting.json"))).unwrap();
    let definition: serde_json::Value = serde_json::from_slice(&definition).unwrap();
    match definition["audiences"][0].as_str() {
        Some(audience) => format!("{pack}.{audience}.zip"),
        None => format!("{pack}.zip"),
    }
}

/// The files of a zip.
pub(crate) fn unzipped(zip: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            (file.name().unwrap().to_string(), content)
        })
        .collect()
}

/// The documents of a pack: its PDFs but for those of somebody else's, which lie in it as they are.
pub(crate) fn documents(files: &BTreeMap<String, Vec<u8>>) -> impl Iterator<Item = (&String, &Vec<u8>)> {
    files.iter().filter(|(path, _)| path.ends_with(".pdf") && !path.starts_with("annexes/"))
}

/// The lines of `--format json`, of one kind of event.
pub(crate) fn events(out: &str, event: &str) -> Vec<serde_json::Value> {
    let lines = out.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    lines.filter(|line| line["event"] == event).collect()
}

/// A copy of a folder, to work in.
pub(crate) fn copied(folder: &Path) -> tempfile::TempDir {
    fn copy(from: &Path, to: &Path) {
        std::fs::create_dir_all(to).unwrap();
        for entry in std::fs::read_dir(from).unwrap().map(|entry| entry.unwrap()) {
            let to = to.join(entry.file_name());
            if entry.path().is_dir() {
                copy(&entry.path(), &to);
            } else {
                std::fs::copy(entry.path(), to).unwrap();
            }
        }
    }
    let scratch = tempfile::tempdir().unwrap();
    copy(folder, scratch.path());
    scratch
}

/// A workspace in a scratch folder.
pub(crate) struct Scratch {
    folder: tempfile::TempDir,
}

impl Scratch {
    /// A workspace with the repository's registry and nothing else.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let scratch = Self { folder };
        let registry = std::fs::read(repository().join("packs/registry.json")).unwrap();
        scratch.write("packs/registry.json", &registry);
        scratch
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().canonicalize().unwrap()
    }

    pub(crate) fn write(&self, path: &str, content: &[u8]) {
        let path = self.folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }

    /// Runs the program as a job of GitHub does; the second is the summary of the job.
    pub(crate) fn run_on_github(&self, arguments: &[&str]) -> (Output, String) {
        let summary = self.path().join("summary.md");
        let mut command = Command::new(env!("CARGO_BIN_EXE_packwright"));
        command.current_dir(self.path()).args(arguments).env("GITHUB_ACTIONS", "true");
        let output = command.env("GITHUB_STEP_SUMMARY", &summary).output().unwrap();
        (output, std::fs::read_to_string(summary).unwrap())
    }

    /// Runs the program in it; exit code, standard output, standard error.
    pub(crate) fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let output = packwright(&self.path(), arguments);
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }
}
