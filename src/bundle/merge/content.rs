//! What the operators of a page's content leave behind, and which marks they set.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::pdf::{Lexer, Token, plain_name, whole_number};

/// An operator of marked content (ISO 32000-1, 14.6) and where it stands, operands included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) range: Range<usize>,
    pub(super) what: What,
}

/// What such an operator does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    /// Begins a part: the tag, its number if it is written there, and the name of its property list otherwise.
    Begin { tag: Vec<u8>, number: Option<u32>, properties: Option<Vec<u8>> },
    /// Ends it.
    End,
    /// Ends nothing, since nothing was begun.
    Stray,
}

/// A page's content, gone through once.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// How many `Q` have no `q`: so many graphics states have to be saved before.
    pub(super) states_needed: usize,
    /// How many `q` have no `Q`.
    pub(super) states_open: usize,
    /// How many parts of marked content are not ended.
    pub(super) marks_open: usize,
    /// Whether a text object is not ended.
    pub(super) is_text_open: bool,
    /// Whether something is painted that is not marked as an artifact.
    pub(super) paints: bool,
    /// Whether something of that is text.
    pub(super) shows_text: bool,
    /// The names that operands refer to resources by.
    pub(super) names: BTreeSet<Vec<u8>>,
    /// All operators of marked content.
    pub(super) marks: Vec<Mark>,
}

/// Painting operators (ISO 32000-1, annex A).
const PAINTING: [&[u8]; 16] =
    [b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"sh", b"Do", b"Tj", b"TJ", b"'", b"\"", b"BI"];

/// Those that show text (ISO 32000-1, 9.4.3).
const SHOWING: [&[u8]; 4] = [b"Tj", b"TJ", b"'", b"\""];

/// The operands of the operator to come.
#[derive(Default)]
struct Operands<'a> {
    start: Option<usize>,
    first: Option<&'a [u8]>,
    last: Option<&'a [u8]>,
    number: Option<u32>,
    is_number_next: bool,
}

impl Content {
    pub(super) fn read(content: &[u8]) -> Self {
        let mut read = Self::default();
        let mut lexer = Lexer::new(content, 0);
        let mut operands = Operands::default();
        let mut artifacts = Vec::new();
        loop {
            lexer.skip_blanks();
            let start = *operands.start.get_or_insert(lexer.at);
            match lexer.token() {
                Token::End => break,
                Token::Name(name) => read.operand(&mut operands, name),
                Token::Number(number) if operands.is_number_next => {
                    operands.is_number_next = false;
                    operands.number = whole_number(number).and_then(|number| u32::try_from(number).ok());
                }
                Token::Number(_) | Token::Word(b"true" | b"false" | b"null") => {}
                // What only begins like a number is no operator.
                Token::Word([b'0'..=b'9' | b'+' | b'-' | b'.' | b'{' | b'}' | b')' | b'>', ..]) => {}
                Token::Word(operator) => {
                    let end = lexer.at;
                    if operator == b"ID" {
                        lexer.skip_image();
                    }
                    let operands = std::mem::take(&mut operands);
                    read.operate(operator, &operands, start..end, &mut artifacts);
                }
                _ => {}
            }
        }
        read.marks_open = artifacts.len();
        read
    }

    fn operand<'a>(&mut self, operands: &mut Operands<'a>, name: &'a [u8]) {
        operands.is_number_next = name == b"MCID";
        if !self.names.contains(name) {
            self.names.insert(plain_name(name));
        }
        operands.first = operands.first.or(Some(name));
        operands.last = Some(name);
    }

    fn operate(&mut self, operator: &[u8], operands: &Operands<'_>, range: Range<usize>, artifacts: &mut Vec<bool>) {
        match operator {
            b"q" => self.states_open += 1,
            b"Q" if self.states_open == 0 => self.states_needed += 1,
            b"Q" => self.states_open -= 1,
            b"BT" => self.is_text_open = true,
            b"ET" => self.is_text_open = false,
            b"BMC" | b"BDC" => {
                let tag = operands.first.unwrap_or_default().to_vec();
                artifacts.push(tag == b"Artifact");
                let properties = operands.last.filter(|_| operator == b"BDC" && operands.number.is_none());
                let what = What::Begin { tag, number: operands.number, properties: properties.map(<[u8]>::to_vec) };
                self.marks.push(Mark { range, what });
            }
            b"EMC" => {
                let what = if artifacts.pop().is_some() { What::End } else { What::Stray };
                self.marks.push(Mark { range, what });
            }
            _ if PAINTING.contains(&operator) && !artifacts.contains(&true) => {
                self.paints = true;
                self.shows_text |= SHOWING.contains(&operator);
            }
            _ => {}
        }
    }
}

/// What becomes of a part of marked content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It stays as it is.
    Kept,
    /// Its content stays, without the mark.
    Unmarked,
    /// It becomes an artifact.
    Artifact,
}

/// The content with other marks; none if all of them are kept.
pub(super) fn remarked(content: &[u8], marks: &[Mark], fate: impl Fn(&What) -> Fate) -> Option<Vec<u8>> {
    let mut written = Vec::with_capacity(content.len());
    let mut done = 0;
    let mut open = Vec::new();
    for mark in marks {
        let fate = match mark.what {
            What::Begin { .. } => {
                let fate = fate(&mark.what);
                open.push(fate);
                fate
            }
            // The end of an artifact looks like that of what it was before.
            What::End => match open.pop() {
                Some(Fate::Unmarked) => Fate::Unmarked,
                _ => Fate::Kept,
            },
            // It would end a part of ours.
            What::Stray => Fate::Unmarked,
        };
        if fate == Fate::Kept {
            continue;
        }
        written.extend_from_slice(&content[done..mark.range.start]);
        written.extend_from_slice(if fate == Fate::Artifact { b"/Artifact BMC " } else { b" " });
        done = mark.range.end;
    }
    written.extend_from_slice(&content[done..]);
    (done > 0).then_some(written)
}
