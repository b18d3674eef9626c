//! Text laid out in the rectangle of a field, as readers lay it out.

use super::default::DefaultAppearance;
use super::face::Face;

/// The smallest size that text is shrunk to before it is left out, in points.
const SMALLEST: f32 = 4.0;
/// The size of text if none is stated and any size fits, in points.
const USUAL: f32 = 12.0;
/// From line to line, in sizes.
const LINE: f32 = 1.15;
/// From the top of a line to its base, in sizes.
const ASCENT: f32 = 0.9;
/// Half the height of a capital, in sizes.
const HALF: f32 = 0.35;

/// The place and the form in which text is laid out.
#[derive(Debug)]
pub(super) struct Frame<'a> {
    pub(super) face: &'a Face,
    pub(super) default: &'a DefaultAppearance,
    pub(super) width: f32,
    pub(super) height: f32,
    /// The space on each side.
    pub(super) padding: f32,
    /// 0 at the left, 1 in the middle, 2 at the right.
    pub(super) quadding: i64,
}

/// A line, encoded, and where its base begins.
struct Line {
    x: f32,
    y: f32,
    text: Vec<u8>,
}

impl Frame<'_> {
    /// One line in the middle of the height; nothing if it does not fit.
    pub(super) fn one_line(&self, text: &str) -> Option<String> {
        let line = self.face.encoded(&text.replace(['\r', '\n', '\t'], " "))?;
        let room = self.width - 2.0 * self.padding;
        let stated = if self.default.size > 0.0 { self.default.size } else { (self.height * 0.7).min(USUAL) };
        let wide = self.face.width(&line);
        let size = if wide > 0.0 { stated.min(room / wide) } else { stated };
        let y = self.height / 2.0 - size * HALF;
        let line = Line { x: self.start(wide * size), y, text: line };
        // Of a large text a small field shows a part, whatever its size.
        self.is_legible(size, stated).then(|| self.written(size, &[line]))
    }

    /// Lines from the top, broken between words; nothing if they do not fit.
    pub(super) fn lines(&self, text: &str) -> Option<String> {
        let encoded = self.paragraphs(text)?;
        let stated = if self.default.size > 0.0 { self.default.size } else { USUAL };
        let room = (self.width - 2.0 * self.padding, self.height - self.padding);
        let mut size = stated;
        loop {
            let broken = self.broken(&encoded, room.0 / size);
            let high = self.padding + broken.len() as f32 * LINE * size;
            let is_wide = broken.iter().any(|line| self.face.width(line) * size > room.0 + 0.01);
            // One line of a stated size is shown in a field that is a little low for it.
            if !is_wide && (high <= room.1 || (broken.len() == 1 && size <= self.height)) {
                return Some(self.written(size, &self.placed(broken, size)));
            }
            size *= 0.9;
            if size < SMALLEST {
                return None;
            }
        }
    }

    /// Each character in a cell of its own, of so many.
    pub(super) fn comb(&self, text: &str, cells: usize) -> Option<String> {
        let encoded = self.face.encoded(text)?;
        let free = cells.checked_sub(encoded.len())?;
        let before = match self.quadding {
            1 => free / 2,
            2 => free,
            _ => 0,
        };
        let cell = self.width / cells as f32;
        let stated = if self.default.size > 0.0 { self.default.size } else { (self.height * 0.7).min(USUAL) };
        let size = stated.min(cell * 1.5);
        let y = self.height / 2.0 - size * HALF;
        let place = |(at, code): (usize, u8)| {
            let middle = ((before + at) as f32 + 0.5) * cell;
            Line { x: middle - self.face.width(&[code]) * size / 2.0, y, text: vec![code] }
        };
        let lines: Vec<Line> = encoded.into_iter().enumerate().map(place).collect();
        self.is_legible(size, stated).then(|| self.written(size, &lines))
    }

    /// The options of a list from the one that is shown first, as many as fit, and how many those are.
    pub(super) fn list(&self, options: &[(String, bool)]) -> Option<(String, usize)> {
        let size = if self.default.size > 0.0 { self.default.size } else { USUAL };
        let line = LINE * size;
        let most = ((self.height - self.padding) / line).floor().max(1.0) as usize;
        let mut drawn = String::new();
        let mut lines = Vec::new();
        for (at, (option, is_chosen)) in options.iter().take(most).enumerate() {
            let top = self.height - self.padding / 2.0 - at as f32 * line;
            if *is_chosen {
                let (y, width) = (top - line, self.width - self.padding);
                drawn.push_str(&format!("0.6 0.76 0.85 rg {} {y} {width} {line} re f\n", self.padding / 2.0));
            }
            let text = self.face.encoded(option)?;
            lines.push(Line { x: self.start(self.face.width(&text) * size), y: top - size * ASCENT, text });
        }
        let count = lines.len();
        Some((drawn + &self.written(size, &lines), count))
    }

    fn is_legible(&self, size: f32, stated: f32) -> bool {
        size >= SMALLEST.min(stated)
    }

    fn start(&self, wide: f32) -> f32 {
        let free = self.width - 2.0 * self.padding - wide;
        self.padding
            + match self.quadding {
                1 => free / 2.0,
                2 => free,
                _ => 0.0,
            }
    }

    fn paragraphs(&self, text: &str) -> Option<Vec<Vec<Vec<u8>>>> {
        let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n").replace('\t', " ");
        let words = |line: &str| line.split(' ').map(|word| self.face.encoded(word)).collect::<Option<Vec<_>>>();
        text.trim_end_matches('\n').split('\n').map(words).collect()
    }

    /// Breaks text into lines that are no wider than a multiple of the size, except lines of a single word.
    fn broken(&self, paragraphs: &[Vec<Vec<u8>>], room: f32) -> Vec<Vec<u8>> {
        let blank = self.face.width(b" ");
        let mut lines = Vec::new();
        for words in paragraphs {
            let (mut line, mut wide) = (Vec::new(), 0.0);
            for (at, word) in words.iter().enumerate() {
                let more = self.face.width(word);
                if at > 0 && wide + blank + more > room {
                    lines.push(std::mem::take(&mut line));
                    wide = 0.0;
                } else if at > 0 {
                    line.push(b' ');
                    wide += blank;
                }
                line.extend_from_slice(word);
                wide += more;
            }
            lines.push(line);
        }
        lines
    }

    fn placed(&self, lines: Vec<Vec<u8>>, size: f32) -> Vec<Line> {
        let place = |(at, text): (usize, Vec<u8>)| {
            let y = self.height - self.padding - size * (ASCENT + at as f32 * LINE);
            Line { x: self.start(self.face.width(&text) * size), y, text }
        };
        lines.into_iter().enumerate().map(place).collect()
    }

    /// The text object, within the rectangle.
    fn written(&self, size: f32, lines: &[Line]) -> String {
        let Self { width, height, default, .. } = self;
        let mut written = format!("q 0 0 {width} {height} re W n BT /F0 {size} Tf {}\n", default.colour);
        for Line { x, y, text } in lines.iter().filter(|line| !line.text.is_empty()) {
            written.push_str(&format!("1 0 0 1 {x} {y} Tm <{}> Tj\n", hex::encode(text)));
        }
        written + "ET Q\n"
    }
}
