//! Changes of DER: values removed, repeated, nested, of another type, with lengths that are right again, or not.

use super::bytes;
use crate::fuzz::dice::Dice;

/// A value; what holds others is taken apart.
#[derive(Clone)]
pub(in crate::fuzz) struct Node {
    pub(in crate::fuzz) tag: u8,
    pub(in crate::fuzz) body: Body,
}

#[derive(Clone)]
pub(in crate::fuzz) enum Body {
    Bytes(Vec<u8>),
    Nodes(Vec<Node>),
}

/// How deep values are taken apart.
const DEPTH: usize = 40;

/// Identifiers that mean something where others stand: algorithms, curves, hashes, extensions, attributes.
const IDENTIFIERS: &[&[u8]] = &[
    b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01",
    b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0a",
    b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0b",
    b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x05",
    b"\x2a\x86\x48\xce\x3d\x02\x01",
    b"\x2a\x86\x48\xce\x3d\x04\x03\x02",
    b"\x2a\x86\x48\xce\x3d\x04\x03\x03",
    b"\x2a\x86\x48\xce\x3d\x03\x01\x07",
    b"\x2b\x81\x04\x00\x22",
    b"\x2b\x81\x04\x00\x23",
    b"\x2b\x65\x70",
    b"\x2b\x65\x71",
    b"\x60\x86\x48\x01\x65\x03\x04\x02\x01",
    b"\x60\x86\x48\x01\x65\x03\x04\x02\x03",
    b"\x2b\x0e\x03\x02\x1a",
    b"\x55\x1d\x13",
    b"\x55\x1d\x0f",
    b"\x55\x1d\x25",
    b"\x55\x1d\x1e",
    b"\x55\x1d\x20",
    b"\x55\x04\x03",
    b"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x04",
    b"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x03",
    b"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x02\x2f",
    b"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x02\x0e",
    b"\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02",
    b"\xff\xff\xff\xff\xff",
    b"\x80",
    b"",
    b"\x2a",
];

/// Changes one place; gives whether it was DER.
pub(in crate::fuzz) fn change(input: &mut Vec<u8>, others: &[Vec<u8>], dice: &mut Dice) {
    let nodes = parse(input, 0).filter(|_| !dice.once_in(10));
    let Some(mut nodes) = nodes else { return bytes::change(input, others, dice) };
    let donor = parse(&others[dice.below(others.len())], 0).unwrap_or_else(|| nodes.clone());
    change_nodes(&mut nodes, &donor, dice);
    *input = write(&nodes);
    if dice.once_in(15) {
        lie(input, dice);
    }
}

pub(in crate::fuzz) fn change_nodes(nodes: &mut Vec<Node>, donor: &[Node], dice: &mut Dice) {
    let mut at = dice.below(count(nodes));
    let other = nth_of(&mut donor.to_vec(), &mut dice.below(count(donor)), &mut |list, at| list[at].clone());
    nth_of(nodes, &mut at, &mut |list, at| one(list, at, other.as_ref(), dice));
}

fn one(list: &mut Vec<Node>, at: usize, other: Option<&Node>, dice: &mut Dice) {
    match dice.below(10) {
        0 => drop(list.remove(at)),
        1 => {
            let copy = list[at].clone();
            let times = dice.copies(3000, copy.to_bytes().len());
            list.splice(at..at, std::iter::repeat_n(copy, times));
        }
        2 => {
            let to = dice.below(list.len());
            list.swap(at, to);
        }
        3 => {
            list[at].tag = dice
                .one_of(&[
                    &0x30, &0x31, &0x02, &0x03, &0x04, &0x05, &0x06, &0x0c, &0x17, &0x18, &0xa0, &0xa1, &0x80, &0x24,
                    &0x1e, &0xff,
                ])
                .to_owned()
        }
        4 => {
            // One in the other, from the inside out.
            let tag = *dice.one_of(&[&0x30, &0x31, &0x04, &0xa0, &0x24]);
            let mut inner = write(&list[at..=at]);
            for _ in 0..dice.copies(2000, inner.len()) {
                inner = framed(tag, &inner);
            }
            list[at] = Node { tag: inner[0], body: Body::Bytes(inner[head_length(&inner)..].to_vec()) };
        }
        5 => list[at] = other.cloned().unwrap_or_else(|| list[at].clone()),
        6 => list[at] = Node { tag: 6, body: Body::Bytes(IDENTIFIERS[dice.below(IDENTIFIERS.len())].to_vec()) },
        7 => list[at].body = Body::Bytes(vec![*dice.one_of(&[&0, &0xff, &0x7f, &b'9']); dice.times(20_000)]),
        8 => {
            list[at].body = Body::Bytes(
                dice.one_of(&[
                    &b"99991231235959Z"[..],
                    b"000101000000Z",
                    b"00000000000000Z",
                    b"",
                    b"\xff",
                    b"491231235959+9999",
                ])
                .to_vec(),
            )
        }
        _ => {
            if let Body::Bytes(content) = &mut list[at].body {
                let others = [content.clone()];
                bytes::change(content, &others, dice);
            }
        }
    }
}

