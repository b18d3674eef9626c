#!/usr/bin/env python3
"""Makes keys whose certificates lead to `authority.pem` by chains that RFC 5280 allows (`sound-*`) or does not: `pip install
cryptography`, then run it here. They are TEST KEYS: everybody has them.
"""
import datetime, pathlib
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization as s
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

here = pathlib.Path(__file__).parent
FROM, UNTIL = datetime.datetime(2020, 1, 1), datetime.datetime(2120, 1, 1)
USAGES = ["digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"]

def name(cn): return x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, "TEST KEYS, not for use"), x509.NameAttribute(NameOID.COMMON_NAME, cn)])
def key(): return ec.generate_private_key(ec.SECP256R1())
def demand(oid): return x509.UnrecognizedExtension(x509.ObjectIdentifier(oid), b"\x05\x00")

def certificate(cn, key, issuer=None, ca=False, most=None, usage=(), until=UNTIL, more=()):
    issuer_name, issuer_key = issuer or (name(cn), key)
    b = (x509.CertificateBuilder().subject_name(name(cn)).issuer_name(issuer_name).public_key(key.public_key())
         .serial_number(x509.random_serial_number()).not_valid_before(FROM).not_valid_after(until)
         .add_extension(x509.BasicConstraints(ca=ca, path_length=most), True)
         .add_extension(x509.KeyUsage(**{u: u in usage for u in USAGES}), True))
    for extension in more: b = b.add_extension(extension, True)
    return b.sign(issuer_key, hashes.SHA256())

AUTHORITY, SIGNER = ["key_cert_sign", "crl_sign"], ["digital_signature", "content_commitment"]
root = key(); root_cert = certificate("Test Authority of Chains", root, ca=True, most=1, usage=AUTHORITY)
def twin_of(subject, key, issuer, twin):
    """Another certificate of an authority, for the same key."""
    return certificate(subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value, key, twin.get("issuer", issuer), **{"ca": True, "usage": AUTHORITY} | {k: v for k, v in twin.items() if k != "issuer"})
def pem(cert): return cert.public_bytes(s.Encoding.PEM)
(here / "authority.pem").write_bytes(pem(root_cert))

def chain(file, middles, signer=None, signer_key=None, beside=()):
    """`middles`: arguments of the certificates between, from the root down; `beside`: those of others for the last key of them."""
    issuer, certs = (root_cert.subject, root), []
    for number, middle in enumerate(middles):
        k = middle.pop("key", None) or key()
        cert = certificate(f"Test Authority of Chains, level {number + 2}", k, issuer, **{"ca": True, "usage": AUTHORITY} | middle)
        certs = [cert, *certs, *(twin_of(cert.subject, k, issuer, twin) for twin in beside)]
        issuer = (cert.subject, k)
    k = signer_key or key()
    leaf = certificate("Ana Ruiz", k, issuer, **{"usage": SIGNER} | (signer or {}))
    plain = k.private_bytes(s.Encoding.PEM, s.PrivateFormat.PKCS8, s.NoEncryption())
    (here / file).write_bytes(plain + pem(leaf) + b"".join(map(pem, certs)))

chain("sound-1.pem", [])
chain("sound-2.pem", [{}])
chain("sound-policies.pem", [{}], {"more": [x509.CertificatePolicies([x509.PolicyInformation(x509.ObjectIdentifier("1.2.3"), None)])]})
others = [key() for _ in range(3)]
chain("sound-cross-signed.pem", [{}], beside=[{"issuer": (name(f"Test Authority of Others {n}"), k)} for n, k in enumerate(others)])
chain("sound-renewed.pem", [{}], beside=[{"until": datetime.datetime(year, 1, 1)} for year in (2023, 2024, 2025)])
chain("sound-limited-once.pem", [{}], beside=[{"more": [demand(f"1.2.3.4.{n}")]} for n in (5, 6, 7)])
chain("no-authority.pem", [{"ca": False, "usage": SIGNER}])
chain("no-key-for-certificates.pem", [{"usage": ["crl_sign"]}])
chain("longer-than-the-root-allows.pem", [{}, {}])
chain("longer-than-one-between-allows.pem", [{"most": 0}, {}])
chain("unknown-demand.pem", [{}], {"more": [demand("1.2.3.4.5")]})
chain("unknown-demand-between.pem", [{"more": [demand("1.2.3.4.5")]}])
chain("limited-to-other-names.pem", [{"more": [x509.NameConstraints([x509.DNSName("example.org")], None)]}])
chain("expired-between.pem", [{"until": datetime.datetime(2025, 1, 1)}])
chain("weak-between.pem", [{"key": rsa.generate_private_key(65537, 1024)}])
