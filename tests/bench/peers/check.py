"""Whether a pack has as many documents as the JSON, with all their words: `check.py PACK.json OUT.zip`."""

import collections
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
import zipfile

# How many words in a thousand may be cut otherwise by the reader of the PDF (in narrow columns), or be page numbers of others.
LEFT = 20


def words(text):
    text = unicodedata.normalize("NFKC", text).replace("\u00ad", "")
    return collections.Counter(re.findall(r"\w+", text))


def of(block):
    if block["kind"] == "table":
        return " ".join(" ".join(row) for row in [block["head"], *block["rows"]])
    return " ".join(block["items_"]) if block["kind"] == "list" else block["text"]


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        documents = json.load(file)
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(sys.argv[2]) as pack:
        assert len([name for name in pack.namelist() if name.endswith(".pdf")]) == len(documents)
        pack.extractall(folder)
        for document in documents:
            path = os.path.join(folder, document["name"] + ".pdf")
            printed = words(subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout)
            wanted = words(" ".join(map(of, document["blocks"])))
            missing = wanted - printed
            share = 1000 * missing.total() / wanted.total()
            print(f"{document['name']}: {wanted.total()} words, {missing.total()} not found")
            assert share <= LEFT, dict(missing)


main()
