//! Calendar files: `meeting.ics` with the sittings, `calendar.ics` with the entries of calendars. `.ci/calendars.py` has them
//! read by two other programs.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::date;
use packwright::edition::{CalendarEvent, CalendarFile, EventState, EventTime};
use packwright::leak::{Open, Secret, search};
use packwright::write;
use serde_json::{Value, json};

use crate::leak::zipped;
use crate::support::{Scratch, unzipped};

/// A small definition, with what a case has of its own.
fn definition(own: Value) -> Value {
    let mut definition = json!({
        "version": 1,
        "title": "Second meeting",
        "body": "panel",
        "bodies": { "panel": { "name": "Review Panel", "organization": "Lowland" } },
        "agenda": [{ "id": "opening", "title": "Opening" }, { "id": "wells", "title": "Wells" }],
        "status": "convened",
        "time": { "start": "2026-05-18T09:30", "minutes": 90, "zone": "Europe/Paris" },
    });
    for (name, value) in own.as_object().unwrap() {
        definition[name] = value.clone();
    }
    if definition.get("history").is_some() {
        definition.as_object_mut().unwrap().remove("status");
    }
    definition
}

/// The files of the zip of a pack, named `panel` or otherwise.
fn built_as(name: &str, definition: &Value) -> BTreeMap<String, Vec<u8>> {
    let scratch = Scratch::new();
    scratch.write(&format!("packs/{name}/meeting.json"), definition.to_string().as_bytes());
    let (code, _, err) = scratch.run(&["build", name, "--no-cache"]);
    assert_eq!(code, 0, "{err}");
    unzipped(&std::fs::read(scratch.path().join(format!("out/{name}.zip"))).unwrap())
}

fn built(own: Value) -> BTreeMap<String, Vec<u8>> {
    built_as("panel", &definition(own))
}

fn text(files: &BTreeMap<String, Vec<u8>>, path: &str) -> String {
    String::from_utf8(files.get(path).unwrap_or_else(|| panic!("no {path}")).clone()).unwrap()
}

/// The events of a file: lines unfolded, by the names of their properties, and texts as people read them.
fn events(file: &str) -> Vec<BTreeMap<String, String>> {
    let unfolded = file.replace("\r\n ", "");
    let mut events: Vec<BTreeMap<String, String>> = Vec::new();
    let mut is_inside = false;
    for line in unfolded.lines() {
        match line {
            "BEGIN:VEVENT" => events.push(BTreeMap::new()),
            "END:VEVENT" => {}
            _ if is_inside => {
                let (name, value) = line.split_once(':').unwrap();
                let value = value.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\");
                assert_eq!(events.last_mut().unwrap().insert(name.to_owned(), value), None, "{name} twice");
            }
            _ => {}
        }
        is_inside = line == "BEGIN:VEVENT" || is_inside && line != "END:VEVENT";
    }
    events
}

/// The only event of the meeting.
fn event(own: Value) -> BTreeMap<String, String> {
    let mut events = events(&text(&built(own), "meeting.ics"));
    assert_eq!(events.len(), 1);
    events.remove(0)
}

/// The entries of a calendar, as events.
fn entries(entries: Value) -> Vec<BTreeMap<String, String>> {
    let annex = json!([{ "id": "dates", "title": "Dates", "calendar": { "entries": entries } }]);
    events(&text(&built(json!({ "annexes": annex })), "calendar.ics"))
}

#[test]
fn a_meeting_is_an_event_with_its_agenda_place_and_links() {
    let files = built(json!({
        "venue": { "place": "Old Mill, Lund", "platform": "Meadow Video" },
        "links": [{ "title": "Papers", "url": "https://panel.example/2?a=1,2;b" }],
        "history": [{ "status": "convened", "on": "2026-05-04T12:00" }],
    }));
    let file = text(&files, "meeting.ics");
    let expected = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//packwright//packwright//EN",
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Paris",
        "BEGIN:DAYLIGHT",
        "DTSTART:20260329T020000",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:20261025T030000",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "END:STANDARD",
        "END:VTIMEZONE",
        "BEGIN:VEVENT",
        "UID:3452b55b31d16e9c390cbf2d711d4f8e",
        "DTSTAMP:20260504T100000Z",
        "SEQUENCE:5",
        "DTSTART;TZID=Europe/Paris:20260518T093000",
        "DTEND;TZID=Europe/Paris:20260518T110000",
        "STATUS:CONFIRMED",
        "SUMMARY:Review Panel: Second meeting",
        "DESCRIPTION:1. Opening\\n2. Wells\\n\\nPapers: https://panel.example/2?a=1\\,2\\",
        " ;b",
        "LOCATION:Old Mill\\, Lund\\, Meadow Video",
        "URL:https://panel.example/2?a=1,2;b",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ];
    assert_eq!(file, expected.join("\r\n"));
    let manifest: Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    let listed = manifest["files"].as_array().unwrap().iter().find(|file| file["path"] == "meeting.ics").unwrap();
    assert_eq!((&listed["title"], &listed["language"]), (&json!("Second meeting, 18\u{a0}May 2026"), &json!("en")));
}

