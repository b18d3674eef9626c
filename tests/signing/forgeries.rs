//! Other forgeries: by signers themselves, between editions and packs, and against your definition.

use packwright::verify::{VerifyOptions, verify};
use serde_json::json;

use super::forge::{Forged, meeting, signed_by, whole, write_meeting};
use super::{AT, built, certificates, key, read, workspace};
use crate::support::Scratch;

/// Names of everything that is wrong with a zip for somebody who trusts the authority.
fn wrong(zip: &[u8]) -> Vec<&'static str> {
    let trusted = certificates("trust/authority.pem");
    let report = verify(zip, &VerifyOptions { trusted, without_standards: true, ..VerifyOptions::default() });
    assert!(report.wrong() > 0 || report.is_vouched_for());
    let wrong = report.checks.iter().filter(|check| check.state.name() == "wrong");
    wrong.map(|check| check.name).collect()
}

/// A pack in two languages, signed by two.
fn two_editions(decision: &str) -> (Scratch, Forged) {
    let scratch = workspace();
    let mut meeting = whole();
    meeting["languages"] = json!(["en", "fr"]);
    meeting["decisions"][0]["text"] = json!(decision);
    write_meeting(&scratch, &meeting);
    let honest = Forged::of(&signed_by(&scratch, &["ana", "ben"]));
    (scratch, honest)
}

#[test]
fn editions_belong_together() {
    let (_, honest) = two_editions("The circle buys two copies (@list).");
    let (_, other) = two_editions("The circle buys ten copies (@list).");
    assert_eq!(wrong(&honest.zip()), [""; 0]);
    // The edition of another pack, signed by the same people, digests mended, sealed by one of them.
    let swapped = honest.but(|forged| {
        forged.put("fr/minutes.pdf", &other.files["fr/minutes.pdf"]);
        forged.reseal(&key("trust/ben.pem"));
    });
    let names = wrong(&swapped);
    for name in ["minutes-exchanged", "signed-another-pack", "vouch-for-different-things", "other-minutes"] {
        assert!(names.contains(&name), "{names:?}");
    }
    // Without one of them.
    let removed = honest.but(|forged| {
        for path in ["fr/minutes.pdf", "fr/agenda.pdf", "fr/annexes.pdf", "fr/index.html"] {
            forged.remove(path);
        }
        forged.manifest.content.remove("fr");
        forged.manifest.procedure.remove("fr");
        forged.manifest.signatories.retain(|one| one.language == "en");
        forged.manifest.seals.iter_mut().for_each(|seal| drop(seal.minutes.remove("fr/minutes.pdf")));
        forged.reseal(&key("trust/ben.pem"));
    });
    let names = wrong(&removed);
    assert!(names.contains(&"signed-another-pack") && names.contains(&"earlier-seal-broken"), "{names:?}");
    // One edition with fewer signatures than the other.
    let fewer = honest.but(|forged| {
        let first = forged.minutes_at("fr/minutes.pdf", 0);
        forged.put("fr/minutes.pdf", &first);
        forged.reseal(&key("trust/ben.pem"));
    });
    let names = wrong(&fewer);
    assert!(names.contains(&"sealed-by-another") && names.contains(&"seals-and-signatures"), "{names:?}");
}

