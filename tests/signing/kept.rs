//! What was signed is kept, delivered as it is, and held against the definition.

use serde_json::{Value, json};

use super::{definition, read, shown_in_fields, signing, workspace};
use crate::support::{packwright, repository, unzipped};

#[test]
fn what_was_signed_is_kept() {
    let scratch = workspace();
    let mut definition = definition();
    definition["pack"] = json!([{ "document": "minutes" }, { "document": "annexes" }]);
    definition["annexes"] = json!([{ "id": "list", "title": "List of books", "text": "Two books." }]);
    definition["decisions"][0]["text"] = json!("The circle buys two copies (@list).");
    let write = |definition: &Value| scratch.write("packs/spring/meeting.json", definition.to_string().as_bytes());
    write(&definition);
    let (code, out, err) = scratch.run(&signing("spring", "keys/p256.p12"));
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("→ packs/spring/signed.zip, out/spring.zip"), "paths are from where the user is: {out}");
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
        refused(command, "error[signed-otherwise]: the minutes differ from what was signed");
    }
    let (code, out, _) = scratch.run(&["verify", "out/spring.zip"]);
    assert!(code == 1 && out.contains("your definition differs from these minutes (en)"), "{out}");
    // Nobody knows who made it, so the change does not explain anything.
    assert!(out.contains("1 thing is WRONG: do not rely on this pack"), "{out}");
    definition["status"] = json!("circulated");
    write(&definition);
    refused("build", "the minutes were adopted when they were signed, and are `circulated` now");
    definition["status"] = json!("adopted");
    // Of what cannot be read nobody knows whether it was changed.
    for (key, value) in [("history", json!({})), ("status", json!("adoptd")), ("signatories", json!(7))] {
        let mut unread = definition.clone();
        unread[key] = value;
        write(&unread);
        let (code, _, err) = scratch.run(&["check", "spring"]);
        assert!(code == 1 && err.matches("error[").count() == 1 && !err.contains("signed"), "{key}: {err}");
    }
    write(&definition);
    let mut damaged = signed.clone();
    damaged[2000] ^= 1;
    scratch.write("packs/spring/signed.zip", &damaged);
    refused("build", "error[signed-damaged]: this signed pack was changed");
    // Without it a build would take the place of the one that was signed.
    std::fs::remove_file(scratch.path().join("packs/spring/signed.zip")).unwrap();
    refused("build", "error[would-drop-signatures]");
    refused("build", "to start again without the signatures, remove `out/spring.zip`");
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
        out.contains("keep it as `signed.zip` in the folder of the pack `spring`: every build then delivers it"),
        "{out}"
    );
    let both = read(&scratch, "out/spring.zip");
    let (code, _, err) = scratch.run(&["build", "spring"]);
    let hint = "keep it as `packs/spring/signed.zip`";
    assert!(code == 1 && err.contains("error[would-drop-signatures]") && err.contains(hint), "{err}");
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
    assert!(code == 1 && err.contains("the meeting of 2026-03-10 had not taken place yet"), "{err}");
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
    let (code, out, _) = scratch.run(&["verify", "out/spring.zip"]);
    assert!(
        code == 4
            && out.contains(
                "was signed for Ben Okafor with the certificate of Ana Ruiz, which is kept in the workspace as theirs"
            ),
        "{out}"
    );
    assert!(out.contains("anybody could have made it; 2 signatures missing"), "{out}");
    let minutes = unzipped(&read(&scratch, "out/spring.zip"))["minutes.pdf"].clone();
    assert!(shown_in_fields(&minutes).contains("DigitallysignedbyAnaRuizforBenOkafor"));
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
    assert!(code == 1 && out.contains("; Ana Ruiz withdrew it later"), "{out}");
    scratch.write("packs/spring/approvals.json", approvals.as_bytes());
    // How the minutes came about is signed too, and what changed is shown word by word.
    definition["history"][1]["on"] = json!("2026-04-02");
    write(&definition);
    let (code, _, err) = scratch.run(&["check", "spring"]);
    assert!(code == 1 && err.contains("`history` or `silence` changed after the minutes were signed"), "{err}");
    let (code, out, _) = scratch.run(&["verify", "out/spring.zip", "--trust", "keys/authority.pem"]);
    assert!(
        code == 1 && out.contains("the pack is unchanged since it was signed, but your definition differs from it"),
        "{out}"
    );
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
    assert!(code == 2 && err.contains("is a PDF, not a pack"), "{err}");
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
    let states = (found("signed"), found("sealed"), found("approved"), found("as-defined"), found("trusted"));
    assert_eq!(states, (2, 2, 2, 1, 2), "{report:#}");
    assert_eq!((output.status.code(), &report["trusted"]), (Some(0), &true.into()));
    assert!(crate::support::built("sign-off").len() == unzipped(&zip).len());
}

