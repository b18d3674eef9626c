#!/usr/bin/env python3
"""Holds the words that PDFium and poppler read in Arabic editions against those of the page for browsers beside them.

usage: arabic.py UNPACKED

Letters of Arabic lie in PDFs as they are painted, from the left; whoever reads them turns them round. Every word of three
letters and more that stands in a PDF's own page has to come out whole, but for those with vowel marks and with lam and alef
in one: both readers are known to part some of these.
"""
import html, pathlib, re, subprocess, sys

import pypdfium2

LETTERS = re.compile(r"[\u0621-\u064a]{3,}")
PARTED = re.compile(r"[\u064b-\u0652\u0670]|\u0644[\u0622\u0623\u0625\u0627]")

def words(text):
    return set(LETTERS.findall(text))

def pdfium(path):
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path))

def poppler(path):
    return subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout

compared = 0
for page in pathlib.Path(sys.argv[1]).glob("*/ar/index.html"):
    # Of a word with a mark no part counts.
    shown = re.sub(r'<a class="skip".*?</a>', "", page.read_text(encoding="utf-8"))
    shown = re.sub(r"</?(a|abbr|b|bdi|em|i|span|strong|sup|time)\b[^>]*>", "", shown)
    shown = re.sub(r"<(style|script|nav|footer).*?</\1>|<[^>]*>", " ", shown, flags=re.S)
    shown = " ".join(word for word in html.unescape(shown).split() if not PARTED.search(word))
    expected = words(shown)
    for name, read in (("PDFium", pdfium), ("poppler", poppler)):
        found = set().union(*(words(read(str(pdf))) for pdf in page.parent.glob("*.pdf")))
        missing = expected - found
        assert not missing, f"{name} does not read in {page.parent}: {' '.join(sorted(missing))}"
        compared += len(expected)
assert compared > 100, f"only {compared} words"
print(f"arabic: {compared} words read by PDFium and poppler")
