"""Reads registers with openpyxl, LibreOffice and Python's strict CSV reader, and holds them against the meetings that they are of.

    python .ci/registers.py PACKWRIGHT FOLDER

Four series of ten meetings are made by chance, the same on every run, with actions that later meetings close, change or leave
open, and texts that look like formulas. What the registers have to say is reckoned here from the same chances. Each is read as
XLSX (by LibreOffice in one language), CSV with and without the byte order mark, and JSON, in six languages. It fails if it compared less than it should.
"""

import csv
import io
import json
import random
import subprocess
import sys
import xml.etree.ElementTree as xml
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl

PROGRAM, FOLDER = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
LANGUAGES = ["en", "ar", "es", "fr", "ru", "zh"]
PEOPLE = {"ana": "Ana Ruiz", "ben": "Ben Okafor", "cora": "=Cora", "duc": "@Duc", "eva": "+Eva"}
STARTS = ["", "=1+", "+", "-", "@", "\t=", "''", '"', ";", "=cmd|' /C calc'!", "\uff1d"]
STATUSES = ["open", "under-way", "done", "dropped"]
compared = 0


def same(found, expected, what):
    global compared
    compared += 1
    if found != expected:
        sys.exit(f"{what}: {found!r}, and not {expected!r}")


def plain(text):
    return " ".join(text.split())


def meetings(dice):
    """Definitions of meetings by pack, and the actions that they leave: as a list of what a row must say."""
    packs, actions = {}, []
    for series in range(4):
        open_ones, day = [], date(2026, 1, 5) + timedelta(days=series)
        for number in range(10):
            pack = f"s{series}-m{number}"
            own, told = [], []
            for action in [one for one in open_ones if dice.random() < 0.4]:
                status, owner = dice.choice(STATUSES), dice.choice(list(PEOPLE))
                action.update(status=status, owner=owner, remark=None)
                told.append({"action": f"{action['pack']}/{action['id']}", "status": status, "owners": [owner]})
                if dice.random() < 0.5:
                    action["due"] = told[-1]["due"] = str(day + timedelta(days=dice.randrange(60)))
                if dice.random() < 0.5:
                    action["remark"] = told[-1]["remark"] = "Said at " + pack
            open_ones = [one for one in open_ones if one["status"] in STATUSES[:2]]
            for at in range(dice.randrange(1, 5)):
                due = [str(day + timedelta(days=dice.randrange(90))), f"{day.year}-{day.month:02}", None][dice.randrange(3)]
                action = {"id": f"a{at}", "pack": pack, "date": str(day), "due": due, "status": "open", "remark": None}
                action.update(owner=dice.choice(list(PEOPLE)), text=dice.choice(STARTS) + f"do {pack} no. {at}, \u201cso\u201d")
                actions.append(action)
                open_ones.append(action)
                stated = {"id": action["id"], "text": escaped(action["text"]), "owners": [action["owner"]], "due": due}
                own.append({key: value for key, value in stated.items() if value})
            packs[pack] = definition(pack, series, number, day, own, told, dice)
            day += timedelta(days=dice.randrange(20, 40))
    return packs, actions


def escaped(text):
    """Markdown that says a text."""
    return "".join("\\" + c if c in "=+-@'\"|!;" else c for c in text.strip())


def definition(pack, series, number, day, own, told, dice):
    agenda = [{"id": "new", "title": "New", "actions": own}]
    if number:
        agenda.insert(0, {"id": "old", "title": "Matters arising", "follow_up": told})
    people = [{"who": who, "presence": dice.choice(["present", "excused", "absent"])} for who in PEOPLE]
    votes = {"for": dice.randrange(9), "against": dice.randrange(9), "abstain": dice.randrange(9)}
    title = dice.choice(STARTS).strip() + "Title of " + pack
    decision = {"id": "d", "title": title, "text": "So it is.", "disposition": "adopted", "method": "recorded-vote", "vote": votes}
    made = {
        "version": 1, "title": "Meeting " + pack, "body": f"body-{series}", "status": "minutes-draft",
        "languages": ["en"], "time": {"start": f"{day}T09:{dice.randrange(60):02}", "minutes": 60, "zone": "Asia/Tokyo"},
        "attendance": {"participants": people}, "agenda": agenda, "decisions": [decision],
    }
    if number:
        made["previous"] = {"pack": f"s{series}-m{number - 1}"}
    return made


def run(*arguments):
    done = subprocess.run([PROGRAM, "register", *arguments], cwd=FOLDER, capture_output=True)
    if done.returncode or done.stderr:
        sys.exit(f"{arguments}: {done.returncode} {done.stderr.decode()}")
    return done.stdout


