//! HTML, XML and SVG: text, attributes, comments. The markup need not be well-formed.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::within::{Piece, Sink, Within};

/// Names of elements or attributes.
type Names = LazyLock<HashSet<&'static str>>;

/// Elements that do not end a word; all others do.
static INLINE: Names = LazyLock::new(|| {
    "a abbr b bdi bdo big cite code data del dfn em font i ins kbd mark q s samp small span strong time tspan tt u var \
    wbr w:t w:r w:b w:bcs w:bookmarkend w:bookmarkstart w:hyperlink w:i w:ics w:lang w:rfonts w:rpr w:rstyle w:rtl \
    w:strike w:u w:vertalign text:span"
        .split(' ')
        .collect()
});

/// Attributes with text for people.
static FOR_PEOPLE: Names = LazyLock::new(|| {
    "alt title content value label summary placeholder aria-label aria-description aria-roledescription aria-valuetext \
    desc descr abbr download author"
        .split(' ')
        .collect()
});

/// Texts that programs write about themselves.
static OF_PROGRAMS: Names = LazyLock::new(|| {
    "producer creatortool format createdate modifydate metadatadate softwareagent when action conformance parsetype xmptk \
    part rev renditionclass trapped generator appversion application"
        .split(' ')
        .collect()
});

/// Gives the text of all elements as one piece, and the attributes by their purpose.
pub(super) fn pieces(markup: &str, within: Within, sink: &mut Sink<'_>) {
    let attribute = if within == Within::Text { Within::Markup } else { within };
    let (mut text, mut for_people, mut code, mut fabric, mut comments) =
        (String::new(), String::new(), String::new(), String::new(), String::new());
    let mut rest = markup;
    // Whether the element that was opened last has text that a program wrote.
    let mut is_of_program = false;
    while let Some(start) = rest.find('<') {
        let before = rest.get(..start).unwrap_or_default();
        let into = if is_of_program { &mut fabric } else { &mut text };
        into.push_str(&decoded(before));
        rest = rest.get(start..).unwrap_or_default();
        if let Some(comment) = rest.strip_prefix("<!--") {
            let end = comment.find("-->").unwrap_or(comment.len());
            comments.push_str(comment.get(..end).unwrap_or_default());
            comments.push('\n');
            rest = comment.get(end..).unwrap_or_default().trim_start_matches("-->");
            continue;
        }
        if let Some(data) = rest.strip_prefix("<![CDATA[") {
            let end = data.find("]]>").unwrap_or(data.len());
            text.push_str(data.get(..end).unwrap_or_default());
            rest = data.get(end..).unwrap_or_default().trim_start_matches("]]>");
            continue;
        }
        let end = tag_end(rest);
        let tag = rest.get(1..end).unwrap_or_default();
        rest = rest.get(end..).unwrap_or_default().strip_prefix('>').unwrap_or_default();
        let name: String = tag.chars().take_while(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
        let is_closing = name.starts_with('/');
        let name = name.trim_matches('/');
        if !INLINE.contains(name) {
            text.push('\n');
        }
        fabric.push_str(name);
        fabric.push(' ');
        is_of_program = !is_closing && !tag.ends_with('/') && is_of_programs(name);
        if tag.starts_with(['?', '!']) {
            fabric.push_str(&decoded(tag));
        } else {
            attributes(tag, &mut |key, value| {
                let value = decoded(value);
                let key = key.to_ascii_lowercase();
                let into = match local(&key) {
                    _ if key.starts_with("xmlns") => &mut fabric,
                    key if OF_PROGRAMS.contains(key) => &mut fabric,
                    "class" | "style" | "rel" | "type" | "role" | "d" | "http-equiv" | "points" | "transform" => {
                        &mut fabric
                    }
                    key_name if FOR_PEOPLE.contains(key_name) || within == Within::Metadata => &mut for_people,
                    _ => &mut code,
                };
                into.push_str(&value);
                into.push('\n');
                fabric.push_str(&key);
                fabric.push(' ');
            });
        }
        // These are code, but strings in them may have text for people.
        if !is_closing && matches!(name, "style" | "script") {
            let end = closing(rest, name);
            let inner = rest.get(..end).unwrap_or_default();
            fabric.push_str(inner);
            super::json::pieces(inner, attribute, &mut |within, piece| {
                if let Piece::Words(text) | Piece::Code(text) = piece {
                    sink(within, Piece::Code(text));
                }
            });
            rest = rest.get(end..).unwrap_or_default();
        }
    }
    text.push_str(&decoded(rest));
    sink(within, Piece::Words(&text));
    sink(attribute, Piece::Words(&for_people));
    sink(attribute, Piece::Words(&comments));
    sink(attribute, Piece::Code(&code));
    sink(attribute, Piece::Fabric(fabric.as_bytes()));
}

/// The end of an element that cannot contain other elements.
fn closing(text: &str, name: &str) -> usize {
    let is_closing = |at: &usize| {
        let behind = text.get(at + 2..at + 2 + name.len());
        behind.is_some_and(|behind| behind.eq_ignore_ascii_case(name))
    };
    text.match_indices("</").map(|(at, _)| at).find(is_closing).unwrap_or(text.len())
}

/// Returns whether the text of an element is written by programs, such as the schemas that PDF/A requires.
fn is_of_programs(name: &str) -> bool {
    OF_PROGRAMS.contains(local(name)) || name.starts_with("pdfa")
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// Where a tag ends; a `>` within quotation marks does not end it.
fn tag_end(tag: &str) -> usize {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    // A quotation mark that is never closed.
    tag.find('>').unwrap_or(tag.len())
}

fn attributes(tag: &str, take: &mut dyn FnMut(&str, &str)) {
    let mut rest = tag.find(char::is_whitespace).and_then(|at| tag.get(at..)).unwrap_or_default();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() {
            return;
        }
        let length = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
        let (key, behind) = rest.split_at(length);
        let Some(value) = behind.trim_start().strip_prefix('=').map(str::trim_start) else {
            take(key, "");
            // No value: go on after the key, so that the loop ends.
            rest = behind;
            continue;
        };
        let (value, behind) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let value = value.get(1..).unwrap_or_default();
                let end = value.find(quote).unwrap_or(value.len());
                (value.get(..end).unwrap_or_default(), value.get(end + 1..).unwrap_or_default())
            }
            _ => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
        };
        take(key, value);
        rest = behind;
    }
}

