"""Holds every time that the program prints of 10,000 random meetings in 60 zones against Python's zoneinfo.

    python .ci/times.py PACKWRIGHT FOLDER [MEETINGS]

The meetings are the same on every run. A third of them lie around changes of clocks. What is compared: the line of the masthead,
the times of sittings and items, the names of zones, calendars, the meetings before and after, the steps of the minutes; and that a
time which clocks never show is an error, and one that they show twice a warning. Of the program it takes nothing but the list of
abbreviations that a language knows (`zone-abbreviations` in `templates/labels`). It fails if it compared less than it should.
"""

import json
import random
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

UTC = timezone.utc
ZONES = """Africa/Cairo Africa/Casablanca Africa/Johannesburg Africa/Lagos Africa/Nairobi Africa/Tripoli America/Anchorage
America/Argentina/Buenos_Aires America/Asuncion America/Bogota America/Caracas America/Chicago America/Denver America/Halifax
America/Havana America/Los_Angeles America/Mexico_City America/New_York America/Nuuk America/Panama America/Phoenix
America/Santiago America/Sao_Paulo America/St_Johns Antarctica/Troll Asia/Beirut Asia/Dhaka Asia/Hong_Kong Asia/Jakarta
Asia/Jerusalem Asia/Kabul Asia/Karachi Asia/Kathmandu Asia/Kolkata Asia/Manila Asia/Riyadh Asia/Seoul Asia/Shanghai
Asia/Singapore Asia/Tashkent Asia/Tehran Asia/Tokyo Atlantic/Azores Australia/Adelaide Australia/Brisbane Australia/Eucla
Australia/Lord_Howe Australia/Sydney Europe/Athens Europe/Dublin Europe/Helsinki Europe/Istanbul Europe/Lisbon Europe/London
Europe/Moscow Europe/Paris Pacific/Apia Pacific/Auckland Pacific/Chatham UTC""".split()
YEARS = range(2023, 2029)
LABELS = Path(__file__).parent.parent / "templates/labels"
SESSIONS = 30
FIRST, LAST = datetime(2023, 1, 1, tzinfo=UTC), datetime(2028, 12, 31, tzinfo=UTC)


# --- languages: their own forms, written here a second time

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}
AR_MONTHS = re.findall(r"^month-\d+ = (.+)$", (LABELS / "ar.ftl").read_text("utf-8").replace("\u00a0", " "), re.M)
RLM = "\u200f"


class Words:
    """How a language writes dates and times."""

    def __init__(self, language):
        self.language = language
        self.months = MONTHS[language].split() if language in MONTHS else AR_MONTHS
        text = (LABELS / f"{language}.ftl").read_text("utf-8")
        known = re.search(r"^zone-abbreviations = (.*)$", text, re.M)[1].split()
        pattern = re.compile(r"^([A-Z]+)(?:([+-])(\d+)(?::(\d+))?)?$")
        self.known = set()
        for entry in known:
            name, sign, hours, minutes = pattern.match(entry).groups()
            offset = int(hours or 0) * 60 + int(minutes or 0)
            self.known.add((name, -offset if sign == "-" else offset))
        self.places = {"ru": {"Europe/Moscow": "МСК"}, "zh": {"Asia/Shanghai": "北京时间"}}.get(language, {})

    def date(self, day):
        month = self.months[day.month - 1] if self.language != "zh" else ""
        return {
            "en": f"{day.day} {month} {day.year}",
            "fr": f"{'1er' if day.day == 1 else day.day} {month} {day.year}",
            "es": f"{day.day} de {month} de {day.year}",
            "ru": f"{day.day} {month} {day.year} года",
            "zh": f"{day.year}年{day.month}月{day.day}日",
            "ar": f"{day.day} {month} {day.year}",
        }[self.language]

    def time(self, at):
        if self.language == "fr" and at.minute == 0:
            return f"{at.hour} h"
        between = {"fr": " h ", "es": "."}.get(self.language, ":")
        return f"{at.hour}{between}{at.minute:02}" + (" h" if self.language == "es" else "")

    def to(self, start, end, dated=False):
        """From one to the other; `dated` if one of them has more than its hour."""
        if self.language == "es" and not dated:
            return f"de {start.removesuffix(' h')} a {end}"
        short = {"fr": " – ", "zh": "至"}.get(self.language, "–")
        long = {"es": " a ", "zh": "至", "ru": " — "}.get(self.language, " – ")
        return f"{start}{long if dated else short}{end}"

    def in_zone(self, times, zone):
        if zone is None:
            return times
        return {"zh": f"{times}（{zone}）", "ar": f"{times} ({zone}){RLM}"}.get(self.language, f"{times} ({zone})")

    def on_day(self, times, day):
        day = self.date(day)
        before = {"fr": f"{times}, le {day}", "es": f"{times}, el {day}", "ar": f"{times}، في {day}", "zh": f"{day}{times}"}
        return before.get(self.language, f"{times}, {day}")

    def dated(self, day, times):
        between = {"zh": "，", "ar": "، الساعة "}.get(self.language, ", ")
        return f"{self.date(day)}{between}{times}"


