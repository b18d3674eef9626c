//! Letters of pages for browsers are joined, and look the same.

use packwright::typeset::with_joined_letters;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use crate::support::repository;

/// Dots a point.
const SCALE: f32 = 3.0;

/// The picture of an SVG, as bytes of its dots.
fn picture(svg: &str) -> Vec<u8> {
    let tree = Tree::from_str(svg, &Options::default()).unwrap();
    let size = tree.size().to_int_size().scale_by(SCALE).unwrap();
    let mut picture = Pixmap::new(size.width(), size.height()).unwrap();
    resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut picture.as_mut());
    picture.take()
}

#[test]
fn joined_letters_look_the_same() {
    let mut cases = 0;
    for case in std::fs::read_dir(repository().join("tests/cases/letters")).unwrap() {
        let case = case.unwrap().path();
        cases += 1;
        let svg = std::fs::read_to_string(&case).unwrap();
        let joined = with_joined_letters(svg.clone());
        let of = |svg: &str, what: &str| svg.matches(what).count();
        assert!(of(&joined, "<use ") < of(&svg, "<use ") / 4, "{}: {}", case.display(), of(&joined, "<use "));
        assert!(of(&joined, "<symbol ") <= of(&joined, "<use "), "{}", case.display());
        let (before, after) = (picture(&svg), picture(&joined));
        let painted = before.iter().filter(|dot| **dot > 0).count();
        let others = before.iter().zip(&after).filter(|(one, other)| one.abs_diff(**other) > 32).count();
        assert!(painted > 10_000 && others * 1000 <= painted, "{}: {others} of {painted}", case.display());
    }
    assert!(cases > 3);
}

#[test]
fn a_page_whose_outlines_take_too_much_room_stays_as_it_is() {
    let outline = "l 1 1".repeat(20_000);
    let letters = "<use xlink:href=\"#a\" x=\"1\" y=\"2\" fill=\"#000000\"/>".repeat(1000);
    let symbol = format!("<symbol id=\"a\" overflow=\"visible\"><path d=\"M 0 0{outline}\"/></symbol>");
    let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><g>{letters}</g><defs>{symbol}</defs></svg>");
    assert_eq!(with_joined_letters(svg.clone()), svg);
}
