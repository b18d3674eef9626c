//! Signatures, seals and what `verify` says of them. Keys are those of `tests/cases/keys`, which everybody has.

use std::io::{Cursor, Write};

use packwright::verify::{Wishes, verify};
use serde_json::{Value, json};

use crate::support::pdf::{ReadPdf, squeezed};
use crate::support::{Scratch, packwright, repository, unzipped};

/// When the tests sign: the same always.
const AT: &str = "2026-04-02T10:00:00Z";

/// A pack of three people, adopted, with nothing but its minutes.
fn definition() -> Value {
    json!({
        "version": 1, "title": "Spring meeting", "body": "club", "status": "adopted",
        "time": { "start": "2026-03-10T18:30", "minutes": 60, "zone": "Europe/Paris" },
        "pack": [{ "document": "minutes" }],
        "bodies": { "club": { "name": "Reading Circle" } },
        "people": { "ana": { "name": "Ana Ruiz" }, "ben": { "name": "Ben Okafor" }, "cora": { "name": "Cora Lind" } },
        "decisions": [{ "id": "buy", "text": "The circle buys two copies." }],
        "signatories": [{ "person": "ana", "capacity": "Chair" }, { "person": "ben" }, { "person": "cora" }],
    })
}

fn workspace() -> Scratch {
    let scratch = Scratch::new();
    scratch.write("packs/spring/meeting.json", definition().to_string().as_bytes());
    for entry in std::fs::read_dir(repository().join("tests/cases/keys")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        scratch.write(&format!("keys/{name}"), &std::fs::read(path).unwrap());
    }
    scratch.write("keys/passphrase", b"test\n");
    scratch
}

/// Arguments that sign with a key of the tests.
fn signing<'a>(target: &'a str, key: &'a str) -> Vec<&'a str> {
    vec!["sign", target, "--key", key, "--at", AT, "--passphrase-file", "keys/passphrase"]
}

fn built(scratch: &Scratch) -> Vec<u8> {
    let (code, _, err) = scratch.run(&["build", "spring"]);
    assert_eq!(code, 0, "{err}");
    read(scratch, "out/spring.zip")
}

fn read(scratch: &Scratch, path: &str) -> Vec<u8> {
    std::fs::read(scratch.path().join(path)).unwrap()
}

/// The zip signed by one key.
fn sealed(scratch: &Scratch, key: &str) -> Vec<u8> {
    scratch.write("out/spring.zip", &built(scratch));
    let (code, _, err) = scratch.run(&signing("out/spring.zip", key));
    assert_eq!(code, 0, "{key}: {err}");
    let zip = read(scratch, "out/spring.zip");
    std::fs::remove_file(scratch.path().join("out/spring.zip")).unwrap();
    zip
}

/// Names of everything that is wrong with a zip.
fn wrong(zip: &[u8]) -> Vec<&'static str> {
    let report = verify(zip, &Wishes { without_standards: true, ..Wishes::default() });
    let wrong = report.checks.iter().filter(|check| check.state.name() == "wrong");
    wrong.map(|check| check.name).collect()
}

#[test]
fn every_kind_of_key_signs() {
    let scratch = workspace();
    let keys = [
        ("p256.p12", "Ana Ruiz"),
        ("p256.pem", "Ana Ruiz"),
        ("p256-sec1.pem", "Ana Ruiz"),
        ("p384-locked.pem", "Ben Okafor"),
        ("rsa-2048.pem", "Cora Lind"),
        ("rsa-3072.pem", "Cora Lind"),
        ("rsa-3072-pkcs1.pem", "Cora Lind"),
        ("rsa-3072-old.p12", "Cora Lind"),
        ("rsa-4096.pem", "Cora Lind"),
    ];
    for (key, name) in keys {
        let key = format!("keys/{key}");
        scratch.write("out/spring.zip", &sealed(&scratch, &key));
        let (code, out, err) = scratch.run(&["verify", "out/spring.zip", "--trust", "keys/authority.pem"]);
        assert_eq!(code, 0, "{key}: {out}{err}");
        assert!(
            out.contains(&format!(
                "{name} signed `minutes.pdf` on 2026-04-02 10:00 UTC by its own word; the whole file is covered"
            )),
            "{out}"
        );
        assert!(out.contains("`minutes.pdf` meets PDF/A-2a and PDF/UA-1"), "{out}");
        assert!(out.contains(&format!("the certificate of {name} is vouched for by")), "{out}");
        // Nobody is trusted by somebody else's word.
        let (code, out, _) = scratch.run(&["verify", "out/spring.zip", "--trust", "keys/another-authority.pem"]);
        assert!(code == 1 && out.contains("nobody whom you trust vouches for"), "{out}");
        std::fs::remove_file(scratch.path().join("out/spring.zip")).unwrap();
    }
    let parted = ["--cert", "keys/p256-certificate.pem"];
    scratch.write("out/spring.zip", &built(&scratch));
    let (code, _, err) = scratch.run(&[signing("out/spring.zip", "keys/p256-alone.pem"), parted.to_vec()].concat());
    assert_eq!(code, 0, "{err}");
}

