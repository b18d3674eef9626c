//! Changes of SVG: elements repeated and nested, attributes with numbers that programs stumble over, effects in circles.

use super::{bytes, text};
use crate::fuzz::dice::Dice;

/// Values of attributes.
const VALUES: &[&str] = &[
    "0",
    "-1",
    "1",
    "1e9",
    "-1e9",
    "1e38",
    "1e-38",
    "NaN",
    "1e999",
    "100000",
    "2147483648",
    "0.0000001",
    "url(#a)",
    "url(#f)",
    "#a",
    "none",
    "100%",
    "1e9%",
    "0 0 0 0",
    "0 0 1e9 1e9",
    "1 1",
    "matrix(0 0 0 0 0 0)",
    "scale(1e30)",
    "rotate(45) scale(1e-30)",
    "translate(1e30)",
    "M0 0L1e9 1e9z",
    "M0 0h1h1h1h1",
    "M0,0A1e9,1e-9 1e9 1 1 5,5",
    "inherit",
    "currentColor",
    "red",
    "#12345678",
    "userSpaceOnUse",
    "objectBoundingBox",
    "reflect",
    "data:image/svg+xml;base64,PHN2Zy8+",
    "chart.svg",
    "file:///etc/passwd",
    "http://x.y/z.png",
    "1 0.0001",
    "0.001",
    "1px",
    "1e6em",
    "99999pt",
];

/// Whole elements, many of them costly.
const ELEMENTS: &[&str] = &[
    "<g id=\"a\"><use href=\"#a\"/></g>",
    "<use href=\"#b\" id=\"a\"/><use href=\"#a\" id=\"b\"/>",
    "<g id=\"l1\"><use href=\"#l0\"/><use href=\"#l0\"/></g><g id=\"l2\"><use href=\"#l1\"/><use href=\"#l1\"/></g><g id=\"l3\"><use href=\"#l2\"/><use href=\"#l2\"/></g>",
    "<filter id=\"f\"><feTurbulence baseFrequency=\"0.01\" numOctaves=\"4\"/></filter><rect width=\"9\" height=\"9\" filter=\"url(#f)\"/>",
    "<filter id=\"f\" width=\"1e9\" height=\"1e9\"><feGaussianBlur stdDeviation=\"99999\"/></filter><rect width=\"9\" height=\"9\" filter=\"url(#f)\"/>",
    "<filter id=\"f\"><feMorphology radius=\"9999\" operator=\"dilate\"/></filter><rect width=\"9\" height=\"9\" filter=\"url(#f)\"/>",
    "<filter id=\"f\"><feConvolveMatrix order=\"30\" kernelMatrix=\"1\"/></filter><rect width=\"9\" height=\"9\" filter=\"url(#f)\"/>",
    "<filter id=\"f\"><feImage href=\"#a\"/><feTile/></filter><rect id=\"a\" width=\"9\" height=\"9\" filter=\"url(#f)\"/>",
    "<filter id=\"f\"><feDiffuseLighting><fePointLight/></feDiffuseLighting></filter><rect width=\"9\" height=\"9\" filter=\"url(#f)\"/>",
    "<pattern id=\"a\" width=\"0.00001\" height=\"0.00001\"><rect width=\"1\" height=\"1\" fill=\"url(#a)\"/></pattern><rect width=\"999\" height=\"999\" fill=\"url(#a)\"/>",
    "<mask id=\"a\"><rect width=\"9\" height=\"9\" mask=\"url(#a)\"/></mask><rect width=\"9\" height=\"9\" mask=\"url(#a)\"/>",
    "<clipPath id=\"a\" clip-path=\"url(#a)\"><rect width=\"9\" height=\"9\"/></clipPath><rect width=\"9\" height=\"9\" clip-path=\"url(#a)\"/>",
    "<linearGradient id=\"a\" href=\"#a\"><stop offset=\"0\"/><stop offset=\"1\" stop-color=\"red\"/></linearGradient><rect width=\"9\" height=\"9\" fill=\"url(#a)\"/>",
    "<radialGradient id=\"a\" r=\"0\" fx=\"1e9\" spreadMethod=\"reflect\"><stop/><stop offset=\"0.5\"/></radialGradient><circle r=\"9\" fill=\"url(#a)\"/>",
    "<marker id=\"a\" overflow=\"visible\"><path d=\"M0 0h1\" marker-end=\"url(#a)\"/></marker><path d=\"M0 0h9h9h9\" marker-mid=\"url(#a)\"/>",
    "<path d=\"M0 0L999999 0\" stroke=\"black\" stroke-dasharray=\"0.0001\"/>",
    "<path d=\"M0 0C1e30 1e30 -1e30 1e30 5 5z\" stroke=\"black\" stroke-width=\"1e9\" stroke-linejoin=\"round\"/>",
    "<text x=\"1\" y=\"9\" font-size=\"1e6\">text<tspan dx=\"1e9\" rotate=\"1 2 3\">العربية</tspan></text>",
    "<text textLength=\"1e9\" letter-spacing=\"1e9\"><textPath href=\"#p\">along</textPath></text><path id=\"p\" d=\"M0 0h99\"/>",
    "<image width=\"9\" height=\"9\" href=\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E\"/>",
    "<image width=\"1e9\" height=\"1e9\" href=\"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==\"/>",
    "<switch><g systemLanguage=\"x\"/><foreignObject/></switch>",
    "<style>* { fill: red } g > rect:first-child[x=\"1\"] { stroke: url(#a) } @import url(x);</style>",
    "<symbol id=\"s\" viewBox=\"0 0 0 0\"><rect width=\"9\" height=\"9\"/></symbol><use href=\"#s\" width=\"1e9\"/>",
    "<svg width=\"1e9\" height=\"1e-9\" viewBox=\"0 0 1 1\" preserveAspectRatio=\"xMidYMid slice\"><rect width=\"1\" height=\"1\"/></svg>",
    "<animate attributeName=\"x\" dur=\"1s\" repeatCount=\"indefinite\"/>",
    "<!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>",
    "&a;",
    "&#0;",
    "<![CDATA[x]]>",
    "<!-- -- -->",
    "<?xml version=\"1.1\" encoding=\"utf-16\"?>",
];

