//! Changes of PDFs object by object, written with an xref that is right again, or not.

mod hostile;
mod objects;

use std::ops::Range;

use super::bytes;
use crate::fuzz::dice::Dice;
use hostile::{ENTRIES, NUMBERS, OPERATORS};
use objects::{Object, Pdf};

/// Changes one place.
pub(in crate::fuzz) fn change(input: &mut Vec<u8>, others: &[Vec<u8>], dice: &mut Dice) {
    let parsed = Pdf::read(input).filter(|pdf| !pdf.objects.is_empty() && !dice.once_in(8));
    let Some(mut pdf) = parsed else { return bytes::change(input, others, dice) };
    if dice.once_in(14) {
        *input = pdf.in_streams(dice);
        return;
    }
    let donor = Pdf::read(&others[dice.below(others.len())]).unwrap_or_else(|| pdf.clone());
    one(&mut pdf, &donor, dice);
    *input = pdf.written(dice);
}

fn one(pdf: &mut Pdf, donor: &Pdf, dice: &mut Dice) {
    let at = dice.below(pdf.objects.len());
    let references: Vec<u32> = pdf.objects.iter().map(|object| object.number).collect();
    let any = |dice: &mut Dice| references[dice.below(references.len())];
    match dice.below(18) {
        0 | 1 => {
            let to = if dice.once_in(3) { pdf.objects[at].number } else { any(dice) };
            pdf.objects[at].replace(dice, is_reference, &format!("{to} 0 R"));
        }
        2 | 3 => {
            let number = dice.one_of(NUMBERS);
            pdf.objects[at].replace(dice, is_number, number);
        }
        4 => {
            let entry =
                format!(" {} ", dice.one_of(ENTRIES)).replace("SELF", &format!("{} 0 R", pdf.objects[at].number));
            let entry = entry.replace("ANY", &format!("{} 0 R", any(dice)));
            let entries = entry.repeat(dice.times(3000));
            pdf.objects[at].insert(dice, &entries);
        }
        5 => {
            let from = &donor.objects[dice.below(donor.objects.len())].body;
            let tokens = tokens(from);
            if tokens.len() > 2 {
                let first = dice.below(tokens.len() - 1);
                let last = (first + 1 + dice.below(6)).min(tokens.len() - 1);
                let piece = String::from_utf8_lossy(&from[tokens[first].start..tokens[last].end]).into_owned();
                pdf.objects[at].insert(dice, &format!(" {piece} "));
            }
        }
        6 => pdf.objects[at].replace(dice, |_| true, ""),
        7 => {
            let (open, close) =
                dice.one_of(&[&("[", "]"), &("<</A ", ">>"), &("<</Kids [", "]>>"), &("<</K ", ">>"), &("(", ")")]);
            let depth = dice.times(20_000);
            let nested = format!("{}1{}", open.repeat(depth), close.repeat(depth));
            pdf.objects[at].replace(dice, |_| true, &nested);
        }
        8 => chain(pdf, at, dice),
        9 => drop(pdf.objects.remove(at)),
        10 => {
            let copy = pdf.objects[at].clone();
            pdf.objects.extend(std::iter::repeat_n(copy.clone(), dice.copies(200, copy.size())));
        }
        11 => {
            let list: String = (0..dice.times(20_000)).map(|_| format!("{} 0 R ", any(dice))).collect();
            pdf.objects[at].replace(dice, |_| true, &format!("[{list}]"));
        }
        12 => {
            let to = any(dice);
            let list = format!("[{}]", format!("{to} 0 R ").repeat(dice.times(20_000)));
            pdf.objects[at].replace(dice, |token| token == b"[", &list);
        }
        13 => content(pdf, dice),
        14 => packed(pdf, at, dice),
        15 => {
            let former = pdf.objects[at].stream.clone();
            if let Some(stream) = &mut pdf.objects[at].stream {
                bytes::change(stream, &[former.unwrap_or_default()], dice);
            }
        }
        16 => {
            let entry = dice.one_of(&[
                "/Prev 0",
                "/Prev 9",
                "/Prev 99999999999",
                "/XRefStm 9",
                "/Size 1",
                "/Size 999999999",
                "/Encrypt 1 0 R",
                "/Encrypt <</Filter/Standard/V 5/R 6>>",
                "/Root 1 0 R",
            ]);
            pdf.trailer.splice(2..2, entry.bytes());
        }
        _ => {
            let more = donor.objects[dice.below(donor.objects.len())].clone();
            pdf.objects[at].body = more.body;
            pdf.objects[at].stream = more.stream;
        }
    }
}

