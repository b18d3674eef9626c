//! Inputs whose elements differ: chains, crowds of names that resemble each other, ids that nothing has.

use std::collections::BTreeMap;

use packwright::meeting::Content;
use serde_json::{Map, Value, json};

use super::stages::Case;
use super::{Growing, built};

pub(super) fn growing(name: &str, make: impl Fn(usize) -> Case + 'static) -> Growing {
    Growing { name: format!("named {name}"), make: Box::new(make) }
}

/// A definition with some parts set.
pub(super) fn definition(parts: Value) -> Value {
    let mut whole = json!({
        "version": 1,
        "title": "A large meeting",
        "status": "minutes-draft",
        "style": { "templates": "plain" },
        "body": "body",
        "bodies": { "body": { "name": "Body" } },
        "time": { "start": "2026-03-10T10:00", "zone": "Europe/Paris" },
        "agenda": [{ "id": "first", "title": "First" }],
    });
    for (key, value) in parts.as_object().unwrap() {
        whole[key] = value.clone();
    }
    whole
}

pub(super) fn defined(parts: Value) -> Case {
    Case::from(definition(parts))
}

pub(super) fn each(size: usize, of: impl Fn(usize) -> Value) -> Vec<Value> {
    (0..size).map(of).collect()
}

pub(super) fn joined(size: usize, by: &str, of: impl Fn(usize) -> String) -> String {
    (0..size).map(of).collect::<Vec<_>>().join(by)
}

pub(super) fn set(size: usize, of: impl Fn(usize) -> (String, Value)) -> Map<String, Value> {
    (0..size).map(of).collect()
}

/// A word that no other number has, of letters only.
pub(super) fn word(number: usize) -> String {
    let letter = |n: usize| char::from(b'a' + u8::try_from(n % 26).unwrap());
    ["M", "el", "or", "an"].concat() + &(0..4).map(|at| letter(number / 26_usize.pow(at))).collect::<String>() + "tis"
}

/// The same word, with two letters exchanged.
fn misspelt(number: usize) -> String {
    word(number).replace("elor", "eolr")
}

pub(super) fn items(size: usize, of: impl Fn(usize) -> Value) -> Vec<Value> {
    each(size, |number| {
        let mut item = json!({ "id": format!("i{number}"), "title": format!("Subject {number}") });
        for (key, value) in of(number).as_object().unwrap() {
            item[key] = value.clone();
        }
        item
    })
}

pub(super) fn people(size: usize) -> Map<String, Value> {
    set(size, |number| (format!("p{number}"), json!({ "name": format!("Ana {}", word(number)) })))
}

pub(super) fn id(kind: &str, number: usize) -> String {
    format!("{kind}{number}")
}

fn with_text(of: impl Fn(usize) -> String + 'static) -> impl Fn(usize) -> Case {
    move |size| defined(json!({ "opening": of(size) }))
}

/// What is checked.
pub(super) fn checked() -> Vec<Growing> {
    [ids(), names(), texts(), people_there(), wrong_json(), languages(), approvals(), built::all()]
        .into_iter()
        .flatten()
        .collect()
}

