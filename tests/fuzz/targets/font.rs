//! Fonts of a workspace, in the place of one of the house: loaded, and text typeset with it.

use packwright::typeset::Fonts;

use super::scene::{Workspace, done_with, file, workspace};
use super::{Stack, Target};
use crate::fuzz::mutate::font;
use crate::fuzz::program::BUILD;

/// Where it lies: the typeface of running text.
const PATH: &str = "fonts/SourceSerif4_400Regular.ttf";

pub(super) const TARGET: Target = Target {
    name: "font",
    ending: "ttf",
    seeds: || {
        let (serif, sans) = (file(PATH), file("fonts/SourceSans3_400Regular.ttf"));
        let arabic = file("fonts/NotoNaskhArabic_400Regular.ttf");
        vec![
            font::cut(&serif, 140, &[b"GPOS", b"GSUB", b"GDEF", b"STAT", b"BASE", b"prep", b"gasp"]),
            font::cut(&serif, 140, &[b"GPOS", b"STAT", b"BASE", b"prep", b"gasp"]),
            font::cut(&sans, 140, &[b"GPOS", b"STAT", b"post", b"GSUB"]),
            font::cut(&arabic, 200, &[b"fpgm", b"cvt "]),
            serif,
        ]
    },
    change: font::change,
    run: |input, thorough| {
        let mut files = with_font(input);
        let (fonts, _) = Fonts::load(&files);
        done_with(&files, true, &fonts);
        if thorough {
            // With letters that are looked for in all fonts.
            let definition = String::from_utf8(file("packs/smallest/meeting.json")).unwrap();
            let definition = definition.replace("What we read next", "ما نقرأه 下一本 Ж ﬁ é e\u{301}");
            files.insert("packs/x/meeting.json".to_owned(), definition.into_bytes());
            done_with(&files, true, &fonts);
        }
    },
    program: |input| (with_font(input), BUILD),
    thorough_once_in: 6,
    stack: Stack::Build,
    inputs: 20,
};

fn with_font(input: &[u8]) -> Workspace {
    let mut files = workspace(&file("packs/smallest/meeting.json"));
    files.insert(PATH.to_owned(), input.to_vec());
    files
}
