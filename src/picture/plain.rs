//! Pictures so small and plain that showing them takes almost no time or memory, whoever made them.

use roxmltree::{Document, Node, ParsingOptions};

use super::{Facts, jpeg, png};

/// The most bytes of a plain picture, and of one that is text.
pub const PLAIN: u64 = 512 * 1024;
const TEXT: usize = 32 * 1024;
/// The most pixels: 8 MB when they are unpacked.
const PIXELS: u64 = 2_000_000;
/// The most elements and texts of an SVG.
const NODES: u32 = 2_000;

/// Elements and their properties that are drawn as they stand, each once.
const ELEMENTS: [&str; 11] =
    ["svg", "g", "rect", "circle", "ellipse", "line", "polyline", "polygon", "path", "title", "desc"];
const PROPERTIES: [&str; 29] = [
    "id",
    "role",
    "version",
    "width",
    "height",
    "viewBox",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "d",
    "points",
    "transform",
    "fill",
    "fill-rule",
    "fill-opacity",
    "stroke",
    "stroke-width",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-opacity",
    "opacity",
];

/// Returns whether a picture can be shown and is plain: few pixels, or an SVG of few shapes that refer to nothing. Its kind is
/// that of the ending of its name.
pub fn is_plain(name: &str, content: &[u8]) -> bool {
    let is_small = |facts: &Facts| facts.pixels <= PIXELS;
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let is_plain = match ending.as_str() {
        _ if content.len() as u64 > PLAIN => false,
        "png" => png::measure(content).is_ok_and(|facts| is_small(&facts)),
        "jpg" | "jpeg" => jpeg::measure(content).is_ok_and(|facts| is_small(&facts)),
        "svg" => is_of_shapes(content),
        _ => false,
    };
    is_plain && super::inspect(name, content).is_ok()
}

fn is_of_shapes(content: &[u8]) -> bool {
    let Some(text) = std::str::from_utf8(content).ok().filter(|text| text.len() <= TEXT) else { return false };
    // Without a document type there are no entities but those of XML.
    let options = ParsingOptions { allow_dtd: false, nodes_limit: NODES, ..ParsingOptions::default() };
    let is_shape = |node: Node<'_, '_>| {
        ELEMENTS.contains(&node.tag_name().name())
            && node.attributes().all(|property| {
                PROPERTIES.contains(&property.name()) && !property.value().contains("url")
                    || property.name().starts_with("aria-")
            })
    };
    Document::parse_with_options(text, options)
        .is_ok_and(|document| document.descendants().filter(Node::is_element).all(is_shape))
}
