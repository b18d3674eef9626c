//! Styles: a file of ours, with the colours and typefaces of the look, and a style for each of the workspace's own elements.

use super::writer::{Writer, bare};
use super::xml::Xml;
use crate::document::{Composition, Look};

/// The typefaces of a script beside one with serifs and one without, as on our pages.
const ARABIC: [&str; 2] = ["Noto Naskh Arabic", "Noto Sans Arabic"];
const CHINESE: [&str; 2] = ["Noto Serif CJK SC", "Noto Sans CJK SC"];

/// The same typefaces as they are called on machines that do not have them.
const OTHERWISE: [(&str, &str); 6] = [
    ("Source Serif 4", "Cambria"),
    ("Source Sans 3", "Calibri"),
    ("Noto Naskh Arabic", "Traditional Arabic"),
    ("Noto Sans Arabic", "Arial"),
    ("Noto Serif CJK SC", "SimSun"),
    ("Noto Sans CJK SC", "Microsoft YaHei"),
];

impl Writer<'_> {
    /// The style of an element of the workspace's own, of words in a line or of paragraphs.
    pub(super) fn own_style(&mut self, name: &str, is_inline: bool) -> String {
        let next = self.own_styles.len() + 1;
        self.own_styles.entry((name.to_owned(), is_inline)).or_insert_with(|| format!("Own{next}")).clone()
    }

    /// The part with all styles.
    pub(super) fn styles(&self, ours: &str) -> String {
        let mut own = Xml::default();
        for ((name, is_inline), id) in &self.own_styles {
            let kind = if *is_inline { "character" } else { "paragraph" };
            own.open("w:style", &[("w:type", kind), ("w:customStyle", "1"), ("w:styleId", id)]);
            own.empty("w:name", &[("w:val", name)]);
            if !is_inline {
                own.empty("w:basedOn", &[("w:val", "BodyText")]);
            }
            own.empty("w:qFormat", &[]);
            own.close("w:style");
        }
        filled(ours, self.composition).replace("<?own?>", &own.finish())
    }
}

/// A file of ours with the values that a body and a language set.
fn filled(text: &str, composition: &Composition) -> String {
    let look = &composition.look;
    let language = composition.language.as_str();
    let is_chinese = language.starts_with("zh");
    let slants = !is_chinese && !composition.is_right_to_left;
    // How far lines are apart, in 240ths of what the typeface asks for; in less, those of another typeface would run into each other.
    let (line, tight) = if is_chinese { ("262", "240") } else { ("248", "236") };
    let size = (look.body_size * 2.0).round();
    let [body, head, small] = [&look.body_font, &look.head_font, &look.small_font].map(|family| fonts(family));
    let other = |tag: &str, usual: &str| if language.starts_with(tag) { language.to_owned() } else { usual.to_owned() };
    let values: Vec<(&str, String)> = vec![
        ("body", body),
        ("head", head),
        ("small", small),
        ("size", size.to_string()),
        ("language", language.to_owned()),
        ("language-asia", other("zh", "zh-CN")),
        ("language-complex", if composition.is_right_to_left { language.to_owned() } else { "ar-SA".to_owned() }),
        ("bidi", if composition.is_right_to_left { "<w:bidi/>" } else { "" }.to_owned()),
        ("slanted", if slants { "<w:i/><w:iCs/>" } else { "<w:b/><w:bCs/>" }.to_owned()),
        ("pause", if slants { "<w:i/><w:iCs/>" } else { "" }.to_owned()),
        (
            "first-line",
            if is_chinese { "<w:ind w:firstLineChars=\"200\" w:firstLine=\"420\"/>" } else { "" }.to_owned(),
        ),
        ("no-first-line", if is_chinese { "<w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/>" } else { "" }.to_owned()),
        ("filled", if is_chinese { "<w:jc w:val=\"both\"/>" } else { "" }.to_owned()),
        ("line", line.to_owned()),
        ("tight", tight.to_owned()),
        ("tracked", if slants { "<w:spacing w:val=\"8\"/>" } else { "" }.to_owned()),
        ("start", if composition.is_right_to_left { "right" } else { "left" }.to_owned()),
    ];
    let colours = look.colours.all();
    let colours = colours.iter().map(|(name, colour)| (*name, bare(colour).to_owned()));
    values
        .into_iter()
        .chain(colours)
        .fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), &value))
}

/// The typefaces of a style: that of the look, and beside it those of other scripts.
fn fonts(family: &str) -> String {
    let without = usize::from(!has_serifs(family));
    let mut xml = Xml::default();
    xml.empty(
        "w:rFonts",
        &[("w:ascii", family), ("w:hAnsi", family), ("w:eastAsia", CHINESE[without]), ("w:cs", ARABIC[without])],
    );
    xml.finish()
}

fn has_serifs(family: &str) -> bool {
    family.contains("Serif") || family.contains("Naskh")
}

/// The part that says what stands for typefaces that a machine does not have.
pub(super) fn font_table(look: &Look) -> String {
    let mut families: Vec<&str> = [&look.body_font, &look.head_font, &look.small_font].map(String::as_str).to_vec();
    families.extend(ARABIC.into_iter().chain(CHINESE));
    families.sort_unstable();
    families.dedup();
    let mut xml = Xml::default();
    xml.raw(Xml::DECLARATION);
    xml.open("w:fonts", &super::package::NAMESPACES);
    for family in families {
        xml.open("w:font", &[("w:name", family)]);
        if let Some((_, other)) = OTHERWISE.iter().find(|(name, _)| *name == family) {
            xml.empty("w:altName", &[("w:val", other)]);
        }
        xml.empty("w:family", &[("w:val", if has_serifs(family) { "roman" } else { "swiss" })]);
        xml.close("w:font");
    }
    xml.close("w:fonts");
    xml.finish()
}
