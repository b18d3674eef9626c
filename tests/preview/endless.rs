//! Templates that never come to an end, or want all memory: the preview goes on.

use serde_json::{Value, json};

use super::client::Running;
use super::{DEFINITION, smallest, workspace};

const SHAPE: &str = "templates/own/shape/trial.typ";

/// What an element of the workspace's own prints, and how its pages are given up.
const SHAPES: &[(&str, &[&str])] = &[
    ("#for a in range(9000) { for b in range(9000) { for c in range(9000) { } } }", &["over-time"]),
    (r#"#("a" * 10000000000)"#, &["over-memory"]),
    (
        "#let f(n, k) = if n == 0 { k } else { calc.max(f(n - 1, 2 * k), f(n - 1, 2 * k + 1)) }\n#f(45, 1)",
        &["over-time", "over-memory"],
    ),
];

fn shape(content: &str) -> String {
    format!("#let trial() = [\n{content}\n]\n")
}

#[test]
#[cfg(target_os = "linux")]
fn pages_that_never_end_are_given_up_until_a_file_changes() {
    let scratch = workspace();
    let mut definition: Value = serde_json::from_str(&smallest()).unwrap();
    definition["style"]["templates"] = json!("own");
    scratch.write(DEFINITION, definition.to_string().as_bytes());
    scratch.write("templates/own/agenda.xml.j2", b"<trial/>");
    scratch.write(SHAPE, shape("fine at first").as_bytes());
    let preview = Running::start(&scratch.path(), &["spring", "--pack-time", "2", "--pack-memory", "1024"]);
    let mut last = preview.until("pages", |state| state["current"] == true);
    for (number, (content, codes)) in SHAPES.iter().enumerate() {
        scratch.write(SHAPE, shape(content).as_bytes());
        let state = preview.until("given up", |state| state["current"] == false);
        let finding = &state["findings"][0];
        assert!(codes.contains(&finding["code"].as_str().unwrap()), "{finding}");
        assert!(finding["hint"].as_str().unwrap().contains(SHAPE), "{finding}");
        assert!(state["state"].as_u64() > last["state"].as_u64(), "numbers of states go on");
        let words = format!("fine again {number}");
        scratch.write(SHAPE, shape(&words).as_bytes());
        last = preview.until("pages again", |state| state["current"] == true);
        assert!(preview.words(0, 0).contains(&words));
    }
}
