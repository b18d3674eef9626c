//! The minutes of the real pack say what the minutes as issued say, but for the corrections that the
//! pack's README lists. The list is part of the proof: a correction that is not needed, or is not
//! exactly so, fails.

use crate::support::pdf::{ReadPdf, squeezed};
use crate::support::{built, events, packwright, repository};

const PACK: &str = "un-network-2023-02-08";
const AS_ISSUED: &str = "un-network-2023-02-08-as-issued";

/// A row of the README's table: line of the minutes as issued (none for all), what they say, what
/// the pack says.
struct Correction {
    line: Option<usize>,
    issued: String,
    pack: String,
}

fn corrections(pack: &str) -> Vec<Correction> {
    let readme = std::fs::read_to_string(repository().join(format!("packs/{pack}/README.md"))).unwrap();
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
    has_every_paragraph(PACK);
}

#[test]
fn the_minutes_as_issued_can_be_read_as_they_were() {
    has_every_paragraph(AS_ISSUED);
}

fn has_every_paragraph(pack: &str) {
    let issued = std::fs::read_to_string(repository().join("tests/cases/seed/minutes.txt")).unwrap();
    let minutes = ReadPdf::new(&built(pack)["minutes.pdf"]).text();
    let minutes = squeezed(&minutes);
    let corrections = corrections(pack);
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

/// Codes and the texts under their carets, of a pack of the repository.
fn found(pack: &str) -> Vec<(String, String)> {
    let output = packwright(repository(), &["check", "--format", "json", pack]);
    let packs = events(&String::from_utf8(output.stdout).unwrap(), "pack");
    let findings = packs.iter().flat_map(|pack| pack["findings"].as_array().unwrap());
    findings
        .map(|finding| {
            let text = std::fs::read_to_string(repository().join(finding["file"].as_str().unwrap())).unwrap();
            let number = |key: &str| usize::try_from(finding[key].as_u64().unwrap()).unwrap() - 1;
            let line: Vec<char> = text.lines().nth(number("line")).unwrap().chars().collect();
            let end = if number("end_line") == number("line") { number("end_column") } else { line.len() };
            let under_the_caret = line[number("column")..end].iter().collect();
            (finding["code"].as_str().unwrap().to_owned(), under_the_caret)
        })
        .collect()
}

#[test]
fn every_fault_of_the_minutes_as_issued_is_found_at_its_place() {
    let table = std::fs::read_to_string(repository().join("tests/cases/seed/rows.md")).unwrap();
    let rows = table.lines().filter(|line| line.starts_with("| ")).skip(1);
    let rows: Vec<Vec<&str>> = rows.map(|row| row[1..row.len() - 1].split('|').map(str::trim).collect()).collect();
    let (issued, corrected) = (found(AS_ISSUED), found(PACK));
    assert_eq!(corrected, [], "the corrected pack is silent");
    let mut missing = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for row in &rows {
        let [number, weight, code, text] = row[..] else { panic!("{row:?}") };
        if code.is_empty() {
            assert!(text.len() > 20, "row {number} has neither a code nor a reason");
        } else if issued.contains(&(code.to_owned(), text.to_owned())) {
            seen.insert((weight, number));
        } else {
            missing.push(format!("row {number}: {code} at `{text}`"));
        }
    }
    assert!(missing.is_empty(), "not found:\n{}\n\nfound:\n{issued:#?}", missing.join("\n"));
    let of = |weights: &[&str]| seen.iter().filter(|(weight, _)| weights.contains(weight)).count();
    assert_eq!((of(&["E"]), of(&["W", "S"])), (10, 27), "errors, warnings and style");
    let numbers: std::collections::BTreeSet<usize> = rows.iter().map(|row| row[0].parse().unwrap()).collect();
    assert_eq!(numbers, (1..=41).collect(), "every row is answered");
}
