#!/usr/bin/env python3
"""Holds the words that PDFium and poppler read in Arabic editions against those of the page for browsers beside them.

usage: arabic.py UNPACKED

Letters of Arabic lie in PDFs as they are painted, from the left; whoever reads them turns them round. Every word of three
letters and more that stands on the page has to come out whole. Vowel marks are not compared: both readers turn round a
letter and its mark, too, which one glyph stands for.
"""
import html, pathlib, re, subprocess, sys

import pypdfium2

LETTERS = re.compile(r"[\u0621-\u064a]{3,}")
MARKS = re.compile(r"[\u064b-\u0652\u0670]")

def words(text):
    return set(LETTERS.findall(MARKS.sub("", text)))

def pdfium(path):
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path))

def poppler(path):
    return subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout

compared = 0
for page in sorted(pathlib.Path(sys.argv[1]).glob("**/index.html")):
    shown = page.read_text(encoding="utf-8")
    if '<html lang="ar"' not in shown:
        continue
    shown = re.sub(r'<a class="skip".*?</a>', "", shown)
    shown = re.sub(r"</?(a|abbr|b|bdi|em|i|span|strong|sup|time)\b[^>]*>", "", shown)
    shown = re.sub(r"<(style|script|nav|footer).*?</\1>|<[^>]*>", " ", shown, flags=re.S)
    expected = words(html.unescape(shown))
    for name, read in (("PDFium", pdfium), ("poppler", poppler)):
        found = set().union(*(words(read(str(pdf))) for pdf in page.parent.glob("*.pdf")))
        missing = expected - found
        assert not missing, f"{name} does not read in {page.parent}: {' '.join(sorted(missing))}"
        compared += len(expected)
assert compared > 500, f"only {compared} words"
print(f"arabic: {compared} words read by PDFium and poppler")
