//! Native numbers of paragraphs: what is counted is no text, and nobody can edit it.
//!
//! The document has counted everything. A mark that a word processor can count itself ("12.", "(c)", "iv)") becomes a number of a
//! list that begins where ours does, and goes on as long as the marks do. Any other ("7 bis", "(أ)", "一、") becomes the text
//! of a level that counts nothing. So the marks are always those of the other formats.

use std::collections::BTreeMap;

use codex::numeral_systems::NamedNumeralSystem;

use super::xml::Xml;

/// The most levels that a list can have.
const LEVELS: usize = 9;

/// The number of the list of all bullets.
const BULLETS: usize = 1;

/// The marks of bullets, level by level.
const BULLET_MARKS: [&str; 2] = ["•", "–"];

/// A way in which word processors count: what they call it.
type Count = &'static str;

/// Where marks stand: the level of the list, the indent of the text, and how far the mark stands before it, in twentieths of a
/// point. A mark that does not hang stands in the first line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Standing {
    pub(super) level: usize,
    pub(super) indent: i32,
    pub(super) hang: i32,
    pub(super) is_hanging: bool,
    pub(super) is_bold: bool,
}

/// A number of a paragraph: that of its list, and its level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) list: usize,
    pub(super) level: usize,
}

/// A way in which marks go on: their scope, what is before the number, how it is counted, what is after it, where marks stand.
type Way = (usize, String, Count, String, Standing);

#[derive(Debug)]
enum Marks {
    Counted { before: String, count: Count, after: String, start: usize },
    Literal(String),
}

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: Vec<(Marks, Standing)>,
    /// The last number of each list that can go on, and the number of the list.
    going_on: BTreeMap<Way, (usize, usize)>,
    literals: BTreeMap<(String, Standing), usize>,
}

impl Numbering {
    pub(super) fn bullet(level: usize) -> Number {
        Number { list: BULLETS, level: level.min(LEVELS - 1) }
    }

    /// The number that shows a mark. Marks of one `scope` go on counting; those of different ones do not.
    pub(super) fn mark(&mut self, scope: usize, mark: &str, standing: Standing) -> Number {
        let standing = Standing { level: standing.level.min(LEVELS - 1), ..standing };
        let parsed = parsed(mark);
        for (before, count, number, after) in &parsed {
            let key = (scope, before.clone(), *count, after.clone(), standing);
            if let Some((last, list)) = self.going_on.get_mut(&key).filter(|(last, _)| last + 1 == *number) {
                *last = *number;
                return Number { list: *list, level: standing.level };
            }
        }
        let list = match parsed.into_iter().next() {
            Some((before, count, start, after)) => {
                let list =
                    self.add(Marks::Counted { before: before.clone(), count, after: after.clone(), start }, standing);
                self.going_on.insert((scope, before, count, after, standing), (start, list));
                list
            }
            None => match self.literals.get(&(mark.to_owned(), standing)) {
                Some(list) => *list,
                None => {
                    let list = self.add(Marks::Literal(mark.to_owned()), standing);
                    self.literals.insert((mark.to_owned(), standing), list);
                    list
                }
            },
        };
        Number { list, level: standing.level }
    }

    fn add(&mut self, marks: Marks, standing: Standing) -> usize {
        self.lists.push((marks, standing));
        self.lists.len() + BULLETS
    }

    /// The part of the file that defines all lists. Each has a definition of its own: lists that share one share its count.
    pub(super) fn part(&self, hang: i32, root: &[(&str, &str)]) -> String {
        let mut xml = Xml::default();
        xml.raw(Xml::DECLARATION);
        xml.open("w:numbering", root);
        definition(&mut xml, BULLETS, |xml| {
            for level in 0..LEVELS {
                let indent = hang * i32::try_from(level + 1).unwrap_or(1);
                let standing = Standing { level, indent, hang, is_hanging: true, is_bold: false };
                one_level(xml, (level, 1, "bullet", BULLET_MARKS[level % 2]), standing);
            }
        });
        for (at, (marks, standing)) in self.lists.iter().enumerate() {
            definition(&mut xml, at + 1 + BULLETS, |xml| levels(xml, marks, *standing));
        }
        for list in 1..=self.lists.len() + BULLETS {
            let list = list.to_string();
            xml.open("w:num", &[("w:numId", &list)]);
            xml.empty("w:abstractNumId", &[("w:val", &list)]);
            xml.close("w:num");
        }
        xml.close("w:numbering");
        xml.finish()
    }
}

fn definition(xml: &mut Xml, list: usize, levels: impl FnOnce(&mut Xml)) {
    xml.open("w:abstractNum", &[("w:abstractNumId", &list.to_string())]);
    xml.empty("w:nsid", &[("w:val", &format!("{:08X}", 0x5057_0000 + list))]);
    xml.empty("w:multiLevelType", &[("w:val", "multilevel")]);
    levels(xml);
    xml.close("w:abstractNum");
}