#[test]
fn only_a_meeting_that_is_convened_for_an_hour_has_a_file() {
    for own in [json!({ "status": "draft" }), json!({ "time": { "start": "2026-05-18", "until": "2026-05-19" } })] {
        let files = built(own);
        assert!(!files.contains_key("meeting.ics"), "{:?}", files.keys());
    }
    assert!(built(json!({ "status": "adopted" })).contains_key("meeting.ics"));
}

#[test]
fn each_session_is_an_event_with_its_own_items() {
    let files = built(json!({
        "time": { "start": "2026-05-18", "until": "2026-05-20", "zone": "Europe/Paris" },
        "venue": { "place": "Old Mill", "platform": "Meadow Video" },
        "sessions": [
            { "id": "first", "time": { "start": "2026-05-18T09:30", "until": "2026-05-18T12:00" } },
            { "id": "walk", "title": "Walk; and talk", "time": { "start": "2026-05-19" }, "venue": { "place": "River" } },
            { "id": "last", "closed": true, "time": { "start": "2026-05-20T10:00", "zone": "Asia/Kolkata", "state": "cancelled" } },
        ],
        "agenda": [
            { "id": "opening", "title": "Opening", "session": "first" },
            { "id": "rest", "title": "Rest", "section": true, "items": [
                { "id": "wells", "title": "Wells", "session": "last", "items": [{ "id": "deep", "title": "Deep ones" }] },
            ] },
        ],
    }));
    let file = text(&files, "meeting.ics");
    let seen = events(&file);
    let of = |at: usize, name: &str| seen[at].get(name).map(String::as_str);
    assert_eq!(seen.len(), 3);
    assert_eq!(of(0, "SUMMARY"), Some("Review Panel: Second meeting, Session 1"));
    assert_eq!((of(0, "DESCRIPTION"), of(0, "LOCATION")), (Some("1. Opening"), Some("Old Mill, Meadow Video")));
    assert_eq!(of(1, "SUMMARY"), Some("Review Panel: Second meeting, Walk; and talk"));
    assert_eq!((of(1, "DTSTART;VALUE=DATE"), of(1, "DTEND;VALUE=DATE")), (Some("20260519"), Some("20260520")));
    assert_eq!((of(1, "DESCRIPTION"), of(1, "LOCATION")), (None, Some("River, Meadow Video")));
    assert_eq!((of(2, "STATUS"), of(2, "DTSTART;TZID=Asia/Kolkata")), (Some("CANCELLED"), Some("20260520T100000")));
    assert_eq!((of(1, "TRANSP"), of(2, "TRANSP")), (None, Some("TRANSPARENT")));
    assert_eq!(of(2, "DESCRIPTION"), Some("Cancelled\nClosed\n\n2. Wells"));
    assert_eq!(of(2, "SUMMARY"), Some("Review Panel: Second meeting, Session 3 (cancelled)"));
    let names: BTreeSet<&str> = seen.iter().map(|event| event["UID"].as_str()).collect();
    assert_eq!(names.len(), 3);
    // India has not changed its clocks since 1945.
    assert!(file.contains("TZID:Asia/Kolkata\r\nBEGIN:STANDARD\r\nDTSTART:19451015T000000\r\nTZOFFSETFROM:+0630\r\nTZOFFSETTO:+0530\r\nEND:STANDARD\r\nEND:VTIMEZONE"), "{file}");
}