/// A certificate that is kept and cannot be read is told, by every command that needs it: without it a good signature
/// would be called somebody else's.
#[test]
fn a_kept_certificate_that_cannot_be_read_is_told() {
    let scratch = workspace();
    let sign = signing("spring", "keys/p256.p12");
    let (code, _, err) = scratch.run(&[&sign[..], &["--as", "ben", "--any-name"]].concat());
    assert_eq!(code, 0, "{err}");
    let zip = read(&scratch, "out/spring.zip");
    let path = scratch.path().join("packs/spring/signers/ben.pem");
    let pem = std::fs::read(&path).unwrap();
    let [one, other] = [&["check", "spring"][..], &["build", "spring"]];
    for kind in ["text", "damaged", "folder"] {
        std::fs::remove_file(&path).unwrap();
        match kind {
            "text" => std::fs::write(&path, "any").unwrap(),
            "damaged" => std::fs::write(&path, &pem[..pem.len() / 2]).unwrap(),
            _ => std::fs::create_dir(&path).unwrap(),
        }
        for (command, expected) in [(one, 1), (other, 1), (&sign[..], 1), (&["verify", "out/spring.zip"], 2)] {
            let (code, out, err) = scratch.run(command);
            assert_eq!(code, expected, "{kind}, {command:?}: {out}{err}");
            assert!(
                err.contains("error[signer-unreadable]: this certificate of a signatory cannot be read: "),
                "{err}"
            );
            assert!(err.contains("--> packs/spring/signers/ben.pem\n"), "{err}");
        }
        assert!(read(&scratch, "out/spring.zip") == zip);
        drop(std::fs::remove_dir(&path));
        std::fs::write(&path, &pem).unwrap();
    }
    assert_eq!(scratch.run(other).0, 0);
}

/// What can be signed can be read again: a signed pack may be as large as any other.
#[test]
fn a_large_pack_is_signed_and_delivered() {
    let scratch = workspace();
    let mut definition = definition();
    let paper = |id: &str| json!({ "id": id, "title": format!("Paper {id}"), "files": [{ "file": "paper.pdf", "source": format!("{id}.docx") }] });
    definition["annexes"] = json!([paper("one"), paper("two")]);
    definition["pack"] = json!([{ "document": "minutes" }, { "document": "annexes" }]);
    definition["decisions"][0]["text"] = json!("The circle buys two copies (@one, @two).");
    scratch.write("packs/spring/meeting.json", definition.to_string().as_bytes());
    scratch.write(
        "packs/spring/paper.pdf",
        &std::fs::read(repository().join("packs/water-points/papers/quarterly-report.pdf")).unwrap(),
    );
    // What cannot be made smaller.
    let mut number: u64 = 1;
    for name in ["one", "two"] {
        let numbers = (0..5 << 20).flat_map(|_| {
            number ^= number << 13;
            number ^= number >> 7;
            number ^= number << 17;
            number.to_le_bytes()
        });
        scratch.write(&format!("packs/spring/{name}.docx"), &numbers.collect::<Vec<u8>>());
    }
    let (code, _, err) = scratch.run(&signing("spring", "keys/p256.p12"));
    assert_eq!(code, 0, "{err}");
    let signed = read(&scratch, "packs/spring/signed.zip");
    assert!(signed.len() > 64 << 20, "{} bytes", signed.len());
    std::fs::remove_dir_all(scratch.path().join("out")).unwrap();
    let (code, _, err) = scratch.run(&["build", "spring"]);
    assert_eq!(code, 0, "{err}");
    assert!(read(&scratch, "out/spring.zip") == signed);
}

