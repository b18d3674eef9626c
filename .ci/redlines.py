#!/usr/bin/env python3
"""Pages on which all changes between two packs are marked, for the checks of pages.

    python redlines.py PACKWRIGHT REPOSITORY EARLIER FOLDER

EARLIER has the zips of the examples. Each of some examples is edited, built again, and held against its zip; the pages are written
to FOLDER.
"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

PACKS = ["board", "plenary", "six-languages", "water-points"]
program, repository, earlier, folder = (pathlib.Path(argument).resolve() for argument in sys.argv[1:5])


def edited(text):
    """A definition in which something is worded differently, new, gone and elsewhere."""

    def words(value):
        return {key: words(one) for key, one in value.items()} if isinstance(value, dict) else f"{value} anew"

    agenda = text["agenda"]
    agenda[0]["title"] = words(agenda[0]["title"])
    agenda.insert(1, {"id": "quite-new", "title": {one: "New" for one in text["languages"]} if "languages" in text else "New"})
    agenda[2], agenda[3] = agenda[3], agenda[2]
    for decision in text.get("decisions", [])[:1]:
        decision["text"] = words(decision["text"]) if "text" in decision else "It was decided otherwise."
    return text


folder.mkdir(parents=True, exist_ok=True)
with tempfile.TemporaryDirectory() as workspace:
    workspace = pathlib.Path(workspace)
    shutil.copytree(repository / "packs", workspace / "packs")
    for pack in PACKS:
        definition = workspace / "packs" / pack / "meeting.json"
        definition.write_text(json.dumps(edited(json.loads(definition.read_text()))))
    subprocess.run([program, "build", *PACKS, "--no-cache", "--quiet", "--allow", "warnings"], cwd=workspace, check=True)
    for pack in PACKS:
        later, page = workspace / "out" / f"{pack}.zip", folder / f"{pack}.html"
        subprocess.run([program, "changes", earlier / f"{pack}.zip", later, "--redline", page], stdout=subprocess.DEVNULL, check=True)
pages = sorted(folder.glob("*.html"))
assert all("<ins>" in page.read_text() for page in pages), pages
print(f"redlines: {len(pages)} pages")
