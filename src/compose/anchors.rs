//! Places that links lead to: each is there, and there once.

use std::collections::{BTreeMap, BTreeSet};

use super::codes;
use crate::document::{Document, Element, Node};
use crate::finding::{Finding, NearMisses, Place, Spot, did_you_mean};

/// Finds links of an edition's documents that lead nowhere, and places that are there twice.
pub(super) fn check(documents: &[Document]) -> Vec<Finding> {
    let all = Anchors::of(documents);
    let missing: Vec<_> = all.links.iter().filter(|(anchor, _)| !all.places.contains_key(*anchor)).collect();
    let near = NearMisses::new(all.places.keys().map(String::as_str).filter(|_| !missing.is_empty()));
    let missing = missing.into_iter().filter_map(|(anchor, place)| {
        let message = format!("there is no place `{anchor}`");
        let hint = did_you_mean(near.find(anchor), || {
            format!("give a heading `anchor=\"{anchor}\"`, or use the `link` of an item or a decision")
        });
        Some(Finding::new(&codes::TEMPLATE_ELEMENT, Spot::Text((*place)?), message).hint(hint))
    });
    missing
        .chain(all.twice.iter().map(|(anchor, place)| {
            let message = format!("there is already a place `{anchor}`");
            Finding::new(&codes::TEMPLATE_ELEMENT, Spot::Text(*place), message)
                .hint("give each place a name of its own")
        }))
        .collect()
}

#[derive(Default)]
struct Anchors {
    /// The places where templates define each anchor.
    places: BTreeMap<String, Option<Place>>,
    /// The places where templates link to each anchor.
    links: BTreeMap<String, Option<Place>>,
    twice: BTreeMap<String, Place>,
}

/// The places of documents.
pub(super) fn places(documents: &[Document]) -> BTreeSet<String> {
    Anchors::of(documents).places.into_keys().collect()
}

impl Anchors {
    fn of(documents: &[Document]) -> Self {
        let mut all = Self::default();
        for document in documents {
            let name = document.kind.name();
            all.places.insert(format!("{name}..start"), None);
            all.places.insert(document.running.end.clone(), None);
            all.nodes(&document.content);
        }
        all
    }

    fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            if let Node::Element(element) = node {
                self.element(element);
                self.nodes(&element.content);
            }
        }
    }

    fn element(&mut self, element: &Element) {
        let (leads, set) = match element.name.as_ref() {
            "a" | "ref" | "contents-line" => ("anchor", ""),
            "page-number" => ("of", ""),
            "anchor" => ("", "name"),
            _ => ("", "anchor"),
        };
        if let Some(anchor) = element.name_of(leads) {
            self.links.entry(anchor.to_owned()).or_insert(element.place);
        }
        if let Some(anchor) = element.name_of(set)
            && self.places.insert(anchor.to_owned(), element.place).is_some()
            && let Some(place) = element.place
        {
            self.twice.insert(anchor.to_owned(), place);
        }
    }
}
