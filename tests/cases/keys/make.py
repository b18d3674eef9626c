#!/usr/bin/env python3
"""Makes the keys of the tests and of the example `packs/sign-off`: `pip install cryptography`, then run it here.

They are TEST KEYS. Everybody has them: whatever they sign is signed by nobody. The passphrase of all that have one is `test`.
"""
import base64, datetime, pathlib, subprocess, sys, textwrap
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization as s
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

here = pathlib.Path(__file__).parent
example = here / "../../../packs/sign-off/test-keys"
example.mkdir(parents=True, exist_ok=True)
FROM, UNTIL = datetime.datetime(2020, 1, 1), datetime.datetime(2120, 1, 1)

def name(cn):
    return x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, "TEST KEYS, not for use"), x509.NameAttribute(NameOID.COMMON_NAME, cn)])

def certificate(cn, key, issuer=None, ca=False, sign=True, until=UNTIL, stamps=False, serial=None):
    issuer_name, issuer_key = issuer or (name(cn), key)
    digest = hashes.SHA384() if isinstance(issuer_key, ec.EllipticCurvePrivateKey) and issuer_key.curve.name == "secp384r1" else hashes.SHA256()
    usage = dict.fromkeys(["digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"], False)
    if ca: usage.update(key_cert_sign=True, crl_sign=True)
    elif sign: usage.update(digital_signature=True, content_commitment=True)
    else: usage.update(key_encipherment=True)
    b = (x509.CertificateBuilder().subject_name(name(cn)).issuer_name(issuer_name).public_key(key.public_key())
         .serial_number(serial or x509.random_serial_number()).not_valid_before(FROM).not_valid_after(until)
         .add_extension(x509.BasicConstraints(ca=ca, path_length=None), True).add_extension(x509.KeyUsage(**usage), True))
    if stamps: b = b.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True)
    return b.sign(issuer_key, None if isinstance(issuer_key, ed25519.Ed25519PrivateKey) else digest)

def pem(cert): return cert.public_bytes(s.Encoding.PEM)
def plain(key, form=s.PrivateFormat.PKCS8): return key.private_bytes(s.Encoding.PEM, form, s.NoEncryption())
LOCK = s.BestAvailableEncryption(b"test")
def p12(key, cert, chain, lock=LOCK): return pkcs12.serialize_key_and_certificates(b"test key", key, cert, chain, lock)
p256, p384 = (lambda: ec.generate_private_key(ec.SECP256R1())), (lambda: ec.generate_private_key(ec.SECP384R1()))
def rsa_key(bits): return rsa.generate_private_key(65537, bits)

root = p256(); root_cert = certificate("Test Authority", root, ca=True); by_root = (root_cert.subject, root)
middle = p384(); middle_cert = certificate("Test Authority, second level", middle, by_root, ca=True)
by_middle = (middle_cert.subject, middle)
other = p256(); other_cert = certificate("Another Test Authority", other, ca=True)
def write(path, *parts): (here / path).write_bytes(b"".join(parts))
write("authority.pem", pem(root_cert)); write("another-authority.pem", pem(other_cert))

k = p256(); c = certificate("Ana Ruiz", k, by_root)
write("p256.p12", p12(k, c, [root_cert])); write("p256.pem", plain(k), pem(c)); write("p256-sec1.pem", plain(k, s.PrivateFormat.TraditionalOpenSSL), pem(c))
write("p256-alone.pem", plain(k)); write("p256-certificate.pem", pem(c))
k = p384(); c = certificate("Ben Okafor", k, by_middle)
write("p384-locked.pem", k.private_bytes(s.Encoding.PEM, s.PrivateFormat.PKCS8, LOCK), pem(c), pem(middle_cert), pem(root_cert))
for bits in (2048, 3072, 4096):
    k = rsa_key(bits); c = certificate("Cora Lind", k, by_root)
    write(f"rsa-{bits}.pem", plain(k), pem(c))
    if bits == 3072:
        write("rsa-3072-pkcs1.pem", plain(k, s.PrivateFormat.TraditionalOpenSSL), pem(c))
        old = s.PrivateFormat.PKCS12.encryption_builder().kdf_rounds(2048).key_cert_algorithm(pkcs12.PBES.PBESv1SHA1And3KeyTripleDESCBC).hmac_hash(hashes.SHA1()).build(b"test")
        write("rsa-3072-old.p12", p12(k, c, [root_cert], old))
