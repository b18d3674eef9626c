//! Meetings that follow each other: what one leaves open, the next takes up.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::support::{Scratch, events, html, repository, unzipped};

/// Numbers that look random, the same in each run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

const PEOPLE: [&str; 3] = ["ana", "ben", "cora"];

fn registry() -> Value {
    json!({
        "bodies": { "board": { "name": "River Board", "style": { "decision_numbers": "{year}/{number}", "minutes": "by-item" } } },
        "people": { "ana": { "name": "Ana Ruiz" }, "ben": { "name": "Ben Okafor" }, "cora": { "name": "Cora Lind" } },
    })
}

/// A monthly meeting, with nothing on its agenda yet; 0 is that of August 2024.
fn meeting(number: usize) -> Value {
    let month = 7 + number;
    let previous = if number == 0 { json!(null) } else { json!({ "pack": pack(number - 1) }) };
    let mut meeting = json!({
        "version": 1, "title": format!("Meeting no. {}", number + 1), "body": "board",
        "time": { "start": format!("{}-{:02}-05T18:00", 2024 + month / 12, month % 12 + 1), "minutes": 60, "zone": "Europe/Paris" },
        "pack": [{ "document": "agenda", "formats": ["text"] }, { "document": "minutes", "formats": ["text"] }],
        "previous": previous,
        "agenda": [
            { "id": "matters", "title": "Matters arising", "minutes": 30, "follow_up": [] },
            { "id": "business", "title": "Business", "minutes": 30, "actions": [] },
        ],
        "decisions": [],
    });
    if number == 0 {
        meeting.as_object_mut().unwrap().remove("previous");
        meeting["agenda"][0].as_object_mut().unwrap().remove("follow_up");
    }
    meeting
}

fn pack(number: usize) -> String {
    format!("m{number:02}")
}

fn workspace(meetings: &[Value]) -> Scratch {
    let scratch = Scratch::new();
    scratch.write("packs/registry.json", registry().to_string().as_bytes());
    for (number, meeting) in meetings.iter().enumerate() {
        scratch.write(&format!("packs/{}/meeting.json", pack(number)), meeting.to_string().as_bytes());
    }
    scratch
}

/// A document of a pack that was built, as text without line ends.
fn text(scratch: &Scratch, zip: &str, document: &str) -> String {
    let files = unzipped(&std::fs::read(scratch.path().join(format!("out/{zip}.zip"))).unwrap());
    let text = String::from_utf8(files[&format!("{document}.txt")].clone()).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn build(scratch: &Scratch) {
    let (code, out, err) = scratch.run(&["build", "--no-cache"]);
    assert_eq!(code, 0, "{out}{err}");
}

/// Words of actions that a text has: `zq` and two numbers.
fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.starts_with("zq"));
    words.map(str::to_owned).collect()
}

/// An action of the reckoning that the pages are held against.
struct Followed {
    word: String,
    name: String,
    owner: usize,
}

#[test]
fn each_meeting_lists_exactly_what_is_open() {
    const MEETINGS: usize = 24;
    let mut chance = Chance(0x2545_F491_4F6C_DD1D);
    let mut open: Vec<Followed> = Vec::new();
    let mut meetings = Vec::new();
    let mut expected = Vec::new();
    let mut made = 0;
    for number in 0..MEETINGS {
        let mut meeting = meeting(number);
        let listed: BTreeSet<String> = open.iter().map(|one| one.word.clone()).collect();
        let mut closed = BTreeSet::new();
        let mut moved = BTreeMap::new();
        let mut follow_up = Vec::new();
        for one in &mut open {
            match chance.below(5) {
                0 => {
                    let status = if chance.below(2) == 0 { "done" } else { "dropped" };
                    follow_up.push(json!({ "action": one.name, "status": status }));
                    closed.insert(one.word.clone());
                }
                1 => {
                    one.owner = chance.below(3) as usize;
                    follow_up.push(json!({ "action": one.name, "status": "under-way", "owners": [PEOPLE[one.owner]] }));
                    moved.insert(one.word.clone(), one.owner);
                }
                _ => {}
            }
        }
        if number > 0 {
            meeting["agenda"][0]["follow_up"] = json!(follow_up);
        }
        expected.push((listed, moved));
        open.retain(|one| !closed.contains(&one.word));
        for at in 0..15 + chance.below(7) {
            made += 1;
            let word = format!("zq{number}n{at}");
            let owner = chance.below(3) as usize;
            let mut action = json!({ "text": format!("Do {word}."), "owners": [PEOPLE[owner]], "due": "2027-01" });
            let actions = meeting["agenda"][1]["actions"].as_array_mut().unwrap();
            let id = match chance.below(2) {
                0 => format!("business-{}", actions.len() + 1),
                _ => {
                    action["id"] = json!(word);
                    word.clone()
                }
            };
            actions.push(action);
            open.push(Followed { word, name: format!("{}/{id}", pack(number)), owner });
        }
        meetings.push(meeting);
    }
    assert!(made >= 400, "{made}");
    let scratch = workspace(&meetings);
    build(&scratch);
    for (number, (listed, moved)) in expected.iter().enumerate() {
        let agenda = text(&scratch, &pack(number), "agenda");
        assert_eq!(&words(&agenda), listed, "{}", pack(number));
        for (word, owner) in moved {
            let after = &agenda[agenda.find(&format!("Do {word}.")).unwrap()..];
            let surname = registry()["people"][PEOPLE[*owner]]["name"]
                .as_str()
                .unwrap()
                .split(' ')
                .next_back()
                .unwrap()
                .to_owned();
            let next = after[4..].find("Do zq").map_or(after.len(), |at| at + 4);
            assert!(after[..next].contains(&surname), "{word} of {surname}: {}", &after[..next]);
        }
    }
}