#[test]
fn keys_that_cannot_be_used_are_told_apart() {
    let scratch = workspace();
    scratch.write("out/spring.zip", &built(&scratch));
    let cases: &[(&str, &[&str], &str)] = &[
        ("p256-alone.pem", &[], "there is no certificate with this key"),
        ("p256-alone.pem", &["--cert", "keys/authority.pem"], "none of the certificates belongs to this key"),
        ("p256-certificate.pem", &[], "there is no private key in this file"),
        ("expired.pem", &[], "the certificate of Ana Ruiz has expired on 2025-01-01"),
        ("not-for-signatures.pem", &[], "is not meant for signatures (key usage)"),
        ("rsa-1024.pem", &[], "this RSA key has 1024 bits"),
        ("ed25519.pem", &[], "this key is of another kind"),
        ("make.py", &[], "this is no key that can be read"),
        ("absent.pem", &[], "cannot be read"),
        ("p256.pem", &["--as", "ben"], "the certificate is of Ana Ruiz, and Ben Okafor is to sign"),
        ("p256.pem", &["--as", "dora"], "`dora` does not sign these minutes"),
        ("time-stamping.pem", &[], "who does not sign these minutes"),
        ("p256.pem", &["--timestamp", "https://localhost/"], "does not begin with `http://`"),
        ("p256.pem", &["--timestamp", "http://127.0.0.1:9/"], "the time-stamping authority cannot be asked"),
    ];
    for (key, more, told) in cases {
        let key = format!("keys/{key}");
        let (code, _, err) = scratch.run(&[signing("out/spring.zip", &key), more.to_vec()].concat());
        assert!(code != 0 && code != 3 && err.contains(told), "{key} {more:?}: {code} {err}");
    }
    scratch.write("keys/passphrase", b"wrong");
    for key in ["keys/p256.p12", "keys/rsa-3072-old.p12", "keys/p384-locked.pem"] {
        let (code, _, err) = scratch.run(&signing("out/spring.zip", key));
        assert!(code == 1 && err.contains("the passphrase does not open this key"), "{key}: {err}");
    }
    let (code, _, err) = scratch.run(&["sign", "out/spring.zip", "--key", "keys/p256.p12"]);
    assert!(code == 2 && err.contains("takes a passphrase, and there is nobody to ask"), "{err}");
    // Nothing of all this touched the zip.
    assert!(unzipped(&read(&scratch, "out/spring.zip")).keys().all(|name| name != "manifest.json.p7s"));
}

