//! Tables from codes to characters (ISO 32000-1, 9.10.3).

use crate::pdf::{Lexer, Token, hexadecimal};

/// Characters by code.
#[derive(Debug, Default)]
pub(super) struct CMap {
    /// The lengths of codes in bytes, each with the lowest and highest code.
    pub(super) spaces: Vec<(usize, u32, u32)>,
    /// First code, last code, and the characters of the first, sorted.
    ranges: Vec<(u32, u32, Vec<u16>)>,
}

/// The most entries; there are 65,536 codes in two bytes.
const MOST: usize = 200_000;
/// The most characters that a code stands for: 512 bytes of UTF-16 (Adobe Technical Note 5411, 1.4.1). A page can show a code
/// hundreds of thousands of times.
const LONGEST: usize = 256;

impl CMap {
    pub(super) fn read(bytes: &[u8]) -> Self {
        let mut map = Self::default();
        let mut lexer = Lexer::new(bytes, 0);
        let mut operands: Vec<Vec<u8>> = Vec::new();
        // The operands of a range whose characters stand in an array.
        let mut list: Option<usize> = None;
        loop {
            match lexer.token() {
                Token::End => break,
                Token::Hexadecimal(text) => operands.push(hexadecimal(text)),
                Token::ArrayOpen => list = Some(operands.len()),
                Token::ArrayClose => {
                    if let Some(start) = list.take() {
                        map.listed(&operands, start);
                        operands.truncate(start.saturating_sub(2));
                    }
                }
                Token::Word(b"endcodespacerange") => {
                    for pair in operands.chunks_exact(2) {
                        map.spaces.push((pair[0].len().min(4), number(&pair[0]), number(&pair[1])));
                    }
                    operands.clear();
                }
                Token::Word(b"endbfchar") => {
                    operands
                        .chunks_exact(2)
                        .for_each(|pair| map.add(number(&pair[0]), number(&pair[0]), units(&pair[1])));
                    operands.clear();
                }
                Token::Word(b"endbfrange") => {
                    for range in operands.chunks_exact(3) {
                        map.add(number(&range[0]), number(&range[1]), units(&range[2]));
                    }
                    operands.clear();
                }
                Token::Word(word) if word.starts_with(b"begin") => operands.clear(),
                _ => {}
            }
        }
        map.ranges.sort();
        map
    }

    fn listed(&mut self, operands: &[Vec<u8>], start: usize) {
        let Some(first) = start.checked_sub(2).and_then(|at| operands.get(at)) else { return };
        let characters = operands.get(start..).unwrap_or_default();
        for (code, text) in (number(first)..).zip(characters) {
            self.add(code, code, units(text));
        }
    }

    fn add(&mut self, first: u32, last: u32, text: Vec<u16>) {
        if self.ranges.len() < MOST {
            self.ranges.push((first, last, text));
        }
    }

    /// The characters of a code.
    pub(super) fn get(&self, code: u32) -> Option<String> {
        let after = self.ranges.partition_point(|(first, ..)| *first <= code);
        let (first, _, text) = self.ranges.get(..after)?.iter().rev().take(8).find(|(_, last, _)| code <= *last)?;
        let mut text = text.clone();
        let further = u16::try_from((code - first) & 0xffff).unwrap_or_default();
        if let Some(unit) = text.last_mut() {
            *unit = unit.wrapping_add(further);
        }
        Some(String::from_utf16_lossy(&text))
    }

    /// The length in bytes of the next code.
    pub(super) fn length(&self, bytes: &[u8]) -> Option<usize> {
        let fits = |(length, first, last): &&(usize, u32, u32)| {
            let code = bytes.get(..*length).map(number);
            code.is_some_and(|code| (*first..=*last).contains(&code))
        };
        self.spaces.iter().find(fits).map(|(length, ..)| (*length).max(1))
    }
}

/// The number that up to four bytes are.
pub(super) fn number(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |number, byte| number << 8 | u32::from(*byte))
}

fn units(bytes: &[u8]) -> Vec<u16> {
    match bytes {
        [byte] => vec![u16::from(*byte)],
        _ => bytes.chunks_exact(2).take(LONGEST).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect(),
    }
}
