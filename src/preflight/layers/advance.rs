//! The distance by which hidden text moves what is shown after it on its line (ISO 32000-1, 9.4.4).

use lopdf::{Dictionary, Document};

use crate::pdf::{Token, dictionary, hexadecimal, integer, literal, name, plain_name, real_number};
use crate::preflight::supply::widths;

/// The part of the text state that says how wide text is.
#[derive(Debug, Clone, Copy, Default)]
struct State<'a> {
    font: Option<&'a Dictionary>,
    size: f32,
    /// The space after each character, and after each blank.
    character: f32,
    word: f32,
}

/// The text state of a content.
#[derive(Debug, Default)]
pub(super) struct Advance<'a> {
    state: State<'a>,
    kept: Vec<State<'a>>,
}

/// The maximum depth of nested states; files of regular programs have far fewer.
const MOST_STATES: usize = 512;

impl<'a> Advance<'a> {
    /// Follows an operator that sets the state.
    pub(super) fn follow(
        &mut self,
        document: &'a Document,
        resources: &'a Dictionary,
        operator: &[u8],
        names: &[&[u8]],
        numbers: &[&[u8]],
    ) {
        let number = |at: usize| numbers.get(at).map_or(0.0, |number| real_number(number));
        match operator {
            b"q" if self.kept.len() < MOST_STATES => self.kept.push(self.state),
            b"Q" => self.state = self.kept.pop().unwrap_or(self.state),
            b"Tc" => self.state.character = number(0),
            b"Tw" => self.state.word = number(0),
            b"\"" => (self.state.word, self.state.character) = (number(0), number(1)),
            b"Tf" => {
                let named = || dictionary(document, resources, b"Font")?.get(&plain_name(names.last()?)).ok();
                let font = named().and_then(|font| document.dereference(font).ok()?.1.as_dict().ok());
                (self.state.font, self.state.size) = (font, number(0));
            }
            _ => {}
        }
    }

    /// Operators that move the place of text as far as showing it would; `moved` is the sum of the numbers between its parts.
    /// Fonts with several bytes a character are assumed to have one width.
    pub(super) fn instead(&self, document: &Document, texts: &[Token<'_>], moved: f32) -> Vec<u8> {
        let State { font, size, character, word } = self.state;
        let Some(font) = font.filter(|_| size != 0.0) else { return Vec::new() };
        let is_composite = name(document, font, b"Subtype") == Some(b"Type0");
        let of_composite = || integer(document, font, b"DW").map_or(1000.0, |width| width as f32);
        let widths = if is_composite { [of_composite() / 2.0; 256] } else { widths(document, font) };
        let mut wide = 0.0;
        for text in texts {
            let bytes = match text {
                Token::Literal(text) => literal(text),
                Token::Hexadecimal(text) => hexadecimal(text),
                _ => continue,
            };
            let count = if is_composite { bytes.len() / 2 } else { bytes.len() } as f32;
            let blanks = bytes.iter().filter(|byte| **byte == b' ' && !is_composite).count() as f32;
            wide += bytes.iter().map(|byte| widths[usize::from(*byte)]).sum::<f32>();
            wide += (count * character + blanks * word) * 1000.0 / size;
        }
        format!("[{}] TJ", moved - wide).into_bytes()
    }
}