#[test]
fn a_change_rebuilds_the_meetings_after_it_and_no_other() {
    let mut meetings: Vec<Value> = (0..5).map(meeting).collect();
    meetings[0]["agenda"][1]["actions"] = json!([{ "text": "Buy paint.", "owners": ["ana"], "due": "2027-01" }]);
    // The last one begins a series of its own.
    meetings[4].as_object_mut().unwrap().remove("previous");
    meetings[4]["agenda"][0].as_object_mut().unwrap().remove("follow_up");
    let scratch = workspace(&meetings);
    let ways = || {
        let (_, out, _) = scratch.run(&["build", "--format", "json"]);
        let mut ways: Vec<_> = events(&out, "pack")
            .iter()
            .map(|pack| (pack["pack"].as_str().unwrap().to_owned(), pack["how"].as_str().unwrap().to_owned()))
            .collect();
        ways.sort();
        ways.into_iter().map(|(_, how)| how).collect::<Vec<_>>()
    };
    assert_eq!(ways(), ["built"; 5]);
    assert_eq!(ways(), ["reused"; 5]);
    meetings[1]["agenda"][1]["title"] = json!("Other business");
    scratch.write("packs/m01/meeting.json", meetings[1].to_string().as_bytes());
    assert_eq!(ways(), ["reused", "built", "built", "built", "reused"]);
    meetings[0]["agenda"][1]["actions"][0]["text"] = json!("Buy red paint.");
    scratch.write("packs/m00/meeting.json", meetings[0].to_string().as_bytes());
    assert_eq!(ways(), ["built", "built", "built", "built", "reused"]);
    assert!(text(&scratch, "m03", "agenda").contains("Buy red paint."));
}

#[test]
fn numbers_of_decisions_go_on_until_the_year_ends() {
    let mut meetings: Vec<Value> = (0..7).map(meeting).collect();
    let decide = |id: &str, kind: &str| json!({ "id": id, "kind": kind, "title": id, "text": "The Board *agreed*.", "items": ["business"], "method": "consensus", "disposition": "adopted" });
    meetings[0]["decisions"] =
        json!([decide("one", "decision"), decide("two", "resolution"), decide("three", "decision")]);
    meetings[0]["decisions"][0]["number"] = json!("2024/11");
    meetings[3]["decisions"] = json!([decide("four", "decision"), decide("five", "resolution")]);
    meetings[6]["decisions"] = json!([decide("six", "decision")]);
    let scratch = workspace(&meetings);
    build(&scratch);
    for (pack, numbers) in [
        ("m00", ["Decision 2024/11: one", "Resolution 2024/1: two", "Decision 2024/12: three"].as_slice()),
        ("m03", &["Decision 2024/13: four", "Resolution 2024/2: five"]),
        ("m06", &["Decision 2025/1: six"]),
    ] {
        let minutes = text(&scratch, pack, "minutes");
        for number in numbers {
            assert!(minutes.contains(number), "{pack} lacks `{number}`: {minutes}");
        }
    }
}

