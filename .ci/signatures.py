#!/usr/bin/env python3
"""Signs a pack in every way and has pdfsig (poppler, NSS) and pyHanko say what they think of it.

usage: signatures.py PACKWRIGHT REPOSITORY SCRATCH

RSA and ECDSA, one signer and three, without and with time stamps of an authority that runs here (`openssl ts` behind a
server on the loopback). All signatures have to be valid, and the last one cover the whole file; after a change of one byte
in the signed range both have to say that it is not. Then pyHanko signs a pack's minutes in ways that `sign` does not, and
`verify` has to say of each what it is.
"""
import hashlib, http.server, io, itertools, json, logging, os, pathlib, random, re, shutil, subprocess, sys, tempfile, threading, zipfile

from asn1crypto import keys as asn1_keys, pem as asn1_pem, x509 as asn1_x509
from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.signers import pdf_byterange
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator.registry import SimpleCertificateStore
from pyhanko_certvalidator import ValidationContext

logging.disable(logging.CRITICAL)
program, repository, scratch = (pathlib.Path(word).resolve() for word in sys.argv[1:4])
keys = repository / "tests/cases/keys"
trust = load_cert_from_pemder(str(keys / "authority.pem"))
scratch.mkdir(parents=True, exist_ok=True)

# The authority for time stamps.
authority = scratch / "authority"
authority.mkdir()
(authority / "serial").write_text("01\n")
(authority / "openssl.cnf").write_text(f"""
[tsa]
default_tsa = here
[here]
serial = {authority}/serial
signer_cert = {keys}/time-stamping.pem
certs = {keys}/authority.pem
signer_key = {keys}/time-stamping.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ordering = no
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
""")

class Authority(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        query = self.rfile.read(int(self.headers["Content-Length"]))
        with tempfile.NamedTemporaryFile() as file:
            file.write(query); file.flush()
            answer = subprocess.run(["openssl", "ts", "-reply", "-config", str(authority / "openssl.cnf"), "-section", "here", "-queryfile", file.name], capture_output=True)
        assert answer.returncode == 0, answer.stderr
        self.send_response(200)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.send_header("Content-Length", str(len(answer.stdout)))
        self.end_headers()
        self.wfile.write(answer.stdout)
    def log_message(self, *_): pass

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Authority)
threading.Thread(target=server.serve_forever, daemon=True).start()
address = f"http://127.0.0.1:{server.server_address[1]}/"

# A pack of three signatories, and a store of certificates for pdfsig.
pack = scratch / "packs/spring"
pack.mkdir(parents=True)
(pack / "meeting.json").write_text(json.dumps({
    "version": 1, "title": "Spring meeting", "body": "club", "status": "adopted",
    "time": {"start": "2026-03-10T18:30", "minutes": 60, "zone": "Europe/Paris"},
    "pack": [{"document": "minutes"}], "bodies": {"club": {"name": "Reading Circle"}},
    "people": {"ana": {"name": "Ana Ruiz"}, "ben": {"name": "Ben Okafor"}, "cora": {"name": "Cora Lind"}},
    "decisions": [{"id": "buy", "text": "The circle buys two copies."}],
    "signatories": [{"person": "ana"}, {"person": "ben"}, {"person": "cora"}]}))
(scratch / "passphrase").write_text("test\n")
nss = scratch / "nss"
nss.mkdir()
subprocess.run(["certutil", "-N", "-d", f"sql:{nss}", "--empty-password"], check=True)
subprocess.run(["certutil", "-A", "-d", f"sql:{nss}", "-n", "authority", "-t", "CT,CT,CT", "-i", str(keys / "authority.pem")], check=True)

