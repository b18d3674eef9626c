"""Calendar files, read by the Python library `icalendar` and by `ical.js`, against the definitions by zoneinfo.

    python .ci/calendars.py PACKWRIGHT UNPACKED FOLDER NPM

UNPACKED has the zips of the example packs, unpacked; NPM is the folder where `ical.js` is installed. In FOLDER 60 packs are
built, the same on every run: meetings and sessions in 60 zones, a third of them around changes of clocks, with calendars. What
is compared: the instants at which events begin and end, by what the libraries know of the zone and by the `VTIMEZONE` of the
file alone; whole days; that one event is never two when its entry is moved. It fails if it compared less than it should.
"""

import json
import random
import subprocess
import sys
import zipfile
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from icalendar import Calendar

from times import ZONES, Slot, folds, instant, iso, some_time

UTC = timezone.utc
PACKS, SESSIONS = 60, 8
HERE = Path(__file__).parent


# --- what a definition states: a start and an end, both in UTC, without a zone, or days

def day(text):
    """A day, if the text is one."""
    return date.fromisoformat(text) if text and len(text) == 10 else None


def clock(text):
    return datetime.fromisoformat(text) if text and "T" in text else None


def by(local, zone):
    return instant(local, zone) if zone else local


def stated(start, until, minutes, zone):
    """What is stated as one thing; nothing if not even its day is."""
    first, last = clock(start), day(until)
    if first:
        end = by(clock(until), zone) if clock(until) else None
        end = by(first, zone) + timedelta(minutes=minutes) if minutes else end
        end = by(datetime.combine(last + timedelta(days=1), datetime.min.time()), zone) if last else end
        return by(first, zone), end
    return (day(start), (last or day(start)) + timedelta(days=1)) if day(start) else None


def sittings(definition):
    slots = [session["time"] for session in definition.get("sessions", [])] or [definition["time"]]
    own = definition["time"].get("zone")
    return [stated(s["start"], s.get("until"), s.get("minutes"), s.get("zone", own)) for s in slots]


def entries(definition):
    found = []
    for annex in definition.get("annexes", []):
        calendar = annex.get("calendar", {"entries": []})
        own = calendar.get("zone", definition["time"].get("zone"))
        for entry in calendar["entries"]:
            start = entry.get("start") or entry.get("date")
            found.append(stated(start, entry.get("until"), None, entry.get("zone", own)) if start else None)
    return found


def expected(definition, name):
    return [one for one in (sittings if name == "meeting.ics" else entries)(definition) if one]


# --- what a library reads

def read(content, alone):
    """Start and end of each event; `alone` is by the zones of the file and nothing else."""
    lines = content.split(b"\r\n")
    assert lines.pop() == b"" and all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    calendar = Calendar.from_ical(content)
    zones = {zone["TZID"]: zone.to_tz(lookup_tzid=False) for zone in calendar.walk("VTIMEZONE")}
    named, events = set(), []
    for event in calendar.events:
        assert not event.errors, event.errors
        moments = []
        for moment in map(event.get, ("DTSTART", "DTEND")):
            value, zone = moment and moment.dt, moment and moment.params.get("TZID")
            if zone:
                named.add(zone)
                value = value.replace(tzinfo=zones[zone]) if alone else value
            moments.append(value.astimezone(UTC) if isinstance(value, datetime) and value.tzinfo else value)
        events.append(tuple(moments))
    assert named == set(zones), "each zone that is named, and no other"
    assert len({str(event["UID"]) for event in calendar.events}) == len(events), "a UID twice"
    return events


# --- packs by chance

def a_slot(chance):
    while True:
        zone = chance.choice(ZONES) if chance.random() < 0.95 else None
        slot = Slot(chance, zone, [])
        if folds(slot.local, zone or "UTC"):
            return slot


def an_entry(chance, number):
    zone = chance.choice(ZONES)
    local = some_time(chance, zone)
    kind = chance.choice(["clock", "clock", "day", "days", "month", "open"])
    entry = {"title": f"Entry {number}"}
    if kind == "open":
        return entry | {"state": "to-be-confirmed"}
    if kind == "clock" and folds(local, zone):
        return entry | {"start": iso(local), "zone": zone}
    if kind == "month":
        return entry | {"date": local.strftime("%Y-%m")}
    entry |= {"date": local.date().isoformat()}
    return entry | ({"until": (local.date() + timedelta(days=2)).isoformat()} if kind == "days" else {})


