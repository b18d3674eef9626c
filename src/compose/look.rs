//! The file that a body owns: `look.json` in `templates/`, or in the folder of a set.
//!
//! Values that a file does not state are taken from the one before it: the program's own, that of the set, the workspace's own for
//! all sets, the workspace's own for the set. All errors in a file are reported at once, each at its place.

use std::collections::BTreeMap;
use std::ops::Range;

use jsonc_parser::ast::{Object, ObjectProp, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, parse_to_ast};

use super::codes;
use crate::document::{Colours, Head, Logo, Look, Paper, Stamp};
use crate::finding::{FileNumber, Finding, Place, Sources, did_you_mean, near_miss, there_are};
use crate::workspace::{STRICT_JSON, json_fault};

/// The names in a look, besides those of colours.
const NAMES: [&str; 10] =
    ["body-font", "body-size", "dark", "duplex", "head", "head-font", "logo", "paper", "small-font", "stamp"];
const LOGO: [&str; 3] = ["alt", "file", "height"];

/// The most bytes of a look: each key that does not exist is a finding.
const LONGEST: usize = 1 << 20;

/// The look that files make, in the order in which they come over each other. `pictures` are the files that a logo may be.
pub(super) fn look(files: &[FileNumber], pictures: &[&str], sources: &Sources) -> Result<Look, Vec<Finding>> {
    let mut look = Look::default();
    let mut findings = Vec::new();
    for file in files {
        let mut reader = Reader { file: *file, pictures, colours: BTreeMap::new(), findings: &mut findings };
        reader.read(sources.text(*file), &mut look);
        reader.contrasts(&look);
    }
    if findings.is_empty() { Ok(look) } else { Err(findings) }
}

struct Reader<'a> {
    file: FileNumber,
    pictures: &'a [&'a str],
    /// The places of its colours by their names, and whether they are those for dark screens.
    colours: BTreeMap<(bool, String), Range<usize>>,
    findings: &'a mut Vec<Finding>,
}

