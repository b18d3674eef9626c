//! Pictures and fonts that say more of themselves than is so, or are more than they seem.

use std::io::Write;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};
use serde_json::json;

use super::{BUDGET, definition, told, workspace};
use crate::support::{Scratch, events, repository};

fn chunk(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut crc = Crc::new();
    crc.update(kind);
    crc.update(content);
    let length = u32::try_from(content.len()).unwrap().to_be_bytes();
    [&length[..], kind, content, &crc.sum().to_be_bytes()].concat()
}

fn packed_zeros(length: usize) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&vec![0; length]).unwrap();
    packed.finish().unwrap()
}

/// A grey picture of that size, of which the pixels of 3 × 3 are there.
fn png(width: u32, height: u32, more: &[u8]) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    let pixels = chunk(b"IDAT", &packed_zeros(12));
    [b"\x89PNG\r\n\x1a\n", &chunk(b"IHDR", &header)[..], more, &pixels, &chunk(b"IEND", b"")].concat()
}

/// A picture whose palette ends within a colour.
fn paletted() -> Vec<u8> {
    let header = [&3_u32.to_be_bytes()[..], &3_u32.to_be_bytes(), &[8, 3, 0, 0, 0]].concat();
    let parts =
        [chunk(b"IHDR", &header), chunk(b"PLTE", &[0; 7]), chunk(b"IDAT", &packed_zeros(12)), chunk(b"IEND", b"")];
    [&b"\x89PNG\r\n\x1a\n"[..], &parts.concat()].concat()
}

/// The beginning of a JPEG file of that size, and so many scans without a pixel.
fn jpeg(side: u16, scans: usize) -> Vec<u8> {
    let [high, low] = side.to_be_bytes();
    let frame = [0xff, 0xc2, 0, 11, 8, high, low, high, low, 1, 1, 0x11, 0];
    let scan = [0xff, 0xda, 0, 8, 1, 1, 0, 0, 0, 0];
    [&[0xff, 0xd8][..], &frame, &scan.repeat(scans), &[0xff, 0xd9]].concat()
}

fn svg(content: &str) -> Vec<u8> {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:x=\"http://www.w3.org/1999/xlink\" width=\"90\" height=\"90\">{content}</svg>")
        .into_bytes()
}

fn filtered(primitive: &str) -> Vec<u8> {
    svg(&format!("<filter id=\"f\">{primitive}</filter><rect width=\"90\" height=\"90\" filter=\"url(#f)\"/>"))
}

/// A pattern that another inherits, in what is filtered.
fn patterned(size: &str, more: &str) -> Vec<u8> {
    svg(&format!(
        "<filter id=\"f\"><feOffset dx=\"1\"/></filter>\
         <pattern id=\"q\" patternUnits=\"userSpaceOnUse\" {size}><rect width=\"2\" height=\"2\"/></pattern>\
         <pattern id=\"p\" x:href=\"#q\" {more}/>\
         <g filter=\"url(#f)\"><rect width=\"90\" height=\"90\" fill=\"url(#p)\"/></g>"
    ))
}

/// `levels` groups, each of which shows the one before it ten times by what `link` makes of its name.
fn tenfold(levels: usize, link: &dyn Fn(usize) -> String) -> String {
    let level = |level: usize| format!("<g id=\"g{level}\">{}</g>", link(level - 1).repeat(10));
    let groups: String = (1..=levels).map(level).collect();
    format!("<g id=\"g0\"><rect width=\"1\" height=\"1\"/></g>{groups}")
}

fn inside(kind: &str, content: &[u8]) -> Vec<u8> {
    let content = BASE64_STANDARD.encode(content);
    svg(&format!("<image width=\"9\" height=\"9\" x:href=\"data:image/{kind};base64,{content}\"/>"))
}

