//! The minutes of the real pack say what the minutes as issued say, but for the corrections that the
//! pack's README lists. The list is part of the proof: a correction that is not needed, or is not
//! exactly so, fails.

use crate::support::pdf::{ReadPdf, squeezed};
use crate::support::{built, repository};

const PACK: &str = "un-network-2023-02-08";

/// A row of the README's table: line of the minutes as issued (none for all), what they say, what
/// the pack says.
struct Correction {
    line: Option<usize>,
    issued: String,
    pack: String,
}

fn corrections() -> Vec<Correction> {
    let readme = std::fs::read_to_string(repository().join(format!("packs/{PACK}/README.md"))).unwrap();
    let rows = readme.lines().filter(|line| line.starts_with("| ")).skip(1);
    let cells = rows.map(|row| row.trim_matches('|').split('|').map(str::trim).collect::<Vec<_>>());
    cells
        .map(|cells| Correction {
            line: cells[0].parse().ok(),
            issued: cells[1].trim_matches('`').to_owned(),
            pack: cells[2].trim_matches('`').to_owned(),
        })
        .collect()
}

/// Marks of the transcription that are not words: Markdown's list dashes and asterisks.
fn without_marks(line: &str) -> String {
    line.trim().trim_start_matches("- ").replace("**", "")
}

#[test]
fn every_paragraph_of_the_minutes_as_issued_is_in_the_minutes() {
    let issued = std::fs::read_to_string(repository().join("tests/cases/seed/minutes.txt")).unwrap();
    let minutes = ReadPdf::new(&built(PACK)["minutes.pdf"]).text();
    let minutes = squeezed(&minutes);
    let corrections = corrections();
    let mut missing = Vec::new();
    let mut used = vec![false; corrections.len()];
    for (number, line) in (1..).zip(issued.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let mut expected = without_marks(line);
        for (at, correction) in corrections.iter().enumerate() {
            if correction.line.is_none_or(|line| line == number) && expected.contains(&correction.issued) {
                expected = expected.replace(&correction.issued, &correction.pack);
                used[at] = true;
            }
        }
        if !minutes.contains(&squeezed(&expected)) {
            missing.push(format!("line {number}: {expected}"));
        }
    }
    assert!(missing.is_empty(), "not in the minutes:\n{}\n\nthe minutes:\n{minutes}", missing.join("\n"));
    let unused: Vec<&str> = std::iter::zip(&corrections, used)
        .filter(|(_, used)| !used)
        .map(|(correction, _)| correction.issued.as_str())
        .collect();
    assert!(unused.is_empty(), "corrections that correct nothing: {unused:?}");
}