/// Decodes entities.
fn decoded(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, entity) = rest.split_at(at);
        plain.push_str(before);
        let name = entity.get(1..).unwrap_or_default();
        let end = name.bytes().take(32).position(|byte| byte == b';');
        let value = end.and_then(|end| character(name.get(..end)?));
        match value.zip(end) {
            Some((c, end)) => {
                plain.push(c);
                rest = name.get(end + 1..).unwrap_or_default();
            }
            None => {
                plain.push('&');
                rest = name;
            }
        }
    }
    plain.push_str(rest);
    plain
}

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hexadecimal = number.strip_prefix(['x', 'X']).map(|digits| u32::from_str_radix(digits, 16).ok());
        return char::from_u32(hexadecimal.unwrap_or_else(|| number.parse().ok())?);
    }
    // Texts are compared without accents, so an accent is ignored.
    let plain =
        |letters: &str| name.chars().next().filter(|c| c.is_ascii_alphabetic() && name.get(1..) == Some(letters));
    let accents = ["acute", "grave", "circ", "uml", "tilde", "cedil", "ring", "caron", "slash"];
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "shy" => '\u{ad}',
        "szlig" => 'ß',
        "aelig" => 'æ',
        "AElig" => 'Æ',
        "oelig" => 'œ',
        "hyphen" => '-',
        "nbsp" | "ndash" | "mdash" | "rsquo" | "lsquo" | "rdquo" | "ldquo" => ' ',
        _ => accents.iter().find_map(|accent| plain(accent))?,
    })
}