/// Pictures by name, each with a part of what is told of it.
fn pictures() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let profile = chunk(b"iCCP", &[b"a\0\0".to_vec(), packed_zeros(64 << 20)].concat());
    let text = chunk(b"zTXt", &[b"a\0\0".to_vec(), packed_zeros(8 << 20)].concat());
    let international = chunk(b"iTXt", &[b"a\0\x01\0en\0a\0".to_vec(), packed_zeros(8 << 20)].concat());
    let uses = |level: usize| format!("<use x:href=\"#g{level}\"/>");
    let patterns: String = (1..9)
        .map(|level| {
            format!(
                "<pattern id=\"g{level}\" width=\"9\" height=\"9\">{}</pattern>",
                format!("<rect width=\"1\" height=\"1\" style=\"fill:url(#g{})\"/>", level - 1).repeat(10)
            )
        })
        .collect();
    let classes: String = (1..9).map(|level| format!(".c{level}{{fill:url(#g{})}}", level - 1)).collect();
    let classed: String = (1..9)
        .map(|level| {
            format!(
                "<pattern id=\"g{level}\" width=\"9\" height=\"9\">{}</pattern>",
                format!("<rect class=\"c{level}\"/>").repeat(10)
            )
        })
        .collect();
    let marked = "<marker id=\"m\"><path d=\"M0 0\"/><path d=\"M0 0\"/></marker>";
    let path = "L1 1".repeat(90_000);
    vec![
        ("profile.png", png(3, 3, &profile), "colour profile"),
        ("text.png", png(3, 3, &text), "texts of more than 1 MB"),
        ("international.png", png(3, 3, &international), "texts of more than 1 MB"),
        ("parts.png", png(3, 3, &chunk(b"tEXt", b"a\0b").repeat(70_000)), "65,536 parts"),
        ("huge.png", png(65_535, 65_535, b""), "too many pixels"),
        ("empty.png", png(0, 3, b""), "damaged"),
        ("cut.png", png(3, 3, b"")[..30].to_vec(), "damaged"),
        ("palette.png", paletted(), "damaged"),
        ("flat.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"-1e3\"/>".to_vec(), "damaged"),
        ("other.svg", b"<svg xmlns=\"http://example.org\" width=\"9\" height=\"9\"/>".to_vec(), "damaged"),
        ("huge.jpg", jpeg(65_500, 1), "too many pixels"),
        ("scans.jpg", jpeg(7000, 5000), "more than 64 scans"),
        (
            "turbulence.svg",
            filtered("<feTurbulence baseFrequency=\"0.1\" numOctaves=\"1000000000\"/>"),
            "1000000000 octaves",
        ),
        ("pattern.svg", patterned("width=\"4\" height=\"99999999\"", ""), "because of its filters"),
        ("pattern-large.svg", patterned("width=\"3000\" height=\"3000\"", ""), "because of its filters"),
        ("pattern-inches.svg", patterned("width=\"1in\" height=\"900000in\"", ""), "because of its filters"),
        ("pattern-inherited.svg", patterned("width=\"4\"", "height=\"99999999\""), "because of its filters"),
        (
            "pattern-box.svg",
            patterned("width=\"90\" height=\"90\"", "patternUnits=\"objectBoundingBox\""),
            "because of its filters",
        ),
        (
            "pattern-scaled.svg",
            patterned("width=\"9\" height=\"9\"", "patternTransform=\"scale(1000)\""),
            "because of its filters",
        ),
        (
            "endless.svg",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1e39\" height=\"9\"/>".to_vec(),
            "is damaged",
        ),
        ("morphology.svg", filtered("<feMorphology operator=\"dilate\" radius=\"1000\"/>"), "because of its filters"),
        ("matrix.svg", filtered("<feConvolveMatrix order=\"200\" kernelMatrix=\"1\"/>"), "because of its filters"),
        ("blurs.svg", filtered(&"<feGaussianBlur stdDeviation=\"9\"/>".repeat(900)), "because of its filters"),
        ("uses.svg", svg(&tenfold(9, &uses)), "more than 300000 elements"),
        (
            "patterns.svg",
            svg(&format!("<g id=\"g0\"/>{patterns}<rect fill=\"url(#g8)\"/>")),
            "more than 300000 elements",
        ),
        ("classes.svg", svg(&format!("<style>{classes}</style><g id=\"g0\"/>{classed}")), "more than 300000 elements"),
        (
            "markers.svg",
            svg(&format!("{marked}<g style=\"marker-mid: url('#m')\"><path d=\"M0 0{path}\"/></g>")),
            "more than 300000 elements",
        ),
        ("round.svg", svg("<g id=\"a\"><use href=\"#b\"/></g><g id=\"b\"><use href=\"#a\"/></g>"), "contains itself"),
        ("deep.svg", svg(&format!("{}{}", "<g>".repeat(900), "</g>".repeat(900))), "elements nested more than"),
        ("many.svg", svg(&"<g/>".repeat(300_000)), "more than 200000 elements"),
        (
            "attributes.svg",
            svg(&format!("<rect{}/>", (0..20_000).map(|at| format!(" a{at}=\"1\"")).collect::<String>())),
            "more than 1000 attributes",
        ),
        ("linked.svg", svg("<image width=\"9\" height=\"9\" href=\"file:///etc/passwd\"/>"), "another file"),
        ("packed.svg", inside("png", &png(3, 3, &profile)), "colour profile"),
        ("pixels.svg", inside("png", &png(65_535, 65_535, b"")), "too many pixels"),
        ("within.svg", inside("svg+xml", &filtered("<feTurbulence numOctaves=\"999\"/>")), "999 octaves"),
        ("zipped.svg", inside("svg+xml", b"\x1f\x8b\x08"), "not of the kind"),
        (
            "laughs.svg",
            [br#"<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>"#.to_vec(), svg("<text>&b;</text>")].concat(),
            "not plain",
        ),
        (
            "entity.svg",
            [
                format!("<!DOCTYPE svg [<!ENTITY a \"{}\">]>", "ha".repeat(5000)).into_bytes(),
                svg(&format!("<text>{}</text>", "&a;".repeat(5000))),
            ]
            .concat(),
            "more than 4 MB",
        ),
    ]
}