#[test]
fn times_are_by_the_clocks_of_the_zone_and_in_utc_where_these_show_them_twice() {
    let when = |start: &str, minutes: u32, zone: Option<&str>| {
        let mut time = json!({ "start": start, "minutes": minutes });
        zone.into_iter().for_each(|zone| time["zone"] = json!(zone));
        let event = event(json!({ "time": time }));
        let stated = event.iter().filter(|(name, _)| name.starts_with("DTSTART") || name.starts_with("DTEND"));
        stated.map(|(name, value)| format!("{name}:{value}")).collect::<Vec<_>>()
    };
    // Over the night in which clocks are put back it lasts an hour longer than they show.
    let put_back = ["DTEND;TZID=Europe/Paris:20261025T040000", "DTSTART;TZID=Europe/Paris:20261025T010000"];
    assert_eq!(when("2026-10-25T01:00", 240, Some("Europe/Paris")), put_back);
    let twice = ["DTEND:20261025T013000Z", "DTSTART:20261025T003000Z"];
    assert_eq!(when("2026-10-25T02:30", 60, Some("Europe/Paris")), twice);
    assert_eq!(when("2026-05-18T09:30", 60, Some("UTC")), ["DTEND:20260518T103000Z", "DTSTART:20260518T093000Z"]);
    // Without a zone, it is at that hour wherever the reader is.
    assert_eq!(when("2026-05-18T09:30", 60, None), ["DTEND:20260518T103000", "DTSTART:20260518T093000"]);
}

#[test]
fn a_meeting_of_several_days_without_sessions_lasts_until_the_last_is_over() {
    let event =
        event(json!({ "time": { "start": "2026-05-18T10:00", "until": "2026-05-20", "zone": "Africa/Lagos" } }));
    assert_eq!(event["DTEND;TZID=Africa/Lagos"], "20260521T000000");
}

/// Whatever changes, calendar programs find the event that they have; and each state counts for more than the one before it.
#[test]
fn a_meeting_keeps_its_name_and_each_issue_counts_for_more() {
    let step = |status: &str, on: &str| json!({ "status": status, "on": on });
    let slot = |start: &str, more: Value| {
        let mut time = json!({ "start": start, "zone": "Europe/Paris" });
        more.as_object().unwrap().iter().for_each(|(name, value)| time[name] = value.clone());
        time
    };
    let convened = json!([step("convened", "2026-05-04")]);
    let again = json!([step("convened", "2026-05-04"), step("convened", "2026-05-11")]);
    let minutes =
        json!([step("convened", "2026-05-04"), step("convened", "2026-05-11"), step("minutes-draft", "2026-06-10")]);
    let moved = json!({ "moved_from": "2026-05-18", "state": "moved" });
    let states = [
        json!({ "history": convened, "time": slot("2026-05-18T09:30", json!({ "state": "to-be-confirmed" })) }),
        json!({ "history": convened, "time": slot("2026-05-18T09:30", json!({})) }),
        json!({ "history": convened, "time": slot("2026-06-08T10:00", moved), "title": "Second meeting (new date)" }),
        // The room was changed, and the papers were sent out again.
        json!({ "history": again, "time": slot("2026-06-08T10:00", json!({})), "venue": { "place": "Old Mill" } }),
        json!({ "history": again, "time": slot("2026-06-09T10:00", json!({ "state": "cancelled" })) }),
        json!({ "history": minutes, "time": slot("2026-06-08T10:00", json!({})), "languages": ["en", "fr"] }),
    ];
    let mut seen = Vec::new();
    for state in states {
        let is_of_several = state.get("languages").is_some();
        let files = built(state);
        seen.push(events(&text(&files, if is_of_several { "fr/meeting.ics" } else { "meeting.ics" })).remove(0));
    }
    let of = |name: &str| seen.iter().map(|event| event[name].clone()).collect::<Vec<_>>();
    assert_eq!(of("UID").iter().collect::<BTreeSet<_>>().len(), 1);
    let sequence: Vec<usize> = of("SEQUENCE").iter().map(|number| number.parse().unwrap()).collect();
    assert!(sequence.windows(2).all(|pair| pair[0] < pair[1]), "{sequence:?}");
    let expected = ["TENTATIVE", "CONFIRMED", "CONFIRMED", "CONFIRMED", "CANCELLED", "CONFIRMED"];
    assert_eq!(of("STATUS"), expected);
    assert!(
        of("DESCRIPTION")[2].starts_with("Moved\nOriginally scheduled for 18\u{a0}May 2026\n\n1. Opening"),
        "{seen:?}"
    );
    assert_eq!(of("DTSTAMP")[2..4], ["20260503T220000Z", "20260510T220000Z"]);
    // Other packs, and boards of the same id in other workspaces, have events of their own.
    let own = definition(json!({}));
    let other = events(&text(&built_as("panel-2", &own), "meeting.ics"))[0]["UID"].clone();
    let elsewhere = event(json!({ "bodies": { "panel": { "name": "Review Panel", "organization": "Highland" } } }));
    assert_eq!(BTreeSet::from([&other, &elsewhere["UID"], &seen[0]["UID"]]).len(), 3);
}