WORDS = {language: Words(language) for language in ("en", "fr", "es", "ru", "zh", "ar")}


# --- clocks

def folds(local, zone):
    """How often clocks of a zone show a local time: 0, 1 or 2."""
    zone = ZoneInfo(zone)
    instants = {local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    real = {at for at in instants if at.astimezone(zone).replace(tzinfo=None) == local}
    return len(real)


def instant(local, zone):
    return local.replace(tzinfo=ZoneInfo(zone or "UTC"), fold=0).astimezone(UTC)


class Moment:
    """What the clocks of a zone show; without a zone if none is to be said."""

    def __init__(self, at, zone):
        there = at.astimezone(ZoneInfo(zone or "UTC"))
        self.zone, self.abbreviation = zone, there.tzname()
        self.local = there.replace(tzinfo=None)
        self.day = there.date()
        self.offset = round(there.utcoffset().total_seconds()) // 60
        self.twice = zone is not None and folds(self.local, zone) == 2

    def silent(self):
        other = Moment.__new__(Moment)
        other.__dict__.update(self.__dict__, zone=None)
        return other


class Names:
    """What zones are called among all moments that a pack shows."""

    def __init__(self, words, moments):
        self.words = words
        offsets = {}
        for moment in moments:
            offsets.setdefault(moment.abbreviation, set()).add(moment.offset)
        self.ambiguous = {name for name, all_of_it in offsets.items() if len(all_of_it) > 1}

    def is_clear(self, moment):
        known = (moment.abbreviation, moment.offset) in self.words.known
        return known and moment.abbreviation not in self.ambiguous and not moment.twice

    def distance(self, moment):
        if moment.offset == 0:
            return "UTC"
        hours, minutes = divmod(abs(moment.offset), 60)
        return f"UTC{'+' if moment.offset > 0 else '−'}{hours}" + (f":{minutes:02}" if minutes else "")

    def name(self, moment):
        if moment.zone is None:
            return None
        if moment.zone in self.words.places and not moment.twice:
            return self.words.places[moment.zone]
        return moment.abbreviation if self.is_clear(moment) else self.distance(moment)

    def span(self, day, start, end):
        """"8:00–9:00 (EST)", with the dates where they are not `day`."""
        words = self.words
        if end is None:
            alone = words.in_zone(words.time(start.local), self.name(start))
            return alone if start.day == day else words.on_day(alone, start.day)
        changed = start.offset != end.offset
        first, last = self.name(start), self.name(end)
        if changed and first is not None and not (first != last and self.is_clear(start) and self.is_clear(end)):
            first, last = self.distance(start), self.distance(end)
        if start.day == end.day and not changed:
            times = words.in_zone(words.to(words.time(start.local), words.time(end.local)), first)
            return times if start.day == day else words.on_day(times, start.day)
        begins = words.in_zone(words.time(start.local), first if changed else None)
        ends = words.in_zone(words.time(end.local), last)
        begins = begins if start.day == day else words.dated(start.day, begins)
        ends = ends if end.day == start.day else words.dated(end.day, ends)
        return words.to(begins, ends, dated=True)


# --- meetings by chance

def changes():
    """When clocks of each zone are changed, to the minute."""
    found = {}
    for name in ZONES:
        zone = ZoneInfo(name)
        at, step = FIRST, timedelta(days=1)
        offset = at.astimezone(zone).utcoffset()
        while at < LAST:
            after = at + step
            if after.astimezone(zone).utcoffset() != offset:
                low, high = at, after
                while high - low > timedelta(minutes=1):
                    middle = low + (high - low) / 2
                    middle = middle.replace(second=0, microsecond=0)
                    if middle.astimezone(zone).utcoffset() == offset:
                        low = middle
                    else:
                        high = middle
                found.setdefault(name, []).append(high)
                offset = after.astimezone(zone).utcoffset()
            at = after
    return found


CHANGES = changes()


def iso(local):
    return local.strftime("%Y-%m-%dT%H:%M")


def some_time(chance, zone):
    """A local time of a zone; often one around a change of its clocks."""
    if zone in CHANGES and chance.random() < 0.35:
        at = chance.choice(CHANGES[zone]) + timedelta(minutes=15 * chance.randrange(-24, 12))
        return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) + timedelta(minutes=chance.choice([0, 0, 0, 30, 60]))
    day = date(chance.choice(YEARS), chance.randrange(1, 13), chance.randrange(1, 29))
    return datetime(day.year, day.month, day.day, chance.randrange(24), chance.choice([0, 0, 15, 30, 45]))


