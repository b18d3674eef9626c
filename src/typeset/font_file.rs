//! Checks fonts of a workspace before they are read.
//!
//! A file states how many faces it has, where their tables are and which characters they cover, and the engine reads all of it:
//! a kilobyte can state four thousand million faces. These statements are compared with the length of the file, and with limits
//! for usual fonts.

use typst::text::FontInfo;

/// The most faces of a collection; one of all weights of a family in five scripts has 45.
const FACES: u32 = 512;
/// The most characters that all tables of a file may name, one by one; the largest fonts have 65,535 in each of a few.
const CHARACTERS: u64 = 8_000_000;
/// The most bytes that all names in a file may have.
const NAMES: u64 = 16 << 20;
/// The most parts that a glyph may be drawn of, with the parts of its parts; letters with marks have a few.
const PARTS: u32 = 4096;
/// The maximum number of parts of all glyphs of all faces together: each glyph may consist of the same thousands. The largest
/// fonts have 65,535 glyphs, some of which consist of a few parts.
const ALL_PARTS: usize = 16_000_000;
/// The maximum depth of parts within parts.
const DEPTH: usize = 32;

/// The reason why a font cannot be used; none if it can.
pub(super) fn fault(data: &[u8]) -> Option<String> {
    let font = File(data);
    if let Err(why) = font.look_through() {
        return Some(why);
    }
    let is_font = FontInfo::iter(data).next().is_some();
    (!is_font).then(|| "it is not a TrueType or OpenType font".to_owned())
}

/// A font file, or a part of one: numbers at offsets. Beyond its end there are none.
#[derive(Clone, Copy)]
struct File<'a>(&'a [u8]);

impl<'a> File<'a> {
    fn look_through(self) -> Result<(), String> {
        let faces = self.faces()?;
        let (mut characters, mut names, mut parts) = (0, 0, 0);
        for offset in faces {
            let tables = self.tables(offset)?;
            Glyphs::of(&tables).look_through(&mut parts)?;
            for (tag, table) in tables {
                match &tag {
                    b"cmap" => table.add_characters(&mut characters)?,
                    b"name" => names += table.names(),
                    _ => {}
                }
            }
            if names > NAMES {
                return Err("its names take more than 16 MB".to_owned());
            }
        }
        Ok(())
    }

    fn faces(self) -> Result<Vec<u32>, String> {
        if !self.0.starts_with(b"ttcf") {
            return Ok(vec![0]);
        }
        let number = self.long(8).unwrap_or(u32::MAX);
        let length = self.0.len();
        if 12 + 4 * number as usize > length {
            return Err(format!("it states {number} faces, but has only {length} bytes"));
        }
        if number > FACES {
            return Err(format!("it has {number} faces, more than {FACES}"));
        }
        Ok((0..number).filter_map(|face| self.long(12 + 4 * face as usize)).collect())
    }

    /// The tables of a face, by their names.
    fn tables(self, offset: u32) -> Result<Vec<([u8; 4], File<'a>)>, String> {
        let face = self.behind(offset as usize);
        let number = usize::from(face.short(4).unwrap_or_default());
        let mut tables = Vec::new();
        for record in (0..number).map(|table| face.behind(12 + 16 * table)) {
            let Some(tag) = record.0.first_chunk::<4>() else { break };
            let place = record.long(8).zip(record.long(12));
            let table = place.and_then(|(start, length)| self.0.get(start as usize..)?.get(..length as usize));
            let name = String::from_utf8_lossy(tag).into_owned();
            let table = table.ok_or_else(|| format!("its table `{name}` reaches beyond the end of the file"))?;
            tables.push((*tag, File(table)));
        }
        Ok(tables)
    }

    /// Adds how many characters a table of characters names, in all its parts.
    fn add_characters(self, sum: &mut u64) -> Result<(), String> {
        for part in 0..usize::from(self.short(2).unwrap_or_default()) {
            let Some(offset) = self.long(4 + 8 * part + 4) else { break };
            self.behind(offset as usize).add_characters_of_part(sum);
            *sum += 1;
            if *sum > CHARACTERS {
                return Err("it has more than 8 million characters".to_owned());
            }
        }
        Ok(())
    }