/// Seals of three signers, the last of whom would like to leave one out or change their order.
#[test]
fn seals_are_a_chain() {
    let scratch = meeting();
    let honest = Forged::of(&signed_by(&scratch, &["ana", "ben", "cora"]));
    let cora = key("trust/cora.pem");
    let resealed = |change: &dyn Fn(&mut Forged)| {
        wrong(&honest.but(|forged| {
            change(forged);
            forged.reseal(&cora);
        }))
    };
    let has = |names: &[&str], name: &str| assert!(names.contains(&name), "{name}: {names:?}");
    has(&resealed(&|forged| drop(forged.manifest.seals.remove(0))), "earlier-seal-broken");
    has(&resealed(&|forged| drop(forged.manifest.seals.pop())), "seals-and-signatures");
    has(&resealed(&|forged| forged.manifest.seals.clear()), "seals-and-signatures");
    has(&resealed(&|forged| forged.manifest.seals.swap(0, 1)), "earlier-seal-broken");
    has(&resealed(&|forged| forged.manifest.seals[1] = forged.manifest.seals[0].clone()), "earlier-seal-broken");
    has(&resealed(&|forged| forged.manifest.seals.push(forged.manifest.seals[0].clone())), "earlier-seal-broken");
    has(&resealed(&|forged| forged.manifest.seals[0].seal = "no base64".to_owned()), "earlier-seal-broken");
    has(&resealed(&|forged| forged.manifest.seals[0].minutes.clear()), "bad-manifest");
    has(
        &resealed(&|forged| {
            forged.manifest.files[0].unsigned = Some(forged.manifest.seals[0].minutes["minutes.pdf"].clone())
        }),
        "bad-manifest",
    );
    // What was sealed in between was not what was signed.
    let names = resealed(&|forged| forged.manifest.seals[1].minutes.get_mut("minutes.pdf").unwrap().size -= 1);
    has(&names, "earlier-seal-broken");
    // The last signature and its seal are dropped, and nothing else is put back.
    let dropped = honest.but(|forged| {
        let second = forged.minutes_at("minutes.pdf", 1);
        forged.put("minutes.pdf", &second);
        forged.reseal(&key("trust/ben.pem"));
    });
    has(&wrong(&dropped), "seals-and-signatures");
    // As many seals as a pack cannot have.
    has(&resealed(&|forged| forged.manifest.seals = vec![forged.manifest.seals[0].clone(); 64]), "bad-manifest");
}

/// The same minutes in two packs of which another part differs: a signature on one is none on the other.
#[test]
fn signatures_do_not_move_to_other_packs() {
    let scratch = meeting();
    let one = Forged::of(&signed_by(&scratch, &["ana", "ben"]));
    std::fs::remove_file(scratch.path().join("packs/spring/signed.zip")).unwrap();
    let mut meeting = whole();
    meeting["annexes"][0]["text"] = json!("Twenty books.");
    write_meeting(&scratch, &meeting);
    let (code, _, err) = scratch.run(&["build", "spring", "--out", "elsewhere"]);
    assert_eq!(code, 0, "{err}");
    let mut other = Forged::of(&read(&scratch, "elsewhere/spring.zip"));
    let unsigned = one.manifest.minutes().next().unwrap().unsigned.clone().unwrap();
    assert_eq!(one.manifest.content, other.manifest.content);
    assert_eq!(one.files["minutes.pdf"][..unsigned.size], other.files["minutes.pdf"], "the minutes are the same");
    let minutes = other.manifest.files.iter_mut().find(|file| file.path == "minutes.pdf").unwrap();
    minutes.unsigned = Some(unsigned);
    other.put("minutes.pdf", &one.files["minutes.pdf"]);
    other.manifest.seals = one.manifest.seals.clone();
    other.reseal(&key("trust/ben.pem"));
    let names = wrong(&other.zip());
    assert_eq!(names.iter().filter(|name| **name == "signed-another-pack").count(), 2, "{names:?}");
    assert!(names.contains(&"earlier-seal-broken"), "{names:?}");
}

/// Signers who are none: a signature without the digest, one of a name that is no signatory's, one by a key that is weak.
#[test]
fn what_does_not_bind_the_pack_is_no_signature() {
    let scratch = meeting();
    let honest = Forged::of(&signed_by(&scratch, &["ana"]));
    let ben = key("trust/ben.pem");
    let unbound = honest.but(|forged| forged.sign(&ben, "ben", Some("")));
    assert!(wrong(&unbound).contains(&"signed-another-pack"));
    // As another program would sign, which knows nothing of packs.
    let foreign = honest.but(|forged| {
        let mut minutes = forged.files["minutes.pdf"].clone();
        let name = b"XXPackwrightBinding";
        let at = minutes.windows(name.len()).position(|part| part == name).unwrap();
        minutes[at..at + name.len()].copy_from_slice(b"XXSomebodyElsesKey!");
        forged.put("minutes.pdf", &minutes);
        forged.reseal(&key("trust/ana.pem"));
    });
    assert!(wrong(&foreign).contains(&"broken"));
    // The manifest knows nothing of a signatory who has a place.
    let stranger = honest.but(|forged| {
        forged.manifest.signatories.retain(|one| one.person != "ben");
        forged.reseal(&key("trust/ana.pem"));
    });
    assert!(wrong(&stranger).contains(&"no-signatory"));
}

