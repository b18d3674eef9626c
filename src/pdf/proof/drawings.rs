//! Counts what is drawn: by pages, and by everything else that has content (forms, patterns, drawn characters, appearances).

use std::collections::{BTreeMap, BTreeSet};

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::graph::{dictionaries, each};
use crate::pdf::{Budget, Excess, Lexer, Limits, Plain, Refusal, Token, items, pages, plain, resolved};

/// Operators and operands of the largest page and of all that is no page together, which the validator may have to hold at
/// one time.
const TOKENS: usize = 2_000_000;
/// Marked content within each other: for each operator the validator goes through what is open.
const MARKS: usize = 64;
/// Operators that are carried out for what is drawn on pages again and again.
const REPEATED: usize = 20_000_000;
/// The most times that anything is drawn.
const INVOCATIONS: usize = 10_000;

/// Everything that is drawn.
#[derive(Debug, Default)]
pub(super) struct Drawings {
    /// Operators of all pages, and of what else has content.
    pub(super) operators: usize,
    /// The number of times that a colour space is chosen.
    pub(super) colours: usize,
    /// True if there is content that the validator passes over.
    pub(super) has_unread: bool,
    /// Operators of the largest thing that is no page.
    largest: usize,
}

impl Drawings {
    /// The number of times that something other than a page may be drawn.
    pub(super) fn invocations(&self) -> usize {
        (REPEATED / self.largest.max(1)).clamp(100, INVOCATIONS)
    }
}

/// The operations of one stream that draw.
#[derive(Debug, Default, Clone, Copy)]
struct Drawn {
    tokens: usize,
    operators: usize,
    colours: usize,
    /// Marked content that it leaves open, and the most that is open in it.
    left: usize,
    most: usize,
    /// The validator passes over it, or over what follows something in it.
    is_unread: bool,
}

/// Measures a document.
///
/// # Errors
/// The budget is used up, or more is drawn at one time than the validator can hold.
pub(super) fn measure(document: &Document, limits: &Limits, budget: &mut Budget) -> Result<Drawings, Refusal> {
    let mut drawings = Drawings::default();
    let mut known: BTreeMap<ObjectId, Drawn> = BTreeMap::new();
    let too_much = || Refusal::TooComplex(Excess::Operators);
    let mut tokens = 0;
    for page in pages(document, limits.pages, budget)?.pages {
        let contents = page.dictionary.get(b"Contents").map(|contents| items(document, contents)).unwrap_or_default();
        let (mut of_page, mut open) = (0, 0);
        for part in contents {
            let drawn = of_reference(document, part, &mut known, budget)?;
            budget.drawn(drawn.operators)?;
            drawings.add(drawn);
            of_page += drawn.tokens;
            if open + drawn.most > MARKS {
                return Err(too_much());
            }
            open += drawn.left;
        }
        tokens = tokens.max(of_page);
    }
    for id in drawn_elsewhere(document) {
        let drawn = of_reference(document, &Object::Reference(id), &mut known, budget)?;
        budget.drawn(drawn.operators)?;
        drawings.add(drawn);
        drawings.largest = drawings.largest.max(drawn.operators);
        tokens += drawn.tokens;
        if drawn.most > MARKS {
            return Err(too_much());
        }
    }
    if tokens > TOKENS { Err(too_much()) } else { Ok(drawings) }
}

impl Drawings {
    fn add(&mut self, drawn: Drawn) {
        self.operators += drawn.operators;
        self.colours += drawn.colours;
        self.has_unread |= drawn.is_unread;
    }
}

/// Streams are objects, so a reference leads to one; each is measured once.
fn of_reference(
    document: &Document,
    object: &Object,
    known: &mut BTreeMap<ObjectId, Drawn>,
    budget: &mut Budget,
) -> Result<Drawn, Refusal> {
    budget.step()?;
    let Ok((Some(id), Object::Stream(stream))) = document.dereference(object) else { return Ok(Drawn::default()) };
    if let Some(drawn) = known.get(&id) {
        return Ok(*drawn);
    }
    let drawn = of_stream(document, stream, budget)?;
    known.insert(id, drawn);
    Ok(drawn)
}

fn of_stream(document: &Document, stream: &Stream, budget: &mut Budget) -> Result<Drawn, Refusal> {
    let (content, is_whole) = match plain(document, stream, budget)? {
        Plain::Whole(content) => (content, true),
        Plain::Broken(content) => (content, false),
        Plain::Picture => return Ok(Drawn { is_unread: true, ..Drawn::default() }),
    };
    let (mut drawn, mut has_image) = (Drawn::default(), false);
    let mut widths = Vec::new();
    let mut lexer = Lexer::new(&content, 0);
    loop {
        let token = lexer.token();
        drawn.tokens += 1;
        let Token::Word(word) = token else {
            if token == Token::End {
                break;
            }
            continue;
        };
        drawn.operators += 1;
        match word {
            b"BDC" | b"BMC" => drawn.left += 1,
            b"EMC" => drawn.left = drawn.left.saturating_sub(1),
            b"CS" | b"cs" | b"sh" | b"BI" => drawn.colours += 1,
            b"ID" => {
                has_image = true;
                lexer.skip_image();
            }
            b"d0" | b"d1" => widths.push(lexer.at - 1),
            _ => {}
        }
        drawn.most = drawn.most.max(drawn.left);
    }
    drawn.is_unread = !is_whole || has_image || drawn.tokens <= TOKENS && !is_read(content, &widths);
    Ok(drawn)
}

/// Returns whether the validator reads content to its end: it takes operators by lopdf, which stops without a word at what it does
/// not know. It gets nothing of content with a picture in it (8.9.7). `widths` are the places of the digits of `d0` and `d1`,
/// which the validator replaces.
fn is_read(mut content: Vec<u8>, widths: &[usize]) -> bool {
    const LAST: &str = "LASTOFALL";
    widths.iter().for_each(|at| content[*at] = b' ');
    content.push(b'\n');
    content.extend(LAST.as_bytes());
    let last = Content::decode(&content).ok().and_then(|mut content| content.operations.pop());
    last.is_some_and(|last| last.operator == LAST && last.operands.is_empty())
}

/// All streams that may be drawn besides those of pages, by where they stand.
fn drawn_elsewhere(document: &Document) -> BTreeSet<ObjectId> {
    let mut found = BTreeSet::new();
    dictionaries(document, &mut |entries| {
        for (key, value) in entries {
            match key.as_slice() {
                b"XObject" | b"Pattern" | b"CharProcs" => keep_all(document, value, key == b"XObject", &mut found),
                b"G" => keep(document, value, false, &mut found),
                b"AP" => {
                    let appearances = each(document, value).filter_map(|states| states.as_dict().ok());
                    for (_, states) in appearances.flatten() {
                        keep(document, states, false, &mut found);
                        keep_all(document, states, false, &mut found);
                    }
                }
                _ => {}
            }
        }
    });
    found
}

/// Keeps what the names of a dictionary stand for.
fn keep_all(document: &Document, object: &Object, may_be_image: bool, found: &mut BTreeSet<ObjectId>) {
    if let Ok(named) = resolved(document, object).as_dict() {
        named.iter().for_each(|(_, value)| keep(document, value, may_be_image, found));
    }
}

fn keep(document: &Document, object: &Object, may_be_image: bool, found: &mut BTreeSet<ObjectId>) {
    let is_image = |dictionary: &Dictionary| {
        may_be_image && dictionary.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Image")
    };
    if let Ok((Some(id), Object::Stream(stream))) = document.dereference(object)
        && !is_image(&stream.dict)
    {
        found.insert(id);
    }
}
