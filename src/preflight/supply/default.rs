//! The default appearance of a text (ISO 32000-1, 12.7.3.3): `/Helv 12 Tf 0 g`.

use lopdf::{Dictionary, Document, Object};

use crate::pdf::{Lexer, Token, array, plain_name, real_number, resolved};

/// In which font, how large, and in which colour.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct DefaultAppearance {
    pub(super) font: Vec<u8>,
    /// In points; 0 where the text is to be as large as fits.
    pub(super) size: f32,
    /// The operator that sets the colour, with what it works on.
    pub(super) colour: String,
}

/// The largest text; files say more by mistake.
const LARGEST: f32 = 144.0;

impl DefaultAppearance {
    /// Reads one; what it does not say is as in a field that says nothing.
    pub(super) fn read(written: &[u8]) -> Self {
        let mut read = Self { font: Vec::new(), size: 0.0, colour: "0 g".to_owned() };
        let mut lexer = Lexer::new(written, 0);
        let (mut name, mut numbers): (Vec<u8>, Vec<f32>) = (Vec::new(), Vec::new());
        loop {
            match lexer.token() {
                Token::End => return read,
                Token::Name(written) => name = plain_name(written),
                Token::Number(run) => numbers.push(real_number(run)),
                Token::Word(operator) => {
                    read.operator(operator, &name, &numbers);
                    numbers.clear();
                }
                _ => {}
            }
        }
    }

    fn operator(&mut self, operator: &[u8], name: &[u8], numbers: &[f32]) {
        match (operator, numbers) {
            (b"Tf", [.., size]) => {
                self.font = name.to_vec();
                self.size = size.clamp(0.0, LARGEST);
            }
            (b"g" | b"rg" | b"k", _) => self.colour = colour(numbers).map_or("0 g".to_owned(), |rgb| rgb + " rg"),
            _ => {}
        }
    }
}

/// A colour of one, three or four numbers as one of red, green and blue: archives take CMYK only where its meaning is stated.
pub(super) fn colour(numbers: &[f32]) -> Option<String> {
    let [red, green, blue] = match *numbers {
        [grey] => [grey; 3],
        [red, green, blue] => [red, green, blue],
        [cyan, magenta, yellow, black] => [cyan, magenta, yellow].map(|ink| (1.0 - ink) * (1.0 - black)),
        _ => return None,
    };
    Some([red, green, blue].map(|part| part.clamp(0.0, 1.0).to_string()).join(" "))
}

/// Numbers of an array.
pub(super) fn numbers(document: &Document, of: &Dictionary, key: &[u8]) -> Vec<f32> {
    let listed = array(document, of, key).map(Vec::as_slice).unwrap_or_default();
    let number = |item: &Object| resolved(document, item).as_float().ok().filter(|number| number.is_finite());
    listed.iter().take(MOST_NUMBERS).filter_map(number).collect()
}

/// The most numbers that a shape is drawn of.
const MOST_NUMBERS: usize = 20_000;
