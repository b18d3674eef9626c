//! Page labels (ISO 32000-1, 12.4.2): what viewers call a page.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, decode_text_string, dictionary, text_string};

use super::objects::{dictionary, entry, integer, name};
use super::trees;

/// What a page is called: a prefix, and a number in a style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    prefix: String,
    style: Option<Vec<u8>>,
    number: i64,
}

impl Label {
    fn read(document: &Document, label: &Dictionary) -> Self {
        let prefix = entry(document, label, b"P").and_then(|prefix| decode_text_string(prefix).ok());
        Self {
            prefix: prefix.unwrap_or_default(),
            style: name(document, label, b"S").map(<[u8]>::to_vec),
            number: integer(document, label, b"St").filter(|number| *number > 0).unwrap_or(1),
        }
    }

    fn plus(&self, pages: usize) -> Self {
        let pages = i64::try_from(pages).unwrap_or_default();
        Self { number: self.number.saturating_add(pages), ..self.clone() }
    }

    pub(super) fn after(self, prefix: &str) -> Self {
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

/// The labels of a document, as ranges of pages.
#[derive(Debug, Default)]
pub(super) struct Labels(BTreeMap<usize, Label>);

impl Labels {
    /// None if the document has none.
    pub(super) fn read(document: &Document, catalog: &Dictionary) -> Option<Self> {
        let tree = dictionary(document, catalog, b"PageLabels")?;
        let labels = trees::numbered(document, tree).into_iter().filter_map(|(page, label)| {
            let label = super::objects::resolved(document, label).as_dict().ok()?;
            Some((usize::try_from(page).ok()?, Label::read(document, label)))
        });
        let labels: BTreeMap<usize, Label> = labels.collect();
        (!labels.is_empty()).then_some(Self(labels))
    }

    /// The label of a page.
    pub(super) fn of(&self, page: usize) -> Option<Label> {
        let (first, label) = self.0.range(..=page).next_back()?;
        Some(label.plus(page - first))
    }

    /// The number tree of a document with these labels, in which some pages have others.
    pub(super) fn with(&self, others: &BTreeMap<usize, Label>, pages: usize) -> Object {
        let plain = Label { prefix: String::new(), style: Some(b"D".to_vec()), number: 1 };
        let mut ranges = Vec::new();
        let mut expected = None;
        for page in 0..pages {
            let label = others.get(&page).cloned().or_else(|| self.of(page)).unwrap_or_else(|| plain.plus(page));
            if expected.as_ref() != Some(&label) {
                ranges.extend([Object::Integer(i64::try_from(page).unwrap_or_default()), label.object()]);
            }
            expected = Some(label.plus(1));
        }
        dictionary! { "Nums" => ranges }.into()
    }
}
