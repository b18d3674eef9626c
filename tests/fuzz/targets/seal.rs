//! Signatures (CMS): in the place of the seal, and of a signature in the minutes.

use packwright::sign::{examine_detached, sign_detached};

use super::scene::{self, Repacked, file, key};
use super::{Stack, Target};
use crate::fuzz::mutate::der;
use crate::fuzz::program::VERIFY;
use crate::fuzz::worker::deep;

pub(super) const TARGET: Target = Target {
    name: "seal",
    ending: "p7s",
    seeds: || {
        let signed = Repacked::new();
        let manifest = &signed.files["manifest.json"];
        let at = || "2026-04-10T10:00:00Z".parse().unwrap();
        let keys = ["p256.pem", "rsa-2048.pem", "rsa-3072.pem", "by-itself.pem", "expired.pem"];
        let by = |name: &str| sign_detached(manifest, &key(&file(&format!("tests/cases/keys/{name}"))), at()).ok();
        let mut seeds: Vec<Vec<u8>> = keys.into_iter().filter_map(by).collect();
        seeds.push(signed.files["manifest.json.p7s"].clone());
        seeds.extend(
            place(&signed.files["minutes.pdf"]).and_then(|place| from_hex(&signed.files["minutes.pdf"][place])),
        );
        seeds
    },
    change: der::change,
    run: |input, thorough| {
        let mut signed = Repacked::new();
        let manifest = signed.files["manifest.json"].clone();
        if examine_detached(&manifest, input).is_some() {
            deep();
        }
        scene::examined(&signed.zip(&manifest, Some(input)), thorough);
        let minutes = signed.files.get_mut("minutes.pdf").unwrap();
        if let Some(place) = place(minutes).filter(|place| place.len() >= 2 * input.len()) {
            minutes[place.clone()].fill(b'0');
            for (digits, byte) in minutes[place].chunks_exact_mut(2).zip(input) {
                digits.copy_from_slice(format!("{byte:02x}").as_bytes());
            }
            let manifest = signed.manifest();
            scene::examined(&signed.zip(manifest.as_bytes(), None), false);
        }
    },
    program: |input| {
        let signed = Repacked::new();
        (scene::zip(signed.zip(&signed.files["manifest.json"], Some(input))), VERIFY)
    },
    thorough_once_in: 20,
    stack: Stack::Main,
    inputs: 60,
};

/// Where the digits of the last signature of a PDF are.
fn place(pdf: &[u8]) -> Option<std::ops::Range<usize>> {
    let start = pdf.windows(11).rposition(|part| part == b"/Contents<3" || part == b"/Contents <")?;
    let start = start + pdf[start..].iter().position(|byte| *byte == b'<')? + 1;
    let end = start + pdf[start..].iter().position(|byte| *byte == b'>')?;
    Some(start..end)
}

fn from_hex(digits: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(digits).ok()?;
    let byte = |at: usize| u8::from_str_radix(text.get(at..at + 2)?, 16).ok();
    let mut bytes: Vec<u8> = (0..text.len() / 2).filter_map(|at| byte(2 * at)).collect();
    // Behind the signature its place is empty.
    let end = bytes.iter().rposition(|byte| *byte != 0)?;
    bytes.truncate(end + 1);
    Some(bytes)
}
