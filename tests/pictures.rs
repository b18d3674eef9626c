//! Pages of the example packs against pictures of how they looked when somebody last looked at them.
//!
//! `UPDATE=1 cargo test --release pictures` makes the pictures anew, those of the README among them. Look at them before
//! you commit them. Where a page looks otherwise, a picture of then, now and the difference is left behind.

use std::path::{Path, PathBuf};

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};
use image::{GrayImage, Luma, Rgb, RgbImage};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use serde_json::json;

use crate::changes::{Edited, definition};
use crate::support::{built, documents, example_packs, repository, unzipped};

/// Points to pixels: as small as shows what moved.
const SCALE: f32 = 0.5;
/// Pages beside each other in one picture.
const ACROSS: u32 = 6;
/// Shades that pictures keep: smaller files, and machines may round otherwise.
const SHADES: u8 = 16;
/// A pixel is another if it is so much lighter or darker, and a page if so many of a thousand pixels are.
const OTHER: u8 = 48;
const PER_THOUSAND: usize = 1;

pub(crate) fn pages(pdf: &[u8], scale: f32) -> Vec<RgbImage> {
    let pdf = Pdf::new(pdf.to_vec()).unwrap();
    let cache = RenderCache::new();
    let settings = RenderSettings { x_scale: scale, y_scale: scale, bg_color: WHITE, ..RenderSettings::default() };
    let picture = |page| {
        let pixels = render(page, &cache, &InterpreterSettings::default(), &settings);
        let (width, height) = (pixels.width().into(), pixels.height().into());
        let colours = pixels.data().iter().flat_map(|pixel| [pixel.r, pixel.g, pixel.b]).collect();
        RgbImage::from_raw(width, height, colours).unwrap()
    };
    pdf.pages().iter().map(picture).collect()
}

/// Pictures beside each other, on a ground that shows where each ends.
fn sheet(pages: &[RgbImage], across: u32) -> RgbImage {
    const GAP: u32 = 6;
    let count = u32::try_from(pages.len()).unwrap();
    let wide = pages.iter().map(RgbImage::width).max().unwrap() + GAP;
    let high = pages.iter().map(RgbImage::height).max().unwrap() + GAP;
    let across = across.min(count);
    let ground = Rgb([160, 160, 160]);
    let mut sheet = RgbImage::from_pixel(across * wide + GAP, count.div_ceil(across) * high + GAP, ground);
    for (at, page) in (0..).zip(pages) {
        let (x, y) = (i64::from(at % across * wide + GAP), i64::from(at / across * high + GAP));
        image::imageops::replace(&mut sheet, page, x, y);
    }
    sheet
}

fn shaded(picture: &RgbImage) -> GrayImage {
    let mut gray = image::imageops::grayscale(picture);
    let step = 255 / (SHADES - 1);
    gray.pixels_mut()
        .for_each(|pixel| pixel.0[0] = (pixel.0[0].saturating_add(step / 2) / step).min(SHADES - 1) * step);
    gray
}

/// Then, now, and in red what is not the same.
fn side_by_side(then: &GrayImage, now: &GrayImage) -> RgbImage {
    let (width, height) = (then.width().max(now.width()), then.height().max(now.height()));
    let colour = |picture: &GrayImage| {
        RgbImage::from_fn(width, height, |x, y| {
            let shade = picture.get_pixel_checked(x, y).map_or(255, |pixel| pixel.0[0]);
            Rgb([shade; 3])
        })
    };
    let mut difference = colour(now);
    for (x, y, pixel) in difference.enumerate_pixels_mut() {
        match is_other(then, now, x, y) {
            true => *pixel = Rgb([220, 0, 0]),
            false => pixel.0 = pixel.0.map(|shade| 255 - (255 - shade) / 3),
        }
    }
    sheet(&[colour(then), colour(now), difference], 1)
}

fn is_other(then: &GrayImage, now: &GrayImage, x: u32, y: u32) -> bool {
    match (then.get_pixel_checked(x, y), now.get_pixel_checked(x, y)) {
        (Some(Luma([then])), Some(Luma([now]))) => then.abs_diff(*now) > OTHER,
        _ => true,
    }
}

/// Whether a picture is as it was; if not, where both are to be seen.
fn compare(path: &Path, now: &RgbImage, name: &str) -> Result<(), String> {
    let now = shaded(now);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        now.save(path).unwrap();
        return Ok(());
    }
    let then = image::open(path).map_err(|error| format!("{name}: {error}"))?.into_luma8();
    let others = (0..now.height()).flat_map(|y| (0..now.width()).map(move |x| (x, y)));
    let others = others.filter(|(x, y)| is_other(&then, &now, *x, *y)).count();
    let is_same_size = then.dimensions() == now.dimensions();
    if is_same_size && others * 1000 <= PER_THOUSAND * (now.width() * now.height()) as usize {
        return Ok(());
    }
    let shown = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pictures").join(format!("{name}.png"));
    std::fs::create_dir_all(shown.parent().unwrap()).unwrap();
    side_by_side(&then, &now).save(&shown).unwrap();
    Err(format!("{name} looks otherwise ({others} pixels): see {}", shown.display()))
}