    /// Goes through the ranges of a part (OpenType 1.9, `cmap`), until there are too many in any case.
    fn add_characters_of_part(self, sum: &mut u64) {
        let mut add = |first: u32, last: u32| {
            *sum += 1 + u64::from(last.saturating_sub(first));
            *sum <= CHARACTERS
        };
        match self.short(0) {
            Some(4) => {
                let segments = usize::from(self.short(6).unwrap_or_default() / 2);
                let range = |at: usize| Some((self.short(16 + 2 * segments + 2 * at)?, self.short(14 + 2 * at)?));
                let mut ranges = (0..segments).map_while(range);
                let _ = ranges.all(|(first, last)| add(first.into(), last.into()));
            }
            Some(12 | 13) => {
                let groups = self.long(12).unwrap_or_default() as usize;
                let range = |at: usize| Some((self.long(16 + 12 * at)?, self.long(20 + 12 * at)?));
                let mut ranges = (0..groups).map_while(range);
                let _ = ranges.all(|(first, last)| add(first, last));
            }
            Some(10) => {
                let _ = add(0, self.long(16).unwrap_or_default());
            }
            _ => {
                let _ = add(0, u16::MAX.into());
            }
        }
    }

    /// The length of its names in bytes.
    fn names(self) -> u64 {
        let records = (0..usize::from(self.short(2).unwrap_or_default())).map(|name| self.short(6 + 12 * name + 8));
        records.flatten().map(u64::from).sum()
    }

    fn behind(self, offset: usize) -> Self {
        Self(self.0.get(offset..).unwrap_or_default())
    }

    fn short(self, at: usize) -> Option<u16> {
        Some(u16::from_be_bytes(*self.0.get(at..)?.first_chunk()?))
    }

    fn long(self, at: usize) -> Option<u32> {
        Some(u32::from_be_bytes(*self.0.get(at..)?.first_chunk()?))
    }
}

/// The outlines of a face, in which glyphs may consist of others (OpenType 1.9, `glyf`): if each of ten glyphs consists of two
/// of the one before, the last has a thousand parts.
struct Glyphs<'a> {
    outlines: File<'a>,
    places: File<'a>,
    has_long_places: bool,
    /// Of how many parts each is drawn, once that is known.
    parts: Vec<Option<u32>>,
}

impl<'a> Glyphs<'a> {
    fn of(tables: &[([u8; 4], File<'a>)]) -> Self {
        let table = |name| tables.iter().find(|(tag, _)| tag == name).map_or(File(&[]), |(_, table)| *table);
        let number = table(b"maxp").short(4).unwrap_or_default();
        Self {
            outlines: table(b"glyf"),
            places: table(b"loca"),
            has_long_places: table(b"head").short(50) == Some(1),
            parts: vec![None; usize::from(number)],
        }
    }

    /// Adds the number of their parts to a sum.
    fn look_through(mut self, sum: &mut usize) -> Result<(), String> {
        for glyph in 0..self.parts.len() {
            let parts = self.parts_of(glyph, 0, sum);
            if *sum > ALL_PARTS {
                return Err("its glyphs are composed of more than 16 million others".to_owned());
            }
            if parts.is_none_or(|parts| parts > PARTS) {
                return Err(format!("its glyph {glyph} is composed of too many others, or contains itself"));
            }
        }
        Ok(())
    }

    /// The number of parts of a glyph; none if they are nested too deeply, or the sum is too large.
    fn parts_of(&mut self, glyph: usize, depth: usize, sum: &mut usize) -> Option<u32> {
        if let Some(known) = self.parts.get(glyph).copied().unwrap_or(Some(1)) {
            return Some(known);
        }
        if depth >= DEPTH || *sum > ALL_PARTS {
            return None;
        }
        let made_of = self.made_of(glyph);
        *sum += made_of.len();
        let mut parts: u32 = 1;
        for part in made_of {
            parts = parts.saturating_add(self.parts_of(part, depth + 1, sum)?);
        }
        self.parts[glyph] = Some(parts);
        Some(parts)
    }

    /// The glyphs of which a glyph consists.
    fn made_of(&self, glyph: usize) -> Vec<usize> {
        let place = match self.has_long_places {
            true => self.places.long(4 * glyph).map(|at| at as usize),
            false => self.places.short(2 * glyph).map(|at| 2 * usize::from(at)),
        };
        let outline = self.outlines.behind(place.unwrap_or(usize::MAX));
        // Those with a number of contours are drawn by themselves.
        let is_made_of_others = outline.short(0).is_some_and(|contours| contours > 0x7fff);
        let (mut made_of, mut at) = (Vec::new(), 10);
        while let Some((flags, part)) = outline.short(at).zip(outline.short(at + 2)).filter(|_| is_made_of_others) {
            made_of.push(usize::from(part));
            let has = |flag: u16| flags & flag != 0;
            let scale = if has(0x8) { 2 } else { 0 } + if has(0x40) { 4 } else { 0 } + if has(0x80) { 8 } else { 0 };
            at += 4 + if has(0x1) { 4 } else { 2 } + scale;
            if !has(0x20) || made_of.len() > PARTS as usize {
                break;
            }
        }
        made_of
    }
}