fn ids() -> Vec<Growing> {
    let chain = |first: Value| {
        move |size: usize| {
            let step = |number: usize| match number {
                0 => first.clone(),
                _ => json!({ "id": id("d", number), "title": "Step", "days": 0, "after": id("d", number - 1) }),
            };
            defined(json!({ "deadlines": each(size, step) }))
        }
    };
    vec![
        growing("deadlines in a chain", chain(json!({ "id": "d0", "title": "Step", "date": "2026-01-01" }))),
        growing("deadlines that lead nowhere", chain(json!({ "id": "d0", "title": "Step", "days": 1, "after": "dx" }))),
        growing("deadlines without a day", chain(json!({ "id": "d0", "title": "Step", "date": "2026" }))),
        growing("deadlines into a circle", chain(json!({ "id": "d0", "title": "Step", "days": 1, "after": "d1" }))),
        growing("deadlines in a circle", |size| {
            let step =
                |n: usize| json!({ "id": id("d", n), "title": "Step", "days": 0, "after": id("d", (n + 1) % size) });
            defined(json!({ "deadlines": each(size, step) }))
        }),
        growing("unknown ids", |size| {
            defined(
                json!({ "agenda": items(size, |n| json!({ "speakers": [format!("speaker-{n}")] })), "people": people(size) }),
            )
        }),
        growing("unknown ids, nearly known", |size| {
            let speaker = |n: usize| json!({ "speakers": [format!("spaeker-{n}-of-many")] });
            let people = set(size, |n| (format!("speaker-{n}-of-many"), json!({ "name": word(n) })));
            defined(json!({ "agenda": items(size, speaker), "people": people }))
        }),
        growing("unknown references", |size| {
            defined(json!({ "agenda": items(size, |n| json!({ "text": format!("See @subject-{n} and @i{n}x.") })) }))
        }),
        growing("ids of another kind", |size| {
            defined(json!({ "agenda": items(size, |n| json!({ "speakers": [id("i", n)] })), "people": people(size) }))
        }),
        growing("stated numbers and derived", |size| {
            let number =
                |n: usize| if n.is_multiple_of(2) { json!({ "number": (n + 2).to_string() }) } else { json!({}) };
            let decision = |n: usize| {
                let mut decision = json!({ "id": id("c", n), "text": "The body agrees." });
                if n.is_multiple_of(2) {
                    decision["number"] = (n + 2).to_string().into();
                }
                decision
            };
            defined(json!({ "agenda": items(size, number), "decisions": each(size, decision) }))
        }),
        growing("sessions and items in turn", |size| {
            let session = |n: usize| json!({ "id": id("s", n), "time": { "start": "2026-03-10T10:00" } });
            defined(
                json!({ "agenda": items(size, |n| json!({ "session": id("s", n), "minutes": 5 })), "sessions": each(size, session) }),
            )
        }),
        growing("two sessions by turns", |size| {
            let session = |n: usize| json!({ "id": id("s", n), "time": { "start": "2026-03-10T10:00" } });
            defined(
                json!({ "agenda": items(size, |n| json!({ "session": id("s", n % 2), "minutes": 5 })), "sessions": each(2, session) }),
            )
        }),
        growing("zones shown in sessions", |size| {
            let zones = ["Europe/Paris", "America/New_York", "Asia/Tokyo", "Africa/Cairo"];
            let session = |n: usize| json!({ "id": id("s", n), "time": { "start": "2026-03-10T10:00" } });
            let time = json!({ "start": "2026-03-10T10:00", "zone": "Europe/Paris", "shown_in": each(size, |n| zones[n % 4].into()) });
            defined(json!({ "time": time, "sessions": each(size, session) }))
        }),
        growing("documents twice", |size| {
            defined(json!({ "pack": each(size, |n| json!({ "document": format!("paper-{}", n % (size / 2)) })) }))
        }),
    ]
}

