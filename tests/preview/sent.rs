//! What changed since a pack was sent out, on the pages of a preview.

use serde_json::{Value, json};

use super::client::Running;
use crate::changes::sent;

const DEFINITION: &str = "packs/board/meeting.json";

fn names(state: &Value) -> Vec<String> {
    let documents = state["documents"].as_array().unwrap().iter();
    documents.map(|one| one["name"].as_str().unwrap().to_owned()).collect()
}

/// The pack asks for neither bars nor a redline: whoever looks at the pages may choose them.
#[test]
fn changes_since_an_issue_are_marked_where_somebody_chooses_it() {
    let pack = sent("board");
    let path = pack.0.path().join(DEFINITION);
    let text = std::fs::read_to_string(&path).unwrap();
    let preview = Running::start(&pack.0.path(), &["board"]);
    let state = preview.state();
    assert_eq!(state["issues"], json!([[1, "2026-03-05"]]));
    assert_eq!(state["since"], Value::Null);
    let plain = names(&state);
    let since = preview.get("state.json?since=1").json();
    assert_eq!((names(&since), &since["since"]), (plain.clone(), &json!(1)));
    let codes: Vec<_> = since["findings"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
    assert!(codes.contains(&"nothing-since"), "{codes:?}");

    let mut events = preview.events();
    events.next();
    assert!(text.contains("gave no proxy"));
    std::fs::write(&path, text.replace("gave no proxy", "gave nobody a proxy")).unwrap();
    events.next();
    let as_built = preview.state();
    let with = ["changes"].into_iter().map(str::to_owned).chain(plain.clone()).collect::<Vec<_>>();
    assert_eq!(names(&as_built), with);
    let mut marked = preview.get("state.json?since=1").json();
    while names(&marked) == plain {
        marked = preview.get("state.json?since=1").json();
    }
    let at = with.iter().position(|name| name == "minutes").unwrap();
    let mut with = with;
    with.insert(at + 1, "redline".to_owned());
    assert_eq!(names(&marked), with);
    // The bar is on the page of the minutes that changed.
    let pictures = |state: &Value, since: &str| -> Vec<String> {
        let documents = state["documents"].as_array().unwrap();
        let minutes = documents.iter().find(|one| one["name"] == "minutes").unwrap();
        let digests =
            minutes["pages"].as_array().unwrap().iter().map(|page| page["digest"].as_str().unwrap().to_owned());
        digests.map(|digest| preview.get(&format!("page/{digest}.svg{since}")).text()).collect()
    };
    let (plainly, with_bars) = (pictures(&as_built, ""), pictures(&marked, "?since=1"));
    assert_eq!(plainly.len(), with_bars.len());
    let other = plainly.iter().zip(&with_bars).filter(|(before, after)| before != after).count();
    assert_eq!(other, 1, "one page has a bar");

    let none = preview.get("state.json?since=7").json();
    assert_eq!(none["findings"][0]["code"], "no-such-issue");
    assert_eq!(none["current"], false);
}
