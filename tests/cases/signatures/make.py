#!/usr/bin/env python3
"""Makes small PDFs signed in ways that this program verifies and does not sign itself: `pip install pyhanko`, then run it here.
Made by pyHanko, with TEST KEYS that are thrown away. `unknown-*` are signed in ways that are not known to this program.
"""
import datetime, io, pathlib
from asn1crypto import keys, x509 as ax
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization as s
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, ed448, rsa
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko_certvalidator.registry import SimpleCertificateStore

here = pathlib.Path(__file__).parent

def plain():
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>"]
    file, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(file)); file += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(file)
    return file + b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in offsets) + b"trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % table

def certificate(key):
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Ana Ruiz (TEST KEY)")])
    b = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(7)
         .not_valid_before(datetime.datetime(2020, 1, 1)).not_valid_after(datetime.datetime(2120, 1, 1)))
    return b.sign(key, None if isinstance(key, (ed25519.Ed25519PrivateKey, ed448.Ed448PrivateKey)) else hashes.SHA256())

def signed(file, key, digest, pss=False):
    signer = signers.SimpleSigner(
        signing_cert=ax.Certificate.load(certificate(key).public_bytes(s.Encoding.DER)),
        signing_key=keys.PrivateKeyInfo.load(key.private_bytes(s.Encoding.DER, s.PrivateFormat.PKCS8, s.NoEncryption())),
        cert_registry=SimpleCertificateStore(), prefer_pss=pss)
    meta = signers.PdfSignatureMetadata(field_name="ana", md_algorithm=digest, subfilter=SigSeedSubFilter.PADES)
    out = signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(plain())), meta, signer=signer)
    (here / file).write_bytes(out.getvalue())

big = rsa.generate_private_key(65537, 2048)
for bits in (256, 384, 512): signed(f"pss-sha{bits}.pdf", big, f"sha{bits}", pss=True)
signed("rsa-sha512.pdf", big, "sha512")
signed("ed25519.pdf", ed25519.Ed25519PrivateKey.generate(), "sha512")
p521 = ec.generate_private_key(ec.SECP521R1())
signed("p521-sha512.pdf", p521, "sha512"); signed("p521-sha256.pdf", p521, "sha256")
signed("rsa-1024.pdf", rsa.generate_private_key(65537, 1024), "sha256")
signed("unknown-ed448.pdf", ed448.Ed448PrivateKey.generate(), "shake256")
signed("unknown-curve.pdf", ec.generate_private_key(ec.BrainpoolP256R1()), "sha256")
signed("unknown-digest.pdf", ec.generate_private_key(ec.SECP256R1()), "sha3_256")
signed("unknown-sha1.pdf", big, "sha1")
