#!/usr/bin/env python3
"""Steps of a release that are the same on every system.

usage: release.py repository https://github.com/OWNER/NAME   writes into the manifest which repository the release is of
       release.py archive TARGET PROGRAM FOLDER              makes FOLDER/packwright-TARGET.tar.gz (.zip for Windows)
       release.py sums FOLDER                                writes FILE.sha256 beside each file

`cargo binstall` and the action of this repository look for archives by these names. The same files give the same archive.
"""
import gzip
import hashlib
import io
import re
import sys
import tarfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def repository(address):
    manifest = ROOT / "Cargo.toml"
    text = manifest.read_text()
    assert re.fullmatch(r"https://[\w.-]+/[\w.-]+/[\w.-]+", address), address
    assert "\nrepository = " not in text, "the manifest names a repository already"
    manifest.write_text(text.replace("\nlicense = ", f'\nrepository = "{address}"\nlicense = ', 1), newline="\n")


def archive(target, program, folder):
    folder = Path(folder)
    beside = [ROOT / "LICENSE", ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "fonts").glob("*.txt"))]
    called = "packwright.exe" if "windows" in target else "packwright"
    files = [(called, Path(program).read_bytes(), 0o755)] + [(path.name, path.read_bytes(), 0o644) for path in beside]
    made = io.BytesIO()
    if "windows" in target:
        name = f"packwright-{target}.zip"
        with zipfile.ZipFile(made, "w") as packed:
            for path, content, _ in files:
                packed.writestr(zipfile.ZipInfo(path), content, zipfile.ZIP_DEFLATED)
    else:
        name = f"packwright-{target}.tar.gz"
        with gzip.GzipFile(fileobj=made, mode="wb", filename="", mtime=0) as zipped, tarfile.open(fileobj=zipped, mode="w") as packed:
            for path, content, mode in files:
                entry = tarfile.TarInfo(path)
                entry.size, entry.mode = len(content), mode
                packed.addfile(entry, io.BytesIO(content))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(made.getvalue())
    print(f"{name}: {len(made.getvalue()) / 1e6:.1f} MB")


def sums(folder):
    for path in sorted(Path(folder).iterdir()):
        if path.suffix != ".sha256":
            line = f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
            path.with_name(f"{path.name}.sha256").write_text(line, newline="\n")


{"repository": repository, "archive": archive, "sums": sums}[sys.argv[1]](*sys.argv[2:])
