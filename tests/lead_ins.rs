//! A paragraph that leads in a decision is on its page, wherever on the page it stands.

use serde_json::json;

use crate::layout::{PLACES, definition, filler, page_of, pages};

#[test]
fn what_leads_in_a_decision_is_on_its_page() {
    let item = |at: usize| {
        let text = format!("{}L{at}. The Circle considered the following draft decision:", filler(at));
        json!({ "id": format!("i{at}"), "title": format!("Item {at}."),
            "proceedings": [{ "text": text }, { "decision": format!("d{at}") }] })
    };
    let decision = |at: usize| json!({ "id": format!("d{at}"), "items": [format!("i{at}")], "text": format!("N{at}. The books are read aloud.") });
    let mut definition = definition(&(0..PLACES).map(item).collect());
    definition["decisions"] = (0..PLACES).map(decision).collect();
    let pages = pages(&[("own".to_owned(), definition)].into(), "minutes").remove("own").unwrap();
    for at in 0..PLACES {
        let (lead, next) = (page_of(&pages, &format!("L{at}.")), page_of(&pages, &format!("N{at}.")));
        assert_eq!(lead, next, "decision {at} is parted from what leads it in");
    }
}