/// A pack of the form before this one.
#[test]
fn packs_of_an_older_version_are_told_as_that() {
    let scratch = meeting();
    let old = Forged::of(&signed_by(&scratch, &["ana"])).but(|forged| forged.manifest.version = 1);
    assert_eq!(wrong(&old), ["older-version"]);
    scratch.write("packs/spring/signed.zip", &old);
    let (code, _, err) = scratch.run(&["build", "spring"]);
    let words =
        "it was made by an older version of packwright, whose signatures do not bind the pack: build and sign it again";
    assert!(code == 1 && err.contains(words) && err.contains("remove it"), "{err}");
    let (code, _, err) = scratch.run(&["sign", "packs/spring/signed.zip", "--key", "trust/ben.pem", "--at", AT]);
    assert!(code == 1 && err.contains(words), "{err}");
    let newer = Forged::of(&signed_by_anew(&scratch)).but(|forged| forged.manifest.version = 3);
    assert_eq!(wrong(&newer), ["newer-version"]);
}

fn signed_by_anew(scratch: &Scratch) -> Vec<u8> {
    std::fs::remove_file(scratch.path().join("packs/spring/signed.zip")).unwrap();
    std::fs::remove_dir_all(scratch.path().join("out")).ok();
    signed_by(scratch, &["ana"])
}

