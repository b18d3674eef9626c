//! Prose, in every place that takes it: checked, rendered and, now and then, typeset.

use serde_json::json;

use super::scene::{Workspace, done, workspace};
use super::{Stack, Target};
use crate::fuzz::mutate::markdown;
use crate::fuzz::program::BUILD;
use crate::fuzz::targets::scene::files;

pub(super) const TARGET: Target = Target {
    name: "prose",
    ending: "md",
    seeds: || {
        let mut seeds = Vec::new();
        for definition in files("packs", &["/meeting.json"]) {
            texts(&serde_json::from_slice(&definition).unwrap(), &mut seeds);
        }
        seeds.push("# Head\n\n- a\n  1. b\n\n> quote *with* **stress** and `code`\n\n| a | b |\n|---|--:|\n| x | @item |\n\n![A chart](chart.svg)\n\nA note.[^1]\n\n[^1]: The note.\n".into());
        seeds
    },
    change: markdown::change,
    run: |input, thorough| done(&files_of(input), thorough),
    program: |input| (files_of(input), BUILD),
    thorough_once_in: 25,
    stack: Stack::Build,
    inputs: 200,
};

fn files_of(input: &[u8]) -> Workspace {
    let text = String::from_utf8_lossy(input);
    let definition = json!({
        "version": 1, "title": "Meeting", "body": "own", "status": "circulated",
        "bodies": { "own": { "name": "Body" } },
        "people": { "ana": { "name": "Ana Ruiz" } },
        "time": { "start": "2026-03-10T18:30", "minutes": 60, "zone": "Europe/Paris" },
        "opening": text,
        "agenda": [{ "id": "item", "title": "Item", "text": text, "proceedings": [{ "text": text, "who": ["ana"] }] }],
        "annexes": [{ "id": "annex", "title": "Annex", "text": text }],
        "decisions": [{ "id": "decision", "items": ["item"], "text": text }],
    });
    // As people write it, and on one line.
    let definition = if input.len().is_multiple_of(2) { format!("{definition:#}") } else { definition.to_string() };
    workspace(definition.as_bytes())
}

/// Texts of some length in a definition.
fn texts(value: &serde_json::Value, found: &mut Vec<Vec<u8>>) {
    match value {
        serde_json::Value::String(text) if text.len() > 80 => found.push(text.clone().into_bytes()),
        serde_json::Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        serde_json::Value::Object(entries) => entries.values().for_each(|value| texts(value, found)),
        _ => {}
    }
}