impl Reader<'_> {
    fn read(&mut self, text: &str, look: &mut Look) {
        if text.len() > LONGEST {
            return self.wrong(
                0..1,
                "this file is longer than 1 MB",
                "a look has some twenty lines: remove the others",
            );
        }
        match parse_to_ast(text, &CollectOptions::default(), &STRICT_JSON).map(|parsed| parsed.value) {
            Ok(Some(Value::Object(object))) => {
                // Each name, and whether it is told that it is there again.
                let mut seen = BTreeMap::new();
                for property in &object.properties {
                    let (name, place) = (property.name.as_str(), property.name.range());
                    match seen.insert(name, seen.contains_key(name)) {
                        None => self.property(property, look),
                        Some(true) => {}
                        Some(false) => {
                            self.wrong(place.start..place.end, &format!("`{name}` is given again"), "keep one of them")
                        }
                    }
                }
            }
            Ok(_) => {
                self.wrong(0..text.len().min(1), "this is not a JSON object", "write `{ \"accent\": \"#1b4b72\" }`")
            }
            Err(error) => {
                let range = error.range();
                let (message, hint) = json_fault(error.kind());
                self.wrong(range.start..range.end.max(range.start + 1).min(text.len()), message, hint);
            }
        }
    }

    fn property(&mut self, property: &ObjectProp<'_>, look: &mut Look) {
        let (name, value) = (property.name.as_str(), &property.value);
        match name {
            "$schema" => {}
            "body-font" => self.typeface(value, &mut look.body_font, &mut look.typefaces),
            "head-font" => self.typeface(value, &mut look.head_font, &mut look.typefaces),
            "small-font" => self.typeface(value, &mut look.small_font, &mut look.typefaces),
            "body-size" => self.number(value, 6.0..=24.0, &mut look.body_size),
            "duplex" => match value {
                Value::BooleanLit(is_so) => look.duplex = is_so.value,
                _ => self.wrong(range(value), "this is neither `true` nor `false`", "write `true` or `false`"),
            },
            "paper" => self.one_of(value, &Paper::ALL.map(|paper| (paper.name(), paper)), &mut look.paper),
            "stamp" => self.one_of(value, &Stamp::ALL.map(|stamp| (stamp.name(), stamp)), &mut look.stamp),
            "head" => self.one_of(value, &Head::ALL.map(|head| (head.name(), head)), &mut look.head),
            "logo" => self.logo(value, look),
            "dark" => match value {
                Value::Object(colours) => {
                    for property in &colours.properties {
                        self.colour(property, (true, &mut look.dark), &Colours::NAMES);
                    }
                }
                _ => self.wrong(range(value), "this is not a JSON object", "write `{ \"accent\": \"#8fc3ee\" }`"),
            },
            _ => {
                let names: Vec<&str> = NAMES.into_iter().chain(Colours::NAMES).collect();
                self.colour(property, (false, &mut look.colours), &names);
            }
        }
    }

    fn colour(&mut self, property: &ObjectProp<'_>, (is_dark, colours): (bool, &mut Colours), names: &[&str]) {
        let name = property.name.as_str();
        let Some(colour) = colours.named(name) else {
            return self.unknown(property, names);
        };
        let is_colour = |text: &str| {
            text.strip_prefix('#')
                .is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
        };
        match &property.value {
            Value::StringLit(text) if is_colour(&text.value) => {
                *colour = text.value.to_ascii_lowercase();
                self.colours.insert((is_dark, name.to_owned()), range(&property.value));
            }
            value => self.wrong(range(value), "this is not a colour", "write six hexadecimal digits: `\"#1b4b72\"`"),
        }
    }

    /// Finds colours of text that can hardly be read on the page, which is white on paper.
    fn contrasts(&mut self, look: &Look) {
        const OF_TEXT: [&str; 4] = ["ink", "accent", "quiet", "warning"];
        const WHITE: &str = "#ffffff";
        for (is_dark, colours) in [(false, &look.colours), (true, &look.dark)] {
            let all = colours.all();
            let texts = all.iter().filter(|(name, _)| OF_TEXT.contains(name));
            for (name, colour) in texts {
                let papers = std::iter::once(colours.ground.as_str()).chain((!is_dark).then_some(WHITE));
                let is_faint = papers.map(|paper| contrast(colour, paper)).any(|contrast| contrast < LEAST_CONTRAST);
                let stated = |name: &str| self.colours.get(&(is_dark, name.to_owned())).cloned();
                let Some(place) = stated(name).or_else(|| stated("ground")).filter(|_| is_faint) else { continue };
                let message = format!("`{name}` can hardly be read on this page: `{colour}`");
                let hint = if is_dark {
                    "choose a lighter colour of text"
                } else {
                    "choose a darker colour of text; paper is white"
                };
                self.wrong(place, &message, hint);
            }
        }
    }

    fn typeface(&mut self, value: &Value<'_>, family: &mut String, places: &mut BTreeMap<String, Place>) {
        match value {
            Value::StringLit(stated) if !stated.value.trim().is_empty() && stated.value.len() < 100 => {
                *family = stated.value.clone().into_owned();
            }
            _ => self.wrong(
                range(value),
                "this is not the name of a typeface",
                "write the name of its family: `\"Source Serif 4\"`",
            ),
        }
        places.insert(family.to_lowercase(), Place::new(self.file, range(value)));
    }

    fn number(&mut self, value: &Value<'_>, within: std::ops::RangeInclusive<f64>, number: &mut f64) {
        let stated = match value {
            Value::NumberLit(stated) => stated.value.parse::<f64>().ok(),
            _ => None,
        };
        match stated.filter(|stated| within.contains(stated)) {
            Some(stated) => *number = stated,
            None => {
                let hint = format!("write a number from {} to {}", within.start(), within.end());
                self.wrong(range(value), "this is not a size", &hint);
            }
        }
    }

    fn one_of<T: Copy>(&mut self, value: &Value<'_>, all: &[(&str, T)], chosen: &mut T) {
        let named = |text: &str| all.iter().find(|(name, _)| *name == text);
        match value {
            Value::StringLit(text) if let Some((_, one)) = named(&text.value) => *chosen = *one,
            _ => {
                let names: Vec<String> = all.iter().map(|(name, _)| format!("`{name}`")).collect();
                self.wrong(range(value), "there is no such choice", &format!("use {}", names.join(" or ")));
            }
        }
    }

    fn logo(&mut self, value: &Value<'_>, look: &mut Look) {
        let object = match value {
            Value::NullKeyword(_) => return look.logo = None,
            Value::Object(object) => object,
            _ => {
                return self.wrong(
                    range(value),
                    "this is not a logo",
                    "write `{ \"file\": \"logo.svg\", \"height\": 12, \"alt\": \"…\" }`",
                );
            }
        };
        let (mut file, mut alt, mut height) = (String::new(), String::new(), 12.0);
        let before = self.findings.len();
        for property in &object.properties {
            match (property.name.as_str(), &property.value) {
                ("file", Value::StringLit(text)) => file = text.value.clone().into_owned(),
                ("alt", Value::StringLit(text)) => alt = text.value.trim().to_owned(),
                ("height", value) => self.number(value, 2.0..=60.0, &mut height),
                ("file" | "alt", value) => {
                    self.wrong(range(value), "this is not a text", "write a text in quotation marks")
                }
                _ => self.unknown(property, &LOGO),
            }
        }
        // What is written incorrectly is not missing as well.
        let is_read = self.findings.len() == before;
        if !self.pictures.contains(&file.as_str()) && (is_read || !file.is_empty()) {
            let place = self.of(object, "file");
            let hint = did_you_mean(near_miss(&file, self.pictures.iter().copied()), || {
                "put the picture into `templates/`".to_owned()
            });
            self.wrong(place, &format!("there is no picture `{file}` among the templates"), &hint);
        }
        if alt.is_empty() && is_read {
            let place = self.of(object, "alt");
            self.wrong(
                place,
                "the logo has no description for people who cannot see it",
                "say what it shows: `\"alt\": \"Three waves and a boat\"`",
            );
        }
        look.logo = Some(Logo { file, height, alt });
    }

    /// The place where an object states a name, else the beginning of the object.
    fn of(&self, object: &Object<'_>, name: &str) -> Range<usize> {
        let stated = object.properties.iter().find(|property| property.name.as_str() == name);
        stated.map_or(object.range.start..object.range.start + 1, |property| range(&property.value))
    }

    fn unknown(&mut self, property: &ObjectProp<'_>, names: &[&str]) {
        let name = property.name.as_str();
        let hint = did_you_mean(near_miss(name, names.iter().copied()), || there_are(names.iter().copied()));
        let place = property.name.range();
        self.wrong(place.start..place.end, &format!("a look has no `{name}`"), &hint);
    }

    fn wrong(&mut self, range: Range<usize>, message: &str, hint: &str) {
        self.findings.push(Finding::new(&codes::BAD_LOOK, Place::new(self.file, range), message).hint(hint));
    }
}

fn range(value: &Value<'_>) -> Range<usize> {
    value.range().start..value.range().end
}

/// The least contrast of large text with its background (WCAG 2.2, 1.4.3).
const LEAST_CONTRAST: f64 = 3.0;

/// The contrast of two colours, `#rrggbb`, from 1 to 21 (WCAG 2.2, contrast ratio).
fn contrast(one: &str, other: &str) -> f64 {
    let [one, other] = [one, other].map(luminance);
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The relative luminance of a colour, `#rrggbb`, from 0 to 1 (WCAG 2.2).
fn luminance(colour: &str) -> f64 {
    let part = |at: usize| {
        let digits = colour.get(at..at + 2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        let part = f64::from(digits.unwrap_or_default()) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}
