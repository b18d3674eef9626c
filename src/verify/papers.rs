//! Papers of an extract, as they are drawn: every line of them is in the whole, and follows what it follows there.
//!
//! Lines break elsewhere and pages have other numbers where something is left out, so each line is looked for in what the page
//! for browsers and the paper of the whole say, without numbers of pages.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::texts::{COMPARED, Compared, Instead, cuts, is_left_of, is_part, letters, without_number};
use crate::finding::is_right_to_left;
use crate::leak;
use crate::workspace::embedded;

/// The letters by which it is told whether a line ends or begins a block.
const END: usize = 16;

/// A line, its letters, and whether it has to follow the one before.
type Line = (String, String, bool);

/// What the whole says.
struct Known<'a> {
    /// All letters.
    all: String,
    /// The same with a sign between blocks.
    parted: String,
    lines: BTreeSet<String>,
    /// Lines that follow each other.
    pairs: BTreeSet<(String, String)>,
    /// Lines that the page for browsers does not have, without numbers that may be those of pages: lists of contents.
    numbered: BTreeSet<String>,
    /// The most pages.
    most: usize,
    instead: &'a Instead,
}

/// Holds a paper against that of the whole, whose page for browsers says `said`; nothing if one of the two cannot be read.
pub(super) fn compare(
    path: &str,
    whole: &[u8],
    extract: &[u8],
    said: &[String],
    instead: &Instead,
) -> Option<Compared> {
    let ((theirs, beside), (ours, own_beside)) = (texts(path, whole)?, texts(path, extract)?);
    let blocks: Vec<String> = said.iter().map(|block| letters(&without_pages(block, &PAGES))).collect();
    let said = blocks.concat();
    let theirs: Vec<Vec<Line>> = theirs.iter().map(|text| lines(text, &said)).collect();
    let drawn: BTreeSet<&str> = theirs.iter().flatten().map(|(_, line, _)| line.as_str()).collect();
    let most = theirs.len().max(ours.len());
    let numbered = drawn.iter().filter(|line| !said.contains(**line)).map(|line| masked(line, most));
    let pairs = theirs.iter().flat_map(|text| text.windows(2)).map(|two| (two[0].1.clone(), two[1].1.clone()));
    let in_order = theirs.iter().flatten().map(|(_, line, _)| line.as_str()).collect::<String>();
    let beside: String = beside.iter().map(|text| letters(&without_pages(text, &HEADS))).collect();
    let known = Known {
        all: format!("{said}|{in_order}|{beside}"),
        parted: format!("|{}|", blocks.join("|")),
        numbered: numbered.collect(),
        most,
        lines: drawn.iter().map(|line| (*line).to_owned()).collect(),
        pairs: pairs.collect(),
        instead,
    };
    let mut compared = Compared::default();
    for text in &ours {
        known.compare(&lines(text, &said), &mut compared);
    }
    for line in own_beside.iter().flat_map(|text| text.lines()) {
        if !known.is_head(line) {
            compared.strange.push(line.trim().to_owned());
        }
    }
    Some(compared)
}

