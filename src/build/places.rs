//! Where a meeting has the texts that cannot be printed.
//!
//! Values that a template prints carry their places with them. Names do not: they are composed of titles, names and ranks
//! before a template sees them.

use aho_corasick::AhoCorasick;

use crate::finding::{Placed, Spot};
use crate::meeting::{Meeting, Part, Parts};
use crate::typeset::{Fault, Unset};

/// The same, each at the text of the meeting that it came from, if that is known.
pub(super) fn at_their_texts(meeting: &Meeting, unset: Vec<Unset>) -> Vec<Unset> {
    let (mut found, lost): (Vec<Unset>, Vec<Unset>) = unset.into_iter().partition(|one| one.is_placed);
    let patterns = lost.iter().map(|one| one.text.as_str());
    let Some(matcher) = AhoCorasick::new(patterns).ok().filter(|_| !lost.is_empty()) else { return found };
    let registry = meeting.named_registry();
    let (own, named) = (Parts::of(&meeting.definition), Parts::of_registry(&registry));
    let own = own.said.iter().filter(|said| !matches!(said.part, Part::Declarations));
    let texts = own.chain(&named.said).flat_map(|said| said.text.all());
    let mut is_found = vec![false; lost.len()];
    for text in texts {
        for at in matcher.find_overlapping_iter(&text.value).map(|found| found.pattern().as_usize()) {
            // A word that is too long here may fit elsewhere; what no font has prints nowhere.
            if lost[at].fault == Fault::NoGlyph || !is_found[at] {
                is_found[at] = true;
                found.push(at_text(&lost[at], text));
            }
        }
    }
    found.extend(std::iter::zip(lost, is_found).filter(|(_, is_found)| !is_found).map(|(one, _)| one));
    found
}

fn at_text(one: &Unset, text: &Placed<String>) -> Unset {
    Unset { spot: Spot::Text(text.place), is_placed: true, ..one.clone() }
}
