//! Pages as SVG, in the form that browsers draw soonest.
//!
//! The engine writes the outline of a letter once, and a `use` for each time that it is printed. A browser builds a tree of elements
//! for each `use`: for a page of text that takes three times as long as all the rest. So the letters of a text that have the same
//! colour become one `path`; the picture is the same.

use std::collections::{HashMap, HashSet};

/// The most bytes of a page whose letters are joined: outlines of fonts can be long, and are repeated for each letter.
const MOST: usize = 16 * 1024 * 1024;

const SYMBOL: &str = "<symbol id=\"";
const SYMBOL_END: &str = "</symbol>";
const USE: &str = "<use ";

/// A letter where it is printed.
struct Letter<'a> {
    id: &'a str,
    x: &'a str,
    y: &'a str,
    /// The attributes that say how it is painted.
    paint: &'a str,
}

/// Joins the letters of a page as the engine writes it. Letters that are pictures, and those with a border or several colours, stay
/// as they are, and so does a page whose outlines take too much room.
pub fn with_joined_letters(svg: String) -> String {
    let outlines = outlines(&svg);
    let mut page = String::with_capacity(2 * svg.len());
    let mut kept = HashSet::new();
    // The paint of the path that is being written.
    let mut open: Option<&str> = None;
    let mut pieces = svg.split(USE);
    page.extend(pieces.next());
    for piece in pieces {
        let Some((element, after)) = piece.split_once("/>") else { return svg };
        match Letter::read(element).and_then(|letter| Some((outlines.get(letter.id)?, letter))) {
            Some((outline, Letter { x, y, paint, .. })) => {
                if open != Some(paint) {
                    page.extend([end_of(open), "<path ", paint, " d=\""]);
                    open = Some(paint);
                }
                page.extend(["M", x, " ", y, outline]);
            }
            None => {
                page.extend([end_of(open.take()), USE, element, "/>"]);
                kept.extend(between(element, "#", "\""));
            }
        }
        if !after.is_empty() {
            page.extend([end_of(open.take()), after]);
        }
        if page.len() > MOST {
            return svg;
        }
    }
    without_outlines(&page, |id| outlines.contains_key(id) && !kept.contains(id))
}

/// What ends a path, if one is being written.
fn end_of(open: Option<&str>) -> &'static str {
    open.map_or("", |_| "\"/>")
}

impl<'a> Letter<'a> {
    /// A letter of one colour, as a `use` refers to it.
    fn read(element: &'a str) -> Option<Self> {
        let (id, rest) = element.strip_prefix("xlink:href=\"#")?.split_once("\" x=\"")?;
        let (x, rest) = rest.split_once("\" y=\"")?;
        let (y, paint) = rest.split_once("\" ")?;
        let has_one_colour = paint.starts_with("fill=\"#") && !paint.contains("stroke");
        has_one_colour.then_some(Self { id, x, y, paint })
    }
}

/// The outlines of letters by their ids: steps of a path, each from where the one before ended.
fn outlines(svg: &str) -> HashMap<&str, &str> {
    svg.split(SYMBOL).skip(1).filter_map(outline).collect()
}

fn outline(symbol: &str) -> Option<(&str, &str)> {
    let (id, content) = symbol.split_once("\" overflow=\"visible\"><path d=\"M 0 0")?;
    let (steps, after) = content.split_once("\"/>")?;
    after.starts_with(SYMBOL_END).then_some((id, steps))
}

/// A page without the symbols that nothing refers to any more.
fn without_outlines(page: &str, is_unused: impl Fn(&str) -> bool) -> String {
    let mut pieces = page.split(SYMBOL);
    let mut left = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (id, _) = piece.split_once('"').unwrap_or_default();
        match piece.split_once(SYMBOL_END) {
            Some((_, after)) if is_unused(id) => left += after,
            _ => left.extend([SYMBOL, piece]),
        }
    }
    left
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    Some(text.split_once(start)?.1.split_once(end)?.0)
}
