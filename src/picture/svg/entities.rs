//! Entities: names that an SVG gives to texts. Programs that draw name the addresses of their vocabularies so; nested, they
//! make a text of gigabytes out of a few lines.

use super::super::Fault;

/// The most text that entities may make, in bytes.
const MADE: usize = 4 << 20;

/// Refuses texts whose entities contain others, come from elsewhere, or expand to too much.
pub(super) fn look_through(text: &str) -> Result<(), Fault> {
    let Some((_, behind)) = text.split_once("<!DOCTYPE") else { return Ok(()) };
    let Some(at) = behind.find(['[', '>']).filter(|at| behind[*at..].starts_with('[')) else { return Ok(()) };
    let mut rest = behind[at + 1..].trim_start();
    let mut longest = 0;
    while !rest.starts_with(']') {
        let declaration = Declaration::read(rest).ok_or_else(nested)?;
        longest = longest.max(declaration.length);
        rest = declaration.rest.trim_start();
    }
    let named = rest.bytes().filter(|byte| *byte == b'&').count();
    match longest.saturating_mul(named) > MADE {
        true => Err(Fault::too_complex("has entities that expand to more than 4 MB")),
        false => Ok(()),
    }
}

fn nested() -> Fault {
    Fault::too_complex("has entities that are not plain text")
}

/// A comment, or the declaration of an entity that is a plain text.
struct Declaration<'a> {
    length: usize,
    rest: &'a str,
}

impl<'a> Declaration<'a> {
    fn read(text: &'a str) -> Option<Self> {
        if let Some(comment) = text.strip_prefix("<!--") {
            return Some(Self { length: 0, rest: comment.split_once("-->")?.1 });
        }
        let named = text.strip_prefix("<!ENTITY")?.trim_start();
        let value = named.split_once(char::is_whitespace)?.1.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, rest) = value[1..].split_once(quote)?;
        let is_plain = !value.contains(['&', '<', '%']);
        Some(Self { length: value.len(), rest: rest.trim_start().strip_prefix('>')? }).filter(|_| is_plain)
    }
}
