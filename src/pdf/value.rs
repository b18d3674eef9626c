//! Tokens to values.

use lopdf::{Dictionary, Object, ObjectId, StringFormat};

use super::budget::Budget;
use super::lexer::{Lexer, Token, hexadecimal, literal, plain_name, real_number, whole_number};
use super::{Excess, Refusal};

/// The value that comes next; nothing if none does, or a broken one.
///
/// # Errors
///
/// The values are nested too deeply, or are too many.
pub(crate) fn value(lexer: &mut Lexer<'_>, budget: &mut Budget) -> Result<Option<Object>, Refusal> {
    let token = lexer.token();
    within(token, lexer, budget, budget.depth())
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
        Token::Number(run) => Some(match whole_number(run) {
            Some(number) => reference(number, lexer).map_or(Object::Integer(number), Object::Reference),
            None => Object::Real(real_number(run)),
        }),
        Token::Name(name) => Some(Object::Name(plain_name(name))),
        Token::Literal(text) => Some(Object::String(literal(text), StringFormat::Literal)),
        Token::Hexadecimal(text) => Some(Object::String(hexadecimal(text), StringFormat::Hexadecimal)),
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
        Token::Number(run) if ahead.eat(b"R") => u16::try_from(whole_number(run)?).ok()?,
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

/// Returns whether a word among values means nothing. Readers pass over it, and programs that write files have relied on that.
/// Those that end an object are a sign that its own end is missing.
fn is_nonsense(word: &[u8]) -> bool {
    !matches!(word, b"true" | b"false" | b"null" | b"obj" | b"endobj" | b"stream" | b"endstream" | b"xref" | b"trailer")
}

fn array(lexer: &mut Lexer<'_>, budget: &mut Budget, depth: usize) -> Result<Option<Vec<Object>>, Refusal> {
    let mut items = Vec::new();
    loop {
        match lexer.token() {
            Token::ArrayClose => return Ok(Some(items)),
            Token::Word(word) if is_nonsense(word) => pass_over(budget)?,
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
                let key = plain_name(key);
                // Of two with one key, readers take the first or the last.
                if budget.is_exact && dictionary.has(&key) {
                    budget.forgive()?;
                }
                match within(token, lexer, budget, depth)? {
                    Some(item) => dictionary.set(key, item),
                    None => return Ok(None),
                }
            }
            Token::Word(word) if is_nonsense(word) => pass_over(budget)?,
            _ => return Ok(None),
        }
    }
}

fn pass_over(budget: &mut Budget) -> Result<(), Refusal> {
    budget.value()?;
    budget.forgive()
}