fn names() -> Vec<Growing> {
    let prose = |of: fn(usize) -> String| move |size: usize| joined(size, " ", of);
    let nearly = prose(|n| format!("Ana {} spoke.", misspelt(n)));
    vec![
        growing("names nearly as registered", move |size| {
            defined(json!({ "people": people(size), "opening": nearly(size) }))
        }),
        growing("names nearly as registered, an item each", |size| {
            let text = |n: usize| json!({ "text": format!("Ana {} spoke.", misspelt(n)) });
            defined(json!({ "people": people(size), "agenda": items(size, text) }))
        }),
        growing("names in a crowd", |size| {
            let people = set(size, |n| (id("p", n), json!({ "name": format!("Committee Chairman {}", word(n)) })));
            let said = joined(size, " ", |n| format!("Committee Chairmen {} spoke.", word(n)));
            defined(json!({ "people": people, "opening": said }))
        }),
        growing("names that are one", |size| {
            let people = set(size, |n| (id("p", n), json!({ "name": format!("Ana Torres {}", n % 7) })));
            defined(json!({ "people": people, "opening": joined(size, " ", |_| "Ana Torrez spoke.".to_owned()) }))
        }),
        growing("entities named in prose", |size| {
            let entity = |n: usize| json!({ "name": format!("Office for {} Affairs", word(n)), "abbreviation": format!("O{n}") });
            let said = joined(size, " ", |n| format!("The Office on {} Affairs and O{n} and @e{n} spoke.", word(n)));
            let line = |n: usize| json!({ "entity": id("e", n), "people": [id("p", n)] });
            let attendance = json!({ "summary": said, "representatives": each(size, line) });
            defined(
                json!({ "entities": set(size, |n| (id("e", n), entity(n))), "people": people(size), "attendance": attendance }),
            )
        }),
        growing("entities of the same words", |size| {
            // Words of three letters and less are not compared: all numbers have five.
            let number = |n: usize| 10_000 + n;
            let entity =
                |n: usize| json!({ "name": format!("Entity Number {}", number(n)), "abbreviation": format!("EN {n}") });
            let said = joined(size, " ", |n| format!("Entity Number {} and EN {n} spoke.", number(n)));
            defined(json!({ "entities": set(size, |n| (id("e", n), entity(n))), "attendance": { "summary": said } }))
        }),
        growing("a long name and its words", |size| {
            let name = joined(size, " ", word);
            defined(json!({ "people": { "long": { "name": name } }, "opening": joined(size, " ", word) }))
        }),
        growing("annexes named in prose", |size| {
            let annex =
                |n: usize| json!({ "id": id("a", n), "title": format!("Report {} Plan", word(n)), "text": "Words." });
            let said = joined(size, " ", |n| {
                format!("The Report {} Plan 2027 and @a{n} (Annex {}) were read.", word(n), n % 999)
            });
            defined(json!({ "annexes": each(size, annex), "opening": said }))
        }),
        growing("annexes, an item each", |size| {
            let annex = |n: usize| json!({ "id": id("a", n), "title": format!("Work Plan {n}"), "text": "The Work Plan 2028." });
            let item = |n: usize| json!({ "text": format!("See the Work Plan {n} (Annex {}).", n % 999), "documents": [id("a", n)] });
            defined(json!({ "annexes": each(size, annex), "agenda": items(size, item) }))
        }),
        growing("documents tabled and decided", |size| {
            let annex = |n: usize| json!({ "id": id("a", n), "title": format!("Report {n}"), "text": "Words." });
            let tabled = each(size, |n| format!("The @a{n}").into());
            let decision = |n: usize| json!({ "id": id("c", n), "text": format!("The meeting endorsed @a{}.", n * 2 % size), "items": [id("i", n % 3)] });
            let item = |n: usize| if n == 0 { json!({ "for_endorsement": tabled }) } else { json!({}) };
            defined(
                json!({ "annexes": each(size, annex), "agenda": items(3, item), "decisions": each(size, decision) }),
            )
        }),
        growing("a long title called otherwise", |size| {
            let title = format!("Work Plan {}", joined(size, " ", word));
            let said = joined(size, " ", |n| format!("The Work Plan {} was read.", 1000 + n % 9000));
            defined(json!({ "annexes": [{ "id": "plan", "title": title, "text": "Words." }], "opening": said }))
        }),
    ]
}

fn texts() -> Vec<Growing> {
    vec![
        growing("words twice", with_text(|size| joined(size, " ", |n| format!("the the {}", word(n))))),
        growing(
            "words twice, with escapes",
            with_text(|size| joined(size, "\n\n", |n| format!("the the \"{}\"", word(n)))),
        ),
        growing(
            "abbreviations",
            with_text(|size| joined(size, " ", |n| format!("{} said.", word(n)[..8].to_uppercase()))),
        ),
        growing("capitals only", with_text(|size| joined(size, " ", |n| format!("{},", word(n)[4..9].to_uppercase())))),
        growing("capitals with strokes", with_text(|size| joined(size, "/", |n| word(n)[4..9].to_uppercase()))),
        growing("typed numbers in one sentence", |size| {
            let annex =
                |n: usize| json!({ "id": id("a", n), "title": format!("Report on {}", word(n)), "text": "Words." });
            let said = joined(size, " ", |n| format!("the report on {} annex {}", word(n), 1 + n % 999));
            defined(json!({ "annexes": each(size, annex), "opening": said }))
        }),
        growing(
            "one note, read again and again",
            with_text(|size| {
                format!("{}\n\n[^a]: {}", joined(size, " ", |_| "Words.[^a]".to_owned()), joined(size, " ", word))
            }),
        ),
        growing("emphases without an end", with_text(|size| "*a **b ".repeat(size))),
        growing("brackets without an end", with_text(|size| "[a ![b ".repeat(size))),
        growing("HTML", with_text(|size| "<b>a</b> ".repeat(size))),
        growing("pictures without words", with_text(|size| "![](a.png) ".repeat(size))),
        growing("times in zones", with_text(|size| "at 10:00 CET, ".repeat(size))),
        growing("one long word", with_text(|size| "abcdefgh".repeat(size))),
        growing("one long reference", with_text(|size| format!("@{}", "abcdefgh".repeat(size)))),
        growing("languages of a text", |size| {
            let tag = |n: usize| word(n)[6..10].to_owned();
            let text: Map<String, Value> = set(size, |n| (format!("aa-{}", tag(n)), "Words of it".into()));
            let languages = each(size, |n| format!("aa-{}", tag(n)).into());
            defined(json!({ "opening": text, "languages": languages }))
        }),
        growing("labels", |size| {
            let labels = set(size, |n| (id("label-", n), "Words".into()));
            let item = |n: usize| json!({ "text": format!("See @i{n}, section II.") });
            defined(json!({ "style": { "labels": labels }, "agenda": items(size, item) }))
        }),
    ]
}