#[test]
fn entries_of_a_calendar_are_events_if_their_days_are_known() {
    let seen = entries(json!([
        { "title": "Call", "start": "2026-06-09T14:00", "level": "Delegates", "remote": true, "url": "https://panel.example/call" },
        { "title": "Fair", "date": "2026-11-03", "until": "2026-11-05", "place": "Lund", "host": "City of Lund" },
        { "title": "Autumn meeting", "date": "2026-10" },
        { "title": "Winter meeting", "date": "2026-12-01", "state": "to-be-confirmed" },
        { "title": "Excursion", "date": "2026-07-01", "state": "not-held" },
        { "title": "Seminar", "state": "to-be-confirmed" },
    ]));
    let of = |name: &str| seen.iter().map(|event| event.get(name).map_or("", String::as_str)).collect::<Vec<_>>();
    assert_eq!(of("SUMMARY"), ["Call", "Fair", "Winter meeting (to be confirmed)", "Excursion (not held)"]);
    assert_eq!(of("STATUS"), ["CONFIRMED", "CONFIRMED", "TENTATIVE", "CANCELLED"]);
    assert_eq!(of("DTSTART;TZID=Europe/Paris"), ["20260609T140000", "", "", ""]);
    assert_eq!(of("DTSTART;VALUE=DATE"), ["", "20261103", "20261201", "20260701"]);
    assert_eq!(of("DTEND;VALUE=DATE"), ["", "20261106", "20261202", "20260702"]);
    assert_eq!(of("DESCRIPTION")[..2], ["Review Panel\nDelegates", "Review Panel\nHost: City of Lund"]);
    assert_eq!(of("LOCATION")[..2], ["Remote", "Lund"]);
}

/// Lists of what is to come change with every meeting; the events of calendars change with them.
#[test]
fn an_entry_keeps_its_name_when_it_is_moved_and_in_the_next_pack() {
    let of = |list: Value| {
        let seen = entries(list);
        seen.into_iter().map(|event| (event["UID"].clone(), event["SEQUENCE"].clone())).collect::<Vec<_>>()
    };
    let first = of(json!([
        { "title": "Board", "date": "2026-09-01" },
        { "title": "Board", "date": "2026-10-06" },
        { "title": "Board", "date": "2026-10-20" },
    ]));
    let then = of(json!([
        { "title": "Board", "date": "2026-10-06" },
        { "title": "Board", "date": "2026-11-03", "state": "moved", "moved_from": "2026-10-20" },
        { "title": "Board", "date": "2026-11-10" },
    ]));
    let names: BTreeSet<&String> = first.iter().chain(&then).map(|(name, _)| name).collect();
    assert_eq!(names.len(), 4);
    assert_eq!((&first[1], &first[2].0), (&then[0], &then[1].0));
    assert!(first[2].1 < then[1].1);
}

#[test]
fn in_a_draft_nothing_is_sure() {
    let annex = json!([{ "id": "dates", "title": "Dates", "calendar": { "entries": [{ "title": "Fair", "date": "2026-11-03" }] } }]);
    let draft = built(json!({ "status": "draft", "annexes": annex }));
    let event = events(&text(&draft, "calendar.ics")).remove(0);
    assert_eq!(
        (event["STATUS"].as_str(), event["SUMMARY"].as_str(), event["SEQUENCE"].as_str()),
        ("TENTATIVE", "Fair", "0")
    );
}

