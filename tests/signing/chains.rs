//! Whose word is taken, and how far.

use packwright::sign::{
    Certificate, Key, Loaded, Proof, Purpose, Trust, examine_detached, examine_pdf, sign_detached, trust,
};

use super::forge::{Forged, meeting, signed_by};
use super::{AT, built, certificates, key, sealed, signing, workspace, wrong, zipped};
use crate::support::{repository, unzipped};

/// Trust goes down a chain only as RFC 5280 (6.1) lets it: through authorities, whose keys are for certificates, no longer
/// than they allow, all of them valid and strong. Where something is demanded that is not known here, it cannot be told.
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
        let is_trusted = name.starts_with("sound-");
        // A limit that is not known here is none that is broken.
        let is_open = ["unknown-demand", "unknown-demand-between", "limited-to-other-names"].contains(&&*name);
        let expected = if is_trusted {
            0
        } else if is_open {
            4
        } else {
            1
        };
        assert_eq!(code, expected, "{name}: {out}{err}");
        assert_eq!(expected == 1, out.contains("WRONG  nobody you trust vouches for"), "{name}: {out}{err}");
        assert_eq!(is_open, out.contains("has a limit that is not known here ("), "{name}: {out}{err}");
        *if is_trusted { &mut sound } else { &mut broken } += 1;
        std::fs::remove_file(scratch.path().join("out/spring.zip")).unwrap();
    }
    assert!(sound >= 3 && broken >= 9, "{sound} and {broken}");
}

/// Whether somebody vouches for a signer, by what authority that is: of every kind of key that is known here, and of one
/// that is not. What cannot be told is neither right nor wrong.
#[test]
fn authorities_of_every_kind_vouch() {
    let scratch = workspace();
    for kind in ["pss", "ed25519", "p521", "ed448"] {
        let signer = format!("trust/by-{kind}.pem");
        scratch.write("out/spring.zip", &sealed(&scratch, &signer));
        let authority = format!("trust/authority-{kind}.pem");
        let (code, out, _) = scratch.run(&["verify", "out/spring.zip", "--trust", &authority]);
        match kind {
            "ed448" => {
                let words = "the certificate of Ana Ruiz is signed with an unknown algorithm";
                assert!(code == 4 && out.contains(words) && !out.contains("WRONG"), "{kind}: {out}");
            }
            _ => assert!(code == 0 && out.contains("is vouched for by Test Authority of Trust"), "{kind}: {out}"),
        }
        // Nobody else of its kind.
        let (code, out, _) = scratch.run(&["verify", "out/spring.zip", "--trust", "trust/authority.pem"]);
        assert!(code == 4 && out.contains("cannot be determined"), "{kind}: {out}");
        std::fs::remove_file(scratch.path().join("out/spring.zip")).unwrap();
    }
    // Who only calls himself the same is not the same, and that can be told.
    scratch.write("out/spring.zip", &sealed(&scratch, "trust/by-a-namesake.pem"));
    let (code, out, _) = scratch.run(&["verify", "out/spring.zip", "--trust", "trust/authority.pem"]);
    assert!(code == 1 && out.contains("WRONG  nobody you trust vouches for"), "{out}");
}

/// A certificate that is missing is named, before it is signed and after.
#[test]
fn a_missing_issuer_is_named() {
    let scratch = workspace();
    scratch.write("out/spring.zip", &built(&scratch));
    let (code, _, err) = scratch.run(&signing("out/spring.zip", "trust/between-missing.pem"));
    let incomplete = "warning: the chain of certificates is incomplete: the certificate of Ana Ruiz is issued by Test Authority between";
    assert!(code == 0 && err.contains(incomplete), "{err}");
    let missing =
        "the certificate of Ana Ruiz is issued by Test Authority between, whose certificate is not in the signature";
    for trust in [&[][..], &["--trust", "trust/authority.pem"]] {
        let (code, out, _) = scratch.run(&[&["verify", "out/spring.zip"], trust].concat());
        assert!(code == 4 && out.contains(missing), "{out}");
    }
    std::fs::remove_file(scratch.path().join("out/spring.zip")).unwrap();
    // A whole chain is no reason to warn.
    scratch.write("out/spring.zip", &built(&scratch));
    let (code, _, err) = scratch.run(&signing("out/spring.zip", "keys/p256.p12"));
    assert!(code == 0 && !err.contains("warning"), "{err}");
}