fn people_there() -> Vec<Growing> {
    let participant = |n: usize| json!({ "who": id("p", n), "group": format!("Group {n}") });
    vec![
        growing("participants in groups", move |size| {
            defined(json!({ "people": people(size), "attendance": { "participants": each(size, participant) } }))
        }),
        growing("proxies", |size| {
            let one = |n: usize| json!({ "who": id("p", n), "presence": "by-proxy", "proxy": id("p", (n + 1) % size) });
            defined(json!({ "people": people(size), "attendance": { "participants": each(size, one) } }))
        }),
        growing("chairs and participants", |size| {
            let attendance =
                json!({ "participants": each(size, |n| json!({ "who": id("p", n), "presence": "absent" })) });
            let chairs = each(size, |n| json!({ "person": id("p", n) }));
            defined(json!({ "people": people(size), "chairs": chairs, "attendance": attendance }))
        }),
        growing("votes by name", |size| {
            let all = each(size, |n| id("p", n).into());
            let item = json!({ "id": "first", "title": "First", "proceedings": [{ "what": "recused", "who": all }] });
            let vote = json!({ "names": { "for": all, "against": all } });
            let decision = json!({ "id": "c", "text": "It agrees.", "items": ["first"], "moved_by": all, "seconded_by": all, "vote": vote });
            let attendance =
                json!({ "participants": each(size, |n| json!({ "who": id("p", n), "presence": "absent" })) });
            defined(
                json!({ "people": people(size), "agenda": [item], "decisions": [decision], "attendance": attendance }),
            )
        }),
        growing("more votes than there are, beside guests", |size| {
            let one = |n: usize| json!({ "who": id("p", n), "class": if n.is_multiple_of(2) { "member" } else { "observer" } });
            let decision = |n: usize| json!({ "id": id("c", n), "text": "It agrees.", "items": ["first"], "vote": { "for": size, "against": 0 } });
            let attendance = json!({ "participants": each(size, one) });
            defined(json!({ "people": people(size), "decisions": each(size, decision), "attendance": attendance }))
        }),
        growing("decisions of one item, with recusals", |size| {
            let all = each(size, |n| id("p", n).into());
            let item = json!({ "id": "first", "title": "First", "proceedings": [{ "what": "recused", "who": all }] });
            let decision = |n: usize| json!({ "id": id("c", n), "text": "It agrees.", "items": ["first"], "vote": { "names": { "for": [id("p", n)] } } });
            defined(json!({ "people": people(size), "agenda": [item], "decisions": each(size, decision) }))
        }),
        growing("an election", |size| {
            let candidates = each(size, |n| json!({ "who": id("p", n) }));
            let elected = each(size, |n| id("p", n + size / 2).into());
            let election = json!({ "post": "Member", "seats": 1, "candidates": candidates, "elected": elected });
            defined(
                json!({ "people": people(size * 2), "decisions": [{ "id": "c", "election": election, "items": ["first"] }] }),
            )
        }),
        growing("comings and goings by sessions", |size| {
            let session = |n: usize| json!({ "id": id("s", n), "time": { "start": "2026-03-10T10:00" } });
            let attendance =
                json!({ "participants": each(size, |n| json!({ "who": id("p", n), "presence": "absent" })) });
            let item = |n: usize| json!({ "session": id("s", n % 2), "proceedings": [{ "what": "left", "who": [id("q", n)] }, { "what": "said", "who": [id("p", n)], "text": "Words." }] });
            let sessions = each(2, session);
            defined(
                json!({ "people": people(size), "attendance": attendance, "agenda": items(size, item), "sessions": sessions }),
            )
        }),
    ]
}

