//! What a document says in each format: the document with what the format words otherwise, by design.

use crate::support::pdf::squeezed;
use packwright::document::{Document, Element, Node, PAGE, Run, Said, Value};

/// A document as it is on the page for browsers, and the words that the head of the page says for all documents.
pub(crate) struct Screen {
    pub(crate) content: Vec<Node>,
    pub(crate) elsewhere: Vec<String>,
}

/// Nodes with each element replaced, from the innermost outwards.
fn changed(nodes: &[Node], change: &dyn Fn(Element) -> Node) -> Vec<Node> {
    let one = |node: &Node| match node {
        Node::Run(run) => Node::Run(run.clone()),
        Node::Element(element) => {
            let content = changed(&element.content, change);
            change(Element { content, ..element.clone() })
        }
    };
    nodes.iter().map(one).collect()
}

/// Without the characters that XML cannot have: what has one is refused when pages are made of it.
pub(crate) fn in_xml(nodes: &[Node]) -> Vec<Node> {
    let allowed = |text: &str| {
        text.chars()
            .filter(|c| *c >= ' ' && *c < '\u{fffe}' || *c > '\u{ffff}' || c.is_whitespace())
            .collect::<String>()
    };
    let run = |run: &Run| Run { text: allowed(&run.text), ..run.clone() };
    let one = |node: &Node| match node {
        Node::Run(one) => Node::Run(run(one)),
        Node::Element(element) => {
            let mut element = Element { content: in_xml(&element.content), ..element.clone() };
            for value in element.attributes.values_mut() {
                if let Value::Words(runs) = value {
                    *runs = runs.iter().map(run).collect();
                }
            }
            element.into()
        }
    };
    nodes.iter().map(one).collect()
}

/// Without the columns that only pages have.
pub(crate) fn off_pages(nodes: &[Node]) -> Vec<Node> {
    changed(nodes, &|element| {
        if element.name == "table" { element.off_pages().into_owned().into() } else { element.into() }
    })
}

/// The page for browsers has the name of a document as the heading of its section, and the common lines of the heads
/// of all documents in its own head.
pub(crate) fn on_screen(document: &Document) -> Screen {
    let mut content = vec![Element::new("heading").holding(vec![Node::text(document.name.clone())]).into()];
    let mut elsewhere = Vec::new();
    for node in off_pages(&document.content) {
        match node {
            Node::Element(title) if title.name == "document-title" => {
                assert_eq!(Said::of(&title.content).text, document.name);
                content.push(Element { content: Vec::new(), ..title }.into());
            }
            Node::Element(mut head) if head.name == "masthead" => {
                let is_own = |node: &Node| {
                    ["symbol", "filing", "job-number"].into_iter().any(|name| node.named(name).is_some())
                        || ["session", "head-line"]
                            .iter()
                            .any(|name| node.named(name).is_some_and(|line| line.says("own")))
                };
                let (own, common): (Vec<Node>, Vec<Node>) = head.content.into_iter().partition(is_own);
                for part in common {
                    let note = |element: Element| match element.name.as_ref() {
                        "note" => Node::text(""),
                        _ => element.into(),
                    };
                    let said = Said::of(std::slice::from_ref(&part));
                    elsewhere.push(Said::of(&changed(&[part], &note)).text);
                    elsewhere.extend(said.notes.into_iter().map(|(_, note)| note));
                }
                head.content = own;
                content.push(head.into());
            }
            other => content.push(other),
        }
    }
    Screen { content, elsewhere }
}

fn words(text: String) -> Value {
    Value::Words(vec![Run::of(text)])
}

/// A text shows by characters what other formats show otherwise: bullets, lines to sign on, pictures, where links lead.
pub(crate) fn as_text(nodes: &[Node]) -> Vec<Node> {
    changed(nodes, &|mut element| {
        match element.name.as_ref() {
            "list" if element.name_of("kind").is_none() => {
                for entry in &mut element.content {
                    let Node::Element(entry) = entry else { continue };
                    entry.attributes.entry("mark".into()).or_insert_with(|| words("-".to_owned()));
                }
            }
            "action" => element.content.insert(0, Element::new("line").holding(vec![Node::text("*")]).into()),
            "signature" => {
                let name = format!("{} {}", "_".repeat(30), element.text_of("name"));
                element = element.with("name", words(name));
            }
            "note" => {
                let number = format!("[{}]", element.text_of("number"));
                element = element.with("number", words(number));
            }
            "image" | "picture" => {
                return Element::new("keep").holding(vec![Node::text(format!("[{}]", element.text_of("alt")))]).into();
            }
            "a" => {
                let said = Said::of(&element.content).text;
                if let Some(url) = element.name_of("url").filter(|url| url.contains(':') && !said.contains(*url)) {
                    let url = Node::text(format!(" <{url}>"));
                    element.content.push(url);
                }
            }
            _ => {}
        }
        element.into()
    })
}

/// Pages say at which page something is, and not what is meant for other formats.
pub(crate) fn as_pages(nodes: &[Node]) -> Vec<Node> {
    changed(nodes, &|element| match element.name.as_ref() {
        "off-pages" => Node::text(""),
        "page-number" if element.text_of("pattern").is_empty() => Node::text(PAGE.to_string()),
        "page-number" => Node::text(element.text_of("pattern")),
        "ref" if element.name_of("anchor").is_some() && !element.text_of("paged").is_empty() => {
            Node::text(element.text_of("paged"))
        }
        _ => element.into(),
    })
}

/// Whether a text is as expected, with a number in each place that is kept for that of a page.
pub(crate) fn reach(expected: &str, actual: &str) -> Result<(), String> {
    let mut rest = actual;
    for (at, c) in expected.char_indices() {
        let next = match c {
            PAGE => {
                Some(rest.trim_start_matches(|c: char| c.is_ascii_digit())).filter(|after| after.len() < rest.len())
            }
            c => rest.strip_prefix(c),
        };
        let Some(next) = next else {
            let before: String = expected[..at].chars().rev().take(40).collect::<Vec<_>>().into_iter().rev().collect();
            let shown = |text: &str| text.chars().take(80).collect::<String>();
            return Err(format!("…{before}\n  document: {}\n    format: {}", shown(&expected[at..]), shown(rest)));
        };
        rest = next;
    }
    if rest.is_empty() { Ok(()) } else { Err(format!("too much: {rest}")) }
}

/// What comes after the head of a document, and the lines of the head that are not before it.
pub(crate) fn after_head<'a>(head: &[Node], actual: &'a str) -> (Vec<String>, &'a str) {
    let parts = head.iter().flat_map(|head| match head {
        Node::Element(head) => head.content.as_slice(),
        Node::Run(_) => &[],
    });
    let mut parts: Vec<String> = parts.map(|part| squeezed(&Said::of(std::slice::from_ref(part)).text)).collect();
    // A line may begin as a shorter one does.
    parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
    let mut rest = actual;
    while let Some(at) = parts.iter().position(|part| rest.trim_start_matches('·').starts_with(part)) {
        rest = &rest.trim_start_matches('·')[parts.remove(at).len()..];
    }
    (parts, rest)
}
