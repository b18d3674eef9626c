//! What a page shows: text or none, in which fonts, and how much of it pictures cover.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::canvas::{Canvas, State};
use super::fonts::missing_font;
use super::operand::{Operand, matrix, name};
use super::page::Leaf;
use crate::pdf::{Budget, Lexer, Matrix, Plain, Rectangle, Refusal, Token, inline_entries, is_white, plain};

/// What a page shows.
#[derive(Debug, Default)]
pub(crate) struct Painted {
    /// There is text, be it visible or, as under recognized scans, invisible.
    pub(crate) has_text: bool,
    /// Anything is drawn at all.
    pub(crate) has_marks: bool,
    /// How much of the page pictures cover, 1 being all; those that overlap count twice.
    pub(crate) covered: f32,
    /// The fonts that visible text is shown in and that are not in the file.
    pub(crate) missing_fonts: BTreeSet<String>,
    /// A part of the content cannot be read.
    pub(crate) is_garbled: bool,
}

/// Forms within each other. More than a few come from programs that nest by accident, or from ill will.
const MOST_FORMS: usize = 24;

/// A page while it is looked at.
struct Reader<'a, 'b> {
    document: &'a Document,
    budget: &'b mut Budget,
    page: Rectangle,
    painted: Painted,
    /// The forms that are being drawn, each within the one before. One that draws itself is not drawn again.
    forms: Vec<ObjectId>,
}

/// Looks at what a page shows: its content, and how its annotations appear.
///
/// # Errors
///
/// The budget is used up.
pub(crate) fn painted<'a>(
    document: &'a Document,
    leaf: &Leaf<'a>,
    annotations: &[&'a Dictionary],
    budget: &mut Budget,
) -> Result<Painted, Refusal> {
    let page = leaf.seen(document).unwrap_or(Rectangle { left: 0.0, bottom: 0.0, right: 1.0, top: 1.0 });
    let mut reader = Reader { document, budget, page, painted: Painted::default(), forms: Vec::new() };
    let content = reader.content(leaf)?;
    reader.run(&content, leaf.resources(document), State::START, 0)?;
    // How annotations look is drawn with fonts of its own. Their text is not the page's: a scan with a note is a scan.
    let (has_text, covered) = (reader.painted.has_text, reader.painted.covered);
    for appearance in annotations.iter().filter_map(|annotation| appearance(document, annotation)) {
        reader.form(None, appearance, None, State::START, 0)?;
    }
    Ok(Painted { has_text, covered, ..reader.painted })
}

/// The normal appearance of an annotation, in its present state (12.5.5).
fn appearance<'a>(document: &'a Document, annotation: &'a Dictionary) -> Option<&'a Stream> {
    let entry = |dictionary: &'a Dictionary, key: &[u8]| Some(document.dereference(dictionary.get(key).ok()?).ok()?.1);
    match entry(entry(annotation, b"AP")?.as_dict().ok()?, b"N")? {
        Object::Stream(stream) => Some(stream),
        Object::Dictionary(states) => entry(states, annotation.get(b"AS").ok()?.as_name().ok()?)?.as_stream().ok(),
        _ => None,
    }
}

