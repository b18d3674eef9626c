//! What leads where: bookmarks that links lead to, and addresses of other files.

use std::collections::{BTreeMap, BTreeSet};

use super::xml::Xml;
use crate::document::{Composition, Document, Element, Node};

/// The links of a document.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// The places in this document that something can lead to, and their numbers.
    places: BTreeMap<String, usize>,
    /// The bookmarks that references lead to, by the place where they are.
    references: BTreeMap<String, Vec<String>>,
    /// The places that were written.
    written: BTreeSet<String>,
    /// The bookmarks at each place, by its number: the number and the name of each. Known in the end.
    bookmarks: BTreeMap<usize, Vec<(usize, String)>>,
    /// Targets of relationships of the part that is being written.
    addresses: Vec<(Relation, String)>,
}

/// What a part needs another for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    Address,
    Picture,
}

impl Relation {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Address => "hyperlink",
            Self::Picture => "image",
        }
    }
}

/// Where a link leads.
pub(super) enum Leads {
    /// To a place in this document.
    Here(String),
    /// To another file or to the web.
    To(String),
    Nowhere,
}

impl Links {
    pub(super) fn of(document: &Document) -> Self {
        let mut names = BTreeSet::from([start(document)]);
        collect(&document.content, &mut names);
        Self { places: names.into_iter().zip(1..).collect(), ..Self::default() }
    }

    /// Where a link leads: to a place here, else to the web, else to a file beside this one.
    pub(super) fn leads(&self, element: &Element, composition: &Composition) -> Leads {
        let place = element.name_of("anchor");
        match (place.filter(|place| self.places.contains_key(*place)), element.name_of("url"), place) {
            (Some(place), ..) => Leads::Here(place.to_owned()),
            (None, Some(url), _) => Leads::To(address(url)),
            (None, None, Some(place)) => {
                let document = place.split('.').next().unwrap_or_default();
                let is_there = composition.documents.iter().any(|one| one.kind.name() == document);
                if is_there { Leads::To(address(&format!("{document}.pdf#{place}"))) } else { Leads::Nowhere }
            }
            _ => Leads::Nowhere,
        }
    }

    /// The bookmark of a place that several links lead to.
    pub(super) fn bookmark(&self, place: &str) -> String {
        format!("_pwA{}", self.places.get(place).copied().unwrap_or_default())
    }

    /// Notes that a reference leads to a place by a bookmark of its own.
    pub(super) fn refer(&mut self, place: &str, bookmark: String) {
        self.references.entry(place.to_owned()).or_default().push(bookmark);
    }

    /// Notes that a place is written; returns its number, unless it was written before.
    pub(super) fn write(&mut self, place: &str) -> Option<usize> {
        self.written.insert(place.to_owned()).then(|| self.places.get(place).copied()).flatten()
    }

    /// Gives all bookmarks at places their names, and numbers from `first` on.
    pub(super) fn name_bookmarks(&mut self, digest: String, first: usize) {
        let mut next = first..;
        let mut numbered = |names: Vec<String>| next.by_ref().zip(names).collect::<Vec<_>>();
        self.bookmarks.insert(DIGEST, numbered(vec![digest]));
        for (place, number) in &self.places {
            let references = self.references.get(place).into_iter().flatten().cloned();
            let names = std::iter::once(self.bookmark(place)).chain(references).collect();
            self.bookmarks.insert(*number, numbered(names));
        }
    }

    /// The bookmarks at a place, by its number.
    pub(super) fn bookmarks(&self, place: usize) -> &[(usize, String)] {
        self.bookmarks.get(&place).map_or(&[], Vec::as_slice)
    }

    /// The places that nothing was written at, by their numbers.
    pub(super) fn unwritten(&self) -> Vec<usize> {
        self.places.iter().filter(|(place, _)| !self.written.contains(*place)).map(|(_, number)| *number).collect()
    }

    /// The id of a relationship of the part that is being written.
    pub(super) fn relation(&mut self, relation: Relation, target: &str) -> String {
        let known = self.addresses.iter().position(|(one, other)| *one == relation && other == target);
        let at = known.unwrap_or_else(|| {
            self.addresses.push((relation, target.to_owned()));
            self.addresses.len() - 1
        });
        format!("rIdL{}", at + 1)
    }

    /// Puts the relationships of a part aside, while another is written.
    pub(super) fn swap(&mut self, other: &mut Vec<(Relation, String)>) {
        std::mem::swap(&mut self.addresses, other);
    }

    /// Writes the relationships of the part.
    pub(super) fn relations(&self, xml: &mut Xml) {
        relations(&self.addresses, xml);
    }
}

/// Writes relationships in the order of their ids.
pub(super) fn relations(addresses: &[(Relation, String)], xml: &mut Xml) {
    for (at, (relation, target)) in addresses.iter().enumerate() {
        let (id, kind) = (format!("rIdL{}", at + 1), super::package::relation_type(relation.name()));
        let mode: &[(&str, &str)] = if *relation == Relation::Address { &[("TargetMode", "External")] } else { &[] };
        let attributes = [("Id", id.as_str()), ("Type", &kind), ("Target", target)];
        xml.empty("Relationship", &[&attributes[..], mode].concat());
    }
}

/// The number of the place that has the digest in its name: the first paragraph.
pub(super) const DIGEST: usize = 0;

/// The place at which a document begins.
pub(super) fn start(document: &Document) -> String {
    format!("{}..start", document.kind.name())
}

pub(super) fn place_of(element: &Element) -> Option<&str> {
    match element.name.as_ref() {
        "a" | "ref" | "contents-line" => None,
        "anchor" => element.name_of("name"),
        "outside-page" | "off-pages" | "page-number" => None,
        _ => element.name_of("anchor"),
    }
}

fn collect(nodes: &[Node], names: &mut BTreeSet<String>) {
    for node in nodes {
        if let Node::Element(element) = node {
            names.extend(place_of(element).map(str::to_owned));
            collect(&element.content, names);
        }
    }
}

/// An address with everything that RFC 3986 does not allow written in percent, and one `#` at most: packages refuse others.
pub(super) fn address(address: &str) -> String {
    let (before, fragment) = address.split_once('#').map_or((address, None), |(before, after)| (before, Some(after)));
    let safe = |text: &str| -> String {
        let byte = |byte: u8| match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => char::from(byte).to_string(),
            byte if b"-._~:/?@!$&'()*+,;=%".contains(&byte) => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        };
        text.bytes().map(byte).collect()
    };
    fragment.map_or_else(|| safe(before), |fragment| format!("{}#{}", safe(before), safe(fragment)))
}