def a_pack(number):
    chance = random.Random(f"calendars {number}")
    definition = {
        "version": 1, "title": "Meeting; of all, \\ and عام في " * 4, "body": "panel", "status": "convened",
        "bodies": {"panel": {"name": "Review Panel", "style": {"templates": "plain"}}},
        "agenda": [{"id": "item", "title": "Item"}],
        "annexes": [{"id": "dates", "title": "Dates", "calendar": {"entries": [an_entry(chance, at) for at in range(5)]}}],
    }
    if number % 2:
        return definition | {"time": a_slot(chance).definition()}
    slots = []
    while len(slots) < SESSIONS:
        slot = a_slot(chance)
        if all(slot.end <= one.start or one.end <= slot.start for one in slots):
            slots.append(slot)
    slots.sort(key=lambda slot: slot.start)
    sessions = [{"id": f"s-{at}", "time": slot.definition()} for at, slot in enumerate(slots)]
    return definition | {"time": {"start": "2022-12-01", "until": "2029-01-31"}, "sessions": sessions}


def built(program, folder, name, definition):
    path = folder / "packs" / name / "meeting.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(definition), "utf-8")
    done = subprocess.run([program, "build", name, "--no-cache"], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, f"{name}: {done.stderr}"
    with zipfile.ZipFile(folder / "out" / f"{name}.zip") as files:
        return {file: files.read(file) for file in files.namelist() if file.endswith(".ics")}


def moved_is_not_doubled(program, folder):
    """A meeting and an entry that are moved, then cancelled: the same events, each state later than the one before."""
    definition = {
        "version": 1, "title": "Meeting", "body": "panel", "agenda": [{"id": "item", "title": "Item"}],
        "bodies": {"panel": {"name": "Review Panel"}}, "time": {"start": "2026-05-05T10:00", "zone": "Europe/Paris"},
        "history": [{"status": "convened", "on": "2026-04-01"}],
        "annexes": [{"id": "dates", "title": "Dates", "calendar": {"entries": [{"title": "Fair", "date": "2026-09-01"}]}}],
    }
    states = [{}, {"state": "moved", "moved_from": "2026-05-05"}, {"state": "cancelled", "moved_from": "2026-05-05"}]
    of_entry = [{}, {"state": "moved", "moved_from": "2026-09-01", "date": "2026-11-03"},
                {"state": "cancelled", "moved_from": "2026-09-01", "date": "2026-11-03"}]
    seen = []
    for at, (state, entry) in enumerate(zip(states, of_entry)):
        definition["time"] |= state | {"start": f"2026-05-0{5 + at}T10:00"}
        definition["annexes"][0]["calendar"]["entries"][0] |= entry
        files = built(program, folder, "moved", definition)
        seen.append([Calendar.from_ical(files[name]).events[0] for name in ("meeting.ics", "calendar.ics")])
    for events in zip(*seen):
        assert len({str(event["UID"]) for event in events}) == 1, events
        assert [int(event["SEQUENCE"]) for event in events] == sorted({int(event["SEQUENCE"]) for event in events}), events
        assert [str(event["STATUS"]) for event in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"], events


def main():
    program, unpacked, folder, npm = str(Path(sys.argv[1]).resolve()), Path(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4])
    files = []
    for path in sorted(unpacked.rglob("*.ics")):
        pack = path.relative_to(unpacked).parts[0].split(".")
        definition = json.loads((HERE.parent / "packs" / pack[0] / "meeting.json").read_text("utf-8"))
        files.append((str(path.relative_to(unpacked)), path.read_bytes(), expected(definition, path.name), len(pack) > 1))
    examples = len(files)
    for number in range(PACKS):
        definition = a_pack(number)
        for name, content in built(program, folder, f"p{number:02}", definition).items():
            files.append((f"p{number:02}/{name}", content, expected(definition, name), False))
    compared, wrong, zones, for_others = 0, [], set(), []
    for name, content, right, is_of_audience in files:
        zones |= {line for line in content.split(b"\r\n") if line.startswith(b"TZID:")}
        for alone in (False, True):
            found = read(content, alone)
            # Of an entry that an audience does not get, it has no event.
            right = [one for one in right if one in found] if is_of_audience else right
            compared += len(found)
            wrong += [f"{name}: {one}, by its definition {other}" for one, other in zip(found, right) if one != other]
            wrong += [f"{name}: {len(found)} events, {len(right)} stated"] if len(found) != len(right) else []
        for_others.append({"name": name, "content": content.decode(), "events": [[one and one.isoformat() for one in pair] for pair in right]})
    moved_is_not_doubled(program, folder)
    (folder / "expected.json").write_text(json.dumps(for_others), "utf-8")
    other = subprocess.run(["node", str((HERE / "calendars.mjs").resolve()), str((folder / "expected.json").resolve())],
                           cwd=npm, capture_output=True, text=True)
    print(other.stdout + other.stderr, end="")
    by_other = int(other.stdout.split()[1]) if other.returncode == 0 else 0
    print("\n".join(wrong[:40]))
    print(f"calendars: {compared + by_other} events compared in {len(files)} files and {len(zones)} zones, {len(wrong)} wrong")
    if wrong or other.returncode or examples < 10 or by_other * 2 != compared or len(files) < PACKS or len(zones) < 50:
        sys.exit("calendars: other programs read other times, or too little was compared")


main()
