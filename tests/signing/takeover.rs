//! A pack that was signed by some is taken over by somebody who has a certificate of the same authority, or made one:
//! each step of it, outside a workspace and inside, with and without `--trust`.

use packwright::pack::{Approved, Signatory};

use super::forge::{Forged, meeting, signed_by};
use super::{AT, key, read, workspace};
use crate::support::{Scratch, packwright};

/// Runs `verify` in a folder without a workspace; exit code and words.
fn outside(zip: &[u8], more: &[&str]) -> (i32, String) {
    let scratch = tempfile::tempdir().unwrap();
    std::fs::write(scratch.path().join("forged.zip"), zip).unwrap();
    let authority = crate::support::repository().join("tests/cases/trust/authority.pem");
    std::fs::copy(authority, scratch.path().join("authority.pem")).unwrap();
    let output = packwright(scratch.path(), &[&["verify", "forged.zip"], more].concat());
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
}

fn inside(scratch: &Scratch, zip: &[u8], more: &[&str]) -> (i32, String) {
    scratch.write("forged.zip", zip);
    let (code, out, _) = scratch.run(&[&["verify", "forged.zip"], more].concat());
    (code, out)
}

/// Wherever it is looked at, and whoever is trusted, a zip is WRONG, in these words.
fn is_wrong(scratch: &Scratch, what: &str, zip: &[u8], words: &[&str]) {
    let seen = [
        outside(zip, &[]),
        outside(zip, &["--trust", "authority.pem"]),
        outside(zip, &["--untrusted"]),
        inside(scratch, zip, &[]),
        inside(scratch, zip, &["--trust", "trust/authority.pem"]),
    ];
    for (code, out) in seen {
        assert_eq!(code, 1, "{what}: {out}");
        assert!(out.contains("WRONG: do not rely on this pack"), "{what}: {out}");
        for words in words {
            assert!(out.contains(&format!("WRONG  {words}")), "{what}: {words}\n{out}");
        }
    }
    // Nobody signs it, and no build delivers it.
    scratch.write("forged.zip", zip);
    let (code, _, err) = scratch.run(&["sign", "forged.zip", "--key", "trust/cora.pem", "--at", AT]);
    assert!(code == 1 && err.contains("error: "), "{what}: {err}");
    assert!(read(scratch, "forged.zip") == zip, "{what}: it was signed");
    let kept = read(scratch, "packs/spring/signed.zip");
    scratch.write("packs/spring/signed.zip", zip);
    let (code, _, err) = scratch.run(&["build", "spring", "--out", "elsewhere"]);
    assert!(code == 1 && err.contains("error[signed-damaged]"), "{what}: {err}");
    assert!(!scratch.path().join("elsewhere/spring.zip").exists(), "{what}");
    scratch.write("packs/spring/signed.zip", &kept);
}

const ANOTHER_PACK: &str = "signed a different pack: a file, title, date, signatory or approval was changed after that";

fn another_pack(name: &str) -> String {
    format!("{name} {ANOTHER_PACK}")
}

/// What a forger would have the pack say.
fn edit(forged: &mut Forged) {
    forged.manifest.title = "Spring meeting, second session".to_owned();
    forged.manifest.adopted = Some("2026-03-31".to_owned());
    let ben = forged.manifest.signatories.iter_mut().find(|one| one.person == "ben").unwrap();
    *ben = Signatory { person: "ben".to_owned(), name: "Eve Mallory".to_owned(), language: "en".to_owned() };
    let content = forged.manifest.content["en"].clone();
    forged.manifest.approvals.push(Approved {
        person: "mallory".to_owned(),
        name: "Eve Mallory".to_owned(),
        capacity: Some("Minister".to_owned()),
        language: "en".to_owned(),
        at: "2026-04-01T13:00:00Z".to_owned(),
        content,
    });
}