#[test]
fn several_sign_in_turn_and_the_same_gives_the_same() {
    let scratch = workspace();
    let unsigned = built(&scratch);
    let in_turn = || {
        scratch.write("out/spring.zip", &unsigned);
        let mut revisions = vec![unzipped(&unsigned)["minutes.pdf"].clone()];
        for key in ["keys/p256.p12", "keys/p384-locked.pem", "keys/rsa-2048.pem"] {
            let (code, _, err) = scratch.run(&signing("out/spring.zip", key));
            assert_eq!(code, 0, "{err}");
            revisions.push(unzipped(&read(&scratch, "out/spring.zip"))["minutes.pdf"].clone());
        }
        (read(&scratch, "out/spring.zip"), revisions)
    };
    let (zip, revisions) = in_turn();
    assert!(revisions.windows(2).all(|pair| pair[1].starts_with(&pair[0])), "a signature changed what was there");
    assert!(zip == in_turn().0, "the same key, content and time gave other bytes");
    assert_eq!(wrong(&zip), [""; 0]);
    let (code, out, _) = scratch.run(&["verify", "out/spring.zip", "--trust", "keys/authority.pem"]);
    assert_eq!(code, 0, "{out}");
    assert_eq!(out.matches("since then it was only signed by others").count(), 2, "{out}");
    let (code, _, err) = scratch.run(&signing("out/spring.zip", "keys/p256.p12"));
    assert!(code == 1 && err.contains("`ana` has signed already"), "{err}");
    // Fields are announced by name, and shown.
    let minutes = &revisions[3];
    let said = b"(Ana Ruiz signs digitally here; shown are the time (UTC), the certificate and who issued it)";
    let times = minutes.windows(said.len()).filter(|part| part == said).count();
    assert!(times >= 2, "{times} times, in the field and in the structure");
    assert!(ReadPdf::new(minutes).elements().iter().filter(|(role, _)| role == "Form").count() == 3);
    let shown = packwright_text_of_appearances(minutes);
    for words in ["DigitallysignedbyAnaRuiz", "2April2026,10:00UTC", "issuedbyTestAuthority"] {
        assert!(shown.contains(words), "{shown}");
    }
}

/// Text that fields show, without spaces.
fn packwright_text_of_appearances(pdf: &[u8]) -> String {
    squeezed(&ReadPdf::new(pdf).appearances())
}

#[test]
fn what_was_signed_is_kept() {
    let scratch = workspace();
    let mut definition = definition();
    definition["pack"] = json!([{ "document": "minutes" }, { "document": "annexes" }]);
    definition["annexes"] = json!([{ "id": "list", "title": "List of books", "text": "Two books." }]);
    definition["decisions"][0]["text"] = json!("The circle buys two copies (@list).");
    let write = |definition: &Value| scratch.write("packs/spring/meeting.json", definition.to_string().as_bytes());
    write(&definition);
    let (code, _, err) = scratch.run(&signing("spring", "keys/p256.p12"));
    assert_eq!(code, 0, "{err}");
    let signed = read(&scratch, "packs/spring/signed.zip");
    assert!(signed == read(&scratch, "out/spring.zip"));
    let delivered = |told: &str| {
        std::fs::remove_dir_all(scratch.path().join("out")).ok();
        let (code, out, err) = scratch.run(&["build", "spring"]);
        assert!(code == 0 && err.contains(told), "{out}{err}");
        assert!(read(&scratch, "out/spring.zip") == signed, "another pack was delivered than was signed");
    };
    delivered("");
    // What the minutes do not say may change, and is told.
    definition["annexes"][0]["text"] = json!("Three books.");
    write(&definition);
    delivered("warning[signed-before]: `packs/spring/meeting.json` changed after this pack was signed");
    let refused = |command: &str, told: &str| {
        let (code, _, err) = scratch.run(&[command, "spring"]);
        assert!(code == 1 && err.contains(told), "{err}");
        assert!(read(&scratch, "out/spring.zip") == signed, "the former pack was touched");
    };
    definition["decisions"][0]["text"] = json!("The circle buys three copies (@list).");
    write(&definition);
    for command in ["build", "check"] {
        refused(command, "error[signed-otherwise]: the minutes say something else than what was signed");
    }
    let (code, out, _) = scratch.run(&["verify", "out/spring.zip"]);
    assert!(code == 1 && out.contains("the definition at hand says something else than these minutes (en)"), "{out}");
    definition["status"] = json!("circulated");
    write(&definition);
    refused("build", "the minutes were signed as adopted, and are `circulated` now");
    definition["status"] = json!("adopted");
    write(&definition);
    let mut damaged = signed.clone();
    damaged[2000] ^= 1;
    scratch.write("packs/spring/signed.zip", &damaged);
    refused("build", "error[signed-damaged]: this signed pack is not as it was");
    // Without it a build would take the place of the one that was signed.
    std::fs::remove_file(scratch.path().join("packs/spring/signed.zip")).unwrap();
    refused("build", "error[would-drop-signatures]");
    let (code, _, err) = scratch.run(&["build", "spring", "--out", "elsewhere"]);
    assert_eq!(code, 0, "{err}");
}

