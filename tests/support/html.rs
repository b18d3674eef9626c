//! A page for browsers read back: its elements in order, without a browser.

/// An element, or the text between two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Node {
    /// A tag that opens an element, with its attributes.
    Open(String, Vec<(String, String)>),
    Close(String),
    Text(String),
}

/// The nodes of a page as it is written here: attributes in quotation marks, references by name and number.
pub(crate) fn nodes(page: &str) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut rest = page;
    while let Some((text, tag)) = rest.split_once('<') {
        nodes.push(Node::Text(unescaped(text)));
        let mut quoted = false;
        let end = tag.find(|c: char| {
            quoted ^= c == '"';
            c == '>' && !quoted
        });
        let (tag, after) = tag.split_at(end.unwrap());
        rest = &after[1..];
        if let Some(name) = tag.strip_prefix('/') {
            nodes.push(Node::Close(name.to_owned()));
            continue;
        }
        let (name, mut attributes) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
        let mut read = Vec::new();
        while let Some((attribute, more)) = attributes.split_once("=\"") {
            let (value, more) = more.split_once('"').unwrap();
            read.push((attribute.trim().to_owned(), unescaped(value)));
            attributes = more;
        }
        nodes.push(Node::Open(name.to_owned(), read));
        if name == "style" {
            rest = rest.split_once("</style").unwrap().1.split_once('>').unwrap().1;
        }
    }
    nodes
}

/// The text of a page, without its head and the numbers of notes.
pub(crate) fn text(nodes: &[Node]) -> String {
    let body = nodes.iter().skip_while(|node| !matches!(node, Node::Open(name, _) if name == "body"));
    let mut in_number = false;
    let texts = body.filter_map(|node| match node {
        Node::Open(name, _) | Node::Close(name) if name == "sup" => {
            in_number = matches!(node, Node::Open(..));
            None
        }
        Node::Text(text) => Some(text.as_str()).filter(|_| !in_number),
        _ => None,
    });
    texts.collect()
}

/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "blockquote",
    "br",
    "div",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "td",
    "th",
    "tr",
    "ul",
];

/// The section of a document on a page: its text, and its notes. What leads back from notes is no text.
pub(crate) fn section(page: &[Node], document: &str) -> (String, Vec<String>) {
    let has = |attributes: &[(String, String)], name: &str, value: &str| {
        attributes.iter().any(|attribute| attribute.0 == name && attribute.1 == value)
    };
    let is_start = |node: &Node| matches!(node, Node::Open(name, attributes) if name == "section" && has(attributes, "class", document));
    let start = page.iter().position(is_start).unwrap();
    let (mut text, mut notes, mut depth, mut leads_back) = (String::new(), Vec::<String>::new(), 0, false);
    for node in &page[start..] {
        match node {
            Node::Open(name, _) if name == "section" => depth += 1,
            Node::Close(name) if name == "section" => depth -= 1,
            Node::Open(name, attributes) if name == "a" => leads_back = has(attributes, "role", "doc-backlink"),
            Node::Close(name) if name == "a" => leads_back = false,
            _ => {}
        }
        let is_note = |attributes: &[(String, String)]| {
            attributes.iter().any(|(name, value)| name == "id" && value.starts_with(&format!("{document}..note-")))
        };
        if let Node::Open(_, attributes) = node
            && is_note(attributes)
        {
            notes.push(String::new());
        }
        let out = notes.last_mut().filter(|_| depth > 1).unwrap_or(&mut text);
        match node {
            Node::Text(words) if !leads_back => out.push_str(words),
            Node::Open(name, _) | Node::Close(name) if BLOCKS.contains(&name.as_str()) => out.push('\n'),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    (text, notes)
}

/// The text of the head of a page.
pub(crate) fn head(page: &[Node]) -> String {
    let inside = page.iter().skip_while(|node| !matches!(node, Node::Open(name, _) if name == "header"));
    let inside = inside.take_while(|node| !matches!(node, Node::Close(name) if name == "header"));
    let text = inside.map(|node| match node {
        Node::Text(words) => words.as_str(),
        Node::Open(name, _) | Node::Close(name) if BLOCKS.contains(&name.as_str()) => "\n",
        _ => "",
    });
    text.collect()
}

/// The values of an attribute, with the element that has each.
pub(crate) fn values<'a>(nodes: &'a [Node], attribute: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    nodes.iter().flat_map(move |node| match node {
        Node::Open(name, attributes) => {
            let of_name = attributes.iter().filter(|(name, _)| name == attribute);
            of_name.map(|(_, value)| (name.as_str(), value.as_str())).collect()
        }
        _ => Vec::new(),
    })
}

/// Whether a page neither runs nor loads anything, and keeps browsers from doing so.
pub(crate) fn is_inert(nodes: &[Node]) -> bool {
    const ACTIVE: [&str; 7] = ["script", "iframe", "object", "embed", "form", "base", "link"];
    let is_active = |node: &Node| match node {
        Node::Open(name, attributes) => {
            ACTIVE.contains(&name.as_str())
                || attributes.iter().any(|(name, _)| name.starts_with("on") || name == "style")
        }
        _ => false,
    };
    let is_bound = values(nodes, "content").any(|(_, value)| value.starts_with("default-src 'none'; "));
    let holds_pictures = values(nodes, "src").all(|(_, address)| address.starts_with("data:image/"));
    is_bound && holds_pictures && !nodes.iter().any(is_active)
}

fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, reference)) = rest.split_once('&') {
        out.push_str(before);
        let (name, after) = reference.split_once(';').unwrap();
        let named = match name {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "quot" => '"',
            "apos" => '\'',
            numbered => match numbered.strip_prefix("#x") {
                Some(hex) => char::from_u32(u32::from_str_radix(hex, 16).unwrap()).unwrap(),
                None => char::from_u32(numbered.strip_prefix('#').unwrap().parse().unwrap()).unwrap(),
            },
        };
        out.push(named);
        rest = after;
    }
    out + rest
}
