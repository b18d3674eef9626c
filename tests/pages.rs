//! The page for browsers: it says what the PDFs say, its parts are in order, and it loads nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::html::{Node, is_inert, nodes, text, values};
use crate::support::pdf::{ReadPdf, squeezed};
use crate::support::{built, example_packs};

/// The pages of a pack, with their paths.
fn pages(files: &BTreeMap<String, Vec<u8>>) -> Vec<(&str, Vec<Node>)> {
    let pages = files.iter().filter(|(path, _)| path.ends_with("index.html"));
    pages.map(|(path, page)| (path.as_str(), nodes(std::str::from_utf8(page).unwrap()))).collect()
}

/// The files beside a page, by their names.
fn beside<'a>(files: &'a BTreeMap<String, Vec<u8>>, page: &str) -> BTreeMap<&'a str, &'a [u8]> {
    let folder = page.strip_suffix("index.html").unwrap();
    let inside = files.iter().filter_map(|(path, bytes)| Some((path.strip_prefix(folder)?, bytes.as_slice())));
    inside.filter(|(name, _)| !name.contains('/')).collect()
}

/// The words of a text, without what only paper has: the page of a reference, in each language's way.
fn words(text: &str) -> String {
    let mut words = squeezed(text).replace([':', '：', '.'], "");
    for before in ["(page", ",page", "(pág", ",pág", "(стр", ",стр", "(第", "，第"] {
        while let Some(at) = words.find(before) {
            let rest = &words[at + before.len()..];
            let number = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let rest = rest[number..].trim_start_matches('页');
            let rest = if before.starts_with('(') { rest.strip_prefix(')').unwrap_or(rest) } else { rest };
            if number == 0 {
                break;
            }
            words = format!("{}{rest}", &words[..at]);
        }
    }
    words
}

/// Whether a page for browsers says what a PDF says; of lines and headings but for what it says otherwise: it has no numbers of pages, puts
/// several facts on lines of their own, shows a link by its words and not its address, and lists notes elsewhere.
fn stands(page: &str, role: &str, text: &str) -> bool {
    let is_there = |text: &str| page.contains(&words(text));
    if role != "P" && !role.starts_with('H') {
        return is_there(text);
    }
    let up_to_page = text.trim_end_matches(|c| c != ' ').trim_end();
    let up_to_page = [up_to_page, up_to_page.trim_end_matches(|c| c != ' ')];
    let ends_with_page = text.ends_with(|c: char| c.is_numeric() || c == '页');
    let mut before = ' ';
    let without_references = text.chars().filter(|c| {
        let is_reference = c.is_ascii_digit() && before.is_alphabetic();
        before = *c;
        !is_reference
    });
    is_there(text)
        || ends_with_page && up_to_page.into_iter().any(is_there)
        || is_there(&without_references.collect::<String>())
        || text.split(" · ").all(is_there)
        || text.split_once(": https://").is_some_and(|(words, _)| is_there(words))
}

/// Whatever a PDF tags as a paragraph, an entry, a heading or a cell stands on the page as well. (Arabic is compared by
/// `.ci/arabic.py`: its letters lie as they are painted, and readers turn them round.)
#[test]
fn pages_say_what_the_documents_say() {
    let (mut compared, mut absent) = (0, Vec::new());
    for pack in example_packs() {
        let files = built(&pack);
        for (path, page) in pages(&files).into_iter().filter(|(path, _)| !path.starts_with("ar/")) {
            let page = words(&text(&page));
            // What other people's pages say stands in their files.
            let holds_others =
                |name: &str| name == "annexes.pdf" && files.keys().any(|path| path.starts_with("annexes/"));
            let pdfs = beside(&files, path).into_iter().filter(|(name, _)| name.ends_with(".pdf"));
            for (name, bytes) in pdfs.filter(|(name, _)| !holds_others(name)) {
                let elements = ReadPdf::new(bytes).elements();
                let of_role = |wanted: &'static str| {
                    let those = elements.iter().filter(move |(role, _)| role == wanted);
                    those.map(|(_, text)| text.as_str())
                };
                // Notes stand elsewhere on the page, and the index of annexes has no heads there.
                let notes: Vec<&str> = of_role("Note").collect();
                let index: Vec<&str> = of_role("TH").take(if name == "annexes.pdf" { 3 } else { 0 }).collect();
                for (role, text) in &elements {
                    let text = notes.iter().fold(text.clone(), |text, note| {
                        let number: String = note.chars().take_while(char::is_ascii_digit).collect();
                        text.replace(&format!("{number}{note}"), "").replace(note, "")
                    });
                    if role == "TH" && index.contains(&text.as_str()) {
                        continue;
                    }
                    if !["P", "TD", "TH", "LBody", "H2", "H3", "H4"].contains(&role.as_str()) {
                        continue;
                    }
                    compared += 1;
                    if !stands(&page, role, &text) {
                        absent.push(format!("{pack}/{path} {name} {role}: {text}"));
                    }
                }
            }
        }
    }
    assert!(compared > 3000, "only {compared} elements");
    assert!(absent.is_empty(), "{} of {compared} are not on the page:\n{}", absent.len(), absent.join("\n"));
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