def words(value):
    """A value of JSON as tables have it."""
    if isinstance(value, list):
        return [one["name"] for one in value]
    return value["name"] if isinstance(value, dict) else value


def typed(cell):
    """A cell of a workbook as JSON has it."""
    if isinstance(cell, datetime):
        return str(cell.date())
    return f"{cell:%H:%M}" if isinstance(cell, time) else cell


def compare(kind, language, keys, rows):
    book = openpyxl.load_workbook(io.BytesIO(run(kind, "--language", language, "--format", "xlsx")))
    (sheet,) = book.worksheets
    same(sheet.freeze_panes, "A2", "the head")
    same(sheet.auto_filter.ref, sheet.dimensions, "the filter")
    same(bool(sheet.sheet_view.rightToLeft), language == "ar", "the direction")
    text = run(kind, "--language", language, "--format", "csv").decode("utf-8")
    same(run(kind, "--language", language, "--format", "csv", "--bom").decode("utf-8-sig"), text, "the mark")
    table = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    same([cell.value for cell in sheet[1]], table[0], "the heads")
    same((len(table) - 1, sheet.max_row - 1), (len(rows), len(rows)), "the number of rows")
    for column in sheet.columns:
        width = sheet.column_dimensions[column[0].column_letter].width
        longest = max(len(str(typed(cell.value) or "")) for cell in column)
        same(8 <= width <= 62 and width >= min(longest, 60), True, f"the width of {column[0].value}: {width}, {longest}")
    for row, line, cells in zip(rows, table[1:], sheet.iter_rows(min_row=2)):
        for key, field, cell in zip(keys, line, cells, strict=True):
            value = words(row.get(key))
            same(cell.data_type in ("s", "n", "d"), True, f"the type of {cell.value!r}")
            if isinstance(value, list):
                same(all(name in cell.value for name in value), True, f"{value} in {cell.value!r}")
                value = cell.value
            if isinstance(value, str) and key in ("date", "until", "due", "as_of") and len(value) == 10:
                same(cell.is_date, True, f"{value} as a date")
            same(typed(cell.value), value, f"{kind} {key} as XLSX")
            looks = isinstance(row.get(key), (dict, list)) or key not in ("date", "until", "due", "as_of", "time")
            guarded = looks and isinstance(value, str) and value[0] in "=+-@\uff1d"
            same(field, ("'" if guarded else "") + str("" if value is None else value), f"{kind} {key} as CSV")
            same(field[:1] in tuple("=+-@\t\uff1d"), False, f"{field!r} is a formula")


def as_libre_office_reads(book, sheets):
    """What LibreOffice holds after it opened a workbook: for each sheet the cells, by row, as types and values; no formulas."""
    file = FOLDER / "book.xlsx"
    file.write_bytes(book)
    profile = f"-env:UserInstallation={(FOLDER / 'profile').absolute().as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "fods", "--outdir", FOLDER, file]
    subprocess.run(convert, check=True, capture_output=True, timeout=300)
    spaces = dict(event[1] for event in xml.iterparse(FOLDER / "book.fods", events=["start-ns"]))
    office, table, text = (f"{{{spaces[name]}}}" for name in ("office", "table", "text"))
    root = xml.parse(FOLDER / "book.fods").getroot()
    same([one for one in root.iter() if f"{table}formula" in one.attrib], [], "formulas")
    same(len(list(root.iter(f"{table}database-range"))), sheets, "filters")
    read = []
    for sheet in root.iter(f"{table}table"):
        rows = []
        for row in sheet.iter(f"{table}table-row"):
            cells = []
            for cell in row.findall(f"{table}table-cell"):
                kind = cell.get(f"{office}value-type")
                value = "\n".join("".join(one.itertext()) for one in cell.findall(f"{text}p"))
                value = cell.get(f"{office}{kind}-value", value) if kind in ("date", "time") else value
                cells += [(kind, value)] * min(int(cell.get(f"{table}number-columns-repeated", 1)), 50)
            rows.append(cells)
        read.append(rows)
    return read


