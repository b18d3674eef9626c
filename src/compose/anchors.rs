//! Places that links lead to: each is there, and there once.

use std::collections::{BTreeMap, BTreeSet};

use super::codes;
use crate::document::{Document, Element, Node};
use crate::finding::{Finding, NearMisses, Place, Spot, count, did_you_mean, similarity};

/// Finds links of an edition's documents that lead nowhere, and places that are there twice.
pub(super) fn check(documents: &[Document]) -> Vec<Finding> {
    let all = Anchors::of(documents);
    // A loop links to many places at one place of a template.
    let mut missing: BTreeMap<Place, Vec<&str>> = BTreeMap::new();
    for (anchor, place) in all.links.iter().filter(|(anchor, _)| !all.places.contains_key(*anchor)) {
        place.iter().for_each(|place| missing.entry(*place).or_default().push(anchor));
    }
    let near = NearMisses::new(all.places.keys().map(String::as_str).filter(|_| !missing.is_empty()));
    let missing = missing.into_iter().map(|(place, anchors)| {
        let anchor = anchors[0];
        let (document, name) = anchor.split_once('.').unwrap_or(("", anchor));
        let others = match anchors.len() - 1 {
            0 => String::new(),
            others => format!(", nor {} to which this leads", count(others, "other")),
        };
        let message = format!("there is no place `{anchor}`{others}");
        // The name of the document alone is no resemblance.
        let near = near.find(anchor).filter(|near| similarity(name, near.rsplit('.').next().unwrap_or(near)).is_some());
        let hint = did_you_mean(near, || match documents.iter().any(|one| one.kind.name() == document) {
            true => format!(
                "let the template of `{document}` print it as a place: `anchor=\"{{{{ decision.anchor }}}}\"` for decisions, \
                 `item.anchor` for items"
            ),
            false => format!("give a heading `anchor=\"{anchor}\"`, or use the `link` of an item or a decision"),
        });
        Finding::new(&codes::TEMPLATE_ELEMENT, Spot::Text(place), message).hint(hint)
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