fn with_pictures() -> Scratch {
    let scratch = workspace();
    for (file, content, _) in pictures() {
        let pack = file.replace('.', "-");
        let item = json!({ "id": "one", "title": "The first thing", "minutes": 60, "text": format!("![What we saw]({file})") });
        let definition = definition(json!({ "agenda": [item] })).to_string();
        scratch.write(&format!("packs/{pack}/meeting.json"), definition.as_bytes());
        scratch.write(&format!("packs/{pack}/{file}"), &content);
    }
    scratch
}

/// Told by `check`, at the text that shows the picture, and by its bytes alone.
#[test]
fn pictures_that_take_too_much_are_told() {
    let scratch = with_pictures();
    for command in ["check", "build"] {
        let (code, out, err) = scratch.run(&[&[command][..], &BUDGET[..], &["--format", "json"]].concat());
        assert_eq!((code, err.as_str()), (1, ""));
        let packs = events(&out, "pack");
        for (file, _, said) in pictures() {
            let pack = packs.iter().find(|line| line["pack"] == file.replace('.', "-")).unwrap();
            let finding = &pack["findings"][0];
            assert_eq!(finding["code"], "bad-picture", "{file}: {pack}");
            assert!(finding["message"].as_str().unwrap().contains(said), "{file}: {finding}");
            assert_eq!(finding["file"], format!("packs/{}/meeting.json", file.replace('.', "-")), "{finding}");
        }
        let innocent = packs.iter().find(|line| line["pack"] == "innocent").unwrap();
        assert_eq!(innocent["how"], if command == "check" { "checked" } else { "built" });
    }
}

