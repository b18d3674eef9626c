//! How a paragraph is set, as far as it says what the paragraph is a part of: its style, its list and its level there, and what sets a
//! quotation off from the words around it. Other formatting is not looked at.

use super::stamps::{Stamps, Who};
use super::xml::Tag;

/// The level of a paragraph in its list, counted from 0; none if it is in no list.
pub(super) type Level = Option<u32>;

/// The level of a paragraph, and the one before somebody changed it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Levels {
    pub(super) now: Level,
    pub(super) former: Option<(Who, Level)>,
}

/// How a paragraph is set.
#[derive(Debug, Clone, Default)]
pub(super) struct Setting {
    style: String,
    /// The list that it is in, as the file names it.
    list: String,
    pub(super) levels: Levels,
    /// The bar at its side: that of a quotation, a decision, an action point.
    bar: String,
    /// Its indent; entries of lists have that of their list.
    indent: String,
}

/// In what a new paragraph is set otherwise than the one beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OtherSetting {
    /// It is an entry at a lower level.
    Lower,
    /// It is an entry at a higher level.
    Higher,
    /// It is an entry of a list, and the one beside it is none.
    InList,
    /// It is none, and the one beside it is an entry of a list.
    OutOfList,
    /// It has the bar of a quotation.
    Quoted,
    /// It lacks the bar of a quotation.
    Unquoted,
    /// It has another style, another list or another indent.
    Style,
}

impl Setting {
    /// Takes in a property of the paragraph; `within` are the elements with properties that have begun.
    pub(super) fn take(&mut self, name: &str, tag: &Tag<'_>, within: &[String], stamps: &mut Stamps) {
        let within: Vec<&str> = within.iter().map(String::as_str).collect();
        match within.as_slice() {
            ["w:pPr"] => self.take_own(name, tag, stamps),
            ["w:pPr", "w:pPrChange", "w:pPr"] => {
                self.levels.former.iter_mut().for_each(|(_, level)| take_level(level, name, tag));
            }
            _ => {}
        }
    }

    fn take_own(&mut self, name: &str, tag: &Tag<'_>, stamps: &mut Stamps) {
        let text = |name: &str| tag.attribute(name).unwrap_or_default();
        match name {
            "w:pStyle" => self.style = text("val"),
            "w:numId" => self.list = text("val"),
            "w:pPrChange" => self.levels.former = Some((stamps.number(tag), None)),
            "w:left" | "w:right" | "w:start" | "w:end" if !matches!(text("val").as_str(), "nil" | "none" | "") => {
                self.bar = format!("{} {}", text("sz"), text("color"));
            }
            "w:ind" => self.indent = tag.attribute("left").or_else(|| tag.attribute("start")).unwrap_or_default(),
            _ => {}
        }
        take_level(&mut self.levels.now, name, tag);
    }

    /// In what it differs from another one; none if both are the same.
    pub(super) fn other_than(&self, other: &Self) -> Option<OtherSetting> {
        let is_other = match (self.levels.now, other.levels.now) {
            (Some(own), Some(other)) if own > other => Some(OtherSetting::Lower),
            (Some(own), Some(other)) if own < other => Some(OtherSetting::Higher),
            (Some(_), None) => Some(OtherSetting::InList),
            (None, Some(_)) => Some(OtherSetting::OutOfList),
            _ if self.bar == other.bar => None,
            _ if other.bar.is_empty() => Some(OtherSetting::Quoted),
            _ if self.bar.is_empty() => Some(OtherSetting::Unquoted),
            _ => None,
        };
        let of = |one: &Self| {
            let indent = one.indent.trim_start_matches('0').to_owned();
            let indent = if one.levels.now.is_none() { indent } else { String::new() };
            (one.style.clone(), one.list.clone(), one.bar.clone(), indent)
        };
        is_other.or_else(|| (of(self) != of(other)).then_some(OtherSetting::Style))
    }

    /// Returns whether both are the same.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.other_than(other).is_none()
    }
}

impl OtherSetting {
    /// What a new paragraph is that is set so.
    pub(super) fn said(self) -> Option<&'static str> {
        match self {
            Self::Lower => Some("the new paragraph is an entry at a lower level than the one beside it"),
            Self::Higher => Some("the new paragraph is an entry at a higher level than the one beside it"),
            Self::InList => Some("the new paragraph is an entry of a list, and the one beside it is none"),
            Self::OutOfList => Some("the new paragraph is no entry of the list that is beside it"),
            Self::Quoted => Some("the new paragraph is set as a quotation, and the one beside it is not"),
            Self::Unquoted => Some("the new paragraph is not set as a quotation, as the one beside it is"),
            Self::Style => None,
        }
    }
}

/// Takes in a property that says the level of a paragraph.
fn take_level(level: &mut Level, name: &str, tag: &Tag<'_>) {
    let value = || tag.attribute("val").unwrap_or_default();
    match name {
        "w:ilvl" => *level = value().parse().ok(),
        "w:numId" if value() == "0" => *level = None,
        "w:numId" => drop(level.get_or_insert(0)),
        _ => {}
    }
}
