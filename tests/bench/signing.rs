//! What a signature adds to a build, and what `verify` takes beside hashing and validating alone.

use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;

use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use sha2::{Digest, Sha256};

use crate::report::{Limit, Report};
use crate::{Bench, RUNS, median, time};

const PACK: &str = "board";

/// Builds, signs and verifies the same pack in turn.
pub(super) fn bench(bench: &Bench<'_>, report: &mut Report) {
    let workspace = bench.scratch.join("signing");
    let pack = workspace.join("packs").join(PACK);
    std::fs::create_dir_all(&pack).unwrap();
    std::fs::copy(bench.repository.join(format!("packs/{PACK}/meeting.json")), pack.join("meeting.json")).unwrap();
    let keys = bench.repository.join("tests/cases/keys");
    let run = |arguments: &[&str]| {
        let mut command = Command::new(bench.program);
        command.current_dir(&workspace).args(arguments).stderr(std::process::Stdio::null());
        // Every run begins with a pack that nobody signed.
        std::fs::remove_file(pack.join("signed.zip")).ok();
        std::fs::remove_dir_all(pack.join("signers")).ok();
        time(command)
    };
    let sign = |key: &str, out: &str| {
        let key = keys.join(key);
        let key = key.to_str().unwrap();
        // What is signed there is not overwritten.
        std::fs::remove_dir_all(workspace.join(out)).ok();
        run(&[
            "sign",
            PACK,
            "--as",
            "quillfeather",
            "--any-name",
            "--key",
            key,
            "--at",
            "2026-05-04T09:30:00Z",
            "--out",
            out,
        ])
    };
    let trusted = keys.join("p256-certificate.pem");
    let mut times = [(); 5].map(|()| Vec::new());
    for _ in 0..RUNS {
        times[0].push(run(&["build", PACK, "--no-cache", "--out", "unsigned"]));
        times[1].push(sign("p256.pem", "ecdsa"));
        times[2].push(sign("rsa-3072.pem", "rsa"));
        times[3].push(run(&["verify", &format!("ecdsa/{PACK}.zip"), "--trust", trusted.to_str().unwrap()]));
        let mut alone = Command::new(std::env::current_exe().unwrap());
        alone.arg("--validate").arg(workspace.join(format!("ecdsa/{PACK}.zip")));
        times[4].push(time(alone));
    }
    let [build, ecdsa, rsa, verify, alone] = times.map(median);
    report.part(&format!("{PACK}, signing and verifying, whole process, median of {RUNS} runs, in turn"));
    report.figure("signing", "build", build, "ms");
    report.limited("signing", "a signature with ECDSA (P-256) adds", ecdsa - build, "ms", Limit::AtMost(100.0));
    report.limited("signing", "a signature with RSA (3072) adds", rsa - build, "ms", Limit::AtMost(100.0));
    report.figure("signing", "hashing and validating alone", alone, "ms");
    report.figure("signing", "verify", verify, "ms");
    report.limited("signing", "verify / hashing and validating", verify / alone, "×", Limit::AtMost(2.0));
}

/// Unpacks a zip, and hashes and validates every PDF in it: nothing else.
pub(super) fn validate(zip: &Path) {
    let mut archive = zip::ZipArchive::new(Cursor::new(std::fs::read(zip).unwrap())).unwrap();
    let mut files = Vec::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        files.push(content);
    }
    let valid = files.par_iter().filter(|content| content.starts_with(b"%PDF")).map(|content| {
        assert_eq!(Sha256::digest(content).len(), 32);
        [ValidationProfile::PdfA2a, ValidationProfile::PdfUa1].into_iter().all(|profile| {
            validate_pdf_bytes(content, &ValidationOptions::default().profile(profile)).unwrap().is_compliant
        })
    });
    println!("{}", valid.filter(|valid| *valid).count());
}