#[test]
fn a_signature_given_to_the_zip_is_not_lost_by_a_build() {
    let scratch = workspace();
    let (code, _, err) = scratch.run(&signing("spring", "keys/p256.p12"));
    assert_eq!(code, 0, "{err}");
    let (_, out, _) = scratch.run(&signing("out/spring.zip", "keys/p384-locked.pem"));
    assert!(
        out.contains("keep it: a build delivers what lies as `signed.zip` in the folder of the pack `spring`"),
        "{out}"
    );
    let both = read(&scratch, "out/spring.zip");
    let (code, _, err) = scratch.run(&["build", "spring"]);
    assert!(code == 1 && err.contains("error[would-drop-signatures]"), "{err}");
    assert!(read(&scratch, "out/spring.zip") == both);
    // Kept, it is delivered; and one with fewer signatures gives way to it.
    scratch.write("out/spring.zip", &read(&scratch, "packs/spring/signed.zip"));
    scratch.write("packs/spring/signed.zip", &both);
    assert_eq!(scratch.run(&["build", "spring"]).0, 0);
    assert!(read(&scratch, "out/spring.zip") == both);
}

#[test]
fn times_and_names_that_do_not_fit_are_told() {
    let scratch = workspace();
    let mut definition = definition();
    definition["history"] =
        json!([{ "status": "circulated", "on": "2026-03-12" }, { "status": "adopted", "on": "2026-04-01" }]);
    let write = |definition: &Value| scratch.write("packs/spring/meeting.json", definition.to_string().as_bytes());
    write(&definition);
    let (code, _, err) = scratch.run(&["approve", "spring", "--as", "ana", "--at", "2026-03-01T10:00:00Z"]);
    assert!(code == 1 && err.contains("the meeting of 2026-03-10 was still to come"), "{err}");
    scratch.run(&["approve", "spring", "--as", "ana", "--at", "2026-04-01T10:00:00Z"]);
    let at = |time: &'static str| ["sign", "spring", "--key", "keys/p256.pem", "--at", time];
    let (code, _, err) = scratch.run(&at("2026-03-20T10:00:00Z"));
    assert!(code == 1 && err.contains("Ana Ruiz approved the minutes at 2026-04-01T10:00:00Z"), "{err}");
    scratch.run(&["approve", "spring", "--as", "ana", "--withdraw", "--at", "2026-04-01T11:00:00Z"]);
    let (code, _, err) = scratch.run(&at("2026-03-20T10:00:00Z"));
    assert!(code == 1 && err.contains("the minutes were adopted on 2026-04-01"), "{err}");
    scratch.run(&["approve", "spring", "--as", "ana", "--at", "2026-04-01T12:00:00Z"]);
    // Another's certificate: it is said so, on paper and by `verify`.
    let (code, _, err) = scratch.run(&[&at("2026-04-02T10:00:00Z")[..], &["--as", "ben", "--any-name"]].concat());
    assert_eq!(code, 0, "{err}");
    let (_, out, _) = scratch.run(&["verify", "out/spring.zip"]);
    assert!(
        out.contains("was signed for Ben Okafor on 2026-04-02 10:00 UTC by its own word with the certificate of Ana Ruiz: is that so?"),
        "{out}"
    );
    assert!(out.contains("nothing is wrong; 2 signatures missing"), "{out}");
    let minutes = unzipped(&read(&scratch, "out/spring.zip"))["minutes.pdf"].clone();
    assert!(packwright_text_of_appearances(&minutes).contains("DigitallysignedbyAnaRuizforBenOkafor"));
    // Nothing is approved or taken back any more, and a file changed by hand is told.
    let (code, _, err) = scratch.run(&["approve", "spring", "--as", "ana", "--withdraw"]);
    assert!(code == 1 && err.contains("these minutes are signed"), "{err}");
    let approvals = String::from_utf8(read(&scratch, "packs/spring/approvals.json")).unwrap();
    let withdrawn = approvals.replace(
        "\"at\": \"2026-04-01T12:00:00Z\",",
        "\"at\": \"2026-04-01T12:00:00Z\", \"withdrawn\": \"2026-04-03T00:00:00Z\",",
    );
    assert!(withdrawn != approvals);
    scratch.write("packs/spring/approvals.json", withdrawn.as_bytes());
    let (code, out, _) = scratch.run(&["verify", "out/spring.zip"]);
    assert!(code == 1 && out.contains("and took that back since"), "{out}");
    scratch.write("packs/spring/approvals.json", approvals.as_bytes());
    // How the minutes came about is signed too, and what changed is shown word by word.
    definition["history"][1]["on"] = json!("2026-04-02");
    write(&definition);
    let (code, _, err) = scratch.run(&["check", "spring"]);
    assert!(
        code == 1 && err.contains("`history` or `silence` say something else than when the minutes were signed"),
        "{err}"
    );
    let (code, out, _) = scratch.run(&["verify", "out/spring.zip"]);
    assert!(code == 1 && out.contains("the pack is as it was signed; the definition at hand is another"), "{out}");
    definition["history"][1]["on"] = json!("2026-04-01");
    definition["decisions"][0]["text"] = json!("The circle buys three copies.");
    write(&definition);
    let (_, _, err) = scratch.run(&["check", "spring"]);
    assert!(err.contains("error[signed-otherwise]") && err.contains("buys [-two-]{+three+} copies"), "{err}");
    assert!(!err.contains("approval-broken"), "{err}");
    let (code, _, err) = scratch.run(&["verify", "packs/spring/meeting.json"]);
    assert!(code == 1 && err.is_empty());
    scratch.write("minutes.pdf", &minutes);
    let (code, _, err) = scratch.run(&["verify", "minutes.pdf"]);
    assert!(code == 2 && err.contains("is a PDF, and not a pack"), "{err}");
}

