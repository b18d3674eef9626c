//! Page labels (ISO 32000-1, 12.4.2): what viewers call a page.

use std::collections::BTreeMap;
use std::fmt;

use codex::numeral_systems::NamedNumeralSystem;
use lopdf::{Dictionary, Document, Object, dictionary, text_string};

use super::look_up::{catalog_dictionary, entry, integer, name, resolved};
use super::text::plain_text;
use super::trees::numbered;
use super::{Budget, Refusal};

/// The label of a page: a prefix, and a number in a style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Label {
    prefix: String,
    style: Option<Vec<u8>>,
    number: i64,
}

impl Label {
    fn read(document: &Document, label: &Dictionary) -> Self {
        Self {
            prefix: entry(document, label, b"P").and_then(|prefix| plain_text(document, prefix)).unwrap_or_default(),
            style: name(document, label, b"S").map(<[u8]>::to_vec),
            number: integer(document, label, b"St").filter(|number| *number > 0).unwrap_or(1),
        }
    }

    fn plus(&self, pages: usize) -> Self {
        let pages = i64::try_from(pages).unwrap_or_default();
        Self { number: self.number.saturating_add(pages), ..self.clone() }
    }

    /// The label with a prefix before it.
    pub(crate) fn after(self, prefix: &str) -> Self {
        Self { prefix: format!("{prefix}{}", self.prefix), ..self }
    }

    fn object(&self) -> Object {
        let mut label = dictionary! { "Type" => "PageLabel" };
        if !self.prefix.is_empty() {
            label.set("P", text_string(&self.prefix));
        }
        if let Some(style) = &self.style {
            label.set("S", Object::Name(style.clone()));
            label.set("St", self.number);
        }
        label.into()
    }
}

/// Writes the label as PDF readers show it.
impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        /// Beyond it a file jests: letters and Roman numerals would fill the memory.
        const MOST: u64 = 3_999;
        let number = u64::try_from(self.number).unwrap_or(1);
        f.write_str(&self.prefix)?;
        match self.style.as_ref().and_then(|style| style.first()) {
            None => Ok(()),
            Some(b'R') if number <= MOST => f.write_str(&numeral(NamedNumeralSystem::UpperRoman, number)),
            Some(b'r') if number <= MOST => f.write_str(&numeral(NamedNumeralSystem::LowerRoman, number)),
            Some(b'A') if number <= MOST => f.write_str(&letters(number, b'A')),
            Some(b'a') if number <= MOST => f.write_str(&letters(number, b'a')),
            Some(_) => write!(f, "{number}"),
        }
    }
}

/// A to Z, then AA to ZZ, and so on.
fn letters(number: u64, first: u8) -> String {
    let letter = char::from(first + ((number - 1) % 26) as u8);
    let count = (number - 1) / 26 + 1;
    (0..count).map(|_| letter).collect()
}

fn numeral(system: NamedNumeralSystem, number: u64) -> String {
    system.system().represent(number).map_or_else(|_| number.to_string(), |numeral| numeral.to_string())
}

/// The labels of a document, as ranges of pages; empty if it has none.
#[derive(Debug, Default)]
pub(crate) struct Labels(BTreeMap<usize, Label>);

impl Labels {
    /// Reads the page labels of a document.
    pub(crate) fn read(document: &Document, budget: &mut Budget) -> Result<Self, Refusal> {
        let Some(tree) = catalog_dictionary(document, b"PageLabels") else { return Ok(Self::default()) };
        let labels = numbered(document, tree, budget)?.into_iter().filter_map(|(page, label)| {
            let label = resolved(document, label).as_dict().ok()?;
            Some((usize::try_from(page).ok()?, Label::read(document, label)))
        });
        Ok(Self(labels.collect()))
    }

    /// The label of a page. Before the first range pages are numbered plainly.
    pub(crate) fn of(&self, page: usize) -> Option<Label> {
        match self.0.range(..=page).next_back() {
            Some((first, label)) => Some(label.plus(page - first)),
            None => (!self.0.is_empty()).then(|| plain().plus(page)),
        }
    }

    /// The number tree of a document with these labels, in which some pages have others.
    pub(crate) fn with(&self, others: &BTreeMap<usize, Label>, pages: usize) -> Object {
        let mut ranges = Vec::new();
        let mut expected = None;
        for page in 0..pages {
            let label = others.get(&page).cloned().or_else(|| self.of(page)).unwrap_or_else(|| plain().plus(page));
            if expected.as_ref() != Some(&label) {
                ranges.extend([Object::Integer(i64::try_from(page).unwrap_or_default()), label.object()]);
            }
            expected = Some(label.plus(1));
        }
        dictionary! { "Nums" => ranges }.into()
    }
}

fn plain() -> Label {
    Label { prefix: String::new(), style: Some(b"D".to_vec()), number: 1 }
}