class Slot:
    """When a meeting or session is."""

    def __init__(self, chance, zone, shown):
        self.zone, self.shown = zone, shown
        self.local = some_time(chance, zone or "UTC")
        self.start = instant(self.local, zone)
        self.minutes = chance.choice([30, 45, 60, 90, 120, 150, 180, 240, 480, 1380, 1500, 3000])
        self.end = self.start + timedelta(minutes=self.minutes)
        self.ends_by_clock = False
        if chance.random() < 0.4:
            until = self.end.astimezone(ZoneInfo(zone or "UTC")).replace(tzinfo=None)
            if instant(until, zone) > self.start and folds(until, zone or "UTC") == 1:
                self.ends_by_clock, self.until, self.end = True, until, instant(until, zone)
        self.minutes = int((self.end - self.start).total_seconds()) // 60

    def definition(self):
        time = {"start": iso(self.local)}
        time |= {"until": iso(self.until)} if self.ends_by_clock else {"minutes": self.minutes}
        if self.zone:
            time["zone"] = self.zone
        if self.shown:
            time["shown_in"] = self.shown
        return time

    def pairs(self):
        zones = list(dict.fromkeys([self.zone, *self.shown])) if self.zone else [None]
        return [(Moment(self.start, zone), Moment(self.end, zone)) for zone in zones]

    def shown_pairs(self, names):
        """Zones that show the same by one name stand once."""
        seen, pairs = set(), []
        for start, end in self.pairs():
            key = (start.offset, names.name(start), end.offset, names.name(end))
            if key not in seen:
                seen.add(key)
                pairs.append((start, end))
        return pairs

    def times(self, names):
        parts = [names.span(self.local.date(), *pair) for pair in self.shown_pairs(names)]
        return " / ".join(parts)

    def rows(self, names, items):
        """The times of items, read one after the other in each zone, and the dates where they change."""
        columns = [[start, self.local.date()] for start, _ in self.shown_pairs(names)]
        rows, now, words = [], self.start, names.words
        for minutes in items:
            over = now + timedelta(minutes=minutes)
            times, dates = [], []
            for column in columns:
                first, day = column
                start, end = Moment(now, first.zone), Moment(over, first.zone)
                if all(one.offset == first.offset and not one.twice for one in (start, end)):
                    start, end = start.silent(), end.silent()
                dates.append(None if start.day == day else words.date(start.day))
                column[1] = start.day
                if over - now < timedelta(days=1):
                    end.day = start.day
                times.append(names.span(start.day, start, end))
            rows.append((times, dates))
            now = over
        return rows


def items_of(chance, slot):
    """Minutes of items that fit into a slot."""
    left, items = slot.minutes, []
    while left > 0 and len(items) < 4:
        minutes = min(left, chance.choice([5, 20, 30, 60, 90, 120, 600]))
        items.append(minutes)
        left -= minutes
    return items


def some_zones(chance):
    zone = chance.choice(ZONES) if chance.random() < 0.95 else None
    return zone, chance.sample(ZONES, chance.choice([0, 0, 1, 1, 2, 3])) if zone else []