fn count(nodes: &[Node]) -> usize {
    let inside = |node: &Node| if let Body::Nodes(nodes) = &node.body { count(nodes) } else { 0 };
    nodes.iter().map(|node| 1 + inside(node)).sum()
}

/// Does something with the list in which the value of a number is, and its place in it.
fn nth_of<T>(nodes: &mut Vec<Node>, number: &mut usize, work: &mut dyn FnMut(&mut Vec<Node>, usize) -> T) -> Option<T> {
    for at in 0..nodes.len() {
        if *number == 0 {
            return Some(work(nodes, at));
        }
        *number -= 1;
        if let Body::Nodes(inside) = &mut nodes[at].body
            && let Some(done) = nth_of(inside, number, work)
        {
            return Some(done);
        }
    }
    None
}

/// Another length than there is.
fn lie(input: &mut [u8], dice: &mut Dice) {
    if !input.is_empty() {
        let at = dice.below(input.len());
        if let Some(byte) = input[at..].iter_mut().find(|byte| matches!(**byte, 0x80..=0x84)) {
            *byte = *dice.one_of(&[&0x80, &0x81, &0x84, &0x88, &0xff]);
        }
    }
}

/// Values side by side; `None` if it is no DER to the end.
pub(in crate::fuzz) fn parse(mut bytes: &[u8], depth: usize) -> Option<Vec<Node>> {
    let mut nodes = Vec::new();
    while !bytes.is_empty() {
        let head = head_length(bytes);
        let tag = bytes[0];
        let length = match bytes.get(1)? {
            short @ 0..=0x7f => usize::from(*short),
            _ => bytes
                .get(2..head)?
                .iter()
                .try_fold(0_usize, |sum, byte| sum.checked_mul(256)?.checked_add(usize::from(*byte)))?,
        };
        let content = bytes.get(head..head.checked_add(length)?)?;
        // Strings of bytes may hold values, too.
        let nested = match tag {
            0x04 if content.first() == Some(&0x30) => parse(content, depth + 1),
            _ if tag & 0x20 != 0 => parse(content, depth + 1),
            _ => None,
        };
        let body = nested.filter(|_| depth < DEPTH).map_or_else(|| Body::Bytes(content.to_vec()), Body::Nodes);
        nodes.push(Node { tag, body });
        bytes = &bytes[head + length..];
    }
    Some(nodes)
}

fn head_length(bytes: &[u8]) -> usize {
    match bytes.get(1) {
        Some(long @ 0x81..=0x88) => 2 + usize::from(long & 0x7f),
        _ => 2,
    }
}

pub(in crate::fuzz) fn write(nodes: &[Node]) -> Vec<u8> {
    nodes.iter().flat_map(Node::to_bytes).collect()
}

impl Node {
    pub(in crate::fuzz) fn new(tag: u8, nodes: Vec<Self>) -> Self {
        Self { tag, body: Body::Nodes(nodes) }
    }

    pub(in crate::fuzz) fn plain(tag: u8, bytes: &[u8]) -> Self {
        Self { tag, body: Body::Bytes(bytes.to_vec()) }
    }

    pub(in crate::fuzz) fn to_bytes(&self) -> Vec<u8> {
        match &self.body {
            Body::Bytes(content) => framed(self.tag, content),
            Body::Nodes(nodes) => framed(self.tag, &write(nodes)),
        }
    }

    pub(in crate::fuzz) fn nodes(&mut self) -> Option<&mut Vec<Self>> {
        if let Body::Nodes(nodes) = &mut self.body { Some(nodes) } else { None }
    }
}

fn framed(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len().to_be_bytes();
    let digits: Vec<u8> = length.iter().copied().skip_while(|byte| *byte == 0).collect();
    let mut bytes = vec![tag];
    match content.len() {
        short @ 0..=0x7f => bytes.push(u8::try_from(short).unwrap()),
        _ => {
            bytes.push(0x80 | u8::try_from(digits.len()).unwrap());
            bytes.extend(digits);
        }
    }
    bytes.extend(content);
    bytes
}
