//! Numbers of items, annexes, decisions and paragraphs, as the page for browsers has them.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::html::{Node, nodes};
use crate::support::unzipped;

/// A number with the text after it, in a section of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Numbered {
    section: String,
    number: String,
    text: String,
}

/// What has another number in a part than in the whole.
pub(super) fn other_numbers(whole: &[u8], part: &[u8]) -> Vec<String> {
    let (whole, part) = (unzipped(whole), unzipped(part));
    let pages = part.iter().filter(|(path, _)| path.ends_with("index.html"));
    // Notes count those that are there.
    pages.flat_map(|(path, page)| compared(&numbered(&whole[path]), &numbered(page))).collect()
}

fn compared(whole: &[Numbered], part: &[Numbered]) -> Vec<String> {
    let mut by_text: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for one in whole {
        by_text.entry((&one.section, &one.text)).or_default().push(&one.number);
    }
    let mut wrong = Vec::new();
    let known: BTreeSet<(&str, &str)> = whole.iter().map(|one| (one.section.as_str(), one.number.as_str())).collect();
    for one in part {
        match by_text.get(&(one.section.as_str(), one.text.as_str())).map(Vec::as_slice) {
            Some([number]) if *number != one.number && !one.text.is_empty() => {
                wrong.push(format!("{}: {number} is {}: {}", one.section, one.number, one.text));
            }
            // What stands in place of something has its number.
            _ if !known.contains(&(&one.section, &one.number)) => {
                wrong.push(format!("{}: the whole has no {}: {}", one.section, one.number, one.text));
            }
            _ => {}
        }
    }
    wrong
}

/// What has a number in a page.
fn numbered(page: &[u8]) -> Vec<Numbered> {
    let nodes = nodes(std::str::from_utf8(page).unwrap());
    let class = |attributes: &[(String, String)]| {
        attributes.iter().find(|(name, _)| name == "class").map_or("", |(_, value)| value.as_str()).to_owned()
    };
    let (mut all, mut section) = (Vec::new(), String::new());
    for (at, node) in nodes.iter().enumerate() {
        let Node::Open(name, attributes) = node else { continue };
        let class = class(attributes);
        match (name.as_str(), class.as_str()) {
            ("section", _) => section = class,
            ("span", "mark" | "label") if section != "notes" => {
                let text = block(&nodes[at + 1..]);
                let Some(Node::Text(number)) = nodes.get(at + 1) else { continue };
                let text = text.strip_prefix(number.trim()).unwrap_or(&text).trim().to_owned();
                all.push(Numbered { section: section.clone(), number: number.trim().to_owned(), text });
            }
            ("div", "decision") => {
                let text = block(&nodes[at + 3..]);
                let (number, title) = text.split_once(": ").unwrap_or((&text, ""));
                // A decision without a number begins with what it says.
                if number.chars().any(|c| c.is_ascii_digit()) && number.len() < 40 {
                    let (number, text) = (number.trim().to_owned(), title.to_owned());
                    all.push(Numbered { section: section.clone(), number, text });
                }
            }
            _ => {}
        }
    }
    all
}

/// The text up to the end of a block.
fn block(nodes: &[Node]) -> String {
    const BLOCKS: [&str; 12] = ["p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "div", "td", "ul", "ol"];
    let is_border =
        |node: &&Node| matches!(node, Node::Open(name, _) | Node::Close(name) if BLOCKS.contains(&name.as_str()));
    let text = nodes.iter().take_while(|node| !is_border(node));
    let text = text.filter_map(|node| if let Node::Text(text) = node { Some(text.as_str()) } else { None });
    text.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}
