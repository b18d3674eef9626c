"""The documents of a pack as blocks: `words.py PACK.zip OUT.json`. Uses `pdfinfo -struct-text` of poppler."""

import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile

HEADINGS = {"H1": "h1", "H2": "h2", "H3": "h3", "H4": "h4", "H5": "h4", "H6": "h4"}
ITEM = re.compile(r'^( *)(?:"(.*)"|(\w+)(?: "(?:[^"\\]|\\.)*")?.*)$')


def tree(pdf):
    """The structure tree: lists of [type, children], texts as strings."""
    printed = subprocess.run(["pdfinfo", "-struct-text", pdf], capture_output=True, text=True, check=True).stdout
    root = ["", []]
    open_ = [(-1, root)]
    for line in printed.splitlines():
        found = ITEM.match(line)
        if not found or line.lstrip().startswith(("/", "Object ")):
            continue
        depth, text, kind = len(found[1]), found[2], found[3]
        while open_[-1][0] >= depth:
            open_.pop()
        if text is not None:
            open_[-1][1][1].append(text)
        else:
            node = [kind, []]
            open_[-1][1][1].append(node)
            open_.append((depth, node))
    return root


def text(node):
    if isinstance(node, str):
        return node
    # Elements end words where the page shows a gap.
    return re.sub(r"\s+", " ", "".join(text(child) + (" " if not isinstance(child, str) else "") for child in node[1]))


def nodes(node, kind):
    for child in node[1]:
        if not isinstance(child, str):
            if child[0] == kind:
                yield child
            else:
                yield from nodes(child, kind)


def blocks(node, out):
    for child in node[1]:
        if isinstance(child, str):
            out.append({"kind": "p", "text": child.strip()})
        elif child[0] in HEADINGS:
            out.append({"kind": HEADINGS[child[0]], "text": text(child).strip()})
        elif child[0] == "Table":
            rows = [[text(cell).strip() for cell in row[1] if not isinstance(cell, str)] for row in nodes(child, "TR")]
            width = max(map(len, rows))
            rows = [row + [""] * (width - len(row)) for row in rows]
            out.append({"kind": "table", "head": rows[0], "rows": rows[1:]})
        elif child[0] == "L":
            out.append({"kind": "list", "items_": [text(item).strip() for item in nodes(child, "LI")]})
        elif child[0] in ("Document", "Sect", "Div", "Part", "Art", "NonStruct"):
            blocks(child, out)
        else:
            out.append({"kind": "p", "text": text(child).strip()})
    return out


def main():
    source, target = sys.argv[1:3]
    documents = []
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(source) as pack:
        manifest = json.loads(pack.read("manifest.json"))
        for file in manifest["files"]:
            pack.extract(file["path"], folder)
            path = os.path.join(folder, file["path"])
            size = subprocess.run(["pdfinfo", "-l", "1", path], capture_output=True, text=True, check=True).stdout
            width, height = map(float, re.search(r"size: +([\d.]+) x ([\d.]+)", size).groups())
            documents.append({
                "name": os.path.splitext(os.path.basename(file["path"]))[0],
                "title": file["title"],
                "language": file["language"],
                "landscape": width > height,
                "blocks": [block for block in blocks(tree(path), []) if block.get("text") != ""],
            })
    with open(target, "w", encoding="utf-8") as file:
        json.dump(documents, file, ensure_ascii=False, indent=1)


main()
