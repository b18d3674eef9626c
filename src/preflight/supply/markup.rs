//! Annotations that say where and how they are drawn, and bring no drawing (ISO 32000-1, 12.5.6).

use lopdf::{Dictionary, Document, Object, dictionary};

use super::border::{ellipse, line_width};
use super::default::{DefaultAppearance, colour, numbers};
use super::face::Face;
use super::layout::Frame;
use crate::pdf::{Budget, Rectangle, Refusal, array, dictionary, entry, integer, name, resolved, whole_text};

/// A drawing in the coordinates of the page, and the part of the page that it is on.
#[derive(Debug)]
pub(super) struct Drawing {
    pub(super) content: String,
    pub(super) bounds: Rectangle,
    pub(super) resources: Dictionary,
}

/// An annotation that is drawn.
struct Markup<'a> {
    document: &'a Document,
    annotation: &'a Dictionary,
    place: Rectangle,
    line: f32,
}

/// A point on the page.
type Point = (f32, f32);

/// Draws an annotation, if it is of a kind that is simple to draw.
pub(super) fn draw(
    document: &Document,
    annotation: &Dictionary,
    budget: &mut Budget,
) -> Result<Option<Drawing>, Refusal> {
    let place = entry(document, annotation, b"Rect").and_then(|place| Rectangle::read(document, place));
    let Some(place) = place else { return Ok(None) };
    let markup = Markup { document, annotation, place, line: line_width(document, annotation) };
    let points = |key: &[u8]| pairs(&numbers(document, annotation, key));
    let drawing = match name(document, annotation, b"Subtype").unwrap_or_default() {
        b"Text" => Some(markup.note()),
        b"Caret" => Some(markup.caret()),
        b"FreeText" => markup.words(budget)?,
        b"Square" => {
            markup.shape(|x, y, wide, high| format!("{} {} {} {} re", x - wide, y - high, 2.0 * wide, 2.0 * high))
        }
        b"Circle" => markup.shape(ellipse),
        b"Line" => markup.strokes(&[points(b"L")], false),
        b"PolyLine" => markup.strokes(&[points(b"Vertices")], false),
        b"Polygon" => markup.strokes(&[points(b"Vertices")], true),
        b"Ink" => markup.strokes(&markup.ink(budget)?, false),
        b"Highlight" | b"Underline" | b"Squiggly" | b"StrikeOut" => markup.marked(),
        _ => None,
    };
    budget.drawn(drawing.as_ref().map_or(0, |drawing| drawing.content.len()))?;
    Ok(drawing)
}

fn pairs(numbers: &[f32]) -> Vec<Point> {
    numbers.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
}

/// Points one after the other, joined by lines.
fn path(points: &[Point]) -> String {
    let word = |at: usize| if at == 0 { 'm' } else { 'l' };
    points.iter().enumerate().map(|(at, (x, y))| format!("{x} {y} {} ", word(at))).collect()
}

