#!/usr/bin/env python3
"""What the program says of the form of JSON, by a validator that is not ours.

usage: schemas.py PROGRAM SCRATCH     (in the repository; needs the Python package `jsonschema`)

SARIF is valid by the schema that OASIS published. Definitions that a schema of `packs/` does not allow have an error by `check`, and
keys and kinds of values that `check` finds wrong are wrong by the schema: of all cases of findings and of good definitions changed by chance.
"""
import copy
import json
import random
import subprocess
import sys
from pathlib import Path

from jsonschema import Draft7Validator, Draft202012Validator

root, program, scratch = Path.cwd(), Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
MUTANTS = 1500
# What is found by the schema alone. Other findings of form are of syntax, or of texts that only look right.
BY_SCHEMA = {"unknown-key", "missing-key", "wrong-type"}


def said(folder, *arguments):
    done = subprocess.run([program, *arguments], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    assert done.returncode in (0, 1), done.stderr.decode()
    return done.stdout.decode()


# One pattern of the schema as published (of a language tag, which we do not use) is no regular expression.
text = (root / "tests/cases/sarif-2.1.0.schema.json").read_text().replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}$")
sarif = Draft7Validator(json.loads(text))
logs = 0
for pack in ("un-network-2023-02-08-as-issued", "smallest"):
    errors = list(sarif.iter_errors(json.loads(said(root, "check", "--format", "sarif", pack))))
    assert not errors, errors
    logs += 1


def nodes(value):
    """Every place in a value, as the container and the key."""
    for key, inside in list(value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()):
        yield value, key
        yield from nodes(inside)


def mutant(value, chance):
    """A value changed in one place or two."""
    value = copy.deepcopy(value)
    for _ in range(chance.randint(1, 2)):
        container, key = chance.choice(list(nodes(value)))
        change = chance.choice(["drop", "rename", "replace", "replace", "add"])
        if change == "drop":
            del container[key]
        elif change == "rename" and isinstance(container, dict):
            container[key + "x"] = container.pop(key)
        elif change == "add" and isinstance(container[key], dict):
            container[key][chance.choice(["x", "id", "title", "minutes", "Not an id", "en"])] = chance.choice(["a", 1, {}, []])
        else:
            container[key] = chance.choice([None, True, 0, -1, 2.5, 3.0, 100000, "", "a", "A b", "2023-02-30", "x" * 3000, [], ["a"], {}, {"en": "a"}, {"e": 1}])
    return value


def without_twins(pairs):
    keys = [key for key, _ in pairs]
    assert len(keys) == len(set(keys)), "a key is there twice"
    return dict(pairs)


chance = random.Random(22)
examples = [json.loads((folder / "meeting.json").read_text()) for folder in sorted((root / "packs").iterdir()) if (folder / "meeting.json").is_file()]
definitions = list(examples)
for path in sorted((root / "tests/cases/findings").rglob("meeting.json")):
    try:
        definitions.append(json.loads(path.read_text(), object_pairs_hook=without_twins))
    except (ValueError, AssertionError):
        pass
definitions += [mutant(chance.choice(examples), chance) for _ in range(MUTANTS)]
folder = scratch / "packs"
for number, definition in enumerate(definitions):
    (folder / f"p{number}").mkdir(parents=True)
    (folder / f"p{number}" / "meeting.json").write_text(json.dumps(definition, ensure_ascii=False))
(folder / "registry.json").write_text((root / "packs/registry.json").read_text())
schema = Draft202012Validator(json.loads((root / "packs/meeting.schema.json").read_text()))
invalid = 0
for line in map(json.loads, said(scratch, "check", "--format", "json").splitlines()):
    if line["event"] != "pack":
        continue
    definition = definitions[int(line["pack"][1:])]
    found = [finding for finding in line["findings"] if finding["file"].endswith(f"{line['pack']}/meeting.json")]
    theirs = [f"{error.json_path}: {error.message[:200]}" for error in schema.iter_errors(definition)]
    ours = [finding for finding in found if finding["code"] in BY_SCHEMA]
    invalid += bool(theirs)
    has_error = any(finding["severity"] == "error" for finding in found)
    assert not theirs or has_error, f"{line['pack']} has no error, but is not valid: {theirs}"
    assert not ours or theirs, f"{line['pack']} is valid, but: {ours}"
    definitions[int(line["pack"][1:])] = None
assert not any(definitions), "some packs were not checked"
assert invalid > MUTANTS / 4
print(f"schemas: {logs + len(definitions)} compared, {invalid} of them not valid by both")