/// Levels down to the one that is used; those over it are never shown.
fn levels(xml: &mut Xml, marks: &Marks, standing: Standing) {
    for level in 0..=standing.level {
        match marks {
            Marks::Counted { before, count, after, start } => {
                let text = format!("{}%{}{}", literal(before), level + 1, literal(after));
                one_level(xml, (level, *start, *count, &text), standing);
            }
            Marks::Literal(mark) => one_level(xml, (level, 1, "none", &literal(mark)), standing),
        }
    }
}

fn one_level(xml: &mut Xml, (level, start, count, text): (usize, usize, &str, &str), standing: Standing) {
    let Standing { indent, hang, .. } = standing;
    xml.open("w:lvl", &[("w:ilvl", &level.to_string())]);
    xml.empty("w:start", &[("w:val", &start.to_string())]);
    xml.empty("w:numFmt", &[("w:val", count)]);
    xml.empty("w:suff", &[("w:val", "tab")]);
    xml.empty("w:lvlText", &[("w:val", text)]);
    xml.empty("w:lvlJc", &[("w:val", "left")]);
    xml.open("w:pPr", &[]);
    let (left, hanging, after) = (indent.to_string(), hang.to_string(), (indent + hang).to_string());
    let tab = if standing.is_hanging { &left } else { &after };
    xml.open("w:tabs", &[]);
    xml.empty("w:tab", &[("w:val", "num"), ("w:pos", tab)]);
    xml.close("w:tabs");
    match standing.is_hanging {
        true => xml.empty("w:ind", &[("w:left", &left), ("w:hanging", &hanging)]),
        false => xml.empty("w:ind", &[("w:left", &left), ("w:firstLine", "0")]),
    }
    xml.close("w:pPr");
    xml.open("w:rPr", &[]);
    let weight = if standing.is_bold { "1" } else { "0" };
    xml.empty("w:b", &[("w:val", weight)]);
    xml.empty("w:bCs", &[("w:val", weight)]);
    xml.empty("w:i", &[("w:val", "0")]);
    xml.empty("w:iCs", &[("w:val", "0")]);
    xml.close("w:rPr");
    xml.close("w:lvl");
}

/// A text in which nothing is taken for the number of a level: a percent sign before a digit has nothing to set it off.
fn literal(text: &str) -> String {
    text.replace('%', "\u{ff05}")
}

/// The ways in which a mark can be counted, with what stands around the number: "i" is the first of Roman numerals, or the ninth letter.
fn parsed(mark: &str) -> Vec<(String, Count, usize, String)> {
    let Some(last) = mark.rfind(|c: char| c.is_ascii_alphanumeric()) else { return Vec::new() };
    let is_digit = mark.as_bytes()[last].is_ascii_digit();
    let is_part = |c: char| if is_digit { c.is_ascii_digit() } else { c.is_ascii_alphabetic() };
    let end = last + 1;
    let start = mark[..end]
        .rfind(|c: char| !is_part(c))
        .map_or(0, |at| at + mark[at..].chars().next().map_or(1, char::len_utf8));
    let (before, number, after) = (&mark[..start], &mark[start..end], &mark[end..]);
    // Letters of other scripts before or after it belong to the mark; they are shown as they are.
    let counts: Vec<(Count, usize)> = if is_digit {
        let plain = !number.starts_with('0') && number.len() <= 6;
        number.parse().ok().filter(|_| plain).map(|number| ("decimal", number)).into_iter().collect()
    } else {
        letters(number)
    };
    counts.into_iter().map(|(count, number)| (before.to_owned(), count, number, after.to_owned())).collect()
}

/// Roman numerals and letters, in small or in capital letters.
fn letters(number: &str) -> Vec<(Count, usize)> {
    let small = number.to_ascii_lowercase();
    let is_small = small == number;
    if !is_small && number.to_ascii_uppercase() != number {
        return Vec::new();
    }
    let numeral = |value: u16| NamedNumeralSystem::LowerRoman.system().represent(value.into()).ok();
    let roman = (1..=199).find(|value| numeral(*value).is_some_and(|numeral| numeral.to_string() == small));
    // After "z" comes "aa", then "bb".
    let first = small.bytes().next().unwrap_or(b'a');
    let is_same = small.bytes().all(|byte| byte == first) && small.len() <= 3;
    let letter = is_same.then(|| usize::from(first - b'a') + 1 + 26 * (small.len() - 1));
    let counts = if is_small { ("lowerRoman", "lowerLetter") } else { ("upperRoman", "upperLetter") };
    let roman = roman.map(|value| (counts.0, value.into()));
    let letter = letter.map(|value| (counts.1, value));
    // A list that begins with "c" or "v" is one of letters; "i" and "ii" begin one of numerals.
    match (roman, letter) {
        (Some(roman), Some(letter)) if !matches!(small.as_str(), "i" | "ii" | "iii") => vec![letter, roman],
        (roman, letter) => roman.into_iter().chain(letter).collect(),
    }
}