#[test]
fn only_adopted_minutes_of_those_in_office_are_signed() {
    let scratch = workspace();
    let told = |change: &dyn Fn(&mut Value), told: &str| {
        let mut definition = definition();
        change(&mut definition);
        scratch.write("packs/spring/meeting.json", definition.to_string().as_bytes());
        let (code, _, err) = scratch.run(&signing("spring", "keys/p256.p12"));
        assert!(code == 1 && err.contains(told), "{err}");
        assert!(!scratch.path().join("packs/spring/signed.zip").exists());
    };
    told(&|of| of["status"] = json!("circulated"), "the minutes are `circulated`, and only adopted minutes are signed");
    told(
        &|of| of["people"]["ana"]["terms"] = json!([{ "from": "2020", "until": "2025" }]),
        "Ana Ruiz is not in office on 2026-04-02",
    );
    told(&|of| of["signatories"] = json!([]), "these minutes name nobody who signs them");
    told(&|of| of["body"] = json!("clab"), "the pack has errors");
}

/// Trust goes down a chain only as RFC 5280 (6.1) lets it: through authorities, whose keys are for certificates, no longer
/// than they allow, all of them valid and strong, and nothing demanded that is not understood.
#[test]
fn trust_goes_down_sound_chains_only() {
    let scratch = workspace();
    let chains = repository().join("tests/cases/chains");
    let (mut sound, mut broken) = (0, 0);
    for entry in std::fs::read_dir(&chains).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if path.extension().is_none_or(|ending| ending != "pem") || name == "authority" {
            continue;
        }
        scratch.write(&format!("keys/{name}.pem"), &std::fs::read(&path).unwrap());
        scratch.write("out/spring.zip", &sealed(&scratch, &format!("keys/{name}.pem")));
        let authority = chains.join("authority.pem");
        let (code, out, err) = scratch.run(&["verify", "out/spring.zip", "--trust", authority.to_str().unwrap()]);
        let is_trusted = !out.contains("nobody whom you trust vouches for");
        assert_eq!(is_trusted, name.starts_with("sound-"), "{name}: {out}{err}");
        assert_eq!(code, i32::from(!is_trusted), "{name}: {out}{err}");
        *if is_trusted { &mut sound } else { &mut broken } += 1;
        std::fs::remove_file(scratch.path().join("out/spring.zip")).unwrap();
    }
    assert!(sound >= 3 && broken >= 9, "{sound} and {broken}");
}

