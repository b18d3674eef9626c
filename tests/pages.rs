//! The page for browsers: its parts are in order, its links lead somewhere, and it loads nothing. (What it says, `formats`
//! holds against the documents.)

use std::collections::{BTreeMap, BTreeSet};

use crate::support::html::{Node, is_inert, nodes, values};
use crate::support::pdf::ReadPdf;
use crate::support::{built, example_packs};

/// The pages of a pack, with their paths.
fn pages(files: &BTreeMap<String, Vec<u8>>) -> Vec<(&str, Vec<Node>)> {
    let pages = files.iter().filter(|(path, _)| path.ends_with("index.html"));
    pages.map(|(path, page)| (path.as_str(), nodes(std::str::from_utf8(page).unwrap()))).collect()
}

#[test]
fn pages_are_in_order() {
    for pack in example_packs() {
        let files = built(&pack);
        for (path, page) in pages(&files) {
            let here = format!("{pack}/{path}");
            let mut deepest = 1;
            let levels = page.iter().filter_map(|node| match node {
                Node::Open(name, _) if name.len() == 2 && name.starts_with('h') => name[1..].parse::<usize>().ok(),
                _ => None,
            });
            for level in levels {
                assert!(level <= deepest, "{here}: h{level} under h{}", deepest - 1);
                deepest = level + 1;
            }
            let ids: Vec<&str> = values(&page, "id").map(|(_, id)| id).collect();
            let unique: BTreeSet<&str> = ids.iter().copied().collect();
            assert_eq!(ids.len(), unique.len(), "{here}: an id twice");
            assert!(values(&page, "lang").any(|(element, _)| element == "html"), "{here}: no language");
            let heads: Vec<_> =
                page.iter().filter(|node| matches!(node, Node::Open(name, _) if name == "th")).collect();
            assert_eq!(heads.len(), values(&page, "scope").count(), "{here}: heads without scope");
            let pictures = page.iter().filter(|node| matches!(node, Node::Open(name, _) if name == "img")).count();
            let described = values(&page, "alt").filter(|(_, words)| !words.is_empty()).count();
            assert_eq!(pictures, described, "{here}: pictures without a description");
        }
    }
}

/// Links lead somewhere: to a place on the page, a file beside it, a destination in a PDF, or the web. Nothing else does.
#[test]
fn pages_load_nothing_and_lead_somewhere() {
    let mut links = 0;
    for pack in example_packs() {
        let files = built(&pack);
        for (path, page) in pages(&files) {
            let here = format!("{pack}/{path}");
            let ids: BTreeSet<&str> = values(&page, "id").map(|(_, id)| id).collect();
            let folder = path.strip_suffix("index.html").unwrap();
            for (element, address) in values(&page, "href") {
                assert_eq!(element, "a", "{here}: {address}");
                links += 1;
                let (file, place) = address.split_once('#').unwrap_or((address, ""));
                if ["https://", "http://", "mailto:"].iter().any(|scheme| address.starts_with(scheme)) {
                    continue;
                }
                if file.is_empty() {
                    assert!(ids.contains(place), "{here}: {address}");
                    continue;
                }
                let file = match file.strip_prefix("../") {
                    Some(up) => up.to_owned(),
                    None => format!("{folder}{file}"),
                };
                assert!(files.contains_key(&file), "{here}: {address}");
                if !place.is_empty() {
                    assert!(ReadPdf::new(&files[&file]).destinations().contains(place), "{here}: {address}");
                }
            }
            assert!(is_inert(&page), "{here} runs or loads something");
        }
    }
    assert!(links > 500, "only {links} links");
}
