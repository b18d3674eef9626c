//! A content stream without what is hidden in it.
//!
//! Operators that set the graphics state are kept, even in hidden parts (ISO 32000-1, 8.11.3.1); operators that paint are removed.

use std::collections::BTreeSet;
use std::ops::Range;

use lopdf::{Dictionary, Document, ObjectId};

use super::advance::Advance;
use super::visibility::Visibility;
use crate::pdf::{Budget, Lexer, Refusal, Token, dictionary, integer, plain_name, real_number, whole_number};

/// The resources with which a content is drawn, and which of them are visible.
pub(super) struct Resources<'a> {
    pub(super) document: &'a Document,
    pub(super) own: &'a Dictionary,
    pub(super) visibility: &'a Visibility,
    /// Forms and pictures that are hidden as a whole.
    pub(super) hidden: &'a BTreeSet<ObjectId>,
}

/// A content without what is hidden.
#[derive(Debug, Default)]
pub(super) struct VisibleContent {
    /// None if it is not changed.
    pub(super) content: Option<Vec<u8>>,
    /// The numbers of marked content that was removed.
    pub(super) marks: BTreeSet<u32>,
}

/// A part of marked content that is open.
struct Open {
    begin: Range<usize>,
    is_layer: bool,
    hides: bool,
    number: Option<u32>,
    /// True if it paints something that is seen, and something that is not.
    paints: bool,
    painted: bool,
}

/// The operands of the operator to come.
#[derive(Default)]
struct Operands<'a> {
    start: Option<usize>,
    names: Vec<&'a [u8]>,
    numbers: Vec<&'a [u8]>,
    is_number_next: bool,
    number: Option<u32>,
    has_list: bool,
    texts: Vec<Token<'a>>,
    /// The sum of all numbers.
    sum: f32,
}

/// No operator that is asked for has more operands.
const MOST_OPERANDS: usize = 8;

struct Writer<'a, 'b> {
    around: &'a Resources<'a>,
    budget: &'b mut Budget,
    open: Vec<Open>,
    text: Advance<'a>,
    /// The number of those that hide their content.
    hiding: usize,
    changes: Vec<(Range<usize>, Vec<u8>)>,
    marks: BTreeSet<u32>,
}

/// Goes through a content.
pub(super) fn rewritten(
    content: &[u8],
    around: &Resources<'_>,
    budget: &mut Budget,
) -> Result<VisibleContent, Refusal> {
    let mut writer = Writer {
        around,
        budget,
        open: Vec::new(),
        text: Advance::default(),
        hiding: 0,
        changes: Vec::new(),
        marks: BTreeSet::new(),
    };
    let mut lexer = Lexer::new(content, 0);
    let mut operands = Operands::default();
    loop {
        lexer.skip_blanks();
        let start = *operands.start.get_or_insert(lexer.at);
        match lexer.token() {
            Token::End => break,
            Token::Name(name) => operands.name(name),
            Token::Number(number) => operands.number(number),
            Token::DictionaryOpen => operands.has_list = true,
            text @ (Token::Literal(_) | Token::Hexadecimal(_)) => operands.texts.push(text),
            Token::Word(operator) if !matches!(operator, b"true" | b"false" | b"null") => {
                // The data of a picture are not read as operators.
                if operator == b"ID" {
                    lexer.skip_image();
                }
                // Its head stays open until then: `BI` begins what `ID` ends.
                if operator == b"BI" {
                    operands = Operands { start: Some(start), ..Operands::default() };
                    continue;
                }
                writer.operator(operator, &std::mem::take(&mut operands), start..lexer.at)?;
            }
            _ => {}
        }
    }
    while let Some(open) = writer.open.pop() {
        writer.close(open, None);
    }
    Ok(writer.finish(content))
}

impl<'a> Operands<'a> {
    fn name(&mut self, name: &'a [u8]) {
        self.is_number_next = self.has_list && name == b"MCID";
        if self.names.len() < MOST_OPERANDS {
            self.names.push(name);
        }
    }

    fn number(&mut self, number: &'a [u8]) {
        if self.is_number_next {
            self.number = whole_number(number).and_then(|number| u32::try_from(number).ok());
        }
        self.is_number_next = false;
        self.sum += real_number(number);
        if self.numbers.len() < MOST_OPERANDS {
            self.numbers.push(number);
        }
    }
}