/// The example was signed once, by whatever version of this program, and holds ever after.
#[test]
fn the_signed_example_holds() {
    let zip = std::fs::read(repository().join("packs/sign-off/signed.zip")).unwrap();
    let output = packwright(
        repository(),
        &[
            "verify",
            "packs/sign-off/signed.zip",
            "--trust",
            "packs/sign-off/test-keys/authority.pem",
            "--format",
            "json",
        ],
    );
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["wrong"], 0, "{report:#}");
    let found = |name: &str| report["checks"].as_array().unwrap().iter().filter(|check| check["name"] == name).count();
    assert_eq!((found("signed"), found("approved"), found("as-defined"), found("trusted")), (2, 2, 1, 3), "{report:#}");
    assert!(crate::support::built("sign-off").len() == unzipped(&zip).len());
}

#[test]
fn a_flipped_byte_is_found_anywhere() {
    let scratch = workspace();
    let zip = sealed(&scratch, "keys/p256.p12");
    assert_eq!(wrong(&zip), [""; 0]);
    // The same 2,000 places in every run, all over the file (the golden ratio spreads them evenly).
    let places = (1..=2000_u64).map(|n| (n * 0x9E37_79B9) as usize % zip.len());
    flip(&zip, places, |at| 1 << (at % 8));
}

/// All of them, which takes minutes; `.ci/run` does.
#[test]
#[ignore = "every byte of a zip: run by .ci/run"]
fn every_flipped_byte_is_found() {
    let scratch = workspace();
    for key in ["keys/p256.p12", "keys/rsa-2048.pem"] {
        let zip = sealed(&scratch, key);
        flip(&zip, 0..zip.len(), |at| 1 << (at % 8));
        flip(&zip, 0..zip.len(), |_| 0x20);
        flip(&zip, 0..zip.len(), |_| 0xff);
        println!("{key}: all {} bytes", zip.len());
    }
}

fn flip(zip: &[u8], places: impl Iterator<Item = usize>, bits: impl Fn(usize) -> u8 + Sync) {
    use rayon::iter::{IntoParallelIterator, ParallelIterator};
    let places: Vec<usize> = places.collect();
    let passed: Vec<usize> = places
        .into_par_iter()
        .filter(|at| {
            let mut flipped = zip.to_vec();
            flipped[*at] ^= bits(*at);
            wrong(&flipped).is_empty()
        })
        .collect();
    assert!(passed.is_empty(), "nothing was wrong with these bytes flipped: {passed:?}");
}

