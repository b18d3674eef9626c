//! The effects of the operators in a page's content: the state that they leave behind, and the marks that they set.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::pdf::{Lexer, Token, plain_name, whole_number};

/// An operator of marked content (ISO 32000-1, 14.6) and where it stands, operands included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark<'a> {
    pub(super) range: Range<usize>,
    pub(super) what: What<'a>,
}

/// The effect of such an operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What<'a> {
    /// Begins a part: the tag, its number if it is written there, and the name of its property list otherwise.
    Begin { tag: &'a [u8], number: Option<u32>, properties: Option<&'a [u8]> },
    /// Ends it.
    End,
    /// Ends nothing, since nothing was begun.
    Stray,
}

/// The result of reading a page's content once.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// The number of `Q` without a `q`: so many graphics states have to be saved before.
    pub(super) states_needed: usize,
    /// The number of `q` without a `Q`.
    pub(super) states_open: usize,
    /// The number of parts of marked content that are not ended.
    pub(super) marks_open: usize,
    /// True if a text object is not ended.
    pub(super) is_text_open: bool,
    /// True if something is painted that is not marked as an artifact.
    pub(super) paints: bool,
    /// True if something of that is text.
    pub(super) shows_text: bool,
    /// The names that operands refer to resources by.
    pub(super) names: BTreeSet<Vec<u8>>,
}

/// The operands of the operator to come.
#[derive(Default)]
struct Operands<'a> {
    start: Option<usize>,
    first: Option<&'a [u8]>,
    last: Option<&'a [u8]>,
    number: Option<u32>,
    is_number_next: bool,
}

/// Names that were met, as they are written: most of a page's are met again at once.
#[derive(Default)]
struct Recent<'a>([&'a [u8]; 32]);

impl<'a> Recent<'a> {
    /// Keeps a name; whether it was kept already.
    fn has(&mut self, name: &'a [u8]) -> bool {
        // Slots begin with the empty name.
        let (Some(first), Some(last)) = (name.first(), name.last()) else { return false };
        let slot = name.len().wrapping_mul(5) ^ usize::from(*first).wrapping_mul(3) ^ usize::from(*last);
        std::mem::replace(&mut self.0[slot % 32], name) == name
    }
}

/// The marks met so far.
#[derive(Default)]
struct Marks<'a> {
    all: Vec<Mark<'a>>,
    /// For each open mark, whether it begins an artifact; and the number that do.
    open: Vec<bool>,
    artifacts: usize,
}

impl<'a> Operands<'a> {
    fn name(&mut self, name: &'a [u8]) {
        self.is_number_next = name == b"MCID";
        self.first = self.first.or(Some(name));
        self.last = Some(name);
    }
}

impl Content {
    /// Reads a content, and gives all its operators of marked content, too.
    pub(super) fn read(content: &[u8]) -> (Self, Vec<Mark<'_>>) {
        let mut read = Self::default();
        let mut lexer = Lexer::new(content, 0);
        let mut operands = Operands::default();
        let (mut marks, mut recent) = (Marks::default(), Recent::default());
        loop {
            lexer.skip_blanks();
            let start = *operands.start.get_or_insert(lexer.at);
            match if operands.is_number_next { lexer.token() } else { lexer.name_or_word() } {
                Token::End => break,
                Token::Name(name) => {
                    if !recent.has(name) && (name.contains(&b'#') || !read.names.contains(name)) {
                        read.names.insert(plain_name(name));
                    }
                    operands.name(name);
                }
                Token::Number(number) => {
                    operands.is_number_next = false;
                    operands.number = whole_number(number).and_then(|number| u32::try_from(number).ok());
                }
                Token::Word([b't', b'r', b'u', b'e'] | [b'f', b'a', b'l', b's', b'e'] | [b'n', b'u', b'l', b'l']) => {}
                // What stands behind `MCID` and only begins like a number is no operator.
                Token::Word([b'0'..=b'9' | b'+' | b'-' | b'.' | b'{' | b'}' | b')' | b'>', ..]) => {}
                Token::Word(operator) => {
                    let end = lexer.at;
                    if operator == b"ID" {
                        lexer.skip_image();
                    }
                    let operands = std::mem::take(&mut operands);
                    read.operate(operator, &operands, start..end, &mut marks);
                }
                _ => {}
            }
        }
        read.marks_open = marks.open.len();
        (read, marks.all)
    }

    fn operate<'a>(&mut self, operator: &[u8], operands: &Operands<'a>, range: Range<usize>, marks: &mut Marks<'a>) {
        // Patterns of bytes, and not byte strings: those would be compared one after another.
        match *operator {
            [b'q'] => self.states_open += 1,
            [b'Q'] if self.states_open == 0 => self.states_needed += 1,
            [b'Q'] => self.states_open -= 1,
            [b'B', b'T'] => self.is_text_open = true,
            [b'E', b'T'] => self.is_text_open = false,
            [b'B', kind @ (b'M' | b'D'), b'C'] => {
                let tag = operands.first.unwrap_or_default();
                let properties = operands.last.filter(|_| kind == b'D' && operands.number.is_none());
                marks.begin(range, What::Begin { tag, number: operands.number, properties }, tag == b"Artifact");
            }
            [b'E', b'M', b'C'] => marks.end(range),
            // Those that show text (ISO 32000-1, 9.4.3).
            [b'T', b'j' | b'J'] | [b'\'' | b'"'] if marks.artifacts == 0 => {
                (self.paints, self.shows_text) = (true, true);
            }
            // Those that paint something else (annex A).
            [b'S' | b's' | b'f' | b'F' | b'B' | b'b']
            | [b'f' | b'B' | b'b', b'*']
            | [b's', b'h']
            | [b'D', b'o']
            | [b'B', b'I'] => self.paints |= marks.artifacts == 0,
            _ => {}
        }
    }
}

impl<'a> Marks<'a> {
    fn begin(&mut self, range: Range<usize>, what: What<'a>, is_artifact: bool) {
        self.open.push(is_artifact);
        self.artifacts += usize::from(is_artifact);
        self.all.push(Mark { range, what });
    }

    fn end(&mut self, range: Range<usize>) {
        let what = match self.open.pop() {
            Some(is_artifact) => {
                self.artifacts -= usize::from(is_artifact);
                What::End
            }
            None => What::Stray,
        };
        self.all.push(Mark { range, what });
    }
}

/// The decision on a part of marked content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is kept unchanged.
    Kept,
    /// Its content is kept, without the mark.
    Unmarked,
    /// It becomes an artifact.
    Artifact,
}

/// The content with other marks; none if all of them are kept.
pub(super) fn remarked(content: &[u8], marks: &[Mark<'_>], fate: impl Fn(What<'_>) -> Fate) -> Option<Vec<u8>> {
    let mut written = Vec::new();
    let mut done = 0;
    let mut open = Vec::new();
    for mark in marks {
        let fate = match mark.what {
            What::Begin { .. } => {
                let fate = fate(mark.what);
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
    if done == 0 {
        return None;
    }
    written.extend_from_slice(&content[done..]);
    Some(written)
}
