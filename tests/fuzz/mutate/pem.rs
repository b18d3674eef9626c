//! Changes of files of certificates: one changed and signed again, chains, circles, and many of one name.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use p256::ecdsa::{Signature, SigningKey};
use pkcs8::EncodePublicKey;
use signature::Signer;

use super::bytes;
use super::der::{self, Body, Node};
use crate::fuzz::dice::Dice;
use crate::support::repository;

/// Changes one place.
pub(in crate::fuzz) fn change(input: &mut Vec<u8>, others: &[Vec<u8>], dice: &mut Dice) {
    let mut found = blocks(input);
    if found.is_empty() || dice.once_in(15) {
        return bytes::change(input, others, dice);
    }
    let at = dice.below(found.len());
    match dice.below(9) {
        0 => drop(found.remove(at)),
        1 => {
            let copy = found[at].clone();
            found.splice(at..at, std::iter::repeat_n(copy.clone(), dice.copies(1000, 2 * copy.len())));
        }
        2 => {
            let to = dice.below(found.len());
            found.swap(at, to);
        }
        3 => {
            let more = blocks(&others[dice.below(others.len())]);
            found.splice(at..at, more);
        }
        4 => found.splice(at..at, graph(dice)).for_each(drop),
        5 => found.reverse(),
        6 | 7 => signed_again(&mut found[at], dice),
        _ => {
            let donors = found.clone();
            der::change(&mut found[at], &donors, dice);
        }
    }
    *input = written(&found);
}

/// What is between the lines of PEM.
pub(in crate::fuzz) fn blocks(file: &[u8]) -> Vec<Vec<u8>> {
    let text = String::from_utf8_lossy(file);
    let parts = text.split("-----BEGIN CERTIFICATE-----").skip(1);
    let decoded = parts.filter_map(|part| {
        let inside: String = part.split("-----END").next()?.chars().filter(|c| !c.is_whitespace()).collect();
        BASE64_STANDARD.decode(inside).ok()
    });
    decoded.collect()
}

pub(in crate::fuzz) fn written(blocks: &[Vec<u8>]) -> Vec<u8> {
    let mut file = Vec::new();
    for block in blocks {
        file.extend(b"-----BEGIN CERTIFICATE-----\n");
        for line in BASE64_STANDARD.encode(block).as_bytes().chunks(64) {
            file.extend(line);
            file.push(b'\n');
        }
        file.extend(b"-----END CERTIFICATE-----\n");
    }
    file
}

/// The key of a number.
fn key(number: usize) -> SigningKey {
    let mut scalar = [7_u8; 32];
    scalar[24..].copy_from_slice(&u64::try_from(number + 1).unwrap().to_be_bytes());
    SigningKey::from_slice(&scalar).unwrap()
}

fn public(key: &SigningKey) -> Vec<Node> {
    let document = p256::PublicKey::from(key.verifying_key()).to_public_key_der().unwrap();
    der::parse(document.as_bytes(), 0).unwrap()
}

fn signed(content: Node, key: &SigningKey) -> Vec<u8> {
    let signature: Signature = key.sign(&content.to_bytes());
    let value = [&[0], signature.to_der().as_bytes()].concat();
    Node::new(0x30, vec![content, algorithm(), Node::plain(3, &value)]).to_bytes()
}

/// ECDSA with SHA-256.
fn algorithm() -> Node {
    Node::new(0x30, vec![Node::plain(6, b"\x2a\x86\x48\xce\x3d\x04\x03\x02")])
}

fn name(number: usize) -> Node {
    let common =
        Node::new(0x30, vec![Node::plain(6, b"\x55\x04\x03"), Node::plain(12, format!("A{number}").as_bytes())]);
    Node::new(0x30, vec![Node::new(0x31, vec![common])])
}

/// Places in the content of a certificate with a version (RFC 5280, 4.1).
const SERIAL: usize = 1;
const ALGORITHM: usize = 2;
const ISSUER: usize = 3;
const SUBJECT: usize = 5;
const KEY: usize = 6;

/// Changes what a certificate says, and signs it with a key that is at hand.
fn signed_again(certificate: &mut Vec<u8>, dice: &mut Dice) {
    let Some(mut nodes) = der::parse(certificate, 0) else { return };
    let Some(Some(parts)) = nodes.first_mut().map(Node::nodes) else { return };
    let Some(content) = parts.first_mut() else { return };
    let donor = [content.clone()];
    if let Some(inside) = content.nodes() {
        der::change_nodes(inside, &donor, dice);
        if inside.len() > KEY {
            inside[ALGORITHM] = algorithm();
            inside[ISSUER] = name(0);
        }
    }
    *certificate = signed(parts[0].clone(), &key(0));
}

/// Certificates that vouch for each other: in a row, a circle, or by chance; mostly few names, each with one key or several.
/// The first is of the key that the tests sign with.
pub(in crate::fuzz) fn graph(dice: &mut Dice) -> Vec<Vec<u8>> {
    let count = dice.times(300);
    let most = [1, 2, 5, count];
    let (names, keys) = (most[dice.below(4)], most[dice.below(4)]);
    let shape = dice.below(4);
    let authority = std::fs::read(repository().join("tests/cases/keys/authority.pem")).unwrap();
    let authority = der::parse(&blocks(&authority)[0], 0).unwrap();
    let leaf = std::fs::read(repository().join("tests/cases/keys/p256-certificate.pem")).unwrap();
    let leaf = der::parse(&blocks(&leaf)[0], 0).unwrap();
    let mut all = Vec::new();
    for at in 0..=count {
        let issuer = match shape {
            0 => at,
            1 => at % count,
            2 => 0,
            _ => dice.below(count),
        };
        let template = if at == 0 { &leaf } else { &authority };
        let mut content = content_of(template);
        let inside = content.nodes().unwrap();
        // Integers begin with no zeros in DER.
        inside[SERIAL] = Node::plain(2, &u32::try_from((1 << 24) + at).unwrap().to_be_bytes());
        inside[ALGORITHM] = algorithm();
        inside[ISSUER] = name(issuer % names);
        if at > 0 {
            inside[SUBJECT] = name((at - 1) % names);
            inside[KEY] = public(&key((at - 1) % keys)).remove(0);
        }
        all.push(signed(content, &key(issuer % keys)));
    }
    all
}

fn content_of(certificate: &[Node]) -> Node {
    match &certificate[0].body {
        Body::Nodes(parts) => parts[0].clone(),
        Body::Bytes(_) => unreachable!("a certificate is a sequence"),
    }
}
