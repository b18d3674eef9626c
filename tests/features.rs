//! What real meetings need stands in an example: the table `tests/cases/features.md`, row by row.

use std::collections::BTreeMap;

use crate::support::pdf::{ReadPdf, squeezed};
use crate::support::{built, repository};

/// A text that begins so is the beginning of an address that a link leads to.
const LINK: &str = "→ ";
/// A text that begins so is the description of a picture.
const PICTURE: &str = "▣ ";

#[test]
fn every_need_is_shown_by_an_example() {
    let table = std::fs::read_to_string(repository().join("tests/cases/features.md")).unwrap();
    let rows: Vec<Vec<&str>> = table
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| needed"))
        .map(|line| line.trim_matches('|').split(" | ").map(str::trim).collect())
        .collect();
    assert!(rows.len() > 80, "the table was not read");
    let mut packs: BTreeMap<&str, BTreeMap<String, Vec<u8>>> = BTreeMap::new();
    let mut texts: BTreeMap<(&str, &str), String> = BTreeMap::new();
    let mut absent = Vec::new();
    for row in &rows {
        let [need, pack, document, printed] = row[..] else { panic!("a row of {} cells: {row:?}", row.len()) };
        let files = packs.entry(pack).or_insert_with(|| built(pack));
        let bytes = &files[&format!("{document}.pdf")];
        let there = if let Some(address) = printed.strip_prefix(LINK) {
            ReadPdf::new(bytes).web_links().iter().any(|link| link.starts_with(address))
        } else if let Some(description) = printed.strip_prefix(PICTURE) {
            ReadPdf::new(bytes).descriptions().iter().any(|text| text.starts_with(description))
        } else {
            let text = texts.entry((pack, document)).or_insert_with(|| squeezed(&ReadPdf::new(bytes).text()));
            text.contains(&squeezed(printed))
        };
        if !there {
            absent.push(format!("{need}: `{printed}` is not in {pack}/{document}.pdf"));
        }
    }
    assert!(absent.is_empty(), "{}", absent.join("\n"));
}