class Pack:
    """A definition, and what is to be printed of it."""

    def __init__(self, number):
        self.chance = random.Random(f"times {number}")
        self.name = f"p{number:05}"
        self.words = WORDS[self.chance.choice(sorted(WORDS))]
        self.stated = []
        self.definition = {
            "version": 1, "title": "Meeting", "body": "panel", "languages": [self.words.language],
            "bodies": {"panel": {"name": "Review Panel", "style": {"templates": "plain", "history": True}}},
        }

    def state(self, local, zone):
        if zone:
            self.stated.append((local, zone))

    def agenda(self, slots):
        agenda = []
        for at, (slot, items) in enumerate(slots):
            for which, minutes in enumerate(items):
                item = {"id": f"item-{at}-{which}", "title": "Item", "minutes": minutes}
                agenda.append(item | ({"session": f"s-{at}"} if "sessions" in self.definition else {}))
        self.definition["agenda"] = agenda or [{"id": "item", "title": "Item"}]


class Single(Pack):
    """A meeting of one sitting, with a calendar, neighbours and a step."""

    meetings = 1

    def __init__(self, number):
        super().__init__(number)
        chance = self.chance
        self.slot = Slot(chance, *some_zones(chance))
        self.items = items_of(chance, self.slot)
        self.definition["time"] = self.slot.definition()
        self.state(self.slot.local, self.slot.zone)
        self.agenda([(self.slot, self.items)])
        self.entries = [(some_time(chance, zone), zone) for zone in chance.sample(ZONES, 3)]
        entries = [{"title": "Entry", "start": iso(local), "zone": zone} for local, zone in self.entries]
        self.definition["annexes"] = [{"id": "dates", "title": "Dates", "calendar": {"entries": entries}}]
        zone = chance.choice([self.slot.zone, chance.choice(ZONES)])
        self.next = (some_time(chance, zone or "UTC"), zone)
        self.definition["next"] = {"start": iso(self.next[0])} | ({"zone": zone} if zone else {})
        self.step = self.slot.local - timedelta(days=7, minutes=15 * chance.randrange(96))
        self.definition["history"] = [{"status": "convened", "on": iso(self.step)}]
        for local, zone in [*self.entries, self.next, (self.step, self.slot.zone)]:
            self.state(local, zone)

    def expected(self):
        slot, words = self.slot, self.words
        own = list(dict.fromkeys([slot.zone, *slot.shown])) if slot.zone else []
        calendar = []
        for local, zone in self.entries:
            at = instant(local, zone)
            calendar.append([Moment(at, one) for one in dict.fromkeys([zone, *own])])
        following = Moment(instant(*self.next), self.next[1])
        step = Moment(instant(self.step, slot.zone), slot.zone)
        shown = [moment for pair in slot.pairs() for moment in pair] + sum(calendar, [])
        if self.next[1]:
            shown += [following] + [Moment(instant(*self.next), zone) for zone in own]
        names = Names(words, [moment for moment in shown if moment.zone])
        yield "/meeting/when", words.dated(slot.local.date(), slot.times(names))
        yield "/meeting/times", slot.times(names)
        yield "/timetable/0/sittings/0/zones", zone_names(slot, names)
        for at, (times, dates) in enumerate(slot.rows(names, self.items)):
            yield f"/timetable/0/sittings/0/entries/{at}/times", times
            yield f"/timetable/0/sittings/0/entries/{at}/dates", dates
        for at, moments in enumerate(calendar):
            day = self.entries[at][0].date()
            yield f"/annexes/0/entries/{at}/times", list(dict.fromkeys(names.span(day, one, None) for one in moments))
        following = following.silent() if self.next[1] in (None, slot.zone) else following
        yield "/meeting/next/time", names.span(self.next[0].date(), following, None)
        yield "/meeting/history/0/date", words.dated(self.step.date(), names.span(self.step.date(), step, None))