/// A pack that was signed is not built again, and each build says so.
#[test]
fn a_signed_pack_is_unchanged() {
    let scratch = workspace();
    let mut two = definition();
    two["pack"] = json!([{ "document": "minutes" }, { "document": "annexes" }]);
    two["annexes"] = json!([{ "id": "plan", "title": "Plan", "files": [{ "file": "plan.pdf" }] }]);
    scratch.write(
        "packs/spring/plan.pdf",
        &std::fs::read(repository().join("tests/cases/outside/cairo-untagged.pdf")).unwrap(),
    );
    scratch.write("packs/spring/meeting.json", two.to_string().as_bytes());
    let (code, _, err) = scratch.run(&signing("spring", "keys/p256.p12"));
    assert_eq!(code, 0, "{err}");
    for _ in 0..2 {
        let (code, out, err) = scratch.run(&["build", "spring", "--explain-rebuild"]);
        assert_eq!(code, 0, "{err}");
        assert!(out.contains("spring: unchanged") && !out.contains("built because"), "{out}");
    }
    // Where it is not yet, it is delivered; what annexes are made of is no document of it.
    let (code, out, err) = scratch.run(&["build", "spring", "--out", "elsewhere"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("minutes 1 page") && out.contains("annexes ") && !out.contains("plan "), "{out}");
}

/// What is wrong with a zip is its cause alone, and what was not looked at for it is said.
#[test]
fn one_damaged_byte_is_the_only_cause() {
    let scratch = workspace();
    let zip = super::built(&scratch);
    let mut damaged = zip.clone();
    let minutes = zip.windows(11).position(|part| part == b"minutes.pdf").unwrap();
    damaged[minutes + 3000] ^= 1;
    scratch.write("out/spring.zip", &damaged);
    let (code, out, _) = scratch.run(&["verify", "out/spring.zip", "--untrusted"]);
    assert_eq!(code, 1, "{out}");
    assert!(out.contains("1 thing is WRONG") && out.contains("WRONG  `minutes.pdf` cannot be unpacked"), "{out}");
    assert!(out.contains("Signatures\n  note   `minutes.pdf` is not as it was"), "{out}");
}

/// A zip that nobody signed, and a definition that was changed since: nothing is wrong with the zip.
#[test]
fn a_zip_that_is_older_than_its_definition_is_not_wrong() {
    let scratch = workspace();
    super::built(&scratch);
    let mut definition = definition();
    definition["decisions"][0]["text"] = json!("The circle buys three copies.");
    scratch.write("packs/spring/meeting.json", definition.to_string().as_bytes());
    let (code, out, _) = scratch.run(&["verify", "out/spring.zip"]);
    assert!(code == 1 && !out.contains("WRONG") && out.contains("build it anew"), "{out}");
    // Who asks for the zip alone is told of the zip alone.
    let (code, out, _) = scratch.run(&["verify", "out/spring.zip", "--untrusted"]);
    assert!(code == 0 && !out.contains("definition"), "{out}");
    let (code, out, _) = scratch.run(&["verify", "out/spring.zip", "--untrusted", "--definition", "spring"]);
    assert!(code == 1 && out.contains("your definition differs from"), "{out}");
}

/// A name that was typed in UTF-8 and read as Latin-1 is recognized, and how to make the certificate is said.
#[test]
fn a_name_that_was_misread_is_told_as_such() {
    let scratch = workspace();
    let mut definition = definition();
    definition["people"]["ana"]["name"] = json!("Ñico José Prieto Díaz");
    scratch.write("packs/spring/meeting.json", definition.to_string().as_bytes());
    let sign = ["sign", "spring", "--key", "keys/misread-name.pem", "--at", "2027-04-02T10:00:00Z"];
    for more in [&[][..], &["--as", "ana"]] {
        let (code, _, err) = scratch.run(&[&sign, more].concat());
        assert!(code == 1 && err.contains("in another encoding") && err.contains("-utf8"), "{err}");
        assert!(!err.contains("--any-name"), "{err}");
    }
}

#[test]
fn a_certificate_names_a_signatory_as_any_edition_does() {
    let scratch = workspace();
    let mut definition = definition();
    definition["languages"] = json!(["ru", "en"]);
    definition["people"]["ana"]["name"] = json!({ "ru": "Ана Руис", "en": "Ana Ruiz" });
    definition["people"]["ben"]["name"] = json!({ "en": "Ben Okafor", "ru": "Бен Окафор" });
    scratch.write("packs/spring/meeting.json", definition.to_string().as_bytes());
    // Also where the signer is stated by an id, and one after the other.
    for arguments in [
        signing("spring", "keys/p256.pem"),
        [&signing("spring", "keys/p384-locked.pem")[..], &["--as", "ben"]].concat(),
    ] {
        let (code, _, err) = scratch.run(&arguments);
        assert_eq!(code, 0, "{err}");
        assert_eq!(scratch.run(&["build", "spring"]).0, 0);
    }
    let (code, out, _) = scratch.run(&["verify", "out/spring.zip", "--trust", "keys/authority.pem"]);
    assert!(
        code == 0 && out.contains("Ана Руис with the certificate of Ana Ruiz, which is their name in the edition `en`"),
        "{out}"
    );
    // Somebody else's certificate is still somebody else's.
    let (code, _, err) = scratch.run(&[&signing("spring", "keys/p256.pem")[..], &["--as", "cora"]].concat());
    assert!(
        code != 0 && err.contains("the certificate is in the name of Ana Ruiz, but Cora Lind has to sign"),
        "{err}"
    );
}