/// An agenda of another meeting.
fn another_agenda() -> Vec<u8> {
    let other = workspace();
    let mut meeting = super::forge::whole();
    meeting["agenda"][0]["title"] = "Books to sell".into();
    super::forge::write_meeting(&other, &meeting);
    let (code, _, err) = other.run(&["build", "spring"]);
    assert_eq!(code, 0, "{err}");
    Forged::of(&read(&other, "out/spring.zip")).files["agenda.pdf"].clone()
}

#[test]
fn a_pack_cannot_be_taken_over() {
    let scratch = meeting();
    let honest = Forged::of(&signed_by(&scratch, &["ana", "ben"]));
    let agenda = another_agenda();
    let taken = |signer: &str| {
        let mut forged = honest.clone();
        let first = forged.minutes_at("minutes.pdf", 0);
        forged.put("minutes.pdf", &first);
        forged.put("agenda.pdf", &agenda);
        edit(&mut forged);
        forged.seal = None;
        forged.manifest.seals.clear();
        (forged, key(signer))
    };
    // By the program itself: it does not sign what it would call wrong.
    scratch.write("taken.zip", &taken("trust/eve.pem").0.zip());
    let sign = ["sign", "taken.zip", "--key", "trust/eve.pem", "--as", "ben", "--at", AT];
    let (code, _, err) = scratch.run(&sign);
    assert!(code == 1 && err.contains(&another_pack("Ana Ruiz")), "{err}");
    // By a program that looks at nothing, with a digest of the forged pack and with the honest one.
    let bound = honest.manifest.binding();
    for signer in ["trust/eve.pem", "keys/by-itself.pem", "trust/ben.pem"] {
        let (mut forged, key) = taken(signer);
        forged.sign(&key, "ben", None);
        let differ = "Ana Ruiz and Eve Mallory vouch for different things: they have not signed the same pack";
        is_wrong(&scratch, signer, &forged.zip(), &[&another_pack("Ana Ruiz"), differ]);
        let (mut forged, _) = taken(signer);
        forged.sign(&key, "ben", Some(&bound));
        let both = [another_pack("Ana Ruiz"), another_pack("Eve Mallory")];
        is_wrong(&scratch, signer, &forged.zip(), &[&both[0], &both[1]]);
    }
}

