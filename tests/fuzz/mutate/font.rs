//! Changes of fonts: fields of the directory and of tables, tables left out, cut, exchanged; collections.

use super::bytes;
use crate::fuzz::dice::Dice;

/// A table, by its name of four bytes.
type Table = ([u8; 4], Vec<u8>);

/// Changes one place.
pub(in crate::fuzz) fn change(input: &mut Vec<u8>, others: &[Vec<u8>], dice: &mut Dice) {
    let parsed = tables(input).filter(|tables| !tables.is_empty());
    let Some(mut all) = parsed else { return bytes::change(input, others, dice) };
    let at = dice.below(all.len());
    match dice.below(12) {
        0 => drop(all.remove(at)),
        1 => {
            let cut = dice.below(all[at].1.len() + 1);
            all[at].1.truncate(cut);
        }
        2 => {
            let other = dice.below(all.len());
            let content = all[other].1.clone();
            all[at].1 = content;
        }
        3 => {
            let copy = all[at].clone();
            all.splice(at..at, std::iter::repeat_n(copy.clone(), dice.copies(2000, copy.1.len())));
        }
        4 => {
            let grown = all[at].1.repeat(dice.copies(20, all[at].1.len()));
            all[at].1 = grown;
        }
        5 => return collection(input, dice),
        6 => {
            // The directory itself.
            *input = written(&all);
            let place = 4 + dice.below(12 + 16 * all.len() - 4);
            return bytes::number(input, place, dice);
        }
        // Most of what counts is at the beginning of a table.
        7..=9 => {
            let table = &mut all[at].1;
            if !table.is_empty() {
                let reach = if dice.once_in(3) { table.len() } else { table.len().min(80) };
                let place = dice.below(reach);
                bytes::number(table, place, dice);
            }
        }
        _ => {
            let donors = [all[at].1.clone()];
            bytes::change(&mut all[at].1, &donors, dice);
        }
    }
    *input = written(&all);
}

/// The font as one of a collection, which says that it holds many.
fn collection(input: &mut Vec<u8>, dice: &mut Dice) {
    let count: u32 = *dice.one_of(&[&0, &1, &2, &1000, &0x00ff_ffff, &0xffff_ffff]);
    let listed = count.min(2000);
    let start = 12 + 4 * listed;
    let mut file = b"ttcf\0\x01\0\0".to_vec();
    file.extend(count.to_be_bytes());
    (0..listed).for_each(|_| file.extend(start.to_be_bytes()));
    if let Some(all) = tables(input) {
        let mut font = written(&all);
        for entry in 0..all.len() {
            let at = 12 + 16 * entry + 8;
            let offset = u32::from_be_bytes(font[at..at + 4].try_into().unwrap()).saturating_add(start);
            font[at..at + 4].copy_from_slice(&offset.to_be_bytes());
        }
        file.extend(font);
    }
    *input = file;
}

/// Tables of a font; `None` if its directory is not in order.
pub(in crate::fuzz) fn tables(font: &[u8]) -> Option<Vec<Table>> {
    if !matches!(font.get(..4)?, [0, 1, 0, 0] | b"OTTO") {
        return None;
    }
    let count = usize::from(u16::from_be_bytes(font.get(4..6)?.try_into().ok()?));
    let number = |at: usize| usize::try_from(u32::from_be_bytes(font.get(at..at + 4)?.try_into().ok()?)).ok();
    (0..count)
        .map(|entry| {
            let at = 12 + 16 * entry;
            let (offset, length) = (number(at + 8)?, number(at + 12)?);
            Some((font.get(at..at + 4)?.try_into().ok()?, font.get(offset..offset.checked_add(length)?)?.to_vec()))
        })
        .collect()
}

/// A font of tables; checksums are left out, which nobody checks.
pub(in crate::fuzz) fn written(tables: &[Table]) -> Vec<u8> {
    let mut font = if tables.iter().any(|(name, _)| name == b"CFF ") { b"OTTO".to_vec() } else { vec![0, 1, 0, 0] };
    font.extend(u16::try_from(tables.len()).unwrap_or(u16::MAX).to_be_bytes());
    font.extend([0; 6]);
    let mut offset = 12 + 16 * tables.len();
    let mut content = Vec::new();
    for (name, table) in tables {
        font.extend(name);
        font.extend([0; 4]);
        font.extend(u32::try_from(offset).unwrap().to_be_bytes());
        font.extend(u32::try_from(table.len()).unwrap().to_be_bytes());
        let padded = table.len().next_multiple_of(4);
        content.extend(table);
        content.resize(content.len() + padded - table.len(), 0);
        offset += padded;
    }
    font.extend(content);
    font
}

/// A font with the first glyphs only, so that what is found is small: outlines, widths and the list of them are cut, and of
/// the rest the tables that are named are left out.
pub(in crate::fuzz) fn cut(font: &[u8], glyphs: u16, without: &[&[u8; 4]]) -> Vec<u8> {
    let mut all = tables(font).unwrap();
    all.retain(|(name, _)| !without.contains(&name));
    let of = |all: &[Table], name: &[u8; 4]| all.iter().position(|(own, _)| own == name).unwrap();
    let is_long = all[of(&all, b"head")].1[51] == 1;
    let entries = usize::from(glyphs) + 1;
    let at = of(&all, b"loca");
    all[at].1.truncate(entries * if is_long { 4 } else { 2 });
    let last = all[at].1.rchunks(if is_long { 4 } else { 2 }).next().unwrap();
    let last = last.iter().fold(0_usize, |sum, byte| sum << 8 | usize::from(*byte)) * if is_long { 1 } else { 2 };
    let at = of(&all, b"glyf");
    all[at].1.truncate(last);
    let at = of(&all, b"hhea");
    all[at].1[34..36].copy_from_slice(&glyphs.to_be_bytes());
    let at = of(&all, b"hmtx");
    all[at].1.truncate(usize::from(glyphs) * 4);
    let at = of(&all, b"maxp");
    all[at].1[4..6].copy_from_slice(&glyphs.to_be_bytes());
    written(&all)
}