impl Markup<'_> {
    fn colour(&self, key: &[u8]) -> Option<String> {
        colour(&numbers(self.document, self.annotation, key))
    }

    fn stroke_colour(&self) -> String {
        self.colour(b"C").unwrap_or_else(|| "0 0 0".to_owned())
    }

    /// A drawing with the transparency that the annotation states; if it `multiplies`, the text below it can still be read.
    fn drawing(&self, content: String, bounds: Rectangle, multiplies: bool) -> Drawing {
        let opacity = entry(self.document, self.annotation, b"CA").and_then(|opacity| opacity.as_float().ok());
        let opacity = opacity.filter(|opacity| opacity.is_finite()).unwrap_or(1.0).clamp(0.0, 1.0);
        let blend = if multiplies { "Multiply" } else { "Normal" };
        let state = dictionary! { "Type" => "ExtGState", "ca" => opacity, "CA" => opacity, "BM" => blend };
        let states = dictionary! { "G0" => state };
        Drawing { content: format!("q /G0 gs {content} Q\n"), bounds, resources: dictionary! { "ExtGState" => states } }
    }

    /// Dashes, if the line has them.
    fn dashes(&self) -> String {
        let Some(style) = dictionary(self.document, self.annotation, b"BS") else { return String::new() };
        if name(self.document, style, b"S") != Some(b"D") {
            return String::new();
        }
        let dashes = numbers(self.document, style, b"D");
        let is_sound = !dashes.is_empty() && dashes.len() <= 8 && dashes.iter().all(|dash| *dash > 0.0);
        let dashes = if is_sound { dashes } else { vec![3.0] };
        let dashes: Vec<String> = dashes.iter().map(f32::to_string).collect();
        format!("[{}] 0 d ", dashes.join(" "))
    }

    /// A sheet with lines on it, where a note sticks.
    fn note(&self) -> Drawing {
        let Rectangle { left, bottom, right, top } = self.place;
        let (wide, high) = (right - left, top - bottom);
        let ground = self.colour(b"C").unwrap_or_else(|| "1 0.92 0.4".to_owned());
        let sheet = format!("{} {} {} {} re", left + 0.5, bottom + 0.5, wide - 1.0, high - 1.0);
        let line = |part: f32| {
            path(&[(left + wide * 0.2, bottom + high * part), (right - wide * 0.2, bottom + high * part)]) + "S "
        };
        let lines = [0.3, 0.5, 0.7].map(line).concat();
        self.drawing(format!("{ground} rg 0.3 G 0.75 w {sheet} B {lines}"), self.place, false)
    }

    /// The mark for an insertion.
    fn caret(&self) -> Drawing {
        let Rectangle { left, bottom, right, top } = self.place;
        let corners = [(left, bottom), (f32::midpoint(left, right), top), (right, bottom)];
        self.drawing(format!("{} rg {}f", self.stroke_colour(), path(&corners)), self.place, false)
    }

    /// Text on the page.
    fn words(&self, budget: &mut Budget) -> Result<Option<Drawing>, Refusal> {
        let written = entry(self.document, self.annotation, b"DA").and_then(|written| written.as_str().ok());
        let default = DefaultAppearance::read(written.unwrap_or_default());
        let contents = entry(self.document, self.annotation, b"Contents");
        let text = contents.and_then(|contents| whole_text(self.document, contents)).unwrap_or_default();
        budget.drawn(text.len().saturating_mul(40))?;
        let inner = self.inner();
        let face = Face::helvetica();
        let frame = Frame {
            face: &face,
            default: &default,
            width: inner.width(),
            height: inner.height(),
            padding: self.line + 1.0,
            quadding: integer(self.document, self.annotation, b"Q").unwrap_or_default(),
        };
        let Some(words) = frame.lines(&text) else { return Ok(None) };
        let ground = self.colour(b"C").map(|colour| format!("{colour} rg "));
        let paint = match (ground.is_some(), self.line > 0.0) {
            (true, true) => "B",
            (true, false) => "f",
            (false, true) => "S",
            (false, false) => "n",
        };
        let callout = pairs(&numbers(self.document, self.annotation, b"CL"));
        let callout = if callout.len() > 1 { path(&callout) + "S" } else { String::new() };
        let half = self.line / 2.0;
        let Rectangle { left, bottom, .. } = inner;
        let content = format!(
            "{}{} w {} {} {} {} re {paint} {callout} q 1 0 0 1 {left} {bottom} cm {words} Q",
            ground.unwrap_or_default(),
            self.line,
            left + half,
            bottom + half,
            inner.width() - self.line,
            inner.height() - self.line,
        );
        let mut drawing = self.drawing(content, self.place, false);
        drawing.resources.set("Font", dictionary! { "F0" => face.resource });
        Ok(Some(drawing))
    }

    /// The rectangle without the space that is kept around the shape (table 177).
    fn inner(&self) -> Rectangle {
        let Rectangle { left, bottom, right, top } = self.place;
        let inner = match numbers(self.document, self.annotation, b"RD")[..] {
            [a, b, c, d, ..] => Rectangle { left: left + a, bottom: bottom + b, right: right - c, top: top - d },
            _ => self.place,
        };
        if inner.width() > 0.0 && inner.height() > 0.0 { inner } else { self.place }
    }

    /// A shape around a middle, with half its width and height.
    fn shape(&self, outline: impl Fn(f32, f32, f32, f32) -> String) -> Option<Drawing> {
        let inner = self.inner();
        let (x, y) = (f32::midpoint(inner.left, inner.right), f32::midpoint(inner.bottom, inner.top));
        let outline = outline(x, y, (inner.width() - self.line) / 2.0, (inner.height() - self.line) / 2.0);
        let content = self.painted(&outline)?;
        Some(self.drawing(content, self.place, false))
    }

    /// A path, filled and stroked as the annotation says; nothing if it is neither.
    fn painted(&self, outline: &str) -> Option<String> {
        let ground = self.colour(b"IC").map(|colour| format!("{colour} rg "));
        let paint = match (ground.is_some(), self.line > 0.0) {
            (true, true) => "B",
            (true, false) => "f",
            (false, true) => "S",
            (false, false) => return None,
        };
        let (ground, dashes) = (ground.unwrap_or_default(), self.dashes());
        Some(format!("{ground}{} RG {} w {dashes}{outline} {paint}", self.stroke_colour(), self.line))
    }

    /// Lines through points.
    fn strokes(&self, lines: &[Vec<Point>], is_closed: bool) -> Option<Drawing> {
        let outline: String = lines.iter().map(|line| path(line)).collect();
        let bounds = around(lines.iter().flatten(), self.line + 1.0)?.around(self.place);
        let content = match is_closed {
            true => self.painted(&(outline + "h"))?,
            false => format!(
                "{} RG {} w 1 J 1 j {}{outline} S {}",
                self.stroke_colour(),
                self.line,
                self.dashes(),
                self.arrows(lines.first()?)
            ),
        };
        Some(self.drawing(content, bounds, false))
    }

    /// The heads of arrows at the ends of a line (table 176).
    fn arrows(&self, line: &[Point]) -> String {
        let ends = array(self.document, self.annotation, b"LE").map(Vec::as_slice).unwrap_or_default();
        let has_arrow = |end: Option<&Object>| {
            let style = end.and_then(|end| resolved(self.document, end).as_name().ok());
            matches!(style, Some(b"OpenArrow" | b"ClosedArrow"))
        };
        let head = |tip: Point, from: Point| {
            let (right, up) = (from.0 - tip.0, from.1 - tip.1);
            let long = right.hypot(up).max(0.01);
            let (right, up) = (right / long * self.line * 5.0, up / long * self.line * 5.0);
            let wing = |side: f32| (tip.0 + right - side * up * 0.5, tip.1 + up + side * right * 0.5);
            path(&[wing(1.0), tip, wing(-1.0)]) + "S "
        };
        let [first, second, ..] = *line else { return String::new() };
        let (last, before) = (line[line.len() - 1], line[line.len() - 2]);
        let start = if has_arrow(ends.first()) { head(first, second) } else { String::new() };
        start + &if has_arrow(ends.get(1)) { head(last, before) } else { String::new() }
    }

    fn ink(&self, budget: &mut Budget) -> Result<Vec<Vec<Point>>, Refusal> {
        let lists = array(self.document, self.annotation, b"InkList").map(Vec::as_slice).unwrap_or_default();
        budget.steps(lists.len())?;
        let mut lines = Vec::with_capacity(lists.len());
        for list in lists {
            let holder = dictionary! { "L" => resolved(self.document, list).clone() };
            lines.push(pairs(&numbers(self.document, &holder, b"L")));
            budget.steps(lines.last().map_or(0, Vec::len))?;
        }
        Ok(lines)
    }

    /// Text that is marked, quarter by quarter: upper left, upper right, lower left, lower right, as all programs write them.
    fn marked(&self) -> Option<Drawing> {
        let quads = pairs(&numbers(self.document, self.annotation, b"QuadPoints"));
        let kind = name(self.document, self.annotation, b"Subtype").unwrap_or_default();
        let middle = |a: Point, b: Point, part: f32| (a.0 + (b.0 - a.0) * part, a.1 + (b.1 - a.1) * part);
        let quarter = |quad: &[Point]| {
            let [a, b, c, d] = [quad[0], quad[1], quad[2], quad[3]];
            match kind {
                b"Highlight" => path(&[a, b, d, c]) + "f ",
                b"Squiggly" => squiggle(middle(c, a, 0.08), middle(d, b, 0.08)),
                b"StrikeOut" => path(&[middle(c, a, 0.45), middle(d, b, 0.45)]) + "S ",
                _ => path(&[middle(c, a, 0.08), middle(d, b, 0.08)]) + "S ",
            }
        };
        let is_highlight = kind == b"Highlight";
        let colour = self.colour(b"C").unwrap_or_else(|| if is_highlight { "1 1 0" } else { "0 0 0" }.to_owned());
        let content: String = quads.chunks_exact(4).map(quarter).collect();
        let bounds = around(quads.iter(), 1.0)?.around(self.place);
        let content =
            if is_highlight { format!("{colour} rg {content}") } else { format!("{colour} RG 1 w {content}") };
        Some(self.drawing(content, bounds, is_highlight))
    }
}

/// A line that goes up and down.
fn squiggle(from: Point, to: Point) -> String {
    const STEP: f32 = 2.0;
    let (right, up) = (to.0 - from.0, to.1 - from.1);
    let long = right.hypot(up).max(0.01);
    let steps = (long / STEP).clamp(2.0, 1_000.0).floor();
    let point = |at: u16| {
        let part = f32::from(at) / steps;
        let side = if at.is_multiple_of(2) { 0.0 } else { STEP };
        (from.0 + right * part - up / long * side, from.1 + up * part + right / long * side)
    };
    let points: Vec<Point> = (0..=steps as u16).map(point).collect();
    path(&points) + "S "
}

/// The rectangle around points, with some space.
fn around<'a>(points: impl Iterator<Item = &'a Point>, room: f32) -> Option<Rectangle> {
    let of = |(x, y): &Point| Rectangle { left: x - room, bottom: y - room, right: x + room, top: y + room };
    points.map(of).reduce(Rectangle::around)
}
