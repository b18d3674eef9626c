#!/usr/bin/env python3
"""Makes keys of people who sign, and authorities of every kind: `pip install cryptography`, then run it here.

`by-*` lead to `authority-*` of the same ending; all others to `authority.pem`. `for-*` say what they are for (extended key usage).
They are TEST KEYS: everybody has them. The keys of the authorities are thrown away.
"""
import datetime, pathlib
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization as s
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, ed448, padding, rsa

here = pathlib.Path(__file__).parent
FROM, UNTIL = datetime.datetime(2020, 1, 1), datetime.datetime(2120, 1, 1)
USAGES = ["digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"]
AUTHORITY, SIGNER = ["key_cert_sign", "crl_sign"], ["digital_signature", "content_commitment"]
PSS = padding.PSS(padding.MGF1(hashes.SHA384()), 48)

def name(cn): return x509.Name([x509.NameAttribute(x509.NameOID.ORGANIZATION_NAME, "TEST KEYS, not for use"), x509.NameAttribute(x509.NameOID.COMMON_NAME, cn)])
def key(): return ec.generate_private_key(ec.SECP256R1())
def pem(cert): return cert.public_bytes(s.Encoding.PEM)
def plain(key): return key.private_bytes(s.Encoding.PEM, s.PrivateFormat.PKCS8, s.NoEncryption())

def certificate(cn, key, issuer=None, ca=False, uses=(), way=None):
    issuer_name, issuer_key = issuer or (name(cn), key)
    b = (x509.CertificateBuilder().subject_name(name(cn)).issuer_name(issuer_name).public_key(key.public_key())
         .serial_number(x509.random_serial_number()).not_valid_before(FROM).not_valid_after(UNTIL)
         .add_extension(x509.BasicConstraints(ca=ca, path_length=None), True)
         .add_extension(x509.KeyUsage(**{u: u in (AUTHORITY if ca else SIGNER) for u in USAGES}), True))
    if uses: b = b.add_extension(x509.ExtendedKeyUsage([x509.ObjectIdentifier(one) for one in uses]), False)
    if isinstance(issuer_key, (ed25519.Ed25519PrivateKey, ed448.Ed448PrivateKey)): return b.sign(issuer_key, None)
    return b.sign(issuer_key, hashes.SHA384() if way is PSS else hashes.SHA512() if isinstance(issuer_key, ec.EllipticCurvePrivateKey) and issuer_key.key_size > 500 else hashes.SHA256(), rsa_padding=way)

def authority(file, key, way=None, cn="Test Authority of Trust"):
    cert = certificate(cn, key, ca=True, way=way)
    (here / file).write_bytes(pem(cert))
    return cert.subject, key

def signer(file, cn, by, between=(), **more):
    k = key()
    (here / file).write_bytes(plain(k) + pem(certificate(cn, k, by, **more)) + b"".join(map(pem, between)))

root = authority("authority.pem", key())
for person in ("Ana Ruiz", "Ben Okafor", "Cora Lind", "Eve Mallory"): signer(person.split()[0].lower() + ".pem", person, root)
kp = "1.3.6.1.5.5.7.3."
for file, uses in {
    "for-servers": [kp + "1"], "for-servers-and-clients": [kp + "1", kp + "2"], "for-code": [kp + "3"], "for-time-stamps": [kp + "8"],
    "for-documents": [kp + "36"], "for-mail": [kp + "4"], "for-clients": [kp + "2"], "for-anything": ["2.5.29.37.0"],
    "for-adobe": ["1.2.840.113583.1.1.5"], "for-microsoft": ["1.3.6.1.4.1.311.10.3.12"], "for-servers-and-mail": [kp + "1", kp + "4"],
}.items(): signer(file + ".pem", "Ana Ruiz", root, uses=uses)

def between(uses=(), given=True, file=""):
    k = key(); cert = certificate("Test Authority between", k, root, ca=True, uses=uses)
    signer(file, "Ana Ruiz", (cert.subject, k), [cert] if given else [])
between(file="between.pem")
between(given=False, file="between-missing.pem")
between(uses=[kp + "1"], file="between-for-servers.pem")
between(uses=[kp + "4"], file="between-for-mail.pem")

for kind, k, way in (("pss", rsa.generate_private_key(65537, 2048), PSS), ("ed25519", ed25519.Ed25519PrivateKey.generate(), None),
                     ("p521", ec.generate_private_key(ec.SECP521R1()), None), ("ed448", ed448.Ed448PrivateKey.generate(), None)):
    by = authority(f"authority-{kind}.pem", k, way, f"Test Authority of Trust ({kind})")
    signer(f"by-{kind}.pem", "Ana Ruiz", by, way=way)
# Somebody who calls himself the same as an authority.
by = ("Test Authority of Trust", key())
signer("by-a-namesake.pem", "Ana Ruiz", (name(by[0]), by[1]))