/// What a certificate is for: whoever signs with one for web servers, for code or for time stamps signs nothing.
#[test]
fn certificates_for_other_uses_are_none_for_signatures() {
    let unfit = ["for-servers", "for-servers-and-clients", "for-code", "for-time-stamps"];
    let fit = [
        "for-documents",
        "for-mail",
        "for-clients",
        "for-anything",
        "for-adobe",
        "for-microsoft",
        "for-servers-and-mail",
    ];
    for (names, expected) in [(&unfit[..], false), (&fit[..], true)] {
        for name in names {
            assert_eq!(certificates(&format!("trust/{name}.pem"))[0].is_for_signatures(), expected, "{name}");
        }
    }
    let scratch = meeting();
    let (code, _, err) = scratch.run(&["sign", "spring", "--key", "trust/for-servers.pem", "--at", AT]);
    assert!(code == 1 && err.contains("is not meant for signatures (key usage)"), "{err}");
    // By a program that does not look.
    let honest = Forged::of(&signed_by(&scratch, &["ben"]));
    scratch.write("forged.zip", &honest.but(|forged| forged.sign(&key("trust/for-servers.pem"), "ana", None)));
    for trust in [&["--untrusted"][..], &["--trust", "trust/authority.pem"]] {
        let (code, out, _) = scratch.run(&[&["verify", "forged.zip"], trust].concat());
        let words = "WRONG  the certificate of Ana Ruiz is not meant for signatures";
        assert!(code == 1 && out.contains(words), "{out}");
    }
    // An authority for web servers vouches for nobody who signs.
    let at = AT.parse().unwrap();
    let authority = certificates("trust/authority.pem");
    let trusted = |path: &str| trust(&[certificates(path)], &authority, at, Purpose::Signatures);
    assert_eq!(trusted("trust/between.pem"), Trust::Yes);
    assert_eq!(trusted("trust/between-for-mail.pem"), Trust::Yes);
    assert_eq!(trusted("trust/between-for-servers.pem"), Trust::No);
}

/// 4,000 authorities of one name, all different: in a seal, in a file of trusted ones, beside a key.
#[test]
fn thousands_of_authorities_of_one_name_take_no_time() {
    #[allow(clippy::disallowed_methods, reason = "a guard against what took minutes")]
    let begun = std::time::Instant::now();
    let at = AT.parse().unwrap();
    let signer = key("trust/between.pem");
    let (own, issuer) = (signer.certificate(), certificates("trust/between.pem")[1].clone());
    // The last bytes are its signature: each is another certificate of the same name.
    let many: Vec<Vec<u8>> = (0..4000_u32)
        .map(|number| {
            let mut der = issuer.as_der().to_vec();
            let end = der.len();
            der[end - 4..].copy_from_slice(&number.to_be_bytes());
            der
        })
        .collect();
    let namesakes: Vec<Certificate> = many.iter().map(|der| Certificate::from_der(der).unwrap()).collect();
    let way = vec![own.clone()];
    assert_eq!(trust(&[way], &namesakes[..], at, Purpose::Signatures), Trust::Yes, "each has the key");
    let namesake = certificates("trust/by-a-namesake.pem");
    let others: Vec<Certificate> = (0..4000_u32)
        .map(|number| {
            let mut der = certificates("trust/authority.pem")[0].as_der().to_vec();
            let end = der.len();
            der[end - 4..].copy_from_slice(&number.to_be_bytes());
            Certificate::from_der(&der).unwrap()
        })
        .collect();
    // None of them issued it; it is not asked of all.
    assert_ne!(trust(&[namesake], &others, at, Purpose::Signatures), Trust::Yes);
    // A key's file with all of them.
    let file = std::fs::read(repository().join("tests/cases/trust/by-a-namesake.pem")).unwrap();
    let file = [file, others.iter().map(Certificate::to_pem).collect::<String>().into_bytes()].concat();
    let Loaded::Key(loaded) = Key::load(&file, None, None).unwrap() else { panic!("it is not locked") };
    assert!(loaded.missing_issuer().is_some());
    // A seal that brings them along is none that this program writes.
    let seal = sign_detached(b"message", &signer, at).unwrap();
    let honest = examine_detached(b"message", &seal).unwrap();
    assert_eq!(honest.read.unwrap().proof, Proof::Holds);
    assert!(examine_detached(b"message", &with_certificates(&seal, &many)).is_none());
    assert!(begun.elapsed().as_secs() < 30, "{:?}", begun.elapsed());
}

/// A signature (CMS) with more certificates in it.
fn with_certificates(cms: &[u8], more: &[Vec<u8>]) -> Vec<u8> {
    let [info] = &parts(cms)[..] else { panic!("one structure") };
    let info = parts(info.1);
    let outer = parts(info[1].1);
    let data: Vec<Vec<u8>> = parts(outer[0].1)
        .into_iter()
        .map(|(tag, content)| match tag {
            0xa0 => {
                let mut all: Vec<Vec<u8>> = parts(content).into_iter().map(|(tag, one)| value(tag, one)).collect();
                all.extend(more.iter().cloned());
                all.sort();
                value(tag, &all.concat())
            }
            _ => value(tag, content),
        })
        .collect();
    let signed = value(0x30, &data.concat());
    value(0x30, &[value(info[0].0, info[0].1), value(0xa0, &signed)].concat())
}