/// A zip of files, as anybody's program writes one.
fn zipped(files: &[(&str, &[u8])], level: i64) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        let method = match *name {
            "manifest.json" | "manifest.json.p7s" => zip::CompressionMethod::Stored,
            _ => zip::CompressionMethod::Deflated,
        };
        let level = (method == zip::CompressionMethod::Deflated).then_some(level);
        let options = zip::write::SimpleFileOptions::default().compression_method(method).compression_level(level);
        writer.start_file(*name, options.unix_permissions(0o644)).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn zips_that_were_put_together_anew_are_told() {
    let scratch = workspace();
    let sealed = sealed(&scratch, "keys/p256.p12");
    let files = unzipped(&sealed);
    let [manifest, seal, minutes, page] =
        ["manifest.json", "manifest.json.p7s", "minutes.pdf", "index.html"].map(|name| files[name].as_slice());
    let page = ("index.html", page);
    let zip = |level, minutes_name: &str, more: &[(&str, &[u8])]| {
        let whole = [page, (minutes_name, minutes), ("manifest.json", manifest), ("manifest.json.p7s", seal)];
        zipped(&[&whole, more].concat(), level)
    };
    // Put together as we do, it is the same file.
    assert!(zip(6, "minutes.pdf", &[]) == sealed);
    let mut commented = sealed.clone();
    let at = commented.len() - 2;
    commented[at] = 3;
    commented.extend(b"abc");
    let mut longer = sealed.clone();
    longer.push(0);
    let reordered =
        zipped(&[("manifest.json", manifest), page, ("minutes.pdf", minutes), ("manifest.json.p7s", seal)], 6);
    let unsealed = zipped(&[page, ("minutes.pdf", minutes), ("manifest.json", manifest)], 6);
    let cases: &[(&[u8], &[&str])] = &[
        (&zip(1, "minutes.pdf", &[]), &["recompressed", "recompressed"]),
        (&zip(6, "other.pdf", &[]), &["renamed"]),
        (&zip(6, "minutes.pdf", &[("more.txt", b"x")]), &["added"]),
        (&zip(6, "minutes.pdf", &[("../more.txt", b"x")]), &["bad-name", "added"]),
        (&zip(6, "minutes.pdf", &[("/etc/more", b"x")]), &["bad-name", "added"]),
        (&zip(6, "minutes.pdf", &[("MINUTES.pdf", b"x")]), &["duplicate-name", "added"]),
        (&zipped(&[page, ("manifest.json", manifest), ("manifest.json.p7s", seal)], 6), &["missing"]),
        (&reordered, &["reordered"]),
        (&commented, &["layout"]),
        (&longer, &["layout"]),
        (&zipped(&[("minutes.pdf", minutes)], 6), &["no-manifest"]),
        (&zipped(&[("manifest.json", b"{}")], 6), &["bad-manifest"]),
        (&sealed[..sealed.len() / 2], &["not-a-zip"]),
        (b"", &["not-a-zip"]),
    ];
    for (zip, expected) in cases {
        assert_eq!(wrong(zip), *expected);
    }
    // Whoever signs seals: a seal that is gone was taken off.
    assert_eq!(wrong(&unsealed), ["not-sealed"]);
}

/// Updates after a signature that show something else, then another honest signature on top: the first one must not be
/// taken for one that was only followed by others.
#[test]
fn a_change_hidden_between_two_signatures_is_told() {
    use packwright::sign::{Key, Later, Loaded, Placing, examine_pdf, sign_pdf};
    let scratch = workspace();
    let unsigned = unzipped(&built(&scratch))["minutes.pdf"].clone();
    let key = |name: &str| {
        let file = std::fs::read(repository().join("tests/cases/keys").join(name)).unwrap();
        match Key::load(&file, None, Some("test")).unwrap() {
            Loaded::Key(key) => key,
            Loaded::Locked => panic!("{name} is locked"),
        }
    };
    let (first, second) = (key("p256.pem"), key("rsa-2048.pem"));
    let sign = |file: &[u8], field: &str, key: &Key| {
        let placing =
            Placing { field, name: field, at: "2026-04-02T10:00:00Z".parse().unwrap(), appearance: &unsigned };
        sign_pdf(file, key, &placing, None)
    };
    let honest = sign(&unsigned, "ana", &first).unwrap();
    let laters = |file: &[u8]| -> Vec<Later> {
        examine_pdf(file).unwrap().0.into_iter().map(|signature| signature.later).collect()
    };
    assert_eq!(laters(&sign(&honest, "cora", &second).unwrap()), [Later::Signatures, Later::Nothing]);
    // The object of the first page's content, and a new one.
    let document = lopdf::Document::load_mem(&honest).unwrap();
    let page = document.get_pages()[&1];
    let (content, _) = document.get_page_contents(page)[0];
    let (size, root) = (document.max_id + 1, document.trailer.get(b"Root").unwrap().as_reference().unwrap().0);
    let table = honest.windows(9).rposition(|part| part == b"startxref").unwrap();
    let table: usize = std::str::from_utf8(&honest[table + 10..]).unwrap().lines().next().unwrap().parse().unwrap();
    let update = |entries: &dyn Fn(usize) -> String| {
        let mut file = honest.clone();
        let at = file.len();
        file.extend(format!("{content} 0 obj\n<</Length 3>>\nstream\nq Q\nendstream\nendobj\n").into_bytes());
        let xref = file.len();
        file.extend(
            format!(
                "xref\n{}trailer\n<</Size {size}/Root {root} 0 R/Prev {table}>>\nstartxref\n{xref}\n%%EOF\n",
                entries(at)
            )
            .into_bytes(),
        );
        file
    };
    let used = |at: usize| format!("{content} 1\n{at:010} 00000 n \n");
    let evil: [(&str, Vec<u8>); 4] = [
        ("a page is changed", update(&used)),
        ("an object is listed twice", update(&|at| format!("{}{}", used(at), used(at)))),
        ("an object is marked as free", update(&|_| format!("{content} 1\n0000000000 00001 f \n"))),
        ("bytes lie behind the end", [honest.as_slice(), b"% more\n"].concat()),
    ];
    for (what, file) in evil {
        assert_eq!(laters(&file)[0], Later::Changes, "{what}");
        // However it is signed over; what readers could see differently is not signed at all.
        match sign(&file, "cora", &second) {
            Ok(over) => assert_eq!(laters(&over)[0], Later::Changes, "{what}, and signed over"),
            Err(_) => assert_eq!(what, "an object is listed twice"),
        }
    }
}

