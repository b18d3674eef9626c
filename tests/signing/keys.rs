//! Keys of every kind, and one signature after the other.

use packwright::sign::is_name_of;
use serde_json::{Value, json};

use super::{built, certificates, definition, read, sealed, shown_in_fields, signing, workspace, wrong};
use crate::support::pdf::ReadPdf;
use crate::support::unzipped;

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
                "{name} signed `minutes.pdf` on 2026-04-02 10:00 UTC according to the signer's clock; the whole file is covered"
            )),
            "{out}"
        );
        assert!(out.contains("`minutes.pdf` meets PDF/A-2a and PDF/UA-1"), "{out}");
        assert!(out.contains(&format!("the certificate of {name} is vouched for by")), "{out}");
        // Nobody is trusted by somebody else's word.
        let (code, out, _) = scratch.run(&["verify", "out/spring.zip", "--trust", "keys/another-authority.pem"]);
        // Its chain ends elsewhere, or nobody can tell where: the authority's certificate is not in the signature.
        match out.contains("whose certificate is not in the signature") {
            true => assert!(code == 4 && out.contains("whether anybody you trust vouches for"), "{out}"),
            false => assert!(code == 1 && out.contains("nobody you trust vouches for"), "{out}"),
        }
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
        ("ed25519.pem", &[], "this kind of key is not supported"),
        ("make.py", &[], "this is not a readable key"),
        ("endless-rounds.pem", &[], "take too long to decrypt this key"),
        ("endless-memory.pem", &[], "take too long to decrypt this key"),
        ("absent.pem", &[], "cannot be read"),
        ("p256.pem", &["--as", "ben"], "the certificate is in the name of Ana Ruiz, but Ben Okafor has to sign"),
        ("name-twice.pem", &["--as", "ben"], "the certificate is in the name of Ben Ben, but Ben Okafor has to sign"),
        ("p256.pem", &["--as", "dora"], "`dora` is not a signatory of these minutes"),
        ("time-stamping.pem", &[], "who is not a signatory of these minutes"),
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
    assert!(code == 2 && err.contains("needs a passphrase, and there is no terminal to ask for it"), "{err}");
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
    assert_eq!(out.matches("after that, only signatures were added").count(), 2, "{out}");
    let (code, _, err) = scratch.run(&signing("out/spring.zip", "keys/p256.p12"));
    assert!(code == 1 && err.contains("`ana` has signed already"), "{err}");
    // Fields are announced by name, and shown.
    let minutes = &revisions[3];
    let said = b"(Ana Ruiz signs digitally here; shown are the time (UTC), the certificate and who issued it)";
    let times = minutes.windows(said.len()).filter(|part| part == said).count();
    assert!(times >= 2, "{times} times, in the field and in the structure");
    assert!(ReadPdf::new(minutes).elements().iter().filter(|(role, _)| role == "Form").count() == 3);
    let shown = shown_in_fields(minutes);
    for words in ["DigitallysignedbyAnaRuiz", "2April2026,10:00UTC", "issuedbyTestAuthority"] {
        assert!(shown.contains(words), "{shown}");
    }
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
    told(
        &|of| of["status"] = json!("circulated"),
        "the minutes are `circulated`, and only adopted minutes can be signed",
    );
    told(
        &|of| of["people"]["ana"]["terms"] = json!([{ "from": "2020", "until": "2025" }]),
        "Ana Ruiz is not in office on 2026-04-02",
    );
    told(&|of| of["signatories"] = json!([]), "these minutes name no signatories");
    told(&|of| of["body"] = json!("clab"), "the pack has errors");
}

#[test]
fn hints_name_signatories_once_and_say_what_comes_first() {
    let scratch = workspace();
    let mut two = definition();
    two["languages"] = json!(["en", "fr"]);
    scratch.write("packs/spring/meeting.json", two.to_string().as_bytes());
    let sign = |scratch: &crate::support::Scratch| scratch.run(&signing("spring", "keys/time-stamping.pem")).2;
    let err = sign(&scratch);
    assert!(
        err.contains(
            "use the certificate of `ana`, `ben` or `cora`; if this one is theirs, say so: `--as ID --any-name`\n"
        ),
        "{err}"
    );
    two["signatories"] = json!([]);
    scratch.write("packs/spring/meeting.json", two.to_string().as_bytes());
    let err = sign(&scratch);
    assert!(err.contains("state them under `signatories`") && err.contains("approve them again"), "{err}");
}

/// Whose a certificate is. One that leaves out the first or the last word of a name may be a namesake's or a relative's, and what
/// else a subject says, an organization or a place, is nobody's name.
#[test]
fn a_certificate_is_that_of_the_person_whose_whole_name_it_has() {
    let certificates = certificates("keys/names.pem");
    let owners: Vec<(String, Vec<&str>)> = certificates
        .iter()
        .map(|certificate| (certificate.subject(), PEOPLE.into_iter().filter(|name| certificate.names(name)).collect()))
        .collect();
    let owners: Vec<(&str, &[&str])> = owners.iter().map(|(subject, people)| (subject.as_str(), &people[..])).collect();
    let expected: [(&str, &[&str]); 15] = [
        ("Li Wei", &["Li Wei"]),
        ("FINCH, Tobias J.", &["Tobias Finch", "Dr. Tobias Finch"]),
        ("Jose\u{301} Nu\u{301}n\u{303}ez", &["Jos\u{e9} N\u{fa}\u{f1}ez"]),
        ("Tobias Finch", &["Tobias Finch", "Dr. Tobias Finch"]),
        ("L=Finch,O=Tobias", &[]),
        ("O=Tobias Finch", &[]),
        ("Eve Mallory", &[]),
        ("de la", &[]),
        ("María López", &["María del Carmen García López"]),
        ("García López", &[]),
        ("Sukarno", &["Sukarno"]),
        // Whoever has a mailbox chose its words.
        ("tobias.finch@example.org", &[]),
        ("Eve Mallory <tobias.finch@example.org>", &[]),
        ("Eve Mallory", &[]),
        // A number stands in place of a common name.
        ("TOBIAS FINCH", &["Tobias Finch", "Dr. Tobias Finch"]),
    ];
    assert_eq!(owners, expected);
}

