//! Inputs that are built: nothing is wrong with them.

use serde_json::{Value, json};

use super::Growing;
use super::named::{defined, each, growing, id, items, joined, people, set, word};

/// One for everything that a meeting may have many of.
pub(super) fn all() -> Vec<Growing> {
    let one = |name: &str, of: fn(usize) -> Value| growing(&format!("sound {name}"), move |size| defined(of(size)));
    vec![
        one(
            "items",
            |size| json!({ "agenda": items(size, |n| json!({ "text": format!("See @i{}.", (n + 1) % size) })) }),
        ),
        one("annexes", |size| {
            let annex =
                |n: usize| json!({ "id": id("a", n), "title": word(n), "text": format!("See @a{}.", (n + 1) % size) });
            json!({ "annexes": each(size, annex), "opening": joined(size, " ", |n| format!("@a{n}")) })
        }),
        one("decisions", |size| {
            let decision = |n: usize| json!({ "id": id("c", n), "text": "It agrees.", "items": [id("i", n)] });
            json!({ "decisions": each(size, decision), "agenda": items(size, |_| json!({})) })
        }),
        one("decisions told by events", |size| {
            let decision = |n: usize| json!({ "id": id("c", n), "text": "It agrees.", "items": [id("i", n)] });
            json!({ "decisions": each(size, decision), "agenda": items(size, |n| json!({ "proceedings": [{ "decision": id("c", n) }] })) })
        }),
        one("actions", |size| {
            let action = |n: usize| json!({ "text": "It is done.", "owners": [id("p", n % 9)], "due": "2026-05-01" });
            json!({ "people": people(9), "agenda": items(1, |_| json!({ "actions": each(size, action) })) })
        }),
        one("participants", |size| {
            let one = |n: usize| json!({ "who": id("p", n), "entity": id("e", n / 3) });
            let attendance = json!({ "participants": each(size, one), "by_entity": true });
            json!({ "people": people(size), "entities": set(size, |n| (id("e", n), json!({ "name": word(n) }))), "attendance": attendance,
                "opening": joined(size, " ", |n| format!("@p{n}")) })
        }),
        one("proceedings", |size| {
            let event = |n: usize| json!({ "who": [id("p", n % 9)], "text": format!("said {}.", word(n)) });
            json!({ "people": people(9), "agenda": items(1, |_| json!({ "proceedings": each(size, event) })) })
        }),
        one(
            "signatories",
            |size| json!({ "people": people(size), "signatories": each(size, |n| json!({ "person": id("p", n) })) }),
        ),
        one("sessions", |size| {
            let time = |n: usize| json!({ "start": format!("20{:02}-03-{:02}T10:00", 26 + n / 28 % 70, 1 + n % 28) });
            let session = |n: usize| json!({ "id": id("s", n), "time": time(n) });
            json!({ "pack": [{ "document": "timetable" }, { "document": "agenda" }], "sessions": each(size, session),
                "time": { "start": "2026-03-01", "until": "2096-12-31" }, "agenda": items(size, |n| json!({ "session": id("s", n), "minutes": 5 })) })
        }),
        one("deadlines", |size| {
            let step = |n: usize| match n {
                0 => json!({ "id": "d0", "title": "Step", "date": "2026-01-01" }),
                _ => json!({ "id": id("d", n), "title": "Step", "days": 0, "after": id("d", n - 1) }),
            };
            json!({ "deadlines": each(size, step), "opening": joined(size, " ", |n| format!("@d{n}")) })
        }),
        one("notes in one text", |size| {
            let notes = joined(size, "\n\n", |n| format!("[^{n}]: Note {}.", word(n)));
            json!({ "opening": format!("{}\n\n{notes}", joined(size, " ", |n| format!("word[^{n}]"))) })
        }),
        one(
            "notes, a text each",
            |size| json!({ "agenda": items(size, |n| json!({ "proceedings": [{ "text": format!("Word[^a].\n\n[^a]: Note {}.", word(n)) }] })) }),
        ),
        one("references in one text", |size| json!({ "opening": joined(size, " ", |_| "@first".to_owned()) })),
        one(
            "links in one text",
            |size| json!({ "opening": joined(size, " ", |n| format!("[word](https://example.org/{n})")) }),
        ),
        one("entries of a list", |size| json!({ "opening": joined(size, "\n", |n| format!("- {}", word(n))) })),
        one(
            "rows of a table",
            |size| json!({ "opening": format!("| a | b |\n|---|---|\n{}", joined(size, "\n", |n| format!("| {} | b |", word(n)))) }),
        ),
        one("emphases", |size| json!({ "opening": joined(size, " ", |n| format!("*{}* **b** ~~c~~", word(n))) })),
        one("paragraphs", |size| json!({ "opening": joined(size, "\n\n", |n| format!("Words of {}.", word(n))) })),
        one("words in one paragraph", |size| json!({ "opening": joined(size, " ", word) })),
        one("documents registered", |size| {
            let documents = set(size, |n| (id("x", n), json!({ "title": format!("Law {}", word(n)) })));
            json!({ "documents": documents, "opening": joined(size, " ", |n| format!("@x{n}")) })
        }),
    ]
}