impl Writer<'_, '_> {
    fn operator(&mut self, operator: &[u8], operands: &Operands<'_>, range: Range<usize>) -> Result<(), Refusal> {
        self.budget.drawn(1)?;
        let Resources { document, own, .. } = *self.around;
        self.text.follow(document, own, operator, &operands.names, &operands.numbers);
        match operator {
            b"BDC" | b"BMC" => self.begin(operands, range)?,
            b"EMC" => {
                if let Some(open) = self.open.pop() {
                    self.close(open, Some(range));
                }
            }
            b"Do" if self.is_hidden(operands) => self.hide(range, Vec::new()),
            b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"S" | b"s" => self.paint(range, b"n"),
            b"Do" | b"sh" | b"ID" => self.paint(range, b""),
            b"Tj" | b"TJ" => self.show(operands, range, Vec::new(), operands.sum),
            b"'" => self.show(operands, range, b"T* ".to_vec(), 0.0),
            b"\"" => {
                let number = |at: usize| operands.numbers.get(at).copied().unwrap_or(b"0");
                let state = [number(0), b" Tw ", number(1), b" Tc T* "].concat();
                self.show(operands, range, state, 0.0);
            }
            // Points in the content, perhaps with words.
            b"MP" | b"DP" if self.hiding > 0 => self.hide(range, Vec::new()),
            _ => {}
        }
        Ok(())
    }

    fn begin(&mut self, operands: &Operands<'_>, begin: Range<usize>) -> Result<(), Refusal> {
        let Resources { document, own, visibility, .. } = self.around;
        let is_layer = operands.names.first() == Some(&b"OC".as_slice());
        let list = operands.names.get(1).filter(|_| !operands.has_list).map(|name| plain_name(name));
        let list = list.and_then(|name| dictionary(document, own, b"Properties")?.get(&name).ok());
        let hides = match list {
            Some(layer) if is_layer => !visibility.shows(document, layer, self.budget)?,
            _ => false,
        };
        let listed = || {
            let list = document.dereference(list?).ok()?.1.as_dict().ok()?;
            u32::try_from(integer(document, list, b"MCID")?).ok()
        };
        let number = operands.number.or_else(listed);
        self.hiding += usize::from(hides);
        self.open.push(Open { begin, is_layer, hides, number, paints: false, painted: false });
        Ok(())
    }

    /// A mark goes with a layer, within something hidden, and where all that it held is hidden.
    fn close(&mut self, open: Open, end: Option<Range<usize>>) {
        self.hiding -= usize::from(open.hides);
        if let Some(above) = self.open.last_mut() {
            above.paints |= open.paints;
            above.painted |= open.painted;
        }
        let is_empty = self.hiding > 0 || (open.painted && !open.paints);
        if open.is_layer || is_empty {
            self.changes.push((open.begin, Vec::new()));
            self.changes.extend(end.map(|end| (end, Vec::new())));
        }
        if !open.is_layer && is_empty {
            self.marks.extend(open.number);
        }
    }

    /// Returns whether `Do` names something that is hidden.
    fn is_hidden(&self, operands: &Operands<'_>) -> bool {
        let Resources { document, own, hidden, .. } = self.around;
        let named = || {
            let name = plain_name(operands.names.last()?);
            document.dereference(dictionary(document, own, b"XObject")?.get(&name).ok()?).ok()?.0
        };
        named().is_some_and(|id| hidden.contains(&id))
    }

    /// Text; where that is hidden, what follows it stands where it would.
    fn show(&mut self, operands: &Operands<'_>, range: Range<usize>, before: Vec<u8>, moved: f32) {
        let mut instead = before;
        if self.hiding > 0 {
            instead.extend(self.text.instead(self.around.document, &operands.texts, moved));
        }
        self.paint(range, &instead);
    }

    /// Handles an operator that paints; if it is hidden, only its other effects are kept.
    fn paint(&mut self, range: Range<usize>, instead: &[u8]) {
        if self.hiding > 0 {
            self.hide(range, instead.to_vec());
        } else if let Some(open) = self.open.last_mut() {
            open.paints = true;
        }
    }

    fn hide(&mut self, range: Range<usize>, instead: Vec<u8>) {
        self.changes.push((range, instead));
        if let Some(open) = self.open.last_mut() {
            open.painted = true;
        }
    }

    fn finish(mut self, content: &[u8]) -> VisibleContent {
        if self.changes.is_empty() {
            return VisibleContent::default();
        }
        self.changes.sort_by_key(|(range, _)| range.start);
        let (mut written, mut done) = (Vec::with_capacity(content.len()), 0);
        for (range, instead) in self.changes {
            written.extend_from_slice(content.get(done..range.start).unwrap_or_default());
            written.push(b' ');
            written.extend(instead);
            written.push(b' ');
            done = range.end.max(done);
        }
        written.extend_from_slice(content.get(done..).unwrap_or_default());
        VisibleContent { content: Some(written), marks: self.marks }
    }
}
