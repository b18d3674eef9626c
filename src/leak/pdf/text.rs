//! The text of contents as readers extract it: characters in the order in which they are drawn, with blanks and ends of lines
//! where the next stands apart.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::belongings::{belongings, contents_of, labels};
use super::fonts::Font;
use crate::finding::is_right_to_left;
use crate::leak::within::{Piece, Sink, Within};
use crate::pdf::{
    Budget, Lexer, Matrix, Plain, Refusal, Token, array, dictionary, hexadecimal, literal, pages, plain, plain_name,
    real_number, resolved, whole_text,
};

/// The texts of all revisions of a file; content that did not change is read once.
#[derive(Default)]
pub(super) struct Texts {
    seen: BTreeSet<u64>,
}

impl Texts {
    /// The texts of all pages and forms of a document.
    pub(super) fn of(&mut self, document: &Document, budget: &mut Budget, sink: &mut Sink<'_>) {
        let mut fonts = Fonts::of(document);
        for id in contents(document, budget) {
            let Ok(content) = content(document, id, budget) else {
                sink(Within::Text, Piece::Unread);
                return;
            };
            if content.is_empty() || !self.seen.insert(code(id, &content)) {
                continue;
            }
            let mut reader = Reader::new(document, id, &mut fonts, budget);
            let is_whole = reader.run(&content).is_ok();
            let Reader { drawn, read, said, .. } = reader;
            give(&drawn, sink);
            if read != drawn {
                give(&read, sink);
            }
            sink(Within::Structure, Piece::Words(&said));
            if !is_whole {
                sink(Within::Text, Piece::Unread);
                return;
            }
        }
    }
}

/// The text of some pages, counted from 0, with the forms and annotations on them, and alternative texts.
pub(super) fn of_pages(document: &Document, wanted: &[usize], budget: &mut Budget) -> Vec<String> {
    let Ok(pages) = pages(document, usize::MAX, budget) else { return Vec::new() };
    let ids = belongings(document, &pages, wanted, budget);
    let (mut texts, mut fonts) = (Vec::new(), Fonts::of(document));
    let parts = contents_of(document, &pages);
    for id in ids.iter().filter(|id| !parts.contains(id)) {
        let Ok(content) = content(document, *id, budget) else { continue };
        let mut reader = Reader::new(document, *id, &mut fonts, budget);
        let _ = reader.run(&content);
        let Reader { drawn, read, said, .. } = reader;
        texts.extend([drawn, read, said]);
    }
    let labels = labels(document, wanted, budget);
    let objects = ids.iter().filter_map(|id| document.objects.get(id)).chain(&labels);
    super::objects::pieces(objects, budget, &mut |_, piece| {
        if let Piece::Words(text) = piece {
            texts.push(text.to_owned());
        }
    });
    texts
}

/// The text that is drawn as content of pages, and the other text; `None` if a part of it cannot be read.
pub(super) fn drawn(document: &Document, budget: &mut Budget) -> Option<(Vec<String>, Vec<String>)> {
    let (mut fonts, mut texts) = (Fonts::of(document), (Vec::new(), Vec::new()));
    for id in contents(document, budget) {
        let content = content(document, id, budget).ok()?;
        let mut reader = Reader::new(document, id, &mut fonts, budget);
        reader.run(&content).ok()?;
        let Reader { content, aside, .. } = reader;
        texts.0.push(content);
        texts.1.push(aside);
    }
    Some(texts)
}

/// Text that is written from right to left is often drawn from the left: it is given in both directions.
fn give(text: &str, sink: &mut Sink<'_>) {
    sink(Within::Text, Piece::Words(text));
    if text.contains(is_right_to_left) {
        let turned = |line: &str| line.chars().rev().collect::<String>();
        let lines: Vec<String> = text.split('\n').map(turned).collect();
        sink(Within::Text, Piece::Words(&lines.join("\n")));
        sink(Within::Text, Piece::Words(&turned(text)));
    }
}

/// Identifies a content; the same number and bytes are the same content.
fn code(id: ObjectId, content: &[u8]) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    (id, content).hash(&mut hasher);
    hasher.finish()
}

