//! Workspaces of any size.

use std::path::Path;

use serde_json::Value;

/// Kinds of packs that a workspace is made of, in turn.
const KINDS: [&str; 6] = ["un-network-2023-02-08", "board", "council", "plenary", "session", "assemblee"];
const WORDS: [&str; 12] = [
    "resources",
    "training",
    "figures",
    "members",
    "committees",
    "budgets",
    "regions",
    "networks",
    "policies",
    "measures",
    "partners",
    "evidence",
];

/// Bodies that are added to the registry; each pack names one of them.
pub(crate) const OFFICES: usize = 10;

/// The name of a pack of a workspace that was made here.
pub(crate) fn name(number: usize) -> String {
    format!("p{number:05}")
}

/// A workspace of packs of all kinds and sizes, each with words of its own.
pub(crate) fn workspace(repository: &Path, workspace: &Path, packs: usize) {
    let kinds = KINDS.map(|kind| {
        let text = std::fs::read(repository.join(format!("packs/{kind}/meeting.json"))).unwrap();
        serde_json::from_slice::<Value>(&text).unwrap()
    });
    std::fs::create_dir_all(workspace.join("packs")).unwrap();
    let registry = std::fs::read(repository.join("packs/registry.json")).unwrap();
    let mut registry: Value = serde_json::from_slice(&registry).unwrap();
    for office in 0..OFFICES {
        registry["bodies"][format!("office-{office}")] = serde_json::json!({ "name": format!("Office {office}") });
    }
    std::fs::write(workspace.join("packs/registry.json"), format!("{registry:#}")).unwrap();
    for number in 0..packs {
        // Every seventh is made of tables, from 3 items to 33.
        let mut definition = match number % (kinds.len() + 1) {
            kind if kind < kinds.len() => kinds[kind].clone(),
            _ => serde_json::from_str(&minutes(3 + number % 31)).unwrap(),
        };
        let mut seed = number as u64 + 1;
        vary(&mut definition, "", &mut seed, &format!("office-{}", number % OFFICES));
        let folder = workspace.join("packs").join(name(number));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("meeting.json"), definition.to_string()).unwrap();
    }
}

/// Adds a sentence to each long text, with a body of the registry that every tenth pack names.
fn vary(value: &mut Value, key: &str, seed: &mut u64, office: &str) {
    match value {
        Value::Object(object) => object.iter_mut().for_each(|(key, value)| vary(value, key, seed, office)),
        Value::Array(list) => list.iter_mut().for_each(|value| vary(value, key, seed, office)),
        Value::String(text) if text.len() > 50 && ["text", "summary", "opening", "request", "note"].contains(&key) => {
            let mut next = || {
                *seed ^= *seed << 13;
                *seed ^= *seed >> 7;
                *seed ^= *seed << 17;
                WORDS[(*seed % WORDS.len() as u64) as usize]
            };
            let (a, b, c) = (next(), next(), next());
            text.push_str(&format!(" {a}, {b} and {c} were in view of @{office}, {} before {}.", next(), next()));
        }
        _ => {}
    }
}

/// A definition of minutes of many items, each with speeches, a decision and a vote by name.
pub(crate) fn minutes(items: usize) -> String {
    const SPEECH: &str = "said that the report of the working group on resources was welcome, in particular on training, \
        data and the participation of those concerned; that the figures for the coming year were still open; and that \
        the members should have them in writing before they were asked to decide.";
    let people: Vec<String> = (0..12)
        .map(|number| format!("member-{}", ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"][number]))
        .collect();
    let item = |number: usize| {
        let speech = |who: usize| serde_json::json!({ "who": [people[(number + who) % 12]], "text": SPEECH });
        serde_json::json!({
            "id": format!("i{number}"),
            "title": format!("Subject {number}"),
            "text": format!("The members will consider the report; see @i{}.", if number == 0 { 1 } else { number - 1 }),
            "proceedings": [speech(0), speech(1), speech(2), speech(3)],
        })
    };
    let decision = |number: usize| {
        serde_json::json!({
            "id": format!("d{number}"),
            "text": format!("The body takes note of the report under @i{number} and asks for figures in writing."),
            "items": [format!("i{number}")],
            "moved_by": [people[0]],
            "seconded_by": [people[1]],
            "method": "roll-call",
            "disposition": "adopted",
            "vote": { "names": { "for": people[..8], "against": people[8..10], "abstain": people[10..] } },
        })
    };
    let declared: serde_json::Map<String, serde_json::Value> = people
        .iter()
        .map(|id| (id.clone(), serde_json::json!({ "name": format!("Member {}", id.to_uppercase()) })))
        .collect();
    let definition = serde_json::json!({
        "version": 1,
        "title": "A large meeting",
        "status": "minutes-draft",
        "style": { "templates": "plain" },
        "body": "body",
        "bodies": { "body": { "name": "A Body" } },
        "people": declared,
        "time": { "start": "2026-03-10T10:00", "zone": "Europe/Paris" },
        "agenda": (0..items).map(item).collect::<Vec<_>>(),
        "decisions": (0..items).map(decision).collect::<Vec<_>>(),
    });
    format!("{definition:#}")
}

/// A definition of an agenda of many items, each with some prose and a reference.
pub(crate) fn agenda(items: usize) -> String {
    const PROSE: &str = "The meeting considered the report of the working group on resources and took note of its \
        findings, in particular on training, data and the participation of those concerned; it thanked the authors. ";
    let item = |number: usize| {
        let text = format!("{PROSE}{PROSE}See @i{}.", if number == 0 { 1 } else { number - 1 });
        match number % 60 {
            59 => serde_json::json!({ "id": format!("i{number}"), "title": "Pause", "break": true, "minutes": 2 }),
            _ => {
                serde_json::json!({ "id": format!("i{number}"), "title": format!("Subject {number}"), "minutes": 2, "text": text })
            }
        }
    };
    let definition = serde_json::json!({
        "version": 1,
        "title": "A large meeting",
        "body": "body",
        "bodies": { "body": { "name": "A Body" } },
        "time": { "start": "2026-03-10T10:00", "minutes": items * 2, "zone": "Europe/Paris" },
        "agenda": (0..items).map(item).collect::<Vec<_>>(),
    });
    format!("{definition:#}")
}
