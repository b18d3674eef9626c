//! Certificates: given as those to trust, along with a key to sign with, and found in what it signed.

use packwright::sign::{Certificate, Key, Loaded, Proof, Purpose, examine_detached, sign_detached, trust};

use super::scene::{self, Repacked, SIGNED, file, files};
use super::{Stack, Target};
use crate::fuzz::dice::Dice;
use crate::fuzz::mutate::pem;
use crate::fuzz::worker::deep;

pub(super) const TARGET: Target = Target {
    name: "chain",
    ending: "pem",
    seeds: || {
        let mut seeds = files("tests/cases/chains", &[".pem"]);
        seeds.extend(files(
            "tests/cases/keys",
            &["certificate.pem", "authority.pem", "by-itself.pem", "time-stamping.pem"],
        ));
        seeds.extend((0..12).map(|number| pem::written(&pem::graph(&mut Dice::of("graph", &[number])))));
        seeds
    },
    change: pem::change,
    run: |input, thorough| {
        let at = "2026-04-10T10:00:00Z".parse().unwrap();
        let trusted = Certificate::read_all(input).unwrap_or_default();
        for certificate in trusted.iter().take(20) {
            let _ = (certificate.subject(), certificate.issuer(), certificate.serial(), certificate.validity());
            let _ = (certificate.is_for_signatures(), certificate.names("Ana Ruiz"));
        }
        // The file as a chain, whatever it holds, and each as the end of one.
        trust(std::slice::from_ref(&trusted), &trusted, at, Purpose::Signatures);
        let Ok(Loaded::Key(key)) = Key::load(&file("tests/cases/keys/p256-alone.pem"), Some(input), None) else {
            return;
        };
        deep();
        let signed = Repacked::new();
        let manifest = &signed.files["manifest.json"];
        let Ok(seal) = sign_detached(manifest, &key, at) else { return };
        let Some(signature) = examine_detached(manifest, &seal) else { return };
        let proof = signature.read.as_ref().map(|read| read.proof);
        assert_eq!(proof, Some(Proof::Holds), "what was signed does not hold");
        for few in [&trusted[..trusted.len().min(1)], &trusted[trusted.len().saturating_sub(1)..], &trusted] {
            signature.trust(few);
        }
        if thorough {
            scene::examined(&signed.zip(manifest, Some(&seal)), false);
        }
    },
    program: |input| {
        let mut files = scene::zip(SIGNED.clone());
        files.insert("authorities.pem".to_owned(), input.to_vec());
        (files, &["verify", "x.zip", "--trust", "authorities.pem"])
    },
    thorough_once_in: 5,
    stack: Stack::Main,
    inputs: 60,
};