/// A file with an event whose texts are these.
fn written(summary: &str, description: &str) -> String {
    let event = CalendarEvent {
        uid: "1".to_owned(),
        sequence: 0,
        stamp: Timestamp::UNIX_EPOCH,
        state: EventState::Confirmed,
        summary: summary.to_owned(),
        description: description.to_owned(),
        location: String::new(),
        url: None,
        time: EventTime::Days { first: date(2026, 5, 18), last: date(9999, 12, 31) },
    };
    let [path, title, language] = ["meeting.ics", "Meeting", "en"].map(str::to_owned);
    String::from_utf8(write::calendar(&CalendarFile { path, title, language, events: vec![event] }).bytes).unwrap()
}

#[test]
fn lines_are_short_and_say_the_same_when_they_are_put_together() {
    let texts = [
        "🧑‍⚕️".repeat(40),
        "اجتماع اللجنة الاستشارية ".repeat(9),
        "a,b;c\\d\\n:\"e\"".repeat(20),
        "x".repeat(75),
        "é".repeat(300),
        "会议".repeat(99),
    ];
    for text in texts {
        let file = written(&text, &text);
        for line in file.strip_suffix("\r\n").unwrap().split("\r\n") {
            assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line}");
        }
        let longest = file.split("\r\n").map(str::len).max().unwrap();
        assert!(longest > 70, "folded more often than needed: {longest}");
        // Undone in one pass, as `\\n` is a backslash before an n.
        let unfolded = file.replace("\r\n ", "");
        let value = unfolded.lines().find_map(|line| line.strip_prefix("SUMMARY:")).unwrap();
        let mut characters = value.chars();
        let mut read = String::new();
        while let Some(c) = characters.next() {
            read.push(if c == '\\' { characters.next().unwrap() } else { c });
        }
        assert_eq!(read, text);
    }
    // Line ends of all systems are one; what no line may hold is a space.
    let file = written("bell\u{7} and\ttab", "one\r\ntwo\rthree\nfour\u{2028}five");
    assert!(file.contains("SUMMARY:bell  and tab\r\nDESCRIPTION:one\\ntwo\\nthree\\nfour\\nfive\r\n"), "{file}");
}

#[test]
fn three_hundred_sessions_take_as_much_each_as_one() {
    let session = |at: usize| {
        let day = date(2026, 1, 1).checked_add(jiff::Span::new().days(i64::try_from(at).unwrap())).unwrap();
        json!({ "id": format!("s-{at}"), "time": { "start": format!("{day}T09:00"), "minutes": 60 } })
    };
    let of = |count: usize| {
        let sessions: Vec<Value> = (0..count).map(session).collect();
        let time = json!({ "start": "2026-01-01", "until": "2026-12-31", "zone": "Europe/Paris" });
        text(&built(json!({ "time": time, "sessions": sessions })), "meeting.ics")
    };
    let (few, many) = (of(10), of(300));
    assert_eq!(events(&many).len(), 300);
    assert!(many.len() < few.len() * 30, "{} bytes for 10, {} for 300", few.len(), many.len());
    // From the change before the first session to the one after the last.
    assert_eq!(many.matches("TZOFFSETFROM").count(), 4);
}

/// Sessions and items that others do not get are in their files under the words that stand in their place.
#[test]
fn an_audience_reads_in_its_calendar_what_it_gets() {
    let scratch = Scratch::new();
    let own = json!({
        "audiences": ["members", "public"],
        "time": { "start": "2026-05-18", "zone": "Europe/Paris" },
        "sessions": [
            { "id": "open", "title": "Reports", "time": { "start": "2026-05-18T09:30", "minutes": 60 } },
            { "id": "dismissal", "title": "Dismissal of Mr. Zwyn", "for": "members", "time": { "start": "2026-05-18T11:00", "minutes": 60 } },
        ],
        "agenda": [
            { "id": "wells", "title": "Wells", "session": "open" },
            { "id": "tharqol", "title": "Conduct at Tharqol", "for": "members", "session": "dismissal" },
        ],
        "links": [{ "title": "Room of members", "url": "https://meet.example/zwyntharqol", "for": "members" }],
        "venue": { "place": "Old Mill", "platform": "Meadow Video" },
    });
    scratch.write("packs/panel/meeting.json", definition(own).to_string().as_bytes());
    let (code, _, err) = scratch.run(&["build", "panel", "--no-cache"]);
    assert_eq!(code, 0, "{err}");
    let of = |audience: &str| {
        let zip = std::fs::read(scratch.path().join(format!("out/panel.{audience}.zip"))).unwrap();
        text(&unzipped(&zip), "meeting.ics").replace("\r\n ", "")
    };
    let (members, public) = (of("members"), of("public"));
    let words = ["Dismissal of Mr. Zwyn", "Conduct at Tharqol", "Room of members: https://meet.example/zwyntharqol"];
    assert!(words.iter().all(|words| members.contains(words)), "{members}");
    assert!(["Zwyn", "Tharqol", "zwyn", "Dismissal"].iter().all(|word| !public.contains(word)), "{public}");
    let (ours, theirs) = (events(&members), events(&public));
    assert_eq!((ours.len(), theirs.len()), (2, 2));
    assert_eq!(
        (&ours[0]["UID"], &ours[1]["DTSTART;TZID=Europe/Paris"]),
        (&theirs[0]["UID"], &theirs[1]["DTSTART;TZID=Europe/Paris"])
    );
}

