//! Indirect objects (ISO 32000-1, 7.3.10) and streams (7.3.8).

use lopdf::{Dictionary, Object, ObjectId, Stream};

use super::Refusal;
use super::budget::Budget;
use super::lexer::{Lexer, is_white};
use super::numbers::HIGHEST;
use super::value::value;

/// An object as it stands in the file.
#[derive(Debug)]
pub(crate) struct ObjectInFile {
    /// Its number and generation, as written there.
    pub(crate) id: ObjectId,
    /// The object; none if it is broken.
    pub(crate) object: Option<Object>,
    /// True if it is a stream whose end is missing.
    pub(crate) is_torn: bool,
    /// True if it is a stream whose length is written elsewhere.
    pub(crate) is_measured_elsewhere: bool,
}

/// The most white space before an object that a cross-reference entry points at.
const SLACK: usize = 32;

/// `12 0 obj`, if it stands at `at`.
pub(crate) fn header(lexer: &mut Lexer<'_>) -> Option<ObjectId> {
    let blanks = lexer.rest().iter().take(SLACK).take_while(|byte| is_white(**byte)).count();
    lexer.at += blanks;
    if !lexer.peek()?.is_ascii_digit() {
        return None;
    }
    let number = u32::try_from(lexer.integer()?).ok().filter(|number| *number <= HIGHEST)?;
    let generation = u16::try_from(lexer.integer()?).ok()?;
    // `obj` and what follows may stand together: `1 0 obj<<`, `1 0 obj5`.
    lexer.skip_blanks();
    lexer.rest().starts_with(b"obj").then(|| {
        lexer.at += 3;
        (number, generation)
    })
}

/// The object at a place, if one begins there. `length_of` reads the number that an object is, for a `Length` that is written
/// elsewhere; it reads only a number, so that no chain of lengths can be built.
pub(crate) fn object_at(
    bytes: &[u8],
    at: usize,
    length_of: &dyn Fn(ObjectId) -> Option<i64>,
    budget: &mut Budget,
) -> Result<Option<ObjectInFile>, Refusal> {
    let mut lexer = Lexer::new(bytes, at);
    let Some(id) = header(&mut lexer) else { return Ok(None) };
    let object = value(&mut lexer, budget)?;
    budget.read(lexer.at - at)?;
    let mut found = ObjectInFile { id, object: None, is_torn: false, is_measured_elsewhere: false };
    found.object = match object {
        Some(Object::Dictionary(dictionary)) => {
            Some(stream_or_not(bytes, &mut lexer, dictionary, length_of, &mut found, budget)?)
        }
        object => object,
    };
    if found.object.is_none() || budget.is_exact && !lexer.eat(b"endobj") {
        budget.forgive()?;
    }
    Ok(Some(found))
}

/// The stream of a dictionary if the keyword follows, or the dictionary.
fn stream_or_not(
    bytes: &[u8],
    lexer: &mut Lexer<'_>,
    dictionary: Dictionary,
    length_of: &dyn Fn(ObjectId) -> Option<i64>,
    found: &mut ObjectInFile,
    budget: &mut Budget,
) -> Result<Object, Refusal> {
    lexer.skip_blanks();
    let Some(behind) = lexer.rest().strip_prefix(b"stream") else {
        return Ok(Object::Dictionary(dictionary));
    };
    let line_end = if behind.starts_with(b"\r\n") {
        2
    } else {
        usize::from(behind.starts_with(b"\n") || behind.starts_with(b"\r"))
    };
    let start = lexer.at + b"stream".len() + line_end;
    let stated = match dictionary.get(b"Length") {
        Ok(Object::Reference(id)) => {
            found.is_measured_elsewhere = true;
            length_of(*id)
        }
        Ok(object) => object.as_i64().ok(),
        Err(_) => None,
    };
    let end = stream_end(bytes, start, stated, found, budget)?;
    let content = bytes.get(start..end).unwrap_or_default();
    budget.read(content.len())?;
    lexer.at = end;
    lexer.eat(b"endstream");
    let mut stream = Stream::new(dictionary, content.to_vec());
    stream.start_position = Some(start);
    Ok(Object::Stream(stream))
}

/// Where a stream ends. The stated length holds if `endstream` follows it; otherwise the next `endstream` counts, since
/// lengths are wrong more often than contents hold that word.
fn stream_end(
    bytes: &[u8],
    start: usize,
    stated: Option<i64>,
    found: &mut ObjectInFile,
    budget: &mut Budget,
) -> Result<usize, Refusal> {
    const KEYWORD: &[u8] = b"endstream";
    let stated = stated.and_then(|length| start.checked_add(usize::try_from(length).ok()?));
    if let Some(end) = stated.filter(|end| *end <= bytes.len()) {
        let behind = bytes.get(end..).unwrap_or_default();
        let blanks = behind.iter().take(SLACK).take_while(|byte| is_white(**byte)).count();
        if behind.get(blanks..).is_some_and(|rest| rest.starts_with(KEYWORD)) {
            return Ok(end);
        }
    }
    budget.forgive()?;
    let rest = bytes.get(start..).unwrap_or_default();
    let Some(length) = find(rest, KEYWORD) else {
        budget.read(rest.len())?;
        found.is_torn = true;
        return Ok(bytes.len());
    };
    budget.read(length)?;
    let content = rest.get(..length).unwrap_or_default();
    let line_end =
        if content.ends_with(b"\r\n") { 2 } else { usize::from(content.ends_with(b"\n") || content.ends_with(b"\r")) };
    Ok(start + length - line_end)
}

/// Where a word stands first.
pub(crate) fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}

/// Where a word stands last.
pub(crate) fn find_last(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).rposition(|window| window == word)
}
