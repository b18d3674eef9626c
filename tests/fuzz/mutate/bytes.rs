//! Changes that know no form: bytes flipped, removed, repeated, taken from another input.

use crate::fuzz::dice::Dice;

/// Changes one place.
pub(in crate::fuzz) fn change(input: &mut Vec<u8>, others: &[Vec<u8>], dice: &mut Dice) {
    if input.is_empty() {
        input.push(dice.byte());
        return;
    }
    let range = dice.range(input.len());
    match dice.below(10) {
        0 => input[range.start] ^= 1 << dice.below(8),
        1 => input[range.start] = dice.byte(),
        2 => input[range].fill(*dice.one_of(&[&0, &0xff, &0x7f, &0x80, &b'0', &b' '])),
        3 => drop(input.drain(range)),
        4 => {
            let piece = input[range].to_vec();
            let to = dice.below(input.len());
            input.splice(to..to, piece);
        }
        5 => {
            let piece = input[range.clone()].repeat(dice.copies(50_000, range.len()));
            input.splice(range, piece);
        }
        6 => {
            let other = &others[dice.below(others.len())];
            if !other.is_empty() {
                let from = dice.range(other.len());
                input.splice(range, other[from].iter().copied());
            }
        }
        7 => input.truncate(range.start),
        8 => digit(input, range.start, dice),
        _ => number(input, range.start, dice),
    }
}

/// Another digit in the place of the next one.
fn digit(input: &mut [u8], from: usize, dice: &mut Dice) {
    if let Some(digit) = input[from..].iter_mut().find(|byte| byte.is_ascii_digit()) {
        *digit = b'0' + u8::try_from(dice.below(10)).unwrap();
    }
}

/// A number of two or four bytes that programs stumble over.
pub(in crate::fuzz) fn number(input: &mut [u8], at: usize, dice: &mut Dice) {
    let numbers: [u32; 14] = [
        0,
        1,
        2,
        0xff,
        0x100,
        0x7fff,
        0x8000,
        0xffff,
        0x1_0000,
        0x7fff_ffff,
        0x8000_0000,
        0xffff_fff0,
        0xffff_ffff,
        65,
    ];
    let number = numbers[dice.below(numbers.len())];
    let bytes = match dice.below(4) {
        0 => number.to_be_bytes().to_vec(),
        1 => number.to_le_bytes().to_vec(),
        2 => number.to_be_bytes()[2..].to_vec(),
        _ => number.to_le_bytes()[..2].to_vec(),
    };
    for (place, byte) in input[at..].iter_mut().zip(bytes) {
        *place = byte;
    }
}