/// Whoever signs first can write what they like, and their own key vouches for it. Where the definition is at hand, it
/// tells: nothing there explains what the pack says otherwise.
#[test]
fn the_workspace_knows_better() {
    let scratch = meeting();
    let (code, _, err) = scratch.run(&["build", "spring"]);
    assert_eq!(code, 0, "{err}");
    let built = Forged::of(&read(&scratch, "out/spring.zip"));
    let ana = key("trust/ana.pem");
    let look = || {
        let (code, out, _) = scratch.run(&["verify", "forged.zip", "--trust", "trust/authority.pem"]);
        (code, out)
    };
    let forged = |change: &dyn Fn(&mut Forged)| {
        scratch.write(
            "forged.zip",
            &built.but(|forged| {
                change(forged);
                forged.sign(&ana, "ana", None);
            }),
        );
        let outside = VerifyOptions {
            trusted: certificates("trust/authority.pem"),
            without_standards: true,
            ..VerifyOptions::default()
        };
        let zip = read(&scratch, "forged.zip");
        assert!(verify(&zip, &outside).is_vouched_for(), "she signed it so");
        // A build looks, too.
        scratch.write("packs/spring/signed.zip", &zip);
        let (code, _, err) = scratch.run(&["build", "spring", "--out", "elsewhere"]);
        assert!(code == 1 && err.contains("error[signed-damaged]"), "{err}");
        std::fs::remove_file(scratch.path().join("packs/spring/signed.zip")).unwrap();
        look()
    };
    type Change<'a> = &'a dyn Fn(&mut Forged);
    let cases: &[(Change<'_>, &str)] = &[
        (
            &|forged| forged.manifest.approvals[0].capacity = Some("Minister".to_owned()),
            "according to your `approvals.json` it was given as Chair",
        ),
        (
            &|forged| forged.manifest.approvals[0].capacity = None,
            "according to your `approvals.json` it was given as Chair",
        ),
        (&|forged| forged.manifest.approvals[0].name = "Ana Ruiz, Minister".to_owned(), "`ana` is Ana Ruiz here"),
        (
            &|forged| forged.manifest.approvals[0].person = "ben".to_owned(),
            "your `approvals.json` has no such approval",
        ),
        (
            &|forged| forged.manifest.approvals[0].at = "2026-04-01T12:00:01Z".to_owned(),
            "your `approvals.json` has no such approval",
        ),
        (&|forged| forged.manifest.approvals.push(forged.manifest.approvals[0].clone()), ""),
        (
            &|forged| forged.manifest.title = "Autumn meeting".to_owned(),
            "the title of the pack is “Autumn meeting”, that of your definition “Spring meeting”",
        ),
        (
            &|forged| forged.manifest.adopted = Some("2026-03-31".to_owned()),
            "according to the pack the minutes were adopted on 2026-03-31; according to your definition it was on 2026-04-01",
        ),
        (
            &|forged| forged.manifest.adopted = None,
            "according to the pack the minutes were adopted on no day that is known",
        ),
        (
            &|forged| forged.manifest.signatories[1].name = "Eve Mallory".to_owned(),
            "Eve Mallory is a signatory of this pack, Ben Okafor of your definition",
        ),
        (&|forged| forged.manifest.signatories.swap(0, 1), "the signatories are in another order"),
    ];
    for (change, words) in cases.iter().filter(|(_, words)| !words.is_empty()) {
        let (code, out) = forged(change);
        assert!(code == 1 && out.contains(words) && out.contains("WRONG: do not rely on this pack"), "{words}: {out}");
    }
    // A change of the definition excuses nothing of it.
    scratch.write(
        "forged.zip",
        &built.but(|forged| {
            forged.manifest.approvals[0].capacity = Some("Minister".to_owned());
            forged.sign(&ana, "ana", None);
        }),
    );
    let mut changed = whole();
    changed["decisions"][0]["text"] = json!("The circle buys ten copies (@list).");
    write_meeting(&scratch, &changed);
    let (code, out) = look();
    assert!(code == 1 && out.contains("2 things are WRONG: do not rely on this pack"), "{out}");
    // But it explains itself.
    scratch.write("forged.zip", &built.but(|forged| forged.sign(&ana, "ana", None)));
    let (code, out) = look();
    assert!(
        code == 1 && out.contains("the pack is unchanged since it was signed, but your definition differs from it"),
        "{out}"
    );
    // What the definition has gained since is no fault.
    write_meeting(&scratch, &whole());
    let (code, _, err) = scratch.run(&["approve", "spring", "--as", "ben", "--at", "2026-04-01T13:00:00Z"]);
    assert_eq!(code, 0, "{err}");
    let (code, out) = look();
    assert!(
        code == 0 && out.contains("nothing is wrong, and every signature leads back to a certificate that you trust"),
        "{out}"
    );
    // Who signed was not in office by the registry, nor who approved.
    let mut changed = whole();
    changed["people"]["ana"]["terms"] = json!([{ "from": "2027" }]);
    write_meeting(&scratch, &changed);
    let (code, out) = look();
    for words in [
        "Ana Ruiz signed `minutes.pdf` on 2026-04-02, but was not in office",
        "Ana Ruiz was not in office on 2026-04-01",
    ] {
        assert!(code == 1 && out.contains(words), "{out}");
    }
    // Not one byte of the pack was changed.
    std::fs::copy(scratch.path().join("forged.zip"), scratch.path().join("packs/spring/signed.zip")).unwrap();
    let (code, _, err) = scratch.run(&["build", "spring"]);
    assert!(code == 1 && err.contains("this signed pack and the workspace contradict each other: "), "{err}");
    std::fs::remove_file(scratch.path().join("packs/spring/signed.zip")).unwrap();
    // An edition that the pack does not have.
    let mut changed = whole();
    changed["languages"] = json!(["en", "fr"]);
    write_meeting(&scratch, &changed);
    let (code, out) = look();
    assert!(code == 1 && out.contains("your definition has an edition that this pack does not have (fr)"), "{out}");
    let mut changed = whole();
    changed["status"] = json!("circulated");
    changed["history"].as_array_mut().unwrap().pop();
    write_meeting(&scratch, &changed);
    let (code, out) = look();
    assert!(
        code == 1
            && out.contains(
                "according to the pack the minutes are adopted, according to your definition they are `circulated`"
            ),
        "{out}"
    );
}

/// A certificate in another name: whose it is, the reader has to know, or the workspace keeps it.
#[test]
fn certificates_in_other_names_have_to_be_known() {
    let scratch = meeting();
    let sign = ["sign", "spring", "--key", "trust/eve.pem", "--as", "ben", "--any-name", "--at", AT];
    let (code, _, err) = scratch.run(&sign);
    assert_eq!(code, 0, "{err}");
    let pem = String::from_utf8(read(&scratch, "packs/spring/signers/ben.pem")).unwrap();
    assert!(pem.starts_with("-----BEGIN CERTIFICATE-----"), "{pem}");
    let zip = read(&scratch, "packs/spring/signed.zip");
    let seen = |trusted: &[&str]| {
        let trusted = trusted.iter().flat_map(|path| certificates(path)).collect();
        let report = verify(&zip, &VerifyOptions { trusted, without_standards: true, ..VerifyOptions::default() });
        (report.wrong(), report.is_vouched_for())
    };
    assert_eq!(seen(&[]), (1, false));
    assert_eq!(seen(&["trust/authority.pem"]), (1, false));
    assert_eq!(seen(&["trust/eve.pem"]), (0, true));
    // Here it is known, so others sign after, and builds deliver it.
    let (code, out, _) = scratch.run(&["verify", "out/spring.zip", "--trust", "trust/authority.pem"]);
    assert!(
        code == 0 && out.contains("with the certificate of Eve Mallory, which is kept in the workspace as theirs"),
        "{out}"
    );
    let (code, _, err) = scratch.run(&["sign", "spring", "--key", "trust/ana.pem", "--at", AT]);
    assert_eq!(code, 0, "{err}");
    assert_eq!(scratch.run(&["build", "spring"]).0, 0);
    // Elsewhere whoever signs after has to know it.
    scratch.write("elsewhere.zip", &read(&scratch, "out/spring.zip"));
    let cora = ["sign", "elsewhere.zip", "--key", "trust/cora.pem", "--at", AT];
    let (code, _, err) = scratch.run(&cora);
    assert!(code == 1 && err.contains("was signed for Ben Okafor with the certificate of Eve Mallory"), "{err}");
    let trusting = ["--trust", "trust/eve.pem", "--trust", "trust/authority.pem"];
    let (code, _, err) = scratch.run(&[&cora[..], &trusting].concat());
    assert_eq!(code, 0, "{err}");
    // Kept for one, it is nobody else's.
    std::fs::rename(
        scratch.path().join("packs/spring/signers/ben.pem"),
        scratch.path().join("packs/spring/signers/ana.pem"),
    )
    .unwrap();
    let (code, _, err) = scratch.run(&["build", "spring"]);
    assert!(code == 1 && err.contains("was signed for Ben Okafor with the certificate of Eve Mallory"), "{err}");
}

/// A file that says something else than the page for browsers is not taken for one that did not change; signatures change
/// nothing.
#[test]
fn another_file_is_not_the_same_pack() {
    let scratch = meeting();
    scratch.write("unsigned.zip", &built(&scratch));
    scratch.write("signed.zip", &signed_by(&scratch, &["ana"]));
    let told = |new: &str| scratch.run(&["changes", "unsigned.zip", new]);
    assert_eq!(told("signed.zip"), (0, "nothing changed\n".to_owned(), String::new()));
    for (zip, path) in [("unsigned.zip", "agenda.pdf"), ("signed.zip", "minutes.pdf")] {
        let honest = Forged::of(&read(&scratch, zip));
        let content = [b"%PDF-2.0\n", &honest.files[path][..]].concat();
        scratch.write("forged.zip", &honest.but(|forged| forged.put(path, &content)));
        let (code, out, err) = told("forged.zip");
        assert!(code == 0 && out.contains(&format!("not the same in both are `{path}`")), "{out}{err}");
        let others = scratch.run(&["changes", "unsigned.zip", "forged.zip", "--format", "json"]).1;
        assert_eq!(serde_json::from_str::<serde_json::Value>(&others).unwrap()["others"], serde_json::json!([path]));
    }
    let honest = Forged::of(&read(&scratch, "unsigned.zip"));
    scratch.write("forged.zip", &honest.but(|forged| forged.manifest.title = "Summer meeting".to_owned()));
    let (_, out, err) = told("forged.zip");
    assert!(out.contains("not the same in both are `manifest.json: title`"), "{out}{err}");
}
