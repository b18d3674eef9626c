//! Properties of elements: attributes, their `style`, and rules of style sheets.

use std::collections::BTreeSet;

use roxmltree::{Document, Node};

/// A rule of a style sheet that refers to something.
struct Rule<'a> {
    /// Names of elements, classes and ids in its selector.
    names: BTreeSet<&'a str>,
    /// True if the selector may fit any element.
    is_wide: bool,
    body: &'a str,
}

/// The style sheets of a picture, as far as their rules refer to something.
pub(super) struct Sheets<'a> {
    rules: Vec<Rule<'a>>,
    /// The number of rules in all.
    pub(super) all: usize,
}

impl<'a> Sheets<'a> {
    pub(super) fn of(document: &'a Document<'_>) -> Self {
        let sheets = document.descendants().filter(|node| node.has_tag_name_of("style"));
        let texts = sheets.flat_map(|sheet| sheet.children()).filter_map(|text| text.text());
        let mut rules = Self { rules: Vec::new(), all: 0 };
        for text in texts {
            rules.add(text);
        }
        rules
    }

    fn add(&mut self, text: &'a str) {
        for rule in text.split('}') {
            let Some((selector, body)) = rule.rsplit_once('{') else { continue };
            self.all += 1;
            if refers(body) {
                let names = selector.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_')));
                self.rules.push(Rule {
                    names: names.filter(|name| !name.is_empty()).collect(),
                    is_wide: selector.contains(['*', '[', ':']),
                    body,
                });
            }
        }
    }

    /// Properties that style sheets may give to an element.
    pub(super) fn properties_of(&self, element: Node<'a, 'a>) -> impl Iterator<Item = (&'a str, &'a str)> {
        let mut names: BTreeSet<&str> = [element.tag_name().name()].into();
        names.extend(element.attribute("id"));
        names.extend(element.attribute("class").into_iter().flat_map(str::split_whitespace));
        let fits = move |rule: &&Rule<'a>| rule.is_wide || names.iter().any(|name| rule.names.contains(name));
        self.rules.iter().filter(fits).flat_map(|rule| declarations(rule.body))
    }
}

/// Properties that an element gives itself.
pub(super) fn own_properties<'a>(element: Node<'a, 'a>) -> impl Iterator<Item = (&'a str, &'a str)> {
    let attributes = element.attributes().filter(|attribute| attribute.name() != "style");
    let style = element.attribute("style").into_iter().flat_map(declarations);
    attributes.map(|attribute| (attribute.name(), attribute.value())).chain(style)
}

fn declarations(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let pairs = text.split(';').filter_map(|declaration| declaration.split_once(':'));
    pairs.map(|(name, value)| (name.trim(), value.trim()))
}

/// Returns whether a text refers to something, or filters what it is about.
fn refers(text: &str) -> bool {
    text.contains("url(") || text.contains("filter")
}

/// The ids that a value refers to: `url(#a)`.
pub(super) fn references(value: &str) -> impl Iterator<Item = &str> {
    let inside = value.split("url(").skip(1).filter_map(|behind| behind.split(')').next());
    inside.filter_map(|address| {
        address.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'')).strip_prefix('#')
    })
}

/// Elements by their name, whatever vocabulary they say it is of.
pub(super) trait Named {
    /// Returns whether it is an element of this name.
    fn has_tag_name_of(&self, name: &str) -> bool;
}

impl Named for Node<'_, '_> {
    fn has_tag_name_of(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }
}
