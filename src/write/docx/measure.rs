//! How wide words are, as far as that can be known without a typeface; and how wide columns are for them.

use super::blocks::stands_apart;
use crate::document::{Element, Node};

/// The room at either side of the words of a cell, in twentieths of a point.
pub(super) const INSET: i32 = 110;

/// How wide a character is, in twentieths of a point, on average.
const CHARACTER: i32 = 95;

/// The width of a line of text.
pub(super) fn width(nodes: &[Node]) -> i32 {
    i32::try_from(text(nodes).chars().map(columns_of).sum::<usize>()).unwrap_or(i32::MAX).min(200) * CHARACTER
}

/// The widths of columns: shares that are stated, else each at least as wide as its longest word, and the rest by how much
/// they hold.
pub(super) fn widths(table: &Element, columns: &[&Element], room: i32) -> Vec<i32> {
    let room = room.max(INSET * 4);
    let stated: Option<Vec<f64>> = columns.iter().map(|column| column.number_of("width")).collect();
    if let Some(shares) = stated {
        let shares: Vec<f64> = shares.into_iter().map(|share| share.clamp(0.1, 100.0)).collect();
        let all: f64 = shares.iter().sum();
        return shared(&shares.iter().map(|share| share / all).collect::<Vec<_>>(), room);
    }
    let measured: Vec<Measure> = (0..columns.len()).map(|at| measure(table, columns[at], at)).collect();
    let needed: i32 = measured.iter().map(|one| one.least).sum();
    let natural: i32 = measured.iter().map(|one| one.natural).sum();
    let weights: Vec<f64> = match () {
        () if natural <= room => {
            // What is short takes little more than it needs.
            let square = |one: &Measure| f64::from(one.natural).powi(2);
            let spare = f64::from(room - natural) / measured.iter().map(square).sum::<f64>().max(1.0);
            measured.iter().map(|one| f64::from(one.natural) + spare * square(one)).collect()
        }
        () if needed >= room => measured.iter().map(|one| f64::from(one.least)).collect(),
        () => fitted(&measured, room),
    };
    let all: f64 = weights.iter().sum::<f64>().max(1.0);
    shared(&weights.iter().map(|weight| weight / all).collect::<Vec<_>>(), room)
}

/// The widths of columns of which each has room for its longest word, and not all for their longest lines: what fits into its share
/// takes what it needs, and the others share what is left.
fn fitted(measured: &[Measure], room: i32) -> Vec<f64> {
    let mut widths: Vec<Option<i32>> = vec![None; measured.len()];
    loop {
        let open = || std::iter::zip(measured, &widths).filter(|(_, width)| width.is_none()).map(|(one, _)| one);
        let taken: i32 = widths.iter().flatten().sum();
        let spare = f64::from(room - taken - open().map(|one| one.least).sum::<i32>());
        let all: f64 = open().map(|one| one.holds.sqrt()).sum::<f64>().max(1.0);
        let share = |one: &Measure| f64::from(one.least) + spare * one.holds.sqrt() / all;
        let fits = |(one, width): &(&Measure, &Option<i32>)| width.is_none() && f64::from(one.natural) <= share(one);
        match std::iter::zip(measured, &widths).position(|column| fits(&column)) {
            Some(at) => widths[at] = Some(measured[at].natural),
            None => {
                let width = |(one, width): (&Measure, &Option<i32>)| width.map_or_else(|| share(one), f64::from);
                return std::iter::zip(measured, &widths).map(width).collect();
            }
        }
    }
}

/// What a column needs: for its longest word, for its longest line, and how much it holds.
struct Measure {
    least: i32,
    natural: i32,
    holds: f64,
}

fn measure(table: &Element, column: &Element, at: usize) -> Measure {
    let count = table.children("col").count();
    let cells = table.children("row").filter(|row| row.children("cell").count() == count);
    let cells = cells.filter_map(|row| row.children("cell").nth(at)).map(|cell| cell.content.as_slice());
    let texts: Vec<String> = std::iter::once(column.content.as_slice()).chain(cells).map(text).collect();
    let width = |text: &str| i32::try_from(text.chars().map(columns_of).sum::<usize>()).unwrap_or(i32::MAX).min(200);
    let words = texts.iter().flat_map(|text| text.split([' ', '\n', '/', '-'])).map(|word| match word.is_ascii() {
        true => width(word),
        false => width(word).min(16),
    });
    let lines = texts.iter().flat_map(|text| text.split('\n')).map(width);
    let inset = 2 * INSET + CHARACTER;
    let least = words.max().unwrap_or_default().min(24) * CHARACTER + inset;
    let natural = lines.max().unwrap_or_default() * CHARACTER + inset;
    let holds: f64 = texts.iter().map(|text| f64::from(width(text))).sum();
    Measure { least: least.min(natural), natural, holds }
}

/// How many columns of plain letters a character takes.
fn columns_of(c: char) -> usize {
    if matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{ffef}') { 2 } else { 1 }
}

fn text(nodes: &[Node]) -> String {
    let one = |node: &Node| match node {
        Node::Run(run) => run.text.clone(),
        Node::Element(element) if matches!(element.name.as_ref(), "note" | "page-number") => String::new(),
        Node::Element(element) if element.name == "br" => "\n".to_owned(),
        Node::Element(element) if stands_apart(node) => text(&element.content) + "\n",
        Node::Element(element) => text(&element.content),
    };
    nodes.iter().map(one).collect()
}

/// The widths of columns that have these shares of the room, without a rest.
fn shared(shares: &[f64], room: i32) -> Vec<i32> {
    #[allow(clippy::cast_possible_truncation, reason = "a share of the width of a page")]
    let mut widths: Vec<i32> = shares.iter().map(|share| (share * f64::from(room)) as i32).collect();
    let rest = room - widths.iter().sum::<i32>();
    if let Some(last) = widths.last_mut() {
        *last += rest;
    }
    widths
}