/// Names of attributes that may stand at any element.
const NAMES: &[&str] = &[
    "transform",
    "fill",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "opacity",
    "filter",
    "mask",
    "clip-path",
    "width",
    "height",
    "x",
    "y",
    "viewBox",
    "id",
    "href",
    "style",
    "class",
    "font-size",
    "numOctaves",
    "stdDeviation",
    "radius",
    "order",
    "baseFrequency",
    "d",
    "points",
    "offset",
    "r",
    "rx",
    "patternTransform",
    "gradientTransform",
    "primitiveUnits",
    "patternUnits",
    "marker-mid",
    "display",
    "result",
    "in",
    "mix-blend-mode",
    "isolation",
    "paint-order",
    "dx",
    "rotate",
    "k1",
    "scale",
    "xml:space",
    "xmlns",
];

/// Changes one place.
pub(in crate::fuzz) fn change(input: &mut Vec<u8>, others: &[Vec<u8>], dice: &mut Dice) {
    let Ok(former) = std::str::from_utf8(input) else { return bytes::change(input, others, dice) };
    let tags = tags(former);
    if tags.is_empty() || dice.once_in(12) {
        return bytes::change(input, others, dice);
    }
    let tag = tags[dice.below(tags.len())].clone();
    let changed = match dice.below(8) {
        0 => inserted(former, tag.end, &dice.one_of(ELEMENTS).repeat(dice.times(3000))),
        1 => {
            let attribute = format!(" {}=\"{}\"", dice.one_of(NAMES), dice.one_of(VALUES));
            inserted(former, tag.start + 1 + name_length(&former[tag.start + 1..]), &attribute)
        }
        2 | 3 => value(former, &tag, dice),
        4 => {
            let depth = dice.times(10_000);
            let element = dice.one_of(&["g", "svg", "a", "symbol", "switch", "text", "mask", "defs"]);
            let open = format!("<{element}>").repeat(depth);
            let close = format!("</{element}>").repeat(depth);
            format!("{}{open}{}{close}{}", &former[..tag.start], &former[tag.clone()], &former[tag.end..])
        }
        5 => inserted(former, tag.end, &former[tag.clone()].repeat(dice.copies(5000, tag.len()))),
        6 => doubling(former, dice),
        _ => format!("{}{}", &former[..tag.start], &former[tag.end..]),
    };
    *input = changed.into_bytes();
}

/// Groups that each use the one before twice.
fn doubling(former: &str, dice: &mut Dice) -> String {
    let levels = dice.times(60);
    let element = |at: usize| match at % 3 {
        0 => format!("<g id=\"d{}\"><use href=\"#d{at}\"/><use href=\"#d{at}\"/></g>", at + 1),
        _ => format!("<g id=\"d{}\"><use href=\"#d{at}\"/><use href=\"#d{at}\" x=\"1\"/></g>", at + 1),
    };
    let groups: String = (0..levels).map(element).collect();
    let groups = format!("<g id=\"d0\"><rect width=\"1\" height=\"1\"/></g>{groups}<use href=\"#d{levels}\"/>");
    let at = former.rfind("</").unwrap_or(former.len());
    inserted(former, at, &groups)
}

/// Another value in the place of one of an element.
fn value(former: &str, tag: &std::ops::Range<usize>, dice: &mut Dice) -> String {
    let quotes: Vec<usize> = former[tag.clone()].match_indices('"').map(|(at, _)| tag.start + at).collect();
    let Some(pair) = quotes.chunks_exact(2).nth(dice.below(quotes.len() / 2)) else { return former.to_owned() };
    let new = match dice.below(4) {
        0 => text::text(dice, &former[pair[0] + 1..pair[1]], &[]).replace(['"', '<', '&'], ""),
        1 => former[pair[0] + 1..pair[1]].repeat(dice.copies(3000, pair[1] - pair[0])),
        _ => dice.one_of(VALUES).to_owned(),
    };
    format!("{}{new}{}", &former[..=pair[0]], &former[pair[1]..])
}

fn inserted(text: &str, at: usize, piece: &str) -> String {
    format!("{}{piece}{}", &text[..at], &text[at..])
}

fn name_length(text: &str) -> usize {
    text.find(|c: char| !c.is_ascii_alphanumeric() && c != ':').unwrap_or(text.len())
}

/// Where tags are.
fn tags(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut tags = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find('<').map(|at| from + at) {
        let Some(end) = text[start..].find('>').map(|at| start + at + 1) else { break };
        if text.as_bytes()[start + 1].is_ascii_alphabetic() {
            tags.push(start..end);
        }
        from = end;
        if tags.len() > 5000 {
            break;
        }
    }
    tags
}