fn wrong_json() -> Vec<Growing> {
    let in_definition = |name: &'static str, of: fn(usize) -> Value| growing(name, move |size| defined(of(size)));
    vec![
        growing("keys twice", |size| {
            let mut case = defined(json!({}));
            let keys = joined(size, ",\n", |_| "\"title\": \"Again\"".to_owned());
            let whole = case.definition.to_string();
            case.raw = Some(format!("{},{keys}}}", &whole[..whole.len() - 1]));
            case
        }),
        growing("commas missing", |size| {
            let mut case = defined(json!({ "agenda": items(size, |_| json!({})) }));
            case.raw = Some(case.definition.to_string().replace("},{", "} {"));
            case
        }),
        in_definition("unknown keys in one object", |size| {
            let mut item = set(size, |n| (word(n), json!(1)));
            item.insert("id".to_owned(), "first".into());
            json!({ "agenda": [item] })
        }),
        in_definition("wrong kinds in a list", |size| json!({ "agenda": each(size, |n| n.into()) })),
        in_definition("wrong kinds in texts", |size| json!({ "agenda": items(size, |n| json!({ "text": n })) })),
        in_definition("keys missing", |size| json!({ "agenda": each(size, |_| json!({})) })),
        in_definition(
            "bad ids",
            |size| json!({ "people": set(size, |n| (format!("Bad {n}"), json!({ "name": "Ana" }))) }),
        ),
        in_definition(
            "wrong entries by id",
            |size| json!({ "people": set(size, |n| (id("p", n), json!({ "nam": "Ana" }))) }),
        ),
        in_definition("unknown zones", |size| {
            let entry = |n: usize| json!({ "title": "Day", "start": "2026-03-10T10:00", "zone": format!("Europe/{}", word(n)) });
            json!({ "annexes": [{ "id": "a", "title": "Days", "calendar": { "entries": each(size, entry) } }] })
        }),
        in_definition("unknown words", |size| json!({ "agenda": items(size, |n| json!({ "purpose": word(n) })) })),
        in_definition(
            "one value of megabytes",
            |size| json!({ "status": "abcdefgh".repeat(size), "body": "Abcd efg".repeat(size) }),
        ),
        in_definition("one key of megabytes", |size| {
            let mut item = Map::from_iter([("abcdefgh".repeat(size), json!(1))]);
            item.insert("id".to_owned(), "first".into());
            json!({ "agenda": [item] })
        }),
    ]
}

fn languages() -> Vec<Growing> {
    let tag = |n: usize| format!("aa-{}", &word(n)[6..10]);
    vec![
        growing("languages and texts", move |size| {
            defined(
                json!({ "languages": each(size, |n| tag(n).into()), "agenda": items(size, |_| json!({ "text": { "en": "Words." } })) }),
            )
        }),
        growing("languages and texts for all", move |size| {
            defined(
                json!({ "languages": each(size, |n| tag(n).into()), "agenda": items(size, |_| json!({ "text": "Words EC." })) }),
            )
        }),
    ]
}

fn approvals() -> Vec<Growing> {
    let approval = |person: String, content: &str| json!({ "person": person, "language": "en", "at": "2026-03-15T10:00:00Z", "content": content });
    let approved = move |parts: fn(usize) -> Value, lines: fn(usize) -> Vec<String>| {
        move |size: usize| {
            let lines = lines(size);
            let digest = Content::digest(&lines);
            let approvals = each(size, |n| approval(id("p", n), &digest));
            let contents: BTreeMap<&str, &Vec<String>> = BTreeMap::from([(digest.as_str(), &lines)]);
            let mut case = defined(parts(size));
            case.approvals = Some(json!({ "version": 1, "approvals": approvals, "contents": contents }));
            case
        }
    };
    vec![
        growing(
            "approvals of other lines",
            approved(
                |size| json!({ "people": people(size), "agenda": items(size, |_| json!({})) }),
                |size| (0..size).map(|n| format!("agenda/i{n}/title: Matter {n}")).collect(),
            ),
        ),
        growing(
            "approvals of lines of one path",
            approved(
                |size| json!({ "people": people(size), "agenda": items(size, |_| json!({})) }),
                |size| (0..size).map(|n| format!("opening: Matter {n}")).collect(),
            ),
        ),
        growing(
            "an approval of one long text",
            approved(
                |size| json!({ "people": people(1), "opening": joined(size, " ", word) }),
                |size| vec![format!("opening: {}", joined(size, " ", misspelt))],
            ),
        ),
        growing("demands of many", |size| {
            let demands = each(size, |n| json!({ "of": format!("Member {n}") }));
            let body = json!({ "body": { "name": "Body", "sign_off": { "approvals": demands } } });
            let chairs = each(size, |n| json!({ "person": id("p", n), "role": format!("Member {n}") }));
            defined(json!({ "status": "adopted", "bodies": body, "people": people(size), "chairs": chairs }))
        }),
    ]
}
