//! Tokens to values.

use lopdf::{Dictionary, Object, ObjectId};

use super::budget::Budget;
use super::lexer::{Lexer, Token};
use super::{Excess, Refusal};

/// The value that comes next; nothing if none does, or a broken one.
///
/// # Errors
///
/// The values lie too deep in each other, or are too many.
pub(crate) fn value(lexer: &mut Lexer<'_>, budget: &mut Budget) -> Result<Option<Object>, Refusal> {
    let token = lexer.token();
    within(token, lexer, budget, budget.depth)
}

/// The value that a token begins, with so many more within each other.
fn within(
    token: Token<'_>,
    lexer: &mut Lexer<'_>,
    budget: &mut Budget,
    depth: usize,
) -> Result<Option<Object>, Refusal> {
    budget.value()?;
    Ok(match token {
        Token::Integer(number) => Some(reference(number, lexer).map_or(Object::Integer(number), Object::Reference)),
        Token::Real(number) => Some(Object::Real(number)),
        Token::Name(name) => Some(Object::Name(name)),
        Token::Text(text, format) => Some(Object::String(text, format)),
        Token::Word(b"true") => Some(Object::Boolean(true)),
        Token::Word(b"false") => Some(Object::Boolean(false)),
        Token::Word(b"null") => Some(Object::Null),
        Token::ArrayOpen => array(lexer, budget, deeper(depth)?)?.map(Object::Array),
        Token::DictionaryOpen => entries(lexer, budget, deeper(depth)?)?.map(Object::Dictionary),
        Token::ArrayClose | Token::DictionaryClose | Token::Word(_) | Token::End => None,
    })
}

fn deeper(depth: usize) -> Result<usize, Refusal> {
    depth.checked_sub(1).ok_or(Refusal::TooComplex(Excess::Depth))
}

/// `12 0 R`, of which the first number has been read.
fn reference(number: i64, lexer: &mut Lexer<'_>) -> Option<ObjectId> {
    let mut ahead = *lexer;
    // A reference is short; in an array of numbers nothing is read twice over a long way.
    let (Ok(number), Some(b'0'..=b'9')) = (u32::try_from(number), next_of(&mut ahead)) else { return None };
    let generation = match ahead.token() {
        Token::Integer(generation) if ahead.eat(b"R") => u16::try_from(generation).ok()?,
        // Some programs leave out the second blank.
        Token::Word(word) => std::str::from_utf8(word.strip_suffix(b"R")?).ok()?.parse().ok()?,
        _ => return None,
    };
    *lexer = ahead;
    Some((number, generation))
}

fn next_of(lexer: &mut Lexer<'_>) -> Option<u8> {
    lexer.skip_blanks();
    lexer.peek()
}

/// Whether a word among values means nothing. Readers pass over it, and programs that write files have relied on that.
/// Those that end an object are a sign that its own end is missing.
fn is_nonsense(word: &[u8]) -> bool {
    !matches!(word, b"true" | b"false" | b"null" | b"obj" | b"endobj" | b"stream" | b"endstream" | b"xref" | b"trailer")
}

fn array(lexer: &mut Lexer<'_>, budget: &mut Budget, depth: usize) -> Result<Option<Vec<Object>>, Refusal> {
    let mut items = Vec::new();
    loop {
        match lexer.token() {
            Token::ArrayClose => return Ok(Some(items)),
            Token::Word(word) if is_nonsense(word) => budget.value()?,
            token => match within(token, lexer, budget, depth)? {
                Some(item) => items.push(item),
                None => return Ok(None),
            },
        }
    }
}

/// The entries of a dictionary up to its end. Of two with one key the last counts, as with lopdf.
fn entries(lexer: &mut Lexer<'_>, budget: &mut Budget, depth: usize) -> Result<Option<Dictionary>, Refusal> {
    let mut dictionary = Dictionary::new();
    loop {
        match lexer.token() {
            Token::DictionaryClose => return Ok(Some(dictionary)),
            Token::Name(key) => {
                let token = lexer.token();
                match within(token, lexer, budget, depth)? {
                    Some(item) => dictionary.set(key, item),
                    None => return Ok(None),
                }
            }
            Token::Word(word) if is_nonsense(word) => budget.value()?,
            _ => return Ok(None),
        }
    }
}

/// The entries of the dictionary of an inline image (8.9.7), up to the keyword `ID`.
pub(crate) fn inline_entries(lexer: &mut Lexer<'_>, budget: &mut Budget) -> Result<Option<Dictionary>, Refusal> {
    let mut dictionary = Dictionary::new();
    loop {
        match lexer.token() {
            Token::Word(b"ID") => return Ok(Some(dictionary)),
            Token::Name(key) => match value(lexer, budget)? {
                Some(item) => dictionary.set(key, item),
                None => return Ok(None),
            },
            _ => return Ok(None),
        }
    }
}
