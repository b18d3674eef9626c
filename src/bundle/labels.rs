//! What viewers call the pages of a document that keeps its numbers (page labels, ISO 32000-1, 12.4.2).

use std::ops::Range;

use super::splice::Table;

const ROOT: &[u8] = b"/Root ";

/// Adds the labels to the catalog; nothing if pages are called by their positions.
pub(super) fn of_pages(pdf: &[u8], table: &Table, labels: &[String]) -> Option<(Range<usize>, String)> {
    if labels.is_empty() {
        return None;
    }
    let at = pdf.windows(ROOT.len()).rposition(|window| window == ROOT)? + ROOT.len();
    let digits = pdf[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let number = std::str::from_utf8(&pdf[at..at + digits]).ok()?.parse().ok()?;
    let catalog = table.object(number)?;
    let begin = catalog + pdf.get(catalog..)?.windows(2).take(64).position(|window| window == b"<<")? + 2;
    Some((begin..begin, format!("/PageLabels<</Nums[{}]>>", ranges(labels))))
}

/// Numbers that are counted on are one range.
fn ranges(labels: &[String]) -> String {
    let mut ranges = Vec::new();
    let mut expected = None;
    for (page, label) in labels.iter().enumerate() {
        // People type them to get to a page, with plain spaces.
        let label = label.replace('\u{a0}', " ");
        let number: Option<usize> = label.parse().ok();
        match number {
            Some(number) if expected == Some(number) => {}
            Some(number) if number > 0 => ranges.push(format!("{page}<</S/D/St {number}>>")),
            _ => {
                let letters: String = label.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
                ranges.push(format!("{page}<</P<FEFF{letters}>>>"));
            }
        }
        expected = number.filter(|number| *number > 0).map(|number| number.saturating_add(1));
    }
    ranges.join(" ")
}
