//! The values that shapes need before any document begins: the language of an edition, and the look of the body.

use super::literal::literal;
use crate::document::{Composition, Look};

/// Writes the values of the language that shapes need before any document begins.
pub(super) fn language(composition: &Composition) -> String {
    format!(
        "#let language = {}\n#let details-separator = {}\n",
        literal(&composition.language),
        literal(&composition.separator)
    )
}

/// The look that the body owns, for shapes.
pub(super) fn theme(look: &Look) -> String {
    let colours = look.colours.all();
    let colours = colours.iter().map(|(name, colour)| format!("#let {name} = rgb({})\n", literal(colour)));
    let fonts = [("body-font", &look.body_font), ("head-font", &look.head_font), ("small-font", &look.small_font)];
    let fonts = fonts.iter().map(|(name, font)| format!("#let {name} = {}\n", literal(font)));
    let logo = look.logo.as_ref().map_or_else(
        || "none".to_owned(),
        |logo| {
            format!(
                "image({}, height: {}mm, alt: {})",
                literal(&format!("/{}", logo.file)),
                logo.height,
                literal(&logo.alt)
            )
        },
    );
    let rest = [
        format!("#let body-size = {}pt\n", look.body_size),
        format!("#let paper = {}\n", literal(look.paper.name())),
        format!("#let duplex = {}\n", look.duplex),
        format!("#let stamp-place = {}\n", literal(look.stamp.name())),
        "#let counted-in = none\n".to_owned(),
        "#let kept-pages = none\n".to_owned(),
        format!("#let logo = {logo}\n"),
    ];
    colours.chain(fonts).chain(rest).collect()
}
