//! The ground and the frame of a field, and the marks of buttons (ISO 32000-1, 12.5.4 and table 189).

use lopdf::{Dictionary, Document};

use super::default::{colour, numbers};
use crate::pdf::{Matrix, Rectangle, dictionary, entry, integer};

/// The rectangle of a field before it is turned, with what is drawn around its value.
#[derive(Debug)]
pub(super) struct Border {
    pub(super) width: f32,
    pub(super) height: f32,
    /// The width of the frame; 0 if there is none.
    pub(super) line: f32,
    ground: Option<String>,
    frame: Option<String>,
    /// Quarter turns against the clock.
    turns: i64,
}

impl Border {
    /// Reads the border of a field; none if the field has no space inside.
    pub(super) fn read(document: &Document, widget: &Dictionary) -> Option<Self> {
        let place = Rectangle::read(document, entry(document, widget, b"Rect")?)?;
        let (wide, high) = (place.width(), place.height());
        if wide <= 0.0 || high <= 0.0 {
            return None;
        }
        let characteristics = dictionary(document, widget, b"MK");
        let colour_of = |key: &[u8]| characteristics.and_then(|of| colour(&numbers(document, of, key)));
        let frame = colour_of(b"BC");
        let turns = characteristics.and_then(|of| integer(document, of, b"R")).unwrap_or_default() / 90;
        let (width, height) = if turns % 2 == 0 { (wide, high) } else { (high, wide) };
        let line = if frame.is_some() { line_width(document, widget) } else { 0.0 };
        Some(Self { width, height, line, ground: colour_of(b"BG"), frame, turns: turns.rem_euclid(4) })
    }

    /// From the upright rectangle to the turned one.
    pub(super) fn matrix(&self) -> Matrix {
        Matrix(match self.turns {
            1 => [0.0, 1.0, -1.0, 0.0, self.height, 0.0],
            2 => [-1.0, 0.0, 0.0, -1.0, self.width, self.height],
            3 => [0.0, -1.0, 1.0, 0.0, 0.0, self.width],
            _ => Matrix::IDENTITY.0,
        })
    }

    /// Ground and frame.
    pub(super) fn drawn(&self, is_round: bool) -> String {
        let Self { width, height, line, ground, frame, .. } = self;
        let half = line / 2.0;
        let outline = |inset: f32| match is_round {
            true => circle(width / 2.0, height / 2.0, width.min(*height) / 2.0 - inset),
            false => format!("{inset} {inset} {} {} re", width - 2.0 * inset, height - 2.0 * inset),
        };
        let ground = ground.as_ref().map(|colour| format!("{colour} rg {} f\n", outline(0.0)));
        let frame = frame.as_ref().filter(|_| *line > 0.0);
        let frame = frame.map(|colour| format!("{colour} RG {line} w {} S\n", outline(half)));
        let all = ground.unwrap_or_default() + &frame.unwrap_or_default();
        if all.is_empty() { all } else { format!("q {all}Q\n") }
    }

    /// The mark of a button that is on, by the character of ZapfDingbats that stands for it. It is drawn and not typed, since
    /// that font is in no file.
    pub(super) fn mark(&self, style: char, colour: &str) -> String {
        let room = self.width.min(self.height) - 2.0 * self.line;
        let (x, y, half) = (self.width / 2.0, self.height / 2.0, room * 0.35);
        let path = |points: &[(f32, f32)]| -> String {
            let word = |at: usize| if at == 0 { "m" } else { "l" };
            let point = |(at, (right, up)): (usize, &(f32, f32))| {
                format!("{} {} {} ", x + right * half, y + up * half, word(at))
            };
            points.iter().enumerate().map(point).collect()
        };
        let shape = match style {
            'l' => circle(x, y, half * 0.8) + " f",
            'n' => path(&[(-0.8, -0.8), (0.8, -0.8), (0.8, 0.8), (-0.8, 0.8)]) + "f",
            'u' => path(&[(0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)]) + "f",
            'H' => path(&STAR) + "f",
            '8' => path(&CROSS) + "f",
            _ => path(&CHECK) + "f",
        };
        format!("q {colour} {shape} Q\n")
    }
}

const CHECK: [(f32, f32); 6] = [(-1.0, 0.05), (-0.7, 0.3), (-0.25, -0.3), (0.75, 1.0), (1.0, 0.75), (-0.2, -0.95)];
const CROSS: [(f32, f32); 12] = [
    (-1.0, -0.7),
    (-0.3, 0.0),
    (-1.0, 0.7),
    (-0.7, 1.0),
    (0.0, 0.3),
    (0.7, 1.0),
    (1.0, 0.7),
    (0.3, 0.0),
    (1.0, -0.7),
    (0.7, -1.0),
    (0.0, -0.3),
    (-0.7, -1.0),
];
const STAR: [(f32, f32); 10] = [
    (0.0, 1.0),
    (0.24, 0.32),
    (0.95, 0.31),
    (0.38, -0.12),
    (0.59, -0.81),
    (0.0, -0.4),
    (-0.59, -0.81),
    (-0.38, -0.12),
    (-0.95, 0.31),
    (-0.24, 0.32),
];

/// A circle of four curves, without what paints it.
pub(super) fn circle(x: f32, y: f32, radius: f32) -> String {
    ellipse(x, y, radius, radius)
}

/// An ellipse of four curves, without what paints it.
pub(super) fn ellipse(x: f32, y: f32, wide: f32, high: f32) -> String {
    // How far the handles of a quarter of a circle stand out.
    const HANDLE: f32 = 0.5523;
    let (right, up) = (wide * HANDLE, high * HANDLE);
    let quarters = [
        (x + wide, y + up, x + right, y + high, x, y + high),
        (x - right, y + high, x - wide, y + up, x - wide, y),
        (x - wide, y - up, x - right, y - high, x, y - high),
        (x + right, y - high, x + wide, y - up, x + wide, y),
    ];
    let curve = |(a, b, c, d, e, f): (f32, f32, f32, f32, f32, f32)| format!(" {a} {b} {c} {d} {e} {f} c");
    format!("{} {y} m", x + wide) + &quarters.map(curve).concat()
}

pub(super) fn line_width(document: &Document, annotation: &Dictionary) -> f32 {
    let style = dictionary(document, annotation, b"BS").and_then(|style| entry(document, style, b"W"));
    let stated = style.and_then(|width| width.as_float().ok());
    let old = || numbers(document, annotation, b"Border").get(2).copied();
    stated.or_else(old).filter(|width| width.is_finite()).unwrap_or(1.0).clamp(0.0, 24.0)
}