#[test]
fn a_canary_in_a_calendar_file_is_found() {
    let found = |summary: &str, canary: &str| {
        let zip = zipped(&[("meeting.ics", written(summary, "").as_bytes())]);
        search(&zip, &[Secret { text: canary.to_owned(), place: None }], &Open::default())
    };
    // Torn at the end of a line, and with what is escaped in it.
    let torn = format!("{}Zwyntharqol", "x ".repeat(32));
    assert!(written(&torn, "").contains("Zwy\r\n ntharqol"), "{}", written(&torn, ""));
    assert!(!found(&torn, "Zwyntharqol").is_empty());
    assert!(!found("a, b; Head of unit\nDismissal", "Head of unit dismissal").is_empty());
    // Words that every file has are not told; as words of somebody they are.
    for word in ["Summary", "Sequence", "Confirmed", "Standard", "Version"] {
        assert_eq!(found("Meeting", word), [], "{word}");
        assert!(!found(&word.to_uppercase(), word).is_empty(), "{word}");
    }
}

#[test]
fn the_page_leads_to_the_files_for_calendar_programs() {
    let scratch = Scratch::new();
    let dates = json!([{ "id": "dates", "title": "Dates", "calendar": { "entries": [{ "title": "Fair", "date": "2026-11-03" }] } }]);
    let own = json!({ "time": { "start": "2026-05-18T09:30", "minutes": 60 }, "annexes": dates });
    scratch.write("packs/both/meeting.json", definition(own).to_string().as_bytes());
    scratch.write(
        "packs/none/meeting.json",
        definition(json!({ "time": { "start": "2026-05-18" } })).to_string().as_bytes(),
    );
    let (code, _, err) = scratch.run(&["build", "--no-cache"]);
    assert_eq!(code, 0, "{err}");
    for (pack, links) in [("both", 2), ("none", 0)] {
        let zip = unzipped(&std::fs::read(scratch.path().join(format!("out/{pack}.zip"))).unwrap());
        let page = text(&zip, "index.html");
        assert_eq!(page.matches(" type=\"text/calendar\">").count(), links, "{pack}: {page}");
        for (file, words) in
            [("meeting.ics", "Add this meeting to your calendar"), ("calendar.ics", "Add all dates to your calendar")]
        {
            let link = format!("<li><a href=\"{file}\" type=\"text/calendar\">{words}</a></li>");
            assert_eq!((zip.contains_key(file), page.contains(&link)), (links > 0, links > 0), "{pack}: {file}");
        }
    }
}

/// `.github/STABILITY.md` promises them without limit: these values never change.
#[test]
fn uids_are_those_of_every_version() {
    let own = json!({
        "sessions": [{ "id": "one", "title": "One", "time": { "start": "2026-05-18T09:30", "minutes": 60 } }],
        "annexes": [{ "id": "dates", "title": "Dates", "calendar": { "entries": [{ "title": "Fair", "date": "2026-11-03" }] } }],
    });
    let zip = built(own);
    let uid = |file: &str| events(&text(&zip, file))[0]["UID"].clone();
    let uids = [uid("meeting.ics"), uid("calendar.ics")];
    assert_eq!(uids, ["fe2cd3ccf37f47e24bd9c26c67b410a3", "0a8ae8b6b8ca13133ce2bff4b354245e"]);
}