def packwright(*arguments):
    done = subprocess.run([str(program), *arguments], cwd=scratch, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout

def pdfsig(content):
    path = scratch / "file.pdf"
    path.write_bytes(content)
    said = subprocess.run(["pdfsig", "-nssdir", f"sql:{nss}", str(path)], capture_output=True, text=True).stdout
    return said.count("Signature is Valid."), said.count("Certificate is Trusted."), said.count("Total document signed"), said

def pyhanko(content):
    """How many signatures hold and are trusted, how many cover all, how many time stamps hold."""
    try:
        found = PdfFileReader(io.BytesIO(content), strict=False).embedded_signatures
        context = lambda: ValidationContext(trust_roots=[trust], allow_fetching=False)
        states = [validate_pdf_signature(one, context(), ts_validation_context=context()) for one in found]
    except Exception:
        return 0, 0, 0
    good = [state for state in states if state.bottom_line and state.trusted]
    whole = [state for state in good if state.coverage.name == "ENTIRE_FILE"]
    stamped = [state for state in good if state.timestamp_validity and state.timestamp_validity.valid and state.timestamp_validity.trusted]
    return len(good), len(whole), len(stamped)

def minutes():
    with zipfile.ZipFile(scratch / "out/spring.zip") as file:
        return file.read("minutes.pdf")

checked = changed = 0
random.seed(5)
ways = [["p256.pem"], ["p384-locked.pem"], ["rsa-2048.pem"], ["rsa-4096.pem"], ["p256.pem", "p384-locked.pem", "rsa-3072.pem"]]
for way, stamped in itertools.product(ways, [False, True]):
    shutil.rmtree(scratch / "out", ignore_errors=True)
    packwright("build", "spring")
    for key in way:
        more = ["--timestamp", address] if stamped else ["--at", "2026-04-02T10:00:00Z"]
        packwright("sign", "out/spring.zip", "--key", str(keys / key), "--passphrase-file", "passphrase", *more)
    report = packwright("verify", "out/spring.zip", "--trust", str(keys / "authority.pem"))
    assert "nothing is wrong" in report and "meets PDF/A-2a and PDF/UA-1" in report, report
    assert report.count("says that this signature was there") == (len(way) if stamped else 0), report
    content = minutes()
    valid, trusted, whole, said = pdfsig(content)
    assert (valid, trusted, whole) == (len(way), len(way), 1), said
    assert pyhanko(content) == (len(way), 1, len(way) if stamped else 0), pyhanko(content)
    said = subprocess.run(["qpdf", "--check", str(scratch / "file.pdf")], capture_output=True, text=True)
    assert said.returncode == 0 and "WARNING" not in said.stderr, said.stdout + said.stderr
    # One byte in what the first signature covers, then in what all cover.
    ranges = [list(map(int, one)) for one in re.findall(rb"/ByteRange\s*\[\s*(\d+) (\d+) (\d+) (\d+)", content)]
    for start, length in ((ranges[0][0], ranges[0][1]), (ranges[0][2], ranges[0][3])):
        for at in sorted(random.sample(range(start, start + length), min(20, length))):
            broken = bytearray(content)
            broken[at] ^= 1 << random.randrange(8)
            broken = bytes(broken)
            assert pdfsig(broken)[0] < len(way) and pyhanko(broken)[0] < len(way), f"{way}: byte {at} was changed, and nobody saw it"
            changed += 1
    print(f"signed by {', '.join(way)}{' with time stamps' if stamped else ''}: valid for pdfsig and pyHanko")
    checked += 1
print(f"{changed} files of one changed byte: invalid for both")

# By another program, with the digest of the pack in the bytes that it signs.
shutil.rmtree(scratch / "out", ignore_errors=True)
packwright("build", "spring")
with zipfile.ZipFile(scratch / "out/spring.zip") as file:
    unsigned = {name: file.read(name) for name in file.namelist()}
binding = "sha256:" + hashlib.sha256(unsigned["manifest.json"]).hexdigest()

def state(content): return {"size": len(content), "sha256": hashlib.sha256(content).hexdigest(), "compressed_sha256": "0" * 64}

def found(key, binding, pss=False, change=lambda content: content):
    """Names of what `verify` finds of a pack that pyHanko signed by a key; the seal and the zip around it are left as they are."""
    parts = [one[2] for one in asn1_pem.unarmor((keys / key).read_bytes(), multiple=True)]
    signer = signers.SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(parts[1]), signing_key=asn1_keys.PrivateKeyInfo.load(parts[0]),
        cert_registry=SimpleCertificateStore(), prefer_pss=pss)
    made = pdf_byterange.SignatureObject.__init__
    def with_binding(self, *arguments, **more):
        made(self, *arguments, **more)
        if binding: self[generic.pdf_name("/XXPackwrightBinding")] = generic.pdf_string(binding)
    pdf_byterange.SignatureObject.__init__ = with_binding
    meta = signers.PdfSignatureMetadata(field_name="ana", md_algorithm="sha512" if "ed25519" in key else "sha256", subfilter=fields.SigSeedSubFilter.PADES)
    writer = IncrementalPdfFileWriter(io.BytesIO(unsigned["minutes.pdf"]))
    try: content = change(signers.sign_pdf(writer, meta, signer=signer, existing_fields_only=True).getvalue())
    finally: pdf_byterange.SignatureObject.__init__ = made
    manifest = json.loads(unsigned["manifest.json"])
    for one in manifest["files"]:
        if one["path"] == "minutes.pdf":
            before = {name: one[name] for name in ("size", "sha256", "compressed_sha256")}
            changed = {**one, **state(content), "unsigned": before}
            one.clear(); one.update(changed)
    with zipfile.ZipFile(scratch / "foreign.zip", "w") as file:
        for name, old in unsigned.items():
            new = {"minutes.pdf": content, "manifest.json": (json.dumps(manifest, indent=2, ensure_ascii=False) + "\n").encode()}.get(name, old)
            file.writestr(name, new)
    said = subprocess.run([str(program), "verify", "foreign.zip", "--format", "json"], cwd=scratch, capture_output=True, text=True)
    return {check["name"]: check["state"] for check in json.loads(said.stdout)["checks"] if check["subject"] == "signatures"}

for key, pss in (("p256.pem", False), ("rsa-2048.pem", True), ("rsa-2048.pem", False), ("ed25519.pem", False)):
    names = found(key, binding, pss)
    assert names.get("signed") == "right" and not {"not-bound", "signed-another-pack", "broken"} & set(names), (key, names)
    assert "not-bound" in found(key, None, pss) and "signed-another-pack" in found(key, "sha256:" + "0" * 64, pss)
    def flip(content):
        broken = bytearray(content); broken[60] ^= 1
        return bytes(broken)
    assert "broken" in found(key, binding, pss, flip), key
    print(f"signed by pyHanko with {key}{' (PSS)' if pss else ''}: verified")
    checked += 1
assert found("rsa-1024.pem", binding).get("weak-key") == "wrong"
checked += 1
print(f"signatures: {checked} passed")