/// The engine has all pictures of a pack unpacked at once.
#[test]
fn pictures_are_bounded_together() {
    let scratch = workspace();
    let side = 7000_u32;
    let header = [&side.to_be_bytes()[..], &side.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    let pixels = chunk(b"IDAT", &packed_zeros(7000 * 7001));
    let large = [b"\x89PNG\r\n\x1a\n", &chunk(b"IHDR", &header)[..], &pixels, &chunk(b"IEND", b"")].concat();
    let names: Vec<String> = (0..6).map(|number| format!("p{number}.png")).collect();
    let text: String = names.iter().map(|name| format!("![What we saw]({name})\n\n")).collect();
    let item = json!({ "id": "one", "title": "The first thing", "minutes": 60, "text": text });
    scratch.write("packs/album/meeting.json", definition(json!({ "agenda": [item] })).to_string().as_bytes());
    names.iter().for_each(|name| scratch.write(&format!("packs/album/{name}"), &large));
    let (code, _, err) = scratch.run(&["check"]);
    assert_eq!((code, err.matches("error[bad-picture]").count()), (1, 1), "{err}");
    assert!(err.contains("`p5.png` and the pictures before it have more than 250 million pixels in all"), "{err}");
}

/// Pictures as programs make them are none of that.
#[test]
fn pictures_that_programs_make_are_shown() {
    let illustrator = br##"<?xml version="1.0" encoding="utf-8"?>
        <!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
            <!ENTITY ns_svg "http://www.w3.org/2000/svg">
            <!ENTITY ns_xlink "http://www.w3.org/1999/xlink">
        ]>
        <svg xmlns="&ns_svg;" xmlns:xlink="&ns_xlink;" viewBox="0 0 90 90"><defs><style>.cls-1{fill:url(#a);filter:url(#s)}
        .cls-2{clip-path:url(#c)}</style><linearGradient id="a"><stop offset="0"/><stop offset="1" stop-color="red"/></linearGradient>
        <clipPath id="c"><rect width="80" height="80"/></clipPath><filter id="s"><feGaussianBlur stdDeviation="3"/><feOffset dx="2"/>
        <feMerge><feMergeNode/><feMergeNode in="SourceGraphic"/></feMerge></filter>
        <marker id="m" markerWidth="4" markerHeight="4"><path d="M0 0L4 2L0 4"/></marker></defs>
        <g class="cls-2"><rect class="cls-1" width="50" height="50"/><path d="M0 0L50 50L90 20" marker-end="url(#m)" stroke="black"/></g>
        <a xlink:href="https://example.org"><use xlink:href="#c"/></a></svg>"##;
    let chart = std::fs::read(repository().join("tests/cases/outside/chart.png")).unwrap();
    for (file, content) in [
        ("a.svg", illustrator.to_vec()),
        ("b.svg", inside("png", &chart)),
        ("c.png", png(3, 3, &chunk(b"tEXt", b"a\0b"))),
    ] {
        packwright::picture::inspect(file, &content).unwrap_or_else(|fault| panic!("{file}: {fault:?}"));
    }
}

/// What needs no process of its own: a few pixels, or shapes that are drawn as they stand.
#[test]
fn only_small_and_plain_pictures_need_no_process() {
    let plain = |name: &str, content: &[u8]| packwright::picture::is_plain(name, content);
    for file in ["packs/round-table/chart.svg", "tests/cases/outside/chart.png", "tests/cases/outside/photo.jpg"] {
        assert!(plain(file, &std::fs::read(repository().join(file)).unwrap()), "{file}");
    }
    for (name, content, _) in pictures() {
        assert!(!plain(name, &content), "{name}");
    }
    let entity = b"<!DOCTYPE svg [<!ENTITY a \"1\">]><svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec();
    for content in [
        entity,
        svg("<text>Words</text>"),
        svg("<style>rect{fill:red}</style>"),
        svg("<rect style=\"fill:red\"/>"),
        svg("<g id=\"a\"/><use href=\"#a\"/>"),
        svg("<rect fill=\"url(#a)\"/>"),
        svg("<path d=\"M0 0h9\" stroke-dasharray=\"0.0001\"/>"),
        svg(&"<g/>".repeat(3_000)),
        inside("png", &png(3, 3, b"")),
        png(3, 3, b""),
    ] {
        assert!(!plain("a.svg", &content), "{}", String::from_utf8_lossy(&content));
    }
}

/// A picture that lies among the templates is looked through as well.
#[test]
fn pictures_of_templates_are_looked_through() {
    let scratch = workspace();
    scratch.write("templates/logo.svg", &filtered("<feTurbulence numOctaves=\"999\"/>"));
    let (code, packs) = told(&scratch, &["check"]);
    assert_eq!((code, packs["innocent"].1.clone()), (1, vec!["bad-picture".to_owned()]));
}

/// A font file of one face with these tables.
fn font(tables: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let number = u16::try_from(tables.len()).unwrap();
    let mut font = [&[0, 1, 0, 0][..], &number.to_be_bytes(), &[0; 6]].concat();
    let mut at = 12 + 16 * tables.len();
    for (tag, content) in tables {
        font.extend(
            [
                &tag[..],
                &[0; 4],
                &u32::try_from(at).unwrap().to_be_bytes(),
                &u32::try_from(content.len()).unwrap().to_be_bytes(),
            ]
            .concat(),
        );
        at += content.len();
    }
    tables.iter().for_each(|(_, content)| font.extend(content));
    font
}

/// A font with so many glyphs that are each made of two of the one before, behind one; or with one of itself.
fn doubled(levels: u16) -> Vec<u8> {
    const COMPOSITE: [u8; 10] = [0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 0];
    let made_of = |glyph: u16| {
        let [high, low] = glyph.to_be_bytes();
        [&COMPOSITE[..], &[0, 0x20, high, low, 0, 0], &[0, 0, high, low, 0, 0]].concat()
    };
    let first = if levels == 0 { made_of(0) } else { vec![0; 22] };
    let outlines = [first, (0..levels).flat_map(made_of).collect()].concat();
    let places: Vec<u8> = (0..=levels + 1).flat_map(|glyph| (11 * glyph).to_be_bytes()).collect();
    let number = (levels + 1).to_be_bytes();
    font(&[
        (b"glyf", outlines),
        (b"head", vec![0; 54]),
        (b"loca", places),
        (b"maxp", [&[0, 1, 0, 0][..], &number].concat()),
    ])
}

/// A font of 65,535 glyphs that are each made of the same 4,000, but for that one.
fn alike() -> Vec<u8> {
    let outline = [&[0xff, 0xff][..], &[0; 8], &[0, 0x20, 0, 0, 0, 0].repeat(3_999), &[0; 6]].concat();
    font(&[
        (b"glyf", outline),
        (b"head", vec![0; 54]),
        (b"loca", [&[0x7f, 0xff][..], &[0; 2 * 65_534]].concat()),
        (b"maxp", vec![0, 1, 0, 0, 0xff, 0xff]),
    ])
}

#[test]
fn fonts_that_say_too_much_of_themselves_are_passed_over() {
    let group = [&0_u32.to_be_bytes()[..], &u32::MAX.to_be_bytes(), &[0; 4]].concat();
    let characters =
        [&[0, 0, 0, 1, 0, 0, 0, 4, 0, 0, 0, 12, 0, 12, 0, 0][..], &[0; 8], &1_u32.to_be_bytes(), &group].concat();
    let segments: Vec<u8> =
        [&[0, 4, 0, 0, 0, 0, 0x40, 0][..], &[0; 6], &[0xff, 0xfe].repeat(0x2000), &[0; 2 + 3 * 0x4000]].concat();
    let overlapping = [&[0, 0, 0, 1, 0, 0, 0, 4, 0, 0, 0, 12][..], &segments].concat();
    let whole = std::fs::read(repository().join("fonts/SourceSans3_400Regular.ttf")).unwrap();
    let fonts = [
        (
            "Faces.ttc",
            [&b"ttcf\0\x01\0\0\xff\xff\xff\xff"[..], &[0; 1012]].concat(),
            "states 4294967295 faces, but has only 1024 bytes",
        ),
        ("Many.ttc", [&b"ttcf\0\x01\0\0\0\0\xff\xff"[..], &[0; 300_000]].concat(), "has 65535 faces, more than 512"),
        ("Groups.ttf", font(&[(b"cmap", characters)]), "has more than 8 million characters"),
        ("Segments.ttf", font(&[(b"cmap", overlapping)]), "has more than 8 million characters"),
        ("Doubled.ttf", doubled(20), "glyph 12 is composed of too many others, or contains itself"),
        ("Circle.ttf", doubled(0), "glyph 0 is composed of too many others, or contains itself"),
        ("Alike.ttf", alike(), "glyphs are composed of more than 16 million others"),
        ("Cut.ttf", whole[..whole.len() / 2].to_vec(), "reaches beyond the end of the file"),
    ];
    let scratch = workspace();
    for (name, content, _) in &fonts {
        scratch.write(&format!("fonts/{name}"), content);
    }
    for command in ["check", "build"] {
        let (code, out, err) = scratch.run(&[&[command][..], &BUDGET[..]].concat());
        assert_eq!(code, 0, "{out}{err}");
        for (name, _, said) in &fonts {
            let told = err.split("warning[unusable-font]").find(|told| told.contains(&format!("fonts/{name}")));
            assert!(told.is_some_and(|told| told.contains(said)), "{command} {name}: {err}");
        }
    }
    assert!(scratch.path().join("out/innocent.zip").exists());
}

/// A finding for each of its keys would take more memory than is there for a pack.
#[test]
fn a_look_that_is_far_too_long_is_told_once() {
    let scratch = workspace();
    let keys: String = (0..100_000).map(|key| format!("\"colour-{key}\": 1, ")).collect();
    scratch.write("templates/look.json", format!("{{ {keys}\"paper\": \"a4\" }}").as_bytes());
    let (code, _, err) = scratch.run(&["check"]);
    assert!(code == 1 && err.matches("error[bad-look]: this file is longer than 1 MB").count() == 1, "{err}");
}

/// The engine lays out anew, for each page with notes, all of a block that goes on: so an indented text is many blocks.
#[test]
fn many_notes_in_the_text_of_an_item_are_laid_out() {
    let words = |at: usize| format!("Words on matter {at}.[^n{at}]");
    let paragraphs = (0..30).map(|at| (0..10).map(|word| words(at * 10 + word)).collect::<Vec<_>>().join(" "));
    let notes: String = (0..300).map(|at| format!("[^n{at}]: Note {at}.\n")).collect();
    let text = format!("{}\n\n{notes}", paragraphs.collect::<Vec<_>>().join("\n\n"));
    let item = json!({ "id": "one", "title": "The first thing", "minutes": 60, "text": text });
    let scratch = workspace();
    scratch.write("packs/noted/meeting.json", definition(json!({ "agenda": [item] })).to_string().as_bytes());
    let (code, _, err) = scratch.run(&["build", "noted"]);
    assert_eq!(code, 0, "{err}");
}