k = p256(); write("expired.pem", plain(k), pem(certificate("Ana Ruiz", k, by_root, until=datetime.datetime(2025, 1, 1))))
k = p256(); write("not-for-signatures.pem", plain(k), pem(certificate("Ana Ruiz", k, by_root, sign=False)))
k = p256(); write("by-itself.pem", plain(k), pem(certificate("Ana Ruiz", k)))
# Every word of its name is in that of a signatory, but not as often.
k = p256(); write("name-twice.pem", plain(k), pem(certificate("Ben Ben", k)))
# Subjects of every kind, for whose they are; the keys are nobody's.
def of(**parts): return x509.Name([x509.NameAttribute(getattr(NameOID, part), text) for part, text in parts.items()])
def stranger(subject):
    k = p256()
    return (x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(k.public_key()).serial_number(x509.random_serial_number())
            .not_valid_before(FROM).not_valid_after(UNTIL).sign(k, hashes.SHA256()))
write("names.pem", *(pem(stranger(subject)) for subject in (
    of(COMMON_NAME="Li Wei"), of(COMMON_NAME="FINCH, Tobias J."), of(COMMON_NAME="Jose\u0301 Nu\u0301n\u0303ez"), of(GIVEN_NAME="Tobias", SURNAME="Finch"),
    of(ORGANIZATION_NAME="Tobias", LOCALITY_NAME="Finch"), of(ORGANIZATION_NAME="Tobias Finch"), of(COMMON_NAME="Eve Mallory", ORGANIZATION_NAME="Tobias Finch"),
    of(COMMON_NAME="de la"), of(COMMON_NAME="María López"), of(COMMON_NAME="García López"), of(COMMON_NAME="Sukarno"),
    of(COMMON_NAME="tobias.finch@example.org"), of(COMMON_NAME="Eve Mallory <tobias.finch@example.org>"), of(COMMON_NAME="Eve Mallory", GIVEN_NAME="Tobias", SURNAME="Finch"),
    of(COMMON_NAME="FNCTBS80A01H501U/7420", GIVEN_NAME="TOBIAS", SURNAME="FINCH"))))
# Keys that say that their passphrase is hashed for ever, or over a terabyte.
def der(tag, *parts):
    content = b"".join(parts)
    return bytes([tag, len(content)] if len(content) < 128 else [tag, 0x81, len(content)]) + content
def number(value): return der(2, value.to_bytes(value.bit_length() // 8 + 1, "big"))
def oid(digits): return der(6, bytes.fromhex(digits))
def locked(derivation):
    aes = der(0x30, oid("60864801650304012a"), der(4, bytes(16)))
    scheme = der(0x30, oid("2a864886f70d01050d"), der(0x30, derivation, aes))
    text = "\n".join(textwrap.wrap(base64.b64encode(der(0x30, scheme, der(4, bytes(64)))).decode(), 64))
    return f"-----BEGIN ENCRYPTED PRIVATE KEY-----\n{text}\n-----END ENCRYPTED PRIVATE KEY-----\n".encode()
hashed = der(0x30, der(4, bytes(8)), number(2_000_000_000), der(0x30, oid("2a864886f70d0209"), der(5)))
write("endless-rounds.pem", locked(der(0x30, oid("2a864886f70d01050c"), hashed)))
write("endless-memory.pem", locked(der(0x30, oid("2b06010401da47040b"), der(0x30, der(4, bytes(8)), number(1 << 30), number(8), number(1)))))
k = rsa_key(1024); write("rsa-1024.pem", plain(k), pem(certificate("Ana Ruiz", k, by_root)))
k = ed25519.Ed25519PrivateKey.generate(); write("ed25519.pem", plain(k), pem(certificate("Ana Ruiz", k, by_root)))
k = rsa_key(2048); c = certificate("Test Time-Stamping Authority", k, by_root, stamps=True)
write("time-stamping.pem", plain(k), pem(c))

# The example: a chair with PKCS#12, a secretary with PEM.
k = p256(); c = certificate("Maren Oakhurst", k, by_root)
(example / "chair.p12").write_bytes(p12(k, c, [root_cert]))
k = rsa_key(2048); c = certificate("Tobias Finch", k, by_root)
(example / "secretary.pem").write_bytes(plain(k) + pem(c))
(example / "authority.pem").write_bytes(pem(root_cert))
# A name whose letters were taken apart: openssl reads it as Latin-1 without `-utf8`.
misread = here / "misread-name.pem"
made = subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=Ñico José Prieto Díaz",
                       "-addext", "keyUsage=digitalSignature", "-days", "36500", "-keyout", "-"], capture_output=True, check=True)
misread.write_bytes(made.stdout)
