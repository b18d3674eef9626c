//! The look that a body owns: colours, typefaces, paper, logo.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::finding::{Place, choice};

/// The look of all documents of a body, for every format: `templates/look.json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Look {
    /// Colours on paper and on bright screens.
    pub colours: Colours,
    /// Colours on dark screens.
    pub dark: Colours,
    /// The typeface of text.
    pub body_font: String,
    /// The typeface of headings.
    pub head_font: String,
    /// The typeface of small text: running heads, heads of tables, facts.
    pub small_font: String,
    /// The size of text, in points.
    pub body_size: f64,
    /// The page.
    pub paper: Paper,
    /// True if sheets are printed on both sides: margins mirror each other, and documents and annexes begin on odd pages.
    pub duplex: bool,
    /// The place where pages of outside PDFs are stamped.
    pub stamp: Stamp,
    /// What is large in the head of Word files.
    pub head: Head,
    /// The logo above the name of the organization.
    pub logo: Option<Logo>,
    /// The place where a typeface is named, by its family in small letters.
    #[serde(skip)]
    pub typefaces: BTreeMap<String, Place>,
}

/// Colours by what they are for, each as `#rrggbb`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Colours {
    /// Text.
    pub ink: String,
    /// Headings, links and lines that set off.
    pub accent: String,
    /// Text of less importance.
    pub quiet: String,
    /// Thin lines.
    pub hairline: String,
    /// Grounds of heads of tables.
    pub tint: String,
    /// The mark of drafts.
    pub warning: String,
    /// The page.
    pub ground: String,
}

choice! {
    /// A page by its name.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Paper {
        /// 210 × 297 mm (ISO 216).
        A4 = "a4",
        /// 8.5 × 11 inches.
        UsLetter = "us-letter",
    }
}

choice! {
    /// The place where a page of an outside PDF is stamped with its number.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Stamp {
        /// On its sheet: what is on the page is made smaller by a few per cent, which the stamp states.
        Inside = "inside",
        /// Below: what is on the page keeps its size, and the sheet is higher.
        Below = "below",
    }
}

choice! {
    /// What is large in the head of Word files; on pages, a shape draws the head.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Head {
        /// The name of the body, under a rule.
        Names = "names",
        /// The title of the meeting, under the names.
        Title = "title",
    }
}

/// A picture in the head of documents.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Logo {
    /// The picture's name in `templates/`.
    pub file: String,
    /// Its height in millimetres.
    pub height: f64,
    /// Its description, for those who do not see it.
    pub alt: String,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            colours: Colours::of(["#1d2730", "#1b4b72", "#56636f", "#c5ced6", "#eef3f7", "#9c1c2e", "#ffffff"]),
            dark: Colours::of(["#e4e9ee", "#8fc3ee", "#a9b6c2", "#3d4954", "#1e2831", "#ff9aa8", "#12181e"]),
            body_font: "Source Serif 4".to_owned(),
            head_font: "Source Sans 3".to_owned(),
            small_font: "Source Sans 3".to_owned(),
            body_size: 10.5,
            paper: Paper::A4,
            duplex: false,
            stamp: Stamp::Inside,
            head: Head::Names,
            logo: None,
            typefaces: BTreeMap::new(),
        }
    }
}

impl Colours {
    fn of([ink, accent, quiet, hairline, tint, warning, ground]: [&str; 7]) -> Self {
        let [ink, accent, quiet, hairline, tint, warning, ground] =
            [ink, accent, quiet, hairline, tint, warning, ground].map(str::to_owned);
        Self { ink, accent, quiet, hairline, tint, warning, ground }
    }

    /// The names of all colours.
    pub const NAMES: [&'static str; 7] = ["ink", "accent", "quiet", "hairline", "tint", "warning", "ground"];

    /// All colours, by their names.
    pub fn all(&self) -> [(&'static str, &str); 7] {
        let Self { ink, accent, quiet, hairline, tint, warning, ground } = self;
        let colours = [ink, accent, quiet, hairline, tint, warning, ground].map(String::as_str);
        std::array::from_fn(|at| (Self::NAMES[at], colours[at]))
    }

    /// The colour of a name.
    pub fn named(&mut self, name: &str) -> Option<&mut String> {
        let Self { ink, accent, quiet, hairline, tint, warning, ground } = self;
        let at = Self::NAMES.iter().position(|known| *known == name)?;
        [ink, accent, quiet, hairline, tint, warning, ground].into_iter().nth(at)
    }
}
