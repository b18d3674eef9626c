//! Texts that cannot be printed as they are: what no font has, and words that fit no line.

use std::collections::{BTreeMap, BTreeSet};

use unicode_script::{Script, UnicodeScript};
use unicode_width::UnicodeWidthStr;

use super::codes;
use crate::finding::{Finding, Spot, quoted_some};

/// A piece of text that cannot be printed.
#[derive(Debug, Clone)]
pub struct Unset {
    /// The piece: what no font has, or a part of the word that is too long.
    pub text: String,
    /// Why not.
    pub fault: Fault,
    /// Where the definition has the whole text; if that is not known, the element of a template that prints it.
    pub spot: Spot,
    /// True if its place is known.
    pub is_placed: bool,
}

/// Why a text cannot be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// No font has it.
    NoGlyph,
    /// It runs off the page.
    Overlong,
}

/// One finding for each text and fault.
pub fn to_findings(unset: &[Unset]) -> Vec<Finding> {
    let mut by_text: BTreeMap<(&Spot, Fault), Vec<&str>> = BTreeMap::new();
    for one in unset {
        by_text.entry((&one.spot, one.fault)).or_default().push(&one.text);
    }
    let finding = |((spot, fault), pieces): ((&Spot, Fault), Vec<&str>)| match fault {
        Fault::NoGlyph => without_glyphs(spot, &pieces.into_iter().collect()),
        Fault::Overlong => overlong(spot, pieces[0]),
    };
    by_text.into_iter().map(finding).collect()
}

fn without_glyphs(spot: &Spot, pieces: &BTreeSet<&str>) -> Finding {
    // Marks are shown on no letter, control characters are not seen, and private ones are drawn by no font but their own.
    let is_private = |c: char| matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}');
    let is_unseen = |piece: &str| piece.width() == 0 || piece.contains(|c: char| c.is_control() || is_private(c));
    let shown = pieces.iter().map(|piece| match is_unseen(piece) {
        true => piece.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect::<Vec<_>>().join(" "),
        false => (*piece).to_owned(),
    });
    let shown: Vec<String> = shown.collect();
    let scripts = pieces.iter().flat_map(|piece| piece.chars()).map(|c| c.script());
    let scripts = scripts.filter(|script| !matches!(script, Script::Common | Script::Inherited | Script::Unknown));
    let scripts: BTreeSet<String> = scripts.map(|script| script.full_name().replace('_', " ")).collect();
    let scripts = scripts.into_iter().collect::<Vec<_>>().join(", ");
    let (named, hint) = match scripts.as_str() {
        "" => (String::new(), "write it differently, or add a font that has it to `fonts/`".to_owned()),
        scripts => (format!(" ({scripts})"), format!("add a font for {scripts} to `fonts/`, or write it differently")),
    };
    let message = format!("no font of `fonts/` has {}{named}", quoted_some(shown.iter().map(String::as_str)));
    Finding::new(&codes::MISSING_GLYPH, spot.clone(), message).hint(hint)
}

fn overlong(spot: &Spot, piece: &str) -> Finding {
    let beginning: String = piece.trim().chars().take(30).collect();
    let name = if beginning.chars().count() < 8 { "a word here".to_owned() } else { format!("`{beginning}…`") };
    let message = format!("{name} is longer than a line and runs off the page");
    Finding::new(&codes::OVERLONG_WORD, spot.clone(), message).hint("put a space, a hyphen or a soft hyphen into it")
}
