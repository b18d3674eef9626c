//! Page labels (ISO 32000-1, 12.4.2).

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object};

use super::text::text;
use crate::pdf::Budget;
use crate::pdf::Refusal;

/// How the pages from one on are numbered.
struct Numbering {
    prefix: String,
    style: Option<u8>,
    first: u64,
}

/// The label of each of `total` pages; none at all if the file has none.
///
/// # Errors
///
/// The budget is used up.
pub(crate) fn labels(document: &Document, total: usize, budget: &mut Budget) -> Result<Vec<String>, Refusal> {
    let numberings = numberings(document, budget)?;
    if numberings.is_empty() {
        return Ok(Vec::new());
    }
    let label = |index: usize| match numberings.range(..=index).next_back() {
        Some((start, numbering)) => numbering.label((index - start) as u64),
        None => (index + 1).to_string(),
    };
    Ok((0..total).map(label).collect())
}

/// The number tree of the catalog: by index of the page from which each holds.
fn numberings(document: &Document, budget: &mut Budget) -> Result<BTreeMap<usize, Numbering>, Refusal> {
    let mut found = BTreeMap::new();
    let mut open: Vec<&Object> =
        document.catalog().and_then(|catalog| catalog.get(b"PageLabels")).into_iter().collect();
    let mut seen = BTreeSet::new();
    while let Some(node) = open.pop() {
        let Ok((id, node)) = document.dereference(node) else { continue };
        let Some(node) = node.as_dict().ok().filter(|_| id.is_none_or(|id| seen.insert(id))) else { continue };
        let array = |key: &[u8]| document.dereference(node.get(key).ok()?).ok()?.1.as_array().ok();
        let kids = array(b"Kids").map(Vec::as_slice).unwrap_or_default();
        budget.steps(kids.len())?;
        open.extend(kids);
        for pair in array(b"Nums").into_iter().flat_map(|numbers| numbers.chunks_exact(2)) {
            budget.step()?;
            let start = pair[0].as_i64().ok().and_then(|start| usize::try_from(start).ok());
            let entries = document.dereference(&pair[1]).and_then(|(_, entries)| entries.as_dict());
            if let (Some(start), Ok(entries)) = (start, entries) {
                found.insert(start, Numbering::of(document, entries));
            }
        }
    }
    Ok(found)
}

impl Numbering {
    fn of(document: &Document, entries: &Dictionary) -> Self {
        let prefix = entries.get(b"P").ok().and_then(|prefix| text(document, prefix)).unwrap_or_default();
        let style = entries.get(b"S").and_then(Object::as_name).ok().and_then(|style| style.first().copied());
        let first = entries.get(b"St").and_then(Object::as_i64).ok().and_then(|first| u64::try_from(first).ok());
        Self { prefix, style, first: first.unwrap_or(1).max(1) }
    }

    fn label(&self, offset: u64) -> String {
        /// Beyond it a file jests: letters and Roman numerals would fill the memory.
        const MOST: u64 = 3_999;
        let number = self.first.saturating_add(offset);
        let number = match self.style {
            None => String::new(),
            Some(b'R') if number <= MOST => roman(number),
            Some(b'r') if number <= MOST => roman(number).to_lowercase(),
            Some(b'A') if number <= MOST => letters(number, b'A'),
            Some(b'a') if number <= MOST => letters(number, b'a'),
            Some(_) => number.to_string(),
        };
        self.prefix.clone() + &number
    }
}

/// A to Z, then AA to ZZ, and so on.
fn letters(number: u64, first: u8) -> String {
    let letter = char::from(first + ((number - 1) % 26) as u8);
    let count = (number - 1) / 26 + 1;
    (0..count).map(|_| letter).collect()
}

fn roman(number: u64) -> String {
    const SIGNS: [(u64, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = number;
    let mut numeral = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            numeral.push_str(sign);
            rest -= value;
        }
    }
    numeral
}
