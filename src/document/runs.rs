//! All text of a document that is read, in an order that stays the same.

use super::node::{Element, Node, Run, Value};
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