/// Pages in their order, then everything else with content: pages that nothing refers to, forms, patterns, glyphs.
fn contents(document: &Document, budget: &mut Budget) -> Vec<ObjectId> {
    let (mut ids, mut known) = (Vec::new(), BTreeSet::new());
    if let Ok(pages) = pages(document, usize::MAX, budget) {
        ids.extend(pages.pages.iter().map(|page| page.id));
        known = contents_of(document, &pages);
        known.extend(ids.iter().copied());
    }
    let holds = |object: &Object| match object {
        Object::Dictionary(dictionary) => {
            dictionary.get(b"Contents").is_ok_and(|contents| !matches!(contents, Object::String(..)))
        }
        Object::Stream(stream) => {
            stream.dict.get(b"Resources").is_ok() || stream.dict.get(b"BBox").is_ok() || stream.dict.len() <= 3
        }
        _ => false,
    };
    let others = document.objects.iter().filter(|(id, object)| !known.contains(id) && holds(object));
    ids.extend(others.map(|(id, _)| *id));
    ids
}

/// The content of a page, whose parts count as one, or of a form.
fn content(document: &Document, id: ObjectId, budget: &mut Budget) -> Result<Vec<u8>, Refusal> {
    let mut content = Vec::new();
    let parts = match document.objects.get(&id) {
        Some(Object::Dictionary(page)) => match array(document, page, b"Contents") {
            Some(parts) => parts.iter().collect(),
            None => page.get(b"Contents").into_iter().collect(),
        },
        Some(stream @ Object::Stream(_)) => vec![stream],
        _ => Vec::new(),
    };
    for part in parts {
        budget.step()?;
        if let Object::Stream(stream) = resolved(document, part) {
            match plain(document, stream, budget)? {
                Plain::Whole(bytes) | Plain::Broken(bytes) => content.extend(bytes),
                Plain::Picture => {}
            }
            content.push(b'\n');
        }
    }
    Ok(content)
}

/// The dictionary of an object.
fn own(object: &Object) -> Option<&Dictionary> {
    object.as_dict().or_else(|_| object.as_stream().map(|stream| &stream.dict)).ok()
}

/// The fonts of a document.
struct Fonts<'a> {
    read: BTreeMap<ObjectId, std::rc::Rc<Font>>,
    /// By the names that contents use; for contents without resources of their own, which inherit them.
    by_name: BTreeMap<&'a [u8], &'a Object>,
}

impl<'a> Fonts<'a> {
    fn of(document: &'a Document) -> Self {
        let mut by_name = BTreeMap::new();
        for object in document.objects.values() {
            let Some(own) = own(object) else { continue };
            let direct = dictionary(document, own, b"Font");
            let inner = dictionary(document, own, b"Resources").and_then(|own| dictionary(document, own, b"Font"));
            for (name, font) in direct.into_iter().chain(inner).flat_map(Dictionary::iter) {
                by_name.entry(name.as_slice()).or_insert(font);
            }
        }
        Self { read: BTreeMap::new(), by_name }
    }

    fn get(
        &mut self,
        document: &'a Document,
        resources: Option<&'a Dictionary>,
        name: &[u8],
        budget: &mut Budget,
    ) -> Option<std::rc::Rc<Font>> {
        let own = resources.and_then(|resources| dictionary(document, resources, b"Font")?.get(name).ok());
        let font = own.or_else(|| self.by_name.get(name).copied())?;
        let dictionary = resolved(document, font).as_dict().ok()?;
        let id = font.as_reference().ok();
        if let Some(read) = id.and_then(|id| self.read.get(&id)) {
            return Some(read.clone());
        }
        let read = std::rc::Rc::new(Font::read(document, dictionary, budget));
        if let Some(id) = id {
            self.read.insert(id, read.clone());
        }
        Some(read)
    }
}

/// The part of the state that `q` keeps.
#[derive(Clone)]
struct State {
    around: Matrix,
    font: Option<std::rc::Rc<Font>>,
    size: f32,
    character: f32,
    word: f32,
    stretch: f32,
    leading: f32,
    rise: f32,
}

/// How deep states and marks may be nested.
const MOST_STATES: usize = 512;
/// The most operands that are kept; an array counts as many as it has.
const MOST_OPERANDS: usize = 100_000;

struct Reader<'a, 'b> {
    document: &'a Document,
    resources: Option<&'a Dictionary>,
    fonts: &'b mut Fonts<'a>,
    budget: &'b mut Budget,
    state: State,
    kept: Vec<State>,
    line: Matrix,
    text: Matrix,
    /// Where the last character ended, and how high it was.
    end: Option<(f32, f32, f32)>,
    /// Open marks: whether each states a replacement text, and whether it marks text that is not content.
    marks: Vec<(bool, bool)>,
    replaced: usize,
    artifacts: usize,
    /// All text as drawn; the same with replacement texts; and alternative texts.
    drawn: String,
    read: String,
    said: String,
    /// The text that is drawn as content, and the other text, such as running heads.
    content: String,
    aside: String,
}