/// The values that lie in DER one after the other: tag and content.
fn parts(mut der: &[u8]) -> Vec<(u8, &[u8])> {
    let mut parts = Vec::new();
    while let [tag, first, rest @ ..] = der {
        let digits = if *first < 0x80 { 0 } else { usize::from(first & 0x7f) };
        let length = match digits {
            0 => usize::from(*first),
            _ => rest[..digits].iter().fold(0, |sum, digit| sum << 8 | usize::from(*digit)),
        };
        let (content, behind) = rest[digits..].split_at(length);
        parts.push((*tag, content));
        der = behind;
    }
    parts
}

fn value(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len();
    let head = match length {
        0..0x80 => vec![tag, u8::try_from(length).unwrap()],
        _ => {
            let digits: Vec<u8> = length.to_be_bytes().into_iter().skip_while(|digit| *digit == 0).collect();
            [&[tag, 0x80 | u8::try_from(digits.len()).unwrap()], digits.as_slice()].concat()
        }
    };
    [head, content.to_vec()].concat()
}

/// Signatures by other programs, in all ways that are known here and in some that are not: what is not known is never
/// called a change of the file, and a change of the file always is.
#[test]
fn signatures_of_every_known_kind_are_verified() {
    let mut seen = 0;
    for entry in std::fs::read_dir(repository().join("tests/cases/signatures")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if path.extension().is_none_or(|ending| ending != "pdf") {
            continue;
        }
        let file = std::fs::read(&path).unwrap();
        let proof = |file: &[u8]| examine_pdf(file, file.len()).unwrap().signatures[0].read.as_ref().unwrap().proof;
        // RSA of 1024 bits is known, and told to be weak.
        let expected = if name.starts_with("unknown-") { Proof::Unknown } else { Proof::Holds };
        assert_eq!(proof(&file), expected, "{name}");
        let examined = examine_pdf(&file, file.len()).unwrap();
        let bits = examined.signatures[0].certificate().unwrap().too_short_key();
        assert_eq!(bits, (name == "rsa-1024").then_some(1024), "{name}");
        let mut changed = file.clone();
        changed[5] = b'2';
        if name != "unknown-digest" && name != "unknown-sha1" && name != "unknown-ed448" {
            assert_eq!(proof(&changed), Proof::Broken, "{name}");
        }
        seen += 1;
    }
    assert!(seen >= 12, "{seen}");
}

/// Packs that another program sealed, with keys that this one does not sign with: what holds is not called changed.
#[test]
fn seals_of_every_known_kind_are_verified() {
    for name in ["sealed-ed25519", "sealed-pss"] {
        let path = repository().join("tests/cases/signatures").join(name).with_extension("zip");
        let zip = std::fs::read(path).unwrap();
        assert!(wrong(&zip).is_empty(), "{name}: {:?}", wrong(&zip));
        let files = unzipped(&zip);
        let again = |name: &str, at: usize| {
            let mut changed = files.clone();
            changed.get_mut(name).unwrap()[at] ^= 1;
            let order =
                ["agenda.pdf", "index.html", "meeting.ics", "minutes.pdf", "manifest.json", "manifest.json.p7s"];
            zipped(&order.map(|name| (name, changed[name].as_slice())), 6)
        };
        for (file, step) in [("manifest.json", 97), ("manifest.json.p7s", 23)] {
            for at in (0..files[file].len()).step_by(step) {
                assert!(!wrong(&again(file, at)).is_empty(), "{name}: byte {at} of {file}");
            }
        }
    }
}

/// Two signatures with the time stamps of an authority, one of them in the second in which the signer's clock was as well.
#[test]
fn a_time_that_an_authority_states_is_not_called_that_of_the_signers_clock() {
    let scratch = workspace();
    for name in ["sealed-stamped.zip", "stamped.pem"] {
        scratch.write(name, &std::fs::read(repository().join("tests/cases/signatures").join(name)).unwrap());
    }
    let (code, out, _) = scratch.run(&["verify", "sealed-stamped.zip", "--trust", "stamped.pem"]);
    assert!(code == 0 && out.matches("Fresh Clock says").count() == 2 && !out.contains("signer's clock"), "{out}");
    let (code, out, _) = scratch.run(&["verify", "sealed-stamped.zip"]);
    assert!(code == 4 && out.matches("signer's clock").count() == 2, "{out}");
}