/// Names as authorities of many countries write them.
#[test]
fn a_name_is_known_as_registers_write_it() {
    let same = [
        ("GARCIA LOPEZ JUAN - NIF 12345678Z", "Juan García López"),
        ("GARCÍA LÓPEZ MARÍA CARMEN - NIF 12345678Z", "María del Carmen García López"),
        ("ANA CONCEICAO:12345678901", "Ana Conceição"),
        ("JOÃO MANUEL DA SILVA SANTOS", "João Silva"),
        ("ΓΕΩΡΓΙΟΣ ΠΑΠΑΔΟΠΟΥΛΟΣ", "Γεώργιος Παπαδόπουλος"),
        ("IŞIL ÇELİK", "Işıl Çelik"),
        ("İBRAHİM YILDIZ", "Ibrahim Yildiz"),
        ("JÜRGEN WEISS", "Jürgen Weiß"),
        ("Juergen Mueller", "Jürgen Müller"),
        ("Lukasz Walesa", "Łukasz Wałęsa"),
        ("Soeren Aaberg", "Søren Åberg"),
        ("Семенова Алена Игоревна", "Алёна Семёнова"),
        ("NGUYEN VAN HUNG", "Nguyễn Văn Hùng"),
        ("MÄNNIK,MARI-LIIS,47101010033", "Mari-Liis Männik"),
        ("مُحَمَّد عَلِيّ", "محمد علي"),
        ("احمد علي", "أحمد علي"),
        ("王 伟", "王伟"),
        ("XI Jin Ping", "Xi Jinping"),
        ("SEAN ONEILL", "Seán O'Neill"),
        ("Maryjane Smith", "Mary-Jane Smith"),
        ("Jan Janssens (Signature)", "Jan Pieter Janssens"),
        ("Dr. Tobias Finch", "Tobias James Finch"),
        ("Tobias Finch 12345", "Tobias James Finch"),
        ("Tobias John Finch", "Tobias J. Finch"),
        ("Tobias J. Finch", "Tobias John Finch"),
        ("Jean DUPONT", "S.E.M. Jean Dupont"),
        ("Finch, Tobias", "Tobias Finch (Chair)"),
        ("GARCÍA LÓPEZ, JUAN", "Juan García López"),
        ("CHEN WEILING", "Wei-Ling Chen"),
        ("Vanderberg Zoë", "Zoë van der Berg"),
        ("ANNE LHOPITAL", "Anne L’Hôpital"),
        ("王伟（签名）", "王伟"),
        ("Ștefan Țepeș", "Ştefan Ţepeş"),
        ("ابراهيم هدي", "إبراهيم هدى"),
        ("محمد علي", "ﻣﺤﻤﺪ علي"),
        ("محـمـد علي كريمي", "محمد علی کریمی"),
        ("TOBIAS FINCH", "Tobias (Toby) Finch"),
        ("Tobias (Toby) Finch (Signature)", "Tobias Finch"),
        ("KEONI KAHOOLAWE", "Keoni Kahoʻolawe"),
        ("DJORDJE DJOKIC", "Đorđe Đokić"),
        ("FINCHTOBIAS", "Tobias Finch"),
        ("Finchtobias James", "Tobias James Finch"),
    ];
    for (own, person) in same {
        assert!(is_name_of(own, person), "{own} is not {person}");
    }
    let others = [
        ("Nguyễn Văn Hưng", "Nguyễn Văn Hùng"),
        ("Tobias Edward Finch", "Tobias James Finch"),
        ("Tobias E. Finch", "Tobias James Finch"),
        ("Juan Pérez López", "Juan García López"),
        ("T. Finch", "Tobias Finch"),
        ("Finch", "Tobias Finch"),
        ("Li Li", "Li Wei"),
        ("Li Wei", "Li-Wei Chen"),
        ("tobias.finch@example.org", "Tobias Finch"),
        ("Eve Mallory <tobias.finch@example.org>", "Tobias Finch"),
        ("Mr Chen", "Mr Li"),
        // The same letters are not the same words.
        ("Ann Alee", "Anna Lee"),
        ("Lian Wei", "Li Anwei"),
        ("Lilili", "Li Li"),
        ("Eve (Tobias Finch)", "Tobias Finch"),
        ("Eve Sukarno", "Sukarno"),
        // Nor are marks that are no accents the same.
        ("カワタ タロウ", "カワダ タロウ"),
        ("रम शर्मा", "राम शर्मा"),
        ("欧阳 明 华", "欧阳 明德 华"),
        ("4711", "0815"),
        ("", ""),
    ];
    for (own, person) in others {
        assert!(!is_name_of(own, person), "{own} is {person}");
    }
}

const PEOPLE: [&str; 10] = [
    "Li Wei",
    "Dr. Wei",
    "Li-Wei Chen",
    "Tobias Finch",
    "Dr. Tobias Finch",
    "José Núñez",
    "Juan de la Cruz de la Torre",
    "María del Carmen García López",
    "Juan García López",
    "Sukarno",
];
