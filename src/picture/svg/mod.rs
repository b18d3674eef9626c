//! SVG: a text of elements that refer to each other, which is drawn by a library without bounds.
//!
//! The cost of drawing is counted from the text alone: each element once for each time that it is shown, through `use`,
//! patterns, markers, masks and filters ([`cost`]). Content whose cost only drawing would show is refused: entities made of
//! entities, external files.

mod cost;
mod entities;
mod filter;
mod inside;
mod style;

use quick_xml::Reader;
use quick_xml::events::Event;
use roxmltree::{Document, Node, ParsingOptions};

use super::{Facts, Fault};
use cost::{Counting, DEPTH};

/// The largest text, in bytes.
const LENGTH: usize = 32 << 20;
/// The most elements and texts.
const NODES: u32 = 200_000;
/// The most attributes of an element: each is compared with each. Drawing programs write some twenty.
const ATTRIBUTES: usize = 1_000;

pub(super) fn inspect(content: &[u8]) -> Result<Facts, Fault> {
    at_depth(content, 0)
}

/// Inspects an SVG at a depth of nested pictures.
fn at_depth(content: &[u8], depth: usize) -> Result<Facts, Fault> {
    let text = std::str::from_utf8(content)
        .ok()
        .filter(|text| text.contains("<svg") || text.contains(":svg"))
        .ok_or_else(Fault::otherwise)?;
    if text.len() > LENGTH {
        return Err(Fault::too_complex("is longer than 32 MB"));
    }
    entities::look_through(text)?;
    if has_many_attributes(text) {
        return Err(Fault::too_complex(format!("has an element with more than {ATTRIBUTES} attributes")));
    }
    let options = ParsingOptions { allow_dtd: true, nodes_limit: NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => Fault::too_complex(format!("has more than {NODES} elements")),
        _ => Fault::damaged(),
    })?;
    let root = document.root_element();
    let is_picture = root.has_tag_name(("http://www.w3.org/2000/svg", "svg"));
    let number = |length: &str| length.trim().trim_end_matches(|c: char| !c.is_ascii_digit()).parse::<f32>().ok();
    let sizes = || ["width", "height"].into_iter().filter_map(|side| number(root.attribute(side)?));
    let has_no_size = || sizes().any(|size| size <= 0.0 || size.is_infinite());
    if depth == 0 && (!is_picture || has_no_size()) {
        return Err(Fault::damaged());
    }
    let is_too_deep = |node: Node<'_, '_>| node.is_element() && node.ancestors().nth(DEPTH).is_some();
    if document.descendants().any(is_too_deep) {
        return Err(Fault::too_complex(format!("has elements nested more than {DEPTH} deep")));
    }
    // Pictures inside are looked at as this one is.
    Counting::of(&document, &|address| inside::inspect(address, depth, at_depth))?.facts()
}

fn has_many_attributes(text: &str) -> bool {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                if tag.attributes().with_checks(false).take(ATTRIBUTES + 1).count() > ATTRIBUTES {
                    return true;
                }
            }
            // What is wrong is told by the parser that draws it.
            Ok(Event::Eof) | Err(_) => return false,
            Ok(_) => {}
        }
    }
}