#[test]
fn pages_look_as_they_did() {
    let folder = repository().join("tests/cases/pictures");
    let mut others: Vec<String> = example_packs()
        .into_par_iter()
        .flat_map_iter(|pack| {
            let files = built(&pack);
            let others = documents(&files).filter_map(|(path, pdf)| {
                let name = format!("{pack}/{}", path.trim_end_matches(".pdf").replace('/', "-"));
                compare(&folder.join(format!("{name}.png")), &sheet(&pages(pdf, SCALE), ACROSS), &name).err()
            });
            others.collect::<Vec<_>>()
        })
        .collect();
    others.sort();
    assert!(others.is_empty(), "{}\nUPDATE=1 takes them as they are now", others.join("\n"));
}

/// What changed in the pack of the board, after it was sent out: with an annex that is a file of somebody else's.
fn changes_of_the_board() -> Vec<u8> {
    let edited = Edited::new();
    let mut text = definition("board");
    let files = json!([{ "file": "papers/tenders.pdf" }, { "file": "papers/drawing.pdf" }]);
    let annex = json!({ "id": "tenders-compared", "title": "Tenders for the North Slipway", "files": files });
    text["annexes"].as_array_mut().unwrap().push(annex);
    edited.add("board", "board", &text);
    let paper = |name: &str, from: &str| {
        let file = std::fs::read(repository().join(from)).unwrap();
        edited.0.write(&format!("packs/board/papers/{name}"), &file);
    };
    paper("tenders.pdf", "packs/water-points/papers/quarterly-report.pdf");
    paper("drawing.pdf", "tests/cases/outside/shared-font-1.pdf");
    edited.build();
    let (code, _, err) = edited.0.run(&["issue", "board", "--on", "2026-03-05"]);
    assert_eq!(code, 0, "{err}");
    paper("drawing.pdf", "tests/cases/outside/shared-font-2.pdf");
    text["time"]["minutes"] = 155.into();
    text["next"]["date"] = "2026-06-11".into();
    let pump = "The Director may hire a standby pump for the dry dock until 31 May 2026, at no more than £90 a day.";
    text["decisions"][1]["text"] = pump.into();
    let item = json!({
        "id": "insurance", "title": "Insurance of the museum", "purpose": "note", "minutes": 5,
        "text": "The Treasurer will report on the offers of two insurers.",
        "proceedings": [{ "who": ["greywater"], "text": "reported that both offers cover a storm." }],
    });
    text["agenda"].as_array_mut().unwrap().insert(9, item);
    edited.0.write("packs/board/meeting.json", text.to_string().as_bytes());
    edited.build();
    let files = unzipped(&std::fs::read(edited.0.path().join("out/board.zip")).unwrap());
    files["changes.pdf"].clone()
}

/// The pictures of the README are of these packs as they are.
#[test]
fn pictures_of_the_readme_are_current() {
    let first = |pdf: &[u8], scale| pages(pdf, scale).remove(0);
    let pack = built("un-network-2023-02-08");
    let (agenda, minutes) = (first(&pack["agenda.pdf"], 1.2), first(&pack["minutes.pdf"], 1.2));
    let six = built("six-languages");
    let editions =
        ["ar", "zh", "en", "fr", "ru", "es"].map(|language| first(&six[&format!("{language}/minutes.pdf")], 0.62));
    let changes = first(&changes_of_the_board(), 1.2);
    for (path, now) in [
        ("packs/board/changes-page-1.png", changes),
        ("packs/un-network-2023-02-08/agenda-page-1.png", agenda),
        ("packs/un-network-2023-02-08/minutes-page-1.png", minutes),
        ("packs/six-languages/minutes.png", sheet(&editions, 3)),
    ] {
        let path = repository().join(path);
        if std::env::var_os("UPDATE").is_some() {
            now.save(&path).unwrap();
        }
        let then = shaded(&image::open(&path).unwrap().into_rgb8());
        let now = shaded(&now);
        assert_eq!(then.dimensions(), now.dimensions(), "{}", path.display());
        let pixels = (0..now.height()).flat_map(|y| (0..now.width()).map(move |x| (x, y)));
        let others = pixels.filter(|(x, y)| is_other(&then, &now, *x, *y)).count();
        assert!(others * 1000 <= (now.width() * now.height()) as usize, "{} is not current", path.display());
    }
}
