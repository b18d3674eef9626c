//! Private keys and their certificates, as files hold them.

use der::Decode;
use der::oid::ObjectIdentifier;
use p12_keystore::{KeyStore, Pkcs12ImportPolicy};
use pkcs8::pkcs5::EncryptionScheme;
use pkcs8::pkcs5::pbes2::{Kdf, Parameters};
use pkcs8::{DecodePrivateKey, EncryptedPrivateKeyInfoRef, PrivateKeyInfoRef};
use rsa::pkcs1::DecodeRsaPrivateKey;
use rsa::traits::PublicKeyParts;
use signature::hazmat::PrehashSigner;

use super::certificate::Certificate;
use super::chain::{missing_issuer, ways};
use super::hash::Hash;
use super::pem;
use super::problem::Problem;

/// A key with the certificate that says whose it is, and those that vouch for it.
#[derive(Debug)]
pub struct Key {
    private: Private,
    /// The ways up from the certificate of the key.
    ways: Vec<Vec<Certificate>>,
}

#[derive(Debug)]
enum Private {
    Rsa(Box<rsa::PrivateKey>),
    P256(p256::ecdsa::SigningKey),
    P384(p384::ecdsa::SigningKey),
}

/// The result of reading a file of a key.
#[derive(Debug)]
pub enum Loaded {
    /// It is a key with its certificate.
    Key(Key),
    /// It needs a passphrase.
    Locked,
}

/// RSA keys that are taken, in bits.
const RSA_BITS: std::ops::RangeInclusive<u32> = 2048..=4096;

/// The most rounds of PBKDF2; usual are up to a million.
const ROUNDS: u32 = 10_000_000;
/// The most bytes that scrypt works over; usual are some 16 MiB.
const SCRYPT: u64 = 256 << 20;

impl Key {
    /// Reads a key from PKCS#12 or PEM. Its certificates are in the same file or in `certificates` (PEM or DER).
    ///
    /// # Errors
    /// If it is neither, the passphrase is wrong, the key is of a kind that is not taken, or no certificate belongs to it.
    pub fn load(file: &[u8], certificates: Option<&[u8]>, passphrase: Option<&str>) -> Result<Loaded, Problem> {
        let (private, mut found) = match pem::blocks(file) {
            blocks if blocks.is_empty() => match from_pkcs12(file, passphrase)? {
                Some(key) => key,
                None => return Ok(Loaded::Locked),
            },
            blocks => match from_pem(&blocks, passphrase)? {
                Some(key) => key,
                None => return Ok(Loaded::Locked),
            },
        };
        if let Some(file) = certificates {
            found.extend(Certificate::read_all(file)?);
        }
        let ways = ways_of(&private, found)?;
        Ok(Loaded::Key(Self { private, ways }))
    }

    /// The certificate of the key.
    pub fn certificate(&self) -> &Certificate {
        &self.ways[0][0]
    }

    /// The certificate of the key and those that vouch for it.
    pub(super) fn certificates(&self) -> Vec<&Certificate> {
        let mut all: Vec<&Certificate> = Vec::new();
        for certificate in self.ways.iter().flatten() {
            if !all.contains(&certificate) {
                all.push(certificate);
            }
        }
        all
    }

    /// The last certificate of the chain and its issuer, if the issuer's certificate is missing.
    pub fn missing_issuer(&self) -> Option<(String, String)> {
        missing_issuer(&self.ways)
    }

    /// The digest it signs: as strong as the key.
    pub(super) fn hash(&self) -> Hash {
        match self.private {
            Private::Rsa(_) | Private::P256(_) => Hash::Sha256,
            Private::P384(_) => Hash::Sha384,
        }
    }