/// Objects that each lead to the next, the last perhaps to the first.
fn chain(pdf: &mut Pdf, at: usize, dice: &mut Dice) {
    let first = pdf.objects.iter().map(|object| object.number).max().unwrap_or_default() + 1;
    let length = u32::try_from(dice.times(30_000)).unwrap();
    let of = dice.one_of(&[
        "<</Type/Pages/Count 1/Kids [NEXT]>>",
        "<</Kids [NEXT]>>",
        "<</Kids [NEXT]/Limits[(a)(b)]>>",
        "<</Next NEXT/Title (x)>>",
        "<</First NEXT>>",
        "<</Parent NEXT>>",
        "NEXT",
        "[NEXT]",
        "<</S/P/K NEXT>>",
        "<</S/P/K [NEXT]/P NEXT>>",
        "<</Length NEXT>>",
        "<</Resources NEXT/XObject <</X NEXT>>>>",
        "<</A <</S/GoTo/Next NEXT>>>>",
        "<</Fields [NEXT]/Kids [NEXT]>>",
    ]);
    let closes = dice.once_in(2);
    for number in 0..length {
        let next = if number + 1 < length {
            first + number + 1
        } else if closes {
            first
        } else {
            pdf.objects[at].number
        };
        let body = of.replace("NEXT", &format!("{next} 0 R")).into_bytes();
        pdf.objects.push(Object { number: first + number, body, stream: None });
    }
    match dice.below(3) {
        0 => pdf.objects[at].replace(dice, is_reference, &format!("{first} 0 R")),
        1 => pdf.objects[at].replace(dice, |_| true, &format!("{first} 0 R")),
        _ => {
            let entry = format!(
                " {} {first} 0 R ",
                dice.one_of(&[
                    "/Kids",
                    "/Parent",
                    "/Next",
                    "/First",
                    "/K",
                    "/Length",
                    "/Dests",
                    "/AA",
                    "/Contents",
                    "/Annots",
                    "/Filter",
                    "/Resources"
                ])
            );
            pdf.objects[at].insert(dice, &entry);
        }
    }
}

/// Another content for a stream, unpacked: operators by the thousand, nested, or one of its own changed.
fn content(pdf: &mut Pdf, dice: &mut Dice) {
    let streams: Vec<usize> = (0..pdf.objects.len()).filter(|at| pdf.objects[*at].stream.is_some()).collect();
    if streams.is_empty() {
        return;
    }
    let object = &mut pdf.objects[streams[dice.below(streams.len())]];
    let Some(former) = object.unpacked() else { return };
    let mut content = former.clone();
    match dice.below(4) {
        0 => content = dice.one_of(OPERATORS).repeat(dice.times(100_000)).into_bytes(),
        1 => {
            let operators: String = (0..dice.times(3000)).map(|_| format!("{} ", dice.one_of(OPERATORS))).collect();
            let at = dice.below(content.len() + 1);
            content.splice(at..at, operators.bytes());
        }
        2 => content = content.repeat(dice.copies(100, content.len())),
        _ => bytes::change(&mut content, &[former], dice),
    }
    object.stream = Some(content);
    object.without(b"/Filter");
    object.without(b"/DecodeParms");
}

/// A stream that unpacks to much, or says how in a way that costs.
fn packed(pdf: &mut Pdf, at: usize, dice: &mut Dice) {
    let object = &mut pdf.objects[at];
    if object.stream.is_none() {
        return;
    }
    object.without(b"/Filter");
    object.without(b"/DecodeParms");
    if dice.once_in(2) {
        object.stream = Some(hostile::zeros(dice.times(100_000_000)));
    }
    let filter = dice.one_of(hostile::FILTERS);
    object.insert(dice, filter);
}

/// Tokens of an object: names, numbers, references, texts, brackets.
fn tokens(body: &[u8]) -> Vec<Range<usize>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    let is_end = |byte: u8| byte.is_ascii_whitespace() || b"()<>[]{}/%".contains(&byte);
    while at < body.len() {
        let start = at;
        match body[at] {
            byte if byte.is_ascii_whitespace() => {
                at += 1;
                continue;
            }
            b'<' | b'>' if body.get(at + 1) == Some(&body[at]) => at += 2,
            b'(' | b'<' => {
                let end = if body[at] == b'(' { b')' } else { b'>' };
                at += body[at..].iter().position(|byte| *byte == end).map_or(1, |length| length + 1);
            }
            b'/' => at += 1 + body[at + 1..].iter().position(|byte| is_end(*byte)).unwrap_or(body.len() - at - 1),
            byte if is_end(byte) => at += 1,
            _ => at += body[at..].iter().position(|byte| is_end(*byte)).unwrap_or(body.len() - at),
        }
        tokens.push(start..at);
        // A reference is one token.
        if body[start..at] == *b"R" && tokens.len() > 2 {
            let first = tokens[tokens.len() - 3].start;
            tokens.truncate(tokens.len() - 3);
            tokens.push(first..at);
        }
    }
    tokens
}

fn is_reference(token: &[u8]) -> bool {
    token.ends_with(b" R")
}

fn is_number(token: &[u8]) -> bool {
    token.iter().all(|byte| byte.is_ascii_digit() || b"+-.".contains(byte))
}