impl Known<'_> {
    fn compare(&self, lines: &[Line], compared: &mut Compared) {
        let mut before: Option<&str> = None;
        for (line, own, in_order) in lines {
            let is_in = self.lines.contains(own) || !self.instead.contains(own) && self.is_said(own);
            let joint = before.filter(|_| is_in && *in_order).map_or((true, true), |before| self.joint(before, own));
            let into = match (is_in, joint) {
                (true, (true, true)) => {
                    compared.count += 1;
                    before = Some(own);
                    continue;
                }
                // Words are withheld at the end of one block, or at the beginning of the other.
                (true, (true, false) | (false, true)) => &mut compared.stated,
                (false, _) if compared.stated.len() + compared.strange.len() < COMPARED && self.is_stated(own) => {
                    &mut compared.stated
                }
                _ => &mut compared.strange,
            };
            into.push(line.clone());
            before = is_in.then_some(own);
        }
    }

    fn is_said(&self, own: &str) -> bool {
        self.all.contains(own) || self.numbered.contains(&masked(own, self.most))
    }

    /// Returns whether a line is what stands in the place of something, or a part of that, and what stood around it.
    fn is_stated(&self, own: &str) -> bool {
        let is_rest = |left: &str| self.all.contains(left);
        is_left_of(own, &self.all, self.instead)
            || self.instead.iter().any(|text| {
                text.contains(own)
                    || without_number(own).strip_suffix(text.as_str()).is_some_and(|left| is_part(left, &self.all))
                    || cuts(own).any(|at| text.starts_with(&own[at..]) && is_rest(&own[..at]))
                    || cuts(own).any(|at| text.ends_with(&own[..at]) && is_rest(&own[at..]))
            })
    }

    /// Returns whether a line may stand before another one, and that one after it: they do so in the whole, or a block ends and
    /// begins there.
    fn joint(&self, before: &str, own: &str) -> (bool, bool) {
        let pair = (before.to_owned(), own.to_owned());
        if self.pairs.contains(&pair) || self.all.contains(&[before, own].concat()) {
            return (true, true);
        }
        (
            self.ends(before),
            self.begins(own) || self.begins(own.trim_start_matches(|c: char| c == '#' || c.is_numeric())),
        )
    }

    fn ends(&self, line: &str) -> bool {
        let starts: Vec<usize> = line.char_indices().map(|(at, _)| at).rev().take(END).collect();
        let is_end = starts.last().is_some_and(|at| self.parted.contains(&format!("{}|", &line[*at..])));
        is_end
            || self.numbered.contains(&masked(line, self.most))
            || starts.iter().any(|at| self.parted.contains(&format!("|{}|", &line[*at..])))
    }

    fn begins(&self, line: &str) -> bool {
        let ends: Vec<usize> = line.char_indices().map(|(at, c)| at + c.len_utf8()).take(END).collect();
        ends.last().is_some_and(|at| self.parted.contains(&format!("|{}", &line[..*at])))
            || ends.iter().any(|at| self.parted.contains(&format!("|{}|", &line[..*at])))
    }

    /// Returns whether the parts of a running head are said, but for the audience and the numbers of pages. A head that is too long
    /// ends where there is no more space.
    fn is_head(&self, line: &str) -> bool {
        let without = without_pages(line, &HEADS);
        runs(&without)
            .chain(without.split(['·', '…']).map(str::to_owned).filter(|_| !line.contains(is_right_to_left)))
            .all(|part| {
                let own = letters(&part);
                self.all.contains(&own) || self.instead.contains(&own) || self.is_stated(&own)
            })
    }
}

/// What a paper says as content, and beside that.
fn texts(path: &str, bytes: &[u8]) -> Option<(Vec<String>, Vec<String>)> {
    match path.ends_with(".txt") {
        true => Some((vec![String::from_utf8_lossy(bytes).into_owned()], Vec::new())),
        false => leak::drawn_texts(bytes),
    }
}

/// Letters in which all numbers that may be those of pages are the same.
fn masked(letters: &str, most: usize) -> String {
    let is_page = |part: &&str| part.parse::<usize>().is_ok_and(|number| number <= most);
    letters.split('#').map(|part| if is_page(&part) { "_" } else { part }).collect::<Vec<_>>().join("#")
}