/// Each step alone, by a forger who mends all digests: with the seal as it was, without one, and with one of theirs.
#[test]
fn no_step_of_it_goes_unseen() {
    let scratch = meeting();
    let honest = Forged::of(&signed_by(&scratch, &["ana", "ben"]));
    let eve = key("trust/eve.pem");
    let agenda = another_agenda();
    let approve = |forged: &mut Forged| {
        let mut minister = forged.manifest.approvals[0].clone();
        minister.name = "Eve Mallory".to_owned();
        minister.capacity = Some("Minister".to_owned());
        forged.manifest.approvals.push(minister);
    };
    let sealed_by_eve = "Eve Mallory sealed the pack, but did not sign the minutes with that certificate";
    let ana = another_pack("Ana Ruiz");
    let ben = another_pack("Ben Okafor");
    let both: &[&str] = &[&ana, &ben];
    type Change<'a> = &'a dyn Fn(&mut Forged);
    let steps: &[(&str, Change<'_>, &[&str])] = &[
        (
            "the minutes are cut back to the first signer's",
            &|forged| {
                let first = forged.minutes_at("minutes.pdf", 0);
                forged.put("minutes.pdf", &first);
            },
            &["`minutes.pdf` has 1 signature, but the pack has 2 seals"],
        ),
        (
            "the minutes are cut back to nobody's",
            &|forged| {
                let size = forged.manifest.minutes().next().unwrap().unsigned.as_ref().unwrap().size;
                let none = forged.files["minutes.pdf"][..size].to_vec();
                forged.put("minutes.pdf", &none);
            },
            &["`minutes.pdf` was signed, but the signatures were removed"],
        ),
        ("another agenda", &|forged| forged.put("agenda.pdf", &agenda), both),
        ("another title", &|forged| forged.manifest.title = "Autumn meeting".to_owned(), both),
        ("another day", &|forged| forged.manifest.adopted = Some("2026-03-31".to_owned()), both),
        ("no day", &|forged| forged.manifest.adopted = None, both),
        (
            "one more signatory",
            &|forged| {
                let more = Signatory { person: "eve".to_owned(), ..forged.manifest.signatories[0].clone() };
                forged.manifest.signatories.push(more);
            },
            both,
        ),
        ("a signatory fewer", &|forged| drop(forged.manifest.signatories.pop()), both),
        ("a signatory of another name", &|forged| forged.manifest.signatories[2].name = "Eve Mallory".to_owned(), both),
        ("an approval by a Minister", &approve, both),
        ("another capacity", &|forged| forged.manifest.approvals[0].capacity = Some("Minister".to_owned()), both),
        ("no approval", &|forged| forged.manifest.approvals.clear(), both),
        ("an earlier approval", &|forged| forged.manifest.approvals[0].at = "2026-03-11T12:00:00Z".to_owned(), both),
        ("another version of the program", &|forged| forged.manifest.tool.version = "9.9.9".to_owned(), both),
        ("another input", &|forged| forged.manifest.inputs[0].sha256 = "0".repeat(64), both),
        ("another title of a file", &|forged| forged.manifest.files[0].title = "Annexes".to_owned(), both),
        ("a file fewer", &|forged| forged.remove("annexes.pdf"), both),
        (
            "a file more",
            &|forged| {
                let mut more = forged.manifest.files[0].clone();
                more.path = "more.pdf".to_owned();
                forged.manifest.files.push(more);
                let content = forged.files["agenda.pdf"].clone();
                forged.put("more.pdf", &content);
            },
            both,
        ),
        ("other standards", &|forged| drop(forged.manifest.files[0].standards.pop()), both),
    ];
    for (what, change, words) in steps {
        let with_seal = honest.but(|forged| change(forged));
        is_wrong(
            &scratch,
            what,
            &with_seal,
            &[&["the seal is not valid: the manifest or the seal was changed"], *words].concat(),
        );
        let without = honest.but(|forged| {
            change(forged);
            forged.seal = None;
        });
        let gone = "the minutes are signed, but the seal was removed: everything else could be from anybody";
        let words_of_seals = |words: &str| words.contains("seals");
        let others: Vec<&str> = words.iter().copied().filter(|words| !words_of_seals(words)).collect();
        is_wrong(&scratch, what, &without, &[&[gone], others.as_slice()].concat());
        let by_eve = honest.but(|forged| {
            change(forged);
            forged.reseal(&eve);
        });
        is_wrong(&scratch, what, &by_eve, &[&[sealed_by_eve], *words].concat());
    }
    let unsealed = honest.but(|forged| forged.seal = None);
    is_wrong(&scratch, "no seal", &unsealed, &["the minutes are signed, but the seal was removed"]);
    // The missing signatory's place is taken by somebody else of the same authority, and nothing else is touched.
    for signer in ["trust/eve.pem", "trust/ana.pem"] {
        let key = key(signer);
        let name = key.certificate().subject();
        let words = format!("`minutes.pdf` was signed for Cora Lind with the certificate of {name}, not of Cora Lind");
        is_wrong(&scratch, signer, &honest.but(|forged| forged.sign(&key, "cora", None)), &[&words]);
    }
}

/// Honest packs of one, two and three signers are right everywhere; so is one of an earlier state that was honest.
#[test]
fn honest_packs_are_right() {
    let scratch = meeting();
    for (signers, missing) in
        [(&["ana"][..], "; 2 signatures missing"), (&["ben"], "; 1 signature missing"), (&["cora"], "")]
    {
        let zip = signed_by(&scratch, signers);
        let seen =
            [outside(&zip, &["--trust", "authority.pem"]), inside(&scratch, &zip, &["--trust", "trust/authority.pem"])];
        for (code, out) in seen {
            let end =
                format!("nothing is wrong, and every signature leads back to a certificate that you trust{missing}\n");
            assert!(code == 0 && out.ends_with(&end), "{out}");
            let approved = "note   recorded in this pack: Ana Ruiz (Chair) approved the content of the minutes (en) on 2026-04-01 12:00 UTC; vouched for by the signer";
            assert!(out.contains(approved), "{out}");
        }
        let (code, out) = outside(&zip, &[]);
        let end =
            format!("nothing is wrong, but nobody you trust vouches for it: anybody could have made it{missing}\n");
        assert!(code == 4 && out.ends_with(&end), "{out}");
        assert_eq!(outside(&zip, &["--untrusted"]).0, 0);
        let (code, _, err) = scratch.run(&["build", "spring"]);
        assert!(code == 0 && read(&scratch, "out/spring.zip") == zip, "{err}");
    }
    let mut earlier = Forged::of(&read(&scratch, "packs/spring/signed.zip"));
    earlier.back_to(0);
    let (code, out) = outside(&earlier.zip(), &["--trust", "authority.pem"]);
    assert!(code == 0 && out.contains("; 2 signatures missing"), "{out}");
}

/// A pack that somebody made and signed in names of others, with certificates of their own: nothing in it is wrong, and
/// nobody vouches for it. That is no success.
#[test]
fn a_pack_of_nobody_s_is_no_success() {
    let scratch = meeting();
    let (code, _, err) = scratch.run(&["build", "spring"]);
    assert_eq!(code, 0, "{err}");
    let mut made = Forged::of(&read(&scratch, "out/spring.zip"));
    let unsigned = made.zip();
    assert!(unsigned == read(&scratch, "out/spring.zip"), "the forger writes zips as we do");
    made.sign(&key("keys/by-itself.pem"), "ana", None);
    for (zip, words) in
        [(unsigned, "no signature vouches for it"), (made.zip(), "the certificate of Ana Ruiz is self-signed")]
    {
        for (code, out) in [outside(&zip, &[]), inside(&scratch, &zip, &[])] {
            assert!(code == 4 && out.contains(words) && out.contains("but nobody you trust vouches for it"), "{out}");
        }
        assert_eq!(outside(&zip, &["--untrusted"]).0, 0);
        let (code, out) = outside(&zip, &["--format", "json"]);
        let report: serde_json::Value = serde_json::from_str(&out).unwrap();
        assert_eq!((code, &report["wrong"], &report["trusted"]), (4, &0.into(), &false.into()), "{out}");
    }
    // Who is trusted did not vouch for it: that is wrong.
    let (code, out) = outside(&made.zip(), &["--trust", "authority.pem"]);
    assert!(code == 1 && out.contains("WRONG  nobody you trust vouches for the certificate of Ana Ruiz"), "{out}");
}

/// Of two who signed, one is trusted: whether the other is who they say cannot be determined, and nothing is wrong.
#[test]
fn whoever_names_one_of_two_certificates_is_told_to_name_the_other() {
    let scratch = meeting();
    let (code, _, err) = scratch.run(&["build", "spring"]);
    assert_eq!(code, 0, "{err}");
    let mut made = Forged::of(&read(&scratch, "out/spring.zip"));
    made.sign(&key("keys/by-itself.pem"), "ana", None);
    made.sign(&key("trust/ben.pem"), "ben", None);
    scratch.write("two.zip", &made.zip());
    let seen = |more: &[&str]| {
        let (code, out, _) = scratch.run(&[&["verify", "two.zip", "--trust", "trust/authority.pem"], more].concat());
        (code, out)
    };
    let (code, out) = seen(&[]);
    assert!(
        code == 4 && out.contains("note   the certificate of Ana Ruiz is self-signed, and none that you named"),
        "{out}"
    );
    assert!(out.contains("those you trust do not vouch for everybody who signed it"), "{out}");
    let (code, out) = seen(&["--trust", "keys/by-itself.pem"]);
    assert!(code == 0, "{out}");
    // No authority vouches for one of them.
    assert!(out.contains("nothing is wrong, and every signature leads back to a certificate that you trust"), "{out}");
    // Another certificate in a name that is trusted is in its place.
    let (code, out) = seen(&["--trust", "trust/ana.pem"]);
    assert!(code == 1 && out.contains("WRONG  nobody you trust vouches for the certificate of Ana Ruiz"), "{out}");
}