#[test]
fn texts_that_are_carried_over_say_the_same_elsewhere() {
    let mut meetings: Vec<Value> = (0..2).map(meeting).collect();
    // `matters` and `guest` mean something else, or nothing, in the next meeting.
    meetings[0]["agenda"][1]["title"] = json!("Boats & *oars*");
    meetings[0]["people"] = json!({ "guest": { "name": "Gil Guest" }, "chair": { "name": "Cleo Chair" } });
    meetings[0]["chairs"] = json!([{ "person": "chair" }]);
    meetings[0]["deadlines"] = json!([{ "id": "soon", "title": "Comments", "days": 3 }]);
    meetings[0]["agenda"][1]["actions"] = json!([
        { "text": "Ask @guest about @business by @soon:title.", "owners": ["chairs"], "deadline": "soon" },
    ]);
    meetings[1]["agenda"][1]["title"] = json!("Other business");
    meetings[1]["agenda"][1]["actions"] = json!([{ "text": "Correct @previous-minutes, @paint-shed and @decisions.", "owners": ["ana"], "due": "2027-01" }]);
    // A decision without a title is called by its id; the next meeting has another one of the same id.
    let shed = json!({
        "id": "paint-shed", "text": "The Board *agreed*.", "items": ["business"], "method": "consensus", "disposition": "adopted",
    });
    meetings[1]["decisions"] = json!([shed]);
    meetings[1]["style"] = json!({ "minutes": "decisions-first" });
    meetings.push(meeting(2));
    meetings[2]["decisions"] = json!([shed]);
    meetings[2]["decisions"][0]["title"] = json!("Another shed");
    let scratch = workspace(&meetings);
    build(&scratch);
    let screen = |pack: &str| {
        let files = unzipped(&std::fs::read(scratch.path().join(format!("out/{pack}.zip"))).unwrap());
        let text = html::text(&html::nodes(std::str::from_utf8(&files["index.html"]).unwrap()));
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(screen("m02").contains("Correct Meeting no. 1, paint shed and decisions."));
    let agenda = screen("m01");
    assert!(agenda.contains("Ask Gil Guest about Boats & *oars* by Comments."), "{agenda}");
    assert!(agenda.contains("Cleo Chair") && agenda.contains("8 August 2024"), "{agenda}");
    assert!(agenda.contains("Previous meeting: Meeting no. 1, 5 August 2024"), "{agenda}");
}

#[test]
fn an_audience_gets_no_action_that_was_withheld_from_it() {
    let mut meetings: Vec<Value> = (0..3).map(meeting).collect();
    for meeting in &mut meetings {
        meeting["audiences"] = json!(["members", "public"]);
    }
    meetings[0]["agenda"][1]["actions"] = json!([
        { "text": "Do zqopen.", "owners": ["ana"], "due": "2027-01" },
        { "text": "Do zqclosed.", "owners": ["ben"], "due": "2027-01", "for": "members" },
        { "text": "Do zqtold.", "owners": ["ana"], "due": "2027-01" },
        { "text": "Do zqpart.\n\n::: members\nAnd zqhidden.\n:::", "owners": ["ana"], "due": "2027-01" },
    ]);
    // A stated number that is withheld stays so, also where numbers go on.
    meetings[0]["decisions"] = json!([{
        "id": "one", "number": "ZQ-77", "title": "Paint", "text": "The Board *agreed*.", "items": ["business"],
        "method": "consensus", "disposition": "adopted", "for": { "number": "members" },
    }]);
    meetings[1]["agenda"][0]["follow_up"] = json!([
        { "action": "business-3", "status": "under-way", "remark": "zqremark", "for": "members" },
    ]);
    // An earlier meeting may have had one audience less, and all of its own.
    meetings[2]["audiences"] = json!(["members", "public", "guests"]);
    meetings[2]["audience_titles"] = json!({ "guests": "For guests" });
    let scratch = workspace(&meetings);
    build(&scratch);
    let of = |zip: &str| words(&text(&scratch, zip, "agenda"));
    let set = |all: &[&str]| all.iter().map(|word| (*word).to_owned()).collect::<BTreeSet<_>>();
    let all = ["zqopen", "zqclosed", "zqtold", "zqpart", "zqhidden"];
    assert_eq!(of("m01.members"), set(&[all.as_slice(), &["zqremark"]].concat()));
    assert_eq!(of("m01.public"), set(&["zqopen", "zqpart"]));
    assert_eq!(of("m02.members"), set(&[all.as_slice(), &["zqremark"]].concat()));
    assert_eq!(of("m02.public"), set(&["zqopen", "zqtold", "zqpart"]));
    assert_eq!(of("m02.guests"), set(&["zqopen", "zqtold", "zqpart"]));
    for zip in ["m01.public", "m02.public", "m02.guests"] {
        for (path, bytes) in unzipped(&std::fs::read(scratch.path().join(format!("out/{zip}.zip"))).unwrap()) {
            let has = |word: &str| bytes.windows(word.len()).any(|window| window == word.as_bytes());
            assert!(!has("zqclosed") && !has("zqhidden") && !has("zqremark"), "{zip}: {path}");
        }
    }
}

#[test]
fn audiences_that_an_earlier_pack_states_of_its_own_body_count() {
    let mut meetings: Vec<Value> = (0..2).map(meeting).collect();
    meetings[0]["body"] = json!("panel");
    meetings[0]["bodies"] = json!({ "panel": { "name": "Panel", "audiences": ["members", "public"] } });
    meetings[0]["agenda"][1]["actions"] = json!([
        { "text": "Do zqopen.", "owners": ["ana"], "due": "2027-01" },
        { "text": "Do zqclosed.", "owners": ["ben"], "due": "2027-01", "for": "members" },
    ]);
    meetings[1]["audiences"] = json!(["members", "public"]);
    let scratch = workspace(&meetings);
    build(&scratch);
    assert_eq!(words(&text(&scratch, "m01.public", "agenda")), ["zqopen".to_owned()].into());
}

#[test]
fn a_register_lists_what_all_meetings_of_the_series_said() {
    let mut meetings: Vec<Value> = (0..3).map(meeting).collect();
    let decide = |id: &str| json!({ "id": id, "title": format!("About {id}"), "text": "The Board *agreed*.", "items": ["business"], "method": "consensus", "disposition": "adopted" });
    meetings[0]["agenda"][1]["actions"] = json!([
        { "text": "Do zqone.", "owners": ["ana"] }, { "text": "Do zqtwo.", "owners": ["gil"] },
    ]);
    // Only this meeting knows him.
    meetings[0]["people"] = json!({ "gil": { "name": "Gil Guest" } });
    meetings[0]["decisions"] = json!([decide("oars")]);
    meetings[1]["agenda"][0]["follow_up"] =
        json!([{ "action": "business-2", "status": "done", "remark": "All of it" }]);
    meetings[1]["decisions"] = json!([decide("boats"), decide("nets")]);
    meetings[1]["decisions"][1].as_object_mut().unwrap().remove("title");
    meetings[2]["agenda"][1]["actions"] = json!([{ "text": "Do zqthree.", "owners": ["cora"] }]);
    for (meeting, who) in [(0, "gil"), (1, "ana"), (2, "ana")] {
        meetings[meeting]["attendance"] = json!({ "participants": [{ "who": "ben" }, { "who": who, "presence": if meeting == 1 { "excused" } else { "present" } }] });
    }
    let register = json!({ "document": "register", "formats": ["text"] });
    let whole =
        json!({ "document": "register", "formats": ["text"], "registers": ["attendance", "actions", "decisions"] });
    meetings[1]["pack"].as_array_mut().unwrap().push(register);
    meetings[2]["pack"].as_array_mut().unwrap().push(whole);
    let scratch = workspace(&meetings);
    build(&scratch);
    let last = text(&scratch, "m02", "register");
    let order = [
        "Actions",
        "Do zqone. Ana Ruiz Open Meeting no. 1, 5 August 2024",
        "Do zqthree. Cora Lind Open",
        "Do zqtwo. Gil Guest Done Meeting no. 1, 5 August 2024 All of it",
        "Decisions",
        "2024/1 About oars Adopted Meeting no. 1 5 August 2024",
        "2024/2 About boats",
        "2024/3 The Board agreed. Adopted Meeting no. 2 5 September 2024",
        "Attendance",
        "Name Present Excused",
        "Ben Okafor 3 Gil Guest 1 Ana Ruiz 1 1",
    ];
    let mut rest = last.as_str();
    for words in order {
        let at = rest.find(words).unwrap_or_else(|| panic!("`{words}` is not in `{rest}`, in this order: {last}"));
        rest = &rest[at + words.len()..];
    }
    let before = text(&scratch, "m01", "register");
    assert!(!before.contains("Attendance") && !before.contains("zqthree"), "{before}");
    // What it takes from the registry is an input of its pack.
    assert_eq!(scratch.run(&["build"]).0, 0);
    let registry = registry().to_string().replace("Ben Okafor", "Ben Oke");
    scratch.write("packs/registry.json", registry.as_bytes());
    assert_eq!(scratch.run(&["build"]).0, 0);
    assert!(text(&scratch, "m02", "register").contains("Ben Oke"));
}

#[test]
fn a_register_tells_an_audience_nothing_that_was_withheld_from_it() {
    let mut meetings: Vec<Value> = (0..3).map(meeting).collect();
    let decide = |id: &str| json!({ "id": id, "title": format!("About {id}"), "text": "The Board *agreed*.", "items": ["business"], "method": "consensus", "disposition": "adopted" });
    for meeting in &mut meetings {
        meeting["audiences"] = json!(["members", "public"]);
        meeting["pack"] = json!([{ "document": "agenda" }, { "document": "register", "formats": ["text"], "registers": ["actions", "decisions", "attendance"] }]);
    }
    meetings[0]["decisions"] = json!([decide("zqsecret"), decide("zqopen"), decide("zqnumber"), decide("zqtitle")]);
    meetings[0]["decisions"][0]["for"] = json!("members");
    meetings[0]["decisions"][2]["number"] = json!("2024/77");
    meetings[0]["decisions"][2]["for"] = json!({ "number": "members" });
    meetings[0]["decisions"][3]["for"] = json!({ "title": "members" });
    meetings[0]["attendance"] = json!({ "participants": [{ "who": "ana" }, { "who": "ben", "for": "members" }, { "name": "Zqguest", "for": "members" }] });
    meetings[0]["agenda"][1]["actions"] = json!([
        { "text": "Do zqdone.", "owners": ["ana"] },
        { "text": "Do zqclosed.", "owners": ["ben"], "for": "members" },
        { "text": "Do zqtold.", "owners": ["ana"] },
    ]);
    meetings[1]["agenda"][0]["follow_up"] = json!([
        { "action": "business-1", "status": "done" },
        { "action": "business-3", "status": "done", "remark": "zqremark", "for": "members" },
    ]);
    let scratch = workspace(&meetings);
    build(&scratch);
    let whole = text(&scratch, "m02.members", "register");
    for word in
        ["zqsecret", "2024/1", "zqnumber", "2024/77", "zqtitle", "Ben Okafor", "Zqguest", "zqclosed", "zqremark"]
    {
        assert!(whole.contains(word), "{word}: {whole}");
    }
    let public = text(&scratch, "m02.public", "register");
    for word in ["2024/2", "zqopen", "zqnumber", "2024/78", "The Board agreed.", "zqdone", "Ana Ruiz"] {
        assert!(public.contains(word), "{word}: {public}");
    }
    for (path, bytes) in unzipped(&std::fs::read(scratch.path().join("out/m02.public.zip")).unwrap()) {
        let has = |word: &&str| bytes.windows(word.len()).any(|window| window == word.as_bytes());
        let found: Vec<&str> = ["zqsecret", "2024/77", "zqtitle", "Okafor", "Zqguest", "zqclosed", "zqremark"]
            .into_iter()
            .filter(has)
            .collect();
        assert!(found.is_empty(), "{path}: {found:?}");
    }
}

#[test]
fn signed_minutes_of_the_previous_meeting_can_be_an_annex() {
    let scratch = Scratch::new();
    let signed = repository().join("packs/sign-off");
    for file in ["meeting.json", "approvals.json", "signed.zip"] {
        scratch.write(&format!("packs/sign-off/{file}"), &std::fs::read(signed.join(file)).unwrap());
    }
    scratch.write("packs/registry.json", &std::fs::read(repository().join("packs/registry.json")).unwrap());
    let before: Value = serde_json::from_slice(&std::fs::read(signed.join("meeting.json")).unwrap()).unwrap();
    let meeting = json!({
        "version": 1, "title": "The next meeting", "body": before["body"], "bodies": before["bodies"], "previous": { "pack": "sign-off" },
        "time": { "start": "2027-03-01T10:00", "minutes": 60, "zone": "Europe/Paris" },
        "agenda": [{ "id": "minutes", "title": "Minutes", "minutes": 60, "documents": ["signed"], "follow_up": [] }],
        "annexes": [{ "id": "signed", "title": "Minutes as signed", "files": [{ "file": "previous-minutes.pdf", "language": "en" }] }],
    });
    scratch.write("packs/next/meeting.json", meeting.to_string().as_bytes());
    let (code, out, err) = scratch.run(&["build", "next"]);
    assert_eq!(code, 0, "{out}{err}");
    let files = unzipped(&std::fs::read(scratch.path().join("out/next.zip")).unwrap());
    let inside = unzipped(&std::fs::read(signed.join("signed.zip")).unwrap());
    let annex = files.iter().find(|(path, _)| path.starts_with("annexes/") && path.ends_with(".pdf"));
    assert!(*annex.unwrap().1 == inside["minutes.pdf"], "with its signatures");
    let (code, out, _) = scratch.run(&["build", "next", "--explain-rebuild"]);
    assert!(code == 0 && out.contains("unchanged"), "{out}");
    // Until it is signed there is none, and nothing else is in its place.
    std::fs::remove_file(scratch.path().join("packs/sign-off/signed.zip")).unwrap();
    let (code, _, err) = scratch.run(&["build", "next"]);
    assert_eq!(code, 1, "{err}");
    let told =
        "the minutes of the previous meeting are not signed: there is no `minutes.pdf` in `packs/sign-off/signed.zip`";
    assert!(err.contains(told) && err.contains("meeting.json:1:"), "{err}");
    // What is no zip, or one without minutes, is told as well.
    for zip in [b"PK\x03\x04 no zip".as_slice(), b""] {
        scratch.write("packs/sign-off/signed.zip", zip);
        let (code, _, err) = scratch.run(&["check", "next", "--quick"]);
        assert!(code == 1 && err.contains("`previous-minutes.pdf` cannot be read"), "{err}");
    }
}

#[test]
fn what_either_meeting_withholds_is_withheld() {
    let of_body = json!({ "board": { "name": "River Board", "audiences": ["members", "public"] } });
    let plain = json!({ "board": { "name": "River Board" } });
    for (case, first, own, bodies) in [
        ("the earlier pack has no audiences any more", json!({}), json!({}), &plain),
        ("it has them in the wrong order", json!({ "audiences": ["public", "members"] }), json!({}), &plain),
        ("the later one states its body anew", json!({}), json!({ "bodies": plain }), &of_body),
        ("both have others besides", json!({ "audiences": ["council", "members", "public"] }), json!({}), &plain),
        (
            "in another order",
            json!({ "audiences": ["members", "guests", "public"] }),
            json!({ "audiences": ["members", "public", "guests"] }),
            &plain,
        ),
    ] {
        let mut meetings: Vec<Value> = (0..2).map(meeting).collect();
        meetings[0]["agenda"][1]["actions"] = json!([
            { "text": "Do zqopen.", "owners": ["ana"], "due": "2027-01" },
            { "text": "Do zqclosed.\n\n::: members zqinstead\nDo zqclosed.\n:::", "owners": ["ben"], "due": "2027-01", "for": "members" },
        ]);
        if case == "in another order" {
            meetings[0]["agenda"][1]["actions"][1]["for"] = json!("guests");
        }
        meetings[1]["audiences"] = json!(["members", "public"]);
        for (at, keys) in [first, own].into_iter().enumerate() {
            for (key, value) in keys.as_object().unwrap() {
                meetings[at][key] = value.clone();
            }
        }
        let scratch = workspace(&meetings);
        let mut registry = registry();
        registry["bodies"] = bodies.clone();
        scratch.write("packs/registry.json", registry.to_string().as_bytes());
        let (code, out, err) = scratch.run(&["build", "m01", "--no-cache"]);
        assert_eq!(code, 0, "{case}: {out}{err}");
        assert_eq!(words(&text(&scratch, "m01.public", "agenda")), ["zqopen".to_owned()].into(), "{case}");
        let files = unzipped(&std::fs::read(scratch.path().join("out/m01.public.zip")).unwrap());
        let manifest = String::from_utf8(files["manifest.json"].clone()).unwrap();
        assert_eq!(words(&manifest), BTreeSet::new(), "{case}");
        let (_, out, _) = scratch.run(&["register", "actions", "--audience", "public", "--format", "json"]);
        assert!(out.contains("zqopen") && !out.contains("zqclosed"), "{case}: {out}");
    }
}

#[test]
fn a_pack_for_all_has_no_digest_of_what_the_one_before_it_withholds() {
    let mut meetings: Vec<Value> = (0..3).map(meeting).collect();
    meetings[0]["audiences"] = json!(["members", "public"]);
    meetings[0]["agenda"][1]["proceedings"] = json!([{ "text": "Said zqclosed.", "for": "members" }]);
    meetings[1].as_object_mut().unwrap().remove("previous");
    meetings[1]["agenda"][0].as_object_mut().unwrap().remove("follow_up");
    meetings[2]["previous"] = json!({ "pack": "m00" });
    let scratch = workspace(&meetings);
    build(&scratch);
    for (pack, is_stated) in [("m01", true), ("m02", false)] {
        let files = unzipped(&std::fs::read(scratch.path().join(format!("out/{pack}.zip"))).unwrap());
        let manifest: Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
        assert_eq!(!manifest["inputs"].as_array().unwrap().is_empty(), is_stated, "{pack}: {manifest:#}");
    }
    // It is made anew each time, since what it was made of is stated nowhere.
    let how = || {
        let (_, out, err) = scratch.run(&["build", "m02", "--format", "json"]);
        events(&out, "pack").first().map(|pack| pack["how"].clone()).unwrap_or_else(|| panic!("{err}"))
    };
    assert_eq!((how(), how()), (json!("built"), json!("built")));
}

#[test]
fn what_an_open_action_names_can_be_withheld() {
    for (case, action, given) in [
        ("a title", json!({ "text": "Report on @business." }), json!({})),
        (
            "who chairs",
            json!({ "text": "Report.", "owners": ["chairs"] }),
            json!({ "chairs": [{ "person": "ben", "for": "members" }] }),
        ),
        (
            "a day",
            json!({ "text": "Report.", "deadline": "soon" }),
            json!({ "deadlines": [{ "id": "soon", "title": "Comments", "date": "2024-09-01", "for": { "date": "members" } }] }),
        ),
        (
            "nothing",
            json!({ "text": "Report on @matters." }),
            json!({ "chairs": [{ "person": "ben", "for": "members" }] }),
        ),
    ] {
        let mut meetings: Vec<Value> = (0..2).map(meeting).collect();
        meetings[0]["audiences"] = json!(["members", "public"]);
        meetings[0]["agenda"][1]["for"] = json!("members");
        meetings[0]["decisions"] = json!([{
            "id": "one", "title": "Paint", "text": "The Board *agreed*.", "items": ["matters"], "method": "consensus",
            "disposition": "adopted", "actions": [action],
        }]);
        for (key, value) in given.as_object().unwrap() {
            meetings[0][key] = value.clone();
        }
        let scratch = workspace(&meetings);
        let (_, _, err) = scratch.run(&["check", "m01", "--quick"]);
        assert_eq!(err.contains("withheld-before"), case != "nothing", "{case}: {err}");
    }
}

#[test]
fn an_audience_reads_of_the_action_that_is_meant() {
    let mut meetings: Vec<Value> = (0..3).map(meeting).collect();
    for meeting in &mut meetings {
        meeting["audiences"] = json!(["members", "public"]);
    }
    meetings[0]["agenda"][1]["actions"] = json!([
        { "text": "Do zqclosed.", "owners": ["ana"], "due": "2027-01", "for": "members" },
        { "id": "gate", "text": "Do zqold.", "owners": ["ana"], "due": "2027-01" },
        { "text": "Do zqopen.", "owners": ["ana"], "due": "2027-01" },
    ]);
    // That it is done only members know; another one has its id then, of which only they know.
    meetings[1]["agenda"][0]["follow_up"] = json!([{ "action": "gate", "status": "done", "for": "members" }]);
    meetings[1]["agenda"][1]["actions"] =
        json!([{ "id": "gate", "text": "Do zqnew.", "owners": ["ana"], "due": "2027-01", "for": "members" }]);
    meetings[2]["agenda"][0]["follow_up"] =
        json!([{ "action": "gate", "status": "under-way", "remark": "As zqsaid." }]);
    let scratch = workspace(&meetings);
    build(&scratch);
    assert_eq!(words(&text(&scratch, "m02.public", "agenda")), ["zqopen".to_owned()].into());
    // In registers, too, each action has the id that it has in the whole, and is there once.
    let (_, out, err) = scratch.run(&["register", "actions", "--audience", "public", "--format", "json"]);
    let rows: Value = serde_json::from_str(&out).unwrap();
    let rows: Vec<(&str, &str)> = rows["actions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["id"].as_str().unwrap(), row["action"].as_str().unwrap()))
        .collect();
    assert_eq!(rows, [("gate", "Do zqold."), ("business-3", "Do zqopen.")], "{err}");
}

#[test]
fn the_next_meeting_is_written_from_the_one_before_it() {
    let scratch = Scratch::new();
    let (code, out, err) = scratch.run(&["new", "packs/allotments-september", "--like", "allotments-september"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    let (code, _, err) = scratch.run(&["build", "--no-cache"]);
    assert_eq!((code, err.as_str()), (0, ""), "an example of a series comes with those before it");
    let (code, out, err) = scratch.run(&["new", "packs/winter", "--after", "allotments-september"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    let text = std::fs::read_to_string(scratch.path().join("packs/winter/meeting.json")).unwrap();
    let written: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(written["previous"], json!({ "pack": "allotments-september" }));
    assert_eq!(written["time"], json!({ "start": "2026-12-02T19:00", "minutes": 60, "zone": "Europe/London" }));
    let items: Vec<&Value> = written["agenda"].as_array().unwrap().iter().map(|item| &item["id"]).collect();
    assert_eq!(items, ["last-minutes", "matters-arising"]);
    for said in ["decisions", "history", "status", "next"] {
        assert!(written[said].is_null(), "{said}: {text}");
    }
    assert!(!text.contains("tenders") && !text.contains("proceedings") && !text.contains("disposition"), "{text}");
    assert!(
        out.contains(
            "follows `allotments-september`: Fourth quarterly meeting of 2026, 2026-12-02, 19:00, as announced"
        ),
        "{out}"
    );
    assert!(text.contains("  \"chairs\": [{ \"person\": \"fenn\" }],\n"), "{text}");
    let (code, out, err) = scratch.run(&["check", "winter", "--allow", "time-unallocated"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    let (code, _, _) = scratch.run(&["build", "winter"]);
    assert_eq!(code, 0);
    let files = unzipped(&std::fs::read(scratch.path().join("out/winter.zip")).unwrap());
    let page = html::text(&html::nodes(std::str::from_utf8(&files["index.html"]).unwrap()));
    assert!(page.contains("Order the pump") && page.contains("Write to all plot holders"), "{page}");
    assert!(!page.contains("Put a lock"), "what is done does not come up again: {page}");
}

#[test]
fn the_next_meeting_needs_a_date_and_its_place() {
    let mut first = meeting(0);
    first["title"] = json!({ "en": "22nd meeting", "fr": "22e réunion" });
    first["languages"] = json!(["en", "fr"]);
    first["body"] = json!("board");
    let scratch = workspace(&[first]);
    let (code, _, err) = scratch.run(&["new", "packs/next", "--after", "m00"]);
    assert_eq!(code, 2);
    assert!(err.contains("`m00` does not say when the next meeting is") && err.contains("--on"), "{err}");
    let (code, _, err) = scratch.run(&["new", "elsewhere", "--after", "m00", "--on", "2024-09-02"]);
    assert_eq!(code, 2);
    assert!(err.contains("is not beside the pack"), "{err}");
    let (code, _, err) = scratch.run(&["new", "packs/next", "--after", "m00", "--on", "2024-09-02"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let text = std::fs::read_to_string(scratch.path().join("packs/next/meeting.json")).unwrap();
    let written: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(written["title"], json!({ "en": "23rd meeting", "fr": "23e réunion" }));
    assert_eq!(written["time"]["start"], "2024-09-02T18:00");
    assert_eq!(written["agenda"][0]["title"]["fr"], "Procès-verbal de la réunion précédente");
    assert_eq!(written["agenda"][1]["follow_up"], json!([]));
}

#[test]
fn a_next_meeting_withholds_what_the_one_before_it_did() {
    let mut meetings = vec![meeting(0)];
    let given = json!({
        "title": "3rd meeting on zqtitle", "audiences": ["members", "public"],
        "for": { "title": "members", "links": "members" },
        "links": [{ "title": "Page", "url": "https://river.example/" }],
        "next": { "title": "About zqnext", "date": "2024-11-11", "for": "members" },
        "attendance": { "for": "members", "participants": [{ "who": "ana" }] },
    });
    for (key, value) in given.as_object().unwrap() {
        meetings[0][key] = value.clone();
    }
    meetings[0]["agenda"][1]["standing"] = json!(true);
    meetings[0]["agenda"][1]["title"] = json!("Mail to @board");
    meetings[0]["agenda"][1]["for"] = json!({ "proceedings": "members", "title": "members" });
    let scratch = workspace(&meetings);
    let (code, out, err) = scratch.run(&["new", "packs/m01", "--after", "m00"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    let text = std::fs::read_to_string(scratch.path().join("packs/m01/meeting.json")).unwrap();
    let written: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(written["title"], json!("4th meeting on zqtitle"));
    assert_eq!(written["for"], json!({ "title": "members" }));
    assert_eq!(written["attendance"], json!({ "for": "members", "participants": [{ "who": "ana" }] }));
    assert_eq!(written["agenda"][2]["title"], json!("Mail to @board"));
    assert_eq!(written["agenda"][2]["for"], json!({ "title": "members" }));
    assert!(!text.contains("zqnext"), "{text}");
    let (code, _, err) = scratch.run(&["new", "packs/m02", "--after", "m00", "--on", "2023-09-01"]);
    assert_eq!((code, err.contains("and 2023-09-01 is before it")), (2, true), "{err}");
}

#[test]
fn the_next_meeting_keeps_the_rhythm_the_quorum_and_the_look_of_a_definition() {
    let council = |start: &str, title: &str, more: Value| {
        let mut meeting = meeting(0);
        meeting["title"] = json!(title);
        meeting["time"]["start"] = json!(start);
        meeting["agenda"] = json!([{ "id": "news", "title": "News", "minutes": 40, "standing": true }, { "id": "other", "title": "Other", "minutes": 20 }]);
        meeting["attendance"] = json!({ "participants": [{ "who": "ana" }, { "who": "ben", "presence": "excused" }], "quorum": { "needed": 2, "of": 3 } });
        meeting.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        meeting
    };
    for (first, second, title, next, next_title) in [
        // The third Thursday, five weeks after the one before it.
        ("2026-01-15", "2026-02-19", "Meeting of February 2026", "2026-03-19", "Meeting of March 2026"),
        ("2026-01-01", "2026-02-01", "Second meeting of 2026", "2026-03-01", "Third meeting of 2026"),
        ("2026-01-15", "2026-01-29", "14th meeting", "2026-02-12", "15th meeting"),
        ("2026-08-11", "2026-11-10", "Fourth meeting of 2026", "2027-02-09", "First meeting of 2027"),
        ("2026-08-11", "2026-11-10", "First Floor Board, autumn", "2027-02-09", "First Floor Board, autumn"),
    ] {
        let start = |day: &str| format!("{day}T18:00");
        let body = json!({ "bodies": { "board": { "name": "First Floor Board", "style": { "templates": "plain" } } } });
        let mut after = body.clone();
        after["previous"] = json!({ "pack": "m00" });
        let body = if title.starts_with("First") { body } else { json!({}) };
        let after = if title.starts_with("First") { after } else { json!({ "previous": { "pack": "m00" } }) };
        let scratch = workspace(&[council(&start(first), title, body), council(&start(second), title, after)]);
        let (code, out, err) = scratch.run(&["new", "packs/next", "--after", "m01"]);
        assert_eq!((code, err.as_str()), (0, ""), "{out}");
        let text = std::fs::read_to_string(scratch.path().join("packs/next/meeting.json")).unwrap();
        let written: Value = serde_json::from_str(&text).unwrap();
        assert_eq!((&written["time"]["start"], &written["title"]), (&json!(start(next)), &json!(next_title)));
        assert_eq!(written["attendance"]["quorum"], json!({ "needed": 2, "of": 3 }));
        assert_eq!(written["attendance"]["participants"], json!([{ "who": "ana" }, { "who": "ben" }]));
        // What is written has no lines of its own, and keys in the order of the examples.
        assert!(text.contains("{ \"id\": \"matters-arising\", \"title\": \"Matters arising\", \"standing\": true, \"minutes\": 5, \"follow_up\": [] }"), "{text}");
        let (code, _, err) =
            scratch.run(&["check", "next", "--quick", "--allow", "time-unallocated", "--allow", "no-earlier-minutes"]);
        assert_eq!((code, err.as_str()), (0, ""));
        let (code, _, err) = scratch.run(&["new", "packs/early", "--after", "m01", "--on", first]);
        assert!(code == 2 && err.contains("is before it"), "{err}");
    }
}

#[test]
fn a_cancelled_meeting_is_passed_over() {
    let mut meetings: Vec<Value> = (0..3).map(meeting).collect();
    meetings[0]["status"] = json!("minutes-draft");
    meetings[0]["agenda"][1]["actions"] = json!([{ "text": "Buy paint.", "owners": ["ana"], "due": "2027-01" }]);
    meetings[1]["status"] = json!("convened");
    meetings[1]["time"]["state"] = json!("cancelled");
    meetings[2]["agenda"][1]["documents"] = json!(["previous-minutes"]);
    let scratch = workspace(&meetings);
    build(&scratch);
    let agenda = text(&scratch, "m02", "agenda");
    assert!(agenda.contains("Minutes of 5 August 2024") && agenda.contains("Buy paint."), "{agenda}");
    assert!(agenda.contains("Previous meeting: Meeting no. 1, 5 August 2024"), "{agenda}");
}