/// The letters of a line; without marks of notes if the page for browsers says the same without: their numbers change.
fn without_marks(line: &str, said: &str) -> String {
    let own = letters(line);
    if said.contains(&own) {
        return own;
    }
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() || matches!(c, '.' | ',' | ')' | '”' | '»'));
    let mut unmarked = String::new();
    let mut rest = line;
    while let Some(start) = rest.find(char::is_numeric) {
        let (head, number) = rest.split_at(start);
        let end = number.find(|c: char| !c.is_numeric()).unwrap_or(number.len());
        let (number, behind) = number.split_at(end);
        unmarked.push_str(head);
        let begins_note = unmarked.trim().is_empty() && behind.starts_with(char::is_alphabetic);
        if !is_letter(unmarked.chars().next_back()) && !begins_note {
            unmarked.push_str(number);
        }
        rest = behind;
    }
    unmarked.push_str(rest);
    let unmarked = letters(&unmarked);
    if !unmarked.is_empty() && said.contains(&unmarked) { unmarked } else { own }
}

/// The lines of a text that say anything. Of those that are read from the right the parts stand in no certain order.
fn lines(text: &str, said: &str) -> Vec<Line> {
    let mut all = Vec::new();
    for line in without_pages(text, &PAGES).lines() {
        match line.contains(is_right_to_left) {
            true => all.extend(runs(line).map(|run| (line.trim().to_owned(), letters(&run), false))),
            false => all.push((line.trim().to_owned(), without_marks(line, said), true)),
        }
    }
    all.retain(|(_, letters, _)| !letters.is_empty());
    all
}

/// The words that follow each other in a line that is read from the right, as they are read; nothing of other lines.
fn runs(line: &str) -> impl Iterator<Item = String> {
    let is_word = |c: char| is_right_to_left(c) || c == ' ';
    let runs = line
        .split("  ")
        .flat_map(move |part| part.split(move |c| !is_word(c)))
        .filter(|run| run.contains(is_right_to_left));
    runs.map(|run| run.chars().rev().collect())
}

/// Words around the number of a page.
type Around = (String, String);

/// Those in references to pages, in all languages of the program.
static PAGES: LazyLock<Vec<Around>> = LazyLock::new(|| around(&["page-number", "outside-page"], &["{ $page }"]));
/// The same with those of running heads.
static HEADS: LazyLock<Vec<Around>> =
    LazyLock::new(|| around(&["page-number", "outside-page", "page-of-pages"], &["{ $page }", "{ $pages }"]));

fn around(keys: &[&str], variables: &[&str]) -> Vec<Around> {
    let mut all = BTreeSet::new();
    for tag in ["ar", "en", "es", "fr", "ru", "zh"] {
        let file = embedded(&format!("templates/labels/{tag}.ftl")).unwrap_or_default();
        for line in String::from_utf8_lossy(file).lines().filter(|line| keys.iter().any(|key| line.starts_with(key))) {
            let parts = variables.iter().filter_map(|variable| line.split_once(variable));
            all.extend(parts.map(|(before, after)| {
                let before = before.rsplit(['}', '=', '،', '，', ',']).next().unwrap_or_default().trim().to_lowercase();
                let after = after.chars().next().filter(|c| c.is_alphabetic());
                (before, after.map(String::from).unwrap_or_default())
            }));
        }
    }
    all.into_iter().filter(|(before, _)| !before.is_empty()).collect()
}

/// A text without the numbers of pages that it refers to.
fn without_pages(text: &str, all: &[Around]) -> String {
    let mut text = text.to_lowercase();
    for (before, after) in all {
        let mut kept = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while let Some(at) = rest.find(before.as_str()) {
            let (head, behind) = rest.split_at(at);
            kept.push_str(head);
            let number = behind[before.len()..].trim_start();
            let end = number.find(|c: char| !c.is_numeric()).unwrap_or(number.len());
            let behind_number = number[end..].trim_start_matches(' ');
            match end > 0 {
                true => {
                    // A number on the next line leaves the end of the first.
                    kept.push(if behind[before.len()..behind.len() - number.len()].contains('\n') {
                        '\n'
                    } else {
                        ' '
                    });
                    rest = behind_number.strip_prefix(after.as_str()).unwrap_or(behind_number);
                }
                false => {
                    kept.push_str(before);
                    rest = &behind[before.len()..];
                }
            }
        }
        kept.push_str(rest);
        text = kept;
    }
    text
}