enum Operand {
    Text(Vec<u8>),
    Number(f32),
    Name(Vec<u8>),
}

impl<'a, 'b> Reader<'a, 'b> {
    /// A reader of the content of a page or a form, with its resources.
    fn new(document: &'a Document, id: ObjectId, fonts: &'b mut Fonts<'a>, budget: &'b mut Budget) -> Self {
        let holder = document.objects.get(&id).and_then(own);
        let resources = holder.and_then(|holder| dictionary(document, holder, b"Resources"));
        let state = State {
            around: Matrix::IDENTITY,
            font: None,
            size: 1.0,
            character: 0.0,
            word: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        Self {
            document,
            resources,
            fonts,
            budget,
            state,
            kept: Vec::new(),
            line: Matrix::IDENTITY,
            text: Matrix::IDENTITY,
            end: None,
            marks: Vec::new(),
            replaced: 0,
            artifacts: 0,
            drawn: String::new(),
            read: String::new(),
            said: String::new(),
            content: String::new(),
            aside: String::new(),
        }
    }

    fn run(&mut self, content: &[u8]) -> Result<(), Refusal> {
        let mut lexer = Lexer::new(content, 0);
        let mut operands = Vec::new();
        loop {
            let operand = match lexer.token() {
                Token::End => return Ok(()),
                Token::Word(operator) if !matches!(operator, b"true" | b"false" | b"null") => {
                    self.budget.drawn(1)?;
                    if operator == b"ID" {
                        lexer.skip_image();
                    }
                    self.operator(operator, &operands);
                    operands.clear();
                    continue;
                }
                Token::Literal(text) => Operand::Text(literal(text)),
                Token::Hexadecimal(text) => Operand::Text(hexadecimal(text)),
                Token::Number(number) => Operand::Number(real_number(number)),
                Token::Name(name) => Operand::Name(plain_name(name)),
                _ => continue,
            };
            if operands.len() < MOST_OPERANDS {
                operands.push(operand);
            }
        }
    }

    fn operator(&mut self, operator: &[u8], operands: &[Operand]) {
        let number = |at: usize| match operands.get(at) {
            Some(Operand::Number(number)) => *number,
            _ => 0.0,
        };
        let matrix = || Matrix([number(0), number(1), number(2), number(3), number(4), number(5)]);
        match operator {
            b"q" if self.kept.len() < MOST_STATES => self.kept.push(self.state.clone()),
            b"Q" => self.state = self.kept.pop().unwrap_or_else(|| self.state.clone()),
            b"cm" => self.state.around = matrix().then(self.state.around),
            b"BT" => (self.line, self.text) = (Matrix::IDENTITY, Matrix::IDENTITY),
            b"Tm" => (self.line, self.text) = (matrix(), matrix()),
            b"Td" => self.next_line(number(0), number(1)),
            b"TD" => {
                self.state.leading = -number(1);
                self.next_line(number(0), number(1));
            }
            b"T*" => self.next_line(0.0, -self.state.leading),
            b"Tc" => self.state.character = number(0),
            b"Tw" => self.state.word = number(0),
            b"Tz" => self.state.stretch = number(0) / 100.0,
            b"TL" => self.state.leading = number(0),
            b"Ts" => self.state.rise = number(0),
            b"Tf" => {
                let name = operands.iter().find_map(|operand| match operand {
                    Operand::Name(name) => Some(name),
                    _ => None,
                });
                self.state.font =
                    name.and_then(|name| self.fonts.get(self.document, self.resources, name, self.budget));
                self.state.size = number(1);
            }
            b"Tj" | b"TJ" => self.show(operands),
            b"'" => {
                self.next_line(0.0, -self.state.leading);
                self.show(operands);
            }
            b"\"" => {
                (self.state.word, self.state.character) = (number(0), number(1));
                self.next_line(0.0, -self.state.leading);
                self.show(operands.get(2..).unwrap_or_default());
            }
            b"BDC" | b"BMC" => self.begin(operands),
            b"DP" => drop(self.stated(operands)),
            b"EMC" => {
                let (is_stated, is_artifact) = self.marks.pop().unwrap_or_default();
                self.replaced -= usize::from(is_stated);
                self.artifacts -= usize::from(is_artifact);
            }
            _ => {}
        }
    }

    fn next_line(&mut self, x: f32, y: f32) {
        self.line = Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(self.line);
        self.text = self.line;
    }

    fn begin(&mut self, operands: &[Operand]) {
        let text = self.stated(operands);
        if let Some(text) = &text
            && self.replaced == 0
        {
            self.read.push_str(text);
        }
        if self.marks.len() < MOST_STATES {
            let is_artifact = matches!(operands.first(), Some(Operand::Name(tag)) if tag == b"Artifact");
            self.marks.push((text.is_some(), is_artifact));
            self.replaced += usize::from(text.is_some());
            self.artifacts += usize::from(is_artifact);
        }
    }

    /// Keeps all texts that a mark states; returns its replacement text.
    fn stated(&mut self, operands: &[Operand]) -> Option<String> {
        let mut actual = None;
        let mut key: &[u8] = b"";
        for operand in operands {
            match operand {
                Operand::Name(name) => key = name,
                Operand::Text(bytes) => {
                    let text = whole_text(self.document, &Object::string_literal(bytes.clone())).unwrap_or_default();
                    self.said.push_str(&text);
                    self.said.push('\n');
                    if key == b"ActualText" {
                        actual = Some(text);
                    }
                }
                Operand::Number(_) => {}
            }
        }
        let named = || {
            let [.., Operand::Name(name)] = operands else { return None };
            let list = dictionary(self.document, dictionary(self.document, self.resources?, b"Properties")?, name)?;
            whole_text(self.document, list.get(b"ActualText").ok()?)
        };
        actual.or_else(named)
    }

    fn show(&mut self, operands: &[Operand]) {
        let Some(font) = self.state.font.clone() else { return };
        for operand in operands {
            match operand {
                Operand::Number(number) => {
                    self.advance(-number / 1000.0 * self.state.size * self.state.stretch, font.is_vertical)
                }
                Operand::Text(bytes) => {
                    self.part();
                    font.characters(bytes, &mut |text, width, is_blank| {
                        self.drawn.push_str(text);
                        self.of_kind().push_str(text);
                        if self.replaced == 0 {
                            self.read.push_str(text);
                        }
                        let State { size, character, word, stretch, .. } = self.state;
                        let width = if font.is_vertical { -size } else { width / 1000.0 * size };
                        let extra = character + if is_blank { word } else { 0.0 };
                        self.advance((width + extra) * if font.is_vertical { 1.0 } else { stretch }, font.is_vertical);
                    });
                    let (x, y, height) = self.place();
                    self.end = Some((x, y, height));
                }
                Operand::Name(_) => {}
            }
        }
    }

    /// The text to which the characters drawn now belong.
    fn of_kind(&mut self) -> &mut String {
        if self.artifacts > 0 { &mut self.aside } else { &mut self.content }
    }

    fn advance(&mut self, by: f32, is_vertical: bool) {
        let (x, y) = if is_vertical { (0.0, by) } else { (by, 0.0) };
        self.text = Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(self.text);
    }

    /// The position of the next character, and the height of its line.
    fn place(&self) -> (f32, f32, f32) {
        let whole = self.text.then(self.state.around);
        let (x, y) = whole.apply(0.0, self.state.rise);
        let Matrix([.., c, d, _, _]) = whole;
        (x, y, (c.hypot(d) * self.state.size.abs()).max(f32::MIN_POSITIVE))
    }

    /// Adds a space or a line end if the next character is not where the last one ended.
    fn part(&mut self) {
        let (x, y, height) = self.place();
        let Some((end_x, end_y, end_height)) = self.end else { return };
        let Matrix([a, b, ..]) = self.text.then(self.state.around);
        let length = a.hypot(b).max(f32::MIN_POSITIVE);
        let (right, up) = (a / length, b / length);
        let (dx, dy) = (x - end_x, y - end_y);
        let (along, across) = (dx * right + dy * up, dy * right - dx * up);
        let height = height.min(end_height);
        let between = if across.abs() > 0.1 * height {
            '\n'
        } else if !(-0.5 * height..0.15 * height).contains(&along) {
            ' '
        } else {
            return;
        };
        self.drawn.push(between);
        self.of_kind().push(between);
        if self.replaced == 0 {
            self.read.push(between);
        }
    }
}