def compare_in_libre_office(book, kinds, whole):
    sheets = as_libre_office_reads(book, len(kinds))
    same(len(sheets), len(kinds), "sheets in LibreOffice")
    for kind, rows in zip(kinds, sheets):
        same(len(rows) > len(whole[kind]), True, f"rows of {kind}")
        for row, cells in zip(whole[kind], rows[1:], strict=False):
            for key, (found, value) in zip(KEYS[kind], cells):
                expected = words(row.get(key))
                if expected is None:
                    same(found, None, f"{kind} {key} in LibreOffice")
                elif isinstance(expected, list):
                    same(found == "string" and all(name in value for name in expected), True, f"{expected} in {value!r}")
                elif key in ("date", "until", "due", "as_of") and len(expected) == 10:
                    same((found, value), ("date", expected), f"{kind} {key} in LibreOffice")
                elif key == "time":
                    same((found, value), ("time", f"PT{expected[:2]}H{expected[3:]}M00S"), f"{kind} {key} in LibreOffice")
                else:
                    same((found, value), ("float" if isinstance(expected, int) else "string", str(expected)), f"{kind} {key} in LibreOffice")


def main():
    packs, actions = meetings(random.Random(24))
    (FOLDER / "packs").mkdir(parents=True)
    registry = {
        "people": {who: {"name": name} for who, name in PEOPLE.items()},
        "bodies": {f"body-{series}": {"name": f"Body {series}"} for series in range(4)},
    }
    (FOLDER / "packs/registry.json").write_text(json.dumps(registry), "utf-8")
    for pack, made in packs.items():
        (FOLDER / "packs" / pack).mkdir()
        (FOLDER / "packs" / pack / "meeting.json").write_text(json.dumps(made), "utf-8")
    kinds = ["actions", "decisions", "attendance", "calendar"]
    whole = json.loads(run(*kinds, "--format", "json"))
    found = {(row["pack"], row["id"]): row for row in whole["actions"]}
    same(len(whole["actions"]), len(actions), "the number of actions")
    for action in actions:
        row = found[action["pack"], action["id"]]
        expected = (plain(action["text"]), action["date"], action["due"], action["status"], action["remark"], action["owner"])
        owner = row["owner"][0]["id"]
        same((row["action"], row["date"], row.get("due"), row["status"]["id"], row.get("remark"), owner), expected, "an action")
    left = [row for row in actions if row["status"] in STATUSES[:2] and row["due"]]
    # A day on which something is due: it is not overdue yet.
    on = sorted(last(row["due"]) for row in left)[len(left) // 2]
    late = [row for row in left if last(row["due"]) < on]
    overdue = json.loads(run("actions", "--overdue", on, "--format", "json"))["actions"]
    same(sorted((row["pack"], row["id"]) for row in overdue), sorted((row["pack"], row["id"]) for row in late), "overdue")
    same(len(whole["decisions"]), len(packs), "the number of decisions")
    for row in whole["decisions"]:
        (stated,) = packs[row["pack"]]["decisions"]
        same([row["for"], row["against"], row["abstaining"]], list(stated["vote"].values()), "votes")
    same(len(whole["attendance"]), len(packs) * len(PEOPLE), "those who took part")
    for row in whole["attendance"]:
        people = packs[row["pack"]]["attendance"]["participants"]
        same({"who": row["name"]["id"], "presence": row["presence"]["id"]} in people, True, "presence")
    starts = sorted(made["time"]["start"] for made in packs.values())
    same([f"{row['date']}T{row['time']}" for row in whole["calendar"]], starts, "the order of meetings")
    for language in LANGUAGES:
        rows = json.loads(run(*kinds, "--language", language, "--format", "json"))
        for kind in kinds:
            compare(kind, language, KEYS[kind], rows[kind])
    book = run(*kinds, "--format", "xlsx")
    same(len(openpyxl.load_workbook(io.BytesIO(book)).sheetnames), 4, "a sheet each")
    before = compared
    compare_in_libre_office(book, kinds, whole)
    if compared - before < 4_000:
        sys.exit(f"only {compared - before} were compared in LibreOffice")
    if compared < 60_000:
        sys.exit(f"only {compared} were compared")
    print(f"registers: {compared} compared")


def last(due):
    """The last day that a date can mean."""
    if len(due) == 10:
        return due
    first = date.fromisoformat(due + "-01")
    return str((first + timedelta(days=31)).replace(day=1) - timedelta(days=1))


MEETING = ["meeting", "date", "body", "pack"]
KEYS = {
    "actions": ["action", "owner", "due", "status", "remark", "as_of", "number", "id", "from", *MEETING],
    "decisions": ["number", "title", "decision", "kind", "outcome", "for", "against", "abstaining", *MEETING],
    "attendance": ["name", "entity", "capacity", "class", "presence", "remark", *MEETING],
    "calendar": ["date", "time", "zone", "until", "title", "level", "place", "state", "body", "pack"],
}

main()
