//! The content of a page: text or none, in which fonts, and how much of it pictures cover.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::canvas::{Canvas, State};
use super::fonts::missing_font;
use super::operand::{Operand, matrix, name};
use crate::pdf::{
    Budget, Lexer, Matrix, Page, Plain, Rectangle, Refusal, Token, appearance, array, dictionary, entry,
    name as name_in, plain, plain_name, resolved,
};

/// The content of a page.
#[derive(Debug, Default)]
pub(crate) struct Painted {
    /// There is text, be it visible or, as under recognized scans, invisible.
    pub(crate) has_text: bool,
    /// Anything is drawn at all.
    pub(crate) has_marks: bool,
    /// The part of the page that pictures cover, 1 being all; overlapping ones count twice.
    pub(crate) covered: f32,
    /// The fonts that visible text is shown in and that are not in the file.
    pub(crate) missing_fonts: BTreeSet<String>,
    /// A part of the content cannot be read.
    pub(crate) is_garbled: bool,
}

/// Forms within each other. More than a few come from programs that nest by accident, or from ill will.
const MOST_FORMS: usize = 24;

/// A page while it is inspected.
struct Reader<'a, 'b> {
    document: &'a Document,
    budget: &'b mut Budget,
    page: Rectangle,
    painted: Painted,
    /// The forms that are being drawn, each within the one before. One that draws itself is not drawn again.
    forms: Vec<ObjectId>,
}

/// Looks at what a page shows: its content, and how its annotations appear.
pub(crate) fn painted<'a>(
    document: &'a Document,
    page: &Page<'a>,
    annotations: &[(ObjectId, &'a Dictionary)],
    budget: &mut Budget,
) -> Result<Painted, Refusal> {
    let shown = page.shown(document).map(|shown| shown.part);
    let shown = shown.unwrap_or(Rectangle { left: 0.0, bottom: 0.0, right: 1.0, top: 1.0 });
    let mut reader = Reader { document, budget, page: shown, painted: Painted::default(), forms: Vec::new() };
    let content = reader.content(page)?;
    reader.run(&content, page.resources(document), State::START, 0)?;
    // How annotations look is drawn with fonts of its own. Their text is not the page's: a scan with a note is a scan.
    let (has_text, covered) = (reader.painted.has_text, reader.painted.covered);
    for (id, appearance) in annotations.iter().filter_map(|(_, annotation)| appearance(document, annotation)) {
        reader.form(Some(id), appearance, None, State::START, 0)?;
    }
    Ok(Painted { has_text, covered, ..reader.painted })
}

impl<'a> Reader<'a, '_> {
    /// The content of a page; its parts count as one with a blank between them (7.8.2).
    fn content(&mut self, page: &Page<'a>) -> Result<Vec<u8>, Refusal> {
        let mut content = Vec::new();
        let Ok(contents) = page.dictionary.get(b"Contents") else { return Ok(content) };
        let parts = array(self.document, page.dictionary, b"Contents");
        for part in parts.map_or(std::slice::from_ref(contents), Vec::as_slice) {
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
                    self.budget.drawn(1)?;
                    match operator {
                        // A picture within the content (8.9.7).
                        b"ID" => {
                            self.picture(&canvas);
                            lexer.skip_image();
                        }
                        _ => self.operator(operator, &operands, resources, &mut canvas, depth)?,
                    }
                    operands.clear();
                    continue;
                }
                Token::Number(number) => Operand::Number(number),
                Token::Name(name) => Operand::Name(name),
                Token::Literal(text) | Token::Hexadecimal(text) => Operand::Text { is_empty: text.is_empty() },
                // Strings in the array of `TJ` count as if they stood by themselves.
                Token::ArrayOpen | Token::ArrayClose | Token::DictionaryOpen | Token::DictionaryClose => continue,
            };
            operand.keep_in(&mut operands);
        }
    }

    fn operator(
        &mut self,
        operator: &[u8],
        operands: &[Operand<'_>],
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
            b"Tr" => canvas.state.is_invisible = operands.last().and_then(|mode| mode.number()) == Some(3.0),
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

    /// Returns the resource that a name stands for.
    fn resource(&self, resources: Option<&'a Dictionary>, kind: &[u8], operands: &[Operand<'_>]) -> Option<&'a Object> {
        let named = dictionary(self.document, resources?, kind)?.get(&plain_name(name(operands)?)).ok()?;
        Some(self.document.dereference(named).ok()?.1)
    }

    /// A graphics state may set a font (8.4.5).
    fn set_font(&self, resources: Option<&'a Dictionary>, operands: &[Operand<'_>], canvas: &mut Canvas<'a>) {
        let font = || {
            let state = self.resource(resources, b"ExtGState", operands)?.as_dict().ok()?;
            resolved(self.document, array(self.document, state, b"Font")?.first()?).as_dict().ok()
        };
        canvas.state.font = font().or(canvas.state.font);
    }

    fn show(&mut self, operands: &[Operand<'_>], canvas: &Canvas<'a>) {
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
        operands: &[Operand<'_>],
        resources: Option<&'a Dictionary>,
        canvas: &Canvas<'a>,
        depth: usize,
    ) -> Result<(), Refusal> {
        let Some(Object::Stream(stream)) = self.resource(resources, b"XObject", operands) else { return Ok(()) };
        match name_in(self.document, &stream.dict, b"Subtype") {
            Some(b"Image") => self.picture(canvas),
            Some(b"Form") => {
                let id = self.reference(resources, operands);
                self.form(id, stream, resources, canvas.state, depth)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// The number of a form's object. Forms are streams and streams are always objects, so a name leads to one.
    fn reference(&self, resources: Option<&'a Dictionary>, operands: &[Operand<'_>]) -> Option<ObjectId> {
        let named = dictionary(self.document, resources?, b"XObject")?.get(&plain_name(name(operands)?)).ok()?;
        self.document.dereference(named).ok()?.0
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
        let own = dictionary(self.document, &stream.dict, b"Resources").or(resources);
        let matrix =
            entry(self.document, &stream.dict, b"Matrix").and_then(|matrix| Matrix::read(self.document, matrix));
        let matrix = matrix.unwrap_or(Matrix::IDENTITY).then(state.matrix);
        let mut content = Vec::new();
        self.part(stream, &mut content)?;
        let outer = self.forms.len();
        self.forms.extend(id);
        self.run(&content, own, State { matrix, ..state }, depth + 1)?;
        self.forms.truncate(outer);
        Ok(())
    }
}