/// Minutes of another pack, and packs without what they should have.
#[test]
fn minutes_of_something_else_are_told() {
    let scratch = workspace();
    let sealed_zip = sealed(&scratch, "keys/p256.p12");
    let mut other = definition();
    other["decisions"][0]["text"] = json!("The circle buys nothing.");
    scratch.write("packs/spring/meeting.json", other.to_string().as_bytes());
    let another = sealed(&scratch, "keys/p256.p12");
    let (files, others) = (unzipped(&sealed_zip), unzipped(&another));
    let swapped = |minutes: &[u8]| {
        let mut manifest: Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
        use sha2::{Digest, Sha256};
        let hex = |bytes: &[u8]| Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let zip = zipped(&[("minutes.pdf", minutes)], 6);
        let mut archive = zip::ZipArchive::new(Cursor::new(&zip)).unwrap();
        let mut raw = Vec::new();
        std::io::Read::read_to_end(&mut archive.by_index_raw(0).unwrap(), &mut raw).unwrap();
        let listed = manifest["files"].as_array_mut().unwrap().iter_mut().find(|file| file["path"] == "minutes.pdf");
        let listed = listed.unwrap();
        listed["size"] = minutes.len().into();
        listed["sha256"] = hex(minutes).into();
        listed["compressed_sha256"] = hex(&raw).into();
        let text = serde_json::to_string_pretty(&manifest).unwrap() + "\n";
        let page = ("index.html", files["index.html"].as_slice());
        wrong(&zipped(&[page, ("minutes.pdf", minutes), ("manifest.json", text.as_bytes())], 6))
    };
    assert!(swapped(&others["minutes.pdf"]).contains(&"other-minutes"));
    assert!(!swapped(&files["minutes.pdf"]).contains(&"other-minutes"));
}

#[test]
fn hostile_zips_are_refused_within_bounds() {
    // A link, a bomb of 1 GiB in 1 MB, and more files than a pack has.
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer.add_symlink("minutes.pdf", "/etc/passwd", zip::write::SimpleFileOptions::default()).unwrap();
    assert!(wrong(&writer.finish().unwrap().into_inner()).contains(&"link"));
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    writer.start_file("minutes.pdf", options).unwrap();
    let zeros = vec![0; 1 << 20];
    (0..1024).for_each(|_| writer.write_all(&zeros).unwrap());
    let bomb = writer.finish().unwrap().into_inner();
    assert!(bomb.len() < 2 << 20);
    assert_eq!(wrong(&bomb), ["too-large"]);
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    (0..60_000).for_each(|number| writer.start_file(format!("{number}"), stored).unwrap());
    assert_eq!(wrong(&writer.finish().unwrap().into_inner()), ["too-large"]);
    // A million files take the larger kind of zip, which says 65,535 where it says how many.
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    (0..1_000_000).for_each(|number| writer.start_file(format!("{number}"), stored).unwrap());
    assert_eq!(wrong(&writer.finish().unwrap().into_inner()), ["too-large"]);
}
