//! All text of a document that is read, in an order that stays the same.

use super::node::{Changed, Element, Node, Run, Value};
use super::vocabulary::Takes;

/// Visits all text that is read: of each element its attributes, with `true`, then what it holds.
pub fn each_run(nodes: &mut [Node], visit: &mut impl FnMut(&mut Run, bool)) {
    for node in nodes {
        match node {
            Node::Run(run) => visit(run, false),
            Node::Element(element) => {
                for name in read_attributes(element) {
                    if let Some(Value::Words(runs)) = element.attributes.get_mut(name) {
                        runs.iter_mut().for_each(|run| visit(run, true));
                    }
                }
                each_run(&mut element.content, visit);
            }
        }
    }
}

/// The attributes of an element whose words are read, in the order of the vocabulary.
pub fn read_attributes(element: &Element) -> impl Iterator<Item = &'static str> + use<> {
    let known = element.kind().map_or(&[][..], |kind| kind.attributes).iter();
    known.filter(|(_, takes)| matches!(takes, Takes::Before | Takes::After)).map(|(name, _)| *name)
}

/// Returns whether any text differs from an earlier state in one of these ways.
pub fn has_changed(nodes: &[Node], ways: &[Changed]) -> bool {
    let is_so = |run: &Run| run.changed.is_some_and(|changed| ways.contains(&changed));
    nodes.iter().any(|node| match node {
        Node::Run(run) => is_so(run),
        Node::Element(element) => {
            let words = |value: &Value| matches!(value, Value::Words(runs) if runs.iter().any(is_so));
            element.attributes.values().any(words) || has_changed(&element.content, ways)
        }
    })
}