impl<'a> Reader<'a, '_> {
    /// The content of a page; its parts count as one with a blank between them (7.8.2).
    fn content(&mut self, leaf: &Leaf<'a>) -> Result<Vec<u8>, Refusal> {
        let mut content = Vec::new();
        let Ok(contents) = leaf.dictionary.get(b"Contents") else { return Ok(content) };
        let array = self.document.dereference(contents).and_then(|(_, contents)| contents.as_array());
        let parts = array.map_or(std::slice::from_ref(contents), Vec::as_slice);
        for part in parts {
            self.budget.step()?;
            match self.document.dereference(part) {
                Ok((_, Object::Stream(stream))) => self.part(stream, &mut content)?,
                // What is not there counts as null, and null as nothing; the officer should know.
                Ok((_, Object::Null)) => {}
                _ => self.painted.is_garbled = true,
            }
            content.push(b'\n');
        }
        Ok(content)
    }

    fn part(&mut self, stream: &Stream, content: &mut Vec<u8>) -> Result<(), Refusal> {
        match plain(self.document, stream, self.budget)? {
            Plain::Whole(bytes) => content.extend(bytes),
            Plain::Broken(bytes) => {
                self.painted.is_garbled = true;
                content.extend(bytes);
            }
            Plain::Picture => self.painted.is_garbled = true,
        }
        Ok(())
    }

    /// Goes through a content stream.
    fn run(
        &mut self,
        content: &[u8],
        resources: Option<&'a Dictionary>,
        state: State<'a>,
        depth: usize,
    ) -> Result<(), Refusal> {
        let mut canvas = Canvas::new(state);
        let mut operands = Vec::new();
        let mut lexer = Lexer::new(content, 0);
        loop {
            let operand = match lexer.token() {
                Token::End => return Ok(()),
                Token::Word(operator) => {
                    self.budget.operator()?;
                    match operator {
                        b"BI" => self.inline_picture(&mut lexer, &canvas)?,
                        _ => self.operator(operator, &operands, resources, &mut canvas, depth)?,
                    }
                    operands.clear();
                    continue;
                }
                Token::Integer(number) => Operand::Number(number as f32),
                Token::Real(number) => Operand::Number(number),
                Token::Name(name) => Operand::Name(name),
                Token::Text(text, _) => Operand::Text { is_empty: text.is_empty() },
                // Strings in the array of `TJ` count as if they stood by themselves.
                Token::ArrayOpen | Token::ArrayClose | Token::DictionaryOpen | Token::DictionaryClose => continue,
            };
            operand.keep_in(&mut operands);
        }
    }

    fn operator(
        &mut self,
        operator: &[u8],
        operands: &[Operand],
        resources: Option<&'a Dictionary>,
        canvas: &mut Canvas<'a>,
        depth: usize,
    ) -> Result<(), Refusal> {
        match operator {
            b"q" => canvas.save(),
            b"Q" => canvas.restore(),
            b"cm" => {
                if let Some(matrix) = matrix(operands) {
                    canvas.state.matrix = matrix.then(canvas.state.matrix);
                }
            }
            b"Tr" => canvas.state.is_invisible = operands.last() == Some(&Operand::Number(3.0)),
            b"Tf" => {
                canvas.state.font = self.resource(resources, b"Font", operands).and_then(|font| font.as_dict().ok())
            }
            b"gs" => self.set_font(resources, operands, canvas),
            b"Tj" | b"TJ" | b"'" | b"\"" => self.show(operands, canvas),
            b"Do" => self.draw(operands, resources, canvas, depth)?,
            b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"S" | b"s" | b"sh" => self.painted.has_marks = true,
            _ => {}
        }
        Ok(())
    }

    /// What a name stands for.
    fn resource(&self, resources: Option<&'a Dictionary>, kind: &[u8], operands: &[Operand]) -> Option<&'a Object> {
        let (_, kinds) = self.document.dereference(resources?.get(kind).ok()?).ok()?;
        Some(self.document.dereference(kinds.as_dict().ok()?.get(name(operands)?).ok()?).ok()?.1)
    }

    /// A graphics state may set a font (8.4.5).
    fn set_font(&self, resources: Option<&'a Dictionary>, operands: &[Operand], canvas: &mut Canvas<'a>) {
        let font = || {
            let state = self.resource(resources, b"ExtGState", operands)?.as_dict().ok()?;
            let (_, pair) = self.document.dereference(state.get(b"Font").ok()?).ok()?;
            self.document.dereference(pair.as_array().ok()?.first()?).ok()?.1.as_dict().ok()
        };
        canvas.state.font = font().or(canvas.state.font);
    }

    fn show(&mut self, operands: &[Operand], canvas: &Canvas<'a>) {
        if !operands.contains(&Operand::Text { is_empty: false }) {
            return;
        }
        (self.painted.has_text, self.painted.has_marks) = (true, true);
        if !canvas.state.is_invisible {
            let missing = canvas.state.font.and_then(|font| missing_font(self.document, font));
            self.painted.missing_fonts.extend(missing);
        }
    }

    fn draw(
        &mut self,
        operands: &[Operand],
        resources: Option<&'a Dictionary>,
        canvas: &Canvas<'a>,
        depth: usize,
    ) -> Result<(), Refusal> {
        let Some(Object::Stream(stream)) = self.resource(resources, b"XObject", operands) else { return Ok(()) };
        match stream.dict.get(b"Subtype").and_then(Object::as_name) {
            Ok(b"Image") => self.picture(canvas),
            Ok(b"Form") => {
                let id = self.reference(resources, operands);
                self.form(id, stream, resources, canvas.state, depth)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Which object a form is. Forms are streams and streams are always objects, so a name leads to one.
    fn reference(&self, resources: Option<&'a Dictionary>, operands: &[Operand]) -> Option<ObjectId> {
        let (_, forms) = self.document.dereference(resources?.get(b"XObject").ok()?).ok()?;
        self.document.dereference(forms.as_dict().ok()?.get(name(operands)?).ok()?).ok()?.0
    }

    fn picture(&mut self, canvas: &Canvas<'a>) {
        let seen = canvas.state.matrix.of_unit_square().common(self.page);
        let share = seen.map_or(0.0, Rectangle::area) / self.page.area();
        self.painted.covered += if share.is_finite() { share } else { 0.0 };
        self.painted.has_marks = true;
    }

    /// Draws a form (8.10). One without resources uses those of the page, as old files do.
    fn form(
        &mut self,
        id: Option<ObjectId>,
        stream: &'a Stream,
        resources: Option<&'a Dictionary>,
        state: State<'a>,
        depth: usize,
    ) -> Result<(), Refusal> {
        self.budget.step()?;
        if depth >= MOST_FORMS || id.is_some_and(|id| self.forms.contains(&id)) {
            return Ok(());
        }
        let own = stream.dict.get(b"Resources").and_then(|own| self.document.dereference(own));
        let own = own.ok().and_then(|(_, own)| own.as_dict().ok()).or(resources);
        let matrix = stream.dict.get(b"Matrix").ok().and_then(|matrix| Matrix::read(self.document, matrix));
        let matrix = matrix.unwrap_or(Matrix::IDENTITY).then(state.matrix);
        let mut content = Vec::new();
        self.part(stream, &mut content)?;
        let outer = self.forms.len();
        self.forms.extend(id);
        self.run(&content, own, State { matrix, ..state }, depth + 1)?;
        self.forms.truncate(outer);
        Ok(())
    }

    /// A picture within the content (8.9.7). Its data end at the first `EI` between blanks behind which text follows.
    fn inline_picture(&mut self, lexer: &mut Lexer<'_>, canvas: &Canvas<'a>) -> Result<(), Refusal> {
        if inline_entries(lexer, self.budget)?.is_none() {
            return Ok(());
        }
        self.picture(canvas);
        let data = lexer.rest();
        let ends = |window: &[u8]| match window {
            [before, b'E', b'I', behind @ ..] => {
                is_white(*before) && behind.iter().all(|byte| is_white(*byte) || byte.is_ascii_graphic())
            }
            _ => false,
        };
        let end = data.windows(8).position(ends).map(|at| at + 3);
        // At the very end fewer bytes follow.
        let end =
            end.unwrap_or_else(|| data.len() - data.iter().rev().take(8).position(|byte| *byte == b'I').unwrap_or(0));
        lexer.at += end;
        Ok(())
    }
}