    /// The identifier of its way of signing, and whether it takes a NULL as parameter (RFC 5754, 3).
    pub(super) fn algorithm(&self) -> (ObjectIdentifier, bool) {
        match self.private {
            Private::Rsa(_) => (ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.11"), true),
            Private::P256(_) => (ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.2"), false),
            Private::P384(_) => (ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.3"), false),
        }
    }

    /// Signs a message. The same message gives the same signature: RSA by PKCS#1 v1.5, ECDSA by RFC 6979.
    pub(super) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Problem> {
        use signature::SignatureEncoding;
        let digest = self.hash().digest(&[message]);
        match &self.private {
            Private::Rsa(key) => {
                let signer = rsa::pkcs1v15::SigningKey::<sha2::Sha256>::new((**key).clone());
                signer.sign_prehash(&digest).map(|signature| signature.to_vec()).map_err(Problem::fault)
            }
            Private::P256(key) => {
                let signature: p256::ecdsa::Signature = key.sign_prehash(&digest).map_err(Problem::fault)?;
                Ok(signature.to_der().as_bytes().to_vec())
            }
            Private::P384(key) => {
                let signature: p384::ecdsa::Signature = key.sign_prehash(&digest).map_err(Problem::fault)?;
                Ok(signature.to_der().as_bytes().to_vec())
            }
        }
    }
}

type KeyAndCertificates = Option<(Private, Vec<Certificate>)>;

fn from_pem(blocks: &[(String, String)], passphrase: Option<&str>) -> Result<KeyAndCertificates, Problem> {
    let mut private = None;
    let mut certificates = Vec::new();
    for (label, block) in blocks {
        let content = || der::pem::decode_vec(block.as_bytes()).map(|(_, content)| content).ok();
        match label.as_str() {
            "CERTIFICATE" => certificates.extend(content().and_then(|content| Certificate::from_der(&content).ok())),
            "PRIVATE KEY" => private = Some(from_pkcs8(&content().ok_or_else(unreadable)?)?),
            "ENCRYPTED PRIVATE KEY" => {
                let Some(passphrase) = passphrase else { return Ok(None) };
                let content = content().ok_or_else(unreadable)?;
                let locked = EncryptedPrivateKeyInfoRef::from_der(&content).map_err(|_| unreadable())?;
                if !is_bounded(&locked.encryption_algorithm) {
                    return Err(Problem::new(
                        "it would take too long to decrypt this key, or too much memory",
                        "encrypt it again in the usual way: `openssl pkcs8 -topk8 -in OLD.pem -out NEW.pem`",
                    ));
                }
                let opened = locked.decrypt(passphrase).map_err(|_| wrong_passphrase())?;
                private = Some(from_pkcs8(opened.as_bytes())?);
            }
            "RSA PRIVATE KEY" | "EC PRIVATE KEY" if block.contains("ENCRYPTED") => {
                return Err(Problem::new(
                    "this key is encrypted in OpenSSL's old format, which is weak",
                    "encrypt it again: `openssl pkcs8 -topk8 -in OLD.pem -out NEW.pem`",
                ));
            }
            "RSA PRIVATE KEY" => {
                let content = content().ok_or_else(unreadable)?;
                private = Some(rsa_key(rsa::PrivateKey::from_pkcs1_der(&content).map_err(|_| unreadable())?)?);
            }
            "EC PRIVATE KEY" => {
                let content = content().ok_or_else(unreadable)?;
                let p256 = p256::SecretKey::from_sec1_der(&content).map(|key| Private::P256(key.into()));
                let p384 = || p384::SecretKey::from_sec1_der(&content).map(|key| Private::P384(key.into()));
                private = Some(p256.or_else(|_| p384()).map_err(|_| other_kind())?);
            }
            _ => {}
        }
    }
    match private {
        Some(private) => Ok(Some((private, certificates))),
        None => Err(Problem::new("there is no private key in this file", "give the file that contains it")),
    }
}

/// Returns whether a passphrase is made into a key within limits: the file states how often it is hashed. (Files in PKCS#12 are
/// limited by their reader.)
fn is_bounded(scheme: &EncryptionScheme) -> bool {
    match scheme {
        EncryptionScheme::Pbes2(Parameters { kdf: Kdf::Pbkdf2(kdf), .. }) => kdf.iteration_count <= ROUNDS,
        EncryptionScheme::Pbes2(Parameters { kdf: Kdf::Scrypt(kdf), .. }) => {
            let block = 128 * u64::from(kdf.block_size) * u64::from(kdf.parallelization);
            kdf.cost_parameter.saturating_mul(block) <= SCRYPT
        }
        _ => true,
    }
}

fn from_pkcs12(file: &[u8], passphrase: Option<&str>) -> Result<KeyAndCertificates, Problem> {
    // A DER sequence begins so; anything else is no PKCS#12.
    if file.first() != Some(&0x30) {
        return Err(unreadable());
    }
    let store = match KeyStore::from_pkcs12(file, passphrase.unwrap_or_default(), Pkcs12ImportPolicy::Strict) {
        Ok(store) => store,
        Err(_) if passphrase.is_none() => return Ok(None),
        Err(p12_keystore::error::Error::MacError(_)) => return Err(wrong_passphrase()),
        Err(_) => {
            return Err(Problem::new(
                "this is not a readable PKCS#12 file, or the passphrase is wrong",
                "give a file that ends in .p12 or .pfx, or a key as PEM",
            ));
        }
    };
    let Some((_, chain)) = store.private_key_chain() else {
        return Err(Problem::new("there is no private key in this file", "give the file that contains it"));
    };
    let certificates = chain.certs().iter().map(|certificate| Certificate::from_der(certificate.as_der()));
    Ok(Some((from_pkcs8(chain.key().as_der())?, certificates.collect::<Result<_, _>>()?)))
}

fn from_pkcs8(content: &[u8]) -> Result<Private, Problem> {
    let info = PrivateKeyInfoRef::from_der(content).map_err(|_| unreadable())?;
    match info.algorithm.oid.to_string().as_str() {
        "1.2.840.113549.1.1.1" => rsa_key(rsa::PrivateKey::from_pkcs8_der(content).map_err(|_| unreadable())?),
        "1.2.840.10045.2.1" => {
            let p256 = p256::SecretKey::from_pkcs8_der(content).map(|key| Private::P256(key.into()));
            let p384 = || p384::SecretKey::from_pkcs8_der(content).map(|key| Private::P384(key.into()));
            p256.or_else(|_| p384()).map_err(|_| other_kind())
        }
        _ => Err(other_kind()),
    }
}

fn rsa_key(key: rsa::PrivateKey) -> Result<Private, Problem> {
    let bits = key.n().bit_width_vartime();
    if RSA_BITS.contains(&bits) {
        return Ok(Private::Rsa(Box::new(key)));
    }
    Err(Problem::new(
        format!("this RSA key has {bits} bits"),
        format!("use one of {} to {} bits", RSA_BITS.start(), RSA_BITS.end()),
    ))
}

/// The ways up from the certificate of the key; of several, the one that is valid longest.
fn ways_of(private: &Private, mut found: Vec<Certificate>) -> Result<Vec<Vec<Certificate>>, Problem> {
    let own = public_key(private)?;
    let fitting = (0..found.len()).filter(|at| found[*at].public_key() == own);
    let Some(at) = fitting.max_by_key(|at| found[*at].validity().1) else {
        return Err(match found.len() {
            0 => Problem::new("there is no certificate with this key", "give it: `--cert FILE`"),
            _ => Problem::new("none of the certificates belongs to this key", "give the right one: `--cert FILE`"),
        });
    };
    let own = found.swap_remove(at);
    Ok(ways(own, &found))
}

/// The public half of a key, as certificates hold it.
fn public_key(private: &Private) -> Result<Vec<u8>, Problem> {
    use pkcs8::EncodePublicKey;
    let document = match private {
        Private::Rsa(key) => key.as_public_key().to_public_key_der(),
        Private::P256(key) => p256::PublicKey::from(key.verifying_key()).to_public_key_der(),
        Private::P384(key) => p384::PublicKey::from(key.verifying_key()).to_public_key_der(),
    };
    document.map(|document| document.as_bytes().to_vec()).map_err(Problem::fault)
}

fn unreadable() -> Problem {
    Problem::new("this is not a readable key", "give a PKCS#12 file (.p12, .pfx) or a key as PEM")
}

fn wrong_passphrase() -> Problem {
    Problem::new("the passphrase does not open this key", "try again")
}

fn other_kind() -> Problem {
    Problem::new("this kind of key is not supported", "use RSA of 2048 to 4096 bits, or ECDSA on P-256 or P-384")
}
