"""Packs for several audiences, searched by other people's programs: words that only some may read are in no byte of the others.

    canaries.py PROGRAM FOLDER

FOLDER is a workspace that `cargo test audiences::workspace` wrote: packs, and `canaries.json`, which says what is hidden where.
The zips are read by `zipfile`, the PDFs by qpdf, pdftotext and PDFium. A word is looked for as UTF-8, as UTF-16 and in
hexadecimal, in texts also without what may stand at the end of a line.
"""

import collections
import concurrent.futures
import html
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pypdfium2


# What those who get it do not always read (`tests/audiences.rs`).
NOT_PRINTED = (":person-id", ":person-title", ":file-name", "AnnexFile.alt", "Item.annotation", "Session.id")


def letters(text: str) -> str:
    """A text without what may stand in a word at the end of a line, or in a number."""
    return "".join(c for c in text.lower() if c.isalnum())


def pieces(name: str, content: bytes, scratch: Path):
    """All that is in a file, by the ways in which it is read."""
    yield "bytes", content
    if content.startswith(b"%PDF"):
        path = scratch / "file.pdf"
        path.write_bytes(content)
        # 3 tells of warnings.
        plain = subprocess.run(
            ["qpdf", "--qdf", "--object-streams=disable", "--stream-data=uncompress", "--decode-level=all", path, "-"],
            capture_output=True,
        )
        assert plain.returncode in (0, 3), plain.stderr
        yield "qpdf", plain.stdout
        # Strings without what escapes in them stand for.
        yield "qpdf", re.sub(rb"\\(\r\n|\n|\r)", b"", plain.stdout).replace(b"\\", b"")
        for way in (["-layout"], ["-raw"]):
            text = subprocess.run(["pdftotext", *way, path, "-"], capture_output=True, check=True).stdout
            yield "pdftotext", letters(text.decode()).encode()
        document = pypdfium2.PdfDocument(content)
        for page in document:
            yield "PDFium", letters(page.get_textpage().get_text_bounded()).encode()
        for bookmark in document.get_toc():
            yield "PDFium", letters(bookmark.get_title()).encode()
        yield "PDFium", json.dumps(document.get_metadata_dict(), ensure_ascii=False).encode()
        for number in range(document.count_attachments() if hasattr(document, "count_attachments") else 0):
            yield "PDFium", bytes(document.get_attachment(number).get_data())
        document.close()
    elif content.startswith(b"PK\x03\x04"):
        yield from inside(content, scratch)
    else:
        text = content.decode("utf-8", "replace")
        yield "text", letters(text).encode()
        without = html.unescape(re.sub(r"<[^>]*>", "", text))
        yield "text", letters(without).encode()
        if name.endswith(".json"):
            yield "JSON", json.dumps(json.loads(text), ensure_ascii=False).encode()


def inside(content: bytes, scratch: Path):
    """All that is in a zip."""
    archive = zipfile.ZipFile(io.BytesIO(content))
    yield "comment", archive.comment
    for entry in archive.infolist():
        yield "name", entry.filename.encode()
        yield "entry", entry.comment + entry.extra
        for way, piece in pieces(entry.filename, archive.read(entry), scratch):
            yield f"{entry.filename} ({way})", piece


def forms(word: str) -> list[bytes]:
    narrow, wide = word.encode(), word.encode("utf-16-be")
    return [narrow, wide, word.encode("utf-16-le"), narrow.hex().encode(), wide.hex().encode()]


def search(pack: str, audience: str, zips: Path, canaries: list[dict]) -> dict[str, str]:
    """The words that are in the pack of an audience, each with a place."""
    content = (zips / f"{pack}.{audience}.zip").read_bytes()
    found: dict[str, str] = {}
    wanted = [(form, canary["word"]) for canary in canaries for form in forms(canary["word"])]
    with tempfile.TemporaryDirectory() as scratch:
        for where, piece in [("the zip", content), *inside(content, Path(scratch))]:
            small = piece.lower()
            for form, word in wanted:
                if word not in found and form in small:
                    found[word] = where
    return found


def main() -> None:
    program, folder = os.path.abspath(sys.argv[1]), Path(sys.argv[2])
    told = json.loads((folder / "canaries.json").read_text())
    run = subprocess.run([program, "build", "--no-cache", "--quiet", "--out", "out"], cwd=folder, capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(run.stderr)
    jobs = [
        (rank, pack, audience, canaries)
        for pack, canaries in told["packs"].items()
        for rank, audience in enumerate(told["audiences"])
    ]
    leaks, read, unread, by_place = [], 0, 0, collections.defaultdict(lambda: [0, 0])
    # Processes, not threads: PDFium works in one thread alone.
    with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
        zips = [folder / "out"] * len(jobs)
        results = pool.map(search, *zip(*((pack, audience) for _, pack, audience, _ in jobs)), zips, [job[3] for job in jobs])
        for (rank, pack, audience, canaries), found in zip(jobs, results):
            for canary in canaries:
                place = found.get(canary["word"])
                if rank > canary["rank"]:
                    if place:
                        leaks.append(f"{pack} {audience}: {canary['at']} `{canary['word']}` in {place}")
                elif not canary["at"].endswith(NOT_PRINTED):
                    by_place[canary["at"]][place is not None] += 1
                    read, unread = read + (place is not None), unread + (place is None)
    print("\n".join(leaks))
    never = sorted(at for at, (_, there) in by_place.items() if there == 0)
    print(f"read where they may be: {read}, not: {unread}; never: {', '.join(never)}")
    # A search that finds nothing anywhere proves nothing.
    if leaks or read < 50 * unread:
        sys.exit(1)
    print(f"canaries: {len(told['packs'])} packs, {sum(map(len, told['packs'].values()))} words, 0 where they must not be")


if __name__ == "__main__":
    main()