class Series(Pack):
    """A meeting of many sessions, each in zones of its own."""

    meetings = SESSIONS

    def __init__(self, number):
        super().__init__(number)
        chance = self.chance
        slots = []
        while len(slots) < SESSIONS:
            zone, shown = some_zones(chance)
            slot = Slot(chance, zone or "UTC", shown)
            if folds(slot.local, slot.zone) and all(slot.end <= one.start or one.end <= slot.start for one in slots):
                slots.append(slot)
        slots.sort(key=lambda slot: slot.start)
        self.slots = [(slot, items_of(chance, slot)) for slot in slots]
        self.definition["time"] = {"start": "2022-12-01", "until": "2029-01-31"}
        self.definition["sessions"] = [{"id": f"s-{at}", "time": slot.definition()} for at, slot in enumerate(slots)]
        self.agenda(self.slots)
        for slot in slots:
            self.state(slot.local, slot.zone)

    def expected(self):
        names = Names(self.words, [moment for slot, _ in self.slots for pair in slot.pairs() for moment in pair])
        days, position = {}, {}
        for at, (slot, items) in enumerate(self.slots):
            day = days.setdefault(slot.local.date(), len(days))
            which = position[day] = position.get(day, -1) + 1
            there = f"/timetable/{day}/sittings/{which}"
            yield f"{there}/times", slot.times(names)
            yield f"{there}/zones", zone_names(slot, names)
            for entry, (times, dates) in enumerate(slot.rows(names, items)):
                yield f"{there}/entries/{entry}/times", times
                yield f"{there}/entries/{entry}/dates", dates


def zone_names(slot, names):
    zones = [names.name(start) for start, _ in slot.shown_pairs(names) if start.zone]
    return zones if len(zones) > 1 else []


# --- comparing

def plain(value):
    return [plain(one) for one in value] if isinstance(value, list) else value and value.replace("\u00a0", " ")


def at(value, pointer):
    for key in pointer.split("/")[1:]:
        value = value[int(key)] if isinstance(value, list) else value[key]
    return value


def compare(program, folder, pack):
    """How many times were compared, and what differs."""
    never = sum(folds(*stated) == 0 for stated in pack.stated)
    twice = sum(folds(*stated) == 2 for stated in pack.stated)
    found = subprocess.run([program, "context", pack.name, "--document", "annexes" if isinstance(pack, Single) else "agenda"],
                           cwd=folder, capture_output=True, text=True)
    told = found.stderr.count("error[skipped-hour]")
    others = [line for line in found.stderr.splitlines() if line.startswith("error") and "skipped-hour" not in line]
    if told != never or others or (found.returncode == 0) != (never == 0):
        return 0, [f"{pack.name}: {never} times that do not exist, {told} told: {found.stderr[:600]}"]
    compared, wrong = never, []
    if twice:
        checked = subprocess.run([program, "check", pack.name], cwd=folder, capture_output=True, text=True)
        told = checked.stdout.count("warning[repeated-hour]") + checked.stderr.count("warning[repeated-hour]")
        compared += twice
        if told != twice:
            wrong.append(f"{pack.name}: {twice} times that exist twice, {told} told")
    if never == 0:
        seen = json.loads(found.stdout)
        for pointer, expected in pack.expected():
            got = plain(at(seen, pointer))
            compared += len(expected) if isinstance(expected, list) else 1
            if got != expected:
                wrong.append(f"{pack.name} {pack.words.language} {pointer}\n  printed: {got}\n  right:   {expected}")
    return compared, wrong


def main():
    program, folder = str(Path(sys.argv[1]).resolve()), Path(sys.argv[2])
    meetings = int(sys.argv[3]) if len(sys.argv) > 3 else 10_000
    packs, count = [], 0
    while count < meetings:
        pack = (Series if len(packs) % 5 == 0 else Single)(len(packs))
        packs.append(pack)
        count += pack.meetings
    # A workspace of each hundred, since the program looks through the names of all packs.
    for number, pack in enumerate(packs):
        pack.folder = folder / f"{number // 100:03}"
        path = pack.folder / "packs" / pack.name
        path.mkdir(parents=True, exist_ok=True)
        (path / "meeting.json").write_text(json.dumps(pack.definition, ensure_ascii=False, indent=1), "utf-8")
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda pack: compare(program, pack.folder, pack), packs))
    compared, wrong = sum(result[0] for result in results), [line for result in results for line in result[1]]
    print("\n".join(wrong[:40]))
    zones = {zone for pack in packs for _, zone in pack.stated}
    print(f"times: {compared} compared of {count} meetings in {len(zones)} zones, {len(wrong)} wrong")
    if wrong or compared < 4 * meetings or len(zones) < 60:
        sys.exit("times: printed times differ from zoneinfo, or too few were compared")


if __name__ == "__main__":
    main()
